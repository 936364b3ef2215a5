"""Compiled code of what every start runs, kept in `pyrs/prebuilt.bin`: `python -m pyrs.prebuilt` writes it, the build calls that.

The file is used only by the engine that wrote it. What the host has frozen (`os`, `site`, importlib) is then as fixed as on the host,
which does not look at the .py file either; an entry for any other file is used only if the source still has the length and hash that
it was compiled from. Otherwise the source is compiled, so a stale or missing file costs time and nothing else.
"""
import marshal
import posix
import sys

from _imp import source_hash

from pyrs import _vm, lexer

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
        with open(f'{ROOT}/engine.id', 'rb') as file:
            # The build's mark: a digest of the front end's files.
            parts.append(file.read().decode())
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
    from pyrs.compiler import compile_ast
    from pyrs.parser import parse
    entries = {}
    names = {f'<frozen {name}>': path for name, path in FROZEN.items()}
    names.update((f'{sys._stdlib_dir}/{path}', path) for path in PLAIN)
    for filename, path in names.items():
        with open(f'{sys._stdlib_dir}/{path}', 'rb') as file:
            source = file.read()
        proto = compile_ast(parse(source, filename, 'exec'), filename, 0, 0)
        entries[filename] = (len(source), source_hash(0, source), proto.dumps())
    return marshal.dumps((digest, entries))


def load(digest):
    """Return the entries of the file (filename -> (length, hash, dumped Proto)), {} if there is none for this engine."""
    try:
        with open(FILE, 'rb') as file:
            found, entries = marshal.loads(file.read())
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return entries if found == digest else {}


def main():
    """Write the file next to this module."""
    data = build(engine_digest())
    with open(f'{FILE}.new', 'wb') as file:
        file.write(data)
    posix.rename(f'{FILE}.new', FILE)


if __name__ == '__main__':
    main()
