/* displays.h - `(a, b)` and `[a, b]` in one piece: the loads of locals and constants in front of a BUILD_TUPLE or BUILD_LIST, and the instruction itself.

   The first load takes over; the others stay as they are, for a jump among them and for the way back. display_fuse has checked their operands, which never
   change; their opcodes are read at each execution, so a rewritten word (a trap of the tracer) is only a miss.  An item goes from its variable to the
   display at once: a pair of locals 29 -> 17 ns. */
#ifndef PYRS_DISPLAYS_H
#define PYRS_DISPLAYS_H

enum { DISPLAY_MAX = 16 };

#define is_display(op) (op_base[op] == OP_BUILD_TUPLE || op_base[op] == OP_BUILD_LIST)
#define is_load(op) ((op) == OP_MOVE_FILL || (op) == OP_LOAD_CONST_FILL)

/* An item for a display: new, or NULL without the memory. */
HOT PyObject *display_item(Value v)
{
    if (v_is_object(v))
        return Py_NewRef(v_object(v));
    return v_is_int(v) && host_int_is_small(v_int(v)) ? Py_NewRef(host_small_int(v_int(v))) : value_box_inline(v);
}

/* display_fused for two or three variables in a tuple, the commonest displays: n. */
HOT Word *variables_fused(ThreadState *ts, Frame *f, Word *ip, uint32_t n)
{
    Value *R = f->regs;
    PyObject *x, *y, *z = NULL;
    VM_SYNC_ALLOC(ts, f, ip + n + 1);
    PyObject *t = host_tuple_new(n);
    if (__builtin_expect(!t, 0)) {
        PyErr_Clear();
        return NULL;
    }
    PyTuple_SET_ITEM(t, 0, x = display_item(R[W_B(ip[0])]));
    PyTuple_SET_ITEM(t, 1, y = x ? display_item(R[W_B(ip[1])]) : NULL);
    if (n == 3)
        PyTuple_SET_ITEM(t, 2, z = y ? display_item(R[W_B(ip[2])]) : NULL);
    if (__builtin_expect(n == 3 ? !z : !y, 0)) {
        PyErr_Clear();                  /* the plain instructions have the memory, or say so */
        _PyObject_GC_TRACK(t);
        Py_DECREF(t);
        return NULL;
    }
    if (may_be_tracked(x) || may_be_tracked(y) || (n == 3 && may_be_tracked(z)))
        _PyObject_GC_TRACK(t);
    reg_assign(ts, f, ip + n + 1, R, W_A(ip[n]), v_from_ptr(t));
    return ip + n + 1;
}
static __attribute__((noinline)) Word *pair_fused(ThreadState *ts, Frame *f, Word *ip) { return variables_fused(ts, f, ip, 2); }
static __attribute__((noinline)) Word *triple_fused(ThreadState *ts, Frame *f, Word *ip) { return variables_fused(ts, f, ip, 3); }

/* display_fused for all others. */
static __attribute__((noinline)) Word *loads_fused(ThreadState *ts, Frame *f, Word *ip)
{
    Word *w = ip + 1;
    while (is_load(W_OP(*w)))
        w++;
    Word build = *w;
    uint32_t n = W_C(build), base = W_B(build), loads = (uint32_t)(w - ip), temporaries = n - loads;
    if (!is_display(W_OP(build)) || loads > n || W_A(*ip) != base + temporaries)
        return NULL;
    Value *R = f->regs, *K = f->code->consts;
    int list = op_base[W_OP(build)] == OP_BUILD_LIST;
    VM_SYNC_ALLOC(ts, f, w + 1);
    PyObject *o = list ? host_list_new(n) : host_tuple_new(n), **items;
    if (!o)
        goto none;
    int track = list;
    items = list ? ((PyListObject *)o)->ob_item : ((PyTupleObject *)o)->ob_item;
    for (uint32_t i = 0; i < n; i++) {
        Word load = ip[(int32_t)(i - temporaries)];
        Value v = i < temporaries ? R[base + i] : W_OP(load) == OP_MOVE_FILL || W_OP(load) == OP_MOVE_DISPLAY ? R[W_B(load)] : K[W_X(load)];
        if (v_is_object(v)) {
            items[i] = Py_NewRef(v_object(v));
            track |= may_be_tracked(items[i]);
        }
        else if (!(items[i] = display_item(v))) {
            while (i < n)
                items[i++] = NULL;
            _PyObject_GC_TRACK(o);
            Py_DECREF(o);
            goto none;
        }
    }
    if (track)
        _PyObject_GC_TRACK(o);
    for (uint32_t i = 0; i < temporaries; i++) {
        Value v = R[base + i];
        R[base + i] = V_UNSET;
        value_decref(v);            /* the display has it */
    }
    reg_assign(ts, f, w + 1, R, W_A(build), v_from_ptr(o));
    return w + 1;
none:
    PyErr_Clear();                  /* the plain instructions have the memory, or say so */
    return NULL;
}

#define is_tuple_of(w, n) (W_OP(w) == OP_BUILD_TUPLE_SEEN && W_C(w) == (n))

/* The run of loads at ip and the display behind it: where to go on, or NULL: nothing done. */
HOT Word *display_fused(ThreadState *ts, Frame *f, Word *ip)
{
    MISS();
    if (W_OP(ip[0]) == OP_MOVE_DISPLAY && W_OP(ip[1]) == OP_MOVE_FILL) {
        if (is_tuple_of(ip[2], 2) && W_A(ip[0]) == W_B(ip[2]))
            return pair_fused(ts, f, ip);
        if (W_OP(ip[2]) == OP_MOVE_FILL && is_tuple_of(ip[3], 3) && W_A(ip[0]) == W_B(ip[3]))
            return triple_fused(ts, f, ip);
    }
    return loads_fused(ts, f, ip);
}

/* The BUILD_TUPLE or BUILD_LIST at ip is met: can a load before it take over? */
static __attribute__((noinline)) void display_fuse(Code *code, Word *ip)
{
    uint32_t n = W_C(*ip), register_ = W_B(*ip) + n;
    quicken(ip, op_base[W_OP(*ip)] == OP_BUILD_TUPLE ? OP_BUILD_TUPLE_SEEN : OP_BUILD_LIST_SEEN);
    Word *first = ip;
    while (n > 0 && n <= DISPLAY_MAX && first > code->words && is_load(W_OP(first[-1])) && W_A(first[-1]) == register_ - 1
           && (uint32_t)(ip - first) < n) {
        first--;
        register_--;
    }
    if (first == ip || code->traps)
        return;
    if (word_is_instruction(code, first))
        quicken(first, W_OP(*first) == OP_MOVE_FILL ? OP_MOVE_DISPLAY : OP_LOAD_CONST_DISPLAY);
}

COLD int op_build_tuple_first(OP_ARGS)
{
    display_fuse(f->code, pc - 1);
    return op_build_tuple(ts, f, pc, ins);
}

COLD int op_build_list_first(OP_ARGS)
{
    display_fuse(f->code, pc - 1);
    return op_build_list(ts, f, pc, ins);
}

#endif
