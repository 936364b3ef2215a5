"""One code object while it is compiled: its names, constants, registers, and instructions in basic blocks.

Registers are numbered provisionally, because how many locals, cells and pinned registers there are is known only at
the end: locals from 0, cells from CELL, pinned from PIN, temporaries from TEMP. `assemble` gives the final numbers.
Temporaries and pinned registers are allocated as stacks; `ntemps` and `npins` are their heights.
"""
import sys

import cython

from pyrs.compiler.errors import identity

if not cython.compiled:
    from pyrs.compiler.ops import CHECK_LOCAL, JUMP
    from pyrs.compiler.symtable import (CELL as SCOPE_CELL, DEF_FREE_CLASS, FREE as SCOPE_FREE, FUNCTION_BLOCK)
    CELL = 1 << 20
    PIN = 1 << 21
    TEMP = 1 << 22
    # The operand of MAKE_CELL that stands for "no register".
    NO_REGISTER = 0xFFFF

    # Kinds of units.
    MODULE = 0
    CLASS = 1
    FUNCTION = 2
    ASYNC_FUNCTION = 3
    LAMBDA = 4
    COMPREHENSION = 5

    MAX_NESTED_BLOCKS = 20

    # What a statement that leaves a block early has to undo (Frame.kind).
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


class Handler:
    """An exception-table row in the making: where to go, what is dead there, where the exception is put."""

    __slots__ = ('block', 'first_dead', 'exc')

    def __init__(self, block, first_dead, exc):
        self.block = block
        self.first_dead = first_dead
        self.exc = exc


class Instr:
    """`b` is the 32-bit operand of wide instructions, `w` the value of cache word 0, lineno -1 means no location.

    `lines`: None, or the lines of locals that it takes as operands, for tracing: CPython has loaded each by an instruction of its own. A negative
    one comes behind it: of a jump if it jumps, before the line of its target.

    Made by new_instr and Unit.emit, not by the constructor: there are millions of them.
    """

    __slots__ = ('op', 'a', 'b', 'c', 'w', 'target', 'handler', 'lines', 'lineno', 'end_lineno', 'col', 'end_col')


def new_instr(op, a, b, c):
    """An Instr without target, handler and location."""
    instr = Instr.__new__(Instr)
    instr.op = op
    instr.a = a
    instr.b = b
    instr.c = c
    instr.w = 0
    instr.target = None
    instr.handler = None
    instr.lines = None
    instr.lineno = -1
    instr.end_lineno = -1
    instr.col = -1
    instr.end_col = -1
    return instr


class Block:
    """A basic block; control falls through to the block that follows it in Unit.blocks."""

    __slots__ = ('instrs', 'index', 'reachable', 'state', 'offset', 'pending')

    def __init__(self):
        self.instrs = []
        self.index = -1
        self.reachable = False
        # Bit mask of the locals that are assigned at the start, on every path; -1: no path seen yet.
        self.state = -1
        self.offset = 0
        self.pending = False


class Frame:
    """A block statement that is being compiled (CPython's `fblock`)."""

    __slots__ = ('kind', 'block', 'exit', 'datum', 'reg', 'handler')

    def __init__(self, kind, block, exit, datum, reg, handler):
        self.kind = kind
        self.block = block
        self.exit = exit
        self.datum = datum
        # The block's first pinned register.
        self.reg = reg
        # The handler that is in force outside the block.
        self.handler = handler


def const_key(value):
    """A hashable that is equal for constants that may share a slot: same type, same value, same sign of zero."""
    kind = type(value)
    if kind is str:
        return value
    if kind is float:
        if value != value:
            return (kind, identity(value))
        return (kind, value, str(value)) if value == 0.0 else (kind, value)
    if kind is complex:
        if value != value:
            return (kind, identity(value))
        return (kind, value, str(value.real), str(value.imag))
    if kind is tuple:
        return (kind, tuple([const_key(item) for item in value]))
    if kind is frozenset:
        return (kind, frozenset([const_key(item) for item in value]))
    if kind is int or kind is bool or kind is bytes or value is None or value is Ellipsis:
        return (kind, value)
    return (kind, identity(value))


_NAME_CHARACTERS = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_')


def interned(value):
    """`value` with the strings interned that CPython interns in constants: those that look like names."""
    kind = type(value)
    if kind is str:
        return sys.intern(value) if _NAME_CHARACTERS.issuperset(value) else value
    if kind is tuple and value:
        return tuple([interned(item) for item in value])
    return value


class Unit:
    def __init__(self, scope, kind, name, private, parent, firstlineno):
        self.scope = scope
        self.kind = kind
        self.name = name
        self.private = private
        self.parent = parent
        self.firstlineno = firstlineno
        self.qualname = name
        own = self.scope        # with its type
        self.is_function = own.block == FUNCTION_BLOCK
        self.argcount = 0
        self.posonlyargcount = 0
        self.kwonlyargcount = 0
        self.varnames = {}
        for varname in own.varnames:
            self.varnames[varname] = len(self.varnames)
        self.nparams = len(self.varnames)
        self.names = {}
        self.consts = []
        self.const_index = {}
        self.walrus = own.walrus
        # In the order of co_cellvars: parameters first, the others by name.
        cells = sorted([symbol for symbol in own.symbols if symbol in own.uncelled or own.scope_of(symbol) == SCOPE_CELL])
        if own.needs_class_closure:
            cells = ['__class__']
        self.cellvars = {}
        for symbol in own.varnames:
            if symbol in cells and symbol not in self.cellvars:
                self.cellvars[symbol] = len(self.cellvars)
        for symbol in cells:
            if symbol not in self.cellvars:
                self.cellvars[symbol] = len(self.cellvars)
        self.freevars = {}
        for symbol in sorted(own.symbols):
            flags = own.symbols[symbol]
            if own.scope_of(symbol) == SCOPE_FREE or flags & DEF_FREE_CLASS:
                self.freevars[symbol] = len(self.freevars)
        # Steady cell variables (Scope.steady) that have been bound on every way to here; free variables whose values, not cells, are in registers.
        self.bound = frozenset(own.uncelled)
        self.flat = frozenset()
        self.ntemps = 0
        self.npins = 0
        self.max_temps = 0
        self.max_pins = 0
        self.blocks = [Block()]
        self.current = self.blocks[0]
        self.handler = None
        self.frames = []
        # Some local may be read before it is written: the pass over CHECK_LOCAL has work to do.
        self.has_checks = False
        self.has_handlers = False
        self.lineno = self.end_lineno = firstlineno
        self.col = self.end_col = 0

    # ---- registers

    def push(self):
        """Allocate the next temporary."""
        reg = TEMP + self.ntemps
        self.ntemps += 1
        if self.ntemps > self.max_temps:
            self.max_temps = self.ntemps
        return reg

    def reserve(self, count):
        """Allocate `count` consecutive temporaries; the first of them."""
        reg = TEMP + self.ntemps
        self.ntemps += count
        if self.ntemps > self.max_temps:
            self.max_temps = self.ntemps
        return reg

    def pin(self, count=1):
        """Allocate `count` consecutive pinned registers; the first of them."""
        reg = PIN + self.npins
        self.npins += count
        if self.npins > self.max_pins:
            self.max_pins = self.npins
        return reg

    def local(self, name):
        """The register of a local variable."""
        reg = self.varnames.get(name)
        if reg is None:
            reg = self.varnames[name] = len(self.varnames)
        return reg

    # ---- tables

    def name_index(self, name):
        index = self.names.get(name)
        if index is None:
            index = self.names[name] = len(self.names)
        return index

    def const(self, value):
        key = const_key(value)
        index = self.const_index.get(key)
        if index is None:
            index = self.const_index[key] = len(self.consts)
            self.consts.append(interned(value))
        return index

    # ---- instructions

    def emit(self, op, a, b, c):
        """Append an instruction at the current location, under the current handler."""
        instr = Instr.__new__(Instr)
        instr.op = op
        instr.a = a
        instr.b = b
        instr.c = c
        instr.w = 0
        instr.target = None
        instr.handler = self.handler
        instr.lines = None
        instr.lineno = self.lineno
        instr.end_lineno = self.end_lineno
        instr.col = self.col
        instr.end_col = self.end_col
        self.current.instrs.append(instr)
        return instr

    def jump(self, op, a, b, target):
        instr = self.emit(op, a, b, 0)
        instr.target = target
        return instr

    def jump_noline(self, target):
        instr = self.emit(JUMP, 0, 0, 0)
        instr.lineno = -1
        instr.target = target
        return instr

    def use(self, block):
        """Continue in `block`, which follows the current one."""
        self.blocks.append(block)
        self.current = block

    # ---- locations

    def at(self, node):
        self.lineno = node.lineno
        self.end_lineno = node.end_lineno
        self.col = node.col_offset
        self.end_col = node.end_col_offset

    def location(self):
        """Where it is now, for `back_to`."""
        return self.lineno, self.end_lineno, self.col, self.end_col

    def back_to(self, location):
        self.lineno, self.end_lineno, self.col, self.end_col = location

    def pass_line(self, node):
        """Let tracing report the line of `node`, at which CPython has an instruction and this code has none."""
        if node.lineno != self.lineno:
            location = self.location()
            self.at(node)
            self.emit(CHECK_LOCAL, TEMP, 0, 0)      # of a register that is always set: what stays is its line
            self.back_to(location)
            self.has_checks = True

    def pass_behind(self, node, value):
        """Let tracing report the line of `node` behind the last instruction, of `value`, which writes the local `node` by itself: CPython
        stores by another one."""
        instrs = self.current.instrs
        if instrs:
            last = instrs[len(instrs) - 1]
            if last.lineno >= 0 and last.lineno != node.lineno and last.target is None:
                last.lines = (last.lines or []) + [-node.lineno]
        elif value.end_lineno != node.lineno:
            location = self.location()
            self.nowhere()
            self.pass_line(node)
            self.back_to(location)

    def nowhere(self):
        self.lineno = self.end_lineno = self.col = self.end_col = -1
