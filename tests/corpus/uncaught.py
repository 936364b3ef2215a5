# === zero_division
def f(a, b):
    return a / b


print('before', flush=True)
f(1, 0)
# === chained_three
def a(): raise ValueError('first')
def b():
    try: a()
    except ValueError as e: raise KeyError('second') from e
def c():
    try: b()
    except KeyError: raise RuntimeError('third\nwith lines')
c()
# === suppressed
try:
    {}['x']
except KeyError:
    raise LookupError('hidden context') from None
# === notes
e = ValueError('noted')
e.add_note('one')
e.add_note('two\nlines')
e.__notes__.append(5)
raise e
# === notes_bad
e = ValueError('noted')
e.__notes__ = 'text'
raise e
# === group_nested
def leaf(n):
    try:
        raise ValueError(n)
    except ValueError as e:
        return e
g = ExceptionGroup('inner', [leaf(1), KeyError('k')])
try:
    raise g
except ExceptionGroup as e:
    raise BaseExceptionGroup('outer', [e, TypeError('t'), KeyboardInterrupt()]) from OSError('cause')
# === group_many
raise ExceptionGroup('many', [ValueError(i) for i in range(20)])
# === group_deep
e = ValueError('deep')
for i in range(14):
    e = ExceptionGroup(f'level {i}', [e])
raise e
# === except_star_rest
try:
    raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
except* ValueError as e:
    raise OSError('from star')
# === recursion
def f(n):
    return g(n)
def g(n):
    return f(n + 1)
f(0)
# === repeated_frames
def f(n):
    if n == 0:
        raise ValueError('bottom')
    f(n - 1)
f(10)
# === carets_binary
x, y = [1, 2], None
z = (x + y
     + 3) * 2
# === carets_call
def f(*a, **k): raise TypeError('from f')
d = {'a': f}
print(1, d['a'](1, *[2], k=3), 4)
# === carets_attribute
class A: pass
a = A()
a.b = A()
value = a.b.missing.c
# === carets_subscript
d = {'k': [1, 2, 3]}
print(d['k'][0], d['k'][10][2])
# === carets_unicode
é = 1
日本 = 'text'
print('日本語', é + 日本, 'é')
# === carets_multiline
result = sum(
    int(x)
    for x in ['1', 'two',
              '3']
)
# === carets_long_line
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb = cccccccccccccccccccccccccccccc = [1][0] + {}['deep in a long line of text that goes on'] + 1 + 1
# === carets_tabs
if True:
	if True:
		x = 1; y = x.real; z = x.imaginary
# === carets_assignment
class P:
    @property
    def v(self): return 1
p = P()
p.v = (1 +
       2)
# === carets_del
x = [1]
del x[0], x[5], x
# === carets_unpack
a, (b, c) = 1, (2, 3, 4)
# === carets_for
for i in 5 .real:
    pass
# === carets_with
with open('/dev/null') as f, 5 as g:
    pass
# === carets_comparison
print(1 < 2 < 'x' < 3)
# === carets_lambda_default
f = lambda x=1 / 1, *, y: x / y
f(y=0)
# === carets_fstring
v = None
print(f'a {v!r} b {v.x:>10} c')
# === carets_decorator
def deco(f): raise RuntimeError('decorated')
@deco
def g():
    pass
# === carets_class
class Meta(type):
    def __new__(m, n, b, d): raise TypeError('no class ' + n)
class A(metaclass=Meta):
    x = 1
# === carets_assert
x = 3
assert x == 4 and \
    x > 2, f'x is {x}'
# === carets_raise
raise (ValueError if 1 else
       KeyError)('spread')
# === carets_import
import os.path, nosuchmodule.sub as q
# === carets_await
import asyncio
async def inner(): return 1 / 0
async def outer():
    x = [await inner() for _ in range(1)]
asyncio.run(outer())
# === carets_generator
def g():
    yield 1
    yield from h()
def h():
    yield 2
    raise LookupError('in h')
print([x for x in g()])
# === suggestion_name
counter = 1
print(countr)
# === suggestion_builtin
print(lenn([1]))
# === suggestion_local
def f():
    alpha_value = 1
    return alpha_valeu
f()
# === suggestion_self
class A:
    def __init__(self): self.blech = 1
    def f(self): return blech
A().f()
# === suggestion_attribute
class Thing:
    colour = 1
    def shape(self): pass
Thing().color
# === suggestion_module
import math
math.squareroot(2)
# === suggestion_import
from collections import OrderedDictt
# === suggestion_module_missing
def f(): return time.time()
f()
# === suggestion_none
xyzzyplugh
# === suggestion_dict
{}.item()
# === exit_message
import sys
print('out')
sys.exit('goodbye')
# === exit_number
raise SystemExit(300)
# === exit_object
class C:
    def __str__(self): return 'as text'
raise SystemExit(C())
# === exit_negative
import sys
sys.exit(-1)
# === exit_in_finally
try:
    1 / 0
finally:
    raise SystemExit(4)
# === exit_tuple
raise SystemExit((1, 2))
# === exit_none
import sys
try: sys.exit()
finally: print('cleaned')
# === exit_in_thread
import threading, sys
t = threading.Thread(target=lambda: sys.exit(5)); t.start(); t.join()
print('main goes on')
# === thread_error
import threading
def work(): raise ValueError('in thread')
t = threading.Thread(target=work, name='worker'); t.start(); t.join()
print('main goes on')
# === keyboard_interrupt
def f(): raise KeyboardInterrupt
try: f()
finally: print('finally')
# === keyboard_interrupt_message
raise KeyboardInterrupt('with text')
# === broken_str
class E(Exception):
    def __str__(self): raise ValueError('str fails')
raise E
# === broken_repr_key
class K:
    def __repr__(self): raise ValueError('repr fails')
{}[K()]
# === module_name
class MyError(Exception): pass
MyError.__module__ = 'pkg.mod'
raise MyError('qualified')
# === nested_class_error
class Outer:
    class Inner(Exception): pass
raise Outer.Inner(1, 2)
# === empty_message
raise ValueError
# === multi_line_message
raise ValueError('line 1\nline 2\n\nline 4\n')
# === unicode_message
raise ValueError('é 日本 \ud800 \x00 \x1b')
# === os_error
open('/nonexistent/path/file.txt')
# === os_error_two_names
import os
os.rename('/nonexistent/a', '/nonexistent/b')
# === unicode_error
b'abc\xff'.decode('utf-8')
# === unicode_encode
'abc\u20ac'.encode('latin-1')
# === stop_iteration
next(iter([]))
# === generator_stop
def g():
    raise StopIteration('x')
    yield
list(g())
# === attribute_none
None.foo
# === attribute_set
(5).x = 1
# === call_none
x = None
x(1)
# === unhashable
{[]: 1}
# === wrong_args
def f(a, b=1, *, c): pass
f(1, 2, 3, d=4)
# === int_parse
int('12x', 10)
# === too_many_digits
int('9' * 5000)
# === memory_error
b'x' * (2 ** 62)
# === overflow
2.0 ** 100000
# === assertion_bare
assert []
# === unbound
def f():
    print(x)
    x = 1
f()
# === global_deleted
x = 1
del x
x
# === import_cycle_name
import sys
sys.modules['fake'] = type(sys)('fake')
from fake import thing
# === import_relative
from . import sibling
# === import_syntax
import sys, tempfile, os
d = tempfile.mkdtemp(); sys.path.insert(0, d)
with open(os.path.join(d, 'broken.py'), 'w') as f: f.write('def f(:\n    pass\n')
import broken
# === exec_error
exec('x = 1\ny = x / 0\n')
# === eval_error
eval('1 + \n 2 + "a"')
# === compiled_name
exec(compile('def f():\n    raise ValueError("in compiled")\nf()\n', 'made up.py', 'exec'))
# === syntax_from_exec
exec('if True print(1)')
# === excepthook_fails
import sys
def hook(*a): raise TypeError('hook broken')
sys.excepthook = hook
1 / 0
# === excepthook_none
import sys
sys.excepthook = None
1 / 0
# === stderr_none
import sys
sys.stderr = None
1 / 0
# === tracebacklimit
import sys
def a(): b()
def b(): c()
def c(): raise ValueError('limited')
sys.tracebacklimit = 2
a()
# === tracebacklimit_zero
import sys
sys.tracebacklimit = 0
def f(): raise ValueError('no traceback')
f()
# === with_traceback
def f():
    raise ValueError('original')
try: f()
except ValueError as e: saved = e
raise saved.with_traceback(None)
# === reraise_later
def f(): raise ValueError('kept')
try: f()
except ValueError as e: saved = e
def g(): raise saved
g()
# === cause_is_context
try: 1 / 0
except ZeroDivisionError as e:
    raise ValueError('same') from e
# === cycle_in_chain
a, b = ValueError('a'), KeyError('b')
a.__cause__ = b
b.__cause__ = a
raise a
# === context_in_finally
def f():
    try:
        raise ValueError('v')
    finally:
        undefined_in_finally
f()
# === del_error
class D:
    def __del__(self): 1 / 0
d = D()
del d
print('after')
# === unraisable_gen
def g():
    try: yield
    finally: raise KeyError('closing')
x = g(); next(x); del x
print('after')
# === atexit_error
import atexit
@atexit.register
def f(): raise ValueError('at exit')
print('body')
# === warning_shown
import warnings
warnings.warn('careful')
def f(): warnings.warn('deeper', DeprecationWarning, stacklevel=2)
f()
warnings.warn(UserWarning('object'))
# === warning_error
import warnings
warnings.simplefilter('error')
warnings.warn('becomes an error')
# === syntax_warning
x = 1 is 1
assert (x, 'always')
'\d'
1()
# === never_awaited
async def f(): pass
f()
# === threads_and_main
import threading, time
e = threading.Event()
t = threading.Thread(target=e.wait); t.start()
threading.Timer(0.01, e.set).start()
raise ValueError('main fails, thread ends')
# === large_traceback_args
def f(**k): return k['missing key ' + 'x' * 50]
f(a=1)
# === frozen_module
import os
os.path.join(1)
# === json_error
import json
json.loads('{"a": }')
# === re_error
import re
re.compile('(a')
# === dataclass_error
from dataclasses import dataclass
@dataclass
class A: x: int
A()
# === enum_error
from enum import Enum
class E(Enum): A = 1
E(5)
# === abstract
import abc
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @abc.abstractmethod
    def g(self): ...
A()
# === struct_error
import struct
struct.unpack('i', b'a')
# === decimal_error
import decimal
decimal.Decimal(1) / 0
# === sys_exit_bool
import sys
sys.exit(True)
# === print_to_closed
import sys
sys.stdout.close()
print('x')
# === lambda_name
(lambda: (lambda: 1 / 0)())()
# === comprehension_name
[[1 / y for y in x] for x in [[1], [0]]]
# === class_body_name
class A:
    class B:
        x = undefined_in_class
# === method_name
class A:
    @staticmethod
    def s(): A.c()
    @classmethod
    def c(cls): cls().m()
    def m(self): self.p
    @property
    def p(self): return [self.q() for _ in 'x']
    def q(self): raise NotImplementedError
A.s()
# === exit_finalizes
import atexit
import sys
class D:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name, sys is None)
def f(default=D('default')):
    local = D('local')
    sys.exit(3)
class Holder: attribute = D('class attribute')
atexit.register(print, 'atexit')
instance, cycle = D('instance'), [D('cycle')]
cycle.append(cycle)
f()
# === exit_with_object_that_fails
import sys
class Silent:
    def __str__(self): raise ValueError
sys.exit(Silent())
# === exit_code_property
class Exit(SystemExit):
    @property
    def code(self): 1/0
raise Exit(4)
# === exit_big
raise SystemExit(1 << 80)
# === exit_without_stderr
import sys
sys.stderr = None
sys.exit('said to the descriptor')
