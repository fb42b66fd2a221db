"""The words of an effect: both languages, all keys, the same placeholders, letters that show."""

import json
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

from effects.checks.problem import Problem, line_of
from effects.manifest import Manifest, placeholders, words_of_choices
from effects.place import EFFECTS, EffectPlace

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
KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
FONT = EFFECTS.parent / "assets" / "fonts" / "noto-sans-sc.json"
SHOWN_MAX = 12  # Characters that one line of advice names.


def check_texts(place: EffectPlace, manifest: Manifest) -> list[Problem]:
    """Return what the catalogues lack: files, keys, placeholders, letters."""
    problems: list[Problem] = []
    sources: dict[str, str] = {}
    catalogues: dict[str, dict[str, str]] = {}
    for language, path in place.text_files().items():
        name = f"{place.id}/texts/{language}.json"
        try:
            sources[language] = path.read_text("utf-8")
            catalogue = json.loads(sources[language], object_pairs_hook=_without_twins)
        except OSError:
            problems.append(Problem(name, 0, "no file", "a catalogue", "write its texts"))
        except _TwinError as error:
            line = _last_line_of(sources[language], f'"{error.key}"')
            problems.append(
                Problem(name, line, f"{error.key!r} again", "each key once", "take one of them out")
            )
        except json.JSONDecodeError as error:
            got = f"no JSON ({error.msg} at column {error.colno})"
            problems.append(Problem(name, error.lineno, got, "words by key", "mend it there"))
        except UnicodeDecodeError as error:
            problems.append(Problem(name, 0, str(error), "JSON in UTF-8", "save it as UTF-8"))
        else:
            wrong = _check_form(name, sources[language], catalogue)
            problems += wrong
            if not wrong:
                catalogues[language] = catalogue
    if problems:
        return problems
    problems += [
        Problem(
            *(f"{place.id}/texts/{path.name}", 0, "a file that nothing reads"),
            f"{' and '.join(f'{language}.json' for language in sources)}",
            "move it away",
            is_advice=True,
        )
        for path in sorted((place.folder / "texts").glob("*"))
        if path not in place.text_files().values() and not path.name.startswith(".")
    ]
    wanted = set(REQUIRED_TEXTS) | set(words_of_choices(manifest))
    every_key = wanted.union(*catalogues.values())
    drawn = place.art_files()
    for language, catalogue in catalogues.items():
        name = f"{place.id}/texts/{language}.json"
        problems += [
            Problem(name, 0, f"no {key!r}", "every text in both languages", f"add {key!r}")
            for key in sorted(every_key - set(catalogue))
        ]
        problems += _check_page_texts(name, sources[language], catalogue, drawn)
    problems += _check_placeholders(place.id, sources, catalogues)
    return problems + _check_letters(place.id, sources, catalogues)


class _TwinError(Exception):
    """A key stands twice in a catalogue; JSON would keep the last and say nothing."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of JSON. Raises _TwinError where a key comes again."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _TwinError(key)
        found[key] = value
    return found


def _last_line_of(text: str, part: str) -> int:
    return text.count("\n", 0, text.rindex(part)) + 1


def _check_form(name: str, source: str, catalogue: object) -> list[Problem]:
    """Return what keeps a catalogue from being words by key."""
    if not isinstance(catalogue, dict):
        return [Problem(name, 1, "no object", "words by key", 'write {"title": "…", …}')]
    problems: list[Problem] = []
    for key, text in catalogue.items():  # pyright: ignore[reportUnknownVariableType]
        line = line_of(source, f'"{key}"')
        if not KEY.fullmatch(str(key)):  # pyright: ignore[reportUnknownArgumentType]
            problems.append(
                Problem(name, line, f"key {key!r}", "words of a-z, 0-9, _ with dots", "rename it")
            )
        if not isinstance(text, str) or not text.strip():
            problems.append(
                Problem(name, line, f"{key!r}: {text!r}", "words", "write what is to be said")
            )
    return problems


def _check_page_texts(
    name: str, source: str, catalogue: dict[str, str], drawn: Collection[str]
) -> list[Problem]:
    """Return what the pages could not show: gestures without a drawing, half a story.

    drawn: names of the effect's own pictures.
    """
    problems: list[Problem] = []
    for gesture in catalogue.get("page.how_gestures", "").split():
        if gesture not in PAGE_GESTURES and f"hint_{gesture}_0" not in drawn:
            problems.append(
                Problem(
                    name,
                    line_of(source, '"page.how_gestures"'),
                    repr(gesture),
                    f"names with a space between, of {', '.join(PAGE_GESTURES)} and what is drawn",
                    f"choose one of those, or draw art/hint_{gesture}_0.svg",
                )
            )
    stories = {key.rpartition(".")[0] for key in catalogue if key.startswith("story.")}
    for story in sorted(stories):
        problems += [
            Problem(
                *(name, line_of(source, f'"{story}.'), f"no {story + '.' + part!r}"),
                "a title, a text and a place for every story",
                f"add {story + '.' + part!r}",
            )
            for part in STORY_PARTS
            if f"{story}.{part}" not in catalogue
        ]
    if placeholders(catalogue.get("page.progress", "{done}{total}")) != {"done", "total"}:
        problems.append(
            Problem(
                *(name, line_of(source, '"page.progress"'), repr(catalogue["page.progress"])),
                "the places {done} and {total}",
                "put both in",
            )
        )
    return problems


def _check_placeholders(
    effect_id: str, sources: dict[str, str], catalogues: dict[str, dict[str, str]]
) -> list[Problem]:
    """Return texts that do not fill in the same in every language."""
    problems: list[Problem] = []
    first, *others = catalogues
    for language in others:
        for key in sorted(set(catalogues[first]) & set(catalogues[language])):
            expected, got = (
                placeholders(catalogues[first][key]),
                placeholders(catalogues[language][key]),
            )
            if got != expected:
                problems.append(
                    Problem(
                        f"{effect_id}/texts/{language}.json",
                        line_of(sources[language], f'"{key}"'),
                        f"{key!r} with the places {_places(got)}",
                        f"{_places(expected)}, as in {first}",
                        "let both languages fill in the same",
                    )
                )
    return problems


def _places(names: set[str]) -> str:
    return " ".join(f"{{{name}}}" for name in sorted(names)) or "none"


@cache
def _font_letters(path: Path) -> frozenset[str]:
    """Return what the product's font holds; nothing where the font's list is not at hand."""
    if not path.is_file():
        return frozenset()
    return frozenset(json.loads(path.read_text("utf-8"))["characters"])


def _check_letters(
    effect_id: str, sources: dict[str, str], catalogues: dict[str, dict[str, str]]
) -> list[Problem]:
    """Return letters that another font of the visitor's device would have to draw."""
    held = _font_letters(FONT)
    if not held:
        return []
    problems: list[Problem] = []
    for language, catalogue in catalogues.items():
        words = "".join(catalogue.values())
        lacking = sorted({letter for letter in words if letter.isprintable()} - held)
        if lacking:
            shown = " ".join(lacking[:SHOWN_MAX])
            problems.append(
                Problem(
                    f"{effect_id}/texts/{language}.json",
                    line_of(sources[language], lacking[0]),
                    f"{len(lacking)} characters that the pages' font lacks: {shown}",
                    "characters of the font; others are drawn in a font of the visitor's device",
                    "write them otherwise where it is easy, or leave them",
                    is_advice=True,
                )
            )
    return problems
