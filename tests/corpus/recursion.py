# === recursion_messages
import sys
def t(name, f, *a):
    global depth
    depth = 0
    for turn in (1, 2):
        depth = 0
        try: f(0, *a)
        except RecursionError as e:
            tb = e.__traceback__; n = 0
            while tb.tb_next: tb = tb.tb_next; n += 1
            print(name, str(e), n, tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno)
class P: pass
def plain(n): return plain(n + 1)
def with_len(n):
    len('abc')
    return with_len(n + 1)
def with_isinstance(n):
    isinstance(n, int)
    return with_isinstance(n + 1)
def with_append(n, l=[]):
    l.append(n)
    return with_append(n + 1)
def with_upper(n):
    'a'.upper()
    return with_upper(n + 1)
def with_get(n, d={}):
    d.get(n)
    return with_get(n + 1)
def with_startswith(n):
    'abc'.startswith('a')
    return with_startswith(n + 1)
def with_compare(n):
    if n == 5000: return
    return with_compare(n + 1)
def with_compare_none(n):
    if n == None: return
    return with_compare_none(n + 1)
def with_list_eq(n):
    if [n] == [0, 1]: return
    return with_list_eq(n + 1)
def with_list_eq2(n):
    if [[n]] == [[-1]]: return
    return with_list_eq2(n + 1)
def with_sorted(n):
    sorted([3, n])
    return with_sorted(n + 1)
def with_list(n):
    list('ab')
    return with_list(n + 1)
def with_range(n):
    for i in range(2): pass
    return with_range(n + 1)
def with_try(n):
    try: return with_try(n + 1)
    finally: len('a')
def with_list_comp(n):
    return [with_list_comp(n + 1) for _ in range(1)]
def with_dict(n):
    {n: 1}[n]
    return with_dict(n + 1)
def with_setattr(n, p=P()):
    p.x = n
    p.x
    return with_setattr(n + 1)
def with_getattr(n, p=P()):
    getattr(p, 'y', 3)
    return with_getattr(n + 1)
def with_hash(n):
    hash('a'), id(n), type(n), abs(n), ord('a'), chr(65), callable(n)
    return with_hash(n + 1)
def with_kw(n):
    dict(a=1)
    return with_kw(n + 1)
def with_star(n, *a):
    return with_star(n + 1, *a)
def repr_list(n):
    l = []
    for i in range(2000): l = [l]
    repr(l)
def eq_list(n):
    a, b = [], []
    for i in range(2000): a, b = [a], [b]
    a == b
def hash_tuple(n):
    a = ()
    for i in range(100000): a = (a,)
    hash(a)
for f in (plain, with_len, with_isinstance, with_append, with_upper, with_get, with_startswith, with_compare, with_compare_none, with_list_eq, with_list_eq2, with_sorted, with_list, with_range, with_try, with_list_comp, with_dict, with_setattr, with_getattr, with_hash, with_kw, with_star, repr_list, eq_list, hash_tuple): t(f.__name__, f)
# === while_handling
def f(n):
    try: f(n + 1)
    finally: f(n + 1) if n > 990 else None
f(0)
