"""The pandas table: workloads of NumPy and pandas on pyrs against the CPython it is hosted in.

    python -m benches.pandas_table --host /usr/bin/python3.11 [--only NAME,...] [--rounds 5] [--import] [--json FILE]

The same libraries are used by both engines.  A round is one fresh process per engine, the two interleaved; in it each workload warms up,
then runs for a tenth of a second in each of three turns, of which the best counts (processor time per execution). The best round of each engine counts.
Each workload returns a value, which must be the same on both engines.  `bound` is what a loop and calls that cost nothing would give (Amdahl),
from the profile of CPython: 1 / (1 - share of the evaluation loop and the calls).  --import measures a warm `import pandas` and a cold one.

The exit code is 1 when a workload fails or falls below its floor, else 0.
"""
from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOOR = 0.95
OVERHEAD_FLOOR = 1.3

# name: (code for one execution whose last line is an expression, Amdahl bound, floor).  SETUP has run before.
SETUP = '''
import io
import numpy as np
import pandas as pd
rng = np.random.default_rng(0)
names = ["Alice", "Bob", "Charlie", "Alice", "Bob"]
def small():
    return pd.DataFrame({"name": names, "score": [85, 92, 78, 95, 88], "grade": ["A", "A", "B", "A", "B"]})
df5 = small()
ab = pd.DataFrame({"a": [1, 2, 3, 4, 5], "b": [1.5, 2.5, 3.5, 4.5, 5.5]})
big = pd.DataFrame({"k": rng.integers(0, 1000, 100_000), "v": rng.random(100_000), "w": rng.random(100_000)})
right = pd.DataFrame({"k": np.arange(1000), "z": rng.random(1000)})
mid = pd.DataFrame({"a": rng.random(10_000), "b": rng.random(10_000), "c": rng.random(10_000)})
numbers = pd.Series(rng.integers(0, 100, 100_000))
strings = pd.Series(["ab%d" % i for i in range(100_000)])
objects = strings.astype(object)
csv = mid.to_csv(index=False)
pivot = big.assign(h=big.k % 7, g=big.k % 50)
five, fives = np.arange(5.0), np.arange(5)
vector = rng.random(1_000_000)
matrix = rng.random((500, 500))
def branchy(x):
    if x > 50:
        return x * 2
    return x - 1
def target():
    df = small()
    out = [repr(df.head()), repr(df.describe()), repr(df.groupby("name")["score"].mean())]
    out += [repr(df[df["score"] > 80]), repr(df.sort_values("score", ascending=False))]
    df["curved"] = df["score"].apply(lambda x: x + 5)
    out.append(repr(df))
    return "".join(out)
vectorized = np.vectorize(lambda x: x + 1 if x > 3 else x)
'''

WORKLOADS = {
    "target script": ("target()", 1.59, OVERHEAD_FLOOR),
    "construct 5 rows": ("small().shape", 1.43, OVERHEAD_FLOOR),
    "describe 5 rows": ("repr(df5.describe())", 1.53, OVERHEAD_FLOOR),
    "repr 5 rows": ("repr(df5)", 1.61, OVERHEAD_FLOOR),
    "groupby mean 5 rows": ("df5.groupby('name')['score'].mean().tolist()", 1.62, OVERHEAD_FLOOR),
    "boolean filter 5 rows": ("df5[df5['score'] > 80].shape", 1.66, OVERHEAD_FLOOR),
    "sort_values 5 rows": ("df5.sort_values('score', ascending=False).shape", 1.46, OVERHEAD_FLOOR),
    "df[a] + df[b] 5 rows": ("(ab['a'] + ab['b']).sum()", 1.78, OVERHEAD_FLOOR),
    "df.loc scalar": ("ab.loc[2, 'b']", 1.74, OVERHEAD_FLOOR),
    "groupby.agg(lambda) 1k groups": ("big.groupby('k')['v'].agg(lambda s: s.max() - s.min()).sum()", 1.48, OVERHEAD_FLOOR),
    "groupby.apply(lambda df) 1k": ("big.groupby('k')[['v', 'w']].apply(lambda d: d['v'].sum() + d['w'].max()).sum()", 1.46, OVERHEAD_FLOOR),
    "groupby.mean 100k": ("big.groupby('k')['v'].mean().sum()", 1.12, FLOOR),
    "df.apply(axis=1) 10k": ("mid.apply(lambda r: r['a'] + r['b'] * 2, axis=1).sum()", 1.79, OVERHEAD_FLOOR),
    "iterrows 2k": ("sum(r['a'] for _, r in mid[:2000].iterrows())", 1.64, OVERHEAD_FLOOR),
    "itertuples 10k": ("sum(t.a + t.b for t in mid.itertuples())", 1.57, OVERHEAD_FLOOR),
    "Series.apply(lambda) 100k": ("numbers.apply(lambda x: x + 5).sum()", 1.17, FLOOR),
    "Series.map(function) 100k": ("numbers.map(branchy).sum()", 1.26, FLOOR),
    "str.upper 100k": ("strings.str.upper().iloc[-1]", 1.34, FLOOR),
    "str.upper 100k object": ("objects.str.upper().iloc[-1]", 1.29, FLOOR),
    "str.replace regex 100k": ("strings.str.replace(r'b(\\d)', r'_\\1', regex=True).iloc[-1]", 1.23, FLOOR),
    "merge 100k x 1k": ("big.merge(right, on='k').shape", 1.29, FLOOR),
    "sort_values 100k": ("big.sort_values('v').iloc[0, 0]", 1.03, FLOOR),
    "rolling.mean 100k": ("big['v'].rolling(10).mean().sum()", 1.12, FLOOR),
    "rolling.apply(function) 5k": ("big['v'][:5000].rolling(10).apply(lambda x: x[0] + x[-1], raw=True).sum()", 1.21, FLOOR),
    "pivot_table 100k": ("pivot.pivot_table(index='g', columns='h', values='v', aggfunc='mean').shape", 1.15, FLOOR),
    "read_csv 10k": ("pd.read_csv(io.StringIO(csv)).shape", 1.13, FLOOR),
    "to_csv 10k": ("len(mid.to_csv())", 1.03, FLOOR),
    "np small add": ("(five + five)[0]", 1.11, FLOOR),
    "np small sum/mean": ("five.sum() + five.mean()", 1.28, FLOOR),
    "np concat/where/stack": ("np.concatenate([five, five])[0] + np.where(five > 2, five, 0)[0] + np.stack([five, five])[0, 0]", 1.22, FLOOR),
    "np elementwise loop 10k": ("""total = 0.0
for x in vector[:10000]:
    total += x * 2
total""", 1.32, FLOOR),
    "np.vectorize 10k": ("vectorized(numbers[:10000].to_numpy()).sum()", 1.41, FLOOR),
    "apply_along_axis 500": ("np.apply_along_axis(lambda r: r.max() - r.min(), 1, matrix).sum()", 1.22, FLOOR),
    "np sort 1M": ("np.sort(vector)[0]", 1.0, FLOOR),
    "np matmul 500": ("(matrix @ matrix)[0, 0]", 1.0, FLOOR),
    "np exp/sqrt 1M": ("np.exp(np.sqrt(vector))[0]", 1.0, FLOOR),
    "a + b + a + b 4 MB": ("(vector[:500_000] + vector[500_000:] + vector[:500_000] + vector[500_000:])[0]", 1.0, FLOOR),
}

RUNNER = '''
import gc, json, sys, time
def measure(run):
    for _ in range(3):
        value = run()
    clock, best = time.process_time, 1e9
    n = 1
    while True:
        start = clock()
        for _ in range(n):
            run()
        spent = clock() - start
        if spent > 0.02:
            break
        n *= 4
    n = max(1, int(n * 0.1 / spent))
    for _ in range(3):
        start = clock()
        for _ in range(n):
            run()
        best = min(best, (clock() - start) / n)
    return best, value
results = {}
for name, run in workloads.items():
    try:
        seconds, value = measure(run)
        results[name] = [seconds, repr(value)]
    except Exception as error:
        results[name] = [None, f"{type(error).__name__}: {error}"]
print(json.dumps(results))
'''


@dataclass
class Row:
    """One line: processor seconds per execution, the bound and the floor."""
    name: str
    cpython: float | None
    pyrs: float | None
    bound: float
    floor: float
    error: str = ""

    @property
    def ratio(self) -> float | None:
        return self.cpython / self.pyrs if self.cpython and self.pyrs else None

    @property
    def ok(self) -> bool:
        return self.ratio is not None and self.ratio >= self.floor


def script(names) -> str:
    """The program that measures the workloads `names`."""
    parts = [SETUP, "workloads = {}"]
    for i, name in enumerate(names):
        *before, last = WORKLOADS[name][0].splitlines()
        body = "\n".join(f"    {line}" for line in [*before, f"return {last}"])
        parts.append(f"def workload_{i}():\n{body}\nworkloads[{name!r}] = workload_{i}")
    return "\n".join([*parts, RUNNER])


def once(command, path: str, timeout: float) -> dict:
    environment = dict(os.environ, PYTHONPATH=str(ROOT), PYTHONHASHSEED="0", OPENBLAS_NUM_THREADS="1")
    done = subprocess.run([*command, path], capture_output=True, text=True, env=environment, timeout=timeout)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def measure(names, options) -> list[Row]:
    engines = {"CPython": (options.host,), "pyrs": (options.host, "-m", "pyrs")}
    best: dict[str, dict] = {engine: {} for engine in engines}
    values: dict[str, dict] = {engine: {} for engine in engines}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "workloads.py")
        Path(path).write_text(script(names), encoding="utf-8")
        for _ in range(options.rounds):
            for engine, command in engines.items():
                for name, (seconds, value) in once(command, path, options.timeout).items():
                    values[engine][name] = value
                    if seconds is not None:
                        best[engine][name] = min(seconds, best[engine].get(name, seconds))
    rows = []
    for name in names:
        _, bound, floor = WORKLOADS[name]
        row = Row(name, best["CPython"].get(name), best["pyrs"].get(name), bound, floor)
        if values["CPython"][name] != values["pyrs"][name]:
            row.error = f"CPython {values['CPython'][name][:60]}, pyrs {values['pyrs'][name][:60]}"
        rows.append(row)
    return rows


def measure_import(options) -> tuple[list[Row], float]:
    """Rows for `import pandas`, warm and cold (without any cached code); processor time of the whole process minus that of an empty one."""
    rows = []
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    engines = {"CPython": (options.host,), "pyrs": (options.host, "-m", "pyrs")}

    def spent(command, code, **extra):
        before = os.times()
        subprocess.run([*command, "-c", code], env={**environment, **extra}, check=True, timeout=options.timeout)
        after = os.times()
        return after.children_user - before.children_user + after.children_system - before.children_system

    warm = {engine: 1e9 for engine in engines}
    cold = dict(warm)
    for command in engines.values():
        spent(command, "import pandas")
    for round_number in range(options.rounds):
        for engine, command in engines.items():
            warm[engine] = min(warm[engine], spent(command, "import pandas") - spent(command, "pass"))
            if round_number < 2:
                with tempfile.TemporaryDirectory() as folder:
                    cold[engine] = min(cold[engine], spent(command, "import pandas", PYTHONPYCACHEPREFIX=folder, PYTHONDONTWRITEBYTECODE="1"))
    rows.append(Row("import pandas, warm", warm["CPython"], warm["pyrs"], 1.0, 1 / 1.15))
    rows.append(Row("import pandas, cold", cold["CPython"], cold["pyrs"], 1.0, 1 / 4))
    return rows


def show(row: Row) -> str:
    def number(value, form):
        return form.format(value) if value is not None else "-"
    mark = "ok" if row.ok and not row.error else "FAILED" if row.error else "below"
    line = (f"{row.name:<32}{number(row.cpython and row.cpython * 1e3, '{:.3f}'):>11}{number(row.pyrs and row.pyrs * 1e3, '{:.3f}'):>11}"
            f"{number(row.ratio, '{:.2f}x'):>9}{row.bound:>8.2f}x{row.floor:>7.2f}x  {mark}")
    return f"{line}\n    {row.error}" if row.error else line


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benches.pandas_table", description=__doc__.split("\n\n")[0])
    parser.add_argument("--host", "--python", default=os.environ.get("PYRS_PYTHON", sys.executable), metavar="PY",
                        help="the interpreter that is the base, and inside which pyrs runs")
    parser.add_argument("--only", default="", metavar="NAME,...", help="workloads whose name contains one of these")
    parser.add_argument("--import", action="store_true", dest="imports", help="measure `import pandas` instead")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=300.0, metavar="SECONDS")
    parser.add_argument("--json", metavar="FILE", help="also write the rows as JSON")
    options = parser.parse_args(argv)
    words = [word for word in options.only.split(",") if word]
    names = [name for name in WORKLOADS if not words or any(word in name for word in words)]
    if not names:
        parser.error(f"no such workload; there are {', '.join(WORKLOADS)}")
    version = subprocess.run([options.host, "-VV"], capture_output=True, text=True).stdout.strip()
    print(f"host {options.host}: {version}; best of {options.rounds}, processor time")
    print(f"{'workload':<32}{'CPython ms':>11}{'pyrs ms':>11}{'ratio':>9}{'bound':>9}{'floor':>8}")
    rows = measure_import(options) if options.imports else measure(names, options)
    for row in rows:
        print(show(row))
    reached = sum(row.ok and not row.error for row in rows)
    print(f"{reached} of {len(rows)} at their floor or above")
    if options.json:
        Path(options.json).write_text(json.dumps([dict(asdict(row), ratio=row.ratio, ok=row.ok) for row in rows], indent=1) + "\n", encoding="utf-8")
    return 0 if reached == len(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
