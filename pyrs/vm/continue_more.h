/* continue_more.h - the rest of continue.h: attributes, calls, text, and what happens when a pushed frame returns or raises. */
#ifndef PYRS_CONTINUE_MORE_H
#define PYRS_CONTINUE_MORE_H

/* ---- attributes ---- */

static PyObject *str_getattr_hook, *str_getattribute, *builtin_getattr, *builtin_hasattr;

/* Owner and name of an attribute instruction, or of a call of getattr() or hasattr(). Borrowed. */
static Value attr_operands(Frame *f, Word *ip, PyObject **name)
{
    uint32_t op = op_at(f, ip);
    if (op_is_call(op)) {
        Py_ssize_t n;
        PyObject *kwnames;
        Value *base = call_operands(f, ip, &n, &kwnames);
        *name = v_object(base[2]);
        return base[1];
    }
    *name = f->code->names[W_C(*ip)];
    return f->regs[op == OP_LOAD_ATTR || op == OP_LOAD_METHOD ? W_B(*ip) : W_A(*ip)];
}

/* As PyObject_GetAttr does: let the AttributeError set name the object and the attribute, unless it names some. */
static void attribute_error_context(Frame *f, Word *ip)
{
    PyObject *name, *type, *value, *tb;
    Value owner = attr_operands(f, ip, &name);
    PyErr_Fetch(&type, &value, &tb);
    PyErr_NormalizeException(&type, &value, &tb);
    if (v_is_object(owner) && PyObject_TypeCheck(value, (PyTypeObject *)PyExc_AttributeError)) {
        PyAttributeErrorObject *error = (PyAttributeErrorObject *)value;
        if (!error->name && !error->obj) {
            error->name = Py_NewRef(name);
            error->obj = Py_NewRef(v_object(owner));
        }
    }
    PyErr_Restore(type, value, tb);
}

/* The last thing a look-up can ask has raised AttributeError (set): 1 if that is a result of the instruction, which is a call of hasattr(),
   or of getattr() with a default; the error is cleared. */
static int attr_absent(ThreadState *ts, Frame *f, Word *ip)
{
    Py_ssize_t n;
    PyObject *kwnames;
    attribute_error_context(f, ip);
    if (!op_is_call(op_at(f, ip)))
        return 0;
    Value *base = call_operands(f, ip, &n, &kwnames), v = V_FALSE;
    if (v_object(base[0]) != builtin_hasattr) {
        if (n != 3)
            return 0;
        v = base[3];
        value_incref(v);
    }
    PyErr_Clear();
    op_finish(ts, f, ip, v);
    return 1;
}

/* The attribute is v (consumed): the instruction's result, or what makes a call of hasattr() True. */
static void attr_found(ThreadState *ts, Frame *f, Word *ip, Value v)
{
    Py_ssize_t n;
    PyObject *kwnames;
    if (op_is_call(op_at(f, ip)) && v_object(call_operands(f, ip, &n, &kwnames)[0]) == builtin_hasattr) {
        value_decref(v);
        v = V_TRUE;
    }
    op_finish(ts, f, ip, v);
}

/* The look-up failed with AttributeError (cleared): __getattr__ if the class has one. 1 taken, 0 there is none. */
static int attr_hook(ThreadState *ts, Frame *f, Word *ip, PyObject *o, PyObject *name)
{
    PyObject *hook = _PyType_Lookup(Py_TYPE(o), str_getattr_hook), *r;
    if (!hook)
        return 0;
    Value args[2] = {v_from_ptr(o), v_from_ptr(name)};
    if (is_function(hook)) {
        push_special(ts, f, ip, ST_ATTR_LAST, hook, args, 2, NULL);
        return 1;
    }
    r = candidate_call(hook, o, name);
    if (r)
        attr_found(ts, f, ip, value_from_owned(r));
    else if (PyErr_ExceptionMatches(PyExc_AttributeError))
        attr_absent(ts, f, ip);
    return 1;
}

#define is_python_descr_get(t) \
    (((t)->tp_flags & Py_TPFLAGS_HEAPTYPE) && (t)->tp_descr_get == host_probe->tp_descr_get)

/* `o.name` where the class has a hook, a property or a descriptor in Python: 1 taken (rule 1), 0 not a case. */
static int attr_load_special(ThreadState *ts, Frame *f, Word *ip, PyObject *o, PyObject *name)
{
    STATIC_NAME(str_get, "__get__") return 0;
    PyTypeObject *t = Py_TYPE(o);
    int hooked = 0;
    if (!(t->tp_flags & Py_TPFLAGS_HEAPTYPE))
        return 0;
    if (t->tp_getattro != PyObject_GenericGetAttr) {
        if (t->tp_getattro != host_getattr_hook && t->tp_getattro != host_probe->tp_getattro)
            return 0;
        PyObject *d = _PyType_Lookup(t, str_getattribute);
        if (d && is_function(d)) {
            dunder_remember(DUNDER_GETATTRIBUTE, v_from_ptr(o), V_UNSET, d, ST_ATTR);
            push_special(ts, f, ip, ST_ATTR, d, (Value[]){v_from_ptr(o), v_from_ptr(name)}, 2, NULL);
            return 1;
        }
        if (!d || Py_TYPE(d) != &PyWrapperDescr_Type || ((PyWrapperDescrObject *)d)->d_wrapped != (void *)PyObject_GenericGetAttr)
            return 0;
        hooked = 1;
    }
    PyObject *descr = _PyType_Lookup(t, name), *fn;
    if (descr) {
        PyTypeObject *dt = Py_TYPE(descr);
        if (dt->tp_descr_get == PyProperty_Type.tp_descr_get) {
            fn = ((HostProperty *)descr)->get;
            if (fn && is_function(fn)) {
                if (op_at(f, ip) == OP_LOAD_ATTR && !poly_site(ip, o, OP_LOAD_ATTR, OP_LOAD_ATTR_POLY) && cache_attempt(ip, &ip[3], OP_LOAD_ATTR)) {
                    uint32_t op = attr_load_quicken(ip, o, name);
                    if (op)
                        cache_done(ip, op);
                    else
                        cache_give_up(ip, &ip[3], OP_LOAD_ATTR);
                }
                push_special(ts, f, ip, ST_ATTR, fn, (Value[]){v_from_ptr(o)}, 1, NULL);
                return 1;
            }
        }
        else if (is_python_descr_get(dt) && (fn = special_function(dt, str_get)) && (dt->tp_descr_set || instance_lacks(o, t, name))) {
            push_special(ts, f, ip, ST_ATTR, fn, (Value[]){v_from_ptr(descr), v_from_ptr(o), v_from_ptr(t)}, 3, NULL);
            return 1;
        }
    }
    return hooked && !descr && instance_lacks(o, t, name) && attr_hook(ts, f, ip, o, name);
}

/* `o.name = v`, or deletion where v is V_UNSET. */
static int attr_store_special(ThreadState *ts, Frame *f, Word *ip, PyObject *o, PyObject *name, Value v)
{
    STATIC_NAME(str_setattr, "__setattr__") return 0;
    STATIC_NAME(str_delattr, "__delattr__") return 0;
    STATIC_NAME(str_set, "__set__") return 0;
    STATIC_NAME(str_delete, "__delete__") return 0;
    PyTypeObject *t = Py_TYPE(o);
    int deletes = v == V_UNSET;
    PyObject *fn, *descr;
    if (!(t->tp_flags & Py_TPFLAGS_HEAPTYPE))
        return 0;
    if (t->tp_setattro == host_probe->tp_setattro) {
        fn = _PyType_Lookup(t, deletes ? str_delattr : str_setattr);
        if (fn && is_function(fn)) {
            if (!deletes)
                dunder_remember(DUNDER_SETATTR, v_from_ptr(o), V_UNSET, fn, ST_NONE);
            push_special(ts, f, ip, ST_NONE, fn, (Value[]){v_from_ptr(o), v_from_ptr(name), v}, 3 - deletes, NULL);
            return 1;
        }
        if (!fn || Py_TYPE(fn) != &PyWrapperDescr_Type || ((PyWrapperDescrObject *)fn)->d_wrapped != (void *)PyObject_GenericSetAttr)
            return 0;
    }
    else if (t->tp_setattro != PyObject_GenericSetAttr)
        return 0;
    descr = _PyType_Lookup(t, name);
    if (!descr)
        return 0;
    PyTypeObject *dt = Py_TYPE(descr);
    if (dt->tp_descr_set == PyProperty_Type.tp_descr_set) {
        fn = deletes ? ((HostProperty *)descr)->del : ((HostProperty *)descr)->set;
        if (!fn || !is_function(fn))
            return 0;
        if (!deletes)
            dunder_remember_property(o, name, descr);
        push_special(ts, f, ip, ST_NONE, fn, (Value[]){v_from_ptr(o), v}, 2 - deletes, NULL);
        return 1;
    }
    if ((dt->tp_flags & Py_TPFLAGS_HEAPTYPE) && dt->tp_descr_set == host_probe->tp_descr_set
        && (fn = special_function(dt, deletes ? str_delete : str_set))) {
        push_special(ts, f, ip, ST_NONE, fn, (Value[]){v_from_ptr(descr), v_from_ptr(o), v}, 3 - deletes, NULL);
        return 1;
    }
    return 0;
}

/* ---- text ---- */

/* The function that str(o) (or repr(o)) comes to, borrowed; NULL if it is none of this engine's. */
static PyObject *text_function(PyObject *o, int repr)
{
    STATIC_NAME(str_str, "__str__") return NULL;
    STATIC_NAME(str_repr, "__repr__") return NULL;
    PyTypeObject *t = Py_TYPE(o);
    if (!repr && t->tp_str == host_probe->tp_str)
        return special_function(t, str_str);
    if (t->tp_repr == host_probe->tp_repr && (repr || t->tp_str == PyBaseObject_Type.tp_str))
        return special_function(t, str_repr);
    return NULL;
}

static int text_special_case(ThreadState *ts, Frame *f, Word *ip, Value o, int repr)
{
    PyObject *fn = v_is_heap(o) ? text_function(v_object(o), repr) : NULL;
    if (!fn)
        return 0;
    dunder_remember(repr ? DUNDER_REPR : DUNDER_STR, o, V_UNSET, fn, repr ? ST_REPR : ST_STR);
    push_special(ts, f, ip, repr ? ST_REPR : ST_STR, fn, &o, 1, NULL);
    return 1;
}

/* format(o, spec); spec borrowed, V_UNSET: none. */
static int format_special_case(ThreadState *ts, Frame *f, Word *ip, Value o, Value spec)
{
    static PyObject *of_object, *empty;
    STATIC_NAME(str_format, "__format__") return 0;
    if (!v_is_heap(o) || (!empty && !(empty = PyUnicode_New(0, 0))))
        return 0;
    if (!of_object)
        of_object = _PyType_Lookup(&PyBaseObject_Type, str_format);
    PyObject *m = _PyType_Lookup(Py_TYPE(v_object(o)), str_format);
    if (m && is_function(m)) {
        push_special(ts, f, ip, ST_FORMAT, m, (Value[]){o, spec == V_UNSET ? v_from_ptr(empty) : spec}, 2, NULL);
        return 1;
    }
    if (m == of_object && (spec == V_UNSET || (v_is_object(spec) && PyUnicode_CheckExact(v_object(spec))
                                               && PyUnicode_GET_LENGTH(v_object(spec)) == 0)))
        return text_special_case(ts, f, ip, o, 0);
    return 0;
}

/* __str__, __repr__ or __format__ gave v (consumed): check it, and apply what the instruction still wants. */
static void text_resume(ThreadState *ts, Frame *f, Word *ip, uint32_t kind, Value v)
{
    if (!v_is_object(v) || !PyUnicode_Check(v_object(v))) {
        PyErr_Format(PyExc_TypeError, kind == ST_STR ? "__str__ returned non-string (type %.200s)"
                     : kind == ST_REPR ? "__repr__ returned non-string (type %.200s)" : "__format__ must return a str, not %.200s",
                     value_type(v)->tp_name);
        value_decref(v);
        return;
    }
    uint32_t op = op_at(f, ip);
    /* After !s or !r the text itself is formatted. */
    if ((op == OP_FORMAT_SPEC && kind != ST_FORMAT) || (op == OP_FORMAT_VALUE && !PyUnicode_CheckExact(v_object(v)) && (W_C(*ip) & FORMAT_CONVERSION))) {
        PyObject *r = PyObject_Format(v_object(v), op == OP_FORMAT_SPEC ? v_object(f->regs[W_B(*ip) + 1]) : NULL);
        value_decref(v);
        if (!r)
            return;
        v = v_from_ptr(r);
    }
    op_finish(ts, f, ip, v);
}

/* FORMAT_VALUE and FORMAT_SPEC. */
static int format_instruction_special(ThreadState *ts, Frame *f, Word *ip, Value o, uint32_t conversion, Value spec)
{
    if (conversion == 0)
        return format_special_case(ts, f, ip, o, spec);
    return conversion <= 2 && text_special_case(ts, f, ip, o, conversion == 2);
}

/* ---- calls ---- */

/* Push __init__ on the instance (owned, consumed) and the arguments at base[1..total]. */
static void push_init(ThreadState *ts, Frame *f, Word *ip, PyObject *init, PyObject *instance, Value *base, Py_ssize_t total, PyObject *kwnames)
{
    Value cls = base[0];
    f->pc = op_next(f, ip);
    Py_INCREF(init);
    Py_INCREF(instance);                /* one for the window, one for aux: the call's result */
    base[0] = v_from_ptr(instance);
    value_decref(cls);
    Value *regs = call_window(ts, f, base, total + 1);
    if (!regs)
        Py_DECREF(init);
    Frame *nf = regs ? frame_push_kw(ts, (Function *)init, regs, total + 1, kwnames) : NULL;
    if (!nf) {
        Py_DECREF(instance);
        return;
    }
    frame_continues(nf, CONT_INIT);
    nf->aux = v_from_ptr(instance);
    nf->dst = (uint16_t)W_A(*ip);
}

/* Arguments at base[1..total] as a tuple and a dict (NULL without keywords). 0 or -1. */
static int call_pack(Value *base, Py_ssize_t total, PyObject *kwnames, PyObject **args, PyObject **kwargs)
{
    Py_ssize_t nkw = kwnames ? PyTuple_GET_SIZE(kwnames) : 0, npos = total - nkw;
    *kwargs = NULL;
    *args = PyTuple_New(npos);
    if (!*args)
        return -1;
    for (Py_ssize_t i = 0; i < npos; i++) {
        PyObject *o = value_box(base[1 + i]);
        if (!o)
            goto fail;
        PyTuple_SET_ITEM(*args, i, o);
    }
    if (nkw && !(*kwargs = PyDict_New()))
        goto fail;
    for (Py_ssize_t i = 0; i < nkw; i++) {
        PyObject *o = value_box(base[1 + npos + i]);
        int r = o ? PyDict_SetItem(*kwargs, PyTuple_GET_ITEM(kwnames, i), o) : -1;
        Py_XDECREF(o);
        if (r < 0)
            goto fail;
    }
    return 0;
fail:
    Py_CLEAR(*args);
    Py_CLEAR(*kwargs);
    return -1;
}

/* The __init__ of an instance's class if it is a plain function of this engine; borrowed. */
static PyObject *init_function(PyTypeObject *t)
{
    STATIC_NAME(str_init, "__init__") return NULL;
    PyObject *init = t->tp_init == host_slot_init ? special_function(t, str_init) : NULL;
    return init && !(((Function *)init)->code->flags & GENERATOR_LIKE) ? init : NULL;
}

/* __new__ has given v (consumed): __init__ on it, as type.__call__ does. */
static void new_resume(ThreadState *ts, Frame *f, Word *ip, Value v)
{
    Py_ssize_t total;
    PyObject *kwnames, *args, *kwargs;
    Value *base = call_operands(f, ip, &total, &kwnames);
    PyTypeObject *cls = (PyTypeObject *)v_object(base[0]);
    if (!v_is_object(v) || !PyObject_TypeCheck(v_object(v), cls)) {
        op_finish(ts, f, ip, v);
        return;
    }
    PyObject *o = v_object(v), *init = init_function(Py_TYPE(o));
    if (init) {
        push_init(ts, f, ip, init, o, base, total, kwnames);
        return;
    }
    initproc slot = Py_TYPE(o)->tp_init;
    if (slot && !(slot == PyBaseObject_Type.tp_init && Py_TYPE(o)->tp_new != PyBaseObject_Type.tp_new)) {
        int r = call_pack(base, total, kwnames, &args, &kwargs);
        if (r == 0) {
            r = slot(o, args, kwargs);
            Py_DECREF(args);
            Py_XDECREF(kwargs);
        }
        if (r < 0) {
            Py_DECREF(o);
            return;
        }
    }
    op_finish(ts, f, ip, v);
}

/* A call of a class with __new__ or __init__ in Python. */
static int call_class_special(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t total, PyObject *kwnames)
{
    STATIC_NAME(str_new, "__new__") return 0;
    PyTypeObject *t = (PyTypeObject *)v_object(base[0]);
    if (Py_TYPE(t)->tp_call != PyType_Type.tp_call || t->tp_vectorcall)
        return 0;
    if (t->tp_new == host_probe->tp_new) {
        PyObject *m = _PyType_Lookup(t, str_new);
        PyObject *fn = m && Py_TYPE(m) == &PyStaticMethod_Type ? ((HostMethodWrapper *)m)->callable : NULL;
        if (!fn || !is_function(fn))
            return 0;
        push_special(ts, f, ip, ST_NEW, fn, base, total + 1, kwnames);      /* the class in base[0] is its first argument */
        return 1;
    }
    PyObject *init = init_function(t), *args, *kwargs = NULL;
    if (!init || !t->tp_new)
        return 0;
    if (t->tp_new == PyBaseObject_Type.tp_new)
        args = PyTuple_New(0);          /* excess arguments are allowed where __init__ is overridden */
    else if (call_pack(base, total, kwnames, &args, &kwargs) < 0)
        return 1;
    PyObject *o = args ? t->tp_new(t, args, kwargs) : NULL;
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    if (!o)
        return 1;
    init = PyObject_TypeCheck(o, t) ? init_function(Py_TYPE(o)) : NULL;
    if (init)
        push_init(ts, f, ip, init, o, base, total, kwnames);
    else {
        f->pc = op_next(f, ip);
        new_resume(ts, f, ip, value_from_owned(o));
    }
    return 1;
}

/* A functools.partial of a function of this engine: its arguments and the call's on one window. */
typedef struct { PyObject_HEAD PyObject *fn, *args, *kw; } HostPartial;     /* the start of it */

static int call_partial_special(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t total, PyObject *kwnames)
{
    HostPartial *p = (HostPartial *)v_object(base[0]);
    PyObject *func = p->fn, *self = NULL, *names = NULL;
    if (Py_TYPE(func) == &PyMethod_Type) {
        self = PyMethod_GET_SELF(func);
        func = PyMethod_GET_FUNCTION(func);
    }
    if (!is_function(func) || !PyTuple_CheckExact(p->args) || !PyDict_CheckExact(p->kw))
        return 0;
    Py_ssize_t nkw = kwnames ? PyTuple_GET_SIZE(kwnames) : 0, npos = total - nkw, own = PyTuple_GET_SIZE(p->args), n = 0;
    Py_ssize_t room = own + total + PyDict_GET_SIZE(p->kw) + 1;
    Value small[BIND_SMALL], *values = room <= BIND_SMALL ? small : PyMem_Malloc((size_t)room * sizeof(Value));
    PyObject *list = PyDict_GET_SIZE(p->kw) ? PyList_New(0) : NULL, *key, *value;
    if (!values) {
        PyErr_NoMemory();
        return 1;
    }
    /* All of these are borrowed from the partial and from the registers: push_special copies them before anything runs. */
    if (self)
        values[n++] = v_from_ptr(self);
    Py_ssize_t owned_from = n;
    for (Py_ssize_t i = 0; i < own; i++)
        values[n++] = value_from_borrowed(PyTuple_GET_ITEM(p->args, i));
    Py_ssize_t owned_to = n;
    for (Py_ssize_t i = 0; i < npos; i++)
        values[n++] = base[1 + i];
    Py_ssize_t kw_from = n, kw_to = n;
    if (PyDict_GET_SIZE(p->kw)) {
        Py_ssize_t pos = 0;
        int ok = list != NULL;
        while (ok && PyDict_Next(p->kw, &pos, &key, &value)) {
            Py_ssize_t at = -1;
            for (Py_ssize_t i = 0; i < nkw && at < 0; i++)
                if (PyUnicode_Check(key) && PyUnicode_Compare(key, PyTuple_GET_ITEM(kwnames, i)) == 0)
                    at = i;
            ok = PyList_Append(list, key) == 0;
            values[n] = at >= 0 ? base[1 + npos + at] : value_from_borrowed(value);
            if (at >= 0)
                value_incref(values[n]);
            n++;
        }
        kw_to = n;
        for (Py_ssize_t i = 0; ok && i < nkw; i++) {
            int has = PyDict_Contains(p->kw, PyTuple_GET_ITEM(kwnames, i));
            ok = has >= 0 && (has || PyList_Append(list, PyTuple_GET_ITEM(kwnames, i)) == 0);
            if (ok && !has)
                values[n++] = base[1 + npos + i];
        }
        names = ok ? PyList_AsTuple(list) : NULL;
    }
    else {
        for (Py_ssize_t i = 0; i < nkw; i++)
            values[n++] = base[1 + npos + i];
        names = Py_XNewRef(kwnames);
    }
    if (names || !(kwnames || list))
        push_special(ts, f, ip, ST_STORE, func, values, n, names);
    bind_release(values + owned_from, owned_to - owned_from);
    bind_release(values + kw_from, kw_to - kw_from);
    if (values != small)
        PyMem_Free(values);
    Py_XDECREF(list);
    Py_XDECREF(names);
    return 1;
}

/* exec() and eval() of code of this engine: a frame for it. */
static void exec_push(ThreadState *ts, Frame *f, Word *ip, PyObject *code, PyObject *globals, PyObject *locals, int evaluates)
{
    PyObject *fn = function_new(code, globals);
    if (!fn)
        return;
    push_special(ts, f, ip, evaluates ? ST_STORE : ST_NONE, fn, NULL, 0, NULL);
    if (ts->frame != f) {
        ts->frame->shim.f_locals = Py_NewRef(locals);
        ts->frame->flags |= FRAME_SLOW;
    }
    Py_DECREF(fn);
}

/* Can such code (NULL: none of this engine) run as a frame of the function that exec_push makes? */
#define exec_as_frame(c) ((c) && !((c)->flags & GENERATOR_LIKE) && !(c)->nfree)

/* Are the arguments a code object without free variables, a dict, and maybe a mapping?  Then all that there is to prepare is the builtins in the dict.
   1 done, -1 an exception, 0 not a case. */
static int exec_is_plain(Frame *f, PyObject *code, PyObject *globals, PyObject *locals)
{
    STATIC_NAME(name, "__builtins__") return 0;
    Code *c = code_of(code);
    if (!exec_as_frame(c) || !PyDict_CheckExact(globals) || !(locals == Py_None || PyMapping_Check(locals)))
        return 0;
    if (PyDict_GetItemWithError(globals, name))
        return 1;
    return PyErr_Occurred() || PyDict_SetItem(globals, name, f->func->base.func_builtins) < 0 ? -1 : 1;
}

/* Of other arguments: `prepare` checks them. */
static int call_exec_special(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t total, PyObject *prepare)
{
    int evaluates = prepare == eval_prepare;
    if (total < 1 || total > 3 || box_run(base + 1, total) < 0)
        return PyErr_Occurred() != NULL;
    PyObject *argv[4] = {v_object(base[1]), total > 1 ? v_object(base[2]) : Py_None, total > 2 ? v_object(base[3]) : Py_None, Py_None};
    int plain = exec_is_plain(f, argv[0], argv[1], argv[2]);
    if (plain) {
        if (plain > 0 && PySys_Audit("exec", "O", argv[0]) == 0)
            exec_push(ts, f, ip, argv[0], argv[1], argv[2] == Py_None ? argv[1] : argv[2], evaluates);
        return 1;
    }
    PyObject *r = PyObject_Vectorcall(prepare, argv, evaluates ? 3 : 4, NULL);
    if (!r)
        return 1;
    PyObject *code = PyTuple_GET_ITEM(r, 0), *globals = PyTuple_GET_ITEM(r, 1), *locals = PyTuple_GET_ITEM(r, 2);
    Code *c = code_of(code);
    if (!exec_as_frame(c)) {
        PyObject *result = !c ? PyEval_EvalCode(code, globals, locals) : vm_eval_code(code, globals, locals, NULL);
        Py_DECREF(r);
        if (result && !evaluates)
            Py_SETREF(result, Py_NewRef(Py_None));
        if (result)
            op_finish(ts, f, ip, value_from_owned(result));
        return 1;
    }
    exec_push(ts, f, ip, code, globals, locals, evaluates);
    Py_DECREF(r);
    return 1;
}

static PyObject *builtin_repr, *builtin_iter, *builtin_next, *builtin_hash, *builtin_format, *builtins_self;

static int builtin_asks(PyObject *callable, Value x)
{
    if (!v_is_object(x) || PyCFunction_GET_SELF(callable) != builtins_self)
        return 0;
    if (callable == intr_isinstance)        /* its intrinsic did not answer: a hook in Python, or wrong arguments */
        return 1;
    if (!v_is_heap(x))
        return 0;
    PyTypeObject *t = Py_TYPE(v_object(x));
    if (callable == intr_len)
        return CASE_OF(x, tp_as_sequence, sq_length);
    if (callable == builtin_getattr || callable == builtin_hasattr)
        return t->tp_getattro != PyObject_GenericGetAttr;
    if (callable == builtin_next)
        return t->tp_iternext == host_probe->tp_iternext;
    if (callable == builtin_iter)
        return t->tp_iter == host_probe->tp_iter;
    if (callable == builtin_hash)
        return t->tp_hash == host_probe->tp_hash;
    return callable == builtin_repr || callable == builtin_format || callable == intr_abs;
}

static PyObject *call_method_of(PyObject *callable)
{
    STATIC_NAME(name, "__call__") return NULL;
    PyTypeObject *t = Py_TYPE(callable);
    return (t->tp_flags & Py_TPFLAGS_HEAPTYPE) && is_callable_instance(callable) ? special_function(t, name) : NULL;
}

/* The function of this engine behind the metaclass' __instancecheck__, and its first argument (both borrowed); NULL: none. */
static PyObject *instancecheck_function(PyObject *cls, PyObject **first)
{
    PyTypeObject *t = Py_TYPE(cls);
    PyObject *m = t->tp_flags & Py_TPFLAGS_HEAPTYPE ? _PyType_Lookup(t, str_instancecheck) : NULL;
    *first = cls;
    if (m && Py_TYPE(m) == &PyClassMethod_Type) {
        m = ((HostMethodWrapper *)m)->callable;
        *first = (PyObject *)t;
    }
    return m && is_function(m) ? m : NULL;
}

/* isinstance(x, cls) where the metaclass has its own __instancecheck__. */
static int isinstance_special(ThreadState *ts, Frame *f, Word *ip, Value x, Value cls)
{
    PyObject *first, *fn;
    if (!v_is_object(cls) || (PyObject *)Py_TYPE(v_object(x)) == v_object(cls) || !(fn = instancecheck_function(v_object(cls), &first)))
        return 0;
    push_special(ts, f, ip, ST_INSTANCE, fn, (Value[]){v_from_ptr(first), x}, 2, NULL);
    return 1;
}

/* A call of a builtin that asks its first argument, an instance of a Python class. */
static int call_builtin_special(ThreadState *ts, Frame *f, Word *ip, PyObject *callable, Value *base, Py_ssize_t total)
{
    STATIC_NAME(str_len, "__len__") return 0;
    STATIC_NAME(str_hash, "__hash__") return 0;
    STATIC_NAME(str_abs, "__abs__") return 0;
    Value x = base[1];
    PyTypeObject *t = Py_TYPE(v_object(x));
    PyObject *fn;
    if (total == 1) {
        if (callable == (PyObject *)&PyUnicode_Type)
            return text_special_case(ts, f, ip, x, 0);
        if (callable == builtin_repr)
            return text_special_case(ts, f, ip, x, 1);
        if (callable == (PyObject *)&PyBool_Type)
            return truth_special(ts, f, ip, x);
        if (callable == builtin_iter)
            return iter_special_case(ts, f, ip, x);
        if (callable == builtin_next)
            return next_special_case(ts, f, ip, x);
        if (callable == builtin_format)
            return format_special_case(ts, f, ip, x, V_UNSET);
        if (callable == intr_len) {
            if (!CASE_OF(x, tp_as_sequence, sq_length) || !(fn = special_function(t, str_len)))
                return 0;
            dunder_remember(DUNDER_LEN, x, V_UNSET, fn, ST_LEN);
            push_special(ts, f, ip, ST_LEN, fn, &x, 1, NULL);
            return 1;
        }
        if (callable == builtin_hash) {
            if (t->tp_hash != host_probe->tp_hash || !(fn = special_function(t, str_hash)))
                return 0;
            dunder_remember(DUNDER_HASH, x, V_UNSET, fn, ST_HASH);
            push_special(ts, f, ip, ST_HASH, fn, &x, 1, NULL);
            return 1;
        }
        if (callable == intr_abs) {
            if (number_slot(t, offsetof(PyNumberMethods, nb_absolute)) != number_slot(host_probe, offsetof(PyNumberMethods, nb_absolute))
                || !(fn = special_function(t, str_abs)))
                return 0;
            dunder_remember(DUNDER_ABS, x, V_UNSET, fn, ST_STORE);
            push_special(ts, f, ip, ST_STORE, fn, &x, 1, NULL);
            return 1;
        }
        return 0;
    }
    if (callable == builtin_next && total == 2)
        return next_special_case(ts, f, ip, x);
    if (callable == builtin_format && total == 2 && v_is_object(base[2]) && PyUnicode_Check(v_object(base[2])))
        return format_special_case(ts, f, ip, x, base[2]);
    if ((callable == builtin_getattr ? total <= 3 : callable == builtin_hasattr && total == 2)
        && v_is_object(base[2]) && PyUnicode_CheckExact(v_object(base[2]))) {
        PyObject *name = v_object(base[2]), *kept = name;
        if (!PyUnicode_CHECK_INTERNED(name)) {
            Py_INCREF(name);
            PyUnicode_InternInPlace(&name);
            base[2] = v_from_ptr(name);
            Py_DECREF(kept);
        }
        return attr_load_special(ts, f, ip, v_object(x), name);
    }
    return 0;
}

#include "keyfuncs.h"
#include "consume.h"

/* A call of something that is neither a function nor a bound method: 1 taken (rule 1), 0 not a case. */
static int call_special_case(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t total, PyObject *kwnames)
{
    PyObject *callable = v_object(base[0]);
    if (PyType_Check(callable)) {
        if (((PyTypeObject *)callable)->tp_flags & Py_TPFLAGS_HEAPTYPE)
            return call_class_special(ts, f, ip, base, total, kwnames);
        if (total == 1 && !kwnames && v_is_object(base[1]) && is_gen(v_object(base[1])))
            return call_consumer(ts, f, ip, base, total);
        return total == 1 && !kwnames && v_is_heap(base[1]) && call_builtin_special(ts, f, ip, callable, base, total);
    }
    if (Py_TYPE(callable) == &PyCFunction_Type) {
        if (ts->tracing || total == 0)          /* a profiler sees the calls of C functions */
            return 0;
        if (kwnames)
            return (callable == builtin_sorted || callable == builtin_min || callable == builtin_max)
                && (call_key_special(ts, f, ip, base, total, kwnames)
                    || (callable != builtin_sorted && call_best_or(ts, f, ip, base, total, kwnames)));
        if (consumes_generator(callable, base + 1, total))
            return call_consumer(ts, f, ip, base, total);
        if (callable == exec_object)
            return call_exec_special(ts, f, ip, base, total, exec_prepare);
        if (callable == eval_object)
            return call_exec_special(ts, f, ip, base, total, eval_prepare);
        if (callable == intr_isinstance)
            return total == 2 && v_is_object(base[1]) && isinstance_special(ts, f, ip, base[1], base[2]);
        return v_is_heap(base[1]) && call_builtin_special(ts, f, ip, callable, base, total);
    }
    if (callable == str_join || is_send(callable))
        return !kwnames && consumes_generator(callable, base + 1, total) && call_consumer(ts, f, ip, base, total);
    if (callable == list_sort)
        return kwnames && !ts->tracing && call_key_special(ts, f, ip, base, total, kwnames);
    if (Py_TYPE(callable) == host_partial)
        return call_partial_special(ts, f, ip, base, total, kwnames);
    return 0;
}

/* ---- a frame has ended ---- */

static void hash_resume(ThreadState *ts, Frame *f, Word *ip, Value v)
{
    if (v_is_int(v)) {
        op_finish(ts, f, ip, v == v_from_int48(-1) ? v_from_int48(-2) : v);
        return;
    }
    PyObject *o = value_box_steal(v);
    if (!o)
        return;
    Py_hash_t h = -1;
    if (!PyLong_Check(o))
        PyErr_SetString(PyExc_TypeError, "__hash__ method should return an integer");
    else {
        h = PyLong_AsSsize_t(o);
        if (h == -1 && PyErr_Occurred()) {
            PyErr_Clear();
            h = PyLong_Type.tp_hash(o);
        }
        if (h == -1)
            h = -2;
    }
    Py_DECREF(o);
    if (h != -1)
        op_finish(ts, f, ip, value_from_int64(h));
}

/* The frame that instruction RESUME_IP(aux) waits for has returned v (consumed). Rule 1 tells the loop what came of it. */
static void op_resume(ThreadState *ts, Frame *f, Value aux, Value v)
{
    Word *ip = RESUME_IP(aux);
    uint32_t stage = RESUME_STAGE(aux), kind = STAGE_KIND(stage);
    Py_ssize_t n;
    switch (kind) {
    case ST_ATTR:
    case ST_ATTR_LAST:
        attr_found(ts, f, ip, v);
        return;
    case ST_STORE:
    case ST_NEXT:
        op_finish(ts, f, ip, v);
        return;
    case ST_NONE:
        value_decref(v);
        op_finish(ts, f, ip, V_NONE);
        return;
    case ST_BINARY:
        if (v != v_from_ptr(Py_NotImplemented)) {
            op_finish(ts, f, ip, v);
            return;
        }
        value_decref(v);
        binary_continue(ts, f, ip, (int)STAGE_INDEX(stage) + 1);
        return;
    case ST_COMPARE:
        compare_resume(ts, f, ip, STAGE_INDEX(stage), v);
        return;
    case ST_CONTAINS:
    case ST_INSTANCE:
        n = op_truth_asked(ts, f, ip, v);
        value_decref(v);        /* before the operands, as with the host, whose slot has it */
        if (n >= 0)
            op_finish_truth(ts, f, ip, (int)n);
        return;
    case ST_BOOL:
        if (v_is_bool(v)) {
            op_finish_truth(ts, f, ip, v == V_TRUE);
            return;
        }
        PyErr_Format(PyExc_TypeError, "__bool__ should return bool, returned %s", value_type(v)->tp_name);
        value_decref(v);
        return;
    case ST_TRUTH_LEN:
        n = length_of_result(v);
        if (n >= 0)
            op_finish_truth(ts, f, ip, n > 0);
        return;
    case ST_LEN:
        n = length_of_result(v);
        if (n >= 0)
            op_finish(ts, f, ip, value_from_int64(n));
        return;
    case ST_HASH:
        hash_resume(ts, f, ip, v);
        return;
    case ST_ITER:
        if (v_is_object(v) && PyIter_Check(v_object(v))) {
            op_finish(ts, f, ip, v);
            return;
        }
        PyErr_Format(PyExc_TypeError, "iter() returned non-iterator of type '%.100s'", value_type(v)->tp_name);
        value_decref(v);
        return;
    case ST_STR:
    case ST_REPR:
    case ST_FORMAT:
        text_resume(ts, f, ip, kind, v);
        return;
    case ST_SORT:
        sort_resume(ts, f, ip, stage, v);
        return;
    case ST_BEST:
        best_resume(ts, f, ip, stage, v);
        return;
    case ST_NEW:
        new_resume(ts, f, ip, v);
        return;
    default:
        value_decref(v);
        PyErr_SetString(PyExc_SystemError, "pyrs: an instruction was continued in an unknown stage");
    }
}

/* The frame that instruction RESUME_IP(aux) of f waits for has raised (the error is set).  1: that is a result; the error is cleared, and
   rule 1 says what came of it.  0: it is an error of the instruction. */
static int op_caught(ThreadState *ts, Frame *f, Value aux)
{
    Word *ip = RESUME_IP(aux);
    uint32_t kind = STAGE_KIND(RESUME_STAGE(aux)), op = op_at(f, ip);
    Py_ssize_t n;
    PyObject *kwnames, *name;
    if (kind == ST_NEXT) {
        if (!PyErr_ExceptionMatches(PyExc_StopIteration))
            return 0;
        if (ts->tracing) {
            trace_raised(ts, f);
            if (!PyErr_ExceptionMatches(PyExc_StopIteration))
                return 0;
        }
        if (op != OP_FOR_ITER) {
            Value *base = call_operands(f, ip, &n, &kwnames);
            if (n != 2)
                return 0;
            PyErr_Clear();
            value_incref(base[2]);
            op_finish(ts, f, ip, base[2]);
            return 1;
        }
        PyErr_Clear();
        f->pc = op_next(f, ip);
        return 1;
    }
    if (kind == ST_SORT && STAGE_INDEX(RESUME_STAGE(aux)))
        sort_failed(f, ip);
    if (kind != ST_ATTR && kind != ST_ATTR_LAST)
        return 0;
    if (!PyErr_ExceptionMatches(PyExc_AttributeError))
        return 0;
    if (kind == ST_ATTR) {
        /* A look-up in the class clears a pending error. */
        PyObject *type, *value, *tb;
        Value owner = attr_operands(f, ip, &name);
        PyErr_Fetch(&type, &value, &tb);
        if (attr_hook(ts, f, ip, v_object(owner), name)) {
            Py_XDECREF(type);
            Py_XDECREF(value);
            Py_XDECREF(tb);
            return 1;
        }
        PyErr_Restore(type, value, tb);
    }
    return attr_absent(ts, f, ip);
}

/* ---- start-up ---- */

static const char *const probe_names[] = {
    "__getattribute__", "__setattr__", "__delattr__", "__get__", "__set__", "__delete__", "__new__", "__call__", "__str__", "__repr__", "__hash__",
    "__iter__", "__next__", "__bool__", "__len__", "__contains__", "__getitem__", "__setitem__", "__delitem__", "__neg__", "__pos__",
    "__invert__", "__abs__", "__await__"};

/* Once per process, after caches_init. 0 or -1. */
static int continue_init(void)
{
    PyObject *d = PyDict_New(), *m;
    int r = d ? 0 : -1;
    for (size_t i = 0; r == 0 && i < Py_ARRAY_LENGTH(probe_names); i++)
        r = PyDict_SetItemString(d, probe_names[i], (PyObject *)&PyBaseObject_Type);
    for (int i = 0; r == 0 && i < 13; i++)
        for (int j = 0; r == 0 && j < 3; j++) {
            binary_special[i].name[j] = PyUnicode_InternFromString(binary_special[i].text[j]);
            r = binary_special[i].name[j] ? PyDict_SetItem(d, binary_special[i].name[j], (PyObject *)&PyBaseObject_Type) : -1;
        }
    for (int i = 0; r == 0 && i < 6; i++) {
        compare_special[i].name = PyUnicode_InternFromString(compare_special[i].text);
        r = compare_special[i].name ? PyDict_SetItem(d, compare_special[i].name, (PyObject *)&PyBaseObject_Type) : -1;
    }
    if (r == 0)
        host_probe = (PyTypeObject *)PyObject_CallFunction((PyObject *)&PyType_Type, "s()O", "probe", d);
    Py_XDECREF(d);
    if (!host_probe)
        return -1;
    str_getattr_hook = PyUnicode_InternFromString("__getattr__");
    str_getattribute = PyUnicode_InternFromString("__getattribute__");
    object_ne = _PyType_Lookup(&PyBaseObject_Type, compare_special[Py_NE].name);
    builtin_getattr = builtin_of_host("getattr");
    builtins_self = builtin_getattr ? PyCFunction_GET_SELF(builtin_getattr) : NULL;
    builtin_hasattr = builtin_of_host("hasattr");
    builtin_repr = builtin_of_host("repr");
    builtin_iter = builtin_of_host("iter");
    builtin_next = builtin_of_host("next");
    builtin_hash = builtin_of_host("hash");
    builtin_format = builtin_of_host("format");
    m = PyImport_ImportModule("_functools");
    host_partial = m ? (PyTypeObject *)PyObject_GetAttrString(m, "partial") : NULL;
    Py_XDECREF(m);
    quiet_init();
    return str_getattr_hook && str_getattribute && builtin_getattr && builtin_hasattr && builtin_repr && builtin_iter && builtin_next
        && builtin_hash && builtin_format && host_partial && consume_init() == 0 ? keyfuncs_init() : -1;
}

static void set_exec_objects(PyObject *exec, PyObject *prepare_exec, PyObject *eval, PyObject *prepare_eval)
{
    exec_object = Py_NewRef(exec);
    exec_prepare = Py_NewRef(prepare_exec);
    eval_object = Py_NewRef(eval);
    eval_prepare = Py_NewRef(prepare_eval);
}

#endif
