class Point:
    kind = "point"

    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def move(self, dx, dy):
        self.x += dx
        self.y += dy
        return self

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    @staticmethod
    def origin():
        return Point(0)

    @classmethod
    def make(cls, n):
        return cls(n, n)

p = Point(1, 2)
print(p, p.x, p.y, p.kind, Point.kind)
print(p.move(3, 4), Point.origin(), Point.make(7))
p.kind = "own"
p.z = 10
print(p.kind, Point.kind, sorted(p.__dict__.items()))
del p.kind
print(p.kind, hasattr(p, "z"), getattr(p, "w", "none"), isinstance(p, Point))
m = p.move
print(m(1, 1), Point.move(p, 1, 1), type(p).__name__, p.__class__ is Point)
