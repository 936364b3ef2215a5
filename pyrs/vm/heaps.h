/* heaps.h - heapq's functions on lists whose items compare without running code: ints, floats, strs, and tuples that begin with them.

   The order that a heap is in can be seen, so the items go where heapq's own functions put them (Knuth, TAOCP 3, 5.2.3).  First the way through the heap
   is found, then items move along it: at a comparison that might run code nothing has happened yet, and the ordinary way does it all. */
#ifndef PYRS_HEAPS_H
#define PYRS_HEAPS_H

/* Is x less than y? 1, 0, or -1: ask their classes. Both are exact ints of two digits, floats or strs. */
static int scalar_less(PyObject *x, PyObject *y)
{
    PyTypeObject *t = Py_TYPE(x);
    if (t != Py_TYPE(y))
        return -1;
    if (t == &PyLong_Type)
        return (size_t)(Py_SIZE(x) + 2) > 4 || (size_t)(Py_SIZE(y) + 2) > 4 ? -1 : sort_key_of_item(x) < sort_key_of_item(y);
    if (t == &PyFloat_Type)
        return PyFloat_AS_DOUBLE(x) < PyFloat_AS_DOUBLE(y);
    return t == &PyUnicode_Type ? PyUnicode_Compare(x, y) < 0 : -1;
}

/* As scalar_less, of tuples too: the first items that differ decide. */
static int plain_less(PyObject *x, PyObject *y)
{
    if (!PyTuple_CheckExact(x) || !PyTuple_CheckExact(y))
        return scalar_less(x, y);
    Py_ssize_t n = PyTuple_GET_SIZE(x), m = PyTuple_GET_SIZE(y);
    for (Py_ssize_t i = 0; i < n && i < m; i++) {
        PyObject *a = PyTuple_GET_ITEM(x, i), *b = PyTuple_GET_ITEM(y, i);
        if (a == b)
            continue;
        int less = scalar_less(a, b), greater = less == 0 ? scalar_less(b, a) : 0;
        if (less || greater)
            return less;
        if (Py_TYPE(a) == &PyFloat_Type && PyFloat_AS_DOUBLE(a) != PyFloat_AS_DOUBLE(b))
            return 0;               /* NaN: neither, and not equal */
    }
    return n < m;
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
