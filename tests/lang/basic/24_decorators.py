def trace(f):
    def wrapper(*args, **kwargs):
        print("call", f.__name__, args, kwargs)
        result = f(*args, **kwargs)
        print("gives", result)
        return result
    return wrapper
def times(n):
    def deco(f):
        def wrapper(x):
            for _ in range(n):
                x = f(x)
            return x
        return wrapper
    return deco
@trace
def add(a, b=1):
    return a + b
@times(3)
@times(2)
def double(x):
    return x * 2
add(1)
add(1, b=5)
print(double(1))
class C:
    def __init__(self):
        self._v = 1
    @property
    def v(self):
        return self._v
    @v.setter
    def v(self, value):
        self._v = value * 2
c = C()
c.v = 21
print(c.v)
