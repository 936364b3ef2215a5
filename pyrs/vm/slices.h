/* slices.h - slices of the host's exact sequences made from the bounds in registers; whatever else gets a slice object. */
#ifndef PYRS_SLICES_H
#define PYRS_SLICES_H

static PyObject *slice_from(Value lo, Value hi, Value step)
{
    PyObject *x = value_box(lo), *y = x ? value_box(hi) : NULL, *z = step == V_UNSET || !y ? NULL : value_box(step);
    PyObject *s = y && (z || step == V_UNSET) ? PySlice_New(x, y, z) : NULL;
    Py_XDECREF(x);
    Py_XDECREF(y);
    Py_XDECREF(z);
    return s;
}

HOT int slice_bound(Value v, Py_ssize_t dflt, Py_ssize_t length, Py_ssize_t *out)
{
    if (v == V_NONE) {
        *out = dflt;
        return 1;
    }
    if (!v_is_int(v))
        return 0;
    Py_ssize_t i = v_int(v);
    if (i < 0) {
        i += length;
        if (i < 0)
            i = 0;
    }
    *out = i > length ? length : i;
    return 1;
}

HOT PyObject *tuple_slice(PyObject *t, Py_ssize_t lo, Py_ssize_t hi)
{
    Py_ssize_t n = hi - lo;
    /* Of many items it is not worth asking whether the collector has to do with them. */
    return n == 0 || n == Py_SIZE(t) || n >= PyTuple_MAXSAVESIZE ? PyTuple_GetSlice(t, lo, hi) : tuple_of(((PyTupleObject *)t)->ob_item + lo, n, NULL, 0);
}

/* s[lo:hi] of exact bytes or bytearray, bounds in range, new. */
static __attribute__((noinline)) PyObject *bytes_slice(PyObject *s, Py_ssize_t lo, Py_ssize_t hi)
{
    if (PyByteArray_CheckExact(s))
        return PyByteArray_FromStringAndSize(PyByteArray_AS_STRING(s) + lo, hi - lo);
    return hi - lo == Py_SIZE(s) ? Py_NewRef(s) : PyBytes_FromStringAndSize(PyBytes_AS_STRING(s) + lo, hi - lo);
}

#define is_sliced_here(t) ((t) == &PyList_Type || (t) == &PyTuple_Type || (t) == &PyUnicode_Type || (t) == &PyBytes_Type || (t) == &PyByteArray_Type)

/* With a slice object. */
COLD int load_slice_general(OP_ARGS)
{
    REGS;
    Value ov = R[b];
    PyObject *s = slice_from(R[c], R[c + 1], V_UNSET);
    if (s && v_is_heap(ov) && dunder_push(ts, f, pc - 1, pc, DUNDER_GETITEM, ov, v_from_ptr(s))) {
        Py_DECREF(s);
        return -1;
    }
    SYNC();
    if (!s)
        return -1;
    if (getitem_special_case(ts, f, pc - 1, ov, v_from_ptr(s))) {
        Py_DECREF(s);
        return -1;
    }
    PyObject *o_tmp, *o = borrow_object(ov, &o_tmp), *r = o ? PyObject_GetItem(o, s) : NULL;
    UNBORROW(o);
    Py_DECREF(s);
    if (!r)
        return -1;
    reg_drop_end(ts, f, pc, R, b, f->code->tbase);
    reg_drop_end(ts, f, pc, R, c, f->code->tbase);
    reg_drop_end(ts, f, pc, R, c + 1, f->code->tbase);
    reg_assign(ts, f, pc, R, a, value_from_owned(r));
    return 0;
}

COLD int op_load_slice(OP_ARGS)
{
    REGS;
    SYNC_ALLOC();
    PyObject *o = v_object(R[b]), *r;
    Py_ssize_t lo, hi;
    if (!v_is_object(R[b]) || !is_sliced_here(Py_TYPE(o)))
        return load_slice_general(ts, f, pc, ins);
    PyTypeObject *t = Py_TYPE(o);
    Py_ssize_t n = sequence_size(o);
    if (!slice_bound(R[c], 0, n, &lo) || !slice_bound(R[c + 1], n, n, &hi))
        return load_slice_general(ts, f, pc, ins);
    if (hi < lo)
        hi = lo;
    r = t == &PyUnicode_Type ? str_slice(o, lo, hi) : t == &PyList_Type ? list_of(((PyListObject *)o)->ob_item + lo, hi - lo, NULL, 0)
        : t == &PyTuple_Type ? tuple_slice(o, lo, hi) : bytes_slice(o, lo, hi);
    if (!r)
        return -1;
    reg_drop_end(ts, f, pc, R, b, f->code->tbase);      /* the bounds are inline: nothing to drop */
    reg_assign(ts, f, pc, R, a, v_from_ptr(r));
    return 0;
}

COLD int op_store_slice(OP_ARGS)
{
    REGS;
    SYNC();
    Py_ssize_t lo, hi;
    if (v_is_object(R[a]) && PyList_CheckExact(v_object(R[a])) && slice_bound(R[b], 0, Py_SIZE(v_object(R[a])), &lo)
        && slice_bound(R[b + 1], Py_SIZE(v_object(R[a])), Py_SIZE(v_object(R[a])), &hi) && v_is_object(R[c])) {
        if (PyList_SetSlice(v_object(R[a]), lo, hi < lo ? lo : hi, v_object(R[c])) < 0)
            return -1;
        goto stored;
    }
    PyObject *s = slice_from(R[b], R[b + 1], V_UNSET);
    if (s && setitem_special_case(ts, f, pc - 1, R[a], v_from_ptr(s), R[c])) {
        Py_DECREF(s);
        return -1;
    }
    PyObject *v_tmp = NULL, *o_tmp = NULL, *v = s ? borrow_object(R[c], &v_tmp) : NULL, *o = v ? borrow_object(R[a], &o_tmp) : NULL;
    int r = o ? PyObject_SetItem(o, s, v) : -1;
    UNBORROW(o);
    Py_XDECREF(s);
    Py_XDECREF(v_tmp);
    if (r < 0)
        return -1;
stored:
    reg_drop(f, R, a);
    reg_drop(f, R, b);
    reg_drop(f, R, b + 1);
    if (c != a)
        reg_drop(f, R, c);
    return 0;
}

static int op_build_slice(OP_ARGS)
{
    REGS;
    SYNC();
    PyObject *s = slice_from(R[b], R[b + 1], c == 3 ? R[b + 2] : V_UNSET);
    if (!s)
        return -1;
    release_registers(R + b, c);
    reg_set(R, a, v_from_ptr(s));
    return 0;
}

/* The n items of the exact sequence o from lo in steps, new; NULL with no exception set: the host does it. */
static PyObject *stepped(PyObject *o, Py_ssize_t lo, Py_ssize_t step, Py_ssize_t n)
{
    PyObject *r;
    if (PyList_CheckExact(o) || PyTuple_CheckExact(o)) {
        if (n == 0)             /* a tuple without items is one object */
            return NULL;
        PyObject **items = PyList_CheckExact(o) ? ((PyListObject *)o)->ob_item : ((PyTupleObject *)o)->ob_item, **made;
        if (!(r = PyList_CheckExact(o) ? PyList_New(n) : PyTuple_New(n)))
            return NULL;
        made = PyList_CheckExact(o) ? ((PyListObject *)r)->ob_item : ((PyTupleObject *)r)->ob_item;
        for (Py_ssize_t i = 0; i < n; i++, lo += step)
            made[i] = Py_NewRef(items[lo]);
        return r;
    }
    char *from, *to;
    if (n < 2)                  /* nor are characters and what is empty made anew */
        return NULL;
    if (PyUnicode_CheckExact(o)) {
        if (!PyUnicode_IS_COMPACT_ASCII(o) || !(r = PyUnicode_New(n, 127)))
            return NULL;
        from = ascii_data(o);
        to = ascii_data(r);
    }
    else if (PyBytes_CheckExact(o)) {
        if (!(r = PyBytes_FromStringAndSize(NULL, n)))
            return NULL;
        from = PyBytes_AS_STRING(o);
        to = PyBytes_AS_STRING(r);
    }
    else
        return NULL;
    for (Py_ssize_t i = 0; i < n; i++, lo += step)
        to[i] = from[lo];
    return r;
}

/* An inline int or None, as PySlice_Unpack reads it. */
HOT int step_bound(Value v, Py_ssize_t dflt, Py_ssize_t *out)
{
    *out = v == V_NONE ? dflt : v_int(v);
    return v == V_NONE || v_is_int(v);
}

/* The BUILD_SLICE at ip and the LOAD_SUBSCR that takes what it makes as its key, of a sequence whose items are copied here: where to go on; NULL: nothing
   done, or an exception is set. */
static Word *slice_subscr_fused(ThreadState *ts, Frame *f, Word *ip)
{
    MISS();
    Word load = ip[1];
    Value *R = f->regs, *bounds = R + W_B(*ip), ov = R[W_B(load)];
    uint32_t tbase = f->code->tbase;
    Py_ssize_t lo, hi, step, n;
    if (W_C(*ip) != 3 || op_base[W_OP(load)] != OP_LOAD_SUBSCR || W_C(load) != W_A(*ip) || W_B(load) == W_A(*ip) || !v_is_object(ov) || ts->tracing)
        return NULL;
    PyObject *o = v_object(ov), *r;
    if (!is_sliced_here(Py_TYPE(o)) || !step_bound(bounds[2], 1, &step) || step == 0 || !step_bound(bounds[0], step < 0 ? PY_SSIZE_T_MAX : 0, &lo)
        || !step_bound(bounds[1], step < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX, &hi))
        return NULL;
    n = PySlice_AdjustIndices(sequence_size(o), &lo, &hi, step);
    VM_SYNC_ALLOC(ts, f, ip + 1);
    if (!(r = stepped(o, lo, step, n))) {
        PyErr_Clear();          /* the plain form has the memory, or says so */
        return NULL;
    }
    bounds[0] = bounds[1] = bounds[2] = V_UNSET;
    reg_drop_end(ts, f, ip + 2, R, W_B(load), tbase);
    reg_assign(ts, f, ip + 3, R, W_A(load), v_from_ptr(r));
    return ip + 3;
}

/* The BUILD_SLICE at ip: where to go on, or NULL with an error. */
static __attribute__((noinline)) Word *build_slice(ThreadState *ts, Frame *f, Word *ip)
{
    Word *next = slice_subscr_fused(ts, f, ip);
    return next ? next : op_build_slice(ts, f, ip + 1, *ip) < 0 ? NULL : ip + 1;
}
#endif
