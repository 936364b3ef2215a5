/* attrcalls.h - attributes read, written and asked for by calls: getattr(), hasattr(), setattr(), and object's own __setattr__ and __new__, in which those
   of classes end; tuple's own __new__, in which those of named tuples end.

   Nothing is cached but names: what a type says is looked up each time (the host's method cache knows interned names), so there is no guard.  Only
   objects whose attributes are found the general way are a case, and of those what runs no code; the host finds the others. */
#ifndef PYRS_ATTRCALLS_H
#define PYRS_ATTRCALLS_H

/* ---- names made at run time ("visit_" + kind): the interned str of the same text, once it has come twice ---- */

#define NAMES_KEPT 256
#define NAME_MAX_LENGTH 64
static struct { PyObject *name; Py_hash_t hash; } names_kept[NAMES_KEPT];

static __attribute__((noinline)) PyObject *name_find(PyObject *s)
{
    MISS();
    Py_hash_t hash = str_hash(s);
    if (!PyUnicode_IS_READY(s) || PyUnicode_GET_LENGTH(s) > NAME_MAX_LENGTH)
        return NULL;
    if (hash == -1 && (hash = PyObject_Hash(s)) == -1)
        return NULL;
    size_t at = (size_t)(hash ^ hash >> 8) % NAMES_KEPT;
    PyObject *name = names_kept[at].name;
    if (name && names_kept[at].hash == hash && str_equal(name, s))
        return name;
    if (names_kept[at].hash == hash) {
        Py_INCREF(s);
        PyUnicode_InternInPlace(&s);
        names_kept[at].name = s;
    }
    else {
        names_kept[at].hash = hash;
        names_kept[at].name = s = NULL;
    }
    Py_XDECREF(name);
    return s;
}

/* Borrowed, or NULL: go the ordinary way. */
HOT PyObject *name_interned(Value v)
{
    return !v_is_str(v) ? NULL : PyUnicode_CHECK_INTERNED(v_object(v)) ? v_object(v) : name_find(v_object(v));
}

/* ---- getattr, hasattr ---- */

/* By the host, where a class in Python has no say in how attributes of o are found: 1 and *own (owned), 0: absent (an error if it is `wanted`: what the look-up
   ran must not run again), -1: error, -2: it may have. */
static __attribute__((noinline)) int attribute_of_host(PyObject *o, PyObject *name, int wanted, PyObject **own)
{
    getattrofunc get = Py_TYPE(o)->tp_getattro;
    if (is_heap(o) && get != PyObject_GenericGetAttr && get != PyType_Type.tp_getattro)
        return -2;
    running_frame_sync();
    if (!wanted)
        return _PyObject_LookupAttr(o, name, own);
    *own = PyObject_GetAttr(o, name);
    return *own ? 1 : -1;
}

enum { ATTRIBUTE_OTHER = -1, ATTRIBUTE_ABSENT = 0, ATTRIBUTE_FOUND = 1 };

/* The attribute of o that PyObject_GenericGetAttr finds.  FOUND: *own is the instance's (or slot's) or *descr the class's, borrowed, the other NULL.
   OTHER also where __getattr__ is to be asked. */
static int attribute_find(PyObject *o, PyObject *name, PyObject **own, PyObject **descr)
{
    PyTypeObject *t = Py_TYPE(o);
    int kind = getattr_kind(t, PyObject_GenericGetAttr);
    *own = *descr = NULL;
    if (kind == GETATTR_OTHER)
        return ATTRIBUTE_OTHER;
    PyObject *d = _PyType_Lookup(t, name);
    if (d && Py_TYPE(d)->tp_descr_set) {
        PyMemberDef *m = object_slot(d, t);
        *own = m ? *(PyObject **)((char *)o + m->offset) : NULL;
        return *own ? ATTRIBUTE_FOUND : ATTRIBUTE_OTHER;
    }
    PyDictValues *values = instance_values(o, t);
    PyObject *dict = values ? NULL : instance_dict(o, t);
    if (values || dict) {
        Py_ssize_t ix = keys_probe(values ? type_keys(t) : ((PyDictObject *)dict)->ma_keys, name);
        if (ix == KEYS_UNKNOWN)
            return ATTRIBUTE_OTHER;
        if (ix >= 0 && (*own = values ? values->values[ix] : dict_value_at((PyDictObject *)dict, ix)))
            return ATTRIBUTE_FOUND;
    }
    *descr = d;
    return d ? ATTRIBUTE_FOUND : kind == GETATTR_PLAIN ? ATTRIBUTE_ABSENT : ATTRIBUTE_OTHER;
}

static int run_getattr(const Value *argv, Py_ssize_t n, Value *out)
{
    PyObject *name, *own, *descr;
    if ((n != 2 && n != 3) || !v_is_object(argv[0]) || !(name = name_interned(argv[1])))
        return 0;
    int found = attribute_find(v_object(argv[0]), name, &own, &descr);
    if (found == ATTRIBUTE_FOUND && (own || !Py_TYPE(descr)->tp_descr_get)) {
        *out = value_from_borrowed(own ? own : descr);
        return 1;
    }
    if (found == ATTRIBUTE_FOUND && Py_TYPE(descr) == &PyrsFunction_Type) {
        running_frame_sync_alloc();
        PyObject *method = PyMethod_New(descr, v_object(argv[0]));
        *out = v_from_ptr(method);
        return method ? 1 : -1;
    }
    if (found != ATTRIBUTE_ABSENT) {
        found = attribute_of_host(v_object(argv[0]), name, n == 2, &own);
        if (found < 0)
            return found == -1 ? -1 : 0;
        if (found) {
            *out = value_from_owned(own);
            return 1;
        }
    }
    if (n != 3)
        return 0;
    *out = argv[2];
    value_incref(*out);
    return 1;
}

static int run_hasattr(const Value *argv, Py_ssize_t n, Value *out)
{
    PyObject *name, *own, *descr;
    if (n != 2 || !v_is_object(argv[0]) || !(name = name_interned(argv[1])))
        return 0;
    int found = attribute_find(v_object(argv[0]), name, &own, &descr);
    if (found == ATTRIBUTE_OTHER || (descr && Py_TYPE(descr)->tp_descr_get && Py_TYPE(descr) != &PyrsFunction_Type)) {
        found = attribute_of_host(v_object(argv[0]), name, 0, &own);
        if (found < 0)
            return found == -1 ? -1 : 0;
        if (found)
            Py_DECREF(own);
    }
    *out = v_bool(found);
    return 1;
}

/* ---- setattr, object.__setattr__ ---- */

/* o.name = v as PyObject_GenericSetAttr does it, where o has a slot or inline values for it: 1; 0: nothing done. */
static int attribute_store(PyObject *o, PyObject *name, Value v)
{
    PyTypeObject *t = Py_TYPE(o);
    PyObject *descr = _PyType_Lookup(t, name);
    if (descr && Py_TYPE(descr)->tp_descr_set) {
        PyMemberDef *m = object_slot(descr, t);
        if (!m || (m->flags & READONLY))
            return 0;
        PyObject **slot = (PyObject **)((char *)o + m->offset);
        if (*slot)
            running_frame_sync();       /* its end may run code */
        return slot_store(slot, v);
    }
    PyDictValues *values = instance_values(o, t);
    Py_ssize_t ix = values ? keys_probe(type_keys(t), name) : KEYS_ABSENT;
    if (ix < 0)
        return 0;
    if (values->values[ix])
        running_frame_sync();
    return values_store(values, (uint32_t)ix, v);
}

static int run_setattr(const Value *argv, Py_ssize_t n, Value *out)
{
    PyObject *name;
    if (n != 3 || !v_is_object(argv[0]) || Py_TYPE(v_object(argv[0]))->tp_setattro != PyObject_GenericSetAttr || !(name = name_interned(argv[1])))
        return 0;
    *out = V_NONE;
    return attribute_store(v_object(argv[0]), name, argv[2]);
}

/* object.__setattr__(o, name, v).  The host refuses it where a type in C between o's and object has one of its own: plain classes have none. */
static int run_object_setattr(const Value *argv, Py_ssize_t n, Value *out)
{
    PyObject *name;
    if (n != 3 || !v_is_object(argv[0]) || !instance_plain(Py_TYPE(v_object(argv[0]))) || !(name = name_interned(argv[1])))
        return 0;
    *out = V_NONE;
    return attribute_store(v_object(argv[0]), name, argv[2]);
}

/* ---- object.__new__(cls) ---- */

static int run_object_new(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1 || !v_is_object(argv[0]) || !PyType_Check(v_object(argv[0])))
        return 0;
    PyTypeObject *t = (PyTypeObject *)v_object(argv[0]);
    if (!(t->tp_flags & Py_TPFLAGS_HEAPTYPE) || (t->tp_flags & Py_TPFLAGS_IS_ABSTRACT) || !instance_plain(t))
        return 0;
    running_frame_sync_alloc();
    PyObject *o = instance_new(t);
    *out = v_from_ptr(o);
    return o ? 1 : -1;
}

/* ---- tuple.__new__(cls, iterable) ---- */

/* An instance of t, a subclass of tuple, with room for n items, untracked where *tracked is 0: its items are the caller's to write before anything runs. */
HOT PyObject *tuple_instance_new(PyTypeObject *t, Py_ssize_t n, int *tracked)
{
    PyObject *o = NULL;
    if (t->tp_basicsize == PyTuple_Type.tp_basicsize && t->tp_alloc == PyType_GenericAlloc && t->tp_free == PyObject_GC_Del
        && (t->tp_flags & Py_TPFLAGS_HEAPTYPE) && !(t->tp_flags & Py_TPFLAGS_MANAGED_DICT))
        o = gc_block_new(t, 0, (size_t)t->tp_basicsize + (size_t)(n + 1) * sizeof(PyObject *));   /* one more, as the host has it */
    *tracked = !o;
    if (!o)
        return t->tp_alloc(t, n);
    Py_INCREF(t);
    Py_SET_SIZE(o, n);
    ((PyTupleObject *)o)->ob_item[n] = NULL;
    return o;
}

/* What tp_new_wrapper refuses (no type, no subclass, another C class' __new__ between) is left to it. */
static int run_tuple_new(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 2 || !v_is_object(argv[0]) || !v_is_object(argv[1]) || !PyType_Check(v_object(argv[0])))
        return 0;
    PyTypeObject *t = (PyTypeObject *)v_object(argv[0]), *base = t;
    PyObject *source = v_object(argv[1]), *made = NULL;
    ThreadState *ts = thread_state();
    if (!(t->tp_flags & Py_TPFLAGS_TUPLE_SUBCLASS) || !ts || depth_at_limit(ts))
        return 0;
    while (base->tp_new == host_slot_new)
        base = base->tp_base;
    if (base->tp_new != PyTuple_Type.tp_new)
        return 0;
    running_frame_sync_alloc();
    if (t == &PyTuple_Type || !(PyTuple_CheckExact(source) || PyList_CheckExact(source))) {
        running_frame_sync();
        if (Py_EnterRecursiveCall(" while calling a Python object"))
            return -1;
        made = PySequence_Tuple(source);
        Py_LeaveRecursiveCall();
        if (!made || t == &PyTuple_Type)
            return new_result(made, out);
        source = made;
    }
    int tracked;
    Py_ssize_t size = Py_SIZE(source);
    PyObject *o = tuple_instance_new(t, size, &tracked), **items = PySequence_Fast_ITEMS(source);
    if (!o) {
        Py_XDECREF(made);
        return -1;
    }
    if (__builtin_expect(Py_SIZE(source) != size, 0)) {     /* a list, and the allocation has collected */
        Py_DECREF(o);
        return 0;
    }
    for (Py_ssize_t i = 0; i < size; i++)
        PyTuple_SET_ITEM(o, i, Py_NewRef(items[i]));
    if (!tracked)
        _PyObject_GC_TRACK(o);
    Py_XDECREF(made);
    *out = v_from_ptr(o);
    return 1;
}

#endif
