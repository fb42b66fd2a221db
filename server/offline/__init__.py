"""A kiosk's own side: what it credited by itself, kept until the central server has it."""
