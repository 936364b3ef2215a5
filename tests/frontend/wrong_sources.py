"""Wrong sources, by what is wrong with them. The host says what the error must be."""

STATEMENTS = [
    'x = = 1', 'x =', 'x ==', '= 1', 'x + ', 'a b', 'a b c', 'a.1', '1.a', 'a..b', 'a,, b', ', a', 'return return', 'pass pass', 'pass 1',
    'break 1', 'import', 'import a.', 'import .a', 'import a as', 'import a as b.c', 'import (a)', 'from', 'from x', 'from x import',
    'from x import a,', 'from x import (a', 'from x import ()', 'from x import a, *', 'from x import *, a', 'from . import *,',
    'from x import a as', 'global', 'global a.b', 'global a,', 'nonlocal 1', 'del', 'del f()', 'del 1', 'del a, 1', 'del (a, f())', 'del *a',
    'del a b', 'del x + 1', 'del (yield)', 'assert', 'assert a,', 'assert a, b, c', 'raise a from', 'raise from a', 'raise a, b', 'yield = 1',
    'x = yield = 1', 'print x', 'print "hello"', 'print', 'exec "code"', 'exec x in y', 'print(a b)', 'print a, b', 'async x', 'async',
    'await', 'x = await', 'lambda: = 1', 'lambda', 'lambda x', 'lambda x:', 'a if b', 'x = a if b', '(a if b)', 'a if else b', 'not', 'x = not',
    'a not b', 'a is', 'a in', 'is a', 'for', 'else:', 'elif x:', 'except:', 'finally:', 'case x:', '$', 'x = $', 'a ? b', 'a ! b', '!', '`a`',
    'a <> b', 'x++', 'x--', '++', '*', '*a b', '**a', 'a := 1', '(a := )', '(a.b := 1)', '(a[0] := 1)', '(f() := 1)', 'x = (a := 1) := 2',
]

TARGETS = [
    '1 = x', '"a" = x', 'None = x', 'True = 1', '... = 1', 'f() = 1', 'a + b = 1', '-a = 1', 'not a = 1', 'a < b = 1', 'a and b = 1',
    'lambda: x = 1', '(a if b else c) = 1', '[x for x in y] = 1', '{x for x in y} = 1', '{a: b for a in c} = 1', '(x for x in y) = 1',
    '{} = 1', '{a} = 1', '{a: b} = 1', 'f"{x}" = 1', 'f"" = 1', 'b"" = 1', '(yield) = 1', 'a = 1 = b', 'a, 1 = b', '(a, f()) = 1', '[a, 1] = b',
    'a = b, c = d = 5 = e', '*a, f() = x', '(*a) = x', 'await a = 1', 'a, b += 1', '[a] += 1', 'f() += 1', '1 += 1', '(a, b) -= 1', 'a += b += c',
    '-a += 1', 'x: = 1', 'x:', 'a, b: int', '(a, b): int', '[a]: int', 'f(): int', '1: int', '"a": int', 'a + b: int', 'a: b: c', 'x: int = ', '(a).b: c', '(a)[0]: c', '((a)).b: c', '((a).b).c: d', '(a)().b: c', 'def f(**k,): (a).b: c', '(a).b.c: d = 1',
    'for 1 in x: pass', 'for f() in x: pass', 'for x y in z: pass', 'for x, 1 in y: pass', 'for (x in y): pass', 'for x in : pass',
    'for (a, b()) in c: pass', 'for *a.b() in c: pass', 'for None in x: pass', '[x for 1 in y]', '[x for f() in y]', '(x for x + 1 in y)',
    'with a as 1: pass', 'with a as f(): pass', 'with a as b + c: pass', 'with (a as f()): pass', 'with a as (b, 1): pass', 'with a as None: pass',
    'if x = 1: pass', 'if x.y = 1: pass', 'if (x = 1): pass', 'while x = 1: pass', 'f(a = b = c)', 'x = (y = 1)', '[a = 1]', '{a = 1}', '(a, b = 1)',
    'x = f(a.b = 1)', 'f(1 = 2)', 'f("a" = 1)', 'f(True=1)', 'f(None=1)', 'f(lambda: x = 1)', 'f(a[0]=1)', 'f(a, b.c=1)', 'f(x=1 for x in y)',
]

BRACKETS = [
    '(', '[', '{', ')', ']', '}', '(]', '[)', '{)', '(a, [b)', '(a,\n[b\n)', 'x = (1,\n2\n', 'x = [1,\n2\ny = 3\n', 'f(a,\n  b\ng(c)\n', 'f(a))', 'x = {1: 2]',
    'x = (\n', 'f(\n  [1, 2\n)', 'f(a b)', '[a b]', '{a b}', '(a b)', 'f(a, b c)', 'f(a "b")', 'x = [1, 2 3]', '{1: 2 3: 4}', '{1:2, 3}', '{1, 2: 3}',
    '{1: }', '{1: 2, 3: }', '{: 1}', '{1: *a}', '{**a, b}', '{**a for a in b}', '{a: b, **}', '[*a for a in b]', '(*a for a in b)', '{*a for a in b}',
    '[a, b for a, b in c]', '{a, b for a, b in c}', '[a, for a in b]', '(*a)', '(**a)', '(*a,', '[**a]', '(a for)', '[a for a]', '[a for a in]', '[for a in b]',
    'a[', 'a[]', 'a[b:c:d:e]', 'a[b c]', 'a[*]', 'a[b', 'a[b:=1:2]', '(' * 201, '(' * 250 + ')' * 250, 'f(x for x in y, 1)', 'f(1, x for x in y)',
    'f(x for x in y, z for z in w)', 'f(a, *b, x for x in y)', 'f(a=1, b)', 'f(**a, b)', 'f(**a, *b)', 'f(a=1, *b, c)', 'f(*)', 'f(**)', 'f(a=)', 'f(=1)', 'f(,)',
    'f(a,,b)', 'class A(x for x in y): pass', 'class A(a b): pass',
]

BLOCKS = [
    'if x\n  y', 'if x:\ny', 'if x:', 'if x: ', 'if x:\n', 'if:\n  x', 'if x:\n  a\nelif\n  b', 'if x:\n  a\nelif y\n  b', 'if x:\n  a\nelif y:\nb',
    'if x:\n  a\nelse\n  b', 'if x:\n  a\nelse:\nb', 'if x:\n  a\nelse:\n  b\nelse:\n  c', 'while x\n  y', 'while x:\ny', 'while:\n x', 'for x in y\n  z',
    'for x in y:\nz', 'for x y:\n  z', 'for x in y:\n  z\nelse:\nw', 'try:\nx', 'try\n  x', 'try:\n  x\ny', 'try:\n  x', 'try:\n  x\nexcept\n  y',
    'try:\n  x\nexcept:\ny', 'try:\n  x\nexcept A\n  y', 'try:\n  x\nexcept A:\ny', 'try:\n  x\nexcept A, B:\n  y', 'try:\n  x\nexcept A, B as c:\n  y',
    'try:\n  x\nexcept A as b.c:\n  y', 'try:\n  x\nfinally\n  y', 'try:\n  x\nfinally:\ny', 'try:\n  x\nexcept* :\n  y', 'try:\n  x\nexcept*\n  y',
    'try:\n  x\nexcept* A:\ny', 'try:\n  x\nexcept A:\n  y\nexcept* B:\n  z', 'try:\n  x\nexcept* A:\n  y\nexcept B:\n  z', 'try:\n  x\nexcept* A:\n  y\nexcept:\n  z',
    'try:\n  x\nelse:\n  y', 'with a\n  b', 'with a:\nb', 'with (a, b)\n  c', 'with (a as b):\nc', 'with a as b\n  c', 'with:\n  x', 'with a, :\n  x', 'with (a, b as):\n x',
    'async with a:\nb', 'async for x in y:\nz', 'async def f():\nx', 'async def f()\n  x', 'def f:\n  x', 'def f()\n  x', 'def f():\nx', 'def f(', 'def f(a b): pass',
    'def (a): pass', 'def f(a:): pass', 'def f() -> : pass', 'def f():', 'class A\n  x', 'class A:\nx', 'class:\n  x', 'class A(\n', 'class A():\nx', 'class A(b):\n',
    '@\ndef f(): pass', '@a\nx', '@a', '@a def f(): pass', 'match x:\ncase 1:\n  y', 'match x\n  case 1: y', 'match x:\n  y', 'match x:\n  case 1\n    y',
    'match x:\n  case 1:\n  y', 'match x:\n  case:\n    y', 'match:\n  case 1: y', 'match x, :\n case 1: y\n z', '  x', ' x = 1', 'x\n  y', 'if x:\n  a\n b',
    'if x:\n    a\n  b', 'if x:\n  a\n    b', 'if x:\n\ta\n        b', 'if x:\n        a\n\tb', 'if x:\n  \ta\n\t  b', 'def f():\n  x\n y\n', 'class A:\n  def f(self):\n    x\n   y',
    ''.join(' ' * i + 'if x:\n' for i in range(101)) + ' ' * 101 + 'y\n', 'for i in range(10):\n    print(i)\n  x = 1\n', 'if 1: if 2: x', 'if 1: x; if 2: y', 'x; ; y', ';', 'x;;',
]

PARAMETERS = [
    'def f(a=1, b): pass', 'def f(a, b=1, c): pass', 'def f(a, (b, c)): pass', 'def f((a)): pass', 'def f(/): pass', 'def f(/, a): pass', 'def f(a, /, b, /): pass',
    'def f(*, a, /): pass', 'def f(*a, /): pass', 'def f(a, / *): pass', 'def f(*): pass', 'def f(*, **k): pass', 'def f(*,): pass', 'def f(*a=1): pass', 'def f(*a, *b): pass',
    'def f(*a, *): pass', 'def f(**k=1): pass', 'def f(**k, a): pass', 'def f(**k, *a): pass', 'def f(**k, **l): pass', 'def f(a=): pass', 'def f(a, b=, c): pass', 'def f(1): pass',
    'def f(a.b): pass', 'def f("a"): pass', 'def f(None): pass', 'def f(a, , b): pass', 'def f(*a: *b, c): pass; x y', 'def f(a: *b): pass', 'def f(a=1, /, b): pass', 'def f(lambda): pass',
    'lambda a=1, b: 0', 'lambda (a, b): 0', 'lambda /: 0', 'lambda a, /, b, /: 0', 'lambda *, a, /: 0', 'lambda a, / *: 0', 'lambda *: 0', 'lambda *, **k: 0', 'lambda *a=1: 0',
    'lambda *a, *b: 0', 'lambda **k=1: 0', 'lambda **k, a: 0', 'lambda **k, **l: 0', 'lambda a=: 0', 'lambda 1: 0', 'lambda a, , b: 0', 'lambda a b: 0',
]

PATTERNS = ['match x:\n  case %s:\n    pass\n' % pattern for pattern in (
    'A(k=1, A(k=1, 2))', 'A(k=1, 2, A(k=1, 2))', 'A(k=1, 2, 3, A(k=4, 5), 6)', 'A(k=1, 2, [A(k=3, 4)])', 'A(1, A(k=2, 3, A(k=4, 5)))', 'A(k=1, 2, 3 as 4)',
    'A(k=_, (_ as a))', 'A(k=1, ((a|b)))', 'A(k=1, (1), (2))', 'A(x, k=1, (-1))', 'A(k=1, ((a)|(b)))', 'A(k=1, (A(b=1, (c))))', 'A(k=1, (a, b))', 'A(k=1, ([a]), b)',
    'a b', 'a.b.', '1 + 2', '1 + a', 'a + 1', '-a', '1 + 2j + 3', '2j + 1', '1 - 1', 'a as _', 'a as b.c', 'a as 1', 'a as b as c', '*a', '(*a)', '*_', '*a.b, c', '{a: b}', '{**a, 1: 2}',
    '{**_}', '{1: 2, **a, **b}', '{1}', '{"a": }', 'A(a=1, b)', 'A(a=1, 2, b=3)', 'A(*a)', 'A(**a)', 'A(a b)', 'A.b(c=)', 'A(', '[a, b', '_.x', '_()', 'a | ', '| a', 'a = 1', 'a if', 'f"{x}" "y" 1',
    'not a', 'a < b', 'lambda: x', 'a[0]', 'f().x', '{f(): 1}', '()a', '1 | a b', 'True.x', '...')]

LITERALS = [
    '1a', '1_', '1__0', '0_', '00012', '012', '0_7', '09', '08.', '0x', '0xg', '0x_', '0b', '0b2', '0b12', '0o', '0o8', '0o78', '0b1_', '1e', '1e+', '1.e+', '1.2.3', '1.2_', '1_.2', '1ej', '1jx',
    '0xfor x', '1if 1else 2; x y', '1_000_', '9' * 5000, '0777', '1__1', '0b1a', '0o7z', '0xfz', '1.5abc', '5abc', '1r""', '"abc', "'abc", '"""abc', "'''abc\ndef", '"abc\n', '"abc\\', '"abc\\\n', "f'abc",
    "b'abc", '"a" b"c"', 'b"c" "a"', 'f"a" b"c"', 'b"\u00e9"', "rb'\u00e9'", '"\\x"', '"\\x1"', '"\\u12"', '"\\U1234"', '"\\U00110000"', '"\\N{no such name}"', '"\\N"', '"\\N{"', 'b"\\x"', 'b"\\xz"', 'ur"a"',
    'bu"a"', 'fb"a"', 'x"a"', 'a\\ b', 'a\\', 'a\\\n', '\\', '\\\n', 'x = \\', 'x = 1 \\ \n + 2', '\u20ac', 'a\u20ac', '\u00b2', 'x = \u201chello\u201d', 'a\u00a0b', '\u200b', '\ufeffx', 'x\x01', '\x07', '1\u0394',
    'x = 1\x0c\x01',
]

FSTRINGS = [
    'f"{}"', 'f"{ }"', 'f"{!r}"', 'f"{:x}"', 'f"{=}"', 'f"{a"', 'f"{a!"', 'f"{a!x}"', 'f"{a!r"', 'f"{a!rr}"', 'f"{a:"', 'f"{a:{b}"', 'f"{a:{b:{c}}}"', 'f"}"', 'f"a}b"', 'f"{a}}"', 'f"{{a}"', 'f"{a b}"', 'f"{a +}"',
    'f"{a\\n}"', 'f"{a #}"', 'f"{(a}"', 'f"{a)}"', 'f"{[a)}"', 'f"{a[}"', "f'{a[\"b]}'", 'f"{*a}"', 'f"{**a}"', 'f"{lambda x: 1}"', 'f"{a := 1 b}"', 'f"{yield a b}"', 'f"{a!r:{b c}}"', 'f"{1 = 2}"', 'f"{a = b}"',
    'f"{x y!r}"', 'f"{f(a b)}"', "f'{a}' f'{b c}'", 'f"""{\na b}"""', 'f"""\n{a b}\n"""', 'f"{\'a}"', 'f"{print x}"', 'f"{1a}"', 'f"{0123}"', 'f"{$}"', 'f"{a$b}"', 'f"{for}"', 'f"{a;b}"', "f'{f\"{a b}\"}'",
    "f'{f\"{}\"}'", 'f"{None = 1}"', 'f"{a, }{b c}"', "f'''{f\"\"\"{f'{a b}'}\"\"\"}'''", 'f"{a!}"', 'f"{a:}}"', 'f"{\u00e9 \u00e9}"', '\u00e9 = f"{a b}"', 'x = f"\u00e9{a b}"', 'f"{a.}"', 'f"{a[b c]}"', 'f"{\'a\' \'b\' c}"',
    'x = (f"{a"\n"b")', 'f"\\N{" f"{a b}"',
]

BYTES = [
    b'x = "\xff"', b'# coding: utf-8\nx = "\xff"', b'# coding: ascii\nx = "\xff"', b'# coding: nope\n', b'\xef\xbb\xbf# coding: latin-1\n', b'\xff = 1', b'a\x00b', b'x = 1 \xff', b"b'\xff'",
    b'# coding: latin-1\nx = \xe9 \xe9', b'# coding: utf-8\n\xc3\xa9 \xc3\xa9', b'\xc3\xa9 \xc3\xa9', b'#\n# coding: koi8-r\nx = "\xc1" y', b'\xef\xbb\xbfx y', b'a\r\nb c\r\n', b'a\rb c', b'"""a\r\n', b'a \\\r\n', b'(\r\n', b'f"a\xc3b{x}"', b'f"{\x80e}" \xff', b'f"{1a}" \xff', b'f"{1a}"\n)', b'# coding: utf-16\n',
]

LATER_ERRORS = [
    'x = 1 y\n)', 'x y\n"abc', 'x y\n(\n', 'f(a b\n', 'x = = 1\n  y\n z\n', 'a b\n0123\n', 'a b $', 'print x\n(]', 'class A:\n  def f(self):\n    x y\n\nz = )\n', 'print [1]\nx y\n', 'x = [\n1,\n2 3\n]\n',
    'def f():\n  return (1,\n  2\n\nx = 3\n', 'if x:\n  y = {1: 2,\nz = 4\n', 'if x:\n\n\n  # c\n  y z # d\n', '\n\n\nx y', '# comment\nx y', 'x \\\n y', 'x = """a\nb""" y', '"""a\nb\n""" = 1', 'f("""a\n""" b)',
]

ALL = STATEMENTS + TARGETS + BRACKETS + BLOCKS + PARAMETERS + PATTERNS + LITERALS + FSTRINGS + BYTES + LATER_ERRORS
