"""Draw the install icons from the app icon's SVG: `python web/src/pwa/draw_icons.py`.

Needs Playwright and a Chromium; run it anew when web/src/art/app_icon.svg changes.
"""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

SOURCE = Path(__file__).parents[1] / "art" / "app_icon.svg"
TARGET = Path(__file__).parents[2] / "public" / "icons"

# Name, width in px, corner radius in percent: what the system cuts itself stays square.
ICONS = (
    ("icon-180", 180, 0),
    ("icon-192", 192, 22),
    ("icon-512", 512, 22),
    ("maskable-512", 512, 0),
)


def main() -> None:
    """Write the PNG files."""
    drawing = SOURCE.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        for name, width_px, radius_percent in ICONS:
            page.set_viewport_size({"width": width_px, "height": width_px})
            page.set_content(
                "<style>body{margin:0}svg{display:block;width:100vw;height:100vh;"
                f"border-radius:{radius_percent}%}}</style>{drawing}"
            )
            page.screenshot(path=TARGET / f"{name}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
