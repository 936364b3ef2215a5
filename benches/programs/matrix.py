"""Matrices as lists of lists: products, LU decomposition, determinants, inverses, powers, Gram-Schmidt, Jacobi eigenvalues, exact fractions, a least-squares fit."""
from fractions import Fraction


class Matrix:
    """A dense matrix; values of any numeric type."""

    def __init__(self, rows):
        self.rows = rows
        self.height = len(rows)
        self.width = len(rows[0])

    @classmethod
    def identity(cls, n, one=1.0):
        return cls([[one if i == j else one - one for j in range(n)] for i in range(n)])

    @classmethod
    def build(cls, height, width, function):
        return cls([[function(i, j) for j in range(width)] for i in range(height)])

    def copy(self):
        return Matrix([row[:] for row in self.rows])

    def __getitem__(self, position):
        i, j = position
        return self.rows[i][j]

    def __setitem__(self, position, value):
        i, j = position
        self.rows[i][j] = value

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(x, y)] for x, y in zip(self.rows, other.rows)])

    def __sub__(self, other):
        return Matrix([[a - b for a, b in zip(x, y)] for x, y in zip(self.rows, other.rows)])

    def __mul__(self, other):
        if isinstance(other, Matrix):
            columns = list(zip(*other.rows))
            return Matrix([[dot(row, column) for column in columns] for row in self.rows])
        return Matrix([[a * other for a in row] for row in self.rows])

    def __pow__(self, exponent):
        result = Matrix.identity(self.height, self.rows[0][0] * 0 + 1)
        base = self
        while exponent:
            if exponent & 1:
                result = result * base
            base = base * base
            exponent >>= 1
        return result

    def transposed(self):
        return Matrix([list(column) for column in zip(*self.rows)])

    def trace(self):
        return sum(self.rows[i][i] for i in range(self.height))

    def norm(self):
        return sum(a * a for row in self.rows for a in row) ** 0.5


def dot(a, b):
    total = 0
    for x, y in zip(a, b):
        total += x * y
    return total


def multiply_by_index(a, b):
    """The schoolbook product, by three loops over indexes."""
    n, m, p = a.height, a.width, b.width
    result = [[0.0] * p for _ in range(n)]
    for i in range(n):
        for j in range(p):
            total = 0.0
            for k in range(m):
                total += a.rows[i][k] * b.rows[k][j]
            result[i][j] = total
    return Matrix(result)


class LU:
    """P*A = L*U with partial pivoting, both factors in one matrix."""

    def __init__(self, matrix):
        n = matrix.height
        self.lu = lu = matrix.copy().rows
        self.order = list(range(n))
        self.sign = 1
        for k in range(n):
            pivot = max(range(k, n), key=lambda i: abs(lu[i][k]))
            if lu[pivot][k] == 0:
                raise ZeroDivisionError("singular")
            if pivot != k:
                lu[k], lu[pivot] = lu[pivot], lu[k]
                self.order[k], self.order[pivot] = self.order[pivot], self.order[k]
                self.sign = -self.sign
            top = lu[k]
            for i in range(k + 1, n):
                row = lu[i]
                factor = row[k] / top[k]
                row[k] = factor
                for j in range(k + 1, n):
                    row[j] -= factor * top[j]

    def determinant(self):
        result = self.sign
        for i, row in enumerate(self.lu):
            result *= row[i]
        return result

    def solve(self, b):
        n = len(self.lu)
        x = [b[i] for i in self.order]
        for i in range(n):
            row = self.lu[i]
            for j in range(i):
                x[i] -= row[j] * x[j]
        for i in reversed(range(n)):
            row = self.lu[i]
            for j in range(i + 1, n):
                x[i] -= row[j] * x[j]
            x[i] /= row[i]
        return x


def inverse(matrix):
    n = matrix.height
    lu = LU(matrix)
    one = matrix.rows[0][0] * 0 + 1
    columns = [lu.solve([one if i == j else one - one for i in range(n)]) for j in range(n)]
    return Matrix(columns).transposed()


def gram_schmidt(matrix):
    """Orthonormal rows that span the same space."""
    basis = []
    for row in matrix.rows:
        vector = row[:]
        for other in basis:
            part = dot(vector, other)
            vector = [v - part * o for v, o in zip(vector, other)]
        length = dot(vector, vector) ** 0.5
        basis.append([v / length for v in vector])
    return Matrix(basis)


def jacobi(matrix, sweeps):
    """Eigenvalues of a symmetric matrix by rotations."""
    a = matrix.copy().rows
    n = len(a)
    for _ in range(sweeps):
        for p in range(n - 1):
            for q in range(p + 1, n):
                if abs(a[p][q]) < 1e-12:
                    continue
                theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q])
                t = (1.0 if theta >= 0 else -1.0) / (abs(theta) + (theta * theta + 1.0) ** 0.5)
                c = 1.0 / (t * t + 1.0) ** 0.5
                s = t * c
                for k in range(n):
                    akp, akq = a[k][p], a[k][q]
                    a[k][p] = c * akp - s * akq
                    a[k][q] = s * akp + c * akq
                for k in range(n):
                    apk, aqk = a[p][k], a[q][k]
                    a[p][k] = c * apk - s * aqk
                    a[q][k] = s * apk + c * aqk
    return sorted(a[i][i] for i in range(n))


def fit(xs, ys, degree):
    """Coefficients of the polynomial nearest to the points."""
    vandermonde = Matrix([[x ** k for k in range(degree + 1)] for x in xs])
    turned = vandermonde.transposed()
    right = [dot(row, ys) for row in turned.rows]
    return LU(turned * vandermonde).solve(right)


def spiral(n):
    """The numbers 0 to n*n-1 on a spiral inwards."""
    grid = [[None] * n for _ in range(n)]
    x = y = 0
    dx, dy = 1, 0
    for value in range(n * n):
        grid[y][x] = value
        if not (0 <= x + dx < n and 0 <= y + dy < n and grid[y + dy][x + dx] is None):
            dx, dy = -dy, dx
        x += dx
        y += dy
    return Matrix(grid)


def main():
    n = 72
    a = Matrix.build(n, n, lambda i, j: ((i * 7 + j * 3) % 11 - 5) * 0.25 + (4.0 if i == j else 0.0))
    b = Matrix.build(n, n, lambda i, j: (i - j) % 5 * 0.5)
    for _ in range(8):
        product = a * b
        assert (product - multiply_by_index(a, b)).norm() < 1e-9
    print("product", round(product.trace(), 6), round(product.norm(), 6))
    lu = LU(a)
    print("determinant", "%.6e" % lu.determinant())
    back = inverse(a)
    print("inverse", (back * a - Matrix.identity(n)).norm() < 1e-8, round(back.trace(), 6))
    exact = Matrix.build(13, 13, lambda i, j: Fraction(1, i + j + 1))
    print("hilbert", LU(exact).determinant().denominator % 1_000_003, inverse(exact)[3, 4])
    basis = gram_schmidt(a)
    print("orthogonal", (basis * basis.transposed() - Matrix.identity(n)).norm() < 1e-9)
    symmetric = Matrix.build(28, 28, lambda i, j: float((i + 1) * (j + 1) % 7) + (10.0 if i == j else 0.0))
    symmetric = symmetric + symmetric.transposed()
    values = jacobi(symmetric, 12)
    print("eigenvalues", [round(v, 4) for v in values[:3]], round(sum(values) - symmetric.trace(), 6))
    fibonacci = Matrix([[1, 1], [1, 0]])
    print("power", sum((fibonacci ** k)[0, 1] % 1009 for k in range(2500)))
    xs = [i / 10 for i in range(60)]
    print("fit", [round(c, 4) for c in fit(xs, [3 + 2 * x - x * x + 0.5 * x ** 3 for x in xs], 3)])
    swirl = spiral(150)
    print("spiral", swirl.trace(), (swirl + swirl.transposed() * 2 - swirl).trace())


if __name__ == "__main__":
    main()
