"""Which events are reported when trace and profile functions come and go in mid-loop, with code that was hot before; instructions over several lines;
opcode events switched on from outside; each getter called once, traced or not."""
import sys


def pair(a, b):
    return (a,
            b)


def lines(n, obj):
    out = []
    for i in range(n):
        out.append(
            pair(i,
                 str(i)))
        x = [i,
             n,
             i]
        if (i == 1 and
                x):
            obj.name = (i,
                        x)
        try:
            x[
                i + 2]
        except IndexError:
            pass
        y = obj.get(
            i,
            n)
        while y:
            y -= 1
        out[-1:] = [f"{i}"
                    f"{y}"]
    return out


class Object:
    def get(self, i, n): return i % 2

    @property
    def missing(self):
        calls.append("missing")
        raise AttributeError("inner")


def generator(n):
    for i in range(n):
        got = yield (i,
                     n)
        if got:
            yield from inner(got)


def inner(n):
    yield n
    return [k for k in
            range(n)]


def both(n):
    g = generator(n)
    total = 0
    for i, _ in g:
        total += i
    g = generator(2)
    next(g)
    g.send(2)
    g.close()
    return lines(n, Object()), total


log, calls = [], []


def trace(frame, event, arg):
    if frame.f_code.co_filename != __file__:
        return None
    log.append((event, frame.f_lineno, frame.f_code.co_name))
    return trace


def profile(frame, event, arg):
    if frame.f_code.co_filename == __file__:
        log.append((event, frame.f_lineno, frame.f_code.co_name, getattr(arg, "__name__", None)))


def show(title):
    sys.settrace(None)
    sys.setprofile(None)
    print(title, len(log), *log[:400], sep="\n")
    log.clear()


for _ in range(30):
    both(3)
sys.settrace(trace)
both(3)
show("lines")
sys.setprofile(profile)
both(3)
show("calls")
sys.settrace(trace)
sys.setprofile(profile)
both(3)
show("lines and calls")


def toggled(n):
    for i in range(n):
        both(1)
        if i % 4 == 0:
            sys.settrace(trace)
        elif i % 4 == 1:
            sys.setprofile(profile)
        elif i % 4 == 2:
            sys.settrace(None)
        else:
            sys.setprofile(None)
        pair(i,
             both)
        len(str(i))


toggled(9)
show("toggled")


# Opcode events of a frame, switched on by a function that it calls, or by the trace function in its first line: from there on there are some on every line.
opcodes = []


def watch(frame, event, arg):
    if event == "opcode":
        opcodes.append(frame.f_lineno - frame.f_code.co_firstlineno)
    return watch


def caller(n):
    a = n + 1
    switch(sys._getframe()); b = a * 2; c = a + b + n; d = c - b - a
    e = [a, b, c, d]
    return e


def switch(frame):
    frame.f_trace_opcodes = True


for _ in range(20):
    caller(1)
sys.settrace(watch)
caller(1)
sys.settrace(None)
print(sorted(set(opcodes)), opcodes.count(2) > 3)
opcodes.clear()


def first(frame, event, arg):
    frame.f_trace_opcodes = True
    return watch(frame, event, arg)


sys.settrace(lambda frame, event, arg: first if frame.f_code is caller.__code__ else None)
caller(1)
sys.settrace(None)
print(sorted(set(opcodes)))

# getattr() asks a getter that raises once, as a load does.
for mode in (None, lambda *args: None):
    sys.settrace(mode)
    for _ in range(6):
        o = Object()
        for ask in (lambda: getattr(o, "missing"), lambda: getattr(o, "missing", 1), lambda: hasattr(o, "missing"), lambda: o.missing):
            del calls[:]
            try:
                print(ask(), end=" ")
            except AttributeError as error:
                print(error, end=" ")
            print(len(calls), end=" ")
    sys.settrace(None)
    print()
