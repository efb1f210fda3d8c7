"""A time-stamping authority on this machine: certificates made here, `openssl ts -reply` behind a loopback server."""

from __future__ import annotations

import datetime as dt
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.ledger_ground.programs import run

POLICY: Final = "1.3.6.1.4.1.57264.2"
ONE_DAY: Final = dt.timedelta(days=1)
# `certs` is left out: OpenSSL writes that set unsorted, which strict DER refuses (ledger.md, section 7).
CONFIGURATION: Final = f"""
[tsa]
default_tsa = authority
[authority]
serial = serial
signer_cert = signer.pem
signer_key = signer.key
signer_digest = sha256
default_policy = {POLICY}
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True, slots=True)
class Authority:
    """Where the authority answers, and the certificate under which its answers are believed."""

    url: str
    root: x509.Certificate
    folder: Path

    @property
    def root_pem(self) -> str:
        return self.root.public_bytes(Encoding.PEM).decode()

    def ask(self, request: bytes) -> bytes:
        """Send an RFC 3161 query, return the response."""
        post = urllib.request.Request(  # noqa: S310 - the address is http on loopback
            self.url, data=request, headers={"Content-Type": "application/timestamp-query"}
        )
        with urllib.request.urlopen(post) as answer:  # noqa: S310 - the same
            return bytes(answer.read())


def reply(folder: Path, request: bytes) -> bytes:
    """Answer a query with OpenSSL, as the authority whose certificates stand in ``folder``."""
    with tempfile.TemporaryDirectory() as scratch:
        query, answer = Path(scratch, "query.tsq"), Path(scratch, "answer.tsr")
        query.write_bytes(request)
        asked = ("-config", "tsa.cnf", "-section", "authority", "-queryfile", query, "-out", answer)
        ran = run("openssl", "ts", "-reply", *asked, cwd=folder)
        assert ran.returncode == 0, ran.stderr
        return answer.read_bytes()


def found_authority(folder: Path, valid_until: dt.datetime | None = None) -> x509.Certificate:
    """Make the keys and certificates of an authority in ``folder``; return its root."""
    now = dt.datetime.now(dt.UTC)
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, name = _name("Licet test root"), _name("Licet test time stamps")
    until = valid_until or now + 3650 * ONE_DAY
    root = (
        _certificate(root_name, root_name, root_key, now, until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    signer = (
        _certificate(root_name, name, key, now, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    (folder / "signer.pem").write_bytes(signer.public_bytes(Encoding.PEM))
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    (folder / "signer.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "tsa.cnf").write_text(CONFIGURATION, encoding="ascii")
    (folder / "serial").write_text("01\n", encoding="ascii")
    return root


def _name(written: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, written)])


def _certificate(
    issuer: x509.Name, subject: x509.Name, key: ec.EllipticCurvePrivateKey, now: dt.datetime, until: dt.datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .issuer_name(issuer)
        .subject_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - ONE_DAY)
        .not_valid_after(until)
    )


class _Handler(BaseHTTPRequestHandler):
    folder: Path

    def do_POST(self) -> None:
        answer = reply(self.folder, self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: the test reads its own output."""


@contextmanager
def serving(folder: Path, root: x509.Certificate) -> Iterator[Authority]:
    """Serve the authority of a folder on a free port of this machine."""
    handler = type("Handler", (_Handler,), {"folder": folder})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Authority(f"http://127.0.0.1:{server.server_port}/", root, folder)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """Run an authority for the session; a test that takes it says `@pytest.mark.needs("openssl")`."""
    folder = tmp_path_factory.mktemp("authority")
    with serving(folder, found_authority(folder)) as served:
        yield served
