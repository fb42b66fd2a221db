"""https of the local network in a real browser: trusted when told so, and then with a camera."""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, sync_playwright

from server.lan import lan_addresses
from server.tls.authority import Authority, load_authority
from server.tls.local import now_utc
from tests.browsers import CHROMIUM_FLAGS, find_chromium
from tests.live_server import LiveServer, free_port

pytestmark = pytest.mark.browser

STRANGER = "bank.example"
HAS_CAMERA = """navigator.mediaDevices.getUserMedia({ video: true })
    .then((stream) => stream.getVideoTracks()[0].readyState)"""


@pytest.fixture(scope="module")
def tls_port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def server_settings(tls_port: int) -> dict[str, str]:
    return {"HOST": "0.0.0.0", "TLS_PORT": str(tls_port)}


def open_at(path: Path, host: str, home: Path) -> Iterator[Page]:
    """Yield a page of a Chromium whose certificates are those below a home folder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            chromium_sandbox=False,
            args=[*CHROMIUM_FLAGS, f"--host-resolver-rules=MAP {STRANGER} {host}"],
            env={**os.environ, "HOME": str(home)},
        )
        yield browser.new_page(locale="en")
        browser.close()


def authority_of(server: LiveServer) -> Authority:
    """Return the authority that a server has made, with its key."""
    return load_authority(server.data_folder / "keys" / "authority.pem", "", [], now_utc())


def is_listening(port: int) -> bool:
    """Return whether somebody answers on this port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def lan_host() -> str:
    """Return this machine's address on its network."""
    return str(next(address for address in lan_addresses() if address.version == 4))


@pytest.fixture
def page(lan_host: str, tmp_path: Path) -> Iterator[Page]:
    """Yield a page of a browser that trusts nobody yet."""
    yield from open_at(find_chromium(), lan_host, tmp_path)


@pytest.fixture
def trusting_page(live_server: LiveServer, lan_host: str, tmp_path: Path) -> Iterator[Page]:
    """Yield a page of a browser whose user has imported the authority's certificate."""
    authority = authority_of(live_server)
    certificate = tmp_path / "kindlens.crt"
    certificate.write_bytes(authority.der)
    store = tmp_path / ".pki" / "nssdb"
    store.mkdir(parents=True)
    for words in (
        ["-N", "--empty-password"],
        ["-A", "-t", "C,,", "-n", "kindlens", "-i", str(certificate)],
    ):
        subprocess.run(
            ["certutil", "-d", f"sql:{store}", *words],
            check=True,
            stdin=subprocess.DEVNULL,
            timeout=20,
        )
    yield from open_at(find_chromium(), lan_host, tmp_path)


def test_a_device_that_trusts_nobody_is_shown_the_steps(
    page: Page, live_server: LiveServer, lan_host: str, tls_port: int
) -> None:
    page.goto(f"http://{lan_host}:{live_server.port}/play/dodge_food")
    page.get_by_test_id("trust-steps").wait_for()
    assert page.url.endswith("/https?to=/play/dodge_food")
    assert page.evaluate("isSecureContext") is False
    told = page.request.get(f"http://{lan_host}:{live_server.port}/api/tls").json()
    assert page.get_by_test_id("fingerprint").inner_text() == told["authority"]["sha256"]
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(f"https://{lan_host}:{tls_port}/")


def test_a_device_that_trusts_the_authority_goes_on_to_https_and_has_a_camera(
    trusting_page: Page, live_server: LiveServer, lan_host: str, tls_port: int
) -> None:
    trusting_page.goto(f"http://{lan_host}:{live_server.port}/play/dodge_food")
    trusting_page.wait_for_url(f"https://{lan_host}:{tls_port}/play/dodge_food")
    assert trusting_page.evaluate("isSecureContext") is True
    assert trusting_page.evaluate(HAS_CAMERA) == "live"


def test_even_a_stolen_key_cannot_pretend_to_be_another_site(
    trusting_page: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    forged = tmp_path / "forged.pem"
    forged.write_bytes(authority_of(live_server).issue([STRANGER], [], now_utc()))
    port = free_port()
    # Its own program, as a thief's would be.
    thief = subprocess.Popen(
        ["openssl", "s_server", "-accept", str(port), "-cert", forged, "-key", forged, "-www"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not is_listening(port):
            trusting_page.wait_for_timeout(50)
        with pytest.raises(Error, match=r"ERR_CERT_(?!AUTHORITY_INVALID)"):
            trusting_page.goto(f"https://{STRANGER}:{port}/")
        assert thief.poll() is None
    finally:
        thief.kill()
        thief.wait()
