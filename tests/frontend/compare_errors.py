"""Compare the syntax errors and warnings of pyrs' `compile` with the host's: class, message, positions and text; and the trees of
what both accept.

    python tests/frontend/compare_errors.py [-n 100000] [--seed 1]     mutations of lines of the standard library
    python tests/frontend/compare_errors.py --soup                     random tokens in the places of templates
    python tests/frontend/compare_errors.py --doubtful                 what the parser and the compiler warn of
    python tests/frontend/compare_errors.py --bytes                    encodings declared and not, right and wrong; line ends of all kinds
    python tests/frontend/compare_errors.py --strings FILE ...         every string in these files, as a source
    --pure: with the front end uncompiled

A mutation deletes, doubles, swaps or replaces one token.
"""
import argparse
import ast
import collections
import random
import re
import sys
import textwrap
import time

import front_end

TOKEN = re.compile(r'''[ \t]*(?:[rbfuRBFU]{0,2}(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\w+|\*\*=?|//=?|>>=?|<<=?'''
                   r'''|[-+*/%@&|^=<>!:]=|->|\.\.\.|\n[ \t]*|.)''', re.S)

ATOMS = ('a b f x print exec match case _ 1 2.5 3j "s" b\'b\' f"{x}" f"{x!r:>{w}}" None True False ... () [] {} *a **a -a a.b a[b] f() f(a)'.split()
         + ['(a, b)', '[a, b]', '{a: b}', '{a, b}', '(yield)', 'lambda: x', 'x for x in y', 'not a', 'await a', 'a if b else c', 'a := b',
            'a = b', 'a == b', 'a, b', 'a: b'])
OPERATORS = '+ - * / // % @ ** << >> & | ^ ~ < > <= >= == != <> = += -= **= := -> , : ; . ... ( ) [ ] { } ! ? $ \\'.split()
WORDS = ('False None True and as assert async await break class continue def del elif else except finally for from global if import in is '
         'lambda nonlocal not or pass raise return try while with yield').split()
# `§` stands for a few random tokens.
TEMPLATES = [text.replace('~', '\n') for text in (
    'def f(§): pass~', 'def f(§):~  pass~', 'class A(§): pass~', 'f(§)~', 'x = [§]~', 'x = {§}~', 'x = (§)~', 'lambda §: x~',
    'for § in §: pass~', 'with § as §: pass~', 'with (§): pass~', 'import §~', 'from x import §~', 'from § import y~', 'del §~',
    'try:~  pass~except §:~  pass~', 'try: §~except* §: §~', 'match §:~  case §:~    pass~', 'match x:~  case §: pass~  case §: pass~',
    'match x:~ case {§}: pass~', 'match x:~ case A(§): pass~', 'match x:~ case [§]: pass~', '§ = §~', '§ += §~', '§: § = §~', 'return §~',
    'raise § from §~', 'assert §, §~', 'global §~', 'while §: §~', 'if §:~  §~elif §:~  §~else:~  §~', '@§~def f(): pass~',
    'async def f(): §~', 'async for § in §: pass~', 'async with §: pass~', 'print §~', 'x[§]~', '[§ for § in § if §]~', '{§: § for § in §}~',
    'f"{§}"~', 'f"{§!r:§}"~', '§~', '§ §~', 'if x~§:~', 'yield §~', 'not §~', '(§~§)~', '§ if § else §~', 'def f(a, §, b=1, *, §): pass~',
    'lambda a, §, b=1: 1~', 'f(a, §, b=1, §)~', 'try:~  §~', 'try:~  x~finally:~§~', 'class A:~§~', 'def f():~§~',
    'for x in y:~  §~else:~§~', 'with a:~§~', 'while 1:~§~')]

# What warnings are about: `§` is a random literal or display, `£` a string with odd escapes, `¢` a number before a word.
LITERALS = [text.replace('~', ' ') for text in ('1 -2 2.5 3j "s" b"s" f"{x}" None True ... () (1,) (a,b) [] [1] {} {1} {1:2} [i~for~i~in~x] {i~for~i~in~x} '
            '{i:i~for~i~in~x} (i~for~i~in~x) (lambda:0) a a.b f() -a (1) (("s")) (not~1) (a+1) (1+1) ("a""b") (a:=1) __debug__').split()]
DOUBTFUL = [text.replace('~', '\n') for text in (
    'x = a is §', 'x = § is a', 'x = § is not §', 'x = a < b is § is c', 'if § is §: pass', 'while § is not a: break', 'x = [i for i in y if i is §]',
    'x = §()', 'x = §(a, b)', 'x = § (~1, 2)', '§[§]', 'x = §[§]', 'x = §[§:§]', 'x = §[§, §]', '§[§] = 1', 'del §[§]', '§[§] += 1', 'for §[§] in x: pass',
    'assert (§, §)', 'assert (§, "m")', 'assert (), 1', 'assert (a,)', 'assert §, §', 'assert (*a, b)', 'x = £', 'x = £ £', 'x = (£~ £~ £)', 'f(£)', 'x = ¢', 'x = [¢, ¢]',
    'def f(a=£):~  £~  return £', 'class A:~  £~  x = £', 'def f():~  """a~  £"""~  assert (§, £)', 'x = lambda: §()', 'x = f"{£}{§()}"', 'x = f"{a is §}"',
    'try:~  §()~finally:~  § is §', 'with §(): § is §', 'match a:~  case £: § is §', '@§()~def f(): pass', 'x: £ = §()', 'def f() -> §(): pass', 'x = § if § is § else §()',
    'if 0:~  §()~  x = £', 'while 0: x is §', 'if __debug__: § is 1~else: §()', 'return §()', 'yield § is 1', 'assert 0, §()', 'assert 1, § is 1')]
ESCAPES = [chr(92) + c for c in 'nt\\\'"abfrv0178xXuUN{}dwsqz .%-#*()[]é€\n'] + ['\\x41', '\\u0041', '\\N{DIGIT ONE}', '\\400', '\\777', 'a', ' ', 'é', '{{', '}}']
NUMBERS = '1 0 0x1f 0xfa 0o17 0b11 1.5 1. .5 1e5 2j 1_000 00 0xa 0xe'.split()

ENCODINGS = ('utf-8 utf8 UTF-8 utf_8 utf-8-sig utf8-unix utf-8-unix latin-1 latin1 iso-8859-1 iso-latin-1-unix iso8859-15 cp1252 cp437 shift_jis euc-jp iso2022_jp utf-16 utf-16-le utf-32 '
             'utf-7 ascii us-ascii koi8-r gb18030 big5 mbcs nope rot13 hex idna punycode unicode_escape raw_unicode_escape undefined charmap x.y - _').split()
DECLARATIONS = ['# coding: §', '# -*- coding: § -*-', '#coding=§', '# vim: set fileencoding=§ :', '# coding : §', '# coding:§ coding: utf-8', '# Coding: §', '\f# coding: §', '\t # coding: §',
                'x = 1 # coding: §', '"# coding: §"', '# encoding § coding:  §', '#!/usr/bin/python # coding=§,', '# coding: "§"']
BODIES = ['x = 1', 'x = "é"', 'é = 1', '# é', 'x = "€"', 'x = "日本"', '日本 = "ｱｲｳ"', 'x = b"é"', 'x y é', 'x = "é" y', 'f"é{x y}"', 'def f():\n  return "é" +', 'if x:\n\ty\n        z', 'x = (\n"é"', '"""é\n\n', '\n\n x',
          'x = "\x00"', '\ufeffx = 1', 'x = 1\x1a', 'x = "\ud7ff"', '\x0cx = 1', 'x = \x0c1', 'x = 1 \\', 'x = \\\n1', 'é\u0301 = "\U0001f600" \U0001f600', 'ﬁ = 1', 'if x:\n  y\n z']


class Sources:
    """Random wrong (and some right) sources."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.pool = list(OPERATORS)
        self.files = front_end.library_files()

    def mutations(self):
        rnd = self.random
        while True:
            try:
                lines = rnd.choice(self.files).read_text('utf-8').split('\n')
            except UnicodeDecodeError:
                continue
            for _ in range(40):
                start = rnd.randrange(len(lines))
                text = textwrap.dedent('\n'.join(lines[start:start + rnd.choice((1, 1, 2, 3, 6, 12))]))
                yield self.mutate(text + rnd.choice(('\n', '\n', '')))

    def mutate(self, source):
        rnd = self.random
        tokens = TOKEN.findall(source)
        if len(tokens) < 2:
            return source
        at = rnd.randrange(len(tokens))
        how = rnd.randrange(4)
        if how == 0:
            del tokens[at]
        elif how == 1:
            tokens.insert(at, tokens[at])
        elif how == 2:
            other = rnd.randrange(len(tokens)) if rnd.random() < 0.3 else min(at + 1, len(tokens) - 1)
            tokens[at], tokens[other] = tokens[other], tokens[at]
        else:
            tokens[at] = rnd.choice(tokens if rnd.random() < 0.5 else self.pool)
        if rnd.random() < 0.05:
            self.pool.append(rnd.choice(tokens))
        return ''.join(tokens)

    def fragment(self):
        rnd = self.random
        return ' '.join(rnd.choice(ATOMS if rnd.random() < 0.55 else OPERATORS if rnd.random() < 0.75 else WORDS)
                        for _ in range(rnd.choice((0, 1, 1, 1, 2, 2, 3, 4, 5))))

    def soup(self):
        rnd = self.random
        while True:
            source = ''.join(rnd.choice(TEMPLATES) for _ in range(rnd.choice((1, 1, 1, 2))))
            source = re.sub('§', lambda _: self.fragment(), source)
            kind = rnd.random()
            if kind < 0.1:
                source = source.rstrip('\n')
            elif kind < 0.15:
                source = source.replace('\n', '\n  ', 1)
            elif kind < 0.2:
                source = source.replace('a', 'é')
            yield source

    def odd_string(self):
        rnd = self.random
        text = ''.join(rnd.choice(ESCAPES) for _ in range(rnd.choice((1, 1, 2, 3))))
        quote = rnd.choice(('"', '"', "'", '"""', "'''"))
        return rnd.choice(('', '', '', 'b', 'f', 'r', 'u', 'rb', 'fr')) + quote + text + quote

    def odd_number(self):
        rnd = self.random
        word = rnd.choice(('if a else b', 'or b', 'and b', 'in b', 'is b', 'is not b', 'not in b', 'if b', 'else b', 'for', 'x', 'import'))
        return rnd.choice(NUMBERS) + rnd.choice(('', '', ' ')) + word

    def doubtful(self):
        rnd = self.random
        while True:
            source = '\n'.join(rnd.choice(DOUBTFUL) for _ in range(rnd.choice((1, 1, 2, 3))))
            source = re.sub('§', lambda _: rnd.choice(LITERALS), source)
            source = re.sub('£', lambda _: self.odd_string(), source)
            source = re.sub('¢', lambda _: self.odd_number(), source)
            if rnd.random() < 0.15:
                source = self.mutate(source)
            yield source + rnd.choice(('\n', '\n', ''))

    def encoded(self):
        """Bytes: lines that declare an encoding or not, in that encoding or another, with all kinds of line ends."""
        rnd = self.random
        while True:
            name = rnd.choice(ENCODINGS)
            lines = [rnd.choice(('', '#!/usr/bin/python', '# x', '\f', ' ', 'x = 1', '"""', '\\')) for _ in range(rnd.choice((0, 0, 0, 1, 1, 2)))]
            if rnd.random() < 0.7:
                lines.append(rnd.choice(DECLARATIONS).replace('§', name))
            lines += [rnd.choice(BODIES) for _ in range(rnd.choice((1, 1, 2)))]
            ends = rnd.choice((['\n'], ['\n'], ['\r\n'], ['\r'], ['\n', '\r\n', '\r', '\n\r']))
            text = ''.join(line + rnd.choice(ends) for line in lines)
            text = re.sub('\n', lambda _: rnd.choice(ends), text)
            if rnd.random() < 0.3:
                text = text.rstrip('\r\n') + rnd.choice(('', ' ', '\t', '\\', '\f', '\r', '#', '# coding: ' + name))
            try:
                data = text.encode(name if rnd.random() < 0.5 else rnd.choice(('utf-8', 'utf-8', 'latin-1', 'cp1252', 'shift_jis', 'utf-16', 'utf-7')))
            except Exception:
                data = text.encode('utf-8', 'surrogatepass')
            if rnd.random() < 0.15:
                data = b'\xef\xbb\xbf' + data
            if rnd.random() < 0.3 and data:
                at = rnd.randrange(len(data))
                data = data[:at] + rnd.choice((b'\xff', b'\x80', b'\xc3', b'\xe9', b'\xed\xa0\x80', b'\xf5', b'\0', b'\xef\xbb\xbf', b'\x1a', b'')) + data[at + rnd.randrange(2):]
            yield data


def strings_of(paths):
    for path in paths:
        with open(path, 'rb') as file:
            tree = ast.parse(file.read())
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
                yield node.value
                if isinstance(node.value, str):
                    yield textwrap.dedent(node.value)
                    yield 'f' + repr(node.value)


def same_tree(source, mode):
    return front_end.host_tree(source, mode) == front_end.own_tree(source, mode)


def compare(sources, shown=10, mode=None, rnd=None):
    """Counter of what was seen: 'differ', 'errors', 'warnings', 'accepted'."""
    counts = collections.Counter()
    for source in sources:
        m = mode or ('exec' if rnd.random() < 0.85 else rnd.choice(('single', 'eval')))
        _, *host = front_end.host_outcome(source, m)
        _, *own = front_end.own_outcome(source, m)
        counts['sources'] += 1
        counts['errors' if host[0] else 'accepted'] += 1
        counts['warnings'] += bool(host[1])
        same = host == own
        if same and not host[0] and not same_tree(source, m):
            same = False
            host = own = 'trees'
        if not same:
            counts['differ'] += 1
            if counts['differ'] <= shown:
                print(f'{m} {source!r}\n    host: {host}\n    pyrs: {own}')
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('-n', type=int, default=2000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--soup', action='store_true')
    parser.add_argument('--doubtful', action='store_true')
    parser.add_argument('--bytes', action='store_true')
    parser.add_argument('--pure', action='store_true')
    parser.add_argument('--strings', nargs='*')
    parser.add_argument('--shown', type=int, default=10, help='how many differences to print')
    options = parser.parse_args()
    if options.pure:
        folder = front_end.use_pure()  # noqa: F841 - keeps the files
    else:
        front_end.use_package()
    start = time.perf_counter()
    if options.strings:
        counts = collections.Counter()
        for mode in ('exec', 'eval', 'single'):
            counts += compare(strings_of(options.strings), options.shown, mode)
    else:
        sources = Sources(options.seed)
        stream = (sources.soup if options.soup else sources.doubtful if options.doubtful else sources.encoded if options.bytes else sources.mutations)()
        counts = compare((source for _, source in zip(range(options.n), stream)), options.shown, rnd=sources.random)
    print(f'{counts["sources"]} sources ({counts["errors"]} errors, {counts["accepted"]} accepted, {counts["warnings"]} with warnings), '
          f'{counts["differ"]} differ, {time.perf_counter() - start:.0f} s')
    return 1 if counts['differ'] > counts['sources'] * 0.005 else 0


if __name__ == '__main__':
    sys.exit(main())
