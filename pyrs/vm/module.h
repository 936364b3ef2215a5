/* module.h - small C pieces behind the Python-visible functions of _vm, and start-up. */
#ifndef PYRS_MODULE_H
#define PYRS_MODULE_H

static PyObject *guest_sys_module(Frame *f)    /* borrowed; what `import sys` gives the guest that owns f */
{
    (void)f;
    return PyDict_GetItemString(PyImport_GetModuleDict(), "sys");
}

static void *hide_host_frames(void)
{
    PyThreadState *ts = _PyThreadState_UncheckedGet();
    void *saved = host_current_frame(ts);
    host_current_frame(ts) = NULL;
    return saved;
}

static void show_host_frames(void *saved)
{
    host_current_frame(_PyThreadState_UncheckedGet()) = saved;
}

static PyObject *c_frame_locals(ThreadState *ts, Frame *f) { return frame_locals(ts, f); }
static PyObject *guest_globals(Function *fn) { return fn->base.func_globals; }
static PyObject *guest_builtins(Function *fn) { return fn->base.func_builtins; }

/* New reference.  Guest frames only are counted: a host frame between them belongs to the machinery. */
static PyObject *guest_getframe(ThreadState *ts, int depth)
{
    if (!ts)
        return NULL;
    Frame *f = ts->frame;
    while (f && depth-- > 0)
        f = f->prev;
    if (!f) {
        PyErr_SetString(PyExc_ValueError, "call stack is not deep enough");
        return NULL;
    }
    PyFrameObject *o = frame_object(ts, f);
    Py_XINCREF(o);
    return (PyObject *)o;
}

static void set_depth_limit(int64_t n)
{
    default_depth_limit = n;
    /* C code that recurses by itself (repr, isinstance with nested tuples) counts levels: no more than the C stack holds. */
    int64_t held = host_recursion_limit();
    Py_SetRecursionLimit((int)(n < held ? n : held));
    for (ThreadState *ts = all_threads; ts; ts = ts->next)
        ts->depth_limit = n;
    ThreadState *ts = thread_state();
    if (ts)
        ts->host->recursion_remaining = cstack_allowance(ts);
}

static void interp_set_importlib(PyObject *module)
{
    PyInterpreterState *interp = _PyThreadState_UncheckedGet()->interp;
    Py_INCREF(module);
    Py_XSETREF(interp->importlib, module);
    PyObject *f = PyObject_GetAttrString(module, "__import__");
    (void)f;
    Py_XDECREF(f);
    PyErr_Clear();
}

static void set_budget_error(PyObject *type)
{
    Py_INCREF(type);
    Py_XSETREF(budget_error, type);
}

static int vm_init(void)
{
    host_boxes_init();
    arith_init();
    debug_init();
    stats_init();
    if (containers_init() < 0 || iterate_init() < 0 || intrinsics_init() < 0 || objects_init_types() < 0 || gen_init_types() < 0 || classes_init() < 0 || continue_init() < 0 || hostpatch_init() < 0)
        return -1;
    return 0;
}

#endif
