"""What the comparisons of this folder share: the front end compiled or not, and the host's answers in the same form."""
import ast
import os
import sys
import sysconfig
import tempfile
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
STDLIB = Path(sysconfig.get_paths()['stdlib'])


def use_pure():
    """Make `import pyrs` find the .py files only, before its first import. Returns the folder, to be kept alive."""
    folder = tempfile.TemporaryDirectory()
    package = Path(folder.name) / 'pyrs'
    for path in (ROOT / 'pyrs').rglob('*.p[yx]*'):
        if path.suffix not in ('.py', '.pxd'):
            continue
        target = package / path.relative_to(ROOT / 'pyrs')
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(path)
    sys.path.insert(0, folder.name)
    return folder


def use_package():
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))


def library_files():
    """The files of the host's standard library, its tests included."""
    return [path for path in python_files(STDLIB) if 'site-packages' not in path.parts]


def installed_files():
    """The files of all installed packages."""
    folders = {entry for entry in sys.path if entry.endswith('site-packages')}
    return [path for folder in sorted(folders) for path in python_files(folder)]


def answer(function):
    """The value of `function()`, or its error as a tuple."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        try:
            return function()
        except SyntaxError as e:
            return (type(e).__name__, *e.args)
        except (MemoryError, ValueError, RecursionError) as e:
            return (type(e).__name__,)


def host_error(source, mode='exec'):
    """The host's syntax error as a tuple, or None. Only its parser runs, not its compiler."""
    error = answer(lambda: compile(source, '<source>', mode, ast.PyCF_ONLY_AST))
    return error if isinstance(error, tuple) else None


def own_error(source, mode='exec'):
    from pyrs.parser import parse
    error = answer(lambda: parse(source, '<source>', mode))
    return error if isinstance(error, tuple) else None


def host_tree(source, mode='exec', **options):
    return answer(lambda: ast.dump(ast.parse(source, '<source>', mode, **options), include_attributes=True))


def own_tree(source, mode='exec', **options):
    from pyrs.astconv import to_ast
    from pyrs.parser import parse
    return answer(lambda: ast.dump(to_ast(parse(source, '<source>', mode, **options)), include_attributes=True))


def caught(function):
    """(the value or None, the error with its attributes or None, the warnings) of `function()`."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter('always')
        value = error = None
        try:
            value = function()
        except SyntaxError as e:
            error = (type(e).__name__, e.args, e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, e.print_file_and_line)
        except (MemoryError, ValueError, RecursionError, OverflowError) as e:
            error = (type(e).__name__,)
    # Warnings of a decoder blame whoever called.
    return value, error, [(item.category.__name__, str(item.message), *((item.filename, item.lineno) if item.filename != __file__ else ()))
                          for item in found]


def host_outcome(source, mode='exec', filename='<source>', flags=0):
    """`caught` for the host's compile: parser and compiler."""
    return caught(lambda: compile(source, filename, mode, flags, True, 0))


def own_outcome(source, mode='exec', filename='<source>', flags=0):
    """`caught` for pyrs' parser and compiler; the value is a Proto."""
    from pyrs.compiler import compile_ast
    from pyrs.parser import parse
    return caught(lambda: compile_ast(parse(source, filename, mode), filename, flags, 0))


def python_files(folder):
    for directory, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith('.py'):
                yield Path(directory) / name


def first_difference(a, b, width=120):
    """The places where two dumps begin to differ, as text."""
    if not (isinstance(a, str) and isinstance(b, str)):
        return f'    host: {str(a)[:400]}\n    pyrs: {str(b)[:400]}'
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    start = max(0, at - width)
    return f'    host: ...{a[start:at + width]}\n    pyrs: ...{b[start:at + width]}'
