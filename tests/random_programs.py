"""Random programs that print what they do: `python tests/random_programs.py [--count N] [--seed S] [--show]`.

A seed always gives the same program, and a program always terminates: loops have constant bounds,
functions call only functions defined before them. Every statement of a body may fail; each block of
the main program runs in a `try` that prints the error, so that errors are compared too.
"""
from __future__ import annotations

import argparse
import random
import sys
from concurrent.futures import ThreadPoolExecutor

INTS = ["0", "1", "-1", "2", "3", "7", "10", "255", "-100", "2**30", "2**46", "-2**47", "2**47 - 1", "2**53", "2**63 - 1", "2**64", "True", "False"]
FLOATS = ["0.0", "-0.0", "1.5", "-2.25", "1e10", "1e300", "0.1", "float('inf')", "float('nan')"]
STRINGS = ["''", "'a'", "'hello'", "'é'", "'%s'", "'a,b,c'", "'12'"]
# Multiplication is apart: unbounded factors would make sequences of 2**46 items.
BINARY = ["+", "+", "-", "//", "%", "/", "&", "|", "^", "<", "<=", "==", "==", "!=", "!=", ">", ">=", "and", "or", "in"]
FACTORS = ["0", "2", "3", "-1", "1.5", "True"]
# What the blocks of the main program read and change.
VARIABLES = {"n": "7", "m": "2**47 - 2", "x": "1.5", "s": "'text'", "l": "[3, 1, 2]", "d": "{'a': 1}", "t": "(1, 2.5, 'z')", "z": "0"}
METHODS = ["upper()", "append(1)", "keys()", "pop()", "split(',')", "items()", "count('a')", "nope", "m(1)", "x", "copy()", "bit_length()"]
CALLS = ["len", "str", "repr", "list", "sum", "sorted", "type", "bool", "abs", "tuple", "int", "float", "max", "hash_of"]

PRELUDE = '''\
def show(*values):
    print(*[text(v) for v in values])


def text(v):
    r = repr(v)
    return r if " at 0x" not in r else "<" + type(v).__name__ + ">"


def hash_of(v):
    return hash(v) == hash(v)


def attempt(function):
    """Call it; an error is printed and becomes its name's length, so that programs go on."""
    try:
        return function()
    except Exception as error:
        print("error", type(error).__name__, error)
        return len(type(error).__name__)


def limit(v):
    """Keep values small: products of products must not grow without bound."""
    if isinstance(v, int) and not -2 ** 80 < v < 2 ** 80:
        return v % 1000003
    if isinstance(v, (str, list, tuple)) and len(v) > 12:
        v = v[:12]
    if isinstance(v, (list, tuple, dict)) and len(repr(v)) > 200:
        return len(v)       # nested containers double with each turn of a loop
    return v


'''


class Program:
    """Writes one program from one seed."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.lines: list[str] = []
        self.functions: list[tuple[str, str]] = []      # (name, kind of its signature)
        self.generators: list[str] = []
        self.classes: list[str] = []
        self.counter = 0

    def name(self, prefix: str) -> str:
        self.counter += 1
        return f"{prefix}{self.counter}"

    def pick(self, options):
        return self.random.choice(options)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    # Expressions: `names` are the variables that may be read, `depth` what is left of nesting.

    def atom(self, names) -> str:
        roll = self.random.randrange(10)
        if names and roll < 5:
            return self.pick(names)
        return self.pick([INTS, INTS, FLOATS, STRINGS][self.random.randrange(4)])

    def expression(self, names, depth=3) -> str:
        if depth == 0:
            return self.atom(names)
        def sub(more=()):
            return self.expression([*names, *more], depth - 1)
        kind = self.random.randrange(17)
        if kind <= 2:
            operation = f"limit({sub()} {self.pick(BINARY)} {sub()})"
            return f"attempt(lambda: {operation})" if self.chance(60) else operation
        if kind == 3:
            return f"limit({sub()} * {self.pick(FACTORS)})"
        if kind == 4:
            return f"({sub()} if {sub()} else {sub()})"
        if kind == 5:
            return "[" + ", ".join(sub() for _ in range(self.random.randrange(4))) + "]"
        if kind == 6:
            return "{" + ", ".join(f"{self.atom(names)}: {sub()}" for _ in range(self.random.randrange(3))) + "}"
        if kind == 7:
            return f"attempt(lambda: {self.pick(CALLS)}({sub()}))"
        if kind == 8:
            v = self.name("c")
            condition = f" if {self.expression([*names, v], 1)}" if self.chance(40) else ""
            opening, closing = self.pick(["[]", "()", "[]"])
            body = f"{opening}{sub([v])} for {v} in range({self.random.randrange(4)}){condition}{closing}"
            return body if opening == "[" else f"list{body}"
        if kind == 9:
            return f"attempt(lambda: limit({sub()}).{self.pick(METHODS)})"
        if kind == 10:
            return f"attempt(lambda: limit({sub()})[{self.pick(['0', '-1', '1:', '::-1', '5', 'None', self.atom(names)])}])"
        if kind == 11:
            spec = self.pick(["", "!r", ":>8", ":.3", ":05"])
            return f"f'<{{{self.pick(names) if names else 1}{spec}}}>'"
        if kind == 12 and self.functions:
            return f"attempt(lambda: {self.call(names, depth)})"
        if kind == 13 and self.classes:
            return f"{self.pick(self.classes)}({sub()})"
        if kind == 14 and self.generators:
            return f"list({self.pick(self.generators)}({self.random.randrange(4)}))"
        if kind == 15:
            v = self.name("a")
            return f"(lambda {v}, *r, k={self.atom(names)}: {self.expression([*names, v, 'k', 'r'], depth - 1)})({sub()})"
        if kind == 16:
            return f"attempt(lambda: ({self.pick(['-', 'not ', '+', '~'])}{sub()}))"
        return f"({sub()}, {sub()})"

    def call(self, names, depth=2) -> str:
        name, kind = self.pick(self.functions)
        def arg():
            return self.expression(names, max(depth - 1, 0))
        return self.pick({
            "plain": [f"{name}({arg()}, {arg()})", f"{name}({arg()}, b={arg()})", f"{name}({arg()})", f"{name}(b={arg()}, a={arg()})"],
            "star": [f"{name}({arg()}, {arg()}, {arg()})", f"{name}(*[{arg()}, {arg()}])", f"{name}()"],
            "keyword": [f"{name}({arg()}, k={arg()})", f"{name}({arg()}, k={arg()}, z={arg()})", f"{name}({arg()}, {arg()})", f"{name}({arg()}, **{{'k': {arg()}}})"],
            "positional": [f"{name}({arg()})", f"{name}({arg()}, {arg()})", f"{name}(a={arg()})"],
        }[kind])

    # Statements write lines at an indent; `names` grows with what they assign.

    def write(self, indent: int, line: str) -> None:
        self.lines.append("    " * indent + line)

    def block(self, indent, names, depth, in_loop=False, result=None) -> None:
        for _ in range(self.random.randrange(1, 4)):
            self.statement(indent, names, depth, in_loop, result)

    def statement(self, indent, names, depth, in_loop=False, result=None) -> None:
        kind = self.random.randrange(16 if depth else 5)
        if kind <= 1:
            v = self.pick(names) if names and self.chance(40) else self.name("v")
            self.write(indent, f"{v} = limit({self.expression(names)})")
            if v not in names:
                names.append(v)
        elif kind == 2 and names:
            self.write(indent, f"show({', '.join(self.random.sample(names, min(len(names), 3)))}, {self.expression(names, 2)})")
        elif kind == 3 and names:
            v = self.pick(names)
            operation = self.pick([f"+= {self.expression(names, 1)}", f"-= {self.expression(names, 1)}", f"|= {self.atom(names)}", f"*= {self.pick(FACTORS)}"])
            self.write(indent, f"{v} {operation}")
            self.write(indent, f"{v} = limit({v})")
        elif kind == 4 and (in_loop or result):
            word = self.pick(["continue", "break"] if in_loop else [f"{result} {self.expression(names, 2)}"])
            self.write(indent, f"if {self.expression(names, 2)}: {word}")
        elif kind in (5, 6):
            self.write(indent, f"if {self.expression(names, 2)}:")
            self.block(indent + 1, list(names), depth - 1, in_loop, result)
            if self.chance(60):
                self.write(indent, "else:")
                self.block(indent + 1, list(names), depth - 1, in_loop, result)
        elif kind in (7, 8):
            v = self.name("i")
            over = f"range({self.random.randrange(1, 5)})" if self.chance(60) else f"attempt(lambda: list({self.expression(names, 1)})[:4]) or []"
            self.write(indent, f"for {v} in {over}:")
            self.block(indent + 1, [*names, v], depth - 1, True, result)
            if self.chance(40):
                self.write(indent, "else:")
                self.block(indent + 1, list(names), depth - 1, in_loop, result)
        elif kind == 9:
            v = self.name("w")
            self.write(indent, f"{v} = 0")
            self.write(indent, f"while {v} < {self.random.randrange(1, 5)}:")
            self.write(indent + 1, f"{v} += 1")
            # The counter is no name of the block: an assignment to it could make the loop endless.
            self.block(indent + 1, list(names), depth - 1, True, result)
        elif kind in (10, 11, 12):
            self.write(indent, "try:")
            self.block(indent + 1, list(names), depth - 1, in_loop, result)
            if self.chance(70):
                self.write(indent, f"except {self.pick(['TypeError', '(ValueError, KeyError)', 'Exception', 'ZeroDivisionError'])} as error:")
                self.write(indent + 1, "show('caught', type(error).__name__, str(error))")
                if self.chance(15):
                    self.write(indent + 1, self.pick(["raise", "raise RuntimeError('again') from error", "raise KeyError('other')"]))
            else:
                self.write(indent, "finally:")
                self.block(indent + 1, list(names), 0, False, None)
        elif kind == 13:
            self.write(indent, f"a, *b = limit({self.expression(names, 1)}), {self.expression([], 1)}")
            names.extend(n for n in ("a", "b") if n not in names)
        elif kind == 14 and names:
            v = self.name("f")
            self.write(indent, f"def {v}(x, y={self.atom(names)}):")
            self.write(indent + 1, f"return {self.expression([*names, 'x', 'y'], 2)}")
            self.write(indent, f"show({v}({self.expression(names, 1)}))")
        else:
            self.write(indent, f"show({self.expression(names, 2)})")

    # Definitions at the top level.

    def function(self) -> None:
        name = self.name("func")
        kind, signature, names = self.pick([
            ("plain", "a, b=5", ["a", "b"]), ("star", "*args", ["args"]), ("keyword", "a, *, k, **rest", ["a", "k", "rest"]), ("positional", "a, b=(1, 2), /", ["a", "b"]),
        ])
        self.write(0, f"def {name}({signature}):")
        self.block(1, names, 2, result="return")
        self.write(1, f"return limit({self.expression(names, 2)})")
        self.write(0, "\n")
        self.functions.append((name, kind))

    def counter_closure(self) -> None:
        name = self.name("make")
        step = self.name("func")
        self.write(0, f"def {name}(start):")
        self.write(1, "total = start")
        self.write(1, "def step(a, b=1):")
        self.write(2, "nonlocal total")
        self.write(2, f"total = limit({self.expression(['total', 'a', 'b'], 2)})")
        self.write(2, "return total, start")
        self.write(1, "return step")
        self.write(0, "\n")
        self.write(0, f"{step} = {name}({self.atom([])})")
        self.write(0, "\n")
        self.functions.append((step, "plain"))

    def generator(self) -> None:
        name = self.name("gen")
        self.write(0, f"def {name}(n):")
        self.write(1, "for i in range(n):")
        self.block(2, ["n", "i"], 1, True, "yield")
        self.write(2, f"yield {self.expression(['n', 'i'], 2)}")
        if self.generators and self.chance(50):
            self.write(1, f"yield from {self.pick(self.generators)}(n // 2)")
        self.write(0, "\n")
        self.generators.append(name)

    def klass(self) -> None:
        name = self.name("K")
        base = f"({self.pick(self.classes)})" if self.classes and self.chance(50) else ""
        self.write(0, f"class {name}{base}:")
        self.write(1, f"tag = {self.atom([])}")
        self.write(1, "def __init__(self, x=0): self.x = x")
        own = ["self.x", "self.tag"]
        for dunder, arguments in (("__add__", ["o"]), ("__radd__", ["o"]), ("__eq__", ["o"]), ("__lt__", ["o"]), ("__getitem__", ["o"]), ("__contains__", ["o"]), ("m", ["o"]), ("__call__", ["o"])):
            if self.chance(45):
                body = "NotImplemented" if dunder in ("__add__", "__lt__") and self.chance(25) else self.expression([*own, *arguments], 2)
                self.write(1, f"def {dunder}(self, {', '.join(arguments)}):")
                if dunder == "__getitem__":     # iteration over it must end
                    self.write(2, "if isinstance(o, int) and o > 3: raise IndexError(o)")
                self.write(2, f"return {body}")
        if self.chance(40):
            self.write(1, f"def __len__(self): return {self.pick(['0', '3', '-1'])}")
        if self.chance(40):
            self.write(1, f"def __iter__(self): return iter([self.x, {self.atom(own)}])")
        if self.chance(40):
            self.write(1, "@property")
            self.write(1, f"def p(self): return {self.expression(own, 2)}")
        self.write(1, f"def __repr__(self): return '{name}'")
        self.write(0, "\n")
        self.classes.append(name)

    def source(self) -> str:
        """Return the text of the whole program."""
        self.lines = [PRELUDE]
        makers = [self.function, self.function, self.klass, self.generator, self.counter_closure]
        self.random.shuffle(makers)
        for make in makers:
            make()
        for name, value in VARIABLES.items():
            self.write(0, f"{name} = {value}")
        for _ in range(self.random.randrange(15, 30)):
            names = list(VARIABLES)     # what a block binds may be unbound after it
            self.write(0, "try:")
            for _ in range(self.random.randrange(1, 3)):
                self.statement(1, names, 3)
            self.write(0, "except Exception as error:")
            self.write(1, "print('block failed', type(error).__name__, error)")
        self.write(0, f"show({', '.join(VARIABLES)})")
        if self.chance(25):
            self.write(0, self.pick([f"print({self.expression([], 3)} + None)", "undefined_at_the_end", "raise SystemExit(3)", "assert False, 'end'"]))
        return "\n".join(self.lines) + "\n"


def program(seed: int) -> str:
    """Return the program of this seed."""
    return Program(seed).source()


def main(argv=None) -> int:
    from differential import compare_source
    parser = argparse.ArgumentParser(description="Differential runs of random programs.")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--show", action="store_true", help="print the program of --seed and stop")
    options = parser.parse_args(argv)
    if options.show:
        print(program(options.seed), end="")
        return 0
    wrong = 0
    with ThreadPoolExecutor(2) as pool:
        seeds = range(options.seed, options.seed + options.count)
        for seed, result in zip(seeds, pool.map(lambda s: compare_source(program(s), timeout=30), seeds)):
            if not result.same:
                wrong += 1
                print(f"seed {seed} differs: {result.report(12)}", flush=True)
    print(f"{options.count - wrong} of {options.count} random programs agree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
