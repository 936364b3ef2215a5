"""pyrs against CPython, side by side: `python -m benches.compare` (make compare).

    python -m benches.compare [--quick] [--rounds 5] [--only loop_sum,strings] [--hosts PY,PY] [--json FILE] [--html FILE] [--check]

Every program runs on each host and on pyrs inside it, and on PyPy and the other Pythons that are there: interleaved, in a process of its own each
time, the order turned around every other round. One run before the first round warms caches and is not counted. What counts is the
program's own time (`run`); `full` adds the compilation of its source, `process` is everything from the start of the process to its end.

The hosts are Debian's PGO-built python3.11, which the floors are about, and the running interpreter. The exit code is 1 when a program fails or
engines print different things, with --check also when a floor is missed or pyrs needs more memory than it may.
"""
from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benches import catalog, hosts

WORKER = Path(__file__).with_name("worker.py")


@dataclass
class Measured:
    """All rounds of one program on one engine: seconds, and the peak in KB."""
    run: list[float] = field(default_factory=list)
    full: list[float] = field(default_factory=list)
    process: list[float] = field(default_factory=list)
    peak: int = 0
    digest: str = ""
    error: str = ""

    def best(self, what: str = "run") -> float | None:
        values = getattr(self, what)
        return min(values) if values and not self.error else None


def launch(engine, arguments, cache, timeout):
    """Run a command of the engine; return (stdout, wall seconds, CPU seconds). Raises RuntimeError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    try:
        done = subprocess.run(engine.command(*arguments), capture_output=True, text=True, env=engine.environment(cache), timeout=timeout)
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"longer than {timeout:.0f} s") from None
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1])
    return done.stdout, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def once(engine, program, options, result: Measured, counted: bool) -> None:
    """One run of the program; what it cost is added to `result`, its failure noted there."""
    try:
        stdout, wall, cpu = launch(engine, [WORKER, program.path], options.cache, options.timeout)
    except RuntimeError as error:
        result.error = str(error)
        return
    line = json.loads(stdout)
    result.digest = line["digest"]
    if counted:
        run, compiling = line[f"run_{options.clock}"], line[f"compile_{options.clock}"]
        result.run.append(run)
        result.full.append(run + compiling)
        result.process.append(cpu if options.clock == "cpu" else wall)
        result.peak = max(result.peak, line["peak"] or 0)


def measure(program, engines, options) -> dict[str, Measured]:
    """All rounds of one program on all engines that can run it, by the engine's title."""
    able = [engine for engine in engines if program.group != "pandas" or engine.host.pandas]
    results = {engine.title: Measured() for engine in able}
    for turn in range(options.rounds + options.warm):
        for engine in able if turn % 2 == 0 else reversed(able):
            if not results[engine.title].error:
                once(engine, program, options, results[engine.title], turn >= options.warm)
    digests = {r.digest for r in results.values() if not r.error}
    if len(digests) > 1:
        base = next(r for title, r in results.items() if not r.error)
        for result in results.values():
            if not result.error and result.digest != base.digest:
                result.error = "prints something else"
    return results


def start_up(engines, options) -> dict[str, float]:
    """The best time from start to end of a process that does nothing."""
    times: dict[str, list[float]] = {engine.title: [] for engine in engines}
    for _ in range(options.rounds + 2):
        for engine in engines:
            try:
                _, wall, cpu = launch(engine, ["-c", "pass"], options.cache, options.timeout)
                times[engine.title].append(cpu if options.clock == "cpu" else wall)
            except RuntimeError:
                pass
    return {title: min(values) for title, values in times.items() if values}


def mean(values) -> float | None:
    """The geometric mean; None of nothing."""
    values = [v for v in values if v]
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def ratio(base: float | None, value: float | None) -> float | None:
    return base / value if base and value else None


@dataclass
class Row:
    """One program with pyrs inside one host against that host: ratios are the host's time over pyrs'."""
    program: catalog.Program
    base: Measured
    pyrs: Measured
    strict: bool        # the floors are about this host

    def ratio(self, what: str = "run") -> float | None:
        return ratio(self.base.best(what), self.pyrs.best(what))

    @property
    def memory(self) -> float | None:
        """pyrs' peak over the host's."""
        return self.pyrs.peak / self.base.peak if self.base.peak and self.pyrs.peak else None

    @property
    def mark(self) -> str:
        error = self.pyrs.error or self.base.error
        if error:
            return f"FAILED {error}"
        words = []
        if self.strict and self.program.floor and self.ratio() < self.program.floor:
            words.append(f"below {self.program.floor}x")
        if self.memory and self.memory > catalog.MEMORY:
            words.append("memory")
        return ", ".join(words)


def means(rows: list[Row]) -> list[tuple[str, float | None, tuple[float, float] | None]]:
    """(name, geometric mean, (floor, aim)) of each group, of the named scripts, of the larger programs, of the full pipeline."""
    groups = list(dict.fromkeys(row.program.group for row in rows))
    table = [(group, mean(r.ratio() for r in rows if r.program.group == group), catalog.LARGER if group == catalog.PROGRAMS else None)
             for group in groups]
    named = [r for r in rows if r.program.name in catalog.FLOORS]
    if len(named) > 1:
        table.append((f"the {len(named)} with floors", mean(r.ratio() for r in named),
                      catalog.FOURTEEN if len(named) == len(catalog.FLOORS) else None))
    table.append((catalog.FULL, mean(r.ratio("full") for r in rows), None))
    table.append(("whole process", mean(r.ratio("process") for r in rows), None))
    return table


def text(value, form="{:.2f}") -> str:
    return "-" if value is None else form.format(value)


HEAD = (f"{'program':<22}{'host min':>10}{'median':>9}{'pyrs min':>10}{'median':>9}{'ratio':>8}{'full':>8}{'process':>9}"
        f"{'host MB':>9}{'pyrs MB':>9}{'memory':>8}")


def line(row: Row) -> str:
    """The program's line in the printed table; times in ms."""
    def times(measured):
        if measured.error or not measured.run:
            return f"{'-':>10}{'-':>9}"
        return f"{min(measured.run) * 1e3:>10.1f}{statistics.median(measured.run) * 1e3:>9.1f}"
    memory = "".join(f"{text(m.peak / 1024 if m.peak else None, '{:.1f}'):>9}" for m in (row.base, row.pyrs))
    return (f"{row.program.name:<22}{times(row.base)}{times(row.pyrs)}{text(row.ratio(), '{:.2f}x'):>8}{text(row.ratio('full'), '{:.2f}x'):>8}"
            f"{text(row.ratio('process'), '{:.2f}x'):>9}{memory}{text(row.memory, '{:.2f}x'):>8}  {row.mark}").rstrip()


def find_hosts(options) -> tuple[list[hosts.Host], list[hosts.Host]]:
    """(hosts that pyrs runs in, other interpreters); says on the way what is missing."""
    found: list[hosts.Host] = []
    for python in options.hosts or hosts.default_hosts():
        host = hosts.probe(python)
        if host is None:
            print(f"note: {python} is not there or does not start: compared without it" +
                  ("" if options.hosts else "; it is the PGO-built Python that the floors are about (Debian: apt-get install python3.11; "
                   "elsewhere PYRS_PGO_PYTHON=...)"))
            continue
        if any(host.real == other.real and host.pandas == other.pandas for other in found):
            continue
        hosts.lend_pandas(host)
        hosts.try_pyrs(host)
        if host.problem:
            print(f"note: pyrs does not run in {python} ({host.title}): {host.problem}")
        elif not host.profiled:
            print(f"note: the pyrs of {python} is built without a profile, as no installed one is: its figures are too low (make pgo)")
        found.append(host)
    if found and not any(host.pgo for host in found):
        print("note: no host is PGO-built. A CPython without profile feedback is slower, so that ratios against it flatter pyrs.")
    more = hosts.others(found) if options.others else []
    return [h for h in found if not h.problem], [h for h in found if h.problem] + more


def as_json(options, found, engines, rows_of, results, startup) -> dict:
    """Everything measured, for machines."""
    return {
        "machine": {"system": platform.platform(), "processors": os.cpu_count(), "load": os.getloadavg()},
        "clock": options.clock, "rounds": options.rounds,
        "hosts": [{"python": h.python, "title": h.title, "pgo": h.pgo, "pyrs_profiled": h.profiled, "lto": h.lto, "pandas": h.pandas} for h in found],
        "engines": [engine.title for engine in engines],
        "start_up": startup,
        "programs": {p.name: {"group": p.group, "floor": p.floor, "engines": {title: vars(m) for title, m in r.items()}}
                     for p, r in results},
        "compared": {host.title: {
            "ratios": {r.program.name: {"run": r.ratio(), "full": r.ratio("full"), "process": r.ratio("process"), "memory": r.memory,
                                        "mark": r.mark} for r in rows_of[host.title]},
            "means": {name: value for name, value, _ in means(rows_of[host.title])}} for host in found},
    }


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benches.compare", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, help="counted runs of each program on each engine (default 5)")
    parser.add_argument("--only", default="", metavar="NAME,...", help="these programs and groups")
    parser.add_argument("--quick", action="store_true", help="one round after no warm-up, no other Pythons")
    parser.add_argument("--hosts", type=lambda value: value.split(","), metavar="PY,...", help="the CPythons to be inside of and compared with")
    parser.add_argument("--clock", choices=("cpu", "wall"), default="cpu", help="cpu (default): time of the process' own, which neighbours disturb least")
    parser.add_argument("--timeout", type=float, default=120.0, metavar="SECONDS", help="for one run")
    parser.add_argument("--no-others", dest="others", action="store_false", help="without PyPy and other versions of Python")
    parser.add_argument("--json", metavar="FILE", default="build/compare.json", help="'' for none")
    parser.add_argument("--html", metavar="FILE", default="build/compare.html", help="'' for none")
    parser.add_argument("--check", action="store_true", help="fail below floors and above the memory limit too")
    options = parser.parse_args(argv)
    options.warm = 0 if options.quick else 1
    options.rounds = options.rounds or (1 if options.quick else 5)
    options.others = options.others and not options.quick
    try:
        chosen = catalog.choose(options.only)
    except ValueError as error:
        parser.error(str(error))
    found, more = find_hosts(options)
    if not found:
        print("error: pyrs runs in none of the hosts (build it: python setup.py build_ext --inplace)")
        return 1
    engines = [hosts.Engine(host, pyrs) for host in found for pyrs in (False, True)] + [hosts.Engine(host, False) for host in more]
    with tempfile.TemporaryDirectory() as options.cache:
        return report(options, chosen, found, engines)


def report(options, chosen, found, engines) -> int:
    """Measure everything, print and write it."""
    strict = next((host for host in found if host.pgo and host.version.startswith("3.11.")), None)
    print(f"baselines: {', '.join(e.title for e in engines if not e.pyrs)}; {options.rounds} rounds, {options.clock} time, ms; "
          f"ratios are CPython's time over pyrs'")
    results, rows_of = [], {host.title: [] for host in found}
    for program in chosen:
        results.append((program, measure(program, engines, options)))
        print(f"{program.name}: " + ", ".join(f"{title} {text(m.best(), '{:.3f}')}" for title, m in results[-1][1].items()), file=sys.stderr, flush=True)
    startup = start_up(engines, options)
    for host in found:
        base, inside = hosts.Engine(host, False).title, hosts.Engine(host, True).title
        rows = rows_of[host.title] = [Row(p, r[base], r[inside], host is strict) for p, r in results if base in r]
        print(f"\n== {inside}, against it ({host.python}) ==\n{HEAD}")
        for row in rows:
            print(line(row))
        for name, value, floor in means(rows):
            print(f"  {name:<24}{text(value, '{:.2f}x'):>8}" + (f"   floor {floor[0]}x, aim {floor[1]}x" if floor and host is strict else ""))
        if base in startup and inside in startup:
            print(f"  start-up: {startup[base] * 1e3:.1f} ms, pyrs {startup[inside] * 1e3:.1f} ms")
        for program, r in results:
            if base not in r:
                print(f"  {program.name}: not run, no pandas for {host.title}")
    base = hosts.Engine(found[0], False).title
    for engine in engines:
        if not engine.pyrs and engine.host not in found:
            values = [ratio(r[base].best(), r[engine.title].best()) for _, r in results if base in r and engine.title in r]
            failed = [p.name for p, r in results if engine.title in r and r[engine.title].error]
            print(f"\n{engine.title}: {text(mean(values), '{:.2f}x')} of {base} over {sum(v is not None for v in values)} programs" +
                  (f"; failed: {', '.join(failed)}" if failed else ""))
    data = as_json(options, found, engines, rows_of, results, startup)
    for path, content in ((options.json, lambda: json.dumps(data, indent=1)), (options.html, lambda: page(data))):
        if path:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(content() + "\n", encoding="utf-8")
            print(f"written: {path}")
    failed = any(m.error for _, r in results for m in r.values())
    missed = any(row.mark for row in rows_of[(strict or found[0]).title])
    missed |= any(floor and value and value < floor[0] for _, value, floor in means(rows_of[strict.title])) if strict else False
    return 1 if failed or (options.check and missed) else 0


def page(data: dict) -> str:
    from benches import plots
    return plots.page(data)


if __name__ == "__main__":
    sys.exit(main())
