"""What comes down the street: clean food and dark cuisine, each on a path of its own."""

from effects.engine import Node, SeededRandom, Stage, blend, clamp

CLEAN: "tuple[str, ...]" = ("fish", "meat", "kibble", "water", "egg", "rice", "pumpkin", "chicken")
DARK: "tuple[str, ...]" = (
    "mouldy_bread",
    "nail_sausage",
    "bark",
    "bottled_sewage",
    "chocolate",
    "onion",
)

FAR_Y, NEAR_Y, GONE_Y = 470, 812, 1060  # Behind the window's frame; at the bowl; off the screen.
FAR_SIZE, NEAR_SIZE = 74, 176
LEFT_X, RIGHT_X = 120, 880
FAR_SPREAD_PERMILLE = 720  # Far away the street is this much narrower.
STEP_MAX = 430  # From one dish to the next, so that a calm player can reach both.
AIMED_PERMILLE = 450  # This share of the dark dishes comes where the player stands.
SWAY_MAX = 70
NEARER_LAYER, FAR_LAYER = 45, 12
PAST_FRAME_PERMILLE = 300  # From here on a dish is in front of the window's frame.


class Dish:
    """One dish on its way. depth_permille: 0 far up the street, 1000 at the bowl."""

    def __init__(
        self, node: Node, is_clean: bool, far_x: int, near_x: int, sway: int, travel_ticks: int
    ) -> None:
        self.node = node
        self.is_clean = is_clean
        self.depth_permille = 0
        self._far_x = far_x
        self._near_x = near_x
        self._sway = sway
        self._travel_ticks = travel_ticks
        self._age_ticks = 0

    def move(self) -> None:
        """Come one tick nearer, faster toward the end as things do that come closer."""
        self._age_ticks += 1
        way = self._age_ticks * 1000 // self._travel_ticks
        depth = way * (450 + way * 550 // 1000) // 1000
        self.depth_permille = depth
        swing = way * 4 % 2000
        swing = swing if swing < 1000 else 2000 - swing
        node = self.node
        node.x = blend(self._far_x, self._near_x, depth) + self._sway * (swing - 500) // 500
        node.y = blend(FAR_Y, NEAR_Y, depth)
        node.w = node.h = blend(FAR_SIZE, NEAR_SIZE, depth)
        if way >= PAST_FRAME_PERMILLE:
            node.layer = NEARER_LAYER

    def is_at_bowl(self) -> bool:
        """Return whether it has come down to the bowl."""
        return self.depth_permille >= 1000

    def roll_on(self) -> bool:
        """Move past the stall; return whether it has left the street."""
        self.node.y += 18
        self.node.opacity_percent = max(0, self.node.opacity_percent - 6)
        return self.node.y >= GONE_Y or self.node.opacity_percent == 0


class Menu:
    """Deals the dishes: the seed decides kinds, order, places and paths."""

    def __init__(self, stage: Stage, random: SeededRandom) -> None:
        self._stage = stage
        self._random = random
        self._deck: "list[str]" = []
        self._last_x = 500

    def _next_image(self) -> str:
        if not self._deck:
            self._deck = list(CLEAN) + list(CLEAN[:4]) + list(DARK)
            self._random.shuffle(self._deck)
        return self._deck.pop()

    def send(self, player_x: int, travel_ticks: int, sway_permille: int) -> Dish:
        """Send the next dish down the street.

        player_x: where the stall stands. sway_permille: how much of the full sway paths may have.
        """
        random = self._random
        image = self._next_image()
        is_clean = image in CLEAN
        if not is_clean and random.chance(AIMED_PERMILLE):
            near_x = clamp(player_x + random.between(-60, 60), LEFT_X, RIGHT_X)
        else:
            low = max(LEFT_X, self._last_x - STEP_MAX)
            near_x = random.between(low, min(RIGHT_X, self._last_x + STEP_MAX))
        self._last_x = near_x
        far_x = 500 + (near_x - 500) * FAR_SPREAD_PERMILLE // 1000
        sway = random.between(-SWAY_MAX, SWAY_MAX) * sway_permille // 1000
        node = self._stage.sprite(
            image,
            role="clean_food" if is_clean else "dark_food",
            x=far_x,
            y=FAR_Y,
            w=FAR_SIZE,
            h=FAR_SIZE,
            layer=FAR_LAYER,
            motion="bob" if is_clean else "sway",
        )
        return Dish(node, is_clean, far_x, near_x, sway, travel_ticks)
