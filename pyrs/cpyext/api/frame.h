/* frame.h - frames and evaluation: PyFrame_*, PyEval_*, trace functions.

   The VM publishes its frames in the thread state, so PyEval_GetFrame, PyEval_GetGlobals, PyEval_GetBuiltins, PyThreadState_GetFrame and PyFrame_GetBack
   are right as they are.  Their locals lie in registers, which the host cannot read. */

static PyObject *frame_attribute(PyFrameObject *f, const char *name) { return PyObject_GetAttrString((PyObject *)f, name); }

#define frame_ours(f) is_ours((f)->f_frame->f_code, code)

static PyObject *answer_PyFrame_GetLocals(PyFrameObject *f) { return frame_ours(f) ? frame_attribute(f, "f_locals") : PyFrame_GetLocals(f); }

static int answer_PyFrame_GetLasti(PyFrameObject *f) { return frame_ours(f) ? vm->frame_lasti(f) : PyFrame_GetLasti(f); }

static int answer_PyFrame_FastToLocalsWithError(PyFrameObject *f)
{
    if (!frame_ours(f))
        return PyFrame_FastToLocalsWithError(f);
    PyObject *locals = frame_attribute(f, "f_locals");      /* refreshes the namespace that the frame keeps */
    Py_XDECREF(locals);
    return locals ? 0 : -1;
}

static void answer_PyFrame_FastToLocals(PyFrameObject *f)
{
    if (answer_PyFrame_FastToLocalsWithError(f) < 0)
        PyErr_Clear();
}

/* Borrowed: the frame keeps the namespace. */
static PyObject *answer_PyEval_GetLocals(void)
{
    PyFrameObject *f = PyEval_GetFrame();
    if (!f || !frame_ours(f))
        return PyEval_GetLocals();
    PyObject *locals = frame_attribute(f, "f_locals");
    Py_XDECREF(locals);
    return locals;
}

static void trace_notice(void)
{
    PyObject *type, *error, *tb;
    PyErr_Fetch(&type, &error, &tb);
    PyObject *r = vm->trace_changed();
    if (!r)
        PyErr_Clear();
    Py_XDECREF(r);
    PyErr_Restore(type, error, tb);
}

static void answer_PyEval_SetTrace(Py_tracefunc function, PyObject *data)
{
    PyEval_SetTrace(function, data);
    trace_notice();
}

static void answer_PyEval_SetProfile(Py_tracefunc function, PyObject *data)
{
    PyEval_SetProfile(function, data);
    trace_notice();
}

/* _lsprof sets its profiler in a given thread. */
PyAPI_FUNC(int) _PyEval_SetTrace(PyThreadState *, Py_tracefunc, PyObject *);
PyAPI_FUNC(int) _PyEval_SetProfile(PyThreadState *, Py_tracefunc, PyObject *);

static int answer__PyEval_SetTrace(PyThreadState *ts, Py_tracefunc function, PyObject *data)
{
    int r = _PyEval_SetTrace(ts, function, data);
    trace_notice();
    return r;
}

static int answer__PyEval_SetProfile(PyThreadState *ts, Py_tracefunc function, PyObject *data)
{
    int r = _PyEval_SetProfile(ts, function, data);
    trace_notice();
    return r;
}

static PyObject *answer_PyEval_EvalCode(PyObject *code, PyObject *globals, PyObject *locals)
{
    if (!is_ours(code, code))
        return PyEval_EvalCode(code, globals, locals);
    PyObject *builtins = _PyDict_GetItemStringWithError(globals, "__builtins__");
    if (!builtins && (PyErr_Occurred() || PyDict_SetItemString(globals, "__builtins__", PyEval_GetBuiltins()) < 0))
        return NULL;
    return vm->eval_code(code, globals, locals ? locals : globals, NULL);
}

#define REGISTERS "the locals lie in registers"
static Answer answers_frame[] = {
    ANSWER_TYPE(PyFrame_Type, "PyFrame_New", "PyFrame_Check is exact"),
    ANSWER(PyFrame_GetLocals, REGISTERS),
    ANSWER(PyFrame_GetLasti, "the offset of the instruction, not of a cache word"),
    ANSWER(PyFrame_FastToLocals, REGISTERS),
    ANSWER(PyFrame_FastToLocalsWithError, REGISTERS),
    ANSWER(PyEval_GetLocals, REGISTERS),
    ANSWER(PyEval_SetTrace, "the VM instruments its code while a thread traces"),
    ANSWER(PyEval_SetProfile, "the VM instruments its code while a thread traces"),
    ANSWER(_PyEval_SetTrace, "the VM instruments its code while a thread traces"),
    ANSWER(_PyEval_SetProfile, "the VM instruments its code while a thread traces"),
    ANSWER(PyEval_EvalCode, "runs code objects of pyrs"),
    NO_MORE,
};
static Area area_frame = {"frame", "PyFrame_ _PyFrame_ PyEval_ _PyEval_ Py_EnterRecursive Py_LeaveRecursive _Py_EnterRecursive _Py_CheckRecursive Py_SetRecursion Py_GetRecursion",
                          "frames are published in the thread state", answers_frame};
