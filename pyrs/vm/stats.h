/* stats.h - the tables of -X pyrs-stats, from what counters.h counts. */
#ifndef PYRS_STATS_H
#define PYRS_STATS_H

#ifdef PYRS_STATS
#define STATS_PAIRS 40          /* lines printed of the table of pairs */

static PyMemAllocatorEx stats_object_allocator, stats_raw_allocator;

/* The host's allocator under a counter. */
#define STATS_ALLOCATOR(domain) \
    static void *stats_##domain##_malloc(void *c, size_t n) { COUNT(domain##_malloc); return ((PyMemAllocatorEx *)c)->malloc(((PyMemAllocatorEx *)c)->ctx, n); } \
    static void *stats_##domain##_calloc(void *c, size_t m, size_t n) { COUNT(domain##_malloc); return ((PyMemAllocatorEx *)c)->calloc(((PyMemAllocatorEx *)c)->ctx, m, n); } \
    static void *stats_##domain##_realloc(void *c, void *p, size_t n) { COUNT(domain##_malloc); return ((PyMemAllocatorEx *)c)->realloc(((PyMemAllocatorEx *)c)->ctx, p, n); } \
    static void stats_##domain##_free(void *c, void *p) { ((PyMemAllocatorEx *)c)->free(((PyMemAllocatorEx *)c)->ctx, p); } \
    static void stats_##domain##_install(PyMemAllocatorDomain d) \
    { \
        PyMem_GetAllocator(d, &stats_##domain##_allocator); \
        PyMemAllocatorEx counting = {&stats_##domain##_allocator, stats_##domain##_malloc, stats_##domain##_calloc, \
                                     stats_##domain##_realloc, stats_##domain##_free}; \
        PyMem_SetAllocator(d, &counting); \
    }

STATS_ALLOCATOR(object)
STATS_ALLOCATOR(raw)

static void stats_line(const char *title, int n, ...)
{
    va_list pairs;
    va_start(pairs, n);
    fprintf(stderr, "%-12s", title);
    while (n--) {
        const char *name = va_arg(pairs, const char *);
        fprintf(stderr, " %llu %s%s", (unsigned long long)va_arg(pairs, uint64_t), name, n ? "," : "\n");
    }
    va_end(pairs);
}

static int stats_by_count(const void *a, const void *b)
{
    uint64_t x = **(const uint64_t *const *)a, y = **(const uint64_t *const *)b;
    return (x < y) - (x > y);
}

/* The tables, most frequent first, to the C library's stderr: run after the host has finalized. */
static void stats_print(void)
{
    static const uint64_t *order[NUM_OPCODES * NUM_OPCODES];
    uint64_t total = 0, seen = 0;
    size_t n = 0;
    for (uint32_t i = 0; i < NUM_OPCODES; i++) {
        total += op_counts[i];
        if (op_counts[i])
            order[n++] = &op_counts[i];
    }
    uint64_t ticks = 0;
    for (uint32_t i = 0; i < NUM_OPCODES; i++)
        ticks += op_ticks[i];
    double time_share = ticks ? 100.0 / (double)ticks : 0.0;
    double share = total ? 100.0 / (double)total : 0.0;
    fprintf(stderr, "pyrs-stats: %llu instructions, %llu entries into the loop\n", (unsigned long long)total,
            (unsigned long long)counters.entry);
    stats_line("boxed", 3, "ints", counters.boxed_int, "floats", counters.boxed_float, "in place", counters.box_overwritten);
    stats_line("unboxed", 2, "ints", counters.unboxed_int, "floats", counters.unboxed_float);
    stats_line("allocations", 2, "objects", counters.object_malloc, "other memory", counters.raw_malloc);
    stats_line("collections", 2, "found nothing", counters.collected, "found garbage", counters.garbage_found);
    stats_line("caches", 3, "specialised", counters.quickened, "missed", counters.missed, "given up", counters.given_up);
    fprintf(stderr, "\n%-28s %14s %7s %7s %9s %7s\n", "opcode", "count", "%", "sum %", "ticks", "time %");
    qsort(order, n, sizeof *order, stats_by_count);
    for (size_t i = 0; i < n; i++) {
        seen += *order[i];
        uint64_t spent = op_ticks[order[i] - op_counts];
        fprintf(stderr, "%-28s %14llu %7.2f %7.2f %9.1f %7.2f\n", op_names[order[i] - op_counts], (unsigned long long)*order[i],
                (double)*order[i] * share, (double)seen * share, (double)spent / (double)*order[i], (double)spent * time_share);
    }
    fprintf(stderr, "\n%-28s %14s %14s %7s\n", "cache", "executed", "slow", "hit %");
    for (uint32_t i = 0; i < NUM_OPCODES; i++)
        if (slow_counts[i])
            fprintf(stderr, "%-28s %14llu %14llu %7.2f\n", op_names[i], (unsigned long long)op_counts[i],
                    (unsigned long long)slow_counts[i],
                    op_counts[i] > slow_counts[i] ? 100.0 * (double)(op_counts[i] - slow_counts[i]) / (double)op_counts[i] : 0.0);
    n = 0;
    for (uint32_t i = 0; i < NUM_OPCODES * NUM_OPCODES; i++)
        if (pair_counts[i])
            order[n++] = &pair_counts[i];
    qsort(order, n, sizeof *order, stats_by_count);
    fprintf(stderr, "\n%-56s %14s %7s\n", "pair", "count", "%");
    for (size_t i = 0; i < n && i < STATS_PAIRS; i++) {
        size_t at = (size_t)(order[i] - pair_counts);
        fprintf(stderr, "%-28s%-28s %14llu %7.2f\n", op_names[at / NUM_OPCODES], op_names[at % NUM_OPCODES],
                (unsigned long long)*order[i], (double)*order[i] * share);
    }
}

static void stats_init(void)
{
    ticks_overhead = ~(uint64_t)0;
    for (int i = 0; i < 1000; i++) {
        ticks_before = ticks_now();
        uint64_t passed = ticks_now() - ticks_before;
        if (passed < ticks_overhead)
            ticks_overhead = passed;
    }
    ticks_before = ticks_now();
    stats_object_install(PYMEM_DOMAIN_OBJ);
    stats_raw_install(PYMEM_DOMAIN_MEM);
    Py_AtExit(stats_print);
}
#else
#define stats_init() ((void)0)
#endif

#endif
