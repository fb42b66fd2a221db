"""Rehearsals: an author's recorded plays, lived again in both interpreters, looked at closely."""
