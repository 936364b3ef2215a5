# What sys.getrefcount answers for operands that are locals, temporaries and both.
import sys

count = sys.getrefcount


class A:
    def m(self): return count(self)
    def __getitem__(self, k): return count(self), count(k)
    def __setitem__(self, k, v): print('setitem', count(self), count(k), count(v))
    def __delitem__(self, k): print('delitem', count(self), count(k))
    def __add__(self, o): return count(self), count(o)
    def __lt__(self, o): return count(self), count(o)
    def __neg__(self): return count(self)
    def __contains__(self, o): print('in', count(self), count(o)); return True
    def __bool__(self): print('bool', count(self)); return True
    def __len__(self): return count(self)
    def __setattr__(self, k, v): print('setattr', count(self), count(v))
    def __repr__(self): return str(count(self))


def f(x):
    return count(x)


def g(x, *, k=None):
    return count(x), count(k)


def locals_and_temporaries():
    a, b = A(), A()
    print(f(a), f(A()), f(x=a), g(a, k=b), g(A(), k=A()))
    print(a.m(), A().m(), a[b], A()[b], a[A()], a + b, A() + b, a + A(), A() + A())
    print(a < b, b > a, A() < a, -a, -A())
    a[b] = a
    a[b] = A()
    A()[b] = b
    A()[A()] = A()
    del a[b], A()[b]
    print(b in a, A() in a, b in A())
    a.x = b
    A().x = A()
    if a:
        print(len(a), len(A()))
    print(f'{a!r} {A()!r}', repr(a))
    same = a
    print(f(a), a.m(), a[a], a + a, a < same)
    a[a] = a


one, two = A(), A()
locals_and_temporaries()
print(f(one), one.m(), one[two], one + two, one < two, -one)
one[two] = one
