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
#include "internal/pycore_runtime.h"
#include "internal/pycore_global_objects.h"
#include "internal/pycore_long.h"

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

/* PyLong_FromLongLong for 48 bits, without its loops: small ints are the host's singletons, the rest one or two digits. */
static inline PyObject *host_long_from_int48(int64_t i)
{
    if ((uint64_t)(i + _PY_NSMALLNEGINTS) < _PY_NSMALLNEGINTS + _PY_NSMALLPOSINTS) {
        PyObject *o = (PyObject *)&_PyRuntime.global_objects.singletons.small_ints[_PY_NSMALLNEGINTS + i];
        Py_INCREF(o);
        return o;
    }
    uint64_t u = i < 0 ? -(uint64_t)i : (uint64_t)i;
    Py_ssize_t n = u >> PyLong_SHIFT ? 2 : 1;
    PyLongObject *o = PyObject_Malloc(offsetof(PyLongObject, ob_digit) + (size_t)n * sizeof(digit));
    if (!o)
        return PyErr_NoMemory();
    _PyObject_InitVar((PyVarObject *)o, &PyLong_Type, i < 0 ? -n : n);
    o->ob_digit[0] = (digit)(u & PyLong_MASK);
    if (n == 2)
        o->ob_digit[1] = (digit)(u >> PyLong_SHIFT);
    return (PyObject *)o;
}

/* ---- the iterator objects that FOR_ITER steps without a call ---- */
typedef struct { PyObject_HEAD Py_ssize_t it_index; PyObject *it_seq; } HostListIter;     /* list and tuple */
typedef struct { PyObject_HEAD long index; long start; long step; long len; } HostRangeIter;

typedef struct { PyObject_HEAD PyDictObject *di_dict; Py_ssize_t di_used, di_pos; PyObject *di_result; Py_ssize_t len; } HostDictIter;

/* ---- cells ---- */
#define host_cell_get(cell) (((PyCellObject *)(cell))->ob_ref)

/* ---- running frame of a thread ---- */
#define host_current_frame(ts) ((ts)->cframe->current_frame)

#endif
