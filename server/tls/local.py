"""The certificate that the local authority gives this server, renewed in time."""

import datetime
import logging
import re
import socket
import ssl
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature

from server.addresses import Address
from server.tls.authority import Authority, load_authority
from server.whole_files import READABLE_BY_OWNER, write_whole

log = logging.getLogger(__name__)

RENEWED_BEFORE = datetime.timedelta(days=30)
LOOPBACK_NAMES = ("localhost",)

UNUSABLE = (OSError, TypeError, ValueError, InvalidSignature, x509.ExtensionNotFound)

Addresses = Callable[[], Sequence[Address]]


def now_utc() -> datetime.datetime:
    """Return the time of this machine's clock."""
    return datetime.datetime.now(datetime.UTC)


def machine_name() -> str:
    """Return this machine's name without a domain, as mDNS announces it: letters, figures, -."""
    name = re.sub(r"[^a-z0-9-]", "-", socket.gethostname().partition(".")[0].lower())
    return name.strip("-") or "machine"


class LocalCertificate:
    """One for every address of this machine; made anew when those change, or its end is near."""

    def __init__(
        self,
        keys_dir: Path,
        addresses: Addresses,
        more_names: Sequence[str] = (),
        now: Callable[[], datetime.datetime] = now_utc,
    ) -> None:
        keys_dir.mkdir(parents=True, exist_ok=True)
        self._now = now
        self._addresses = addresses
        self._names = sorted({*LOOPBACK_NAMES, f"{machine_name()}.local", *more_names})
        self._path = keys_dir / "tls.pem"
        self._loaded: bytes | None = None
        self.authority: Authority = load_authority(
            keys_dir / "authority.pem", machine_name(), addresses(), now()
        )

    def refresh(self, context: ssl.SSLContext) -> bool:
        """Renew the certificate where it is time; return whether another one is used now."""
        addresses = self._vouched()
        if not self._suits(addresses):
            pem = self.authority.issue(self._names, addresses, self._now())
            write_whole(self._path, pem, READABLE_BY_OWNER)
        data = self._path.read_bytes()
        if data == self._loaded:
            return False
        context.load_cert_chain(self._path)
        self._loaded = data
        return True

    def _vouched(self) -> list[Address]:
        """Return the addresses of now, without those that the authority may not speak for."""
        found = self._addresses()
        for address in found:
            if not self.authority.may_vouch_for(address):
                log.warning(
                    "%s is no private address, and the authority was made before this machine had "
                    "it; to do: use a certificate of your own (TLS_CERTIFICATE), or delete %s, "
                    "after which every device has to trust the new one",
                    address,
                    self._path.with_name("authority.pem"),
                )
        return [address for address in found if self.authority.may_vouch_for(address)]

    def _suits(self, addresses: Sequence[Address]) -> bool:
        """Return whether the certificate on disk is good for now."""
        try:
            certificate = x509.load_pem_x509_certificate(self._path.read_bytes())
            certificate.verify_directly_issued_by(self.authority.certificate)
            names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        except UNUSABLE:  # Missing, damaged or of an earlier authority: it is made anew.
            return False
        now = self._now()
        return (
            certificate.not_valid_before_utc <= now
            and now < certificate.not_valid_after_utc - RENEWED_BEFORE
            and set(names.value.get_values_for_type(x509.DNSName)) == set(self._names)
            and set(names.value.get_values_for_type(x509.IPAddress)) == set(addresses)
        )
