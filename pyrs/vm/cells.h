/* cells.h - variables that functions share: cells, what a function made inside another reads and writes of them, and loads of free variables that
   do what follows them, too. */
#ifndef PYRS_CELLS_H
#define PYRS_CELLS_H

COLD int unbound_cell(Frame *f, PyObject *name, int is_free)
{
    (void)f;
    if (is_free)
        return name_error(name, "cannot access free variable '%.200U' where it is not associated with a value in enclosing scope");
    PyErr_Format(PyExc_UnboundLocalError, "cannot access local variable '%.200U' where it is not associated with a value", name);
    return -1;
}

COLD int unbound_local(Frame *f, uint32_t i)
{
    Code *c = f->code;
    if (i >= c->nlocals + c->ncells)
        return unbound_cell(f, PyTuple_GET_ITEM(c->freevars, i - c->nlocals - c->ncells), 1);
    PyObject *name = i < c->nlocals ? PyTuple_GET_ITEM(c->varnames, i) : PyTuple_GET_ITEM(c->cellvars, i - c->nlocals);
    PyErr_Format(PyExc_UnboundLocalError, "cannot access local variable '%.200U' where it is not associated with a value", name);
    return -1;
}

HOT PyObject *closure_cell(Frame *f, uint32_t i) { return PyTuple_GET_ITEM(f->func->base.func_closure, i); }

/* What the load of a cell's content at w will load, where other instructions take it along. Borrowed, or NULL. */
#define is_cell_load(op) ((op) == OP_LOAD_FREE || (op) == OP_LOAD_CELL)
HOT PyObject *cell_loaded(Frame *f, const Value *R, const Word *w)
{
    return host_cell_get(I_OP(w) == OP_LOAD_FREE ? closure_cell(f, I_B(w)) : v_object(R[I_B(w)]));
}

/* Where CALL_COMPREHENSION has not put the cells: the comprehension's code was made a function by hand. */
COLD int copy_free_slow(Frame *f, Value *regs)
{
    Code *c = f->code;
    if (f->func->code != c)         /* a debugger took the variable away */
        return unbound_cell(f, PyTuple_GET_ITEM(c->freevars, 0), 1);
    for (uint32_t i = 0; i < c->nfree; i++) {
        PyObject *cell = closure_cell(f, i);
        if (!((c->flat_free >> i) & 1))
            regs[i] = v_from_ptr(Py_NewRef(cell));
        else if (host_cell_get(cell))
            regs[i] = value_from_borrowed(host_cell_get(cell));
        else
            return unbound_cell(f, PyTuple_GET_ITEM(c->freevars, i), 1);
    }
    return 0;
}

HOT int copy_free(Frame *f)
{
    Code *c = f->code;
    Value *regs = f->regs + c->nlocals + c->ncells;
    return __builtin_expect(c->nfree_regs && regs[0] == V_UNSET, 0) ? copy_free_slow(f, regs) : 0;
}

HOT int cell_store(PyObject *cell, Value v)     /* steals v; f->pc is stored */
{
    PyObject *old = host_cell_get(cell);
    if (v_is_number(v) && old && box_overwrite(old, v))
        return 0;
    PyObject *o = v_is_object(v) ? v_object(v) : value_box_instead(old, v);
    if (__builtin_expect(!o, 0))
        return -1;
    host_cell_get(cell) = o;
    if (old)
        REPLACED_DECREF(old);
    return 0;
}

COLD int op_make_cell(OP_ARGS)
{
    REGS;
    SYNC_ALLOC();
    PyObject *initial = NULL;
    if (b != 0xFFFF && R[b] != V_UNSET) {
        initial = value_box_steal(R[b]);
        if (!initial)
            return -1;
        R[b] = V_UNSET;
    }
    PyObject *cell = host_cell_new(initial);
    if (!cell)
        return -1;
    reg_set(R, a, v_from_ptr(cell));
    return 0;
}

COLD int op_load_classderef(OP_ARGS)
{
    REGS;
    SYNC();
    PyObject *name = PyTuple_GET_ITEM(f->code->freevars, b), *locals = f->shim.f_locals, *r = NULL;
    if (locals && PyDict_CheckExact(locals)) {
        r = PyDict_GetItemWithError(locals, name);
        Py_XINCREF(r);
        if (!r && PyErr_Occurred())
            return -1;
    }
    else if (locals) {
        r = PyObject_GetItem(locals, name);
        if (!r) {
            if (!PyErr_ExceptionMatches(PyExc_KeyError))
                return -1;
            PyErr_Clear();
        }
    }
    if (!r) {
        r = host_cell_get(closure_cell(f, b));
        if (!r)
            return unbound_cell(f, name, 1);
        Py_INCREF(r);
    }
    return reg_result(R, a, r);
}

COLD int op_delete_cell(Frame *f, PyObject *cell, PyObject *name, int is_free)
{
    PyObject *old = host_cell_get(cell);
    if (!old)
        return unbound_cell(f, name, is_free);
    host_cell_get(cell) = NULL;
    Py_DECREF(old);
    return 0;
}

/* ---- LOAD_FREE and the instructions behind it, marked before the code first runs.  The other words stay, and are read at each execution: a tracer
   rewrites them. */

/* Is the LOAD_FREE at w, into a temporary, the first word of `x += y` or -= of a nonlocal x, or of `return x`?  The form that does all of it, or 0. */
static uint32_t free_load_form(const Code *code, const Word *w, const Word *end)
{
    uint32_t at = W_A(*w);
    if (at < code->tbase)
        return 0;
    if (end - w > 2 && is_update(W_OP(w[1])) && W_A(w[1]) == at && W_B(w[1]) == at && (is_update_i(W_OP(w[1])) || W_C(w[1]) < code->tbase)
        && W_OP(w[2]) == OP_STORE_FREE && W_A(w[2]) == W_B(*w) && W_B(w[2]) == at)
        return OP_LOAD_FREE_UPDATE;
    return end - w > 1 && W_OP(w[1]) == OP_RETURN && W_A(w[1]) == at ? OP_LOAD_FREE_RETURN : 0;
}

/* `x += y` of a free variable at once: 1 done, 0 nothing done. Runs no code: what it releases is a number. */
static __attribute__((noinline)) int free_update_slow(PyObject *cell, const Value *R, const Word *w)
{
    Value sum;
    if (!is_update(I_OP(w + 1)) || !host_cell_get(cell) || !box_updated(host_cell_get(cell), w + 1, R, &sum))
        return 0;
    if (__builtin_expect(cell_store(cell, sum) < 0, 0))
        return PyErr_Clear(), 0;
    return 1;
}

HOT int free_update(Frame *f, const Value *R, const Word *w)
{
    MISS();
    PyObject *cell = closure_cell(f, I_B(w)), *box = host_cell_get(cell);
    if (__builtin_expect(I_OP(w + 2) != OP_STORE_FREE, 0))
        return 0;
    return (box && box_update(box, w + 1, R)) || free_update_slow(cell, R, w);
}

#endif
