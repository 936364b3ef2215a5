/* thread.h - threads and the interpreter: PyGILState_*, PyThread_*, PyThreadState_*, PyInterpreterState_*.

   Straight from the host.  The VM's state of a thread is found by the host's thread state and made at the first entry, so a callback from a foreign thread needs
   nothing but PyGILState_Ensure.  The GIL is the host's; the VM gives it up when asked. */
static Area area_thread = {"thread", "PyGILState_ _PyGILState_ PyThread_ PyThreadState_ _PyThreadState_ PyInterpreterState_ _PyInterpreterState _PyRuntime PyEval_SaveThread PyEval_RestoreThread PyEval_AcquireThread "
                                     "PyEval_ReleaseThread PyEval_InitThreads PyEval_ThreadsInitialized PySignal_ PyErr_CheckSignals PyErr_SetInterrupt",
                           "threads, the GIL and signals are the host's", NULL};
