/* poly.h - attribute sites that see several types: their facts are kept in tables by type and name instead of in the instruction.

   A quickened LOAD_ATTR, LOAD_METHOD or STORE_ATTR that has missed a few times becomes the POLY form.  That one looks its type's version tag and
   its name up in a table whose entries hold the cache words that a site of that one type would have; the same hit functions with the same
   guards read them.  So an entry may be stale as a cache word may: its guards fail.
   1. The name of an entry is owned: its address is not reused while it stands there.
   2. op 0: nothing can be cached about this type and name; the generic way is taken at once.
   3. Attributes of classes have a table of their own, by class and name: its entries guard the metatype, too. */
#ifndef PYRS_POLY_H
#define PYRS_POLY_H

typedef struct {
    Word w[4];                 /* w[0]: the operands of the instruction that looks (for its name); w[1]... as in attrs.h */
    PyObject *name;
    uint32_t tag, op;
} __attribute__((aligned(64))) PolyEntry;      /* a cache line */

#define POLY_BITS 10
#define POLY_MAX_FILLS 4096    /* look-ups of a site that had to fill an entry: after these it rests as a base form */
static PolyEntry poly_loads[1 << POLY_BITS], poly_class_loads[1 << POLY_BITS], poly_methods[1 << POLY_BITS], poly_stores[1 << POLY_BITS];

/* May a site that missed for this owner become a POLY one? */
HOT int poly_suits(PyObject *o, uint32_t base)
{
    PyTypeObject *t = Py_TYPE(o);
    return (base == OP_LOAD_ATTR || !PyType_Check(o)) && t != &PySuper_Type && !is_module_like(t);
}

static void poly_become(Word *w, uint32_t poly)
{
    cache_rewrite(w, poly);
    w[1] = 0;
    cache_wait(&w[3], 0, 0);
}

/* In a slow half: 1 if the site is POLY or becomes so now. */
static int poly_site(Word *w, PyObject *o, uint32_t base, uint32_t poly)
{
    if (W_OP(*w) == poly)
        return 1;
    if (W_OP(*w) == base || CACHE_MISSES(w[3]) < CACHE_FREE_MISSES || !o || !poly_suits(o, base))
        return 0;
    poly_become(w, poly);
    return 1;
}

/* The entry of table for a type and the name of the instruction at w, made by `quicken` if need be; NULL: nothing to go by. */
HOT PolyEntry *poly_find(PolyEntry *table, PyTypeObject *t, PyObject *name)
{
    uint32_t tag = t->tp_version_tag;
    return &table[((tag ^ (uint32_t)((uintptr_t)name >> 4)) * 0x9E3779B1u) >> (32 - POLY_BITS)];
}

HOT int poly_matches(const PolyEntry *e, PyTypeObject *t, PyObject *name)
{
    return __builtin_expect(e->name == name && e->tag == t->tp_version_tag && e->tag != 0, 1);
}

/* Is it a store that will put the name among the shared keys?  Then there is more to say the next time. */
static int store_adds(uint32_t base, PyObject *o, PyTypeObject *t, PyObject *name)
{
    return base == OP_STORE_ATTR && o && instance_values(o, t) && type_keys(t)->dk_usable > 0 && keys_probe(type_keys(t), name) == KEYS_ABSENT;
}

static __attribute__((noinline)) void poly_fill(Word *site, uint32_t base, PolyEntry *e, Value owner, PyTypeObject *t, PyObject *name)
{
    PyObject *o = v_is_object(owner) ? v_object(owner) : NULL;
    e->op = 0;
    e->tag = 0;
    memset(e->w, 0, sizeof e->w);
    if (e->name != name)
        Py_XSETREF(e->name, Py_NewRef(name));
    if (++site[1] % POLY_MAX_FILLS == 0)
        cache_give_up(site, &site[3], base);
    if (o && !poly_suits(o, base))
        return;
    uint32_t tag = type_tag(t, name);
    uint32_t op = !tag ? 0 : base == OP_LOAD_METHOD ? method_load_quicken(e->w, owner, name) : !o ? 0
                  : base == OP_LOAD_ATTR ? attr_load_quicken(e->w, o, name) : attr_store_quicken(e->w, o, name);
    e->op = op == OP_LOAD_ATTR_DESCR && descr_reads(CACHED_OBJECT(e->w)) ? OP_LOAD_ATTR_DESCR_QUIET : op;
    e->tag = op || !store_adds(base, o, t, name) ? t->tp_version_tag : 0;
}

/* One handler's part: hit by the entry, refill once if it does not hold for this owner. */
#define POLY_TRY(table, base, owner_, type_, CASES)                                     \
    PyTypeObject *t = type_;                                                            \
    PyObject *name = ATTR_NAME(f, w);                                                   \
    PolyEntry *e = poly_find(table, t, name);                                           \
    int fresh = 0;                                                                      \
    if (!poly_matches(e, t, name)) {                                                    \
        poly_fill(w, base, e = poly_find(table, t, name), owner_, t, name);             \
        fresh = 1;                                                                      \
    }                                                                                   \
    for (;; fresh = 1) {                                                                \
        int hit = 0;                                                                    \
        e->w[0] = *w;                                                                   \
        switch (e->op) { CASES default: return 0; }                                     \
        if (__builtin_expect(hit, 1)) return 1;                                         \
        if (fresh) return 0;                                                            \
        poly_fill(w, base, e, owner_, t, name);                                         \
    }

#define is_class(owner) (v_is_object(owner) && PyType_Check(v_object(owner)))

static __attribute__((noinline)) int attr_load_poly_class(Frame *f, Word *w, Value owner, Value *out)
{
    POLY_TRY(poly_class_loads, OP_LOAD_ATTR, owner, (PyTypeObject *)v_object(owner),
        case OP_LOAD_ATTR_TYPE: hit = load_attr_type_hit(f, e->w, owner, out); break;
        case OP_LOAD_ATTR_DESCR_QUIET: hit = load_attr_quiet_hit(f, e->w, owner, out); break;)
}

static __attribute__((noinline)) int attr_load_poly_any(Frame *f, Word *w, Value owner, Value *out)
{
    if (is_class(owner))
        return attr_load_poly_class(f, w, owner, out);
    POLY_TRY(poly_loads, OP_LOAD_ATTR, owner, value_type(owner),
        case OP_LOAD_ATTR_VALUES: hit = load_attr_values_hit(f, e->w, owner, out); break;
        case OP_LOAD_ATTR_DICT: hit = load_attr_dict_hit(f, e->w, owner, out); break;
        case OP_LOAD_ATTR_SLOT: hit = load_attr_slot_hit(f, e->w, owner, out); break;
        case OP_LOAD_ATTR_CLASS: hit = load_attr_class_hit(f, e->w, owner, out); break;
        case OP_LOAD_ATTR_DESCR_QUIET: hit = load_attr_quiet_hit(f, e->w, owner, out); break;)
}

/* The commonest kind in a function that calls nothing but, last, the other. */
static __attribute__((noinline)) int attr_load_poly(Frame *f, Word *w, Value owner, Value *out)
{
    if (__builtin_expect(v_is_object(owner), 1)) {
        PyTypeObject *t = Py_TYPE(v_object(owner));
        PyObject *name = ATTR_NAME(f, w);
        PolyEntry *e = poly_find(poly_loads, t, name);
        if (__builtin_expect(e->op == OP_LOAD_ATTR_VALUES && poly_matches(e, t, name) && load_attr_values_hit(f, e->w, owner, out), 1))
            return 1;
    }
    return attr_load_poly_any(f, w, owner, out);
}

/* The entry that attr_load_poly has left for the owner, if it is of the form `op`, or NULL. */
static PolyEntry *poly_load_entry(Frame *f, Word *w, Value owner, uint32_t op)
{
    int class = is_class(owner);
    PyTypeObject *t = class ? (PyTypeObject *)v_object(owner) : value_type(owner);
    PyObject *name = ATTR_NAME(f, w);
    PolyEntry *e = poly_find(class ? poly_class_loads : poly_loads, t, name);
    return poly_matches(e, t, name) && e->op == op ? e : NULL;
}

/* The slow half's part, since it runs code: 1 hit, 0 miss, -1 the descriptor raised. */
static int attr_load_poly_descr(Frame *f, Word *w, Value owner, Value *out)
{
    PolyEntry *e = poly_load_entry(f, w, owner, OP_LOAD_ATTR_DESCR);
    if (e)
        return descr_hit(f, e->w, w, owner, out);
    e = is_class(owner) ? poly_load_entry(f, w, owner, OP_LOAD_ATTR_TYPE_BOUND) : NULL;
    return e ? load_attr_type_bound_hit(f, e->w, owner, out) : 0;
}

/* As load_attr_property_hit, for a LOAD_ATTR_POLY that could not load. */
static __attribute__((noinline)) Function *poly_property(Frame *f, Word *w, Value owner)
{
    PolyEntry *e = poly_load_entry(f, w, owner, OP_LOAD_ATTR_PROPERTY);
    return e ? load_attr_property_hit(f, e->w, owner) : NULL;
}

/* The getter for the LOAD_ATTR_PROPERTY or LOAD_ATTR_POLY at w, or NULL. */
HOT Function *property_getter(Frame *f, Word *w, Value owner)
{
    return __builtin_expect(I_OP(w) == OP_LOAD_ATTR_PROPERTY, 1) ? load_attr_property_hit(f, w, owner) : poly_property(f, w, owner);
}

static __attribute__((noinline)) int method_load_poly(Frame *f, Word *w, Value owner, Value *out)
{
    POLY_TRY(poly_methods, OP_LOAD_METHOD, owner, value_type(owner),
        case OP_LOAD_METHOD_VALUES: hit = load_method_values_hit(f, e->w, owner, out); break;
        case OP_LOAD_METHOD_NODICT: hit = load_method_nodict_hit(f, e->w, owner, out); break;
        case OP_LOAD_METHOD_DICT: hit = load_method_dict_hit(f, e->w, owner, out); break;
        case OP_LOAD_METHOD_ATTR: hit = load_method_attr_hit(f, e->w, owner, out); break;
        case OP_LOAD_METHOD_SLOT: hit = load_method_slot_hit(f, e->w, owner, out); break;
        case OP_LOAD_METHOD_BOUND: hit = load_method_bound_hit(f, e->w, owner, out); break;)
}

static __attribute__((noinline)) int attr_store_poly(Frame *f, Word *w, Value owner, Value v)
{
    POLY_TRY(poly_stores, OP_STORE_ATTR, owner, value_type(owner),
        case OP_STORE_ATTR_VALUES: hit = store_attr_values_hit(f, e->w, owner, v); break;
        case OP_STORE_ATTR_DICT: hit = store_attr_dict_hit(f, e->w, owner, v); break;
        case OP_STORE_ATTR_SLOT: hit = store_attr_slot_hit(f, e->w, owner, v); break;)
}

/* A getset or member descriptor of C, for the slow half, since it runs code: 1 stored, 0 another case, -1 it raised.  Such entries name the POLY form. */
static int attr_store_poly_descr(PyObject *o, PyObject *name, Value v)
{
    MISS();
    PyTypeObject *t = Py_TYPE(o);
    PyObject *tmp, *x, *descr;
    PolyEntry *e = poly_find(poly_stores, t, name);
    if (!poly_matches(e, t, name) || e->op != OP_STORE_ATTR_POLY || !attr_guard(e->w, t))
        return 0;
    descr = Py_NewRef(CACHED_OBJECT(e->w));
    int r = (x = borrow_object(v, &tmp)) ? Py_TYPE(descr)->tp_descr_set(descr, o, x) : -1;
    Py_XDECREF(tmp);
    Py_DECREF(descr);
    return r < 0 ? -1 : 1;
}

#endif
