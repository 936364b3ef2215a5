from pyrs.compiler.peephole cimport optimize
from pyrs.compiler.symtable cimport FUNCTION_BLOCK
from pyrs.compiler.unit cimport Block, CELL, Handler, Instr, PIN, TEMP, Unit

# Opcode numbers and tables, from ops.py.
cdef int JUMP
cdef bytes CACHE, MAY_RAISE, REGISTERS, WIDE
cdef dict INVERSE

cdef int code_flags(Unit u, int compile_flags)
cpdef object assemble(Unit u, filename, int compile_flags)
cdef relocate(list blocks, int nlocals, int pin_base, int tbase)
cdef int _final(int reg, int nlocals, int pin_base, int tbase)
cdef int layout(list blocks)
cdef bint lengthen(list blocks)
cdef Instr _jump_like(Instr instr, Block target, int offset)
cdef bytes encode(list blocks, int size)
cdef tuple exception_table(list blocks, int pin_base)
cdef tuple _row(int start, int end, Handler handler, int pin_base)
cdef bytes location_table(list blocks, int firstlineno)
cdef int _location(bytearray out, Instr here, int length, int line)
cdef int _entry(bytearray out, Instr here, int length, int line)
cdef _unsigned(bytearray out, int value)
cdef _signed(bytearray out, int value)
