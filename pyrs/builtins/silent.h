/* silent.h - included before everything else in the modules that stand between two guest frames.

   Cython adds an entry to an exception's traceback for each of its functions that the exception leaves.  A guest
   must see its own frames only, as it would with CPython's builtins, which leave no entry.

   Cython then meets exceptions without a traceback where it counts on one: its reference macros must take NULL, and
   `with` (which passes the traceback to __exit__) must not be used in these modules.

   No frame and no code object is made for such an entry either: where there is no memory, what says so would take the exception's place behind the
   back of the `except` clause that has just been chosen by its class. */
#ifndef PYRS_SILENT_H
#define PYRS_SILENT_H
#define PY_SSIZE_T_CLEAN
#include "Python.h"
#include "frameobject.h"
#include "loading.h"
#define PyTraceBack_Here(frame) ((void)(frame))
#define PyFrame_New(thread, code, globals, locals) ((PyFrameObject *)NULL)
#define PyCode_NewEmpty(file, function, line) ((PyCodeObject *)Py_NewRef(Py_None))
#ifndef Py_BUILD_CORE_MODULE
#undef Py_DECREF
#undef Py_INCREF
#define Py_DECREF(op) Py_XDECREF(_PyObject_CAST(op))
#define Py_INCREF(op) Py_XINCREF(_PyObject_CAST(op))
#endif
#endif
