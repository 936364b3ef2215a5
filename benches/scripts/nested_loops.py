"""Loops in loops: a triangle of sums, a sieve, a grid of cells, Pythagorean triples."""


def triangle(n):
    total = 0
    for i in range(n):
        for j in range(i):
            total += i ^ j
    return total


def cube(n):
    count = 0
    for i in range(n):
        for j in range(n):
            for k in range(n):
                if (i + j + k) % 7 == 0:
                    count += 1
    return count


def primes(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return sum(flags)


def triples(n):
    found = 0
    for a in range(1, n):
        for b in range(a, n):
            square = a * a + b * b
            c = int(square ** 0.5)
            if c < n and c * c == square:
                found += a + b + c
    return found


def grid_sum(width, height, rounds):
    grid = [[x * y % 11 for x in range(width)] for y in range(height)]
    total = 0
    for _ in range(rounds):
        for y in range(height):
            row = grid[y]
            for x in range(width):
                total += row[x]
    return total


def main():
    print("triangle", triangle(4000))
    print("cube", cube(160))
    print("primes", primes(1_500_000))
    print("triples", triples(1000))
    print("grid", grid_sum(120, 120, 260))


if __name__ == "__main__":
    main()
