/* host.h - everything pyrs knows about the host's private layouts, one block per host version.

   Included first by the VM's translation unit.  host_self_check() compares at import what can be compared
   with public behaviour, so that a host built differently is refused with a clear error, never crashed. */
#ifndef PYRS_HOST_H
#define PYRS_HOST_H

#ifndef Py_BUILD_CORE_MODULE
#define Py_BUILD_CORE_MODULE 1
#endif
#include "Python.h"
#include "frameobject.h"
#include "structmember.h"
#if PY_VERSION_HEX < 0x030B0000 || PY_VERSION_HEX >= 0x030C0000
#error "pyrs: this host version has no layout block in pyrs/vm/host.h yet (CPython 3.11 has)"
#endif
#include "internal/pycore_interp.h"
#include "internal/pycore_pystate.h"
#include "internal/pycore_frame.h"
#include "internal/pycore_code.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_object.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_pymem.h"
#include "internal/pycore_runtime.h"
#include "internal/pycore_global_objects.h"
#include "internal/pycore_long.h"
#include "internal/pycore_tuple.h"
#include "internal/pycore_ceval.h"

#define HOT static inline __attribute__((always_inline))
#define COLD static __attribute__((noinline))

/* memcpy of text of any length.  A profile that has seen short ones makes gcc copy eight bytes a step at every length: past a few lines of the cache the
   C library's, by a name that gcc does not know, is up to five times as fast. */
extern void *memcpy_of_libc(void *to, const void *from, size_t n) __asm__("memcpy");
#define COPY_IN_LINE 128
HOT void copy_bytes(void *to, const void *from, size_t n)
{
    if (n <= COPY_IN_LINE)
        memcpy(to, from, n);
    else
        memcpy_of_libc(to, from, n);
}

/* Releasing the last reference goes through instances.h, which frees instances of plain classes itself. */
COLD void vm_dealloc(PyObject *o);
HOT void vm_decref(PyObject *o)
{
    if (--o->ob_refcnt == 0)
        vm_dealloc(o);
}
#undef Py_DECREF
#define Py_DECREF(o) vm_decref(_PyObject_CAST(o))

/* ---- str ---- */

/* The bits of a str's state that say: ASCII, its characters behind the header. */
typedef union { __typeof__(((PyASCIIObject *)0)->state) fields; uint32_t word; } StrState;
#define STR_IS_PLAIN (((StrState){.fields = {.compact = 1, .ascii = 1}}).word)
#define STR_IS_INTERNED (((StrState){.fields = {.interned = 3}}).word)
static inline uint32_t str_state(PyObject *o) { StrState s; s.fields = ((PyASCIIObject *)o)->state; return s.word; }

/* An exact str that is nothing but its block, which unicode_dealloc would only free. */
static inline int str_is_its_block(PyObject *o)
{
    return (str_state(o) & (STR_IS_PLAIN | STR_IS_INTERNED)) == STR_IS_PLAIN && !((PyASCIIObject *)o)->wstr;
}

/* ---- int: digits of 30 bits, sign in ob_size ---- */
static inline int host_long_as_int48(PyObject *o, int64_t *out)
{
    Py_ssize_t size = Py_SIZE(o);
    const digit *d = ((PyLongObject *)o)->ob_digit;
    if ((size_t)(size + 1) <= 2) {          /* -1, 0, 1 digits; digit 0 of int 0 is 0 in every host build */
        *out = size * (int64_t)d[0];
        return 1;
    }
    if (size == 2 || size == -2) {
        int64_t i = (int64_t)d[0] | ((int64_t)d[1] << PyLong_SHIFT);
        if (size < 0)
            i = -i;
        *out = i;
        return (uint64_t)(i + ((int64_t)1 << 47)) < ((uint64_t)1 << 48);
    }
    return 0;
}

/* ---- free blocks of one- and two-digit ints, and the host's free list of floats ----

   A box is made for most numbers that leave a register and dies soon after.  Blocks of 28 to 32 bytes of the host's small-object allocator are kept;
   the int type's deallocator (int_dealloc) fills the list, whoever drops the last reference.  Under another allocator (PYTHONMALLOC=debug or malloc, a
   memory hook), in the debug build and under AddressSanitizer the list stays empty.  A box: 10 -> 4 ns.  The list holds half a megabyte at most: a
   program's lists of numbers come and go. */
#define INT_FREE_MAX 16384
#define BLOCK_KEEP 1024                 /* of the larger kinds: wide ints, cells, functions */
#define INT_REFILL 32                  /* blocks that an empty list takes at once */
static PyObject *int_free;              /* linked through ob_type */
static PyObject *wide_free;             /* the same of three to five digits (36 to 44 bytes: one size class) */
static int wide_free_room;
static struct gc_generation *gc_young;  /* the collector's youngest generation */
static int host_pymalloc;        /* objects come from the host's small-object allocator */
static int int_free_room;               /* how many more it takes */
static struct _Py_tuple_state *tuple_free;
static struct _Py_list_state *list_free;
static struct _Py_float_state *float_free;     /* the interpreter's; its list is linked through ob_type too */

static void int_dealloc(PyObject *o)
{
    if (__builtin_expect(Py_TYPE(o) != &PyLong_Type, 0))
        Py_TYPE(o)->tp_free(o);
    else if (__builtin_expect((size_t)(Py_SIZE(o) + 2) <= 4, 1) && int_free_room > 0) {
        int_free_room--;
        o->ob_type = (PyTypeObject *)int_free;
        int_free = o;
    }
    else if ((size_t)(Py_SIZE(o) + 2) > 4 && (size_t)(Py_SIZE(o) + 5) <= 10 && wide_free_room > 0) {
        wide_free_room--;
        o->ob_type = (PyTypeObject *)wide_free;
        wide_free = o;
    }
    else
        PyObject_Free(o);
}

/* Blocks for the empty list; one where it has to stay empty. 0, or -1 without memory (no error set). */
static __attribute__((noinline)) int int_refill(void)
{
    int n = host_pymalloc && !_Py_tracemalloc_config.tracing ? INT_REFILL : 1;
    PyObject **end = &int_free;
    for (int i = 0; i < n; i++) {           /* in the order of addresses, which is that of the list's items then */
        PyObject *o = PyObject_Malloc(offsetof(PyLongObject, ob_digit) + 2 * sizeof(digit));
        if (!o)
            break;
        *end = o;
        end = (PyObject **)&o->ob_type;
        int_free_room--;
    }
    *end = NULL;
    return int_free ? 0 : -1;
}

/* Blocks of dead cells, linked through ob_ref: a function that makes closures makes them at each call.  As for ints. */
static PyCellObject *cell_free;
static int cell_free_room;

static void cell_dealloc(PyObject *o)
{
    PyCellObject *cell = (PyCellObject *)o;
    if (_PyObject_GC_IS_TRACKED(o))
        _PyObject_GC_UNTRACK(o);
    Py_XDECREF(cell->ob_ref);
    if (cell_free_room > 0) {
        cell_free_room--;
        cell->ob_ref = (PyObject *)cell_free;
        cell_free = cell;
    }
    else
        PyObject_GC_Del(o);
}

/* A cell with that content (stolen), or NULL. */
static inline PyObject *host_cell_new(PyObject *content)
{
    PyCellObject *cell = cell_free;
    if (__builtin_expect(!cell, 0)) {
        PyObject *o = PyCell_New(content);
        Py_XDECREF(content);
        return o;
    }
    cell_free = (PyCellObject *)cell->ob_ref;
    cell_free_room++;
    cell->ob_base.ob_refcnt = 1;
    cell->ob_ref = content;
    _PyObject_GC_TRACK(cell);
    return (PyObject *)cell;
}

static void host_boxes_init(void)
{
    float_free = &_PyInterpreterState_GET()->float_state;
    tuple_free = &_PyInterpreterState_GET()->tuple;
    list_free = &_PyInterpreterState_GET()->list;
    gc_young = &_PyInterpreterState_GET()->gc.generations[0];
#if !defined(PYRS_DEBUG) && !defined(__SANITIZE_ADDRESS__)
    const char *name = _PyMem_GetCurrentAllocatorName();
    host_pymalloc = name && strcmp(name, "pymalloc") == 0;
    if (host_pymalloc)
        int_free_room = INT_FREE_MAX, wide_free_room = cell_free_room = BLOCK_KEEP;
    PyLong_Type.tp_dealloc = int_dealloc;
    PyCell_Type.tp_dealloc = cell_dealloc;
#endif
}

/* Write a number of absolute value u into a box that has room for two digits. */
static inline void host_int_write(PyLongObject *o, uint64_t u, int negative)
{
    Py_ssize_t n = u >> PyLong_SHIFT ? 2 : 1;
    o->ob_base.ob_size = negative ? -n : n;
    o->ob_digit[0] = (digit)(u & PyLong_MASK);
    o->ob_digit[1] = (digit)(u >> PyLong_SHIFT);
}

/* The same in a block of the free list, which is not empty. */
static inline PyObject *host_int_take(uint64_t u, int negative)
{
    PyLongObject *o = (PyLongObject *)int_free;
    int_free = (PyObject *)o->ob_base.ob_base.ob_type;
    int_free_room++;
    o->ob_base.ob_base.ob_refcnt = 1;
    o->ob_base.ob_base.ob_type = &PyLong_Type;
    host_int_write(o, u, negative);
    return (PyObject *)o;
}

/* An int of one or two digits of absolute value u, nobody else's; NULL, without an error, for want of memory. */
static inline PyObject *host_int_make(uint64_t u, int negative)
{
    return __builtin_expect(!int_free, 0) && int_refill() < 0 ? NULL : host_int_take(u, negative);
}

/* A box of i, nobody else's; NULL as above. */
static inline PyObject *host_int_new(int64_t i) { return host_int_make(i < 0 ? -(uint64_t)i : (uint64_t)i, i < 0); }

/* The int boxed last is kept: a loop's variable goes into several containers and calls, and shares one box as it would with the host. */
static PyObject *last_box;              /* owned, or NULL */
static int64_t last_boxed;

static inline void last_box_forget(void)
{
    PyObject *o = last_box;
    last_box = NULL;
    if (o && --o->ob_refcnt == 0)
        int_dealloc(o);
}

#define host_int_is_small(i) ((uint64_t)((i) + _PY_NSMALLNEGINTS) < _PY_NSMALLNEGINTS + _PY_NSMALLPOSINTS)
#define host_small_int(i) ((PyObject *)&_PyRuntime.global_objects.singletons.small_ints[_PY_NSMALLNEGINTS + (i)])      /* borrowed */

/* Ints past the host's small ones that are made once and kept: a number that goes from one container to another (nodes and weights of a graph, rows of a
   table) leaves its box behind when it is read and would get a new one for each place, 32 bytes more to read for each.  Each begins when it is
   first needed, so what a program does not use costs no memory. */
#define KEPT_FIRST (-256)
#define KEPT_END 2048
static PyLongObject kept_ints[KEPT_END - KEPT_FIRST];

static __attribute__((noinline)) PyObject *kept_int_begin(PyLongObject *o, int64_t i)
{
    o->ob_base.ob_base.ob_refcnt = 2;           /* one is the table's: it never ends */
    o->ob_base.ob_base.ob_type = &PyLong_Type;
    o->ob_base.ob_size = i < 0 ? -1 : 1;
    o->ob_digit[0] = (digit)(i < 0 ? -i : i);
    return (PyObject *)o;
}

static __attribute__((noinline)) PyObject *host_long_box_refill(int64_t i);

/* An int of 48 bits that is not small.  What is rare is called last, so that nothing is saved for it. The box that was kept is the next one's where nobody
   else has it any more. */
static inline PyObject *host_long_box(int64_t i)
{
    uint64_t u = i < 0 ? -(uint64_t)i : (uint64_t)i;
    PyObject *o = last_box;
    if ((uint64_t)(i - KEPT_FIRST) < KEPT_END - KEPT_FIRST) {
        PyLongObject *kept = &kept_ints[i - KEPT_FIRST];
        return __builtin_expect(!kept->ob_base.ob_base.ob_refcnt, 0) ? kept_int_begin(kept, i) : Py_NewRef((PyObject *)kept);
    }
    if (o) {
        if (i == last_boxed)
            return Py_NewRef(o);
        if (Py_REFCNT(o) == 1) {
            host_int_write((PyLongObject *)o, u, i < 0);
            last_boxed = i;
            return Py_NewRef(o);
        }
    }
    if (__builtin_expect(!int_free, 0))
        return host_long_box_refill(i);
    if (o)
        o->ob_refcnt--;             /* somebody else's from now on */
    last_boxed = i;
    last_box = o = host_int_take(u, i < 0);
    return Py_NewRef(o);
}

static __attribute__((noinline)) PyObject *host_long_box_refill(int64_t i) { return int_refill() < 0 ? PyErr_NoMemory() : host_long_box(i); }

/* PyLong_FromLongLong for 48 bits, without its loops: small ints are the host's singletons, the rest one or two digits. */
static inline PyObject *host_long_from_int48(int64_t i)
{
    return host_int_is_small(i) ? Py_NewRef(host_small_int(i)) : host_long_box(i);
}

/* An int of n digits, three to five; its digits are the caller's to write. NULL, without an error, for want of memory. */
static inline PyLongObject *host_wide_new(Py_ssize_t n, int negative)
{
    PyLongObject *o = (PyLongObject *)wide_free;
    if (__builtin_expect(o != NULL, 1)) {
        wide_free = (PyObject *)o->ob_base.ob_base.ob_type;
        wide_free_room++;
    }
    else if (!(o = PyObject_Malloc(offsetof(PyLongObject, ob_digit) + 5 * sizeof(digit))))
        return NULL;
    o->ob_base.ob_base.ob_refcnt = 1;
    o->ob_base.ob_base.ob_type = &PyLong_Type;
    o->ob_base.ob_size = negative ? -n : n;
    return o;
}

static inline PyObject *host_float_new(double d)
{
    PyFloatObject *o = float_free->free_list;
    if (__builtin_expect(o == NULL, 0))
        return PyFloat_FromDouble(d);
    float_free->free_list = (PyFloatObject *)Py_TYPE(o);
    float_free->numfree--;
    o->ob_base.ob_refcnt = 1;
    o->ob_base.ob_type = &PyFloat_Type;
    o->ob_fval = d;
    return (PyObject *)o;
}

static inline void host_float_dealloc(PyObject *o)      /* of an exact float */
{
    if ((unsigned)float_free->numfree >= PyFloat_MAXFREELIST) {
        _Py_Dealloc(o);
        return;
    }
    float_free->numfree++;
    o->ob_type = (PyTypeObject *)float_free->free_list;
    float_free->free_list = (PyFloatObject *)o;
}

/* collections.deque, once one of its methods is met (deques.h): NULL before. Its size is that of a PyVarObject. */
static PyTypeObject *deque_type;

/* ---- the iterator objects that FOR_ITER steps without a call ---- */
typedef struct { PyObject_HEAD Py_ssize_t it_index; PyObject *it_seq; } HostListIter;     /* list and tuple */
typedef struct { PyObject_HEAD PyObject *start, *stop, *step, *length; } HostRange;
typedef struct { PyObject_HEAD long index; long start; long step; long len; } HostRangeIter;
typedef struct { PyObject_HEAD PySetObject *si_set; Py_ssize_t si_used, si_pos, len; } HostSetIter;
typedef struct { PyObject_HEAD Py_ssize_t en_index; PyObject *en_sit, *en_result, *en_longindex; } HostEnumerate;
typedef struct { PyObject_HEAD Py_ssize_t tuplesize; PyObject *ittuple, *result; int strict; } HostZip;

typedef struct { PyObject_HEAD PyDictObject *di_dict; Py_ssize_t di_used, di_pos; PyObject *di_result; Py_ssize_t len; } HostDictIter;

/* ---- the collector: a new container object may start it once the youngest generation is full ---- */
static int collect_reachable(void);     /* collect.h */

/* May the next few allocations (GC_MARGIN at most) collect, and so run finalisers - or does tracemalloc look at the frames at each?  A collection that
   finds nothing is over when this returns: so many allocations early, where that makes no difference, as most of them are the host's. */
#define GC_MARGIN 8
#define GC_EARLY_FROM 128
static inline int host_gc_near(void)
{
    int left = gc_young->threshold - gc_young->count;
    return (__builtin_expect(left < GC_MARGIN, 0) && ((left > 0 && gc_young->threshold < GC_EARLY_FROM) || !collect_reachable()))
        || _Py_tracemalloc_config.tracing;
}

/* ---- cells ---- */
#define host_cell_get(cell) (((PyCellObject *)(cell))->ob_ref)

/* ---- running frame of a thread ---- */
#define host_current_frame(ts) ((ts)->cframe->current_frame)

#endif
