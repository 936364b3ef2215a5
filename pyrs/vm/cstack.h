/* cstack.h - the C stack under the loop: watched at every entry from C, continued on another segment where it runs low.

   Where C code stands between two Python calls (a slot of libpython, an extension's callback), the loop nests on the C stack.  Rules:
   1. Whoever is about to enter the loop asks cstack_check first; it prepares a segment or raises RecursionError, never more than that.
   2. vm_run and vm_run_throw are the only ways into the loop.  An entry that finds less than CSTACK_RESERVE left runs the loop on a fresh segment,
      and comes back before it returns: segments nest strictly, as the calls do.
   3. The host's own allowance for C recursion (tstate->recursion_remaining) is set at each entry, from the frames and the C stack that
      are left, and put back after it; near the limit also for each frame that calls C (frameobj.h).  So sys.setrecursionlimit never raises it past what the stack holds.

   A segment costs the pages it touches.  The frame of the switch keeps a frame pointer and has unwind information, so debuggers and
   backtrace() walk across. */
#ifndef PYRS_CSTACK_H
#define PYRS_CSTACK_H

#define CSEGMENT_SIZE   ((size_t)64 << 20)
#define CSEGMENT_GUARD  ((size_t)64 << 10)
#define CSTACK_BUDGET   ((size_t)768 << 20)     /* of all segments of a thread: 150,000 nested sorts, 700,000 plain slots */
#define CSTACK_LEVEL    1024                    /* what one level of the host's own recursion may take */

struct CSegment {
    CSegment *below;           /* the segment that was left for this one, NULL: the thread's own stack */
    char *base;                /* lowest mapped address */
    int filled;                /* a further segment was needed: its pages go back when it is left */
};

#ifdef CSTACK_GROWS
void pyrs_call_on_stack(void (*fn)(void *), void *arg, void *top) __attribute__((visibility("hidden")));
#endif

#if defined(CSTACK_GROWS) && defined(__x86_64__)
__asm__(
    ".text\n"
    ".globl pyrs_call_on_stack\n"
    ".hidden pyrs_call_on_stack\n"
    ".type pyrs_call_on_stack, @function\n"
    "pyrs_call_on_stack:\n"
    "    .cfi_startproc\n"
    "    pushq %rbp\n"
    "    .cfi_def_cfa_offset 16\n"
    "    .cfi_offset 6, -16\n"
    "    movq %rsp, %rbp\n"
    "    .cfi_def_cfa_register 6\n"
    "    movq %rdx, %rsp\n"
    "    movq %rdi, %rax\n"
    "    movq %rsi, %rdi\n"
    "    call *%rax\n"
    "    movq %rbp, %rsp\n"
    "    popq %rbp\n"
    "    .cfi_def_cfa 7, 8\n"
    "    ret\n"
    "    .cfi_endproc\n"
    ".size pyrs_call_on_stack, .-pyrs_call_on_stack\n");
#elif defined(CSTACK_GROWS)
__asm__(
    ".text\n"
    ".globl pyrs_call_on_stack\n"
    ".hidden pyrs_call_on_stack\n"
    ".type pyrs_call_on_stack, %function\n"
    "pyrs_call_on_stack:\n"
    "    .cfi_startproc\n"
    "    stp x29, x30, [sp, #-16]!\n"
    "    .cfi_def_cfa_offset 16\n"
    "    .cfi_offset 29, -16\n"
    "    .cfi_offset 30, -8\n"
    "    mov x29, sp\n"
    "    .cfi_def_cfa_register 29\n"
    "    mov x9, x0\n"
    "    mov x0, x1\n"
    "    mov sp, x2\n"
    "    blr x9\n"
    "    mov sp, x29\n"
    "    ldp x29, x30, [sp], #16\n"
    "    .cfi_def_cfa 31, 0\n"
    "    .cfi_restore 29\n"
    "    .cfi_restore 30\n"
    "    ret\n"
    "    .cfi_endproc\n"
    ".size pyrs_call_on_stack, .-pyrs_call_on_stack\n");
#endif

static void csegment_free(CSegment *s)
{
    munmap(s->base, CSEGMENT_SIZE);
    PyMem_RawFree(s);
}

/* The stack is low: have a segment ready. 0, or -1 with RecursionError. */
static __attribute__((noinline, cold)) int cstack_grow(ThreadState *ts)
{
#ifdef CSTACK_GROWS
    if (ts->cspare)
        return 0;
    if (ts->cstack_used + CSEGMENT_SIZE <= CSTACK_BUDGET) {
        CSegment *s = PyMem_RawMalloc(sizeof *s);
        void *p = s ? mmap(NULL, CSEGMENT_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0)
                    : MAP_FAILED;
        if (p != MAP_FAILED) {
            mprotect(p, CSEGMENT_GUARD, PROT_NONE);
            s->base = p;
            s->below = NULL;
            s->filled = 0;
            ts->cspare = s;
            return 0;
        }
        PyMem_RawFree(s);
    }
#endif
    PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded (C stack)");
    return -1;
}

HOT int cstack_low(ThreadState *ts) { return __builtin_expect((char *)__builtin_frame_address(0) < ts->cstack_limit, 0); }

/* May the loop be entered from here? 0, or -1 with RecursionError. */
HOT int cstack_check(ThreadState *ts) { return cstack_low(ts) ? cstack_grow(ts) : 0; }

/* How many levels of its own recursion the host may add where so many frames may be pushed yet. */
HOT int cstack_allowance_of(ThreadState *ts, int64_t frames)
{
    int64_t levels = ((char *)__builtin_frame_address(0) - ts->cstack_limit + (int64_t)(CSTACK_RESERVE - CSTACK_MARGIN)) / CSTACK_LEVEL;
    return (int)(frames < levels ? frames : levels);
}

HOT int cstack_allowance(ThreadState *ts) { return cstack_allowance_of(ts, depth_left(ts)); }

HOT Value cstack_run_plain(ThreadState *ts, Frame *f, Value (*loop)(ThreadState *, Frame *))
{
    PyThreadState *host = ts->host;
    int saved = host->recursion_remaining;
    int64_t limit = ts->depth_limit;
    int outer = ts->allowance;
    ts->allowance = host->recursion_remaining = cstack_allowance(ts);
    Value r = loop(ts, f);
    ts->allowance = outer;
    host->recursion_remaining = __builtin_expect(ts->depth_limit == limit, 1) ? saved : cstack_allowance(ts);
    return r;
}

/* Host code calls the guest's function as it would any: in its own run, which goes on, or in none; then that is a run with the guest's limits. */
static __attribute__((noinline)) Value cstack_run_for_host(ThreadState *ts, Frame *f, Value (*loop)(ThreadState *, Frame *))
{
    GuestRun *run = ts->run;
    if (run) {
        run_resume(run);
        Value r = cstack_run_plain(ts, f, loop);
        run_pause(run);
        return r;
    }
    /* Limits hold for what outlives its runtime, too. */
    PyObject *builtins = f->func->base.func_builtins, *holder = NULL;
    GuestState *g = guest_of(builtins);
    GuestEntry entry;
    if (!g && (holder = ghost_of(builtins)) && PyCapsule_IsValid(holder, GONE))
        g = PyCapsule_GetPointer(holder, GONE);
    else
        holder = g ? g->owner : NULL;
    if (!g || !guest_limited(g) || g->fork_generation != fork_generation)
        return cstack_run_plain(ts, f, loop);
    if (holder && Py_REFCNT(holder) == 0)       /* it is going, and will not be gone before this returns */
        holder = NULL;
    Py_XINCREF(holder);                         /* of g */
    if (guest_enter_as(g, &entry, ENTER_CLOSED, INT64_MAX) < 0)
        PyErr_Clear();                          /* it refuses none of these */
    ts->root = f->prev;
    PyThreadState *host = ts->host;
    int linked = (f->flags & FRAME_GEN) && GEN_OF_FRAME(f)->exc_state.previous_item;
    if (linked) {           /* a generator with handlers: its own item stays the innermost, and may be gone afterwards */
        host->exc_info = entry.outer_exc;
        host->exc_info->previous_item = &entry.exc;
    }
    Value r = cstack_run_plain(ts, f, loop);
    if (linked)
        entry.outer_exc = host->exc_info;
    guest_leave(g, &entry);
    PyObject *type, *value, *tb;
    PyErr_Fetch(&type, &value, &tb);
    Py_XDECREF(holder);
    PyErr_Restore(type, value, tb);
    return r;
}

HOT Value cstack_run(ThreadState *ts, Frame *f, Value (*loop)(ThreadState *, Frame *))
{
    GuestRun *run = ts->run;
    if (__builtin_expect(run ? run->in_host : guests_known, 0))
        return cstack_run_for_host(ts, f, loop);
    return cstack_run_plain(ts, f, loop);
}

#ifdef CSTACK_GROWS
typedef struct {
    ThreadState *ts;
    Frame *f;
    Value (*loop)(ThreadState *, Frame *);
    Value result;
} CSwitch;

static void cstack_run_there(void *arg)
{
    CSwitch *s = arg;
    s->result = cstack_run(s->ts, s->f, s->loop);
}

static __attribute__((noinline, cold)) Value cstack_switch(ThreadState *ts, Frame *f, Value (*loop)(ThreadState *, Frame *))
{
    CSegment *s = ts->cspare;
    char *limit = ts->cstack_limit;
    CSwitch call = {ts, f, loop, V_UNSET};
    if (ts->csegment)
        ts->csegment->filled = 1;
    s->below = ts->csegment;
    ts->csegment = s;
    ts->cspare = NULL;
    ts->cstack_used += CSEGMENT_SIZE;
    ts->cstack_limit = s->base + CSEGMENT_GUARD + CSTACK_RESERVE;
    pyrs_call_on_stack(cstack_run_there, &call, s->base + CSEGMENT_SIZE);
    ts->cstack_limit = limit;
    ts->cstack_used -= CSEGMENT_SIZE;
    ts->csegment = s->below;
    /* One is kept: a program may go up and down at the border. */
    if (ts->cspare)
        csegment_free(ts->cspare);
    if (s->filled) {
        madvise(s->base + CSEGMENT_GUARD, CSEGMENT_SIZE - CSEGMENT_GUARD, MADV_DONTNEED);
        s->filled = 0;
    }
    ts->cspare = s;
    return call.result;
}
#endif

HOT Value cstack_enter(ThreadState *ts, Frame *f, Value (*loop)(ThreadState *, Frame *))
{
#ifdef CSTACK_GROWS
    if (cstack_low(ts) && ts->cspare)
        return cstack_switch(ts, f, loop);
#endif
    return cstack_run(ts, f, loop);
}

/* Run the loop from ts->frame until the frame `entry` ends or yields; V_UNSET with the error set if it ended by an exception. */
static Value vm_run(ThreadState *ts, Frame *entry) { return cstack_enter(ts, entry, loop_run); }

/* The same, but it begins by unwinding with the pending exception at (ts->frame)->pc - 1. */
static Value vm_run_throw(ThreadState *ts, Frame *entry) { return cstack_enter(ts, entry, loop_throw); }

#endif
