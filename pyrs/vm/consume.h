/* consume.h - builtins that read a generator to its end (sum, any, all, min, max, list, tuple, set, sorted, str.join), next() and the methods send() of
   generators and coroutines: the generator's frame runs in the loop, not below a C call.

   The CALL waits while the generator runs with the continuation CONT_CONSUME: aux32 says for whom, aux holds what there is so far (owned).  Each value
   that it yields goes to consume_fast, with the generator still entered: only what runs no code and cannot fail is done there.  Otherwise the
   generator is left first, as the host would have it, and consume_slow does the operation and goes on. */
#ifndef PYRS_CONSUME_H
#define PYRS_CONSUME_H

enum { CONSUME_NONE, CONSUME_LIST, CONSUME_TUPLE, CONSUME_SORTED, CONSUME_JOIN, CONSUME_SET, CONSUME_SUM, CONSUME_ANY, CONSUME_ALL, CONSUME_MIN, CONSUME_MAX,
       CONSUME_MIN_OR, CONSUME_MAX_OR,          /* with a default, by a CALL_KW */
       CONSUME_NEXT, CONSUME_SEND };

#define consume_best_sign(kind) ((kind) == CONSUME_MAX || (kind) == CONSUME_MAX_OR ? 1 : -1)

static PyObject *builtin_sum, *builtin_any, *builtin_all, *str_join;
static PyObject *generator_send, *coroutine_send;      /* the methods, borrowed from their types */

static int consume_init(void)
{
    builtin_sum = builtin_of_host("sum");
    builtin_any = builtin_of_host("any");
    builtin_all = builtin_of_host("all");
    str_join = PyDict_GetItemString(PyUnicode_Type.tp_dict, "join");
    Py_XINCREF(str_join);
    generator_send = PyDict_GetItemString(PyrsGen_Type.tp_dict, "send");
    coroutine_send = PyDict_GetItemString(PyrsCoro_Type.tp_dict, "send");
    if (!generator_send || !coroutine_send)
        return -1;
    return builtin_sum && builtin_any && builtin_all && str_join ? 0 : -1;
}

#define is_send(callable) ((callable) == generator_send || (callable) == coroutine_send)

/* Does sum() refuse to begin with this? */
HOT int sum_refuses(Value start)
{
    return v_is_object(start) && (PyUnicode_Check(v_object(start)) || PyBytes_Check(v_object(start)) || PyByteArray_Check(v_object(start)));
}

/* What callable does with the generator among its n arguments at args, CONSUME_NONE: that is not a case. */
static int consumer_kind(PyObject *callable, const Value *args, Py_ssize_t n)
{
    if (n == 1) {
        if (callable == (PyObject *)&PyList_Type)
            return CONSUME_LIST;
        if (callable == (PyObject *)&PyTuple_Type)
            return CONSUME_TUPLE;
        if (callable == (PyObject *)&PySet_Type)
            return CONSUME_SET;
        if (callable == builtin_sorted)
            return CONSUME_SORTED;
        if (callable == builtin_sum)
            return CONSUME_SUM;
        if (callable == builtin_any)
            return CONSUME_ANY;
        if (callable == builtin_all)
            return CONSUME_ALL;
        if (callable == builtin_min)
            return CONSUME_MIN;
        if (callable == builtin_max)
            return CONSUME_MAX;
        return callable == builtin_next ? CONSUME_NEXT : CONSUME_NONE;
    }
    if (n != 2)
        return CONSUME_NONE;
    if (callable == str_join)
        return v_is_str(args[0]) ? CONSUME_JOIN : CONSUME_NONE;
    if (is_send(callable))
        return CONSUME_SEND;
    return callable == builtin_sum && !sum_refuses(args[1]) ? CONSUME_SUM : callable == builtin_next ? CONSUME_NEXT : CONSUME_NONE;
}

/* The generator among the arguments at args, or NULL. */
HOT PyObject *generator_argument(PyObject *callable, const Value *args, Py_ssize_t n)
{
    Value v = n == 1 ? args[0] : n == 2 ? args[callable == str_join] : V_NONE;
    if (!v_is_object(v))
        return NULL;
    return is_gen(v_object(v)) ? callable != coroutine_send ? v_object(v) : NULL
           : callable == coroutine_send && n == 2 && is_coro(v_object(v)) ? v_object(v) : NULL;
}

/* A call that call_special_case should see: asked before a C function is called. */
static int consumes_generator(PyObject *callable, const Value *args, Py_ssize_t n)
{
    return (n == 1 || n == 2) && generator_argument(callable, args, n) && consumer_kind(callable, args, n);
}

/* *sum += v (consumed if done) of ints past 48 bits: the generator need not be left for each. 1, or 0: not of that kind. */
static __attribute__((noinline)) int sum_wide(Value *sum, Value v)
{
    Wide x, y;
    if (!wide_read(*sum, &x) || !wide_read(v, &y) || !wide_step(B_ADD, &x, y))
        return 0;
    Value r = wide_value(x);
    if (r == V_UNSET)
        return 0;
    value_decref(*sum);
    value_decref(v);
    *sum = r;
    return 1;
}

/* One value more (consumed if done): 1 done, go on in the generator; 0 not here. */
static __attribute__((noinline)) int consume_fast(Frame *gf, Value v)
{
    switch (gf->aux32) {
    case CONSUME_LIST: case CONSUME_TUPLE: case CONSUME_SORTED: case CONSUME_JOIN:
        return list_append_value(v_object(gf->aux), v, 1);
    case CONSUME_SET:
        if (!set_store(v_object(gf->aux), v))
            return 0;
        value_decref(v);        /* an int, a str or a tuple of such: kept by the set, or equal to one that is */
        return 1;
    case CONSUME_SUM:
        if (v_is_bool(v))
            v = v_from_int48(v == V_TRUE);
        return v_add(gf->aux, v, &gf->aux) || sum_wide(&gf->aux, v);
    case CONSUME_ANY:
        return v_truth(v) == 0;
    case CONSUME_ALL:
        return v_truth(v) == 1;
    case CONSUME_MIN: case CONSUME_MAX: case CONSUME_MIN_OR: case CONSUME_MAX_OR:
        if (gf->aux == V_UNSET && v_is_number(v))
            gf->aux = v;
        else if (!v_is_number(gf->aux) || !best_number(&gf->aux, v, consume_best_sign(gf->aux32)))
            return 0;
        return 1;
    default:
        return 0;
    }
}

/* Resume the generator of the waiting CALL in f.  Exhausted or with an error: consume_end or rule 1 of continue.h. */
static void consume_end(ThreadState *ts, Frame *f, uint32_t kind, Value so_far, Value returned);

static void consume_enter(ThreadState *ts, Frame *f, GenObject *gen, uint32_t kind, Value so_far, Value sent)
{
    Frame *gf = gen_enter(ts, gen, sent);
    if (gf) {
        gf->cont = CONT_CONSUME;
        gf->aux32 = kind;
        gf->aux = so_far;
    }
    else if (PyErr_Occurred())
        value_decref(so_far);
    else
        consume_end(ts, f, kind, so_far, V_NONE);
}

/* CALL and CALL_METHOD have two cache words, CALL_KW and CALL_METHOD_KW the names' index before these. */
#define CONSUME_IP(f, kind) ((f)->pc - 3 - ((kind) == CONSUME_MIN_OR || (kind) == CONSUME_MAX_OR))

/* The generator that next() or send() in f resumed has yielded v (consumed) and has been left: the call is done. */
static __attribute__((noinline)) void consume_yielded(ThreadState *ts, Frame *f, Value v)
{
    Word *ip = CONSUME_IP(f, CONSUME_NEXT);
    Py_ssize_t n;
    PyObject *kwnames;
    Value *base = call_operands(f, ip, &n, &kwnames);
    operands_release(ts, f, f->pc, base, (uint32_t)n + 1);
    reg_set(f->regs, W_A(*ip), v);
}

/* The generator has yielded v (consumed) and has been left. Rule 1 of continue.h. */
static void consume_slow(ThreadState *ts, Frame *f, GenObject *gen, uint32_t kind, Value so_far, Value v)
{
    int r = 0;
    VM_SYNC(ts, f, f->pc);
    if (kind == CONSUME_ANY || kind == CONSUME_ALL) {
        int t = truth_slow(v);
        value_decref(v);
        if (t == (kind == CONSUME_ANY))
            op_finish(ts, f, CONSUME_IP(f, kind), v_bool(t));
        else if (t >= 0)
            consume_enter(ts, f, gen, kind, V_UNSET, V_NONE);
        return;
    }
    PyObject *item = value_box_steal(v), *sum;
    if (!item) {
        value_decref(so_far);
        return;
    }
    switch (kind) {
    case CONSUME_SET:
        r = PySet_Add(v_object(so_far), item);
        break;
    case CONSUME_SUM: {
        PyObject *x = value_box_steal(so_far);
        sum = x ? PyNumber_Add(x, item) : NULL;
        Py_XDECREF(x);
        so_far = sum ? value_from_owned(sum) : V_UNSET;
        r = sum ? 0 : -1;
        break;
    }
    case CONSUME_MIN: case CONSUME_MAX: case CONSUME_MIN_OR: case CONSUME_MAX_OR:
        if (so_far == V_UNSET)
            so_far = value_from_borrowed(item);
        else {
            PyObject *best_tmp, *best = borrow_object(so_far, &best_tmp);
            r = best ? PyObject_RichCompareBool(item, best, consume_best_sign(kind) > 0 ? Py_GT : Py_LT) : -1;
            Py_XDECREF(best_tmp);
            if (r > 0) {
                value_decref(so_far);
                so_far = value_from_borrowed(item);
            }
        }
        break;
    default:
        r = PyList_Append(v_object(so_far), item);
    }
    Py_DECREF(item);
    if (r < 0)
        value_decref(so_far);
    else
        consume_enter(ts, f, gen, kind, so_far, V_NONE);
}

/* The generator has ended by returning `returned` (consumed). */
static void consume_end(ThreadState *ts, Frame *f, uint32_t kind, Value so_far, Value returned)
{
    Word *ip = CONSUME_IP(f, kind);
    Py_ssize_t n;
    PyObject *kwnames, *o;
    Value *base = call_operands(f, ip, &n, &kwnames);
    VM_SYNC(ts, f, f->pc);
    if (kind >= CONSUME_NEXT) {
        if (kind == CONSUME_NEXT && n == 2) {
            value_decref(returned);
            value_incref(base[2]);
            op_finish(ts, f, ip, base[2]);
        }
        else
            gen_raise_stop(returned);
        return;
    }
    value_decref(returned);
    switch (kind) {
    case CONSUME_ANY:
        so_far = V_FALSE;
        break;
    case CONSUME_ALL:
        so_far = V_TRUE;
        break;
    case CONSUME_MIN: case CONSUME_MAX:
        if (so_far == V_UNSET) {
            PyErr_Format(PyExc_ValueError, "%s() arg is an empty sequence", kind == CONSUME_MAX ? "max" : "min");
            return;
        }
        break;
    case CONSUME_MIN_OR: case CONSUME_MAX_OR:
        if (so_far == V_UNSET)
            value_incref(so_far = base[2]);
        break;
    case CONSUME_TUPLE: case CONSUME_JOIN: case CONSUME_SORTED:
        o = v_object(so_far);
        if (kind == CONSUME_SORTED) {
            int done = list_sort_quietly(o);
            if (done < 0 || (done == 0 && PyList_Sort(o) < 0)) {
                Py_DECREF(o);
                return;
            }
            break;
        }
        so_far = v_from_ptr(kind == CONSUME_TUPLE ? PyList_AsTuple(o) : str_joined(v_object(base[1]), ((PyListObject *)o)->ob_item, Py_SIZE(o)));
        Py_DECREF(o);
        if (so_far == V_UNSET)
            return;
    }
    op_finish(ts, f, ip, so_far);
}

/* May this be a case for call_consumer? */
HOT int may_consume(PyObject *callable, const Value *args, Py_ssize_t n)
{
    return n && ((v_is_object(args[n - 1]) && is_gen(v_object(args[n - 1]))) || is_send(callable));
}

/* The call waiting at ip: 1 taken (rule 1 of continue.h), 0 not a case. */
static int call_consumer(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t n)
{
    PyObject *callable = v_object(base[0]), *gen, *o = NULL;
    if (((callable == builtin_next && n == 1) || (callable == generator_send && n == 2)) && v_is_object(base[1]) && is_gen(v_object(base[1]))
        && !ts->tracing) {
        Value sent = n == 1 ? V_NONE : base[2];
        value_incref(sent);
        f->pc = op_next(f, ip);
        consume_enter(ts, f, (GenObject *)v_object(base[1]), n == 1 ? CONSUME_NEXT : CONSUME_SEND, V_UNSET, sent);
        return 1;
    }
    gen = generator_argument(callable, base + 1, n);
    uint32_t kind = gen ? (uint32_t)consumer_kind(callable, base + 1, n) : CONSUME_NONE;
    if (kind == CONSUME_NONE || ts->tracing)
        return 0;
    VM_SYNC_ALLOC(ts, f, op_next(f, ip));
    Value so_far = V_UNSET;
    if (kind == CONSUME_SET)
        o = PySet_New(NULL);
    else if (kind <= CONSUME_JOIN)
        o = PyList_New(0);
    else if (kind == CONSUME_SUM) {
        so_far = n == 2 ? base[2] : v_from_int48(0);
        value_incref(so_far);
    }
    if (kind <= CONSUME_SET) {
        if (!o)
            return 1;
        so_far = v_from_ptr(o);
    }
    Value sent = V_NONE;
    if (kind == CONSUME_SEND) {
        sent = base[2];
        value_incref(sent);
    }
    consume_enter(ts, f, (GenObject *)gen, kind, so_far, sent);
    return 1;
}

/* min or max of a generator with a default and no key: as call_consumer. */
static int call_best_or(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t total, PyObject *kwnames)
{
    if (total != 2 || keyword_at(kwnames, total, str_default) != 2 || !v_is_object(base[1]) || !is_gen(v_object(base[1])))
        return 0;
    f->pc = op_next(f, ip);
    consume_enter(ts, f, (GenObject *)v_object(base[1]), v_object(base[0]) == builtin_max ? CONSUME_MAX_OR : CONSUME_MIN_OR, V_UNSET, V_NONE);
    return 1;
}

#endif
