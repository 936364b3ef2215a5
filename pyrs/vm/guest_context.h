/* guest_context.h - the thread's context (contextvars) and hooks, which a run may change, are the host's again when it ends.

   A guest sees the host's context variables with what it has set itself on top, over all its calls (Guest.context_values). Nothing is copied: the
   variables of a context are one immutable tree, which is exchanged. Runs that the host begins otherwise (a step of a coroutine, a thread, a
   function that the host calls directly) are in the context that they are called in, as on the host: a task has its own. */
#ifndef PYRS_GUEST_CONTEXT_H
#define PYRS_GUEST_CONTEXT_H
#include "internal/pycore_context.h"

#define CONTEXT_TREE(context) ((PyObject *)((PyContext *)(context))->ctx_vars)

/* The tree of the thread's variables; borrowed. NULL without memory. */
HOT PyObject *context_vars(ThreadState *ts)
{
    PyThreadState *host = ts->host;
    if (__builtin_expect(!host->context, 0) && !(host->context = PyContext_New()))
        return NULL;
    return CONTEXT_TREE(host->context);
}

/* Exchange it for `vars`, which is taken over; the one before is the caller's. */
HOT PyObject *context_exchange(ThreadState *ts, PyObject *vars)
{
    PyThreadState *host = ts->host;
    PyObject *before = CONTEXT_TREE(host->context);
    ((PyContext *)host->context)->ctx_vars = (PyHamtObject *)vars;
    host->context_ver++;        /* each variable remembers the value it found last */
    return before;
}

static PyObject *context_tree(PyObject *context) { return CONTEXT_TREE(context); }

/* A Context whose variables are the tree `vars`. New reference. */
static PyObject *context_of(PyObject *vars)
{
    PyContext *context = (PyContext *)PyContext_New();
    if (context)
        Py_SETREF(context->ctx_vars, (PyHamtObject *)Py_NewRef(vars));
    return (PyObject *)context;
}

/* ---- hooks of asynchronous generators, tracking of coroutines' origins, cProfile ---- */

typedef struct {
    PyObject *first, *finalizer;    /* owned */
    int origin_depth;
    int profiled;                   /* by the host */
} ThreadHooks;

HOT void hooks_save(PyThreadState *host, ThreadHooks *h)
{
    h->first = Py_XNewRef(host->async_gen_firstiter);
    h->finalizer = Py_XNewRef(host->async_gen_finalizer);
    h->origin_depth = host->coroutine_origin_tracking_depth;
    h->profiled = host->c_profileobj != NULL;
}

static __attribute__((noinline, cold)) void hooks_restore_slow(PyThreadState *host, ThreadHooks *h)
{
    PyObject *t, *v, *tb, *profiler = host->c_profileobj;
    PyErr_Fetch(&t, &v, &tb);
    Py_XSETREF(host->async_gen_firstiter, h->first);
    Py_XSETREF(host->async_gen_finalizer, h->finalizer);
    if (profiler && !h->profiled) {         /* of _lsprof: a guest can set no other profile function */
        Py_INCREF(profiler);
        PyObject *r = PyObject_CallMethod(profiler, "disable", NULL);
        if (!r)
            PyErr_Clear();
        Py_XDECREF(r);
        Py_DECREF(profiler);
    }
    PyErr_Restore(t, v, tb);
}

HOT void hooks_restore(PyThreadState *host, ThreadHooks *h)
{
    host->coroutine_origin_tracking_depth = h->origin_depth;
    if (__builtin_expect(h->first != host->async_gen_firstiter || h->finalizer != host->async_gen_finalizer
                         || (host->c_profileobj && !h->profiled), 0)) {
        hooks_restore_slow(host, h);
        return;
    }
    Py_XDECREF(h->first);
    Py_XDECREF(h->finalizer);
}

#endif
