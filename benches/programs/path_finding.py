"""Shortest paths: Dijkstra on a road graph with heapq, A* on a maze, breadth first, Bellman-Ford, Floyd-Warshall, spanning trees with union-find, topological order."""
import heapq
from collections import deque


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 48271) % 2147483647
        return self.state % n


class Graph:
    """Directed, with weights: node -> {neighbour: weight}."""

    def __init__(self):
        self.edges = {}

    def connect(self, a, b, weight):
        self.edges.setdefault(a, {})[b] = weight
        self.edges.setdefault(b, {})

    def connect_both(self, a, b, weight):
        self.connect(a, b, weight)
        self.connect(b, a, weight)

    def __len__(self):
        return len(self.edges)

    def all_edges(self):
        for a, neighbours in self.edges.items():
            for b, weight in neighbours.items():
                yield a, b, weight

    def dijkstra(self, start):
        """(distances, predecessors) of everything that can be reached."""
        distances = {start: 0}
        before = {}
        queue = [(0, start)]
        done = set()
        while queue:
            distance, node = heapq.heappop(queue)
            if node in done:
                continue
            done.add(node)
            for neighbour, weight in self.edges[node].items():
                longer = distance + weight
                if neighbour not in distances or longer < distances[neighbour]:
                    distances[neighbour] = longer
                    before[neighbour] = node
                    heapq.heappush(queue, (longer, neighbour))
        return distances, before

    def bellman_ford(self, start):
        """Distances, with negative weights allowed; None if there is a negative circle."""
        infinity = float("inf")
        distances = dict.fromkeys(self.edges, infinity)
        distances[start] = 0
        edges = list(self.all_edges())
        for _ in range(len(self.edges)):
            changed = False
            for a, b, weight in edges:
                candidate = distances[a] + weight
                if candidate < distances[b]:
                    distances[b] = candidate
                    changed = True
            if not changed:
                return distances
        return None

    def topological(self):
        """Nodes so that edges lead forward; raises ValueError on a circle."""
        incoming = dict.fromkeys(self.edges, 0)
        for _, b, _ in self.all_edges():
            incoming[b] += 1
        ready = deque(sorted(node for node, count in incoming.items() if count == 0))
        order = []
        while ready:
            node = ready.popleft()
            order.append(node)
            for neighbour in self.edges[node]:
                incoming[neighbour] -= 1
                if incoming[neighbour] == 0:
                    ready.append(neighbour)
        if len(order) != len(self.edges):
            raise ValueError("a circle")
        return order


def path_to(before, target):
    path = [target]
    while path[-1] in before:
        path.append(before[path[-1]])
    return path[::-1]


class DisjointSets:
    """Union by size, paths halved."""

    def __init__(self):
        self.parent = {}
        self.size = {}

    def find(self, item):
        parent = self.parent
        if item not in parent:
            parent[item] = item
            self.size[item] = 1
            return item
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self.size[a] < self.size[b]:
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        return True


def kruskal(graph):
    """The weight and the edges of a cheapest spanning tree."""
    sets = DisjointSets()
    chosen = []
    for weight, a, b in sorted((w, a, b) for a, b, w in graph.all_edges() if a < b):
        if sets.union(a, b):
            chosen.append((a, b))
    return sum(graph.edges[a][b] for a, b in chosen), chosen


def floyd_warshall(graph):
    """The matrix of all distances, nodes in sorted order."""
    nodes = sorted(graph.edges)
    infinity = 10 ** 9
    table = [[0 if a == b else graph.edges[a].get(b, infinity) for b in nodes] for a in nodes]
    n = len(nodes)
    for k in range(n):
        middle = table[k]
        for i in range(n):
            row = table[i]
            first = row[k]
            if first == infinity:
                continue
            for j in range(n):
                through = first + middle[j]
                if through < row[j]:
                    row[j] = through
    return table


class Maze:
    """A grid with walls and mud."""

    COSTS = {".": 1, "~": 4}

    def __init__(self, width, height, seed):
        self.width = width
        self.height = height
        random = Random(seed)
        self.cells = []
        for _ in range(height):
            self.cells.append(["#" if (roll := random.below(100)) < 26 else "~" if roll < 45 else "." for _ in range(width)])
        self.cells[0][0] = self.cells[height - 1][width - 1] = "."

    def neighbours(self, x, y):
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            nx, ny = x + dx, y + dy
            if 0 <= nx < self.width and 0 <= ny < self.height and self.cells[ny][nx] != "#":
                yield nx, ny

    def a_star(self, start, goal):
        """(cost, path, nodes looked at); cost None if there is no way."""
        goal_x, goal_y = goal
        open_nodes = [(0, start)]
        costs = {start: 0}
        before = {}
        closed = set()
        while open_nodes:
            _, node = heapq.heappop(open_nodes)
            if node == goal:
                return costs[goal], path_to(before, goal), len(closed)
            if node in closed:
                continue
            closed.add(node)
            base = costs[node]
            for neighbour in self.neighbours(*node):
                x, y = neighbour
                cost = base + self.COSTS[self.cells[y][x]]
                if cost < costs.get(neighbour, 1 << 30):
                    costs[neighbour] = cost
                    before[neighbour] = node
                    heapq.heappush(open_nodes, (cost + abs(goal_x - x) + abs(goal_y - y), neighbour))
        return None, [], len(closed)

    def breadth_first(self, start):
        """Steps from `start` to each cell that can be reached."""
        steps = {start: 0}
        queue = deque([start])
        while queue:
            node = queue.popleft()
            for neighbour in self.neighbours(*node):
                if neighbour not in steps:
                    steps[neighbour] = steps[node] + 1
                    queue.append(neighbour)
        return steps

    def draw(self, path):
        cells = [row[:] for row in self.cells]
        for x, y in path:
            cells[y][x] = "o"
        return "\n".join("".join(row) for row in cells)


def road_graph(n, seed):
    """Towns on a line of their numbers, with some far connections."""
    random = Random(seed)
    graph = Graph()
    for town in range(n):
        graph.connect_both(town, (town + 1) % n, 5 + random.below(20))
        for _ in range(3):
            other = random.below(n)
            if other != town:
                graph.connect_both(town, other, 10 + random.below(90))
    return graph


def main():
    graph = road_graph(3000, 7)
    total = 0
    for start in range(0, 3000, 500):
        distances, before = graph.dijkstra(start)
        total += sum(distances.values()) + len(path_to(before, 1234))
    print("dijkstra", total, path_to(before, 777)[:6])
    weight, tree = kruskal(graph)
    print("tree", weight, len(tree))
    small = road_graph(90, 3)
    table = floyd_warshall(small)
    print("floyd", sum(map(sum, table)), max(map(max, table)))
    one = small.dijkstra(0)[0]
    assert all(table[0][node] == distance for node, distance in one.items())
    assert small.bellman_ford(0) == one
    tasks = Graph()
    random = Random(99)
    for task in range(1, 1500):
        for _ in range(3):
            tasks.connect(random.below(task), task, random.below(30) - 10)
    order = tasks.topological()
    print("order", order[:5], sum(i * t for i, t in enumerate(order)) % 1_000_003, sum(tasks.bellman_ford(0)[n] for n in order[-50:] if n))
    found = 0
    for seed in range(1, 13):
        maze = Maze(70, 50, seed * 7919)
        cost, path, looked = maze.a_star((0, 0), (69, 49))
        reachable = maze.breadth_first((0, 0))
        found += (cost or 0) + len(path) + looked + len(reachable)
    print("mazes", found)
    maze = Maze(36, 10, 24)
    cost, path, looked = maze.a_star((0, 0), (35, 9))
    print("way", cost, len(path), looked)
    print(maze.draw(path))


if __name__ == "__main__":
    main()
