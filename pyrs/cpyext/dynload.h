/* dynload.h - opening a .so file and initialising the module in it (PEP 489 and before), with CPython's errors.

   1. One dlopen per file and process: handles are kept by device and inode, and never closed.
   2. Nothing is registered anywhere before the module is whole: an initialisation that fails leaves the tables as they were.
   3. A single-phase module is entered into the host's own table (_PyImport_FixupExtensionObject), so that a later import by whomever copies
      it or calls its function again as CPython would. */
#ifndef PYRS_CPYEXT_DYNLOAD_H
#define PYRS_CPYEXT_DYNLOAD_H

#include <dlfcn.h>
#include <errno.h>
#include <sys/stat.h>
#include "got.h"

/* Not in any public header. */
extern const char *_Py_PackageContext;
PyAPI_FUNC(int) _PyImport_FixupExtensionObject(PyObject *, PyObject *, PyObject *, PyObject *);

typedef struct Opened {
    dev_t device;
    ino_t inode;
    void *handle;
    struct Opened *next;
} Opened;

static Opened *opened_files;

static void import_error(PyObject *message, PyObject *name, PyObject *path)
{
    if (message)
        PyErr_SetImportError(message, name, path);
    Py_XDECREF(message);
}

/* The handle of the file at `path`, opened and redirected on its first use. NULL with ImportError. */
static void *dynload_open(PyObject *name, PyObject *path, int taken_over)
{
    PyObject *bytes = PyUnicode_EncodeFSDefault(path);
    if (!bytes)
        return NULL;
    const char *text = PyBytes_AS_STRING(bytes);
    struct stat st;
    int known = stat(text, &st) == 0;
    void *handle = NULL;
    for (Opened *o = known ? opened_files : NULL; o; o = o->next)
        if (o->device == st.st_dev && o->inode == st.st_ino)
            handle = o->handle;
    if (!handle) {
        /* A name without a slash would be searched for in the library path. */
        PyObject *here = strchr(text, '/') ? Py_NewRef(bytes) : PyBytes_FromFormat("./%s", text);
        handle = here ? dlopen(PyBytes_AS_STRING(here), PyInterpreterState_Get()->dlopenflags) : NULL;
        Py_XDECREF(here);
        if (!handle) {
            if (!PyErr_Occurred()) {
                const char *why = dlerror();
                import_error(PyUnicode_DecodeLocale(why ? why : "unknown dlopen() error", "surrogateescape"), name, path);
            }
        }
        else if (got_redirect(handle, taken_over) < 0)
            handle = NULL;
        else if (known) {
            Opened *o = PyMem_RawMalloc(sizeof *o);
            if (o) {
                *o = (Opened){st.st_dev, st.st_ino, handle, opened_files};
                opened_files = o;
            }
        }
    }
    Py_DECREF(bytes);
    return handle;
}

/* The name of the initialisation function for the module `name`: PyInit_NAME, or PyInitU_ and punycode. New bytes. */
static PyObject *dynload_symbol(PyObject *name, int *is_ascii)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(name), dot = PyUnicode_FindChar(name, '.', 0, length, -1);
    PyObject *last = dot >= 0 ? PyUnicode_Substring(name, dot + 1, length) : dot == -1 ? Py_NewRef(name) : NULL;
    PyObject *encoded = NULL, *symbol = NULL;
    if (!last)
        return NULL;
    *is_ascii = PyUnicode_IS_ASCII(last);
    encoded = PyUnicode_AsEncodedString(last, *is_ascii ? "ascii" : "punycode", NULL);
    Py_DECREF(last);
    if (!encoded)
        return NULL;
    symbol = PyBytes_FromFormat("%s%s", *is_ascii ? "PyInit_" : "PyInitU_", PyBytes_AS_STRING(encoded));
    Py_DECREF(encoded);
    for (char *p = symbol ? PyBytes_AS_STRING(symbol) : NULL; p && *p; p++)
        if (*p == '-')
            *p = '_';
    return symbol;
}

/* What the initialisation function gave: checked as CPython checks it. Steals m; a new reference to it, or NULL. */
static PyObject *dynload_check(PyObject *m, const char *name)
{
    if (!m) {
        if (!PyErr_Occurred())
            PyErr_Format(PyExc_SystemError, "initialization of %s failed without raising an exception", name);
        return NULL;
    }
    if (PyErr_Occurred()) {
        PyErr_Clear();
        PyErr_Format(PyExc_SystemError, "initialization of %s raised unreported exception", name);
        return NULL;                        /* m stays: a definition has one reference for good, and the host does not drop it either */
    }
    if (!Py_TYPE(m)) {                      /* a PyModuleDef that did not go through PyModuleDef_Init: nothing to count */
        PyErr_Format(PyExc_SystemError, "init function of %s returned uninitialized object", name);
        return NULL;
    }
    return m;
}

/* An old-style module: name its file and enter it into the host's table. 0 or -1. */
static int dynload_single_phase(PyObject *m, PyObject *(*init)(void), PyObject *name, PyObject *path, const char *text, int taken_over)
{
    PyModuleDef *def = PyModule_Check(m) ? PyModule_GetDef(m) : NULL;
    if (!def) {
        PyErr_Format(PyExc_SystemError, "initialization of %s did not return an extension module", text);
        return -1;
    }
    def->m_base.m_init = init;              /* kept for initialising it again */
    if (PyModule_AddObjectRef(m, "__file__", path) < 0)
        PyErr_Clear();
    /* The host's table of modules is the guest's only where it was taken over. */
    PyObject *modules = taken_over ? Py_NewRef(PyImport_GetModuleDict()) : PyDict_New();
    int status = modules ? _PyImport_FixupExtensionObject(m, name, path, modules) : -1;
    Py_XDECREF(modules);
    return status;
}

/* The module that `spec` names, created from its file; the exec phase of a multi-phase module is still to run.  *single: it has none. New. */
static PyObject *dynload_create(PyObject *spec, PyObject *name, PyObject *path, int taken_over, int *single)
{
    *single = 0;
    if (PySys_Audit("import", "OOOOO", name, path, Py_None, Py_None, Py_None) < 0)
        return NULL;
    int is_ascii = 1;
    PyObject *symbol = dynload_symbol(name, &is_ascii), *m = NULL, *result = NULL;
    const char *text = PyUnicode_AsUTF8(name);
    void *handle = symbol && text ? dynload_open(name, path, taken_over) : NULL;
    if (!handle)
        goto done;
    PyObject *(*init)(void);
    *(void **)&init = dlsym(handle, PyBytes_AS_STRING(symbol));
    if (!init) {
        import_error(PyUnicode_FromFormat("dynamic module does not define module export function (%s)", PyBytes_AS_STRING(symbol)), name, path);
        goto done;
    }
    const char *context = _Py_PackageContext;
    _Py_PackageContext = text;
    m = init();
    _Py_PackageContext = context;
    m = dynload_check(m, PyBytes_AS_STRING(symbol) + (is_ascii ? 7 : 8));
    if (!m)
        goto done;
    if (PyObject_TypeCheck(m, &PyModuleDef_Type)) {
        result = PyModule_FromDefAndSpec((PyModuleDef *)m, spec);       /* the definition is static and immortal by its own reference */
        goto done;
    }
    *single = 1;
    if (!is_ascii) {
        PyErr_Format(PyExc_SystemError, "initialization of %s did not return PyModuleDef", PyBytes_AS_STRING(symbol) + 8);
        Py_DECREF(m);
    }
    else if (dynload_single_phase(m, init, name, path, PyBytes_AS_STRING(symbol) + 7, taken_over) < 0)
        Py_DECREF(m);
    else
        result = m;
done:
    Py_XDECREF(symbol);
    return result;
}

/* Is it a module with an exec phase that has not run? */
static int dynload_unexecuted(PyObject *module)
{
    PyModuleDef *def = PyModule_Check(module) ? PyModule_GetDef(module) : NULL;
    return def && def->m_slots && !PyModule_GetState(module);
}

#endif
