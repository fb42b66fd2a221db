"""A real server, killed and flooded: what it has acknowledged must be there, and nothing else."""
