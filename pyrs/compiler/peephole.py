"""Passes over the blocks of one code object: unreachable code, jump threading, and which locals need no check."""
import cython

from pyrs.compiler.ops import (CHECK_LOCAL, DELETE_LOCAL, FOR_ITER, JUMP, INVERSE, MAY_RAISE, TERMINAL, WRITES)

if not cython.compiled:
    from pyrs.compiler.unit import CELL

# How many jumps to follow: a loop without a body is a jump to itself.
MAX_THREAD = 16
# As an object, so that the masks of many locals are not shifted as C ints in the compiled build.
ONE = 1


def link(blocks):
    """Number the blocks."""
    for index, block in enumerate(blocks):
        block.index = index


def destination(block, blocks):
    """The block where control that enters `block` first meets an instruction other than a plain jump."""
    for _ in range(MAX_THREAD):
        while not block.instrs:
            if block.index + 1 >= len(blocks):
                return block
            block = blocks[block.index + 1]
        first = block.instrs[0]
        if first.op != JUMP or first.target is block:
            return block
        block = first.target
    return block


def thread_jumps(blocks):
    """Let each jump to a jump go to where that one goes. Backward targets stay backward enough: a loop is polled at the
    jump that remains."""
    for block in blocks:
        for instr in block.instrs:
            if instr.target is not None:
                instr.target = destination(instr.target, blocks)


def drop_unreachable(blocks):
    """Mark what can be reached, cut blocks after their last reachable instruction; the reachable blocks in order."""
    stack = [blocks[0]]
    blocks[0].reachable = True
    while stack:
        block = stack.pop()
        falls = True
        for position, instr in enumerate(block.instrs):
            handler = instr.handler
            if handler is not None and MAY_RAISE[instr.op] and not handler.block.reachable:
                handler.block.reachable = True
                stack.append(handler.block)
            target = instr.target
            if target is not None and not target.reachable:
                target.reachable = True
                stack.append(target)
            if TERMINAL[instr.op]:
                del block.instrs[position + 1:]
                falls = False
                break
        if falls and block.index + 1 < len(blocks):
            following = blocks[block.index + 1]
            if not following.reachable:
                following.reachable = True
                stack.append(following)
    return [block for block in blocks if block.reachable]


def falls_to(blocks, index, target):
    """Does control that falls out of block `index` meet no instruction before `target`?"""
    index += 1
    while index < len(blocks) and not blocks[index].instrs and blocks[index] is not target:
        index += 1
    return index < len(blocks) and blocks[index] is target


def simplify_jumps(blocks):
    """Remove the jumps that go where control falls to anyway; turn a conditional jump over a jump around."""
    for index, block in enumerate(blocks):
        instrs = block.instrs
        if not instrs:
            continue
        last = instrs[-1]
        if last.op != JUMP:
            continue
        if falls_to(blocks, index, last.target):
            instrs.pop()
        elif len(instrs) > 1:
            test = instrs[-2]
            if test.op in INVERSE and falls_to(blocks, index, test.target):
                test.op = INVERSE[test.op]
                test.target = instrs.pop().target


def check_locals(u, blocks):
    """Remove the CHECK_LOCALs of locals that are assigned on every path.

    Forward flow over bit masks of assigned locals. A handler's mask is the meet over the points that may raise to it:
    an instruction that raises has written nothing.
    """
    entry = 0
    for name, reg in u.varnames.items():
        if reg < u.nparams and name not in u.cellvars:
            entry |= ONE << reg
    blocks[0].state = entry
    work = [blocks[0]]
    while work:
        block = work.pop()
        block.pending = False
        state = block.state
        falls = True
        for instr in block.instrs:
            op = instr.op
            handler = instr.handler
            if handler is not None and MAY_RAISE[op]:
                _meet(handler.block, state, work)
            target = instr.target
            if op == CHECK_LOCAL:
                state |= ONE << instr.a
            elif op == DELETE_LOCAL:
                state &= ~(ONE << instr.a)
            elif op == FOR_ITER:
                # Written only where it jumps.
                _meet(target, state | ONE << instr.a if instr.a < CELL else state, work)
                continue
            elif WRITES[op] and instr.a < CELL:
                state |= ONE << instr.a
            if target is not None:
                _meet(target, state, work)
            if TERMINAL[op]:
                falls = False
        if falls and block.index + 1 < len(blocks):
            _meet(blocks[block.index + 1], state, work)
    for block in blocks:
        _remove_checks(block)


def _meet(block, state, work):
    known = block.state
    if known >= 0:
        state &= known
        if state == known:
            return
    block.state = state
    if not block.pending:
        block.pending = True
        work.append(block)


def _remove_checks(block):
    state = block.state
    kept = []
    for instr in block.instrs:
        op = instr.op
        if op == CHECK_LOCAL:
            bit = ONE << instr.a
            if state & bit:
                continue
            state |= bit
        elif op == DELETE_LOCAL:
            state &= ~(ONE << instr.a)
        elif op != FOR_ITER and WRITES[op] and instr.a < CELL:
            state |= ONE << instr.a
        kept.append(instr)
    block.instrs = kept


def propagate_lines(blocks):
    """Give the artificial instructions the location of what runs before them, where that is one instruction only."""
    sources = [0] * len(blocks)
    for block in blocks:
        falls = True
        for instr in block.instrs:
            if instr.target is not None:
                sources[instr.target.index] += 1
            if TERMINAL[instr.op]:
                falls = False
        if falls and block.index + 1 < len(blocks):
            sources[block.index + 1] += 1
    for block in blocks:
        previous = None
        for instr in block.instrs:
            if instr.lineno < 0:
                if previous is not None:
                    _copy_line(previous, instr)
            previous = instr
            target = instr.target
            if target is not None and instr.lineno >= 0 and sources[target.index] == 1:
                _inherit_line(instr, target)
        if previous is not None and not TERMINAL[previous.op] and block.index + 1 < len(blocks):
            following = blocks[block.index + 1]
            if sources[following.index] == 1:
                _inherit_line(previous, following)


def _inherit_line(instr, block):
    if block.instrs and block.instrs[0].lineno < 0:
        _copy_line(instr, block.instrs[0])


def _copy_line(source, instr):
    instr.lineno = source.lineno
    instr.end_lineno = source.end_lineno
    instr.col = source.col
    instr.end_col = source.end_col


def optimize(u):
    """Run the passes; the blocks to assemble, in order."""
    blocks = u.blocks
    link(blocks)
    thread_jumps(blocks)
    blocks = drop_unreachable(blocks)
    link(blocks)
    if u.has_checks:
        check_locals(u, blocks)
    simplify_jumps(blocks)
    # What went may have been all that could raise to some handler.
    while u.has_handlers:
        for block in blocks:
            block.reachable = False
        kept = drop_unreachable(blocks)
        if len(kept) == len(blocks):
            break
        blocks = kept
        link(blocks)
        simplify_jumps(blocks)
    propagate_lines(blocks)
    return blocks
