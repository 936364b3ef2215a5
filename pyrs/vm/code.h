/* code.h - code objects.

   A PyrsCode is a host code object with one 2-byte unit per instruction or cache word, so that line tables, tb_lasti,
   co_positions() and co_lines() work by themselves.  Rules:
   1. co_nlocalsplus, co_nlocals, co_ncellvars and co_nfreevars stay 0 in the C struct: libpython then never touches the locals of a
      shim frame.  Python code sees the true values through this type's getsets.
   2. The units stored in the object are never meant to run.  They begin with RESUME (so a shim frame counts as complete)
      and a raise: C code that evaluates one by mistake gets an exception, not a crash.  co_code shows the host
      opcode by role of each instruction instead.
   3. co_stacksize covers all named locals: a frame object can take them over.
   4. The Code hangs on co_extra and is freed by the host with the object.
   5. A function's code out of a cache file is packed (Code.packed) until somebody looks into it or calls it: most functions of an imported
      module are neither called nor looked into. Until then co_consts holds the docstring only, co_names and co_linetable are empty. What
      reads them, or Code's fields that code_unpack fills, on behalf of a code object that need not have run calls code_unpack first. */
#ifndef PYRS_CODE_H
#define PYRS_CODE_H

#include "marshal.h"

typedef struct { Py_ssize_t ce_size; void *ce_extras[1]; } HostCodeExtra;

static Py_ssize_t code_extra_index = -1;
extern PyTypeObject PyrsCode_Type;

static inline Code *code_of(PyObject *o)
{
    if (Py_TYPE(o) != &PyrsCode_Type)
        return NULL;
    return (Code *)((HostCodeExtra *)((PyCodeObject *)o)->co_extra)->ce_extras[code_extra_index];
}

/* What a code object is made from; every reference borrowed. */
typedef struct {
    PyObject *words, *shortened;        /* the latter NULL or the former's short form */
    PyObject *consts, *names, *varnames, *cellvars, *freevars, *exctable;
    PyObject *linetable, *filename, *name, *qualname;
    int argcount, posonly, kwonly, flags, firstlineno;
    uint32_t nregs, tbase;
} CodeParts;

static void code_free(void *extra)
{
    Code *c = extra;
    if (!c)
        return;
    PyMem_Free(c->consts);
    PyMem_Free(c->words);
    PyMem_Free(c->traps);
    if (stepped_code == c)
        stepped_code = NULL;
    PyMem_Free(c->rows);
    Py_XDECREF(c->varnames);
    Py_XDECREF(c->cellvars);
    Py_XDECREF(c->freevars);
    Py_XDECREF(c->pristine);
    Py_XDECREF(c->packed_in);
    PyMem_Free(c);
}

static int code_bad(const char *what)
{
    PyErr_Format(PyExc_ValueError, "corrupt code object: %s", what);
    return -1;
}

static int code_check_names(PyObject *names, const char *what)
{
    if (!PyTuple_CheckExact(names))
        return code_bad(what);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
        PyObject *item = PyTuple_GET_ITEM(names, i);
        if (!PyUnicode_CheckExact(item))
            return code_bad(what);
        if (!PyUnicode_CHECK_INTERNED(item)) {
            Py_INCREF(item);
            PyUnicode_InternInPlace(&item);
            PyObject *old = PyTuple_GET_ITEM(names, i);
            PyTuple_SET_ITEM(names, i, item);
            Py_DECREF(old);
        }
    }
    return 0;
}

/* ---- words, shortened ----

   In files and where nothing runs them, words are kept without most of their zeros: an instruction is its opcode (base opcodes fit a byte), its three
   operands and, if it has any, its first cache word, 7 bits a byte. That is mostly four bytes instead of eight and the cache. */

static uint8_t *varint_put(uint8_t *to, uint64_t value)
{
    for (; value >= 128; value >>= 7)
        *to++ = (uint8_t)(value | 128);
    *to++ = (uint8_t)value;
    return to;
}

static const uint8_t *varint_get(const uint8_t *p, const uint8_t *end, uint64_t *value)
{
    *value = 0;
    for (int bits = 0; p < end && bits < 64; bits += 7) {
        *value |= (uint64_t)(*p & 127) << bits;
        if (*p++ < 128)
            break;
    }
    return p;
}

/* The short form of the bytes `words`. New reference; NULL with ValueError if they are not whole base instructions. */
static PyObject *words_shorten(PyObject *words)
{
    size_t n = (size_t)PyBytes_GET_SIZE(words) / sizeof(Word), i = 0;
    const Word *from = (const Word *)PyBytes_AS_STRING(words);
    uint8_t *bytes = PyMem_Malloc(n * 10 + 1), *to = bytes;     /* opcode and three operands of at most three bytes; a word of ten */
    if (!bytes)
        return PyErr_NoMemory();
    PyObject *result = NULL;
    while (i < n) {
        Word w = from[i++];
        uint32_t op = W_OP(w), caches = op < FIRST_QUICK ? op_cache_words[op] : 0;
        *to++ = (uint8_t)op;
        to = varint_put(varint_put(varint_put(to, W_A(w)), W_B(w)), W_C(w));
        if (caches && i < n) {
            to = varint_put(to, from[i++]);
            caches--;
        }
        for (; caches && i < n && !from[i]; caches--)
            i++;
        if (op >= FIRST_QUICK || caches) {
            code_bad("instructions");
            goto done;
        }
    }
    result = PyBytes_FromStringAndSize((char *)bytes, to - bytes);
done:
    PyMem_Free(bytes);
    return result;
}

/* The n words whose short form is `bytes`. 0 or -1. */
static int words_restore(Word *to, uint32_t n, PyObject *bytes)
{
    const uint8_t *p = (const uint8_t *)PyBytes_AS_STRING(bytes), *end = p + PyBytes_GET_SIZE(bytes);
    uint32_t i = 0;
    while (p < end) {
        uint64_t op = *p++, operand, caches = op < FIRST_QUICK ? op_cache_words[op] : n;
        if (n - i < 1 + caches)
            break;
        if (end - p >= 3 && !((p[0] | p[1] | p[2]) & 128)) {    /* nine of ten instructions */
            op |= (uint64_t)p[0] << 16 | (uint64_t)p[1] << 32 | (uint64_t)p[2] << 48;
            p += 3;
        }
        else
            for (int shift = 16; shift < 64; shift += 16) {
                p = varint_get(p, end, &operand);
                op |= (operand & 0xFFFF) << shift;
            }
        to[i++] = op;
        if (!caches)
            continue;
        p = varint_get(p, end, &to[i++]);
        while (--caches)
            to[i++] = 0;
    }
    return p == end && i == n ? 0 : code_bad("instructions");
}

/* c->pristine in its short form. Borrowed. */
static PyObject *code_short(Code *c)
{
    if (c->whole) {
        PyObject *bytes = words_shorten(c->pristine);
        if (!bytes)
            return NULL;
        Py_SETREF(c->pristine, bytes);
        c->whole = 0;
    }
    return c->pristine;
}

/* The words of `c` as the compiler wrote them. New reference. */
static PyObject *code_words(Code *c)
{
    if (c->whole)
        return Py_NewRef(c->pristine);
    PyObject *words = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(c->nwords * sizeof(Word)));
    if (words && words_restore((Word *)PyBytes_AS_STRING(words), c->nwords, c->pristine) < 0)
        Py_CLEAR(words);
    return words;
}

/* Only base opcodes, in whole instructions: a file written under another table must not run. */
static int code_check_words(const Word *words, uint32_t n)
{
    uint32_t i = 0;
    if (n < 2 || W_OP(words[0]) != OP_RESUME)
        return code_bad("no RESUME");
    while (i < n) {
        uint32_t op = W_OP(words[i]);
        if (op >= FIRST_QUICK)
            return code_bad("unknown opcode");
        i += 1 + op_cache_words[op];
    }
    return i == n ? 0 : code_bad("truncated");
}

/* `table`: a tuple of 5-tuples, as the compiler makes it, or the rows themselves as bytes. */
static int code_fill_rows(Code *c, PyObject *table)
{
    int packed = PyBytes_CheckExact(table);
    if (packed ? PyBytes_GET_SIZE(table) % sizeof(ExcRow) : !PyTuple_CheckExact(table))
        return code_bad("exception table");
    c->nrows = (uint32_t)(packed ? PyBytes_GET_SIZE(table) / (Py_ssize_t)sizeof(ExcRow) : PyTuple_GET_SIZE(table));
    PyMem_Free(c->rows);
    c->rows = NULL;
    c->catches = 0;
    if (!c->nrows)
        return 0;
    c->rows = PyMem_Calloc(c->nrows, sizeof(ExcRow));
    if (!c->rows) {
        PyErr_NoMemory();
        return -1;
    }
    if (packed)
        memcpy(c->rows, PyBytes_AS_STRING(table), c->nrows * sizeof(ExcRow));
    for (uint32_t i = 0; i < c->nrows; i++) {
        PyObject *row = packed ? NULL : PyTuple_GET_ITEM(table, i);
        if (!packed && (!PyTuple_Check(row) || PyTuple_GET_SIZE(row) != 5))
            return code_bad("exception table");
        uint32_t *to = (uint32_t *)&c->rows[i];
        for (int k = 0; !packed && k < 5; k++) {
            long n = PyLong_AsLong(PyTuple_GET_ITEM(row, k));
            if (n == -1 && PyErr_Occurred())
                return -1;
            to[k] = (uint32_t)n;
        }
        ExcRow *r = &c->rows[i];
        if (r->start == r->end)     /* a line for tracing (trace.h) */
            continue;
        c->catches = 1;
        if (r->end > c->nwords || r->handler >= c->nwords || r->exc >= c->nregs || r->first_dead > c->nregs)
            return code_bad("exception table");
    }
    return 0;
}

/* How many locals are set when the code starts. */
static uint64_t code_params(uint64_t argcount, uint64_t kwonly, int flags)
{
    return argcount + kwonly + !!(flags & CO_VARARGS) + !!(flags & CO_VARKEYWORDS);
}

static int code_fill(Code *c, const CodeParts *p)
{
    const Word *words = (const Word *)PyBytes_AS_STRING(p->words);
    c->nwords = (uint32_t)(PyBytes_GET_SIZE(p->words) / (Py_ssize_t)sizeof(Word));
    if (code_check_words(words, c->nwords) < 0)
        return -1;
    c->nregs = p->nregs;
    c->tbase = p->tbase;
    c->nlocals = (uint32_t)PyTuple_GET_SIZE(p->varnames);
    c->ncells = (uint32_t)PyTuple_GET_SIZE(p->cellvars);
    c->nfree = (uint32_t)PyTuple_GET_SIZE(p->freevars);
    c->argcount = (uint32_t)p->argcount;
    c->posonly = (uint32_t)p->posonly;
    c->kwonly = (uint32_t)p->kwonly;
    c->flags = (uint32_t)p->flags;
    c->finalizer = PyUnicode_CompareWithASCIIString(p->name, "__del__") == 0;
    c->simple_argc = -1;
    if (code_params(c->argcount, c->kwonly, p->flags) > c->nlocals || c->posonly > c->argcount) {
        PyErr_SetString(PyExc_ValueError, "code: co_varnames is too small");
        return -1;
    }
    if (c->nlocals + c->ncells > c->tbase || c->tbase > c->nregs || c->nregs > 65535)
        return code_bad("register counts");
    if (c->nwords > 1 + c->ncells && W_OP(words[1 + c->ncells]) == OP_COPY_FREE) {
        c->nfree_regs = c->nfree;
        c->flat_free = W_C(((const Word *)PyBytes_AS_STRING(p->words))[1 + c->ncells]);
        if (c->nlocals + c->ncells + c->nfree > c->tbase)
            return code_bad("register counts");
    }
    c->nconsts = (uint32_t)PyTuple_GET_SIZE(p->consts);
    c->nnames = (uint32_t)PyTuple_GET_SIZE(p->names);
    Py_XSETREF(c->varnames, Py_NewRef(p->varnames));
    Py_XSETREF(c->cellvars, Py_NewRef(p->cellvars));
    Py_XSETREF(c->freevars, Py_NewRef(p->freevars));
    /* Bodies of modules and classes run once and are gone: their words are not worth shortening. */
    c->whole = !p->shortened && !(p->flags & CO_OPTIMIZED);
    Py_XSETREF(c->pristine, p->shortened ? Py_NewRef(p->shortened) : c->whole ? Py_NewRef(p->words) : words_shorten(p->words));
    return c->pristine ? code_fill_rows(c, p->exctable) : -1;
}

static int code_unpack_to(Code *c, PyObject **restored);

static int code_unpack(Code *c)
{
    return code_unpack_to(c, NULL);
}

/* Before the first call: the words to be quickened, and the constants in register form.  0 or -1. */
static int code_ready(Code *c)
{
    PyObject *restored = NULL;
    if (code_unpack_to(c, &restored) < 0)
        return -1;
    Word *words = PyMem_Malloc(c->nwords * sizeof(Word));
    Value *consts = PyMem_Malloc((c->nconsts + 1) * sizeof(Value));
    int r = words && consts ? 0 : -1;
    if (r < 0)
        PyErr_NoMemory();
    else if (restored || c->whole)
        memcpy(words, PyBytes_AS_STRING(restored ? restored : c->pristine), c->nwords * sizeof(Word));
    else
        r = words_restore(words, c->nwords, c->pristine);
    Py_XDECREF(restored);
    if (r < 0) {
        PyMem_Free(words);
        PyMem_Free(consts);
        return -1;
    }
    code_choose_forms(c, words);
    code_fuse_tests(c, words);
    for (uint32_t i = 0; i < c->nconsts; i++) {
        /* What is no inline value is the object itself, which co_consts keeps; its count stays, as marshal writes shared objects in
           another way than single ones. */
        consts[i] = value_from_borrowed(PyTuple_GET_ITEM(c->host->co_consts, i));
        value_decref(consts[i]);
    }
    c->words = words;
    c->consts = consts;
    c->shell_bias = (intptr_t)_PyCode_CODE(c->host) - ((intptr_t)words >> 2);
    if (!(c->flags & (CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) && !c->kwonly)
        c->simple_argc = (int32_t)c->argcount;
    return 0;
}

/* The units of the shell (rule 2). */
static PyObject *code_shell_units(uint32_t nwords)
{
    PyObject *units = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)nwords * 2);
    if (!units)
        return NULL;
    char *to = PyBytes_AS_STRING(units);
    memset(to, 0, nwords * 2);
    to[0] = (char)RESUME;
    if (nwords > 2) {
        to[2] = (char)LOAD_ASSERTION_ERROR;
        to[4] = (char)RAISE_VARARGS;
        to[5] = 1;
    }
    else
        to[2] = (char)RAISE_VARARGS;
    return units;
}

static int code_check_parts(const CodeParts *p)
{
    if (!PyBytes_CheckExact(p->words) || PyBytes_GET_SIZE(p->words) % 8 || !PyBytes_CheckExact(p->linetable)
        || !PyUnicode_Check(p->filename) || !PyUnicode_Check(p->name) || !PyUnicode_Check(p->qualname))
        return code_bad("field of a wrong type");
    return code_check_names(p->names, "names") < 0 || code_check_names(p->varnames, "varnames") < 0
           || code_check_names(p->cellvars, "cellvars") < 0 || code_check_names(p->freevars, "freevars") < 0 ? -1 : 0;
}

/* The code object for c (stolen, freed on failure), of which nwords, nlocals and ncells are known. */
static PyObject *code_shell(Code *c, const CodeParts *p)
{
    PyCodeObject *co = NULL;
    PyObject *units = code_shell_units(c->nwords), *empty = PyBytes_FromStringAndSize(NULL, 0), *none = PyTuple_New(0);
    if (units && empty && none) {
        struct _PyCodeConstructor con = {
            .filename = p->filename, .name = p->name, .qualname = p->qualname, .flags = p->flags,
            .code = units, .firstlineno = p->firstlineno, .linetable = p->linetable ? p->linetable : empty,
            .consts = p->consts, .names = p->names ? p->names : none, .localsplusnames = none, .localspluskinds = empty,
            .stacksize = (int)(c->nlocals + c->ncells + c->nfree + 1), .exceptiontable = empty,
        };
        co = _PyCode_New(&con);
    }
    Py_XDECREF(units);
    Py_XDECREF(none);
    Py_XDECREF(empty);
    if (!co) {
        code_free(c);
        return NULL;
    }
    co->co_argcount = p->argcount;
    co->co_posonlyargcount = p->posonly;
    co->co_kwonlyargcount = p->kwonly;
    c->host = co;
    c->names = ((PyTupleObject *)co->co_names)->ob_item;
    if (_PyCode_SetExtra((PyObject *)co, code_extra_index, c) < 0) {
        code_free(c);
        Py_DECREF(co);
        return PyErr_NoMemory();
    }
    Py_SET_TYPE(co, &PyrsCode_Type);
    return (PyObject *)co;
}

static PyObject *code_build(const CodeParts *p)
{
    if (code_check_parts(p) < 0)
        return NULL;
    Code *c = PyMem_Calloc(1, sizeof *c);
    if (!c)
        return PyErr_NoMemory();
    if (code_fill(c, p) < 0) {
        code_free(c);
        return NULL;
    }
    return code_shell(c, p);
}

/* ---- from the compiler's Proto ---- */

/* A Proto is a tuple of these (compiler.code.Proto.FIELDS), or the plain tuple that `marshal` gives back for one: there, nested
   code is a list of one such tuple. */
enum { PF_WORDS, PF_CONSTS, PF_NAMES, PF_VARNAMES, PF_CELLVARS, PF_FREEVARS, PF_ARGCOUNT, PF_POSONLY, PF_KWONLY, PF_FLAGS, PF_NREGS,
       PF_TBASE, PF_EXCTABLE, PF_LINETABLE, PF_FILENAME, PF_NAME, PF_QUALNAME, PF_FIRSTLINENO, PF_COUNT };

static PyObject *code_from_mapped(PyObject *proto, PyObject *file);

/* A packed function is a plain tuple of these (stdlib/code_marshal.py writes it): the rest in marshal's form, PackedNumbers as bytes, two names,
   and the first constant if that is a str (None in the rest), since it is the docstring of a function, which is there from the start. In place of
   the rest there may be an int that says where in a mapped file it is (code_from_mapped): its place there, and in 24 bits its size. */
enum { PK_REST, PK_NUMBERS, PK_NAME, PK_QUALNAME, PK_DOC, PK_COUNT };
enum { PR_WORDS, PR_CONSTS, PR_NAMES, PR_VARNAMES, PR_CELLVARS, PR_FREEVARS, PR_EXCTABLE, PR_LINETABLE, PR_COUNT };
typedef struct { int32_t nwords, nlocals, ncells, nfree, argcount, posonly, kwonly, flags, nregs, tbase, firstlineno; } PackedNumbers;

enum { PK_SIZE_BITS = 24 };

/* Let c be packed in `rest`, bytes or a place in the memoryview `file` (or NULL). 0 or -1. */
static int code_set_packed(Code *c, PyObject *rest, PyObject *file)
{
    if (PyBytes_CheckExact(rest) && PyBytes_GET_SIZE(rest) <= UINT32_MAX) {
        c->packed = PyBytes_AS_STRING(rest);
        c->packed_size = (uint32_t)PyBytes_GET_SIZE(rest);
        c->packed_in = Py_NewRef(rest);
        return 0;
    }
    if (!PyLong_CheckExact(rest) || !file)
        return code_bad("packed function");
    unsigned long long where = PyLong_AsUnsignedLongLong(rest), at = where >> PK_SIZE_BITS, size = where & ((1u << PK_SIZE_BITS) - 1);
    if (where == (unsigned long long)-1 && PyErr_Occurred())
        return -1;
    const Py_buffer *mapped = PyMemoryView_GET_BUFFER(file);
    if (at > (size_t)mapped->len || size > (size_t)mapped->len - at)
        return code_bad("place of a packed function");
    c->packed = (const char *)mapped->buf + at;
    c->packed_size = (uint32_t)size;
    return 0;
}

static PyObject *code_from_packed(PyObject *packed, PyObject *filename, int library, PyObject *file)
{
    PyObject **v = &PyTuple_GET_ITEM(packed, 0);
    if (!PyBytes_CheckExact(v[PK_NUMBERS]) || PyBytes_GET_SIZE(v[PK_NUMBERS]) != sizeof(PackedNumbers)
        || !PyUnicode_CheckExact(v[PK_NAME]) || !PyUnicode_CheckExact(v[PK_QUALNAME])) {
        code_bad("packed function");
        return NULL;
    }
    PackedNumbers n;
    memcpy(&n, PyBytes_AS_STRING(v[PK_NUMBERS]), sizeof n);
    if (n.nwords < 2 || n.nlocals < 0 || n.ncells < 0) {
        code_bad("packed function");
        return NULL;
    }
    Code *c = PyMem_Calloc(1, sizeof *c);
    if (!c)
        return PyErr_NoMemory();
    c->nwords = (uint32_t)n.nwords;
    c->nlocals = (uint32_t)n.nlocals;
    c->ncells = (uint32_t)n.ncells;
    c->nfree = (uint32_t)n.nfree;
    c->argcount = (uint32_t)n.argcount;
    c->posonly = (uint32_t)n.posonly;
    c->kwonly = (uint32_t)n.kwonly;
    c->flags = (uint32_t)n.flags;
    c->nregs = (uint32_t)n.nregs;
    c->tbase = (uint32_t)n.tbase;
    c->finalizer = PyUnicode_CompareWithASCIIString(v[PK_NAME], "__del__") == 0;
    c->simple_argc = -1;
    c->library = (uint8_t)library;
    PyObject *doc = code_set_packed(c, v[PK_REST], file) < 0 ? NULL : PyUnicode_CheckExact(v[PK_DOC]) ? PyTuple_Pack(1, v[PK_DOC]) : PyTuple_New(0);
    if (!doc) {
        code_free(c);
        return NULL;
    }
    CodeParts p = {
        .consts = doc, .filename = filename, .name = v[PK_NAME], .qualname = v[PK_QUALNAME], .argcount = n.argcount, .posonly = n.posonly,
        .kwonly = n.kwonly, .flags = n.flags, .firstlineno = n.firstlineno,
    };
    PyObject *code = code_shell(c, &p);
    Py_DECREF(doc);
    return code;
}

/* The constants with nested Protos, or lists around plain tuples, made into code objects; `filename`, `library`: of the code around them; `file`: as
   for code_from_mapped. New tuple: the host interns strings in it in place. */
static PyObject *code_convert_consts(PyObject *proto, PyObject *consts, PyObject *filename, int library, PyObject *file)
{
    if (!PyTuple_CheckExact(consts)) {
        code_bad("consts");
        return NULL;
    }
    Py_ssize_t n = PyTuple_GET_SIZE(consts);
    PyObject *out = PyTuple_New(n);
    for (Py_ssize_t i = 0; out && i < n; i++) {
        PyObject *o = PyTuple_GET_ITEM(consts, i), *nested = NULL;
        if (PyList_CheckExact(o) && PyList_GET_SIZE(o) == 1)
            nested = PyList_GET_ITEM(o, 0);
        else if (Py_TYPE(o) == Py_TYPE(proto) && !PyTuple_CheckExact(o))
            nested = o;
        if (nested) {
            o = PyTuple_CheckExact(nested) && PyTuple_GET_SIZE(nested) == PK_COUNT ? code_from_packed(nested, filename, library, file)
                                                                                   : code_from_mapped(nested, file);
            if (!o) {
                Py_CLEAR(out);
                break;
            }
        }
        else
            Py_INCREF(o);
        PyTuple_SET_ITEM(out, i, o);
    }
    return out;
}

/* The code object for a Proto. In one that was read from a file, functions may be places in that file's mapping, the memoryview `file`, which is there as
   long as the process; otherwise `file` may be NULL. */
static PyObject *code_from_mapped(PyObject *proto, PyObject *file)
{
    if (!PyTuple_Check(proto) || PyTuple_GET_SIZE(proto) != PF_COUNT) {
        code_bad("proto");
        return NULL;
    }
    PyObject **v = &PyTuple_GET_ITEM(proto, 0);
    int n[PF_COUNT] = {0};
    for (int i = 0; i < PF_COUNT; i++)
        if ((i >= PF_ARGCOUNT && i <= PF_TBASE) || i == PF_FIRSTLINENO) {
            n[i] = _PyLong_AsInt(v[i]);
            if (n[i] == -1 && PyErr_Occurred())
                return NULL;
        }
    PyObject *consts = code_convert_consts(proto, v[PF_CONSTS], v[PF_FILENAME], 0, file);
    if (!consts)
        return NULL;
    CodeParts parts = {
        .words = v[PF_WORDS], .consts = consts, .names = v[PF_NAMES], .varnames = v[PF_VARNAMES],
        .cellvars = v[PF_CELLVARS], .freevars = v[PF_FREEVARS], .exctable = v[PF_EXCTABLE], .linetable = v[PF_LINETABLE],
        .filename = v[PF_FILENAME], .name = v[PF_NAME], .qualname = v[PF_QUALNAME],
        .argcount = n[PF_ARGCOUNT], .posonly = n[PF_POSONLY], .kwonly = n[PF_KWONLY], .flags = n[PF_FLAGS],
        .firstlineno = n[PF_FIRSTLINENO], .nregs = (uint32_t)n[PF_NREGS], .tbase = (uint32_t)n[PF_TBASE],
    };
    PyObject *code = code_build(&parts);
    Py_DECREF(consts);
    return code;
}

static PyObject *code_from_proto(PyObject *proto)
{
    return code_from_mapped(proto, NULL);
}

/* What marshal makes of what c is packed in. No event for audit hooks: the program loads nothing now. New reference. */
static PyObject *code_read_packed(Code *c)
{
    PyInterpreterState *interp = PyInterpreterState_Get();
    PyObject *hooks = interp->audit_hooks;
    interp->audit_hooks = NULL;
    PyObject *rest = PyMarshal_ReadObjectFromString(c->packed, c->packed_size);
    interp->audit_hooks = hooks;
    if (rest && (!PyTuple_CheckExact(rest) || PyTuple_GET_SIZE(rest) != PR_COUNT)) {
        Py_CLEAR(rest);
        code_bad("packed function");
    }
    return rest;
}

/* What a function's first run brings must not show among `gc.get_objects()`, as the host's code brings nothing then. No constant is part of a
   cycle, so the collector can do without. */
static void code_untrack_consts(PyObject *consts)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(consts); i++) {
        PyObject *o = PyTuple_GET_ITEM(consts, i);
        if (PyTuple_CheckExact(o))
            code_untrack_consts(o);
        else if (PyFrozenSet_CheckExact(o))
            PyObject_GC_UnTrack(o);
    }
    PyObject_GC_UnTrack(consts);
}

static int code_unpack_from(Code *c, PyObject *rest, PyObject **restored)
{
    PyCodeObject *co = c->host;
    PyObject **v = &PyTuple_GET_ITEM(rest, 0);
    if (!PyBytes_CheckExact(v[PR_WORDS]))
        return code_bad("packed function");
    Py_XSETREF(c->pristine, Py_NewRef(v[PR_WORDS]));
    PyObject *words = code_words(c), *consts = words ? code_convert_consts(rest, v[PR_CONSTS], co->co_filename, c->library, NULL) : NULL;
    if (!consts) {
        Py_XDECREF(words);
        return -1;
    }
    CodeParts p = {
        .words = words, .shortened = v[PR_WORDS], .consts = consts, .names = v[PR_NAMES], .varnames = v[PR_VARNAMES], .cellvars = v[PR_CELLVARS],
        .freevars = v[PR_FREEVARS], .exctable = v[PR_EXCTABLE], .linetable = v[PR_LINETABLE], .filename = co->co_filename,
        .name = co->co_name, .qualname = co->co_qualname, .argcount = co->co_argcount, .posonly = co->co_posonlyargcount,
        .kwonly = co->co_kwonlyargcount, .flags = co->co_flags, .firstlineno = co->co_firstlineno, .nregs = c->nregs, .tbase = c->tbase,
    };
    Code before = *c;
    int r = code_check_parts(&p) < 0 || code_fill(c, &p) < 0 ? -1 : 0;
    if (r == 0 && (c->nwords != before.nwords || c->nlocals != before.nlocals || c->ncells != before.ncells || c->nfree != before.nfree))
        r = code_bad("packed function");
    if (r == 0) {
        if (PyTuple_GET_SIZE(co->co_consts) && PyTuple_GET_SIZE(consts)) {
            PyObject *none = PyTuple_GET_ITEM(consts, 0);
            PyTuple_SET_ITEM(consts, 0, Py_NewRef(PyTuple_GET_ITEM(co->co_consts, 0)));
            Py_DECREF(none);
        }
        Py_SETREF(co->co_consts, Py_NewRef(consts));
        Py_SETREF(co->co_names, Py_NewRef(p.names));
        Py_SETREF(co->co_linetable, Py_NewRef(p.linetable));
        c->names = ((PyTupleObject *)co->co_names)->ob_item;
        code_untrack_consts(rest); /* and what it leads to: names, variables, constants */
        code_untrack_consts(consts);
        c->packed = NULL;
        Py_CLEAR(c->packed_in);
        if (restored)
            *restored = Py_NewRef(words);
    }
    Py_DECREF(words);
    Py_DECREF(consts);
    return r;
}

/* Fill a code object that came packed (rule 5), *restored (unless that is NULL) with its words as new bytes.  0 or -1.  No collection, so no code of
   the program runs on the way. */
static int code_unpack_to(Code *c, PyObject **restored)
{
    if (!c->packed)
        return 0;
    int collecting = PyGC_Disable(), r = -1;
    PyObject *rest = code_read_packed(c);
    if (rest) {
        r = code_unpack_from(c, rest, restored);
        Py_DECREF(rest);
    }
    if (collecting)
        PyGC_Enable();
    return r;
}

static PyObject *code_pack_rows(Code *c)
{
    return PyBytes_FromStringAndSize((char *)c->rows, (Py_ssize_t)(c->nrows * sizeof(ExcRow)));
}

/* What code_from_proto takes, except that the constants are this code object's own. */
static PyObject *code_to_plain(PyObject *code)
{
    Code *c = code_of(code);
    PyCodeObject *co = c->host;
    PyObject *rows = code_unpack(c) < 0 ? NULL : code_pack_rows(c), *words = rows ? code_words(c) : NULL;
    if (!words) {
        Py_XDECREF(rows);
        return NULL;
    }
    return Py_BuildValue("(NOOOOOiiiiIINOOOOi)", words, co->co_consts, co->co_names, c->varnames, c->cellvars, c->freevars,
                         co->co_argcount, co->co_posonlyargcount, co->co_kwonlyargcount, co->co_flags, c->nregs, c->tbase, rows,
                         co->co_linetable, co->co_filename, co->co_name, co->co_qualname, co->co_firstlineno);
}

/* ---- positions ---- */

/* The host opcode bytes by role, as co_code shows them; cached in the object.  The argument byte is a digest of the instruction: who tells functions
   apart by co_code and co_consts must not take `x + 1` for `x * 2`, whose immediates co_consts lacks. Only that of the first RESUME is 0: by it
   tracers tell a function's start from a generator that goes on. Borrowed. */
static PyObject *code_role_bytes(Code *c)
{
    PyCodeObject *co = c->host;
    if (co->_co_code)
        return co->_co_code;
    if (code_unpack(c) < 0)
        return NULL;
    PyObject *words = code_words(c), *bytes = words ? PyBytes_FromStringAndSize(NULL, (Py_ssize_t)c->nwords * 2) : NULL;
    if (!bytes) {
        Py_XDECREF(words);
        return NULL;
    }
    char *to = PyBytes_AS_STRING(bytes);
    memset(to, 0, c->nwords * 2);
    for (uint32_t i = 0; i < c->nwords; ) {
        Word word = ((const Word *)PyBytes_AS_STRING(words))[i];
        to[2 * i] = (char)op_role[W_OP(word)];
        to[2 * i + 1] = W_OP(word) == OP_RESUME ? i > 0 : (char)(word * 0x9E3779B97F4A7C15u >> 56 | 1);
        i += 1 + op_cache_words[W_OP(word)];
    }
    Py_DECREF(words);
    co->_co_code = bytes;
    return bytes;
}

/* The instruction that word number `unit` belongs to (itself unless it is a cache word, or there is no memory to find out). An exception may be set, and stays. */
static int code_instruction_at(Code *c, int unit)
{
    if (unit <= 0)
        return unit;
    PyObject *roles = c->host->_co_code, *type, *value, *tb;
    if (!roles) {
        PyErr_Fetch(&type, &value, &tb);
        roles = code_role_bytes(c);
        PyErr_Restore(type, value, tb);
        if (!roles)
            return unit;
    }
    const char *bytes = PyBytes_AS_STRING(roles);
    while (unit > 0 && bytes[2 * unit] == 0)
        unit--;
    return unit;
}

static int code_read_varint(const uint8_t *p, const uint8_t *end)
{
    unsigned value = 0, shift = 0;
    while (p < end) {
        value |= (unsigned)(*p & 63) << shift;
        if (!(*p++ & 64))
            break;
        shift += 6;
    }
    return (value & 1) ? -(int)(value >> 1) : (int)(value >> 1);
}

/* Expand the location table to one line per unit, in the host's own cache slot: PyCode_Addr2Line is then a look-up instead of a scan
   from the start, which code that raises in a loop would pay each time. */
static void code_expand_lines(PyCodeObject *co)
{
    Py_ssize_t n = Py_SIZE(co);
    int32_t *lines = PyMem_Malloc((size_t)n * sizeof(int32_t));
    if (!lines)
        return;
    const uint8_t *p = (const uint8_t *)PyBytes_AS_STRING(co->co_linetable), *end = p + PyBytes_GET_SIZE(co->co_linetable);
    int line = co->co_firstlineno;
    Py_ssize_t unit = 0;
    while (p < end && unit < n) {
        int kind = (*p >> 3) & 15, length = (*p & 7) + 1, delta = 0;
        if (kind == PY_CODE_LOCATION_INFO_LONG || kind == PY_CODE_LOCATION_INFO_NO_COLUMNS)
            delta = code_read_varint(p + 1, end);
        else if (kind == PY_CODE_LOCATION_INFO_ONE_LINE1)
            delta = 1;
        else if (kind == PY_CODE_LOCATION_INFO_ONE_LINE2)
            delta = 2;
        line += delta;
        while (length-- && unit < n)
            lines[unit++] = kind == PY_CODE_LOCATION_INFO_NONE ? -1 : line;
        for (p++; p < end && !(*p & 128); p++) { }
    }
    while (unit < n)
        lines[unit++] = -1;
    co->_co_linearray_entry_size = 4;
    co->_co_linearray = (char *)lines;
}

static int code_line(PyCodeObject *co, int unit)
{
    if (!co->_co_linearray && unit >= 8)
        code_expand_lines(co);
    return PyCode_Addr2Line(co, unit * 2);
}

/* ---- equality ---- */

/* Equality of constants as the host's: by type and value, nested code by value. */
static int code_const_equal(PyObject *a, PyObject *b)
{
    if (a == b)
        return 1;
    if (Py_TYPE(a) != Py_TYPE(b))
        return 0;
    if (code_of(a))
        return PyObject_RichCompareBool(a, b, Py_EQ);
    PyObject *ka = _PyCode_ConstantKey(a), *kb = ka ? _PyCode_ConstantKey(b) : NULL;
    int eq = kb ? PyObject_RichCompareBool(ka, kb, Py_EQ) : -1;
    Py_XDECREF(ka);
    Py_XDECREF(kb);
    return eq;
}

/* Bytes of co_code: NOPs may follow what the instructions give (codetype.h). */
static Py_ssize_t code_role_size(Code *c)
{
    return c->host->_co_code ? PyBytes_GET_SIZE(c->host->_co_code) : (Py_ssize_t)c->nwords * 2;
}

static int code_equal(PyCodeObject *a, PyCodeObject *b)
{
    Code *x = code_of((PyObject *)a), *y = code_of((PyObject *)b);
    if (a == b)
        return 1;
    if (a->co_argcount != b->co_argcount || a->co_posonlyargcount != b->co_posonlyargcount
        || a->co_kwonlyargcount != b->co_kwonlyargcount || a->co_flags != b->co_flags || a->co_firstlineno != b->co_firstlineno
        || x->nwords != y->nwords || code_role_size(x) != code_role_size(y))
        return 0;
    if (code_unpack(x) < 0 || code_unpack(y) < 0)
        return -1;
    if (x->nconsts != y->nconsts)
        return 0;
    PyObject *pairs[][2] = {
        {a->co_name, b->co_name}, {a->co_names, b->co_names}, {x->varnames, y->varnames}, {x->cellvars, y->cellvars},
        {x->freevars, y->freevars}, {a->co_linetable, b->co_linetable},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        int eq = PyObject_RichCompareBool(pairs[i][0], pairs[i][1], Py_EQ);
        if (eq <= 0)
            return eq;
    }
    PyObject *words = code_short(x), *others = words ? code_short(y) : NULL;
    int same = others ? PyObject_RichCompareBool(words, others, Py_EQ) : -1;
    if (same <= 0)
        return same;
    for (uint32_t i = 0; i < x->nconsts; i++) {
        int eq = code_const_equal(PyTuple_GET_ITEM(a->co_consts, i), PyTuple_GET_ITEM(b->co_consts, i));
        if (eq <= 0)
            return eq;
    }
    return 1;
}

static PyObject *code_richcompare(PyObject *a, PyObject *b, int op)
{
    if ((op != Py_EQ && op != Py_NE) || !code_of(a) || !code_of(b))
        Py_RETURN_NOTIMPLEMENTED;
    int eq = code_equal((PyCodeObject *)a, (PyCodeObject *)b);
    return eq < 0 ? NULL : PyBool_FromLong(eq == (op == Py_EQ));
}

static Py_hash_t code_hash(PyObject *self)
{
    PyCodeObject *co = (PyCodeObject *)self;
    Code *c = code_of(self);
    if (code_unpack(c) < 0)
        return -1;
    PyObject *parts[] = {co->co_name, co->co_consts, co->co_names, c->varnames, co->co_linetable};
    Py_uhash_t h = (Py_uhash_t)co->co_argcount ^ ((Py_uhash_t)co->co_flags << 8) ^ ((Py_uhash_t)c->nwords << 32);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        Py_hash_t part = PyObject_Hash(parts[i]);
        if (part == -1)
            return -1;
        h = h * 1000003 ^ (Py_uhash_t)part;
    }
    return h == (Py_uhash_t)-1 ? -2 : (Py_hash_t)h;
}

#endif
