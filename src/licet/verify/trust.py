"""What the reader knows from elsewhere: the log's keys and the roots of time stamping (specs/trust.md).

Lines of a C2SP tlog-policy without witnesses (``log <vkey>``, ``quorum none``), and certificates in PEM.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cryptography import x509

from .failures import InvalidError, UnusableError
from .note import Vkey

_PEM: Final = re.compile(
    r"^-----BEGIN CERTIFICATE-----\n(?:[A-Za-z0-9+/=]{1,76}\n)+-----END CERTIFICATE-----$", re.MULTILINE
)
_LOG_WORDS: Final = (2, 3)  # `log <vkey>`, and the address of the log, which is not used offline


@dataclass(frozen=True, slots=True)
class Trust:
    """Keys of logs, and certificates under which a time stamp is believed."""

    logs: tuple[Vkey, ...]
    roots: tuple[x509.Certificate, ...] = ()


def read_trust(*texts: str) -> Trust:
    """Read one or several trust files as one; raise ``UnusableError`` on a line that is neither key nor certificate."""
    logs: list[Vkey] = []
    roots: list[x509.Certificate] = []
    for text in texts:
        plain = text.replace("\r\n", "\n")
        roots += [_certificate(match[0]) for match in _PEM.finditer(plain)]
        logs += _logs(_PEM.sub("", plain).split("\n"))
    if not logs:
        raise UnusableError("trust-without-log-key")
    if len({each.key for each in logs}) != len(logs):
        raise UnusableError("trust-key-twice")
    return Trust(tuple(logs), tuple(dict.fromkeys(roots)))


def _logs(lines: Iterable[str]) -> Iterable[Vkey]:
    for number, line in enumerate(lines, 1):
        words = line.split()
        if not words or words[0].startswith("#") or words == ["quorum", "none"]:
            continue
        if words[0] != "log" or len(words) not in _LOG_WORDS:
            raise UnusableError("trust-line-unknown", str(number))
        try:
            yield Vkey.read(words[1])
        except InvalidError:
            raise UnusableError("trust-vkey-malformed", str(number)) from None


def _certificate(pem: str) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(pem.encode())
    except ValueError:
        raise UnusableError("trust-certificate-malformed") from None
