"""Cut Noto Sans SC down to the characters this product shows: `python assets/fonts/subset.py`.

Takes the static weights 400 and 900 from the npm package named below, keeps only what the texts
need and joins both to one variable font. Run it anew when a text gains a character; a test says
so.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

from characters import characters
from fontTools import subset
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.ttLib import TTFont
from fontTools.varLib import build

TARGET = Path(__file__).with_name("noto-sans-sc.woff2")
CONTENTS = TARGET.with_suffix(".json")  # What the font holds, for those without font tools.
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


def main() -> None:
    """Write the font beside this file."""
    keep = characters()
    axis = AxisDescriptor(tag="wght", name="Weight", minimum=400, default=400, maximum=900)
    space = DesignSpaceDocument()
    space.addAxis(axis)
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(Path(folder))
        for weight, name in MASTERS.items():
            path = Path(folder) / f"{weight}.ttf"
            cut(package / name, keep).save(path)
            space.addSource(
                SourceDescriptor(path=str(path), font=TTFont(path), location={"Weight": weight})
            )
        font = build(space)[0]
        font.flavor = "woff2"
        font.save(TARGET)
        contents = {"sha256": hashlib.sha256(TARGET.read_bytes()).hexdigest(), "characters": keep}
        CONTENTS.write_text(json.dumps(contents, ensure_ascii=False, indent=1) + "\n", "utf-8")
        licence = (package / "LICENSE_FONT").read_text(encoding="utf-8")
    TARGET.with_name("OFL.txt").write_text(licence.replace("\r\n", "\n"), encoding="utf-8")


if __name__ == "__main__":
    main()
