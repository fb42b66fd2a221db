"""A certificate authority for this machine alone, made on first use and kept in DATA_DIR/keys.

Whoever trusts it lets it vouch for local names and private addresses only: the certificate says so
(RFC 5280, 4.2.1.10), and browsers hold it to that. So a stolen key cannot pretend to be a bank.
"""

import datetime
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from server.addresses import Address
from server.tls.errors import TlsError
from server.whole_files import READABLE_BY_OWNER, write_whole_once

VALID_YEARS = 10
LEAF_DAYS = 90
# A kiosk's clock may be behind the phones' that have to believe it.
EARLIER = datetime.timedelta(days=2)
# Names that are nobody's on the internet (RFC 6762, RFC 8375, RFC 6761, ICANN's list of 2024).
LOCAL_NAMES = ("local", "home.arpa", "localhost", "internal", "lan")
LOCAL_NETWORKS = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "fc00::/7",
    "fe80::/10",
    "::1/128",
)


@dataclass(frozen=True)
class Authority:
    """The authority's certificate with its key, which never leaves this machine."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def name(self) -> str:
        """What settings of a phone call it."""
        names = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(names[0].value)

    @property
    def sha256(self) -> str:
        """The fingerprint, as settings of devices show it: pairs of hexadecimal digits."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(":").upper()

    @property
    def der(self) -> bytes:
        """The certificate as devices take it."""
        return self.certificate.public_bytes(Encoding.DER)

    def may_vouch_for(self, address: Address) -> bool:
        """Return whether browsers believe it about this address."""
        constraints = self.certificate.extensions.get_extension_for_class(x509.NameConstraints)
        return any(
            address in name.value
            for name in constraints.value.permitted_subtrees or ()
            if isinstance(name, x509.IPAddress)
            and isinstance(name.value, ipaddress.IPv4Network | ipaddress.IPv6Network)
        )

    def issue(
        self, names: Sequence[str], addresses: Sequence[Address], now: datetime.datetime
    ) -> bytes:
        """Return a new key with a certificate for these, and the authority's, in PEM."""
        key = ec.generate_private_key(ec.SECP256R1())
        hosts = [
            *(x509.DNSName(name) for name in names),
            *(x509.IPAddress(address) for address in addresses),
        ]
        identifier = x509.SubjectKeyIdentifier.from_public_key(self.key.public_key())
        certificate = (
            x509.CertificateBuilder()
            .subject_name(_common_name("Kindlens"))
            .issuer_name(self.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - EARLIER)
            .not_valid_after(now + datetime.timedelta(days=LEAF_DAYS))
            .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier),
                critical=False,
            )
            .sign(self.key, hashes.SHA256())
        )
        chain = (certificate, self.certificate)
        return _key_pem(key) + b"".join(one.public_bytes(Encoding.PEM) for one in chain)


def load_authority(
    path: Path, machine: str, addresses: Sequence[Address], now: datetime.datetime
) -> Authority:
    """Return the authority in this file, making it on first use. Raises TlsError.

    machine: its name goes into the authority's, to be told apart in a phone's list.
    addresses: of this machine; those that are not private are allowed one by one.
    """
    if not path.exists():
        write_whole_once(path, _make(machine, addresses, now), READABLE_BY_OWNER)
    try:
        data = path.read_bytes()
        key = load_pem_private_key(data, password=None)
        certificate = x509.load_pem_x509_certificate(data)
        constraints = certificate.extensions.get_extension_for_class(x509.NameConstraints)
    except (ValueError, x509.ExtensionNotFound) as error:
        raise _unusable(path, str(error)) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not constraints.critical:
        raise _unusable(path, "another kind of key or certificate")
    if certificate.public_key() != key.public_key():
        raise _unusable(path, "a key of another certificate")
    if certificate.not_valid_after_utc <= now:
        raise _unusable(path, f"one that ended {certificate.not_valid_after_utc:%Y-%m-%d}")
    return Authority(certificate, key)


def _make(machine: str, addresses: Sequence[Address], now: datetime.datetime) -> bytes:
    """Return a new key and its certificate, in PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    networks = [ipaddress.ip_network(text) for text in LOCAL_NETWORKS]
    networks += [
        ipaddress.ip_network(address)
        for address in addresses
        if not any(address in network for network in networks)
    ]
    permitted = [
        *(x509.DNSName(name) for name in LOCAL_NAMES),
        *(x509.IPAddress(network) for network in networks),
    ]
    name = _common_name(f"Kindlens ({machine}, {now:%Y-%m-%d})")
    years = datetime.timedelta(days=365 * VALID_YEARS)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + years)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_signs_certificates(), critical=True)
        .add_extension(x509.NameConstraints(permitted, excluded_subtrees=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return _key_pem(key) + certificate.public_bytes(Encoding.PEM)


def _signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )


def _common_name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _unusable(path: Path, got: str) -> TlsError:
    return TlsError(
        f"{path}: got {got}, expected this server's certificate authority with its key; to do: put "
        "the file of your backup there, or delete it for a new one, which every device has to "
        "trust anew"
    )
