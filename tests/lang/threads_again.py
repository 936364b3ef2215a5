"""Threads that follow each other take over the registers of those that have ended: nothing of what was there shows."""
import os
import sys
import threading

kept = []


def deep(n):
    local = [n]
    return 0 if n == 0 else len(local) + deep(n - 1)


def without_end():
    try:
        return without_end()
    except RecursionError:
        return "too deep"


def unbound(flag):
    if flag:
        a = b = c = d = [1]
    try:
        return a, b, c, d
    except UnboundLocalError as error:
        return str(error)


def numbers():
    while True:
        got = yield
        kept.append(got)


def leaves_a_generator():
    g = numbers()
    next(g)
    g.send("sent")
    kept.append(g)
    return len(kept)


def raises():
    x = {}
    return x["missing"]


class Last:
    def __del__(self):
        kept.append(("last", deep(20), unbound(False)))


local = threading.local()


def leaves_a_last_word():
    local.last = Last()
    return unbound(True)


WORK = [lambda: deep(900), without_end, lambda: unbound(False), leaves_a_generator, raises, leaves_a_last_word, lambda: deep(5), lambda: unbound(True)]


def run(work, results):
    try:
        results.append(work())
    except Exception as error:
        results.append((type(error).__name__, str(error)))


def one_after_the_other():
    for _ in range(3):
        for work in WORK:
            results = []
            thread = threading.Thread(target=run, args=(work, results))
            thread.start()
            thread.join()
            print(results, [k for k in kept if not hasattr(k, "send")])
            while kept:
                k = kept.pop()
                if hasattr(k, "send"):
                    k.send("later")     # goes on in another thread
                    k.close()


def side_by_side():
    for _ in range(5):
        results = [[] for _ in range(8)]
        threads = [threading.Thread(target=run, args=(WORK[0], r)) for r in results]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(results == [[900]] * 8)


def in_a_child():
    child = os.fork()
    if not child:
        one_after_the_other()
        sys.stdout.flush()
        os._exit(0)
    print(os.waitpid(child, 0)[1])


one_after_the_other()
side_by_side()
sys.stdout.flush()
in_a_child()
one_after_the_other()
