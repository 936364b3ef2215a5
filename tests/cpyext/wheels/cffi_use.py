# needs: cffi
"""cffi in ABI mode: callbacks out of C, errors in them, handles, memory."""
import gc

import cffi

ffi = cffi.FFI()
ffi.cdef("""
void qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const void *));
int abs(int); double sqrt(double); size_t strlen(const char *);
typedef struct { int a; double b; char name[8]; } rec;
""")
C = ffi.dlopen(None)
values = ffi.new("int[]", [5, 3, 9, 1])


@ffi.callback("int(const void *, const void *)")
def compare(a, b):
    return ffi.cast("int *", a)[0] - ffi.cast("int *", b)[0]


C.qsort(values, 4, 4, compare)
print(list(values), C.abs(-3), C.sqrt(2.0), C.strlen(b"four"))
errors = []


@ffi.callback("int(int)", error=-7, onerror=lambda kind, value, tb: errors.append((kind.__name__, str(value), tb.tb_frame.f_code.co_name)))
def failing(x):
    raise ValueError(f"bad {x}")


print(failing(3), errors)
record = ffi.new("rec *", {"a": 1, "b": 2.5, "name": b"abc"})
print(record.a, record.b, ffi.string(record.name), ffi.sizeof("rec"), ffi.buffer(record)[:4])
thing = {"key": "value"}
handle = ffi.new_handle(thing)
print(ffi.from_handle(handle) is thing)
freed = []
memory = ffi.gc(ffi.new("int *", 5), lambda p: freed.append(p[0]))
del memory
gc.collect()
print(freed)
for action in (lambda: values[4], lambda: ffi.new("nothing *"), lambda: ffi.cast("int", "x"), lambda: C.missing, lambda: C.abs("x")):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, str(error)[:60])
total = 0
for i in range(2000):
    total += compare(ffi.cast("int *", values), ffi.cast("int *", values + 1))
print(total)
