"""Rules of keeping that need no browser: which links are public, how large a video is."""

import json

import pytest

from tests.web.bundling import Modules

BLOCKS_MAX = 3600  # Of H.264 level 3.1, 16 x 16 pixels each.


def test_a_link_is_public_where_somebody_elsewhere_can_open_it(modules: Modules) -> None:
    public = [
        "https://play.example.org",
        "https://kindlens.cn:8443",
        "http://203.0.113.7",
        "https://172.32.0.1",
        "https://[2001:db8::1]",
    ]
    private = [
        "http://localhost:8080",
        "http://kindlens.localhost",
        "http://kiosk",
        "http://kiosk.local:8080",
        "https://booth.lan",
        "https://booth.internal",
        "http://127.0.0.1",
        "http://10.1.2.3:8080",
        "http://172.16.0.1",
        "http://192.168.1.4",
        "http://169.254.1.1",
        "http://100.64.0.1",
        "http://[::1]:8080",
        "http://[fd00::1]",
        "http://[fe80::1]",
    ]
    origins = json.dumps([*public, *private])
    answers = modules.value(
        "keep/public-link.ts", f"{origins}.map((one) => it.isPublicOrigin(one))"
    )
    assert answers == [True] * len(public) + [False] * len(private)


@pytest.mark.parametrize(
    ("set_origin", "here", "link"),
    [
        (None, "http://localhost:8080", None),
        (None, "https://play.example.org", "https://play.example.org/play/stall"),
        ("http://10.0.0.2", "http://localhost:8080", "http://10.0.0.2/play/stall"),
    ],
)
def test_the_operators_word_goes_before_the_address(
    modules: Modules, set_origin: str | None, here: str, link: str | None
) -> None:
    arguments = ", ".join(json.dumps(value) for value in ("stall", set_origin, here))
    assert modules.value("keep/public-link.ts", f"it.publicLink({arguments})") == link


@pytest.mark.parametrize(
    ("width", "height"), [(640, 480), (480, 640), (1280, 720), (390, 844), (500, 500), (3000, 10)]
)
def test_a_video_has_a_size_that_phones_decode(modules: Modules, width: int, height: int) -> None:
    layout = modules.value("keep/recording-layout.ts", f"it.recordingLayout({width}, {height})")
    assert layout["width"] % 16 == 0
    assert layout["height"] % 16 == 0
    assert layout["width"] * layout["height"] <= BLOCKS_MAX * 16 * 16
    for box in (layout["picture"], layout["words"]):
        assert box["width"] > 0
        assert box["height"] > 0
        assert box["top"] + box["height"] <= layout["height"]


@pytest.mark.parametrize("count", range(1, 10))
def test_the_prints_of_a_strip_lie_side_by_side_in_its_frame(modules: Modules, count: int) -> None:
    layout = modules.value("keep/strip-layout.ts", f"it.stripLayout({count})")
    assert layout["width"] == 1080
    assert layout["height"] <= 1920
    sheets = [print_["sheet"] for print_ in layout["prints"]]
    assert len(sheets) == count
    boxes = [*sheets, layout["title"], layout["slip"]]
    for n, box in enumerate(boxes):
        assert 0 < box["left"] < box["left"] + box["width"] < layout["width"]
        assert 0 < box["top"] < box["top"] + box["height"] < layout["height"]
        assert not any(overlap(box, other) for other in boxes[n + 1 :])
    for print_ in layout["prints"]:
        photo = print_["photo"]
        assert 0.9 <= photo["height"] / photo["width"] <= 1.35, "a portrait"
        assert photo["width"] >= 270, "large enough to know a face"


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Return whether two boxes share a place."""
    return all(
        one[start] < other[start] + other[size] and other[start] < one[start] + one[size]
        for start, size in (("left", "width"), ("top", "height"))
    )
