/* maps.h - the next of map() over one iterable with a function that has an intrinsic (`map(str, numbers)`, `map(int, words)`): without C's calling
   convention.  The slot of the type, so that whoever consumes it profits: list(), str.join, sum(), `for`, zip(). */
#ifndef PYRS_MAPS_H
#define PYRS_MAPS_H

typedef struct { PyObject_HEAD PyObject *iters, *func; } HostMap;      /* Python/bltinmodule.c; maps_init checks it */

static iternextfunc map_next_of_host;

static __attribute__((noinline)) PyObject *map_next(PyObject *self)      /* FOR_ITER_FOREIGN, where gcc would take it in, saves registers for it */
{
    HostMap *m = (HostMap *)self;
    Intrinsic run = PyTuple_GET_SIZE(m->iters) == 1 ? intrinsic_known(m->func) : NULL;
    if (!run)
        return map_next_of_host(self);
    PyObject *it = PyTuple_GET_ITEM(m->iters, 0), *item = Py_TYPE(it)->tp_iternext(it);
    if (!item)
        return NULL;
    Value result;
    int t = intrinsic_apply(run, item, &result);
    PyObject *r = t > 0 ? value_box_steal(result) : t < 0 ? NULL : PyObject_CallOneArg(m->func, item);
    Py_DECREF(item);
    return r;
}

static int maps_init(void)
{
    if (PyMap_Type.tp_iternext == map_next)
        return 0;
    PyObject *map = PyObject_CallFunction((PyObject *)&PyMap_Type, "O()", intr_len);
    int same = map && PyMap_Type.tp_basicsize == sizeof(HostMap) && ((HostMap *)map)->func == intr_len
               && PyTuple_CheckExact(((HostMap *)map)->iters) && PyTuple_GET_SIZE(((HostMap *)map)->iters) == 1;
    Py_XDECREF(map);
    if (!same)
        return map ? host_mismatch("map()") : -1;
    map_next_of_host = PyMap_Type.tp_iternext;
    PyMap_Type.tp_iternext = map_next;
    return 0;
}

#endif
