"""Every limit, one after the other, on one runtime: it stays usable after each."""
import io

import pyrs

rt = pyrs.Runtime(stdout=io.StringIO())
attempts = [
    ("a loop without an end", dict(timeout=0.1), "while True: pass"),
    ("processor time", dict(cpu_time=0.1), "while True: pass"),
    ("instructions", dict(max_instructions=10_000), "n = 0\nwhile True: n += 1"),
    ("memory, at once", dict(max_memory=50_000_000), "x = 'x' * 10**9"),
    ("memory, slowly", dict(max_memory=20_000_000, timeout=5), "x = []\nwhile True: x.append(object())"),
    ("depth", dict(max_frames=100), "def f(n): return f(n + 1)\nf(0)"),
    ("sleeping", dict(timeout=0.1), "import time\ntime.sleep(60)"),
    ("a number that nobody wants", dict(timeout=0.5), "10 ** 10 ** 8"),
    ("a handler that does not give up", dict(timeout=0.1), "while True:\n    try:\n        while True: pass\n    except BaseException: pass"),
]
for name, limits, source in attempts:
    result = rt.options(**limits).attempt(source)
    print(f"{name}: {type(result.error).__name__}{' (hard)' if result.error.hard else ''}")
    assert rt.eval("1 + 1") == 2

chatty = pyrs.Runtime(max_output=1000, stdout=io.StringIO())
print("output:", type(chatty.attempt("while True: print('hello')").error).__name__)

counts = []
for _ in range(3):
    counter = pyrs.Runtime(max_instructions=50_000)
    counter.attempt("n = 0\nwhile True: n += 1")
    counts.append(counter.get("n"))
print("stopped at the same place each time:", len(set(counts)) == 1)
