from pyrs.compiler.unit cimport Block, CELL, Handler, Instr, Unit

# Opcode numbers and tables, from ops.py.
cdef int CHECK_LOCAL, DELETE_LOCAL, FOR_ITER, JUMP
cdef bytes MAY_RAISE, TERMINAL, WRITES
cdef dict INVERSE

cdef int MAX_THREAD

cdef link(list blocks)
cdef Block destination(Block block, list blocks)
cdef thread_jumps(list blocks)
cdef list drop_unreachable(list blocks)
cdef bint falls_to(list blocks, Py_ssize_t index, Block target)
cdef simplify_jumps(list blocks)
cdef check_locals(Unit u, list blocks)
cdef _meet(Block block, state, list work)
cdef _remove_checks(Block block)
cdef propagate_lines(list blocks)
cdef _inherit_line(Instr instr, Block block)
cdef _copy_line(Instr source, Instr instr)
cpdef list optimize(Unit u)
