"""What was asked and answered, as the visitors saw it; answers that contradict are wrong."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.server.tiny_server import OpenedPlay

FINAL = frozenset(
    (
        "credited",
        "unfunded",
        "capped",
        "held",
        "expired",
        "not_completed",
        "implausible",
        "tampered",
    )
)


@dataclass
class SimulatedPlay:
    """A play, the bytes that its visitor delivers (packed), and the answer that came first."""

    opened: OpenedPlay
    trace: str
    is_honest: bool
    answer: dict[str, Any] | None = None


@dataclass
class Witness:
    """All plays of a run. lost: requests without an answer; later: those answered with 503."""

    plays: list[SimulatedPlay] = field(default_factory=list[SimulatedPlay])
    sent: int = 0
    lost: int = 0
    later: int = 0
    faults: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list[str])

    def note(self, play: SimulatedPlay, status: int, answer: dict[str, Any]) -> bool:
        """Take down an answer to a play's own bytes; return whether it is a verdict."""
        if status == 503:
            self.later += 1
            return False
        if status != 200 or answer.get("status") not in FINAL:
            self.wrong.append(f"play {play.opened.play_id}: got {status} {answer}")
            return False
        if play.answer is None:
            play.answer = answer
        elif play.answer != answer:
            self.wrong.append(f"play {play.opened.play_id}: {play.answer}, later {answer}")
        if not play.is_honest and answer["status"] == "credited":
            self.wrong.append(f"play {play.opened.play_id}: credited without a completion")
        return True

    def note_other_bytes(self, play: SimulatedPlay, status: int, answer: dict[str, Any]) -> None:
        """Take down an answer to other bytes than the decided ones."""
        if status == 503:
            self.later += 1
        elif (status, answer.get("status")) != (200, "duplicate"):
            self.wrong.append(f"other bytes of play {play.opened.play_id}: {status} {answer}")

    @property
    def verdicts(self) -> Counter[str]:
        """How many plays came to which verdict."""
        return Counter(play.answer["status"] if play.answer else "none" for play in self.plays)

    @property
    def receipts(self) -> dict[str, tuple[int, int]]:
        """Number and amount of each credited play."""
        return {
            play.opened.play_id: (
                play.answer["receipt"]["number"],
                play.answer["receipt"]["amount_fen"],
            )
            for play in self.plays
            if play.answer and play.answer["status"] == "credited"
        }

    def figures(self) -> dict[str, Any]:
        """Return what to print."""
        return {
            "plays": len(self.plays),
            "requests": self.sent,
            "answers_lost": self.lost,
            "answered_later": self.later,
            **dict(self.faults),
            "verdicts": dict(self.verdicts),
            "wrong": len(self.wrong),
        }
