/* Refused allocations: call(function, first, count) -> (requests, refused, value, error).

   While `function` runs, this thread's requests to the interpreter's three allocators are numbered from 0; those from `first` on, `count` of them (0:
   all), get NULL.  `requests`: how many there were; `error`: the exception that came out, else None.

   where() -> the C calls that led to the last run's first refusal, the innermost first, as backtrace_symbols() writes them.
   live() -> how many blocks there are now of those that were requested since the module is there. */
#include <Python.h>
#include <execinfo.h>
#include <pthread.h>

static struct { PyMemAllocatorEx raw, mem, object; } below;
static long requests, refused, from, until, live;
static pthread_t counted;
static int armed;
static void *calls[16];
static int depth;

/* A place for a debugger to stop at. */
static __attribute__((noinline)) void *refuse(void)
{
    if (!refused++)
        depth = backtrace(calls, 16);
    return NULL;
}

static void *given(void *block)
{
    if (block)
        __atomic_add_fetch(&live, 1, __ATOMIC_RELAXED);
    return block;
}

static int refuses(void)
{
    if (!armed || !pthread_equal(counted, pthread_self()))
        return 0;
    long n = requests++;
    return n >= from && n < until;
}

static void *hook_malloc(void *ctx, size_t size)
{
    PyMemAllocatorEx *host = ctx;
    return refuses() ? refuse() : given(host->malloc(host->ctx, size));
}

static void *hook_calloc(void *ctx, size_t n, size_t size)
{
    PyMemAllocatorEx *host = ctx;
    return refuses() ? refuse() : given(host->calloc(host->ctx, n, size));
}

static void *hook_realloc(void *ctx, void *block, size_t size)
{
    PyMemAllocatorEx *host = ctx;
    return refuses() ? refuse() : block ? host->realloc(host->ctx, block, size) : given(host->realloc(host->ctx, block, size));
}

static void hook_free(void *ctx, void *block)
{
    PyMemAllocatorEx *host = ctx;
    if (block)
        __atomic_sub_fetch(&live, 1, __ATOMIC_RELAXED);
    host->free(host->ctx, block);
}

static void hook(PyMemAllocatorDomain domain, PyMemAllocatorEx *host)
{
    PyMem_GetAllocator(domain, host);
    PyMemAllocatorEx ours = {host, hook_malloc, hook_calloc, hook_realloc, hook_free};
    PyMem_SetAllocator(domain, &ours);
}

static PyObject *call(PyObject *module, PyObject *args)
{
    PyObject *function, *type, *error, *traceback;
    long first, count;
    (void)module;
    if (!PyArg_ParseTuple(args, "Oll", &function, &first, &count))
        return NULL;
    if (armed) {
        PyErr_SetString(PyExc_RuntimeError, "call() within call()");
        return NULL;
    }
    requests = refused = depth = 0;
    from = first;
    until = count > 0 ? first + count : LONG_MAX;
    counted = pthread_self();
    armed = 1;
    PyObject *value = PyObject_CallNoArgs(function);
    armed = 0;
    int wrong = (value != NULL) == (PyErr_Occurred() != NULL);
    PyErr_Fetch(&type, &error, &traceback);
    if (type) {
        PyErr_NormalizeException(&type, &error, &traceback);
        if (traceback)
            PyException_SetTraceback(error, traceback);
    }
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    if (wrong) {
        Py_XDECREF(value);
        value = NULL;
        Py_XSETREF(error, PyObject_CallFunction(PyExc_SystemError, "s", error ? "a value and an error" : "neither a value nor an error"));
    }
    if (!value)
        value = Py_NewRef(Py_None);
    if (!error)
        error = Py_NewRef(Py_None);
    return Py_BuildValue("llNN", requests, refused, value, error);
}

static PyObject *where(PyObject *module, PyObject *unused)
{
    (void)module, (void)unused;
    char **names = backtrace_symbols(calls, depth);
    PyObject *list = PyList_New(0);
    for (int i = 2; names && list && i < depth; i++) {
        PyObject *name = PyUnicode_FromString(names[i]);
        if (!name || PyList_Append(list, name) < 0)
            Py_CLEAR(list);
        Py_XDECREF(name);
    }
    free(names);
    return list;
}

static PyObject *live_blocks(PyObject *module, PyObject *unused)
{
    (void)module, (void)unused;
    return PyLong_FromLong(live);
}

static PyMethodDef methods[] = {{"where", where, METH_NOARGS, "Where the first refusal was."},
                                {"live", live_blocks, METH_NOARGS, "Blocks alive."},
                                {"call", call, METH_VARARGS, "Run a function with some of its allocations refused."}, {NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "pyrs_refuse", NULL, -1, methods};

PyMODINIT_FUNC PyInit_pyrs_refuse(void)
{
    backtrace(calls, 1);         /* it loads a library the first time */
    hook(PYMEM_DOMAIN_RAW, &below.raw);
    hook(PYMEM_DOMAIN_MEM, &below.mem);
    hook(PYMEM_DOMAIN_OBJ, &below.object);
    return PyModule_Create(&definition);
}
