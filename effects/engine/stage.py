"""The stage as an effect sees it: nodes that stay until removed, described by whole numbers.

Field: x and y run from 0 to 1000 over the play field, left to right as the player sees it and top
to bottom. Sizes (w, h) and offsets (dx, dy) are in size units: 1000 of them make the field's width
on a tall screen, three quarters of its height on a wide one, so nothing is ever stretched.
"""

NODE_FIELDS = (
    "id",
    "kind",
    "role",
    "image",
    "parent",
    "x",
    "y",
    "dx",
    "dy",
    "w",
    "h",
    "turn_ddeg",
    "opacity_percent",
    "layer",
    "is_flipped",
    "is_visible",
    "motion",
    "anchor",
    "text",
    "value",
    "points",
)
WORD_FIELDS = ("kind", "role", "image", "motion", "anchor", "text", "points")
KINDS = ("backdrop", "camera", "group", "sprite", "text", "particles", "model", "line")
MOTIONS = (
    "",
    "blink",
    "bob",
    "breathe",
    "drop_in",
    "fade_out",
    "hop",
    "pulse",
    "shake",
    "spin",
    "steam",
    "sway",
    "wag",
)
PRESETS = ("crumbs", "petals", "sparkle", "steam")  # Of particles.
INSTRUMENTS = ("bell", "drop", "pluck", "wood")
BURST_TICKS = 60  # Particles are over after two seconds and leave the stage by themselves.
NODES_MAX = 200  # More would not be read on a phone, nor fit into a tick.
POINTS_MAX = 120  # Of one line: its growing report must fit into a tick too.


class StageError(Exception):
    """An effect used the stage wrongly; the message says what came and what was expected."""


class Node:
    """One thing on the stage. Set its attributes; the page shows the change at the next tick.

    is_visible and is_flipped are True or False; opacity_percent is 0..100; turn_ddeg is clockwise
    in tenths of a degree; a higher layer is nearer; motion is one of MOTIONS and is played by the
    page; parent is 0 or the id of the node that carries this one; points is where a line goes,
    "x,y x,y …", set by add_point.
    """

    __slots__ = NODE_FIELDS

    def __init__(self, node_id: int, kind: str) -> None:
        self.id = node_id
        self.kind = kind
        self.role = "decor"
        self.image = ""
        self.parent = 0
        self.x = 0
        self.y = 0
        self.dx = 0
        self.dy = 0
        self.w = 0
        self.h = 0
        self.turn_ddeg = 0
        self.opacity_percent = 100
        self.layer = 0
        self.is_flipped = False
        self.is_visible = True
        self.motion = ""
        self.anchor = ""
        self.text = ""
        self.value = 0
        self.points = ""

    def packed(self) -> "list[int | str]":
        """Return the values in the order of NODE_FIELDS, yes and no as 1 and 0."""
        return [
            self.id,
            self.kind,
            self.role,
            self.image,
            self.parent,
            self.x,
            self.y,
            self.dx,
            self.dy,
            self.w,
            self.h,
            self.turn_ddeg,
            self.opacity_percent,
            self.layer,
            1 if self.is_flipped else 0,
            1 if self.is_visible else 0,
            self.motion,
            self.anchor,
            self.text,
            self.value,
            self.points,
        ]

    def add_point(self, x: int, y: int) -> None:
        """Let a line go on to a place, as the x and y of a node are. Raises StageError."""
        if self.kind != "line":
            raise StageError("got add_point on a %s; only a line has points" % self.kind)
        if isinstance(x, float) or isinstance(y, float):
            raise StageError(
                "got point %r, %r; expected whole numbers (// divides to one)" % (x, y)
            )
        if self.point_count() >= POINTS_MAX:
            raise StageError("more than %d points in a line: begin another one" % POINTS_MAX)
        place = "%d,%d" % (x, y)
        self.points = self.points + " " + place if self.points else place

    def point_count(self) -> int:
        """Return how many points a line has."""
        return self.points.count(" ") + 1 if self.points else 0

    def check(self) -> None:
        """Raise StageError if a field holds something that it cannot mean, or is none."""
        fields = getattr(self, "__dict__", {})  # CPython, which has slots, refuses it at its line.
        if len(fields) > len(NODE_FIELDS):
            unknown = [name for name in sorted(fields) if name not in NODE_FIELDS]
            raise StageError(
                "node %d (%s %s): got field %s, expected one of %s"
                % (self.id, self.role, self.image, ", ".join(unknown), ", ".join(NODE_FIELDS))
            )
        for field, value in zip(NODE_FIELDS, self.packed()):
            is_word = field in WORD_FIELDS
            if isinstance(value, float) or isinstance(value, str) != is_word:
                wanted = "a word" if is_word else "a whole number (divide by //, not by /)"
                raise StageError(
                    "node %d (%s %s): %s is %r, expected %s"
                    % (self.id, self.role, self.image, field, value, wanted)
                )
        if self.motion not in MOTIONS:
            raise StageError(
                "got motion %r, expected one of %s" % (self.motion, ", ".join(MOTIONS))
            )


class Stage:
    """Holds the nodes of one play, in the order of their making."""

    def __init__(self) -> None:
        self.nodes: "list[Node]" = []
        self.sounds: "list[tuple[str, int, int]]" = []
        self.shutter_label: "str | None" = None
        self._last_id = 0
        self._bursts: "list[tuple[Node, int]]" = []
        self._tick_count = 0

    def add(self, kind: str, parent: "Node | None" = None, **fields: "int | str | bool") -> Node:
        """Put a new node on the stage and return it.

        kind: one of KINDS. parent: the node that carries it. fields: any of NODE_FIELDS.
        Raises StageError for an unknown kind, field or motion, a wrong type, or too many.
        """
        if kind not in KINDS:
            raise StageError("got kind %r, expected one of %s" % (kind, ", ".join(KINDS)))
        if len(self.nodes) >= NODES_MAX:
            raise StageError("more than %d nodes on the stage: remove what is not seen" % NODES_MAX)
        self._last_id += 1
        node = Node(self._last_id, kind)
        if parent is not None:
            node.parent = parent.id
        for field in sorted(fields):
            if field not in NODE_FIELDS:
                raise StageError(
                    "got node field %r, expected one of %s" % (field, ", ".join(NODE_FIELDS))
                )
            setattr(node, field, fields[field])
        node.check()
        self.nodes.append(node)
        return node

    def sprite(
        self, image: str, parent: "Node | None" = None, **fields: "int | str | bool"
    ) -> Node:
        """Put a picture of the effect's art folder on the stage."""
        return self.add("sprite", parent, image=image, **fields)

    def model(self, image: str, parent: "Node | None" = None, **fields: "int | str | bool") -> Node:
        """Put a model of the effect's models folder on the stage."""
        return self.add("model", parent, image=image, **fields)

    def group(self, parent: "Node | None" = None, **fields: "int | str | bool") -> Node:
        """Put an invisible node on the stage that carries others."""
        return self.add("group", parent, **fields)

    def text(self, text: str, parent: "Node | None" = None, **fields: "int | str | bool") -> Node:
        """Put words of the effect's catalogue on the stage; `value` fills in its {n}."""
        return self.add("text", parent, text=text, **fields)

    def particles(
        self, preset: str, parent: "Node | None" = None, **fields: "int | str | bool"
    ) -> Node:
        """Start a small shower, which ends by itself. Raises StageError for none of PRESETS."""
        if preset not in PRESETS:
            raise StageError("got particles %r, expected one of %s" % (preset, ", ".join(PRESETS)))
        node = self.add("particles", parent, image=preset, **fields)
        self._bursts.append((node, self._tick_count + BURST_TICKS))
        return node

    def line(self, image: str, parent: "Node | None" = None, **fields: "int | str | bool") -> Node:
        """Put a line on the stage: a picture of the art folder, bent along the line's points.

        The picture's left end lies at the first point; w is the line's thickness. See add_point.
        """
        return self.add("line", parent, image=image, **fields)

    def remove(self, node: Node) -> None:
        """Take a node and all that it carries off the stage."""
        self.nodes.remove(node)
        for carried in [other for other in self.nodes if other.parent == node.id]:
            self.remove(carried)

    def begin_tick(self) -> None:
        """Take off what is over: last tick's sounds and old particles. The engine calls this."""
        self._tick_count += 1
        self.sounds = []
        self.shutter_label = None
        while self._bursts and self._bursts[0][1] <= self._tick_count:
            self.remove(self._bursts.pop(0)[0])

    def sound(self, name: str, degree: int = 0, volume_percent: int = 100) -> None:
        """Play one note. degree: a step of the pentatonic scale, 5 an octave.

        Raises StageError for none of INSTRUMENTS.
        """
        if name not in INSTRUMENTS:
            raise StageError("got sound %r, expected one of %s" % (name, ", ".join(INSTRUMENTS)))
        self.sounds.append((name, degree, volume_percent))

    def shutter(self, label: str = "") -> None:
        """Say that this tick is the moment of a still picture, which the visitor may save.

        label: its name among several; a later still of the same name takes its place.
        """
        self.shutter_label = label
