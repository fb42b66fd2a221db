"""The server's commands: `python -m server [dev | audit]`, or `kindlens [dev | audit]`."""

import argparse
import asyncio
import logging
import sys
from functools import partial

from effects.tracker.errors import TrackerError
from server.app import create_app, create_services
from server.brotli_encoding import BEST
from server.campaign import CampaignError
from server.dev import DEV_ROUTES, open_workshop, own_files, restart_if_wanted
from server.keys import KeyFileError, load_keys
from server.lan import camera_origin, lan_origin
from server.ledger.audit import audit
from server.ledger.database import DatabaseError, open_reader, reach
from server.ledger.log_audit import audit_log
from server.ledger.migrate import SchemaError
from server.ledger.tree_head import HeadSigner
from server.offline.pairing import PairingError
from server.releases import DEV_QUALITY, ReleaseError
from server.serve import ListenError, serve
from server.settings import Settings, SettingsError, read_settings
from server.studio.routes import STUDIO_ROUTES, open_studio
from server.tls.errors import TlsError

OPERATOR_ERRORS = (
    CampaignError,
    DatabaseError,
    KeyFileError,
    ListenError,
    PairingError,
    ReleaseError,
    SchemaError,
    SettingsError,
    TlsError,
    TrackerError,
)


def announce(address: str) -> None:
    """Say where to look, once it answers."""
    print(f"Kindlens is open at {address} (Ctrl-C ends it)", flush=True)


def announce_with_network(settings: Settings, address: str) -> None:
    """Say it to those before this machine, and how other devices come to https."""
    announce(address)
    for_cameras = camera_origin(settings)
    if for_cameras is not None and settings.tls_certificate is not None:
        print(f"Other devices open {for_cameras}", flush=True)
    elif for_cameras is not None:
        way = lan_origin(settings)
        print(f"Other devices open {way}, which shows the way to {for_cameras}", flush=True)


def run_server(settings: Settings, *, is_dev: bool) -> None:
    """Serve until Ctrl-C."""
    services = create_services(
        settings,
        release_quality=DEV_QUALITY if is_dev else BEST,
        follows_campaign_file=is_dev,
    )
    app = create_app(services, (*DEV_ROUTES, *STUDIO_ROUTES) if is_dev else ())
    if is_dev:
        open_workshop(app, own_files(settings))
        open_studio(app)
    asyncio.run(serve(app, settings, partial(announce_with_network, settings)))
    if is_dev:
        restart_if_wanted(app)


def run_audit(settings: Settings) -> int:
    """Recompute every total and hash from the ledger's rows; return 0 when all agree."""
    signer = HeadSigner(load_keys(settings.keys_dir).log)
    engine = open_reader(settings.ledger_url)
    reach(engine)
    with engine.begin() as connection:
        wrong = [*audit(connection), *audit_log(connection, signer)]
    print("\n".join(wrong) or "the ledger agrees with itself")
    return 1 if wrong else 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "command",
        nargs="?",
        choices=("serve", "dev", "audit"),
        default="serve",
        help="serve (the default), dev: with hot reload of effects, audit: check the ledger",
    )
    command = parser.parse_args(arguments).command
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        settings = read_settings()
        if command == "audit":
            return run_audit(settings)
        run_server(settings, is_dev=command == "dev")
    except OPERATOR_ERRORS as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # Ctrl-C before it listens; afterwards `serve` ends by itself.
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
