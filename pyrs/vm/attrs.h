/* attrs.h - LOAD_ATTR and STORE_ATTR and their caches (methods: methods.h, globals: globals.h).

   Cache words of all three instructions:
       w[1]  version tag of the owner's type (low half), version tag of the class attribute's own class if that can change (high half)
       w[2]  what the type has under the name (borrowed), or NULL
       w[3]  payload, kind, counters (caches.h)
   LOAD_ATTR_TYPE and LOAD_METHOD_TYPE use w[1] for the tags of the metatype and of the type; LOAD_ATTR_MODULE and LOAD_METHOD_MODULE
   use w[2] for the version of the module dict's keys.

   A hit function returns 1 with *out owned, 0 for a miss with nothing changed. */
#ifndef PYRS_ATTRS_H
#define PYRS_ATTRS_H
#include "caches.h"
#include "instances.h"
#include "collect.h"
#include "globals.h"

#define ATTR_NAME(f, w)  ((f)->code->names[W_C(*(w))])
#define CACHED_OBJECT(w) ((PyObject *)(uintptr_t)(w)[2])

/* ---- hits of LOAD_ATTR ---- */

/* An instance's own attribute in the inline values: borrowed, or NULL. */
HOT PyObject *attr_values_peek(Word *w, Value owner)
{
    MISS();
    if (!v_is_object(owner) || !attr_guard(w, Py_TYPE(v_object(owner))))
        return NULL;
    PyDictValues *values = *_PyObject_ValuesPointer(v_object(owner));
    return __builtin_expect(values != NULL, 1) ? values->values[CACHE_PAYLOAD(w[3])] : NULL;
}

HOT int load_attr_values_hit(Frame *f, Word *w, Value owner, Value *out)
{
    (void)f;
    PyObject *o = attr_values_peek(w, owner);
    if (__builtin_expect(!o, 0))
        return 0;
    *out = value_from_item(o);
    return 1;
}

/* Is the LOAD_ATTR at w, into a temporary, followed by that one's LOAD_SUBSCR? Then LOAD_ATTR_SUBSCR does both on the attribute where it is: the container's
   count and the temporary are not touched.  The second word stays, and is read at each execution. */
#define is_subscript(op) ((op) == OP_LOAD_SUBSCR || (op) == OP_LOAD_SUBSCR_I)

HOT int attr_is_subscripted(const Code *code, const Word *w)
{
    uint32_t at = W_A(*w), key = W_C(w[4]);
    return at >= code->tbase && is_subscript(W_OP(w[4])) && W_B(w[4]) == at && (W_OP(w[4]) == OP_LOAD_SUBSCR_I || (key != at && key != W_B(*w)));
}

/* Is the LOAD_ATTR at w the first word of `o.x += y`, or -=, of a register o that stays and a y that does?  Then LOAD_ATTR_UPDATE does all three, while
   x is a small int or a float.  The other words stay, and are read at each execution. */
HOT int attr_is_updated(const Code *code, const Word *w)
{
    uint32_t at = W_A(*w), owner = W_B(*w);
    return at >= code->tbase && owner < code->tbase && is_update(W_OP(w[4])) && W_A(w[4]) == at && W_B(w[4]) == at
        && (is_update_i(W_OP(w[4])) || W_C(w[4]) < code->tbase)
        && op_base[W_OP(w[5])] == OP_STORE_ATTR && W_A(w[5]) == owner && W_B(w[5]) == at && W_C(w[5]) == W_C(*w);
}

/* The same wherever it is: the entry index is a hint. Borrowed or NULL. */
static __attribute__((noinline)) PyObject *attr_own_slow(Word *w, PyObject *o, PyTypeObject *t, PyObject *name)
{
    PyDictValues *values = instance_values(o, t);
    PyObject *d = NULL;
    PyDictKeysObject *keys;
    if (values)
        keys = type_keys(t);
    else {
        d = instance_dict(o, t);
        if (!d)
            return NULL;
        keys = ((PyDictObject *)d)->ma_keys;
    }
    Py_ssize_t ix = keys_probe(keys, name);
    if (ix < 0 || ix > INT32_MAX)
        return NULL;
    PyObject *r = values ? values->values[ix] : dict_value_at((PyDictObject *)d, ix);
    if (r)
        cache_set(&w[3], (uint32_t)ix, 0);
    return r;
}

HOT PyObject *attr_own(Word *w, PyObject *o, PyTypeObject *t, PyObject *name)
{
    PyObject *d = (t->tp_flags & Py_TPFLAGS_MANAGED_DICT) ? *_PyObject_ManagedDictPointer(o)
                : t->tp_dictoffset > 0 ? *(PyObject **)((char *)o + t->tp_dictoffset) : NULL;
    if (__builtin_expect(d != NULL, 1)) {
        PyObject **slot = dict_slot_at((PyDictObject *)d, CACHE_PAYLOAD(w[3]), name);
        if (__builtin_expect(slot != NULL, 1))
            return *slot;
    }
    return attr_own_slow(w, o, t, name);
}

HOT int load_attr_dict_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    if (!v_is_object(owner) || !attr_guard(w, Py_TYPE(v_object(owner))))
        return 0;
    PyObject *o = attr_own(w, v_object(owner), Py_TYPE(v_object(owner)), ATTR_NAME(f, w));
    if (__builtin_expect(!o, 0))
        return 0;
    *out = value_from_item(o);
    return 1;
}

/* __slots__: an offset. */
HOT int load_attr_slot_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    (void)f;
    if (!v_is_object(owner) || !attr_guard(w, Py_TYPE(v_object(owner))))
        return 0;
    PyObject *o = *(PyObject **)((char *)v_object(owner) + CACHE_PAYLOAD(w[3]));
    if (__builtin_expect(!o, 0))
        return 0;
    *out = value_from_item(o);
    return 1;
}

/* A class attribute without __get__, of an instance. */
HOT int load_attr_class_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    if (!v_is_object(owner))
        return 0;
    PyObject *o = v_object(owner);
    PyTypeObject *t = Py_TYPE(o);
    if (!attr_guard(w, t) || !attr_unshadowed(w, o, t, ATTR_NAME(f, w)))
        return 0;
    *out = value_from_item(CACHED_OBJECT(w));
    return 1;
}

/* An attribute of a class: w[1] has the tags of metatype and type; the payload is the tag of the value's class if that can change. */
HOT int type_guard(Word *w, PyTypeObject *meta, PyObject *o)
{
    return __builtin_expect(meta->tp_version_tag == (uint32_t)w[1]
                            && ((PyTypeObject *)o)->tp_version_tag == (uint32_t)(w[1] >> 32), 1)
        && __builtin_expect(!CACHE_PAYLOAD(w[3]) || Py_TYPE(CACHED_OBJECT(w))->tp_version_tag == CACHE_PAYLOAD(w[3]), 1);
}

HOT int load_attr_type_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    (void)f;
    if (!v_is_object(owner) || !type_guard(w, Py_TYPE(v_object(owner)), v_object(owner)))
        return 0;
    PyObject *o = CACHED_OBJECT(w);
    if (CACHE_KIND(w[3]))                       /* a staticmethod: what it holds now */
        o = ((HostMethodWrapper *)o)->callable;
    *out = value_from_item(o);
    return 1;
}

/* A classmethod over a function of this engine, read of a class: bound to it.  0 with nothing done also where memory is short. */
static __attribute__((noinline)) int load_attr_type_bound_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    (void)f;
    if (!v_is_object(owner) || !type_guard(w, Py_TYPE(v_object(owner)), v_object(owner)))
        return 0;
    PyObject *function = ((HostMethodWrapper *)CACHED_OBJECT(w))->callable;
    PyObject *method = function && Py_TYPE(function) == &PyrsFunction_Type ? PyMethod_New(function, v_object(owner)) : NULL;
    if (__builtin_expect(!method, 0))
        return PyErr_Clear(), 0;
    *out = v_from_ptr(method);
    return 1;
}

HOT PyObject *module_attr(Word *w, Value owner)       /* borrowed or NULL */
{
    if (!v_is_object(owner) || Py_TYPE(v_object(owner))->tp_version_tag != (uint32_t)w[1])
        return NULL;
    PyObject *d = ((PyModuleObject *)v_object(owner))->md_dict;
    return __builtin_expect(d != NULL, 1) ? global_at(d, (uint32_t)w[2], w[3]) : NULL;
}

HOT int load_attr_module_hit(Frame *f, Word *w, Value owner, Value *out)
{
    MISS();
    (void)f;
    PyObject *o = module_attr(w, owner);
    if (__builtin_expect(!o, 0))
        return 0;
    *out = value_from_item(o);
    return 1;
}

static int attr_hook(ThreadState *ts, Frame *f, Word *ip, PyObject *o, PyObject *name);     /* continue_more.h */

/* Does the look-up of attributes on instances of t go on with __getattr__ after an AttributeError? */
#define type_hooked(t) ((t)->tp_getattro == host_getattr_hook)

/* A cached descriptor raised: for an AttributeError __getattr__ is asked, if the class has it. */
COLD int attr_descr_failed(Frame *f, Word *w, PyObject *o)
{
    if (type_hooked(Py_TYPE(o)) && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        ThreadState *ts = thread_state();
        PyObject *type, *value, *tb;
        PyErr_Fetch(&type, &value, &tb);
        if (ts && attr_hook(ts, f, w, o, ATTR_NAME(f, w))) {        /* __getattr__ was pushed, or could not be: rule 1 of continue.h */
            Py_XDECREF(type);
            Py_XDECREF(value);
            Py_XDECREF(tb);
        }
        else
            PyErr_Restore(type, value, tb);
    }
    return -1;
}

/* The descriptor that the facts name for the owner: a data descriptor at once, others if the instance has no such attribute.  Borrowed, or NULL.  The facts
   are cache words like those of the instruction at w, or in a table (poly.h). */
HOT PyObject *descr_cached(Frame *f, Word *facts, Word *w, Value owner)
{
    MISS();
    if (!v_is_object(owner))
        return NULL;
    PyObject *o = v_object(owner);
    PyTypeObject *t = Py_TYPE(o);
    return attr_guard(facts, t) && attr_unshadowed(facts, o, t, ATTR_NAME(f, w)) ? CACHED_OBJECT(facts) : NULL;
}

/* Its __get__, of C or Python.  1 hit, 0 miss, -1 the descriptor raised.  Runs code: synchronise before. */
HOT int descr_hit(Frame *f, Word *facts, Word *w, Value owner, Value *out)
{
    PyObject *o = v_object(owner), *descr = descr_cached(f, facts, w, owner);
    if (__builtin_expect(!descr, 0))
        return 0;
    PyTypeObject *t = Py_TYPE(o);
    descrgetfunc get = Py_TYPE(descr)->tp_descr_get;
    Py_INCREF(descr);
    PyObject *r = get(descr, o, (PyObject *)t);
    Py_DECREF(descr);
    if (__builtin_expect(!r, 0))
        return attr_descr_failed(f, w, o);
    *out = value_from_owned(r);
    return 1;
}

HOT int load_attr_descr_hit(Frame *f, Word *w, Value owner, Value *out) { return descr_hit(f, w, w, owner, out); }

/* The getters of attributes in C that run no code (type.__name__, BaseException.args): quiet_init.  That of type.__dict__, which makes a view. */
static getter quiet_getters[16], type_dict_getter;

/* Does the __get__ of descr run no code, but by what the collector finds? */
static int descr_is_quiet(PyObject *descr)
{
    PyTypeObject *t = Py_TYPE(descr);
    if (t == &PyMemberDescr_Type)
        return !(((PyMemberDescrObject *)descr)->d_member->flags & PY_AUDIT_READ);
    if (t != &PyGetSetDescr_Type)
        return t == &PyrsFunction_Type || t == &PyFunction_Type || t == &PyMethodDescr_Type || t == &PyClassMethodDescr_Type || t == &PyWrapperDescr_Type;
    for (size_t i = 0; i < sizeof quiet_getters / sizeof *quiet_getters && quiet_getters[i]; i++)
        if (quiet_getters[i] == ((PyGetSetDescrObject *)descr)->d_getset->get)
            return 1;
    return 0;
}

static void quiet_init(void)
{
    const struct { PyTypeObject *type; const char *name; } all[] = {
        {&PyType_Type, "__name__"}, {&PyType_Type, "__qualname__"}, {&PyType_Type, "__module__"}, {&PyType_Type, "__bases__"}, {&PyType_Type, "__dict__"},
        {&PyBaseObject_Type, "__class__"}, {(PyTypeObject *)PyExc_BaseException, "args"}, {(PyTypeObject *)PyExc_BaseException, "__traceback__"},
        {(PyTypeObject *)PyExc_BaseException, "__cause__"}, {(PyTypeObject *)PyExc_BaseException, "__context__"},
        {&PyFunction_Type, "__name__"}, {&PyFunction_Type, "__qualname__"}, {&PyFunction_Type, "__code__"},
    };
    size_t n = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        PyObject *descr = PyDict_GetItemString(all[i].type->tp_dict, all[i].name);
        if (!descr || Py_TYPE(descr) != &PyGetSetDescr_Type)
            continue;
        quiet_getters[n++] = ((PyGetSetDescrObject *)descr)->d_getset->get;
        if (!strcmp(all[i].name, "__dict__"))
            type_dict_getter = quiet_getters[n - 1];
    }
}

/* Does it not make an object that takes part in collections either? */
static int descr_reads(PyObject *descr)
{
    PyTypeObject *t = Py_TYPE(descr);
    return (t == &PyMemberDescr_Type || (t == &PyGetSetDescr_Type && ((PyGetSetDescrObject *)descr)->d_getset->get != type_dict_getter)) && descr_is_quiet(descr);
}

/* The attribute by a quiet descriptor: 1, or 0 with nothing done; where __get__ raised it will do so again, for the form that is prepared for that. */
static __attribute__((noinline)) int load_attr_quiet_hit(Frame *f, Word *w, Value owner, Value *out)
{
    PyObject *o = v_object(owner), *descr = descr_cached(f, w, w, owner);
    if (__builtin_expect(!descr, 0))
        return 0;
    PyObject *r = Py_TYPE(descr)->tp_descr_get(descr, o, (PyObject *)Py_TYPE(o));
    if (__builtin_expect(!r, 0))
        return PyErr_Clear(), 0;
    *out = value_from_owned(r);
    return 1;
}

static int attr_load_poly_descr(Frame *f, Word *w, Value owner, Value *out);      /* poly.h: the same for a site that sees several types */

/* A property with a getter of this engine: the getter (borrowed; own it before anything runs), to be called with the owner as its one
   argument, or NULL.  On a class with __getattr__ the slow half knows it (property_hooked). */
HOT Function *load_attr_property_hit(Frame *f, Word *w, Value owner)
{
    MISS();
    (void)f;
    if (!v_is_object(owner) || !attr_guard(w, Py_TYPE(v_object(owner))) || type_hooked(Py_TYPE(v_object(owner))))
        return NULL;
    PyObject *get = ((HostProperty *)CACHED_OBJECT(w))->get;
    if (__builtin_expect(!get || Py_TYPE(get) != &PyrsFunction_Type || ((Function *)get)->code->simple_argc != 1, 0))
        return NULL;
    return (Function *)get;
}

/* ---- the slow half of LOAD_ATTR ---- */

/* What a class gives for its own attribute without binding: the object itself for functions and the C descriptors. */
static int type_attr_is_itself(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    return t->tp_descr_get == NULL || t == &PyrsFunction_Type || t == &PyFunction_Type || t == &PyMethodDescr_Type
        || t == &PyWrapperDescr_Type || t == &PyMemberDescr_Type || t == &PyGetSetDescr_Type || t == &PyProperty_Type;
}

/* Of a type `o`: can a look-up of the name on it be cached?  Fills the guard words; *meta says what the metatype has. Borrowed, or NULL. */
static PyObject *type_attr_fact(Word *w, PyObject *o, PyObject *name, TypeFact *meta)
{
    if (!type_fact(Py_TYPE(o), name, meta) || getattr_kind(meta->type, PyType_Type.tp_getattro) == GETATTR_OTHER
        || (meta->descr && (meta->set || meta->descr_tag)))
        return NULL;
    TypeFact own;
    if (!type_fact((PyTypeObject *)o, name, &own))
        return NULL;
    w[1] = (Word)meta->tag | ((Word)own.tag << 32);
    cache_set(&w[3], own.descr_tag, 0);
    return own.descr;
}

/* Guard words for an attribute of a module: 1 done. */
static int module_attr_quicken(Word *w, PyObject *o, PyObject *name)
{
    PyTypeObject *t = Py_TYPE(o);
    TypeFact fact;
    PyObject *d = ((PyModuleObject *)o)->md_dict;
    if (!d || !PyDict_CheckExact(d) || ((PyDictObject *)d)->ma_values || !type_fact(t, name, &fact)
        || (fact.descr && (fact.set || fact.descr_tag)))
        return 0;
    PyDictKeysObject *keys = ((PyDictObject *)d)->ma_keys;
    Py_ssize_t ix = keys_probe(keys, name);
    if (ix < 0 || ix > MAX_CACHED_ENTRY || !keys_version(keys))
        return 0;
    w[1] = fact.tag;
    w[2] = keys->dk_version;
    cache_set(&w[3], entry_distance(keys, ix), 0);
    return 1;
}

#define is_module_like(t) ((t)->tp_getattro == PyModule_Type.tp_getattro && PyType_IsSubtype((t), &PyModule_Type))

static PyMemberDef *object_slot(PyObject *descr, PyTypeObject *t)
{
    if (Py_TYPE(descr) != &PyMemberDescr_Type)
        return NULL;
    PyMemberDef *m = ((PyMemberDescrObject *)descr)->d_member;
    if (m->type != T_OBJECT_EX || (m->flags & PY_AUDIT_READ) || m->offset < 0 || m->offset > INT32_MAX
        || !PyType_IsSubtype(t, ((PyMemberDescrObject *)descr)->d_common.d_type))
        return NULL;
    return m;
}

/* Which form reads the instance's own attribute, or, if `stores`, writes it: then it may have no value yet. 0 if none. */
static uint32_t attr_own_quicken(Word *w, PyObject *o, PyTypeObject *t, PyObject *name, uint32_t op_values, uint32_t op_dict, int stores)
{
    PyDictValues *values = instance_values(o, t);
    if (values) {
        Py_ssize_t ix = keys_probe(type_keys(t), name);
        if (ix < 0 || !(stores || values->values[ix]))
            return 0;
        cache_set(&w[3], (uint32_t)ix, 0);
        return op_values;
    }
    if (t->tp_dictoffset <= 0 && !(t->tp_flags & Py_TPFLAGS_MANAGED_DICT))
        return 0;
    return attr_own_slow(w, o, t, name) || stores ? op_dict : 0;
}

/* The quickened opcode that fits, its words filled, or 0. */
static uint32_t attr_load_quicken(Word *w, PyObject *o, PyObject *name)
{
    PyTypeObject *t = Py_TYPE(o);
    TypeFact fact;
    if (PyType_Check(o)) {
        PyObject *v = type_attr_fact(w, o, name, &fact);
        if (v && (type_attr_is_itself(v) || Py_TYPE(v) == &PyStaticMethod_Type)) {
            int is_static = Py_TYPE(v) == &PyStaticMethod_Type;
            w[2] = (Word)(uintptr_t)v;
            cache_set(&w[3], CACHE_PAYLOAD(w[3]), is_static);
            return OP_LOAD_ATTR_TYPE;
        }
        if (v && Py_TYPE(v) == &PyClassMethod_Type) {
            w[2] = (Word)(uintptr_t)v;
            return OP_LOAD_ATTR_TYPE_BOUND;
        }
        /* A data descriptor of the metatype (__name__, __dict__...) wins over anything the type has. */
        if (!type_fact(t, name, &fact) || !fact.descr || !fact.get || !fact.set || t->tp_getattro != PyType_Type.tp_getattro)
            return 0;
        cache_fact(w, &fact);
        cache_set(&w[3], 0, SHADOW_NODICT);
        return OP_LOAD_ATTR_DESCR;
    }
    if (is_module_like(t))
        return module_attr_quicken(w, o, name) ? OP_LOAD_ATTR_MODULE : 0;
    int kind = getattr_kind(t, PyObject_GenericGetAttr);
    if (kind == GETATTR_OTHER || !type_fact(t, name, &fact))
        return 0;
    cache_fact(w, &fact);
    if (fact.descr && fact.get && fact.set) {
        PyMemberDef *m = object_slot(fact.descr, t);
        if (m) {
            cache_set(&w[3], (uint32_t)m->offset, 0);
            return OP_LOAD_ATTR_SLOT;
        }
        if (Py_TYPE(fact.descr)->tp_descr_get == PyProperty_Type.tp_descr_get) {
            PyObject *get = ((HostProperty *)fact.descr)->get;
            if (get && Py_TYPE(get) == &PyrsFunction_Type && ((Function *)get)->code->simple_argc == 1) {
                cache_set(&w[3], 0, 0);
                return OP_LOAD_ATTR_PROPERTY;
            }
        }
        cache_set(&w[3], 0, SHADOW_NODICT);
        return OP_LOAD_ATTR_DESCR;
    }
    if (fact.descr && fact.set)             /* __set__ without __get__: rare */
        return 0;
    uint32_t op = attr_own_quicken(w, o, t, name, OP_LOAD_ATTR_VALUES, OP_LOAD_ATTR_DICT, 0);
    if (op || !fact.descr || !instance_lacks(o, t, name))
        return op;
    cache_shadow(w, o, t, name);
    if (!fact.get)
        return OP_LOAD_ATTR_CLASS;
    return OP_LOAD_ATTR_DESCR;
}

static void push_special(ThreadState *ts, Frame *f, Word *ip, uint32_t stage, PyObject *func, const Value *args, Py_ssize_t n, PyObject *kwnames);
static const uint32_t stage_attr;                          /* continue.h */

/* A cached property of a class with __getattr__ (all of pandas' are): its getter is pushed so that an AttributeError goes there. 1 taken. */
static int property_hooked(ThreadState *ts, Frame *f, Word *w, PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (code_op(f->code, w) != OP_LOAD_ATTR_PROPERTY || !type_hooked(t) || !attr_guard(w, t))
        return 0;
    PyObject *get = ((HostProperty *)CACHED_OBJECT(w))->get;
    if (!get || Py_TYPE(get) != &PyrsFunction_Type || ((Function *)get)->code->simple_argc != 1)
        return 0;
    push_special(ts, f, w, stage_attr, get, (Value[]){v_from_ptr(o)}, 1, NULL);
    return 1;
}

/* The form that the load at w takes for its operands and what is behind it, if it may be `op`. */
static uint32_t attr_load_form(const Code *code, const Word *w, uint32_t op)
{
    int fills = fills_temporary(code, w);
    if (op == OP_LOAD_ATTR_SLOT)
        return fills ? OP_LOAD_ATTR_SLOT_FILL : op;
    if (op == OP_LOAD_ATTR_DESCR)
        return descr_is_quiet(CACHED_OBJECT(w)) ? OP_LOAD_ATTR_DESCR_QUIET : op;
    if (op != OP_LOAD_ATTR_VALUES)
        return op;
    if (attr_is_subscripted(code, w))
        return fills && W_OP(w[4]) == OP_LOAD_SUBSCR && W_A(w[4]) >= code->tbase ? OP_LOAD_ATTR_SUBSCR_FILL : OP_LOAD_ATTR_SUBSCR;
    if (attr_is_updated(code, w))
        return OP_LOAD_ATTR_UPDATE;
    return fills ? OP_LOAD_ATTR_VALUES_FILL : op;
}

static Value attr_load_slow(ThreadState *ts, Frame *f, Word *w, Value owner, PyObject *name)
{
    COUNT_SLOW(w);
    (void)ts;
    (void)f;
    if (!v_is_object(owner)) {
        PyObject *box = value_box_inline(owner), *r = box ? PyObject_GetAttr(box, name) : NULL;
        Py_XDECREF(box);
        return r ? value_from_owned(r) : V_UNSET;
    }
    PyObject *o = v_object(owner), *r;
    if (W_OP(*w) == OP_LOAD_ATTR_POLY) {
        Value v = V_UNSET;
        int hit = attr_load_poly_descr(f, w, owner, &v);
        if (hit)
            return hit > 0 ? v : V_UNSET;
    }
    if (property_hooked(ts, f, w, o) || attr_load_special(ts, f, w, o, name))
        return V_UNSET;
    r = PyObject_GetAttr(o, name);
    if (!r)
        return V_UNSET;
    if (!poly_site(w, o, OP_LOAD_ATTR, OP_LOAD_ATTR_POLY) && cache_attempt(w, &w[3], OP_LOAD_ATTR)) {
        uint32_t op = attr_load_form(f->code, w, attr_load_quicken(w, o, name));
        if (op)
            cache_done(w, op);
        else
            cache_give_up(w, &w[3], OP_LOAD_ATTR);
    }
    return value_from_owned(r);
}

/* ---- STORE_ATTR ---- */

/* Entry ix of the inline values := v; setting an unset attribute keeps the order of insertion. */
HOT int values_store(PyDictValues *values, uint32_t ix, Value v)
{
    PyObject *old = values->values[ix];
    if (old && v_is_number(v) && box_overwrite(old, v))
        return 1;
    PyObject *o = value_box_instead(old, v);
    if (__builtin_expect(!o, 0))
        return PyErr_Clear(), 0;
    values->values[ix] = o;
    if (old)
        REPLACED_DECREF(old);           /* last: it may run code */
    else
        _PyDictValues_AddToInsertionOrder(values, ix);
    return 1;
}

/* `o.x += y` at once (attr_is_updated): 1 done, 0 nothing done. Runs no code: what it releases is a number. */
static __attribute__((noinline)) int attr_update(Word *w, Value *R)
{
    MISS();
    Word *store = w + 5;
    uint32_t ix = CACHE_PAYLOAD(w[3]);
    Value owner = R[W_B(*w)];
    if (W_OP(*store) != OP_STORE_ATTR_VALUES || !is_update(W_OP(w[4])) || !v_is_object(owner))
        return 0;
    PyTypeObject *t = Py_TYPE(v_object(owner));
    if (!attr_guard(w, t) || !attr_guard(store, t) || CACHE_PAYLOAD(store[3]) != ix)
        return 0;
    PyDictValues *values = *_PyObject_ValuesPointer(v_object(owner));
    PyObject *old = values ? values->values[ix] : NULL;
    if (__builtin_expect(!old, 0))
        return 0;
    Value sum;
    return box_update(old, w + 4, R) || (box_updated(old, w + 4, R, &sum) && values_store(values, ix, sum));
}

HOT int store_attr_values_hit(Frame *f, Word *w, Value owner, Value v)
{
    MISS();
    (void)f;
    if (!v_is_object(owner) || !attr_guard(w, Py_TYPE(v_object(owner))))
        return 0;
    PyDictValues *values = *_PyObject_ValuesPointer(v_object(owner));
    return __builtin_expect(values != NULL, 1) && values_store(values, CACHE_PAYLOAD(w[3]), v);
}

/* A site that sees instances with and without a dict. */
static __attribute__((noinline)) int store_attr_values_slow(Word *w, PyObject *o, PyTypeObject *t, PyObject *name, Value v)
{
    PyDictValues *values = instance_values(o, t);
    Py_ssize_t ix = values ? keys_probe(type_keys(t), name) : KEYS_ABSENT;
    if (ix < 0)
        return 0;
    cache_set(&w[3], (uint32_t)ix, 0);
    return values_store(values, (uint32_t)ix, v);
}

/* The entry is another one, or the name has no value: the host stores it where it compares the name with nothing that runs code. */
static __attribute__((noinline)) int store_attr_dict_slow(Word *w, PyDictObject *d, PyObject *name, Value v)
{
    Py_ssize_t ix = keys_probe(d->ma_keys, name);
    PyObject **slot;
    if (ix >= 0 && ix <= INT32_MAX && (slot = dict_slot_at(d, (uint32_t)ix, name))) {
        cache_set(&w[3], (uint32_t)ix, 0);
        return dict_slot_store(d, slot, v);
    }
    PyObject *o = ix != KEYS_UNKNOWN ? value_box(v) : NULL;
    if (!o)
        return PyErr_Clear(), 0;
    int r = _PyDict_SetItem_KnownHash((PyObject *)d, name, o, str_hash(name));
    Py_DECREF(o);
    if (r < 0)
        return PyErr_Clear(), 0;
    cache_set(&w[3], (uint32_t)(d->ma_keys->dk_nentries - 1), 0);
    return 1;
}

HOT int store_attr_dict_hit(Frame *f, Word *w, Value owner, Value v)
{
    MISS();
    if (!v_is_object(owner))
        return 0;
    PyObject *o = v_object(owner);
    PyTypeObject *t = Py_TYPE(o);
    if (!attr_guard(w, t))
        return 0;
    PyObject *d = (t->tp_flags & Py_TPFLAGS_MANAGED_DICT) ? *_PyObject_ManagedDictPointer(o)
                                                           : *(PyObject **)((char *)o + t->tp_dictoffset);
    if (__builtin_expect(!d, 0))
        return store_attr_values_slow(w, o, t, ATTR_NAME(f, w), v);
    PyObject **slot = dict_slot_at((PyDictObject *)d, CACHE_PAYLOAD(w[3]), ATTR_NAME(f, w));
    return __builtin_expect(slot != NULL, 1) ? dict_slot_store((PyDictObject *)d, slot, v) : store_attr_dict_slow(w, (PyDictObject *)d, ATTR_NAME(f, w), v);
}

HOT int slot_store(PyObject **slot, Value v)
{
    PyObject *old = *slot;
    if (old && v_is_number(v) && box_overwrite(old, v))
        return 1;
    PyObject *o = value_box_instead(old, v);
    if (__builtin_expect(!o, 0))
        return PyErr_Clear(), 0;
    *slot = o;
    if (old)
        REPLACED_DECREF(old);
    return 1;
}

HOT int store_attr_slot_hit(Frame *f, Word *w, Value owner, Value v)
{
    MISS();
    (void)f;
    if (!v_is_object(owner) || !attr_guard(w, Py_TYPE(v_object(owner))))
        return 0;
    return slot_store((PyObject **)((char *)v_object(owner) + CACHE_PAYLOAD(w[3])), v);
}

/* The form for w, with its cache words; OP_STORE_ATTR_POLY: the attribute is a data descriptor of C (attr_store_poly_descr). */
static uint32_t attr_store_quicken(Word *w, PyObject *o, PyObject *name)
{
    PyTypeObject *t = Py_TYPE(o);
    TypeFact fact;
    if (t->tp_setattro != PyObject_GenericSetAttr || PyType_Check(o) || !type_fact(t, name, &fact))
        return 0;
    cache_fact(w, &fact);
    if (fact.descr && fact.set) {
        PyMemberDef *m = object_slot(fact.descr, t);
        if (!m)
            return Py_TYPE(fact.descr) == &PyGetSetDescr_Type || Py_TYPE(fact.descr) == &PyMemberDescr_Type ? OP_STORE_ATTR_POLY : 0;
        if (m->flags & READONLY)
            return 0;
        cache_set(&w[3], (uint32_t)m->offset, 0);
        return OP_STORE_ATTR_SLOT;
    }
    return attr_own_quicken(w, o, t, name, OP_STORE_ATTR_VALUES, OP_STORE_ATTR_DICT, 1);
}

static int attr_store_poly_descr(PyObject *o, PyObject *name, Value v);    /* poly.h */
static void poly_become(Word *w, uint32_t poly);

static int attr_store_slow(ThreadState *ts, Frame *f, Word *w, Value owner, PyObject *name, Value v)
{
    COUNT_SLOW(w);
    int stored = W_OP(*w) == OP_STORE_ATTR_POLY && v_is_object(owner) ? attr_store_poly_descr(v_object(owner), name, v) : 0;
    if (stored)
        return stored > 0 ? 0 : -1;
    if (v_is_object(owner) && attr_store_special(ts, f, w, v_object(owner), name, v))
        return -1;
    PyObject *o_tmp, *x_tmp = NULL, *o = borrow_object(owner, &o_tmp), *x = o ? borrow_object(v, &x_tmp) : NULL;
    int r = x ? PyObject_SetAttr(o, name, x) : -1;
    Py_XDECREF(x_tmp);
    if (r == 0 && v_is_object(owner) && !poly_site(w, o, OP_STORE_ATTR, OP_STORE_ATTR_POLY)
        && cache_attempt(w, &w[3], OP_STORE_ATTR)) {
        uint32_t op = attr_store_quicken(w, o, name);
        if (op == OP_STORE_ATTR_POLY)
            poly_become(w, op);
        else if (op)
            cache_done(w, op);
        else
            cache_give_up(w, &w[3], OP_STORE_ATTR);
    }
    Py_XDECREF(o_tmp);
    return r;
}

#include "methods.h"
#include "poly.h"
#endif
