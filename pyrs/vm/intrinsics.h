/* intrinsics.h - calls of well-known C functions, methods and types done without the calling convention.

   The callables are recognised by identity (they are kept alive for good), so a rebound name or a patched module never meets them.  The arguments
   stay unboxed where the operation allows.  An intrinsic gets the n arguments at argv, borrowed (a method: self first), and returns 1 with *out
   set (owned), 0: not its case, take the ordinary way (nothing has happened), or -1 with an error.  Only exact builtin types are its case.

   The running frame is not published: what may run code calls running_frame_sync() first, what allocates containers running_frame_sync_alloc(). */
#ifndef PYRS_INTRINSICS_H
#define PYRS_INTRINSICS_H

typedef int (*Intrinsic)(const Value *argv, Py_ssize_t n, Value *out);

static PyObject *intr_len, *intr_abs, *intr_list_append, *intr_isinstance;

/* Publish the frame that runs; its pc has been stored. */
static __attribute__((noinline, cold)) void running_frame_sync(void)
{
    ThreadState *ts = thread_state();
    if (ts && ts->frame)
        VM_SYNC(ts, ts->frame, ts->frame->pc);
}

HOT void running_frame_sync_alloc(void)
{
    if (__builtin_expect(host_gc_near(), 0))
        running_frame_sync();
}

/* New reference. */
static PyObject *builtin_of_host(const char *name)
{
    PyObject *o = PyDict_GetItemString(PyInterpreterState_Get()->builtins, name);
    if (!o)
        PyErr_Format(PyExc_AttributeError, "the host has no builtin %s", name);
    return Py_XNewRef(o);
}

#define is_c_function(o) (Py_TYPE(o) == &PyCFunction_Type || Py_TYPE(o) == &PyMethodDescr_Type)
#define is_static_type(o) (Py_TYPE(o) == &PyType_Type && !(((PyTypeObject *)(o))->tp_flags & Py_TPFLAGS_HEAPTYPE))
#define is_slot_wrapper(o) (Py_TYPE(o) == &PyWrapperDescr_Type)
#define is_c_callable(o) (is_c_function(o) || is_static_type(o) || is_slot_wrapper(o))

/* ---- the table: open addressing by address ---- */

#define INTRINSICS_SIZE 256
static struct { PyObject *callable; Intrinsic run; } intrinsics[INTRINSICS_SIZE];

HOT size_t intrinsic_slot(PyObject *callable) { return ((uintptr_t)callable >> 4) * 0x9E3779B97F4A7C15u >> 56; }

static Intrinsic intrinsic_known(PyObject *callable)
{
    for (size_t i = intrinsic_slot(callable);; i = (i + 1) % INTRINSICS_SIZE) {
        if (intrinsics[i].callable == callable)
            return intrinsics[i].run;
        if (!intrinsics[i].callable)
            return NULL;
    }
}

static void intrinsic_add(PyObject *callable, Intrinsic run)        /* steals callable; a second time it is ignored */
{
    static int count;
    if (!callable || intrinsic_known(callable) || count == INTRINSICS_SIZE / 2)
        return;
    count++;
    size_t i = intrinsic_slot(callable);
    while (intrinsics[i].callable)
        i = (i + 1) % INTRINSICS_SIZE;
    intrinsics[i].callable = callable;
    intrinsics[i].run = run;
}

/* ---- functions ---- */

static int run_len(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1 || !v_is_object(argv[0]))
        return 0;
    PyObject *o = v_object(argv[0]);
    Py_ssize_t len = length_within(o);
    if (len < 0) {
        if (Py_TYPE(o)->tp_flags & Py_TPFLAGS_HEAPTYPE)
            return 0;
        running_frame_sync();
        len = PyObject_Length(o);
        if (len < 0)
            return -1;
    }
    *out = value_from_int64(len);
    return 1;
}

static int run_ord(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1 || !v_is_str(argv[0]) || PyUnicode_GET_LENGTH(v_object(argv[0])) != 1)
        return 0;
    *out = v_from_int48(PyUnicode_READ_CHAR(v_object(argv[0]), 0));
    return 1;
}

static int run_chr(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1 || !v_is_int(argv[0]) || v_int(argv[0]) < 0 || v_int(argv[0]) >= 0x110000)
        return 0;
    *out = char_value((Py_UCS4)v_int(argv[0]));
    return *out == V_UNSET ? -1 : 1;
}

static int run_abs(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1)
        return 0;
    Value x = argv[0];
    if (v_is_int(x) && x != v_from_int48(V_INT_MIN)) {
        *out = v_from_int48(v_int(x) < 0 ? -v_int(x) : v_int(x));
        return 1;
    }
    if (!v_is_double(x))
        return 0;
    *out = v_from_double_notnan(fabs(v_double(x)));
    return 1;
}

static PyObject *str_instancecheck, *str_class, *object_class, *type_instancecheck;     /* the last two borrowed from object and type */

/* The __class__ of t's instances is t: nothing in its MRO stands before object's own descriptor, and looking it up runs no code. */
HOT int class_is_type(PyTypeObject *t)
{
    if (t == &PyUnicode_Type || t == &PyList_Type || t == &PyDict_Type || t == &PyTuple_Type)
        return 1;
    return (t->tp_getattro == PyType_Type.tp_getattro || getattr_kind(t, PyObject_GenericGetAttr) != GETATTR_OTHER)
        && _PyType_Lookup(t, str_class) == object_class;
}

/* Is x an instance of cls?  1, 0, or -1: not a case (a hook, or a class that lies through __class__). */
HOT int instance_of(Value x, PyObject *cls)
{
    PyTypeObject *t = value_type(x);
    if ((PyObject *)t == cls)
        return 1;
    if (Py_TYPE(cls) != &PyType_Type && !(PyType_Check(cls) && _PyType_Lookup(Py_TYPE(cls), str_instancecheck) == type_instancecheck))
        return -1;
    if (PyType_IsSubtype(t, (PyTypeObject *)cls))
        return 1;
    return !v_is_object(x) || class_is_type(t) ? 0 : -1;
}

/* The same where cls may be a tuple of classes. */
HOT int instance_of_any(Value x, PyObject *cls)
{
    int r = -1;
    if (!PyTuple_CheckExact(cls))
        return instance_of(x, cls);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(cls); i++)
        if ((r = instance_of(x, PyTuple_GET_ITEM(cls, i))) != 0)
            break;
    return r;
}

static PyObject *instancecheck_function(PyObject *cls, PyObject **first);       /* continue_more.h */

static int run_isinstance(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 2 || !v_is_object(argv[1]))
        return 0;
    PyObject *cls = v_object(argv[1]);
    int r = instance_of_any(argv[0], cls);
    if (r < 0) {
        PyObject *tmp, *o, *first;
        if (v_is_object(argv[0]) && instancecheck_function(cls, &first))
            return 0;                       /* call_slow pushes its frame */
        running_frame_sync();
        o = borrow_object(argv[0], &tmp);
        r = o ? PyObject_IsInstance(o, cls) : -1;
        Py_XDECREF(tmp);
        if (r < 0)
            return -1;
    }
    *out = v_bool(r);
    return 1;
}

#include "folds.h"

static int run_divmod(const Value *argv, Py_ssize_t n, Value *out)
{
    Value q, r;
    if (n != 2 || !v_floordiv(argv[0], argv[1], &q) || !v_mod(argv[0], argv[1], &r))
        return 0;
    running_frame_sync_alloc();
    PyObject *x = value_box(q), *y = x ? value_box(r) : NULL, *t = y ? PyTuple_New(2) : NULL;
    if (!t) {
        Py_XDECREF(x);
        Py_XDECREF(y);
        return -1;
    }
    PyTuple_SET_ITEM(t, 0, x);
    PyTuple_SET_ITEM(t, 1, y);
    *out = v_from_ptr(t);
    return 1;
}

/* A whole double as an int. */
HOT int whole_value(double d, Value *out)
{
    if (!(fabs(d) < 140737488355328.0))         /* 2^47 */
        return 0;
    *out = v_from_int48((int64_t)d);
    return 1;
}

/* x * y = product + error exactly (Dekker 1971, with Veltkamp's splitting); nothing overflows below 2**900. */
HOT double product_error(double x, double y, double product)
{
    const double split = 134217729.0;           /* 2**27 + 1 */
    double xs = x * split, ys = y * split, xh = xs - (xs - x), yh = ys - (ys - y), xl = x - xh, yl = y - yh;
    return xl * yl - (product - xh * yh - xl * yh - xh * yl);
}

/* x rounded to n decimals, the exact value's half to even, as the host does by way of the decimal text: 1, 0: not this way.
   With x * 10**n as a sum of two doubles the digit after the last is known; the quotient of two numbers that are exact is the double nearest to the result. */
static int round_decimals(double x, int64_t n, double *out)
{
    static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    if ((uint64_t)n >= Py_ARRAY_LENGTH(powers))
        return 0;
    double p = powers[n], scaled = x * p;
    if (!(fabs(scaled) < 1125899906842624.0) || (fabs(scaled) < 1e-200 && x != 0))       /* 2**50: halves and their neighbours are exact */
        return 0;
    double error = product_error(x, p, scaled), whole = nearbyint(scaled), rest = scaled - whole;
    if (fabs(rest) == 0.5) {                    /* a tie of the rounded product: what was rounded off decides */
        if (error != 0)
            whole = scaled + copysign(0.5, error);
    }
    else if (fabs(rest + error) > 0.5)
        return 0;
    *out = copysign(whole / p, x);
    return 1;
}

static int run_round(const Value *argv, Py_ssize_t n, Value *out)
{
    double d;
    if (n == 2 && v_is_double(argv[0]) && v_is_int(argv[1]) && round_decimals(v_double(argv[0]), v_int(argv[1]), &d)) {
        *out = v_from_double_notnan(d);
        return 1;
    }
    if (n != 1)
        return 0;
    if (v_is_int(argv[0])) {
        *out = argv[0];
        return 1;
    }
    return v_is_double(argv[0]) && whole_value(nearbyint(v_double(argv[0])), out);
}

/* int.bit_length(n). */
static int run_bit_length(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1 || !v_is_int(argv[0]))
        return 0;
    uint64_t u = v_int(argv[0]) < 0 ? -(uint64_t)v_int(argv[0]) : (uint64_t)v_int(argv[0]);
    *out = v_from_int48(u ? 64 - __builtin_clzll(u) : 0);
    return 1;
}

/* operator.index(n). */
static int run_index(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1 || !v_is_int(argv[0]))
        return 0;
    *out = argv[0];
    return 1;
}

/* id() of what is an object already; the host tells audit hooks. */
static int run_id(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1 || !v_is_object(argv[0]) || _PyRuntime.audit_hook_head || PyInterpreterState_Get()->audit_hooks || !v_fits_int48((int64_t)argv[0]))
        return 0;
    *out = v_from_int48((int64_t)argv[0]);
    return 1;
}

static int run_hash(const Value *argv, Py_ssize_t n, Value *out)
{
    Py_hash_t hash;
    if (n != 1 || !key_hash(argv[0], &hash))
        return 0;
    *out = value_from_int64(hash);
    return *out == V_UNSET ? -1 : 1;
}

static int text_result(PyObject *s, Value *out)     /* of functions whose NULL means "not a case" or no memory: that shows again */
{
    if (!s) {
        PyErr_Clear();
        return 0;
    }
    *out = v_from_ptr(s);
    return 1;
}

/* The text of an object whose type no class in Python has a say in, by the host; items of containers may run code. */
static int foreign_text(Value v, PyObject *(*text)(PyObject *), Value *out)
{
    if (!v_is_object(v) || is_heap(v_object(v)))
        return 0;
    running_frame_sync();
    PyObject *s = text(v_object(v));
    *out = v_from_ptr(s);
    return s ? 1 : -1;
}

static int run_repr(const Value *argv, Py_ssize_t n, Value *out)
{
    return n != 1 ? 0 : v_is_number(argv[0]) ? text_result(number_str(argv[0]), out) : foreign_text(argv[0], PyObject_Repr, out);
}

static int run_format(const Value *argv, Py_ssize_t n, Value *out)
{
    return n == 2 && v_is_str(argv[1]) && text_result(format_fast(argv[0], v_object(argv[1])), out);
}

/* ---- types ---- */

static int run_int(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1)
        return 0;
    Value x = argv[0];
    if (v_is_int(x)) {
        *out = x;
        return 1;
    }
    if (v_is_double(x))
        return whole_value(trunc(v_double(x)), out);
    if (v_is_bool(x)) {
        *out = v_from_int48(x == V_TRUE);
        return 1;
    }
    return v_is_str(x) && text_to_int(v_object(x), out);
}

static int run_float(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1)
        return 0;
    Value x = argv[0];
    if (v_is_number(x)) {
        *out = v_is_double(x) ? x : v_from_double_notnan((double)v_int(x));
        return 1;
    }
    return v_is_str(x) && text_to_float(v_object(x), out);
}

static int run_str(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1)
        return 0;
    if (v_is_str(argv[0])) {
        value_incref(argv[0]);
        *out = argv[0];
        return 1;
    }
    return v_is_number(argv[0]) ? text_result(number_str(argv[0]), out) : foreign_text(argv[0], PyObject_Str, out);
}

static int run_bool(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1)
        return 0;
    int t = v_truth(argv[0]);
    if (t < 0) {
        PyObject *o = v_object(argv[0]);
        if (is_heap(o))
            return 0;
        running_frame_sync();
        t = object_truth(argv[0]);
        if (t < 0)
            return -1;
    }
    *out = v_bool(t);
    return 1;
}

static int run_type(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1)
        return 0;
    *out = v_from_ptr(Py_NewRef(type_shown(value_type(argv[0]))));
    return 1;
}

static int new_result(PyObject *o, Value *out)
{
    *out = v_from_ptr(o);
    return o ? 1 : -1;
}

/* The one argument if it is an exact list, tuple, set, dict or a view of a dict: what list() and its like copy without asking anybody. */
HOT PyObject *plain_source(const Value *argv)
{
    if (!v_is_object(argv[0]))
        return NULL;
    PyObject *o = v_object(argv[0]);
    PyTypeObject *t = Py_TYPE(o);
    return t == &PyList_Type || t == &PyTuple_Type || t == &PySet_Type || t == &PyDict_Type || t == &PyRange_Type || t == &PyUnicode_Type
           || t == &PyDictItems_Type || t == &PyDictValues_Type || t == &PyDictKeys_Type ? o : NULL;
}

/* An untracked list for n items, which the caller writes from the front, with the room that list() leaves. */
HOT PyListObject *list_with_room(Py_ssize_t n) { return (PyListObject *)host_list_new((n + 1) & ~(Py_ssize_t)1); }

/* `at` of its n items are written: the list, tracked; NULL, and the list is gone, where some could not be made. */
HOT PyObject *list_filled(PyListObject *l, Py_ssize_t at, Py_ssize_t n)
{
    Py_SET_SIZE(l, at);
    _PyObject_GC_TRACK(l);
    if (__builtin_expect(at < n, 0))
        Py_CLEAR(l);
    return (PyObject *)l;
}

#define LIST_RANGE_MAX (1 << 16)       /* past that the time is a limited runtime's to interrupt */

/* list() of a range of inline ints, as list_of_plain. */
static PyObject *list_of_range(PyObject *range)
{
    Value numbers[3] = {V_UNSET, V_UNSET, V_UNSET};
    if (gc_young->count + 2 > gc_young->threshold || !range_open(range, 0, numbers) || v_int(numbers[1]) == 0 || v_int(numbers[1]) > LIST_RANGE_MAX)
        return PySequence_List(range);
    int64_t i = v_int(numbers[0]), step = v_int(numbers[2]);
    Py_ssize_t n = (Py_ssize_t)v_int(numbers[1]), at = 0;
    PyListObject *l = list_with_room(n);
    if (!l)
        return NULL;
    while (at < n && (l->ob_item[at] = host_long_from_int48(i))) {
        at++;
        i += step;
    }
    return list_filled(l, at, n);
}

#define LIST_COPY_MAX 256      /* past that the host's way costs no more */

/* list() of a str, as list_of_plain. */
static PyObject *list_of_characters(PyObject *text)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(text);
    if (n == 0 || n > LIST_RANGE_MAX || !PyUnicode_IS_COMPACT_ASCII(text))
        return PySequence_List(text);
    PyListObject *l = list_with_room(n);
    if (!l)
        return NULL;
    const unsigned char *from = PyUnicode_1BYTE_DATA(text);
    for (Py_ssize_t i = 0; i < n; i++)
        l->ob_item[i] = Py_NewRef(char_object[from[i]]);
    return list_filled(l, n, n);
}

/* A new list of what is in a plain_source, with the room that list() leaves.  The host copies what is split, and where a collection might change it. */
static PyObject *list_of_plain(PyObject *o)
{
    int kind = DICT_KEYS, sequence = PyList_CheckExact(o) || PyTuple_CheckExact(o);
    PyObject *key = NULL, *value = NULL;
    if (Py_TYPE(o) == &PyRange_Type)
        return list_of_range(o);
    if (PyUnicode_CheckExact(o))
        return list_of_characters(o);
    PyDictObject *d = sequence || is_set_like(o) ? NULL : (PyDictObject *)(PyDict_CheckExact(o) ? o : dict_of_view(o, &kind));
    Py_ssize_t n = sequence ? Py_SIZE(o) : d ? d->ma_used : is_set_like(o) ? ((PySetObject *)o)->used : 0, at = 0;
    if (n == 0 || n > LIST_COPY_MAX || (d && d->ma_values) || gc_young->count + n + 2 > gc_young->threshold)
        return PySequence_List(o);
    PyListObject *l = list_with_room(n);
    if (!l)
        return NULL;
    if (sequence) {
        PyObject **items = PySequence_Fast_ITEMS(o);
        for (; at < n; at++)
            l->ob_item[at] = Py_NewRef(items[at]);
    }
    else
        for (Py_ssize_t i = 0; at < n; at++, i++) {
            i = d ? dict_entry_from(d, i, &key, &value) : set_entry_from((PySetObject *)o, i);
            if (i < 0)
                break;
            if (kind == DICT_ITEMS) {
                PyObject *pair = host_tuple_new(2);
                if (!pair)
                    break;
                PyTuple_SET_ITEM(pair, 0, Py_NewRef(key));
                PyTuple_SET_ITEM(pair, 1, Py_NewRef(value));
                tuple_track(pair);
                l->ob_item[at] = pair;
            }
            else
                l->ob_item[at] = Py_NewRef(!d ? ((PySetObject *)o)->table[i].key : kind == DICT_KEYS ? key : value);
        }
    return list_filled(l, at, n);       /* fewer: no memory for a pair */
}

static int run_list(const Value *argv, Py_ssize_t n, Value *out)
{
    PyObject *o;
    running_frame_sync_alloc();
    if (n == 0)
        return new_result(PyList_New(0), out);
    return n == 1 && (o = plain_source(argv)) ? new_result(list_of_plain(o), out) : 0;
}

static int run_tuple(const Value *argv, Py_ssize_t n, Value *out)
{
    PyObject *o;
    running_frame_sync_alloc();
    if (n == 0)
        return new_result(PyTuple_New(0), out);
    return n == 1 && (o = plain_source(argv)) ? new_result(PySequence_Tuple(o), out) : 0;
}

static int run_set(const Value *argv, Py_ssize_t n, Value *out)
{
    running_frame_sync_alloc();
    if (n == 0)
        return new_result(PySet_New(NULL), out);
    return n == 1 && v_is_object(argv[0]) && (PySet_CheckExact(v_object(argv[0])) || PyUnicode_CheckExact(v_object(argv[0]))
                                              || Py_TYPE(v_object(argv[0])) == &PyRange_Type)
        ? new_result(PySet_New(v_object(argv[0])), out) : 0;
}

/* Is it an exact list or tuple of pairs whose keys hash and compare without code? */
static int are_plain_pairs(PyObject *o)
{
    if (!PyList_CheckExact(o) && !PyTuple_CheckExact(o))
        return 0;
    PyObject **items = PySequence_Fast_ITEMS(o);
    for (Py_ssize_t i = 0; i < Py_SIZE(o); i++) {
        if (!PyTuple_CheckExact(items[i]) || PyTuple_GET_SIZE(items[i]) != 2)
            return 0;
        PyObject *key = PyTuple_GET_ITEM(items[i], 0);
        if (!PyUnicode_CheckExact(key) && !PyLong_CheckExact(key))
            return 0;
    }
    return 1;
}

/* New dict of what a zip of two gives, or NULL with an error. */
static PyObject *dict_of_zip(PyObject *zip)
{
    PyObject *d = PyDict_New(), *pair;
    while (d && (pair = PyZip_Type.tp_iternext(zip))) {
        int r = PyDict_SetItem(d, PyTuple_GET_ITEM(pair, 0), PyTuple_GET_ITEM(pair, 1));
        Py_DECREF(pair);
        if (r < 0)
            Py_CLEAR(d);
    }
    if (d && PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_StopIteration))
            Py_CLEAR(d);
        else
            PyErr_Clear();
    }
    return d;
}

static int run_dict(const Value *argv, Py_ssize_t n, Value *out)
{
    running_frame_sync_alloc();
    if (n == 0)
        return new_result(PyDict_New(), out);
    if (n != 1 || !v_is_object(argv[0]))
        return 0;
    PyObject *o = v_object(argv[0]), *d;
    if (PyDict_CheckExact(o))
        return new_result(PyDict_Copy(o), out);
    if (Py_TYPE(o) == &PyZip_Type && ((HostZip *)o)->tuplesize == 2) {
        running_frame_sync();
        return new_result(dict_of_zip(o), out);
    }
    if (!are_plain_pairs(o))
        return 0;
    PyObject **items = PySequence_Fast_ITEMS(o);
    d = PyDict_New();
    for (Py_ssize_t i = 0; d && i < Py_SIZE(o); i++)
        if (PyDict_SetItem(d, PyTuple_GET_ITEM(items[i], 0), PyTuple_GET_ITEM(items[i], 1)) < 0)
            Py_CLEAR(d);
    return new_result(d, out);
}

/* ---- methods ---- */

#define self_is(type) (n && v_is_object(argv[0]) && Py_TYPE(v_object(argv[0])) == &(type))

/* The result is an argument. */
HOT int give_argument(Value v, Value *out)
{
    value_incref(v);
    *out = v;
    return 1;
}

static int run_dict_get(const Value *argv, Py_ssize_t n, Value *out)
{
    PyObject *value;
    if ((n != 2 && n != 3) || !self_is(PyDict_Type) || dict_find(v_object(argv[0]), argv[1], &value) < 0)
        return 0;
    if (value)
        *out = value_from_item(value);
    else if (n == 3)
        return give_argument(argv[2], out);
    else
        *out = V_NONE;
    return 1;
}

static int run_dict_pop(const Value *argv, Py_ssize_t n, Value *out)
{
    PyObject *value;
    if ((n != 2 && n != 3) || !self_is(PyDict_Type))
        return 0;
    int r = dict_take(v_object(argv[0]), argv[1], &value);
    if (r <= 0)
        return r < 0 || n == 2 ? 0 : give_argument(argv[2], out);
    *out = value_from_owned(value);
    return 1;
}

static int run_dict_setdefault(const Value *argv, Py_ssize_t n, Value *out)
{
    PyObject *value;
    if (n != 3 || !self_is(PyDict_Type))
        return 0;
    int r = dict_find(v_object(argv[0]), argv[1], &value);
    if (r < 0 || (r == 0 && !dict_add(v_object(argv[0]), argv[1], argv[2])))
        return 0;
    if (r == 0)
        return give_argument(argv[2], out);
    *out = value_from_borrowed(value);
    return 1;
}

static int run_list_append(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 2 || !v_is_object(argv[0]) || !PyList_Check(v_object(argv[0])))     /* the method of subclasses too */
        return 0;
    PyListObject *l = (PyListObject *)v_object(argv[0]);
    PyObject *o = value_box(argv[1]);
    if (!o)
        return -1;
    Py_ssize_t size = Py_SIZE(l);
    if (size < l->allocated) {
        l->ob_item[size] = o;
        Py_SET_SIZE(l, size + 1);
    }
    else {
        int r = PyList_Append((PyObject *)l, o);
        Py_DECREF(o);
        if (r < 0)
            return -1;
    }
    *out = V_NONE;
    return 1;
}

static int run_list_sort(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1 || !self_is(PyList_Type))
        return 0;
    *out = V_NONE;
    return list_sort_quietly(v_object(argv[0]));
}

/* sorted() of what can be copied without asking anybody. Comparisons may run code. */
static int run_sorted(const Value *argv, Py_ssize_t n, Value *out)
{
    PyObject *o = n == 1 ? plain_source(argv) : NULL, *list;
    ThreadState *ts = thread_state();
    if (!o || (ts && depth_is_near(ts)))       /* near the limit it ends in C's words */
        return 0;
    running_frame_sync_alloc();
    if (!(list = list_of_plain(o)))
        return -1;
    int done = list_sort_quietly(list);
    if (done == 0) {
        running_frame_sync();
        done = PyList_Sort(list);
    }
    if (done < 0) {
        Py_DECREF(list);
        return -1;
    }
    *out = v_from_ptr(list);
    return 1;
}

static int run_list_pop(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n < 1 || n > 2 || !self_is(PyList_Type))
        return 0;
    PyListObject *l = (PyListObject *)v_object(argv[0]);
    Py_ssize_t last = Py_SIZE(l) - 1, i = last;
    if (last < l->allocated >> 1 || last < 0)           /* the host gives memory back then */
        return 0;
    if (n == 2) {
        if (!v_is_int(argv[1]))
            return 0;
        i = v_int(argv[1]) + (v_int(argv[1]) < 0 ? Py_SIZE(l) : 0);
        if ((size_t)i > (size_t)last)
            return 0;                   /* C raises */
    }
    PyObject *o = l->ob_item[i];
    if (i < last)
        memmove(l->ob_item + i, l->ob_item + i + 1, (size_t)(last - i) * sizeof o);
    Py_SET_SIZE(l, last);
    *out = value_from_owned(o);
    return 1;
}

/* Where the list has room. */
static int run_list_insert(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 3 || !self_is(PyList_Type) || !v_is_int(argv[1]))
        return 0;
    PyListObject *l = (PyListObject *)v_object(argv[0]);
    Py_ssize_t size = Py_SIZE(l), i = v_int(argv[1]);
    if (size >= l->allocated)
        return 0;
    PyObject *o = value_box(argv[2]);
    if (!o)
        return -1;
    i = i < 0 ? i + size < 0 ? 0 : i + size : i > size ? size : i;
    memmove(l->ob_item + i + 1, l->ob_item + i, (size_t)(size - i) * sizeof o);
    l->ob_item[i] = o;
    Py_SET_SIZE(l, size + 1);
    *out = V_NONE;
    return 1;
}

static int run_set_add(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 2 || !self_is(PySet_Type) || !set_store(v_object(argv[0]), argv[1]))
        return 0;
    *out = V_NONE;
    return 1;
}

static int run_set_discard(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 2 || !self_is(PySet_Type) || set_take(v_object(argv[0]), argv[1]) < 0)
        return 0;
    *out = V_NONE;
    return 1;
}

static int run_set_remove(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 2 || !self_is(PySet_Type) || set_take(v_object(argv[0]), argv[1]) <= 0)
        return 0;               /* C raises */
    *out = V_NONE;
    return 1;
}

#include "strmethods.h"

/* ---- math: functions of one number that cannot fail for this argument ---- */

#define MATH_FUNCTION(name, domain, expr)                                   \
static int name(const Value *argv, Py_ssize_t n, Value *out)                \
{                                                                           \
    if (n != 1 || !v_is_number(argv[0]))                                    \
        return 0;                                                           \
    double x = v_number(argv[0]);                                           \
    if (!(domain))                                                          \
        return 0;                                                           \
    double r = (expr);                                                      \
    if (!isfinite(r))                                                       \
        return 0;                                                           \
    *out = v_from_double_notnan(r);                                         \
    return 1;                                                               \
}
MATH_FUNCTION(run_math_sqrt, x >= 0.0, sqrt(x))
MATH_FUNCTION(run_math_sin, isfinite(x), sin(x))
MATH_FUNCTION(run_math_cos, isfinite(x), cos(x))
MATH_FUNCTION(run_math_tan, isfinite(x), tan(x))
MATH_FUNCTION(run_math_atan, isfinite(x), atan(x))
MATH_FUNCTION(run_math_exp, fabs(x) < 700.0, exp(x))
MATH_FUNCTION(run_math_log, x > 0.0 && isfinite(x), log(x))
MATH_FUNCTION(run_math_fabs, 1, fabs(x))

#define MATH_ROUNDING(name, expr)                                           \
static int name(const Value *argv, Py_ssize_t n, Value *out)                \
{                                                                           \
    if (n != 1 || !v_is_number(argv[0]))                                    \
        return 0;                                                           \
    if (v_is_int(argv[0])) {                                                \
        *out = argv[0];                                                     \
        return 1;                                                           \
    }                                                                       \
    double x = v_double(argv[0]);                                           \
    return whole_value(expr, out);                                          \
}
MATH_ROUNDING(run_math_floor, floor(x))
MATH_ROUNDING(run_math_ceil, ceil(x))
MATH_ROUNDING(run_math_trunc, trunc(x))

/* ---- reversed() of what has a __reversed__ of its own in C ---- */

static struct { PyTypeObject *type; PyCFunction make; } reversible[] = {{&PyList_Type}, {&PyRange_Type}, {&PyDict_Type}};

static int run_reversed(const Value *argv, Py_ssize_t n, Value *out)
{
    for (size_t i = 0; n == 1 && v_is_object(argv[0]) && i < Py_ARRAY_LENGTH(reversible); i++)
        if (Py_TYPE(v_object(argv[0])) == reversible[i].type) {
            running_frame_sync_alloc();
            PyObject *r = reversible[i].make(v_object(argv[0]), NULL);
            *out = v_from_ptr(r);
            return r ? 1 : -1;
        }
    return 0;
}

#include "attrcalls.h"
#include "heaps.h"
#include "deques.h"

/* ---- functions of modules, when one of the module's is met ---- */

typedef struct { const char *name; Intrinsic run; } ModuleFunction;
static const ModuleFunction math_functions[] = {
    {"sqrt", run_math_sqrt}, {"sin", run_math_sin}, {"cos", run_math_cos}, {"tan", run_math_tan}, {"atan", run_math_atan}, {"exp", run_math_exp},
    {"log", run_math_log}, {"fabs", run_math_fabs}, {"floor", run_math_floor}, {"ceil", run_math_ceil}, {"trunc", run_math_trunc}, {0}};
static const ModuleFunction heapq_functions[] = {
    {"heappush", run_heappush}, {"heappop", run_heappop}, {"heapreplace", run_heapreplace}, {"heappushpop", run_heappushpop}, {0}};

static const ModuleFunction operator_functions[] = {{"index", run_index}, {0}};

static struct { const char *name; const ModuleFunction *functions; PyObject *met; } intrinsic_modules[] = {
    {"math", math_functions, NULL}, {"_heapq", heapq_functions, NULL},
    {"_operator", operator_functions, NULL}};      /* met: of one runtime; another's has its own functions */

static void intrinsics_of_module(PyObject *module)
{
    const char *name = PyModule_GetName(module);
    if (!name)
        PyErr_Clear();
    for (size_t i = 0; name && i < Py_ARRAY_LENGTH(intrinsic_modules); i++)
        if (intrinsic_modules[i].met != module && strcmp(name, intrinsic_modules[i].name) == 0) {
            intrinsic_modules[i].met = module;
            for (const ModuleFunction *f = intrinsic_modules[i].functions; f->name; f++) {
                PyObject *o = PyDict_GetItemString(PyModule_GetDict(module), f->name);
                if (o && Py_TYPE(o) == &PyCFunction_Type && PyCFunction_GET_SELF(o) == module)
                    intrinsic_add(Py_NewRef(o), f->run);
            }
        }
}

/* The intrinsic for a callable, or NULL. */
static Intrinsic intrinsic_of(PyObject *callable)
{
    Intrinsic run = intrinsic_known(callable);
    if (!run && Py_TYPE(callable) == &PyCFunction_Type) {
        PyObject *self = PyCFunction_GET_SELF(callable);
        if (self && PyModule_CheckExact(self)) {
            intrinsics_of_module(self);
            run = intrinsic_known(callable);
        }
    }
    if (!run && !deque_type && Py_TYPE(callable) == &PyMethodDescr_Type) {
        deque_meet(((PyMethodDescrObject *)callable)->d_common.d_type);
        run = intrinsic_known(callable);
    }
    return run;
}

/* The intrinsic `run`, if there is one, with one object (borrowed) for its argument: as an intrinsic. */
HOT int intrinsic_apply(Intrinsic run, PyObject *item, Value *out)
{
    if (!run)
        return 0;
    Value x = value_from_item(item);
    int t = run(&x, 1, out);
    value_decref(x);
    return t;
}

static int run_str_format(const Value *argv, Py_ssize_t n, Value *out);     /* text.h */

static int intrinsics_init(void)
{
    static const struct { const char *name; Intrinsic run; } functions[] = {
        {"len", run_len}, {"ord", run_ord}, {"chr", run_chr}, {"abs", run_abs}, {"isinstance", run_isinstance}, {"min", run_min}, {"max", run_max},
        {"sum", run_sum}, {"any", run_any}, {"all", run_all},
        {"divmod", run_divmod}, {"round", run_round}, {"hash", run_hash}, {"id", run_id}, {"repr", run_repr}, {"format", run_format},
        {"sorted", run_sorted}, {"getattr", run_getattr}, {"hasattr", run_hasattr}, {"setattr", run_setattr}};
    static const struct { PyTypeObject *type; Intrinsic run; } types[] = {
        {&PyLong_Type, run_int}, {&PyFloat_Type, run_float}, {&PyUnicode_Type, run_str}, {&PyBool_Type, run_bool}, {&PyType_Type, run_type},
        {&PyList_Type, run_list}, {&PyTuple_Type, run_tuple}, {&PySet_Type, run_set}, {&PyDict_Type, run_dict},
        {&PyReversed_Type, run_reversed}};
    static const struct { PyTypeObject *type; const char *name; Intrinsic run; } methods[] = {
        {&PyDict_Type, "get", run_dict_get}, {&PyDict_Type, "setdefault", run_dict_setdefault}, {&PyList_Type, "append", run_list_append},
        {&PyList_Type, "pop", run_list_pop}, {&PyList_Type, "insert", run_list_insert}, {&PyList_Type, "sort", run_list_sort}, {&PySet_Type, "add", run_set_add},
        {&PyDict_Type, "pop", run_dict_pop}, {&PySet_Type, "discard", run_set_discard}, {&PySet_Type, "remove", run_set_remove},
        {&PyUnicode_Type, "join", run_str_join}, {&PyUnicode_Type, "split", run_str_split}, {&PyUnicode_Type, "strip", run_str_strip},
        {&PyUnicode_Type, "lstrip", run_str_lstrip}, {&PyUnicode_Type, "rstrip", run_str_rstrip}, {&PyUnicode_Type, "startswith", run_str_startswith},
        {&PyUnicode_Type, "endswith", run_str_endswith}, {&PyUnicode_Type, "isdigit", run_str_isdigit}, {&PyUnicode_Type, "isalpha", run_str_isalpha},
        {&PyUnicode_Type, "isalnum", run_str_isalnum}, {&PyUnicode_Type, "isupper", run_str_isupper}, {&PyUnicode_Type, "islower", run_str_islower},
        {&PyUnicode_Type, "isspace", run_str_isspace}, {&PyUnicode_Type, "upper", run_str_upper}, {&PyUnicode_Type, "lower", run_str_lower},
        {&PyUnicode_Type, "format", run_str_format}, {&PyBaseObject_Type, "__setattr__", run_object_setattr}, {&PyBaseObject_Type, "__new__", run_object_new},
        {&PyTuple_Type, "__new__", run_tuple_new}, {&PyLong_Type, "bit_length", run_bit_length}};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(functions); i++) {
        PyObject *o = builtin_of_host(functions[i].name);
        if (!o)
            return -1;
        intrinsic_add(o, functions[i].run);
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(types); i++)
        intrinsic_add(Py_NewRef(types[i].type), types[i].run);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(methods); i++) {
        PyObject *o = PyDict_GetItemString(methods[i].type->tp_dict, methods[i].name);
        if (!o)
            return -1;
        intrinsic_add(Py_NewRef(o), methods[i].run);
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(reversible); i++) {
        PyObject *o = PyDict_GetItemString(reversible[i].type->tp_dict, "__reversed__");
        if (!o || Py_TYPE(o) != &PyMethodDescr_Type || ((PyMethodDescrObject *)o)->d_method->ml_flags != METH_NOARGS)
            return host_mismatch("__reversed__");
        reversible[i].make = ((PyMethodDescrObject *)o)->d_method->ml_meth;
    }
    intr_len = builtin_of_host("len");
    intr_abs = builtin_of_host("abs");
    intr_isinstance = builtin_of_host("isinstance");
    intr_list_append = PyDict_GetItemString(PyList_Type.tp_dict, "append");     /* borrowed from the table */
    str_instancecheck = PyUnicode_InternFromString("__instancecheck__");
    str_class = PyUnicode_InternFromString("__class__");
    if (!intr_len || !intr_abs || !intr_isinstance || !intr_list_append || !str_instancecheck || !str_class)
        return -1;
    object_class = PyDict_GetItem(PyBaseObject_Type.tp_dict, str_class);
    type_instancecheck = PyDict_GetItem(PyType_Type.tp_dict, str_instancecheck);
    return object_class && type_instancecheck ? 0 : -1;
}

#endif
