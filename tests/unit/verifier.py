"""Checks a Proto against docs/internals/bytecode-contract.md by walking all its paths.

The state at an instruction is the set of registers that hold a value. Temporaries must be written before they are read,
are gone when read, must not be overwritten while they hold a value, and must be the same set on all paths that meet.
"""
from array import array

from pyrs import opcodes
from pyrs.compiler.code import Proto

NO_REGISTER = 0xFFFF


class Bad(AssertionError):
    pass


def _signed(value, bits):
    return value - (1 << bits) if value >> (bits - 1) else value


def decode(proto):
    """{address: (op, [operands], next address)}"""
    words = array('Q', proto.words)
    found = {}
    at = 0
    while at < len(words):
        word = words[at]
        op = opcodes.OPS[word & 0xffff]
        if op.quick:
            raise Bad(f'quickened {op.name}')
        values = [word >> 16 & 0xffff]
        if op.format == 'ax':
            values.append(_signed(word >> 32, 32))
        else:
            values += [word >> 32 & 0xffff, word >> 48]
        for index, letter in enumerate(op.operands):
            if letter in 'ij':
                values[index] = _signed(values[index], 16)
        following = at + 1 + op.cache
        found[at] = (op, values, following, words[at + 1] if op.cache else 0)
        at = following
    return found


def run_length(op, values, letter, word):
    """How many registers the `s` or `t` operand of an instruction with that first cache word stands for."""
    name = op.name
    count = values[-1]
    if letter == 't':
        if name == 'UNPACK_EX':
            return (count & 255) + 1 + (count >> 8)
        if name == 'UNPACK_SEQUENCE':
            return count
        if name == 'COPY_FREE':
            return values[1]
        return {'LOAD_METHOD': 2, 'WITH_SETUP': 2, 'ASYNC_WITH_SETUP': 2, 'WITH_EXCEPT_START': 5}[name]
    if name == 'BUILD_MAP':
        return 2 * count
    if name.startswith('BUILD_'):
        return count
    if name in ('CALL', 'CALL_KW', 'CALL_COMPREHENSION'):
        return 1 + count
    if name in ('CALL_METHOD', 'CALL_METHOD_KW'):
        return 2 + count
    if name == 'CALL_EX':
        return 2 + (count & 1)
    if name == 'MAKE_FUNCTION':
        return bin(count).count('1') + (word >> 32)
    return {'IMPORT_NAME': 2, 'FORMAT_SPEC': 2, 'LOAD_SLICE': 2, 'STORE_SLICE': 2, 'MATCH_CLASS': 3}[name]


def verify(proto):
    """Check `proto` and all code nested in it; Bad if a rule is broken."""
    code = decode(proto)
    size = len(proto.words) // 8
    nlocals = len(proto.varnames)
    tbase = proto.tbase

    def fail(at, message):
        raise Bad(f'{proto.filename}:{proto.qualname} at {at} ({code[at][0].name} {code[at][1]}): {message}')

    for start, end, handler, first_dead, exc in proto.exctable:
        if start == end and start in code and handler > 0 and not first_dead and (not exc or exc == (1 if code[start][0].flags & opcodes.BRANCH else 2)):
            continue        # a line for tracing: before the instruction, or behind it
        if not (start in code and start < end <= size and handler in code):
            raise Bad(f'bad exception row {start, end, handler}')
        if not nlocals + len(proto.cellvars) <= first_dead <= exc < tbase:
            raise Bad(f'bad registers in exception row {first_dead, exc}')

    def row(at):
        for start, end, handler, first_dead, exc in proto.exctable:
            if start <= at < end:
                return handler, first_dead, exc
        return None

    rows = {at: row(at) for at in code}
    nparams = proto.argcount + proto.kwonlyargcount + bool(proto.flags & 4) + bool(proto.flags & 8)
    states = {0: frozenset(range(nparams))}
    work = [0]

    def flow(at, target, state):
        if target not in code:
            fail(at, f'leads to {target}')
        known = states.get(target)
        if known is None:
            states[target] = state
            work.append(target)
            return
        if {reg for reg in known if reg >= tbase} != {reg for reg in state if reg >= tbase}:
            fail(target, f'temporaries differ between paths: {sorted(known)} and {sorted(state)} from {at}')
        merged = known & state
        if merged != known:
            states[target] = merged
            work.append(target)

    while work:
        at = work.pop()
        op, values, following, word = code[at]
        before = states[at]
        state = set(before)
        name = op.name
        if rows[at] is not None and op.flags & opcodes.MAY_RAISE:
            handler, first_dead, exc = rows[at]
            flow(at, handler, frozenset({reg for reg in state if reg < first_dead} | {exc}))
        reads = []
        writes = []
        target = None
        top_of_call = None
        for index, letter in enumerate(op.operands):
            value = values[index]
            if letter in 'drpm' and value == NO_REGISTER and name in ('RAISE', 'MAKE_CELL'):
                continue
            if name == 'RAISE' and index >= values[2]:
                continue
            if letter in 'drpm' and value >= proto.nregs:
                fail(at, f'register {value} of {proto.nregs}')
            if letter == 'd':
                writes.append(value)
            elif letter == 'r':
                reads.append((value, True))
            elif letter == 'p' and name != 'CHECK_LOCAL':
                reads.append((value, False))
            elif letter == 'm':
                if name not in ('KILL', 'DELETE_LOCAL'):
                    reads.append((value, False))
            elif letter == 's':
                count = run_length(op, values, 's', word)
                if count and not tbase <= value <= value + count <= proto.nregs:
                    fail(at, 'run outside the temporaries')
                reads += [(reg, True) for reg in range(value, value + count)]
                if name.startswith('CALL'):
                    top_of_call = value + count
            elif letter == 't':
                writes += range(value, value + run_length(op, values, 't', word))
            elif letter in 'jJX':
                target = following + value
            elif letter in 'kK' and not 0 <= value < len(proto.consts):
                fail(at, 'constant index')
            elif letter in 'nN' and not 0 <= value < len(proto.names):
                fail(at, 'name index')
            elif letter == 'f' and not 0 <= value < len(proto.freevars):
                fail(at, 'free variable index')
        for reg, consumes in reads:
            if reg not in state:
                fail(at, f'reads unset register {reg}')
            if consumes and reg >= tbase:
                state.discard(reg)
        if top_of_call is not None and any(reg >= top_of_call for reg in state):
            fail(at, 'a register above the arguments of a call is alive')
        for reg in writes:
            if reg >= tbase and reg in state and name != 'FOR_ITER':
                fail(at, f'overwrites temporary {reg}')
            if reg >= proto.nregs:
                fail(at, f'register {reg} of {proto.nregs}')
        if name in ('KILL', 'POP_EXC', 'DELETE_LOCAL'):
            state.discard(values[0])
        elif name == 'CHECK_LOCAL':
            state.add(values[0])
        elif name == 'MAKE_CELL':
            state.discard(values[1])
        if name in ('JUMP_IF_FALSE_OR_POP', 'JUMP_IF_TRUE_OR_POP'):
            flow(at, target, frozenset(state))
            state.discard(values[0])
        elif name == 'FOR_ITER':
            flow(at, target, frozenset(state | set(writes)))
            writes = []
        elif target is not None:
            flow(at, target, frozenset(state | set(writes)))
        state.update(writes)
        if not op.flags & opcodes.TERMINAL:
            flow(at, following, frozenset(state))
    if proto.words[:2] != opcodes.number('RESUME').to_bytes(2, 'little'):
        raise Bad('does not start with RESUME')
    unreachable = set(code) - set(states)
    if unreachable:
        fail(min(unreachable), 'cannot be reached')
    for const in proto.consts:
        if isinstance(const, Proto):
            verify(const)
