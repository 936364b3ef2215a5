"""send() from Python code: the generator runs in the loop of its caller; its states and errors are those of the method in C."""


def echo():
    got = None
    while True:
        got = yield ('got', got)
        if got == 'stop':
            return 'stopped'
        if got == 'raise':
            raise KeyError('asked')


def outer():
    result = yield from echo()
    yield ('outer', result)


class Awaitable:
    def __await__(self):
        return (yield 'wait')


async def coroutine(n):
    total = 0
    for _ in range(n):
        total += await Awaitable()
    return total


def attempt(f, *args):
    try:
        return f(*args)
    except BaseException as error:
        return type(error).__name__, str(error), getattr(error, 'value', None)


def drive(make, values):
    """As schedulers do: one call site for everything that has a send()."""
    g = make()
    results = []
    for value in values:
        try:
            results.append(g.send(value))
        except StopIteration as stop:
            results.append(('end', stop.value))
        except (KeyError, TypeError, RuntimeError) as error:
            results.append((type(error).__name__, str(error)))
    return results


class Other:
    def send(self, value):
        return 'other', value


def reentrant():
    def g():
        yield 1
        yield attempt(lambda: me.send(2))
    me = g()
    return [me.send(None), me.send(None), attempt(lambda: me.send(None)), attempt(lambda: me.send(None))]


def handled():
    """What the generator handles is its own."""
    def g():
        try:
            yield 1
        except ValueError as error:
            yield repr(error), error.__context__
    try:
        raise KeyError('outside')
    except KeyError:
        it = g()
        it.send(None)
        return it.throw(ValueError('in')), attempt(lambda: it.send(5))


def main():
    for _ in range(20):
        results = [drive(echo, [None, 1, [2], 'stop', None]), drive(echo, [None, 'raise', None]), drive(echo, [1, None]), drive(outer, [None, 3, 'stop', None]),
                   drive(lambda: coroutine(2), [None, 3, 4, 5]), drive(Other, [None, 1]), drive(lambda: coroutine(0), [None, None])]
    for row in results:
        print(row)
    for _ in range(5):
        rest = reentrant(), handled()
    print(rest)
    g = echo()
    print(attempt(g.send), attempt(g.send, 1, 2), attempt(type(g).send, g, None), attempt(type(g).send, 5, None))
    unused = coroutine(1)
    print(attempt(type(g).send, unused, None))
    unused.close()

    def sending(it):
        for value in (None, 1, 2):
            yield it.send(value)
    print(list(sending(echo())), list(sending(echo())))


main()
