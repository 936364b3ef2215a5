"""Run cases with each of their allocations refused in turn: `sweep.py FOLDER PROGRESS [--mode warm|cold|runtime|limit] [--step N] [--from CASE:N:COUNT] CASE...`.

FOLDER has the extension `pyrs_refuse`, PROGRESS is a file that says how far it came (for whoever looks after a crash). Prints a line per fault:

    CASE MODE n=N count=COUNT: WHAT
"""
import gc
import os
import re
import sys
import types
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOSES = "(_PyTuple_Resize+"     # libpython frees a tuple that it could not resize, but not the items (the host leaks there as well)


def sections():
    parts = re.split(r"^# === (\w+)\n", (HERE / "cases.py").read_text(), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def loaded(name, source):
    """case() of a section, as new code."""
    module = types.ModuleType("refused_" + name)
    sys.modules[module.__name__] = module
    exec(compile(source, f"<{name}>", "exec"), vars(module))
    return module.case


class Sweep:
    def __init__(self, extension, progress, out):
        self.live = extension.live if os.environ.get("PYTHONMALLOC") == "malloc" else int     # free lists stay empty there
        self.call, self.where, self.progress, self.out = extension.call, extension.where, progress, out
        self.unraisable = []
        self.faults = 0

    def fault(self, where, what):
        self.faults += 1
        print(f"{where}: {what} @ {' < '.join(self.where())}", file=self.out, flush=True)

    def unraised(self, args):
        if not issubclass(args.exc_type, MemoryError):
            self.unraisable.append(f"{args.exc_type.__name__}: {args.exc_value} in {args.object!r}"[:200])

    def judge(self, where, answer, expected):
        requests, refused, value, error = answer
        self.refused = refused
        if error is None:
            if repr(value) != expected:
                self.fault(where, f"{refused} refused, another value: {repr(value)[:300]}")
        elif not isinstance(error, MemoryError) and not re.search("can't allocate|import of module", str(error)):    # as _thread, _io and _pickle say it
            self.fault(where, f"{refused} refused, {type(error).__name__}: {str(error)[:200]}")
        if sys.exc_info()[0] is not None:
            self.fault(where, f"sys.exc_info() is {sys.exc_info()}")
        if sys.gettrace() or sys.getprofile():
            sys.settrace(None)
            sys.setprofile(None)
        for text in self.unraisable:
            self.fault(where, "unraisable " + text)
        self.unraisable.clear()

    def leak(self, case, n, count):
        """Blocks that each further attempt leaves behind, 0 if some leaves none, or where libpython does it."""
        for _ in range(12):
            before = self.live()
            for _ in range(32):
                self.call(case, n, count)
                if any(LOSES in place for place in self.where()[:2]):
                    return 0
            gc.collect()
            more = self.live() - before
            if more < 32:
                return 0
        return more

    def places(self, name, mode, begin, step, counts):
        """(where, n, count) of each attempt: n requests are granted and the next `count` refused (0: all), until an attempt was refused nothing."""
        for count in counts:
            if begin and count != begin[1]:
                continue
            n, begin = begin[0] if begin else 0, None
            self.refused = 1
            while self.refused:
                where = f"{name} {mode} n={n} count={count}"
                os.pwrite(self.progress, where.ljust(80).encode(), 0)
                yield where, n, count
                n += step

    def warm(self, name, source, begin, step):
        case = loaded(name, source)
        expected = repr(case())
        for _ in range(20):
            assert repr(case()) == expected, (name, repr(case()), expected)
        for where, n, count in self.places(name, "warm", begin, step, (1, 2, 0)):
            before = self.live()
            answer = self.call(case, n, count)
            self.judge(where, answer, expected)
            answer = None
            value = repr(case())
            if value != expected:
                self.fault(where, f"afterwards another value: {value[:300]}")
            if self.live() > before:
                blocks = self.leak(case, n, count)
                if blocks:
                    self.fault(where, f"leaks {blocks / 32:.3g} blocks each time")

    def cold(self, name, source, begin, step):
        """As warm, but the code has not run before; with count 0 the compiling is refused too."""
        expected = repr(loaded(name, source)())
        for where, n, count in self.places(name, "cold", begin, step, (1, 2, 0)):
            case = loaded(name, source)
            answer = self.call(case, n, count)
            self.judge(where, answer, expected)
            answer = None
            value = repr(case())
            if value != expected:
                self.fault(where, f"afterwards another value: {value[:300]}")

    def runtime(self, name, source, begin, step):
        """Each request refused in turn while a new runtime runs the section."""
        import pyrs
        with pyrs.Runtime() as rt:
            expected = rt.eval(rt_code(rt, name, source))
        for where, n, count in self.places(name, "runtime", begin, step, (1, 0)):
            with pyrs.Runtime() as rt:
                code = rt_code(rt, name, source)
                answer = self.call(lambda: rt.eval(code), n, count)
                self.judge(where, answer, repr(expected))
                answer = None
                value = rt.eval("repr(case())")
                if value != expected:
                    self.fault(where, f"afterwards another value: {value[:300]}")

    def limit(self, name, source, begin, step):
        """A limit on memory that is met at `step` places. `n` is the limit, `count` is 1."""
        import pyrs
        with pyrs.Runtime(max_memory=1 << 30) as rt:
            expected = rt.eval(rt_code(rt, name, source))
            most = rt.stats().peak_memory
        step = max(most // step, 16)
        n = begin[0] if begin else 0
        while n <= most + step:
            where = f"{name} limit n={n} count=1"
            os.pwrite(self.progress, where.ljust(80).encode(), 0)
            error = value = None
            rt = pyrs.Runtime(max_memory=n)
            try:
                value = rt.eval(rt_code(rt, name, source))
                if value != expected:
                    self.fault(where, f"another value: {value[:300]}")
            except pyrs.MemoryLimitExceeded:
                pass
            except BaseException as e:
                self.fault(where, f"{type(e).__name__}: {str(e)[:200]}")
            try:
                with rt.options(max_memory=n + (1 << 28)):
                    value = rt.eval("1 + 1.5 * len('abc')")
                    if value != 5.5:
                        self.fault(where, f"1 + 1.5 * 3 is {value}")
            except BaseException as e:
                self.fault(where, f"afterwards {type(e).__name__}: {str(e)[:200]}")
            rt.close()
            rt = None
            n += step


def rt_code(rt, name, source):
    """An expression for the value of the section's case(), which `rt` has now."""
    rt.exec(source, filename=f"<{name}>")
    return "repr(case())"


def main(words):
    folder, progress, words = words[0], words[1], words[2:]
    options = {}
    while words and words[0].startswith("--"):
        options[words[0][2:]], words = words[1], words[2:]
    sys.path[:0] = [folder, str(HERE.parent.parent)]
    import pyrs_refuse
    sweep = Sweep(pyrs_refuse, os.open(progress, os.O_WRONLY | os.O_CREAT), sys.stdout)
    sys.unraisablehook = sweep.unraised
    begin = options.get("from")
    begin = begin and tuple(int(x) for x in begin.split(":"))
    run = getattr(sweep, options.get("mode", "warm"))
    for name in words or list(sections()):
        run(name, sections()[name], begin, int(options.get("step", 1)))
        begin = None
    print(f"{sweep.faults} faults", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
