/* loop.h - what the Cython loop needs as macros: frame switch, jumps, steps of host containers. */
#ifndef PYRS_LOOP_H
#define PYRS_LOOP_H

/* Nobody looked at f (flags is 0), and its result is for what `cont` says. */
HOT int frame_ends_as(Frame *f, uint8_t cont)
{
    uint16_t both;
    memcpy(&both, &f->cont, sizeof both);
    return both == cont;
}

#define frame_is_plain(f)      frame_ends_as(f, CONT_STORE)
#define frame_is_plain_init(f) frame_ends_as(f, CONT_INIT)
#define frame_is_resumed(f)    frame_ends_as(f, CONT_RESUME)      /* an instruction of the caller waits (continue.h) */

/* f returns (pc is behind the instruction): if it was published for C calls but nobody made an object of it, it leaves the chain here and then goes
   the short way like a frame that was never published (of 105 instructions 70 are saved at each return from a frame that called C). */
HOT void frame_hide(ThreadState *ts, Frame *f, Word *pc)
{
    if (f->flags == FRAME_PUBLISHED && !f->shim.frame_obj) {
        f->pc = pc;
        frame_unpublish(ts, f);
    }
}

/* o, which was in the register before `at` of f's window, ends, and what is from there on goes. */
static __attribute__((noinline)) void window_release_rest(ThreadState *ts, Frame *f, Value *at, PyObject *o)
{
    vm_dealloc(o);
    release_registers(at, f->regs + f->code->tbase - at);
    if (__builtin_expect(f->flags != 0, 0))     /* a finaliser asked for this frame */
        frame_let_go(ts, f);
}

/* Release the n registers of the variables of a frame that nobody looked at; inline values need nothing. */
HOT void window_release(ThreadState *ts, Frame *f, Value *regs, uint32_t n)
{
    for (Value *at = regs, *end = regs + n; at != end; at++) {
        Value v = *at;
        if (__builtin_expect(v_is_object(v), 0)) {
            *at = V_UNSET;
            if (--v_object(v)->ob_refcnt == 0) {
                window_release_rest(ts, f, at + 1, v_object(v));
                break;
            }
        }
    }
}

/* The short way out of a frame that nobody looked at (flags == 0), with its window and its code's tbase. Returns the frame to go on in, and sets *dst to
   its register for the result.
   What is read of f is read behind the loop, across whose calls nothing but f and the result is kept then. */
HOT Frame *frame_leave(ThreadState *ts, Frame *f, Value *regs, uint32_t tbase, uint32_t *dst)
{
    window_release(ts, f, regs, tbase);     /* temporaries have been consumed */
#ifdef PYRS_DEBUG
    for (uint32_t i = f->code->tbase; i < f->code->nregs; i++)
        if (v_is_object(f->regs[i])) {
            fprintf(stderr, "pyrs: temporary %u of %s holds a reference at the return\n", i, PyUnicode_AsUTF8(f->code->host->co_qualname));
            abort();
        }
#endif
    Frame *prev = f->prev;
    Function *fn = f->func;
    *dst = f->dst;
    ts->frame = prev;
    ts->pool_top = f;
    Py_DECREF(fn);
    return prev;
}

/* A tuple (a named one too, unless its class has an __iter__) or a list of n items. */
HOT int is_unpacked_here(Value v, Py_ssize_t n)
{
    if (!v_is_object(v))
        return 0;
    PyObject *o = v_object(v);
    return (PyTuple_CheckExact(o) || PyList_CheckExact(o) || (PyTuple_Check(o) && Py_TYPE(o)->tp_iter == PyTuple_Type.tp_iter)) && Py_SIZE(o) == n;
}

/* Are the n words at pc the moves of R[a..a+n) into variables?  They follow an unpacking into temporaries, which can then write the variables. */
HOT int unpacks_into_locals(const Word *pc, uint32_t a, uint32_t n, uint32_t tbase)
{
    for (uint32_t i = 0; i < n; i++)
        if (W_OP(pc[i]) != OP_MOVE || W_B(pc[i]) != a + i || W_A(pc[i]) >= tbase)
            return 0;
    return a >= tbase;
}

/* The parts (consumed) of an item that the word before pc unpacks into R[a..a+n); -> where to go on. */
HOT Word *parts_store(ThreadState *ts, Frame *f, Word *pc, Value *R, uint32_t a, Value *parts, uint32_t n)
{
    if (unpacks_into_locals(pc, a, n, f->code->tbase)) {
        for (uint32_t i = 0; i < n; i++)
            reg_assign(ts, f, pc, R, W_A(pc[i]), parts[i]);
        return pc + n;
    }
    for (uint32_t i = 0; i < n; i++)
        reg_set(R, a + i, parts[i]);
    return pc;
}

/* The UNPACK_SEQUENCE before pc is an UNPACK_SEQUENCE_PAIR: two moves into locals followed when it became one (unpacks_into_locals), and what they move does
   not change.  Are they still moves, and not traps of a tracer or loads of a fused call? */
#define two_moves(pc) (((((pc)[0] ^ OP_MOVE) | ((pc)[1] ^ OP_MOVE)) & 0xFFFF) == 0)

HOT void pair_assign(ThreadState *ts, Frame *f, Word *pc, Value *R, Value first, Value second)
{
    reg_assign(ts, f, pc, R, W_A(pc[0]), first);
    reg_assign(ts, f, pc, R, W_A(pc[1]), second);
}

static __attribute__((noinline)) void pair_take(PyObject *o, Value *parts)
{
    PyObject *items[2];
    tuple_take(o, items, 2);
    parts[0] = value_from_owned(items[0]);
    parts[1] = value_from_owned(items[1]);
}

/* A tuple of two in the temporary R[b] into the two locals: 1 (pc + 2 is next), 0: nothing done. */
HOT int unpack_pair(ThreadState *ts, Frame *f, Word *pc, Value *R, uint32_t b)
{
    MISS();
    Value v = R[b];
    if (!v_is_object(v))
        return 0;
    PyObject *o = v_object(v);
    if (!PyTuple_CheckExact(o) || PyTuple_GET_SIZE(o) != 2 || !two_moves(pc))
        return 0;
    Value parts[2];
    R[b] = V_UNSET;
    pair_take(o, parts);
    pair_assign(ts, f, pc, R, parts[0], parts[1]);
    return 1;
}

/* The n words at pc were moves when the site was specialised: since then one may have become a trap of a tracer, or a load of a fused call. */
HOT int still_moves(const Word *pc, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (W_OP(pc[i]) != OP_MOVE)
            return 0;
    return 1;
}

/* The rest of an unpacking into locals, from the i-th item on: into the temporaries, as by a plain UNPACK_SEQUENCE; then `dying`, whose end may run code that
   changes a list, ends, and the moves that still follow are done. */
static __attribute__((noinline)) Word *unpack_rest(ThreadState *ts, Frame *f, Word *pc, PyObject *const *items, uint32_t i, PyObject *dying)
{
    uint32_t a = W_A(pc[-1]), n = W_C(pc[-1]);
    Value *R = f->regs;
    for (uint32_t k = i; k < n; k++)
        reg_set(R, a + k, value_from_item(items[k]));
    if (dying)
        object_end(ts, f, pc, dying);
    for (; i < n && W_OP(pc[i]) == OP_MOVE; i++) {
        Value v = R[a + i];
        R[a + i] = V_UNSET;
        reg_assign(ts, f, pc, R, W_A(pc[i]), v);
    }
    return pc + i;
}

#define UNPACK_TAKEN 8                  /* so many items are taken out of a tuple that nobody else has */

/* The tuple or list of the right length that the UNPACK_SEQUENCE_LOCALS before pc unpacks, into the locals: where to go on, or NULL: nothing done. */
static __attribute__((noinline)) Word *unpack_locals(ThreadState *ts, Frame *f, Word *pc)
{
    MISS();
    uint32_t b = W_B(pc[-1]), n = W_C(pc[-1]);
    Value *R = f->regs, v = R[b];
    if (!is_unpacked_here(v, n))
        return NULL;
    PyObject *o = v_object(v);
    int tuple = PyTuple_Check(o);
    if (b < f->code->tbase)
        Py_INCREF(o);
    else {
        R[b] = V_UNSET;
        if (PyTuple_CheckExact(o) && Py_REFCNT(o) == 1 && n - 1 < UNPACK_TAKEN && still_moves(pc, n)) {
            PyObject *taken[UNPACK_TAKEN];
            tuple_take(o, taken, n);
            for (uint32_t i = 0; i < n; i++)
                reg_assign(ts, f, pc, R, W_A(pc[i]), value_from_owned(taken[i]));
            return pc + n;
        }
    }
    PyObject **items = tuple ? ((PyTupleObject *)o)->ob_item : ((PyListObject *)o)->ob_item;
    Word *end = pc + n;
    for (uint32_t i = 0; i < n; i++) {
        Word w = pc[i];
        if (__builtin_expect(W_OP(w) != OP_MOVE, 0)) {
            end = unpack_rest(ts, f, pc, items, i, NULL);
            break;
        }
        Value old = R[W_A(w)];
        R[W_A(w)] = value_from_mixed(items[i]);
        if (v_is_object(old) && __builtin_expect(--v_object(old)->ob_refcnt == 0, 0)) {
            if (!tuple) {
                end = unpack_rest(ts, f, pc, items, i + 1, v_object(old));
                break;
            }
            object_end(ts, f, pc, v_object(old));
        }
    }
    if (--o->ob_refcnt == 0)
        object_end(ts, f, end, o);
    return end;
}

#define unpacks_two(w) ((W_OP(w) == OP_UNPACK_SEQUENCE || W_OP(w) == OP_UNPACK_SEQUENCE_PAIR) && W_C(w) == 2)

/* The two parts (consumed) of an item that the UNPACK_SEQUENCE at pc takes apart: where to go on. */
HOT Word *pair_store(ThreadState *ts, Frame *f, Word *pc, const Value *parts)
{
    Value *R = f->regs;
    if (W_OP(*pc) == OP_UNPACK_SEQUENCE_PAIR && two_moves(pc + 1)) {
        pair_assign(ts, f, pc + 1, R, parts[0], parts[1]);
        return pc + 3;
    }
    reg_assign(ts, f, pc + 1, R, W_A(*pc), parts[0]);
    reg_assign(ts, f, pc + 1, R, W_A(*pc) + 1, parts[1]);
    return pc + 1;
}

/* The cache word of the FOR_ITER_PARTS at ip: a generator was resumed for it last (genparts.h), so there is no use in peeking. */
#define PARTS_OF_GENERATORS(ip) ((ip)[1])

/* The FOR_ITER_PARTS at ip, whose body at pc begins with an unpacking of three or four: as pair_step, and NULL at the end. */
static __attribute__((noinline)) Word *zip_step(ThreadState *ts, Frame *f, Word *ip, Word *pc)
{
    MISS();
    Value *R = f->regs, parts[STEP_MAX_PARTS];
    PyObject *it = v_object(R[I_B(ip)]);
    if (Py_TYPE(it) != &PyZip_Type || !zip_step_parts((HostZip *)it, parts, W_C(*pc)))
        return NULL;
    return parts_store(ts, f, pc + 1, R, W_A(*pc), parts, W_C(*pc));
}

/* The same for the FOR_ITER_PARTS at ip, whose body begins with an unpacking of two, and the next two items of what can run no code: where to go on,
   ip + 2 at the end of what is opened; NULL: nothing done. Where the budget runs out the plain form stops with the plain form's variables. */
static __attribute__((noinline)) Word *pair_step(ThreadState *ts, Frame *f, Word *ip)
{
    Word *pc = ip + 2 + I_SC(ip);
    Value *R = f->regs, parts[2];
    MISS();
    if (ts->fuel + I_SC(ip) < 0 || !v_is_object(R[I_B(ip)]) || PARTS_OF_GENERATORS(ip))
        return NULL;
    if (!unpacks_two(*pc))
        return W_C(*pc) > 2 && op_base[W_OP(*pc)] == OP_UNPACK_SEQUENCE ? zip_step(ts, f, ip, pc) : NULL;
    int r = step_pair(R + I_B(ip), parts, 0);
    if (__builtin_expect(r != STEP_ITEM, 0))
        return r == STEP_END ? ip + 2 : NULL;
    return pair_store(ts, f, pc, parts);
}

/* R[a] := the next item of what has_parts in R[b..], for a FOR_ITER before pc whose body does not unpack it: a tuple of its two parts, where getting them runs
   no code.  The tuple of the step before is filled again where nobody else has it.  STEP_, or STEP_ASK: nothing done. */
static __attribute__((noinline)) int step_whole(ThreadState *ts, Frame *f, Word *pc, uint32_t a, uint32_t b)
{
    Value *R = f->regs, parts[2], last = R[a];
    VM_SYNC_ALLOC(ts, f, pc);
    int r = step_pair(R + b, parts, 1);
    if (r != STEP_ITEM)
        return r;
    if (v_is_object(last) && PyTuple_CheckExact(v_object(last)) && Py_SIZE(v_object(last)) == 2 && Py_REFCNT(v_object(last)) == 1
        && v_is_object(parts[0]) && v_is_object(parts[1])) {
        PyObject **items = ((PyTupleObject *)v_object(last))->ob_item, *x = items[0], *y = items[1];
        items[0] = v_object(parts[0]);
        items[1] = v_object(parts[1]);
        if (!_PyObject_GC_IS_TRACKED(v_object(last)))
            tuple_track(v_object(last));
        operand_release(ts, f, pc, v_from_ptr(x));
        operand_release(ts, f, pc, v_from_ptr(y));
        return STEP_ITEM;
    }
    PyObject *t = pair_of_parts(parts);
    if (!t)
        return STEP_ERROR;
    reg_assign(ts, f, pc, R, a, v_from_ptr(t));
    return STEP_ITEM;
}

/* list[i] and tuple[i] with an inline int index: 1 hit (owned), 0 miss. */
HOT int subscr_fast(Value ov, Value kv, Value *out)
{
    if (v_is_object(ov) && v_is_int(kv)) {
        PyObject *o = v_object(ov);
        int64_t i = v_int(kv);
        if (PyList_CheckExact(o)) {
            if (__builtin_expect((uint64_t)i >= (uint64_t)PyList_GET_SIZE(o), 0)) {
                i += PyList_GET_SIZE(o);
                if ((uint64_t)i >= (uint64_t)PyList_GET_SIZE(o) || v_int(kv) >= 0)
                    return 0;
            }
            *out = value_from_item(PyList_GET_ITEM(o, i));
            return 1;
        }
        else if (PyTuple_CheckExact(o)) {
            if (i < 0) i += PyTuple_GET_SIZE(o);
            if ((uint64_t)i < (uint64_t)PyTuple_GET_SIZE(o)) {
                *out = value_from_item(PyTuple_GET_ITEM(o, i));
                return 1;
            }
        }
    }
    return 0;
}

/* R[a][R[b]] = R[c] for a list and an inline int in range: 1 done (operand c consumed), 0 miss (nothing changed). */
HOT int store_subscr_fast(ThreadState *ts, Frame *f, Word *pc, Value *R, uint32_t a, uint32_t b, uint32_t c, uint32_t tbase)
{
    Value ov = R[a], kv = R[b];
    if (v_is_object(ov) && v_is_int(kv) && PyList_CheckExact(v_object(ov))) {
        PyListObject *l = (PyListObject *)v_object(ov);
        int64_t i = v_int(kv);
        if (i < 0) i += Py_SIZE(l);
        if ((uint64_t)i < (uint64_t)Py_SIZE(l)) {
            Value v = R[c];
            PyObject *old = l->ob_item[i], *o;
            if (v_is_object(v)) {
                if (c >= tbase)
                    R[c] = V_UNSET;
                else
                    Py_INCREF(v_object(v));
                o = v_object(v);
            }
            else if (v_is_special(v)) {         /* None, True, False */
                o = value_special(v);
                Py_INCREF(o);
            }
            else {
                if (box_overwrite(old, v))
                    return 1;
                o = value_box_inline(v);
                if (!o) {           /* the slow half has the memory, or says so */
                    PyErr_Clear();
                    return 0;
                }
            }
            l->ob_item[i] = o;
            if (--old->ob_refcnt == 0)
                object_end(ts, f, pc, old);
            return 1;
        }
    }
    return 0;
}

HOT void quicken(Word *ip, uint32_t op) { COUNT(quickened); cache_rewrite(ip, op); }

/* The UNPACK_SEQUENCE at ip, which a FOR_ITER_PARTS does as well, in its special form where it unpacks a temporary into two locals. */
static __attribute__((noinline)) void unpack_pair_quicken(Frame *f, Word *ip)
{
    uint32_t tbase = f->code->tbase;
    if (W_OP(*ip) == OP_UNPACK_SEQUENCE && W_C(*ip) == 2 && W_B(*ip) >= tbase && unpacks_into_locals(ip + 1, W_A(*ip), 2, tbase))
        quicken(ip, OP_UNPACK_SEQUENCE_PAIR);
}

/* The UNPACK_SEQUENCE at ip in the special form that unpacks a tuple or list into locals: 1, 0: it is not for them. */
static __attribute__((noinline)) int unpack_quicken(Frame *f, Word *ip)
{
    MISS();
    uint32_t tbase = f->code->tbase, n = W_C(*ip);
    Value v = f->regs[W_B(*ip)];
    if (n < 1 || !is_unpacked_here(v, n) || !unpacks_into_locals(ip + 1, W_A(*ip), n, tbase))
        return 0;
    quicken(ip, n == 2 && PyTuple_CheckExact(v_object(v)) && W_B(*ip) >= tbase ? OP_UNPACK_SEQUENCE_PAIR : OP_UNPACK_SEQUENCE_LOCALS);
    return 1;
}

#define is_list(v) (v_is_object(v) && PyList_CheckExact(v_object(v)))
#define is_list_or_subclass(v) (v_is_object(v) && PyList_Check(v_object(v)))

COLD int op_list_append_value(PyObject *list, Value v)      /* v borrowed; runs no code */
{
    PyObject *o = value_box(v);
    int r = o ? PyList_Append(list, o) : -1;
    Py_XDECREF(o);
    return r;
}

/* The operands R[b..b + 2] of such a call, whose value has gone into the list: the method (which its type keeps), the list. */
HOT void append_ends(ThreadState *ts, Frame *f, Word *pc, Value *R, uint32_t b)
{
    PyObject *list = v_object(R[b + 1]);
    R[b] = R[b + 1] = R[b + 2] = V_UNSET;
    intr_list_append->ob_refcnt--;
    if (--list->ob_refcnt == 0)
        object_end(ts, f, pc, list);
}

/* The CALL_METHOD at ip has just appended to a list.  If it is the tail of LOAD_METHOD, MOVE, CALL_METHOD, KILL the first word
   takes over all four; the others stay as they are, for a jump back to the plain form. */
static void fuse_list_append(Code *code, Word *ip)
{
    uint32_t base = W_B(*ip);
    Word *load = ip - 5, move = ip[-1];
    if (load < code->words || W_C(*ip) != 1 || op_base[W_OP(move)] != OP_MOVE || W_A(move) != base + 2 || W_OP(ip[3]) != OP_KILL
        || W_A(ip[3]) != W_A(*ip))
        return;
    if (word_is_instruction(code, load) && op_base[W_OP(*load)] == OP_LOAD_METHOD && W_A(*load) == base && W_B(*load) != W_B(move))
        quicken(load, OP_LOAD_METHOD_APPEND);
}

/* A tuple or list of the right length into R[a..a+n), the operand consumed: 1; 0: nothing done. */
static __attribute__((noinline)) int unpack_fast(ThreadState *ts, Frame *f, Word *pc, Value *R, uint32_t a, uint32_t b, uint32_t n)
{
    Value v = R[b];
    if (!is_unpacked_here(v, n))
        return 0;
    /* Held meanwhile: what the targets release may run code, which may empty a list. */
    PyObject *o = v_object(v), **items = PyTuple_Check(o) ? ((PyTupleObject *)o)->ob_item : ((PyListObject *)o)->ob_item;
    if (b >= f->code->tbase)
        R[b] = V_UNSET;
    else
        Py_INCREF(o);
    for (uint32_t i = 0; i < n; i++)
        reg_set(R, a + i, value_from_borrowed(items[i]));
    if (--o->ob_refcnt == 0)
        object_end(ts, f, pc, o);
    return 1;
}

#endif
