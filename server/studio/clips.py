"""Clips that can stand in for a camera: films and pictures in an effect's folder.

They lie where an effect's own tests look for them: `media/`, `tests/media/`, or beside a package's
code. Pictures of `art/` are what an effect draws, so they are not among them.
"""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from server.errors import ApiError, echo
from server.static_files import ASK_FIRST
from server.studio.bodies import Clip
from server.studio.effect_place import place_in

MEDIA_TYPES = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
FOLDERS = ("media", "tests/media", "../tests/media", "../media")  # The last two: of a package.
PACKAGE_FILE = "pyproject.toml"


def clips_of(effect: str, folder: Path) -> list[Clip]:
    """Return the clips that belong to an effect, in the order of their names."""
    return [
        Clip(
            name=name,
            bytes=path.stat().st_size,
            url=f"/api/studio/{effect}/clips/{quote(name)}",
        )
        for name, path in sorted(_files(folder))
    ]


async def get_clip(request: web.Request) -> web.StreamResponse:
    """Return a clip; ranges of it are aiohttp's to answer."""
    name = request.match_info["name"]
    path = dict(_files(place_in(request).folder)).get(name)
    if path is None:
        raise ApiError(
            HTTPStatus.NOT_FOUND,
            "clip_unknown",
            got=echo(name),
            expected="a clip of the effect's folder",
            todo="load the list of clips again",
        )
    headers = {"Content-Type": MEDIA_TYPES[path.suffix.lower()], "Cache-Control": ASK_FIRST}
    return web.FileResponse(path, headers=headers)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of each clip; only folders that are the effect's own are looked into."""
    is_package = (folder.parent / PACKAGE_FILE).is_file()
    for relative in FOLDERS:
        if relative.startswith("..") and not is_package:
            continue
        media = folder / relative
        for path in media.iterdir() if media.is_dir() else ():
            if path.suffix.lower() in MEDIA_TYPES and path.is_file():
                yield path.name, path
