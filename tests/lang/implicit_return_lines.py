"""Lines of the returns that stand nowhere: each way out of a function has that of what ran last on it."""
import sys


def trace(frame, event, arg):
    print(event, frame.f_lineno and frame.f_lineno - frame.f_code.co_firstlineno)
    return trace


def a(x):
    if x:
        y = 1
        if y > 1:
            return 2
def b(x):
    while x:
        x -= 1
        if x == 1: break
def c(x):
    if x == 1: z = 1
    elif x == 2: z = 2
def d(x):
    try:
        x.foo
    except AttributeError:
        if x: pass
def e(x):
    try:
        if x: return 1
    finally:
        if x > 1:
            y = 2
def f_(x):
    for i in range(x):
        if i: continue
        z = 1
    else:
        if x == 2:
            z = 2
def g(x):
    with open('/dev/null') as f:
        if x:
            y = 1
def h(x):
    match x:
        case 1: y = 1
        case 2:
            if x: pass
def i(x):
    while True:
        if x:
            break
        else: return
def j(x):
    if x:
        for k in range(x):
            if k: break
        else:
            z = 1
def k(x):
    try:
        [][x]
    except IndexError as e:
        if x: z = 1
    else:
        z = 2
def l(x):
    if x and x > 1 or x == 0:
        z = 1
    elif x: pass
def m(x):
    while x:
        x -= 1
def n(x):
    assert x < 2, 'm'
def o(x):
    if x:
        try: z = 1
        finally: z = 2
    elif x == 0:
        with open('/dev/null'): pass
for f in (a, b, c, d, e, f_, g, h, i, j, k, l, m, n, o):
    for x in range(4):
        print(f.__name__, x)
        sys.settrace(trace)
        try:
            f(x)
        except Exception:
            pass
        sys.settrace(None)
