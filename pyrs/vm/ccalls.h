/* ccalls.h - calls of C functions and C methods without the vectorcall layers: straight to the function in the method definition.

   Wrong argument counts and wrong types of self go the ordinary way, which raises, keywords that of call_slow. */
#ifndef PYRS_CCALLS_H
#define PYRS_CCALLS_H

COLD int c_call_null(PyObject *callable)
{
    if (!PyErr_Occurred())
        PyErr_Format(PyExc_SystemError, "%R returned NULL without setting an exception", callable);
    return -1;
}

/* Call def with self and the n arguments, boxed (METH_VARARGS: or not): 1 and *out, 0: not for this calling convention or number, -1: error set. */
HOT int call_method_def(PyMethodDef *def, PyObject *self, PyObject **args, Py_ssize_t n, PyObject *callable, Value *out)
{
    PyObject *r;
    switch (def->ml_flags & (METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS | METH_METHOD)) {
    case METH_NOARGS:
        if (n != 0)
            return 0;
        r = def->ml_meth(self, NULL);
        break;
    case METH_O:
        if (n != 1)
            return 0;
        r = def->ml_meth(self, args[0]);
        break;
    case METH_FASTCALL:
        r = ((_PyCFunctionFast)(void (*)(void))def->ml_meth)(self, args, n);
        break;
    case METH_FASTCALL | METH_KEYWORDS:
        r = ((_PyCFunctionFastWithKeywords)(void (*)(void))def->ml_meth)(self, args, n, NULL);
        break;
    case METH_VARARGS:
    case METH_VARARGS | METH_KEYWORDS:
        r = call_with_tuple(callable, def, self, (const Value *)args, n, NULL);
        break;
    default:
        return 0;
    }
    if (__builtin_expect(!r, 0))
        return c_call_null(callable);
    *out = value_from_owned(r);
    return 1;
}

/* At the limit of recursion a method in C is a level like others, as with the host: call_c raises. */
#define c_call_counts(ts, callable)                                                                       \
    (depth_at_limit(ts) && Py_TYPE(callable) == &PyMethodDescr_Type      \
     && !(((PyMethodDescrObject *)(callable))->d_method->ml_flags & METH_FASTCALL))

/* base[0], a built-in function or method descriptor (or a static type: 0), with the n arguments behind it.  1: *out set (nothing consumed; inline
   arguments have become boxes), 0: take the ordinary way, -1: error set. */
static __attribute__((noinline)) int call_c(ThreadState *ts, Value *base, Py_ssize_t n, Value *out)
{
    PyObject *callable = v_object(base[0]), *self, **args = (PyObject **)(base + 1);
    PyMethodDef *def;
    if (Py_TYPE(callable) == &PyMethodDescr_Type) {
        PyMethodDescrObject *d = (PyMethodDescrObject *)callable;
        if (n == 0)
            return 0;
        if (n == 2 && ((v_is_object(base[2]) && is_gen(v_object(base[2]))) || is_send(callable)) && consumes_generator(callable, base + 1, n))
            return 0;
        PyTypeObject *t = value_type(base[1]);
        if (t != d->d_common.d_type && !PyType_IsSubtype(t, d->d_common.d_type))
            return 0;
        def = d->d_method;
        n--;
        args++;
        if (box_run(base + 1, 1) < 0)
            return -1;
        self = v_object(base[1]);
    }
    else {
        /* Before the arguments are boxed: continue.h hands the default of getattr() and next() on as the result. */
        if (Py_TYPE(callable) != &PyCFunction_Type || (n && builtin_asks(callable, base[1]))
            || (n && v_is_object(base[1]) && is_gen(v_object(base[1])) && consumes_generator(callable, base + 1, n)) || callable == build_class_object
            || callable == exec_object || callable == eval_object)
            return 0;                           /* call_slow runs it as a frame, or calls the type */
        def = ((PyCFunctionObject *)callable)->m_ml;
        self = PyCFunction_GET_SELF(callable);
    }
    if (!(def->ml_flags & METH_VARARGS) && box_run((Value *)args, n) < 0)
        return -1;
    /* A C call counts as a level, as with the host; its warm instructions pass the check by for the newest convention. */
    if (depth_at_limit(ts) && !(def->ml_flags & METH_FASTCALL))
        return recursion_error_calling(ts);
    return call_method_def(def, self, args, n, callable, out);
}

/* The intrinsic that the cache words at ip name; only ts->frame->pc has to be stored before. As call_c. */
HOT int call_intrinsic(ThreadState *ts, Word *ip, Value *base, Py_ssize_t n, Value *out)
{
    return c_call_counts(ts, v_object(base[0])) ? 0 : ((Intrinsic)(uintptr_t)ip[2])(base + 1, n, out);
}

/* A method of a C object that has been bound already, as `append = l.append` does: the intrinsic of the method it was bound from, or NULL. */
static Intrinsic bound_intrinsic(PyObject *callable)
{
    PyObject *self = Py_TYPE(callable) == &PyCFunction_Type ? PyCFunction_GET_SELF(callable) : NULL;
    if (!self || PyModule_Check(self))
        return NULL;
    PyMethodDef *def = ((PyCFunctionObject *)callable)->m_ml;
    PyObject *name = PyUnicode_InternFromString(def->ml_name), *descr = name ? _PyType_Lookup(Py_TYPE(self), name) : NULL;
    Py_XDECREF(name);
    PyErr_Clear();
    return descr && Py_TYPE(descr) == &PyMethodDescr_Type && ((PyMethodDescrObject *)descr)->d_method == def && !is_send(descr) ? intrinsic_of(descr) : NULL;
}

/* Is callable a method bound from the one that the cache words of the CALL_C or CALL_METHOD_C at ip know an intrinsic for? */
#define is_bound_of(ip, callable) \
    ((ip)[1] && Py_TYPE(callable) == &PyCFunction_Type && (Word)(uintptr_t)((PyCFunctionObject *)(callable))->m_ml == (ip)[1])

/* That intrinsic. As call_c. */
static __attribute__((noinline)) int call_bound_intrinsic(ThreadState *ts, Word *ip, Value *base, Py_ssize_t n, Value *out)
{
    PyObject *callable = v_object(base[0]);
    if (!is_bound_of(ip, callable) || depth_at_limit(ts))
        return 0;
    PyObject *self = Py_NewRef(PyCFunction_GET_SELF(callable));
    base[0] = v_from_ptr(self);
    int t = ((Intrinsic)(uintptr_t)ip[2])(base, n + 1, out);
    base[0] = v_from_ptr(callable);
    Py_DECREF(self);
    return t;
}

/* Back to the base form, which keeps classes in the cache words. */
HOT void call_unquicken(Word *ip)
{
    ip[1] = ip[2] = 0;
    quicken(ip, op_base[W_OP(*ip)]);
}

/* ---- calls in one piece: the load of a C method or builtin, arguments that are locals or constants, and the call ----

   The first word takes over; the others stay as they are, for a jump into the middle and for the way back.  fuse_c_call has checked their operands,
   which never change; their opcodes are read at each execution, so a rewritten word (a trap of the tracer, another quickening) is only a miss. */

#define FUSED_MAX_ARGS 3

/* The arguments that the words at w put into registers: -> the word behind them, the call's if none is rewritten. */
HOT Word *fused_arguments(const Frame *f, Word *w, Value *argv)
{
    for (;; w++) {
        Word ins = *w;
        if (W_OP(ins) == OP_MOVE_FILL)
            *argv++ = f->regs[W_B(ins)];
        else if (W_OP(ins) == OP_LOAD_CONST_FILL)
            *argv++ = f->code->consts[W_X(ins)];
        else
            return w;
    }
}

/* After a fused call with its result (consumed): where to go on.  A temporary is empty until it is written. */
HOT Word *fused_finish(ThreadState *ts, Frame *f, Word *call, Value result)
{
    Value *R = f->regs;
    uint32_t dst = W_A(*call);
    if (__builtin_expect(dst < f->code->tbase, 0)) {
        reg_assign(ts, f, call + 3, R, dst, result);
        return call + 3;
    }
    assert(!v_is_object(R[dst]));
    Word next = call[3];
    if ((W_OP_A(next) | 1) == OP_A_OF(OP_JUMP_IF_TRUE, dst) && v_is_bool(result))
        return call + 4 + ((result ^ W_OP(next)) & 1 ? 0 : W_X(next));
    if (W_OP_A(next) == OP_A_OF(OP_KILL, dst)) {
        operand_release(ts, f, call + 3, result);
        return call + 4;
    }
    R[dst] = result;
    return call + 3;
}
_Static_assert(OP_JUMP_IF_TRUE == OP_JUMP_IF_FALSE + 1 && OP_JUMP_IF_TRUE & V_TRUE & 1 && !(V_FALSE & 1), "JUMP_IF_FALSE is to JUMP_IF_TRUE what False is to True");

/* The method itself, for what no intrinsic does: as call_c. A temporary stays in its register; a local cannot change while C code runs. */
static __attribute__((noinline)) int method_call_boxed(ThreadState *ts, Frame *f, Word *call, PyObject *callable, const Value *argv, Value *out)
{
    PyObject *boxes[FUSED_MAX_ARGS + 1], *tmp[FUSED_MAX_ARGS + 1];
    Py_ssize_t n = W_C(*call);
    VM_SYNC(ts, f, call + 3);
    if (depth_at_limit(ts) && !(((PyMethodDescrObject *)callable)->d_method->ml_flags & METH_FASTCALL))
        return recursion_error_calling(ts);
    for (Py_ssize_t i = 0; i <= n; i++)
        if (!(boxes[i] = borrow_object(argv[i], &tmp[i]))) {
            while (i)
                Py_XDECREF(tmp[--i]);
            return -1;
        }
    int t = call_method_def(((PyMethodDescrObject *)callable)->d_method, boxes[0], boxes + 1, n, callable, out);
    for (Py_ssize_t i = 0; i <= n; i++)
        Py_XDECREF(tmp[i]);
    return t;
}

/* -> where to go on; NULL: *ip_out is where an error is set, or unchanged: a miss. */
static __attribute__((noinline)) Word *method_call_fused(ThreadState *ts, Frame *f, Word *ip, Word **ip_out)
{
    Word ins = *ip;
    uint32_t b = W_B(ins);
    Value *R = f->regs, argv[FUSED_MAX_ARGS + 1], out;
    argv[0] = R[b];
    if (ts->tracing || !attr_guard(ip, value_type(argv[0])))
        return NULL;
    Word *call = fused_arguments(f, ip + 4, argv + 1);
    if (op_base[W_OP(*call)] != OP_CALL_METHOD)
        return NULL;
    PyObject *callable = CACHED_OBJECT(ip);
    f->pc = call + 3;
    int t = 0;
    if (W_OP(*call) == OP_CALL_METHOD_INTRINSIC && call[1] == v_from_ptr(callable) && !c_call_counts(ts, callable))
        t = ((Intrinsic)(uintptr_t)call[2])(argv, W_C(*call) + 1, &out);
    if (t == 0)
        t = method_call_boxed(ts, f, call, callable, argv, &out);
    if (t <= 0) {
        if (t < 0)
            *ip_out = call;
        return NULL;
    }
    if (b >= f->code->tbase)
        reg_assign(ts, f, call + 3, R, b, V_UNSET);
    return fused_finish(ts, f, call, out);
}

/* Of a method whose intrinsic gets nothing but self, or one argument more: may the loop call it itself?  Otherwise method_call_fused says what to do. */
HOT int method_call_ready(ThreadState *ts, const Word *ip, const Word *call, Value self)
{
    MISS();
    return !ts->tracing && attr_guard(ip, value_type(self)) && I_OP(call) == OP_CALL_METHOD_INTRINSIC && call[1] == v_from_ptr(CACHED_OBJECT(ip))
           && !depth_at_limit(ts);
}

/* The argument that the word at w loads, or V_UNSET. Borrowed. */
HOT Value fused_argument(const Frame *f, const Value *R, const Word *w)
{
    return I_OP(w) == OP_MOVE_FILL ? R[I_B(w)] : I_OP(w) == OP_LOAD_CONST_FILL ? f->code->consts[I_X(w)] : V_UNSET;
}

/* The same of a builtin with one argument. */
HOT int global_call_ready(ThreadState *ts, Frame *f, Word *ip, const Word *call)
{
    MISS();
    return !ts->tracing && I_OP(call) == OP_CALL_INTRINSIC && v_object(call[1]) == builtin_value_at(f, ip);
}

/* Those handlers (which leave the loop's K and tbase alone: with more uses of these gcc would rather keep R in memory): the intrinsic of the call at `call` gets argv[0..n), and self, where it is a temporary, ends. */
#define VM_RUN_INTRINSIC(call, argv, n, end_of_self)         \
    L(f)->pc = (call) + 3;                                   \
    L(t) = ((Intrinsic)(uintptr_t)(call)[2])(argv, n, &L(out)); \
    if (__builtin_expect(L(t) > 0, 1)) {                     \
        end_of_self;                                         \
        L(pc) = fused_finish(L(ts), L(f), call, L(out));     \
        L(ip) = L(pc) - 1;                                   \
        VM_SERVE();                                          \
        VM_NEXT();                                           \
    }                                                        \
    if (L(t) < 0) {                                          \
        L(ip) = call;                                        \
        goto vm_error;                                       \
    }
#define VM_METHOD_CALL_0() do {                              \
    VM_LABEL(OP_LOAD_METHOD_CALL_0)                          \
    Word *call_ = L(ip) + 4;                                 \
    if (method_call_ready(L(ts), L(ip), call_, L_R[L_B])) {  \
        VM_RUN_INTRINSIC(call_, &L_R[L_B], 1, reg_drop_end(L(ts), L(f), call_ + 3, L_R, L_B, L(tbase))) \
    }                                                        \
    VM_REQUICKEN(OP_LOAD_METHOD_CALL);                       \
    } while (0)
#define VM_METHOD_CALL_1() do {                              \
    VM_LABEL(OP_LOAD_METHOD_CALL_1)                          \
    Word *call_ = L(ip) + 5;                                 \
    Value argv_[2] = {L_R[L_B], fused_argument(L(f), L_R, L(ip) + 4)}; \
    if (argv_[1] != V_UNSET && method_call_ready(L(ts), L(ip), call_, argv_[0])) { \
        VM_RUN_INTRINSIC(call_, argv_, 2, reg_drop_end(L(ts), L(f), call_ + 3, L_R, L_B, L(tbase))) \
    }                                                        \
    VM_REQUICKEN(OP_LOAD_METHOD_CALL);                       \
    } while (0)
#define VM_BUILTIN_CALL_1() do {                             \
    VM_LABEL(OP_LOAD_BUILTIN_VALUE_CALL_1)                   \
    Word *call_ = L(ip) + 4;                                 \
    Value argv_[1] = {fused_argument(L(f), L_R, L(ip) + 3)}; \
    if (argv_[0] != V_UNSET && global_call_ready(L(ts), L(f), L(ip), call_)) { \
        VM_RUN_INTRINSIC(call_, argv_, 1, (void)0)           \
    }                                                        \
    VM_REQUICKEN(OP_LOAD_BUILTIN_VALUE_CALL);                \
    } while (0)

/* What the method of dicts gives a view of, or -1. */
static PyObject *dict_view_methods[3];      /* borrowed from dict */
static int dict_view_kind(PyObject *descr)
{
    for (int kind = DICT_KEYS; kind <= DICT_ITEMS; kind++)
        if (dict_view_methods[kind] == descr)
            return kind;
    return -1;
}

/* The same for a method that gives the view of a dict which the word behind the call iterates over: no view is made. */
static __attribute__((noinline)) Word *view_call_fused(ThreadState *ts, Frame *f, Word *ip, Word **ip_out)
{
    MISS();
    Word *call = ip + 4, get = call[3];
    Value *R = f->regs, v = R[W_B(*ip)];
    if (ts->tracing || !v_is_object(v) || !PyDict_CheckExact(v_object(v)) || op_base[W_OP(*call)] != OP_CALL_METHOD || W_OP(get) != OP_GET_ITER
        || depth_at_limit(ts))
        return NULL;
    PyObject *d = Py_NewRef(v_object(v)), *it;
    int kind = dict_view_kind(CACHED_OBJECT(ip));
    if (W_C(get) < 2 || !table_open(d, kind, R + W_A(get))) {
        VM_SYNC_ALLOC(ts, f, call + 4);
        it = dict_iter_new(d, kind);
        Py_DECREF(d);
        if (!it) {
            *ip_out = call;
            return NULL;
        }
        reg_assign(ts, f, call + 4, R, W_A(get), v_from_ptr(it));
    }
    if (W_B(*ip) >= f->code->tbase)
        reg_assign(ts, f, call + 4, R, W_B(*ip), V_UNSET);
    return call + 4;
}

/* A function in C itself: as method_call_boxed, and 0 where a frame may have to run (call_c says when). */
HOT int function_call_boxed(ThreadState *ts, Frame *f, Word *call, PyObject *callable, const Value *argv, Value *out)
{
    PyObject *boxes[FUSED_MAX_ARGS];    /* owned: a function may look at the counts */
    Py_ssize_t n = W_C(*call), i;
    PyMethodDef *def = ((PyCFunctionObject *)callable)->m_ml;
    if (PyCFunction_GET_SELF(callable) == builtins_self
        && ((n && builtin_asks(callable, argv[0])) || callable == build_class_object || callable == exec_object || callable == eval_object))
        return 0;
    if (depth_at_limit(ts) && !(def->ml_flags & METH_FASTCALL))
        return 0;
    int t = 0;
    for (i = 0; i < n; i++)
        if ((v_is_object(argv[i]) && is_gen(v_object(argv[i]))) || (t = (boxes[i] = value_box(argv[i])) ? 0 : -1)) {
            while (i)
                Py_DECREF(boxes[--i]);
            return t;
        }
    VM_SYNC(ts, f, call + 3);
    Py_INCREF(callable);        /* it may take itself out of its module */
    t = call_method_def(def, PyCFunction_GET_SELF(callable), boxes, n, callable, out);
    Py_DECREF(callable);
    for (i = 0; i < n; i++)
        Py_DECREF(boxes[i]);
    return t;
}

/* What the load at ip, which has taken its call over, would give. Borrowed: its namespace keeps it. NULL: a miss. */
HOT PyObject *fused_callable(Frame *f, Word *ip)
{
    switch (W_OP(*ip)) {
    case OP_LOAD_BUILTIN_VALUE_CALL:
        return builtin_value_at(f, ip);
    case OP_LOAD_METHOD_MODULE_CALL:
        return module_attr(ip, f->regs[W_B(*ip)]);
    case OP_LOAD_GLOBAL_VALUE_CALL: {
        Value v = global_value_at(f, ip);
        return v_is_object(v) ? v_object(v) : NULL;
    }
    default:
        return builtin_at(f, ip);
    }
}

/* The form of a load that has taken its call over and may not any more. */
HOT uint32_t fused_load(uint32_t op)
{
    return op == OP_LOAD_BUILTIN_VALUE_CALL ? OP_LOAD_BUILTIN_VALUE : op == OP_LOAD_METHOD_MODULE_CALL ? OP_LOAD_METHOD_MODULE
           : op == OP_LOAD_GLOBAL_VALUE_CALL ? OP_LOAD_GLOBAL_VALUE : OP_LOAD_GLOBAL_BUILTIN;
}

/* The same for a function or type that is a builtin, another global or in a module: its intrinsic, or the function itself. */
static __attribute__((noinline)) Word *function_call_fused(ThreadState *ts, Frame *f, Word *ip, Word **ip_out)
{
    MISS();
    Value argv[FUSED_MAX_ARGS], out;
    int of_module = W_OP(*ip) == OP_LOAD_METHOD_MODULE_CALL, t = 0;
    PyObject *callable = ts->tracing ? NULL : fused_callable(f, ip);
    if (!callable)
        return NULL;
    Word *call = fused_arguments(f, ip + 3 + of_module, argv);
    uint32_t form = W_OP(*call);
    if (form == OP_CALL_ITERABLE && opens_iterable(callable))
        return iterable_open(ts, f, call, callable, argv, W_C(*call));
    f->pc = call + 3;
    if (form == OP_CALL_INTRINSIC || form == OP_CALL_METHOD_INTRINSIC) {
        if (call[1] != v_from_ptr(callable) || c_call_counts(ts, callable))
            return NULL;
        t = ((Intrinsic)(uintptr_t)call[2])(argv, W_C(*call), &out);
    }
    else if (form != OP_CALL_C && form != OP_CALL_METHOD_C)
        return NULL;
    if (t == 0 && Py_TYPE(callable) == &PyCFunction_Type)
        t = function_call_boxed(ts, f, call, callable, argv, &out);
    if (t <= 0) {
        if (t < 0)
            *ip_out = call;
        return NULL;
    }
    if (of_module && W_B(*ip) >= f->code->tbase)
        reg_assign(ts, f, call + 3, f->regs, W_B(*ip), V_UNSET);
    return fused_finish(ts, f, call, out);
}

/* `len(x)` of a variable that has its length in the object: where to go on, or NULL: nothing done. */
HOT Word *len_call_fused(ThreadState *ts, Frame *f, Word *ip)
{
    MISS();
    Value v = W_OP(ip[3]) == OP_MOVE_FILL ? f->regs[W_B(ip[3])] : is_cell_load(W_OP(ip[3])) ? v_from_ptr(cell_loaded(f, f->regs, ip + 3)) : V_UNSET;
    if (ts->tracing || W_OP(ip[4]) != OP_CALL_INTRINSIC || !v_is_object(v) || builtin_value_at(f, ip) != intr_len)
        return NULL;
    Py_ssize_t len = length_within(v_object(v));
    if (len < 0)
        return NULL;
    reg_assign(ts, f, ip + 7, f->regs, W_A(ip[4]), v_from_int48(len));
    return ip + 7;
}

#define is_len_call(ip) ((ip)[1] == v_from_ptr(intr_len) && W_C(*(ip)) == 1 && op_base[W_OP(*(ip))] == OP_CALL)

/* `isinstance(x, C)` of a variable and a global that does not change: as len_call_fused. Hooks and classes that lie through __class__ are not for here. */
static __attribute__((noinline)) Word *isinstance_call_fused(ThreadState *ts, Frame *f, Word *ip)
{
    MISS();
    Word *get = ip + 4, *call = ip + 7;
    uint32_t form = I_OP(get);
    if (ts->tracing || I_OP(ip + 3) != OP_MOVE_FILL || I_OP(call) != OP_CALL_INTRINSIC || builtin_value_at(f, ip) != intr_isinstance)
        return NULL;
    Value cls = form == OP_LOAD_GLOBAL_VALUE ? global_value_at(f, get) : form == OP_LOAD_BUILTIN_VALUE ? v_from_ptr(builtin_value_at(f, get)) : V_UNSET;
    int is = v_is_object(cls) ? instance_of_any(f->regs[I_B(ip + 3)], v_object(cls)) : -1;
    return is < 0 ? NULL : fused_finish(ts, f, call, v_bool(is));
}

static int fuses_isinstance(Code *code, Word *ip)
{
    uint32_t base = W_B(*ip), form = W_OP(ip[-3]);
    return ip - 7 >= code->words && ip[1] == v_from_ptr(intr_isinstance) && W_C(*ip) == 2 && W_OP(*ip) == OP_CALL_INTRINSIC
           && (form == OP_LOAD_GLOBAL_VALUE || form == OP_LOAD_BUILTIN_VALUE) && W_A(ip[-3]) == base + 2
           && W_OP(ip[-4]) == OP_MOVE_FILL && W_A(ip[-4]) == base + 1 && W_OP(ip[-7]) == OP_LOAD_BUILTIN_VALUE && W_A(ip[-7]) == base
           && word_is_instruction(code, ip - 7) && word_is_instruction(code, ip - 4) && word_is_instruction(code, ip - 3);
}

/* The call at ip has been quickened: can the load before its arguments take over? */
static void fuse_c_call(Code *code, Word *ip)
{
    uint32_t base = W_B(*ip), argc = W_C(*ip), quick = W_OP(*ip);
    int method = op_base[quick] == OP_CALL_METHOD;
    Word *load = ip - argc - (method ? 4 : 3);
    if (argc > FUSED_MAX_ARGS || load < code->words || code->traps)
        return;
    if (fuses_isinstance(code, ip)) {
        quicken(ip - 7, OP_LOAD_BUILTIN_VALUE_ISINSTANCE);
        return;
    }
    for (uint32_t i = 0; i < argc; i++) {
        Word w = ip[(int32_t)i - (int32_t)argc];
        if (W_A(w) != base + 1 + (uint32_t)method + i || !is_plain_load(W_OP(w)) || (is_cell_load(W_OP(w)) && !is_len_call(ip)))
            return;
    }
    uint32_t form = W_OP(*load);
    if (W_A(*load) != base || (method ? form != OP_LOAD_METHOD_NODICT && form != OP_LOAD_METHOD_MODULE
                               : form != OP_LOAD_BUILTIN_VALUE && form != OP_LOAD_GLOBAL_BUILTIN && form != OP_LOAD_GLOBAL_VALUE))
        return;
    if (!word_is_instruction(code, load))
        return;
    if (form == OP_LOAD_GLOBAL_VALUE || form == OP_LOAD_METHOD_MODULE) {
        /* A method that was bound before has its intrinsic in the call (call_bound_intrinsic). */
        if (quick == OP_CALL_INTRINSIC || quick == OP_CALL_METHOD_INTRINSIC || ((quick == OP_CALL_C || quick == OP_CALL_METHOD_C) && !ip[1]))
            quicken(load, method ? OP_LOAD_METHOD_MODULE_CALL : OP_LOAD_GLOBAL_VALUE_CALL);
        return;
    }
    if (!method) {
        quicken(load, form != OP_LOAD_BUILTIN_VALUE ? OP_LOAD_GLOBAL_CALL
                      : is_len_call(ip) && W_OP(ip[-1]) != OP_LOAD_CONST_FILL ? OP_LOAD_BUILTIN_VALUE_LEN
                      : argc == 1 && quick == OP_CALL_INTRINSIC ? OP_LOAD_BUILTIN_VALUE_CALL_1 : OP_LOAD_BUILTIN_VALUE_CALL);
        return;
    }
    PyObject *descr = CACHED_OBJECT(load);
    if (Py_TYPE(descr) != &PyMethodDescr_Type || is_send(descr))
        return;
    int kind = argc == 0 && result_iterates(code, ip) ? dict_view_kind(descr) : -1;
    quicken(load, kind >= 0 ? OP_LOAD_METHOD_VIEW
                  : quick != OP_CALL_METHOD_INTRINSIC || argc > 1 ? OP_LOAD_METHOD_CALL : argc ? OP_LOAD_METHOD_CALL_1 : OP_LOAD_METHOD_CALL_0);
}

/* Could the CALL at ip be a CALL_ITERABLE next time? */
static int call_opens_iterable(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t n)
{
    Value state[3] = {V_UNSET, V_UNSET, V_UNSET};
    if (!opens_iterable(v_object(base[0])) || depth_at_limit(ts) || !result_iterates(f->code, ip))
        return 0;
    if (v_object(base[0]) == (PyObject *)&PyRange_Type)
        return W_C(ip[3]) != 2 && range_open_call(base + 1, n, state);
    if (!sequence_open_call(v_object(base[0]), base + 1, n, W_C(ip[3]), state))
        return 0;
    value_decref(state[0]);
    value_decref(state[2]);
    return 1;
}

/* A CALL or CALL_METHOD at ip met something that is_c_callable: try its intrinsic, call it; the second time quicken (the load before it is
   quickened by then, and may take over). As call_c. */
static __attribute__((noinline)) int call_c_first(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t n, Value *out)
{
    PyObject *callable = v_object(base[0]);
    int method = W_OP(*ip) == OP_CALL_METHOD, t;
    Intrinsic run = intrinsic_of(callable);
    if (method && callable == intr_list_append) {
        t = run_list_append(base + 1, n, out);
        if (t > 0) {
            quicken(ip, OP_CALL_METHOD_LIST_APPEND);
            fuse_list_append(f->code, ip);
        }
        return t ? t : call_c(ts, base, n, out);
    }
    if (!method && call_opens_iterable(ts, f, ip, base, n)) {
        quicken(ip, OP_CALL_ITERABLE);
        fuse_c_call(f->code, ip);
        return 0;
    }
    if (!run && !is_c_function(callable))
        return 0;
    if (!ip[1] && !(ip[2] & 0xFFFFFFFFFFFFULL))
        ip[2] |= 1;                     /* w[1] is 0: no class is cached */
    else if (run) {
        quicken(ip, method ? OP_CALL_METHOD_INTRINSIC : OP_CALL_INTRINSIC);
        if (op_base[W_OP(*ip)] != W_OP(*ip)) {      /* not in the build that never specialises: its words are the base form's */
            ip[1] = base[0];
            ip[2] = (Word)(uintptr_t)run;
            fuse_c_call(f->code, ip);
        }
    }
    else {
        quicken(ip, method ? OP_CALL_METHOD_C : OP_CALL_C);
        Intrinsic bound = bound_intrinsic(callable);
        if (bound && op_base[W_OP(*ip)] != W_OP(*ip)) {
            ip[1] = (Word)(uintptr_t)((PyCFunctionObject *)callable)->m_ml;
            ip[2] = (Word)(uintptr_t)bound;
        }
        fuse_c_call(f->code, ip);
    }
    t = run && !c_call_counts(ts, callable) ? run(base + 1, n, out) : 0;
    return t ? t : call_c(ts, base, n, out);
}

static int ccalls_init(void)
{
    static const char *const names[] = {"keys", "values", "items"};
    for (int kind = DICT_KEYS; kind <= DICT_ITEMS; kind++)
        if (!(dict_view_methods[kind] = PyDict_GetItemString(PyDict_Type.tp_dict, names[kind])))
            return host_mismatch("the methods of dict");
    return 0;
}

#endif
