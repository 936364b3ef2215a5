/* function.h - functions, code and generators: PyFunction_*, PyCode_*, PyGen_*, PyCoro_*.

   A function of pyrs is a subtype of the host's with the same layout; but PyFunction_Check is exact, and compiled into the extension: f2py then counts one argument
   too many, wrapt and pydantic see "some callable".  So in the command line's process an extension that asks for PyFunction_Type gets pyrs'. */

#define FUNCTION_GETTER(name, field)                                              \
    static PyObject *answer_##name(PyObject *o)                                   \
    {                                                                             \
        return is_ours(o, function) ? ((PyFunctionObject *)o)->field : name(o);   \
    }
FUNCTION_GETTER(PyFunction_GetCode, func_code)
FUNCTION_GETTER(PyFunction_GetGlobals, func_globals)
FUNCTION_GETTER(PyFunction_GetModule, func_module)
FUNCTION_GETTER(PyFunction_GetDefaults, func_defaults)
FUNCTION_GETTER(PyFunction_GetKwDefaults, func_kwdefaults)
FUNCTION_GETTER(PyFunction_GetClosure, func_closure)
FUNCTION_GETTER(PyFunction_GetAnnotations, func_annotations)

/* By the attribute, whose setter checks: NULL and None delete. */
#define FUNCTION_SETTER(name, attribute)                                          \
    static int answer_##name(PyObject *o, PyObject *value)                        \
    {                                                                             \
        return is_ours(o, function) ? PyObject_SetAttrString(o, attribute, value ? value : Py_None) : name(o, value);   \
    }
FUNCTION_SETTER(PyFunction_SetDefaults, "__defaults__")
FUNCTION_SETTER(PyFunction_SetKwDefaults, "__kwdefaults__")
FUNCTION_SETTER(PyFunction_SetAnnotations, "__annotations__")

static PyObject *answer_PyFunction_New(PyObject *code, PyObject *globals)
{
    return is_ours(code, code) ? vm->function_new(code, globals) : PyFunction_New(code, globals);
}

static PyObject *answer_PyFunction_NewWithQualName(PyObject *code, PyObject *globals, PyObject *name)
{
    if (!is_ours(code, code))
        return PyFunction_NewWithQualName(code, globals, name);
    PyObject *function = vm->function_new(code, globals);
    if (function && name && PyObject_SetAttrString(function, "__qualname__", name) < 0)
        Py_CLEAR(function);
    return function;
}

/* The object shows its true values by its getters; the fields that the host's functions read are a shell's. */
static PyObject *answer_PyCode_GetCode(PyCodeObject *co) { return is_ours(co, code) ? vm->code_bytes((PyObject *)co, NULL) : PyCode_GetCode(co); }

#define CODE_GETTER(name, attribute)                                              \
    static PyObject *answer_##name(PyCodeObject *co)                              \
    {                                                                             \
        return is_ours(co, code) ? PyObject_GetAttrString((PyObject *)co, attribute) : name(co);   \
    }
CODE_GETTER(PyCode_GetVarnames, "co_varnames")
CODE_GETTER(PyCode_GetCellvars, "co_cellvars")
CODE_GETTER(PyCode_GetFreevars, "co_freevars")

#define OWN_LAYOUT "reads functions of pyrs too"
#define SHELL "the fields are a shell's; the attribute is right"
static Answer answers_function[] = {
    ANSWER_TYPE(PyFunction_Type, NULL, "PyFunction_Check is exact"),
    ANSWER_TYPE(PyCode_Type, "PyCode_NewEmpty", "PyCode_Check is exact"),
    /* pybind11 asks PyGen_Check before it iterates; Cython, which names PyCoro_Type too, goes on to the host's fields, and knows other generators by am_send. */
    ANSWER_TYPE(PyGen_Type, "PyCoro_Type", "PyGen_Check"),
    ANSWER(PyFunction_GetCode, OWN_LAYOUT),
    ANSWER(PyFunction_GetGlobals, OWN_LAYOUT),
    ANSWER(PyFunction_GetModule, OWN_LAYOUT),
    ANSWER(PyFunction_GetDefaults, OWN_LAYOUT),
    ANSWER(PyFunction_GetKwDefaults, OWN_LAYOUT),
    ANSWER(PyFunction_GetClosure, OWN_LAYOUT),
    ANSWER(PyFunction_GetAnnotations, OWN_LAYOUT),
    ANSWER(PyFunction_SetDefaults, OWN_LAYOUT),
    ANSWER(PyFunction_SetKwDefaults, OWN_LAYOUT),
    ANSWER(PyFunction_SetAnnotations, OWN_LAYOUT),
    ANSWER(PyFunction_New, "a function that can run the code, whoever asks"),
    ANSWER(PyFunction_NewWithQualName, "a function that can run the code, whoever asks"),
    ANSWER(PyCode_GetCode, SHELL),
    ANSWER(PyCode_GetVarnames, SHELL),
    ANSWER(PyCode_GetCellvars, SHELL),
    ANSWER(PyCode_GetFreevars, SHELL),
    NO_MORE,
};
static Area area_function = {"function", "PyFunction_ _PyFunction_ PyCode_ _PyCode_ PyGen_ _PyGen_ PyCoro_ _PyCoro PyAsyncGen _PyAsyncGen", "code objects that C makes are the host's", answers_function};
