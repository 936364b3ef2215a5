"""What a start finds prepared - the compiled code in pyrs/prebuilt.bin, and in the file that stands for it on another host -, the command `pyrs`, memory."""
import builtins
import marshal
import os
import py_compile
import shlex
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

from pyrs import _vm, launcher, prebuilt
from pyrs.compiler.passes import compile_ast
from pyrs.cpyext import _host
from pyrs.parser import parse
from pyrs.stdlib import code_marshal

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Let the files for other hosts be below tmp_path, and put things back."""
    assert code_marshal.ENGINE == prebuilt.engine_digest()      # taken from the real folder when the module is imported
    monkeypatch.setattr(prebuilt, "ROOT", str(tmp_path))
    monkeypatch.setattr(prebuilt, "FROZEN", {"stat": "stat.py"})
    monkeypatch.setattr(prebuilt, "PLAIN", ())
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return tmp_path / "__pycache__"


def test_build_has_what_a_start_needs():
    entries, _ = prebuilt._load(prebuilt.FILE, prebuilt.engine_digest())
    assert {"<frozen os>", "<frozen importlib._bootstrap>"} <= set(entries)


@pytest.mark.skipif(bool(sys.flags.dont_write_bytecode), reason="nothing is written under -B")
def test_another_host_writes_its_own(elsewhere):
    digest = 0x12345678
    entries, file = prebuilt.load(digest)
    assert list(entries) == ["<frozen stat>"]
    written, = elsewhere.iterdir()
    assert written.name == "prebuilt-12345678.bin"
    length, checksum, place, size = entries["<frozen stat>"]
    assert prebuilt.load(digest) == (entries, file)
    # A build in between: the functions are called when the file has another's content.
    assert prebuilt.write(str(written), bytes(len(written.read_bytes())))
    assert prebuilt._load(str(written), digest) == ({}, None)
    namespace = {"__builtins__": builtins}
    _vm.exec_code(_vm.make_mapped_code(marshal.loads(file[place:place + size]), file), namespace, namespace, None)
    assert namespace["filemode"](0o100644) == "-rw-r--r--"


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"\xff\xff\xff\x7f", b"\x04\0\0\0abcd", b"not a file of ours at all"])
def test_damaged_files_are_no_files(elsewhere, content):
    elsewhere.mkdir()
    path = elsewhere / "prebuilt.bin"
    path.write_bytes(content)
    assert prebuilt._load(str(path), 0x12345678) == ({}, None)


@pytest.mark.skipif(bool(sys.flags.dont_write_bytecode), reason="nothing is written under -B")
def test_a_file_that_ends_early_is_none(elsewhere):
    prebuilt.load(0x12345678)
    written, = elsewhere.iterdir()
    whole = written.read_bytes()
    assert prebuilt._load(str(written), 0x12345678)[1] is not None
    for size in (len(whole) - 1, len(whole) + 1):
        written.write_bytes((whole + b"\0")[:size])
        assert prebuilt._load(str(written), 0x12345678) == ({}, None)


@pytest.mark.parametrize("place", [-1, 1 << 24, 1, 9 << 24 | 1, 1 << 64, "", None])
def test_places_outside_of_the_file_are_refused(elsewhere, place):
    """A function's place is checked against the file it should be in; without a file there is none."""
    stored = []
    plain = marshal.loads(code_marshal.dump_plain(_vm.make_code(compile_ast(parse("def f(): pass"), "x", 0, 0)), lambda data: stored.append(data) or 0))
    function = next(value for value in plain[code_marshal.CONSTS] if type(value) is list)
    assert len(stored) == 1 and function[0][0] == 0
    function[0] = (place, *function[0][1:])
    for make in (_vm.make_code, lambda proto: _vm.make_mapped_code(proto, memoryview(b""))):
        with pytest.raises((ValueError, OverflowError)):
            make(plain)


def test_files_that_cannot_be_mapped_are_copied():
    with open("/proc/version", "rb") as file:
        text = file.read()
        assert bytes(_host.map_file(file.fileno(), len(text))) == text
        with pytest.raises(OSError, match="rror"):
            _host.map_file(file.fileno(), len(text) + 1)


def test_nothing_can_be_written(elsewhere, monkeypatch):
    monkeypatch.setattr(prebuilt.launcher, "homes", lambda root: ["/proc/no/such"])
    assert prebuilt.load(0x12345678) == ({}, None)


PYTHON = f"python{sys.version_info[0]}.{sys.version_info[1]}"


def compiled(folder, *options):
    """Compile the command into `folder`, as setup.py does."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC"))
    macros = ["-D_GNU_SOURCE", f'-DPYTHON="{PYTHON}"', f'-DCACHE_TAG="{sys.implementation.cache_tag}"', f"-DMAGIC={int.from_bytes(MAGIC_NUMBER, 'little')}u"]
    subprocess.run([*compiler, *macros, *options, "-o", str(folder / "pyrs"), str(ROOT / "scripts" / "pyrs.c")], check=True)
    with open(folder / "pyrs", "ab") as file:
        file.write(launcher.COMMAND_MARK)
    return folder / "pyrs"


def beside_python(folder, *options):
    (folder / PYTHON).symlink_to(sys.executable)
    return compiled(folder, *options)


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """The command `pyrs` in a folder that looks like an installation."""
    home = tmp_path_factory.mktemp("wo pyrs wöhnt")
    packages = home / "lib" / PYTHON / "site-packages"
    packages.mkdir(parents=True)
    (packages / "pyrs").symlink_to(ROOT / "pyrs")
    (home / "bin").mkdir()
    return beside_python(home / "bin")


# What AddressSanitizer needs of the environment, if it runs.
SANITIZER = {name: os.environ[name] for name in ("LD_PRELOAD", "ASAN_OPTIONS") if name in os.environ}
SHOW = "import os, sys; print(sys.argv[1:], os.environb.get(b'a-b'), os.environ.get('PWD'), 'pyrs' in sys.implementation.cache_tag)"


def show(command, **options):
    done = subprocess.run([str(command), "-c", SHOW, "x y", "ä"], capture_output=True, text=True, env={"a-b": "1", **SANITIZER}, **options)
    assert (done.stdout, done.stderr) == ("['x y', 'ä'] b'1' None True\n", "")


def test_command(command, tmp_path):
    show(command)
    (tmp_path / "one").symlink_to(command)
    (tmp_path / "two").symlink_to("one")
    show(tmp_path / "two")
    show("x", executable=str(command))
    moved = command.parent.parent.with_name("moved")
    command.parent.parent.rename(moved)
    show(moved / "bin" / "pyrs")
    moved.rename(command.parent.parent)


def test_command_on_the_path(command):
    done = subprocess.run(["pyrs", "-c", "import sys; print(sys.executable)"], capture_output=True, text=True, env={"PATH": f"/nowhere::{command.parent}", **SANITIZER})
    assert done.stdout.endswith("/pyrs\n") and done.stderr == ""


@pytest.mark.parametrize("folder, path", [("bin", "./pyrs"), ("", "bin/pyrs"), ("", "./bin/../bin//pyrs"), ("lib", "../bin/pyrs")])
def test_command_by_a_relative_path(command, folder, path):
    program = "import os, subprocess, sys; os.chdir('/'); print(sys.executable, flush=True); subprocess.run([sys.executable, '-c', 'print(1)'])"
    done = subprocess.run([path, "-c", program], capture_output=True, text=True, env=SANITIZER, cwd=command.parent.parent / folder)
    assert (done.stdout, done.stderr) == (f"{command}\n1\n", "")


def test_command_by_a_relative_link(command):
    link = command.parent.parent / "lib" / "link"
    link.symlink_to("../bin/pyrs")
    done = subprocess.run(["lib/link", "-c", "import sys; print(sys.executable)"], capture_output=True, text=True, env=SANITIZER, cwd=command.parent.parent)
    assert (done.stdout, done.stderr) == (f"{command}\n", "")


def test_what_is_loaded_late_needs_no_import(command):
    code = """if 1:
        import ast, sys
        sys.meta_path.clear(), sys.path_hooks.clear(), sys.path_importer_cache.clear(), sys.path.clear()
        try:
            compile("def f(:", "name", "exec")
        except SyntaxError as error:
            print(error.msg, error.args)
        print(ast.dump(ast.parse("x")), [name for name in sys.modules if "pyrs" in name])
    """
    host, ours = [subprocess.run([python, "-c", code], capture_output=True, text=True, env=SANITIZER) for python in (sys.executable, str(command))]
    assert (ours.stdout, ours.stderr) == (host.stdout, host.stderr) and "invalid syntax" in host.stdout


@pytest.mark.parametrize("options", [[], ["-i"]])
def test_site_that_fails(command, tmp_path, options):
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit(5)\n")
    host, ours = [subprocess.run([python, *options, "-c", "print(1)"], input="print(2)\n", capture_output=True, text=True,
                                 env={"PYTHONPATH": str(tmp_path), **SANITIZER})
                  for python in (sys.executable, str(command))]
    assert (ours.returncode, ours.stdout, ours.stderr) == (host.returncode, host.stdout, host.stderr) and "Fatal" in host.stderr


def test_command_names_a_script_s_interpreter(command, tmp_path):
    link, script = tmp_path / "pyrs", tmp_path / "script"
    link.symlink_to(command)
    script.write_text(f"#!{link}\n{SHOW}\n")
    script.chmod(0o755)
    assert subprocess.run([str(script), "é"], capture_output=True, text=True, env={"a-b": "1", **SANITIZER}).stdout == "['é'] b'1' None True\n"


def test_command_of_an_editable_installation(tmp_path):
    show(beside_python(tmp_path, f'-DCHECKOUT="{ROOT}"'))


def test_command_beside_a_python_that_finds_pyrs(tmp_path):
    """At none of the usual places: a .pth file or PYTHONPATH names it. The Python on the PATH is another."""
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/nowhere", **SANITIZER}
    done = subprocess.run([str(beside_python(tmp_path)), "-c", "print(2)"], capture_output=True, text=True, env=environment)
    assert (done.stdout, done.stderr) == ("2\n", "")


def test_command_without_an_installation(command, tmp_path):
    alone = tmp_path / "pyrs"
    shutil.copy(command, alone)
    done = subprocess.run([str(alone)], capture_output=True, text=True, env={"PATH": str(tmp_path)})
    assert done.returncode == 127 and "No such file" in done.stderr


@pytest.mark.parametrize("change", [None, "source", "time", "magic", "hash", "short", "missing", "folder"])
def test_command_takes_a_compiled_file_only_for_its_source(tmp_path, change):
    package = tmp_path / "lib" / PYTHON / "site-packages" / "pyrs"
    package.mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin" / PYTHON
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    python.chmod(0o755)
    main = package / "__main__.py"
    main.write_text("pass\n")
    cached = Path(py_compile.compile(main, doraise=True))
    if change == "source":
        before = os.stat(main).st_mtime_ns
        main.write_text("pass\npass\n")
        os.utime(main, ns=(before, before))
    elif change == "time":
        os.utime(main, (1, 1))
    elif change == "magic":
        cached.write_bytes(b"\0" + cached.read_bytes()[1:])
    elif change == "hash":
        py_compile.compile(main, doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    elif change == "short":
        cached.write_bytes(cached.read_bytes()[:12])
    elif change == "missing":
        cached.unlink()
    elif change == "folder":
        cached.unlink()
        cached.mkdir()
    called = subprocess.run([compiled(tmp_path / "bin"), "-c", "a b"], capture_output=True, text=True, check=True).stdout.splitlines()
    assert called == ["-S", "-P", "-X", "pyrs-launched", str(main if change else cached), "-c", "a b"]


RESIDENT = """
import {}
with open("/proc/self/statm") as file:
    print(int(file.read().split()[1]))
"""


@pytest.mark.no_asan("resident memory")
@pytest.mark.parametrize("module", ["typing", "dataclasses", "unittest", "asyncio"])
def test_resident_memory_after_an_import(module):
    def pages(*engine):
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return [int(subprocess.run([sys.executable, *engine, "-c", RESIDENT.format(module)], env=env, capture_output=True, check=True).stdout)
                for _ in range(2)][1]
    assert pages("-S", "-P", str(ROOT / "pyrs" / "__main__.py")) <= 1.5 * pages()
