import cython

from pyrs.compiler.ops cimport JUMP
from pyrs.compiler.peephole cimport optimize
from pyrs.compiler.symtable cimport FUNCTION_BLOCK
from pyrs.compiler.unit cimport Block, CELL, Handler, Instr, PIN, TEMP, Unit, new_instr

# From ops.py.
cdef list CACHE, CONSTANT, HAS_NAME, MAY_RAISE, REGISTERS, WIDE
cdef dict INVERSE

cdef int code_flags(Unit u, int compile_flags)
cpdef object assemble(Unit u, filename, int compile_flags)
@cython.locals(block=Block, instr=Instr, order=dict)
cdef list renumber_names(list blocks, list names)
@cython.locals(block=Block, instr=Instr, place=int, index=int, last=int)
cdef int last_constant(list blocks)
@cython.locals(block=Block, instr=Instr, mask=int)
cdef relocate(list blocks, int nlocals, int pin_base, int tbase)
cdef int _final(int reg, int nlocals, int pin_base, int tbase)
@cython.locals(block=Block, instr=Instr, offset=int)
cdef int layout(list blocks)
@cython.locals(target=Block)
cdef bint reaches(Instr instr, int offset)
@cython.locals(instr=Instr, offset=int)
cdef bint all_reach(Block block)
@cython.locals(block=Block, instr=Instr, target=Block, offset=int, changed=bint)
cdef bint lengthen(list blocks)
cdef Instr _jump_like(Instr instr, Block target, int offset)
@cython.locals(block=Block, instr=Instr, raw='unsigned char *', at=int, shift=int, following=int, cache=int, op=int,
               word='unsigned long long', high='unsigned long long')
cdef bytes encode(list blocks, int size)
@cython.locals(block=Block, instr=Instr, handler=Handler, current=Handler, start=int, end=int, at=int, following=int)
cdef tuple exception_table(list blocks, int pin_base)
cdef tuple _row(int start, int end, Handler handler, int pin_base)
@cython.locals(block=Block, instr=Instr, previous=Instr, line=int, length=int, words=int)
cdef bytes location_table(list blocks, int firstlineno)
cdef int _location(bytearray out, Instr here, int length, int line)
@cython.locals(lineno=int, end_lineno=int, col=int, end_col=int, head=int, delta=int)
cdef int _entry(bytearray out, Instr here, int length, int line)
cdef _unsigned(bytearray out, int value)
cdef _signed(bytearray out, int value)
