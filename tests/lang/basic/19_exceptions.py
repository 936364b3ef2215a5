try:
    print("in")
    1 / 0
    print("never")
except ZeroDivisionError as e:
    print("caught", e)
else:
    print("never")
finally:
    print("finally")
try:
    pass
except ValueError:
    print("never")
else:
    print("else")
def f(x):
    try:
        return int(x)
    except (TypeError, ValueError):
        return "bad"
    finally:
        print("done", x)
print(f("12"), f("x"), f(None))
class MyError(Exception):
    pass
def g(n):
    if n == 0:
        raise MyError("deep", 42)
    g(n - 1)
try:
    g(5)
except MyError as e:
    print(type(e).__name__, e.args)
try:
    try:
        [][1]
    except KeyError:
        print("never")
except IndexError as e:
    print("outer", e)
