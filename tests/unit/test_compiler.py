"""The compiler against the host's: what it accepts, says and warns of, the attributes of code, locations; and its code
against the contract with the VM."""
import ast
import collections
import dis
import marshal
import os
import pickle
import subprocess
import sys
import types
import warnings
from pathlib import Path

import pytest

import corpus
import verifier
from pyrs.astconv import from_ast
from pyrs.compiler import Proto, compile_ast

CASES = [case for case in Path(__file__).with_name('compiler_cases.txt').read_text().rstrip('\n').split('\n---\n')]
ROOT = Path(__file__).resolve().parents[2]


def compiled(source, mode='exec', flags=0, optimize=0):
    return compile_ast(from_ast(ast.parse(source, mode=mode)), '<case>', flags, optimize)


def nested(proto):
    yield proto
    for const in proto.consts:
        if isinstance(const, Proto):
            yield from nested(const)


# ---- errors and warnings

def outcome(function):
    """(what was raised, what was warned of)"""
    error = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            function()
        except SyntaxError as raised:
            error = (raised.msg, raised.filename, raised.lineno, raised.offset, raised.end_lineno, raised.end_offset,
                     raised.text)
    return error, [(str(item.message), item.category, item.filename, item.lineno) for item in caught]


@pytest.mark.parametrize('case', CASES)
@pytest.mark.parametrize('optimize', [0, 1, 2])
def test_errors_and_warnings(case, optimize):
    try:
        tree = ast.parse(case + '\n')
    except SyntaxError:
        pytest.skip('for the parser')
    expected = outcome(lambda: compile(tree, '<case>', 'exec', dont_inherit=True, optimize=optimize))
    protos = []
    assert outcome(lambda: protos.append(compile_ast(from_ast(tree), '<case>', 0, optimize))) == expected
    for proto in protos:
        verifier.verify(proto)


@pytest.mark.parametrize('case', CASES)
def test_warnings_as_errors(case):
    def run(function):
        with warnings.catch_warnings():
            warnings.simplefilter('error')
            try:
                function()
            except SyntaxError as error:
                return error.args
    try:
        tree = ast.parse(case + '\n')
    except SyntaxError:
        pytest.skip('for the parser')
    assert (run(lambda: compile_ast(from_ast(tree), '<case>'))
            == run(lambda: compile(tree, '<case>', 'exec', dont_inherit=True)))


def test_text_of_the_line(tmp_path):
    path = tmp_path / 'wrong.py'
    path.write_text('x = 1\nreturn x  # é\n')
    tree = ast.parse(path.read_text())
    expected = outcome(lambda: compile(tree, str(path), 'exec', dont_inherit=True))
    assert expected[0][-1]
    assert outcome(lambda: compile_ast(from_ast(tree), str(path))) == expected


@pytest.mark.parametrize('source', ['+'.join(['a'] * 20000), '.'.join(['a'] * 20000), 'a' + '(b)' * 20000,
                                    'x = ' + '-' * 1000 + '1', 'if a: pass\n' + 'elif b: pass\n' * 1500])
def test_too_deep(source):
    try:
        tree = from_ast(ast.parse(source))
    except (RecursionError, MemoryError):
        from pyrs.parser import parse
        tree = parse(source, '<deep>', 'exec')
    try:
        verifier.verify(compile_ast(tree, '<deep>'))
    except RecursionError as error:
        assert str(error) == 'maximum recursion depth exceeded during compilation'


# ---- whole files

def attributes(proto):
    return {'varnames': sorted(proto.varnames), 'cellvars': proto.cellvars, 'freevars': proto.freevars,
            'names': sorted(name for name in proto.names if name != 'join'), 'argcount': proto.argcount, 'posonly': proto.posonlyargcount,
            'kwonly': proto.kwonlyargcount, 'flags': proto.flags, 'name': proto.name, 'qualname': proto.qualname,
            'firstlineno': proto.firstlineno, 'filename': proto.filename,
            'doc': proto.consts[0] if proto.flags & 1 and '<' not in proto.name else None}


def host_attributes(code):
    # `join` is how the host puts f-strings of more than thirty pieces together.
    return {'varnames': sorted(code.co_varnames), 'cellvars': code.co_cellvars, 'freevars': code.co_freevars,
            'names': sorted(name for name in code.co_names if name != 'join'), 'argcount': code.co_argcount, 'posonly': code.co_posonlyargcount,
            'kwonly': code.co_kwonlyargcount, 'flags': code.co_flags, 'name': code.co_name, 'qualname': code.co_qualname,
            'firstlineno': code.co_firstlineno, 'filename': code.co_filename,
            'doc': code.co_consts[0] if code.co_flags & 1 and '<' not in code.co_name else None}


# Instructions that can raise, which are in our code where they are in the host's.
ROLES = {'CALL', 'LOAD_ATTR', 'BINARY_OP', 'BINARY_SUBSCR', 'STORE_SUBSCR', 'STORE_ATTR', 'DELETE_SUBSCR', 'DELETE_ATTR',
         'RAISE_VARARGS', 'COMPARE_OP', 'CONTAINS_OP', 'UNARY_NEGATIVE', 'UNARY_NOT', 'UNARY_INVERT', 'LOAD_GLOBAL',
         'LOAD_NAME', 'GET_ITER', 'FOR_ITER', 'IMPORT_NAME', 'IMPORT_FROM', 'FORMAT_VALUE', 'BEFORE_WITH',
         'BEFORE_ASYNC_WITH', 'GET_AWAITABLE', 'YIELD_VALUE', 'DICT_MERGE', 'MATCH_CLASS', 'MATCH_KEYS', 'SEND',
         'GET_AITER', 'GET_ANEXT', 'END_ASYNC_FOR', 'LOAD_CLASSDEREF', 'STORE_NAME', 'DELETE_NAME'}
ALIKE = {'LOAD_METHOD': 'LOAD_ATTR', 'CALL_FUNCTION_EX': 'CALL'}


def locations(proto):
    """{role: set of positions}, read from the location table by the host itself."""
    code = (lambda: 0).__code__
    room = max(len(proto.words) // 4 - len(code.co_code), 0)
    shell = code.replace(co_linetable=proto.linetable, co_firstlineno=proto.firstlineno,
                         co_code=code.co_code + bytes([dis.opmap['NOP'], 0]) * (room // 2))
    positions = list(shell.co_positions())
    found = collections.defaultdict(set)
    previous = None
    for at, (op, *_) in verifier.decode(proto).items():
        # The calls of `__enter__`, and of `__exit__` with an exception, are no calls among the host's instructions.
        if previous not in ('WITH_SETUP', 'ASYNC_WITH_SETUP', 'WITH_EXCEPT_START'):
            found[ALIKE.get(op.role, op.role)].add(positions[at])
        previous = op.name
    return merged(found)


def host_locations(code):
    found = collections.defaultdict(set)
    for instr in dis.get_instructions(code):
        found[ALIKE.get(instr.opname, instr.opname)].add(tuple(instr.positions))
    return merged(found)


def merged(found):
    """Mappings that `**` passes are merged at the place of the call: by an instruction of their own, or by the call."""
    found['DICT_MERGE'] -= found['CALL']
    return found


def pairs(proto, code):
    yield proto, code
    inner = collections.defaultdict(list)
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            inner[const.co_qualname, const.co_firstlineno].append(const)
    for const in proto.consts:
        if isinstance(const, Proto):
            found = inner[const.qualname, const.firstlineno]
            assert found, f'{const} is not in the host\'s code'
            # The host merges equal code, such as that of a `finally` it has compiled twice.
            yield from pairs(const, found.pop(0) if len(found) > 1 else found[0])


@pytest.mark.parametrize('step', [40])
def test_files(step):
    """The contract, the attributes of code objects, and at most 1 in 1,000 locations that differ (code that the host does
    not see to be dead, as a body that cannot raise)."""
    count = total = different = 0
    for path, source, tree in corpus.parsed(step):
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            code = compile(source, path, 'exec', dont_inherit=True, optimize=0)
            proto = compile_ast(from_ast(tree, check=False), path, 0, 0)
        verifier.verify(proto)
        for ours, theirs in pairs(proto, code):
            assert attributes(ours) == host_attributes(theirs), path
            found = locations(ours)
            expected = host_locations(theirs)
            for role in ROLES:
                total += len(expected[role])
                different += len(found[role] ^ expected[role])
        count += 1
    assert count > 30
    assert different <= total / 1000, (different, total)


def test_serialization():
    proto = compiled('def f(a, *, b=(1, "x", 2.5, frozenset())):\n    return lambda: (a, ..., None, b"y")\n')
    for ours, theirs in zip(nested(proto), nested(pickle.loads(pickle.dumps(proto))), strict=True):
        for field in Proto.FIELDS:
            if field != 'consts':
                assert getattr(ours, field) == getattr(theirs, field)
    plain = marshal.loads(proto.dumps())
    assert plain == proto.to_plain()
    _vm = pytest.importorskip('pyrs._vm', reason='plain files have no VM', exc_type=ImportError)
    assert _vm.make_code(plain) == _vm.make_code(proto)
    with pytest.raises(AttributeError):
        proto.name = 'other'


def test_deterministic():
    script = ('import ast, sys; from pyrs.astconv import from_ast; from pyrs.compiler import compile_ast; import hashlib;'
              'source = open(sys.argv[1]).read();'
              'print(hashlib.sha256(compile_ast(from_ast(ast.parse(source)), "x").dumps()).hexdigest())')
    path = str(Path(ast.__file__))
    digests = {subprocess.run([sys.executable, '-c', script, path], capture_output=True, text=True, check=True, cwd=ROOT,
                              env={**os.environ, 'PYTHONHASHSEED': seed, 'PYTHONPATH': str(ROOT)}).stdout
               for seed in ('0', '1', '77')}
    assert len(digests) == 1


# ---- code

def names_of(proto):
    return [op.name for op, *_ in verifier.decode(proto).values()]


@pytest.mark.parametrize('source, absent, present', [
    ('if 0:\n    x()\n', 'CALL', 'RETURN_CONST'),
    ('while 1:\n    x()\n', 'JUMP_IF_TRUE', 'JUMP'),
    ('x = 1 + 2 * 3\n', 'ADD_I', 'LOAD_CONST'),
    ('x in [1, 2]\n', 'BUILD_LIST', 'IN'),
    ('for x in [1, 2]: pass\n', 'BUILD_LIST', 'FOR_ITER'),
    ('a, b = b, a\n', 'BUILD_TUPLE', 'STORE_NAME'),
    ('"%s-%r" % (a, b)\n', 'MOD', 'FORMAT_VALUE'),
    ('assert x, y\n', 'POP_EXC', 'LOAD_ASSERTION_ERROR'),
    ('def f(x):\n    return x\n', 'CHECK_LOCAL', 'MAKE_FUNCTION'),
])
def test_code(source, absent, present):
    found = [name for proto in nested(compiled(source)) for name in names_of(proto)]
    assert absent not in found
    assert present in found


def test_unset_locals_are_checked():
    source = ('def f(c):\n    if c:\n        x = 1\n    use(x)\n    use(x)\n    del x\n    try:\n        y = g()\n'
              '    except E:\n        pass\n    return y, c\n')
    function = next(item for item in nested(compiled(source)) if item.name == 'f')
    assert names_of(function).count('CHECK_LOCAL') == 2


def test_optimize_levels():
    source = 'def f():\n    "doc"\n    assert x\n    return __debug__\n'
    levels = [next(item for item in nested(compiled(source, optimize=level)) if item.name == 'f') for level in (0, 1, 2)]
    assert [proto.consts[0] for proto in levels] == ['doc', 'doc', None]
    assert ['RAISE' in names_of(proto) for proto in levels] == [True, False, False]
    assert [True in proto.consts for proto in levels] == [True, False, False]


def test_modes_and_flags():
    assert names_of(compiled('a.b', 'eval'))[-1] == 'RETURN'
    assert 'PRINT_EXPR' in names_of(compiled('a\n', 'single'))
    assert compiled('await x\n', flags=0x2000).flags & 0x80
    assert compiled('x: (1)()\n', flags=0x1000000).flags & 0x1000000
    assert compiled('def f(): pass\n', flags=0x1000000).consts[0].flags & 0x1000000


def test_long_jumps():
    body = '\n'.join(f'        a.b{i % 50} = b.c{i % 50}' for i in range(6000))
    proto = compiled(f'def f():\n    for x in y:\n        if x < z: continue\n{body}\n    while x < y:\n{body}\n')
    verifier.verify(proto)
    assert 'JUMP' in names_of(next(item for item in nested(proto) if item.name == 'f'))
