"""The command `kindlens`: what a person types, and the words it answers in. No logic of plays."""
