"""A runner of the conformance tests that is ended takes with it what it has started."""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.conformance import children    # noqa: E402

RUNNER = r"""
import sys
from concurrent.futures import ThreadPoolExecutor
from tests.conformance import children

children.end_with_runner()
# The leader starts one more in its group; both hold the pipe of the output open.
MEMBER = "import os, time; os.write(1, b'1\\n'); time.sleep(60)"
LEADER = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {MEMBER!r}])"

def one(_):
    process = children.start([sys.executable, "-c", LEADER])
    try:
        process.wait()
    finally:
        children.finish(process)

with ThreadPoolExecutor(2) as pool:
    try:
        print(list(pool.map(one, range(4))))
    finally:
        print("left")
"""

KILLED = """
import sys
from tests.conformance import children

children.start([sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(60)"]).wait()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_children_end(number):
    with subprocess.Popen([sys.executable, "-c", RUNNER], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as runner:
        try:
            assert [runner.stdout.readline() for _ in range(2)] == ["1\n", "1\n"]
            runner.send_signal(number)
            # The end of the pipe: nobody holds it any more. A third one, never started, would have printed.
            assert runner.communicate(timeout=30)[0] == "left\n"
            assert runner.returncode == 128 + number
        finally:
            runner.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="only this kernel tells children of their parent's death")
def test_leader_ends_with_killed_runner():
    with subprocess.Popen([sys.executable, "-c", KILLED], cwd=ROOT, stdout=subprocess.PIPE, text=True) as runner:
        leader = int(runner.stdout.readline())
        try:
            runner.kill()
            assert runner.communicate(timeout=30)[0] == ""
        finally:
            try:
                os.kill(leader, signal.SIGKILL)
            except ProcessLookupError:
                pass


def test_limit_ends_the_group():
    started = time.monotonic()
    assert children.run([sys.executable, "-c", "import subprocess; subprocess.run(['sleep', '60'])"], 1.0) is None
    assert time.monotonic() - started < 20
