"""Linked nodes: made, walked by an iterator written in Python, dropped. The collector looks at each of them several times."""
N = 60_000
ITERATIONS = N


class Node:
    def __init__(self, value, following):
        self.value = value
        self.following = following


class Walk:
    def __init__(self, node):
        self.node = node

    def __iter__(self):
        return self

    def __next__(self):
        node = self.node
        if node is None:
            raise StopIteration
        self.node = node.following
        return node.value


def run(n):
    head = None
    for i in range(n):
        head = Node(i, head)
    return sum(Walk(head))
