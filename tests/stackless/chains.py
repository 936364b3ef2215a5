"""Chains of 1,000,000 objects are freed without a crash."""
N = 1_000_000


class Node:
    def __init__(self, next):
        self.next = next


class Slotted:
    __slots__ = ('next',)

    def __init__(self, next):
        self.next = next


def closure(next):
    return lambda: next


def suspended(next):
    yield
    return next


def suspended_in_try(next):
    try:
        yield
    finally:
        next = None


def generator(make):
    def link(next):
        g = make(next)
        g.__next__()
        return g
    return link


class Link(Exception):
    def __init__(self, next):
        self.next = next


def bound(next):
    return Node(next).__init__


def default(next):
    return lambda x=next: x


LINKS = {'instances': Node, 'slots': Slotted, 'closures': closure, 'generators': generator(suspended),
         'generators in try': generator(suspended_in_try), 'exceptions': Link, 'bound methods': bound, 'defaults': default,
         'lists': lambda next: [next], 'tuples': lambda next: (next,), 'dicts': lambda next: {1: next},
         'iterators': lambda next: iter([next])}

for name, link in LINKS.items():
    chain = None
    for _ in range(N):
        chain = link(chain)
    chain = None
    print(name)


def raising(n):
    if n == 0:
        raise ValueError
    raising(n - 1)


import sys
sys.setrecursionlimit(10 ** 7)
try:
    raising(100_000)
except ValueError as error:
    kept = error
kept = None
print('tracebacks')
print('ok')
