"""The host's code: drawn on the first start, kept where only this user can read it."""

import re
import secrets
from pathlib import Path

from server.keys import FOLDER_MODE, KeyFileError
from server.whole_files import READABLE_BY_OWNER, write_whole_once

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
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(FOLDER_MODE)
        drawn = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
        write_whole_once(path, f"{drawn}\n".encode("ascii"), READABLE_BY_OWNER)
    code = path.read_text("ascii", errors="replace").strip()
    if not PATTERN.fullmatch(code):
        raise KeyFileError(
            f"{path}: got {len(code)} characters that are no code, expected 6 to 12 digits; to do: "
            "delete the file, and the next start draws a new code, or set KIOSK_CODE"
        )
    return code
