/* One file, many modules: each PyInit_* shows one way in which initialisation can go (test_loader.py links it under their names). */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static int inits, execs;

/* ---- old style, single-phase ---- */
static PyObject *counts(PyObject *module, PyObject *unused)
{
    (void)module, (void)unused;
    return Py_BuildValue("ii", inits, execs);
}

static PyMethodDef methods[] = {{"counts", counts, METH_NOARGS, "How often PyInit_* and exec slots ran."}, {NULL}};

static PyModuleDef single_def = {PyModuleDef_HEAD_INIT, "case_single", "One phase.", -1, methods};

PyMODINIT_FUNC PyInit_case_single(void)
{
    inits++;
    return PyModule_Create(&single_def);
}

typedef struct { int calls; } State;

static PyModuleDef stateful_def = {PyModuleDef_HEAD_INIT, "case_stateful", NULL, sizeof(State), methods};

PyMODINIT_FUNC PyInit_case_stateful(void)
{
    inits++;
    return PyModule_Create(&stateful_def);
}

/* ---- multi-phase ---- */
static PyObject *bump(PyObject *module, PyObject *unused)
{
    (void)unused;
    return PyLong_FromLong(++((State *)PyModule_GetState(module))->calls);
}

static PyMethodDef multi_methods[] = {{"counts", counts, METH_NOARGS, NULL}, {"bump", bump, METH_NOARGS, NULL}, {NULL}};

static int multi_exec(PyObject *module)
{
    execs++;
    return PyModule_AddIntConstant(module, "READY", 1);
}

static PyModuleDef_Slot multi_slots[] = {{Py_mod_exec, multi_exec}, {0, NULL}};
static PyModuleDef multi_def = {PyModuleDef_HEAD_INIT, "case_multi", "Two phases.", sizeof(State), multi_methods, multi_slots};

PyMODINIT_FUNC PyInit_case_multi(void)
{
    inits++;
    return PyModuleDef_Init(&multi_def);
}

/* A create slot that returns something that is no module. */
static PyObject *make_other(PyObject *spec, PyModuleDef *def)
{
    (void)def;
    PyObject *namespace = PyImport_ImportModule("types"), *name = PyObject_GetAttrString(spec, "name");
    PyObject *type = namespace ? PyObject_GetAttrString(namespace, "SimpleNamespace") : NULL;
    PyObject *r = type ? PyObject_CallNoArgs(type) : NULL;
    if (r && PyObject_SetAttrString(r, "made_for", name) < 0)
        Py_CLEAR(r);
    Py_XDECREF(namespace);
    Py_XDECREF(type);
    Py_XDECREF(name);
    return r;
}
static PyModuleDef_Slot other_slots[] = {{Py_mod_create, make_other}, {0, NULL}};
static PyModuleDef other_def = {PyModuleDef_HEAD_INIT, "case_other", NULL, 0, NULL, other_slots};
PyMODINIT_FUNC PyInit_case_other(void) { return PyModuleDef_Init(&other_def); }

static PyModuleDef uni_def = {PyModuleDef_HEAD_INIT, "case", NULL, 0, methods, NULL};
static PyModuleDef_Slot no_slots[] = {{0, NULL}};
PyMODINIT_FUNC PyInitU_cas_dma(void)
{
    uni_def.m_slots = no_slots;
    return PyModuleDef_Init(&uni_def);
}

/* ---- failures ---- */
PyMODINIT_FUNC PyInit_case_raises(void) { PyErr_SetString(PyExc_LookupError, "from PyInit"); return NULL; }
PyMODINIT_FUNC PyInit_case_silent(void) { return NULL; }
PyMODINIT_FUNC PyInit_case_leaves(void)
{
    PyErr_SetString(PyExc_KeyError, "left behind");
    return PyModule_Create(&single_def);
}
PyMODINIT_FUNC PyInit_case_noobject(void) { return PyUnicode_FromString("not a module"); }
static PyModuleDef raw_def = {.m_name = "case_raw"};
PyMODINIT_FUNC PyInit_case_raw(void) { return (PyObject *)&raw_def; }

static int exec_fails(PyObject *module) { (void)module; PyErr_SetString(PyExc_ValueError, "from exec"); return -1; }
static int exec_silent(PyObject *module) { (void)module; return -1; }
static int exec_leaves(PyObject *module) { (void)module; PyErr_SetString(PyExc_ValueError, "left by exec"); return 0; }
static PyModuleDef_Slot execfails_slots[] = {{Py_mod_exec, exec_fails}, {0, NULL}};
static PyModuleDef_Slot execsilent_slots[] = {{Py_mod_exec, exec_silent}, {0, NULL}};
static PyModuleDef_Slot execleaves_slots[] = {{Py_mod_exec, exec_leaves}, {0, NULL}};
static PyModuleDef_Slot badslot_slots[] = {{99, exec_fails}, {0, NULL}};
static PyModuleDef execfails_def = {PyModuleDef_HEAD_INIT, "case_execfails", NULL, 0, NULL, execfails_slots};
static PyModuleDef execsilent_def = {PyModuleDef_HEAD_INIT, "case_execsilent", NULL, 0, NULL, execsilent_slots};
static PyModuleDef execleaves_def = {PyModuleDef_HEAD_INIT, "case_execleaves", NULL, 0, NULL, execleaves_slots};
static PyModuleDef badslot_def = {PyModuleDef_HEAD_INIT, "case_badslot", NULL, 0, NULL, badslot_slots};
static PyModuleDef negative_def = {PyModuleDef_HEAD_INIT, "case_negative", NULL, -1, NULL, multi_slots};
PyMODINIT_FUNC PyInit_case_execfails(void) { return PyModuleDef_Init(&execfails_def); }
PyMODINIT_FUNC PyInit_case_execsilent(void) { return PyModuleDef_Init(&execsilent_def); }
PyMODINIT_FUNC PyInit_case_execleaves(void) { return PyModuleDef_Init(&execleaves_def); }
PyMODINIT_FUNC PyInit_case_badslot(void) { return PyModuleDef_Init(&badslot_def); }
PyMODINIT_FUNC PyInit_case_negative(void) { return PyModuleDef_Init(&negative_def); }
