"""Compare pyrs' whole front end with the host's on real files: errors, warnings, scopes, code objects and their positions.

    python tests/frontend/compare_code.py                   60 files of the standard library
    python tests/frontend/compare_code.py --all             the standard library with its tests, and all installed packages
    python tests/frontend/compare_code.py FOLDER ...        these folders

For each file: what `compile` raises and warns of; `symtable`'s tables; names, flags and counts of every code object; the positions of
all instructions that can raise, as a set for each kind; the contract of the bytecode (tests/unit/verifier.py); the tree there and back.
"""
import argparse
import ast
import random
import symtable
import sys
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / 'unit')]

import front_end  # noqa: E402

front_end.use_package()

import test_compiler  # noqa: E402
import verifier  # noqa: E402
from pyrs.astconv import from_ast, to_ast  # noqa: E402
from pyrs.compiler.future import future_features  # noqa: E402
from pyrs.compiler.symtable import SymbolTable  # noqa: E402
from pyrs.lexer import decode_source, normalize_newlines  # noqa: E402
from pyrs.parser import parse  # noqa: E402


def same_scope(scope, host):
    """Compare a scope and those in it with the host's table entry."""
    return ((scope.name, scope.block, scope.symbols, scope.varnames, bool(scope.nested))
            == (host.name, host.type, host.symbols, host.varnames, bool(host.nested))
            and len(scope.children) == len(host.children) and all(map(same_scope, scope.children, host.children)))


def text_of(source):
    """What the host's `symtable` takes: a str."""
    return decode_source(normalize_newlines(source, True))[0].decode('utf-8')


def differences(path, counts):
    """Yield what differs."""
    source = path.read_bytes()
    name = str(path)
    code, host_error, host_warnings = front_end.host_outcome(source, filename=name)
    proto, own_error, own_warnings = front_end.own_outcome(source, filename=name)
    counts['files'] += 1
    counts['warnings'] += len(host_warnings)
    if own_error != host_error:
        yield f'errors: {host_error} {own_error}'
    if own_warnings != host_warnings:
        yield f'warnings: {host_warnings} {own_warnings}'
    if host_error or own_error:
        counts['errors'] += 1
        return
    own_tree = front_end.caught(lambda: parse(source, name))[0]
    host_tree = front_end.caught(lambda: ast.parse(source))[0]
    dumped = ast.dump(host_tree, include_attributes=True)
    if ast.dump(to_ast(own_tree), include_attributes=True) != dumped:
        yield 'tree'
    if ast.dump(to_ast(from_ast(host_tree)), include_attributes=True) != dumped:
        yield 'tree, there and back'
    features, _ = future_features(own_tree, name)
    table = front_end.caught(lambda: symtable.symtable(text_of(source), name, 'exec'))[0]
    if not same_scope(SymbolTable(own_tree, name, features).top, table._table):
        yield 'scopes'
    try:
        verifier.verify(proto)
    except verifier.Bad as error:
        yield f'bytecode: {error}'
    for ours, theirs in test_compiler.pairs(proto, code):
        counts['code objects'] += 1
        if test_compiler.attributes(ours) != test_compiler.host_attributes(theirs):
            yield f'attributes of {ours.qualname}'
        found = test_compiler.locations(ours)
        expected = test_compiler.host_locations(theirs)
        for role in test_compiler.ROLES:
            counts['positions'] += len(expected[role])
            other = found[role] ^ expected[role]
            if other:
                counts['other positions'] += len(other)
                counts['code objects with other positions'] += 1


def compare(files):
    """Counter of what was compared; prints the differences."""
    counts = Counter()
    for path in files:
        try:
            found = list(differences(path, counts))
        except (AssertionError, RecursionError) as error:
            found = [f'{type(error).__name__}: {error}']
        for difference in found:
            counts['differ'] += 1
            print(f'{path}: {difference}', flush=True)
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('folders', nargs='*')
    options = parser.parse_args()
    files = [path for name in options.folders for path in front_end.python_files(name)]
    if not files:
        files = front_end.library_files()
        if options.all:
            files += front_end.installed_files()
        else:
            files = random.Random(options.seed).sample(files, 60)
    start = time.perf_counter()
    counts = compare(files)
    print(', '.join(f'{value} {name}' for name, value in counts.items()) + f', {time.perf_counter() - start:.0f} s')
    return 1 if counts['differ'] or counts['other positions'] > counts['positions'] / 1000 else 0


if __name__ == '__main__':
    sys.exit(main())
