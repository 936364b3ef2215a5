/* value.h - the NaN-boxed register word.

   A register holds one 64-bit word.  The top 16 bits tell what it is:

       0x0000            unset (the word is 0), or a PyObject* (user-space addresses have 48 bits)
       0x0001            None, False, True (payload 4, 2, 3; none is 0, see v_is_object)
       0x0002 - 0xFFF2   a double: its IEEE bits + 2^49; NaNs are never stored like this
       0xFFFF            an int of 48 bits, two's complement, in the low 48 bits

   The form is canonical: None, bools, exact ints that fit 48 bits and exact floats that are not NaN are
   always inline, never boxed, in a register.  So `is` on values is equality of words (apart from
   ints past 48 bits), and a type test is one compare.  NaN floats stay boxed because hash(nan) and
   `in` go by identity.  Whatever enters a register from the heap passes value_from_object(); whatever
   leaves for the heap passes value_box*().

   A register owns one reference to the object it holds.  Names: `borrow` hands out a pointer that the
   register still owns, `take`/`steal` moves ownership.  */
#ifndef PYRS_VALUE_H
#define PYRS_VALUE_H

#include <stdint.h>
#include <string.h>

typedef uint64_t Value;

#define V_TAG_SPECIAL  0x0001000000000000ULL
#define V_DOUBLE_BIAS  0x0002000000000000ULL
#define V_TAG_INT      0xFFFF000000000000ULL
#define V_UNSET        0ULL
#define V_NONE         (V_TAG_SPECIAL | 4)
#define V_FALSE        (V_TAG_SPECIAL | 2)
#define V_TRUE         (V_TAG_SPECIAL | 3)
#define V_INT_MAX      ((int64_t)0x00007FFFFFFFFFFFLL)
#define V_INT_MIN      (-V_INT_MAX - 1)

#define v_is_int(v)      ((v) >= V_TAG_INT)
#define v_both_int(a, b) ((int64_t)((a) & (b)) >> 48 == -1)
#define v_is_double(v)   ((uint32_t)((v) >> 48) - 2 < 0xFFF1u)
#define v_is_object(v)   (((v) - 1) >> 48 == 0)      /* shifts need no 64-bit constants: the shortest code for this most frequent test */
#define v_is_bool(v)     (((v) | 1) == V_TRUE)
#define v_is_special(v)  (((v) >> 48) == 1)
#define v_is_number(v)   (((v) >> 49) != 0)         /* an int or float that is inline */
#define v_object(v)      ((PyObject *)(uintptr_t)(v))
#define v_from_ptr(p)    ((Value)(uintptr_t)(p))
#define v_bool(c)        (V_FALSE | (Value)((c) != 0))

static inline int64_t v_int(Value v) { return (int64_t)(v << 16) >> 16; }
static inline Value v_from_int48(int64_t i) { return V_TAG_INT | ((uint64_t)i & 0x0000FFFFFFFFFFFFULL); }
static inline int v_fits_int48(int64_t i) { return (uint64_t)(i + ((int64_t)1 << 47)) < ((uint64_t)1 << 48); }

static inline double v_double(Value v)
{
    double d;
    uint64_t bits = v - V_DOUBLE_BIAS;
    memcpy(&d, &bits, sizeof d);
    return d;
}

/* A NaN result has no inline form; the caller boxes it (value_from_double does). */
static inline Value v_from_double_notnan(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return bits + V_DOUBLE_BIAS;
}

/* New reference in the register form; NULL cannot happen except for want of memory (NaN): returns V_UNSET then. */
static inline Value value_from_double(double d)
{
    if (__builtin_expect(d == d, 1))
        return v_from_double_notnan(d);
    return v_from_ptr(PyFloat_FromDouble(d));
}

static inline Value value_from_int64(int64_t i)
{
    if (__builtin_expect(v_fits_int48(i), 1))
        return v_from_int48(i);
    return v_from_ptr(PyLong_FromLongLong(i));
}

/* The value of an exact host int of at most two digits (|i| < 2^60).  PyLong layout: host.h. */

/* Register form of a borrowed object: takes a new reference only if the object stays boxed.  value_from_item: the same in line, for the loop's
   hottest loads. */
static Value value_from_borrowed(PyObject *o);
/* Register form of an owned object: consumes the reference. */
static inline Value value_from_owned(PyObject *o);

/* A new reference to the host object for v (not unset). NULL with MemoryError only. */
static inline PyObject *value_box(Value v);

#define value_incref(v)  do { Value v_ = (v); if (v_is_object(v_)) Py_INCREF(v_object(v_)); } while (0)
#define value_decref(v)  do { Value v_ = (v); if (v_is_object(v_)) Py_DECREF(v_object(v_)); } while (0)

/* Of an exact int of more than one digit. */
static __attribute__((noinline)) Value value_from_long(PyObject *o)
{
    int64_t i;
    if (host_long_as_int48(o, &i)) {
        COUNT(unboxed_int);
        return v_from_int48(i);
    }
    Py_INCREF(o);
    return v_from_ptr(o);
}

/* Flags that no type of an inline value has, and nearly every other type: one test instead of four for what stays an object. */
#define FLAGS_OF_OBJECTS (Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_UNICODE_SUBCLASS)

static inline __attribute__((always_inline)) Value value_from_item(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (t == &PyLong_Type) {
        /* One digit in line. */
        if (__builtin_expect((size_t)(Py_SIZE(o) + 1) <= 2, 1)) {
            COUNT(unboxed_int);
            return v_from_int48(Py_SIZE(o) * (int64_t)((PyLongObject *)o)->ob_digit[0]);
        }
        return value_from_long(o);
    }
    if (!(t->tp_flags & FLAGS_OF_OBJECTS)) {
        if (t == &PyFloat_Type) {
            double d = PyFloat_AS_DOUBLE(o);
            if (d == d) {
                COUNT(unboxed_float);
                return v_from_double_notnan(d);
            }
        }
        else if (t == &PyBool_Type)
            return v_bool(o == Py_True);
        else if (o == Py_None)
            return V_NONE;
    }
    Py_INCREF(o);
    return v_from_ptr(o);
}

static __attribute__((noinline)) Value value_from_borrowed(PyObject *o) { return value_from_item(o); }

/* The same where most are objects. */
static inline __attribute__((always_inline)) Value value_from_mixed(PyObject *o)
{
    if (__builtin_expect_with_probability((Py_TYPE(o)->tp_flags & FLAGS_OF_OBJECTS) != 0, 1, 0.7)) {
        Py_INCREF(o);
        return v_from_ptr(o);
    }
    return value_from_item(o);
}

static inline Value value_from_owned(PyObject *o)
{
    Value v;
    PyTypeObject *t = Py_TYPE(o);
    if (t == &PyLong_Type) {
        int64_t i;
        if (!host_long_as_int48(o, &i))
            return v_from_ptr(o);
        COUNT(unboxed_int);
        if (--o->ob_refcnt == 0)
            int_dealloc(o);
        return v_from_int48(i);
    }
    else if (t == &PyFloat_Type) {
        double d = PyFloat_AS_DOUBLE(o);
        if (d != d)
            return v_from_ptr(o);
        COUNT(unboxed_float);
        if (--o->ob_refcnt == 0)
            host_float_dealloc(o);
        return v_from_double_notnan(d);
    }
    else if (t == &PyBool_Type)
        v = v_bool(o == Py_True);
    else if (o == Py_None)
        v = V_NONE;
    else
        return v_from_ptr(o);
    Py_DECREF(o);
    return v;
}

/* In a loop that copies values which were stored one by one just before: keeps gcc from loading them two at a time, which waits for both stores. */
#define ONE_BY_ONE(i) __asm__("" : "+r"(i))

static PyObject *value_box_inline(Value v);   /* the cold half: v is not an object */

static inline PyObject *value_box(Value v)
{
    if (v_is_object(v)) {
        Py_INCREF(v_object(v));
        return v_object(v);
    }
    return value_box_inline(v);
}

/* As value_box, but consumes the register's reference: the register must be cleared or overwritten. */
static inline PyObject *value_box_steal(Value v)
{
    return v_is_object(v) ? v_object(v) : value_box_inline(v);
}

static int box_run(Value *p, Py_ssize_t n)      /* box in place: the run becomes an array of PyObject* */
{
    for (Py_ssize_t i = 0; i < n; i++)
        if (!v_is_object(p[i])) {
            PyObject *o = value_box_inline(p[i]);
            if (!o)
                return -1;
            p[i] = v_from_ptr(o);
        }
    return 0;
}

static inline PyObject *value_special(Value v)   /* borrowed */
{
    return v == V_NONE ? Py_None : v == V_TRUE ? Py_True : Py_False;
}

/* A float, or an int that is not small. */
static __attribute__((noinline)) PyObject *value_box_new(Value v)
{
    if (v_is_int(v))
        return host_long_box(v_int(v));
    COUNT(boxed_float);
    return host_float_new(v_double(v));
}

/* Singletons here, without saving a register; the rest is a jump away. */
static __attribute__((noinline)) PyObject *value_box_inline(Value v)
{
    PyObject *o;
    if (v_is_int(v)) {
        COUNT(boxed_int);
        if (!host_int_is_small(v_int(v)))
            return value_box_new(v);
        o = host_small_int(v_int(v));
    }
    else if (v_is_double(v))
        return value_box_new(v);
    else
        o = value_special(v);
    Py_INCREF(o);
    return o;
}

/* The same where v takes the place of a number, in what is likely to be counted on: not a kept int but a box that the next number overwrites. */
static __attribute__((noinline)) PyObject *value_box_apart(Value v)
{
    if (!v_is_int(v) || host_int_is_small(v_int(v)))
        return value_box(v);
    COUNT(boxed_int);
    PyObject *o = host_int_new(v_int(v));
    return o ? o : PyErr_NoMemory();
}

static inline __attribute__((always_inline)) PyObject *value_box_instead(PyObject *old, Value v)
{
    if (v_is_number(v))
        return old && PyLong_CheckExact(old) ? value_box_apart(v) : value_box_inline(v);
    PyObject *o = v_is_object(v) ? v_object(v) : value_special(v);
    Py_INCREF(o);
    return o;
}

/* Blocks of the host's small-object allocator have room for two digits always. */
static __attribute__((noinline)) int box_overwrite_int(PyObject *old, int64_t i)
{
    Py_ssize_t size = Py_SIZE(old);
    uint64_t u = i < 0 ? -(uint64_t)i : (uint64_t)i;
    if ((i >= -_PY_NSMALLNEGINTS && i < _PY_NSMALLPOSINTS) || (size_t)(size + 2) > 4 || (!host_pymalloc && u >> PyLong_SHIFT && size != 2 && size != -2))
        return 0;
    COUNT(box_overwritten);
    ((PyLongObject *)old)->ob_digit[0] = (digit)(u & PyLong_MASK);
    if (u >> PyLong_SHIFT)
        ((PyLongObject *)old)->ob_digit[1] = (digit)(u >> PyLong_SHIFT);
    size = u >> PyLong_SHIFT ? 2 : 1;
    Py_SET_SIZE(old, i < 0 ? -size : size);
    return 1;
}

/* Overwrite the payload of a box that only one slot refers to: saves the allocation.  Ints: -5..256 must stay
   the host's singletons. 1 done, 0 box anew. */
static inline __attribute__((always_inline)) int box_overwrite(PyObject *old, Value v)
{
    if (Py_REFCNT(old) != 1) {
        if (old != last_box || Py_REFCNT(old) != 2)
            return 0;
        last_box_forget();
    }
    if (v_is_double(v)) {
        if (!PyFloat_CheckExact(old))
            return 0;
        COUNT(box_overwritten);
        ((PyFloatObject *)old)->ob_fval = v_double(v);
        return 1;
    }
    if (v_is_int(v) && PyLong_CheckExact(old) && Py_SIZE(old) != 0) {
        int64_t i = v_int(v);
        if (i > 256 && i < ((int64_t)1 << PyLong_SHIFT)) {
            COUNT(box_overwritten);
            ((PyLongObject *)old)->ob_digit[0] = (digit)i;
            Py_SET_SIZE(old, 1);
            return 1;
        }
        return box_overwrite_int(old, i);
    }
    return 0;
}

#endif
