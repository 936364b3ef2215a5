"""Objects as keys that are equal to nothing else; classes that get and lose __hash__ and __eq__, keys that claim to be equal to all."""


class Node:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"N{self.n}"


class Meta(type):
    def __hash__(cls):
        return 3

    def __eq__(cls, other):
        return NotImplemented


class Odd(metaclass=Meta):
    pass


class All:
    def __init__(self, like):
        self.hash = hash(like)

    def __hash__(self):
        return self.hash

    def __eq__(self, other):
        print("asked")
        return True


class Half:
    def __eq__(self, other):
        return self is other


def walk(nodes):
    seen, order, edges = set(), {}, {}
    for node in nodes + nodes:
        if node in seen:
            continue
        seen.add(node)
        order[node] = len(order)
        edges.setdefault(node, []).append(node.n)
    return len(seen), [order[n] for n in nodes], [edges.get(n) for n in nodes], edges.get(Node(0)), Node(1) in seen


def main():
    nodes = [Node(i) for i in range(40)]
    for _ in range(3):
        print(walk(nodes))
    kinds = {int: "int", str: "str", type(None): "none", Node: "node", len: "len", main: "main", Odd: "odd", ...: "dots", object(): "o"}
    for key in (int, str, float, type(None), Node, len, main, walk, Odd, Meta, ..., 5, "a", (int,), (int, Node)):
        print(kinds.get(key), key in kinds, key in {int, Node, (int, Node)})
    kinds[(int, Node)] = "pair"
    print(kinds[(int, Node)], kinds.get((int, Node)), kinds.get((Node, int)))
    a, b = nodes[0], nodes[1]
    table = {a: 1, b: 2}
    print(table[a], table.pop(b), table, a in table, b in table)
    del table[a]
    print(table)
    greedy = All(a)
    print({greedy: 1}.get(a), a in {greedy}, {a: 5}.get(greedy))
    try:
        {a: 1}[b]
    except KeyError as error:
        print(repr(error))
    for bad in (Half(), [], {}):
        try:
            {a: 1}[bad]
        except TypeError as error:
            print(error)
    table = {n: n.n for n in nodes}
    Node.__hash__ = lambda self: self.n
    Node.__eq__ = lambda self, other: isinstance(other, Node) and self.n == other.n
    print({n: 1 for n in nodes}.get(Node(5)), Node(5) in set(nodes))
    del Node.__hash__, Node.__eq__
    print(table[nodes[7]], Node(7) in table, {n: 1 for n in nodes}.get(Node(5)))
    a.__class__ = All
    a.hash = 0
    print(a in {5: 1}, {0: "zero"}.get(a))


main()
