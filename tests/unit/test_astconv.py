"""Conversion to and from the host's trees, the checks of trees made by hand, and the unparser of annotations."""
import __future__
import ast
import contextlib
import inspect
import random
import warnings

import pytest

import corpus
from pyrs import nodes
from pyrs.astconv import from_ast, to_ast
from pyrs.unparse import unparse

SOURCE = inspect.getsource(contextlib) + '''
match x:
    case [1, *r, {"a": B.c, **rest}, C(1, z=-2+3j)] | _ if q: pass
    case None: pass
def f(a,/,b:int=1,*c,d=3,**k)->3:
    try: yield
    except* E as e: raise x from y
    finally: pass
    import a.b as c
    global q
    del q, b[1:2]
    return [i async for i in f(*a, **k)], {**a, 1:2}, a<b<c, f"{x!r:{y}}", (z:=1), lambda: 3
    async with a as b: await c
    a: int = 3
    while 1: break
    x += 1
    assert a, b
'''


def dump(tree):
    return ast.dump(tree, include_attributes=True)


def test_classes_are_the_hosts():
    for name, cls in nodes.CLASSES.items():
        host = getattr(ast, name)
        assert cls._fields == host._fields
        assert set(cls._attributes) == set(host._attributes)


def test_round_trip():
    for _, _, tree in corpus.parsed():
        assert dump(to_ast(from_ast(tree))) == dump(tree)


def attempt(function):
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        try:
            function()
        except SyntaxError:
            # The tree was taken; what the compiler says of it is another test's.
            return None
        except Exception as error:
            return f'{type(error).__name__}: {error}'


@pytest.mark.parametrize('seed', range(100 if corpus.LONG else 3))
def test_damaged_trees(seed):
    """A field of some node deleted, or replaced by anything: the same complaint as the host's, or none."""
    random.seed(seed)
    tree = ast.parse(SOURCE)
    all_nodes = [node for node in ast.walk(tree) if node._fields or node._attributes]
    for _ in range(400):
        node = random.choice(all_nodes)
        field = random.choice(list(node._fields) + list(node._attributes))
        if not hasattr(node, field):
            continue
        kept = getattr(node, field)
        how = random.randrange(5)
        if how == 0:
            delattr(node, field)
        elif how == 1:
            setattr(node, field, None)
        elif how == 2:
            setattr(node, field, random.choice([1, 'x', [], [None], 3.5, -1, 'None', '_', object, b'x', ()]))
        elif how == 3:
            setattr(node, field, random.choice(all_nodes))
        else:
            setattr(node, field, getattr(random.choice(all_nodes), field, kept))
        expected = attempt(lambda: compile(tree, 'x', 'exec', dont_inherit=True))
        found = attempt(lambda: from_ast(tree, 'exec'))
        setattr(node, field, kept)
        if expected is not None and expected.startswith('SystemError'):
            continue
        assert found == expected, (type(node).__name__, field, how)


def test_wrong_root():
    for mode, wanted in (('eval', 'Expression'), ('single', 'Interactive'), ('exec', 'Module')):
        tree = ast.Expression(ast.Constant(1)) if mode != 'eval' else ast.Module([], [])
        assert attempt(lambda: from_ast(tree, mode)) == attempt(lambda: compile(tree, 'x', mode))


def annotation(node):
    """The text that the host makes of an expression as an annotation."""
    place = dict(lineno=1, col_offset=0, end_lineno=1, end_col_offset=1)
    tree = ast.Module([ast.AnnAssign(ast.Name('q', ast.Store(), **place), node, None, 1, **place)], [])
    names = {}
    exec(compile(tree, 's', 'exec', flags=__future__.CO_FUTURE_ANNOTATIONS, dont_inherit=True), names)
    return names['__annotations__']['q']


def test_unparse():
    count = 0
    for _, _, tree in corpus.parsed(150):
        for node in ast.walk(tree):
            if not isinstance(node, ast.expr) or isinstance(node, (ast.Starred, ast.Slice, ast.FormattedValue)) \
                    or not isinstance(getattr(node, 'ctx', ast.Load()), ast.Load):
                continue
            try:
                expected = annotation(node)
            except SyntaxError:
                continue
            assert unparse(from_ast(ast.Expression(node), check=False).body) == expected
            count += 1
    assert count > 3000


@pytest.mark.parametrize('text', [
    'lambda: 0', 'lambda *, a: 0', 'lambda a, /, b=1, *c, d, e=2, **f: 0', 'x[a, *b]', 'x[(a, b)]', 'x[()]', '1 .real',
    'True .real', '1e999', '-1e999j', '(yield)', '{**a, 1: 2}', 'f"{ {1: 2} }{x!r:>{w}}{{}}"', 'u"x"', '(a, )', '(a := 1)',
    'a if b else (c if d else e)', 'not (not a)', '-(-a)', '(-a) ** (-b)', '(a ** b) ** c', 'a ** (b ** c)',
    '(await a) ** b', 'a < (b < c)', '(a and b) or c', 'a and (b or c)', '[*a, *b]', 'f(*a, **b)', 'f(x for x in y)',
    'f(1, (x for x in y))', '[x async for x in y if a if b]', '{x: y for x in z}', 'x[1:2, ::3]', '...', "f'{a,}'",
    '(lambda: 0)()', 'f"{(lambda: 0)}"'])
def test_unparse_cases(text):
    tree = ast.parse(text, mode='eval')
    try:
        expected = annotation(tree.body)
    except SyntaxError:
        pytest.skip('not allowed in an annotation')
    assert unparse(from_ast(tree).body) == expected
