/* caches.h - what the inline caches of attributes, methods and globals share.  docs/internals/caches.md has the whole argument.

   Rules:
   1. A cached fact has a guard that is checked on each hit; a pointer in a cache word is borrowed, and the guard proves that its owner
      (a class in the MRO, a namespace) still holds it.
   2. Type guards compare tp_version_tag.  0 is never stored, tags are never reused, and each change of a class or of a base resets it to 0.
   3. Keys guards compare dk_version, which any insertion or deletion resets to 0: with the version the name at an entry stays.  Where there is no
      version (an instance's dict) the key at the index is compared.
   4. The last cache word of an instruction holds its payload in the low 32 bits, a kind in bits 32-39, how often it missed in
      bits 40-47, and executions until the next attempt to quicken in bits 48-63. */
#ifndef PYRS_CACHES_H
#define PYRS_CACHES_H
#include "internal/pycore_moduleobject.h"

/* ---- counters in the last cache word ---- */

#define CACHE_PAYLOAD(word)  ((uint32_t)(word))
#define CACHE_KIND(word)     ((uint32_t)((word) >> 32) & 0xFF)
#define CACHE_MISSES(word)   ((uint32_t)((word) >> 40) & 0xFF)
#define CACHE_WAIT(word)     ((uint32_t)((word) >> 48))
#define CACHE_FREE_MISSES 4         /* requicken at once this often: classes change while a program warms up */
#define CACHE_MAX_MISSES 11         /* waits end at 2^(this+1) executions */

/* Builds that give bugs a chance (docs/internals/caches.md): PYRS_PLAIN never specialises an instruction, PYRS_MISS lets guards fail although they
   would hold: each PYRS_MISS-th one. MISS() stands at the head of whatever checks a guard and returns 0 on a miss. */
#ifdef PYRS_PLAIN
#define MAY_SPECIALISE(op) ((op) < FIRST_QUICK)
#define PYRS_MISS 1             /* some caches need no opcode of their own */
#else
#define MAY_SPECIALISE(op) 1
#endif
#ifdef PYRS_MISS
static uint32_t miss_count;
#define MISS() do { if (++miss_count % PYRS_MISS == 0) return 0; } while (0)
#else
#define MISS() ((void)0)
#endif

HOT void cache_set(Word *last, uint32_t payload, uint32_t kind)
{
    *last = (*last & ((Word)0xFF << 40)) | ((Word)kind << 32) | payload;
}

HOT void cache_rewrite(Word *w, uint32_t op)
{
    if (MAY_SPECIALISE(op)) {
        traps_overwritten += W_OP(*w) == OP_TRACE;
        *w = (*w & ~(Word)0xFFFF) | op;
    }
}

static void cache_wait(Word *last, uint32_t misses, uint32_t executions)
{
    *last = ((Word)executions << 48) | ((Word)misses << 40);
}

/* In a slow half: shall this execution try to quicken the instruction at w?  `base` is the unquickened opcode.  The first execution
   never does: much code runs once.  A quickened instruction that missed is tried again at once a few times; after that it turns
   back into its base form and waits, twice as long each time, so that a megamorphic site pays for few attempts. */
static int cache_attempt(Word *w, Word *last, uint32_t base)
{
    uint32_t misses = CACHE_MISSES(*last), wait = CACHE_WAIT(*last);
#ifdef PYRS_PLAIN
    return 0;
#endif
    if (W_OP(*w) == base) {
        if (wait == 1)
            return 1;
        cache_wait(last, misses, wait ? wait - 1 : 1);
        return 0;
    }
    COUNT(missed);
    if (misses < CACHE_MAX_MISSES)
        misses++;
    cache_wait(last, misses, 1);
    if (misses <= CACHE_FREE_MISSES)
        return 1;
    cache_rewrite(w, base);
    cache_wait(last, misses, (2u << misses) + 1);
    return 0;
}

/* The attempt found nothing to cache. */
static void cache_give_up(Word *w, Word *last, uint32_t base)
{
    uint32_t misses = CACHE_MISSES(*last);
    COUNT(given_up);
    if (misses < CACHE_MAX_MISSES)
        misses++;
    cache_rewrite(w, base);
    cache_wait(last, misses, (8u << misses) + 1);
}

HOT void cache_done(Word *w, uint32_t op)
{
    COUNT(quickened);
    cache_rewrite(w, op);
}

/* poly.h: does or did the site at w turn to the table of types? */
static int poly_site(Word *w, PyObject *o, uint32_t base, uint32_t poly);

/* ---- dict keys ---- */

static uint32_t next_keys_version = 0x80000000u;    /* the host numbers from 1 up and caches few: the halves never meet */
static uint64_t next_dict_version = (uint64_t)1 << 63;

#define KEYS_NO_VERSION 0xFFFFFFFFu    /* equals no version, given or not */

/* The version of a keys object, given one if it has none; 0 when numbers have run out. */
static uint32_t keys_version(PyDictKeysObject *keys)
{
    if (keys->dk_version == 0 && next_keys_version != KEYS_NO_VERSION)
        keys->dk_version = next_keys_version++;
    return keys->dk_version;
}

HOT Py_hash_t str_hash(PyObject *s) { return ((PyASCIIObject *)s)->hash; }

#define KEYS_ABSENT  (-1)
#define KEYS_UNKNOWN (-2)

HOT Py_ssize_t keys_index(PyDictKeysObject *keys, size_t slot)
{
    if (keys->dk_log2_size < 8)
        return ((int8_t *)keys->dk_indices)[slot];
    if (keys->dk_log2_size < 16)
        return ((int16_t *)keys->dk_indices)[slot];
    if (keys->dk_log2_size < 32)
        return ((int32_t *)keys->dk_indices)[slot];
    return (Py_ssize_t)((int64_t *)keys->dk_indices)[slot];
}

/* For each entry `ix` that `hash` leads to, in dict's order (Objects/dictobject.c); after the last one `at` is the empty index slot. */
#define FOR_PROBED(ix, at, keys, hash)                                                                                           \
    for (size_t mask_ = ((size_t)1 << (keys)->dk_log2_size) - 1, perturb_ = (at = (size_t)(hash) & mask_, (size_t)(hash));       \
         (ix = keys_index(keys, at)) != DKIX_EMPTY; perturb_ >>= 5, at = (at * 5 + perturb_ + 1) & mask_)                        \
        if (ix >= 0)

/* Entry index of an interned name, KEYS_ABSENT, or KEYS_UNKNOWN where only a comparison could tell (an equal hash on another str
   object, or keys that are not all str).  Runs no code. */
static Py_ssize_t keys_probe(PyDictKeysObject *keys, PyObject *name)
{
    if (keys->dk_kind == DICT_KEYS_GENERAL)
        return KEYS_UNKNOWN;
    Py_hash_t hash = str_hash(name);
    if (hash == -1)
        return KEYS_UNKNOWN;
    PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    Py_ssize_t ix;
    size_t at;
    FOR_PROBED(ix, at, keys, hash) {
        PyObject *key = entries[ix].me_key;
        if (key == name)
            return ix;
        if (!key || str_hash(key) == hash)
            return KEYS_UNKNOWN;
    }
    return KEYS_ABSENT;
}

HOT PyObject *dict_value_at(PyDictObject *d, Py_ssize_t ix)      /* borrowed or NULL; string keys only */
{
    return d->ma_values ? d->ma_values->values[ix] : DK_UNICODE_ENTRIES(d->ma_keys)[ix].me_value;
}

/* The value slot of `name` at entry `ix` if that is where it is and it is set, else NULL. */
HOT PyObject **dict_slot_at(PyDictObject *d, uint32_t ix, PyObject *name)
{
    PyDictKeysObject *keys = d->ma_keys;
    if (__builtin_expect(keys->dk_kind == DICT_KEYS_GENERAL || (Py_ssize_t)ix >= keys->dk_nentries, 0))
        return NULL;
    PyDictUnicodeEntry *e = DK_UNICODE_ENTRIES(keys) + ix;
    if (e->me_key != name)
        return NULL;
    PyObject **slot = d->ma_values ? &d->ma_values->values[ix] : &e->me_value;
    return *slot ? slot : NULL;
}


/* _PyObject_GC_MAY_BE_TRACKED without its call for most. */
#define gc_may_track(o) (PyType_IS_GC(Py_TYPE(o)) && _PyObject_GC_MAY_BE_TRACKED(o))

/* Overwrite a set slot of a dict: 1 done, 0 no memory (nothing changed; the generic way reports it).  Watchers of ma_version_tag see the
   change, and the dict is tracked once it holds what the collector must see. */
HOT int dict_slot_store(PyDictObject *d, PyObject **slot, Value v)
{
    PyObject *old = *slot;
    if (v_is_number(v) && box_overwrite(old, v)) {
        d->ma_version_tag = next_dict_version++;
        return 1;
    }
    PyObject *o = value_box(v);
    if (__builtin_expect(!o, 0)) {
        PyErr_Clear();
        return 0;
    }
    if (!_PyObject_GC_IS_TRACKED(d) && gc_may_track(o))
        _PyObject_GC_TRACK(d);
    *slot = o;
    d->ma_version_tag = next_dict_version++;
    REPLACED_DECREF(old);               /* last: it may run code */
    return 1;
}

/* ---- types ---- */

#define type_keys(t) (((PyHeapTypeObject *)(t))->ht_cached_keys)

/* Of an inline value. */
HOT PyTypeObject *value_inline_type(Value v)
{
    return v_is_int(v) ? &PyLong_Type : v_is_double(v) ? &PyFloat_Type : v_is_bool(v) ? &PyBool_Type : Py_TYPE(Py_None);
}

HOT PyTypeObject *value_type(Value v) { return v_is_object(v) ? Py_TYPE(v_object(v)) : value_inline_type(v); }

/* The valid tag of a type, given one if it has none; 0 if it can have none. */
static uint32_t type_tag(PyTypeObject *t, PyObject *name)
{
    if (!(t->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG))
        (void)_PyType_Lookup(t, name);
    return (t->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG) ? t->tp_version_tag : 0;
}

/* Where an instance keeps its dict, or NULL; never materialises one. */
static PyObject *instance_dict(PyObject *o, PyTypeObject *t)        /* borrowed */
{
    if (t->tp_flags & Py_TPFLAGS_MANAGED_DICT)
        return *_PyObject_ManagedDictPointer(o);
    if (t->tp_dictoffset > 0)
        return *(PyObject **)((char *)o + t->tp_dictoffset);
    if (t->tp_dictoffset < 0) {
        PyObject **p = _PyObject_GetDictPtr(o);      /* not managed: only computes the address */
        return p ? *p : NULL;
    }
    return NULL;
}

HOT PyDictValues *instance_values(PyObject *o, PyTypeObject *t)
{
    return (t->tp_flags & Py_TPFLAGS_MANAGED_DICT) ? *_PyObject_ValuesPointer(o) : NULL;
}

/* Is it certain that the instance itself has no attribute `name`? */
static __attribute__((noinline)) int instance_lacks(PyObject *o, PyTypeObject *t, PyObject *name)
{
    Py_ssize_t ix;
    PyDictValues *values = instance_values(o, t);
    if (values) {
        ix = keys_probe(type_keys(t), name);
        return ix == KEYS_ABSENT || (ix >= 0 && values->values[ix] == NULL);
    }
    PyObject *d = instance_dict(o, t);
    if (!d)
        return 1;
    ix = keys_probe(((PyDictObject *)d)->ma_keys, name);
    return ix == KEYS_ABSENT || (ix >= 0 && dict_value_at((PyDictObject *)d, ix) == NULL);
}

/* ---- what the type says about a name ---- */

/* How the kind of an instance's own attribute is excluded. */
enum { SHADOW_NODICT, SHADOW_VALUES, SHADOW_PROBE };

typedef struct {
    PyTypeObject *type;
    PyObject *descr;           /* borrowed, or NULL */
    descrgetfunc get;
    descrsetfunc set;
    uint32_t tag;              /* of type */
    uint32_t descr_tag;        /* of descr's type if that is a class that can change, else 0 */
} TypeFact;

/* 0 if nothing about it can be cached. */
static int type_fact(PyTypeObject *t, PyObject *name, TypeFact *fact)
{
    fact->type = t;
    fact->descr = _PyType_Lookup(t, name);
    fact->tag = type_tag(t, name);
    fact->descr_tag = 0;
    fact->get = NULL;
    fact->set = NULL;
    if (!fact->tag)
        return 0;
    if (fact->descr) {
        PyTypeObject *dt = Py_TYPE(fact->descr);
        fact->get = dt->tp_descr_get;
        fact->set = dt->tp_descr_set;
        if (!(dt->tp_flags & Py_TPFLAGS_IMMUTABLETYPE)) {
            fact->descr_tag = type_tag(dt, name);
            if (!fact->descr_tag)
                return 0;
        }
    }
    return 1;
}

/* Cache words 1 and 2 for a fact: the guard of attr_guard. */
HOT void cache_fact(Word *w, const TypeFact *fact)
{
    w[1] = (Word)fact->tag | ((Word)fact->descr_tag << 32);
    w[2] = (Word)(uintptr_t)fact->descr;
}

/* Does the fact in w[1], w[2] still hold for type t?  A class attribute whose own class can change is watched too: it may become
   a data descriptor without a change of t. */
HOT int attr_guard(const Word *w, PyTypeObject *t)
{
    Word guard = w[1];
    if (__builtin_expect(guard == t->tp_version_tag, 1))
        return 1;
    return (uint32_t)guard == t->tp_version_tag && Py_TYPE((PyObject *)(uintptr_t)w[2])->tp_version_tag == (uint32_t)(guard >> 32);
}

/* May the load at w, from a register, take its _FILL form: a variable, which stays, into a temporary? */
#define fills_temporary(code, w) (W_B(*(w)) < (code)->tbase && W_A(*(w)) >= (code)->tbase)

/* How to see that an instance lacks the name; the payload is the version of the class's shared keys. */
static void cache_shadow(Word *w, PyObject *o, PyTypeObject *t, PyObject *name)
{
    if (t->tp_dictoffset == 0)
        cache_set(&w[3], KEYS_NO_VERSION, SHADOW_NODICT);
    else if (instance_values(o, t) && keys_probe(type_keys(t), name) == KEYS_ABSENT && keys_version(type_keys(t)))
        cache_set(&w[3], keys_version(type_keys(t)), SHADOW_VALUES);
    else
        cache_set(&w[3], KEYS_NO_VERSION, SHADOW_PROBE);
}

/* On a hit: certain that o has no own attribute `name`?  The shared keys grow while instances appear, so a stale version is renewed. */
static __attribute__((noinline)) int attr_unshadowed_slow(Word *w, PyObject *o, PyTypeObject *t, PyObject *name)
{
    if (!instance_lacks(o, t, name))
        return 0;
    if (CACHE_KIND(w[3]) == SHADOW_VALUES && *_PyObject_ValuesPointer(o))
        cache_shadow(w, o, t, name);
    return 1;
}

HOT int attr_unshadowed(Word *w, PyObject *o, PyTypeObject *t, PyObject *name)
{
    uint32_t kind = CACHE_KIND(w[3]);
    if (kind == SHADOW_NODICT)
        return 1;
    if (kind == SHADOW_VALUES && *_PyObject_ValuesPointer(o) && type_keys(t)->dk_version == CACHE_PAYLOAD(w[3]))
        return 1;
    return attr_unshadowed_slow(w, o, t, name);
}

static int instances_init(PyObject *o);       /* instances.h */

/* ---- slots of the host that are recognised by address, taken from probe classes ---- */

static getattrofunc host_getattr_hook;      /* tp_getattro of a class with __getattr__ */
static initproc host_slot_init;             /* tp_init of a class with __init__ */
static newfunc host_slot_new;               /* tp_new of a class with __new__ */

typedef struct { PyObject_HEAD PyObject *get, *set, *del; } HostProperty;        /* the start of it */
typedef struct { PyObject_HEAD PyObject *callable; } HostMethodWrapper;          /* staticmethod, classmethod */

typedef struct { PyObject_HEAD PyTypeObject *type; PyObject *obj; PyTypeObject *obj_type; } HostSuper;

enum { GETATTR_OTHER, GETATTR_PLAIN, GETATTR_HOOKED };

/* How t finds attributes: as `plain` does, or `plain` first and its __getattr__ after a failure. */
static int getattr_kind(PyTypeObject *t, getattrofunc plain)
{
    static PyObject *str_getattribute;
    if (t->tp_getattro == plain)
        return GETATTR_PLAIN;
    if (t->tp_getattro != host_getattr_hook)
        return GETATTR_OTHER;
    if (!str_getattribute && !(str_getattribute = PyUnicode_InternFromString("__getattribute__"))) {
        PyErr_Clear();
        return GETATTR_OTHER;
    }
    PyObject *d = _PyType_Lookup(t, str_getattribute);
    if (d && Py_TYPE(d) == &PyWrapperDescr_Type && ((PyWrapperDescrObject *)d)->d_wrapped == (void *)plain)
        return GETATTR_HOOKED;
    return GETATTR_OTHER;
}

static int host_mismatch(const char *what)
{
    PyErr_Format(PyExc_ImportError, "pyrs: this build of the host lays out %s in an unknown way", what);
    return -1;
}

/* Fill the probed slots and compare the private layouts used here with what the host shows. 0 or -1. */
static int caches_init(void)
{
    PyObject *d = Py_BuildValue("{sOsOsO}", "__getattr__", (PyObject *)&PyBaseObject_Type, "__init__", (PyObject *)&PyBaseObject_Type,
                                "__new__", (PyObject *)&PyBaseObject_Type);
    PyObject *probe = d ? PyObject_CallFunction((PyObject *)&PyType_Type, "s()O", "probe", d) : NULL;
    Py_XDECREF(d);
    if (!probe)
        return -1;
    host_getattr_hook = ((PyTypeObject *)probe)->tp_getattro;
    host_slot_init = ((PyTypeObject *)probe)->tp_init;
    host_slot_new = ((PyTypeObject *)probe)->tp_new;
    int status = 0;
    PyObject *p = PyObject_CallFunction((PyObject *)&PyProperty_Type, "O", probe);
    PyObject *s = PyStaticMethod_New(probe), *c = PyClassMethod_New(probe);
    if (!p || !s || !c)
        status = -1;
    else if (((HostProperty *)p)->get != probe)
        status = host_mismatch("property objects");
    else if (((HostMethodWrapper *)s)->callable != probe || ((HostMethodWrapper *)c)->callable != probe)
        status = host_mismatch("staticmethod and classmethod objects");
    else if (host_getattr_hook == PyObject_GenericGetAttr || host_slot_init == PyBaseObject_Type.tp_init
             || host_slot_new == PyBaseObject_Type.tp_new)
        status = host_mismatch("type slots");
    Py_XDECREF(p);
    Py_XDECREF(s);
    Py_XDECREF(c);
    /* Instance values and the keys of dicts, against the public view. */
    PyObject *plain = status == 0 ? PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "probe2") : NULL;
    PyObject *o = plain ? PyObject_CallNoArgs(plain) : NULL, *name = PyUnicode_InternFromString("pyrs_probe");
    if (status == 0 && (!o || !name || PyObject_SetAttr(o, name, probe) < 0))
        status = -1;
    if (status == 0) {
        PyTypeObject *t = Py_TYPE(o);
        PyDictValues *values = instance_values(o, t);
        Py_ssize_t ix = values ? keys_probe(type_keys(t), name) : KEYS_UNKNOWN;
        if (ix < 0 || values->values[ix] != probe)
            status = host_mismatch("instance attributes");
        else if (instances_init(o) < 0)
            status = -1;
        else {
            PyObject *dict = PyObject_GenericGetDict(o, NULL);
            if (!dict)
                status = -1;
            else {
                ix = keys_probe(((PyDictObject *)dict)->ma_keys, name);
                if (instance_dict(o, t) != dict || instance_values(o, t) || ix < 0 || dict_value_at((PyDictObject *)dict, ix) != probe)
                    status = host_mismatch("dicts");
                Py_DECREF(dict);
            }
        }
    }
    if (status == 0) {
        PyObject *su = PyObject_CallFunction((PyObject *)&PySuper_Type, "OO", plain, o);
        if (!su)
            status = -1;
        else if (((HostSuper *)su)->type != (PyTypeObject *)plain || ((HostSuper *)su)->obj != o
                 || ((HostSuper *)su)->obj_type != (PyTypeObject *)plain)
            status = host_mismatch("super objects");
        Py_XDECREF(su);
    }
    Py_XDECREF(name);
    Py_XDECREF(o);
    Py_XDECREF(plain);
    Py_DECREF(probe);
    return status;
}

#endif
