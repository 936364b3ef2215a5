"""`from __future__` statements."""
from pyrs import nodes
from pyrs.compiler.errors import located_error

CO_FUTURE_BARRY_AS_BDFL = 0x400000
CO_FUTURE_ANNOTATIONS = 0x1000000

# Feature -> compiler flag; 0 where the feature has become the language.
FEATURES = {
    'nested_scopes': 0, 'generators': 0, 'division': 0, 'absolute_import': 0, 'with_statement': 0,
    'print_function': 0, 'unicode_literals': 0, 'generator_stop': 0,
    'barry_as_FLUFL': CO_FUTURE_BARRY_AS_BDFL, 'annotations': CO_FUTURE_ANNOTATIONS,
}
LATE = 'from __future__ imports must occur at the beginning of the file'


def future_features(tree, filename):
    """Return (flags, line of the last future statement or -1). SyntaxError for a late or an unknown one."""
    flags = 0
    last_line = -1
    if not isinstance(tree, (nodes.Module, nodes.Interactive)):
        return flags, last_line
    done = False
    prev_line = 0
    for index, stmt in enumerate(tree.body):
        # Statements that share a line with the last permitted one are still looked at.
        if done and stmt.lineno > prev_line:
            break
        prev_line = stmt.lineno
        if isinstance(stmt, nodes.ImportFrom) and stmt.module == '__future__':
            if done:
                raise _error(LATE, filename, stmt, 0)
            for alias in stmt.names:
                flags |= _feature(alias.name, filename, stmt)
            last_line = stmt.lineno
        elif not (index == 0 and isinstance(stmt, nodes.Expr) and isinstance(stmt.value, nodes.Constant)
                  and type(stmt.value.value) is str):
            done = True
    return flags, last_line


def _feature(name, filename, stmt):
    flag = FEATURES.get(name)
    if flag is None:
        raise _error('not a chance' if name == 'braces' else f'future feature {name:.100} is not defined', filename, stmt, 1)
    return flag


def _error(message, filename, stmt, base):
    # CPython gives no end here, and for a late statement (base 0) a 0-based column.
    return located_error(message, filename, stmt.lineno, stmt.col_offset + base, stmt.lineno, None)
