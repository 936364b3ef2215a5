/* arrays.h - items of array.array, whose type the host makes when the module is imported, straight from their layout. */
#ifndef PYRS_ARRAYS_H
#define PYRS_ARRAYS_H

/* The beginnings of arrayobject, arraydescr and arrayiterobject (Modules/arraymodule.c); array_meet checks them. */
typedef struct { char typecode; int itemsize; } HostArrayDescr;
typedef struct {
    PyObject_VAR_HEAD
    char *items;
    Py_ssize_t allocated;
    const HostArrayDescr *descr;
} HostArray;
typedef struct { PyObject_HEAD Py_ssize_t index; HostArray *array; } HostArrayIter;

/* Both NULL until an item of one is asked for. */
static PyTypeObject *array_type, *array_iter_type;

#define ARRAY_READ(type) do { type x_; memcpy(&x_, p, sizeof x_); i = (int64_t)x_; } while (0)

/* Item i, which is there; V_UNSET: the host makes it (a NaN, characters, ints of more than 48 bits). */
static Value array_item(const HostArray *array, Py_ssize_t index)
{
    const char *p = array->items + index * array->descr->itemsize;
    int64_t i;
    double d;
    float single;
    switch (array->descr->typecode) {
    case 'd': memcpy(&d, p, sizeof d); return d == d ? v_from_double_notnan(d) : V_UNSET;
    case 'f': memcpy(&single, p, sizeof single); return single == single ? v_from_double_notnan(single) : V_UNSET;
    case 'b': ARRAY_READ(signed char); break;
    case 'B': ARRAY_READ(unsigned char); break;
    case 'h': ARRAY_READ(short); break;
    case 'H': ARRAY_READ(unsigned short); break;
    case 'i': ARRAY_READ(int); break;
    case 'I': ARRAY_READ(unsigned); break;
    case 'l': ARRAY_READ(long); break;
    case 'q': ARRAY_READ(long long); break;
    case 'L': ARRAY_READ(unsigned long); break;     /* past 63 bits it looks negative */
    case 'Q': ARRAY_READ(unsigned long long); break;
    default: return V_UNSET;
    }
    if (!v_fits_int48(i) || (i < 0 && (array->descr->typecode == 'L' || array->descr->typecode == 'Q')))
        return V_UNSET;
    return v_from_int48(i);
}

#define ARRAY_WRITE(type, least, most) do { type x_ = (type)i; if (i < (least) || i > (most)) return 0; memcpy(p, &x_, sizeof x_); } while (0)

/* Item i, which is there, := v: 1, 0: nothing done (the host converts, or raises). */
static int array_put(HostArray *array, Py_ssize_t index, Value v)
{
    char *p = array->items + index * array->descr->itemsize, typecode = array->descr->typecode;
    if (typecode == 'd' || typecode == 'f') {
        double d = v_is_double(v) ? v_double(v) : v_is_int(v) ? (double)v_int(v) : 0;
        float single = (float)d;
        if (!v_is_number(v))
            return 0;
        memcpy(p, typecode == 'd' ? (void *)&d : (void *)&single, (size_t)array->descr->itemsize);
        return 1;
    }
    if (!v_is_int(v))
        return 0;
    int64_t i = v_int(v);
    switch (typecode) {
    case 'b': ARRAY_WRITE(signed char, SCHAR_MIN, SCHAR_MAX); break;
    case 'B': ARRAY_WRITE(unsigned char, 0, UCHAR_MAX); break;
    case 'h': ARRAY_WRITE(short, SHRT_MIN, SHRT_MAX); break;
    case 'H': ARRAY_WRITE(unsigned short, 0, USHRT_MAX); break;
    case 'i': ARRAY_WRITE(int, INT_MIN, INT_MAX); break;
    case 'I': ARRAY_WRITE(unsigned, 0, (int64_t)UINT_MAX); break;
    case 'l': case 'q': ARRAY_WRITE(long long, V_INT_MIN, V_INT_MAX); break;
    case 'L': case 'Q': ARRAY_WRITE(unsigned long long, 0, V_INT_MAX); break;
    default: return 0;
    }
    return 1;
}

/* Is the layout the one above? */
static int array_has_layout(PyTypeObject *type)
{
    HostArray *array = (HostArray *)PyObject_CallFunction((PyObject *)type, "s(dd)", "d", 1.5, 2.5);
    HostArrayIter *it = array ? (HostArrayIter *)PyObject_GetIter((PyObject *)array) : NULL;
    PyObject *first = it ? PyIter_Next((PyObject *)it) : NULL;
    int same = first && Py_TYPE(array) == type && Py_SIZE(array) == 2 && array->descr->typecode == 'd' && array->descr->itemsize == sizeof(double)
        && ((double *)array->items)[1] == 2.5 && it->index == 1 && it->array == array && !type_is_open(Py_TYPE(it));
    if (same)
        array_iter_type = (PyTypeObject *)Py_NewRef(Py_TYPE(it));
    Py_XDECREF(first);
    Py_XDECREF(it);
    Py_XDECREF(array);
    PyErr_Clear();
    return same;
}

/* Items of the immutable type `type` are asked for by its slots: is it array.array? The frame is synchronised. */
static void array_meet(PyTypeObject *type)
{
    if (!array_type && (type->tp_flags & Py_TPFLAGS_HEAPTYPE) && strcmp(type->tp_name, "array.array") == 0
        && (size_t)type->tp_basicsize >= sizeof(HostArray) && array_has_layout(type))
        array_type = (PyTypeObject *)Py_NewRef(type);
}
#endif
