"""Where the illustrated person of pointer mode is adorned, in permille of the drawing.

The same places as in figure.json, which the stage hangs the ornaments on; a test compares them.
"""

WRIST = (330, 618)
FINGERS = (
    ("index_finger", 297, 356),
    ("middle_finger", 332, 352),
    ("ring_finger", 362, 372),
    ("pinky", 392, 412),
)
EARS = ((476, 396), (664, 396))
