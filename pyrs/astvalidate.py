"""The checks that CPython makes on a tree that did not come from its parser: contexts, empty bodies, positions, constants.

Each function raises ValueError (TypeError for constants) with CPython's message, or returns None.
"""
from pyrs.nodes import (
    Attribute, BinOp, BoolOp, Call, ClassDef, Compare, Constant, Dict, DictComp, Expression, FormattedValue, FunctionType,
    IfExp, JoinedStr, Lambda, List, Load_, MatchAs, MatchClass, MatchMapping, MatchOr, MatchSequence, MatchSingleton,
    MatchStar, MatchValue, Name, NamedExpr, Set, Slice, Starred, Store_, Del_, Subscript, Tuple, UnaryOp, USub_, Add_, Sub_,
    Await, Yield, YieldFrom, ListComp, SetComp, GeneratorExp)

_CONSTANT_NAMES = ('None', 'True', 'False')
_NUMBERS = (int, float, complex)


def validate(tree):
    """Check a whole tree (pyrs.nodes.mod)."""
    try:
        if isinstance(tree, Expression):
            _expr(tree.body, Load_)
        elif isinstance(tree, FunctionType):
            _exprs(tree.argtypes, Load_)
            _expr(tree.returns, Load_)
        else:
            _stmts(tree.body)
    except RecursionError:
        raise RecursionError('maximum recursion depth exceeded during compilation') from None


def _position(node):
    if node.lineno > node.end_lineno:
        raise ValueError(f'AST node line range ({node.lineno}, {node.end_lineno}) is not valid')
    if node.lineno < 0 and node.end_lineno != node.lineno or node.col_offset < 0 and node.col_offset != node.end_col_offset:
        raise ValueError(f'AST node column range ({node.col_offset}, {node.end_col_offset}) for line range '
                         f'({node.lineno}, {node.end_lineno}) is not valid')
    if node.lineno == node.end_lineno and node.col_offset > node.end_col_offset:
        raise ValueError(f'line {node.lineno}, column {node.col_offset}-{node.end_col_offset} is not a valid range')


def _name(name):
    if name in _CONSTANT_NAMES:
        raise ValueError(f"identifier field can't represent '{name}' constant")


def _constant(value):
    if value is None or value is Ellipsis or type(value) in (int, float, complex, bool, str, bytes):
        return
    if type(value) in (tuple, frozenset):
        for item in value:
            _constant(item)
        return
    raise TypeError(f'got an invalid type in Constant: {type(value).__name__}')


def _exprs(items, ctx, null_ok=False):
    for item in items:
        if item is not None:
            _expr(item, ctx)
        elif not null_ok:
            raise ValueError('None disallowed in expression list')


def _optional(node):
    if node is not None:
        _expr(node, Load_)


def _nonempty(items, what, owner):
    if not items:
        raise ValueError(f'empty {what} on {owner}')


def _comprehension(generators):
    if not generators:
        raise ValueError('comprehension with no generators')
    for item in generators:
        _expr(item.target, Store_)
        _expr(item.iter, Load_)
        _exprs(item.ifs, Load_)


def _keywords(keywords):
    for item in keywords:
        _expr(item.value, Load_)


def _args(args):
    for item in args:
        _position(item)
        _optional(item.annotation)


def _arguments(node):
    _args(node.posonlyargs)
    _args(node.args)
    if node.vararg is not None:
        _optional(node.vararg.annotation)
    _args(node.kwonlyargs)
    if node.kwarg is not None:
        _optional(node.kwarg.annotation)
    if len(node.defaults) > len(node.posonlyargs) + len(node.args):
        raise ValueError('more positional defaults than args on arguments')
    if len(node.kw_defaults) != len(node.kwonlyargs):
        raise ValueError('length of kwonlyargs is not the same as kw_defaults on arguments')
    _exprs(node.defaults, Load_)
    _exprs(node.kw_defaults, Load_, True)


def _expr(node, ctx):
    _position(node)
    if isinstance(node, (Attribute, Subscript, Starred, Name, List, Tuple)):
        if isinstance(node, Name):
            _name(node.id)
        if node.ctx is not ctx:
            raise ValueError(f'expression must have {type(ctx).__name__} context but has {type(node.ctx).__name__} instead')
        if isinstance(node, (Attribute, Subscript)):
            if isinstance(node, Subscript):
                _expr(node.slice, Load_)
            _expr(node.value, Load_)
        elif isinstance(node, Starred):
            _expr(node.value, ctx)
        elif not isinstance(node, Name):
            _exprs(node.elts, ctx)
        return
    if ctx is not Load_:
        raise ValueError(f"expression which can't be assigned to in {type(ctx).__name__} context")
    check = _EXPRS.get(type(node))
    if check is not None:
        check(node)


def _boolop(node):
    if len(node.values) < 2:
        raise ValueError('BoolOp with less than 2 values')
    _exprs(node.values, Load_)


def _binop(node):
    _expr(node.left, Load_)
    _expr(node.right, Load_)


def _lambda(node):
    _arguments(node.args)
    _expr(node.body, Load_)


def _ifexp(node):
    _expr(node.test, Load_)
    _expr(node.body, Load_)
    _expr(node.orelse, Load_)


def _dict(node):
    if len(node.keys) != len(node.values):
        raise ValueError("Dict doesn't have the same number of keys as values")
    # A key of None stands for `**mapping`.
    _exprs(node.keys, Load_, True)
    _exprs(node.values, Load_)


def _element_comprehension(node):
    _comprehension(node.generators)
    _expr(node.elt, Load_)


def _dictcomp(node):
    _comprehension(node.generators)
    _expr(node.key, Load_)
    _expr(node.value, Load_)


def _compare(node):
    if not node.comparators:
        raise ValueError('Compare with no comparators')
    if len(node.comparators) != len(node.ops):
        raise ValueError('Compare has a different number of comparators and operands')
    _exprs(node.comparators, Load_)
    _expr(node.left, Load_)


def _call(node):
    _expr(node.func, Load_)
    _exprs(node.args, Load_)
    _keywords(node.keywords)


def _formatted(node):
    _expr(node.value, Load_)
    _optional(node.format_spec)


def _slice(node):
    _optional(node.lower)
    _optional(node.upper)
    _optional(node.step)


def _named(node):
    if not isinstance(node.target, Name):
        raise TypeError('NamedExpr target must be a Name')
    _expr(node.value, Load_)


_EXPRS = {
    BoolOp: _boolop,
    BinOp: _binop,
    UnaryOp: lambda node: _expr(node.operand, Load_),
    Lambda: _lambda,
    IfExp: _ifexp,
    Dict: _dict,
    Set: lambda node: _exprs(node.elts, Load_),
    ListComp: _element_comprehension,
    SetComp: _element_comprehension,
    GeneratorExp: _element_comprehension,
    DictComp: _dictcomp,
    Yield: lambda node: _optional(node.value),
    YieldFrom: lambda node: _expr(node.value, Load_),
    Await: lambda node: _expr(node.value, Load_),
    Compare: _compare,
    Call: _call,
    Constant: lambda node: _constant(node.value),
    JoinedStr: lambda node: _exprs(node.values, Load_),
    FormattedValue: _formatted,
    Slice: _slice,
    NamedExpr: _named,
}


def _literal_number(node, allow_real, allow_imaginary):
    if not isinstance(node, Constant):
        return False
    kind = type(node.value)
    return allow_real and kind in (int, float) or allow_imaginary and kind is complex


def _literal_negative(node, allow_real, allow_imaginary):
    return (isinstance(node, UnaryOp) and node.op is USub_
            and _literal_number(node.operand, allow_real, allow_imaginary))


def _literal_complex(node):
    left = node.left
    if node.op is not Add_ and node.op is not Sub_:
        return False
    if not (_literal_number(left, True, False) or _literal_negative(left, True, False)):
        return False
    return _literal_number(node.right, False, True)


def _match_value(node):
    _expr(node, Load_)
    if isinstance(node, Constant):
        if type(node.value) not in (int, float, bytes, complex, str):
            raise ValueError('unexpected constant inside of a literal pattern')
        return
    if isinstance(node, (Attribute, JoinedStr)):
        return
    if isinstance(node, UnaryOp) and _literal_negative(node, True, True):
        return
    if isinstance(node, BinOp) and _literal_complex(node):
        return
    raise ValueError('patterns may only match literals and attribute lookups')


def _capture(name):
    if name == '_':
        raise ValueError("can't capture name '_' in patterns")
    _name(name)


def _patterns(patterns, star_ok):
    for item in patterns:
        _pattern(item, star_ok)


def _pattern(node, star_ok):
    _position(node)
    if isinstance(node, MatchValue):
        _match_value(node.value)
    elif isinstance(node, MatchSingleton):
        if node.value is not None and node.value is not True and node.value is not False:
            raise ValueError('MatchSingleton can only contain True, False and None')
    elif isinstance(node, MatchSequence):
        _patterns(node.patterns, True)
    elif isinstance(node, MatchMapping):
        _match_mapping(node)
    elif isinstance(node, MatchClass):
        _match_class(node)
    elif isinstance(node, MatchStar):
        if not star_ok:
            raise ValueError("can't use MatchStar here")
        if node.name is not None:
            _capture(node.name)
    elif isinstance(node, MatchAs):
        if node.name is not None:
            _capture(node.name)
        if node.pattern is not None:
            if node.name is None:
                raise ValueError('MatchAs must specify a target name if a pattern is given')
            _pattern(node.pattern, False)
    elif isinstance(node, MatchOr):
        if len(node.patterns) < 2:
            raise ValueError('MatchOr requires at least 2 patterns')
        _patterns(node.patterns, False)


def _match_mapping(node):
    if len(node.keys) != len(node.patterns):
        raise ValueError("MatchMapping doesn't have the same number of keys as patterns")
    if node.rest is not None:
        _capture(node.rest)
    for key in node.keys:
        if isinstance(key, Constant) and (key.value is None or key.value is True or key.value is False):
            continue
        _match_value(key)
    _patterns(node.patterns, False)


def _match_class(node):
    if len(node.kwd_attrs) != len(node.kwd_patterns):
        raise ValueError("MatchClass doesn't have the same number of keyword attributes as patterns")
    _expr(node.cls, Load_)
    cls = node.cls
    while isinstance(cls, Attribute):
        cls = cls.value
    if not isinstance(cls, Name):
        raise ValueError('MatchClass cls field can only contain Name or Attribute nodes.')
    for name in node.kwd_attrs:
        _name(name)
    _patterns(node.patterns, False)
    _patterns(node.kwd_patterns, False)


def _body(body, owner):
    _nonempty(body, 'body', owner)
    _stmts(body)


def _stmts(body):
    for node in body:
        if node is None:
            raise ValueError('None disallowed in statement list')
        _position(node)
        check = _STMTS.get(type(node).__name__)
        if check is not None:
            check(node)


def _function(node):
    _body(node.body, type(node).__name__)
    _arguments(node.args)
    _exprs(node.decorator_list, Load_)
    _optional(node.returns)


def _class(node: ClassDef):
    _body(node.body, 'ClassDef')
    _exprs(node.bases, Load_)
    _keywords(node.keywords)
    _exprs(node.decorator_list, Load_)


def _targets(targets, ctx, owner):
    _nonempty(targets, 'targets', owner)
    _exprs(targets, ctx)


def _assign(node):
    _targets(node.targets, Store_, 'Assign')
    _expr(node.value, Load_)


def _augassign(node):
    _expr(node.target, Store_)
    _expr(node.value, Load_)


def _annassign(node):
    if not isinstance(node.target, Name) and node.simple:
        raise TypeError('AnnAssign with simple non-Name target')
    _expr(node.target, Store_)
    _optional(node.value)
    _expr(node.annotation, Load_)


def _for(node):
    _expr(node.target, Store_)
    _expr(node.iter, Load_)
    _body(node.body, type(node).__name__)
    _stmts(node.orelse)


def _if(node):
    _expr(node.test, Load_)
    _body(node.body, type(node).__name__)
    _stmts(node.orelse)


def _with(node):
    owner = type(node).__name__
    _nonempty(node.items, 'items', owner)
    for item in node.items:
        _expr(item.context_expr, Load_)
        if item.optional_vars is not None:
            _expr(item.optional_vars, Store_)
    _body(node.body, owner)


def _match(node):
    _expr(node.subject, Load_)
    _nonempty(node.cases, 'cases', 'Match')
    for case in node.cases:
        _pattern(case.pattern, False)
        _optional(case.guard)
        _body(case.body, 'match_case')


def _raise(node):
    if node.exc is not None:
        _expr(node.exc, Load_)
        _optional(node.cause)
    elif node.cause is not None:
        raise ValueError('Raise with cause but no exception')


def _try(node):
    owner = type(node).__name__
    _body(node.body, owner)
    if not node.handlers and not node.finalbody:
        raise ValueError(f'{owner} has neither except handlers nor finalbody')
    if not node.handlers and node.orelse:
        raise ValueError(f'{owner} has orelse but no except handlers')
    for handler in node.handlers:
        _position(handler)
        _optional(handler.type)
        _body(handler.body, 'ExceptHandler')
    _stmts(node.finalbody)
    _stmts(node.orelse)


def _assert(node):
    _expr(node.test, Load_)
    _optional(node.msg)


def _import_from(node):
    if node.level < 0:
        raise ValueError('Negative ImportFrom level')
    _nonempty(node.names, 'names', 'ImportFrom')


_STMTS = {
    'FunctionDef': _function,
    'AsyncFunctionDef': _function,
    'ClassDef': _class,
    'Return': lambda node: _optional(node.value),
    'Delete': lambda node: _targets(node.targets, Del_, 'Delete'),
    'Assign': _assign,
    'AugAssign': _augassign,
    'AnnAssign': _annassign,
    'For': _for,
    'AsyncFor': _for,
    'While': _if,
    'If': _if,
    'With': _with,
    'AsyncWith': _with,
    'Match': _match,
    'Raise': _raise,
    'Try': _try,
    'TryStar': _try,
    'Assert': _assert,
    'Import': lambda node: _nonempty(node.names, 'names', 'Import'),
    'ImportFrom': _import_from,
    'Global': lambda node: _nonempty(node.names, 'names', 'Global'),
    'Nonlocal': lambda node: _nonempty(node.names, 'names', 'Nonlocal'),
    'Expr': lambda node: _expr(node.value, Load_),
}
