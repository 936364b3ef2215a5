/* stats.h - execution counters, compiled in by PYRS_STATS only (the copy of the VM that `-X pyrs-stats` loads).

   COUNT_SLOW stands at the head of each slow half that a cached instruction falls back to: executions less slow ones are its hits. */
#ifndef PYRS_STATS_H
#define PYRS_STATS_H

#ifdef PYRS_STATS
static uint64_t op_counts[NUM_OPCODES], pair_counts[NUM_OPCODES * NUM_OPCODES], slow_counts[NUM_OPCODES], entry_count;
#define COUNT_OP(previous, op) (op_counts[op]++, pair_counts[(previous) * NUM_OPCODES + (op)]++, (previous) = (op))
#define COUNT_ENTRY() (entry_count++)
#define COUNT_SLOW(w) (slow_counts[W_OP(*(w))]++)

#define STATS_PAIRS 40          /* lines printed of the table of pairs */

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
    double share = total ? 100.0 / (double)total : 0.0;
    fprintf(stderr, "pyrs-stats: %llu instructions, %llu entries into the loop\n\n%-28s %14s %7s %7s\n",
            (unsigned long long)total, (unsigned long long)entry_count, "opcode", "count", "%", "sum %");
    qsort(order, n, sizeof *order, stats_by_count);
    for (size_t i = 0; i < n; i++) {
        seen += *order[i];
        fprintf(stderr, "%-28s %14llu %7.2f %7.2f\n", op_names[order[i] - op_counts], (unsigned long long)*order[i],
                (double)*order[i] * share, (double)seen * share);
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

#define stats_init() Py_AtExit(stats_print)
#else
#define COUNT_OP(previous, op) ((void)(previous))
#define COUNT_ENTRY() ((void)0)
#define COUNT_SLOW(w) ((void)0)
#define stats_init() ((void)0)
#endif

#endif
