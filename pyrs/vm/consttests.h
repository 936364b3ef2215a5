/* consttests.h - tests against constants in one piece: `x == "text"` and its jump, `x in ("a", "b")`; the same test for a global that does not change.

   LOAD_CONST is marked before the code first runs where the word behind it is such a test and the constant its right operand.  It then does the test on
   the constant itself: neither its count nor the temporary is touched, one dispatch less.  As in ccalls.h the other words stay and are read at each
   execution; what is not the case here (an operand of another type, a trap of the tracer) loads the constant, and the test goes its own way. */
#ifndef PYRS_CONSTTESTS_H
#define PYRS_CONSTTESTS_H

/* x == k for a constant that is an exact str: 1, 0, or -1: x may have a say. */
HOT int const_equal(Value x, Value k)
{
    if (x == k)
        return 1;
    if (!v_is_object(x))
        return 0;
    PyObject *o = v_object(x);
    return PyUnicode_CheckExact(o) && PyUnicode_IS_READY(o) ? str_equal(o, v_object(k)) : -1;
}

/* The same for a global, which may be an inline int, too. */
HOT int global_equal(Value x, Value k)
{
    return !v_is_int(k) ? const_equal(x, k) : v_is_int(x) ? x == k : -1;
}

/* What of the jump `op` on (in)equality is taken when the operands are equal: 1, 0; -1: it is another instruction. */
HOT int equality_jump(uint32_t op)
{
    static const int8_t taken[NUM_OPCODES] = {[OP_JUMP_IF_EQ] = 2, [OP_JUMP_IF_NOT_NE] = 2, [OP_JUMP_IF_NOT_EQ] = 1, [OP_JUMP_IF_NE] = 1};
    return taken[op] - 1;
}

/* IS, IN and their negations have forms for the jump behind them; where a tracer has replaced that, they are the plain ones. */
#define is_contains(op) (op_base[op] == OP_IN || op_base[op] == OP_NOT_IN)
#define is_truth_jump(op) ((op) == OP_JUMP_IF_FALSE || (op) == OP_JUMP_IF_TRUE)
#define has_jump_forms(op) ((op) == OP_IS || (op) == OP_IS_NOT || (op) == OP_IN || (op) == OP_NOT_IN)

/* Of one of these four. */
static uint32_t form_with_jump(uint32_t op, int when_true)
{
    switch (op) {
    case OP_IS: return when_true ? OP_IS_JUMP_IF_TRUE : OP_IS_JUMP_IF_FALSE;
    case OP_IS_NOT: return when_true ? OP_IS_NOT_JUMP_IF_TRUE : OP_IS_NOT_JUMP_IF_FALSE;
    case OP_IN: return when_true ? OP_IN_JUMP_IF_TRUE : OP_IN_JUMP_IF_FALSE;
    default: return when_true ? OP_NOT_IN_JUMP_IF_TRUE : OP_NOT_IN_JUMP_IF_FALSE;
    }
}

#define jumps_if_absent(op) ((op) == OP_IN_JUMP_IF_FALSE || (op) == OP_NOT_IN_JUMP_IF_TRUE)
#define jumps_if_contained(op) ((op) == OP_IN_JUMP_IF_TRUE || (op) == OP_NOT_IN_JUMP_IF_FALSE)

/* As equality_jump, of an identity test with the jump behind it: 1 it jumps where the operands are the same, 0 where they are not; -1: another instruction. */
HOT int identity_jump(uint32_t op)
{
    static const int8_t taken[NUM_OPCODES] = {[OP_IS_JUMP_IF_TRUE] = 2, [OP_IS_NOT_JUMP_IF_FALSE] = 2, [OP_IS_JUMP_IF_FALSE] = 1, [OP_IS_NOT_JUMP_IF_TRUE] = 1};
    return taken[op] - 1;
}

/* May the test at `test` take what the load at w loads? */
static int identity_takes(const Code *c, const Word *w, const Word *test)
{
    return W_A(*w) >= c->tbase && identity_jump(W_OP(*test)) >= 0 && W_C(*test) == W_A(*w) && W_B(*test) != W_A(*w);
}

/* May the test at `test` take the str or int k from the load at w? */
static int test_takes(const Code *c, const Word *w, const Word *test, Value k)
{
    return W_A(*w) >= c->tbase && equality_jump(W_OP(*test)) >= 0 && W_B(*test) == W_A(*w) && W_A(*test) != W_A(*w)
           && (v_is_int(k) || (v_is_str(k) && PyUnicode_IS_READY(v_object(k))));
}

static void code_fuse_tests(Code *c, Word *words)
{
    PyObject *consts = c->host->co_consts;
    for (Word *w = words; w + 1 < words + c->nwords; w += 1 + op_cache_words[op_base[W_OP(*w)]]) {
        Word test = w[1];
        if (has_jump_forms(W_OP(*w)) && is_truth_jump(W_OP(test)) && W_A(test) == W_A(*w) && W_A(test) >= c->tbase)
            cache_rewrite(w, form_with_jump(W_OP(*w), W_OP(test) == OP_JUMP_IF_TRUE));
        if (W_OP(*w) != OP_LOAD_CONST_FILL)
            continue;
        if (test_takes(c, w, w + 1, v_from_ptr(PyTuple_GET_ITEM(consts, W_X(*w)))))
            cache_rewrite(w, OP_LOAD_CONST_EQ);
        else if (is_contains(W_OP(test)) && W_C(test) == W_A(*w) && W_B(test) != W_A(*w))
            cache_rewrite(w, OP_LOAD_CONST_IN);
    }
}

#endif
