"""exec, eval, compile, globals, locals, vars, dir, __import__, code objects made at run time."""
import sys
import types

x = "module"
space = {"x": "own"}
exec("y = x + '!'\ndef f(): return x, y", space)
print(space["y"], space["f"](), "__builtins__" in space, eval("x"), eval("x", {"x": 1}), eval("x + y", {"x": 1}, {"y": 2}))
local = {}
exec("a = 1\nclass K:\n    b = 2\ndef g(): return 5", {}, local)
print(sorted(local), local["K"].b, local["g"]())
try:
    exec("q = 1\ndef h(): return q\nh()", {}, {})
except NameError as error:
    print(error)


def function(p):
    v = 1
    exec("v = 2; w = 3")
    seen = sorted(locals())
    return v, seen, eval("p + v"), [eval("p", {"p": n}) for n in range(2)]


print(function(10))


def snapshot():
    a = 1
    first = locals()
    b = 2
    second = locals()
    return first is second, sorted(first), {k: v for k, v in second.items() if isinstance(v, int)}


print(snapshot(), locals() is globals(), globals()["x"], vars() is globals(), sorted(vars(types.SimpleNamespace(a=1, b=2))))


class Body:
    before = sorted(k for k in locals() if not k.startswith("__"))
    exec("made = 'in the class body'")
    after = eval("made")
    here = locals() is vars()


print(Body.before, Body.made, Body.after, Body.here, sorted(k for k in dir(Body) if not k.startswith("__")))
for source, mode in (("1 + 1", "eval"), ("z = 5", "exec"), ("7 * 6", "single"), ("for i in range(2): i\n", "single"), ("print('single')", "single"), ("None", "single")):
    code = compile(source, "<made>", mode)
    print(repr(source), mode, eval(code, {}), code.co_filename, code.co_name)
code = compile("def outer(a, *b, c=1, **d):\n    e = a\n    def inner():\n        return e\n    return inner\nn = outer(3)()", "file.py", "exec")
namespace = {}
exec(code, namespace)
exec(code, namespace)
outer = namespace["outer"]
print(namespace["n"], outer.__code__.co_varnames, outer.__code__.co_cellvars, outer.__code__.co_argcount, outer.__code__.co_kwonlyargcount, outer.__code__.co_flags & 12, outer.__code__.co_firstlineno, [type(c).__name__ for c in outer.__code__.co_consts if hasattr(c, "co_name")])
again = types.FunctionType(outer.__code__, {"__builtins__": __builtins__}, "renamed", (9,))
again.__kwdefaults__ = {"c": 0}
print(again()(), again.__name__, again.__defaults__)
new = (lambda a, b: a + b).__code__.replace(co_name="swapped")
print(types.FunctionType(new, globals())(1, 2), new.co_name)
for wrong in ("eval('1 +')", "eval('x = 1')", "exec('return 1')", "exec('  indented')", "exec('if 1:\\nx')", "eval('')", "eval('undefined_here')", "exec('1/0')", "compile('1', 'f', 'wrong')", "compile(5, 'f', 'exec')", "eval('1', [])", "exec('x', 5)", "eval('(')", "eval('1\\n2')", "exec('a b')", "eval('f(**)')", "exec('break')", "exec('x = \"abc')", "eval('\\0')", "exec('def f(:\\n pass')", "exec('print 1')", "exec('\\tx\\n        y')"):
    try:
        print(wrong, "gives", eval(wrong))
    except Exception as error:
        print(wrong, type(error).__name__, getattr(error, "msg", error), getattr(error, "lineno", ""), getattr(error, "offset", ""))
class Recording(dict):
    def __getitem__(self, k):
        print("lookup", k, end="; ")
        return super().__getitem__(k)
    def __missing__(self, k):
        if k == "magic": return "from missing"
        raise KeyError(k)
    def __setitem__(self, k, v):
        print("store", k, end="; ")
        super().__setitem__(k, v)
m = Recording(base=1)
exec("r = base + len(magic)\ndel base", {"len": len}, m)
print(sorted(m))
exec("global gg; gg = 5; ll = 6", space, local)
print("gg" in space, "ll" in local, "gg" in local)
print(eval("[x for x in data if x > low]", {"data": [1, 5, 9], "low": 3}), eval("lambda v: v + k", {"k": 2})(5), eval(b"1 + 2"), eval("  \t3"), eval(compile("4", "", "eval")))
restricted = {"__builtins__": {"len": len}}
print(eval("len('abc')", restricted))
for blocked in ("print(1)", "open", "__import__('os')"):
    try:
        eval(blocked, restricted)
    except NameError as error:
        print(error)
try:
    exec("import os", restricted)
except ImportError as error:
    print(error)
math = __import__("math")
path = __import__("os.path")
sub = __import__("os.path", fromlist=["join"])
print(math.floor(2.5), path.__name__, sub.join("a", "b"), sys.modules["math"] is math)
def frames():
    f = sys._getframe()
    caller = sys._getframe(1)
    return f.f_code.co_name, caller.f_code.co_name, f.f_back is caller, sorted(f.f_locals), f.f_lineno - f.f_code.co_firstlineno, f.f_globals is globals()
def caller_of_frames(arg=1): return frames()
print(caller_of_frames())
module = types.ModuleType("virtual", "its doc")
exec("v = 1\ndef get(): return v\n__all__ = ['v']", module.__dict__)
sys.modules["virtual"] = module
import virtual
from virtual import get, v as renamed
from virtual import *
virtual.v = 2
print(get(), renamed, v, virtual.__doc__, virtual.__name__, dir(virtual)[-2:])
n = 0
for i in range(50):
    n += eval(f"{i} * 2")
    exec(f"n_{i} = {i}")
print(n, n_49, eval("n_7 + n_8"))


# Code objects over a new dict, with any mapping for the variables.
def evaluated():
    code = compile("x + y", "<code>", "eval")
    for i in range(50):
        space = {"x": i}
        r = eval(code, space, {"y": 2})
        assert list(space) == ["x", "__builtins__"], space
    print(r, space["__builtins__"] is vars(__import__("builtins")))

    class Names:
        def __getitem__(self, name):
            if name == "y":
                return 5
            raise KeyError(name)

    print(eval(code, {"x": 4}, Names()))

    class Key(str):
        __hash__ = str.__hash__

        def __eq__(self, other):
            raise ZeroDivisionError("compared")

    for space, names in (({Key("__builtins__"): 1}, {}), ({"x": 4}, 3), ({"x": 4}, None), ({"x": 4}, ()), (5, {}), ({"x": "a"}, {"y": 1})):
        try:
            print(eval(code, space, names))
        except Exception as error:
            print(type(error).__name__, error)
    limited = {"__builtins__": {"len": len}, "x": 1}
    print(eval(compile("len([x])", "<code>", "eval"), limited, {}))
    try:
        eval(compile("print(x)", "<code>", "eval"), limited)
    except NameError as error:
        print(error)


evaluated()
