/* elision.h - NumPy's temporary elision, done by the VM: in `a + b + a + b` the sum `a + b` is computed into, not beside.

   NumPy does this itself where a backtrace shows that its caller is the host's loop; below any other caller it does not, since C code may lend
   out an array with one reference that it still uses.  The VM need not guess: an array in a temporary register with one reference dies with the
   instruction that reads it.  250 KB and up: 3-10 times faster, because no fresh pages are touched.

   Rules.  A temporary is written into only if the result certainly has its type, shape and layout:
   1. It is an exact ndarray with one reference and no weak reference, owns its data, is writeable, aligned, contiguous, native-endian and of a
      built-in number type.
   2. The other operand is an exact ndarray of the same type number, byte order, shape and contiguity (it cannot overlap: a view would hold
      a reference), or a scalar whose type cannot change the result's.
   3. The operation maps the type to itself (elide_maps).
   Everything else goes the ordinary way, errors included. */
#ifndef PYRS_ELISION_H
#define PYRS_ELISION_H

/* NumPy's public layout of ndarray, and the beginning of dtype's. */
typedef struct {
    PyObject_HEAD
    PyTypeObject *typeobj;
    char kind, type, byteorder, former_flags;
    int type_num;
} NumpyDescr;

typedef struct {
    PyObject_HEAD
    char *data;
    int nd;
    Py_ssize_t *dimensions, *strides;
    PyObject *base;
    NumpyDescr *descr;
    int flags;
    PyObject *weakreflist;
} NumpyArray;

enum { NP_C_CONTIGUOUS = 1, NP_F_CONTIGUOUS = 2, NP_OWNDATA = 4, NP_ALIGNED = 0x100, NP_WRITEABLE = 0x400, NP_WRITEBACKIFCOPY = 0x2000 };
enum { NP_BOOL = 0, NP_FIRST_INT = 1, NP_LAST_INT = 10, NP_FLOAT = 11, NP_LAST_FLOAT = 13, NP_LAST_COMPLEX = 16, NP_HALF = 23 };
enum { NP_KIND_NONE = 0, NP_KIND_BOOL = 1, NP_KIND_INT = 2, NP_KIND_FLOAT = 4, NP_KIND_COMPLEX = 8 };

/* Below this many elements a fresh array comes from NumPy's cache and costs no more than the out-argument. */
#define ELIDE_MIN_ELEMENTS 256

static PyTypeObject *elide_array_type;      /* borrowed: a static type of NumPy's, never unloaded; NULL until an array was met */
static PyObject *elide_unary[3];            /* owned, in the order of unary_slow: np.negative, none, np.invert */

#define NP_API_FEATURE_VERSION 211      /* index in NumPy's table of API functions */
#define NP_2_0 0x12

/* Is t the ndarray of a NumPy whose promotion rules are those of 2.0, where a Python number never changes an array's type?
   Asked until it is found. */
COLD int elide_find(PyTypeObject *t)
{
    PyObject *module = PyDict_GetItemString(PyImport_GetModuleDict(), "numpy._core._multiarray_umath");
    PyObject *dict = module && PyModule_Check(module) ? PyModule_GetDict(module) : NULL;
    PyObject *capsule = dict ? PyDict_GetItemString(dict, "_ARRAY_API") : NULL;
    if (!capsule || !PyCapsule_CheckExact(capsule) || PyDict_GetItemString(dict, "ndarray") != (PyObject *)t)
        return 0;
    void **api = PyCapsule_GetPointer(capsule, NULL);
    if (!api) {
        PyErr_Clear();
        return 0;
    }
    if (((unsigned int (*)(void))api[NP_API_FEATURE_VERSION])() < NP_2_0)
        return 0;
    PyObject *negative = PyDict_GetItemString(dict, "negative"), *invert = PyDict_GetItemString(dict, "invert");
    if (!negative || !invert)
        return 0;
    elide_unary[0] = Py_NewRef(negative);
    elide_unary[2] = Py_NewRef(invert);
    elide_array_type = t;
    return 1;
}

/* elide_is_array until NumPy's type is known. */
COLD int elide_asked(PyTypeObject *t)
{
    return !(t->tp_flags & Py_TPFLAGS_HEAPTYPE) && strcmp(t->tp_name, "numpy.ndarray") == 0 && elide_find(t);
}

HOT int elide_is_array(Value v)
{
    if (!v_is_object(v))
        return 0;
    PyTypeObject *t = Py_TYPE(v_object(v));
    if (t == elide_array_type)
        return 1;
    return !elide_array_type && *t->tp_name == 'n' && elide_asked(t);
}

HOT int elide_kind(const NumpyArray *a)
{
    int n = a->descr->type_num;
    if (a->descr->byteorder == '>' || n < 0)
        return NP_KIND_NONE;
    return n == NP_BOOL ? NP_KIND_BOOL : n <= NP_LAST_INT ? NP_KIND_INT : n <= NP_LAST_FLOAT || n == NP_HALF ? NP_KIND_FLOAT
         : n <= NP_LAST_COMPLEX ? NP_KIND_COMPLEX : NP_KIND_NONE;
}

/* Rule 1. */
static int elide_is_dead(const NumpyArray *a)
{
    const int needed = NP_OWNDATA | NP_ALIGNED | NP_WRITEABLE;
    if (Py_REFCNT(a) != 1 || a->weakreflist || a->base || (a->flags & needed) != needed || (a->flags & NP_WRITEBACKIFCOPY)
        || !(a->flags & (NP_C_CONTIGUOUS | NP_F_CONTIGUOUS)) || a->nd == 0)
        return 0;
    Py_ssize_t n = 1;
    for (int i = 0; i < a->nd; i++)
        n *= a->dimensions[i];
    return n >= ELIDE_MIN_ELEMENTS;
}

/* Rule 3: the kinds of number for which `same type op same type` gives that type. */
static int elide_maps(int which)
{
    switch (which) {
    case B_ADD: case B_MUL:
        return NP_KIND_BOOL | NP_KIND_INT | NP_KIND_FLOAT | NP_KIND_COMPLEX;
    case B_SUB:
        return NP_KIND_INT | NP_KIND_FLOAT | NP_KIND_COMPLEX;
    case B_TRUEDIV:
        return NP_KIND_FLOAT | NP_KIND_COMPLEX;
    case B_FLOORDIV: case B_MOD:
        return NP_KIND_INT | NP_KIND_FLOAT;
    case B_AND: case B_OR: case B_XOR:
        return NP_KIND_BOOL | NP_KIND_INT;
    case B_LSHIFT: case B_RSHIFT:
        return NP_KIND_INT;
    default:
        return 0;
    }
}

/* Rule 2. */
static int elide_other_fits(const NumpyArray *a, int kind, Value other)
{
    if (v_is_double(other))
        return kind & (NP_KIND_FLOAT | NP_KIND_COMPLEX);
    if (v_is_int(other))
        return kind & (NP_KIND_INT | NP_KIND_FLOAT | NP_KIND_COMPLEX);
    if (!v_is_object(other))
        return 0;
    PyObject *o = v_object(other);
    if (Py_TYPE(o) == a->descr->typeobj)
        return a->descr->typeobj != NULL;
    if (Py_TYPE(o) != elide_array_type)
        return 0;
    const NumpyArray *b = (const NumpyArray *)o;
    if (b->descr->type_num != a->descr->type_num || b->descr->byteorder != a->descr->byteorder || b->nd != a->nd
        || !(a->flags & b->flags & (NP_C_CONTIGUOUS | NP_F_CONTIGUOUS)))
        return 0;
    for (int i = 0; i < a->nd; i++)
        if (a->dimensions[i] != b->dimensions[i])
            return 0;
    return 1;
}

static binaryfunc elide_slot(int which)
{
    PyNumberMethods *nb = elide_array_type->tp_as_number;
    switch (which) {
    case B_ADD: return nb->nb_inplace_add;
    case B_SUB: return nb->nb_inplace_subtract;
    case B_MUL: return nb->nb_inplace_multiply;
    case B_TRUEDIV: return nb->nb_inplace_true_divide;
    case B_FLOORDIV: return nb->nb_inplace_floor_divide;
    case B_MOD: return nb->nb_inplace_remainder;
    case B_LSHIFT: return nb->nb_inplace_lshift;
    case B_RSHIFT: return nb->nb_inplace_rshift;
    case B_AND: return nb->nb_inplace_and;
    case B_OR: return nb->nb_inplace_or;
    case B_XOR: return nb->nb_inplace_xor;
    default: return NULL;
    }
}

#define ELIDE_COMMUTES ((1 << B_ADD) | (1 << B_MUL) | (1 << B_AND) | (1 << B_OR) | (1 << B_XOR))

/* `array op other` into array, which is in a temporary register: an owned reference to array, NULL with an error, or Py_NotImplemented
   (borrowed): nothing done. */
COLD PyObject *elide_binary(int which, Value array, Value other)
{
    NumpyArray *a = (NumpyArray *)v_object(array);
    int kind = elide_kind(a);
    if (!(elide_maps(which) & kind) || !elide_is_dead(a) || !elide_other_fits(a, kind, other))
        return Py_NotImplemented;
    binaryfunc slot = elide_slot(which);
    PyObject *o = v_is_object(other) ? v_object(other) : value_box_inline(other);
    if (!o)
        return NULL;
    PyObject *r = slot ? slot((PyObject *)a, o) : Py_NotImplemented;
    if (slot && r == Py_NotImplemented)
        Py_DECREF(r);
    if (!v_is_object(other))
        Py_DECREF(o);
    return r;
}

/* -array and ~array, the same way. */
COLD PyObject *elide_unary_op(int which, Value array)
{
    NumpyArray *a = (NumpyArray *)v_object(array);
    int kind = elide_kind(a), maps = which == 0 ? NP_KIND_INT | NP_KIND_FLOAT | NP_KIND_COMPLEX : NP_KIND_BOOL | NP_KIND_INT;
    if (!elide_unary[which] || !(maps & kind) || !elide_is_dead(a))
        return Py_NotImplemented;
    PyObject *args[2] = {(PyObject *)a, (PyObject *)a};
    return PyObject_Vectorcall(elide_unary[which], args, 2, NULL);
}

#endif
