"""Compiled code of what every start runs, kept in `pyrs/prebuilt.bin`, which the build writes (`main`).

The file is an index, then the entries' data, each read when it is wanted. It is used only by the engine that wrote it; on another host than
the build's, the first start writes one. What the host has frozen (`os`, `site`, importlib) is then as fixed as on the host, which does not
look at the .py file either; an entry for any other file is used only if the source still has the length and hash that it was compiled
from. Otherwise the source is compiled, so a stale or missing file costs time and nothing else.
"""
import marshal
import posix
import sys

from _imp import source_hash
from _io import FileIO

from pyrs import _vm, launcher, lexer

ROOT = __file__.rpartition('/')[0]
FILE = f'{ROOT}/prebuilt.bin'

# What is compiled under the name `<frozen NAME>`, by its file below the library's directory.
FROZEN = {
    'importlib._bootstrap': 'importlib/_bootstrap.py', 'importlib._bootstrap_external': 'importlib/_bootstrap_external.py',
    'zipimport': 'zipimport.py', 'abc': 'abc.py', 'codecs': 'codecs.py', 'io': 'io.py', '_collections_abc': '_collections_abc.py',
    '_sitebuiltins': '_sitebuiltins.py', 'genericpath': 'genericpath.py', 'posixpath': 'posixpath.py', 'os': 'os.py',
    'site': 'site.py', 'stat': 'stat.py', 'importlib.util': 'importlib/util.py', 'importlib.machinery': 'importlib/machinery.py',
    'runpy': 'runpy.py',
}
PLAIN = ('encodings/__init__.py', 'encodings/aliases.py', 'encodings/utf_8.py', 'importlib/__init__.py', 'importlib/_abc.py')


def engine_digest():
    """A 32-bit digest of the host's version, the opcode table and the front end."""
    parts = [sys.version, str(_vm.OPCODES)]
    try:
        with FileIO(f'{ROOT}/engine.id') as file:
            # The build's mark: a digest of the front end's files.
            parts.append(file.readall().decode())
    except OSError:
        pass
    if len(parts) == 2 or lexer.__file__.endswith('.py'):
        # Lengths, not times: times change when a wheel is unpacked.
        for folder in (ROOT, f'{ROOT}/compiler'):
            parts += [f'{name} {posix.stat(f"{folder}/{name}").st_size}'
                      for name in sorted(posix.listdir(folder)) if name.endswith('.py')]
    return int.from_bytes(source_hash(0, '\n'.join(parts).encode())[:4], 'little')


def build(digest):
    """Compile everything; return the bytes of the file."""
    from pyrs.compiler.passes import compile_ast
    from pyrs.parser import parse
    from pyrs.stdlib.code_marshal import dump_plain
    entries = {}
    blobs = []
    offset = 0
    names = {f'<frozen {name}>': path for name, path in FROZEN.items()}
    names.update((f'{sys._stdlib_dir}/{path}', path) for path in PLAIN)
    for filename, path in names.items():
        with FileIO(f'{sys._stdlib_dir}/{path}') as file:
            source = file.readall()
        proto = compile_ast(parse(source, filename, 'exec'), filename, 0, 0)
        data = dump_plain(_vm.make_code(proto))
        entries[filename] = (len(source), source_hash(0, source), offset, len(data))
        blobs.append(data)
        offset += len(data)
    index = marshal.dumps((digest, entries))
    return len(index).to_bytes(4, 'little') + index + b''.join(blobs)


# The file that `load` has found, and which one that was: a build may put another in its place.
_file = FILE
_seen = None


def _identity(file):
    status = posix.fstat(file)
    return status.st_dev, status.st_ino, status.st_mtime_ns


# One entry after the other goes through the same memory: a new bytes object for each would take 50 pages more. Empty while it is in use.
_buffers = []
_largest = 0


def read(offset, size, use):
    """use(memoryview) of `size` bytes from `offset` on of the file that `load` has found; None if they are not there any more."""
    try:
        file = posix.open(_file, posix.O_RDONLY | posix.O_CLOEXEC)
    except OSError:
        return None
    buffer = _buffers.pop() if _buffers else b''
    if len(buffer) < size:
        buffer = bytearray(_largest)
    try:
        data = memoryview(buffer)[:size]
        return use(data) if _identity(file) == _seen and posix.preadv(file, [data], offset) == size else None
    finally:
        posix.close(file)
        _buffers[:] = [buffer]


def _load(path, digest):
    """The entries of the file `path`, {} if there is none for the engine `digest`; from then on it is the one that is read."""
    global _file, _seen, _largest
    try:
        file = posix.open(path, posix.O_RDONLY | posix.O_CLOEXEC)
    except OSError:
        return {}
    try:
        head = posix.pread(file, 4096, 0)
        end = 4 + int.from_bytes(head[:4], 'little')
        if end > len(head):
            head = posix.pread(file, end, 0)
        found, entries = marshal.loads(head[4:end])
        if found != digest:
            return {}
        _file, _seen = path, _identity(file)
        _largest = max([entry[3] for entry in entries.values()], default=0)
        return {name: (length, checksum, end + offset, size) for name, (length, checksum, offset, size) in entries.items()}
    except (EOFError, ValueError, TypeError):
        return {}
    finally:
        posix.close(file)


def load(digest):
    """The entries for this engine (filename -> (length and hash of the source, place and size of the dumped Proto)).

    A wheel that was built on another host has none: then they are compiled and written at the first start, where the launcher is too.
    """
    paths = [FILE, *[f'{home}/prebuilt-{digest:08x}.bin' for home in launcher.homes(ROOT)]]
    for path in paths:
        entries = _load(path, digest)
        if entries:
            return entries
    if sys.flags.dont_write_bytecode:
        return {}
    try:
        data = build(digest)
    except (OSError, SyntaxError):
        # Not the library that was expected.
        return {}
    for path in paths[1:]:
        if write(path, data):
            return _load(path, digest)
    return {}


def write(path, data):
    """Write the file `path` so that nobody sees half of it; return whether that went well."""
    temporary = f'{path}.{posix.getpid()}'
    try:
        launcher.makedirs(path.rpartition('/')[0])
        with FileIO(temporary, 'w') as file:
            done = file.write(data) == len(data)
        if done:
            posix.rename(temporary, path)
        else:
            posix.unlink(temporary)
        return done
    except OSError:
        return False


def main():
    """Write the file next to this module."""
    if not write(FILE, build(engine_digest())):
        raise SystemExit(f'cannot write {FILE}')
