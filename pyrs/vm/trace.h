/* trace.h - sys.settrace and sys.setprofile: events for the trace functions that the host's thread state names.

   Nothing of it costs anything while no thread traces.  A tracing thread gets an eval breaker that is always set, so that RESUME polls; there the
   code object is *instrumented*: where an event may be due, the opcode is replaced by TRACE, the operands stay.  TRACE reports what there is to
   report, puts the real opcode back for this one execution (`stepped`), and the loop runs it; the next TRACE, in whatever code, puts the
   trap back.  Rules:
   1. At most one instruction is stepped, in the whole process; one that ends a frame puts its trap back itself, since a recursive caller
      goes on at the same word.  A word that is not TRACE in instrumented code costs a lost event, never
      a wrong execution: whoever rewrites an opcode (quickening) may overwrite a trap (traps_overwritten counts that).  Polls and calls set the traps
      of their code again if any was since it had all of them (Code.trapped).
   2. A thread that does not trace steps through the traps of the code it shares without reporting; when no thread traces, the first trap
      removes all traps of its code object.
   3. Whoever looks at opcodes in code->words uses code_op().
   4. Frame.traced is the word last reported on, plus one; 0 or 1 (RESUME at the start): none.
   5. An instruction without a trap is reached from the one in front of it only, and on the same line (traps_plan): control that comes to a trap has passed
      Frame.traced, or has fallen through from there on one line.  A fused instruction reads the opcodes of those that it takes together, and finds a TRACE
      where one of them is on another line: its call or display has the line of its own beginning. */
#ifndef PYRS_TRACE_H
#define PYRS_TRACE_H

/* ---- traps ---- */

static inline void trap_set(Code *c, uint32_t at)
{
    uint32_t op = W_OP(c->words[at]);
    if (op != OP_TRACE) {
        c->traps[at].op = (uint16_t)op;
        c->words[at] = (c->words[at] & ~(Word)0xFFFF) | OP_TRACE;
    }
}

static inline void trap_clear(Code *c, uint32_t at)
{
    if (W_OP(c->words[at]) == OP_TRACE)
        c->words[at] = (c->words[at] & ~(Word)0xFFFF) | c->traps[at].op;
}

static void trap_rearm_stepped(void)
{
    if (tracing_threads)
        trap_set(stepped_code, stepped_at);
    else
        stepped_code->trapped = 0;
    stepped_code = NULL;
}

static inline void trap_rearm(void)
{
    if (stepped_code)
        trap_rearm_stepped();
}

/* The jump target of the instruction at `at`, or UINT32_MAX. */
static uint32_t jump_target(Code *c, uint32_t at)
{
    Word w = c->words[at];
    uint32_t op = code_op(c, &c->words[at]), next = at + 1 + op_cache_words[op];
    const char *kinds = op_operands[op];
    for (int i = 0; kinds[i]; i++) {
        if (kinds[i] == 'J')
            return next + (uint32_t)W_X(w);
        if (kinds[i] == 'j')
            return next + (uint32_t)(int32_t)(int16_t)(i == 1 ? W_B(w) : W_C(w));
    }
    return UINT32_MAX;
}

#define leaves_frame(op) ((op) == OP_RETURN || (op) == OP_RETURN_CONST || (op) == OP_YIELD || (op) == OP_YIELD_FROM)

/* Which events may be due at each instruction (rule 5). */
static void traps_plan(Code *c)
{
    int line = -1, joins = 1;           /* joins: control comes to the next instruction from elsewhere, too, or is told of the way it comes */
    for (uint32_t i = 0; i < c->nwords;) {
        uint32_t op = code_op(c, &c->words[i]), base = op_base[op], target = jump_target(c, i);
        if (base != OP_RESUME && base != OP_MAKE_CELL && base != OP_COPY_FREE) {        /* the host's cells come before its RESUME */
            int here = code_line(c->host, (int)i), ends = leaves_frame(base) || base == OP_SEND, leaves = ends || target != UINT32_MAX;
            if (joins || leaves || here != line)
                c->traps[i].due |= TRACES_LINES;
            if (op_is_call(base) || ends)
                c->traps[i].due |= TRACES_CALLS;
            joins = leaves;
            line = here;
        }
        uint32_t next = i + 1 + op_cache_words[op];
        if (target < c->nwords)
            c->traps[target].due |= TRACES_LINES;
        if (base == OP_YIELD_FROM && next < c->nwords)
            c->traps[next].due |= TRACES_ALL;       /* the JUMP by which what it delegates to is resumed */
        i = next;
    }
    for (uint32_t i = 0; i < c->nrows; i++) {
        const ExcRow *row = &c->rows[i];
        c->line_rows |= row->start == row->end;
        c->traps[row->start == row->end ? row->start : row->handler].due |= TRACES_LINES;
    }
}

static void code_trap(Code *c)
{
    int due = c->trap_all ? TRACES_ALL : traced_events;
    for (uint32_t i = 0; i < c->nwords;) {
        uint32_t op = code_op(c, &c->words[i]);
        if ((c->traps[i].due & due || c->trap_all) && op != OP_RESUME && !(c == stepped_code && i == stepped_at))
            trap_set(c, i);
        i += 1 + op_cache_words[op];
    }
    c->trapped = traps_overwritten + 1;
}

static int code_instrument(Code *c)
{
    if (__builtin_expect(c->trapped == traps_overwritten + 1, 1))
        return 0;
    if (!c->traps) {
        if (!(c->traps = PyMem_Calloc(c->nwords, sizeof *c->traps))) {
            PyErr_NoMemory();
            return -1;
        }
        if (!c->host->_co_linearray)
            code_expand_lines(c->host);     /* each instruction's is looked up */
        traps_plan(c);
    }
    code_trap(c);
    return 0;
}

/* Each instruction of c, which was instrumented before, has an event (f_trace_opcodes) or is to be looked at (a jump by f_lineno). */
static void code_trap_all(Code *c)
{
    if (!c->trap_all) {
        c->trap_all = 1;
        code_trap(c);
    }
}

static void code_remove_traps(Code *c)
{
    c->trapped = 0;
    for (uint32_t i = 0; i < c->nwords;) {
        uint32_t op = code_op(c, &c->words[i]);
        trap_clear(c, i);
        i += 1 + op_cache_words[op];
    }
}

/* The same frame is traced no longer: what is not set becomes None (as in CPython from 3.12 on). */
static void jumped_fill(Frame *f)
{
    for (uint32_t i = 0; i < f->code->nlocals; i++)
        if (f->regs[i] == V_UNSET)
            f->regs[i] = V_NONE;
    f->flags &= (uint8_t)~FRAME_JUMPED;
}

/* The thread state's trace functions changed: adapt this thread. */
static int trace_changed(ThreadState *ts)
{
    int on = events_wanted(ts->host);
    if (on != ts->tracing) {
        tracing_threads += (on != 0) - (ts->tracing != 0);
        ts->tracing = on;
        if (!tracing_threads)
            traced_events = 0;
        else if (on & ~traced_events) {
            traced_events |= on;
            traps_overwritten++;        /* no code has all its traps */
        }
        thread_choose_breaker(ts);
    }
    if (!on) {
        for (Frame *f = ts->frame; f; f = f->prev)
            if (f->flags & FRAME_JUMPED)
                jumped_fill(f);
        return 0;
    }
    for (Frame *f = ts->frame; f; f = f->prev) {
        f->traced = (uint32_t)code_instruction_at(f->code, (int)(f->pc - 1 - f->code->words)) + 1;
        if (code_instrument(f->code) < 0)
            return -1;
    }
    return 0;
}

/* ---- variables: what a trace function stores in f_locals goes into the frame ---- */

static void trace_store_cell(PyObject *cell, PyObject *value)
{
    if (cell && PyCell_Check(cell) && PyCell_GET(cell) != value)
        PyCell_Set(cell, value);
}

/* Free variable i of f := value (NULL: none). A comprehension may have the variable's value in a register: the cell is with the frame that runs it,
   or further out. */
static void trace_store_free(Frame *f, uint32_t i, PyObject *value)
{
    Code *c = f->code;
    PyObject *cell = frame_free_cell(f, i);
    if (cell) {
        trace_store_cell(cell, value);
        return;
    }
    Value *reg = &f->regs[c->nlocals + c->ncells + i];
    if (!value || !is_flat_free(c, i) || *reg == V_UNSET)
        return;
    Value old = *reg;
    *reg = value_from_borrowed(value);
    if (f->func->code == c)
        trace_store_cell(PyTuple_GET_ITEM(f->func->base.func_closure, i), value);
    else if (f->prev) {
        PyObject *name = PyTuple_GET_ITEM(c->freevars, i);
        Frame *maker = f->prev;
        int at = maker->code->ncells ? frame_name_index(maker->code->cellvars, name) : -1;
        Value v = at >= 0 ? maker->regs[maker->code->nlocals + (uint32_t)at] : V_UNSET;
        if (v_is_object(v))
            trace_store_cell(v_object(v), value);
        else if (at >= 0 && (at = frame_name_index(maker->code->varnames, name)) >= 0) {
            Value was = maker->regs[at];
            maker->regs[at] = value_from_borrowed(value);
            value_decref(was);
        }
        else if (maker->code->nfree && (at = frame_name_index(maker->code->freevars, name)) >= 0)
            trace_store_free(maker, (uint32_t)at, value);
    }
    value_decref(old);
}

static void trace_store_locals(Frame *f)
{
    Code *c = f->code;
    PyObject *locals = f->shim.f_locals;
    if (!locals || !(c->flags & CO_OPTIMIZED) || !PyDict_CheckExact(locals))
        return;
    Py_INCREF(locals);
    for (uint32_t i = 0; i < c->nlocals; i++) {
        PyObject *name = PyTuple_GET_ITEM(c->varnames, i);
        Py_ssize_t cell = c->ncells ? frame_name_index(c->cellvars, name) : -1;
        if (cell >= 0 && f->regs[c->nlocals + cell] != V_UNSET)
            continue;
        PyObject *value = PyDict_GetItemWithError(locals, name);
        Value old = f->regs[i], new = value ? value_from_borrowed(value) : V_UNSET;
        if (old == new)
            value_decref(new);
        else {
            f->regs[i] = new;
            value_decref(old);
        }
    }
    for (uint32_t i = 0; i < c->ncells; i++) {
        Value v = f->regs[c->nlocals + i];
        if (v_is_object(v))
            trace_store_cell(v_object(v), PyDict_GetItemWithError(locals, PyTuple_GET_ITEM(c->cellvars, i)));
    }
    for (uint32_t i = 0; i < c->nfree; i++)
        trace_store_free(f, i, PyDict_GetItemWithError(locals, PyTuple_GET_ITEM(c->freevars, i)));
    PyErr_Clear();
    Py_DECREF(locals);
}

/* ---- calling trace functions ---- */

static const char *const event_names[] = {"call", "exception", "line", "return", "c_call", "c_exception", "c_return", "opcode"};

/* Call a guest's trace function: callback(frame, event, arg). New reference. */
static PyObject *trace_call_guest(PyObject *callback, PyFrameObject *frame, int what, PyObject *arg)
{
    static PyObject *names[8];
    ThreadState *ts = thread_state();
    Frame *f = code_of((PyObject *)frame->f_frame->f_code) ? frame_of_object(frame) : NULL;
    if (!ts || (!names[what] && !(names[what] = PyUnicode_InternFromString(event_names[what]))))
        return NULL;
    /* f_locals that somebody asked for earlier must be fresh, or its old values would be stored back. */
    if (f && (f->flags & FRAME_ASKED) && !frame_locals(ts, f))
        return NULL;
    PyObject *args[] = {(PyObject *)frame, names[what], arg ? arg : Py_None};
    PyObject *r = PyObject_Vectorcall(callback, args, 3, NULL);
    if (f && (f->flags & FRAME_ASKED)) {
        PyObject *type, *value, *tb;
        f->flags &= (uint8_t)~FRAME_ASKED;
        PyErr_Fetch(&type, &value, &tb);
        trace_store_locals(f);
        PyErr_Restore(type, value, tb);
    }
    return r;
}

static int trace_guest(PyObject *self, PyFrameObject *frame, int what, PyObject *arg)
{
    PyObject *callback = what == PyTrace_CALL ? self : frame->f_trace;
    if (!callback)
        return 0;
    Py_INCREF(callback);
    PyObject *r = trace_call_guest(callback, frame, what, arg);
    Py_DECREF(callback);
    if (!r) {
        PyEval_SetTrace(NULL, NULL);
        trace_changed(thread_state());
        Py_CLEAR(frame->f_trace);
        return -1;
    }
    if (r == Py_None)
        Py_DECREF(r);
    else
        Py_XSETREF(frame->f_trace, r);
    return 0;
}

static int profile_guest(PyObject *self, PyFrameObject *frame, int what, PyObject *arg)
{
    PyObject *r = trace_call_guest(self, frame, what, arg);
    if (!r) {
        PyEval_SetProfile(NULL, NULL);
        trace_changed(thread_state());
        return -1;
    }
    Py_DECREF(r);
    return 0;
}

/* Report an event of f at `line` (0: where it is) to one trace function, whoever wrote it. */
static int trace_event_at(ThreadState *ts, Frame *f, Py_tracefunc function, PyObject *data, int what, PyObject *arg, int line)
{
    PyThreadState *host = ts->host;
    if (!function || host->tracing)
        return 0;
    if (function == trace_guest && what != PyTrace_CALL && !(f->shim.frame_obj && f->shim.frame_obj->f_trace))
        return 0;
    PyFrameObject *frame = frame_object(ts, f);
    if (!frame)
        return -1;
    Py_INCREF(frame);
    Py_XINCREF(data);
    int old = host->tracing_what;
    host->tracing_what = what;
    PyThreadState_EnterTracing(host);
    frame->f_lineno = line ? line : code_line(f->code->host, code_instruction_at(f->code, (int)(f->pc - 1 - f->code->words)));
    int r = function(data, frame, what, arg);
    frame->f_lineno = 0;
    PyThreadState_LeaveTracing(host);
    host->tracing_what = old;
    Py_XDECREF(data);
    Py_DECREF(frame);
    return r;
}

static int trace_event(ThreadState *ts, Frame *f, Py_tracefunc function, PyObject *data, int what, PyObject *arg)
{
    return trace_event_at(ts, f, function, data, what, arg, 0);
}

static int trace_both(ThreadState *ts, Frame *f, int what, PyObject *arg)
{
    PyThreadState *host = ts->host;
    if (trace_event(ts, f, host->c_tracefunc, host->c_traceobj, what, arg) < 0)
        return -1;
    return trace_event(ts, f, host->c_profilefunc, host->c_profileobj, what, arg);
}

/* trace_event while an exception is pending: it stays unless the trace function raises. */
static void trace_protected(ThreadState *ts, Frame *f, Py_tracefunc function, PyObject *data, int what, PyObject *arg)
{
    PyObject *type, *value, *tb;
    PyErr_Fetch(&type, &value, &tb);
    if (trace_event(ts, f, function, data, what, arg) == 0)
        PyErr_Restore(type, value, tb);
    else {
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(tb);
    }
}

static void trace_both_protected(ThreadState *ts, Frame *f, int what, PyObject *arg)
{
    PyThreadState *host = ts->host;
    trace_protected(ts, f, host->c_tracefunc, host->c_traceobj, what, arg);
    trace_protected(ts, f, host->c_profilefunc, host->c_profileobj, what, arg);
}

/* ---- C functions: reported to profilers ---- */

/* Is the instruction at word `at` a `with` statement's own call of __enter__, or of __exit__ with an exception? The host has no CALL there. */
static int calls_for_with(Code *c, int at)
{
    if (at == 0 || code_instruction_at(c, at - 1) != at - 1)
        return 0;
    uint32_t before = op_base[code_op(c, &c->words[at - 1])];
    return before == OP_WITH_SETUP || before == OP_ASYNC_WITH_SETUP || before == OP_WITH_EXCEPT_START;
}

/* `callable` as a profiler is told of it before it is called with the n positional arguments at args (new): a C function, or the method of a
   C class bound to the first argument.  NULL: it is told nothing. */
static PyObject *reported_function(PyObject *callable, PyObject **args, Py_ssize_t n)
{
    if (PyCFunction_CheckExact(callable) || PyCMethod_CheckExact(callable))
        return Py_NewRef(callable);
    if (Py_TYPE(callable) != &PyMethodDescr_Type || n < 1)
        return NULL;
    PyObject *bound = Py_TYPE(callable)->tp_descr_get(callable, args[0], (PyObject *)Py_TYPE(args[0]));
    if (!bound)
        PyErr_Clear();          /* the call says so itself */
    return bound;
}

/* Call `callable` with a profiler told of `function` before and behind it: what the method descriptor `callable` binds to its first argument is called
   itself (its errors name another class), as by the host. The arguments outlive the report. */
static PyObject *trace_c_call(ThreadState *ts, Frame *f, PyObject *function, PyObject *callable, PyObject **args, size_t nargsf, PyObject *kwnames)
{
    PyThreadState *host = ts->host;
    if (trace_event(ts, f, host->c_profilefunc, host->c_profileobj, PyTrace_C_CALL, function) < 0)
        return NULL;
    int bound = function != callable;
    PyObject *r = PyObject_Vectorcall(function, args + bound, nargsf - (size_t)bound, kwnames);
    if (!r)
        trace_protected(ts, f, host->c_profilefunc, host->c_profileobj, PyTrace_C_EXCEPTION, function);
    else if (trace_event(ts, f, host->c_profilefunc, host->c_profileobj, PyTrace_C_RETURN, function) < 0)
        Py_CLEAR(r);
    return r;
}

/* f(*args, **kwargs): the same where `callable` is to be reported. */
static PyObject *trace_call_ex(ThreadState *ts, Frame *f, PyObject *callable, PyObject *args, PyObject *kwargs)
{
    PyObject *function = NULL, *r = NULL, *flat = NULL, *kwnames = NULL;
    Py_ssize_t n = PyTuple_GET_SIZE(args), i = 0, at = 0;
    if (ts->host->c_profilefunc && !ts->host->tracing)
        function = reported_function(callable, ((PyTupleObject *)args)->ob_item, n);
    if (!function)
        return PyObject_Call(callable, args, kwargs);
    if (!kwargs)
        r = trace_c_call(ts, f, function, callable, ((PyTupleObject *)args)->ob_item, (size_t)n, NULL);
    else if ((kwnames = PySequence_Tuple(kwargs)) && (flat = PyTuple_New(n + PyTuple_GET_SIZE(kwnames)))) {
        PyObject *key, *value;
        for (; i < n; i++)
            PyTuple_SET_ITEM(flat, i, Py_NewRef(PyTuple_GET_ITEM(args, i)));
        while (PyDict_Next(kwargs, &at, &key, &value))
            PyTuple_SET_ITEM(flat, i++, Py_NewRef(value));
        r = trace_c_call(ts, f, function, callable, ((PyTupleObject *)flat)->ob_item, (size_t)n, kwnames);
    }
    Py_XDECREF(flat);
    Py_XDECREF(kwnames);
    Py_DECREF(function);
    return r;
}

/* The call instruction at ip, if it is one of a C function that a profiler is told of: 1 done, f->pc behind it; 0 no such; -1. */
static int trace_call(ThreadState *ts, Frame *f, Word *ip, uint32_t op)
{
    Value *base = &f->regs[W_B(*ip)], *args = base + 1;
    Py_ssize_t n = W_C(*ip);
    int method = op == OP_CALL_METHOD || op == OP_CALL_METHOD_KW;
    if (!ts->host->c_profilefunc || !op_is_call(op) || !v_is_object(*base) || calls_for_with(f->code, (int)(ip - f->code->words)))
        return 0;
    PyObject *callable = v_object(*base), *function;
    if (!PyCFunction_CheckExact(callable) && !PyCMethod_CheckExact(callable) && Py_TYPE(callable) != &PyMethodDescr_Type)
        return 0;
    if (method && *args == V_UNSET)
        args++;
    else
        n += method;
    if (box_run(args, n) < 0)
        return -1;
    PyObject *kwnames = op == OP_CALL_KW || op == OP_CALL_METHOD_KW ? v_object(f->code->consts[(uint32_t)ip[1]]) : NULL;
    Py_ssize_t npos = n - (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
    if (!(function = reported_function(callable, (PyObject **)args, npos)))
        return 0;
    PyObject *r = trace_c_call(ts, f, function, callable, (PyObject **)args, (size_t)npos, kwnames);
    Py_DECREF(function);
    if (!r)
        return -1;
    release_registers(base, args + n - base);
    reg_set(f->regs, W_A(*ip), value_from_owned(r));
    f->pc = ip + 1 + op_cache_words[op];
    return vm_poll(ts) < 0 ? -1 : 1;        /* what a signal means is served inside the `with` or `try` of the call */
}

/* ---- what the loop and the unwinder report ---- */

/* RESUME in a tracing thread: a function starts or a generator goes on. */
static int trace_resume(ThreadState *ts, Frame *f, Word *pc)
{
    if (ts->host->tracing)
        return 0;
    if (code_instrument(f->code) < 0)
        return -1;
    VM_SYNC(ts, f, pc);
    f->traced = (uint32_t)(pc - f->code->words);
    return trace_both(ts, f, PyTrace_CALL, Py_None);
}

/* Was the last that was reported of f that it hands on what it delegates to has yielded? Then it is resumed now. */
static int trace_delegated(Frame *f)
{
    return f->traced > 1 && f->traced <= f->code->nwords && code_op(f->code, &f->code->words[f->traced - 1]) == OP_YIELD_FROM;
}

/* An exception, which is set, is thrown into f, which is suspended: it goes on. */
static void trace_resume_thrown(ThreadState *ts, Frame *f)
{
    PyObject *type, *value, *tb;
    PyErr_Fetch(&type, &value, &tb);
    if (code_instrument(f->code) < 0)
        PyErr_Clear();
    PyErr_Restore(type, value, tb);
    if (trace_delegated(f))
        f->traced--;
    trace_both_protected(ts, f, PyTrace_CALL, Py_None);
}

/* An exception is thrown into a suspended generator. */
static void trace_thrown(ThreadState *ts, Frame *f)
{
    if (!ts->host->tracing)
        trace_resume_thrown(ts, f);
}

/* A poll in a tracing thread. */
static int trace_poll(ThreadState *ts)
{
    trap_rearm();
    Frame *f = ts->frame;
    if (!f || ts->host->tracing)
        return 0;
    /* At a SEND whose YIELD_FROM comes next: the JUMP behind that has resumed a generator, which was perhaps suspended when nothing was traced. */
    uint32_t at = (uint32_t)(f->pc - f->code->words);
    if ((f->flags & FRAME_GEN) && code_op(f->code, f->pc) == OP_SEND) {
        if (f->traced != at + 3)                /* the JUMP was no trap */
            f->traced = at + 2;
    }
    else if (!f->code->traps)
        return 0;
    return code_instrument(f->code);
}

/* Report the exception set. If the trace function raises, that is the exception set now. */
static void trace_exception(ThreadState *ts, Frame *f)
{
    PyObject *type, *value, *tb;
    if (!ts->host->c_tracefunc || ts->host->tracing)
        return;
    PyErr_Fetch(&type, &value, &tb);
    PyErr_NormalizeException(&type, &value, &tb);
    PyObject *arg = PyTuple_Pack(3, type, value, tb ? tb : Py_None);
    if (arg && trace_event(ts, f, ts->host->c_tracefunc, ts->host->c_traceobj, PyTrace_EXCEPTION, arg) == 0)
        PyErr_Restore(type, value, tb);
    else {
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(tb);
    }
    Py_XDECREF(arg);
}

/* The exception set was raised in f. */
static void trace_raised(ThreadState *ts, Frame *f)
{
    if (ts->host->tracing)
        return;
    if (trace_delegated(f))
        trace_resume_thrown(ts, f);
    trace_exception(ts, f);
}

/* f goes on in a handler: from where the exception was raised, for one that is raised again where it was first. */
static __attribute__((noinline, cold)) void trace_caught(Frame *f)
{
    f->traced = (uint32_t)code_instruction_at(f->code, (int)f->raised) + 1;
    if (trace_delegated(f))
        f->traced--;        /* that it goes on has been told */
}

/* StopIteration is set: what the running frame iterates over has ended, and the host reports that. */
static void trace_iteration_end(void)
{
    ThreadState *ts = thread_state();
    if (ts && ts->tracing && ts->frame)
        trace_exception(ts, ts->frame);
}

/* A generator that f resumed has returned `value` (borrowed), which the host reports as a StopIteration. -1: the trace function raised. */
COLD int trace_stop(ThreadState *ts, Frame *f, Value value)
{
    if (!ts->host->c_tracefunc || ts->host->tracing)
        return 0;
    VM_SYNC(ts, f, f->pc);
    value_incref(value);
    gen_raise_stop(value);
    trace_exception(ts, f);
    if (!PyErr_ExceptionMatches(PyExc_StopIteration))
        return -1;
    PyErr_Clear();
    return 0;
}

/* A generator that SEND of f resumed has returned `value`; aux is what its frame carried. */
COLD int trace_send_end(ThreadState *ts, Frame *f, Value aux, Value value)
{
    if (aux == V_TRUE) {        /* it ran because something was thrown into it: the host's throw() goes on in f unnoticed */
        if (trace_delegated(f))
            f->traced--;
        return 0;
    }
    return value == V_NONE && aux != V_FALSE ? 0 : trace_stop(ts, f, value);
}

/* f is left by the exception set. */
static void trace_left(ThreadState *ts, Frame *f)
{
    if (!ts->host->tracing)
        trace_both_protected(ts, f, PyTrace_RETURN, NULL);
}

/* Did the trace function jump (jump.h) while it was told of the instruction at `at`? */
static int trace_jumped(Frame *f, uint32_t at)
{
    return f->pc != f->code->words + at + 1 || f->traced != at + 1;
}

/* The line that is passed between the instruction at `from` and the one at `at`, or 0: a row whose register is 1 where a jump is taken, 2 where what
   comes behind it is next. */
static int line_between(Code *c, uint32_t from, uint32_t at)
{
    for (uint32_t i = 0; i < c->nrows; i++) {
        ExcRow *row = &c->rows[i];
        if (row->start == from && row->end == from && row->exc
            && row->exc == (at == from + 1 + op_cache_words[code_op(c, &c->words[from])] ? 2 : 1))
            return (int)row->handler;
    }
    return 0;
}

static int trace_line(ThreadState *ts, Frame *f, uint32_t at, uint32_t op, uint32_t before)
{
    PyThreadState *host = ts->host;
    Code *c = f->code;
    PyFrameObject *frame = f->shim.frame_obj;
    if (host->c_tracefunc == trace_guest && !(frame && frame->f_trace))
        return 0;
    int line = code_line(c->host, (int)at);
    int last = before <= 1 || before > c->nwords ? -1 : code_line(c->host, (int)before - 1);
    /* A jump backwards begins its line anew. The host tests a `for` at the top of the loop, so there it is the way to the test. */
    uint32_t from = before > 1 && before <= c->nwords ? op_base[code_op(c, &c->words[before - 1])] : OP_NOP;
    int again = op == OP_FOR_ITER ? before > jump_target(c, at) : at + 1 < before && op != OP_SEND && from != OP_FOR_ITER;
    /* But the host tests a `while` before the loop a first time, and falls into the body from there. */
    if (again && (f->flags & FRAME_ENTERED)) {
        f->flags &= (uint8_t)~FRAME_ENTERED;
        again = 0;
    }
    if (op == OP_JUMP && W_A(c->words[at]))
        f->flags |= FRAME_ENTERED;
    int passed = last == -1 || !c->line_rows ? 0 : line_between(c, before - 1, at);
    for (uint32_t i = 0, n = c->line_rows ? c->nrows : 0; i <= n; i++) {
        /* First what is passed on the way here, then the empty rows: lines of the operands, which the host has loaded one by one. */
        const ExcRow *row = i ? &c->rows[i - 1] : NULL;
        int loaded = !row ? passed : row->start == at && row->end == at && !row->exc ? (int)row->handler : 0;
        if (!loaded || (frame && !frame->f_trace_lines) || (row ? loaded == last && !again : loaded == line || loaded == last))
            continue;
        if (trace_event_at(ts, f, host->c_tracefunc, host->c_traceobj, PyTrace_LINE, Py_None, loaded) < 0)
            return -1;
        if (trace_jumped(f, at))
            return 0;
        last = loaded;
        again = 0;
        frame = f->shim.frame_obj;
    }
    if (line != -1 && (!frame || frame->f_trace_lines) && (line != last || again)) {
        if (trace_event_at(ts, f, host->c_tracefunc, host->c_traceobj, PyTrace_LINE, Py_None, line) < 0)
            return -1;
        frame = f->shim.frame_obj;
    }
    if (!frame || !frame->f_trace_opcodes)
        return 0;
    code_trap_all(c);
    return trace_event(ts, f, host->c_tracefunc, host->c_traceobj, PyTrace_OPCODE, Py_None);
    return 0;
}

/* In a frame that a trace function made jump: UnboundLocalError for an operand that the code takes to be set. */
static int jumped_operands(Frame *f, Word ins, uint32_t op)
{
    Code *c = f->code;
    const char *kinds = op_operands[op];
    uint32_t operands[3] = {W_A(ins), W_B(ins), W_C(ins)};
    for (int i = 0; kinds[i]; i++)
        if ((kinds[i] == 'r' || kinds[i] == 'p') && operands[i] < c->nlocals && f->regs[operands[i]] == V_UNSET)
            return unbound_local(f, operands[i]);
    return 0;
}

/* f is left by v: tell of it. */
static int trace_returns(ThreadState *ts, Frame *f, Value v)
{
    PyObject *o = value_box(v);
    int r = o ? trace_both(ts, f, PyTrace_RETURN, o) : -1;
    Py_XDECREF(o);
    Frame *back = f->prev;
    if (back && back->shim.frame_obj && back->shim.frame_obj->f_trace_opcodes && back->code->traps)
        code_trap_all(back->code);      /* it goes on where perhaps is no trap */
    return r;
}

/* With what the instruction leaves f. */
static Value value_that_leaves(Frame *f, uint32_t op, Word ins)
{
    return op == OP_RETURN_CONST ? f->code->consts[W_X(ins)] : f->regs[op == OP_YIELD ? W_B(ins) : W_A(ins)];
}

/* The trap at ip: report, and let the loop run the instruction. 0, -1, or TRACE_LEAVES: the trace function raised when it was told that f returns. */
enum { TRACE_LEAVES = -2 };

COLD int op_trace(ThreadState *ts, Frame *f, Word *ip)
{
    Code *c = f->code;
    uint32_t at = (uint32_t)(ip - c->words), op = op_base[c->traps[at].op];
    trap_rearm();
    if (!tracing_threads) {
        code_remove_traps(c);
        return 0;
    }
    if (ts->tracing && !ts->host->tracing) {
        if (op == OP_JUMP && at && code_op(c, ip - 1) == OP_YIELD_FROM)
            f->traced = at;                 /* resumed there; nobody may have seen the YIELD_FROM */
        uint32_t before = f->traced;
        VM_SYNC(ts, f, ip + 1);
        if (__builtin_expect(trace_delegated(f), 0)) {
            if (op == OP_YIELD_FROM)
                goto lift;      /* what it delegates to was thrown into and has yielded: the host's throw() passes such a frame by */
            if (trace_both(ts, f, PyTrace_CALL, Py_None) < 0)
                return -1;
        }
        if (op == OP_MAKE_CELL || op == OP_COPY_FREE)       /* the host's come before RESUME */
            goto lift;
        f->traced = at + 1;
        if (ts->host->c_tracefunc) {
            if (trace_line(ts, f, at, op, before) < 0)
                return -1;
            if (trace_jumped(f, at))
                /* The trace function jumped (jump.h): the loop goes on at f->pc. */
                return -1;
        }
        if (__builtin_expect(f->flags & FRAME_JUMPED, 0)) {
            if (jumped_operands(f, *ip, c->traps[at].op) < 0)
                return -1;
            if (op == OP_YIELD || op == OP_YIELD_FROM)
                jumped_fill(f);
        }
        if (leaves_frame(op)) {
            if (trace_returns(ts, f, value_that_leaves(f, op, *ip)) < 0)
                return error_pending(ts) ? TRACE_LEAVES : -1;
        }
        else if (trace_call(ts, f, ip, op) != 0)
            return -1;      /* an error, or the loop goes on at f->pc */
        trap_rearm();
    }
lift:
    if (W_OP(*ip) == OP_TRACE) {
        trap_clear(c, at);
        stepped_code = c;
        stepped_at = at;
    }
    return 0;
}

/* ---- sys ---- */

static PyObject *sys_settrace(PyObject *function)
{
    ThreadState *ts = thread_state();
    if (!ts)
        return NULL;
    int r = _PyEval_SetTrace(ts->host, function == Py_None ? NULL : trace_guest, function == Py_None ? NULL : function);
    if (trace_changed(ts) < 0 || r < 0 || PyErr_Occurred())
        return NULL;
    Py_RETURN_NONE;
}

static PyObject *sys_setprofile(PyObject *function)
{
    ThreadState *ts = thread_state();
    if (!ts)
        return NULL;
    int r = _PyEval_SetProfile(ts->host, function == Py_None ? NULL : profile_guest, function == Py_None ? NULL : function);
    if (trace_changed(ts) < 0 || r < 0 || PyErr_Occurred())
        return NULL;
    Py_RETURN_NONE;
}

/* C code (a profiler, a coverage tool) may have set a trace function by the C API. */
static PyObject *sys_trace_changed(void)
{
    ThreadState *ts = thread_state();
    if (!ts || trace_changed(ts) < 0)
        return NULL;
    Py_RETURN_NONE;
}

#endif
