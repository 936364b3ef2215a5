/* handlers.h - dispatch, and the regular handlers of the loop (pyrs/_vm.pyx) as macros over its locals.

   1. `op == OP_X` in the loop opens a handler, VM_LABEL(OP_X) right behind it names it: VM_NEXT jumps from handler to handler by a table of
      these labels in ts (ts is in a register: one instruction less than a table elsewhere), the switch that Cython makes of the chain serves the first instruction and the handlers that end by `continue`.
   2. A macro that is a whole handler begins with its label and ends with VM_NEXT or a jump to vm_error, the loop's unwinding half.
   3. The loop's variables are Cython's: L(name).  What a function that is not inlined gets the address of (`out`) lives in memory; `v`, `w` and
      `pair` must stay in registers.
   4. `ip` is set at each dispatch and pc is ip + 1 behind the label; a handler with cache words adds them to pc. */
#ifndef PYRS_HANDLERS_H
#define PYRS_HANDLERS_H

#define L(name) __pyx_v_##name
#define L_A I_A(L(ip))
#define L_B I_B(L(ip))
#define L_C I_C(L(ip))
#define L_R L(R)
/* Two loads, where it is used: a variable would live on the C stack, and each call and return would write it. */
#define L_K L(f)->code->consts
#define L_OP I_OP(L(ip))

/* ---- dispatch ---- */

#define VM_TABLE() do {                                      \
        static const void *const labels_[NUM_OPCODES] = { OPCODE_LABELS }; \
        if (__builtin_expect(!L(ts)->labels[0], 0))          \
            memcpy(L(ts)->labels, labels_, sizeof labels_);  \
    } while (0)
/* What a handler uses is made anew behind its label: a variable that is carried across the jumps lives on the C stack everywhere. */
#define VM_LABEL(name) VM_LABEL_##name: L(pc) = L(ip) + 1; L(op) = L_OP; L(a) = L(b) = L(c) = 0; L(t) = 0; L(v) = L(w) = 0; \
    L(o) = NULL; L(nf) = NULL; L(fn) = NULL; L(code) = NULL;
#define VM_NEXT() do {                                       \
        L(ip) = L(pc);                                       \
        COUNT_OP(L(previous), L_OP);                         \
        DEBUG_CHECK(L(ts), L(f), L(ip));                     \
        goto *L(ts)->labels[L_OP];                           \
    } while (0)
/* The instruction at ip once more, as op. */
#define VM_AS(op) goto VM_LABEL_##op
#define VM_ERROR() goto vm_error
#define VM_ERROR_LABEL() vm_error: ;

/* Not read as volatile, which would cost an instruction: the fuel is written before, and the breaker may be part of it. */
#define VM_BREAKER() __builtin_expect(*(BreakerWord *)L(ts)->eval_breaker != 0, 0)

/* Go on in the frame nf where it stands. */
#define VM_ENTER(nf) do {                                    \
        L(f) = (nf);                                         \
        L(R) = L(f)->regs;                                   \
        L(tbase) = L(f)->code->tbase;                        \
        L(pc) = L(f)->pc;                                    \
    } while (0)

/* Behind what left an inline value, or nothing to release, in the temporary dst: its KILL (of an expression statement) is not executed. */
#define VM_PASS_KILL(dst) do {                               \
        uint32_t killed_ = (dst);                            \
        if (is_kill_of(L(pc), killed_) && killed_ >= L(tbase) && !v_is_object(L_R[killed_])) \
            L(pc)++;                                         \
    } while (0)

/* Out of a plain frame with its result. */
#define VM_RETURN(value) do {                                \
        uint32_t dst_;                                       \
        L(f) = frame_leave(L(ts), L(f), L_R, L(tbase), &dst_); \
        VM_ENTER(L(f));                                      \
        reg_assign(L(ts), L(f), L(pc), L_R, dst_, value);    \
        VM_NEXT();                                           \
    } while (0)
/* The same where that is likely to be None, and dropped: it does not go by the temporary that the KILL of an expression statement would empty. */
#define VM_RETURN_CONST(value) do {                          \
        uint32_t dst_;                                       \
        L(f) = frame_leave(L(ts), L(f), L_R, L(tbase), &dst_); \
        VM_ENTER(L(f));                                      \
        if (is_kill_of(L(pc), dst_) && dst_ >= L(tbase)) {   \
            assert(!v_is_object(L_R[dst_]));                 \
            L(pc)++;                                         \
            operand_release(L(ts), L(f), L(pc), value);      \
        }                                                    \
        else                                                 \
            reg_assign(L(ts), L(f), L(pc), L_R, dst_, value); \
        VM_NEXT();                                           \
    } while (0)
/* Out of a frame whose result goes elsewhere. */
#define VM_FRAME_LEAVE() do {                                \
        uint32_t dst_;                                       \
        L(f) = frame_leave(L(ts), L(f), L_R, L(tbase), &dst_); \
    } while (0)
/* Out of a frame whose result, in v, an instruction of its caller waits for. */
#define VM_RETURN_RESUMED() do {                             \
        L(w) = L(f)->aux;                                    \
        VM_FRAME_LEAVE();                                    \
        VM_ENTER(L(f));                                      \
        goto vm_resumed;                                     \
    } while (0)
#define VM_RESUMED_LABEL() vm_resumed: ;
/* The return at ip from a frame that something has looked at: if nothing does any more the instruction runs once more, the short way.  A caller that is
   traced may go on at this very word, so its trap is set again. */
#define VM_RETURN_HIDDEN() do {                              \
        if (L(f)->flags != 0) {                              \
            frame_hide(L(ts), L(f), L(pc));                  \
            if (L(ts)->tracing)                              \
                trap_rearm();                                \
            else if (frame_is_plain(L(f))) {                 \
                L(pc) = L(ip);                               \
                VM_NEXT();                                   \
            }                                                \
        }                                                    \
    } while (0)
#define VM_LEAVE() goto vm_leave
#define VM_LEAVE_LABEL() vm_leave: ;

/* Into a frame that has just been pushed: behind its RESUME, which only polls, unless there is something to serve. */
#define VM_ENTER_CALLED(nf) do {                             \
        VM_ENTER(nf);                                        \
        if (!VM_BREAKER())                                   \
            L(pc)++;                                         \
    } while (0)

/* In a generator's frame at pc, behind a YIELD or where it begins: behind RESUME, and the KILL of what was sent, in the same way. */
#define VM_PASS_RESUME() do {                                \
        if (I_OP(L(pc)) == OP_RESUME && !VM_BREAKER()) {     \
            L(pc)++;                                         \
            VM_PASS_KILL(I_A(L(pc)));                        \
        }                                                    \
    } while (0)
#define VM_ENTER_GENERATOR(nf) do {                          \
        VM_ENTER(gen_innermost(L(ts), nf));                  \
        VM_PASS_RESUME();                                    \
    } while (0)

/* After call_slow and its like. */
#define VM_CALLED(status) do {                               \
        int status_ = (status);                              \
        if (status_ == CALL_DONE) {                          \
            reg_assign(L(ts), L(f), L(pc), L_R, L_A, L(out));                       \
            VM_SERVE();                                      \
            VM_NEXT();                                       \
        }                                                    \
        if (status_ == CALL_ERROR)                           \
            goto vm_error;                                   \
        L(ts)->frame->dst = L_A;                             \
        VM_ENTER_CALLED(L(ts)->frame);                       \
        VM_NEXT();                                           \
    } while (0)

/* Poll: signals and the like, limits of an embedded runtime. */
#define VM_SERVE() do {                                      \
        if (VM_BREAKER()) {                                  \
            VM_SYNC(L(ts), L(f), L(pc));                     \
            if (vm_poll(L(ts)) < 0)                          \
                goto vm_error;                               \
        }                                                    \
    } while (0)

/* Call fn of code, with as many arguments as it has plain parameters, in R[b] and behind it, if there is room; the result is for R[a]. */
#define VM_CALL_PLAIN() do {                                 \
        Value *regs_ = &L_R[L(b) + 1];                       \
        if (__builtin_expect(frame_has_room(L(ts), regs_, L(code)->nregs), 1)) {  \
            L_R[L(b)] = V_UNSET;                             \
            L(nf) = frame_push_for(L(ts), L(f), L_A, L(fn), L(code), regs_, (uint32_t)L(c)); \
            L(f) = L(nf);                                    \
            L(R) = regs_;                                    \
            L(tbase) = L(code)->tbase;                       \
            VM_SKIP_RESUME();                                \
            VM_NEXT();                                       \
        }                                                    \
    } while (0)

/* RESUME only polls: behind it, unless there is something to serve. A branch, not arithmetic: in a metered run the breaker has just been written. */
#define VM_SKIP_RESUME() do {                                \
        L(pc) = L(code)->words + 1;                          \
        if (VM_BREAKER()) {                                  \
            __asm__("" : "+r"(L(pc)));                       \
            L(pc)--;                                         \
        }                                                    \
    } while (0)

/* After a backward jump by `words` (negative): the instruction budget is charged, and polled. */
#define VM_BACK(words) do {                                  \
        L(ts)->fuel += (words);                              \
        VM_SERVE();                                          \
    } while (0)

/* A taken jump; backward ones poll. */
#define VM_JUMP(offset) do {                                 \
        int32_t by_ = (offset);                              \
        L(pc) += by_;                                        \
        if (by_ < 0)                                         \
            VM_BACK(by_);                                    \
    } while (0)

/* Jump by X if the truth of R[a] is that of `wanted`; bools are compared with both. */
#define VM_TRUTH_JUMP(op, wanted, other)                     \
    VM_LABEL(op)                                             \
    { Value v_ = L_R[L_A];                                   \
    if (v_ != (wanted)) {                                    \
        if (v_ == (other))                                   \
            VM_NEXT();                                       \
        L(t) = v_truth(v_);                                  \
        if (L(t) < 0 && (L(t) = op_truth(L(ts), L(f), L(pc), L_A, 1)) < 0) \
            goto vm_error;                                   \
        if (L(t) != ((wanted) == V_TRUE))                    \
            VM_NEXT();                                       \
    }                                                        \
    VM_JUMP(I_X(L(ip)));                                     \
    VM_NEXT(); }

/* The answer of the IN or NOT_IN at ip. */
#define VM_CONTAINED(found) do {                             \
        reg_assign(L(ts), L(f), L(pc), L_R, L_A, v_bool((found) ^ (op_base[L_OP] == OP_NOT_IN))); \
        VM_NEXT();                                           \
    } while (0)
/* The jump at pc on that answer (forms of consttests.h): taken if what was found, t, is `wanted`. */
#define VM_CONTAINS_JUMP(wanted) do {                        \
        L(ip) = L(pc);                                       \
        L(pc)++;                                             \
        if (L(t) == (wanted))                                \
            VM_JUMP(I_X(L(ip)));                             \
        VM_NEXT();                                           \
    } while (0)
/* LOAD_GLOBAL_VALUE_IS and its like: `tested` is what the load before such a test loads. */
#define VM_LOAD_IS(op, tested, plain)                        \
    VM_LABEL(op)                                             \
    { Value v_ = tested(L(f), L(ip));                        \
    Word *test_ = L(pc) + 2;                                 \
    int wanted_ = identity_jump(I_OP(test_));                \
    if (__builtin_expect(v_ == V_UNSET || wanted_ < 0 || !is_truth_jump(I_OP(test_ + 1)), 0)) { \
        quicken(L(ip), plain);                               \
        L(pc) = L(ip);                                       \
        VM_NEXT();                                           \
    }                                                        \
    L(t) = v_is(L_R[I_B(test_)], v_);                        \
    reg_drop_end(L(ts), L(f), test_ + 1, L_R, I_B(test_), L(tbase)); \
    L(ip) = test_ + 1;                                       \
    L(pc) = test_ + 2;                                       \
    if (L(t) == wanted_)                                     \
        VM_JUMP(I_X(L(ip)));                                 \
    VM_NEXT(); }
/* A test of two operands and that jump; below 0, or where a tracer has replaced the jump: as the plain instruction. */
#define VM_TEST_JUMP(test, plain, wanted) do {               \
        L(t) = test(L_R[L_B], L_R[L_C]);                     \
        if (L(t) < 0 || !is_truth_jump(I_OP(L(pc))))         \
            VM_AS(plain);                                    \
        reg_drop_end(L(ts), L(f), L(pc), L_R, L_B, L(tbase)); \
        reg_drop_end(L(ts), L(f), L(pc), L_R, L_C, L(tbase)); \
        VM_CONTAINS_JUMP(wanted);                            \
    } while (0)

/* FOR_ITER over a range: R[b] is the next item, R[b + 1] how many there are, R[b + 2] the step.  The sum of two tagged words has the right low
   48 bits. */
#define VM_RANGE_STEP() do {                                 \
        Value *range_ = &L_R[L_B], item_ = range_[0];        \
        L(pc)++;                                             \
        if (range_[1] != V_TAG_INT) {                        \
            range_[1]--;                                     \
            range_[0] = (item_ + range_[2]) | V_TAG_INT;     \
            reg_assign(L(ts), L(f), L(pc), L_R, L_A, item_);                        \
            L(pc) += I_SC(L(ip));                            \
            VM_BACK(I_SC(L(ip)));                            \
        }                                                    \
        VM_NEXT();                                           \
    } while (0)

/* FOR_ITER (pc is behind the cache word) whose iterator has to be asked. A form that knows the iterator's type comes to this at its end, mostly, and
   stays. */
#define VM_FOR_ITER_ASK() VM_FOR_ITER_BY(op_for_iter)
#define VM_FOR_ITER_BY(ask) do {                             \
        L(t) = ask(L(ts), L(f), L(pc), *L(ip));              \
        if (L(t) < 0)                                        \
            goto vm_error;                                   \
        if (L(t)) {                                          \
            L(pc) += I_SC(L(ip));                            \
            VM_BACK(I_SC(L(ip)));                            \
        }                                                    \
        VM_NEXT();                                           \
    } while (0)

/* FOR_ITER (pc is behind the cache word) over what has_parts, whose body does not unpack them. */
#define VM_FOR_ITER_WHOLE() do {                             \
        L(t) = step_whole(L(ts), L(f), L(pc), L_A, L_B);     \
        if (L(t) == STEP_ASK)                                \
            VM_FOR_ITER_ASK();                               \
        if (L(t) == STEP_ERROR)                              \
            goto vm_error;                                   \
        if (L(t) == STEP_ITEM) {                             \
            L(pc) += I_SC(L(ip));                            \
            VM_BACK(I_SC(L(ip)));                            \
        }                                                    \
        VM_NEXT();                                           \
    } while (0)

/* FOR_ITER_PARTS over sequences, into the two locals that the body's UNPACK_SEQUENCE_PAIR writes. */
#define VM_PAIR_STEP() do {                                  \
        Word *body_ = L(ip) + 2 + I_SC(L(ip));               \
        Value x_, y_;                                        \
        if (I_OP(body_) == OP_UNPACK_SEQUENCE_PAIR && two_moves(body_ + 1) && L(ts)->fuel + I_SC(L(ip)) >= 0 \
            && sequences_step_in_line(&L_R[L_B], &x_, &y_)) {   \
            reg_assign(L(ts), L(f), body_ + 1, L_R, I_A(body_ + 1), x_); \
            reg_assign(L(ts), L(f), body_ + 1, L_R, I_A(body_ + 2), y_); \
            L(pc) = body_ + 3;                               \
            VM_BACK(I_SC(L(ip)));                            \
            VM_NEXT();                                       \
        }                                                    \
    } while (0)

/* FOR_ITER over the generator o: its frame goes on (pc is behind the cache word). */
#define VM_RESUME_FOR(o) do {                                \
        L(f)->pc = L(pc);                                    \
        L(nf) = gen_enter(L(ts), (GenObject *)(o), V_NONE);  \
        if (L(nf) == NULL) {                                 \
            if (op_stop_iteration(L(ts)) < 0)                \
                goto vm_error;                               \
            VM_NEXT();                                       \
        }                                                    \
        L(nf)->cont = CONT_FOR_ITER;                         \
        L(nf)->dst = (uint16_t)L_A;                          \
        L(nf)->aux32 = (uint32_t)I_SC(L(ip));                \
        VM_ENTER_GENERATOR(L(nf));                           \
        VM_NEXT();                                           \
    } while (0)

/* ---- whole handlers ---- */

/* An instruction that is one function. */
#define VM_OP(op, function)                                  \
    VM_LABEL(op)                                             \
    if (function(L(ts), L(f), L(pc), *L(ip)) < 0)            \
        goto vm_error;                                       \
    VM_NEXT()

#define VM_OP_CACHE(op, function, words)                     \
    VM_LABEL(op)                                             \
    if (function(L(ts), L(f), L(pc), *L(ip)) < 0)            \
        goto vm_error;                                       \
    L(pc) += words;                                          \
    VM_NEXT()

/* FOR_ITER over what `is` knows and `step` steps: an iterator object, or what GET_ITER opened. */
#define VM_FOR_ITER(op, is, step) VM_FOR_STEP(op, is, step, v_object(*it_))
#define VM_FOR_OPENED(op, is, step) VM_FOR_STEP(op, is, step, it_)
#define VM_FOR_STEP(op, is, step, subject)                   \
    VM_LABEL(op)                                             \
    { Value v_, *it_ = &L_R[L_B];                            \
    if (v_is_object(*it_) && is(v_object(*it_))) {           \
        L(pc)++;                                             \
        int r_ = step(subject, &v_);                         \
        if (__builtin_expect(r_ > 0, 1)) {                   \
            reg_assign(L(ts), L(f), L(pc), L_R, L_A, v_);                           \
            L(pc) += I_SC(L(ip));                            \
            VM_BACK(I_SC(L(ip)));                            \
        }                                                    \
        else if (r_ == STEP_ERROR)                           \
            goto vm_error;                                   \
        if (r_ != STEP_ASK)                                  \
            VM_NEXT();                                       \
    }                                                        \
    quicken(L(ip), OP_FOR_ITER);                             \
    L(pc) = L(ip);                                           \
    VM_NEXT(); }

/* R[a] := R[b] op right, for the plain and the in-place opcode: by `short_way`, or where that is 0 by `slow`, which gives the number of extra
   words that it executed, below 0 for an error. */
#define VM_ARITH_BY(op, iop, short_way, slow)                \
    VM_LABEL(op) VM_LABEL(iop)                               \
    VM_ARITH_DO(short_way, slow)
#define VM_ARITH_DO(short_way, slow)                         \
    if (!(short_way)) {                                      \
        L(t) = (slow);                                       \
        if (L(t) < 0)                                        \
            goto vm_error;                                   \
        L(pc) += L(t);                                       \
    }                                                        \
    VM_NEXT()

#define VM_ARITH(op, iop, fast, which)                       \
    VM_ARITH_BY(op, iop, fast(L_R, L_A, &L_R[L_B], &L_R[L_C]), op_binary_rr(L(ts), L(f), L(pc), *L(ip), which, L_OP == iop))

#define VM_ARITH_K(op, iop, fast, which)                     \
    VM_ARITH_BY(op, iop, fast(L_R, L_A, &L_R[L_B], &L_K[L_C]), op_binary(L(ts), L(f), L(pc), *L(ip), which, L_OP == iop, L_K[L_C]))

#define VM_ARITH_I(op, iop, fast, which)                     \
    VM_ARITH_BY(op, iop, fast(L_R, L_A, L_R[L_B], I_SC(L(ip))), op_binary(L(ts), L(f), L(pc), *L(ip), which, L_OP == iop, v_from_int48(I_SC(L(ip)))))

/* Plain operators whose R[a] is a temporary. */
#define VM_ARITH_FILL(op, fast, which)                       \
    VM_LABEL(op)                                             \
    VM_ARITH_DO(fast(L_R, L_A, &L_R[L_B], &L_R[L_C]), op_binary_rr(L(ts), L(f), L(pc), *L(ip), which, 0))

#define VM_ARITH_I_FILL(op, fast, which)                     \
    VM_LABEL(op)                                             \
    VM_ARITH_DO(fast(L_R, L_A, L_R[L_B], I_SC(L(ip))), op_binary(L(ts), L(f), L(pc), *L(ip), which, 0, v_from_int48(I_SC(L(ip)))))

/* Operators with what follows them (oppairs.h), where that can be; else `alone`. */
#define VM_ARITH_PAIR(op, words, alone)                      \
    VM_LABEL(op)                                             \
    L(t) = (words);                                          \
    if (__builtin_expect(L(t) > 0, 1)) {                     \
        L(pc) += L(t);                                       \
        VM_NEXT();                                           \
    }                                                        \
    VM_AS(alone)
#define VM_ARITH_MOD(op, pair, alone) VM_ARITH_PAIR(op, pair(L_R, L_K, L(pc), L_R[L_B], L_R[L_C]), alone)
#define VM_ARITH_I_MOD(op, pair, alone) VM_ARITH_PAIR(op, pair(L_R, L_K, L(pc), L_R[L_B], v_from_int48(I_SC(L(ip)))), alone)
#define VM_ARITH_EXCHANGE(op, pair, alone) VM_ARITH_PAIR(op, pair(L_R, L_A, L_R[L_B], L_R[L_C], *L(pc)), alone)

#define VM_COMPARE(op, fast, which)                          \
    VM_LABEL(op)                                             \
    L(t) = fast(L_R[L_B], L_R[L_C]);                         \
    if (__builtin_expect(L(t) >= 0, 1))                      \
        reg_assign(L(ts), L(f), L(pc), L_R, L_A, v_bool(L(t))); \
    else if (op_compare(L(ts), L(f), L(pc), *L(ip), which) < 0) \
        goto vm_error;                                       \
    VM_NEXT()

/* Jump by c if (R[a] cmp R[b]) is `wanted`. Ints apart: their answer is the branch, not a number that other ways set, too. */
#define VM_COMPARE_JUMP(op, fast, which, wanted)             \
    VM_LABEL(op)                                             \
    if (__builtin_expect(v_both_int(L_R[L_A], L_R[L_B]), 1)) { \
        if (fast(L_R[L_A], L_R[L_B]) != (wanted))            \
            VM_NEXT();                                       \
        VM_JUMP(I_SC(L(ip)));                                \
        VM_NEXT();                                           \
    }                                                        \
    L(t) = fast(L_R[L_A], L_R[L_B]);                         \
    if (__builtin_expect(L(t) < 0, 0)) {                     \
        if ((which) == Py_EQ || (which) == Py_NE) {          \
            L(t) = str_equal_in_line(L_R[L_A], L_R[L_B]);    \
            if (__builtin_expect(L(t) >= 0, 1)) {            \
                reg_drop_end(L(ts), L(f), L(pc), L_R, L_A, L(tbase)); \
                reg_drop_end(L(ts), L(f), L(pc), L_R, L_B, L(tbase)); \
            }                                                \
            else                                             \
                L(t) = str_equal_operands(L_R, L_A, L_B, L(tbase)); \
            if (L(t) >= 0)                                   \
                L(t) ^= (which) == Py_NE;                    \
        }                                                    \
        if (L(t) < 0 && (L(t) = op_compare_jump(L(ts), L(f), L(pc), *L(ip), which, 0)) < 0) \
            goto vm_error;                                   \
    }                                                        \
    if (L(t) == wanted)                                      \
        VM_JUMP(I_SC(L(ip)));                               \
    VM_NEXT()

#define VM_COMPARE_JUMP_I(op, fast, which, wanted)           \
    VM_LABEL(op)                                             \
    if (__builtin_expect(v_is_int(L_R[L_A]), 1)) {           \
        if (fast(L_R[L_A], I_SB(L(ip))) != (wanted))         \
            VM_NEXT();                                       \
        VM_JUMP(I_SC(L(ip)));                                \
        VM_NEXT();                                           \
    }                                                        \
    L(t) = fast(L_R[L_A], I_SB(L(ip)));                     \
    if (__builtin_expect(L(t) < 0, 0)) {                     \
        L(t) = op_compare_jump(L(ts), L(f), L(pc), *L(ip), which, 1); \
        if (L(t) < 0)                                        \
            goto vm_error;                                   \
    }                                                        \
    if (L(t) == wanted)                                      \
        VM_JUMP(I_SC(L(ip)));                               \
    VM_NEXT()

/* R[a] := a name. */
#define VM_LOAD_GLOBAL(op, hit) VM_LOAD_BY(op, hit, global_load_slow, reg_assign(L(ts), L(f), L(pc), L_R, L_A, v_))
#define VM_LOAD_GLOBAL_VALUE(op, hit) VM_LOAD_BY(op, hit, global_load_slow, reg_fill(L_R, L_A, v_))      /* R[a] is a temporary */
#define VM_LOAD_NAME(op, hit) VM_LOAD_BY(op, hit, name_load_slow, reg_assign(L(ts), L(f), L(pc), L_R, L_A, v_))
#define VM_LOAD_BY(op, hit, slow, store)                     \
    VM_LABEL(op)                                             \
    { Value v_; \
    if (__builtin_expect(!hit(L(f), L(ip), &v_), 0)) {     \
        VM_SYNC(L(ts), L(f), L(pc));                         \
        v_ = slow(L(ts), L(f), L(ip), L(f)->code->names[I_X(L(ip))]); \
        if (v_ == V_UNSET)                                 \
            goto vm_error;                                   \
    }                                                        \
    store;                                                   \
    L(pc) += 2;                                              \
    VM_NEXT(); }

/* R[a] := R[b].N[c] of a variable into a temporary, else as `general`. */
#define VM_LOAD_ATTR_FILL(op, hit, general)                  \
    VM_LABEL(op)                                             \
    { Value v_; \
    if (__builtin_expect(!hit(L(f), L(ip), L_R[L_B], &v_), 0)) \
        VM_AS(general);                                      \
    reg_fill(L_R, L_A, v_);                                  \
    L(pc) += 3;                                              \
    VM_NEXT(); }

/* R[a] := R[b].N[c] by a cached form. */
#define VM_LOAD_ATTR(op, hit)                                \
    VM_LABEL(op)                                             \
    { Value v_; \
    if (__builtin_expect(!hit(L(f), L(ip), L_R[L_B], &v_), 0)) { \
        VM_SYNC(L(ts), L(f), L(pc));                         \
        v_ = attr_load_slow(L(ts), L(f), L(ip), L_R[L_B], L(f)->code->names[L_C]); \
        if (v_ == V_UNSET)                                 \
            goto vm_error;                                   \
    }                                                        \
    if (L_B >= L(tbase))                                     \
        reg_end(L(ts), L(f), L(pc), L_R, L_B);                                 \
    reg_assign(L(ts), L(f), L(pc), L_R, L_A, v_);                                 \
    L(pc) += 3;                                              \
    VM_NEXT(); }

/* The same where `general` takes over from a form that did not hit; of forms that make an object the frame is ready for a collection. */
#define VM_LOAD_ATTR_OR(op, hit, general) VM_LOAD_ATTR_BEHIND(op, (void)0, hit, general)
#define VM_LOAD_ATTR_NEW(op, hit, general) VM_LOAD_ATTR_BEHIND(op, VM_SYNC_ALLOC(L(ts), L(f), L(pc)), hit, general)
#define VM_LOAD_ATTR_BEHIND(op, before, hit, general)        \
    VM_LABEL(op)                                             \
    before;                                                  \
    if (__builtin_expect(!hit(L(f), L(ip), L_R[L_B], &L(out)), 0)) \
        VM_AS(general);                                      \
    reg_drop_end(L(ts), L(f), L(pc), L_R, L_B, L(tbase));    \
    reg_assign(L(ts), L(f), L(pc), L_R, L_A, L(out));        \
    L(pc) += 3;                                              \
    VM_NEXT()

/* The instruction at ip runs once more, as another form of it. */
#define VM_REQUICKEN(form) do {                              \
        quicken(L(ip), form);                                \
        L(pc) = L(ip);                                       \
        VM_NEXT();                                           \
    } while (0)

/* A load with the call of C code that it has taken over (vm/ccalls.h): on where `next` says; NULL: an error at `at`, or the load alone from now on. */
#define VM_FUSED_CALL(next, load) do {                       \
    L(pc) = (next);                                          \
    if (__builtin_expect(L(pc) != NULL, 1)) {                \
        L(ip) = L(pc) - 1;                                   \
        VM_SERVE();                                          \
        VM_NEXT();                                           \
    }                                                        \
    if (L(at) != NULL) {                                     \
        L(ip) = L(at);                                       \
        goto vm_error;                                       \
    }                                                        \
    VM_REQUICKEN(load);                                      \
    } while (0)

/* Words that a function does at once: on where it says, NULL: they are `form` from now on. */
#define VM_AT_ONCE(op, next, form)                           \
    VM_LABEL(op)                                             \
    L(at) = next;                                            \
    if (L(at) != NULL) {                                     \
        L(pc) = L(at);                                       \
        VM_NEXT();                                           \
    }                                                        \
    VM_REQUICKEN(form)

/* The load at ip, its arguments and its call at once (vm/pcalls.h); otherwise the load alone, from now on. */
#define VM_LOAD_PUSH(op, push, load)                         \
    VM_LABEL(op)                                             \
    VM_TRY_PUSH(push);                                       \
    VM_REQUICKEN(load)

#define VM_TRY_PUSH(push) do {                               \
    L(nf) = push(L(ts), L(f), L_R, L(ip));                        \
    VM_TRY_PUSHED();                                              \
    } while (0)
#define VM_TRY_PUSHED() do {                                 \
    if (__builtin_expect(L(nf) != NULL, 1)) {                \
        L(f) = L(nf);                                        \
        L(R) = L(f)->regs;                                   \
        L(code) = L(f)->code;                                \
        L(tbase) = L(code)->tbase;                           \
        VM_SKIP_RESUME();                                    \
        VM_NEXT();                                           \
    } } while (0)

/* R[a].N[c] := R[b] by a cached form. */
#define VM_STORE_ATTR(op, hit)                               \
    VM_LABEL(op)                                             \
    L(f)->pc = L(pc);       /* REPLACED_DECREF */            \
    if (__builtin_expect(!hit(L(f), L(ip), L_R[L_A], L_R[L_B]), 0)) { \
        VM_SYNC(L(ts), L(f), L(pc));                         \
        if (attr_store_slow(L(ts), L(f), L(ip), L_R[L_A], L(f)->code->names[L_C], L_R[L_B]) < 0) \
            goto vm_error;                                   \
    }                                                        \
    if (L_A >= L(tbase))                                     \
        reg_end(L(ts), L(f), L(pc), L_R, L_A);                                 \
    if (L_B >= L(tbase))                                     \
        reg_end(L(ts), L(f), L(pc), L_R, L_B);                                 \
    L(pc) += 3;                                              \
    VM_NEXT()

/* R[a], R[a+1] := a method and its self by a cached form. */
#define VM_LOAD_METHOD(op, hit)                              \
    VM_LABEL(op)                                             \
    { Value pair_[2]; \
    if (__builtin_expect(!hit(L(f), L(ip), L_R[L_B], pair_), 0)) { \
        VM_SYNC(L(ts), L(f), L(pc));                         \
        if (op_load_method(L(ts), L(f), L(ip), *L(ip)) < 0)  \
            goto vm_error;                                   \
    }                                                        \
    else {                                                   \
        if (L_B >= L(tbase))                                 \
            reg_end(L(ts), L(f), L(pc), L_R, L_B);                             \
        reg_fill(L_R, L_A, pair_[0]);                        \
        reg_fill(L_R, L_A + 1, pair_[1]);                    \
    }                                                        \
    L(pc) += 3;                                              \
    VM_NEXT(); }

#endif
