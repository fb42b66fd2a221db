"""The studio's server side, there with `kindlens dev` and `kindlens play` only: it writes files."""
