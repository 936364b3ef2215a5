/* collect.h - collections that find no garbage, in place of the host's collector.

   Most collections of a program that builds something find nothing: all that is new is referred to.  The host's collector calls a function for each
   reference of each object, twice; linked nodes cost more to collect than to make.  collect_reachable does the same (gc_collect_main of gcmodule.c,
   its refcounts in _gc_prev included) with the references of lists, tuples, dicts and instances of plain classes followed in line, and leaves the
   lists of the generations as the host would: if everything turns out to be reachable.  Otherwise nothing has changed, and the host's collector, which
   the next allocation starts, looks itself: finalizers, weak references and what cannot be collected are its own business.

   It runs no code of anybody's, so it may be called wherever memory is allocated. */
#ifndef PYRS_COLLECT_H
#define PYRS_COLLECT_H

#include "gclists.h"

#define GC_COLLECTING _PyGC_PREV_MASK_COLLECTING
#define GC_FINALIZED _PyGC_PREV_MASK_FINALIZED
#define GC_OBJECT(head) ((PyObject *)((head) + 1))

/* Reachable objects whose references are still to be followed. */
static struct { PyGC_Head **items; size_t n, room; size_t reached; int failed; } marks;
#define MARKS_KEPT 4096                 /* entries that stay allocated */

/* After a collection that found garbage the next ones of that generation are the host's at once: until so many have been made in all, each time twice as
   many as before. */
#define COLLECT_SKIP_MAX 63
static struct { Py_ssize_t until; int skips; } collect_luck[NUM_GENERATIONS];

HOT int gc_takes_part(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    return (t->tp_flags & Py_TPFLAGS_HAVE_GC) && (!t->tp_is_gc || t->tp_is_gc(o));
}

/* ---- the two things that are done with a reference ---- */

/* One of o's references comes from within. */
HOT void ref_subtract(PyGC_Head *head)
{
    if (head->_gc_prev & GC_COLLECTING)
        head->_gc_prev -= (uintptr_t)1 << _PyGC_PREV_SHIFT;
}

static __attribute__((noinline)) void marks_grow(void)
{
    size_t room = marks.room ? 2 * marks.room : MARKS_KEPT;
    PyGC_Head **items = PyMem_RawRealloc(marks.items, room * sizeof *items);
    if (items) {
        marks.items = items;
        marks.room = room;
    }
    else
        marks.failed = 1;
}

/* A reachable object refers to o. What has references from without is come upon in its list. */
HOT void ref_mark(PyGC_Head *head)
{
    if ((head->_gc_prev & ~GC_FINALIZED) != GC_COLLECTING)
        return;
    head->_gc_prev &= GC_FINALIZED;
    marks.reached++;
    if (__builtin_expect(marks.n == marks.room, 0))
        marks_grow();
    if (marks.n < marks.room)
        marks.items[marks.n++] = head;
}

static int subtract_visit(PyObject *o, void *arg)
{
    (void)arg;
    if (gc_takes_part(o))
        ref_subtract(_Py_AS_GC(o));
    return 0;
}

static int mark_visit(PyObject *o, void *arg)
{
    (void)arg;
    if (gc_takes_part(o))
        ref_mark(_Py_AS_GC(o));
    return 0;
}

/* Do it with all references of an object: what the tp_traverse of its type does. */
#define REFS_EACH(name, ref, visit)                                                                                        \
HOT void name##_refs(PyObject **p, Py_ssize_t n)                                                                           \
{                                                                                                                          \
    for (PyObject **end = p + n; p < end; p++)                                                                             \
        if (*p && gc_takes_part(*p))                                                                                       \
            ref(_Py_AS_GC(*p));                                                                                            \
}                                                                                                                          \
                                                                                                                           \
HOT void name##_instance(PyObject *o, PyTypeObject *t)                                                                     \
{                                                                                                                          \
    for (Py_ssize_t at = sizeof(PyObject); at < t->tp_basicsize; at += (Py_ssize_t)sizeof(PyObject *))                      \
        if (at != t->tp_weaklistoffset)                                                                                    \
            name##_refs((PyObject **)((char *)o + at), 1);                                                                 \
    if (t->tp_flags & Py_TPFLAGS_MANAGED_DICT) {                                                                           \
        PyDictValues *values = *_PyObject_ValuesPointer(o);                                                                \
        if (values)                                                                                                        \
            name##_refs(values->values, type_keys(t)->dk_nentries);                                                        \
        else                                                                                                               \
            name##_refs(_PyObject_ManagedDictPointer(o), 1);                                                               \
    }                                                                                                                      \
    ref(_Py_AS_GC(t));                                                                                                     \
}                                                                                                                          \
                                                                                                                           \
HOT void name##_dict(PyDictObject *d)                                                                                      \
{                                                                                                                          \
    PyDictKeysObject *keys = d->ma_keys;                                                                                   \
    Py_ssize_t n = keys->dk_nentries;                                                                                      \
    if (d->ma_values)                                                                                                      \
        name##_refs(d->ma_values->values, n);                                                                              \
    else if (DK_IS_UNICODE(keys))                                                                                          \
        for (PyDictUnicodeEntry *e = DK_UNICODE_ENTRIES(keys), *end = e + n; e < end; e++)                                  \
            name##_refs(&e->me_value, 1);                                                                                  \
    else                                                                                                                   \
        for (PyDictKeyEntry *e = DK_ENTRIES(keys), *end = e + n; e < end; e++)                                              \
            if (e->me_value) {                                                                                             \
                name##_refs(&e->me_value, 1);                                                                              \
                name##_refs(&e->me_key, 1);                                                                                \
            }                                                                                                              \
}                                                                                                                          \
                                                                                                                           \
static void name(PyObject *o)                                                                                              \
{                                                                                                                          \
    PyTypeObject *t = Py_TYPE(o);                                                                                          \
    if (t->tp_traverse == host_subtype_traverse && instance_plain(t))                                                      \
        name##_instance(o, t);                                                                                             \
    else if (t == &PyTuple_Type)                                                                                           \
        name##_refs(((PyTupleObject *)o)->ob_item, Py_SIZE(o));                                                            \
    else if (t == &PyList_Type)                                                                                            \
        name##_refs(((PyListObject *)o)->ob_item, Py_SIZE(o));                                                             \
    else if (t == &PyDict_Type)                                                                                            \
        name##_dict((PyDictObject *)o);                                                                                    \
    else                                                                                                                   \
        t->tp_traverse(o, visit, NULL);                                                                                    \
}
REFS_EACH(subtract, ref_subtract, subtract_visit)
REFS_EACH(mark, ref_mark, mark_visit)

/* ---- a collection ---- */

/* Is everything in the list reachable?  Leaves counts in the place of the links back. */
static int all_reachable(PyGC_Head *list)
{
    PyGC_Head *head;
    size_t n = 0;
    for (head = _PyGCHead_NEXT(list); head != list; head = _PyGCHead_NEXT(head), n++)
        head->_gc_prev = (head->_gc_prev & GC_FINALIZED) | GC_COLLECTING | (uintptr_t)Py_REFCNT(GC_OBJECT(head)) << _PyGC_PREV_SHIFT;
    for (head = _PyGCHead_NEXT(list); head != list; head = _PyGCHead_NEXT(head))
        subtract(GC_OBJECT(head));
    marks.n = marks.reached = 0;
    marks.failed = 0;
    for (head = _PyGCHead_NEXT(list); head != list; head = _PyGCHead_NEXT(head)) {
        if (!(head->_gc_prev & GC_COLLECTING) || head->_gc_prev >> _PyGC_PREV_SHIFT == 0)
            continue;
        head->_gc_prev &= GC_FINALIZED;
        marks.reached++;
        mark(GC_OBJECT(head));
        while (marks.n)
            mark(GC_OBJECT(marks.items[--marks.n]));
    }
    if (marks.room > MARKS_KEPT) {
        PyMem_RawFree(marks.items);
        marks.items = NULL;
        marks.room = 0;
    }
    return marks.reached == n && !marks.failed;
}

/* The links back again.  Reachable: tuples, after a full collection dicts too, that refer to nothing that can be part of a cycle are not looked at again
   (untrack_tuples, untrack_dicts).  The length of the list. */
static Py_ssize_t relink(PyGC_Head *list, int reachable, int full)
{
    Py_ssize_t n = 0;
    PyGC_Head *prev = list, *next;
    for (PyGC_Head *head = _PyGCHead_NEXT(list); head != list; head = next) {
        next = _PyGCHead_NEXT(head);
        head->_gc_prev = (head->_gc_prev & GC_FINALIZED) | (uintptr_t)prev;
        if (reachable && PyTuple_CheckExact(GC_OBJECT(head)))
            _PyTuple_MaybeUntrack(GC_OBJECT(head));
        else if (reachable && full && PyDict_CheckExact(GC_OBJECT(head)))
            _PyDict_MaybeUntrack(GC_OBJECT(head));
        if (_PyGCHead_NEXT(prev) == head) {
            prev = head;
            n++;
        }
    }
    list->_gc_prev = (uintptr_t)prev;
    return n;
}

/* A collection is due (gc_collect_generations): done, or none will be: 1. 0: the host has to. Runs no code, sets no error. */
static __attribute__((noinline)) int collect_reachable(void)
{
    struct _gc_runtime_state *gc = &_PyInterpreterState_GET()->gc;
    struct gc_generation *generations = gc->generations;
    if (!gc->enabled || !gc_young->threshold || gc->collecting || PyErr_Occurred())
        return 1;
    if (gc->debug || (gc->callbacks && PyList_GET_SIZE(gc->callbacks)))
        return 0;
    int old = generations[2].count > generations[2].threshold && gc->long_lived_pending >= gc->long_lived_total / 4 ? 2
        : generations[1].count > generations[1].threshold;
    if (gc->generation_stats[old].collections < collect_luck[old].until)
        return 0;
    gc->collecting = 1;
    PyGC_Head *list = &generations[old].head;
    for (int i = 0; i < old; i++)
        gc_list_append(&generations[i].head, list);
    int reachable = all_reachable(list);
    Py_ssize_t n = relink(list, reachable, old == 2);
    gc->collecting = 0;
    if (!reachable) {
        COUNT(garbage_found);
        if (collect_luck[old].skips < COLLECT_SKIP_MAX)
            collect_luck[old].skips = 2 * collect_luck[old].skips + 1;
        collect_luck[old].until = gc->generation_stats[old].collections + 1 + collect_luck[old].skips;      /* this one is the host's too */
        return 0;
    }
    collect_luck[old].skips = 0;
    COUNT(collected);
    for (int i = 0; i <= old; i++)
        generations[i].count = 0;
    if (old < 2) {
        generations[old + 1].count++;
        gc_list_append(list, &generations[old + 1].head);
    }
    if (old == 1)
        gc->long_lived_pending += n;
    if (old == 2) {
        gc->long_lived_pending = 0;
        gc->long_lived_total = n;
    }
    gc->generation_stats[old].collections++;
    return 1;
}

#endif
