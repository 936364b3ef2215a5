/* bind.h - from the arguments of a call to the parameters of its window.

   Rules:
   1. The window may lie above every frame's limit, where any code entered from C would overwrite it.  So as soon as something may
      run code (an allocation collects garbage, a keyword compares itself), the values are in a C buffer, not in the window.
   2. Nothing runs between the last store to the window and the return.
   3. The order of the checks is CPython's: unexpected and repeated keywords first, then too many positional arguments, then missing ones. */
#ifndef PYRS_BIND_H
#define PYRS_BIND_H

#define BIND_SMALL 40      /* values that are bound without asking the allocator for a buffer */

static void bind_release(Value *values, Py_ssize_t n)
{
    for (Py_ssize_t i = 0; i < n; i++)
        value_decref(values[i]);
}

/* Release values that lie in a window which no frame owns yet (rule 1): finalisers may use the window meanwhile. */
static __attribute__((noinline, cold)) void bind_release_window(Value *regs, Py_ssize_t n)
{
    Value small[BIND_SMALL];
    while (n > 0) {
        /* From the end, so that a finaliser's frames, which grow upwards from the window's base, find nothing left to damage. */
        Py_ssize_t count = n < BIND_SMALL ? n : BIND_SMALL;
        if (count < n) {
            Value *all = PyMem_Malloc((size_t)n * sizeof(Value));
            if (all) {
                memcpy(all, regs, (size_t)n * sizeof(Value));
                memset(regs, 0, (size_t)n * sizeof(Value));
                bind_release(all, n);
                PyMem_Free(all);
                return;
            }
        }
        memcpy(small, regs + n - count, (size_t)count * sizeof(Value));
        memset(regs + n - count, 0, (size_t)count * sizeof(Value));
        n -= count;
        bind_release(small, count);
    }
}

/* ---- messages ---- */

static PyObject *bind_name(Code *code, Py_ssize_t i) { return PyTuple_GET_ITEM(code->varnames, i); }

/* "'a'", "'a' and 'b'", "'a', 'b', and 'c'" from a list of names. New reference. */
static PyObject *bind_enumerate(PyObject *names)
{
    Py_ssize_t n = PyList_GET_SIZE(names);
    PyObject *text = PyObject_Repr(PyList_GET_ITEM(names, 0));
    for (Py_ssize_t i = 1; text && i < n; i++) {
        const char *separator = i < n - 1 ? ", " : n == 2 ? " and " : ", and ";
        Py_SETREF(text, PyUnicode_FromFormat("%U%s%R", text, separator, PyList_GET_ITEM(names, i)));
    }
    return text;
}

/* Parameters of [start, end) that are still unset. */
static __attribute__((noinline, cold)) void bind_missing(Function *fn, Code *code, Value *slots, Py_ssize_t start, Py_ssize_t end, const char *kind)
{
    PyObject *names = PyList_New(0), *text = NULL;
    if (!names)
        return;
    for (Py_ssize_t i = start; i < end; i++)
        if (slots[i] == V_UNSET && PyList_Append(names, bind_name(code, i)) < 0)
            goto done;
    text = bind_enumerate(names);
    if (text) {
        Py_ssize_t n = PyList_GET_SIZE(names);
        PyErr_Format(PyExc_TypeError, "%U() missing %zd required %s argument%s: %U", fn->base.func_qualname, n, kind, n == 1 ? "" : "s",
                     text);
        Py_DECREF(text);
    }
done:
    Py_DECREF(names);
}

static __attribute__((noinline, cold)) void bind_too_many(Function *fn, Code *code, Value *slots, Py_ssize_t given)
{
    PyObject *defaults = fn->base.func_defaults;
    Py_ssize_t argcount = code->argcount, ndefaults = defaults ? PyTuple_GET_SIZE(defaults) : 0, kwonly = 0;
    for (Py_ssize_t i = argcount; i < argcount + (Py_ssize_t)code->kwonly; i++)
        kwonly += slots[i] != V_UNSET;
    PyObject *takes = ndefaults ? PyUnicode_FromFormat("from %zd to %zd", argcount - ndefaults, argcount)
                                : PyUnicode_FromFormat("%zd", argcount);
    PyObject *also = kwonly ? PyUnicode_FromFormat(" positional argument%s (and %zd keyword-only argument%s)", given == 1 ? "" : "s", kwonly,
                                                   kwonly == 1 ? "" : "s")
                            : PyUnicode_FromString("");
    if (takes && also)
        PyErr_Format(PyExc_TypeError, "%U() takes %U positional argument%s but %zd%U %s given", fn->base.func_qualname, takes,
                     ndefaults || argcount != 1 ? "s" : "", given, also, given == 1 && !kwonly ? "was" : "were");
    Py_XDECREF(takes);
    Py_XDECREF(also);
}

/* Which positional-only parameters were named as keywords: 1 with the error set if any, 0, -1. */
static __attribute__((noinline, cold)) int bind_positional_only_named(Function *fn, Code *code, PyObject *kwnames)
{
    PyObject *names = PyList_New(0);
    int result = -1;
    if (!names)
        return -1;
    for (Py_ssize_t i = 0; i < (Py_ssize_t)code->posonly; i++)
        for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(kwnames); k++) {
            int same = PyObject_RichCompareBool(bind_name(code, i), PyTuple_GET_ITEM(kwnames, k), Py_EQ);
            if (same < 0 || (same && PyList_Append(names, bind_name(code, i)) < 0))
                goto done;
            if (same)
                break;
        }
    result = PyList_GET_SIZE(names) != 0;
    if (result) {
        PyObject *comma = PyUnicode_FromString(", ");
        PyObject *text = comma ? PyUnicode_Join(comma, names) : NULL;
        if (text)
            PyErr_Format(PyExc_TypeError, "%U() got some positional-only arguments passed as keyword arguments: '%U'", fn->base.func_qualname,
                         text);
        else
            result = -1;
        Py_XDECREF(comma);
        Py_XDECREF(text);
    }
done:
    Py_DECREF(names);
    return result;
}

/* ---- keywords ---- */

/* Index of the parameter named key in [posonly, total), total if none, -1 with an error. */
static Py_ssize_t bind_keyword_index(Code *code, PyObject *key, Py_ssize_t total)
{
    PyObject *const *names = &PyTuple_GET_ITEM(code->varnames, 0);
    Py_ssize_t i;
    for (i = code->posonly; i < total; i++)
        if (names[i] == key)
            return i;
    int interned = PyUnicode_CheckExact(key) && PyUnicode_CHECK_INTERNED(key);
    for (i = code->posonly; i < total; i++) {
        if (interned && PyUnicode_CHECK_INTERNED(names[i]))
            continue;           /* two interned strings are one string or different */
        int same = PyObject_RichCompareBool(key, names[i], Py_EQ);
        if (same < 0)
            return -1;
        if (same)
            return i;
    }
    return total;
}

/* Give the keyword arguments values[0..n) to their slots, or to **kwargs.  A value that has been given away is unset in `values`. */
static int bind_keywords(Function *fn, Code *code, Value *slots, Value *values, PyObject *kwnames, PyObject *kwargs)
{
    Py_ssize_t total = (Py_ssize_t)code->argcount + code->kwonly;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(kwnames); k++) {
        PyObject *key = PyTuple_GET_ITEM(kwnames, k);
        if (!PyUnicode_Check(key)) {
            PyErr_Format(PyExc_TypeError, "%U() keywords must be strings", fn->base.func_qualname);
            return -1;
        }
        Py_ssize_t i = bind_keyword_index(code, key, total);
        if (i < 0)
            return -1;
        if (i < total) {
            if (slots[i] != V_UNSET) {
                PyErr_Format(PyExc_TypeError, "%U() got multiple values for argument '%S'", fn->base.func_qualname, key);
                return -1;
            }
            slots[i] = values[k];
            values[k] = V_UNSET;
        }
        else if (kwargs) {
            PyObject *boxed = value_box_steal(values[k]);
            if (!boxed)
                return -1;
            values[k] = V_UNSET;
            int status = PyDict_SetItem(kwargs, key, boxed);
            Py_DECREF(boxed);
            if (status < 0)
                return -1;
        }
        else {
            if (code->posonly == 0 || bind_positional_only_named(fn, code, kwnames) == 0)
                PyErr_Format(PyExc_TypeError, "%U() got an unexpected keyword argument '%S'", fn->base.func_qualname, key);
            return -1;
        }
    }
    return 0;
}

/* ---- the general case ---- */

/* slots[0..nslots) are unset, values[0..npos + len(kwnames)) owned; both in C memory.  What was not given away stays in its place for the
   caller to release. */
static int bind_slots(Function *fn, Code *code, Value *slots, Value *values, Py_ssize_t npos, PyObject *kwnames)
{
    Py_ssize_t argcount = code->argcount, total = argcount + code->kwonly;
    Py_ssize_t n = npos < argcount ? npos : argcount, i, rest = total;
    PyObject *kwargs = NULL;

    memcpy(slots, values, (size_t)n * sizeof(Value));
    memset(values, 0, (size_t)n * sizeof(Value));
    if (code->flags & CO_VARARGS) {
        PyObject *extra = PyTuple_New(npos - n);
        if (!extra)
            return -1;
        slots[rest++] = v_from_ptr(extra);
        for (i = n; i < npos; i++) {
            PyObject *item = value_box_steal(values[i]);
            if (!item)
                return -1;
            values[i] = V_UNSET;
            PyTuple_SET_ITEM(extra, i - n, item);
        }
    }
    if (code->flags & CO_VARKEYWORDS) {
        kwargs = PyDict_New();
        if (!kwargs)
            return -1;
        slots[rest] = v_from_ptr(kwargs);
    }
    if (kwnames && bind_keywords(fn, code, slots, values + npos, kwnames, kwargs) < 0)
        return -1;
    if (npos > argcount && !(code->flags & CO_VARARGS)) {
        bind_too_many(fn, code, slots, npos);
        return -1;
    }
    if (npos < argcount) {
        PyObject *defaults = fn->base.func_defaults;
        Py_ssize_t ndefaults = defaults ? PyTuple_GET_SIZE(defaults) : 0, first = argcount - ndefaults;
        for (i = npos; i < first; i++)
            if (slots[i] == V_UNSET) {
                bind_missing(fn, code, slots, npos, first, "positional");
                return -1;
            }
        for (i = npos > first ? npos : first; i < argcount; i++)
            if (slots[i] == V_UNSET)
                slots[i] = value_from_borrowed(PyTuple_GET_ITEM(defaults, i - first));
    }
    if (code->kwonly) {
        int missing = 0;
        for (i = argcount; i < total; i++) {
            if (slots[i] != V_UNSET)
                continue;
            PyObject *defaults = fn->base.func_kwdefaults, *value = NULL;
            if (defaults) {
                value = PyDict_GetItemWithError(defaults, bind_name(code, i));
                if (!value && PyErr_Occurred())
                    return -1;
            }
            if (value)
                slots[i] = value_from_borrowed(value);
            else
                missing = 1;
        }
        if (missing) {
            bind_missing(fn, code, slots, argcount, total, "keyword-only");
            return -1;
        }
    }
    return 0;
}

static __attribute__((noinline)) int bind_general(Function *fn, Value *regs, Value *values, Py_ssize_t nargs, PyObject *kwnames)
{
    Code *code = fn->code;
    Py_ssize_t nslots = (Py_ssize_t)code->argcount + code->kwonly + ((code->flags & CO_VARARGS) != 0) + ((code->flags & CO_VARKEYWORDS) != 0);
    Value small[BIND_SMALL], *slots = small;
    if (nslots + nargs > BIND_SMALL) {
        slots = PyMem_Malloc((size_t)(nslots + nargs) * sizeof(Value));     /* the raw allocator does not collect garbage */
        if (!slots) {
            bind_release_window(values, nargs);
            PyErr_NoMemory();
            return -1;
        }
    }
    Value *copy = slots + nslots;
    memset(slots, 0, (size_t)nslots * sizeof(Value));
    memcpy(copy, values, (size_t)nargs * sizeof(Value));
    /* The window must not look as if it owned what has left it. */
    memset(values, 0, (size_t)nargs * sizeof(Value));
    int status = bind_slots(fn, code, slots, copy, nargs - (kwnames ? PyTuple_GET_SIZE(kwnames) : 0), kwnames);
    if (status == 0) {
        memcpy(regs, slots, (size_t)nslots * sizeof(Value));
        for (Py_ssize_t i = nslots; i < (Py_ssize_t)code->nlocals; i++)
            regs[i] = V_UNSET;
    }
    else {
        PyObject *type, *value, *tb;
        PyErr_Fetch(&type, &value, &tb);
        bind_release(slots, nslots + nargs);
        PyErr_Restore(type, value, tb);
    }
    if (slots != small)
        PyMem_Free(slots);
    return status;
}

#define BIND_KEYWORDS 12

/* What goes where, before anything is moved. */
typedef struct {
    Py_ssize_t npos, nkw;               /* positional parameters that are given; keywords */
    uint64_t missing;                   /* parameters that take their defaults */
    Value given[BIND_KEYWORDS];
    uint8_t index[BIND_KEYWORDS];       /* the keyword's parameter; the number of parameters: it goes to **kwargs */
    PyObject *defaults[64];             /* borrowed */
} BindPlan;

/* The default of a keyword-only parameter, borrowed; NULL: none, or a dict with other keys than strings, which may compare them by Python code. place: where
   it stands if all those before it have one, too. */
HOT PyObject *kwdefault(PyObject *dict, PyObject *name, Py_ssize_t place)
{
    PyDictKeysObject *keys = dict ? ((PyDictObject *)dict)->ma_keys : NULL;
    if (!keys || keys->dk_kind == DICT_KEYS_GENERAL)
        return NULL;
    if (!((PyDictObject *)dict)->ma_values && place < keys->dk_nentries && DK_UNICODE_ENTRIES(keys)[place].me_key == name)
        return DK_UNICODE_ENTRIES(keys)[place].me_value;
    return _PyDict_GetItem_KnownHash(dict, name, ((PyASCIIObject *)name)->hash);
}

/* Keywords that are the parameters' own (interned) names, and defaults: 1; 0: not such a call, or a wrong one. */
HOT int bind_plan(Function *fn, const Value *values, Py_ssize_t npos, PyObject *kwnames, BindPlan *p)
{
    Code *code = fn->code;
    Py_ssize_t argcount = code->argcount, total = argcount + code->kwonly, nkw = kwnames ? PyTuple_GET_SIZE(kwnames) : 0, i, k;
    p->npos = npos < argcount ? npos : argcount;
    p->nkw = nkw;
    if (total >= 64 || (npos > argcount && !(code->flags & CO_VARARGS)) || nkw > BIND_KEYWORDS)
        return 0;
    PyObject *const *names = &PyTuple_GET_ITEM(code->varnames, 0);
    uint64_t bound = ((uint64_t)1 << p->npos) - 1, missing;
    Py_ssize_t next = p->npos > code->posonly ? p->npos : code->posonly;
    for (k = 0; k < nkw; k++) {
        PyObject *key = PyTuple_GET_ITEM(kwnames, k);
        for (i = next; i < total && names[i] != key; i++)       /* keywords tend to come in the order of the parameters */
            ;
        if (i == total) {
            for (i = code->posonly; i < next && names[i] != key; i++)
                ;
            if (i == next)
                i = total;
        }
        if (i == total ? !(code->flags & CO_VARKEYWORDS) || !PyUnicode_CHECK_INTERNED(key) : (int)(bound >> i & 1))
            return 0;
        if (i < total) {
            bound |= (uint64_t)1 << i;
            next = i + 1;
        }
        p->index[k] = (uint8_t)i;
        p->given[k] = values[npos + k];
    }
    PyObject *tuple = fn->base.func_defaults, *dict = fn->base.func_kwdefaults;
    Py_ssize_t ndefaults = tuple ? PyTuple_GET_SIZE(tuple) : 0;
    p->missing = missing = ~bound & (((uint64_t)1 << total) - 1);
    for (; missing; missing &= missing - 1) {
        i = __builtin_ctzll(missing);
        p->defaults[i] = i >= argcount ? kwdefault(dict, names[i], i - argcount)
                         : i >= argcount - ndefaults ? PyTuple_GET_ITEM(tuple, i - (argcount - ndefaults)) : NULL;
        if (!p->defaults[i])
            return 0;
    }
    return 1;
}

/* The keywords and defaults, when the positional arguments are in place and nothing else is in the window. */
HOT void bind_apply(Code *code, Value *regs, const BindPlan *p, PyObject *args, PyObject *kwargs)
{
    Py_ssize_t i = (Py_ssize_t)code->argcount + code->kwonly;
    for (Py_ssize_t k = 0; k < p->nkw; k++)
        if (p->index[k] < i)
            regs[p->index[k]] = p->given[k];
    for (uint64_t missing = p->missing; missing; missing &= missing - 1) {
        int m = __builtin_ctzll(missing);
        regs[m] = value_from_borrowed(p->defaults[m]);
    }
    if (args)
        regs[i++] = v_from_ptr(args);
    if (kwargs)
        regs[i++] = v_from_ptr(kwargs);
    for (; i < (Py_ssize_t)code->nlocals; i++)
        regs[i] = V_UNSET;
}

/* For a function without *args and **kwargs: nothing here allocates or runs code.  1 done; 0 not such a call, or a wrong one: nothing done. */
static int bind_named(Function *fn, Value *regs, Value *values, Py_ssize_t npos, PyObject *kwnames)
{
    BindPlan plan;
    if (!bind_plan(fn, values, npos, kwnames, &plan))
        return 0;
    if (regs != values)
        memmove(regs, values, (size_t)npos * sizeof(Value));
    bind_apply(fn->code, regs, &plan, NULL, NULL);
    return 1;
}

/* The same for a function with *args or **kwargs, in a window that lies within its caller's (rule 1): 1 done, 0 not such a call, or no memory;
   values may have been boxed. */
static int bind_starred(Function *fn, Value *regs, Py_ssize_t npos, PyObject *kwnames)
{
    BindPlan plan;
    Code *code = fn->code;
    if (!kwnames && !code->kwonly && npos >= (Py_ssize_t)code->argcount && (code->flags & CO_VARARGS)) {
        plan.npos = code->argcount;
        plan.nkw = 0;
        plan.missing = 0;
    }
    else if (!bind_plan(fn, regs, npos, kwnames, &plan))
        return 0;
    PyObject *args = NULL, *kwargs = NULL;
    Py_ssize_t extra = npos - plan.npos, i;
    if (code->flags & CO_VARARGS) {
        if (box_run(regs + plan.npos, extra) < 0)
            goto fail;
        args = host_tuple_new(extra);
        if (!args)
            goto fail;
    }
    if (code->flags & CO_VARKEYWORDS) {
        kwargs = PyDict_New();
        if (!kwargs)
            goto fail;
        for (i = 0; i < plan.nkw; i++)
            if (plan.index[i] == code->argcount + code->kwonly) {
                PyObject *o = value_box(plan.given[i]);
                int status = o ? PyDict_SetItem(kwargs, PyTuple_GET_ITEM(kwnames, i), o) : -1;
                Py_XDECREF(o);
                if (status < 0)
                    goto fail;
            }
        for (i = 0; i < plan.nkw; i++)
            if (plan.index[i] == code->argcount + code->kwonly)
                value_decref(plan.given[i]);        /* the dict has it: not the last reference */
    }
    for (i = 0; i < extra; i++)
        PyTuple_SET_ITEM(args, i, v_object(regs[plan.npos + i]));
    if (extra)
        tuple_track(args);
    memset(regs + plan.npos, 0, (size_t)(extra + plan.nkw) * sizeof(Value));
    bind_apply(code, regs, &plan, args, kwargs);
    return 1;
fail:
    PyErr_Clear();
    for (i = 0; args && i < extra; i++)
        PyTuple_SET_ITEM(args, i, Py_NewRef(Py_None));
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    return 0;
}

/* The n positional arguments at regs for a function without keyword-only and starred parameters: defaults behind them.  1 done, 0 nothing done.  Nothing
   here allocates or runs code. */
HOT int bind_defaults(Function *fn, Value *regs, Py_ssize_t n)
{
    Code *code = fn->code;
    PyObject *defaults = fn->base.func_defaults;
    Py_ssize_t argcount = code->argcount, first = defaults ? argcount - PyTuple_GET_SIZE(defaults) : argcount, i = n;
    if (n > argcount || n < first)
        return 0;
    for (; i < argcount; i++)
        regs[i] = value_from_item(PyTuple_GET_ITEM(defaults, i - first));
    for (; i < (Py_ssize_t)code->nlocals; i++)
        regs[i] = V_UNSET;
    return 1;
}

#define binds_plainly(code) (!(code)->kwonly && !((code)->flags & (CO_VARARGS | CO_VARKEYWORDS)))

static int bind_arguments(Function *fn, Value *regs, Value *values, Py_ssize_t nargs, PyObject *kwnames)
{
    Code *code = fn->code;
    if (!kwnames && regs == values && binds_plainly(code) && bind_defaults(fn, regs, nargs))
        return 0;
    if (!(code->flags & (CO_VARARGS | CO_VARKEYWORDS)) && bind_named(fn, regs, values, nargs - (kwnames ? PyTuple_GET_SIZE(kwnames) : 0), kwnames))
        return 0;
    return bind_general(fn, regs, values, nargs, kwnames);
}

#endif
