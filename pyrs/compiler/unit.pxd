import cython
from pyrs.nodes cimport Located
from pyrs.compiler.ops cimport CHECK_LOCAL, JUMP
from pyrs.compiler.symtable cimport CELL as SCOPE_CELL, DEF_FREE_CLASS, FREE as SCOPE_FREE, FUNCTION_BLOCK, Scope

cdef enum:
    CELL = 1048576
    PIN = 2097152
    TEMP = 4194304
    NO_REGISTER = 65535

cdef enum:
    MODULE = 0
    CLASS = 1
    FUNCTION = 2
    ASYNC_FUNCTION = 3
    LAMBDA = 4
    COMPREHENSION = 5

cdef enum:
    MAX_NESTED_BLOCKS = 20

cdef enum:
    WHILE_LOOP = 0
    FOR_LOOP = 1
    TRY_EXCEPT = 2
    FINALLY_TRY = 3
    FINALLY_END = 4
    WITH = 5
    ASYNC_WITH = 6
    HANDLER_CLEANUP = 7
    POP_VALUE = 8
    EXCEPTION_HANDLER = 9
    EXCEPTION_GROUP_HANDLER = 10
    ASYNC_COMPREHENSION = 11

cdef class Handler:
    cdef public Block block
    cdef public int first_dead, exc

cdef class Instr:
    cdef public long long w
    cdef public int op, a, b, c, lineno, end_lineno, col, end_col
    cdef public Block target
    cdef public Handler handler
    cdef public list lines

@cython.locals(instr=Instr)
cdef Instr new_instr(int op, int a, int b, int c)

cdef class Block:
    cdef public list instrs
    cdef public int index, offset
    cdef public bint reachable, pending
    # An int of any size: one bit for each local.
    cdef public object state

cdef class Frame:
    cdef public int kind, reg
    cdef public Block block, exit
    cdef public object datum
    cdef public Handler handler

cdef class Unit:
    cdef public Scope scope
    cdef public Unit parent
    cdef public int kind, firstlineno, argcount, posonlyargcount, kwonlyargcount, nparams
    cdef public int ntemps, npins, max_temps, max_pins, lineno, end_lineno, col, end_col
    cdef public object name, private, qualname
    cdef public bint is_function, has_checks, has_handlers
    cdef public dict varnames, names, const_index, cellvars, freevars
    cdef public list consts, blocks, frames
    cdef public set walrus
    cdef public frozenset bound, flat
    cdef public Block current
    cdef public Handler handler

    cdef int push(self)
    cdef int reserve(self, int count)
    cdef int pin(self, int count=*)
    cdef int local(self, name)
    cdef int name_index(self, name)
    cdef int const(self, value) except -1
    @cython.locals(instr=Instr)
    cdef Instr emit(self, int op, int a, int b, int c)
    @cython.locals(instr=Instr)
    cdef Instr jump(self, int op, int a, int b, Block target)
    @cython.locals(instr=Instr)
    cdef jump_noline(self, Block target)
    cdef use(self, Block block)
    cdef at(self, Located node)
    cdef tuple location(self)
    cdef back_to(self, tuple location)
    cdef pass_line(self, Located node)
    @cython.locals(last=Instr, instrs=list)
    cdef pass_behind(self, Located node, Located value)
    cdef nowhere(self)
