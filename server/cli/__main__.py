"""Kindlens on the command line: `kindlens COMMAND …`, or `python -m server.cli COMMAND …`."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True)
class Command:
    """A command of its own module, which is imported only when it is asked for."""

    module: str
    summary: str


COMMANDS = {
    "serve": Command("server.__main__", "start the server (the default)"),
    "dev": Command("server.__main__", "start it with hot reload of effects"),
    "audit": Command("server.__main__", "check the ledger"),
    "verify": Command(
        "server.cli.verify.__main__", "check an export of the public ledger, and receipts"
    ),
    "operator": Command("server.cli.operator", "add, reset, remove or list who may use the desk"),
    "kiosk": Command("server.cli.kiosk", "start a kiosk, or pair it with a central server"),
    "models": Command("server.cli.models", "fetch the tracking models"),
    "new": Command("server.cli.new", "make the folder of a new effect"),
    "check": Command("server.cli.check", "say what is wrong with an effect, where, and what to do"),
    "play": Command("server.cli.play", "open an effect here, with hot reload"),
    "record": Command("server.cli.record", "turn a video or a webcam into the trace of a play"),
    "replay": Command("server.cli.replay", "run a recorded play and tell what happened"),
    "sheet": Command("server.cli.sheet", "draw faces in pictures at every age"),
}


def usage() -> str:
    """Return what can be typed."""
    lines = ["usage: kindlens COMMAND …", ""]
    lines += [f"  {name:<9}{command.summary}" for name, command in COMMANDS.items()]
    return "\n".join([*lines, "", "`kindlens COMMAND --help` says more of each."])


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    name = words[0] if words else "serve"
    if name in ("-h", "--help", "help"):
        print(usage())
        return 0
    command = COMMANDS.get(name)
    if command is None:
        print(f"got command {name!r}, expected one of: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    run: Callable[[list[str]], int] = import_module(command.module).main
    return run([name, *words[1:]] if command.module == "server.__main__" else words[1:])


if __name__ == "__main__":
    sys.exit(main())
