"""The interface's types: every method in typing_sample.py, checked by mypy where it is installed, and run; the stub names what the package has."""
import ast
import importlib.util
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import pyrs
import typing_sample

ROOT = Path(__file__).resolve().parent.parent


def test_the_sample_runs(tmp_path):
    typing_sample.main(str(tmp_path))


@pytest.mark.skipif(not importlib.util.find_spec('mypy'), reason='no mypy')
def test_mypy_accepts_the_sample(tmp_path):
    done = subprocess.run([sys.executable, '-m', 'mypy', '--strict', f'--cache-dir={tmp_path}', 'tests/typing_sample.py'], capture_output=True, text=True,
                          cwd=ROOT, env={**os.environ, 'MYPYPATH': str(ROOT)}, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def members(cls):
    """Public methods and properties with their parameters."""
    for name, value in inspect.getmembers(cls):
        if not name.startswith('_') and (callable(value) or isinstance(value, property)) and not hasattr(Exception, name):
            yield name


def test_the_stub_is_complete():
    tree = ast.parse((ROOT / 'pyrs/__init__.pyi').read_text())
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    names = {node.name for node in tree.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
    names |= {node.target.id for node in tree.body if isinstance(node, ast.AnnAssign)}
    assert set(pyrs.__all__) <= names
    for name in pyrs.__all__:
        cls = getattr(pyrs, name)
        if not isinstance(cls, type):
            continue
        described, todo = set(), [name]
        while todo:
            node = classes.get(todo.pop())
            if node is not None:
                todo += [base.id for base in node.bases if isinstance(base, ast.Name)]
                described |= {item.name if isinstance(item, ast.FunctionDef) else item.target.id for item in node.body
                              if isinstance(item, ast.FunctionDef) or isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)}
        assert set(members(cls)) <= described, name
