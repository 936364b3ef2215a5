class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
def what(v):
    match v:
        case 0 | 1:
            return "small"
        case int(n) if n < 0:
            return f"negative {n}"
        case "a" | "b" as s:
            return "letter " + s
        case [x]:
            return f"one {x}"
        case [x, *rest]:
            return f"first {x} rest {rest}"
        case {"k": value, **others}:
            return f"key {value} {others}"
        case P(0, y=y):
            return f"on axis {y}"
        case P(x, y):
            return f"point {x} {y}"
        case None:
            return "none"
        case _:
            return "other"
for v in (0, 1, -5, "a", [7], (1, 2, 3), {"k": 1, "z": 2}, P(0, 3), P(4, 5), None, 9.5):
    print(what(v))
