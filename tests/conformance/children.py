"""Processes of the runners: each leads a group of its own, and none outlives the runner, however that ends.

A runner that is asked to end (SIGTERM, SIGHUP, SIGINT) kills the groups, starts nothing more and leaves by SystemExit, so that folders are
removed.  One that is killed cannot do so: there the kernel ends the leaders (Linux; theirs is the case of what they started themselves).
"""
from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_alive: set[int] = set()
_ending = False


class Ending(Exception):
    """The runner has been asked to end; what a killed process left says nothing."""


def end_with_runner() -> None:
    """From now on signals that ask the runner to end reach what it has started."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        if signal.getsignal(number) != signal.SIG_IGN:      # nohup, a background shell
            signal.signal(number, _end)


def _end(number: int, _frame) -> None:
    global _ending
    _ending = True
    for pid in list(_alive):
        kill_group(pid)
    raise SystemExit(128 + number)


def start(command: list[str], **options) -> subprocess.Popen:
    """Popen in a group of its own; finish() must follow. Ending: no more are started."""
    if _ending:
        raise Ending
    process = subprocess.Popen(command, start_new_session=True, preexec_fn=_in_child, **options)
    _alive.add(process.pid)
    if _ending:     # The handler ran before it could see this one.
        finish(process)
    return process


def finish(process: subprocess.Popen) -> None:
    """Kill what is left of the group, and wait. Ending: the runner is ending, so it may not have come to its own end."""
    kill_group(process.pid)
    process.wait()
    _alive.discard(process.pid)
    if _ending:
        raise Ending


def run(command: list[str], limit: float, **options) -> int | None:
    """The exit code of `command`; None: it took longer than `limit` seconds. Its output is thrown away."""
    process = start(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    try:
        return process.wait(limit)
    except subprocess.TimeoutExpired:
        return None
    finally:
        finish(process)


def kill_group(pid: int) -> None:
    """Kill the processes of the group, if there are any."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def _in_child() -> None:
    # A background shell starts its children with SIGINT ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if _libc is not None:
        # Sent when the thread ends that started the process: it is the one that waits for it.
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
