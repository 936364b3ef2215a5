"""Construction of the frequent nodes from the tokens they span.

Compiled, these skip the generic constructor (argument tuple, boxed positions): 60 ns a node instead of 200.
"""
import cython

if not cython.compiled:
    from .nodes import *


def new_name(id, ctx, start, last):
    n = Name.__new__(Name)
    n.node_kind = K_Name
    n.id = id
    n.ctx = ctx
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_constant(value, kind, start, last):
    n = Constant.__new__(Constant)
    n.node_kind = K_Constant
    n.value = value
    n.kind = kind
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_attribute(value, attr, ctx, start, last):
    n = Attribute.__new__(Attribute)
    n.node_kind = K_Attribute
    n.value = value
    n.attr = attr
    n.ctx = ctx
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_subscript(value, index, ctx, start, last):
    n = Subscript.__new__(Subscript)
    n.node_kind = K_Subscript
    n.value = value
    n.slice = index
    n.ctx = ctx
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_call(func, args, keywords, start, last):
    n = Call.__new__(Call)
    n.node_kind = K_Call
    n.func = func
    n.args = args
    n.keywords = keywords
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_keyword(name, value, start, last):
    n = keyword.__new__(keyword)
    n.node_kind = K_keyword
    n.arg = name
    n.value = value
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_arg(name, annotation, type_comment, start, last):
    n = arg.__new__(arg)
    n.node_kind = K_arg
    n.arg = name
    n.annotation = annotation
    n.type_comment = type_comment
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_binop(left, op, right, start, last):
    n = BinOp.__new__(BinOp)
    n.node_kind = K_BinOp
    n.left = left
    n.op = op
    n.right = right
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_unary(op, operand, start, last):
    n = UnaryOp.__new__(UnaryOp)
    n.node_kind = K_UnaryOp
    n.op = op
    n.operand = operand
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_boolop(op, values, start, last):
    n = BoolOp.__new__(BoolOp)
    n.node_kind = K_BoolOp
    n.op = op
    n.values = values
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_compare(left, ops, comparators, start, last):
    n = Compare.__new__(Compare)
    n.node_kind = K_Compare
    n.left = left
    n.ops = ops
    n.comparators = comparators
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_tuple(elts, ctx, start, last):
    n = Tuple.__new__(Tuple)
    n.node_kind = K_Tuple
    n.elts = elts
    n.ctx = ctx
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_list(elts, ctx, start, last):
    n = List.__new__(List)
    n.node_kind = K_List
    n.elts = elts
    n.ctx = ctx
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_expr(value, start, last):
    n = Expr.__new__(Expr)
    n.node_kind = K_Expr
    n.value = value
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_assign(targets, value, type_comment, start, last):
    n = Assign.__new__(Assign)
    n.node_kind = K_Assign
    n.targets = targets
    n.value = value
    n.type_comment = type_comment
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_return(value, start, last):
    n = Return.__new__(Return)
    n.node_kind = K_Return
    n.value = value
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n


def new_if(test, body, orelse, start, last):
    n = If.__new__(If)
    n.node_kind = K_If
    n.test = test
    n.body = body
    n.orelse = orelse
    n.lineno = start.lineno
    n.col_offset = start.col
    n.end_lineno = last.end_lineno
    n.end_col_offset = last.end_col
    return n
