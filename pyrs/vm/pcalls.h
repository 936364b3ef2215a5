/* pcalls.h - calls of this engine's functions in one piece: the load of a global function or a method, arguments that are variables or constants, and
   the call, when the function has just as many plain parameters.

   The callee may be a local or a free variable, too: such loads have no cache words, so code_choose_forms marks them before the code first runs, and the
   first callee that is not of this kind makes them plain for good.

   As in ccalls.h the first word takes over, and the others stay as they are, for a jump into the middle and for the way back; nothing but the tracer
   rewrites them, and traced code takes the single instructions.  Machine instructions of `o.m(i)`: 150 -> 100, three dispatches -> one. */
#ifndef PYRS_PCALLS_H
#define PYRS_PCALLS_H

#define PUSH_MAX_ARGS 6

/* Is it a load of a local, a constant or a cell's content? */
#define is_plain_load(op) ((op) == OP_MOVE_FILL || (op) == OP_LOAD_CONST_FILL || is_cell_load(op))

/* The number of arguments in the call whose callee the load at w loads, if all are plain loads; else -1. */
static int32_t call_plain_args(Frame *f, Word *w, int method)
{
    Code *code = f->code;
    Word *arg = w + (method ? 4 : 3);
    uint32_t base = W_A(*w), at = base + 1 + (uint32_t)method, n = 0;
    if (code->traps || (method && W_B(*w) > base + 1 && W_B(*w) >= code->tbase))
        return -1;
    while (n < PUSH_MAX_ARGS && is_plain_load(W_OP(arg[n])) && W_A(arg[n]) == at + n)
        n++;
    arg += n;
    return W_OP(*arg) == (method ? OP_CALL_METHOD : OP_CALL) && W_B(*arg) == base && W_C(*arg) == n ? (int32_t)n : -1;
}

/* May the load at w take over its call?  fn is what it loads. */
static int call_is_plain(Frame *f, Word *w, PyObject *fn, int method)
{
    int32_t argc = is_function(fn) ? call_plain_args(f, w, method) : -1;
    return argc >= 0 && ((Function *)fn)->code->simple_argc == argc + method;
}

/* Push fn (borrowed) on the window at `regs` (of a generator's frame: on the thread's stack), of which the first `bound` registers will be set by the
   caller, with the arguments that the words at w name: the new frame, NULL: nothing done. */
HOT Frame *push_plain(ThreadState *ts, Frame *f, const Value *R, Word *w, Function *fn, Value *regs, uint32_t bound, uint32_t call_op)
{
    Code *code = fn->code;
    uint32_t n = (uint32_t)code->simple_argc - bound;
    if (__builtin_expect(f->flags & FRAME_GEN, 0))
        regs = f->limit;
    if (!frame_has_room(ts, regs, code->nregs))
        return NULL;
    Value *to = regs + bound;
    /* Where n is not what it was (a function has other code now), or traps are set (trace.h), the loop meets a word that is no plain load, no later than the
       call: there is always room for the few arguments before it (STACK_SLACK). */
    Word *call = w + n;
    for (; w < call; w++, to++) {
        Value v;
        if (I_OP(w) == OP_MOVE_FILL)
            v = R[I_B(w)];
        else if (I_OP(w) == OP_LOAD_CONST_FILL)
            v = f->code->consts[I_X(w)];
        else if (is_cell_load(I_OP(w)) && cell_loaded(f, R, w)) {
            *to = value_from_item(cell_loaded(f, R, w));
            continue;
        }
        else
            goto other;
        value_incref(v);
        *to = v;
    }
    /* The words have not changed since they were found to be a plain call: this is it, or the function takes another number of arguments. */
    if (__builtin_expect(I_OP(call) != call_op || I_C(call) != n, 0)) {
other:
        __asm__("" : "+r"(regs));       /* their address made anew, here: not kept for this */
        while (to > regs + bound) {
            to--;
            value_decref(*to);
            *to = V_UNSET;
        }
        return NULL;
    }
    Py_INCREF(fn);
    f->pc = call + 3;
    return frame_push_for(ts, f, I_A(call), fn, code, regs, (uint32_t)code->simple_argc);
}

/* The n words before the CALL at w: do they put locals and constants into the registers from `at` on? */
static int call_arguments_plain(Code *c, const Word *w, uint32_t n, uint32_t at)
{
    for (uint32_t i = 0; i < n; i++) {
        Word ins = w[(int32_t)i - (int32_t)n];
        if (!is_plain_load(W_OP(ins)) || W_A(ins) != at + i)
            return 0;
    }
    return 1;
}

/* The form of an instruction that writes a temporary, which is empty; 0: none. */
static uint32_t fill_form(const Code *c, Word ins)
{
    switch (W_OP(ins)) {
    case OP_MOVE: return W_B(ins) < c->tbase ? OP_MOVE_FILL : 0;
    case OP_LOAD_CONST: return OP_LOAD_CONST_FILL;
    case OP_LOAD_SUBSCR: return W_B(ins) < c->tbase ? OP_LOAD_SUBSCR_FILL : 0;
    case OP_ADD: return OP_ADD_FILL;
    case OP_SUB: return OP_SUB_FILL;
    case OP_MUL: return OP_MUL_FILL;
    case OP_ADD_I: return OP_ADD_I_FILL;
    case OP_SUB_I: return OP_SUB_I_FILL;
    default: return 0;
    }
}

/* The form of the operator at w that oppairs.h takes together with the instruction behind it, which has its result; 0: none. */
static uint32_t pair_form(const Code *c, const Word *w)
{
    static const struct { uint16_t op, exchange, mod; } forms[] = {
        {OP_ADD, OP_ADD_EXCHANGE, OP_ADD_MOD}, {OP_SUB, OP_SUB_EXCHANGE, OP_SUB_MOD}, {OP_MUL, 0, OP_MUL_MOD},
        {OP_ADD_I, 0, OP_ADD_I_MOD}, {OP_SUB_I, 0, OP_SUB_I_MOD}, {OP_MOD, OP_MOD_EXCHANGE, 0},
    };
    uint32_t next = W_OP(w[1]), mod = next == OP_MOD || next == OP_MOD_I || next == OP_MOD_K;
    if (W_B(w[1]) != W_A(*w) || !(next == OP_EXCHANGE || (mod && W_A(*w) >= c->tbase)))
        return 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].op == W_OP(*w))
            return mod ? forms[i].mod : forms[i].exchange;
    return 0;
}

/* Before the code first runs: the forms of instructions that write temporaries, of operators that are executed with what follows them, of loads of
   variables that are called with plain arguments, and of those that cells.h takes together with what follows. (A cache word that has an operand, an
   index of less than 2**16, looks like no instruction that writes a temporary.) */
static void code_choose_forms(Code *c, Word *words)
{
    if (c->nconsts > 0xFFFF)
        return;
    for (Word *w = words; w < words + c->nwords; w += 1 + op_cache_words[op_base[W_OP(*w)]]) {
        uint32_t n = W_C(*w), form = W_OP(*w) == OP_LOAD_FREE ? free_load_form(c, w, words + c->nwords) : 0;
        Word *load = w - n - 1;
        if (!form)
            form = w + 1 < words + c->nwords ? pair_form(c, w) : 0;
        if (!form && W_A(*w) >= c->tbase)
            form = fill_form(c, *w);
        if (form)
            cache_rewrite(w, form);
        if (W_OP(*w) != OP_CALL || n > PUSH_MAX_ARGS || load < words || W_A(*load) != W_B(*w) || !call_arguments_plain(c, w, n, W_B(*w) + 1))
            continue;
        if (W_OP(*load) == OP_MOVE_FILL)
            cache_rewrite(load, OP_MOVE_PUSH);
        else if (W_OP(*load) == OP_LOAD_FREE)
            cache_rewrite(load, OP_LOAD_FREE_PUSH);
    }
}

/* The call of what `callee` is. */
HOT Frame *value_call_push(ThreadState *ts, Frame *f, Value *R, Word *ip, Value callee)
{
    MISS();
    if (!v_is_object(callee) || !is_function(v_object(callee)))
        return NULL;
    return push_plain(ts, f, R, ip + 1, (Function *)v_object(callee), R + I_A(ip) + 1, 0, OP_CALL);
}

HOT Frame *local_call_push(ThreadState *ts, Frame *f, Value *R, Word *ip) { return value_call_push(ts, f, R, ip, R[I_B(ip)]); }

HOT Frame *free_call_push(ThreadState *ts, Frame *f, Value *R, Word *ip)
{
    return value_call_push(ts, f, R, ip, v_from_ptr(host_cell_get(closure_cell(f, I_B(ip)))));
}

/* Is the callee a function that has not run yet? Then the load stays as it is. */
HOT int callee_is_new(PyObject *o) { return is_function(o) && !((Function *)o)->code->words; }

/* The global at ip is a class that the call behind its arguments knows (calls.h): an instance, and the frame of its __init__. */
static __attribute__((noinline)) Frame *class_load_push(ThreadState *ts, Frame *f, Value *R, Word *ip, PyObject *cls)
{
    Word *call = ip + 3;
    while (is_plain_load(W_OP(*call)))
        call++;
    if (I_OP(call) != OP_CALL || !class_call_guard(call, cls))
        return NULL;
    Function *init;
    PyObject *o = class_call_instance(ts, f, call, call + 3, cls, &init);
    if (!o)
        return NULL;
    Frame *nf = push_plain(ts, f, R, ip + 3, init, R + I_A(ip), 1, OP_CALL);
    if (!nf) {
        Py_DECREF(o);
        return NULL;
    }
    nf->regs[0] = v_from_ptr(o);
    frame_initializes(nf, o);
    return nf;
}

/* The CALL at ip knows its class now: can the load of the class before plain arguments take over? */
static void fuse_class_call(Code *code, Word *ip)
{
    uint32_t n = W_C(*ip), base = W_B(*ip);
    Word *load = ip - n - 3;
    Function *init = CLASS_CALL_INIT(ip);
    if (W_OP(*ip) != OP_CALL || n > PUSH_MAX_ARGS || !init || init->code->simple_argc != (int32_t)n + 1 || load < code->words || code->traps
        || (W_OP(*load) != OP_LOAD_GLOBAL_VALUE && W_OP(*load) != OP_LOAD_GLOBAL_MODULE) || W_A(*load) != base || !call_arguments_plain(code, ip, n, base + 1))
        return;
    if (word_is_instruction(code, load))
        cache_rewrite(load, W_OP(*load) == OP_LOAD_GLOBAL_VALUE ? OP_LOAD_GLOBAL_VALUE_PUSH : OP_LOAD_GLOBAL_PUSH);
}

/* The call of the global that the load at ip found, if it found one. */
HOT Frame *global_push(ThreadState *ts, Frame *f, Value *R, Word *ip, Value callee)
{
    if (__builtin_expect(!v_is_object(callee), 0))
        return NULL;
    if (!is_function(v_object(callee)))
        return class_load_push(ts, f, R, ip, v_object(callee));
    return push_plain(ts, f, R, ip + 3, (Function *)v_object(callee), R + I_A(ip) + 1, 0, OP_CALL);
}

HOT Frame *global_call_push(ThreadState *ts, Frame *f, Value *R, Word *ip)
{
    MISS();
    return global_push(ts, f, R, ip, v_from_ptr(global_at(f->func->base.func_globals, (uint32_t)ip[1], ip[2])));
}

HOT Frame *global_value_push(ThreadState *ts, Frame *f, Value *R, Word *ip)
{
    MISS();
    return global_push(ts, f, R, ip, global_value_at(f, ip));
}

HOT uint32_t method_load_form(Word *ip) { return CACHE_KIND(ip[3]) == SHADOW_NODICT ? OP_LOAD_METHOD_NODICT : OP_LOAD_METHOD_VALUES; }

/* The call of the method that the cache words at w know for the owner, of the load at ip. */
HOT Frame *method_push(ThreadState *ts, Frame *f, Value *R, Word *ip, Word *w, Value owner)
{
    PyObject *o = v_object(owner);
    PyTypeObject *t = Py_TYPE(o);
    if (!attr_guard(w, t) || (method_load_form(w) != OP_LOAD_METHOD_NODICT
                              && (!*_PyObject_ValuesPointer(o) || type_keys(t)->dk_version != CACHE_PAYLOAD(w[3]))))
        return NULL;
    Frame *nf = push_plain(ts, f, R, ip + 4, (Function *)CACHED_OBJECT(w), R + I_A(ip) + 1, 1, OP_CALL_METHOD);
    if (!nf)
        return NULL;
    if (I_B(ip) >= f->code->tbase)
        R[I_B(ip)] = V_UNSET;
    else
        Py_INCREF(o);
    nf->regs[0] = owner;        /* last: its own register may be the window's first */
    return nf;
}

HOT Frame *method_call_push(ThreadState *ts, Frame *f, Value *R, Word *ip)
{
    MISS();
    Value owner = R[I_B(ip)];
    return v_is_object(owner) ? method_push(ts, f, R, ip, ip, owner) : NULL;
}

/* The same where the site sees several types (poly.h). NULL: by single words, this time; the next owner's method may be one with as many plain parameters, or
   have been called before, without which nobody knows. */
static __attribute__((noinline)) Frame *method_poly_push(ThreadState *ts, Frame *f, Value *R, Word *ip)
{
    MISS();
    Value owner = R[I_B(ip)];
    if (!v_is_object(owner))
        return NULL;
    PyTypeObject *t = Py_TYPE(v_object(owner));
    PyObject *name = ATTR_NAME(f, ip);
    PolyEntry *e = poly_find(poly_methods, t, name);
    for (int fresh = 0;; fresh = 1) {
        if (fresh || !poly_matches(e, t, name)) {
            fresh = 1;
            poly_fill(ip, OP_LOAD_METHOD, e, owner, t, name);
        }
        if (W_OP(*ip) != OP_LOAD_METHOD_POLY_PUSH || (e->op != OP_LOAD_METHOD_VALUES && e->op != OP_LOAD_METHOD_NODICT) || !is_function(CACHED_OBJECT(e->w))
            || ((Function *)CACHED_OBJECT(e->w))->code->simple_argc < 1)
            return NULL;
        Frame *nf = method_push(ts, f, R, ip, e->w, owner);
        if (nf || fresh)
            return nf;
    }
}

/* `super().m`: the load of the builtin, its call and the load of the method at ip in one piece, without the super object; with plain arguments the call,
   too.  The new frame, or NULL: with *loaded where to go on, or nothing was done. */
static __attribute__((noinline)) Frame *super_call_push(ThreadState *ts, Frame *f, Value *R, Word *ip, Word **loaded)
{
    Word *load = ip + 6;
    HostSuper su;
    Value pair[2];
    *loaded = NULL;
    MISS();
    if (ts->tracing || builtin_value_at(f, ip) != (PyObject *)&PySuper_Type || W_OP(ip[3]) != OP_CALL || W_OP(*load) != OP_LOAD_METHOD_SUPER
        || !super_described(f, &su) || !super_hit(&su, ATTR_NAME(f, load), pair))
        return NULL;
    if (pair[1] != V_UNSET && is_function(v_object(pair[0]))) {
        Frame *nf = push_plain(ts, f, R, load + 4, (Function *)v_object(pair[0]), R + W_A(*load) + 1, 1, OP_CALL_METHOD);
        if (nf) {
            nf->regs[0] = pair[1];
            value_decref(pair[0]);
            return nf;
        }
    }
    method_pair_store(f, W_A(*load), pair);
    *loaded = load + 4;
    return NULL;
}

#endif
