"""The Python of an effect: what both interpreters agree on, and a class of the right name."""

import ast
import re

from effects.checks.problem import Problem
from effects.place import EffectPlace
from effects.subset import refusals

NAME = re.compile(r"[a-z_][a-z0-9_]*")
PYTHON_BYTES_MAX = 200_000  # The page parses all of it before a play begins.


def check_sources(place: EffectPlace) -> list[Problem]:
    """Return the places that CPython and MicroPython would not agree on, or that may not run."""
    problems: list[Problem] = []
    total = 0
    for name, path in place.python_files().items():
        is_own = name.startswith(f"effects/{place.id}/")
        file = name.removeprefix("effects/")
        try:
            source = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(file, 0, str(error), "Python in UTF-8", "save it as UTF-8"))
            continue
        total += len(source) if is_own else 0
        if is_own and not NAME.fullmatch(path.stem):
            problems.append(
                Problem(file, 0, repr(path.name), "a name of a-z, 0-9 and _", "rename the file")
            )
        problems += [
            Problem(file, one.line, one.got, one.expected, one.todo)
            for one in refusals(source, name, place.id if is_own else None)
        ]
        if is_own and path.name == "effect.py":
            problems += _check_class(place.id, file, source)
    if not (place.folder / "effect.py").is_file():
        problems.append(
            Problem(
                f"{place.id}/effect.py", 0, "no file", "the rules of the effect", "write effect.py"
            )
        )
    if not (place.folder / "__init__.py").is_file():
        problems.append(
            Problem(
                *(f"{place.id}/__init__.py", 0, "no file", "an empty one"),
                "make it, so that Python takes the folder for a package",
            )
        )
    if total > PYTHON_BYTES_MAX:
        problems.append(
            Problem(
                *(place.id, 0, f"{total} bytes of Python", f"at most {PYTHON_BYTES_MAX}"),
                "leave out what is not used",
            )
        )
    return problems


def class_name(effect_id: str) -> str:
    """Return the name of an effect's class: MyEffect for my_effect."""
    return "".join(word[:1].upper() + word[1:] for word in effect_id.split("_"))


def _check_class(effect_id: str, file: str, source: str) -> list[Problem]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []  # Told by refusals().
    wanted = class_name(effect_id)
    classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    imported = [
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    if wanted in classes or wanted in imported:
        return []
    return [
        Problem(
            *(file, 1, f"the classes {', '.join(classes)}" if classes else "no class"),
            f"a class {wanted}(Effect)",
            "name the effect's class like its folder",
        )
    ]
