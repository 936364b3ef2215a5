/* entries.h - included before everything else in the modules that leave entries in tracebacks: the front end.

   Cython makes an entry after an `except` clause has been chosen by the exception's class. Where there is no memory for it, the exception must stay what it
   is: these leave it set, and the entry out. Cython counts on one, so its reference macros must take NULL, as in silent.h. */
#ifndef PYRS_ENTRIES_H
#define PYRS_ENTRIES_H
#define PY_SSIZE_T_CLEAN
#include "Python.h"
#include "frameobject.h"
#include "loading.h"

static inline PyFrameObject *entry_frame(PyThreadState *thread, PyCodeObject *code, PyObject *globals, PyObject *locals)
{
    PyObject *type, *value, *tb;
    PyErr_Fetch(&type, &value, &tb);
    PyFrameObject *frame = PyFrame_New(thread, code, globals, locals);
    PyErr_Restore(type, value, tb);
    return frame;
}

static inline void entry_here(PyFrameObject *frame)
{
    PyObject *type, *value, *tb;
    PyErr_Fetch(&type, &value, &tb);
    Py_XINCREF(type);
    Py_XINCREF(value);
    Py_XINCREF(tb);
    PyErr_Restore(type, value, tb);
    if (PyTraceBack_Here(frame) < 0)
        PyErr_Restore(type, value, tb);
    else {
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(tb);
    }
}

/* Called with no exception set: Cython has put it aside, and drops it if this is NULL. Without memory the entry names another function. */
static inline PyCodeObject *entry_code(const char *file, const char *function, int line)
{
    static PyCodeObject *known;     /* owned */
    PyCodeObject *code = PyCode_NewEmpty(file, function, line);
    if (code && !known)
        known = (PyCodeObject *)Py_NewRef(code);
    else if (!code && known) {
        PyErr_Clear();
        code = (PyCodeObject *)Py_NewRef(known);
    }
    return code;
}

#undef Py_DECREF
#undef Py_INCREF
#define Py_DECREF(op) Py_XDECREF(_PyObject_CAST(op))
#define Py_INCREF(op) Py_XINCREF(_PyObject_CAST(op))
#define PyFrame_New entry_frame
#define PyTraceBack_Here entry_here
#define PyCode_NewEmpty entry_code
#endif
