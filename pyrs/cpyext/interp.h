/* interp.h - the fields of the host's interpreter state that pyrs repoints. */
#ifndef PYRS_INTERP_H
#define PYRS_INTERP_H
#ifndef Py_BUILD_CORE_MODULE
#define Py_BUILD_CORE_MODULE 1
#endif
#include "Python.h"
#include "internal/pycore_gc.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_pystate.h"
#include "internal/pycore_pylifecycle.h"
#include "gclists.h"

static void interp_set_importlib(PyObject *module)
{
    PyInterpreterState *interp = PyInterpreterState_Get();
    Py_INCREF(module);
    Py_XSETREF(interp->importlib, module);
}

static PyObject *interp_get_importlib(void)
{
    PyObject *module = PyInterpreterState_Get()->importlib;
    Py_XINCREF(module);
    return module;
}

/* Let C that has no caller in Python run without the frames that the host has here; what interp_show_frames takes. */
static void *interp_hide_frames(void)
{
    _PyCFrame *cframe = PyThreadState_Get()->cframe;
    void *saved = cframe->current_frame;
    cframe->current_frame = NULL;
    return saved;
}

static void interp_show_frames(void *saved)
{
    PyThreadState_Get()->cframe->current_frame = saved;
}

/* What the host started with, before `site`: [search paths, prefix, exec_prefix]. */
static PyObject *interp_start_paths(void)
{
    const PyConfig *config = _PyInterpreterState_GetConfig(PyInterpreterState_Get());
    PyObject *paths = PyList_New(0);
    for (Py_ssize_t i = 0; paths && i < config->module_search_paths.length; i++) {
        PyObject *path = PyUnicode_FromWideChar(config->module_search_paths.items[i], -1);
        if (!path || PyList_Append(paths, path) < 0)
            Py_CLEAR(paths);
        Py_XDECREF(path);
    }
    return paths ? Py_BuildValue("(Nuu)", paths, config->prefix, config->exec_prefix) : NULL;
}

/* Make all that the collector watches old and reset its counters, as if it had been looked through and kept. */
static void interp_gc_settle(void)
{
    struct _gc_runtime_state *gc = &PyInterpreterState_Get()->gc;
    PyGC_Head *old = &gc->generations[NUM_GENERATIONS - 1].head;
    for (int i = 0; i < NUM_GENERATIONS - 1; i++) {
        gc->generations[i].count = 0;
        gc_list_append(&gc->generations[i].head, old);
    }
    gc->generations[NUM_GENERATIONS - 1].count = 0;
}

/* What CPython does for an unhandled KeyboardInterrupt: after finalizing, the process dies of the signal. */
static int interp_die_later(int really)
{
    return _Py_UnhandledKeyboardInterrupt = really;
}

/* PYTHONINSPECT asks for a prompt behind the program: ours has been, the host's own is not to follow. */
static void interp_no_prompt(void)
{
    ((PyConfig *)_PyInterpreterState_GetConfig(_PyInterpreterState_GET()))->inspect = 0;
    unsetenv("PYTHONINSPECT");
}
#endif
