def make_adder(n):
    def add(x):
        return x + n
    return add

def make_counter():
    count = 0
    def bump(by=1):
        nonlocal count
        count += by
        return count
    return bump

add5 = make_adder(5)
print(add5(1), make_adder("x")("y"))
c1, c2 = make_counter(), make_counter()
print(c1(), c1(), c1(10), c2())
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
def compose(f, g):
    return lambda *a: f(g(*a))
print(compose(str, add5)(10), compose(add5, add5)(0))
def outer():
    v = 1
    def middle():
        def inner():
            nonlocal v
            v += 1
            return v
        return inner
    m = middle()
    m()
    return m(), v
print(outer())
