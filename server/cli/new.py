"""`kindlens new`: make the folder of a new effect, which plays and passes its check at once."""

import argparse
import json
import re
import shutil
import sys
from pathlib import Path

from effects.check import stamp
from effects.checks.sources import class_name
from effects.engine.trace import Recorder, Trace
from effects.packages import find_place
from effects.place import EFFECTS, LANGUAGES, MANIFEST, RESERVED_IDS, effect_ids
from effects.trace_file import read_trace_file, write_trace_file

TEMPLATE = EFFECTS / "template"
TEMPLATE_ID = "my_effect"
TRACKING = ("face", "hands")
# Names that `import` or pip would take for something else.
TAKEN = {"effects", "server", "models", "tests", *RESERVED_IDS, *sys.stdlib_module_names}


class NewEffectError(Exception):
    """The folder cannot be made; the text says why and what to do."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's words."""
    made = argparse.ArgumentParser(prog="kindlens new", description=__doc__)
    made.add_argument("name", metavar="ID", help="such as my_effect; a path makes it there")
    made.add_argument(
        "--tracking", choices=TRACKING, default="face", help="what steers it (default: face)"
    )
    return made


def make_effect(target: Path, tracking: str) -> None:
    """Make the package of a new effect. target: its folder, named like the effect.

    Raises NewEffectError.
    """
    effect_id = target.name
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", effect_id):
        raise NewEffectError(
            f"got {effect_id!r}, expected small letters, digits and _, at most 40, a letter first; "
            "to do: choose such a name, for instance my_effect"
        )
    if effect_id in TAKEN or effect_id in effect_ids():
        raise NewEffectError(
            f"got {effect_id!r}, which is the name of something else already; "
            "to do: choose another name"
        )
    if target.exists():
        raise NewEffectError(
            f"got {target}, which is there already; to do: choose another name, or move it away"
        )
    renamed = {
        TEMPLATE_ID: effect_id,
        class_name(TEMPLATE_ID): class_name(effect_id),
        TEMPLATE_ID.replace("_", "-"): effect_id.replace("_", "-"),
        "My effect": effect_id.replace("_", " ").capitalize(),
    }
    for source in sorted((TEMPLATE / "package").rglob("*")):
        if source.is_file() and "__pycache__" not in source.parts:
            path = target / _renamed(str(source.relative_to(TEMPLATE / "package")), renamed)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_renamed(source.read_text("utf-8"), renamed), "utf-8")
    _add_tracking(target / effect_id, TEMPLATE / tracking, tracking)
    stamp(find_place(str(target)))


def _renamed(text: str, renamed: dict[str, str]) -> str:
    for old, new in renamed.items():
        text = text.replace(old, new)
    return text


def _add_tracking(folder: Path, chosen: Path, tracking: str) -> None:
    """Add what differs with what steers the effect: code, words, pictures and recorded plays."""
    shutil.copy(chosen / "steering.py", folder)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    _write_json(folder / MANIFEST, {**manifest, "tracking": [tracking]})
    for language in LANGUAGES:
        path = folder / "texts" / f"{language}.json"
        texts = json.loads(path.read_text("utf-8"))
        more = json.loads((chosen / "texts" / path.name).read_text("utf-8"))
        _write_json(path, {**texts, **more})
    for path in sorted(chosen.glob("art/*.svg")):
        shutil.copy(path, folder / "art")
    (folder / "traces").mkdir()
    for path in sorted(chosen.glob("traces/*.json")):
        kept = read_trace_file(path)
        trace = _trace_of(folder.name, kept.trace)
        write_trace_file(
            folder / "traces" / path.name, kept.made_by, kept.seed, kept.expected, trace
        )


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _trace_of(effect_id: str, trace: Trace) -> bytes:
    """Return the template's trace as one of the new effect: only the name in it differs."""
    recorder = Recorder(trace.play_id, effect_id, trace.choices, trace.mode, trace.columns)
    for row in trace.rows:
        recorder.add_row(row)
    for digest in trace.digests:
        recorder.add_digest(digest)
    return recorder.encode()


def main(arguments: list[str]) -> int:
    """Run the command; return its exit code."""
    options = parser().parse_args(arguments)
    target = Path(options.name)
    try:
        make_effect(target, options.tracking)
    except NewEffectError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Made {target}/ with an effect that plays. What next:")
    print(f"  kindlens play {target}     open it; what you save is in the page at once")
    print(f"  kindlens check {target}    what to change before anybody else plays it")
    return 0
