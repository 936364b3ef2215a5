from pyrs.nodes cimport K_AnnAssign, K_Assert, K_Assign, K_AsyncFor, K_AsyncFunctionDef, K_AsyncWith, K_Attribute
from pyrs.nodes cimport K_AugAssign, K_BoolOp, K_Break, K_ClassDef, K_Constant, K_Continue, K_Del, K_Delete, K_Expr
from pyrs.nodes cimport K_Expression, K_For, K_GeneratorExp, K_FunctionDef, K_Global, K_If, K_Import, K_ImportFrom, K_Interactive
from pyrs.nodes cimport K_List, K_Match, K_Module, K_Name, K_Nonlocal, K_Pass, K_Raise, K_Return, K_Slice
from pyrs.nodes cimport K_Starred, K_Store, K_Subscript, K_Try, K_TryStar, K_Tuple, K_While, K_With
from pyrs.nodes cimport (
    AnnAssign, Assert, Assign, AsyncFor, Attribute, AugAssign, ClassDef, For, If, Import, ImportFrom, Raise, Return,
    Subscript, While, arguments, excepthandler)
from pyrs.nodes cimport expr as expr_t, stmt as stmt_t
from pyrs.compiler.ops cimport (ASYNC_WITH_SETUP, BUILD_LIST, BUILD_TUPLE, CALL, CALL_METHOD, COPY_FREE, DELETE_ATTR, DELETE_SUBSCR, EXCHANGE,
                                   GET_AITER, IMPORT_FROM, IMPORT_NAME, IMPORT_STAR, JUMP, JUMP_IF_FALSE,
                                   JUMP_IF_NONE, JUMP_IF_NOT_NONE, JUMP_IF_TRUE, KILL, LIST_APPEND,
                                   LOAD_ASSERTION_ERROR, LOAD_ATTR, LOAD_BUILD_CLASS, LOAD_CONST, LOAD_NAME,
                                   LOAD_SUBSCR, LOAD_SUBSCR_I, MAKE_CELL, MATCH_EXC, MATCH_EXC_GROUP, MOVE, NOP,
                                   POP_EXC, PREP_RERAISE_STAR, PRINT_EXPR, PUSH_EXC, RAISE, RERAISE, RESUME,
                                   RETURN, RETURN_CONST, SETUP_ANNOTATIONS, STORE_ATTR, STORE_SLICE,
                                   STORE_SUBSCR, UNPACK_EX, UNPACK_SEQUENCE, WITH_EXCEPT_START, WITH_SETUP)
from pyrs.compiler.assemble cimport assemble
from pyrs.compiler.codegen_expr cimport ANY, HOLD, PUSH, _is_short_int
from pyrs.compiler.codegen_pattern cimport PatternCompiler
from pyrs.compiler.fold cimport Folder
from pyrs.compiler.symtable cimport GLOBAL_EXPLICIT, LOCAL as SCOPE_LOCAL, SymbolTable, mangle
from pyrs.compiler.unit cimport (
    ASYNC_FUNCTION, ASYNC_WITH, Block, CELL, CLASS, COMPREHENSION, EXCEPTION_GROUP_HANDLER, EXCEPTION_HANDLER, FINALLY_END, FINALLY_TRY,
    FOR_LOOP, FUNCTION, Frame, HANDLER_CLEANUP, Handler, LAMBDA, MAX_NESTED_BLOCKS, MODULE, NO_REGISTER, PIN, POP_VALUE, TEMP,
    TRY_EXCEPT, Unit, WHILE_LOOP, WITH)

# From ops.py.
cdef dict INPLACE, INPLACE_I

cdef int CO_FUTURE_ANNOTATIONS, MAX_DECORATORS

cdef object docstring(list body)
cdef bint has_annotation(list body)

cdef class Codegen(PatternCompiler):
    cpdef Unit enter(self, node, int kind, name, int firstlineno)
    cdef qualname(self, Unit u, Unit parent)
    cpdef object leave(self)
    cpdef object module(self, tree)
    cdef module_body(self, list body)
    cpdef body(self, list stmts)
    cdef stmt(self, stmt_t node)
    cdef expr_stmt(self, expr_t value)
    cdef assign_stmt(self, Assign node)
    cpdef assign(self, expr_t target, expr_t value)
    cdef bint stores_backwards(self, list targets) except -1
    cdef assign_locals(self, list targets, list regs, expr_t node)
    cpdef store(self, expr_t target, int reg)
    cdef store_keeping(self, expr_t target, int reg)
    cdef unpack(self, list elts, int reg)
    cdef delete(self, expr_t target)
    cdef inplace(self, AugAssign node, int reg, int left)
    cdef augassign(self, AugAssign node)
    cdef evaluate(self, expr_t node)
    cdef annassign(self, AnnAssign node)
    cdef evaluate_slice(self, expr_t node)
    cdef decorators(self, list decorator_list)
    cdef int apply_decorators(self, list decorator_list, int base, int reg) except? -9
    cdef function(self, node, bint is_async)
    cdef bint annotations(self, arguments args, expr_t returns) except *
    cdef arg_annotation(self, name, expr_t node)
    cdef class_(self, ClassDef node)
    cdef if_(self, If node)
    cdef push_frame(self, int kind, Block block, Block exit, datum, int reg)
    cdef while_(self, While node)
    cdef for_(self, For node)
    cdef check_async(self, what)
    cdef async_for(self, AsyncFor node)
    cdef return_(self, Return node)
    cdef Frame unwind(self, bint to_loop, int value=*)
    cdef unwind_frame(self, Frame frame)
    cdef forget(self, name)
    cdef break_(self)
    cdef continue_(self)
    cdef raise_(self, Raise node)
    cdef assert_(self, Assert node)
    cdef Handler begin_handler(self, Block block, int height)
    cdef end_handler(self, Handler cleanup, int height, Handler outer)
    cdef pop_exc(self, int height)
    cdef try_finally(self, node)
    cdef try_except(self, node)
    cdef try_star_except(self, node)
    cdef exit_with_nones(self, int pair, bint is_async)
    cdef with_(self, node, int index)
    cdef async_with(self, node, int index)
    cdef with_item(self, node, int index, bint is_async)
    cdef import_name(self, module, level, names, int reg)
    cdef import_(self, Import node)
    cdef import_from(self, ImportFrom node)
