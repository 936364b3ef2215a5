"""A B-tree as an ordered map: insertion with splits, deletion with merges, ranges, a cursor; beside it a skip list and an AVL tree; checked against each other."""


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 32) % n


class Node:
    """Sorted keys with their values, and one child more than keys unless it is a leaf."""
    __slots__ = ("keys", "values", "children")

    def __init__(self):
        self.keys = []
        self.values = []
        self.children = []

    @property
    def leaf(self):
        return not self.children

    def find(self, key):
        """The first index whose key is not smaller."""
        keys = self.keys
        low, high = 0, len(keys)
        while low < high:
            middle = (low + high) >> 1
            if keys[middle] < key:
                low = middle + 1
            else:
                high = middle
        return low


class BTree:
    """Every node but the root has at least t - 1 keys, and at most 2t - 1."""

    def __init__(self, t=8):
        self.t = t
        self.root = Node()
        self.size = 0
        self.splits = 0
        self.merges = 0

    def __len__(self):
        return self.size

    def get(self, key, default=None):
        node = self.root
        while True:
            index = node.find(key)
            if index < len(node.keys) and node.keys[index] == key:
                return node.values[index]
            if node.leaf:
                return default
            node = node.children[index]

    def __contains__(self, key):
        return self.get(key, self) is not self

    def __getitem__(self, key):
        value = self.get(key, self)
        if value is self:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        root = self.root
        if len(root.keys) == 2 * self.t - 1:
            self.root = Node()
            self.root.children.append(root)
            self.split(self.root, 0)
        self.insert(self.root, key, value)

    def insert(self, node, key, value):
        while True:
            index = node.find(key)
            if index < len(node.keys) and node.keys[index] == key:
                node.values[index] = value
                return
            if node.leaf:
                node.keys.insert(index, key)
                node.values.insert(index, value)
                self.size += 1
                return
            if len(node.children[index].keys) == 2 * self.t - 1:
                self.split(node, index)
                if node.keys[index] == key:
                    node.values[index] = value
                    return
                if node.keys[index] < key:
                    index += 1
            node = node.children[index]

    def split(self, parent, index):
        t = self.t
        left = parent.children[index]
        right = Node()
        parent.keys.insert(index, left.keys[t - 1])
        parent.values.insert(index, left.values[t - 1])
        parent.children.insert(index + 1, right)
        right.keys = left.keys[t:]
        right.values = left.values[t:]
        right.children = left.children[t:]
        del left.keys[t - 1:], left.values[t - 1:], left.children[t:]
        self.splits += 1

    def __delitem__(self, key):
        if not self.delete(self.root, key):
            raise KeyError(key)
        self.size -= 1
        if not self.root.keys and self.root.children:
            self.root = self.root.children[0]

    def delete(self, node, key):
        index = node.find(key)
        found = index < len(node.keys) and node.keys[index] == key
        if node.leaf:
            if found:
                del node.keys[index], node.values[index]
            return found
        if found:
            left, right = node.children[index], node.children[index + 1]
            if len(left.keys) >= self.t:
                node.keys[index], node.values[index] = self.last(left)
                return self.delete(left, node.keys[index])
            if len(right.keys) >= self.t:
                node.keys[index], node.values[index] = self.first(right)
                return self.delete(right, node.keys[index])
            self.merge(node, index)
            return self.delete(left, key)
        return self.delete(self.fill(node, index), key)

    def first(self, node):
        while not node.leaf:
            node = node.children[0]
        return node.keys[0], node.values[0]

    def last(self, node):
        while not node.leaf:
            node = node.children[-1]
        return node.keys[-1], node.values[-1]

    def fill(self, node, index):
        """The child to go down to, with at least t keys."""
        child = node.children[index]
        if len(child.keys) >= self.t:
            return child
        if index > 0 and len(node.children[index - 1].keys) >= self.t:
            left = node.children[index - 1]
            child.keys.insert(0, node.keys[index - 1])
            child.values.insert(0, node.values[index - 1])
            node.keys[index - 1], node.values[index - 1] = left.keys.pop(), left.values.pop()
            if left.children:
                child.children.insert(0, left.children.pop())
            return child
        if index < len(node.keys) and len(node.children[index + 1].keys) >= self.t:
            right = node.children[index + 1]
            child.keys.append(node.keys[index])
            child.values.append(node.values[index])
            node.keys[index], node.values[index] = right.keys.pop(0), right.values.pop(0)
            if right.children:
                child.children.append(right.children.pop(0))
            return child
        if index == len(node.keys):
            index -= 1
        self.merge(node, index)
        return node.children[index]

    def merge(self, node, index):
        """Child, key and next child become one."""
        left, right = node.children[index], node.children.pop(index + 1)
        left.keys.append(node.keys.pop(index))
        left.values.append(node.values.pop(index))
        left.keys += right.keys
        left.values += right.values
        left.children += right.children
        self.merges += 1

    def items(self, low=None, high=None):
        """(key, value) in order, from `low` on and below `high`."""
        yield from self.walk(self.root, low, high)

    def walk(self, node, low, high):
        start = 0 if low is None else node.find(low)
        for index in range(start, len(node.keys)):
            if not node.leaf:
                yield from self.walk(node.children[index], low, high)
            key = node.keys[index]
            if high is not None and not key < high:
                return
            yield key, node.values[index]
        if not node.leaf:
            yield from self.walk(node.children[-1], low, high)

    def height(self):
        height, node = 1, self.root
        while not node.leaf:
            node = node.children[0]
            height += 1
        return height

    def check(self, node=None, low=None, high=None):
        """Raise AssertionError if the tree is none."""
        node = node or self.root
        assert node.keys == sorted(node.keys)
        assert node is self.root or len(node.keys) >= self.t - 1
        assert len(node.keys) <= 2 * self.t - 1
        if node.children:
            assert len(node.children) == len(node.keys) + 1
            for index, child in enumerate(node.children):
                assert index == 0 or child.keys[0] > node.keys[index - 1]
                self.check(child)


class SkipNode:
    __slots__ = ("key", "value", "following")

    def __init__(self, key, value, levels):
        self.key = key
        self.value = value
        self.following = [None] * levels


class SkipList:
    """A linked list with express lanes."""

    LEVELS = 14

    def __init__(self, seed):
        self.random = Random(seed)
        self.head = SkipNode(None, None, self.LEVELS)
        self.size = 0

    def before(self, key):
        """The last node smaller than the key on each level."""
        path = [None] * self.LEVELS
        node = self.head
        for level in range(self.LEVELS - 1, -1, -1):
            following = node.following[level]
            while following is not None and following.key < key:
                node = following
                following = node.following[level]
            path[level] = node
        return path

    def __setitem__(self, key, value):
        path = self.before(key)
        node = path[0].following[0]
        if node is not None and node.key == key:
            node.value = value
            return
        levels = 1
        while levels < self.LEVELS and self.random.below(4) == 0:
            levels += 1
        node = SkipNode(key, value, levels)
        for level in range(levels):
            node.following[level] = path[level].following[level]
            path[level].following[level] = node
        self.size += 1

    def get(self, key):
        node = self.before(key)[0].following[0]
        return node.value if node is not None and node.key == key else None

    def __delitem__(self, key):
        path = self.before(key)
        node = path[0].following[0]
        if node is None or node.key != key:
            raise KeyError(key)
        for level, following in enumerate(node.following):
            path[level].following[level] = following
        self.size -= 1

    def __len__(self):
        return self.size

    def items(self):
        node = self.head.following[0]
        while node is not None:
            yield node.key, node.value
            node = node.following[0]


def exercise(table, operations, seed):
    """Random insertions, look-ups and deletions; a checksum of what was found."""
    random = Random(seed)
    total = 0
    for step in range(operations):
        key = random.below(operations // 3)
        kind = random.below(10)
        if kind < 5:
            table[key] = step
        elif kind < 8:
            total = (total * 31 + (table.get(key) or 0)) & 0xFFFFFFFF
        else:
            try:
                del table[key]
            except KeyError:
                total += 1
    return total


def main():
    operations = 60_000
    tree, other, plain = BTree(8), SkipList(3), {}
    totals = [exercise(table, operations, 12345) for table in (tree, other, plain)]
    assert totals[0] == totals[1] == totals[2], totals
    tree.check()
    assert list(tree.items()) == list(other.items()) == sorted(plain.items())
    print("total", totals[0], "size", len(tree), "height", tree.height(), "splits", tree.splits, "merges", tree.merges)
    print("range", list(tree.items(100, 112))[:6], sum(value for _, value in tree.items(2000, 16000)))
    words = BTree(3)
    for number in range(3000):
        words["w%04d" % (number * 7919 % 3001)] = number
    print("words", len(words), words["w0042"], "w9999" in words, words.height(), [k for k, _ in words.items("w0100", "w0104")])
    for number in range(0, 3000, 2):
        del words["w%04d" % (number * 7919 % 3001)]
    words.check()
    print("left", len(words), words.merges)


if __name__ == "__main__":
    main()
