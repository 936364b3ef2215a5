"""Random programs about when objects die: the lines that `__del__` and weak-reference callbacks print come at the same points on both engines.

    python tests/lifetimes.py [--seed S] [--count N | --seconds T]
    python tests/lifetimes.py --show --seed S       prints a program

What the programs avoid, since the order in which several objects die there is not CPython's: `a, b, c, d = ...` of four displays and more,
temporaries in the middle of a chained comparison, what `f(*args)` or a `__call__(self, *args)` was given.
"""
from __future__ import annotations

import argparse
import random
import re
import time

import differential

PRELUDE = '''\
import weakref
N = [0]
class D:
    def __init__(self, name=None, *held):
        N[0] += 1
        self.name = name or 'o%d' % N[0]
        self.held = held
        print('new', self.name)
    def __del__(self): print('del', self.name)
    def __add__(self, o): return D(self.name + '+')
    def __iadd__(self, o): return D(self.name + '+=')
    def __eq__(self, o): return self.name == getattr(o, 'name', None)
    def __hash__(self): return 1
    def __lt__(self, o): return self.name < o.name
    def __bool__(self): return True
    def __len__(self): return 2
    def __getitem__(self, k): return D(self.name + '[]')
    def __setitem__(self, k, v): print('set', self.name)
    def __call__(self, *a, **k): return D(self.name + '()')
    def __iter__(self): return iter([D(self.name + '.0'), D(self.name + '.1')])
    def __enter__(self): return D(self.name + '.in')
    def __exit__(self, *a): print('exit', self.name); return a[0] is ValueError
    def __contains__(self, x): return True
    def m(self, *a): return D(self.name + '.m')
    @property
    def p(self): return D(self.name + '.p')
    def __str__(self): return '<' + self.name + '>'
    def __format__(self, spec): return 'F' + self.name
    def gen(self):
        x = D(self.name + '.g')
        yield x
        yield D(self.name + '.h')
        print('gen end', self.name)
class E(Exception):
    def __init__(self, *a):
        super().__init__(*a)
        self.d = D('in E')
def w(x):
    def gone(r, n=x.name): print('ref', n)
    REFS.append(weakref.ref(x, gone))
    return x
REFS = []
def ident(x): print('in ident'); return x
def drop(x): x = None; print('dropped')
def two(a, b): print('in two'); return a
def default(a, b=None, *c, k=None, **q): print('in default'); return b
def raiser(x): y = D(); raise ValueError(x)
def nested(a):
    def inner(): return a
    return inner
def gen(a):
    b = D()
    yield a
    c = D()
    try:
        yield b
    finally:
        print('finally')
    yield c
def glob():
    global G
    G = D('global')
class C:
    attr = None
    def __init__(self, a): self.a = a
    def take(self, *a): print('take'); return self
'''


# @: an expression; $: a variable.
EXPRESSIONS = """\
D()|D()|D()|$|$|w(D())|None|1|ident(@)|drop(@)|two(@, @)|default(@, @)|default(@, c=@, k=@)|D(None, @, @)|[@, @]|(@, @)|{@: @}|{1: @, 2: @}|(lambda q=@: q)()|(lambda *q: q)(@, @)|nested(@)()
[q for q in (@, @)]|list(q for q in [@, @])|[@, @][0]|(@, @)[-1]|(@ if @ else @)|(@ and @)|(@ or @)|(not @)|D().m(@)|D().p|D()(@)|(D() + @)|(D() == @)|D()[@]|f'{D()}{D()!s:>3}'|C(@).a|C(@).take(@)
str(D())|len([@])|next(gen(@))|max(D(), D())|sorted([D(), D()], key=lambda v: v.name)|dict(a=@)|($ := @)|list(D())|list(map(ident, [@]))|next(iter(D()))|[*D(), @]|type(@).__name__|isinstance(@, D)
getattr(D(), 'm')(@)|{**dict(x=@)}|D()[@:@]|any([@])|(@ in [@])|(D() < D())|print(D())""".replace("\n", "|").split("|")

# What stands before a colon opens a block of random statements; `%` a statement that leaves a loop or a function, or none.
SIMPLE = """\
$ = @|$ = @|$ = @|$ = @|@|try: del $;except NameError: print('no name')|$, $ = [@, @]|$, $ = @, @|a, b = @, @|a, b = $, @|a, c, e = @, @, $|b, a, c = a, @, @|a, b = b, a|G, a = @, @;G = 0|x, y = @, @;x, y = @, @;x = y = 0|$ = $ = @|$ = D(); $ += @|x = C(@);x.a = @;del x.a;x = None|x = C(@);x.a = @;x.a = None;x = None|x = [@, @];x[0] = @;del x[1];x.clear()
x = [@, @];x[0] = @;x = 0|try: raiser(@);except ValueError: print('caught')|try: raiser(@);except ValueError as x: print('caught', type(x.args[0]).__name__)|%|%|assert D(), @|$, *x = @, @, @;x = None|x = {1: @};x[1] = D();x.pop(1);del x
x = {1: @};x.update({1: D()});del x|glob();G = None|x = gen(@);next(x);x.close();x = None|x = gen(@);next(x);x = None|x = gen(@);next(x);next(x);next(x, None);x = None|x = gen(@);next(x);del x;x = None""".replace("\n", "|").split("|")

COMPOUND = """\
for $ in (@, @):~|for $ in (@, @):~|for $ in D():~;else:.|for $ in gen(@):~|with D() as $:.|with D(), D() as $:. raise ValueError(@)|try:. raise E(@);except E as $:.;finally:!|try:. raise E(@);except E as $:.|try:.;finally:!
while N[0] < 40:~ $ = D()|if @:.;else:.|match @:;    case D(name=n) as $:.;    case [$, *x]:.;    case _:.|def f(a=None, b=@, *c):? d = e = n = x = G = None;$ = f(@);f = None|class K:;    z = @;    y = D();del K;import gc; gc.collect()
def f():;    a = D();    def g(): return a;    return g;x = f();x();x = f = None|try:;    try: raiser(@);    except ValueError as $: raise E(@) from $;except E: print('outer')
try: raise ExceptionGroup('g', [E(@), KeyError(@)]);except* KeyError as x: print('key');except* E: print('E')
async def f():;    a = b = c = d = e = x = None;    async def g(): return D();    x = await g();    print('awaited');    return @;x = f();try: x.send(None);except StopIteration as n: print('stop');x = f = None""".replace("\n", "|").split("|")


class Writer:
    """Writes one program."""

    def __init__(self, seed: int):
        self.rng = random.Random(seed)
        self.statements = 0
        self.in_function = self.rng.random() < 0.6

    def fill(self, text: str, depth: int = 0) -> str:
        """`text` with an expression for each @ and a variable for each $."""
        choices = EXPRESSIONS if depth < 3 else EXPRESSIONS[:8]
        return re.sub("[@$]", lambda m: self.rng.choice("abcde") if m[0] == "$" else self.fill(self.rng.choice(choices), depth + 1), text)

    def leave(self, loop: bool) -> str:
        if loop:
            return self.rng.choice(("if N[0] % 3 == 0: break", "if N[0] % 3 == 1: continue"))
        return self.fill("if N[0] > 3: return @") if self.in_function else "pass"

    def block(self, depth: int, loop: bool) -> list[str]:
        return [line for _ in range(self.rng.randrange(1, 4)) for line in self.statement(depth, loop)]

    def statement(self, depth: int = 0, loop: bool = False) -> list[str]:
        self.statements += 1
        mark = f"print('line', {self.statements})"
        template = self.rng.choice(SIMPLE if depth > 2 or self.rng.random() < 0.45 else COMPOUND)
        if template == "%":
            return [self.leave(loop), mark]
        lines = []
        for part in template.split(";"):
            head, kind, rest = re.fullmatch(r"(.*?)(?:(?<=:)([.~!?])(.*))?", part).groups()
            lines.append(self.fill(head))
            if kind:
                outer, self.in_function = self.in_function, self.in_function or kind == "?"
                inner = ([self.fill(rest.strip())] if rest and kind in "~?" else []) + self.block(depth + 1, kind == "~" or loop and kind == ".")
                inner += [self.fill(rest.strip())] if rest and kind == "." else ["return D()"] if kind == "?" else []
                self.in_function = outer
                indent = re.match(" *", head)[0] + "    "
                lines += [indent + line for line in inner]
        return [*lines, mark]


def program(seed: int) -> str:
    """The program of a seed; a seed whose program does not compile stands for the next one."""
    while True:
        writer = Writer(seed)
        body = ["a = b = c = d = e = n = x = G = f = None"] + [line for _ in range(writer.rng.randrange(4, 9)) for line in writer.statement()]
        head = "def main():" if writer.in_function else "if True:"
        body = [PRELUDE + head, *["    " + line for line in body]]
        if writer.in_function:
            body += ["for turn in range(2):", "    try: main()", "    except Exception as x: print(type(x).__name__, x)"]
        else:
            body[1:] = ["    try:", *["    " + line for line in body[1:]], "    except Exception as x: print(type(x).__name__, x)"]
        text = "\n".join([*body, "print('end')"]) + "\n"
        try:
            compile(text, "program.py", "exec")
        except SyntaxError:
            seed += 1_000_000
            continue
        return text


def lines(output: bytes) -> list[str]:
    """What a program printed. At the end of the process the collector decides in which order its globals go."""
    body, _, rest = re.sub(rb"0x[0-9a-f]{6,}", b"ADDRESS", output).decode().partition("\nend\n")
    return body.splitlines() + sorted(rest.splitlines())


def difference(seed: int) -> str:
    """What differs in the program of a seed up to its end, or ''."""
    result = differential.compare_source(program(seed), timeout=30.0)
    want, got = (lines(out.stdout) for out in (result.expected, result.actual))
    if result.expected.code is None or (want == got and result.expected.code == result.actual.code):
        return ""
    at = next((at for at, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    return f"seed {seed}: CPython {want[at - 2:at + 4]}, pyrs {got[at - 2:at + 4]}"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    if options.show:
        print(program(options.seed))
        return 0
    seed, differing, end = options.seed, 0, time.monotonic() + (options.seconds or 0)
    while time.monotonic() < end if options.seconds else seed < options.seed + options.count:
        text = difference(seed)
        if text:
            differing += 1
            print(text, flush=True)
        seed += 1
    print(f"{seed - options.seed} programs, {differing} differ")
    return bool(differing)


if __name__ == "__main__":
    raise SystemExit(main())
