"""A template engine: tags parsed to a tree, expressions with filters, loops, conditions, inheritance by blocks, macros, escaping; pages rendered with it."""


class TemplateError(Exception):
    pass


def split_tags(source):
    """(kind, text) pieces: text, {{ expression }}, {% statement %}; {# comments #} are dropped."""
    position = 0
    while True:
        start = source.find("{", position)
        while start >= 0 and source[start + 1:start + 2] not in ("{", "%", "#"):
            start = source.find("{", start + 1)
        if start < 0:
            if position < len(source):
                yield "text", source[position:]
            return
        if start > position:
            yield "text", source[position:start]
        kind = source[start + 1]
        closing = {"{": "}}", "%": "%}", "#": "#}"}[kind]
        end = source.find(closing, start)
        if end < 0:
            raise TemplateError(f"no {closing} for the tag at {start}")
        if kind != "#":
            yield {"{": "expression", "%": "statement"}[kind], source[start + 2:end].strip()
        position = end + 2


class Safe(str):
    """Text that needs no escaping."""


def escape(value):
    if isinstance(value, Safe):
        return value
    text = str(value)
    if "&" in text or "<" in text or ">" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text


FILTERS = {
    "upper": lambda value: str(value).upper(),
    "title": lambda value: str(value).title(),
    "length": len,
    "safe": Safe,
    "default": lambda value, other: other if value is None else value,
    "join": lambda value, separator: str(separator).join(map(str, value)),
    "round": lambda value, digits: f"{value:.{digits}f}",
    "reverse": lambda value: list(reversed(value)),
    "cut": lambda value, n: str(value)[:n] + ("..." if len(str(value)) > n else ""),
    "sum": sum,
}


class Context:
    """Names by scopes, the innermost first."""

    def __init__(self, values):
        self.scopes = [values]

    def push(self):
        self.scopes.append({})

    def pop(self):
        self.scopes.pop()

    def __setitem__(self, name, value):
        self.scopes[-1][name] = value

    def __getitem__(self, name):
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return None


class Expression:
    """A path or a literal, and filters: user.name|default("x")|upper"""

    def __init__(self, source):
        head, *filters = self.split(source, "|")
        self.negated = head.startswith("not ")
        self.operator = None
        if self.negated:
            head = head[4:]
        for operator in (" == ", " != ", " > ", " < "):
            if operator in head:
                left, right = head.split(operator)
                self.operator = operator.strip()
                self.right = Operand(right.strip())
                head = left
                break
        self.left = Operand(head.strip())
        self.filters = []
        for text in filters:
            name, _, argument = text.strip().partition(":")
            if name not in FILTERS:
                raise TemplateError(f"no filter {name!r}")
            self.filters.append((FILTERS[name], Operand(argument) if argument else None))

    @staticmethod
    def split(source, separator):
        """Split outside of quotes."""
        parts = [""]
        quoted = False
        for char in source:
            if char == '"':
                quoted = not quoted
            if char == separator and not quoted:
                parts.append("")
            else:
                parts[-1] += char
        return parts

    def value(self, context):
        value = self.left.value(context)
        if self.operator is not None:
            other = self.right.value(context)
            if self.operator == "==":
                value = value == other
            elif self.operator == "!=":
                value = value != other
            elif self.operator == ">":
                value = value > other
            else:
                value = value < other
        for function, argument in self.filters:
            value = function(value) if argument is None else function(value, argument.value(context))
        return not value if self.negated else value


class Operand:
    """A literal, or a path of names."""

    def __init__(self, source):
        self.path = None
        self.constant = None
        if source.startswith('"'):
            self.constant = source.strip('"')
        elif source.lstrip("-").isdigit():
            self.constant = int(source)
        else:
            self.path = source.split(".")

    def value(self, context):
        if self.path is None:
            return self.constant
        value = context[self.path[0]]
        for name in self.path[1:]:
            if isinstance(value, dict):
                value = value.get(name)
            elif name.isdigit():
                value = value[int(name)]
            else:
                value = getattr(value, name, None)
                if callable(value):
                    value = value()
        return value


class Text:
    def __init__(self, text):
        self.text = text

    def render(self, context, out):
        out.append(self.text)


class Output:
    def __init__(self, source):
        self.expression = Expression(source)

    def render(self, context, out):
        out.append(escape(self.expression.value(context)))


class Loop:
    def __init__(self, names, source, body, otherwise):
        self.names = names
        self.expression = Expression(source)
        self.body = body
        self.otherwise = otherwise

    def render(self, context, out):
        items = list(self.expression.value(context) or ())
        if not items:
            render_all(self.otherwise, context, out)
        for index, item in enumerate(items):
            context.push()
            if len(self.names) == 1:
                context[self.names[0]] = item
            else:
                for name, part in zip(self.names, item):
                    context[name] = part
            context["loop"] = {"index": index + 1, "first": index == 0, "last": index == len(items) - 1, "odd": index % 2 == 0}
            render_all(self.body, context, out)
            context.pop()


class Condition:
    def __init__(self, branches):
        self.branches = [(Expression(source) if source else None, body) for source, body in branches]

    def render(self, context, out):
        for test, body in self.branches:
            if test is None or test.value(context):
                render_all(body, context, out)
                return


class Assignment:
    def __init__(self, name, source):
        self.name = name
        self.expression = Expression(source)

    def render(self, context, out):
        context[self.name] = self.expression.value(context)


class Block:
    def __init__(self, name, body):
        self.name = name
        self.body = body

    def render(self, context, out):
        blocks = context["__blocks__"] or {}
        render_all(blocks.get(self.name, self).body, context, out)


class Macro:
    def __init__(self, name, parameters, body):
        self.name = name
        self.parameters = parameters
        self.body = body

    def render(self, context, out):
        context.scopes[0]["macro " + self.name] = self


class Use:
    """Call of a macro."""

    def __init__(self, name, arguments):
        self.name = name
        self.arguments = [Expression(a) for a in arguments]

    def render(self, context, out):
        macro = context["macro " + self.name]
        if macro is None:
            raise TemplateError(f"no macro {self.name!r}")
        values = [argument.value(context) for argument in self.arguments]
        context.push()
        for name, value in zip(macro.parameters, values):
            context[name] = value
        render_all(macro.body, context, out)
        context.pop()


def render_all(nodes, context, out):
    for node in nodes:
        node.render(context, out)


class Template:
    """Compiled source. `library` holds the templates that this one extends."""

    def __init__(self, source, library=None):
        self.library = library or {}
        self.parent = None
        self.blocks = {}
        self.pieces = list(split_tags(source))
        self.index = 0
        self.body, end = self.nodes(())
        if end is not None:
            raise TemplateError(f"{end} without a beginning")

    def nodes(self, ends):
        """The nodes up to one of the statements `ends`; and that statement."""
        found = []
        while self.index < len(self.pieces):
            kind, text = self.pieces[self.index]
            self.index += 1
            if kind == "text":
                found.append(Text(text))
            elif kind == "expression":
                found.append(Output(text))
            else:
                word, _, rest = text.partition(" ")
                if word in ends:
                    return found, text
                node = getattr(self, "parse_" + word, self.unknown)(rest)
                if node is not None:
                    found.append(node)
        if ends:
            raise TemplateError(f"{' or '.join(ends)} is missing")
        return found, None

    def unknown(self, rest):
        raise TemplateError(f"unknown statement before {rest!r}")

    def parse_for(self, rest):
        names, _, source = rest.partition(" in ")
        body, end = self.nodes(("else", "endfor"))
        otherwise = self.nodes(("endfor",))[0] if end == "else" else []
        return Loop([n.strip() for n in names.split(",")], source, body, otherwise)

    def parse_if(self, rest):
        branches = []
        source = rest
        while True:
            body, end = self.nodes(("elif", "else", "endif"))
            branches.append((source, body))
            if end == "endif":
                return Condition(branches)
            source = end.partition(" ")[2]

    def parse_set(self, rest):
        name, _, source = rest.partition(" = ")
        return Assignment(name, source)

    def parse_block(self, rest):
        block = self.blocks[rest] = Block(rest, self.nodes(("endblock",))[0])
        return block

    def parse_extends(self, rest):
        self.parent = self.library[rest.strip('"')]

    def parse_macro(self, rest):
        name, _, parameters = rest.partition(" ")
        return Macro(name, parameters.split(), self.nodes(("endmacro",))[0])

    def parse_use(self, rest):
        name, _, arguments = rest.partition(" ")
        return Use(name, [a for a in Expression.split(arguments, ",") if a.strip()])

    def render(self, **values):
        context = Context(values)
        context["__blocks__"] = self.blocks
        out = []
        if self.parent is not None:
            for node in self.body:
                if isinstance(node, Macro):
                    node.render(context, out)
        render_all((self.parent or self).body, context, out)
        return "".join(out)


BASE = """<html><head><title>{% block title %}Shop{% endblock %}</title></head>
<body>{# the menu #}
<ul>{% for name, link in menu %}<li{% if loop.first %} class="first"{% endif %}><a href="{{ link }}">{{ name|title }}</a></li>{% endfor %}</ul>
{% block content %}nothing{% endblock %}
</body></html>
"""

PRODUCTS = """{% extends "base" %}{% macro price amount currency %}<b>{{ amount|round:2 }} {{ currency }}</b>{% endmacro %}
{% block title %}{{ shop.name }} - {{ products|length }} products{% endblock %}
{% block content %}
{% for product in products %}
  <div class="{% if loop.odd %}odd{% else %}even{% endif %}">
    {{ loop.index }}. {{ product.name }} {% use price product.price, "EUR" %}
    {% if product.stock == 0 %}sold out{% elif product.stock < 3 %}only {{ product.stock }} left{% else %}in stock{% endif %}
    {% if product.tags %}<i>{{ product.tags|join:", "|upper }}</i>{% endif %}
    <p>{{ product.text|default:"no text"|cut:24 }}</p>
  </div>
{% else %}<p>no products</p>{% endfor %}
{% set total = prices|sum %}<p>total {{ total|round:1 }}, {% if not shop.open %}closed{% else %}open{% endif %}</p>
{% endblock %}
"""


class Product:
    def __init__(self, number):
        self.name = f"Item <{number}> & \"Co\""
        self.price = number * 1.75 + 0.5
        self.stock = number % 5
        self.tags = [t for t in ("new", "sale", "green") if (number + len(t)) % 2]
        self.number = number

    def text(self):
        return None if self.number % 4 == 0 else "A text about the product number %d." % self.number


BROKEN = ["{% for x in y %}", "{{ x|nope }}", "{% endif %}", "{{ x", "{% if a %}{% endfor %}"]


def main():
    checksum = 0
    library = {"base": Template(BASE)}
    menu = [("home", "/"), ("products", "/p?a=1&b=2"), ("about us", "/about")]
    page = ""
    for turn in range(300):
        template = Template(PRODUCTS, library)
        products = [Product(n) for n in range(turn % 3, 40)]
        for is_open in (True, False):
            page = template.render(products=products, prices=[p.price for p in products], menu=menu, shop={"name": "B & B", "open": is_open})
            for char in page[::7]:
                checksum = (checksum * 31 + ord(char)) & 0xFFFFFFFF
    empty = Template(PRODUCTS, library).render(products=[], prices=[], menu=menu, shop={"name": "Empty"})
    print("\n".join(line for line in empty.splitlines() if line.strip()))
    for source in BROKEN:
        try:
            Template(source)
        except TemplateError as error:
            print("error:", error)
    print("size", len(page), "checksum", checksum)


if __name__ == "__main__":
    main()
