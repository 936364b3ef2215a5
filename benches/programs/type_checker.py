"""Type inference for a small functional language: a lexer and parser, Hindley-Milner with unification and generalisation, records, variants by patterns, errors; an evaluator runs what passed."""


class Problem(Exception):
    """A syntax or type error."""


KEYWORDS = frozenset("let rec in fun if then else true false match with end".split())
SYMBOLS = ("->", "==", "::", "<=", "=", "(", ")", "[", "]", ",", "|", "+", "-", "*", "<", "{", "}", ".", ":", ";")


def tokenize(source):
    tokens = []
    i = 0
    while i < len(source):
        char = source[i]
        if char.isspace():
            i += 1
            continue
        if char.isdigit():
            start = i
            while i < len(source) and source[i].isdigit():
                i += 1
            tokens.append(("number", int(source[start:i])))
            continue
        if char.isalpha() or char == "_":
            start = i
            while i < len(source) and (source[i].isalnum() or source[i] in "_'"):
                i += 1
            word = source[start:i]
            tokens.append((word if word in KEYWORDS else "name", word))
            continue
        for symbol in SYMBOLS:
            if source.startswith(symbol, i):
                tokens.append((symbol, symbol))
                i += len(symbol)
                break
        else:
            raise Problem(f"unexpected {char!r}")
    tokens.append(("end of input", None))
    return tokens


# The trees: tuples whose first item says what they are.

class Parser:
    """Recursive descent; trees are tuples."""

    COMPARISONS = ("==", "<", "<=")

    def __init__(self, source):
        self.tokens = tokenize(source)
        self.index = 0

    @property
    def kind(self):
        return self.tokens[self.index][0]

    def take(self, kind=None):
        token = self.tokens[self.index]
        if kind is not None and token[0] != kind:
            raise Problem(f"{kind!r} expected, not {token[0]!r}")
        self.index += 1
        return token[1]

    def accept(self, kind):
        if self.kind == kind:
            self.index += 1
            return True
        return False

    def program(self):
        tree = self.expression()
        self.take("end of input")
        return tree

    def expression(self):
        if self.accept("let"):
            recursive = self.accept("rec")
            name = self.take("name")
            parameters = []
            while self.kind == "name":
                parameters.append(self.take())
            self.take("=")
            value = self.expression()
            for parameter in reversed(parameters):
                value = ("fun", parameter, value)
            self.take("in")
            return ("letrec" if recursive else "let", name, value, self.expression())
        if self.accept("fun"):
            name = self.take("name")
            self.take("->")
            return ("fun", name, self.expression())
        if self.accept("if"):
            test = self.expression()
            self.take("then")
            yes = self.expression()
            self.take("else")
            return ("if", test, yes, self.expression())
        if self.accept("match"):
            subject = self.expression()
            self.take("with")
            self.take("[")
            self.take("]")
            self.take("->")
            empty = self.expression()
            self.take("|")
            head = self.take("name")
            self.take("::")
            tail = self.take("name")
            self.take("->")
            other = self.expression()
            self.take("end")
            return ("match", subject, empty, head, tail, other)
        return self.comparison()

    def comparison(self):
        left = self.cons()
        if self.kind in self.COMPARISONS:
            operator = self.take()
            return ("binary", operator, left, self.cons())
        return left

    def cons(self):
        left = self.sum()
        if self.accept("::"):
            return ("cons", left, self.cons())
        return left

    def sum(self):
        left = self.product()
        while self.kind in ("+", "-"):
            left = ("binary", self.take(), left, self.product())
        return left

    def product(self):
        left = self.application()
        while self.kind == "*":
            left = ("binary", self.take(), left, self.application())
        return left

    def application(self):
        tree = self.postfix()
        while self.kind in ("number", "name", "true", "false", "(", "[", "{"):
            tree = ("call", tree, self.postfix())
        return tree

    def postfix(self):
        tree = self.atom()
        while self.accept("."):
            tree = ("field", tree, self.take("name"))
        return tree

    def atom(self):
        kind = self.kind
        value = self.take()
        if kind == "number":
            return ("int", value)
        if kind in ("true", "false"):
            return ("bool", kind == "true")
        if kind == "name":
            return ("name", value)
        if kind == "(":
            items = [self.expression()]
            while self.accept(","):
                items.append(self.expression())
            self.take(")")
            return items[0] if len(items) == 1 else ("tuple", tuple(items))
        if kind == "[":
            items = []
            while self.kind != "]":
                items.append(self.expression())
                self.accept(";")
            self.take("]")
            tree = ("nil",)
            for item in reversed(items):
                tree = ("cons", item, tree)
            return tree
        if kind == "{":
            fields = []
            while self.kind != "}":
                name = self.take("name")
                self.take("=")
                fields.append((name, self.expression()))
                self.accept(";")
            self.take("}")
            return ("record", tuple(sorted(fields)))
        raise Problem(f"unexpected {kind!r}")


class Variable:
    """A type not known yet; `link` once it is."""
    __slots__ = ("number", "level", "link")

    def __init__(self, number, level):
        self.number = number
        self.level = level
        self.link = None


class Constructor:
    """A type made of others: int, a -> b, list a, tuples, records."""
    __slots__ = ("name", "arguments")

    def __init__(self, name, *arguments):
        self.name = name
        self.arguments = arguments


INT, BOOL = Constructor("int"), Constructor("bool")


def arrow(a, b):
    return Constructor("->", a, b)


def list_of(a):
    return Constructor("list", a)


def resolve(kind):
    while isinstance(kind, Variable) and kind.link is not None:
        kind = kind.link
    return kind


def show(kind, names=None):
    names = {} if names is None else names
    kind = resolve(kind)
    if isinstance(kind, Variable):
        return names.setdefault(kind.number, "'" + chr(97 + len(names) % 26))
    if kind.name == "->":
        left = show(kind.arguments[0], names)
        if isinstance(resolve(kind.arguments[0]), Constructor) and resolve(kind.arguments[0]).name == "->":
            left = f"({left})"
        return f"{left} -> {show(kind.arguments[1], names)}"
    if kind.name == "*":
        return "(" + " * ".join(show(a, names) for a in kind.arguments) + ")"
    if kind.name.startswith("{"):
        fields = kind.name[1:-1].split(";")
        return "{" + "; ".join(f"{f}: {show(a, names)}" for f, a in zip(fields, kind.arguments)) + "}"
    return kind.name if not kind.arguments else f"{kind.name} {' '.join(show(a, names) for a in kind.arguments)}"


class Scheme:
    """A type for all values of its variables."""
    __slots__ = ("variables", "kind")

    def __init__(self, variables, kind):
        self.variables = variables
        self.kind = kind


class Checker:
    """Inference with levels: what is deeper than the level may be generalised."""

    def __init__(self):
        self.level = 0
        self.made = 0
        self.unifications = 0

    def fresh(self):
        self.made += 1
        return Variable(self.made, self.level)

    def infer(self, tree, environment):
        return getattr(self, "infer_" + tree[0])(tree, environment)

    def infer_int(self, tree, environment):
        return INT

    def infer_bool(self, tree, environment):
        return BOOL

    def infer_name(self, tree, environment):
        scheme = environment.get(tree[1])
        if scheme is None:
            raise Problem(f"{tree[1]} is not defined")
        return self.instantiate(scheme)

    def infer_fun(self, tree, environment):
        _, name, body = tree
        parameter = self.fresh()
        return arrow(parameter, self.infer(body, {**environment, name: Scheme((), parameter)}))

    def infer_call(self, tree, environment):
        _, function, argument = tree
        result = self.fresh()
        kind = self.infer(function, environment)
        self.unify(kind, arrow(self.infer(argument, environment), result))
        return result

    def infer_let(self, tree, environment):
        _, name, value, body = tree
        self.level += 1
        kind = self.infer(value, environment)
        self.level -= 1
        return self.infer(body, {**environment, name: self.generalise(kind)})

    def infer_letrec(self, tree, environment):
        _, name, value, body = tree
        self.level += 1
        own = self.fresh()
        kind = self.infer(value, {**environment, name: Scheme((), own)})
        self.unify(own, kind)
        self.level -= 1
        return self.infer(body, {**environment, name: self.generalise(kind)})

    def infer_if(self, tree, environment):
        _, test, yes, no = tree
        self.unify(self.infer(test, environment), BOOL)
        kind = self.infer(yes, environment)
        self.unify(kind, self.infer(no, environment))
        return kind

    def infer_binary(self, tree, environment):
        _, operator, left, right = tree
        self.unify(self.infer(left, environment), INT)
        self.unify(self.infer(right, environment), INT)
        return BOOL if operator in Parser.COMPARISONS else INT

    def infer_nil(self, tree, environment):
        return list_of(self.fresh())

    def infer_cons(self, tree, environment):
        kind = list_of(self.infer(tree[1], environment))
        self.unify(kind, self.infer(tree[2], environment))
        return kind

    def infer_tuple(self, tree, environment):
        return Constructor("*", *[self.infer(item, environment) for item in tree[1]])

    def infer_record(self, tree, environment):
        names = ";".join(name for name, _ in tree[1])
        return Constructor("{" + names + "}", *[self.infer(value, environment) for _, value in tree[1]])

    def infer_field(self, tree, environment):
        kind = resolve(self.infer(tree[1], environment))
        if not isinstance(kind, Constructor) or not kind.name.startswith("{"):
            raise Problem(f"{show(kind)} has no field {tree[2]}")
        fields = kind.name[1:-1].split(";")
        if tree[2] not in fields:
            raise Problem(f"{show(kind)} has no field {tree[2]}")
        return kind.arguments[fields.index(tree[2])]

    def infer_match(self, tree, environment):
        _, subject, empty, head, tail, other = tree
        item = self.fresh()
        self.unify(self.infer(subject, environment), list_of(item))
        kind = self.infer(empty, environment)
        inner = {**environment, head: Scheme((), item), tail: Scheme((), list_of(item))}
        self.unify(kind, self.infer(other, inner))
        return kind

    def unify(self, a, b):
        self.unifications += 1
        a, b = resolve(a), resolve(b)
        if a is b:
            return
        if isinstance(a, Variable):
            self.occurs(a, b)
            a.link = b
        elif isinstance(b, Variable):
            self.unify(b, a)
        else:
            if a.name != b.name or len(a.arguments) != len(b.arguments):
                raise Problem(f"{show(a)} is not {show(b)}")
            for x, y in zip(a.arguments, b.arguments):
                self.unify(x, y)

    def occurs(self, variable, kind):
        kind = resolve(kind)
        if kind is variable:
            raise Problem("an infinite type")
        if isinstance(kind, Variable):
            kind.level = min(kind.level, variable.level)
        else:
            for argument in kind.arguments:
                self.occurs(variable, argument)

    def generalise(self, kind):
        found = {}
        self.collect(kind, found)
        return Scheme(tuple(found.values()), kind)

    def collect(self, kind, found):
        kind = resolve(kind)
        if isinstance(kind, Variable):
            if kind.level > self.level:
                found[kind.number] = kind
        else:
            for argument in kind.arguments:
                self.collect(argument, found)

    def instantiate(self, scheme):
        if not scheme.variables:
            return scheme.kind
        return self.substitute(scheme.kind, {v.number: self.fresh() for v in scheme.variables})

    def substitute(self, kind, table):
        kind = resolve(kind)
        if isinstance(kind, Variable):
            return table.get(kind.number, kind)
        if not kind.arguments:
            return kind
        return Constructor(kind.name, *[self.substitute(a, table) for a in kind.arguments])


class Evaluator:
    """Runs trees; functions are Python closures, lists are pairs."""

    def run(self, tree, environment):
        return getattr(self, "run_" + tree[0])(tree, environment)

    def run_int(self, tree, environment):
        return tree[1]

    run_bool = run_int

    def run_name(self, tree, environment):
        return environment[tree[1]]

    def run_fun(self, tree, environment):
        _, name, body = tree
        return lambda value: self.run(body, {**environment, name: value})

    def run_call(self, tree, environment):
        return self.run(tree[1], environment)(self.run(tree[2], environment))

    def run_let(self, tree, environment):
        _, name, value, body = tree
        return self.run(body, {**environment, name: self.run(value, environment)})

    def run_letrec(self, tree, environment):
        _, name, value, body = tree
        inner = dict(environment)
        inner[name] = self.run(value, inner)
        return self.run(body, inner)

    def run_if(self, tree, environment):
        return self.run(tree[2] if self.run(tree[1], environment) else tree[3], environment)

    def run_binary(self, tree, environment):
        _, operator, left, right = tree
        a, b = self.run(left, environment), self.run(right, environment)
        if operator == "+":
            return a + b
        if operator == "-":
            return a - b
        if operator == "*":
            return a * b % 1_000_003
        if operator == "<":
            return a < b
        if operator == "<=":
            return a <= b
        return a == b

    def run_nil(self, tree, environment):
        return None

    def run_cons(self, tree, environment):
        return (self.run(tree[1], environment), self.run(tree[2], environment))

    def run_tuple(self, tree, environment):
        return [self.run(item, environment) for item in tree[1]]

    def run_record(self, tree, environment):
        return {name: self.run(value, environment) for name, value in tree[1]}

    def run_field(self, tree, environment):
        return self.run(tree[1], environment)[tree[2]]

    def run_match(self, tree, environment):
        _, subject, empty, head, tail, other = tree
        value = self.run(subject, environment)
        if value is None:
            return self.run(empty, environment)
        return self.run(other, {**environment, head: value[0], tail: value[1]})


def python_value(value):
    """Pairs as lists."""
    if isinstance(value, tuple):
        out = []
        while value is not None:
            out.append(python_value(value[0]))
            value = value[1]
        return out
    if isinstance(value, dict):
        return {name: python_value(item) for name, item in value.items()}
    if callable(value):
        return "function"
    return value


LIBRARY = """
let id x = x in
let const x y = x in
let compose f g x = f (g x) in
let flip f x y = f y x in
let rec map f xs = match xs with [] -> [] | y :: ys -> f y :: map f ys end in
let rec filter p xs = match xs with [] -> [] | y :: ys -> if p y then y :: filter p ys else filter p ys end in
let rec fold f start xs = match xs with [] -> start | y :: ys -> fold f (f start y) ys end in
let rec append xs ys = match xs with [] -> ys | z :: zs -> z :: append zs ys end in
let rec range a b = if b <= a then [] else a :: range (a + 1) b in
let rec zip xs ys = match xs with [] -> [] | a :: as' -> match ys with [] -> [] | b :: bs -> (a, b) :: zip as' bs end end in
let reverse = fold (fun xs -> fun x -> x :: xs) [] in
let rec sort xs = match xs with [] -> [] | p :: rest ->
    append (sort (filter (fun x -> x < p) rest)) (p :: sort (filter (fun x -> p <= x) rest)) end in
"""

PROGRAMS = [
    "id",
    "compose",
    "map (fun x -> x * 2) (range 0 10)",
    "fold (fun a -> fun b -> a + b) 0 (filter (fun x -> x < 30) (range 0 60))",
    "sort [5; 3; 8; 1; 9; 2; 7; 3]",
    "zip (range 0 3) (reverse [true; false; true])",
    "let rec fib n = if n < 2 then n else fib (n - 1) + fib (n - 2) in fib 11",
    "let point = {x = 3; y = 4} in {sum = point.x + point.y; f = const point}",
    "compose compose compose",
    "let pair x = (x, x) in pair (pair (pair 1))",
    "map (flip (fun a -> fun b -> a - b) 1) (sort (reverse (range 0 20)))",
    "reverse (map (fun n -> n * n) (range 1 12))",
]

WRONG = ["1 + true", "fun x -> x x", "if 1 then 2 else 3", "map 3 [1]", "[1; true]", "{a = 1}.b", "unknown 3", "let x = in x", "(1, 2", "1 $ 2",
         "match 5 with [] -> 1 | x :: xs -> x end"]


def main():
    checksum = 0
    for turn in range(20):
        checker, evaluator = Checker(), Evaluator()
        for source in PROGRAMS:
            tree = Parser(LIBRARY + source).program()
            kind = show(checker.infer(tree, {}))
            value = python_value(evaluator.run(tree, {}))
            text = f"{kind} = {value}"
            checksum = (checksum * 31 + sum(map(ord, text))) % 1_000_000_007
            if turn == 0:
                print(text)
        for source in WRONG:
            try:
                checker.infer(Parser(LIBRARY + source).program(), {})
                print("passed:", source)
            except Problem as problem:
                checksum = (checksum * 31 + len(str(problem))) % 1_000_000_007
                if turn == 0:
                    print(f"{source}: {problem}")
    print("variables", checker.made, "unifications", checker.unifications, "checksum", checksum)


if __name__ == "__main__":
    main()
