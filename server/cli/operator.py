"""`kindlens operator`: who may use the desk, and kiosks. Secrets are made here and shown once."""

import argparse
import sys

from sqlalchemy import Connection

from server.campaigns import campaign_id_of
from server.cli.operator_kiosks import add_kiosk_actions, run_kiosk_action
from server.clock import system_clock_ms
from server.ledger.bookings import RefusedError
from server.ledger.database import DatabaseError, open_writer, reach
from server.ledger.dialect import dialect_of
from server.ledger.migrate import SchemaError, migrate
from server.operator.accounts import (
    AccountError,
    Role,
    add_account,
    list_accounts,
    remove_account,
    set_password,
)
from server.operator.acts import SERVER, Act, record
from server.operator.passwords import hash_password, make_password
from server.settings import Settings, SettingsError, read_settings


def main(arguments: list[str]) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="kindlens operator", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    adding = actions.add_parser("add", help="add an account and show its first password")
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--role", choices=[role.value for role in Role], default="operator")
    for action, summary in (
        ("reset", "make a new password, show it, and end the account's sessions"),
        ("remove", "remove an account and end its sessions; what it did stays in the audit log"),
    ):
        actions.add_parser(action, help=summary).add_argument("name", metavar="NAME")
    actions.add_parser("list", help="show every account")
    add_kiosk_actions(actions.add_parser("kiosk", help="add, renew, revoke or list kiosks"))
    asked = parser.parse_args(arguments)
    try:
        settings = read_settings()
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        engine = open_writer(settings.ledger_url)
        reach(engine)
        migrate(engine, campaign_id_of(settings.campaign))
        with engine.begin() as connection:
            dialect_of(connection).take_turn(connection)
            answer = _run(connection, asked, settings)
        engine.dispose()
    except (AccountError, DatabaseError, RefusedError, SchemaError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    print(answer)
    return 0


def _run(connection: Connection, asked: argparse.Namespace, settings: Settings) -> str:
    """Do what is asked and return what to say."""
    now_ms = system_clock_ms()
    if asked.action == "kiosk":
        return run_kiosk_action(connection, asked, settings, now_ms)
    if asked.action == "list":
        lines = [
            f"{account.name}  {account.role}"
            + ("  (has not chosen a password yet)" if account.must_change_password else "")
            for account in list_accounts(connection)
        ]
        return "\n".join(lines) or "nobody yet; the server makes the first account when it starts"
    if asked.action == "remove":
        remove_account(connection, asked.name)
        record(connection, SERVER, Act("account_removed", asked.name), now_ms)
        return f"{asked.name} can sign in no more"
    password = make_password()
    act = Act("password_reset", asked.name)
    if asked.action == "add":
        add_account(connection, asked.name, Role(asked.role), hash_password(password))
        act = Act("account_added", asked.name, after={"role": asked.role})
    else:
        set_password(connection, asked.name, hash_password(password), must_change=True)
    record(connection, SERVER, act, now_ms)
    return (
        f"{asked.name} signs in at /operator with the password\n    {password}\n"
        "and chooses another. It is shown this once."
    )
