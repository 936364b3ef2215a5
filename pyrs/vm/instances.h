/* instances.h - making and freeing instances of plain classes without the host's general way.

   A class is plain if between it and `object` there are only classes made by class statements, without __del__: all that an instance owns is then
   its inline values or its dict, the pointers behind its head (slots; the list of weak references has to be empty), and its class.  What
   object.__new__ and subtype_dealloc do for such an instance is written out here, over the blocks of blocks.h (under another allocator than the
   host's small-object allocator, while tracemalloc looks on, in the debug build and under AddressSanitizer the host does it).

   Whatever drops the last reference in this translation unit calls vm_dealloc (host.h makes Py_DECREF do so). */
#ifndef PYRS_INSTANCES_H
#define PYRS_INSTANCES_H

/* ---- which classes ---- */

static destructor host_subtype_dealloc;     /* tp_dealloc of every class that a class statement makes */
static traverseproc host_subtype_traverse;  /* its tp_traverse, if instances take part in garbage collection */

/* By version tag, which changes with the class and its bases: `tag` if the class is plain, else its complement. */
#define PLAIN_MEMO 256
static uint32_t plain_memo[PLAIN_MEMO];

/* Has class b added nothing to its base's instances but slots, a dict and a list of weak references?  (Types that C makes may have more.) */
static int adds_slots_only(PyTypeObject *b)
{
    PyTypeObject *base = b->tp_base;
    PyMemberDef *m = _PyHeapType_GET_MEMBERS((PyHeapTypeObject *)b);
    Py_ssize_t more = b->tp_basicsize - base->tp_basicsize;
    if (b->tp_weaklistoffset != base->tp_weaklistoffset)
        more -= (Py_ssize_t)sizeof(PyObject *);
    for (Py_ssize_t i = 0; i < Py_SIZE(b); i++)
        if (m[i].type != T_OBJECT_EX || m[i].flags || m[i].offset < base->tp_basicsize)
            return 0;
    return more == Py_SIZE(b) * (Py_ssize_t)sizeof(PyObject *);
}

static __attribute__((noinline)) int instance_plain_slow(PyTypeObject *t)
{
    int plain = t->tp_alloc == PyType_GenericAlloc && t->tp_free == PyObject_GC_Del && t->tp_itemsize == 0 && !t->tp_del && !t->tp_finalize
                && (t->tp_flags & Py_TPFLAGS_HAVE_GC) && (t->tp_dictoffset == 0 || (t->tp_flags & Py_TPFLAGS_MANAGED_DICT));
    for (PyTypeObject *b = t; plain && b != &PyBaseObject_Type; b = b->tp_base)
        plain = b->tp_dealloc == host_subtype_dealloc && (b->tp_flags & Py_TPFLAGS_HEAPTYPE) && b->tp_base && adds_slots_only(b);
    plain_memo[t->tp_version_tag % PLAIN_MEMO] = plain ? t->tp_version_tag : ~t->tp_version_tag;
    return plain;
}

HOT int instance_plain(PyTypeObject *t)
{
    uint32_t tag = t->tp_version_tag, memo = plain_memo[tag % PLAIN_MEMO];
    if (__builtin_expect(memo == tag, 1))
        return tag != 0;
    return memo != ~tag && instance_plain_slow(t);
}

/* ---- values ---- */

HOT size_t values_room(PyTypeObject *t) { return (size_t)(type_keys(t)->dk_nentries + type_keys(t)->dk_usable); }
HOT size_t values_prefix(size_t room) { return (room + 2 + sizeof(PyObject *) - 1) & ~(sizeof(PyObject *) - 1); }

/* new_values() and init_inline_values() of dictobject.c. */
HOT PyDictValues *values_new(PyTypeObject *t)
{
    PyDictKeysObject *keys = type_keys(t);
    if (keys->dk_usable > 1)
        keys->dk_usable--;
    size_t room = values_room(t), prefix = values_prefix(room);
    uint8_t *mem = block_new(prefix + room * sizeof(PyObject *));
    if (!mem)
        return NULL;
    PyDictValues *values = (PyDictValues *)(mem + prefix);
    ((uint8_t *)values)[-1] = (uint8_t)prefix;
    ((uint8_t *)values)[-2] = 0;
    for (PyObject **p = values->values, **end = p + room; p < end; p++) {
        *p = NULL;
        __asm__("" : "+r"(p));      /* a few words: no memset */
    }
    return values;
}

HOT void values_free(PyDictValues *values, PyTypeObject *t)
{
    PyDictKeysObject *keys = type_keys(t);
    for (Py_ssize_t i = 0, n = keys->dk_nentries; i < n; i++) {
        PyObject *o = values->values[i];
        if (o)
            Py_DECREF(o);
    }
    /* The shared keys have room for fewer names than when these were made, maybe, never for more. */
    size_t prefix = ((uint8_t *)values)[-1], room = values_room(t);
    if (__builtin_expect(blocks_usable(), 1))
        block_release((char *)values - prefix, prefix + room * sizeof(PyObject *));
    else
        PyMem_Free((char *)values - prefix);
}

/* ---- instances ---- */

/* Bytes ahead of the collector's head: pointers to dict and values. */
HOT size_t instance_before(PyTypeObject *t) { return t->tp_flags & Py_TPFLAGS_MANAGED_DICT ? 2 * sizeof(PyObject *) : 0; }

static PyObject *no_arguments;      /* () */

/* An instance of a class with object.__new__ that is not abstract; NULL (no error): not plain, no memory, or a collection is due. Runs no code. */
HOT PyObject *instance_quick(PyTypeObject *t)
{
    PyObject *o;
    size_t before = instance_before(t);
    if (!instance_plain(t) || !(o = gc_block_new(t, before, (size_t)t->tp_basicsize)))
        return NULL;
    Py_INCREF(t);
    for (size_t at = sizeof(PyObject); at < (size_t)t->tp_basicsize; at += sizeof(PyObject *))
        *(PyObject **)((char *)o + at) = NULL;
    if (before) {
        *_PyObject_ManagedDictPointer(o) = NULL;
        *_PyObject_ValuesPointer(o) = values_new(t);
        if (!*_PyObject_ValuesPointer(o)) {
            Py_DECREF(o);
            return NULL;
        }
    }
    _PyObject_GC_TRACK(o);
    return o;
}

/* The same where the host makes it if need be: new, or NULL with an error. */
static __attribute__((noinline)) PyObject *instance_new(PyTypeObject *t)
{
    PyObject *o = instance_quick(t);
    return o ? o : PyBaseObject_Type.tp_new(t, no_arguments, NULL);
}

/* What subtype_dealloc does for an instance of a plain class. */
static __attribute__((noinline)) void instance_dealloc(PyObject *o, PyTypeObject *t)
{
    PyThreadState *host = _PyThreadState_GET();
    if ((t->tp_weaklistoffset && *(PyObject **)((char *)o + t->tp_weaklistoffset)) || !trash_enter(host)) {
        host_subtype_dealloc(o);
        return;
    }
    if (_PyObject_GC_IS_TRACKED(o))
        _PyObject_GC_UNTRACK(o);
    for (size_t at = sizeof(PyObject); at < (size_t)t->tp_basicsize; at += sizeof(PyObject *)) {
        PyObject *item = *(PyObject **)((char *)o + at);
        if (item)
            Py_DECREF(item);
    }
    size_t before = instance_before(t);
    if (before) {
        PyObject *dict = *_PyObject_ManagedDictPointer(o);
        PyDictValues *values = *_PyObject_ValuesPointer(o);
        if (dict)
            Py_DECREF(dict);
        else if (values)
            values_free(values, t);
    }
    gc_block_release(o, before, (size_t)t->tp_basicsize);
    Py_DECREF(t);
    trash_leave(host);
}

static __attribute__((noinline)) void exception_end(PyObject *o) { exception_dealloc(o); }

/* _Py_Dealloc.  The ways are functions of their own: for ints, str and the like this one saves no register. */
static void vm_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (t->tp_flags & (Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_BASE_EXC_SUBCLASS | Py_TPFLAGS_TUPLE_SUBCLASS | Py_TPFLAGS_LIST_SUBCLASS)) {
        if (t == &PyTuple_Type) {
            tuple_end(o);
            return;
        }
        if (t == &PyList_Type) {
            list_end(o);
            return;
        }
        if (t->tp_dealloc == host_subtype_dealloc && instance_plain(t)) {
            instance_dealloc(o, t);
            return;
        }
        if (exception_plain(t)) {
            exception_end(o);
            return;
        }
    }
    else if (t == &PyUnicode_Type && str_is_its_block(o)) {
        PyObject_Free(o);
        return;
    }
    t->tp_dealloc(o);
}

/* Are values laid out as above?  `o`: an instance of a plain class. */
static int instances_init(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    PyDictValues *values = instance_values(o, t);
    if (!values || ((uint8_t *)values)[-1] != values_prefix(values_room(t)))
        return host_mismatch("instance values");
    host_subtype_dealloc = t->tp_dealloc;
    host_subtype_traverse = t->tp_traverse;
    no_arguments = PyTuple_New(0);
    return no_arguments ? 0 : -1;
}

#endif
