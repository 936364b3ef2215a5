"""The front end against the host: trees of real files, errors of wrong sources; compiled as installed, and uncompiled."""
import random
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import front_end  # noqa: E402
import wrong_sources  # noqa: E402
from compare_errors import Sources  # noqa: E402

FILES = random.Random(11).sample([path for path in front_end.python_files(front_end.STDLIB) if 'site-packages' not in path.parts], 60)


@pytest.mark.parametrize('path', FILES, ids=lambda path: str(path.relative_to(front_end.STDLIB)))
def test_tree_of_library_file(path):
    source = path.read_bytes()
    host = front_end.host_tree(source)
    own = front_end.own_tree(source)
    assert host == own, front_end.first_difference(host, own)


@pytest.mark.parametrize('mode', ('exec', 'eval', 'single'))
def test_wrong_sources(mode):
    differences = []
    for source in wrong_sources.ALL:
        for text in (source, source + (b'\n' if isinstance(source, bytes) else '\n')):
            host = front_end.host_error(text, mode)
            own = front_end.own_error(text, mode)
            if host != own:
                differences.append((text, host, own))
    assert not differences


@pytest.mark.parametrize('kind', ('mutations', 'soup'))
def test_random_sources(kind):
    sources = Sources(3)
    stream = getattr(sources, kind)()
    for _ in range(1500):
        source = next(stream)
        assert front_end.own_error(source) == front_end.host_error(source), source


@pytest.mark.parametrize('script', ('compare_trees.py', 'compare_errors.py'))
def test_uncompiled(script):
    result = subprocess.run([sys.executable, str(HERE / script), '--pure'], capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stdout + result.stderr


OLD_CONSTRUCTS = [
    'x: int = 3', 'async def f(): await x', 'async def f():\n  return [x async for x in y]', 'x @ y', 'x @= y', '(a := 1)', 'def f(a, /): pass', 'lambda a, /: 1',
    'f"{x}"', 'f"{x=}"', '1_000', 'with (a as b, c as d): pass', 'match x:\n case 1: pass', 'try:\n pass\nexcept* E: pass', 'async = 3', 'await = 3',
    'def async(): pass', 'async x = 3', 'async def f():\n  async with a: pass\n  async for x in y: pass\n',
]


@pytest.mark.parametrize('version', range(4, 12))
def test_feature_version(version):
    for source in OLD_CONSTRUCTS:
        host = front_end.host_tree(source, feature_version=(3, version))
        assert front_end.own_tree(source, feature_version=version) == host, source


TYPE_COMMENTS = [
    'x = 1  # type: int', 'for x in y:  # type: int\n  pass', 'with a as b:  # type: int\n  pass', 'def f(a, b):\n  # type: (int, str) -> None\n  pass',
    'def f(a,  # type: int\n      b=1,  # type: str\n      *c,  # type: a\n      **d  # type: b\n):\n  pass', 'x = 1  # type: ignore', 'x = 1  # type: ignore[a]',
    '# type: ignore\nx', 'def f(): # type: () -> int\n  # type: () -> int\n  pass', 'def f(*, # type: int\n a): pass', 'x = 1 # type: int\ny = 2', 'x  # type: int',
    'async def f():\n  # type: () -> int\n  await x', 'x = 1  #type:int ', 'x = 1  # type:\tignored',
]


@pytest.mark.parametrize('source', TYPE_COMMENTS)
def test_type_comments(source):
    assert front_end.own_tree(source, type_comments=True) == front_end.host_tree(source, type_comments=True)
    assert front_end.own_tree(source) == front_end.host_tree(source)


@pytest.mark.parametrize('source', ('() -> x', '(int) -> str', '(int, *str) -> y', '(*int, **k) -> y', '(a, *b, **c) -> d\n\n', '(**a) -> b', '(**a, *b) -> c', '(a,) -> b',
                                    '(', 'int -> x', '(*a, *b) -> c', '() -> x y', ''))
def test_function_type(source):
    assert front_end.own_tree(source, 'func_type') == front_end.host_tree(source, 'func_type')


WARNINGS = ['"\\d"', 'b"\\d"', '"\\400"', 'f"\\d{x}"', 'f"\\{x}"', '"\\\n\\d"', '1if 2else 3', '0xfor x', '1or 2', '[1for x in y]', '"""a\n\\d"""', '"\\d" "\\e"', '0b1in x', '1.5and 2',
            '"\\d" x', '1if x', '"\\\u00e9"', 'x = 1\ny = "\\q"\nz = 1if y else "\\w"\n',
            'x y\n1if z else 2\n', 'x y\n"\\d"\n1if z else 2\n', '(1if z else 2 3)']


@pytest.mark.parametrize('source', WARNINGS)
@pytest.mark.parametrize('action', ('always', 'error'))
def test_warnings(source, action):
    from pyrs.parser import parse

    def outcome(function):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter(action)
            try:
                function()
                error = None
            except SyntaxError as e:
                error = (type(e), *e.args)
        return error, [(str(w.message), w.category, w.filename, w.lineno) for w in caught]

    assert outcome(lambda: parse(source, '<source>')) == outcome(lambda: compile(source, '<source>', 'exec', 0x400))


@pytest.mark.parametrize('source', ('if x:\n  y', 'def f(', 'x = """a', 'x = (1,', 'a\\\n', 'x', 'x y', 'for x in y:', 'if x:\n', '"abc', '@a\n', 'class A:\n  x\n', ')', 'try:\n x\n'))
@pytest.mark.parametrize('mode', ('exec', 'single', 'eval'))
def test_incomplete_input(source, mode):
    from pyrs.parser import parse
    allow_incomplete, dont_imply_dedent = 0x4000, 0x200
    host = front_end.answer(lambda: compile(source, '<source>', mode, allow_incomplete | dont_imply_dedent | 0x400))
    own = front_end.answer(lambda: parse(source, '<source>', mode, allow_incomplete=True, imply_dedent=False))
    assert isinstance(host, tuple) == isinstance(own, tuple)
    if isinstance(host, tuple):
        assert own == host


def test_text_comes_from_the_file(tmp_path):
    from pyrs.parser import parse
    path = tmp_path / 'wrong.py'
    path.write_text('a = 1\nb c\n')
    with pytest.raises(SyntaxError) as host:
        compile('\nx y', str(path), 'exec')
    with pytest.raises(SyntaxError) as own:
        parse('\nx y', str(path))
    assert own.value.args == host.value.args
