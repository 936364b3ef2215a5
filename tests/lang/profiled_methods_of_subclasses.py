"""Methods of C types called wrongly while a profiler is set: it is the bound method that is called, whose errors name the class of the object."""
import sys
from collections import deque


class Own(deque):
    pass


class Words(str):
    pass


def calls(d, s):
    for call in (lambda: d.append(), lambda: d.append(1, 2), lambda: d.pop(3), lambda: d.append(1), lambda: d.extend(*[[1]]), lambda: d.append(*[1, 2]),
                 lambda: s.split(1, 2, 3), lambda: s.split(maxsplit=1), lambda: s.split(**{"no": 1}), lambda: [].append(), lambda: s.upper(*"a")):
        try:
            print(call())
        except TypeError as error:
            print(error)


for _ in range(3):
    for d, s in ((deque(), "a b"), (Own(), Words("a b"))):
        calls(d, s)
        sys.setprofile(lambda *event: None)
        calls(d, s)
        sys.setprofile(None)
