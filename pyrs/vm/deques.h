/* deques.h - the methods of collections.deque that put and take one item: its own C functions, called without a published frame, since nothing runs in
   them where no item falls off the other end. */
#ifndef PYRS_DEQUES_H
#define PYRS_DEQUES_H

/* The beginning of dequeobject (Modules/_collectionsmodule.c); deque_meet checks it. */
typedef struct {
    PyObject_VAR_HEAD
    void *leftblock, *rightblock;
    Py_ssize_t leftindex, rightindex;
    size_t state;
    Py_ssize_t maxlen;
} HostDeque;

enum { DEQUE_APPEND, DEQUE_APPENDLEFT, DEQUE_POP, DEQUE_POPLEFT };
static PyCFunction deque_methods[4];

#define is_deque(v) (v_is_object(v) && Py_TYPE(v_object(v)) == deque_type)

HOT int deque_put(PyCFunction method, const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 2 || !is_deque(argv[0]) || ((HostDeque *)v_object(argv[0]))->maxlen >= 0)
        return 0;
    PyObject *o = value_box(argv[1]), *r = o ? method(v_object(argv[0]), o) : NULL;
    Py_XDECREF(o);
    if (!r)
        return -1;
    Py_DECREF(r);
    *out = V_NONE;
    return 1;
}

HOT int deque_take(PyCFunction method, const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 1 || !is_deque(argv[0]) || Py_SIZE(v_object(argv[0])) == 0)
        return 0;               /* C raises */
    PyObject *r = method(v_object(argv[0]), NULL);
    if (!r)
        return -1;
    *out = value_from_owned(r);
    return 1;
}

static int run_deque_append(const Value *argv, Py_ssize_t n, Value *out) { return deque_put(deque_methods[DEQUE_APPEND], argv, n, out); }
static int run_deque_appendleft(const Value *argv, Py_ssize_t n, Value *out) { return deque_put(deque_methods[DEQUE_APPENDLEFT], argv, n, out); }
static int run_deque_pop(const Value *argv, Py_ssize_t n, Value *out) { return deque_take(deque_methods[DEQUE_POP], argv, n, out); }
static int run_deque_popleft(const Value *argv, Py_ssize_t n, Value *out) { return deque_take(deque_methods[DEQUE_POPLEFT], argv, n, out); }

/* Is `limit` where the layout above has it? */
static int deque_has_layout(PyTypeObject *type)
{
    PyObject *none = PyObject_CallFunction((PyObject *)type, "()"), *few = none ? PyObject_CallFunction((PyObject *)type, "(()i)", 7) : NULL;
    int same = few && ((HostDeque *)none)->maxlen == -1 && ((HostDeque *)few)->maxlen == 7;
    Py_XDECREF(none);
    Py_XDECREF(few);
    PyErr_Clear();
    return same;
}

/* A method of the static type `type` is met: is it deque? */
static void deque_meet(PyTypeObject *type)
{
    static const struct { const char *name; int flags; Intrinsic run; } methods[] = {
        {"append", METH_O, run_deque_append}, {"appendleft", METH_O, run_deque_appendleft}, {"pop", METH_NOARGS, run_deque_pop},
        {"popleft", METH_NOARGS, run_deque_popleft}};
    PyObject *found[4];
    if (strcmp(type->tp_name, "collections.deque") != 0 || (size_t)type->tp_basicsize < sizeof(HostDeque))
        return;
    running_frame_sync();
    if (!deque_has_layout(type))
        return;
    for (size_t i = 0; i < Py_ARRAY_LENGTH(methods); i++) {
        found[i] = PyDict_GetItemString(type->tp_dict, methods[i].name);
        if (!found[i] || Py_TYPE(found[i]) != &PyMethodDescr_Type || ((PyMethodDescrObject *)found[i])->d_method->ml_flags != methods[i].flags)
            return;
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(methods); i++) {
        deque_methods[i] = ((PyMethodDescrObject *)found[i])->d_method->ml_meth;
        intrinsic_add(Py_NewRef(found[i]), methods[i].run);
    }
    deque_type = (PyTypeObject *)Py_NewRef(type);
}

#endif
