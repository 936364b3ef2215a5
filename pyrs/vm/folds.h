/* folds.h - sum(), min(), max(), any() and all() of what the host holds in exact lists, tuples, sets, dicts and their views, where no item is asked for
   anything: nothing runs, so nothing changes meanwhile. */
#ifndef PYRS_FOLDS_H
#define PYRS_FOLDS_H

enum { WALK_ITEMS, WALK_SET, WALK_KEYS, WALK_VALUES };

/* Where a walk is: over the items of a list or tuple, or the table of `owner`, a set or dict. */
typedef struct {
    int kind;
    PyObject *owner, **items;
    Py_ssize_t at, size;
} Walk;

/* Begin a walk over o: 1, 0: it is none of these. */
static int walk_begin(Walk *w, Value v)
{
    if (!v_is_object(v))
        return 0;
    PyObject *o = v_object(v);
    if (PyList_CheckExact(o) || PyTuple_CheckExact(o)) {
        *w = (Walk){WALK_ITEMS, o, PySequence_Fast_ITEMS(o), 0, Py_SIZE(o)};
        return 1;
    }
    if (is_set_like(o)) {
        *w = (Walk){WALK_SET, o};
        return 1;
    }
    int kind = DICT_KEYS;
    PyObject *d = PyDict_CheckExact(o) ? o : dict_of_view(o, &kind);
    *w = (Walk){kind == DICT_VALUES ? WALK_VALUES : WALK_KEYS, d};
    return d && !((PyDictObject *)d)->ma_values && kind != DICT_ITEMS;
}

/* The next item (borrowed), or NULL. */
HOT PyObject *walk_next(Walk *w)
{
    PyObject *key, *value;
    if (w->kind == WALK_ITEMS)
        return w->at < w->size ? w->items[w->at++] : NULL;
    int set = w->kind == WALK_SET;
    Py_ssize_t i = set ? set_entry_from((PySetObject *)w->owner, w->at) : dict_entry_from((PyDictObject *)w->owner, w->at, &key, &value);
    if (i < 0)
        return NULL;
    w->at = i + 1;
    return set ? ((PySetObject *)w->owner)->table[i].key : w->kind == WALK_VALUES ? value : key;
}

/* Of ints and floats, added up as the host does it: ints exactly, from the first float on as doubles. */
static int run_sum(const Value *argv, Py_ssize_t n, Value *out)
{
    Walk w;
    if (n != 1 || !walk_begin(&w, argv[0]))
        return 0;
    int64_t sum = 0, x;
    PyObject *o;
    while ((o = walk_next(&w))) {
        if (PyLong_CheckExact(o) ? !host_long_as_int48(o, &x) : !PyBool_Check(o) || (x = o == Py_True, 0))
            break;
        if (__builtin_add_overflow(sum, x, &sum))
            return 0;
    }
    if (!o) {
        *out = value_from_int64(sum);
        return *out == V_UNSET ? -1 : 1;
    }
    double total = (double)sum;
    for (; o; o = walk_next(&w)) {
        if (PyFloat_CheckExact(o))
            total += PyFloat_AS_DOUBLE(o);
        else if (PyLong_CheckExact(o) && host_long_as_int48(o, &x))
            total += (double)x;
        else
            return 0;
    }
    *out = value_from_double(total);
    return *out == V_UNSET ? -1 : 1;
}

/* The least (sign -1) or greatest (1) of numbers, the first of equal ones: 1, or 0: something else is among them. */
HOT int best_number(Value *best, Value x, int sign)
{
    if (!v_is_number(x))
        return 0;
    if (sign > 0 ? v_gt(x, *best) : v_lt(x, *best))
        *best = x;
    return 1;
}

HOT int best_of(const Value *argv, Py_ssize_t n, Value *out, int sign)
{
    Value best = V_UNSET;
    if (n == 1) {
        Walk w;
        if (!walk_begin(&w, argv[0]))
            return 0;
        for (PyObject *o; (o = walk_next(&w));) {
            if (!PyLong_CheckExact(o) && !PyFloat_CheckExact(o))
                return 0;
            Value x = value_from_borrowed(o);
            if (v_is_object(x)) {               /* a large int, a NaN */
                value_decref(x);
                return 0;
            }
            if (best == V_UNSET)
                best = x;
            best_number(&best, x, sign);
        }
        *out = best;
        return best != V_UNSET;
    }
    if (n == 0 || !v_is_number(argv[0]))
        return 0;
    best = argv[0];
    for (Py_ssize_t i = 1; i < n; i++)
        if (!best_number(&best, argv[i], sign))
            return 0;
    *out = best;
    return 1;
}

static int run_min(const Value *argv, Py_ssize_t n, Value *out) { return best_of(argv, n, out, -1); }
static int run_max(const Value *argv, Py_ssize_t n, Value *out) { return best_of(argv, n, out, 1); }

/* Truth of an item, -1: it has to be asked. */
HOT int item_truth(PyObject *o)
{
    return o == Py_True ? 1 : o == Py_False || o == Py_None ? 0 : PyLong_CheckExact(o) ? Py_SIZE(o) != 0
        : PyFloat_CheckExact(o) ? PyFloat_AS_DOUBLE(o) != 0 : quiet_truth(o);
}

/* Is the truth of one item `wanted`? */
HOT int some_item(const Value *argv, Py_ssize_t n, Value *out, int wanted)
{
    Walk w;
    if (n != 1 || !walk_begin(&w, argv[0]))
        return 0;
    for (PyObject *o; (o = walk_next(&w));) {
        int t = item_truth(o);
        if (t < 0)
            return 0;
        if (t == wanted) {
            *out = v_bool(wanted);
            return 1;
        }
    }
    *out = v_bool(!wanted);
    return 1;
}

static int run_any(const Value *argv, Py_ssize_t n, Value *out) { return some_item(argv, n, out, 1); }
static int run_all(const Value *argv, Py_ssize_t n, Value *out) { return some_item(argv, n, out, 0); }
#endif
