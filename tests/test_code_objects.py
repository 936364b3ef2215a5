"""Code objects that programs make: what types.CodeType() and replace() take, refuse, and what of it works in another process."""
import subprocess

import pytest
from differential import PYRS
from pyrs_runs import host, pyrs

REBUILD = """
import sys, types
NAMES = ("argcount posonlyargcount kwonlyargcount nlocals stacksize flags code consts names varnames filename name qualname firstlineno linetable "
         "exceptiontable freevars cellvars").split()
def parts(code):
    return [tuple(parts(item) if isinstance(item, types.CodeType) else item for item in value) if name == 'consts' else value
            for name in NAMES for value in [getattr(code, 'co_' + name)]]
def together(fields):
    return types.CodeType(*[tuple(together(item) if type(item) is list else item for item in value) if name == 'consts' else value
                            for name, value in zip(NAMES, fields)])
def attempt(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
"""


def test_in_another_process(tmp_path):
    """The attributes as pickle carries them; and the bytes are the same in each process."""
    source = REBUILD + """
import pickle
def outer(n):
    def inner(x):
        match x:
            case [a, *rest]: return [inner(y) for y in rest] + [a + n]
            case _: raise KeyError(f'{x!r:>4}')
    return inner
path = sys.argv[1]
if len(sys.argv) == 2:
    pickle.dump(parts(outer.__code__), open(path, 'wb'))
else:
    fields = pickle.load(open(path, 'rb'))
    print(types.FunctionType(together(fields), {'__builtins__': __builtins__})(3)([1, [2], [3, [4]]]), fields == parts(outer.__code__))
    try: types.FunctionType(together(fields), {})(1)(5)
    except KeyError as error: print(error, error.__traceback__.tb_next.tb_lineno)
"""
    script = tmp_path / "script.py"
    script.write_text(source)
    for more in [], ["read"]:
        done = subprocess.run([*PYRS, script, tmp_path / "data", *more], capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, "")
    line = source[:source.index("raise KeyError")].count("\n") + 1
    assert done.stdout == f"[[5], [[7], 6], 4] True\n'   5' {line}\n"


def test_refused(tmp_path):
    out = pyrs(REBUILD + """
def f(a, b=2): return a + b
def new(**changes):
    return types.CodeType(*[changes.get(name, value) for name, value in zip(NAMES, parts(f.__code__))])
body, host = f.__code__.co_exceptiontable, b'\\x97\\x00d\\x00S\\x00'     # RESUME; LOAD_CONST 0; RETURN_VALUE
attempt(new, exceptiontable=b'')
attempt(new, code=host)
attempt(new, argcount=1)
attempt(new, flags=0x23)
attempt(new, consts=())
attempt(new, exceptiontable=body[:-1])
attempt(new, exceptiontable=body[:10])
attempt(new, exceptiontable=body[:5] + bytes(4) + body[9:])
attempt(f.__code__.replace, co_code=host)
attempt(f.__code__.replace, co_exceptiontable=b'')
def loop():
    while True: pass
attempt(loop.__code__.replace, co_code=loop.__code__.co_code, co_exceptiontable=b'')
# Bytecode of the host runs on the host.
made = types.FunctionType(new(code=host, exceptiontable=b'', consts=(7,)), globals())
print(made(1, 2), isinstance(made, types.FunctionType), f.__code__.replace(co_code=host, co_exceptiontable=b'').co_exceptiontable)
print(eval(types.CodeType(0, 0, 0, 0, 1, 0, host, (8,), (), (), '', '', '', 1, b'', b''), {}))
""", tmp_path)
    assert out.splitlines() == [
        "ValueError co_code of a pyrs code object without its co_exceptiontable, where the instructions are",
        "ValueError co_code of a pyrs code object cannot be changed but by NOPs at its end: its instructions are in co_exceptiontable",
        "ValueError code: the first 2 variables must be parameters",
        "ValueError code: co_flags cannot make a function of a generator, nor the reverse",
        "ValueError code: co_consts must have at least 1 items",
        "ValueError corrupt code object: co_exceptiontable is not what pyrs wrote",
        "ValueError corrupt code object: co_exceptiontable is cut off",
        "ValueError code object of another version of pyrs",
        "ValueError co_code of a pyrs code object cannot be changed but by NOPs at its end: its instructions are in co_exceptiontable",
        "ValueError co_exceptiontable of a pyrs code object, which holds its instructions, needs a co_code that goes with it",
        "ValueError co_code of a pyrs code object without its co_exceptiontable, where the instructions are",
        "7 True b''", "8"]


def test_damaged(tmp_path):
    """No bit of co_exceptiontable can be another one, no length another, and what else is given never crashes."""
    out = pyrs(REBUILD + """
import random
def f(x, *args, k=3, **kw):
    try:
        for i in range(x): yield [f'{i}{j}' for j in args] or {k: v for k, v in kw.items()}
    except ValueError as error: print(error)
fields = parts(f.__code__)
body = fields[15]
refused = 0
def tried(value):
    global refused
    try: together(fields[:15] + [value] + fields[16:])
    except ValueError: refused += 1
for bit in range(8 * len(body)):
    changed = bytearray(body)
    changed[bit // 8] ^= 1 << bit % 8
    tried(bytes(changed))
for length in range(len(body)):
    tried(body[:length])
    tried(body[:length] + body)
print(refused == 10 * len(body) - 1)     # cut to nothing before the whole is the whole
rng = random.Random(5)
for _ in range(4000):
    changed = list(fields)
    for _ in range(rng.randint(1, 2)):
        i = rng.choice([0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 14, 16, 17])
        value = changed[i]
        if type(value) is int: changed[i] = rng.choice([value + 1, value - 1, value ^ 1 << rng.randrange(31), -1, 0])
        elif type(value) is bytes: changed[i] = rng.randbytes(rng.randrange(40))
        else:
            at = rng.randint(0, len(value))
            changed[i] = value[:at] + rng.choice([(), (None,), (5,), ('x',), (('y',),), (2.5,), (b'',), (f.__code__,)]) + value[at + rng.randrange(2):]
    try: code = together(changed)
    except (ValueError, TypeError, OverflowError): continue
    code == f.__code__, hash(code), list(code.co_lines()), list(code.co_positions())
    try: list(types.FunctionType(code, {'range': range}, None, None, None)(1, 2, 3, k=4))
    except Exception: pass
print('done')
""".replace("\\\\", "\\"), tmp_path)
    assert out == "True\ndone\n"


def test_constants_replaced(tmp_path):
    """What instructions take for granted of a constant is looked at: an exception, never a crash."""
    out = pyrs(REBUILD + """
def f(v, *, k=2):
    match v:
        case {'x': 1}: return 1
        case complex(real=3): return 2
        case int(5): return 3
    def inner(q=(1, 2), r: int = 5): return q, v
    class K(object, metaclass=type): z = 1
    import os.path as p
    from os import sep, path
    a, b = 'text', 2.5
    total = a + 'more', b * 3, v in {1, 2}, [a for q in (1, 2) for a in (q, v)], f'{v!r:>5}x{b}y', 'z' if v else 'w', v[0:1] if v == 'q' else v
    return inner(), dict(a=1, b=2), total
code = f.__code__
errors = set()
def variants(code):
    for i, old in enumerate(code.co_consts):
        others = [1, None, (), 'x', 2.5, ('a',), b'', (5,), [], len.__class__, (lambda: 0).__code__, [x for x in code.co_consts if type(x) is type(code)][0]]
        if isinstance(old, types.CodeType) and [x for x in old.co_consts if type(x) is type(code)]: others += variants(old)
        for other in others:
            try: yield code.replace(co_consts=code.co_consts[:i] + (other,) + code.co_consts[i + 1:])
            except (TypeError, ValueError) as error: errors.add(str(error).translate(dict.fromkeys(range(48, 58))))
count = 0
for made in variants(code):
    count += 1
    for v in ({'x': 1}, 3 + 4j, 5, 'q', 7):
        function = types.FunctionType(made, globals())
        function.__kwdefaults__ = {'k': 1}
        try: function(v)
        except Exception as error: errors.add(str(error))
print(count > 100)
print('\\n'.join(sorted(error for error in errors if 'constant' in error or 'co_consts' in error)))
""", tmp_path)
    assert out.splitlines() == ["True", "a constant of this code object was replaced by one of another kind",
                                "code: co_consts[] must be a code object", "code: co_consts[] must be a tuple of keyword names"]


@pytest.mark.parametrize("limits", ["max_instructions=10_000_000", "max_memory=100_000_000", "timeout=20", "max_output=10_000", "max_frames=500"])
def test_under_limits(tmp_path, limits):
    """A guest puts together what it took apart there, and neither what it made up nor the host's bytecode."""
    out = host(f"""
import pyrs
SOURCE = {REBUILD!r}
rt = pyrs.Runtime({limits})
rt.exec(SOURCE)
rt.exec('''
def f(a, b=2): return [a + b for _ in (1,)]
fields = parts(f.__code__)
print(types.FunctionType(together(fields), globals())(1, 2))
''')
free = pyrs.Runtime()
free.exec(SOURCE + "\\ndef f(a, b=2): return [a + b for _ in (1,)]\\nfields = parts(f.__code__)")
rt.set("outside", free.get("fields"))
rt.set("given", compile("1", "", "exec"))
rt.exec('''
attempt(together, outside)
attempt(types.CodeType, 0, 0, 0, 0, 1, 0, b'S\\\\0', (), (), (), '', '', '', 1, b'', b'')
attempt(exec, given)
attempt(types.FunctionType, given, {{}})
attempt(type(given), 0, 0, 0, 0, 1, 0, b'S\\\\0', (), (), (), '', '', '', 1, b'', b'')
''')
print(free.eval("types.FunctionType(together(fields), globals())(1, 5)"))
""", tmp_path)
    refused = "ValueError bytecode of the host cannot be made in a run under limits"
    assert out.splitlines() == ["[3]", "ValueError corrupt code object: co_exceptiontable is not what pyrs wrote", refused,
                                "TypeError bytecode of the host cannot run under limits",
                                "TypeError function() argument 'code' must be a pyrs code object in a run under limits", refused, "[6]"]
