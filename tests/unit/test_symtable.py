"""Scope analysis against the host's `symtable`."""
import symtable

import corpus
from pyrs.astconv import from_ast
from pyrs.compiler.future import future_features
from pyrs.compiler.symtable import SymbolTable


def check(scope, table, path):
    host = table._table
    assert (scope.name, scope.block, scope.symbols, scope.varnames, bool(scope.nested)) == (
        host.name, host.type, host.symbols, host.varnames, bool(host.nested)), path
    children = table.get_children()
    assert len(scope.children) == len(children), path
    for child, other in zip(scope.children, children):
        check(child, other, path)


def test_files():
    count = 0
    for path, source, tree in corpus.parsed(20):
        try:
            table = symtable.symtable(source.decode('utf-8'), path, 'exec')
        except UnicodeDecodeError:
            continue
        tree = from_ast(tree, check=False)
        features, _ = future_features(tree, path)
        check(SymbolTable(tree, path, features).top, table, path)
        count += 1
    assert count > 60
