"""Traces that must not be credited, each wrong in one way; not deflated."""

from collections.abc import Callable

from effects.engine.play import Play
from effects.engine.trace import Recorder
from tests.server.tapper import play_three_taps
from tests.server.three_taps.effect import ThreeTaps

CHOICES = {"manner": "plain"}

MakeTrace = Callable[[str, str], bytes]
"""Takes a ticket's seed and play id, returns the trace."""


def of_another_play(seed: str, play_id: str) -> bytes:
    return play_three_taps(seed, "0" * 32)


def of_another_seed(seed: str, play_id: str) -> bytes:
    return play_three_taps("1" * 32, play_id)


def of_another_effect(seed: str, play_id: str) -> bytes:
    return play_three_taps(seed, play_id, effect="other")


def with_a_choice_not_offered(seed: str, play_id: str) -> bytes:
    return play_three_taps(seed, play_id, manner="golden")


def with_a_wrong_digest(seed: str, play_id: str) -> bytes:
    return play_three_taps(seed, play_id, wrong_digest=True)


def that_goes_on(seed: str, play_id: str) -> bytes:
    """Return a whole play, and two ticks more."""
    play = Play(ThreeTaps, seed, CHOICES, "pointer")
    recorder = Recorder(play_id, "three_taps", CHOICES, "pointer", play.columns)
    for _ in range(5):
        is_going = play.effect.phase == "playing"
        recorder.add_row((1, 1))
        if is_going:
            play.tick((1, 1))
        if is_going and play.is_digest_due():
            recorder.add_digest(play.digest())
    return recorder.encode()


def with_other_columns(seed: str, play_id: str) -> bytes:
    columns = ("is_present", "is_pressed", "smile_permille")
    recorder = Recorder(play_id, "three_taps", CHOICES, "pointer", columns)
    for _ in range(3):
        recorder.add_row((1, 1, 0))
    return recorder.encode()


def with_too_many_ticks(seed: str, play_id: str) -> bytes:
    return play_three_taps(seed, play_id, ticks=930)


def cut_short(seed: str, play_id: str) -> bytes:
    return play_three_taps(seed, play_id)[:-3]


def nothing_like_it(seed: str, play_id: str) -> bytes:
    return b"not a trace at all"


# With the reason that the verdict `tampered` gives.
TAMPERED: tuple[tuple[MakeTrace, str], ...] = (
    (of_another_play, "trace_of_another_play"),
    (of_another_seed, "digest_differs"),
    (of_another_effect, "trace_of_another_effect"),
    (with_a_choice_not_offered, "choice_not_offered"),
    (with_a_wrong_digest, "digest_differs"),
    (that_goes_on, "goes_on_after_completion"),
    (with_other_columns, "columns_differ"),
    (with_too_many_ticks, "trace_too_long"),
    (cut_short, "trace_cut_short"),
    (nothing_like_it, "trace_not_decodable"),
)
