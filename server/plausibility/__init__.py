"""Tells recordings that no camera makes: frozen ones, jumping ones, copies of earlier ones.

Only for traces that say they were played before a camera and that replay to the completion. What it
finds is no proof: the play is held, and a person decides. Standard library only, since the look at
a trace runs in the replay worker.
"""
