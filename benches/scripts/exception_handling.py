"""Exceptions: try that succeeds, raise and catch near and far, finally, else, chains, with, own classes, KeyError and StopIteration as control flow."""


class ParseError(Exception):
    def __init__(self, message, position):
        super().__init__(message)
        self.position = position


class Depth(Exception):
    pass


class Guard:
    def __init__(self):
        self.entered = 0
        self.failed = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            self.failed += 1
        return kind is ValueError


def succeeds(n):
    total = 0
    for i in range(n):
        try:
            total += i
        except ValueError:
            total = 0
    return total


def near(n):
    caught = 0
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError as error:
            caught += error.args[0] & 1
    return caught


def conversions(values, rounds):
    good = bad = 0
    for _ in range(rounds):
        for value in values:
            try:
                good += int(value)
            except ValueError:
                bad += 1
            except TypeError:
                bad += 100
    return good, bad


def missing(n):
    table = {i: i for i in range(0, 100, 2)}
    found = lost = 0
    for i in range(n):
        try:
            found += table[i % 100]
        except KeyError:
            lost += 1
    return found, lost


def parse(text):
    if not text.isdigit():
        raise ParseError("not a number: " + text, len(text))
    return int(text)


def own(n):
    total = 0
    texts = ["12", "x", "345", "6y"]
    for i in range(n):
        try:
            total += parse(texts[i & 3])
        except ParseError as error:
            total += error.position
        else:
            total += 1
    return total


def dive(n):
    if n == 0:
        raise Depth("bottom")
    dive(n - 1)


def far(n, depth):
    caught = 0
    for _ in range(n):
        try:
            dive(depth)
        except Depth:
            caught += 1
    return caught


def cleanup(n):
    done = 0
    for i in range(n):
        try:
            try:
                if i % 3 == 0:
                    raise IndexError
            finally:
                done += 1
        except IndexError:
            done += 10
    return done


def chained(n):
    total = 0
    for _ in range(n):
        try:
            try:
                [][1]
            except IndexError as error:
                raise RuntimeError("again") from error
        except RuntimeError as error:
            total += isinstance(error.__cause__, IndexError)
    return total


def guarded(n):
    guard = Guard()
    for i in range(n):
        with guard:
            if i % 4 == 0:
                raise ValueError
    return guard.entered, guard.failed


def exhausted(n):
    total = 0
    for _ in range(n):
        source = iter((1, 2, 3))
        while True:
            try:
                total += next(source)
            except StopIteration:
                break
    return total


def main():
    n = 200_000
    print("succeeds", succeeds(20 * n))
    print("near", near(2 * n))
    print("conversions", conversions(["1", "two", "3", None, "5"], n // 4))
    print("missing", missing(2 * n))
    print("own", own(2 * n))
    print("far", far(n // 20, 10))
    print("cleanup", cleanup(2 * n))
    print("chained", chained(n // 2))
    print("guarded", guarded(2 * n))
    print("exhausted", exhausted(n))


if __name__ == "__main__":
    main()
