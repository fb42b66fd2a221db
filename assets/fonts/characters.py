"""Which characters this product shows: those of its catalogues and its campaign, and a few more.

Two fonts hold them: one for home, the plays and the campaign, which every visitor downloads, and a
second with what only the other pages need. A third is for the studio, which no visitor opens.

Needs nothing but Python, so that a test can compare them with what the font was cut to.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = (
    "web/src/texts/*.json",
    "effects/*/texts/*.json",
    "effects/template/**/texts/*.json",
    "effects/examples/*/*/texts/*.json",
)
MORE_CATALOGUES = ("web/src/pages/**/texts/*.json",)
STUDIO_CATALOGUES = ("web/src/pages/studio/texts/*.json",)
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


def words_of(patterns: tuple[str, ...], left_out: tuple[str, ...] = ()) -> str:
    """Return every text of the catalogues that these patterns find, but for those left out."""
    skipped = {path for pattern in left_out for path in ROOT.glob(pattern)}
    return "".join(
        words_in(json.loads(path.read_text(encoding="utf-8")))
        for pattern in patterns
        for path in sorted(ROOT.glob(pattern))
        if path not in skipped
    )


def in_order(texts: str) -> str:
    """Return the characters that can be drawn, each once, in order of code point."""
    return "".join(sorted({character for character in texts if character.isprintable()}))


def characters() -> str:
    """Return the characters that home, the plays and the campaign show."""
    texts = ALWAYS + words_of(CATALOGUES)
    campaign = ROOT / CAMPAIGN
    if campaign.exists():
        texts += words_in(tomllib.loads(campaign.read_text(encoding="utf-8")))
    return in_order(texts)


def more_characters() -> str:
    """Return the characters that only pages with catalogues of their own show."""
    words = words_of(MORE_CATALOGUES, left_out=STUDIO_CATALOGUES)
    return in_order("".join(set(words) - set(characters())))


def studio_characters() -> str:
    """Return what the studio shows beyond the letters of English: it stands by itself."""
    return in_order("".join(set(words_of(STUDIO_CATALOGUES)) - set(map(chr, range(0x80)))))
