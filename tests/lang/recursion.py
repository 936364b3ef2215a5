"""Recursive programs: queens, permutations, parsing, memo, mutual recursion, Ackermann, recursion limits."""
import sys


def queens(n, row=0, columns=(), down=(), up=()):
    if row == n:
        return [columns]
    found = []
    for c in range(n):
        if c not in columns and row - c not in down and row + c not in up:
            found += queens(n, row + 1, columns + (c,), down + (row - c,), up + (row + c,))
    return found


print([len(queens(n)) for n in range(1, 8)], queens(6))


def ackermann(m, n):
    if m == 0:
        return n + 1
    return ackermann(m - 1, 1 if n == 0 else ackermann(m, n - 1))


def hanoi(n, source, target, spare):
    if n == 0:
        return []
    return hanoi(n - 1, source, spare, target) + [source + target] + hanoi(n - 1, spare, target, source)


def flood(grid, r, c, old, new):
    if not (0 <= r < len(grid) and 0 <= c < len(grid[0])) or grid[r][c] != old:
        return 0
    grid[r][c] = new
    return 1 + sum(flood(grid, r + dr, c + dc, old, new) for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)))


print(ackermann(2, 5), "".join(hanoi(4, "a", "c", "b")))
grid = [list(row) for row in ("..#..", ".##..", "#...#", "..#..")]
print(flood(grid, 0, 3, ".", "o"), ["".join(row) for row in grid])


class Parser:
    def __init__(self, text): self.tokens, self.i = text.replace("(", " ( ").replace(")", " ) ").split(), 0
    def peek(self): return self.tokens[self.i] if self.i < len(self.tokens) else None
    def take(self): self.i += 1; return self.tokens[self.i - 1]
    def expr(self):
        value = self.term()
        while self.peek() in ("+", "-"):
            value = (self.take(), value, self.term())
        return value
    def term(self):
        value = self.factor()
        while self.peek() in ("*", "/"):
            value = (self.take(), value, self.factor())
        return value
    def factor(self):
        token = self.take()
        if token == "(":
            value = self.expr()
            if self.peek() != ")":
                raise SyntaxError(f"expected ) at {self.i}, found {self.peek()}")
            self.take()
            return value
        return ("neg", self.factor()) if token == "-" else int(token)


def evaluate(node):
    match node:
        case int(): return node
        case ("neg", x): return -evaluate(x)
        case ("+", a, b): return evaluate(a) + evaluate(b)
        case ("-", a, b): return evaluate(a) - evaluate(b)
        case ("*", a, b): return evaluate(a) * evaluate(b)
        case ("/", a, b): return evaluate(a) / evaluate(b)


for text in ("1 + 2 * 3", "( 1 + 2 ) * 3 - 4 / 2", "- ( 2 * ( 3 + - 4 ) )", "((((7))))", "(1 + 2", "1 / (2 - 2)"):
    try:
        tree = Parser(text).expr()
        print(text, tree, evaluate(tree))
    except (SyntaxError, ZeroDivisionError) as error:
        print(text, type(error).__name__, error)


def change(amount, coins, memo={}):
    key = amount, coins
    if key not in memo:
        memo[key] = 1 if amount == 0 else 0 if amount < 0 or not coins else change(amount - coins[0], coins) + change(amount, coins[1:])
    return memo[key]


def edit(a, b):
    if not a or not b:
        return len(a) + len(b)
    return min(edit(a[1:], b) + 1, edit(a, b[1:]) + 1, edit(a[1:], b[1:]) + (a[0] != b[0]))


def flatten(x): return [z for y in x for z in flatten(y)] if isinstance(x, list) else [x]
def subsets(s): return [[]] if not s else [r + e for r in subsets(s[1:]) for e in ([], [s[0]])]
def partitions(n, top): return [[]] if n == 0 else [[k] + p for k in range(min(n, top), 0, -1) for p in partitions(n - k, k)]
def is_even(n): return n == 0 or is_odd(n - 1)
def is_odd(n): return n != 0 and is_even(n - 1)


print(change(100, (50, 25, 10, 5, 1)), edit("kitten", "sitting"), flatten([1, [2, [3, [[4]]]], 5]), subsets([1, 2, 3]), partitions(5, 5), is_even(100), is_odd(101))


def deep(n): return 0 if n == 0 else 1 + deep(n - 1)


def probe(function, *args):
    try:
        return function(*args)
    except RecursionError as error:
        return f"RecursionError: {error}"


print(deep(900), probe(deep, 5000), sys.getrecursionlimit())
count = 0


def count_up():
    global count
    count += 1
    count_up()


print(probe(count_up), 900 < count <= 1000)
sys.setrecursionlimit(20000)
print(deep(15000), probe(deep, 30000))
sys.setrecursionlimit(1000)


class Node:
    def __init__(self, n): self.next = Node(n - 1) if n else None
    def __len__(self): return 1 + (len(self.next) if self.next is not None else 0)
    @property
    def last(self): return self.next.last if self.next is not None else self
    def __getattr__(self, name): return getattr(self.next, name) if self.next is not None else "end of " + name


print(len(Node(50)), Node(50).last.next, Node(50).anything)
for value in (sys.setrecursionlimit,):
    for bad in (0, -1, "a", 1.5):
        try:
            value(bad)
        except (ValueError, TypeError) as error:
            print(error)
def after_recovery(): return deep(500), probe(deep, 10 ** 5), deep(500)
print(after_recovery(), [probe(deep, n) for n in (10, 2000, 20)])
lst = []
lst.append(lst)
print(lst, [lst] == [lst])
