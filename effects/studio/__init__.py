"""What the studio needs of Python beside the engine: it looks into plays, and changes none."""
