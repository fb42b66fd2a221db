"""Plays the tiny effect, honestly or not, and packs its trace as a page does."""

import base64
import zlib

from effects.engine.play import Play
from effects.engine.trace import Recorder
from tests.server.three_taps.effect import ThreeTaps

TICKS = 60  # Two seconds: a tap every twenty ticks.
TICK_MS = 1000 / 30


def play_three_taps(
    seed: str,
    play_id: str,
    *,
    effect: str = "three_taps",
    manner: str = "plain",
    taps: int = 3,
    ticks: int = TICKS,
    wrong_digest: bool = False,
) -> bytes:
    """Return the trace, not deflated, of a play with this many taps in this many ticks.

    It ends with the third tap, as the page's does.
    """
    # Only the server may run into the manners that are not plain.
    play = Play(ThreeTaps, seed, {"manner": "plain"}, "pointer")
    recorder = Recorder(play_id, effect, {"manner": manner}, "pointer", play.columns)
    every = ticks // taps if taps else ticks + 1
    for tick in range(1, ticks + 1):
        row = (1, 1 if tick % every == 0 and tick // every <= taps else 0)
        play.tick(row)
        recorder.add_row(row)
        if play.is_digest_due():
            recorder.add_digest(play.digest() ^ (1 if wrong_digest else 0))
        if play.effect.phase == "completed":
            break
    return recorder.encode()


def pack(trace: bytes) -> str:
    """Return a trace as a page sends it."""
    return base64.b64encode(zlib.compress(trace)).decode()
