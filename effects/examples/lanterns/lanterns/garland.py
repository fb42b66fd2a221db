"""The garland above the river: a cord with hooks, to which lit lanterns rise."""

from effects.engine import Node, Stage, ease

HOOKS = 8
LEFT_X, STEP_X = 178, 92  # A phone held upright shows the middle of the picture only.
CORD_Y, SAG = 52, 46  # The cord hangs lower in the middle.
BELOW_HOOK = 62
HUNG_W = 104
RISE_PERMILLE = 110  # Of the way that is left, each tick.


class Garland:
    """Its cord is one line node; each lantern on it glows."""

    def __init__(self, stage: Stage, view: Node) -> None:
        self._stage = stage
        self._view = view
        self._rising: "list[tuple[Node, int]]" = []
        cord = stage.line("cord", view, w=9, layer=26)
        for place in range(-1, HOOKS + 1):
            cord.add_point(hook_x(place), hook_y(place))

    def hang(self, lantern: Node, place: int) -> None:
        """Let a lit lantern rise to a hook."""
        lantern.layer = 32
        self._rising.append((lantern, place))

    def tick(self) -> None:
        """Move what rises on by a tick."""
        for lantern, place in self._rising:
            lantern.x = ease(lantern.x, hook_x(place), RISE_PERMILLE)
            lantern.y = ease(lantern.y, hook_y(place) + BELOW_HOOK, RISE_PERMILLE)
            lantern.w = ease(lantern.w, HUNG_W, RISE_PERMILLE)


def hook_x(place: int) -> int:
    """Return where a hook is across the picture, in permille."""
    return LEFT_X + STEP_X * place


def hook_y(place: int) -> int:
    """Return where a hook is down the picture: a parabola through the garland's ends."""
    middle = 2 * place - (HOOKS - 1)
    return CORD_Y + SAG - SAG * middle * middle // ((HOOKS - 1) * (HOOKS - 1))
