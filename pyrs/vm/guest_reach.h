/* guest_reach.h - C objects that all runtimes share, and what they show of the host.

   A guest's builtins and C modules are copies of the host's module objects over the same C functions. Such a function names the host's module
   as its `__self__`, and through it a guest would come to the host's `__import__`; and what C code imports by name it takes from the interpreter's table. */
#ifndef PYRS_GUEST_REACH_H
#define PYRS_GUEST_REACH_H

/* The guest whose frame is the innermost; NULL: the host's, or the command line's. */
static GuestState *guest_innermost(void) { return all_guests ? guest_of(PyEval_GetBuiltins()) : NULL; }

/* function.__self__: the guest's own module of that name; None if it has none. */
static getter cfunction_self_host;

static PyObject *cfunction_self(PyObject *function, void *closure)
{
    PyObject *owner = cfunction_self_host(function, closure);
    GuestState *g = owner && PyModule_Check(owner) ? guest_innermost() : NULL;
    if (!g)
        return owner;
    PyObject *name = PyModule_GetNameObject(owner), *own = name ? PyDict_GetItemWithError(module_table(g->builtins), name) : NULL;
    Py_XDECREF(name);
    PyErr_Clear();
    Py_SETREF(owner, Py_NewRef(own ? own : Py_None));
    return owner;
}

/* object.__reduce_ex__ takes functions of copyreg: the guest's. */
static PyCFunction reduce_ex_host;

static PyObject *reduce_ex(PyObject *self, PyObject *protocol)
{
    GuestState *g = guest_innermost();
    if (!g)
        return reduce_ex_host(self, protocol);
    STATIC_NAME(name, "copyreg") return NULL;
    PyObject *own = Py_XNewRef(PyDict_GetItemWithError(module_table(g->builtins), name));
    if (!own && !PyErr_Occurred())
        own = PyImport_Import(name);
    PyObject *r = own && lend_module(name, own) == 0 ? reduce_ex_host(self, protocol) : NULL;
    Py_XDECREF(own);
    if (lent_name)
        lent_restore();
    return r;
}

/* type.__subclasses__ lists what the whole process has made. Is `type`, a class, the host's own? Where nothing tells, it is not. */
static int class_of_host(GuestState *g, PyTypeObject *type)
{
    STATIC_NAME(str_module, "__module__") return 0;
    if (!(type->tp_flags & Py_TPFLAGS_HEAPTYPE))
        return 0;
    PyObject *name = PyDict_GetItemWithError(type->tp_dict, str_module), *key, *value;
    PyObject *module = name ? PyDict_GetItemWithError(module_table(g->builtins), name) : NULL;
    if (!name || !module || !PyModule_Check(module))
        return name && !PyErr_Occurred() && !((PyHeapTypeObject *)type)->ht_module;
    PyObject *there = PyDict_GetItemWithError(PyModule_GetDict(module), ((PyHeapTypeObject *)type)->ht_qualname);
    if (there)
        return there != (PyObject *)type;
    for (Py_ssize_t at = 0; PyDict_Next(type->tp_dict, &at, &key, &value);)
        if (PyFunction_Check(value) && Py_TYPE(value) == &PyFunction_Type)
            return 1;
    return 0;
}

static PyCFunction subclasses_host;

static PyObject *subclasses(PyObject *type, PyObject *unused)
{
    GuestState *g = guest_innermost();
    PyObject *all = subclasses_host(type, unused);
    if (!g || !all || !PyList_CheckExact(all))
        return all;
    PyObject *own = PyList_New(0);
    for (Py_ssize_t i = 0; own && i < PyList_GET_SIZE(all); i++) {
        PyObject *each = PyList_GET_ITEM(all, i);
        int hidden = PyType_Check(each) && class_of_host(g, (PyTypeObject *)each);
        if (PyErr_Occurred() || (!hidden && PyList_Append(own, each) < 0))
            Py_CLEAR(own);
    }
    Py_DECREF(all);
    return own;
}

/* What a process was started with (PYTHONHASHSEED); -1: a seed of chance. */
static int64_t process_hash_seed(void)
{
    const PyConfig *config = _PyInterpreterState_GetConfig(PyInterpreterState_Get());
    return config->use_hash_seed ? (int64_t)config->hash_seed : -1;
}

static int signals_are_pending(void) { return _Py_atomic_load_relaxed(&_PyRuntime.ceval.signals_pending); }

static void reach_install(void)
{
    for (PyGetSetDef *def = PyCFunction_Type.tp_getset; def && def->name; def++)
        if (strcmp(def->name, "__self__") == 0 && def->get != cfunction_self) {
            cfunction_self_host = def->get;
            def->get = cfunction_self;
        }
    block_patch((PyObject *)&PyBaseObject_Type, "__reduce_ex__", reduce_ex, &reduce_ex_host);
    block_patch((PyObject *)&PyType_Type, "__subclasses__", subclasses, &subclasses_host);
}

#endif
