import pyrs_trivial as trivial

print(trivial.__name__, trivial.ANSWER)
print(trivial.add(2, 3), trivial.total([1, 2, 3.5]))
print(trivial.call(lambda *args: args, 1, "two"))

counter = trivial.Counter(5)
print(counter.bump(), counter.bump(3), counter.value)


class Loud(trivial.Counter):
    def bump(self, by=1):
        return f"{super().bump(by)}!"


print(Loud(1).bump(), isinstance(Loud(1), trivial.Counter))

try:
    trivial.add(1, "x")
except TypeError as error:
    print("TypeError", error)
try:
    trivial.call(lambda: 1 / 0)
except ZeroDivisionError as error:
    print("out of a callback:", error)
try:
    trivial.fail("from C")
except trivial.Error as error:
    print(type(error).__name__, error)
