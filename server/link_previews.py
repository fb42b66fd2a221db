"""What a chat or a search engine shows of a link: title, words and a picture in the page's head.

Crawlers run no script, so the server fills the head; a browser's own script takes over from there.
Must not let anything of a request into the page but a checked host name.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from aiohttp import web

from server.languages import title_in
from server.schemas import Body, Titles
from server.services import Services
from server.settings import Settings

WORDS_FILE = "site-words.json"  # Written by the build, from the pages' own catalogues.
IMAGE_FOLDER = "previews"  # In the build; one picture an effect, `impact.png` and `home.png`.
HOME = "home"
IMPACT = "/impact"
IMAGE_SIZE_PX = (1200, 630)  # What chats cut a large preview to.
LOCALES = {"zh-CN": "zh_CN", "en": "en_US"}  # As the Open Graph protocol writes them.

# A host name or address with an optional port (RFC 3986, 3.2.2), nothing that could end a tag.
HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9-]{1,63})*|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?",
    re.IGNORECASE,
)
HOST_CHARACTERS_MAX = 255
HEAD_WORDS = re.compile(
    r'<html lang="[^"]*">|[ \t]*<meta name="description"[^>]*>\n?|<title>[^<]*</title>'
)


class SiteWords(Body):
    """What the site calls itself, in every language."""

    name: Titles
    title: Titles
    description: Titles
    impact_title: Titles
    impact_description: Titles


@dataclass(frozen=True)
class Preview:
    """What a link shows. path: the page's address below the origin; image: name of its picture."""

    path: str
    title: Titles
    description: Titles
    image: str


@lru_cache(maxsize=4)
def _read_words(path: Path, changed_ns: int) -> SiteWords:
    """Return the words of a build. changed_ns: another build has another one."""
    del changed_ns
    return SiteWords.model_validate(json.loads(path.read_text("utf-8")))


def site_words(web_dir: Path) -> SiteWords | None:
    """Return what the site calls itself, None before the pages are built."""
    path = web_dir / WORDS_FILE
    try:
        return _read_words(path, path.stat().st_mtime_ns)
    except OSError:
        return None


def preview_of(services: Services, path: str, words: SiteWords) -> Preview:
    """Return what the link to a page shows; a page that is nothing special shows the site."""
    effect_id = path.removeprefix("/play/")
    campaign = services.campaigns.current()
    task = campaign.task_of_effect(effect_id) if effect_id != path else None
    if path == IMPACT:
        image = _image_of(services, path.removeprefix("/"))
        return Preview(path, words.impact_title, words.impact_description, image)
    if task is None:
        return Preview(
            path if path in ("/trust", "/privacy", "/verify") else "/", *_of_site(words), HOME
        )
    published = services.releases.current.get(effect_id)
    title = published.titles if published else task.effect.titles
    summary = published.summaries if published else None
    return Preview(
        path=f"/play/{effect_id}",
        title=title or task.titles,
        description=summary or task.statement,
        image=_image_of(services, effect_id),
    )


def _image_of(services: Services, name: str) -> str:
    """Return the name of a page's own picture, or of the site's where there is none."""
    path = services.settings.web_dir / IMAGE_FOLDER / f"{name}.png"
    return name if path.is_file() else HOME


def _of_site(words: SiteWords) -> tuple[Titles, Titles]:
    return words.title, words.description


def origin_of(request: web.Request, settings: Settings) -> str | None:
    """Return the origin that links begin with: the set one, else the request's, None if odd."""
    if settings.public_origin:
        return settings.public_origin
    host = request.headers.get("Host", "")
    if len(host) > HOST_CHARACTERS_MAX or HOST.fullmatch(host) is None:
        return None
    return f"{request.scheme}://{host.lower()}"


def fill_page(
    html: str, preview: Preview, words: SiteWords, language: str, origin: str | None
) -> str:
    """Return the built page with the preview in its head. origin: None leaves addresses out."""
    name = title_in(words.name, language)
    title = title_in(preview.title, language)
    description = title_in(preview.description, language)
    full_title = title if name in title else f"{title} · {name}"
    properties = {
        "og:type": "website",
        "og:site_name": name,
        "og:locale": LOCALES[language],
        "og:title": title,
        "og:description": description,
    }
    if origin is not None:
        width_px, height_px = IMAGE_SIZE_PX
        properties |= {
            "og:url": f"{origin}{preview.path}",
            "og:image": f"{origin}/{IMAGE_FOLDER}/{preview.image}.png",
            "og:image:type": "image/png",
            "og:image:width": str(width_px),
            "og:image:height": str(height_px),
            "og:image:alt": title,
        }
    tags = [
        f"<title>{escape(full_title)}</title>",
        f'<meta name="description" content="{escape(description)}" />',
        '<meta name="twitter:card" content="summary_large_image" />',
        *(
            f'<meta property="{key}" content="{escape(text)}" />'
            for key, text in properties.items()
        ),
    ]

    def replace(found: re.Match[str]) -> str:
        if found[0].startswith("<html"):
            return f'<html lang="{language}">'
        return "\n    ".join(tags) if found[0].startswith("<title") else ""

    return HEAD_WORDS.sub(replace, html)
