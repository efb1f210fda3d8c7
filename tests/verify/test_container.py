"""The container has one writing, which every zip program reads."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.verify import container
from licet.verify.container import pack, unpack
from licet.verify.failures import InvalidError, UnusableError

NAMES = st.from_regex(r"[a-z0-9]{1,8}(/[a-z0-9.]{1,8}[a-z])?", fullmatch=True)
FILES = st.dictionaries(NAMES, st.binary(max_size=60), min_size=1, max_size=6)
SAMPLE = {"a": b"one", "b/c.txt": b"two"}


@given(FILES)
def test_files_come_back_and_other_programs_read_them(files: dict[str, bytes]) -> None:
    stored = pack(files)
    assert unpack(stored) == files
    with zipfile.ZipFile(io.BytesIO(stored)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files


@given(FILES, st.data())
def test_any_byte_of_the_container_changed_gives_other_contents_or_is_refused(
    files: dict[str, bytes], data: st.DataObject
) -> None:
    stored = bytearray(pack(files))
    stored[data.draw(st.integers(0, len(stored) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises((InvalidError, UnusableError)):
        unpack(bytes(stored))


@given(FILES, st.data())
def test_a_container_cut_short_or_followed_by_anything_is_refused(files: dict[str, bytes], data: st.DataObject) -> None:
    stored = pack(files)
    with pytest.raises((InvalidError, UnusableError)):
        unpack(stored[: data.draw(st.integers(0, len(stored) - 1))])
    with pytest.raises(InvalidError):
        unpack(stored + b"\0")


@pytest.mark.parametrize(
    "name",
    ["/a", "../a", "a/../b", "a/./b", "a//b", "a/", "a\\b", "c:a", "é", "a b", "", "..", ".", "a\n", "...", "a/..."],
)
def test_a_name_that_leaves_the_folder_is_refused(name: str) -> None:
    with pytest.raises(InvalidError) as refused:
        pack({name: b""})
    assert refused.value.reason == "name-escapes"
    with pytest.raises(InvalidError) as refused:
        unpack(_zipped({name: b""}))
    assert refused.value.reason == "name-escapes"


def test_a_name_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        stored = _zipped([("a", b"one"), ("a", b"two")])
    with pytest.raises(InvalidError) as refused:
        unpack(stored)
    assert refused.value.reason == "name-twice"


def test_a_bomb_is_refused_before_anything_is_unpacked() -> None:
    with pytest.raises(InvalidError) as refused:
        unpack(_zipped({"a": bytes(50_000_000)}, zipfile.ZIP_DEFLATED))
    assert refused.value.reason == "container-compressed"


def test_a_zip_made_again_by_another_program_is_refused() -> None:
    with pytest.raises(InvalidError) as refused:
        unpack(_zipped(SAMPLE))
    assert refused.value.reason == "container-not-canonical"


def test_files_out_of_order_are_refused() -> None:
    one, other = pack({"a": b"1"}), pack({"b": b"2"})
    with pytest.raises(InvalidError):
        unpack(other[: other.index(b"PK\x01\x02")] + one)


def test_what_is_no_zip_is_unusable() -> None:
    for stored in (b"", b"PK", b"%PDF-1.7", b"PK\x05\x06" + bytes(18)):
        with pytest.raises(UnusableError) as refused:
            unpack(stored)
        assert refused.value.reason == "not-a-zip"


def test_a_container_has_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = pack(SAMPLE)
    monkeypatch.setattr(container, "LARGEST", len(stored) - 1)
    with pytest.raises(UnusableError):
        unpack(stored)
    monkeypatch.setattr(container, "LARGEST", 5)
    with pytest.raises(InvalidError):
        pack(SAMPLE)


def _zipped(files: dict[str, bytes] | list[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            info = zipfile.ZipInfo("x")
            info.filename = name  # the constructor would cut it at a NUL and change separators
            info.compress_type = method
            archive.writestr(info, content)
    return written.getvalue()
