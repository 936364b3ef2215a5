/* pcalls.h - calls of this engine's functions in one piece: the load of a global function or a method, arguments that are locals or constants, and
   the call, when the function has just as many plain parameters.

   As in ccalls.h the first word takes over, and the others stay as they are, for a jump into the middle and for the way back; nothing but the tracer
   rewrites them, and traced code takes the single instructions.  Machine instructions of `o.m(i)`: 150 -> 100, three dispatches -> one. */
#ifndef PYRS_PCALLS_H
#define PYRS_PCALLS_H

#define PUSH_MAX_ARGS 6

/* May the load at w take over its call?  fn is what it loads. */
static int call_is_plain(Frame *f, Word *w, PyObject *fn, int method)
{
    Code *code = f->code;
    if (!is_function(fn) || code->traps)
        return 0;
    Word *arg = w + (method ? 4 : 3);
    uint32_t base = W_A(*w), at = base + 1 + (uint32_t)method;
    int32_t argc = ((Function *)fn)->code->simple_argc - method;
    if ((uint32_t)argc > PUSH_MAX_ARGS || (method && W_B(*w) > base + 1 && W_B(*w) >= code->tbase))
        return 0;
    for (int32_t i = 0; i < argc; i++, arg++)
        if (!((W_OP(*arg) == OP_MOVE && W_B(*arg) < code->tbase) || W_OP(*arg) == OP_LOAD_CONST) || W_A(*arg) != at + (uint32_t)i)
            return 0;
    return W_OP(*arg) == (method ? OP_CALL_METHOD : OP_CALL) && W_B(*arg) == base && W_C(*arg) == (uint32_t)argc;
}

/* Push fn (borrowed) on the window at `regs`, of which the first `bound` registers will be set by the caller, with the arguments that the words at w
   name: the new frame, NULL: nothing done. */
HOT Frame *push_plain(ThreadState *ts, Frame *f, const Value *R, Word *w, Function *fn, Value *regs, uint32_t bound, uint32_t call_op)
{
    Code *code = fn->code;
    uint32_t n = (uint32_t)code->simple_argc - bound;
    Word *call = w + n;
    /* The words have not changed since call_is_plain saw them: where another number of words is looked at, one of them is not of these. */
    if (n > PUSH_MAX_ARGS || I_OP(call) != call_op || I_C(call) != n || (f->flags & FRAME_GEN) || f->code->traps
        || !frame_has_room(ts, regs, code->nregs))
        return NULL;
    const Value *K = f->code->consts;
    Value *to = regs + bound;
    for (; w < call; w++, to++) {
        Value v;
        if (I_OP(w) == OP_MOVE)
            v = R[I_B(w)];
        else if (I_OP(w) == OP_LOAD_CONST)
            v = K[I_X(w)];
        else {
            while (to > regs + bound) {
                to--;
                value_decref(*to);
                *to = V_UNSET;
            }
            return NULL;
        }
        value_incref(v);
        *to = v;
    }
    Py_INCREF(fn);
    f->pc = call + 3;
    Frame *nf = frame_push_room(ts, fn, code, regs, (uint32_t)code->simple_argc);
    nf->dst = (uint16_t)I_A(call);
    return nf;
}

HOT Frame *global_call_push(ThreadState *ts, Frame *f, Value *R, Word *ip)
{
    MISS();
    PyObject *o = global_at(f->func->base.func_globals, (uint32_t)ip[1], ip[2], f->code->names[I_X(ip)]);
    if (__builtin_expect(!o || !is_function(o), 0))
        return NULL;
    return push_plain(ts, f, R, ip + 3, (Function *)o, R + I_A(ip) + 1, 0, OP_CALL);
}

HOT uint32_t method_load_form(Word *ip) { return CACHE_KIND(ip[3]) == SHADOW_NODICT ? OP_LOAD_METHOD_NODICT : OP_LOAD_METHOD_VALUES; }

HOT Frame *method_call_push(ThreadState *ts, Frame *f, Value *R, Word *ip)
{
    MISS();
    uint32_t b = I_B(ip);
    Value owner = R[b];
    if (!v_is_object(owner))
        return NULL;
    PyObject *o = v_object(owner);
    PyTypeObject *t = Py_TYPE(o);
    if (!attr_guard(ip, t) || (method_load_form(ip) != OP_LOAD_METHOD_NODICT
                               && (!*_PyObject_ValuesPointer(o) || type_keys(t)->dk_version != CACHE_PAYLOAD(ip[3]))))
        return NULL;
    Value *regs = R + I_A(ip) + 1;
    Frame *nf = push_plain(ts, f, R, ip + 4, (Function *)CACHED_OBJECT(ip), regs, 1, OP_CALL_METHOD);
    if (!nf)
        return NULL;
    if (b >= f->code->tbase)
        R[b] = V_UNSET;
    else
        Py_INCREF(o);
    regs[0] = owner;            /* last: its own register may be the window's first */
    return nf;
}

#endif
