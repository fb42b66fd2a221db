"""`kindlens kiosk`: the server of a device at an event, which goes on without the network."""

import argparse
import asyncio
import getpass
import logging
import sys
from typing import Any

from server.__main__ import OPERATOR_ERRORS, announce_with_network
from server.app import create_app, create_services
from server.campaigns import campaign_id_of
from server.cli.kiosk_explained import explain, installed_command, preferred_language
from server.cli.missing_models import missing_models
from server.clock import system_clock_ms
from server.keys import load_keys
from server.kiosk.browser import PAGE, BrowserMissingError, find_browser, keep_browser
from server.languages import LANGUAGES
from server.ledger.database import open_writer, reach
from server.ledger.migrate import migrate
from server.offline.pair import pair
from server.offline.pairing import Pairing, check_central, check_credential, read_pairing
from server.serve import serve
from server.services import Services
from server.settings import Settings, read_settings

DEFAULT_NAME = "kiosk"
TLS_PORT = 8443


def main(arguments: list[str]) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="kindlens kiosk", description=__doc__)
    parser.add_argument(
        "--pair",
        metavar="ADDRESS",
        help="pair this device with a central server, whose operator has given you a credential",
    )
    parser.add_argument(
        "--browser",
        action="store_true",
        help="start a browser on the kiosk's page, too, and start it anew whenever it ends",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="say step by step what a host does, with the systemd unit and the browser's command",
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default=preferred_language(), help="of --explain"
    )
    asked = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        settings = read_settings()
        pairing = read_pairing(settings.keys_dir)
        if asked.pair is not None:
            print(_pair(settings, asked.pair))
            return 0
        settings = kiosk_settings(settings, pairing)
        if asked.explain:
            print(explain(settings, installed_command(), asked.language))
            return 0
        asyncio.run(_serve(settings, pairing, has_browser=asked.browser))
    except (*OPERATOR_ERRORS, BrowserMissingError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def kiosk_settings(settings: Settings, pairing: Pairing | None) -> Settings:
    """Return the settings of a kiosk: open to phones of its network, unless the host said else.

    Its name is the one that the central server knows, then KIOSK_NAME.
    """
    given = settings.model_fields_set
    changes: dict[str, Any] = {}
    if "host" not in given:
        changes["host"] = "0.0.0.0"  # noqa: S104 - A picture goes to a phone over the network.
        if "tls_port" not in given:
            changes["tls_port"] = TLS_PORT
    changes["kiosk_name"] = (pairing and pairing.kiosk) or settings.kiosk_name or DEFAULT_NAME
    return settings.model_copy(update=changes)


def _pair(settings: Settings, address: str) -> str:
    """Pair this device; return what to say."""
    central = check_central(address)
    credential = check_credential(_ask_credential())
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
        return getpass.getpass("credential: ")
    return sys.stdin.readline()


async def _serve(settings: Settings, pairing: Pairing | None, *, has_browser: bool) -> None:
    """Serve until Ctrl-C or SIGTERM, and keep the browser meanwhile if there is to be one."""
    if has_browser:
        find_browser()  # Who has none is told before anything starts.
    services = create_services(settings)
    assert services.kiosk is not None, "a kiosk has a name"
    app = create_app(services)
    browser: list[asyncio.Task[None]] = []

    def announce(address: str) -> None:
        _announce(services, pairing, address)
        if has_browser and services.kiosk is not None:
            browser.append(asyncio.create_task(keep_browser(services.kiosk, settings)))

    try:
        await serve(app, settings, announce)
    finally:
        for keeping in browser:
            keeping.cancel()
        await asyncio.gather(*browser, return_exceptions=True)


def _announce(services: Services, pairing: Pairing | None, address: str) -> None:
    """Say where to look, what the host's code is, and what is missing."""
    settings = services.settings
    announce_with_network(settings, address)
    assert services.kiosk is not None, "a kiosk has a name"
    print(f"The kiosk's page is {address}{PAGE}, the host's {address}{PAGE}/host", flush=True)
    print(f"The host's code is {services.kiosk.code}", flush=True)
    if pairing is None:
        print(
            "Not paired with a central server: plays are counted on this device alone", flush=True
        )
    else:
        print(f"Credits for {pairing.central} as {pairing.kiosk}, with or without it", flush=True)
    if missing := missing_models(services, settings):
        print(missing, flush=True)
