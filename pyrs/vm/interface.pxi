# What Python code (the runtime, the importer, builtins) reaches the VM by, and the start of the VM.

# The digest of the opcode table that this VM runs.
OPCODES = OPCODE_TABLE_VERSION
PROFILED = bool(PYRS_PROFILED)      # by setup.py; benches/ say so, as figures of the two builds must not be mixed


def make_code(proto):
    """The code object of this engine for `proto` (a compiler.code.Proto, or the plain tuple of one); ValueError."""
    return <object>steal(code_from_proto(<PyObject *>proto))


def make_mapped_code(proto, file):
    """make_code for a `proto` that refers to places in the mapped `file` (a memoryview of _host.map_file)."""
    if type(file) is not memoryview:
        raise TypeError("a memoryview is required, not %.200s" % type(file).__name__)
    return <object>steal(code_from_mapped(<PyObject *>proto, <PyObject *>file))


def set_engine(unsigned int digest):
    """Code objects that a program takes apart and puts together again are of the engine with this digest (vm/codetype.h)."""
    set_code_engine(digest)


def confined() -> bool:
    """Is this a run of an embedded runtime under limits?"""
    return guest_confined() != 0


def is_code(obj) -> bool:
    """Is `obj` a code object of this engine?"""
    return code_of(<PyObject *>obj) != NULL


def code_plain(code):
    """The tuple that make_code takes for the code object `code`, except that nested code objects stay what they are in the
    constants.  TypeError if it is not of this engine."""
    if code_of(<PyObject *>code) == NULL:
        raise TypeError("a code object of pyrs is required, not %.200s" % type(code).__name__)
    return <object>steal(code_to_plain(<PyObject *>code))


def shorten_words(bytes words not None):
    """The short form of instructions that packed functions have (vm/code.h)."""
    return <object>steal(words_shorten(<PyObject *>words))


def checksum(data):
    """8 bytes by which a change of `data` (a buffer) shows (vm/checksum.h); TypeError, BufferError."""
    return <object>steal(checksum_of(<PyObject *>data))


def is_function(obj) -> bool:
    """Is `obj` a function of this engine?"""
    return Py_TYPE(<PyObject *>obj) == &PyrsFunction_Type


def exec_code(code, globals, locals=None, closure=None):
    """Run `code` as PyEval_EvalCode does; `globals`, a dict, must hold `__builtins__`."""
    return <object>steal(vm_eval_code(<PyObject *>code, <PyObject *>globals,
                                      <PyObject *>globals if locals is None else <PyObject *>locals,
                                      NULL if closure is None else <PyObject *>closure))


def run_exec_as_frames(exec, prepare_exec, eval, prepare_eval):
    """Let calls of the builtins `exec` and `eval` push frames; the other two check the arguments and return what to run."""
    set_exec_objects(<PyObject *>exec, <PyObject *>prepare_exec, <PyObject *>eval, <PyObject *>prepare_eval)


def exec_root(code, dict globals not None, locals=None):
    """exec_code with no frame below: the host's frames that led here are invisible to the guest."""
    cdef void *saved = hide_host_frames()
    cdef PyObject *r = vm_eval_code(<PyObject *>code, <PyObject *>globals,
                                    <PyObject *>globals if locals is None else <PyObject *>locals, NULL)
    show_host_frames(saved)
    return <object>steal(r)


def call_root(callable, *args, **kwargs):
    """Call `callable` with no frame below, as exec_root does for code."""
    cdef void *saved = hide_host_frames()
    try:
        return callable(*args, **kwargs)
    finally:
        show_host_frames(saved)


cdef Frame *guest_frame() noexcept:
    cdef ThreadState *ts = thread_state()
    return ts.frame if ts != NULL else NULL


def frame_globals():
    """Globals of the innermost guest frame, or None."""
    cdef Frame *f = guest_frame()
    return None if f == NULL else <object>guest_globals(f.func)


def frame_builtins():
    """Builtins of the innermost guest frame, or None."""
    cdef Frame *f = guest_frame()
    return None if f == NULL else <object>guest_builtins(f.func)


def frame_locals():
    """Locals of the innermost guest frame as `locals()` gives them, or None."""
    cdef Frame *f = guest_frame()
    cdef PyObject *r
    if f == NULL:
        return None
    r = c_frame_locals(thread_state(), f)
    if r == NULL:
        reraise()
    return <object>r


def frame_code_flags() -> int:
    """co_flags of the innermost guest frame (0 without one)."""
    cdef Frame *f = guest_frame()
    return 0 if f == NULL else <int>f.code.flags


def as_index(value):
    """What operator.index does. TypeError."""
    return PyNumber_Index(value)


cdef int c_int(value) except? -1:
    """`value` as the host's functions take a C int. TypeError, OverflowError."""
    index = PyNumber_Index(value)
    if not -0x80000000 <= index <= 0x7FFFFFFF:
        raise OverflowError("Python int too large to convert to C int")
    return index


def _getframe(depth=0, /):
    """sys._getframe for guest code: the frame `depth` calls up. ValueError if the stack is not that deep."""
    cdef ThreadState *ts = thread_state()
    cdef PyObject *r = guest_getframe(ts, c_int(depth))
    if r == NULL:
        reraise()
    return <object>steal(r)


def getrecursionlimit() -> int:
    """How many guest frames may be active in this thread."""
    return get_depth_limit()


def setrecursionlimit(limit):
    """Set the guest's frame limit for this and later threads; the C stack is watched on its own."""
    cdef ThreadState *ts = thread_state()
    cdef int n = c_int(limit)
    if n < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
    # The host counts the call of this function.
    cdef int64_t depth = guest_depth(ts) + 1
    if depth >= n:
        raise RecursionError("cannot set the recursion limit to %i at the recursion depth %i: the limit is too low"
                             % (n, depth))
    set_depth_limit(n)


def settrace(function, /):
    """sys.settrace for guest code."""
    return <object>steal(sys_settrace(<PyObject *>function))


def setprofile(function, /):
    """sys.setprofile for guest code."""
    return <object>steal(sys_setprofile(<PyObject *>function))


def lent():
    """A capsule with what pyrs.cpyext needs of the VM (cpyext/lent.h)."""
    return <object>steal(vm_lent())


def trace_changed():
    """Notice a trace function that C code set in this thread by the C API."""
    return <object>steal(sys_trace_changed())


def set_interp_importlib(module):
    """Make C code's imports (PyImport_Import...) go to `module`, the guest's importlib._bootstrap."""
    interp_set_importlib(<PyObject *>module)


def gen_types():
    """(generator, coroutine, async_generator) types of this engine, for registration with collections.abc."""
    return <object><PyObject *>&PyrsGen_Type, <object><PyObject *>&PyrsCoro_Type, <object><PyObject *>&PyrsAsyncGen_Type


def types():
    """(function, code, frame) types of this engine."""
    return <object><PyObject *>&PyrsFunction_Type, <object><PyObject *>&PyrsCode_Type, <object><PyObject *>&PyrsFrame_Type


cdef object steal(PyObject *o):
    if o == NULL:
        reraise()
    result = <object>o
    Py_DECREF(o)
    return result


cdef int reraise() except -1:
    return -1


loop_run = run_normal
loop_throw = run_throw
if vm_init() < 0:
    reraise()

# What a runtime installs over the host's: names of builtins, sys and C modules to objects that know this engine.
builtin_overrides = {"__build_class__": <object>build_class_object}
getframe = _getframe
sys_overrides = {"_getframe": _getframe, "getrecursionlimit": getrecursionlimit, "setrecursionlimit": setrecursionlimit,
                 "settrace": settrace, "setprofile": setprofile}
module_overrides = {}
