/* memory.h - memory and garbage collection: PyMem_*, PyObject_GC_*, tracemalloc.

   Straight from the host.  Registers are roots, as C locals are; generators of pyrs traverse their own. */
static Area area_memory = {"memory", "PyMem_ _PyMem_ PyObject_GC _PyObject_GC PyGC_ _PyGC PyTraceMalloc_ _PyTrash PyObject_Malloc PyObject_Free PyObject_Calloc PyObject_Realloc _PyDebugAllocatorStats "
                                     "PyObject_CallFinalizer Py_AddPendingCall Py_MakePendingCalls PyArena",
                           "one heap and one collector; registers are roots", NULL};
