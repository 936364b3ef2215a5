/* object.h - objects in general: PyObject_*, rich comparison, calls, iteration, weak references.

   Straight from the host.  Objects are the host's; functions, generators and code objects of pyrs are types of the host's kind with their own
   slots, so PyObject_Call, PyVectorcall_*, PyIter_Send, PyObject_GetAttr and the rest reach them by those. */
static Area area_object = {"object", "PyObject_ PyVectorcall_ PyCallable_ PyCallIter PyIter_ PyAIter_ PySeqIter PyWeakref_ _PyWeakref _PyObject_ Py_Is Py_IncRef "
                                     "Py_DecRef _Py_Dealloc _Py_NewReference _Py_RefTotal _Py_NegativeRefcount _Py_NoneStruct _Py_Ellipsis _Py_NotImplemented "
                                     "Py_Repr Py_ReprLeave Py_NewRef Py_XNewRef PyBaseObject PySuper PyProperty_ PyCell_ PyEllipsis PyEnum PyReversed",
                           "the heap is the host's, and objects of pyrs answer by their slots", NULL};
