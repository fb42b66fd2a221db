"""`kindlens kiosk`: the server of a device at an event, which goes on without the network."""

import argparse
import asyncio
import getpass
import logging
import sys
from functools import partial

from server.__main__ import OPERATOR_ERRORS, announce_with_network
from server.app import create_app, create_services
from server.campaigns import campaign_id_of
from server.clock import system_clock_ms
from server.keys import load_keys
from server.ledger.database import open_writer, reach
from server.ledger.migrate import migrate
from server.offline.pair import pair
from server.offline.pairing import Pairing, check_central, read_pairing
from server.serve import serve
from server.settings import Settings, read_settings


def main(arguments: list[str]) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="kindlens kiosk", description=__doc__)
    parser.add_argument(
        "--pair",
        metavar="ADDRESS",
        help="pair this device with a central server, whose operator has given you a credential",
    )
    asked = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        settings = read_settings()
        if asked.pair is not None:
            print(_pair(settings, asked.pair))
            return 0
        _serve(settings)
    except OPERATOR_ERRORS as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _pair(settings: Settings, address: str) -> str:
    """Pair this device; return what to say."""
    central = check_central(address)
    credential = _ask_credential()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    load_keys(settings.keys_dir)
    engine = open_writer(settings.ledger_url)
    reach(engine)
    migrate(engine, campaign_id_of(settings.campaign))
    news = asyncio.run(pair(settings, Pairing(central, credential), engine, system_clock_ms))
    engine.dispose()
    return f"paired with {central} as {news.kiosk}; start it with `kindlens kiosk`"


def _ask_credential() -> str:
    """Return the credential from the terminal, unseen, or from the standard input."""
    if sys.stdin.isatty():
        return getpass.getpass("credential: ").strip()
    return sys.stdin.readline().strip()


def _serve(settings: Settings) -> None:
    pairing = read_pairing(settings.keys_dir)
    services = create_services(settings)
    if pairing is None:
        print("not paired: plays are counted on this device alone", flush=True)
    asyncio.run(serve(create_app(services), settings, partial(announce_with_network, settings)))
