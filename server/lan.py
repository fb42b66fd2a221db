"""Where other devices of the network reach this machine, and what they can open there."""

import ipaddress
import socket
from collections.abc import Iterable

import psutil

from server.addresses import Address
from server.settings import Settings
from server.tls.own import first_name

# Networks inside this machine: bridges to containers and virtual machines. No phone reaches them.
INNER_INTERFACES = ("br-", "docker", "lxc", "lxd", "podman", "vbox", "veth", "virbr", "vmnet")
# Nothing is sent there: asking for a way to it tells which interface leads out (RFC 5737, 3).
FAR_AWAY = ("192.0.2.1", 9)
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "::1")


def lan_addresses() -> list[Address]:
    """Return this machine's addresses that others may reach, the likeliest first."""
    stats = psutil.net_if_stats()
    found = [
        ipaddress.ip_address(entry.address.partition("%")[0])
        for name, entries in psutil.net_if_addrs().items()
        if name in stats and stats[name].isup and not name.startswith(INNER_INTERFACES)
        for entry in entries
        if entry.family in (socket.AF_INET, socket.AF_INET6)
    ]
    return likeliest_first(found, _outward_address())


def likeliest_first(found: Iterable[Address], outward: Address | None) -> list[Address]:
    """Return addresses that other devices may use, in the order in which to try them.

    outward: the one by which this machine itself reaches others, if it does.
    """

    def rank(address: Address) -> tuple[bool, bool, bool]:
        # An IPv4 address can be typed; one that a device gave itself is the last resort.
        return address.is_link_local, address.version == 6, address != outward

    return sorted({address for address in found if not address.is_loopback}, key=rank)


def lan_host(settings: Settings) -> str | None:
    """Return the name or address that others type; None where nobody else can reach this server."""
    if settings.lan_host:
        return settings.lan_host
    if settings.host in LOOPBACK_HOSTS:
        return None
    if settings.tls_certificate is not None:
        return first_name(settings.tls_certificate)
    if settings.host not in ("0.0.0.0", "::"):  # noqa: S104 - Compared, not listened on.
        return settings.host
    addresses = lan_addresses()
    return str(addresses[0]) if addresses else None


def lan_origin(settings: Settings) -> str | None:
    """Return what any device of the network opens without a warning; None where nobody can.

    Plain http, unless the host has a certificate that devices trust: what a local authority
    vouches for opens only where that is trusted.
    """
    if settings.tls_port and settings.tls_certificate is not None:
        return camera_origin(settings)
    host = lan_host(settings)
    return host and f"http://{in_origin(host)}:{settings.port}"


def camera_origin(settings: Settings) -> str | None:
    """Return the https origin, whose pages may use a camera; None where there is none."""
    host = lan_host(settings)
    if host is None or settings.tls_port is None:
        return None
    return f"https://{in_origin(host)}:{settings.tls_port}"


def in_origin(host: str) -> str:
    """Return a name or address as it is written in an origin (RFC 3986, 3.2.2)."""
    return f"[{host}]" if ":" in host else host


def _outward_address() -> Address | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(FAR_AWAY)
        except OSError:  # No way out: an event without a network.
            return None
        return ipaddress.ip_address(probe.getsockname()[0])
