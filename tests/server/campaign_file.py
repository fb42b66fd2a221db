"""A small campaign for tests."""

from pathlib import Path

FEN_PER_PLAY = 20
PLEDGED_FEN = 1_000

TEXT = """
id = "spring"
currency = "CNY"
titles = {{ zh-CN = "春", en = "Spring" }}

[charity]
name = {{ zh-CN = "基金会", en = "Foundation" }}
registration = "53100000TEST000000"
contact = "hello@charity.example"

[sponsor]
name = {{ zh-CN = "企业", en = "Sponsor" }}

[[tasks]]
id = "stray_animals"
pledged_fen = {pledged_fen}
fen_per_play = {fen_per_play}
titles = {{ zh-CN = "流浪动物", en = "Stray animals" }}
statement = {{ zh-CN = "喂食", en = "It feeds." }}
source = {{ zh-CN = "试", en = "A test" }}
effect = {{ id = "three_taps" }}

[tasks.meaning]
unit = {{ zh-CN = "次投喂", en = "feedings" }}
fen_per_unit = 200
source = {{ zh-CN = "试", en = "A test" }}

[[tasks]]
id = "childrens_hearts"
pledged_fen = 500
fen_per_play = 50
titles = {{ zh-CN = "童心", en = "Hearts" }}
statement = {{ zh-CN = "手术", en = "It heals." }}
source = {{ zh-CN = "试", en = "A test" }}

[tasks.effect]
id = "studio"
tracking = ["face"]
titles = {{ zh-CN = "照相馆", en = "Studio" }}

[tasks.meaning]
unit = {{ zh-CN = "台手术", en = "operations" }}
fen_per_unit = 2000
source = {{ zh-CN = "试", en = "A test" }}
"""


def write_campaign(
    path: Path, pledged_fen: int = PLEDGED_FEN, fen_per_play: int = FEN_PER_PLAY
) -> Path:
    """Write the campaign file and return its path."""
    path.write_text(TEXT.format(pledged_fen=pledged_fen, fen_per_play=fen_per_play), "utf-8")
    return path
