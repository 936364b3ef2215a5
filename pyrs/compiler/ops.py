"""Opcode numbers as module names (`ops.ADD`), and what the passes need to know of each, from the opcode table."""
from pyrs.compiler.optable import (BINARY, BINARY_I, BINARY_K, CACHE, COMPARE, CONSTANT, HAS_NAME, INPLACE, INPLACE_I, INPLACE_K, INVERSE,    # noqa: F401
                                   JUMP_COMPARE, JUMP_COMPARE_I, MAY_RAISE, NAMES, REGISTERS, TERMINAL, WIDE, WRITES)

# Opcode numbers by name.
NUMBER = {name: number for number, name in enumerate(NAMES)}
globals().update(NUMBER)

COUNT = len(NAMES)
