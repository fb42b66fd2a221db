"""A local server for bare pages: no policy headers, nothing of the product but what is named."""

from contextlib import AbstractContextManager
from pathlib import Path

from server.cli import folder_server


def serve_folders(folders: dict[str, Path]) -> AbstractContextManager[str]:
    """Serve folders under URL prefixes (each "/name/") and yield the origin."""
    return folder_server.serve_folders(folders, headers={})
