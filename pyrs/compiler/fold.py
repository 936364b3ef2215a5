"""Constant folding, as CPython's AST optimizer does it, but without touching the tree: `Folder.value(node)` answers what
constant an expression is. The limits keep `'x' * 10**9` and the like for run time."""
import _operator as operator

import cython

from pyrs.compiler.errors import identity

if not cython.compiled:
    from pyrs.nodes import (Constant, FormattedValue, JoinedStr, K_Constant, K_Name, K_UnaryOp, K_BinOp, K_Tuple, K_Subscript, K_Load)

MAX_INT_BITS = 128
MAX_COLLECTION = 256
MAX_TEXT = 4096
MAX_ITEMS = 1024


NOT_CONST = object()


def _complexity(value, limit):
    """`limit` less the number of items in nested tuples and frozensets; negative when there are too many."""
    if isinstance(value, (tuple, frozenset)):
        limit -= len(value)
        for item in value:
            if limit < 0:
                break
            limit = _complexity(item, limit)
    return limit


def _multiply(left, right):
    if isinstance(left, int) and isinstance(right, int):
        if left and right and left.bit_length() + right.bit_length() > MAX_INT_BITS:
            return NOT_CONST
    elif isinstance(left, int) and isinstance(right, (tuple, frozenset, str, bytes)):
        size = len(right)
        collection = isinstance(right, (tuple, frozenset))
        if size and not 0 <= left <= (MAX_COLLECTION if collection else MAX_TEXT) // size:
            return NOT_CONST
        if collection and size and left and _complexity(right, MAX_ITEMS // left) < 0:
            return NOT_CONST
    elif isinstance(right, int) and isinstance(left, (tuple, frozenset, str, bytes)):
        return _multiply(right, left)
    return operator.mul(left, right)       # not `*`: Cython 3.3.1 inlines float * int, of any two objects, and loses the sign of zero


def _power(left, right):
    if isinstance(left, int) and isinstance(right, int) and right > 0 and left.bit_length() > MAX_INT_BITS // right:
        return NOT_CONST
    return operator.pow(left, right)


def _shift(left, right):
    if isinstance(left, int) and isinstance(right, int) and left and right:
        if not 0 <= right <= MAX_INT_BITS or left.bit_length() > MAX_INT_BITS - right:
            return NOT_CONST
    return operator.lshift(left, right)


def _modulo(left, right):
    if isinstance(left, (str, bytes)):
        return NOT_CONST
    return operator.mod(left, right)


_BINARY = {
    'Add': operator.add, 'Sub': operator.sub, 'Mult': _multiply, 'Div': operator.truediv, 'FloorDiv': operator.floordiv,
    'Mod': _modulo, 'Pow': _power, 'LShift': _shift, 'RShift': operator.rshift, 'BitAnd': operator.and_,
    'BitOr': operator.or_, 'BitXor': operator.xor,
}
_UNARY = {'Invert': operator.invert, 'Not': operator.not_, 'UAdd': operator.pos, 'USub': operator.neg}


def _digits(text, at):
    """The end of the at most three digits at `at`: width and precision are as long as CPython takes them."""
    end = at
    while end < len(text) and end - at < 3 and text[end] in '0123456789':
        end += 1
    return end


def conversion_at(text, at):
    """Split the printf-style conversion at text[at], a '%': (end, flags, width, precision or None, letter).

    None if an f-string cannot do it. Flags but '-' mean nothing for the letters it can do: s, r, a and '%'.
    """
    flags_at = at + 1
    width_at = flags_at
    if text[width_at:width_at + 1] == '%':
        return width_at + 1, '', '', None, '%'
    while width_at < len(text) and text[width_at] in '-+ #0':
        width_at += 1
    end = _digits(text, width_at)
    width = text[width_at:end]
    precision = None
    if text[end:end + 1] == '.':
        start = end + 1
        end = _digits(text, start)
        precision = text[start:end]
    letter = text[end:end + 1]
    if letter not in ('s', 'r', 'a'):
        return None
    return end + 1, text[flags_at:width_at], width, precision, letter


class Folder:
    """Answers for one module; optimize is the level that decides `__debug__`."""

    def __init__(self, optimize):
        self.debug = not optimize
        self.known = {}
        self.formats = {}

    def value(self, node):
        """The constant that `node` evaluates to, or NOT_CONST."""
        kind = node.node_kind
        if kind == K_Constant:
            constant = node
            return constant.value
        if kind == K_Name:
            name = node
            if name.id == '__debug__' and name.ctx.node_kind == K_Load:
                return self.debug
            return NOT_CONST
        if kind != K_BinOp and kind != K_UnaryOp and kind != K_Tuple and kind != K_Subscript:
            return NOT_CONST
        key = identity(node)
        known = self.known
        if key in known:
            return known[key]
        value = NOT_CONST
        if kind == K_BinOp:
            value = self.binary(node)
        elif kind == K_UnaryOp:
            value = self.unary(node)
        elif node.ctx.node_kind == K_Load:
            if kind == K_Tuple:
                value = self.items(node.elts)
            else:
                value = self.subscript(node)
        known[key] = value
        return value

    def items(self, elts):
        """The tuple of the values of `elts`, or NOT_CONST."""
        values = []
        for elt in elts:
            value = self.value(elt)
            if value is NOT_CONST:
                return value
            values.append(value)
        return tuple(values)

    def binary(self, node):
        right = self.value(node.right)
        if right is NOT_CONST:
            return right
        left = self.value(node.left)
        if left is NOT_CONST:
            return left
        function = _BINARY.get(type(node.op).__name__)
        if function is None:
            return NOT_CONST
        try:
            return function(left, right)
        except (ArithmeticError, TypeError, ValueError, MemoryError):
            return NOT_CONST

    def unary(self, node):
        value = self.value(node.operand)
        if value is NOT_CONST:
            return value
        try:
            return _UNARY[type(node.op).__name__](value)
        except (ArithmeticError, TypeError, ValueError):
            return NOT_CONST

    def subscript(self, node):
        index = self.value(node.slice)
        if index is NOT_CONST:
            return index
        value = self.value(node.value)
        if value is NOT_CONST:
            return value
        try:
            return value[index]
        except (ArithmeticError, TypeError, LookupError, ValueError):
            return NOT_CONST

    def format_pieces(self, node):
        """The JoinedStr that `'...' % (...)` is equal to, where the operands show that, else None."""
        left = node.left
        if type(node.right).__name__ != 'Tuple' or type(left) is not Constant or type(left.value) is not str \
                or self.value(node.right) is not NOT_CONST:
            return None
        key = identity(node)
        if key not in self.formats:
            self.formats[key] = self.joined(node, left.value, node.right.elts)
        return self.formats[key]

    def joined(self, node, text, args):
        for arg in args:
            if type(arg).__name__ == 'Starred':
                return None
        place = (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
        values = []
        literal = ''
        used = 0
        at = 0
        while at < len(text):
            percent = text.find('%', at)
            if percent < 0:
                percent = len(text)
            literal += text[at:percent]
            at = percent
            if at == len(text):
                break
            parts = conversion_at(text, at)
            if parts is None:
                return None
            at, flags, width, precision, conversion = parts
            if conversion == '%':
                literal += '%'
                continue
            if used >= len(args):
                return None
            arg = args[used]
            used += 1
            if literal:
                values.append(Constant(literal, None, *place))
                literal = ''
            spec = ''
            if width:
                spec = width if '-' in flags else '>' + width
            if precision is not None:
                spec += f'.{int(precision or 0)}'
            here = (arg.lineno, arg.col_offset, arg.end_lineno, arg.end_col_offset)
            spec = Constant(spec, None, *here) if spec else None
            values.append(FormattedValue(arg, ord(conversion), spec, *here))
        if used < len(args):
            return None
        if literal:
            values.append(Constant(literal, None, *place))
        return JoinedStr(values, *place)
