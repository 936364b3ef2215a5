/* special.h - protocols behind single instructions: with, except, except*, raise, match, from-import, ** and * arguments.

   Functions take borrowed operands and return new references; messages are CPython 3.11's.  All may run code: the caller has synchronised. */
#ifndef PYRS_SPECIAL_H
#define PYRS_SPECIAL_H

/* An interned name, made once. */
#define STATIC_NAME(var, text) static PyObject *var; if (!var && !(var = PyUnicode_InternFromString(text)))

/* ---- with ---- */

/* A method found on the type of o, never on the instance: pair[0] the callable, pair[1] its self or V_UNSET.  1 found, 0 not there, -1 error. */
static int special_method(PyObject *o, PyObject *name, Value *pair)
{
    PyTypeObject *t = Py_TYPE(o);
    PyObject *m = _PyType_Lookup(t, name);
    if (!m)
        return 0;
    Py_INCREF(m);
    if (_PyType_HasFeature(Py_TYPE(m), Py_TPFLAGS_METHOD_DESCRIPTOR)) {
        pair[0] = v_from_ptr(m);
        pair[1] = value_from_borrowed(o);
        return 1;
    }
    descrgetfunc get = Py_TYPE(m)->tp_descr_get;
    if (get) {
        PyObject *bound = get(m, o, (PyObject *)t);
        Py_DECREF(m);
        if (!bound)
            return -1;
        m = bound;
    }
    pair[0] = value_from_owned(m);
    pair[1] = V_UNSET;
    return 1;
}

/* pairs[0..1] := __exit__ and self, pairs[2..3] := __enter__ and self (of `async with` where is_async). 0 or -1. */
static int with_lookup(Value manager, int is_async, Value *pairs)
{
    STATIC_NAME(enter, "__enter__") return -1;
    STATIC_NAME(exit, "__exit__") return -1;
    STATIC_NAME(aenter, "__aenter__") return -1;
    STATIC_NAME(aexit, "__aexit__") return -1;
    PyObject *o = value_box(manager);
    if (!o)
        return -1;
    int r = special_method(o, is_async ? aenter : enter, pairs + 2);
    if (r > 0) {
        r = special_method(o, is_async ? aexit : exit, pairs);
        if (r <= 0) {
            value_decref(pairs[2]);
            value_decref(pairs[3]);
            if (r == 0)
                PyErr_Format(PyExc_TypeError, is_async
                    ? "'%.200s' object does not support the asynchronous context manager protocol (missed __aexit__ method)"
                    : "'%.200s' object does not support the context manager protocol (missed __exit__ method)", Py_TYPE(o)->tp_name);
        }
    }
    else if (r == 0)
        PyErr_Format(PyExc_TypeError, is_async ? "'%.200s' object does not support the asynchronous context manager protocol"
                                               : "'%.200s' object does not support the context manager protocol", Py_TYPE(o)->tp_name);
    Py_DECREF(o);
    return r > 0 ? 0 : -1;
}

/* ---- except ---- */

/* Calls ok(item) on types or on each item if it is a tuple; TypeError with `message` where it fails. 0 or -1. */
static int exception_types_valid(PyObject *types)
{
    Py_ssize_t n = PyTuple_Check(types) ? PyTuple_GET_SIZE(types) : -1;
    int ok = n >= 0 || PyExceptionClass_Check(types);
    for (Py_ssize_t i = 0; ok && i < n; i++)
        ok = PyExceptionClass_Check(PyTuple_GET_ITEM(types, i));
    if (!ok)
        PyErr_SetString(PyExc_TypeError, "catching classes that do not inherit from BaseException is not allowed");
    return ok ? 0 : -1;
}

/* Does the exception match `except types`? 1, 0, or -1. */
static int exception_match(Value exc, Value types)
{
    PyObject *t = value_box(types);
    if (!t)
        return -1;
    int r = exception_types_valid(t);
    if (r == 0)
        r = PyErr_GivenExceptionMatches(v_object(exc), t);
    Py_DECREF(t);
    return r;
}

#define is_exception_group(o) PyObject_TypeCheck(o, (PyTypeObject *)PyExc_BaseExceptionGroup)

static int except_star_types_valid(PyObject *types)
{
    if (exception_types_valid(types) < 0)
        return -1;
    Py_ssize_t n = PyTuple_Check(types) ? PyTuple_GET_SIZE(types) : 1;
    for (Py_ssize_t i = 0; i < n; i++) {
        int r = PyObject_IsSubclass(PyTuple_Check(types) ? PyTuple_GET_ITEM(types, i) : types, PyExc_BaseExceptionGroup);
        if (r > 0)
            PyErr_SetString(PyExc_TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
        if (r != 0)
            return -1;
    }
    return 0;
}

static PyObject *exception_group_new(PyObject *excs)        /* of a list or tuple; ExceptionGroup if all are Exceptions */
{
    return PyObject_CallFunction(PyExc_BaseExceptionGroup, "sO", "", excs);
}

/* One `except* types` clause on what is left of the exception (or None): *match, the part for this clause (or None), becomes the handled
   exception; *rest what is left, or None.  Without a match the rest is the exception itself. 0 or -1. */
static int exception_group_match(PyObject *exc, Value types, PyObject **match, PyObject **rest)
{
    PyObject *t = value_box(types);
    if (!t)
        return -1;
    int r = -1;
    if (except_star_types_valid(t) < 0)
        goto done;
    *match = *rest = NULL;
    if (exc == Py_None)
        *match = Py_NewRef(Py_None);
    else if (PyErr_GivenExceptionMatches(exc, t)) {
        if (is_exception_group(exc))
            *match = Py_NewRef(exc);
        else {
            PyObject *excs = PyTuple_Pack(1, exc);
            *match = excs ? exception_group_new(excs) : NULL;
            Py_XDECREF(excs);
            if (!*match)
                goto done;
        }
        *rest = Py_NewRef(Py_None);
    }
    else if (is_exception_group(exc)) {
        PyObject *pair = PyObject_CallMethod(exc, "split", "(O)", t);
        if (!pair)
            goto done;
        if (!PyTuple_CheckExact(pair) || PyTuple_GET_SIZE(pair) != 2) {
            PyErr_Format(PyExc_TypeError, "%.200s.split must return a 2-tuple", Py_TYPE(exc)->tp_name);
            Py_DECREF(pair);
            goto done;
        }
        *match = Py_NewRef(PyTuple_GET_ITEM(pair, 0));
        *rest = Py_NewRef(PyTuple_GET_ITEM(pair, 1));
        Py_DECREF(pair);
    }
    else
        *match = Py_NewRef(Py_None);
    if (*match == Py_None) {
        Py_XDECREF(*rest);
        *rest = Py_NewRef(exc);
    }
    else
        PyErr_SetHandledException(*match);
    r = 0;
done:
    Py_DECREF(t);
    return r;
}

/* Same traceback, cause, context and notes: then it is a part of the original, re-raised. */
static int same_exception_metadata(PyObject *a, PyObject *b)
{
    PyBaseExceptionObject *x = (PyBaseExceptionObject *)a, *y = (PyBaseExceptionObject *)b;
    return x->notes == y->notes && x->traceback == y->traceback && x->cause == y->cause && x->context == y->context;
}

/* Add the identities of the leaves of `exc` to a set. */
static int exception_leaves(PyObject *exc, PyObject *ids)
{
    if (!is_exception_group(exc)) {
        PyObject *id = PyLong_FromVoidPtr(exc);
        int r = id ? PySet_Add(ids, id) : -1;
        Py_XDECREF(id);
        return r;
    }
    PyObject *excs = ((PyBaseExceptionGroupObject *)exc)->excs;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(excs); i++) {
        if (Py_EnterRecursiveCall(" in an exception group"))
            return -1;
        int r = exception_leaves(PyTuple_GET_ITEM(excs, i), ids);
        Py_LeaveRecursiveCall();
        if (r < 0)
            return -1;
    }
    return 0;
}

/* A group like `group` around `excs`, made by its derive(), with its traceback, context, cause and a copy of its notes. */
static PyObject *exception_group_derive(PyObject *group, PyObject *excs)
{
    PyObject *g = PyObject_CallMethod(group, "derive", "(O)", excs), *tb, *notes;
    if (!g)
        return NULL;
    if (!is_exception_group(g)) {
        PyErr_SetString(PyExc_TypeError, "derive must return an instance of BaseExceptionGroup");
        goto fail;
    }
    tb = PyException_GetTraceback(group);
    if (tb) {
        int r = PyException_SetTraceback(g, tb);
        Py_DECREF(tb);
        if (r < 0)
            goto fail;
    }
    PyException_SetContext(g, PyException_GetContext(group));
    PyException_SetCause(g, PyException_GetCause(group));
    STATIC_NAME(str_notes, "__notes__") goto fail;
    if (_PyObject_LookupAttr(group, str_notes, &notes) < 0)
        goto fail;
    if (notes && PySequence_Check(notes)) {
        PyObject *copy = PySequence_List(notes);
        int r = copy ? PyObject_SetAttr(g, str_notes, copy) : -1;
        Py_XDECREF(copy);
        if (r < 0) {
            Py_DECREF(notes);
            goto fail;
        }
    }
    Py_XDECREF(notes);
    return g;
fail:
    Py_DECREF(g);
    return NULL;
}

/* The part of `group` made of the leaves in `ids`, in the group's structure. *out NULL if empty. 0 or -1. */
static int exception_group_keep(PyObject *group, PyObject *ids, PyObject **out)
{
    *out = NULL;
    if (!is_exception_group(group)) {
        PyObject *id = PyLong_FromVoidPtr(group);
        int r = id ? PySet_Contains(ids, id) : -1;
        Py_XDECREF(id);
        if (r > 0)
            *out = Py_NewRef(group);
        return r < 0 ? -1 : 0;
    }
    PyObject *excs = ((PyBaseExceptionGroupObject *)group)->excs, *kept = PyList_New(0);
    int r = kept ? 0 : -1;
    for (Py_ssize_t i = 0; r == 0 && i < PyTuple_GET_SIZE(excs); i++) {
        PyObject *part;
        if (Py_EnterRecursiveCall(" in an exception group")) {
            r = -1;
            break;
        }
        r = exception_group_keep(PyTuple_GET_ITEM(excs, i), ids, &part);
        Py_LeaveRecursiveCall();
        if (r == 0 && part) {
            r = PyList_Append(kept, part);
            Py_DECREF(part);
        }
    }
    if (r == 0 && PyList_GET_SIZE(kept)) {
        *out = exception_group_derive(group, kept);
        r = *out ? 0 : -1;
    }
    Py_XDECREF(kept);
    return r;
}

/* After except* clauses: `list` has what they raised and what was left (None for nothing).  The exception to raise, or None. */
static PyObject *prep_reraise_star(PyObject *orig, PyObject *list)
{
    Py_ssize_t n = PyList_GET_SIZE(list);
    if (n == 0)
        return Py_NewRef(Py_None);
    if (!is_exception_group(orig))      /* a plain exception was wrapped for one clause: at most one to raise */
        return Py_NewRef(PyList_GET_ITEM(list, 0));
    PyObject *raised = PyList_New(0), *ids = PySet_New(NULL), *result = NULL, *again;
    if (!raised || !ids)
        goto done;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *e = PyList_GET_ITEM(list, i);
        if (e == Py_None)
            continue;
        if ((same_exception_metadata(e, orig) ? exception_leaves(e, ids) : PyList_Append(raised, e)) < 0)
            goto done;
    }
    if (exception_group_keep(orig, ids, &again) < 0)
        goto done;
    if (PyList_GET_SIZE(raised) == 0)
        result = again ? again : Py_NewRef(Py_None);
    else {
        int r = again ? PyList_Append(raised, again) : 0;
        Py_XDECREF(again);
        if (r == 0)
            result = PyList_GET_SIZE(raised) > 1 ? exception_group_new(raised) : Py_NewRef(PyList_GET_ITEM(raised, 0));
    }
done:
    Py_XDECREF(raised);
    Py_XDECREF(ids);
    return result;
}

/* ---- ExceptionGroup.split and subgroup with a function ----
   The host takes exact host functions only; these stand in their place on BaseExceptionGroup and take ours too. */

static PyObject *host_group_split, *host_group_subgroup;

/* The part of `exc` for which the predicate holds and, if rest is not NULL, the other part; each NULL if empty. 0 or -1. */
static int exception_group_divide(PyObject *exc, PyObject *predicate, PyObject **match, PyObject **rest)
{
    *match = NULL;
    if (rest)
        *rest = NULL;
    PyObject *answer = PyObject_CallOneArg(predicate, exc);
    int yes = answer ? PyObject_IsTrue(answer) : -1;
    Py_XDECREF(answer);
    if (yes < 0)
        return -1;
    if (yes) {
        *match = Py_NewRef(exc);
        return 0;
    }
    if (!is_exception_group(exc)) {
        if (rest)
            *rest = Py_NewRef(exc);
        return 0;
    }
    PyObject *excs = Py_NewRef(((PyBaseExceptionGroupObject *)exc)->excs), *matches = PyList_New(0), *others = PyList_New(0);
    int r = matches && others ? 0 : -1;
    for (Py_ssize_t i = 0; r == 0 && i < PyTuple_GET_SIZE(excs); i++) {
        PyObject *m, *o = NULL;
        if (Py_EnterRecursiveCall(" in an exception group")) {
            r = -1;
            break;
        }
        r = exception_group_divide(PyTuple_GET_ITEM(excs, i), predicate, &m, rest ? &o : NULL);
        Py_LeaveRecursiveCall();
        if (r == 0 && m)
            r = PyList_Append(matches, m);
        if (r == 0 && o)
            r = PyList_Append(others, o);
        Py_XDECREF(m);
        Py_XDECREF(o);
    }
    if (r == 0 && PyList_GET_SIZE(matches) && !(*match = exception_group_derive(exc, matches)))
        r = -1;
    if (r == 0 && rest && PyList_GET_SIZE(others) && !(*rest = exception_group_derive(exc, others)))
        r = -1;
    if (r < 0) {
        Py_CLEAR(*match);
        if (rest)
            Py_CLEAR(*rest);
    }
    Py_DECREF(excs);
    Py_XDECREF(matches);
    Py_XDECREF(others);
    return r;
}

static PyObject *group_split(PyObject *self, PyObject *args)
{
    PyObject *match, *rest;
    if (PyTuple_GET_SIZE(args) != 1 || Py_TYPE(PyTuple_GET_ITEM(args, 0)) != &PyrsFunction_Type) {
        PyObject *bound = Py_TYPE(host_group_split)->tp_descr_get(host_group_split, self, (PyObject *)Py_TYPE(self));
        PyObject *r = bound ? PyObject_Call(bound, args, NULL) : NULL;
        Py_XDECREF(bound);
        return r;
    }
    if (exception_group_divide(self, PyTuple_GET_ITEM(args, 0), &match, &rest) < 0)
        return NULL;
    PyObject *pair = PyTuple_Pack(2, match ? match : Py_None, rest ? rest : Py_None);
    Py_XDECREF(match);
    Py_XDECREF(rest);
    return pair;
}

static PyObject *group_subgroup(PyObject *self, PyObject *args)
{
    PyObject *match;
    if (PyTuple_GET_SIZE(args) != 1 || Py_TYPE(PyTuple_GET_ITEM(args, 0)) != &PyrsFunction_Type) {
        PyObject *bound = Py_TYPE(host_group_subgroup)->tp_descr_get(host_group_subgroup, self, (PyObject *)Py_TYPE(self));
        PyObject *r = bound ? PyObject_Call(bound, args, NULL) : NULL;
        Py_XDECREF(bound);
        return r;
    }
    if (exception_group_divide(self, PyTuple_GET_ITEM(args, 0), &match, NULL) < 0)
        return NULL;
    return match ? match : Py_NewRef(Py_None);
}

static PyMethodDef group_methods[] = {
    {"split", group_split, METH_VARARGS, NULL},
    {"subgroup", group_subgroup, METH_VARARGS, NULL},
};

/* Once per process. 0 or -1. */
static int exception_groups_init(void)
{
    PyTypeObject *t = (PyTypeObject *)PyExc_BaseExceptionGroup;
    PyObject **saved[2] = {&host_group_split, &host_group_subgroup};
    for (int i = 0; i < 2; i++) {
        if (*saved[i])
            continue;
        PyObject *old = PyDict_GetItemString(t->tp_dict, group_methods[i].ml_name);
        if (!old || !Py_TYPE(old)->tp_descr_get) {
            PyErr_SetString(PyExc_ImportError, "pyrs: this host's exception groups are not the expected ones");
            return -1;
        }
        PyObject *descr = PyDescr_NewMethod(t, &group_methods[i]);
        *saved[i] = Py_NewRef(old);
        int r = descr ? PyDict_SetItemString(t->tp_dict, group_methods[i].ml_name, descr) : -1;
        Py_XDECREF(descr);
        if (r < 0)
            return -1;
    }
    PyType_Modified(t);
    return 0;
}

/* ---- raise ---- */

/* `raise`, `raise exc`, `raise exc from cause` (V_UNSET where absent; borrowed).  The error is set in any case; the result tells whether the frame
   adds a traceback entry: a bare raise adds none. */
static int raise_exception(ThreadState *ts, Value exc, Value cause)
{
    if (exc == V_UNSET) {
        PyObject *value = _PyErr_GetTopmostException(ts->host)->exc_value;
        if (!value || value == Py_None) {
            PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
            return 1;
        }
        PyErr_Restore(Py_NewRef(Py_TYPE(value)), Py_NewRef(value), PyException_GetTraceback(value));
        return 0;
    }
    PyObject *e = v_is_object(exc) ? v_object(exc) : NULL, *value = NULL;
    if (e && PyExceptionClass_Check(e)) {
        PyTypeObject *t = (PyTypeObject *)e;
        if (t->tp_new == exception_new_of_host && t->tp_init == exception_init_of_host && Py_TYPE(e) == &PyType_Type)
            value = exception_new(t, PyTuple_New(0));
        else
            value = PyObject_CallNoArgs(e);
        if (!value)
            return 1;
        if (!PyExceptionInstance_Check(value)) {
            PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %R", e, Py_TYPE(value));
            goto done;
        }
    }
    else if (e && PyExceptionInstance_Check(e)) {
        value = Py_NewRef(e);
        e = (PyObject *)Py_TYPE(e);
    }
    else {
        PyErr_SetString(PyExc_TypeError, "exceptions must derive from BaseException");
        return 1;
    }
    if (cause != V_UNSET) {
        PyObject *c = v_is_object(cause) ? v_object(cause) : NULL, *fixed;
        if (c && PyExceptionClass_Check(c)) {
            fixed = PyObject_CallNoArgs(c);
            if (!fixed)
                goto done;
        }
        else if (c && PyExceptionInstance_Check(c))
            fixed = Py_NewRef(c);
        else if (cause == V_NONE)
            fixed = NULL;
        else {
            PyErr_SetString(PyExc_TypeError, "exception causes must derive from BaseException");
            goto done;
        }
        PyException_SetCause(value, fixed);
    }
    PyThreadState *host = ts->host;
    PyObject *context = _PyErr_GetTopmostException(host)->exc_value;
    if (host->curexc_type || (context && context != Py_None))
        PyErr_SetObject(e, value);
    else {                              /* the same without a context */
        host->curexc_type = Py_NewRef(e);
        host->curexc_value = Py_NewRef(value);
        PyObject *tb = ((PyBaseExceptionObject *)value)->traceback;     /* None after with_traceback(None) */
        host->curexc_traceback = tb && PyTraceBack_Check(tb) ? Py_NewRef(tb) : NULL;
    }
done:
    Py_DECREF(value);
    return 1;
}

/* ---- match ---- */

/* match_keys of one key and an exact dict, whose get() is known: most mapping patterns. */
static PyObject *match_key(PyObject *d, PyObject *key)
{
    PyObject *v = PyDict_GetItemWithError(d, key);
    if (!v)
        return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
    return PyTuple_Pack(1, v);
}

/* A tuple of the values of `keys` in a mapping, None if one is missing.  Looks up by get(key, default), so that nothing is created. */
static PyObject *match_keys(PyObject *subject, PyObject *keys)
{
    STATIC_NAME(str_get, "get") return NULL;
    Py_ssize_t n = PyTuple_GET_SIZE(keys);
    if (n == 0)
        return PyTuple_New(0);
    if (n == 1 && PyDict_CheckExact(subject))
        return match_key(subject, PyTuple_GET_ITEM(keys, 0));
    PyObject *get = NULL, *seen = NULL, *missing = NULL, *values = NULL, *result = NULL;
    int unbound = _PyObject_GetMethod(subject, str_get, &get);
    if (!get || !(seen = PySet_New(NULL)) || !(missing = PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type)) || !(values = PyTuple_New(n)))
        goto done;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *key = PyTuple_GET_ITEM(keys, i);
        if (PySet_Contains(seen, key) || PySet_Add(seen, key)) {
            if (!PyErr_Occurred())
                PyErr_Format(PyExc_ValueError, "mapping pattern checks duplicate key (%R)", key);
            goto done;
        }
        PyObject *args[] = {subject, key, missing};
        PyObject *v = unbound ? PyObject_Vectorcall(get, args, 3, NULL) : PyObject_Vectorcall(get, args + 1, 2, NULL);
        if (!v)
            goto done;
        if (v == missing) {
            Py_DECREF(v);
            result = Py_NewRef(Py_None);
            goto done;
        }
        PyTuple_SET_ITEM(values, i, v);
    }
    result = Py_NewRef(values);
done:
    Py_XDECREF(get);
    Py_XDECREF(seen);
    Py_XDECREF(missing);
    Py_XDECREF(values);
    return result;
}

/* Append the attribute to the list: 1, 0 if the subject has none, -1 error. */
static int match_attribute(PyObject *list, PyObject *subject, PyTypeObject *cls, PyObject *name, PyObject *seen)
{
    int r = PySet_Contains(seen, name);
    if (r == 0)
        r = PySet_Add(seen, name);
    if (r != 0) {
        if (r > 0)
            PyErr_Format(PyExc_TypeError, "%s() got multiple sub-patterns for attribute %R", cls->tp_name, name);
        return -1;
    }
    PyObject *v = PyObject_GetAttr(subject, name);
    if (!v) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError))
            return -1;
        PyErr_Clear();
        return 0;
    }
    r = PyList_Append(list, v);
    Py_DECREF(v);
    return r < 0 ? -1 : 1;
}

/* A class pattern: the tuple of matched attributes (npos positional ones, then `names`), or None. */
static PyObject *match_class(PyObject *subject, PyObject *cls, PyObject *names, Py_ssize_t npos)
{
    STATIC_NAME(str_match_args, "__match_args__") return NULL;
    if (!PyType_Check(cls)) {
        PyErr_SetString(PyExc_TypeError, "called match pattern must be a type");
        return NULL;
    }
    PyTypeObject *t = (PyTypeObject *)cls;
    int r = PyObject_IsInstance(subject, cls);
    if (r <= 0)
        return r < 0 ? NULL : Py_NewRef(Py_None);
    PyObject *seen = PySet_New(NULL), *list = PyList_New(0), *args = NULL;
    r = seen && list ? 1 : -1;
    if (r > 0 && npos) {
        int itself = 0;
        r = _PyObject_LookupAttr(cls, str_match_args, &args);
        if (r < 0)
            goto done;
        if (args && !PyTuple_CheckExact(args)) {
            PyErr_Format(PyExc_TypeError, "%s.__match_args__ must be a tuple (got %s)", t->tp_name, Py_TYPE(args)->tp_name);
            r = -1;
            goto done;
        }
        if (!args)              /* only where __match_args__ is not defined at all */
            itself = _PyType_HasFeature(t, _Py_TPFLAGS_MATCH_SELF);
        Py_ssize_t allowed = itself ? 1 : args ? PyTuple_GET_SIZE(args) : 0;
        r = 1;
        if (allowed < npos) {
            PyErr_Format(PyExc_TypeError, "%s() accepts %zd positional sub-pattern%s (%zd given)", t->tp_name, allowed,
                         allowed == 1 ? "" : "s", npos);
            r = -1;
        }
        else if (itself)
            r = PyList_Append(list, subject) < 0 ? -1 : 1;
        else
            for (Py_ssize_t i = 0; r > 0 && i < npos; i++) {
                PyObject *name = PyTuple_GET_ITEM(args, i);
                if (!PyUnicode_CheckExact(name)) {
                    PyErr_Format(PyExc_TypeError, "__match_args__ elements must be strings (got %s)", Py_TYPE(name)->tp_name);
                    r = -1;
                }
                else
                    r = match_attribute(list, subject, t, name, seen);
            }
    }
    for (Py_ssize_t i = 0; r > 0 && i < PyTuple_GET_SIZE(names); i++)
        r = match_attribute(list, subject, t, PyTuple_GET_ITEM(names, i), seen);
done:;
    PyObject *result = r > 0 ? PyList_AsTuple(list) : r == 0 ? Py_NewRef(Py_None) : NULL;
    Py_XDECREF(args);
    Py_XDECREF(seen);
    Py_XDECREF(list);
    return result;
}

/* ---- from ... import ---- */

static PyObject *imported_module(PyObject *table, PyObject *package, PyObject *name)     /* new, or NULL with or without an error */
{
    PyObject *full = PyUnicode_FromFormat("%U.%U", package, name);
    PyObject *m = full ? Py_XNewRef(PyDict_GetItemWithError(table, full)) : NULL;
    Py_XDECREF(full);
    return m;
}

/* `from module import name`: the attribute, else the submodule in sys.modules (a circular import), else ImportError. */
static PyObject *import_from(PyObject *builtins, PyObject *module, PyObject *name)
{
    STATIC_NAME(str_name, "__name__") return NULL;
    STATIC_NAME(str_spec, "__spec__") return NULL;
    PyObject *r;
    if (_PyObject_LookupAttr(module, name, &r) != 0)
        return r;
    PyObject *package = PyObject_GetAttr(module, str_name);
    if (package && PyUnicode_Check(package)) {
        r = imported_module(module_table(builtins), package, name);
        if (r || PyErr_Occurred()) {
            Py_DECREF(package);
            return r;
        }
    }
    else
        Py_CLEAR(package);
    PyObject *path = PyModule_GetFilenameObject(module), *message;
    PyObject *shown = package ? Py_NewRef(package) : (PyErr_Clear(), PyUnicode_FromString("<unknown module name>"));
    if (!path || !PyUnicode_Check(path)) {
        PyErr_Clear();
        Py_CLEAR(path);
        message = shown ? PyUnicode_FromFormat("cannot import name %R from %R (unknown location)", name, shown) : NULL;
    }
    else {
        PyObject *spec = PyObject_GetAttr(module, str_spec);
        if (!spec)
            PyErr_Clear();
        message = !shown ? NULL : PyUnicode_FromFormat(_PyModuleSpec_IsInitializing(spec)
            ? "cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)"
            : "cannot import name %R from %R (%S)", name, shown, path);
        Py_XDECREF(spec);
    }
    if (message)
        PyErr_SetImportError(message, package, path);
    else
        PyErr_NoMemory();
    Py_XDECREF(message);
    Py_XDECREF(shown);
    Py_XDECREF(package);
    Py_XDECREF(path);
    return NULL;
}

/* `from module import *` into a namespace. 0 or -1. */
static int import_star(PyObject *locals, PyObject *module)
{
    STATIC_NAME(str_all, "__all__") return -1;
    STATIC_NAME(str_dict, "__dict__") return -1;
    STATIC_NAME(str_name, "__name__") return -1;
    PyObject *all, *dict;
    int public_only = 0, r = 0;
    if (_PyObject_LookupAttr(module, str_all, &all) < 0)
        return -1;
    if (!all) {
        if (_PyObject_LookupAttr(module, str_dict, &dict) < 0)
            return -1;
        if (!dict) {
            PyErr_SetString(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__");
            return -1;
        }
        all = PyMapping_Keys(dict);
        Py_DECREF(dict);
        if (!all)
            return -1;
        public_only = 1;
    }
    for (Py_ssize_t i = 0; r == 0; i++) {
        PyObject *name = PySequence_GetItem(all, i), *v;
        if (!name) {
            if (PyErr_ExceptionMatches(PyExc_IndexError))
                PyErr_Clear();
            else
                r = -1;
            break;
        }
        if (!PyUnicode_Check(name)) {
            PyObject *where = PyObject_GetAttr(module, str_name);
            if (where && !PyUnicode_Check(where))
                PyErr_Format(PyExc_TypeError, "module __name__ must be a string, not %.100s", Py_TYPE(where)->tp_name);
            else if (where)
                PyErr_Format(PyExc_TypeError, "%s in %U.%s must be str, not %.100s", public_only ? "Key" : "Item", where,
                             public_only ? "__dict__" : "__all__", Py_TYPE(name)->tp_name);
            Py_XDECREF(where);
            r = -1;
        }
        else if (public_only && PyUnicode_READY(name) < 0)
            r = -1;
        else if (!public_only || PyUnicode_GET_LENGTH(name) == 0 || PyUnicode_READ_CHAR(name, 0) != '_') {
            v = PyObject_GetAttr(module, name);
            r = !v ? -1 : PyDict_CheckExact(locals) ? PyDict_SetItem(locals, name, v) : PyObject_SetItem(locals, name, v);
            Py_XDECREF(v);
        }
        Py_DECREF(name);
    }
    Py_DECREF(all);
    return r;
}

/* ---- * and ** arguments ---- */

/* Merge **mapping into dict; TypeError naming the callee for a key that is there already, or for no mapping. 0 or -1. */
static int dict_merge_kwargs(PyObject *callee, PyObject *dict, PyObject *mapping)
{
    if (_PyDict_MergeEx(dict, mapping, 2) == 0)
        return 0;
    if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        PyObject *who = _PyObject_FunctionStr(callee);
        if (who)
            PyErr_Format(PyExc_TypeError, "%U argument after ** must be a mapping, not %.200s", who, Py_TYPE(mapping)->tp_name);
        Py_XDECREF(who);
    }
    else if (PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyObject *t, *v, *tb;
        PyErr_Fetch(&t, &v, &tb);
        if (v && PyTuple_Check(v) && PyTuple_GET_SIZE(v) == 1) {     /* not normalised: raised by the merge itself */
            PyObject *who = _PyObject_FunctionStr(callee);
            if (who)
                PyErr_Format(PyExc_TypeError, "%U got multiple values for keyword argument '%S'", who, PyTuple_GET_ITEM(v, 0));
            Py_XDECREF(who);
            Py_XDECREF(t);
            Py_XDECREF(v);
            Py_XDECREF(tb);
        }
        else
            PyErr_Restore(t, v, tb);
    }
    return -1;
}

/* tuple(iterable) for *iterable; TypeError naming the callee for what is none. */
static PyObject *call_star_tuple(PyObject *callee, PyObject *iterable)
{
    if (Py_TYPE(iterable)->tp_iter == NULL && !PySequence_Check(iterable)) {
        PyErr_Clear();
        PyObject *who = _PyObject_FunctionStr(callee);
        if (who)
            PyErr_Format(PyExc_TypeError, "%U argument after * must be an iterable, not %.200s", who, Py_TYPE(iterable)->tp_name);
        Py_XDECREF(who);
        return NULL;
    }
    return PySequence_Tuple(iterable);
}

#endif
