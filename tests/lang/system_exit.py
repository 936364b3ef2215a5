"""SystemExit: codes, finally blocks, atexit order, nested; ends with exit code 3 and a message on stderr before."""
import atexit
import sys


@atexit.register
def first_registered_runs_last():
    print("atexit 1")


@atexit.register
def last_registered_runs_first():
    print("atexit 2")


def register_arguments(*args, **kwargs):
    print("atexit with", args, kwargs)


atexit.register(register_arguments, 1, 2, key="v")
atexit.register(atexit.unregister, register_arguments)


def attempt(*args):
    try:
        sys.exit(*args)
    except SystemExit as error:
        return error.code, error.args, str(error)


print(attempt(), attempt(0), attempt(5), attempt("message"), attempt(None), attempt([1]), attempt((1, 2)))
try:
    raise SystemExit
except BaseException as error:
    print(repr(error), isinstance(error, Exception))


class Guard:
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, tb):
        print("exit", kind.__name__, value.code)
        return value.code == 1


with Guard():
    sys.exit(1)
print("swallowed")


def deep(n):
    try:
        if n == 0:
            sys.exit(3)
        deep(n - 1)
    except Exception:
        print("never: SystemExit is not an Exception")
    finally:
        print("finally", n)


def generator():
    try:
        yield 1
        yield 2
    finally:
        print("generator closed")


g = generator()
next(g)
print("to stderr", file=sys.stderr)
sys.stderr.write("and more\n")
with Guard():
    deep(3)
print("never")
