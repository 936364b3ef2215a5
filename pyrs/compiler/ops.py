"""Opcode numbers as module names (ops.pxd for the compiled build), and what the passes need to know of each, from the opcode table."""
import cython

from pyrs.compiler.optable import (BINARY, BINARY_I, BINARY_K, CACHE, COMPARE, CONSTANT, HAS_NAME, INPLACE, INPLACE_I, INPLACE_K, INVERSE,    # noqa: F401
                                   JUMP_COMPARE, JUMP_COMPARE_I, MAY_RAISE, REGISTERS, TERMINAL, WIDE, WRITES)

if not cython.compiled:
    from pyrs.compiler.optable import NAMES
    globals().update({name: number for number, name in enumerate(NAMES)})
