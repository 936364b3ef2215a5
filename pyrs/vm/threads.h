/* threads.h - the VM state of a host thread: reserved register stack and frame pool, poll of the eval breaker. */
#ifndef PYRS_THREADS_H
#define PYRS_THREADS_H
#include <sys/mman.h>
#include <sys/resource.h>
#include <pthread.h>

/* Address space, not memory: pages come with first use.  Less where RLIMIT_AS counts it (stack_reserve), or where the system does not grant it (overcommit 2). */
#define STACK_RESERVE ((size_t)16 << 30)
#define STACK_REFUSED ((size_t)64 << 20)    /* what to ask for after that */
#define STACK_LEAST ((size_t)1 << 20)
#define STACK_SMALL ((size_t)4 << 20)       /* what other threads than the main one keep under a new limit */
/* Where in its memory the frame pool begins. Both start on a page, a power of two apart: frame and registers of a call would share cache sets, and on
   AMD's Zen the way predictor's tag as well (Lipp et al., "Take A Way", 2020), so that each access to one evicts the other (15 ns for `[x]`). */
#define POOL_COLOUR ((size_t)5 * 4096 + 2048)
#define STACK_SLACK ((size_t)32 << 10)      /* room for a call's arguments above any window */
#define CSTACK_MARGIN ((size_t)320 << 10)   /* what C code below an entry may need before anything checks again */
#define CSTACK_RESERVE ((size_t)1536 << 10) /* what an entry wants to find: the margin and 1,000 levels of the host's own recursion */

#if (defined(__x86_64__) || defined(__aarch64__)) && !defined(__SANITIZE_ADDRESS__)
#define CSTACK_GROWS 1                      /* the loop can go on on another segment: cstack.h */
#endif

/* ThreadState.fuel: see meter_refill. */
#define FUEL_UNMETERED (INT64_MAX / 2)
#define FUEL_CHUNK_MIN 64
#define FUEL_CHUNK_MAX (1 << 16)
#define FUEL_SIGN(ts)  ((Breaker *)&(ts)->fuel + (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__))     /* 0 while 0 <= fuel < 2^32 */

static ThreadState *last_thread;    /* of the thread that used the VM last; valid under the GIL */
static ThreadState *all_threads;
static int64_t default_depth_limit = 1000;
static const char thread_capsule_name[] = "pyrs.thread_state";

static void csegment_free(CSegment *s);     /* cstack.h */

/* The size of a thread's register stack, and of its frame pool: of a limited address space an eighth in all, and no more than `most`. */
static size_t stack_reserve(size_t most)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) < 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur / 16 > STACK_RESERVE)
        return STACK_RESERVE;
    size_t n = limit.rlim_cur / 16 < most ? limit.rlim_cur / 16 : most;
    return n < STACK_LEAST ? STACK_LEAST : n & ~(STACK_LEAST - 1);
}

#define pool_memory(ts) ((char *)(ts)->pool - POOL_COLOUR)

static void *reserve(size_t *size)
{
    for (size_t n = *size; n >= STACK_LEAST; n = n > STACK_REFUSED ? STACK_REFUSED : n >> 1) {
        void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (p != MAP_FAILED) {
            *size = n;
            return p;
        }
    }
    PyErr_NoMemory();
    return NULL;
}

/* This thread's C stack: its lowest address and size; NULL and 0 if the system does not say. */
static void cstack_bounds(void **addr, size_t *size)
{
    pthread_attr_t attr;
    *addr = NULL;
    *size = 0;
    if (pthread_getattr_np(pthread_self(), &attr) == 0) {
        pthread_attr_getstack(&attr, addr, size);
        pthread_attr_destroy(&attr);
    }
}

/* Where C code of the loop may still be entered, on the C stack with these bounds. */
static char *cstack_lowest(void *addr, size_t size)
{
    if (addr == NULL)
        return (char *)__builtin_frame_address(0) - ((size_t)1 << 19);
#ifndef CSTACK_GROWS
    if (size < 2 * CSTACK_RESERVE)          /* nowhere to go on: a small stack must do with what it has */
        return (char *)addr + size / 2;
#endif
    return (char *)addr + CSTACK_RESERVE;
}

#define CSTACK_LEVEL 1024       /* bytes of C stack that a level counted by the host may take */

/* The highest recursion limit that the host may have: what the C stack in use holds. (To ask the system for its bounds takes 50 us and more, and
   Hypothesis sets the limit for each example.) */
static int64_t host_recursion_limit(ThreadState *ts)
{
    int64_t levels = ((char *)__builtin_frame_address(0) - ts->cstack_limit) / CSTACK_LEVEL;
    return levels < 1000 ? 1000 : levels;
}

#include "guest.h"

static int trace_poll(ThreadState *ts);     /* trace.h */
static int trace_changed(ThreadState *ts);

static int threads_made;                    /* in all_threads */

/* The register stack and frame pool of a thread that has ended, for the next ones: to map and unmap them takes longer than most of what else starting a
   thread takes. All but the first pages, which nearly every thread touches (the pool's begin behind POOL_COLOUR), are given back. */
#define SPARES_MAX 4
#define SPARE_PAGES ((size_t)32 << 10)
typedef struct { char *stack, *pool; size_t stack_size, pool_size; } Reserved;
static Reserved spares[SPARES_MAX];
static int spares_n;

static void reserved_free(const Reserved *r)
{
    munmap(r->pool, r->pool_size);
    munmap(r->stack, r->stack_size);
}

/* Frames and registers are as good as new: what has run is popped. */
static void reserved_release(const Reserved *r)
{
    if (spares_n == SPARES_MAX || r->stack_size != STACK_RESERVE || r->pool_size != STACK_RESERVE) {
        reserved_free(r);
        return;
    }
    madvise(r->stack + SPARE_PAGES, r->stack_size - SPARE_PAGES, MADV_DONTNEED);
    madvise(r->pool + SPARE_PAGES, r->pool_size - SPARE_PAGES, MADV_DONTNEED);
    spares[spares_n++] = *r;
}

/* Register stack and frame pool of `size` bytes each, or what the system grants: -1 with MemoryError. */
static int reserved_new(Reserved *r, size_t size)
{
    if (spares_n && size == STACK_RESERVE) {
        *r = spares[--spares_n];
        return 0;
    }
    r->stack_size = r->pool_size = size;
    r->stack = reserve(&r->stack_size);
    r->pool = r->stack ? reserve(&r->pool_size) : NULL;
    if (r->stack && !r->pool)
        munmap(r->stack, r->stack_size);
    return r->pool ? 0 : -1;
}

static void thread_free(ThreadState *ts)
{
    threads_made--;
    ThreadState **link = &all_threads;
    while (*link && *link != ts)
        link = &(*link)->next;
    if (*link)
        *link = ts->next;
    if (last_thread == ts)
        last_thread = NULL;
    if (ts->tracing)
        tracing_threads--;
    if (ts->cspare)
        csegment_free(ts->cspare);
    reserved_release(&(Reserved){(char *)ts->stack, pool_memory(ts), (char *)ts->stack_end + STACK_SLACK - (char *)ts->stack,
                                 (char *)(ts->pool_end + 1) - pool_memory(ts)});
    PyMem_RawFree(ts);
}

static void thread_capsule_free(PyObject *capsule)
{
    ThreadState *ts = PyCapsule_GetPointer(capsule, thread_capsule_name);
    if (ts && !ts->frame)
        thread_free(ts);
}

/* Is the host's thread state still there? What the end of its dictionary runs (objects in a threading.local) gets a new state, behind the capsule's
   turn: that one outlives it. */
static int thread_lives(const ThreadState *ts)
{
    for (PyInterpreterState *interp = PyInterpreterState_Head(); interp; interp = PyInterpreterState_Next(interp))
        for (PyThreadState *host = PyInterpreterState_ThreadHead(interp); host; host = PyThreadState_Next(host))
            if (host == ts->host)
                return host->id == ts->thread_id;
    return 0;
}

/* Free the states whose threads are gone. Each time that there are twice as many, as it looks at every pair of a state and a thread. */
static void threads_sweep(void)
{
    static int due = 16;
    if (threads_made < due)
        return;
    for (ThreadState *ts = all_threads, *next; ts; ts = next) {
        next = ts->next;
        if (!ts->frame && !thread_lives(ts))
            thread_free(ts);
    }
    due = 2 * threads_made + 16;
}

static __attribute__((noinline, cold)) ThreadState *thread_state_new(PyThreadState *host)
{
    for (ThreadState *ts = all_threads; ts; ts = ts->next)
        if (ts->host == host && ts->thread_id == host->id) {
            last_thread = ts;
            return ts;
        }
    threads_sweep();
    ThreadState *ts = PyMem_RawCalloc(1, sizeof *ts);
    if (!ts) {
        PyErr_NoMemory();
        return NULL;
    }
    void *cstack;
    size_t cstack_size, most = STACK_RESERVE;
    cstack_bounds(&cstack, &cstack_size);
    if (all_threads)        /* a thread that was given a large C stack is one that recurses */
        most = cstack_size / 8;
    Reserved memory;
    if (reserved_new(&memory, stack_reserve(most)) < 0) {
        PyMem_RawFree(ts);
        return NULL;
    }
    ts->stack = (Value *)memory.stack;
    ts->stack_end = (Value *)(memory.stack + memory.stack_size - STACK_SLACK);
    ts->pool = ts->pool_top = (Frame *)(memory.pool + POOL_COLOUR);
    ts->pool_end = (Frame *)(memory.pool + memory.pool_size) - 1;
    ts->host = host;
    ts->thread_id = host->id;
    depth_put(ts, 0);
    depth_limit_set(ts, default_depth_limit, 1);
    ts->cstack_limit = cstack_lowest(cstack, cstack_size);
    ts->fuel = FUEL_UNMETERED;
    ts->eval_breaker = (Breaker *)&host->interp->ceval.eval_breaker._value;
    PyObject *dict = PyThreadState_GetDict();
    PyObject *capsule = dict ? PyCapsule_New(ts, thread_capsule_name, thread_capsule_free) : NULL;
    if (!capsule || PyDict_SetItemString(dict, thread_capsule_name, capsule) < 0)
        PyErr_Clear();      /* only the release at thread end is lost */
    Py_XDECREF(capsule);
    ts->next = all_threads;
    all_threads = ts;
    threads_made++;
    last_thread = ts;
    return ts;
}

/* Give back what a thread would not have reserved under the limit there is now. The loop's windows stay, and whatever may be above the last one. */
static void threads_trim(void)
{
    while (spares_n)
        reserved_free(&spares[--spares_n]);
    for (ThreadState *ts = all_threads; ts; ts = ts->next) {
        size_t size = stack_reserve(ts->next ? STACK_SMALL : STACK_RESERVE);      /* the oldest is the main thread's */
        size_t used = (char *)(ts->frame ? ts->frame->limit : ts->stack) - (char *)ts->stack + 2 * STACK_LEAST;
        size_t pool_used = (char *)ts->pool_top - pool_memory(ts) + 2 * STACK_LEAST;
        char *end = (char *)ts->stack + (size > used ? size : used & ~(STACK_LEAST - 1));
        char *pool_end = pool_memory(ts) + (size > pool_used ? size : pool_used & ~(STACK_LEAST - 1));
        char *old_end = (char *)ts->stack_end + STACK_SLACK, *old_pool_end = (char *)(ts->pool_end + 1);
        int64_t depth = depth_of(ts);
        if (end < old_end && munmap(end, old_end - end) == 0)
            ts->stack_end = (Value *)(end - STACK_SLACK);
        if (pool_end < old_pool_end && munmap(pool_end, old_pool_end - pool_end) == 0)
            ts->pool_end = (Frame *)pool_end - 1;
        depth_put(ts, depth);
    }
}

static inline ThreadState *thread_state(void)
{
    PyThreadState *host = _PyThreadState_UncheckedGet();
    ThreadState *ts = last_thread;
    if (__builtin_expect(ts && ts->host == host && ts->thread_id == host->id, 1))
        return ts;
    return thread_state_new(host);
}

/* The host has room for it: where an exception is being handled, raising calls the class of the new one. */
static void recursion_set_error(PyThreadState *host, const char *between, const char *where)
{
    host->recursion_headroom++;
    PyErr_Format(PyExc_RecursionError, "maximum recursion depth exceeded%s%s", between, where);
    host->recursion_headroom--;
}

/* The limit of frames is reached (depth_at_limit). -1. */
static __attribute__((noinline, cold)) int recursion_error(ThreadState *ts)
{
    GuestState *g = ts->run ? ts->run->guest : NULL;
    if (g && guest_depth_limit(g) != g->depth_limit)
        guest_raise(ts->run, GE_FRAMES, 0);
    else
        recursion_set_error(ts->host, "", "");
    return -1;
}

/* Name the operation in a RecursionError, where the host does; a guest's limit of frames has its own words. -1. */
static __attribute__((noinline, cold)) int recursion_error_where(const char *where)
{
    if (PyErr_Occurred() == PyExc_RecursionError)
        recursion_set_error(PyThreadState_GET(), " ", where);
    return -1;
}

static __attribute__((noinline, cold)) int recursion_error_calling(ThreadState *ts)
{
    recursion_error(ts);
    return recursion_error_where("while calling a Python object");
}

/* What the loop looks at: the host's eval breaker, or the sign of the fuel in a metered run, or, while each poll has something to do, a word that
   is never 0. */
static volatile int always_set = 1;

static void thread_choose_breaker(ThreadState *ts)
{
    Breaker *idle = ts->meter ? FUEL_SIGN(ts) : (Breaker *)&ts->host->interp->ceval.eval_breaker._value;
    int busy;
    do {        /* another thread may set run->stop at any moment */
        busy = ts->tracing || lent_name || (ts->run && ts->run->stop);
        __atomic_store_n(&ts->eval_breaker, busy ? (Breaker *)&always_set : idle, __ATOMIC_SEQ_CST);
    } while (!busy && ts->run && __atomic_load_n(&ts->run->stop, __ATOMIC_SEQ_CST));
}

static inline int events_wanted(const PyThreadState *host) { return (host->c_tracefunc ? TRACES_LINES : 0) | (host->c_profilefunc ? TRACES_CALLS : 0); }

/* Has the host's thread state got a trace or profile function, or lost one, since trace_changed() looked? */
static inline int trace_differs(const ThreadState *ts) { return events_wanted(ts->host) != ts->tracing; }

/* C code that pyrs has not linked has run (ctypes): debuggers write the trace function into the thread states themselves. Each such thread polls next. */
static __attribute__((noinline, cold)) void trace_look(void)
{
    for (ThreadState *ts = all_threads; ts; ts = ts->next)
        if (thread_lives(ts) && trace_differs(ts))
            __atomic_store_n(&ts->eval_breaker, (Breaker *)&always_set, __ATOMIC_SEQ_CST);
}

/* ---- instructions: ts->fuel is charged everywhere, and means something while ts->meter is set ----

   Charged are weights that the compiler fixed: at a function's entry its words (frame_push_for, gen_new), at a backward jump the words that it goes
   back. Quickened and fused forms keep the jump's own offset, so the same program stops at the same place. What is left of a budget is
   meter->budget and the fuel of the threads that it was put into, a chunk at a time; polls look at the sign of the fuel in place of the host's
   eval breaker, which vm_poll looks at when a chunk is used up: chunks are kept to a few milliseconds. */

/* Put the next chunk into ts->fuel; what stays negative is past the budget. */
static void meter_refill(ThreadState *ts)
{
    int64_t now = clock_now(CLOCK_MONOTONIC_COARSE);        /* its ticks are some ms apart */
    if (now != ts->fuel_time)
        ts->fuel_chunk = ts->fuel_chunk / 4 < FUEL_CHUNK_MIN ? FUEL_CHUNK_MIN : ts->fuel_chunk / 4;
    else if (ts->fuel_chunk < FUEL_CHUNK_MAX)
        ts->fuel_chunk *= 2;
    ts->fuel_time = now;
    int64_t n = ts->fuel_chunk - ts->fuel;
    if (n > ts->meter->budget)
        n = ts->meter->budget;
    ts->meter->budget -= n;
    ts->fuel += n;
}

/* From now on the thread's instructions are g's; NULL: nobody's. */
static __attribute__((noinline)) void meter_set(ThreadState *ts, GuestState *g)
{
    if (ts->meter)
        ts->meter->budget += ts->fuel;
    ts->meter = g;
    ts->fuel = FUEL_UNMETERED;
    if (g) {
        ts->fuel = 0;
        ts->fuel_chunk = FUEL_CHUNK_MIN;
        meter_refill(ts);
    }
    thread_choose_breaker(ts);
}

/* What is left of g's budget. */
static int64_t meter_left(GuestState *g)
{
    int64_t left = g->budget;
    for (ThreadState *ts = all_threads; ts; ts = ts->next)
        if (ts->meter == g)
            left += ts->fuel;
    return left;
}

/* Serve what the host's eval breaker asks for: signals, pending calls, a GIL request, an asynchronous exception. */
static __attribute__((noinline)) int vm_poll(ThreadState *ts)
{
    if (__builtin_expect(lent_name != NULL, 0))
        lent_restore();
    GuestRun *run = ts->run;
    if (ts->meter && ts->fuel < 0)
        meter_refill(ts);
    if (run && (run->stop || ts->meter) && !(ts->frame && ts->frame->code->library > 1)) {
        if (ts->meter && ts->fuel < 0 && meter_empty(ts, run) < 0)
            return -1;
        if (run->stop && run_stop_poll(run) < 0)
            return -1;
    }
    PyThreadState *host = ts->host;
    PyInterpreterState *interp = host->interp;
    struct _ceval_state *ceval = &interp->ceval;
    struct _ceval_runtime_state *runtime = &_PyRuntime.ceval;
    if (_Py_atomic_load_relaxed(&runtime->signals_pending) || _Py_atomic_load_relaxed(&ceval->pending.calls_to_do)) {
        if (Py_MakePendingCalls() < 0) {
            if (run)
                run->guest->signalled = 1;
            return -1;
        }
    }
    if (_Py_atomic_load_relaxed(&ceval->gil_drop_request)) {
        PyThreadState *save = PyEval_SaveThread();
        PyEval_RestoreThread(save);
        last_thread = ts;
    }
    if (trace_differs(ts) && trace_changed(ts) < 0)
        return -1;
    if (ts->tracing && trace_poll(ts) < 0)
        return -1;
    if (host->async_exc) {
        PyObject *exc = host->async_exc;
        host->async_exc = NULL;
        ceval->pending.async_exc = 0;
        int again = _Py_atomic_load_relaxed(&ceval->gil_drop_request) | _Py_atomic_load_relaxed(&runtime->signals_pending)
                    | _Py_atomic_load_relaxed(&ceval->pending.calls_to_do);
        _Py_atomic_store_relaxed(&ceval->eval_breaker, again);
        PyErr_SetNone(exc);
        Py_DECREF(exc);
        return -1;
    }
    if (ts->eval_breaker == &always_set)
        thread_choose_breaker(ts);
    return 0;
}

#endif
