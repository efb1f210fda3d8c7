"""Write a value as the one sequence of bytes it has (RFC 8785), and read such bytes back strictly.

Under our restrictions (ASCII keys, no floats, ``|int| < 2^53``) the standard library writes what RFC 8785 asks for; a
test holds it equal to ``rfc8785``. Whoever checks hashes the stored bytes first and calls ``read_canonical`` afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final, NoReturn

from .failures import InvalidError

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]
Object = dict[str, Value]

# Beyond it a JavaScript reader rounds (RFC 8785, section 3.2.2.3, and RFC 7493).
FIRST_INT_TOO_LARGE: Final = 2**53
DEEPEST: Final = 32
LARGEST: Final = 1 << 20
_MOST_DIGITS: Final = 16
# Made once: `json.dumps` with such options makes one a call.
_encode: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def canonical(value: Object) -> bytes:
    """Return the canonical bytes of an object; raise ``InvalidError`` on what the format forbids."""
    if not _is_flat(value):
        _check(value, DEEPEST)
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:
        raise InvalidError("segment-not-unicode") from None


def read_canonical(stored: bytes) -> Object:
    """Read an object from canonical bytes; raise ``InvalidError`` when another writing of it would read the same."""
    if len(stored) > LARGEST:
        raise InvalidError("segment-too-large")
    try:
        value = json.loads(
            stored.decode(),
            object_pairs_hook=_without_duplicates,
            parse_int=_whole,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except UnicodeDecodeError:
        raise InvalidError("segment-not-unicode") from None
    except (ValueError, RecursionError):
        raise InvalidError("segment-not-json") from None
    if not isinstance(value, dict):
        raise InvalidError("segment-not-an-object")
    if canonical(value) != stored:
        raise InvalidError("segment-not-canonical")
    return value


def _is_flat(value: Object) -> bool:
    """Tell whether an object holds nothing but texts, small integers and the like: nearly all do, and this is quick."""
    for key, each in value.items():
        if type(key) is not str or not key.isascii():
            return False
        kind = type(each)
        if kind is int:
            if not -FIRST_INT_TOO_LARGE < each < FIRST_INT_TOO_LARGE:  # type: ignore[operator]  # its type is int
                return False
        elif kind is not str and kind is not bool and each is not None:
            return False
    return True


def _check(value: object, depth: int) -> None:
    if depth == 0:
        raise InvalidError("segment-too-deep")
    if isinstance(value, dict):
        if not all(isinstance(key, str) and key.isascii() for key in value):
            raise InvalidError("segment-key-not-ascii")
        for each in value.values():
            _check(each, depth - 1)
    elif isinstance(value, list):
        for each in value:
            _check(each, depth - 1)
    elif isinstance(value, int):
        if abs(value) >= FIRST_INT_TOO_LARGE:
            raise InvalidError("segment-int-too-large")
    elif value is not None and not isinstance(value, str):
        raise InvalidError("segment-float")


def _without_duplicates(pairs: Iterable[tuple[str, Value]]) -> Object:
    found: Object = {}
    for key, value in pairs:
        if key in found:
            raise InvalidError("segment-duplicate-key")
        found[key] = value
    return found


def _whole(digits: str) -> int:
    if len(digits.removeprefix("-")) > _MOST_DIGITS:  # before Python's own limit of 4,300 digits speaks
        raise InvalidError("segment-int-too-large")
    return int(digits)


def _no_float(_written: str) -> NoReturn:
    raise InvalidError("segment-float")
