"""Coroutines on a hand-written event loop: tasks, sleeping, cancelling, queues, gathering, locks."""


class Suspend:
    def __init__(self, request): self.request = request
    def __await__(self):
        return (yield self.request)


class Cancelled(BaseException):
    pass


class Task:
    count = 0
    def __init__(self, coro):
        Task.count += 1
        self.coro, self.name = coro, f"{coro.__name__}#{Task.count}"
        self.done, self.result, self.error, self.waiters = False, None, None, []
        self.next_error = None
    def __await__(self):
        if not self.done:
            yield ("join", self)
        if self.error:
            raise self.error
        return self.result


class Loop:
    def __init__(self):
        self.now, self.ready, self.sleeping, self.order = 0, [], [], 0
    def spawn(self, coro):
        task = Task(coro)
        self.ready.append((task, None))
        return task
    def wake_next(self):
        self.sleeping.sort(key=lambda entry: entry[:2])
        self.now, _, task = self.sleeping.pop(0)
        self.ready.append((task, self.now))
    def step(self, task, value):
        try:
            if task.next_error:
                error, task.next_error = task.next_error, None
                request = task.coro.throw(error)
            else:
                request = task.coro.send(value)
        except StopIteration as stop:
            task.done, task.result = True, stop.value
        except BaseException as error:
            task.done, task.error = True, error
        else:
            kind, argument = request
            if kind == "sleep":
                self.order += 1
                self.sleeping.append((self.now + argument, self.order, task))
            elif kind == "join":
                argument.waiters.append(task)
            elif kind == "spawn":
                self.ready.append((task, self.spawn(argument)))
            elif kind == "cancel":
                argument.next_error = Cancelled("stop it")
                self.sleeping = [e for e in self.sleeping if e[2] is not argument]
                self.ready += [(argument, None), (task, None)]
            return
        self.ready += [(w, None) for w in task.waiters]
        print(f"t={self.now} {task.name} ended {task.result!r} {task.error!r}")
    def run(self, coro):
        main = self.spawn(coro)
        while self.ready or self.sleeping:
            if not self.ready:
                self.wake_next()
            self.step(*self.ready.pop(0))
        if main.error:
            raise main.error
        return main.result


async def sleep(n): return await Suspend(("sleep", n))
async def spawn(coro): return await Suspend(("spawn", coro))
async def cancel(task): return await Suspend(("cancel", task))


async def worker(name, n):
    total = 0
    for i in range(n):
        now = await sleep(i + 1)
        total += now
        print(f"  {name} step {i} at {now}")
    return total


async def failing():
    await sleep(2)
    raise ValueError("failed in a task")


async def endless():
    try:
        while True:
            await sleep(100)
    except Cancelled as error:
        print("  endless was told:", error)
        await sleep(1)
        return "cleaned up"
    finally:
        print("  endless finally")


async def gather(*coros):
    tasks = [await spawn(c) for c in coros]
    return [await t for t in tasks]


async def main():
    print(await gather(worker("a", 3), worker("b", 2), worker("c", 1)))
    bad = await spawn(failing())
    try:
        await bad
    except ValueError as error:
        print("caught", error)
    forever = await spawn(endless())
    await sleep(5)
    await cancel(forever)
    print("endless gave", await forever)
    results = {n: await worker(f"w{n}", n) for n in range(3)}
    print(results, [await sleep(0) for _ in range(2)], (await sleep(1), await sleep(2)))
    return await (await spawn(worker("last", 1)))


print("main gave", Loop().run(main()))
c = worker("never awaited", 1)
print(type(c).__name__, c.cr_running, c.cr_await, c.__qualname__)
c.close()
try:
    c.send(None)
except RuntimeError as error:
    print(error)
async def not_awaitable(): await 5
for wrong in (lambda: not_awaitable().send(None), lambda: iter(sleep.__call__), lambda: Loop().run(5)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
