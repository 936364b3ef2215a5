/* opened.h - what a `for` goes over, in registers: no iterator object is made for a range, list, tuple, str, dict or set, nor a view or an enumerate
   object for a call that makes one there.

   GET_ITER opens it (R[a], R[a+1], ...), FOR_ITER steps it:

       range               its next item; how many there are; the step
       list, tuple, str,   itself; the index of the next item
         bytes
       enumerate of these  the sequence; OPENED_ENUMERATE, where the count began, and the index
       zip of two of these the first; OPENED_ZIP and the index; the second
       reversed of these   the sequence; OPENED_REVERSED and how many items are left (a range: the range of its numbers the other way)
       dict, its views     the dict; what it gives, and where it is (TABLE_)
       set, frozenset      the set; where it is

   An iterator is never of these types, so R[a] says what it is.  What has to raise is left to the host's own iterator, made in the state that the
   registers describe (opened_close). */
#ifndef PYRS_OPENED_H
#define PYRS_OPENED_H

HOT void range_set(Value *R, int64_t start, int64_t length, int64_t step)
{
    Value old[3] = {R[0], R[1], R[2]};
    R[0] = v_from_int48(start);
    R[1] = v_from_int48(length);
    R[2] = v_from_int48(step);
    for (int i = 0; i < 3; i++)
        value_decref(old[i]);
}

/* An exact range all of whose numbers are inline ints, the other way round if `reversed`: 1, or 0: nothing done. */
static int range_open(PyObject *o, int reversed, Value *R)
{
    HostRange *r = (HostRange *)o;
    int64_t start, stop, step, length;
    if (Py_TYPE(o) != &PyRange_Type || !PyLong_CheckExact(r->start) || !PyLong_CheckExact(r->stop) || !PyLong_CheckExact(r->step)
        || !PyLong_CheckExact(r->length) || !host_long_as_int48(r->start, &start) || !host_long_as_int48(r->stop, &stop)
        || !host_long_as_int48(r->step, &step) || !host_long_as_int48(r->length, &length))
        return 0;
    if (reversed)
        range_set(R, length ? start + (length - 1) * step : start, length, -step);
    else
        range_set(R, start, length, step);
    return 1;
}

/* range(*argv) of inline ints without the range: 1, or 0: nothing done. */
HOT int range_open_call(const Value *argv, Py_ssize_t n, Value *R)
{
    int64_t start = 0, step = 1, stop;
    if (n < 1 || n > 3 || !v_is_int(argv[0]) || (n > 1 && !v_is_int(argv[1])) || (n > 2 && (!v_is_int(argv[2]) || argv[2] == V_TAG_INT)))
        return 0;
    stop = v_int(argv[n > 1]);
    if (n > 1)
        start = v_int(argv[0]);
    if (n > 2)
        step = v_int(argv[2]);
    int64_t length = step > 0 ? stop - start : start - stop;
    if (length < 0)
        length = 0;
    if (step != 1 && step != -1)
        length = (length + llabs(step) - 1) / llabs(step);
    if (length > V_INT_MAX)
        return 0;
    range_set(R, start, length, step);
    return 1;
}

/* o (consumed) is opened in R[0], R[1] is its state. */
HOT void opened_set(Value *R, PyObject *o, int64_t state)
{
    Value old[2] = {R[0], R[1]};
    R[0] = v_from_ptr(o);
    R[1] = v_from_int48(state);
    value_decref(old[0]);
    value_decref(old[1]);
}

/* A str whose characters need not be made. */
#define is_char_str(o) (PyUnicode_CheckExact(o) && PyUnicode_IS_READY(o) && PyUnicode_KIND(o) == PyUnicode_1BYTE_KIND)

/* What sequence_open opens. */
#define opens_as_sequence(o) (PyList_CheckExact(o) || PyTuple_CheckExact(o) || is_char_str(o) || PyBytes_CheckExact(o))

/* What is opened and not a table. */
#define is_sequence_object(o) (PyList_CheckExact(o) || PyTuple_CheckExact(o) || PyUnicode_CheckExact(o) || PyBytes_CheckExact(o))

/* An exact list, tuple or bytes, or such a str (consumed): 1, or 0: nothing done. */
HOT int sequence_open(PyObject *o, Value *R)
{
    if (!opens_as_sequence(o))
        return 0;
    opened_set(R, o, 0);
    return 1;
}

#define opened_state(R) ((Py_ssize_t)((R)[1] << 16 >> 16))      /* the tag shifted out */

#define OPENED_ENUMERATE ((Py_ssize_t)1 << 47)
#define OPENED_REVERSED  ((Py_ssize_t)1 << 46)      /* no sequence is as long */
#define OPENED_ZIP       ((Py_ssize_t)1 << 45)
#define ENUMERATE_START  32                         /* the bits below are the index, those from here to OPENED_ZIP the first count */
#define enumerate_index(s) ((s) & (((Py_ssize_t)1 << ENUMERATE_START) - 1))
#define enumerate_start(s) (((s) & (OPENED_ZIP - 1)) >> ENUMERATE_START)

/* The next item of a sequence that is opened in R[0..], as a value; STEP_ASK: it is not gone over like that. */
#define OPENED_STEP(name, size, item)                                 \
HOT int name(Value *R, Value *out)                                    \
{                                                                     \
    PyObject *o = v_object(R[0]);                                     \
    Py_ssize_t i = opened_state(R);                                   \
    if (__builtin_expect(i >= size(o), 0))                            \
        return i < OPENED_ZIP ? STEP_END : STEP_ASK;                  \
    R[1]++;                                                           \
    *out = item;                                                      \
    return STEP_ITEM;                                                 \
}
OPENED_STEP(list_step, PyList_GET_SIZE, value_from_item(PyList_GET_ITEM(o, i)))
OPENED_STEP(tuple_step, PyTuple_GET_SIZE, value_from_item(PyTuple_GET_ITEM(o, i)))
OPENED_STEP(str_step, PyUnicode_GET_LENGTH, char_value(((const unsigned char *)str_data(o))[i]))

/* ---- dicts and sets ----
   R[1] of one: what it gives (two bits), and in fifteen bits each how many items are left, how many it had, and the next place in its table.  Larger ones
   have an iterator object, which costs them nothing. */

#define TABLE_BITS   15
#define TABLE_MAX    (((int64_t)1 << TABLE_BITS) - 1)
#define table_place(s) ((s) & TABLE_MAX)
#define table_used(s)  ((s) >> TABLE_BITS & TABLE_MAX)
#define table_left(s)  ((s) >> 2 * TABLE_BITS & TABLE_MAX)
#define table_kind(s)  ((s) >> 3 * TABLE_BITS & 3)
#define TABLE_ONE_LEFT ((int64_t)1 << 2 * TABLE_BITS)

#define is_set_like(o) (Py_TYPE(o) == &PySet_Type || Py_TYPE(o) == &PyFrozenSet_Type)

/* o (consumed): a dict for what `kind` says, or a set. 1, or 0: nothing done. */
HOT int table_open(PyObject *o, int kind, Value *R)
{
    int64_t used, places;
    if (PyDict_CheckExact(o)) {
        PyDictObject *d = (PyDictObject *)o;
        if (d->ma_values)
            return 0;
        used = d->ma_used;
        places = d->ma_keys->dk_nentries;
    }
    else if (is_set_like(o)) {
        used = ((PySetObject *)o)->used;
        places = ((PySetObject *)o)->mask;
    }
    else
        return 0;
    if (places >= TABLE_MAX)
        return 0;
    opened_set(R, o, (int64_t)kind << 3 * TABLE_BITS | used << 2 * TABLE_BITS | used << TABLE_BITS);
    return 1;
}

/* The next entry of the dict in R[0], key and value borrowed: STEP_ITEM, STEP_END, or STEP_ASK: nothing done. */
HOT int opened_dict_step(Value *R, PyObject **key, PyObject **value)
{
    PyDictObject *d = (PyDictObject *)v_object(R[0]);
    int64_t s = opened_state(R);
    if (__builtin_expect(d->ma_used != table_used(s) || d->ma_values, 0))
        return STEP_ASK;
    Py_ssize_t i = dict_entry_from(d, table_place(s), key, value);
    if (i < 0)
        return STEP_END;
    if (__builtin_expect(!table_left(s) || i >= TABLE_MAX, 0))
        return STEP_ASK;
    R[1] += (i + 1 - table_place(s)) - TABLE_ONE_LEFT;
    return STEP_ITEM;
}

/* Item i of a list, tuple, bytes or such a str.  `whole`: part_value. */
HOT Value sequence_item(PyObject *o, Py_ssize_t i, int whole)
{
    return PyList_CheckExact(o) ? part_value(PyList_GET_ITEM(o, i), whole) : PyTuple_CheckExact(o) ? part_value(PyTuple_GET_ITEM(o, i), whole)
           : PyBytes_CheckExact(o) ? v_from_int48((unsigned char)PyBytes_AS_STRING(o)[i]) : char_value(((const unsigned char *)str_data(o))[i]);
}

/* The length of a list, tuple, str or bytes, where all have it (length_within). */
#define sequence_size(o) (((PyVarObject *)(o))->ob_size)

/* The next of what list_step and its like do not know, as a value: keys or values of a dict, the items of a set, of bytes, of a reversed sequence. */
static __attribute__((noinline)) int table_step(Value *R, Value *out)
{
    PyObject *o = v_object(R[0]), *key, *value;
    int64_t s = opened_state(R);
    if (PyDict_CheckExact(o)) {
        int kind = (int)table_kind(s), r = kind == DICT_ITEMS ? STEP_ASK : opened_dict_step(R, &key, &value);
        if (r == STEP_ITEM)
            *out = value_from_item(kind == DICT_KEYS ? key : value);
        return r;
    }
    if (is_set_like(o)) {
        PySetObject *so = (PySetObject *)o;
        if (so->used != table_used(s))
            return STEP_ASK;
        Py_ssize_t i = set_entry_from(so, table_place(s));
        if (i < 0)
            return STEP_END;
        if (i >= TABLE_MAX)
            return STEP_ASK;
        R[1] += (i + 1 - table_place(s)) - (table_left(s) ? TABLE_ONE_LEFT : 0);     /* one may have been taken out behind it and another put in ahead */
        *out = value_from_item(so->table[i].key);
        return STEP_ITEM;
    }
    if (is_sequence_object(o) && (s & OPENED_REVERSED)) {
        Py_ssize_t left = s - OPENED_REVERSED;
        if (left == 0 || left > sequence_size(o))
            return STEP_END;
        R[1]--;
        *out = sequence_item(o, left - 1, 0);
        return STEP_ITEM;
    }
    if (PyBytes_CheckExact(o) && s < OPENED_ZIP) {
        if (s >= Py_SIZE(o))
            return STEP_END;
        R[1]++;
        *out = v_from_int48((unsigned char)PyBytes_AS_STRING(o)[s]);
        return STEP_ITEM;
    }
    return STEP_ASK;
}

#define is_table(o) (PyDict_CheckExact(o) || is_set_like(o) || is_sequence_object(o))

/* ---- the calls that make such a thing, where a `for` has them for its iterable ---- */

/* A view of an exact dict: the dict, and *kind; or NULL. */
HOT PyObject *dict_of_view(PyObject *view, int *kind)
{
    PyTypeObject *t = Py_TYPE(view);
    *kind = t == &PyDictItems_Type ? DICT_ITEMS : t == &PyDictValues_Type ? DICT_VALUES : DICT_KEYS;
    return *kind != DICT_KEYS || t == &PyDictKeys_Type ? (PyObject *)((_PyDictViewObject *)view)->dv_dict : NULL;
}

/* An iterable (borrowed) that is a dict, a view of one or a set: 1, or 0: nothing done. */
static int table_open_any(PyObject *o, Value *R)
{
    int kind = DICT_KEYS;
    PyObject *d = PyDict_CheckExact(o) || is_set_like(o) ? o : dict_of_view(o, &kind);
    if (!d)
        return 0;
    Py_INCREF(d);
    if (table_open(d, kind, R))
        return 1;
    Py_DECREF(d);
    return 0;
}

#define is_sequence(v) (v_is_object(v) && opens_as_sequence(v_object(v)))

/* enumerate(), zip() or reversed() of the n arguments (borrowed) for a GET_ITER that has so many registers: 1, or 0: nothing done. */
static int sequence_open_call(PyObject *type, const Value *argv, Py_ssize_t n, uint32_t registers, Value *R)
{
    Py_ssize_t state;
    if (registers < 2 || n < 1 || n > 2)
        return 0;
    if (!is_sequence(argv[0]))
        return type == (PyObject *)&PyReversed_Type && n == 1 && registers == 3 && v_is_object(argv[0]) && range_open(v_object(argv[0]), 1, R);
    PyObject *o = v_object(argv[0]);
    if (type == (PyObject *)&PyZip_Type) {
        if (n != 2 || registers < 3 || !is_sequence(argv[1]))
            return 0;
        state = OPENED_ZIP;
    }
    else if (type == (PyObject *)&PyEnum_Type) {
        if (n == 2 && !(v_is_int(argv[1]) && (uint64_t)v_int(argv[1]) < (uint64_t)OPENED_ZIP >> ENUMERATE_START))
            return 0;
        state = OPENED_ENUMERATE | (n == 2 ? v_int(argv[1]) << ENUMERATE_START : 0);
    }
    else if (n == 1)
        state = OPENED_REVERSED | sequence_size(o);
    else
        return 0;
    opened_set(R, Py_NewRef(o), state);
    if (state == OPENED_ZIP) {
        Value old = R[2];
        R[2] = argv[1];
        value_incref(argv[1]);
        value_decref(old);
    }
    return 1;
}

/* Does the word behind the CALL at ip open its result, as in `for i in range(n)`, or make its iterator, as in `[i for i in range(n)]`, and nobody else
   gets to see it? */
HOT int result_iterates(const Code *code, const Word *ip)
{
    return W_OP(ip[3]) == OP_GET_ITER && W_B(ip[3]) == W_A(*ip) && W_A(*ip) >= code->tbase && (W_C(ip[3]) >= 2 || W_A(ip[3]) != W_B(*ip));
}

/* Such a CALL of the type `callable` with the n arguments (borrowed): the iteration goes to its registers, or a range's iterator is made without it.
   -> where to go on, or NULL: nothing done. At the limit of recursion the call counts as a level, as with the host. */
static __attribute__((noinline)) Word *iterable_open(ThreadState *ts, Frame *f, Word *ip, PyObject *callable, const Value *argv, Py_ssize_t n)
{
    Value *to = f->regs + W_A(ip[3]), numbers[3] = {V_UNSET, V_UNSET, V_UNSET};
    uint32_t registers = W_C(ip[3]);
    if (depth_at_limit(ts) || !result_iterates(f->code, ip))
        return NULL;
    if (callable != (PyObject *)&PyRange_Type)
        return sequence_open_call(callable, argv, n, registers, to) ? ip + 4 : NULL;
    if (registers == 3)
        return range_open_call(argv, n, to) ? ip + 4 : NULL;
    PyObject *it = registers < 2 && range_open_call(argv, n, numbers) ? range_iter_new(v_int(numbers[0]), v_int(numbers[1]), v_int(numbers[2])) : NULL;
    if (!it)
        return NULL;
    Value old = *to;
    *to = v_from_ptr(it);
    value_decref(old);
    return ip + 4;
}

#define opens_iterable(callable) \
    ((callable) == (PyObject *)&PyRange_Type || (callable) == (PyObject *)&PyEnum_Type || (callable) == (PyObject *)&PyZip_Type \
     || (callable) == (PyObject *)&PyReversed_Type)

/* The CALL_ITERABLE at ip with what it calls and the n arguments in base[0..]. As iterable_open. */
HOT Word *iterable_call(ThreadState *ts, Frame *f, Word *ip, const Value *base, Py_ssize_t n)
{
    return v_is_object(base[0]) && opens_iterable(v_object(base[0])) ? iterable_open(ts, f, ip, v_object(base[0]), base + 1, n) : NULL;
}

/* ---- two parts at once ---- */

/* Does FOR_ITER find in R[0..] what gives an item in parts? */
static __attribute__((noinline)) int has_parts(const Value *R)
{
    PyObject *o = v_object(R[0]);
    if (PyDict_CheckExact(o))
        return table_kind(opened_state(R)) == DICT_ITEMS;
    if (is_sequence_object(o))
        return (opened_state(R) & (OPENED_ENUMERATE | OPENED_ZIP)) != 0;
    return iter_has_parts(Py_TYPE(o));
}

/* The two parts of the next item of an enumeration or a zip of sequences that is opened in R[0..]: STEP_ITEM, STEP_END, or STEP_ASK: nothing done. */
HOT int sequences_step_pair(Value *R, Value *x, Value *y, int whole)
{
    PyObject *o = v_object(R[0]), *second = v_object(R[2]);
    int64_t s = opened_state(R);
    if (s & OPENED_ENUMERATE) {
        Py_ssize_t i = enumerate_index(s);
        if (i >= sequence_size(o))
            return STEP_END;
        if (__builtin_expect(enumerate_index(s + 1) == 0, 0))
            return STEP_ASK;
        R[1]++;
        *x = v_from_int48(i + enumerate_start(s));
        *y = sequence_item(o, i, whole);
        return STEP_ITEM;
    }
    if (!(s & OPENED_ZIP))
        return STEP_ASK;
    Py_ssize_t i = s - OPENED_ZIP;
    if (i >= sequence_size(o) || i >= sequence_size(second))
        return STEP_END;
    R[1]++;
    *x = sequence_item(o, i, whole);
    *y = sequence_item(second, i, whole);
    return STEP_ITEM;
}

/* The same for the loop, of anything: 1, or 0: nothing done (as at the end). */
HOT int sequences_step_in_line(Value *R, Value *x, Value *y)
{
    MISS();
    return v_is_object(R[0]) && is_sequence_object(v_object(R[0])) && sequences_step_pair(R, x, y, 0) == STEP_ITEM;
}

/* The same of what has_parts and is opened: STEP_. */
HOT int opened_step_pair(Value *R, Value *parts, int whole)
{
    PyObject *o = v_object(R[0]), *key, *value;
    if (PyDict_CheckExact(o)) {
        int r = table_kind(opened_state(R)) == DICT_ITEMS ? opened_dict_step(R, &key, &value) : STEP_ASK;
        if (r == STEP_ITEM) {
            parts[0] = part_value(key, whole);
            parts[1] = part_value(value, whole);
        }
        return r;
    }
    return is_sequence_object(o) ? sequences_step_pair(R, &parts[0], &parts[1], whole) : STEP_ASK;
}

/* The two parts of the next item where getting them runs no code: STEP_ITEM, STEP_END, or STEP_ASK: nothing done. */
HOT int step_pair(Value *R, Value *parts, int whole)
{
    int r = opened_step_pair(R, parts, whole);
    return r != STEP_ASK ? r : iter_step_pair(v_object(R[0]), parts, whole) ? STEP_ITEM : STEP_ASK;
}

/* The n parts of the next item of what has_parts (owned): STEP_ITEM, STEP_END, STEP_ERROR, or STEP_ASK: nothing done. */
static __attribute__((noinline)) int step_parts(Value *R, Value *parts, uint32_t n)
{
    PyObject *o = v_object(R[0]);
    return iter_has_parts(Py_TYPE(o)) ? iter_step_parts(o, parts, n) : n == 2 ? opened_step_pair(R, parts, 0) : STEP_ASK;
}

/* ---- from an iterator, or what GET_ITER left as it is for OPEN_ITER ---- */

HOT int opens_itself(PyObject *o)
{
    int kind;
    return opens_as_sequence(o) || PyDict_CheckExact(o) || is_set_like(o) || dict_of_view(o, &kind);
}

/* What the iterator of a sequence (owned by one other object alone) goes over, and its index; or NULL. */
static PyObject *sequence_of_iter(PyObject *it, Py_ssize_t *index)
{
    PyTypeObject *t = Py_TYPE(it);
    if (Py_REFCNT(it) != 1 || (t != &PyListIter_Type && t != &PyTupleIter_Type && t != &PyUnicodeIter_Type && t != ascii_iter_type && t != &PyBytesIter_Type))
        return NULL;
    PyObject *o = ((HostListIter *)it)->it_seq;
    *index = ((HostListIter *)it)->it_index;
    return o && opens_as_sequence(o) ? o : NULL;
}

/* An iterator that nobody but the OPEN_ITER before pc has, of a kind that costs more than what it goes over in registers: 1, or 0: nothing done.  The
   iterator stays as it is. */
static int iterator_open(PyObject *it, uint32_t registers, Value *R)
{
    PyTypeObject *t = Py_TYPE(it);
    PyObject *o, *second;
    Py_ssize_t i, j;
    if (t == &PyDictIterKey_Type || t == &PyDictIterValue_Type || t == &PyDictIterItem_Type) {
        HostDictIter *d = (HostDictIter *)it;
        int64_t kind = t == &PyDictIterKey_Type ? DICT_KEYS : t == &PyDictIterValue_Type ? DICT_VALUES : DICT_ITEMS;
        if (!d->di_dict || !PyDict_CheckExact(d->di_dict) || d->di_used != d->di_dict->ma_used || d->di_dict->ma_values
            || d->di_dict->ma_keys->dk_nentries >= TABLE_MAX || d->di_pos >= TABLE_MAX)
            return 0;
        opened_set(R, Py_NewRef(d->di_dict), kind << 3 * TABLE_BITS | (int64_t)d->len << 2 * TABLE_BITS | d->di_used << TABLE_BITS | d->di_pos);
        return 1;
    }
    if (t == &PyUnicodeIter_Type || t == ascii_iter_type || t == &PyBytesIter_Type) {
        if (!(o = sequence_of_iter(it, &i)))
            return 0;
        opened_set(R, Py_NewRef(o), i);
        return 1;
    }
    if (t == &PyEnum_Type) {
        HostEnumerate *e = (HostEnumerate *)it;
        if (e->en_longindex || !(o = sequence_of_iter(e->en_sit, &i)) || i != enumerate_index(i) || e->en_index < i
            || e->en_index - i >= OPENED_ZIP >> ENUMERATE_START)
            return 0;
        opened_set(R, Py_NewRef(o), OPENED_ENUMERATE | (e->en_index - i) << ENUMERATE_START | i);
        return 1;
    }
    if (t == &PyZip_Type && registers == 3) {
        HostZip *z = (HostZip *)it;
        if (z->tuplesize != 2 || z->strict || !(o = sequence_of_iter(PyTuple_GET_ITEM(z->ittuple, 0), &i))
            || !(second = sequence_of_iter(PyTuple_GET_ITEM(z->ittuple, 1), &j)) || i != j || i >= OPENED_ZIP)
            return 0;
        opened_set(R, Py_NewRef(o), OPENED_ZIP | i);
        Value old = R[2];
        R[2] = v_from_ptr(Py_NewRef(second));
        value_decref(old);
        return 1;
    }
    return 0;
}

/* ---- back to the host's iterator ---- */

/* What is opened in R[0..] becomes an iterator object there: 0, or -1 with an error set. Nothing is done to what is not opened. */
static __attribute__((noinline)) int opened_close(Value *R)
{
    PyObject *o = v_object(R[0]), *it;
    int64_t s = opened_state(R);
    if (PyDict_CheckExact(o)) {
        if (!(it = dict_iter_new(o, (int)table_kind(s))))
            return -1;
        HostDictIter *d = (HostDictIter *)it;
        d->di_used = table_used(s);
        d->di_pos = table_place(s);
        d->len = table_left(s);
    }
    else if (is_set_like(o)) {
        if (!(it = PyObject_GetIter(o)))
            return -1;
        HostSetIter *i = (HostSetIter *)it;
        i->si_used = table_used(s);
        i->si_pos = table_place(s);
        i->len = table_left(s);
    }
    else if (is_sequence_object(o) && (s & OPENED_REVERSED)) {
        if (!(it = PyObject_CallOneArg((PyObject *)&PyReversed_Type, o)))
            return -1;
        ((HostListIter *)it)->it_index = s - OPENED_REVERSED - 1;
    }
    else if (!is_sequence_object(o) || (PyUnicode_CheckExact(o) && s < OPENED_ZIP))
        return 0;
    else if (s & OPENED_ENUMERATE) {
        if (!(it = PyObject_CallOneArg((PyObject *)&PyEnum_Type, o)))
            return -1;
        HostEnumerate *e = (HostEnumerate *)it;
        ((HostListIter *)e->en_sit)->it_index = enumerate_index(s);
        e->en_index = enumerate_index(s) + enumerate_start(s);
    }
    else if (s & OPENED_ZIP) {
        PyObject *second = v_object(R[2]);
        if (!(it = PyObject_CallFunctionObjArgs((PyObject *)&PyZip_Type, o, second, NULL)))
            return -1;
        for (int i = 0; i < 2; i++)
            ((HostListIter *)PyTuple_GET_ITEM(((HostZip *)it)->ittuple, i))->it_index = s - OPENED_ZIP;
        R[2] = V_UNSET;
        Py_DECREF(second);
    }
    else {
        if (!(it = PyObject_GetIter(o)))
            return -1;
        ((HostListIter *)it)->it_index = s;
    }
    R[0] = v_from_ptr(it);
    Py_DECREF(o);
    return 0;
}

/* ---- what FOR_ITER finds ---- */

/* The next item of what FOR_ITER finds in R[0..], if that is opened or known to iter_step; else STEP_ASK. */
static __attribute__((noinline)) int for_step(Value *R, Value *out)
{
    PyObject *o = v_object(R[0]);
    int r = PyList_CheckExact(o) ? list_step(R, out) : PyTuple_CheckExact(o) ? tuple_step(R, out) : PyUnicode_CheckExact(o) ? str_step(R, out)
            : iter_step(o, out);
    return r == STEP_ASK && !has_parts(R) ? table_step(R, out) : r;
}

/* The form of FOR_ITER for what for_step knows. */
static uint32_t for_form(const Value *R)
{
    PyObject *o = v_object(R[0]);
    return PyDict_CheckExact(o) || is_set_like(o) || PyBytes_CheckExact(o) || (is_sequence_object(o) && (opened_state(R) & OPENED_REVERSED)) ? OP_FOR_ITER_TABLE
           : PyList_CheckExact(o) ? OP_FOR_ITER_LIST : PyTuple_CheckExact(o) ? OP_FOR_ITER_TUPLE
           : PyUnicode_CheckExact(o) ? OP_FOR_ITER_STR : is_range_iter(o) ? OP_FOR_ITER_COUNT
           : is_list_iter(o) ? OP_FOR_ITER_LISTITER : OP_FOR_ITER_MORE;
}

/* How many items there will be of what can be gone over, if nobody changes what it goes over and that can be said; else 0.  Iterators in iterators are
   looked into `depth` times. */
static Py_ssize_t items_left(PyObject *it, int depth)
{
    PyTypeObject *t = Py_TYPE(it);
    if (opens_itself(it))
        return length_within(it) >= 0 ? length_within(it) : 0;
    if (t == &PyRangeIter_Type)
        return ((HostRangeIter *)it)->len - ((HostRangeIter *)it)->index;
    if (t == &PyListIter_Type || t == &PyTupleIter_Type) {
        HostListIter *l = (HostListIter *)it;
        return l->it_seq ? Py_SIZE(l->it_seq) - l->it_index : 0;
    }
    if (depth == 0)
        return 0;
    if (t == &PyEnum_Type)
        return items_left(((HostEnumerate *)it)->en_sit, depth - 1);
    /* Of zip(), of two: that of the one that ends first, unless they are the same. */
    if (t != &PyZip_Type || ((HostZip *)it)->tuplesize != 2)
        return 0;
    PyObject *first = PyTuple_GET_ITEM(((HostZip *)it)->ittuple, 0), *second = PyTuple_GET_ITEM(((HostZip *)it)->ittuple, 1);
    Py_ssize_t n = first != second ? items_left(first, depth - 1) : 0, m = n ? items_left(second, depth - 1) : 0;
    return n < m ? n : m;
}

/* The same of what OPEN_ITER gets. */
static Py_ssize_t source_length(Value source) { return v_is_object(source) ? items_left(v_object(source), 3) : 0; }

#endif
