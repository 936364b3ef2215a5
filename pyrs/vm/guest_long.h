/* guest_long.h - C functions that compute for long, and how they come to see that their run was stopped.

   1. C loops over an iterator: the iterators of C that have no end of their own, or a far one, look at `stop_asked` at each step; so do comparisons
      and hashes of containers, which are exponential for containers that share their parts, and the encoders of json.
   2. C code that looks for signals (regular expressions, big ints, repr): a stop sends one, `stop_signal`, to this process alone; its handler
      raises. Only the main thread looks for signals, so another one that is inside of such a function, and has the GIL, passes for it.
   3. Functions whose cost can be told from their operands are refused when they cannot end in time.
   What is left is listed in docs/embedding.md. */
#ifndef PYRS_GUEST_LONG_H
#define PYRS_GUEST_LONG_H

/* ---- 1: iterators, comparisons, hashes ---- */

static __attribute__((noinline, cold)) int stop_look(void)
{
    GuestRun *run = guest_run_here();
    if (run && run->stop)
        return run->ts->frame && run->ts->frame->code->library > 1 ? 0 : run_stop_poll(run);
    __atomic_store_n(&stop_asked, 0, __ATOMIC_SEQ_CST);
    for (ThreadState *ts = all_threads; ts; ts = ts->next)
        for (run = ts->run; run; run = run->outer)
            if (run->stop)
                stop_asked = 1;
    return 0;
}

#define LONG_ITERATORS(X) X(range) X(longrange) X(callable) X(list) X(tuple) X(count) X(repeat) X(cycle) X(product) X(permutations) X(combinations) \
    X(combinations_with_replacement)
#define LONG_COMPARES(X) X(list) X(tuple) X(dict)

#define LONG_ITERATOR(name)                                                                    \
    static iternextfunc name##_next_host;                                                      \
    static PyObject *name##_next(PyObject *it) { return STOPPED() ? NULL : name##_next_host(it); }
LONG_ITERATORS(LONG_ITERATOR)

#define LONG_COMPARE(name)                                                                     \
    static richcmpfunc name##_compare_host;                                                    \
    static PyObject *name##_compare(PyObject *a, PyObject *b, int op) { return STOPPED() ? NULL : name##_compare_host(a, b, op); }
LONG_COMPARES(LONG_COMPARE)

static hashfunc tuple_hash_host;
static Py_hash_t tuple_hash_checked(PyObject *o) { return STOPPED() ? -1 : tuple_hash_host(o); }

static int iterators_install(void)
{
    PyTypeObject *range = &PyRangeIter_Type, *longrange = &PyLongRangeIter_Type, *callable = &PyCallIter_Type, *list = &PyListIter_Type,
                 *tuple = &PyTupleIter_Type;
    PyObject *tools = PyImport_ImportModule("itertools");
    if (!tools)
        return -1;
#define OF_TOOLS(name) PyTypeObject *name = (PyTypeObject *)PyObject_GetAttrString(tools, #name);      /* never freed: static types */
    OF_TOOLS(count) OF_TOOLS(repeat) OF_TOOLS(cycle) OF_TOOLS(product) OF_TOOLS(permutations) OF_TOOLS(combinations)
    OF_TOOLS(combinations_with_replacement)
    Py_DECREF(tools);
    if (PyErr_Occurred())
        return -1;
#define ITERATOR_PATCH(name) name##_next_host = name->tp_iternext; name->tp_iternext = name##_next;
    LONG_ITERATORS(ITERATOR_PATCH)
    list = &PyList_Type, tuple = &PyTuple_Type;
    PyTypeObject *dict = &PyDict_Type;
#define COMPARE_PATCH(name) name##_compare_host = name->tp_richcompare; name->tp_richcompare = name##_compare;
    LONG_COMPARES(COMPARE_PATCH)
    tuple_hash_host = PyTuple_Type.tp_hash;
    PyTuple_Type.tp_hash = tuple_hash_checked;
    return 0;
}

/* The encoder of json calls these for each string, and not its own C function behind them once that is another. */
static PyCFunction json_text_host, json_ascii_host;
static PyObject *json_text(PyObject *self, PyObject *o) { return STOPPED() ? NULL : json_text_host(self, o); }
static PyObject *json_ascii(PyObject *self, PyObject *o) { return STOPPED() ? NULL : json_ascii_host(self, o); }

/* ---- 2: signals ---- */

static int stop_signal;                     /* 0: none yet */
static unsigned long true_main_thread;      /* while another passes for it; guarded by signal_lock, as run->looks_for_signals */

static int is_main_thread(unsigned long ident) { return ident == (true_main_thread ? true_main_thread : _PyRuntime.main_thread); }

static void main_thread_restore(void)       /* signal_lock held */
{
    if (true_main_thread) {
        _PyRuntime.main_thread = true_main_thread;
        true_main_thread = 0;
    }
}

static int has_gil(GuestRun *run) { return _PyThreadState_UncheckedGet() == run->ts->host; }

/* Any thread: let C code in `run` that looks for signals find one. Passing for the main thread is for the thread that has the GIL; the watchdog tries again
   where it did not. */
static void run_send_signal(GuestRun *run)
{
    unsigned long ident = run->ts->host->thread_id;
    pthread_mutex_lock(&signal_lock);
    if (stop_signal) {
        if (is_main_thread(ident)) {
            if (has_gil(run))
                main_thread_restore();
            PyErr_SetInterruptEx(stop_signal);
        }
        else if (run->looks_for_signals && has_gil(run)) {
            if (!true_main_thread)
                true_main_thread = _PyRuntime.main_thread;
            _PyRuntime.main_thread = ident;
            PyErr_SetInterruptEx(stop_signal);
        }
    }
    pthread_mutex_unlock(&signal_lock);
}

/* The signal's handler: raises if the run on this thread was stopped. */
static PyObject *stop_handler(PyObject *self, PyObject *args)
{
    (void)self, (void)args;
    pthread_mutex_lock(&signal_lock);
    main_thread_restore();
    pthread_mutex_unlock(&signal_lock);
    if (stop_asked && stop_look() < 0)
        return NULL;
    Py_RETURN_NONE;
}

/* Around a function that keeps the GIL, looks for signals and runs no Python code. -> the run, NULL: nothing is to be done. */
static GuestRun *signals_begin(void)
{
    GuestRun *run = guest_run_here();
    if (!run || !run->clocked)
        return NULL;
    pthread_mutex_lock(&signal_lock);
    run->looks_for_signals = 1;
    pthread_mutex_unlock(&signal_lock);
    if (run->stop)
        run_send_signal(run);
    return run;
}

static void signals_end(GuestRun *run)
{
    if (!run)
        return;
    pthread_mutex_lock(&signal_lock);
    run->looks_for_signals = 0;
    int passed = true_main_thread != 0;
    main_thread_restore();
    pthread_mutex_unlock(&signal_lock);
    if (passed && run->stop && PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) {
        PyObject *type, *value, *tb;            /* meant for the main thread */
        PyErr_Fetch(&type, &value, &tb);
        PyErr_SetInterruptEx(SIGINT);
        if (run_stop_poll(run) == 0)
            PyErr_Restore(type, value, tb);
        else {
            Py_DECREF(type);
            Py_XDECREF(value);
            Py_XDECREF(tb);
        }
    }
}

/* A signal that nobody uses gets the handler. */
static int signals_install(void)
{
    static PyMethodDef def = {"pyrs_stop", stop_handler, METH_VARARGS, NULL};
    int number = SIGRTMAX;
    for (; number > SIGRTMIN; number--) {
        struct sigaction now;
        if (sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_DFL)
            break;
    }
    PyObject *module = PyImport_ImportModule("_signal"), *handler = PyCFunction_New(&def, NULL), *r = NULL;
    if (module && handler) {
        unsigned long before = _PyRuntime.main_thread;      /* setting a handler is for the main thread */
        _PyRuntime.main_thread = PyThread_get_thread_ident();
        r = PyObject_CallMethod(module, "signal", "iO", number, handler);
        _PyRuntime.main_thread = before;
    }
    Py_XDECREF(module);
    Py_XDECREF(handler);
    if (!r)
        return -1;
    Py_DECREF(r);
    stop_signal = number;
    return 0;
}

/* Methods of patterns and scanners. `sub` with a function, or a template that makes one, runs Python code. */
static int sre_template(PyObject *const *args, Py_ssize_t n)
{
    return n > 0 && ((PyUnicode_CheckExact(args[0]) && PyUnicode_FindChar(args[0], '\\', 0, PyUnicode_GET_LENGTH(args[0]), 1) < 0)
                     || (PyBytes_CheckExact(args[0]) && !memchr(PyBytes_AS_STRING(args[0]), '\\', (size_t)PyBytes_GET_SIZE(args[0]))));
}

#define SRE_METHOD(name, plain)                                                                                                 \
    static MethodCall name##_host;                                                                                              \
    static PyObject *name(PyObject *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t n, PyObject *kwnames)            \
    {                                                                                                                           \
        GuestRun *run = plain ? signals_begin() : NULL;                                                                         \
        PyObject *r = name##_host(self, cls, args, n, kwnames);                                                                 \
        signals_end(run);                                                                                                       \
        return r;                                                                                                               \
    }
#define SRE_FUNCTION(name)                                                                                                      \
    static FastCallKeywords name##_host;                                                                                        \
    static PyObject *name(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kwnames)                               \
    {                                                                                                                           \
        GuestRun *run = signals_begin();                                                                                        \
        PyObject *r = name##_host(self, args, n, kwnames);                                                                      \
        signals_end(run);                                                                                                       \
        return r;                                                                                                               \
    }
SRE_METHOD(sre_match, 1)
SRE_METHOD(sre_fullmatch, 1)
SRE_METHOD(sre_search, 1)
SRE_METHOD(sre_sub, sre_template(args, n))
SRE_METHOD(sre_subn, sre_template(args, n))
SRE_FUNCTION(sre_findall)
SRE_FUNCTION(sre_split)
static MethodCall scanner_match_host, scanner_search_host;
static PyObject *scanner_call(PyObject *self, PyTypeObject *cls, MethodCall host)
{
    GuestRun *run = signals_begin();
    PyObject *r = host(self, cls, NULL, 0, NULL);
    signals_end(run);
    return r;
}
static PyObject *scanner_match(PyObject *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t n, PyObject *kwnames)
{ return n || kwnames ? scanner_match_host(self, cls, args, n, kwnames) : scanner_call(self, cls, scanner_match_host); }
static PyObject *scanner_search(PyObject *self, PyTypeObject *cls, PyObject *const *args, Py_ssize_t n, PyObject *kwnames)
{ return n || kwnames ? scanner_search_host(self, cls, args, n, kwnames) : scanner_call(self, cls, scanner_search_host); }

static void sre_patch(PyObject *module)
{
    const int method = METH_METHOD | METH_FASTCALL | METH_KEYWORDS, function = METH_FASTCALL | METH_KEYWORDS;
    static const struct { const char *name; int flags; void *ours, *host; } methods[] = {
        {"match", method, sre_match, &sre_match_host}, {"fullmatch", method, sre_fullmatch, &sre_fullmatch_host},
        {"search", method, sre_search, &sre_search_host}, {"sub", method, sre_sub, &sre_sub_host}, {"subn", method, sre_subn, &sre_subn_host},
        {"findall", function, sre_findall, &sre_findall_host}, {"split", function, sre_split, &sre_split_host}};
    /* The types have no names in the module: an empty pattern (SUCCESS) shows them. */
    PyObject *pattern = PyObject_CallMethod(module, "compile", "si[i]i{}()", "", 0, 1, 0), *scanner = NULL;
    if (pattern) {
        for (size_t i = 0; i < Py_ARRAY_LENGTH(methods); i++)
            if (method_flags((PyObject *)Py_TYPE(pattern), methods[i].name) == methods[i].flags)
                block_patch((PyObject *)Py_TYPE(pattern), methods[i].name, methods[i].ours, methods[i].host);
        scanner = PyObject_CallMethod(pattern, "scanner", "s", "");
    }
    if (scanner && method_flags((PyObject *)Py_TYPE(scanner), "match") == method) {
        block_patch((PyObject *)Py_TYPE(scanner), "match", scanner_match, &scanner_match_host);
        block_patch((PyObject *)Py_TYPE(scanner), "search", scanner_search, &scanner_search_host);
    }
    Py_XDECREF(pattern);
    Py_XDECREF(scanner);
    PyErr_Clear();
}

/* ---- 3: costs ---- */

static binaryfunc int_multiply_host, int_floordiv_host, int_mod_host, int_divmod_host;
static ternaryfunc int_power_host;

static double digits_of(PyObject *o)
{
    Py_ssize_t n = Py_SIZE(o);
    return (double)(n < 0 ? -n : n);
}

/* ns, from measured constants: 30-bit digits, Karatsuba from 70 digits up. */
static double multiply_ns(double a, double b)
{
    double lo = a < b ? a : b, hi = a < b ? b : a;
    if (lo < 70)
        return 1.1 * lo * hi;
    return hi / lo * 10.0 * pow(lo, 1.585);
}

/* Is the operation too long for what is left of the run's time? -1 with the limit raised. */
static __attribute__((noinline)) int int_cost(double ns, double result_digits)
{
    GuestRun *run = guest_run_here();
    if (!run)
        return 0;
    if (run->stop && stop_look() < 0)           /* there is no time left */
        return -1;
    if (run->guest->max_memory >= 0 && result_digits * 4 > 1e6 && !memory_room(run, (int64_t)fmin(result_digits * 4, 4e18))) {
        PyErr_NoMemory();
        return -1;
    }
    int64_t left = INT64_MAX;
    if (run->deadline != INT64_MAX)
        left = run->deadline - clock_now(CLOCK_MONOTONIC);
    if (run->cpu_deadline != INT64_MAX) {
        int64_t cpu = run->cpu_deadline - clock_now(CLOCK_THREAD_CPUTIME_ID);
        left = cpu < left ? cpu : left;
    }
    if (left == INT64_MAX || ns <= (double)left)
        return 0;
    return run_trip(run, run->deadline != INT64_MAX ? GE_TIME : GE_CPU);
}

#define both_long(a, b)  (PyLong_Check(a) && PyLong_Check(b))
#define INT_WORTH_A_LOOK 2000.0     /* digits: below, an operation takes less than a few ms */

static PyObject *int_multiply(PyObject *a, PyObject *b)
{
    if (both_long(a, b) && digits_of(a) + digits_of(b) > INT_WORTH_A_LOOK
        && int_cost(multiply_ns(digits_of(a), digits_of(b)), digits_of(a) + digits_of(b)) < 0)
        return NULL;
    return int_multiply_host(a, b);
}

static int division_cost(PyObject *a, PyObject *b)
{
    if (!both_long(a, b) || digits_of(a) < INT_WORTH_A_LOOK || digits_of(b) > digits_of(a))
        return 0;
    return int_cost(5.2 * digits_of(b) * (digits_of(a) - digits_of(b) + 1), digits_of(a));
}

static PyObject *int_floordiv(PyObject *a, PyObject *b) { return division_cost(a, b) < 0 ? NULL : int_floordiv_host(a, b); }
static PyObject *int_mod(PyObject *a, PyObject *b) { return division_cost(a, b) < 0 ? NULL : int_mod_host(a, b); }
static PyObject *int_divmod(PyObject *a, PyObject *b) { return division_cost(a, b) < 0 ? NULL : int_divmod_host(a, b); }

static PyObject *int_power(PyObject *a, PyObject *b, PyObject *c)
{
    if (both_long(a, b) && Py_SIZE(b) > 0) {
        double exponent = PyLong_AsDouble(b);
        if (exponent == -1.0 && PyErr_Occurred()) {
            PyErr_Clear();
            exponent = 1e300;
        }
        if (c == Py_None) {
            double bits = (double)_PyLong_NumBits(a), n = bits > 1 ? bits * exponent / 30 : 1;
            if (n > INT_WORTH_A_LOOK && int_cost(1.6 * multiply_ns(n / 2, n / 2), n) < 0)
                return NULL;
        }
        else if (PyLong_Check(c) && digits_of(c) > 30) {
            double n = digits_of(c);
            if (int_cost(30 * digits_of(b) * 1.2 * (multiply_ns(n, n) + 1.6 * n * n), n) < 0)
                return NULL;
        }
    }
    return int_power_host(a, b, c);
}

/* The wrappers in int.__dict__ hold the functions too. */
static void int_wrapper(const char *name, void *from, void *to)
{
    PyObject *w = PyDict_GetItemString(PyLong_Type.tp_dict, name);
    if (w && Py_TYPE(w) == &PyWrapperDescr_Type && ((PyWrapperDescrObject *)w)->d_wrapped == from)
        ((PyWrapperDescrObject *)w)->d_wrapped = to;
}

#define INT_PATCH(slot, ours, host, name, rname)                            \
    do {                                                                    \
        host = PyLong_Type.tp_as_number->slot;                              \
        PyLong_Type.tp_as_number->slot = ours;                              \
        int_wrapper(name, (void *)host, (void *)ours);                      \
        int_wrapper(rname, (void *)host, (void *)ours);                     \
        for (PyTypeObject **t = subs; *t; t++)                              \
            if ((*t)->tp_as_number && (*t)->tp_as_number->slot == host)     \
                (*t)->tp_as_number->slot = ours;                            \
    } while (0)

static void ints_install(void)
{
    PyTypeObject *subs[] = {&PyBool_Type, NULL};
    INT_PATCH(nb_multiply, int_multiply, int_multiply_host, "__mul__", "__rmul__");
    INT_PATCH(nb_floor_divide, int_floordiv, int_floordiv_host, "__floordiv__", "__rfloordiv__");
    INT_PATCH(nb_remainder, int_mod, int_mod_host, "__mod__", "__rmod__");
    INT_PATCH(nb_divmod, int_divmod, int_divmod_host, "__divmod__", "__rdivmod__");
    INT_PATCH(nb_power, int_power, int_power_host, "__pow__", "__rpow__");
}

/* math.gcd and lcm of big ints: Lehmer's algorithm takes digits^2. */
static int gcd_cost(PyObject *const *args, Py_ssize_t n)
{
    double most = 0, sum = 0;
    for (Py_ssize_t i = 0; i < n; i++)
        if (PyLong_Check(args[i])) {
            sum += digits_of(args[i]);
            most = fmax(most, digits_of(args[i]));
        }
    return sum < INT_WORTH_A_LOOK ? 0 : int_cost(3.2 * most * sum / 2, most);
}

static FastCall math_gcd_host, math_lcm_host;
static PyObject *math_gcd(PyObject *self, PyObject *const *args, Py_ssize_t n) { return gcd_cost(args, n) < 0 ? NULL : math_gcd_host(self, args, n); }
static PyObject *math_lcm(PyObject *self, PyObject *const *args, Py_ssize_t n) { return gcd_cost(args, n) < 0 ? NULL : math_lcm_host(self, args, n); }

/* hashlib.pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None), scrypt(password, *, salt, n, r, p, maxmem=0, dklen=64) */
static double int_argument(PyObject *const *args, Py_ssize_t n, PyObject *kwnames, Py_ssize_t place, const char *name)
{
    PyObject *o = place >= 0 && n > place ? args[place] : NULL;
    for (Py_ssize_t i = 0; kwnames && i < PyTuple_GET_SIZE(kwnames); i++)
        if (PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(kwnames, i), name) == 0)
            o = args[n + i];
    double v = o && PyLong_Check(o) ? PyLong_AsDouble(o) : 0;
    PyErr_Clear();
    return v;
}

static FastCallKeywords pbkdf2_host, scrypt_host;
static PyObject *pbkdf2(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kwnames)
{
    double rounds = int_argument(args, n, kwnames, 3, "iterations");
    return rounds > 1e4 && int_cost(800 * rounds, 0) < 0 ? NULL : pbkdf2_host(self, args, n, kwnames);
}

static PyObject *scrypt(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kwnames)
{
    double work = int_argument(args, n, kwnames, -1, "n") * int_argument(args, n, kwnames, -1, "r") * int_argument(args, n, kwnames, -1, "p");
    return work > 1e4 && int_cost(400 * work, 0) < 0 ? NULL : scrypt_host(self, args, n, kwnames);
}

/* For the first run with a clock. */
static int long_install(void)
{
    static int done;
    if (done)
        return 0;
    done = 1;
    ints_install();
    return iterators_install() < 0 || signals_install() < 0 ? -1 : 0;
}

#endif
