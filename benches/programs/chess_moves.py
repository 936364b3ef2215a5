"""A chess move generator: positions from FEN, pseudo-legal moves on a 10x12 board, make and unmake, castling, en passant, promotion, perft, a small search."""

OFF = "#"
EMPTY = "."
NORTH, SOUTH, EAST, WEST = -10, 10, 1, -1
DIRECTIONS = {
    "n": (-21, -19, -12, -8, 8, 12, 19, 21),
    "b": (-11, -9, 9, 11),
    "r": (-10, -1, 1, 10),
    "q": (-11, -10, -9, -1, 1, 9, 10, 11),
    "k": (-11, -10, -9, -1, 1, 9, 10, 11),
}
VALUES = {"p": 100, "n": 320, "b": 330, "r": 500, "q": 900, "k": 20000}
START = "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1"
KIWIPETE = "r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq - 0 1"
ENDING = "8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - - 0 1"
PROMOTIONS = "n1n5/PPPk4/8/8/8/8/4Kppp/5N1N b - - 0 1"


def square(name):
    """The index of a square such as e4."""
    return 21 + "abcdefgh".index(name[0]) + 10 * (8 - int(name[1]))


def square_name(index):
    return "abcdefgh"[index % 10 - 1] + str(10 - index // 10)


class Move:
    __slots__ = ("origin", "target", "piece", "captured", "promotion", "kind")

    def __init__(self, origin, target, piece, captured, promotion="", kind=""):
        self.origin = origin
        self.target = target
        self.piece = piece
        self.captured = captured
        self.promotion = promotion
        self.kind = kind

    def __str__(self):
        return square_name(self.origin) + square_name(self.target) + self.promotion.lower()


class Position:
    """A board of 120 squares with a border; capital letters are white."""

    def __init__(self, fen):
        board, side, castling, passant, *_ = fen.split()
        self.board = [OFF] * 120
        index = 21
        for row in board.split("/"):
            for char in row:
                if char.isdigit():
                    for _ in range(int(char)):
                        self.board[index] = EMPTY
                        index += 1
                else:
                    self.board[index] = char
                    index += 1
            index += 2
        self.white = side == "w"
        self.castling = castling
        self.passant = 0 if passant == "-" else square(passant)
        self.history = []
        self.kings = {True: self.board.index("K"), False: self.board.index("k")}

    def is_own(self, piece):
        return piece.isalpha() and piece.isupper() == self.white

    def is_enemy(self, piece):
        return piece.isalpha() and piece.isupper() != self.white

    def attacked(self, index, by_white):
        """True if that side attacks the square."""
        board = self.board
        forward = SOUTH if by_white else NORTH
        pawn = "P" if by_white else "p"
        if board[index + forward - 1] == pawn or board[index + forward + 1] == pawn:
            return True
        knight = "N" if by_white else "n"
        for step in DIRECTIONS["n"]:
            if board[index + step] == knight:
                return True
        king = "K" if by_white else "k"
        for step in DIRECTIONS["k"]:
            if board[index + step] == king:
                return True
        for kinds, steps in (("bq", DIRECTIONS["b"]), ("rq", DIRECTIONS["r"])):
            sliders = kinds.upper() if by_white else kinds
            for step in steps:
                at = index + step
                while board[at] == EMPTY:
                    at += step
                if board[at] in sliders:
                    return True
        return False

    def pseudo_moves(self):
        """Moves that may leave the own king attacked."""
        board = self.board
        for index in range(21, 99):
            piece = board[index]
            if piece == OFF or piece == EMPTY or piece.isupper() != self.white:
                continue
            kind = piece.lower()
            if kind == "p":
                yield from self.pawn_moves(index, piece)
                continue
            for step in DIRECTIONS[kind]:
                at = index + step
                while True:
                    target = board[at]
                    if target == OFF or self.is_own(target):
                        break
                    yield Move(index, at, piece, target)
                    if target != EMPTY or kind in "nk":
                        break
                    at += step
            if kind == "k":
                yield from self.castling_moves(index, piece)

    def pawn_moves(self, index, piece):
        forward = NORTH if self.white else SOUTH
        first = 8 if self.white else 3
        last = 2 if self.white else 9
        at = index + forward
        if self.board[at] == EMPTY:
            yield from self.advance(index, at, piece, EMPTY, last)
            if index // 10 == first and self.board[at + forward] == EMPTY:
                yield Move(index, at + forward, piece, EMPTY, kind="double")
        for side in (EAST, WEST):
            at = index + forward + side
            target = self.board[at]
            if self.is_enemy(target):
                yield from self.advance(index, at, piece, target, last)
            elif at == self.passant and target == EMPTY:
                yield Move(index, at, piece, self.board[at - forward], kind="passant")

    def advance(self, index, at, piece, captured, last):
        if at // 10 == last:
            for promotion in "QRBN" if self.white else "qrbn":
                yield Move(index, at, piece, captured, promotion)
        else:
            yield Move(index, at, piece, captured)

    def castling_moves(self, index, piece):
        if self.attacked(index, not self.white):
            return
        short, long = ("K", "Q") if self.white else ("k", "q")
        board = self.board
        if short in self.castling and board[index + 1] == board[index + 2] == EMPTY:
            if not self.attacked(index + 1, not self.white):
                yield Move(index, index + 2, piece, EMPTY, kind="castle")
        if long in self.castling and board[index - 1] == board[index - 2] == board[index - 3] == EMPTY:
            if not self.attacked(index - 1, not self.white):
                yield Move(index, index - 2, piece, EMPTY, kind="castle")

    def make(self, move):
        board = self.board
        self.history.append((move, self.castling, self.passant))
        board[move.origin] = EMPTY
        board[move.target] = move.promotion or move.piece
        forward = NORTH if self.white else SOUTH
        self.passant = 0
        if move.kind == "double":
            self.passant = move.origin + forward
        elif move.kind == "passant":
            board[move.target - forward] = EMPTY
        elif move.kind == "castle":
            if move.target > move.origin:
                board[move.origin + 1] = board[move.origin + 3]
                board[move.origin + 3] = EMPTY
            else:
                board[move.origin - 1] = board[move.origin - 4]
                board[move.origin - 4] = EMPTY
        if move.piece in "Kk":
            self.kings[self.white] = move.target
        if self.castling != "-":
            for flag, corners in (("K", (95, 98)), ("Q", (95, 91)), ("k", (25, 28)), ("q", (25, 21))):
                if move.origin in corners or move.target in corners:
                    self.castling = self.castling.replace(flag, "")
        self.white = not self.white

    def unmake(self):
        move, self.castling, self.passant = self.history.pop()
        self.white = not self.white
        board = self.board
        board[move.origin] = move.piece
        board[move.target] = move.captured
        forward = NORTH if self.white else SOUTH
        if move.kind == "passant":
            board[move.target] = EMPTY
            board[move.target - forward] = move.captured
        elif move.kind == "castle":
            if move.target > move.origin:
                board[move.origin + 3] = board[move.origin + 1]
                board[move.origin + 1] = EMPTY
            else:
                board[move.origin - 4] = board[move.origin - 1]
                board[move.origin - 1] = EMPTY
        if move.piece in "Kk":
            self.kings[self.white] = move.origin

    def legal_moves(self):
        for move in list(self.pseudo_moves()):
            self.make(move)
            if not self.attacked(self.kings[not self.white], self.white):
                yield move
                self.unmake()
            else:
                self.unmake()

    def in_check(self):
        return self.attacked(self.kings[self.white], not self.white)

    def evaluate(self):
        """Material and a little for the centre, from the mover's side."""
        total = 0
        for index in range(21, 99):
            piece = self.board[index]
            if piece.isalpha():
                row, column = divmod(index, 10)
                value = VALUES[piece.lower()] + 6 - abs(2 * column - 9) // 2 - abs(2 * row - 11) // 2
                total += value if piece.isupper() else -value
        return total if self.white else -total

    def show(self):
        return "\n".join("".join(self.board[row * 10 + 1:row * 10 + 9]) for row in range(2, 10))


def perft(position, depth):
    """The number of lines of play of that length."""
    if depth == 0:
        return 1
    total = 0
    for move in position.pseudo_moves():
        position.make(move)
        if not position.attacked(position.kings[not position.white], position.white):
            total += perft(position, depth - 1)
        position.unmake()
    return total


class Search:
    """Alpha-beta; captures first."""

    def __init__(self, position):
        self.position = position
        self.nodes = 0

    def best(self, depth):
        score, line = self.search(depth, -10 ** 9, 10 ** 9)
        return score, " ".join(map(str, line))

    def search(self, depth, alpha, beta):
        self.nodes += 1
        position = self.position
        if depth == 0:
            return position.evaluate(), []
        moves = list(position.legal_moves())
        if not moves:
            return (-100_000 - depth if position.in_check() else 0), []
        moves.sort(key=lambda m: (-VALUES.get(m.captured.lower(), 0), str(m)))
        best_line = []
        for move in moves:
            position.make(move)
            score, line = self.search(depth - 1, -beta, -alpha)
            position.unmake()
            score = -score
            if score > alpha:
                alpha = score
                best_line = [move, *line]
                if alpha >= beta:
                    break
        return alpha, best_line


def main():
    for name, fen, depth in (("start", START, 3), ("kiwipete", KIWIPETE, 3), ("ending", ENDING, 4), ("promotions", PROMOTIONS, 3)):
        print(name, [perft(Position(fen), d) for d in range(1, depth + 1)])
    search = Search(Position(KIWIPETE))
    print("best", *search.best(3), search.nodes)
    mate = Search(Position("6k1/5ppp/8/8/8/8/5PPP/R5K1 w - - 0 1"))
    print("mate", *mate.best(3), mate.nodes)
    print(Position(KIWIPETE).show())


if __name__ == "__main__":
    main()
