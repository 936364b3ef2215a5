"""Tasks for the standard library: wide code, little of it hot, as in programs that lean on libraries.

    python -m benches.library [--host PY] [--only NAME,...] [--rounds N]

Each task returns a text that says what came out: the same on any engine.  benches/training.py runs them, so that a profile knows more than loops.
"""
import argparse
import ast
import asyncio
import calendar
import collections
import configparser
import contextlib
import copy
import csv
import dataclasses
import datetime
import difflib
import email
import email.message
import email.policy
import enum
import fnmatch
import fractions
import functools
import graphlib
import gzip
import hashlib
import html.parser
import http.cookies
import inspect
import io
import ipaddress
import itertools
import json
import logging
import operator
import optparse
import pathlib
import pickle
import pickletools
import pprint
import queue
import random
import re
import shlex
import statistics
import string
import subprocess
import sys
import tarfile
import textwrap
import threading
import time
import tokenize
import traceback
import types
import typing
import unittest
import unittest.mock
import urllib.parse
import xml.dom.minidom
import xml.etree.ElementTree as ElementTree
import xml.sax
import zipfile
from concurrent.futures import ThreadPoolExecutor

import _pydecimal

TASKS = {}


def task(function):
    """A task, under its name."""
    TASKS[function.__name__] = function
    return function


def digest(text):
    """A short name for a long text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


SOURCE = pathlib.Path(__file__).read_text(encoding="utf-8")


# ---- sources ----

class Renamer(ast.NodeTransformer):
    """Adds a letter to every name, and folds sums of constants."""

    def visit_Name(self, node):
        return ast.copy_location(ast.Name(node.id + "_", node.ctx), node)

    def visit_BinOp(self, node):
        self.generic_visit(node)
        match node:
            case ast.BinOp(ast.Constant(int() as left), ast.Add(), ast.Constant(int() as right)):
                return ast.copy_location(ast.Constant(left + right), node)
        return node


@task
def syntax_trees():
    tree = Renamer().visit(ast.parse(SOURCE))
    names = collections.Counter(type(node).__name__ for node in ast.walk(tree))
    return digest(ast.unparse(ast.fix_missing_locations(tree))) + repr(names.most_common(3))


@task
def tokens():
    kinds = collections.Counter(tokenize.tok_name[token.exact_type] for token in tokenize.generate_tokens(io.StringIO(SOURCE).readline))
    return repr(sorted(kinds.items())[:4])


@task
def patterns():
    re.purge()
    found = 0
    for words in itertools.combinations(["alpha", "be+ta", r"(?P<g>gam\w{2})", "[d-f]elta", r"\d+(?:\.\d*)?", "(?i:EPS)"], 3):
        pattern = re.compile(r"\b(?:" + "|".join(words) + r")\b(?!x)|^\s*#.*$", re.MULTILINE)
        found += len(pattern.findall("alpha beeta gamma delta 1.5 eps # no\n  # yes\n" * 3))
    return str(found) + re.sub(r"(\w+) (\w+)", lambda m: m[2].title() + m[1].upper(), "one two three four " * 20)[:30]


@task
def differences():
    old = SOURCE.splitlines()[:120]
    new = [line.replace("import", "from") if k % 7 == 0 else line for k, line in enumerate(old) if k % 11]
    diff = "\n".join(difflib.unified_diff(old, new, lineterm="", n=1)) + "\n".join(difflib.ndiff(old[:25], new[:25]))
    return digest(diff) + repr(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))


# ---- texts and formats ----

class Outline(html.parser.HTMLParser):
    """Tags by depth, attributes, text."""

    def __init__(self):
        super().__init__()
        self.lines, self.open = [], []

    def handle_starttag(self, tag, attrs):
        self.lines.append("  " * len(self.open) + tag + "".join(f" {k}={v!r}" for k, v in attrs))
        self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if data.strip():
            self.lines.append("  " * len(self.open) + html.unescape(data.strip()))


@task
def html_pages():
    rows = "".join(f'<tr class="r{k % 3}" id=x{k}><td>{html.escape(repr({k: "<&>"}))}</td><td>&copy; {k}<br></td></tr>\n' for k in range(60))
    parser = Outline()
    parser.feed(f"<!doctype html><html><body><!-- x --><table>{rows}</table></body></html>")
    parser.close()
    return digest("\n".join(parser.lines))


class Counting(xml.sax.ContentHandler):
    """Elements and characters."""

    def __init__(self):
        super().__init__()
        self.elements, self.text = collections.Counter(), 0

    def startElement(self, name, attrs):
        self.elements[name, len(attrs)] += 1

    def characters(self, content):
        self.text += len(content)


@task
def xml_documents():
    root = ElementTree.Element("library", version="1.0")
    for k in range(40):
        book = ElementTree.SubElement(root, "book", id=str(k), lang="en" if k % 2 else "de")
        ElementTree.SubElement(book, "title").text = f"Volume {k} & more"
        book.append(ElementTree.Comment("c"))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    titles = [book.findtext("title") for book in ElementTree.fromstring(text).iterfind("book[@lang='de']")]
    dom = xml.dom.minidom.parseString(text)
    handler = Counting()
    xml.sax.parseString(text.encode(), handler)
    return digest(dom.toprettyxml(indent=" ")) + str(len(titles)) + repr(sorted(handler.elements.items())) + str(handler.text)


@task
def json_texts():
    data = [{"id": k, "name": f"n{k}", "tags": ["a", None, True, 1.5 * k], "child": {"deep": {"x": [k] * 3}}} for k in range(40)]
    text = json.dumps(data, indent=2, sort_keys=True, default=str)
    back = json.loads(text, object_hook=lambda d: types.SimpleNamespace(**d), parse_float=_pydecimal.Decimal)
    return digest(text) + str(sum(item.child.deep.x[0] for item in back))


@task
def mail():
    message = email.message.EmailMessage(policy=email.policy.default)
    message["Subject"] = "Grüße aus dem Süden, and a long line of words that has to be folded somewhere"
    message["From"], message["To"] = "A B <a@example.org>", "c@example.org, D E <d@example.org>"
    message["Date"] = "Mon, 02 Jan 2023 10:00:00 +0100"
    message.set_content("Hello,\n\n" + "text with ümlauts and = signs\n" * 20)
    message.add_attachment(b"\x00\x01" * 200, maintype="application", subtype="octet-stream", filename="x.bin")
    back = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    parts = [part.get_content_type() for part in back.walk()]
    return repr(parts) + back["subject"] + str([a.addr_spec for a in back["to"].addresses])


@task
def configuration():
    text = "[DEFAULT]\nroot = /srv\n" + "".join(f"[section {k}]\npath: %(root)s/{k}\nnumber = {k}\nflag = yes\nlong = a\n b\n ; c\n" for k in range(25))
    config = configparser.ConfigParser()
    config.read_string(text)
    out = io.StringIO()
    total = sum(config.getint(name, "number") + config.getboolean(name, "flag") for name in config.sections())
    config.write(out)
    return digest(out.getvalue()) + str(total) + config["section 3"]["path"]


@task
def tables():
    out = io.StringIO()
    writer = csv.DictWriter(out, ["name", "value", "note"], quoting=csv.QUOTE_NONNUMERIC)
    writer.writeheader()
    writer.writerows({"name": f"n{k % 7}", "value": k / 2, "note": 'say "x", y'} for k in range(150))
    totals = collections.defaultdict(float)
    for row in csv.DictReader(io.StringIO(out.getvalue())):
        totals[row["name"]] += float(row["value"])
    return repr(sorted(totals.items()))


@task
def command_lines():
    parser = argparse.ArgumentParser(prog="tool", description="A tool. " * 12)
    parser.add_argument("--verbose", "-v", action="count", default=0)
    commands = parser.add_subparsers(dest="command")
    for name in ("add", "remove", "show"):
        sub = commands.add_parser(name, help=name + " things", aliases=[name[0]])
        sub.add_argument("files", nargs="*", metavar="FILE")
        sub.add_argument("--level", type=int, choices=range(5), default=1, help="how much (default: %(default)s)")
        group = sub.add_mutually_exclusive_group()
        group.add_argument("--fast", action="store_true")
        group.add_argument("--slow", action="store_false")
    seen = [sorted(vars(parser.parse_args(shlex.split(line))).items()) for line in
            ["-vv add a 'b c' --level 3", "show --fast", "remove --slow x y z", "a --level=2 q"]]
    old = optparse.OptionParser(prog="old", usage="%prog [options]")
    old.add_option("-n", type="int", default=3, help="a number [%default]")
    old.add_option("--name", action="append")
    return digest(parser.format_help() + old.format_help()) + repr(seen[0]) + str(old.parse_args(["-n5", "--name=a", "rest"])[0])


@task
def printing():
    data = {f"key {k}": [{"a": (1, 2.5, None), "b": {3, 1, 2}, "text": "long words " * 8}, [list(range(12))] * 3] for k in range(6)}
    wrapped = textwrap.fill(" ".join(SOURCE.split()[:300]), 60, initial_indent="* ", subsequent_indent="  ")
    template = string.Template("$who likes ${what}s, $$5").substitute(who="tim", what="cake")
    spec = "".join("{:>{w}.{p}f}|{!r:^9}".format(k / 3, "x" * (k % 4), w=8 + k % 3, p=k % 5) for k in range(50))
    return digest(pprint.pformat(data, width=70) + textwrap.indent(textwrap.dedent(wrapped), "> ") + spec) + template


# ---- data ----

@dataclasses.dataclass(order=True)
class Item:
    """A thing with parts."""

    name: str
    price: float = 0.0
    parts: list["Item"] = dataclasses.field(default_factory=list, compare=False)

    @functools.cached_property
    def total(self):
        return self.price + sum(part.total for part in self.parts)


class Plain:
    def __init__(self, **values):
        self.__dict__.update(values)

    def __eq__(self, other):
        return isinstance(other, Plain) and vars(self) == vars(other)

    __hash__ = None


@task
def copies():
    items = [Item(f"i{k}", k * 1.5, [Item("p", 2.0), Item("q")]) for k in range(25)]
    data = {"items": items, "plain": [Plain(a=k, b=[k, (k, {k})]) for k in range(15)], "shared": items[:5]}
    twin = copy.deepcopy(data)
    best = max(twin["items"])
    back = pickle._loads(pickle._dumps(twin, protocol=4))
    out = io.StringIO()
    pickletools.dis(pickle.dumps(data["plain"]), out)
    return repr([twin["items"][0] is twin["shared"][0], best.name, back["plain"] == data["plain"], len(dataclasses.asdict(best)["parts"]),
                 dataclasses.replace(best, price=1.0).total, len(out.getvalue().split())])


class Color(enum.Flag):
    RED, GREEN, BLUE = enum.auto(), enum.auto(), enum.auto()
    WHITE = RED | GREEN | BLUE


@task
def classes():
    made = []
    for k in range(4):
        kind = enum.Enum(f"Kind{k}", [f"M{i}" for i in range(6)])
        record = dataclasses.make_dataclass(f"Record{k}", [("x", int), ("y", str, "d"), ("z", list, dataclasses.field(default_factory=list))], frozen=True)
        point = collections.namedtuple(f"Point{k}", "x y z", defaults=[0])
        made.append((kind["M3"].value, record(k), point(1, k)._replace(z=k), Color.WHITE & ~Color.RED, Color(3)))
    hints = typing.get_type_hints(Item)
    bound = inspect.signature(Item).bind("n", parts=[])
    bound.apply_defaults()
    return repr(made[2]) + str(hints["parts"]) + str(bound) + str(inspect.signature(task))


@typing.runtime_checkable
class Board(typing.Protocol):
    def __len__(self) -> int: ...


class Bag(collections.UserDict):
    def __missing__(self, key):
        return 0


@functools.singledispatch
def describe(x):
    return "?"


@describe.register
def _(x: int):
    return "int"


@describe.register(list)
def _(x):
    return "[" + ",".join(map(describe, x)) + "]"


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(int(x) for x in text.split("."))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts


@functools.lru_cache(maxsize=64)
def ways(n, coins=(1, 2, 5, 10)):
    return 1 if n == 0 else 0 if n < 0 or not coins else ways(n - coins[-1], coins) + ways(n, coins[:-1])


@task
def containers():
    bag, order = Bag(), collections.OrderedDict()
    for k, word in enumerate(SOURCE.split()[:400]):
        bag[word] += 1
        order[word] = k
        order.move_to_end(word, last=k % 3 > 0)
    chain = collections.ChainMap({"a": 1}, bag, order)
    groups = {key: len(list(group)) for key, group in itertools.groupby(sorted(order, key=len), key=len)}
    ranked = sorted((Version(f"{k % 3}.{k % 5}.{k}") for k in range(60)), reverse=True)
    calls = functools.reduce(operator.add, map(functools.partial(pow, 2), range(20)))
    plan = list(graphlib.TopologicalSorter({k: {k // 2, k // 3} - {k} for k in range(1, 50)}).static_order())
    return repr([len(chain), groups, ranked[0].parts, max(ranked) >= ranked[3], calls, plan[:5], describe([1, [2, "x"], 3.5]), ways(60),
                 isinstance(bag, Board), collections.Counter("mississippi") - collections.Counter("miss")])


@task
def numbers():
    context = _pydecimal.Context(prec=30)
    root = context.sqrt(_pydecimal.Decimal(2)) + _pydecimal.Decimal("1.10") / 7
    total = sum((fractions.Fraction(1, k) for k in range(1, 60)), fractions.Fraction(0))
    generator = random.Random(7)
    sample = [generator.gauss(0, 1) for _ in range(100)] + generator.choices(range(10), k=20)
    deck = list(range(52))
    generator.shuffle(deck)
    return f"{root} {total.limit_denominator(1000)} {statistics.fmean(sample):.6f} {statistics.median(deck)} {statistics.quantiles(deck, n=4)} {deck[:4]}"


@task
def dates():
    days = [datetime.date(2023, 1, 1) + datetime.timedelta(days=17 * k) for k in range(40)]
    moments = [datetime.datetime.strptime(f"{day:%Y-%m-%d} 12:{k:02}:07", "%Y-%m-%d %H:%M:%S") for k, day in enumerate(days)]
    gaps = [b - a for a, b in itertools.pairwise(moments)]
    return digest(calendar.TextCalendar().formatyear(2024) + "".join(m.isoformat() for m in moments)) + str(sum(gaps, datetime.timedelta()))


@task
def addresses():
    links = [urllib.parse.urljoin("http://h.example/a/b/", f"../c/{k}?{urllib.parse.urlencode({'q': 'x y', 'k': k})}#f") for k in range(30)]
    queries = [urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["k"] for link in links]
    network = ipaddress.ip_network("10.1.0.0/20")
    subnets = [str(sub) for sub in network.subnets(new_prefix=24)] + [str(ipaddress.ip_address("2001:db8::") + k) for k in range(9)]
    paths = {pathlib.PurePosixPath("/srv") / "www" / f"{k}.tar.gz" for k in range(20)}
    cookie = http.cookies.SimpleCookie("a=1; b=two")
    names = sorted(p.with_suffix(".zip").relative_to("/srv").as_posix() for p in paths if fnmatch.fnmatch(p.name, "1*.gz"))
    return digest("".join(links) + "".join(subnets)) + repr(queries[-1]) + names[1] + cookie.output(sep=",")


# ---- control ----

@contextlib.contextmanager
def entered(log, name):
    log.append("+" + name)
    try:
        yield name
    except LookupError as e:
        log.append(type(e).__name__)
    finally:
        log.append("-" + name)


@task
def contexts():
    log = []
    for k in range(40):
        with contextlib.ExitStack() as stack:
            names = [stack.enter_context(entered(log, f"c{i}")) for i in range(k % 4)]
            stack.callback(log.append, k)
            with contextlib.suppress(ZeroDivisionError), entered(log, "inner"):
                if k % 3 == 0:
                    {}[names[0] if names else k]
                k // (k % 2)
    try:
        raise ValueError("outer") from KeyError("inner")
    except ValueError as e:
        shown = "".join(traceback.format_exception(e))
    return digest("".join(map(str, log))) + str("direct cause" in shown)


@task
def logs():
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)-8s %(name)s:%(funcName)s %(message)s"))
    root = logging.Logger("root")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    adapter = logging.LoggerAdapter(root, {"user": "me"})
    for k in range(60):
        adapter.info("event %d of %s", k, "many")
        root.debug("not seen %r", k)
        if k % 20 == 0:
            try:
                [][k]
            except IndexError:
                root.exception("failed: %s", k)
    return digest(re.sub(r'File ".*", line \d+', "", out.getvalue())) + str(out.getvalue().count("INFO"))


@task
def tests():
    class Case(unittest.TestCase):
        def setUp(self):
            self.service = unittest.mock.Mock(**{"fetch.return_value": [1, 2, 3]})

        def test_equal(self):
            self.assertEqual({"a": [1, 2]}, {"a": [1, 2]})
            self.assertCountEqual([3, 1, 2], self.service.fetch())
            self.service.fetch.assert_called_once_with()

        def test_raises(self):
            with self.assertRaisesRegex(ValueError, "invalid literal"):
                int("x")

        def test_parts(self):
            for k in range(5):
                with self.subTest(k=k), unittest.mock.patch.object(Item, "price", k):
                    self.assertIn(Item.price, range(5))

        @unittest.skip("on purpose")
        def test_skipped(self):
            self.fail()

        def test_fails(self):
            self.assertEqual([1, 2, 3], [1, 2, 4])
    out = io.StringIO()
    result = unittest.TextTestRunner(out, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(Case))
    return repr([result.testsRun, len(result.failures), len(result.errors), len(result.skipped)])


@task
def coroutines():
    async def producer(channel, n):
        for k in range(n):
            await channel.put(k)
            if k % 5 == 0:
                await asyncio.sleep(0)
        await channel.put(None)

    async def consumer(channel, lock, seen):
        while (item := await channel.get()) is not None:
            async with lock:
                seen.append(item)

    async def numbers(n):
        for k in range(n):
            await asyncio.sleep(0)
            yield k

    async def main():
        seen, lock, channels = [], asyncio.Lock(), [asyncio.Queue(3) for _ in range(3)]
        async with asyncio.timeout(20):
            await asyncio.gather(*(producer(c, 20) for c in channels), *(consumer(c, lock, seen) for c in channels))
        failed = await asyncio.gather(asyncio.create_task(asyncio.wait_for(asyncio.Event().wait(), 0.0001)), return_exceptions=True)
        return sum(seen), sum([k async for k in numbers(20)]), [type(e).__name__ for e in failed]
    return repr(asyncio.run(main()))


@task
def threads():
    work, done = queue.Queue(), []
    ready = threading.Condition()

    def run():
        while (item := work.get()) is not None:
            with ready:
                done.append(item * item)
                ready.notify()
    workers = [threading.Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for k in range(100):
        work.put(k)
    for _ in workers:
        work.put(None)
    for worker in workers:
        worker.join()
    with ThreadPoolExecutor(2) as pool:
        lengths = list(pool.map(len, SOURCE.split()[:60]))
    return f"{sum(done)} {sum(lengths)}"


@task
def archives():
    store, names = io.BytesIO(), [f"d{k % 3}/f{k}.txt" for k in range(25)]
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), name * 20)
    with zipfile.ZipFile(store) as archive:
        total = sum(len(archive.read(name)) for name in archive.namelist())
    tape = io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w:gz") as tar:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(name)
            tar.addfile(info, io.BytesIO(name.encode()))
    tape.seek(0)
    with tarfile.open(fileobj=tape) as tar:
        members = [member.name for member in tar if member.isfile()]
    lines = gzip.open(io.BytesIO(gzip.compress(SOURCE.encode())), "rt", encoding="utf-8").readlines()
    return f"{total} {members[-1]} {len(lines) == len(SOURCE.splitlines())}"


# ---- the command ----

def measure(names, seconds):
    """Processor milliseconds of one run of each task: the least of those that fit into the time."""
    for name in names:
        run, best = TASKS[name], float("inf")
        end = time.process_time() + seconds
        while True:
            start = time.process_time()
            result = run()
            stop = time.process_time()
            best = min(best, stop - start)
            if stop >= end:
                break
        print(json.dumps([name, best * 1000, result]), flush=True)


def main():
    """Time every task on CPython and on pyrs, in turn."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--host", default=sys.executable, metavar="PY", help="the interpreter that is the base, and inside which pyrs runs")
    parser.add_argument("--only", default=",".join(TASKS), metavar="NAME,...")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=0.3, help="for each task, in a round")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    names = [name for name in TASKS if name in args.only.split(",")]
    if args.measure:
        return measure(names, args.seconds)
    best = {}
    for _ in range(args.rounds):
        for engine in ([], ["-m", "pyrs"]):
            command = [args.host, *engine, "-m", "benches.library", "--measure", "--only", args.only, "--seconds", str(args.seconds)]
            for line in subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines():
                name, milliseconds, result = json.loads(line)
                times, results = best.setdefault(name, ({}, set()))
                times[len(engine)] = min(milliseconds, times.get(len(engine), milliseconds))
                results.add(result)
    print(f"{'task':16}{'CPython ms':>12}{'pyrs ms':>10}{'ratio':>9}")
    for name, (times, results) in best.items():
        print(f"{name:16}{times[0]:12.3f}{times[2]:10.3f}{times[0] / times[2]:8.2f}x" + ("  differs" if len(results) > 1 else ""))
    print(f"{'geometric mean':38}{statistics.geometric_mean(t[0] / t[2] for t, _ in best.values()):8.2f}x")


if __name__ == "__main__":
    main()
