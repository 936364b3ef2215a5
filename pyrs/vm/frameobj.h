/* frameobj.h - the published frame chain, frame objects, tracebacks, the general end of a frame.

   The host sees a running VM frame through Frame.shim, linked into tstate->cframe->current_frame.  Rules:
   1. An entry frame (cont == CONT_ENTRY) links to what current_frame is at that moment: between the entry and its first publishing nothing
      else can have been published under this C frame.  Any other frame links to its caller's shim, so publishing a frame publishes its
      callers down to the first published one or the entry.  Hence below a published frame all of the same entry are published.
   2. Each evaluation of a host function has a _PyCFrame of its own, which starts as a copy of the current frame and is dropped on return.  A VM frame
      is published and unpublished at the same C depth, so under the same _PyCFrame.
   3. A published caller's prev_instr is refreshed when its direct callee is published: its pc was saved at the call.
   4. owner is always FRAME_OWNED_BY_THREAD, also for generators (the host would look for its own generator around a frame "owned by
      a generator"), stacktop is 0 and localsplus[0] is NULL: libpython finds no locals to touch.
   5. A frame leaves the chain before its registers are released: finalisers must not see it. */
#ifndef PYRS_FRAMEOBJ_H
#define PYRS_FRAMEOBJ_H

extern PyTypeObject PyrsFrame_Type;
static getter frame_host_get_locals, frame_host_get_lasti;   /* what PyFrame_Type's getters were */

/* ---- publishing ---- */

static inline _Py_CODEUNIT *frame_prev_instr(Frame *f) { return VM_PREV_INSTR(f->code, f->pc); }

/* All of the shim but its link and what it owns. */
static inline void frame_fill_shim(Frame *f)
{
    _PyInterpreterFrame *s = &f->shim;
    PyFunctionObject *fn = &f->func->base;
    s->f_func = fn;
    s->f_globals = fn->func_globals;
    s->f_builtins = fn->func_builtins;
    s->f_code = f->code->host;
    s->prev_instr = frame_prev_instr(f);
    s->stacktop = 0;
    s->is_entry = f->cont == CONT_ENTRY;
    s->owner = FRAME_OWNED_BY_THREAD;
    s->localsplus[0] = NULL;
    if (!s->f_locals && !(f->code->flags & CO_OPTIMIZED)) {
        s->f_locals = Py_NewRef(fn->func_globals);      /* module level: C's PyEval_GetLocals reads it here */
        f->flags |= FRAME_SLOW;
    }
}

/* C code that recurses counts on from the frames there are, as with the host.  An entry into the loop sets that for its first frame; what is
   NEAR_LIMIT (layout.h) from the limit of recursion, where it shows, has it set when it is published, since it is about to call C.  Not where the limit is a
   guest's max_frames: what C raises would not be that limit's exception. */
static __attribute__((noinline, cold)) void frame_near(ThreadState *ts, Frame *f)
{
    ts->host->recursion_remaining = cstack_allowance(ts);
    for (int64_t left = depth_left(ts); f && left < NEAR_LIMIT; f = f->prev, left++) {
        if (f->flags & FRAME_NEAR)
            break;
        f->flags |= FRAME_NEAR;
        if (f->cont == CONT_ENTRY)
            break;
    }
}

/* f, which is near the limit and the top of the chain, ends. */
static __attribute__((noinline, cold)) void frame_near_end(ThreadState *ts, Frame *f)
{
    frame_flags_put(f, f->flags & ~FRAME_NEAR);
    ts->host->recursion_remaining = f->prev && f->prev->flags & FRAME_NEAR ? cstack_allowance_of(ts, depth_left(ts) + 1) : ts->allowance;
}

static void vm_publish(ThreadState *ts, Frame *f)
{
    Frame *g = f;
    _PyCFrame *cframe = ts->host->cframe;
    if (f->flags & FRAME_PUBLISHED)
        return;
    for (;;) {
        frame_fill_shim(g);
        frame_flags_put(g, g->flags | FRAME_PUBLISHED);
        Frame *caller = g->prev;
        if (g->cont == CONT_ENTRY || !caller) {
            g->shim.previous = cframe->current_frame;
            break;
        }
        g->shim.previous = &caller->shim;
        if (caller->flags & FRAME_PUBLISHED) {
            caller->shim.prev_instr = frame_prev_instr(caller);
            break;
        }
        g = caller;
    }
    cframe->current_frame = &f->shim;
    if (depth_is_near(ts))
        frame_near(ts, f);
}

/* Take f, the top of the chain, off it.  shim.previous stays: frame_hand_over needs it afterwards; a generator that suspends sets
   it to NULL. */
static inline void frame_unpublish(ThreadState *ts, Frame *f)
{
    if (f->flags & FRAME_PUBLISHED) {
        assert(ts->host->cframe->current_frame == &f->shim);
        ts->host->cframe->current_frame = f->shim.previous;
        frame_flags_put(f, f->flags & ~FRAME_PUBLISHED);
        if (__builtin_expect(f->flags & FRAME_NEAR, 0))
            frame_near_end(ts, f);
    }
}

/* ---- frame objects ---- */

/* The running or suspended frame behind a frame object; NULL if it ended, or is the host's. */
static Frame *frame_of_object(PyFrameObject *fo)
{
    _PyInterpreterFrame *s = fo->f_frame;
    if (s->owner != FRAME_OWNED_BY_THREAD || !code_of((PyObject *)s->f_code))
        return NULL;
    return FRAME_OF_SHIM(s);
}

/* The host makes frame objects of its own type for our shims: give such a one ours. */
static inline PyFrameObject *frame_upgrade(PyFrameObject *fo)
{
    if (Py_TYPE(fo) == &PyFrame_Type && code_of((PyObject *)fo->f_frame->f_code))
        Py_SET_TYPE(fo, &PyrsFrame_Type);
    return fo;
}

#define frame_object_size(n) ((size_t)_PyObject_VAR_SIZE(&PyrsFrame_Type, n))

static PyFrameObject *frame_object(ThreadState *ts, Frame *f)
{
    if (f->shim.frame_obj)
        return frame_upgrade(f->shim.frame_obj);
    int idle = (f->flags & FRAME_GEN) && GEN_OF_FRAME(f)->state != GEN_RUNNING;
    if (!idle && ts->frame && !(ts->frame->flags & FRAME_PUBLISHED))
        vm_publish(ts, ts->frame);
    if (!(f->flags & FRAME_PUBLISHED)) {
        frame_fill_shim(f);
        f->shim.previous = NULL;
        if (f->pc == f->code->words)        /* a generator not started: as if its RESUME had run, or the host would skip it */
            f->shim.prev_instr = _PyCode_CODE(f->code->host);
        f->flags |= FRAME_SLOW;
    }
    PyFrameObject *fo = (PyFrameObject *)gc_block_new(&PyrsFrame_Type, 0, frame_object_size(f->code->host->co_stacksize));
    if (fo)
        Py_SET_SIZE(fo, f->code->host->co_stacksize);
    else {
        PyObject *type, *value, *tb;
        PyErr_Fetch(&type, &value, &tb);
        fo = PyObject_GC_NewVar(PyFrameObject, &PyrsFrame_Type, f->code->host->co_stacksize);
        if (!fo) {
            Py_XDECREF(type);
            Py_XDECREF(value);
            Py_XDECREF(tb);
            return NULL;
        }
        PyErr_Restore(type, value, tb);
        if (f->shim.frame_obj) {            /* the allocation ran a finaliser that asked for the same frame */
            PyObject_GC_Del(fo);
            return frame_upgrade(f->shim.frame_obj);
        }
    }
    fo->f_back = NULL;
    fo->f_trace = NULL;
    fo->f_trace_lines = 1;
    fo->f_trace_opcodes = 0;
    fo->f_fast_as_locals = 0;
    fo->f_lineno = 0;
    fo->f_frame = &f->shim;
    f->shim.frame_obj = fo;
    return fo;                              /* not tracked: it owns nothing until the hand-over */
}

/* New reference to the frame object below; NULL without an error: there is none. */
static PyFrameObject *frame_back(PyFrameObject *fo)
{
    PyFrameObject *back = PyFrame_GetBack(fo);
    return back ? frame_upgrade(back) : NULL;
}

/* Is the value of c's free variable i in a register, not its cell? */
#define is_flat_free(c, i) ((i) < 32 && ((c)->flat_free >> (i)) & 1)

/* The cell of free variable i, borrowed; NULL in a comprehension that has not got its cells yet, or has the value only. */
static PyObject *frame_free_cell(Frame *f, uint32_t i)
{
    Code *c = f->code;
    if (is_flat_free(c, i) && f->regs[c->nlocals + c->ncells + i] != V_UNSET)
        return NULL;
    if (c->nfree_regs && f->regs[c->nlocals + c->ncells + i] != V_UNSET)
        return v_object(f->regs[c->nlocals + c->ncells + i]);
    PyObject *closure = f->func->code == c ? f->func->base.func_closure : NULL;
    return closure ? PyTuple_GET_ITEM(closure, i) : NULL;
}

static void frame_hand_over(ThreadState *ts, Frame *f)
{
    (void)ts;
    PyFrameObject *fo = f->shim.frame_obj;
    if (!fo)
        return;
    if (Py_REFCNT(fo) == 1) {
        f->shim.frame_obj = NULL;
        Py_DECREF(fo);
        return;
    }
    PyObject *type, *value, *tb;
    PyErr_Fetch(&type, &value, &tb);
    Code *c = f->code;
    PyFunctionObject *fn = &f->func->base;
    _PyInterpreterFrame *to = (_PyInterpreterFrame *)fo->_f_frame_data;
    int n = (int)(c->nlocals + c->ncells + c->nfree_regs);
    to->f_func = (PyFunctionObject *)Py_NewRef(fn);
    to->f_globals = fn->func_globals;
    to->f_builtins = fn->func_builtins;
    to->f_locals = f->shim.f_locals;
    to->f_code = (PyCodeObject *)Py_NewRef(c->host);
    to->frame_obj = NULL;
    to->previous = f->shim.previous;
    to->prev_instr = frame_prev_instr(f);
    if (to->prev_instr < _PyCode_CODE(c->host))
        to->prev_instr = _PyCode_CODE(c->host);
    to->is_entry = false;
    to->owner = FRAME_OWNED_BY_FRAME_OBJECT;
    for (int i = 0; i < n; i++) {
        Value v = f->regs[i];
        f->regs[i] = V_UNSET;
        to->localsplus[i] = v == V_UNSET ? NULL : value_box_steal(v);
    }
    to->stacktop = n;
    f->shim.f_locals = NULL;
    f->shim.frame_obj = NULL;
    f->shim.previous = NULL;
    fo->f_frame = to;
    Py_SET_TYPE(fo, &PyrsFrame_Type);
    if (!fo->f_back && to->previous)
        fo->f_back = frame_back(fo);
    PyErr_Clear();                          /* for want of memory a number reads as unbound, and no frame was below */
    to->previous = NULL;
    if (!_PyObject_GC_IS_TRACKED(fo))
        _PyObject_GC_TRACK(fo);
    Py_DECREF(fo);
    PyErr_Restore(type, value, tb);
}

/* Undo what finalisers that ran while f's registers were released asked of it. */
static __attribute__((noinline, cold)) void frame_let_go(ThreadState *ts, Frame *f)
{
    frame_unpublish(ts, f);
    frame_hand_over(ts, f);
    Py_CLEAR(f->shim.f_locals);
}

/* Release the registers from `from` up, the last first: the host pops its stack so when an exception unwinds it. */
static void window_unwind(Value *regs, uint32_t from, uint32_t to)
{
    while (to > from) {
        Value v = regs[--to];
        if (v_is_object(v)) {
            regs[to] = V_UNSET;
            Py_DECREF(v_object(v));
        }
    }
}

/* Release what a frame that ends has left: what the host has on the stack, then the variables. */
static void window_end(Code *c, Value *regs)
{
    uint32_t variables = c->nlocals + c->ncells;
    window_unwind(regs, variables, c->nregs);
    for (uint32_t i = 0; i < variables; i++) {
        Value v = regs[i];
        if (v_is_object(v)) {
            regs[i] = V_UNSET;
            Py_DECREF(v_object(v));
        }
    }
}

static void frame_pop(ThreadState *ts, Frame *f)
{
    Function *fn = f->func;
    frame_unpublish(ts, f);
    frame_hand_over(ts, f);
    window_end(f->code, f->regs);
    if (f->shim.frame_obj)
        frame_let_go(ts, f);
    Py_CLEAR(f->shim.f_locals);
    ts->frame = f->prev;
    ts->pool_top = f;
    Py_DECREF(fn);
}

/* ---- locals ---- */

/* Where the variables of a frame are: in a record's registers, or taken over by the frame object. */
typedef struct {
    Code *code;
    Value *regs;
    _PyInterpreterFrame *own;
    PyObject *closure;          /* NULL: the cells of free variables are registers */
} FrameView;

static PyObject *frame_slot(FrameView *v, uint32_t i)       /* new; NULL without error: unbound */
{
    if (v->regs)
        return v->regs[i] == V_UNSET ? NULL : value_box(v->regs[i]);
    return (int)i < v->own->stacktop ? Py_XNewRef(v->own->localsplus[i]) : NULL;
}

static PyObject *frame_cell(FrameView *v, uint32_t i)
{
    PyObject *cell = frame_slot(v, v->code->nlocals + i);
    if (!cell)
        return NULL;
    PyObject *value = PyCell_Check(cell) ? Py_XNewRef(PyCell_GET(cell)) : NULL;
    Py_DECREF(cell);
    return value;
}

static Py_ssize_t frame_name_index(PyObject *names, PyObject *name)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++)
        if (PyTuple_GET_ITEM(names, i) == name)
            return i;
    return -1;
}

/* Bind or unbind name; value stolen, may be NULL. */
static int frame_put_local(PyObject *locals, PyObject *name, PyObject *value)
{
    int status;
    if (value) {
        status = PyDict_CheckExact(locals) ? PyDict_SetItem(locals, name, value) : PyObject_SetItem(locals, name, value);
        Py_DECREF(value);
        return status;
    }
    if (PyErr_Occurred())
        return -1;
    if (PyDict_CheckExact(locals)) {
        status = PyDict_Contains(locals, name);
        return status > 0 ? PyDict_DelItem(locals, name) : status;
    }
    status = PyObject_DelItem(locals, name);
    if (status < 0 && PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
        status = 0;
    }
    return status;
}

/* Make `locals` say what the variables are now, in the host's order.  A parameter that is also a cell variable counts once. */
static int frame_update_locals(FrameView *v, PyObject *locals)
{
    Code *c = v->code;
    for (uint32_t i = 0; i < c->nlocals; i++) {
        PyObject *name = PyTuple_GET_ITEM(c->varnames, i), *value = frame_slot(v, i);
        if (!value && PyErr_Occurred())
            return -1;
        Py_ssize_t cell = value || !c->ncells ? -1 : frame_name_index(c->cellvars, name);
        if (cell >= 0)
            value = frame_cell(v, (uint32_t)cell);
        if (frame_put_local(locals, name, value) < 0)
            return -1;
    }
    for (uint32_t i = 0; i < c->ncells; i++) {
        PyObject *name = PyTuple_GET_ITEM(c->cellvars, i);
        if (frame_name_index(c->varnames, name) < 0 && frame_put_local(locals, name, frame_cell(v, i)) < 0)
            return -1;
    }
    for (Py_ssize_t i = 0; i < (Py_ssize_t)c->nfree; i++) {
        PyObject *value = v->closure ? Py_XNewRef(PyCell_GET(PyTuple_GET_ITEM(v->closure, i)))
                                     : is_flat_free(c, i) ? frame_slot(v, c->nlocals + c->ncells + (uint32_t)i)
                                     : c->nfree_regs ? frame_cell(v, c->ncells + (uint32_t)i) : NULL;
        if (frame_put_local(locals, PyTuple_GET_ITEM(c->freevars, i), value) < 0)
            return -1;
    }
    return 0;
}

/* Refresh *slot (a namespace, made if missing) from the view. Borrowed, or NULL. */
static PyObject *frame_refresh(FrameView *v, PyObject **slot)
{
    if (!*slot && !(*slot = PyDict_New()))
        return NULL;
    PyObject *locals = *slot, *code = (PyObject *)v->code->host;
    if (!v->code->nlocals && !v->code->ncells && !v->code->nfree)
        return locals;
    Py_INCREF(code);            /* storing may run anything, even the end of a generator's frame */
    Py_INCREF(locals);
    Py_XINCREF(v->closure);
    int status = frame_update_locals(v, locals);
    Py_XDECREF(v->closure);
    Py_DECREF(code);
    Py_DECREF(locals);
    return status < 0 ? NULL : *slot;
}

static PyObject *frame_locals(ThreadState *ts, Frame *f)
{
    (void)ts;
    Code *c = f->code;
    f->flags |= FRAME_SLOW;
    if (!(c->flags & CO_OPTIMIZED)) {
        if (!f->shim.f_locals)
            f->shim.f_locals = Py_NewRef(f->func->base.func_globals);
        return f->shim.f_locals;
    }
    /* Until COPY_FREE has run, a comprehension called as a function has its cells in the closure only. */
    int in_closure = f->func->code == c && (!c->nfree_regs || f->regs[c->nlocals + c->ncells] == V_UNSET);
    FrameView view = {c, f->regs, NULL, in_closure ? f->func->base.func_closure : NULL};
    PyObject *gen = (f->flags & FRAME_GEN) ? (PyObject *)GEN_OF_FRAME(f) : NULL;
    Py_XINCREF(gen);
    PyObject *locals = frame_refresh(&view, &f->shim.f_locals);
    Py_XDECREF(gen);
    return locals;
}

/* f_locals of any frame object over our code, running or ended. */
static PyObject *frame_get_locals(PyObject *self, void *unused)
{
    PyFrameObject *fo = (PyFrameObject *)self;
    Code *c = code_of((PyObject *)fo->f_frame->f_code);
    if (!c)
        return frame_host_get_locals(self, unused);
    Frame *f = frame_of_object(fo);
    PyObject *locals;
    if (f) {
        ThreadState *ts = thread_state();
        locals = ts ? frame_locals(ts, f) : NULL;
        f->flags |= FRAME_ASKED;
    }
    else {
        _PyInterpreterFrame *own = fo->f_frame;
        if (own->f_locals && !(c->flags & CO_OPTIMIZED))
            return Py_NewRef(own->f_locals);
        FrameView view = {c, NULL, own, own->stacktop >= 0 && !c->nfree_regs ? own->f_func->func_closure : NULL};
        locals = frame_refresh(&view, &own->f_locals);
    }
    Py_XINCREF(locals);
    return locals;
}

/* ---- the type ---- */

static PyObject *frame_get_back(PyObject *self, void *unused)
{
    (void)unused;
    PyObject *back = (PyObject *)frame_back((PyFrameObject *)self);
    return back || PyErr_Occurred() ? back : Py_NewRef(Py_None);
}

static PyObject *frame_get_lineno(PyObject *self, void *unused)
{
    (void)unused;
    int line = PyFrame_GetLineNumber((PyFrameObject *)self);
    return line < 0 ? Py_NewRef(Py_None) : PyLong_FromLong(line);
}

static int frame_set_lineno(PyObject *self, PyObject *value, void *unused);     /* jump.h */

/* The offset of the instruction that the frame of a Code is at, also where the host's prev_instr names one of its cache words: pandas looks at
   co_code[f_lasti]. */
static int frame_lasti(PyFrameObject *fo)
{
    int unit = _PyInterpreterFrame_LASTI(fo->f_frame);
    return unit < 0 ? -1 : 2 * code_instruction_at(code_of((PyObject *)fo->f_frame->f_code), unit);
}

static PyObject *frame_get_lasti(PyObject *self, void *unused)
{
    PyFrameObject *fo = (PyFrameObject *)self;
    return code_of((PyObject *)fo->f_frame->f_code) ? PyLong_FromLong(frame_lasti(fo)) : frame_host_get_lasti(self, unused);
}

static PyObject *frame_clear_method(PyObject *self, PyObject *unused)
{
    (void)unused;
    PyFrameObject *fo = (PyFrameObject *)self;
    Frame *f = frame_of_object(fo);
    if (f) {
        GenObject *gen = (f->flags & FRAME_GEN) ? GEN_OF_FRAME(f) : NULL;
        if (!gen || gen->state == GEN_RUNNING) {
            PyErr_SetString(PyExc_RuntimeError, "cannot clear an executing frame");
            return NULL;
        }
        Py_INCREF(gen);
        if (Py_TYPE(gen)->tp_finalize)
            Py_TYPE(gen)->tp_finalize((PyObject *)gen);
        else
            Py_XDECREF(PyObject_CallMethod((PyObject *)gen, "close", NULL));
        Py_DECREF(gen);
        if (PyErr_Occurred())
            return NULL;
    }
    else if (fo->f_frame->owner == FRAME_OWNED_BY_FRAME_OBJECT) {   /* not that of a generator just closed, which leaves its variables there */
        PyFrame_Type.tp_clear(self);
        fo->f_frame->stacktop = -1;         /* cleared: the free variables are gone too, though the function stays for the globals */
    }
    Py_RETURN_NONE;
}

static PyGetSetDef frame_getset[] = {
    {"f_back", frame_get_back, NULL, NULL, NULL},
    {"f_locals", frame_get_locals, NULL, NULL, NULL},
    {"f_lineno", frame_get_lineno, frame_set_lineno, NULL, NULL},
    {"f_lasti", frame_get_lasti, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef frame_methods[] = {
    {"clear", frame_clear_method, METH_NOARGS, "F.clear(): clear most references held by the frame"},
    {NULL, NULL, 0, NULL},
};

/* As the host's. */
static void frame_object_dealloc(PyObject *o)
{
    PyFrameObject *fo = (PyFrameObject *)o;
    if (_PyObject_GC_IS_TRACKED(o))
        _PyObject_GC_UNTRACK(o);
    Py_TRASHCAN_BEGIN(o, frame_object_dealloc)
    PyCodeObject *code = NULL;
    if (fo->f_frame->owner == FRAME_OWNED_BY_FRAME_OBJECT) {
        _PyInterpreterFrame *own = (_PyInterpreterFrame *)fo->_f_frame_data;
        code = own->f_code;
        own->f_code = NULL;
        Py_CLEAR(own->f_func);
        Py_CLEAR(own->f_locals);
        for (int i = 0; i < own->stacktop; i++)
            Py_CLEAR(own->localsplus[i]);
    }
    Py_CLEAR(fo->f_back);
    Py_CLEAR(fo->f_trace);
    gc_block_release(o, 0, frame_object_size(Py_SIZE(o)));
    Py_XDECREF(code);
    Py_TRASHCAN_END
}

/* Traversal and repr are the host's: they work by owner and stacktop. */
PyTypeObject PyrsFrame_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "frame",
    .tp_dealloc = frame_object_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_getset = frame_getset,
    .tp_methods = frame_methods,
};

/* Let PyFrame_Type's getter of that name be ours, which calls the host's for the host's frames. */
static void frame_route_getter(const char *name, getter ours, getter *host)
{
    for (PyGetSetDef *d = PyFrame_Type.tp_getset; d->name; d++)
        if (strcmp(d->name, name) == 0 && d->get != ours) {
            *host = d->get;
            d->get = ours;
        }
}

static void traceback_dealloc(PyObject *o);

static int frame_init_type(void)
{
    PyrsFrame_Type.tp_base = &PyFrame_Type;
    PyrsFrame_Type.tp_basicsize = PyFrame_Type.tp_basicsize;
    PyrsFrame_Type.tp_itemsize = PyFrame_Type.tp_itemsize;
    if (PyType_Ready(&PyrsFrame_Type) < 0)
        return -1;
    /* Frame objects that the host made for our shims, and nobody upgraded yet, must show the same. */
    frame_route_getter("f_locals", frame_get_locals, &frame_host_get_locals);
    frame_route_getter("f_lasti", frame_get_lasti, &frame_host_get_lasti);
    PyTraceBack_Type.tp_dealloc = traceback_dealloc;
    return 0;
}

/* ---- tracebacks ---- */

/* Of any traceback entry: their type's deallocator is ours. */
static void traceback_dealloc(PyObject *o)
{
    PyTracebackObject *entry = (PyTracebackObject *)o;
    PyObject_GC_UnTrack(o);
    Py_TRASHCAN_BEGIN(o, traceback_dealloc)
    Py_XDECREF(entry->tb_next);
    Py_XDECREF(entry->tb_frame);
    gc_block_release(o, 0, sizeof *entry);
    Py_TRASHCAN_END
}

/* Inline: every raise comes by in the unwinder. */
HOT int traceback_here(ThreadState *ts, Frame *f, Word *at)
{
    f->pc = at + 1;
    f->shim.prev_instr = frame_prev_instr(f);
    PyFrameObject *fo = frame_object(ts, f);
    PyTracebackObject *entry = fo ? (PyTracebackObject *)gc_block_new(&PyTraceBack_Type, 0, sizeof *entry) : NULL;
    PyThreadState *host = ts->host;
    if (!entry) {
        PyObject *type, *value, *tb;
        PyErr_Fetch(&type, &value, &tb);
        entry = fo ? PyObject_GC_New(PyTracebackObject, &PyTraceBack_Type) : NULL;
        if (!entry) {
            _PyErr_ChainExceptions(type, value, tb);
            return -1;
        }
        PyErr_Restore(type, value, tb);
    }
    int unit = code_instruction_at(f->code, (int)(at - f->code->words));
    entry->tb_next = (PyTracebackObject *)host->curexc_traceback;
    entry->tb_frame = (PyFrameObject *)Py_NewRef(fo);
    entry->tb_lasti = unit * 2;
    entry->tb_lineno = code_line(f->code->host, unit);
    _PyObject_GC_TRACK(entry);
    host->curexc_traceback = (PyObject *)entry;
    return 0;
}

#endif
