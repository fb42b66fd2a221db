"""Addresses of visitors: which one counts behind proxies, and cut down to its network."""

import ipaddress
from collections.abc import Sequence

# What a household or a carrier's customer can choose addresses from, at least.
PREFIXES = {4: 24, 6: 48}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def parse_networks(text: str) -> tuple[Network, ...]:
    """Return the networks of a list with commas. Raises ValueError."""
    return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())


def visitor_address(
    peer: str | None, forwarded: Sequence[str], trusted: Sequence[Network]
) -> Address | None:
    """Return the address of who asks; None when it cannot be known.

    peer: the other end of the connection. forwarded: values of X-Forwarded-For, in order. Behind
    trusted proxies it is the last hop that none of them is; what comes before, anybody may write.
    """
    address = _parse(peer)
    hops = [hop for value in forwarded for hop in value.split(",")]
    while address is not None and _is_among(address, trusted) and hops:
        address = _parse(hops.pop())
    return address


def network_of(address: Address) -> str:
    """Return an address cut to its network: /24 of IPv4, /48 of IPv6."""
    return str(ipaddress.ip_network((address, PREFIXES[address.version]), strict=False))


def _parse(text: str | None) -> Address | None:
    try:
        address = ipaddress.ip_address((text or "").strip().strip("[]").split("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if address.version == 6 else None
    return mapped or address


def _is_among(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)
