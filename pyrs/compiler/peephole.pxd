import cython

from pyrs.compiler.ops cimport CHECK_LOCAL, DELETE_LOCAL, FOR_ITER, JUMP, NOP, RERAISE
from pyrs.compiler.symtable cimport LOCAL as SCOPE_LOCAL
from pyrs.compiler.unit cimport Block, CELL, Handler, Instr, Unit, new_instr

# From ops.py.
cdef list MAY_RAISE, TERMINAL, WRITES
cdef dict INVERSE

cdef int MAX_THREAD, MAX_EXIT, MAX_BRANCH_EXIT
cdef object ONE

@cython.locals(block=Block, index=int)
cdef link(list blocks)
@cython.locals(first=Instr)
cdef Block destination(Block block, list blocks, int lineno)
@cython.locals(block=Block, instr=Instr)
cdef thread_jumps(list blocks)
@cython.locals(block=Block, instr=Instr, handler=Handler, target=Block, following=Block, falls=bint, stack=list, position=Py_ssize_t)
cdef list drop_unreachable(list blocks)
@cython.locals(block=Block)
cdef bint falls_to(list blocks, Py_ssize_t index, Block target)
@cython.locals(block=Block, instrs=list, test=Instr, last=Instr, index=int)
cdef simplify_jumps(list blocks)
@cython.locals(block=Block, instr=Instr, handler=Handler, target=Block, falls=bint, op=int)
cdef check_locals(Unit u, list blocks)
cdef _meet(Block block, state, list work)
@cython.locals(instr=Instr, op=int, first=int, lines=list)
cdef _remove_checks(Block block)
@cython.locals(block=Block, instr=Instr, following=Instr, instrs=list, kept=list, lineno=int, count=Py_ssize_t, position=Py_ssize_t,
               index=Py_ssize_t)
cdef drop_nops(list blocks)
@cython.locals(instrs=list, instr=Instr)
cdef bint _is_exit(Block block, int limit)
@cython.locals(copy=Instr)
cdef Instr _copy(Instr instr)
@cython.locals(block=Block, instr=Instr, full=list, index=Py_ssize_t)
cdef list drop_empty(list blocks)
@cython.locals(block=Block, jump=Instr, copies=list, item=Instr, changed=bint)
cdef inline_exits(list blocks)
@cython.locals(block=Block, instr=Instr, target=Block, own=Block, item=Instr, sources=list)
cdef list copy_exits(list blocks)
@cython.locals(block=Block, instr=Instr, falls=bint)
cdef list _count_sources(list blocks)
@cython.locals(block=Block, instr=Instr, previous=Instr, target=Block, following=Block)
cdef propagate_lines(list blocks)
cdef _inherit_line(Instr instr, Block block)
cdef _copy_line(Instr source, Instr instr)
cpdef list optimize(Unit u)
