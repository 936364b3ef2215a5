"""Conversion between pyrs' syntax tree and the host's `ast` objects, both ways.

`from_ast` trusts nothing: it makes the checks, in the order and with the messages, that CPython makes when `compile()`
gets a tree (first the shape of each node, then `astvalidate` over the whole).
"""
import sys

import _ast as ast
import cython

from pyrs import nodes
from pyrs.astvalidate import validate

# Levels of conversion for one of the interpreter's recursion limit, as CPython counts; the C stack holds MAX_LEVELS.
LEVELS_PER_FRAME = 3
MAX_LEVELS = 6000

_CLASSES = nodes.CLASSES
_BASES = nodes.BASES
_HOST_CLASSES = {name: getattr(ast, name) for name in _CLASSES}
_HOST_SHARED = {name: _HOST_CLASSES[name]() for name, fields in nodes.FIELD_TYPES.items()
                if not fields and not nodes.CLASSES[name]._attributes}
_SHARED = {name: getattr(nodes, name + '_') for name in _HOST_SHARED}
_SUMS = {}
for _name, _base in nodes.BASES.items():
    _SUMS.setdefault(_base, []).append(_name)
_MISSING = object()

if not cython.compiled:
    # How a field is converted: what it holds, and whether it is optional or a list.
    IDENTIFIER, STRING, INT, CONSTANT, NODE = range(5)
    REQUIRED, OPTIONAL, LIST = range(3)
_KINDS = {'identifier': IDENTIFIER, 'string': STRING, 'int': INT, 'constant': CONSTANT}
_SUFFIXES = {'': REQUIRED, '?': OPTIONAL}
# Class -> its fields: (name, kind, suffix, the sum or product of a node).
_FIELDS = {name: tuple([(field, _KINDS.get(bare, NODE), _SUFFIXES.get(suffix, LIST), bare) for bare, suffix, field in fields])
           for name, fields in nodes.FIELD_TYPES.items()}
# CPython converts a None of these sums, and complains later about the field that holds it.
_SUMS_WITH_FIELDS = {base for base, names in _SUMS.items() if base not in nodes.CLASSES and names[0] not in _SHARED}
_SUMS_WITH_POSITIONS = {base for base, names in _SUMS.items() if nodes.CLASSES[names[0]]._attributes}
_NAMES = {host: name for name, host in _HOST_CLASSES.items()}


def to_ast(node):
    """Return the host `ast` tree equal to `node` (pyrs.nodes.AST). RecursionError if it is too deep."""
    limit = min(sys.getrecursionlimit() * LEVELS_PER_FRAME, MAX_LEVELS)
    try:
        return _to_host(node, limit)
    except RecursionError:
        raise RecursionError('maximum recursion depth exceeded during ast construction') from None


def _to_host(node, levels):
    if levels <= 0:
        raise RecursionError
    cls = type(node)
    name = cls.__name__
    shared = _HOST_SHARED.get(name)
    if shared is not None:
        return shared
    host = _HOST_CLASSES[name]()
    for field in cls._fields:
        value = getattr(node, field)
        if isinstance(value, list):
            value = [_to_host(item, levels - 1) if isinstance(item, nodes.AST) else item for item in value]
        elif isinstance(value, nodes.AST):
            value = _to_host(value, levels - 1)
        setattr(host, field, value)
    if cls._attributes:
        host.lineno = node.lineno
        host.col_offset = node.col_offset
        host.end_lineno = node.end_lineno
        host.end_col_offset = node.end_col_offset
    return host


def from_ast(tree, mode=None, check=True):
    """Return the pyrs tree equal to the host tree `tree`.

    mode: 'exec', 'eval', 'single', 'func_type' or None: the root class that is wanted (None: any class of `mod`).
    check: also make the checks that need no host object (contexts, empty bodies, ...).
    Raises TypeError, ValueError or RecursionError as `compile(tree, ...)` does.
    """
    if mode is not None:
        wanted = {'exec': 'Module', 'eval': 'Expression', 'single': 'Interactive', 'func_type': 'FunctionType'}[mode]
        if not isinstance(tree, _HOST_CLASSES[wanted]):
            raise TypeError(f'expected {wanted} node, got {type(tree).__name__:.400}')
    levels = min(sys.getrecursionlimit() * LEVELS_PER_FRAME, MAX_LEVELS)
    try:
        node = _from_sum(tree, 'mod', levels)
    except RecursionError as error:
        if error.args and 'while traversing' in str(error):
            raise
        raise RecursionError("maximum recursion depth exceeded while traversing 'expr' node") from None
    if check:
        validate(node)
    return node


def _integer(value):
    # CPython's parser converts through C's int: bools and subclasses pass, floats do not.
    if not isinstance(value, int):
        raise ValueError(f'invalid integer value: {value!r}')
    if not -0x80000000 <= value <= 0x7fffffff:
        raise OverflowError('Python int too large to convert to C int')
    return int(value)


def _position(obj, owner, attribute, default):
    value = getattr(obj, attribute, _MISSING)
    if value is _MISSING:
        if default is None:
            raise TypeError(f'required field "{attribute}" missing from {owner}')
        return default
    if value is None and default is not None:
        return default
    return _integer(value)


def _positions(obj, owner):
    lineno = _position(obj, owner, 'lineno', None)
    col_offset = _position(obj, owner, 'col_offset', None)
    # The grammar calls the end optional for every class but the patterns.
    required = owner == 'pattern'
    return [lineno, col_offset, _position(obj, owner, 'end_lineno', None if required else lineno),
            _position(obj, owner, 'end_col_offset', None if required else col_offset)]


def _from_sum(obj, base, levels):
    """Convert `obj`, which must be None or an instance of a class of the sum (or product) `base`."""
    if obj is None and base in _SUMS_WITH_FIELDS:
        return None
    if levels <= 0:
        raise RecursionError(f"maximum recursion depth exceeded while traversing '{base}' node")
    positions = None
    if base in _CLASSES:
        name = base
    else:
        if base in _SUMS_WITH_POSITIONS:
            positions = _positions(obj, base)
        name = _NAMES.get(type(obj))
        if name is None or _BASES[name] != base:
            for name in _SUMS[base]:
                if isinstance(obj, _HOST_CLASSES[name]):
                    break
            else:
                raise TypeError(f'expected some sort of {base}, but got {obj!r}')
    shared = _SHARED.get(name)
    if shared is not None:
        return shared
    cls = _CLASSES[name]
    fields = _FIELDS[name]
    values = [_field(obj, name, kind, suffix, field, bare, levels - 1) for field, kind, suffix, bare in fields]
    for index, (field, kind, suffix, _bare) in enumerate(fields):
        if values[index] is None and suffix == REQUIRED and kind != CONSTANT:
            raise ValueError(f"field '{field}' is required for {name}")
    if base in _CLASSES and cls._attributes:
        positions = _positions(obj, name)
    if positions is not None:
        values += positions
    return cls(*values)


def _field(obj, name, kind, suffix, field, bare, levels):
    value = getattr(obj, field, _MISSING)
    if value is _MISSING:
        if suffix == OPTIONAL:
            # The grammar's one optional int.
            return 0 if kind == INT else None
        if name == 'ImportFrom' and field == 'level':
            return 0
        raise TypeError(f'required field "{field}" missing from {name}')
    if suffix == LIST:
        if not isinstance(value, list):
            raise TypeError(f'{name} field "{field}" must be a list, not a {type(value).__name__}')
        items = []
        size = len(value)
        for index in range(size):
            items.append(_value(value[index], kind, bare, levels))
            if len(value) != size:
                raise RuntimeError(f'{name} field "{field}" changed size during iteration')
        return items
    if value is None and (suffix == OPTIONAL or name == 'ImportFrom' and field == 'level'):
        return None if suffix == OPTIONAL else 0
    return _value(value, kind, bare, levels)


def _value(value, kind, bare, levels):
    if kind == NODE:
        return _from_sum(value, bare, levels)
    if kind == IDENTIFIER:
        if value is not None and type(value) is not str:
            raise TypeError('AST identifier must be of type str')
    elif kind == STRING:
        if value is not None and type(value) is not str and type(value) is not bytes:
            raise TypeError('AST string must be of type str')
    elif kind == INT:
        return _integer(value)
    return value
