"""Writes effects/REFERENCE.md from the code: signals, stage, manifest and text keys. CPython only.

    python -m effects.reference [--write]

Without --write it is printed. A test fails when the file is not what this would write.
"""

import argparse
import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pydantic.fields import FieldInfo

import effects.engine as engine
from effects import reference_words as words
from effects.checks.art import ART_BYTES_MAX
from effects.checks.models import MODEL_BYTES_MAX
from effects.checks.texts import PAGE_GESTURES, REQUIRED_TEXTS
from effects.engine.effect import Effect
from effects.engine.hands import FINGERS, HAND_GESTURES
from effects.engine.landmarks import ANCHORS, HAND_ANCHORS
from effects.engine.random import SeededRandom
from effects.engine.signals import SIGNALS, SignalReader, needs, with_always
from effects.engine.stage import (
    INSTRUMENTS,
    KINDS,
    MOTIONS,
    NODE_FIELDS,
    NODES_MAX,
    POINTS_MAX,
    PRESETS,
    Node,
    Stage,
)
from effects.manifest import Limits, Manifest
from effects.place import EFFECTS
from effects.subset import CALLS, METHODS

if TYPE_CHECKING:
    from effects.engine.signals import Pointer

PATH = EFFECTS / "REFERENCE.md"
TITLE = "# Reference of effects"
BASIC_NEEDS = needs(())
# What an effect meets as self.stage, self.random, a node, the argument `signals`.
MET_OTHERWISE = ("Effect", "Node", "SeededRandom", "Signals", "Stage", "StageError")


class UntoldNameError(Exception):
    """A name without words, or words without a name; the text says which."""


def told(names: Iterable[str], told_by: Mapping[str, str], what: str) -> Iterator[tuple[str, str]]:
    """Yield each name with what is said of it. Raises UntoldNameError where the two differ."""
    known = list(names)
    missing = [name for name in known if name not in told_by]
    extra = [name for name in told_by if name not in known]
    if missing or extra:
        raise UntoldNameError(
            f"{what}: got no words for {missing} and words for {extra}, which the code does not "
            "have; mend effects/reference_words.py"
        )
    for name in known:
        yield name, told_by[name]


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the lines of a table."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def code(name: str) -> str:
    """Return names, which may have commas between, as code."""
    return ", ".join(f"`{part}`" for part in name.split(", "))


def listed(names: Iterable[str]) -> str:
    """Return names as code, with commas."""
    return ", ".join(f"`{name}`" for name in names)


def members() -> list[str]:
    """Return what an effect has by itself: attributes of the class, then of the object."""
    shown = [name for name, value in vars(Effect).items() if not callable(value)]
    effect = Effect(Stage(), SeededRandom("1" * 32), {}, "camera")
    return [name for name in [*shown, *vars(effect)] if not name.startswith("_")]


def methods() -> Iterator[tuple[str, str]]:
    """Yield each method of an effect with its first sentence."""
    for name, value in vars(Effect).items():
        if callable(value) and not name.startswith("_"):
            said = inspect.getdoc(value) or ""
            parameters = [p for p in inspect.signature(value).parameters if p != "self"]
            yield f"{name}({', '.join(parameters)})", said.split("\n\n", maxsplit=1)[0]


def pointer_words() -> dict[str, str]:
    """Return what each signal is in pointer mode, found by asking the reader of signals."""
    columns = with_always(tuple(entry[0] for entry in SIGNALS))
    loose: Pointer = {"x": 0.111, "y": 0.222, "picture_x": 0.333, "picture_y": 0.444}
    tight: Pointer = {**loose, "is_held": True}
    meant = {111: "x on the field", 222: "y on the field", 333: "x on the picture"}
    meant[444] = "y on the picture"
    free = SignalReader(columns).read_pointer(loose, is_pressed=False)
    held = SignalReader(columns).read_pointer(tight, is_pressed=False)
    spoken: dict[str, str] = {}
    for name, *values in zip(columns, free, held, strict=True):
        if name.endswith("_gesture"):
            seen = [HAND_GESTURES[value] for value in values]
        else:
            seen = [meant.get(value, str(value)) for value in values]
        spoken[name] = seen[0] if seen[0] == seen[1] else f"{seen[0]}; held {seen[1]}"
    return spoken | {"is_pressed": "by tap, click or key", "action": "by button"}


def costs(name: str) -> str:
    """Return what the tracker runs for a signal, "" for nothing."""
    wanted = needs((name,))
    run = [need for need in wanted if wanted[need] != BASIC_NEEDS[need]]
    names = {"faces": "face", "hands": "hands", "blendshapes": "face, expressions"}
    names |= {"matrix": "face, pose", "light": "face, light"}
    return names[run[-1]] if run else ""


def effect_section() -> list[str]:
    helpers = told(
        [name for name in engine.__all__ if name not in MET_OTHERWISE], words.HELPERS, "helpers"
    )
    return [
        "## The class",
        "",
        "`class MyEffect(Effect)` in `effect.py` of the package `my_effect`, with",
        "`from effects.engine import Effect, Signals` and whichever helper it wants.",
        "",
        *table(("attribute", "what it is"), ((code(n), w) for n, w in told_members())),
        "",
        *table(("method", "what it does"), ((code(name), said) for name, said in methods_rows())),
        "",
        *table(("helper", "what it does"), ((code(name), said) for name, said in helpers)),
    ]


def told_members() -> Iterator[tuple[str, str]]:
    """Yield the attributes of an effect and what is said of them."""
    return told(members(), words.MEMBERS, "attributes of Effect")


def methods_rows() -> Iterator[tuple[str, str]]:
    """Yield the methods in rows; commas of their parameters stay inside the code."""
    for name, said in methods():
        yield name.replace(", ", ","), said.replace("\n", " ")


def signals_section() -> list[str]:
    by_pointer = pointer_words()
    rows = (
        (f"`{name}`", f"{low}..{high}", text, by_pointer[name], costs(name))
        for name, low, high, _, text in SIGNALS
    )
    return [
        "## Signals",
        "",
        "Whole numbers, 30 times a second, smoothed (One Euro). Places are as visitors see",
        "themselves in a mirror: x grows to the right of the screen, and `left_hand` is the",
        "visitor's own left hand, which is at the left of the screen too. `permille` of the camera",
        "picture's width or height; `ddeg` are tenths of a degree. `is_present` and `is_pressed`",
        "are always there. While something is out of sight its last values stay, and its gesture",
        "is 0.",
        "",
        *table(("signal", "range", "what it says", "with the pointer", "the tracker runs"), rows),
        "",
        "- `HAND_GESTURES`: " + listed(HAND_GESTURES),
        "- `FINGERS`: " + listed(FINGERS),
    ]


def stage_section() -> list[str]:
    stage_calls = [
        name for name in vars(Stage) if not name.startswith("_") and name != "begin_tick"
    ]
    packed: dict[str, int | str] = dict(zip(NODE_FIELDS, Node(0, "sprite").packed(), strict=True))
    fields = [
        (f"`{name}`", f"`{packed[name]!r}`" if name not in ("id", "kind") else "", said)
        for name, said in told(NODE_FIELDS, words.FIELDS, "fields of a node")
    ]
    motions = told([name for name in MOTIONS if name], words.MOTIONS, "motions")
    return [
        "## The stage",
        "",
        *table(
            ("`self.stage.…`", "what it does"),
            ((code(n), w) for n, w in told(sorted(stage_calls), words.STAGE, "calls of the stage")),
        ),
        "",
        f"At most {NODES_MAX} nodes, {POINTS_MAX} points in a line.",
        "",
        "### Kinds of nodes",
        "",
        *table(("kind", "what it shows"), pairs(told(KINDS, words.KINDS, "kinds of nodes"))),
        "",
        "### Fields of a node",
        "",
        "Set them at any time; the page shows the change and glides between two ticks.",
        "",
        *table(("field", "at first", "what it means"), fields),
        "",
        "### Motions",
        "",
        "Played at the screen's own rate, and dropped for visitors who want less motion, but for",
        "`fade_out`.",
        "",
        *table(("motion", "what it does"), pairs(motions)),
        "",
        "### Anchors",
        "",
        "On the face, the middle of: "
        + "; ".join(f"`{name}` ({', '.join(marks)})" for name, marks in ANCHORS),
        "",
        "On a hand, `left_hand.<name>` or `right_hand.<name>`, the visitor's own: "
        + "; ".join(f"`{name}` ({', '.join(marks)})" for name, marks in HAND_ANCHORS),
        "",
        "### Particles and sounds",
        "",
        *table(
            ("`particles(…)`", "what is seen"), pairs(told(PRESETS, words.PRESETS, "particles"))
        ),
        "",
        *table(
            ("`sound(…)`", "what is heard"), pairs(told(INSTRUMENTS, words.INSTRUMENTS, "sounds"))
        ),
        "",
        "All play one pentatonic scale, five degrees an octave, so whatever is played is a tune.",
    ]


def pairs(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield rows with their name as code."""
    return ((f"`{name}`", said) for name, said in rows)


def manifest_section() -> list[str]:
    fields: dict[str, FieldInfo] = {
        name: field for name, field in Manifest.model_fields.items() if name != "limits"
    }
    fields |= {f"limits.{name}": field for name, field in Limits.model_fields.items()}
    rows = (
        (f"`{name}`", "yes" if fields[name].is_required() else "", said)
        for name, said in told(sorted(fields), dict(sorted(words.MANIFEST.items())), "manifest")
    )
    return [
        "## manifest.json",
        "",
        *table(("key", "needed", "what it says"), rows),
        "",
        f"Pictures may come to {ART_BYTES_MAX:,} bytes, models to {MODEL_BYTES_MAX:,}.",
    ]


def texts_section() -> list[str]:
    return [
        "## texts/zh-CN.json, texts/en.json",
        "",
        "The same keys in both, with the same places in braces. Needed by every effect:",
        "",
        *table(("key", "where it is said"), pairs(told(REQUIRED_TEXTS, words.TEXTS, "texts"))),
        "",
        f"Gestures that the pages draw themselves: {listed(PAGE_GESTURES)}.",
        "",
        "Needed where the effect has them:",
        "",
        *table(("key", "where it is said"), ((code(k), said) for k, said in words.TEXT_FAMILIES)),
        "",
        "## art/*.svg",
        "",
        "Any name may be a sprite. These the pages look for, and leave out where there is none:",
        "",
        *table(("picture", "where it is shown"), ((code(k), s) for k, s in words.PICTURES)),
    ]


def subset_section() -> list[str]:
    rows = [(f"`{name}(…)`", todo) for name, todo in sorted(CALLS.items())]
    rows += [(f"`.{name}()`", todo) for name, todo in sorted(METHODS.items())]
    return [
        "## What is refused",
        "",
        "An effect runs in MicroPython in the page and in CPython on the server, and both must",
        "agree on every tick. Whole numbers under 2^30, `+ - * / // %`, comparison, lists, tuples,",
        "ordered iteration and `self.random` are alike in both. The check refuses the rest: sets,",
        "loops over dicts, `**`, `match`, `async`, several base classes, lists and dicts shared by",
        "all plays, and",
        "",
        *table(("got", "to do"), rows),
    ]


def reference() -> str:
    """Return the whole text of REFERENCE.md. Raises UntoldNameError."""
    sections = (
        effect_section(),
        signals_section(),
        stage_section(),
        manifest_section(),
        texts_section(),
        subset_section(),
    )
    head = [
        TITLE,
        "",
        "Written by `python -m effects.reference --write` from the code; do not edit it by hand.",
        "[GUIDE.md](GUIDE.md) leads through a first effect, [README.md](README.md) says how it all",
        "works together.",
    ]
    return "\n\n".join("\n".join(section) for section in (head, *sections)) + "\n"


def main() -> None:
    """Print the reference, or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {PATH.name}")
    if parser.parse_args().write:
        PATH.write_text(reference(), "utf-8")
    else:
        sys.stdout.write(reference())


if __name__ == "__main__":
    main()
