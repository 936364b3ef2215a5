"""The parser by itself: modes, options, values, depth. Trees and errors are compared with the host's in tests/frontend."""
import pytest

from pyrs import nodes
from pyrs.parser import parse


def expression(source):
    return parse(source, mode='eval').body


def test_modes():
    assert type(parse('x')) is nodes.Module
    assert type(parse('x', mode='eval')) is nodes.Expression
    assert type(parse('x', mode='single')) is nodes.Interactive
    assert type(parse('(int) -> str', mode='func_type')) is nodes.FunctionType
    with pytest.raises(ValueError):
        parse('x', mode='other')


@pytest.mark.parametrize('source, value', (
    ('0', 0), ('1_000', 1000), ('0xff', 255), ('0b_11', 3), ('0o17', 15), ('1.5', 1.5), ('1e400', float('inf')), ('.5_0', 0.5), ('3j', 3j), ('1_0.5e1_0j', 1_0.5e1_0j),
    ('00', 0), ('1' * 4000, int('1' * 4000)), ("'a'", 'a'), ("'a' 'b'", 'ab'), (r"'\n\x41\u00e9\U0001F600\N{BULLET}\101\0'", '\nA\u00e9\U0001f600\u2022A\0'), (r"r'\n'", '\\n'),
    (r"b'\x41\n\101'", b'A\nA'), (r"rb'\n'", b'\\n'), (r"b'a' b'b'", b'ab'), ("'''a\nb'''", 'a\nb'), (r"'a\
b'", 'ab'), ("u'é'", 'é'), ('None', None), ('True', True), ('...', ...), (r"'\é'", '\\é')))
def test_constants(source, value):
    node = expression(source)
    assert type(node) is nodes.Constant
    assert node.value == value and type(node.value) is type(value)


def test_shared_instances():
    assert expression('a').ctx is nodes.Load_
    assert expression('a + b').op is nodes.Add_


def test_names_are_normalized_and_interned():
    assert expression('ﬁ').id == 'fi'
    tree = parse('ab = 1\nab')
    assert tree.body[0].targets[0].id is tree.body[1].value.id


def test_keywords_are_not_normalized():
    # A keyword in other letters is a name.
    assert expression('𝐢𝐟').id == 'if'


def test_soft_keywords_are_names():
    for source in ('match = 1', 'match[x]: int = 3', 'match(x)', 'match.y', 'match, x = y', 'match * x', 'match -x', 'case = _ = match', 'match (x) [y]', 'print(match)', 'match: int'):
        assert type(parse(source).body[0]) is not nodes.Match
    assert type(parse('match (x):\n case _: pass').body[0]) is nodes.Match
    assert type(parse('match match:\n case case: pass').body[0]) is nodes.Match


def test_bytes_with_encoding():
    assert parse(b'# coding: latin-1\nx = "\xe9"').body[0].value.value == 'é'
    assert parse(b'\xef\xbb\xbfx = 1').body[0].targets[0].id == 'x'
    assert parse(memoryview(b'x')).body[0].value.id == 'x'
    # A declaration in text means nothing.
    assert parse('# coding: latin-1\n"é"').body[0].value.value == 'é'


@pytest.mark.parametrize('source', ('x\0y', b'x\0y'))
def test_null_bytes(source):
    with pytest.raises(SyntaxError, match='null bytes'):
        parse(source)


def test_surrogates():
    with pytest.raises(UnicodeEncodeError):
        parse('"\ud800"')


def test_warn_is_called():
    seen = []
    parse('x = 1if y else "\\d"\n', 'f.py', warn=lambda *args: seen.append(args))
    assert seen == [('invalid escape sequence \'\\d\'', DeprecationWarning, 'f.py', 1), ('invalid decimal literal', SyntaxWarning, 'f.py', 1)] or sorted(
        seen, key=str) == sorted([("invalid escape sequence '\\d'", DeprecationWarning, 'f.py', 1), ('invalid decimal literal', SyntaxWarning, 'f.py', 1)], key=str)


def test_flufl():
    assert type(expression('a != b').ops[0]) is nodes.NotEq
    assert type(parse('a <> b', mode='eval', flufl=True).body.ops[0]) is nodes.NotEq
    with pytest.raises(SyntaxError, match="use '<>' instead of '!='"):
        parse('a != b', flufl=True)


DEEP = 100_000


@pytest.mark.parametrize('source', (
    '-' * 5900 + '1', 'not ' * 5900 + '1', ' + '.join('1' * DEEP), ' ** '.join('1' * 2900), 'a' + '.b' * DEEP, 'f' + '()' * DEEP, 'a' + '[0]' * DEEP, 'a if b else ' * 5900 + 'c',
    ' and '.join('a' * DEEP), ' < '.join('a' * DEEP), 'a = ' * DEEP + '1', 'if a: pass\n' + 'elif a: pass\n' * 5900, 'a;' * DEEP, '@a\n' * DEEP + 'def f(): pass', '"a"' * DEEP,
    '[' * 199 + ']' * 199, ''.join(' ' * i + 'if a:\n' for i in range(99)) + ' ' * 99 + 'x', 'x = "' + 'a' * 10**7 + '"'),
    ids=lambda source: source[:12])
def test_deep_and_long(source):
    parse(source)


@pytest.mark.parametrize('source, error', (
    ('(' * DEEP, SyntaxError), ('[' * DEEP + ']' * DEEP, SyntaxError), ('lambda: ' * DEEP + '1', MemoryError), ('await ' * DEEP + 'x', SyntaxError), ('f(' * 100 + 'a b' + ')' * 100, SyntaxError),
    ('-' * DEEP + '1', MemoryError), ('not ' * DEEP + '1', MemoryError), (' ** '.join('1' * DEEP), MemoryError), ('a if b else ' * DEEP + 'c', MemoryError),
    ('if a: pass\n' + 'elif a: pass\n' * DEEP, MemoryError), ('lambda x=' * DEEP, MemoryError), ('x = 1\n' * DEEP + 'x y\n', SyntaxError)), ids=lambda source: str(source)[:12])
def test_deep_errors(source, error):
    with pytest.raises(error):
        parse(source)
