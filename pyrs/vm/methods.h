/* methods.h - LOAD_METHOD and its caches, and instance creation for CALL.  Cache words: attrs.h.

   out[0] is the callable; out[1] is the first argument that goes with it, or V_UNSET. */
#ifndef PYRS_METHODS_H
#define PYRS_METHODS_H

HOT void method_out(Value *out, PyObject *callable, Value self)
{
    Py_INCREF(callable);
    value_incref(self);
    out[0] = v_from_ptr(callable);
    out[1] = self;
}

/* A function of the class; the instance's attributes are inline and their names are those of a known version of the shared keys. */
HOT int load_method_values_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    if (!v_is_object(owner))
        return 0;
    PyObject *o = v_object(owner);
    PyTypeObject *t = Py_TYPE(o);
    if (!attr_guard(w, t))
        return 0;
    if (__builtin_expect(!*_PyObject_ValuesPointer(o) || type_keys(t)->dk_version != CACHE_PAYLOAD(w[3]), 0)
        && !attr_unshadowed_slow(w, o, t, ATTR_NAME(f, w)))
        return 0;
    method_out(out, CACHED_OBJECT(w), owner);
    return 1;
}

/* A type whose instances have no dict, inline values included. */
HOT int load_method_nodict_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    (void)f;
    if (!attr_guard(w, value_type(owner)))
        return 0;
    method_out(out, CACHED_OBJECT(w), owner);
    return 1;
}

/* Any other instance. */
HOT int load_method_dict_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    if (!v_is_object(owner))
        return 0;
    PyObject *o = v_object(owner);
    PyTypeObject *t = Py_TYPE(o);
    if (!attr_guard(w, t) || !instance_lacks(o, t, ATTR_NAME(f, w)))
        return 0;
    method_out(out, CACHED_OBJECT(w), owner);
    return 1;
}

HOT int load_method_module_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    (void)f;
    PyObject *o = module_attr(w, owner);
    if (__builtin_expect(!o, 0))
        return 0;
    out[0] = value_from_borrowed(o);
    out[1] = V_UNSET;
    return 1;
}

/* A callable among the instance's own attributes. */
HOT int load_method_attr_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    if (!v_is_object(owner))
        return 0;
    PyObject *o = v_object(owner), *r;
    PyTypeObject *t = Py_TYPE(o);
    if (!attr_guard(w, t) || !(r = attr_own(w, o, t, ATTR_NAME(f, w))))
        return 0;
    out[0] = value_from_borrowed(r);
    out[1] = V_UNSET;
    return 1;
}

/* A callable in a slot (`__slots__`) of the instance. */
HOT int load_method_slot_hit(Frame *f, Word *w, Value owner, Value *out)
{
    out[1] = V_UNSET;
    return load_attr_slot_hit(f, w, owner, out);
}

/* How a class attribute becomes a callable and its first argument. */
enum {
    BIND_NONE,                 /* it is the callable */
    BIND_STATIC,               /* a staticmethod: what it holds */
    BIND_CLASS,                /* a classmethod: the function it holds, and the class */
    BIND_SELF,                 /* a method, and its self: of the metatype through a class, of a base through super() */
};
#define BIND_SHIFT 2           /* the kind byte: SHADOW_ in the low bits */

/* Can descr (a class attribute) be bound without running code? The BIND_ kind, or -1. */
static int bind_kind(PyObject *descr)
{
    PyTypeObject *t = Py_TYPE(descr);
    if (t->tp_descr_get == NULL)
        return BIND_NONE;
    if (t == &PyStaticMethod_Type)
        return BIND_STATIC;
    if (t == &PyClassMethod_Type) {
        PyObject *c = ((HostMethodWrapper *)descr)->callable;
        return c && (Py_TYPE(c) == &PyrsFunction_Type || Py_TYPE(c) == &PyFunction_Type) ? BIND_CLASS : -1;
    }
    return -1;
}

HOT int method_bind(PyObject *descr, uint32_t bind, PyObject *self, PyObject *cls, Value *out)
{
    if (bind == BIND_SELF) {
        Py_INCREF(descr);
        out[0] = v_from_ptr(descr);
        out[1] = value_from_borrowed(self);
        return 1;
    }
    if (bind != BIND_NONE) {
        descr = ((HostMethodWrapper *)descr)->callable;
        if (!descr)
            return 0;
        if (bind == BIND_CLASS) {
            if (Py_TYPE(descr) != &PyrsFunction_Type && Py_TYPE(descr) != &PyFunction_Type)
                return 0;
            method_out(out, descr, v_from_ptr(cls));
            return 1;
        }
    }
    out[0] = value_from_borrowed(descr);
    out[1] = V_UNSET;
    return 1;
}

/* staticmethod, classmethod or a plain object in the class, through an instance. */
HOT int load_method_bound_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    if (!v_is_object(owner))
        return 0;
    PyObject *o = v_object(owner);
    PyTypeObject *t = Py_TYPE(o);
    if (!attr_guard(w, t) || !instance_lacks(o, t, ATTR_NAME(f, w)))
        return 0;
    return method_bind(CACHED_OBJECT(w), CACHE_KIND(w[3]) >> BIND_SHIFT, o, (PyObject *)t, out);
}

/* The owner is a class: its own attribute, or a method of its metatype. */
HOT int load_method_type_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    (void)f;
    if (!v_is_object(owner) || !type_guard(w, Py_TYPE(v_object(owner)), v_object(owner)))
        return 0;
    return method_bind(CACHED_OBJECT(w), CACHE_KIND(w[3]) >> BIND_SHIFT, v_object(owner), v_object(owner), out);
}

/* ---- super() ---- */

/* What is found behind su->type in the MRO of su->obj_type. Borrowed; NULL with or without an error. */
static PyObject *super_lookup(HostSuper *su, PyObject *name)
{
    STATIC_NAME(str_class, "__class__") return NULL;
    PyObject *mro = su->obj_type && name != str_class ? su->obj_type->tp_mro : NULL;     /* __class__ is the super object's own */
    Py_ssize_t n = mro ? PyTuple_GET_SIZE(mro) : 0, i = 0;
    while (i < n && PyTuple_GET_ITEM(mro, i) != (PyObject *)su->type)
        i++;
    for (i++; i < n; i++) {
        PyObject *found = PyDict_GetItemWithError(((PyTypeObject *)PyTuple_GET_ITEM(mro, i))->tp_dict, name);
        if (found || PyErr_Occurred())
            return found;
    }
    return NULL;
}

/* BIND_ kind of what a super object found, or -1 where binding runs code. */
static int super_bind_kind(HostSuper *su, PyObject *descr)
{
    if (su->obj == (PyObject *)su->obj_type)
        return type_attr_is_itself(descr) ? BIND_NONE : bind_kind(descr);
    return _PyType_HasFeature(Py_TYPE(descr), Py_TPFLAGS_METHOD_DESCRIPTOR) ? BIND_SELF : bind_kind(descr);
}

/* What super() finds, by the version tags of the two types, which change with their bases and dictionaries: a class in the middle of a hierarchy
   sees objects of many types at one call.  `descr` is borrowed: what has the tags has it.  `name` is owned: its address is not reused. */
typedef struct { uint32_t tag, start, descr_tag, bind; PyObject *name, *descr; } SuperFact;
#define SUPER_FACTS 256
static SuperFact super_facts[SUPER_FACTS];

static __attribute__((noinline)) SuperFact *super_fact_slow(SuperFact *fact, HostSuper *su, PyObject *name)
{
    uint32_t tag = type_tag(su->obj_type, name), start = type_tag(su->type, name), descr_tag = 0;
    PyObject *descr = tag && start ? super_lookup(su, name) : NULL;
    int bind = descr ? super_bind_kind(su, descr) : -1;
    if (bind >= 0 && !(Py_TYPE(descr)->tp_flags & Py_TPFLAGS_IMMUTABLETYPE)) {
        descr_tag = type_tag(Py_TYPE(descr), name);
        if (!descr_tag)
            bind = -1;
    }
    if (bind < 0) {
        PyErr_Clear();
        return NULL;
    }
    PyObject *old = fact->name;
    *fact = (SuperFact){tag, start, descr_tag, (uint32_t)bind << 1 | (su->obj == (PyObject *)su->obj_type), Py_NewRef(name), descr};
    Py_XDECREF(old);
    return fact;
}

/* NULL: to be looked up, and bound, by the super object itself. `name` is interned. */
HOT SuperFact *super_fact(HostSuper *su, PyObject *name)
{
    if (!su->obj_type)
        return NULL;
    uint32_t tag = su->obj_type->tp_version_tag, start = su->type->tp_version_tag;
    SuperFact *fact = &super_facts[(tag ^ start * 5 ^ (uint32_t)((uintptr_t)name >> 4)) % SUPER_FACTS];
    if (__builtin_expect(fact->tag == tag && fact->start == start && fact->name == name && tag && start
                         && (fact->bind & 1) == (su->obj == (PyObject *)su->obj_type)
                         && (!fact->descr_tag || Py_TYPE(fact->descr)->tp_version_tag == fact->descr_tag), 1))
        return fact;
    return super_fact_slow(fact, su, name);
}

HOT int super_hit(HostSuper *su, PyObject *name, Value *out)
{
    MISS();
    SuperFact *fact = super_fact(su, name);
    return fact && method_bind(fact->descr, fact->bind >> 1, su->obj, (PyObject *)su->obj_type, out);
}

HOT int load_method_super_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    if (!v_is_object(owner) || Py_TYPE(v_object(owner)) != &PySuper_Type)
        return 0;
    return super_hit((HostSuper *)v_object(owner), ATTR_NAME(f, w), out);
}

static uint32_t method_load_quicken(Word *w, Value owner, PyObject *name)
{
    PyTypeObject *t = value_type(owner);
    PyObject *o = v_is_object(owner) ? v_object(owner) : NULL;
    TypeFact fact;
    if (t == &PySuper_Type)
        return super_fact((HostSuper *)o, name) ? OP_LOAD_METHOD_SUPER : 0;
    if (o && PyType_Check(o)) {
        PyObject *v = type_attr_fact(w, o, name, &fact);
        int bind;
        if (v)
            bind = type_attr_is_itself(v) ? BIND_NONE : bind_kind(v);
        else {
            /* Only the metatype has it; type_attr_fact has filled the guard if all could be cached. */
            v = fact.tag ? fact.descr : NULL;
            if (!v || fact.set || fact.descr_tag || _PyType_Lookup((PyTypeObject *)o, name)
                || !_PyType_HasFeature(Py_TYPE(v), Py_TPFLAGS_METHOD_DESCRIPTOR)
                || getattr_kind(t, PyType_Type.tp_getattro) == GETATTR_OTHER
                || (uint32_t)(w[1] >> 32) != ((PyTypeObject *)o)->tp_version_tag || (uint32_t)w[1] != fact.tag)
                return 0;
            bind = BIND_SELF;
        }
        if (bind < 0)
            return 0;
        w[2] = (Word)(uintptr_t)v;
        cache_set(&w[3], bind == BIND_SELF ? 0 : CACHE_PAYLOAD(w[3]), (uint32_t)bind << BIND_SHIFT);
        return OP_LOAD_METHOD_TYPE;
    }
    if (o && is_module_like(t))
        return module_attr_quicken(w, o, name) ? OP_LOAD_METHOD_MODULE : 0;
    int kind = getattr_kind(t, PyObject_GenericGetAttr);
    if (kind == GETATTR_OTHER || !type_fact(t, name, &fact))
        return 0;
    if (kind == GETATTR_HOOKED && fact.descr && Py_TYPE(fact.descr) == &PyMethodDescr_Type)
        return 0;               /* the host binds it first there, which shows in the messages about its arguments */
    cache_fact(w, &fact);
    if (fact.descr && fact.set) {
        PyMemberDef *slot = o ? object_slot(fact.descr, t) : NULL;
        if (!slot)
            return 0;
        cache_set(&w[3], (uint32_t)slot->offset, 0);
        return OP_LOAD_METHOD_SLOT;
    }
    if (o) {
        uint32_t op = attr_own_quicken(w, o, t, name, OP_LOAD_METHOD_ATTR, OP_LOAD_METHOD_ATTR, 0);
        if (op)
            return op;
    }
    if (!fact.descr || (o && !instance_lacks(o, t, name)))
        return 0;
    if (_PyType_HasFeature(Py_TYPE(fact.descr), Py_TPFLAGS_METHOD_DESCRIPTOR)) {
        if (!o) {
            cache_set(&w[3], KEYS_NO_VERSION, SHADOW_NODICT);
            return OP_LOAD_METHOD_NODICT;
        }
        cache_shadow(w, o, t, name);
        switch (CACHE_KIND(w[3])) {
        case SHADOW_NODICT:
            return OP_LOAD_METHOD_NODICT;
        case SHADOW_VALUES:
            return OP_LOAD_METHOD_VALUES;
        default:
            return OP_LOAD_METHOD_DICT;
        }
    }
    int bind = bind_kind(fact.descr);
    if (!o || bind < 0)
        return 0;
    cache_set(&w[3], 0, (uint32_t)bind << BIND_SHIFT);
    return OP_LOAD_METHOD_BOUND;
}

static int method_load_slow(ThreadState *ts, Frame *f, Word *w, Value owner, PyObject *name, Value *out)
{
    COUNT_SLOW(w);
    (void)ts;
    (void)f;
    if (v_is_object(owner) && attr_load_special(ts, f, w, v_object(owner), name))
        return -1;
    PyObject *o = value_box(owner), *callable = NULL;
    if (!o)
        return -1;
    if (Py_TYPE(o) == &PySuper_Type) {
        PyObject *descr = super_lookup((HostSuper *)o, name);
        int bind = descr ? super_bind_kind((HostSuper *)o, descr) : -1;
        if (!descr && PyErr_Occurred()) {
            Py_DECREF(o);
            return -1;
        }
        if (bind >= 0 && method_bind(descr, (uint32_t)bind, ((HostSuper *)o)->obj, (PyObject *)((HostSuper *)o)->obj_type, out))
            goto done;
    }
    int unbound = _PyObject_GetMethod(o, name, &callable);
    if (!callable) {
        Py_DECREF(o);
        return -1;
    }
    if (unbound) {
        out[0] = v_from_ptr(callable);
        value_incref(owner);
        out[1] = owner;
    }
    else {
        out[0] = value_from_owned(callable);
        out[1] = V_UNSET;
    }
done:
    if (poly_site(w, o, OP_LOAD_METHOD, OP_LOAD_METHOD_POLY)) {
        if (unbound && Py_TYPE(v_object(out[0])) == &PyrsFunction_Type && call_plain_args(f, w, 1) >= 0)
            cache_rewrite(w, OP_LOAD_METHOD_POLY_PUSH);
    }
    else if (cache_attempt(w, &w[3], OP_LOAD_METHOD)) {
        uint32_t op = method_load_quicken(w, owner, name);
        if ((op == OP_LOAD_METHOD_VALUES || op == OP_LOAD_METHOD_NODICT) && call_is_plain(f, w, CACHED_OBJECT(w), 1))
            op = OP_LOAD_METHOD_PUSH;
        if (op)
            cache_done(w, op);
        else
            cache_give_up(w, &w[3], OP_LOAD_METHOD);
    }
    Py_DECREF(o);
    return 0;
}

/* ---- calling a class whose __new__ is object's or BaseException's and whose __init__ is a function of this engine, or theirs too ----
   Cache words of CALL (of CALL_KW behind the names' index): w[1] the version tag of the class, w[2] the function (borrowed from the class) or NULL, and counters in the top
   16 bits. */

/* A new tuple of the n values, NULL without memory. */
static PyObject *values_tuple(const Value *values, Py_ssize_t n)
{
    PyObject *t = host_tuple_new(n);
    for (Py_ssize_t i = 0; t && i < n; i++) {
        PyObject *o = value_box(values[i]);
        PyTuple_SET_ITEM(t, i, o);
        if (!o) {
            while (++i < n)
                PyTuple_SET_ITEM(t, i, NULL);
            Py_CLEAR(t);
        }
    }
    if (t)
        tuple_track(t);
    return t;
}

#define CLASS_CALL_INIT(w) ((Function *)(uintptr_t)((w)[2] & 0xFFFFFFFFFFFFULL))

/* May class_call_hit hit? */
HOT int class_call_guard(Word *w, PyObject *callable)
{
    return w[1] && PyType_Check(callable) && ((PyTypeObject *)callable)->tp_version_tag == (uint32_t)w[1];
}

/* Is `callable` the cached class, called with the `total` arguments at `args`, of which the first npos are positional?  1: *instance is a new instance (owned) and *init its __init__ (borrowed: own it
   before anything runs) or NULL if the instance is all; 0: a miss; -1: the instance could not be made.  Runs code only for an abstract
   class, to raise. */
HOT int class_call_hit(Word *w, PyObject *callable, const Value *args, Py_ssize_t npos, Py_ssize_t total, Value *instance, Function **init)
{
    MISS();
    if (w[1] == 0 || !PyType_Check(callable) || ((PyTypeObject *)callable)->tp_version_tag != (uint32_t)w[1]
        || Py_TYPE(callable)->tp_call != PyType_Type.tp_call)
        return 0;
    PyTypeObject *t = (PyTypeObject *)callable;
    Function *fn = CLASS_CALL_INIT(w);
    PyObject *o;
    if (t->tp_new == exception_new_of_host) {
        if (!fn && total != npos)
            return 0;
        o = exception_new(t, npos ? values_tuple(args, npos) : Py_NewRef(no_arguments));
    }
    else {
        if (!fn && total)
            return 0;                                   /* the host's own way raises the error */
        o = instance_new(t);              /* excess arguments are allowed where __init__ is overridden */
    }
    if (!o)
        return -1;
    /* The allocation may have collected, and a finaliser changed the class. */
    if (t->tp_version_tag != (uint32_t)w[1]) {
        Py_DECREF(o);
        return 0;
    }
    *instance = v_from_ptr(o);
    *init = fn;
    return 1;
}

/* After a miss: make the CALL at w expect this class if it qualifies. */
static void class_call_quicken(Word *w, PyObject *callable)
{
    static PyObject *str_init;
    uint32_t wait = (uint32_t)(w[2] >> 48);
    if (!w[1] && !w[2]) {           /* the next time: the load of the class is quickened then, and may take over */
        w[2] = 1;
        return;
    }
    if (wait) {
        w[2] -= (Word)1 << 48;
        return;
    }
    w[1] = 0;
    w[2] = (Word)16 << 48;          /* not again for a while */
    if (!PyType_Check(callable) || (!str_init && !(str_init = PyUnicode_InternFromString("__init__")))) {
        PyErr_Clear();
        return;
    }
    PyTypeObject *t = (PyTypeObject *)callable;
    int exception = t->tp_new == exception_new_of_host;
    if (!(exception || (t->tp_new == PyBaseObject_Type.tp_new && (t->tp_flags & Py_TPFLAGS_HEAPTYPE) && !(t->tp_flags & Py_TPFLAGS_IS_ABSTRACT)))
        || Py_TYPE(t)->tp_call != PyType_Type.tp_call || t->tp_vectorcall
        || (t->tp_init != host_slot_init && t->tp_init != (exception ? exception_init_of_host : PyBaseObject_Type.tp_init)))
        return;
    PyObject *init = NULL;
    if (t->tp_init == host_slot_init) {
        init = _PyType_Lookup(t, str_init);
        if (!init || Py_TYPE(init) != &PyrsFunction_Type
            || (((Function *)init)->code->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)))
            return;
    }
    uint32_t tag = type_tag(t, str_init);
    if (!tag)
        return;
    w[1] = tag;
    w[2] = (Word)(uintptr_t)init;
}

#endif
