/* objects.h - what of the VM the host can see: code, functions, frame objects, tracebacks, the published frame chain.

   Each is a layout-compatible static subtype of the host's type: isinstance, inspect and C code accept it
   in both directions.  docs/internals/objects.md tells the whole story. */
#ifndef PYRS_OBJECTS_H
#define PYRS_OBJECTS_H

#define intern_static(var, text) ((var) || ((var) = PyUnicode_InternFromString(text)))

#include "code.h"
#include "function.h"
#include "frameobj.h"

/* Ready the types and route what the host makes from our objects. Call once, before any other function here. 0 or -1. */
static int objects_init_types(void)
{
    if (code_init_type() < 0 || function_init_type() < 0 || frame_init_type() < 0)
        return -1;
    return 0;
}

#endif
