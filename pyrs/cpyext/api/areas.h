/* areas.h - all areas.  A symbol belongs to the one with the longest prefix that it has. */
#ifndef PYRS_CPYEXT_AREAS_H
#define PYRS_CPYEXT_AREAS_H
#include "api/api.h"
#include "api/object.h"
#include "api/number.h"
#include "api/sequence.h"
#include "api/mapping.h"
#include "api/unicode.h"
#include "api/type.h"
#include "api/module.h"
#include "api/imports.h"
#include "api/err.h"
#include "api/buffer.h"
#include "api/memory.h"
#include "api/capsule.h"
#include "api/sys.h"
#include "api/function.h"
#include "api/frame.h"
#include "api/run.h"
#include "api/thread.h"

static Area *const areas[] = {
    &area_object, &area_number, &area_sequence, &area_mapping, &area_unicode, &area_type, &area_module, &area_import, &area_err, &area_buffer, &area_memory,
    &area_capsule, &area_sys, &area_function, &area_frame, &area_run, &area_thread,
};
#define AREAS ((int)(sizeof areas / sizeof *areas))

static Area *area_of(const char *symbol)
{
    Area *best = NULL;
    size_t longest = 0;
    for (int i = 0; i < AREAS; i++)
        for (const char *p = areas[i]->prefixes; *p;) {
            size_t n = strcspn(p, " ");
            if (n > longest && strncmp(symbol, p, n) == 0) {
                longest = n;
                best = areas[i];
            }
            p += n + strspn(p + n, " ");
        }
    return best;
}

/* The answers of all areas by symbol, for the thousands of relocations of a large extension. */
#define MAX_ANSWERS 128
static Answer *answers[MAX_ANSWERS];
static size_t answer_count;

static int answers_order(const void *a, const void *b) { return strcmp((*(Answer *const *)a)->symbol, (*(Answer *const *)b)->symbol); }
static int answers_find(const void *symbol, const void *b) { return strcmp(symbol, (*(Answer *const *)b)->symbol); }

static Answer *answer_of(const char *symbol)
{
    Answer **a = bsearch(symbol, answers, answer_count, sizeof *answers, answers_find);
    return a ? *a : NULL;
}

/* Connect to the VM; its types are the answers of those that ask for the host's. */
static int areas_connect(PyObject *capsule)
{
    vm = PyCapsule_GetPointer(capsule, "pyrs._vm.lent");
    if (!vm)
        return -1;
    for (int i = 0; i < AREAS; i++)
        for (Answer *a = areas[i]->answers; a && a->symbol; a++) {
            if (answer_count == MAX_ANSWERS) {
                PyErr_SetString(PyExc_ImportError, "pyrs: MAX_ANSWERS is too small");
                return -1;
            }
            answers[answer_count++] = a;
        }
    qsort(answers, answer_count, sizeof *answers, answers_order);
    answer_of("PyFunction_Type")->ours = vm->function;
    answer_of("PyCode_Type")->ours = vm->code;
    answer_of("PyFrame_Type")->ours = vm->frame;
    answer_of("PyGen_Type")->ours = vm->generator;
    return 0;
}
#endif
