"""What is measured: the programs, their groups, and the ratios that pyrs inside a PGO-built CPython 3.11 has to reach against that CPython."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent

SCRIPTS = {
    "arithmetic": ("fib_iterative", "loop_sum"),
    "function_calls": ("fib_recursive", "function_calls"),
    "control_flow": ("nested_loops",),
    "strings": ("string_concat",),
    "collections": ("list_operations", "dict_operations", "comprehensions"),
    "object_model": ("class_creation", "method_dispatch"),
    "closures_generators": ("closure_calls", "generator_iteration"),
    "exceptions": ("exception_handling",),
    "pandas": ("pandas_dataframe", "pandas_groupby"),
}
# Every program of benches/programs/.
PROGRAMS = "programs"
# Not a set of programs: all of them, from source to result.
FULL = "full_pipeline"

# (floor, aim): time of CPython over time of pyrs.
FLOORS = {
    "loop_sum": (5.0, 7.0),
    "nested_loops": (3.5, 6.0),
    "fib_iterative": (4.0, 6.0),
    "fib_recursive": (2.3, 3.5),
    "function_calls": (2.0, 3.5),
    "method_dispatch": (2.0, 3.5),
    "class_creation": (1.7, 3.0),
    "closure_calls": (2.2, 3.5),
    "generator_iteration": (2.0, 3.5),
    "comprehensions": (2.0, 3.5),
    "exception_handling": (1.5, 3.0),
    "list_operations": (1.8, 3.0),
    "dict_operations": (1.3, 1.8),
    "string_concat": (1.3, 2.5),
}
FOURTEEN = (2.2, 3.3)       # geometric mean of those above
LARGER = (1.8, 2.8)         # geometric mean of benches/programs/
SINGLE = 1.1                # any program not bound by the host's C code
MEMORY = 1.3                # peak of pyrs over peak of CPython


@dataclass(frozen=True)
class Program:
    """A program and where it belongs."""
    name: str
    group: str
    path: Path

    @property
    def floor(self) -> float | None:
        """The ratio it has to reach; None for those that spend their time in pandas' C code."""
        return None if self.group == "pandas" else FLOORS.get(self.name, (SINGLE,))[0]


def programs() -> list[Program]:
    """Everything that is measured, in the order it is shown."""
    found = [Program(name, group, HERE / "scripts" / f"{name}.py") for group, names in SCRIPTS.items() for name in names]
    found += [Program(path.stem, PROGRAMS, path) for path in sorted((HERE / "programs").glob("*.py"))]
    return found


def choose(only: str) -> list[Program]:
    """The programs and groups named in `only` (commas between them); all of them for "". Raises ValueError for an unknown name."""
    everything = programs()
    wanted = [word for word in only.split(",") if word]
    for word in wanted:
        if not any(word in (p.name, p.group) for p in everything):
            raise ValueError(f"no such program or group: {word}")
    return [p for p in everything if not wanted or p.name in wanted or p.group in wanted]
