"""HTTPS of this server's own, since browsers give a camera to secure pages alone."""
