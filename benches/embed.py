"""pyrs.Runtime beside other ways to run code inside a Python program: python -m benches.embed [--overhead | --instructions]

Compared with `exec` of CPython, and, where they are installed, pydantic-monty, lupa, quickjs and mini-racer (the last three run another language).
Processor time, best of several rounds; memory is the resident growth per instance, worker processes included. Each engine is measured in a process of its own.

--overhead: what each limit costs on the loops of benches/scripts. Runtimes with and without it take turns, so that both meet the same machine; one
without a limit stands in for a limit too ("none again"), which shows what the method cannot tell apart.
"""
import argparse
import gc
import math
import os
import subprocess
import sys
import time
from pathlib import Path

LOOP_PYTHON = "def loop(n):\n    s = 0\n    for i in range(n):\n        s += i\n    return s\n"
LOOP_JS = "function loop(n) { let s = 0; for (let i = 0; i < n; i++) s += i; return s; } function empty() { return 0; }"
LOOP_LUA = "function loop(n) local s = 0; for i = 0, n - 1 do s = s + i end; return s end; function empty() end"
N = 300_000


class Engine:
    """One engine: create() an instance, call(instance) an empty function, loop(instance) of N steps."""

    limits = "none"
    scale = 1               # calls that `call` leaves out, as they are slow

    def destroy(self, instance):
        """Drop an instance."""


class Pyrs(Engine):
    """pyrs, without limits."""

    name = "pyrs"
    limits = "time, CPU, instructions, memory, frames, output, imports"
    options = {}

    def create(self):
        """A Runtime with the functions in it."""
        import pyrs
        rt = pyrs.Runtime(**self.options)
        rt.exec(LOOP_PYTHON + "def empty(): pass")
        return rt

    def call(self, rt, times):
        """Call the empty function."""
        call = rt.call
        for _ in range(times):
            call("empty")

    def loop(self, rt):
        """Run the loop."""
        rt.call("loop", N)

    def destroy(self, rt):
        """Close it."""
        rt.close()


class PyrsLimited(Pyrs):
    """pyrs with a time and a memory limit."""

    name = "pyrs, time and memory limited"
    options = {"timeout": 60, "max_memory": 1_000_000_000}


class PyrsMetered(Pyrs):
    """pyrs with an instruction limit."""

    name = "pyrs, instructions limited"
    options = {"max_instructions": 10**15}


class Exec(Engine):
    """exec of the host."""

    name = "CPython exec"

    def create(self):
        """A namespace."""
        space = {}
        exec(LOOP_PYTHON + "def empty(): pass", space)
        return space

    def call(self, space, times):
        """Call the empty function."""
        for _ in range(times):
            space["empty"]()

    def loop(self, space):
        """Run the loop."""
        space["loop"](N)


class Monty(Engine):
    """Pydantic's Monty: sessions in worker processes; what is called from outside is a snippet."""

    name = "pydantic-monty"
    limits = "time, allocations, memory, depth"

    def create(self):
        """A pool with a session, the functions in it."""
        import pydantic_monty
        pool = pydantic_monty.Monty()
        session = pool.__enter__().checkout()
        inside = session.__enter__()
        inside.feed_run(LOOP_PYTHON + "def empty(): pass\n")
        return pool, session, inside

    def call(self, instance, times):
        """Call the empty function."""
        run = instance[2].feed_run
        for _ in range(times // 10):
            run("empty()")
        self.scale = 10

    def loop(self, instance):
        """Run the loop."""
        instance[2].feed_run(f"loop({N})")

    def destroy(self, instance):
        """End the worker."""
        instance[1].__exit__(None, None, None)
        instance[0].__exit__(None, None, None)


class Lupa(Engine):
    """Lua by lupa."""

    name = "lupa (Lua)"
    limits = "memory"

    def create(self):
        """A Lua state."""
        import lupa
        lua = lupa.LuaRuntime()
        lua.execute(LOOP_LUA)
        return lua, lua.globals().empty, lua.globals().loop

    def call(self, lua, times):
        """Call the empty function."""
        empty = lua[1]
        for _ in range(times):
            empty()

    def loop(self, lua):
        """Run the loop."""
        lua[2](N)


class QuickJS(Engine):
    """JavaScript by quickjs."""

    name = "quickjs (JavaScript)"
    limits = "time, memory, stack"

    def create(self):
        """A context."""
        import quickjs
        context = quickjs.Context()
        context.eval(LOOP_JS)
        return context, context.get("empty"), context.get("loop")

    def call(self, context, times):
        """Call the empty function."""
        empty = context[1]
        for _ in range(times):
            empty()

    def loop(self, context):
        """Run the loop."""
        context[2](N)


class MiniRacer(Engine):
    """V8 by mini-racer."""

    name = "mini-racer (V8)"
    limits = "time, memory"

    def create(self):
        """A context."""
        import py_mini_racer
        context = py_mini_racer.MiniRacer()
        context.eval(LOOP_JS + "; 0")
        return context

    def call(self, context, times):
        """Call the empty function."""
        for _ in range(times):
            context.call("empty")

    def loop(self, context):
        """Run the loop."""
        context.call("loop", N)


ENGINES = [Pyrs, PyrsLimited, PyrsMetered, Exec, Monty, Lupa, QuickJS, MiniRacer]


def children():
    """The ids of the processes that this one started."""
    found = []
    for task in os.listdir("/proc/self/task"):
        try:
            found += Path(f"/proc/self/task/{task}/children").read_text().split()
        except FileNotFoundError:       # the thread has ended
            pass
    return found


def spent():
    """Seconds of processor time."""
    nanoseconds = 0
    for each in children():
        for task in os.listdir(f"/proc/{each}/task"):
            nanoseconds += int(Path(f"/proc/{each}/task/{task}/schedstat").read_text().split()[0])
    return time.process_time() + nanoseconds / 1e9


def resident():
    """KiB of this process and its children."""
    ids = ["self", *children()]
    return sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) * 4 for each in ids)


def best(action, rounds):
    """The least seconds of processor time that `action()` took, in this process and its children."""
    least = float("inf")
    for _ in range(rounds):
        start = spent()
        action()
        least = min(least, spent() - start)
    return least


def cpu(action):
    """The CPU nanoseconds that `action()` takes."""
    start = time.process_time_ns()
    action()
    return time.process_time_ns() - start


def measure(kind):
    """(engine, ms to create, us to call, ns per step, KiB each, limits)."""
    engine = kind()
    instance = engine.create()
    create = best(lambda: engine.destroy(engine.create()), 10)
    call = best(lambda: engine.call(instance, 1000), 15) / 1000 * engine.scale
    step = best(lambda: engine.loop(instance), 15) / N
    gc.collect()
    before = resident()
    many = [engine.create() for _ in range(20)]
    each = (resident() - before) / 20
    del many
    return engine.name, create * 1e3, call * 1e6, step * 1e9, each, engine.limits


def compare():
    """Print the table of engines."""
    print("| | create, ms | call, us | loop, ns a step | memory, KiB each | limits that hold |\n|---|---|---|---|---|---|", flush=True)
    for kind in ENGINES:
        subprocess.run([sys.executable, "-m", "benches.embed", "--one", kind.__name__], timeout=120)


def one(name):
    """Print the row of one engine."""
    kind = next(kind for kind in ENGINES if kind.__name__ == name)
    try:
        name, create, call, step, each, limits = measure(kind)
    except Exception as error:
        print(f"| {kind.name} | not measured: {type(error).__name__}: {str(error)[:60]} | | | | |")
        return
    print(f"| {name} | {create:.2f} | {call:.2f} | {step:.1f} | {each:.0f} | {limits} |")


# What is run of benches/scripts: script, expression.
LOOPS = [("loop_sum", "plain(200_000)"), ("loop_sum", "stepped(300_000)"), ("loop_sum", "filtered(60_000)"), ("loop_sum", "floats(150_000)"),
         ("loop_sum", "counted(100_000)"), ("nested_loops", "triangle(500)"), ("nested_loops", "cube(40)"), ("nested_loops", "primes(50_000)"),
         ("nested_loops", "triples(120)"), ("nested_loops", "grid_sum(40, 40, 20)"), ("fib_iterative", "max(fib_while(60) for _ in range(500))"),
         ("fib_iterative", "fib_mod(60_000, 1_000_007)"), ("fib_recursive", "fib(20)"), ("fib_recursive", "tribonacci(17)"),
         ("function_calls", "positional(30_000)"), ("function_calls", "defaults(20_000)"), ("function_calls", "keywords(10_000)"),
         ("list_operations", "build(20_000)"), ("list_operations", "bubble_sort(list(range(120, 0, -1)))"), ("dict_operations", "integers(10_000)"),
         ("dict_operations", "churn(10_000)"), ("generator_iteration", "sum(count(40_000))"), ("comprehensions", "lists(600)"),
         ("method_dispatch", "monomorphic(10_000)"), ("closure_calls", "max(collatz(n) for n in range(1, 8_000))"), ("string_concat", "append_characters(20_000)"),
         ("exception_handling", "succeeds(200_000)")]
LIMITS = {"none again": {}, "timeout": {"timeout": 600}, "cpu_time": {"cpu_time": 600}, "max_memory": {"max_memory": 4 << 30},
          "max_instructions": {"max_instructions": 10**15}, "max_frames": {"max_frames": 900}, "max_output": {"max_output": 10**9},
          "all": {"timeout": 600, "cpu_time": 600, "max_memory": 4 << 30, "max_instructions": 10**15, "max_frames": 900, "max_output": 10**9}}


def script_of(name):
    """The source of benches/scripts/NAME.py without its main part."""
    return (Path(__file__).parent / "scripts" / f"{name}.py").read_text(encoding="utf-8").replace('if __name__ == "__main__"', "if False")


def warm_runtime(source, code, limits):
    """A runtime with these limits that has run the loop twice."""
    import pyrs
    rt = pyrs.Runtime(stdout=lambda text: None, **limits)
    rt.exec(source)
    for _ in range(2):
        rt.eval(code)
    return rt


def print_ratios(head, columns, rows):
    """Print (loop, first, {column: ratio}) of each loop in percent, and the geometric mean."""
    print(f"| loop | {head} | " + " | ".join(columns) + " |\n|---|---" + "|---" * len(columns) + "|", flush=True)
    ratios = {name: [] for name in columns}
    for loop, first, row in rows:
        for name in columns:
            ratios[name].append(row[name])
        print(f"| {loop} | {first} | " + " | ".join(f"{100 * (row[name] - 1):+.1f}" for name in columns) + " |", flush=True)
    means = {name: math.exp(sum(map(math.log, values)) / len(values)) for name, values in ratios.items()}
    print("| geometric mean | | " + " | ".join(f"{100 * (means[name] - 1):+.1f}" for name in columns) + " |")


COPIES = 4      # runtimes of each kind: where the heap puts the objects of one is worth up to 10 % either way


def overhead(rounds):
    """Yield the processor time of each loop, and its ratio under each limit."""
    import pyrs
    for script, expression in LOOPS:
        source, code = script_of(script), pyrs.compile(expression, mode="eval")
        runtimes = [(name, warm_runtime(source, code, limits)) for _ in range(COPIES) for name, limits in {"none": {}, **LIMITS}.items()]
        # The code is shared and its caches with it, so that nobody goes first in the same state: the order turns.
        least = {name: math.inf for name, _ in runtimes}
        for _ in range(rounds):
            for name, rt in runtimes:
                least[name] = min(least[name], cpu(lambda rt=rt, code=code: rt.eval(code)))
            runtimes.append(runtimes.pop(0))
        yield f"{script}: {expression}", f"{least['none'] / 1e6:.2f}", {name: least[name] / least["none"] for name in LIMITS}
        for _, rt in runtimes:
            rt.close()


COUNTED = {name: LIMITS[name] for name in ("max_instructions", "all")}


def counted():
    """Yield the executed instructions of each loop (in thousands), and their ratio under limits, by callgrind."""
    import re
    import tempfile
    with tempfile.TemporaryDirectory() as folder:
        # getppid() makes callgrind dump what was executed since the last one.
        subprocess.run(["valgrind", "-q", "--tool=callgrind", "--dump-before=getppid", f"--callgrind-out-file={folder}/out",
                        sys.executable, "-m", "benches.embed", "--run-counted"], check=True, stdout=subprocess.DEVNULL)
        counts = [int(re.search(r"^(?:totals|summary): (\d+)", (Path(folder) / f"out.{n}").read_text(), re.M).group(1))
                  for n in range(2, 2 * len(LOOPS) * (1 + len(COUNTED)) + 1, 2)]
    for script, expression in LOOPS:
        none, *rest = counts[:1 + len(COUNTED)]
        del counts[:1 + len(COUNTED)]
        yield f"{script}: {expression}", none // 1000, {name: count / none for name, count in zip(COUNTED, rest)}


def run_counted():
    """What `counted` runs under callgrind."""
    import pyrs
    for script, expression in LOOPS:
        source, code = script_of(script), pyrs.compile(expression, mode="eval")
        for limits in ({}, *COUNTED.values()):
            rt = warm_runtime(source, code, limits)
            gc.collect()
            os.getppid()
            rt.eval(code)
            os.getppid()
            rt.close()


def main():
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--overhead", action="store_true", help="what limits cost on loops")
    parser.add_argument("--instructions", action="store_true", help="the same in executed instructions, by callgrind")
    parser.add_argument("--run-counted", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run_counted:
        run_counted()
    elif options.instructions:
        print_ratios("thousands", COUNTED, counted())
    elif options.overhead:
        print_ratios("ms", LIMITS, overhead(options.rounds))
    elif options.one:
        one(options.one)
    else:
        compare()


if __name__ == "__main__":
    main()
