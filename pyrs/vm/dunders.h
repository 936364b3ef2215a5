/* dunders.h - the short way of operations on instances of Python classes: a table says which function of this engine `a < b`, `a + b`, `a[i]`,
   len(a)... comes to first.

   An entry's key is the class' version tag and the operation: as long as the tag is valid, neither the class' slot nor what the look-up finds has
   changed (caches.md), so the function in it is alive. The long way (continue.h) fills the table with what it found out, where that depends on
   nothing but the class of the first operand: the second one is of the same class, or of a class in C, which cannot be a subclass. A reflected method is
   under the class of the right operand, and a property that stores under its name as well.
   The frame is pushed as push_special does, with the same stage, but the caller is not published: nothing runs before the frame does. */
#ifndef PYRS_DUNDERS_H
#define PYRS_DUNDERS_H

typedef struct {
    uint64_t key;              /* the version tag above the operation; 0: empty */
    Value what;                /* RESUME_AUX of the function and the stage, or the property; borrowed */
    PyObject *name;            /* DUNDER_PROPERTY only; owned: its address is not reused while it stands here */
} DunderEntry;

#define DUNDER_BITS 9
static DunderEntry dunder_table[1 << DUNDER_BITS];

/* Never 0, and no entry's without a valid tag: the host sets that to 0. */
HOT uint64_t dunder_key(PyTypeObject *t, uint32_t operation) { return (uint64_t)t->tp_version_tag << 8 | (operation + 1); }

HOT DunderEntry *dunder_entry(uint64_t key) { return &dunder_table[(key * 0x9E3779B97F4A7C15ULL) >> (64 - DUNDER_BITS)]; }

/* y, the other operand or V_UNSET, does not matter to what x's class answers first. */
HOT int dunder_decides(uint32_t operation, Value x, Value y)
{
    return operation >= DUNDER_REFLECTED || !v_is_object(y) || Py_TYPE(v_object(y)) == Py_TYPE(v_object(x)) || !is_heap(v_object(y));
}

/* `left which right`, where left is a number and right an instance of a class in Python that is none: left's slot declines, and right's reflected method
   is next. */
static int dunder_reflects(uint32_t which, Value left, Value right)
{
    return (v_is_int(left) ? which != B_MATMUL : v_is_double(left) && which <= B_POW) && v_is_heap(right)
        && !(Py_TYPE(v_object(right))->tp_flags & Py_TPFLAGS_LONG_SUBCLASS) && !PyFloat_Check(v_object(right));
}

/* The entry for that operation of instances of t, or NULL. */
HOT DunderEntry *dunder_find(PyTypeObject *t, uint32_t operation)
{
    uint64_t key = dunder_key(t, operation);
    DunderEntry *e = dunder_entry(key);
    return e->key == key ? e : NULL;
}

/* Push a frame of fn on n of x, y and z, for that stage of the instruction at ip; `next` is the one behind it. 1 pushed, 0 nothing done. */
HOT int dunder_push_frame(ThreadState *ts, Frame *f, Word *ip, Word *next, Function *fn, uint32_t stage, uint32_t n, Value x, Value y, Value z)
{
    Code *code = fn->code;
    Value *regs = f->limit;
    if (code->simple_argc != (int32_t)n || !frame_has_room(ts, regs, code->nregs))
        return 0;
    Py_INCREF(fn);
    Py_INCREF(v_object(x));     /* an instance */
    regs[0] = x;
    if (n > 1) {
        value_incref(y);
        regs[1] = y;
    }
    if (n > 2) {
        value_incref(z);
        regs[2] = z;
    }
    f->pc = next;
    Frame *nf = frame_push_room(ts, fn, code, regs, n);
    frame_continues(nf, CONT_RESUME);
    nf->aux = RESUME_AUX(ip, stage);
    if (!*ts->eval_breaker)
        nf->pc++;               /* RESUME only polls */
    return 1;
}

/* Push the frame that `operation` of the instance x, of a heap type, comes to (with y, if that is no V_UNSET). As above. */
HOT int dunder_push_in_line(ThreadState *ts, Frame *f, Word *ip, Word *next, uint32_t operation, Value x, Value y)
{
    MISS();
    DunderEntry *e = dunder_find(Py_TYPE(v_object(x)), operation);
    return e && dunder_decides(operation, x, y)
        && dunder_push_frame(ts, f, ip, next, (Function *)RESUME_IP(e->what), RESUME_STAGE(e->what), 1 + (y != V_UNSET), x, y, V_UNSET);
}

static __attribute__((noinline)) int dunder_push(ThreadState *ts, Frame *f, Word *ip, Word *next, uint32_t operation, Value x, Value y)
{
    return dunder_push_in_line(ts, f, ip, next, operation, x, y);
}

static __attribute__((noinline)) int dunder_push_3(ThreadState *ts, Frame *f, Word *ip, Word *next, uint32_t operation, Value x, Value y, Value z)
{
    MISS();
    DunderEntry *e = dunder_find(Py_TYPE(v_object(x)), operation);
    return e && dunder_push_frame(ts, f, ip, next, (Function *)RESUME_IP(e->what), RESUME_STAGE(e->what), 3, x, y, z);
}

/* x.name := v by __setattr__ or a property. */
static __attribute__((noinline)) int dunder_push_store(ThreadState *ts, Frame *f, Word *ip, Word *next, Value x, PyObject *name, Value v)
{
    if (dunder_push_3(ts, f, ip, next, DUNDER_SETATTR, x, v_from_ptr(name), v))
        return 1;
    MISS();
    uint64_t key = dunder_key(Py_TYPE(v_object(x)), DUNDER_PROPERTY);
    DunderEntry *e = dunder_entry(key ^ (uintptr_t)name);
    if (e->key != key || e->name != name)
        return 0;
    PyObject *set = ((HostProperty *)v_object(e->what))->set;     /* property.__init__ may have changed it */
    return set && is_function(set) && dunder_push_frame(ts, f, ip, next, (Function *)set, ST_NONE, 2, x, v, V_UNSET);
}

/* The same for len(x), repr(x), str(x)... called as CALL or CALL_METHOD; a profiler sees the call of C code. */
static __attribute__((noinline)) int dunder_push_call(ThreadState *ts, Frame *f, Word *ip, Word *next, Value callable, Value x)
{
    const PyObject *called = v_object(callable);
    uint32_t operation = called == intr_len ? DUNDER_LEN : called == (PyObject *)&PyUnicode_Type ? DUNDER_STR : called == builtin_repr ? DUNDER_REPR
        : called == builtin_hash ? DUNDER_HASH : called == builtin_next ? DUNDER_NEXT : called == builtin_iter ? DUNDER_ITER
        : called == (PyObject *)&PyBool_Type ? DUNDER_BOOL : called == intr_abs ? DUNDER_ABS : 0;
    return operation && !ts->tracing && dunder_push(ts, f, ip, next, operation, x, V_UNSET);
}

HOT void dunder_write(DunderEntry *e, uint64_t key, Value what, PyObject *name)
{
    e->key = key;
    e->what = what;
    Py_XSETREF(e->name, Py_XNewRef(name));
}

/* The long way has found that `operation` of x (and y) comes to func in that stage. */
static void dunder_remember(uint32_t operation, Value x, Value y, PyObject *func, uint32_t stage)
{
    if (!v_is_heap(x) || !is_function(func) || !dunder_decides(operation, x, y))
        return;
    PyTypeObject *t = Py_TYPE(v_object(x));
    if (!(t->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG))
        return;
    uint64_t key = dunder_key(t, operation);
    dunder_write(dunder_entry(key), key, RESUME_AUX(func, stage), NULL);
}

/* A property that stores o.name. */
static void dunder_remember_property(PyObject *o, PyObject *name, PyObject *property)
{
    uint64_t key = dunder_key(Py_TYPE(o), DUNDER_PROPERTY);
    if (Py_TYPE(o)->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG)
        dunder_write(dunder_entry(key ^ (uintptr_t)name), key, v_from_ptr(property), name);
}

/* The operand in R[i] of a finished instruction: a temporary ends. */
HOT void operand_end(ThreadState *ts, Frame *f, Value *R, uint32_t i)
{
    if (i >= f->code->tbase)
        reg_assign(ts, f, f->pc, R, i, V_UNSET);
}

/* The instruction `ins` asked for a truth value, and it is t: 1, or 0: an instruction for op_finish_truth. */
HOT int dunder_truth(ThreadState *ts, Frame *f, Word ins, uint32_t op, int t)
{
    Value *R = f->regs;
    if (op >= OP_JUMP_IF_LT && op <= OP_JUMP_IF_NOT_GE_I) {
        uint32_t test = op - OP_JUMP_IF_LT;         /* 0 to 5 and 12 to 17: taken when true */
        operand_end(ts, f, R, W_A(ins));
        if (op < OP_JUMP_IF_LT_I)
            operand_end(ts, f, R, W_B(ins));
        if (t == (test % 12 < 6))
            jump_by(ts, f, f->pc, W_SC(ins));
        return 1;
    }
    switch (op) {
    case OP_JUMP_IF_FALSE:
    case OP_JUMP_IF_TRUE:
        operand_end(ts, f, R, W_A(ins));
        if (t == (op == OP_JUMP_IF_TRUE))
            jump_by(ts, f, f->pc, W_X(ins));
        return 1;
    case OP_IN:
    case OP_NOT_IN:
    case OP_NOT:
        operand_end(ts, f, R, W_B(ins));
        if (op != OP_NOT)
            operand_end(ts, f, R, W_C(ins));
        reg_assign(ts, f, f->pc, R, W_A(ins), v_bool(t ^ (op != OP_IN)));
        return 1;
    default:
        return 0;
    }
}

/* op_compare_jump of an instance of a heap type. */
static int op_compare_jump_heap(ThreadState *ts, Frame *f, Word *pc, Word ins, int cmp, int imm)
{
    Value x = f->regs[W_A(ins)], y = imm ? v_from_int48(W_SB(ins)) : f->regs[W_B(ins)];
    return dunder_push_in_line(ts, f, pc - 1, pc, DUNDER_COMPARE + (uint32_t)cmp, x, y) ? -1 : op_compare_jump_any(ts, f, pc, ins, cmp, imm);
}

/* The frame pushed for instruction RESUME_IP(aux) of f has returned v: 1 the instruction is finished (v is consumed), f->pc is where to go on; 0: op_resume
   has to look at it. */
static __attribute__((noinline)) int dunder_resume_any(ThreadState *ts, Frame *f, Value aux, Value v)
{
    Word *ip = RESUME_IP(aux), ins = *ip;
    uint32_t op = op_base[W_OP(ins)];
    Value *R = f->regs;
    int truth;
    switch (STAGE_KIND(RESUME_STAGE(aux))) {
    case ST_BOOL:
    case ST_CONTAINS:
        if (!v_is_bool(v))
            return 0;
        truth = v == V_TRUE;
        goto truth_known;
    case ST_TRUTH_LEN:
        if (!v_is_int(v) || v_int(v) < 0)
            return 0;
        truth = v_int(v) > 0;
        goto truth_known;
    case ST_LEN:
        if (!v_is_int(v) || v_int(v) < 0)
            return 0;
        break;
    case ST_HASH:
        if (!v_is_int(v))
            return 0;
        if (v == v_from_int48(-1))
            v = v_from_int48(-2);
        break;
    case ST_STR:
    case ST_REPR:
        if (!v_is_object(v) || !PyUnicode_CheckExact(v_object(v)))
            return 0;
        break;
    case ST_ITER:
        if (!v_is_object(v) || !PyIter_Check(v_object(v)))
            return 0;
        break;
    case ST_NEXT:
        if (op != OP_FOR_ITER)
            break;
        reg_assign(ts, f, f->pc, R, W_A(ins), v);
        jump_by(ts, f, f->pc, W_SC(ins));
        return 1;
    case ST_BINARY:
        if (v == v_from_ptr(Py_NotImplemented))
            return 0;
        break;
    case ST_COMPARE:
        if (v == v_from_ptr(Py_NotImplemented) || (STAGE_INDEX(RESUME_STAGE(aux)) & 128))
            return 0;
        if (op >= OP_JUMP_IF_LT && op <= OP_JUMP_IF_NOT_GE_I) {
            if (!v_is_bool(v))
                return 0;
            truth = v == V_TRUE;
            goto truth_known;
        }
        break;
    case ST_NONE:
        if (op != OP_STORE_SUBSCR && op != OP_DELETE_SUBSCR && op != OP_STORE_ATTR)
            return 0;
        operand_release(ts, f, f->pc, v);           /* the order is the host's: the result, what was stored, its owner, the key */
        operand_end(ts, f, R, op == OP_STORE_SUBSCR ? W_C(ins) : op == OP_STORE_ATTR ? W_B(ins) : W_A(ins));
        operand_end(ts, f, R, W_A(ins));
        operand_end(ts, f, R, W_B(ins));
        return 1;
    case ST_ATTR:
        if (op != OP_LOAD_ATTR)
            return 0;
        break;
    case ST_STORE:
        break;
    default:
        return 0;
    }
    /* v is the instruction's result. */
    if (op == OP_CALL && W_C(ins) == 1) {
        operand_end(ts, f, R, W_B(ins));
        operand_end(ts, f, R, W_B(ins) + 1);
    }
    else if ((op >= OP_ADD && op <= OP_IMATMUL) || (op >= OP_LT && op <= OP_GE) || op == OP_LOAD_SUBSCR) {
        operand_end(ts, f, R, W_B(ins));
        operand_end(ts, f, R, W_C(ins));
    }
    else if ((op >= OP_ADD_I && op <= OP_IAND_K) || op == OP_LOAD_SUBSCR_I || op == OP_NEG || op == OP_POS || op == OP_INVERT || op == OP_GET_ITER
             || op == OP_LOAD_ATTR)
        operand_end(ts, f, R, W_B(ins));
    else if (op == OP_LOAD_SLICE) {
        operand_end(ts, f, R, W_B(ins));
        operand_end(ts, f, R, W_C(ins));
        operand_end(ts, f, R, W_C(ins) + 1);
    }
    else
        return 0;
    reg_assign(ts, f, f->pc, R, W_A(ins), v);
    return 1;
truth_known:
    if (!dunder_truth(ts, f, ins, op, truth))
        op_finish_truth(ts, f, ip, truth);
    return 1;
}

/* The same by way of the most frequent case: the bool that a jump on a comparison of two registers waits for. */
static __attribute__((noinline)) int dunder_resume(ThreadState *ts, Frame *f, Value aux, Value v)
{
    Word ins = *RESUME_IP(aux);
    uint32_t op = W_OP(ins);
    if ((RESUME_STAGE(aux) & (255 | 128 << 8)) != ST_COMPARE || op - OP_JUMP_IF_LT > OP_JUMP_IF_NOT_GE - OP_JUMP_IF_LT || !v_is_bool(v))
        return dunder_resume_any(ts, f, aux, v);
    return dunder_truth(ts, f, ins, op, v == V_TRUE);
}
_Static_assert(OP_IAND_K == OP_ADD_I + 35, "dunder_resume_any counts on the order of the operators with immediate and constant operands");

#endif
