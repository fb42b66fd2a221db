"""The host's own certificate, from the files that the settings name."""

import ssl
from pathlib import Path

from cryptography import x509

from server.tls.errors import TlsError


def first_name(path: Path) -> str:
    """Return the first name or address that a certificate vouches for. Raises TlsError."""
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound) as error:
        raise TlsError(
            f"TLS_CERTIFICATE: got {path}, which cannot be read ({error}); expected a certificate "
            "in PEM with the names of this server; to do: correct it"
        ) from error
    dns = [name for name in names.get_values_for_type(x509.DNSName) if not name.startswith("*")]
    addresses = [str(address) for address in names.get_values_for_type(x509.IPAddress)]
    if not dns and not addresses:
        raise TlsError(
            f"TLS_CERTIFICATE: got {path}, which names no host but with a *; expected the name "
            "that visitors type; to do: set LAN_HOST to it"
        )
    return (dns + addresses)[0]


class OwnCertificate:
    """Files of the host's; whoever renews them writes them anew, and they are read again."""

    def __init__(self, certificate: Path, key: Path) -> None:
        self._certificate = certificate
        self._key = key
        self._read_ns = -1

    def refresh(self, context: ssl.SSLContext) -> bool:
        """Have the files used if they are new; return whether they were. Raises TlsError."""
        try:
            changed_ns = max(path.stat().st_mtime_ns for path in (self._certificate, self._key))
            if changed_ns == self._read_ns:
                return False
            context.load_cert_chain(self._certificate, self._key, password="")
        except (OSError, ValueError, ssl.SSLError) as error:
            raise TlsError(
                f"TLS_CERTIFICATE, TLS_KEY: got {self._certificate} and {self._key}, which cannot "
                f"be used ({error}); expected a certificate with its chain and its key, both in "
                "PEM, the key without a password; to do: correct them"
            ) from error
        self._read_ns = changed_ns
        return True
