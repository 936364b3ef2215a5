/* genparts.h - `for a, b in` zip() of two iterators and `for i, x in` enumerate(), where what they read are generators: those are resumed inside the loop.

   The generator's frame runs with the continuation CONT_PARTS: aux32 says which of the two parts it gives, aux holds the first while the second is waited
   for (owned; V_UNSET if there is none).  A traced thread lets the host's objects call the generators. */
#ifndef PYRS_GENPARTS_H
#define PYRS_GENPARTS_H

/* Resume what gives part k, if it is a generator, with `held` (consumed): 1, its frame is ts->frame; 0: nothing done. */
static int part_resume(ThreadState *ts, PyObject *source, uint32_t k, Value held)
{
    if (!is_gen(source) || ((GenObject *)source)->state > GEN_SUSPENDED || depth_at_limit(ts) || ts->tracing)
        return 0;
    Frame *gf = gen_enter(ts, (GenObject *)source, V_NONE);
    gf->cont = CONT_PARTS;
    gf->aux32 = k;
    gf->aux = held;
    return 1;
}

/* What the FOR_ITER_PARTS at ip goes over: the same. */
HOT int parts_source_resume(ThreadState *ts, Frame *f, Word *ip)
{
    MISS();
    Value v = f->regs[I_B(ip)], held;
    if (!v_is_object(v) || !unpacks_two(ip[2 + I_SC(ip)]))
        return 0;
    PyObject *it = v_object(v);
    if (Py_TYPE(it) == &PyEnum_Type) {
        HostEnumerate *e = (HostEnumerate *)it;
        return !e->en_longindex && e->en_index < V_INT_MAX && part_resume(ts, e->en_sit, 1, V_UNSET);
    }
    HostZip *z = (HostZip *)it;
    if (Py_TYPE(it) != &PyZip_Type || z->tuplesize != 2 || z->strict)
        return 0;
    PyObject *first = PyTuple_GET_ITEM(z->ittuple, 0), *second = PyTuple_GET_ITEM(z->ittuple, 1);
    if (part_resume(ts, first, 0, V_UNSET))
        return 1;
    long *index = is_gen(second) ? iter_peek(first, &held, 0) : NULL;
    if (!index)
        return 0;
    if (!part_resume(ts, second, 1, held)) {
        value_decref(held);
        return 0;
    }
    ++*index;
    return 1;
}

/* The FOR_ITER_PARTS at ip, f->pc behind it, where pair_step has done nothing. */
static __attribute__((noinline)) int parts_resume(ThreadState *ts, Frame *f, Word *ip)
{
    int resumed = parts_source_resume(ts, f, ip);
    PARTS_OF_GENERATORS(ip) = (Word)resumed;
    return resumed;
}

/* The generator that gave part k for the FOR_ITER_PARTS at ip in f has yielded v (consumed, as `held`): where to go on in f, ip + 2 at the end; NULL: in
   ts->frame, or an error is set. */
static __attribute__((noinline)) Word *parts_yielded(ThreadState *ts, Frame *f, Word *ip, uint32_t k, Value held, Value v)
{
    PyObject *it = v_object(f->regs[I_B(ip)]);
    Value parts[2] = {held, v};
    if (Py_TYPE(it) == &PyEnum_Type)
        parts[0] = v_from_int48(((HostEnumerate *)it)->en_index++);
    else if (k == 0) {
        PyObject *second = PyTuple_GET_ITEM(((HostZip *)it)->ittuple, 1);
        if (part_resume(ts, second, 1, v))
            return NULL;
        VM_SYNC(ts, f, ip + 2);
        int r = iter_step_any(second, &parts[1]);
        if (r != STEP_ITEM) {
            value_decref(v);
            return r == STEP_END ? ip + 2 : NULL;
        }
        parts[0] = v;
    }
    Word *pc = ip + 2 + I_SC(ip);
    if (unpacks_two(*pc))
        return pair_store(ts, f, pc, parts);
    /* A trap of a tracer is there: it sees the item. */
    VM_SYNC(ts, f, ip + 2);
    PyObject *item = values_tuple(parts, 2);
    value_decref(parts[0]);
    value_decref(parts[1]);
    if (!item)
        return NULL;
    reg_assign(ts, f, pc, f->regs, I_A(ip), v_from_ptr(item));
    return pc;
}

#endif
