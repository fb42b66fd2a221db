"""What a page asks to have looked for: the first message of its connection."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MESH_POINTS = 478
BLENDSHAPES_MAX = 52
Landmark = Annotated[int, Field(ge=0, lt=MESH_POINTS)]


class EdgeNeeds(BaseModel):
    """As the page's TrackingNeeds; landmarks by MediaPipe's numbers, in the page's own order."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    faces: bool
    hands: Annotated[int, Field(ge=0, le=2)]
    mesh: bool
    matrix: bool
    light: bool
    landmarks: Annotated[list[Landmark], Field(max_length=MESH_POINTS)]
    blendshapes: Annotated[
        list[Annotated[str, Field(pattern=r"^[A-Za-z_]{1,32}$")]],
        Field(max_length=BLENDSHAPES_MAX),
    ]

    def for_tracker(self) -> dict[str, bool | int]:
        """Return them as effects.tracker takes them."""
        return {
            "faces": self.faces,
            "hands": self.hands,
            "mesh": self.mesh,
            "matrix": self.matrix,
            "light": self.light,
            "blendshapes": bool(self.blendshapes),
        }


def read_needs(data: bytes) -> EdgeNeeds:
    """Return the needs of a worker's job, which the server has checked."""
    return EdgeNeeds(**json.loads(data))
