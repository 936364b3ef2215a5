/* Every way across the border between Python and C, one function or type each; surface.py walks over all of them on both engines. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <pthread.h>
#include <structmember.h>

typedef struct {
    PyObject *error, *heap_type, *hook;
    long calls;
} State;

static PyModuleDef surface_module;
#define STATE(module) ((State *)PyModule_GetState(module))

/* ---- calling conventions: each says how it was called ---- */

static PyObject *conv_noargs(PyObject *module, PyObject *unused)
{
    (void)unused;
    return PyLong_FromLong(++STATE(module)->calls);
}

static PyObject *conv_o(PyObject *module, PyObject *arg) { return Py_BuildValue("(sOO)", "o", arg, PyObject_GetAttrString(module, "NAME")); }

static PyObject *conv_varargs(PyObject *module, PyObject *args) { (void)module; return Py_BuildValue("(sO)", "varargs", args); }

static PyObject *conv_keywords(PyObject *module, PyObject *args, PyObject *kwargs)
{
    (void)module;
    static char *names[] = {"a", "b", "c", NULL};
    PyObject *a, *b = Py_None;
    int c = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|O$i:conv_keywords", names, &a, &b, &c))
        return NULL;
    return Py_BuildValue("(sOOi)", "keywords", a, b, c);
}

static PyObject *conv_fast(PyObject *module, PyObject *const *args, Py_ssize_t n)
{
    (void)module;
    PyObject *list = PyList_New(n);
    for (Py_ssize_t i = 0; list && i < n; i++)
        PyList_SET_ITEM(list, i, Py_NewRef(args[i]));
    return list;
}

static PyObject *conv_fast_keywords(PyObject *module, PyObject *const *args, Py_ssize_t n, PyObject *kwnames)
{
    (void)module;
    PyObject *dict = PyDict_New(), *tuple = PyTuple_New(n);
    for (Py_ssize_t i = 0; i < n; i++)
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(args[i]));
    for (Py_ssize_t i = 0; kwnames && i < PyTuple_GET_SIZE(kwnames); i++)
        PyDict_SetItem(dict, PyTuple_GET_ITEM(kwnames, i), args[n + i]);
    return Py_BuildValue("(NN)", tuple, dict);
}

/* ---- callbacks ---- */

static PyObject *call_many(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *f;
    Py_ssize_t n;
    if (!PyArg_ParseTuple(args, "On", &f, &n))
        return NULL;
    long total = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *number = PyLong_FromSsize_t(i), *r = number ? PyObject_CallOneArg(f, number) : NULL;
        Py_XDECREF(number);
        if (!r)
            return NULL;
        total += PyLong_AsLong(r);
        Py_DECREF(r);
        if (PyErr_Occurred())
            return NULL;
    }
    return PyLong_FromLong(total);
}

static PyObject *call_method(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *o, *arg;
    const char *name;
    return PyArg_ParseTuple(args, "OsO", &o, &name, &arg) ? PyObject_CallMethod(o, name, "O", arg) : NULL;
}

static PyObject *call_keywords(PyObject *module, PyObject *f)
{
    (void)module;
    PyObject *names = Py_BuildValue("(ss)", "y", "z"), *values[4] = {NULL, PyLong_FromLong(1), PyLong_FromLong(2), PyLong_FromLong(3)};
    PyObject *r = PyObject_Vectorcall(f, values + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
    for (int i = 1; i < 4; i++)
        Py_DECREF(values[i]);
    Py_DECREF(names);
    return r;
}

/* Swallows the exception of f, returns what it was, and leaves the handled exception as it found it. */
static PyObject *call_caught(PyObject *module, PyObject *f)
{
    (void)module;
    PyObject *r = PyObject_CallNoArgs(f);
    if (r)
        return r;
    PyObject *type, *value, *tb, *had_type, *had_value, *had_tb;
    PyErr_Fetch(&type, &value, &tb);
    PyErr_NormalizeException(&type, &value, &tb);
    PyErr_GetExcInfo(&had_type, &had_value, &had_tb);
    Py_ssize_t depth = 0;
    for (PyTracebackObject *t = (PyTracebackObject *)tb; t; t = t->tb_next)
        depth++;
    r = Py_BuildValue("(OOnO)", type, value, depth, had_value ? had_value : Py_None);
    Py_XDECREF(type), Py_XDECREF(value), Py_XDECREF(tb), Py_XDECREF(had_type), Py_XDECREF(had_value), Py_XDECREF(had_tb);
    return r;
}

/* Calls f; what it raises becomes the cause of Error. */
static PyObject *call_chained(PyObject *module, PyObject *f)
{
    PyObject *r = PyObject_CallNoArgs(f);
    if (r)
        return r;
    PyObject *type, *value, *tb, *type2, *value2, *tb2;
    PyErr_Fetch(&type, &value, &tb);
    PyErr_NormalizeException(&type, &value, &tb);
    if (tb)
        PyException_SetTraceback(value, tb);
    PyErr_SetString(STATE(module)->error, "in C");
    PyErr_Fetch(&type2, &value2, &tb2);
    PyErr_NormalizeException(&type2, &value2, &tb2);
    PyException_SetCause(value2, Py_NewRef(value));
    PyException_SetContext(value2, value);
    PyErr_Restore(type2, value2, tb2);
    Py_DECREF(type);
    Py_XDECREF(tb);
    return NULL;
}

static PyObject *raise_error(PyObject *module, PyObject *text) { PyErr_SetObject(STATE(module)->error, text); return NULL; }

static PyObject *unraisable(PyObject *module, PyObject *f)
{
    (void)module;
    PyObject *r = PyObject_CallNoArgs(f);
    if (!r)
        PyErr_WriteUnraisable(f);
    Py_XDECREF(r);
    Py_RETURN_NONE;
}

static PyObject *warn(PyObject *module, PyObject *args)
{
    (void)module;
    const char *text;
    Py_ssize_t level;
    if (!PyArg_ParseTuple(args, "sn", &text, &level) || PyErr_WarnEx(PyExc_UserWarning, text, level) < 0)
        return NULL;
    Py_RETURN_NONE;
}

static PyObject *import_and_get(PyObject *module, PyObject *args)
{
    (void)module;
    const char *name, *attribute;
    if (!PyArg_ParseTuple(args, "ss", &name, &attribute))
        return NULL;
    PyObject *imported = PyImport_ImportModule(name), *r = imported ? PyObject_GetAttrString(imported, attribute) : NULL;
    Py_XDECREF(imported);
    return r;
}

static PyObject *run_string(PyObject *module, PyObject *args)
{
    (void)module;
    const char *text;
    PyObject *namespace;
    int start = Py_file_input;
    return PyArg_ParseTuple(args, "sO!|i", &text, &PyDict_Type, &namespace, &start) ? PyRun_String(text, start, namespace, namespace) : NULL;
}

static PyObject *where(PyObject *module, PyObject *unused)
{
    (void)module, (void)unused;
    PyFrameObject *f = PyEval_GetFrame();
    PyObject *locals = PyEval_GetLocals(), *globals = PyEval_GetGlobals();
    if (!f || !locals)
        return NULL;
    PyCodeObject *code = PyFrame_GetCode(f);
    PyObject *names = PyMapping_Keys(locals), *sorted = PySequence_List(names);
    PyList_Sort(sorted);
    PyObject *r = Py_BuildValue("(OiNO)", code->co_name, PyFrame_GetLineNumber(f), sorted, PyDict_GetItemString(globals, "__name__"));
    Py_DECREF(names);
    Py_DECREF(code);
    return r;
}

static PyObject *kinds(PyObject *module, PyObject *o)
{
    (void)module;
    return Py_BuildValue("(iiiii)", PyFunction_Check(o), PyCallable_Check(o), PyGen_Check(o), PyIter_Check(o), PyMethod_Check(o));
}

static PyObject *function_parts(PyObject *module, PyObject *f)
{
    (void)module;
    if (!PyFunction_Check(f))
        return PyErr_Format(PyExc_TypeError, "no function");
    PyCodeObject *code = (PyCodeObject *)PyFunction_GetCode(f);
    PyObject *defaults = PyFunction_GetDefaults(f);
    return Py_BuildValue("(OiOO)", code->co_name, code->co_argcount, defaults ? defaults : Py_None, PyFunction_GetModule(f));
}

/* ---- generators by am_send ---- */

static PyObject *drive(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *generator, *sent, *list = PyList_New(0), *result;
    if (!PyArg_ParseTuple(args, "OO", &generator, &sent))
        return NULL;
    PyObject *value = Py_None;
    for (;;) {
        PySendResult status = PyIter_Send(generator, value, &result);
        if (status == PYGEN_ERROR) {
            Py_DECREF(list);
            return NULL;
        }
        if (status == PYGEN_RETURN)
            return Py_BuildValue("(NN)", list, result);
        PyList_Append(list, result);
        Py_DECREF(result);
        value = sent;
    }
}

/* ---- threads ---- */

typedef struct { PyObject *f; PyObject *result; int n; } Job;

static void *thread_body(void *data)
{
    Job *job = data;
    for (int i = 0; i < job->n; i++) {
        PyGILState_STATE state = PyGILState_Ensure();
        PyObject *r = PyObject_CallFunction(job->f, "i", i);
        if (r) {
            PyObject *sum = PyNumber_Add(job->result, r);
            Py_DECREF(r);
            if (sum)
                Py_SETREF(job->result, sum);
        }
        if (PyErr_Occurred())
            PyErr_WriteUnraisable(job->f);
        PyGILState_Release(state);
    }
    return NULL;
}

/* n calls of f from a thread that Python did not make, while the caller waits without the GIL. */
static PyObject *from_thread(PyObject *module, PyObject *args)
{
    (void)module;
    Job job = {NULL, PyLong_FromLong(0), 0};
    pthread_t thread;
    if (!PyArg_ParseTuple(args, "Oi", &job.f, &job.n))
        return NULL;
    pthread_create(&thread, NULL, thread_body, &job);
    Py_BEGIN_ALLOW_THREADS
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    return job.result;
}

static PyObject *release_gil(PyObject *module, PyObject *f)
{
    (void)module;
    PyObject *r;
    Py_BEGIN_ALLOW_THREADS
    Py_BLOCK_THREADS
    r = PyObject_CallNoArgs(f);
    Py_UNBLOCK_THREADS
    Py_END_ALLOW_THREADS
    return r;
}

/* ---- a static type: buffer, sequence, mapping, number, iterator, weak references, garbage collection ---- */

typedef struct { PyObject_HEAD PyObject *weak, *dict, *held; char bytes[16]; Py_ssize_t shape, views; } Block;

static int block_init(Block *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"text", "held", NULL};
    const char *text = "";
    PyObject *held = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|sO:Block", names, &text, &held))
        return -1;
    memset(self->bytes, 0, sizeof self->bytes);
    memcpy(self->bytes, text, strlen(text) < sizeof self->bytes ? strlen(text) : sizeof self->bytes);
    Py_XINCREF(held);
    Py_XSETREF(self->held, held);
    return 0;
}
static int block_traverse(Block *self, visitproc visit, void *arg) { Py_VISIT(self->held); Py_VISIT(self->dict); return 0; }
static int block_clear(Block *self) { Py_CLEAR(self->held); Py_CLEAR(self->dict); return 0; }
static void block_dealloc(Block *self)
{
    PyObject_GC_UnTrack(self);
    if (self->weak)
        PyObject_ClearWeakRefs((PyObject *)self);
    block_clear(self);
    Py_TYPE(self)->tp_free((PyObject *)self);
}
static int block_getbuffer(Block *self, Py_buffer *view, int flags)
{
    self->shape = sizeof self->bytes;
    self->views++;
    return PyBuffer_FillInfo(view, (PyObject *)self, self->bytes, sizeof self->bytes, 0, flags);
}
static void block_releasebuffer(Block *self, Py_buffer *view) { (void)view; self->views--; }
static Py_ssize_t block_len(Block *self) { return (Py_ssize_t)strnlen(self->bytes, sizeof self->bytes); }
static PyObject *block_item(Block *self, Py_ssize_t i)
{
    if (i < 0 || i >= block_len(self)) {
        PyErr_SetString(PyExc_IndexError, "block index out of range");
        return NULL;
    }
    return PyUnicode_FromStringAndSize(self->bytes + i, 1);
}
static PyObject *block_call(Block *self, PyObject *args, PyObject *kwargs) { (void)kwargs; return Py_BuildValue("(sO)", self->bytes, args); }
static PyObject *block_add(PyObject *a, PyObject *b)
{
    if (!PyObject_HasAttrString(a, "held") || !PyObject_HasAttrString(b, "held"))
        Py_RETURN_NOTIMPLEMENTED;
    return PyUnicode_FromString("block+block");
}
static PyMemberDef block_members[] = {{"held", T_OBJECT, offsetof(Block, held), 0, NULL}, {"views", T_PYSSIZET, offsetof(Block, views), READONLY, NULL}, {NULL}};
/* Calls the method `hook` of self, which a subclass in Python may override. */
static PyObject *block_hook(PyObject *self, PyObject *unused) { (void)self, (void)unused; return PyUnicode_FromString("C's hook"); }
static PyObject *block_run(PyObject *self, PyObject *unused) { (void)unused; return PyObject_CallMethod(self, "hook", NULL); }
static PyMethodDef block_methods[] = {{"hook", block_hook, METH_NOARGS, NULL}, {"run", block_run, METH_NOARGS, NULL}, {NULL}};
static PyBufferProcs block_buffer = {(getbufferproc)block_getbuffer, (releasebufferproc)block_releasebuffer};
static PySequenceMethods block_sequence = {.sq_length = (lenfunc)block_len, .sq_item = (ssizeargfunc)block_item};
static PyNumberMethods block_number = {.nb_add = block_add};
static PyTypeObject BlockType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "pyrs_surface.Block", .tp_basicsize = sizeof(Block), .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_new = PyType_GenericNew, .tp_init = (initproc)block_init, .tp_dealloc = (destructor)block_dealloc, .tp_traverse = (traverseproc)block_traverse,
    .tp_clear = (inquiry)block_clear, .tp_as_buffer = &block_buffer, .tp_as_sequence = &block_sequence, .tp_as_number = &block_number,
    .tp_call = (ternaryfunc)block_call, .tp_members = block_members, .tp_methods = block_methods, .tp_weaklistoffset = offsetof(Block, weak),
    .tp_dictoffset = offsetof(Block, dict), .tp_getattro = PyObject_GenericGetAttr, .tp_setattro = PyObject_GenericSetAttr,
};

/* ---- a heap type with state: an iterator that counts, a method that needs its defining class, a finaliser in C ---- */

typedef struct { PyObject_HEAD long at, end; } Count;

static PyObject *count_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    (void)kwargs;
    long end;
    if (!PyArg_ParseTuple(args, "l:Count", &end))
        return NULL;
    Count *self = (Count *)type->tp_alloc(type, 0);
    if (self)
        self->at = 0, self->end = end;
    return (PyObject *)self;
}
static void count_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject *module = PyType_GetModuleByDef(type, &surface_module);
    if (module && STATE(module)->hook) {
        PyObject *type_, *value, *tb;
        PyErr_Fetch(&type_, &value, &tb);
        PyObject *r = PyObject_CallFunction(STATE(module)->hook, "l", ((Count *)self)->end);
        if (!r)
            PyErr_WriteUnraisable(STATE(module)->hook);
        Py_XDECREF(r);
        PyErr_Restore(type_, value, tb);
    }
    PyErr_Clear();
    type->tp_free(self);
    Py_DECREF(type);
}
static PyObject *count_next(Count *self)
{
    if (self->at < self->end)
        return PyLong_FromLong(self->at++);
    return NULL;
}
static PyObject *count_defining(PyObject *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t n, PyObject *kwnames)
{
    (void)self, (void)args, (void)kwnames;
    return Py_BuildValue("(sln)", cls->tp_name, ((State *)PyType_GetModuleState(cls))->calls >= 0 ? 1L : 0L, n);
}
static PyMethodDef count_methods[] = {{"defining", (PyCFunction)(void (*)(void))count_defining, METH_METHOD | METH_FASTCALL | METH_KEYWORDS, NULL}, {NULL}};
static PyType_Slot count_slots[] = {
    {Py_tp_new, count_new}, {Py_tp_dealloc, count_dealloc}, {Py_tp_iter, PyObject_SelfIter}, {Py_tp_iternext, count_next}, {Py_tp_methods, count_methods}, {0, NULL},
};
static PyType_Spec count_spec = {"pyrs_surface.Count", sizeof(Count), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, count_slots};

static PyObject *set_hook(PyObject *module, PyObject *hook)
{
    Py_XSETREF(STATE(module)->hook, hook == Py_None ? NULL : Py_NewRef(hook));
    Py_RETURN_NONE;
}

/* ---- capsules: a function of this extension for pyrs_partner ---- */

static long twice(long x) { return 2 * x; }

static PyMethodDef surface_methods[] = {
    {"conv_noargs", conv_noargs, METH_NOARGS, NULL}, {"conv_o", conv_o, METH_O, NULL}, {"conv_varargs", conv_varargs, METH_VARARGS, NULL},
    {"conv_keywords", (PyCFunction)(void (*)(void))conv_keywords, METH_VARARGS | METH_KEYWORDS, NULL},
    {"conv_fast", (PyCFunction)(void (*)(void))conv_fast, METH_FASTCALL, NULL},
    {"conv_fast_keywords", (PyCFunction)(void (*)(void))conv_fast_keywords, METH_FASTCALL | METH_KEYWORDS, NULL},
    {"call_many", call_many, METH_VARARGS, NULL}, {"call_method", call_method, METH_VARARGS, NULL}, {"call_keywords", call_keywords, METH_O, NULL},
    {"call_caught", call_caught, METH_O, NULL}, {"call_chained", call_chained, METH_O, NULL}, {"raise_error", raise_error, METH_O, NULL},
    {"unraisable", unraisable, METH_O, NULL}, {"warn", warn, METH_VARARGS, NULL}, {"import_and_get", import_and_get, METH_VARARGS, NULL},
    {"run_string", run_string, METH_VARARGS, NULL}, {"where", where, METH_NOARGS, NULL}, {"kinds", kinds, METH_O, NULL},
    {"function_parts", function_parts, METH_O, NULL}, {"drive", drive, METH_VARARGS, NULL}, {"from_thread", from_thread, METH_VARARGS, NULL},
    {"release_gil", release_gil, METH_O, NULL}, {"set_hook", set_hook, METH_O, NULL}, {NULL},
};

static int surface_exec(PyObject *module)
{
    State *state = STATE(module);
    state->error = PyErr_NewException("pyrs_surface.Error", NULL, NULL);
    state->heap_type = PyType_FromModuleAndSpec(module, &count_spec, NULL);
    if (!state->error || !state->heap_type || PyModule_AddObjectRef(module, "Error", state->error) < 0 || PyModule_AddType(module, &BlockType) < 0
        || PyModule_AddObjectRef(module, "Count", state->heap_type) < 0 || PyModule_AddStringConstant(module, "NAME", "surface") < 0)
        return -1;
    PyObject *capsule = PyCapsule_New((void *)twice, "pyrs_surface._twice", NULL);
    int status = capsule ? PyModule_AddObjectRef(module, "_twice", capsule) : -1;
    Py_XDECREF(capsule);
    return status;
}
static int surface_traverse(PyObject *module, visitproc visit, void *arg)
{
    State *state = STATE(module);
    if (state) {
        Py_VISIT(state->error);
        Py_VISIT(state->heap_type);
        Py_VISIT(state->hook);
    }
    return 0;
}
static int surface_clear(PyObject *module)
{
    State *state = STATE(module);
    if (state) {
        Py_CLEAR(state->error);
        Py_CLEAR(state->heap_type);
        Py_CLEAR(state->hook);
    }
    return 0;
}
static PyModuleDef_Slot surface_slots[] = {{Py_mod_exec, surface_exec}, {0, NULL}};
static PyModuleDef surface_module = {PyModuleDef_HEAD_INIT, "pyrs_surface", NULL, sizeof(State), surface_methods, surface_slots, surface_traverse, surface_clear, NULL};
PyMODINIT_FUNC PyInit_pyrs_surface(void) { return PyModuleDef_Init(&surface_module); }
