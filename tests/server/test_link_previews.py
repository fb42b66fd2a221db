"""Link previews: what a crawler, which runs no script, is told of a page."""

import gzip
from html.parser import HTMLParser

import brotli
import pytest

from server.security_headers import POLICY
from server.static_files import ASK_FIRST
from tests.server.conftest import StartServer
from tests.server.effects_folder import SUMMARIES
from tests.server.visitor import Visitor

ORIGIN = "https://play.example.org"


class Head(HTMLParser):
    """Collects what a crawler reads: the language, the title and the tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language = ""
        self.title = ""
        self.tags: dict[str, str] = {}
        self.elements: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values.get("lang", "")
        name = values.get("property") or values.get("name")
        if tag == "meta" and name:
            assert name not in self.tags, f"{name} is there twice"
            self.tags[name] = values["content"]

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1] == "title":
            self.title += data.strip()


async def head_of(visitor: Visitor, path: str, **headers: str) -> Head:
    """Return what a crawler sees; underscores in header names stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = await visitor.client.get(path, headers=named)
    assert response.status == 200
    return Head(await response.text())


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [("zh-CN", "三下", "zh_CN"), ("en", "Three taps", "en_US")],
)
async def test_an_effect_shows_its_own_words_in_the_visitors_language(
    start_server: StartServer, language: str, title: str, name: str
) -> None:
    visitor = await (await start_server(public_origin=ORIGIN)).visitor()
    head = await head_of(visitor, "/play/three_taps", Accept_Language=language)
    assert head.language == language
    assert head.title == f"{title} · Kindlens"
    assert head.tags["description"] == SUMMARIES[language]
    assert head.tags["og:title"] == title
    assert head.tags["og:description"] == SUMMARIES[language]
    assert head.tags["og:locale"] == name
    assert head.tags["og:url"] == f"{ORIGIN}/play/three_taps"
    assert head.tags["og:image"] == f"{ORIGIN}/previews/three_taps.png"
    assert head.tags["twitter:card"] == "summary_large_image"


async def test_an_effect_to_come_shows_its_task_and_the_sites_picture(
    start_server: StartServer,
) -> None:
    visitor = await (await start_server(public_origin=ORIGIN)).visitor()
    head = await head_of(visitor, "/play/studio?lang=en")
    assert head.tags["og:url"] == f"{ORIGIN}/play/studio"
    assert head.tags["og:image"] == f"{ORIGIN}/previews/home.png"
    assert head.tags["og:description"]


@pytest.mark.parametrize("path", ["/", "/trust", "/play/nobody%22%3E%3Cscript%3E"])
async def test_other_pages_show_the_site(visitor: Visitor, path: str) -> None:
    head = await head_of(visitor, path, Accept_Language="en")
    assert head.title == "Kindlens · Help"
    assert head.tags["og:description"] == "Play a while."
    assert "script" not in head.elements


async def test_the_page_on_the_money_shows_its_own_words(visitor: Visitor) -> None:
    head = await head_of(visitor, "/impact", Accept_Language="en", Host="kiosk.local")
    assert head.title == "Where the money goes · Kindlens"
    assert head.tags["og:description"] == "An open ledger."
    assert head.tags["og:url"] == "http://kiosk.local/impact"


async def test_without_a_setting_links_lead_where_the_request_went(visitor: Visitor) -> None:
    head = await head_of(visitor, "/", Host="Kiosk.local:8080")
    assert head.tags["og:url"] == "http://kiosk.local:8080/"
    assert head.tags["og:image"] == "http://kiosk.local:8080/previews/home.png"


@pytest.mark.parametrize(
    "host",
    [
        'evil.example"><script>alert(1)</script>',
        "evil.example/path",
        "user@evil.example",
        "evil.example:99999999",
        "evil example",
        "-evil.example",
        "a" * 300,
        "[::1]]",
    ],
)
async def test_a_hostile_host_is_left_out(visitor: Visitor, host: str) -> None:
    head = await head_of(visitor, "/play/three_taps", Host=host)
    assert "og:url" not in head.tags
    assert "og:image" not in head.tags
    assert head.tags["og:title"]
    assert "script" not in head.elements


async def test_a_set_origin_is_stronger_than_any_host(start_server: StartServer) -> None:
    visitor = await (await start_server(public_origin=ORIGIN)).visitor()
    head = await head_of(visitor, "/", Host="evil.example")
    assert head.tags["og:url"] == f"{ORIGIN}/"


async def test_a_filled_page_is_compressed_and_not_sent_again(visitor: Visitor) -> None:
    bodies: set[str] = set()
    for accepted, encoding in (("br, gzip", "br"), ("br;q=0, gzip", "gzip"), ("identity", None)):
        response = await visitor.client.session.get(
            visitor.client.make_url("/play/three_taps"),
            headers={"Accept-Encoding": accepted},
            auto_decompress=False,
        )
        assert response.headers.get("Content-Encoding") == encoding
        assert response.headers["Cache-Control"] == ASK_FIRST
        assert response.headers["Vary"] == "Accept-Encoding, Accept-Language"
        assert response.headers["Content-Security-Policy"] == POLICY
        body = await response.read()
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
        bodies.add(unpack(body).decode())
        again = await visitor.client.get(
            "/play/three_taps",
            headers={"Accept-Encoding": accepted, "If-None-Match": response.headers["ETag"]},
        )
        assert (again.status, await again.read()) == (304, b"")
        assert again.headers["ETag"] == response.headers["ETag"]
    assert len(bodies) == 1


async def test_pages_of_a_build_without_words_go_out_as_they_are(
    visitor: Visitor, start_server: StartServer
) -> None:
    settings = (await start_server()).services.settings
    (settings.web_dir / "site-words.json").unlink()
    response = await visitor.client.get("/", headers={"Accept-Encoding": "identity"})
    assert await response.text() == (settings.web_dir / "index.html").read_text()
