"""Access to what the host keeps private: its interpreter state, struct sequences and builtin functions.

Everything here acts on the whole interpreter, so only the command line's runtime may call the functions that change it.
"""
from cpython.ref cimport Py_INCREF, PyObject

cdef extern from "interp.h":
    void interp_set_importlib(object module)
    object interp_get_importlib()
    int interp_die_later(int really)
    void interp_no_prompt()
    void interp_gc_settle()
    object interp_start_paths()
    void *interp_hide_frames()
    void interp_show_frames(void *saved)

cdef extern from "resident.h":
    void resident_drop()
    void resident_trim()
    char *resident_map(int file, size_t size) except NULL

cdef extern from "arenas.h":
    void arenas_install()
    void heap_keep(size_t kept)
    enum: HEAP_KEPT, HEAP_KEPT_FOR_ARRAYS

cdef extern from "Python.h":
    PyObject *PyStructSequence_New(object cls) except NULL
    object PyStructSequence_GetItem(object sequence, Py_ssize_t index)
    void PyStructSequence_SetItem(PyObject *sequence, Py_ssize_t index, PyObject *value)
    object PyImport_ImportModuleLevelObject(object name, object globals, object locals, object fromlist, int level)
    void PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback)
    void PyErr_PrintEx(int set_sys_last)
    PyObject *PyErr_GetHandledException()
    void PyErr_SetHandledException(PyObject *exc)
    void Py_XDECREF(PyObject *o)
    int PyCFunction_Check(object o)
    object PyMemoryView_FromMemory(char *memory, Py_ssize_t size, int flags)
    int PyBUF_READ
    PyObject *code_type "((PyObject *)&PyCode_Type)"
    PyObject *cell_type "((PyObject *)&PyCell_Type)"

cdef extern from "Python.h":
    ctypedef struct FILE
    FILE *c_stdin "stdin"
    FILE *c_stdout "stdout"
    char *PyOS_Readline(FILE *, FILE *, const char *) except NULL
    void PyMem_Free(void *)

cdef extern from "stdlib.h":
    char *realpath(const char *path, char *resolved)
    char *getenv(const char *name)
    void free(void *memory)

cdef extern from *:
    """
    static void print_exit_object(PyObject *code)
    {
        PyObject *stream = PySys_GetObject("stderr");
        if (stream && stream != Py_None)
            PyFile_WriteObject(code, stream, Py_PRINT_RAW);
        else
            PyObject_Print(code, stderr, Py_PRINT_RAW);
        fflush(stderr);
        PySys_WriteStderr("\\n");
        PyErr_Clear();
    }
    /* The real length is in the type: tuples of this kind hide their trailing fields. */
    static PyObject *sequence_copy(PyObject *old)
    {
        PyObject *fields = PyDict_GetItemString(Py_TYPE(old)->tp_dict, "n_fields");
        Py_ssize_t n = fields ? PyLong_AsSsize_t(fields) : Py_SIZE(old);
        PyObject *copy = PyStructSequence_New(Py_TYPE(old));
        if (copy == NULL)
            return NULL;
        for (Py_ssize_t i = 0; i < n; i++) {
            PyObject *item = PyStructSequence_GetItem(old, i);
            Py_XINCREF(item);
            PyStructSequence_SetItem(copy, i, item);
        }
        return copy;
    }
    static int sequence_put(PyObject *sequence, Py_ssize_t index, PyObject *value)
    {
        PyObject *old = PyStructSequence_GetItem(sequence, index);
        Py_INCREF(value);
        PyStructSequence_SetItem(sequence, index, value);
        Py_XDECREF(old);
        return 0;
    }
    /* Code objects of pyrs have the host's layout up to here; those among the constants are renamed with the outer one. */
    static int code_rename(PyObject *code, PyObject *old, PyObject *path)
    {
        PyCodeObject *co = (PyCodeObject *)code;
        int same = PyObject_RichCompareBool(co->co_filename, old, Py_EQ);
        if (same < 0)
            return -1;
        if (!same)
            return 0;
        Py_INCREF(path);
        Py_SETREF(co->co_filename, path);
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(co->co_consts); i++) {
            PyObject *item = PyTuple_GET_ITEM(co->co_consts, i);
            if (PyObject_TypeCheck(item, &PyCode_Type) && code_rename(item, old, path) < 0)
                return -1;
        }
        return 0;
    }
    /* A builtin takes over the documentation (and so the text signature) of the one it replaces. */
    static void builtin_adopt(PyObject *ours, PyObject *theirs)
    {
        ((PyCFunctionObject *)ours)->m_ml->ml_doc = ((PyCFunctionObject *)theirs)->m_ml->ml_doc;
        /* Messages about arguments name it. */
        PyObject *module = ((PyCFunctionObject *)theirs)->m_module;
        Py_XINCREF(module);
        Py_XSETREF(((PyCFunctionObject *)ours)->m_module, module);
        /* `$module` in a text signature is left out only where __self__ is one. */
        PyObject *self = ((PyCFunctionObject *)theirs)->m_self;
        Py_XINCREF(self);
        Py_XSETREF(((PyCFunctionObject *)ours)->m_self, self);
    }
    """
    void print_exit_object(object code)
    int code_rename(object code, object old, object path) except -1
    object sequence_copy(object old)
    int sequence_put(object sequence, Py_ssize_t index, object value) except -1
    void builtin_adopt(object ours, object theirs)


# Not from compile(): that would make the classes of `_ast`, a millisecond's work.
CodeType = <object>code_type
CellType = <object>cell_type


def set_importlib(module):
    """Make `module` the importlib that C-level imports use."""
    interp_set_importlib(module)


def get_importlib():
    """Return the importlib that C-level imports use."""
    return interp_get_importlib()


def settle_garbage():
    """Count everything there is as old, so that the collector does not begin with it."""
    interp_gc_settle()


def drop_code_pages():
    """Give back the memory of code that has run, until it runs again."""
    resident_drop()


def trim_code_pages():
    """The same where something has run much code once, if the process is a program's, and still small."""
    resident_trim()


def map_file(int file, Py_ssize_t size):
    """Return a memoryview of the first `size` bytes of the open `file`, mapped for as long as the process is; OSError."""
    return PyMemoryView_FromMemory(resident_map(file, size), size, PyBUF_READ)


def use_huge_pages():
    """Have the objects of a large heap on huge pages."""
    arenas_install()


cdef bint heap_is_kept = False      # the process is a program's


def keep_heap():
    """Have the C library keep up to 2 MB of free memory at the end of its heap."""
    global heap_is_kept
    heap_keep(HEAP_KEPT)
    heap_is_kept = True


def keep_heap_for_arrays():
    """The same with up to 62 MB, if the heap is kept at all: NumPy is there."""
    if heap_is_kept:
        heap_keep(HEAP_KEPT_FOR_ARRAYS)


def start_paths():
    """Return (sys.path, sys.prefix, sys.exec_prefix) as they were before the host's `site`."""
    return interp_start_paths()


def replace_flags(flags, changes):
    """Return a copy of the struct sequence `flags` with the fields of the dict `changes` (name: value) changed."""
    copy = sequence_copy(flags)
    names = [name for name, member in vars(type(flags)).items() if type(member).__name__ == 'member_descriptor']
    for index, name in enumerate(names):
        if name in changes:
            sequence_put(copy, index, changes[name])
    return copy


def adopt(ours, theirs):
    """Give the builtin function `ours` the documentation and text signature of `theirs`."""
    if PyCFunction_Check(ours) and PyCFunction_Check(theirs):
        builtin_adopt(ours, theirs)


def fix_filename(code, path):
    """Make `path` the file name of a code object that was compiled under another one, and of those inside it."""
    if not isinstance(code, CodeType) or not isinstance(path, str):
        raise TypeError('code and str are required')
    if code.co_filename != path:
        code_rename(code, code.co_filename, path)


def print_exception(error):
    """Print `error` as the host prints an uncaught exception; SystemExit ends the process."""
    kind = type(error)
    traceback = error.__traceback__
    Py_INCREF(kind)
    Py_INCREF(error)
    if traceback is not None:
        Py_INCREF(traceback)
    # The caller may still handle it; what an excepthook raises must not get it for a context.
    cdef PyObject *handled = PyErr_GetHandledException()
    PyErr_SetHandledException(NULL)
    PyErr_Restore(<PyObject *>kind, <PyObject *>error, NULL if traceback is None else <PyObject *>traceback)
    # Nor has the host's finalization a caller, which follows here on SystemExit.
    cdef void *frames = interp_hide_frames()
    PyErr_PrintEx(1)
    interp_show_frames(frames)
    PyErr_SetHandledException(handled)
    Py_XDECREF(handled)


def print_exit_message(code):
    """Print what SystemExit was given as the host prints it, whatever has become of `sys.stderr`; what that raises is dropped."""
    cdef void *frames = interp_hide_frames()
    print_exit_object(code)
    interp_show_frames(frames)


def read_line(bytes prompt):
    """Read a line from the process's standard input as the host's prompt does, whatever has become of `sys.stdin`; b'' at its end."""
    cdef char *line = PyOS_Readline(c_stdin, c_stdout, prompt)
    try:
        return <bytes>line
    finally:
        PyMem_Free(line)


def die_of_sigint(bint really=True):
    """Let the process end by SIGINT once the interpreter is finalized, or not after all."""
    interp_die_later(really)


def no_prompt():
    """Keep the host from a prompt of its own at the end."""
    interp_no_prompt()


def environment_has(bytes name):
    """Is there something in the process's variable `name` now, whoever put it there?"""
    cdef char *value = getenv(name)
    return value != NULL and value[0] != 0


def import_level(name, globals, locals, fromlist, int level):
    """What the host's `__import__` does."""
    return PyImport_ImportModuleLevelObject(name, globals, locals, fromlist, level)


def real_path(path):
    """Return the absolute path of the str `path` without symbolic links, or None if there is no such file."""
    cdef bytes name = path.encode('utf-8', 'surrogateescape')
    cdef char *found = realpath(name, NULL)
    if found == NULL:
        return None
    try:
        return (<bytes>found).decode('utf-8', 'surrogateescape')
    finally:
        free(found)
