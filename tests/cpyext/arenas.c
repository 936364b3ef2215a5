/* No arenas: after refuse() the host's small-object allocator gets none, as where the system has no address space left; it asks malloc for
   each small block then.  To be imported before pyrs, which would look at a later hook's refusals as the program's own wish. */
#include <Python.h>

static PyObjectArenaAllocator below;
static int refused;

static void *hook_alloc(void *ctx, size_t size) { return refused ? NULL : below.alloc(ctx, size); }

static PyObject *refuse(PyObject *module, PyObject *unused)
{
    (void)module, (void)unused;
    refused = 1;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"refuse", refuse, METH_NOARGS, "No further arena."}, {NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "pyrs_arenas", NULL, -1, methods};

PyMODINIT_FUNC PyInit_pyrs_arenas(void)
{
    PyObject_GetArenaAllocator(&below);
    PyObjectArenaAllocator ours = {below.ctx, hook_alloc, below.free};
    PyObject_SetArenaAllocator(&ours);
    return PyModule_Create(&definition);
}
