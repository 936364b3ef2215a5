"""`is` and `is not` in conditions: of locals, globals, constants, temporaries, long ints, with a trace function switched on in mid-loop."""
import sys

START, END = object(), object()
BIG = 1 << 70


class Watched:
    def __init__(self, n): self.n = n
    def __del__(self): print('end of', self.n, sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno)


def kinds(items):
    out = []
    for kind in items:
        if kind is START:
            out.append('start')
        elif kind is END:
            out.append('end')
        elif kind is None:
            out.append('none')
        elif kind is True:
            out.append('true')
        elif kind is not False and kind is not ...:
            out.append('other')
        else:
            out.append('rest')
        while kind is not START:
            kind = START
        out.append(1 if kind is START else 0)
    return out


items = [START, END, None, True, False, ..., 1, 'x', BIG, 1.5, 300, object]
for turn in range(3):
    print(kinds(items))


def numbers(a, b):
    return 'same' if a is b else 'other', 'other' if a is not b else 'same', not a is b, a is b or 'or', a is not b and 'and'


n = float('nan')
for a, b in ((n, n), (BIG, BIG), (None, None), ('x', 'x'), (1, True), (1, 1), ([], []), (BIG, BIG + 1), (1.5, None), (START, END)):
    print(numbers(a, b))


def temporaries():
    for i in range(4):
        if Watched(i) is None:
            print('no')
        if Watched(i + 10) is not Watched(i + 20):
            print('differ')
        print('x' if type(i) is int else 'y', 'y' if type(Watched(30)) is not Watched else 'x')


temporaries()
events = []


def trace(frame, event, arg):
    if frame.f_code.co_name == 'traced':
        events.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return trace


def traced(on):
    r = []
    for i in range(6):
        if i == on:
            sys.settrace(trace)
            sys._getframe().f_trace = trace
        k = START if i & 1 else END
        if k is START:
            r.append(i)
        if k is not START:
            r.append(-i)
    sys.settrace(None)
    return r


print(traced(9), traced(2), traced(4), events)
START = END
print(kinds(items))


# Types and sentinels in conditions, the globals and builtins behind them replaced in mid-loop.
import builtins


def typed(x):
    if type(x) is int:
        return 'int'
    if type(x) is str:
        return 'str'
    t = type(x)
    if t is not list and t is not dict:
        return 'neither'
    return 'list' if t is list else 'dict'


def sentinel(x):
    r = []
    while x is not END:
        r.append('more')
        x = END
    if not (x is START):
        r.append('not start')
    return r


real_int, real_list = int, list
for i in range(40):
    if i == 10:
        int = str
    if i == 14:
        del int
    if i == 18:
        builtins.list = dict
    if i == 22:
        builtins.list = real_list
    if i == 26:
        START, END = END, START
    if i == 30:
        END = 5
    if i == 34:
        END = None
    print([typed(x) for x in (1, 'x', [1], {}, 1.5, True)], sentinel(START), sentinel(None), sentinel(5))
