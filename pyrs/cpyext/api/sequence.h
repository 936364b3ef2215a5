/* sequence.h - sequences and iteration helpers: PySequence_*, list, tuple, slice, range.

   Straight from the host.  Lists and tuples are the host's, whoever made them. */
static Area area_sequence = {"sequence", "PySequence_ PyList_ _PyList_ PyListIter PyTuple_ _PyTuple_ PyTupleIter PySlice_ _PySlice _PyEval_SliceIndex PyRange PyStructSequence_",
                             "lists and tuples are the host's", NULL};
