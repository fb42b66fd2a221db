"""Where the illustrated person of pointer mode is adorned, in permille of the drawing.

The same places as in figure.json, which the stage hangs the ornaments on; a test compares them.
"""

WRIST = (300, 640)
# In the order in which the nearest is looked for.
FINGERS = (
    ("index_finger", 330, 430),
    ("middle_finger", 300, 420),
    ("ring_finger", 272, 435),
    ("pinky", 248, 460),
)
EARS = ((455, 400), (645, 400))
