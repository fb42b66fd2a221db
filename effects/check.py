"""Checks an effect's folder, and says what to change and where. CPython only.

    python -m effects.check [--write] [effect …]

--write stamps the sha256 of texts, pictures, models and figure into the manifest first.
`kindlens check` does the same, and plays the recorded plays again besides.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from effects.checks.art import check_art
from effects.checks.models import check_figure, check_models
from effects.checks.problem import Problem, line_of
from effects.checks.sources import check_sources
from effects.checks.texts import check_texts
from effects.engine.play import find_effect, tracking_needs
from effects.manifest import Manifest, read_manifest
from effects.packages import find_place, make_importable
from effects.place import EFFECTS, FIGURE, MANIFEST, EffectPlace, effect_ids, place_of
from effects.release import build_release

STAMPED = ("texts", "art", "models", "figure")


def stamp(effect: str | EffectPlace, root: Path = EFFECTS) -> None:
    """Write the current hashes into the manifest.

    Raises OSError or ValueError where a file is missing, no UTF-8 or no JSON.
    """
    place = place_of(effect, root)
    path = place.folder / MANIFEST
    loaded: object = json.loads(path.read_text("utf-8"))
    if not isinstance(loaded, dict):
        raise ValueError(f"got a manifest of {type(loaded).__name__}, expected keys and values")
    manifest = cast("dict[str, Any]", loaded)
    built = build_release(place).document["manifest"]
    manifest.update({kind: built[kind] for kind in STAMPED})
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")


def check_effect(effect: str | EffectPlace, root: Path = EFFECTS) -> list[Problem]:
    """Return what is wrong with an effect; no problem but advice when it is fit to be released.

    effect: where it lies, or its id in root. Only its files are read: nothing of it runs.
    """
    place = place_of(effect, root)
    manifest, problems = check_manifest(place)
    if manifest is None:
        return problems
    problems += check_sources(place)
    problems += check_texts(place, manifest)
    problems += check_art(place)
    problems += check_models(place)
    problems += check_figure(place)
    if all(problem.is_advice for problem in problems):
        problems += check_hashes(place, manifest)
    return problems


def check_manifest(place: EffectPlace) -> tuple[Manifest | None, list[Problem]]:
    """Return the manifest, and what is wrong with it; None where it is of no use."""
    file = f"{place.id}/{MANIFEST}"
    try:
        text = (place.folder / MANIFEST).read_text("utf-8")
        loaded: object = json.loads(text)
    except OSError:
        return None, [Problem(file, 0, "no file", "one in every effect's folder", "write it")]
    except UnicodeDecodeError as error:
        return None, [Problem(file, 0, str(error), "JSON in UTF-8", "save it as UTF-8")]
    except json.JSONDecodeError as error:
        told = (f"no JSON ({error.msg} at column {error.colno})", "JSON", "mend it there")
        return None, [Problem(file, error.lineno, *told)]
    if not isinstance(loaded, dict):
        told = (f"a {type(loaded).__name__}", "keys and values in braces", "begin with {")
        return None, [Problem(file, 1, *told)]
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        return None, [_wrong_key(file, text, problem) for problem in error.errors()]
    if manifest.id == place.id:
        return manifest, []
    told = Problem(
        *(file, line_of(text, '"id"'), f"id {manifest.id!r}", f"{place.id!r}, the folder's name"),
        "let both be the same",
    )
    return manifest, [told]


def _wrong_key(file: str, text: str, error: ErrorDetails) -> Problem:
    """Return in an author's words what pydantic says of one key."""
    names = [part for part in error["loc"] if isinstance(part, str)]
    key = ".".join(map(str, error["loc"]))
    line = line_of(text, f'"{names[-1]}"') if names else 1
    if error["type"] == "missing":
        above = line_of(text, f'"{names[-2]}"') if len(names) > 1 else 1
        return Problem(file, above, f"no {key}", "this key too", f"add {names[-1]!r}")
    if error["type"] == "extra_forbidden":
        known = ", ".join(Manifest.model_fields)
        expected = f"one of {known}" if len(names) == 1 else "keys that are known here"
        return Problem(file, line, f"the key {key}", expected, "rename it, or take it out")
    if names[:1] and names[0] in STAMPED:
        todo = "let it be stamped: `kindlens check --write`"
        return Problem(file, line, f"{key}: {str(error['input'])[:80]!r}", "a sha256", todo)
    expected = (
        error["msg"]
        .removeprefix("Input should be ")
        .replace("String should match pattern", "text of the form")
    )
    return Problem(file, line, f"{key}: {str(error['input'])[:80]!r}", expected, "correct this key")


def check_hashes(place: EffectPlace, manifest: Manifest) -> list[Problem]:
    """Return a problem if what the manifest stamps has changed since."""
    built = build_release(place).document["manifest"]
    changed = [
        f"{kind}/{name}"
        for kind, stamped in (
            ("texts", manifest.texts),
            ("art", manifest.art),
            ("models", manifest.models),
        )
        for name in sorted(set(built[kind]) | set(stamped))
        if built[kind].get(name) != stamped.get(name)
    ]
    if built["figure"] != manifest.figure:
        changed.append(FIGURE)
    if not changed:
        return []
    return [
        Problem(
            *(f"{place.id}/{MANIFEST}", 0, f"other hashes for {', '.join(changed)}"),
            "those of the files as they are",
            f"stamp them: `kindlens check --write {place.id}`",
        )
    ]


def check_tracking(place: EffectPlace, manifest: Manifest) -> list[Problem]:
    """Return each thing the class tracks that the manifest does not own up to; runs its code."""
    make_importable(place)
    needed = tracking_needs(find_effect(place.id))
    return undeclared(place, manifest, needed)


def undeclared(
    place: EffectPlace, manifest: Manifest, needed: "dict[str, bool | int]"
) -> list[Problem]:
    """Return what is tracked but not named in the manifest. needed: see tracking_needs."""
    tracked = (
        ("face", needed["faces"] or needed["mesh"]),
        ("hands", needed["hands"]),
        ("person", needed["person_mask"]),
    )
    text = (place.folder / MANIFEST).read_text("utf-8")
    return [
        Problem(
            *(f"{place.id}/{MANIFEST}", line_of(text, '"tracking"')),
            f"tracking {manifest.tracking} while the effect follows {part}",
            "everything that is followed, since visitors are asked for it",
            f"add {part!r} to tracking",
        )
        for part, is_needed in tracked
        if is_needed and part not in manifest.tracking
    ]


def main() -> None:
    """Check the named effects, or all; exit 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="stamp hashes into the manifests")
    parser.add_argument("effects", nargs="*", help="effects (default: all of this folder)")
    arguments = parser.parse_args()
    problems: list[Problem] = []
    for name in arguments.effects or effect_ids():
        place = find_place(name)
        if arguments.write:
            stamp(place)
        found = check_effect(place)
        if not found:
            found = check_tracking(place, read_manifest(place))
        problems += found
    for problem in problems:
        print(problem)
    sys.exit(0 if all(problem.is_advice for problem in problems) else 1)


if __name__ == "__main__":
    main()
