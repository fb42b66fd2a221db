"""Cut Noto Sans SC down to the characters this product shows: `python assets/fonts/subset.py`.

Reads the text catalogues and the campaign, takes the static weights 400 and 900 from the npm
package named below, keeps only what the texts need and joins both to one variable font. Run it
anew when a text gains a character; a test says so.
"""

import json
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.ttLib import TTFont
from fontTools.varLib import build

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(__file__).with_name("noto-sans-sc.woff2")
SOURCE = "@expo-google-fonts/noto-sans-sc@0.4.3"
MASTERS = {400: "400Regular/NotoSansSC_400Regular.ttf", 900: "900Black/NotoSansSC_900Black.ttf"}

CATALOGUES = ("web/src/texts/*.json", "effects/*/texts/*.json")
CAMPAIGN = "server/campaign.toml"
ALWAYS = (
    "".join(map(chr, range(0x20, 0x7F)))  # What anybody may type, and all figures.
    + "¥€£©·×–—‘’“”…•‹›"
    + "、。《》「」『』【】，！？：；（）％～"
    + "年月日时分秒上下午晚凌晨星期一二三四五六七八九十"  # What dates are written with.
)


def words_in(value: Any) -> str:
    """Return every text inside a nested value, run together."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "".join(words_in(part) for part in value.values())
    if isinstance(value, list):
        return "".join(words_in(part) for part in value)
    return ""


def characters() -> str:
    """Return the characters the product shows, in order of code point."""
    texts = ALWAYS
    for pattern in CATALOGUES:
        for path in sorted(ROOT.glob(pattern)):
            texts += words_in(json.loads(path.read_text(encoding="utf-8")))
    campaign = ROOT / CAMPAIGN
    if campaign.exists():
        texts += words_in(tomllib.loads(campaign.read_text(encoding="utf-8")))
    return "".join(sorted({character for character in texts if character.isprintable()}))


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
        licence = (package / "LICENSE_FONT").read_text(encoding="utf-8")
    TARGET.with_name("OFL.txt").write_text(licence.replace("\r\n", "\n"), encoding="utf-8")


if __name__ == "__main__":
    main()
