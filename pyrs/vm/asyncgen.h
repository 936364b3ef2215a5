/* asyncgen.h - async generators: their awaitables, and the helpers of the async opcodes.

   Included by generators.h.  An async generator's frame yields two kinds of values: PyrsAsyncValue (what ASYNC_GEN_WRAP made: a value for
   whoever iterates) and anything else (what an inner await yields to the event loop).  asend() and athrow() awaitables tell
   them apart: the first ends the await with the value, the second passes through.  Their steps return PySendResult, so that
   awaiting them by am_send raises no StopIteration. */
#ifndef PYRS_ASYNCGEN_H
#define PYRS_ASYNCGEN_H

enum { AWAIT_INIT, AWAIT_ITER, AWAIT_CLOSED };

typedef struct {
    PyObject_HEAD
    Value value;                /* owned */
} AsyncValue;

typedef struct {
    PyObject_HEAD
    GenObject *gen;             /* owned */
    Value sent;                 /* owned: what asend() was given; V_NONE for __anext__ */
    int state;                  /* AWAIT_... */
} ASend;

typedef struct {
    PyObject_HEAD
    GenObject *gen;             /* owned */
    PyObject *args;             /* owned: the arguments of athrow(), NULL for aclose() */
    int state;
} AThrow;

static PyTypeObject PyrsAsyncValue_Type, PyrsASend_Type, PyrsAThrow_Type;

#define ASYNC_FREE_MAX 32
static struct { PyObject *objects[ASYNC_FREE_MAX]; uint32_t count; } async_values_free, asends_free;

/* ---- the wrapped value ---- */

static PyObject *op_async_gen_wrap(Value v)
{
    AsyncValue *w;
    if (async_values_free.count) {
        w = (AsyncValue *)async_values_free.objects[--async_values_free.count];
        _Py_NewReference((PyObject *)w);
    }
    else if (!(w = PyObject_GC_New(AsyncValue, &PyrsAsyncValue_Type)))
        return NULL;
    value_incref(v);
    w->value = v;
    _PyObject_GC_TRACK(w);
    return (PyObject *)w;
}

static void async_value_dealloc(PyObject *self)
{
    AsyncValue *w = (AsyncValue *)self;
    Value v = w->value;
    _PyObject_GC_UNTRACK(self);
    w->value = V_UNSET;
    if (async_values_free.count < ASYNC_FREE_MAX)
        async_values_free.objects[async_values_free.count++] = self;
    else
        PyObject_GC_Del(self);
    value_decref(v);
}

static int async_value_traverse(PyObject *self, visitproc visit, void *arg)
{
    Value v = ((AsyncValue *)self)->value;
    if (v_is_object(v))
        Py_VISIT(v_object(v));
    return 0;
}

static PyTypeObject PyrsAsyncValue_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "async_generator_wrapped_value",
    .tp_basicsize = sizeof(AsyncValue),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = async_value_dealloc,
    .tp_traverse = async_value_traverse,
    .tp_getattro = PyObject_GenericGetAttr,
};

/* ---- what a step of the generator means to the awaitable ---- */

static int async_ended_by_exception(void)
{
    return PyErr_ExceptionMatches(PyExc_StopAsyncIteration) || PyErr_ExceptionMatches(PyExc_GeneratorExit);
}

/* `status`, *v: outcome of the frame.  PYGEN_RETURN then means: the generator has yielded *v to its user. */
static PySendResult async_unwrap(GenObject *gen, PySendResult status, Value *v)
{
    if (status == PYGEN_NEXT) {
        if (!v_is_object(*v) || Py_TYPE(v_object(*v)) != &PyrsAsyncValue_Type)
            return PYGEN_NEXT;
        AsyncValue *w = (AsyncValue *)v_object(*v);
        *v = w->value;
        if (Py_REFCNT(w) == 1)
            w->value = V_UNSET;
        else
            value_incref(*v);
        Py_DECREF(w);
        gen->running_async = 0;
        return PYGEN_RETURN;
    }
    if (status == PYGEN_RETURN) {
        value_decref(*v);
        PyErr_SetNone(PyExc_StopAsyncIteration);
    }
    if (async_ended_by_exception())
        gen->closed = 1;
    gen->running_async = 0;
    return PYGEN_ERROR;
}

/* The result of send(), throw() and __next__ of an awaitable. */
static PyObject *await_outcome(PySendResult status, Value *v)
{
    if (status == PYGEN_NEXT)
        return value_box_steal(*v);
    if (status == PYGEN_RETURN)
        gen_raise_stop(*v);
    return NULL;
}

static PySendResult await_result(PySendResult status, Value *v, PyObject **result)
{
    *result = status == PYGEN_ERROR ? NULL : value_box_steal(*v);
    return *result ? status : PYGEN_ERROR;
}

/* ---- asend(), __anext__() ---- */

/* Hooks of sys.set_asyncgen_hooks() see the generator before its first awaitable. 0 or -1. */
static int async_gen_init_hooks(GenObject *gen)
{
    if (gen->hooks_inited)
        return 0;
    PyThreadState *host = _PyThreadState_GET();
    PyObject *first = host->async_gen_firstiter;
    gen->hooks_inited = 1;
    gen->origin_or_finalizer = Py_XNewRef(host->async_gen_finalizer);
    if (first) {
        Py_INCREF(first);
        PyObject *r = PyObject_CallOneArg(first, (PyObject *)gen);
        Py_DECREF(first);
        if (!r)
            return -1;
        Py_DECREF(r);
    }
    return 0;
}

static PyObject *asend_new(GenObject *gen, Value sent)     /* sent borrowed */
{
    ASend *o;
    if (async_gen_init_hooks(gen) < 0)
        return NULL;
    if (asends_free.count) {
        o = (ASend *)asends_free.objects[--asends_free.count];
        _Py_NewReference((PyObject *)o);
    }
    else if (!(o = PyObject_GC_New(ASend, &PyrsASend_Type)))
        return NULL;
    o->gen = (GenObject *)Py_NewRef(gen);
    value_incref(sent);
    o->sent = sent;
    o->state = AWAIT_INIT;
    _PyObject_GC_TRACK(o);
    return (PyObject *)o;
}

static int asend_closed(void)
{
    PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
    return -1;
}

/* One step of the await; sent consumed. */
static PySendResult asend_step(ASend *o, Value sent, Value *v)
{
    GenObject *gen = o->gen;
    if (o->state == AWAIT_CLOSED || (o->state == AWAIT_INIT && gen->running_async)) {
        value_decref(sent);
        if (o->state == AWAIT_CLOSED)
            asend_closed();
        else
            PyErr_SetString(PyExc_RuntimeError, "anext(): asynchronous generator is already running");
        return PYGEN_ERROR;
    }
    if (o->state == AWAIT_INIT) {
        if (sent == V_NONE) {
            sent = o->sent;
            value_incref(sent);
        }
        o->state = AWAIT_ITER;
    }
    gen->running_async = 1;
    PySendResult status = async_unwrap(gen, gen_send_value(gen, sent, v), v);
    if (status != PYGEN_NEXT)
        o->state = AWAIT_CLOSED;
    return status;
}

/* ---- the same in the loop: a SEND whose iterator is an asend() enters the generator's frame, which then has CONT_ASEND ---- */

#define is_asend(o) (Py_TYPE(o) == &PyrsASend_Type)

/* The frame to go on in, with `sent` consumed; NULL, nothing done: op_send finds out what is wrong, or shows tracers each step. */
static __attribute__((noinline)) Frame *asend_enter(ThreadState *ts, PyObject *it, Value sent)
{
    ASend *o = (ASend *)it;
    GenObject *gen = o->gen;
    int first = o->state == AWAIT_INIT, begins = first && sent == V_NONE;
    if (ts->tracing || o->state == AWAIT_CLOSED || gen->state > GEN_SUSPENDED || (first && gen->running_async) || depth_at_limit(ts))
        return NULL;
    if (begins)
        sent = o->sent;
    if (gen->state == GEN_CREATED && sent != V_NONE)
        return NULL;
    if (begins)
        value_incref(sent);
    o->state = AWAIT_ITER;
    gen->running_async = 1;
    return gen_enter(ts, gen, sent);
}

/* The asend() whose SEND in f has been left for the generator's frame. Borrowed. */
static inline ASend *asend_awaited(Frame *f) { return (ASend *)v_object(f->regs[W_B(f->pc[-1])]); }

/* The generator awaited in f has yielded *v: is that the result of the await (then it is the value itself now), or does it pass on? */
static __attribute__((noinline)) int asend_yielded(Frame *f, GenObject *gen, Value *v)
{
    if (async_unwrap(gen, PYGEN_NEXT, v) == PYGEN_NEXT)
        return 0;
    asend_awaited(f)->state = AWAIT_CLOSED;
    return 1;
}

/* The generator awaited in f has ended: by the pending exception, or it has returned v (consumed). */
static __attribute__((noinline)) void asend_ended(Frame *f, GenObject *gen, PySendResult how, Value v)
{
    async_unwrap(gen, how, &v);
    asend_awaited(f)->state = AWAIT_CLOSED;
}

static PyObject *asend_send(PyObject *self, PyObject *arg)
{
    Value v = V_UNSET;
    return await_outcome(asend_step((ASend *)self, value_from_borrowed(arg), &v), &v);
}

static PyObject *asend_next(PyObject *self)
{
    Value v = V_UNSET;
    return await_outcome(asend_step((ASend *)self, V_NONE, &v), &v);
}

static PySendResult asend_am_send(PyObject *self, PyObject *arg, PyObject **result)
{
    Value v = V_UNSET;
    return await_result(asend_step((ASend *)self, value_from_borrowed(arg), &v), &v, result);
}

static PyObject *asend_throw(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    ASend *o = (ASend *)self;
    PyObject *type, *value, *tb;
    Value v = V_UNSET;
    PySendResult status;
    if (o->state == AWAIT_CLOSED) {
        asend_closed();
        return NULL;
    }
    status = gen_throw_args(args, nargs, &type, &value, &tb) < 0 ? PYGEN_ERROR : gen_throw(o->gen, 1, type, value, tb, &v);
    status = async_unwrap(o->gen, status, &v);
    if (status != PYGEN_NEXT)
        o->state = AWAIT_CLOSED;
    return await_outcome(status, &v);
}

static PyObject *asend_close(PyObject *self, PyObject *Py_UNUSED(unused))
{
    ((ASend *)self)->state = AWAIT_CLOSED;
    Py_RETURN_NONE;
}

static void asend_dealloc(PyObject *self)
{
    ASend *o = (ASend *)self;
    PyObject *gen = (PyObject *)o->gen;
    Value sent = o->sent;
    _PyObject_GC_UNTRACK(self);
    if (asends_free.count < ASYNC_FREE_MAX)
        asends_free.objects[asends_free.count++] = self;
    else
        PyObject_GC_Del(self);
    value_decref(sent);
    Py_DECREF(gen);
}

static int asend_traverse(PyObject *self, visitproc visit, void *arg)
{
    ASend *o = (ASend *)self;
    Py_VISIT(o->gen);
    if (v_is_object(o->sent))
        Py_VISIT(v_object(o->sent));
    return 0;
}

static PyMethodDef asend_methods[] = {
    {"send", asend_send, METH_O, gen_send_doc},
    {"throw", (PyCFunction)(void (*)(void))asend_throw, METH_FASTCALL, gen_throw_doc},
    {"close", asend_close, METH_NOARGS, gen_close_doc},
    {NULL}
};

static PyAsyncMethods asend_as_async = {.am_await = PyObject_SelfIter, .am_send = asend_am_send};

static PyTypeObject PyrsASend_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "async_generator_asend",
    .tp_basicsize = sizeof(ASend),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = asend_dealloc,
    .tp_traverse = asend_traverse,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_async = &asend_as_async,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = asend_next,
    .tp_methods = asend_methods,
};

/* ---- athrow(), aclose() ---- */

static PyObject *athrow_new(GenObject *gen, PyObject *args)
{
    AThrow *o;
    if (async_gen_init_hooks(gen) < 0 || !(o = PyObject_GC_New(AThrow, &PyrsAThrow_Type)))
        return NULL;
    o->gen = (GenObject *)Py_NewRef(gen);
    o->args = Py_XNewRef(args);
    o->state = AWAIT_INIT;
    PyObject_GC_Track(o);
    return (PyObject *)o;
}

enum { ATHROW_START, ATHROW_SEND, ATHROW_THROW };

/* What the outcome of the frame means to the await.  The state stays as it was where CPython leaves it: after throw(), and after
   send() to an athrow(). */
static PySendResult athrow_outcome(AThrow *o, int how, PySendResult status, Value *v)
{
    GenObject *gen = o->gen;
    if (o->args) {
        status = async_unwrap(gen, status, v);
        if (how == ATHROW_START && status != PYGEN_NEXT)
            o->state = AWAIT_CLOSED;
        return status;
    }
    if (status == PYGEN_NEXT) {
        if (!v_is_object(*v) || Py_TYPE(v_object(*v)) != &PyrsAsyncValue_Type)
            return PYGEN_NEXT;
        value_decref(*v);
        gen->running_async = 0;
        o->state = AWAIT_CLOSED;
        PyErr_SetString(PyExc_RuntimeError, "async generator ignored GeneratorExit");
        return PYGEN_ERROR;
    }
    if (how != ATHROW_THROW) {
        gen->running_async = 0;
        o->state = AWAIT_CLOSED;
    }
    if (status == PYGEN_RETURN)
        value_decref(*v);
    else if (async_ended_by_exception())
        PyErr_Clear();
    else
        return PYGEN_ERROR;
    *v = V_NONE;                /* what aclose() is there to cause is its success */
    return PYGEN_RETURN;
}

static int athrow_closed(void)
{
    PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
    return -1;
}

/* One step of the await; sent consumed. */
static PySendResult athrow_step(AThrow *o, Value sent, Value *v)
{
    GenObject *gen = o->gen;
    if (o->state == AWAIT_ITER && gen->state != GEN_DONE)
        return athrow_outcome(o, ATHROW_SEND, gen_send_value(gen, sent, v), v);
    value_decref(sent);
    if (o->state == AWAIT_CLOSED) {
        athrow_closed();
        return PYGEN_ERROR;
    }
    if (gen->state == GEN_DONE) {
        o->state = AWAIT_CLOSED;
        *v = V_NONE;
        return PYGEN_RETURN;
    }
    if (gen->running_async) {
        o->state = AWAIT_CLOSED;
        PyErr_Format(PyExc_RuntimeError, "%s(): asynchronous generator is already running", o->args ? "athrow" : "aclose");
        return PYGEN_ERROR;
    }
    if (gen->closed) {
        o->state = AWAIT_CLOSED;
        PyErr_SetNone(PyExc_StopAsyncIteration);
        return PYGEN_ERROR;
    }
    if (sent != V_NONE) {
        PyErr_SetString(PyExc_RuntimeError, "can't send non-None value to a just-started coroutine");
        return PYGEN_ERROR;
    }
    o->state = AWAIT_ITER;
    gen->running_async = 1;
    PySendResult status;
    if (o->args) {
        PyObject *type, *value = NULL, *tb = NULL;
        if (!PyArg_UnpackTuple(o->args, "athrow", 1, 3, &type, &value, &tb))
            return PYGEN_ERROR;
        status = gen_throw(gen, 0, type, value, tb, v);
    }
    else {
        gen->closed = 1;
        status = gen_throw(gen, 0, PyExc_GeneratorExit, NULL, NULL, v);
    }
    return athrow_outcome(o, ATHROW_START, status, v);
}

static PyObject *athrow_send(PyObject *self, PyObject *arg)
{
    Value v = V_UNSET;
    return await_outcome(athrow_step((AThrow *)self, value_from_borrowed(arg), &v), &v);
}

static PyObject *athrow_next(PyObject *self)
{
    Value v = V_UNSET;
    return await_outcome(athrow_step((AThrow *)self, V_NONE, &v), &v);
}

static PySendResult athrow_am_send(PyObject *self, PyObject *arg, PyObject **result)
{
    Value v = V_UNSET;
    return await_result(athrow_step((AThrow *)self, value_from_borrowed(arg), &v), &v, result);
}

static PyObject *athrow_throw(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    AThrow *o = (AThrow *)self;
    PyObject *type, *value, *tb;
    Value v = V_UNSET;
    PySendResult status;
    if (o->state == AWAIT_CLOSED) {
        athrow_closed();
        return NULL;
    }
    status = gen_throw_args(args, nargs, &type, &value, &tb) < 0 ? PYGEN_ERROR : gen_throw(o->gen, 1, type, value, tb, &v);
    return await_outcome(athrow_outcome(o, ATHROW_THROW, status, &v), &v);
}

static PyObject *athrow_close(PyObject *self, PyObject *Py_UNUSED(unused))
{
    ((AThrow *)self)->state = AWAIT_CLOSED;
    Py_RETURN_NONE;
}

static void athrow_dealloc(PyObject *self)
{
    AThrow *o = (AThrow *)self;
    PyObject_GC_UnTrack(self);
    Py_CLEAR(o->gen);
    Py_CLEAR(o->args);
    PyObject_GC_Del(self);
}

static int athrow_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((AThrow *)self)->gen);
    Py_VISIT(((AThrow *)self)->args);
    return 0;
}

static PyMethodDef athrow_methods[] = {
    {"send", athrow_send, METH_O, gen_send_doc},
    {"throw", (PyCFunction)(void (*)(void))athrow_throw, METH_FASTCALL, gen_throw_doc},
    {"close", athrow_close, METH_NOARGS, gen_close_doc},
    {NULL}
};

static PyAsyncMethods athrow_as_async = {.am_await = PyObject_SelfIter, .am_send = athrow_am_send};

static PyTypeObject PyrsAThrow_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "async_generator_athrow",
    .tp_basicsize = sizeof(AThrow),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = athrow_dealloc,
    .tp_traverse = athrow_traverse,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_async = &athrow_as_async,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = athrow_next,
    .tp_methods = athrow_methods,
};

/* ---- the generator itself ---- */

static PyObject *async_gen_anext(PyObject *self) { return asend_new((GenObject *)self, V_NONE); }

static PyObject *async_gen_asend(PyObject *self, PyObject *arg)
{
    Value v = value_from_borrowed(arg);
    PyObject *o = asend_new((GenObject *)self, v);
    value_decref(v);
    return o;
}

static PyObject *async_gen_athrow(PyObject *self, PyObject *args) { return athrow_new((GenObject *)self, args); }
static PyObject *async_gen_aclose(PyObject *self, PyObject *Py_UNUSED(unused)) { return athrow_new((GenObject *)self, NULL); }

static PyGetSetDef async_gen_getset[] = {
    GEN_NAMES("async generator"),
    {"ag_await", gen_get_yield_from, NULL, "object being awaited on, or None", NULL},
    {"ag_frame", gen_get_frame, NULL, NULL, NULL},
    {NULL}
};

static PyMemberDef async_gen_members[] = {
    {"ag_running", T_BOOL, offsetof(GenObject, running_async), READONLY, NULL},
    {"ag_code", T_OBJECT, offsetof(GenObject, gi_code), READONLY, NULL},
    {NULL}
};

static PyMethodDef async_gen_methods[] = {
    {"asend", async_gen_asend, METH_O, "asend(value): awaitable that resumes with value and gives the next value yielded"},
    {"athrow", async_gen_athrow, METH_VARARGS, "athrow(value), athrow(type[, value[, tb]]): awaitable that raises where it is suspended"},
    {"aclose", async_gen_aclose, METH_NOARGS, "aclose(): awaitable that raises GeneratorExit where it is suspended"},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {NULL}
};

static PyAsyncMethods async_gen_as_async = {.am_aiter = PyObject_SelfIter, .am_anext = async_gen_anext, .am_send = gen_am_send};

static PyTypeObject PyrsAsyncGen_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "async_generator",
    GEN_TYPE_COMMON,
    .tp_as_async = &async_gen_as_async,
    .tp_methods = async_gen_methods,
    .tp_members = async_gen_members,
    .tp_getset = async_gen_getset,
};

/* ---- what the opcodes ask for ---- */

/* Code flags of a host or own generator object that is a coroutine in the sense of `await`. */
static int is_coroutine_object(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (t == &PyrsCoro_Type || t == &PyCoro_Type)
        return 1;
    if (t == &PyrsGen_Type)
        return (((GenObject *)o)->gi_code->co_flags & CO_ITERABLE_COROUTINE) != 0;
    return t == &PyGen_Type && (((PyGenObject *)o)->gi_code->co_flags & CO_ITERABLE_COROUTINE);
}

/* The iterator behind an awaitable. New reference. */
static PyObject *awaitable_iterator(PyObject *o)
{
    if (is_coroutine_object(o))
        return Py_NewRef(o);
    PyTypeObject *t = Py_TYPE(o);
    unaryfunc await = t->tp_as_async ? t->tp_as_async->am_await : NULL;
    if (!await) {
        PyErr_Format(PyExc_TypeError, "object %.100s can't be used in 'await' expression", t->tp_name);
        return NULL;
    }
    PyObject *it = await(o);
    if (!it)
        return NULL;
    if (is_coroutine_object(it))
        PyErr_SetString(PyExc_TypeError, "__await__() returned a coroutine");
    else if (!PyIter_Check(it))
        PyErr_Format(PyExc_TypeError, "__await__() returned non-iterator of type '%.100s'", Py_TYPE(it)->tp_name);
    else
        return it;
    Py_DECREF(it);
    return NULL;
}

/* Run `call` with the object of v in o (borrowed; boxed for the call if inline). */
#define WITH_BOXED(v, o, call)                                  \
    PyObject *o = value_box(v);                                 \
    if (!o)                                                     \
        return NULL;                                            \
    PyObject *boxed_result = (call);                            \
    Py_DECREF(o);                                               \
    return boxed_result

static PyObject *get_awaitable(PyObject *o, int where)
{
    PyTypeObject *t = Py_TYPE(o);
    PyObject *it = awaitable_iterator(o);
    if (!it) {
        if (where && (t == &PyrsGen_Type || !(t->tp_as_async && t->tp_as_async->am_await)))
            PyErr_Format(PyExc_TypeError, "'async with' received an object from __a%s__ that does not implement __await__: %.100s",
                         where == 1 ? "enter" : "exit", t->tp_name);
        return NULL;
    }
    if (is_coro(it) && gen_yield_from((GenObject *)it)) {
        PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already");
        Py_CLEAR(it);
    }
    return it;
}

/* The iterator for `await v`; where: 0 await, 1 the result of __aenter__, 2 of __aexit__. v borrowed, new reference. */
static PyObject *op_get_awaitable(Value v, int where)
{
    WITH_BOXED(v, o, get_awaitable(o, where));
}

static PyObject *get_aiter(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    unaryfunc aiter = t->tp_as_async ? t->tp_as_async->am_aiter : NULL;
    if (!aiter) {
        PyErr_Format(PyExc_TypeError, "'async for' requires an object with __aiter__ method, got %.100s", t->tp_name);
        return NULL;
    }
    PyObject *it = aiter(o);
    if (it && !(Py_TYPE(it)->tp_as_async && Py_TYPE(it)->tp_as_async->am_anext)) {
        PyErr_Format(PyExc_TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %.100s",
                     Py_TYPE(it)->tp_name);
        Py_CLEAR(it);
    }
    return it;
}

/* v.__aiter__(). v borrowed, new reference. */
static PyObject *op_get_aiter(Value v)
{
    WITH_BOXED(v, o, get_aiter(o));
}

static PyObject *get_anext(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (t == &PyrsAsyncGen_Type)
        return async_gen_anext(o);
    unaryfunc anext = t->tp_as_async ? t->tp_as_async->am_anext : NULL;
    if (!anext) {
        PyErr_Format(PyExc_TypeError, "'async for' requires an iterator with __anext__ method, got %.100s", t->tp_name);
        return NULL;
    }
    PyObject *next = anext(o);
    if (!next)
        return NULL;
    PyObject *it = awaitable_iterator(next);
    if (!it)
        _PyErr_FormatFromCause(PyExc_TypeError, "'async for' received an invalid object from __anext__: %.100s", Py_TYPE(next)->tp_name);
    Py_DECREF(next);
    return it;
}

/* The iterator of the awaitable v.__anext__(). v borrowed, new reference. */
static PyObject *op_get_anext(Value v)
{
    WITH_BOXED(v, o, get_anext(o));
}

/* The iterator for `yield from v` in frame f. v borrowed, new reference. */
static PyObject *op_get_yield_from_iter(Frame *f, Value v)
{
    if (v_is_object(v)) {
        PyObject *o = v_object(v);
        PyTypeObject *t = Py_TYPE(o);
        if (t == &PyrsGen_Type || t == &PyGen_Type)
            return Py_NewRef(o);
        if (t == &PyrsCoro_Type || t == &PyCoro_Type) {
            if (f->code->flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE))
                return Py_NewRef(o);
            PyErr_SetString(PyExc_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
            return NULL;
        }
    }
    WITH_BOXED(v, o, PyObject_GetIter(o));
}

#endif
