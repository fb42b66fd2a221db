"""Pictures that are unsafe or would not show, one a rule; each is told with its line."""

import pytest

from effects.checks.art import check_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">\n'

BROKEN = [
    (HEAD + "<script>go()</script></svg>", 2, "<script>", "delete it"),
    (HEAD + "<foreignObject/></svg>", 2, "<foreignObject>", "delete it"),
    (HEAD + "<text>Hi</text></svg>", 2, "<text>", "turn text into paths"),
    (HEAD + '<image href="#a"/></svg>', 2, "<image>", "delete it"),
    (HEAD + '<animate attributeName="x"/></svg>', 2, "<animate>", "delete it"),
    (HEAD + '<rect onload="go()"/></svg>', 2, "onload=", "delete the attribute"),
    (HEAD + '<use href="https://example.org/a.svg#b"/></svg>', 2, "'https://", "into this file"),
    (HEAD + '<use href="other.svg#b"/></svg>', 2, "'other.svg#b'", "into this file"),
    (HEAD + '<use href="data:image/svg+xml,x"/></svg>', 2, "'data:", "into this file"),
    (HEAD + '<rect fill="url(http://example.org/#g)"/></svg>', 2, "'url(http:", "into this file"),
    (HEAD + '<rect style="fill:u\\72l(x)"/></svg>', 2, "'fill:u", "into this file"),
    (HEAD + "<style>@import 'a.css';</style></svg>", 2, "'@import'", "into this file"),
    (HEAD + '<h:p xmlns:h="http://www.w3.org/1999/xhtml"/></svg>', 2, "<p> of another", "delete"),
    ("<!DOCTYPE svg>\n" + HEAD + "</svg>", 1, "<!DOCTYPE", "delete that line"),
    (HEAD + "<g></svg>", 2, "no XML", "mend it there"),
    ("<svg><g/></svg>", 1, "<svg>", 'xmlns="http://www.w3.org/2000/svg"'),
    ('<svg xmlns="http://www.w3.org/2000/svg"/>', 1, "no viewBox", "add viewBox"),
]


@pytest.mark.parametrize(("svg", "line", "got", "todo"), BROKEN)
def test_a_broken_picture_is_told(svg: str, line: int, got: str, todo: str) -> None:
    [problem] = check_svg("mine/art/a.svg", svg)
    assert problem.line == line
    assert problem.got.startswith(got)
    assert todo in problem.todo


def test_what_draws_is_fine() -> None:
    svg = HEAD + '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use href="#g"/></svg>'
    assert check_svg("mine/art/a.svg", svg) == []
