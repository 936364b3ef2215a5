class V:
    def __init__(self, *c):
        self.c = list(c)
    def __add__(self, o):
        return V(*[a + b for a, b in zip(self.c, o.c)])
    def __mul__(self, k):
        return V(*[a * k for a in self.c])
    __rmul__ = __mul__
    def __eq__(self, o):
        return isinstance(o, V) and self.c == o.c
    def __getitem__(self, i):
        return self.c[i]
    def __setitem__(self, i, v):
        self.c[i] = v
    def __len__(self):
        return len(self.c)
    def __iter__(self):
        return iter(self.c)
    def __contains__(self, x):
        return x in self.c
    def __call__(self, x):
        return [x + a for a in self.c]
    def __bool__(self):
        return any(self.c)
    def __repr__(self):
        return "V" + str(tuple(self.c))
v = V(1, 2)
print(v + V(3, 4), v * 2, 3 * v, v == V(1, 2), v != V(1, 2), v == 1)
print(v[0], len(v), list(v), 2 in v, v(10), bool(V(0, 0)), "t" if v else "f")
v[0] = 9
print(v, [*v], max(v), f"{v}")
