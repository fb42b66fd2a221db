"""The cake before the visitor and its candles, whose flames lean, shrink and go out."""

from effects.engine import Node, Stage, clamp, ease

CANDLES = 5
# Permille of the picture.
MIDDLE_X, STEP_X = 500, 84
CAKE_Y = 905
# Thousandths of the picture's height.
CAKE_W = 760
CANDLE_W, CANDLE_DY = 40, -130
FLAME_W, FLAME_DY = 92, -190  # Its wick is the middle of its picture.
GLOW_W = 380

HEAT = 1000
COOLS_EACH_TICK = 42  # Eight tenths of a second of breath put a flame out ...
WARMS_EACH_TICK = 14  # ... and it recovers at a third of that pace.
SHY_BACK_TICKS = 40
LEAN_DDEG = 420
STARS = ((180, 150, 70), (330, 90, 50), (500, 60, 64), (680, 100, 52), (830, 160, 72))


class Candle:
    """One candle. x: where its flame is, in permille of the picture."""

    def __init__(self, stage: Stage, view: Node, place: int, is_shy: bool) -> None:
        self.x = MIDDLE_X + STEP_X * (2 * place - (CANDLES - 1)) // 2
        self.is_shy = is_shy
        self.is_out = False
        self.is_aimed_at = False
        self._stage = stage
        self._view = view
        self._heat = HEAT
        self._lean = 0
        self._blown_from = 0
        self._out_ticks = 0
        stage.sprite(
            "candle_%d" % place, view, x=self.x, y=CAKE_Y, dy=CANDLE_DY, w=CANDLE_W, layer=34
        )
        self._glow = stage.sprite(
            "glow", view, x=self.x, y=CAKE_Y, dy=FLAME_DY, w=GLOW_W, layer=30, motion="breathe"
        )
        self._flame = stage.sprite(
            "flame",
            view,
            role="flame",
            x=self.x,
            y=CAKE_Y,
            dy=FLAME_DY,
            w=FLAME_W,
            layer=36,
            motion="breathe",
        )

    def feel(self, mouth_x: int) -> None:
        """Take a tick of breath from where the mouth is."""
        if self.is_out:
            return
        self._blown_from = -1 if mouth_x > self.x else 1
        self._heat -= COOLS_EACH_TICK + WARMS_EACH_TICK
        if self._heat <= 0:
            self._go_out()

    def tick(self) -> None:
        """Burn on for a tick: a flame that is left alone stands up again."""
        if self.is_out:
            self._out_ticks += 1
            if self.is_shy and self._out_ticks == SHY_BACK_TICKS:
                self._come_back()
            return
        self._heat = min(HEAT, self._heat + WARMS_EACH_TICK)
        lost = HEAT - self._heat
        self._lean = ease(self._lean, self._blown_from * LEAN_DDEG * lost // HEAT, 300)
        if lost == 0:
            self._blown_from = 0
        flame = self._flame
        flame.turn_ddeg = self._lean
        flame.w = FLAME_W * (600 + self._heat * 400 // HEAT) // 1000
        flame.dx = self._lean // 14
        flame.motion = "pulse" if self.is_aimed_at else "breathe"
        self._glow.opacity_percent = clamp(30 + self._heat * 70 // HEAT, 0, 100)

    def _go_out(self) -> None:
        self.is_out = True
        self._out_ticks = 0
        self._flame.is_visible = self._glow.is_visible = False
        self._flame.role = "decor"
        self._stage.particles(
            "steam", self._view, x=self.x, y=CAKE_Y, dy=FLAME_DY, w=60, h=60, layer=38
        )

    def _come_back(self) -> None:
        """The shy one was only hiding; it stays out the next time."""
        self.is_shy = False
        self.is_out = False
        self._heat = HEAT
        self._flame.is_visible = self._glow.is_visible = True
        self._flame.role = "flame"
        self._stage.sound("bell", 7, 50)


class Cake:
    """shy: the place of the candle that comes back once."""

    def __init__(self, stage: Stage, view: Node, shy: int) -> None:
        self._stage = stage
        self._view = view
        self.candles = [Candle(stage, view, place, place == shy) for place in range(CANDLES)]
        stage.sprite("cake", view, x=MIDDLE_X, y=CAKE_Y, w=CAKE_W, layer=32)

    def nearest(self, x: int) -> Candle:
        """Return the candle that burns nearest to a place; any where none burns."""
        best = self.candles[0]
        for candle in self.candles:
            is_better = best.is_out or abs(candle.x - x) < abs(best.x - x)
            if not candle.is_out and is_better:
                best = candle
        return best

    def count_out(self) -> int:
        """Return how many are out for good."""
        return len([candle for candle in self.candles if candle.is_out and not candle.is_shy])

    def tick(self) -> None:
        """Let every candle burn on."""
        for candle in self.candles:
            candle.tick()

    def show_stars(self) -> None:
        """The room is dark now, and five stars are seen."""
        self._stage.sprite("dusk", self._view, x=500, y=130, w=1050, layer=28, motion="breathe")
        for x, y, w in STARS:
            self._stage.sprite(
                "star", self._view, role="star", x=x, y=y, w=w, layer=50, motion="drop_in"
            )
