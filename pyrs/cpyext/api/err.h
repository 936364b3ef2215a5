/* err.h - exceptions and warnings: PyErr_*, PyException_*, PyExc_*, tracebacks.

   Straight from the host: the pending exception and the handled one are the thread state's, where the VM publishes them (Cython reads the fields
   directly), and traceback objects are the host's.  Warnings find file, line and registry by the published frames; only which `warnings` module
   they are reported by depends on the runtime. */

static int guest_warn(Guest *g, PyObject *category, PyObject *text, Py_ssize_t level)
{
    PyObject *warnings = guest_import_text(g, "warnings");
    PyObject *r = warnings ? PyObject_CallMethod(warnings, "warn", "OOn", text, category ? category : PyExc_RuntimeWarning, level) : NULL;
    Py_XDECREF(warnings);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

static int answer_PyErr_WarnEx(PyObject *category, const char *text, Py_ssize_t level)
{
    Guest *g = guest_running();
    if (!g)
        return PyErr_WarnEx(category, text, level);
    PyObject *message = PyUnicode_FromString(text);
    int status = message ? guest_warn(g, category, message, level) : -1;
    Py_XDECREF(message);
    return status;
}

static int answer_PyErr_WarnFormat(PyObject *category, Py_ssize_t level, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    PyObject *message = PyUnicode_FromFormatV(format, arguments);
    va_end(arguments);
    if (!message)
        return -1;
    Guest *g = guest_running();
    const char *text = g ? NULL : PyUnicode_AsUTF8(message);
    int status = g ? guest_warn(g, category, message, level) : text ? PyErr_WarnEx(category, text, level) : -1;
    Py_DECREF(message);
    return status;
}

static Answer answers_err[] = {
    ANSWER(PyErr_WarnEx, "reported by the `warnings` of the runtime that is running"),
    ANSWER(PyErr_WarnFormat, "reported by the `warnings` of the runtime that is running"),
    NO_MORE,
};
static Area area_err = {"err", "PyErr_ _PyErr_ PyExc_ PyException_ PyTraceBack_ _PyTraceBack PyUnicodeDecodeError_ PyUnicodeEncodeError_ PyUnicodeTranslateError_ Py_FatalError _Py_FatalError "
                               "PyStopIteration PyBaseException _PyExc",
                        "exception state is the thread state's, and tracebacks are real", answers_err};
