"""Tracking in Python: pictures become the tracker frames that a page's tracker makes. CPython only.

Needs mediapipe and OpenCV, which a play does not (pip install "kindlens[tracker]"); nothing here
is imported by the engine, an effect or the server.
"""
