"""Every public name of `pyrs` as a type checker sees it; test_types.py checks this file with mypy --strict, and runs it."""
import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, assert_type

import pyrs


class Shape:
    """A class to lend."""

    sides: int = 4


def double(x: int) -> int:
    """A function to lend."""
    return 2 * x


def configurations() -> pyrs.RuntimeConfig:
    """Limits and RuntimeConfig."""
    limits = pyrs.Limits(timeout=5, cpu_time=5.5, max_instructions=10**9, max_memory=10**9, max_frames=500, max_output=10**6, grace=0.1)
    assert_type(limits.timeout, float | None)
    assert_type(limits.replace(timeout=1), pyrs.Limits)
    written: list[str] = []
    config = pyrs.RuntimeConfig(limits=limits, imports={"math", "json"}, path=["/tmp"], argv=["a"], env={"A": "b"}, cwd=Path("/"), stdout=written.append,
                                stderr=None, builtins={"answer": 42}, optimize=1, hash_seed=None)
    pyrs.RuntimeConfig(imports=lambda name: name != "os")
    pyrs.RuntimeConfig(imports="stdlib", builtins={"len"})
    assert_type(config.replace(imports="none"), pyrs.RuntimeConfig)
    return config


def running(rt: pyrs.Runtime, path: Path) -> None:
    """exec, eval, call, names."""
    rt.exec("x = 1\ndef f(a, b=2): return a + b", filename="f.py")
    assert_type(rt.eval("x"), Any)
    assert_type(rt.eval("x", type=int), int)
    assert_type(rt.eval("[x]", type=list[int]), list[int])
    assert_type(rt.call("f", 1, b=3), Any)
    function: Callable[[int], int] = rt.get("f")
    assert function(1) == 3
    assert_type(rt.get("x", type=int), int)
    rt.get("nosuch", default=None)
    rt.set("y", Shape())
    rt.delete("y")
    rt.globals["z"] = 3
    assert_type(rt.exec_file(path, argv=["a"], run_name="__main__"), dict[str, Any])
    assert_type(rt.import_("math"), Any)
    assert_type(rt.module("tools").add("a", 1).add_function("double", double).add_function(double).add_class(Shape), pyrs.ModuleBuilder)
    assert_type(rt.module("tools").module, ModuleType)
    assert_type(rt.modules, dict[str, Any])
    assert_type(rt.builtins, ModuleType)


def compiled(rt: pyrs.Runtime) -> None:
    """CompiledCode and scopes."""
    code = rt.compile("1 + 1", "f", "eval")
    assert_type(code, pyrs.CompiledCode)
    assert_type((code.filename, code.mode), tuple[str, str])
    assert rt.eval(pyrs.compile("2", mode="eval"), type=int) == 2
    assert_type(rt.is_complete("def f():"), bool)
    scope = rt.scope()
    assert_type(scope, pyrs.Scope)
    scope.exec("y = 2")
    scope.set("n", 1)
    scope.delete("n")
    assert_type(scope.eval("y", type=int), int)
    assert_type(scope.get("y", type=int), int)
    assert_type(scope.globals, dict[str, Any])
    scope.call("f", 1)
    rt.exec("y = 3", scope=scope)
    rt.exec("y = 3", scope={})


def results(rt: pyrs.Runtime) -> None:
    """attempt, statistics, options."""
    match rt.attempt("1 + 1"):
        case pyrs.Ok(value):
            assert value == 2
        case pyrs.Err(error):
            assert_type(error, Exception)
    result = rt.attempt("1 + 1", type=int)
    assert result.unwrap() == 2
    if result.ok:
        print(result.value)
    else:
        print(result.error)
    stats = rt.stats()
    assert_type((stats.runs, stats.instructions, stats.memory, stats.peak_memory, stats.output, stats.soft_stops, stats.hard_stops),
                tuple[int, int, int, int, int, int, int])
    assert_type((stats.time, stats.cpu_time), tuple[float, float])
    with rt.options(timeout=5, max_memory=10**9) as same:
        assert_type(same, pyrs.Runtime)
    assert_type(rt.options(max_instructions=10**9).eval("1"), Any)
    rt.options(max_frames=100).exec("1")
    rt.options(max_output=100).call("f", 1)
    rt.options(grace=1).attempt("1")
    assert_type(rt.interrupt(), bool)
    assert_type((rt.closed, rt.tainted), tuple[bool, bool])
    assert_type(rt.config, pyrs.RuntimeConfig)
    assert_type(rt.limits, pyrs.Limits)


def errors(rt: pyrs.Runtime) -> None:
    """What is raised."""
    try:
        rt.exec("1 / 0")
    except pyrs.PythonError as error:
        assert_type(error.exception, BaseException)
        assert_type(error.format(), str)
    try:
        rt.exec("x x")
    except pyrs.PyrsSyntaxError as syntax:
        assert_type((syntax.incomplete, syntax.lineno), tuple[bool, int | None])
    try:
        rt.exec("raise SystemExit(3)")
    except pyrs.GuestExit as leaving:
        assert_type(leaving.code, object)
    try:
        rt.eval("1", type=str)
    except pyrs.ConversionError as conversion:
        assert_type(conversion.path, str)
    try:
        rt.exec("pass")
    except (pyrs.TimeLimitExceeded, pyrs.InstructionLimitExceeded, pyrs.MemoryLimitExceeded, pyrs.FrameLimitExceeded, pyrs.OutputLimitExceeded) as limit:
        assert_type(limit.hard, bool)
    except (pyrs.Interrupted, pyrs.ImportDenied, pyrs.WrongThreadError, pyrs.RuntimeClosed):
        raise
    assert issubclass(pyrs.LimitExceeded, pyrs.PyrsError)


async def awaiting(rt: pyrs.Runtime) -> None:
    """Coroutines."""
    await rt.aexec("import asyncio; await asyncio.sleep(0)")
    assert_type(await rt.aeval("1"), Any)
    assert_type(await rt.aeval("1", type=int), int)
    assert_type(await rt.acall("f", 1), Any)
    task: asyncio.Task[Any] = asyncio.create_task(rt.aeval("2"))
    assert await task == 2


def sharing(rt: pyrs.Runtime, path: Path) -> None:
    """SharedRuntime."""
    shared = rt.shared()
    assert_type(shared, pyrs.SharedRuntime)
    shared.exec("n = 1")
    assert_type(shared.eval("n", type=int), int)
    shared.set("m", 2)
    shared.get("m")
    shared.delete("m")
    shared.call("f", 1)
    shared.exec_file(path)
    shared.import_("math")
    shared.attempt("1")
    assert_type((shared.closed, shared.interrupt()), tuple[bool, bool])
    assert_type((shared.stats(), shared.compile("1")), tuple[pyrs.Stats, pyrs.CompiledCode])
    with shared as same:
        assert_type(same, pyrs.SharedRuntime)


def main(folder: str) -> None:
    """Run all of it."""
    path = Path(folder) / "script.py"
    path.write_text("n = 1")
    with pyrs.Runtime(configurations(), timeout=20, path=None, imports="all") as rt:
        assert_type(rt, pyrs.Runtime)
        running(rt, path)
        compiled(rt)
        results(rt)
        errors(rt)
        asyncio.run(awaiting(rt))
        sharing(rt, path)
    pyrs.Runtime(pyrs.Limits(timeout=1)).close()
    assert_type(pyrs.run("x = 1", imports="none"), dict[str, Any])
    assert_type(pyrs.run(path), dict[str, Any])
    assert isinstance(os.fspath(path), str) and pyrs.__version__ in pyrs.__version__
