"""A throw-away certificate authority, so that clients check certificates in tests as they do in production."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

KeyKind = Literal["ec", "rsa"]
"""The kinds of keys that certificates in the field have: Azure's are RSA, those of inspecting proxies often EC."""

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey

VALID = timedelta(days=7)
TRUST_STORE_PASSWORD = "changeit"  # noqa: S105 - what a JVM's own trust store is opened with
HOSTS = (
    "localhost",
    "*.dfs.core.windows.net",
    "*.blob.core.windows.net",
    "*.z01.dfs.storage.azure.net",
    "*.z01.blob.storage.azure.net",
    "login.microsoftonline.com",
)


@dataclass(frozen=True, slots=True)
class Certificates:
    """Where the authority's certificate lies (PEM, and PKCS #12 for a JVM), and the context that a server uses."""

    authority: Path
    trust_store: Path
    context: ssl.SSLContext


def make_certificates(folder: Path, kind: KeyKind = "ec") -> Certificates:
    """Make an authority and a server's certificate for loopback and the storage hosts' names, in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    authority_key = _new_key(kind)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "docai throw-away authority")])
    authority = (
        _builder(name, name, authority_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    key = _new_key(kind)
    names: list[x509.GeneralName] = [x509.DNSName(host) for host in HOSTS]
    names += [x509.IPAddress(ipaddress.ip_address(address)) for address in ("127.0.0.1", "::1")]
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "docai storage emulator")])
    server = (
        _builder(subject, name, key.public_key())
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )
    return _written(folder, authority, server, key)


def _new_key(kind: KeyKind) -> Key:
    if kind == "rsa":
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return ec.generate_private_key(ec.SECP256R1())


def _written(
    folder: Path,
    authority: x509.Certificate,
    server: x509.Certificate,
    key: Key,
) -> Certificates:
    pem = serialization.Encoding.PEM
    authority_file, store_file, server_file = (
        folder / "ca.pem",
        folder / "ca.p12",
        folder / "server.pem",
    )
    authority_file.write_bytes(authority.public_bytes(pem))
    store_file.write_bytes(
        pkcs12.serialize_java_truststore(
            [pkcs12.PKCS12Certificate(authority, b"docai")],
            serialization.BestAvailableEncryption(TRUST_STORE_PASSWORD.encode()),
        )
    )
    server_file.touch(mode=0o600)
    server_file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + server.public_bytes(pem)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(server_file)
    return Certificates(authority_file, store_file, context)


def _builder(subject: x509.Name, issuer: x509.Name, key: PublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + VALID)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
