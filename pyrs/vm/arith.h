/* arith.h - arithmetic and comparison on register values.

   v_<op>(a, b, &out): fast halves for inline operands; 1 and *out set, or 0: nothing done.
   Inline ints are computed shifted left by 16 where overflow of 48 bits must show: the hardware's 64-bit
   overflow flag is then exact. */
#ifndef PYRS_ARITH_H
#define PYRS_ARITH_H
#include <math.h>
#include "wide.h"

#define sh(v) ((int64_t)((v) << 16))
/* The low 16 bits of r are 0: they become the tag by a rotation, which needs no 64-bit constant. */
HOT Value unsh(int64_t r) { uint64_t u = (uint64_t)r | 0xFFFF; return u >> 16 | u << 48; }

/* An int or float operand as a double; v must be one of the two. */
HOT double v_number(Value v) { return v_is_int(v) ? (double)v_int(v) : v_double(v); }

#define FLOAT_CASE(expr)                                                     \
    if (v_is_double(a) && v_is_double(b)) {                                  \
        double x = v_double(a), y = v_double(b), r = (expr);                 \
        if (__builtin_expect(r == r, 1)) { *out = v_from_double_notnan(r); return 1; } \
    }                                                                        \
    else if (v_is_number(a) && v_is_number(b)) {                                  \
        double x = v_number(a), y = v_number(b), r = (expr);                 \
        if (__builtin_expect(r == r, 1)) { *out = v_from_double_notnan(r); return 1; } \
    }                                                                        \
    return 0;

/* ---- floats stay in the vector unit: loaded, unbiased, computed, biased and stored there.  Through general registers each
   step of a chain of float operations costs about 7 cycles more. ---- */
#ifdef __SSE2__
#include <emmintrin.h>
HOT double load_double(const Value *p)
{
    return _mm_cvtsd_f64(_mm_castsi128_pd(_mm_sub_epi64(_mm_loadl_epi64((const __m128i *)p), _mm_cvtsi64_si128((long long)V_DOUBLE_BIAS))));
}
HOT void write_double(Value *p, double d)
{
#ifdef __clang__
    __m128d v = _mm_set_sd(d);
#else
    __m128d v;
    __asm__("" : "=x"(v) : "0"(d));         /* the same register: _mm_set_sd clears its upper half, a cycle more in each step of a chain */
#endif
    _mm_storel_epi64((__m128i *)p, _mm_add_epi64(_mm_castpd_si128(v), _mm_cvtsi64_si128((long long)V_DOUBLE_BIAS)));
}
#else
HOT double load_double(const Value *p) { return v_double(*p); }
HOT void write_double(Value *p, double d) { *p = v_from_double_notnan(d); }
#endif

static __attribute__((noinline)) void num_release(Value old) { Py_DECREF(v_object(old)); }

/* R[a] := x op y for inline numbers: 1 done, 0 nothing done.  The register's old content, rarely a reference, is released. */
HOT void num_set(Value *R, uint32_t a, Value v)
{
    Value old = R[a];
    R[a] = v;
    if (__builtin_expect(v_is_object(old), 0))
        num_release(old);
}

HOT int num_set_double(Value *R, uint32_t a, double d)
{
    Value old = R[a];
    if (__builtin_expect(d != d, 0))
        return 0;
    write_double(&R[a], d);
    if (__builtin_expect(v_is_object(old), 0))
        num_release(old);
    return 1;
}

/* The same for a temporary, as reg_fill. */
HOT void num_fill(Value *R, uint32_t a, Value v)
{
    assert(!v_is_object(R[a]));
    R[a] = v;
}

HOT int num_fill_double(Value *R, uint32_t a, double d)
{
    assert(!v_is_object(R[a]));
    if (__builtin_expect(d != d, 0))
        return 0;
    write_double(&R[a], d);
    return 1;
}

/* Overflow shows in the shifted sum; the result comes by the shorter way, because it is what the next instruction waits for: the plain sum of a
   tagged and an untagged word has the right low 48 bits, and the right tag unless the sign changed. */
#define INT_SUM(set, overflow, op, x, y)                                                     \
    int64_t r;                                                                               \
    if (__builtin_expect(overflow(sh(x), (int64_t)((uint64_t)(y) << 16), &r), 0)) return 0;  \
    Value sum = (x) op (Value)(y);                                                           \
    set(R, a, __builtin_expect(v_is_int(sum), 1) ? sum : sum | V_TAG_INT);                   \
    return 1;

#define NUMBER_OP(name, set, INT_PART, expr)                                                 \
HOT int name(Value *R, uint32_t a, const Value *px, const Value *py)                         \
{                                                                                            \
    Value va = *px, vb = *py;                                                                \
    if (v_both_int(va, vb)) { INT_PART }                                                     \
    double x, y;                                                                             \
    if (v_is_double(va)) {                                                                   \
        x = load_double(px);                                                                 \
        if (v_is_double(vb)) y = load_double(py);                                            \
        else if (v_is_int(vb)) y = (double)v_int(vb);                                        \
        else return 0;                                                                       \
    }                                                                                        \
    else if (v_is_int(va) && v_is_double(vb)) { x = (double)v_int(va); y = load_double(py); } \
    else return 0;                                                                           \
    return set##_double(R, a, expr);                                                         \
}

#define NUM_ADD(name, set) NUMBER_OP(name, set, INT_SUM(set, __builtin_add_overflow, +, va, v_int(vb)), x + y)
#define NUM_SUB(name, set) NUMBER_OP(name, set, INT_SUM(set, __builtin_sub_overflow, -, va, v_int(vb)), x - y)
#define NUM_MUL(name, set) NUMBER_OP(name, set, int64_t r; if (__builtin_mul_overflow(v_int(va), sh(vb), &r)) return 0; set(R, a, unsh(r)); return 1;, x * y)
NUM_ADD(num_add, num_set) NUM_ADD(num_add_fill, num_fill)
NUM_SUB(num_sub, num_set) NUM_SUB(num_sub_fill, num_fill)
NUM_MUL(num_mul, num_set) NUM_MUL(num_mul_fill, num_fill)

HOT int v_add(Value a, Value b, Value *out)
{
    if (v_both_int(a, b)) {
        int64_t r;
        if (__builtin_add_overflow(sh(a), sh(b), &r)) return 0;
        *out = unsh(r);
        return 1;
    }
    FLOAT_CASE(x + y)
}

HOT int v_sub(Value a, Value b, Value *out)
{
    if (v_both_int(a, b)) {
        int64_t r;
        if (__builtin_sub_overflow(sh(a), sh(b), &r)) return 0;
        *out = unsh(r);
        return 1;
    }
    FLOAT_CASE(x - y)
}

HOT int v_mul(Value a, Value b, Value *out)
{
    if (v_both_int(a, b)) {
        int64_t r;
        if (__builtin_mul_overflow(v_int(a), sh(b), &r)) return 0;
        *out = unsh(r);
        return 1;
    }
    FLOAT_CASE(x * y)
}

HOT int v_truediv(Value a, Value b, Value *out)
{
    /* Both below 2^53: one rounding, as the exact quotient rounded. */
    if (v_is_number(a) && v_is_number(b)) {
        double y = v_number(b);
        if (y == 0.0) return 0;
        double r = v_number(a) / y;
        if (r != r) return 0;
        *out = v_from_double_notnan(r);
        return 1;
    }
    return 0;
}

/* Two inline ints below 2^32 and not below 0: a division of 32 bits is up to several times cheaper, and what is divided need not be shifted out of
   its tag first. */
#define v_both_small(a, b) ((((a) | (b)) ^ V_TAG_INT) >> 32 == 0)

HOT int v_floordiv(Value a, Value b, Value *out)
{
    if (v_both_int(a, b)) {
        if (__builtin_expect(v_both_small(a, b), 1)) {
            if ((uint32_t)b == 0) return 0;
            *out = V_TAG_INT | ((uint32_t)a / (uint32_t)b);
            return 1;
        }
        int64_t x = v_int(a), y = v_int(b);
        if (y == 0) return 0;
        int64_t q = x / y;
        if ((x % y != 0) && ((x ^ y) < 0)) q--;
        if (!v_fits_int48(q)) return 0;
        *out = v_from_int48(q);
        return 1;
    }
    return 0;
}

HOT int v_mod(Value a, Value b, Value *out)
{
    if (v_both_int(a, b)) {
        if (__builtin_expect(v_both_small(a, b), 1)) {
            if ((uint32_t)b == 0) return 0;
            *out = V_TAG_INT | ((uint32_t)a % (uint32_t)b);
            return 1;
        }
        int64_t x = v_int(a), y = v_int(b);
        if (y == 0) return 0;
        int64_t r = x % y;
        if (r != 0 && ((r ^ y) < 0)) r += y;
        *out = v_from_int48(r);
        return 1;
    }
    return 0;
}

HOT int v_lshift(Value a, Value b, Value *out)
{
    if (v_both_int(a, b)) {
        int64_t x = v_int(a), s = v_int(b);
        if (s < 0 || s > 47) return 0;
        int64_t r = (int64_t)((uint64_t)x << s);
        if ((r >> s) != x || !v_fits_int48(r)) return 0;
        *out = v_from_int48(r);
        return 1;
    }
    return 0;
}

HOT int v_rshift(Value a, Value b, Value *out)
{
    if (v_both_int(a, b)) {
        int64_t s = v_int(b);
        if (s < 0) return 0;
        *out = v_from_int48(v_int(a) >> (s > 63 ? 63 : s));
        return 1;
    }
    return 0;
}

HOT int v_and(Value a, Value b, Value *out)
{
    if (v_both_int(a, b)) { *out = a & b; return 1; }
    return 0;
}

HOT int v_or(Value a, Value b, Value *out)
{
    if (v_both_int(a, b)) { *out = a | b; return 1; }
    return 0;
}

HOT int v_xor(Value a, Value b, Value *out)
{
    if (v_both_int(a, b)) { *out = (a ^ b) | V_TAG_INT; return 1; }
    return 0;
}

HOT int v_pow(Value a, Value b, Value *out)
{
    if (v_both_int(a, b)) {
        int64_t base = v_int(a), e = v_int(b), r = 1;
        if (e < 0) return 0;
        while (e) {
            if (e & 1)
                if (__builtin_mul_overflow(r, base, &r)) return 0;
            e >>= 1;
            if (e && __builtin_mul_overflow(base, base, &base)) return 0;
        }
        if (!v_fits_int48(r)) return 0;
        *out = v_from_int48(r);
        return 1;
    }
    if (v_is_number(a) && v_is_number(b)) {
        double x = v_number(a), r;
        if (!(x > 0.0))
            return 0;
        r = pow(x, v_number(b));
        if (!isfinite(r))
            return 0;
        *out = v_from_double_notnan(r);
        return 1;
    }
    return 0;
}

/* The forms that the handlers use: R[a] := *px op *py, and R[a] := x op i. */
#define NUM_FORM(op)                                                              \
HOT int num_##op(Value *R, uint32_t a, const Value *px, const Value *py)          \
{                                                                                 \
    Value v;                                                                      \
    if (!v_##op(*px, *py, &v)) return 0;                                          \
    num_set(R, a, v);                                                             \
    return 1;                                                                     \
}
#define NUM_FORM_I(op)                                                            \
HOT int num_##op##_i(Value *R, uint32_t a, Value x, int32_t i)                    \
{                                                                                 \
    Value v;                                                                      \
    if (!v_##op(x, v_from_int48(i), &v)) return 0;                                \
    num_set(R, a, v);                                                             \
    return 1;                                                                     \
}
NUM_FORM(truediv) NUM_FORM(floordiv) NUM_FORM(mod) NUM_FORM(pow) NUM_FORM(lshift) NUM_FORM(rshift) NUM_FORM(and) NUM_FORM(or) NUM_FORM(xor)
NUM_FORM_I(mul) NUM_FORM_I(floordiv) NUM_FORM_I(mod) NUM_FORM_I(lshift) NUM_FORM_I(rshift) NUM_FORM_I(and) NUM_FORM_I(or) NUM_FORM_I(xor)

#define NUM_ADD_I(name, set, overflow, op)                                        \
HOT int name(Value *R, uint32_t a, Value x, int32_t i)                            \
{                                                                                 \
    if (__builtin_expect(v_is_int(x), 1)) {                                       \
        INT_SUM(set, overflow, op, x, (int64_t)i)                                 \
    }                                                                             \
    return v_is_double(x) && set##_double(R, a, v_double(x) op (double)i);        \
}
NUM_ADD_I(num_add_i, num_set, __builtin_add_overflow, +) NUM_ADD_I(num_add_i_fill, num_fill, __builtin_add_overflow, +)
NUM_ADD_I(num_sub_i, num_set, __builtin_sub_overflow, -) NUM_ADD_I(num_sub_i_fill, num_fill, __builtin_sub_overflow, -)

#define num_none(R, a, px, py) 0        /* no inline operands */

/* Comparison: 1 true, 0 false, -1 not inline operands. */
#define COMPARE_FAST(name, OP)                                               \
HOT int name(Value a, Value b)                                               \
{                                                                            \
    if (v_both_int(a, b)) return sh(a) OP sh(b);                             \
    if (v_is_number(a) && v_is_number(b)) return v_number(a) OP v_number(b); \
    return -1;                                                               \
}
COMPARE_FAST(v_lt, <)
COMPARE_FAST(v_le, <=)
COMPARE_FAST(v_gt, >)
COMPARE_FAST(v_ge, >=)
COMPARE_FAST(v_eq, ==)
COMPARE_FAST(v_ne, !=)

/* With an immediate on the right. */
#define COMPARE_FAST_I(name, OP)                                             \
HOT int name(Value a, int32_t i)                                             \
{                                                                            \
    if (__builtin_expect(v_is_int(a), 1)) return sh(a) OP (int64_t)i << 16;  \
    if (v_is_double(a)) return v_double(a) OP (double)i;                     \
    return -1;                                                               \
}
COMPARE_FAST_I(v_lt_i, <)
COMPARE_FAST_I(v_le_i, <=)
COMPARE_FAST_I(v_gt_i, >)
COMPARE_FAST_I(v_ge_i, >=)
COMPARE_FAST_I(v_eq_i, ==)
COMPARE_FAST_I(v_ne_i, !=)

/* `is`: words, and by value for ints past 48 bits. */
HOT int v_is(Value a, Value b)
{
    if (a == b) return 1;
    if (!(v_is_object(a) && v_is_object(b))) return 0;
    PyObject *x = v_object(a), *y = v_object(b);
    if (PyLong_CheckExact(x) && PyLong_CheckExact(y))
        return PyObject_RichCompareBool(x, y, Py_EQ) == 1;
    return 0;
}

/* Truth: 1, 0, or -1 when the object must be asked (object_truth). */
HOT int v_truth(Value v)
{
    if (v_is_bool(v)) return v == V_TRUE;
    if (v_is_int(v)) return v != V_TAG_INT;
    if (v == V_NONE) return 0;
    if (v_is_double(v)) return v_double(v) != 0.0;
    return -1;
}

/* Truth by a length that comes from str, tuple, list or dict unchanged, which have it at one place (length_within), or -1. */
static __attribute__((noinline)) int inherited_truth(PyObject *o)
{
    lenfunc length = Py_TYPE(o)->tp_as_mapping->mp_length;
    return length == PyUnicode_Type.tp_as_mapping->mp_length || length == PyTuple_Type.tp_as_mapping->mp_length
           || length == PyList_Type.tp_as_mapping->mp_length || length == PyDict_Type.tp_as_mapping->mp_length ? Py_SIZE(o) != 0 : -1;
}

/* Truth of an object where nothing runs for it: of the commonest containers, and of what has neither __bool__ nor __len__. -1: another. */
HOT int quiet_truth(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (PyUnicode_CheckExact(o)) return PyUnicode_GET_LENGTH(o) != 0;
    if (PyList_CheckExact(o) || PyTuple_CheckExact(o)) return Py_SIZE(o) != 0;
    if (PyDict_CheckExact(o)) return PyDict_GET_SIZE(o) != 0;
    if (PyAnySet_CheckExact(o)) return PySet_GET_SIZE(o) != 0;
    if (t == deque_type) return Py_SIZE(o) != 0;
    if (t->tp_as_number && t->tp_as_number->nb_bool)
        return -1;
    if (t->tp_as_mapping && t->tp_as_mapping->mp_length)
        return inherited_truth(o);
    return t->tp_as_sequence && t->tp_as_sequence->sq_length ? -1 : 1;
}

COLD int object_truth(Value v)
{
    int t = quiet_truth(v_object(v));
    return t >= 0 ? t : PyObject_IsTrue(v_object(v));
}

/* ---- slow halves ---- */

/* A borrowed object for an operand that may be inline: *tmp receives a box to release, or NULL. */
HOT PyObject *borrow_object(Value v, PyObject **tmp)
{
    *tmp = NULL;
    if (v_is_object(v))
        return v_object(v);
    return *tmp = value_box_inline(v);
}

/* An int operand as a host int without allocation, for slots that neither keep nor return their operands. */
typedef struct { PyLongObject o; digit more[2]; } StackInt;
HOT PyObject *stack_int(StackInt *s, Value v)
{
    int64_t i = v_int(v);
    uint64_t u = i < 0 ? -(uint64_t)i : (uint64_t)i;
    s->o.ob_base.ob_base.ob_refcnt = 1 << 20;
    s->o.ob_base.ob_base.ob_type = &PyLong_Type;
    digit *d = s->o.ob_digit;
    d[0] = u & PyLong_MASK;
    d[1] = (digit)(u >> PyLong_SHIFT);
    Py_ssize_t n = d[1] ? 2 : d[0] ? 1 : 0;
    s->o.ob_base.ob_size = i < 0 ? -n : n;
    return (PyObject *)&s->o;
}

static binaryfunc binary_table[2][13];    /* [in place][operation] */
static PyObject *number_power(PyObject *a, PyObject *b) { return PyNumber_Power(a, b, Py_None); }
static PyObject *number_ipower(PyObject *a, PyObject *b) { return PyNumber_InPlacePower(a, b, Py_None); }

static void arith_init(void)
{
    binaryfunc plain[13] = {PyNumber_Add, PyNumber_Subtract, PyNumber_Multiply, PyNumber_TrueDivide, PyNumber_FloorDivide,
        PyNumber_Remainder, number_power, PyNumber_Lshift, PyNumber_Rshift, PyNumber_And, PyNumber_Or, PyNumber_Xor,
        PyNumber_MatrixMultiply};
    binaryfunc inplace[13] = {PyNumber_InPlaceAdd, PyNumber_InPlaceSubtract, PyNumber_InPlaceMultiply,
        PyNumber_InPlaceTrueDivide, PyNumber_InPlaceFloorDivide, PyNumber_InPlaceRemainder, number_ipower,
        PyNumber_InPlaceLshift, PyNumber_InPlaceRshift, PyNumber_InPlaceAnd, PyNumber_InPlaceOr, PyNumber_InPlaceXor,
        PyNumber_InPlaceMatrixMultiply};
    memcpy(binary_table[0], plain, sizeof plain);
    memcpy(binary_table[1], inplace, sizeof inplace);
}


/* True where libpython's int slot for the operation creates a fresh result, so that a stack operand is safe. */
#define INT_SLOT_SAFE ((1 << B_ADD) | (1 << B_SUB) | (1 << B_MUL) | (1 << B_AND) | (1 << B_OR) | (1 << B_XOR))

/* ... and where it creates one, or gives the left operand back. */
#define INT_SLOT_SAFE_RIGHT ((1 << B_FLOORDIV) | (1 << B_MOD) | (1 << B_LSHIFT) | (1 << B_RSHIFT))

#define int_slot_takes(which, a, b) (which <= B_XOR && (((INT_SLOT_SAFE | (v_is_object(a) ? INT_SLOT_SAFE_RIGHT : 0)) >> which) & 1) \
                                     && v_may_be_wide(a) && v_may_be_wide(b))

/* Two ints of any length by libpython's own slot. Owned result in register form or V_UNSET. */
static Value int_slot_binary(int which, Value a, Value b)
{
    StackInt sa, sb;
    binaryfunc fn = number_slot(&PyLong_Type, operator_slot[which][0]);
    PyObject *r = fn(v_is_object(a) ? v_object(a) : stack_int(&sa, a), v_is_object(b) ? v_object(b) : stack_int(&sb, b));
    return r ? value_from_owned(r) : V_UNSET;
}

static PyObject *str_concat(PyObject *s, PyObject *t, int keep);      /* text.h */

/* Borrowed operands; owned result in register form or V_UNSET. */
COLD Value binary_slow(int which, int in_place, Value a, Value b)
{
    PyObject *r;
    int oa = v_is_object(a), ob = v_is_object(b);
    PyObject *x = oa ? v_object(a) : value_box_inline(a);
    if (!x) return V_UNSET;
    PyObject *y = ob ? v_object(b) : value_box_inline(b);
    if (!y) {
        if (!oa) Py_DECREF(x);
        return V_UNSET;
    }
    if (which == B_ADD && PyUnicode_CheckExact(x) && PyUnicode_CheckExact(y))
        r = str_concat(x, y, 0);
    else
        r = binary_table[in_place][which](x, y);
    if (!oa) Py_DECREF(x);
    if (!ob) Py_DECREF(y);
    return r ? value_from_owned(r) : V_UNSET;
}

/* Owned register-form result of a rich comparison; borrowed operands. */
COLD Value compare_slow(int cmp, Value a, Value b)
{
    int oa = v_is_object(a), ob = v_is_object(b);
    if (oa && ob && PyUnicode_CheckExact(v_object(a)) && PyUnicode_CheckExact(v_object(b)) && (cmp == Py_EQ || cmp == Py_NE)) {
        int eq = a == b || _PyUnicode_EQ(v_object(a), v_object(b));
        return v_bool(eq == (cmp == Py_EQ));
    }
    PyObject *x = oa ? v_object(a) : value_box_inline(a);
    if (!x) return V_UNSET;
    PyObject *y = ob ? v_object(b) : value_box_inline(b);
    PyObject *r = y ? PyObject_RichCompare(x, y, cmp) : NULL;
    if (!oa) Py_DECREF(x);
    if (!ob) Py_XDECREF(y);
    return r ? value_from_owned(r) : V_UNSET;
}

COLD int truth_slow(Value v)   /* of any owned or borrowed value; -1 with error */
{
    int t = v_truth(v);
    return t >= 0 ? t : object_truth(v);
}

COLD int contains_slow(Value item, Value container)
{
    PyObject *c = v_is_object(container) ? v_object(container) : value_box_inline(container);
    if (!c) return -1;
    PyObject *x_tmp, *x = borrow_object(item, &x_tmp);
    int r = -1;
    if (x) {
        if (PyDict_CheckExact(c)) r = PyDict_Contains(c, x);
        else r = PySequence_Contains(c, x);
        Py_XDECREF(x_tmp);
    }
    if (!v_is_object(container)) Py_DECREF(c);
    return r;
}

COLD Value unary_slow(int which, Value a)      /* 0 neg, 1 pos, 2 invert */
{
    PyObject *tmp, *x = borrow_object(a, &tmp);
    if (!x) return V_UNSET;
    PyObject *r = which == 0 ? PyNumber_Negative(x) : which == 1 ? PyNumber_Positive(x) : PyNumber_Invert(x);
    Py_XDECREF(tmp);
    return r ? value_from_owned(r) : V_UNSET;
}

/* ---- `x += y`, or -=, where x is in a box that can be overwritten: an attribute, a cell ---- */

#define is_update_i(op) ((op) == OP_IADD_I || (op) == OP_ISUB_I)
#define is_update(op) (is_update_i(op) || (op) == OP_IADD || (op) == OP_ISUB)

/* The update at w in the box itself: what counts, an int of one digit that nobody else has, by a constant or an int. 1, or 0: nothing done. */
HOT int box_update(PyObject *box, const Word *w, const Value *R)
{
    uint32_t op = I_OP(w);
    if (!PyLong_CheckExact(box) || Py_SIZE(box) != 1 || Py_REFCNT(box) != 1)
        return 0;
    int64_t i = ((PyLongObject *)box)->ob_digit[0];
    if (is_update_i(op))
        i += op == OP_IADD_I ? I_SC(w) : -I_SC(w);
    else if (is_update(op) && v_is_int(R[I_C(w)]))
        i += op == OP_IADD ? v_int(R[I_C(w)]) : -v_int(R[I_C(w)]);
    else
        return 0;
    if (i < _PY_NSMALLPOSINTS || i > PyLong_MASK)
        return 0;
    COUNT(box_overwritten);
    ((PyLongObject *)box)->ob_digit[0] = (digit)i;
    return 1;
}

/* What the update at w makes of the number in `box`, if both operands are small ints or both floats. */
HOT int box_updated(PyObject *box, const Word *w, const Value *R, Value *result)
{
    uint32_t op = I_OP(w);
    Value y = is_update_i(op) ? v_from_int48(I_SC(w)) : R[I_C(w)];
    int minus = op == OP_ISUB_I || op == OP_ISUB;
    if (PyLong_CheckExact(box)) {
        if ((size_t)(Py_SIZE(box) + 1) > 2 || !v_is_int(y))
            return 0;
        int64_t x = Py_SIZE(box) * (int64_t)((PyLongObject *)box)->ob_digit[0], i = minus ? x - v_int(y) : x + v_int(y);
        *result = v_from_int48(i);
        return v_fits_int48(i);
    }
    if (PyFloat_CheckExact(box) && v_is_double(y)) {
        double x = PyFloat_AS_DOUBLE(box), d = minus ? x - v_double(y) : x + v_double(y);
        *result = v_from_double_notnan(d);
        return d == d;
    }
    return 0;
}

#endif
