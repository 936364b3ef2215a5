/* The second extension: takes a C function of pyrs_surface out of a capsule.  Single-phase on purpose. */
#include <Python.h>

static long (*twice)(long);

static PyObject *partner_twice(PyObject *module, PyObject *x)
{
    (void)module;
    long n = PyLong_AsLong(x);
    return n == -1 && PyErr_Occurred() ? NULL : PyLong_FromLong(twice(n));
}

static PyObject *partner_import(PyObject *module, PyObject *name)
{
    (void)module;
    void *p = PyCapsule_Import(PyUnicode_AsUTF8(name), 0);
    return p ? PyBool_FromLong(p == (void *)twice) : NULL;
}

static PyMethodDef methods[] = {{"twice", partner_twice, METH_O, NULL}, {"take", partner_import, METH_O, NULL}, {NULL}};
static PyModuleDef def = {PyModuleDef_HEAD_INIT, "pyrs_partner", NULL, -1, methods};

PyMODINIT_FUNC PyInit_pyrs_partner(void)
{
    twice = PyCapsule_Import("pyrs_surface._twice", 0);
    return twice ? PyModule_Create(&def) : NULL;
}
