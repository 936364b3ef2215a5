/* keyfuncs.h - sorted, list.sort, min and max with a key function: in Python, the calls of the key are frames of the loop; in C, they are made here, so
   that sorting by the keys is the same for both.

   An instruction CALL_KW or CALL_METHOD_KW waits (continue.h) in stage ST_SORT or ST_BEST for one key after the other.  What it has so far is a list in
   the callable's register, which the instruction owns and op_finish drops:
       ST_SORT  [items, SortKeys, function]    index of the stage: 1 for list.sort
       ST_BEST  [iterator, best, SortKeys, current, function] index of the stage: the comparison that makes a better one; no_item where there is none yet
   The collector, and with it the program, does not see what is being sorted, as on the host: nobody else may change its length.
   With all keys known, sort_numbers sorts, where they are numbers, else list.sort with a key function that hands them out in order. */
#ifndef PYRS_KEYFUNCS_H
#define PYRS_KEYFUNCS_H

static PyObject *builtin_sorted, *builtin_min, *builtin_max, *list_sort, *no_item, *str_key, *str_reverse, *str_default;

/* The keys of a sort, one by one from the frames of the key function; as the key function that C's sort gets it hands them out in order. */
typedef struct {
    PyObject_HEAD
    vectorcallfunc call;
    Value *keys;               /* owned */
    Py_ssize_t size, given;
    unsigned kinds;            /* of all keys: KEYS_ */
} SortKeys;

enum { KEYS_INT = 1, KEYS_FLOAT = 2, KEYS_OBJECT = 4 };

static PyObject *sort_keys_call(PyObject *self, PyObject *const *args, size_t n, PyObject *kwnames)
{
    (void)args;
    (void)n;
    (void)kwnames;
    SortKeys *k = (SortKeys *)self;
    return value_box(k->keys[k->given++]);
}

static void sort_keys_dealloc(PyObject *self)
{
    SortKeys *k = (SortKeys *)self;
    if (k->kinds & KEYS_OBJECT)
        for (Py_ssize_t i = 0; i < k->size; i++)
            value_decref(k->keys[i]);
    PyMem_Free(k->keys);
    PyObject_Free(k);
}

static PyTypeObject SortKeys_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "key",
    .tp_basicsize = sizeof(SortKeys),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_vectorcall_offset = offsetof(SortKeys, call),
    .tp_call = PyVectorcall_Call,
    .tp_dealloc = sort_keys_dealloc,
};

/* Room for n keys. */
static PyObject *sort_keys_new(Py_ssize_t n)
{
    Value *keys = PyMem_Malloc((size_t)n * sizeof *keys);
    SortKeys *k = keys ? PyObject_New(SortKeys, &SortKeys_Type) : NULL;
    if (!k) {
        PyMem_Free(keys);
        return keys ? NULL : PyErr_NoMemory();
    }
    k->call = sort_keys_call;
    k->keys = keys;
    k->size = k->given = 0;
    k->kinds = 0;
    return (PyObject *)k;
}

/* There is room. */
HOT void keys_append(SortKeys *k, Value v)
{
    k->keys[k->size++] = v;
    k->kinds |= v_is_int(v) ? KEYS_INT : v_is_double(v) ? KEYS_FLOAT : KEYS_OBJECT;
}

/* Where the value of the keyword is in the call's window, or 0. */
static Py_ssize_t keyword_at(PyObject *kwnames, Py_ssize_t total, PyObject *name)
{
    Py_ssize_t n = PyTuple_GET_SIZE(kwnames);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *k = PyTuple_GET_ITEM(kwnames, i);
        if (k == name || (!PyUnicode_CHECK_INTERNED(k) && PyUnicode_Compare(k, name) == 0))
            return total - n + i + 1;
    }
    return 0;
}

/* Sort items, whose keys are all there, by list.sort or without it. None, or NULL with an error. */
static PyObject *sort_by_keys(PyObject *items, SortKeys *k, Value *base, Py_ssize_t total, PyObject *kwnames)
{
    Py_ssize_t reverse = keyword_at(kwnames, total, str_reverse), at = keyword_at(kwnames, total, str_key);
    PyObject *argv[3] = {items, (PyObject *)k, NULL}, *flag = NULL;
    if (k->kinds == KEYS_INT || k->kinds == KEYS_FLOAT) {
        Value v = reverse ? base[reverse] : V_FALSE;
        if (v_is_bool(v) && sort_numbers(((PyListObject *)items)->ob_item, k->keys, k->size, v == V_TRUE))
            Py_RETURN_NONE;
    }
    else if (k->kinds == KEYS_OBJECT) {
        Value v = reverse ? base[reverse] : V_FALSE;
        int done = v_is_bool(v) ? sort_prefixed(((PyListObject *)items)->ob_item, k->keys, k->size, v == V_TRUE) : 0;
        if (done)
            return done < 0 ? NULL : Py_NewRef(Py_None);
    }
    if (reverse) {
        flag = value_box(base[reverse]);
        if (!flag)
            return NULL;
        argv[1 + (reverse < at)] = (PyObject *)k;
        argv[1 + (reverse > at)] = flag;
    }
    PyObject *r = PyObject_Vectorcall(list_sort, argv, 1, kwnames);
    Py_XDECREF(flag);
    return r;
}

/* All keys are there. */
static void sort_finish(ThreadState *ts, Frame *f, Word *ip, int in_place)
{
    Py_ssize_t total;
    PyObject *kwnames;
    Value *base = call_operands(f, ip, &total, &kwnames);
    PyObject *state = v_object(base[0]), *items = Py_NewRef(PyList_GET_ITEM(state, 0));
    PyObject *r = sort_by_keys(items, (SortKeys *)PyList_GET_ITEM(state, 1), base, total, kwnames);
    if (!in_place)
        PyObject_GC_Track(items);
    else {
        PyObject *type, *value, *tb;
        PyErr_Fetch(&type, &value, &tb);
        if (sort_restore(v_object(base[1]), items) < 0)
            Py_CLEAR(r);
        if (type) {
            PyErr_Clear();
            PyErr_Restore(type, value, tb);
        }
    }
    if (r)
        op_finish(ts, f, ip, in_place ? V_NONE : v_from_ptr(Py_NewRef(items)));
    Py_XDECREF(r);
    Py_DECREF(items);
}

/* Call the key function on item (both borrowed): as push_special, with the only copy of the operand in the window, and f's pc where
   call_key_special has put it; 110 -> 60 instructions a key. */
HOT void key_push(ThreadState *ts, Frame *f, Word *ip, uint32_t stage, PyObject *func, PyObject *item)
{
    Function *fn = (Function *)func;
    Value x = value_from_item(item), *regs = f->limit;
    if (__builtin_expect((fn->code->flags & GENERATOR_LIKE) || regs >= ts->stack_end, 0)) {
        push_special(ts, f, ip, stage, func, &x, 1, NULL);
        value_decref(x);
        return;
    }
    regs[0] = x;
    Frame *nf = frame_push_call(ts, (Function *)Py_NewRef(fn), regs, 1, NULL);
    if (!nf)
        return;
    frame_continues(nf, CONT_RESUME);
    nf->aux = RESUME_AUX(ip, stage);
}

/* A key function raised: list.sort gives the list its items back. The error stays set. */
static void sort_failed(Frame *f, Word *ip)
{
    Py_ssize_t total;
    PyObject *kwnames, *type, *value, *tb;
    Value *base = call_operands(f, ip, &total, &kwnames);
    PyErr_Fetch(&type, &value, &tb);
    sort_restore(v_object(base[1]), PyList_GET_ITEM(v_object(base[0]), 0));
    PyErr_Clear();
    PyErr_Restore(type, value, tb);
}

/* Ask for the next key, or sort. */
HOT void sort_step(ThreadState *ts, Frame *f, Word *ip, uint32_t stage, PyObject *state)
{
    PyObject *items = PyList_GET_ITEM(state, 0);
    Py_ssize_t known = ((SortKeys *)PyList_GET_ITEM(state, 1))->size;
    if (known == PyList_GET_SIZE(items)) {
        sort_finish(ts, f, ip, (int)STAGE_INDEX(stage));
        return;
    }
    key_push(ts, f, ip, stage, PyList_GET_ITEM(state, 2), PyList_GET_ITEM(items, known));
    if (STAGE_INDEX(stage) && ts->frame == f)       /* no frame for it */
        sort_failed(f, ip);
}

/* The list in the callable's register; what call_operands does at more cost. */
static inline PyObject *waiting_state(Frame *f, Word *ip)
{
    Value *base = f->regs + W_B(*ip);
    return v_object(base[base[0] == V_UNSET]);
}

static void sort_resume(ThreadState *ts, Frame *f, Word *ip, uint32_t stage, Value v)
{
    PyObject *state = waiting_state(f, ip);
    SortKeys *k = (SortKeys *)PyList_GET_ITEM(state, 1);
    keys_append(k, v);
    sort_step(ts, f, ip, stage, state);
}

/* The next item, which the state keeps, or NULL. */
HOT PyObject *best_item(PyObject *state)
{
    PyObject *it = PyList_GET_ITEM(state, 0), *item = Py_TYPE(it)->tp_iternext(it);
    if (item)
        Py_XSETREF(((PyListObject *)state)->ob_item[3], item);
    return item;
}

/* There is no other item, or an error is set. */
static void best_finish(ThreadState *ts, Frame *f, Word *ip, uint32_t stage, PyObject *state)
{
    if (PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_StopIteration))
            return;
        PyErr_Clear();
    }
    PyObject *best = PyList_GET_ITEM(state, 1);
    if (best == no_item)
        PyErr_Format(PyExc_ValueError, "%s() arg is an empty sequence", STAGE_INDEX(stage) == Py_GT ? "max" : "min");
    else
        op_finish(ts, f, ip, value_from_borrowed(best));
}

static void best_next(ThreadState *ts, Frame *f, Word *ip, uint32_t stage, PyObject *state)
{
    PyObject *item = best_item(state);
    if (item)
        key_push(ts, f, ip, stage, PyList_GET_ITEM(state, 4), item);
    else
        best_finish(ts, f, ip, stage, state);
}

/* Is key, of the current item, better than the best one so far? Both borrowed; -1 with the error set. */
static int best_is_beaten(Value key, Value best, int comparison)
{
    int better = comparison == Py_GT ? v_gt(key, best) : v_lt(key, best);
    if (better >= 0)
        return better;
    PyObject *x = value_box(key), *y = x ? value_box(best) : NULL;
    if (y)
        better = PyObject_RichCompareBool(x, y, comparison);
    Py_XDECREF(x);
    Py_XDECREF(y);
    return better;
}

/* The key of the current item (owned): 0, or -1 with an error. */
static int best_take(PyObject *state, uint32_t stage, Value v)
{
    PyObject **items = ((PyListObject *)state)->ob_item;
    SortKeys *k = (SortKeys *)items[2];
    int better = k->size == 0 ? 1 : best_is_beaten(v, k->keys[0], (int)STAGE_INDEX(stage));
    if (better > 0) {
        PyObject *old = items[1];
        Value old_key = k->size ? k->keys[0] : V_UNSET;
        items[1] = Py_NewRef(items[3]);
        k->keys[0] = v;
        k->size = 1;
        k->kinds |= v_is_object(v) ? KEYS_OBJECT : 0;
        value_decref(old_key);      /* in the order in which the host's min and max drop them */
        Py_DECREF(old);
    }
    else {
        Py_SETREF(items[3], Py_NewRef(no_item));
        value_decref(v);
    }
    return better < 0 ? -1 : 0;
}

static void best_resume(ThreadState *ts, Frame *f, Word *ip, uint32_t stage, Value v)
{
    PyObject *state = waiting_state(f, ip);
    if (best_take(state, stage, v) == 0)
        best_next(ts, f, ip, stage, state);
}

/* ---- keys from functions in C ---- */

/* The key of the item (borrowed) by what is not a function of the loop: V_UNSET with an error. */
HOT Value key_of(PyObject *fn, Intrinsic run, PyObject *item)
{
    Value key;
    int t = intrinsic_apply(run, item, &key);
    if (t)
        return t > 0 ? key : V_UNSET;
    PyObject *r = PyObject_CallOneArg(fn, item);
    return r ? value_from_owned(r) : V_UNSET;
}

static void sort_by_c(ThreadState *ts, Frame *f, Word *ip, uint32_t stage, PyObject *state)
{
    PyObject *items = PyList_GET_ITEM(state, 0), *fn = PyList_GET_ITEM(state, 2);
    SortKeys *k = (SortKeys *)PyList_GET_ITEM(state, 1);
    Intrinsic run = intrinsic_of(fn);
    while (k->size < PyList_GET_SIZE(items)) {
        Value v = key_of(fn, run, PyList_GET_ITEM(items, k->size));
        if (v == V_UNSET) {
            if (STAGE_INDEX(stage))
                sort_failed(f, ip);
            return;
        }
        keys_append(k, v);
    }
    sort_finish(ts, f, ip, (int)STAGE_INDEX(stage));
}

static void best_by_c(ThreadState *ts, Frame *f, Word *ip, uint32_t stage, PyObject *state)
{
    PyObject *fn = PyList_GET_ITEM(state, 4), *item;
    Intrinsic run = intrinsic_of(fn);
    while ((item = best_item(state))) {
        Value v = key_of(fn, run, item);
        if (v == V_UNSET || best_take(state, stage, v) < 0)
            return;
    }
    best_finish(ts, f, ip, stage, state);
}

/* ---- no key function ---- */

/* sorted or list.sort with nothing but `reverse`, where comparisons run no code: as call_key_special. Equal items keep their order. */
static int call_sort_reversed(ThreadState *ts, Frame *f, Word *ip, Value *base, int in_place, int reverse)
{
    PyObject *o = v_object(base[1]), *list = NULL;
    if (depth_is_near(ts))
        return 0;
    if (!in_place && plain_source(&base[1])) {
        if (!(list = list_of_plain(o)))
            return 1;
    }
    else if (in_place && PyList_CheckExact(o))
        list = Py_NewRef(o);
    else
        return 0;
    if (reverse)
        PyList_Reverse(list);
    int done = list_sort_quietly(list);
    if (reverse && (done || in_place))
        PyList_Reverse(list);
    if (done <= 0) {
        Py_DECREF(list);
        return done < 0;        /* the error is set */
    }
    f->pc = op_next(f, ip);
    if (in_place)
        Py_DECREF(list);
    op_finish(ts, f, ip, in_place ? V_NONE : v_from_ptr(list));
    return 1;
}

/* sorted, min or max (callable), or list.sort of an exact list, with a key function: 1 taken (rule 1 of continue.h), 0 not a case. */
static int call_key_special(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t total, PyObject *kwnames)
{
    PyObject *callable = v_object(base[0]), *items, *second, *state;
    Py_ssize_t nkw = PyTuple_GET_SIZE(kwnames), key = keyword_at(kwnames, total, str_key), reverse;
    int in_place = callable == list_sort, sorts = in_place || callable == builtin_sorted;
    if (total - nkw != 1 || !v_is_object(base[1]))
        return 0;
    reverse = keyword_at(kwnames, total, str_reverse);
    if (!key)
        return sorts && nkw == 1 && reverse && v_is_bool(base[reverse]) ? call_sort_reversed(ts, f, ip, base, in_place, base[reverse] == V_TRUE) : 0;
    if (!v_is_object(base[key]))
        return 0;
    PyObject *o = v_object(base[1]), *fn = v_object(base[key]);
    int by_frames = is_function(fn);
    if (by_frames && ((Function *)fn)->code->flags & GENERATOR_LIKE)
        return 0;
    if (nkw != 1 && (nkw != 2 || !reverse || !sorts))
        return 0;
    if (reverse && !v_is_bool(base[reverse]) && !(v_is_int(base[reverse]) && v_int(base[reverse]) == (int)v_int(base[reverse])))
        return 0;       /* what C has to refuse before a key is asked for */
    uint32_t stage;
    if (sorts) {
        if (in_place && !PyList_CheckExact(o))
            return 0;
        items = in_place ? PyList_New(0) : plain_source(&base[1]) ? list_of_plain(o) : PySequence_List(o);
        if (items && in_place)
            lists_swap(o, items);
        second = items ? sort_keys_new(PyList_GET_SIZE(items)) : NULL;
        stage = STAGE(ST_SORT, in_place);
    }
    else {
        items = PyObject_GetIter(o);
        second = items ? sort_keys_new(1) : NULL;
        stage = STAGE(ST_BEST, callable == builtin_max ? Py_GT : Py_LT);
    }
    state = second ? PyList_New(sorts ? 3 : 5) : NULL;
    if (!state) {
        if (in_place && items)
            lists_swap(o, items);
        Py_XDECREF(items);
        Py_XDECREF(second);
        Py_XDECREF(state);
        return 1;
    }
    f->pc = op_next(f, ip);
    PyList_SET_ITEM(state, 0, items);
    base[0] = v_from_ptr(state);
    Py_DECREF(callable);
    if (sorts) {
        PyObject_GC_UnTrack(items);
        PyObject_GC_UnTrack(state);
        PyList_SET_ITEM(state, 1, second);
        PyList_SET_ITEM(state, 2, Py_NewRef(fn));
        (by_frames ? sort_step : sort_by_c)(ts, f, ip, stage, state);
        return 1;
    }
    PyList_SET_ITEM(state, 1, Py_NewRef(no_item));
    PyList_SET_ITEM(state, 2, second);
    PyList_SET_ITEM(state, 3, Py_NewRef(no_item));
    PyList_SET_ITEM(state, 4, Py_NewRef(fn));
    (by_frames ? best_next : best_by_c)(ts, f, ip, stage, state);
    return 1;
}

static int keyfuncs_init(void)
{
    builtin_sorted = builtin_of_host("sorted");
    builtin_min = builtin_of_host("min");
    builtin_max = builtin_of_host("max");
    list_sort = PyDict_GetItemString(PyList_Type.tp_dict, "sort");
    str_key = PyUnicode_InternFromString("key");
    str_default = PyUnicode_InternFromString("default");
    str_reverse = PyUnicode_InternFromString("reverse");
    no_item = PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type);
    if (PyType_Ready(&SortKeys_Type) < 0)
        return -1;
    return str_key && str_reverse && str_default && no_item && builtin_sorted && builtin_min && builtin_max && list_sort ? 0 : -1;
}

#endif
