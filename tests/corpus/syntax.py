# === missing_colon
if True
    pass
# === missing_paren
print((1, 2)
x = 1
# === extra_paren
x = (1))
# === mismatched
x = (1]
# === unclosed_brace
d = {1: 2,

# === bad_indent
def f():
pass
# === block_at_end
def f():

# === block_at_end_comment
while x:
# comment only

# === unexpected_indent
x = 1
  y = 2
# === dedent
if 1:
    x = 1
  y = 2
# === tab_space
if 1:
	x = 1
        y = 2
# === unterminated
x = 'abc
# === unterminated_triple
x = """abc
more
# === print_statement
print 'hello'
# === exec_statement
exec 'x'
# === bad_assign
1 = x
# === assign_call
f() = 1
# === assign_literal_in_call
f(1=2)
# === assign_none
None = 1
# === assign_op
a + b = c
# === compare_assign
if x = 1: pass
# === keyword_name
class = 1
# === keyword_arg
f(if=1)
# === positional_after_keyword
f(a=1, 2)
# === positional_after_unpack
f(**k, *a)
# === repeat_keyword
f(a=1, a=2)
# === generator_arg
f(x for x in y, 1)
# === default_order
def f(a=1, b): pass
# === star_end
def f(*): pass
# === double_star_order
def f(**k, a): pass
# === duplicate_arg
def f(a, a): pass
# === slash_order
def f(*, /): pass
# === lambda_args
lambda a=1, b: 1
# === return_outside
return 1
# === yield_outside
yield 1
# === await_outside
await x
# === break_outside
break
# === continue_outside
continue
# === nonlocal_module
nonlocal x
# === global_after_use
def f():
    x = 1
    global x
# === star_assign
*a = 1
# === two_stars
*a, *b = c
# === star_expr
x = *a
# === del_call
del f()
# === import_star
def f():
    from os import *
# === future_late
x = 1
from __future__ import annotations
# === future_unknown
from __future__ import unknown_feature
# === bad_number
x = 0777
# === bad_number2
x = 1__0
# === bad_hex
x = 0xZZ
# === bad_suffix
x = 12abc
# === bad_escape
x = '\x1'
# === bad_unicode
x = '\N{no such}'
# === bytes_nonascii
x = b'é'
# === fstring_empty
x = f'{}'
# === fstring_open
x = f'{a'
# === fstring_expr
x = f'{a b}'
# === fstring_bang
x = f'{a!z}'
# === invalid_char
x = 1 $ 2
# === invalid_unicode_char
x = 1 “2”
# === invalid_backslash
x = 1 \ 2
# === else_without
else:
    pass
# === elif_else
if 1:
    pass
else:
    pass
elif 2:
    pass
# === try_alone
try:
    pass
x = 1
# === except_order
try:
    pass
except:
    pass
except ValueError:
    pass
# === except_mixed
try:
    pass
except* A:
    pass
except B:
    pass
# === except_tuple
try:
    pass
except A, B:
    pass
# === except_star_bare
try:
    pass
except*:
    pass
# === match_repeat
match x:
    case [a, a]: pass
# === match_unreachable
match x:
    case a: pass
    case b: pass
# === match_bind
match x:
    case a | 1: pass
# === walrus_top
x := 1
# === walrus_attr
(a.b := 1)
# === walrus_comp
[i := 0 for i in x]
# === ternary_half
x = 1 if 2
# === lambda_colon
x = lambda
# === dict_half
x = {1: 2, 3}
# === dict_star
x = {**a for a in b}
# === set_colon
x = {1, 2: 3}
# === subscript_empty
x[]
# === call_empty_comma
f(,)
# === for_missing_in
for x y: pass
# === for_bad_target
for 1 in x: pass
# === with_no_colon
with x as y
    pass
# === with_bad_target
with x as 1: pass
# === class_no_name
class: pass
# === def_no_paren
def f: pass
# === def_no_name
def (x): pass
# === decorator_alone
@x
# === async_alone
async x = 1
# === annot_bad
1: int = 2
# === annot_tuple
(a, b): int = 2
# === aug_tuple
(a, b) += 1
# === semicolon
x = 1;; y = 2
# === two_statements
x = 1 y = 2
# === missing_comma
x = [1 2]
# === missing_comma_call
print("a" "b" c)
# === forgot_comma_names
foo(a, b for b in range(5), c)
# === coding_latin
# -*- coding: latin-1 -*-
print(ascii('é'))
# === unicode_identifier
ｘ = 5
print(x)
# === only_comment
# nothing
# === only_newlines




# === no_newline_end
x = 1
if x:
    print(x)
# === form_feed
x = 1

y = 2
print(y)
# === continuation
x = 1 + \
    2
print(x)
# === continuation_eof
x = 1 + \
# === bom
﻿print('bom')
# === cr_lines
x = 1
print(x)

# === context_of_syntax_errors
import ast, sys
def t(f):
    try:
        try: 1/0
        except ZeroDivisionError: f()
    except BaseException as x:
        print(type(x).__name__, x, repr(x.__context__), repr(x.__cause__), x.__suppress_context__, x.__traceback__.tb_next.tb_next)
    try: f()
    except BaseException as x:
        print(type(x).__name__, x, repr(x.__context__), repr(x.__cause__), x.__suppress_context__)
for s in ('a b', '1 = 2', 'x = (', '"abc', 'f"{a b}"', '"\\N{foo}"', 'b"é"', '\t x\n  y', '  a', 'return', 'yield', 'break', 'def f(a, a): 0', 'global x; x = 1; nonlocal y', 'a\0b', 'x: int = yield', '*a', 'from __future__ import nope', 'def f():\n x = 1\n global x', '1' + '0' * 5000, '(' * 300, '-' * 100000 + '1', '[' * 100 + ']' * 100 + ' x', 'None = 1', 'f(**a, *b)', 'class C:\n return', '# coding: nope\n', b'\xff', b'# coding: utf-16\nx', 5, None, 'é' * 3 + '€', 'a = $', "'\\x1'", 'async def f(): [await x async for y in z]\nawait x', 'try: pass', 'del f()', 'with a as 1: pass', 'lambda: (yield)', '{**a for a in b}', 'f(x for x in y, 1)', 'if 1:\nx', 'continue', 'try:\n pass\nexcept* A:\n break', 'match x:\n case a: 0\n case b: 0', 'import a.b as c.d', 'from x import *\ndef f():\n from y import *', '__debug__ = 1', 'not 1 = 2', 'x = 08', '1_', '0xg', '1e', '1if 1else 2 3', 'print 1', '"a" b"c"', 'nonlocal x', 'async with a: pass', 'a := 1', 'assert (a, b) = 1', '(a, b): int', 'x = yield = 1', 'def f(*): 0', 'def f(a=1, b): 0', 'def f(**a, b): 0', 'f(a=1, a=2)', 'f(1=2)', 'f(True=1)', 'raise a from', '@', 'a\\b', 'a \\ \nb'):
    for how in (lambda: compile(s, 'fn', 'exec'), lambda: exec(s), lambda: eval(s), lambda: ast.parse(s), lambda: compile(s, 'fn', 'single')):
        t(how)
for tree in (ast.Module([ast.Expr(ast.Name('x', ast.Load()))], []), ast.Module([ast.Expr(ast.BinOp())], []), ast.Expression(ast.Constant([])), ast.Module([ast.Assign([ast.Constant(1)], ast.Constant(1))], []), ast.Module(5, []), ast.Module([ast.Name(5, ast.Load())], [])):
    t(lambda: compile(ast.fix_missing_locations(tree) if not isinstance(tree.body, int) else tree, 'f', 'eval' if isinstance(tree, ast.Expression) else 'exec'))
try: 1/0
except ZeroDivisionError: exec('a b')

# === errors_after_changed_builtins
import builtins, sys
def t(s):
    try: compile(s, '<s>', 'exec')
    except SyntaxError as e: print(e, e.offset, e.text)
    except BaseException as e: print(type(e), e)
builtins.__import__ = builtins.__build_class__ = lambda *args: 1/0
builtins.range = builtins.enumerate = builtins.min = builtins.isinstance = None
del sys.modules['builtins']
for state in sys.meta_path, sys.path_hooks, sys.path, sys.path_importer_cache: state.clear()
t('1 +'); t('f(a b)'); t('f(a) = 2'); t('{1: *a}'); t('f"{a b}"'); t('def f(a=1, b): 0'); t('with a as 1: pass')
try: compile('return 5', __file__, 'exec')
except SyntaxError as e: print(e)
print(builtins.range, sys.modules.get('builtins'))
