/* ccalls.h - calls of C functions and C methods without the vectorcall layers: straight to the function in the method definition.

   Only what needs no tuple of arguments; wrong argument counts, wrong types of self and keywords go the ordinary way, which raises. */
#ifndef PYRS_CCALLS_H
#define PYRS_CCALLS_H

COLD int c_call_null(PyObject *callable)
{
    if (!PyErr_Occurred())
        PyErr_Format(PyExc_SystemError, "%R returned NULL without setting an exception", callable);
    return -1;
}

/* base[0], a built-in function or method descriptor, with the n arguments behind it.  1: *out set (nothing consumed; inline arguments have become
   boxes), 0: take the ordinary way, -1: error set. */
static __attribute__((noinline)) int call_c(ThreadState *ts, Value *base, Py_ssize_t n, Value *out)
{
    PyObject *callable = v_object(base[0]), *self, **args = (PyObject **)(base + 1), *r;
    PyMethodDef *def;
    /* Before the arguments are boxed: continue.h hands the default of getattr() and next() on as the result. */
    if (n && Py_TYPE(callable) == &PyCFunction_Type && builtin_asks(callable, base[1]))
        return 0;
    for (Py_ssize_t i = 1; i <= n; i++)
        if (!v_is_object(base[i])) {
            PyObject *o = value_box_inline(base[i]);
            if (!o)
                return -1;
            base[i] = v_from_ptr(o);
        }
    if (Py_TYPE(callable) == &PyMethodDescr_Type) {
        PyMethodDescrObject *d = (PyMethodDescrObject *)callable;
        if (n == 0 || !PyObject_TypeCheck(args[0], d->d_common.d_type))
            return 0;
        def = d->d_method;
        self = *args++;
        n--;
    }
    else {
        if (callable == build_class_object || callable == exec_object || callable == eval_object)
            return 0;                           /* call_slow runs it as a frame */
        def = ((PyCFunctionObject *)callable)->m_ml;
        self = PyCFunction_GET_SELF(callable);
    }
    if (__builtin_expect(ts->depth >= ts->depth_limit, 0)) {      /* a C call counts as a level, as with the host */
        PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded while calling a Python object");
        return -1;
    }
    switch (def->ml_flags & (METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS | METH_METHOD)) {
    case METH_NOARGS:
        if (n != 0)
            return 0;
        r = def->ml_meth(self, NULL);
        break;
    case METH_O:
        if (n != 1)
            return 0;
        r = def->ml_meth(self, args[0]);
        break;
    case METH_FASTCALL:
        r = ((_PyCFunctionFast)(void (*)(void))def->ml_meth)(self, args, n);
        break;
    case METH_FASTCALL | METH_KEYWORDS:
        r = ((_PyCFunctionFastWithKeywords)(void (*)(void))def->ml_meth)(self, args, n, NULL);
        break;
    default:
        return 0;
    }
    if (__builtin_expect(!r, 0))
        return c_call_null(callable);
    *out = value_from_owned(r);
    return 1;
}

#endif
