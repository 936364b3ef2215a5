/* guest_limits.h - where a guest's limits are noticed outside of the loop: the allocator, host code that it calls, blocking C functions (guest_long.h:
   those that compute).

   Everything here is installed for the process when the first runtime asks for it, and does nothing but look at one pointer where no limited
   guest code is running on the thread. */
#ifndef PYRS_GUEST_LIMITS_H
#define PYRS_GUEST_LIMITS_H
#include <malloc.h>
#include <poll.h>
#include <sys/wait.h>
#include <sys/stat.h>
#include <limits.h>

/* The run whose guest code runs on this thread now; NULL in host code. */
static inline GuestRun *guest_run_here(void)
{
    ThreadState *ts = last_thread;
    PyThreadState *host = _PyThreadState_UncheckedGet();
    if (!ts || ts->host != host) {
        for (ts = all_threads; ts && ts->host != host; ts = ts->next)
            ;
        if (!ts)
            return NULL;
    }
    GuestRun *run = ts->run;
    return run && !run->in_host ? run : NULL;
}

/* The Guest object whose code runs on this thread now; borrowed. NULL: nobody's, or of one that is going or gone. */
static PyObject *guest_owner_here(void)
{
    GuestRun *run = guest_run_here();
    return run && run->guest->builtins && Py_REFCNT(run->guest->owner) > 0 ? run->guest->owner : NULL;
}

/* ---- memory: blocks that limited guest code allocates are entered in a table until they are freed, wherever that is ---- */

/* A block that does not fit is refused, but small ones go on past the limit, since handlers and tracebacks need a few, and since libpython has its places
   where a refused object is a crash. Whoever comes into the reserve hears of it at the next poll, or, if that was in C code which does not poll, by a
   refusal where the reserve ends. Who has heard of it and still comes to the end of the reserve is stopped for good, with what he needs to get there. */
#define MEMORY_SMALL    4096
#define MEMORY_RESERVE  ((int64_t)256 << 10)
#define MEMORY_LAST     ((int64_t)1 << 20)

enum { OVER_NOT, OVER_ASKED, OVER_TOLD };       /* in the reserve: to be raised at a poll, raised */
struct MemoryAccount { int64_t bytes, peak, blocks, reserve_end; int closed, over; };
typedef struct { void *block; size_t size; MemoryAccount *account; } MemoryEntry;

static __thread GuestRun *memory_run __attribute__((tls_model("initial-exec")));
static pthread_mutex_t memory_lock = PTHREAD_MUTEX_INITIALIZER;
static MemoryEntry *memory_table;
static size_t memory_mask, memory_count;
static PyMemAllocatorEx memory_host[3];         /* by domain, as they were; the wrappers' ctx is the one below them */
static PyObjectArenaAllocator memory_arena;
static int memory_installed;

static void memory_watch(GuestRun *run) { memory_run = run && run->guest->max_memory >= 0 ? run : NULL; }

static size_t memory_slot(void *block) { return (size_t)(((uintptr_t)block >> 4) * 0x9E3779B97F4A7C15u >> 20) & memory_mask; }

static int memory_grow(void)        /* memory_lock held */
{
    size_t n = memory_table ? (memory_mask + 1) * 2 : 1024;
    MemoryEntry *old = memory_table, *table = calloc(n, sizeof *table);
    if (!table)
        return -1;
    size_t count = old ? memory_mask + 1 : 0;
    memory_table = table;
    memory_mask = n - 1;
    for (size_t i = 0; i < count; i++)
        if (old[i].block) {
            size_t s = memory_slot(old[i].block);
            while (table[s].block)
                s = (s + 1) & memory_mask;
            table[s] = old[i];
        }
    free(old);
    return 0;
}

static void memory_enter(MemoryAccount *account, void *block, size_t size)
{
    pthread_mutex_lock(&memory_lock);
    if (!memory_table || memory_count * 2 > memory_mask)
        if (memory_grow() < 0 && (!memory_table || memory_count >= memory_mask)) {
            pthread_mutex_unlock(&memory_lock);
            return;
        }
    size_t s = memory_slot(block);
    while (memory_table[s].block)
        s = (s + 1) & memory_mask;
    memory_table[s] = (MemoryEntry){block, size, account};
    memory_count++;
    account->blocks++;
    account->bytes += (int64_t)size;
    if (account->bytes > account->peak)
        account->peak = account->bytes;
    pthread_mutex_unlock(&memory_lock);
}

/* Take block's entry out: its account and *size, or NULL. */
static MemoryAccount *memory_take(void *block, size_t *size)
{
    if (!__atomic_load_n(&memory_count, __ATOMIC_RELAXED) || !block)
        return NULL;
    pthread_mutex_lock(&memory_lock);
    MemoryAccount *account = NULL;
    size_t s = memory_slot(block);
    while (memory_table[s].block && memory_table[s].block != block)
        s = (s + 1) & memory_mask;
    if (memory_table[s].block) {
        account = memory_table[s].account;
        *size = memory_table[s].size;
        account->bytes -= (int64_t)*size;
        account->blocks--;
        memory_count--;
        size_t hole = s;            /* close the gap, so that no search ends early */
        for (;;) {
            s = (s + 1) & memory_mask;
            if (!memory_table[s].block)
                break;
            size_t home = memory_slot(memory_table[s].block);
            if (((s - home) & memory_mask) >= ((s - hole) & memory_mask)) {
                memory_table[hole] = memory_table[s];
                hole = s;
            }
        }
        memory_table[hole].block = NULL;
        if (account->closed && !account->blocks) {
            free(account);
            account = NULL;
        }
    }
    pthread_mutex_unlock(&memory_lock);
    return account;
}

static inline int memory_fits(GuestState *g, int64_t more) { return g->account->bytes + more <= g->max_memory; }

/* Is there room for what the run can do without? No refusal: the guest hears of none. */
static int memory_spare(size_t more) { return !memory_run || memory_fits(memory_run->guest, (int64_t)more); }

static void memory_stop_hard(GuestRun *run)
{
    if (run->reason < 0)
        run->reason = GE_MEMORY;
    run_signal(run, STOP_HARD);
}

/* The limit has been met: as a refusal, which the guest sees as MemoryError, or by an exception at a poll. Once the grace period is over, it stops for good. */
static void memory_trip(GuestRun *run)
{
    GuestState *g = run->guest;
    int64_t now = clock_now(CLOCK_MONOTONIC);
    if (!g->memory_trips++)
        g->memory_trip_time = now;
    else if (now - g->memory_trip_time > (g->grace < 0 ? 0 : g->grace))
        memory_stop_hard(run);
}

static __attribute__((noinline, cold)) int memory_beyond(GuestRun *run, int64_t more)
{
    MemoryAccount *account = run->guest->account;
    int64_t then = account->bytes + more, end = run->guest->max_memory + MEMORY_RESERVE;
    if (more > MEMORY_SMALL) {
        memory_trip(run);
        return 0;
    }
    if (then <= (end > account->reserve_end ? end : account->reserve_end)) {
        if (account->over == OVER_NOT) {
            account->over = OVER_ASKED;
            run_signal(run, STOP_BIT(GE_MEMORY));
        }
        return 1;
    }
    if (account->over == OVER_TOLD) {
        memory_stop_hard(run);
        return then <= end + MEMORY_LAST;
    }
    account->over = OVER_TOLD;
    __atomic_and_fetch(&run->stop, ~STOP_BIT(GE_MEMORY), __ATOMIC_SEQ_CST);
    memory_trip(run);
    return 0;
}

/* May the run have `more` bytes? */
static int memory_room(GuestRun *run, int64_t more)
{
    if (__builtin_expect(memory_fits(run->guest, more), 1)) {
        run->guest->account->over = OVER_NOT;
        return 1;
    }
    return memory_beyond(run, more);
}

/* The poll that memory_beyond asked for. 0, or -1 with the exception: there is still no room. */
static int memory_over(GuestRun *run)
{
    MemoryAccount *account = run->guest->account;
    if (!account || account->bytes <= run->guest->max_memory)
        return 0;
    account->over = OVER_TOLD;
    memory_trip(run);
    guest_raise(run, GE_MEMORY, 0);
    return -1;
}

/* pymalloc comes here for its small blocks while it is refused an arena by the limit: rounded up (block_round). */
static void *memory_malloc(void *ctx, size_t size)
{
    PyMemAllocatorEx *host = ctx;
    GuestRun *run = memory_run;
    size = block_round(size);
    if (__builtin_expect(!run, 1))
        return host->malloc(host->ctx, size);
    if (!memory_room(run, (int64_t)size))
        return NULL;
    void *p = host->malloc(host->ctx, size);
    if (p)
        memory_enter(run->guest->account, p, size);
    return p;
}

static void *memory_calloc(void *ctx, size_t n, size_t size)
{
    PyMemAllocatorEx *host = ctx;
    GuestRun *run = memory_run;
    if (n <= 512 && size <= 512) {
        size = block_round(n * size);
        n = 1;
    }
    if (__builtin_expect(!run, 1))
        return host->calloc(host->ctx, n, size);
    if ((size && n > (size_t)INT64_MAX / size) || !memory_room(run, (int64_t)(n * size)))
        return NULL;
    void *p = host->calloc(host->ctx, n, size);
    if (p)
        memory_enter(run->guest->account, p, n * size);
    return p;
}

/* What the allocator's own realloc gives for (ctx, block, size), and the accounts kept: a block that stays where it is keeps its entry. */
static void *memory_resize(void *(*resize)(void *, void *, size_t), void *ctx, void *block, size_t size)
{
    GuestRun *run = memory_run;
    size_t had = 0;
    MemoryAccount *account = memory_take(block, &had);
    if (run && size > had && !memory_room(run, (int64_t)(account == run->guest->account ? size : size - had))) {
        if (account)
            memory_enter(account, block, had);
        return NULL;
    }
    void *p = resize(ctx, block, size);
    if (run && !account)
        account = run->guest->account;
    if (account)
        memory_enter(account, p ? p : block, p ? size : had);
    return p;
}

static void *memory_realloc(void *ctx, void *block, size_t size)
{
    PyMemAllocatorEx *host = ctx;
    return block ? memory_resize(host->realloc, host->ctx, block, block_round(size)) : memory_malloc(ctx, size);
}

static void memory_free(void *ctx, void *block)
{
    PyMemAllocatorEx *host = ctx;
    size_t had;
    memory_take(block, &had);
    host->free(host->ctx, block);
}

static void *memory_arena_alloc(void *ctx, size_t size)
{
    (void)ctx;
    GuestRun *run = memory_run;
    if (!memory_spare(size))
        return NULL;        /* pymalloc asks for its small blocks one by one then */
    void *p = memory_arena.alloc(memory_arena.ctx, size);
    if (p && run)
        memory_enter(run->guest->account, p, size);
    return p;
}

static void memory_arena_free(void *ctx, void *block, size_t size)
{
    (void)ctx;
    size_t had;
    memory_take(block, &had);
    memory_arena.free(memory_arena.ctx, block, size);
}

/* NumPy's arrays come from its default handler, a struct of functions that every array remembers; the four are replaced in it. */
typedef struct {
    char name[127];
    uint8_t version;
    struct {
        void *ctx;
        void *(*malloc)(void *, size_t);
        void *(*calloc)(void *, size_t, size_t);
        void *(*realloc)(void *, void *, size_t);
        void (*free)(void *, void *, size_t);
    } allocator;
} ArrayMemory;

static ArrayMemory arrays_host;     /* what it was; version 0: not replaced */

static void *arrays_entered(GuestRun *run, void *p, size_t size)
{
    if (p && run)
        memory_enter(run->guest->account, p, size);
    return p;
}

static void *arrays_malloc(void *ctx, size_t size)
{
    GuestRun *run = memory_run;
    return run && !memory_room(run, (int64_t)size) ? NULL : arrays_entered(run, arrays_host.allocator.malloc(ctx, size), size);
}

static void *arrays_calloc(void *ctx, size_t n, size_t size)
{
    GuestRun *run = memory_run;
    if (run && ((size && n > (size_t)INT64_MAX / size) || !memory_room(run, (int64_t)(n * size))))
        return NULL;
    return arrays_entered(run, arrays_host.allocator.calloc(ctx, n, size), n * size);
}

static void *arrays_realloc(void *ctx, void *block, size_t size)
{
    return memory_resize(arrays_host.allocator.realloc, ctx, block, size);
}

static void arrays_free(void *ctx, void *block, size_t size)
{
    size_t had;
    memory_take(block, &had);
    arrays_host.allocator.free(ctx, block, size);
}

#define API_GET_HANDLER 305         /* PyDataMem_GetHandler in NumPy's table, since 1.22 */

/* Once NumPy is there and a runtime limits memory. */
static void arrays_install(void)
{
    if (arrays_host.version || !memory_installed)
        return;
    static const char *const names[] = {"numpy._core._multiarray_umath", "numpy.core._multiarray_umath"};
    PyObject *modules = PyImport_GetModuleDict(), *module = NULL, *table = NULL, *handler = NULL;
    for (size_t i = 0; i < Py_ARRAY_LENGTH(names) && !module; i++)
        module = PyDict_GetItemString(modules, names[i]);
    if (module && (table = PyObject_GetAttrString(module, "_ARRAY_API")) && PyCapsule_CheckExact(table)) {
        void **api = PyCapsule_GetPointer(table, PyCapsule_GetName(table));
        handler = api ? ((PyObject *(*)(void))api[API_GET_HANDLER])() : NULL;
        ArrayMemory *memory = handler ? PyCapsule_GetPointer(handler, "mem_handler") : NULL;
        if (memory && memory->version == 1 && strcmp(memory->name, "default_allocator") == 0) {
            arrays_host = *memory;
            memory->allocator.malloc = arrays_malloc;
            memory->allocator.calloc = arrays_calloc;
            memory->allocator.realloc = arrays_realloc;
            memory->allocator.free = arrays_free;
        }
    }
    Py_XDECREF(table);
    Py_XDECREF(handler);
    PyErr_Clear();
}

/* A fork while another thread holds the lock would leave it locked. */
static void memory_fork_prepare(void) { pthread_mutex_lock(&memory_lock); }
static void memory_fork_done(void) { pthread_mutex_unlock(&memory_lock); }

static void memory_install(void)
{
    if (memory_installed)
        return;
    memory_installed = 1;
    pthread_atfork(memory_fork_prepare, memory_fork_done, memory_fork_done);
    /* pymalloc asks the raw domain for large blocks and has its arenas from below; PYTHONMALLOC=malloc asks nobody. */
    const char *name = _PyMem_GetCurrentAllocatorName();
    int domains = name && strncmp(name, "malloc", 6) == 0 ? 3 : 1;
    for (int domain = PYMEM_DOMAIN_RAW; domain < domains; domain++) {
        PyMemAllocatorEx *host = &memory_host[domain];
        PyMem_GetAllocator(domain, host);
        PyMemAllocatorEx ours = {host, memory_malloc, memory_calloc, memory_realloc, memory_free};
        PyMem_SetAllocator(domain, &ours);
    }
    PyObject_GetArenaAllocator(&memory_arena);
    PyObjectArenaAllocator arena = {memory_arena.ctx, memory_arena_alloc, memory_arena_free};
    PyObject_SetArenaAllocator(&arena);
}

static MemoryAccount *memory_account_new(void) { return calloc(1, sizeof(MemoryAccount)); }

/* A run begins. One that finds the reserve begun has as much again, within MEMORY_LAST: to let go of something. */
static void memory_account_begin(GuestState *g)
{
    MemoryAccount *account = g->account;
    int beyond = account->bytes > g->max_memory;
    int64_t end = account->bytes + MEMORY_RESERVE, last = g->max_memory + MEMORY_LAST;
    account->over = beyond ? OVER_ASKED : OVER_NOT;
    account->reserve_end = !beyond ? 0 : end < last ? end : last;
}

static void memory_account_close(MemoryAccount *account)
{
    if (!account)
        return;
    pthread_mutex_lock(&memory_lock);
    account->closed = 1;
    int last = !account->blocks;
    pthread_mutex_unlock(&memory_lock);
    if (last)
        free(account);
}

/* ---- host code called by the guest: seen through the interpreter's hook for evaluating frames, while clocked runs exist ---- */

static int host_calls_watched;
static _PyFrameEvalFunction host_calls_before;
static PyObject *shared_packages;      /* dict: top-level name of packages whose Python code on the host's loop is the guest's program -> True; owned */
static PyObject *shared_modules;       /* dict: __name__ -> bool, what shared_packages says of it; owned */
static PyObject *name_string;

static PyObject *host_eval(PyThreadState *host, _PyInterpreterFrame *frame, int throwing)
{
    return host_calls_before ? host_calls_before(host, frame, throwing) : _PyEval_EvalFrameDefault(host, frame, throwing);
}

static int shared_code(_PyInterpreterFrame *frame)
{
    if (!shared_packages || PyDict_GET_SIZE(shared_packages) == 0)
        return 0;
    PyObject *name = PyDict_GetItemWithError(frame->f_globals, name_string);
    if (!name || !PyUnicode_CheckExact(name)) {
        PyErr_Clear();
        return 0;
    }
    PyObject *known = PyDict_GetItemWithError(shared_modules, name);
    if (!known) {
        Py_ssize_t dot = PyUnicode_FindChar(name, '.', 0, PyUnicode_GET_LENGTH(name), 1);
        PyObject *top = dot < 0 ? Py_NewRef(name) : PyUnicode_Substring(name, 0, dot);
        known = top && PyDict_GetItemWithError(shared_packages, top) ? Py_True : Py_False;
        Py_XDECREF(top);
        if (PyDict_SetItem(shared_modules, name, known) < 0)
            PyErr_Clear();
    }
    return known == Py_True;
}

static PyObject *host_calls_eval(PyThreadState *host, _PyInterpreterFrame *frame, int throwing)
{
    GuestRun *run = guest_run_here();
    if (!run || !run->clocked)
        return host_eval(host, frame, throwing);
    if (run->in_library || shared_code(frame)) {
        if (run->stop && !throwing && run_stop_poll(run) < 0)
            return NULL;
        run->in_library++;
        PyObject *r = host_eval(host, frame, throwing);
        run->in_library--;
        return r;
    }
    run_pause(run);
    PyObject *r = host_eval(host, frame, throwing);
    run_resume(run);
    return r;
}

static void host_calls_watch(int change)
{
    PyInterpreterState *interp = _PyThreadState_UncheckedGet()->interp;
    int before = host_calls_watched;
    host_calls_watched += change;
    if (!before) {
        host_calls_before = interp->eval_frame;
        interp->eval_frame = host_calls_eval;
    }
    else if (!host_calls_watched && interp->eval_frame == host_calls_eval)
        interp->eval_frame = host_calls_before;
}

/* ---- C functions that block: in a run they wait in slices, so that a stop is noticed ---- */

#define SLICE_NS  ((int64_t)10 * 1000 * 1000)

typedef PyObject *(*WithKeywords)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*FastCall)(PyObject *, PyObject *const *, Py_ssize_t);
typedef PyObject *(*FastCallKeywords)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);
typedef PyObject *(*MethodCall)(PyObject *, PyTypeObject *, PyObject *const *, Py_ssize_t, PyObject *);

static int slice_check(GuestRun *run)
{
    if (PyErr_CheckSignals() < 0) {
        run->guest->signalled = 1;
        return -1;
    }
    return run->stop ? run_stop_poll(run) : 0;
}

static double seconds(int64_t ns) { return (double)ns / 1e9; }

/* The time until which a timeout of `s` seconds lasts; s < 0: for ever. */
static int64_t until(double s) { return s < 0 || s > 4e9 ? INT64_MAX : clock_now(CLOCK_MONOTONIC) + (int64_t)(s * 1e9); }

static int64_t next_slice(int64_t end)
{
    int64_t left = end == INT64_MAX ? SLICE_NS : end - clock_now(CLOCK_MONOTONIC);
    return left < 0 ? 0 : left < SLICE_NS ? left : SLICE_NS;
}

/* Two parameters by position or keyword, of which the second is named so: what is given is stored. 0: too many, which the host's function reports. */
static int optional_two(PyObject *const *args, Py_ssize_t n, PyObject *kwnames, const char *second, PyObject **given)
{
    Py_ssize_t nkw = kwnames ? PyTuple_GET_SIZE(kwnames) : 0;
    if (n + nkw > 2)
        return 0;
    for (Py_ssize_t i = 0; i < n; i++)
        given[i] = args[i];
    for (Py_ssize_t i = 0; i < nkw; i++)
        given[PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(kwnames, i), second) == 0] = args[n + i];
    return 1;
}

/* A timeout of `o` parts of a second, of which there are `per`; *s < 0: for ever. 0: no number, which the host's function reports. */
static int wait_seconds(PyObject *o, double per, double *s)
{
    *s = o == Py_None ? -1 : PyFloat_AsDouble(o) / per;
    return !PyErr_Occurred();
}

static PyCFunction sleep_host;

static PyObject *sleep_sliced(PyObject *self, PyObject *arg)
{
    GuestRun *run = guest_run_here();
    double s;
    if (!run || ((s = PyFloat_AsDouble(arg)) < 0 && PyErr_Occurred()) || !(s * 1e9 > SLICE_NS) || s > 4e9) {
        PyErr_Clear();
        return sleep_host(self, arg);
    }
    int64_t end = until(s), slice;
    while ((slice = next_slice(end)) > 0) {
        struct timespec t = {0, slice};
        Py_BEGIN_ALLOW_THREADS
        nanosleep(&t, NULL);
        Py_END_ALLOW_THREADS
        if (slice_check(run) < 0)
            return NULL;
    }
    Py_RETURN_NONE;
}

/* lock.acquire(blocking=True, timeout=-1), RLock's, and their __enter__ */
static PyObject *acquire_sliced(PyObject *self, PyObject *args, PyObject *kwargs, WithKeywords acquire)
{
    static char *names[] = {"blocking", "timeout", NULL};
    GuestRun *run = guest_run_here();
    int blocking = 1;
    double timeout = -1;
    if (!run || !PyArg_ParseTupleAndKeywords(args, kwargs, "|id", names, &blocking, &timeout) || !blocking
        || (timeout < 0 && timeout != -1) || (timeout >= 0 && timeout < seconds(SLICE_NS))) {
        PyErr_Clear();
        return acquire(self, args, kwargs);
    }
    int64_t end = until(timeout);
    for (;;) {
        int64_t slice = next_slice(end);
        PyObject *one = Py_BuildValue("(id)", 1, seconds(slice)), *r = one ? acquire(self, one, NULL) : NULL;
        Py_XDECREF(one);
        if (!r || r != Py_False || slice == 0)
            return r;
        Py_DECREF(r);
        if (slice_check(run) < 0)
            return NULL;
    }
}

static WithKeywords lock_acquire_host, rlock_acquire_host;
static PyObject *lock_acquire(PyObject *self, PyObject *args, PyObject *kwargs) { return acquire_sliced(self, args, kwargs, lock_acquire_host); }
static PyObject *rlock_acquire(PyObject *self, PyObject *args, PyObject *kwargs) { return acquire_sliced(self, args, kwargs, rlock_acquire_host); }

/* SimpleQueue.get(block=True, timeout=None) */
static MethodCall queue_get_host;
static PyObject *queue_empty;       /* _queue.Empty; owned */

static PyObject *queue_get(PyObject *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t n, PyObject *kwnames)
{
    GuestRun *run = guest_run_here();
    PyObject *given[2] = {Py_True, Py_None};
    double s;
    if (!run || !optional_two(args, n, kwnames, "timeout", given) || PyObject_IsTrue(given[0]) != 1 || !wait_seconds(given[1], 1, &s)
        || s == 0 || (s < 0 && given[1] != Py_None)) {
        PyErr_Clear();
        return queue_get_host(self, cls, args, n, kwnames);
    }
    int64_t end = until(s);
    for (;;) {
        int64_t slice = next_slice(end);
        PyObject *span = PyFloat_FromDouble(seconds(slice));
        PyObject *both[2] = {Py_True, span}, *r = span ? queue_get_host(self, cls, both, 2, NULL) : NULL;
        Py_XDECREF(span);
        if (r || slice == 0 || !PyErr_ExceptionMatches(queue_empty))
            return r;
        PyErr_Clear();
        if (slice_check(run) < 0)
            return NULL;
    }
}

/* select(r, w, x, timeout=None), poll.poll(ms=None), epoll.poll(timeout=-1, maxevents=-1): an empty answer to a slice is no answer. */
static FastCall select_host, poll_host;
static FastCallKeywords epoll_host;

static int answer_empty(PyObject *r)
{
    if (PyTuple_Check(r)) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(r); i++)
            if (PyObject_Size(PyTuple_GET_ITEM(r, i)) != 0)
                return 0;
        return 1;
    }
    return PyList_Check(r) && PyList_GET_SIZE(r) == 0;
}

static PyObject *select_sliced(PyObject *self, PyObject *const *args, Py_ssize_t n)
{
    GuestRun *run = guest_run_here();
    double s;
    if (!run || n < 3 || n > 4 || !wait_seconds(n == 4 ? args[3] : Py_None, 1, &s)
        || s == 0 || (s < 0 && n == 4 && args[3] != Py_None)) {
        PyErr_Clear();
        return select_host(self, args, n);
    }
    int64_t end = until(s);
    for (;;) {
        int64_t slice = next_slice(end);
        PyObject *span = PyFloat_FromDouble(seconds(slice));
        PyObject *all[4] = {args[0], args[1], args[2], span}, *r = span ? select_host(self, all, 4) : NULL;
        Py_XDECREF(span);
        if (!r || slice == 0 || !answer_empty(r))
            return r;
        Py_DECREF(r);
        if (slice_check(run) < 0)
            return NULL;
    }
}

static PyObject *poll_sliced(PyObject *self, PyObject *const *args, Py_ssize_t n)
{
    GuestRun *run = guest_run_here();
    double s;
    if (!run || n > 1 || !wait_seconds(n == 1 ? args[0] : Py_None, 1000, &s) || s == 0) {
        PyErr_Clear();
        return poll_host(self, args, n);
    }
    int64_t end = until(s);
    for (;;) {
        int64_t slice = next_slice(end);
        PyObject *span = PyFloat_FromDouble(seconds(slice) * 1000), *r = span ? poll_host(self, &span, 1) : NULL;
        Py_XDECREF(span);
        if (!r || slice == 0 || !answer_empty(r))
            return r;
        Py_DECREF(r);
        if (slice_check(run) < 0)
            return NULL;
    }
}

static PyObject *epoll_sliced(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kwnames)
{
    GuestRun *run = guest_run_here();
    PyObject *given[2] = {Py_None, NULL};
    double s;
    if (!run || !optional_two(args, n, kwnames, "maxevents", given) || !wait_seconds(given[0], 1, &s) || s == 0) {
        PyErr_Clear();
        return epoll_host(self, args, n, kwnames);
    }
    int64_t end = until(s);
    for (;;) {
        int64_t slice = next_slice(end);
        PyObject *span = PyFloat_FromDouble(seconds(slice));
        PyObject *both[2] = {span, given[1]}, *r = span ? epoll_host(self, both, given[1] ? 2 : 1, NULL) : NULL;
        Py_XDECREF(span);
        if (!r || slice == 0 || !answer_empty(r))
            return r;
        Py_DECREF(r);
        if (slice_check(run) < 0)
            return NULL;
    }
}

/* Wait until fd has something (or its time is over), before a call that would block on it. 0 or -1. */
static int ready_wait(GuestRun *run, int fd, short events, double timeout)
{
    int64_t end = until(timeout);
    for (;;) {
        struct pollfd p = {fd, events, 0};
        int64_t slice = next_slice(end);
        int r;
        Py_BEGIN_ALLOW_THREADS
        r = poll(&p, 1, (int)((slice + 999999) / 1000000));
        Py_END_ALLOW_THREADS
        if (r > 0 || slice == 0)
            return 0;
        if (slice_check(run) < 0)
            return -1;
    }
}

static int object_ready(PyObject *self, short events, int is_socket)
{
    GuestRun *run = guest_run_here();
    if (!run)
        return 0;
    if (run->stop && run_stop_poll(run) < 0)
        return -1;
    double timeout = -1;
    if (is_socket) {
        PyObject *t = PyObject_CallMethod(self, "gettimeout", NULL);
        if (t && t != Py_None)
            timeout = PyFloat_AsDouble(t);
        Py_XDECREF(t);
    }
    PyObject *number = PyObject_CallMethod(self, "fileno", NULL);
    int fd = number ? (int)PyLong_AsLong(number) : -1;
    Py_XDECREF(number);
    PyErr_Clear();
    return fd < 0 || timeout == 0 ? 0 : ready_wait(run, fd, events, timeout);
}

#define READY_METHOD(name, events, is_socket)                                                          \
    static PyCFunction name##_host;                                                                    \
    static PyObject *name##_ready(PyObject *self, PyObject *arg)                                       \
    { return object_ready(self, events, is_socket) < 0 ? NULL : name##_host(self, arg); }
#define READY_KEYWORDS(name, events, is_socket)                                                        \
    static WithKeywords name##_host;                                                                   \
    static PyObject *name##_ready(PyObject *self, PyObject *args, PyObject *kwargs)                    \
    { return object_ready(self, events, is_socket) < 0 ? NULL : name##_host(self, args, kwargs); }
#define READY_FAST(name, events, is_socket)                                                            \
    static FastCall name##_host;                                                                       \
    static PyObject *name##_ready(PyObject *self, PyObject *const *args, Py_ssize_t n)                 \
    { return object_ready(self, events, is_socket) < 0 ? NULL : name##_host(self, args, n); }

READY_METHOD(sock_recv, POLLIN, 1)
READY_METHOD(sock_recvfrom, POLLIN, 1)
READY_METHOD(sock_recvmsg, POLLIN, 1)
READY_METHOD(sock_accept, POLLIN, 1)
READY_METHOD(sock_send, POLLOUT, 1)
READY_KEYWORDS(sock_recv_into, POLLIN, 1)
READY_KEYWORDS(sock_recvfrom_into, POLLIN, 1)
READY_FAST(file_read, POLLIN, 0)
static MethodCall file_read_method_host;
static PyObject *file_read_method_ready(PyObject *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t n, PyObject *kwnames)
{ return object_ready(self, POLLIN, 0) < 0 ? NULL : file_read_method_host(self, cls, args, n, kwnames); }
READY_METHOD(file_readinto, POLLIN, 0)
READY_METHOD(file_readall, POLLIN, 0)

/* A pipe that has room takes PIPE_BUF bytes at once; who writes to a raw file writes the rest again. */
static PyCFunction file_write_host;
static PyObject *file_write_ready(PyObject *self, PyObject *data)
{
    Py_buffer view;
    struct stat st;
    PyObject *number = guest_run_here() ? PyObject_CallMethod(self, "fileno", NULL) : NULL;
    int fd = number ? (int)PyLong_AsLong(number) : -1;
    Py_XDECREF(number);
    PyErr_Clear();
    if (fd < 0 || fstat(fd, &st) < 0 || !(S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode)))
        return file_write_host(self, data);
    if (object_ready(self, POLLOUT, 0) < 0)
        return NULL;
    if (!PyObject_CheckBuffer(data) || PyObject_GetBuffer(data, &view, PyBUF_SIMPLE) < 0) {
        PyErr_Clear();
        return file_write_host(self, data);
    }
    PyObject *part = view.len > PIPE_BUF ? PyMemoryView_FromMemory(view.buf, PIPE_BUF, PyBUF_READ) : Py_NewRef(data);
    PyObject *r = part ? file_write_host(self, part) : NULL;
    Py_XDECREF(part);
    PyBuffer_Release(&view);
    return r;
}

static FastCall read_host, waitpid_host;

static PyObject *read_ready(PyObject *self, PyObject *const *args, Py_ssize_t n)
{
    GuestRun *run = n == 2 && PyLong_Check(args[0]) ? guest_run_here() : NULL;
    int fd = run ? (int)PyLong_AsLong(args[0]) : -1;
    PyErr_Clear();
    if (fd >= 0 && ready_wait(run, fd, POLLIN, -1) < 0)
        return NULL;
    return read_host(self, args, n);
}

static PyObject *waitpid_sliced(PyObject *self, PyObject *const *args, Py_ssize_t n)
{
    GuestRun *run = n == 2 && PyLong_Check(args[1]) ? guest_run_here() : NULL;
    long options = run ? PyLong_AsLong(args[1]) : WNOHANG;
    if (options & WNOHANG) {
        PyErr_Clear();
        return waitpid_host(self, args, n);
    }
    PyObject *without = PyLong_FromLong(options | WNOHANG), *both[2] = {args[0], without}, *r = NULL;
    int64_t slice = 500 * 1000;
    while (without) {
        r = waitpid_host(self, both, 2);
        if (!r || !PyTuple_Check(r) || PyLong_AsLong(PyTuple_GET_ITEM(r, 0)) != 0)
            break;
        Py_CLEAR(r);
        struct timespec t = {0, slice};
        slice = slice * 2 < SLICE_NS ? slice * 2 : SLICE_NS;
        Py_BEGIN_ALLOW_THREADS
        nanosleep(&t, NULL);
        Py_END_ALLOW_THREADS
        if (slice_check(run) < 0)
            break;
    }
    Py_XDECREF(without);
    return r;
}

/* Let `owner.name` (a module's function or a type's method) be `ours`; *host keeps what it was. */
static void block_patch(PyObject *owner, const char *name, void *ours, void *host)
{
    PyObject *f = owner ? PyObject_GetAttrString(owner, name) : NULL;
    PyMethodDef *def = !f ? NULL : PyCFunction_Check(f) ? ((PyCFunctionObject *)f)->m_ml
                       : PyObject_TypeCheck(f, &PyMethodDescr_Type) ? ((PyMethodDescrObject *)f)->d_method : NULL;
    if (def && (void *)def->ml_meth != ours) {
        if (!*(void **)host)
            *(void **)host = (void *)def->ml_meth;
        if (*(void **)host == (void *)def->ml_meth) {
            def->ml_meth = (PyCFunction)ours;
            /* Bound C functions hold their vectorcall by kind, not by function: nothing else to change. */
        }
    }
    Py_XDECREF(f);
    PyErr_Clear();
}

/* The calling convention of the method `name` of `type`, -1 if it is none. */
static int method_flags(PyObject *type, const char *name)
{
    PyObject *f = type ? PyObject_GetAttrString(type, name) : NULL;
    int flags = f && PyObject_TypeCheck(f, &PyMethodDescr_Type) ? ((PyMethodDescrObject *)f)->d_method->ml_flags : -1;
    Py_XDECREF(f);
    PyErr_Clear();
    return flags;
}

#include "guest_long.h"

/* Patch what `module` (just made for a runtime, or the host's) has of them. */
static void block_patch_module(PyObject *module, const char *name)
{
    if (strcmp(name, "time") == 0)
        block_patch(module, "sleep", sleep_sliced, &sleep_host);
    else if (strcmp(name, "_thread") == 0) {
        static const char *const names[] = {"acquire", "acquire_lock", "__enter__", NULL};
        PyObject *lock = PyObject_GetAttrString(module, "LockType"), *rlock = PyObject_GetAttrString(module, "RLock");
        for (int i = 0; names[i]; i++) {
            block_patch(lock, names[i], lock_acquire, &lock_acquire_host);
            if (i != 1)
                block_patch(rlock, names[i], rlock_acquire, &rlock_acquire_host);
        }
        Py_XDECREF(lock);
        Py_XDECREF(rlock);
    }
    else if (strcmp(name, "_queue") == 0) {
        PyObject *type = PyObject_GetAttrString(module, "SimpleQueue");
        if (!queue_empty)
            queue_empty = PyObject_GetAttrString(module, "Empty");
        if (queue_empty)
            block_patch(type, "get", queue_get, &queue_get_host);
        Py_XDECREF(type);
    }
    else if (strcmp(name, "select") == 0) {
        block_patch(module, "select", select_sliced, &select_host);
        PyObject *epoll = PyObject_GetAttrString(module, "epoll");
        block_patch(epoll, "poll", epoll_sliced, &epoll_host);
        Py_XDECREF(epoll);
        PyErr_Clear();
        PyObject *poller = PyObject_CallMethod(module, "poll", NULL);      /* its type has no name in the module */
        if (poller)
            block_patch((PyObject *)Py_TYPE(poller), "poll", poll_sliced, &poll_host);
        Py_XDECREF(poller);
    }
    else if (strcmp(name, "_socket") == 0) {
        PyObject *type = PyObject_GetAttrString(module, "socket");
        block_patch(type, "recv", sock_recv_ready, &sock_recv_host);
        block_patch(type, "recvfrom", sock_recvfrom_ready, &sock_recvfrom_host);
        block_patch(type, "recvmsg", sock_recvmsg_ready, &sock_recvmsg_host);
        block_patch(type, "_accept", sock_accept_ready, &sock_accept_host);
        block_patch(type, "send", sock_send_ready, &sock_send_host);
        block_patch(type, "recv_into", sock_recv_into_ready, &sock_recv_into_host);
        block_patch(type, "recvfrom_into", sock_recvfrom_into_ready, &sock_recvfrom_into_host);
        Py_XDECREF(type);
    }
    else if (strcmp(name, "_io") == 0) {
        PyObject *type = PyObject_GetAttrString(module, "FileIO");
        PyObject *read = type ? PyObject_GetAttrString(type, "read") : NULL;
        int flags = read && PyObject_TypeCheck(read, &PyMethodDescr_Type) ? ((PyMethodDescrObject *)read)->d_method->ml_flags : 0;
        if (flags == METH_FASTCALL)
            block_patch(type, "read", file_read_ready, &file_read_host);
        else if (flags == (METH_METHOD | METH_FASTCALL | METH_KEYWORDS))
            block_patch(type, "read", file_read_method_ready, &file_read_method_host);
        if (method_flags(type, "readinto") == METH_O)
            block_patch(type, "readinto", file_readinto_ready, &file_readinto_host);
        if (method_flags(type, "readall") == METH_NOARGS)
            block_patch(type, "readall", file_readall_ready, &file_readall_host);
        if (method_flags(type, "write") == METH_O)
            block_patch(type, "write", file_write_ready, &file_write_host);
        Py_XDECREF(read);
        Py_XDECREF(type);
    }
    else if (strcmp(name, "_json") == 0) {
        block_patch(module, "encode_basestring", json_text, &json_text_host);
        block_patch(module, "encode_basestring_ascii", json_ascii, &json_ascii_host);
    }
    else if (strcmp(name, "_sre") == 0)
        sre_patch(module);
    else if (strcmp(name, "math") == 0) {
        block_patch(module, "gcd", math_gcd, &math_gcd_host);
        block_patch(module, "lcm", math_lcm, &math_lcm_host);
    }
    else if (strcmp(name, "_hashlib") == 0) {
        block_patch(module, "pbkdf2_hmac", pbkdf2, &pbkdf2_host);
        block_patch(module, "scrypt", scrypt, &scrypt_host);
    }
    else if (strcmp(name, "posix") == 0) {
        block_patch(module, "read", read_ready, &read_host);
        block_patch(module, "waitpid", waitpid_sliced, &waitpid_host);
    }
    PyErr_Clear();
}

/* ---- running code for a guest ---- */

/* A function over `code` (a PyrsCode) with `globals`: what exec and eval run again and again. New reference. */
static PyObject *guest_function(PyObject *code, PyObject *globals) { return function_new(code, globals); }

/* Run it with `locals` as its namespace, as vm_eval_code does. New reference. */
static PyObject *guest_run_function(PyObject *function, PyObject *locals)
{
    Function *fn = (Function *)function;
    ThreadState *ts = thread_state();
    if (!ts || cstack_check(ts) < 0)
        return NULL;
    Py_INCREF(fn);
    if (fn->code->flags & GENERATOR_LIKE) {    /* top-level await */
        PyObject *gen = call_generator_like(ts, fn, entry_base(ts), 0, NULL);
        if (gen) {
            Py_INCREF(locals);
            Py_XSETREF(((GenObject *)gen)->frame.shim.f_locals, locals);
        }
        return gen;
    }
    Frame *f = fn->code->words || code_ready(fn->code) == 0 ? frame_push_record(ts, fn, fn->code, entry_base(ts), 0) : NULL;
    if (!f) {
        Py_DECREF(fn);
        return NULL;
    }
    Py_INCREF(locals);
    f->shim.f_locals = locals;
    f->flags |= FRAME_SLOW;
    f->cont = CONT_ENTRY;
    Value r = vm_run(ts, f);
    return r == V_UNSET ? NULL : value_box_steal(r);
}

static void code_set_library(PyObject *code, int level)
{
    Code *c = code_of(code);
    if (!c)
        return;
    c->library = (uint8_t)level;
    PyObject *consts = c->host->co_consts;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(consts); i++)
        code_set_library(PyTuple_GET_ITEM(consts, i), level);
}

static int code_is_library(PyObject *code)
{
    Code *c = code_of(code);
    return c ? c->library : 0;
}

/* Is the innermost guest frame a library's, and at an `import` statement? */
static int guest_import_statement(void)
{
    ThreadState *ts = thread_state();
    Frame *f = ts ? ts->frame : NULL;
    if (!f || f == ts->root || !f->code->library || !(f->flags & FRAME_PUBLISHED))
        return 0;
    Word *at = f->pc - 1;
    return at >= f->code->words && code_op(f->code, at) == OP_IMPORT_NAME;
}

/* Let the interpreter's table name the guest's `module` until this thread polls or leaves the guest: the C code that imports it looks there next. */
static int lend_module(PyObject *name, PyObject *module)
{
    PyObject *modules = PyImport_GetModuleDict(), *before = PyDict_GetItemWithError(modules, name);
    ThreadState *ts = thread_state();
    if (before == module || !ts)
        return 0;
    if (lent_name)
        lent_restore();
    Py_XINCREF(before);
    if (PyDict_SetItem(modules, name, module) < 0) {
        Py_XDECREF(before);
        return -1;
    }
    lent_name = Py_NewRef(name);
    lent_before = before;
    thread_choose_breaker(ts);
    return 0;
}

#include "guest_reach.h"

/* What a guest needs of the process. */
static int limits_install(GuestState *g)
{
    if (!shared_packages) {
        shared_packages = PyDict_New();
        shared_modules = PyDict_New();
        name_string = PyUnicode_InternFromString("__name__");
        asyncio_name = PyUnicode_InternFromString("_asyncio");
        asyncio_key = PyUnicode_InternFromString("__asyncio_running_event_loop__");
        if (!shared_packages || !shared_modules || !name_string || !asyncio_name || !asyncio_key)
            return -1;
        pthread_atfork(guest_fork_prepare, guest_fork_parent, guest_fork_child);
        reach_install();
    }
    if (g->clocked && long_install() < 0)
        return -1;
    if (g->max_memory >= 0) {
        memory_install();
        arrays_install();
        if (!g->account && !(g->account = memory_account_new())) {
            PyErr_NoMemory();
            return -1;
        }
    }
    return 0;
}

#endif
