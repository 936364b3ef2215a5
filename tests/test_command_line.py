"""Switches, environment variables, scripts of every kind, redirections: stdout, stderr and exit code are CPython's."""
import importlib.util
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENV = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {
    "PYTHONPATH": ROOT, "PYTHONIOENCODING": "utf-8"}
SHOW = ("import sys; print(sys.flags, sys.warnoptions, sys._xoptions, __debug__, sys.dont_write_bytecode, sys.stdout.line_buffering, "
        "sys.stdout.write_through, sys.stdout.encoding, sys.pycache_prefix)")

ENVIRONMENTS = [
    {"PYTHONOPTIMIZE": "1"}, {"PYTHONOPTIMIZE": "2"}, {"PYTHONOPTIMIZE": "x"}, {"PYTHONDONTWRITEBYTECODE": "1"}, {"PYTHONUNBUFFERED": "1"},
    {"PYTHONWARNINGS": "error,ignore::DeprecationWarning"}, {"PYTHONWARNINGS": "bogus,error::Foo"}, {"PYTHONSAFEPATH": "1"}, {"PYTHONNOUSERSITE": "1"}, {"PYTHONHASHSEED": "0"},
    {"PYTHONHASHSEED": "x"}, {"PYTHONUTF8": "1"}, {"PYTHONIOENCODING": "latin-1:replace"}, {"PYTHONDEVMODE": "1"}, {"PYTHONINTMAXSTRDIGITS": "700"},
    {"PYTHONPYCACHEPREFIX": "/tmp/prefix"}, {"PYTHONFAULTHANDLER": "1"}, {"PYTHONTRACEMALLOC": "1"}, {"PYTHONNODEBUGRANGES": "1"}, {"PYTHONCASEOK": "1"},
    {"PYTHONWARNDEFAULTENCODING": "1"}, {"LC_ALL": "C"}, {"PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}, {"PYTHONMALLOC": "malloc"}, {"PYTHONASYNCIODEBUG": "1"}, {"PYTHONEXECUTABLE": "/nosuch"}]
SWITCHES = [
    "-b", "-bb", "-B", "-d", "-O", "-OO", "-q", "-s", "-S", "-u", "-x", "-Wd", "-Werror", "-W ignore", "-Wbogus -Werror::Foo -Wa:b:c:d:e:f", "-Xdev", "-Xutf8", "-Xutf8=0", "-Xutf8=x", "-Xint_max_str_digits=800",
    "-Xno_debug_ranges", "-Xfaulthandler", "-Xtracemalloc", "-Xpycache_prefix=/tmp/q", "-Xfoo", "-Xfoo=bar", "-Xfrozen_modules=off", "-Xwarn_default_encoding", "-OBs", "-sB -u",
    "--check-hash-based-pycs always", "--check-hash-based-pycs bad"]
ARGUMENTS = [
    ["-c"], ["-m"], ["-W"], ["-X"], ["-Z"], ["-J"], ["-t", "-c", "1/0"], ["-c", "print('\udcff')"], ["--nosuch"], ["-cprint(1)"], ["-c", "print(1)", "-c", "x"], ["-m", "nosuch.mod"], ["-m", "os.path"], ["-m", "json.tool", "--help"],
    ["-mjson.tool"], ["-", "a"], ["--"], ["--", "s.py"], ["nosuch.py"], [""], ["."], ["/"], ["/dev/null"], ["-c", ""], ["-c", "\n\n"], ["-c", "  x=1"], ["-c", "print(__name__, __file__)"],
    ["-c", "é=1;print(é)"], ["-c", "import sys;sys.stdout.write('x')"], ["-c", "import sys; print(sys.argv)", "", "a b", "-x"], ["-c", "raise SystemExit(-5)"], ["-c", "import os; os._exit(7)"],
    ["-bb", "-c", "str(b'a')"], ["-bb", "-c", "b'a' == 'a'"], ["-b", "-c", "print(str(b'a'), b'a' == 'a')"], ["-c", "import os,signal; os.kill(os.getpid(), signal.SIGTERM)"],
    ["-c", "import os,signal,time; os.kill(os.getpid(), signal.SIGINT); time.sleep(5)"], ["-c", "import signal,os; signal.signal(signal.SIGINT, signal.SIG_DFL); os.kill(os.getpid(), 2)"],
    ["s.py", "a"], ["./s.py"], ["bad.py"], ["enc.py"], ["enc2.py"], ["enc3.py"], ["nul.py"], ["nul2.py"], ["nul3.py"], ["noext"], ["-x", "x.py"], ["crlf.py"], ["bom.py"], ["utf16.py"], ["empty.py"], ["bom_latin.py"], ["d", "q"],
    ["d/"], ["e"], ["z.zip", "q"], ["nomain.zip"], ["broken.zip"], ["link.py"], ["dangling.py"], ["long.py"], ["long2.py"], ["long3.py"], ["bom_bad.py"], ["latin_return.py"],
    ["-m", "pkg", "z"], ["-m", "pkg.m"], ["-m", "pkg2"], ["-m", "ns.mod"], ["-m", "ns"], ["-m", "s"], ["-m", "bad"],
    ["-m", ""], ["-m", ".s"], ["-O", "s.py"], ["enc4.py"], ["enc5.py"], ["enc6.py"], ["interrupt.py"], ["--check-hash-based-pycs"], ["-i", "s.py"], ["-i", "-c", "print(1)"], ["-i", "-c", "1/0"], ["-i", "-c", "raise SystemExit(3)"]]
INPUTS = [
    *((["-q", "-i"], "zz\n", {"PYTHONSTARTUP": name}) for name in ("startup.py", "startup_fails.py", "startup_exits.py", "bad.py", "nosuch.py")),
    (["-q", "-i", "-E"], "zz\n", {"PYTHONSTARTUP": "startup.py"}), (["-q", "-i", "-c", "1"], "zz\n", {"PYTHONSTARTUP": "startup.py"}),
    ([], "import sys; print(sys.argv, __name__, __file__); x\n"), (["-"], "print(1)\nraise SystemExit(4)"), ([], "if 1:\n"), ([], b"\xff\n"), ([], "print(input())\nhello\n"), ([], ""),
    (["-q", "-i"], "1+1\nprint(_)\nx\n\ndef f():\n  return 5\n\nf()\n"), (["-q", "-i"], "if 1:\n  3\n\n(1,\n2)\n"), (["-q", "-i"], "x=5\nprint(x"), (["-i", "-c", "x=5"], "x\n"), (["-c", 'print(input("p> "))'], "line\n"), (["-c", "input()"], "")]
SHELL = [
    "PY -c 'print(1)' > /dev/full; echo $?", "PY -u -c 'print(1)' > /dev/full; echo $?", "PY -c 'import sys; print(1); sys.stdout.flush()' > /dev/full; echo $?",
    "PY -c 'import sys; sys.stderr.write(\"x\")' 2> /dev/full; echo $?", "PY -c 'print(1)' >&-; echo $?", "PY -c 'import sys; print(sys.stdout, sys.stderr is None)' 2>&-; echo $?",
    "PY -c 'import sys; print(sys.stdin)' <&-; echo $?", "PY -c '1/0' 2>&-; echo $?", "PY -c 'import sys; sys.stdout.close()'; echo $?", "PY -c 'import os; os.close(1); print(1)'; echo $?",
    "PY -c 'for i in range(100000): print(i)' | head -1; echo ${PIPESTATUS[0]}", "PY s.py | cat", "echo 'print(5)' | PY", "echo 'print(5)' | PY - a b", "PY < s.py", "PY /dev/stdin < s.py",
    "cd / && PY -c 'import sys; print(sys.path[0], sys.flags.safe_path)'", "PY -c 'raise KeyboardInterrupt'; echo $?", "PY -c 'import sys; sys.exit(\"msg\")'; echo $?",
    "PY -c 'import sys; print(1); sys.exit(4)' > /dev/full; echo $?", "PY broken.pyc; echo $?", "PY badmagic.pyc; echo $?",
    "PY <&-; echo $?", "mkdir gone$$; cd gone$$; rmdir ../gone$$; PY -m nosuch; PY s.py; PY -c 'import sys; print(sys.path[0])'",
    "chmod 000 locked.py; PY locked.py; echo $?"]
# Beyond and before the first 8,192 bytes behind the coding comment, which is what CPython decodes at once.
LINES = b"".join(b"x%d = %d\n" % (i, i) for i in range(1000))
UNDECODABLE = {
    f"{name}_{encoding}.py": text.replace(b"CODING", b"# coding: " + encoding.encode()).replace(b"BAD", b"s = '\xff\x81'")
    for encoding in ("ascii", "cp1252", "shift_jis", "utf-16", "utf-8", "koi8-r")
    for name, text in {
        "near": b"CODING\nprint(1)\nBAD\n", "far": b"CODING\nprint(1)\n" + LINES + b"BAD\n", "long": b"CODING\ns = '" + b"y" * 9000 + b"'\nBAD\n", "second": b"#!x\nCODING\n" + LINES + b"BAD\n",
        "crlf": (b"CODING\n" + LINES + b"BAD\n").replace(b"\n", b"\r\n"), "wrong_before": b"CODING\ndef f(:\n" + LINES + b"BAD\n", "in_string": b"CODING\ns = '''\n" + LINES + b"BAD\n",
        "wrong_after": b"CODING\n" + LINES + b"BAD\n1 +\n", "before_comment": b"# \xff\nCODING\nprint(1)\n", "no_end": b"CODING", "null": b"CODING\n" + LINES + b"'\0'\n", "mark": b"\xef\xbb\xbfprint(1)\nBAD\n"}.items()}
UNDECODABLE["no_comment.py"] = b"# encodings\nprint(1)\nx = '\xff'\n"
# Which names of its file a script has left in `__main__` by the time its traceback is printed, at the prompt behind it and at exit.
NAMES = b"""import atexit, sys
names = lambda: [name for name in ('__file__', '__cached__') if name in globals()]
atexit.register(lambda: print('atexit', names()))
def hook(*error):
    print('hook', names())
    sys.__excepthook__(*error)
sys.excepthook = hook
if len(sys.argv) > 1:
    raise {'error': ValueError, 'exit': SystemExit, 'interrupt': KeyboardInterrupt}[sys.argv[1]]('why')
"""
FILES = {
    "names.py": NAMES, "names/__main__.py": NAMES,
    "s.py": b"import sys; print(sys.argv, __file__, sys.path[0])", "bad.py": b"def f(:\n", "enc.py": b"x = '\xff'\n", "enc2.py": b"# -*- coding: latin-1 -*-\nprint(ascii('\xff'))\n",
    "enc3.py": b"# coding: nosuch\nprint(1)\n", "enc4.py": b"# coding: ascii\nx = '\xc3\xa9'\n", "enc5.py": b"# coding: hex\nx\n",
    "enc6.py": b"# coding: utf-7\nx = '+AGE'\n", "interrupt.py": b"class K(KeyboardInterrupt): pass\nraise K(1)\n", "startup.py": b"zz = 5; print(__name__, __file__)\n",
    "startup_fails.py": b"zz = 6\n1/0\n", "startup_exits.py": b"raise SystemExit(3)\n", "sitecustom/sitecustomize.py": b"raise SystemExit(5)\n",
    "nul.py": b"print(1)\0\n", "nul2.py": b"x=1\nab \0\xfe\n\xff", "nul3.py": b"x=1 \xfd\n\0\n", "noext": b"print('noext', __file__)", "x.py": b"not python at all\nprint('skipped first')", "crlf.py": b"print(1)\r\nprint(2)\r\n",
    "bom.py": b"\xef\xbb\xbfprint('bom')", "utf16.py": "print(1)".encode("utf-16"), "empty.py": b"", "bom_latin.py": b"\xef\xbb\xbf# coding: latin-1\nprint(1)", "broken.zip": b"PK\3\4 broken", "locked.py": b"print(1)",
    "long.py": b"x = '" + b"a" * 2500 + b"' b c\n", "long2.py": b"f() = " + b"a" * 993 + b"\n", "long3.py": b"return  '" + b"\xc3\xa9" * 1200 + b"'\n",
    "bom_bad.py": b"\xef\xbb\xbffoo bar\n", "latin_return.py": b"# coding: latin-1\nreturn '\xe9'\n",
    "broken.pyc": importlib.util.MAGIC_NUMBER + b"x" * 40, "badmagic.pyc": b"abcd" + b"x" * 40,
    **UNDECODABLE,
    "d/__main__.py": b"import sys; print(sys.argv, sys.path[0], __package__, __spec__.name)", "e/data": b"", "pkg/__init__.py": b"print('init')", "pkg/__main__.py": b"print('main', __package__)",
    "pkg/m.py": b"print('m', __name__); 1/0", "pkg2/__init__.py": b"", "ns/mod.py": b"print('nsmod')"}
CASES = ([(["-c", SHOW], b"", variables) for variables in ENVIRONMENTS]
         + [([*switch.split(), "-c", SHOW], b"", {}) for switch in SWITCHES]
         + [(arguments, b"", {}) for arguments in ARGUMENTS]
         + [(arguments, text.encode() if isinstance(text, str) else text, dict(*variables)) for arguments, text, *variables in INPUTS]
         + [([*switches, target, *way], stdin, {}) for target in ("names.py", "names", "-") for switches in ([], ["-q", "-i"]) if target != "-" or not switches
            for way in ([], ["error"], ["exit"], ["interrupt"]) for stdin in ([NAMES] if target == "-" else [b"names()\n", b""] if switches else [b""])]
         + [(["-q", "-i", "names.py"], stdin, {}) for stdin in (b"raise KeyboardInterrupt\n1\n", b"1\nraise KeyboardInterrupt\n")]
         + [(["-c", "assert 0"], b"", {"PYTHONOPTIMIZE": "1"}), (["s.py"], b"", {"PYTHONPATH": f"sitecustom:{ROOT}"}), (["-c", "1/0"], b"", {"PYTHONNODEBUGRANGES": "1"}), (["-c", "print(1)"], b"2\n", {"PYTHONINSPECT": "1"}),
            (["-c", "breakpoint(); print(1)"], b"", {"PYTHONBREAKPOINT": "0"}), (["-c", "breakpoint()"], b"", {"PYTHONBREAKPOINT": "nosuch.f"})])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("scripts")
    for name, text in FILES.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_bytes(text)
    with zipfile.ZipFile(path / "z.zip", "w") as archive:
        archive.writestr("__main__.py", "import sys, h; print(sys.argv, sys.path[0], h.v)\n1/0")
        archive.writestr("h.py", "v=1")
    with zipfile.ZipFile(path / "nomain.zip", "w") as archive:
        archive.writestr("a.py", "")
    (path / "link.py").symlink_to("s.py")
    (path / "dangling.py").symlink_to("nowhere")
    return path


def outcome(command, folder, stdin=b"", variables=None):
    done = subprocess.run(command, input=stdin, capture_output=True, env=ENV | (variables or {}), cwd=folder, timeout=120)
    # runpy names sys.executable, which is the launcher here.
    errors = re.sub(rb"^\S*/(python|pyrs)[\w.]*: ", b"EXECUTABLE: ", done.stderr, flags=re.M)
    return done.stdout, re.sub(rb"0x[0-9a-f]{6,}", b"ADDRESS", errors), done.returncode


def both(run):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, ([sys.executable], [sys.executable, "-m", "pyrs"])))


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join([*(f"{k}={v}" for k, v in case[2].items()), *case[0]])[:60].replace(SHOW[:20], ""))
def test_arguments(folder, case):
    arguments, stdin, variables = case
    host, ours = both(lambda command: outcome([*command, *arguments], folder, stdin, variables))
    assert ours == host


@pytest.mark.parametrize("name", UNDECODABLE)
def test_undecodable_script(folder, name):
    host, ours = both(lambda command: outcome([*command, name], folder))
    assert ours == host


@pytest.mark.parametrize("script", SHELL)
def test_shell(folder, script):
    host, ours = both(lambda command: outcome(["bash", "-c", script.replace("PY", " ".join(command))], folder))
    assert ours == host


# No code here may run in C without an end: CPython itself cannot be interrupted there (`list(iter(int, 1))` fills the machine's memory first).
@pytest.mark.parametrize("code", ["while True: pass", "import time; time.sleep(60)", "for _ in iter(int, 1): pass", "def f(): yield from iter(int, 1)\nfor x in f(): pass"])
def test_interrupt(folder, code):
    for command in ([sys.executable], [sys.executable, "-m", "pyrs"]):
        process = subprocess.Popen([*command, "-c", f"import sys; print('ready', flush=True)\n{code}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
        try:
            assert process.stdout.readline() == b"ready\n"
            for seconds in (5, 5, 50):      # a signal between the last look for signals and the system call is seen when that ends, with CPython too
                process.send_signal(signal.SIGINT)
                try:
                    errors = process.communicate(timeout=seconds)[1]
                    break
                except subprocess.TimeoutExpired:
                    if seconds == 50:
                        raise
        finally:
            process.kill()
            process.wait()
        assert process.returncode == -signal.SIGINT
        assert errors.endswith(b"KeyboardInterrupt\n")


def test_interrupted_loop(tmp_path):
    """Ctrl-C meets the jump back, which has the position of the whole statement: no carets."""
    script = tmp_path / "loop.py"
    script.write_text("print('ready', flush=True)\nwhile True: pass\n")
    errors = []
    for command in ([sys.executable], [sys.executable, "-m", "pyrs"]):
        process = subprocess.Popen([*command, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
        try:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            errors.append(process.communicate(timeout=60)[1])
        finally:
            process.kill()
            process.wait()
    assert errors[0] == errors[1]


def test_what_a_start_leaves(folder, tmp_path):
    """The one start of the host is undone: the module table, the path and the collector are CPython's."""
    code = ("import sys, gc; print(sorted(sys.modules), sys.path, sys.prefix, sys.exec_prefix, sys.meta_path != [], gc.get_threshold(), gc.isenabled(), "
            "[n for n in ('exit', 'help', 'credits') if n in dir(__builtins__)], sys.flags.no_site)")
    host, ours = both(lambda command: outcome([*command, "-c", code], folder))
    assert ours == host
    # A site that does more than usual makes it start over.
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.customized = getattr(sys, 'customized', 0) + 1; import json\n")
    variables = {"PYTHONPATH": f"{ROOT}:{tmp_path}"}
    host, ours = both(lambda command: outcome([*command, "-c", "import sys; print(sys.customized, 'json' in sys.modules)"], folder, b"", variables))
    assert ours == host
