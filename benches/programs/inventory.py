"""An inventory with dataclasses and enums: articles, warehouses, orders through states, prices with rules, reservations, reports; an undo log."""
from __future__ import annotations

import enum
from collections import Counter, defaultdict, namedtuple
from dataclasses import dataclass, field, replace
from functools import total_ordering


class Category(enum.Enum):
    TOOL = "tool"
    TOY = "toy"
    BOOK = "book"
    FOOD = "food"

    @property
    def tax(self):
        return 7 if self in (Category.BOOK, Category.FOOD) else 19


class State(enum.IntEnum):
    NEW = 1
    RESERVED = 2
    PAID = 3
    SHIPPED = 4
    CANCELLED = 9


class Flag(enum.Flag):
    NONE = 0
    FRAGILE = 1
    HEAVY = 2
    COLD = 4


class InventoryError(Exception):
    """What the warehouse refuses."""


class OutOfStock(InventoryError):
    def __init__(self, article, wanted, there):
        super().__init__(f"{article.name}: {wanted} wanted, {there} there")
        self.article = article


class WrongState(InventoryError):
    pass


@total_ordering
@dataclass(frozen=True)
class Money:
    """An amount in cents."""
    cents: int

    def __add__(self, other):
        return Money(self.cents + other.cents)

    def __sub__(self, other):
        return Money(self.cents - other.cents)

    def __mul__(self, factor):
        return Money(self.cents * factor)

    def percent(self, rate):
        return Money((self.cents * rate + 50) // 100)

    def __lt__(self, other):
        return self.cents < other.cents

    def __str__(self):
        return f"{self.cents // 100}.{self.cents % 100:02}"


ZERO = Money(0)


@dataclass(frozen=True)
class Article:
    number: int
    name: str
    category: Category
    price: Money
    flags: Flag = Flag.NONE
    tags: tuple[str, ...] = ()

    def __post_init__(self):
        if self.price.cents <= 0:
            raise ValueError(f"{self.name} must cost something")


@dataclass
class Stock:
    quantity: int = 0
    reserved: int = 0

    @property
    def free(self):
        return self.quantity - self.reserved


@dataclass(order=True)
class Line:
    article_number: int
    quantity: int
    article: Article = field(compare=False, repr=False)

    @property
    def total(self):
        return self.article.price * self.quantity


@dataclass
class Order:
    number: int
    customer: str
    lines: list[Line] = field(default_factory=list)
    state: State = State.NEW
    history: list[State] = field(default_factory=list)

    TRANSITIONS = {
        State.NEW: {State.RESERVED, State.CANCELLED},
        State.RESERVED: {State.PAID, State.CANCELLED},
        State.PAID: {State.SHIPPED},
    }

    def go(self, state):
        if state not in self.TRANSITIONS.get(self.state, ()):
            raise WrongState(f"order {self.number}: {self.state.name} to {state.name}")
        self.history.append(self.state)
        self.state = state

    @property
    def net(self):
        return sum((line.total for line in self.lines), ZERO)


class Discount:
    """A rule of prices."""

    def apply(self, order):
        return ZERO


class Bulk(Discount):
    def __init__(self, category, minimum, rate):
        self.category = category
        self.minimum = minimum
        self.rate = rate

    def apply(self, order):
        lines = [line for line in order.lines if line.article.category is self.category]
        if sum(line.quantity for line in lines) < self.minimum:
            return ZERO
        return sum((line.total.percent(self.rate) for line in lines), ZERO)


class Regular(Discount):
    def __init__(self, customers, rate):
        self.customers = frozenset(customers)
        self.rate = rate

    def apply(self, order):
        return order.net.percent(self.rate) if order.customer in self.customers else ZERO


class ThirdFree(Discount):
    def apply(self, order):
        return sum((line.article.price * (line.quantity // 3) for line in order.lines if "promo" in line.article.tags), ZERO)


Invoice = namedtuple("Invoice", "net discount tax total")


class Undo:
    """What to call to take things back."""

    def __init__(self):
        self.actions = []

    def __enter__(self):
        return self

    def add(self, action, *arguments):
        self.actions.append((action, arguments))

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            for action, arguments in reversed(self.actions):
                action(*arguments)
        return kind is not None and issubclass(kind, OutOfStock)


class Warehouse:
    """Articles, what is there of them, and the orders."""

    def __init__(self, discounts):
        self.articles = {}
        self.stock = defaultdict(Stock)
        self.orders = {}
        self.discounts = discounts
        self.by_tag = defaultdict(set)
        self.events = Counter()

    def add(self, article, quantity):
        self.articles[article.number] = article
        self.stock[article.number].quantity += quantity
        for tag in article.tags:
            self.by_tag[tag].add(article.number)
        self.events["added"] += 1

    def order(self, customer, wanted):
        number = len(self.orders) + 1
        lines = sorted(Line(n, q, self.articles[n]) for n, q in wanted.items())
        order = self.orders[number] = Order(number, customer, lines)
        return order

    def reserve(self, order):
        """True if everything is there; else nothing is reserved."""
        with Undo() as undo:
            for line in order.lines:
                self.take(line.article, line.quantity)
                undo.add(self.give_back, line.article, line.quantity)
            order.go(State.RESERVED)
            self.events["reserved"] += 1
            return True
        self.events["out of stock"] += 1
        order.go(State.CANCELLED)
        return False

    def take(self, article, quantity):
        stock = self.stock[article.number]
        if stock.free < quantity:
            raise OutOfStock(article, quantity, stock.free)
        stock.reserved += quantity

    def give_back(self, article, quantity):
        self.stock[article.number].reserved -= quantity

    def invoice(self, order):
        net = order.net
        discount = max((rule.apply(order) for rule in self.discounts), default=ZERO)
        tax = ZERO
        for line in order.lines:
            tax += line.total.percent(line.article.category.tax)
        return Invoice(net, discount, tax, net - discount + tax)

    def ship(self, order):
        order.go(State.PAID)
        order.go(State.SHIPPED)
        for line in order.lines:
            stock = self.stock[line.article_number]
            stock.reserved -= line.quantity
            stock.quantity -= line.quantity
        self.events["shipped"] += 1
        return Flag(max((line.article.flags.value for line in order.lines), default=0))

    def reprice(self, tag, percent):
        """New prices for all articles with the tag."""
        for number in sorted(self.by_tag[tag]):
            article = self.articles[number]
            self.articles[number] = replace(article, price=article.price + article.price.percent(percent))
            self.events["repriced"] += 1

    def report(self):
        """Value and pieces of each category."""
        totals = {category: [0, ZERO] for category in Category}
        for number, article in self.articles.items():
            entry = totals[article.category]
            quantity = self.stock[number].quantity
            entry[0] += quantity
            entry[1] += article.price * quantity
        return {category.name: (pieces, str(value)) for category, (pieces, value) in totals.items()}


def fill(warehouse, n):
    categories = list(Category)
    for i in range(n):
        flags = (Flag.FRAGILE if i % 3 == 0 else Flag.NONE) | (Flag.HEAVY if i % 5 == 0 else Flag.NONE)
        tags = tuple(t for t, k in (("promo", 4), ("new", 7), ("eco", 3)) if i % k == 0)
        warehouse.add(Article(i, f"article {i}", categories[i % 4], Money(99 + i * 37 % 4000), flags, tags), 40 + i % 60)


def main():
    warehouse = Warehouse([Bulk(Category.BOOK, 5, 10), Regular(["customer 3", "customer 7"], 4), ThirdFree()])
    fill(warehouse, 200)
    state = 1
    revenue = ZERO
    flags = Counter()
    refused = []
    for turn in range(10_000):
        wanted = {}
        for _ in range(1 + turn % 5):
            state = (state * 69069 + 5) & 0xFFFFFFFF
            wanted[state >> 8 & 127] = 1 + (state >> 20) % 4
        order = warehouse.order(f"customer {turn % 11}", wanted)
        if warehouse.reserve(order):
            revenue += warehouse.invoice(order).total
            flags[warehouse.ship(order)] += 1
        if turn % 50 == 49:
            for number in list(warehouse.articles)[turn % 7::3]:
                warehouse.stock[number].quantity += 12
            warehouse.reprice(("promo", "new", "eco")[turn % 3], 1 + turn % 2)
        if turn % 400 == 0:
            try:
                order.go(State.PAID)
            except WrongState as error:
                refused.append(str(error))
    print(sorted(warehouse.events.items()))
    print("revenue", revenue, "flags", sorted((str(flag.value), count) for flag, count in flags.items()))
    print(warehouse.report())
    print(refused[:3], Counter(order.state.name for order in warehouse.orders.values()).most_common())
    best = max(warehouse.orders.values(), key=lambda order: (order.net, order.number))
    print(best.number, best.customer, best.lines[:2], warehouse.invoice(best))
    try:
        Article(1, "gift", Category("toy"), ZERO)
    except ValueError as error:
        print("refused:", error)


if __name__ == "__main__":
    main()
