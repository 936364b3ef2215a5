/* generators.h - generator and coroutine objects: making, resuming, throwing into, closing, freeing them.

   Async generators (asyncgen.h) are GenObjects too.  Rules:
   1. state says who owns the window: CREATED and SUSPENDED - the object, and tp_traverse visits it; RUNNING - the frame that
      runs, nobody visits it; DONE - there is none (frame.func == NULL).
   2. A suspended frame's pc is the address after its YIELD or YIELD_FROM word.
   3. Whoever resumes a generator holds a reference to it.
   4. YIELD_FROM's word follows that of its SEND (same operands a and b), so a frame suspended at YIELD_FROM can be put back
      into its SEND: that is how an exception enters the innermost of nested generators without C recursion.
   5. Freeing a chain of generators that hold one another goes through the trashcan, finaliser included. */
#ifndef PYRS_GENERATORS_H
#define PYRS_GENERATORS_H

#include "internal/pycore_pyerrors.h"

/* ---- allocation ---- */

#define GEN_CLASS_REGS 8        /* registers that a size class adds */
#define GEN_CLASSES 8
#if defined(PYRS_DEBUG) || defined(__SANITIZE_ADDRESS__)
#define GEN_FREE_MAX 0u         /* a use after the release must meet freed memory */
#else
#define GEN_FREE_MAX 32         /* objects kept per size class */
#endif

static struct { GenObject *head; uint32_t count; } gen_free_list[GEN_CLASSES];

#define gen_size_class(capacity) ((uint32_t)(capacity) / GEN_CLASS_REGS - 1)

/* An untracked object whose first n registers are moved from regs.  NULL: MemoryError, nothing moved. */
static GenObject *gen_alloc(PyTypeObject *type, uint32_t nregs, Value *regs, uint32_t n)
{
    uint32_t capacity = nregs ? (nregs + GEN_CLASS_REGS - 1) / GEN_CLASS_REGS * GEN_CLASS_REGS : GEN_CLASS_REGS;
    uint32_t cls = gen_size_class(capacity);
    GenObject *gen;
    if (cls < GEN_CLASSES && (gen = gen_free_list[cls].head)) {
        gen_free_list[cls].head = (GenObject *)gen->weakreflist;
        gen_free_list[cls].count--;
        Py_SET_TYPE(gen, type);
        _Py_NewReference((PyObject *)gen);
        memcpy(gen->regs, regs, n * sizeof(Value));
    }
    else {
        /* The allocation may collect garbage and so run code, whose frames start where regs lies. */
        Value small[BIND_SMALL], *copy = n <= BIND_SMALL ? small : PyMem_Malloc(n * sizeof(Value));
        if (!copy) {
            PyErr_NoMemory();
            return NULL;
        }
        memcpy(copy, regs, n * sizeof(Value));
        gen = PyObject_GC_NewVar(GenObject, type, capacity);
        memcpy(gen ? gen->regs : regs, copy, n * sizeof(Value));
        if (copy != small)
            PyMem_Free(copy);
        if (!gen)
            return NULL;
    }
    memset(regs, 0, n * sizeof(Value));
    memset(gen->regs + n, 0, (nregs - n) * sizeof(Value));
    return gen;
}

static void gen_free(GenObject *gen)
{
    uint32_t cls = gen_size_class(Py_SIZE(gen));
    if (cls < GEN_CLASSES && gen_free_list[cls].count < GEN_FREE_MAX) {
        PyGC_Head *gc = _Py_AS_GC(gen);
        gc->_gc_next = gc->_gc_prev = 0;        /* also forgets "finalised" */
        gen->weakreflist = (PyObject *)gen_free_list[cls].head;
        gen_free_list[cls].head = gen;
        gen_free_list[cls].count++;
    }
    else
        PyObject_GC_Del(gen);
}

/* cr_origin of a coroutine made now: the callers' (file name, line, function name), at most `depth`. New tuple, or NULL. */
static __attribute__((noinline, cold)) PyObject *gen_origin(ThreadState *ts, int depth)
{
    PyObject *list = PyList_New(0), *origin = NULL;
    if (!list)
        return NULL;
    if (ts->frame && !(ts->frame->flags & FRAME_PUBLISHED))
        vm_publish(ts, ts->frame);
    for (_PyInterpreterFrame *s = host_current_frame(ts->host); s && depth > 0; s = s->previous) {
        if (s->prev_instr < _PyCode_CODE(s->f_code) + s->f_code->_co_firsttraceable && s->owner != FRAME_OWNED_BY_GENERATOR)
            continue;           /* not started */
        int line = PyCode_Addr2Line(s->f_code, _PyInterpreterFrame_LASTI(s) * (int)sizeof(_Py_CODEUNIT));
        PyObject *row = Py_BuildValue("(OiO)", s->f_code->co_filename, line, s->f_code->co_name);
        if (!row || PyList_Append(list, row) < 0) {
            Py_XDECREF(row);
            goto done;
        }
        Py_DECREF(row);
        depth--;
    }
    origin = PyList_AsTuple(list);
done:
    Py_DECREF(list);
    return origin;
}

/* A generator-like object that runs code on the function fn (stolen), whose own code it need not be; the first nset registers are given. */
static PyObject *gen_new(ThreadState *ts, Function *fn, Code *code, Value *regs, uint32_t nset)
{
    int kind = code->flags & CO_COROUTINE ? GEN_COROUTINE : code->flags & CO_ASYNC_GENERATOR ? GEN_ASYNC : GEN_GENERATOR;
    PyTypeObject *type = kind == GEN_GENERATOR ? &PyrsGen_Type : kind == GEN_COROUTINE ? &PyrsCoro_Type : &PyrsAsyncGen_Type;
    GenObject *gen = gen_alloc(type, code->nregs, regs, nset);
    if (!gen) {
        bind_release_window(regs, nset);
        Py_DECREF(fn);
        return NULL;
    }
    gen->weakreflist = NULL;
    gen->name = Py_NewRef(fn->code == code ? fn->base.func_name : code->host->co_name);
    gen->qualname = Py_NewRef(fn->code == code ? fn->base.func_qualname : code->host->co_qualname);
    gen->gi_code = (PyCodeObject *)Py_NewRef(code->host);
    gen->exc_state.exc_value = NULL;
    gen->exc_state.previous_item = NULL;
    gen->origin_or_finalizer = NULL;
    gen->kind = (uint8_t)kind;
    gen->state = GEN_CREATED;
    ts->fuel -= code->nwords;
    gen->hooks_inited = gen->closed = gen->running_async = 0;
    Frame *f = &gen->frame;
    f->regs = gen->regs;
    f->pc = code->words;
    f->code = code;
    f->prev = NULL;
    f->func = fn;
    f->limit = NULL;
    f->dst = 0;
    f->cont = CONT_ENTRY;
    f->flags = FRAME_GEN;
    f->aux32 = 0;
    f->aux = V_UNSET;
    f->shim.f_locals = NULL;
    f->shim.frame_obj = NULL;
    f->shim.previous = NULL;
    _PyObject_GC_TRACK(gen);
    if (kind == GEN_COROUTINE && ts->host->coroutine_origin_tracking_depth > 0) {
        gen->origin_or_finalizer = gen_origin(ts, ts->host->coroutine_origin_tracking_depth);
        if (!gen->origin_or_finalizer) {
            gen->state = GEN_DONE;      /* nobody has seen it: no warning that it was not awaited */
            f->func = NULL;
            for (uint32_t i = 0; i < nset; i++) {
                value_decref(gen->regs[i]);
                gen->regs[i] = V_UNSET;
            }
            Py_DECREF(fn);
            Py_DECREF(gen);
            return NULL;
        }
    }
    return (PyObject *)gen;
}

/* ---- resuming ---- */

static const char *gen_kind_name(GenObject *gen)
{
    return gen->kind == GEN_COROUTINE ? "coroutine" : gen->kind == GEN_ASYNC ? "async generator" : "generator";
}

/* gen cannot be resumed with `sent` (consumed).  No error is set if it just is exhausted. */
static __attribute__((noinline, cold)) Frame *gen_refuse(ThreadState *ts, GenObject *gen, Value sent)
{
    if (gen->state == GEN_RUNNING)
        PyErr_Format(PyExc_ValueError, "%s already executing", gen_kind_name(gen));
    else if (gen->state == GEN_CREATED && sent != V_NONE)
        PyErr_Format(PyExc_TypeError, "can't send non-None value to a just-started %s", gen_kind_name(gen));
    else if (gen->state == GEN_DONE) {
        if (gen->kind == GEN_COROUTINE)
            PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited coroutine");
    }
    else
        recursion_error(ts);
    value_decref(sent);
    return NULL;
}

/* Below gen's item comes the next one that has an exception, or the last: a look-up of the handled exception in deeply nested generators would
   else walk through all of them.  The items below cannot change while gen runs. */
static inline void gen_link_exception(GenObject *gen, _PyErr_StackItem *outer)
{
    gen->outer_exc = outer;
    gen->exc_state.previous_item = !outer->exc_value && outer->previous_item ? outer->previous_item : outer;
}

static inline void gen_link(ThreadState *ts, GenObject *gen)
{
    Frame *f = &gen->frame;
    PyThreadState *host = ts->host;
    f->prev = ts->frame;
    f->limit = ts->frame ? ts->frame->limit : ts->stack;
    ts->frame = f;
    depth_resumed(ts, 1);
    gen->state = GEN_RUNNING;
    if (f->code->catches) {         /* without handlers nothing is ever handled here: what is outside is what it sees, linked or not */
        gen_link_exception(gen, host->exc_info);
        host->exc_info = &gen->exc_state;
    }
}

static void object_end(ThreadState *ts, Frame *f, Word *pc, PyObject *o);       /* ops.h */

static inline Frame *gen_enter(ThreadState *ts, GenObject *gen, Value sent)
{
    Frame *f = &gen->frame;
    if (__builtin_expect(gen->state > GEN_SUSPENDED || depth_at_limit(ts), 0))
        return gen_refuse(ts, gen, sent);
    if (gen->state == GEN_CREATED) {
        if (__builtin_expect(sent != V_NONE, 0))
            return gen_refuse(ts, gen, sent);
        gen_link(ts, gen);
        return f;
    }
    Value *to = &f->regs[W_A(f->pc[-1])], old = *to;
    *to = sent;
    gen_link(ts, gen);
    if (v_is_object(old) && --v_object(old)->ob_refcnt == 0)        /* `x = yield x`: released by the generator */
        object_end(ts, f, f->pc, v_object(old));
    return f;
}

/* f, just entered, is about to jump back to a SEND: if that resumes a suspended generator, enter it as SEND would, and those that wait for one another below
   it. Returns the innermost frame. */
static __attribute__((noinline)) Frame *gen_descend(ThreadState *ts, Frame *f)
{
    while (!ts->tracing && !*ts->eval_breaker && ts->fuel >= 0 && !depth_at_limit(ts)) {
        Word jump = *f->pc, send = f->pc[-2];
        if (W_OP(jump) != OP_JUMP || W_OP(f->pc[-1]) != OP_YIELD_FROM || W_OP(send) != OP_SEND)
            break;
        Value it = f->regs[W_B(send)], sent = f->regs[W_A(send)];
        if (!v_is_object(it) || !(is_gen(v_object(it)) || is_coro(v_object(it))))
            break;
        GenObject *inner = (GenObject *)v_object(it);
        Value *to = inner->state == GEN_SUSPENDED ? &inner->frame.regs[W_A(inner->frame.pc[-1])] : NULL;
        if (!to || *to != V_UNSET)
            break;
        ts->fuel += W_X(jump);
        f->regs[W_A(send)] = V_UNSET;
        f->pc--;
        *to = sent;
        gen_link(ts, inner);
        f = &inner->frame;
        f->cont = CONT_SEND;
        f->dst = (uint16_t)W_A(send);
        f->aux32 = (uint32_t)W_SC(send);
    }
    return f;
}

HOT Frame *gen_innermost(ThreadState *ts, Frame *f) { return __builtin_expect(W_OP(*f->pc) == OP_JUMP, 0) ? gen_descend(ts, f) : f; }

/* The window, function and namespace of an ended frame go.  gen is off every chain already. */
static void gen_finish(ThreadState *ts, GenObject *gen)
{
    Frame *f = &gen->frame;
    gen->state = GEN_DONE;
    if (__builtin_expect(f->shim.frame_obj != NULL, 0))
        frame_hand_over(ts, f);         /* reads shim.previous for f_back */
    f->shim.previous = NULL;
    window_end(f->code, f->regs);
    Function *fn = f->func;
    f->func = NULL;
    Py_CLEAR(f->shim.f_locals);
    Py_CLEAR(gen->exc_state.exc_value);
    Py_DECREF(fn);
}

static inline void gen_leave(ThreadState *ts, GenObject *gen, int done)
{
    Frame *f = &gen->frame;
    if (gen->exc_state.previous_item) {     /* linked */
        ts->host->exc_info = gen->outer_exc;
        gen->exc_state.previous_item = NULL;
    }
    frame_unpublish(ts, f);
    ts->frame = f->prev;
    depth_resumed(ts, -1);
    f->prev = NULL;
    if (done) {
        gen_finish(ts, gen);
        return;
    }
    f->aux = V_UNSET;
    gen->state = GEN_SUSPENDED;
    f->shim.previous = NULL;
    if (f->shim.frame_obj)
        f->shim.prev_instr = frame_prev_instr(f);
}

/* `left` has yielded and was left: those that would hand the value on by a YIELD_FROM, which nothing of theirs sees, are left as well. Returns the last. */
static __attribute__((noinline)) Frame *gen_ascend(ThreadState *ts, Frame *left)
{
    while (left->cont == CONT_SEND && W_OP(*ts->frame->pc) == OP_YIELD_FROM && ts->frame->cont < CONT_CONSUME && !ts->tracing) {
        left = ts->frame;
        left->pc++;
        gen_leave(ts, GEN_OF_FRAME(left), 0);
    }
    return left;
}

/* The pending exception has left gen's frame (gen_leave was called): StopIteration must not look like the end of it (PEP 479, PEP 525). */
static void gen_exception_exit(ThreadState *ts, GenObject *gen)
{
    int delegated = gen->frame.aux == V_TRUE;
    gen->frame.aux = V_UNSET;
    if (PyErr_ExceptionMatches(PyExc_StopIteration))
        _PyErr_FormatFromCause(PyExc_RuntimeError, "%s raised StopIteration", gen_kind_name(gen));
    else if (gen->kind == GEN_ASYNC && PyErr_ExceptionMatches(PyExc_StopAsyncIteration))
        _PyErr_FormatFromCause(PyExc_RuntimeError, "async generator raised StopAsyncIteration");
    if (delegated && ts->frame)         /* thrown into the delegating generator next: what that one handles is its context */
        _PyErr_ChainStackItem(NULL);
}

/* StopIteration(value), also for None. Consumes value. */
static void gen_raise_stop(Value value)
{
    if (value == V_NONE) {
        PyErr_SetNone(PyExc_StopIteration);
        return;
    }
    PyObject *o = value_box_steal(value);
    if (o) {
        _PyGen_SetStopIterationValue(o);
        Py_DECREF(o);
    }
}

static void gen_set_stop(Value result)
{
    if (result != V_NONE)
        gen_raise_stop(result);
}

static PySendResult gen_run(ThreadState *ts, GenObject *gen, int throwing, Value *result)
{
    Frame *f = &gen->frame;
    f->cont = CONT_ENTRY;
    Value v = throwing ? vm_run_throw(ts, f) : vm_run(ts, f);
    if (v == V_UNSET)
        return PYGEN_ERROR;
    *result = v;
    return gen->state == GEN_SUSPENDED ? PYGEN_NEXT : PYGEN_RETURN;
}

/* Resume from C with a value (consumed).  An exhausted generator "returns" None; the caller holds gen. */
static PySendResult gen_send_value(GenObject *gen, Value sent, Value *result)
{
    ThreadState *ts = thread_state();
    if (!ts || cstack_check(ts) < 0) {
        value_decref(sent);
        return PYGEN_ERROR;
    }
    if (!gen_enter(ts, gen, sent)) {
        *result = V_NONE;
        return PyErr_Occurred() ? PYGEN_ERROR : PYGEN_RETURN;
    }
    return gen_run(ts, gen, 0, result);
}

/* ---- delegation ---- */

static int trace_delegated(Frame *f);       /* trace.h */

/* What a suspended generator delegates to (borrowed), or NULL. */
static inline PyObject *gen_yield_from(GenObject *gen)
{
    if (gen->state != GEN_SUSPENDED)
        return NULL;
    Word *w = gen->frame.pc - 1;
    return code_op(gen->frame.code, w) == OP_YIELD_FROM ? v_object(gen->frame.regs[W_B(*w)]) : NULL;
}

static GenObject *gen_of_iterator(PyObject *it);       /* below: the generator that o is or wraps, or NULL */

/* From gen inwards along suspended delegations, to the generator that yields by itself or delegates to something else.  Those passed
   are marked RUNNING, so that nobody resumes them; each one's frame.prev names the next outer one.  Returns the innermost, which stays SUSPENDED
   (or what it was, if it is gen). */
static GenObject *gen_chain(GenObject *gen)
{
    for (;;) {
        PyObject *it = gen_yield_from(gen);
        GenObject *inner = it ? gen_of_iterator(it) : NULL;
        if (!inner || inner->state != GEN_SUSPENDED)
            return gen;
        gen->state = GEN_RUNNING;
        inner->frame.prev = &gen->frame;
        gen = inner;
    }
}

/* Take the innermost out of the chain that begins at `outermost`. Returns the next one, or NULL if that was all. */
static GenObject *gen_chain_drop(GenObject *outermost, GenObject *inner)
{
    if (inner == outermost)
        return NULL;
    GenObject *outer = GEN_OF_FRAME(inner->frame.prev);
    inner->frame.prev = NULL;
    outer->state = GEN_SUSPENDED;
    return outer;
}

/* Link the chain on ts->frame, as if each generator's SEND had resumed the next.  0, or -1 with the chain undone. */
static int gen_link_chain(ThreadState *ts, GenObject *outermost, GenObject *inner)
{
    PyThreadState *host = ts->host;
    Value *limit = ts->frame ? ts->frame->limit : ts->stack;
    int64_t n = 1;
    for (GenObject *g = inner; g != outermost; g = GEN_OF_FRAME(g->frame.prev))
        n++;
    if (n > depth_left(ts)) {
        while ((inner = gen_chain_drop(outermost, inner)))
            ;
        return recursion_error(ts);
    }
    for (GenObject *g = inner;; g = GEN_OF_FRAME(g->frame.prev)) {
        Frame *f = &g->frame;
        f->limit = limit;
        g->state = GEN_RUNNING;
        if (g == outermost) {
            f->prev = ts->frame;
            f->cont = CONT_ENTRY;
            gen_link_exception(g, host->exc_info);
            break;
        }
        Frame *outer = f->prev;
        Word send = *(--outer->pc - 1);
        assert(W_OP(send) == OP_SEND || W_OP(send) == OP_TRACE);
        if (ts->tracing)
            outer->traced = (uint32_t)(outer->pc - outer->code->words) + 1;     /* the YIELD_FROM, whether or not it was traced then */
        f->cont = CONT_SEND;
        f->dst = (uint16_t)W_A(send);
        f->aux32 = (uint32_t)W_SC(send);
        f->aux = V_TRUE;                /* for gen_exception_exit */
        g->outer_exc = &GEN_OF_FRAME(outer)->exc_state;
        g->exc_state.previous_item = g->outer_exc;      /* not worth a second pass for the empty ones */
    }
    host->exc_info = &inner->exc_state;
    ts->frame = &inner->frame;
    depth_resumed(ts, n);
    return 0;
}

/* Raise the pending exception in `inner`, at its yield, with the generators outside it in place. */
static PySendResult gen_throw_linked(ThreadState *ts, GenObject *outermost, GenObject *inner, Value *result)
{
    int fresh = inner->state == GEN_CREATED;
    PyObject *type, *value, *tb;
    PyErr_Fetch(&type, &value, &tb);
    if (gen_link_chain(ts, outermost, inner) < 0) {
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(tb);
        return PYGEN_ERROR;
    }
    if (fresh)
        inner->frame.pc++;              /* at RESUME: the definition's line */
    PyErr_Restore(type, value, tb);
    _PyErr_ChainStackItem(NULL);
    return gen_run(ts, outermost, 1, result);
}

/* Raise the pending exception in gen at its yield, whatever it delegates to. */
static PySendResult gen_throw_pending(ThreadState *ts, GenObject *gen, int closing, Value *result)
{
    if (gen->state == GEN_RUNNING || (gen->state == GEN_DONE && gen->kind == GEN_COROUTINE && !closing)) {
        PyErr_Clear();
        gen_refuse(ts, gen, V_NONE);
        return PYGEN_ERROR;
    }
    if (gen->state == GEN_DONE)
        return PYGEN_ERROR;
    return gen_throw_linked(ts, gen, gen, result);
}

/* Is an exception thrown in here observed by nothing?  Then the frame can be dropped instead. */
static int gen_droppable(GenObject *gen)
{
    Frame *f = &gen->frame;
    if (gen->state == GEN_CREATED)
        return 1;
    uint32_t at = (uint32_t)(f->pc - 1 - f->code->words);
    for (uint32_t i = 0; i < f->code->nrows; i++)
        if (f->code->rows[i].start <= at && at < f->code->rows[i].end)
            return 0;
    return 1;
}

/* close() of a sub-iterator that is not a generator of ours. 0 or -1. */
static int gen_close_foreign(PyObject *it)
{
    static PyObject *name;
    PyObject *method, *r;
    if (!name && !(name = PyUnicode_InternFromString("close")))
        return -1;
    Py_INCREF(it);
    if (_PyObject_LookupAttr(it, name, &method) < 0)
        PyErr_WriteUnraisable(it);
    Py_DECREF(it);
    if (!method)
        return 0;
    r = PyObject_CallNoArgs(method);
    Py_DECREF(method);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

/* Close gen and, first, all that it delegates to, innermost first.  0; -1 with the error set. */
static int gen_close(GenObject *gen)
{
    ThreadState *ts = thread_state();
    if (!ts)
        return -1;
    if (cstack_check(ts) < 0)
        return -1;
    GenObject *g = gen_chain(gen);
    int err = 0;
    PyObject *it = gen_yield_from(g);
    if (it) {
        g->state = GEN_RUNNING;
        err = gen_close_foreign(it);
        g->state = GEN_SUSPENDED;
    }
    for (;;) {
        GenObject *outer = g == gen ? NULL : GEN_OF_FRAME(g->frame.prev);
        if (outer)
            g->frame.prev = NULL;
        if (err == 0 && g->state <= GEN_SUSPENDED && gen_droppable(g) && !ts->tracing)
            gen_finish(ts, g);
        else {
            Value v;
            if (err == 0)
                PyErr_SetNone(PyExc_GeneratorExit);
            err = 0;
            switch (gen_throw_pending(ts, g, 1, &v)) {
            case PYGEN_NEXT:
                value_decref(v);
                PyErr_Format(PyExc_RuntimeError, "%s ignored GeneratorExit", gen_kind_name(g));
                err = -1;
                break;
            case PYGEN_RETURN:
                value_decref(v);
                break;
            case PYGEN_ERROR:
                if (PyErr_ExceptionMatches(PyExc_GeneratorExit) || PyErr_ExceptionMatches(PyExc_StopIteration))
                    PyErr_Clear();
                else
                    err = -1;
            }
        }
        if (!outer)
            return err;
        outer->state = GEN_SUSPENDED;
        g = outer;
    }
}

/* Set the exception that throw(type, value, tb) means. 0; -1: the arguments are wrong, and that error is set. */
static int gen_set_thrown(PyObject *type, PyObject *value, PyObject *tb)
{
    if (tb == Py_None)
        tb = NULL;
    else if (tb && !PyTraceBack_Check(tb)) {
        PyErr_SetString(PyExc_TypeError, "throw() third argument must be a traceback object");
        return -1;
    }
    Py_INCREF(type);
    Py_XINCREF(value);
    Py_XINCREF(tb);
    if (PyExceptionClass_Check(type))
        PyErr_NormalizeException(&type, &value, &tb);
    else if (PyExceptionInstance_Check(type)) {
        if (value && value != Py_None) {
            PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value");
            goto wrong;
        }
        Py_XDECREF(value);
        value = type;
        type = Py_NewRef(PyExceptionInstance_Class(value));
        if (!tb)
            tb = PyException_GetTraceback(value);
    }
    else {
        PyErr_Format(PyExc_TypeError, "exceptions must be classes or instances deriving from BaseException, not %s", Py_TYPE(type)->tp_name);
        goto wrong;
    }
    PyErr_Restore(type, value, tb);
    return 0;
wrong:
    Py_DECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(tb);
    return -1;
}

/* throw(type, value, tb) into gen or what it delegates to.  With close_on_exit, GeneratorExit closes the delegate instead. */
static PySendResult gen_throw(GenObject *gen, int close_on_exit, PyObject *type, PyObject *value, PyObject *tb, Value *result)
{
    static PyObject *throw_name;
    ThreadState *ts = thread_state();
    if (!ts || (!throw_name && !(throw_name = PyUnicode_InternFromString("throw"))))
        return PYGEN_ERROR;
    if (cstack_check(ts) < 0)
        return PYGEN_ERROR;
    PyObject *it = gen_yield_from(gen);
    if (it && close_on_exit && PyErr_GivenExceptionMatches(type, PyExc_GeneratorExit)) {
        GenObject *inner = gen_of_iterator(it);
        Py_INCREF(it);
        gen->state = GEN_RUNNING;
        int err = inner ? gen_close(inner) : gen_close_foreign(it);
        gen->state = GEN_SUSPENDED;
        Py_DECREF(it);
        if (err == 0 && gen_set_thrown(type, value, tb) < 0)
            return PYGEN_ERROR;
        return gen_throw_pending(ts, gen, 0, result);
    }
    GenObject *inner = gen_chain(gen);
    it = gen_yield_from(inner);
    if (it) {
        PyObject *method, *r = NULL;
        Py_INCREF(it);
        inner->state = GEN_RUNNING;
        int found = _PyObject_LookupAttr(it, throw_name, &method);
        if (method) {
            r = PyObject_CallFunctionObjArgs(method, type, value, tb, NULL);
            Py_DECREF(method);
        }
        inner->state = GEN_SUSPENDED;
        Py_DECREF(it);
        if (r) {            /* it yielded: all of the chain stays suspended */
            while ((inner = gen_chain_drop(gen, inner)))
                ;
            *result = value_from_owned(r);
            return PYGEN_NEXT;
        }
        if (found > 0) {    /* it returned, or raised out of `throw` */
            PyObject *returned;
            if (_PyGen_FetchStopIterationValue(&returned) < 0)
                return gen_throw_linked(ts, gen, inner, result);
            if (gen_link_chain(ts, gen, inner) < 0) {
                Py_DECREF(returned);
                return PYGEN_ERROR;
            }
            Frame *f = &inner->frame;
            Word w = f->pc[-1];
            Value *to = &f->regs[W_A(w)], old = *to;
            *to = value_from_owned(returned);
            f->pc += W_SC(w);
            if (ts->tracing && trace_delegated(f))
                f->traced--;        /* the host's throw() goes on behind the delegation, unnoticed */
            value_decref(old);
            return gen_run(ts, gen, 0, result);
        }
        if (found < 0)      /* the innermost never heard of it */
            goto drop;
    }
    if (gen_set_thrown(type, value, tb) == 0) {
        if (inner == gen)
            return gen_throw_pending(ts, gen, 0, result);
        return gen_throw_linked(ts, gen, inner, result);
    }
drop:
    inner = gen_chain_drop(gen, inner);
    return inner ? gen_throw_linked(ts, gen, inner, result) : PYGEN_ERROR;
}

/* ---- as methods of the types ---- */

/* What a method returns for the outcome: the value yielded, or StopIteration (StopAsyncIteration). */
static PyObject *gen_outcome(GenObject *gen, PySendResult status, Value *v)
{
    if (status == PYGEN_NEXT)
        return value_box_steal(*v);
    if (status == PYGEN_RETURN) {
        if (gen->kind == GEN_ASYNC)
            PyErr_SetNone(PyExc_StopAsyncIteration);
        else
            gen_raise_stop(*v);
    }
    return NULL;
}

static PyObject *gen_send_method(PyObject *self, PyObject *arg)
{
    Value v = V_UNSET;
    return gen_outcome((GenObject *)self, gen_send_value((GenObject *)self, value_from_borrowed(arg), &v), &v);
}

static int gen_throw_args(PyObject *const *args, Py_ssize_t nargs, PyObject **type, PyObject **value, PyObject **tb)
{
    if (nargs < 1 || nargs > 3) {
        PyErr_Format(PyExc_TypeError, "throw expected at %s %d argument%s, got %zd", nargs < 1 ? "least" : "most", nargs < 1 ? 1 : 3,
                     nargs < 1 ? "" : "s", nargs);
        return -1;
    }
    *type = args[0];
    *value = nargs > 1 ? args[1] : NULL;
    *tb = nargs > 2 ? args[2] : NULL;
    return 0;
}

static PyObject *gen_throw_method(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *type, *value, *tb;
    Value v = V_UNSET;
    if (gen_throw_args(args, nargs, &type, &value, &tb) < 0)
        return NULL;
    return gen_outcome((GenObject *)self, gen_throw((GenObject *)self, 1, type, value, tb, &v), &v);
}

static PyObject *gen_close_method(PyObject *self, PyObject *Py_UNUSED(unused))
{
    if (gen_close((GenObject *)self) < 0)
        return NULL;
    Py_RETURN_NONE;
}

static PyObject *gen_iternext(PyObject *self)
{
    Value v;
    switch (gen_send_value((GenObject *)self, V_NONE, &v)) {
    case PYGEN_NEXT:
        return value_box_steal(v);
    case PYGEN_RETURN:
        gen_set_stop(v);
        break;
    default:
        break;
    }
    return NULL;
}

static PySendResult gen_am_send(PyObject *self, PyObject *arg, PyObject **result)
{
    Value v;
    PySendResult status = gen_send_value((GenObject *)self, value_from_borrowed(arg), &v);
    *result = status == PYGEN_ERROR ? NULL : value_box_steal(v);
    return *result ? status : PYGEN_ERROR;
}

/* ---- end of life ---- */

static __attribute__((noinline, cold)) void gen_warn_unawaited(GenObject *gen)
{
    if (!PyThreadState_Get()->interp->modules)      /* the last collection of a process: nothing is left to warn with */
        return;
    PyObject *name = PyUnicode_FromString("warnings"), *module = NULL, *warn = NULL;
    int warned = 0;
    if (name) {
        PyObject *table = gen->frame.func ? module_table(gen->frame.func->base.func_builtins) : PyImport_GetModuleDict();
        module = Py_XNewRef(PyDict_GetItemWithError(table, name));
        if (!module && !PyErr_Occurred() && !_Py_IsFinalizing())
            module = PyImport_Import(name);
        Py_DECREF(name);
    }
    if (module) {
        warn = PyObject_GetAttrString(module, "_warn_unawaited_coroutine");
        Py_DECREF(module);
    }
    if (warn) {
        PyObject *r = PyObject_CallOneArg(warn, (PyObject *)gen);
        warned = r || PyErr_ExceptionMatches(PyExc_RuntimeWarning);
        Py_XDECREF(r);
        Py_DECREF(warn);
    }
    else
        PyErr_Clear();
    if (PyErr_Occurred())
        PyErr_WriteUnraisable((PyObject *)gen);
    if (!warned && PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "coroutine '%S' was never awaited", gen->qualname) < 0)
        PyErr_WriteUnraisable((PyObject *)gen);
}

/* The error set, that a finalizer of gen ends in, has the running frame as its traceback. The host adds it, but not where the frame object is ours. */
static __attribute__((noinline, cold)) void gen_unraisable(PyObject *gen)
{
    ThreadState *ts = thread_state();
    _PyInterpreterFrame *s = ts ? host_current_frame(ts->host) : NULL;
    if (s && s->frame_obj && Py_TYPE(s->frame_obj) == &PyrsFrame_Type && s->owner == FRAME_OWNED_BY_THREAD && !ts->host->curexc_traceback)
        traceback_here(ts, FRAME_OF_SHIM(s), FRAME_OF_SHIM(s)->pc - 1);
    PyErr_WriteUnraisable(gen);
}

static void gen_finalize(PyObject *self)
{
    GenObject *gen = (GenObject *)self;
    PyObject *type, *value, *tb;
    if (gen->state == GEN_DONE)
        return;
    PyErr_Fetch(&type, &value, &tb);
    if (gen->kind == GEN_ASYNC && gen->origin_or_finalizer && !gen->closed) {
        PyObject *r = PyObject_CallOneArg(gen->origin_or_finalizer, self);
        if (r)
            Py_DECREF(r);
        else
            gen_unraisable(self);
    }
    else if (gen->kind == GEN_COROUTINE && gen->state == GEN_CREATED)
        gen_warn_unawaited(gen);
    else {
        GuestEntry entry;
        int entered = guests_known && gen->frame.func ? finalizer_enter(thread_state(), gen->frame.func->base.func_builtins, &entry) : 0;
        if (entered >= 0 && gen_close(gen) < 0 && PyErr_Occurred())
            gen_unraisable(self);
        if (entered > 0)
            finalizer_leave(&entry);
    }
    PyErr_Restore(type, value, tb);
}

static void gen_dealloc(PyObject *self)
{
    GenObject *gen = (GenObject *)self;
    PyObject_GC_UnTrack(self);
    Py_TRASHCAN_BEGIN(self, gen_dealloc)
    if (gen->weakreflist)
        PyObject_ClearWeakRefs(self);
    if (gen->state != GEN_DONE) {
        ThreadState *ts;
        if (gen->kind != GEN_GENERATOR || gen_yield_from(gen) || !gen_droppable(gen) || tracing_threads) {
            _PyObject_GC_TRACK(self);
            if (PyObject_CallFinalizerFromDealloc(self) < 0)
                goto resurrected;
            _PyObject_GC_UNTRACK(self);
        }
        if (gen->state != GEN_DONE && (ts = thread_state()))
            gen_finish(ts, gen);
    }
    Py_CLEAR(gen->origin_or_finalizer);
    Py_CLEAR(gen->gi_code);
    Py_CLEAR(gen->name);
    Py_CLEAR(gen->qualname);
    Py_CLEAR(gen->exc_state.exc_value);
    gen_free(gen);
resurrected:;
    Py_TRASHCAN_END
}

static int gen_traverse(PyObject *self, visitproc visit, void *arg)
{
    GenObject *gen = (GenObject *)self;
    Frame *f = &gen->frame;
    Py_VISIT(gen->gi_code);
    Py_VISIT(gen->origin_or_finalizer);
    Py_VISIT(gen->exc_state.exc_value);
    if (gen->state <= GEN_SUSPENDED) {
        Py_VISIT(f->func);
        Py_VISIT(f->shim.f_locals);
        Py_VISIT(f->shim.frame_obj);
        for (uint32_t i = 0, n = f->code->nregs; i < n; i++)
            if (v_is_object(f->regs[i]))
                Py_VISIT(v_object(f->regs[i]));
    }
    return 0;
}

/* ---- attributes ---- */

static PyObject *gen_repr(PyObject *self)
{
    GenObject *gen = (GenObject *)self;
    return PyUnicode_FromFormat("<%s object %S at %p>", Py_TYPE(self)->tp_name, gen->qualname, self);
}

static PyObject *gen_get_name(PyObject *self, void *unused) { (void)unused; return Py_NewRef(((GenObject *)self)->name); }
static PyObject *gen_get_qualname(PyObject *self, void *unused) { (void)unused; return Py_NewRef(((GenObject *)self)->qualname); }

static int gen_set_string(PyObject **slot, PyObject *value, const char *name)
{
    if (!value || !PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "%s must be set to a string object", name);
        return -1;
    }
    Py_INCREF(value);
    Py_XSETREF(*slot, value);
    return 0;
}

static int gen_set_name(PyObject *self, PyObject *value, void *unused)
{
    (void)unused;
    return gen_set_string(&((GenObject *)self)->name, value, "__name__");
}

static int gen_set_qualname(PyObject *self, PyObject *value, void *unused)
{
    (void)unused;
    return gen_set_string(&((GenObject *)self)->qualname, value, "__qualname__");
}

static PyObject *gen_get_running(PyObject *self, void *unused) { (void)unused; return PyBool_FromLong(((GenObject *)self)->state == GEN_RUNNING); }
static PyObject *gen_get_suspended(PyObject *self, void *unused) { (void)unused; return PyBool_FromLong(((GenObject *)self)->state == GEN_SUSPENDED); }

static PyObject *gen_get_yield_from(PyObject *self, void *unused)
{
    (void)unused;
    PyObject *it = gen_yield_from((GenObject *)self);
    return Py_NewRef(it ? it : Py_None);
}

static PyObject *gen_get_frame(PyObject *self, void *unused)
{
    GenObject *gen = (GenObject *)self;
    ThreadState *ts = thread_state();
    (void)unused;
    if (!ts)
        return NULL;
    if (gen->state == GEN_DONE)
        Py_RETURN_NONE;
    return Py_XNewRef(frame_object(ts, &gen->frame));
}

#define GEN_NAMES(kind)                                                                         \
    {"__name__", gen_get_name, gen_set_name, "name of the " kind, NULL},                        \
    {"__qualname__", gen_get_qualname, gen_set_qualname, "qualified name of the " kind, NULL}

static PyGetSetDef gen_getset[] = {
    GEN_NAMES("generator"),
    {"gi_yieldfrom", gen_get_yield_from, NULL, "object being iterated by 'yield from', or None", NULL},
    {"gi_running", gen_get_running, NULL, NULL, NULL},
    {"gi_frame", gen_get_frame, NULL, NULL, NULL},
    {"gi_suspended", gen_get_suspended, NULL, NULL, NULL},
    {NULL}
};

static PyMemberDef gen_members[] = {
    {"gi_code", T_OBJECT, offsetof(GenObject, gi_code), READONLY, NULL},
    {NULL}
};

static const char coro_send_doc[] = "send(value): send value into coroutine; return the next value it yields or raise StopIteration";
static const char coro_throw_doc[] = "throw(value), throw(type[, value[, tb]]): raise an exception in coroutine; as send() otherwise";
static const char coro_close_doc[] = "close(): raise GeneratorExit inside coroutine";
static const char gen_send_doc[] = "send(value): resume with value; return the next value yielded or raise StopIteration";
static const char gen_throw_doc[] = "throw(value), throw(type[, value[, tb]]): raise an exception where it is suspended; as send() otherwise";
static const char gen_close_doc[] = "close(): raise GeneratorExit where it is suspended";

static PyMethodDef gen_methods[] = {
    {"send", gen_send_method, METH_O, gen_send_doc},
    {"throw", (PyCFunction)(void (*)(void))gen_throw_method, METH_FASTCALL, gen_throw_doc},
    {"close", gen_close_method, METH_NOARGS, gen_close_doc},
    {NULL}
};

static PyMethodDef coro_methods[] = {
    {"send", gen_send_method, METH_O, coro_send_doc},
    {"throw", (PyCFunction)(void (*)(void))gen_throw_method, METH_FASTCALL, coro_throw_doc},
    {"close", gen_close_method, METH_NOARGS, coro_close_doc},
    {NULL}
};

static PyAsyncMethods gen_as_async = {.am_send = gen_am_send};

/* For libpython, which sees no coroutine in a generator of ours that types.coroutine() marked.  Set after PyType_Ready, so that
   generators get no __await__ attribute. */
static PyObject *gen_am_await(PyObject *self)
{
    if (((GenObject *)self)->gi_code->co_flags & CO_ITERABLE_COROUTINE)
        return Py_NewRef(self);
    PyErr_SetString(PyExc_TypeError, "object generator can't be used in 'await' expression");
    return NULL;
}

#define GEN_TYPE_COMMON                                                 \
    .tp_basicsize = offsetof(GenObject, regs),                          \
    .tp_itemsize = sizeof(Value),                                       \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,                \
    .tp_dealloc = gen_dealloc,                                          \
    .tp_finalize = gen_finalize,                                        \
    .tp_traverse = gen_traverse,                                        \
    .tp_weaklistoffset = offsetof(GenObject, weakreflist),              \
    .tp_getattro = PyObject_GenericGetAttr,                             \
    .tp_repr = gen_repr

static PyTypeObject PyrsGen_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "generator",
    GEN_TYPE_COMMON,
    .tp_as_async = &gen_as_async,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = gen_iternext,
    .tp_methods = gen_methods,
    .tp_members = gen_members,
    .tp_getset = gen_getset,
};

/* ---- coroutines ---- */

static PyGetSetDef coro_getset[] = {
    GEN_NAMES("coroutine"),
    {"cr_await", gen_get_yield_from, NULL, "object being awaited on, or None", NULL},
    {"cr_running", gen_get_running, NULL, NULL, NULL},
    {"cr_frame", gen_get_frame, NULL, NULL, NULL},
    {"cr_suspended", gen_get_suspended, NULL, NULL, NULL},
    {NULL}
};

static PyMemberDef coro_members[] = {
    {"cr_code", T_OBJECT, offsetof(GenObject, gi_code), READONLY, NULL},
    {"cr_origin", T_OBJECT, offsetof(GenObject, origin_or_finalizer), READONLY, NULL},
    {NULL}
};

/* What __await__ of a coroutine gives: an iterator over it. */
typedef struct {
    PyObject_HEAD
    GenObject *coroutine;       /* owned */
} CoroWrapper;

static PyTypeObject PyrsCoroWrapper_Type;

static PyObject *coro_await(PyObject *self)
{
    CoroWrapper *w = PyObject_GC_New(CoroWrapper, &PyrsCoroWrapper_Type);
    if (!w)
        return NULL;
    w->coroutine = (GenObject *)Py_NewRef(self);
    PyObject_GC_Track(w);
    return (PyObject *)w;
}

static PyAsyncMethods coro_as_async = {.am_await = coro_await, .am_send = gen_am_send};

static PyTypeObject PyrsCoro_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "coroutine",
    GEN_TYPE_COMMON,
    .tp_as_async = &coro_as_async,
    .tp_methods = coro_methods,
    .tp_members = coro_members,
    .tp_getset = coro_getset,
};

#define WRAPPED(self) ((PyObject *)((CoroWrapper *)(self))->coroutine)

static PyObject *coro_wrapper_send(PyObject *self, PyObject *arg) { return gen_send_method(WRAPPED(self), arg); }
static PyObject *coro_wrapper_next(PyObject *self) { return gen_iternext(WRAPPED(self)); }
static PyObject *coro_wrapper_close(PyObject *self, PyObject *unused) { return gen_close_method(WRAPPED(self), unused); }
static PySendResult coro_wrapper_am_send(PyObject *self, PyObject *arg, PyObject **r) { return gen_am_send(WRAPPED(self), arg, r); }

static PyObject *coro_wrapper_throw(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    return gen_throw_method(WRAPPED(self), args, nargs);
}

static void coro_wrapper_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_TRASHCAN_BEGIN(self, coro_wrapper_dealloc)
    Py_CLEAR(((CoroWrapper *)self)->coroutine);
    PyObject_GC_Del(self);
    Py_TRASHCAN_END
}

static int coro_wrapper_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((CoroWrapper *)self)->coroutine);
    return 0;
}

static PyMethodDef coro_wrapper_methods[] = {
    {"send", coro_wrapper_send, METH_O, coro_send_doc},
    {"throw", (PyCFunction)(void (*)(void))coro_wrapper_throw, METH_FASTCALL, coro_throw_doc},
    {"close", coro_wrapper_close, METH_NOARGS, coro_close_doc},
    {NULL}
};

static PyAsyncMethods coro_wrapper_as_async = {.am_send = coro_wrapper_am_send};

static PyTypeObject PyrsCoroWrapper_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "coroutine_wrapper",
    .tp_basicsize = sizeof(CoroWrapper),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "A wrapper object implementing __await__ for coroutines.",
    .tp_dealloc = coro_wrapper_dealloc,
    .tp_traverse = coro_wrapper_traverse,
    .tp_as_async = &coro_wrapper_as_async,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = coro_wrapper_next,
    .tp_methods = coro_wrapper_methods,
};

static GenObject *gen_of_iterator(PyObject *it)
{
    PyTypeObject *t = Py_TYPE(it);
    if (t == &PyrsGen_Type || t == &PyrsCoro_Type)
        return (GenObject *)it;
    return t == &PyrsCoroWrapper_Type ? ((CoroWrapper *)it)->coroutine : NULL;
}

#include "asyncgen.h"

static int gen_init_types(void)
{
    PyTypeObject *types[] = {&PyrsGen_Type, &PyrsCoro_Type, &PyrsCoroWrapper_Type, &PyrsAsyncGen_Type, &PyrsASend_Type, &PyrsAThrow_Type,
                             &PyrsAsyncValue_Type};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(types); i++)
        if (PyType_Ready(types[i]) < 0)
            return -1;
    gen_as_async.am_await = gen_am_await;
    return 0;
}

#endif
