"""Replays: worker processes that live recorded plays again, each with its own release's code."""
