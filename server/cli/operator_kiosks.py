"""`kindlens operator kiosk`: which kiosks may credit offline. Credentials are shown once."""

import argparse
from functools import partial

from sqlalchemy import Connection

from server.clock import iso_utc
from server.kiosks.admission import (
    KioskExistsError,
    KioskUnknownError,
    Terms,
    add_kiosk,
    renew_kiosk,
    revoke_kiosk,
)
from server.kiosks.allotments import list_allotted
from server.kiosks.credentials import list_kiosks
from server.operator.accounts import AccountError
from server.operator.acts import SERVER
from server.operator.campaign_versions import find_running
from server.settings import Settings


def add_kiosk_actions(of_kiosk: argparse.ArgumentParser) -> None:
    """Let the command line know `kiosk add|renew|revoke|list`."""
    kinds = of_kiosk.add_subparsers(dest="kiosk_action", required=True)
    for kind, summary in (
        ("add", "let a new kiosk in and show its credential"),
        ("renew", "give a kiosk a new credential, more time and more plays"),
    ):
        terms = kinds.add_parser(kind, help=summary)
        terms.add_argument("name", metavar="NAME")
        terms.add_argument("--days", type=int, default=7, help="how long it may credit (7)")
        terms.add_argument(
            "--plays-per-day", type=int, default=2000, help="of each task, at most (2000)"
        )
        terms.add_argument(
            "--plays",
            metavar="TASK=NUMBER",
            type=_plays,
            action="append",
            default=[],
            help="set so many plays of a task aside; may be given for several tasks",
        )
    revoking = kinds.add_parser("revoke", help="let a kiosk in no more")
    revoking.add_argument("name", metavar="NAME")
    kinds.add_parser("list", help="show every kiosk")


def run_kiosk_action(
    connection: Connection, asked: argparse.Namespace, settings: Settings, now_ms: int
) -> str:
    """Do what is asked and return what to say. Raises AccountError or RefusedError."""
    if asked.kiosk_action == "list":
        return _list(connection)
    try:
        if asked.kiosk_action == "revoke":
            revoke_kiosk(connection, asked.name, SERVER, "", now_ms)
            return f"{asked.name} is let in no more; what it had not used is free again"
        running = find_running(connection)
        if running is None:
            raise AccountError("kiosk: got no campaign yet, expected one; to do: start the server")
        terms = Terms(asked.days, asked.plays_per_day, dict(asked.plays), settings.kiosk_grace_days)
        let_in = partial(add_kiosk if asked.kiosk_action == "add" else renew_kiosk, connection)
        credential = let_in(asked.name, running.campaign, terms, SERVER, now_ms)
    except KioskExistsError as error:
        raise AccountError(
            f"kiosk: got {asked.name}, which is there; expected a new name; to do: renew it"
        ) from error
    except KioskUnknownError as error:
        raise AccountError(
            f"kiosk: got {asked.name}, expected one that is there; to do: add it"
        ) from error
    return (
        f"{asked.name} is paired with `kindlens kiosk --pair ADDRESS` and the credential\n"
        f"    {credential}\n"
        "It is shown this once."
    )


def _plays(text: str) -> tuple[str, int]:
    """Return a task and how many plays of it. Raises ValueError, which argparse tells."""
    task, _, number = text.partition("=")
    if int(number) < 1:
        raise ValueError(number)
    return task, int(number)


def _list(connection: Connection) -> str:
    lines: list[str] = []
    for kiosk in list_kiosks(connection):
        seen = "never seen" if kiosk.seen_at_ms is None else f"seen {iso_utc(kiosk.seen_at_ms)}"
        state = "revoked" if kiosk.is_revoked else f"until {iso_utc(kiosk.plays_until_ms)}"
        lines.append(f"{kiosk.name}  {state}  {seen}, {kiosk.waiting} plays waiting then")
        lines += [
            f"    {one.key.task}: {one.plays} plays, {one.used_fen} of {one.allotted_fen} fen"
            for one in list_allotted(connection, kiosk.name)
        ]
    return "\n".join(lines) or "no kiosk yet"
