/* function.h - function objects: the host's layout with our vectorcall behind it.

   Only allocation, deallocation, __code__ and pickling differ from the host's function type; the rest (descriptors, traverse,
   clear, repr, binding) is inherited and works on the common prefix. */
#ifndef PYRS_FUNCTION_H
#define PYRS_FUNCTION_H

extern PyTypeObject PyrsFunction_Type;
static ThreadState *all_threads;         /* threads.h */
static newfunc function_host_new;        /* what PyFunction_Type.tp_new was */
static PyObject *function_str_name, *function_str_builtins;
static Function *function_free;          /* dead ones, linked through func_globals; only with the host's own allocator */
static int function_free_count;
static PyObject *function_retired;       /* list: code that a frame may still run after __code__ was assigned */

/* The value of an interned name in a dict with str keys; *hint says where it was last.  Borrowed; NULL: look it up. */
HOT PyObject *dict_at_hint(PyObject *dict, PyObject *name, Py_ssize_t *hint)
{
    PyDictObject *d = (PyDictObject *)dict;
    PyDictKeysObject *keys = d->ma_keys;
    if (keys->dk_kind != DICT_KEYS_UNICODE || d->ma_values)
        return NULL;
    PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    if (*hint < keys->dk_nentries && entries[*hint].me_key == name)
        return entries[*hint].me_value;
    for (Py_ssize_t i = 0; i < keys->dk_nentries && i < 16; i++)       /* they are among the first of a module */
        if (entries[i].me_key == name) {
            *hint = i;
            return entries[i].me_value;
        }
    return NULL;
}

/* The namespace of builtins for functions on `globals`, by the host's rule: globals['__builtins__'], a module or a dict, else what the
   running frame uses. Borrowed. */
static PyObject *function_builtins(PyObject *globals)
{
    static Py_ssize_t hint;
    PyObject *b = dict_at_hint(globals, function_str_builtins, &hint);
    if (!b)
        b = PyDict_GetItemWithError(globals, function_str_builtins);
    if (b) {
        if (PyModule_Check(b))
            b = PyModule_GetDict(b);
        return b;
    }
    if (PyErr_Occurred())
        return NULL;
    ThreadState *ts = thread_state();
    if (ts && ts->frame && !(ts->frame->flags & FRAME_PUBLISHED))
        return ts->frame->func->base.func_builtins;
    return PyEval_GetBuiltins();
}

/* A new function of `code` (a PyrsCode) on `globals` (a dict), as the host's MAKE_FUNCTION makes it: name, qualified name and
   docstring from the code, __module__ from globals['__name__'].  Defaults, closure, annotations are for the caller to set.
   TypeError for foreign code. */
static PyObject *function_new(PyObject *code, PyObject *globals)
{
    Code *c = code_of(code);
    if (!c) {
        PyErr_Format(PyExc_TypeError, "expected a pyrs code object, got '%.200s'", Py_TYPE(code)->tp_name);
        return NULL;
    }
    static Py_ssize_t hint;
    PyObject *module = dict_at_hint(globals, function_str_name, &hint);
    if (!module && !(module = PyDict_GetItemWithError(globals, function_str_name)) && PyErr_Occurred())
        return NULL;
    PyObject *builtins = function_builtins(globals);
    if (!builtins) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_SystemError, "no builtins");
        return NULL;
    }
    Py_XINCREF(module);         /* the allocation may collect, and a finaliser rebind both */
    Py_INCREF(builtins);
    Function *fn = function_free;
    if (fn) {
        function_free = (Function *)fn->base.func_globals;
        function_free_count--;
        Py_SET_REFCNT(fn, 1);
    }
    else
        fn = PyObject_GC_New(Function, &PyrsFunction_Type);
    if (!fn) {
        Py_XDECREF(module);
        Py_DECREF(builtins);
        return NULL;
    }
    PyCodeObject *co = (PyCodeObject *)code;
    PyFunctionObject *op = &fn->base;
    PyObject *doc = Py_None;
    if (PyTuple_GET_SIZE(co->co_consts) && PyUnicode_Check(PyTuple_GET_ITEM(co->co_consts, 0)))
        doc = PyTuple_GET_ITEM(co->co_consts, 0);
    op->func_globals = Py_NewRef(globals);
    op->func_builtins = builtins;
    op->func_name = Py_NewRef(co->co_name);
    op->func_qualname = Py_NewRef(co->co_qualname);
    op->func_code = Py_NewRef(code);
    op->func_defaults = NULL;
    op->func_kwdefaults = NULL;
    op->func_closure = NULL;
    op->func_doc = Py_NewRef(doc);
    op->func_dict = NULL;
    op->func_weakreflist = NULL;
    op->func_module = module;
    op->func_annotations = NULL;
    op->vectorcall = function_vectorcall;
    op->func_version = 0;
    fn->code = c;
    _PyObject_GC_TRACK(fn);
    return (PyObject *)fn;
}

static void function_dealloc(PyObject *self)
{
    PyFunctionObject *op = (PyFunctionObject *)self;
    PyThreadState *host = _PyThreadState_GET();
    if (_PyObject_GC_IS_TRACKED(self))
        _PyObject_GC_UNTRACK(self);
    if (!trash_enter(host)) {
        _PyTrash_begin(host, self);         /* puts it aside: closures link functions into chains of any length */
        return;
    }
    if (op->func_weakreflist)
        PyObject_ClearWeakRefs(self);
    Py_XDECREF(op->func_globals);
    Py_XDECREF(op->func_builtins);
    Py_XDECREF(op->func_module);
    Py_XDECREF(op->func_defaults);
    Py_XDECREF(op->func_kwdefaults);
    Py_XDECREF(op->func_doc);
    Py_XDECREF(op->func_dict);
    Py_XDECREF(op->func_closure);
    Py_XDECREF(op->func_annotations);
    Py_DECREF(op->func_code);
    Py_DECREF(op->func_name);
    Py_DECREF(op->func_qualname);
    if (host_pymalloc && function_free_count < BLOCK_KEEP) {
        function_free_count++;
        op->func_globals = (PyObject *)function_free;
        function_free = (Function *)self;
    }
    else
        PyObject_GC_Del(self);
    trash_leave(host);
}

/* FunctionType(code, globals, name=None, argdefs=None, closure=None) for a PyrsCode: as the host's, with its messages. */
static PyObject *function_from_args(PyObject *args, PyObject *kwargs)
{
    static char *keywords[] = {"code", "globals", "name", "argdefs", "closure", NULL};
    PyObject *code, *globals, *name = Py_None, *defaults = Py_None, *closure = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!O!|OOO:function", keywords, &PyCode_Type, &code, &PyDict_Type, &globals,
                                     &name, &defaults, &closure)) {
        /* The host words it better: it knows the arguments by name. */
        PyErr_Clear();
        return function_host_new(&PyFunction_Type, args, kwargs);
    }
    Code *c = code_of(code);
    if (!c) {       /* bytecode of the host (codetype.h) */
        if (!guest_confined())
            return function_host_new(&PyFunction_Type, args, kwargs);
        PyErr_SetString(PyExc_TypeError, "function() argument 'code' must be a pyrs code object in a run under limits");
        return NULL;
    }
    if (name != Py_None && !PyUnicode_Check(name)) {
        PyErr_SetString(PyExc_TypeError, "arg 3 (name) must be None or string");
        return NULL;
    }
    if (defaults != Py_None && !PyTuple_Check(defaults)) {
        PyErr_SetString(PyExc_TypeError, "arg 4 (defaults) must be None or tuple");
        return NULL;
    }
    if (!PyTuple_Check(closure) && (closure != Py_None || c->nfree)) {
        PyErr_SetString(PyExc_TypeError, closure == Py_None ? "arg 5 (closure) must be tuple" : "arg 5 (closure) must be None or tuple");
        return NULL;
    }
    Py_ssize_t n = closure == Py_None ? 0 : PyTuple_GET_SIZE(closure);
    if (n != (Py_ssize_t)c->nfree)
        return PyErr_Format(PyExc_ValueError, "%U requires closure of length %zd, not %zd", c->host->co_name, (Py_ssize_t)c->nfree, n);
    for (Py_ssize_t i = 0; i < n; i++)
        if (!PyCell_Check(PyTuple_GET_ITEM(closure, i)))
            return PyErr_Format(PyExc_TypeError, "arg 5 (closure) expected cell, found %s", Py_TYPE(PyTuple_GET_ITEM(closure, i))->tp_name);
    if (PySys_Audit("function.__new__", "O", code) < 0)
        return NULL;
    PyFunctionObject *op = (PyFunctionObject *)function_new(code, globals);
    if (!op)
        return NULL;
    if (name != Py_None)
        Py_SETREF(op->func_name, Py_NewRef(name));
    if (defaults != Py_None)
        op->func_defaults = Py_NewRef(defaults);
    if (closure != Py_None)
        op->func_closure = Py_NewRef(closure);
    return (PyObject *)op;
}

static PyObject *function_tp_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    (void)type;
    return function_from_args(args, kwargs);
}

/* In the place of PyFunction_Type.tp_new: FunctionType(code, ...) makes the kind of function that can run the code, whoever calls it. */
static PyObject *function_any_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *code = PyTuple_GET_SIZE(args) ? PyTuple_GET_ITEM(args, 0) : kwargs ? _PyDict_GetItemStringWithError(kwargs, "code") : NULL;
    if (!code && PyErr_Occurred())
        return NULL;
    if (code && PyObject_TypeCheck(code, &PyCode_Type))
        return function_from_args(args, kwargs);
    return function_host_new(type, args, kwargs);
}

static PyObject *function_get_code(PyObject *self, void *unused)
{
    (void)unused;
    if (PySys_Audit("object.__getattr__", "Os", self, "__code__") < 0)
        return NULL;
    return Py_NewRef(((PyFunctionObject *)self)->func_code);
}

static int function_code_runs(Code *c)
{
    for (ThreadState *ts = all_threads; ts; ts = ts->next)
        for (Frame *f = ts->frame; f; f = f->prev)
            if (f->code == c)
                return 1;
    return 0;
}

/* Running frames borrow their code from the function: keep what __code__ drops while one runs it (a generator owns its code). */
static int function_retire_code(PyObject *code)
{
    for (Py_ssize_t i = PyList_GET_SIZE(function_retired); i-- > 0; )
        if (!function_code_runs(code_of(PyList_GET_ITEM(function_retired, i))) && PySequence_DelItem(function_retired, i) < 0)
            return -1;
    return function_code_runs(code_of(code)) ? PyList_Append(function_retired, code) : 0;
}

static int function_set_code(PyObject *self, PyObject *value, void *unused)
{
    (void)unused;
    Function *fn = (Function *)self;
    PyFunctionObject *op = &fn->base;
    if (!value || !PyObject_TypeCheck(value, &PyCode_Type)) {
        PyErr_SetString(PyExc_TypeError, "__code__ must be set to a code object");
        return -1;
    }
    Code *c = code_of(value);
    if (!c) {
        PyErr_SetString(PyExc_TypeError, "__code__ of a pyrs function must be set to a pyrs code object");
        return -1;
    }
    if (PySys_Audit("object.__setattr__", "OsO", self, "__code__", value) < 0)
        return -1;
    Py_ssize_t n = op->func_closure ? PyTuple_GET_SIZE(op->func_closure) : 0;
    if (n != (Py_ssize_t)c->nfree) {
        PyErr_Format(PyExc_ValueError, "%U() requires a code object with %zd free vars, not %zd", op->func_name, n, (Py_ssize_t)c->nfree);
        return -1;
    }
    if (function_retire_code(op->func_code) < 0)
        return -1;
    op->func_version = 0;
    fn->code = c;
    Py_SETREF(op->func_code, Py_NewRef(value));
    return 0;
}

/* By reference, as pickle and copy treat exact host functions; also __reduce_ex__(protocol). */
static PyObject *function_reduce(PyObject *self, PyObject *unused)
{
    (void)unused;
    return Py_NewRef(((PyFunctionObject *)self)->func_qualname);
}

static PyMethodDef function_methods[] = {
    {"__reduce__", function_reduce, METH_NOARGS, NULL},
    {"__reduce_ex__", function_reduce, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef function_getset[] = {
    {"__code__", function_get_code, function_set_code, NULL, NULL},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* PyType_Ready puts __doc__ = None into the type's own dict, which would hide the inherited member. */
static PyMemberDef function_members[] = {
    {"__doc__", T_OBJECT, offsetof(PyFunctionObject, func_doc), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject PyrsFunction_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "function",
    .tp_basicsize = sizeof(Function),
    .tp_dealloc = function_dealloc,
    .tp_vectorcall_offset = offsetof(PyFunctionObject, vectorcall),
    .tp_call = PyVectorcall_Call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_methods = function_methods,
    .tp_members = function_members,
    .tp_getset = function_getset,
    .tp_dictoffset = offsetof(PyFunctionObject, func_dict),
    .tp_weaklistoffset = offsetof(PyFunctionObject, func_weakreflist),
    .tp_new = function_tp_new,
};

static int function_init_type(void)
{
    if (!intern_static(function_str_name, "__name__") || !intern_static(function_str_builtins, "__builtins__"))
        return -1;
    if (!function_retired && !(function_retired = PyList_New(0)))
        return -1;
    PyrsFunction_Type.tp_base = &PyFunction_Type;
    PyrsFunction_Type.tp_traverse = PyFunction_Type.tp_traverse;
    PyrsFunction_Type.tp_clear = PyFunction_Type.tp_clear;
    PyrsFunction_Type.tp_descr_get = PyFunction_Type.tp_descr_get;
    if (PyType_Ready(&PyrsFunction_Type) < 0)
        return -1;
    if (PyFunction_Type.tp_new != function_any_new) {
        function_host_new = PyFunction_Type.tp_new;
        PyFunction_Type.tp_new = function_any_new;
    }
    return 0;
}

#endif
