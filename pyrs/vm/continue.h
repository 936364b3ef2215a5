/* continue.h - instructions that wait for a frame: special methods written in Python run as frames of the same loop, not as C calls.

   An instruction whose operation turns out to be a function of this engine (`a + b` with a Python __add__, `o.x` with a property...) pushes that
   function's frame and stays unfinished: its operands remain in their registers, the frame's continuation is CONT_RESUME, and its aux says
   which instruction waits (48 bits of address) and in which stage of its work (16 bits).  When the frame returns, op_resume goes on from
   there: it finishes the instruction, or pushes the next frame (the reflected operand, __bool__ of a comparison's result...).  When the frame
   raises, op_caught may know what to do (AttributeError: __getattr__; StopIteration: the end of a loop).

   Rules
   1. A slow half that took this way returns "error" to the loop (-1, V_UNSET, CALL_ERROR).  The loop then sees by itself that nothing failed: a
      frame was pushed (ts->frame is another), or no exception is set.  In both cases it goes on at ts->frame->pc.
   2. Operands are consumed when the instruction finishes, never before: op_finish drops them.
   3. Only a method that the host's own slot would have found by the same look-up is pushed.  Whatever is not plain (a C function, a partial, an own
      descriptor as method) goes the way of the host, on the C stack.
   4. f->pc names the next instruction before any push; ip is recovered from aux, since quickening may rewrite but never moves it. */
#ifndef PYRS_CONTINUE_H
#define PYRS_CONTINUE_H

/* What the frame was pushed for; the low byte of the stage, an index may follow in the high one. */
enum {
    ST_STORE,                  /* its result is the instruction's */
    ST_NONE,                   /* its result is dropped, the instruction's is None */
    ST_BINARY,                 /* index: which candidate of the operation */
    ST_COMPARE,
    ST_CONTAINS,               /* __contains__: truth of the result */
    ST_INSTANCE,               /* __instancecheck__: likewise */
    ST_BOOL,                   /* __bool__ */
    ST_TRUTH_LEN,              /* __len__ asked for a truth value */
    ST_LEN,
    ST_HASH,
    ST_ITER,
    ST_NEXT,
    ST_ATTR,                   /* AttributeError goes to __getattr__ */
    ST_ATTR_LAST,              /* __getattr__ itself: AttributeError matters to getattr() and hasattr() only */
    ST_STR, ST_REPR, ST_FORMAT,
    ST_SORT, ST_BEST,          /* keyfuncs.h */
    ST_NEW,                    /* __new__: __init__ follows */
};
static const uint32_t stage_attr = ST_ATTR;
#define STAGE(kind, index) ((uint32_t)(kind) | (uint32_t)(index) << 8)
#define STAGE_KIND(stage)  ((stage) & 255)
#define STAGE_INDEX(stage) ((stage) >> 8)

#define RESUME_AUX(ip, stage) ((Value)(uintptr_t)(ip) | (Value)(stage) << 48)
#define RESUME_IP(aux)        ((Word *)(uintptr_t)((aux) & 0xFFFFFFFFFFFFULL))
#define RESUME_STAGE(aux)     ((uint32_t)((aux) >> 48))

static PyObject *exec_prepare, *eval_prepare;      /* what checks the arguments of exec() and eval() */

static void op_resume(ThreadState *ts, Frame *f, Value aux, Value v);

/* The instruction at ip, as the compiler emitted it. */
static uint32_t op_at(Frame *f, Word *ip) { return op_base[code_op(f->code, ip)]; }

static Word *op_next(Frame *f, Word *ip) { return ip + 1 + op_cache_words[op_at(f, ip)]; }

/* Name the operation in a RecursionError, where the host's slot would have. */
COLD void recursion_error_in(uint32_t kind)
{
    const char *where = kind == ST_COMPARE ? "in comparison" : kind == ST_STR ? "while getting the str of an object"
                      : kind == ST_HASH ? "while calling a Python object" : NULL;
    if (where)
        recursion_error_where(where);
}

/* Push fn (borrowed; a Function) on copies of the n values (borrowed) at the caller's limit. Rule 1: "error" always. */
static void push_special(ThreadState *ts, Frame *f, Word *ip, uint32_t stage, PyObject *func, const Value *args, Py_ssize_t n,
                         PyObject *kwnames)
{
    Function *fn = (Function *)func;
    Value *regs = f->limit;
    f->pc = op_next(f, ip);
    if (regs + n > ts->stack_end) {
        frame_no_room(ts);
        return;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        value_incref(args[i]);
        regs[i] = args[i];
    }
    Py_INCREF(fn);
    Code *code = fn->code;
    if (code->flags & GENERATOR_LIKE) {
        PyObject *gen = call_generator_like(ts, fn, regs, n, kwnames);
        if (gen)
            op_resume(ts, f, RESUME_AUX(ip, stage), v_from_ptr(gen));
        return;
    }
    Frame *nf = frame_push_call(ts, fn, regs, n, kwnames);
    if (nf) {
        frame_continues(nf, CONT_RESUME);
        nf->aux = RESUME_AUX(ip, stage);
    }
    else if (depth_at_limit(ts))
        recursion_error_in(STAGE_KIND(stage));
}

/* The method of that name of type t if it is a plain function of this engine; borrowed. */
static PyObject *special_function(PyTypeObject *t, PyObject *name)
{
    PyObject *m = _PyType_Lookup(t, name);
    return m && is_function(m) ? m : NULL;
}

/* ---- finishing ---- */

/* Where a CALL instruction has its callable; *n arguments follow, the last of them named by *kwnames (or NULL). */
static Value *call_operands(Frame *f, Word *ip, Py_ssize_t *n, PyObject **kwnames)
{
    uint32_t op = op_at(f, ip);
    Value *base = f->regs + W_B(*ip);
    *n = W_C(*ip);
    *kwnames = op == OP_CALL_KW || op == OP_CALL_METHOD_KW ? v_object(f->code->consts[(uint32_t)ip[1]]) : NULL;
    if (op == OP_CALL_METHOD || op == OP_CALL_METHOD_KW) {
        if (base[0] == V_UNSET)
            base++;
        else
            (*n)++;
    }
    return base;
}

#define op_is_call(op) ((op) == OP_CALL || (op) == OP_CALL_METHOD || (op) == OP_CALL_KW || (op) == OP_CALL_METHOD_KW)

/* The frame goes on `by` words from pc: what VM_JUMP does, but for the poll. */
static void jump_by(ThreadState *ts, Frame *f, Word *pc, int32_t by)
{
    f->pc = pc + by;
    if (by < 0)
        ts->fuel += by;
}

/* Drop the operands of an instruction that is no call, and say whether it has a destination. */
static int operands_drop(Frame *f, Word *ip, uint32_t op)
{
    uint32_t field[3] = {W_A(*ip), W_B(*ip), W_C(*ip)};
    const char *kinds = op_operands[op];
    int writes = 0;
    for (int i = 0; kinds[i]; i++) {
        if (kinds[i] == 'r')
            reg_drop(f, f->regs, field[i]);
        else if (kinds[i] == 's')           /* the slices and FORMAT_SPEC: runs of two */
            release_registers(f->regs + field[i], 2);
        else if (kinds[i] == 'd')
            writes = 1;
    }
    return writes;
}

/* The instruction at `at`, or the one whose cache word that is, has failed: drop its operands now. The host has done so when the trace function hears of it. */
static void operands_abandon(Frame *f, Word *at)
{
    Code *c = f->code;
    PyObject *type, *value, *tb;
    Word *ip = c->words + code_instruction_at(c, (int)(at - c->words));
    uint32_t op = op_at(f, ip), field[3] = {W_A(*ip), W_B(*ip), W_C(*ip)};
    const char *kinds = op_operands[op];
    PyErr_Fetch(&type, &value, &tb);
    for (int i = 0; kinds[i]; i++)
        if ((kinds[i] == 'r' || kinds[i] == 's') && field[i] >= c->tbase && field[i] < c->nregs)    /* 0xFFFF: RAISE without an operand */
            release_registers(f->regs + field[i], kinds[i] == 'r' ? 1 : c->nregs - field[i]);       /* a run is at the top of the temporaries */
    PyErr_Restore(type, value, tb);
}

/* The instruction's result is v (consumed): drop its operands, write its destination, set f->pc. */
static void op_finish(ThreadState *ts, Frame *f, Word *ip, Value v)
{
    Word ins = *ip;
    uint32_t op = op_at(f, ip);
    Value *R = f->regs;
    f->pc = op_next(f, ip);
    if (op_is_call(op)) {
        Py_ssize_t n;
        PyObject *kwnames;
        Value *base = call_operands(f, ip, &n, &kwnames);
        release_registers(base, n + 1);
        reg_set(R, W_A(ins), v);
        return;
    }
    if (op == OP_STORE_SUBSCR || op == OP_STORE_ATTR)       /* what was stored ends first, as with the host */
        reg_drop(f, R, op == OP_STORE_ATTR ? W_B(ins) : W_C(ins));
    int writes = operands_drop(f, ip, op);
    if (op == OP_LOAD_METHOD) {
        reg_set(R, W_A(ins), v);
        reg_clear(R, W_A(ins) + 1);
    }
    else if (writes)
        reg_set(R, W_A(ins), v);
    else
        value_decref(v);
    if (op == OP_FOR_ITER)
        jump_by(ts, f, f->pc, W_SC(ins));
}

/* The instruction asked for a truth value, and it is t. */
static void op_finish_truth(ThreadState *ts, Frame *f, Word *ip, int t)
{
    Word ins = *ip;
    uint32_t op = op_at(f, ip);
    Value *R = f->regs;
    Word *next = op_next(f, ip);
    if (op == OP_JUMP_IF_FALSE || op == OP_JUMP_IF_TRUE) {
        reg_drop(f, R, W_A(ins));
        jump_by(ts, f, next, t == (op == OP_JUMP_IF_TRUE) ? W_X(ins) : 0);
    }
    else if (op == OP_JUMP_IF_FALSE_OR_POP || op == OP_JUMP_IF_TRUE_OR_POP) {
        int jump = t == (op == OP_JUMP_IF_TRUE_OR_POP);
        if (!jump)
            reg_clear(R, W_A(ins));
        jump_by(ts, f, next, jump ? W_X(ins) : 0);
    }
    else if (op >= OP_JUMP_IF_LT && op <= OP_JUMP_IF_NOT_GE_I) {
        int negated = (op >= OP_JUMP_IF_NOT_LT && op <= OP_JUMP_IF_NOT_GE) || op >= OP_JUMP_IF_NOT_LT_I;
        reg_drop(f, R, W_A(ins));
        if (op < OP_JUMP_IF_LT_I)
            reg_drop(f, R, W_B(ins));
        jump_by(ts, f, next, t != negated ? W_SC(ins) : 0);
    }
    else
        op_finish(ts, f, ip, v_bool(t ^ (op == OP_NOT || op == OP_NOT_IN)));
}

_Static_assert(OP_JUMP_IF_GE == OP_JUMP_IF_LT + 5 && OP_JUMP_IF_NOT_LT == OP_JUMP_IF_LT + 6 && OP_JUMP_IF_LT_I == OP_JUMP_IF_LT + 12
               && OP_JUMP_IF_NOT_LT_I == OP_JUMP_IF_LT + 18 && OP_JUMP_IF_NOT_GE_I == OP_JUMP_IF_LT + 23 && OP_GE == OP_LT + 5,
               "op_finish_truth and compare_operands count on the order of the comparisons");

/* ---- truth ---- */

/* Ask the object v for its truth by a frame: 1 taken (rule 1), 0 not a case for that. */
static int truth_special(ThreadState *ts, Frame *f, Word *ip, Value v)
{
    if (!v_is_heap(v))
        return 0;
    STATIC_NAME(str_bool, "__bool__") return 0;
    STATIC_NAME(str_len, "__len__") return 0;
    PyTypeObject *t = Py_TYPE(v_object(v));
    PyObject *fn;
    if (t->tp_as_number && t->tp_as_number->nb_bool) {
        if (t->tp_as_number->nb_bool != host_probe->tp_as_number->nb_bool || !(fn = special_function(t, str_bool)))
            return 0;
        dunder_remember(DUNDER_BOOL, v, V_UNSET, fn, ST_BOOL);
        push_special(ts, f, ip, ST_BOOL, fn, &v, 1, NULL);
        return 1;
    }
    if (t->tp_as_mapping && t->tp_as_mapping->mp_length) {
        if (t->tp_as_mapping->mp_length != host_probe->tp_as_mapping->mp_length || !(fn = special_function(t, str_len)))
            return 0;
        dunder_remember(DUNDER_BOOL, v, V_UNSET, fn, ST_TRUTH_LEN);
        push_special(ts, f, ip, ST_TRUTH_LEN, fn, &v, 1, NULL);
        return 1;
    }
    return 0;
}

/* The truth of v (borrowed; it need not live on), or -1: an error, or a frame that v is asked by (rule 1). */
static int op_truth_asked(ThreadState *ts, Frame *f, Word *ip, Value v)
{
    int t = v_truth(v);
    return t >= 0 ? t : truth_special(ts, f, ip, v) ? -1 : object_truth(v);
}

/* What __len__ gave (consumed) as a size, or -1. */
static Py_ssize_t length_of_result(Value v)
{
    if (v_is_int(v) && v_int(v) >= 0)
        return v_int(v);
    PyObject *o = value_box_steal(v), *i = o ? PyNumber_Index(o) : NULL;
    Py_XDECREF(o);
    if (!i)
        return -1;
    Py_ssize_t n = -1;
    if (Py_SIZE(i) < 0)
        PyErr_SetString(PyExc_ValueError, "__len__() should return >= 0");
    else
        n = PyNumber_AsSsize_t(i, PyExc_OverflowError);
    Py_DECREF(i);
    return n;
}

/* ---- operators ---- */

static struct { const char *text[3]; const char *symbol; PyObject *name[3]; } binary_special[13] = {
#define BINARY_ROW(name, symbol) {{"__" name "__", "__r" name "__", "__i" name "__"}, symbol, {0}}
    BINARY_ROW("add", "+"), BINARY_ROW("sub", "-"), BINARY_ROW("mul", "*"),
    BINARY_ROW("truediv", "/"), BINARY_ROW("floordiv", "//"), BINARY_ROW("mod", "%"),
    BINARY_ROW("pow", "** or pow()"), BINARY_ROW("lshift", "<<"), BINARY_ROW("rshift", ">>"),
    BINARY_ROW("and", "&"), BINARY_ROW("or", "|"), BINARY_ROW("xor", "^"), BINARY_ROW("matmul", "@"),
};
static struct { const char *text; PyObject *name; } compare_special[6] = {
    {"__lt__", 0}, {"__le__", 0}, {"__eq__", 0}, {"__ne__", 0}, {"__gt__", 0}, {"__ge__", 0}};
static PyObject *object_ne;            /* object.__ne__, borrowed for good */

/* One call that an operation may come to: a method found in the class (func), or a slot in C. */
typedef struct {
    PyObject *func;
    void *slot;
    Value self, other;
    int cmp, invert;           /* comparisons: the operation asked of self; __ne__ by __eq__ */
} Candidate;

static int candidate_method(Candidate *c, PyTypeObject *t, PyObject *name, Value self, Value other)
{
    PyObject *m = _PyType_Lookup(t, name);
    if (!m)
        return 0;
    *c = (Candidate){m, NULL, self, other, 0, 0};
    return 1;
}

/* What the slot of `t` (that of x's or y's class) does when called with (x, y). */
static int binary_slot_candidates(Candidate *c, binaryfunc slot, int which, Value x, Value y)
{
    size_t offset = operator_slot[which][0];
    binaryfunc generic = number_slot(host_probe, offset);
    PyTypeObject *xt = value_type(x), *yt = value_type(y);
    PyObject *name = binary_special[which].name[0], *reflected = binary_special[which].name[1];
    int n = 0;
    if (slot != generic) {
        c[0] = (Candidate){NULL, (void *)slot, x, y, 0, 0};
        return 1;
    }
    int other = xt != yt && number_slot(yt, offset) == generic;
    if (number_slot(xt, offset) == generic) {
        if (other && PyType_IsSubtype(yt, xt)) {
            PyObject *mine = _PyType_Lookup(xt, reflected), *theirs = _PyType_Lookup(yt, reflected);
            if (theirs && theirs != mine) {
                n += candidate_method(c, yt, reflected, y, x);
                other = 0;
            }
        }
        n += candidate_method(c + n, xt, name, x, y);
    }
    if (other)
        n += candidate_method(c + n, yt, reflected, y, x);
    return n;
}

/* The calls that `x which y` comes to, in order; each is tried if those before gave NotImplemented.  At most 6. */
static int binary_candidates(Candidate *c, int which, int in_place, Value x, Value y)
{
    size_t offset = operator_slot[which][0];
    PyTypeObject *xt = value_type(x), *yt = value_type(y);
    int n = 0;
    if (in_place) {
        size_t ioffset = operator_slot[which][1];
        binaryfunc islot = number_slot(xt, ioffset);
        if (islot == number_slot(host_probe, ioffset))
            n += candidate_method(c, xt, binary_special[which].name[2], x, y);
        else if (islot)
            c[n++] = (Candidate){NULL, (void *)islot, x, y, 0, 0};
    }
    binaryfunc first = number_slot(xt, offset), second = xt == yt ? NULL : number_slot(yt, offset);
    if (second == first)
        second = NULL;
    if (first) {
        if (second && PyType_IsSubtype(yt, xt)) {
            n += binary_slot_candidates(c + n, second, which, x, y);
            second = NULL;
        }
        n += binary_slot_candidates(c + n, first, which, x, y);
    }
    if (second)
        n += binary_slot_candidates(c + n, second, which, x, y);
    return n;
}

/* Call a method that is no function of this engine, bound as the host's slots bind it. */
static PyObject *candidate_call(PyObject *func, PyObject *self, PyObject *other)
{
    PyObject *argv[2] = {self, other}, *r;
    descrgetfunc get = Py_TYPE(func)->tp_descr_get;
    Py_INCREF(func);
    if (_PyType_HasFeature(Py_TYPE(func), Py_TPFLAGS_METHOD_DESCRIPTOR))
        r = PyObject_Vectorcall(func, argv, 2, NULL);
    else if (get) {
        PyObject *bound = get(func, self, (PyObject *)Py_TYPE(self));
        r = bound ? PyObject_CallOneArg(bound, other) : NULL;
        Py_XDECREF(bound);
    }
    else
        r = PyObject_CallOneArg(func, other);
    Py_DECREF(func);
    return r;
}

static PyObject *sequence_repeat(ssizeargfunc repeat, PyObject *seq, PyObject *n)
{
    if (!PyIndex_Check(n))
        return PyErr_Format(PyExc_TypeError, "can't multiply sequence by non-int of type '%.200s'", Py_TYPE(n)->tp_name);
    Py_ssize_t count = PyNumber_AsSsize_t(n, PyExc_OverflowError);
    return count == -1 && PyErr_Occurred() ? NULL : repeat(seq, count);
}

/* All candidates declined: the sequence operations, then the error. New reference. */
static PyObject *binary_declined(int which, int in_place, PyObject *x, PyObject *y)
{
    PySequenceMethods *m = Py_TYPE(x)->tp_as_sequence, *w = Py_TYPE(y)->tp_as_sequence;
    if (which == B_ADD && m) {
        binaryfunc concat = in_place && m->sq_inplace_concat ? m->sq_inplace_concat : m->sq_concat;
        if (concat)
            return concat(x, y);
    }
    if (which == B_MUL) {
        ssizeargfunc repeat = m && in_place && m->sq_inplace_repeat ? m->sq_inplace_repeat : m ? m->sq_repeat : NULL;
        if (repeat)
            return sequence_repeat(repeat, x, y);
        if (w && w->sq_repeat && !(in_place && m))      /* *= of what might be a sequence itself leaves the right one alone */
            return sequence_repeat(w->sq_repeat, y, x);
    }
    if (which == B_RSHIFT && !in_place && PyCFunction_CheckExact(x) && strcmp(((PyCFunctionObject *)x)->m_ml->ml_name, "print") == 0)
        return PyErr_Format(PyExc_TypeError, "unsupported operand type(s) for >>: '%.100s' and '%.100s'. "
                            "Did you mean \"print(<message>, file=<output_stream>)\"?", Py_TYPE(x)->tp_name, Py_TYPE(y)->tp_name);
    char symbol[16];
    PyOS_snprintf(symbol, sizeof symbol, in_place ? "%s=" : "%s", which == B_POW && in_place ? "**" : binary_special[which].symbol);
    return PyErr_Format(PyExc_TypeError, "unsupported operand type(s) for %.100s: '%.100s' and '%.100s'", symbol,
                        Py_TYPE(x)->tp_name, Py_TYPE(y)->tp_name);
}

static void binary_operands(Frame *f, Word *ip, int *which, int *in_place, Value *x, Value *y)
{
    Word ins = *ip;
    uint32_t op = op_at(f, ip);
    *x = f->regs[W_B(ins)];
    *which = operator_of[op - OP_ADD];
    if (op <= OP_IMATMUL) {
        *y = f->regs[W_C(ins)];
        *in_place = op >= OP_IADD;
    }
    else if (op <= OP_IXOR_I) {
        *y = v_from_int48(W_SC(ins));
        *in_place = op >= OP_IADD_I;
    }
    else {
        *y = f->code->consts[W_C(ins)];
        *in_place = op >= OP_IADD_K;
    }
}

/* Try the candidates from the k-th on. */
static void binary_continue(ThreadState *ts, Frame *f, Word *ip, int k)
{
    int which, in_place;
    Value x, y;
    Candidate c[6];
    binary_operands(f, ip, &which, &in_place, &x, &y);
    int n = binary_candidates(c, which, in_place, x, y);
    if (k < n && c[k].func && is_function(c[k].func)) {
        if (k == 0 && c[0].self == x)
            dunder_remember((in_place ? DUNDER_IN_PLACE : DUNDER_BINARY) + (uint32_t)which, x, y, c[0].func, ST_BINARY);
        push_special(ts, f, ip, STAGE(ST_BINARY, k), c[k].func, (Value[]){c[k].self, c[k].other}, 2, NULL);
        return;
    }
    PyObject *a = value_box(x), *b = a ? value_box(y) : NULL, *r = NULL;
    for (; b && k < n; k++) {
        if (c[k].func && is_function(c[k].func)) {
            if (k == 1 && n == 2 && c[1].self == y && dunder_reflects((uint32_t)which, x, y))
                dunder_remember(DUNDER_REFLECTED + (uint32_t)which, y, x, c[1].func, STAGE(ST_BINARY, 1));
            push_special(ts, f, ip, STAGE(ST_BINARY, k), c[k].func, (Value[]){c[k].self, c[k].other}, 2, NULL);
            goto out;
        }
        int swapped = c[k].func && c[k].self == y && c[k].other == x;
        if (c[k].func)
            r = candidate_call(c[k].func, swapped ? b : a, swapped ? a : b);
        else if (which == B_POW && c[k].slot == (void *)number_slot(Py_TYPE(a), operator_slot[which][1]) && in_place && k == 0)
            r = ((ternaryfunc)c[k].slot)(a, b, Py_None);
        else if (which == B_POW)
            r = ((ternaryfunc)c[k].slot)(a, b, Py_None);
        else
            r = ((binaryfunc)c[k].slot)(a, b);
        if (r != Py_NotImplemented)
            break;
        Py_DECREF(r);
        n = binary_candidates(c, which, in_place, x, y);       /* the call may have changed the classes */
    }
    if (b && k >= n)
        r = binary_declined(which, in_place, a, b);
    if (r)
        op_finish(ts, f, ip, value_from_owned(r));
out:
    Py_XDECREF(a);
    Py_XDECREF(b);
}

/* `x which y`, when one of the classes may have it in Python: 1 taken, 0 not a case. */
static int binary_special_case(ThreadState *ts, Frame *f, Word *ip, int which, int in_place, Value x, Value y)
{
    size_t offset = operator_slot[which][0];
    binaryfunc generic = number_slot(host_probe, offset);
    if ((v_is_heap(x) && (number_slot(Py_TYPE(v_object(x)), offset) == generic
                          || (in_place && number_slot(Py_TYPE(v_object(x)), operator_slot[which][1])
                                              == number_slot(host_probe, operator_slot[which][1]))))
        || (v_is_heap(y) && number_slot(Py_TYPE(v_object(y)), offset) == generic)) {
        binary_continue(ts, f, ip, 0);
        return 1;
    }
    return 0;
}

static int unary_special_case(ThreadState *ts, Frame *f, Word *ip, int which, Value x)
{
    static struct { const char *text; size_t slot; PyObject *name; } unary[3] = {
        {"__neg__", offsetof(PyNumberMethods, nb_negative), 0}, {"__pos__", offsetof(PyNumberMethods, nb_positive), 0},
        {"__invert__", offsetof(PyNumberMethods, nb_invert), 0}};
    if (!v_is_heap(x) || (!unary[which].name && !(unary[which].name = PyUnicode_InternFromString(unary[which].text))))
        return 0;
    PyTypeObject *t = Py_TYPE(v_object(x));
    PyObject *fn;
    if (number_slot(t, unary[which].slot) != number_slot(host_probe, unary[which].slot) || !(fn = special_function(t, unary[which].name)))
        return 0;
    dunder_remember(DUNDER_UNARY + (uint32_t)which, x, V_UNSET, fn, ST_STORE);
    push_special(ts, f, ip, ST_STORE, fn, &x, 1, NULL);
    return 1;
}

/* ---- comparison ---- */

static const uint8_t compare_swapped[6] = {Py_GT, Py_GE, Py_EQ, Py_NE, Py_LT, Py_LE};

static int compare_candidate(Candidate *c, PyTypeObject *t, int cmp, Value self, Value other)
{
    if (!t->tp_richcompare)
        return 0;
    *c = (Candidate){NULL, (void *)t->tp_richcompare, self, other, cmp, 0};
    if (t->tp_richcompare != host_probe->tp_richcompare)
        return 1;
    PyObject *m = _PyType_Lookup(t, compare_special[cmp].name);
    if (!m)
        return 0;
    if (is_function(m))
        c->func = m;
    else if (m == object_ne && cmp == Py_NE) {
        m = special_function(t, compare_special[Py_EQ].name);
        if (m) {
            c->func = m;
            c->invert = 1;
        }
    }
    return 1;
}

static int compare_candidates(Candidate *c, int cmp, Value x, Value y)
{
    PyTypeObject *xt = value_type(x), *yt = value_type(y);
    int n = 0, reversed = 0;
    if (xt != yt && PyType_IsSubtype(yt, xt) && yt->tp_richcompare) {
        reversed = 1;
        n += compare_candidate(c, yt, compare_swapped[cmp], y, x);
    }
    n += compare_candidate(c + n, xt, cmp, x, y);
    if (!reversed)
        n += compare_candidate(c + n, yt, compare_swapped[cmp], y, x);
    return n;
}

static int compare_operands(Frame *f, Word *ip, Value *x, Value *y)
{
    Word ins = *ip;
    uint32_t op = op_at(f, ip);
    Value *R = f->regs;
    if (op <= OP_GE) {
        *x = R[W_B(ins)];
        *y = R[W_C(ins)];
        return (int)(op - OP_LT);
    }
    *x = R[W_A(ins)];
    *y = op >= OP_JUMP_IF_LT_I ? v_from_int48(W_SB(ins)) : R[W_B(ins)];
    return (int)(op - OP_JUMP_IF_LT) % 6;
}

/* A comparison gave v (consumed). */
static void compare_result(ThreadState *ts, Frame *f, Word *ip, Value v)
{
    if (op_at(f, ip) <= OP_GE) {
        op_finish(ts, f, ip, v);
        return;
    }
    int t = op_truth_asked(ts, f, ip, v);
    if (t >= 0)
        op_finish_truth(ts, f, ip, t);
    value_decref(v);
}

static void compare_continue(ThreadState *ts, Frame *f, Word *ip, int k)
{
    static const char *symbols[6] = {"<", "<=", "==", "!=", ">", ">="};
    Value x, y;
    Candidate c[3];
    int cmp = compare_operands(f, ip, &x, &y), n = compare_candidates(c, cmp, x, y);
    PyObject *r = NULL, *a, *b;
    for (; k < n; k++) {
        if (c[k].func) {
            if (k == 0 && c[0].self == x)
                dunder_remember(DUNDER_COMPARE + (uint32_t)cmp, x, y, c[0].func, STAGE(ST_COMPARE, c[0].invert << 7));
            push_special(ts, f, ip, STAGE(ST_COMPARE, k | c[k].invert << 7), c[k].func, (Value[]){c[k].self, c[k].other}, 2, NULL);
            return;
        }
        a = value_box(c[k].self);
        b = a ? value_box(c[k].other) : NULL;
        r = b ? ((richcmpfunc)c[k].slot)(a, b, c[k].cmp) : NULL;
        Py_XDECREF(a);
        Py_XDECREF(b);
        if (!r)
            return;
        if (r != Py_NotImplemented) {
            compare_result(ts, f, ip, value_from_owned(r));
            return;
        }
        Py_DECREF(r);
        n = compare_candidates(c, cmp, x, y);
    }
    if (cmp == Py_EQ || cmp == Py_NE)
        compare_result(ts, f, ip, v_bool(v_is(x, y) == (cmp == Py_EQ)));
    else
        PyErr_Format(PyExc_TypeError, "'%s' not supported between instances of '%.100s' and '%.100s'", symbols[cmp],
                     value_type(x)->tp_name, value_type(y)->tp_name);
}

static int compare_special_case(ThreadState *ts, Frame *f, Word *ip, Value x, Value y)
{
    if ((v_is_heap(x) && Py_TYPE(v_object(x))->tp_richcompare == host_probe->tp_richcompare)
        || (v_is_heap(y) && Py_TYPE(v_object(y))->tp_richcompare == host_probe->tp_richcompare)) {
        compare_continue(ts, f, ip, 0);
        return 1;
    }
    return 0;
}

/* A frame of stage ST_COMPARE returned v. */
static void compare_resume(ThreadState *ts, Frame *f, Word *ip, uint32_t index, Value v)
{
    if (v == v_from_ptr(Py_NotImplemented)) {
        value_decref(v);
        compare_continue(ts, f, ip, (int)(index & 127) + 1);
        return;
    }
    if (index & 128) {
        int t = truth_slow(v);
        value_decref(v);
        if (t < 0)
            return;
        v = v_bool(!t);
    }
    compare_result(ts, f, ip, v);
}

/* ---- containers, iteration ---- */

#define CASE_OF(v, suite, slot) \
    (v_is_heap(v) && Py_TYPE(v_object(v))->suite && Py_TYPE(v_object(v))->suite->slot == host_probe->suite->slot)

static int contains_special_case(ThreadState *ts, Frame *f, Word *ip, Value item, Value container)
{
    STATIC_NAME(name, "__contains__") return 0;
    PyObject *fn;
    if (!CASE_OF(container, tp_as_sequence, sq_contains) || !(fn = special_function(Py_TYPE(v_object(container)), name)))
        return 0;
    dunder_remember(DUNDER_CONTAINS, container, item, fn, ST_CONTAINS);
    push_special(ts, f, ip, ST_CONTAINS, fn, (Value[]){container, item}, 2, NULL);
    return 1;
}

/* o of a subclass of dict: if that has dict's items and a __missing__ in Python, and the key is not there, that is pushed: 1; 0: another case. */
static int missing_special_case(ThreadState *ts, Frame *f, Word *ip, Value o, Value key)
{
    STATIC_NAME(name, "__missing__") return 0;
    PyTypeObject *t = Py_TYPE(v_object(o));
    PyObject *fn, *value;
    if (!(fn = special_function(t, name)) || !inherits_subscript(t, &PyDict_Type)
        || dict_find(v_object(o), key, &value) != PROBE_ABSENT)
        return 0;
    push_special(ts, f, ip, ST_STORE, fn, (Value[]){o, key}, 2, NULL);
    return 1;
}

static int getitem_special_case(ThreadState *ts, Frame *f, Word *ip, Value o, Value key)
{
    STATIC_NAME(name, "__getitem__") return 0;
    PyObject *fn;
    if (v_is_heap(o) && (Py_TYPE(v_object(o))->tp_flags & Py_TPFLAGS_DICT_SUBCLASS) && missing_special_case(ts, f, ip, o, key))
        return 1;
    if (!CASE_OF(o, tp_as_mapping, mp_subscript) || !(fn = special_function(Py_TYPE(v_object(o)), name)))
        return 0;
    dunder_remember(DUNDER_GETITEM, o, key, fn, ST_STORE);
    push_special(ts, f, ip, ST_STORE, fn, (Value[]){o, key}, 2, NULL);
    return 1;
}

/* value V_UNSET: deletion. */
static int setitem_special_case(ThreadState *ts, Frame *f, Word *ip, Value o, Value key, Value value)
{
    STATIC_NAME(str_set, "__setitem__") return 0;
    STATIC_NAME(str_del, "__delitem__") return 0;
    PyObject *fn;
    if (!CASE_OF(o, tp_as_mapping, mp_ass_subscript)
        || !(fn = special_function(Py_TYPE(v_object(o)), value == V_UNSET ? str_del : str_set)))
        return 0;
    dunder_remember(value == V_UNSET ? DUNDER_DELITEM : DUNDER_SETITEM, o, key, fn, ST_NONE);
    push_special(ts, f, ip, ST_NONE, fn, (Value[]){o, key, value}, value == V_UNSET ? 2 : 3, NULL);
    return 1;
}

static int iter_special_case(ThreadState *ts, Frame *f, Word *ip, Value o)
{
    STATIC_NAME(name, "__iter__") return 0;
    PyObject *fn;
    if (!v_is_heap(o) || Py_TYPE(v_object(o))->tp_iter != host_probe->tp_iter || !(fn = special_function(Py_TYPE(v_object(o)), name)))
        return 0;
    dunder_remember(DUNDER_ITER, o, V_UNSET, fn, ST_ITER);
    push_special(ts, f, ip, ST_ITER, fn, &o, 1, NULL);
    return 1;
}

/* The generator that o's special method `name` is, if that is a generator function that takes o alone: nothing but the collector runs, so f need not be
   published (and no frame under it, which is what a recursive `yield from` costs most). NULL: another case, nothing done, or an error. */
static PyObject *special_generator(ThreadState *ts, Frame *f, Word *pc, Value o, PyObject *name)
{
    PyObject *fn = special_function(Py_TYPE(v_object(o)), name);
    if (!fn)
        return NULL;
    Code *code = ((Function *)fn)->code;
    Value *regs = f->limit;
    if ((code->flags & (GENERATOR_LIKE | CO_ITERABLE_COROUTINE)) != CO_GENERATOR || !code->words || code->argcount != 1 || !binds_plainly(code)
        || !frame_has_room(ts, regs, code->nregs + (size_t)1))
        return NULL;
    VM_SYNC_ALLOC(ts, f, pc);
    value_incref(o);
    regs[0] = o;
    return call_generator_like(ts, (Function *)Py_NewRef(fn), regs, 1, NULL);
}

/* iter(o) so. */
static PyObject *iter_as_generator(ThreadState *ts, Frame *f, Word *pc, Value o)
{
    MISS();
    STATIC_NAME(name, "__iter__") return NULL;
    return v_is_heap(o) && Py_TYPE(v_object(o))->tp_iter == host_probe->tp_iter ? special_generator(ts, f, pc, o, name) : NULL;
}

/* o.__await__() so. */
static PyObject *await_as_generator(ThreadState *ts, Frame *f, Word *pc, Value o)
{
    MISS();
    STATIC_NAME(name, "__await__") return NULL;
    PyAsyncMethods *as = v_is_heap(o) ? Py_TYPE(v_object(o))->tp_as_async : NULL;
    return as && as->am_await == host_probe->tp_as_async->am_await ? special_generator(ts, f, pc, o, name) : NULL;
}

static int next_special_case(ThreadState *ts, Frame *f, Word *ip, Value it)
{
    STATIC_NAME(name, "__next__") return 0;
    PyObject *fn;
    if (!v_is_heap(it) || Py_TYPE(v_object(it))->tp_iternext != host_probe->tp_iternext
        || !(fn = special_function(Py_TYPE(v_object(it)), name)))
        return 0;
    dunder_remember(DUNDER_NEXT, it, V_UNSET, fn, ST_NEXT);
    push_special(ts, f, ip, ST_NEXT, fn, &it, 1, NULL);
    return 1;
}

#include "continue_more.h"
#endif
