/* operators.h - the slow halves of arithmetic, comparisons and membership: chains of long ints, text, lists, arrays, then whatever the host says.

   Operators that a class in Python answers are frames: dunders.h where it is known which one, continue.h where it has to be found out. */
#ifndef PYRS_OPERATORS_H
#define PYRS_OPERATORS_H

/* Type flags of an operand, without HEAPTYPE if it is immutable (type_is_open); 0 of one that is inline. */
HOT unsigned long operand_flags(Value v)
{
    unsigned long flags = v_is_object(v) ? Py_TYPE(v_object(v))->tp_flags : 0;
    return flags & ~((flags & Py_TPFLAGS_IMMUTABLETYPE) * (Py_TPFLAGS_HEAPTYPE / Py_TPFLAGS_IMMUTABLETYPE));
}

/* No class in Python has a say in an operation on operands with these flags, and none of them is of a type that the engine looks after itself: numbers of
   NumPy, timestamps, decimals. */
#define FLAGS_LOOKED_AFTER (Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_LONG_SUBCLASS | Py_TPFLAGS_UNICODE_SUBCLASS | Py_TPFLAGS_LIST_SUBCLASS | Py_TPFLAGS_TUPLE_SUBCLASS)

static __attribute__((noinline)) int operands_are_foreign_slow(Value x, Value y)
{
    return !((operand_flags(x) | operand_flags(y)) & FLAGS_LOOKED_AFTER);
}

HOT int operands_are_foreign(Value x, Value y)
{
    unsigned long flags = (v_is_object(x) ? Py_TYPE(v_object(x))->tp_flags : 0) | (v_is_object(y) ? Py_TYPE(v_object(y))->tp_flags : 0);
    return flags & FLAGS_LOOKED_AFTER ? (flags & Py_TPFLAGS_IMMUTABLETYPE) && operands_are_foreign_slow(x, y) : flags != 0;
}

#define NO_REGISTER UINT32_MAX

/* The slot that binary_op1 of the host would call first for operands of types s and t; NULL: there is more to be asked. */
HOT binaryfunc foreign_slot(int which, int in_place, PyTypeObject *s, PyTypeObject *t)
{
    const uint16_t *slots = operator_slot[which];
    binaryfunc slot, other;
    if (which == B_POW)
        return NULL;
    if (in_place && (slot = number_slot(s, slots[1])))
        return slot;
    slot = number_slot(s, slots[0]);
    if (s != t && slot && t != &PyLong_Type && t != &PyFloat_Type && (other = number_slot(t, slots[0])) && other != slot && PyType_IsSubtype(t, s))
        return NULL;
    return slot;
}

/* The operator on two such objects, without the host's layers, which do the rest. New reference, or NULL. */
HOT PyObject *foreign_operator(int which, int in_place, PyObject *x, PyObject *y)
{
    binaryfunc slot = foreign_slot(which, in_place, Py_TYPE(x), Py_TYPE(y));
    PyObject *r = slot ? slot(x, y) : Py_NewRef(Py_NotImplemented);
    if (__builtin_expect(r != Py_NotImplemented, 1))
        return r;
    Py_DECREF(r);
    return binary_table[in_place][which](x, y);
}

/* One of them is an array of NumPy's: into one that ends here (elision.h), or Py_NotImplemented: nothing done. */
static PyObject *foreign_elide(int which, Value left, int left_ends, Value right, int right_ends)
{
    if (left_ends && elide_is_array(left))
        return elide_binary(which, left, right);
    return right_ends && ((ELIDE_COMMUTES >> which) & 1) && elide_is_array(right) ? elide_binary(which, right, left) : Py_NotImplemented;
}

/* The operator at ins has made v. drop: the register of the right operand, or NO_REGISTER. */
HOT int foreign_value(Frame *f, Word ins, uint32_t drop, Value v)
{
    Value *R = f->regs;
    const uint32_t tbase = f->code->tbase;
    reg_drop_at(R, W_B(ins), tbase);
    if (drop != NO_REGISTER && drop != W_A(ins))
        reg_drop_at(R, drop, tbase);
    return reg_set(R, W_A(ins), v), 0;
}

/* The same of r (owned, NULL: an error). */
HOT int foreign_result(Frame *f, Word ins, uint32_t drop, PyObject *r)
{
    return r ? foreign_value(f, ins, drop, value_from_owned(r)) : -1;
}

/* An operator on foreign operands. drop: the register of the right one, or NO_REGISTER. */
static __attribute__((noinline)) int binary_foreign(OP_ARGS, int which, int in_place, Value right, uint32_t drop)
{
    const uint32_t tbase = f->code->tbase;
    SYNC();
    Value left = f->regs[W_B(ins)];
    PyObject *r = Py_NotImplemented;
    if (!in_place && (elide_is_array(left) || elide_is_array(right)))
        r = foreign_elide(which, left, W_B(ins) >= tbase, right, drop != NO_REGISTER && drop >= tbase);
    if (r == Py_NotImplemented) {
        PyObject *x_tmp, *y_tmp, *x = borrow_object(left, &x_tmp), *y = x ? borrow_object(right, &y_tmp) : NULL;
        r = NULL;
        if (y) {
            r = foreign_operator(which, in_place, x, y);
            if (y_tmp)
                Py_DECREF(y_tmp);
        }
        if (x_tmp)
            Py_DECREF(x_tmp);
    }
    return foreign_result(f, ins, drop, r);
}

static void binary_operands(Frame *f, Word *ip, int *which, int *in_place, Value *x, Value *y);     /* continue.h */

/* The first slot has returned NotImplemented, which ends here: the host's layers, for the instruction before f's synced pc. */
static __attribute__((noinline, cold)) int binary_foreign_again(Frame *f, uint32_t drop)
{
    int which, in_place;
    Value left, right;
    Py_DECREF(Py_NotImplemented);
    binary_operands(f, f->pc - 1, &which, &in_place, &left, &right);
    PyObject *x = value_box(left), *y = x ? value_box(right) : NULL, *r = y ? binary_table[in_place][which](x, y) : NULL;
    Py_XDECREF(x);
    Py_XDECREF(y);
    return foreign_result(f, f->pc[-1], drop, r);
}

/* s + t of two exact bytes.  Like str, they grow in place where nobody else has them: the host copies them each time. */
COLD int bytes_add(OP_ARGS, Value right, uint32_t drop)
{
    REGS;
    PyObject *s = v_object(R[b]), *t = v_object(right);
    Py_ssize_t n = Py_SIZE(s), m = Py_SIZE(t);
    const size_t around = offsetof(PyBytesObject, ob_sval) + 1;
    if (m > PY_SSIZE_T_MAX - (Py_ssize_t)around - n)
        return PyErr_NoMemory(), -1;
    if (n && m && s != t && Py_REFCNT(s) == 1 && (a == b || b >= f->code->tbase)) {
        PyObject *grown = PyObject_Realloc(s, around + (size_t)(n + m));       /* as _PyBytes_Resize, which would lose s for want of memory */
        if (!grown)
            return PyErr_NoMemory(), -1;
        R[b] = V_UNSET;
        s = grown;
        Py_SET_SIZE(s, n + m);
        bytes_rehash(s);
        copy_bytes(PyBytes_AS_STRING(s) + n, PyBytes_AS_STRING(t), (size_t)m);
        PyBytes_AS_STRING(s)[n + m] = 0;
    }
    else {
        PyObject *sum = m == 0 ? Py_NewRef(s) : n == 0 ? Py_NewRef(t) : PyBytes_FromStringAndSize(NULL, n + m);
        if (!sum)
            return -1;
        if (n && m) {
            copy_bytes(PyBytes_AS_STRING(sum), PyBytes_AS_STRING(s), (size_t)n);
            copy_bytes(PyBytes_AS_STRING(sum) + n, PyBytes_AS_STRING(t), (size_t)m);
        }
        reg_drop_end(ts, f, pc, R, b, f->code->tbase);
        s = sum;
    }
    if (drop != NO_REGISTER && drop != a)
        reg_drop_end(ts, f, pc, R, drop, f->code->tbase);
    return reg_assign(ts, f, pc, R, a, v_from_ptr(s)), 0;
}

/* The same where the left operand is an int or float, whose type says NotImplemented to a foreign object: its slot is asked at once (that of a float of
   NumPy's, a subclass of float, is the host's first, too). */
static __attribute__((noinline)) int binary_foreign_right(OP_ARGS, int which, int in_place, Value right, uint32_t drop)
{
    Value left = f->regs[W_B(ins)];
    binaryfunc slot = v_is_number(left) && v_is_object(right) && which != B_POW && !elide_is_array(right)
                      ? number_slot(Py_TYPE(v_object(right)), operator_slot[which][0]) : NULL;
    if (!slot)
        return binary_foreign(ts, f, pc, ins, which, in_place, right, drop);
    SYNC();
    PyObject *x = value_box_inline(left);
    if (!x)
        return -1;
    PyObject *r = slot(x, v_object(right));
    Py_DECREF(x);
    return r == Py_NotImplemented ? binary_foreign_again(f, drop) : foreign_result(f, ins, drop, r);
}

/* The same where the left operand is an object, no array can be elided, and the first slot knows what to do: little is kept over its call. */
HOT int binary_foreign_at_once(OP_ARGS, int which, int in_place, Value right, uint32_t drop)
{
    Value left = f->regs[W_B(ins)];
    const uint32_t tbase = f->code->tbase;
    if (which == B_ADD && v_is_bytes(left) && v_is_bytes(right))
        return bytes_add(ts, f, pc, ins, right, drop);
    if (!v_is_object(left))
        return binary_foreign_right(ts, f, pc, ins, which, in_place, right, drop);
    if (!in_place && (W_B(ins) >= tbase || (drop != NO_REGISTER && drop >= tbase)) && (elide_is_array(left) || elide_is_array(right)))
        return binary_foreign(ts, f, pc, ins, which, in_place, right, drop);
    PyTypeObject *t = v_is_object(right) ? Py_TYPE(v_object(right)) : v_is_int(right) ? &PyLong_Type : v_is_double(right) ? &PyFloat_Type : NULL;
    binaryfunc slot = t ? foreign_slot(which, in_place, Py_TYPE(v_object(left)), t) : NULL;
    if (!slot)
        return binary_foreign(ts, f, pc, ins, which, in_place, right, drop);
    SYNC();
    PyObject *r;
    if (v_is_object(right))
        r = slot(v_object(left), v_object(right));
    else {
        PyObject *y = value_box_inline(right);
        if (!y)
            return -1;
        r = slot(v_object(left), y);
        Py_DECREF(y);
    }
    if (r == Py_NotImplemented)
        return binary_foreign_again(f, drop);
    return foreign_result(f, ins, drop, r);
}

static __attribute__((noinline)) int binary_foreign_k(OP_ARGS, int which, int in_place, Value right)
{
    return binary_foreign_at_once(ts, f, pc, ins, which, in_place, right, NO_REGISTER);
}

static __attribute__((noinline)) int binary_foreign_rr(OP_ARGS, int which, int in_place)
{
    return binary_foreign_at_once(ts, f, pc, ins, which, in_place, f->regs[W_C(ins)], W_C(ins));
}

/* An operator on ints that leave 48 bits, and those at pc that go on with its result, which nobody else sees: it is in a temporary, or they write its
   variable anew.  The number stays in machine words meanwhile.  drop: the register of the right operand, or NO_REGISTER.
   Returns how many words of pc are done, -1 (error set), or -2: not for this path, nothing done. */
#define OPERATOR_CHAIN(name, Number, Operand, read_left, read, take, step, value)                                  \
COLD int name(OP_ARGS, int which, Value right, uint32_t drop)                                                     \
{                                                                                                                  \
    REGS;                                                                                                          \
    const uint32_t tbase = f->code->tbase;                                                                         \
    Number x, left;                                                                                                \
    Operand y;                                                                                                     \
    int done = 0;                                                                                                  \
    if (!read_left(R[b], &x) || !read(right, &y) || !step(which, &x, y))                                           \
        return -2;                                                                                                 \
    reg_drop_end(ts, f, pc, R, b, tbase);                                                                          \
    if (drop != NO_REGISTER)                                                                                       \
        reg_drop_end(ts, f, pc, R, drop, tbase);                                                                   \
    uint32_t at = a;                                                                                               \
    while (x.mag >> 47) {       /* an inline number is the next handler's business */                              \
        const Word *next = &pc[done];                                                                              \
        uint32_t op = op_base[I_OP(next)], other = NO_REGISTER;                                                    \
        if (!is_operator(op) || (at < tbase && I_A(next) != at))                                                   \
            break;                                                                                                 \
        which = operator_of[op - OP_ADD];                                                                          \
        if (op > OP_IMATMUL) {                                                                                     \
            if (I_B(next) != at || !read(op <= OP_IXOR_I ? v_from_int48(I_SC(next)) : f->code->consts[I_C(next)], &y) || !step(which, &x, y)) \
                break;                                                                                             \
        }                                                                                                          \
        else if (I_B(next) == at) {                                                                                \
            other = I_C(next);                                                                                     \
            if (other == at || !read(R[other], &y) || !step(which, &x, y))                                         \
                break;                                                                                             \
        }                                                                                                          \
        else {                                                                                                     \
            other = I_B(next);                                                                                     \
            if (I_C(next) != at || !read_left(R[other], &left) || !take(&x, &y) || !step(which, &left, y))         \
                break;                                                                                             \
            x = left;                                                                                              \
        }                                                                                                          \
        if (other != NO_REGISTER)                                                                                  \
            reg_drop_end(ts, f, pc, R, other, tbase);                                                              \
        at = I_A(next);                                                                                            \
        done++;                                                                                                    \
    }                                                                                                              \
    Value r = value(x);                                                                                            \
    if (r == V_UNSET)                                                                                              \
        return PyErr_NoMemory(), -1;                                                                               \
    reg_assign(ts, f, pc, R, at, r);                                                                               \
    return done;                                                                                                   \
}
OPERATOR_CHAIN(wide_chain, Wide, Wide, wide_read, wide_read, wide_take, wide_step, wide_value)
OPERATOR_CHAIN(natural_chain, Natural, uint64_t, natural_read_left, natural_read, natural_take, natural_step, natural_value)

/* Ints that these have left: by int's own operator. 0, -1 (error set), or -2: not for this path, nothing done. */
COLD int binary_ints(OP_ARGS, int which, Value right, uint32_t drop)
{
    REGS;
    if (!int_slot_takes(which, R[b], right))
        return -2;
    SYNC();         /* a long product looks for signals */
    Value r = int_slot_binary(which, R[b], right);
    if (r == V_UNSET)
        return -1;
    reg_drop(f, R, b);
    if (drop != NO_REGISTER)
        reg_drop(f, R, drop);
    return reg_set(R, a, r), 0;
}

/* s + t, or s += t, of two exact str. */
COLD int str_add(OP_ARGS, int in_place, Value right)
{
    REGS;
    int keep = !in_place && (a != b || b >= f->code->tbase);
    PyObject *s = v_object(R[b]), *t = v_object(right);
    SYNC_ALLOC();
    if ((a == b || b >= f->code->tbase) && s != t) {
        /* s += t, or a temporary: the only reference is handed over, so that it grows in place. */
        R[b] = V_UNSET;
        if (!str_append_in_place(&s, t)) {
            if (Py_REFCNT(s) == 1)
                PyUnicode_Append(&s, t);
            else {
                PyObject *sum = str_concat(s, t, keep);
                Py_DECREF(s);
                s = sum;
            }
        }
    }
    else {
        s = str_concat(s, t, keep);
        if (s && b != a)
            reg_drop_end(ts, f, pc, R, b, f->code->tbase);
    }
    if (!s)
        return -1;
    reg_assign(ts, f, pc, R, a, v_from_ptr(s));
    return 0;
}

/* Is `o * n` the repetition of a sequence of the host's, which asks n for nothing? */
#define repeats(o) (PyUnicode_CheckExact(o) || PyList_CheckExact(o) || PyTuple_CheckExact(o) || PyBytes_CheckExact(o))

/* An operator on what the engine knows something about, or code in Python. */
COLD int binary_engine(OP_ARGS, int which, int in_place, Value right)
{
    REGS;
    Value left = R[b], r;
    if (which == B_ADD && !in_place && v_is_object(left) && v_is_object(right) && Py_TYPE(v_object(left)) == Py_TYPE(v_object(right))
        && (PyList_CheckExact(v_object(left)) || PyTuple_CheckExact(v_object(left)))) {
        SYNC_ALLOC();
        PyObject *x = v_object(left), *y = v_object(right);
        PyObject *o = PyList_CheckExact(x) ? list_of(((PyListObject *)x)->ob_item, Py_SIZE(x), ((PyListObject *)y)->ob_item, Py_SIZE(y))
                      : Py_TYPE(x)->tp_as_sequence->sq_concat(x, y);
        if (!o)
            return -1;
        reg_drop_end(ts, f, pc, R, b, f->code->tbase);
        return reg_assign(ts, f, pc, R, a, v_from_ptr(o)), 0;
    }
    if (which == B_ADD && in_place && v_is_object(left) && PyList_CheckExact(v_object(left)) && v_is_object(right)
        && (PyList_CheckExact(v_object(right)) || PyTuple_CheckExact(v_object(right)))) {
        SYNC_ALLOC();
        PyObject *o = PyList_Type.tp_as_sequence->sq_inplace_concat(v_object(left), v_object(right));
        if (!o)
            return -1;
        reg_drop_end(ts, f, pc, R, b, f->code->tbase);
        return reg_assign(ts, f, pc, R, a, v_from_ptr(o)), 0;
    }
    if (which == B_MUL && !in_place && v_is_object(left) && v_is_int(right) && repeats(v_object(left))) {
        SYNC_ALLOC();
        PyObject *o = Py_TYPE(v_object(left))->tp_as_sequence->sq_repeat(v_object(left), v_int(right));
        if (!o)
            return -1;
        reg_drop_end(ts, f, pc, R, b, f->code->tbase);
        return reg_assign(ts, f, pc, R, a, v_from_ptr(o)), 0;
    }
    Wide x, y;
    if (!in_place && (v_is_int_instance(left) || v_is_int_instance(right)) && wide_read_operand(left, which, &x)
        && wide_read_operand(right, which, &y) && wide_step(which, &x, y) && (r = wide_value(x)) != V_UNSET) {
        reg_drop_end(ts, f, pc, R, b, f->code->tbase);
        return reg_assign(ts, f, pc, R, a, r), 0;
    }
    if (which == B_MOD && v_is_str(left)) {
        PyObject *s = str_percent(v_object(left), right);
        if (s) {
            reg_drop_end(ts, f, pc, R, b, f->code->tbase);
            return reg_assign(ts, f, pc, R, a, v_from_ptr(s)), 0;
        }
    }
    SYNC();
    if (binary_special_case(ts, f, pc - 1, which, in_place, left, right))
        return -1;
    r = binary_slow(which, in_place, left, right);
    if (r == V_UNSET)
        return -1;
    reg_drop(f, R, b);
    return reg_set(R, a, r), 0;
}

static __attribute__((noinline)) int binary_k(OP_ARGS, int which, int in_place, Value right)
{
    Value left = f->regs[W_B(ins)];
    if (v_is_heap(left) && dunder_push(ts, f, pc - 1, pc, (uint32_t)which + (in_place ? DUNDER_IN_PLACE : DUNDER_BINARY), left, right))
        return -1;
    if (v_may_be_wide(right) && v_may_be_wide(left)) {
        int done = natural_chain(ts, f, pc, ins, which, right, NO_REGISTER);
        if (done == -2)
            done = wide_chain(ts, f, pc, ins, which, right, NO_REGISTER);
        if (done == -2)
            done = binary_ints(ts, f, pc, ins, which, right, NO_REGISTER);
        if (done >= -1)
            return done;
    }
    return binary_engine(ts, f, pc, ins, which, in_place, right);
}

static __attribute__((noinline)) int binary_rr(OP_ARGS, int which, int in_place)
{
    REGS;
    uint32_t keep = c;
    if (v_is_object(R[b])) {
        if (is_heap(v_object(R[b]))
            && dunder_push(ts, f, pc - 1, pc, (uint32_t)which + (in_place ? DUNDER_IN_PLACE : DUNDER_BINARY), R[b], R[c]))
            return -1;
    }
    else if (dunder_reflects((uint32_t)which, R[b], R[c]) && dunder_push(ts, f, pc - 1, pc, (uint32_t)which + DUNDER_REFLECTED, R[c], R[b]))
        return -1;
    if (v_may_be_wide(R[b]) && v_may_be_wide(R[c])) {
        int done = natural_chain(ts, f, pc, ins, which, R[c], c);
        if (done == -2)
            done = wide_chain(ts, f, pc, ins, which, R[c], c);
        if (done == -2)
            done = binary_ints(ts, f, pc, ins, which, R[c], c);
        if (done >= -1)
            return done;
    }
    if (binary_engine(ts, f, pc, ins, which, in_place, R[c]) < 0)
        return -1;
    if (keep != a)
        reg_drop(f, f->regs, keep);
    return 0;
}

#define are_floats_divided(which, x, y) (((which) == B_FLOORDIV || (which) == B_MOD) && (v_is_double(x) || v_is_double(y)) && v_is_number(x) && v_is_number(y))

/* Two such by // or % as the host divides them (its float_rem and _float_div_mod): 1, 0: nothing done. */
static __attribute__((noinline)) int floats_divide(OP_ARGS, int which, Value right)
{
    Value left = f->regs[W_B(ins)];
    double x = v_is_int(left) ? (double)v_int(left) : v_double(left), y = v_is_int(right) ? (double)v_int(right) : v_double(right);
    if (y == 0.0)
        return 0;
    double rest = fmod(x, y), r = (x - rest) / y;
    if (rest != 0.0) {
        if ((y < 0.0) != (rest < 0.0)) {
            rest += y;
            r -= 1.0;
        }
    }
    else
        rest = copysign(0.0, y);
    if (which == B_MOD)
        r = rest;
    else if (r != 0.0) {
        double whole = floor(r);
        r = r - whole > 0.5 ? whole + 1.0 : whole;
    }
    else
        r = copysign(0.0, x / y);
    if (r != r)
        return 0;
    reg_assign(ts, f, pc, f->regs, W_A(ins), v_from_double_notnan(r));
    return 1;
}

/* The right operand is a constant. These two return how many words behind the instruction are done as well (wide_chain), or -1.  Both are nothing but calls
   in their place, so that foreign operands do not pay for the registers that the others need. */
COLD int op_binary(OP_ARGS, int which, int in_place, Value right)
{
    if (which == B_ADD && v_is_str(f->regs[W_B(ins)]) && v_is_str(right))
        return str_add(ts, f, pc, ins, in_place, right);
    if (are_floats_divided(which, f->regs[W_B(ins)], right) && floats_divide(ts, f, pc, ins, which, right))
        return 0;
    if (v_is_past_wide(f->regs[W_B(ins)]) || v_is_past_wide(right)) {
        int done = binary_ints(ts, f, pc, ins, which, right, NO_REGISTER);
        if (done != -2)
            return done;
    }
    return operands_are_foreign(f->regs[W_B(ins)], right) ? binary_foreign_k(ts, f, pc, ins, which, in_place, right)
           : binary_k(ts, f, pc, ins, which, in_place, right);
}

/* Two lists, or two tuples, one behind the other. */
static __attribute__((noinline)) int sequences_add(OP_ARGS, int in_place)
{
    PyObject *left = v_object(f->regs[W_B(ins)]), *right = v_object(f->regs[W_C(ins)]);
    SYNC();
    PySequenceMethods *sq = Py_TYPE(left)->tp_as_sequence;
    PyObject *r = (in_place && sq->sq_inplace_concat ? sq->sq_inplace_concat : sq->sq_concat)(left, right);
    return r ? foreign_value(f, ins, W_C(ins), v_from_ptr(r)) : -1;
}

/* op_binary_rr of what is not for binary_of_one_type. */
static __attribute__((noinline)) int binary_more(OP_ARGS, int which, int in_place)
{
    if (are_floats_divided(which, f->regs[W_B(ins)], f->regs[W_C(ins)]) && floats_divide(ts, f, pc, ins, which, f->regs[W_C(ins)]))
        return 0;
    if (which == B_ADD && v_is_str(f->regs[W_B(ins)]) && v_is_str(f->regs[W_C(ins)])) {
        if (str_add(ts, f, pc, ins, in_place, f->regs[W_C(ins)]) < 0)
            return -1;
        if (W_C(ins) != W_A(ins))
            reg_drop_end(ts, f, pc, f->regs, W_C(ins), f->code->tbase);
        return 0;
    }
    if (v_is_past_wide(f->regs[W_B(ins)]) || v_is_past_wide(f->regs[W_C(ins)])) {
        int done = binary_ints(ts, f, pc, ins, which, f->regs[W_C(ins)], W_C(ins));
        if (done != -2)
            return done;
    }
    return operands_are_foreign(f->regs[W_B(ins)], f->regs[W_C(ins)]) ? binary_foreign_rr(ts, f, pc, ins, which, in_place)
           : binary_rr(ts, f, pc, ins, which, in_place);
}

/* Two objects of one type, where its slot may be all that is to be asked: decimals, sets, two ints of which one is past 128 bits. */
static __attribute__((noinline)) int binary_of_one_type(OP_ARGS, int which, int in_place)
{
    const Value *R = f->regs;
    Value left = R[W_B(ins)], right = R[W_C(ins)];
    PyTypeObject *t = Py_TYPE(v_object(left));
    binaryfunc slot = NULL;
    if (t != &PyLong_Type)
        slot = elide_is_array(left) ? NULL : foreign_slot(which, in_place, t, t);
    else if ((v_is_past_wide(left) || v_is_past_wide(right)) && int_slot_takes(which, left, right))
        slot = number_slot(t, operator_slot[which][0]);
    if (!slot)
        return binary_more(ts, f, pc, ins, which, in_place);
    SYNC();
    PyObject *r = slot(v_object(left), v_object(right));
    if (__builtin_expect(r && Py_TYPE(r) == t && (t == &PyLong_Type ? (size_t)(Py_SIZE(r) + 2) > 4 : t != &PyFloat_Type), 1))    /* no inline value */
        return foreign_value(f, ins, W_C(ins), v_from_ptr(r));
    return r == Py_NotImplemented ? binary_foreign_again(f, W_C(ins)) : foreign_result(f, ins, W_C(ins), r);
}

/* Three-register form: the right operand is R[c]. */
COLD int op_binary_rr(OP_ARGS, int which, int in_place)
{
    Value left = f->regs[W_B(ins)], right = f->regs[W_C(ins)];
    if (v_is_object(left) && v_is_object(right) && Py_TYPE(v_object(left)) == Py_TYPE(v_object(right))) {
        const PyTypeObject *t = Py_TYPE(v_object(left));
        if (!(t->tp_flags & (FLAGS_LOOKED_AFTER & ~Py_TPFLAGS_LONG_SUBCLASS)))
            return binary_of_one_type(ts, f, pc, ins, which, in_place);
        if (which == B_ADD && (t == &PyList_Type || t == &PyTuple_Type))
            return sequences_add(ts, f, pc, ins, in_place);
    }
    return binary_more(ts, f, pc, ins, which, in_place);
}

COLD int op_compare(OP_ARGS, int cmp)
{
    REGS;
    if (v_is_heap(R[b]) && dunder_push(ts, f, pc - 1, pc, DUNDER_COMPARE + (uint32_t)cmp, R[b], R[c]))
        return -1;
    int t = str_compare(cmp, R[b], R[c]);
    if (t < 0)
        t = plain_compare(cmp, R[b], R[c]);
    if (t >= 0) {
        reg_drop_end(ts, f, pc, R, b, f->code->tbase);
        if (c != b)
            reg_drop_end(ts, f, pc, R, c, f->code->tbase);
        reg_assign(ts, f, pc, R, a, v_bool(t));
        return 0;
    }
    SYNC();
    if (compare_special_case(ts, f, pc - 1, R[b], R[c]))
        return -1;
    Value r = compare_slow(cmp, R[b], R[c]);
    if (r == V_UNSET)
        return -1;
    reg_drop(f, R, b);
    if (c != b)
        reg_drop(f, R, c);
    reg_set(R, a, r);
    return 0;
}

/* R[a] == R[b] of two exact str that str_equal_in_line has left, whose temporaries end here: 1, 0, or -1: they are not (nothing done). */
COLD int str_equal_operands(Value *R, uint32_t a, uint32_t b, uint32_t tbase)
{
    Value x = R[a], y = R[b];
    if (!v_is_str(x) || !v_is_str(y) || !PyUnicode_IS_READY(v_object(x)) || !PyUnicode_IS_READY(v_object(y)))
        return -1;
    int same = x == y || str_equal(v_object(x), v_object(y));
    reg_drop_at(R, a, tbase);
    reg_drop_at(R, b, tbase);
    return same;
}

static int op_compare_jump_heap(OP_ARGS, int cmp, int imm), op_compare_jump_any(OP_ARGS, int cmp, int imm);

/* For the fused jumps: truth of the comparison or -1. `imm`: operand b is an immediate.  What their first characters order is compared here, in a leaf
   function. */
COLD int op_compare_jump(OP_ARGS, int cmp, int imm)
{
    if (!v_is_str(f->regs[W_A(ins)])) {     /* before anything that needs registers of the caller's */
        if (v_is_heap(f->regs[W_A(ins)]))
            return op_compare_jump_heap(ts, f, pc, ins, cmp, imm);
        return op_compare_jump_any(ts, f, pc, ins, cmp, imm);
    }
    REGS;
    Value x = R[a], y = imm ? V_UNSET : R[b];
    uint32_t tbase = f->code->tbase;
    if (v_is_str(y) && (str_state(v_object(x)) & str_state(v_object(y)) & STR_IS_PLAIN) == STR_IS_PLAIN) {
        /* A NUL ends them. */
        const unsigned char *s = (const unsigned char *)v_object(x) + sizeof(PyASCIIObject), *t = (const unsigned char *)v_object(y) + sizeof(PyASCIIObject);
        if (*s != *t && (a < tbase || Py_REFCNT(v_object(x)) > 1) && (b < tbase || Py_REFCNT(v_object(y)) > 1)) {
            int below = *s < *t;
            if (a >= tbase) {
                R[a] = V_UNSET;
                v_object(x)->ob_refcnt--;
            }
            if (b >= tbase) {
                R[b] = V_UNSET;
                v_object(y)->ob_refcnt--;
            }
            return cmp == Py_NE || (cmp != Py_EQ && below == (cmp == Py_LT || cmp == Py_LE));
        }
    }
    return op_compare_jump_any(ts, f, pc, ins, cmp, imm);
}

COLD int op_compare_jump_any(OP_ARGS, int cmp, int imm)
{
    REGS;
    if (!imm) {
        int same = cmp != Py_EQ && cmp != Py_NE ? str_compare(cmp, R[a], R[b]) : -1;        /* those: str_equal_operands */
        if (same < 0)
            same = plain_compare(cmp, R[a], R[b]);
        if (same >= 0) {
            reg_drop_end(ts, f, pc, R, a, f->code->tbase);
            if (b != a)
                reg_drop_end(ts, f, pc, R, b, f->code->tbase);
            return same;
        }
    }
    SYNC();
    if (compare_special_case(ts, f, pc - 1, R[a], imm ? V_UNSET : R[b]))
        return -1;
    Value r = compare_slow(cmp, R[a], imm ? v_from_int48(W_SB(ins)) : R[b]);
    if (r == V_UNSET)
        return -1;
    reg_drop(f, R, a);
    if (!imm && b != a)
        reg_drop(f, R, b);
    int truth = truth_slow(r);
    value_decref(r);
    return truth;
}

COLD int op_unary(OP_ARGS, int which)
{
    REGS;
    if (v_is_heap(R[b]) && dunder_push(ts, f, pc - 1, pc, DUNDER_UNARY + (uint32_t)which, R[b], V_UNSET))
        return -1;
    SYNC();
    if (unary_special_case(ts, f, pc - 1, which, R[b]))
        return -1;
    Value r;
    PyObject *o = which != 1 && b >= f->code->tbase && elide_is_array(R[b]) ? elide_unary_op(which, R[b]) : Py_NotImplemented;
    if (o != Py_NotImplemented)
        r = o ? v_from_ptr(o) : V_UNSET;
    else
        r = unary_slow(which, R[b]);
    if (r == V_UNSET)
        return -1;
    reg_drop(f, R, b);
    reg_set(R, a, r);
    return 0;
}

/* Truth of register i (consumed if a temporary and `consume`), or -1. */
COLD int op_truth(ThreadState *ts, Frame *f, Word *pc, uint32_t i, int consume)
{
    Value *R = f->regs;
    int t = v_is_object(R[i]) ? quiet_truth(v_object(R[i])) : -1;
    if (t >= 0)
        f->pc = pc;
    else {
        if (v_is_heap(R[i]) && dunder_push(ts, f, pc - 1, pc, DUNDER_BOOL, R[i], V_UNSET))
            return -1;
        SYNC();
        if (truth_special(ts, f, pc - 1, R[i]))
            return -1;
        t = truth_slow(R[i]);
    }
    if (t >= 0 && consume)
        reg_drop(f, R, i);
    return t;
}

COLD int op_contains(OP_ARGS, int invert)
{
    REGS;
    if (v_is_heap(R[c]) && dunder_push(ts, f, pc - 1, pc, DUNDER_CONTAINS, R[c], R[b]))
        return -1;
    SYNC();
    if (contains_special_case(ts, f, pc - 1, R[b], R[c]))
        return -1;
    int t = contains_slow(R[b], R[c]);
    if (t < 0)
        return -1;
    reg_drop(f, R, b);
    if (c != b)
        reg_drop(f, R, c);
    reg_set(R, a, v_bool(t ^ invert));
    return 0;
}

#endif
