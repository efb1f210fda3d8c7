"""The zip of an evidence file: one way to write it, so that no byte of it is free (specs/evidence-file.md).

Stored, never compressed: no bomb. Names sorted, dates fixed, nothing beside the files: whoever opens it with another
program sees what was checked here.
"""

from __future__ import annotations

import binascii
import re
import struct
from collections.abc import Iterator, Mapping
from typing import Final

from .failures import InvalidError, UnusableError

LARGEST: Final = 1 << 28
MOST_FILES: Final = 0xFFFE  # one more and the format becomes ZIP64 (APPNOTE.TXT 4.4.21)
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_LOCAL_MARK: Final = b"PK\x03\x04"
_CENTRAL_MARK: Final = b"PK\x01\x02"
_NEEDED: Final = 10  # version 1.0: nothing but stored files
_UNIX: Final = 3 << 8 | _NEEDED
_FIRST_DAY: Final = 1 << 5 | 1  # 1980-01-01, the first day that the format can write
_PLAIN_FILE: Final = 0o100644 << 16
_STORED: Final = 0
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the container of files by name; raise ``InvalidError`` on a name that it cannot carry."""
    for name in files:
        _check_name(name)
    if len(files) > MOST_FILES or sum(map(len, files.values())) > LARGEST:
        raise InvalidError("container-too-large")
    body, directory, at = [], [], 0
    for name in sorted(files):
        content, written = files[name], name.encode("ascii")
        shared = (0, _STORED, 0, _FIRST_DAY, binascii.crc32(content), len(content), len(content), len(written), 0)
        local = _LOCAL.pack(_LOCAL_MARK, _NEEDED, *shared) + written
        directory.append(_CENTRAL.pack(_CENTRAL_MARK, _UNIX, _NEEDED, *shared, 0, 0, 0, _PLAIN_FILE, at) + written)
        body += [local, content]
        at += len(local) + len(content)
    listed = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(files), len(files), len(listed), at, 0)
    return b"".join([*body, listed, end])


def unpack(stored: bytes) -> dict[str, bytes]:
    """Return the files of a container; raise ``InvalidError`` unless it is byte for byte what ``pack`` writes."""
    if not stored.startswith(_LOCAL_MARK):
        raise UnusableError("not-a-zip")
    if len(stored) > LARGEST:
        raise UnusableError("container-too-large")
    files: dict[str, bytes] = {}
    for name, content in _locals(stored):
        if name in files:
            raise InvalidError("name-twice", name)
        files[name] = content
    if pack(files) != stored:
        raise InvalidError("container-not-canonical")
    return files


def _locals(stored: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while stored.startswith(_LOCAL_MARK, at):
        start = at + _LOCAL.size
        if start > len(stored):
            raise InvalidError("container-not-canonical")
        fields = _LOCAL.unpack_from(stored, at)
        method, size, name_length, extra = fields[3], fields[7], fields[9], fields[10]
        end = start + name_length
        name = stored[start:end].decode("latin-1")
        _check_name(name)
        if method != _STORED:
            raise InvalidError("container-compressed", name)
        if extra or end + size > len(stored):
            raise InvalidError("container-not-canonical", name)
        yield name, stored[end : end + size]
        at = end + size


def _check_name(name: str) -> None:
    """Refuse absolute names, ``..``, other separators and drives: a name must stay in the folder it is unpacked to."""
    if _NAME.fullmatch(name) is None or any(set(part) == {"."} for part in name.split("/")):
        raise InvalidError("name-escapes", ascii(name)[1:-1][:100])
