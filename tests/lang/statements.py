"""Every kind of statement, simple and compound."""
import os.path
import math as m
from string import (ascii_lowercase as low,
                    digits)
from sys import *

pass
x: int = 5
y: "later"
z: list[int] = []
print(__annotations__)
x += 1; x -= 2; x *= 10
print(x, m.floor(2.7), low[:3], digits, os.path.join("a", "b"), maxsize > 1)

assert x == 40, "never shown"
try:
    assert x == 1, f"x is {x}"
except AssertionError as error:
    print("AssertionError", error)
try:
    assert ()
except AssertionError as error:
    print("bare", error.args)


def all_of_them(n):
    """Docstring."""
    global g
    g = n
    if n == 0: return "zero"
    elif n == 1:
        return "one"
    else:
        for i in range(n):
            if i % 2: continue
            if i > 6: break
        else:
            return f"no break {i}"
    while n:
        n -= 1
        if n == 4:
            break
    else:
        return "ran out"
    try:
        raise ValueError(n)
    except ValueError as e:
        value = e.args[0]
    else:
        value = None
    finally:
        value += 100
    with open(os.devnull) as f:
        del f
    class Local:
        a = value
    match value:
        case 104:
            return "matched", Local.a
    return None


for n in (0, 1, 3, 9):
    print(n, all_of_them(n), g)
print(all_of_them.__doc__)

lst = [0, 1, 2, 3, 4, 5]
del lst[0], lst[1:3]
print(lst)
del x
try:
    x
except NameError as error:
    print(error)


class WithEverything:
    attr: int = 1
    other: str
    for attr2 in range(3):
        pass
    if attr2 == 2:
        branch = "taken"
    while attr < 4:
        attr += 1
    try:
        1 / 0
    except ZeroDivisionError:
        handled = True
    def method(self): return self.attr, self.attr2, self.branch, self.handled
    del attr2
    attr2 = "again"


print(WithEverything().method(), WithEverything.__annotations__)
if True: print("one line"); print("two statements")
for _ in range(2): print(_, end=";")
print()
while False: print("never")
else: print("while else")
i = 10
while i > 0: i -= 3
print(i)
"""a string statement"""
1 + 1
lambda: 0
...
print(__doc__, __name__)
