"""The host's code: drawn on the first start, kept where only this user can read it."""

import os
import re
import secrets
from pathlib import Path

from server.keys import FILE_MODE, FOLDER_MODE, KeyFileError

DIGITS = 8  # Typed on a keypad; few attempts a minute make it 10^8 long (host_access.py).
FILE = "kiosk_code.txt"
PATTERN = re.compile(r"\d{6,12}")


def load_host_code(folder: Path, chosen: str) -> str:
    """Return the code that the host chose (KIOSK_CODE), else the kept one, made if need be.

    Raises KeyFileError when the kept one is none.
    """
    if chosen:
        return chosen
    path = folder / FILE
    if not path.exists():
        _write(path, "".join(secrets.choice("0123456789") for _ in range(DIGITS)))
    code = path.read_text("ascii", errors="replace").strip()
    if not PATTERN.fullmatch(code):
        raise KeyFileError(
            f"{path}: got {len(code)} characters that are no code, expected 6 to 12 digits; to do: "
            "delete the file, and the next start draws a new code, or set KIOSK_CODE"
        )
    return code


def _write(path: Path, code: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(FOLDER_MODE)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE), "w") as file:
        file.write(code + "\n")
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
