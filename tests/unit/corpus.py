"""Real source for the front end's tests: files of the host's standard library.

PYRS_LONG=1 takes every file, otherwise a spread of them.
"""
import ast
import os
import warnings
from pathlib import Path

LONG = os.environ.get('PYRS_LONG', '') not in ('', '0')


def files(step=40):
    """Paths (str) of the library's files, each `step`-th unless the long run is asked for."""
    root = Path(os.__file__).parent
    found = sorted(str(path) for path in root.rglob('*.py') if 'site-packages' not in path.parts)
    return found if LONG else found[::step]


def parsed(step=40):
    """(path, source, host tree) of those that the host parses and compiles."""
    for path in files(step):
        with open(path, 'rb') as file:
            source = file.read()
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            try:
                compile(source, path, 'exec', dont_inherit=True)
                tree = ast.parse(source)
            except (SyntaxError, ValueError):
                continue
        yield path, source, tree
