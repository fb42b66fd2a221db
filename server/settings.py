"""Every setting of the server, read from the environment once, typed and checked.

Money, tasks and texts are not settings: they stand in the campaign file (server/campaign.toml).
"""

import os
import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.catalogue import CACHE_FOLDER
from server.addresses import parse_networks

# The folder that holds this package: of the repository, or of everything that pip has installed.
ROOT = Path(__file__).resolve().parent.parent
IS_REPOSITORY = (ROOT / "pyproject.toml").is_file()
PAGES = ROOT / "web" / "dist" if IS_REPOSITORY else ROOT / "server" / "pages"


DATABASES = ("sqlite:///", "postgresql+psycopg://")


class SettingsError(Exception):
    """A setting that cannot be used; the text names it, what came and what was expected."""


def default_models_dir(known: dict[str, Any]) -> Path:
    """Return where models are fetched to: pip's own folder may not be written to."""
    if IS_REPOSITORY:
        return CACHE_FOLDER
    return Path(known.get("data_dir", "data")) / "models"


class Settings(BaseSettings):
    """The settings. The environment variable of each is its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="", env_ignore_empty=True, extra="ignore", frozen=True
    )

    host: Annotated[
        str, Field(description="Address to listen on. `0.0.0.0` opens it to the network.")
    ] = "localhost"
    port: Annotated[int, Field(ge=0, le=65535, description="Port; 0 takes any free one.")] = 8080
    lan_host: Annotated[
        str,
        Field(
            pattern=r"^$|^[0-9A-Za-z.:-]+$",
            description="Name or address by which other devices of the network reach this machine; "
            "empty: found out.",
        ),
    ] = ""
    tls_port: Annotated[
        int | None,
        Field(
            ge=1,
            le=65535,
            description="Port of https beside `PORT`, so that other devices may use their cameras; "
            "empty: none. Wants `HOST=0.0.0.0`.",
        ),
    ] = None
    tls_certificate: Annotated[
        Path | None,
        Field(
            description="The host's own certificate with its chain, PEM; read anew when it "
            "changes. Empty: an authority in DATA_DIR/keys makes one, which devices have to trust "
            "once."
        ),
    ] = None
    tls_key: Annotated[
        Path | None, Field(description="The key of `TLS_CERTIFICATE`, PEM, without a password.")
    ] = None
    public_origin: Annotated[
        str,
        Field(
            pattern=r"^$|^https?://[^/\s]+$",
            description="What visitors type when a proxy ends TLS in front of the server, for "
            "instance `https://play.example.org`. https here makes the cookie Secure. "
            "Shared links, their previews and QR codes lead there.",
        ),
    ] = ""
    data_dir: Annotated[
        Path, Field(description="Folder of the ledger, keys and releases. Back this one up.")
    ] = Path("data")
    database_url: Annotated[
        str,
        Field(
            description="Address of the ledger's database, `postgresql+psycopg://…`, which several "
            "server processes may share; empty: an SQLite file in DATA_DIR, for one process."
        ),
    ] = ""
    trusted_proxies: Annotated[
        str,
        Field(
            description="Networks of proxies in front whose `X-Forwarded-For` is believed, with "
            "commas, for instance `127.0.0.1/32,10.0.0.0/8`. Empty: none."
        ),
    ] = ""
    campaign: Annotated[
        Path,
        Field(
            description="Campaign file, imported on the first start: tasks, pledges and fen per "
            "completed play."
        ),
    ] = ROOT / "server" / "campaign.toml"
    effects_dir: Annotated[Path, Field(description="Folder of the engine and the effects.")] = (
        ROOT / "effects"
    )
    effect_packages: Annotated[
        str,
        Field(
            description="Folders into which effects were installed by `pip install --target`, with "
            "`:` between (`;` on Windows); empty: where this Python finds packages."
        ),
    ] = ""
    web_dir: Annotated[Path, Field(description="Folder of the built pages.")] = PAGES
    models_dir: Path = Field(
        default_factory=default_models_dir,
        description="Folder of the fetched tracking models; of an installed package by default "
        "`models` in DATA_DIR.",
    )
    replay_workers: Annotated[
        int,
        Field(ge=1, le=256, description="Processes that replay plays; default: one a core."),
    ] = os.cpu_count() or 1
    replay_queue_max: Annotated[
        int,
        Field(ge=1, description="Completions that may wait for a replay; more get a 503."),
    ] = 1024
    replay_cpu_ms_max: Annotated[
        int,
        Field(ge=10, description="CPU time one replay may use before its worker is ended."),
    ] = 2000
    delivery_hours: Annotated[
        int, Field(ge=1, le=24 * 30, description="How long after its ticket a play may arrive.")
    ] = 72
    early_tolerance_ms: Annotated[
        int,
        Field(ge=0, description="How much faster than the server's clock a visitor's may run."),
    ] = 500
    body_bytes_max: Annotated[
        int, Field(ge=1024, description="Largest request body that is read.")
    ] = 128 * 1024
    live_clients_max: Annotated[
        int, Field(ge=1, description="Open WebSockets of live totals; more get a 503.")
    ] = 5000
    edge_tracking: Annotated[
        bool,
        Field(
            description="1: visitors with a slow device may send camera pictures here to be "
            "tracked, if they agree. Needs mediapipe and OpenCV."
        ),
    ] = False
    edge_workers: Annotated[
        int, Field(ge=1, le=64, description="Processes that track; default: one a core.")
    ] = os.cpu_count() or 1
    edge_visitors_max: Annotated[
        int,
        Field(
            ge=1,
            le=512,
            description="Visitors tracked here at once; more use their own device. Default: two a "
            "core.",
        ),
    ] = 2 * (os.cpu_count() or 1)
    operator_idle_minutes: Annotated[
        int,
        Field(ge=1, le=24 * 60, description="An operator's session ends after so long unused."),
    ] = 30
    operator_hours: Annotated[
        int, Field(ge=1, le=24 * 30, description="An operator's session ends after so long.")
    ] = 12
    review_hours: Annotated[
        int,
        Field(
            ge=1,
            le=24 * 30,
            description="Within so long a held play is decided; its visitor is told so.",
        ),
    ] = 48

    kiosk_grace_days: Annotated[
        int,
        Field(
            ge=1,
            le=90,
            description="How long after its end a kiosk may deliver what it credited offline, and "
            "its part of the pledge stays set aside.",
        ),
    ] = 14
    kiosk_name: Annotated[
        str,
        Field(
            pattern=r"^$|^[a-z0-9][a-z0-9_-]{0,63}$",
            description="Name of this device where many visitors share it; it makes the server a "
            "kiosk, with the pages `/kiosk` and `/kiosk/host`. Empty: an ordinary server.",
        ),
    ] = ""
    kiosk_code: Annotated[
        str,
        Field(
            pattern=r"^$|^\d{6,12}$",
            description="The code by which a kiosk's host leaves its page; empty: drawn on the "
            "first start and kept in DATA_DIR/keys.",
        ),
    ] = ""
    kiosk_idle_s: Annotated[
        int,
        Field(
            ge=3,
            le=600,
            description="So long nobody is seen at a kiosk before it asks whether somebody is "
            "still there.",
        ),
    ] = 15
    kiosk_handover_minutes: Annotated[
        int,
        Field(ge=1, le=60, description="So long a kiosk keeps a picture for its visitor's phone."),
    ] = 5

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value and not value.startswith(DATABASES):
            raise ValueError(f"an address that starts with {' or '.join(DATABASES)}")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        parse_networks(value)
        return value

    @property
    def ledger_url(self) -> str:
        """The address of the ledger's database."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'ledger.sqlite3'}"

    @property
    def releases_dir(self) -> Path:
        """Where released documents are kept."""
        return self.data_dir / "releases"

    @property
    def keys_dir(self) -> Path:
        """Where secrets are kept, readable by the owner alone."""
        return self.data_dir / "keys"


def read_settings() -> Settings:
    """Return the settings of this environment. Raises SettingsError naming each bad variable."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"{'.'.join(str(part) for part in problem['loc']).upper()}: got "
            f"{_without_password(str(problem['input']))[:80]!r}, expected: {problem['msg']}; "
            "to do: correct or unset this environment variable"
            for problem in error.errors(include_url=False)
        ]
        raise SettingsError("\n".join(lines)) from error


def _without_password(text: str) -> str:
    """Return a setting as it may be shown: the password of a database's address is starred."""
    return re.sub(r"(://[^:/@]*):.*@", r"\1:***@", text)
