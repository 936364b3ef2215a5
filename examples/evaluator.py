"""A web service that evaluates what it is sent, from the standard library's HTTP server, one runtime per request.

    python examples/evaluator.py --port 8080      serves until it is stopped
    python examples/evaluator.py --test           sends itself good and hostile input from several threads, and says what came of it
"""
import argparse
import http.client
import io
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyrs

LIMITS = pyrs.Limits(timeout=0.5, max_memory=100_000_000, max_frames=500, max_output=10_000)


def evaluate(source):
    """Run `source` in a fresh runtime; return what JSON can say of it."""
    out = io.StringIO()
    with pyrs.Runtime(LIMITS, imports={"math", "json", "re", "itertools", "collections", "time"}, stdout=out, stderr=out, env={}) as rt:
        match rt.attempt(source):
            case pyrs.Ok(value):
                answer = {"ok": True, "value": rt.attempt("repr(_)", scope={"_": value}).unwrap() if value is not None else None}
            case pyrs.Err(error):
                answer = {"ok": False, "error": type(error).__name__, "message": str(error)[:500]}
    return {**answer, "output": out.getvalue()}


class Handler(BaseHTTPRequestHandler):
    """POST / with the source as the body."""

    def do_POST(self):
        source = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode("utf-8", "replace")
        body = json.dumps(evaluate(source)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Be quiet."""


def ask(port, source):
    """Send `source` to the service on this machine; return its answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", "/", source.encode())
        return json.loads(connection.getresponse().read())
    finally:
        connection.close()


GOOD = [("6 * 7", "42"), ("import math\nprint(math.pi > 3)", None), ("sorted({3, 1, 2})", "[1, 2, 3]"), ("'é'.upper()", "'É'")]
HOSTILE = ["while True: pass", "'x' * 10**10", "def f(): f()\nf()", "print('x' * 10**6)", "import os", "import time; time.sleep(99)",
           "10 ** 10 ** 8", "x = []\nwhile True: x.append(x)", "while True:\n try:\n  while 1: pass\n except: pass", "raise SystemExit",
           "class A:\n def __repr__(self):\n  while 1: pass\nrepr(A())", "(", "[0] * 10**10", "exit()", "1/0"]


def test(threads, rounds):
    """Send good and hostile input from `threads` threads at a time; every good one must be answered rightly."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    port, wrong, answers = server.server_port, [], []

    def client(number):
        for i in range(rounds):
            answers.append(ask(port, HOSTILE[(number * rounds + i) % len(HOSTILE)])["ok"])
            source, expected = GOOD[(number + i) % len(GOOD)]
            answer = ask(port, source)
            if not answer["ok"] or answer["value"] != expected:
                wrong.append((source, answer))

    clients = [threading.Thread(target=client, args=(n,)) for n in range(threads)]
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join()
    server.shutdown()
    print(f"hostile: {len(answers)} sent, {sum(answers)} ended well; good: {threads * rounds} sent, {len(wrong)} wrong")
    for entry in wrong:
        print(entry)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--test", action="store_true")
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    if arguments.test:
        test(arguments.threads, arguments.rounds)
    else:
        ThreadingHTTPServer(("127.0.0.1", arguments.port), Handler).serve_forever()
