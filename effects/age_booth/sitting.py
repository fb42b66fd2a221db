"""Whether the visitor sits as for a portrait: found, frontal and in good light."""

from effects.engine import Hysteresis, Signals

YAW_DDEG, PITCH_DDEG, ROLL_DDEG = 180, 260, 150
MIDDLE_MIN, MIDDLE_MAX = 250, 750  # Permille of the picture, across.
HEIGHT_MIN, HEIGHT_MAX = 150, 800  # Of the face, in permille of the picture.
# Skin of all tones is far brighter than this in a room that is lit at all.
LIT_PERMILLE, DARK_PERMILLE = 150, 120

SURE_TICKS = 24
# Whoever cannot or does not want to sit so, or has no lamp, is welcome all the same.
PATIENCE_TICKS = 240
DARK_PATIENCE_TICKS = 150


class Sitting:
    """Waits for a good portrait, and not for ever. `asks_light`: only light is missing."""

    def __init__(self) -> None:
        self._light = Hysteresis(LIT_PERMILLE, DARK_PERMILLE)
        self._seen_ticks = 0
        self._dark_ticks = 0
        self._good_ticks = 0
        self.asks_light = False

    def next(self, signals: Signals) -> bool:
        """Return whether the portrait can be taken now."""
        if not signals.is_head_present:
            self._good_ticks = 0
            self.asks_light = False
            return False
        self._seen_ticks += 1
        is_lit = self._light.next(signals.face_light_permille)
        self._good_ticks = self._good_ticks + 1 if is_frontal(signals) else 0
        self.asks_light = not is_lit and self._good_ticks >= SURE_TICKS
        if self.asks_light:
            self._dark_ticks += 1
        is_good = self._good_ticks >= SURE_TICKS and is_lit
        is_dark_enough = self._dark_ticks >= DARK_PATIENCE_TICKS
        return is_good or is_dark_enough or self._seen_ticks >= PATIENCE_TICKS


def is_frontal(signals: Signals) -> bool:
    """Return whether the face looks at the lens, from the middle and neither far nor near."""
    return (
        abs(signals.head_yaw_ddeg) <= YAW_DDEG
        and abs(signals.head_pitch_ddeg) <= PITCH_DDEG
        and abs(signals.head_roll_ddeg) <= ROLL_DDEG
        and MIDDLE_MIN <= signals.head_x_permille <= MIDDLE_MAX
        and HEIGHT_MIN <= signals.head_height_permille <= HEIGHT_MAX
    )
