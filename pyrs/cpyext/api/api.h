/* api.h - the C API by area: what a C extension gets straight from the host, and what pyrs answers itself.

   The heap is the host's, so nearly all of the C API is right as it stands.  What depends on the engine or on the running runtime is answered here:
   when the loader has opened a .so file, it repoints the file's relocations for these symbols (got.h).  libpython itself, and files that the host
   loads, are not touched.  Rules:
   1. An answer falls through to the host's function whenever the object is the host's, or no embedded runtime is running.
   2. An answer is declared in the file of its area with the reason; `pyrs cpyext check` prints that.
   3. Which runtime is running is read from the builtins of the innermost frame, which the VM publishes for C: that needs no state of its own
      and follows threads, generators and nested runtimes.  Without a frame it is the host.
   4. A type is answered only in the process of the command line, where every function and frame that an extension meets is pyrs'; and never in a
      file that makes objects of the host's type (`unless`). */
#ifndef PYRS_CPYEXT_API_H
#define PYRS_CPYEXT_API_H

#ifndef Py_BUILD_CORE_MODULE
#define Py_BUILD_CORE_MODULE 1
#endif
#include "Python.h"
#include "frameobject.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_pystate.h"
#include "internal/pycore_frame.h"
#include "lent.h"

static const VmLent *vm;

enum { ALWAYS, TAKEN_OVER };

typedef struct {
    const char *symbol;
    void *ours;                /* NULL: a type, filled in from what the VM lends */
    int when;                  /* TAKEN_OVER: only in the command line's process */
    const char *unless;        /* not in a file that imports this symbol too */
    const char *why;
} Answer;

typedef struct {
    const char *name;
    const char *prefixes;      /* of the symbols, separated by blanks */
    const char *note;          /* what comes straight from the host, and why that is right */
    Answer *answers;           /* ends with a NULL symbol; NULL: none */
} Area;

#define ANSWER(function, why) {#function, (void *)answer_##function, ALWAYS, NULL, why}
#define ANSWER_TYPE(symbol, unless, why) {#symbol, NULL, TAKEN_OVER, unless, why}
#define NO_MORE {NULL, NULL, 0, NULL, NULL}

/* ---- runtimes ---- */

typedef struct Guest {
    PyObject *builtins;        /* the builtins' dict, by which it is found */
    PyObject *modules, *sys;   /* its module table, the dict of its sys; all three borrowed from the runtime's Imports, whose end removes the entry */
    struct Guest *next;
} Guest;

static Guest *guests;

/* The embedded runtime whose code is running; NULL: the host's, or the command line's, which is the host's state. */
static Guest *guest_running(void)
{
    if (!guests)
        return NULL;
    PyObject *builtins = PyEval_GetBuiltins();
    for (Guest *g = guests; g; g = g->next)
        if (g->builtins == builtins)
            return g;
    return NULL;
}

static int guest_add(PyObject *builtins, PyObject *modules, PyObject *sys)
{
    Guest *g = PyMem_Malloc(sizeof *g);
    if (!g) {
        PyErr_NoMemory();
        return -1;
    }
    g->builtins = builtins;
    g->modules = modules;
    g->sys = sys;
    g->next = guests;
    guests = g;
    return 0;
}

static void guest_remove(PyObject *builtins)
{
    for (Guest **at = &guests; *at; at = &(*at)->next)
        if ((*at)->builtins == builtins) {
            Guest *g = *at;
            *at = g->next;
            PyMem_Free(g);
            return;
        }
}

#define is_ours(o, type) (vm && (o) && Py_TYPE(o) == vm->type)

#endif
