"""C code that recurses by itself runs out with RecursionError, whatever the limit says; also deep inside other recursion."""
import sys
import threading

sys.setrecursionlimit(10 ** 7)

nested = []
for _ in range(100_000):
    nested = [nested]


class A:
    def __repr__(self):
        return repr(self.items)


def attempt(what):
    try:
        what()
    except RecursionError:
        return True
    return False


def nested_repr():
    repr(nested)


def compare():
    other = []
    for _ in range(100_000):
        other = [other]
    nested == other


a = A()
a.items = nested
assert attempt(nested_repr)
assert attempt(compare)
assert attempt(lambda: repr(a))


def deep(n, what):
    if n == 0:
        assert attempt(what)
        return 0
    return max([n], key=lambda x: deep(n - 1, what))


deep(20_000, nested_repr)


class Endless:
    def __getattr__(self, name):
        return {}.get(self)

    def __hash__(self):
        return max([1], key=lambda x: self.other)


# Through C code without an end: the segments of the C stack are used up.
assert attempt(lambda: Endless().x)
assert attempt(lambda: Endless().x)


def in_thread():
    results.append(attempt(nested_repr))
    results.append(deep(20_000, nested_repr) == 20_000)


results = []
thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
assert results == [True, True], results
print('ok')
