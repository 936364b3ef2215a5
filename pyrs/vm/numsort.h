/* numsort.h - lists whose keys are all inline ints, or all inline floats, are sorted without comparing objects.

   Comparing such keys runs no code and orders all of them (NaN is never inline), so a stable sort has one result only, whatever its algorithm:
   a radix sort of (key, item) pairs, eight bits a turn, as many turns as the range of the keys has bytes (Knuth, TAOCP 3, 5.2.5).  1,000 random ints of
   31 bits: 60 -> 8 ns each, most of what list.sort takes being mispredicted comparisons.

   What is in order, or the other way round, stays or is turned round; what only begins so is left to list.sort, which makes use of it.  A long list is
   sorted in pieces of SORT_PIECE, so that the pairs take 8 MB at most, and list.sort merges them. */
#ifndef PYRS_NUMSORT_H
#define PYRS_NUMSORT_H

enum { SORT_INSERTION = 64, SORT_RUN = 16, SORT_PIECE = 1 << 18 };

typedef struct { int64_t key; PyObject *item; } SortPair;

static int memory_spare(size_t more);               /* guest_limits.h */

/* What sorts as d does, which is no NaN: its bits, those of negative numbers turned over. -0.0 is 0.0. Its own inverse but for that. */
static inline int64_t sort_key_of_double(double d)
{
    int64_t bits;
    d += 0.0;
    memcpy(&bits, &d, sizeof bits);
    return bits ^ ((bits >> 63) & INT64_MAX);
}

static inline int64_t sort_key(Value v) { return v_is_int(v) ? v_int(v) : sort_key_of_double(v_double(v)); }

/* Of an exact int of two digits at most, or an exact float. */
static inline int64_t sort_key_of_item(PyObject *o)
{
    if (Py_TYPE(o) == &PyFloat_Type)
        return sort_key_of_double(PyFloat_AS_DOUBLE(o));
    const digit *d = ((PyLongObject *)o)->ob_digit;
    switch (Py_SIZE(o)) {
        case 0: return 0;
        case 1: return d[0];
        case -1: return -(int64_t)d[0];
        case 2: return (int64_t)d[1] << PyLong_SHIFT | d[0];
        default: return -((int64_t)d[1] << PyLong_SHIFT | d[0]);
    }
}

/* Can the items be sorted here, by themselves? */
static int sort_takes_items(PyObject **items, Py_ssize_t n)
{
    PyTypeObject *t = n ? Py_TYPE(items[0]) : &PyLong_Type;
    if (t == &PyLong_Type) {
        for (Py_ssize_t i = 0; i < n; i++)
            if (Py_TYPE(items[i]) != t || (size_t)(Py_SIZE(items[i]) + 2) > 4)
                return 0;
    }
    else if (t == &PyFloat_Type) {
        for (Py_ssize_t i = 0; i < n; i++)
            if (Py_TYPE(items[i]) != t || PyFloat_AS_DOUBLE(items[i]) != PyFloat_AS_DOUBLE(items[i]))
                return 0;
    }
    else
        return 0;
    return 1;
}

static void pairs_insertion_sort(SortPair *a, Py_ssize_t n)
{
    for (Py_ssize_t i = 1; i < n; i++) {
        SortPair x = a[i];
        Py_ssize_t j = i;
        for (; j > 0 && a[j - 1].key > x.key; j--)
            a[j] = a[j - 1];
        a[j] = x;
    }
}

/* Sort the n pairs at a; b has room for as many. Returns a or b, wherever they are now. */
static SortPair *pairs_radix_sort(SortPair *a, SortPair *b, Py_ssize_t n, int64_t least, int turns)
{
    for (int shift = 0; shift < 8 * turns; shift += 8) {
        uint32_t start[256] = {0}, sum = 0;
        for (Py_ssize_t i = 0; i < n; i++)
            start[(uint8_t)(((uint64_t)a[i].key - (uint64_t)least) >> shift)]++;
        for (int byte = 0; byte < 256; byte++) {
            uint32_t count = start[byte];
            start[byte] = sum;
            sum += count;
        }
        for (Py_ssize_t i = 0; i < n; i++)
            b[start[(uint8_t)(((uint64_t)a[i].key - (uint64_t)least) >> shift)]++] = a[i];
        SortPair *other = a;
        a = b;
        b = other;
    }
    return a;
}

/* Sort one piece: n pairs at a, with room for n more behind them. Returns where they are, or NULL if list.sort is the faster way. */
static SortPair *pairs_sort(SortPair *a, Py_ssize_t n)
{
    if (n <= SORT_INSERTION) {
        pairs_insertion_sort(a, n);
        return a;
    }
    int64_t least = a[0].key, greatest = least;
    Py_ssize_t falls = 0;
    for (Py_ssize_t i = 1; i < n; i++) {
        falls += a[i].key < a[i - 1].key;
        least = a[i].key < least ? a[i].key : least;
        greatest = a[i].key > greatest ? a[i].key : greatest;
    }
    if (falls < n >> 4 || n - falls < n >> 4)
        return NULL;
    /* A turn costs 200 items more than its items; each halving of the list costs two an item there. */
    int turns = (71 - __builtin_clzll((uint64_t)greatest - (uint64_t)least)) / 8, halvings = 64 - __builtin_clzll((uint64_t)n);
    if (turns * (n + 200) > 2 * n * halvings)
        return NULL;
    return pairs_radix_sort(a, a + n, n, least, turns);
}

static inline int64_t sort_key_at(PyObject **items, Value *keys, Py_ssize_t i) { return keys ? sort_key(keys[i]) : sort_key_of_item(items[i]); }

/* How many items at the front are in order; or, less than 0, in the opposite one without equal ones. */
static Py_ssize_t sort_run(PyObject **items, Value *keys, Py_ssize_t n, int reverse)
{
    Py_ssize_t run = 1;
    int falls = 0;
    for (; run < n; run++) {
        int64_t x = sort_key_at(items, keys, run - 1), y = sort_key_at(items, keys, run);
        int fall = reverse ? x < y : x > y;
        if (run == 1)
            falls = fall;
        else if (fall != falls)
            break;
    }
    return falls ? -run : run;
}

static void items_turn(PyObject **items, Py_ssize_t n)
{
    for (Py_ssize_t i = 0; i < n >> 1; i++) {
        PyObject *o = items[i];
        items[i] = items[n - 1 - i];
        items[n - 1 - i] = o;
    }
}

/* Sort the n items by their keys, all inline ints or all inline floats (NULL: by themselves, which sort_takes_items), with reverse from the greatest on,
   equal ones in the order they had.  1: done; 0: list.sort has to go on, with items and keys that may be in another order, which changes no result. */
static int sort_numbers(PyObject **items, Value *keys, Py_ssize_t n, int reverse)
{
    SortPair few[SORT_INSERTION], *pairs = few;
    Py_ssize_t piece = n < SORT_PIECE ? n : SORT_PIECE;
    Py_ssize_t run = sort_run(items, keys, n, reverse);
    if (run >= n)
        return 1;
    if (run == -n) {
        items_turn(items, n);
        return 1;
    }
    if (n > SORT_INSERTION && (run >= SORT_RUN || run <= -SORT_RUN))
        return 0;
    size_t room = (size_t)piece * 2 * sizeof *pairs;
    if (n > SORT_INSERTION && (!memory_spare(room) || !(pairs = PyMem_Malloc(room))))
        return 0;
    int done = n <= SORT_PIECE, ints = keys && n && v_is_int(keys[0]);
    for (Py_ssize_t from = 0; from < n; from += piece) {
        if (piece > n - from)
            piece = n - from;
        for (Py_ssize_t i = from; i < from + piece; i++) {
            int64_t key = sort_key_at(items, keys, i);
            pairs[i - from] = (SortPair){reverse ? ~key : key, items[i]};
        }
        SortPair *sorted = pairs_sort(pairs, piece);
        if (!sorted) {
            done = 0;
            continue;
        }
        for (Py_ssize_t i = 0; i < piece; i++)
            items[from + i] = sorted[i].item;
        if (keys && n > SORT_PIECE)
            for (Py_ssize_t i = 0; i < piece; i++) {
                int64_t key = reverse ? ~sorted[i].key : sorted[i].key;
                double d;
                key = ints ? key : key ^ ((key >> 63) & INT64_MAX);
                memcpy(&d, &key, sizeof d);
                keys[from + i] = ints ? v_from_int48(key) : value_from_double(d);
            }
    }
    if (pairs != few)
        PyMem_Free(pairs);
    return done;
}
#endif
