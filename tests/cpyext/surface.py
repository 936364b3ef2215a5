# Run on both engines by test_surface.py: python surface.py FOLDER [CROSSINGS]
import gc
import sys
import threading
import traceback
import warnings
import weakref

sys.path.insert(0, sys.argv[1])
import pyrs_partner
import pyrs_surface as c

CROSSINGS = int(sys.argv[2]) if len(sys.argv) > 2 else 0


def show(title, action):
    try:
        print(title, action())
    except BaseException as error:
        print(title, type(error).__name__, error, repr(error.__cause__), repr(error.__context__),
              [(entry.name, entry.line) for entry in traceback.extract_tb(error.__traceback__)][1:])


def boom():
    raise ValueError("boom")


def deep(n):
    if n == 0:
        return c.call_many(boom_one, 3)
    return c.call_many(lambda i: deep(n - 1), 1)


def boom_one(i):
    if i == 2:
        raise LookupError(f"at {i}")
    return i


# ---- conventions
print(c.conv_noargs(), c.conv_o(1), c.conv_varargs(1, 2.5, None), c.conv_fast(1, "x", True), c.conv_fast_keywords(1, k=2, **{"l": 3}))
print(c.conv_keywords(1), c.conv_keywords(1, b=2), c.conv_keywords(1, 2, c=3), c.conv_keywords(*(1,), **{"c": 2}))
for bad in (lambda: c.conv_noargs(1), lambda: c.conv_o(), lambda: c.conv_o(1, k=2), lambda: c.conv_keywords(), lambda: c.conv_keywords(1, 2, 3),
            lambda: c.conv_keywords(1, d=1), lambda: c.conv_fast(k=1)):
    show("bad call:", bad)

# ---- callbacks and exceptions in both directions
show("call_many", lambda: c.call_many(lambda i: i * i, 10))
show("callback raises", lambda: c.call_many(boom_one, 5))
show("nested", lambda: deep(3))
show("not a number", lambda: c.call_many(lambda i: "x", 1))
show("method", lambda: c.call_method([3, 1, 2], "count", 1))
show("python method", lambda: c.call_method(type("A", (), {"m": lambda self, x: x * 2})(), "m", 21))
show("keywords", lambda: c.call_keywords(lambda x, *, y, z=9: (x, y, z)))
show("wrong keywords", lambda: c.call_keywords(lambda x: x))
show("raise_error", lambda: c.raise_error("text"))
show("is Error", lambda: issubclass(c.Error, Exception) and c.Error.__module__)
show("chained", lambda: c.call_chained(boom))
print(c.call_caught(boom)[:1], c.call_caught(boom)[2], c.call_caught(lambda: 5))
try:
    raise KeyError("outer")
except KeyError:
    print(c.call_caught(boom)[3:], sys.exc_info()[1])
    show("in except", lambda: c.call_chained(boom))


def handled():
    try:
        boom()
    except ValueError:
        return c.call_caught(lambda: (_ for _ in ()).throw(OSError("inner")))[3]


print(repr(handled()), sys.exc_info())


def finaliser():
    class D:
        def __del__(self):
            raise RuntimeError("in del")
    D()


seen = []
sys.unraisablehook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), getattr(args.object, "__name__", None)))
c.unraisable(boom)
c.unraisable(finaliser)
c.set_hook(lambda end: 1 // 0)
del seen[2:]
counted = c.Count(4)
del counted
c.set_hook(None)
sys.unraisablehook = sys.__unraisablehook__
print(seen)


# ---- warnings
def warns(level):
    c.warn(f"level {level}", level)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warns(1)
    warns(2)
    c.warn("module", 1)
print([(str(w.message), w.filename == __file__, w.lineno) for w in caught])
warnings.simplefilter("error")
show("as error", lambda: c.warn("error", 1))
warnings.resetwarnings()
warnings.simplefilter("default")
for _ in range(3):
    c.warn("once", 1)

# ---- imports, running text, frames, kinds
print(c.import_and_get("json", "dumps")([1]), c.import_and_get("pyrs_partner", "twice") is pyrs_partner.twice, c.import_and_get("sys", "modules") is sys.modules)
show("no module", lambda: c.import_and_get("no_such_module", "x"))
namespace = {"n": 4}
print(c.run_string("def f(x):\n    return x + n\nr = f(1)\n", namespace), namespace["r"], namespace["f"](5), c.run_string("n * 2", namespace, 258))
show("string raises", lambda: c.run_string("1/0", namespace))
show("syntax", lambda: c.run_string("1 +", namespace))


def outer(a, b=2):
    d = a + b
    here = c.where()
    return here, (lambda e: c.where())(d)


print(outer(1), c.where()[0], c.where()[3])
print(c.kinds(outer), c.kinds(len), c.kinds(x for x in ()), c.kinds(outer.__get__(1)), c.kinds([]), c.function_parts(outer))


# ---- generators
def generator(n):
    got = []
    for i in range(n):
        got.append((yield i))
    return got


print(c.drive(generator(3), "s"), c.drive(iter([1, 2]), None))


async def coroutine():
    return 7


print(c.drive(coroutine(), None))
show("generator raises", lambda: c.drive((boom() for _ in "a"), None))

# ---- threads
print(c.from_thread(lambda i: i + 0.5, 10), c.release_gil(lambda: threading.get_ident() == threading.main_thread().ident))
sys.unraisablehook = lambda args: seen.append(str(args.exc_value))
c.from_thread(boom_one, 4)
print(seen[-1])
sys.unraisablehook = sys.__unraisablehook__


# ---- types
class Sub(c.Block):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.extra = len(self)

    def hook(self):
        return f"Python's hook, {super().hook()}"

    def __getitem__(self, i):
        return super().__getitem__(i).upper()


block, sub = c.Block("hello"), Sub("abc", held=5)
print(len(block), block[1], list(block), block(1, 2), block + block, block.run(), sub.run(), sub.extra, sub[0], list(sub), sub.held, "l" in block)
show("add", lambda: block + 1)
show("index", lambda: block[9])
block.extra = 3
view = memoryview(block)
view[0] = ord("J")
print(bytes(view[:5]), block.views, block.extra)
view.release()
print(block.views, weakref.ref(block)() is block)
died = []
for cls in (c.Block, Sub):
    cycle = cls("x")
    cycle.held = [cycle]
    weakref.finalize(cycle, died.append, cls.__name__)
    del cycle
gc.collect()
print(died)
print(list(c.Count(4)), sum(c.Count(10)), c.Count(1).defining(1, 2), type("D", (c.Count,), {})(1).defining())
show("abuse", lambda: c.Count())


class Meta(type):
    def __call__(cls, *args):
        return ("made", super().__call__(*args))


class WithMeta(c.Block, metaclass=Meta):
    __slots__ = ("z",)


made = WithMeta("q")
made[1].z = 5
print(made[0], len(made[1]), made[1].z)
print(pyrs_partner.twice(21), pyrs_partner.take("pyrs_surface._twice"))
show("capsule", lambda: pyrs_partner.take("pyrs_surface.nothing"))
show("capsule", lambda: pyrs_partner.take("pyrs_surface.NAME"))


# ---- resident memory over many crossings
def rss():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4


def swallow(action):
    try:
        action()
    except Exception:
        pass


kinds = {
    "conventions": lambda: (c.conv_noargs(), c.conv_o(1.5), c.conv_varargs(1, 2), c.conv_keywords(1, c=2), c.conv_fast(1, 2.5), c.conv_fast_keywords(1, k=2.5)),
    "callback": lambda: c.call_many(lambda i: i, 3),
    "keywords": lambda: c.call_keywords(lambda x, *, y, z: x),
    "method": lambda: c.call_method(sub, "hook_with", 1) if False else sub.run(),
    "error out": lambda: swallow(lambda: c.raise_error("x")),
    "error through": lambda: swallow(lambda: c.call_many(boom_one, 3)),
    "error caught": lambda: c.call_caught(boom),
    "chained": lambda: swallow(lambda: c.call_chained(boom)),
    "warning": lambda: c.warn("again", 1),
    "import": lambda: c.import_and_get("json", "dumps"),
    "run_string": lambda: c.run_string("x = n", namespace) if CROSSINGS < 10000 else None,
    "where": lambda: outer(1),
    "drive": lambda: c.drive(generator(2), 1),
    "thread": lambda: c.release_gil(lambda: 1),
    "block": lambda: (Sub("x", held=[1]), bytes(c.Block("y")), list(c.Block("z"))),
    "count": lambda: list(c.Count(2)),
    "cycle": lambda: (lambda b: setattr(b, "held", b))(c.Block("x")),
    "weakref": lambda: weakref.ref(c.Block("x"), lambda r: None),
    "unraisable": lambda: c.unraisable(lambda: 1),
    "capsule": lambda: pyrs_partner.take("pyrs_surface._twice"),
}
for title, action in kinds.items():
    for _ in range(min(CROSSINGS, 2000)):
        action()
    gc.collect()
    before = rss()
    for _ in range(CROSSINGS):
        action()
    gc.collect()
    grown = rss() - before
    if grown > 1200:
        print(f"{title}: {grown} KB more after {CROSSINGS} crossings")
print("from thread", c.from_thread(lambda i: 1, max(CROSSINGS // 10, 5)) == max(CROSSINGS // 10, 5))
