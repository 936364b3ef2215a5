/* jump.h - assigning f_lineno in a trace function: the frame goes on at another line.

   What CPython allows depends on what its stack holds at both ends: iterators of loops, exit functions, handled exceptions.  Here those are
   the pinned registers, so what each of them holds at each instruction is worked out from the code, and the rest is CPython's rule: the
   target's stack must be the lower part of the present one.  Temporaries must be dead at the target.  Nothing of this is ever run
   but by debuggers: no table is kept. */
#ifndef PYRS_JUMP_H
#define PYRS_JUMP_H

enum { PIN_NONE, PIN_ITERATOR, PIN_EXCEPT, PIN_OBJECT };
enum { STACK_BITS = 2, STACK_OVERFLOW = -2, STACK_UNKNOWN = -1 };

typedef struct {
    Code *code;
    uint32_t base, npins;      /* the pinned registers are [base, base + npins) */
    uint8_t *pins;             /* npins kinds for each word */
    uint8_t *reached;          /* for each word: is pins[] of it known? */
    uint32_t *work;            /* words whose successors have to be looked at */
    uint32_t nwork;
} PinMap;

/* Control can come to the word `to` with the pins `state`. */
static void pins_flow(PinMap *m, uint32_t to, const uint8_t *state)
{
    if (to >= m->code->nwords || m->reached[to])
        return;
    m->reached[to] = 1;
    memcpy(m->pins + (size_t)to * m->npins, state, m->npins);
    m->work[m->nwork++] = to;
}

static void pins_write(PinMap *m, uint8_t *state, uint32_t reg, int kind)
{
    if (reg >= m->base && reg < m->base + m->npins)
        state[reg - m->base] = (uint8_t)kind;
}

/* What the instruction at `at` does to the pins. */
static void pins_step(PinMap *m, uint32_t at, uint8_t *state)
{
    Word w = m->code->words[at];
    uint32_t op = op_base[code_op(m->code, &m->code->words[at])], operands[3] = {W_A(w), W_B(w), W_C(w)};
    const char *kinds = op_operands[op];
    if (op == OP_COPY_FREE)             /* variables */
        return;
    if (op == OP_KILL || op == OP_POP_EXC) {
        pins_write(m, state, operands[0], PIN_NONE);
        return;
    }
    int kind = op == OP_GET_ITER || op == OP_OPEN_ITER || op == OP_GET_AITER ? PIN_ITERATOR : op == OP_PUSH_EXC ? PIN_EXCEPT : PIN_OBJECT;
    for (int i = 0; kinds[i]; i++) {
        if (kinds[i] == 'd')
            pins_write(m, state, operands[i], kind);
        if (kinds[i] == 't') {
            pins_write(m, state, operands[i], kind);
            pins_write(m, state, operands[i] + 1, kind);
        }
    }
}

static void pins_map(PinMap *m)
{
    Code *c = m->code;
    uint8_t *state = m->pins + (size_t)c->nwords * m->npins;    /* one more than there are words */
    memset(state, PIN_NONE, m->npins);
    pins_flow(m, 0, state);
    while (m->nwork) {
        uint32_t at = m->work[--m->nwork], op = code_op(c, &c->words[at]);
        memcpy(state, m->pins + (size_t)at * m->npins, m->npins);
        for (uint32_t i = 0; i < c->nrows; i++) {
            ExcRow *row = &c->rows[i];
            if (at >= row->start && at < row->end) {
                uint8_t *kept = state + m->npins;
                memcpy(kept, state, m->npins);
                for (uint32_t r = 0; r < m->npins; r++)
                    if (m->base + r >= row->first_dead)
                        kept[r] = PIN_NONE;
                pins_write(m, kept, row->exc, PIN_OBJECT);
                pins_flow(m, row->handler, kept);
                break;
            }
        }
        pins_step(m, at, state);
        uint32_t target = jump_target(c, at);
        if (target != UINT32_MAX)
            pins_flow(m, target, state);
        if (!(op_flags[op] & 16) && op != OP_JUMP)
            pins_flow(m, at + 1 + op_cache_words[op], state);
    }
}

/* The pins at a word as a number, the lowest register in the highest bits, as CPython writes stacks; STACK_... */
static int64_t pins_stack(PinMap *m, uint32_t at)
{
    if (!m->reached[at])
        return STACK_UNKNOWN;
    int64_t stack = 0;
    for (uint32_t r = 0; r < m->npins; r++) {
        int kind = m->pins[(size_t)at * m->npins + r];
        if (kind == PIN_NONE)
            continue;
        if (stack >> (62 - STACK_BITS))
            return STACK_OVERFLOW;
        stack = stack << STACK_BITS | kind;
    }
    return stack;
}

static int stacks_compatible(int64_t from, int64_t to)
{
    if (from < 0 || to < 0)
        return 0;
    while (from > to)
        from >>= STACK_BITS;
    return from == to;
}

/* Does a temporary live when the word `target` is reached? Each is read once, so the code from there on shows it: the first thing that
   happens to a temporary must be a write. */
static int temporaries_live(Code *c, uint32_t target)
{
    /* Along the one straight path from the target: a statement's first instructions, up to its first jump, write what they read. */
    uint32_t written[32], nwritten = 0;
    for (uint32_t at = target; at < c->nwords;) {
        Word w = c->words[at];
        uint32_t op = code_op(c, &c->words[at]), operands[3] = {W_A(w), W_B(w), W_C(w)};
        const char *kinds = op_operands[op];
        /* A run of no values, or a function without defaults, annotations and cells. */
        int empty = op == OP_MAKE_FUNCTION ? !operands[2] && !(c->words[at + 1] >> 32)
                    : !operands[2] && (op == OP_BUILD_LIST || op == OP_BUILD_TUPLE || op == OP_BUILD_SET || op == OP_BUILD_MAP);
        for (int i = 0; kinds[i] && !empty; i++)
            if ((kinds[i] == 'r' || kinds[i] == 's' || kinds[i] == 'm') && operands[i] >= c->tbase) {
                uint32_t k = 0;
                while (k < nwritten && written[k] != operands[i])
                    k++;
                if (k == nwritten)
                    return 1;
            }
        for (int i = 0; kinds[i]; i++)
            for (uint32_t k = 0; (kinds[i] == 'd' && k < 1) || (kinds[i] == 't' && k < 2); k++)
                if (operands[i] + k >= c->tbase && nwritten < 32)
                    written[nwritten++] = operands[i] + k;
        if (nwritten == 32 || op_flags[op] & (8 | 16))
            return 0;
        at += 1 + op_cache_words[op];
    }
    return 0;
}

/* Release what the frame holds at `from` and does not at `to`, innermost first, and go on there. */
static void jump_to(ThreadState *ts, PinMap *m, Frame *f, uint32_t from, uint32_t to)
{
    Code *c = m->code;
    for (uint32_t r = c->nregs; r-- > c->tbase;) {
        Value v = f->regs[r];
        f->regs[r] = V_UNSET;
        value_decref(v);
    }
    for (uint32_t r = m->npins; r-- > 0;) {
        int kind = m->pins[(size_t)from * m->npins + r];
        if (!kind || m->pins[(size_t)to * m->npins + r])
            continue;
        Value v = f->regs[m->base + r];
        f->regs[m->base + r] = V_UNSET;
        if (kind == PIN_EXCEPT) {
            _PyErr_StackItem *item = ts->host->exc_info;
            PyObject *old = item->exc_value;
            item->exc_value = v_is_object(v) ? v_object(v) : NULL;
            Py_XDECREF(old);
        }
        else
            value_decref(v);
    }
    f->pc = c->words + to;
    f->traced = to + 1;
    f->flags |= FRAME_JUMPED | FRAME_SLOW;
    code_trap_all(c);           /* for jumped_operands */
}

static int frame_jump(ThreadState *ts, Frame *f, int line)
{
    Code *c = f->code;
    PyCodeObject *co = c->host;
    uint32_t from = f->traced - 1;
    if (line < co->co_firstlineno) {
        PyErr_Format(PyExc_ValueError, "line %d comes before the current code block", line);
        return -1;
    }
    int found = INT_MAX;
    for (uint32_t at = 0; at < c->nwords; at += 1 + op_cache_words[code_op(c, &c->words[at])]) {
        int here = code_line(co, (int)at);
        if (here >= line && here < found)
            found = here;
    }
    if (found == INT_MAX) {
        PyErr_Format(PyExc_ValueError, "line %d comes after the current code block", line);
        return -1;
    }
    PinMap m = {.code = c, .base = c->nlocals + c->ncells, .npins = c->tbase - c->nlocals - c->ncells};
    m.pins = PyMem_Calloc((size_t)c->nwords + 2, m.npins + 1);
    m.reached = PyMem_Calloc(c->nwords, 1);
    m.work = PyMem_Calloc(c->nwords, sizeof *m.work);
    int r = -1;
    if (!m.pins || !m.reached || !m.work) {
        PyErr_NoMemory();
        goto done;
    }
    pins_map(&m);
    int64_t start = pins_stack(&m, from), best = STACK_OVERFLOW;
    uint32_t best_at = 0;
    const char *message = "cannot find bytecode for specified line";
    int explained = 0;
    int seen = 0;
    for (uint32_t at = 0; at < c->nwords; at += 1 + op_cache_words[code_op(c, &c->words[at])]) {
        uint32_t op = op_base[code_op(c, &c->words[at])];
        /* What ends an except clause or the function has the line of the last statement, which is not where that begins. */
        if (seen && (op == OP_POP_EXC || op == OP_RETURN_CONST))
            continue;
        /* In CPython's code these have no location of their own: a jump to a `for` starts it anew. */
        if (code_line(co, (int)at) != found || op == OP_FOR_ITER || op == OP_JUMP || op == OP_KILL)
            continue;
        seen = 1;
        int64_t stack = pins_stack(&m, at);
        if (stacks_compatible(start, stack) && !temporaries_live(c, at)) {
            r = 0;
            if (stack > best) {
                best = stack;
                best_at = at;
            }
        }
        else if (r < 0 && !explained) {
            explained = start >= 0;
            message = start == STACK_OVERFLOW ? "stack to deep to analyze"
                : start < 0                        ? "can't jump from within an exception handler"
                : stack == STACK_OVERFLOW          ? "stack is too deep to analyze"
                : stack < 0                        ? "can't jump into an exception handler, or code may be unreachable"
                : (stack & 3) == PIN_EXCEPT        ? "can't jump into an 'except' block as there's no exception"
                : (stack & 3) == PIN_ITERATOR      ? "can't jump into the body of a for loop"
                                                   : "incompatible stacks";
        }
    }
    if (r < 0)
        PyErr_SetString(PyExc_ValueError, message);
    else
        jump_to(ts, &m, f, from, best_at);
done:
    PyMem_Free(m.pins);
    PyMem_Free(m.reached);
    PyMem_Free(m.work);
    return r;
}

static int frame_set_lineno(PyObject *self, PyObject *value, void *unused)
{
    PyFrameObject *fo = (PyFrameObject *)self;
    (void)unused;
    if (!value) {
        PyErr_SetString(PyExc_AttributeError, "cannot delete attribute");
        return -1;
    }
    if (!PyLong_CheckExact(value)) {
        PyErr_SetString(PyExc_ValueError, "lineno must be an integer");
        return -1;
    }
    ThreadState *ts = thread_state();
    Frame *f = frame_of_object(fo);
    int what = PyThreadState_Get()->tracing_what;
    if (what == PyTrace_CALL || what != PyTrace_LINE || !f || !ts) {
        PyErr_SetString(PyExc_ValueError, what == PyTrace_CALL ? "can't jump from the 'call' trace event of a new frame"
                        : "can only jump from a 'line' trace event");
        return -1;
    }
    if (!fo->f_trace) {
        PyErr_SetString(PyExc_ValueError, "f_lineno can only be set by a trace function");
        return -1;
    }
    int overflow;
    long line = PyLong_AsLongAndOverflow(value, &overflow);
    if (overflow || line > INT_MAX || line < INT_MIN) {
        PyErr_SetString(PyExc_ValueError, "lineno out of range");
        return -1;
    }
    return f->traced ? frame_jump(ts, f, (int)line) : 0;
}

#endif
