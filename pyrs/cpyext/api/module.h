/* module.h - modules and their state: PyModule_*, PyState_*.

   Straight from the host.  A module object is the one that the host's tables name, so PyState_FindModule and PyType_GetModuleState find it. */
static Area area_module = {"module", "PyModule_ PyModuleDef _PyModule_ PyState_ Py_PackageContext _Py_PackageContext",
                           "module objects and their state are the host's", NULL};
