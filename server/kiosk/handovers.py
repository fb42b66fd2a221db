"""Kept pictures and videos on their way to a visitor's phone: in memory alone, for a few minutes.

A picture never touches the disk, so a restart forgets it, and nothing is left to be found later.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from server.clock import Clock

TOKEN_BYTES = 24  # 192 bits: nobody finds an address by trying.
PIECES = ("video", "card", "strip")
PIECE_BYTES_MAX = 48 * 1024 * 1024  # A minute of video at 6 Mbit/s.
ALL_BYTES_MAX = 256 * 1024 * 1024
HANDOVERS_MAX = 200  # Empty ones cost next to nothing, but not nothing.

# How each type begins (PNG 5.2, JFIF, ISO 14496-12 4.3, EBML): what is kept is what it says it is.
SIGNATURES: dict[str, Callable[[bytes], bool]] = {
    "image/png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "image/jpeg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "video/mp4": lambda data: data[4:8] == b"ftyp",
    "video/webm": lambda data: data.startswith(b"\x1a\x45\xdf\xa3"),
}
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "video/mp4": "mp4", "video/webm": "webm"}


class NoRoomError(Exception):
    """So much waits for phones already that no more fits into memory."""


@dataclass(frozen=True)
class Piece:
    """One picture or video. media_type: a key of SIGNATURES."""

    media_type: str
    data: bytes


@dataclass
class Handover:
    """What one visitor takes along. pieces: by their names of PIECES."""

    effect: str
    ends_ms: int
    pieces: dict[str, Piece] = field(default_factory=dict[str, Piece])


class Handovers:
    """Holds what waits for phones; whatever is too old is gone at the next look."""

    def __init__(self, clock: Clock, life_ms: int) -> None:
        self.life_ms = life_ms
        self._clock = clock
        self._open: dict[str, Handover] = {}

    def __len__(self) -> int:
        self.forget_old()
        return len(self._open)

    def begin(self, effect: str) -> str:
        """Return the token of a new, empty handover. Raises NoRoomError."""
        self.forget_old()
        if len(self._open) >= HANDOVERS_MAX:
            raise NoRoomError
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._open[token] = Handover(effect, self._clock() + self.life_ms)
        return token

    def find(self, token: str) -> Handover | None:
        """Return an open handover, None for any other token."""
        self.forget_old()
        return self._open.get(token)

    def add(self, token: str, name: str, piece: Piece) -> None:
        """Put a piece in. Raises KeyError for a handover that has ended, NoRoomError."""
        self.forget_old()
        handover = self._open[token]
        held = sum(len(one.data) for each in self._open.values() for one in each.pieces.values())
        if held + len(piece.data) > ALL_BYTES_MAX:
            raise NoRoomError
        handover.pieces[name] = piece

    def end(self, token: str) -> None:
        """Forget one now."""
        self._open.pop(token, None)

    def seconds_left(self, handover: Handover) -> int:
        """Return for how long a phone can still fetch it."""
        return max(0, handover.ends_ms - self._clock()) // 1000

    def forget_old(self) -> None:
        """Forget whatever has had its minutes."""
        now_ms = self._clock()
        for token in [one for one, each in self._open.items() if each.ends_ms <= now_ms]:
            del self._open[token]
