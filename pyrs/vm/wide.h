/* wide.h - ints past 48 bits, up to 128: sign and magnitude in two machine words.

   Hash and random-number arithmetic that is masked to 32 or 64 bits lives here; the host's digit loops cost about twice as much.
   wide_chain (operators.h) keeps such numbers in machine words from one operator to the next, so that only the last result is boxed; natural_chain does
   so where no operand is negative or past 64 bits, as in most such arithmetic, for fewer instructions. */
#ifndef PYRS_WIDE_H
#define PYRS_WIDE_H

/* The binary operators, in the order of opcodes.BINARY. */
enum { B_ADD, B_SUB, B_MUL, B_TRUEDIV, B_FLOORDIV, B_MOD, B_POW, B_LSHIFT, B_RSHIFT, B_AND, B_OR, B_XOR, B_MATMUL };

/* Which of them an opcode from OP_ADD to OP_IAND_K is, plain or in place. */
#define OPERATORS B_ADD, B_SUB, B_MUL, B_TRUEDIV, B_FLOORDIV, B_MOD, B_POW, B_LSHIFT, B_RSHIFT, B_AND, B_OR, B_XOR, B_MATMUL
#define OPERATORS_I B_ADD, B_SUB, B_MUL, B_FLOORDIV, B_MOD, B_LSHIFT, B_RSHIFT, B_AND, B_OR, B_XOR
#define OPERATORS_K B_ADD, B_SUB, B_MUL, B_TRUEDIV, B_FLOORDIV, B_MOD, B_POW, B_AND
static const uint8_t operator_of[] = {OPERATORS, OPERATORS, OPERATORS_I, OPERATORS_I, OPERATORS_K, OPERATORS_K};
#define is_operator(op) ((uint32_t)(op) - OP_ADD <= OP_IAND_K - OP_ADD)
_Static_assert(OP_IADD == OP_ADD + 13 && OP_ADD_I == OP_IMATMUL + 1 && OP_IADD_I == OP_ADD_I + 10 && OP_IXOR_I == OP_IADD_I + 9
               && OP_XOR_I == OP_ADD_I + 9 && OP_ADD_K == OP_IXOR_I + 1 && OP_IADD_K == OP_ADD_K + 8 && OP_IAND_K == OP_IADD_K + 7
               && sizeof operator_of == OP_IAND_K - OP_ADD + 1, "operator_of counts on the order of the operators");

typedef unsigned __int128 u128;
typedef struct { u128 mag; int negative; } Wide;        /* a zero may be negative */

/* An int of two digits and more: 1, or 0 if it is past 128 bits. */
HOT int wide_digits(PyLongObject *o, Wide *w)
{
    Py_ssize_t n = Py_SIZE(o);
    w->negative = n < 0;
    n = n < 0 ? -n : n;
    const digit *d = o->ob_digit;
    if (n < 2 || n > 5 || (n == 5 && d[4] >> 8))
        return 0;
    u128 m = (uint64_t)d[0] | (uint64_t)d[1] << PyLong_SHIFT;
    if (n > 2) {
        m |= (u128)((uint64_t)d[2] | (n > 3 ? (uint64_t)d[3] << PyLong_SHIFT : 0)) << (2 * PyLong_SHIFT);
        if (n == 5)
            m |= (u128)d[4] << (4 * PyLong_SHIFT);
    }
    w->mag = m;
    return 1;
}

/* An int operand: 1, or 0 if it is none or past 128 bits. */
HOT int wide_read(Value v, Wide *w)
{
    if (v_is_int(v)) {
        int64_t i = v_int(v);
        w->negative = i < 0;
        w->mag = i < 0 ? -(uint64_t)i : (uint64_t)i;
        return 1;
    }
    return v_is_object(v) && PyLong_CheckExact(v_object(v)) && wide_digits((PyLongObject *)v_object(v), w);
}

/* Where a type has each operator's function, plain and in place. */
#define NUMBER_SLOTS(name) {offsetof(PyNumberMethods, nb_##name), offsetof(PyNumberMethods, nb_inplace_##name)}
static const uint16_t operator_slot[][2] = {NUMBER_SLOTS(add), NUMBER_SLOTS(subtract), NUMBER_SLOTS(multiply), NUMBER_SLOTS(true_divide),
    NUMBER_SLOTS(floor_divide), NUMBER_SLOTS(remainder), NUMBER_SLOTS(power), NUMBER_SLOTS(lshift), NUMBER_SLOTS(rshift), NUMBER_SLOTS(and),
    NUMBER_SLOTS(or), NUMBER_SLOTS(xor), NUMBER_SLOTS(matrix_multiply)};
#undef NUMBER_SLOTS

static binaryfunc number_slot(PyTypeObject *t, size_t offset)
{
    return t->tp_as_number ? *(binaryfunc *)((char *)t->tp_as_number + offset) : NULL;
}

#define v_is_int_instance(v) (v_is_object(v) && PyLong_Check(v_object(v)) && !PyLong_CheckExact(v_object(v)))      /* of a subclass */

/* As wide_read; also an instance of a subclass of int (an enumeration's member) whose operator `which` is int's. */
static int wide_read_operand(Value v, int which, Wide *w)
{
    if (!v_is_int_instance(v))
        return wide_read(v, w);
    PyLongObject *o = (PyLongObject *)v_object(v);
    size_t slot = operator_slot[which][0];
    if (number_slot(Py_TYPE(o), slot) != number_slot(&PyLong_Type, slot))
        return 0;
    if ((size_t)(Py_SIZE(o) + 1) > 2)
        return wide_digits(o, w);
    w->negative = Py_SIZE(o) < 0;
    w->mag = Py_SIZE(o) ? o->ob_digit[0] : 0;
    return 1;
}

/* Register form, owned; V_UNSET, without an error, for want of memory. */
HOT Value wide_value(Wide w)
{
    u128 mag = w.mag;
    if (mag <= ((u128)1 << 47) - !w.negative)
        return v_from_int48(w.negative ? -(int64_t)mag : (int64_t)mag);
    if (mag >> 60 == 0)
        return v_from_ptr(host_int_make((uint64_t)mag, w.negative));
    Py_ssize_t n = mag >> 90 == 0 ? 3 : mag >> 120 == 0 ? 4 : 5;
    PyLongObject *o = host_wide_new(n, w.negative);
    if (!o)
        return V_UNSET;
    uint64_t low = (uint64_t)mag;
    o->ob_digit[0] = (digit)(low & PyLong_MASK);
    o->ob_digit[1] = (digit)((low >> PyLong_SHIFT) & PyLong_MASK);
    mag >>= 2 * PyLong_SHIFT;
    for (Py_ssize_t i = 2; i < n; i++, mag >>= PyLong_SHIFT)
        o->ob_digit[i] = (digit)((uint64_t)mag & PyLong_MASK);
    return v_from_ptr(o);
}

HOT int wide_take(const Wide *x, Wide *y)       /* as a right operand */
{
    *y = *x;
    return 1;
}

/* An int past 128 bits: the host's business. */
HOT int v_is_past_wide(Value v)
{
    if (!v_is_object(v) || !PyLong_CheckExact(v_object(v)) || (size_t)(Py_SIZE(v_object(v)) + 4) <= 8)
        return 0;
    Py_ssize_t n = Py_SIZE(v_object(v));
    return n > 5 || n < -5 || ((PyLongObject *)v_object(v))->ob_digit[4] >> 8;
}

#define v_may_be_wide(v) (v_is_int(v) || (v_is_object(v) && PyLong_CheckExact(v_object(v))))

/* x := x op y: 1, or 0 and x as it was: an error, past 128 bits, or bits of negative numbers. */
HOT int wide_step(int which, Wide *x, Wide y)
{
    switch (which) {
    case B_SUB:
        y.negative = !y.negative;
        /* fall through */
    case B_ADD:
        if (x->negative == y.negative) {
            u128 sum = x->mag + y.mag;
            if (sum < y.mag)
                return 0;
            x->mag = sum;
        }
        else if (x->mag >= y.mag)
            x->mag -= y.mag;
        else {
            x->mag = y.mag - x->mag;
            x->negative = y.negative;
        }
        return 1;
    case B_MUL:
        if ((x->mag | y.mag) >> 64)
            return 0;
        x->mag = (u128)(uint64_t)x->mag * (uint64_t)y.mag;
        x->negative ^= y.negative;
        return 1;
    }
    if (x->negative || y.negative)
        return 0;
    switch (which) {
    case B_AND: x->mag &= y.mag; return 1;
    case B_OR: x->mag |= y.mag; return 1;
    case B_XOR: x->mag ^= y.mag; return 1;
    case B_LSHIFT:
        if (y.mag > 127 || (y.mag && x->mag >> (128 - (int)y.mag)))
            return 0;
        x->mag <<= (int)y.mag;
        return 1;
    case B_RSHIFT:
        x->mag = y.mag > 127 ? 0 : x->mag >> (int)y.mag;
        return 1;
    case B_FLOORDIV: case B_MOD:
        if (y.mag == 0)
            return 0;
        if ((x->mag | y.mag) >> 64 == 0)
            x->mag = which == B_MOD ? (uint64_t)x->mag % (uint64_t)y.mag : (uint64_t)x->mag / (uint64_t)y.mag;
        else
            x->mag = which == B_MOD ? x->mag % y.mag : x->mag / y.mag;
        return 1;
    }
    return 0;
}

/* ---- without signs: the number so far in two words, what comes to it in one ---- */

typedef struct { u128 mag; } Natural;

HOT int natural_read(Value v, uint64_t *m)
{
    if (v_is_int(v)) {
        *m = (uint64_t)v_int(v);
        return v_int(v) >= 0;
    }
    if (!v_is_object(v) || !PyLong_CheckExact(v_object(v)))
        return 0;
    const PyLongObject *o = (PyLongObject *)v_object(v);
    const digit *d = o->ob_digit;
    if (Py_SIZE(o) < 2 || Py_SIZE(o) > 3)
        return 0;
    *m = (uint64_t)d[0] | (uint64_t)d[1] << PyLong_SHIFT;
    if (Py_SIZE(o) == 3) {
        *m |= (uint64_t)d[2] << (2 * PyLong_SHIFT);
        return d[2] >> (64 - 2 * PyLong_SHIFT) == 0;
    }
    return 1;
}

HOT int natural_read_left(Value v, Natural *x)
{
    uint64_t m;
    int r = natural_read(v, &m);
    x->mag = m;
    return r;
}

HOT int natural_take(const Natural *x, uint64_t *y)      /* as a right operand */
{
    *y = (uint64_t)x->mag;
    return x->mag >> 64 == 0;
}

HOT Value natural_value(Natural x)
{
    return x.mag >> 47 ? wide_value((Wide){x.mag, 0}) : v_from_int48((int64_t)x.mag);
}

/* As wide_step. */
HOT int natural_step(int which, Natural *x, uint64_t y)
{
    u128 mag = x->mag;
    switch (which) {
    case B_ADD:
        mag += y;
        if (mag < y)
            return 0;
        break;
    case B_SUB:
        if (mag < y)
            return 0;
        mag -= y;
        break;
    case B_MUL:
        if (mag >> 64)
            return 0;
        mag = (u128)(uint64_t)mag * y;
        break;
    case B_AND: mag = (uint64_t)mag & y; break;
    case B_OR: mag |= y; break;
    case B_XOR: mag ^= y; break;
    case B_RSHIFT:
        mag = y > 127 ? 0 : mag >> (int)y;
        break;
    case B_LSHIFT:
        if (y > 63 || mag >> 64)
            return 0;
        mag <<= (int)y;
        break;
    case B_FLOORDIV: case B_MOD:
        if (y == 0 || mag >> 64)
            return 0;
        mag = which == B_MOD ? (uint64_t)mag % y : (uint64_t)mag / y;
        break;
    default:
        return 0;
    }
    x->mag = mag;
    return 1;
}

#endif
