"""Passes over the blocks of one code object: unreachable code, jump threading, and which locals need no check."""
import cython

from pyrs.compiler.ops import INVERSE, MAY_RAISE, TERMINAL, WRITES

if not cython.compiled:
    from pyrs.compiler.ops import CHECK_LOCAL, DELETE_LOCAL, FOR_ITER, JUMP, NOP, RERAISE
    from pyrs.compiler.symtable import LOCAL as SCOPE_LOCAL
    from pyrs.compiler.unit import CELL, Block, new_instr

# How many jumps to follow: a loop without a body is a jump to itself.
MAX_THREAD = 16
# As an object, so that the masks of many locals are not shifted as C ints in the compiled build.
ONE = 1


def link(blocks):
    """Number the blocks."""
    for index, block in enumerate(blocks):
        block.index = index


def destination(block, blocks, lineno):
    """The block where control that enters `block` from line `lineno` first meets an instruction other than a plain jump
    of that line or none: a jump with a line of its own is seen by trace functions."""
    for _ in range(MAX_THREAD):
        while not block.instrs:
            if block.index + 1 >= len(blocks):
                return block
            block = blocks[block.index + 1]
        first = block.instrs[0]
        if first.op != JUMP or first.target is block or (first.lineno >= 0 and first.lineno != lineno):
            return block
        block = first.target
    return block


def thread_jumps(blocks):
    """Let each jump to a jump go to where that one goes. Backward targets stay backward enough: a loop is polled at the
    jump that remains."""
    for block in blocks:
        for instr in block.instrs:
            if instr.target is not None:
                instr.target = destination(instr.target, blocks, instr.lineno)


def drop_unreachable(blocks):
    """Mark what can be reached, cut blocks after their last reachable instruction; the reachable blocks in order."""
    block = blocks[0]
    block.reachable = True
    stack = [block]
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
                if position + 1 < len(block.instrs):
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
            if last.lineno < 0:
                instrs.pop()
            else:
                last.op = NOP
                last.target = None
        elif len(instrs) > 1:
            test = instrs[-2]
            if test.op in INVERSE and (last.lineno < 0 or last.lineno == test.lineno) \
                    and falls_to(blocks, index, test.target):
                test.op = INVERSE[test.op]
                test.target = instrs.pop().target
                if last.lines is not None:
                    test.lines = (test.lines or []) + last.lines


def check_locals(u, blocks):
    """Remove the CHECK_LOCALs of locals that are assigned on every path.

    Forward flow over bit masks of assigned locals. A handler's mask is the meet over the points that may raise to it:
    an instruction that raises has written nothing.
    """
    entry = 0
    for name, reg in u.varnames.items():
        if reg < u.nparams and u.scope.scope_of(name) == SCOPE_LOCAL:
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
                if instr.a < CELL:
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
    first = -1
    lines = None
    for instr in block.instrs:
        op = instr.op
        if op == CHECK_LOCAL:
            # Registers that are no locals are always set: values of free variables.
            bit = ONE << instr.a if instr.a < CELL else ONE
            if instr.a >= CELL or state & bit:
                # What is left of loading the local is its line, if that is not the one of what takes it.
                if instr.lineno < 0:
                    continue
                if first < 0:
                    first = instr.lineno
                elif lines is not None:
                    lines.append(instr.lineno)
                elif instr.lineno != first:
                    lines = [first, instr.lineno]
                continue
            state |= bit
        elif op == DELETE_LOCAL:
            state &= ~(ONE << instr.a)
        elif op != FOR_ITER and WRITES[op] and instr.a < CELL:
            state |= ONE << instr.a
        if first >= 0:
            if lines is None and first != instr.lineno:
                lines = [first]
            if lines is not None:
                instr.lines = lines if instr.lines is None else lines + instr.lines
                lines = None
            first = -1
        kept.append(instr)
    block.instrs = kept


def _count_sources(blocks):
    """How many ways lead into each block."""
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
    return sources


def propagate_lines(blocks):
    """Give the artificial instructions the location of what runs before them, where that is one instruction only."""
    sources = _count_sources(blocks)
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


def drop_nops(blocks):
    """Remove the NOPs, which stand for the line of a statement without code, where a neighbour has the same line."""
    for block in blocks:
        instrs = block.instrs
        kept = []
        lineno = -1
        count = len(instrs)
        for position in range(count):
            instr = instrs[position]
            if instr.op == NOP:
                if instr.lines is None and (instr.lineno < 0 or (kept and instr.lineno == lineno)):
                    continue
                if position + 1 < count:
                    following = instrs[position + 1]
                    if following.lineno < 0:
                        _copy_line(instr, following)
                    if following.lineno == instr.lineno:
                        if following.lines is not None:
                            following.lines = (instr.lines or []) + [instr.lineno] + following.lines
                        else:
                            following.lines = instr.lines
                        continue
                else:
                    index = block.index + 1
                    while index < len(blocks) and not blocks[index].instrs:
                        index += 1
                    if index < len(blocks):
                        following = blocks[index].instrs[0]
                        if following.lineno == instr.lineno and instr.lines is None:
                            continue
            kept.append(instr)
            lineno = instr.lineno
        if len(kept) != count:
            block.instrs = kept


# A function's way out that has at most so many instructions is copied to each place that jumps there; there may be more, and some that may raise, where a
# test jumps.
MAX_EXIT = 4
MAX_BRANCH_EXIT = 16


def _is_exit(block, limit):
    """Is it a way out of the function of at most so many instructions, with no line of its own?"""
    instrs = block.instrs
    if not instrs or len(instrs) > limit or not TERMINAL[instrs[-1].op]:
        return False
    for instr in instrs:
        if instr.lineno >= 0 or instr.target is not None or (limit == MAX_EXIT and MAY_RAISE[instr.op] and instr.op != RERAISE):
            return False
    return True


def _copy(instr):
    copy = new_instr(instr.op, instr.a, instr.b, instr.c)
    copy.w = instr.w
    copy.handler = instr.handler
    return copy


def drop_empty(blocks):
    """Take the blocks without instructions out: what jumps to one jumps to the next that has some."""
    full = list(blocks)
    for index in range(len(blocks) - 2, -1, -1):
        if not blocks[index].instrs:
            full[index] = full[index + 1]
    for block in blocks:
        for instr in block.instrs:
            if instr.target is not None:
                instr.target = full[instr.target.index]
    return [block for block in blocks if full[block.index] is block]


def inline_exits(blocks):
    """Put an exit where a jump goes to it; that is perhaps an exit now, too."""
    changed = True
    while changed:
        changed = False
        for block in blocks:
            jump = block.instrs[-1] if block.instrs else None
            if jump is None or jump.op != JUMP or not _is_exit(jump.target, MAX_EXIT):
                continue
            copies = [_copy(item) for item in jump.target.instrs]
            if jump.lineno >= 0:
                for item in copies:
                    _copy_line(jump, item)
            block.instrs[-1:] = copies
            changed = True


def copy_exits(blocks):
    """Let each way to an implicit return, or to the end of a `finally` that raises again, have an end of its own, which then takes the line of what runs before it."""
    inline_exits(blocks)
    sources = _count_sources(blocks)
    copied = {}
    for block in blocks:
        for instr in block.instrs:
            target = instr.target
            if target is None or sources[target.index] < 2 or not _is_exit(target, MAX_BRANCH_EXIT):
                continue
            sources[target.index] -= 1
            own = Block()
            own.instrs = [_copy(item) for item in target.instrs]
            own.reachable = True
            _copy_line(instr, own.instrs[0])
            instr.target = own
            copied.setdefault(target.index, []).append(own)
    if not copied:
        return blocks
    result = []
    for block in blocks:
        result.append(block)
        if block.index in copied:
            result.extend(copied[block.index])
    return result


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
    link(blocks)
    drop_nops(blocks)
    blocks = drop_empty(blocks)
    link(blocks)
    blocks = copy_exits(blocks)
    link(blocks)
    # A jump may raise (it polls for signals), the return in its place does not.
    for block in blocks:
        block.reachable = False
    blocks = drop_unreachable(blocks)
    link(blocks)
    propagate_lines(blocks)
    return blocks
