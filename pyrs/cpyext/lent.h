/* lent.h - what the VM lends to the loader: a capsule named "pyrs._vm.lent". */
#ifndef PYRS_CPYEXT_LENT_H
#define PYRS_CPYEXT_LENT_H
typedef struct {
    PyTypeObject *function, *code, *frame, *generator;
    PyObject *(*function_new)(PyObject *code, PyObject *globals);
    PyObject *(*eval_code)(PyObject *code, PyObject *globals, PyObject *locals, PyObject *closure);
    PyObject *(*trace_changed)(void);
    int (*frame_lasti)(PyFrameObject *frame);           /* of a frame of the VM */
    PyObject *(*code_bytes)(PyObject *code, void *);    /* co_code of a code object of the VM */
} VmLent;
#endif
