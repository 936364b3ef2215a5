/* globals.h - LOAD_GLOBAL, LOAD_NAME, STORE_GLOBAL, STORE_NAME and their caches.

   Cache words of the loads:
       LOAD_GLOBAL_VALUE     w[1] ma_version_tag of globals, w[2] the value (borrowed); so LOAD_GLOBAL_VALUE_PUSH,
                             LOAD_GLOBAL_VALUE_EQ, LOAD_GLOBAL_VALUE_IS, LOAD_GLOBAL_VALUE_CALL
       LOAD_BUILTIN_VALUE    w[1] the same, w[2] the builtin (borrowed) and above its 48 bits the number of the builtins' state (builtins_states); so
                             LOAD_BUILTIN_VALUE_CALL, LOAD_BUILTIN_VALUE_CALL_1, LOAD_BUILTIN_VALUE_LEN, _ISINSTANCE, _IS
       the others            w[1] version of the globals' keys (low half) and of the builtins' keys (high half); w[2] distance of the entry from its
                             keys object, and counters
   Of the stores: w[2] entry index.  The dicts are taken from the running function each time, so a code object that several functions share is right
   whatever their globals are.

   A dict's ma_version_tag is new after each change and no other dict has it: while it stays so does what the dict holds, and neither its keys nor its
   entries need be looked at, which in a large program are two or three cache lines that nothing else touches.  Dicts that change again and again
   (globals as variables) are not worth it: dict_unsettled counts. */
#ifndef PYRS_GLOBALS_H
#define PYRS_GLOBALS_H

COLD int name_error(PyObject *name, const char *format);     /* ops.h */

#define NAME_ERROR_TEXT "name '%.200U' is not defined"

/* The entry is known by its distance from the keys object: keys of one version have one layout, and the name is not looked at. */
HOT PyObject *global_at(PyObject *dict, uint32_t version, Word last)     /* borrowed or NULL */
{
    PyDictKeysObject *keys = ((PyDictObject *)dict)->ma_keys;
    if (__builtin_expect(keys->dk_version != version || !PyDict_CheckExact(dict), 0))
        return NULL;
    return ((PyDictUnicodeEntry *)((char *)keys + CACHE_PAYLOAD(last)))->me_value;
}

/* How often loads found a dict changed, and its version then: many loads meet one change.  By address; where two dicts meet nothing but speed is lost. */
typedef struct { uint64_t tag; uint32_t changes; } Unsettled;
static Unsettled unsettled_dicts[128];
enum { UNSETTLED_MAX = 200 };

static Unsettled *dict_unsettled(PyObject *dict)
{
    return &unsettled_dicts[((uintptr_t)dict >> 6) % (sizeof unsettled_dicts / sizeof *unsettled_dicts)];
}

static int dict_settled(PyObject *dict) { return dict_unsettled(dict)->changes < UNSETTLED_MAX; }

/* The versions of builtins that loads rely on, by number; a number is given once, or it would vouch for what an older one had. */
static uint64_t builtins_states[1024];
static uint32_t builtins_states_used;

/* The number of the state that `dict` is in, or -1. */
static int builtins_state(PyObject *dict)
{
    uint64_t tag = ((PyDictObject *)dict)->ma_version_tag;
    uint32_t i = builtins_states_used;
    while (i > 0)
        if (builtins_states[--i] == tag)
            return (int)i;
    if (builtins_states_used == sizeof builtins_states / sizeof *builtins_states)
        return -1;
    builtins_states[builtins_states_used] = tag;
    return (int)builtins_states_used++;
}

/* Are f's globals as they were when the load at w took its value from them? */
#define globals_are_at(f, w) __builtin_expect(((PyDictObject *)(f)->func->base.func_globals)->ma_version_tag == (w)[1], 1)

HOT Value global_value_at(Frame *f, Word *w)      /* borrowed, or V_UNSET */
{
    return globals_are_at(f, w) ? w[2] : V_UNSET;
}

HOT Value global_value_tested(Frame *f, Word *w)
{
    MISS();
    return global_value_at(f, w);
}

#define BUILTIN_BITS 48

HOT PyObject *builtin_value_at(Frame *f, Word *w)   /* borrowed or NULL */
{
    PyFunctionObject *fn = &f->func->base;
    if (__builtin_expect(((PyDictObject *)fn->func_globals)->ma_version_tag != w[1]
                         || ((PyDictObject *)fn->func_builtins)->ma_version_tag != builtins_states[w[2] >> BUILTIN_BITS], 0))
        return NULL;
    return v_object(w[2] & (((Word)1 << BUILTIN_BITS) - 1));
}

HOT Value builtin_value_tested(Frame *f, Word *w)   /* borrowed or V_UNSET */
{
    MISS();
    PyObject *o = builtin_value_at(f, w);
    return o ? v_from_ptr(o) : V_UNSET;
}

HOT int load_global_value_hit(Frame *f, Word *w, Value *out)
{
    MISS();
    if (!globals_are_at(f, w))
        return 0;
    *out = w[2];        /* not asked once more whether it is set */
    value_incref(*out);
    return 1;
}

HOT int load_builtin_value_hit(Frame *f, Word *w, Value *out)
{
    MISS();
    PyObject *o = builtin_value_at(f, w);
    if (__builtin_expect(!o, 0))
        return 0;
    *out = v_from_ptr(Py_NewRef(o));
    return 1;
}

HOT int load_global_module_hit(Frame *f, Word *w, Value *out)
{
    MISS();
    PyObject *o = global_at(f->func->base.func_globals, (uint32_t)w[1], w[2]);
    if (__builtin_expect(!o, 0))
        return 0;
    if (Py_TYPE(o) == &PyrsFunction_Type) {         /* what most globals are read for */
        Py_INCREF(o);
        *out = v_from_ptr(o);
    }
    else
        *out = value_from_item(o);
    return 1;
}

/* The builtin of the cached load at w: borrowed, or NULL. */
HOT PyObject *builtin_at(Frame *f, Word *w)
{
    MISS();
    PyObject *g = f->func->base.func_globals;
    if (__builtin_expect(((PyDictObject *)g)->ma_keys->dk_version != (uint32_t)w[1] || !PyDict_CheckExact(g), 0))
        return NULL;
    return global_at(f->func->base.func_builtins, (uint32_t)(w[1] >> 32), w[2]);
}

HOT int load_global_builtin_hit(Frame *f, Word *w, Value *out)
{
    PyObject *o = builtin_at(f, w);
    if (__builtin_expect(!o, 0))
        return 0;
    *out = value_from_item(o);
    return 1;
}

/* Module level: the namespace is the globals dict itself. */
HOT int load_name_module_hit(Frame *f, Word *w, Value *out)
{
    MISS();
    return f->shim.f_locals == f->func->base.func_globals && load_global_module_hit(f, w, out);
}

HOT int load_name_builtin_hit(Frame *f, Word *w, Value *out)
{
    MISS();
    return f->shim.f_locals == f->func->base.func_globals && load_global_builtin_hit(f, w, out);
}

#define MAX_CACHED_ENTRY (1 << 24)      /* so that distances fit 32 bits */

static uint32_t entry_distance(PyDictKeysObject *keys, Py_ssize_t ix)
{
    return (uint32_t)((char *)(DK_UNICODE_ENTRIES(keys) + ix) - (char *)keys);
}

/* The cached LOAD_GLOBAL at w, which reads an entry of globals or of builtins, takes the value itself from now on, if that promises to last. */
static void global_settle(Frame *f, Word *w)
{
    PyObject *g = f->func->base.func_globals, *b = f->func->base.func_builtins;
    uint32_t op = W_OP(*w) == OP_LOAD_GLOBAL_MODULE ? OP_LOAD_GLOBAL_VALUE : W_OP(*w) == OP_LOAD_GLOBAL_PUSH ? OP_LOAD_GLOBAL_VALUE_PUSH
                : W_OP(*w) == OP_LOAD_GLOBAL_BUILTIN ? OP_LOAD_BUILTIN_VALUE : 0;
    int state = 0, builtin = op == OP_LOAD_BUILTIN_VALUE;
    if (!op || W_A(*w) < f->code->tbase || !MAY_SPECIALISE(op) || !dict_settled(g) || (builtin && (!dict_settled(b) || (state = builtins_state(b)) < 0)))
        return;
    Value v = value_from_borrowed(builtin ? global_at(b, (uint32_t)(w[1] >> 32), w[2]) : global_at(g, (uint32_t)w[1], w[2]));
    value_decref(v);
    if (builtin && !v_is_object(v))
        return;
    w[1] = ((PyDictObject *)g)->ma_version_tag;
    w[2] = v | (Word)state << BUILTIN_BITS;
    if (op == OP_LOAD_GLOBAL_VALUE)
        op = test_takes(f->code, w, w + 3, v) ? OP_LOAD_GLOBAL_VALUE_EQ : identity_takes(f->code, w, w + 3) ? OP_LOAD_GLOBAL_VALUE_IS : op;
    else if (op == OP_LOAD_BUILTIN_VALUE && identity_takes(f->code, w, w + 3))
        op = OP_LOAD_BUILTIN_VALUE_IS;
    cache_rewrite(w, op);
}

/* One of the dicts that the load at w relied on has changed. */
static void global_changed(Frame *f, Word *w)
{
    PyObject *g = f->func->base.func_globals, *changed = ((PyDictObject *)g)->ma_version_tag != w[1] ? g : f->func->base.func_builtins;
    Unsettled *u = dict_unsettled(changed);
    u->changes += u->tag != ((PyDictObject *)changed)->ma_version_tag;
    u->tag = ((PyDictObject *)changed)->ma_version_tag;
    w[1] = w[2] = 0;        /* no dict has this version */
}

/* Try to make the load at w a cached one. */
static void global_quicken(Frame *f, Word *w, PyObject *name, uint32_t base, uint32_t op_module, uint32_t op_builtin)
{
    PyObject *g = f->func->base.func_globals, *b = f->func->base.func_builtins;
    PyDictKeysObject *gk = ((PyDictObject *)g)->ma_keys, *bk;
    if (!PyDict_CheckExact(g) || ((PyDictObject *)g)->ma_values)
        goto no;
    Py_ssize_t ix = keys_probe(gk, name);
    if (ix == KEYS_UNKNOWN || ix > MAX_CACHED_ENTRY || !keys_version(gk))
        goto no;
    if (ix >= 0) {
        w[1] = gk->dk_version;
        cache_set(&w[2], entry_distance(gk, ix), 0);
        cache_done(w, base == OP_LOAD_GLOBAL && call_is_plain(f, w, DK_UNICODE_ENTRIES(gk)[ix].me_value, 0) ? OP_LOAD_GLOBAL_PUSH : op_module);
        return;
    }
    if (!PyDict_CheckExact(b) || ((PyDictObject *)b)->ma_values)
        goto no;
    bk = ((PyDictObject *)b)->ma_keys;
    ix = keys_probe(bk, name);
    if (ix < 0 || ix > MAX_CACHED_ENTRY || !keys_version(bk))
        goto no;
    w[1] = (Word)gk->dk_version | ((Word)bk->dk_version << 32);
    cache_set(&w[2], entry_distance(bk, ix), 0);
    cache_done(w, op_builtin);
    return;
no:
    cache_give_up(w, &w[2], base);
}

/* d[name] for any mapping: 1 found (*out owned), 0 missing, -1 error. */
static int namespace_get(PyObject *d, PyObject *name, PyObject **out)
{
    if (PyDict_CheckExact(d)) {
        *out = PyDict_GetItemWithError(d, name);
        if (*out) {
            Py_INCREF(*out);
            return 1;
        }
        return PyErr_Occurred() ? -1 : 0;
    }
    *out = PyObject_GetItem(d, name);
    if (*out)
        return 1;
    if (!PyErr_ExceptionMatches(PyExc_KeyError))
        return -1;
    PyErr_Clear();
    return 0;
}

static Value global_load_slow(ThreadState *ts, Frame *f, Word *w, PyObject *name)
{
    COUNT_SLOW(w);
    (void)ts;
    PyObject *o = NULL, *g = f->func->base.func_globals, *b = f->func->base.func_builtins;
    /* Anything but two plain dicts is asked through the mapping protocol, as the host does. */
    int plain = PyDict_CheckExact(g) && PyDict_CheckExact(b), r;
    if (plain) {
        o = PyDict_GetItemWithError(g, name);
        Py_XINCREF(o);
        r = o ? 1 : PyErr_Occurred() ? -1 : 0;
    }
    else
        r = namespace_get(g, name, &o);
    if (r == 0)
        r = namespace_get(b, name, &o);
    if (r <= 0) {
        if (r == 0)
            name_error(name, NAME_ERROR_TEXT);
        return V_UNSET;
    }
    if (W_OP(*w) == OP_LOAD_GLOBAL_VALUE || W_OP(*w) == OP_LOAD_BUILTIN_VALUE)
        global_changed(f, w);
    if (cache_attempt(w, &w[2], OP_LOAD_GLOBAL)) {
        global_quicken(f, w, name, OP_LOAD_GLOBAL, OP_LOAD_GLOBAL_MODULE, OP_LOAD_GLOBAL_BUILTIN);
        global_settle(f, w);
    }
    return value_from_owned(o);
}

static Value name_load_slow(ThreadState *ts, Frame *f, Word *w, PyObject *name)
{
    COUNT_SLOW(w);
    (void)ts;
    PyObject *ns = f->shim.f_locals, *g = f->func->base.func_globals, *o = NULL;
    if (!ns) {
        PyErr_Format(PyExc_SystemError, "no locals when loading %R", name);
        return V_UNSET;
    }
    int r = namespace_get(ns, name, &o);
    if (r == 0 && ns != g) {
        o = PyDict_GetItemWithError(g, name);
        Py_XINCREF(o);
        r = o ? 1 : PyErr_Occurred() ? -1 : 0;
    }
    if (r == 0)
        r = namespace_get(f->func->base.func_builtins, name, &o);
    if (r <= 0) {
        if (r == 0)
            name_error(name, NAME_ERROR_TEXT);
        return V_UNSET;
    }
    if (cache_attempt(w, &w[2], OP_LOAD_NAME)) {
        if (ns == g)
            global_quicken(f, w, name, OP_LOAD_NAME, OP_LOAD_NAME_MODULE, OP_LOAD_NAME_BUILTIN);
        else
            cache_give_up(w, &w[2], OP_LOAD_NAME);
    }
    return value_from_owned(o);
}

/* d[name] := v in an exact dict, remembering the entry. 0 or -1. */
HOT int namespace_store(PyObject *d, Word *w, PyObject *name, Value v)
{
    PyObject **slot = dict_slot_at((PyDictObject *)d, CACHE_PAYLOAD(w[2]), name);
    if (__builtin_expect(slot != NULL, 1) && dict_slot_store((PyDictObject *)d, slot, v))
        return 0;
    PyObject *o = value_box(v);
    if (!o)
        return -1;
    int r = PyDict_SetItem(d, name, o);
    Py_DECREF(o);
    if (r == 0) {
        Py_ssize_t ix = keys_probe(((PyDictObject *)d)->ma_keys, name);
        if (ix >= 0 && ix <= INT32_MAX)
            cache_set(&w[2], (uint32_t)ix, 0);
    }
    return r;
}

/* v borrowed.  STORE_GLOBAL stores into the dict itself even where globals is a subclass with its own __setitem__, as the host does. */
static int global_store(ThreadState *ts, Frame *f, Word *w, PyObject *name, Value v)
{
    (void)ts;
    return namespace_store(f->func->base.func_globals, w, name, v);
}

static int name_store(ThreadState *ts, Frame *f, Word *w, PyObject *name, Value v)
{
    (void)ts;
    PyObject *ns = f->shim.f_locals;
    if (!ns) {
        PyErr_Format(PyExc_SystemError, "no locals found when storing %R", name);
        return -1;
    }
    if (PyDict_CheckExact(ns))
        return namespace_store(ns, w, name, v);
    PyObject *o = value_box(v);
    if (!o)
        return -1;
    int r = PyObject_SetItem(ns, name, o);
    Py_DECREF(o);
    return r;
}

#endif
