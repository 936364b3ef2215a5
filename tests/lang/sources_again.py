"""The same sources compiled again and again: by eval(), exec() and compile(), with other flags, names, warnings, errors."""
import __future__
import collections
import dataclasses
import sys
import warnings


def loops():
    total = 0
    for k in range(50):
        total += eval("k * 2 + 1")
        total += eval("k * 2 + 1", {"k": 1.5})
        total += eval(" k+1", {"k": k}, {"k": -k})
    print(total)
    texts = [eval("x + x", {"x": x}) for x in (1, "a", [1], (2,), 2 ** 70, 1.5, True, 1, "a")]
    print(texts)


def scopes():
    made = []
    for k in range(6):
        space = {"base": k}
        exec("def f(x, y=base):\n    def g():\n        return x + y + base\n    return g\n", space)
        made.append(space["f"])
    print([f(10)() for f in made], len({id(f.__code__) for f in made}), len({id(f.__code__.co_consts) for f in made}) >= 1)
    codes = [compile("a = [b for b in range(3)]", "name", "exec") for _ in range(5)]
    print(len({id(c) for c in codes}), len(set(codes)), codes[3].co_filename)
    made[0].__code__ = made[1].__code__
    print(made[0](1)(), made[2](1)())


def kinds():
    for mode in ("eval", "single", "exec", "eval", "single", "exec"):
        for name in ("<a>", "<b>", "<a>"):
            code = compile("1 + 1", name, mode)
            print(mode, code.co_filename, end=" ")
            eval(code)
    print()
    for flags in (0, __future__.annotations.compiler_flag, 0, __future__.annotations.compiler_flag):
        space = {}
        exec(compile("def f(x: 1 + 1): pass", "<c>", "exec", flags, True), space)
        print(space["f"].__annotations__, end=" ")
    print()
    for optimize in (0, 1, 2, 0, 1, 2, 0, 1, 2):
        space = {}
        exec(compile("'doc'\ntry:\n    assert False\n    r = 'no assert'\nexcept AssertionError:\n    r = 'assert'", "<d>", "exec", optimize=optimize), space)
        print(space.get("__doc__"), space["r"], end=" ")
    print()


def errors():
    for k in range(4):
        for source in ("1 +", "x y", "def f(:\n pass", "(" * 5, "'\\x'", "a = \x00", "nonlocal x"):
            try:
                exec(source)
            except (SyntaxError, ValueError) as e:
                print(k, type(e).__name__, e.args[0], getattr(e, "lineno", None), end="; ")
        try:
            eval("1 // zero", {"zero": 0})
        except ZeroDivisionError as e:
            tb = e.__traceback__.tb_next
            print(tb.tb_frame.f_code.co_filename, tb.tb_lineno)


def warned():
    for source in ("x = 1 is 1", "'\\d'", "assert (1, 'x')", "0x1for x in [1]"):
        count = []
        for k in range(5):
            with warnings.catch_warnings(record=True) as seen:
                warnings.simplefilter("always")
                compile(source, "<w>", "exec")
            count.append(len(seen))
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                compile(source, "<w>", "exec")
                print("nothing", end=" ")
            except SyntaxError as e:
                print(e.msg, end=" ")
        print(count)


def classes():
    out = []
    for k in range(5):
        point = collections.namedtuple("Point", "x y", defaults=[k])
        record = dataclasses.make_dataclass("Record", [("a", int), ("b", int, k)])
        out.append((point(1), record(2), point._field_defaults, record(1) == record(1)))
    print(out)


def traced():
    events = []

    def trace(frame, event, arg):
        if frame.f_code.co_filename == "<t>":
            events.append((event, frame.f_lineno))
        return trace
    for k in range(4):
        space = {}
        exec(compile("def f(a):\n    b = a + 1\n    return b\n", "<t>", "exec"), space)
        if k % 2:
            sys.settrace(trace)
        space["f"](k)
        sys.settrace(None)
    print(events)


def many():
    total = 0
    for round in range(4):
        for k in range(400):
            total += eval(f"{k} + {k}")
    print(total)


loops()
scopes()
kinds()
errors()
warned()
classes()
traced()
many()
