"""What is being handled, as seen from generators with handlers of their own and without, resumed inside and outside of handlers."""
import sys


def names(exc):
    out = []
    while exc is not None:
        out.append(f"{type(exc).__name__}({', '.join(map(repr, exc.args))})")
        exc = exc.__context__
    return " < ".join(out)


def plain():
    while True:
        yield sys.exc_info()[0]


def raising():
    yield sys.exc_info()[0]
    yield sys.exc_info()[0]
    raise KeyError("plain")


def handling():
    yield sys.exc_info()[0]
    try:
        yield sys.exc_info()[0]
        raise LookupError("own")
    except LookupError:
        yield sys.exc_info()[0]
        yield from raising()


def helper():
    try:
        raise OSError("helper")
    except OSError:
        inside = sys.exc_info()[0]
    return inside, sys.exc_info()[0]


def calling():
    while True:
        yield helper()


def bare():
    yield
    raise


def resumed(make, *handled):
    gen = make()
    seen = []
    for kind in handled:
        try:
            if kind is None:
                seen.append(next(gen))
            else:
                try:
                    raise kind("outside")
                except kind:
                    seen.append(next(gen))
                    seen.append(sys.exc_info()[0])
        except BaseException as error:
            seen.append(names(error))
    return seen


for make in (plain, raising, handling, calling, bare):
    for handled in ((None,) * 5, (ValueError,) * 5, (None, ValueError, TypeError, None, ValueError), (ValueError, None, None, TypeError, None)):
        print(make.__name__, [kind and kind.__name__ for kind in handled], resumed(make, *handled))


# Thrown into, delegated to, closed.
def through(inner):
    yield from inner


def thrown(gen, inside):
    next(gen)
    try:
        if inside:
            try:
                raise ValueError("outside")
            except ValueError:
                gen.throw(KeyError("thrown"))
        else:
            gen.throw(KeyError("thrown"))
    except BaseException as error:
        return names(error), sys.exc_info()[0]
    return "back", sys.exc_info()[0]


for inside in (False, True):
    for make in (plain, raising, handling, lambda: through(plain()), lambda: through(handling()), lambda: (x for x in plain()), lambda: through(x for x in handling())):
        print(inside, thrown(make(), inside))

# Generator expressions in handlers; errors in them.
try:
    raise ValueError("outside")
except ValueError:
    print(any(sys.exc_info()[0] is KeyError for _ in range(3)), all(sys.exc_info()[0] is ValueError for _ in range(3)), list(sys.exc_info()[0] for _ in range(2)))
    try:
        sum(1 // x for x in (1, 0))
    except ZeroDivisionError as error:
        print(names(error), sys.exc_info()[0])
    print(sys.exc_info()[0])
print(sys.exc_info()[0])


# Coroutines.
class Awaited:
    def __await__(self):
        got = yield sys.exc_info()[0]
        return got


async def leaf():
    return await Awaited(), sys.exc_info()[0]


async def root():
    first = await leaf()
    try:
        raise ValueError("root")
    except ValueError:
        second = await leaf()
    return first, second, await leaf()


def drive(coro):
    seen, value = [], None
    while True:
        try:
            try:
                raise MemoryError("driver")
            except MemoryError:
                seen.append(coro.send(value))
            value = len(seen)
            seen.append(sys.exc_info()[0])
        except StopIteration as stop:
            return seen, stop.value, names(stop)


print(drive(root()))
