/* number.h - numbers: PyNumber_*, int, float, complex, bool.

   Straight from the host.  Inline numbers of registers never get here: what leaves a register for C is boxed into the host's own objects first. */
static Area area_number = {"number", "PyNumber_ PyLong_ _PyLong_ PyFloat_ _PyFloat_ PyComplex_ _PyComplex_ _Py_c_ PyBool_ _Py_True _Py_False PyIndex_ PyOS_string_to_double "
                                     "PyOS_double_to_string PyOS_strto",
                           "register numbers are boxed into the host's objects before C sees them", NULL};
