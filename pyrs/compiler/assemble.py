"""From blocks to a Proto: final register numbers, jump offsets, words, exception table, location table."""
from sys import intern

import cython

from pyrs.compiler.ops import CACHE, CONSTANT, HAS_NAME, INVERSE, MAY_RAISE, REGISTERS, WIDE
from pyrs.compiler.code import Proto

if not cython.compiled:
    from pyrs.compiler.ops import JUMP
    from pyrs.compiler.symtable import FUNCTION_BLOCK
    from pyrs.compiler.unit import CELL, PIN, TEMP, new_instr
    from pyrs.compiler.peephole import optimize

CO_OPTIMIZED = 0x1
CO_NEWLOCALS = 0x2
CO_VARARGS = 0x4
CO_VARKEYWORDS = 0x8
CO_NESTED = 0x10
CO_GENERATOR = 0x20
CO_COROUTINE = 0x80
CO_ASYNC_GENERATOR = 0x200
# The future features: what code compiled by exec and eval inherits.
PyCF_MASK = 0x1fe0000

MAX_REGISTERS = 0xFFFF
MAX_NAMES = 0xFFFF


def code_flags(u, compile_flags):
    """co_flags."""
    flags = 0
    scope = u.scope
    if scope.block == FUNCTION_BLOCK:
        flags |= CO_NEWLOCALS | CO_OPTIMIZED
        if scope.nested:
            flags |= CO_NESTED
        if scope.generator:
            flags |= CO_ASYNC_GENERATOR if scope.coroutine else CO_GENERATOR
        elif scope.coroutine:
            flags |= CO_COROUTINE
        if scope.varargs:
            flags |= CO_VARARGS
        if scope.varkeywords:
            flags |= CO_VARKEYWORDS
    elif scope.coroutine and u.parent is None:
        # A module under top-level await.
        flags |= CO_COROUTINE
    return flags | compile_flags & PyCF_MASK


def assemble(u, filename, compile_flags):
    """Return the Proto of a finished Unit, which is of no use afterwards."""
    blocks = optimize(u)
    nlocals = len(u.varnames)
    pin_base = nlocals + len(u.cellvars)
    tbase = pin_base + u.max_pins
    nregs = tbase + u.max_temps
    names = list(u.names)
    if len(names) > MAX_NAMES:
        names = renumber_names(blocks, names)
    if nregs > MAX_REGISTERS or names is None:
        raise OverflowError(f'too many names or values in {u.qualname!r}')
    # The last constants may have been those of unreachable code.  The first is the docstring.
    del u.consts[last_constant(blocks) + 1:]
    relocate(blocks, nlocals, pin_base, tbase)
    size = layout(blocks)
    while lengthen(blocks):
        size = layout(blocks)
    proto = tuple.__new__(Proto, (
        encode(blocks, size), tuple(u.consts), tuple([intern(name) for name in names]),
        tuple([intern(name) for name in u.varnames]), tuple(u.cellvars), tuple(u.freevars), u.argcount,
        u.posonlyargcount, u.kwonlyargcount, code_flags(u, compile_flags), nregs, tbase,
        exception_table(blocks, pin_base), location_table(blocks, u.firstlineno), filename, u.name, u.qualname,
        u.firstlineno))
    # Blocks and jumps refer to each other; without this, large modules would wait for the cycle collector.
    for block in u.blocks:
        block.instrs = None
    return proto


def renumber_names(blocks, names):
    """Give the names that 16-bit operands refer to the lowest numbers; the names in the new order, None if that does not do."""
    order = {}
    for narrow in (True, False):
        for block in blocks:
            for instr in block.instrs:
                if HAS_NAME[instr.op] and WIDE[instr.op] != narrow:
                    index = instr.b if WIDE[instr.op] else instr.c
                    new = order.get(index)
                    if new is None:
                        new = order[index] = len(order)
                    if narrow:
                        if new > MAX_NAMES:
                            return None
                        instr.c = new
                    else:
                        instr.b = new
    return [names[index] for index in order]


def last_constant(blocks):
    """The highest index of a constant that an instruction refers to, at least 0."""
    last = 0
    for block in blocks:
        for instr in block.instrs:
            place = CONSTANT[instr.op]
            if place:
                index = instr.w & 0xFFFFFFFF if place == 2 else instr.b if WIDE[instr.op] else instr.c
                if index > last:
                    last = index
    return last


def relocate(blocks, nlocals, pin_base, tbase):
    for block in blocks:
        for instr in block.instrs:
            mask = REGISTERS[instr.op]
            if mask & 1 and instr.a >= CELL:
                instr.a = _final(instr.a, nlocals, pin_base, tbase)
            if mask & 2 and instr.b >= CELL:
                instr.b = _final(instr.b, nlocals, pin_base, tbase)
            if mask & 4 and instr.c >= CELL:
                instr.c = _final(instr.c, nlocals, pin_base, tbase)


def _final(reg, nlocals, pin_base, tbase):
    if reg >= TEMP:
        return reg - TEMP + tbase
    if reg >= PIN:
        return reg - PIN + pin_base
    return reg - CELL + nlocals


def layout(blocks):
    """Set the offset of each block in words; the total."""
    offset = 0
    for block in blocks:
        block.offset = offset
        for instr in block.instrs:
            offset += 1 + CACHE[instr.op]
    return offset


def reaches(instr, offset):
    """Has the instruction that ends at `offset` room for where it jumps to?"""
    target = instr.target
    return target is None or WIDE[instr.op] or -32768 <= target.offset - offset <= 32767


def all_reach(block):
    offset = block.offset
    for instr in block.instrs:
        offset += 1 + CACHE[instr.op]
        if not reaches(instr, offset):
            return False
    return True


def lengthen(blocks):
    """Rewrite the jumps whose 16-bit offset does not reach; True if there was one."""
    changed = False
    for block in blocks:
        if all_reach(block):
            continue
        changed = True
        offset = block.offset
        kept = []
        for instr in block.instrs:
            offset += 1 + CACHE[instr.op]
            kept.append(instr)
            if reaches(instr, offset):
                continue
            target = instr.target
            instr.target = None
            instr.c = 1
            if instr.op in INVERSE:
                instr.op = INVERSE[instr.op]
            else:
                # FOR_ITER and the like have no inverse: fall into a jump around the long one.
                kept.append(_jump_like(instr, None, 1))
            kept.append(_jump_like(instr, target, 0))
        block.instrs = kept
    return changed


def _jump_like(instr, target, offset):
    jump = new_instr(JUMP, 0, offset, 0)
    jump.target = target
    jump.handler = instr.handler
    jump.lineno = instr.lineno
    jump.end_lineno = instr.end_lineno
    jump.col = instr.col
    jump.end_col = instr.end_col
    return jump


def encode(blocks, size):
    # Byte by byte: array.array and typed memoryviews load `collections`, which every start would pay for.
    code = bytearray(8 * size)
    raw = code
    at = 0
    for block in blocks:
        for instr in block.instrs:
            op = instr.op
            cache = CACHE[op]
            following = at + 1 + cache
            word = instr.a & 0xFFFF
            word = word << 16 | op
            if WIDE[op]:
                high = (instr.b if instr.target is None else instr.target.offset - following) & 0xFFFFFFFF
            else:
                high = (instr.c if instr.target is None else instr.target.offset - following) & 0xFFFF
                high = high << 16 | instr.b & 0xFFFF
            word = high << 32 | word
            for shift in range(0, 64, 8):
                raw[8 * at + (shift >> 3)] = word >> shift & 0xFF
            if cache:
                word = instr.w
                for shift in range(0, 64, 8):
                    raw[8 * at + 8 + (shift >> 3)] = word >> shift & 0xFF
            at = following
    return bytes(code)


def exception_table(blocks, pin_base):
    """Rows (start, end, handler, first_dead, exc). Each instruction has one handler at most, so rows never overlap.

    Empty ones say what tracing has to report in front of the instruction at `start`: in the place of the handler is a line (Instr.lines).
    Those with 1 or 2 in the place of `exc` stand for a negative line: behind the instruction if it jumps, or if it does not.
    """
    rows = []
    current = None
    start = end = at = 0
    for block in blocks:
        for instr in block.instrs:
            following = at + 1 + CACHE[instr.op]
            if instr.lines is not None:
                for line in instr.lines:
                    rows.append((at, at, abs(line), 0, 0 if line > 0 else 2 if instr.target is None else 1))
            if MAY_RAISE[instr.op]:
                handler = instr.handler
                if handler is not current:
                    if current is not None:
                        rows.append(_row(start, end, current, pin_base))
                    current = handler
                    start = at
                end = following
            at = following
    if current is not None:
        rows.append(_row(start, end, current, pin_base))
    return tuple(rows)


def _row(start, end, handler, pin_base):
    return (start, end, handler.block.offset, handler.first_dead - PIN + pin_base, handler.exc - PIN + pin_base)


def location_table(blocks, firstlineno):
    """CPython 3.11's location table, with one code unit for each word."""
    out = bytearray()
    line = firstlineno
    previous = None
    length = 0
    for block in blocks:
        for instr in block.instrs:
            words = 1 + CACHE[instr.op]
            if previous is not None:
                if (instr.lineno == previous.lineno and instr.col == previous.col and instr.end_col == previous.end_col
                        and instr.end_lineno == previous.end_lineno):
                    length += words
                    continue
                line = _location(out, previous, length, line)
            previous = instr
            length = words
    if previous is not None:
        _location(out, previous, length, line)
    return bytes(out)


def _location(out, here, length, line):
    """Append the entries for `length` words at one location; the line that the next entry is relative to."""
    while length > 8:
        line = _entry(out, here, 8, line)
        length -= 8
    return _entry(out, here, length, line)


def _entry(out, here, length, line):
    lineno = here.lineno
    end_lineno = here.end_lineno
    col = here.col
    end_col = here.end_col
    head = 0x80 | length - 1
    if lineno < 0:
        out.append(head | 15 << 3)
        return line
    delta = lineno - line
    if col < 0 or end_col < 0:
        if end_lineno == lineno or end_lineno < 0:
            out.append(head | 13 << 3)
            _signed(out, delta)
            return lineno
    elif end_lineno == lineno:
        if delta == 0 and col < 80 and 0 <= end_col - col < 16:
            out.append(head | (col >> 3) << 3)
            out.append((col & 7) << 4 | end_col - col)
            return lineno
        if 0 <= delta < 3 and col < 128 and end_col < 128:
            out.append(head | 10 + delta << 3)
            out.append(col)
            out.append(end_col)
            return lineno
    out.append(head | 14 << 3)
    _signed(out, delta)
    _unsigned(out, max(end_lineno - lineno, 0))
    _unsigned(out, col + 1)
    _unsigned(out, end_col + 1)
    return lineno


def _unsigned(out, value):
    while value >= 64:
        out.append(0x40 | value & 0x3f)
        value >>= 6
    out.append(value)


def _signed(out, value):
    _unsigned(out, -value << 1 | 1 if value < 0 else value << 1)
