class Down:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(Down(4)), [x * 2 for x in Down(3)], sum(Down(5)))
a, b, c = Down(3)
print(a, b, c, max(Down(9)), 3 in Down(5))
class Seq:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i
print(list(Seq()), [x for x in Seq()])
it = iter([1, 2, 3])
print(next(it), list(it), list(it))
print(list(zip("ab", range(5))), list(enumerate("xy", 1)), list(map(str, [1, 2])))
print(list(filter(None, [0, 1, "", "a"])), list(reversed([1, 2, 3])))
print(list(map(lambda a, b: a * b, [1, 2, 3], [4, 5, 6])), sorted("hello", key=lambda c: -ord(c)))
