"""A compiler of expressions: tokens, a Pratt parser, constant folding and derivatives on trees, code for a stack machine, and its execution."""


class Token:
    __slots__ = ("kind", "text", "position")

    def __init__(self, kind, text, position):
        self.kind = kind
        self.text = text
        self.position = position

    def __repr__(self):
        return f"{self.kind}:{self.text}"


class SyntaxProblem(Exception):
    """The source is no expression."""


def tokenize(source):
    """The tokens of `source`, an `end` last."""
    tokens = []
    i = 0
    while i < len(source):
        char = source[i]
        if char.isspace():
            i += 1
        elif char.isdigit():
            start = i
            while i < len(source) and source[i].isdigit():
                i += 1
            tokens.append(Token("number", source[start:i], start))
        elif char.isalpha():
            start = i
            while i < len(source) and source[i].isalnum():
                i += 1
            tokens.append(Token("name", source[start:i], start))
        elif char in "+-*/%^(),<>=?:":
            tokens.append(Token(char, char, i))
            i += 1
        else:
            raise SyntaxProblem(f"{char!r} at {i}")
    tokens.append(Token("end", "", i))
    return tokens


class Node:
    """A tree; equality and printing by structure."""

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(str(self))


class Number(Node):
    def __init__(self, value):
        self.value = value

    def __str__(self):
        return str(self.value)


class Name(Node):
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return self.name


class Binary(Node):
    def __init__(self, operator, left, right):
        self.operator = operator
        self.left = left
        self.right = right

    def __str__(self):
        return f"({self.left} {self.operator} {self.right})"


class Negative(Node):
    def __init__(self, operand):
        self.operand = operand

    def __str__(self):
        return f"-{self.operand}"


class Choice(Node):
    def __init__(self, test, yes, no):
        self.test = test
        self.yes = yes
        self.no = no

    def __str__(self):
        return f"({self.test} ? {self.yes} : {self.no})"


class Call(Node):
    def __init__(self, name, arguments):
        self.name = name
        self.arguments = arguments

    def __str__(self):
        return f"{self.name}({', '.join(map(str, self.arguments))})"


POWERS = {"?": 1, "<": 2, ">": 2, "=": 2, "+": 3, "-": 3, "*": 4, "/": 4, "%": 4, "^": 6}


class Parser:
    """Operator precedence by binding powers."""

    def __init__(self, source):
        self.tokens = tokenize(source)
        self.index = 0

    def peek(self):
        return self.tokens[self.index].kind

    def take(self, kind=None):
        token = self.tokens[self.index]
        if kind is not None and token.kind != kind:
            raise SyntaxProblem(f"{kind} expected at {token.position}, not {token.text!r}")
        self.index += 1
        return token

    def parse(self):
        tree = self.expression(0)
        self.take("end")
        return tree

    def expression(self, power):
        left = self.prefix()
        while True:
            operator = self.peek()
            binding = POWERS.get(operator, 0)
            if binding <= power:
                return left
            self.take()
            if operator == "?":
                yes = self.expression(0)
                self.take(":")
                left = Choice(left, yes, self.expression(0))
            elif operator == "^":
                left = Binary(operator, left, self.expression(binding - 1))
            else:
                left = Binary(operator, left, self.expression(binding))

    def prefix(self):
        token = self.take()
        if token.kind == "number":
            return Number(int(token.text))
        if token.kind == "-":
            return Negative(self.expression(5))
        if token.kind == "(":
            inner = self.expression(0)
            self.take(")")
            return inner
        if token.kind == "name":
            if self.peek() != "(":
                return Name(token.text)
            self.take("(")
            arguments = []
            while self.peek() != ")":
                arguments.append(self.expression(0))
                if self.peek() == ",":
                    self.take()
            self.take(")")
            return Call(token.text, arguments)
        raise SyntaxProblem(f"{token.text!r} at {token.position}")


OPERATIONS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a // b if b else 0,
    "%": lambda a, b: a % b if b else 0,
    "^": lambda a, b: pow(a, b, 1_000_003) if b >= 0 else 0,
    "<": lambda a, b: int(a < b),
    ">": lambda a, b: int(a > b),
    "=": lambda a, b: int(a == b),
}


class Visitor:
    """Calls the method that is named after the node's class."""

    def visit(self, node):
        return getattr(self, "on_" + type(node).__name__.lower())(node)


class Folder(Visitor):
    """Constant folding, and the usual identities."""

    def on_number(self, node):
        return node

    def on_name(self, node):
        return node

    def on_negative(self, node):
        operand = self.visit(node.operand)
        return Number(-operand.value) if isinstance(operand, Number) else Negative(operand)

    def on_binary(self, node):
        left, right = self.visit(node.left), self.visit(node.right)
        if isinstance(left, Number) and isinstance(right, Number):
            return Number(OPERATIONS[node.operator](left.value, right.value))
        if node.operator == "*" and Number(0) in (left, right):
            return Number(0)
        if node.operator == "*" and left == Number(1) or node.operator == "+" and left == Number(0):
            return right
        if node.operator in "*^/" and right == Number(1) or node.operator in "+-" and right == Number(0):
            return left
        return Binary(node.operator, left, right)

    def on_choice(self, node):
        test = self.visit(node.test)
        if isinstance(test, Number):
            return self.visit(node.yes if test.value else node.no)
        return Choice(test, self.visit(node.yes), self.visit(node.no))

    def on_call(self, node):
        return Call(node.name, [self.visit(a) for a in node.arguments])


class Derivative(Visitor):
    """Of polynomials, by one variable."""

    def __init__(self, variable):
        self.variable = variable

    def on_number(self, node):
        return Number(0)

    def on_name(self, node):
        return Number(1 if node.name == self.variable else 0)

    def on_negative(self, node):
        return Negative(self.visit(node.operand))

    def on_binary(self, node):
        left, right = node.left, node.right
        if node.operator in "+-":
            return Binary(node.operator, self.visit(left), self.visit(right))
        if node.operator == "*":
            return Binary("+", Binary("*", self.visit(left), right), Binary("*", left, self.visit(right)))
        if node.operator == "^" and isinstance(right, Number):
            return Binary("*", Binary("*", right, Binary("^", left, Number(right.value - 1))), self.visit(left))
        raise ValueError(f"no derivative of {node}")


class Generator(Visitor):
    """Trees to a list of (operation, argument)."""

    def __init__(self):
        self.code = []

    def emit(self, operation, argument=None):
        self.code.append((operation, argument))
        return len(self.code) - 1

    def on_number(self, node):
        self.emit("push", node.value)

    def on_name(self, node):
        self.emit("load", node.name)

    def on_negative(self, node):
        self.visit(node.operand)
        self.emit("negate")

    def on_binary(self, node):
        self.visit(node.left)
        self.visit(node.right)
        self.emit("binary", OPERATIONS[node.operator])

    def on_choice(self, node):
        self.visit(node.test)
        branch = self.emit("branch")
        self.visit(node.yes)
        leave = self.emit("jump")
        self.code[branch] = ("branch", len(self.code))
        self.visit(node.no)
        self.code[leave] = ("jump", len(self.code))

    def on_call(self, node):
        for argument in node.arguments:
            self.visit(argument)
        self.emit("call", (node.name, len(node.arguments)))


FUNCTIONS = {"max": max, "min": min, "abs": abs, "sq": lambda v: v * v, "mean": lambda *v: sum(v) // len(v)}


def execute(code, variables):
    """Run the code; return what is on top of the stack."""
    stack = []
    at = 0
    while at < len(code):
        operation, argument = code[at]
        at += 1
        if operation == "push":
            stack.append(argument)
        elif operation == "load":
            stack.append(variables[argument])
        elif operation == "binary":
            right = stack.pop()
            stack.append(argument(stack.pop(), right))
        elif operation == "negate":
            stack.append(-stack.pop())
        elif operation == "branch":
            if not stack.pop():
                at = argument
        elif operation == "jump":
            at = argument
        elif operation == "call":
            name, count = argument
            values = stack[-count:]
            del stack[-count:]
            stack.append(FUNCTIONS[name](*values))
    return stack.pop()


SOURCES = [
    "1 + 2 * 3 - x",
    "(x + 1) * (x - 1) - x ^ 2",
    "x < y ? x * 2 : y * 3 - 4",
    "max(x, y, 10) + min(x * 2, abs(-y)) * sq(x - y)",
    "2 ^ 3 ^ 2 % 100 + 0 * x + 1 * y",
    "mean(x, y, x + y, 7) > 5 ? (y % 3 = 0 ? 11 : 12) : 13",
    "-(x * x * 3 - 2 * x * y + y ^ 3) / (1 + sq(2) * 0 + 2)",
    "((((x)))) + 2 * (3 + 4 * (5 + x * (6 + y)))",
]
POLYNOMIALS = ["x ^ 3 + 2 * x ^ 2 - 7 * x + 1", "(x + y) * (x - y) * x", "3 * x ^ 5 - (2 * x + 1) ^ 3"]
BROKEN = ["1 +", "(2 * 3", "max(1, 2", "4 $ 4", "? 1 : 2", "x y"]


def compile_source(source):
    generator = Generator()
    generator.visit(Folder().visit(Parser(source).parse()))
    return generator.code


def main():
    checksum = 0
    for round_number in range(800):
        for source in SOURCES:
            code = compile_source(source)
            checksum = (checksum * 17 + len(code)) % 1_000_000_007
            for x in range(-2, 6):
                checksum = (checksum * 31 + execute(code, {"x": x + round_number, "y": x * x - 3})) % 1_000_000_007
        for source in POLYNOMIALS:
            tree = Parser(source).parse()
            second = Folder().visit(Derivative("x").visit(Derivative("x").visit(tree)))
            checksum = (checksum * 13 + len(str(second))) % 1_000_000_007
    errors = []
    for source in BROKEN:
        try:
            compile_source(source)
        except SyntaxProblem as problem:
            errors.append(str(problem))
    for source in SOURCES:
        print(Folder().visit(Parser(source).parse()))
    print(Folder().visit(Derivative("x").visit(Parser(POLYNOMIALS[0]).parse())))
    print(errors)
    print("checksum", checksum)


if __name__ == "__main__":
    main()
