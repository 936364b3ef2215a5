"""The command line against CPython's: stdout, stderr and exit code of the same arguments."""
import dis
import os
import re
import subprocess
import sys
import zipfile

import pytest

from pyrs import _vm

ENV = {**os.environ, 'PYTHONPATH': os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'PYTHONIOENCODING': 'utf-8'}


def both(tmp_path, arguments, stdin=b''):
    """Run `arguments` on both engines in `tmp_path`; return the two (stdout, stderr, code)."""
    results = []
    for command in ([sys.executable], [sys.executable, '-m', 'pyrs']):
        done = subprocess.run(command + arguments, input=stdin, capture_output=True, cwd=tmp_path, env=ENV, timeout=60)
        # runpy names sys.executable in its messages: the launcher here, the host there.
        errors = re.sub(r'^\S*/(python|pyrs)[\w.]*: ', 'EXECUTABLE: ', done.stderr.decode())
        results.append((done.stdout.decode(), errors, done.returncode))
    return results


def same(tmp_path, arguments, stdin=b''):
    host, ours = both(tmp_path, arguments, stdin)
    assert ours == host
    return host


@pytest.mark.parametrize('code', [
    'print("a")', 'import sys; print(sys.argv); sys.exit(3)', 'raise SystemExit("bye")', 'raise SystemExit', '1/0',
    'import sys; print(sys.flags)', 'import sys; print(sys.path[0] == "", __name__, __builtins__)', 'def f(:',
    'import sys; print(sorted(m for m in sys.modules if m.startswith("pyrs")))', 'raise KeyboardInterrupt',
    'import nosuch', 'from os import nosuch', 'import os; os.environ["nosuch"]',
    'import sys; sys.excepthook = lambda *a: print("hook", a[0]); 1/0', 'import sys; print(sys.implementation.name)',
])
def test_command(tmp_path, code):
    same(tmp_path, ['-c', code, 'x', '-y'])


@pytest.mark.parametrize('flags', ['-O', '-OO', '-B', '-E', '-I', '-s', '-S', '-u', '-b', '-q', '-P', '-Werror', '-Xdev', '-Xutf8'])
def test_flags(tmp_path, flags):
    if flags in ('-E', '-I', '-P'):     # PYTHONPATH is how this checkout is found
        return
    same(tmp_path, [flags, '-c', 'import sys; print(sys.flags, sys.warnoptions, sys._xoptions, __debug__); assert 0'])


def test_script(tmp_path):
    (tmp_path / 'helper.py').write_text('value = 3\n')
    (tmp_path / 's.py').write_text('import sys, helper\nprint(sys.argv, __file__, __name__, __spec__, sys.path[0], helper.value)\n'
                                   'def f():\n    raise ValueError(helper.value)\nf()\n')
    assert same(tmp_path, ['s.py', 'a', 'b'])[2] == 1
    (tmp_path / 'link.py').symlink_to('s.py')
    same(tmp_path, ['link.py'])


@pytest.mark.parametrize('arguments', [['s.py'], [], ['-'], ['-c', 'print("written"); 1/0'], ['-m', 's'], ['.']])
def test_order_in_one_stream(tmp_path, arguments):
    """stdout and stderr in one file: what a script wrote comes before its traceback, what `-c` and `-m` wrote behind it."""
    (tmp_path / 's.py').write_text('import sys\nprint("written")\nif len(sys.argv) > 1: sys.exit("bye")\n1/0\n')
    (tmp_path / '__main__.py').write_text('print("written")\n1/0\n')
    env = {name: value for name, value in ENV.items() if name != 'PYTHONUNBUFFERED'}
    results = []
    for command in ([sys.executable], [sys.executable, '-m', 'pyrs']):
        for more in ([], ['x']) if arguments == ['s.py'] else ([],):
            done = subprocess.run(command + arguments + more, input=(tmp_path / 's.py').read_bytes(), stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, cwd=tmp_path, env=env, timeout=60)
            results.append([line for line in done.stdout.decode().splitlines() if not line.startswith('  ')])
    half = len(results) // 2
    assert results[:half] == results[half:]


def test_missing_file(tmp_path):
    assert same(tmp_path, ['nosuch.py'])[2] == 2


def test_module(tmp_path):
    (tmp_path / 'pkg').mkdir()
    (tmp_path / 'pkg' / '__main__.py').write_text('import sys\nprint(sys.argv, __package__, __spec__.name)\n1/0\n')
    same(tmp_path, ['-m', 'pkg', 'x'])
    same(tmp_path, ['-m', 'nosuch'])


def test_directory_and_archive(tmp_path):
    (tmp_path / 'd').mkdir()
    (tmp_path / 'd' / '__main__.py').write_text('import sys\nprint(sys.argv, sys.path[0])\n')
    same(tmp_path, ['d', 'x'])
    with zipfile.ZipFile(tmp_path / 'z.zip', 'w') as archive:
        archive.writestr('__main__.py', 'import sys\nprint(sys.argv, sys.path[0])\n')
    same(tmp_path, ['z.zip', 'x'])


def test_stdin(tmp_path):
    same(tmp_path, ['-', 'a'], b'import sys\nprint(sys.argv, __name__)\n')
    same(tmp_path, [], b'print(1)\n1/0\n')


def test_unknown_option(tmp_path):
    host, ours = both(tmp_path, ['-k'])
    assert ours[2] == host[2] == 2


def test_dis(tmp_path):
    done = subprocess.run([sys.executable, '-m', 'pyrs', 'dis', '-c', 'def f(x):\n    return x + 1\n'], capture_output=True,
                          text=True, cwd=tmp_path, env=ENV, timeout=60)
    assert done.returncode == 0, done.stderr
    assert re.search(r'ADD_I +\w+, x, #1', done.stdout)
    assert '<code f>' in done.stdout


@pytest.mark.parametrize('arguments, errors', [
    (['/nosuch.py'], "pyrs: can't open file '/nosuch.py': No such file or directory\n"), ([], 'usage: pyrs dis FILE | -c CODE\n'),
    (['-c', 'x = ('], '  File "<string>", line 1\nSyntaxError: \'(\' was never closed\n'),
    (['null.py'], '  File "null.py"\nSyntaxError: source code string cannot contain null bytes\n'),
    (['-c', '-' * 90000 + '1'], '  File "<string>"\nMemoryError: nested too deeply\n'), (['-c', b'x = "\xff"'], None)])
def test_dis_of_what_is_wrong(tmp_path, arguments, errors):
    (tmp_path / 'null.py').write_bytes(b'x = 1\0')
    done = subprocess.run([sys.executable, '-m', 'pyrs', 'dis', *arguments], capture_output=True, text=True, cwd=tmp_path, env=ENV, timeout=60)
    assert done.returncode in (1, 2) and 'Traceback' not in done.stderr
    assert errors is None or done.stderr == errors


def test_dis_in_ascii(tmp_path):
    env = {**ENV, 'PYTHONIOENCODING': 'ascii'}
    done = subprocess.run([sys.executable, '-m', 'pyrs', 'dis', '-c', 'é = "é"'], capture_output=True, text=True, cwd=tmp_path, env=env, timeout=60)
    assert (done.returncode, done.stderr) == (0, '') and r'\xe9' in done.stdout


@pytest.mark.parametrize('verb', [['dis', '-c', 'x = 1'], ['cpyext', 'check', _vm.__file__]])
def test_output_that_cannot_be_written(tmp_path, verb):
    command = [sys.executable, '-m', 'pyrs', *verb]
    with open('/dev/full', 'wb') as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=ENV, timeout=60)
    assert (done.returncode, done.stderr) == (1, 'pyrs: standard output: No space left on device\n')
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=ENV, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, '')


@pytest.mark.parametrize('start', [['-m', 'dis'], [dis.__file__]])
def test_dis_of_the_library(tmp_path, start):
    (tmp_path / 'x.py').write_text('print(1)\n')
    shown, errors, code = both(tmp_path, [*start, 'x.py'])[1]
    assert (code, errors) == (0, '') and re.search(r'CALL +0 \(t0, t0, 1\)', shown), shown
    (tmp_path / 'bad.py').write_text('def f(:\n')
    same(tmp_path, [*start, 'bad.py'])


def test_bytecode_cache(tmp_path):
    env = {name: value for name, value in ENV.items() if name != 'PYTHONDONTWRITEBYTECODE'}
    (tmp_path / 'a').mkdir()
    (tmp_path / 'a' / 'mod.py').write_text('def f():\n    return 1\nprint(f(), f.__code__.co_filename)\n')

    def run(folder, *flags):
        done = subprocess.run([sys.executable, '-m', 'pyrs', *flags, '-c', 'import mod'], capture_output=True, text=True, timeout=60,
                              cwd=tmp_path, env={**env, 'PYTHONPATH': f"{ENV['PYTHONPATH']}:{tmp_path / folder}"})
        assert not done.stderr
        return done.stdout.split()

    assert run('a', '-B') == ['1', str(tmp_path / 'a' / 'mod.py')]
    assert not (tmp_path / 'a' / '__pycache__').exists()
    for _ in range(2):
        assert run('a') == ['1', str(tmp_path / 'a' / 'mod.py')]
    [cached] = (tmp_path / 'a' / '__pycache__').iterdir()
    assert 'pyrs' in cached.name
    # Another folder with the same times: the cached code is used under its new name.
    (tmp_path / 'a').rename(tmp_path / 'b')
    assert run('b') == ['1', str(tmp_path / 'b' / 'mod.py')]
    (tmp_path / 'b' / 'mod.py').write_text('print(22222)\n')
    assert run('b') == ['22222']
    [cached] = (tmp_path / 'b' / '__pycache__').iterdir()
    cached.write_bytes(b'')
    assert run('b') == ['22222']
    cached.write_bytes(b'x' * 40)
    assert run('b') == ['22222']
