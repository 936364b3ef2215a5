"""Conway's Game of Life twice: cells as a set of points, and as a grid of rows; patterns from text, periods, bounding boxes."""

GLIDER = """
.O.
..O
OOO
"""

GUN = """
........................O...........
......................O.O...........
............OO......OO............OO
...........O...O....OO............OO
OO........O.....O...OO..............
OO........O...O.OO....O.O...........
..........O.....O.......O...........
...........O...O....................
............OO......................
"""

ACORN = """
.O.....
...O...
OO..OOO
"""

PULSAR = """
..OOO...OOO..
.............
O....O.O....O
O....O.O....O
O....O.O....O
..OOO...OOO..
.............
..OOO...OOO..
O....O.O....O
O....O.O....O
O....O.O....O
.............
..OOO...OOO..
"""


def parse(text):
    """The live cells of a drawing, as (x, y)."""
    return {(x, y) for y, line in enumerate(text.strip().splitlines()) for x, char in enumerate(line) if char == "O"}


def moved(cells, dx, dy):
    return {(x + dx, y + dy) for x, y in cells}


class Life:
    """An unbounded world: the set of its live cells."""

    def __init__(self, cells):
        self.cells = set(cells)
        self.generation = 0

    def neighbours(self):
        """How many live neighbours each cell has that has any."""
        counts = {}
        for x, y in self.cells:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        cell = (x + dx, y + dy)
                        counts[cell] = counts.get(cell, 0) + 1
        return counts

    def step(self):
        cells = self.cells
        self.cells = {cell for cell, count in self.neighbours().items() if count == 3 or (count == 2 and cell in cells)}
        self.generation += 1

    def run(self, generations):
        for _ in range(generations):
            self.step()
        return self

    def box(self):
        """(left, top, right, bottom) of what lives."""
        xs = [x for x, _ in self.cells]
        ys = [y for _, y in self.cells]
        return min(xs), min(ys), max(xs), max(ys)

    def normal(self):
        """The pattern without its place."""
        left, top, _, _ = self.box()
        return frozenset(moved(self.cells, -left, -top))

    def draw(self):
        left, top, right, bottom = self.box()
        return "\n".join("".join("O" if (x, y) in self.cells else "." for x in range(left, right + 1)) for y in range(top, bottom + 1))


class Torus:
    """A bounded world whose edges meet: a list of rows of zeros and ones."""

    def __init__(self, width, height):
        self.width = width
        self.height = height
        self.rows = [[0] * width for _ in range(height)]

    def place(self, cells, dx=0, dy=0):
        for x, y in cells:
            self.rows[(y + dy) % self.height][(x + dx) % self.width] = 1
        return self

    def step(self):
        width, height, rows = self.width, self.height, self.rows
        result = []
        for y in range(height):
            above, here, below = rows[y - 1], rows[y], rows[(y + 1) % height]
            line = []
            for x in range(width):
                left = x - 1
                right = x + 1 if x + 1 < width else 0
                total = (above[left] + above[x] + above[right] + here[left] + here[right] +
                         below[left] + below[x] + below[right])
                if total == 3:
                    line.append(1)
                elif total == 2:
                    line.append(here[x])
                else:
                    line.append(0)
            result.append(line)
        self.rows = result

    def population(self):
        return sum(map(sum, self.rows))

    def checksum(self):
        value = 0
        for row in self.rows:
            for cell in row:
                value = (value * 3 + cell + 1) % 998_244_353
        return value


class Rule:
    """A rule in the notation B3/S23."""

    def __init__(self, text):
        born, survives = text.split("/")
        self.born = frozenset(map(int, born[1:]))
        self.survives = frozenset(map(int, survives[1:]))

    def next(self, cells):
        counts = Life(cells).neighbours()
        new = {cell for cell, count in counts.items() if count in (self.survives if cell in cells else self.born)}
        if 0 in self.survives:
            new |= {cell for cell in cells if cell not in counts}
        return new


def period(life, limit):
    """After how many generations the pattern is itself again, wherever it then is."""
    start = life.normal()
    for generation in range(1, limit + 1):
        life.step()
        if life.normal() == start:
            return generation
    return None


def soup(torus, seed):
    """Fill the torus with reproducible noise."""
    state = seed
    for row in torus.rows:
        for x in range(torus.width):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            row[x] = 1 if state >> 16 & 3 == 0 else 0
    return torus


def main():
    glider = Life(parse(GLIDER))
    print("glider period", period(glider, 10), "box", glider.box())
    print("pulsar period", period(Life(parse(PULSAR)), 5))

    gun = Life(parse(GUN)).run(500)
    print("gun", len(gun.cells), gun.box())
    acorn = Life(parse(ACORN)).run(600)
    print("acorn", len(acorn.cells), acorn.box(), sum(x * 7 + y * 13 for x, y in acorn.cells))

    torus = Torus(64, 48).place(parse(GUN), 3, 5).place(parse(PULSAR), 44, 28)
    for _ in range(250):
        torus.step()
    print("torus", torus.population(), torus.checksum())

    noise = soup(Torus(60, 40), 2024)
    populations = []
    for _ in range(240):
        noise.step()
        populations.append(noise.population())
    print("soup", populations[::48], noise.checksum())

    cells = parse(ACORN)
    highlife = Rule("B36/S23")
    for _ in range(110):
        cells = highlife.next(cells)
    print("highlife", len(cells))
    replicator = Life(parse(GLIDER)).run(100)
    print(replicator.draw())


if __name__ == "__main__":
    main()
