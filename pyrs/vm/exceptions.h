/* exceptions.h - exceptions of classes that add nothing to BaseException's layout are made and freed here, over the blocks of blocks.h. */
#ifndef PYRS_EXCEPTIONS_H
#define PYRS_EXCEPTIONS_H

#define exception_new_of_host (((PyTypeObject *)PyExc_BaseException)->tp_new)
#define exception_init_of_host (((PyTypeObject *)PyExc_BaseException)->tp_init)
#define exception_dealloc_of_host (((PyTypeObject *)PyExc_BaseException)->tp_dealloc)
#define exception_plain(t) ((t)->tp_dealloc == exception_dealloc_of_host && (t)->tp_basicsize == sizeof(PyBaseExceptionObject))

/* BaseException.__new__(t, *args) for a class with that __new__; `args`, the tuple, is stolen. */
static __attribute__((noinline)) PyObject *exception_new(PyTypeObject *t, PyObject *args)
{
    PyBaseExceptionObject *e = exception_plain(t) ? (PyBaseExceptionObject *)gc_block_new(t, 0, sizeof *e) : NULL;
    if (!e) {
        PyObject *o = args ? t->tp_new(t, args, NULL) : NULL;
        Py_XDECREF(args);
        return o;
    }
    e->args = args;
    e->dict = e->notes = e->traceback = e->context = e->cause = NULL;
    e->suppress_context = 0;
    _PyObject_GC_TRACK(e);
    return (PyObject *)e;
}

HOT void exception_dealloc(PyObject *o)
{
    PyBaseExceptionObject *e = (PyBaseExceptionObject *)o;
    PyThreadState *host = _PyThreadState_GET();
    if (!trash_enter(host)) {
        exception_dealloc_of_host(o);
        return;
    }
    PyObject_GC_UnTrack(o);
    Py_XDECREF(e->dict);
    Py_XDECREF(e->args);
    Py_XDECREF(e->notes);
    Py_XDECREF(e->traceback);
    Py_XDECREF(e->cause);
    Py_XDECREF(e->context);
    gc_block_release(o, 0, sizeof *e);
    trash_leave(host);
}

#endif
