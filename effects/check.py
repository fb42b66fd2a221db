"""Checks an effect's folder, and says what to change and where. CPython only.

    python -m effects.check [--write] [effect …]

--write stamps the sha256 of texts, pictures, models and figure into the manifest first.
"""

import argparse
import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from pydantic import ValidationError

from effects.engine.landmarks import FACE_LANDMARKS, HAND_LANDMARKS
from effects.engine.play import find_effect, tracking_needs
from effects.manifest import Figure, Manifest, placeholders, words_of_choices
from effects.release import (
    EFFECTS,
    FIGURE,
    MANIFEST,
    art_files,
    build_release,
    effect_ids,
    model_files,
    python_files,
    text_files,
)
from effects.subset import refusals

STAMPED = ("texts", "art", "models", "figure")
# What the pages around a play say of this effect; effects/README.md tells what each is for.
LOADING_STEPS = ("effect", "python", "stage", "tracker", "model", "warmup")
REQUIRED_TEXTS = (
    "title",
    "summary",
    "how",
    "page.how_gestures",
    "page.start_title",
    "page.consent_title",
    "page.consent_picture",
    "page.consent_numbers",
    "page.loading_title",
    *(f"page.loading.{step}" for step in LOADING_STEPS),
    "page.canvas",
    "page.pointer_help",
    "page.progress",
    "page.delivering",
    "page.kept",
    "page.pause.no_face",
    "page.pause.tab_hidden",
    "page.pause.visitor",
    "page.pause.leave",
    "page.verdict.unfunded",
    "page.verdict.not_completed",
)
PAGE_GESTURES = ("nod", "tap", "steer", "still", "center_face")  # Drawn by the pages themselves.
STORY_PARTS = ("title", "text", "place")
ART_BYTES_MAX = 600_000
MODEL_BYTES_MAX = 1_500_000
GLB_MAGIC = b"glTF"
HAND_VALUES = 3 * len(HAND_LANDMARKS)
FACE_VALUES = 3 * len(FACE_LANDMARKS)
SVG_FORBIDDEN = re.compile(r"<script|<foreignObject|\son\w+=|https?://(?!www\.w3\.org/)|@import")


def stamp(effect_id: str, root: Path = EFFECTS) -> None:
    """Write the current hashes into the manifest."""
    path = root / effect_id / MANIFEST
    manifest = json.loads(path.read_text("utf-8"))
    built = build_release(effect_id, root).document["manifest"]
    manifest.update({kind: built[kind] for kind in STAMPED})
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")


def check_effect(effect_id: str, root: Path = EFFECTS) -> list[str]:
    """Return what is wrong with an effect, a line each; none when it is fit to be released."""
    folder = root / effect_id
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except OSError:
        return [f"{effect_id}/{MANIFEST}: missing; every effect needs one"]
    except ValidationError as error:
        return [
            f"{effect_id}/{MANIFEST}: {'.'.join(map(str, problem['loc']))}: {problem['msg']}, "
            f"got {problem['input']!r}"
            for problem in error.errors()
        ]
    problems: list[str] = []
    if manifest.id != effect_id:
        problems.append(
            f"{effect_id}/{MANIFEST}: id is {manifest.id!r}, expected the folder's name"
        )
    problems += check_sources(effect_id, root)
    problems += check_texts(effect_id, manifest, root)
    problems += check_art(effect_id, root)
    problems += check_models(effect_id, root)
    problems += check_figure(effect_id, root)
    if not problems:
        problems += check_hashes(effect_id, manifest, root)
        problems += check_tracking(effect_id, manifest)
    return problems


def check_sources(effect_id: str, root: Path) -> list[str]:
    """Return the places that CPython and MicroPython would not agree on."""
    found: list[str] = []
    for path, source in python_files(effect_id, root).items():
        owner = effect_id if path.startswith(f"effects/{effect_id}/") else None
        found += [str(refusal) for refusal in refusals(source, path, owner)]
    return found


def check_texts(effect_id: str, manifest: Manifest, root: Path) -> list[str]:
    """Return what the catalogues lack: files, keys, placeholders."""
    problems: list[str] = []
    catalogues: dict[str, dict[str, str]] = {}
    drawn = set(art_files(effect_id, root))
    for language, path in text_files(effect_id, root).items():
        try:
            catalogues[language] = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            problems.append(f"{effect_id}/texts/{language}.json: {error}; write the catalogue")
    if problems:
        return problems
    wanted = set(REQUIRED_TEXTS) | set(words_of_choices(manifest))
    every_key = wanted.union(*(set(catalogue) for catalogue in catalogues.values()))
    for language, catalogue in catalogues.items():
        problems += [
            f"{effect_id}/texts/{language}.json: {key!r} is missing; add it"
            for key in sorted(every_key - set(catalogue))
        ]
    for key in sorted(
        key for key in every_key if all(key in known for known in catalogues.values())
    ):
        used = {
            language: placeholders(catalogue[key]) for language, catalogue in catalogues.items()
        }
        if len({tuple(sorted(names)) for names in used.values()}) > 1:
            problems.append(f"{effect_id}/texts: {key!r} has different placeholders: {used}")
    for language, catalogue in catalogues.items():
        place = f"{effect_id}/texts/{language}.json"
        problems += [f"{place}: {problem}" for problem in check_page_texts(catalogue, drawn)]
    return problems


def check_page_texts(catalogue: dict[str, str], drawn: set[str]) -> list[str]:
    """Return what the pages could not show: gestures without a drawing, half a story.

    drawn: names of the effect's own pictures.
    """
    problems: list[str] = []
    for gesture in catalogue.get("page.how_gestures", "").split():
        if gesture not in PAGE_GESTURES and f"hint_{gesture}_0" not in drawn:
            problems.append(
                f"'page.how_gestures': got {gesture!r}, expected names of gestures with a space "
                f"between: {', '.join(PAGE_GESTURES)}, or one whose art/hint_{gesture}_0.svg exists"
            )
    stories = {key.rpartition(".")[0] for key in catalogue if key.startswith("story.")}
    for story in sorted(stories):
        problems += [
            f"'{story}.{part}' is missing; a story has a title, a text and a place"
            for part in STORY_PARTS
            if f"{story}.{part}" not in catalogue
        ]
    if placeholders(catalogue.get("page.progress", "{done}{total}")) != {"done", "total"}:
        problems.append("'page.progress': expected the places {done} and {total}")
    return problems


def check_art(effect_id: str, root: Path) -> list[str]:
    """Return pictures that are no plain, self-contained SVG, or too many bytes."""
    problems: list[str] = []
    total = 0
    for name, path in art_files(effect_id, root).items():
        svg = path.read_text("utf-8")
        total += len(svg)
        try:
            if not ET.fromstring(svg).tag.endswith("svg"):  # noqa: S314  our own file
                problems.append(f"{effect_id}/art/{name}.svg: expected an <svg> element")
        except ET.ParseError as error:
            problems.append(f"{effect_id}/art/{name}.svg: {error}; mend the XML")
        if match := SVG_FORBIDDEN.search(svg):
            problems.append(f"{effect_id}/art/{name}.svg: got {match[0]!r}; keep it self-contained")
    if total > ART_BYTES_MAX:
        problems.append(f"{effect_id}/art: {total} bytes, expected at most {ART_BYTES_MAX}")
    return problems


def check_models(effect_id: str, root: Path) -> list[str]:
    """Return models that are no glTF binary, or too many bytes."""
    files = model_files(effect_id, root)
    problems = [
        f"{effect_id}/models/{name}.glb: expected a glTF binary; export it as .glb"
        for name, path in files.items()
        if not path.read_bytes().startswith(GLB_MAGIC)
    ]
    total = sum(path.stat().st_size for path in files.values())
    if total > MODEL_BYTES_MAX:
        problems.append(f"{effect_id}/models: {total} bytes, expected at most {MODEL_BYTES_MAX}")
    return problems


def check_figure(effect_id: str, root: Path) -> list[str]:
    """Return what a figure lacks of the landmarks that a tracker would find."""
    path = root / effect_id / FIGURE
    if not path.is_file():
        return []
    try:
        figure = Figure.model_validate_json(path.read_bytes())
    except ValidationError as error:
        return [
            f"{effect_id}/{FIGURE}: {'.'.join(map(str, problem['loc']))}: {problem['msg']}"
            for problem in error.errors()
        ]
    lists = [(hand.points, HAND_VALUES, "hand") for hand in figure.hands]
    lists += [(face.points, FACE_VALUES, "face") for face in figure.faces]
    return [
        f"{effect_id}/{FIGURE}: a {part} has {len(points)} numbers, expected {expected}: "
        "x, y, z of every landmark in effects/engine/landmarks.py"
        for points, expected, part in lists
        if len(points) != expected
    ]


def check_hashes(effect_id: str, manifest: Manifest, root: Path) -> list[str]:
    """Return a line if what the manifest stamps has changed since."""
    built = build_release(effect_id, root).document["manifest"]
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
        f"{effect_id}/{MANIFEST}: hashes differ for {', '.join(changed)}; "
        "run python -m effects.check --write"
    ]


def check_tracking(effect_id: str, manifest: Manifest) -> list[str]:
    """Return a line for each thing the class tracks that the manifest does not own up to."""
    effect_class = find_effect(effect_id)
    needed = tracking_needs(effect_class)
    tracked = (
        ("face", needed["faces"] or needed["mesh"]),
        ("hands", needed["hands"]),
        ("person", needed["person_mask"]),
    )
    return [
        f"{effect_id}/{MANIFEST}: the effect needs {part}; add it to tracking"
        for part, is_needed in tracked
        if is_needed and part not in manifest.tracking
    ]


def main() -> None:
    """Check the named effects, or all; exit 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="stamp hashes into the manifests")
    parser.add_argument("effects", nargs="*", help="effect ids (default: all)")
    arguments = parser.parse_args()
    problems: list[str] = []
    for effect_id in arguments.effects or effect_ids():
        if arguments.write:
            stamp(effect_id)
        problems += check_effect(effect_id)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
