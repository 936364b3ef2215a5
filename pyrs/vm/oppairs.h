/* oppairs.h - operators taken together with the instruction that has their result: `(a + b) % m`, `a, b = b, a + b`.

   What the second computes waits for no register that the first has written: a result's way through memory, with its tag put on and taken off, takes
   about as long as half a division.  Ints only; where they are none, or past 63 bits, nothing is done and the first instruction runs alone.
   code_choose_forms (pcalls.h) finds the pairs before the code first runs; the second word stays as it is, for jumps to it and for tracing. */
#ifndef PYRS_OPPAIRS_H
#define PYRS_OPPAIRS_H
#include "arith.h"
#include "caches.h"

/* R[a] := v, then exchanged with R[b]. */
HOT void num_set_exchanged(Value *R, uint32_t a, uint32_t b, Value v)
{
    Value old = R[a];
    R[a] = R[b];
    R[b] = v;
    if (__builtin_expect(v_is_object(old), 0))
        num_release(old);
}

/* An operator before the EXCHANGE at `next`, which has its result and another register (code_choose_forms). */
#define NUM_EXCHANGE(op)                                                          \
HOT int num_##op##_exchange(Value *R, uint32_t a, Value x, Value y, Word next)    \
{                                                                                 \
    Value v;                                                                      \
    MISS();                                                                       \
    if (W_OP(next) != OP_EXCHANGE) return 0;    /* it is traced */                \
    if (!v_both_int(x, y) || !v_##op(x, y, &v)) return 0;                         \
    num_set_exchanged(R, a, W_A(next), v);                                        \
    return 1;                                                                     \
}
NUM_EXCHANGE(add) NUM_EXCHANGE(sub) NUM_EXCHANGE(mod)

/* A remainder of x, which is in no register, by the instruction at `next`, and the EXCHANGE behind it: the number of words that were executed. */
HOT int num_mod_of(Value *R, const Value *K, const Word *next, int64_t x)
{
    Word w = *next;
    Value by, r;
    if (W_OP(w) == OP_MOD_I) by = v_from_int48((int16_t)W_C(w));
    else if (W_OP(w) == OP_MOD_K) by = K[W_C(w)];
    else if (W_OP(w) == OP_MOD || W_OP(w) == OP_MOD_EXCHANGE) by = R[W_C(w)];
    else return 0;              /* it is traced */
    if (__builtin_expect(((uint64_t)x | (by ^ V_TAG_INT)) >> 32 == 0, 1)) {     /* then it is an int, too */
        if ((uint32_t)by == 0) return 0;
        r = V_TAG_INT | ((uint32_t)x % (uint32_t)by);
    }
    else {
        int64_t y = v_int(by), m;
        if (!v_is_int(by) || y <= 0) return 0;
        m = x % y;
        r = v_from_int48(m < 0 ? m + y : m);
    }
    if (W_OP(next[1]) == OP_EXCHANGE && W_B(next[1]) == W_A(w)) {
        num_set_exchanged(R, W_A(w), W_A(next[1]), r);
        return 2;
    }
    num_set(R, W_A(w), r);
    return 1;
}

HOT int num_add_mod(Value *R, const Value *K, const Word *next, Value x, Value y)
{
    MISS();
    return v_both_int(x, y) ? num_mod_of(R, K, next, v_int(x) + v_int(y)) : 0;
}
HOT int num_sub_mod(Value *R, const Value *K, const Word *next, Value x, Value y)
{
    MISS();
    return v_both_int(x, y) ? num_mod_of(R, K, next, v_int(x) - v_int(y)) : 0;
}
HOT int num_mul_mod(Value *R, const Value *K, const Word *next, Value x, Value y)
{
    int64_t r;
    MISS();
    return v_both_int(x, y) && !__builtin_mul_overflow(v_int(x), v_int(y), &r) ? num_mod_of(R, K, next, r) : 0;
}
#endif
