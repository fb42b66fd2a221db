"""Its mobile food stall: be a stray's eyes, catch clean food, dodge dark cuisine.

The head steers the stall. A nod (or a tap, a key, holding still) opens it, and serves the full
bowl: that is the completion. Three dark dishes bring a kind neighbour with a cloth, never an end.
"""

from effects.dodge_food.dishes import Dish, Menu
from effects.dodge_food.stall import Stall
from effects.dodge_food.stray import Stray
from effects.engine import Effect, GoAhead, Signals, blend, clamp

PORTIONS = 16  # A full bowl: half a minute of street for a first-timer.
CLEAN_REACH = 112  # Field units from the bowl's middle: generous for what is good ...
DARK_REACH = 84  # ... and forgiving for what is not.

# Pace: 0 is a stroll, 1000 the evening rush. It follows how well it goes.
PACE_START, PACE_AFTER_WASH = 250, 150
PACE_CAUGHT, PACE_MISSED, PACE_DARK = 45, -20, -150
TRAVEL_TICKS_SLOW, TRAVEL_TICKS_FAST = 100, 56
INTERVAL_TICKS_SLOW, INTERVAL_TICKS_FAST = 42, 22
SWAY_FROM_PACE = 400  # Below it, dishes come straight.

STRIKES_MAX = 3  # Then the neighbour washes the bowl.
WASH_TICKS = 84
FEAST_TICKS = 150
LINE_TICKS = 75
COMBO_SHOWN_FROM = 3
COMBO_SHOWN_TICKS = 26
COMBO_BONUS_EVERY = 5  # Every fifth catch in a row brings one portion more.
SCALE_STEPS = 10  # A row of catches climbs the scale this far, so that it makes a tune.
WARY_FROM_PERMILLE = 550  # The stray smells dark cuisine from here on.


class DodgeFood(Effect):
    """The game. Its scene is one of waiting, street, washing, full, feast."""

    SIGNALS = (
        "head_x_permille",
        "head_y_permille",
        "head_width_permille",
        "head_height_permille",
        "head_roll_ddeg",
    )

    def start(self) -> None:
        stage = self.stage
        is_camera = self.mode == "camera"
        stage.add("backdrop", image="page_far", layer=0)
        stage.add("backdrop", image="page_near", layer=5)
        if is_camera:
            stage.add("camera", x=500, y=265, w=792, h=594, layer=20)
        else:
            stage.sprite("window_scene", x=500, y=265, w=792, h=594, layer=20)
        stage.sprite("window_frame", x=500, y=265, w=900, h=702, layer=21)
        self.stall = Stall(stage, self.mode)
        self.stray = Stray(stage, self.stall.node, self.choices["stray"])
        self.combo_text = stage.text(
            "float.combo", y=690, w=300, h=72, layer=60, is_visible=False, motion="drop_in"
        )
        self.menu = Menu(stage, self.random)
        self.go_ahead = GoAhead(self.mode)
        self.coming: "list[Dish]" = []
        self.passing: "list[Dish]" = []
        self.pace = PACE_START
        self.next_dish_ticks = self.line_ticks = self.combo_ticks = 0
        self.strikes = self.combo = self.best_combo = self.caught = self.dodged = 0
        self.goal = PORTIONS
        self.ask("line.welcome")
        self.enter("waiting")

    def facts(self) -> "dict[str, int]":
        return {"caught": self.caught, "dodged": self.dodged, "best_combo": self.best_combo}

    def tick(self, signals: Signals) -> None:
        self.scene_ticks += 1
        self.stall.steer(signals)
        if self.scene == "waiting":
            self.wait(signals)
        elif self.scene == "street":
            self.run_street()
        elif self.scene == "washing":
            self.wash()
        elif self.scene == "full":
            if self.go_ahead.next(signals):
                self.serve()
        elif self.scene_ticks == FEAST_TICKS:
            self.finish()
        self.passing = [dish for dish in self.passing if not self.has_gone(dish)]
        self.stray.tick(signals.head_roll_ddeg)
        self.fade_words()

    # The scenes, in the order in which a play goes through them.

    def wait(self, signals: Signals) -> None:
        """Learn how the visitor sits until they say go."""
        self.stall.learn_rest(signals)
        if self.go_ahead.next(signals):
            self.begin()
            self.hint = ""
            self.say("line.open")
            self.stray.feel("happy", 24)
            self.stage.sound("bell", 4)
            self.enter("street")

    def run_street(self) -> None:
        """Send dishes down the street and see where they arrive."""
        self.next_dish_ticks -= 1
        if self.next_dish_ticks <= 0:
            self.send_dish()
        for dish in self.coming:
            dish.move()
            is_near = dish.depth_permille > WARY_FROM_PERMILLE
            if is_near and not dish.is_clean and self.stall.is_under(dish.node.x, CLEAN_REACH):
                self.stray.grow_wary()
        arrived = [dish for dish in self.coming if dish.is_at_bowl()]
        self.coming = [dish for dish in self.coming if not dish.is_at_bowl()]
        for dish in arrived:
            self.meet(dish)
        if self.done >= self.goal:
            self.fill_up()
        elif self.strikes >= STRIKES_MAX:
            self.begin_wash()

    def begin_wash(self) -> None:
        """Give a second chance: a neighbour comes with a cloth."""
        self.clear_street()
        self.say("line.second_chance")
        self.hand = self.stage.sprite(
            "neighbour_hand", self.stall.node, dx=150, dy=-90, w=190, h=190, layer=50, motion="sway"
        )
        self.enter("washing")

    def wash(self) -> None:
        """Let the cloth go over the bowl, then open the street again at a stroll."""
        self.hand.dx = blend(150, 10, clamp(self.scene_ticks * 1000 // 30, 0, 1000))
        if self.scene_ticks == WASH_TICKS:
            self.stage.remove(self.hand)
            self.strikes = 0
            self.pace = PACE_AFTER_WASH
            self.say("line.again")
            self.stage.sound("bell", 2)
            self.stray.feel("happy", 20)
            self.enter("street")

    def fill_up(self) -> None:
        """The bowl is full: ask for the nod that serves it."""
        self.clear_street()
        self.ask("line.full")
        self.stray.feel("happy", 45)
        self.stage.sound("bell", 5)
        self.go_ahead.reset()
        self.enter("full")

    def serve(self) -> None:
        """The moment that counts."""
        self.hint = ""
        self.say("line.served")
        self.stall.bowl.image = "bowl_served"
        self.stray.feel("happy", FEAST_TICKS)
        self.stage.particles("petals", x=500, y=420, w=900, h=500, layer=70)
        self.stage.sprite(
            "heart_small", self.stall.node, dy=-250, w=90, h=90, layer=71, motion="pulse"
        )
        for degree in (4, 6, 9):
            self.stage.sound("bell", degree)
        self.complete()
        self.enter("feast")

    # What happens on the street.

    def send_dish(self) -> None:
        pace = self.pace
        travel_ticks = blend(TRAVEL_TICKS_SLOW, TRAVEL_TICKS_FAST, pace)
        sway = clamp((pace - SWAY_FROM_PACE) * 2, 0, 1000)
        self.coming.append(self.menu.send(self.stall.node.x, travel_ticks, sway))
        self.next_dish_ticks = blend(INTERVAL_TICKS_SLOW, INTERVAL_TICKS_FAST, pace)

    def meet(self, dish: Dish) -> None:
        """Decide what becomes of a dish that has come down to the bowl."""
        if self.stall.is_under(dish.node.x, CLEAN_REACH if dish.is_clean else DARK_REACH):
            self.stage.remove(dish.node)
            if dish.is_clean:
                self.catch(dish)
            else:
                self.taste_dark(dish)
            return
        dish.node.role = "decor"
        self.passing.append(dish)
        if dish.is_clean:
            self.combo = 0
            self.change_pace(PACE_MISSED)
        else:
            self.dodged += 1
            self.stage.sound("wood", self.dodged % SCALE_STEPS, 60)

    def catch(self, dish: Dish) -> None:
        self.caught += 1
        self.combo += 1
        self.best_combo = max(self.best_combo, self.combo)
        is_bonus = self.combo % COMBO_BONUS_EVERY == 0
        self.done = min(self.goal, self.done + (2 if is_bonus else 1))
        self.stall.fill(self.done, self.goal)
        self.change_pace(PACE_CAUGHT)
        self.stray.feel("happy", 14)
        self.stage.sound("pluck", min(self.combo, SCALE_STEPS))
        x = dish.node.x
        self.stage.particles(
            "sparkle", x=x, y=dish.node.y, w=180, h=180, layer=55, value=self.caught
        )
        if self.combo >= COMBO_SHOWN_FROM:
            self.combo_text.x = self.stall.node.x
            self.combo_text.value = self.combo
            self.combo_text.is_visible = True
            self.combo_ticks = COMBO_SHOWN_TICKS

    def taste_dark(self, dish: Dish) -> None:
        """A sniff and a shake of the head: put aside, nobody is hurt and nothing is lost."""
        self.strikes += 1
        self.combo = 0
        self.change_pace(PACE_DARK)
        self.stray.feel("sniff", 36)
        self.stage.sound("drop", 0)
        x = dish.node.x
        self.stage.particles("crumbs", x=x, y=dish.node.y, w=180, h=180, layer=55)
        self.say("line.dark")

    def change_pace(self, by: int) -> None:
        self.pace = clamp(self.pace + by, 0, 1000)

    def clear_street(self) -> None:
        """Let everything that is still on its way fade out where it is."""
        for dish in self.coming:
            dish.node.role = "decor"
        self.passing = self.passing + self.coming
        self.coming = []

    def has_gone(self, dish: Dish) -> bool:
        if not dish.roll_on():
            return False
        self.stage.remove(dish.node)
        return True

    # Words.

    def enter(self, scene: str) -> None:
        self.scene = scene
        self.scene_ticks = 0

    def ask(self, line: str) -> None:
        """Ask for a nod or a tap, with a line for either that stays until it comes."""
        self.hint = "nod" if self.mode == "camera" else "tap"
        self.line = line + "." + self.hint
        self.line_ticks = 0

    def say(self, line: str) -> None:
        self.line = line
        self.line_ticks = LINE_TICKS

    def fade_words(self) -> None:
        if self.line_ticks > 0:
            self.line_ticks -= 1
            if self.line_ticks == 0:
                self.line = ""
        if self.combo_ticks > 0:
            self.combo_ticks -= 1
            self.combo_text.is_visible = self.combo_ticks > 0
