/* gclists.h - the collector's lists of objects, linked through their heads (gcmodule.c, pycore_gc.h); for the VM and for cpyext/interp.h. */
#ifndef PYRS_GCLISTS_H
#define PYRS_GCLISTS_H

/* All of `from` behind the end of `to`: gc_list_merge. */
static inline void gc_list_append(PyGC_Head *from, PyGC_Head *to)
{
    if (_PyGCHead_NEXT(from) == from)
        return;
    PyGC_Head *tail = _PyGCHead_PREV(to), *first = _PyGCHead_NEXT(from), *last = _PyGCHead_PREV(from);
    _PyGCHead_SET_NEXT(tail, first);
    _PyGCHead_SET_PREV(first, tail);
    _PyGCHead_SET_NEXT(last, to);
    _PyGCHead_SET_PREV(to, last);
    _PyGCHead_SET_NEXT(from, from);
    _PyGCHead_SET_PREV(from, from);
}

#endif
