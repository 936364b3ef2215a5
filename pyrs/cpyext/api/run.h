/* run.h - compiling and running source: PyRun_*, Py_CompileString*.

   The host's would run the code on the host's loop.  These compile by the `compile` of the running runtime's builtins and run the code on the VM; what reads
   from a C FILE (PyRun_File*, the interactive loop) is the host's. */

/* The `compile` of the running code's builtins applied to text. New. */
static PyObject *run_compile(PyObject *text, PyObject *filename, int start, PyCompilerFlags *flags, int optimize)
{
    PyObject *compile = _PyDict_GetItemStringWithError(PyEval_GetBuiltins(), "compile");
    if (!compile) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_RuntimeError, "no compile() in the builtins");
        return NULL;
    }
    const char *mode = start == Py_eval_input ? "eval" : start == Py_single_input ? "single" : "exec";
    int inherited = flags ? flags->cf_flags & PyCF_MASK : 0;
    return PyObject_CallFunction(compile, "OOsiii", text, filename, mode, inherited, 1, optimize);
}

static PyObject *answer_Py_CompileStringObject(const char *text, PyObject *filename, int start, PyCompilerFlags *flags, int optimize)
{
    PyObject *source = PyBytes_FromString(text), *code = source ? run_compile(source, filename, start, flags, optimize) : NULL;
    Py_XDECREF(source);
    return code;
}

static PyObject *answer_Py_CompileStringExFlags(const char *text, const char *path, int start, PyCompilerFlags *flags, int optimize)
{
    PyObject *filename = PyUnicode_DecodeFSDefault(path);
    PyObject *code = filename ? answer_Py_CompileStringObject(text, filename, start, flags, optimize) : NULL;
    Py_XDECREF(filename);
    return code;
}

static PyObject *answer_Py_CompileStringFlags(const char *text, const char *path, int start, PyCompilerFlags *flags)
{
    return answer_Py_CompileStringExFlags(text, path, start, flags, -1);
}

static PyObject *answer_Py_CompileString(const char *text, const char *path, int start) { return answer_Py_CompileStringExFlags(text, path, start, NULL, -1); }

static PyObject *answer_PyRun_StringFlags(const char *text, int start, PyObject *globals, PyObject *locals, PyCompilerFlags *flags)
{
    PyObject *code = answer_Py_CompileStringExFlags(text, "<string>", start, flags, -1);
    PyObject *r = code ? answer_PyEval_EvalCode(code, globals, locals) : NULL;
    Py_XDECREF(code);
    return r;
}

static PyObject *answer_PyRun_String(const char *text, int start, PyObject *globals, PyObject *locals)
{
    return answer_PyRun_StringFlags(text, start, globals, locals, NULL);
}

static int answer_PyRun_SimpleStringFlags(const char *text, PyCompilerFlags *flags)
{
    PyObject *module = answer_PyImport_AddModule("__main__");
    PyObject *namespace = module ? PyModule_GetDict(module) : NULL;
    PyObject *r = namespace ? answer_PyRun_StringFlags(text, Py_file_input, namespace, namespace, flags) : NULL;
    if (!r) {
        PyErr_Print();
        return -1;
    }
    Py_DECREF(r);
    return 0;
}

static int answer_PyRun_SimpleString(const char *text) { return answer_PyRun_SimpleStringFlags(text, NULL); }

#define ON_THE_VM "compiles by pyrs and runs on the VM"
static Answer answers_run[] = {
    ANSWER(Py_CompileString, ON_THE_VM),
    ANSWER(Py_CompileStringFlags, ON_THE_VM),
    ANSWER(Py_CompileStringExFlags, ON_THE_VM),
    ANSWER(Py_CompileStringObject, ON_THE_VM),
    ANSWER(PyRun_String, ON_THE_VM),
    ANSWER(PyRun_StringFlags, ON_THE_VM),
    ANSWER(PyRun_SimpleString, ON_THE_VM),
    ANSWER(PyRun_SimpleStringFlags, ON_THE_VM),
    NO_MORE,
};
static Area area_run = {"run", "PyRun_ Py_Compile Py_FdIsInteractive PyMarshal_ Py_SymtableString PyParser", "files and the interactive loop are the host's", answers_run};
