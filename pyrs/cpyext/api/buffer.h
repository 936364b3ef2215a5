/* buffer.h - the buffer protocol: PyBuffer_*, memoryview, PyPickleBuffer.   Straight from the host: buffers come from C types. */
static Area area_buffer = {"buffer", "PyBuffer_ PyMemoryView_ _PyMemoryView _PyManagedBuffer PyPickleBuffer_ PyObject_AsCharBuffer", "buffers are exported by C types", NULL};
