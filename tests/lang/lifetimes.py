"""weakref, __del__ timing, callbacks, temporaries, cycles, exceptions keeping frames, resurrection."""
import gc
import weakref


class T:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
    def me(self): return self
    def __add__(self, o): return T(f"({self.name}+{o.name})")
    def __enter__(self): return self
    def __exit__(self, *a): print("exit", self.name)


a = T("a")
a = T("b")
print("rebound")
del a
print("deleted")
T("temporary")
T("method").me().name
print("after temporaries")
x = T("x") + T("y")
print("sum", x.name)
x = None


def function():
    local = T("local")
    other = T("other")
    print("in function")
    return 5


print(function())


def keeps(arg):
    print("got", arg.name)
    del arg
    print("still held by the caller's temporary or not")


held = T("held")
keeps(held)
del held


def returns(): return T("returned")


returns()
print("discarded")
lst = [T("item0"), T("item1")]
lst[0] = None
lst.pop()
print("list done")
d = {"k": T("value")}
d["k"] = T("second")
d.clear()
for i in range(2):
    t = T(f"loop{i}")
print("loop ended")
del t
try:
    e1 = T("in try")
    raise ValueError(T("argument"))
except ValueError as error:
    print("handling")
print("handled")
del e1


def raises():
    inside = T("frame local")
    raise KeyError("k")


try:
    raises()
except KeyError as error:
    saved = error
print("saved the exception")
saved = None
print("dropped it")


def gen():
    g = T("generator local")
    try:
        yield 1
        yield 2
    finally:
        print("generator finally")


g = gen()
next(g)
del g
print("generator gone")
for _ in gen():
    break
print("loop over it broken")
ref = weakref.ref(T("immediately dead"))
print(ref())
obj = T("watched")
ref = weakref.ref(obj, lambda r: print("callback", r() is None))
proxy = weakref.proxy(obj)
print(ref() is obj, proxy.name, weakref.getweakrefcount(obj))
del obj
try:
    proxy.name
except ReferenceError as error:
    print(error)
table = weakref.WeakValueDictionary()
keys = weakref.WeakKeyDictionary()
v = T("weak value")
table["v"] = v
keys[v] = "data"
print(len(table), keys[v])
del v
print(len(table), len(keys))
weakref.finalize(one := T("finalized"), print, "finalize called")
del one


class Node:
    def __init__(self, n): self.n, self.ref = n, None


n1, n2 = Node(1), Node(2)
n1.ref, n2.ref = n2, n1
w = weakref.ref(n1)
del n1, n2
gc.collect()
print("cycle collected", w() is None)


class Phoenix:
    saved = []
    def __del__(self): Phoenix.saved.append(self); print("resurrected")


p = Phoenix()
del p
print(len(Phoenix.saved))
Phoenix.saved.clear()
m = weakref.WeakMethod(T("bound").me)
print(m())


def closure():
    captured = T("captured")
    return lambda: captured.name


c = closure()
print(c())
del c
with T("manager"):
    print("with body")
print("with done")
[T(f"comp{i}").name for i in range(2)]
(lambda q: None)(T("lambda argument"))
print(f"{T('in f-string').name}", T("arg1").name)
first, *rest = [T("u1"), T("u2")]
del first
rest = 0
if T("condition"):
    print("in if")
assert T("asserted")
class Holder:
    attribute = T("class attribute")
Holder.attribute = None
s = T("slot"), T("slot2")
s = s[0]
s = None
def default(arg=T("default")): pass
del default
print("end")
last = T("module global dies at exit")
