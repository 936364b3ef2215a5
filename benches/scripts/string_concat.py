"""Strings built and taken apart: +=, join, f-strings, slices, characters one by one, case, search and replace."""


def append_characters(n):
    text = ""
    for i in range(n):
        text += "x"
        if i % 10 == 9:
            text += "\n"
    return len(text)


def append_numbers(n):
    text = ""
    for i in range(n):
        text += str(i) + ","
    return len(text), text[-12:]


def joined(n):
    parts = []
    for i in range(n):
        parts.append("item" + str(i % 100))
    return len(";".join(parts)), len("".join([p[0] for p in parts]))


def formatted(n):
    size = 0
    for i in range(n):
        size += len(f"{i}: {i * 2} of {n}")
    return size


def templates(n):
    size = 0
    for i in range(n):
        size += len("%d-%s" % (i, "abc")) + len("{}/{}".format(i, "xyz"))
    return size


def characters(text, rounds):
    vowels = 0
    code = 0
    for _ in range(rounds):
        for c in text:
            if c in "aeiou":
                vowels += 1
            code = (code * 31 + ord(c)) & 0xFFFFFF
    return vowels, code


def reverse_words(text, rounds):
    out = ""
    for _ in range(rounds):
        out = " ".join([word[::-1].capitalize() for word in text.split(" ")])
    return out


def caesar(text, shift):
    result = ""
    for c in text:
        if "a" <= c <= "z":
            result += chr((ord(c) - 97 + shift) % 26 + 97)
        else:
            result += c
    return result


def is_palindrome(text):
    i, j = 0, len(text) - 1
    while i < j:
        if text[i] != text[j]:
            return False
        i += 1
        j -= 1
    return True


def main():
    text = "the quick brown fox jumps over the lazy dog and runs away from the angry bear"
    print("append", append_characters(1_500_000), append_numbers(600_000))
    print("join", joined(500_000))
    print("format", formatted(400_000), templates(200_000))
    print("characters", characters(text, 15_000))
    print("words", reverse_words(text, 15_000))
    print("caesar", hash_text(caesar(text * 4000, 7)))
    print("palindromes", sum(is_palindrome(str(n)) for n in range(400_000)))


def hash_text(text):
    value = 5381
    for c in text:
        value = (value * 33 ^ ord(c)) & 0xFFFFFFFF
    return value


if __name__ == "__main__":
    main()
