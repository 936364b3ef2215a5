/* objects.h - what of the VM the host can see: code, functions, frame objects, tracebacks, the published frame chain.

   Each is a layout-compatible static subtype of the host's type: isinstance, inspect and C code accept it
   in both directions.  docs/internals/objects.md tells the whole story. */
#ifndef PYRS_OBJECTS_H
#define PYRS_OBJECTS_H

#define intern_static(var, text) ((var) || ((var) = PyUnicode_InternFromString(text)))

#include "code.h"
#include "function.h"
#include "frameobj.h"

/* The type of the three types.  types.CodeType is PyrsCode_Type here, and Cython's tracebacks hold code objects and frames of the host's
   own type: isinstance() and issubclass() ask for the host's type, which stands above both. */
static PyObject *object_type_instancecheck(PyObject *cls, PyObject *o)
{
    return PyBool_FromLong(_PyObject_RealIsInstance(o, (PyObject *)((PyTypeObject *)cls)->tp_base));
}

static PyObject *object_type_subclasscheck(PyObject *cls, PyObject *type)
{
    int r = _PyObject_RealIsSubclass(type, (PyObject *)((PyTypeObject *)cls)->tp_base);
    return r < 0 ? NULL : PyBool_FromLong(r);
}

static PyMethodDef object_type_methods[] = {
    {"__instancecheck__", object_type_instancecheck, METH_O, NULL},
    {"__subclasscheck__", object_type_subclasscheck, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject PyrsObjectType_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "type",
    .tp_base = &PyType_Type,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = object_type_methods,
};

/* Ready the types and route what the host makes from our objects. Call once, before any other function here. 0 or -1. */
static int objects_init_types(void)
{
    if (code_init_type() < 0 || function_init_type() < 0 || frame_init_type() < 0)
        return -1;
    if (PyType_Ready(&PyrsObjectType_Type) < 0)
        return -1;
    Py_SET_TYPE(&PyrsCode_Type, &PyrsObjectType_Type);
    Py_SET_TYPE(&PyrsFunction_Type, &PyrsObjectType_Type);
    Py_SET_TYPE(&PyrsFrame_Type, &PyrsObjectType_Type);
    return 0;
}

#endif
