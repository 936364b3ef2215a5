/* prefixsort.h - lists of strings, and of tuples that begin with a string or a number, are sorted by eight bytes of each.

   An entry has a key of 64 bits that orders like what it stands for, as far as it goes: of strings the eight bytes behind what all of them begin with, of
   numbers all (numsort.h).  Two entries are compared by their keys, in line; where these are equal, as strings, or item by item as tuples.  That orders as
   list.sort does, which calls a function for each comparison and reads both strings (tuples: both first items, twice): a stable merge sort has one result
   only, as long as all that is compared has an order.  20 words of two letters: 450 -> 190 ns.

   Nothing here runs code: where tuples that begin alike are told apart by something else than numbers, strings and bytes, list.sort does all of it. */
#ifndef PYRS_PREFIXSORT_H
#define PYRS_PREFIXSORT_H

typedef struct { uint64_t key; PyObject *of, *item; } SortEntry;

enum { ENTRIES_FEW = 64, ENTRIES_INSERTION = 8, PREFIX_COMMON_MAX = 64 };

/* What all keys are: strings of a byte a character, or tuples that begin with one, with an int, a float. */
typedef struct {
    PyTypeObject *type;        /* of the first items */
    int tuples, reverse;
    Py_ssize_t common;         /* bytes that all strings begin with */
} SortKind;

#define prefix_bytes(o) ((const unsigned char *)str_data(o))

HOT PyObject *prefix_first(PyObject *o, int tuples) { return tuples ? PyTuple_GET_ITEM(o, 0) : o; }

/* Can a key begin with o, which is of the type `t`? */
HOT int prefix_takes(PyObject *o, PyTypeObject *t)
{
    if (Py_TYPE(o) != t)
        return 0;
    if (t == &PyUnicode_Type)
        return is_char_str(o);
    if (t == &PyLong_Type)
        return (size_t)(Py_SIZE(o) + 2) <= 4;
    return PyFloat_AS_DOUBLE(o) == PyFloat_AS_DOUBLE(o);
}

static int sort_kind_of(PyObject *o, SortKind *kind)
{
    kind->common = 0;
    kind->tuples = PyTuple_CheckExact(o) && PyTuple_GET_SIZE(o) > 0;
    PyObject *first = prefix_first(o, kind->tuples);
    kind->type = Py_TYPE(first);
    return (kind->type == &PyUnicode_Type || (kind->tuples && (kind->type == &PyLong_Type || kind->type == &PyFloat_Type))) && prefix_takes(first, kind->type);
}

/* Do all of the n keys at e (`of`) have this kind?  Fills what their strings have in common. */
static int entries_are(SortEntry *e, Py_ssize_t n, SortKind *kind)
{
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *o = e[i].of;
        if (kind->tuples ? !PyTuple_CheckExact(o) || PyTuple_GET_SIZE(o) == 0 : PyTuple_CheckExact(o))
            return 0;
        if (!prefix_takes(prefix_first(o, kind->tuples), kind->type))
            return 0;
    }
    if (kind->type != &PyUnicode_Type)
        return 1;
    PyObject *model = prefix_first(e[0].of, kind->tuples);
    Py_ssize_t common = PyUnicode_GET_LENGTH(model) < PREFIX_COMMON_MAX ? PyUnicode_GET_LENGTH(model) : PREFIX_COMMON_MAX;
    for (Py_ssize_t i = 1; i < n && common; i++) {
        PyObject *o = prefix_first(e[i].of, kind->tuples);
        Py_ssize_t len = PyUnicode_GET_LENGTH(o), j = 0;
        if (common > len)
            common = len;
        while (j < common && prefix_bytes(o)[j] == prefix_bytes(model)[j])
            j++;
        common = j;
    }
    kind->common = common;
    return 1;
}

static uint64_t prefix_key(PyObject *o, const SortKind *kind)
{
    o = prefix_first(o, kind->tuples);
    if (kind->type != &PyUnicode_Type)
        return (uint64_t)sort_key_of_item(o) ^ (uint64_t)1 << 63;
    const unsigned char *s = prefix_bytes(o) + kind->common;
    Py_ssize_t len = PyUnicode_GET_LENGTH(o) - kind->common;
    uint64_t key = 0;
    if (len >= 8) {
        memcpy(&key, s, 8);
        return __builtin_bswap64(key);
    }
    for (Py_ssize_t i = 0; i < len; i++)
        key |= (uint64_t)s[i] << (56 - 8 * i);
    return key;
}

/* An int, a bool, or a float that is no NaN: they order each other, and comparing them runs no code. */
static int is_ordered_number(PyObject *o)
{
    return PyLong_CheckExact(o) || PyBool_Check(o) || prefix_takes(o, &PyFloat_Type);
}

enum { TIE_UNKNOWN = -2 };

/* x < y of two tuples, equal before their i-th items: 1, 0, or TIE_UNKNOWN where other things than numbers, strings and bytes decide.
   Tuples among them do not: of those that share their parts one comparison may take for ever, where the limits of a runtime stop the host's. */
static int tuple_tie_less(PyObject *x, PyObject *y, Py_ssize_t i)
{
    Py_ssize_t n = PyTuple_GET_SIZE(x), m = PyTuple_GET_SIZE(y);
    for (; i < n && i < m; i++) {
        PyObject *a = PyTuple_GET_ITEM(x, i), *b = PyTuple_GET_ITEM(y, i);
        if (a == b)
            continue;               /* as the host has it */
        if (prefix_takes(a, &PyLong_Type) && prefix_takes(b, &PyLong_Type)) {
            int64_t j = sort_key_of_item(a), k = sort_key_of_item(b);
            if (j != k)
                return j < k;
        }
        else if (PyUnicode_CheckExact(a) && PyUnicode_CheckExact(b)) {
            int r = PyUnicode_Compare(a, b);
            if (r)
                return r < 0;
        }
        else if ((is_ordered_number(a) && is_ordered_number(b)) || (PyBytes_CheckExact(a) && PyBytes_CheckExact(b))) {
            if (PyObject_RichCompareBool(a, b, Py_EQ) == 0)
                return PyObject_RichCompareBool(a, b, Py_LT);
        }
        else
            return TIE_UNKNOWN;
    }
    return n < m;
}

/* x < y where the keys are equal: 1, 0, TIE_UNKNOWN, or -1 with the error set that a limit of the runtime raises. */
static __attribute__((noinline)) int entry_tie_less(const SortEntry *x, const SortEntry *y, const SortKind *kind)
{
    if (STOPPED())
        return -1;
    if (kind->tuples)
        return tuple_tie_less(x->of, y->of, kind->type != &PyUnicode_Type);
    Py_ssize_t n = PyUnicode_GET_LENGTH(x->of), m = PyUnicode_GET_LENGTH(y->of), known = kind->common + 8, least = n < m ? n : m;
    int r = least > known ? memcmp(prefix_bytes(x->of) + known, prefix_bytes(y->of) + known, (size_t)(least - known)) : 0;
    return r ? r < 0 : n < m;
}

HOT int entry_less(const SortEntry *x, const SortEntry *y, const SortKind *kind)
{
    return __builtin_expect(x->key != y->key, 1) ? x->key < y->key : entry_tie_less(x, y, kind);
}

/* Does y, which is behind x, belong before it? */
HOT int entry_falls(const SortEntry *x, const SortEntry *y, const SortKind *kind)
{
    return kind->reverse ? entry_less(x, y, kind) : entry_less(y, x, kind);
}

/* Both return 0, or what entry_tie_less returned. */
static int entries_insertion_sort(SortEntry *a, Py_ssize_t n, const SortKind *kind)
{
    for (Py_ssize_t i = 1; i < n; i++) {
        SortEntry x = a[i];
        Py_ssize_t j = i;
        int falls = 0;
        while (j > 0 && (falls = entry_falls(&a[j - 1], &x, kind)) > 0) {
            a[j] = a[j - 1];
            j--;
        }
        a[j] = x;
        if (falls < 0)
            return falls;
    }
    return 0;
}

/* Merge the n entries at a and the m behind them into `to`. */
static int entries_merge(const SortEntry *a, Py_ssize_t n, Py_ssize_t m, SortEntry *to, const SortKind *kind)
{
    const SortEntry *b = a + n, *a_end = b, *b_end = b + m;
    int falls = m ? entry_falls(b - 1, b, kind) : 0;
    if (falls > 0)
        for (;;) {
            falls = entry_falls(a, b, kind);
            if (falls < 0)
                return falls;
            *to++ = falls ? *b++ : *a++;
            if (a == a_end || b == b_end)
                break;
        }
    memcpy(to, a, (size_t)(a_end - a) * sizeof *a);
    memcpy(to + (a_end - a), b, (size_t)(b_end - b) * sizeof *b);
    return falls < 0 ? falls : 0;
}

/* Sort the n entries at a; b has room for as many. Returns a or b, wherever they are now, or NULL with what stood in the way in *failed. */
static SortEntry *entries_sort(SortEntry *a, SortEntry *b, Py_ssize_t n, const SortKind *kind, int *failed)
{
    Py_ssize_t run = n <= 2 * ENTRIES_INSERTION ? n : ENTRIES_INSERTION;
    for (Py_ssize_t i = 0; i < n; i += run)
        if ((*failed = entries_insertion_sort(a + i, n - i < run ? n - i : run, kind)) < 0)
            return NULL;
    for (; run < n; run *= 2) {
        for (Py_ssize_t i = 0; i < n; i += 2 * run) {
            Py_ssize_t left = n - i < run ? n - i : run, right = n - i - left < run ? n - i - left : run;
            if ((*failed = entries_merge(a + i, left, right, b + i, kind)) < 0)
                return NULL;
        }
        SortEntry *other = a;
        a = b;
        b = other;
    }
    return a;
}

/* Is each entry to go before the one in front of it?  By their keys alone. */
static int entries_run_down(const SortEntry *e, Py_ssize_t n, int reverse)
{
    Py_ssize_t i = 1;
    while (i < n && (reverse ? e[i - 1].key < e[i].key : e[i].key < e[i - 1].key))
        i++;
    return i == n;
}

/* Sort the n items by their keys (NULL: by themselves), with reverse from the greatest on, equal ones in the order they had.
   1: done; 0: not a case, nothing done; -1: stopped by a limit, nothing done. */
static int sort_prefixed(PyObject **items, const Value *keys, Py_ssize_t n, int reverse)
{
    SortKind kind = {.reverse = reverse};
    if (n < 2)
        return 1;
    for (Py_ssize_t i = 0; keys && i < n; i++)
        if (!v_is_object(keys[i]))
            return 0;
    if (n > SORT_PIECE || !sort_kind_of(keys ? v_object(keys[0]) : items[0], &kind))
        return 0;
    SortEntry few[2 * ENTRIES_FEW], *e = few;
    size_t room = (size_t)n * 2 * sizeof *e;
    if (n > ENTRIES_FEW && (!memory_spare(room) || !(e = PyMem_Malloc(room))))
        return 0;
    for (Py_ssize_t i = 0; i < n; i++)
        e[i] = (SortEntry){0, keys ? v_object(keys[i]) : items[i], items[i]};
    int r = entries_are(e, n, &kind);
    if (r) {
        for (Py_ssize_t i = 0; i < n; i++)
            e[i].key = prefix_key(e[i].of, &kind);
        if (entries_run_down(e, n, reverse))
            for (Py_ssize_t i = 0; i < n; i++)
                items[i] = e[n - 1 - i].item;
        else {
            int failed;
            SortEntry *sorted = entries_sort(e, e + n, n, &kind, &failed);
            for (Py_ssize_t i = 0; sorted && i < n; i++)
                items[i] = sorted[i].item;
            r = sorted ? 1 : failed == TIE_UNKNOWN ? 0 : -1;
        }
    }
    if (e != few)
        PyMem_Free(e);
    return r;
}

/* ---- whole lists, by themselves ---- */

/* Numbers, strings, and tuples of such, whose comparisons run no code: as sort_prefixed. */
static int list_sort_quietly(PyObject *list)
{
    PyObject **items = ((PyListObject *)list)->ob_item;
    Py_ssize_t n = PyList_GET_SIZE(list);
    return sort_takes_items(items, n) ? sort_numbers(items, NULL, n, 0) : sort_prefixed(items, NULL, n, 0);
}

/* ---- list.sort works on a list that the program sees empty meanwhile ---- */

/* Two exact lists change their contents. */
static void lists_swap(PyObject *x, PyObject *y)
{
    PyListObject *a = (PyListObject *)x, *b = (PyListObject *)y;
    PyObject **item = a->ob_item;
    Py_ssize_t size = Py_SIZE(a), allocated = a->allocated;
    a->ob_item = b->ob_item;
    Py_SET_SIZE(a, Py_SIZE(b));
    a->allocated = b->allocated;
    b->ob_item = item;
    Py_SET_SIZE(b, size);
    b->allocated = allocated;
}

/* Put the sorted (or, after an error, unsorted) items back into the list that list.sort works on. 0 or -1. */
static int sort_restore(PyObject *list, PyObject *items)
{
    int modified = PyList_GET_SIZE(list) != 0;
    lists_swap(list, items);
    if (modified && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_ValueError, "list modified during sort");
        return -1;
    }
    return 0;
}

#endif
