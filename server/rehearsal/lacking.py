"""What recorded plays show by name, and the effect does not have: words, pictures, models."""

from typing import Any

from effects.checks.problem import Problem, line_of
from effects.manifest import placeholders
from effects.place import LANGUAGES, EffectPlace

FACT = "result.%s"


def lacking(
    place: EffectPlace, document: dict[str, Any], plays: list[dict[str, Any]]
) -> list[Problem]:
    """Return what is shown and not there, once each, at the line that names it.

    document: the release. plays: as rehearse_in_cpython found them.
    """
    texts = document["texts"][LANGUAGES[0]]  # Both languages have the same keys.
    there = {"texts": texts, "art": document["art"], "models": document["models"]}
    problems = [
        _lacks(place, kind, name) for kind, name in _shown(plays) if name not in there[kind]
    ]
    facts: dict[str, Any] = {}
    for play in plays:
        if not isinstance(play["facts"], dict):
            return [*problems, _wrong_facts(place, f"facts() {play['facts']!r:.60}")]
        facts |= play["facts"]
    for name, value in sorted(facts.items()):
        if not isinstance(value, int):
            problems.append(_wrong_facts(place, f"the fact {name} {value!r:.60}"))
        elif FACT % name in texts and placeholders(texts[FACT % name]) - {"n"}:
            told = f"{FACT % name!r} with {texts[FACT % name]!r}"
            file, line = _line_in_texts(place, FACT % name)
            problems.append(
                Problem(file, line, told, "{n} alone, the number", "take the others out")
            )
    return problems


def _shown(plays: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return kind and name of everything shown, in order, once each."""
    return sorted(
        {(kind, name) for play in plays for kind, names in play["shown"].items() for name in names}
    )


def _lacks(place: EffectPlace, kind: str, name: str) -> Problem:
    if kind == "texts":
        # self.hint = "nod" shows hint.nod; an action stands in ACTIONS by its word alone.
        word = name.partition(".")[2] if name.startswith(("hint.", "action.")) else name
        file, line = _line_in_sources(place, word)
        todo = "add it in both languages, or name one that is there"
        return Problem(file, line, f"no text {name!r}", "one in texts/*.json", todo)
    ending = "svg" if kind == "art" else "glb"
    file, line = _line_in_sources(place, name)
    wanted = f"{place.id}/{kind}/{name}.{ending}"
    return Problem(file, line, f"no {wanted}", "a file of that name", "draw it, or name another")


def _wrong_facts(place: EffectPlace, got: str) -> Problem:
    file, line = _line_in_sources(place, "def facts", quote="")
    return Problem(
        *(file, line, got, 'whole numbers by name, such as {"sparks": 5}'),
        "return those: the texts result.<name> say them",
    )


def _line_in_sources(place: EffectPlace, word: str, quote: str = '"') -> tuple[str, int]:
    """Return file and line of the effect's own Python that names a word; else effect.py and 0."""
    for path in sorted(place.folder.glob("*.py")):
        line = line_of(path.read_text("utf-8").replace("'", '"'), f"{quote}{word}{quote}")
        if line:
            return f"{place.id}/{path.name}", line
    return f"{place.id}/effect.py", 0


def _line_in_texts(place: EffectPlace, key: str) -> tuple[str, int]:
    path = place.text_files()[LANGUAGES[0]]
    return f"{place.id}/texts/{path.name}", line_of(path.read_text("utf-8"), f'"{key}"')
