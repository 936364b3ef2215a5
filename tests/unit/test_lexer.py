"""The lexer by itself."""
import re
from pathlib import Path

import pytest

from pyrs import lexer, tokens
from pyrs.lexer import Lexer

NAMES = {value: name for name, value in vars(tokens).items() if isinstance(value, int)}


def kinds(source, **options):
    data = lexer.normalize_newlines(source.encode(), True)
    return [NAMES[t.kind] for t in Lexer(data, **options).all_tokens()]


def texts(source):
    data = lexer.normalize_newlines(source.encode(), True)
    return [data[t.start:t.end].decode() for t in Lexer(data).all_tokens() if t.start >= 0 and t.kind != tokens.NEWLINE]


def test_c_constants_are_the_python_constants():
    text = Path(tokens.__file__).with_suffix('.pxd').read_text()
    assert {name: int(value) for name, value in re.findall(r'^    (\w+) = (\d+)$', text, re.M)} == {
        name: value for name, value in vars(tokens).items() if isinstance(value, int)}


@pytest.mark.parametrize('text', sorted(lexer.OPERATORS))
def test_operators(text):
    if text in ')]}':
        opening = {')': '(', ']': '[', '}': '{'}[text]
        assert texts(f'{opening}{text}') == [opening, text]
    else:
        assert texts(f'a {text} b')[:2] == ['a', text]


def test_longest_operator_wins():
    assert texts('a**=b//=c<<=d>>=e...f->g:=h<>i') == ['a', '**=', 'b', '//=', 'c', '<<=', 'd', '>>=', 'e', '...', 'f', '->', 'g', ':=', 'h', '<>', 'i']


@pytest.mark.parametrize('text', ('0', '00', '1', '1_000', '0xFF', '0x_f', '0b10', '0O17', '1.', '.5', '1.5', '1e5', '1E-5', '1_0.0_1e+1_0', '3j', '1.5J', '09.5', '0_0', '00e1', '010j'))
def test_numbers(text):
    assert texts(text) == [text]
    assert kinds(text)[0] == 'NUMBER'


@pytest.mark.parametrize('text', ("'a'", '"a"', "''", '""', "'''a\nb'''", '"""a"b"""', "r'\\\\'", "Rb'a'", "bR'a'", "f'{a}'", "fr'{a}'", "u'a'", "'a\\'b'", "'a\\\nb'", '""""a"""'))
def test_strings(text):
    assert texts(text) == [text]
    assert kinds(text)[0] == 'STRING'


def test_indentation():
    assert kinds('if a:\n  b\n\n  # c\n  c\nd\n') == ['KW_IF', 'NAME', 'COLON', 'NEWLINE', 'INDENT', 'NAME', 'NEWLINE', 'NAME', 'NEWLINE', 'DEDENT', 'NAME',
                                                    'NEWLINE', 'ENDMARKER']
    assert kinds('if a:\n\tif b:\n\t\tc\n').count('DEDENT') == 2


def test_brackets_and_backslashes_join_lines():
    assert kinds('(a,\n  b)\n').count('NEWLINE') == 1
    assert kinds('a = \\\n  1\n').count('NEWLINE') == 1
    assert 'INDENT' not in kinds('x = (\n      1)\n')


def test_positions_are_utf8_bytes():
    name, equal, string = Lexer('é = "ñ"\n'.encode()).all_tokens()[:3]
    assert (name.col, name.end_col, equal.col, string.col, string.end_col) == (0, 2, 3, 5, 9)


def test_multiline_string_position():
    token = Lexer(b'x = """a\nbc""" + y\n').all_tokens()[2]
    assert (token.lineno, token.col, token.end_lineno, token.end_col) == (1, 4, 2, 5)


def test_names_are_interned_and_not_normalized():
    first, second = Lexer(b'abc_x abc_x').all_tokens()[:2]
    assert first.text is second.text
    assert Lexer('ﬁ'.encode()).next_token().text == 'ﬁ'


def test_newlines():
    assert lexer.normalize_newlines(b'a\r\nb\rc', True) == b'a\nb\nc\n'
    assert lexer.normalize_newlines(b'a', False) == b'a'


@pytest.mark.parametrize('source, expected', (
    (b'x', (b'x', None)), (b'\xef\xbb\xbfx', (b'x', 'utf-8')), (b'# coding: latin-1\n\xe9', ('# coding: latin-1\né'.encode(), 'iso-8859-1')),
    (b'#!/x\n# -*- coding: utf_8 -*-\nx', (b'#!/x\n# -*- coding: utf_8 -*-\nx', 'utf-8')), (b'x\n# coding: latin-1\n\xe9', (b'x\n# coding: latin-1\n\xe9', None)),
    (b'\n\n# coding: latin-1\n', (b'\n\n# coding: latin-1\n', None)), (b'# vim: set fileencoding=ascii :\n', (b'# vim: set fileencoding=ascii :\n', 'ascii'))))
def test_decode_source(source, expected):
    assert lexer.decode_source(source) == expected


@pytest.mark.parametrize('source', (b'# coding: nope\n', b'\xef\xbb\xbf# coding: latin-1\n', b'# coding: ascii\n\xff\n'))
def test_decode_source_errors(source):
    with pytest.raises(lexer.SourceError):
        lexer.decode_source(source)


@pytest.mark.parametrize('source, expected', (
    ('x = 1', False), ('x = 1\n', False), ('if x:', True), ('if x:\n', True), ('if x:\n  y', True), ('if x:\n  y\n', True), ('if x:\n  y\n\n', False), ('(', True),
    ('f(a,\n', True), ('"""a\n', True), ('"a', False), ('a \\', True), ('a \\\n', True), (')', False), ('if x: y', False), ('x = {', True), ('', False)))
def test_is_incomplete(source, expected):
    assert lexer.is_incomplete(source) is expected
