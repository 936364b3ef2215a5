/* strmethods.h - methods of ASCII strings as intrinsics; of others they are the host's.  Part of intrinsics.h. */
#ifndef PYRS_STRMETHODS_H
#define PYRS_STRMETHODS_H

/* The n items, all ASCII, with `by` between them. New; NULL without an exception where one is something else, or none has a character. */
static PyObject *ascii_join(PyObject *by, PyObject *const *items, Py_ssize_t n)
{
    Py_ssize_t between = PyUnicode_GET_LENGTH(by), total = 0;
    if (n < 2 || !PyUnicode_IS_COMPACT_ASCII(by) || between > PY_SSIZE_T_MAX / 2 / n)
        return NULL;
    for (Py_ssize_t i = 0; i < n; i++) {
        if (!PyUnicode_CheckExact(items[i]) || !PyUnicode_IS_COMPACT_ASCII(items[i]) || PyUnicode_GET_LENGTH(items[i]) > PY_SSIZE_T_MAX / 2 - total)
            return NULL;
        total += PyUnicode_GET_LENGTH(items[i]);
    }
    char *to;
    PyObject *r = (total += between * (n - 1)) ? ascii_new(total, &to) : NULL;
    if (!r)
        return PyErr_Clear(), NULL;
    const char *separator = ascii_data(by);
    for (Py_ssize_t i = 0;;) {
        size_t m = (size_t)PyUnicode_GET_LENGTH(items[i]);
        const char *from = ascii_data(items[i]);
        if (m == 1)
            *to = *from;
        else
            copy_bytes(to, from, m);
        to += m;
        if (++i == n)
            return r;
        if (between == 1)
            *to = *separator;
        else if (between)
            copy_bytes(to, separator, (size_t)between);
        to += between;
    }
}

/* The same of whatever items: NULL with the exception. */
static PyObject *str_joined(PyObject *by, PyObject *const *items, Py_ssize_t n)
{
    PyObject *r = ascii_join(by, items, n);
    return r ? r : _PyUnicode_JoinArray(by, items, n);
}

/* str.join of an exact list or tuple: no item is asked for anything. */
static int run_str_join(const Value *argv, Py_ssize_t n, Value *out)
{
    if (n != 2 || !v_is_str(argv[0]) || !v_is_object(argv[1]))
        return 0;
    PyObject *o = v_object(argv[1]);
    if (!PyList_CheckExact(o) && !PyTuple_CheckExact(o))
        return 0;
    return new_result(str_joined(v_object(argv[0]), PySequence_Fast_ITEMS(o), Py_SIZE(o)), out);
}

static int str_tail(const Value *argv, Py_ssize_t n, Value *out, int at_end)
{
    if (n != 2 || !v_is_str(argv[0]) || !v_is_str(argv[1]))
        return 0;
    PyObject *s = v_object(argv[0]), *t = v_object(argv[1]);
    if (!PyUnicode_IS_COMPACT_ASCII(s) || !PyUnicode_IS_COMPACT_ASCII(t))
        return 0;
    Py_ssize_t m = PyUnicode_GET_LENGTH(t), from = at_end ? PyUnicode_GET_LENGTH(s) - m : 0;
    *out = v_bool(m <= PyUnicode_GET_LENGTH(s) && memcmp(PyUnicode_1BYTE_DATA(s) + (from < 0 ? 0 : from), PyUnicode_1BYTE_DATA(t), (size_t)m) == 0);
    return 1;
}

static int run_str_startswith(const Value *argv, Py_ssize_t n, Value *out) { return str_tail(argv, n, out, 0); }
static int run_str_endswith(const Value *argv, Py_ssize_t n, Value *out) { return str_tail(argv, n, out, 1); }

/* White space among ASCII characters: 9 to 13, 28 to 32. */
#define SPACES 0x1F0003E00
#define is_space(c) ((unsigned char)(c) <= ' ' && SPACES >> (unsigned char)(c) & 1)

/* What the is...() methods say of one ASCII character; of other ASCII strings `others`, of p, length and out. */
#define CHARACTER_TEST(name, test, others)                                                      \
static int name(const Value *argv, Py_ssize_t n, Value *out)                                    \
{                                                                                               \
    if (n != 1 || !v_is_str(argv[0]) || !PyUnicode_IS_COMPACT_ASCII(v_object(argv[0])))         \
        return 0;                                                                               \
    const unsigned char *p = PyUnicode_1BYTE_DATA(v_object(argv[0])), c = *p;                   \
    Py_ssize_t length = PyUnicode_GET_LENGTH(v_object(argv[0]));                                \
    if (length != 1)                                                                            \
        return others;                                                                          \
    *out = v_bool(test);                                                                        \
    return 1;                                                                                   \
}
/* The same where all characters have to be such: in a function of its own, or that one would save registers. */
#define CHARACTERS_TEST(name, test)                                                             \
static __attribute__((noinline)) int name##_each(const unsigned char *p, Py_ssize_t length, Value *out) \
{                                                                                               \
    int all = length > 0;                                                                       \
    for (Py_ssize_t i = 0; i < length && all; i++) {                                            \
        unsigned char c = p[i];                                                                 \
        all = (test) != 0;                                                                      \
    }                                                                                           \
    *out = v_bool(all);                                                                         \
    return 1;                                                                                   \
}                                                                                               \
CHARACTER_TEST(name, test, name##_each(p, length, out))
CHARACTERS_TEST(run_str_isdigit, Py_ISDIGIT(c))
CHARACTERS_TEST(run_str_isalpha, Py_ISALPHA(c))
CHARACTERS_TEST(run_str_isalnum, Py_ISALNUM(c))
CHARACTERS_TEST(run_str_isspace, is_space(c))
CHARACTER_TEST(run_str_isupper, Py_ISUPPER(c), 0)
CHARACTER_TEST(run_str_islower, Py_ISLOWER(c), 0)

static int str_case(const Value *argv, Py_ssize_t n, Value *out, int up)
{
    if (n != 1 || !v_is_str(argv[0]) || !PyUnicode_IS_COMPACT_ASCII(v_object(argv[0])))
        return 0;
    PyObject *s = v_object(argv[0]);
    Py_ssize_t length = PyUnicode_GET_LENGTH(s);
    const unsigned char *from = PyUnicode_1BYTE_DATA(s);
    if (length == 1) {
        *out = char_value((Py_UCS4)(up ? Py_TOUPPER(*from) : Py_TOLOWER(*from)));
        return 1;
    }
    if (length == 0 || length > 64)
        return 0;
    char *to;
    PyObject *r = ascii_new(length, &to);
    if (!r)
        return -1;
    for (Py_ssize_t i = 0; i < length; i++)
        to[i] = (char)(up ? Py_TOUPPER(from[i]) : Py_TOLOWER(from[i]));
    *out = v_from_ptr(r);
    return 1;
}

static int run_str_upper(const Value *argv, Py_ssize_t n, Value *out) { return str_case(argv, n, out, 1); }
static int run_str_lower(const Value *argv, Py_ssize_t n, Value *out) { return str_case(argv, n, out, 0); }

static int run_str_format(const Value *argv, Py_ssize_t n, Value *out)
{
    return n > 1 && v_is_str(argv[0]) && text_result(str_format(v_object(argv[0]), argv + 1, n - 1), out);
}

/* ---- parts ---- */

#define PARTS_MAX 64            /* strings with more of them are split by the host */

/* Some characters of an exact ASCII str: the str itself, one of the shared ones, or new. */
HOT PyObject *ascii_part(PyObject *s, const char *from, Py_ssize_t n)
{
    if (n == PyUnicode_GET_LENGTH(s))
        return Py_NewRef(s);
    return n == 2 ? digraph(from) : ascii_str(from, n);
}

/* Where the parts of a text begin and end; -1: there are more than PARTS_MAX. */
typedef struct { const char *from, *to; } Part;

static int parts_between_spaces(const char *p, const char *end, Part *parts)
{
    int n = 0;
    for (;;) {
        while (p < end && is_space(*p))
            p++;
        if (p == end)
            return n;
        if (n == PARTS_MAX)
            return -1;
        parts[n].from = p;
        while (p < end && !is_space(*p))
            p++;
        parts[n++].to = p;
    }
}

static int parts_between(const char *p, const char *end, const char *by, Py_ssize_t m, Part *parts)
{
    int n = 0;
    parts[0].from = p;
    while (end - p >= m) {
        if (end - p > 32) {
            const char *next = memchr(p, *by, (size_t)(end - p - m + 1));
            if (!next)
                break;
            p = next;
        }
        else if (*p != *by) {
            p++;
            continue;
        }
        if (m > 1 && memcmp(p + 1, by + 1, (size_t)m - 1) != 0) {
            p++;
            continue;
        }
        if (n == PARTS_MAX - 1)
            return -1;
        parts[n++].to = p;
        parts[n].from = p += m;
    }
    parts[n].to = end;
    return n + 1;
}

static int run_str_split(const Value *argv, Py_ssize_t n, Value *out)
{
    Part parts[PARTS_MAX];
    if (n < 1 || n > 2 || !v_is_str(argv[0]) || !PyUnicode_IS_COMPACT_ASCII(v_object(argv[0])))
        return 0;
    PyObject *s = v_object(argv[0]), *by = NULL;
    const char *p = ascii_data(s), *end = p + PyUnicode_GET_LENGTH(s);
    if (n == 2 && argv[1] != V_NONE) {
        if (!v_is_str(argv[1]) || !PyUnicode_IS_COMPACT_ASCII(v_object(argv[1])) || PyUnicode_GET_LENGTH(v_object(argv[1])) == 0)
            return 0;
        by = v_object(argv[1]);
    }
    int count = by ? parts_between(p, end, ascii_data(by), PyUnicode_GET_LENGTH(by), parts) : parts_between_spaces(p, end, parts), i = 0;
    if (count <= 0)
        return 0;
    running_frame_sync_alloc();
    PyListObject *l = list_with_room(count);
    if (!l)
        return -1;
    while (i < count && (l->ob_item[i] = ascii_part(s, parts[i].from, parts[i].to - parts[i].from)))
        i++;
    return new_result(list_filled(l, i, count), out);
}

enum { STRIP_LEFT = 1, STRIP_RIGHT = 2 };

/* Without the white space, or the characters in argv[1], at the ends that `sides` says. */
static int str_strip(const Value *argv, Py_ssize_t n, Value *out, int sides)
{
    if (n < 1 || n > 2 || !v_is_str(argv[0]) || !PyUnicode_IS_COMPACT_ASCII(v_object(argv[0])))
        return 0;
    PyObject *s = v_object(argv[0]);
    const char *p = ascii_data(s), *end = p + PyUnicode_GET_LENGTH(s);
    uint64_t set[2] = {SPACES, 0};
    if (n == 2 && argv[1] != V_NONE) {
        if (!v_is_str(argv[1]) || !PyUnicode_IS_COMPACT_ASCII(v_object(argv[1])))
            return 0;
        PyObject *chars = v_object(argv[1]);
        set[0] = 0;
        for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(chars); i++)
            set[ascii_data(chars)[i] >> 6] |= (uint64_t)1 << (ascii_data(chars)[i] & 63);
    }
#define in_set(c) (set[(unsigned char)(c) >> 6] >> ((c) & 63) & 1)
    if (sides & STRIP_LEFT)
        while (p < end && in_set(*p))
            p++;
    if (sides & STRIP_RIGHT)
        while (p < end && in_set(end[-1]))
            end--;
#undef in_set
    return new_result(ascii_part(s, p, end - p), out);
}

static int run_str_strip(const Value *argv, Py_ssize_t n, Value *out) { return str_strip(argv, n, out, STRIP_LEFT | STRIP_RIGHT); }
static int run_str_lstrip(const Value *argv, Py_ssize_t n, Value *out) { return str_strip(argv, n, out, STRIP_LEFT); }
static int run_str_rstrip(const Value *argv, Py_ssize_t n, Value *out) { return str_strip(argv, n, out, STRIP_RIGHT); }
#endif
