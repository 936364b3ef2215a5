/* intrinsics.h - calls of well-known C functions done without the calling convention.

   The callables are recognised by identity (they are kept alive for good), so a rebound name or a patched module
   never meets them.  Arguments stay unboxed where the operation allows.  Each returns 1 with *out set (arguments not consumed),
   0 "take the ordinary way", -1 error set. */
#ifndef PYRS_INTRINSICS_H
#define PYRS_INTRINSICS_H

static PyObject *intr_len, *intr_isinstance, *intr_ord, *intr_chr, *intr_abs, *intr_list_append, *intr_dict_get;

static PyObject *builtin_of_host(const char *name)
{
    PyObject *m = PyImport_ImportModule("builtins"), *o = m ? PyObject_GetAttrString(m, name) : NULL;
    Py_XDECREF(m);
    return o;
}

static int intrinsics_init(void)
{
    intr_len = builtin_of_host("len");
    intr_isinstance = builtin_of_host("isinstance");
    intr_ord = builtin_of_host("ord");
    intr_chr = builtin_of_host("chr");
    intr_abs = builtin_of_host("abs");
    intr_list_append = PyDict_GetItemString(PyList_Type.tp_dict, "append");
    Py_XINCREF(intr_list_append);
    intr_dict_get = PyDict_GetItemString(PyDict_Type.tp_dict, "get");
    Py_XINCREF(intr_dict_get);
    return intr_len && intr_isinstance && intr_ord && intr_chr && intr_abs && intr_list_append ? 0 : -1;
}

#define is_c_callable(o) (Py_TYPE(o) == &PyCFunction_Type || Py_TYPE(o) == &PyMethodDescr_Type)

static int type_is_plain(PyObject *cls)     /* exact `type` metaclass: isinstance() has no hook */
{
    return Py_TYPE(cls) == &PyType_Type;
}

static int dict_get(Value *base, Py_ssize_t n, Value *out)
{
    if (!v_is_object(base[1]) || !PyDict_CheckExact(v_object(base[1])))
        return 0;
    PyObject *r;
    int found = dict_find(v_object(base[1]), base[2], &r);
    if (found < 0)
        return 0;
    if (found)
        *out = value_from_borrowed(r);
    else if (n == 3) {
        value_incref(base[3]);
        *out = base[3];
    }
    else
        *out = V_NONE;
    return 1;
}

static __attribute__((noinline)) int call_intrinsic(Value *base, Py_ssize_t n, Value *out)
{
    PyObject *callable = v_object(base[0]);
    if (n == 1) {
        Value x = base[1];
        if (callable == intr_len) {
            if (!v_is_object(x))
                return 0;
            PyObject *o = v_object(x);
            PyTypeObject *t = Py_TYPE(o);
            if (t == &PyList_Type || t == &PyTuple_Type)
                *out = v_from_int48(Py_SIZE(o));
            else if (t == &PyUnicode_Type)
                *out = v_from_int48(PyUnicode_GET_LENGTH(o));
            else if (t == &PyDict_Type)
                *out = v_from_int48(PyDict_GET_SIZE(o));
            else {
                if (builtin_asks(callable, x))
                    return 0;
                Py_ssize_t len = PyObject_Length(o);
                if (len < 0)
                    return -1;
                *out = value_from_int64(len);
            }
            return 1;
        }
        if (callable == intr_ord) {
            if (v_is_object(x) && PyUnicode_CheckExact(v_object(x)) && PyUnicode_GET_LENGTH(v_object(x)) == 1) {
                *out = v_from_int48(PyUnicode_READ_CHAR(v_object(x), 0));
                return 1;
            }
            return 0;
        }
        if (callable == intr_chr) {
            if (v_is_int(x) && v_int(x) >= 0 && v_int(x) < 0x110000) {
                PyObject *s = PyUnicode_FromOrdinal((int)v_int(x));
                *out = v_from_ptr(s);
                return s ? 1 : -1;
            }
            return 0;
        }
        if (callable == intr_abs) {
            if (v_is_int(x) && v_int(x) != V_INT_MIN) {
                *out = v_from_int48(v_int(x) < 0 ? -v_int(x) : v_int(x));
                return 1;
            }
            if (v_is_double(x)) {
                *out = v_from_double_notnan(fabs(v_double(x)));
                return 1;
            }
            return 0;
        }
        return 0;
    }
    if (callable == intr_dict_get && (n == 2 || n == 3))
        return dict_get(base, n, out);
    if (n == 2) {
        if (callable == intr_list_append) {
            if (!v_is_object(base[1]) || !PyList_CheckExact(v_object(base[1])))
                return 0;
            PyListObject *l = (PyListObject *)v_object(base[1]);
            Py_ssize_t size = Py_SIZE(l);
            PyObject *o = value_box(base[2]);
            if (!o)
                return -1;
            if (size < l->allocated) {
                l->ob_item[size] = o;
                Py_SET_SIZE(l, size + 1);
            }
            else {
                int r = PyList_Append((PyObject *)l, o);
                Py_DECREF(o);
                if (r < 0)
                    return -1;
            }
            *out = V_NONE;
            return 1;
        }
        if (callable == intr_isinstance) {
            if (!v_is_object(base[2]))
                return 0;
            PyObject *cls = v_object(base[2]);
            PyTypeObject *t = value_type(base[1]);
            if (PyType_Check(cls)) {
                if ((PyObject *)t == cls) {
                    *out = V_TRUE;
                    return 1;
                }
                /* A class that lies through __class__ needs the host's full test: only when the plain answer is no. */
                if (type_is_plain(cls)) {
                    if (PyType_IsSubtype(t, (PyTypeObject *)cls)) {
                        *out = V_TRUE;
                        return 1;
                    }
                    if (!v_is_object(base[1]) || t->tp_getattro == PyObject_GenericGetAttr) {
                        if (!(t->tp_flags & Py_TPFLAGS_HEAPTYPE)) {
                            *out = V_FALSE;
                            return 1;
                        }
                    }
                }
            }
            PyObject *tmp, *o = NULL;
            tmp = NULL;
            if (v_is_object(base[1]))
                o = v_object(base[1]);
            else
                o = tmp = value_box_inline(base[1]);
            int r = o ? PyObject_IsInstance(o, cls) : -1;
            Py_XDECREF(tmp);
            if (r < 0)
                return -1;
            *out = v_bool(r);
            return 1;
        }
    }
    return 0;
}

#endif
