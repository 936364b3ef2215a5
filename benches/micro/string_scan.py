"""Characters of a string by index and by iteration, compared, classified, mapped by ord and chr."""
N = 20_000
ITERATIONS = N * 24


def run(n):
    text = "the quick 1st brown fox!"
    vowels = digits = 0
    out = ""
    for _ in range(n):
        for c in text:
            if c in "aeiou":
                vowels += 1
            elif c.isdigit():
                digits += 1
        i = 0
        while i < len(text) and text[i] != "!":
            i += 1
        out = chr((ord(text[i - 1]) - 97 + 3) % 26 + 97)
    return vowels, digits, out
