/* ops_more.h - the rest of ops.h: attributes, generators, with, except, match; over special.h and generators.h. */
#ifndef PYRS_OPS_MORE_H
#define PYRS_OPS_MORE_H

/* LOAD_METHOD; ip is the instruction word itself (its caches follow). */
COLD int op_load_method(OP_ARGS)
{
    REGS;
    Value out[2];
    if (method_load_slow(ts, f, pc, R[b], f->code->names[c], out) < 0)
        return -1;
    reg_drop(f, R, b);
    reg_set(R, a, out[0]);
    reg_set(R, a + 1, out[1]);
    return 0;
}

/* The frame of a property's getter (borrowed fn) for the owner in register b, which is consumed as an operand. */
static Frame *push_getter(ThreadState *ts, Frame *f, Function *fn, uint32_t b)
{
    Value *regs = f->limit;
    regs[0] = reg_read(f->regs, b, f->code->tbase);
    Py_INCREF(fn);
    return frame_push(ts, fn, regs, 1);
}

COLD int op_delete_attr(OP_ARGS)
{
    REGS;
    SYNC();
    if (v_is_object(R[a]) && attr_store_special(ts, f, pc - 1, v_object(R[a]), f->code->names[c], V_UNSET))
        return -1;
    BORROW(o, a);
    int r = PyObject_SetAttr(o, f->code->names[c], NULL);
    UNBORROW(o);
    if (r < 0)
        return -1;
    reg_drop(f, R, a);
    return 0;
}

COLD int op_unpack_ex(OP_ARGS)
{
    REGS;
    SYNC();
    Py_ssize_t before = c & 255, after = c >> 8;
    BORROW(o, b);
    PyObject *it = PyObject_GetIter(o);
    if (!it) {
        if (PyErr_ExceptionMatches(PyExc_TypeError) && Py_TYPE(o)->tp_iter == NULL && !PySequence_Check(o))
            PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", Py_TYPE(o)->tp_name);
        UNBORROW(o);
        return -1;
    }
    UNBORROW(o);
    reg_drop(f, R, b);
    PyObject *list = PyList_New(0);
    int r = -1;
    if (!list)
        goto done;
    for (Py_ssize_t i = 0; i < before; i++) {
        PyObject *x = PyIter_Next(it);
        if (!x) {
            if (!PyErr_Occurred())
                PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected at least %zd, got %zd)", before + after, i);
            goto done;
        }
        reg_set(R, a + (uint32_t)i, value_from_owned(x));
    }
    PyObject *none = _PyList_Extend((PyListObject *)list, it);
    if (!none)
        goto done;
    Py_DECREF(none);
    Py_ssize_t n = PyList_GET_SIZE(list);
    if (n < after) {
        PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected at least %zd, got %zd)", before + after, before + n);
        goto done;
    }
    for (Py_ssize_t i = 0; i < after; i++)
        reg_set(R, a + (uint32_t)(before + 1 + i), value_from_borrowed(PyList_GET_ITEM(list, n - after + i)));
    if (PyList_SetSlice(list, n - after, n, NULL) < 0)
        goto done;
    reg_set(R, a + (uint32_t)before, v_from_ptr(list));
    list = NULL;
    r = 0;
done:
    Py_XDECREF(list);
    Py_DECREF(it);
    return r;
}

COLD int op_get_len(OP_ARGS)
{
    REGS;
    Py_ssize_t n = v_is_object(R[b]) ? length_within(v_object(R[b])) : -1;
    if (n >= 0) {
        reg_assign(ts, f, pc, R, a, v_from_int48(n));
        return 0;
    }
    SYNC();
    BORROW(o, b);
    n = PyObject_Length(o);
    UNBORROW(o);
    Value length = n < 0 ? V_UNSET : value_from_int64(n);
    if (length == V_UNSET)
        return -1;
    reg_set(R, a, length);
    return 0;
}

/* ---- generators ---- */

/* After gen_enter refused an ended generator: 0 if that only means exhaustion (error cleared), -1 for a real error. */
COLD int op_stop_iteration(ThreadState *ts)
{
    (void)ts;
    if (!PyErr_Occurred())
        return 0;
    if (!PyErr_ExceptionMatches(PyExc_StopIteration))
        return -1;
    PyErr_Clear();
    return 0;
}

/* The value of the pending StopIteration (None if nothing is pending), or -1 for another exception. */
COLD int stop_value(Value *out)
{
    PyObject *r = NULL;
    if (PyErr_Occurred()) {
        if (_PyGen_FetchStopIterationValue(&r) < 0)
            return -1;
    }
    *out = r ? value_from_owned(r) : V_NONE;
    return 0;
}

/* 1: yielded, 0: returned, -1 error. */
COLD int op_send(OP_ARGS)
{
    REGS;
    SYNC();
    if (R[a] == V_NONE && !ts->tracing) {       /* `yield from` of an iterator over a list and the like */
        Value item;
        int r = iter_step_known(v_object(R[b]), &item);
        if (r == STEP_ITEM)
            return R[a] = item, 1;
        if (r == STEP_END)
            return 0;
    }
    PyObject *it = v_object(R[b]), *result = NULL, *v = value_box_steal(R[a]);
    R[a] = V_UNSET;
    if (!v)
        return -1;
    PySendResult s;
    if (ts->tracing) {
        /* The host's way then: an end is a StopIteration that can be reported. */
        result = v == Py_None && PyIter_Check(it) ? Py_TYPE(it)->tp_iternext(it) : PyObject_CallMethod(it, "send", "O", v);
        s = result ? PYGEN_NEXT : PYGEN_ERROR;
        if (!result) {
            if (PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_StopIteration))
                trace_iteration_end();
            if (_PyGen_FetchStopIterationValue(&result) == 0)
                s = PYGEN_RETURN;
        }
    }
    else
        s = PyIter_Send(it, v, &result);
    Py_DECREF(v);
    if (s == PYGEN_ERROR)
        return -1;
    reg_set(R, a, value_from_owned(result));
    return s == PYGEN_NEXT;
}

#define OP_FROM(name, call)                        \
COLD int name(OP_ARGS)                             \
{                                                  \
    REGS;                                          \
    SYNC();                                        \
    PyObject *r = (call);                          \
    if (!r)                                        \
        return -1;                                 \
    reg_drop(f, R, b);                             \
    return reg_result(R, a, r);                    \
}

OP_FROM(yield_from_iter, op_get_yield_from_iter(f, R[b]))

COLD int op_get_yield_from_iter_ins(OP_ARGS)
{
    REGS;
    if (!v_is_object(R[b]) || !is_gen(v_object(R[b]))) {
        PyObject *gen = iter_as_generator(ts, f, pc, R[b]);
        if (!gen)
            return PyErr_Occurred() ? -1 : yield_from_iter(ts, f, pc, ins);
        reg_drop(f, R, b);
        reg_set(R, a, v_from_ptr(gen));
        return 0;
    }
    reg_assign(ts, f, pc, R, a, reg_read(R, b, f->code->tbase));    /* its own iterator */
    return 0;
}

OP_FROM(get_awaitable_from, op_get_awaitable(R[b], (int)c))

static PyObject *await_as_generator(ThreadState *ts, Frame *f, Word *pc, Value o);      /* continue.h */

COLD int op_get_awaitable_ins(OP_ARGS)
{
    REGS;
    if (v_is_object(R[b]) && is_coro(v_object(R[b])) && !gen_yield_from((GenObject *)v_object(R[b])))
        return reg_assign(ts, f, pc, R, a, reg_read(R, b, f->code->tbase)), 0;      /* it is its own iterator */
    PyObject *gen = await_as_generator(ts, f, pc, R[b]);
    if (!gen)
        return PyErr_Occurred() ? -1 : get_awaitable_from(ts, f, pc, ins);
    reg_drop_end(ts, f, pc, R, b, f->code->tbase);
    return reg_assign(ts, f, pc, R, a, v_from_ptr(gen)), 0;
}

OP_FROM(op_get_aiter_ins, op_get_aiter(R[b]))

COLD int op_get_anext_ins(OP_ARGS)
{
    REGS;
    SYNC();
    return reg_result(R, a, op_get_anext(R[b]));
}

COLD int op_async_gen_wrap_ins(OP_ARGS)
{
    REGS;
    SYNC();
    PyObject *r = op_async_gen_wrap(R[b]);
    if (!r)
        return -1;
    reg_drop(f, R, b);
    reg_set(R, a, v_from_ptr(r));
    return 0;
}

COLD int op_end_async_for(OP_ARGS)
{
    REGS;
    Value v = R[a];
    if (PyErr_GivenExceptionMatches(v_object(v), PyExc_StopAsyncIteration)) {
        reg_clear(R, a);
        return 0;
    }
    R[a] = V_UNSET;
    SYNC();
    restore_exception(v_object(v));
    return -1;
}

/* ---- with ---- */

COLD int op_with_setup(OP_ARGS, int is_async)
{
    REGS;
    SYNC();
    Value pairs[4];        /* exit, self, enter, self */
    if (with_lookup(R[b], is_async, pairs) < 0)
        return -1;
    reg_drop(f, R, b);
    reg_set(R, a, pairs[0]);
    reg_set(R, a + 1, pairs[1]);
    reg_set(R, c, pairs[2]);
    reg_set(R, c + 1, pairs[3]);
    return 0;
}

COLD void op_with_except_start(Frame *f, Word ins)
{
    REGS;
    PyObject *exc = v_object(R[b]), *tb = PyException_GetTraceback(exc);
    value_incref(R[a]);
    value_incref(R[a + 1]);
    reg_set(R, c, R[a]);
    reg_set(R, c + 1, R[a + 1]);
    Py_INCREF(Py_TYPE(exc));
    reg_set(R, c + 2, v_from_ptr(Py_TYPE(exc)));
    Py_INCREF(exc);
    reg_set(R, c + 3, v_from_ptr(exc));
    reg_set(R, c + 4, tb ? v_from_ptr(tb) : V_NONE);
}

/* ---- exceptions ---- */

COLD int op_match_exc(OP_ARGS)
{
    REGS;
    int t;
    if (v_is_object(R[c]) && PyExceptionClass_Check(v_object(R[c]))) {
        PyTypeObject *type = Py_TYPE(v_object(R[b])), *wanted = (PyTypeObject *)v_object(R[c]);
        t = type == wanted || PyType_IsSubtype(type, wanted);
    }
    else {
        SYNC();
        t = exception_match(R[b], R[c]);
        if (t < 0)
            return -1;
    }
    reg_drop(f, R, c);
    reg_set(R, a, v_bool(t));
    return 0;
}

COLD int op_match_exc_group(OP_ARGS)
{
    REGS;
    SYNC();
    PyObject *match, *rest;
    if (exception_group_match(v_is_object(R[b]) ? v_object(R[b]) : Py_None, R[c], &match, &rest) < 0)
        return -1;
    reg_drop(f, R, c);
    reg_set(R, b, value_from_owned(rest));
    reg_set(R, a, value_from_owned(match));
    return 0;
}

COLD int op_prep_reraise_star(OP_ARGS)
{
    REGS;
    SYNC();
    PyObject *r = prep_reraise_star(v_object(R[b]), v_object(R[c]));
    if (!r)
        return -1;
    reg_drop(f, R, c);
    return reg_result(R, a, r);
}

/* Sets the error; the answer is whether the unwinder adds a traceback entry (a bare raise that re-raises does too, as CPython). */
COLD int op_raise(OP_ARGS)
{
    REGS;
    SYNC();
    Value exc = c >= 1 ? reg_read(R, a, f->code->tbase) : V_UNSET;
    Value cause = c == 2 ? reg_read(R, b, f->code->tbase) : V_UNSET;
    int add = raise_exception(ts, exc, cause);
    value_decref(exc);
    value_decref(cause);
    return add;
}

COLD void init_returned(Value v)       /* consumes v */
{
    PyObject *o = value_box_steal(v);
    PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'", Py_TYPE(o)->tp_name);
    Py_DECREF(o);
}

#ifdef PYRS_DEBUG
#define VM_UNREACHABLE(op) Py_FatalError("pyrs: bad opcode")
#else
#define VM_UNREACHABLE(op) __builtin_unreachable()
#endif

/* ---- match ---- */

COLD int match_flag(Value v, int mapping)
{
    if (!v_is_object(v))
        return 0;
    return (Py_TYPE(v_object(v))->tp_flags & (mapping ? Py_TPFLAGS_MAPPING : Py_TPFLAGS_SEQUENCE)) != 0;
}

COLD int op_match_keys(OP_ARGS)
{
    REGS;
    SYNC();
    if (!value_is_tuple(R[c]))
        return constant_unfit();
    return reg_result(R, a, match_keys(v_object(R[b]), v_object(R[c])));
}

COLD int op_match_class(OP_ARGS)
{
    REGS;
    SYNC();
    if (!value_is_tuple(R[c + 1]) || !v_is_int(R[c + 2]))
        return constant_unfit();
    BORROW(subject, b);
    PyObject *cls_tmp, *cls = borrow_object(R[c], &cls_tmp);
    PyObject *r = cls ? match_class(subject, cls, v_object(R[c + 1]), (Py_ssize_t)v_int(R[c + 2])) : NULL;
    Py_XDECREF(cls_tmp);
    UNBORROW(subject);
    if (!r)
        return -1;
    release_registers(R + c, 3);
    return reg_result(R, a, r);
}

#endif
