/* calls.h - pushing frames, calling anything, entering the loop from C, unwinding. */
#ifndef PYRS_CALLS_H
#define PYRS_CALLS_H

#define is_function(o) (Py_TYPE(o) == &PyrsFunction_Type)
#define GENERATOR_LIKE (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)

/* ---- pushing ---- */

COLD Frame *frame_no_room(ThreadState *ts)
{
    if (!depth_at_limit(ts))
        PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded: the register stack is full");
    else
        recursion_error(ts);
    return NULL;
}

/* Is there room for a frame on a window of n registers at regs? */
HOT int frame_has_room(ThreadState *ts, Value *regs, size_t n)
{
    return __builtin_expect(regs + n <= ts->stack_end && !depth_at_limit(ts), 1);
}

/* What the result of f, which was just pushed, is for.  Its two bytes are written at once because the return reads them so: after a store of one byte that load
   waits until both stores have left the store buffer, a dozen cycles. */
HOT void frame_continues(Frame *f, uint8_t cont)
{
    uint16_t both = cont;
    memcpy(&f->cont, &both, sizeof both);
}

/* The record for fn (stolen) on a window whose first nset registers are bound, with its result in the caller's R[dst]; there is room. The variables are
   cleared by two: a temporary, or what is above all windows (there is always more), may be cleared with them. In records that are free nobody has left a
   namespace or a frame object. */
HOT Frame *frame_push_for(ThreadState *ts, Frame *caller, uint32_t dst, Function *fn, Code *code, Value *regs, uint32_t nset)
{
    Frame *nf = ts->pool_top;
    Value *limit = regs + code->nregs;      /* as frame_has_room computed it: what is stored below might be of `code`, for all the compiler knows */
    Word *words = code->words;
    uint32_t nwords = code->nwords;
    struct { uint16_t dst; uint8_t cont, flags; } whole = {(uint16_t)dst, CONT_STORE, 0};
    for (uint32_t i = nset; i < code->tbase; i += 2)
        memset(&regs[i], 0, 2 * sizeof *regs);      /* V_UNSET */
    nf->regs = regs;
    nf->pc = words;
    nf->code = code;
    nf->prev = caller;
    nf->func = fn;
    nf->limit = limit;
    memcpy(&nf->dst, &whole, sizeof whole);
    assert(!nf->shim.f_locals && !nf->shim.frame_obj);
    ts->pool_top = nf + 1;
    ts->fuel -= nwords;
    ts->frame = nf;
    return nf;
}
HOT Frame *frame_push_room(ThreadState *ts, Function *fn, Code *code, Value *regs, uint32_t nset)
{
    return frame_push_for(ts, ts->frame, 0, fn, code, regs, nset);
}

/* The same where there may be none: NULL with the error set.  Steals fn only on success. */
HOT Frame *frame_push_record(ThreadState *ts, Function *fn, Code *code, Value *regs, uint32_t nset)
{
    return frame_has_room(ts, regs, code->nregs) ? frame_push_room(ts, fn, code, regs, nset) : frame_no_room(ts);
}

static void release_registers(Value *regs, Py_ssize_t n)
{
    for (Py_ssize_t i = 0; i < n; i++) {
        Value v = regs[i];
        if (v_is_object(v)) {
            regs[i] = V_UNSET;
            Py_DECREF(v_object(v));
        }
    }
}

static Frame *frame_push_bound(ThreadState *ts, Function *fn, Value *regs, Py_ssize_t nargs, PyObject *kwnames);

/* A frame for a call of fn (stolen) with the arguments at regs (consumed); NULL with the error set.  The plain case is in line. */
HOT Frame *frame_push_call(ThreadState *ts, Function *fn, Value *regs, Py_ssize_t nargs, PyObject *kwnames)
{
    Code *code = fn->code;
    if (code->simple_argc != nargs || kwnames)
        return frame_push_bound(ts, fn, regs, nargs, kwnames);
    Frame *f = frame_push_record(ts, fn, code, regs, (uint32_t)nargs);
    if (!f) {
        bind_release_window(regs, nargs);
        Py_DECREF(fn);
    }
    return f;
}

static Frame *frame_push_kw(ThreadState *ts, Function *fn, Value *regs, Py_ssize_t nargs, PyObject *kwnames)
{
    return frame_push_call(ts, fn, regs, nargs, kwnames);
}

static Frame *frame_push_bound(ThreadState *ts, Function *fn, Value *regs, Py_ssize_t nargs, PyObject *kwnames)
{
    Code *code = fn->code;
    if (!code->words) {
        if (code_ready(code) == 0)
            return frame_push_kw(ts, fn, regs, nargs, kwnames);
        bind_release_window(regs, nargs);
        Py_DECREF(fn);
        return NULL;
    }
    if (regs + code->nregs + nargs > ts->stack_end) {
        bind_release_window(regs, nargs);
        Py_DECREF(fn);
        return frame_no_room(ts);
    }
    if (bind_arguments(fn, regs, regs, nargs, kwnames) < 0) {
        Py_DECREF(fn);
        return NULL;
    }
    Frame *f = frame_push_record(ts, fn, code, regs, code->nlocals);
    if (!f) {
        bind_release_window(regs, code->nlocals);
        Py_DECREF(fn);
    }
    return f;
}

static Frame *frame_push(ThreadState *ts, Function *fn, Value *regs, Py_ssize_t nargs)
{
    return frame_push_kw(ts, fn, regs, nargs, NULL);
}

/* A call of fn whose body does not run now: bind into scratch, make the generator-like object.  Steals fn, consumes regs. */
COLD PyObject *call_generator_like(ThreadState *ts, Function *fn, Value *regs, Py_ssize_t nargs, PyObject *kwnames)
{
    Code *code = fn->code;
    if (!code->words && code_ready(code) < 0) {
        bind_release_window(regs, nargs);
        Py_DECREF(fn);
        return NULL;
    }
    if (regs + code->nregs + nargs > ts->stack_end) {
        bind_release_window(regs, nargs);
        Py_DECREF(fn);
        frame_no_room(ts);
        return NULL;
    }
    if (bind_arguments(fn, regs, regs, nargs, kwnames) < 0) {
        Py_DECREF(fn);
        return NULL;
    }
    return gen_new(ts, fn, code, regs, code->nlocals);
}

/* ---- entering from C ---- */

/* Where a window entered from C starts: above everything that lives on this thread's stack. */
HOT Value *entry_base(ThreadState *ts) { return ts->frame ? ts->frame->limit : ts->stack; }

static PyObject *finalizer_vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames);

HOT PyObject *function_vectorcall_as(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames, int finalizer)
{
    Function *fn = (Function *)callable;
    ThreadState *ts = thread_state();
    if (!ts)
        return NULL;
    if (cstack_check(ts) < 0)
        return NULL;
    Code *code = fn->code;
    if (__builtin_expect(code->finalizer && !finalizer, 0))
        return finalizer_vectorcall(callable, args, nargsf, kwnames);
    if (__builtin_expect(all_guests != NULL, 0) && _Py_IsFinalizing() && guest_of(fn->base.func_builtins)) {
        PyErr_SetString(PyExc_RuntimeError, "the interpreter of the host has ended");    /* C modules that the guest would use are cleared */
        return NULL;
    }
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    Py_ssize_t total = nargs + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
    Value *regs = entry_base(ts);
    if (__builtin_expect(regs + total > ts->stack_end, 0)) {
        frame_no_room(ts);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < total; i++)
        regs[i] = value_from_item(args[i]);
    Py_INCREF(fn);
    if (code->flags & GENERATOR_LIKE)
        return call_generator_like(ts, fn, regs, total, kwnames);
    Frame *f = frame_push_call(ts, fn, regs, total, kwnames);
    if (!f)
        return NULL;
    f->cont = CONT_ENTRY;
    Value r = cstack_enter(ts, f, loop_run);
    return r == V_UNSET ? NULL : value_box_steal(r);
}

static PyObject *function_vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    return function_vectorcall_as(callable, args, nargsf, kwnames, 0);
}

/* A function called `__del__`. */
static __attribute__((noinline, cold)) PyObject *finalizer_vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    GuestEntry entry;
    int entered = finalizer_enter(thread_state(), ((Function *)callable)->base.func_builtins, &entry);
    if (entered < 0)
        Py_RETURN_NONE;
    PyObject *r = function_vectorcall_as(callable, args, nargsf, kwnames, 1);
    if (entered)
        finalizer_leave(&entry);
    return r;
}

static PyObject *vm_eval_code(PyObject *code_object, PyObject *globals, PyObject *locals, PyObject *closure)
{
    Code *code = code_of(code_object);
    if (!code) {
        PyErr_Format(PyExc_TypeError, "expected a pyrs code object, got %.200s", Py_TYPE(code_object)->tp_name);
        return NULL;
    }
    ThreadState *ts = thread_state();
    if (!ts)
        return NULL;
    if (cstack_check(ts) < 0)
        return NULL;
    Function *fn = (Function *)function_new(code_object, globals);
    if (!fn)
        return NULL;
    if (closure) {
        Py_INCREF(closure);
        Py_XSETREF(fn->base.func_closure, closure);
    }
    Value *regs = entry_base(ts);
    if (code->flags & GENERATOR_LIKE) {    /* top-level await: the caller awaits the coroutine */
        PyObject *gen = call_generator_like(ts, fn, regs, 0, NULL);
        if (gen && locals) {
            Py_INCREF(locals);
            Py_XSETREF(((GenObject *)gen)->frame.shim.f_locals, locals);
        }
        return gen;
    }
    Frame *f = code->words || code_ready(code) == 0 ? frame_push_record(ts, fn, code, regs, 0) : NULL;
    if (!f) {
        Py_DECREF(fn);
        return NULL;
    }
    if (locals) {
        Py_INCREF(locals);
        f->shim.f_locals = locals;
        f->flags |= FRAME_SLOW;
    }
    f->cont = CONT_ENTRY;
    Value r = vm_run(ts, f);
    return r == V_UNSET ? NULL : value_box_steal(r);
}

/* ---- calling from the loop ---- */

enum { CALL_ERROR = 0, CALL_DONE = 1, CALL_PUSHED = 2, CALL_MISS = 3,
       CALL_SUPER = 4 };       /* super() and the LOAD_METHOD behind it are done */

/* Where the n arguments at regs (owned) become a window: there, or on the thread's stack if f's window belongs to a generator object.
   NULL: no room, all released. */
static inline Value *call_window(ThreadState *ts, Frame *f, Value *regs, Py_ssize_t n)
{
    if (!(f->flags & FRAME_GEN))
        return regs;
    Value *to = f->limit;
    if (to + n > ts->stack_end) {
        release_registers(regs, n);
        frame_no_room(ts);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        to[i] = regs[i];
        regs[i] = V_UNSET;
    }
    return to;
}

/* Push fn, whose reference *base becomes the frame's, on the n arguments at base + 1, where defaults and the parameters' own names as keywords
   are all that has to be bound, and *args and **kwargs filled: nothing here runs code (but the collector, before which the caller is published).
   Where f is a generator's the window is on the thread's stack, above every frame's limit (bind.h, rule 1): the limit is raised while something is
   allocated.
   NULL: not such a call, nothing done. */
static __attribute__((noinline)) Frame *call_bound(ThreadState *ts, Frame *f, Value *base, Py_ssize_t n, PyObject *kwnames)
{
    Function *fn = (Function *)v_object(*base);
    Code *code = fn->code;
    int generator = f->flags & FRAME_GEN;
    Value *regs = generator ? f->limit : base + 1;
    Py_ssize_t npos = n - (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
    if ((code->flags & GENERATOR_LIKE) || !code->words || !frame_has_room(ts, regs, code->nregs + (size_t)n))
        return NULL;
    if (generator && code->simple_argc == (int32_t)n && !kwnames) {
        *base = V_UNSET;
        for (Py_ssize_t i = 0; i < n; i++) {
            ONE_BY_ONE(i);
            regs[i] = base[i + 1];
            base[i + 1] = V_UNSET;
        }
        return frame_push_room(ts, fn, code, regs, (uint32_t)n);
    }
    if (generator)
        for (Py_ssize_t i = 0; i < n; i++) {
            ONE_BY_ONE(i);
            regs[i] = base[i + 1];
        }
    if (!kwnames && binds_plainly(code)) {
        if (!bind_defaults(fn, regs, n))
            return NULL;
    }
    else if (code->flags & (CO_VARARGS | CO_VARKEYWORDS)) {
        if (host_gc_near())
            VM_SYNC(ts, f, f->pc);
        Value *limit = f->limit;
        if (generator)
            f->limit = regs + n;
        int bound = bind_starred(fn, regs, npos, kwnames);
        f->limit = limit;
        if (!bound) {
            for (Py_ssize_t i = 0; generator && i < n; i++) {
                base[i + 1] = regs[i];      /* boxed, maybe */
                regs[i] = V_UNSET;
            }
            return NULL;
        }
    }
    else if (!bind_named(fn, regs, regs, npos, kwnames))
        return NULL;
    *base = V_UNSET;
    if (generator)
        for (Py_ssize_t i = 1; i <= n; i++)
            base[i] = V_UNSET;
    return frame_push_room(ts, fn, code, regs, code->nlocals);
}

/* Call fn (stolen) with the n arguments at regs (consumed). */
static int call_function(ThreadState *ts, Frame *f, Function *fn, Value *regs, Py_ssize_t n, PyObject *kwnames, Value *out)
{
    regs = call_window(ts, f, regs, n);
    if (!regs) {
        Py_DECREF(fn);
        return CALL_ERROR;
    }
    if (fn->code->flags & GENERATOR_LIKE) {
        PyObject *gen = call_generator_like(ts, fn, regs, n, kwnames);
        if (!gen)
            return CALL_ERROR;
        *out = v_from_ptr(gen);
        return CALL_DONE;
    }
    return frame_push_kw(ts, fn, regs, n, kwnames) ? CALL_PUSHED : CALL_ERROR;
}

/* Call the function in *base: nothing but the collector can run before its frame does, so the caller need not be published. As call_slow. */
static __attribute__((noinline)) int call_function_quiet(ThreadState *ts, Frame *f, Value *base, Py_ssize_t n, PyObject *kwnames, Value *out)
{
    Function *fn = (Function *)v_object(*base);
    if (host_gc_near() || ts->host->coroutine_origin_tracking_depth)
        VM_SYNC(ts, f, f->pc);
    *base = V_UNSET;
    return call_function(ts, f, fn, base + 1, n, kwnames, out);
}

#define is_bound_method(o) (Py_TYPE(o) == &PyMethod_Type)

/* The same for a bound method in *base, whose self takes its place.  CALL_MISS: it is of something else, or its end may run a callback: nothing done. */
static __attribute__((noinline)) int call_method_quiet(ThreadState *ts, Frame *f, Value *base, Py_ssize_t n, Value *out)
{
    PyMethodObject *m = (PyMethodObject *)v_object(*base);
    PyObject *fn = m->im_func;
    if (!is_function(fn) || m->im_weakreflist)
        return CALL_MISS;
    if (host_gc_near() || ts->host->coroutine_origin_tracking_depth)
        VM_SYNC(ts, f, f->pc);
    Py_INCREF(fn);
    *base = value_from_borrowed(m->im_self);
    Py_DECREF(m);
    return call_function(ts, f, (Function *)fn, base, n + 1, NULL, out);
}

#define is_callable_instance(o) (Py_TYPE(o)->tp_call == host_probe->tp_call)

/* The same for an instance of a class with __call__ in Python, which is its first argument; CALL_MISS: it is of another. */
static __attribute__((noinline)) int call_instance_quiet(ThreadState *ts, Frame *f, Value *base, Py_ssize_t n, PyObject *kwnames, Value *out)
{
    PyObject *fn = call_method_of(v_object(*base));
    if (!fn)
        return CALL_MISS;
    if (host_gc_near() || ts->host->coroutine_origin_tracking_depth)
        VM_SYNC(ts, f, f->pc);
    Py_INCREF(fn);
    int status = call_function(ts, f, (Function *)fn, base, n + 1, kwnames, out);
    if (status == CALL_ERROR && depth_at_limit(ts))
        recursion_error_where("while calling a Python object");
    return status;
}

/* class_call_guard(ip, cls) holds. An instance of the class, if nothing but its __init__ has a say, which is *init (borrowed) and takes positional arguments; NULL: another case. A
   collection may have run, for which the caller is published at pc. */
HOT PyObject *class_call_instance(ThreadState *ts, Frame *f, Word *ip, Word *pc, PyObject *cls, Function **init)
{
    MISS();
    PyTypeObject *t = (PyTypeObject *)cls;
    *init = CLASS_CALL_INIT(ip);
    if (!*init || t->tp_new != PyBaseObject_Type.tp_new || Py_TYPE(t)->tp_call != PyType_Type.tp_call
        || ((*init)->code->flags & GENERATOR_LIKE) || !binds_plainly((*init)->code) || !(*init)->code->words)
        return NULL;
    PyObject *o = instance_quick(t);
    if (__builtin_expect(!o, 0)) {
        VM_SYNC(ts, f, pc);
        if (!(o = instance_new(t)))
            PyErr_Clear();              /* met again on the general way */
        else if (!class_call_guard(ip, cls))
            Py_CLEAR(o);
    }
    return o;
}

/* The frame f is that of an __init__: the call's result is the instance (owned by the window, too). */
HOT void frame_initializes(Frame *f, PyObject *instance)
{
    Py_INCREF(instance);
    frame_continues(f, CONT_INIT);
    f->aux = v_from_ptr(instance);
}

/* Call the class in *base, which class_call_guard knows, with the n arguments behind it: the frame of its __init__, or NULL: nothing done. */
static __attribute__((noinline)) Frame *class_call_push(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t n)
{
    PyObject *cls = v_object(*base), *o;
    Function *init;
    int generator = f->flags & FRAME_GEN;
    Value *regs = generator ? f->limit : base;
    if (!(o = class_call_instance(ts, f, ip, f->pc, cls, &init)))
        return NULL;
    Code *code = init->code;
    if (!frame_has_room(ts, regs, code->nregs + (size_t)n + 1))
        goto no;
    if (generator)
        for (Py_ssize_t i = 1; i <= n; i++) {
            ONE_BY_ONE(i);
            regs[i] = base[i];
        }
    if (!bind_defaults(init, regs, n + 1))
        goto no;
    if (generator)
        memset(base, 0, ((size_t)n + 1) * sizeof(Value));
    regs[0] = v_from_ptr(o);
    Py_INCREF(init);
    Py_DECREF(cls);
    Frame *nf = frame_push_room(ts, init, code, regs, code->nlocals);
    frame_initializes(nf, o);
    return nf;
no:
    Py_DECREF(o);
    return NULL;
}

/* The callable in *base is a class that the cache words at ip may know: push its __init__ on a fresh instance.  CALL_MISS: nothing done. */
static int call_class(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t total, PyObject *kwnames, Value *out)
{
    Value instance;
    Function *init;
    PyObject *cls = v_object(*base);
    int hit = class_call_hit(ip, cls, base + 1, total - (kwnames ? PyTuple_GET_SIZE(kwnames) : 0), total, &instance, &init);
    if (hit == 0) {
        class_call_quicken(ip, cls);
        if (ip[1] && !kwnames)
            fuse_class_call(f->code, ip);
        return CALL_MISS;
    }
    if (hit < 0) {
        release_registers(base, total + 1);
        return CALL_ERROR;
    }
    if (!init) {
        release_registers(base, total + 1);
        *out = instance;
        return CALL_DONE;
    }
    Py_INCREF(init);
    Py_INCREF(v_object(instance));      /* one for the window, one for the result */
    *base = instance;
    Py_DECREF(cls);
    Value *regs = call_window(ts, f, base, total + 1);
    if (!regs)
        Py_DECREF(init);
    Frame *nf = regs ? frame_push_call(ts, init, regs, total + 1, kwnames) : NULL;
    if (!nf) {
        Py_DECREF(v_object(instance));
        return CALL_ERROR;
    }
    frame_continues(nf, CONT_INIT);
    nf->aux = instance;
    return CALL_PUSHED;
}

/* Which of its free variables CALL_COMPREHENSION, which f is at, has the values of (Code.flat_free). */
HOT uint32_t comprehension_marks(Frame *f) { return (uint32_t)(f->pc[-1] >> 32); }

/* The code of a comprehension, or NULL: somebody replaced the constant. */
HOT Code *comprehension_code(Frame *f, PyObject *constant, uint32_t ncells)
{
    Code *code = code_of(constant);
    return code && (code->words || code_ready(code) == 0) && code->nfree == ncells && code->nfree_regs == ncells && code->argcount == 1
        && code->flat_free == comprehension_marks(f)
        && !code->kwonly && !(code->flags & (CO_VARARGS | CO_VARKEYWORDS)) ? code : NULL;
}

/* As any function would be called that was made here. */
COLD int comprehension_generic(ThreadState *ts, Frame *f, Value *base, PyObject *constant, uint32_t ncells, Value *out)
{
    Function *fn = PyErr_Occurred() ? NULL : (Function *)function_new(constant, f->func->base.func_globals);
    if (fn && fn->code->nfree != ncells) {
        PyErr_Format(PyExc_TypeError, "a comprehension needs %u free variables, not %u", ncells, fn->code->nfree);
        Py_CLEAR(fn);
    }
    PyObject *closure = fn && ncells ? PyTuple_New(ncells) : NULL;
    if (!fn || (ncells && !closure)) {
        Py_XDECREF(fn);
        release_registers(base, 1 + ncells);
        return CALL_ERROR;
    }
    for (uint32_t i = 0; i < ncells; i++) {
        int flat = i < 32 && comprehension_marks(f) >> i & 1;
        PyObject *cell = flat ? value_box_steal(base[1 + i]) : v_object(base[1 + i]);
        if (flat && cell)
            cell = host_cell_new(cell);
        PyTuple_SET_ITEM(closure, i, cell);
        base[1 + i] = V_UNSET;
        if (!cell) {
            Py_DECREF(closure);
            Py_DECREF(fn);
            release_registers(base, 1 + ncells);
            return CALL_ERROR;
        }
    }
    fn->base.func_closure = closure;
    return call_function(ts, f, fn, base, 1, NULL, out);
}

/* A comprehension or generator expression: no function is made.  Its frame runs on the function of its maker, with its own code; the cells of
   its free variables come along in registers.  base[0] is the iterator, base[1..ncells] are the cells. */
HOT int call_comprehension(ThreadState *ts, Frame *f, Value *base, PyObject *constant, uint32_t ncells, Value *out)
{
    Code *code = comprehension_code(f, constant, ncells);
    if (__builtin_expect(!code, 0))
        return comprehension_generic(ts, f, base, constant, ncells, out);
    Value *regs = f->flags & FRAME_GEN ? f->limit : base;
    uint32_t first = code->nlocals + code->ncells;
    if (!frame_has_room(ts, regs, code->nregs)) {
        release_registers(base, 1 + ncells);
        frame_no_room(ts);
        return CALL_ERROR;
    }
    for (uint32_t i = ncells; i > 0; i--)       /* upwards: first >= 1 */
        regs[first + i - 1] = base[i];
    regs[0] = base[0];
    if (regs != base)
        memset(base, 0, (1 + ncells) * sizeof(Value));
    for (uint32_t i = 1; i < first; i++)
        regs[i] = V_UNSET;
    Function *fn = f->func;
    Py_INCREF(fn);
    if (code->flags & GENERATOR_LIKE) {
        PyObject *gen = gen_new(ts, fn, code, regs, first + ncells);
        if (!gen)
            return CALL_ERROR;
        *out = v_from_ptr(gen);
        return CALL_DONE;
    }
    frame_push_room(ts, fn, code, regs, first + ncells);
    return CALL_PUSHED;
}

/* A class statement: base[1..total], boxed, are the arguments of __build_class__. Consumes them, and pushes the body. */
COLD int call_class_body(ThreadState *ts, Frame *f, Value *base, Py_ssize_t total, PyObject *kwnames)
{
    PyObject *const *args = (PyObject **)(base + 1);
    PyObject *state = class_begin(args, total - (kwnames ? PyTuple_GET_SIZE(kwnames) : 0), kwnames);
    Function *body = state ? (Function *)Py_NewRef(args[0]) : NULL;
    release_registers(base, total + 1);
    if (!state)
        return CALL_ERROR;
    Frame *nf = frame_push(ts, body, (f->flags & FRAME_GEN) ? f->limit : base + 1, 0);
    if (!nf) {
        Py_DECREF(state);
        return CALL_ERROR;
    }
    nf->shim.f_locals = Py_NewRef(CLASS_FIELD(state, CLASS_NAMESPACE));
    nf->flags |= FRAME_SLOW;
    nf->cont = CONT_CLASS_BODY;
    nf->aux = v_from_ptr(state);
    return CALL_PUSHED;
}

/* A slot wrapper (object.__init__, as super().__init__ finds it) called with its n arguments, self first: what wrapperdescr_call() does. */
static PyObject *slot_wrapper_call(PyWrapperDescrObject *d, PyObject *const *args, Py_ssize_t n)
{
    PyTypeObject *owner = d->d_common.d_type;
    if (Py_TYPE(args[0]) != owner && !PyType_IsSubtype(Py_TYPE(args[0]), owner))
        return PyObject_Vectorcall((PyObject *)d, args, (size_t)n, NULL);       /* raises */
    PyObject *rest = values_tuple((const Value *)(args + 1), n - 1), *r = NULL;
    if (!rest)
        return NULL;
    if (d->d_base->flags & PyWrapperFlag_KEYWORDS)
        r = ((wrapperfunc_kwds)(void (*)(void))d->d_base->wrapper)(args[0], rest, d->d_wrapped, NULL);
    else
        r = d->d_base->wrapper(args[0], rest, d->d_wrapped);
    Py_DECREF(rest);
    return r;
}

/* ---- C code that takes its arguments as a tuple ---- */

/* Does the call of this end there: a function or method with METH_VARARGS (*def, *self), a type without a vectorcall of its own (*def is NULL)?
   0: it does not, or raises. */
static int takes_tuple(PyObject *callable, PyObject *const *args, Py_ssize_t npos, int named, PyMethodDef **def, PyObject **self)
{
    PyTypeObject *t = Py_TYPE(callable);
    *def = NULL;
    *self = NULL;
    if (t == &PyType_Type)
        return !((PyTypeObject *)callable)->tp_vectorcall;
    if (t == &PyCFunction_Type) {
        *def = ((PyCFunctionObject *)callable)->m_ml;
        *self = PyCFunction_GET_SELF(callable);
    }
    else if (t == &PyMethodDescr_Type && npos && PyObject_TypeCheck(args[0], ((PyMethodDescrObject *)callable)->d_common.d_type)) {
        *def = ((PyMethodDescrObject *)callable)->d_method;
        *self = args[0];
    }
    return *def && ((*def)->ml_flags & METH_VARARGS) && (!named || ((*def)->ml_flags & METH_KEYWORDS));
}

/* What takes_tuple says, called with the n values at args (boxed, if kwnames names the last of them): the tuple is made of the registers, without the arrays
   and the adapters between (_PyObject_MakeTpCall, cfunction_call).  One level of recursion and a look at the result, as there. */
static __attribute__((noinline)) PyObject *call_with_tuple(PyObject *callable, PyMethodDef *def, PyObject *self, const Value *args, Py_ssize_t n,
                                                           PyObject *kwnames)
{
    PyThreadState *host = _PyThreadState_GET();
    Py_ssize_t nkw = kwnames ? PyTuple_GET_SIZE(kwnames) : 0;
    PyObject *named = NULL, *r = NULL, *t = n != nkw ? values_tuple(args, n - nkw) : Py_NewRef(no_arguments);
    if (!t)
        return NULL;
    if (nkw && !(named = _PyStack_AsDict((PyObject *const *)(args + n - nkw), kwnames)))
        goto done;
    if (_Py_EnterRecursiveCallTstate(host, " while calling a Python object"))
        goto done;
    if (!def)
        r = PyType_Type.tp_call(callable, t, named);
    else if (def->ml_flags & METH_KEYWORDS)
        r = ((PyCFunctionWithKeywords)(void (*)(void))def->ml_meth)(self, t, named);
    else
        r = def->ml_meth(self, t);
    _Py_LeaveRecursiveCallTstate(host);
    if (__builtin_expect(!r || host->curexc_type, 0))
        r = _Py_CheckFunctionResult(host, callable, r, NULL);
done:
    Py_DECREF(t);
    Py_XDECREF(named);
    return r;
}

static PyTypeObject *host_partial;     /* functools.partial */

/* The vectorcall of a callable of which the engine knows nothing more: Cython's functions, dispatchers and ufuncs of NumPy, functions of the host. NULL: another. */
HOT vectorcallfunc foreign_callable(PyObject *callable)
{
    PyTypeObject *t = Py_TYPE(callable);
    if ((t->tp_flags & (Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_TYPE_SUBCLASS)) != Py_TPFLAGS_HAVE_VECTORCALL || t == &PyCFunction_Type
        || t == &PyMethodDescr_Type || t == &PyMethod_Type || t == host_partial || is_function(callable))
        return NULL;
    return *(vectorcallfunc *)((char *)callable + t->tp_vectorcall_offset);
}

/* The call has given r, or NULL with an error: its operands end. */
static int call_finish(Value *base, Py_ssize_t total, PyObject *r, Value *out)
{
    PyObject *callable = v_object(*base);
    release_registers(base + 1, total);
    *base = V_UNSET;
    Py_DECREF(callable);
    if (!r)
        return CALL_ERROR;
    *out = value_from_owned(r);
    return CALL_DONE;
}

/* It called with the arguments of call_slow: the registers are the argument vector, once inline values are boxed in place. */
static __attribute__((noinline)) int call_foreign(vectorcallfunc call, Value *base, Py_ssize_t total, PyObject *kwnames, Value *out)
{
    PyObject *callable = v_object(*base), *r = NULL;
    Py_ssize_t npos = kwnames ? total - PyTuple_GET_SIZE(kwnames) : total;
    if (box_run(base + 1, total) == 0) {
        PyThreadState *host = _PyThreadState_GET();
        r = call(callable, (PyObject **)(base + 1), (size_t)npos | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames);
        if (__builtin_expect(!r || host->curexc_type, 0))
            r = _Py_CheckFunctionResult(host, callable, r, NULL);
    }
    return call_finish(base, total, r, out);
}

/* Does C code alone make the instances of class t, and is there nothing that call_special_case does about a call with these arguments? */
HOT int is_made_in_c(PyTypeObject *t, const Value *args, Py_ssize_t n)
{
    if (Py_TYPE(t) != &PyType_Type || !t->tp_new || t->tp_new == host_probe->tp_new || t->tp_init == host_slot_init || t->tp_new == PyBaseObject_Type.tp_new
        || t == &PySuper_Type || t->tp_flags & Py_TPFLAGS_BASE_EXC_SUBCLASS)
        return 0;
    return t->tp_flags & Py_TPFLAGS_HEAPTYPE || n != 1 || !v_is_object(args[0])
        || !(is_gen(v_object(args[0])) || t == &PyUnicode_Type || t == &PyBool_Type);
}

/* Registers [base+1, base+total] hold the arguments of the callable in *base (all owned by the caller's window, temporaries).  Whatever
   happens they are consumed.  CALL_DONE: *out is the result.  CALL_PUSHED: ts->frame is the new frame, dst/cont still to be set. */
COLD int call_slow(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t total, PyObject *kwnames, Value *out)
{
    if (!v_is_object(*base)) {
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not callable", value_type(*base)->tp_name);
        release_registers(base, total + 1);
        return CALL_ERROR;
    }
    PyObject *callable = v_object(*base), *r = NULL;
    vectorcallfunc foreign = foreign_callable(callable);
    if (foreign)
        return call_foreign(foreign, base, total, kwnames, out);
    if (PyType_Check(callable) && is_made_in_c((PyTypeObject *)callable, base + 1, total))
        goto boxed;
    if (is_function(callable)) {
        Function *fn = (Function *)callable;
        Value *regs = base + 1;
        *base = V_UNSET;
        return call_function(ts, f, fn, regs, total, kwnames, out);
    }
    if (Py_TYPE(callable) == &PyMethod_Type) {
        PyObject *func = PyMethod_GET_FUNCTION(callable);
        if (is_function(func)) {
            /* self takes the callable's slot: the window starts there. */
            PyObject *self = PyMethod_GET_SELF(callable);
            Py_INCREF(func);
            Py_INCREF(self);
            *base = value_from_owned(self);
            Py_DECREF(callable);
            return call_function(ts, f, (Function *)func, base, total + 1, kwnames, out);
        }
    }
    else if (PyType_Check(callable) && ((PyTypeObject *)callable)->tp_flags & (Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS)) {
        int status = call_class(ts, f, ip, base, total, kwnames, out);
        if (status != CALL_MISS)
            return status;
    }
    else if (callable == (PyObject *)&PySuper_Type && total == 0) {
        if (super_method_direct(f, ip, base))
            return CALL_SUPER;
        PyObject *r = super_zero_args(ts, f, &PySuper_Type);
        release_registers(base, 1);
        if (!r)
            return CALL_ERROR;
        *out = v_from_ptr(r);
        return CALL_DONE;
    }
    int called = call_instance_quiet(ts, f, base, total, kwnames, out);
    if (called != CALL_MISS)
        return called;
    if (call_special_case(ts, f, kwnames ? ip - 1 : ip, base, total, kwnames))
        return CALL_ERROR;
boxed:
    if (box_run(base + 1, total) < 0)
        goto done;
    if (callable == build_class_object)
        return call_class_body(ts, f, base, total, kwnames);
    if (is_slot_wrapper(callable) && total && !kwnames) {
        if (depth_at_limit(ts)) {    /* the host counts the C call as a level */
            recursion_error_calling(ts);
            goto done;
        }
        r = slot_wrapper_call((PyWrapperDescrObject *)callable, (PyObject **)(base + 1), total);
    }
    else {
        Py_ssize_t npos = total - (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
        PyMethodDef *def;
        PyObject *self;
        if (takes_tuple(callable, (PyObject **)(base + 1), npos, npos != total, &def, &self)) {
            Py_ssize_t bound = Py_TYPE(callable) == &PyMethodDescr_Type;
            r = call_with_tuple(callable, def, self, base + 1 + bound, total - bound, kwnames);
        }
        else
            r = PyObject_Vectorcall(callable, (PyObject **)(base + 1), (size_t)npos | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames);
        if (!PyType_HasFeature(Py_TYPE(callable), Py_TPFLAGS_HAVE_VECTORCALL))
            trace_look();
    }
done:
    return call_finish(base, total, r, out);
}

/* The items of a dict as keywords of a call: keys (borrowed) in a tuple on the C stack, values (owned) at `to`.  0: too many, or not all str. */
typedef struct { PyVarObject head; PyObject *items[BIND_KEYWORDS]; } StackNames;

HOT int keywords_of_dict(PyObject *dict, StackNames *names, Value *to)
{
    PyObject *k, *v;
    Py_ssize_t pos = 0, n = 0;
    if (PyDict_GET_SIZE(dict) > BIND_KEYWORDS || ((PyDictObject *)dict)->ma_keys->dk_kind == DICT_KEYS_GENERAL)
        return 0;
    while (PyDict_Next(dict, &pos, &k, &v)) {
        names->items[n] = k;
        to[n++] = value_from_borrowed(v);
    }
    Py_SET_TYPE(&names->head, &PyTuple_Type);          /* asserts ask */
    Py_SET_SIZE(&names->head, n);
    return 1;
}

/* f(*args) or f(*args, **kwargs) for a tuple, an exact dict and a function whose arguments bind_named or bind_starred can bind, or its bound method: the
   new frame, base consumed; NULL: another case, nothing done.  `flags`: of CALL_EX. */
static __attribute__((noinline)) Frame *call_ex_plain(ThreadState *ts, Frame *f, Value *base, uint32_t flags)
{
    PyObject *callable = v_object(base[0]), *args = v_object(base[1]), *self = NULL;
    uint32_t has_kw = flags & 1;
    if (!v_is_object(base[0]) || !v_is_object(base[1]) || !PyTuple_CheckExact(args)
        || (has_kw && !(v_is_object(base[2]) && PyDict_CheckExact(v_object(base[2])))))
        return NULL;
    Function *fn = (Function *)callable;
    if (Py_TYPE(callable) == &PyMethod_Type) {
        fn = (Function *)PyMethod_GET_FUNCTION(callable);
        self = PyMethod_GET_SELF(callable);
    }
    if (!is_function(fn))
        return NULL;
    int generator = f->flags & FRAME_GEN;
    Py_ssize_t n = PyTuple_GET_SIZE(args) + (self != NULL), nkw = has_kw ? PyDict_GET_SIZE(v_object(base[2])) : 0;
    Value mapping[2] = {base[1], has_kw ? base[2] : V_UNSET}, *regs = generator ? f->limit : base + 1;
    Code *code = fn->code;
    int starred = (code->flags & (CO_VARARGS | CO_VARKEYWORDS)) != 0, plain = code->simple_argc == n && !nkw;
    StackNames names;
    if ((code->flags & GENERATOR_LIKE) || !code->words || (starred && host_gc_near())
        || !frame_has_room(ts, regs, code->nregs + (size_t)(n + nkw)) || (nkw && !keywords_of_dict(v_object(base[2]), &names, regs + n)))
        return NULL;
    for (Py_ssize_t i = 0; i < n; i++)
        regs[i] = value_from_borrowed(self && i == 0 ? self : PyTuple_GET_ITEM(args, i - (self != NULL)));
    for (Py_ssize_t i = n + nkw; !generator && i < 1 + (Py_ssize_t)has_kw; i++)
        regs[i] = V_UNSET;
    if (!plain) {
        PyObject *kwnames = nkw ? (PyObject *)&names : NULL;
        Value *limit = f->limit;
        if (generator)
            f->limit = regs + n + nkw;      /* of what may run while something is allocated */
        int bound = starred ? bind_starred(fn, regs, n, kwnames) : bind_named(fn, regs, regs, n, kwnames);
        f->limit = limit;
        if (!bound) {
            for (Py_ssize_t i = 0; i < n + nkw; i++) {
                value_decref(regs[i]);      /* args and the dict have them, or they are new boxes */
                regs[i] = V_UNSET;
            }
            memcpy(base + 1, mapping, (1 + has_kw) * sizeof(Value));
            return NULL;
        }
    }
    Frame *nf = frame_push_room(ts, fn, code, regs, plain ? (uint32_t)n : code->nlocals);
    if (generator)
        memset(base, 0, (2 + has_kw) * sizeof(Value));
    base[0] = V_UNSET;
    if (self) {
        Py_INCREF(fn);
        Py_DECREF(callable);
    }
    value_decref(mapping[1]);
    Py_DECREF(args);                    /* its items are in the window */
    return nf;
}

static PyObject *trace_call_ex(ThreadState *ts, Frame *f, PyObject *callable, PyObject *args, PyObject *kwargs);   /* trace.h */

/* f(*iterable, **mapping): base[0] callable, base[1] iterable, base[2] dict or mapping if flags & 1; flags & 2: it is somebody's. */
COLD int call_ex(ThreadState *ts, Frame *f, Value *base, uint32_t flags, Value *out)
{
    int has_kw = flags & 1;
    PyObject *callable = value_box(base[0]);
    PyObject *args = NULL, *kwargs = NULL, *kwnames = NULL;
    int status = CALL_ERROR;
    if (!callable)
        goto done;
    args = value_box(base[1]);
    if (!args)
        goto done;
    if (has_kw) {               /* first: what goes over the arguments may change somebody's mapping */
        kwargs = value_box(base[2]);
        if (!kwargs)
            goto done;
        if (!PyDict_CheckExact(kwargs) || (flags & 2 && !PyTuple_CheckExact(args))) {
            PyObject *d = PyDict_New();
            if (!d || dict_merge_kwargs(callable, d, kwargs) < 0) {
                Py_XDECREF(d);
                goto done;
            }
            Py_SETREF(kwargs, d);
        }
        if (PyDict_GET_SIZE(kwargs) == 0)
            Py_CLEAR(kwargs);
    }
    if (!PyTuple_CheckExact(args)) {
        PyObject *t = call_star_tuple(callable, args);
        Py_DECREF(args);
        args = t;
        if (!args)
            goto done;
    }
    PyObject *target = callable, *self = NULL;
    if (Py_TYPE(callable) == &PyMethod_Type && is_function(PyMethod_GET_FUNCTION(callable))) {
        target = PyMethod_GET_FUNCTION(callable);
        self = PyMethod_GET_SELF(callable);
    }
    else {
        PyObject *method = call_method_of(callable);
        if (method) {
            target = method;
            self = callable;
        }
    }
    if (is_function(target)) {
        release_registers(base, 2 + has_kw);
        Value *regs = (f->flags & FRAME_GEN) ? f->limit : base + 1;
        Py_ssize_t nargs = PyTuple_GET_SIZE(args), nkw = kwargs ? PyDict_GET_SIZE(kwargs) : 0, n = 0;
        if (regs + nargs + nkw + 1 > ts->stack_end) {
            frame_no_room(ts);
            goto done;
        }
        if (nkw) {
            kwnames = PyTuple_New(nkw);
            if (!kwnames)
                goto done;
        }
        if (self)
            regs[n++] = value_from_borrowed(self);
        for (Py_ssize_t i = 0; i < nargs; i++)
            regs[n++] = value_from_borrowed(PyTuple_GET_ITEM(args, i));
        if (nkw) {
            PyObject *k, *v;
            Py_ssize_t pos = 0, i = 0;
            while (PyDict_Next(kwargs, &pos, &k, &v)) {
                if (!PyUnicode_Check(k)) {
                    PyErr_SetString(PyExc_TypeError, "keywords must be strings");
                    for (; i < nkw; i++) { Py_INCREF(Py_None); PyTuple_SET_ITEM(kwnames, i, Py_None); }
                    bind_release_window(regs, n);
                    goto done;
                }
                Py_INCREF(k);
                PyTuple_SET_ITEM(kwnames, i++, k);
                regs[n++] = value_from_borrowed(v);
            }
        }
        Function *fn = (Function *)target;
        Py_INCREF(fn);
        if (fn->code->flags & GENERATOR_LIKE) {
            PyObject *gen = call_generator_like(ts, fn, regs, n, kwnames);
            if (gen) {
                *out = v_from_ptr(gen);
                status = CALL_DONE;
            }
        }
        else if (frame_push_kw(ts, fn, regs, n, kwnames))
            status = CALL_PUSHED;
        goto done;
    }
    PyObject *r;
    if (callable == (PyObject *)&PySuper_Type && PyTuple_GET_SIZE(args) == 0 && !kwargs)
        r = super_zero_args(ts, f, &PySuper_Type);
    else {
        if (kwargs && flags & 2) {          /* C code might keep or change it */
            PyObject *copy = PyDict_Copy(kwargs);
            Py_SETREF(kwargs, copy);
            if (!copy)
                goto done;
        }
        r = ts->tracing ? trace_call_ex(ts, f, callable, args, kwargs) : PyObject_Call(callable, args, kwargs);
    }
    if (r) {
        *out = value_from_owned(r);
        status = CALL_DONE;
    }
done:
    /* The window above `base` may be a new frame's already: release only what is still the caller's. */
    if (status != CALL_PUSHED)
        release_registers(base, 2 + has_kw);
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    Py_XDECREF(kwnames);
    Py_XDECREF(callable);
    return status;
}

/* ---- unwinding ---- */

static void trace_raised(ThreadState *ts, Frame *f);       /* trace.h */
static void trace_left(ThreadState *ts, Frame *f);
static void trace_caught(Frame *f);
static void operands_abandon(Frame *f, Word *at);               /* continue.h */

static ExcRow *exception_row(Code *code, Word *at)
{
    uint32_t offset = (uint32_t)(at - code->words);
    for (uint32_t i = 0; i < code->nrows; i++)
        if (code->rows[i].start <= offset && offset < code->rows[i].end)
            return &code->rows[i];
    return NULL;
}

/* The pending exception as one normalised instance with its traceback set. New reference. */
static PyObject *fetch_exception(ThreadState *ts)
{
    PyThreadState *host = ts->host;
    PyObject *type = host->curexc_type, *value = host->curexc_value, *tb = host->curexc_traceback;
    if (value && (PyObject *)Py_TYPE(value) == type) {      /* normalised already */
        PyObject *old = ((PyBaseExceptionObject *)value)->traceback;
        host->curexc_type = host->curexc_value = host->curexc_traceback = NULL;
        if (tb) {
            ((PyBaseExceptionObject *)value)->traceback = tb;
            Py_XDECREF(old);
        }
        Py_DECREF(type);
        return value;
    }
    PyErr_Fetch(&type, &value, &tb);
    PyErr_NormalizeException(&type, &value, &tb);
    if (tb)
        PyException_SetTraceback(value, tb);
    Py_XDECREF(type);
    Py_XDECREF(tb);
    return value;
}

/* Set the instance as pending with its own traceback (no new entry). Steals. */
static void restore_exception(PyObject *value)
{
    PyObject *type = (PyObject *)Py_TYPE(value);
    Py_INCREF(type);
    PyErr_Restore(type, value, PyException_GetTraceback(value));
}

/* What an exception does in the frame it happened in: it is raised again; it is raised; it ends the frame, whatever handlers that has, and leaves no
   entry in the traceback (a trace function raised it when it was told that the frame returns). */
enum { UNWIND_AGAIN = 0, UNWIND_RAISED = 1, UNWIND_LEFT = 2 };

/* The pending exception happened in f at word `at`.  Find the handler, unwinding frames up to and including `entry`.  Returns the frame to go
   on in (its pc set to the handler), or NULL when entry itself was left (the error stays set). */
COLD Frame *vm_unwind(ThreadState *ts, Frame *f, Frame *entry, Word *at, int how)
{
    for (;; how = UNWIND_RAISED) {
        if (how == UNWIND_RAISED) {
            traceback_here(ts, f, at);
            if (ts->tracing) {
                operands_abandon(f, at);
                trace_raised(ts, f);
            }
        }
        ExcRow *row = how == UNWIND_LEFT ? NULL : exception_row(f->code, at);
        if (row && !(__builtin_expect(ts->run != NULL, 0) && ts->run->hard && f->code->library < 2)) {
            f->raised = (uint32_t)(f->pc - 1 - f->code->words);
            if (ts->tracing)
                trace_caught(f);
            PyObject *exc = fetch_exception(ts);
            f->pc = f->code->words + row->handler;
            window_unwind(f->regs, row->first_dead, f->code->nregs);
            /* Stale inline values may stay in temporaries; pinned registers must read as unset. */
            for (uint32_t i = row->first_dead; i < f->code->tbase; i++)
                f->regs[i] = V_UNSET;
            f->regs[row->exc] = v_from_ptr(exc);
            return f;
        }
        PyObject *t, *v, *tb;
        PyErr_Fetch(&t, &v, &tb);
        /* What dies with the temporaries dies in this frame; the variables stay, for its frame object. */
        window_unwind(f->regs, f->code->nlocals + f->code->ncells + f->code->nfree_regs, f->code->nregs);
        if (ts->tracing && how != UNWIND_LEFT) {
            PyErr_Restore(t, v, tb);
            trace_left(ts, f);
            PyErr_Fetch(&t, &v, &tb);
        }
        int cont = f->cont;
        int last = f == entry;
        Value aux = f->aux;
        Frame *prev = f->prev;
        if (f->flags & FRAME_GEN) {
            GenObject *gen = GEN_OF_FRAME(f);
            if (cont >= CONT_CONSUME) {
                f->aux = V_UNSET;
                value_decref(aux);
            }
            gen_leave(ts, gen, 1);
            PyErr_Restore(t, v, tb);
            gen_exception_exit(ts, gen);    /* the caller's register (or C frame) holds the generator itself */
            if (cont == CONT_ASEND)
                asend_ended(prev, gen, PYGEN_ERROR, V_UNSET);
        }
        else {
            frame_pop(ts, f);
            PyErr_Restore(t, v, tb);
            if (cont == CONT_INIT || cont == CONT_CLASS_BODY)
                value_decref(aux);
        }
        if (last)
            return NULL;
        f = prev;
        if (cont == CONT_RESUME && op_caught(ts, f, aux) && (ts->frame != f || !error_pending(ts)))
            return ts->frame;
        at = f->pc - 1;
    }
}

#endif
