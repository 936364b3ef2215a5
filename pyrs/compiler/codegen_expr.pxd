import cython

from pyrs.nodes cimport K_And, K_Attribute, K_Await, K_BinOp, K_BoolOp, K_Call, K_Compare, K_Constant, K_Dict
from pyrs.nodes cimport K_DictComp, K_FormattedValue, K_GeneratorExp, K_IfExp, K_In, K_Invert, K_Is, K_IsNot
from pyrs.nodes cimport K_JoinedStr, K_Lambda, K_List, K_ListComp, K_Load, K_Mod, K_Name, K_NamedExpr, K_Not
from pyrs.nodes cimport K_NotIn, K_Or, K_Set, K_SetComp, K_Slice, K_Starred, K_Store, K_Subscript, K_Tuple, K_UAdd
from pyrs.nodes cimport K_USub, K_UnaryOp, K_Yield, K_YieldFrom
from pyrs.nodes cimport (
    Attribute, Await, BinOp, BoolOp, Call, Compare, Constant, Dict, FormattedValue, IfExp, JoinedStr, Lambda, Name, NamedExpr, Slice,
    Subscript, UnaryOp, Yield, YieldFrom, arguments)
from pyrs.nodes cimport expr as expr_t
from pyrs.compiler.ops cimport (ASYNC_GEN_WRAP, BUILD_LIST, BUILD_MAP, BUILD_SET, BUILD_SLICE, BUILD_STRING, BUILD_TUPLE, CALL,
                                   CALL_COMPREHENSION, CALL_EX, CALL_KW, CALL_METHOD, CALL_METHOD_KW,
                                   CHECK_LOCAL, DELETE_CELL, DELETE_FREE, DELETE_GLOBAL, DELETE_LOCAL,
                                   DELETE_NAME, DICT_MERGE, DICT_UPDATE, END_ASYNC_FOR, FORMAT_SPEC,
                                   FORMAT_VALUE, FOR_ITER, GET_AITER, GET_ANEXT, GET_AWAITABLE, GET_ITER,
                                   GET_YIELD_FROM_ITER, IN, INVERT, IS, IS_NOT, JUMP, JUMP_IF_FALSE,
                                   JUMP_IF_FALSE_OR_POP, JUMP_IF_NONE, JUMP_IF_NOT_NONE, JUMP_IF_TRUE,
                                   JUMP_IF_TRUE_OR_POP, KILL, LIST_APPEND, LIST_EXTEND, LIST_TO_TUPLE,
                                   LOAD_ATTR, LOAD_CELL, LOAD_CLASSDEREF, LOAD_CLOSURE, LOAD_CONST, LOAD_FREE,
                                   LOAD_GLOBAL, LOAD_METHOD, LOAD_NAME, LOAD_SLICE, LOAD_SUBSCR, LOAD_SUBSCR_I,
                                   MAKE_FUNCTION, MAP_ADD, MOVE, NEG, NOP, NOT, NOT_IN, OPEN_ITER, POS, RESUME, RETURN,
                                   RETURN_CONST, SEND, SET_ADD, SET_UPDATE, STORE_CELL, STORE_FREE,
                                   STORE_GLOBAL, STORE_NAME, YIELD, YIELD_FROM)
from pyrs.compiler.fold cimport Folder
from pyrs.compiler.symtable cimport (CELL as SCOPE_CELL, DEF_IMPORT, FREE as SCOPE_FREE, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT,
                                     LOCAL as SCOPE_LOCAL, SymbolTable, mangle)
from pyrs.compiler.unit cimport (ASYNC_COMPREHENSION, ASYNC_FUNCTION, Block, CELL, COMPREHENSION, Frame, Handler, Instr, LAMBDA, MODULE, PIN, TEMP, Unit)

cdef enum:
    PUSH = -1
    ANY = -2
    HOLD = -3

# From ops.py.
cdef dict BINARY, BINARY_I, COMPARE, JUMP_COMPARE, JUMP_COMPARE_I

cdef int MAX_RUN, MAX_ARGUMENTS, CO_FUTURE_ANNOTATIONS, PyCF_ALLOW_TOP_LEVEL_AWAIT

cpdef bint _is_short_int(value)

cdef class ExprCompiler:
    cdef public Unit u
    cdef public object clock, assembling
    cdef SymbolTable table
    cdef Folder folder
    cdef object filename
    cdef int flags, optimize, future_line, levels, warned
    cdef bint interactive

    cdef error(self, message)
    cdef warn(self, message)
    cdef forbid(self, name, int ctx)
    cdef int expr(self, expr_t node, int dest) except? -9
    @cython.locals(name=Name, constant=Constant, kind=int)
    cdef int expr_here(self, expr_t node, int dest) except? -9
    cdef int dest(self, int dest)
    cdef int finish(self, int reg, int dest)
    cdef discard(self, int reg)
    cdef int load_const(self, value, int dest) except? -9
    cdef int scope_of(self, name)
    cdef bint is_local(self, expr_t node)
    cdef int load_name(self, str name, int dest) except? -9
    cdef store_name(self, str name, int reg)
    cdef delete_name(self, str name)
    cdef int local_target(self, expr_t node) except? -9
    cdef int named(self, NamedExpr node, int dest) except? -9
    cdef int binop(self, BinOp node, int dest) except? -9
    cdef int unaryop(self, UnaryOp node, int dest) except? -9
    cdef int inverse(self, int kind)
    cdef int boolop(self, BoolOp node, int dest) except? -9
    cdef value_or_next(self, expr_t node, Block end, int op)
    cdef int ifexp(self, IfExp node, int dest) except? -9
    cdef check_compare(self, Compare node, bint inverted=*)
    cdef bint is_literal(self, expr_t node) except *
    cdef int comparand(self, Compare node, int index) except? -9
    cdef object folded_display(self, expr_t node)
    cdef int compare(self, Compare node, int dest) except? -9
    cdef int middle(self, expr_t node) except? -9
    cdef bint stays(self, expr_t node) except *
    cdef int link(self, expr_t node, int left, int pins) except? -9
    cdef kill_pins(self, int base)
    cdef jump_if(self, expr_t node, Block target, bint cond)
    cdef jump_if_boolop(self, BoolOp node, Block target, bint cond)
    cdef jump_if_compare(self, Compare node, Block target, bint cond, bint inverted=*)
    cdef compare_and_jump(self, Compare node, int index, int left, Block target, bint cond)
    cdef jump_if_chain(self, Compare node, Block target, bint cond)
    cdef at_attribute(self, Attribute node)
    cdef int attribute(self, Attribute node, int dest) except? -9
    cdef object type_name(self, expr_t node)
    cdef check_caller(self, expr_t node)
    cdef check_subscripter(self, expr_t node)
    cdef check_index(self, expr_t node, expr_t index)
    cdef bint is_plain_slice(self, expr_t node)
    cdef int slice_bounds(self, Slice node) except? -9
    cdef int subscript(self, Subscript node, int dest) except? -9
    cdef int slice(self, Slice node, int dest) except? -9
    cdef bint has_star(self, list elts)
    cdef int display(self, list elts, int dest, int build) except? -9
    cdef int collect(self, list elts, int build, int base) except? -9
    cdef int dict_display(self, Dict node, int dest) except? -9
    cdef int joined_str(self, JoinedStr node, int dest) except? -9
    cdef int formatted_value(self, FormattedValue node, int dest) except? -9
    cdef validate_keywords(self, list keywords)
    cdef bint is_simple_call(self, list args, list keywords)
    cdef int call(self, Call node, int dest) except? -9
    cdef bint is_import(self, expr_t node)
    cdef int call_with(self, int base, list args, list keywords, int dest) except? -9
    cdef int call_ex(self, int base, list args, list keywords, int dest) except? -9
    cdef check_debug_args(self, arguments args)
    cdef int default_arguments(self, arguments args) except? -9
    cdef push_cells(self, names, frozenset flat)
    cdef int make_function(self, int base, proto, int flags, int dest) except? -9
    cdef set_arguments(self, arguments args)
    cdef int lambda_(self, Lambda node, int dest) except? -9
    cdef return_none(self)
    cdef bint is_top_level_await(self)
    cdef int comprehension(self, node, int dest) except? -9
    cdef generator(self, node, int index, int result)
    cdef sync_generator(self, node, int index, int result)
    cdef int iterable(self, expr_t node) except? -9
    cdef int iterate(self, expr_t node) except? -9
    cdef bint is_zip(self, expr_t node)
    cdef bint is_call_of(self, expr_t node, str name)
    cdef bint opens(self, expr_t node)
    cdef end_iteration(self, int iterator, int pins, bint two)
    cdef int loop_item(self, expr_t target) except? -9
    cdef for_iter(self, int item, int iterator, Block body)
    @cython.locals(u=Unit, block=Block, instr=Instr, first=Py_ssize_t)
    cdef generator_body(self, node, int index, int result, Block skip, int iterator)
    cdef async_generator(self, node, int index, int result)
    cdef tuple async_next(self, int iterator)
    cdef end_async_for(self, Handler ended)
    cdef int yield_value(self, int source, int dest) except? -9
    cdef int yield_(self, Yield node, int dest) except? -9
    cdef int delegate(self, int iterator, int pins, int dest) except? -9
    cdef int yield_from(self, YieldFrom node, int dest) except? -9
    cdef int await_(self, Await node, int dest) except? -9
    cdef int await_value(self, int source, int where, int dest) except? -9
    cdef int annotation(self, expr_t node, int dest) except? -9
