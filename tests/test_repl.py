"""The prompt through a pseudo-terminal: the transcript of a session is CPython's."""
import os
import pty
import re
import select
import signal
import sys
import time

import pytest

import differential

# What ends one answer: a prompt, or the end.
PROMPT = re.compile(rb"(>>> |\.\.\. )$")


class Session:
    """One interpreter on a pseudo-terminal."""

    def __init__(self, command, home, arguments=(), **variables):
        self.pid, self.fd = pty.fork()
        if not self.pid:
            try:
                os.chdir(home)
                env = {**differential.environment(), "TERM": "dumb", "HOME": str(home), "INPUTRC": "/dev/null", **variables}
                os.execve(command[0], [*command, "-q", *arguments], env)
            finally:
                os._exit(127)       # or this copy of pytest would run the rest of the tests, and start such copies in turn
        self.seen = b""
        self.wait()

    def wait(self, timeout=30, pattern=PROMPT):
        """Read until a prompt stands at the end, or the end of output."""
        start = len(self.seen)
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            ready, _, _ = select.select([self.fd], [], [], 0.5)
            if ready:
                try:
                    data = os.read(self.fd, 65536)
                except OSError:
                    return
                if not data:
                    return
                self.seen += data
            elif pattern.search(self.seen, start):
                return
            if pattern.search(self.seen, start) and not select.select([self.fd], [], [], 0.05)[0]:
                return
        raise AssertionError(f"no prompt after {self.seen[start:]!r}")

    def send(self, text, **options):
        os.write(self.fd, text.encode())
        self.wait(**options)

    def end(self):
        """Ctrl-D; the exit code."""
        os.write(self.fd, b"\x04")
        self.wait(pattern=re.compile(rb"(?!)"), timeout=30)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def transcript(command, lines, home):
    session = Session(command, home)
    for line in lines:
        if line == "^C":
            session.send("\x03")
        elif line.startswith("interrupt "):
            os.write(session.fd, line[10:].encode() + b"\n")
            time.sleep(1)
            os.kill(session.pid, signal.SIGINT)
            session.wait()
        elif line.endswith("\t"):
            os.write(session.fd, line.encode())
            time.sleep(0.3)         # what comes is no prompt
        else:
            session.send(line + "\n")
    code = session.end()
    text = re.sub(rb"0x[0-9a-f]{6,}", b"ADDRESS", session.seen)
    return text.replace(b"\x1b[?2004h", b"").replace(b"\x1b[?2004l", b"").decode(), code


SESSIONS = {
    "values": ["1 + 1", "_", "_ * 10", "None", "_", "'text'", "x = 5", "x", "_", "print(x)", "[i for i in range(3)]; 'second'", "...", "True"],
    "blocks": ["def f(n):", "    if n:", "        return n * f(n - 1)", "    return 1", "", "f(5)", "if 1:", "  2", "else:", "  3", "",
               "for i in range(2): i", "", "class A:", "  x = 1", "", "A.x", "(1,", "2)", "'''a", "b'''", "x = \\", "7", "x", "@staticmethod", "def g(): pass", "",
               "with open('/dev/null') as f:", "  f.read()", "", "try:", "  1/0", "except ZeroDivisionError:", "  'caught'", ""],
    "errors": ["1/0", "nosuch", "def f(:", "x = 'abc", "(1", ")2", "  indented", "raise ValueError('v')", "import nosuchmodule", "1 +", "def g():", "return 1",
               "raise KeyError('a') from ValueError('b')", "raise ExceptionGroup('g', [ValueError(1)])", "class E(Exception):", "  def __str__(self): raise OSError('str')", "",
               "raise E", "'still here'", "\\x", "f'{'", "print(__name__)", "def h(): return h()", "", "h()", "'alive'"],
    "interrupts": ["x = 1", "^C", "x", "def f():", "^C", "x", "interrupt while True: pass\n", "x", "interrupt __import__('time').sleep(20)", "'after'"],
    "state": ["import sys", "sys.ps1, sys.ps2", "sys.ps1 = '>>> '", "sys.last_type", "1/0", "sys.last_type.__name__, sys.last_value", "del sys.last_value", "sys.argv, __file__ if '__file__' in globals() else 'none'",
              "globals().keys() & {'__builtins__', '__name__', 'sys'} == {'__builtins__', '__name__', 'sys'}", "sys.displayhook = lambda v: print('shown', v)", "5", "None", "sys.displayhook = sys.__displayhook__", "__builtins__._ if hasattr(__builtins__, '_') else 'no _'",
              "sys.stdin.isatty(), sys.flags.interactive, sys.flags.inspect", "exit", "quit", "import __main__; __main__.__dict__ is globals()", "sys.excepthook = lambda *a: print('hooked', a[0].__name__)", "1/0"],
    "closed": ["import sys", "sys.stdout.close()", "8", "1/0", "sys.stdout = None", "9", "1/0"],
    "completion": ["import sys", "sys.getrecursionl\t", "", "dictionary = 1", "dictio\t", ""],
}


def commands():
    return (sys.executable,), (sys.executable, "-m", "pyrs")


@pytest.mark.parametrize("name", SESSIONS)
def test_session(name, tmp_path):
    results = []
    for index, command in enumerate(commands()):
        home = tmp_path / str(index)
        home.mkdir()
        results.append(transcript(command, SESSIONS[name], home))
    assert results[1][0].splitlines() == results[0][0].splitlines()
    assert results[1][1] == results[0][1]


# What a pipe gives to the prompt.
PIPED = {
    "closed streams": b"import os, sys\nos.close(1)\nprint(3)\n1 + 1\nsys.stderr.write('x')\n",
    "closed stderr": b"import os\nos.close(2)\n1 + 1\n",
    "closed stdin": b"import sys\nsys.stdin.close()\n1 + 1\nprint(2)\ndel sys.stdin\n3\n",
    "stdin that is read": b"x = input()\nhello\nprint(x)\n",
    "closed descriptor": b"import os\nos.close(0)\n1 + 1\n",
    "no modules": b"import sys\nsys.modules.clear()\n1 + 1\nx =\n1/0\nimport os\n",
    "not decodable": b'1 + 1\nx = "\xff"\nif 1:\n  "\xff"\n\n# \xfe\n3\n',
    "prompts": b'import sys\nsys.ps1 = "> "\nclass P:\n  def __str__(s): return "P>"\n\nsys.ps1 = P()\n1\nclass Q:\n  def __str__(s): 1/0\n\nsys.ps1 = Q()\n1\ndel sys.ps1\n2\n',
    "ends in brackets": b"x = (1,\n", "ends in a call": b"def f(\n", "ends in an operator": b"1 +", "ends in a string": b'x = """abc', "ends in a block": b"if 1:\n  2",
    "ends after a colon": b"if 1:", "ends in a quote": b"x = '",
    "empty lines": b"if 1:\n\n1\ndef f():\n\n@f\n\nx = [\n\n1]\nx\n\"\"\"a\n\n\"\"\"\nfor i in x:\n  i\n \n  i\n\ntry: 1\n\ntry:\n  1\nfinally: 3\n\n \n\t# c\n  1\nif 1:\n# c\n  2\n# d\n\n",
    "errors that the input's end would explain": b"print 3 (\nx = (1 2\nf(a for b in c, d\nexec 'a' (\nprint f(\nif x = 3 (\nf() = (\nfor 3 in (\ndel f(), (\na, (b c\nf(a=1, b (\nprint 3 {\n"
                                                 b"print 3 \\\nprint(3 4 (\n[1 2 (\na[b c (\nif 1:\n  print 3 (\nif 1:\n  (2 3\nprint 3 '''\n'''\na b (\n",
    "errors": b"class A: return\n\na b (]\nx = (1 2) }\nx y [\n5 = }\nfor in (:\nwhile 1:\n  x x (\n1\n1 2 'abc\ndef f(x):\n  x = [}\n\n]\nclass A: pass\n)\n\nif 1: pass\n'abc\n\n",
}


@pytest.mark.parametrize("name", PIPED)
def test_piped(name):
    want, got = (differential.run(command, ["-i", "-q"], stdin=PIPED[name]) for command in (differential.CPYTHON, differential.PYRS))
    assert (got.stdout, got.stderr.splitlines(), got.code) == (want.stdout, want.stderr.splitlines(), want.code)


@pytest.mark.parametrize("arguments, variables", [(["-"], {}), (["-c", "x = 8"], {"PYTHONINSPECT": "1"}), (["-c", "import os; os.environ['PYTHONINSPECT'] = '1'"], {}), ([], {"PYTHONSTARTUP": "startup.py"}),
                                                  (["-i", "-c", "x = 8"], {"PYTHONSTARTUP": "startup.py"})])
def test_what_leads_to_it(arguments, variables, tmp_path):
    (tmp_path / "startup.py").write_text("x = 9; print(__name__)\n")
    seen = []
    for command in commands():
        session = Session(command, tmp_path, arguments, **variables)
        session.send("x\n")
        code = session.end()
        seen.append((session.seen.replace(b"\x1b[?2004h", b"").replace(b"\x1b[?2004l", b"").splitlines(), code))
    assert seen[1] == seen[0]


def test_exit_code(tmp_path):
    codes = []
    for command in commands():
        session = Session(command, tmp_path)
        os.write(session.fd, b"raise SystemExit(7)\n")
        codes.append(os.waitstatus_to_exitcode(os.waitpid(session.pid, 0)[1]))
    assert codes == [7, 7]


def test_history_is_kept(tmp_path):
    session = Session(commands()[1], tmp_path)
    session.send("remembered = 41 + 1\n")
    session.end()
    assert "remembered = 41 + 1" in (tmp_path / ".python_history").read_text()
    session = Session(commands()[1], tmp_path)
    session.send("\x10\n")         # Ctrl-P: the line before
    session.send("remembered\n")
    assert b"42" in session.seen
    assert session.end() == 0


def test_deep_recursion_with_a_high_limit(tmp_path):
    session = Session(commands()[1], tmp_path)
    session.send("import sys; sys.setrecursionlimit(10 ** 6)\n")
    session.send("def f(n): return n and 1 + f(n - 1)\n")
    session.send("\n")
    session.send("f(100000)\n")
    assert b"100000\r\n>>> " in session.seen.split(b"f(100000)")[-1]
    assert session.end() == 0
