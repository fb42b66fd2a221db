"""A local server for bare pages: no policy headers, nothing of the product but what is named."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

SUFFIX_TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}


@contextmanager
def serve_folders(folders: dict[str, Path]) -> Generator[str]:
    """Serve folders under URL prefixes (each "/name/") and yield the origin."""

    class Handler(SimpleHTTPRequestHandler):
        extensions_map = SimpleHTTPRequestHandler.extensions_map | SUFFIX_TYPES

        def translate_path(self, path: str) -> str:
            wanted = unquote(urlsplit(path).path)
            for prefix, folder in folders.items():
                if wanted.startswith(prefix):
                    return str(folder / wanted.removeprefix(prefix))
            return str(Path("/nowhere") / "at-all")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
