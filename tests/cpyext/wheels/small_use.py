# needs: ujson, lz4, zstandard, markupsafe, wrapt, multidict, yarl, frozenlist, psutil, propcache
"""Small wheels: ujson, lz4, zstandard, markupsafe, wrapt, multidict, yarl, frozenlist, propcache, psutil."""
import inspect
import io
import os
import pickle

import lz4.block
import lz4.frame
import multidict
import psutil
import ujson
import wrapt
import zstandard
from frozenlist import FrozenList
from markupsafe import Markup, escape
from propcache.api import cached_property, under_cached_property
from yarl import URL


class Odd:
    def __json__(self):
        return '{"odd": 1}'


print(ujson.dumps({"a": [1, 2.5, None], "o": Odd()}), ujson.loads('{"a": [1, 2.5, null]}'), ujson.dumps({1j: 2} if False else [3], indent=2))
try:
    ujson.dumps(object(), default=lambda value: (_ for _ in ()).throw(KeyError("k")))
except KeyError as error:
    print(repr(error))
for text in ("[1,", "", "{1:2}"):
    try:
        ujson.loads(text)
    except ujson.JSONDecodeError as error:
        print(error)
data = b"hello " * 1000
print(lz4.block.decompress(lz4.block.compress(data)) == data, len(lz4.frame.compress(data)))
compressor = zstandard.ZstdCompressor(level=3)
with compressor.stream_writer(sink := io.BytesIO(), closefd=False) as writer:
    for _ in range(10):
        writer.write(data)
print(zstandard.ZstdDecompressor().stream_reader(io.BytesIO(sink.getvalue())).read(20), len(compressor.compress(data)))


class Reader:
    def read(self, n):
        raise OSError("reader broke")


try:
    list(compressor.read_to_iter(Reader()))
except OSError as error:
    print(error)


class Html:
    def __html__(self):
        return "<b>x</b>"


print(escape("<a&'\">"), escape(Html()), Markup("<i>%s</i>") % "<", Markup("{0:>5}").format("<"), escape(5))


@wrapt.decorator
def noisy(wrapped, instance, args, kwargs):
    return "noisy", type(instance).__name__, wrapped(*args, **kwargs)


class Thing:
    @noisy
    def method(self, a, b=2):
        return a + b

    @noisy
    @classmethod
    def made(cls):
        return cls.__name__


@noisy
def function(x: int) -> int:
    "doc"
    return x


print(Thing().method(1), Thing.made(), function(4), function.__doc__, inspect.signature(Thing.method), function.__name__)
proxy = wrapt.ObjectProxy([1, 2])
proxy.append(3)
print(proxy, isinstance(proxy, list), proxy + [4], len(proxy), proxy == [1, 2, 3])
patched = []


class Target:
    def f(self, x):
        return x * 2


wrapt.wrap_function_wrapper(__import__(__name__), "Target.f", lambda wrapped, instance, args, kwargs: patched.append(args) or wrapped(*args, **kwargs) + 1)
print(Target().f(5), patched)
many = multidict.CIMultiDict([("A", 1), ("a", 2), ("B", 3)])
many.add("b", 4)
print(many.getall("a"), sorted(many.items()), list(many.keys()), many == {"a": 1}, pickle.loads(pickle.dumps(many)))
try:
    many["zz"]
except KeyError as error:
    print(error)
print(URL("http://u:p@h:8080/a%20b?q=1&q=2#f") / "c" % {"z": "ü"}, URL("http://example.com").join(URL("../x")), URL("http://h/?a=1").query)
frozen = FrozenList([1, 2])
frozen.append(3)
frozen.freeze()
try:
    frozen.append(4)
except RuntimeError as error:
    print(error, hash(frozen) == hash(FrozenList.__call__([1, 2, 3])) if False else list(frozen))


class Lazy:
    def __init__(self):
        self._cache = {}

    @cached_property
    def slow(self):
        print("computed")
        return 5

    @under_cached_property
    def under(self):
        return 6


lazy = Lazy()
print(lazy.slow, lazy.slow, lazy.under, lazy._cache)
process = psutil.Process()
print(process.pid == os.getpid(), process.memory_info().rss > 10 ** 6, psutil.virtual_memory().total > 0, process.name() != "")
try:
    psutil.Process(2 ** 30)
except psutil.NoSuchProcess as error:
    print(type(error).__name__, error.pid)
