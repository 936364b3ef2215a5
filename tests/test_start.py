"""What a start finds prepared: the compiled code in pyrs/prebuilt.bin, and in the file that stands for it on another host."""
import marshal
import sys

import pytest

from pyrs import _vm, prebuilt


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Let the files for other hosts be below tmp_path, and put things back."""
    monkeypatch.setattr(prebuilt, "ROOT", str(tmp_path))
    monkeypatch.setattr(prebuilt, "_file", prebuilt._file)
    monkeypatch.setattr(prebuilt, "_seen", prebuilt._seen)
    monkeypatch.setattr(prebuilt, "FROZEN", {"stat": "stat.py"})
    monkeypatch.setattr(prebuilt, "PLAIN", ())
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return tmp_path / "__pycache__"


def test_build_has_what_a_start_needs():
    entries = prebuilt._load(prebuilt.FILE, prebuilt.engine_digest())
    assert {"<frozen os>", "<frozen importlib._bootstrap>"} <= set(entries)


@pytest.mark.skipif(bool(sys.flags.dont_write_bytecode), reason="nothing is written under -B")
def test_another_host_writes_its_own(elsewhere):
    digest = 0x12345678
    entries = prebuilt.load(digest)
    assert list(entries) == ["<frozen stat>"]
    written, = elsewhere.iterdir()
    assert written.name == "prebuilt-12345678.bin"
    length, checksum, place, size = entries["<frozen stat>"]
    data = prebuilt.read(place, size)
    assert _vm.make_code(marshal.loads(data)).co_filename == "<frozen stat>"
    assert prebuilt.load(digest) == entries
    # A build in between: what the index says is not true of another file.
    assert prebuilt.write(str(written), written.read_bytes())
    assert prebuilt.read(place, size) == b""


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"\xff\xff\xff\x7f", b"\x04\0\0\0abcd", b"not a file of ours at all"])
def test_damaged_files_are_no_files(elsewhere, content):
    elsewhere.mkdir()
    path = elsewhere / "prebuilt.bin"
    path.write_bytes(content)
    assert prebuilt._load(str(path), 0x12345678) == {}


def test_nothing_can_be_written(elsewhere, monkeypatch):
    monkeypatch.setattr(prebuilt.launcher, "homes", lambda root: ["/proc/no/such"])
    assert prebuilt.load(0x12345678) == {}
