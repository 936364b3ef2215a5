/* dunders.h - the short way of operations on instances of Python classes: a table says which function of this engine `a < b`, `a + b`, `a[i]`,
   len(a)... comes to first.

   An entry's key is the class' version tag and the operation: as long as the tag is valid, neither the class' slot nor what the look-up finds has
   changed (caches.md), so the function in it is alive. The long way (continue.h) fills the table with what it found out, where that depends on
   nothing but the class of the first operand: the second one is of the same class, or of a class in C, which cannot be a subclass.
   The frame is pushed as push_special does, with the same stage, but the caller is not published: nothing runs before the frame does. */
#ifndef PYRS_DUNDERS_H
#define PYRS_DUNDERS_H

typedef struct {
    uint64_t key;              /* the version tag above the operation; 0: empty */
    Value what;                /* RESUME_AUX of the function (borrowed) and the stage */
} DunderEntry;

#define DUNDER_BITS 9
static DunderEntry dunder_table[1 << DUNDER_BITS];

HOT DunderEntry *dunder_entry(uint64_t key) { return &dunder_table[(key * 0x9E3779B97F4A7C15ULL) >> (64 - DUNDER_BITS)]; }

/* y, the other operand or V_UNSET, does not matter to what x's class answers first. */
HOT int dunder_decides(Value x, Value y)
{
    return !v_is_object(y) || Py_TYPE(v_object(y)) == Py_TYPE(v_object(x)) || !is_heap(v_object(y));
}

/* Push the frame that `operation` of the instance x, of a heap type, comes to (with y, if that is no V_UNSET) for the instruction at ip; `next` is the one
   behind it. 1 pushed, 0 nothing done. */
static __attribute__((noinline)) int dunder_push(ThreadState *ts, Frame *f, Word *ip, Word *next, uint32_t operation, Value x, Value y)
{
    MISS();
    PyTypeObject *t = Py_TYPE(v_object(x));
    uint64_t key = (uint64_t)t->tp_version_tag << 8 | operation;
    DunderEntry *e = dunder_entry(key);
    if (e->key != key || t->tp_version_tag == 0 || (operation < DUNDER_GETITEM && !dunder_decides(x, y)))
        return 0;
    Function *fn = (Function *)RESUME_IP(e->what);
    Code *code = fn->code;
    uint32_t n = 1 + (y != V_UNSET);
    Value *regs = f->limit;
    if (code->simple_argc != (int32_t)n || !frame_has_room(ts, regs, code->nregs))
        return 0;
    Py_INCREF(fn);
    Py_INCREF(v_object(x));
    regs[0] = x;
    if (n == 2) {
        value_incref(y);
        regs[1] = y;
    }
    f->pc = next;
    Frame *nf = frame_push_room(ts, fn, code, regs, n);
    nf->cont = CONT_RESUME;
    nf->aux = RESUME_AUX(ip, RESUME_STAGE(e->what));
    if (!*ts->eval_breaker)
        nf->pc++;               /* RESUME only polls */
    return 1;
}

/* len(x) called as CALL or CALL_METHOD; a profiler sees the call of C code. */
HOT int len_push(ThreadState *ts, Frame *f, Word *ip, Word *next, Value callable, Value x)
{
    return callable == v_from_ptr(intr_len) && !ts->tracing && dunder_push(ts, f, ip, next, DUNDER_LEN, x, V_UNSET);
}

/* The long way has found that `operation` of x (and y) comes to func in that stage. */
static void dunder_remember(uint32_t operation, Value x, Value y, PyObject *func, uint32_t stage)
{
    if (!v_is_heap(x) || !is_function(func) || (operation < DUNDER_GETITEM && !dunder_decides(x, y)))
        return;
    PyTypeObject *t = Py_TYPE(v_object(x));
    if (!(t->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG))
        return;
    uint64_t key = (uint64_t)t->tp_version_tag << 8 | operation;
    *dunder_entry(key) = (DunderEntry){key, RESUME_AUX(func, stage)};
}

/* The frame pushed for instruction RESUME_IP(aux) of f has returned v: 1 the instruction is finished (v is consumed), f->pc is where to go on; 0: op_resume
   has to look at it. */
static __attribute__((noinline)) int dunder_resume(ThreadState *ts, Frame *f, Value aux, Value v)
{
    Word *ip = RESUME_IP(aux), ins = *ip;
    uint32_t op = op_base[W_OP(ins)], tbase = f->code->tbase;
    Value *R = f->regs;
    switch (RESUME_STAGE(aux)) {
    case ST_BOOL:
        if (!v_is_bool(v))
            return 0;
        op_finish_truth(ts, f, ip, v == V_TRUE);
        return 1;
    case ST_LEN:
        if (!v_is_int(v) || v_int(v) < 0)
            return 0;
        op_finish(ts, f, ip, v);
        return 1;
    case ST_NEXT:
        if (op != OP_FOR_ITER)
            return 0;
        reg_assign(ts, f, f->pc, R, W_A(ins), v);
        jump_by(ts, f, f->pc, W_SC(ins));
        return 1;
    case ST_BINARY:
    case ST_COMPARE:
        if (v == v_from_ptr(Py_NotImplemented))
            return 0;
        /* fall through */
    case ST_STORE:
        if (op >= OP_JUMP_IF_LT && op <= OP_JUMP_IF_NOT_GE_I) {
            if (!v_is_bool(v))
                return 0;
            op_finish_truth(ts, f, ip, v == V_TRUE);
            return 1;
        }
        int two = (op >= OP_ADD && op <= OP_IMATMUL) || (op >= OP_LT && op <= OP_GE) || op == OP_LOAD_SUBSCR;
        if (!two && !(op >= OP_ADD_I && op <= OP_IAND_K) && op != OP_LOAD_SUBSCR_I)
            return 0;
        if (W_B(ins) >= tbase)
            reg_assign(ts, f, f->pc, R, W_B(ins), V_UNSET);
        if (two && W_C(ins) >= tbase)
            reg_assign(ts, f, f->pc, R, W_C(ins), V_UNSET);
        reg_assign(ts, f, f->pc, R, W_A(ins), v);
        return 1;
    default:
        return 0;
    }
}
_Static_assert(OP_IAND_K == OP_ADD_I + 35, "dunder_resume counts on the order of the operators with immediate and constant operands");

#endif
