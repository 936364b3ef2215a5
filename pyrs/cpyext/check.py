"""`pyrs cpyext check FILE...`: the symbols of the C API that an extension needs, by area, and who answers them."""
import sys

from pyrs.cpyext import _load, elf, loader

USAGE = 'usage: pyrs cpyext check FILE.so...\n'


def report(path, library, out):
    """Write what the shared library at `path` needs; return how many symbols this process does not have."""
    everything = set(library.undefined)
    by_area = {}
    others = missing = answered = 0
    for symbol in library.undefined:
        if not symbol.startswith(('Py', '_Py')):
            others += 1
            continue
        found = _load.area(symbol)
        name, note, why, unless = found or ('other', "the host's", None, None)
        text = ''
        if why is not None:
            if unless in everything:
                text = f'host: the file needs {unless} too'
            else:
                text = f'pyrs: {why}'
                answered += 1
        if not _load.host_has(symbol):
            text = 'missing in this host'
            missing += 1
        by_area.setdefault((name, note), []).append((symbol, text))
    total = sum(map(len, by_area.values()))
    out.write(f'{path}: {library.machine}, {total} symbols of Python, {answered} answered by pyrs, {missing} missing, {others} others\n')
    if library.needed:
        out.write(f'  libraries: {" ".join(library.needed)}\n')
    for (name, note), symbols in sorted(by_area.items()):
        out.write(f'  {name} ({note})\n')
        for symbol, text in symbols:
            out.write(f'    {symbol:<40}{text or "host"}\n')
    reason = loader.refused(path)
    if reason is not None:
        out.write(f'  refused: {reason}\n')
    return missing


def main(argv):
    """The verb; the exit code is 0 if all files can be loaded, 1 if not, 2 for a wrong command line."""
    if argv[:1] != ['check'] or len(argv) < 2:
        sys.stderr.write(USAGE)
        return 2
    bad = 0
    for path in argv[1:]:
        try:
            with open(path, 'rb') as file:
                library = elf.Library(file.read())
        except OSError as error:
            sys.stderr.write(f'pyrs cpyext check: {path}: {error.strerror}\n')
            bad = 1
            continue
        except elf.NotElf as error:
            sys.stderr.write(f'pyrs cpyext check: {path}: {error}\n')
            bad = 1
            continue
        if report(path, library, sys.stdout) or loader.refused(path) is not None:
            bad = 1
    return bad
