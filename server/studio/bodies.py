"""The bodies of the studio's requests and answers."""

from typing import Annotated, Any, Literal

from pydantic import Field

from server.schemas import Body

TRACE_CHARACTERS_MAX = 100_000
FileStem = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Seed = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class Expected(Body):
    """What a trace's replay has to come to."""

    status: Literal["completed", "not_completed"]
    ticks: Annotated[int, Field(ge=0)]
    facts: dict[str, int]


class KeptTrace(Body):
    """A file of the traces folder. problem: why it cannot be read, else null."""

    name: str
    bytes: int
    made_by: str = ""
    seed: str = ""
    expected: dict[str, Any] = Field(default_factory=dict[str, Any])
    trace: str = ""
    problem: str | None = None


class Clip(Body):
    """A file that can stand in for a camera."""

    name: str
    bytes: int
    url: str


class Level(Body):
    """A level that the effect compares a signal with; see effects/studio/thresholds.py."""

    signal: str
    level: int
    name: str
    file: str
    line: int


class Workplace(Body):
    """Everything that the studio shows of an effect beside its release."""

    effect: str
    release: str
    effects: list[str]
    python: dict[str, str]
    bridge_glue: str
    tick_p95_ms_max: float
    thresholds: list[Level]
    traces: list[KeptTrace]
    clips: list[Clip]


class PythonFrame(Body):
    """One step of a traceback. file: from the folder above `effects`."""

    file: str
    line: int
    function: str


class Failure(Body):
    """What the effect's Python raised."""

    type: str
    text: str
    frames: list[PythonFrame]


class Replayed(Body):
    """What became of a trace in CPython. got: null where it did not end."""

    name: str
    is_as_expected: bool
    got: dict[str, Any] | None = None
    reason: str = ""
    ms: float = 0
    failure: Failure | None = None


class ReplaysAnswer(Body):
    """Every trace of the folder, replayed by this machine's CPython."""

    replays: list[Replayed]


class Problem(Body):
    """A line of `kindlens check`: see effects/checks/problem.py."""

    file: str
    line: int
    got: str
    expected: str
    todo: str
    is_advice: bool


class RehearsalTold(Body):
    """What living the traces again told besides. tick_p95_ms: null where Node is not here."""

    signals: list[str]
    traces: int
    wire_bytes: int
    tick_p95_ms: float | None


class ProblemsAnswer(Body):
    """What `kindlens check` says; none when the effect is fit to be released.

    rehearsal: null where the files are so wrong that nothing was played.
    """

    problems: list[Problem]
    rehearsal: RehearsalTold | None


class SaveTraceRequest(Body):
    """trace: deflated, in base64, as a play delivers it. may_replace: of a file of that name."""

    name: FileStem
    made_by: Annotated[str, Field(min_length=1, max_length=200)]
    seed: Seed
    expected: Expected
    trace: Annotated[str, Field(max_length=TRACE_CHARACTERS_MAX)]
    may_replace: bool = False


class ChangeAnswer(Body):
    """What was written, and by which number it can be undone."""

    change: int
    name: str
    has_replaced: bool
    traces: list[KeptTrace]


class UndoRequest(Body):
    """change: of the newest change that has not been undone."""

    change: int
