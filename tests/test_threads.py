"""Threads, signals, asynchronous exceptions, fork, and what a thread leaves behind."""
import sys

import pytest

from pyrs_runs import pyrs

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc/self/status")

INTERRUPT = """
import os, signal, threading, time

def after(delay):
    threading.Timer(delay, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
"""

BODIES = {
    "while": "while True: pass",
    "for": "for i in range(10 ** 12): pass",
    "sleep": "time.sleep(5)",
    "lock": "lock = threading.Lock(); lock.acquire(); lock.acquire()",
    "key function": "while True: sorted([3, 2, 1], key=lambda x: -x)",
    "generator in C": "sum(1 for _ in iter(int, 1))",
    "calls": "f = lambda n: f(n + 1) if n < 900 else 0\nwhile True: f(0)",
    "exceptions": "while True:\n  try: raise ValueError\n  except ValueError: continue",
}


@pytest.mark.parametrize("name", BODIES)
def test_keyboard_interrupt(name, tmp_path):
    out = pyrs(INTERRUPT + f"""
after(0.1)
start = time.monotonic()
try:
    exec({BODIES[name]!r})
except KeyboardInterrupt:
    print("interrupted", time.monotonic() - start < 2)
""", tmp_path)
    assert out == "interrupted True\n"


def test_threads_share_the_time(tmp_path):
    out = pyrs("""
import threading, time
done = []

def compute():
    total = 0
    for i in range(300000):
        total += i
    done.append(total)

threads = [threading.Thread(target=compute) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(done == [44999850000] * 3)

flag = []
threading.Timer(0.01, lambda: flag.append(1)).start()
while not flag:
    pass
print("handed over")
""", tmp_path)
    assert out == "True\nhanded over\n"


def test_asynchronous_exception(tmp_path):
    out = pyrs("""
import ctypes, threading, time

class Stop(Exception):
    pass

def spin():
    try:
        started.set()
        while True:
            x = 1
    except Stop:
        print("stopped")

started = threading.Event()
thread = threading.Thread(target=spin)
thread.start()
started.wait()
ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop))
thread.join()
""", tmp_path)
    assert out == "stopped\n"


def test_handler_raises_into_a_loop(tmp_path):
    out = pyrs("""
import signal

class Alarm(Exception):
    pass

def handler(number, frame):
    raise Alarm(frame.f_code.co_name)

def loop():
    while True:
        pass

signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    loop()
except Alarm as error:
    print(error)
""", tmp_path)
    assert out == "loop\n"


def test_exit_error_fork_daemon(tmp_path):
    out = pyrs("""
import io, os, sys, threading, time

def run(target, **options):
    thread = threading.Thread(target=target, **options)
    thread.start()
    thread.join()

run(lambda: sys.exit(3))
keep, sys.stderr = sys.stderr, io.StringIO()
run(lambda: 1 / 0)
text, sys.stderr = sys.stderr.getvalue(), keep
print(text.splitlines()[-1])

def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)

def fork():
    child = os.fork()
    if child == 0:
        os._exit(7 if deep(500) == 500 else 8)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

run(fork)
child = os.fork()
if child == 0:
    run(lambda: deep(100))
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

def forever():
    while True:
        [1].append(2)

threading.Thread(target=forever, daemon=True).start()

ended = threading.Event()

def late():
    ended.wait()
    time.sleep(0.05)
    print("late")

threading.Thread(target=late).start()
print("end")
ended.set()
""", tmp_path)
    assert out == "ZeroDivisionError: division by zero\n7\n0\nend\nlate\n"


def test_generator_resumed_by_several_threads(tmp_path):
    out = pyrs("""
import threading

def count():
    n = 0
    while True:
        n += 1
        yield n

numbers, seen = count(), []
for _ in range(5):
    thread = threading.Thread(target=lambda: seen.append(next(numbers)))
    thread.start()
    thread.join()
print(seen)
""", tmp_path)
    assert out == "[1, 2, 3, 4, 5]\n"


def test_small_thread_stack(tmp_path):
    out = pyrs("""
import threading

def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)

def work():
    print(deep(900), sorted([1, 2], key=lambda x: deep(10) - x))

threading.stack_size(256 * 1024)
thread = threading.Thread(target=work)
thread.start()
thread.join()
""", tmp_path)
    assert out == "900 [2, 1]\n"


@pytest.mark.no_asan("resident memory")
def test_threads_give_their_memory_back(tmp_path):
    out = pyrs("""
import threading

def kib(field):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field))

def work():
    return [i for i in range(10)]

def run(n):
    for _ in range(n):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

run(100)
size, resident = kib("VmSize"), kib("VmRSS")
run(2000)
# The address space of one thread's stacks is 32 GiB; the C library keeps some arenas of 64 MiB.
print(kib("VmSize") - size < 2 ** 21, kib("VmRSS") - resident < 1024)
""", tmp_path)
    assert out == "True True\n"


LIMITED = """
import os, resource, sys, threading

OWN = %r

def deep(n):
    return n and 1 + deep(n - 1)

def set_limit():
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

def inside(n):
    "The limit comes while frames are on the stack."
    if n:
        return inside(n - 1)
    if OWN:
        set_limit()
    return deep(400)

def work():
    go.wait()
    done.append(deep(900))

if not OWN and resource.getrlimit(resource.RLIMIT_AS)[0] != 1 << 30:
    set_limit()
    os.execv(sys.executable, [sys.executable, __file__])
done, go = [], threading.Event()
threads = [threading.Thread(target=work, daemon=True)]
threads[0].start()
print(inside(400))
threads += [threading.Thread(target=work, daemon=True) for _ in range(7)]
for thread in threads[1:]:
    thread.start()
go.set()
for thread in threads:
    thread.join()
sys.setrecursionlimit(10 ** 6)
print(len(done), len(bytearray(300 << 20)), deep(100_000))
try:
    bytearray(2 << 30)
except MemoryError:
    print("no more")
"""


@pytest.mark.no_asan("it reserves terabytes of addresses")
@pytest.mark.parametrize("own", [True, False])
def test_limited_address_space(own, tmp_path):
    """A limit that the program sets, or finds, leaves it nearly all of the space, for memory and for threads."""
    assert pyrs(LIMITED % own, tmp_path) == "400\n8 314572800 100000\nno more\n"
