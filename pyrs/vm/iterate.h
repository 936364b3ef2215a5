/* iterate.h - steps of the host's iterators without a call of tp_iternext, and without the tuples of enumerate(), zip() and dict.items() where they are
   unpacked at once.

   A step that would have to raise, or to release what the iterator iterates over, is left to the iterator itself (STEP_ASK). */
#ifndef PYRS_ITERATE_H
#define PYRS_ITERATE_H

enum { STEP_ITEM = 1, STEP_END = 0, STEP_ASK = -1, STEP_ERROR = -2 };

static PyTypeObject *ascii_iter_type;      /* of iter(str) for ASCII strings; borrowed: static */

/* ---- iterators over lists, tuples, ranges and the views of dicts, made and freed here over the blocks of blocks.h: a comprehension makes one each time it
   runs ---- */

/* What an iteration over an exact dict gives. */
enum { DICT_KEYS, DICT_VALUES, DICT_ITEMS };

/* The host gives the tuple that an items iterator holds out again once nobody else has it: one that all iterators made here hold is never that. */
static PyObject *items_result;

#if OWN_SEQUENCES
static getiterfunc dict_view_iter_of_host[2];

/* iter(d.items()), or else iter(d.values()). NULL: the host has to make it; no error is set. */
static PyObject *dict_view_iter_new(PyObject *d, int items)
{
    HostDictIter *it = d ? (HostDictIter *)gc_block_new(items ? &PyDictIterItem_Type : &PyDictIterValue_Type, 0, sizeof(HostDictIter)) : NULL;
    if (!it)
        return NULL;
    it->di_dict = (PyDictObject *)Py_NewRef(d);
    it->di_used = it->len = it->di_dict->ma_used;
    it->di_pos = 0;
    it->di_result = items ? Py_NewRef(items_result) : NULL;
    _PyObject_GC_TRACK(it);
    return (PyObject *)it;
}

/* The tp_iter of d.values() and d.items(). */
static PyObject *dict_view_iter(PyObject *view)
{
    int items = Py_TYPE(view) == &PyDictItems_Type;
    PyObject *it = dict_view_iter_new((PyObject *)((_PyDictViewObject *)view)->dv_dict, items);
    return it ? it : dict_view_iter_of_host[items](view);
}
#endif

/* iter(d), iter(d.values()), iter(d.items()) of an exact dict (borrowed); NULL with an error set. */
static PyObject *dict_iter_new(PyObject *d, int kind)
{
    if (kind == DICT_KEYS)
        return PyObject_GetIter(d);
#if OWN_SEQUENCES
    PyObject *it = dict_view_iter_new(d, kind == DICT_ITEMS);
    if (__builtin_expect(it != NULL, 1))
        return it;
#endif
    PyObject *view = PyObject_CallMethod(d, kind == DICT_VALUES ? "values" : "items", NULL), *r = view ? PyObject_GetIter(view) : NULL;
    Py_XDECREF(view);
    return r;
}

#if OWN_SEQUENCES
/* Whoever made it. */
static void sequence_iter_dealloc(PyObject *it)
{
    if (_PyObject_GC_IS_TRACKED(it))
        _PyObject_GC_UNTRACK(it);
    Py_XDECREF(((HostListIter *)it)->it_seq);
    gc_block_release(it, 0, sizeof(HostListIter));
}

static void range_iter_dealloc(PyObject *it)
{
    if (__builtin_expect(blocks_usable(), 1))
        block_release(it, sizeof(HostRangeIter));
    else
        PyObject_Free(it);
}

static void dict_iter_dealloc(PyObject *it)
{
    if (_PyObject_GC_IS_TRACKED(it))
        _PyObject_GC_UNTRACK(it);
    Py_XDECREF(((HostDictIter *)it)->di_dict);
    Py_XDECREF(((HostDictIter *)it)->di_result);
    gc_block_release(it, 0, sizeof(HostDictIter));
}

static void iterators_init(void)
{
    PyListIter_Type.tp_dealloc = PyTupleIter_Type.tp_dealloc = sequence_iter_dealloc;
    PyDictIterValue_Type.tp_dealloc = PyDictIterItem_Type.tp_dealloc = dict_iter_dealloc;
    if (PyDictItems_Type.tp_iter != dict_view_iter) {
        dict_view_iter_of_host[0] = PyDictValues_Type.tp_iter;
        dict_view_iter_of_host[1] = PyDictItems_Type.tp_iter;
        PyDictValues_Type.tp_iter = PyDictItems_Type.tp_iter = dict_view_iter;
    }
    PyRangeIter_Type.tp_dealloc = range_iter_dealloc;
}
#else
#define iterators_init() ((void)0)
#endif

/* iter(seq) of an exact list or tuple (borrowed). NULL: the host has to make it; no error is set. */
HOT PyObject *sequence_iter_new(PyObject *seq)
{
#if OWN_SEQUENCES
    HostListIter *it = (HostListIter *)gc_block_new(PyList_CheckExact(seq) ? &PyListIter_Type : &PyTupleIter_Type, 0, sizeof(HostListIter));
    if (__builtin_expect(it != NULL, 1)) {
        it->it_index = 0;
        it->it_seq = Py_NewRef(seq);
        _PyObject_GC_TRACK(it);
    }
    return (PyObject *)it;
#else
    (void)seq;
    return NULL;
#endif
}

/* The iterator of a range of inline ints. NULL as above. */
HOT PyObject *range_iter_new(int64_t start, int64_t length, int64_t step)
{
    HostRangeIter *it = blocks_usable() ? block_new(sizeof(HostRangeIter)) : NULL;
    if (it) {
        Py_SET_REFCNT(it, 1);
        Py_SET_TYPE(it, &PyRangeIter_Type);
        it->index = 0;
        it->start = start;
        it->step = step;
        it->len = length;
    }
    return (PyObject *)it;
}

static int iterate_init(void)
{
    PyObject *s = PyUnicode_FromString("a"), *it = s ? PyObject_GetIter(s) : NULL;
    Py_XDECREF(s);
    if (!it)
        return -1;
    ascii_iter_type = Py_TYPE(it);
    Py_DECREF(it);
    PyObject *r = PyObject_CallFunction((PyObject *)&PyRange_Type, "iii", 300, 400, 7);
    if (!r)
        return -1;
    HostRange *range = (HostRange *)r;
    int known = PyLong_AsLong(range->start) == 300 && PyLong_AsLong(range->stop) == 400 && PyLong_AsLong(range->step) == 7
                && PyLong_AsLong(range->length) == 15;
    Py_DECREF(r);
    if (PyListIter_Type.tp_basicsize != sizeof(HostListIter) || PyTupleIter_Type.tp_basicsize != sizeof(HostListIter)
        || PyRangeIter_Type.tp_basicsize != sizeof(HostRangeIter) || PyDictIterItem_Type.tp_basicsize != sizeof(HostDictIter))
        return host_mismatch("iterators");
    if (!(items_result = PyTuple_Pack(2, Py_None, Py_None)))
        return -1;
    iterators_init();
    return known ? 0 : host_mismatch("ranges");
}

/* ---- iterator objects ---- */

#define is_list_iter(o) (Py_TYPE(o) == &PyListIter_Type)

/* The next item of a list iterator. */
HOT int list_iter_step(PyObject *it, Value *out)
{
    HostListIter *l = (HostListIter *)it;
    PyListObject *seq = (PyListObject *)l->it_seq;
    if (__builtin_expect(seq && l->it_index < PyList_GET_SIZE(seq), 1)) {
        *out = value_from_item(PyList_GET_ITEM(seq, l->it_index++));
        return STEP_ITEM;
    }
    if (seq) {
        l->it_seq = NULL;
        Py_DECREF(seq);
    }
    return STEP_END;
}

#define is_range_iter(o) (Py_TYPE(o) == &PyRangeIter_Type)

/* The next item of an iterator over a range. */
HOT int range_iter_step(PyObject *it, Value *out)
{
    HostRangeIter *r = (HostRangeIter *)it;
    if (__builtin_expect(r->index >= r->len, 0))
        return STEP_END;
    *out = value_from_int64(r->start + r->index * r->step);
    if (__builtin_expect(*out == V_UNSET, 0))
        return STEP_ERROR;
    r->index++;
    return STEP_ITEM;
}

#define is_tuple_iter(o) (Py_TYPE(o) == &PyTupleIter_Type)

HOT int tuple_iter_step(PyObject *it, Value *out)
{
    HostListIter *l = (HostListIter *)it;
    PyObject *seq = l->it_seq;
    if (__builtin_expect(seq && l->it_index < PyTuple_GET_SIZE(seq), 1)) {
        *out = value_from_item(PyTuple_GET_ITEM(seq, l->it_index++));
        return STEP_ITEM;
    }
    if (seq) {
        l->it_seq = NULL;
        Py_DECREF(seq);
    }
    return STEP_END;
}

/* Iterator objects over a list, tuple or range: the commonest. */
static __attribute__((noinline)) int iter_step(PyObject *it, Value *out)
{
    PyTypeObject *t = Py_TYPE(it);
    if (t == &PyRangeIter_Type)
        return range_iter_step(it, out);
    if (t == &PyListIter_Type)
        return list_iter_step(it, out);
    return t == &PyTupleIter_Type ? tuple_iter_step(it, out) : STEP_ASK;
}

/* The first entry of d, whose attributes are not split, at i or behind it: its index, key and value (borrowed); -1: there is none. */
HOT Py_ssize_t dict_entry_from(PyDictObject *d, Py_ssize_t i, PyObject **key, PyObject **value)
{
    PyDictKeysObject *keys = d->ma_keys;
    Py_ssize_t n = keys->dk_nentries;
    if (keys->dk_kind == DICT_KEYS_GENERAL) {
        PyDictKeyEntry *e = DK_ENTRIES(keys);
        while (i < n && !e[i].me_value)
            i++;
        if (i >= n)
            return -1;
        *key = e[i].me_key;
        *value = e[i].me_value;
    }
    else {
        PyDictUnicodeEntry *e = DK_UNICODE_ENTRIES(keys);
        while (i < n && !e[i].me_value)
            i++;
        if (i >= n)
            return -1;
        *key = e[i].me_key;
        *value = e[i].me_value;
    }
    return i;
}

/* Key and value (borrowed) of the next entry of a dict iterator: 1, or 0: ask it. */
HOT int dict_iter_entry(HostDictIter *it, PyObject **key, PyObject **value)
{
    PyDictObject *d = it->di_dict;
    if (!d || it->di_used != d->ma_used || it->len <= 0)
        return 0;
    if (d->ma_values)                   /* in the order of insertion, which is not that of the entries */
        return PyDict_Next((PyObject *)d, &it->di_pos, key, value) ? (it->len--, 1) : 0;
    Py_ssize_t i = dict_entry_from(d, it->di_pos, key, value);
    if (i < 0)
        return 0;
    it->di_pos = i + 1;
    it->len--;
    return 1;
}

/* The first entry of a set's table at i or behind it, or -1. */
HOT Py_ssize_t set_entry_from(PySetObject *so, Py_ssize_t i)
{
    setentry *e = so->table;
    while (i <= so->mask && (!e[i].key || e[i].key == _PySet_Dummy))
        i++;
    return i <= so->mask ? i : -1;
}

HOT int set_iter_step(HostSetIter *it, Value *out)
{
    PySetObject *so = it->si_set;
    if (!so || it->si_used != so->used)
        return STEP_ASK;
    Py_ssize_t i = set_entry_from(so, it->si_pos);
    if (i < 0)
        return STEP_ASK;
    it->si_pos = i + 1;
    it->len--;
    *out = value_from_item(so->table[i].key);
    return STEP_ITEM;
}

/* The other iterators over one thing. */
static __attribute__((noinline)) int iter_step_more(PyObject *it, Value *out)
{
    PyTypeObject *t = Py_TYPE(it);
    PyObject *key, *value;
    if (t == &PyTupleIter_Type)
        return tuple_iter_step(it, out);
    if (t == ascii_iter_type) {
        HostListIter *l = (HostListIter *)it;
        PyObject *s = l->it_seq;
        if (!s || l->it_index >= PyUnicode_GET_LENGTH(s))
            return STEP_ASK;
        PyObject *c = char_object[((unsigned char *)((PyASCIIObject *)s + 1))[l->it_index++]];
        *out = v_from_ptr(Py_NewRef(c));
        return STEP_ITEM;
    }
    if (t == &PyUnicodeIter_Type) {
        HostListIter *l = (HostListIter *)it;
        PyObject *s = l->it_seq;
        if (!s || l->it_index >= PyUnicode_GET_LENGTH(s))
            return STEP_ASK;
        Value v = char_value(str_char(s, l->it_index));
        if (v == V_UNSET) {
            PyErr_Clear();
            return STEP_ASK;
        }
        l->it_index++;
        *out = v;
        return STEP_ITEM;
    }
    if (t == &PyDictIterKey_Type) {
        if (!dict_iter_entry((HostDictIter *)it, &key, &value))
            return STEP_ASK;
        *out = value_from_item(key);
        return STEP_ITEM;
    }
    if (t == &PyDictIterValue_Type) {
        if (!dict_iter_entry((HostDictIter *)it, &key, &value))
            return STEP_ASK;
        *out = value_from_item(value);
        return STEP_ITEM;
    }
    if (t == &PySetIter_Type)
        return set_iter_step((HostSetIter *)it, out);
    if (t == &PyListRevIter_Type) {
        HostListIter *l = (HostListIter *)it;
        PyObject *seq = l->it_seq;
        if (!seq || l->it_index < 0 || l->it_index >= PyList_GET_SIZE(seq))
            return STEP_ASK;
        *out = value_from_borrowed(PyList_GET_ITEM(seq, l->it_index--));
        return STEP_ITEM;
    }
    if (t == &PyBytesIter_Type) {
        HostListIter *l = (HostListIter *)it;
        PyObject *seq = l->it_seq;
        if (!seq || l->it_index >= PyBytes_GET_SIZE(seq))
            return STEP_ASK;
        *out = v_from_int48((unsigned char)PyBytes_AS_STRING(seq)[l->it_index++]);
        return STEP_ITEM;
    }
    if (t == array_iter_type) {
        HostArrayIter *l = (HostArrayIter *)it;
        if (!l->array || l->index >= Py_SIZE(l->array) || (*out = array_item(l->array, l->index)) == V_UNSET)
            return STEP_ASK;
        l->index++;
        return STEP_ITEM;
    }
    return STEP_ASK;
}

#define iter_has_parts(t) ((t) == &PyDictIterItem_Type || (t) == &PyEnum_Type || (t) == &PyZip_Type)

/* Does iter_step_more know the type? */
static __attribute__((noinline)) int iter_has_more(PyTypeObject *t)
{
    return t == ascii_iter_type || t == &PyUnicodeIter_Type || t == &PyDictIterKey_Type || t == &PyDictIterValue_Type || t == &PySetIter_Type
           || t == &PyListRevIter_Type || t == &PyBytesIter_Type || t == array_iter_type;
}

/* Has FOR_ITER to ask such an iterator by its slot each time, and knows no class in Python its __next__?  The type is not open, so its address says so
   as long as there is an iterator of it; what is at the address later has a slot as well. */
static int iter_is_foreign(PyTypeObject *t)
{
    return !type_is_open(t) && t->tp_iternext && !iter_has_more(t) && !iter_has_parts(t) && t != &PyRangeIter_Type && t != &PyListIter_Type
           && t != &PyTupleIter_Type && t != &PyrsGen_Type;
}

enum { STEP_MAX_PARTS = 4 };

/* The object o (borrowed) as a part of an item: as a register has it, or (`whole`) as it is, for a tuple. */
#define part_value(o, whole) ((whole) ? v_from_ptr(Py_NewRef(o)) : value_from_item(o))

/* The next item of an iterator over a list, a tuple, an ASCII str or a range, owned, and where the iterator has its index, for the caller to count up: that
   runs no code.  NULL: it is none of these, or has no more. */
HOT long *iter_peek(PyObject *it, Value *out, int whole)
{
    PyTypeObject *t = Py_TYPE(it);
    if (t == &PyRangeIter_Type) {
        HostRangeIter *r = (HostRangeIter *)it;
        if (r->index >= r->len)
            return NULL;
        int64_t i = r->start + r->index * r->step;
        *out = v_fits_int48(i) ? v_from_int48(i) : value_from_int64(i);
        if (__builtin_expect(*out == V_UNSET, 0)) {     /* whoever asks next has the memory, or says so */
            PyErr_Clear();
            return NULL;
        }
        return &r->index;
    }
    HostListIter *l = (HostListIter *)it;
    PyObject **items;
    if (t == ascii_iter_type) {
        if (!l->it_seq || l->it_index >= PyUnicode_GET_LENGTH(l->it_seq))
            return NULL;
        *out = v_from_ptr(Py_NewRef(char_object[((unsigned char *)((PyASCIIObject *)l->it_seq + 1))[l->it_index]]));
        return &l->it_index;
    }
    if (t == &PyListIter_Type) {
        if (!l->it_seq || l->it_index >= PyList_GET_SIZE(l->it_seq))
            return NULL;
        items = ((PyListObject *)l->it_seq)->ob_item;
    }
    else {
        if (t != &PyTupleIter_Type || !l->it_seq || l->it_index >= PyTuple_GET_SIZE(l->it_seq))
            return NULL;
        items = ((PyTupleObject *)l->it_seq)->ob_item;
    }
    *out = part_value(items[l->it_index], whole);
    return &l->it_index;
}

/* The two parts of the next item of zip() of two: 1, or 0: nothing done.  `whole`: part_value. */
HOT int zip_step_pair(HostZip *z, Value *parts, int whole)
{
    if (z->tuplesize != 2)
        return 0;
    PyObject *first = PyTuple_GET_ITEM(z->ittuple, 0), *second = PyTuple_GET_ITEM(z->ittuple, 1);
    /* One iterator in both places has to have two items. */
    long *index = first != second ? iter_peek(first, &parts[0], whole) : NULL;
    if (!index)
        return 0;
    long *other = iter_peek(second, &parts[1], whole);
    if (!other) {
        value_decref(parts[0]);
        return 0;
    }
    ++*index;
    ++*other;
    return 1;
}

/* The same of the n parts of zip() of three or more. */
HOT int zip_step_parts(HostZip *z, Value *parts, uint32_t n)
{
    PyObject *const *its = &PyTuple_GET_ITEM(z->ittuple, 0);
    long *index[STEP_MAX_PARTS];
    uint32_t i = 0;
    if (z->tuplesize != (Py_ssize_t)n || n > STEP_MAX_PARTS)
        return 0;
    for (; i < n; i++) {
        for (uint32_t k = 0; k < i; k++)
            if (its[k] == its[i])
                goto nothing;
        if (!(index[i] = iter_peek(its[i], &parts[i], 0)))
            goto nothing;
    }
    while (i)
        ++*index[--i];
    return 1;
nothing:
    while (i)
        value_decref(parts[--i]);
    return 0;
}

/* The next item of zip() of two iterators over lists and tuples, as in enumerate(zip(a, b)), where making the tuple collects nothing: 1, or 0: nothing
   done. */
static __attribute__((noinline)) int zip_step_whole(PyObject *it, Value *out)
{
    HostZip *z = (HostZip *)it;
    Value parts[2];
    if (host_gc_near() || z->tuplesize != 2 || Py_IS_TYPE(PyTuple_GET_ITEM(z->ittuple, 0), &PyRangeIter_Type)
        || Py_IS_TYPE(PyTuple_GET_ITEM(z->ittuple, 1), &PyRangeIter_Type))
        return 0;
    PyObject *pair = host_tuple_new(2);
    if (!pair)
        return PyErr_Clear(), 0;
    if (!zip_step_pair(z, parts, 1)) {
        PyTuple_SET_ITEM(pair, 0, NULL);
        PyTuple_SET_ITEM(pair, 1, NULL);
        Py_DECREF(pair);
        return 0;
    }
    PyTuple_SET_ITEM(pair, 0, v_object(parts[0]));
    PyTuple_SET_ITEM(pair, 1, v_object(parts[1]));
    tuple_track(pair);
    *out = v_from_ptr(pair);
    return 1;
}

/* The two parts of the next item of enumerate(), zip() or dict.items() where getting them runs no code: 1, or 0: nothing done.  `whole`: part_value. */
HOT int iter_step_pair(PyObject *it, Value *parts, int whole)
{
    MISS();
    PyTypeObject *t = Py_TYPE(it);
    PyObject *key, *value;
    if (t == &PyZip_Type)
        return zip_step_pair((HostZip *)it, parts, whole);
    if (t == &PyEnum_Type) {
        HostEnumerate *e = (HostEnumerate *)it;
        if (e->en_longindex || e->en_index >= V_INT_MAX)
            return 0;
        long *index = iter_peek(e->en_sit, &parts[1], whole);
        if (index)
            ++*index;
        else if (!Py_IS_TYPE(e->en_sit, &PyZip_Type) || !zip_step_whole(e->en_sit, &parts[1]))
            return 0;
        parts[0] = v_from_int48(e->en_index++);
        return 1;
    }
    if (t != &PyDictIterItem_Type || !dict_iter_entry((HostDictIter *)it, &key, &value))
        return 0;
    parts[0] = part_value(key, whole);
    parts[1] = part_value(value, whole);
    return 1;
}

/* The two parts (consumed) in a tuple, as zip() and its like give them; NULL with an error set. */
HOT PyObject *pair_of_parts(const Value *parts)
{
    PyObject *pair = host_tuple_new(2);
    if (!pair) {
        value_decref(parts[0]);
        value_decref(parts[1]);
        return NULL;
    }
    PyObject *x = PyTuple_GET_ITEM(pair, 0) = value_box_steal(parts[0]), *y = PyTuple_GET_ITEM(pair, 1) = value_box_steal(parts[1]);
    if (__builtin_expect(!x || !y, 0)) {
        Py_DECREF(pair);
        return NULL;
    }
    tuple_track(pair);
    return pair;
}

/* The next item of an iterator over one thing: STEP_, or STEP_ASK: it is another. */
HOT int iter_step_known(PyObject *it, Value *out)
{
    int r = iter_step(it, out);
    return r == STEP_ASK ? iter_step_more(it, out) : r;
}

static void trace_iteration_end(void);     /* trace.h */

/* Any iterator: STEP_ITEM, STEP_END, or STEP_ERROR. */
static int iter_step_any(PyObject *it, Value *out)
{
    PyObject *o = NULL;
    Value parts[2];
    if (is_gen(it)) {               /* its value need not be boxed */
        PySendResult status = gen_send_value((GenObject *)it, V_NONE, out);
        if (status == PYGEN_NEXT)
            return STEP_ITEM;
        if (status == PYGEN_RETURN)
            gen_set_stop(*out);
        goto ended;
    }
    int r = iter_step_known(it, out);
    if (r != STEP_ASK)
        return r;
    if (iter_has_parts(Py_TYPE(it)) && iter_step_pair(it, parts, 1)) {
        if (!(o = pair_of_parts(parts)))
            return STEP_ERROR;
        *out = v_from_ptr(o);
        return STEP_ITEM;
    }
    o = Py_TYPE(it)->tp_iternext(it);
    if (o) {
        *out = value_from_owned(o);
        return STEP_ITEM;
    }
ended:
    if (PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_StopIteration))
            return STEP_ERROR;
        if (tracing_threads)
            trace_iteration_end();
        PyErr_Clear();
    }
    return STEP_END;
}

/* Making the iterator of such a thing can run nothing but the collector. */
HOT int iter_is_quiet(PyTypeObject *t)
{
    return t == &PyList_Type || t == &PyTuple_Type || t == &PyDict_Type || t == &PyUnicode_Type || t == &PySet_Type || t == &PyRange_Type;
}

/* The n parts of the next item of enumerate(), zip() or dict.items() (owned): STEP_ITEM, STEP_END, STEP_ERROR, or STEP_ASK: nothing done. */
static __attribute__((noinline)) int iter_step_parts(PyObject *it, Value *parts, uint32_t n)
{
    PyTypeObject *t = Py_TYPE(it);
    if (t == &PyDictIterItem_Type) {
        PyObject *key, *value;
        if (n != 2 || !dict_iter_entry((HostDictIter *)it, &key, &value))
            return STEP_ASK;
        parts[0] = value_from_borrowed(key);
        parts[1] = value_from_borrowed(value);
        return STEP_ITEM;
    }
    if (t == &PyEnum_Type) {
        HostEnumerate *e = (HostEnumerate *)it;
        if (n != 2 || e->en_longindex || e->en_index >= V_INT_MAX)
            return STEP_ASK;
        int r = iter_step_any(e->en_sit, &parts[1]);
        if (r == STEP_ITEM)
            parts[0] = v_from_int48(e->en_index++);
        return r;
    }
    HostZip *z = (HostZip *)it;
    if (z->strict || z->tuplesize != (Py_ssize_t)n || n == 0 || n > STEP_MAX_PARTS)
        return STEP_ASK;
    for (uint32_t i = 0; i < n; i++) {
        int r = iter_step_any(PyTuple_GET_ITEM(z->ittuple, i), &parts[i]);
        if (r != STEP_ITEM) {
            while (i)
                value_decref(parts[--i]);
            return r;
        }
    }
    return STEP_ITEM;
}

#endif
