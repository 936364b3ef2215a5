/* objects.h - what of the VM the host can see: code, functions, frame objects, tracebacks, the published frame chain.

   Each is a layout-compatible static subtype of the host's type: isinstance, inspect and C code accept it
   in both directions.  docs/internals/objects.md tells the whole story. */
#ifndef PYRS_OBJECTS_H
#define PYRS_OBJECTS_H

#define intern_static(var, text) ((var) || ((var) = PyUnicode_InternFromString(text)))

#include "code.h"
#include "codetype.h"
#include "function.h"
#include "frameobj.h"

/* The type of the three types.  types.CodeType is PyrsCode_Type here, and Cython's tracebacks hold code objects and frames of the host's
   own type: isinstance() and issubclass() ask for the host's type, which stands above both.  Programs do not see it: `type(types.CodeType)` is `type`
   (type_shown), since what pickles classes by value looks at that. */
static PyObject *object_type_instancecheck(PyObject *cls, PyObject *o)
{
    int r = _PyObject_RealIsInstance(o, (PyObject *)((PyTypeObject *)cls)->tp_base);
    return r < 0 ? NULL : PyBool_FromLong(r);
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

static PyObject *object_type_get_class(PyObject *cls, void *unused)
{
    (void)cls, (void)unused;
    return Py_NewRef(&PyType_Type);
}

static PyGetSetDef object_type_getset[] = {
    {"__class__", object_type_get_class, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyTypeObject PyrsObjectType_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "type",
    .tp_base = &PyType_Type,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = object_type_methods,
    .tp_getset = object_type_getset,
};

/* What `type(o)` gives, of an o of type t. */
static inline PyTypeObject *type_shown(PyTypeObject *t) { return t == &PyrsObjectType_Type ? &PyType_Type : t; }

static vectorcallfunc type_host_vectorcall;

static PyObject *type_any_vectorcall(PyObject *meta, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    if (PyVectorcall_NARGS(nargsf) == 1 && !kwnames && Py_TYPE(args[0]) == &PyrsObjectType_Type)
        return Py_NewRef(&PyType_Type);
    return type_host_vectorcall(meta, args, nargsf, kwnames);
}

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
    if (PyType_Type.tp_vectorcall != type_any_vectorcall) {
        type_host_vectorcall = PyType_Type.tp_vectorcall;
        PyType_Type.tp_vectorcall = type_any_vectorcall;
    }
    return 0;
}

#endif
