/* type.h - types and methods: PyType_*, descriptors, C functions and methods.

   Straight from the host.  Classes are real type objects.  For special methods that are functions of pyrs the host's slot functions call their vectorcall.
   type.__new__ is wrapped for the whole process (vm/classes.h), because it knows static `__new__` by the exact type of functions. */
static Area area_type = {"type", "PyType_ _PyType_ PyDescr_ PyMethod_ _PyMethod PyMethodDescr PyMemberDescr PyGetSetDescr PyWrapper PyCFunction_ PyCMethod_ PyCMethod PyInstanceMethod_ "
                                 "PyClassMethod PyStaticMethod PyMember_ PyClassMethodDescr Py_GenericAlias PyGenericAlias _PyNamespace",
                         "classes and methods are the host's types", NULL};
