"""Bytes that nobody meant, for what reads them: short by hypothesis, at length by atheris."""
