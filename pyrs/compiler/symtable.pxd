import cython

from pyrs.nodes cimport K_AnnAssign, K_Assert, K_Assign, K_AsyncFor, K_AsyncFunctionDef, K_AsyncWith, K_Attribute
from pyrs.nodes cimport K_AugAssign, K_Await, K_BinOp, K_BoolOp, K_Call, K_ClassDef, K_Compare, K_Constant, K_Del
from pyrs.nodes cimport K_Delete, K_Dict, K_DictComp, K_Expr, K_Expression, K_For, K_FormattedValue, K_FunctionDef
from pyrs.nodes cimport K_GeneratorExp, K_Global, K_If, K_IfExp, K_Import, K_ImportFrom, K_Interactive
from pyrs.nodes cimport K_JoinedStr, K_Lambda, K_List, K_ListComp, K_Load, K_Match, K_MatchAs, K_MatchClass
from pyrs.nodes cimport K_MatchMapping, K_MatchOr, K_MatchSequence, K_MatchStar, K_MatchValue, K_Module, K_Name
from pyrs.nodes cimport K_NamedExpr, K_Nonlocal, K_Raise, K_Return, K_Set, K_SetComp, K_Slice, K_Starred
from pyrs.nodes cimport K_Subscript, K_Try, K_TryStar, K_Tuple, K_UnaryOp, K_While, K_With, K_Yield, K_YieldFrom
from pyrs.nodes cimport (
    Attribute, BinOp, Call, Compare, Dict, FormattedValue, IfExp, Lambda, Name, Slice, Starred, Subscript, UnaryOp)
from pyrs.nodes cimport keyword as keyword_t
from pyrs.nodes cimport expr as expr_t, stmt as stmt_t

cdef enum:
    DEF_GLOBAL = 1
    DEF_LOCAL = 2
    DEF_PARAM = 4
    DEF_NONLOCAL = 8
    USE = 16
    DEF_FREE = 32
    DEF_FREE_CLASS = 64
    DEF_IMPORT = 128
    DEF_ANNOT = 256
    DEF_COMP_ITER = 512
    DEF_BOUND = 134
    SCOPE_OFFSET = 11
    SCOPE_MASK = 15

cdef enum:
    LOCAL = 1
    GLOBAL_EXPLICIT = 2
    GLOBAL_IMPLICIT = 3
    FREE = 4
    CELL = 5

cdef enum:
    FUNCTION_BLOCK = 0
    CLASS_BLOCK = 1
    MODULE_BLOCK = 2
    ANNOTATION_BLOCK = 3

cpdef str mangle(private, str name)

cdef class Scope:
    cdef readonly str name
    cdef readonly int block
    cdef readonly dict symbols
    cdef readonly list varnames, children, directives
    cdef public bint nested, free, child_free, generator, coroutine, varargs, varkeywords, returns_value
    cdef public bint needs_class_closure, comp_iter_target
    cdef public int comprehension, comp_iter_expr, lineno, col_offset, end_lineno, end_col_offset
    cdef public set walrus
    cdef readonly set deleted, steady, uncelled

    cpdef int scope_of(self, name)

cdef class SymbolTable:
    cdef readonly object filename
    cdef readonly Scope top, current
    # id(node) -> Scope
    cdef readonly dict blocks
    cdef dict global_symbols
    cdef list stack
    cdef object private
    cdef bint annotations_are_strings
    # What is left of the nesting allowance.
    cdef int levels

    cdef error(self, message, node)
    cdef Scope enter(self, str name, int block, node)
    cdef leave(self)
    cdef define(self, str name, int flag, node)
    cdef define_in(self, Scope scope, str name, int flag, node)
    cdef int lookup(self, Scope scope, str name)
    cdef body(self, list stmts)
    cdef stmt(self, stmt_t node)
    cdef function(self, node, bint is_async)
    cdef class_(self, node)
    cdef annotated(self, node)
    cdef directive(self, node, word, int flag)
    cdef alias(self, node)
    cdef defaults(self, args)
    cdef arguments(self, args)
    cdef annotation(self, node)
    cdef annotations(self, node, args, returns)
    cdef visit_all(self, list items)
    @cython.locals(name_=Name, attribute=Attribute, call=Call, binop=BinOp, subscript=Subscript, compare=Compare,
                   unaryop=UnaryOp, ifexp=IfExp, formatted=FormattedValue, dict_=Dict, lambda_=Lambda, slice_=Slice,
                   starred=Starred, name=str, kind=int, keyword=keyword_t)
    cdef visit(self, expr_t node)
    cdef not_in_annotation(self, what, node)
    cdef named(self, node)
    cdef extend_named(self, target)
    cdef comprehension(self, node, name, elt, value)
    cdef pattern(self, node)

cdef class Analysis:
    cdef object filename

    cdef directive_error(self, message, Scope scope, name)
    cdef block(self, Scope scope, set bound, set free, set globals_)
    @cython.locals(child=Scope)
    cdef bint only_read_while_waiting(self, Scope scope, name) except -1
    cdef int name(self, Scope scope, name, int flags, set bound, set local, set free, set globals_) except -1
