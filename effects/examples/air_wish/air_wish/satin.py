"""Satin stitch: rows of silk that fill an outline from top to bottom, a line node each."""

from effects.engine import Node, Stage

ROW_STEP = 20  # Permille of the picture's height ...
ROW_W = 27  # ... and a row's thickness in thousandths of it: rows lie over each other a little.
INSET = 9  # Permille that a row stays within the outline, so that the thread is seen.
SHORTEST = 26
BOW = 4  # A row sags a little, as silk does.


class Satin:
    """places: the outline's corners in permille of the picture, around once."""

    def __init__(
        self, stage: Stage, view: Node, image: str, places: "list[tuple[int, int]]"
    ) -> None:
        self._stage = stage
        self._view = view
        self._image = image
        self._rows = rows_within(places)
        self._sewn = 0

    def sew(self) -> bool:
        """Sew the next row; return False once all are."""
        if self._sewn == len(self._rows):
            return False
        left, right, y = self._rows[self._sewn]
        row = self._stage.line(self._image, self._view, w=ROW_W, layer=28)
        row.add_point(left, y)
        row.add_point((left + right) // 2, y + BOW)
        row.add_point(right, y)
        self._sewn += 1
        return True


def rows_within(places: "list[tuple[int, int]]") -> "list[tuple[int, int, int]]":
    """Return left, right and y of every row inside the outline (even-odd rule)."""
    rows: "list[tuple[int, int, int]]" = []
    lowest = max([y for _, y in places])
    y = min([y for _, y in places]) + ROW_STEP // 2
    while y < lowest:
        crossed = sorted(crossings(places, y))
        for at in range(0, len(crossed) - 1, 2):
            left, right = crossed[at] + INSET, crossed[at + 1] - INSET
            if right - left >= SHORTEST:
                rows.append((left, right, y))
        y += ROW_STEP
    return rows


def crossings(places: "list[tuple[int, int]]", y: int) -> "list[int]":
    """Return where the outline crosses a height."""
    found: "list[int]" = []
    x1, y1 = places[-1]
    for x2, y2 in places:
        if (y1 <= y) != (y2 <= y):
            found.append(x1 + (y - y1) * (x2 - x1) // (y2 - y1))
        x1, y1 = x2, y2
    return found
