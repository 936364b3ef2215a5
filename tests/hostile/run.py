"""Run the hostile corpus, each snippet in a runtime of its own, many in a process; one line of JSON for each.

    python tests/hostile/run.py [NAME...]

`over` is how long the snippet ran past its time limit, the best of a few where it is above the bound; waiting for a processor does not
count (which is at most TIMEOUT too kind, on a machine that is busy). The processes that run the snippets have limits of
their own (address space, file size, CPU time), die with this one, and are killed when a
snippet says nothing for SILENCE seconds or takes more than MEMORY bytes.
"""
import ctypes
import gc
import importlib.util
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import pyrs

# AddressSanitizer reserves terabytes, keeps freed memory for a while and is slow: there only what goes wrong in memory is looked for.
SANITIZED = "libasan" in os.environ.get("LD_PRELOAD", "")
TIMEOUT = 0.2 if SANITIZED else 0.05
LIMITS = dict(timeout=TIMEOUT, max_memory=50_000_000, max_frames=300, max_output=10_000, grace=0.03)
BOUND = 10 if SANITIZED else 0.1
SILENCE = 60 if SANITIZED else 20
MEMORY = (4 if SANITIZED else 1) << 30
HAS_NUMPY = importlib.util.find_spec("numpy") is not None and importlib.util.find_spec("pandas") is not None


def corpus():
    """(name, options, source) of each snippet."""
    text = (Path(__file__).parent / "corpus.txt").read_text(encoding="utf-8")
    for part in text.split("\n### ")[1:]:
        head, _, source = part.partition("\n")
        name, _, options = head.partition("|")
        found = {}
        for option in options.split():
            key, _, value = option.partition("=")
            found[key] = value or True
        if ("numpy" not in found or HAS_NUMPY) and not ("no_asan" in found and SANITIZED):
            yield name.strip(), found, source + "\n"


def split(source):
    """The `import` lines that begin `source`, and the rest."""
    lines = source.splitlines(keepends=True)
    n = 0
    while n < len(lines) and lines[n].startswith("import ") and "nosuch" not in lines[n]:
        n += 1
    return "".join(lines[:n]), "\n" * n + "".join(lines[n:])


# -- in a process of its own

def clock():
    """Seconds, without those in which this thread could have run and the machine did not let it."""
    try:
        waited = int(Path("/proc/thread-self/schedstat").read_text().split()[1])
    except (OSError, IndexError):
        waited = 0
    return time.perf_counter() - waited / 1e9


def attempt(options, source):
    """(seconds past the limit, name of the error, is it hard?, does the next run work?, characters of output)"""
    output = []
    limits = {name: int(options[name]) if name in options else value for name, value in LIMITS.items()}
    rt = pyrs.Runtime(stdout=output.append, stderr=output.append, **limits)
    prelude, rest = split(source)
    rt.options(timeout=None, max_memory=None).exec(prelude)
    start = clock()
    result = rt.attempt(rest)
    taken = clock() - start
    usable = rt.attempt("1 + 1") == pyrs.Ok(2) and rt.attempt("x_ = [i for i in [1, 2]]").ok
    start = clock()
    try:
        rt.close()
    except pyrs.PyrsError:
        pass
    closing = clock() - start
    error = None if result.ok else type(result.error).__name__
    hard = bool(not result.ok and getattr(result.error, "hard", False))
    return max(taken, closing) - TIMEOUT, error, hard, usable, sum(map(len, output))


def attempt_in_thread(options, source):
    """The same on a thread that is not the main one."""
    results = []
    thread = threading.Thread(target=lambda: results.append(attempt(options, source)))
    thread.start()
    thread.join()
    return results[0]


def guard():
    """What no snippet may pass, whatever becomes of pyrs' own limits."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)                  # PR_SET_PDEATHSIG
    for what, most in ((resource.RLIMIT_AS, resource.RLIM_INFINITY if SANITIZED else 16 << 30), (resource.RLIMIT_FSIZE, 1 << 20),
                       (resource.RLIMIT_CPU, 1000 if SANITIZED else 200), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))


def child(names):
    """Run the named snippets, one line of JSON each."""
    guard()
    baseline = threading.active_count()
    wanted = set(names)
    for name, options, source in corpus():
        if name not in wanted:
            continue
        allowed = BOUND + float(options.get("long", 0))
        for _ in range(4):
            over, error, hard, usable, size = (attempt_in_thread if "thread" in options else attempt)(options, source)
            deadline = time.perf_counter() + 2
            while threading.active_count() > baseline and time.perf_counter() < deadline:
                time.sleep(0.005)
            if over <= allowed or "long" in options:
                break
        gc.collect()
        clean = ("HOSTILE" not in os.environ and os.getenv("HOSTILE2") is None and callable(print) and callable(len)
                 and threading.main_thread().ident == threading.get_ident() and signal.getsignal(signal.SIGINT) is signal.default_int_handler)
        print(json.dumps({"name": name, "options": options, "over": round(over, 3), "allowed": allowed, "error": error, "hard": hard, "usable": usable,
                          "output": size, "threads": threading.active_count() - baseline, "gc": gc.isenabled(), "clean": clean,
                          "recursion": sys.getrecursionlimit(), "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}), flush=True)


# -- the parent

def watch(process, heard):
    """Kill it when it says nothing for SILENCE seconds, or holds more than MEMORY."""
    while process.poll() is None:
        try:
            pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
        except (OSError, IndexError):
            return
        if time.monotonic() - heard[0] > SILENCE or pages * resource.getpagesize() > MEMORY:
            stop(process)
        time.sleep(0.1)


def stop(process):
    """End it and what it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def outcomes(names):
    """Yield what `child` says of each of `names`; of one that killed its process or hung, {"name": ..., "died": why}."""
    names = list(names)
    while names:
        process = subprocess.Popen([sys.executable, __file__, "--child", *names], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   start_new_session=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        errors, heard = [], [time.monotonic()]
        helpers = [threading.Thread(target=lambda process=process, errors=errors: errors.append(process.stderr.read())),
                   threading.Thread(target=watch, args=(process, heard))]
        for helper in helpers:
            helper.start()
        try:
            for line in process.stdout:
                outcome = json.loads(line)
                names.remove(outcome["name"])
                heard[0] = time.monotonic()
                yield outcome
            code = process.wait()
            if names:
                helpers[0].join(1)
                yield {"name": names.pop(0), "died": f"exit {code}: {''.join(errors)[-800:]}"}
        finally:
            stop(process)
            process.wait()
            for helper in helpers:
                helper.join(1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2:])
    else:
        for each in outcomes(sys.argv[1:] or [name for name, _, _ in corpus()]):
            print(json.dumps(each), flush=True)
