"""traceback, sys.exc_info and frames: extraction, formatting, walking, line numbers, locals, linecache."""
import io
import sys
import traceback


class Custom(Exception):
    """With its own str."""
    def __str__(self): return "custom\nwith two lines"


def level3(x):
    data = {"x": x}
    return data["missing"] if x else Custom()


def level2(x):
    try:
        return level3(x)
    except KeyError:
        raise Custom() from None


def level1(x): return [level2(v) for v in (0, x)]


def recursive(n): return recursive(n - 1) if n else level1(1)


def capture(function, *args):
    try:
        function(*args)
    except Exception as error:
        return error


error = capture(recursive, 2)
for frame in traceback.extract_tb(error.__traceback__):
    print(frame.name, frame.lineno, frame.line, frame.colno, frame.end_colno, frame.end_lineno)
print([(f.f_code.co_name, n) for f, n in traceback.walk_tb(error.__traceback__)])
print("".join(traceback.format_exception(error)))
print(traceback.format_exception_only(error), traceback.format_exception_only(ValueError, ValueError("v")))
print("".join(traceback.format_tb(error.__traceback__, limit=2)), "".join(traceback.format_tb(error.__traceback__, limit=-1)))
tb = error.__traceback__
depth = 0
while tb.tb_next:
    tb = tb.tb_next
    depth += 1
print(depth, tb.tb_frame.f_code.co_name, sorted(tb.tb_frame.f_locals), tb.tb_lineno == tb.tb_frame.f_lineno, tb.tb_frame.f_code.co_firstlineno)


def chained():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise ValueError("middle") from e
    except ValueError:
        [].pop()


te = traceback.TracebackException.from_exception(capture(chained))
print("".join(te.format()), te.exc_type.__name__, te.__context__.exc_type.__name__, te.__context__.__cause__.stack[0].name)
out = io.StringIO()
traceback.print_exception(capture(chained), file=out, chain=False)
print(out.getvalue())


def stack():
    return [f.name for f in traceback.extract_stack()], traceback.format_stack()[-1], [f.f_code.co_name for f, _ in traceback.walk_stack(None)]


def calls_stack(): return stack()


print(*calls_stack(), sep="\n")


def reraise_lines():
    try:
        level1(2)
    except Custom as e:
        raise e


def reraise_bare():
    try:
        level1(2)
    except Custom:
        raise


def reraise_with_tb():
    try:
        level1(3)
    except Custom as e:
        raise e.with_traceback(e.__traceback__.tb_next)


for function in (reraise_lines, reraise_bare, reraise_with_tb):
    print(function.__name__, [(f.name, f.lineno) for f in traceback.extract_tb(capture(function).__traceback__)])


def generator():
    yield 1
    raise Custom


def drive():
    for _ in generator():
        pass


class Prop:
    @property
    def p(self): return level3(1)
    def __getattr__(self, name): return level3(name)
    def __len__(self): return level3(2)
    def __enter__(self): return level3(3)
    def __exit__(self, *a): pass
    def __iter__(self): return iter([level3(4)])
    def __lt__(self, o): return level3(5)
    def __hash__(self): return level3(6)


def use_with():
    with Prop():
        pass


for action in (drive, lambda: Prop().zz, lambda: len(Prop()), use_with, lambda: [*Prop()], lambda: sorted([Prop(), Prop()]), lambda: {Prop()}, lambda: max([1, 2], key=level3), lambda: list(map(level3, [0, 1])),
               lambda: exec("level3(1)"), lambda: eval("level3(1)"), lambda: sum(level3(i) for i in [1]), lambda: type("X", (), {"__init__": lambda s: level3(1)})()):
    e = capture(action)
    print([(f.name, f.lineno, f.line) for f in traceback.extract_tb(e.__traceback__)][1:], repr(e))
def excinfo():
    try:
        level3(1)
    except KeyError:
        kind, value, tb = sys.exc_info()
        return kind is KeyError, value.__traceback__ is tb, tb.tb_lineno, "".join(traceback.format_exc())[-20:]
print(excinfo(), sys.exc_info())
traceback.clear_frames(error.__traceback__)
print(tb.tb_frame.f_locals, repr(error.__traceback__)[:17], dir(error.__traceback__) == sorted(["tb_frame", "tb_lasti", "tb_lineno", "tb_next"]))
sys.excepthook = lambda kind, value, tb: print("hooked", kind.__name__, repr(str(value)), [f.name for f in traceback.extract_tb(tb)])
recursive(3)
