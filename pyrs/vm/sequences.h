/* sequences.h - exact lists and tuples made and freed here, over the host's free lists of their heads and the blocks of blocks.h: what PyList_New,
   list_dealloc and tupledealloc do, without their calls (machine instructions to make and free a list of three: 260 -> 130).

   A list's items come from the host's small-object allocator in either case, so whoever frees the list, or lets it grow, finds what it expects. */
#ifndef PYRS_SEQUENCES_H
#define PYRS_SEQUENCES_H

#if PyTuple_NFREELISTS > 0 && PyList_MAXFREELIST > 0 && !defined(PYRS_DEBUG) && !defined(__SANITIZE_ADDRESS__)
#define OWN_SEQUENCES 1
#else
#define OWN_SEQUENCES 0
#endif

/* An untracked tuple whose items are the caller's to write. */
static inline PyObject *host_tuple_new(Py_ssize_t n)
{
#if OWN_SEQUENCES
    PyTupleObject *o;
    if (n > 0 && n < PyTuple_MAXSAVESIZE) {
        if ((o = tuple_free->free_list[n - 1])) {
            tuple_free->free_list[n - 1] = (PyTupleObject *)o->ob_item[0];
            tuple_free->numfree[n - 1]--;
            o->ob_base.ob_base.ob_refcnt = 1;
            return (PyObject *)o;
        }
        if ((o = (PyTupleObject *)gc_block_new(&PyTuple_Type, 0, offsetof(PyTupleObject, ob_item) + (size_t)n * sizeof(PyObject *)))) {
            Py_SET_SIZE(o, n);
            return (PyObject *)o;
        }
    }
#endif
    return n ? (PyObject *)PyObject_GC_NewVar(PyTupleObject, &PyTuple_Type, n) : PyTuple_New(0);     /* PyTuple_New(n) would clear the items first */
}

/* Can the collector have anything to do with o?  The host asks the same when it takes tuples off its lists (_PyTuple_MaybeUntrack). */
static inline int may_be_tracked(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    return (t->tp_flags & Py_TPFLAGS_HAVE_GC) && !(t == &PyTuple_Type && !_PyObject_GC_IS_TRACKED(o));
}

/* The tuple is filled: put it on the collector's list if it can be part of a cycle.  The host puts there all, and each collection takes off those that
   cannot; to link and unlink one takes 10 ns, as each waits for the one before. */
static inline void tuple_track(PyObject *t)
{
    for (Py_ssize_t i = Py_SIZE(t); --i >= 0;)
        if (may_be_tracked(PyTuple_GET_ITEM(t, i))) {
            _PyObject_GC_TRACK(t);
            return;
        }
}

/* An untracked list of n items that are the caller's to write. */
static inline PyObject *host_list_new(Py_ssize_t n)
{
#if OWN_SEQUENCES
    size_t size = (size_t)n * sizeof(PyObject *);
    if (blocks_usable() && size <= BLOCK_CLASSES * BLOCK_UNIT) {
        PyObject **items = n ? block_new(size) : NULL;
        PyListObject *l = NULL;
        if (n && !items)
            return PyErr_NoMemory();
        if (list_free->numfree) {
            l = list_free->free_list[--list_free->numfree];
            Py_SET_REFCNT(l, 1);
        }
        else
            l = (PyListObject *)gc_block_new(&PyList_Type, 0, sizeof(PyListObject));
        if (l) {
            l->ob_item = items;
            l->allocated = n;
            Py_SET_SIZE(l, n);
            return (PyObject *)l;
        }
        if (items)
            block_release(items, size);
    }
#endif
    PyListObject *big = (PyListObject *)PyList_New(0);
    if (!big)
        return NULL;
    PyObject_GC_UnTrack(big);
    if (n) {                            /* PyList_New(n) would clear them first */
        big->ob_item = PyMem_New(PyObject *, n);
        if (!big->ob_item) {
            Py_DECREF(big);
            return PyErr_NoMemory();
        }
        big->allocated = n;
        Py_SET_SIZE(big, n);
    }
    return (PyObject *)big;
}

/* The n items at a and the m items at b in a new list or tuple (m > 0 or n > 0 for a tuple). */
#define SEQUENCE_OF(kind, new, ITEMS, track)                                                                          \
    static PyObject *kind##_of(PyObject *const *a, Py_ssize_t n, PyObject *const *b, Py_ssize_t m)                \
    {                                                                                                            \
        PyObject *s = new(n + m);                                                                                \
        if (!s)                                                                                                  \
            return NULL;                                                                                         \
        PyObject **items = ITEMS(s);                                                                             \
        for (Py_ssize_t i = 0; i < n; i++)                                                                       \
            items[i] = Py_NewRef(a[i]);                                                                          \
        for (Py_ssize_t i = 0; i < m; i++)                                                                       \
            items[n + i] = Py_NewRef(b[i]);                                                                      \
        track(s);                                                                                                \
        return s;                                                                                                \
    }
#define LIST_ITEMS(s)  ((PyListObject *)s)->ob_item
#define TUPLE_ITEMS(s) ((PyTupleObject *)s)->ob_item
SEQUENCE_OF(list, host_list_new, LIST_ITEMS, _PyObject_GC_TRACK)
SEQUENCE_OF(tuple, host_tuple_new, TUPLE_ITEMS, tuple_track)
#undef LIST_ITEMS
#undef TUPLE_ITEMS
#undef SEQUENCE_OF

#if OWN_SEQUENCES
static __attribute__((noinline)) void list_end(PyObject *o)
{
    PyThreadState *host = _PyThreadState_GET();
    PyListObject *l = (PyListObject *)o;
    PyObject **items = l->ob_item;
    if (!trash_enter(host)) {
        PyList_Type.tp_dealloc(o);
        return;
    }
    if (_PyObject_GC_IS_TRACKED(o))
        _PyObject_GC_UNTRACK(o);
    if (items) {
        size_t size = (size_t)l->allocated * sizeof(PyObject *);
        for (Py_ssize_t i = Py_SIZE(o); --i >= 0;)
            if (items[i])
                Py_DECREF(items[i]);
        if (size <= BLOCK_CLASSES * BLOCK_UNIT && blocks_usable())
            block_release(items, size);
        else
            PyMem_Free(items);
    }
    if (list_free->numfree < PyList_MAXFREELIST)
        list_free->free_list[list_free->numfree++] = l;
    else
        gc_block_release(o, 0, sizeof(PyListObject));
    trash_leave(host);
}

/* The memory of an untracked tuple whose n items (at least one) have gone. */
HOT void tuple_shell_release(PyTupleObject *t, Py_ssize_t n)
{
    if (n < PyTuple_MAXSAVESIZE && tuple_free->numfree[n - 1] < PyTuple_MAXFREELIST) {
        t->ob_item[0] = (PyObject *)tuple_free->free_list[n - 1];
        tuple_free->free_list[n - 1] = t;
        tuple_free->numfree[n - 1]++;
    }
    else
        gc_block_release((PyObject *)t, 0, offsetof(PyTupleObject, ob_item) + (size_t)n * sizeof(PyObject *));
}

static __attribute__((noinline)) void tuple_end(PyObject *o)
{
    PyThreadState *host = _PyThreadState_GET();
    PyTupleObject *t = (PyTupleObject *)o;
    Py_ssize_t n = Py_SIZE(o);
    if (n == 0 || !trash_enter(host)) {
        PyTuple_Type.tp_dealloc(o);
        return;
    }
    if (_PyObject_GC_IS_TRACKED(o))
        _PyObject_GC_UNTRACK(o);
    for (Py_ssize_t i = n; --i >= 0;)
        if (t->ob_item[i])
            Py_DECREF(t->ob_item[i]);
    tuple_shell_release(t, n);
    trash_leave(host);
}
#else
#define list_end(o) PyList_Type.tp_dealloc(o)
#define tuple_end(o) PyTuple_Type.tp_dealloc(o)
#endif

/* A reference to the tuple o, consumed, for one to each of its n > 0 items: they move where nobody else has the tuple. */
HOT void tuple_take(PyObject *o, PyObject **items, Py_ssize_t n)
{
    PyTupleObject *t = (PyTupleObject *)o;
#if OWN_SEQUENCES
    if (Py_REFCNT(o) == 1) {
        if (_PyObject_GC_IS_TRACKED(o))
            _PyObject_GC_UNTRACK(o);
        for (Py_ssize_t i = 0; i < n; i++)
            items[i] = t->ob_item[i];
        tuple_shell_release(t, n);
        return;
    }
#endif
    for (Py_ssize_t i = 0; i < n; i++)
        items[i] = Py_NewRef(t->ob_item[i]);
    Py_DECREF(o);
}

#endif
