"""Edit distances and differences: Levenshtein with back-tracking, Damerau, longest common subsequence, Myers' algorithm, unified diffs, patches, fuzzy search."""


def levenshtein(a, b):
    """The number of edits, with two rows."""
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = previous[j - 1] if x == y else 1 + min(previous[j], current[j - 1], previous[j - 1])
            current.append(cost)
        previous = current
    return previous[-1]


def damerau(a, b):
    """Edits, with exchanges of neighbours."""
    width = len(b) + 1
    table = [[0] * width for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        table[i][0] = i
    for j in range(width):
        table[0][j] = j
    for i in range(1, len(a) + 1):
        for j in range(1, width):
            cost = 0 if a[i - 1] == b[j - 1] else 1
            best = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, table[i - 2][j - 2] + 1)
            table[i][j] = best
    return table[-1][-1]


class Alignment:
    """The edits that make one sequence of another, with costs of your own."""

    def __init__(self, insert=1, delete=1, replace=1):
        self.insert = insert
        self.delete = delete
        self.replace = replace

    def table(self, a, b):
        rows = [[j * self.insert for j in range(len(b) + 1)]]
        for i, x in enumerate(a, 1):
            above = rows[-1]
            row = [i * self.delete]
            for j, y in enumerate(b, 1):
                step = above[j - 1] + (0 if x == y else self.replace)
                down = above[j] + self.delete
                right = row[j - 1] + self.insert
                if down < step:
                    step = down
                if right < step:
                    step = right
                row.append(step)
            rows.append(row)
        return rows

    def script(self, a, b):
        """A string of = ~ - + for keep, replace, delete, insert."""
        rows = self.table(a, b)
        i, j = len(a), len(b)
        out = []
        while i or j:
            here = rows[i][j]
            if i and j and a[i - 1] == b[j - 1] and here == rows[i - 1][j - 1]:
                out.append("=")
                i -= 1
                j -= 1
            elif i and j and here == rows[i - 1][j - 1] + self.replace:
                out.append("~")
                i -= 1
                j -= 1
            elif i and here == rows[i - 1][j] + self.delete:
                out.append("-")
                i -= 1
            else:
                out.append("+")
                j -= 1
        return "".join(reversed(out))


def common_subsequence(a, b):
    """The longest sequence that both contain."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        row, below = table[i], table[i + 1]
        for j in range(len(b) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if a[i] == b[j] else max(below[j], row[j + 1])
    result = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            result.append(a[i])
            i += 1
            j += 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return result


def myers(a, b):
    """The shortest edit script as a list of (operation, index in a, index in b)."""
    n, m = len(a), len(b)
    ends = {1: 0}
    history = []
    for d in range(n + m + 1):
        history.append(dict(ends))
        for k in range(-d, d + 1, 2):
            if k == -d or (k != d and ends[k - 1] < ends[k + 1]):
                x = ends[k + 1]
            else:
                x = ends[k - 1] + 1
            y = x - k
            while x < n and y < m and a[x] == b[y]:
                x += 1
                y += 1
            ends[k] = x
            if x >= n and y >= m:
                return backtrack(history, n, m)
    raise AssertionError("unreachable")


def backtrack(history, x, y):
    script = []
    for d in range(len(history) - 1, -1, -1):
        ends = history[d]
        k = x - y
        if k == -d or (k != d and ends[k - 1] < ends[k + 1]):
            previous = k + 1
        else:
            previous = k - 1
        px = ends[previous]
        py = px - previous
        while x > px and y > py and x > 0 and y > 0:
            x -= 1
            y -= 1
            script.append(("equal", x, y))
        if d > 0:
            script.append(("insert", px, py) if x == px else ("delete", px, py))
        x, y = px, py
    script.reverse()
    return script


class Hunk:
    """A changed region with context around it."""

    def __init__(self, start_a, start_b):
        self.start_a = start_a
        self.start_b = start_b
        self.lines = []

    def header(self):
        size_a = sum(line[0] != "+" for line in self.lines)
        size_b = sum(line[0] != "-" for line in self.lines)
        return f"@@ -{self.start_a + 1},{size_a} +{self.start_b + 1},{size_b} @@"


def unified(a, b, context=2):
    """Hunks that make lines `b` of lines `a`."""
    script = myers(a, b)
    changed = [i for i, (operation, _, _) in enumerate(script) if operation != "equal"]
    hunks = []
    last = -1
    for index in changed:
        start = max(index - context, 0)
        if not hunks or start > last:
            _, ia, ib = script[start]
            hunks.append(Hunk(ia, ib))
        else:
            start = last
        end = min(index + context + 1, len(script))
        for operation, ia, ib in script[start:end]:
            if operation == "equal":
                hunks[-1].lines.append(" " + a[ia])
            elif operation == "delete":
                hunks[-1].lines.append("-" + a[ia])
            else:
                hunks[-1].lines.append("+" + b[ib])
        last = end
    return hunks


def patch(a, hunks):
    """Apply hunks to lines."""
    out = []
    at = 0
    for hunk in hunks:
        out.extend(a[at:hunk.start_a])
        at = hunk.start_a
        for line in hunk.lines:
            if line[0] == "+":
                out.append(line[1:])
                continue
            if a[at] != line[1:]:
                raise ValueError(f"line {at}: {a[at]!r} is not {line[1:]!r}")
            if line[0] == " ":
                out.append(a[at])
            at += 1
    return out + a[at:]


def best_match(pattern, text):
    """(end, edits) of the place in `text` that resembles the pattern most."""
    column = list(range(len(pattern) + 1))
    best = (0, len(pattern))
    for position, char in enumerate(text, 1):
        diagonal = column[0]
        for i, wanted in enumerate(pattern, 1):
            value = diagonal if wanted == char else 1 + min(diagonal, column[i], column[i - 1])
            diagonal, column[i] = column[i], value
        if column[-1] < best[1]:
            best = position, column[-1]
    return best


WORDS = """kitten sitting saturday sunday intention execution algorithm altruistic distance difference rosettacode raisethysword
levenshtein meilenstein gumbo gambol book back frame fame typing tpying receive recieve""".split()


def make_lines(n, seed):
    lines = []
    state = seed
    for i in range(n):
        state = (state * 69069 + 1) & 0xFFFFFFFF
        lines.append(f"{WORDS[state >> 20 & 15]} {WORDS[(state >> 12) % len(WORDS)]} {i // 3}")
    return lines


def edited(lines, seed):
    """The same with some lines changed, gone and added."""
    out = []
    state = seed
    for line in lines:
        state = (state * 69069 + 1) & 0xFFFFFFFF
        kind = state >> 16 & 31
        if kind == 0:
            continue
        out.append(line.upper() if kind == 1 else line)
        if kind == 2:
            out.append("new " + line)
    return out


def main():
    total = sum(levenshtein(a, b) for a in WORDS for b in WORDS for _ in range(5))
    exchanged = sum(damerau(a, b) for a in WORDS for b in WORDS)
    print("distances", total, exchanged)
    alignment = Alignment(insert=2, delete=2, replace=3)
    scripts = [alignment.script(a, b) for a in WORDS[:12] for b in WORDS[:12]]
    print("scripts", scripts[1], sum(s.count("=") for s in scripts), sum(map(len, scripts)))
    print("common", "".join(common_subsequence(WORDS[10], WORDS[11])),
          sum(len(common_subsequence(a, b)) for a in WORDS for b in WORDS))
    lines = make_lines(900, 1)
    other = edited(lines, 77)
    size = 0
    for seed in range(30, 60):
        changed = edited(lines, seed)
        hunks = unified(lines, changed)
        assert patch(lines, hunks) == changed
        size += sum(len(hunk.lines) for hunk in hunks)
    hunks = unified(lines, other)
    assert patch(lines, hunks) == other
    print("hunks", len(hunks), size)
    for hunk in hunks[:2]:
        print(hunk.header())
        print("\n".join(hunk.lines))
    text = " ".join(lines)
    print("matches", [best_match(word, text) for word in ("sittinx", "algorhythm", "execushion", "distence")])


if __name__ == "__main__":
    main()
