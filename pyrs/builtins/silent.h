/* silent.h - included before everything else in the modules that stand between two guest frames.

   Cython adds an entry to an exception's traceback for each of its functions that the exception leaves.  A guest
   must see its own frames only, as it would with CPython's builtins, which leave no entry. */
#ifndef PYRS_SILENT_H
#define PYRS_SILENT_H
#define PY_SSIZE_T_CLEAN
#include "Python.h"
#define PyTraceBack_Here(frame) ((void)(frame))
#endif
