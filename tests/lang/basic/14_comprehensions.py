print([i * i for i in range(5)])
print([i for i in range(20) if i % 3 == 0 if i % 2 == 0])
print([(a, b) for a in "ab" for b in range(2)])
print({i: str(i) for i in range(3)})
print(sorted({i % 3 for i in range(10)}))
print(sum(i for i in range(10)), list(x for x in "abc"))
print([[j for j in range(i)] for i in range(4)])
x = "outer"
print([x for x in range(3)], x)
n = 10
print([n * i for i in range(3)])
def scope():
    m = 5
    return [m + i for i in range(3)], [lambda: i for i in range(2)][0]()
print(scope())
print([y := 5, y ** 2], y)
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)])
print(any(v > 5 for v in matrix[1]), all(v > 5 for v in matrix[1]))
