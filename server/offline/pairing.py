"""Pairing: which central server this kiosk belongs to, and the credential it has there."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from server.kiosks.credentials import PREFIX
from server.whole_files import READABLE_BY_OWNER, write_whole

FILE = "central.json"  # In DATA_DIR/keys, a folder that only its owner may open.
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class PairingError(Exception):
    """A pairing that cannot be; the text says why and what to do."""


@dataclass(frozen=True)
class Pairing:
    """central: its origin, for instance https://play.example.org. kiosk: this one's name there."""

    central: str
    credential: str
    kiosk: str = ""


def check_central(address: str) -> str:
    """Return the origin of a central server's address. Raises PairingError.

    A credential goes over it, so only this very machine may be spoken to without https.
    """
    parts = urlsplit(address.strip())
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not is_safe or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise PairingError(
            f"central server: got {address[:200]!r}, expected its https address without a path, "
            "for instance https://play.example.org; to do: type what the operator gave you"
        )
    return f"{parts.scheme}://{parts.netloc}"


def check_credential(text: str) -> str:
    """Return the credential that was typed or piped in. Raises PairingError."""
    credential = text.strip()
    if not credential.startswith(PREFIX):
        got = "something else" if credential else "nothing"  # Not shown: it may be half of one.
        raise PairingError(
            f"credential: got {got}, expected the one that `kindlens operator kiosk add` showed, "
            f"{PREFIX}…; to do: copy the whole of it"
        )
    return credential


def read_pairing(keys_dir: Path) -> Pairing | None:
    """Return the pairing of this data folder, None where it has none. Raises PairingError."""
    path = keys_dir / FILE
    try:
        return Pairing(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, TypeError, ValueError) as error:
        raise PairingError(
            f"{path}: got something that is no pairing ({error}), expected what pairing wrote; "
            "to do: pair the kiosk again, with a new credential"
        ) from error


def write_pairing(keys_dir: Path, pairing: Pairing) -> None:
    """Keep a pairing."""
    write_whole(keys_dir / FILE, json.dumps(asdict(pairing)).encode(), READABLE_BY_OWNER)
