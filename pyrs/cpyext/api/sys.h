/* sys.h - `sys` and the process: PySys_*, PyOS_*, PyFile_*, versions, configuration.

   Straight from the host for the command line, whose `sys` is the host's; an embedded runtime has a `sys` of its own. */

static PyObject *answer_PySys_GetObject(const char *name)
{
    Guest *g = guest_running();
    if (!g)
        return PySys_GetObject(name);
    PyObject *type, *error, *tb;
    PyErr_Fetch(&type, &error, &tb);
    PyObject *value = PyDict_GetItemString(g->sys, name);
    PyErr_Restore(type, error, tb);
    return value;
}

static int answer_PySys_SetObject(const char *name, PyObject *value)
{
    Guest *g = guest_running();
    if (!g)
        return PySys_SetObject(name, value);
    if (value)
        return PyDict_SetItemString(g->sys, name, value);
    return _PyDict_GetItemStringWithError(g->sys, name) ? PyDict_DelItemString(g->sys, name) : PyErr_Occurred() ? -1 : 0;
}

/* Write to a stream of sys, or to the C stream if that fails, as the host's do; the pending exception stays. */
static void sys_write(const char *stream, FILE *file, const char *format, va_list arguments, int is_printf)
{
    PyObject *type, *error, *tb;
    PyErr_Fetch(&type, &error, &tb);
    char text[1001];
    PyObject *message = NULL;
    if (is_printf) {
        int n = PyOS_vsnprintf(text, sizeof text, format, arguments);
        message = PyUnicode_FromString(text);
        if (n < 0 || n >= (int)sizeof text) {
            PyObject *whole = message ? PyUnicode_FromFormat("%U... truncated", message) : NULL;
            Py_XSETREF(message, whole);
        }
    }
    else
        message = PyUnicode_FromFormatV(format, arguments);
    PyObject *out = answer_PySys_GetObject(stream);
    Py_XINCREF(out);
    PyObject *r = message && out && out != Py_None ? PyObject_CallMethod(out, "write", "O", message) : NULL;
    if (!r) {
        PyErr_Clear();
        const char *plain = message ? PyUnicode_AsUTF8(message) : NULL;
        if (plain)
            fputs(plain, file);
    }
    Py_XDECREF(r);
    Py_XDECREF(out);
    Py_XDECREF(message);
    PyErr_Restore(type, error, tb);
}

#define SYS_WRITER(name, stream, file, is_printf)                     \
    static void answer_##name(const char *format, ...)                \
    {                                                                 \
        va_list arguments;                                            \
        va_start(arguments, format);                                  \
        sys_write(stream, file, format, arguments, is_printf);        \
        va_end(arguments);                                            \
    }
SYS_WRITER(PySys_WriteStdout, "stdout", stdout, 1)
SYS_WRITER(PySys_WriteStderr, "stderr", stderr, 1)
SYS_WRITER(PySys_FormatStdout, "stdout", stdout, 0)
SYS_WRITER(PySys_FormatStderr, "stderr", stderr, 0)

#define IN_GUEST_SYS "the `sys` of the runtime that is running"
static Answer answers_sys[] = {
    ANSWER(PySys_GetObject, IN_GUEST_SYS),
    ANSWER(PySys_SetObject, IN_GUEST_SYS),
    ANSWER(PySys_WriteStdout, IN_GUEST_SYS),
    ANSWER(PySys_WriteStderr, IN_GUEST_SYS),
    ANSWER(PySys_FormatStdout, IN_GUEST_SYS),
    ANSWER(PySys_FormatStderr, IN_GUEST_SYS),
    NO_MORE,
};
static Area area_sys = {"sys", "PySys_ _PySys_ PyOS_ PyFile_ Py_Get Py_Set Py_AtExit Py_Exit Py_Version Py_Initialize Py_Finalize Py_IsInitialized _Py_IsFinalizing Py_Main Py_BytesMain PyConfig PyStatus PyPreConfig "
                               "Py_OptimizeFlag Py_DebugFlag Py_VerboseFlag Py_QuietFlag Py_Inspect Py_Interactive Py_NoSite Py_BytesWarning Py_IgnoreEnvironment Py_DontWrite Py_NoUser Py_Unbuffered Py_HashRandom "
                               "Py_Isolated _PyTime PyDateTime Py_fopen _Py_fopen _Py_dup _Py_open _Py_read _Py_write _Py_set_inheritable _Py_stat _Py_fstat PyInitFrozen Py_EndInterpreter Py_NewInterpreter",
                        "the process is the host's", answers_sys};
