"""Runs one program in this process and says what it cost: `worker.py PROGRAM` (once) or `worker.py --serve PROGRAM`.

Runs under any Python 3, and under pyrs. Prints one line of JSON for each run: seconds of wall clock and of this process' CPU time for
compiling and for running, the digest of what the program printed, the peak of resident memory in kilobytes. With --serve each line of
standard input asks for a run: `vm` executes code that is compiled once, `full` starts from the source.
"""
import gc
import hashlib
import io
import json
import sys
import time
import types


def peak():
    """Peak resident memory of this process image in KB; None where the system does not say."""
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return None


def clocks():
    return time.perf_counter(), time.process_time()


def compiled(path):
    """Return (code, wall seconds, CPU seconds)."""
    with open(path, encoding="utf-8") as file:
        source = file.read()
    wall, cpu = clocks()
    code = compile(source, path, "exec")
    wall_end, cpu_end = clocks()
    return code, wall_end - wall, cpu_end - cpu


def run(code, path):
    """Execute the code as the main module; return (what it printed, wall seconds, CPU seconds)."""
    module = types.ModuleType("__main__")
    module.__file__ = path
    main, sys.modules["__main__"] = sys.modules["__main__"], module
    stdout, sys.stdout = sys.stdout, io.StringIO()
    try:
        wall, cpu = clocks()
        exec(code, module.__dict__)
        wall_end, cpu_end = clocks()
        text = sys.stdout.getvalue()
    finally:
        sys.stdout = stdout
        sys.modules["__main__"] = main
    return text, wall_end - wall, cpu_end - cpu


def report(path, code=None):
    """Run the program and print the line about it."""
    compile_wall = compile_cpu = 0.0
    if code is None:
        code, compile_wall, compile_cpu = compiled(path)
    text, wall, cpu = run(code, path)
    print(json.dumps({"compile_wall": compile_wall, "compile_cpu": compile_cpu, "run_wall": wall, "run_cpu": cpu,
                      "digest": hashlib.sha256(text.encode()).hexdigest(), "peak": peak()}), flush=True)


def main():
    path = sys.argv[-1]
    if "--serve" not in sys.argv:
        report(path)
        return
    code = compiled(path)[0]
    for request in sys.stdin:
        gc.collect()
        report(path, code if request.strip() == "vm" else None)


if __name__ == "__main__":
    main()
