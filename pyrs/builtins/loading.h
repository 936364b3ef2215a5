/* loading.h - what the compiled modules do when they are loaded, for less.

   A start loads 35 modules, each with strings of its own, each asking for the others by name: through the host's functions for programs, which decode and
   intern the same name each time (700 instructions) and run importlib's Python code for what is there already.  Here a hash of a few
   instructions finds the strings that some module made before, and a module that is there is taken from the table. */
#ifndef PYRS_LOADING_H
#define PYRS_LOADING_H
#include <stdint.h>
#include <string.h>

enum { LOADING_SLOTS = 4096 };      /* the modules of _together have 2,200 different strings */
/* Common: the linker makes one table for all modules of a file. What is in it stays, a reference each. */
__attribute__((common, visibility("hidden"))) PyObject *loading_strings[LOADING_SLOTS];
__attribute__((common, visibility("hidden"))) unsigned loading_used;

/* The str for `length` bytes of UTF-8, a new reference, its hash computed; NULL with an exception. `name`: interned. */
__attribute__((weak, visibility("hidden"), noinline)) PyObject *loading_string(const char *text, Py_ssize_t length, int name)
{
    uint32_t hash = (uint32_t)length;
    unsigned char bits = 0;
    for (Py_ssize_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 0x01000193u;   /* FNV-1a */
        bits |= (unsigned char)text[i];
    }
    uint32_t at = (hash ^ hash >> 15) % LOADING_SLOTS;
    for (PyObject *known; (known = loading_strings[at]); at = (at + 1) % LOADING_SLOTS)
        if (PyUnicode_GET_LENGTH(known) == length && memcmp(PyUnicode_1BYTE_DATA(known), text, (size_t)length) == 0
                && (!name || PyUnicode_CHECK_INTERNED(known)))
            return Py_NewRef(known);
    int ascii = bits < 0x80 && length > 1;      /* the host has those of one character */
    PyObject *made = ascii ? PyUnicode_New(length, 127) : PyUnicode_DecodeUTF8(text, length, NULL);
    if (made && ascii)
        memcpy(PyUnicode_1BYTE_DATA(made), text, (size_t)length);
    if (made && name)
        PyUnicode_InternInPlace(&made);
    if (made && PyObject_Hash(made) == -1)
        Py_CLEAR(made);
    if (made && ascii && loading_used < LOADING_SLOTS / 4 * 3) {
        loading_used++;
        loading_strings[at] = Py_NewRef(made);
    }
    return made;
}

/* Is another thread still loading the module with this dictionary? importlib would wait for it. */
static inline int loading_now(PyObject *namespace)
{
    PyObject *key = loading_string("__spec__", 8, 1), *attribute = loading_string("_initializing", 13, 1);
    PyObject *spec = key && attribute ? PyDict_GetItemWithError(namespace, key) : NULL, *flag = spec ? PyObject_GetAttr(spec, attribute) : NULL;
    int now = flag != Py_False;
    Py_XDECREF(key);
    Py_XDECREF(attribute);
    Py_XDECREF(flag);
    PyErr_Clear();
    return now;
}

/* The module `name` if it is in the table and has all of `wanted`, a list or NULL: a new reference; NULL without an exception otherwise. */
__attribute__((weak, visibility("hidden"), noinline)) PyObject *loading_known(PyObject *name, PyObject *wanted)
{
    PyObject *modules = PyImport_GetModuleDict();
    PyObject *module = modules && PyDict_CheckExact(modules) ? PyDict_GetItemWithError(modules, name) : NULL;
    if (!module || !PyModule_CheckExact(module) || loading_now(PyModule_GetDict(module))) {
        PyErr_Clear();
        return NULL;
    }
    for (Py_ssize_t i = 0; wanted && i < PyList_GET_SIZE(wanted); i++)
        if (PyDict_Contains(PyModule_GetDict(module), PyList_GET_ITEM(wanted, i)) != 1) {
            PyErr_Clear();
            return NULL;
        }
    return Py_NewRef(module);
}

/* Is `name` among `names`, which have a space on either side? */
static inline int loading_wanted(const char *name, const char *names)
{
    size_t length = strlen(name);
    for (const char *at = names; (at = strstr(at, name)); at++)
        if (at[-1] == ' ' && at[length] == ' ')
            return 1;
    return 0;
}

static inline PyObject *loading_import(const char *name)
{
    PyObject *text = loading_string(name, (Py_ssize_t)strlen(name), 1);
    PyObject *module = text ? loading_known(text, NULL) : NULL;
    Py_XDECREF(text);
    return module || PyErr_Occurred() ? module : PyImport_ImportModule(name);
}

/* `wanted`: what `from` takes. Without it `import a.b` gives `a`. */
static inline PyObject *loading_import_from(PyObject *name, PyObject *globals, PyObject *locals, PyObject *wanted, int level)
{
    PyObject *module = level == 0 && wanted && PyList_CheckExact(wanted) ? loading_known(name, wanted) : NULL;
    return module ? module : PyImport_ImportModuleLevelObject(name, globals, locals, wanted, level);
}

static inline int loading_set_attribute(PyObject *object, const char *name, PyObject *value)
{
    PyObject *text = loading_string(name, (Py_ssize_t)strlen(name), 1);
    int result = !text ? -1 : PyModule_CheckExact(object) ? PyDict_SetItem(PyModule_GetDict(object), text, value) : PyObject_SetAttr(object, text, value);
    Py_XDECREF(text);
    return result;
}

static inline int loading_set_item(PyObject *dict, const char *name, PyObject *value)
{
    PyObject *text = loading_string(name, (Py_ssize_t)strlen(name), 1);
    int result = text ? PyDict_SetItem(dict, text, value) : -1;
    Py_XDECREF(text);
    return result;
}

#endif
