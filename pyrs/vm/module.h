/* module.h - small C pieces behind the Python-visible functions of _vm, and start-up. */
#ifndef PYRS_MODULE_H
#define PYRS_MODULE_H

static PyObject *sys_name;          /* interned */

static PyObject *guest_sys_module(Frame *f)    /* borrowed; what `import sys` gives the guest that owns f */
{
    GuestState *g = guest_of(f->func->base.func_builtins);
    if (g)
        return g->sys;
    return PyDict_GetItem(PyImport_GetModuleDict(), sys_name);
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
    while (f != ts->root && depth-- > 0)
        f = f->prev;
    if (f == ts->root) {
        PyErr_SetString(PyExc_ValueError, "call stack is not deep enough");
        return NULL;
    }
    PyFrameObject *o = frame_object(ts, f);
    Py_XINCREF(o);
    if (o && PySys_Audit("sys._getframe", "(O)", o) < 0)
        Py_CLEAR(o);
    return (PyObject *)o;
}

static int64_t get_depth_limit(void)
{
    ThreadState *ts = thread_state();
    return !ts ? default_depth_limit : ts->run ? ts->run->guest->depth_limit : ts->depth_limit;
}

static int64_t guest_depth(ThreadState *ts)      /* frames of the running guest, all where no runtime runs */
{
    return depth_of(ts) - (ts->run ? ts->depth_limit - guest_depth_limit(ts->run->guest) : 0);
}

static void set_depth_limit(int64_t n)
{
    ThreadState *own = thread_state();
    if (own && own->run) {          /* an embedded guest's limit is its own */
        GuestState *g = own->run->guest;
        int64_t base = own->depth_limit - guest_depth_limit(g);
        g->depth_limit = n;
        depth_limit_set(own, base + guest_depth_limit(g), g->max_frames < 0);
        own->allowance = own->host->recursion_remaining = cstack_allowance(own);
        return;
    }
    default_depth_limit = n;
    /* C code that recurses by itself (repr, isinstance with nested tuples) counts levels: no more than the C stack holds. */
    int64_t held = own ? host_recursion_limit(own) : n;
    Py_SetRecursionLimit((int)(n < held ? n : held));
    for (ThreadState *ts = all_threads; ts; ts = ts->next)
        depth_limit_set(ts, n, 1);
    if (own)
        own->allowance = own->host->recursion_remaining = cstack_allowance(own);
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

static int vm_init(void)
{
    host_boxes_init();
    if (host_pymalloc)
        blocks_watch_arenas();
    arith_init();
    debug_init();
    stats_init();
    sys_name = PyUnicode_InternFromString("sys");
    modules_name = PyUnicode_InternFromString("modules");
    gone_name = PyUnicode_InternFromString(GONE);
    if (!sys_name || !modules_name || !gone_name || containers_init() < 0 || iterate_init() < 0 || intrinsics_init() < 0 || maps_init() < 0 || ccalls_init() < 0 || objects_init_types() < 0 || gen_init_types() < 0 || classes_init() < 0 || continue_init() < 0 || hostpatch_init() < 0)
        return -1;
    return 0;
}

#endif
