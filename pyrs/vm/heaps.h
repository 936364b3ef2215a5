/* heaps.h - heapq's functions on lists whose items compare without running code: ints, floats, strs, and tuples of them as far as they are looked at.

   The order that a heap is in can be seen, so the items go where heapq's own functions put them (Knuth, TAOCP 3, 5.2.3).  First the way through the heap
   is found, then items move along it: at a comparison that might run code nothing has happened yet, and the ordinary way does it all. */
#ifndef PYRS_HEAPS_H
#define PYRS_HEAPS_H

enum { ORDER_LESS = -1, ORDER_EQUAL = 0, ORDER_GREATER = 1, ORDER_NONE = 2, ORDER_ASK = 3 };

/* Is o an exact float, or an exact int that a float can be, and which? */
static inline int exact_double(PyObject *o, double *d)
{
    if (Py_TYPE(o) == &PyFloat_Type)
        return *d = PyFloat_AS_DOUBLE(o), 1;
    if (Py_TYPE(o) != &PyLong_Type || (size_t)(Py_SIZE(o) + 2) > 4)
        return 0;
    int64_t n = sort_key_of_item(o);
    *d = (double)n;
    return n >= -(1LL << 53) && n <= 1LL << 53;
}

/* How x and y compare, which are exact numbers (ints of two digits), strs, or tuples of such (`depth` levels of them): NONE of the three where NaN decides,
   ASK where only their classes know. */
static int plain_order(PyObject *x, PyObject *y, int depth)
{
    PyTypeObject *t = Py_TYPE(x);
    double c, d;
    if (t == &PyLong_Type && Py_TYPE(y) == t) {
        if ((size_t)(Py_SIZE(x) + 2) > 4 || (size_t)(Py_SIZE(y) + 2) > 4)
            return ORDER_ASK;
        int64_t m = sort_key_of_item(x), n = sort_key_of_item(y);
        return (m > n) - (m < n);
    }
    if (t == &PyLong_Type || t == &PyFloat_Type)
        return !exact_double(x, &c) || !exact_double(y, &d) ? ORDER_ASK : c < d ? ORDER_LESS : c > d ? ORDER_GREATER : c == d ? ORDER_EQUAL : ORDER_NONE;
    if (t != Py_TYPE(y))
        return ORDER_ASK;
    if (t == &PyUnicode_Type) {
        int order = PyUnicode_Compare(x, y);
        return (order > 0) - (order < 0);
    }
    if (t != &PyTuple_Type || depth == 0)
        return ORDER_ASK;
    Py_ssize_t n = PyTuple_GET_SIZE(x), m = PyTuple_GET_SIZE(y);
    for (Py_ssize_t i = 0; i < n && i < m; i++) {
        PyObject *a = PyTuple_GET_ITEM(x, i), *b = PyTuple_GET_ITEM(y, i);
        int order = a == b ? ORDER_EQUAL : plain_order(a, b, depth - 1);
        if (order != ORDER_EQUAL)
            return order;
    }
    return (n > m) - (n < m);
}

/* Is x less than y? 1, 0, or -1: ask their classes. */
static int plain_less(PyObject *x, PyObject *y)
{
    int order = plain_order(x, y, 3);
    return order == ORDER_ASK ? -1 : order == ORDER_LESS;
}

#define HEAP_DEPTH 64

/* The way of item from the top of a heap of n items, of which the first is to be overwritten: the positions at path, from 0 to where item goes.
   Returns the index of the last one, or -1: ask heapq. */
static int heap_way(PyObject **heap, Py_ssize_t n, PyObject *item, Py_ssize_t *path)
{
    int last = 0;
    path[0] = 0;
    for (Py_ssize_t at = 0; at < n >> 1; path[++last] = at) {
        at = 2 * at + 1;
        if (at + 1 < n) {
            int less = plain_less(heap[at], heap[at + 1]);
            if (less < 0)
                return -1;
            at += !less;
        }
    }
    for (; last > 0; last--) {
        int less = plain_less(item, heap[path[last]]);
        if (less < 0)
            return -1;
        if (!less)
            break;
    }
    return last;
}

/* Put item (stolen) into a heap of n items in place of the first, which is returned (owned), or NULL with nothing done: ask heapq. */
static PyObject *heap_replace(PyObject **heap, Py_ssize_t n, PyObject *item)
{
    Py_ssize_t path[HEAP_DEPTH];
    int last = heap_way(heap, n, item, path);
    if (last < 0)
        return NULL;
    PyObject *first = heap[0];
    for (int i = 0; i < last; i++)
        heap[path[i]] = heap[path[i + 1]];
    heap[path[last]] = item;
    return first;
}

static int run_heappush(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 2 || !self_is(PyList_Type))
        return 0;
    PyListObject *l = (PyListObject *)v_object(argv[0]);
    Py_ssize_t path[HEAP_DEPTH], at = Py_SIZE(l);
    if (at >= l->allocated)
        return 0;
    PyObject *item = value_box(argv[1]), **heap = l->ob_item;
    if (!item)
        return -1;
    int last = 0;
    for (path[0] = at; at > 0; path[++last] = at) {
        at = (at - 1) >> 1;
        int less = plain_less(item, heap[at]);
        if (less < 0) {
            Py_DECREF(item);
            return 0;
        }
        if (!less)
            break;
    }
    for (int i = 0; i < last; i++)
        heap[path[i]] = heap[path[i + 1]];
    heap[path[last]] = item;
    Py_SET_SIZE(l, Py_SIZE(l) + 1);
    *out = V_NONE;
    return 1;
}

static int run_heappop(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1 || !self_is(PyList_Type))
        return 0;
    PyListObject *l = (PyListObject *)v_object(argv[0]);
    Py_ssize_t size = Py_SIZE(l) - 1;
    if (size < l->allocated >> 1 || size < 0)           /* the host gives memory back then */
        return 0;
    PyObject *first = size ? heap_replace(l->ob_item, size, l->ob_item[size]) : l->ob_item[0];
    if (!first)
        return 0;
    Py_SET_SIZE(l, size);
    *out = value_from_owned(first);
    return 1;
}

static int run_heapreplace(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 2 || !self_is(PyList_Type) || !PyList_GET_SIZE(v_object(argv[0])))
        return 0;
    PyListObject *l = (PyListObject *)v_object(argv[0]);
    PyObject *item = value_box(argv[1]);
    if (!item)
        return -1;
    PyObject *first = heap_replace(l->ob_item, Py_SIZE(l), item);
    if (!first) {
        Py_DECREF(item);
        return 0;
    }
    *out = value_from_owned(first);
    return 1;
}

static int run_heappushpop(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 2 || !self_is(PyList_Type) || !PyList_GET_SIZE(v_object(argv[0])))
        return 0;
    PyObject *item = value_box(argv[1]);
    if (!item)
        return -1;
    int less = plain_less(PyList_GET_ITEM(v_object(argv[0]), 0), item);
    Py_DECREF(item);
    if (less)
        return less < 0 ? 0 : run_heapreplace(argv, n, out);
    value_incref(argv[1]);
    *out = argv[1];
    return 1;
}
#endif
