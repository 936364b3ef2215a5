"""pyrs.Runtime beside other ways to run code inside a Python program: python -m benches.embed [--markdown]

Compared with `exec` of CPython, and, where they are installed, pydantic-monty, lupa, quickjs and mini-racer (the last three run another language).
CPU time, best of several rounds; memory is the resident growth per instance.
"""
import argparse
import gc
import time

LOOP_PYTHON = "def loop(n):\n    s = 0\n    for i in range(n):\n        s += i\n    return s\n"
LOOP_JS = "function loop(n) { let s = 0; for (let i = 0; i < n; i++) s += i; return s; } function empty() {}"
LOOP_LUA = "function loop(n) local s = 0; for i = 0, n - 1 do s = s + i end; return s end; function empty() end"
N = 300_000


class Engine:
    """One engine: create() an instance, call(instance) an empty function, loop(instance) of N steps."""

    limits = "none"

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
    """Pydantic's Monty: no functions to call from outside, so a call is a run of the prepared program."""

    name = "pydantic-monty"
    limits = "time, allocations, memory, depth"

    def create(self):
        """Two prepared programs."""
        import pydantic_monty
        return pydantic_monty.Monty(LOOP_PYTHON + f"loop({N})"), pydantic_monty.Monty("None")

    def call(self, programs, times):
        """Run the empty program."""
        for _ in range(times):
            programs[1].run()

    def loop(self, programs):
        """Run the loop."""
        programs[0].run()


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


def resident():
    """KiB."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4


def best(action, rounds):
    """The least CPU seconds that `action()` took."""
    least = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        action()
        least = min(least, time.process_time() - start)
    return least


def measure(kind):
    """(engine, ms to create, us to call, ns per step, KiB each, limits)."""
    engine = kind()
    instance = engine.create()
    create = best(lambda: engine.destroy(engine.create()), 10)
    call = best(lambda: engine.call(instance, 1000), 7) / 1000
    step = best(lambda: engine.loop(instance), 7) / N
    gc.collect()
    before = resident()
    many = [engine.create() for _ in range(10)]
    each = (resident() - before) / 10
    del many
    return engine.name, create * 1e3, call * 1e6, step * 1e9, each, engine.limits


def main():
    """Print the table."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    print("| | create, ms | call, us | loop, ns a step | memory, KiB each | limits that hold |\n|---|---|---|---|---|---|")
    for kind in ENGINES:
        try:
            name, create, call, step, each, limits = measure(kind)
        except Exception as error:
            print(f"| {kind.__name__} | not measured: {type(error).__name__}: {str(error)[:60]} | | | | |")
            continue
        print(f"| {name} | {create:.2f} | {call:.2f} | {step:.1f} | {each:.0f} | {limits} |", flush=True)


if __name__ == "__main__":
    main()
