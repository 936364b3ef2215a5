/* codetype.h - the type of code objects, and what a program makes them of: types.CodeType(...) and code.replace(...).

   A program may take a code object apart into its public attributes and put it together again, in another process too: so cloudpickle sends functions by value.
   What of a Code no attribute of the host's shows (instructions, exception rows, registers) is its *body*, and co_exceptiontable has it: bytes that only
   interpreters read.  co_code, which tools do read, keeps the host's opcodes by role, and must be what belongs to the body, but for NOPs at the end.

       BODY_MARK   engine: 4 bytes   check: 8 bytes   numbers (BodyNumbers, then five for each exception row): 7 bits a byte   instructions, shortened

   1. `check` is a hash of what follows it: bytes that were damaged are a ValueError. In a run under limits it is keyed with a secret of the process: a
      guest can put together what it took apart there, and make up nothing.
   2. The other attributes may change as long as the instructions stay right (code_conform): no register may be read before it is set, no constant or name be
      missing, and constants that instructions take for what they are (code of functions, keyword names) must be that. What other constants are
      is looked at where it matters.
   3. Without a body the arguments describe the host's bytecode, and the host makes its own kind, which runs on the host's loop; not in a run under limits. */
#ifndef PYRS_CODETYPE_H
#define PYRS_CODETYPE_H

#include <sys/random.h>

#define BODY_MARK "\xf2pyrs"
enum { BODY_ENGINE = 5, BODY_CHECK = 9, BODY_HEAD = 17 };

/* nparams: how many locals are set when the code starts; flags: those of GENERATOR_KINDS. */
typedef struct { uint64_t nwords, nregs, tbase, nlocals, ncells, nfree, nconsts, nnames, nparams, flags, nrows; } BodyNumbers;
enum { BODY_NUMBERS = sizeof(BodyNumbers) / sizeof(uint64_t) };
#define GENERATOR_KINDS (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)

static uint32_t code_engine;            /* the digest of this engine (prebuilt.engine_digest) */
static newfunc code_host_new;           /* what PyCode_Type.tp_new was */
static PyObject *code_keyed_hash;       /* _imp.source_hash */

/* The check of n bytes, into `to`. 0 or -1. */
static int code_check_of(const uint8_t *data, Py_ssize_t n, uint8_t *to)
{
    static uint64_t secret;
    uint64_t key = 0;
    if (guest_confined()) {
        while (!secret)
            if (getentropy(&secret, sizeof secret) < 0) {
                PyErr_SetFromErrno(PyExc_OSError);
                return -1;
            }
        key = secret >> 1;      /* the function takes a long */
    }
    PyObject *hash = PyObject_CallFunction(code_keyed_hash, "ky#", (unsigned long)key, (const char *)data, n);
    if (!hash)
        return -1;
    memcpy(to, PyBytes_AS_STRING(hash), BODY_HEAD - BODY_CHECK);
    Py_DECREF(hash);
    return 0;
}

static void code_numbers(Code *c, BodyNumbers *n)
{
    *n = (BodyNumbers){c->nwords, c->nregs, c->tbase, c->nlocals, c->ncells, c->nfree, c->nconsts, c->nnames,
                       code_params(c->argcount, c->kwonly, (int)c->flags), c->flags & GENERATOR_KINDS, c->nrows};
}

/* co_exceptiontable. */
static PyObject *code_get_body(PyObject *self, void *unused)
{
    (void)unused;
    Code *c = code_of(self);
    if (code_unpack(c) < 0 || !code_short(c))
        return NULL;
    Py_ssize_t size = PyBytes_GET_SIZE(c->pristine);
    uint8_t *bytes = PyMem_Malloc(BODY_HEAD + (BODY_NUMBERS + 5 * (size_t)c->nrows) * 10 + (size_t)size), *to = bytes + BODY_HEAD;
    if (!bytes)
        return PyErr_NoMemory();
    BodyNumbers n;
    code_numbers(c, &n);
    for (int i = 0; i < BODY_NUMBERS; i++)
        to = varint_put(to, ((uint64_t *)&n)[i]);
    for (uint32_t i = 0; i < 5 * c->nrows; i++)
        to = varint_put(to, ((uint32_t *)c->rows)[i]);
    memcpy(to, PyBytes_AS_STRING(c->pristine), (size_t)size);
    to += size;
    memcpy(bytes, BODY_MARK, BODY_ENGINE);
    memcpy(bytes + BODY_ENGINE, &code_engine, sizeof code_engine);
    PyObject *r = code_check_of(bytes + BODY_HEAD, to - bytes - BODY_HEAD, bytes + BODY_CHECK) < 0
                      ? NULL : PyBytes_FromStringAndSize((char *)bytes, to - bytes);
    PyMem_Free(bytes);
    return r;
}

static int code_has_body(PyObject *table)
{
    return table && PyBytes_Check(table) && PyBytes_GET_SIZE(table) >= BODY_ENGINE && memcmp(PyBytes_AS_STRING(table), BODY_MARK, BODY_ENGINE) == 0;
}

/* What a program describes: the fields, and the arguments that are only checked. words, shortened and exctable are owned, as are the five tuples. */
typedef struct {
    CodeParts parts;
    BodyNumbers body;
    PyObject *code, *table;         /* co_code, co_exceptiontable as given; NULL: not. Borrowed */
    int nlocals, stacksize;
} NewCode;

static void newcode_free(NewCode *n)
{
    CodeParts *p = &n->parts;
    PyObject *owned[] = {p->words, p->shortened, p->exctable, p->consts, p->names, p->varnames, p->cellvars, p->freevars};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(owned); i++)
        Py_XDECREF(owned[i]);
}

/* n->parts and n->body from the body n->table. 0, or -1 with ValueError. */
static int newcode_read_body(NewCode *n)
{
    const uint8_t *bytes = (const uint8_t *)PyBytes_AS_STRING(n->table), *p = bytes + BODY_HEAD, *end = bytes + PyBytes_GET_SIZE(n->table);
    uint8_t check[BODY_HEAD - BODY_CHECK];
    if (p > end)
        return code_bad("co_exceptiontable is cut off");
    if (memcmp(bytes + BODY_ENGINE, &code_engine, sizeof code_engine)) {
        PyErr_SetString(PyExc_ValueError, "code object of another version of pyrs");
        return -1;
    }
    if (code_check_of(p, end - p, check) < 0)
        return -1;
    if (memcmp(bytes + BODY_CHECK, check, sizeof check))
        return code_bad("co_exceptiontable is not what pyrs wrote");
    for (int i = 0; i < BODY_NUMBERS; i++)
        p = varint_get(p, end, &((uint64_t *)&n->body)[i]);
    /* A row takes five bytes, an instruction four of which at most four words come. */
    if (n->body.nrows > (uint64_t)(end - p) / 5 || n->body.nwords > (uint64_t)(end - p) || n->body.nregs > 65535 || n->body.tbase > n->body.nregs)
        return code_bad("co_exceptiontable");
    n->parts.exctable = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(n->body.nrows * sizeof(ExcRow)));
    if (!n->parts.exctable)
        return -1;
    for (uint64_t i = 0; i < 5 * n->body.nrows; i++) {
        uint64_t value;
        p = varint_get(p, end, &value);
        ((uint32_t *)PyBytes_AS_STRING(n->parts.exctable))[i] = (uint32_t)value;
    }
    n->parts.shortened = PyBytes_FromStringAndSize((const char *)p, end - p);
    n->parts.words = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(n->body.nwords * sizeof(Word)));
    return !n->parts.shortened || !n->parts.words ? -1
           : words_restore((Word *)PyBytes_AS_STRING(n->parts.words), (uint32_t)n->body.nwords, n->parts.shortened);
}

/* *tuple := a tuple of its own with the same items, which may be interned there; `names`: they must be strings. 0 or -1. */
static int newcode_own_tuple(PyObject **tuple, int names)
{
    PyObject *from = *tuple, *to = PyTuple_New(from ? PyTuple_GET_SIZE(from) : 0);
    *tuple = to;
    for (Py_ssize_t i = 0; to && i < PyTuple_GET_SIZE(to); i++) {
        PyObject *item = PyTuple_GET_ITEM(from, i);
        if (names && !PyUnicode_Check(item)) {
            PyErr_Format(PyExc_TypeError, "name tuples must contain only strings, not '%.500s'", Py_TYPE(item)->tp_name);
            return -1;
        }
        item = names && !PyUnicode_CheckExact(item) ? _PyUnicode_Copy(item) : Py_NewRef(item);
        if (!item)
            return -1;
        PyTuple_SET_ITEM(to, i, item);
    }
    return to ? 0 : -1;
}

static int newcode_own_tuples(CodeParts *p)
{
    PyObject **tuples[] = {&p->consts, &p->names, &p->varnames, &p->cellvars, &p->freevars};
    int r = 0;
    for (size_t i = 0; i < Py_ARRAY_LENGTH(tuples); i++)
        if (r < 0)
            *tuples[i] = NULL;
        else
            r = newcode_own_tuple(tuples[i], i > 0);
    return r;
}

static int code_unfit(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    PyErr_FormatV(PyExc_ValueError, format, args);
    va_end(args);
    return -1;
}

static int code_is_keyword_names(PyObject *o, uint32_t most)
{
    if (!PyTuple_CheckExact(o) || PyTuple_GET_SIZE(o) > (Py_ssize_t)most)
        return 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(o); i++)
        if (!PyUnicode_CheckExact(PyTuple_GET_ITEM(o, i)))
            return 0;
    return 1;
}

/* May the instructions run with these fields (rule 2)? 0, or -1 with ValueError. */
static int code_conform(const CodeParts *p, const BodyNumbers *n)
{
    struct { const char *name; PyObject *tuple; uint64_t size; int more; } tuples[] = {
        {"co_consts", p->consts, n->nconsts, 1}, {"co_names", p->names, n->nnames, 1}, {"co_varnames", p->varnames, n->nlocals, 0},
        {"co_cellvars", p->cellvars, n->ncells, 0}, {"co_freevars", p->freevars, n->nfree, 0}};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(tuples); i++) {
        uint64_t size = (uint64_t)PyTuple_GET_SIZE(tuples[i].tuple);
        if (tuples[i].more ? size < tuples[i].size : size != tuples[i].size)
            return code_unfit("code: %s must have %s%u items", tuples[i].name, tuples[i].more ? "at least " : "", (unsigned)tuples[i].size);
    }
    struct { const char *name; int value; } numbers[] = {{"argcount", p->argcount}, {"posonlyargcount", p->posonly}, {"kwonlyargcount", p->kwonly},
                                                         {"flags", p->flags}};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(numbers); i++)
        if (numbers[i].value < 0)
            return code_unfit("code: %s must not be negative", numbers[i].name);
    if (code_params((uint64_t)p->argcount, (uint64_t)p->kwonly, p->flags) < n->nparams)
        return code_unfit("code: the first %u variables must be parameters", (unsigned)n->nparams);
    int asynchronous = CO_ASYNC_GENERATOR, kinds = (int)n->flags;
    if (!(p->flags & GENERATOR_KINDS) != !kinds || (p->flags & asynchronous) != (kinds & asynchronous))
        return code_unfit("code: co_flags cannot make a function of a generator, nor the reverse");
    const Word *words = (const Word *)PyBytes_AS_STRING(p->words);
    for (uint64_t i = 0; i < n->nwords; i += 1 + op_cache_words[W_OP(words[i])]) {
        uint32_t op = W_OP(words[i]);
        if (op >= FIRST_QUICK)
            return code_bad("unknown opcode");
        int makes = op == OP_MAKE_FUNCTION || op == OP_CALL_COMPREHENSION;
        if (!makes && op != OP_CALL_KW && op != OP_CALL_METHOD_KW)
            continue;
        uint32_t k = i + 1 < n->nwords ? (uint32_t)words[i + 1] : UINT32_MAX;
        PyObject *constant = k < PyTuple_GET_SIZE(p->consts) ? PyTuple_GET_ITEM(p->consts, k) : NULL;
        if (!constant)
            return code_bad("constants");
        if (makes ? !PyObject_TypeCheck(constant, &PyCode_Type) : !code_is_keyword_names(constant, W_C(words[i])))
            return code_unfit(makes ? "code: co_consts[%u] must be a code object" : "code: co_consts[%u] must be a tuple of keyword names", (unsigned)k);
    }
    return 0;
}

/* How many NOPs follow what `roles` has in `bytes`; -1: it has something else. line_profiler tells functions with the same instructions apart by them. */
static int code_padding(PyObject *roles, PyObject *bytes)
{
    Py_ssize_t n = PyBytes_GET_SIZE(roles), size = PyBytes_GET_SIZE(bytes);
    const uint8_t *units = (const uint8_t *)PyBytes_AS_STRING(bytes);
    if (size < n || size % 2 || memcmp(units, PyBytes_AS_STRING(roles), (size_t)n))
        return -1;
    for (Py_ssize_t i = n; i < size; i += 2)
        if (units[i] != NOP || units[i + 1])
            return -1;
    return (int)((size - n) / 2);
}

/* The code object of what is described; n->parts as newcode_free wants it. */
static PyObject *newcode_build(NewCode *n)
{
    const CodeParts *p = &n->parts;
    if (p->argcount >= 0 && p->kwonly >= 0 && code_params((uint64_t)p->argcount, (uint64_t)p->kwonly, p->flags) > (uint64_t)PyTuple_GET_SIZE(p->varnames)) {
        code_unfit("code: co_varnames is too small");
        return NULL;
    }
    if (n->nlocals != PyTuple_GET_SIZE(n->parts.varnames)) {
        code_unfit("code: co_nlocals != len(co_varnames)");
        return NULL;
    }
    n->parts.nregs = (uint32_t)n->body.nregs;
    n->parts.tbase = (uint32_t)n->body.tbase;
    PyObject *code = code_conform(&n->parts, &n->body) < 0 ? NULL : code_build(&n->parts);
    if (!code || !n->code)
        return code;
    PyObject *roles = code_role_bytes(code_of(code));
    int padding = roles ? code_padding(roles, n->code) : -1;
    if (padding == -1) {
        if (roles)
            code_unfit("co_code of a pyrs code object cannot be changed but by NOPs at its end: its instructions are in co_exceptiontable");
        Py_CLEAR(code);
    }
    else if (padding)
        Py_SETREF(code_of(code)->host->_co_code, Py_NewRef(n->code));
    return code;
}

/* Bytes that show pyrs' instructions by role, and come without the body: the host would run them. Its compiler gives no argument to an instruction that
   takes none, where code_role_bytes has a digest. */
static int code_shows_roles(PyObject *code)
{
    Py_ssize_t n = PyBytes_GET_SIZE(code) / 2;
    const uint8_t *units = (const uint8_t *)PyBytes_AS_STRING(code);
    for (Py_ssize_t i = 0; i < n; i++)
        if (units[2 * i] < HAVE_ARGUMENT && units[2 * i] != CACHE && units[2 * i + 1])
            return 1;
    return n > 1 && units[0] == RESUME && units[2 * n - 2] == JUMP_FORWARD;     /* `while True: pass`; the host has no jump there */
}

/* The host's own kind of code object (rule 3). */
static PyObject *code_of_host(PyObject *args, PyObject *kwargs)
{
    PyObject *code = PyTuple_GET_SIZE(args) > 6 ? PyTuple_GET_ITEM(args, 6) : NULL;
    if (code && PyBytes_Check(code) && code_shows_roles(code)) {
        code_unfit("co_code of a pyrs code object without its co_exceptiontable, where the instructions are");
        return NULL;
    }
    if (guest_confined()) {
        code_unfit("bytecode of the host cannot be made in a run under limits");
        return NULL;
    }
    return code_host_new(&PyCode_Type, args, kwargs);
}

static int code_audit_new(PyObject *code, const NewCode *n)
{
    const CodeParts *p = &n->parts;
    return PySys_Audit("code.__new__", "OOOiiiiii", code, p->filename, p->name, p->argcount, p->posonly, p->kwonly, n->nlocals, n->stacksize, p->flags);
}

/* types.CodeType(...), and in the place of PyCode_Type.tp_new: whoever calls it gets the kind of code object that the arguments describe. */
static PyObject *code_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    (void)type;
    if (PyTuple_GET_SIZE(args) < 16 || !code_has_body(PyTuple_GET_ITEM(args, 15)) || (kwargs && PyDict_GET_SIZE(kwargs)))
        return code_of_host(args, kwargs);
    NewCode n = {0};
    CodeParts *p = &n.parts;
    if (!PyArg_ParseTuple(args, "iiiiiiSO!O!O!UUUiSS|O!O!:code", &p->argcount, &p->posonly, &p->kwonly, &n.nlocals, &n.stacksize, &p->flags, &n.code,
                          &PyTuple_Type, &p->consts, &PyTuple_Type, &p->names, &PyTuple_Type, &p->varnames, &p->filename, &p->name, &p->qualname,
                          &p->firstlineno, &p->linetable, &n.table, &PyTuple_Type, &p->freevars, &PyTuple_Type, &p->cellvars))
        return NULL;
    if (code_audit_new(n.code, &n) < 0)
        return NULL;
    PyObject *code = newcode_own_tuples(p) < 0 || newcode_read_body(&n) < 0 ? NULL : newcode_build(&n);
    newcode_free(&n);
    return code;
}

/* ---- code.replace() ---- */

static int replace_int(PyObject *value, const char *name, int *to)
{
    *to = _PyLong_AsInt(value);
    if (*to == -1 && PyErr_Occurred())
        return -1;
    return *to < 0 ? code_unfit("%s must be a positive integer", name) : 0;
}

static int replace_object(PyObject *value, const char *name, PyObject **to, int right, const char *type)
{
    if (!right) {
        PyErr_Format(PyExc_TypeError, "replace() argument '%s' must be %s, not %.50s", name, type, Py_TYPE(value)->tp_name);
        return -1;
    }
    *to = value;
    return 0;
}

static int replace_one(NewCode *n, const char *key, PyObject *v)
{
    CodeParts *p = &n->parts;
    struct { const char *name; int *to; } ints[] = {
        {"co_argcount", &p->argcount}, {"co_posonlyargcount", &p->posonly}, {"co_kwonlyargcount", &p->kwonly}, {"co_nlocals", &n->nlocals},
        {"co_stacksize", &n->stacksize}, {"co_flags", &p->flags}, {"co_firstlineno", &p->firstlineno}};
    struct { const char *name; PyObject **to; char kind; } objects[] = {
        {"co_consts", &p->consts, 't'}, {"co_names", &p->names, 't'}, {"co_varnames", &p->varnames, 't'}, {"co_freevars", &p->freevars, 't'},
        {"co_cellvars", &p->cellvars, 't'}, {"co_filename", &p->filename, 's'}, {"co_name", &p->name, 's'}, {"co_qualname", &p->qualname, 's'},
        {"co_linetable", &p->linetable, 'b'}, {"co_code", &n->code, 'b'}, {"co_exceptiontable", &n->table, 'b'}};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(ints); i++)
        if (strcmp(key, ints[i].name) == 0)
            return replace_int(v, key, ints[i].to);
    for (size_t i = 0; i < Py_ARRAY_LENGTH(objects); i++)
        if (strcmp(key, objects[i].name) == 0)
            return objects[i].kind == 't' ? replace_object(v, key, objects[i].to, PyTuple_Check(v), "tuple")
                   : objects[i].kind == 's' ? replace_object(v, key, objects[i].to, PyUnicode_Check(v), "str")
                                            : replace_object(v, key, objects[i].to, PyBytes_Check(v), "bytes");
    PyErr_Format(PyExc_TypeError, "'%s' is an invalid keyword argument for replace()", key);
    return -1;
}

static PyObject *code_replace(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyCodeObject *co = (PyCodeObject *)self;
    Code *c = code_of(self);
    if (PyTuple_GET_SIZE(args))
        return PyErr_Format(PyExc_TypeError, "replace() takes no positional arguments");
    if (code_unpack(c) < 0)
        return NULL;
    NewCode n = {
        .parts = {
            .consts = co->co_consts, .names = co->co_names, .varnames = c->varnames, .cellvars = c->cellvars, .freevars = c->freevars,
            .linetable = co->co_linetable, .filename = co->co_filename, .name = co->co_name, .qualname = co->co_qualname, .argcount = co->co_argcount,
            .posonly = co->co_posonlyargcount, .kwonly = co->co_kwonlyargcount, .flags = co->co_flags, .firstlineno = co->co_firstlineno,
        },
        .nlocals = (int)c->nlocals, .stacksize = co->co_stacksize,
    };
    PyObject *key, *value;
    Py_ssize_t pos = 0;
    while (kwargs && PyDict_Next(kwargs, &pos, &key, &value)) {
        const char *text = PyUnicode_AsUTF8(key);
        if (!text || replace_one(&n, text, value) < 0)
            return NULL;
    }
    CodeParts *p = &n.parts;
    PyObject *roles = n.code ? n.code : code_role_bytes(c);
    if (!roles || code_audit_new(roles, &n) < 0)
        return NULL;
    if (n.table && n.code && !code_has_body(n.table)) {
        args = Py_BuildValue("(iiiiiiOOOOOOOiOOOO)", p->argcount, p->posonly, p->kwonly, n.nlocals, n.stacksize, p->flags, n.code, p->consts, p->names,
                             p->varnames, p->filename, p->name, p->qualname, p->firstlineno, p->linetable, n.table, p->freevars, p->cellvars);
        PyObject *code = args ? code_of_host(args, NULL) : NULL;
        Py_XDECREF(args);
        return code;
    }
    int r = newcode_own_tuples(p);
    if (r == 0 && n.table)
        r = code_has_body(n.table) ? newcode_read_body(&n) : code_unfit("co_exceptiontable of a pyrs code object, which holds its instructions, needs "
                                                                         "a co_code that goes with it");
    else if (r == 0) {
        n.code = roles;
        code_numbers(c, &n.body);
        p->words = code_words(c);
        p->shortened = Py_XNewRef(code_short(c));
        p->exctable = code_pack_rows(c);
        r = p->words && p->shortened && p->exctable ? 0 : -1;
    }
    PyObject *code = r < 0 ? NULL : newcode_build(&n);
    newcode_free(&n);
    return code;
}

/* ---- the type ---- */

#define CODE_TUPLE_GETTER(field)                                              \
    static PyObject *code_get_##field(PyObject *self, void *unused)           \
    { (void)unused; return code_unpack(code_of(self)) < 0 ? NULL : Py_NewRef(code_of(self)->field); }
CODE_TUPLE_GETTER(varnames)
CODE_TUPLE_GETTER(cellvars)
CODE_TUPLE_GETTER(freevars)

static PyObject *code_get_nlocals(PyObject *self, void *unused) { (void)unused; return PyLong_FromLong(code_of(self)->nlocals); }

/* What the host's type has under this name, of a code object that is not packed. Where a program that pyrs runs has a pyrs of its own, the type of that
   one's code objects has ours for its base: it comes here with what it has unpacked itself. */
static PyObject *code_get_host(PyObject *self, void *name)
{
    Code *c = code_of(self);
    if (c && code_unpack(c) < 0)
        return NULL;
    PyObject *descr = _PyDict_GetItemStringWithError(PyCode_Type.tp_dict, name);
    if (!descr)
        return NULL;
    return Py_TYPE(descr)->tp_descr_get(descr, self, (PyObject *)Py_TYPE(self));
}

static PyObject *code_get_code(PyObject *self, void *unused)
{
    (void)unused;
    PyObject *bytes = code_role_bytes(code_of(self));
    Py_XINCREF(bytes);
    return bytes;
}

/* copy and deepcopy treat the host's code type as atomic by exact type. */
static PyObject *code_copy(PyObject *self, PyObject *unused) { (void)unused; return Py_NewRef(self); }

static PyObject *code_sizeof(PyObject *self, PyObject *unused)
{
    (void)unused;
    Code *c = code_of(self);
    size_t size = _PyObject_VAR_SIZE(Py_TYPE(self), Py_SIZE(self)) + sizeof(Code) + c->nrows * sizeof(ExcRow)
                  + (c->words ? c->nwords * sizeof(Word) + c->nconsts * sizeof(Value) : 0)
                  + (c->packed ? c->packed_size : 0);
    return PyLong_FromSize_t(size);
}

static PyGetSetDef code_getset[] = {
    {"co_varnames", code_get_varnames, NULL, NULL, NULL},
    {"co_cellvars", code_get_cellvars, NULL, NULL, NULL},
    {"co_freevars", code_get_freevars, NULL, NULL, NULL},
    {"co_nlocals", code_get_nlocals, NULL, NULL, NULL},
    {"co_code", code_get_code, NULL, NULL, NULL},
    {"co_exceptiontable", code_get_body, NULL, NULL, NULL},
#define CODE_HOST_GETTER(name) {name, code_get_host, NULL, NULL, name}
    CODE_HOST_GETTER("co_consts"), CODE_HOST_GETTER("co_names"), CODE_HOST_GETTER("co_linetable"), CODE_HOST_GETTER("co_lnotab"),
    CODE_HOST_GETTER("co_lines"), CODE_HOST_GETTER("co_positions"),
#undef CODE_HOST_GETTER
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef code_methods[] = {
    {"replace", (PyCFunction)(void (*)(void))code_replace, METH_VARARGS | METH_KEYWORDS,
     "Return a copy of the code object with new values for the specified fields."},
    {"__copy__", code_copy, METH_NOARGS, NULL},
    {"__deepcopy__", code_copy, METH_O, NULL},
    {"__sizeof__", code_sizeof, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyrsCode_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "code",
    .tp_basicsize = offsetof(PyCodeObject, co_code_adaptive),
    .tp_itemsize = sizeof(_Py_CODEUNIT),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = code_new,
    .tp_richcompare = code_richcompare,
    .tp_hash = code_hash,
    .tp_getset = code_getset,
    .tp_methods = code_methods,
};

static int code_init_type(void)
{
    if (code_extra_index < 0)
        code_extra_index = _PyEval_RequestCodeExtraIndex(code_free);
    if (code_extra_index < 0) {
        PyErr_SetString(PyExc_ImportError, "pyrs: no code-extra slot left in this interpreter");
        return -1;
    }
    PyObject *imp = PyImport_ImportModule("_imp");
    code_keyed_hash = imp ? PyObject_GetAttrString(imp, "source_hash") : NULL;
    Py_XDECREF(imp);
    PyrsCode_Type.tp_base = &PyCode_Type;
    if (!code_keyed_hash || PyType_Ready(&PyrsCode_Type) < 0)
        return -1;
    if (PyCode_Type.tp_new != code_new) {
        code_host_new = PyCode_Type.tp_new;
        PyCode_Type.tp_new = code_new;
    }
    return 0;
}

#endif
