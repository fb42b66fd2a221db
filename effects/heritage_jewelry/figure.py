"""Where the illustrated person of pointer mode is adorned, in permille of the drawing.

The same places as in figure.json, which the stage hangs the ornaments on; a test compares them.
"""

WRIST_PLACE = (330, 618)
FINGER_PLACES = (
    ("index_finger", 297, 356),
    ("middle_finger", 332, 352),
    ("ring_finger", 362, 372),
    ("pinky", 392, 412),
)
EAR_PLACES = ((476, 396), (664, 396))
