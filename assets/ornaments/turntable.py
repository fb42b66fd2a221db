"""Photographs the ornaments: `python assets/ornaments/turntable.py FOLDER [name …]`.

Needs Debian's chromium, Playwright and web/node_modules. The light is three.js' neutral room.
"""

import mimetypes
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Route, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLDERS = {
    "three": ROOT / "web" / "node_modules" / "three",
    "models": ROOT / "effects" / "heritage_jewelry" / "models",
}
ORIGIN = "http://turntable.test"
GROUND = "#7b818c"
# Yaw, pitch (degrees), distance in half sizes.
VIEWS = ((0, 0, 4.6), (35, 18, 4.6), (88, 10, 4.6), (180, 20, 4.6), (0, 76, 4.6), (12, 8, 2.3))
NAMES = ("miao_bangle", "filigree_ring", "batik_earrings")
SIZE_PX = 900


def serve(route: Route) -> None:
    """Answer from the folders above, or with the page."""
    path = route.request.url.removeprefix(ORIGIN).lstrip("/")
    folder, _, rest = path.partition("/")
    file = FOLDERS[folder] / rest if folder in FOLDERS else HERE / "turntable.html"
    kind = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0]
    route.fulfill(body=file.read_bytes(), content_type=kind or "application/octet-stream")


def main(folder: Path, names: list[str]) -> None:
    """Write NAME_0.png … into the folder and say how many triangles were drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": SIZE_PX, "height": SIZE_PX})
        page.on("pageerror", lambda error: print(error))
        page.route("**/*", serve)
        page.goto(ORIGIN)
        page.wait_for_function("window.isReady")
        for name in names:
            for number, (yaw, pitch, near) in enumerate(VIEWS):
                arguments = [name, SIZE_PX, yaw, pitch, near, GROUND]
                triangles = page.evaluate("(all) => window.show(...all)", arguments)
                page.screenshot(path=str(folder / f"{name}_{number}.png"))
            print(f"{name}: {triangles} triangles")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2:] or list(NAMES))
