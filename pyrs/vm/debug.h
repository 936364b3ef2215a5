/* debug.h - what the debug build (PYRS_DEBUG) checks before each instruction. It reports and aborts at the first broken invariant.

   Always: the frame is the running one, pc is inside its code, no error is pending, each register of the window is a well-formed value in
   canonical form whose object is alive.
   At function entries (RESUME), where state is simplest: records and windows nest, the depth is the number of frames, temporaries hold no
   reference, constants are alive, and the references of the host's singletons have not drained. */
#ifndef PYRS_DEBUG_H
#define PYRS_DEBUG_H

#ifdef PYRS_DEBUG
#define DEBUG_WALK 64           /* frames looked at: deep recursion must stay linear */

static PyObject *debug_singletons[8];
static Py_ssize_t debug_floors[8];

static void debug_init(void)
{
    PyObject *found[8] = {Py_None, Py_True, Py_False, PyTuple_New(0), PyUnicode_FromString(""), PyLong_FromLong(0), PyLong_FromLong(1),
                          PyBytes_FromString("")};
    for (int i = 0; i < 8; i++) {
        debug_singletons[i] = found[i];
        /* What the modules loaded by now hold may go; each execution that drops one too many takes it below any such slack. */
        debug_floors[i] = Py_REFCNT(found[i]) / 2;
    }
}

static int debug_object_bad(PyObject *o)
{
    return ((uintptr_t)o & 7) || Py_REFCNT(o) <= 0 || Py_REFCNT(o) > ((Py_ssize_t)1 << 40) || !Py_TYPE(o);
}

/* What is wrong at the entry of f, or NULL. */
static const char *debug_check_entry(ThreadState *ts, Frame *f)
{
    Code *code = f->code;
    int64_t depth = 0;
    Frame *g, *top = NULL;
    for (g = f; g && depth < DEBUG_WALK; g = g->prev, depth++) {
        if (g->flags & FRAME_GEN) {
            if (GEN_OF_FRAME(g)->state != GEN_RUNNING)
                return "a generator on the frame stack is not marked as running";
            if (g->regs != GEN_OF_FRAME(g)->regs)
                return "a generator runs outside its own window";
        }
        else {
            if (g < ts->pool || g >= ts->pool_top || (top && g >= top))
                return "frame records are out of order";
            if (!top && g + 1 != ts->pool_top)
                return "the pool's top is not above the last record";
            if (g->regs < ts->stack || g->limit != g->regs + g->code->nregs || g->limit > ts->stack_end)
                return "a window is outside the register stack";
            top = g;
        }
        if (g->prev && g->limit < g->prev->limit && !(g->flags & FRAME_GEN) && (g->prev->flags & FRAME_GEN))
            return "a window lies below what its caller uses";
        if (debug_object_bad((PyObject *)g->func) || (g->code != g->func->code && debug_object_bad((PyObject *)g->code->host)))
            return "the function of a frame is dead";
    }
    if (!g ? depth != depth_of(ts) : depth > depth_of(ts))
        return "the depth is not the number of frames";
    for (uint32_t i = code->tbase; i < code->nregs && !(f->flags & FRAME_GEN); i++)
        if (v_is_object(f->regs[i]))
            return "a temporary holds a reference at the entry";
    for (uint32_t i = 0; i < code->nconsts; i++)
        if (v_is_object(code->consts[i]) && debug_object_bad(v_object(code->consts[i])))
            return "a constant is dead";
    for (int i = 0; i < 8; i++)
        if (Py_REFCNT(debug_singletons[i]) < debug_floors[i])
            return "a singleton lost references";
    return NULL;
}

static const char *debug_check_registers(Frame *f)
{
    for (uint32_t i = 0; i < f->code->nregs; i++) {
        Value v = f->regs[i];
        if (v_is_object(v)) {
            PyObject *o = v_object(v);
            if (debug_object_bad(o))
                return "a register holds a dead object";
            if (Py_TYPE(o) == &PyBool_Type || o == Py_None)
                return "a register holds a value boxed that has an inline form";
        }
        else if (v_is_special(v) && v != V_NONE && !v_is_bool(v))
            return "a register holds no value";
    }
    return NULL;
}

static void debug_check(ThreadState *ts, Frame *f, Word *ip)
{
    Code *code = f->code;
    const char *wrong = ts->frame != f ? "the frame is not the running one"
                        : ip < code->words || ip >= code->words + code->nwords ? "pc is outside the code"
                        : PyErr_Occurred() ? "an error is pending" : debug_check_registers(f);
    if (!wrong && W_OP(*ip) == OP_RESUME && ip == code->words)
        wrong = debug_check_entry(ts, f);
    if (!wrong)
        return;
    fprintf(stderr, "pyrs: %s, before word %ld (%s) of %s\n", wrong, (long)(ip - code->words), op_names[W_OP(*ip)],
            PyUnicode_AsUTF8(code->host->co_qualname));
    for (uint32_t i = 0; i < code->nregs; i++)
        fprintf(stderr, "  R[%u] = %016llx\n", i, (unsigned long long)f->regs[i]);
    if (PyErr_Occurred())
        PyErr_Print();
    abort();
}
#define DEBUG_CHECK(ts, f, ip) debug_check(ts, f, ip)
#else
#define DEBUG_CHECK(ts, f, ip) ((void)0)
#define debug_init() ((void)0)
#endif

#endif
