"""The interpreters of this machine: which there are, how they were built, and how a program is started on them."""
from __future__ import annotations

import glob
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PGO_PYTHON = "/usr/bin/python3.11"      # Debian's; PYRS_PGO_PYTHON names another one

PROBE = """
import json, os, platform, sys, sysconfig
def var(name):
    return str(sysconfig.get_config_var(name) or "")
flags = " ".join(var(n) for n in ("PY_CORE_CFLAGS", "PY_CFLAGS", "CFLAGS_NODIST", "PY_CFLAGS_NODIST"))
# The packages of Debian and Ubuntu are built with profile feedback; their recorded flags are those of another build.
packaged = os.path.realpath(sys.executable).startswith("/usr/bin/") and os.path.exists("/etc/debian_version")
try:
    import pandas
    has = pandas.__version__
except Exception:
    has = ""
print(json.dumps({"version": platform.python_version(), "implementation": platform.python_implementation(), "pandas": has,
                  "pgo": "--enable-optimizations" in var("CONFIG_ARGS") or "-fprofile-use" in flags or packaged,
                  "lto": "--with-lto" in var("CONFIG_ARGS") or "-flto" in flags, "prefix": sys.prefix,
                  "real": os.path.realpath(sys.executable)}))
"""


@dataclass
class Host:
    """An interpreter. `problem` says why pyrs cannot run in it (empty: it can); `profiled`: the pyrs that runs in it was built with a profile."""
    python: str
    version: str
    implementation: str
    pgo: bool
    lto: bool
    pandas: str
    real: str
    problem: str = ""
    profiled: bool = False
    paths: list[str] = field(default_factory=list)      # put on PYTHONPATH: what another place lends

    @property
    def title(self) -> str:
        """As it is named in tables."""
        built = "PGO" + ("+LTO" if self.lto else "") if self.pgo else "no PGO"
        return f"{self.implementation} {self.version}" + (f" ({built})" if self.implementation == "CPython" else "")


@dataclass
class Engine:
    """A host as it is, or pyrs inside it."""
    host: Host
    pyrs: bool

    @property
    def title(self) -> str:
        return f"pyrs in {self.host.title}" if self.pyrs else self.host.title

    def command(self, *arguments) -> list[str]:
        return [self.host.python, *(("-m", "pyrs") if self.pyrs else ()), *map(str, arguments)]

    def environment(self, cache: str) -> dict[str, str]:
        """Fixed hashes; bytecode in `cache`, so that a second run finds what the first one compiled, on both engines."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        env.update(PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8", PYTHONPYCACHEPREFIX=cache)
        paths = [*([str(ROOT)] if self.pyrs else []), *self.host.paths]
        if paths:
            env["PYTHONPATH"] = os.pathsep.join(paths)
        return env


def probe(python: str) -> Host | None:
    """What `python` is; None if it does not start."""
    try:
        done = subprocess.run([python, "-c", PROBE], capture_output=True, text=True, timeout=60)
        facts = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    facts.pop("prefix")
    return Host(python=python, **facts)


def try_pyrs(host: Host) -> None:
    """Set `problem` to why pyrs does not run inside `host`, or `profiled` to how it was built."""
    if host.implementation != "CPython":
        host.problem = f"pyrs runs inside CPython, this is {host.implementation}"
        return
    try:
        done, built = (subprocess.run([host.python, *arguments], capture_output=True, text=True, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT)})
                       for arguments in (["-m", "pyrs", "-c", "print(6 * 7)"], ["-c", "from pyrs import _vm; print(_vm.PROFILED)"]))
    except (OSError, subprocess.TimeoutExpired) as error:
        host.problem = str(error)
        return
    if done.stdout != "42\n":
        host.problem = (done.stderr.strip().splitlines() or ["no output"])[-1]
    host.profiled = built.stdout == "True\n"


def lend_pandas(host: Host) -> None:
    """Let `host` use the pandas of the running interpreter, if it has none and the version fits."""
    running = ".".join(map(str, sys.version_info[:2]))
    if host.pandas or host.implementation != "CPython" or not host.version.startswith(running + "."):
        return
    try:
        import pandas
    except ImportError:
        return
    host.paths.append(str(Path(pandas.__file__).resolve().parent.parent))
    host.pandas = pandas.__version__


def default_hosts() -> list[str]:
    """The PGO-built Python first, then the running one."""
    return [os.environ.get("PYRS_PGO_PYTHON", PGO_PYTHON), sys.executable]


def others(known: list[Host]) -> list[Host]:
    """PyPy and the other versions of Python 3 that are on the path (behind the shims of pyenv too), one of each version."""
    names = ["pypy3", *(f"python3.{minor}" for minor in range(9, 20))]
    found = [path for path in map(shutil.which, names) if path]
    for path in list(found):
        if "/shims/" in path:
            found += sorted(glob.glob(f"{path.split('/shims/')[0]}/versions/*/bin/{os.path.basename(path)}"), reverse=True)
    seen = {(host.implementation, host.version.rsplit(".", 1)[0]) for host in known}
    result = []
    for host in filter(None, map(probe, found)):
        key = host.implementation, host.version.rsplit(".", 1)[0]
        if key not in seen:
            seen.add(key)
            host.problem = "not asked for"
            result.append(host)
    return result
