"""Cut Noto Sans SC down to the characters this product shows: `python assets/fonts/subset.py`.

Takes the static weights 400 and 900 from the npm package named below, keeps only what the texts
need and joins both to one variable font: one that every visitor downloads, a second for what only
pages with catalogues of their own show, a third for the studio (characters.py). Beside each lies
what it holds, for those without font tools. Run it anew when a text gains a character; a test says
so.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

from characters import characters, more_characters, studio_characters
from fontTools import subset
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.ttLib import TTFont
from fontTools.varLib import build

TARGET = Path(__file__).with_name("noto-sans-sc.woff2")
MORE_TARGET = TARGET.with_stem("noto-sans-sc-more")
STUDIO_TARGET = TARGET.with_stem("noto-sans-sc-studio")
SOURCE = "@expo-google-fonts/noto-sans-sc@0.4.3"
MASTERS = {400: "400Regular/NotoSansSC_400Regular.ttf", 900: "900Black/NotoSansSC_900Black.ttf"}


def fetch(folder: Path) -> Path:
    """Download the source package with npm and return the folder it unpacks to."""
    command = ["npm", "pack", SOURCE, "--silent", "--pack-destination", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    with tarfile.open(folder / done.stdout.strip().splitlines()[-1]) as package:
        package.extractall(folder, filter="data")
    return folder / "package"


def cut(path: Path, keep: str) -> TTFont:
    """Return one weight with the wanted characters, Latin kerning and narrow punctuation."""
    options = subset.Options()
    options.layout_features = ["kern", "pwid"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "DSIG", "BASE", "STAT"]
    font = subset.load_font(path, options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=keep)
    cutter.subset(font)
    return font


def write_font(target: Path, keep: str, package: Path, folder: Path) -> None:
    """Write one variable font with these characters, and beside it what it holds."""
    axis = AxisDescriptor(tag="wght", name="Weight", minimum=400, default=400, maximum=900)
    space = DesignSpaceDocument()
    space.addAxis(axis)
    for weight, name in MASTERS.items():
        path = folder / f"{weight}.ttf"
        cut(package / name, keep).save(path)
        space.addSource(
            SourceDescriptor(path=str(path), font=TTFont(path), location={"Weight": weight})
        )
    font = build(space)[0]
    font.flavor = "woff2"
    font.save(target)
    contents = {"sha256": hashlib.sha256(target.read_bytes()).hexdigest(), "characters": keep}
    text = json.dumps(contents, ensure_ascii=False, indent=1) + "\n"
    target.with_suffix(".json").write_text(text, "utf-8")


def write_face(target: Path, keep: str) -> None:
    """Write the style sheet that lets a browser take a further font for its characters alone."""
    points = ",\n    ".join(f"U+{ord(character):x}" for character in keep)
    target.with_suffix(".css").write_text(
        f"""/* Written by subset.py. */
@font-face {{
  font-family: "Noto Sans SC";
  src: url("./{target.name}") format("woff2");
  font-weight: 400 900;
  font-display: swap;
  unicode-range:
    {points};
}}
""",
        "utf-8",
    )


def main() -> None:
    """Write the fonts beside this file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = fetch(folder)
        write_font(TARGET, characters(), package, folder)
        write_font(MORE_TARGET, more_characters(), package, folder)
        write_face(MORE_TARGET, more_characters())
        write_font(STUDIO_TARGET, studio_characters(), package, folder)
        write_face(STUDIO_TARGET, studio_characters())
        licence = (package / "LICENSE_FONT").read_text(encoding="utf-8")
    TARGET.with_name("OFL.txt").write_text(licence.replace("\r\n", "\n"), encoding="utf-8")


if __name__ == "__main__":
    main()
