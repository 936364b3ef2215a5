"""A 2-D grid as a list of lists: reading neighbours, storing, swapping."""
N = 200_000


def run(n):
    grid = [[x * y for x in range(12)] for y in range(12)]
    total = 0
    for i in range(n):
        y, x = 1 + i % 9, 1 + i // 9 % 9
        total += grid[y - 1][x] + grid[y + 1][x] + grid[y][x - 1] + grid[y][x + 1]
        grid[y][x] = i & 255
        grid[y][x], grid[x][y] = grid[x][y], grid[y][x]
    return total
