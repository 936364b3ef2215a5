"""Source text of expressions, as CPython makes it for annotations under `from __future__ import annotations`.

Not `ast.unparse`: CPython has a second unparser, in C, with other parentheses.
"""
import sys

import cython

if not cython.compiled:
    from pyrs.nodes import (
        K_BoolOp, K_NamedExpr, K_BinOp, K_UnaryOp, K_Lambda, K_IfExp, K_Dict, K_Set, K_ListComp, K_SetComp, K_DictComp,
        K_GeneratorExp, K_Await, K_Yield, K_YieldFrom, K_Compare, K_Call, K_FormattedValue, K_JoinedStr, K_Constant,
        K_Attribute, K_Subscript, K_Starred, K_Name, K_List, K_Tuple, K_Slice, K_And)

# Precedence levels: an expression gets parentheses where the level asked for is above its own.
TUPLE, TEST, OR, AND, NOT, CMP, BOR, BXOR, BAND, SHIFT, ARITH, TERM, FACTOR, POWER, AWAIT, ATOM = range(16)

_BINARY = {'Add': (' + ', ARITH), 'Sub': (' - ', ARITH), 'Mult': (' * ', TERM), 'MatMult': (' @ ', TERM),
           'Div': (' / ', TERM), 'Mod': (' % ', TERM), 'FloorDiv': (' // ', TERM), 'LShift': (' << ', SHIFT),
           'RShift': (' >> ', SHIFT), 'BitOr': (' | ', BOR), 'BitXor': (' ^ ', BXOR), 'BitAnd': (' & ', BAND),
           'Pow': (' ** ', POWER)}
_UNARY = {'Invert': ('~', FACTOR), 'Not': ('not ', NOT), 'UAdd': ('+', FACTOR), 'USub': ('-', FACTOR)}
_COMPARE = {'Eq': ' == ', 'NotEq': ' != ', 'Lt': ' < ', 'LtE': ' <= ', 'Gt': ' > ', 'GtE': ' >= ', 'Is': ' is ',
            'IsNot': ' is not ', 'In': ' in ', 'NotIn': ' not in '}
# What stands for infinity, which has no literal.
_INFINITY = f'1e{sys.float_info.max_10_exp + 1}'


def unparse(node):
    """The source text (str) of an expression (pyrs.nodes.expr)."""
    return _expr(node, TEST)


def _wrapped(text, own, level):
    return f'({text})' if level > own else text


def _list(items, level):
    return ', '.join([_expr(item, level) for item in items])


def _expr(node, level):
    kind = node.node_kind
    if kind == K_Name:
        return node.id
    if kind == K_Constant:
        if node.value is Ellipsis:
            return '...'
        return (node.kind or '') + _constant(node.value)
    if kind == K_Attribute:
        # An integer takes a space, or the dot would be its decimal point.
        integer = node.value.node_kind == K_Constant and type(node.value.value) is int
        return f"{_expr(node.value, ATOM)}{' .' if integer else '.'}{node.attr}"
    if kind == K_Subscript:
        return f'{_expr(node.value, ATOM)}[{_expr(node.slice, TUPLE)}]'
    if kind == K_Call:
        return _call(node)
    if kind == K_BinOp:
        op, own = _BINARY[type(node.op).__name__]
        right_associative = own == POWER
        left = _expr(node.left, own + right_associative)
        right = _expr(node.right, own + (not right_associative))
        return _wrapped(left + op + right, own, level)
    if kind == K_UnaryOp:
        op, own = _UNARY[type(node.op).__name__]
        return _wrapped(op + _expr(node.operand, own), own, level)
    if kind == K_BoolOp:
        own = AND if node.op.node_kind == K_And else OR
        op = ' and ' if own == AND else ' or '
        return _wrapped(op.join([_expr(value, own + 1) for value in node.values]), own, level)
    if kind == K_Compare:
        text = _expr(node.left, CMP + 1)
        for op, comparand in zip(node.ops, node.comparators):
            text += _COMPARE[type(op).__name__] + _expr(comparand, CMP + 1)
        return _wrapped(text, CMP, level)
    if kind == K_Tuple:
        if not node.elts:
            return '()'
        return _wrapped(_list(node.elts, TEST) + (',' if len(node.elts) == 1 else ''), TUPLE, level)
    if kind == K_List:
        return f'[{_list(node.elts, TEST)}]'
    if kind == K_Set:
        return '{' + _list(node.elts, TEST) + '}'
    if kind == K_Dict:
        return '{' + ', '.join([_item(key, value) for key, value in zip(node.keys, node.values)]) + '}'
    if kind == K_Slice:
        text = ('' if node.lower is None else _expr(node.lower, TEST)) + ':'
        if node.upper is not None:
            text += _expr(node.upper, TEST)
        if node.step is not None:
            text += ':' + _expr(node.step, TEST)
        return text
    if kind == K_Starred:
        return '*' + _expr(node.value, BOR)
    if kind == K_JoinedStr:
        return _joined(node, False)
    if kind == K_FormattedValue:
        return _formatted(node)
    if kind == K_Lambda:
        args = _arguments(node.args)
        # CPython puts the space by the positional parameters only.
        space = ' ' if node.args.args or node.args.posonlyargs else ''
        return _wrapped(f'lambda{space}{args}: {_expr(node.body, TEST)}', TEST, level)
    if kind == K_IfExp:
        text = f'{_expr(node.body, TEST + 1)} if {_expr(node.test, TEST + 1)} else {_expr(node.orelse, TEST)}'
        return _wrapped(text, TEST, level)
    if kind == K_GeneratorExp:
        return f'({_expr(node.elt, TEST)}{_generators(node.generators)})'
    if kind == K_ListComp:
        return f'[{_expr(node.elt, TEST)}{_generators(node.generators)}]'
    if kind == K_SetComp:
        return '{' + _expr(node.elt, TEST) + _generators(node.generators) + '}'
    if kind == K_DictComp:
        return '{' + f'{_expr(node.key, TEST)}: {_expr(node.value, TEST)}{_generators(node.generators)}' + '}'
    if kind == K_Yield:
        return '(yield)' if node.value is None else f'(yield {_expr(node.value, TEST)})'
    if kind == K_YieldFrom:
        return f'(yield from {_expr(node.value, TEST)})'
    if kind == K_Await:
        return _wrapped(f'await {_expr(node.value, ATOM)}', AWAIT, level)
    if kind == K_NamedExpr:
        return _wrapped(f'{_expr(node.target, ATOM)} := {_expr(node.value, ATOM)}', TUPLE, level)
    raise SystemError('unknown expression kind')


def _constant(value):
    if type(value) is tuple:
        return '(' + ', '.join([_constant(item) for item in value]) + (',' if len(value) == 1 else '') + ')'
    text = repr(value)
    if type(value) is complex or type(value) is float and value in (float('inf'), -float('inf')):
        text = text.replace('inf', _INFINITY)
    return text


def _item(key, value):
    if key is None:
        return '**' + _expr(value, BOR)
    return f'{_expr(key, TEST)}: {_expr(value, TEST)}'


def _call(node):
    func = _expr(node.func, ATOM)
    if len(node.args) == 1 and not node.keywords and node.args[0].node_kind == K_GeneratorExp:
        return func + _expr(node.args[0], TEST)
    parts = [_expr(arg, TEST) for arg in node.args]
    for keyword in node.keywords:
        parts.append(('**' if keyword.arg is None else keyword.arg + '=') + _expr(keyword.value, TEST))
    return f"{func}({', '.join(parts)})"


def _generators(generators):
    text = ''
    for generator in generators:
        text += ' async for ' if generator.is_async else ' for '
        text += f'{_expr(generator.target, TUPLE)} in {_expr(generator.iter, TEST + 1)}'
        for test in generator.ifs:
            text += ' if ' + _expr(test, TEST + 1)
    return text


def _arg(arg):
    return arg.arg if arg.annotation is None else f'{arg.arg}: {_expr(arg.annotation, TEST)}'


def _arguments(args):
    parts = []
    positional = args.posonlyargs + args.args
    for index, arg in enumerate(positional):
        text = _arg(arg)
        default = index - len(positional) + len(args.defaults)
        if default >= 0:
            text += '=' + _expr(args.defaults[default], TEST)
        if index + 1 == len(args.posonlyargs):
            text += ', /'
        parts.append(text)
    if args.vararg is not None or args.kwonlyargs:
        parts.append('*' + ('' if args.vararg is None else _arg(args.vararg)))
    for arg, default in zip(args.kwonlyargs, args.kw_defaults):
        parts.append(_arg(arg) + ('' if default is None else '=' + _expr(default, TEST)))
    if args.kwarg is not None:
        parts.append('**' + _arg(args.kwarg))
    return ', '.join(parts)


def _joined(node, is_format_spec):
    body = ''
    for value in node.values:
        if value.node_kind == K_Constant:
            body += value.value.replace('{', '{{').replace('}', '}}')
        elif value.node_kind == K_JoinedStr:
            body += _joined(value, is_format_spec)
        elif value.node_kind == K_FormattedValue:
            body += _formatted(value)
        else:
            raise SystemError('unknown expression kind inside f-string')
    return body if is_format_spec else 'f' + repr(body)


def _formatted(node):
    # Above TEST, so that the colon of a lambda is not taken for the format specification's.
    text = _expr(node.value, TEST + 1)
    text = ('{ ' if text.startswith('{') else '{') + text
    if node.conversion > 0:
        text += '!' + chr(node.conversion)
    if node.format_spec is not None:
        spec = node.format_spec
        text += ':'
        if spec.node_kind == K_JoinedStr:
            text += _joined(spec, True)
        elif spec.node_kind == K_Constant:
            text += spec.value.replace('{', '{{').replace('}', '}}')
        else:
            text += _formatted(spec)
    return text + '}'
