"""The loader of extension modules: initialisation of every kind and its failures as on CPython; who is told; `pyrs cpyext check`."""
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import differential
import pytest

HERE = Path(__file__).resolve().parent
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")
NAMES = ("single", "stateful", "other", "raises", "silent", "leaves", "noobject", "raw", "execfails", "execsilent", "execleaves", "badslot",
         "negative", "nosymbol")

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")


def compile_c(source: Path, target: Path, *options: str) -> None:
    include = subprocess.run([differential.PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('include'))"],
                             capture_output=True, text=True, check=True).stdout.strip()
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", f"-I{include}", str(source), "-o", str(target), *options], check=True)


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """A folder with one .so under the name of each case."""
    folder = tmp_path_factory.mktemp("cases")
    built = folder / "built"
    compile_c(HERE / "loader" / "cases.c", built)
    data = built.read_bytes()
    built.unlink()
    for name in NAMES:
        (folder / f"case_{name}{SUFFIX}").write_bytes(data)
    (folder / "case_multi.abi3.so").write_bytes(data)
    (folder / "casé.so").write_bytes(data)
    (folder / "package").mkdir()
    (folder / "package" / "__init__.py").write_text("")
    (folder / "package" / f"case_single{SUFFIX}").write_bytes(data)
    (folder / "case_garbage.so").write_bytes(b"this is no shared library")
    (folder / "case_empty.so").write_bytes(b"")
    wrong = bytearray(data)
    wrong[18:20] = (183).to_bytes(2, "little") if data[18] != 183 else (62).to_bytes(2, "little")
    (folder / "case_wrong.so").write_bytes(wrong)
    missing = folder / "missing.c"
    missing.write_text("#include <Python.h>\nextern int no_such_function(void);\n"
                       "PyMODINIT_FUNC PyInit_case_broken(void) { return PyLong_FromLong(no_such_function()); }\n")
    compile_c(missing, folder / "case_broken.so")
    return folder


def test_like_cpython(cases):
    result = differential.compare(HERE / "loader" / "cases.py", str(cases))
    assert result.expected.code == 0, result.expected.stderr.decode()
    assert result.same, result.report(200)


def test_guest_and_host_share_one_initialisation(cases, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(f"""
import sys
sys.path.insert(0, {str(cases)!r})
import pyrs
code = 'import case_multi, case_single; got = case_multi.bump(), case_multi.counts(), case_single.counts()'
rt = pyrs.Runtime()
rt.exec('import sys; sys.path.insert(0, %r)' % sys.path[0])
rt.exec(code)
print(rt.globals['got'])
import case_multi, case_single           # the guest was first
print(case_multi.bump(), case_multi.counts(), case_single.counts())
other = pyrs.Runtime()
other.exec('import sys; sys.path.insert(0, %r)' % sys.path[0])
other.exec(code)
print(other.globals['got'])
import case_stateful                    # the host is first
other.exec('import case_stateful; got = case_stateful.counts()')
print(other.globals['got'])
other.exec('import case_other; got = case_other.made_for')
print(other.globals['got'])
""")
    outcome = differential.run((differential.PYTHON,), [script])
    assert outcome.code == 0, outcome.stderr.decode()
    assert outcome.stdout.decode().splitlines() == [
        "(1, (1, 1), (1, 0))", "2 (1, 1) (1, 0)", "(3, (1, 1), (1, 0))", "(1, 0)", "case_other"]


def check(*files):
    done = subprocess.run([sys.executable, "-m", "pyrs", "cpyext", "check", *map(str, files)], capture_output=True, text=True,
                          cwd=differential.ROOT)
    return done.returncode, done.stdout, done.stderr


def test_check_lists_symbols(cases):
    code, out, err = check(cases / f"case_single{SUFFIX}")
    assert (code, err) == (0, "")
    assert "PyModule_AddIntConstant" in out and "module (" in out
    lines = [line.split() for line in out.splitlines()]
    assert ["PyImport_ImportModule", "pyrs:"] in [line[:2] for line in lines]
    assert ["PyLong_FromLong", "host"] in lines


def test_check_refuses_other_files(cases, tmp_path):
    truncated = tmp_path / "truncated.so"
    truncated.write_bytes((cases / f"case_single{SUFFIX}").read_bytes()[:3000])
    for path, words in ((cases / "case_garbage.so", "not an ELF file"), (cases / "case_empty.so", "not an ELF file"), (truncated, ""),
                        (tmp_path / "none.so", "No such file")):
        code, out, err = check(path)
        assert code == 1 and out == "" and err.startswith(f"pyrs cpyext check: {path}: ") and words in err
    assert check()[0] == 2
