"""What the tracker hands over for one camera picture, and the face that keeps the game.

A tracker frame is a dict made from JSON:

    {"t_ms": 1234.5, "width": 640, "height": 480,
     "faces": [{"points": [x, y, z, ...], "blendshapes": [...], "matrix": [16 floats] or None,
                "light": 0.4}],
     "hands": [{"side": "left", "points": [63 floats]}]}

Points are in 0..1 of the unmirrored picture, in the order of landmarks.FACE_LANDMARKS.
"""

from effects.engine.landmarks import position_in_points

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypedDict

    class Face(TypedDict):
        """One face: points x, y, z in turn; the rest only where an effect needs it.

        light: 0..1, the sRGB luma that a quarter of the texels on the face's middle are above.
        """

        points: list[float]
        blendshapes: list[float]
        matrix: list[float]
        light: float

    class Hand(TypedDict):
        """One hand of the visitor's, "left" or "right", 21 points x, y, z in turn."""

        side: str
        points: list[float]

    class TrackerFrame(TypedDict):
        """One camera picture as the tracker saw it."""

        t_ms: float
        width: int
        height: int
        faces: list[Face]
        hands: list[Hand]


LEFT_CHEEK = position_in_points("user_left_cheek")
RIGHT_CHEEK = position_in_points("user_right_cheek")
FOREHEAD = position_in_points("forehead")
CHIN = position_in_points("chin")

RIVAL_SIZE_RATIO = 1.4  # A newcomer must be this much larger than the player ...
RIVAL_FRAMES = 20  # ... for this many tracker frames on end (1-2 s) to take the game over.
LOST_FRAMES = 6  # The player's face may be missed this often before another may have the game.
SAME_FACE_WIDTHS = 1.0  # A face that moved less than its own width is the same face.


def distance(points: "list[float]", a: int, b: int, aspect: float) -> float:
    """Return the distance of two points in picture widths.

    a, b: positions in `points`. aspect: picture height / width.
    """
    dx = points[a] - points[b]
    dy = (points[a + 1] - points[b + 1]) * aspect
    return (dx * dx + dy * dy) ** 0.5


class FaceChooser:
    """Keeps the game with one face; the largest gets it, and keeps it steadily."""

    def __init__(self) -> None:
        self._x = -1.0
        self._y = 0.0
        self._width = 0.0
        self._rival_count = 0
        self._lost_count = 0

    def choose(self, frame: "TrackerFrame") -> "Face | None":
        """Return the player's face of this tracker frame, or None if it is not there."""
        faces = frame["faces"]
        aspect = frame["height"] / frame["width"]
        largest: "Face | None" = None
        largest_width = 0.0
        kept: "Face | None" = None
        kept_width = 0.0
        nearest = SAME_FACE_WIDTHS
        for face in faces:
            points = face["points"]
            width = distance(points, LEFT_CHEEK, RIGHT_CHEEK, aspect)
            width = max(width, distance(points, FOREHEAD, CHIN, aspect))  # A turned head is thin.
            if width > largest_width:
                largest, largest_width = face, width
            if self._x >= 0.0 and self._width > 0.0:
                dx = points[LEFT_CHEEK] - self._x
                dy = (points[LEFT_CHEEK + 1] - self._y) * aspect
                gap = (dx * dx + dy * dy) ** 0.5 / self._width
                if gap < nearest:
                    kept, kept_width, nearest = face, width, gap
        if kept is None:
            self._lost_count += 1
            if largest is None or (self._x >= 0.0 and self._lost_count <= LOST_FRAMES):
                return None
            self._rival_count = 0
            return self._keep(largest, largest_width)
        is_rival = largest is not kept and largest_width > kept_width * RIVAL_SIZE_RATIO
        self._rival_count = self._rival_count + 1 if is_rival else 0
        if largest is not None and self._rival_count >= RIVAL_FRAMES:
            self._rival_count = 0
            return self._keep(largest, largest_width)
        return self._keep(kept, kept_width)

    def _keep(self, face: "Face", width: float) -> "Face":
        self._x = face["points"][LEFT_CHEEK]
        self._y = face["points"][LEFT_CHEEK + 1]
        self._width = width
        self._lost_count = 0
        return face
