"""`kindlens sheet`: faces in pictures at every age, drawn by the shaders that visitors run."""

import argparse
import base64
import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from models.catalogue import CACHE_FOLDER, read_catalogue
from models.fetch import ModelUnavailableError, fetch_model, list_sources
from server.cli.browser_names import CHROMIUM_NAMES, program_on_path
from server.cli.folder_server import serve_folders
from server.settings import PAGES, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

AGES = (1, 5, 12, 25, 45, 65, 80)
FACE_MODEL = "face_landmarker"
PERSON_MODEL = "selfie_segmenter"
PAGE_FOLDER = ROOT / "build" / "sheet"
WASM_FOLDER = PAGES / "wasm"
CONTACT_SHEET = "contact_sheet.png"


class SheetError(Exception):
    """Nothing can be drawn; the text says what was got, what was expected and what to do."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's words."""
    made = argparse.ArgumentParser(prog="kindlens sheet", description=__doc__)
    made.add_argument("pictures", metavar="PICTURE", type=Path, nargs="+", help="JPEG, PNG, WebP …")
    made.add_argument(
        "--out",
        required=True,
        metavar="DIR",
        type=Path,
        help="gets <picture>-<age>.png, <picture>-now.png and " + CONTACT_SHEET,
    )
    return made


def check(pictures: list[Path]) -> None:
    """Return if all is there that is needed. Raises SheetError."""
    for picture in pictures:
        if not picture.is_file():
            raise SheetError(f"got {picture}, which is no file; expected a picture with a face")
    stems = [picture.stem for picture in pictures]
    twice = sorted({stem for stem in stems if stems.count(stem) > 1})
    if twice:
        raise SheetError(
            f"got several pictures named {', '.join(twice)}; expected different names, since they "
            "name what is written; to do: rename some, or draw them into folders of their own"
        )
    if find_spec("playwright") is None:
        raise SheetError(
            "got no playwright; a browser cannot be driven without it; to do: run "
            "`make check`, which installs it in the version that pyproject.toml names"
        )
    for folder in (PAGE_FOLDER, WASM_FOLDER):
        if not folder.is_dir():
            raise SheetError(f"got no {folder}; expected the built pages; to do: run `make build`")


def fetch_models() -> dict[str, Path]:
    """Return the models' files by name, fetched where they are not there. Raises SheetError."""
    catalogue = read_catalogue()
    sources = list_sources(catalogue)
    try:
        return {
            name: fetch_model(catalogue.models[name], sources, CACHE_FOLDER)
            for name in (FACE_MODEL, PERSON_MODEL)
        }
    except ModelUnavailableError as error:
        raise SheetError(str(error)) from error


@contextmanager
def open_page(origin: str) -> Generator["Page"]:
    """Open the page that draws in a headless Chromium. Raises SheetError without a browser."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=program_on_path("CHROMIUM", CHROMIUM_NAMES),
                chromium_sandbox=False,
                args=["--disable-background-networking", "--disable-component-update"],
            )
        except Error as error:
            raise SheetError(
                "got no Chrome or Chromium that starts; expected one; to do: install it, or set "
                f"CHROMIUM to its path. It said: {str(error).strip().splitlines()[0]}"
            ) from error
        page = browser.new_page()
        page.goto(origin)
        yield page
        browser.close()


def draw(page: "Page", picture: Path, address: str, folder: Path) -> None:
    """Write one picture's files. Raises SheetError where it cannot be read or shows no face."""
    from playwright.sync_api import Error

    try:
        drawn = page.evaluate(
            "([address, ages]) => window.sheet.draw(address, ages)", [address, list(AGES)]
        )
    except Error as error:
        reason = str(error).strip().splitlines()[0]
        raise SheetError(
            f"{picture}: got a file that the browser cannot show ({reason}); "
            "expected a picture, such as JPEG, PNG or WebP"
        ) from error
    if drawn is None:
        raise SheetError(
            f"{picture}: got no face; expected one that looks towards the camera, "
            "at least a tenth of the picture wide"
        )
    (folder / f"{picture.stem}-now.png").write_bytes(base64.b64decode(drawn["now"]))
    for age, data in drawn["stages"].items():
        (folder / f"{picture.stem}-{age}.png").write_bytes(base64.b64decode(data))


def run(pictures: list[Path], folder: Path) -> list[str]:
    """Draw all pictures; return what went wrong with single ones. Raises SheetError."""
    check(pictures)
    models = fetch_models()
    folder.mkdir(parents=True, exist_ok=True)
    addresses = {picture: f"/pictures/{index}" for index, picture in enumerate(pictures)}
    served = {address: picture for picture, address in addresses.items()}
    served |= {f"/models/{path.name}": path for path in models.values()}
    served |= {"/wasm/": WASM_FOLDER, "/": PAGE_FOLDER}
    problems: list[str] = []
    with serve_folders(served) as origin, open_page(origin) as page:
        names = [f"/models/{models[name].name}" for name in (FACE_MODEL, PERSON_MODEL)]
        page.evaluate("([face, person]) => window.sheet.open(face, person)", names)
        for picture, address in addresses.items():
            try:
                draw(page, picture, address, folder)
            except SheetError as error:
                problems.append(str(error))
        if len(problems) < len(pictures):
            sheet = page.evaluate("() => window.sheet.contactSheet()")
            (folder / CONTACT_SHEET).write_bytes(base64.b64decode(sheet))
    return problems


def main(arguments: list[str]) -> int:
    """Draw; return 0, or 1 with each reason on stderr where a picture could not be drawn."""
    options = parser().parse_args(arguments)
    try:
        problems = run(options.pictures, options.out)
    except SheetError as error:
        problems = [str(error)]
    for problem in problems:
        print(problem, file=sys.stderr)
    drawn = len(options.pictures) - len(problems)
    if drawn > 0:
        print(f"{drawn} drawn at {len(AGES)} ages; all on one sheet: {options.out / CONTACT_SHEET}")
    return 1 if problems else 0
