"""Serves folders and single files to a browser on this machine."""

import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from server.security_headers import HEADERS
from server.static_files import MEDIA_TYPES, find_inside

NOWHERE = "/nowhere/at-all"


@contextmanager
def serve_folders(
    folders: Mapping[str, Path], headers: Mapping[str, str] = HEADERS
) -> Generator[str]:
    """Serve and yield the origin. folders: from the start of an address to a folder or a file.

    The first start that fits decides. Nothing outside of the folders is ever sent. headers: of
    every answer; the product's own policy unless a page needs none.
    """

    class Handler(SimpleHTTPRequestHandler):
        extensions_map = SimpleHTTPRequestHandler.extensions_map | MEDIA_TYPES

        def translate_path(self, path: str) -> str:
            wanted = unquote(urlsplit(path).path)
            for start, place in folders.items():
                if place.is_file() and wanted == start:
                    return str(place)
                if place.is_dir() and wanted.startswith(start):
                    rest = wanted.removeprefix(start) or "index.html"
                    return str(find_inside(place.resolve(), rest) or NOWHERE)
            return NOWHERE

        def end_headers(self) -> None:
            for name, value in headers.items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
