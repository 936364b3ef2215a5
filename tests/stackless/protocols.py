"""Recursion through one protocol: `protocols.py NAME DEPTH` goes DEPTH levels down with a high limit and prints the depth reached;
`protocols.py NAME limit` recurses for ever at the limit of 1,000 and prints how many frames there were and the message.

Each entry of PROTOCOLS calls `down()` once a level, by way of the protocol, until it is False.
"""
import functools
import sys

depth = 0
goal = 0


def down():
    """Count a level; is there another one?"""
    global depth
    depth += 1
    return depth != goal


PROTOCOLS = {}


def protocol(function):
    PROTOCOLS[function.__name__] = function
    return function


@protocol
def plain():
    if down():
        plain()


@protocol
def method():
    class A:
        def go(self):
            if down():
                self.go()
    A().go()


@protocol
def init():
    class A:
        def __init__(self):
            if down():
                self.next = A()
    A()


@protocol
def new():
    class A:
        def __new__(cls):
            if down():
                A()
            return object.__new__(cls)
    A()


@protocol
def new_and_init():
    class A:
        def __new__(cls, x):
            return super().__new__(cls)

        def __init__(self, x):
            if down():
                A(x + 1)
    A(1)


@protocol
def call():
    class A:
        def __call__(self, *args, key=None):
            if down():
                self(1, key=2)
    A()()


@protocol
def property_():
    class A:
        @property
        def value(self):
            return self.value if down() else 1
    assert A().value == 1


@protocol
def property_setter():
    class A:
        @property
        def value(self):
            return 1

        @value.setter
        def value(self, x):
            if down():
                self.value = x
    A().value = 1


@protocol
def descriptor():
    class D:
        def __get__(self, obj, owner):
            return obj.value if down() else 1
    class A:
        value = D()
    assert A().value == 1


@protocol
def descriptor_set():
    class D:
        def __set__(self, obj, value):
            if down():
                obj.value = value
    class A:
        value = D()
    A().value = 1


@protocol
def getattr_():
    class A:
        def __getattr__(self, name):
            return self.missing if down() else 1
    assert A().missing == 1


@protocol
def getattr_builtin():
    class A:
        def __getattr__(self, name):
            return getattr(self, name) if down() else 1
    assert A().missing == 1


@protocol
def getattribute():
    class A:
        def __getattribute__(self, name):
            return self.missing if down() else 1
    assert A().missing == 1


@protocol
def setattr_():
    class A:
        def __setattr__(self, name, value):
            if down():
                self.x = value
    A().x = 1


@protocol
def delattr_():
    class A:
        def __delattr__(self, name):
            if down():
                del self.x
    del A().x


@protocol
def add():
    class A:
        def __add__(self, other):
            return self + other if down() else 1
    assert A() + 1 == 1


@protocol
def radd():
    class A:
        def __radd__(self, other):
            return other + self if down() else 1
    assert 1 + A() == 1


@protocol
def add_not_implemented():
    class A:
        def __add__(self, other):
            return NotImplemented
    class B:
        def __radd__(self, other):
            return other + self if down() else 1
    assert A() + B() == 1


@protocol
def iadd():
    class A:
        def __iadd__(self, other):
            if down():
                x = self
                x += other
            return 1
    x = A()
    x += 1
    assert x == 1


@protocol
def neg():
    class A:
        def __neg__(self):
            return -self if down() else 1
    assert -A() == 1


@protocol
def eq():
    class A:
        def __eq__(self, other):
            return self == other if down() else True
    assert A() == A()


@protocol
def ne():
    class A:
        def __eq__(self, other):
            return self != other if down() else True
    A() != A()


@protocol
def lt():
    class A:
        def __lt__(self, other):
            if self < other if down() else True:
                return True
    assert A() < A()


@protocol
def hash_():
    class A:
        def __hash__(self):
            return hash(self) if down() else 1
    assert hash(A()) == 1


@protocol
def dict_key():
    class A:
        def __hash__(self):
            if down():
                {}.get(self)
            return 1
    {A(): 1}


@protocol
def getitem():
    class A:
        def __getitem__(self, key):
            return self[key] if down() else 1
    assert A()[0] == 1


@protocol
def getitem_slice():
    class A:
        def __getitem__(self, key):
            return self[key.start:3] if down() else 1
    assert A()[1:2] == 1


@protocol
def setitem():
    class A:
        def __setitem__(self, key, value):
            if down():
                self[key] = value
    A()[0] = 1


@protocol
def delitem():
    class A:
        def __delitem__(self, key):
            if down():
                del self[key]
    del A()[0]


@protocol
def len_():
    class A:
        def __len__(self):
            return len(self) if down() else 1
    assert len(A()) == 1


@protocol
def bool_():
    class A:
        def __bool__(self):
            if down():
                return True if self else False
            return True
    assert A()


@protocol
def not_():
    class A:
        def __bool__(self):
            return not self if down() else True
    not A()


@protocol
def bool_by_len():
    class A:
        def __len__(self):
            return 1 if not down() or self else 0
    assert A()


@protocol
def contains():
    class A:
        def __contains__(self, item):
            return item in self if down() else True
    assert 1 in A()


@protocol
def iter_():
    class A:
        def __iter__(self):
            if down():
                for x in self:
                    pass
            return iter(())
    for x in A():
        pass


@protocol
def next_():
    class A:
        def __iter__(self):
            return self

        def __next__(self):
            if down():
                for x in self:
                    break
            return 1
    for x in A():
        break


@protocol
def next_builtin():
    class A:
        def __next__(self):
            return next(self) if down() else 1
    next(A())


@protocol
def enter():
    class A:
        def __enter__(self):
            if down():
                with self:
                    pass

        def __exit__(self, *exc):
            pass
    with A():
        pass


@protocol
def exit_():
    class A:
        def __enter__(self):
            pass

        def __exit__(self, *exc):
            if down():
                with self:
                    pass
    with A():
        pass


@protocol
def str_():
    class A:
        def __str__(self):
            return str(self) if down() else 'a'
    assert str(A()) == 'a'


@protocol
def repr_():
    class A:
        def __repr__(self):
            return repr(self) if down() else 'a'
    assert repr(A()) == 'a'


@protocol
def repr_of_list():
    class A:
        def __repr__(self):
            return repr([self]) if down() else 'a'
    repr(A())


@protocol
def format_():
    class A:
        def __format__(self, spec):
            return f'{self:>1}' if down() else 'a'
    assert f'{A()}' == 'a'


@protocol
def f_string():
    class A:
        def __str__(self):
            return f'{self!s}' if down() else 'a'
    assert f'{A()!s}' == 'a'


@protocol
def f_string_repr():
    class A:
        def __repr__(self):
            return f'{self!r}' if down() else 'a'
    assert f'{A()!r}' == 'a'


@protocol
def decorator():
    def wrap(f):
        def inner(*args, **kwargs):
            return f(*args, **kwargs)
        return inner

    @wrap
    def go(n, *, key):
        if down():
            go(n + 1, key=key)
    go(0, key=1)


@protocol
def wraps():
    def wrap(f):
        @functools.wraps(f)
        def inner(*args, **kwargs):
            return f(*args, **kwargs)
        return inner

    @wrap
    def go():
        if down():
            go()
    go()


@protocol
def super_():
    class A:
        def go(self):
            if down():
                B().go()

    class B(A):
        def go(self):
            super().go()
    B().go()


@protocol
def lambda_():
    f = lambda: f() if down() else None     # noqa: E731
    f()


@protocol
def closure():
    def outer():
        def inner():
            if down():
                outer()
        inner()
    outer()


@protocol
def yield_from():
    def g():
        if down():
            yield from g()
        else:
            yield 1
    assert list(g()) == [1]


@protocol
def yield_from_return():
    def g():
        if down():
            yield from g()
        return 1
    for x in g():
        pass


@protocol
def for_chain():
    def g():
        if down():
            for x in g():
                yield x
        else:
            yield 1
    assert list(g()) == [1]


@protocol
def sum_genexp():
    def go():
        return sum(go() for _ in (1,)) if down() else 1
    assert go() == 1


@protocol
def any_genexp():
    def go():
        return any(go() for _ in (1,)) if down() else True
    assert go()


@protocol
def all_genexp():
    def go():
        return all(go() for _ in (1,)) if down() else True
    assert go()


@protocol
def list_genexp():
    def go():
        return list(go() for _ in (1,)) if down() else 1
    go_result = go()
    while isinstance(go_result, list):
        go_result, = go_result


@protocol
def tuple_genexp():
    def go():
        return tuple(go() for _ in (1,)) and 1 if down() else 1
    go()


@protocol
def set_genexp():
    def go():
        return len(set(go() for _ in (1,))) if down() else 1
    go()


@protocol
def dict_genexp():
    def go():
        return len(dict((go(), 1) for _ in (1,))) if down() else 1
    go()


@protocol
def join_genexp():
    def go():
        return ''.join(go() for _ in (1,)) if down() else 'a'
    assert go() == 'a'


@protocol
def max_genexp():
    def go():
        return max(go() for _ in (1,)) if down() else 1
    assert go() == 1


@protocol
def comprehension():
    def go():
        return len([go() for _ in (1,)]) if down() else 1
    go()


@protocol
def await_():
    async def go():
        if down():
            await go()
    try:
        go().send(None)
    except StopIteration:
        pass


@protocol
def async_for():
    async def g():
        if down():
            async for x in g():
                yield x
        else:
            yield 1

    async def go():
        return [x async for x in g()]
    try:
        go().send(None)
    except StopIteration as result:
        assert result.value == [1]


@protocol
def enumerate_chain():
    def g():
        if down():
            for i, x in enumerate(g()):
                yield x + i
        else:
            yield 1
    assert list(g()) == [1]


@protocol
def zip_chain():
    def g():
        if down():
            for x, y in zip(g(), (1,)):
                yield x
        else:
            yield 1
    for x, y in zip((1,), g()):
        assert y == 1


@protocol
def sorted_key():
    def key(x):
        return sorted([x], key=key)[0] if down() else x
    assert sorted([1], key=key) == [1]


@protocol
def sort_key():
    def key(x):
        if down():
            [x].sort(key=key)
        return x
    [1].sort(key=key)


@protocol
def min_key():
    def key(x):
        return min([x], key=key) if down() else x
    assert min([1], key=key) == 1


@protocol
def max_key():
    def key(x):
        return max([x], key=key) if down() else x
    assert max([1], key=key) == 1


@protocol
def map_():
    def f(x):
        if down():
            for y in map(f, [x]):
                pass
        return x
    for y in map(f, [1]):
        pass


@protocol
def list_of_map():
    def f(x):
        return list(map(f, [x]))[0] if down() else x
    assert list(map(f, [1])) == [1]


@protocol
def filter_():
    def f(x):
        if down():
            for y in filter(f, [x]):
                pass
        return True
    for y in filter(f, [1]):
        pass


@protocol
def reduce():
    def f(x, y):
        return functools.reduce(f, [x, y]) if down() else x
    assert functools.reduce(f, [1, 2]) == 1


@protocol
def partial():
    def f(a, b, c=None):
        if down():
            functools.partial(f, a, c=b)(b)
    functools.partial(f, 1)(2)


@protocol
def lru_cache():
    @functools.lru_cache(maxsize=None)
    def f(n):
        return f(n + 1) if down() else 1
    assert f(0) == 1


@protocol
def lru_cache_bounded():
    @functools.lru_cache(maxsize=8)
    def f(n, *, k=0):
        return f(n + 1, k=n) if down() else 1
    assert f(0) == 1


@protocol
def cmp_to_key():
    def compare(a, b):
        if down():
            sorted([a, b], key=functools.cmp_to_key(compare))
        return 0
    sorted([1, 2], key=functools.cmp_to_key(compare))


@protocol
def class_body():
    def go():
        class A:
            if down():
                go()
    go()


@protocol
def metaclass_call():
    class Meta(type):
        def __call__(cls):
            return cls() if down() else 1

    class A(metaclass=Meta):
        pass
    assert A() == 1


@protocol
def init_subclass():
    class A:
        def __init_subclass__(cls):
            if down():
                class B(A):
                    pass

    class B(A):
        pass


@protocol
def exec_():
    names = {'down': down}
    names['code'] = compile('if down(): exec(code)', '<exec>', 'exec')
    exec(names['code'], names)


@protocol
def eval_():
    names = {'down': down}
    names['code'] = compile('eval(code) if down() else 1', '<eval>', 'eval')
    assert eval(names['code'], names) == 1


@protocol
def import_():
    import builtins
    import importlib.util

    class Finder:
        def find_spec(self, name, path=None, target=None):
            if name.startswith('deep_module_'):
                return importlib.util.spec_from_loader(name, self)

        def create_module(self, spec):
            return None

        def exec_module(self, module):
            exec(code, module.__dict__)

    code = compile('''import builtins
if builtins.down():
    exec(f'import deep_module_{int(__name__[12:]) + 1}')
''', '<module>', 'exec')
    builtins.down = down
    sys.meta_path.insert(0, Finder())
    import deep_module_0    # noqa: F401


@protocol
def isinstance_():
    class Meta(type):
        def __instancecheck__(cls, obj):
            return isinstance(obj, cls) if down() else True

    class A(metaclass=Meta):
        pass
    assert isinstance(1, A)


@protocol
def del_():
    class A:
        def __del__(self):
            if down():
                A()
    A()


def main():
    global goal, depth
    name, mode = sys.argv[1:3]
    function = PROTOCOLS[name]
    if mode == 'limit':
        try:
            function()
        except RecursionError as error:
            frames, entry = 0, error.__traceback__
            while entry is not None:
                frames += 1
                entry = entry.tb_next
            print(frames, error)
        else:
            print('no error')
        # The interpreter works as before.
        print(sorted([3, 1, 2], key=lambda x: -x), str(10 ** 20), repr([[1]]))
        return
    goal = int(mode)
    sys.setrecursionlimit(10 ** 7)
    if goal < 0:
        try:
            function()
        except RecursionError as error:
            print('RecursionError')
            return
    else:
        function()
    print(depth)


if __name__ == '__main__':
    main()
