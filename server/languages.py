"""Which of the product's languages a request reads best."""

from aiohttp import web

from server.schemas import Titles

DEFAULT = "zh-CN"
LANGUAGES = (DEFAULT, "en")


def language_of(request: web.Request) -> str:
    """Return the language of `?lang=`, else the best of Accept-Language, else Chinese."""
    asked = request.query.get("lang", "")
    return _match(asked) or _match_header(request.headers.get("Accept-Language", "")) or DEFAULT


def title_in(titles: Titles, language: str) -> str:
    """Return the title in one of LANGUAGES."""
    return titles.en if language == "en" else titles.zh_cn


def _match(tag: str) -> str | None:
    """Return our language of a tag such as zh-Hant-TW or en-GB, by its first part."""
    primary = tag.strip().lower().split("-")[0]
    return next((one for one in LANGUAGES if one.lower().split("-")[0] == primary), None)


def _match_header(header: str) -> str | None:
    """Return our first language in the order of an Accept-Language header (RFC 9110, 12.5.4)."""
    ranked: list[tuple[float, int, str]] = []
    for position, part in enumerate(header.split(",")[:20]):
        tag, _, weight = part.partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            continue
        if 0 < quality <= 1:
            ranked.append((-quality, position, tag))
    return next((found for _, _, tag in sorted(ranked) if (found := _match(tag))), None)
