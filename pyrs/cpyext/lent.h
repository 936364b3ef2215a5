/* lent.h - what the VM lends to the loader: a capsule named "pyrs._vm.lent". */
#ifndef PYRS_CPYEXT_LENT_H
#define PYRS_CPYEXT_LENT_H
typedef struct {
    PyTypeObject *function, *code, *frame, *generator;
    PyObject *(*function_new)(PyObject *code, PyObject *globals);
    PyObject *(*eval_code)(PyObject *code, PyObject *globals, PyObject *locals, PyObject *closure);
    PyObject *(*trace_changed)(void);
} VmLent;
#endif
