/* interp.h - the fields of the host's interpreter state that pyrs repoints. */
#ifndef PYRS_INTERP_H
#define PYRS_INTERP_H
#ifndef Py_BUILD_CORE_MODULE
#define Py_BUILD_CORE_MODULE 1
#endif
#include "Python.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_pystate.h"
#include "internal/pycore_pylifecycle.h"

static void interp_set_importlib(PyObject *module)
{
    PyInterpreterState *interp = PyInterpreterState_Get();
    Py_INCREF(module);
    Py_XSETREF(interp->importlib, module);
}

static PyObject *interp_get_importlib(void)
{
    PyObject *module = PyInterpreterState_Get()->importlib;
    Py_XINCREF(module);
    return module;
}

/* What CPython does for an unhandled KeyboardInterrupt: after finalizing, the process dies of the signal. */
static int interp_die_later(void)
{
    return _Py_UnhandledKeyboardInterrupt = 1;
}
#endif
