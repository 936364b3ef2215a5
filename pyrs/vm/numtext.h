/* numtext.h - numbers and text: str() and format() of inline numbers, int() and float() of strings, without the host's general machinery.

   Exact where they answer at all: what needs more than machine words is "not a case". */
#ifndef PYRS_NUMTEXT_H
#define PYRS_NUMTEXT_H

/* ---- writing ---- */

/* A new ASCII str of n characters whose contents the caller writes at once. */
HOT PyObject *ascii_new(Py_ssize_t n, char **data)
{
    PyASCIIObject *o = PyObject_Malloc(sizeof(PyASCIIObject) + (size_t)n + 1);
    *data = NULL;
    if (__builtin_expect(!o, 0))
        return PyErr_NoMemory();
    o->ob_base.ob_refcnt = 1;
    o->ob_base.ob_type = &PyUnicode_Type;
    o->length = n;
    o->hash = -1;
    memset(&o->state, 0, sizeof o->state);
    o->state.kind = PyUnicode_1BYTE_KIND;
    o->state.compact = 1;
    o->state.ready = 1;
    o->state.ascii = 1;
    o->wstr = NULL;
    *data = (char *)(o + 1);
    (*data)[n] = 0;
    return (PyObject *)o;
}

/* Of n ASCII characters; the host's own strings for none and one. */
static PyObject *ascii_str(const char *text, Py_ssize_t n)
{
    char *data;
    if (n == 1)
        return Py_NewRef(char_object[(unsigned char)*text]);
    if (n == 0)
        return PyUnicode_New(0, 0);
    PyObject *s = ascii_new(n, &data);
    if (s)
        memcpy(data, text, (size_t)n);
    return s;
}

static const char two_digits[201] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869"
    "707172737475767778798081828384858687888990919293949596979899";

/* The decimal digits of u before `end`; -> where they begin. */
HOT char *digits_before(char *end, uint64_t u)
{
    while (u >= 100) {
        uint64_t q = u / 100;
        memcpy(end -= 2, two_digits + 2 * (u - 100 * q), 2);
        u = q;
    }
    if (u >= 10)
        memcpy(end -= 2, two_digits + 2 * u, 2);
    else
        *--end = (char)('0' + u);
    return end;
}

#define NUMBER_TEXT_MAX 48      /* room for any number written here: 20 digits, sign, point, 19 decimals */

/* str(i) at the end of a buffer. */
HOT char *int_text(char *end, int64_t i)
{
    char *p = digits_before(end, i < 0 ? -(uint64_t)i : (uint64_t)i);
    if (i < 0)
        *--p = '-';
    return p;
}

static const double exact_powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
                                      1e20, 1e21, 1e22};
static const uint64_t int_powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000,
                                      10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000,
                                      10000000000000000000u};

/* q / 10^decimals in fixed notation, at the end of a buffer. */
static char *fixed_text(char *end, uint64_t q, int decimals, int negative)
{
    char *p = end;
    if (decimals) {
        uint64_t whole = q / int_powers[decimals];
        p = digits_before(end, q - whole * int_powers[decimals]);
        while (p > end - decimals)
            *--p = '0';
        *--p = '.';
        q = whole;
    }
    p = digits_before(p, q);
    if (negative)
        *--p = '-';
    return p;
}

/* repr(d) at the end of a buffer, NULL: not a case.  A decimal of at most 15 digits that rounds to d is the shortest there is, apart from its
   trailing zeros, and no other of that length does: found by one multiplication and checked by one division, both correctly rounded since the power of
   ten is exact. */
static char *float_text(char *end, double d)
{
    double a = fabs(d);
    int negative = signbit(d) != 0;
    if (a == 0.0)
        return fixed_text(end, 0, 1, negative);
    if (!(a >= 1e-4 && a < 1e15))
        return NULL;
    uint64_t whole = (uint64_t)a;
    if ((double)whole == a)
        return fixed_text(end, whole * 10, 1, negative);
    int decimals = a >= 0.1 ? 15 : a >= 0.01 ? 16 : a >= 0.001 ? 17 : 18;
    for (uint64_t w = whole; w; w /= 10)
        decimals--;
    uint64_t q = (uint64_t)(a * exact_powers[decimals] + 0.5);
    if (q >= 1000000000000000u || (double)q / exact_powers[decimals] != a)
        return NULL;
    while (q % 10 == 0) {
        q /= 10;
        decimals--;
    }
    if (decimals > 19)
        return NULL;
    return fixed_text(end, q, decimals, negative);
}

/* format(d, '.{decimals}f') at the end of a buffer, NULL: not a case.  Exact: the double times the power of ten in 128 bits, ties to even. */
static char *float_fixed_text(char *end, double d, int decimals)
{
    double a = fabs(d);
    if (decimals > 15 || !(a * exact_powers[decimals] < 1e18))
        return NULL;
    int e;
    uint64_t m = (uint64_t)(frexp(a, &e) * 9007199254740992.0), q;       /* 2^53 */
    e -= 53;
    u128 scaled = (u128)m * int_powers[decimals];
    if (e >= 0)
        q = (uint64_t)(scaled << e);
    else if (e <= -128)
        q = 0;
    else {
        u128 rest = scaled & (((u128)1 << -e) - 1), half = (u128)1 << (-e - 1);
        q = (uint64_t)(scaled >> -e);
        q += rest > half || (rest == half && (q & 1));
    }
    return fixed_text(end, q, decimals, signbit(d) != 0);
}

/* str() of an inline number at the end of a buffer, NULL: not a case. */
HOT char *number_text(char *end, Value v)
{
    return v_is_int(v) ? int_text(end, v_int(v)) : float_text(end, v_double(v));
}

/* str(v) of an inline number, new; NULL with or without an error. */
static PyObject *number_str(Value v)
{
    char buffer[NUMBER_TEXT_MAX], *end = buffer + sizeof buffer, *p = number_text(end, v);
    return p ? ascii_str(p, end - p) : NULL;
}

/* ---- format specifications ---- */

typedef struct {
    char fill, align, sign, type;       /* align, sign, type: 0 where not given */
    uint8_t zero, comma;
    int width, precision;               /* precision -1: none */
} FormatSpec;

/* The usual part of the mini-language, ASCII only: 1, or 0 for everything else. */
static int spec_parse(const char *s, Py_ssize_t n, FormatSpec *spec)
{
    const char *end = s + n;
    *spec = (FormatSpec){' ', 0, 0, 0, 0, 0, 0, -1};
    if (n > 1 && (s[1] == '<' || s[1] == '>' || s[1] == '^')) {
        spec->fill = s[0];
        spec->align = s[1];
        s += 2;
    }
    else if (n && (s[0] == '<' || s[0] == '>' || s[0] == '^'))
        spec->align = *s++;
    if (s < end && (*s == '+' || *s == '-' || *s == ' '))
        spec->sign = *s++;
    if (s < end && *s == '0') {
        if (spec->align)
            return 0;
        spec->zero = 1;
        s++;
    }
    for (int digits = 0; s < end && *s >= '0' && *s <= '9'; s++, digits++) {
        if (digits == 2)
            return 0;
        spec->width = spec->width * 10 + (*s - '0');
    }
    if (s < end && *s == ',') {
        spec->comma = 1;
        s++;
    }
    if (s < end && *s == '.') {
        s++;
        if (s == end || *s < '0' || *s > '9')
            return 0;
        spec->precision = *s++ - '0';
        if (s < end && *s >= '0' && *s <= '9')
            spec->precision = spec->precision * 10 + (*s++ - '0');
    }
    if (s < end)
        spec->type = *s++;
    return s == end;
}

#define FORMATTED_MAX 160       /* 99 of width, or a number with commas */

/* The number v by the specification, written at `to` (FORMATTED_MAX bytes): its length, or -1: not a case. */
static int number_format(char *to, Value v, const FormatSpec *spec)
{
    char buffer[2 * NUMBER_TEXT_MAX], *end = buffer + sizeof buffer, *p;
    int negative;
    if (v_is_int(v) && spec->type != 'f' && spec->type != 'F') {
        if (spec->precision >= 0)
            return -1;
        int64_t i = v_int(v);
        uint64_t u = i < 0 ? -(uint64_t)i : (uint64_t)i;
        negative = i < 0;
        if (spec->type == 0 || spec->type == 'd')
            p = digits_before(end, u);
        else if (spec->comma)
            return -1;
        else {
            const char *set = spec->type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
            int bits = spec->type == 'x' || spec->type == 'X' ? 4 : spec->type == 'o' ? 3 : spec->type == 'b' ? 1 : 0;
            if (!bits)
                return -1;
            p = end;
            do
                *--p = set[u & ((1u << bits) - 1)];
            while (u >>= bits);
        }
    }
    else if (v_is_number(v)) {
        double d = v_number(v);
        if (spec->type == 'f' || spec->type == 'F')
            p = float_fixed_text(end, d, spec->precision < 0 ? 6 : spec->precision);
        else if (spec->type == 0 && spec->precision < 0)
            p = float_text(end, d);
        else
            return -1;
        if (!p)
            return -1;
        negative = *p == '-';
        p += negative;
    }
    else
        return -1;
    if (spec->comma) {
        char *point = memchr(p, '.', (size_t)(end - p)), *digit = point ? point : end;
        for (digit -= 3; digit > p; digit -= 3) {      /* what stands left of it moves by one */
            memmove(p - 1, p, (size_t)(digit - p));
            p--;
            *--digit = ',';
        }
    }
    char sign = negative ? '-' : spec->sign && spec->sign != '-' ? spec->sign : 0;
    int n = (int)(end - p), total = n + (sign != 0), pad = spec->width > total ? spec->width - total : 0;
    char *t = to;
    if (spec->zero) {
        if (spec->comma && pad)
            return -1;                  /* the zeros are grouped too */
        if (sign)
            *t++ = sign;
        memset(t, '0', (size_t)pad);
        memcpy(t + pad, p, (size_t)n);
        return total + pad;
    }
    int left = spec->align == '<' ? 0 : spec->align == '^' ? pad / 2 : pad;
    memset(t, spec->fill, (size_t)left);
    t += left;
    if (sign)
        *t++ = sign;
    memcpy(t, p, (size_t)n);
    memset(t + n, spec->fill, (size_t)(pad - left));
    return total + pad;
}

/* format(v, spec) of an inline number or an exact str: new; NULL without an error: not a case. */
static PyObject *format_fast(Value v, PyObject *spec_object)
{
    FormatSpec spec;
    char buffer[FORMATTED_MAX];
    if (!PyUnicode_CheckExact(spec_object) || !PyUnicode_IS_COMPACT_ASCII(spec_object)
        || !spec_parse((const char *)PyUnicode_1BYTE_DATA(spec_object), PyUnicode_GET_LENGTH(spec_object), &spec))
        return NULL;
    if (v_is_number(v)) {
        int n = number_format(buffer, v, &spec);
        return n < 0 ? NULL : ascii_str(buffer, n);
    }
    if (!v_is_str(v) || !PyUnicode_IS_COMPACT_ASCII(v_object(v)) || spec.sign || spec.zero || spec.comma || (spec.type && spec.type != 's'))
        return NULL;
    PyObject *s = v_object(v);
    Py_ssize_t n = PyUnicode_GET_LENGTH(s);
    if (spec.precision >= 0 && n > spec.precision)
        n = spec.precision;
    Py_ssize_t pad = spec.width > n ? spec.width - n : 0, left = spec.align == '>' ? pad : spec.align == '^' ? pad / 2 : 0;
    if (!pad && n == PyUnicode_GET_LENGTH(s))
        return Py_NewRef(s);
    if (n + pad < 2)
        return NULL;
    char *data;
    PyObject *r = ascii_new(n + pad, &data);
    if (r) {
        memset(data, spec.fill, (size_t)left);
        copy_bytes(data + left, PyUnicode_1BYTE_DATA(s), (size_t)n);
        memset(data + left + n, spec.fill, (size_t)(pad - left));
    }
    return r;
}

/* ---- reading ---- */

#define is_digit(c) ((unsigned)((c) - '0') < 10)

/* int(s) of a short ASCII str: 1, or 0: not a case. */
static int text_to_int(PyObject *s, Value *out)
{
    if (!PyUnicode_IS_COMPACT_ASCII(s))
        return 0;
    const char *p = (const char *)PyUnicode_1BYTE_DATA(s), *end = p + PyUnicode_GET_LENGTH(s);
    int negative = p < end && *p == '-';
    if (negative || (p < end && *p == '+'))
        p++;
    if (p == end || end - p > 14)       /* 14 digits fit 48 bits */
        return 0;
    int64_t i = 0;
    for (; p < end; p++) {
        if (!is_digit(*p))
            return 0;
        i = i * 10 + (*p - '0');
    }
    *out = v_from_int48(negative ? -i : i);
    return 1;
}

/* float(s) of a plain decimal of at most 15 digits and 22 decimals: one correctly rounded division of two exact doubles. */
static int text_to_float(PyObject *s, Value *out)
{
    if (!PyUnicode_IS_COMPACT_ASCII(s))
        return 0;
    const char *p = (const char *)PyUnicode_1BYTE_DATA(s), *end = p + PyUnicode_GET_LENGTH(s);
    int negative = p < end && *p == '-', digits = 0, decimals = 0;
    if (negative || (p < end && *p == '+'))
        p++;
    if (end - p > 17)
        return 0;
    uint64_t m = 0;
    for (; p < end && is_digit(*p); p++, digits++)
        m = m * 10 + (uint64_t)(*p - '0');
    if (p < end && *p == '.')
        for (p++; p < end && is_digit(*p); p++, decimals++)
            m = m * 10 + (uint64_t)(*p - '0');
    if (p < end || digits + decimals == 0 || digits + decimals > 15)
        return 0;
    double d = (double)m / exact_powers[decimals];
    *out = v_from_double_notnan(negative ? -d : d);
    return 1;
}

#endif
