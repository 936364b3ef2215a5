"""Opcode numbers as module names (`ops.ADD`), and what the passes need to know of each, from the opcode table."""
from pyrs import opcodes

globals().update({op.name: op.number for op in opcodes.OPS if not op.quick})

COUNT = opcodes.FIRST_QUICK
NAMES = [op.name for op in opcodes.OPS[:COUNT]]
# Inline-cache words after the instruction.
CACHE = [op.cache for op in opcodes.OPS[:COUNT]]
MAY_RAISE = [bool(op.flags & opcodes.MAY_RAISE) for op in opcodes.OPS[:COUNT]]
TERMINAL = [bool(op.flags & opcodes.TERMINAL) for op in opcodes.OPS[:COUNT]]
# True for the format with one 32-bit operand; the compiler keeps that operand in `b`.
WIDE = [op.format == 'ax' for op in opcodes.OPS[:COUNT]]
# Bit i: operand i (a, b, c) is a register.
REGISTERS = [sum(1 << i for i, letter in enumerate(op.operands) if letter in 'drpmst') for op in opcodes.OPS[:COUNT]]
# Operand a is a register that is written.
WRITES = [op.operands[0] == 'd' for op in opcodes.OPS[:COUNT]]
# Conditional jumps and those that jump in exactly the other case.
INVERSE = {opcodes.number(a): opcodes.number(b) for a, b in opcodes.INVERSE.items()}
for _a, _b in (('JUMP_IF_FALSE', 'JUMP_IF_TRUE'), ('JUMP_IF_NONE', 'JUMP_IF_NOT_NONE')):
    INVERSE[opcodes.number(_a)] = opcodes.number(_b)
    INVERSE[opcodes.number(_b)] = opcodes.number(_a)

_BINARY = {'Add': 'ADD', 'Sub': 'SUB', 'Mult': 'MUL', 'Div': 'TRUEDIV', 'FloorDiv': 'FLOORDIV', 'Mod': 'MOD', 'Pow': 'POW',
           'LShift': 'LSHIFT', 'RShift': 'RSHIFT', 'BitAnd': 'AND', 'BitOr': 'OR', 'BitXor': 'XOR', 'MatMult': 'MATMUL'}
_COMPARE = {'Lt': 'LT', 'LtE': 'LE', 'Eq': 'EQ', 'NotEq': 'NE', 'Gt': 'GT', 'GtE': 'GE', 'Is': 'IS', 'IsNot': 'IS_NOT',
            'In': 'IN', 'NotIn': 'NOT_IN'}


def _by_kind(table, prefix='', suffix=''):
    """Map the node_kind of each operator class in `table` to an opcode, for those that have one."""
    from pyrs import nodes
    found = {}
    for name, op in table.items():
        row = opcodes.BY_NAME.get(prefix + op + suffix)
        if row is not None:
            found[getattr(nodes, name + '_').node_kind] = row.number
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
