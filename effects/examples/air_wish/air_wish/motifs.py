"""Where the pearls of each wish lie: its outline, in permille of the picture, around once."""

from effects.engine import SeededRandom

HEART = (
    (500, 330),
    (566, 240),
    (660, 272),
    (690, 400),
    (630, 540),
    (500, 700),
    (370, 540),
    (310, 400),
    (340, 272),
    (434, 240),
)
PLUM = (
    (430, 225),
    (570, 225),
    (562, 357),
    (653, 305),
    (696, 484),
    (600, 513),
    (665, 613),
    (551, 723),
    (500, 610),
    (449, 723),
    (335, 613),
    (400, 513),
    (304, 484),
    (347, 305),
    (438, 357),
)
BUTTERFLY = (
    (500, 360),
    (590, 230),
    (715, 290),
    (650, 450),
    (690, 600),
    (570, 670),
    (500, 560),
    (430, 670),
    (310, 600),
    (350, 450),
    (285, 290),
    (410, 230),
)
MOTIFS = (("heart", HEART), ("plum", PLUM), ("butterfly", BUTTERFLY))


def pearls_of(motif: str, random: SeededRandom) -> "list[tuple[int, int]]":
    """Return a motif's pearls in the order of sewing: the seed picks the first and the way."""
    around: "list[tuple[int, int]]" = []
    for name, places in MOTIFS:
        if name == motif:
            around = list(places)
    first = random.below(len(around))
    turned = around[first:] + around[:first]
    if random.chance(500):
        return turned[:1] + [turned[at] for at in range(len(turned) - 1, 0, -1)]
    return turned
