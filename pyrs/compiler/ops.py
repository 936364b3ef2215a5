"""Opcode numbers as module names (`ops.ADD`), and what the passes need to know of each, from the opcode table."""
from pyrs import nodes
from pyrs.compiler.optable import CACHE, CONSTANT, HAS_NAME, INVERSE, MAY_RAISE, NAMES, REGISTERS, TERMINAL, WIDE, WRITES   # noqa: F401

# Opcode numbers by name.
NUMBER = {name: number for number, name in enumerate(NAMES)}
globals().update(NUMBER)

COUNT = len(NAMES)

_BINARY = {'Add': 'ADD', 'Sub': 'SUB', 'Mult': 'MUL', 'Div': 'TRUEDIV', 'FloorDiv': 'FLOORDIV', 'Mod': 'MOD', 'Pow': 'POW',
           'LShift': 'LSHIFT', 'RShift': 'RSHIFT', 'BitAnd': 'AND', 'BitOr': 'OR', 'BitXor': 'XOR', 'MatMult': 'MATMUL'}
_COMPARE = {'Lt': 'LT', 'LtE': 'LE', 'Eq': 'EQ', 'NotEq': 'NE', 'Gt': 'GT', 'GtE': 'GE', 'Is': 'IS', 'IsNot': 'IS_NOT',
            'In': 'IN', 'NotIn': 'NOT_IN'}
_KIND = {name: getattr(nodes, name + '_').node_kind for name in (*_BINARY, *_COMPARE)}


def _by_kind(table, prefix='', suffix=''):
    """Map the node_kind of each operator class in `table` to an opcode, for those that have one."""
    found = {}
    for name, op in table.items():
        number = NUMBER.get(prefix + op + suffix)
        if number is not None:
            found[_KIND[name]] = number
    return found


BINARY = _by_kind(_BINARY)
BINARY_I = _by_kind(_BINARY, '', '_I')
INPLACE = _by_kind(_BINARY, 'I')
INPLACE_I = _by_kind(_BINARY, 'I', '_I')
BINARY_K = _by_kind(_BINARY, '', '_K')
INPLACE_K = _by_kind(_BINARY, 'I', '_K')
COMPARE = _by_kind(_COMPARE)
JUMP_COMPARE = {True: _by_kind(_COMPARE, 'JUMP_IF_'), False: _by_kind(_COMPARE, 'JUMP_IF_NOT_')}
JUMP_COMPARE_I = {True: _by_kind(_COMPARE, 'JUMP_IF_', '_I'), False: _by_kind(_COMPARE, 'JUMP_IF_NOT_', '_I')}
# `JUMP_IF_NOT_NONE` has the shape of these names and is no comparison; _COMPARE keeps it out.
