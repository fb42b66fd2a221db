"""`kindlens play`: open an effect on this computer, with hot reload and a made-up campaign.

What is saved is in the open page in under a second. Plays are credited as they will be, in a
ledger of the effect's own, with money that does not exist.
"""

import argparse
import asyncio
import logging
import os
import socket
import sys
from pathlib import Path

import pooch  # pyright: ignore[reportMissingTypeStubs]
from pydantic import ValidationError

from effects.manifest import Manifest, read_manifest
from effects.packages import find_place
from effects.place import EFFECTS, MANIFEST, EffectPlace, UnknownEffectError, own_place
from server.__main__ import OPERATOR_ERRORS
from server.app import create_app, create_services
from server.cli.missing_models import missing_models
from server.dev import DEV_ROUTES, open_workshop
from server.releases import DEV_QUALITY
from server.serve import serve
from server.settings import Settings, read_settings
from server.studio.routes import STUDIO_ROUTES, open_studio

CAMPAIGN = Path(__file__).with_name("example_campaign.toml")
HOST = "localhost"  # Nobody but the author: saved code runs here at once.
PORTS = range(8080, 8100)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's words."""
    made = argparse.ArgumentParser(prog="kindlens play", description=__doc__)
    made.add_argument(
        "effect",
        metavar="EFFECT",
        help="the folder that `kindlens new` made, an installed effect's id, or one of Kindlens",
    )
    made.add_argument(
        "--port", type=int, help=f"default: the first free one from {PORTS[0]} on; 0: any free one"
    )
    made.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        help="where the made-up ledger is kept (default: your cache folder)",
    )
    return made


def free_port() -> int:
    """Return the first port of PORTS that nobody listens on; the first of all if none is free."""
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return PORTS[0]


def write_campaign(folder: Path, manifest: Manifest) -> Path:
    """Write the made-up campaign that has a task for the effect; return its file."""
    text = CAMPAIGN.read_text("utf-8")
    text = text.replace("{task}", manifest.task).replace("{effect}", manifest.id)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / CAMPAIGN.name
    path.write_text(text, "utf-8")
    return path


def play_settings(options: argparse.Namespace, manifest: Manifest) -> Settings:
    """Return the settings of this play. Raises SettingsError."""
    folder: Path = options.data or Path(pooch.os_cache("kindlens")) / "play" / manifest.id
    port = options.port
    if port is None:
        port = int(os.environ.get("PORT") or free_port())
    return read_settings().model_copy(
        update={
            "host": HOST,
            "port": port,
            "public_origin": "",
            "tls_port": None,
            "data_dir": folder,
            "database_url": "",
            "campaign": write_campaign(folder, manifest),
        }
    )


def run(place: EffectPlace, settings: Settings) -> None:
    """Serve until Ctrl-C."""

    def announce(address: str) -> None:
        print(f"Play    {address}/play/{place.id}?inspect")
        print(f"Studio  {address}/studio/{place.id}")
        print(f"Files   {place.folder}: what you save is in the open page at once")
        if missing := missing_models(services, settings):
            print(missing)
        print("The campaign is made up, no money moves. Ctrl-C ends it.", flush=True)

    is_own = place == own_place(place.id, EFFECTS)
    services = create_services(
        settings,
        release_quality=DEV_QUALITY,
        follows_campaign_file=True,
        packages=() if is_own else (place,),
        is_workshop=True,
    )
    app = create_app(services, (*DEV_ROUTES, *STUDIO_ROUTES))
    open_workshop(app)
    open_studio(app)
    asyncio.run(serve(app, settings, announce))


def main(arguments: list[str]) -> int:
    """Run the command; return its exit code."""
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        place = find_place(options.effect)
        manifest = read_manifest(place)
        run(place, play_settings(options, manifest))
    except ValidationError as error:
        print(f"got {options.effect}: {MANIFEST} is wrong: {error}", file=sys.stderr)
        return 1
    except (*OPERATOR_ERRORS, UnknownEffectError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # Ctrl-C before it listens; afterwards `serve` ends by itself.
        return 0
    return 0
