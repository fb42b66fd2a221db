"""Which characters this product shows: those of its catalogues and its campaign, and a few more.

Needs nothing but Python, so that a test can compare them with what the font was cut to.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = ("web/src/**/texts/*.json", "effects/*/texts/*.json")
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
