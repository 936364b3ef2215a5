/* ops.h - the instructions' slow halves, and whole instructions that are never hot.

   Every op_* takes the thread, the frame, pc (the word after the instruction word) and the instruction; it synchronises,
   does the operation with all register bookkeeping, and returns 0 or -1 (error set).
   Operands are borrowed from their registers during the operation and consumed afterwards if temporaries. */
#ifndef PYRS_OPS_H
#define PYRS_OPS_H

#define REGS Value *R = f->regs; const uint32_t a = W_A(ins), b = W_B(ins), c = W_C(ins); (void)a; (void)b; (void)c; (void)R
#define OP_ARGS ThreadState *ts, Frame *f, Word *pc, Word ins
#define SYNC() VM_SYNC(ts, f, pc)
#define SYNC_ALLOC() VM_SYNC_ALLOC(ts, f, pc)

HOT void reg_set(Value *R, uint32_t i, Value v)
{
    Value old = R[i];
    R[i] = v;
    if (__builtin_expect(v_is_object(old), 0))
        Py_DECREF(v_object(old));
}

HOT void reg_clear(Value *R, uint32_t i)
{
    Value old = R[i];
    R[i] = V_UNSET;
    if (v_is_object(old))
        Py_DECREF(v_object(old));
}

#define QUIET_ITEMS 32

/* Can no code run at the end of o either: a finished generator or coroutine, a list or tuple of a few numbers, texts and what others hold, too (more often
   than it has items)?  To publish a frame takes 150 machine instructions, and as many when it returns. */
static __attribute__((noinline)) int contents_end_quietly(PyObject *o)
{
    if (is_gen(o) || is_coro(o)) {
        const GenObject *gen = (const GenObject *)o;
        return gen->state == GEN_DONE && !gen->weakreflist && !gen->origin_or_finalizer && !gen->exc_state.exc_value && Py_REFCNT(gen->gi_code) > 1
               && PyUnicode_CheckExact(gen->name) && PyUnicode_CheckExact(gen->qualname);
    }
    if ((!PyList_CheckExact(o) && !PyTuple_CheckExact(o)) || Py_SIZE(o) > QUIET_ITEMS)
        return 0;
    PyObject *const *items = PySequence_Fast_ITEMS(o);
    Py_ssize_t n = Py_SIZE(o);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyTypeObject *t = items[i] ? Py_TYPE(items[i]) : NULL;
        if (t != &PyUnicode_Type && t != &PyLong_Type && t != &PyFloat_Type && !(t && Py_REFCNT(items[i]) > n))
            return 0;
    }
    return 1;
}

static __attribute__((noinline)) void object_end(ThreadState *ts, Frame *f, Word *pc, PyObject *o)
{
    if (ends_quietly(o)) {
        if (PyUnicode_CheckExact(o) && str_is_its_block(o))
            PyObject_Free(o);
        else
            Py_TYPE(o)->tp_dealloc(o);
        return;
    }
    if (!(f->flags & FRAME_PUBLISHED) && contents_end_quietly(o))
        f->pc = pc;
    else
        VM_SYNC(ts, f, pc);
    vm_dealloc(o);
}

/* Release an owned value of an instruction that has not been synchronised. */
HOT void operand_release(ThreadState *ts, Frame *f, Word *pc, Value v)
{
    if (v_is_object(v) && --v_object(v)->ob_refcnt == 0)
        object_end(ts, f, pc, v_object(v));
}

/* Release the operands R[i..i + n) of a call that has not been synchronised. */
HOT void operands_release(ThreadState *ts, Frame *f, Word *pc, Value *regs, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        Value v = regs[i];
        if (v_is_object(v)) {
            regs[i] = V_UNSET;
            if (--v_object(v)->ob_refcnt == 0)
                object_end(ts, f, pc, v_object(v));
        }
    }
}

/* reg_set by an instruction that is not synchronised otherwise: what the old value's finaliser does (a ResourceWarning) has the right line. */
HOT void reg_assign(ThreadState *ts, Frame *f, Word *pc, Value *R, uint32_t i, Value v)
{
    Value old = R[i];
    R[i] = v;
    operand_release(ts, f, pc, old);
}

/* The same for temporaries: they are empty before they are written, or hold a number that was read. Spares five machine instructions. */
HOT void reg_fill(Value *R, uint32_t i, Value v)
{
    assert(!v_is_object(R[i]));
    R[i] = v;
}

/* reg_clear and reg_drop_at by such an instruction. */
HOT void reg_end(ThreadState *ts, Frame *f, Word *pc, Value *R, uint32_t i)
{
    reg_assign(ts, f, pc, R, i, V_UNSET);
}

HOT void reg_drop_end(ThreadState *ts, Frame *f, Word *pc, Value *R, uint32_t i, uint32_t tbase)
{
    if (i >= tbase)
        reg_end(ts, f, pc, R, i);
}

/* See REPLACED_DECREF. */
static __attribute__((noinline, cold)) void replaced_end(PyObject *o)
{
    if (!ends_quietly(o))
        running_frame_sync();
    vm_dealloc(o);
}

/* End of an operand's use. */
HOT void reg_drop_at(Value *R, uint32_t i, uint32_t tbase)
{
    if (i >= tbase)
        reg_clear(R, i);
}

HOT void reg_drop(Frame *f, Value *R, uint32_t i) { reg_drop_at(R, i, f->code->tbase); }

/* Owned value of an operand: moved out of a temporary, copied from anything else. */
HOT Value reg_read(Value *R, uint32_t i, uint32_t tbase)
{
    Value v = R[i];
    if (i >= tbase)
        R[i] = V_UNSET;
    else
        value_incref(v);
    return v;
}

/* Write a result that a C function returned (owned, NULL for an error). */
static int reg_result(Value *R, uint32_t i, PyObject *r)
{
    if (!r)
        return -1;
    reg_set(R, i, value_from_owned(r));
    return 0;
}

#define BORROW(name, i)  PyObject *name##_tmp, *name = borrow_object(R[i], &name##_tmp); if (!name) return -1
#define UNBORROW(name)   Py_XDECREF(name##_tmp)

/* ---- locals, cells, names ---- */

/* NameError with its `name` attribute, as CPython sets it for suggestions. */
COLD int name_error(PyObject *name, const char *format)
{
    PyErr_Format(PyExc_NameError, format, name);
    PyObject *t, *v, *tb;
    PyErr_Fetch(&t, &v, &tb);
    PyErr_NormalizeException(&t, &v, &tb);
    if (v && PyErr_GivenExceptionMatches(v, PyExc_NameError))
        ((PyNameErrorObject *)v)->name = (Py_XDECREF(((PyNameErrorObject *)v)->name), Py_INCREF(name), name);
    PyErr_Restore(t, v, tb);
    return -1;
}

COLD int op_delete_global(OP_ARGS)
{
    SYNC();
    PyObject *name = f->code->names[W_X(ins)];
    if (PyDict_DelItem(f->func->base.func_globals, name) < 0) {
        if (PyErr_ExceptionMatches(PyExc_KeyError)) {
            PyErr_Clear();
            return name_error(name, "name '%.200U' is not defined");
        }
        return -1;
    }
    return 0;
}

COLD int op_delete_name(OP_ARGS)
{
    SYNC();
    PyObject *name = f->code->names[W_X(ins)], *ns = f->shim.f_locals;
    if (!ns) {
        PyErr_Format(PyExc_SystemError, "no locals when deleting %R", name);
        return -1;
    }
    if (PyObject_DelItem(ns, name) < 0) {
        if (PyErr_ExceptionMatches(PyExc_KeyError)) {
            PyErr_Clear();
            return name_error(name, "name '%.200U' is not defined");
        }
        return -1;
    }
    return 0;
}

/* ---- subscripts ---- */

/* o[key] by the slot of a static type: arrays. */
static __attribute__((noinline)) int subscr_foreign(OP_ARGS, binaryfunc slot, Value key, int key_reg)
{
    SYNC();
    Value *R = f->regs;
    PyObject *o = v_object(R[W_B(ins)]), *tmp, *k = borrow_object(key, &tmp), *r = k ? slot(o, k) : NULL;
    if (tmp)
        Py_DECREF(tmp);
    if (!r)
        return -1;
    array_meet(Py_TYPE(o));
    const uint32_t tbase = f->code->tbase;
    reg_drop_at(R, W_B(ins), tbase);
    if (key_reg && W_C(ins) != W_B(ins))
        reg_drop_at(R, W_C(ins), tbase);
    return reg_set(R, W_A(ins), value_from_owned(r)), 0;
}

static int subscr_engine(OP_ARGS, Value key, int key_reg);
static int subscr_heap(OP_ARGS, Value key, int key_reg);

/* Nothing but calls in its place: no registers of the caller's are saved on the way to subscr_foreign. */
COLD int op_load_subscr(OP_ARGS, Value key, int key_reg)
{
    Value o = f->regs[W_B(ins)];
    if (v_is_object(o)) {
        if (is_heap(v_object(o)))
            return subscr_heap(ts, f, pc, ins, key, key_reg);
        PyMappingMethods *m = Py_TYPE(v_object(o))->tp_as_mapping;
        if (m && m->mp_subscript)
            return subscr_foreign(ts, f, pc, ins, m->mp_subscript, key, key_reg);
    }
    return subscr_engine(ts, f, pc, ins, key, key_reg);
}

/* op_load_subscr of what may have a __getitem__ in Python. */
static __attribute__((noinline)) int subscr_heap(OP_ARGS, Value key, int key_reg)
{
    return dunder_push(ts, f, pc - 1, pc + 1, DUNDER_GETITEM, f->regs[W_B(ins)], key) ? -1 : subscr_engine(ts, f, pc, ins, key, key_reg);
}

/* The same where that is no single frame, or there is no slot. */
COLD int subscr_engine(OP_ARGS, Value key, int key_reg)
{
    REGS;
    SYNC();
    if (getitem_special_case(ts, f, pc - 1, R[b], key))
        return -1;
    BORROW(o, b);
    PyObject *r;
    PyObject *k_tmp, *k = borrow_object(key, &k_tmp);
    r = k ? PyObject_GetItem(o, k) : NULL;
    Py_XDECREF(k_tmp);
    UNBORROW(o);
    if (!r)
        return -1;
    reg_drop(f, R, b);
    if (key_reg && c != b)
        reg_drop(f, R, c);
    return reg_result(R, a, r);
}

COLD int op_store_subscr(OP_ARGS)
{
    REGS;
    if (v_is_heap(R[a]) && dunder_push_3(ts, f, pc - 1, pc + 1, DUNDER_SETITEM, R[a], R[b], R[c]))
        return -1;
    SYNC();
    if (setitem_special_case(ts, f, pc - 1, R[a], R[b], R[c]))
        return -1;
    BORROW(o, a);
    PyObject *k_tmp, *v_tmp = NULL, *k = borrow_object(R[b], &k_tmp), *v = k ? borrow_object(R[c], &v_tmp) : NULL;
    int r = v ? (PyDict_CheckExact(o) ? PyDict_SetItem(o, k, v) : PyObject_SetItem(o, k, v)) : -1;
    Py_XDECREF(k_tmp);
    Py_XDECREF(v_tmp);
    UNBORROW(o);
    if (r < 0)
        return -1;
    reg_drop(f, R, c);          /* what was stored ends first, as with the host */
    if (a != c)
        reg_drop(f, R, a);
    if (b != a && b != c)
        reg_drop(f, R, b);
    return 0;
}

COLD int op_delete_subscr(OP_ARGS)
{
    REGS;
    if (v_is_object(R[a]) && PyDict_CheckExact(v_object(R[a]))) {
        PyObject *old;
        if (dict_take(v_object(R[a]), R[b], &old) > 0) {
            if (--old->ob_refcnt == 0)
                object_end(ts, f, pc, old);
            reg_drop_end(ts, f, pc, R, a, f->code->tbase);
            if (b != a)
                reg_drop_end(ts, f, pc, R, b, f->code->tbase);
            return 0;
        }
    }
    if (v_is_heap(R[a]) && dunder_push(ts, f, pc - 1, pc, DUNDER_DELITEM, R[a], R[b]))
        return -1;
    SYNC();
    if (setitem_special_case(ts, f, pc - 1, R[a], R[b], V_UNSET))
        return -1;
    BORROW(o, a);
    PyObject *k_tmp, *k = borrow_object(R[b], &k_tmp);
    int r = k ? PyObject_DelItem(o, k) : -1;
    Py_XDECREF(k_tmp);
    UNBORROW(o);
    if (r < 0)
        return -1;
    reg_drop(f, R, a);
    if (b != a)
        reg_drop(f, R, b);
    return 0;
}

/* ---- containers ---- */

/* Each item goes from its register to the tuple at once: a store of a box and a load of it later stalled (10 ns for two ints). */
COLD int op_build_tuple(OP_ARGS)
{
    REGS;
    SYNC_ALLOC();
    PyObject *t = host_tuple_new(c);
    if (!t)
        return -1;
    int track = 0;
    for (uint32_t i = 0; i < c; i++) {
        Value v = R[b + i];
        PyObject *o = value_box_steal(v);
        R[b + i] = V_UNSET;
        if (__builtin_expect(!o, 0)) {
            for (; i < c; i++)
                PyTuple_SET_ITEM(t, i, NULL);
            Py_DECREF(t);
            return -1;
        }
        PyTuple_SET_ITEM(t, i, o);
        track |= v_is_object(v) && may_be_tracked(o);
    }
    if (track)
        _PyObject_GC_TRACK(t);
    reg_assign(ts, f, pc, R, a, v_from_ptr(t));
    return 0;
}

/* Room for the n items that a comprehension will append, as much as the list would have in the end had it grown item by item (sys.getsizeof shows
   it).  Up to 64 K: it may end early by an exception. */
static void list_reserve(PyListObject *l, Py_ssize_t n)
{
    size_t room = 0;
    if (n <= 0 || n > 1 << 16)
        return;
    while (room < (size_t)n)
        room = (room + 1 + ((room + 1) >> 3) + 6) & ~(size_t)3;      /* list_resize() in listobject.c */
    if ((l->ob_item = PyMem_New(PyObject *, room)))
        l->allocated = (Py_ssize_t)room;
}

COLD int op_build_list(OP_ARGS)
{
    REGS;
    SYNC_ALLOC();
    PyObject *t = host_list_new(c);
    if (!t)
        return -1;
    if (c == 0 && b < f->code->tbase)
        list_reserve((PyListObject *)t, source_length(R[b]));
    for (uint32_t i = 0; i < c; i++) {
        PyObject *o = value_box_steal(R[b + i]);
        R[b + i] = V_UNSET;
        if (!o) {
            Py_SET_SIZE(t, i);
            Py_DECREF(t);
            return -1;
        }
        PyList_SET_ITEM(t, i, o);
    }
    _PyObject_GC_TRACK(t);
    reg_assign(ts, f, pc, R, a, v_from_ptr(t));
    return 0;
}

COLD int op_build_set(OP_ARGS)
{
    REGS;
    SYNC();
    PyObject *s = PySet_New(NULL);
    if (!s || box_run(R + b, c) < 0) {
        Py_XDECREF(s);
        return -1;
    }
    for (uint32_t i = 0; i < c; i++)
        if (PySet_Add(s, v_object(R[b + i])) < 0) {
            Py_DECREF(s);
            return -1;
        }
    release_registers(R + b, c);
    reg_set(R, a, v_from_ptr(s));
    return 0;
}

/* Do the n keys R[b], R[b + 2]... hash and compare without running code? */
static int keys_are_quiet(const Value *keys, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (v_is_object(keys[2 * i]) && !PyUnicode_CheckExact(v_object(keys[2 * i])))
            return 0;
    return 1;
}

COLD int op_build_map(OP_ARGS)
{
    REGS;
    if (keys_are_quiet(R + b, c))
        SYNC_ALLOC();
    else
        SYNC();
    PyObject *d = c > 5 ? _PyDict_NewPresized(c) : PyDict_New();
    if (!d || box_run(R + b, 2 * c) < 0) {
        Py_XDECREF(d);
        return -1;
    }
    for (uint32_t i = 0; i < c; i++)
        if (PyDict_SetItem(d, v_object(R[b + 2 * i]), v_object(R[b + 2 * i + 1])) < 0) {
            Py_DECREF(d);
            return -1;
        }
    operands_release(ts, f, pc, R + b, 2 * c);
    reg_assign(ts, f, pc, R, a, v_from_ptr(d));
    return 0;
}

/* Instructions take some constants for what the compiler put there; a program may have put another one in its place (codetype.h). -1. */
COLD int constant_unfit(void)
{
    PyErr_SetString(PyExc_TypeError, "a constant of this code object was replaced by one of another kind");
    return -1;
}

static inline int value_is_tuple(Value v) { return v_is_object(v) && PyTuple_CheckExact(v_object(v)); }

COLD int op_build_string(OP_ARGS)
{
    REGS;
    PyObject *s = build_string(R + b, c);       /* of str and numbers: it runs no code */
    if (!s) {
        SYNC();
        return -1;
    }
    for (uint32_t i = 0; i < c; i++) {          /* mostly str: freed without asking what they are */
        Value v = R[b + i];
        R[b + i] = V_UNSET;
        if (v_is_object(v) && --v_object(v)->ob_refcnt == 0) {
            if (PyUnicode_CheckExact(v_object(v)))
                PyUnicode_Type.tp_dealloc(v_object(v));
            else
                vm_dealloc(v_object(v));
        }
    }
    reg_assign(ts, f, pc, R, a, v_from_ptr(s));
    return 0;
}

COLD int op_list_append(OP_ARGS)
{
    REGS;
    SYNC();
    PyObject *o = value_box_steal(reg_read(R, b, f->code->tbase));
    if (!o)
        return -1;
    int r = PyList_Append(v_object(R[a]), o);
    Py_DECREF(o);
    return r;
}

/* SET_ADD and MAP_ADD, where the loop's short ways have done nothing. */
COLD int op_set_add(OP_ARGS)
{
    REGS;
    SYNC();
    PyObject *o = value_box_steal(reg_read(R, b, f->code->tbase));
    if (!o)
        return -1;
    int r = PySet_Add(v_object(R[a]), o);
    Py_DECREF(o);
    return r;
}

COLD int op_map_add(OP_ARGS)
{
    REGS;
    SYNC();
    if (dict_store(v_object(R[a]), R[b], R[c])) {
        reg_drop(f, R, b);
        if (c != b)
            reg_drop(f, R, c);
        return 0;
    }
    PyObject *k = value_box_steal(reg_read(R, b, f->code->tbase));
    PyObject *v = value_box_steal(reg_read(R, c, f->code->tbase));
    int r = k && v ? PyDict_SetItem(v_object(R[a]), k, v) : -1;
    Py_XDECREF(k);
    Py_XDECREF(v);
    return r;
}

COLD int op_list_extend(OP_ARGS)
{
    REGS;
    if (v_is_object(R[b]) && (PyList_CheckExact(v_object(R[b])) || PyTuple_CheckExact(v_object(R[b]))))
        f->pc = pc;             /* copies references, and runs no code */
    else
        SYNC();
    BORROW(o, b);
    PyObject *none = _PyList_Extend((PyListObject *)v_object(R[a]), o);
    if (!none && PyErr_ExceptionMatches(PyExc_TypeError) && Py_TYPE(o)->tp_iter == NULL && !PySequence_Check(o)) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s", Py_TYPE(o)->tp_name);
    }
    UNBORROW(o);
    if (!none)
        return -1;
    Py_DECREF(none);
    reg_drop(f, R, b);
    return 0;
}

COLD int op_set_update(OP_ARGS)
{
    REGS;
    SYNC();
    BORROW(o, b);
    int r = _PySet_Update(v_object(R[a]), o);
    UNBORROW(o);
    if (r < 0)
        return -1;
    reg_drop(f, R, b);
    return 0;
}

COLD int op_dict_update(OP_ARGS)
{
    REGS;
    SYNC();
    BORROW(o, b);
    int r = PyDict_Update(v_object(R[a]), o);
    if (r < 0 && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping", Py_TYPE(o)->tp_name);
    }
    UNBORROW(o);
    if (r < 0)
        return -1;
    reg_drop(f, R, b);
    return 0;
}

COLD int op_dict_merge(OP_ARGS)
{
    REGS;
    SYNC();
    BORROW(o, b);
    PyObject *callee_tmp, *callee = borrow_object(R[c], &callee_tmp);
    int r = callee ? dict_merge_kwargs(callee, v_object(R[a]), o) : -1;
    Py_XDECREF(callee_tmp);
    UNBORROW(o);
    if (r < 0)
        return -1;
    reg_drop(f, R, b);
    return 0;
}

COLD int op_list_to_tuple(OP_ARGS)
{
    REGS;
    SYNC();
    PyObject *t = PyList_AsTuple(v_object(R[b]));
    if (!t)
        return -1;
    reg_drop(f, R, b);
    return reg_result(R, a, t);
}

enum { FORMAT_CONVERSION = 3, FORMAT_PIECE = 4 };       /* operand c of FORMAT_VALUE */

/* `conv` as FORMAT_VALUE's c; spec borrowed or NULL. */
static PyObject *format_value(Value v, int conv, PyObject *spec)
{
    if (!spec && conv <= 1) {
        if (v_is_object(v) && PyUnicode_CheckExact(v_object(v))) {
            Py_INCREF(v_object(v));
            return v_object(v);
        }
    }
    PyObject *o_tmp, *o, *r;
    if (!spec && v_is_number(v)) {
        r = number_str(v);
        if (r || PyErr_Occurred())
            return r;
    }
    if (spec && !conv && ((r = format_fast(v, spec)) || PyErr_Occurred()))
        return r;
    o = borrow_object(v, &o_tmp);
    if (!o)
        return NULL;
    if (conv) {
        r = conv == 1 ? PyObject_Str(o) : conv == 2 ? PyObject_Repr(o) : PyObject_ASCII(o);
        Py_XDECREF(o_tmp);
        if (!r)
            return NULL;
        o = o_tmp = r;
    }
    if (!spec && PyUnicode_CheckExact(o))
        return o_tmp ? o_tmp : Py_NewRef(o);
    if (!spec && (PyLong_CheckExact(o) || PyFloat_CheckExact(o)))
        r = PyObject_Str(o);
    else
        r = PyObject_Format(o, spec);
    Py_XDECREF(o_tmp);
    return r;
}

/* Are its str(), repr() and format() without code that a program wrote? */
static inline int formats_quietly(Value v)
{
    return !v_is_object(v) || PyUnicode_CheckExact(v_object(v)) || PyLong_CheckExact(v_object(v)) || PyFloat_CheckExact(v_object(v));
}

COLD int op_format_value(OP_ARGS)
{
    REGS;
    if ((c & FORMAT_PIECE) && v_is_number(R[b])) {      /* its text does not depend on the conversion */
        Value v = reg_read(R, b, f->code->tbase);
        reg_set(R, a, v);
        return 0;
    }
    int conversion = c & FORMAT_CONVERSION;
    if (!formats_quietly(R[b])) {
        SYNC();
        if (format_instruction_special(ts, f, pc - 1, R[b], (uint32_t)conversion, V_UNSET))
            return -1;
    }
    PyObject *r = format_value(R[b], conversion, NULL);
    if (!r) {
        SYNC();
        return -1;
    }
    reg_drop_end(ts, f, pc, R, b, f->code->tbase);
    reg_assign(ts, f, pc, R, a, v_from_ptr(r));
    return 0;
}

COLD int op_format_spec(OP_ARGS)
{
    REGS;
    SYNC();
    if (!v_is_object(R[b + 1]) || !PyUnicode_Check(v_object(R[b + 1])))
        return constant_unfit();
    if (format_instruction_special(ts, f, pc - 1, R[b], c, R[b + 1]))
        return -1;
    PyObject *r = format_value(R[b], c, v_object(R[b + 1]));
    if (!r)
        return -1;
    release_registers(R + b, 2);
    reg_set(R, a, v_from_ptr(r));
    return 0;
}

/* ---- iteration, unpacking ---- */

static PyObject *iter_as_generator(ThreadState *ts, Frame *f, Word *pc, Value o);      /* continue.h */

COLD int op_get_iter(OP_ARGS)
{
    REGS;
    if (c == 1 && v_is_object(R[b]) && opens_itself(v_object(R[b]))) {
        reg_assign(ts, f, pc, R, a, reg_read(R, b, f->code->tbase));
        return 0;
    }
    if (c >= 2 && v_is_object(R[b])) {
        PyObject *iterable = v_object(R[b]);
        if (c == 3 && range_open(iterable, 0, R + a)) {
            reg_drop(f, R, b);
            return 0;
        }
        if (sequence_open(iterable, R + a)) {
            if (b >= f->code->tbase)
                R[b] = V_UNSET;
            else
                Py_INCREF(iterable);
            return 0;
        }
        if (table_open_any(iterable, R + a)) {
            reg_drop(f, R, b);
            return 0;
        }
    }
    if (v_is_object(R[b]) && is_gen(v_object(R[b]))) {      /* its own iterator */
        reg_assign(ts, f, pc, R, a, reg_read(R, b, f->code->tbase));
        return 0;
    }
    PyObject *gen, *own;
    if (v_is_object(R[b]) && (PyList_CheckExact(v_object(R[b])) || PyTuple_CheckExact(v_object(R[b]))) && (own = sequence_iter_new(v_object(R[b])))) {
        reg_drop_end(ts, f, pc, R, b, f->code->tbase);
        reg_assign(ts, f, pc, R, a, v_from_ptr(own));
        return 0;
    }
    if (v_is_object(R[b]) && iter_is_quiet(Py_TYPE(v_object(R[b]))))
        SYNC_ALLOC();
    else if (v_is_heap(R[b]) && dunder_push(ts, f, pc - 1, pc, DUNDER_ITER, R[b], V_UNSET))
        return -1;
    else if ((gen = iter_as_generator(ts, f, pc, R[b])) != NULL) {
        reg_drop(f, R, b);
        reg_set(R, a, v_from_ptr(gen));
        return 0;
    }
    else {
        if (PyErr_Occurred())
            return -1;
        SYNC();
        if (iter_special_case(ts, f, pc - 1, R[b]))
            return -1;
    }
    BORROW(o, b);
    PyObject *it = PyObject_GetIter(o);
    UNBORROW(o);
    if (!it)
        return -1;
    reg_drop(f, R, b);
    reg_set(R, a, v_from_ptr(it));
    return 0;
}

COLD int op_open_iter(OP_ARGS)
{
    REGS;
    Value v = R[b];
    if (v_is_object(v)) {
        PyObject *o = v_object(v);
        if (opens_as_sequence(o)) {
            opened_set(R + a, Py_NewRef(o), 0);
            return 0;
        }
        if (Py_REFCNT(o) == 1 && iterator_open(o, c, R + a))
            return 0;
        if (opens_itself(o)) {
            if (table_open_any(o, R + a))
                return 0;
            SYNC_ALLOC();
            return reg_result(R, a, PyObject_GetIter(o));
        }
    }
    value_incref(v);
    reg_assign(ts, f, pc, R, a, v);
    return 0;
}

/* 1: item in R[a]; 0 exhausted; -1 error. */
/* An iterator has given nothing: 0 it is at its end, -1 an error. */
COLD int for_iter_ended(ThreadState *ts)
{
    if (PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_StopIteration))
            return -1;
        if (ts->tracing)
            trace_iteration_end();
        PyErr_Clear();
    }
    return 0;
}

COLD int op_for_iter(OP_ARGS)
{
    REGS;
    if (v_is_heap(R[b]) && dunder_push(ts, f, pc - 2, pc, DUNDER_NEXT, R[b], V_UNSET))
        return -1;
    SYNC();
    if (!Py_TYPE(v_object(R[b]))->tp_iternext && opened_close(R + b) < 0)
        return -1;
    PyObject *it = v_object(R[b]);
    if (next_special_case(ts, f, pc - 2, R[b]))     /* the loop has passed the cache word */
        return -1;
    PyObject *o = (*Py_TYPE(it)->tp_iternext)(it);
    if (!o)
        return for_iter_ended(ts);
    reg_set(R, a, value_from_owned(o));
    if (W_OP(pc[-2]) == OP_FOR_ITER && iter_is_foreign(Py_TYPE(it))) {
        pc[-1] = (Word)Py_TYPE(it);
        cache_rewrite(pc - 2, OP_FOR_ITER_FOREIGN);
    }
    return 1;
}

/* FOR_ITER over what FOR_ITER_FOREIGN has found. */
COLD int op_for_iter_foreign(OP_ARGS)
{
    SYNC();
    PyObject *it = v_object(f->regs[W_B(ins)]), *o = (*Py_TYPE(it)->tp_iternext)(it);
    if (!o)
        return for_iter_ended(ts);
    reg_set(f->regs, W_A(ins), value_from_owned(o));
    return 1;
}

COLD int op_unpack_sequence(OP_ARGS)
{
    REGS;
    SYNC();
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
    /* All items before any target: targets may be locals, which a failure must leave alone. */
    PyObject *small[8], **items = c <= 8 ? small : PyMem_Malloc(c * sizeof(PyObject *));
    uint32_t got = 0;
    int r = -1;
    if (!items) {
        PyErr_NoMemory();
        goto done;
    }
    for (; got < c; got++) {
        items[got] = PyIter_Next(it);
        if (!items[got]) {
            if (!PyErr_Occurred())
                PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected %d, got %d)", (int)c, (int)got);
            goto done;
        }
    }
    PyObject *extra = PyIter_Next(it);
    if (extra) {
        Py_DECREF(extra);
        PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %d)", (int)c);
        goto done;
    }
    if (PyErr_Occurred())
        goto done;
    for (uint32_t i = 0; i < c; i++)
        reg_set(R, a + i, value_from_owned(items[i]));
    got = 0;
    r = 0;
done:
    while (got)
        Py_DECREF(items[--got]);
    if (items && items != small)
        PyMem_Free(items);
    Py_DECREF(it);
    return r;
}

/* ---- functions, imports ---- */

COLD int op_make_function(OP_ARGS)
{
    REGS;
    SYNC_ALLOC();
    PyObject *code = v_object(f->code->consts[(uint32_t)pc[0]]), *closure = NULL;
    uint32_t ncells = (uint32_t)(pc[0] >> 32);
    if (code_of(code) && code_of(code)->nfree != ncells)
        return constant_unfit();
    if ((c & 1 && !value_is_tuple(R[b])) || (c & 4 && !value_is_tuple(R[b + (c & 1) + (c >> 1 & 1)])))
        return constant_unfit();
    if (ncells && !(closure = host_tuple_new(ncells)))
        return -1;
    Function *fn = (Function *)function_new(code, f->func->base.func_globals);
    if (!fn) {
        for (uint32_t i = 0; i < ncells; i++)
            PyTuple_SET_ITEM(closure, i, NULL);
        Py_XDECREF(closure);
        return -1;
    }
    uint32_t i = b;
    if (c & 1) { Py_XSETREF(fn->base.func_defaults, v_object(R[i])); R[i++] = V_UNSET; }
    if (c & 2) { Py_XSETREF(fn->base.func_kwdefaults, v_object(R[i])); R[i++] = V_UNSET; }
    if (c & 4) { Py_XSETREF(fn->base.func_annotations, v_object(R[i])); R[i++] = V_UNSET; }
    if (closure) {
        for (uint32_t k = 0; k < ncells; k++, i++) {
            PyTuple_SET_ITEM(closure, k, v_object(R[i]));
            R[i] = V_UNSET;
        }
        _PyObject_GC_TRACK(closure);
        fn->base.func_closure = closure;
    }
    reg_assign(ts, f, pc, R, a, v_from_ptr(fn));
    return 0;
}

/* New reference. Not there: an error of class `absent`. */
static PyObject *builtin_by_name(Frame *f, PyObject *name, PyObject *absent)
{
    PyObject *b = f->func->base.func_builtins;
    PyObject *r = PyDict_CheckExact(b) ? Py_XNewRef(PyDict_GetItemWithError(b, name)) : PyObject_GetItem(b, name);
    if (!r && (!PyErr_Occurred() || PyErr_ExceptionMatches(PyExc_KeyError)))
        PyErr_Format(absent, "%U not found", name);
    return r;
}

COLD int op_load_build_class(OP_ARGS)
{
    REGS;
    SYNC();
    STATIC_NAME(name, "__build_class__") return -1;
    return reg_result(R, a, builtin_by_name(f, name, PyExc_NameError));
}

COLD int op_import_name(OP_ARGS)
{
    REGS;
    SYNC();
    STATIC_NAME(name, "__import__") return -1;
    PyObject *import = builtin_by_name(f, name, PyExc_ImportError);
    if (!import)
        return -1;
    PyObject *level = value_box(R[b]), *from = level ? value_box(R[b + 1]) : NULL, *r = NULL;
    if (from) {
        PyObject *argv[5] = {f->code->names[c], f->func->base.func_globals, f->shim.f_locals ? f->shim.f_locals : Py_None, from, level};
        r = PyObject_Vectorcall(import, argv, 5, NULL);
    }
    Py_XDECREF(level);
    Py_XDECREF(from);
    Py_DECREF(import);
    if (!r)
        return -1;
    release_registers(R + b, 2);
    return reg_result(R, a, r);
}

COLD int op_import_from(OP_ARGS)
{
    REGS;
    SYNC();
    BORROW(o, b);
    PyObject *r = import_from(f->func->base.func_builtins, o, f->code->names[c]);
    UNBORROW(o);
    return reg_result(R, a, r);
}

COLD int op_import_star(OP_ARGS)
{
    REGS;
    SYNC();
    BORROW(o, a);
    PyObject *locals = frame_locals(ts, f);
    int r = locals ? import_star(locals, o) : -1;
    UNBORROW(o);
    if (r < 0)
        return -1;
    reg_drop(f, R, a);
    return 0;
}

COLD int op_setup_annotations(OP_ARGS)
{
    (void)ins;
    SYNC();
    STATIC_NAME(name, "__annotations__") return -1;
    PyObject *ns = f->shim.f_locals;
    if (!ns) {
        PyErr_SetString(PyExc_SystemError, "no locals found when setting up annotations");
        return -1;
    }
    PyObject *r = PyDict_CheckExact(ns) ? PyDict_GetItemWithError(ns, name) : PyObject_GetItem(ns, name);
    int status = 0;
    if (!r) {
        if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_KeyError))
            status = -1;
        else {
            PyErr_Clear();
            PyObject *d = PyDict_New();
            status = d ? PyObject_SetItem(ns, name, d) : -1;
            Py_XDECREF(d);
        }
    }
    else if (!PyDict_CheckExact(ns))
        Py_DECREF(r);
    return status;
}

COLD int op_print_expr(OP_ARGS)
{
    REGS;
    SYNC();
    PyObject *sys = guest_sys_module(f);      /* borrowed */
    PyObject *hook = sys ? PyObject_GetAttrString(sys, "displayhook") : !ts->run ? Py_XNewRef(PySys_GetObject("displayhook")) : NULL;
    if (!hook) {
        PyErr_SetString(PyExc_RuntimeError, "lost sys.displayhook");
        return -1;
    }
    BORROW(o, a);
    PyObject *r = PyObject_CallOneArg(hook, o);
    UNBORROW(o);
    Py_DECREF(hook);
    if (!r)
        return -1;
    Py_DECREF(r);
    reg_drop(f, R, a);
    return 0;
}

/* ---- exceptions ---- */

HOT void op_push_exc(ThreadState *ts, Frame *f, Word ins)
{
    REGS;
    _PyErr_StackItem *item = ts->host->exc_info;
    PyObject *old = item->exc_value;
    PyObject *exc = v_object(R[b]);
    Py_INCREF(exc);
    item->exc_value = exc;
    reg_set(R, a, old && old != Py_None ? v_from_ptr(old) : V_NONE);
}

HOT void op_pop_exc(ThreadState *ts, Frame *f, Word ins)
{
    REGS;
    _PyErr_StackItem *item = ts->host->exc_info;
    PyObject *old = item->exc_value;
    Value v = R[a];
    R[a] = V_UNSET;
    item->exc_value = v_is_object(v) ? v_object(v) : NULL;
    Py_XDECREF(old);
}

COLD int op_reraise(OP_ARGS)
{
    REGS;
    (void)ts;
    f->pc = b ? f->code->words + f->raised + 1 : pc;
    Value v = reg_read(R, a, f->code->tbase);
    restore_exception(v_object(v));
    return -1;
}

#endif
