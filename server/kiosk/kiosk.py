"""The parts of a kiosk, put together once."""

import secrets
from dataclasses import dataclass

from server.clock import MINUTE_MS, Clock
from server.keys import Keys
from server.kiosk.browser_keeper import Restart
from server.kiosk.handover_link import HandoverLink
from server.kiosk.handovers import Handovers
from server.kiosk.health import Health
from server.kiosk.host_access import HostAccess
from server.kiosk.host_code import load_host_code
from server.kiosk.orders import Orders
from server.settings import Settings

BOOT_BYTES = 8


@dataclass(frozen=True)
class Kiosk:
    """A device that many visitors share.

    code: what the host types to leave the kiosk's page, or to see the host's. boot: changes with
    every start of the server, so that a page knows when it talks to another one.
    """

    name: str
    code: str
    idle_s: int
    handovers: Handovers
    health: Health
    orders: Orders
    access: HostAccess
    link: HandoverLink
    restart: Restart
    boot: str


def open_kiosk(settings: Settings, keys: Keys, clock: Clock) -> Kiosk | None:
    """Return the kiosk that this server is, None where it is an ordinary server.

    Raises KeyFileError when the kept code cannot be read.
    """
    if not settings.kiosk_name:
        return None
    folder = settings.data_dir / "kiosk"
    folder.mkdir(parents=True, exist_ok=True)
    boot = secrets.token_hex(BOOT_BYTES)
    code = load_host_code(settings.keys_dir, settings.kiosk_code)
    return Kiosk(
        name=settings.kiosk_name,
        code=code,
        idle_s=settings.kiosk_idle_s,
        handovers=Handovers(clock, settings.kiosk_handover_minutes * MINUTE_MS),
        health=Health(clock),
        orders=Orders(folder / "orders.json"),
        access=HostAccess(code, keys.ticket, clock),
        link=HandoverLink(settings, boot, clock),
        restart=Restart(),
        boot=boot,
    )
