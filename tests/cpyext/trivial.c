/* The extension of milestone 7: functions of three calling conventions, a static type that can
 * be subclassed, a callback into Python, an exception class of its own. Multi-phase (PEP 489). */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

static PyObject *TrivialError;

static PyObject *
trivial_add(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2) {
        PyErr_Format(PyExc_TypeError, "add() takes 2 arguments (%zd given)", count);
        return NULL;
    }
    return PyNumber_Add(args[0], args[1]);
}

static PyObject *
trivial_total(PyObject *Py_UNUSED(module), PyObject *iterable)
{
    PyObject *iterator = PyObject_GetIter(iterable);
    if (iterator == NULL)
        return NULL;
    PyObject *total = PyLong_FromLong(0);
    PyObject *item;
    while (total != NULL && (item = PyIter_Next(iterator)) != NULL) {
        Py_SETREF(total, PyNumber_Add(total, item));
        Py_DECREF(item);
    }
    Py_DECREF(iterator);
    if (PyErr_Occurred())
        Py_CLEAR(total);
    return total;
}

static PyObject *
trivial_call(PyObject *Py_UNUSED(module), PyObject *args)
{
    if (PyTuple_GET_SIZE(args) < 1) {
        PyErr_SetString(PyExc_TypeError, "call() needs a callable");
        return NULL;
    }
    PyObject *rest = PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args));
    if (rest == NULL)
        return NULL;
    PyObject *result = PyObject_Call(PyTuple_GET_ITEM(args, 0), rest, NULL);
    Py_DECREF(rest);
    return result;
}

static PyObject *
trivial_fail(PyObject *Py_UNUSED(module), PyObject *message)
{
    PyErr_SetObject(TrivialError, message);
    return NULL;
}

typedef struct {
    PyObject_HEAD
    long value;
} Counter;

static int
counter_init(Counter *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"start", NULL};
    self->value = 0;
    return PyArg_ParseTupleAndKeywords(args, kwargs, "|l:Counter", names, &self->value) ? 0 : -1;
}

static PyObject *
counter_bump(Counter *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"by", NULL};
    long by = 1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|l:bump", names, &by))
        return NULL;
    self->value += by;
    return PyLong_FromLong(self->value);
}

static PyMethodDef counter_methods[] = {
    {"bump", (PyCFunction)(void (*)(void))counter_bump, METH_VARARGS | METH_KEYWORDS,
     "bump(by=1)\n--\n\nAdd to the value and return it."},
    {NULL},
};

static PyMemberDef counter_members[] = {
    {"value", T_LONG, offsetof(Counter, value), READONLY, "the current value"},
    {NULL},
};

static PyTypeObject CounterType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "pyrs_trivial.Counter",
    .tp_basicsize = sizeof(Counter),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)counter_init,
    .tp_methods = counter_methods,
    .tp_members = counter_members,
};

static PyMethodDef trivial_methods[] = {
    {"add", (PyCFunction)(void (*)(void))trivial_add, METH_FASTCALL, "add(a, b, /)\n--\n\nReturn a + b."},
    {"total", trivial_total, METH_O, "total(iterable, /)\n--\n\nReturn the sum of the items."},
    {"call", trivial_call, METH_VARARGS, "Call the first argument with the others."},
    {"fail", trivial_fail, METH_O, "fail(message, /)\n--\n\nRaise Error(message)."},
    {NULL},
};

static int
trivial_exec(PyObject *module)
{
    if (TrivialError == NULL) {
        TrivialError = PyErr_NewException("pyrs_trivial.Error", NULL, NULL);
        if (TrivialError == NULL)
            return -1;
    }
    if (PyModule_AddObjectRef(module, "Error", TrivialError) < 0)
        return -1;
    if (PyModule_AddType(module, &CounterType) < 0)
        return -1;
    return PyModule_AddIntConstant(module, "ANSWER", 42);
}

static PyModuleDef_Slot trivial_slots[] = {
    {Py_mod_exec, trivial_exec},
    {0, NULL},
};

static struct PyModuleDef trivial_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "pyrs_trivial",
    .m_doc = "The trivial extension of milestone 7.",
    .m_size = 0,
    .m_methods = trivial_methods,
    .m_slots = trivial_slots,
};

PyMODINIT_FUNC
PyInit_pyrs_trivial(void)
{
    return PyModuleDef_Init(&trivial_module);
}
