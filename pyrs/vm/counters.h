/* counters.h - what is counted under PYRS_STATS (the copy of the VM that `-X pyrs-stats` loads); nothing otherwise. stats.h prints it.

   COUNT_SLOW stands at the head of each slow half that a cached instruction falls back to: executions less slow ones are its hits.
   COUNT(x) adds one to a counter of struct Counters.
   Ticks: from the dispatch of an instruction to the next dispatch, what it calls in C included, what re-enters the loop not. */
#ifndef PYRS_COUNTERS_H
#define PYRS_COUNTERS_H

#ifdef PYRS_STATS
#include <time.h>

static struct Counters {
    uint64_t entry;                                         /* from C into the loop */
    uint64_t boxed_int, boxed_float, box_overwritten;       /* register to heap: a new box, the old one in place */
    uint64_t unboxed_int, unboxed_float;                    /* heap to register */
    uint64_t object_malloc, raw_malloc;                     /* requests to the host's allocators; its free lists are not seen */
    uint64_t collected, garbage_found;                      /* collections of collect.h: all was reachable, or not, and the host's collector followed */
    uint64_t quickened, missed, given_up;                   /* caches: filled, guards that failed, sites put back to wait */
} counters;
static uint64_t op_counts[NUM_OPCODES], op_ticks[NUM_OPCODES], pair_counts[NUM_OPCODES * NUM_OPCODES], slow_counts[NUM_OPCODES];
static uint64_t ticks_before, ticks_overhead;
static uint32_t ticks_op;       /* the last one dispatched in any activation of the loop */

static inline uint64_t ticks_now(void)
{
#if defined(__x86_64__)
    return __builtin_ia32_rdtsc();
#else
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
#endif
}

static inline void count_op(uint32_t previous, uint32_t op)
{
    uint64_t now = ticks_now(), passed = now - ticks_before;
    op_ticks[previous] += passed > ticks_overhead ? passed - ticks_overhead : 0;
    op_counts[op]++;
    pair_counts[previous * NUM_OPCODES + op]++;
    ticks_op = op;
    ticks_before = ticks_now();
}

/* C entered the loop: the time until here belongs to the instruction that called C. */
static inline void count_entry(void)
{
    counters.entry++;
    op_ticks[ticks_op] += ticks_now() - ticks_before;
    ticks_before = ticks_now();
}

#define COUNT(name) (counters.name++)
#define COUNT_OP(previous, op) (count_op(previous, op), (previous) = (op))
#define COUNT_ENTRY() count_entry()
#define COUNT_SLOW(w) (slow_counts[W_OP(*(w))]++)
#else
#define COUNT(name) ((void)0)
#define COUNT_OP(previous, op) ((void)(previous))
#define COUNT_ENTRY() ((void)0)
#define COUNT_SLOW(w) ((void)0)
#endif

#endif
