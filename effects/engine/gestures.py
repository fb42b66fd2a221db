"""Gestures recognised from recorded signals: whole numbers only, so a replay sees the same.

Each is fed once a tick while it matters, and forgets everything on reset.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from effects.engine.signals import Signals

NOD_WINDOW_TICKS = 42  # A nod, down and up, takes 0.3-1.4 s.
NOD_DROP_PERCENT = 6  # Of the face's height; at rest the nose wobbles by less than one.
NOD_RETURN_PERCENT = 60  # Of the drop: nobody comes back exactly to where they were.
NOD_SIDEWAYS_PERCENT = 350  # Of the drop: a head that mostly goes sideways is steering.

STILL_TICKS = 60  # Two seconds.
STILL_PERCENT = 9  # Of the face's width and height: a standing person sways a little.


class Nod:
    """A quick down-up of the nose, with or without pitch."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget what was seen."""
        self._xs: "list[int]" = []
        self._ys: "list[int]" = []

    def next(self, x_permille: int, y_permille: int, height_permille: int) -> bool:
        """Return whether a nod ended in this tick.

        x_permille, y_permille: the head. height_permille: the face's height.
        """
        self._xs.append(x_permille)
        self._ys.append(y_permille)
        if len(self._ys) > NOD_WINDOW_TICKS:
            self._xs.pop(0)
            self._ys.pop(0)
        lowest = max(self._ys)
        if lowest - y_permille < 2:
            return False
        turn = self._ys.index(lowest)
        if turn == 0:
            return False
        drop = lowest - min(self._ys[:turn])
        rise = lowest - y_permille
        if (
            drop * 100 < height_permille * NOD_DROP_PERCENT
            or rise * 100 < drop * NOD_RETURN_PERCENT
        ):
            return False
        if (max(self._xs) - min(self._xs)) * 100 > drop * NOD_SIDEWAYS_PERCENT:
            return False
        self.reset()
        return True


class Stillness:
    """The head held still for two seconds."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Start counting anew."""
        self.ticks = 0
        self._left = self._right = self._top = self._bottom = 0

    def next(
        self, x_permille: int, y_permille: int, width_permille: int, height_permille: int
    ) -> bool:
        """Return whether the head has now been still long enough.

        width_permille, height_permille: the face's size, which says how near the visitor is.
        """
        if self.ticks == 0:
            self._left = self._right = x_permille
            self._top = self._bottom = y_permille
        self._left = min(self._left, x_permille)
        self._right = max(self._right, x_permille)
        self._top = min(self._top, y_permille)
        self._bottom = max(self._bottom, y_permille)
        self.ticks += 1
        if (self._right - self._left) * 100 > width_permille * STILL_PERCENT or (
            self._bottom - self._top
        ) * 100 > height_permille * STILL_PERCENT:
            self.ticks = 0
        return self.ticks >= STILL_TICKS


BLOW_ON_PERMILLE, BLOW_OFF_PERMILLE = 500, 250  # Of the way from the lips at rest to pursed.
BLOW_SETTLE_TICKS = 6  # A fifth of a second: pressed lips look pursed for a picture or two.
BLOW_REST_FALLS, BLOW_REST_RISES = 4, 90  # A part of the gap each tick: rest is the low side.
BLOW_REST_MAX = 800  # Who never seems to relax must still be able to purse.


class Blow:
    """Lips pursed as to blow out a candle, against how this mouth rests: mouths differ much.

    strength_permille: 0 at rest, 1000 fully pursed. How surely it is told: see GESTURES.md.
    """

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget this mouth."""
        self._rest_permille = -1
        self._pursed_ticks = 0
        self.is_on = False
        self.strength_permille = 0

    def next(self, pucker_permille: int) -> bool:
        """Return whether the lips blow in this tick. pucker_permille: mouth_pucker_permille."""
        if self._rest_permille < 0:
            self._rest_permille = min(pucker_permille, BLOW_REST_MAX)
        rest = self._rest_permille
        strength = (pucker_permille - rest) * 1000 // (1000 - rest)
        self.strength_permille = max(0, strength)
        is_pursed = strength >= (BLOW_OFF_PERMILLE if self.is_on else BLOW_ON_PERMILLE)
        self._pursed_ticks = self._pursed_ticks + 1 if is_pursed else 0
        self.is_on = (self.is_on and is_pursed) or self._pursed_ticks >= BLOW_SETTLE_TICKS
        if not is_pursed:
            gap = min(pucker_permille, BLOW_REST_MAX) - rest
            self._rest_permille += gap // BLOW_REST_RISES if gap > 0 else -(-gap // BLOW_REST_FALLS)
        return self.is_on


GO_AHEAD_AFTER_TICKS = 30  # Whoever arrives still is given a moment before it counts.
POINTER_MOVED_PERMILLE = 40  # A pointer that never moved is nobody holding still.
POINTER_SIZE_PERMILLE = 100  # Stands for the face's size: a pointer is steadier than a head.


class GoAhead:
    """A clear yes: a nod, a tap, a key, or holding still for two seconds.

    mode: "camera" or "pointer". In pointer mode there is no nod, and stillness counts only after
    the pointer has moved.
    """

    def __init__(self, mode: str) -> None:
        self._is_pointer = mode == "pointer"
        self._nod = Nod()
        self._still = Stillness()
        self.reset()

    def reset(self) -> None:
        """Wait for a new yes."""
        self._nod.reset()
        self._still.reset()
        self._ticks = 0
        self._first_x = -1
        self._has_moved = not self._is_pointer

    def next(self, signals: "Signals") -> bool:
        """Return whether the visitor said yes in this tick.

        signals: the head_x, head_y, head_width and head_height signals must be among them.
        """
        if signals.is_pressed:
            return True
        if not signals.is_present:
            self._nod.reset()
            self._still.reset()
            return False
        self._ticks += 1
        x, y = signals.head_x_permille, signals.head_y_permille
        width, height = signals.head_width_permille, signals.head_height_permille
        if self._is_pointer:
            width = height = POINTER_SIZE_PERMILLE
            if self._first_x < 0:
                self._first_x = x
            if abs(x - self._first_x) > POINTER_MOVED_PERMILLE:
                self._has_moved = True
        elif self._nod.next(x, y, height):
            return True
        if self._ticks <= GO_AHEAD_AFTER_TICKS or not self._has_moved:
            return False
        return self._still.next(x, y, width, height)
