/* classes.h - class statements, zero-argument super(), and what type.__new__ must do for functions of this engine.

   A class statement is a call of __build_class__(body, name, *bases, **keywords), in three parts: class_begin resolves bases and metaclass and
   makes the namespace, the body runs in it, class_finish calls the metaclass.  The loop runs the body as a frame of its own
   (CONT_CLASS_BODY: aux is class_begin's state, the result goes to class_finish); build_class does all three on the C stack. */
#ifndef PYRS_CLASSES_H
#define PYRS_CLASSES_H

/* ---- class statements ---- */

/* The state between the parts: a tuple. */
enum { CLASS_NAME, CLASS_BASES, CLASS_ORIG_BASES, CLASS_META, CLASS_KEYWORDS, CLASS_NAMESPACE, CLASS_STATE_SIZE };
#define CLASS_FIELD(state, i) PyTuple_GET_ITEM(state, i)

/* What CALL compares its callable with: this engine's __build_class__. */
static PyObject *build_class_object;

/* Bases with each object that has __mro_entries__ replaced by what that returns; `bases` itself if there is none. New reference. */
static PyObject *class_resolve_bases(PyObject *bases)
{
    STATIC_NAME(str_mro_entries, "__mro_entries__") return NULL;
    PyObject *list = NULL;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyObject *base = PyTuple_GET_ITEM(bases, i), *entries = NULL, *new;
        if (!PyType_Check(base) && _PyObject_LookupAttr(base, str_mro_entries, &entries) < 0)
            goto fail;
        if (!entries) {
            if (list && PyList_Append(list, base) < 0)
                goto fail;
            continue;
        }
        new = PyObject_CallOneArg(entries, bases);
        Py_DECREF(entries);
        if (!new)
            goto fail;
        if (!PyTuple_Check(new)) {
            PyErr_SetString(PyExc_TypeError, "__mro_entries__ must return a tuple");
            Py_DECREF(new);
            goto fail;
        }
        if (!list) {
            PyObject *before = PyTuple_GetSlice(bases, 0, i);
            list = before ? PySequence_List(before) : NULL;
            Py_XDECREF(before);
        }
        int r = list ? PyList_SetSlice(list, PyList_GET_SIZE(list), PyList_GET_SIZE(list), new) : -1;
        Py_DECREF(new);
        if (r < 0)
            goto fail;
    }
    if (!list)
        return Py_NewRef(bases);
    PyObject *result = PyList_AsTuple(list);
    Py_DECREF(list);
    return result;
fail:
    Py_XDECREF(list);
    return NULL;
}

/* The first part.  args: body function, name, bases; the last of the values at args + nargs are keywords.  New state, whose
   CLASS_NAMESPACE is the body's namespace, or NULL. */
static PyObject *class_begin(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    STATIC_NAME(str_metaclass, "metaclass") return NULL;
    STATIC_NAME(str_prepare, "__prepare__") return NULL;
    PyObject *orig_bases = NULL, *bases = NULL, *meta = NULL, *keywords = NULL, *ns = NULL, *prepare, *state = NULL;
    int is_class = 1;
    if (nargs < 2) {
        PyErr_SetString(PyExc_TypeError, "__build_class__: not enough arguments");
        return NULL;
    }
    if (Py_TYPE(args[0]) != &PyrsFunction_Type) {
        PyErr_SetString(PyExc_TypeError, "__build_class__: func must be a function");
        return NULL;
    }
    PyObject *name = args[1];
    if (!PyUnicode_Check(name)) {
        PyErr_SetString(PyExc_TypeError, "__build_class__: name is not a string");
        return NULL;
    }
    orig_bases = PyTuple_New(nargs - 2);
    if (!orig_bases)
        return NULL;
    for (Py_ssize_t i = 2; i < nargs; i++)
        PyTuple_SET_ITEM(orig_bases, i - 2, Py_NewRef(args[i]));
    bases = class_resolve_bases(orig_bases);
    if (!bases)
        goto done;
    if (kwnames && PyTuple_GET_SIZE(kwnames)) {
        keywords = PyDict_New();
        if (!keywords)
            goto done;
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(kwnames); i++)
            if (PyDict_SetItem(keywords, PyTuple_GET_ITEM(kwnames, i), args[nargs + i]) < 0)
                goto done;
        meta = PyDict_GetItemWithError(keywords, str_metaclass);
        if (meta) {
            Py_INCREF(meta);
            if (PyDict_DelItem(keywords, str_metaclass) < 0)
                goto done;
            is_class = PyType_Check(meta);
        }
        else if (PyErr_Occurred())
            goto done;
    }
    if (!meta)
        meta = Py_NewRef(PyTuple_GET_SIZE(bases) ? (PyObject *)Py_TYPE(PyTuple_GET_ITEM(bases, 0)) : (PyObject *)&PyType_Type);
    if (is_class) {
        PyObject *winner = (PyObject *)_PyType_CalculateMetaclass((PyTypeObject *)meta, bases);
        if (!winner)
            goto done;
        Py_INCREF(winner);
        Py_SETREF(meta, winner);
    }
    if (meta == (PyObject *)&PyType_Type)
        ns = PyDict_New();                       /* what type.__prepare__ does */
    else if (_PyObject_LookupAttr(meta, str_prepare, &prepare) < 0)
        goto done;
    else if (!prepare)
        ns = PyDict_New();
    else {
        PyObject *argv[2] = {name, bases};
        ns = PyObject_VectorcallDict(prepare, argv, 2, keywords);
        Py_DECREF(prepare);
    }
    if (!ns)
        goto done;
    if (!PyMapping_Check(ns)) {
        PyErr_Format(PyExc_TypeError, "%.200s.__prepare__() must return a mapping, not %.200s",
                     is_class ? ((PyTypeObject *)meta)->tp_name : "<metaclass>", Py_TYPE(ns)->tp_name);
        goto done;
    }
    state = PyTuple_Pack(CLASS_STATE_SIZE, name, bases, orig_bases, meta, keywords ? keywords : Py_None, ns);
done:
    Py_XDECREF(orig_bases);
    Py_XDECREF(bases);
    Py_XDECREF(meta);
    Py_XDECREF(keywords);
    Py_XDECREF(ns);
    return state;
}

/* The last part.  `body` (borrowed) is what the body returned: its __class__ cell, or None. The new class. */
static PyObject *class_finish(PyObject *state, Value body)
{
    PyObject *name = CLASS_FIELD(state, CLASS_NAME), *bases = CLASS_FIELD(state, CLASS_BASES), *ns = CLASS_FIELD(state, CLASS_NAMESPACE);
    PyObject *keywords = CLASS_FIELD(state, CLASS_KEYWORDS);
    if (bases != CLASS_FIELD(state, CLASS_ORIG_BASES)
        && PyMapping_SetItemString(ns, "__orig_bases__", CLASS_FIELD(state, CLASS_ORIG_BASES)) < 0)
        return NULL;
    PyObject *argv[3] = {name, bases, ns};
    PyObject *cls = PyObject_VectorcallDict(CLASS_FIELD(state, CLASS_META), argv, 3, keywords == Py_None ? NULL : keywords);
    if (cls && PyType_Check(cls) && v_is_object(body) && PyCell_Check(v_object(body))) {
        PyObject *in_cell = PyCell_GET(v_object(body));
        if (in_cell != cls) {
            if (!in_cell)
                PyErr_Format(PyExc_RuntimeError,
                             "__class__ not set defining %.200R as %.200R. Was __classcell__ propagated to type.__new__?", name, cls);
            else
                PyErr_Format(PyExc_TypeError, "__class__ set to %.200R defining %.200R as %.200R", in_cell, name, cls);
            Py_CLEAR(cls);
        }
    }
    return cls;
}

/* The body of a class statement returned `body`; `state` is its frame's aux. Consumes both. The class, or V_UNSET. */
COLD Value class_body_done(Value state, Value body)
{
    PyObject *cls = class_finish(v_object(state), body);
    value_decref(body);
    Py_DECREF(v_object(state));
    return cls ? value_from_owned(cls) : V_UNSET;
}

/* All parts on the C stack: the way of host code, and of calls with *args. */
static PyObject *build_class(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    ThreadState *ts = thread_state();
    PyObject *state = ts ? class_begin(args, nargs, kwnames) : NULL, *cls = NULL;
    if (!state)
        return NULL;
    if (cstack_check(ts) < 0)
        goto done;
    Function *fn = (Function *)Py_NewRef(args[0]);
    Frame *f = frame_push(ts, fn, ts->frame ? ts->frame->limit : ts->stack, 0);
    if (!f)
        goto done;
    f->shim.f_locals = Py_NewRef(CLASS_FIELD(state, CLASS_NAMESPACE));
    f->flags |= FRAME_SLOW;
    f->cont = CONT_ENTRY;
    Value body = vm_run(ts, f);
    if (body != V_UNSET) {
        cls = class_finish(state, body);
        value_decref(body);
    }
done:
    Py_DECREF(state);
    return cls;
}

static PyObject *host_build_class;          /* the host's own, for a body that is a host function */

static PyObject *build_class_from_host(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    (void)module;
    if (nargs && PyFunction_Check(args[0]))
        return PyObject_Vectorcall(host_build_class, args, nargs, kwnames);
    return build_class(args, nargs, kwnames);
}

PyDoc_STRVAR(build_class_doc, "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\n"
                              "Internal helper function used by the class statement.");
static PyMethodDef build_class_def = {"__build_class__", (PyCFunction)(void (*)(void))build_class_from_host,
                                      METH_FASTCALL | METH_KEYWORDS, build_class_doc};

/* ---- super() ---- */

/* What super() in the function that runs in f works on: the content of its __class__ cell and its first argument, both borrowed. 0 or -1. */
static int super_operands(Frame *f, PyObject **cls, Value *first)
{
    Code *code = f->code;
    const char *problem = "super(): __class__ cell not found";
    *cls = NULL;
    if (code->argcount == 0) {
        problem = "super(): no arguments";
        goto fail;
    }
    *first = f->regs[0];
    PyObject *name = PyTuple_GET_ITEM(code->varnames, 0);
    for (uint32_t i = 0; i < code->ncells; i++)
        if (PyTuple_GET_ITEM(code->cellvars, i) == name) {
            Value cell = f->regs[code->nlocals + i];
            if (v_is_object(cell) && PyCell_Check(v_object(cell)))
                *first = v_from_ptr(host_cell_get(v_object(cell)));
            break;
        }
    if (*first == V_UNSET) {
        problem = "super(): arg[0] deleted";
        goto fail;
    }
    STATIC_NAME(str_class, "__class__") return -1;
    for (uint32_t i = 0; i < code->nfree; i++) {
        PyObject *free = PyTuple_GET_ITEM(code->freevars, i);
        if (free != str_class && !_PyUnicode_Equal(free, str_class))
            continue;
        PyObject *cell = frame_free_cell(f, i);
        if (!cell || !PyCell_Check(cell)) {
            problem = "super(): bad __class__ cell";
            goto fail;
        }
        *cls = host_cell_get(cell);
        if (!*cls) {
            problem = "super(): empty __class__ cell";
            goto fail;
        }
        if (!PyType_Check(*cls)) {
            PyErr_Format(PyExc_RuntimeError, "super(): __class__ is not a type (%s)", Py_TYPE(*cls)->tp_name);
            return -1;
        }
        return 0;
    }
fail:
    PyErr_SetString(PyExc_RuntimeError, problem);
    return -1;
}

/* The usual case of what super.__init__ checks: the type whose MRO super(cls, o) searches, if o is a subclass or an instance of cls; else NULL. */
static PyTypeObject *super_object_type(PyObject *cls, PyObject *o)
{
    if (PyType_Check(o) && PyType_IsSubtype((PyTypeObject *)o, (PyTypeObject *)cls))
        return (PyTypeObject *)o;
    return PyType_IsSubtype(Py_TYPE(o), (PyTypeObject *)cls) ? Py_TYPE(o) : NULL;
}

/* super() inside f, of type `type`. New reference. */
static PyObject *super_zero_args(ThreadState *ts, Frame *f, PyTypeObject *type)
{
    (void)ts;
    PyObject *cls;
    Value first;
    if (super_operands(f, &cls, &first) < 0)
        return NULL;
    PyTypeObject *t = type == &PySuper_Type && v_is_object(first) ? super_object_type(cls, v_object(first)) : NULL;
    if (t) {
        PyObject *o = Py_NewRef(v_object(first));
        Py_INCREF(cls);
        Py_INCREF(t);
        HostSuper *su = (HostSuper *)PySuper_Type.tp_alloc(&PySuper_Type, 0);
        if (!su) {
            Py_DECREF(cls);
            Py_DECREF(o);
            Py_DECREF(t);
            return NULL;
        }
        su->type = (PyTypeObject *)cls;
        su->obj = o;
        su->obj_type = t;
        return (PyObject *)su;
    }
    PyObject *self = value_box(first);
    if (!self)
        return NULL;
    Py_INCREF(cls);
    PyObject *argv[2] = {cls, self};
    PyObject *r = PyObject_Vectorcall((PyObject *)type, argv, 2, NULL);
    Py_DECREF(cls);
    Py_DECREF(self);
    return r;
}

/* The object that super() in f would make, without making it, its parts borrowed: 0, or 1. No error is set. */
static int super_described(Frame *f, HostSuper *su)
{
    PyObject *cls;
    Value first;
    if (super_operands(f, &cls, &first) < 0) {
        PyErr_Clear();
        return 0;
    }
    if (!v_is_object(first))
        return 0;
    su->type = (PyTypeObject *)cls;
    su->obj = v_object(first);
    /* (That its type is a subclass is found out with what its MRO has behind cls.) */
    su->obj_type = PyType_Check(su->obj) ? super_object_type(cls, su->obj) : Py_TYPE(su->obj);
    return su->obj_type != NULL;
}

/* R[a], R[a + 1] := pair, which is consumed. */
static void method_pair_store(Frame *f, uint32_t a, const Value *pair)
{
    for (int i = 0; i < 2; i++) {
        Value old = f->regs[a + i];
        f->regs[a + i] = pair[i];
        value_decref(old);
    }
}

/* A call of super() at `ip` whose result only the LOAD_METHOD behind it reads: where that is quickened and hits, do both without
   the super object.  1 done, the callable in *base consumed: the loop goes on behind the LOAD_METHOD; 0: nothing done. */
static int super_method_direct(Frame *f, Word *ip, Value *base)
{
    Word *next = ip + 3;
    if (W_OP(*ip) != OP_CALL || W_OP(*next) != OP_LOAD_METHOD_SUPER || W_B(*next) != W_A(*ip) || W_A(*ip) < f->code->tbase)
        return 0;
    HostSuper su;
    Value pair[2];
    if (!super_described(f, &su) || !super_hit(&su, ATTR_NAME(f, next), pair))
        return 0;
    Value callable = *base;
    *base = V_UNSET;
    method_pair_store(f, W_A(*next), pair);
    value_decref(callable);
    Word *load = ip - 3;
    if (load >= f->code->words && W_OP(*load) == OP_LOAD_BUILTIN_VALUE && W_A(*load) == W_B(*ip) && !f->code->traps && word_is_instruction(f->code, load))
        cache_rewrite(load, OP_LOAD_BUILTIN_VALUE_SUPER);
    return 1;
}

/* ---- type.__new__ ----
   It makes static or class methods of plain functions named __new__, __init_subclass__ and __class_getitem__, but knows exact host
   functions only.  The wrapper does it for ours, in a copy of the namespace (type.__new__ copies it too). */

static newfunc type_host_new;

static PyObject *type_any_new(PyTypeObject *meta, PyObject *args, PyObject *kwargs)
{
    static struct { const char *text; int is_static; PyObject *name; } special[] = {
        {"__new__", 1, NULL}, {"__init_subclass__", 0, NULL}, {"__class_getitem__", 0, NULL}};
    if (PyTuple_GET_SIZE(args) != 3 || !PyDict_Check(PyTuple_GET_ITEM(args, 2)))
        return type_host_new(meta, args, kwargs);
    PyObject *ns = PyTuple_GET_ITEM(args, 2), *copy = NULL, *result = NULL;
    for (int i = 0; i < 3; i++) {
        if (!special[i].name && !(special[i].name = PyUnicode_InternFromString(special[i].text)))
            goto fail;
        PyObject *fn = PyDict_GetItemWithError(ns, special[i].name);
        if (!fn) {
            if (PyErr_Occurred())
                goto fail;
            continue;
        }
        if (Py_TYPE(fn) != &PyrsFunction_Type)
            continue;
        if (!copy) {
            copy = PyDict_Copy(ns);
            if (!copy)
                goto fail;
        }
        PyObject *method = special[i].is_static ? PyStaticMethod_New(fn) : PyClassMethod_New(fn);
        int r = method ? PyDict_SetItem(copy, special[i].name, method) : -1;
        Py_XDECREF(method);
        if (r < 0)
            goto fail;
    }
    if (!copy)
        return type_host_new(meta, args, kwargs);
    PyObject *new_args = PyTuple_Pack(3, PyTuple_GET_ITEM(args, 0), PyTuple_GET_ITEM(args, 1), copy);
    if (new_args) {
        result = type_host_new(meta, new_args, kwargs);
        Py_DECREF(new_args);
    }
fail:
    Py_XDECREF(copy);
    return result;
}

/* Subclasses copied the pointer when they were made, and the host compares pointers to tell whether a call of __new__ is safe. */
static int type_patch_new(PyTypeObject *meta)
{
    if (meta->tp_new == type_host_new)
        meta->tp_new = type_any_new;
    PyObject *subclasses = PyObject_CallMethod((PyObject *)&PyType_Type, "__subclasses__", "O", (PyObject *)meta);
    if (!subclasses)
        return -1;
    int r = 0;
    for (Py_ssize_t i = 0; r == 0 && i < PyList_GET_SIZE(subclasses); i++)
        r = type_patch_new((PyTypeObject *)PyList_GET_ITEM(subclasses, i));
    Py_DECREF(subclasses);
    return r;
}

/* Once per process. 0 or -1. */
static int classes_init(void)
{
    if (caches_init() < 0 || exception_groups_init() < 0)
        return -1;
    if (!host_build_class) {
        PyObject *builtins = PyImport_ImportModule("builtins");
        host_build_class = builtins ? PyObject_GetAttrString(builtins, "__build_class__") : NULL;
        Py_XDECREF(builtins);
        if (!host_build_class)
            return -1;
    }
    if (!build_class_object) {
        PyObject *module = PyUnicode_InternFromString("builtins");
        build_class_object = module ? PyCFunction_NewEx(&build_class_def, NULL, module) : NULL;
        Py_XDECREF(module);
        if (!build_class_object)
            return -1;
    }
    if (PyType_Type.tp_new == type_any_new)
        return 0;
    type_host_new = PyType_Type.tp_new;
    return type_patch_new(&PyType_Type);
}

#endif
