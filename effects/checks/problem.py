"""One thing that is wrong with an effect: where, what came, what was expected, what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """file: from the folder above the effect's. line: counts from 1; 0 where there is none.

    is_advice: worth knowing, but no reason to refuse the effect.
    """

    file: str
    line: int
    got: str
    expected: str
    todo: str
    is_advice: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        word = "advice: " if self.is_advice else ""
        return f"{place}: {word}got {self.got}; expected {self.expected}; to do: {self.todo}"


def line_of(text: str, part: str) -> int:
    """Return the line, from 1, in which a part first stands; 0 where it does not."""
    at = text.find(part)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0
