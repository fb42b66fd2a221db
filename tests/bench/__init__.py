"""The figures of `make bench`: each module measures one thing and says which bar it is held to."""
