"""with: ordering, suppression, errors in enter and exit, contextlib, targets, nested and parenthesised forms."""
import contextlib


class CM:
    def __init__(self, name, fail_enter=False, fail_exit=False, swallow=False):
        self.name, self.fail_enter, self.fail_exit, self.swallow = name, fail_enter, fail_exit, swallow
    def __enter__(self):
        print("enter", self.name)
        if self.fail_enter:
            raise RuntimeError("enter " + self.name)
        return self.name, [self.name, 2]
    def __exit__(self, kind, value, tb):
        print("exit", self.name, repr(value), tb is not None)
        if self.fail_exit:
            raise OSError("exit " + self.name)
        return self.swallow


def attempt(label, function):
    print("==", label)
    try:
        print("result", function())
    except Exception as e:
        print("raised", repr(e), "context", repr(e.__context__))


def plain():
    with CM("a") as (name, [first, second]):
        return name, first, second


def several():
    with (CM("a") as a, CM("b"), CM("c", swallow=True) as c,):
        raise ValueError("body")
    return a, c


def fails_entering():
    with CM("a"), CM("b", fail_enter=True), CM("c"):
        print("never")


def fails_leaving(raise_too):
    with CM("outer", swallow=raise_too), CM("inner", fail_exit=True):
        if raise_too:
            raise KeyError("body")
    return "swallowed"


def target_fails():
    with CM("t") as [only]:
        print("never")


def leaving_a_loop():
    out = []
    for i in range(5):
        with CM(i, swallow=True):
            if i == 0: continue
            if i == 1: raise ValueError(i)
            if i == 3: break
            out.append(i)
    return out


for label, function in (("plain", plain), ("several", several), ("fails entering", fails_entering), ("leaving", lambda: fails_leaving(False)),
                        ("leaving and body", lambda: fails_leaving(True)), ("target", target_fails), ("loop", leaving_a_loop)):
    attempt(label, function)


@contextlib.contextmanager
def managed(name):
    print("setup", name)
    try:
        yield name.upper()
    except KeyError as e:
        print("managed handles", e)
    else:
        print("no error")
    finally:
        print("teardown", name)


def use(error=None):
    with managed("m") as value:
        if error:
            raise error
    return value


attempt("managed", use)
attempt("managed handles", lambda: use(KeyError("k")))
attempt("managed passes", lambda: use(ValueError("v")))
attempt("managed stop", lambda: use(StopIteration("s")))


@managed("deco")
def decorated(x):
    return x * 2


attempt("decorator", lambda: decorated(21))


def stack():
    with contextlib.ExitStack() as s:
        names = [s.enter_context(managed(n)) for n in "xy"]
        s.callback(print, "callback", names)
        s.push(lambda kind, value, tb: kind is ZeroDivisionError)
        1 / 0
    return names


attempt("stack", stack)
with contextlib.suppress(KeyError, IndexError):
    {}["x"]
with contextlib.nullcontext(5) as five, contextlib.closing(managed.__wrapped__("g")) as g:
    print(five, next(g))
import io
with contextlib.redirect_stdout(io.StringIO()) as text:
    print("captured")
print(repr(text.getvalue()))
class OnInstance: pass
o = OnInstance()
o.__enter__ = o.__exit__ = lambda *a: None
def no_protocol():
    with o: pass
attempt("lookup is on the type", no_protocol)
class NoExit:
    def __enter__(self): pass
def no_exit():
    with NoExit(): pass
attempt("no exit", no_exit)
def in_generator():
    with CM("gen"):
        yield 1
        yield 2
g = in_generator()
print(next(g))
g.close()
class Truthy:
    def __enter__(self): return self
    def __exit__(self, *a): return [a[0].__name__] if a[0] else []
with Truthy(): raise ValueError("swallowed by a list")
class Reusable(contextlib.ContextDecorator):
    depth = 0
    def __enter__(self): self.depth += 1; print("depth", self.depth); return self
    def __exit__(self, *e): self.depth -= 1
r = Reusable()
with r, r as same: print(same is r, r.depth)
@r
def nested(n): return r.depth if n == 0 else nested(n - 1)
print(nested(3), r.depth)
