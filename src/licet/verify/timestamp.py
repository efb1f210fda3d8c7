"""A third party's date on a checkpoint (RFC 3161): what it covers, what is verified, and what is not.

Not verified here, and said in the report: revocation (CRL, OCSP), and that the authority is qualified (eIDAS, trusted
list of the Union). ``openssl ts -verify`` is the documented second opinion.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Final

from cryptography import x509
from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response

from .failures import InvalidError

LARGEST: Final = 64 * 1024
# id-sha256 (RFC 5754). The library would take SHA-512 as well: one stamp, one way to say what it covers.
SHA256: Final = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")


def read_timestamp(response: bytes) -> TimeStampResponse:
    """Read an RFC 3161 response in strict DER; a refusal of the authority carries no token and is no stamp."""
    if len(response) > LARGEST:
        raise InvalidError("timestamp-malformed")
    try:
        found = decode_timestamp_response(response)
        _ = found.tst_info, found.signed_data  # a refusal raises only here
    except ValueError:
        raise InvalidError("timestamp-malformed") from None
    return found


def verify_timestamp(
    response: bytes,
    message: bytes,
    roots: Sequence[x509.Certificate],
    bounds: tuple[dt.datetime, dt.datetime],
) -> dt.datetime:
    """Return when the authority saw the message (UTC); raise ``InvalidError`` when it did not, or outside ``bounds``.

    Certificates are verified at that instant, so an archived stamp stays good after its certificate ends.
    """
    found = read_timestamp(response)
    imprint = found.tst_info.message_imprint
    if imprint.hash_algorithm != SHA256:
        raise InvalidError("timestamp-not-sha256")
    if imprint.message != hashlib.sha256(message).digest():
        raise InvalidError("timestamp-of-something-else")
    if not roots:
        raise InvalidError("timestamp-without-root")
    try:
        # A fresh list each time: the builder appends to the one it was given.
        VerifierBuilder(roots=list(roots)).build().verify(found, imprint.message)
    except (VerificationError, ValueError):
        raise InvalidError("timestamp-not-by-a-trusted-authority") from None
    seen = found.tst_info.gen_time
    if not bounds[0] <= seen <= bounds[1]:
        raise InvalidError("timestamp-outside-its-bounds")
    return seen
