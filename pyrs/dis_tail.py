# ruff: noqa: F821 - the names are those of the library's dis.py, at whose end this text is compiled (builtins/compiling.py).
# The library's dis reads CPython's bytecode; code objects of pyrs hold instructions of 8 bytes, of which `offset` counts 2. What is printed is pyrs'; `opname`, `opcode`,
# `argval` and `argrepr` are those of CPython's instruction in the same role, for programs that look for LOAD_GLOBAL, or for the `+` of a BINARY_OP.
from _imp import _code_listing


class _Words(bytes):
    """The co_code of a code object of pyrs; `rows` are its instructions."""


class _Shown(Instruction):
    """An instruction of pyrs; `ours` are its name and operands."""
    __qualname__ = 'Instruction'

    def _disassemble(self, *args):
        name, operands = self.ours
        return Instruction._disassemble(self._replace(opname=name, argrepr=operands), *args)


_Shown.__name__ = 'Instruction'
_host_code_array = _get_code_array
_host_instructions = _get_instructions_bytes
_host_exception_table = _parse_exception_table
_host_store_names = _find_store_names
_host_imports = _find_imports


def _get_code_array(co, adaptive):
    code = _host_code_array(co, adaptive)
    listing = _code_listing(co)
    if listing is None:
        return code
    code = _Words(code)
    code.rows = listing[0]
    return code


def _get_instructions_bytes(code, varname_from_oparg=None, names=None, co_consts=None, linestarts=None, line_offset=0,
                            exception_entries=(), co_positions=None, show_caches=False):
    if type(code) is not _Words:
        yield from _host_instructions(code, varname_from_oparg, names, co_consts, linestarts, line_offset, exception_entries,
                                      co_positions, show_caches)
        return
    targets = {entry.target for entry in exception_entries}
    targets.update(row[5] for row in code.rows)
    spans = list(co_positions or ())
    for offset, role, arg, argval, argrepr, _, name, operands, caches in code.rows:
        line = linestarts.get(offset) if linestarts is not None else None
        where = Positions(*spans[offset // 2]) if offset // 2 < len(spans) else Positions()
        shown = _Shown(role, opmap[role], arg, argval, argrepr, offset, None if line is None else line + line_offset, offset in targets, where)
        shown.ours = name, operands
        yield shown
        if show_caches:
            for at in range(offset + 2, offset + 2 + 2 * caches, 2):
                yield Instruction('CACHE', CACHE, 0, None, '', at, None, False, where)


def _parse_exception_table(code):
    listing = _code_listing(code)
    if listing is None:
        return _host_exception_table(code)
    return [_ExceptionTableEntry(2 * start, 2 * end, 2 * handler, dead, False) for start, end, handler, dead, _ in listing[1]]


def _find_store_names(co):
    listing = _code_listing(co)
    if listing is None:
        return _host_store_names(co)
    return iter(dict.fromkeys(row[3] for row in listing[0] if row[1] in ('STORE_NAME', 'STORE_GLOBAL')))


def _find_imports(co):
    listing = _code_listing(co)
    return _host_imports(co) if listing is None else iter(listing[2])
