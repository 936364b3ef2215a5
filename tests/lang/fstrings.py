"""f-strings: conversions, specs, nesting, =, quotes, expressions of all kinds, evaluation order, escapes."""

name, n, x, items, d = "world", 42, 3.14159, [1, 2, 3], {"k": "v", "n": {"m": 1}}
print(f"hello {name}", f"{n}", f"{n + 1}", f"{n:5}|{n:<5}|{n:^5}|{n:05d}|{n:x}|{n:#b}|{n:,}", f"{x:.2f} {x:10.3e} {x:g} {x!r:>10}")
print(f"{name!r} {name!s} {name!a} {'é'!a}", f"{d['k']} {d['n']['m']} {items[0]} {items[-1:]} {items[::-1]}")
print(f"{name=} {n = } {n=:>5} {x = :.1f} {name=!s} {name=!r:>9} {n+1=} { n * 2 = } {d['k']=} {items[0]=:03}")
print(f"{{}} {{{n}}} {{n}} {{{{", f"" == "", f"{''}" == "", f"a{1}b{2}c", f"{1}{2}{3}")
width, precision, fill = 10, 2, "*"
print(f"{x:{width}.{precision}f}|{x:{fill}>{width}}|{name:{fill}^{width + 2}}|{n:{'0'}{5}}|{x:{f'{width}'}.{precision}}")
print(f"{[i * 2 for i in items]} {({'a': 1})} {({1, 1})} { {'b': 2} } {(lambda v: v * 2)(4)} {(y := 5)} {y} {n if n > 5 else 0} {not n} {n > 1 and 'yes'}")
print(f"{name.upper()} {len(items)} {max(items)} {sum(i for i in items)} {'nested ' + f'{n}'} {name!r}", f'{f"{x:.1f} {name!r}"}')
print(f'{"double"} {"a" "b"} {"tuple", 1}', f"""{
    n
} multi {
    n +
    1
}""", f'''{"""triple"""}''')
print(f"{n!r:{width}}|{None}|{True}|{...}|{b'x'}|{1j}|{-n}|{~n}|{n ** 2}|{n // 5}|{n % 5}|{n @ 1 if False else 0}|{n, 1}|{*items, 9}")
print(rf"\n{n}\d", fr"\{n}", f"\n".encode(), f"\x41{n}\u00e9\N{DIGIT ONE}", F"{n}", Rf"{n}\t", f"tab\t{n}", "plain" f"{n}" "plain{}" f"{{{n}}}")


def log(v):
    print("eval", v, end="; ")
    return v


print(f"{log(1)} {log('s')!r:>{log(5)}} {log(2):{log(3)}}")


class F:
    def __format__(self, spec): return f"F[{spec}]"
    def __str__(self): return "S"
    def __repr__(self): return "R"


f = F()
print(f"{f} {f:abc} {f!s} {f!r:>3} {f=} {f=:x} {f:{n}-{name}} {f:%H:%M}")
print(f"{x!s:.3} {name:.2} {name:>{len(name) * 2}} {1_000_000:_} {1e3:,.0f} {255:02X} {True:d} {7:c}".replace("\x07", "BEL"))


def scope():
    local = "L"
    inner = [f"{local}{i}" for i in range(2)]
    return f"{inner} {(lambda: f'{local}!')()} {sorted(k for k in {'z': local})}"


print(scope(), [f"{i:>{i}}" for i in range(1, 4)], {f"k{i}": f"{i}" for i in range(2)}, "".join(f"{c}{ord(c)}" for c in "ab"))
for expression in ("f'{1:q}'", "f'{undefined_name}'", "f'{1/0}'", "f'{[]:5}'", "f'{n:{[]}}'", "f'{f.nope}'", "f'{\"a\":d}'", "f'{n!s:d}'"):
    try:
        print(eval(expression))
    except Exception as error:
        print(expression, type(error).__name__, error)
for source in ("f'{'", "f'}'", "f'{}'", "f'{n!x}'", "f'{n!}'", "f'{a b}'", "f'{*}'", "f'{n:{}}'", "f'{lambda x: 1}'", "f'{#}'", "f'{\\n}'", "f'{n'", "f'{(}'", "f'{n]}'", "f'{ }'", "f'{!r}'", "f'{=}'", "f'{1 = 2}'"):
    try:
        compile(source, "<f>", "eval")
        print(source, "compiles")
    except SyntaxError as error:
        print(source, "->", error.msg)
query = (f"select {name} "
         f"from {n} "
         "where {not_a_field}"
         f" limit {items[1]}")
print(query, f"{query[:6]!r}", f"{'a' if n else 'b':>3}", f"{n:{'>' if n else '<'}{5}}", f"{ '{' } {'}'}", f"{'{}'.format(3)}", f"{'%d' % 4}")
class Config:
    prefix = "p"
    full = f"{prefix}_{n}"
    def show(self, **kw): return f"{self.prefix} {self.full=} {kw} {self.__class__.__name__} {type(self)!r}"
print(Config().show(a=1), f"{Config.full}", f"{Config().prefix!r:*^9}")
async def co(): return f"{1}"
def gen():
    got = f"{(yield 1)} and {(yield 2)}"
    yield got
g = gen()
print(next(g), g.send("a"), g.send("b"))
co().close()
print(f"{10 ** 20:,} {2 ** 64:x} {-7:+} {-7: } {7: } {0.1 + 0.2} {1e22} {1e16} {1/3:.20f} {float('nan'):>6} {1e400} {3.0} {100.0:g}")
row = [("a", 1, 0.5), ("bb", 22, 12.25)]
for r in row:
    print(f"|{r[0]:<5}|{r[1]:>5}|{r[2]:^8.2f}|{'#' * r[1]:.10}|{r!r:>20}|")
print(f"{n}" is not None, type(f"{n}").__name__, f"{n}{n}" * 2, f"{n}" + "x" + f"{x:.0f}", len(f"{'x' * 1000}"))
