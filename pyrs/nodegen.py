"""Writes `nodes.py` and `nodes.pxd` from the abstract grammar below.

    python -m pyrs.nodegen            write both files
    python -m pyrs.nodegen --check    exit 1 if they differ from what would be written

The grammar is that of the host's `ast` module (Python 3.11): same classes, same fields, same order. A field's suffix
is `*` (a list) or `?` (None allowed). `positions` marks the sums and products that carry the four position ints.
"""
import os
import sys

POSITIONS = ('lineno', 'col_offset', 'end_lineno', 'end_col_offset')

# name of the sum -> (has positions, its classes). A product (a class of its own) stands under its own name.
GRAMMAR = [
    ('mod', False, '''
        Module(stmt* body, type_ignore* type_ignores)
        Interactive(stmt* body)
        Expression(expr body)
        FunctionType(expr* argtypes, expr returns)'''),
    ('stmt', True, '''
        FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment)
        AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment)
        ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list)
        Return(expr? value)
        Delete(expr* targets)
        Assign(expr* targets, expr value, string? type_comment)
        AugAssign(expr target, operator op, expr value)
        AnnAssign(expr target, expr annotation, expr? value, int simple)
        For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
        AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
        While(expr test, stmt* body, stmt* orelse)
        If(expr test, stmt* body, stmt* orelse)
        With(withitem* items, stmt* body, string? type_comment)
        AsyncWith(withitem* items, stmt* body, string? type_comment)
        Match(expr subject, match_case* cases)
        Raise(expr? exc, expr? cause)
        Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
        TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
        Assert(expr test, expr? msg)
        Import(alias* names)
        ImportFrom(identifier? module, alias* names, int level)
        Global(identifier* names)
        Nonlocal(identifier* names)
        Expr(expr value)
        Pass()
        Break()
        Continue()'''),
    ('expr', True, '''
        BoolOp(boolop op, expr* values)
        NamedExpr(expr target, expr value)
        BinOp(expr left, operator op, expr right)
        UnaryOp(unaryop op, expr operand)
        Lambda(arguments args, expr body)
        IfExp(expr test, expr body, expr orelse)
        Dict(expr* keys, expr* values)
        Set(expr* elts)
        ListComp(expr elt, comprehension* generators)
        SetComp(expr elt, comprehension* generators)
        DictComp(expr key, expr value, comprehension* generators)
        GeneratorExp(expr elt, comprehension* generators)
        Await(expr value)
        Yield(expr? value)
        YieldFrom(expr value)
        Compare(expr left, cmpop* ops, expr* comparators)
        Call(expr func, expr* args, keyword* keywords)
        FormattedValue(expr value, int conversion, expr? format_spec)
        JoinedStr(expr* values)
        Constant(constant value, string? kind)
        Attribute(expr value, identifier attr, expr_context ctx)
        Subscript(expr value, expr slice, expr_context ctx)
        Starred(expr value, expr_context ctx)
        Name(identifier id, expr_context ctx)
        List(expr* elts, expr_context ctx)
        Tuple(expr* elts, expr_context ctx)
        Slice(expr? lower, expr? upper, expr? step)'''),
    ('expr_context', False, 'Load() Store() Del()'),
    ('boolop', False, 'And() Or()'),
    ('operator', False, '''Add() Sub() Mult() MatMult() Div() Mod() Pow() LShift() RShift() BitOr() BitXor() BitAnd()
        FloorDiv()'''),
    ('unaryop', False, 'Invert() Not() UAdd() USub()'),
    ('cmpop', False, 'Eq() NotEq() Lt() LtE() Gt() GtE() Is() IsNot() In() NotIn()'),
    ('comprehension', False, 'comprehension(expr target, expr iter, expr* ifs, int is_async)'),
    ('excepthandler', True, 'ExceptHandler(expr? type, identifier? name, stmt* body)'),
    ('arguments', False, '''arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults,
        arg? kwarg, expr* defaults)'''),
    ('arg', True, 'arg(identifier arg, expr? annotation, string? type_comment)'),
    ('keyword', True, 'keyword(identifier? arg, expr value)'),
    ('alias', True, 'alias(identifier name, identifier? asname)'),
    ('withitem', False, 'withitem(expr context_expr, expr? optional_vars)'),
    ('match_case', False, 'match_case(pattern pattern, expr? guard, stmt* body)'),
    ('pattern', True, '''
        MatchValue(expr value)
        MatchSingleton(constant value)
        MatchSequence(pattern* patterns)
        MatchMapping(expr* keys, pattern* patterns, identifier? rest)
        MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
        MatchStar(identifier? name)
        MatchAs(pattern? pattern, identifier? name)
        MatchOr(pattern* patterns)'''),
    ('type_ignore', False, 'TypeIgnore(int lineno, string tag)'),
]

# The fields through which the grammar's left recursion builds chains of any length (`a + b + c ...`, `a.b().c[d] ...`).
CHAINS = {'BinOp': 'left', 'Call': 'func', 'Attribute': 'value', 'Subscript': 'value'}

# C types of the scalar fields in the compiled classes; every other field is typed with the class of its sum.
SCALARS = {'identifier': 'object', 'string': 'object', 'constant': 'object', 'int': 'int'}


def classes():
    """Yield (sum, has_positions, class name, [(type, suffix, field)]) in the grammar's order."""
    for base, positions, text in GRAMMAR:
        for part in text.split(')')[:-1]:
            name, _, fields = part.partition('(')
            parsed = []
            for field in fields.split(','):
                if field.strip():
                    kind, ident = field.split()
                    bare = kind.rstrip('?*')
                    parsed.append((bare, kind[len(bare):], ident))
            yield base, positions, name.strip(), parsed


def write_py():
    out = ['# cython: auto_pickle=False', '"""The syntax tree: one class for each class of the host\'s `ast` module. Generated by nodegen.py; do not edit.\n',
           'A constructor takes all fields positionally, in order, then the four positions where the class has them.',
           'Operators and contexts are shared instances (`Add_`, `Load_`). `node_kind` is the integer K_<class>,',
           'for dispatch. Trees are shared between passes and never modified by the compiler.',
           '"""', 'import cython', '']
    names = list(classes())
    out.append('if not cython.compiled:')
    for number, (base, positions, name, fields) in enumerate(names, 1):
        out.append(f'    K_{name} = {number}')
    out += ['', '', 'class AST:', '    """Base of all nodes."""', "    __slots__ = ('node_kind',)",
            '    _fields = ()', '    _attributes = ()', '']
    out += ['    def __repr__(self):', "        return f'<{type(self).__name__} node>'", '']
    out += ['', 'def _take_link(node):', '    """Detach and return the child of `node` that continues a chain, or None."""']
    for name, field in CHAINS.items():
        out += [f'    if node.node_kind == K_{name}:', f'        {name.lower()}: {name} = node',
                f'        child = {name.lower()}.{field}', f'        {name.lower()}.{field} = None', '        return child']
    out += ['    return None', '', '', 'def _free_chain(top):',
            '    """Free the chain that hangs from a dying node in a loop: the compiled classes\' deallocators would recurse,',
            '    and a chain of 10^6 nodes overflows the C stack."""',
            '    node = _take_link(top)', '    while node is not None and Py_REFCNT(node) == 1:',
            '        node = _take_link(node)', '']
    out += ['', 'class Located(AST):', '    """Base of the classes with positions; not one of the host\'s."""',
            f'    __slots__ = {POSITIONS}', f'    _attributes = {POSITIONS}', '']
    seen = {None}
    for base, positions, name, fields in names:
        if base not in seen and base != name:
            seen.add(base)
            out += ['', f"class {base}({'Located' if positions else 'AST'}):", '    __slots__ = ()', '']
        parent = base if base != name else 'Located' if positions else 'AST'
        idents = [ident for _, _, ident in fields]
        attributes = list(POSITIONS) if positions else []
        out += ['', f'class {name}({parent}):', f'    __slots__ = {tuple(idents)}', f'    _fields = {tuple(idents)}']
        params = ', '.join(['self'] + idents + attributes)
        out += ['', f'    def __init__({params}):', f'        self.node_kind = K_{name}']
        out += [f'        self.{ident} = {ident}' for ident in idents + attributes]
        out += ['']
        if name in CHAINS:
            out += ['    def __dealloc__(self):', '        _free_chain(self)', '']
    out += ['']
    for base, positions, name, fields in names:
        if not fields and not positions:
            out.append(f'{name}_ = {name}()')
    out += ['', '# class name -> class, for the classes that can be instantiated.', 'CLASSES = {']
    out += [f'    {name!r}: {name},' for _, _, name, _ in names]
    out += ['}', '',
            '# class name -> ((type, suffix, field), ...): what each field must hold; suffix is "", "?", "*" or "?*".',
            'FIELD_TYPES = {']
    for _, _, name, fields in names:
        row = ', '.join(repr(field) for field in fields)
        out.append(f'    {name!r}: ({row}{"," if len(fields) == 1 else ""}),')
    out += ['}', '', '# class name -> name of its sum.', 'BASES = {']
    out += [f'    {name!r}: {base!r},' for base, _, name, _ in names]
    out += ['}', '']
    return '\n'.join(out)


def write_pxd():
    out = ['# Layout of the syntax tree. Generated by nodegen.py; do not edit.',
           '# Optional fields hold None: test before reading an attribute of one.', 'import cython', '']
    names = list(classes())
    out += ['cdef extern from "Python.h":', '    Py_ssize_t Py_REFCNT(object)', '']
    out += ['cdef enum:']
    out += [f'    K_{name} = {number}' for number, (_, _, name, _) in enumerate(names, 1)]
    out += ['', 'cdef class AST:', '    cdef readonly int node_kind', '',
            'cdef class Located(AST):', f'    cdef public int {", ".join(POSITIONS)}', '']
    sums = []
    for base, positions, name, fields in names:
        if base not in sums:
            sums.append(base)
            if base != name:
                out += [f"cdef class {base}({'Located' if positions else 'AST'}):", '    pass', '']
    # Products are used as field types by classes that stand before them.
    out += [f"cdef class {name}({'Located' if positions else 'AST'})" for base, positions, name, _ in names if base == name]
    out += ['']
    for base, positions, name, fields in names:
        body = []
        for bare, suffix, ident in fields:
            ctype = 'list' if '*' in suffix else SCALARS.get(bare, bare)
            # A member named like its own type would hide the type inside the class body.
            if ctype == ident:
                ctype = 'AST'
            body.append(f'    cdef public {ctype} {ident}')
        parent = base if base != name else 'Located' if positions else 'AST'
        out += [f'cdef class {name}({parent}):', *(body or ['    pass']), '']
    out += ['cdef expr _take_link(AST node)', 'cdef void _free_chain(AST top)']
    return '\n'.join(out) + '\n'


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    stale = 0
    for file, text in (('nodes.py', write_py()), ('nodes.pxd', write_pxd())):
        path = os.path.join(folder, file)
        if '--check' in sys.argv[1:]:
            with open(path, encoding='utf-8') as f:
                stale |= f.read() != text
        else:
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)
    return stale


if __name__ == '__main__':
    sys.exit(main())
