# Functions taken apart into the public attributes of their code and put together again, as what sends them to other processes does.
import asyncio
import dis
import traceback
import types


def parts(code, **changes):
    names = ("argcount posonlyargcount kwonlyargcount nlocals stacksize flags code consts names varnames filename name qualname firstlineno linetable "
             "exceptiontable freevars cellvars").split()
    values = {name: getattr(code, "co_" + name) for name in names}
    values["consts"] = tuple(rebuild(value) if isinstance(value, types.CodeType) else value for value in code.co_consts)
    return [changes.get(name, value) for name, value in values.items()]


def rebuild(code, **changes):
    return types.CodeType(*parts(code, **changes))


def again(function, **changes):
    made = types.FunctionType(rebuild(function.__code__, **changes), function.__globals__, function.__name__, function.__defaults__, function.__closure__)
    made.__kwdefaults__ = function.__kwdefaults__
    return made


def arguments(a, /, b=2, *rest, c, d=4, **more):
    return a, b, rest, c, d, more


def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n
    return step, lambda: n


def generator(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                yield from generator(got)
    finally:
        print("closed")
    return "done"


async def coroutine(n):
    async def numbers():
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    return [i async for i in numbers()] + [x async for x in numbers() if x]


def classes(x):
    class Base:
        """documented"""
        field: int = x

        def __init__(self):
            super().__init__()
            self.seen = [__class__.__name__, x]

        def __repr__(self):
            return f"<{self.seen!r:>20} {x:03} {'yes' if x else 'no'}>"

    class Derived(Base):
        y = [i * x for i in range(3) if i]
    return Derived(), Derived.y, Base.__doc__, Base.__annotations__


def matches(value):
    match value:
        case {"x": 1, **rest}:
            return "mapping", rest
        case [first, *others] if others:
            return first, others
        case complex(real=3, imag=i):
            return i
        case "a" | "b" as letter:
            return letter
    return None


def handlers(x):
    out = []
    for value in (0, "a", [], None):
        try:
            try:
                out.append(x / value)
            except TypeError as error:
                out.append(type(error).__name__)
                if value is None:
                    raise ValueError("inner") from error
            else:
                out.append("none")
            finally:
                out.append("finally")
        except ZeroDivisionError:
            out.append("zero")
            continue
        except ValueError as error:
            out.append(type(error.__cause__).__name__)
    return out


def groups():
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError as group:
        print(group.exceptions)
    except* KeyError as group:
        print(group.exceptions)


def fails(x):
    def inner(y):
        return [
            y[0]
            + 1 for y in y]
    return inner(
        x)


print(again(arguments)(1, c=3), again(arguments)(1, 2, 3, c=5, e=6))
step, read = counter()
step(), again(step)(5), print(again(read)(), read())
made = again(generator)(3)
print(next(made), made.send(2), list(made))
print(asyncio.run(again(coroutine)(3)))
print(again(classes)(7))
print([again(matches)(value) for value in ({"x": 1, "y": 2}, [1, 2, 3], [1], 3 + 4j, "b", None)])
print(again(handlers)(4))
again(groups)()
try:
    again(fails)([[1], ["a"]])
except TypeError:
    traceback.print_exc()

# What programs change on the way.
print(again(arguments, varnames=("p", "q", "r", "s", "args", "kwargs"))(1, r=5, s=8, q=6, z=7))
code = (lambda: (1, "text", undefined)).__code__
undefined = "now defined"
other = "another name"
print(again(lambda: "text" + undefined, names=("other",))())
print(types.FunctionType(code.replace(co_consts=tuple(9 if value == 1 else value for value in code.co_consts)), globals())()[2])
renamed = rebuild(fails.__code__, filename="elsewhere.py", name="other", qualname="A.other", firstlineno=1000)
print(repr(renamed).partition(' at ')[0], renamed == fails.__code__, renamed.replace(co_name="fails").co_name)
try:
    types.FunctionType(renamed, globals())(1)
except TypeError as error:
    entry = error.__traceback__.tb_next
    print(entry.tb_frame.f_code.co_filename, entry.tb_frame.f_code.co_qualname, entry.tb_lineno)
copy = rebuild(arguments.__code__)
print(copy == arguments.__code__, hash(copy) == hash(arguments.__code__), copy.co_code == arguments.__code__.co_code)
print(list(copy.co_lines()) == list(arguments.__code__.co_lines()), list(copy.co_positions()) == list(arguments.__code__.co_positions()))
exec(rebuild(compile("class Q:\n    z = [i for i in range(3)]\nprint(Q.z, __name__)", "module", "exec")), {"__name__": "m"})
print(eval(rebuild(compile("a + 1", "module", "eval")), {"a": 2}))


def refused(**changes):
    try:
        rebuild(arguments.__code__, **changes)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


refused(nlocals=3)
refused(argcount=-1)
refused(names=(1,))
refused(varnames=("a",))
for kind in types.FunctionType, types.CodeType, types.FrameType:
    print(type(kind) is type, kind.__class__ is type, list(map(type, [kind])), isinstance(kind, type), isinstance(kind, int))

# line_profiler tells functions with the same instructions apart by NOPs at the end.
padded = arguments.__code__.replace(co_code=arguments.__code__.co_code + bytes([dis.opmap["NOP"], 0]) * 2)
print(len(padded.co_code) - len(arguments.__code__.co_code), padded == arguments.__code__, padded == padded.replace())
print(len(padded.replace(co_name="other").co_code) - len(padded.co_code), len(rebuild(padded).co_code) - len(padded.co_code))
arguments.__code__ = padded
print(arguments.__code__ is padded, arguments(1, c=2), types.FunctionType(padded.replace(co_name="x"), globals())(1, 2, c=3, d=4))
