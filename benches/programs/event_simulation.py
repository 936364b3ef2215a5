"""A discrete-event simulation: an event queue on a binary heap, processes as generators, resources with waiting lines, a bank, a factory, statistics."""


class Random:
    """Reproducible numbers."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self, low, high):
        self.state = (self.state * 25214903917 + 11) & 0xFFFFFFFFFFFF
        return low + (self.state >> 16) % (high - low + 1)

    def chance(self, percent):
        return self.uniform(0, 99) < percent


class Event:
    """Something that happens at a time; events of one time happen in the order they were made."""
    __slots__ = ("time", "order", "action", "cancelled")

    def __init__(self, time, order, action):
        self.time = time
        self.order = order
        self.action = action
        self.cancelled = False

    def __lt__(self, other):
        if self.time != other.time:
            return self.time < other.time
        return self.order < other.order


class Heap:
    """A binary heap of things that compare by <."""

    def __init__(self):
        self.items = []

    def push(self, item):
        items = self.items
        items.append(item)
        index = len(items) - 1
        while index > 0:
            parent = (index - 1) >> 1
            if not item < items[parent]:
                break
            items[index] = items[parent]
            index = parent
        items[index] = item

    def pop(self):
        items = self.items
        top = items[0]
        last = items.pop()
        size = len(items)
        if size:
            index = 0
            while True:
                child = 2 * index + 1
                if child >= size:
                    break
                if child + 1 < size and items[child + 1] < items[child]:
                    child += 1
                if not items[child] < last:
                    break
                items[index] = items[child]
                index = child
            items[index] = last
        return top

    def __len__(self):
        return len(self.items)


class Simulation:
    """The clock and what is still to happen."""

    def __init__(self):
        self.now = 0
        self.queue = Heap()
        self.made = 0
        self.happened = 0

    def schedule(self, delay, action):
        self.made += 1
        event = Event(self.now + delay, self.made, action)
        self.queue.push(event)
        return event

    def start(self, generator, delay=0):
        """Run a generator as a process: what it yields is waited for."""
        return Process(self, generator, delay)

    def run(self, until):
        while self.queue:
            event = self.queue.pop()
            if event.time > until:
                self.queue.push(event)
                break
            if event.cancelled:
                continue
            self.now = event.time
            self.happened += 1
            event.action()
        self.now = until


class Process:
    """A generator that yields delays, requests of resources, and other processes."""

    def __init__(self, simulation, generator, delay):
        self.simulation = simulation
        self.generator = generator
        self.done = False
        self.waiting = []
        self.result = None
        simulation.schedule(delay, self.resume)

    def resume(self, value=None):
        try:
            wish = self.generator.send(value)
        except StopIteration as stop:
            self.done = True
            self.result = stop.value
            for process in self.waiting:
                self.simulation.schedule(0, process.resume)
            return
        if isinstance(wish, int):
            self.simulation.schedule(wish, self.resume)
        elif isinstance(wish, Request):
            wish.resource.enter(wish, self)
        elif wish.done:
            self.simulation.schedule(0, self.resume)
        else:
            wish.waiting.append(self)


class Request:
    """A wish for a resource; the smaller priority goes first."""

    def __init__(self, resource, priority):
        self.resource = resource
        self.priority = priority
        self.order = 0
        self.process = None
        self.since = 0

    def __lt__(self, other):
        return (self.priority, self.order) < (other.priority, other.order)


class Resource:
    """Several equal servers with one waiting line."""

    def __init__(self, simulation, name, servers):
        self.simulation = simulation
        self.name = name
        self.free = servers
        self.line = Heap()
        self.served = 0
        self.waited = 0
        self.longest = 0

    def request(self, priority=0):
        return Request(self, priority)

    def enter(self, request, process):
        self.served += 1
        request.order = self.served
        request.process = process
        request.since = self.simulation.now
        self.line.push(request)
        self.longest = max(self.longest, len(self.line))
        self.admit()

    def admit(self):
        while self.free and self.line:
            request = self.line.pop()
            self.free -= 1
            self.waited += self.simulation.now - request.since
            self.simulation.schedule(0, request.process.resume)

    def leave(self):
        self.free += 1
        self.admit()

    def report(self):
        return f"{self.name}: served {self.served}, mean wait {self.waited / max(self.served, 1):.3f}, longest line {self.longest}"


class Bank:
    """Customers who come, wait, are served, and sometimes come back with a complaint."""

    def __init__(self, simulation, seed):
        self.simulation = simulation
        self.random = Random(seed)
        self.tellers = Resource(simulation, "tellers", 3)
        self.manager = Resource(simulation, "manager", 1)
        self.left = 0
        self.stays = []

    def arrivals(self, n):
        for number in range(n):
            self.simulation.start(self.customer(number))
            yield self.random.uniform(1, 7)

    def customer(self, number):
        came = self.simulation.now
        yield self.tellers.request(priority=0 if number % 10 == 0 else 1)
        yield self.random.uniform(4, 14)
        self.tellers.leave()
        if self.random.chance(8):
            yield self.manager.request()
            yield self.random.uniform(20, 60)
            self.manager.leave()
        self.left += 1
        self.stays.append(self.simulation.now - came)


class Factory:
    """Parts go through machines that break down and are repaired."""

    def __init__(self, simulation, seed):
        self.simulation = simulation
        self.random = Random(seed)
        self.stages = [Resource(simulation, name, size) for name, size in (("cut", 2), ("drill", 3), ("paint", 2))]
        self.repairers = Resource(simulation, "repairers", 1)
        self.finished = 0
        self.scrap = 0

    def part(self):
        for index, stage in enumerate(self.stages):
            yield stage.request()
            yield self.random.uniform(3, 9 + index)
            broken = self.random.chance(3)
            if broken:
                yield self.repairers.request()
                yield self.random.uniform(10, 30)
                self.repairers.leave()
            stage.leave()
            if broken:
                self.scrap += 1
                return False
        self.finished += 1
        return True

    def supply(self, n):
        good = 0
        for _ in range(n // 4):
            batch = [self.simulation.start(self.part(), delay=i) for i in range(4)]
            for process in batch:
                yield process
                good += bool(process.result)
            yield 5
        return good


def quantiles(values):
    ordered = sorted(values)
    return [ordered[len(ordered) * part // 100] for part in (10, 50, 90, 99)]


def main():
    simulation = Simulation()
    bank = Bank(simulation, 1)
    factory = Factory(simulation, 2)
    simulation.start(bank.arrivals(12_000))
    supply = simulation.start(factory.supply(9_000))
    ticks = []
    pending = [simulation.schedule(1000 * i, lambda: ticks.append(simulation.now)) for i in range(1, 40)]
    for event in pending[::3]:
        event.cancelled = True
    simulation.run(200_000)
    print("events", simulation.happened, "ticks", len(ticks), sum(ticks))
    print("bank", bank.left, "stay", quantiles(bank.stays))
    for resource in (bank.tellers, bank.manager, *factory.stages, factory.repairers):
        print(resource.report())
    print("factory", factory.finished, factory.scrap, supply.result)


if __name__ == "__main__":
    main()
