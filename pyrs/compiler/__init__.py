"""The compiler: syntax tree -> Proto.

Passes, in order: future statements (`future`), scopes (`symtable`), code generation into basic blocks (`codegen`,
`codegen_expr`, `codegen_pattern`, with constants from `fold`), passes over the blocks (`peephole`), assembly
(`assemble`). The tree is read only.
"""

__all__ = ['compile_ast', 'Proto']


def __getattr__(name):
    # On first use: the launcher loads the modules its own way (pyrs/start.py).
    if name == 'compile_ast':
        from pyrs.compiler.passes import compile_ast
        return compile_ast
    if name == 'Proto':
        from pyrs.compiler.code import Proto
        return Proto
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
