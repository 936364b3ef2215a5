"""Build a special flavour of pyrs in build/<flavour> and run tests there: `flavour.py debug|asan|plain|miss|miss3 [pytest args]`.

debug   asserts, and the VM's register and reference checks after each instruction
asan    AddressSanitizer (the host is started with its runtime preloaded; tests that cannot hold then are marked `no_asan` with their reason)
plain   no instruction is ever specialised
miss    every check of an inline cache misses although it would hold; miss3: every third

Without arguments debug and asan run the whole suite; the others what looks at the language: the programs of tests/lang, random and mutated
programs, caches, and the quick files of CPython's own tests.

The sources are copied, so that the normal in-place build is left as it is.
"""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KNOB = {"debug": ("PYRS_DEBUG", "1"), "asan": ("PYRS_ASAN", "1"), "plain": ("PYRS_PLAIN", "1"), "miss": ("PYRS_MISS", "1"), "miss3": ("PYRS_MISS", "3")}
LANGUAGE = ["tests/test_lang.py", "tests/test_corpus.py", "tests/test_random_programs.py", "tests/test_caches.py", "tests/test_cache_mutations.py", "tests/test_fuzz.py",
            "tests/test_conformance.py"]
COPIED = ("pyrs", "tests", "milestones", "benches", "docs", "examples", "scripts")
FILES = ("setup.py", "pyproject.toml", "README.md", "Makefile")


def mirror(target: Path) -> None:
    """Copy the sources to `target`; unchanged files keep their times, so rebuilding there is incremental."""
    for name in COPIED:
        if name != "pyrs":                      # what is there no longer must not be tested; the built files stay
            shutil.rmtree(target / name, ignore_errors=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, dirs_exist_ok=True,
                            ignore=shutil.ignore_patterns("*.so", "__pycache__", *(["*.c"] if name == "pyrs" else [])))
    for name in FILES:
        if (ROOT / name).exists():
            shutil.copy2(ROOT / name, target / name)
    if (ROOT / "build/cython").is_dir():        # the knobs change only how the generated C is compiled
        shutil.copytree(ROOT / "build/cython", target / "build/cython", dirs_exist_ok=True)


def main(argv: list[str]) -> int:
    """Build flavour argv[0] and run pytest with the rest of `argv`; return pytest's exit code."""
    flavour, arguments = argv[0], argv[1:] or (["tests"] if argv[0] in ("debug", "asan") else LANGUAGE)
    target = ROOT / "build" / flavour
    target.mkdir(parents=True, exist_ok=True)
    mirror(target)
    env = dict(os.environ)
    knob, value = KNOB[flavour]
    env[knob] = value
    subprocess.run([sys.executable, "setup.py", "-q", "build_ext", "--inplace"], cwd=target, env=env, check=True)
    if flavour == "asan":
        library = subprocess.run(["gcc", "-print-file-name=libasan.so"], capture_output=True, text=True, check=True)
        # Leaks are the interpreter's own at exit; the allocator must be malloc for the checks to see objects.
        env.update(LD_PRELOAD=library.stdout.strip(), ASAN_OPTIONS="detect_leaks=0:allocator_may_return_null=1", PYTHONMALLOC="malloc")
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=target, env=env).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
