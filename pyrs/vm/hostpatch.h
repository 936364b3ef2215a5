/* hostpatch.h - functions of the host that test for its own exact types, changed for the whole process so that they know this engine's.

   Each keeps the host's behaviour for the host's objects: it converts and calls the original. */
#ifndef PYRS_HOSTPATCH_H
#define PYRS_HOSTPATCH_H

/* ---- types.TracebackType(): the host's makes entries over exact frames only ---- */

static newfunc traceback_host_new;

static PyObject *traceback_any_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno", NULL};
    PyObject *next, *frame;
    int lasti, line;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO!ii:TracebackType", names, &next, &PyFrame_Type, &frame, &lasti, &line)) {
        PyErr_Clear();
        return traceback_host_new(type, args, kwargs);
    }
    if (Py_TYPE(frame) == &PyFrame_Type)
        return traceback_host_new(type, args, kwargs);
    if (next == Py_None)
        next = NULL;
    else if (!PyTraceBack_Check(next)) {
        PyErr_Format(PyExc_TypeError, "expected traceback object or None, got '%s'", Py_TYPE(next)->tp_name);
        return NULL;
    }
    PyTracebackObject *entry = PyObject_GC_New(PyTracebackObject, &PyTraceBack_Type);
    if (!entry)
        return NULL;
    entry->tb_next = (PyTracebackObject *)Py_XNewRef(next);
    entry->tb_frame = (PyFrameObject *)Py_NewRef(frame);
    entry->tb_lasti = lasti;
    entry->tb_lineno = line;
    PyObject_GC_Track(entry);
    return (PyObject *)entry;
}

/* ---- dict.items(): the host drops an iterator that it has no memory for before it is tracked, and then takes it off the collector's list ---- */

static destructor dict_items_dealloc[2];

#define DICT_ITEMS_DEALLOC(n)                                              \
    static void dict_items_dealloc_##n(PyObject *it)                       \
    {                                                                      \
        if (__builtin_expect(!_PyObject_GC_IS_TRACKED(it), 0))             \
            _PyObject_GC_TRACK(it);                                        \
        dict_items_dealloc[n](it);                                         \
    }
DICT_ITEMS_DEALLOC(0)
DICT_ITEMS_DEALLOC(1)

/* ---- sys.excepthook: "Did you mean" looks for local names in the code object, where this engine's has none ---- */

#define MAX_STAND_INS 16

typedef struct { PyTracebackObject *entry; PyFrameObject *frame; } StandIn;      /* both owned: an entry, the frame it had */

static PyCFunction excepthook_host;

/* A frame object of the host that shows the same place and the same names of variables as `fo`, a frame object over `code`. New. */
static PyFrameObject *frame_stand_in(PyFrameObject *fo, Code *code)
{
    PyCodeObject *co = code->host;
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, Py_SIZE(co) * 2), *none = PyTuple_New(0);
    PyCodeObject *copy = NULL;
    PyFrameObject *frame = NULL;
    if (bytes && none) {
        for (Py_ssize_t i = 0; i < Py_SIZE(co); i++) {      /* RESUME, which has no caches */
            PyBytes_AS_STRING(bytes)[2 * i] = (char)RESUME;
            PyBytes_AS_STRING(bytes)[2 * i + 1] = 0;
        }
        copy = PyCode_NewWithPosOnlyArgs(0, 0, 0, (int)PyTuple_GET_SIZE(code->varnames), 1, CO_OPTIMIZED | CO_NEWLOCALS, bytes, none, none,
                                         code->varnames, none, none, co->co_filename, co->co_name, co->co_qualname,
                                         co->co_firstlineno, co->co_linetable, co->co_exceptiontable);
    }
    if (copy) {
        frame = (PyFrame_New)(_PyThreadState_UncheckedGet(), copy, fo->f_frame->f_globals, NULL);
        if (frame)
            frame->f_frame->prev_instr = _PyCode_CODE(copy) + _PyInterpreterFrame_LASTI(fo->f_frame);
    }
    Py_XDECREF(copy);
    Py_XDECREF(bytes);
    Py_XDECREF(none);
    return frame;
}

/* Let the last traceback entry of `error`, and of what it chains to, name a stand-in if it is a NameError; -> how many. */
static int stand_ins_put(PyObject *error, StandIn *list, int n, int depth)
{
    if (!error || !PyExceptionInstance_Check(error) || n == MAX_STAND_INS || depth == 2 * MAX_STAND_INS)
        return n;
    if (PyErr_GivenExceptionMatches(error, PyExc_NameError)) {
        PyTracebackObject *tb = (PyTracebackObject *)((PyBaseExceptionObject *)error)->traceback;
        if (tb && !PyTraceBack_Check(tb))
            tb = NULL;                      /* with_traceback(None) */
        while (tb && tb->tb_next)
            tb = tb->tb_next;
        Code *code = tb ? code_of((PyObject *)tb->tb_frame->f_frame->f_code) : NULL;
        if (code && PyTuple_GET_SIZE(code->varnames)) {
            PyFrameObject *frame = frame_stand_in(tb->tb_frame, code);
            if (frame) {
                list[n].entry = (PyTracebackObject *)Py_NewRef(tb);
                list[n].frame = tb->tb_frame;
                tb->tb_frame = frame;
                n++;
            }
            else
                PyErr_Clear();
        }
    }
    n = stand_ins_put(((PyBaseExceptionObject *)error)->cause, list, n, depth + 1);
    return stand_ins_put(((PyBaseExceptionObject *)error)->context, list, n, depth + 1);
}

static PyObject *excepthook_any(PyObject *module, PyObject *const *args, Py_ssize_t nargs)
{
    StandIn list[MAX_STAND_INS];
    int n = nargs > 1 ? stand_ins_put(args[1], list, 0, 0) : 0;
    PyObject *r = ((_PyCFunctionFast)(void (*)(void))excepthook_host)(module, args, nargs);
    while (n > 0) {
        StandIn s = list[--n];
        Py_SETREF(s.entry->tb_frame, s.frame);
        Py_DECREF(s.entry);
    }
    return r;
}

/* ---- sys.getrefcount: what the host's loop would hold ---- */

/* How many references to o the host's loop would own where the frames here do not: one on its stack for each local variable that
   an instruction lends out, since it pushes a copy for each use, and one for each local that holds o as an inline number. pandas, NumPy
   and tests of ctypes compare counts with constants found so. */
static Py_ssize_t lent_locals(ThreadState *ts, PyObject *o)
{
    Py_ssize_t n = 0;
    Value v = value_from_borrowed(o);
    int inlined = v != v_from_ptr(o);
    for (Frame *f = ts->frame; f; f = f->prev) {
        Code *code = f->code;
        uint32_t held = 0;
        for (uint32_t i = 0; i < code->nlocals; i++)
            held += f->regs[i] == v;
        if (inlined)
            n += held;
        if (inlined || !held || f->pc <= code->words)
            continue;
        Word *at = code->words + code_instruction_at(code, (int)(f->pc - 1 - code->words));
        const char *operands = op_operands[code_op(code, at)];
        const uint32_t registers[3] = {W_A(*at), W_B(*at), W_C(*at)};
        for (int i = 0; i < 3 && operands[i]; i++)
            if (operands[i] == 'r' && registers[i] < code->nlocals && f->regs[registers[i]] == v)
                n++;
    }
    value_decref(v);
    return n;
}

static PyCFunction getrefcount_host;

static PyObject *getrefcount_any(PyObject *module, PyObject *o)
{
    ThreadState *ts = thread_state();
    Py_ssize_t lent = ts ? lent_locals(ts, o) : 0;
    PyErr_Clear();
    PyObject *r = getrefcount_host(module, o);
    if (lent && r)
        Py_SETREF(r, PyLong_FromSsize_t(PyLong_AsSsize_t(r) + lent));
    return r;
}

/* ---- functions of the host's modules that the VM does something before or after ---- */

/* Have f, a function of the host's with these flags, run `ours`; *host is what it was. NULL, and anything else, stays as it is. */
static void function_patch(PyObject *f, int flags, void *ours, void *host)
{
    if (f && PyCFunction_CheckExact(f) && PyCFunction_GET_FLAGS(f) == flags && !*(void **)host) {
        PyMethodDef *method = ((PyCFunctionObject *)f)->m_ml;
        *(void **)host = (void *)method->ml_meth;
        method->ml_meth = (PyCFunction)ours;
    }
}

static void method_patch(PyObject *module, const char *name, int flags, void *ours, void *host)
{
    PyObject *f = PyObject_GetAttrString(module, name);
    if (!f)
        PyErr_Clear();
    function_patch(f, flags, ours, host);
    Py_XDECREF(f);
}

/* setrlimit() and prlimit(): what the VM has reserved must not use up a limit of the address space. */
static _PyCFunctionFast setrlimit_host, prlimit_host;

static PyObject *setrlimit_trims(PyObject *module, PyObject *const *args, Py_ssize_t n)
{
    PyObject *r = setrlimit_host(module, args, n);
    threads_trim();
    return r;
}

static PyObject *prlimit_trims(PyObject *module, PyObject *const *args, Py_ssize_t n)
{
    PyObject *r = prlimit_host(module, args, n);
    threads_trim();
    return r;
}

/* `module`: the host's `resource`. */
static void limits_patch(PyObject *module)
{
    method_patch(module, "setrlimit", METH_FASTCALL, setrlimit_trims, &setrlimit_host);
    method_patch(module, "prlimit", METH_FASTCALL, prlimit_trims, &prlimit_host);
}

/* get_threshold() and set_threshold(): that the youngest generation of a program that sets no threshold is larger does not show.  Twice as many as on the
   host: of what a large library makes, more is gone by then, and it is gone over less often (docutils 7 % to 10 % faster, SQLAlchemy 2 % to 4 %).  The one
   after it is collected twice as soon, so that garbage in the old ones waits for no more objects than on the host. */
#define YOUNG_LARGER 2
static int young_shown;                 /* the host's threshold, while the larger one is in force; else 0 */
static PyCFunction get_threshold_host, set_threshold_host;

static void young_larger(int larger)
{
    gc_young[0].threshold = larger ? young_shown * YOUNG_LARGER : young_shown;
    gc_young[1].threshold = larger ? gc_young[1].threshold / YOUNG_LARGER : gc_young[1].threshold * YOUNG_LARGER;
}

static PyObject *get_threshold_shown(PyObject *module, PyObject *none)
{
    if (!young_shown)
        return get_threshold_host(module, none);
    young_larger(0);
    PyObject *r = get_threshold_host(module, none);
    young_larger(1);
    return r;
}

/* Also where it fails: of (5, "x") the host has taken the 5. */
static PyObject *set_threshold_exactly(PyObject *module, PyObject *args)
{
    if (young_shown)
        young_larger(0);
    young_shown = 0;
    return set_threshold_host(module, args);
}

/* `module`: the host's `gc`. */
static void collector_patch(PyObject *module)
{
    method_patch(module, "get_threshold", METH_NOARGS, get_threshold_shown, &get_threshold_host);
    method_patch(module, "set_threshold", METH_VARARGS, set_threshold_exactly, &set_threshold_host);
    if (get_threshold_host && set_threshold_host) {
        young_shown = gc_young->threshold;
        young_larger(1);
    }
}

/* ---- what the loader of extensions needs (cpyext/lent.h) ---- */

#include "lent.h"

static PyObject *vm_lent(void)
{
    static VmLent lent;
    lent = (VmLent){&PyrsFunction_Type, &PyrsCode_Type, &PyrsFrame_Type, &PyrsGen_Type, function_new, vm_eval_code, sys_trace_changed, frame_lasti, code_get_code};
    return PyCapsule_New(&lent, "pyrs._vm.lent", NULL);
}

static int hostpatch_init(void)
{
    function_patch(PySys_GetObject("getrefcount"), METH_O, getrefcount_any, &getrefcount_host);
    function_patch(PySys_GetObject("__excepthook__"), METH_FASTCALL, excepthook_any, &excepthook_host);
    if (PyTraceBack_Type.tp_new != traceback_any_new) {
        traceback_host_new = PyTraceBack_Type.tp_new;
        PyTraceBack_Type.tp_new = traceback_any_new;
    }
    if (PyDictIterItem_Type.tp_dealloc != dict_items_dealloc_0) {
        dict_items_dealloc[0] = PyDictIterItem_Type.tp_dealloc;
        dict_items_dealloc[1] = PyDictRevIterItem_Type.tp_dealloc;
        PyDictIterItem_Type.tp_dealloc = dict_items_dealloc_0;
        PyDictRevIterItem_Type.tp_dealloc = dict_items_dealloc_1;
    }
    return 0;
}

#endif
