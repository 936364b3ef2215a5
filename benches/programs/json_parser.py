"""A JSON parser and writer in Python: recursive descent, escapes, errors with positions, pretty printing, paths into documents."""


class JSONError(ValueError):
    """Not JSON; `line` and `column` count from 1."""

    def __init__(self, message, text, position):
        self.line = text.count("\n", 0, position) + 1
        self.column = position - (text.rfind("\n", 0, position) + 1) + 1
        super().__init__(f"{message} at {self.line}:{self.column}")


ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
WORDS = {"true": True, "false": False, "null": None}


class Parser:
    """One document."""

    def __init__(self, text):
        self.text = text
        self.position = 0
        self.depth = 0

    def fail(self, message):
        raise JSONError(message, self.text, self.position)

    def parse(self):
        value = self.value()
        self.space()
        if self.position != len(self.text):
            self.fail("more than one value")
        return value

    def space(self):
        text, position = self.text, self.position
        while position < len(text) and text[position] in " \t\r\n":
            position += 1
        self.position = position

    def value(self):
        self.space()
        if self.position >= len(self.text):
            self.fail("value expected")
        char = self.text[self.position]
        if char == '"':
            return self.string()
        if char == "{":
            return self.object()
        if char == "[":
            return self.array()
        if char == "-" or char.isdigit():
            return self.number()
        return self.word()

    def word(self):
        for word, value in WORDS.items():
            if self.text.startswith(word, self.position):
                self.position += len(word)
                return value
        self.fail("value expected")

    def digits(self):
        start = self.position
        text = self.text
        while self.position < len(text) and "0" <= text[self.position] <= "9":
            self.position += 1
        if self.position == start:
            self.fail("digit expected")

    def number(self):
        start = self.position
        text = self.text
        whole = True
        if text[self.position] == "-":
            self.position += 1
        self.digits()
        if self.position < len(text) and text[self.position] == ".":
            whole = False
            self.position += 1
            self.digits()
        if self.position < len(text) and text[self.position] in "eE":
            whole = False
            self.position += 1
            if text[self.position] in "+-":
                self.position += 1
            self.digits()
        return int(text[start:self.position]) if whole else float(text[start:self.position])

    def string(self):
        self.position += 1
        parts = []
        text = self.text
        start = self.position
        while True:
            if self.position >= len(text):
                self.fail("string without end")
            char = text[self.position]
            if char == '"':
                parts.append(text[start:self.position])
                self.position += 1
                return "".join(parts)
            if char == "\\":
                parts.append(text[start:self.position])
                self.position += 1
                parts.append(self.escape())
                start = self.position
            elif char < " ":
                self.fail("control character in a string")
            else:
                self.position += 1

    def escape(self):
        char = self.text[self.position]
        self.position += 1
        if char == "u":
            code = int(self.text[self.position:self.position + 4], 16)
            self.position += 4
            return chr(code)
        if char not in ESCAPES:
            self.fail("unknown escape")
        return ESCAPES[char]

    def array(self):
        self.position += 1
        self.enter()
        items = []
        self.space()
        if self.text[self.position:self.position + 1] == "]":
            self.position += 1
        else:
            while True:
                items.append(self.value())
                if self.separator("]"):
                    break
        self.depth -= 1
        return items

    def object(self):
        self.position += 1
        self.enter()
        members = {}
        self.space()
        if self.text[self.position:self.position + 1] == "}":
            self.position += 1
        else:
            while True:
                self.space()
                if self.text[self.position:self.position + 1] != '"':
                    self.fail("key expected")
                key = self.string()
                self.space()
                if self.text[self.position:self.position + 1] != ":":
                    self.fail("':' expected")
                self.position += 1
                members[key] = self.value()
                if self.separator("}"):
                    break
        self.depth -= 1
        return members

    def enter(self):
        self.depth += 1
        if self.depth > 100:
            self.fail("too deep")

    def separator(self, closing):
        """Step over a comma (False) or the closing bracket (True)."""
        self.space()
        char = self.text[self.position:self.position + 1]
        if char != "," and char != closing:
            self.fail(f"',' or '{closing}' expected")
        self.position += 1
        return char == closing


UNSAFE = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quote(text):
    out = ['"']
    for char in text:
        if char in UNSAFE:
            out.append(UNSAFE[char])
        elif " " <= char <= "~":
            out.append(char)
        else:
            out.append("\\u%04x" % ord(char))
    out.append('"')
    return "".join(out)


def write(value, indent=None, level=0):
    """The text of a value; with `indent` over several lines."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        items = [f"{quote(key)}: {write(item, indent, level + 1)}" for key, item in value.items()]
        opening, closing = "{", "}"
    else:
        items = [write(item, indent, level + 1) for item in value]
        opening, closing = "[", "]"
    if indent is None or not items:
        return opening + ", ".join(items) + closing
    inner = "\n" + " " * (indent * (level + 1))
    return opening + inner + ("," + inner).join(items) + "\n" + " " * (indent * level) + closing


def walk(value, path="$"):
    """(path, leaf) of all leaves."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, f"{path}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, f"{path}[{index}]")
    else:
        yield path, value


def make_document(n):
    """A document of some size."""
    users = []
    for i in range(n):
        users.append({
            "id": i, "name": f"User {i}", "email": f"user{i}@example.org", "active": i % 3 != 0,
            "score": i * 1.25 - 7, "tags": ["tag%d" % (i % k + 1) for k in (3, 5, 7)],
            "address": {"street": f"{i} Main \"Street\"", "lines": [f"a\t{i}", "b\\c", "é\u2028"], "geo": {"x": i / 8, "y": -i / 4}},
            "manager": None if i % 5 == 0 else i // 5,
        })
    return {"version": 3, "users": users, "empty": {}, "nothing": []}


BROKEN = ['{"a": 1,}', "[1, 2", '{"a" 1}', '"abc', '["\\x"]', "[1] 2", "tru", '{"a":\n [1,\n 2,\n  -]}', "[" * 101 + "]" * 101, ""]


def main():
    document = make_document(60)
    text = write(document)
    pretty = write(document, indent=2)
    checksum = 0
    for _ in range(60):
        parsed = Parser(text).parse()
        assert parsed == document
        assert write(Parser(pretty).parse()) == text
        for path, leaf in walk(parsed):
            checksum = (checksum * 31 + len(path) + (leaf if isinstance(leaf, int) else len(str(leaf)))) % 1_000_000_007
    for source in BROKEN:
        try:
            print(Parser(source).parse())
        except JSONError as error:
            print(error)
    print(Parser('{"x": [1, -2.5e3, "\\u00e9\\n", {"y": []}, true, null]}').parse())
    print("size", len(text), len(pretty), "checksum", checksum)


if __name__ == "__main__":
    main()
