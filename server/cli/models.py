"""`kindlens models`: fetch the tracking models once; afterwards no network is needed for them."""

from models import fetch
from server.settings import SettingsError, read_settings


def main(arguments: list[str]) -> int:
    """Run the command; return its exit code."""
    try:
        folder = read_settings().models_dir
    except SettingsError as error:
        raise SystemExit(str(error)) from error
    return fetch.main(["--into", str(folder), *arguments])
