"""Rules of this repository that no linter knows; each failure lists every offending place."""

import io
import json
import re
import subprocess
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE_SUFFIXES = (".py", ".ts", ".tsx", ".js", ".mjs", ".css", ".sh")
CODE_LINES_MAX = 600
LANGUAGES = ("zh-CN", "en")
LANDMARK_FILE = "effects/engine/landmarks.py"
MEDIA_SUFFIXES = (".svg", ".png", ".jpg", ".webp", ".gif", ".mp3", ".ogg", ".woff2", ".ttf", ".otf")

# A home or workplace of some machine at the start of an absolute path.
MACHINE_PATH = re.compile(r"(?<![\w.~)}])/(?:root|work|home/\w+|Users/\w+)/")
LOCK_ADDRESS = re.compile(r'"resolved"|index-url|find-links|registry\s*=|^https?:|@ https?:', re.M)
VAGUE_NAME = re.compile(r"^(utils?|helpers?|common|misc|.*_v\d+)$", re.I)
# `faceLandmarks[i][33]`, `landmarks[33]`, `mesh[33]`; `faceLandmarks[0]` is a face, not a landmark.
LANDMARK_NUMBER = re.compile(r"[lL]andmarks?\[[^\]]+\]\[\d+\]|\b(?:landmarks?|mesh)\[\d+\]")
NOTE_TO_SELF = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
CHINESE = re.compile(r"[\u3400-\u9fff]")
TEXT_KEY = re.compile(r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@cache
def files() -> tuple[str, ...]:
    """Return the path of every file that is in the repository or would be added to it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(sorted(path for path in listed.split("\0") if (ROOT / path).is_file()))


@cache
def text_of(path: str) -> str | None:
    """Return a file's text with its line ends as they are, None for a binary file."""
    try:
        return (ROOT / path).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def texts(*suffixes: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of every text file, or of those with one of the suffixes."""
    for path in files():
        text = text_of(path)
        if text is not None and path.endswith(suffixes or ("",)):
            yield path, text


def find_lines(pattern: re.Pattern[str], path: str, text: str) -> list[str]:
    """Return `path:line: text` of each line in which the pattern is found."""
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def is_product_code(path: str) -> bool:
    """Return whether a file is code that a visitor, an author or an operator runs."""
    return path.endswith(CODE_SUFFIXES) and path.startswith(("effects/", "server/", "web/src/"))


@pytest.mark.parametrize(
    ("pattern", "caught", "passed"),
    [
        (MACHINE_PATH, "open('/" + "root/x')", "https://example.org/work/x"),
        (MACHINE_PATH, "cd /" + "home/ann/x", "~/work/x"),
        (LOCK_ADDRESS, '"resolved": "x"', '"integrity": "sha512-x"'),
        (VAGUE_NAME, "helpers", "helping_hand"),
        (VAGUE_NAME, "trace_v2", "face_mesh_v"),
        (LANDMARK_NUMBER, "result.faceLandmarks[0][152]", "result.faceLandmarks[0]"),
        (CHINESE, "喂饱它", "feed it"),
    ],
)
def test_the_patterns_catch_what_they_mean(
    pattern: re.Pattern[str], caught: str, passed: str
) -> None:
    assert pattern.search(caught)
    assert not pattern.search(passed)


def test_no_machine_paths() -> None:
    offenders = [line for path, text in texts() for line in find_lines(MACHINE_PATH, path, text)]
    assert offenders == []


def test_lock_files_name_no_registry() -> None:
    locks = [
        (path, text)
        for path, text in texts()
        if path.endswith((".lock", "package-lock.json", ".npmrc"))
    ]
    assert {path for path, _ in locks} >= {"requirements.lock", "web/package-lock.json"}
    assert [line for path, text in locks for line in find_lines(LOCK_ADDRESS, path, text)] == []


def test_files_are_named_after_what_they_hold() -> None:
    offenders = [path for path in files() if any(map(VAGUE_NAME.match, names_in(path)))]
    assert offenders == []


def names_in(path: str) -> list[str]:
    """Return the names of the folders and of the file, without its suffixes."""
    return [part.split(".")[0] for part in Path(path).parts if not part.startswith(".")]


def test_landmark_numbers_stand_in_one_file() -> None:
    offenders = [
        line
        for path, text in texts(*CODE_SUFFIXES)
        if path not in (LANDMARK_FILE, "tests/test_tidy.py")
        for line in find_lines(LANDMARK_NUMBER, path, text)
    ]
    assert offenders == []


def test_line_ends_are_lf() -> None:
    assert [path for path, text in texts() if "\r" in text] == []


def test_text_files_end_with_one_newline() -> None:
    offenders = [
        path
        for path, text in texts(*CODE_SUFFIXES, ".json", ".md", ".toml", ".html")
        if text and (not text.endswith("\n") or text.endswith("\n\n"))
    ]
    assert offenders == []


def test_files_are_small() -> None:
    offenders = [
        f"{path}: {count} lines"
        for path, text in texts(*CODE_SUFFIXES)
        if (count := sum(1 for line in text.splitlines() if line.strip())) > CODE_LINES_MAX
    ]
    assert offenders == []


def test_file_names_and_identifiers_are_ascii() -> None:
    offenders = [path for path in files() if not path.isascii()]
    for path, text in texts(".py"):
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.NAME and not token.string.isascii():
                offenders.append(f"{path}:{token.start[0]}: {token.string}")
    assert offenders == []


def test_words_for_people_are_not_in_code() -> None:
    offenders = [
        line
        for path, text in texts()
        if is_product_code(path)
        for line in find_lines(CHINESE, path, text)
    ]
    assert offenders == []


def test_no_notes_to_self() -> None:
    offenders = [
        line
        for path, text in texts(*CODE_SUFFIXES)
        if path != "tests/test_tidy.py"
        for line in find_lines(NOTE_TO_SELF, path, text)
    ]
    assert offenders == []


def catalogue_folders() -> list[str]:
    """Return every folder of texts: the pages' own and one of each effect."""
    effects = {str(Path(path).parent) for path in files() if Path(path).name == "manifest.json"}
    of_effects = sorted(f"{folder}/texts" for folder in effects if folder.startswith("effects/"))
    of_pages = {
        str(Path(path).parent) for path in files() if fnmatch(path, "web/src/pages/*/texts/*.json")
    }
    return ["web/src/texts", *sorted(of_pages), *of_effects]


@pytest.mark.parametrize("folder", catalogue_folders())
def test_every_text_is_there_in_every_language(folder: str) -> None:
    catalogues: dict[str, dict[str, str]] = {
        language: json.loads((ROOT / folder / f"{language}.json").read_text("utf-8"))
        for language in LANGUAGES
    }
    chinese, english = catalogues.values()
    assert sorted(chinese) == sorted(english), "the languages do not have the same keys"
    assert [key for key in english if not TEXT_KEY.match(key)] == []
    for key in english:
        for language, catalogue in catalogues.items():
            assert catalogue[key].strip(), f"{key} is empty in {language}"
        placeholders = [
            sorted(set(PLACEHOLDER.findall(texts[key]))) for texts in (chinese, english)
        ]
        assert placeholders[0] == placeholders[1], f"{key} does not fill in the same"


def test_every_folder_of_art_is_credited() -> None:
    """Who made it, from what, under which licence stands in assets/CREDITS.md by folder."""
    credited = (ROOT / "assets" / "CREDITS.md").read_text("utf-8")
    folders = {str(Path(path).parent) for path in files() if path.endswith(MEDIA_SUFFIXES)}
    named = {path.rstrip("/") for path in re.findall(r"`([^`]+)`", credited)}
    assert sorted(folders - named) == []


def test_pytest_finds_every_test(pytestconfig: pytest.Config) -> None:
    left_out = pytestconfig.getini("norecursedirs")
    hidden = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        for folder in path.relative_to(ROOT).parts[:-1]
        if any(fnmatch(folder, pattern) for pattern in left_out)
    ]
    assert hidden == []
