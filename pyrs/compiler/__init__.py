"""The compiler: syntax tree -> Proto.

Passes, in order: future statements (`future`), scopes (`symtable`), code generation into basic blocks (`codegen`,
`codegen_expr`, `codegen_pattern`, with constants from `fold`), passes over the blocks (`peephole`), assembly
(`assemble`). The tree is read only.
"""
from pyrs.compiler.code import Proto
from pyrs.compiler.passes import compile_ast

__all__ = ['compile_ast', 'Proto']
