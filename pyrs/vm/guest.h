/* guest.h - an embedded runtime as the VM sees it: what an entry saves, and how a run is stopped.

   A *run* is one outermost call into a runtime on one thread (Runtime.exec, eval, call; a thread that the guest started). It carries the
   limits; an entry from a host callback of the same runtime joins it. Rules:
   1. ts->run is the innermost run of the thread, NULL where the command line's program or nobody runs.
   2. Whoever wants to stop a run sets a bit in run->stop and makes its thread poll (run_signal); only the thread itself acts on it, at a poll.
   3. A stop comes twice: soft (an exception that guest code may catch), then, `grace` later, hard: the unwinder passes over the handlers of the guest,
      every poll raises again, and so it stays until the run is left.
   4. The clock stands still while host code runs (run->in_host); guest_limits.h says how that is noticed. */
#ifndef PYRS_GUEST_H
#define PYRS_GUEST_H
#include <pthread.h>
#include <time.h>
#include <signal.h>

#define HOT static inline __attribute__((always_inline))

#include "guest_context.h"

enum { GE_CLOSED, GE_THREAD, GE_INTERRUPTED, GE_TIME, GE_CPU, GE_INSTRUCTIONS, GE_MEMORY, GE_FRAMES, GE_OUTPUT, GUEST_ERRORS };

#define STOP_BIT(e)  (1 << (e))         /* soft, reason e */
#define STOP_HARD    (1 << 16)

typedef struct MemoryAccount MemoryAccount;     /* guest_limits.h */

static PyObject *guest_errors[GUEST_ERRORS];    /* exception classes; owned */

struct GuestState {
    PyObject *owner;           /* borrowed: the Guest object */
    uint64_t thread_id;        /* ThreadState.thread_id of the thread that may use it */
    uint32_t fork_generation;
    uint8_t closed;
    uint8_t clocked;           /* the next run needs the watchdog, or host callbacks to be noticed */
    uint8_t metered;           /* instructions are counted */
    int runs;                  /* runs in progress, on all threads */
    int64_t depth_limit;       /* the guest's sys.getrecursionlimit() */
    /* the limits; -1: none */
    int64_t timeout, cpu_time, grace;           /* ns */
    int64_t max_instructions, max_memory, max_frames, max_output;
    /* use */
    int64_t budget;            /* instructions left */
    int64_t instructions;      /* used by finished runs */
    int64_t time_used, cpu_used;                /* ns, of finished runs that were clocked */
    MemoryAccount *account;    /* bytes now held by blocks that the guest's code allocated under a memory limit; NULL before the first limit */
    int64_t memory_trips, memory_trip_time;     /* refusals in this run, and when the first was */
    int64_t output;
    int64_t run_count, soft_stops, hard_stops;
    GuestRun *first_run;       /* runs in progress; the GIL guards the list */
    PyObject *builtins, *sys;  /* the guest's builtins dict and `sys`; borrowed from the Guest. NULL before the runtime is open */
    uint8_t signalled;         /* a signal's handler has raised in this run */
    uint8_t no_finalizers;     /* one of them has run into a limit outside of any run */
    GuestState *next;          /* all_guests */
};

struct GuestRun {
    GuestState *guest;
    ThreadState *ts;
    GuestRun *outer;           /* ts->run before */
    GuestRun *next_of_guest;
    volatile int stop;         /* STOP_ bits, set from any thread */
    int hard;                  /* 1 + the GE_ of the hard stop in progress */
    int reason;                /* GE_ of the soft stop that the grace period runs for, -1: none */
    int in_host;               /* host code called by the guest is running */
    int in_library;            /* Python code of a shared package on the host's loop, called by the guest */
    int watched;               /* in the watchdog's list */
    int looks_for_signals;     /* guest_long.h */
    PyObject *loop;            /* asyncio's running loop when a limited run began, NULL: none; owned */
    int clocked;               /* guest->clocked when it began */
    int64_t depth_base;        /* the frames when it began; of the outermost one of the guest on the thread */
    int64_t deadline;          /* monotonic ns at which the clock runs out; INT64_MAX: never */
    int64_t cpu_deadline;      /* thread CPU ns, likewise */
    int64_t started, cpu_started;
    int64_t paused_at, cpu_paused_at;
    clockid_t cpu_clock;
    GuestRun *watch_next, **watch_link;
};

/* What an entry from the host saves; on the C stack of whoever enters. */
typedef struct {
    ThreadState *ts;
    GuestRun *joined;          /* the run that was going on already, NULL: `run` is ours */
    int was_in_host;
    int recursion_remaining;
    int64_t depth_limit;
    Frame *root;
    void *host_frame;
    _PyErr_StackItem exc;
    _PyErr_StackItem *outer_exc;
    intptr_t near_room;
    ThreadHooks hooks;          /* the host's; only where `run` is ours */
    PyObject *vars;            /* context_vars() when it began; owned, by guest.pxi */
    GuestRun run;
} GuestEntry;

static uint32_t fork_generation;
static GuestState *all_guests;
static int guests_known;            /* of all_guests, and ghosts */

/* The guest whose builtins these are; NULL: none's, or one's that is gone. */
static GuestState *guest_of(PyObject *builtins)
{
    GuestState *g = all_guests;
    while (g && g->builtins != builtins)
        g = g->next;
    return g;
}

static void guest_register(GuestState *g, PyObject *builtins, PyObject *sys)
{
    g->builtins = builtins;
    g->sys = sys;
    g->next = all_guests;
    all_guests = g;
    guests_known++;
}

static PyObject *modules_name;      /* "modules", interned */

/* The module table that `import` uses where these are the builtins. Borrowed. */
static PyObject *module_table(PyObject *builtins)
{
    GuestState *g = guest_of(builtins);
    PyObject *modules = g ? PyDict_GetItem(PyModule_GetDict(g->sys), modules_name) : NULL;
    return modules && PyDict_Check(modules) ? modules : PyImport_GetModuleDict();
}

static int guest_limited(GuestState *g) { return g->clocked || g->metered || g->max_frames >= 0; }

/* Is the run that is going on, or one around it, under any limit? */
static int guest_confined(void)
{
    ThreadState *ts = thread_state();
    for (GuestRun *run = ts ? ts->run : NULL; run; run = run->outer)
        if (guest_limited(run->guest) || run->guest->max_memory >= 0 || run->guest->max_output >= 0)
            return 1;
    return 0;
}

/* A guest that is gone leaves a ghost in its builtins: a capsule with a GuestState of the same limits, for the functions that are still called. */
#define GONE "__pyrs_gone__"
static PyObject *gone_name;         /* the same, interned: what looks for a ghost may neither allocate nor touch the exception set */

/* Borrowed. */
static PyObject *ghost_of(PyObject *builtins) { return PyDict_CheckExact(builtins) ? PyDict_GetItem(builtins, gone_name) : NULL; }

static MemoryAccount *memory_account_new(void);     /* guest_limits.h */
static void memory_account_begin(GuestState *g);
static void memory_account_close(MemoryAccount *account);

static void ghost_free(PyObject *capsule)
{
    GuestState *ghost = PyCapsule_GetPointer(capsule, GONE);
    memory_account_close(ghost->account);
    free(ghost);
    guests_known--;
}

static PyObject *ghost_new(GuestState *g)
{
    GuestState *ghost = calloc(1, sizeof *ghost);
    PyObject *capsule = ghost ? PyCapsule_New(ghost, GONE, ghost_free) : NULL;
    if (!capsule) {
        free(ghost);
        return NULL;
    }
    *ghost = *g;
    ghost->closed = 1;
    ghost->runs = 0;
    ghost->first_run = NULL;
    ghost->next = NULL;
    ghost->builtins = ghost->sys = NULL;
    ghost->account = g->max_memory >= 0 ? memory_account_new() : NULL;
    if (!ghost->account)
        ghost->max_memory = -1;
    guests_known++;
    return capsule;
}

static void guest_forget(GuestState *g)
{
    if (!g->builtins)
        return;
    PyObject *type, *value, *tb;
    PyErr_Fetch(&type, &value, &tb);
    guests_known--;
    for (GuestState **link = &all_guests; *link; link = &(*link)->next)
        if (*link == g) {
            *link = g->next;
            break;
        }
    PyObject *ghost = ghost_new(g);
    if (!ghost || PyDict_SetItem(g->builtins, gone_name, ghost) < 0)
        PyErr_Clear();
    Py_XDECREF(ghost);
    g->builtins = g->sys = NULL;
    PyErr_Restore(type, value, tb);
}
static int64_t clock_now(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* ---- C code's imports: PyImport_Import calls the guest's `__import__`, but takes the module from the interpreter's table ---- */

static PyObject *lent_name, *lent_before;   /* the entry that the guest's module stands in for; before: NULL if there was none; owned */

static __attribute__((noinline, cold)) void lent_restore(void)
{
    PyObject *name = lent_name, *before = lent_before, *t, *v, *tb, *modules = _PyThreadState_UncheckedGet()->interp->modules;
    lent_name = lent_before = NULL;
    PyErr_Fetch(&t, &v, &tb);
    if ((before ? PyDict_SetItem(modules, name, before) : PyDict_DelItem(modules, name)) < 0)
        PyErr_Clear();
    PyErr_Restore(t, v, tb);
    Py_DECREF(name);
    Py_XDECREF(before);
}

/* ---- making a run's thread poll ---- */

static void thread_choose_breaker(ThreadState *ts);
static volatile int always_set;

static volatile int stop_asked;             /* some run may have a stop bit */
static int stop_look(void);                 /* guest_long.h: has this one? -1 with the error set, or 0 */
#define STOPPED() (__builtin_expect(stop_asked, 0) && stop_look() < 0)
static void run_send_signal(GuestRun *run); /* guest_long.h */

/* Any thread, with or without the GIL. */
static void run_signal(GuestRun *run, int bits)
{
    __atomic_or_fetch(&run->stop, bits, __ATOMIC_SEQ_CST);
    __atomic_store_n(&run->ts->eval_breaker, (Breaker *)&always_set, __ATOMIC_SEQ_CST);
    __atomic_store_n(&stop_asked, 1, __ATOMIC_SEQ_CST);
    run_send_signal(run);
}

/* ---- the watchdog: one thread of the process that sets stop bits when clocks run out ---- */

static pthread_mutex_t watch_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t watch_wake;
static GuestRun *watch_list;
static int64_t watch_next = INT64_MAX;      /* when the watchdog looks again */
static int watch_started;

static void watch_look(int64_t now)
{
    watch_next = INT64_MAX;
    for (GuestRun *run = watch_list; run; run = run->watch_next) {
        if (run->in_host)
            continue;
        if (run->stop && run->looks_for_signals) {
            run_send_signal(run);
            watch_next = now + 5 * 1000 * 1000 < watch_next ? now + 5 * 1000 * 1000 : watch_next;
        }
        int64_t at = run->deadline;
        if (at <= now) {
            run->deadline = INT64_MAX;
            run_signal(run, run->reason >= 0 ? STOP_HARD : STOP_BIT(GE_TIME));
            watch_next = now;           /* look whether it has seen a signal */
        }
        else if (at < watch_next)
            watch_next = at;
        if (run->cpu_deadline != INT64_MAX) {
            int64_t left = run->cpu_deadline - clock_now(run->cpu_clock);
            if (left <= 0) {
                run->cpu_deadline = INT64_MAX;
                run_signal(run, run->reason >= 0 ? STOP_HARD : STOP_BIT(GE_CPU));
                watch_next = now;
            }
            else if (now + left < watch_next)
                watch_next = now + left;
        }
    }
}

static void *watch_main(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&watch_lock);
    for (;;) {
        watch_look(clock_now(CLOCK_MONOTONIC));
        if (watch_next == INT64_MAX)
            pthread_cond_wait(&watch_wake, &watch_lock);
        else {
            struct timespec t = {watch_next / 1000000000, watch_next % 1000000000};
            pthread_cond_timedwait(&watch_wake, &watch_lock, &t);
        }
    }
    return NULL;
}

/* watch_lock held. A process without the thread has limits that are noticed late: at the polls of other reasons only. */
static void watch_start(void)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&watch_wake, &attributes);
    pthread_condattr_destroy(&attributes);
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);       /* signals are for the host's threads */
    pthread_t thread;
    pthread_attr_t attr;
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, (size_t)128 << 10);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    watch_started = pthread_create(&thread, &attr, watch_main, NULL) == 0;
    pthread_attr_destroy(&attr);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static void watch_put(GuestRun *run)        /* watch_lock held */
{
    if (!watch_started)
        watch_start();
    if (!run->watched) {
        run->watched = 1;
        run->watch_next = watch_list;
        run->watch_link = &watch_list;
        if (watch_list)
            watch_list->watch_link = &run->watch_next;
        watch_list = run;
    }
    int64_t at = run->deadline;
    if (run->cpu_deadline != INT64_MAX) {
        int64_t soonest = clock_now(CLOCK_MONOTONIC) + run->cpu_deadline - clock_now(run->cpu_clock);
        at = soonest < at ? soonest : at;
    }
    if (at < watch_next) {
        watch_next = at;
        pthread_cond_signal(&watch_wake);
    }
}

static void watch_remove(GuestRun *run)     /* watch_lock held */
{
    if (run->watched) {
        *run->watch_link = run->watch_next;
        if (run->watch_next)
            run->watch_next->watch_link = run->watch_link;
        run->watched = 0;
    }
}

static pthread_mutex_t signal_lock = PTHREAD_MUTEX_INITIALIZER;     /* guest_long.h; taken inside of watch_lock */

static void guest_fork_prepare(void) { pthread_mutex_lock(&watch_lock); pthread_mutex_lock(&signal_lock); }
static void guest_fork_parent(void) { pthread_mutex_unlock(&signal_lock); pthread_mutex_unlock(&watch_lock); }

static void guest_fork_child(void)
{
    /* The runtimes belong to the parent; runs of its other threads are gone, the watchdog too. */
    fork_generation++;
    watch_list = NULL;
    watch_next = INT64_MAX;
    watch_started = 0;
    pthread_mutex_init(&watch_lock, NULL);
    pthread_mutex_init(&signal_lock, NULL);
    ThreadState *ts = last_thread;
    for (GuestRun *run = ts ? ts->run : NULL; run; run = run->outer) {
        run->watched = 0;
        if (run->deadline != INT64_MAX || run->cpu_deadline != INT64_MAX) {
            pthread_getcpuclockid(pthread_self(), &run->cpu_clock);
            watch_put(run);
        }
    }
}

/* ---- clocks ---- */

static int64_t clock_after(int64_t now, int64_t span) { return span < 0 || span > INT64_MAX - now ? INT64_MAX : now + span; }

static void memory_watch(GuestRun *run);        /* guest_limits.h: NULL: nobody's */
static int memory_over(GuestRun *run);
static void host_calls_watch(int change);

/* Let run's clock stand still while host code runs. */
static void run_pause(GuestRun *run)
{
    run->in_host = 1;
    memory_watch(NULL);
    run->paused_at = clock_now(CLOCK_MONOTONIC);
    if (run->cpu_deadline != INT64_MAX)
        run->cpu_paused_at = clock_now(CLOCK_THREAD_CPUTIME_ID);
}

static void run_resume(GuestRun *run)
{
    int64_t passed = clock_now(CLOCK_MONOTONIC) - run->paused_at;
    pthread_mutex_lock(&watch_lock);
    run->started += passed;
    if (run->deadline != INT64_MAX)
        run->deadline += passed;
    if (run->cpu_deadline != INT64_MAX) {
        int64_t used = clock_now(CLOCK_THREAD_CPUTIME_ID) - run->cpu_paused_at;
        run->cpu_deadline += used;
        run->cpu_started += used;
    }
    run->in_host = 0;
    if (run->deadline != INT64_MAX || run->cpu_deadline != INT64_MAX)
        watch_put(run);
    pthread_mutex_unlock(&watch_lock);
    memory_watch(run);
}

/* ---- raising ---- */

static __attribute__((noinline, cold)) void guest_raise(GuestRun *run, int error, int hard)
{
    GuestState *g = run->guest;
    char text[96];
    switch (error) {
    case GE_TIME: snprintf(text, sizeof text, "the time limit of %g s is exceeded", (double)g->timeout / 1e9); break;
    case GE_CPU: snprintf(text, sizeof text, "the limit of %g s of processor time is exceeded", (double)g->cpu_time / 1e9); break;
    case GE_INSTRUCTIONS: snprintf(text, sizeof text, "the instruction limit of %lld is exceeded", (long long)g->max_instructions); break;
    case GE_MEMORY: snprintf(text, sizeof text, "the memory limit of %lld bytes is exceeded", (long long)g->max_memory); break;
    case GE_FRAMES: snprintf(text, sizeof text, "the limit of %lld frames is exceeded", (long long)g->max_frames); break;
    case GE_OUTPUT: snprintf(text, sizeof text, "the output limit of %lld characters is exceeded", (long long)g->max_output); break;
    default: snprintf(text, sizeof text, "the runtime was interrupted"); break;
    }
    memory_watch(NULL);                         /* what tells of the limit is not subject to it */
    PyObject *e = PyObject_CallFunction(guest_errors[error], "s", text);
    if (e) {
        if (hard && PyObject_SetAttrString(e, "hard", Py_True) < 0)
            PyErr_Clear();
        PyErr_SetObject(guest_errors[error], e);
        Py_DECREF(e);
    }
    if (!run->in_host)
        memory_watch(run);
}

/* A stop for the reason `error`: soft the first time, then hard once the grace period is over. -1 with the exception set. */
static __attribute__((noinline, cold)) int run_stop_soft(GuestRun *run, int error)
{
    GuestState *g = run->guest;
    g->soft_stops++;
    run->reason = error;
    pthread_mutex_lock(&watch_lock);
    run->deadline = clock_after(clock_now(CLOCK_MONOTONIC), g->grace);
    run->cpu_deadline = INT64_MAX;
    watch_put(run);
    pthread_mutex_unlock(&watch_lock);
    guest_raise(run, error, 0);
    return -1;
}

static __attribute__((noinline, cold)) int run_stop_hard(GuestRun *run, int error)
{
    if (!run->hard) {
        run->hard = 1 + error;
        run->guest->hard_stops++;
        __atomic_or_fetch(&run->stop, STOP_HARD, __ATOMIC_SEQ_CST);
        thread_choose_breaker(run->ts);
    }
    guest_raise(run, run->hard - 1, 1);
    return -1;
}

/* A limit that the code itself ran into (instructions, output): soft, later hard. */
static int run_trip(GuestRun *run, int error)
{
    return run->reason < 0 ? run_stop_soft(run, error) : run_stop_hard(run, run->reason);
}

/* Act on run->stop; at a poll of its own thread. 0 or -1 with an exception. */
static __attribute__((noinline, cold)) int run_stop_poll(GuestRun *run)
{
    int bits = run->stop;
    if (bits & STOP_HARD)
        return run_stop_hard(run, run->hard ? run->hard - 1 : run->reason >= 0 ? run->reason : GE_INTERRUPTED);
    __atomic_and_fetch(&run->stop, ~bits, __ATOMIC_SEQ_CST);
    thread_choose_breaker(run->ts);
    for (int error = GE_INTERRUPTED; error < GUEST_ERRORS; error++)
        if (error != GE_MEMORY && bits & STOP_BIT(error) && run->reason < 0)
            return run_stop_soft(run, error);
    return bits & STOP_BIT(GE_MEMORY) ? memory_over(run) : 0;
}

/* ---- instructions ---- */

#define GRACE_INSTRUCTIONS(n) ((n) / 16 + 2000)

static void meter_refill(ThreadState *ts);              /* threads.h */
static void meter_set(ThreadState *ts, GuestState *g);
static int64_t meter_left(GuestState *g);

/* ts->fuel is negative and the budget used up. */
static __attribute__((noinline, cold)) int meter_empty(ThreadState *ts, GuestRun *run)
{
    GuestState *g = run->guest;
    int first = run->reason < 0;
    if (first) {
        g->instructions += GRACE_INSTRUCTIONS(g->max_instructions);
        g->budget += GRACE_INSTRUCTIONS(g->max_instructions);
        meter_refill(ts);
    }
    if (first && ts->fuel >= 0)
        return run_stop_soft(run, GE_INSTRUCTIONS);
    return run_stop_hard(run, run->reason >= 0 ? run->reason : GE_INSTRUCTIONS);
}

/* ---- asyncio's running loop is the thread's: a hard stop passes over what would have ended the guest's ---- */

static PyObject *asyncio_name, *asyncio_key;        /* owned */

static PyObject *loop_call(const char *function, PyObject *argument)
{
    PyObject *module = PyImport_GetModule(asyncio_name);
    PyObject *r = !module ? NULL : argument ? PyObject_CallMethod(module, function, "O", argument) : PyObject_CallMethod(module, function, NULL);
    Py_XDECREF(module);
    if (!r)
        PyErr_Clear();
    return r;
}

/* New reference, or NULL where no loop has run on the thread. */
static PyObject *loop_now(void)
{
    PyObject *dict = PyThreadState_GetDict();
    return asyncio_key && dict && PyDict_GetItemWithError(dict, asyncio_key) ? loop_call("_get_running_loop", NULL) : NULL;
}

static __attribute__((noinline, cold)) void loop_restore(PyObject *before)
{
    PyObject *type, *value, *tb;
    PyErr_Fetch(&type, &value, &tb);
    PyObject *now = loop_now();
    if (now && now != Py_None && now != before)
        Py_XDECREF(loop_call("_set_running_loop", before ? before : Py_None));
    Py_XDECREF(now);
    PyErr_Restore(type, value, tb);
}

/* ---- entering and leaving ---- */

static void guest_error(int error, const char *text)
{
    PyErr_SetString(guest_errors[error], text);
}

static __attribute__((noinline, cold)) int guest_refuse(GuestState *g, ThreadState *ts)
{
    if (g->fork_generation != fork_generation)
        guest_error(GE_CLOSED, "the runtime belongs to the parent of this process");
    else if (g->closed)
        guest_error(GE_CLOSED, "the runtime is closed");
    else if (g->thread_id != ts->thread_id)
        guest_error(GE_THREAD, "the runtime belongs to another thread (Runtime.shared() is for several)");
    return -1;
}

/* Start the clocks of a run whose guest has limits. */
static __attribute__((noinline)) void run_start_clocks(GuestRun *run, int64_t deadline)
{
    GuestState *g = run->guest;
    run->started = clock_now(CLOCK_MONOTONIC);
    run->deadline = deadline != INT64_MAX ? deadline : clock_after(run->started, g->timeout);
    run->cpu_started = 0;
    if (g->cpu_time >= 0) {
        pthread_getcpuclockid(pthread_self(), &run->cpu_clock);
        run->cpu_started = clock_now(CLOCK_THREAD_CPUTIME_ID);
        run->cpu_deadline = clock_after(run->cpu_started, g->cpu_time);
    }
    if (run->deadline != INT64_MAX || run->cpu_deadline != INT64_MAX) {
        pthread_mutex_lock(&watch_lock);
        watch_put(run);
        pthread_mutex_unlock(&watch_lock);
    }
    host_calls_watch(1);
}

static __attribute__((noinline)) void run_end_clocks(GuestRun *run)
{
    GuestState *g = run->guest;
    if (run->clocked)
        host_calls_watch(-1);
    if (run->watched) {
        pthread_mutex_lock(&watch_lock);
        watch_remove(run);
        pthread_mutex_unlock(&watch_lock);
    }
    if (run->clocked)
        g->time_used += clock_now(CLOCK_MONOTONIC) - run->started;
    if (run->cpu_started)
        g->cpu_used += clock_now(CLOCK_THREAD_CPUTIME_ID) - run->cpu_started;
}

static GuestState *ts_meter(GuestState *g) { return g->metered ? g : NULL; }

static int64_t guest_depth_limit(GuestState *g)
{
    return g->max_frames >= 0 && g->max_frames < g->depth_limit ? g->max_frames : g->depth_limit;
}

enum { ENTER_HERE, ENTER_ANY_THREAD, ENTER_CLOSED };    /* the last: on any thread, although it is closed */

/* Begin an entry. 0, or -1 with the error set and nothing done. */
HOT int guest_enter_as(GuestState *g, GuestEntry *e, int how, int64_t deadline)
{
    ThreadState *ts = thread_state();
    if (!ts)
        return -1;
    if (__builtin_expect((g->thread_id != ts->thread_id && !how) || (g->closed && how != ENTER_CLOSED) || g->fork_generation != fork_generation, 0))
        return guest_refuse(g, ts);
    PyThreadState *host = ts->host;
    GuestRun *outer = ts->run;
    e->ts = ts;
    e->recursion_remaining = host->recursion_remaining;
    e->depth_limit = ts->depth_limit;
    e->near_room = ts->near_room;
    e->root = ts->root;
    e->host_frame = host_current_frame(host);
    host_current_frame(host) = NULL;
    e->exc.exc_value = NULL;
    e->exc.previous_item = NULL;
    e->outer_exc = host->exc_info;
    host->exc_info = &e->exc;
    ts->root = ts->frame;
    e->run.depth_base = depth_of(ts);
    for (GuestRun *other = outer; __builtin_expect(other != NULL, 0); other = other->outer)
        if (other->guest == g)          /* host code between does not give it new frames */
            e->run.depth_base = other->depth_base;
    depth_limit_set(ts, e->run.depth_base + guest_depth_limit(g), g->max_frames < 0);
    if (outer && outer->guest == g) {
        e->joined = outer;
        e->was_in_host = outer->in_host;
        if (outer->in_host)
            run_resume(outer);
        return 0;
    }
    e->joined = NULL;
    hooks_save(host, &e->hooks);
    GuestRun *run = &e->run;
    run->guest = g;
    run->ts = ts;
    run->outer = outer;
    run->stop = 0;
    run->hard = 0;
    run->reason = -1;
    run->in_host = 0;
    run->in_library = 0;
    run->watched = 0;
    run->looks_for_signals = 0;
    run->loop = NULL;
    run->clocked = g->clocked || deadline != INT64_MAX;
    run->deadline = run->cpu_deadline = INT64_MAX;
    ts->run = run;
    g->run_count++;
    run->next_of_guest = g->first_run;
    g->first_run = run;
    e->was_in_host = outer && !outer->in_host && outer->clocked;
    if (e->was_in_host)
        run_pause(outer);               /* another runtime's time */
    if (g->runs++ == 0) {
        g->budget = g->max_instructions;
        g->memory_trips = 0;
        if (g->account)
            memory_account_begin(g);
        g->signalled = 0;
    }
    if (run->clocked || g->metered)
        run->loop = loop_now();
    if (run->clocked) {
        run_start_clocks(run, deadline);
        memory_watch(run);
    }
    if (g->metered || ts->meter)
        meter_set(ts, ts_meter(g));
    return 0;
}

HOT int guest_enter(GuestState *g, GuestEntry *e) { return guest_enter_as(g, e, ENTER_HERE, INT64_MAX); }

HOT void run_unlink(GuestState *g, GuestRun *run)
{
    for (GuestRun **link = &g->first_run; *link; link = &(*link)->next_of_guest)
        if (*link == run) {
            *link = run->next_of_guest;
            break;
        }
}

/* End the entry; an exception that is set stays set. */
HOT void guest_leave(GuestState *g, GuestEntry *e)
{
    ThreadState *ts = e->ts;
    PyThreadState *host = ts->host;
    last_thread = ts;
    if (__builtin_expect(lent_name != NULL, 0))
        lent_restore();
    host_current_frame(host) = e->host_frame;
    host->exc_info = e->outer_exc;
    if (__builtin_expect(e->exc.exc_value != NULL, 0)) {
        PyObject *t, *v, *tb;
        PyErr_Fetch(&t, &v, &tb);
        Py_CLEAR(e->exc.exc_value);
        PyErr_Restore(t, v, tb);
    }
    ts->root = e->root;
    depth_limit_set(ts, e->depth_limit, e->near_room > 0);
    host->recursion_remaining = e->recursion_remaining;     /* the guest may have set its limit */
    if (e->joined) {
        if (e->was_in_host)
            run_pause(e->joined);
        return;
    }
    hooks_restore(host, &e->hooks);
    GuestRun *run = &e->run, *outer = run->outer;
    if (__builtin_expect(run->hard, 0))
        loop_restore(run->loop);
    Py_XDECREF(run->loop);
    ts->run = outer;
    run_unlink(g, run);
    if (run->clocked || run->watched) {
        memory_watch(NULL);
        run_end_clocks(run);
    }
    g->runs--;
    if (ts->meter || (outer && outer->guest->metered))
        meter_set(ts, outer ? ts_meter(outer->guest) : NULL);
    else if (run->stop || ts->eval_breaker == (Breaker *)&always_set)
        thread_choose_breaker(ts);
    if (g->metered && g->runs == 0)
        g->instructions += g->max_instructions - g->budget;
    if (e->was_in_host)
        run_resume(outer);
}

/* The entry ends with an exception, and nobody has noticed yet that its run was to stop: C code that was cut short raised it. The limit is what happened. */
static __attribute__((noinline, cold)) void stop_late(GuestRun *run)
{
    PyObject *type, *value, *tb;
    PyErr_Fetch(&type, &value, &tb);
    if (run_stop_poll(run) < 0)
        _PyErr_ChainExceptions(type, value, tb);
    else
        PyErr_Restore(type, value, tb);
}

HOT void guest_leave_failed(GuestState *g, GuestEntry *e)
{
    if (__builtin_expect(!e->joined && e->run.stop && !e->run.hard && e->run.reason < 0, 0))
        stop_late(&e->run);
    guest_leave(g, e);
}

/* Before a `__del__` or the end of a generator, which the collector or the host may cause at any time. 1: run it, then guest_leave; 0: run it;
   -1: do not run it, its runtime is closed or gone, or has spent a limit on these already. */
static __attribute__((noinline)) int finalizer_enter(ThreadState *ts, PyObject *builtins, GuestEntry *e)
{
    GuestState *g = guest_of(builtins);
    if (!g)
        return ghost_of(builtins) ? -1 : 0;
    if (ts->run && ts->run->guest == g && !ts->run->in_host)
        return 0;
    if (g->closed || g->no_finalizers || g->fork_generation != fork_generation || _Py_IsFinalizing())
        return -1;
    if (!g->clocked && !g->metered)
        return 0;
    if (guest_enter_as(g, e, ENTER_ANY_THREAD, INT64_MAX) < 0) {
        PyErr_Clear();
        return -1;
    }
    return 1;
}

static void finalizer_leave(GuestEntry *e)
{
    GuestState *g = (e->joined ? e->joined : &e->run)->guest;
    if (!e->joined && e->run.reason >= 0)
        g->no_finalizers = 1;
    guest_leave(g, e);
}

/* Any thread that has the GIL: stop what the guest runs now. -> how many runs. */
static int guest_interrupt(GuestState *g, int hard)
{
    int n = 0;
    for (GuestRun *run = g->first_run; run; run = run->next_of_guest, n++)
        run_signal(run, hard ? STOP_HARD : STOP_BIT(GE_INTERRUPTED));
    return n;
}

#endif
