/* containers.h - items of the host's exact dict, set, str, bytes and bytearray straight from their layout.

   Every function answers "not a case" where an item's own class would have to be asked (an __eq__ or __hash__ in Python or in C that is not int's
   or str's), where an error would have to be raised, and for subclasses: the caller then goes the ordinary way.  Nothing here runs code, apart from
   what releasing an old value runs, which comes last. */
#ifndef PYRS_CONTAINERS_H
#define PYRS_CONTAINERS_H

/* ---- str ---- */

static PyObject *char_object[256];      /* borrowed for good: the host's one-character strings */

/* Instances of classes without __hash__ and __eq__, classes, functions. */
#define is_its_identity(o) (Py_TYPE(o)->tp_hash == PyBaseObject_Type.tp_hash && Py_TYPE(o)->tp_richcompare == PyBaseObject_Type.tp_richcompare)

/* _Py_HashPointer(); containers_init compares. */
HOT Py_hash_t identity_hash(const PyObject *o)
{
    uintptr_t p = (uintptr_t)o;
    return (Py_hash_t)(p >> 4 | p << (8 * sizeof p - 4));
}

#define TUPLE_DEPTH 6           /* of tuples in tuples whose hash is made here */
static int tuple_hash(PyObject *t, Py_hash_t *hash, int depth);

static int containers_init(void)
{
    Py_hash_t hash;
    PyObject *t = Py_BuildValue("(iisL(dO)O)", -1, 300, "key", -(1LL << 40), 0.5, Py_None, Py_True);
    int same = t && tuple_hash(t, &hash, TUPLE_DEPTH) && hash == PyObject_Hash(t) && is_its_identity((PyObject *)&PyType_Type)
        && identity_hash((PyObject *)&PyType_Type) == PyObject_Hash((PyObject *)&PyType_Type);
    Py_XDECREF(t);
    if (!same) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ImportError, "pyrs: this host hashes tuples or classes in another way");
        return -1;
    }
    for (int i = 0; i < 256; i++) {
        char_object[i] = PyUnicode_FromOrdinal(i);
        if (!char_object[i])
            return -1;
    }
    return 0;
}

HOT Py_UCS4 str_char(PyObject *s, Py_ssize_t i)
{
    return PyUnicode_READ(PyUnicode_KIND(s), PyUnicode_DATA(s), i);
}

/* Register form of a character (owned), V_UNSET for want of memory. */
HOT Value char_value(Py_UCS4 c)
{
    if (__builtin_expect(c < 256, 1)) {
        Py_INCREF(char_object[c]);
        return v_from_ptr(char_object[c]);
    }
    return v_from_ptr(PyUnicode_FromOrdinal((int)c));
}

#define v_is_str(v) (v_is_object(v) && PyUnicode_CheckExact(v_object(v)))
#define v_is_bytes(v) (v_is_object(v) && PyBytes_CheckExact(v_object(v)))

/* The characters of a ready str. */
HOT const char *str_data(PyObject *o)
{
    const PyASCIIObject *s = (const PyASCIIObject *)o;
    if (__builtin_expect(!s->state.compact, 0))
        return ((const PyUnicodeObject *)o)->data.any;
    return (const char *)o + (s->state.ascii ? sizeof(PyASCIIObject) : sizeof(PyCompactUnicodeObject));
}

/* The first 8 bytes of a str's characters; where there are fewer, the rest is whatever its block holds: blocks are multiples of 8 bytes. */
HOT uint64_t str_head(const char *x) { uint64_t p; memcpy(&p, x, 8); return p; }

/* Are two exact str equal?  1, 0, or -1: not both of the common form, or too long to say without a call. */
HOT int str_equal_quick(PyObject *a, PyObject *b)
{
    if ((str_state(a) & str_state(b) & STR_IS_PLAIN) != STR_IS_PLAIN)
        return -1;
    const char *x = (const char *)a + sizeof(PyASCIIObject), *y = (const char *)b + sizeof(PyASCIIObject);
    if (*x != *y)           /* most that differ do so here; an empty str has a NUL there */
        return 0;
    Py_ssize_t n = PyUnicode_GET_LENGTH(a);
    if (n != PyUnicode_GET_LENGTH(b))
        return 0;
#ifdef __SANITIZE_ADDRESS__
    if (n < 8)
        return memcmp(x, y, (size_t)n) == 0;
#endif
    uint64_t differ = str_head(x) ^ str_head(y);
    if (n < 8)
        return differ << (56 - 8 * n) << 8 == 0;        /* the first byte is the lowest; n may be 0 */
    if (differ)
        return 0;
    return n > 16 ? -1 : str_head(x + n - 8) == str_head(y + n - 8);
}

/* Of any operands: -1 of all but two exact str. */
HOT int str_equal_in_line(Value x, Value y)
{
    return !v_is_str(x) || !v_is_str(y) ? -1 : x == y ? 1 : str_equal_quick(v_object(x), v_object(y));
}

static __attribute__((noinline)) int str_equal_any(PyObject *a, PyObject *b)
{
    size_t n = (size_t)PyUnicode_GET_LENGTH(a), kind = PyUnicode_KIND(a);
    return n == (size_t)PyUnicode_GET_LENGTH(b) && kind == PyUnicode_KIND(b) && memcmp(str_data(a), str_data(b), n * kind) == 0;
}

/* Are two str equal?  Both exact (or in a table that holds exact ones only) and ready. */
HOT int str_equal(PyObject *a, PyObject *b)
{
    int quick = str_equal_quick(a, b);
    return quick >= 0 ? quick : str_equal_any(a, b);
}

/* Of any two exact str: as strcmp. */
static int str_order(PyObject *a, PyObject *b)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(a), m = PyUnicode_GET_LENGTH(b), common = n < m ? n : m;
    if (PyUnicode_KIND(a) == PyUnicode_1BYTE_KIND && PyUnicode_KIND(b) == PyUnicode_1BYTE_KIND) {
        const unsigned char *x = PyUnicode_1BYTE_DATA(a), *y = PyUnicode_1BYTE_DATA(b);
        if (common && x[0] != y[0])
            return x[0] < y[0] ? -1 : 1;
        int r = memcmp(x, y, (size_t)common);
        if (r)
            return r;
    }
    else
        for (Py_ssize_t i = 0; i < common; i++) {
            Py_UCS4 x = str_char(a, i), y = str_char(b, i);
            if (x != y)
                return x < y ? -1 : 1;
        }
    return n < m ? -1 : n > m;
}

HOT int order_holds(int cmp, int order)
{
    switch (cmp) {
    case Py_LT: return order < 0;
    case Py_LE: return order <= 0;
    case Py_EQ: return order == 0;
    case Py_NE: return order != 0;
    case Py_GT: return order > 0;
    default: return order >= 0;
    }
}

/* Comparison of two exact str: 1, 0, or -1: they are not. */
HOT int str_compare(int cmp, Value a, Value b)
{
    if (!v_is_str(a) || !v_is_str(b) || !PyUnicode_IS_READY(v_object(a)) || !PyUnicode_IS_READY(v_object(b)))
        return -1;
    if (cmp == Py_EQ || cmp == Py_NE)
        return (a == b || str_equal(v_object(a), v_object(b))) == (cmp == Py_EQ);
    return order_holds(cmp, str_order(v_object(a), v_object(b)));
}

/* ---- hashing: keys that are ints, floats, str, bytes, tuples of such, of bools, None and tuples, or objects that are equal to nothing else ---- */

/* Exact tuples, named tuples. */
#define is_plain_tuple(o) (PyTuple_CheckExact(o) || (PyTuple_Check(o) && Py_TYPE(o)->tp_hash == PyTuple_Type.tp_hash \
                                                     && Py_TYPE(o)->tp_richcompare == PyTuple_Type.tp_richcompare))

/* The constants of xxHash, which the host hashes tuples with; containers_init compares. */
#define XX_PRIME_1 11400714785074694791u
#define XX_PRIME_2 14029467366897019727u
#define XX_PRIME_5 2870177450012600261u

/* Bytes are hashed as they are where nobody wants to be warned of those that are compared with a str of the same hash (-b). */
#define is_plain_bytes(o) (PyBytes_CheckExact(o) && !Py_BytesWarningFlag)

_Py_COMP_DIAG_PUSH
_Py_COMP_DIAG_IGNORE_DEPR_DECLS
HOT Py_hash_t bytes_hash(PyObject *o)
{
    Py_hash_t hash = ((PyBytesObject *)o)->ob_shash;
    return hash != -1 ? hash : PyObject_Hash(o);
}

HOT void bytes_rehash(PyObject *o) { ((PyBytesObject *)o)->ob_shash = -1; }     /* its bytes are others now */
_Py_COMP_DIAG_POP

HOT int bytes_equal(PyObject *a, PyObject *b)
{
    return Py_SIZE(a) == Py_SIZE(b) && memcmp(PyBytes_AS_STRING(a), PyBytes_AS_STRING(b), (size_t)Py_SIZE(a)) == 0;
}

/* An instance of a subclass of str that is hashed and compared as a str is. */
#define is_plain_str_instance(o) (PyUnicode_Check(o) && Py_TYPE(o)->tp_hash == PyUnicode_Type.tp_hash \
                                  && Py_TYPE(o)->tp_richcompare == PyUnicode_Type.tp_richcompare && PyUnicode_IS_READY(o))

/* tuplehash() of a tuple of ints (below 2^60), str, bytes, floats, bools, None and tuples: 1, or 0: not a case. */
static __attribute__((noinline)) int tuple_hash(PyObject *t, Py_hash_t *hash, int depth)
{
    Py_uhash_t acc = XX_PRIME_5;
    Py_ssize_t n = PyTuple_GET_SIZE(t);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *o = PyTuple_GET_ITEM(t, i);
        Py_hash_t lane;
        if (PyLong_CheckExact(o)) {
            Py_ssize_t size = Py_SIZE(o);
            const digit *d = ((PyLongObject *)o)->ob_digit;
            if ((size_t)(size + 1) <= 2)
                lane = size * (Py_hash_t)d[0];
            else if (size == 2 || size == -2) {
                lane = (Py_hash_t)d[0] | (Py_hash_t)d[1] << PyLong_SHIFT;
                if (size < 0)
                    lane = -lane;
            }
            else
                return 0;
            if (lane == -1)
                lane = -2;
        }
        else if (PyUnicode_CheckExact(o)) {
            lane = ((PyASCIIObject *)o)->hash;
            if (lane == -1)
                lane = PyObject_Hash(o);
        }
        else if (is_plain_bytes(o))
            lane = bytes_hash(o);
        else if (PyFloat_CheckExact(o) || PyBool_Check(o) || o == Py_None)
            lane = PyObject_Hash(o);
        else if (is_plain_str_instance(o))
            lane = PyUnicode_Type.tp_hash(o);
        else if (depth == 0 || !is_plain_tuple(o) || !tuple_hash(o, &lane, depth - 1))
            return 0;
        acc += (Py_uhash_t)lane * XX_PRIME_2;
        acc = acc << 31 | acc >> 33;
        acc *= XX_PRIME_1;
    }
    acc += (Py_uhash_t)n ^ (XX_PRIME_5 ^ 3527539UL);
    *hash = acc == (Py_uhash_t)-1 ? 1546275796 : (Py_hash_t)acc;
    return 1;
}

/* Are two tuples equal, the first one of what tuple_hash knows?  1, 0, or -1: ask the items' classes. */
static __attribute__((noinline)) int tuple_equal(PyObject *a, PyObject *b, int depth)
{
    Py_ssize_t n = PyTuple_GET_SIZE(a);
    if (n != PyTuple_GET_SIZE(b))
        return 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *x = PyTuple_GET_ITEM(a, i), *y = PyTuple_GET_ITEM(b, i);
        if (x == y)
            continue;
        PyTypeObject *t = Py_TYPE(x), *u = Py_TYPE(y);
        int equal;
        if (t == &PyUnicode_Type && u == t)
            equal = str_equal(x, y);
        else if (t == &PyLong_Type && u == t)
            equal = Py_SIZE(x) == Py_SIZE(y)
                && memcmp(((PyLongObject *)x)->ob_digit, ((PyLongObject *)y)->ob_digit, (size_t)Py_ABS(Py_SIZE(x)) * sizeof(digit)) == 0;
        else if (t == &PyFloat_Type && u == t)
            equal = PyFloat_AS_DOUBLE(x) == PyFloat_AS_DOUBLE(y);
        else if (t == &PyBytes_Type && u == t)
            equal = bytes_equal(x, y);
        else if (PyUnicode_Check(x) && PyUnicode_Check(y))
            equal = is_plain_str_instance(x) && is_plain_str_instance(y) ? str_equal(x, y) : -1;
        else if (is_plain_tuple(x) && is_plain_tuple(y))
            equal = depth ? tuple_equal(x, y, depth - 1) : -1;
        else if (x == Py_None || (t == &PyBool_Type && u == t))
            equal = y == Py_None || u == &PyUnicode_Type || u == &PyLong_Type || u == &PyFloat_Type || u == &PyBool_Type || is_plain_tuple(y) ? 0 : -1;
        else
            equal = (t == &PyUnicode_Type && u == &PyLong_Type) || (t == &PyLong_Type && u == &PyUnicode_Type) ? 0 : -1;
        if (equal != 1)
            return equal;
    }
    return 1;
}

/* key_hash of what is neither an int nor a str. */
static __attribute__((noinline)) int key_hash_other(Value key, Py_hash_t *hash)
{
    if (!v_is_object(key)) {
        if (!v_is_double(key))
            return 0;
        *hash = _Py_HashDouble(NULL, v_double(key));        /* no NaN: those are objects */
        return 1;
    }
    PyObject *o = v_object(key);
    if (is_its_identity(o)) {
        *hash = identity_hash(o);
        return 1;
    }
    if (is_plain_bytes(o)) {
        *hash = bytes_hash(o);
        return 1;
    }
    return is_plain_tuple(o) && tuple_hash(o, hash, TUPLE_DEPTH);
}

/* The hash of a key whose equality needs no code: 1, or 0. */
HOT int key_hash(Value key, Py_hash_t *hash)
{
    if (v_is_int(key)) {
        *hash = v_int(key);
        if (*hash == -1)
            *hash = -2;
        return 1;
    }
    if (!v_is_str(key))
        return key_hash_other(key, hash);
    *hash = ((PyASCIIObject *)v_object(key))->hash;
    if (__builtin_expect(*hash == -1, 0))
        *hash = PyObject_Hash(v_object(key));
    return 1;
}

/* key_equal of a key that is neither an int nor a str. */
static __attribute__((noinline)) int key_equal_other(Value key, PyObject *other)
{
    if (v_is_double(key))
        return PyFloat_CheckExact(other) ? PyFloat_AS_DOUBLE(other) == v_double(key)
               : PyUnicode_CheckExact(other) || PyBytes_CheckExact(other) || PyTuple_CheckExact(other) ? 0 : -1;
    if (is_its_identity(v_object(key)))
        return is_its_identity(other) || PyUnicode_CheckExact(other) || PyLong_CheckExact(other) || PyTuple_CheckExact(other) ? 0 : -1;
    if (PyBytes_CheckExact(v_object(key)))
        return PyBytes_CheckExact(other) ? bytes_equal(v_object(key), other)
               : PyUnicode_CheckExact(other) || PyLong_CheckExact(other) || PyTuple_CheckExact(other) ? 0 : -1;
    return is_plain_tuple(other) ? tuple_equal(v_object(key), other, TUPLE_DEPTH) : PyLong_CheckExact(other) || PyUnicode_CheckExact(other) ? 0 : -1;
}

/* Is `key`, hashed like `other`, equal to it?  1, 0, or -1: ask their classes. */
HOT int key_equal(Value key, PyObject *other)
{
    if (v_from_ptr(other) == key)
        return 1;
    if (v_is_int(key)) {
        int64_t i;
        if (PyLong_CheckExact(other))
            return host_long_as_int48(other, &i) && i == v_int(key);
        return PyUnicode_CheckExact(other) || PyTuple_CheckExact(other) ? 0 : -1;
    }
    if (v_is_str(key))
        return PyUnicode_CheckExact(other) ? str_equal(v_object(key), other) : PyLong_CheckExact(other) || PyTuple_CheckExact(other) ? 0 : -1;
    return key_equal_other(key, other);
}

/* == and != of two bytes or of two tuples of such: 1, 0, or -1: another case. */
static __attribute__((noinline)) int plain_compare(int cmp, Value a, Value b)
{
    if ((cmp != Py_EQ && cmp != Py_NE) || !v_is_object(a) || !v_is_object(b))
        return -1;
    PyObject *x = v_object(a), *y = v_object(b);
    int equal = PyBytes_CheckExact(x) ? (PyBytes_CheckExact(y) ? bytes_equal(x, y) : -1)
                : PyTuple_CheckExact(x) && PyTuple_CheckExact(y) ? tuple_equal(x, y, TUPLE_DEPTH) : -1;
    return equal < 0 ? -1 : equal == (cmp == Py_EQ);
}

/* Is the object, whose hash is i, the int i?  Ints below 2^60 are their hashes, but for -1, whose hash is that of -2. */
#define is_int_of_hash(o, i) (PyLong_CheckExact(o) && (size_t)(Py_SIZE(o) + 2) <= 4 && (i) != -2)

/* ---- dict ---- */

enum { PROBE_FOUND = 1, PROBE_ABSENT = 0, PROBE_UNKNOWN = -1 };

/* Find a key that key_hash knows in an exact dict: PROBE_FOUND with *slot its value's place and *index its index slot, PROBE_ABSENT with *index the
   one that ended the search, or PROBE_UNKNOWN. */
HOT int dict_probe(PyDictObject *d, Value key, Py_hash_t hash, PyObject ***slot, size_t *index)
{
    PyDictKeysObject *keys = d->ma_keys;
    Py_ssize_t ix;
    size_t at;
    if (keys->dk_kind != DICT_KEYS_GENERAL) {
        PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
        if (!v_is_str(key))
            return PROBE_ABSENT;        /* a str equals no int or tuple; *index is not set: no place for it here */
        PyObject *name = v_object(key);
        FOR_PROBED(ix, at, keys, hash) {
            PyObject *k = entries[ix].me_key;
            if (k == name || (str_hash(k) == hash && str_equal(k, name))) {
                *slot = d->ma_values ? &d->ma_values->values[ix] : &entries[ix].me_value;
                *index = at;
                return **slot ? PROBE_FOUND : PROBE_UNKNOWN;
            }
        }
    }
    else {
        PyDictKeyEntry *entries = DK_ENTRIES(keys);
        FOR_PROBED(ix, at, keys, hash) {
            int equal = entries[ix].me_hash == hash ? key_equal(key, entries[ix].me_key) : 0;
            if (equal) {
                *slot = &entries[ix].me_value;
                *index = at;
                return equal;
            }
        }
    }
    *index = at;
    return PROBE_ABSENT;
}

/* d[key] (borrowed) of a dict for an exact str and for an int: NULL where it is not there, DICT_ASK where dict_find_any has to say.  The most
   frequent look-ups: leaf functions that save no registers and compare no characters, which finds most keys; the rest is theirs named _on. */
#define DICT_ASK ((PyObject *)1)

/* From one probe on: with comparisons. */
static __attribute__((noinline)) PyObject *dict_find_str_on(PyDictObject *d, PyObject *name, size_t at, size_t perturb)
{
    Py_hash_t hash = str_hash(name);
    PyDictKeysObject *keys = d->ma_keys;
    if (keys->dk_kind == DICT_KEYS_GENERAL || hash == -1)
        return DICT_ASK;
    PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    size_t mask = ((size_t)1 << keys->dk_log2_size) - 1;
    for (Py_ssize_t ix; (ix = keys_index(keys, at & mask)) != DKIX_EMPTY; perturb >>= 5, at = at * 5 + perturb + 1) {
        if (ix < 0)
            continue;
        PyObject *k = entries[ix].me_key;
        int same = k == name ? 1 : str_hash(k) == hash ? str_equal_quick(k, name) : 0;
        if (same)
            return same < 0 ? DICT_ASK : d->ma_values ? d->ma_values->values[ix] : entries[ix].me_value;
    }
    return NULL;
}

/* The index that the first probe for a hash reads. */
HOT Py_ssize_t keys_first(PyDictKeysObject *keys, Py_hash_t hash)
{
    return keys_index(keys, (size_t)hash & (((size_t)1 << keys->dk_log2_size) - 1));
}

/* Where the value of the key is, if the first probe finds the key itself, or an int; else NULL. */
HOT PyObject **dict_slot_first(PyDictObject *d, Value key)
{
    PyDictKeysObject *keys = d->ma_keys;
    if (keys->dk_kind == DICT_KEYS_GENERAL) {
        Py_ssize_t ix = v_is_int(key) ? keys_first(keys, v_int(key)) : DKIX_EMPTY;
        PyDictKeyEntry *e = DK_ENTRIES(keys) + (ix < 0 ? 0 : ix);
        return ix >= 0 && e->me_hash == v_int(key) && is_int_of_hash(e->me_key, v_int(key)) ? &e->me_value : NULL;
    }
    Py_ssize_t ix = keys->dk_kind == DICT_KEYS_UNICODE && v_is_str(key) ? keys_first(keys, str_hash(v_object(key))) : DKIX_EMPTY;
    PyDictUnicodeEntry *e = DK_UNICODE_ENTRIES(keys) + (ix < 0 ? 0 : ix);
    return ix >= 0 && e->me_key == v_object(key) ? &e->me_value : NULL;
}

/* The same where the probe at `at` met a key of that hash, in `e`. */
static __attribute__((noinline)) PyObject *dict_find_str_met(PyDictObject *d, PyObject *name, const PyDictUnicodeEntry *e, size_t at, size_t perturb)
{
    return str_equal_quick(e->me_key, name) > 0 ? e->me_value : dict_find_str_on(d, name, at, perturb);
}

/* In a table whose index has entries of that type: by identity, as far as no other str of that hash is met. */
#define FIND_STR_BY_IDENTITY(type, found, met)                                                             \
    for (const type *index = (const type *)keys->dk_indices;; perturb >>= 5, at = at * 5 + perturb + 1) {         \
        Py_ssize_t ix = index[at & mask];                                                                  \
        if (ix < 0) {                                                                                      \
            if (ix == DKIX_EMPTY)                                                                          \
                return 0;                                                                                  \
            continue;                                                                                      \
        }                                                                                                  \
        if (entries[ix].me_key == name)                                                                    \
            return found(entries[ix].me_value);                                                            \
        if (str_hash(entries[ix].me_key) == hash)                                                          \
            return met(d, name, &entries[ix], at, perturb);                                                \
    }
/* The body of a function that gives found(value) or 0, and is a leaf: met() and on() are called last. */
#define FIND_STR(d, name, found, met, on) do {                                                             \
        PyDictKeysObject *keys = d->ma_keys;                                                               \
        Py_hash_t hash = str_hash(name);                                                                   \
        size_t mask = ((size_t)1 << keys->dk_log2_size) - 1, at = (size_t)hash, perturb = (size_t)hash;    \
        if (keys->dk_kind == DICT_KEYS_UNICODE && keys->dk_log2_size < 16 && hash != -1) {                 \
            const PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);                                  \
            if (keys->dk_log2_size < 8)                                                                    \
                FIND_STR_BY_IDENTITY(int8_t, found, met)                                                   \
            else                                                                                           \
                FIND_STR_BY_IDENTITY(int16_t, found, met)                                                  \
        }                                                                                                  \
        return on(d, name, at, perturb);                                                                   \
    } while (0)

static __attribute__((noinline)) PyObject *dict_find_str(PyDictObject *d, PyObject *name)
{
    FIND_STR(d, name, , dict_find_str_met, dict_find_str_on);
}

static __attribute__((noinline)) PyObject *dict_find_int_on(PyDictObject *d, int64_t i)
{
    Py_hash_t hash = i == -1 ? -2 : i;
    PyDictKeysObject *keys = d->ma_keys;
    PyDictKeyEntry *entries = DK_ENTRIES(keys);
    Py_ssize_t ix;
    size_t at;
    FOR_PROBED(ix, at, keys, hash) {
        int64_t k;
        if (entries[ix].me_hash != hash)
            continue;
        if (!PyLong_CheckExact(entries[ix].me_key))
            return DICT_ASK;
        if (host_long_as_int48(entries[ix].me_key, &k) && k == i)
            return entries[ix].me_value;
    }
    return NULL;
}

static __attribute__((noinline)) PyObject *dict_find_int(PyDictObject *d, int64_t i)
{
    PyDictKeysObject *keys = d->ma_keys;
    if (keys->dk_kind != DICT_KEYS_GENERAL)
        return NULL;
    Py_ssize_t ix = i == -1 ? DKIX_DUMMY : keys_first(keys, i);
    if (ix == DKIX_EMPTY)
        return NULL;
    PyDictKeyEntry *e = DK_ENTRIES(keys) + ix;
    if (ix >= 0 && e->me_hash == i && is_int_of_hash(e->me_key, i))
        return e->me_value;
    return dict_find_int_on(d, i);
}

/* Keys of any kind: PROBE_, with *value. */
static __attribute__((noinline)) int dict_find_any(PyDictObject *d, Value key, PyObject **value)
{
    Py_hash_t hash;
    PyObject **slot;
    size_t index;
    if (!key_hash(key, &hash))
        return PROBE_UNKNOWN;
    int r = dict_probe(d, key, hash, &slot, &index);
    *value = r > 0 ? *slot : NULL;
    return r;
}

/* d[key] of a dict, or of a subclass with its items: PROBE_, with *value (borrowed, NULL where it is not there). */
HOT int dict_find(PyObject *d, Value key, PyObject **value)
{
    *value = v_is_int(key) ? dict_find_int((PyDictObject *)d, v_int(key)) : v_is_str(key) ? dict_find_str((PyDictObject *)d, v_object(key)) : DICT_ASK;
    return *value != DICT_ASK ? *value != NULL : dict_find_any((PyDictObject *)d, key, value);
}

/* d[key] (owned) of a dict, or of a subclass with its items; V_UNSET: it is not there, or that is not known. */
static __attribute__((noinline)) Value dict_item_any(PyDictObject *d, Value key)
{
    PyObject *value;
    return dict_find((PyObject *)d, key, &value) > 0 ? value_from_item(value) : V_UNSET;
}
static __attribute__((noinline)) Value dict_item_met(PyDictObject *d, PyObject *name, const PyDictUnicodeEntry *e)
{
    return str_equal_quick(e->me_key, name) > 0 ? value_from_item(e->me_value) : dict_item_any(d, v_from_ptr(name));
}
#define DICT_ITEM_MET(d, name, e, at, perturb) dict_item_met(d, name, e)
#define DICT_ITEM_ON(d, name, at, perturb) dict_item_any(d, v_from_ptr(name))

/* Entries of small tables, by the addresses of key and table: where the key was found last.  Probing costs a mispredicted branch for most keys whose
   first probe meets another; an entry that holds the key itself needs no probe, and no other validity. */
#define KEY_HINTS 1024
static uint8_t key_hints[KEY_HINTS];

HOT uint8_t *key_hint(const PyDictKeysObject *keys, const PyObject *name)
{
    uintptr_t at = (uintptr_t)name ^ (uintptr_t)keys;
    return &key_hints[(at >> 4 ^ at >> 11) % KEY_HINTS];
}

/* The value of the entry that was found; where that is in a small table, is kept. */
#define HINTED(o) (sizeof *index == 1 ? (void)(*hint = (uint8_t)ix) : (void)0, value_from_item(o))

static __attribute__((noinline)) Value dict_item_str(PyDictObject *d, PyObject *name)
{
    const PyDictKeysObject *table = d->ma_keys;
    uint8_t *hint = key_hint(table, name);
    if (table->dk_kind == DICT_KEYS_UNICODE && table->dk_log2_size < 8 && *hint < table->dk_nentries) {
        const PyDictUnicodeEntry *e = DK_UNICODE_ENTRIES(table) + *hint;
        if (e->me_key == name)
            return value_from_item(e->me_value);
    }
    FIND_STR(d, name, HINTED, DICT_ITEM_MET, DICT_ITEM_ON);
}

/* The same for an int. */
static __attribute__((noinline)) Value dict_item_int(PyDictObject *d, Value key)
{
    PyObject **slot = dict_slot_first(d, key);
    return slot ? value_from_item(*slot) : dict_item_any(d, key);
}

HOT void keys_set_index(PyDictKeysObject *keys, size_t at, Py_ssize_t ix)
{
    if (keys->dk_log2_size < 8)
        ((int8_t *)keys->dk_indices)[at] = (int8_t)ix;
    else if (keys->dk_log2_size < 16)
        ((int16_t *)keys->dk_indices)[at] = (int16_t)ix;
    else if (keys->dk_log2_size < 32)
        ((int32_t *)keys->dk_indices)[at] = (int32_t)ix;
    else
        ((int64_t *)keys->dk_indices)[at] = ix;
}

/* Does the end of o run no code? An iterator that is at its end has let go of what it went over. */
HOT int ends_quietly(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    return t == &PyUnicode_Type || t == &PyLong_Type || t == &PyRangeIter_Type
        || ((t == &PyListIter_Type || t == &PyTupleIter_Type) && !((HostListIter *)o)->it_seq);
}

/* d[key] = value for an exact dict: 1 done (operands borrowed), 0 nothing done. Without `replace` only if that runs no code. */
HOT int dict_put(PyObject *o, Value key, Value value, int replace)
{
    PyDictObject *d = (PyDictObject *)o;
    Py_hash_t hash;
    PyObject **slot = dict_slot_first(d, key);
    size_t at = 0;
    int r = 1;
    if (!slot) {
        if (!key_hash(key, &hash))
            return 0;
        r = dict_probe(d, key, hash, &slot, &at);
    }
    if (r > 0)
        return (replace || (*slot)->ob_refcnt > 1 || ends_quietly(*slot)) && dict_slot_store(d, slot, value);
    if (r < 0)
        return 0;
    PyDictKeysObject *keys = d->ma_keys;
    PyObject *k = value_box(key), *v = !k ? NULL : key == value ? Py_NewRef(k) : value_box(value);
    if (!v) {
        Py_XDECREF(k);
        PyErr_Clear();
        return 0;
    }
    if (keys->dk_usable <= 0 || d->ma_values || (keys->dk_kind != DICT_KEYS_GENERAL && !v_is_str(key))) {
        r = _PyDict_SetItem_KnownHash(o, k, v, hash);       /* makes room; the key, which is not there, is compared with nothing that runs code */
        Py_DECREF(k);
        Py_DECREF(v);
        if (r < 0)
            PyErr_Clear();
        return r == 0;
    }
    if (!_PyObject_GC_IS_TRACKED(d) && (gc_may_track(v) || gc_may_track(k)))
        _PyObject_GC_TRACK(d);
    Py_ssize_t ix = keys->dk_nentries;
    keys_set_index(keys, at, ix);
    if (keys->dk_kind == DICT_KEYS_GENERAL) {
        PyDictKeyEntry *e = DK_ENTRIES(keys) + ix;
        e->me_hash = hash;
        e->me_key = k;
        e->me_value = v;
    }
    else {
        PyDictUnicodeEntry *e = DK_UNICODE_ENTRIES(keys) + ix;
        e->me_key = k;
        e->me_value = v;
    }
    d->ma_used++;
    d->ma_version_tag = next_dict_version++;
    keys->dk_usable--;
    keys->dk_nentries++;
    keys->dk_version = 0;
    return 1;
}

static __attribute__((noinline)) int dict_store(PyObject *o, Value key, Value value) { return dict_put(o, key, value, 1); }
/* The same where it runs no code. */
static __attribute__((noinline)) int dict_add(PyObject *o, Value key, Value value) { return dict_put(o, key, value, 0); }

/* Take a key out of an exact dict: PROBE_, with *value (owned; NULL where nothing is done). Runs no code. */
static __attribute__((noinline)) int dict_take(PyObject *o, Value key, PyObject **value)
{
    PyDictObject *d = (PyDictObject *)o;
    PyDictKeysObject *keys = d->ma_keys;
    Py_hash_t hash;
    PyObject **slot;
    size_t index;
    *value = NULL;
    if (d->ma_values || !key_hash(key, &hash))
        return PROBE_UNKNOWN;
    int r = dict_probe(d, key, hash, &slot, &index);
    if (r <= 0)
        return r;
    keys_set_index(keys, index, DKIX_DUMMY);
    keys->dk_version = 0;
    d->ma_used--;
    d->ma_version_tag = next_dict_version++;
    PyObject *k = slot[-1];             /* the key is before the value in entries of both kinds */
    *value = *slot;
    slot[-1] = *slot = NULL;
    Py_DECREF(k);
    return PROBE_FOUND;
}

/* ---- set ---- */

#define SET_LINEAR_PROBES 9            /* setobject.c */

/* Is a key of this hash in an exact set or frozenset?  PROBE_; *entry is where it is or would be. */
HOT int set_probe(PySetObject *set, Value key, Py_hash_t hash, setentry **entry)
{
    size_t mask = (size_t)set->mask, perturb = (size_t)hash, i = (size_t)hash & mask;
    for (;;) {
        setentry *e = &set->table[i];
        int probes = i + SET_LINEAR_PROBES <= mask ? SET_LINEAR_PROBES : 0;
        do {
            if (e->hash == 0 && e->key == NULL) {
                *entry = e;
                return PROBE_ABSENT;
            }
            if (e->hash == hash) {
                int equal = key_equal(key, e->key);
                *entry = e;
                if (equal)
                    return equal;
            }
            e++;
        } while (probes--);
        perturb >>= 5;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

static __attribute__((noinline)) int set_contains_on(PyObject *set, Value key)
{
    Py_hash_t hash;
    setentry *empty;
    return key_hash(key, &hash) ? set_probe((PySetObject *)set, key, hash, &empty) : PROBE_UNKNOWN;
}

/* As dict_find_str: what calls nothing in a function of its own. */
static __attribute__((noinline)) int set_contains(PyObject *set, Value key)
{
    PySetObject *so = (PySetObject *)set;
    if (v_is_str(key)) {
        Py_hash_t hash = str_hash(v_object(key));
        size_t mask = (size_t)so->mask, perturb = (size_t)hash, i = (size_t)hash & mask;
        for (; hash != -1; perturb >>= 5, i = (i * 5 + 1 + perturb) & mask) {       /* as set_probe, by identity */
            const setentry *e = &so->table[i], *last = i + SET_LINEAR_PROBES <= mask ? e + SET_LINEAR_PROBES : e;
            do {
                if (e->key == v_object(key))
                    return PROBE_FOUND;
                if (!e->key)
                    return PROBE_ABSENT;
                if (e->hash == hash)
                    return set_contains_on(set, key);
            } while (e++ < last);
        }
    }
    else if (v_is_int(key)) {
        int64_t i = v_int(key);
        setentry *e = &so->table[i & so->mask];
        if (i != -1 && !e->key && e->hash == 0)
            return PROBE_ABSENT;
        if (e->hash == i && e->key && is_int_of_hash(e->key, i))
            return PROBE_FOUND;
    }
    return set_contains_on(set, key);
}

/* Add a key that key_hash knows to an exact set: 1 done (key borrowed), 0 nothing done. */
static __attribute__((noinline)) int set_store(PyObject *o, Value key)
{
    PySetObject *set = (PySetObject *)o;
    Py_hash_t hash;
    setentry *empty = NULL;
    if (!key_hash(key, &hash))
        return 0;
    int r = set_probe(set, key, hash, &empty);
    if (r)
        return r > 0;
    if ((size_t)(set->fill + 1) * 5 >= (size_t)set->mask * 3)
        return 0;                       /* the table has to grow */
    PyObject *k = value_box(key);
    if (!k) {
        PyErr_Clear();
        return 0;
    }
    set->fill++;
    set->used++;
    empty->key = k;
    empty->hash = hash;
    return 1;
}

/* Take a key out of an exact set: PROBE_. Runs no code. */
static __attribute__((noinline)) int set_take(PyObject *o, Value key)
{
    PySetObject *set = (PySetObject *)o;
    Py_hash_t hash;
    setentry *e;
    if (!key_hash(key, &hash))
        return PROBE_UNKNOWN;
    int r = set_probe(set, key, hash, &e);
    if (r > 0) {
        PyObject *k = e->key;
        e->key = _PySet_Dummy;
        e->hash = -1;
        set->used--;
        Py_DECREF(k);
    }
    return r;
}

/* The length of what has it in the object, -1 of anything else. */
_Static_assert(offsetof(PyVarObject, ob_size) == offsetof(PyASCIIObject, length) && offsetof(PyVarObject, ob_size) == offsetof(PyDictObject, ma_used),
               "the length of a str or of a dict is not where a PyVarObject has its size");
HOT Py_ssize_t length_within(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    if (t == &PyList_Type || t == &PyUnicode_Type || t == &PyDict_Type || t == &PyTuple_Type || t == &PyBytes_Type
        || t == &PyByteArray_Type || t == deque_type || t == array_type)
        return ((PyVarObject *)o)->ob_size;
    return t == &PySet_Type || t == &PyFrozenSet_Type ? ((PySetObject *)o)->used : -1;
}

/* ---- `in` ---- */

/* An inline value or an exact str against a list's item: 1, 0, or -1: ask their classes. */
HOT int item_equal(Value x, PyObject *item)
{
    PyTypeObject *t = Py_TYPE(item);
    if (v_is_object(x)) {
        if (v_object(x) == item)
            return 1;
        return t == &PyUnicode_Type && PyUnicode_IS_READY(item) ? str_equal(v_object(x), item) : t == &PyLong_Type || item == Py_None ? 0 : -1;
    }
    if (v_is_int(x)) {
        int64_t i;
        if (t == &PyLong_Type)
            return host_long_as_int48(item, &i) && i == v_int(x);
        return t == &PyUnicode_Type || item == Py_None ? 0 : -1;
    }
    return -1;
}

/* list, dict and set have some special methods as methods in C, which the host's slots of a subclass look up and call: is `name` of t that of `base`? */
COLD int inherits_method(PyTypeObject *t, PyTypeObject *base, PyObject *name)
{
    PyObject *found = _PyType_Lookup(t, name);
    return found && Py_IS_TYPE(found, &PyMethodDescr_Type) && ((PyDescrObject *)found)->d_type == base;
}

COLD int inherits_subscript(PyTypeObject *t, PyTypeObject *base)
{
    STATIC_NAME(name, "__getitem__") return 0;
    return t->tp_as_mapping->mp_subscript == base->tp_as_mapping->mp_subscript
        || (t->tp_as_mapping->mp_subscript == host_probe->tp_as_mapping->mp_subscript && inherits_method(t, base, name));
}

COLD int inherits_contains(PyTypeObject *t, PyTypeObject *base)
{
    STATIC_NAME(name, "__contains__") return 0;
    return t->tp_as_sequence->sq_contains == base->tp_as_sequence->sq_contains
        || (t->tp_as_sequence->sq_contains == host_probe->tp_as_sequence->sq_contains && inherits_method(t, base, name));
}

/* Is `d[key] = value` of t dict's own, though t has `del d[key]` in Python (collections.Counter), so that its slot is the host's generic one? */
COLD int inherits_dict_store(PyTypeObject *t)
{
    STATIC_NAME(name, "__setitem__") return 0;
    if (t->tp_as_mapping->mp_ass_subscript != host_probe->tp_as_mapping->mp_ass_subscript)
        return 0;
    PyObject *found = _PyType_Lookup(t, name);
    return found && Py_IS_TYPE(found, &PyWrapperDescr_Type) && ((PyDescrObject *)found)->d_type == &PyDict_Type;
}

/* Is `d[key] = value` of this type dict's own? */
#define stores_dict_items(t) ((t) == &PyDict_Type || (((t)->tp_flags & Py_TPFLAGS_DICT_SUBCLASS) \
                              && ((t)->tp_as_mapping->mp_ass_subscript == PyDict_Type.tp_as_mapping->mp_ass_subscript || inherits_dict_store(t))))

static __attribute__((noinline)) int list_contains(PyObject *c, Value item)
{
    if (!v_is_int(item) && !v_is_str(item))
        return -1;
    PyObject **items = PyList_CheckExact(c) ? ((PyListObject *)c)->ob_item : ((PyTupleObject *)c)->ob_item;
    for (Py_ssize_t i = 0, n = Py_SIZE(c); i < n; i++) {
        int equal = item_equal(item, items[i]);
        if (equal)
            return equal;
    }
    return 0;
}

static __attribute__((noinline)) int str_contains_any(PyObject *c, PyObject *s)
{
    int r = PyUnicode_Contains(c, s);
    if (r < 0)
        PyErr_Clear();
    return r;
}

/* Is one of the n <= 8 bytes at p, where eight can be read, this one?  (Bit tricks: a byte of w is zero where it is; what borrows make look so lies above.) */
HOT int byte_within(const char *p, unsigned char byte, Py_ssize_t n)
{
    const uint64_t ones = 0x0101010101010101;
    uint64_t w = str_head(p) ^ ones * byte, zero = (w - ones) & ~w & ones << 7;
    return n > 0 && zero << (64 - 8 * n) != 0;
}

static __attribute__((noinline)) int str_contains(PyObject *c, Value item)
{
    if (!v_is_str(item) || !PyUnicode_IS_READY(c) || !PyUnicode_IS_READY(v_object(item)))
        return -1;
    PyObject *s = v_object(item);
    Py_ssize_t n = PyUnicode_GET_LENGTH(c);
    if (PyUnicode_GET_LENGTH(s) != 1 || PyUnicode_KIND(c) != PyUnicode_1BYTE_KIND)
        return str_contains_any(c, s);
    Py_UCS4 ch = str_char(s, 0);
    if (ch > 255)
        return 0;
    const char *p = (const char *)PyUnicode_1BYTE_DATA(c);
#ifndef __SANITIZE_ADDRESS__
    if (n <= 8 && PyUnicode_IS_COMPACT(c))
        return byte_within(p, (unsigned char)ch, n);
#endif
    return memchr(p, (int)ch, (size_t)n) != NULL;
}

static __attribute__((noinline)) int dict_contains(PyObject *c, Value item)
{
    PyObject *value;
    return dict_find(c, item, &value);
}

#define DICT_HAS(value) 1
#define DICT_HAS_MET(d, name, e, at, perturb) (str_equal_quick((e)->me_key, name) > 0 ? 1 : dict_contains((PyObject *)(d), v_from_ptr(name)))
#define DICT_HAS_ON(d, name, at, perturb) dict_contains((PyObject *)(d), v_from_ptr(name))
static __attribute__((noinline)) int dict_contains_str(PyDictObject *d, PyObject *name)
{
    FIND_STR(d, name, DICT_HAS, DICT_HAS_MET, DICT_HAS_ON);
}

/* item in container: 1, 0, or -1: not a case. Each kind in a function of its own: this one saves no registers. */
static __attribute__((noinline)) int contains_fast(Value item, Value container)
{
    if (!v_is_object(container))
        return -1;
    PyObject *c = v_object(container);
    PyTypeObject *t = Py_TYPE(c);
    if (t == &PySet_Type || t == &PyFrozenSet_Type)
        return set_contains(c, item);
    if (t == &PyDict_Type)
        return v_is_str(item) ? dict_contains_str((PyDictObject *)c, v_object(item)) : dict_contains(c, item);
    if (t == &PyList_Type || t == &PyTuple_Type)
        return list_contains(c, item);
    if (t == &PyUnicode_Type)
        return str_contains(c, item);
    return (t->tp_flags & Py_TPFLAGS_DICT_SUBCLASS) && inherits_contains(t, &PyDict_Type) ? dict_contains(c, item) : -1;
}

/* ---- list ---- */

/* The object that the iteration over a list in R[0..] has given last, if it is a box of v: what is appended again needs no new one. Borrowed or NULL. */
HOT PyObject *iterator_box(const Value *R, Value v)
{
    if (!v_is_object(R[0]))
        return NULL;
    PyListObject *seq = (PyListObject *)v_object(R[0]);
    Py_ssize_t at;
    if (PyList_CheckExact(seq))
        at = (Py_ssize_t)(R[1] << 16 >> 16);    /* opened (iterate.h) */
    else if (Py_TYPE(seq) == &PyListIter_Type) {
        HostListIter *l = (HostListIter *)seq;
        seq = (PyListObject *)l->it_seq;
        at = l->it_index;
    }
    else
        return NULL;
    if (!seq || at <= 0 || at > Py_SIZE(seq))
        return NULL;
    PyObject *o = seq->ob_item[at - 1];
    int64_t i;
    if (v_is_int(v))
        return PyLong_CheckExact(o) && host_long_as_int48(o, &i) && i == v_int(v) ? o : NULL;
    return v_is_double(v) && PyFloat_CheckExact(o) && v_from_double_notnan(PyFloat_AS_DOUBLE(o)) == v ? o : NULL;
}

/* Append v, a copy of it if `take` is false: 1 done, 0 no room in the list, or no memory for the object (nothing done, no error). */
HOT int list_append_value(PyObject *list, Value v, int take)
{
    PyListObject *l = (PyListObject *)list;
    Py_ssize_t n = Py_SIZE(l);
    if (n >= l->allocated)
        return 0;
    PyObject *o;
    if (v_is_object(v)) {
        o = v_object(v);
        if (!take)
            Py_INCREF(o);
    }
    else if (v_is_int(v) && host_int_is_small(v_int(v)))
        o = Py_NewRef(host_small_int(v_int(v)));
    else if (!(o = value_box_inline(v))) {
        PyErr_Clear();
        return 0;
    }
    l->ob_item[n] = o;
    Py_SET_SIZE(l, n + 1);
    return 1;
}

/* Append an int that the host has one object of: 1 done, 0 another value, or no room. */
HOT int list_append_small(PyObject *list, Value v)
{
    PyListObject *l = (PyListObject *)list;
    Py_ssize_t n = Py_SIZE(l);
    if (!v_is_int(v) || !host_int_is_small(v_int(v)) || n >= l->allocated)
        return 0;
    l->ob_item[n] = Py_NewRef(host_small_int(v_int(v)));
    Py_SET_SIZE(l, n + 1);
    return 1;
}

/* ---- subscripts past list and tuple ---- */

/* The index of an int key among `size` items, or -1. */
HOT Py_ssize_t item_index(Value key, Py_ssize_t size)
{
    if (!v_is_int(key))
        return -1;
    int64_t i = v_int(key) < 0 ? v_int(key) + size : v_int(key);
    return (uint64_t)i < (uint64_t)size ? i : -1;
}

static Value subscr_other(Value ov, Value kv);

#define SUBSCR_FLAGS (Py_TPFLAGS_DICT_SUBCLASS | Py_TPFLAGS_UNICODE_SUBCLASS | Py_TPFLAGS_BYTES_SUBCLASS | Py_TPFLAGS_TUPLE_SUBCLASS | Py_TPFLAGS_LIST_SUBCLASS)

/* o[key] (owned) of an exact dict, str, bytes, bytearray or array; V_UNSET: not a case (missing keys and indices too). */
static __attribute__((noinline)) Value subscr_more(Value ov, Value kv)
{
    if (!v_is_object(ov))
        return V_UNSET;
    PyObject *o = v_object(ov);
    PyTypeObject *t = Py_TYPE(o);
    if (t == &PyDict_Type)
        return dict_item_any((PyDictObject *)o, kv);
    if (t == &PyUnicode_Type && v_is_int(kv) && (str_state(o) & STR_IS_PLAIN) == STR_IS_PLAIN && (uint64_t)v_int(kv) < (uint64_t)PyUnicode_GET_LENGTH(o)) {
        PyObject *c = char_object[((const unsigned char *)o + sizeof(PyASCIIObject))[v_int(kv)]];
        Py_INCREF(c);
        return v_from_ptr(c);
    }
    return t->tp_flags & SUBSCR_FLAGS || t == &PyByteArray_Type || t == array_type ? subscr_other(ov, kv) : V_UNSET;
}

/* The same by way of the most frequent cases. */
HOT Value subscr_any(Value ov, Value kv)
{
    if (v_is_object(ov) && PyDict_CheckExact(v_object(ov))) {
        if (v_is_str(kv))
            return dict_item_str((PyDictObject *)v_object(ov), v_object(kv));
        if (v_is_int(kv))
            return dict_item_int((PyDictObject *)v_object(ov), kv);
    }
    return subscr_more(ov, kv);
}

static __attribute__((noinline)) Value subscr_other(Value ov, Value kv)
{
    PyObject *o = v_object(ov);
    PyTypeObject *t = Py_TYPE(o);
    if ((t->tp_flags & Py_TPFLAGS_DICT_SUBCLASS) && inherits_subscript(t, &PyDict_Type))
        return dict_item_any((PyDictObject *)o, kv);
    Py_ssize_t i = item_index(kv, t == &PyUnicode_Type ? PyUnicode_GET_LENGTH(o) : Py_SIZE(o));
    if (i < 0)
        return V_UNSET;
    if (t == &PyUnicode_Type) {
        Value c = char_value(str_char(o, i));
        if (c == V_UNSET)
            PyErr_Clear();
        return c;
    }
    if (t == array_type)
        return array_item((HostArray *)o, i);
    if (t == &PyBytes_Type)
        return v_from_int48((unsigned char)PyBytes_AS_STRING(o)[i]);
    if (t == &PyByteArray_Type)
        return v_from_int48((unsigned char)PyByteArray_AS_STRING(o)[i]);
    /* Subclasses of list and tuple with their items. */
    if ((t->tp_flags & Py_TPFLAGS_TUPLE_SUBCLASS) && t->tp_as_mapping->mp_subscript == PyTuple_Type.tp_as_mapping->mp_subscript)
        return value_from_borrowed(PyTuple_GET_ITEM(o, i));
    if ((t->tp_flags & Py_TPFLAGS_LIST_SUBCLASS) && inherits_subscript(t, &PyList_Type))
        return value_from_borrowed(PyList_GET_ITEM(o, i));
    return V_UNSET;
}

/* store_subscr_more of what is no exact dict. */
static __attribute__((noinline)) int store_subscr_other(Value ov, Value kv, Value value)
{
    if (!v_is_object(ov))
        return 0;
    PyObject *o = v_object(ov);
    if (stores_dict_items(Py_TYPE(o)))
        return dict_store(o, kv, value);
    if (!PyByteArray_CheckExact(o) && Py_TYPE(o) != array_type)
        return 0;
    Py_ssize_t i = item_index(kv, Py_SIZE(o));
    if (i < 0)
        return 0;
    if (Py_TYPE(o) == array_type)
        return array_put((HostArray *)o, i, value);
    if (!v_is_int(value) || (uint64_t)v_int(value) >= 256)
        return 0;
    PyByteArray_AS_STRING(o)[i] = (char)v_int(value);
    return 1;
}

/* o[key] = value for a dict, a subclass with its stores, a bytearray or an array: 1 done (operands borrowed), 0 nothing done. */
static __attribute__((noinline)) int store_subscr_more(Value ov, Value kv, Value value)
{
    return v_is_object(ov) && PyDict_CheckExact(v_object(ov)) ? dict_store(v_object(ov), kv, value) : store_subscr_other(ov, kv, value);
}

#endif
