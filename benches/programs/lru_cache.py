"""Caches under load: least recently used on a linked list of nodes, least frequently used, two queues, with expiry; traffic with hot keys and scans."""


class Random:
    """A linear congruential generator: the same numbers everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 33) % n


class Node:
    """A link of the list."""
    __slots__ = ("key", "value", "previous", "next")

    def __init__(self, key=None, value=None):
        self.key = key
        self.value = value
        self.previous = self
        self.next = self


class LinkedList:
    """A ring with a sentinel: the most recent node follows it."""

    def __init__(self):
        self.head = Node()

    def push(self, node):
        head = self.head
        node.previous = head
        node.next = head.next
        head.next.previous = node
        head.next = node

    @staticmethod
    def unlink(node):
        node.previous.next = node.next
        node.next.previous = node.previous

    def oldest(self):
        return self.head.previous

    def __iter__(self):
        node = self.head.next
        while node is not self.head:
            yield node
            node = node.next


class Cache:
    """What all caches share: statistics, and the interface."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.hits = 0
        self.misses = 0
        self.evictions = 0

    def get(self, key, default=None):
        value = self.find(key)
        if value is None:
            self.misses += 1
            return default
        self.hits += 1
        return value

    def find(self, key):
        raise NotImplementedError

    def put(self, key, value):
        raise NotImplementedError

    @property
    def rate(self):
        total = self.hits + self.misses
        return self.hits * 1000 // total if total else 0

    def __len__(self):
        raise NotImplementedError


class LRU(Cache):
    """Evicts what was not used for longest."""

    def __init__(self, capacity):
        super().__init__(capacity)
        self.nodes = {}
        self.order = LinkedList()

    def find(self, key):
        node = self.nodes.get(key)
        if node is None:
            return None
        self.order.unlink(node)
        self.order.push(node)
        return node.value

    def put(self, key, value):
        node = self.nodes.get(key)
        if node is not None:
            node.value = value
            self.order.unlink(node)
        else:
            if len(self.nodes) >= self.capacity:
                oldest = self.order.oldest()
                self.order.unlink(oldest)
                del self.nodes[oldest.key]
                self.evictions += 1
            node = self.nodes[key] = Node(key, value)
        self.order.push(node)

    def __len__(self):
        return len(self.nodes)

    def recent(self, n):
        return [node.key for node, _ in zip(self.order, range(n))]


class LFU(Cache):
    """Evicts what was used least often, the oldest of those."""

    def __init__(self, capacity):
        super().__init__(capacity)
        self.values = {}
        self.counts = {}
        self.buckets = {}
        self.least = 0

    def touch(self, key):
        count = self.counts[key]
        bucket = self.buckets[count]
        del bucket[key]
        if not bucket:
            del self.buckets[count]
            if self.least == count:
                self.least += 1
        self.counts[key] = count + 1
        self.buckets.setdefault(count + 1, {})[key] = True

    def find(self, key):
        if key not in self.values:
            return None
        self.touch(key)
        return self.values[key]

    def put(self, key, value):
        if key in self.values:
            self.values[key] = value
            self.touch(key)
            return
        if len(self.values) >= self.capacity:
            bucket = self.buckets[self.least]
            victim = next(iter(bucket))
            del bucket[victim]
            if not bucket:
                del self.buckets[self.least]
            del self.values[victim]
            del self.counts[victim]
            self.evictions += 1
        self.values[key] = value
        self.counts[key] = 1
        self.buckets.setdefault(1, {})[key] = True
        self.least = 1

    def __len__(self):
        return len(self.values)


class TwoQueues(Cache):
    """New keys wait in a short queue; what is used again moves to the long one."""

    def __init__(self, capacity):
        super().__init__(capacity)
        self.fresh = {}
        self.proven = LRU(capacity * 3 // 4)
        self.limit = capacity - self.proven.capacity

    def find(self, key):
        if key in self.fresh:
            value = self.fresh.pop(key)
            self.proven.put(key, value)
            return value
        return self.proven.find(key)

    def put(self, key, value):
        if key in self.proven.nodes:
            self.proven.put(key, value)
            return
        self.fresh[key] = value
        if len(self.fresh) > self.limit:
            del self.fresh[next(iter(self.fresh))]
            self.evictions += 1

    def __len__(self):
        return len(self.fresh) + len(self.proven)


class Expiring(LRU):
    """An LRU whose entries live for some ticks only."""

    def __init__(self, capacity, lifetime):
        super().__init__(capacity)
        self.lifetime = lifetime
        self.clock = 0
        self.expired = 0

    def find(self, key):
        self.clock += 1
        entry = super().find(key)
        if entry is None:
            return None
        value, born = entry
        if self.clock - born > self.lifetime:
            self.order.unlink(self.nodes.pop(key))
            self.expired += 1
            return None
        return value

    def put(self, key, value):
        super().put(key, (value, self.clock))


def traffic(n, seed):
    """Keys: mostly hot ones, some cold ones, now and then a scan over many."""
    random = Random(seed)
    while n > 0:
        kind = random.below(100)
        if kind < 70:
            yield "hot%d" % (random.below(100) * random.below(100) // 100)
            n -= 1
        elif kind < 99:
            yield "cold%d" % random.below(5000)
            n -= 1
        else:
            start = random.below(10000)
            for i in range(start, start + 40):
                yield "scan%d" % i
            n -= 40


def compute(key):
    """The expensive thing that is cached."""
    value = 7
    for char in key:
        value = (value * 33 + ord(char)) & 0xFFFFFFFF
    return value


def serve(cache, requests):
    total = 0
    for key in requests:
        value = cache.get(key)
        if value is None:
            value = compute(key)
            cache.put(key, value)
        total = (total + value) & 0xFFFFFFFF
    return total


def main():
    caches = {"lru": LRU(200), "lfu": LFU(200), "two queues": TwoQueues(200), "expiring": Expiring(200, 3000)}
    for name, cache in caches.items():
        total = serve(cache, traffic(120_000, 42))
        print(name, total, "rate", cache.rate, "hits", cache.hits, "evictions", cache.evictions, "size", len(cache))
    print("recent", caches["lru"].recent(5))
    print("expired", caches["expiring"].expired)
    small = LRU(2)
    small.put("a", 1)
    small.put("b", 2)
    small.get("a")
    small.put("c", 3)
    print(small.get("a"), small.get("b", "gone"), small.get("c"), small.recent(9))


if __name__ == "__main__":
    main()
