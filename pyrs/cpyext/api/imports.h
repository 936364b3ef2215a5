/* imports.h - imports and the module table: PyImport_*.

   For the command line the interpreter's module table and importlib *are* the guest's, so the host's functions are right.  In an embedded
   runtime they would meet the host's: there these functions use the runtime's `__import__` and table.  Cython modules enter themselves into the table
   that PyImport_GetModuleDict gives; NumPy imports its Python files by name at run time. */

/* The module `name` (absolute, str) as imported in g. New. */
static PyObject *guest_import_level(Guest *g, PyObject *name, PyObject *globals, PyObject *locals, PyObject *fromlist, int level)
{
    PyObject *import = _PyDict_GetItemStringWithError(g->builtins, "__import__");
    if (!import) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ImportError, "__import__ not found");
        return NULL;
    }
    return PyObject_CallFunction(import, "OOOOi", name, globals ? globals : Py_None, locals ? locals : Py_None, fromlist ? fromlist : Py_None, level);
}

static PyObject *guest_import(Guest *g, PyObject *name)
{
    PyObject *fromlist = Py_BuildValue("[s]", "__doc__");
    PyObject *top = fromlist ? guest_import_level(g, name, PyEval_GetGlobals(), NULL, fromlist, 0) : NULL;
    Py_XDECREF(fromlist);
    if (!top)
        return NULL;
    Py_DECREF(top);
    PyObject *module = PyObject_GetItem(g->modules, name);
    if (!module && PyErr_ExceptionMatches(PyExc_KeyError))
        PyErr_SetObject(PyExc_KeyError, name);
    return module;
}

static PyObject *guest_import_text(Guest *g, const char *name)
{
    PyObject *text = PyUnicode_FromString(name), *module = text ? guest_import(g, text) : NULL;
    Py_XDECREF(text);
    return module;
}

static PyObject *answer_PyImport_ImportModule(const char *name)
{
    Guest *g = guest_running();
    return g ? guest_import_text(g, name) : PyImport_ImportModule(name);
}

static PyObject *answer_PyImport_ImportModuleNoBlock(const char *name) { return answer_PyImport_ImportModule(name); }

static PyObject *answer_PyImport_Import(PyObject *name)
{
    Guest *g = guest_running();
    return g ? guest_import(g, name) : PyImport_Import(name);
}

static PyObject *answer_PyImport_ImportModuleLevelObject(PyObject *name, PyObject *globals, PyObject *locals, PyObject *fromlist, int level)
{
    Guest *g = guest_running();
    return g ? guest_import_level(g, name, globals, locals, fromlist, level) : PyImport_ImportModuleLevelObject(name, globals, locals, fromlist, level);
}

static PyObject *answer_PyImport_ImportModuleLevel(const char *name, PyObject *globals, PyObject *locals, PyObject *fromlist, int level)
{
    PyObject *text = PyUnicode_FromString(name);
    PyObject *module = text ? answer_PyImport_ImportModuleLevelObject(text, globals, locals, fromlist, level) : NULL;
    Py_XDECREF(text);
    return module;
}

static PyObject *answer_PyImport_GetModuleDict(void)
{
    Guest *g = guest_running();
    return g ? g->modules : PyImport_GetModuleDict();
}

static PyObject *answer_PyImport_GetModule(PyObject *name)
{
    Guest *g = guest_running();
    if (!g)
        return PyImport_GetModule(name);
    PyObject *module = PyObject_GetItem(g->modules, name);
    if (!module && PyErr_ExceptionMatches(PyExc_KeyError))
        PyErr_Clear();
    return module;
}

/* Borrowed. */
static PyObject *answer_PyImport_AddModuleObject(PyObject *name)
{
    Guest *g = guest_running();
    if (!g)
        return PyImport_AddModuleObject(name);
    PyObject *module = PyDict_GetItemWithError(g->modules, name);
    if (module && PyModule_Check(module))
        return module;
    module = PyErr_Occurred() ? NULL : PyModule_NewObject(name);
    if (module && PyDict_SetItem(g->modules, name, module) < 0)
        Py_CLEAR(module);
    Py_XDECREF(module);
    return module;
}

static PyObject *answer_PyImport_AddModule(const char *name)
{
    PyObject *text = PyUnicode_FromString(name), *module = text ? answer_PyImport_AddModuleObject(text) : NULL;
    Py_XDECREF(text);
    return module;
}

static PyObject *answer_PyImport_ReloadModule(PyObject *module)
{
    Guest *g = guest_running();
    PyObject *importlib = g ? guest_import_text(g, "importlib") : NULL;
    if (!importlib)
        return g ? NULL : PyImport_ReloadModule(module);
    PyObject *r = PyObject_CallMethod(importlib, "reload", "O", module);
    Py_DECREF(importlib);
    return r;
}

#define IN_GUEST "the module table and importlib of the runtime that is running"
static Answer answers_import[] = {
    ANSWER(PyImport_ImportModule, IN_GUEST),
    ANSWER(PyImport_ImportModuleNoBlock, IN_GUEST),
    ANSWER(PyImport_Import, IN_GUEST),
    ANSWER(PyImport_ImportModuleLevel, IN_GUEST),
    ANSWER(PyImport_ImportModuleLevelObject, IN_GUEST),
    ANSWER(PyImport_GetModuleDict, IN_GUEST),
    ANSWER(PyImport_GetModule, IN_GUEST),
    ANSWER(PyImport_AddModule, IN_GUEST),
    ANSWER(PyImport_AddModuleObject, IN_GUEST),
    ANSWER(PyImport_ReloadModule, IN_GUEST),
    NO_MORE,
};
static Area area_import = {"import", "PyImport_ _PyImport_", "inittab, frozen modules and magic numbers are the process's", answers_import};
