"""An asynchronous pipeline twice: on a small event loop of its own (tasks, futures, queues, timers by virtual time), and on asyncio."""
import asyncio
import heapq
from collections import deque


class Future:
    """A result that is not there yet."""

    def __init__(self, loop):
        self.loop = loop
        self.done = False
        self.value = None
        self.error = None
        self.callbacks = []

    def finish(self, value=None, error=None):
        if self.done:
            return
        self.done = True
        self.value = value
        self.error = error
        for callback in self.callbacks:
            self.loop.soon(callback, self)
        self.callbacks.clear()

    def when_done(self, callback):
        if self.done:
            self.loop.soon(callback, self)
        else:
            self.callbacks.append(callback)

    def result(self):
        if self.error is not None:
            raise self.error
        return self.value

    def __await__(self):
        if not self.done:
            yield self
        return self.result()


class Cancelled(Exception):
    pass


class Task(Future):
    """Drives a coroutine."""

    def __init__(self, loop, coroutine, name):
        super().__init__(loop)
        self.coroutine = coroutine
        self.name = name
        self.cancelling = False
        self.steps = 0
        loop.soon(self.step)

    def cancel(self):
        self.cancelling = True
        self.loop.soon(self.step)

    def step(self, _=None):
        if self.done:
            return
        self.steps += 1
        try:
            if self.cancelling:
                self.cancelling = False
                waited = self.coroutine.throw(Cancelled(self.name))
            else:
                waited = self.coroutine.send(None)
        except StopIteration as stop:
            self.finish(stop.value)
        except Cancelled as error:
            self.finish(error=error)
        except Exception as error:
            self.loop.failures.append(f"{self.name}: {type(error).__name__} {error}")
            self.finish(error=error)
        else:
            waited.when_done(self.step)


class Loop:
    """Ready callbacks, and timers on a clock that jumps."""

    def __init__(self):
        self.ready = deque()
        self.timers = []
        self.now = 0
        self.order = 0
        self.calls = 0
        self.failures = []

    def soon(self, callback, *arguments):
        self.ready.append((callback, arguments))

    def later(self, delay, callback, *arguments):
        self.order += 1
        heapq.heappush(self.timers, (self.now + delay, self.order, callback, arguments))

    def spawn(self, coroutine, name="task"):
        return Task(self, coroutine, name)

    def sleep(self, delay):
        future = Future(self)
        self.later(delay, future.finish)
        return future

    async def gather(self, *tasks):
        return [await task for task in tasks]

    def run(self, coroutine):
        main = self.spawn(coroutine, "main")
        while not main.done:
            while self.ready:
                callback, arguments = self.ready.popleft()
                self.calls += 1
                callback(*arguments)
            if self.timers and not main.done:
                self.now, _, callback, arguments = heapq.heappop(self.timers)
                self.soon(callback, *arguments)
        return main.result()


class Queue:
    """Between tasks; `put` waits when it is full."""

    def __init__(self, loop, size):
        self.loop = loop
        self.size = size
        self.items = deque()
        self.getters = deque()
        self.putters = deque()

    async def put(self, item):
        while len(self.items) >= self.size:
            waiter = Future(self.loop)
            self.putters.append(waiter)
            await waiter
        self.items.append(item)
        if self.getters:
            self.getters.popleft().finish()

    async def get(self):
        while not self.items:
            waiter = Future(self.loop)
            self.getters.append(waiter)
            await waiter
        item = self.items.popleft()
        if self.putters:
            self.putters.popleft().finish()
        return item


class Semaphore:
    """At most so many at a time: `async with`."""

    def __init__(self, loop, count):
        self.loop = loop
        self.count = count
        self.waiting = deque()
        self.most = 0
        self.inside = 0

    async def __aenter__(self):
        while self.count == 0:
            waiter = Future(self.loop)
            self.waiting.append(waiter)
            await waiter
        self.count -= 1
        self.inside += 1
        self.most = max(self.most, self.inside)
        return self

    async def __aexit__(self, kind, value, traceback):
        self.count += 1
        self.inside -= 1
        if self.waiting:
            self.waiting.popleft().finish()


END = object()


async def numbers(loop, n):
    """An asynchronous source."""
    for i in range(n):
        if i % 50 == 0:
            await loop.sleep(3)
        yield i


async def produce(loop, queue, n, workers):
    async for number in numbers(loop, n):
        await queue.put(number)
    for _ in range(workers):
        await queue.put(END)


async def fetch(loop, semaphore, number):
    """Something slow that is limited."""
    async with semaphore:
        await loop.sleep(1 + number * 7 % 5)
        if number % 997 == 996:
            raise ValueError(f"number {number}")
        return number * number % 1009


async def work(loop, source, target, semaphore):
    handled = 0
    while True:
        number = await source.get()
        if number is END:
            await target.put(END)
            return handled
        try:
            value = await fetch(loop, semaphore, number)
        except ValueError:
            value = -1
        await target.put((number, value))
        handled += 1


async def collect(target, workers):
    total = 0
    left = workers
    worst = 0
    expected = 0
    while left:
        item = await target.get()
        if item is END:
            left -= 1
            continue
        number, value = item
        worst = max(worst, abs(number - expected))
        expected += 1
        total = (total * 31 + value) & 0xFFFFFFFF
    return total, worst


async def ticker(loop, beats):
    try:
        while True:
            await loop.sleep(10)
            beats.append(loop.now)
    finally:
        beats.append(-1)


async def failing(loop):
    await loop.sleep(1)
    return [][1]


async def pipeline(loop, n, workers):
    source, target = Queue(loop, 20), Queue(loop, 10)
    semaphore = Semaphore(loop, 5)
    beats = []
    clock = loop.spawn(ticker(loop, beats), "ticker")
    loop.spawn(failing(loop), "failing")
    tasks = [loop.spawn(work(loop, source, target, semaphore), f"worker {i}") for i in range(workers)]
    loop.spawn(produce(loop, source, n, workers), "producer")
    total, worst = await collect(target, workers)
    handled = await loop.gather(*tasks)
    clock.cancel()
    await loop.sleep(1)
    return total, worst, sum(handled), len(beats), beats[-1], semaphore.most


async def real_pipeline(n, workers):
    """The same shape on asyncio, without delays."""
    source, target = asyncio.Queue(20), asyncio.Queue(10)
    lock = asyncio.Lock()
    shared = {"count": 0}

    async def producer():
        for i in range(n):
            await source.put(i)
        for _ in range(workers):
            await source.put(None)

    async def worker():
        while (number := await source.get()) is not None:
            await asyncio.sleep(0)
            async with lock:
                shared["count"] += 1
            await target.put(number * number % 1009)
        await target.put(None)

    async def collector():
        total, left = 0, workers
        while left:
            value = await target.get()
            if value is None:
                left -= 1
            else:
                total += value
        return total

    results = await asyncio.gather(producer(), collector(), *(worker() for _ in range(workers)))
    return results[1], shared["count"]


def main():
    loop = Loop()
    print("own loop", loop.run(pipeline(loop, 25_000, 8)), "time", loop.now, "calls", loop.calls)
    print("failures", loop.failures)
    print("asyncio", asyncio.run(real_pipeline(8000, 6)))


if __name__ == "__main__":
    main()
