"""Name resolution: global, nonlocal, del, builtins, class bodies, walrus, lambdas, exec, shadowing."""
import builtins

x = "global"


def reads(): return x
def writes():
    x = "local"
    return x
def declares():
    global x, fresh
    x = "changed"
    fresh = "created"
    return x


print(reads(), writes(), declares(), reads(), fresh)
del fresh
for wrong in ("fresh", "del fresh", "never_defined", "lenn"):
    try:
        exec(wrong)
    except NameError as error:
        print(wrong, "->", error, error.name)


def unbound(kind):
    if kind == "assigned later":
        print(late)
    if kind == "deleted":
        late = 1
        del late
        print(late)
    if kind == "del twice":
        late = 1
        del late
        del late
    if kind == "branch":
        if kind == "other":
            only = 1
        return only
    if kind == "loop":
        for item in []:
            pass
        return item
    if kind == "except":
        try:
            1 / 0
        except ZeroDivisionError as gone:
            pass
        return gone
    if kind == "aug":
        late += 1
    if kind == "with":
        return [late for _ in range(1)]
    late = 2


for kind in ("assigned later", "deleted", "del twice", "branch", "loop", "except", "aug", "with"):
    try:
        print(kind, unbound(kind))
    except NameError as error:
        print(kind, type(error).__name__, error)


def outer():
    v = "outer"
    def middle():
        def inner():
            nonlocal v
            v += "+inner"
            global x
            x = "from inner"
            return v
        v2 = inner()
        def hides():
            v = "hidden"
            return (lambda: v)()
        return v2, hides(), v
    return middle(), v


print(outer(), x)


class Body:
    x = "class"
    y = x
    def method(self): return x
    def default(self, v=x): return v
    z = (lambda: x)()
    w = [x for _ in range(1)][0]
    if True:
        x = "rebound"
    global from_class
    from_class = "set in a class body"
    del y
    locals()["dynamic"] = 5


print(Body.x, Body().method(), Body().default(), Body.z, Body.w, hasattr(Body, "y"), from_class, Body.dynamic)


def local_class():
    x = "enclosing"
    class C:
        y = x
        x = "own" if False else x
        def get(self): return x
    return C.y, C().get(), C.x


try:
    print(local_class())
except NameError as error:
    print(error)


def enclosing_without_assignment():
    x = "enclosing"
    class C:
        y = x
        def get(self): return x
    return C.y, C().get()


print(enclosing_without_assignment())
print((n := 10), n, [n := n + 1 for _ in range(3)], n, (m := 1, 2), m)


def walrus(data):
    while (chunk := data[:3]):
        yield chunk
        data = data[len(chunk):]
    if any((bad := v) > 5 for v in [1, 9, 7]):
        yield bad
    yield f"{(q := 5)} {q:>{(w := 4)}} {w}"


print(list(walrus("abcdefgh")), (lambda: (t := 3) + t)(), [y := 1, y * 2])
original = len
len = lambda v: original(v) * 100
print(len("abc"), builtins.len("abc"))
del len
print(len("abc"))
builtins.injected = "everywhere"
print(injected)
del builtins.injected
try:
    injected
except NameError as error:
    print(error)
globals()["via_globals"] = 7
print(via_globals, "via_globals" in globals(), globals() is globals())


def local_names(a, b=2, *c, d, **e):
    f = a
    for g in range(2):
        pass
    with open("/dev/null") as h:
        pass
    return sorted(locals())


print(local_names(1, d=4))
for source in ("def f():\n x = 1\n global x", "def f(x):\n global x", "def f():\n nonlocal x", "nonlocal x", "def f(x):\n nonlocal x", "def f():\n print(x)\n global x", "def f(a, a): pass", "class C:\n nonlocal q",
               "def f():\n x = 1\n def g():\n  nonlocal x\n  global x", "[x := 1 for x in y]", "def f(): [i := 0 for i in j]", "class C: [a := 1 for b in c]", "lambda: (yield)", "return 1", "yield 1", "await x", "break", "continue", "def f(*): pass", "def f(a=1, b): pass", "f(a=1, 2)", "f(**a, *b)", "f(a=1, a=2)", "del f()", "x = yield = 1", "global x; x = 1", "class C: return", "async def f(): yield from x", "for x in y: nonlocal z"):
    try:
        compile(source, "<s>", "exec")
        print(repr(source), "compiles")
    except SyntaxError as error:
        print(repr(source), error.msg, error.lineno, error.offset)
