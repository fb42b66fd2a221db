"""https of this server's own: who vouches for what, until when, and who is led where."""

import datetime
import ipaddress
import ssl
import stat
from pathlib import Path

import pytest
from cryptography import x509

from server.lan import camera_origin, lan_origin, likeliest_first
from server.settings import Settings
from server.tls.authority import load_authority
from server.tls.errors import TlsError
from server.tls.front import open_tls
from server.tls.local import LocalCertificate
from server.tls.own import OwnCertificate
from tests.server.conftest import StartServer

NOW = datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC)
HOME = ipaddress.ip_address("192.168.1.20")
ELSEWHERE = ipaddress.ip_address("198.51.100.7")


def open_settings(tmp_path: Path, **changes: object) -> Settings:
    """Return the settings of a server that is open to its network."""
    values = {"host": "0.0.0.0", "tls_port": 8443, "data_dir": tmp_path, "lan_host": str(HOME)}
    return Settings().model_copy(update=values | changes)


def context() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)


def test_the_authority_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "authority.pem"
    first = load_authority(path, "box", [HOME], NOW)
    assert load_authority(path, "box", [ELSEWHERE], NOW).sha256 == first.sha256
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert first.name == "Kindlens (box, 2026-05-01)"


def test_the_authority_may_vouch_for_local_names_and_addresses_alone(tmp_path: Path) -> None:
    authority = load_authority(tmp_path / "authority.pem", "box", [HOME], NOW)
    constraints = authority.certificate.extensions.get_extension_for_class(x509.NameConstraints)
    assert constraints.critical
    assert authority.may_vouch_for(HOME)
    assert authority.may_vouch_for(ipaddress.ip_address("fd00::1"))
    assert not authority.may_vouch_for(ELSEWHERE)
    own = load_authority(tmp_path / "own.pem", "box", [ELSEWHERE], NOW)
    assert own.may_vouch_for(ELSEWHERE)
    assert not own.may_vouch_for(ipaddress.ip_address("198.51.100.8"))


@pytest.mark.parametrize("spoiled", [b"", b"no certificate"])
def test_a_spoiled_authority_is_never_replaced(tmp_path: Path, spoiled: bytes) -> None:
    path = tmp_path / "authority.pem"
    path.write_bytes(spoiled)
    with pytest.raises(TlsError, match="put the file of your backup there"):
        load_authority(path, "box", [HOME], NOW)
    assert path.read_bytes() == spoiled


def test_an_authority_that_has_ended_is_named(tmp_path: Path) -> None:
    path = tmp_path / "authority.pem"
    load_authority(path, "box", [HOME], NOW)
    with pytest.raises(TlsError, match="one that ended 2036"):
        load_authority(path, "box", [HOME], NOW + datetime.timedelta(days=11 * 365))


def test_a_certificate_is_renewed_before_it_ends_and_when_addresses_change(tmp_path: Path) -> None:
    now, addresses = [NOW], [HOME]
    certificate = LocalCertificate(tmp_path, lambda: addresses, now=lambda: now[0])
    assert certificate.refresh(context())
    assert stat.S_IMODE((tmp_path / "tls.pem").stat().st_mode) == 0o600
    now[0] += datetime.timedelta(days=50)
    assert not certificate.refresh(context())
    now[0] += datetime.timedelta(days=20)
    assert certificate.refresh(context())
    addresses.append(ipaddress.ip_address("10.0.0.9"))
    assert certificate.refresh(context())
    leaf = x509.load_pem_x509_certificate((tmp_path / "tls.pem").read_bytes())
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert set(names.get_values_for_type(x509.IPAddress)) == set(addresses)
    leaf.verify_directly_issued_by(certificate.authority.certificate)


def test_another_start_takes_the_same_certificate(tmp_path: Path) -> None:
    LocalCertificate(tmp_path, lambda: [HOME], now=lambda: NOW).refresh(context())
    before = (tmp_path / "tls.pem").read_bytes()
    LocalCertificate(tmp_path, lambda: [HOME], now=lambda: NOW).refresh(context())
    assert (tmp_path / "tls.pem").read_bytes() == before


def test_an_address_beyond_the_authority_is_left_out_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    LocalCertificate(tmp_path, lambda: [HOME], now=lambda: NOW).refresh(context())
    moved = LocalCertificate(tmp_path, lambda: [HOME, ELSEWHERE], now=lambda: NOW)
    assert not moved.refresh(context()) or b"BEGIN" in (tmp_path / "tls.pem").read_bytes()
    assert "198.51.100.7 is no private address" in caplog.text


def test_the_hosts_own_certificate_is_read_again_when_it_changes(tmp_path: Path) -> None:
    LocalCertificate(tmp_path, lambda: [HOME]).refresh(context())
    pem = tmp_path / "tls.pem"
    own = OwnCertificate(pem, pem)
    assert own.refresh(context())
    assert not own.refresh(context())
    pem.write_bytes(b"spoiled")
    with pytest.raises(TlsError, match="TLS_CERTIFICATE, TLS_KEY: got"):
        own.refresh(context())


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"tls_certificate": Path("a.pem")}, "expected both or none"),
        ({"port": 8443}, "TLS_PORT: got 8443, which is PORT"),
        ({"lan_host": "kiosk.example.org"}, "LAN_HOST: got kiosk.example.org"),
    ],
)
def test_settings_that_cannot_work_are_named(
    tmp_path: Path, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(TlsError, match=told):
        open_tls(open_settings(tmp_path, **changes))


def test_what_other_devices_open(tmp_path: Path) -> None:
    settings = open_settings(tmp_path)
    assert lan_origin(settings) == "http://192.168.1.20:8080"
    assert camera_origin(settings) == "https://192.168.1.20:8443"
    assert camera_origin(open_settings(tmp_path, lan_host="fd00::2")) == "https://[fd00::2]:8443"
    closed = open_settings(tmp_path, lan_host="", host="localhost")
    assert (lan_origin(closed), camera_origin(closed)) == (None, None)
    own = open_settings(tmp_path, lan_host="play.example.org", tls_certificate=Path("a.pem"))
    assert lan_origin(own) == camera_origin(own) == "https://play.example.org:8443"


def test_the_address_that_leads_out_comes_first() -> None:
    found = [ipaddress.ip_address(text) for text in ("fe80::1", "169.254.7.7", "fd00::1")]
    found += [ipaddress.ip_address("127.0.0.1"), HOME, ipaddress.ip_address("10.0.0.9")]
    assert likeliest_first(found, HOME)[0] == HOME
    assert likeliest_first(found, None)[0].version == 4
    assert all(not address.is_loopback for address in likeliest_first(found, None))
    assert likeliest_first([], None) == []


async def test_pages_of_other_devices_lead_to_the_guide(
    start_server: StartServer, tmp_path: Path
) -> None:
    running = await start_server(host="0.0.0.0", tls_port=8443, lan_host=str(HOME))
    client = (await running.visitor()).client
    elsewhere = {"Host": "192.168.1.20:8080"}

    async def led_to(path: str, host: dict[str, str]) -> str | None:
        answer = await client.get(path, headers=host, allow_redirects=False)
        return answer.headers.get("Location")

    assert await led_to("/play/three_taps?ch=a", elsewhere) == "/https?to=/play/three_taps?ch%3Da"
    assert await led_to("/https", elsewhere) is None
    assert await led_to("/api/effects", elsewhere) is None
    assert await led_to("/", {"Host": "localhost:8080"}) is None
    guide = await client.get("/https", headers=elsewhere)
    policy = guide.headers["Content-Security-Policy"]
    assert "connect-src 'self' https://192.168.1.20:8443;" in policy
    told = await (await client.get("/api/tls", headers=elsewhere)).json()
    crt = await client.get(told["authority"]["url"], headers=elsewhere)
    assert crt.content_type == "application/x-x509-ca-cert"
    assert x509.load_der_x509_certificate(await crt.read()).subject.rfc4514_string() == (
        "CN=" + told["authority"]["name"].replace(",", "\\,")
    )


async def test_a_server_without_https_leads_nobody_anywhere(start_server: StartServer) -> None:
    client = (await (await start_server()).visitor()).client
    page = await client.get("/", headers={"Host": "192.168.1.20:8080"}, allow_redirects=False)
    assert page.status == 200
    told = await (await client.get("/api/tls")).json()
    assert (told["origin"], told["authority"]) == (None, None)
    assert (await client.get("/api/tls/kindlens.crt")).status == 404
