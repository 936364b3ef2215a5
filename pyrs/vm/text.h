/* text.h - building of strings: concatenation, f-strings, `%` and str.format.

   The ASCII case is done here; everything else goes to libpython. */
#ifndef PYRS_TEXT_H
#define PYRS_TEXT_H
#include <malloc.h>

/* ---- concatenation ---- */

#define ascii_data(s) ((char *)((PyASCIIObject *)(s) + 1))

/* What a block for `n` bytes holds at least: the small-object allocator rounds up to 16; a block of malloc's (one that was large once) ends 8 bytes
   before a multiple of 16. */
HOT size_t block_holds(size_t n)
{
    size_t small = (n + 15) & ~(size_t)15, shrunk = ((n + 23) & ~(size_t)15) - 8;
    return small < shrunk ? small : shrunk;
}

/* *s += t where *s is held once and by nobody else: in the block that *s has if it is large enough.  Large blocks come from malloc, which says what
   it gave, and get an eighth more than they need.  1 done, 0 not a case. */
HOT int str_append_in_place(PyObject **s, PyObject *t)
{
    PyASCIIObject *o = (PyASCIIObject *)*s;
    if (Py_REFCNT(o) != 1 || !PyUnicode_IS_COMPACT_ASCII(o) || !PyUnicode_IS_COMPACT_ASCII(t) || o->state.interned || o->wstr || !host_pymalloc)
        return 0;
    Py_ssize_t n = o->length, m = PyUnicode_GET_LENGTH(t);
    if (n < 2 || m == 0 || m > PY_SSIZE_T_MAX / 2 - n)
        return 0;
    size_t had = sizeof *o + (size_t)n + 1, need = had + (size_t)m;
    if (need > 512) {
        if (had <= 512 || malloc_usable_size(o) < need) {
            PyASCIIObject *moved = PyObject_Realloc(o, need + need / 8);
            if (!moved)
                return 0;
            *s = (PyObject *)(o = moved);
        }
    }
    else if (block_holds(had) < need) {
        PyASCIIObject *moved = PyObject_Realloc(o, need);
        if (!moved)
            return 0;
        *s = (PyObject *)(o = moved);
    }
    o->length = n + m;
    o->hash = -1;
    char *to = (char *)(o + 1) + n;
    if (m == 1)
        *to = *ascii_data(t);
    else
        copy_bytes(to, ascii_data(t), (size_t)m);
    to[m] = 0;
    return 1;
}

/* ---- strings of two characters that slices and sums gave lately: `text[i:i + 2] in OPERATORS` and `squares[column + row]` make none, their hashes are
   known, and a key made again is the key that is in the dict ---- */

#define DIGRAPHS 1024
static PyObject *digraphs[DIGRAPHS];

/* Two ASCII characters as a str, new. */
HOT PyObject *digraph(const char *p)
{
    uint16_t both;
    memcpy(&both, p, 2);
    PyObject **kept = &digraphs[(both ^ both >> 5) & (DIGRAPHS - 1)], *s = *kept;
    if (s && memcmp(ascii_data(s), p, 2) == 0)
        return Py_NewRef(s);
    if ((s = ascii_str(p, 2)))
        Py_XSETREF(*kept, Py_NewRef(s));
    return s;
}

/* Sums of two interned ASCII str ("visit_" + kind), kept from the second time that the same two come: no new str, no hash, and where the sum is a name it is
   interned already.  A pair that comes once costs a dozen instructions.  Only the sum is owned: another str may come to live where s or t was, so the text is
   compared.  What a variable grows by (`s += t`) is no name, and programs make strings of their own so. */
#define SUMS_KEPT 256
#define SUM_MAX_LENGTH 64
typedef struct { PyObject *s, *t, *sum; } KeptSum;
static KeptSum sums_kept[SUMS_KEPT];

/* The place for s + t (of lengths n and m), if they were the last to ask for it; else they are from now on, and NULL. */
static __attribute__((noinline)) KeptSum *sum_kept(PyObject *s, Py_ssize_t n, PyObject *t, Py_ssize_t m)
{
    MISS();
    KeptSum *kept = &sums_kept[((uintptr_t)s >> 4 ^ (uintptr_t)t >> 5 ^ (uintptr_t)t >> 12) % SUMS_KEPT];
    PyObject *sum = kept->sum;
    if (kept->s == s && kept->t == t
        && (!sum || (PyUnicode_GET_LENGTH(sum) == n + m && memcmp(ascii_data(sum), ascii_data(s), (size_t)n) == 0
                     && memcmp(ascii_data(sum) + n, ascii_data(t), (size_t)m) == 0)))
        return kept;
    *kept = (KeptSum){s, t, NULL};
    Py_XDECREF(sum);
    return NULL;
}

/* s + t of two exact str: new, or, if that may be, kept. */
static PyObject *str_concat(PyObject *s, PyObject *t, int keep)
{
    if (PyUnicode_IS_COMPACT_ASCII(s) && PyUnicode_IS_COMPACT_ASCII(t)) {
        Py_ssize_t n = PyUnicode_GET_LENGTH(s), m = PyUnicode_GET_LENGTH(t);
        if (n == 1 && m == 1)
            return digraph((char[]){*ascii_data(s), *ascii_data(t)});
        if (n && m && m < PY_SSIZE_T_MAX / 2 - n) {
            KeptSum *kept = keep && PyUnicode_CHECK_INTERNED(s) && PyUnicode_CHECK_INTERNED(t) && n + m <= SUM_MAX_LENGTH ? sum_kept(s, n, t, m) : NULL;
            if (kept && kept->sum)
                return Py_NewRef(kept->sum);
            char *to;
            PyObject *r = ascii_new(n + m, &to);
            if (r) {
                copy_bytes(to, ascii_data(s), (size_t)n);
                copy_bytes(to + n, ascii_data(t), (size_t)m);
                if (kept) {
                    PyUnicode_InternInPlace(&r);
                    kept->sum = Py_NewRef(r);
                }
            }
            return r;
        }
    }
    return PyUnicode_Concat(s, t);
}

/* s[lo:hi] of an exact str, bounds in range, new. */
HOT PyObject *str_slice(PyObject *s, Py_ssize_t lo, Py_ssize_t hi)
{
    if (PyUnicode_IS_COMPACT_ASCII(s) && hi - lo < PyUnicode_GET_LENGTH(s))
        return hi - lo == 2 ? digraph(ascii_data(s) + lo) : ascii_str(ascii_data(s) + lo, hi - lo);
    return PyUnicode_Substring(s, lo, hi);
}

/* ---- f-strings ---- */

#define JOIN_MAX 16             /* pieces that are joined here */

/* The n pieces, str or numbers that FORMAT_VALUE has left as they are, as one str. New; the pieces stay, numbers may have become str. */
static PyObject *build_string(Value *pieces, Py_ssize_t n)
{
    static PyObject *empty;
    char numbers[JOIN_MAX][NUMBER_TEXT_MAX];
    struct { const char *text; Py_ssize_t n; } parts[JOIN_MAX];
    Py_ssize_t total = 0, i = 0;
    if (n <= JOIN_MAX)
        for (; i < n; i++) {
            Value v = pieces[i];
            if (v_is_object(v)) {
                PyObject *s = v_object(v);
                if (!PyUnicode_CheckExact(s) || !PyUnicode_IS_COMPACT_ASCII(s))     /* a piece may be a constant that somebody replaced */
                    break;
                parts[i].text = ascii_data(s);
                parts[i].n = PyUnicode_GET_LENGTH(s);
            }
            else {
                char *end = numbers[i] + NUMBER_TEXT_MAX, *p = v_is_int(v) ? int_text(end, v_int(v)) : v_is_double(v) ? float_text(end, v_double(v)) : NULL;
                if (!p)
                    break;
                parts[i].text = p;
                parts[i].n = end - p;
            }
            if (parts[i].n > PY_SSIZE_T_MAX / JOIN_MAX)
                break;
            total += parts[i].n;
        }
    if (n == 2 && i == 2 && v_is_object(pieces[0]) && v_is_object(pieces[1]) && parts[0].n && parts[1].n)
        return str_concat(v_object(pieces[0]), v_object(pieces[1]), 1);
    if (i == n && total > 1) {
        char *to;
        PyObject *r = ascii_new(total, &to);
        for (i = 0; r && i < n; i++) {
            copy_bytes(to, parts[i].text, (size_t)parts[i].n);
            to += parts[i].n;
        }
        return r;
    }
    if (!empty && !(empty = PyUnicode_New(0, 0)))
        return NULL;
    for (i = 0; i < n; i++)
        if (!v_is_object(pieces[i])) {
            PyObject *o = value_box_inline(pieces[i]), *s = o ? PyObject_Str(o) : NULL;
            Py_XDECREF(o);
            if (!s)
                return NULL;
            pieces[i] = v_from_ptr(s);
        }
    return _PyUnicode_JoinArray(empty, (PyObject **)pieces, n);
}

/* ---- `%` and str.format ---- */

#define TEXT_MAX 512
typedef struct { char text[TEXT_MAX]; Py_ssize_t n; } Text;

HOT int text_put(Text *t, const char *s, Py_ssize_t n)
{
    if (n > TEXT_MAX - t->n)
        return 0;
    memcpy(t->text + t->n, s, (size_t)n);
    t->n += n;
    return 1;
}

HOT int text_fill(Text *t, char c, Py_ssize_t n)
{
    if (n > TEXT_MAX - t->n)
        return 0;
    memset(t->text + t->n, c, (size_t)n);
    t->n += n;
    return 1;
}

/* v by a specification whose type is that of format(); '>' is what strings are aligned to by default where `right`. 1, or 0: not a case. */
static int text_put_value(Text *t, Value v, const FormatSpec *spec, int right)
{
    if (v_is_number(v)) {
        char buffer[FORMATTED_MAX];
        int n = number_format(buffer, v, spec);
        return n >= 0 && text_put(t, buffer, n);
    }
    if (!v_is_str(v) || !PyUnicode_IS_COMPACT_ASCII(v_object(v)) || spec->sign || spec->zero || spec->comma || (spec->type && spec->type != 's'))
        return 0;
    Py_ssize_t n = PyUnicode_GET_LENGTH(v_object(v));
    if (spec->precision >= 0 && n > spec->precision)
        n = spec->precision;
    Py_ssize_t pad = spec->width > n ? spec->width - n : 0;
    char align = spec->align ? spec->align : right ? '>' : '<';
    Py_ssize_t left = align == '>' ? pad : align == '^' ? pad / 2 : 0;
    return text_fill(t, spec->fill, left) && text_put(t, ascii_data(v_object(v)), n) && text_fill(t, spec->fill, pad - left);
}

static PyObject *text_str(const Text *t)
{
    PyObject *s = ascii_str(t->text, t->n);
    if (!s)
        PyErr_Clear();
    return s;
}

/* format % args of an exact str: new, or NULL without an error: not a case. */
static __attribute__((noinline)) PyObject *str_percent(PyObject *format, Value args)
{
    Text t;
    if (!PyUnicode_IS_COMPACT_ASCII(format))
        return NULL;
    const char *p = ascii_data(format), *end = p + PyUnicode_GET_LENGTH(format);
    PyObject *tuple = v_is_object(args) && PyTuple_CheckExact(v_object(args)) ? v_object(args) : NULL;
    Py_ssize_t used = 0, n = tuple ? PyTuple_GET_SIZE(tuple) : 1;
    if (!tuple && !v_is_number(args) && !v_is_str(args))
        return NULL;
    t.n = 0;
    for (;;) {
        const char *percent = memchr(p, '%', (size_t)(end - p));
        if (!text_put(&t, p, (percent ? percent : end) - p))
            return NULL;
        if (!percent)
            break;
        p = percent + 1;
        if (p < end && *p == '%') {
            if (!text_put(&t, p++, 1))
                return NULL;
            continue;
        }
        FormatSpec spec = {' ', 0, 0, 0, 0, 0, 0, -1};
        for (; p < end; p++) {
            if (*p == '-')
                spec.align = '<';
            else if (*p == '0')
                spec.zero = 1;
            else if (*p == '+' || *p == ' ')
                spec.sign = spec.sign == '+' ? '+' : *p;
            else
                break;
        }
        for (int digits = 0; p < end && is_digit(*p); p++, digits++) {
            if (digits == 2)
                return NULL;
            spec.width = spec.width * 10 + (*p - '0');
        }
        if (p < end && *p == '.') {
            p++;
            if (p == end || !is_digit(*p))
                return NULL;
            spec.precision = *p++ - '0';
            if (p < end && is_digit(*p))
                spec.precision = spec.precision * 10 + (*p++ - '0');
        }
        if (p == end || used == n)
            return NULL;
        Value v = tuple ? value_from_borrowed(PyTuple_GET_ITEM(tuple, used)) : args;
        int ok;
        used++;
        if (spec.align == '<')
            spec.zero = 0;
        char type = *p++;
        switch (type) {
        case 's': case 'r':
            if (v_is_number(v)) {
                /* Aligned like the string it becomes. */
                char number[NUMBER_TEXT_MAX], *stop = number + sizeof number, *text = number_text(stop, v);
                Py_ssize_t pad = text && spec.width > stop - text ? spec.width - (stop - text) : 0;
                ok = text && spec.precision < 0 && !spec.zero && !spec.sign && text_fill(&t, ' ', spec.align ? 0 : pad)
                    && text_put(&t, text, stop - text) && text_fill(&t, ' ', spec.align ? pad : 0);
            }
            else
                ok = type == 's' && text_put_value(&t, v, &spec, 1);
            break;
        case 'd': case 'i':
            spec.type = 'd';
            ok = v_is_int(v) && text_put_value(&t, v, &spec, 1);
            break;
        case 'x': case 'X': case 'o':
            spec.type = type;
            ok = v_is_int(v) && text_put_value(&t, v, &spec, 1);
            break;
        case 'f': case 'F':
            spec.type = 'f';
            ok = v_is_number(v) && text_put_value(&t, v, &spec, 1);
            break;
        default:
            ok = 0;
        }
        if (tuple)
            value_decref(v);
        if (!ok)
            return NULL;
    }
    return used == n ? text_str(&t) : NULL;
}

/* format.format(*args) of an exact str: new, or NULL without an error: not a case. */
static __attribute__((noinline)) PyObject *str_format(PyObject *format, const Value *args, Py_ssize_t n)
{
    Text t;
    if (!PyUnicode_IS_COMPACT_ASCII(format))
        return NULL;
    const char *p = ascii_data(format), *end = p + PyUnicode_GET_LENGTH(format);
    Py_ssize_t next = 0, at;
    int numbered = 0;
    t.n = 0;
    while (p < end) {
        const char *brace = p;
        while (brace < end && *brace != '{' && *brace != '}')
            brace++;
        if (!text_put(&t, p, brace - p))
            return NULL;
        if (brace == end)
            break;
        p = brace + 1;
        if (p < end && *p == *brace) {
            if (!text_put(&t, p++, 1))
                return NULL;
            continue;
        }
        if (*brace == '}')
            return NULL;
        if (p < end && is_digit(*p)) {
            at = *p++ - '0';
            numbered = 1;
        }
        else
            at = next++;
        if ((numbered && next) || at >= n || p == end)
            return NULL;
        FormatSpec spec = {' ', 0, 0, 0, 0, 0, 0, -1};
        if (*p == ':') {
            p++;
            const char *close = memchr(p, '}', (size_t)(end - p));
            if (!close || !spec_parse(p, close - p, &spec))
                return NULL;
            p = close;
        }
        if (*p++ != '}' || !text_put_value(&t, args[at], &spec, 0))
            return NULL;
    }
    return text_str(&t);
}

#endif
