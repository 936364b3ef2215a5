# An embedded runtime's VM side: entering, running, stopping. pyrs/runtime.py builds the public class on it.

from libc.stdint cimport INT64_MAX
from libc.string cimport memset
from cpython.exc cimport PyErr_Fetch, PyErr_NormalizeException, PyErr_Restore
from cpython.object cimport PyObject_Call

cdef extern from "Python.h":
    int PyException_SetTraceback(_PyObject *, _PyObject *)
    int PyErr_ExceptionMatches(_PyObject *)
    _PyObject *PyExc_StopIteration
    _PyObject *PyExc_StopAsyncIteration
    _PyObject *PyDict_GetItemWithError(object, object) except? NULL
    _PyObject *c_call "PyObject_Call"(object, object, object)
    _PyObject *c_call_method "PyObject_CallObject"(object, object)
    _PyObject *c_call_no_args "PyObject_CallNoArgs"(object)

cdef extern from "time.h":
    int CLOCK_MONOTONIC

cdef extern from "vm/all.h":
    int64_t clock_now(int)


def set_guest_errors(*classes):
    """Take the exception classes of the embedding interface, in the order of the enumeration in guest.h."""
    cdef int i
    if len(classes) != GUEST_ERRORS:
        raise ValueError("as many classes as there are errors are required")
    for i in range(GUEST_ERRORS):
        Py_INCREF(<PyObject *>classes[i])
        guest_errors[i] = <PyObject *>classes[i]


def share_package(name):
    """Count Python code of the package `name` on the host's loop as the guest's program, not as host code that stops its clock."""
    if shared_packages == NULL:
        raise RuntimeError("no runtime was made yet")
    (<dict><object>shared_packages)[name] = True
    (<dict><object>shared_modules).clear()
    arrays_install()


def patch_blocking(module):
    """Let the functions of the C module `module` that block be interruptible in a run."""
    name = module.__name__.encode()
    block_patch_module(<PyObject *>module, name)


def patch_limits(module):
    """Let the functions of the host's `resource` that set limits give back address space that the VM has reserved."""
    limits_patch(<PyObject *>module)


def patch_collector(module):
    """Let the collector look at new objects half as often as the host's `gc` says, until the program sets its threshold."""
    collector_patch(<PyObject *>module)


def set_library(code, int level=1):
    """Mark `code` and the code in it as loaded by importlib (1) or importlib's own (2)."""
    code_set_library(<PyObject *>code, level)


def lend(name, module):
    """Show the guest's `module` to the C code that imports it now."""
    lend_module(<PyObject *>name, <PyObject *>module)


def hash_seed():
    """The seed of str hashes that the process was started with, None if it is a seed of chance."""
    seed = process_hash_seed()
    return None if seed < 0 else seed


def check_stop():
    """Raise if the run on this thread is to stop, or a signal's handler raises."""
    cdef GuestRun *run = guest_run_here()
    if run != NULL and slice_check(run) < 0:
        reraise()


def running_guest():
    """The Runtime whose guest code runs on this thread now, or None."""
    cdef PyObject *owner = guest_owner_here()
    return None if owner == NULL else <object>owner


def at_library_import() -> bool:
    """Does an `import` statement of code that importlib loaded run now?"""
    return guest_import_statement()


def context_set_all(values):
    for variable, value in values.items():
        variable.set(value)


cdef class Compiled:
    """Source text that was compiled once; any runtime runs it."""
    cdef readonly object proto
    cdef readonly str mode
    cdef readonly str filename
    cdef object __weakref__

    def __init__(self, proto, str mode not None, str filename not None):
        self.proto = proto
        self.mode = mode
        self.filename = filename


@cython.no_gc_clear         # the state borrows from it to its end
cdef class Guest:
    """The VM's side of a runtime: its namespace and its limits."""
    cdef GuestState state
    cdef dict namespace
    cdef object guest_builtins, guest_sys
    cdef dict builtins_names    # what state.builtins borrows
    cdef object translate
    cdef dict functions         # Compiled -> function over the main namespace
    cdef dict context_values    # context variable -> what the guest has set it to, None: nothing yet
    cdef object context_host, context_merged    # the host's variables that were met last, and those with context_values on top (guest_context.h)
    cdef object __weakref__

    def __cinit__(self, *args, **kwargs):
        cdef ThreadState *ts = thread_state()
        memset(&self.state, 0, sizeof(GuestState))
        if ts == NULL:
            reraise()
        self.state.owner = <PyObject *>self
        self.state.thread_id = ts.thread_id
        self.state.fork_generation = fork_generation
        self.state.depth_limit = 1000
        self.state.timeout = self.state.cpu_time = self.state.max_instructions = -1
        self.state.max_memory = self.state.max_frames = self.state.max_output = -1
        self.state.closed = True
        self.functions = {}
        self.namespace = {}

    def __dealloc__(self):
        memory_account_close(self.state.account)
        guest_forget(&self.state)

    def _open(self, dict namespace not None, builtins, sys, translate):
        """Begin: the main namespace, the builtins and sys modules, and what turns a guest's exception into the host's."""
        self.builtins_names = vars(builtins)
        self.guest_sys = sys
        guest_register(&self.state, <PyObject *>self.builtins_names, <PyObject *>sys)
        self.namespace = namespace
        self.guest_builtins = builtins
        self.translate = translate
        self.state.closed = False

    def _shut(self):
        """End: nothing runs in it any more."""
        self.state.closed = True
        self.functions = {}
        self.namespace = {}

    def _set_limits(self, int64_t timeout, int64_t cpu_time, int64_t max_instructions, int64_t max_memory, int64_t max_frames,
                    int64_t max_output, int64_t grace):
        """Times in nanoseconds; -1: no limit. For the runs that begin from now on."""
        cdef GuestState *g = &self.state
        cdef int64_t used = 0
        if g.metered and g.runs:
            used = g.max_instructions - meter_left(g)
        g.timeout = timeout
        g.cpu_time = cpu_time
        g.max_instructions = max_instructions
        g.max_memory = max_memory
        g.max_frames = max_frames
        g.max_output = max_output
        g.grace = grace
        g.metered = max_instructions >= 0
        g.clocked = timeout >= 0 or cpu_time >= 0 or max_memory >= 0
        if g.metered and g.runs:
            g.budget += g.max_instructions - used - meter_left(g)
        if limits_install(g) < 0:
            reraise()

    cdef int fail(self) except -1:
        # Not by `raise`: it would chain the guest's exception to the host's.
        cdef _PyObject *kind = NULL
        cdef _PyObject *value = NULL
        cdef _PyObject *traceback = NULL
        PyErr_Fetch(&kind, &value, &traceback)
        PyErr_NormalizeException(&kind, &value, &traceback)
        if traceback != NULL:
            PyException_SetTraceback(value, traceback)
            Py_DECREF(<PyObject *>traceback)
        Py_DECREF(<PyObject *>kind)
        error = <object>value
        Py_DECREF(<PyObject *>value)
        error = self.translate(error, self)
        cls = type(error)
        traceback_object = error.__traceback__
        Py_INCREF(<PyObject *>cls)
        Py_INCREF(<PyObject *>error)
        if traceback_object is not None:
            Py_INCREF(<PyObject *>traceback_object)
        PyErr_Restore(<_PyObject *>cls, <_PyObject *>error, NULL if traceback_object is None else <_PyObject *>traceback_object)
        return -1

    def call(self, function, /, *args, **kwargs):
        """Call the guest's global `function` (a str), or any callable, and return its result.

        NameError if there is no such name; what the guest raises arrives as PythonError, and see `LimitExceeded`.

        >>> rt = Runtime()
        >>> rt.exec('def add(a, b=1): return a + b')
        >>> rt.call('add', 2), rt.call('add', 2, b=5), rt.call(len, 'abc')
        (3, 7, 3)
        """
        cdef GuestEntry entry
        cdef _PyObject *found
        cdef _PyObject *r
        if type(function) is str:
            found = PyDict_GetItemWithError(self.namespace, function)
            if found == NULL:
                self.check()
                raise NameError(f"name {function!r} is not defined", name=function)
            function = <object>found
        self.begin(&entry)
        if not args and not kwargs:
            r = c_call_no_args(function)
        else:
            r = c_call(function, args, kwargs)
        if r == NULL:
            self.end(&entry, True)
        self.end(&entry, False)
        result = <object>r
        Py_DECREF(<PyObject *>r)
        return result

    # What runs between these two is in the guest's context, if it does not join a run that goes on.

    cdef inline int begin(self, GuestEntry *entry) except -1:
        if guest_enter(&self.state, entry) < 0:
            reraise()
        if entry.joined == NULL:
            entry.vars = context_vars(entry.ts)
            if entry.vars == NULL:
                guest_leave(&self.state, entry)
                reraise()
            Py_INCREF(entry.vars)
            if self.context_values is not None:
                self.context_show(entry)
        return 0

    cdef inline int end(self, GuestEntry *entry, bint failed) except -1:
        if entry.joined == NULL:
            if context_vars(entry.ts) != (entry.vars if self.context_merged is None else <PyObject *>self.context_merged):
                self.context_keep(entry)
                Py_DECREF(context_exchange(entry.ts, entry.vars))
            elif self.context_merged is None:
                Py_DECREF(entry.vars)
            else:
                Py_DECREF(context_exchange(entry.ts, entry.vars))
        if failed:
            guest_leave_failed(&self.state, entry)
            return self.fail()
        guest_leave(&self.state, entry)
        return 0

    cdef int context_show(self, GuestEntry *entry) except -1:
        """Put the guest's values on top of the host's variables."""
        host = <object>entry.vars
        try:
            if host is not self.context_host:
                context = <object>steal(context_of(entry.vars))
                context.run(context_set_all, self.context_values)
                self.context_host = host
                self.context_merged = <object>context_tree(<PyObject *>context)
        except BaseException:
            Py_DECREF(entry.vars)
            guest_leave(&self.state, entry)
            raise
        Py_INCREF(<PyObject *>self.context_merged)
        Py_DECREF(context_exchange(entry.ts, <PyObject *>self.context_merged))
        return 0

    cdef int context_keep(self, GuestEntry *entry) except -1:
        """The guest has set variables: remember which."""
        cdef _PyObject *kind = NULL
        cdef _PyObject *value = NULL
        cdef _PyObject *traceback = NULL
        PyErr_Fetch(&kind, &value, &traceback)
        self.context_host = <object>entry.vars
        self.context_merged = <object>context_vars(entry.ts)
        try:
            before = <object>steal(context_of(entry.vars))
            after = <object>steal(context_of(<PyObject *>self.context_merged))
            self.context_values = {variable: now for variable, now in after.items() if before.get(variable, self) is not now} or None
            if self.context_values is None:         # set and reset
                self.context_host = self.context_merged = None
        except BaseException:
            pass                # no memory: as they were
        PyErr_Restore(kind, value, traceback)
        return 0

    cdef object run_function(self, object function, object locals):
        cdef GuestEntry entry
        cdef PyObject *r
        self.begin(&entry)
        r = guest_run_function(<PyObject *>function, <PyObject *>locals)
        if r == NULL:
            self.end(&entry, True)
        self.end(&entry, False)
        result = <object>r
        Py_DECREF(r)
        return result

    cpdef object _function(self, Compiled compiled):
        """The function that runs `compiled` in the main namespace."""
        cdef _PyObject *found = PyDict_GetItemWithError(self.functions, compiled)
        if found != NULL:
            return <object>found
        self.namespace.setdefault("__builtins__", self.guest_builtins)
        code = make_code(compiled.proto)
        function = <object>steal(guest_function(<PyObject *>code, <PyObject *>self.namespace))
        if len(self.functions) >= 256:
            self.functions.clear()
        self.functions[compiled] = function
        return function

    def _run(self, code, dict globals, locals):
        """Run a code object of this engine in `globals` and `locals`."""
        globals.setdefault("__builtins__", self.guest_builtins)
        return self.run_function(<object>steal(guest_function(<PyObject *>code, <PyObject *>globals)), locals)

    def _run_compiled(self, Compiled compiled not None):
        """Run it in the main namespace."""
        return self.run_function(self._function(compiled), self.namespace)

    def _step(self, method, args, int64_t deadline_in):
        """Call `method(*args)` of a coroutine as a run with `deadline_in` ns left (-1: as the limits say). StopIteration passes as it is."""
        cdef GuestEntry entry
        cdef _PyObject *r
        cdef int64_t deadline = INT64_MAX
        if deadline_in >= 0:
            deadline = clock_now(CLOCK_MONOTONIC) + deadline_in
        if guest_enter_as(&self.state, &entry, 0, deadline) < 0:
            reraise()
        r = c_call_method(method, args)
        if r == NULL:
            if PyErr_ExceptionMatches(PyExc_StopIteration) or PyErr_ExceptionMatches(PyExc_StopAsyncIteration):
                guest_leave(&self.state, &entry)
                reraise()
            guest_leave_failed(&self.state, &entry)
            self.fail()
        guest_leave(&self.state, &entry)
        result = <object>r
        Py_DECREF(<PyObject *>r)
        return result

    def _call_in_thread(self, function, args, kwargs, int64_t deadline):
        """The body of a thread that the guest started: until `deadline` (monotonic ns) at most."""
        cdef GuestEntry entry
        cdef _PyObject *r
        if guest_enter_as(&self.state, &entry, 1, deadline) < 0:
            reraise()
        r = c_call(function, args, kwargs)
        guest_leave(&self.state, &entry)
        if r == NULL:
            reraise()
        Py_DECREF(<PyObject *>r)

    def _deadline(self):
        """When the clock of the run on this thread runs out (monotonic ns)."""
        cdef GuestRun *run = guest_run_here()
        return INT64_MAX if run == NULL else run.deadline

    def _inside(self):
        """Does guest code run on this thread now?"""
        return guest_run_here() != NULL

    def _stop_asked(self):
        """Is a run of the guest to stop, or a signal of the process to be served?"""
        cdef GuestRun *run = guest_run_here()
        return run != NULL and run.stop != 0 or signals_are_pending() != 0

    def _count_output(self, Py_ssize_t n):
        """Count `n` characters of output; OutputLimitExceeded."""
        cdef GuestRun *run
        self.state.output += n
        if self.state.max_output >= 0 and self.state.output > self.state.max_output:
            run = guest_run_here()
            if run != NULL:
                if run_trip(run, GE_OUTPUT) < 0:
                    reraise()
            else:
                raise (<object>guest_errors[GE_OUTPUT])(f"the output limit of {self.state.max_output} characters is exceeded")

    cdef int check(self) except -1:
        cdef ThreadState *ts = thread_state()
        if ts == NULL:
            reraise()
        if self.state.closed or self.state.fork_generation != fork_generation or self.state.thread_id != ts.thread_id:
            if guest_refuse(&self.state, ts) < 0:
                reraise()
        return 0

    def _check(self):
        """RuntimeClosed, WrongThreadError."""
        self.check()

    def _move_here(self):
        """Let the calling thread be the one that may use the runtime; return what `_move_back` takes."""
        cdef uint64_t before = self.state.thread_id
        cdef ThreadState *ts = thread_state()
        if ts == NULL:
            reraise()
        self.state.thread_id = ts.thread_id
        return before

    def _move_back(self, uint64_t before):
        self.state.thread_id = before

    def _interrupt(self, bint hard=False):
        """Stop what runs now; return how many runs were told."""
        return guest_interrupt(&self.state, hard)

    def _signalled(self):
        """Has a signal's handler raised in this run?"""
        return self.state.signalled

    def _memory_tripped(self):
        return self.state.memory_trips > 0

    def _limit(self, name):
        return {"memory": self.state.max_memory}[name]

    def _running(self):
        return self.state.runs

    def _use(self):
        """Counters, as stats() shows them."""
        cdef GuestState *g = &self.state
        cdef int64_t instructions = g.instructions
        if g.metered and g.runs:
            instructions += g.max_instructions - meter_left(g)
        return {"runs": g.run_count, "instructions": instructions, "time": g.time_used / 1e9, "cpu_time": g.cpu_used / 1e9,
                "memory": 0 if g.account == NULL else g.account.bytes, "peak_memory": 0 if g.account == NULL else g.account.peak,
                "output": g.output, "soft_stops": g.soft_stops, "hard_stops": g.hard_stops}

    @property
    def _closed(self):
        return bool(self.state.closed) or self.state.fork_generation != fork_generation

    @property
    def tainted(self):
        """True once a hard stop passed over handlers and `finally` blocks of the guest: its data may be half changed."""
        return self.state.hard_stops > 0
