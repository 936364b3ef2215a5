def naturals():
    n = 0
    while True:
        yield n
        n += 1


def take(count, iterable):
    for item in iterable:
        if count == 0:
            return
        count -= 1
        yield item


def primes():
    found = []
    for n in naturals():
        if n > 1 and all(n % p for p in found):
            found.append(n)
            yield n


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def average():
    total = count = 0
    value = None
    while True:
        try:
            got = yield value
        except ValueError as error:
            print("thrown in:", error)
            continue
        total += got
        count += 1
        value = total / count


print(list(take(10, primes())))
print(sum(take(1000, naturals())), max(x * x % 97 for x in take(200, naturals())))
print(list(Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6, Tree(5)))))
mean = average()
next(mean)
print(mean.send(10), mean.send(20), mean.throw(ValueError("skip")), mean.send(60))
mean.close()
try:
    next(mean)
except StopIteration:
    print("closed")
