"""The entry of the compiler; compiled itself, so that a program that traces or profiles does not meet it."""
import gc
import sys

from pyrs.compiler.codegen import Codegen
from pyrs.compiler.future import future_features
from pyrs.compiler.symtable import SymbolTable, TOO_DEEP, allowance


def compile_ast(tree, filename='<string>', flags=0, optimize=-1):
    """Compile a tree (pyrs.nodes.mod) to a Proto.

    flags: compile() flags, inherited future features among them. optimize: -1 for the interpreter's level, 0, 1 (no
    asserts) or 2 (no docstrings either). Raises SyntaxError, RecursionError; issues SyntaxWarnings.
    """
    if optimize < 0:
        optimize = sys.flags.optimize
    features, future_line = future_features(tree, filename)
    flags |= features
    # All that is allocated here lives to the end: collections would cost a sixth of the time and find nothing.
    collecting = gc.isenabled()
    if collecting:
        gc.disable()
    try:
        table = SymbolTable(tree, filename, flags)
        levels = allowance()
        return Codegen(table, filename, flags, optimize, future_line, levels).module(tree)
    except RecursionError:
        raise RecursionError(TOO_DEEP) from None
    finally:
        if collecting:
            gc.enable()
