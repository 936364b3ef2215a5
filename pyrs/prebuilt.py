"""Compiled code of what every start runs, kept in `pyrs/prebuilt.bin`, which the build writes (`main`).

The file is an index, the functions, which wait there until they are called (the file is mapped), and the data of the entries. It is used
only by the engine that wrote it; on another host than the build's, the first start writes one. What the host has frozen (`os`, `site`,
importlib) is then as fixed as on the host, which does not look at the .py file either; an entry for any other file is used only if the
source still has the length and hash that it was compiled from. Otherwise the source is compiled, so a stale or missing file costs time and
nothing else.
"""
import marshal
import posix
import sys

from _imp import source_hash
from _io import FileIO

from pyrs import _vm, launcher, lexer
from pyrs.cpyext import _host

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
    functions, units = bytearray(), []

    def store(data):
        place = len(functions)
        functions.extend(data)
        return place << 24 | len(data)      # vm/code.h, code_set_packed

    names = {f'<frozen {name}>': path for name, path in FROZEN.items()}
    names.update((f'{sys._stdlib_dir}/{path}', path) for path in PLAIN)
    for filename, path in names.items():
        with FileIO(f'{sys._stdlib_dir}/{path}') as file:
            source = file.readall()
        proto = compile_ast(parse(source, filename, 'exec'), filename, 0, 0)
        units.append((filename, source, dump_plain(_vm.make_code(proto), store)))
    place = len(functions)
    for filename, source, data in units:
        entries[filename] = (len(source), source_hash(0, source), place, len(data))
        place += len(data)
    index = marshal.dumps((digest, place, entries))
    return b''.join([len(index).to_bytes(4, 'little'), index, functions, *[data for _, _, data in units]])


def _load(path, digest):
    """(the entries of the file `path`, the file as a memoryview); ({}, None) if it is none for the engine `digest`."""
    try:
        file = posix.open(path, posix.O_RDONLY | posix.O_CLOEXEC)
    except OSError:
        return {}, None
    try:
        head = posix.pread(file, 4096, 0)
        start = 4 + int.from_bytes(head[:4], 'little')
        if start > len(head):
            head = posix.pread(file, start, 0)
        found, size, entries = marshal.loads(head[4:start])
        if found == digest and start + size == posix.fstat(file).st_size:
            return entries, _host.map_file(file, start + size)[start:]
    except (EOFError, ValueError, TypeError, OSError):
        pass
    finally:
        posix.close(file)
    return {}, None


def load(digest):
    """(the entries for this engine, filename -> (length and hash of the source, place and size of the dumped Proto), and the memoryview they are in).

    A wheel that was built on another host has none: then they are compiled and written at the first start, where the launcher is too.
    """
    paths = [FILE, *[f'{home}/prebuilt-{digest:08x}.bin' for home in launcher.homes(ROOT)]]
    for path in paths:
        entries, file = _load(path, digest)
        if entries:
            return entries, file
    if sys.flags.dont_write_bytecode:
        return {}, None
    try:
        data = build(digest)
    except (OSError, SyntaxError):
        # Not the library that was expected.
        return {}, None
    for path in paths[1:]:
        if write(path, data):
            return _load(path, digest)
    return {}, None


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
