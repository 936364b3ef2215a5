"""The disassembler: `pyrs dis FILE | -c CODE`, driven by the opcode table.

For each code object: its registers, the instructions with source lines, operands resolved to names, constants and targets, the cache
words, the exception table; then the code objects among its constants.
"""
from __future__ import annotations

import sys

from pyrs.opcodes import OPS

_FLAGS = {1: 'OPTIMIZED', 2: 'NEWLOCALS', 4: 'VARARGS', 8: 'VARKEYWORDS', 16: 'NESTED', 32: 'GENERATOR', 128: 'COROUTINE',
          256: 'ITERABLE_COROUTINE', 512: 'ASYNC_GENERATOR'}
_REGISTER = frozenset('drpmst')
_SIGNS = {'ADD': '+', 'SUB': '-', 'MUL': '*', 'TRUEDIV': '/', 'FLOORDIV': '//', 'MOD': '%', 'POW': '**', 'LSHIFT': '<<', 'RSHIFT': '>>', 'AND': '&', 'OR': '|',
          'XOR': '^', 'MATMUL': '@', 'LT': '<', 'LE': '<=', 'EQ': '==', 'NE': '!=', 'GT': '>', 'GE': '>='}
_SHORT = 100        # characters of a constant's repr that are shown


def positions(linetable: bytes, firstlineno: int, words: int) -> list[tuple[int | None, int | None, int | None, int | None]]:
    """Decode a location table in the 3.11 format: (line, end line, column, end column) of each word."""
    result = []
    line = firstlineno
    at = 0

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = linetable[at]
            at += 1
            value |= (byte & 63) << shift
            shift += 6
            if not byte & 64:
                return value

    def signed() -> int:
        value = varint()
        return -(value >> 1) if value & 1 else value >> 1

    while at < len(linetable):
        head = linetable[at]
        at += 1
        code, length = (head >> 3) & 15, (head & 7) + 1
        if code == 15:
            entry = (None, None, None, None)
        elif code == 14:
            line += signed()
            last, start, end = line + varint(), varint(), varint()
            entry = (line, last, start - 1 if start else None, end - 1 if end else None)
        elif code == 13:
            line += signed()
            entry = (line, line, None, None)
        elif code >= 10:
            line += code - 10
            entry = (line, line, linetable[at], linetable[at + 1])
            at += 2
        else:
            second = linetable[at]
            at += 1
            start = code * 8 + (second >> 4)
            entry = (line, line, start, start + (second & 15))
        result += [entry] * length
    return result[:words]


def _signed(value: int, bits: int) -> int:
    return value - (1 << bits) if value >> (bits - 1) else value


def _short(value: object) -> str:
    if hasattr(value, 'words') and hasattr(value, 'consts'):
        return f'<code {value.qualname}>'
    text = repr(value)
    return text if len(text) <= _SHORT else text[:_SHORT - 3] + '...'


class Listing:
    """The lines that describe one Proto."""

    def __init__(self, proto, source_lines: list[str] | None = None):
        self.proto = proto
        self.source = source_lines or []
        self.nlocals = len(proto.varnames)
        self.words = memoryview(bytes(proto.words)).cast('Q')

    def register(self, number: int) -> str:
        """The name of a register: the local's or cell's own name, p for pinned, t for temporaries."""
        proto = self.proto
        if number < self.nlocals:
            return proto.varnames[number]
        if number < self.nlocals + len(proto.cellvars):
            return f'&{proto.cellvars[number - self.nlocals]}'
        return f't{number}' if number >= proto.tbase else f'p{number}'

    def operand(self, letter: str, value: int, bits: int, after: int) -> str:
        """One operand as text; `after` is the address of the next instruction."""
        proto = self.proto
        if letter in _REGISTER:
            return '-' if value == 0xFFFF else self.register(value)
        kind = letter.lower()
        if kind == 'k':
            return _short(proto.consts[value]) if value < len(proto.consts) else f'const {value}?'
        if kind == 'n':
            return proto.names[value] if value < len(proto.names) else f'name {value}?'
        if kind == 'f':
            return f'*{proto.freevars[value]}' if value < len(proto.freevars) else f'free {value}?'
        if kind == 'j':
            return f'to {after + _signed(value, bits)}'
        if kind in 'ix':
            return f'#{_signed(value, bits)}'
        return str(value)

    def instructions(self):
        """Yield (address, Op, operand texts, cache words)."""
        at = 0
        while at < len(self.words):
            word = self.words[at]
            op = OPS[word & 0xFFFF]
            after = at + 1 + op.cache
            fields = [(word >> 16 & 0xFFFF, 16)]
            fields += [(word >> 32, 32)] if op.format == 'ax' else [(word >> 32 & 0xFFFF, 16), (word >> 48, 16)]
            texts = [self.operand(letter, value, bits, after)
                     for letter, (value, bits) in zip(op.operands, fields) if letter != '-']
            cache = [self.words[i] for i in range(at + 1, after)]
            if op.cache and op.name in ('CALL_KW', 'CALL_METHOD_KW', 'MAKE_FUNCTION', 'CALL_COMPREHENSION'):
                # The first cache word of these carries one more operand.
                texts.append(self.operand('k', cache[0] & 0xFFFFFFFF, 32, after))
                if op.name == 'MAKE_FUNCTION' and cache[0] >> 32:
                    texts.append(f'{cache[0] >> 32} cells')
            yield at, op, texts, cache
            at = after

    def lines(self):
        """Yield the text, line by line."""
        proto = self.proto
        flags = ' '.join(name for bit, name in _FLAGS.items() if proto.flags & bit)
        yield f'code {proto.qualname}  {proto.filename}:{proto.firstlineno}'
        yield (f'    {proto.nregs} registers: {self.nlocals} locals, {len(proto.cellvars)} cells, '
               f'{max(0, proto.tbase - self.nlocals - len(proto.cellvars))} pinned, {proto.nregs - proto.tbase} temporaries'
               f'   flags: {flags or "none"}')
        if proto.freevars:
            yield f'    free: {", ".join(proto.freevars)}'
        table = positions(proto.linetable, proto.firstlineno, len(self.words))
        targets = {int(text[3:]) for _, _, texts, _ in self.instructions() for text in texts if text.startswith('to ')}
        handlers = [row for row in proto.exctable if row[0] < row[1]]
        targets |= {row[2] for row in handlers}
        shown = None
        for at, op, texts, cache in self.instructions():
            line = table[at][0] if at < len(table) else None
            if line != shown and line is not None:
                shown = line
                text = self.source[line - 1].strip() if 0 < line <= len(self.source) else ''
                yield f'{line:>5}  {text}'.rstrip()
            note = f'   ; cache {len(cache)}' if cache else ''
            yield f'      {">>" if at in targets else "  "} {at:>5}  {op.name:<24}{", ".join(texts)}{note}'
        for start, end, handler, dead, exc in handlers:
            yield f'      exceptions in {start}..{end - 1} to {handler}: dead from {self.register(dead)}, exception in {self.register(exc)}'


class CodeView:
    """A code object under the names of Proto's fields. `plain`: _vm.code_plain of it."""

    def __init__(self, plain):
        (self.words, self.consts, self.names, self.varnames, self.cellvars, self.freevars, self.argcount, self.posonlyargcount,
         self.kwonlyargcount, self.flags, self.nregs, self.tbase, rows, self.linetable, self.filename, self.name, self.qualname,
         self.firstlineno) = plain
        numbers = [int.from_bytes(rows[at:at + 4], sys.byteorder) for at in range(0, len(rows), 4)]
        self.exctable = [tuple(numbers[at:at + 5]) for at in range(0, len(numbers), 5)]


def _operator(op) -> str:
    """The sign in the source of an instruction in the role of BINARY_OP or COMPARE_OP."""
    name = op.name.removeprefix('JUMP_IF_').removeprefix('NOT_').removesuffix('_I').removesuffix('_K')
    return _SIGNS[name] if name in _SIGNS else _SIGNS[name[1:]] + '='


def listing(plain):
    """What the guest's `dis` shows of a code object (pyrs/dis_tail.py): (instructions, exception table, imports).

    An instruction: (offset, name of the host's opcode in its role, first operand, argument as the host would have it, that as text, target of a jump or None, name, operands as text, cache
    words); offsets count 2 for each word.  An import: (name, level, names imported from it).
    """
    view = CodeView(plain)
    table = Listing(view)
    rows, imports, known = [], [], {}
    for at, op, texts, _ in table.instructions():
        word = table.words[at]
        a, x = word >> 16 & 0xFFFF, word >> 32
        b, c = x & 0xFFFF, x >> 16
        wide = op.format == 'ax'
        value, text, target = a if op.operands.strip('-') else None, '', None
        first = value
        for letter, number in zip(op.operands, (a, x) if wide else (a, b, c)):
            if letter in 'kK' and number < len(view.consts):
                value = view.consts[number]
                text = repr(value)
            elif letter in 'nN' and number < len(view.names):
                value = text = view.names[number]
            elif letter in 'jJ':
                target = value = 2 * (at + 1 + op.cache + _signed(number, 32 if wide else 16))
                text = f'to {target}'
                texts = [text if shown.startswith('to ') else shown for shown in texts]
        if op.role == 'BINARY_OP':
            text = _operator(op)
        elif op.role == 'COMPARE_OP':
            value = text = _operator(op)
        elif op.role.endswith(('_FAST', '_DEREF')):
            value = text = min((pair for pair in zip(op.operands, texts) if pair[0] != 'u'), key=lambda pair: 'fpmrd'.index(pair[0]))[1].lstrip('&*')
        # The register is the number before it then; programs read `LOAD_GLOBAL 3 (name)`.
        shown = texts[1:] if op.operands in ('dn', 'rn') else texts
        rows.append((2 * at, op.role, first, value, text, target, op.name, ', '.join(shown), op.cache))
        if op.name == 'LOAD_CONST':
            known[a] = view.consts[x]
        elif op.name == 'IMPORT_NAME':
            imports.append((view.names[c], known.get(b, 0), known.get(b + 1)))
    return rows, [row for row in view.exctable if row[0] < row[1]], imports


def disassemble(proto, source: str = '', out=None) -> None:
    """Print `proto` and the code objects among its constants to `out` (sys.stdout)."""
    out = out or sys.stdout
    source_lines = source.splitlines()
    pending = [proto]
    while pending:
        current = pending.pop(0)
        for line in Listing(current, source_lines).lines():
            print(line, file=out)
        print(file=out)
        pending += [value for value in current.consts if hasattr(value, 'words') and hasattr(value, 'consts')]


def main(argv: list[str]) -> int:
    """`pyrs dis FILE | -c CODE`; return the exit code."""
    if len(argv) == 2 and argv[0] == '-c':
        filename, data = '<string>', argv[1].encode('utf-8', 'surrogateescape')
    elif len(argv) == 1:
        filename = argv[0]
        try:
            with open(filename, 'rb') as file:
                data = file.read()
        except OSError as error:
            print(f"pyrs: can't open file {filename!r}: {error.strerror}", file=sys.stderr)
            return 2
    else:
        print('usage: pyrs dis FILE | -c CODE', file=sys.stderr)
        return 2
    from pyrs.compiler.passes import compile_ast
    from pyrs.parser import parse
    try:
        proto = compile_ast(parse(data, filename, 'exec'), filename, 0, 0)
    except SyntaxError as error:
        line = f', line {error.lineno}' if error.lineno else ''
        print(f'  File "{error.filename or filename}"{line}\n{type(error).__name__}: {error.msg}', file=sys.stderr)
        return 1
    except (MemoryError, RecursionError) as error:
        print(f'  File "{filename}"\n{type(error).__name__}: {error if error.args else "nested too deeply"}', file=sys.stderr)
        return 1
    disassemble(proto, data.decode('utf-8', 'replace'))
    return 0
