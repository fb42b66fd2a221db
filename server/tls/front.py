"""The https side of a running server: its certificate, kept fresh, and who vouches for it."""

import asyncio
import ipaddress
import logging
import ssl
from contextlib import suppress

from server.addresses import Address
from server.lan import LOOPBACK_HOSTS, camera_origin, in_origin, lan_addresses
from server.settings import Settings
from server.tls.authority import LOCAL_NAMES, Authority
from server.tls.errors import TlsError
from server.tls.local import LocalCertificate
from server.tls.own import OwnCertificate

log = logging.getLogger(__name__)

# Routers hand out another address now and then; a phone that comes then is not to see an error.
FRESH_EVERY_S = 30
LOOPBACK = [ipaddress.ip_address(host) for host in LOOPBACK_HOSTS if host != "localhost"]


class TlsFront:
    """What a listener needs to speak https, and what visitors need to know of it."""

    def __init__(self, settings: Settings, certificate: LocalCertificate | OwnCertificate) -> None:
        self._settings = settings
        self._certificate = certificate
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.context.set_alpn_protocols(["http/1.1"])
        certificate.refresh(self.context)

    @property
    def authority(self) -> Authority | None:
        """The local authority; None where devices trust the host's certificate anyhow."""
        if isinstance(self._certificate, LocalCertificate):
            return self._certificate.authority
        return None

    def origin_for(self, host: str) -> str | None:
        """Return the https origin for a visitor who came to this host by plain http.

        The address that brought them here is one that they reach; a name of the host's own
        certificate is not known by what was typed.
        """
        origin = camera_origin(self._settings)
        address = _address_of(host)
        if self.authority is None or address not in lan_addresses():
            return origin
        return f"https://{in_origin(str(address))}:{self._settings.tls_port}"

    async def keep_fresh(self) -> None:
        """Renew the certificate when it is time, for as long as the server runs."""
        while True:
            await asyncio.sleep(FRESH_EVERY_S)
            try:
                if self._certificate.refresh(self.context):
                    log.info("the certificate was renewed")
            except (OSError, TlsError) as error:  # The present one goes on.
                log.warning("the certificate was not renewed: %s", error)


def open_tls(settings: Settings) -> TlsFront | None:
    """Return the https side that the settings ask for. Raises TlsError."""
    if settings.tls_port is None:
        return None
    certificate, key = settings.tls_certificate, settings.tls_key
    if certificate is not None and key is not None:
        return TlsFront(settings, OwnCertificate(certificate, key))
    if certificate is not None or key is not None:
        raise TlsError(
            f"TLS_CERTIFICATE, TLS_KEY: got {certificate} and {key}, expected both or none; "
            "to do: set the other one too"
        )
    if settings.tls_port == settings.port:
        raise TlsError(
            f"TLS_PORT: got {settings.tls_port}, which is PORT; expected another one; "
            f"to do: set TLS_PORT={settings.port + 1}"
        )
    return TlsFront(settings, _local(settings))


def _local(settings: Settings) -> LocalCertificate:
    """Return the local authority's certificate for every address, and for LAN_HOST."""
    own = _address_of(settings.lan_host)
    names = [settings.lan_host.lower()] if settings.lan_host and own is None else []
    for name in names:
        if not name.endswith(tuple(f".{local}" for local in LOCAL_NAMES)):
            raise TlsError(
                f"LAN_HOST: got {name}, expected an address, or a name that ends with "
                f".{', .'.join(LOCAL_NAMES)}: the local authority may vouch for no other; to do: "
                "correct it, or name a certificate of your own (TLS_CERTIFICATE, TLS_KEY)"
            )

    def addresses() -> list[Address]:
        return [*lan_addresses(), *LOOPBACK, *([own] if own is not None else [])]

    return LocalCertificate(settings.keys_dir, addresses, names)


def _address_of(host: str) -> Address | None:
    with suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]"))
    return None
