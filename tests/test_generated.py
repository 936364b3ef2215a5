"""Generated files are fresh, and what reads the generated tables reads them right."""
import dis
import re
from pathlib import Path

from pyrs import opcodes, opgen
from pyrs.disasm import positions
from pyrs.options import host_flags, parse


def test_generated_files_are_fresh():
    assert opgen.stale() == []


def test_declarations_are_not_ignored():
    """Cython passes over `@cython.locals` in a .pxd that does not import cython, and the typed locals are objects then."""
    for path in Path(opgen.__file__).parent.rglob('*.pxd'):
        text = path.read_text(encoding='utf-8')
        assert '@cython' not in text or re.search('^c?import cython$', text, re.MULTILINE), path


def test_every_opcode_has_a_host_role():
    assert {op.role for op in opcodes.OPS} <= set(dis.opmap)


def test_quick_forms_share_the_layout_of_their_base():
    for op in opcodes.OPS:
        if op.quick:
            base = opcodes.BY_NAME[op.family]
            assert (op.format, op.operands, op.cache) == (base.format, base.operands, base.cache)


def test_location_table_is_decoded_as_the_host_decodes_it():
    source = open(opgen.__file__, encoding='utf-8').read()
    pending = [compile(source, 'opgen.py', 'exec')]
    while pending:
        code = pending.pop()
        words = len(code.co_code) // 2
        assert positions(code.co_linetable, code.co_firstlineno, words) == list(code.co_positions())
        pending += [const for const in code.co_consts if hasattr(const, 'co_code')]


def test_command_line_options():
    options = parse(['-OOb', '-Werror', '-X', 'dev', '-m', 'x', '-c'])
    assert (options.given('O'), options.given('b'), options.kind, options.target) == (2, 1, 'module', 'x')
    assert options.values == [('W', 'error'), ('X', 'dev')]
    assert options.arguments == ['-c']
    options = parse(['-', 'a'])
    assert (options.kind, options.target, options.arguments) == ('stdin', '-', ['a'])
    options = parse(['-cpass', '-O'])
    assert (options.kind, options.target, options.arguments) == ('command', 'pass', ['-O'])


def test_pyrs_options_stay_with_pyrs():
    assert 'pyrs-stats' not in host_flags([], ['-X', 'pyrs-stats', '-c', ''])
