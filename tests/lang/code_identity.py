"""Functions are told apart by what their code shows: co_code and co_consts, as tools key functions by."""
import marshal


def key(function):
    code = function.__code__
    return code.co_code, code.co_consts, code.co_names


pairs = [
    (lambda x: x + 1, lambda x: x * 2), (lambda x: x + 1, lambda x: x + 2), (lambda x: x[0], lambda x: x[1]),
    (lambda x: x < 5, lambda x: x > 5), (lambda x: x.a, lambda x: x.b), (lambda x: -x, lambda x: ~x),
    (lambda x, y: x - y, lambda x, y: y - x), (lambda x: x & 7, lambda x: x | 7), (lambda x: (x, 1), lambda x: (1, x)),
]
for a, b in pairs:
    print(key(a) == key(b), key(a) == key(a), marshal.loads(marshal.dumps(a.__code__)).co_code == a.__code__.co_code)

again = [lambda x: x + 1 for _ in range(2)]
before = key(again[0])
for i in range(5000):
    again[0](i)
    again[0](str) if i < 0 else again[0](i * 0.5)
print(key(again[0]) == before == key(again[1]), again[0].__code__.replace(co_name="other").co_code == before[0])
