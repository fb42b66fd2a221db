"""Which network a visitor comes from: behind proxies, cut short, forgotten after two days."""

import ipaddress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from multidict import CIMultiDict

from server.addresses import network_of, parse_networks, visitor_address
from server.clock import DAY_MS
from server.networks import Networks
from server.settings import SettingsError, read_settings
from tests.server.ledger_plays import make_ledger

TRUSTED = parse_networks("127.0.0.1/32, 10.0.0.0/8,::1/128")


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),  # Anybody may claim that.
        ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.1.2.3", ["1.1.1.1, 198.51.100.1, 10.9.9.9"], "198.51.100.1"),
        ("10.1.2.3", ["1.1.1.1", "198.51.100.1"], "198.51.100.1"),
        ("::1", ["2001:db8:1:2::3"], "2001:db8:1:2::3"),
        ("::ffff:127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["not an address"], None),
        ("127.0.0.1", [], "127.0.0.1"),
        (None, ["198.51.100.1"], None),
    ],
)
def test_the_last_hop_that_no_trusted_proxy_is(
    peer: str | None, forwarded: list[str], address: str | None
) -> None:
    found = visitor_address(peer, forwarded, TRUSTED)
    assert found == (None if address is None else ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
    ],
)
def test_addresses_are_cut_short(address: str, network: str) -> None:
    assert network_of(ipaddress.ip_address(address)) == network


def test_proxies_that_are_no_networks_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "10.0.0.0/8,proxy.example")
    with pytest.raises(SettingsError, match=r"TRUSTED_PROXIES: got .*'proxy.example'"):
        read_settings()


class MovingClock:
    """A clock that stands until a test moves it."""

    now_ms = 100 * DAY_MS

    def __call__(self) -> int:
        return self.now_ms


def request_from(address: str) -> Any:
    """Return what Networks looks at of a request."""
    transport = SimpleNamespace(get_extra_info=lambda name: (address, 4711))
    return SimpleNamespace(transport=transport, headers=CIMultiDict())


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_mark_is_of_a_network_and_a_day_and_its_key_is_thrown_away(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.sqlite3'}"
    clock = MovingClock()
    ledgers = [make_ledger(url), make_ledger(url)]
    for ledger in ledgers:
        ledger.open("spring", lambda connection: None)
    one, other = (Networks(ledger, clock, "") for ledger in ledgers)
    mark = await one.mark(request_from("203.0.113.9"))
    assert mark is not None
    assert len(mark) == 8
    assert await other.mark(request_from("203.0.113.200")) == mark
    assert await one.mark(request_from("203.0.114.9")) != mark
    assert await one.mark(request_from("")) is None
    key = await ledgers[0].network_key(100, b"")
    clock.now_ms += DAY_MS
    assert await one.mark(request_from("203.0.113.9")) != mark
    await ledgers[0].purge(clock.now_ms, 0)
    assert await ledgers[0].network_key(100, b"") == key
    await ledgers[0].purge(clock.now_ms + DAY_MS, 0)
    for ledger in ledgers:
        ledger.close()
    assert key not in b"".join(path.read_bytes() for path in files_of(tmp_path))
