/* capsule.h - capsules and context variables: PyCapsule_*, PyContextVar_*, PyContext_*.

   Straight from the host, but for PyCapsule_Import, which imports the module that the name begins with. */
static void *answer_PyCapsule_Import(const char *name, int no_block)
{
    Guest *g = guest_running();
    if (!g)
        return PyCapsule_Import(name, no_block);
    const char *dot = strchr(name, '.');
    PyObject *part = PyUnicode_FromStringAndSize(name, dot ? dot - name : (Py_ssize_t)strlen(name));
    PyObject *object = part ? guest_import(g, part) : NULL;
    Py_XDECREF(part);
    while (object && dot) {
        const char *start = dot + 1;
        dot = strchr(start, '.');
        part = PyUnicode_FromStringAndSize(start, dot ? dot - start : (Py_ssize_t)strlen(start));
        Py_SETREF(object, part ? PyObject_GetAttr(object, part) : NULL);
        Py_XDECREF(part);
    }
    void *pointer = NULL;
    if (object) {
        if (PyCapsule_IsValid(object, name))
            pointer = PyCapsule_GetPointer(object, name);
        else
            PyErr_Format(PyExc_AttributeError, "PyCapsule_Import \"%s\" is not valid", name);
    }
    Py_XDECREF(object);
    return pointer;
}

static Answer answers_capsule[] = {
    ANSWER(PyCapsule_Import, "imports the capsule's module in the runtime that is running"),
    NO_MORE,
};
static Area area_capsule = {"capsule", "PyCapsule_ PyContextVar_ PyContext_ PyContextToken", "capsules are the host's; the context is the thread state's, swapped by whoever runs tasks",
                            answers_capsule};
