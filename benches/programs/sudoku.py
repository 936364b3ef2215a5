"""Sudoku: candidates kept as sets, eliminated by rules, searched by trying; puzzles are made by permuting known ones."""

DIGITS = "123456789"
ROWS = "ABCDEFGHI"

PUZZLES = [
    "530070000600195000098000060800060003400803001700020006060000280000419005000080079",
    "003020600900305001001806400008102900700000008006708200002609500800203009005010300",
    "400000805030000000000700000020000060000080400000010000000603070500200000104000000",
    "000000907000420180000705026100904000050000040000507009920108000034059000507000000",
    "030050040008010500460000012070502080000603000040109030250000098001020600080060020",
]


def cross(first, second):
    """All names made of one letter of each."""
    return [a + b for a in first for b in second]


class Board:
    """The geometry: squares, the units each belongs to, the squares it sees."""

    def __init__(self):
        self.squares = cross(ROWS, DIGITS)
        rows = [cross(r, DIGITS) for r in ROWS]
        columns = [cross(ROWS, d) for d in DIGITS]
        boxes = [cross(r, d) for r in ("ABC", "DEF", "GHI") for d in ("123", "456", "789")]
        self.unit_list = rows + columns + boxes
        self.units = {s: [u for u in self.unit_list if s in u] for s in self.squares}
        self.peers = {s: {p for u in self.units[s] for p in u if p != s} for s in self.squares}


class Contradiction(Exception):
    """A square without candidates, or a digit without places."""


class Grid:
    """Candidates of each square; assignments propagate."""

    def __init__(self, board, candidates=None):
        self.board = board
        self.candidates = candidates if candidates is not None else {s: set(DIGITS) for s in board.squares}
        self.eliminations = 0

    def copy(self):
        return Grid(self.board, {s: set(c) for s, c in self.candidates.items()})

    @classmethod
    def parse(cls, board, text):
        grid = cls(board)
        for square, char in zip(board.squares, text):
            if char in DIGITS:
                grid.assign(square, char)
        return grid

    def assign(self, square, digit):
        """Leave only `digit` in the square."""
        for other in sorted(self.candidates[square]):
            if other != digit:
                self.eliminate(square, other)

    def eliminate(self, square, digit):
        """Take `digit` away from the square, with all that follows from it."""
        own = self.candidates[square]
        if digit not in own:
            return
        own.remove(digit)
        self.eliminations += 1
        if not own:
            raise Contradiction(square)
        if len(own) == 1:
            last = next(iter(own))
            for peer in sorted(self.board.peers[square]):
                self.eliminate(peer, last)
        for unit in self.board.units[square]:
            places = [s for s in unit if digit in self.candidates[s]]
            if not places:
                raise Contradiction(digit)
            if len(places) == 1 and len(self.candidates[places[0]]) > 1:
                self.assign(places[0], digit)

    def naked_pairs(self):
        """Two squares of a unit that hold the same two digits keep them from the others; True if that changed something."""
        before = self.eliminations
        for unit in self.board.unit_list:
            pairs = {}
            for square in unit:
                candidates = self.candidates[square]
                if len(candidates) == 2:
                    pairs.setdefault("".join(sorted(candidates)), []).append(square)
            for digits, squares in pairs.items():
                if len(squares) == 2:
                    for square in unit:
                        if square not in squares:
                            for digit in digits:
                                self.eliminate(square, digit)
        return self.eliminations > before

    @property
    def solved(self):
        return all(len(c) == 1 for c in self.candidates.values())

    def text(self):
        return "".join(next(iter(self.candidates[s])) if len(self.candidates[s]) == 1 else "0" for s in self.board.squares)


class Solver:
    """Depth-first search over grids, the square with fewest candidates first."""

    def __init__(self, board):
        self.board = board
        self.guesses = 0
        self.failures = 0

    def solve(self, text):
        try:
            return self.search(Grid.parse(self.board, text))
        except Contradiction:
            return None

    def search(self, grid):
        while grid.naked_pairs():
            pass
        if grid.solved:
            return grid
        open_squares = [s for s in self.board.squares if len(grid.candidates[s]) > 1]
        square = min(open_squares, key=lambda s: (len(grid.candidates[s]), s))
        for digit in sorted(grid.candidates[square]):
            self.guesses += 1
            attempt = grid.copy()
            try:
                attempt.assign(square, digit)
                found = self.search(attempt)
            except Contradiction:
                self.failures += 1
                continue
            if found is not None:
                return found
        raise Contradiction("nothing fits")


def rotate_digits(text, shift):
    """The same puzzle with other names for its digits."""
    return "".join(DIGITS[(int(c) - 1 + shift) % 9] if c != "0" else "0" for c in text)


def transpose(text):
    return "".join(text[9 * (i % 9) + i // 9] for i in range(81))


def swap_bands(text, first, second):
    """Exchange two bands of three rows."""
    bands = [text[27 * b:27 * b + 27] for b in range(3)]
    bands[first], bands[second] = bands[second], bands[first]
    return "".join(bands)


def variants(text):
    """Puzzles equivalent to this one, that a solver does not know."""
    for shift in range(5):
        other = rotate_digits(text, shift)
        yield other
        yield transpose(other)
        yield swap_bands(other, 0, 2)
        yield swap_bands(transpose(other), 1, 2)


def valid(board, text):
    """True if each unit holds each digit once."""
    values = dict(zip(board.squares, text))
    return all("".join(sorted(values[s] for s in unit)) == DIGITS for unit in board.unit_list)


def show(text):
    lines = []
    for row in range(9):
        if row in (3, 6):
            lines.append("------+-------+------")
        cells = text[9 * row:9 * row + 9]
        lines.append(" | ".join(" ".join(cells[c:c + 3]) for c in (0, 3, 6)))
    return "\n".join(lines)


def main():
    board = Board()
    solver = Solver(board)
    checksum = 0
    solved = 0
    for puzzle in PUZZLES:
        for variant in variants(puzzle):
            grid = solver.solve(variant)
            text = grid.text()
            assert valid(board, text)
            assert all(given in ("0", found) for given, found in zip(variant, text))
            solved += 1
            checksum = (checksum * 31 + int(text[:12])) % 1_000_000_007
    print(show(solver.solve(PUZZLES[0]).text()))
    print("solved", solved, "guesses", solver.guesses, "failures", solver.failures, "checksum", checksum)


if __name__ == "__main__":
    main()
