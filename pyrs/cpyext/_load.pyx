"""The loader's hands: opening .so files, initialising modules, redirecting symbols (dynload.h, got.h, api/)."""
from cpython.ref cimport PyObject

from pyrs import _vm


cdef extern from "dynload.h":
    ctypedef struct Answer:
        const char *symbol
        const char *why
        const char *unless
        int when
    ctypedef struct Area:
        const char *name
        const char *prefixes
        const char *note
        Answer *answers
    Area **areas
    int AREAS
    Area *area_of(const char *symbol)
    Answer *answer_of(const char *symbol)
    int areas_connect(object capsule) except -1
    object dynload_create(object spec, object name, object path, int taken_over, int *single)
    int dynload_unexecuted(object module)
    int c_guest_add "guest_add"(object builtins, object modules, object sys) except -1
    void c_guest_remove "guest_remove"(object builtins)

cdef extern from "dlfcn.h":
    void *RTLD_DEFAULT
    void *dlsym(void *handle, const char *name)

areas_connect(_vm.lent())


def create(spec, str name, str path, bint taken_over):
    """Load the module that `spec` names from `path`: (module, is it single-phase?).  CPython's errors."""
    cdef int single = 0
    module = dynload_create(spec, name, path, taken_over, &single)
    return module, bool(single)


def unexecuted(module):
    """Has `module` an exec phase that did not run yet?"""
    return bool(dynload_unexecuted(module))


def add_guest(dict builtins, dict modules, dict sys):
    """From now on C code below a frame with these builtins meets that module table and that `sys`."""
    c_guest_add(builtins, modules, sys)


def remove_guest(dict builtins):
    """Undo add_guest."""
    c_guest_remove(builtins)


def area(str symbol):
    """(area, what the host gives there, why pyrs answers `symbol` or None, the condition) of a symbol of the C API; None if it is in no area."""
    cdef bytes name = symbol.encode()
    cdef Area *found = area_of(name)
    cdef Answer *answer = answer_of(name)
    if found == NULL:
        return None
    why = condition = None
    if answer != NULL:
        why = answer.why.decode()
        if answer.unless != NULL:
            condition = answer.unless.decode()
    return found.name.decode(), found.note.decode(), why, condition


def host_has(str symbol):
    """Is `symbol` defined in this process?"""
    cdef bytes name = symbol.encode()
    return dlsym(RTLD_DEFAULT, name) != NULL
