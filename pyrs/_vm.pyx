# cython: language_level=3
"""The VM: one flat loop over NaN-boxed registers, and what Python code needs to reach it.

Rules of the loop
1. No Python object variables: references are counted by hand, in the helpers of vm/*.h.
2. A handler is: decode, fast path, cold call, next.  Slow halves are op_* functions (vm/ops.h, operators.h, ops_more.h).
3. `ip` is the word of the running instruction, `pc` the one after it.  VM_NEXT goes to the next instruction; VM_ERROR
   means: an exception is set, unwind from `ip`; or (rule 1 of vm/continue.h) go on at ts.frame.pc.  Both: vm/handlers.h.
4. A handler that pushed or popped a frame reloads f, R, tbase and pc (VM_ENTER does it).
5. Reading a register at or above tbase consumes it (docs/internals/bytecode-contract.md).
"""
cimport cython
from cpython.number cimport PyNumber_Index
from cpython.ref cimport PyObject as _PyObject

include "vm/opcodes.pxi"

cdef extern from "vm/all.h" nogil:
    const bint PYRS_PROFILED
    Value (*loop_run)(ThreadState *, Frame *) noexcept
    Value (*loop_throw)(ThreadState *, Frame *) noexcept


@cython.test_assert_path_exists("//SwitchStatNode")
@cython.test_fail_if_path_exists("//TryExceptStatNode", "//CoerceToPyTypeNode", "//CoerceFromPyTypeNode")
cdef Value run_loop(ThreadState *ts, Frame *entry, bint throwing) noexcept nogil:
    cdef Frame *f = ts.frame        # entry, or a frame above it
    cdef Frame *nf
    cdef Value *R = f.regs
    cdef uint32_t tbase = f.code.tbase
    cdef Word *pc = f.pc
    cdef Word *ip = pc - 1
    cdef Word *at
    cdef uint32_t op, a, b, c, previous = 0
    cdef int t, how = UNWIND_RAISED
    cdef Value v, w, out
    cdef Value pair[2]
    cdef Value parts[STEP_MAX_PARTS]
    cdef PyObject *o
    cdef Function *fn
    cdef Code *code
    VM_TABLE()
    COUNT_ENTRY()
    if throwing:
        f = vm_unwind(ts, f, entry, ip, how)
        if f == NULL:
            return V_UNSET
        VM_ENTER(f)
    while True:
        while True:
            ip = pc
            pc += 1
            op = I_OP(ip)
            COUNT_OP(previous, op)
            DEBUG_CHECK(ts, f, ip)
            if op == OP_NOP:
                VM_LABEL(OP_NOP)
                VM_NEXT()
            elif op == OP_RESUME:
                VM_LABEL(OP_RESUME)
                VM_SERVE()
                if ts.tracing and trace_resume(ts, f, pc) < 0:
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_TRACE:
                VM_LABEL(OP_TRACE)
                t = op_trace(ts, f, ip)
                if t < 0:
                    if t == TRACE_LEAVES:
                        how = UNWIND_LEFT
                    VM_ERROR()
                pc = ip
                VM_NEXT()
            elif op == OP_MOVE:
                VM_LABEL(OP_MOVE)
                b = I_B(ip)
                v = R[b]
                if b >= tbase:
                    R[b] = V_UNSET
                else:
                    value_incref(v)
                reg_assign(ts, f, pc, R, I_A(ip), v)
                VM_NEXT()
            elif op == OP_MOVE_FILL:
                VM_LABEL(OP_MOVE_FILL)
                v = R[I_B(ip)]
                value_incref(v)
                reg_fill(R, I_A(ip), v)
                VM_NEXT()
            elif op == OP_MOVE_PUSH:
                VM_LABEL(OP_MOVE_PUSH)
                VM_TRY_PUSH(local_call_push)
                v = R[I_B(ip)]
                if not v_is_object(v) or not callee_is_new(v_object(v)):
                    quicken(ip, OP_MOVE_FILL)
                VM_AS(OP_MOVE_FILL)
            elif op == OP_EXCHANGE:
                VM_LABEL(OP_EXCHANGE)
                v = R[I_A(ip)]
                R[I_A(ip)] = R[I_B(ip)]
                R[I_B(ip)] = v
                VM_NEXT()
            elif op == OP_LOAD_CONST:
                VM_LABEL(OP_LOAD_CONST)
                v = f.code.consts[I_X(ip)]
                value_incref(v)
                reg_assign(ts, f, pc, R, I_A(ip), v)
                VM_NEXT()
            elif op == OP_LOAD_CONST_FILL:
                VM_LABEL(OP_LOAD_CONST_FILL)
                v = f.code.consts[I_X(ip)]
                value_incref(v)
                reg_fill(R, I_A(ip), v)
                VM_NEXT()
            elif op == OP_LOAD_CONST_EQ:
                VM_LABEL(OP_LOAD_CONST_EQ)
                v = f.code.consts[I_X(ip)]
                a = I_A(pc)
                t = equality_jump(I_OP(pc))
                if t >= 0:
                    t ^= const_equal(R[a], v)
                    if t >= 0:
                        reg_drop_end(ts, f, pc, R, a, tbase)
                        ip = pc
                        pc += 1
                        if t == 0:
                            VM_JUMP(I_SC(ip))
                        VM_NEXT()
                VM_AS(OP_LOAD_CONST_FILL)
            elif op == OP_LOAD_CONST_IN:
                VM_LABEL(OP_LOAD_CONST_IN)
                v = f.code.consts[I_X(ip)]
                t = contains_fast(R[I_B(pc)], v)
                if t >= 0 and is_contains(I_OP(pc)):
                    reg_drop_end(ts, f, pc, R, I_B(pc), tbase)
                    ip = pc
                    pc += 1
                    if is_truth_jump(I_OP(pc)):
                        if jumps_if_absent(I_OP(ip)):
                            VM_CONTAINS_JUMP(0)
                        if jumps_if_contained(I_OP(ip)):
                            VM_CONTAINS_JUMP(1)
                    VM_CONTAINED(t)
                VM_AS(OP_LOAD_CONST_FILL)
            elif op == OP_KILL:
                VM_LABEL(OP_KILL)
                reg_assign(ts, f, pc, R, I_A(ip), V_UNSET)
                VM_NEXT()
            elif op == OP_CHECK_LOCAL:
                VM_LABEL(OP_CHECK_LOCAL)
                if R[I_A(ip)] == V_UNSET:
                    VM_SYNC(ts, f, pc)
                    unbound_local(f, I_A(ip))
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_DELETE_LOCAL:
                VM_LABEL(OP_DELETE_LOCAL)
                a = I_A(ip)
                if R[a] == V_UNSET:
                    VM_SYNC(ts, f, pc)
                    unbound_local(f, a)
                    VM_ERROR()
                reg_assign(ts, f, pc, R, a, V_UNSET)
                VM_NEXT()
            elif op == OP_MAKE_CELL:
                VM_OP(OP_MAKE_CELL, op_make_cell)
            elif op == OP_LOAD_CELL:
                VM_LABEL(OP_LOAD_CELL)
                o = host_cell_get(v_object(R[I_B(ip)]))
                if o == NULL:
                    VM_SYNC(ts, f, pc)
                    unbound_local(f, I_B(ip))
                    VM_ERROR()
                reg_assign(ts, f, pc, R, I_A(ip), value_from_item(o))
                VM_NEXT()
            elif op == OP_STORE_CELL:
                VM_LABEL(OP_STORE_CELL)
                f.pc = pc
                if cell_store(v_object(R[I_A(ip)]), reg_read(R, I_B(ip), tbase)) < 0:
                    VM_SYNC(ts, f, pc)
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_DELETE_CELL:
                VM_LABEL(OP_DELETE_CELL)
                a = I_A(ip)
                if op_delete_cell(f, v_object(R[a]), PyTuple_GET_ITEM(f.code.cellvars, a - f.code.nlocals), 0) < 0:
                    VM_SYNC(ts, f, pc)
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_LOAD_FREE:
                VM_LABEL(OP_LOAD_FREE)
                b = I_B(ip)
                o = host_cell_get(closure_cell(f, b))
                if o == NULL:
                    VM_SYNC(ts, f, pc)
                    unbound_cell(f, PyTuple_GET_ITEM(f.code.freevars, b), 1)
                    VM_ERROR()
                reg_assign(ts, f, pc, R, I_A(ip), value_from_item(o))
                VM_NEXT()
            elif op == OP_LOAD_FREE_PUSH:
                VM_LABEL(OP_LOAD_FREE_PUSH)
                VM_TRY_PUSH(free_call_push)
                o = host_cell_get(closure_cell(f, I_B(ip)))
                if o == NULL or not callee_is_new(o):
                    VM_REQUICKEN(OP_LOAD_FREE)
                Py_INCREF(o)
                reg_assign(ts, f, pc, R, I_A(ip), v_from_ptr(o))
                VM_NEXT()
            elif op == OP_LOAD_FREE_UPDATE:
                VM_LABEL(OP_LOAD_FREE_UPDATE)
                if not free_update(f, R, ip):
                    VM_AS(OP_LOAD_FREE)
                pc = ip + 3
                VM_NEXT()
            elif op == OP_LOAD_FREE_RETURN:
                VM_LABEL(OP_LOAD_FREE_RETURN)
                o = host_cell_get(closure_cell(f, I_B(ip)))
                if o == NULL or I_OP(pc) != OP_RETURN or not frame_is_plain(f):
                    VM_AS(OP_LOAD_FREE)
                v = value_from_item(o)
                VM_RETURN(v)
            elif op == OP_STORE_FREE:
                VM_LABEL(OP_STORE_FREE)
                f.pc = pc
                if cell_store(closure_cell(f, I_A(ip)), reg_read(R, I_B(ip), tbase)) < 0:
                    VM_SYNC(ts, f, pc)
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_DELETE_FREE:
                VM_LABEL(OP_DELETE_FREE)
                a = I_A(ip)
                if op_delete_cell(f, closure_cell(f, a), PyTuple_GET_ITEM(f.code.freevars, a), 1) < 0:
                    VM_SYNC(ts, f, pc)
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_LOAD_CLOSURE:
                VM_LABEL(OP_LOAD_CLOSURE)
                o = closure_cell(f, I_B(ip))
                Py_INCREF(o)
                reg_assign(ts, f, pc, R, I_A(ip), v_from_ptr(o))
                VM_NEXT()
            elif op == OP_COPY_FREE:
                VM_LABEL(OP_COPY_FREE)
                if copy_free(f) < 0:
                    VM_SYNC(ts, f, pc)
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_LOAD_CLASSDEREF:
                VM_OP(OP_LOAD_CLASSDEREF, op_load_classderef)

            # ---- names
            elif op == OP_LOAD_GLOBAL:
                VM_LABEL(OP_LOAD_GLOBAL)
                VM_SYNC(ts, f, pc)
                v = global_load_slow(ts, f, ip, f.code.names[I_X(ip)])
                if v == V_UNSET:
                    VM_ERROR()
                reg_assign(ts, f, pc, R, I_A(ip), v)
                pc += 2
                VM_NEXT()
            elif op == OP_LOAD_NAME:
                VM_LABEL(OP_LOAD_NAME)
                VM_SYNC(ts, f, pc)
                v = name_load_slow(ts, f, ip, f.code.names[I_X(ip)])
                if v == V_UNSET:
                    VM_ERROR()
                reg_assign(ts, f, pc, R, I_A(ip), v)
                pc += 2
                VM_NEXT()
            elif op == OP_STORE_GLOBAL:
                VM_LABEL(OP_STORE_GLOBAL)
                VM_SYNC(ts, f, pc)
                if global_store(ts, f, ip, f.code.names[I_X(ip)], R[I_A(ip)]) < 0:
                    VM_ERROR()
                reg_drop_end(ts, f, pc, R, I_A(ip), tbase)
                pc += 2
                VM_NEXT()
            elif op == OP_STORE_NAME:
                VM_LABEL(OP_STORE_NAME)
                VM_SYNC(ts, f, pc)
                if name_store(ts, f, ip, f.code.names[I_X(ip)], R[I_A(ip)]) < 0:
                    VM_ERROR()
                reg_drop_end(ts, f, pc, R, I_A(ip), tbase)
                pc += 2
                VM_NEXT()
            elif op == OP_DELETE_GLOBAL:
                VM_OP(OP_DELETE_GLOBAL, op_delete_global)
            elif op == OP_DELETE_NAME:
                VM_OP(OP_DELETE_NAME, op_delete_name)
            elif op == OP_LOAD_GLOBAL_VALUE:
                VM_LOAD_GLOBAL_VALUE(OP_LOAD_GLOBAL_VALUE, load_global_value_hit)
            elif op == OP_LOAD_BUILTIN_VALUE:
                VM_LOAD_GLOBAL_VALUE(OP_LOAD_BUILTIN_VALUE, load_builtin_value_hit)
            elif op == OP_LOAD_GLOBAL_MODULE:
                VM_LOAD_GLOBAL(OP_LOAD_GLOBAL_MODULE, load_global_module_hit)
            elif op == OP_LOAD_GLOBAL_BUILTIN:
                VM_LOAD_GLOBAL(OP_LOAD_GLOBAL_BUILTIN, load_global_builtin_hit)
            elif op == OP_LOAD_GLOBAL_PUSH:
                VM_LOAD_PUSH(OP_LOAD_GLOBAL_PUSH, global_call_push, OP_LOAD_GLOBAL_MODULE)
            elif op == OP_LOAD_GLOBAL_VALUE_EQ:
                VM_LABEL(OP_LOAD_GLOBAL_VALUE_EQ)
                v = global_value_tested(f, ip)
                pc += 2
                a = I_A(pc)
                t = equality_jump(I_OP(pc))
                if v != V_UNSET and t >= 0:
                    t ^= global_equal(R[a], v)
                    if t >= 0:
                        reg_drop_end(ts, f, pc, R, a, tbase)
                        ip = pc
                        pc += 1
                        if t == 0:
                            VM_JUMP(I_SC(ip))
                        VM_NEXT()
                VM_REQUICKEN(OP_LOAD_GLOBAL_VALUE)
            elif op == OP_LOAD_GLOBAL_VALUE_IS:
                VM_LOAD_IS(OP_LOAD_GLOBAL_VALUE_IS, global_value_tested, OP_LOAD_GLOBAL_VALUE)
            elif op == OP_LOAD_BUILTIN_VALUE_IS:
                VM_LOAD_IS(OP_LOAD_BUILTIN_VALUE_IS, builtin_value_tested, OP_LOAD_BUILTIN_VALUE)
            elif op == OP_LOAD_GLOBAL_VALUE_PUSH:
                VM_LOAD_PUSH(OP_LOAD_GLOBAL_VALUE_PUSH, global_value_push, OP_LOAD_GLOBAL_VALUE)
            elif op == OP_LOAD_NAME_MODULE:
                VM_LOAD_NAME(OP_LOAD_NAME_MODULE, load_name_module_hit)
            elif op == OP_LOAD_NAME_BUILTIN:
                VM_LOAD_NAME(OP_LOAD_NAME_BUILTIN, load_name_builtin_hit)

            # ---- arithmetic, comparison, fused jumps
            elif op == OP_ADD or op == OP_IADD:
                VM_ARITH(OP_ADD, OP_IADD, num_add, B_ADD)
            elif op == OP_ADD_FILL:
                VM_ARITH_FILL(OP_ADD_FILL, num_add_fill, B_ADD)
            elif op == OP_SUB_FILL:
                VM_ARITH_FILL(OP_SUB_FILL, num_sub_fill, B_SUB)
            elif op == OP_MUL_FILL:
                VM_ARITH_FILL(OP_MUL_FILL, num_mul_fill, B_MUL)
            elif op == OP_ADD_I_FILL:
                VM_ARITH_I_FILL(OP_ADD_I_FILL, num_add_i_fill, B_ADD)
            elif op == OP_SUB_I_FILL:
                VM_ARITH_I_FILL(OP_SUB_I_FILL, num_sub_i_fill, B_SUB)
            elif op == OP_ADD_MOD:
                VM_ARITH_MOD(OP_ADD_MOD, num_add_mod, OP_ADD_FILL)
            elif op == OP_SUB_MOD:
                VM_ARITH_MOD(OP_SUB_MOD, num_sub_mod, OP_SUB_FILL)
            elif op == OP_MUL_MOD:
                VM_ARITH_MOD(OP_MUL_MOD, num_mul_mod, OP_MUL_FILL)
            elif op == OP_ADD_I_MOD:
                VM_ARITH_I_MOD(OP_ADD_I_MOD, num_add_mod, OP_ADD_I_FILL)
            elif op == OP_SUB_I_MOD:
                VM_ARITH_I_MOD(OP_SUB_I_MOD, num_sub_mod, OP_SUB_I_FILL)
            elif op == OP_ADD_EXCHANGE:
                VM_ARITH_EXCHANGE(OP_ADD_EXCHANGE, num_add_exchange, OP_ADD)
            elif op == OP_SUB_EXCHANGE:
                VM_ARITH_EXCHANGE(OP_SUB_EXCHANGE, num_sub_exchange, OP_SUB)
            elif op == OP_MOD_EXCHANGE:
                VM_ARITH_EXCHANGE(OP_MOD_EXCHANGE, num_mod_exchange, OP_MOD)
            elif op == OP_SUB or op == OP_ISUB:
                VM_ARITH(OP_SUB, OP_ISUB, num_sub, B_SUB)
            elif op == OP_MUL or op == OP_IMUL:
                VM_ARITH(OP_MUL, OP_IMUL, num_mul, B_MUL)
            elif op == OP_TRUEDIV or op == OP_ITRUEDIV:
                VM_ARITH(OP_TRUEDIV, OP_ITRUEDIV, num_truediv, B_TRUEDIV)
            elif op == OP_FLOORDIV or op == OP_IFLOORDIV:
                VM_ARITH(OP_FLOORDIV, OP_IFLOORDIV, num_floordiv, B_FLOORDIV)
            elif op == OP_MOD or op == OP_IMOD:
                VM_ARITH(OP_MOD, OP_IMOD, num_mod, B_MOD)
            elif op == OP_POW or op == OP_IPOW:
                VM_ARITH(OP_POW, OP_IPOW, num_pow, B_POW)
            elif op == OP_LSHIFT or op == OP_ILSHIFT:
                VM_ARITH(OP_LSHIFT, OP_ILSHIFT, num_lshift, B_LSHIFT)
            elif op == OP_RSHIFT or op == OP_IRSHIFT:
                VM_ARITH(OP_RSHIFT, OP_IRSHIFT, num_rshift, B_RSHIFT)
            elif op == OP_AND or op == OP_IAND:
                VM_ARITH(OP_AND, OP_IAND, num_and, B_AND)
            elif op == OP_OR or op == OP_IOR:
                VM_ARITH(OP_OR, OP_IOR, num_or, B_OR)
            elif op == OP_XOR or op == OP_IXOR:
                VM_ARITH(OP_XOR, OP_IXOR, num_xor, B_XOR)
            elif op == OP_MATMUL or op == OP_IMATMUL:
                VM_ARITH(OP_MATMUL, OP_IMATMUL, num_none, B_MATMUL)
            elif op == OP_ADD_I or op == OP_IADD_I:
                VM_ARITH_I(OP_ADD_I, OP_IADD_I, num_add_i, B_ADD)
            elif op == OP_SUB_I or op == OP_ISUB_I:
                VM_ARITH_I(OP_SUB_I, OP_ISUB_I, num_sub_i, B_SUB)
            elif op == OP_MUL_I or op == OP_IMUL_I:
                VM_ARITH_I(OP_MUL_I, OP_IMUL_I, num_mul_i, B_MUL)
            elif op == OP_FLOORDIV_I or op == OP_IFLOORDIV_I:
                VM_ARITH_I(OP_FLOORDIV_I, OP_IFLOORDIV_I, num_floordiv_i, B_FLOORDIV)
            elif op == OP_MOD_I or op == OP_IMOD_I:
                VM_ARITH_I(OP_MOD_I, OP_IMOD_I, num_mod_i, B_MOD)
            elif op == OP_LSHIFT_I or op == OP_ILSHIFT_I:
                VM_ARITH_I(OP_LSHIFT_I, OP_ILSHIFT_I, num_lshift_i, B_LSHIFT)
            elif op == OP_RSHIFT_I or op == OP_IRSHIFT_I:
                VM_ARITH_I(OP_RSHIFT_I, OP_IRSHIFT_I, num_rshift_i, B_RSHIFT)
            elif op == OP_AND_I or op == OP_IAND_I:
                VM_ARITH_I(OP_AND_I, OP_IAND_I, num_and_i, B_AND)
            elif op == OP_OR_I or op == OP_IOR_I:
                VM_ARITH_I(OP_OR_I, OP_IOR_I, num_or_i, B_OR)
            elif op == OP_XOR_I or op == OP_IXOR_I:
                VM_ARITH_I(OP_XOR_I, OP_IXOR_I, num_xor_i, B_XOR)
            elif op == OP_ADD_K or op == OP_IADD_K:
                VM_ARITH_K(OP_ADD_K, OP_IADD_K, num_add, B_ADD)
            elif op == OP_SUB_K or op == OP_ISUB_K:
                VM_ARITH_K(OP_SUB_K, OP_ISUB_K, num_sub, B_SUB)
            elif op == OP_MUL_K or op == OP_IMUL_K:
                VM_ARITH_K(OP_MUL_K, OP_IMUL_K, num_mul, B_MUL)
            elif op == OP_TRUEDIV_K or op == OP_ITRUEDIV_K:
                VM_ARITH_K(OP_TRUEDIV_K, OP_ITRUEDIV_K, num_truediv, B_TRUEDIV)
            elif op == OP_FLOORDIV_K or op == OP_IFLOORDIV_K:
                VM_ARITH_K(OP_FLOORDIV_K, OP_IFLOORDIV_K, num_floordiv, B_FLOORDIV)
            elif op == OP_MOD_K or op == OP_IMOD_K:
                VM_ARITH_K(OP_MOD_K, OP_IMOD_K, num_mod, B_MOD)
            elif op == OP_POW_K or op == OP_IPOW_K:
                VM_ARITH_K(OP_POW_K, OP_IPOW_K, num_pow, B_POW)
            elif op == OP_AND_K or op == OP_IAND_K:
                VM_ARITH_K(OP_AND_K, OP_IAND_K, num_and, B_AND)
            elif op == OP_LT:
                VM_COMPARE(OP_LT, v_lt, Py_LT)
            elif op == OP_LE:
                VM_COMPARE(OP_LE, v_le, Py_LE)
            elif op == OP_EQ:
                VM_COMPARE(OP_EQ, v_eq, Py_EQ)
            elif op == OP_NE:
                VM_COMPARE(OP_NE, v_ne, Py_NE)
            elif op == OP_GT:
                VM_COMPARE(OP_GT, v_gt, Py_GT)
            elif op == OP_GE:
                VM_COMPARE(OP_GE, v_ge, Py_GE)
            elif op == OP_JUMP_IF_LT:
                VM_COMPARE_JUMP(OP_JUMP_IF_LT, v_lt, Py_LT, 1)
            elif op == OP_JUMP_IF_LT_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_LT_I, v_lt_i, Py_LT, 1)
            elif op == OP_JUMP_IF_LE:
                VM_COMPARE_JUMP(OP_JUMP_IF_LE, v_le, Py_LE, 1)
            elif op == OP_JUMP_IF_LE_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_LE_I, v_le_i, Py_LE, 1)
            elif op == OP_JUMP_IF_EQ:
                VM_COMPARE_JUMP(OP_JUMP_IF_EQ, v_eq, Py_EQ, 1)
            elif op == OP_JUMP_IF_EQ_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_EQ_I, v_eq_i, Py_EQ, 1)
            elif op == OP_JUMP_IF_NE:
                VM_COMPARE_JUMP(OP_JUMP_IF_NE, v_ne, Py_NE, 1)
            elif op == OP_JUMP_IF_NE_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_NE_I, v_ne_i, Py_NE, 1)
            elif op == OP_JUMP_IF_GT:
                VM_COMPARE_JUMP(OP_JUMP_IF_GT, v_gt, Py_GT, 1)
            elif op == OP_JUMP_IF_GT_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_GT_I, v_gt_i, Py_GT, 1)
            elif op == OP_JUMP_IF_GE:
                VM_COMPARE_JUMP(OP_JUMP_IF_GE, v_ge, Py_GE, 1)
            elif op == OP_JUMP_IF_GE_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_GE_I, v_ge_i, Py_GE, 1)
            elif op == OP_JUMP_IF_NOT_LT:
                VM_COMPARE_JUMP(OP_JUMP_IF_NOT_LT, v_lt, Py_LT, 0)
            elif op == OP_JUMP_IF_NOT_LT_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_NOT_LT_I, v_lt_i, Py_LT, 0)
            elif op == OP_JUMP_IF_NOT_LE:
                VM_COMPARE_JUMP(OP_JUMP_IF_NOT_LE, v_le, Py_LE, 0)
            elif op == OP_JUMP_IF_NOT_LE_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_NOT_LE_I, v_le_i, Py_LE, 0)
            elif op == OP_JUMP_IF_NOT_EQ:
                VM_COMPARE_JUMP(OP_JUMP_IF_NOT_EQ, v_eq, Py_EQ, 0)
            elif op == OP_JUMP_IF_NOT_EQ_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_NOT_EQ_I, v_eq_i, Py_EQ, 0)
            elif op == OP_JUMP_IF_NOT_NE:
                VM_COMPARE_JUMP(OP_JUMP_IF_NOT_NE, v_ne, Py_NE, 0)
            elif op == OP_JUMP_IF_NOT_NE_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_NOT_NE_I, v_ne_i, Py_NE, 0)
            elif op == OP_JUMP_IF_NOT_GT:
                VM_COMPARE_JUMP(OP_JUMP_IF_NOT_GT, v_gt, Py_GT, 0)
            elif op == OP_JUMP_IF_NOT_GT_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_NOT_GT_I, v_gt_i, Py_GT, 0)
            elif op == OP_JUMP_IF_NOT_GE:
                VM_COMPARE_JUMP(OP_JUMP_IF_NOT_GE, v_ge, Py_GE, 0)
            elif op == OP_JUMP_IF_NOT_GE_I:
                VM_COMPARE_JUMP_I(OP_JUMP_IF_NOT_GE_I, v_ge_i, Py_GE, 0)
            elif op == OP_NEG:
                VM_LABEL(OP_NEG)
                v = R[I_B(ip)]
                if v_sub(v_from_int48(0), v, &w) and v_is_int(v):
                    reg_assign(ts, f, pc, R, I_A(ip), w)
                elif v_is_double(v):
                    reg_assign(ts, f, pc, R, I_A(ip), v_from_double_notnan(-v_double(v)))
                elif op_unary(ts, f, pc, ip[0], 0) < 0:
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_POS:
                VM_LABEL(OP_POS)
                if op_unary(ts, f, pc, ip[0], 1) < 0:
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_INVERT:
                VM_LABEL(OP_INVERT)
                v = R[I_B(ip)]
                if v_is_int(v):
                    reg_assign(ts, f, pc, R, I_A(ip), v_from_int48(~v_int(v)))
                elif op_unary(ts, f, pc, ip[0], 2) < 0:
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_NOT or op == OP_BOOL:
                VM_LABEL(OP_NOT)
                VM_LABEL(OP_BOOL)
                b = I_B(ip)
                t = v_truth(R[b])
                if t < 0:
                    t = op_truth(ts, f, pc, b, 1)
                    if t < 0:
                        VM_ERROR()
                reg_assign(ts, f, pc, R, I_A(ip), v_bool(t ^ (op == OP_NOT)))
                VM_NEXT()
            elif op == OP_IS or op == OP_IS_NOT:
                VM_LABEL(OP_IS)
                VM_LABEL(OP_IS_NOT)
                b = I_B(ip)
                c = I_C(ip)
                t = v_is(R[b], R[c])
                reg_drop_end(ts, f, pc, R, b, tbase)
                reg_drop_end(ts, f, pc, R, c, tbase)
                reg_assign(ts, f, pc, R, I_A(ip), v_bool(t ^ (op_base[I_OP(ip)] == OP_IS_NOT)))
                VM_NEXT()
            elif op == OP_IS_JUMP_IF_FALSE or op == OP_IS_NOT_JUMP_IF_TRUE:
                VM_LABEL(OP_IS_JUMP_IF_FALSE)
                VM_LABEL(OP_IS_NOT_JUMP_IF_TRUE)
                VM_TEST_JUMP(v_is, OP_IS, 0)
            elif op == OP_IS_JUMP_IF_TRUE or op == OP_IS_NOT_JUMP_IF_FALSE:
                VM_LABEL(OP_IS_JUMP_IF_TRUE)
                VM_LABEL(OP_IS_NOT_JUMP_IF_FALSE)
                VM_TEST_JUMP(v_is, OP_IS, 1)
            elif op == OP_IN or op == OP_NOT_IN:
                VM_LABEL(OP_IN)
                VM_LABEL(OP_NOT_IN)
                t = contains_fast(R[I_B(ip)], R[I_C(ip)])
                if t >= 0:
                    reg_drop_end(ts, f, pc, R, I_B(ip), tbase)
                    reg_drop_end(ts, f, pc, R, I_C(ip), tbase)
                    VM_CONTAINED(t)
                elif op_contains(ts, f, pc, ip[0], op_base[I_OP(ip)] == OP_NOT_IN) < 0:
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_IN_JUMP_IF_FALSE or op == OP_NOT_IN_JUMP_IF_TRUE:
                VM_LABEL(OP_IN_JUMP_IF_FALSE)
                VM_LABEL(OP_NOT_IN_JUMP_IF_TRUE)
                VM_TEST_JUMP(contains_fast, OP_IN, 0)
            elif op == OP_IN_JUMP_IF_TRUE or op == OP_NOT_IN_JUMP_IF_FALSE:
                VM_LABEL(OP_IN_JUMP_IF_TRUE)
                VM_LABEL(OP_NOT_IN_JUMP_IF_FALSE)
                VM_TEST_JUMP(contains_fast, OP_IN, 1)

            # ---- jumps
            elif op == OP_JUMP:
                VM_LABEL(OP_JUMP)
                VM_JUMP(I_X(ip))
                VM_NEXT()
            elif op == OP_JUMP_IF_FALSE:
                VM_TRUTH_JUMP(OP_JUMP_IF_FALSE, V_FALSE, V_TRUE)
            elif op == OP_JUMP_IF_TRUE:
                VM_TRUTH_JUMP(OP_JUMP_IF_TRUE, V_TRUE, V_FALSE)
            elif op == OP_JUMP_IF_FALSE_OR_POP or op == OP_JUMP_IF_TRUE_OR_POP:
                VM_LABEL(OP_JUMP_IF_FALSE_OR_POP)
                VM_LABEL(OP_JUMP_IF_TRUE_OR_POP)
                a = I_A(ip)
                t = v_truth(R[a])
                if t < 0:
                    t = op_truth(ts, f, pc, a, 0)
                    if t < 0:
                        VM_ERROR()
                if t == (op == OP_JUMP_IF_TRUE_OR_POP):
                    pc += I_X(ip)
                else:
                    reg_end(ts, f, pc, R, a)
                VM_NEXT()
            elif op == OP_JUMP_IF_NONE or op == OP_JUMP_IF_NOT_NONE:
                VM_LABEL(OP_JUMP_IF_NONE)
                VM_LABEL(OP_JUMP_IF_NOT_NONE)
                a = I_A(ip)
                t = R[a] == V_NONE
                reg_drop_end(ts, f, pc, R, a, tbase)
                if t == (op == OP_JUMP_IF_NONE):
                    VM_JUMP(I_X(ip))
                VM_NEXT()

            # ---- iteration
            elif op == OP_GET_ITER:
                VM_OP(OP_GET_ITER, op_get_iter)
            elif op == OP_OPEN_ITER:
                VM_OP(OP_OPEN_ITER, op_open_iter)
            elif op == OP_FOR_ITER:
                VM_LABEL(OP_FOR_ITER)
                w = R[I_B(ip)]
                if not v_is_object(w):
                    quicken(ip, OP_FOR_ITER_RANGE)
                    VM_RANGE_STEP()
                o = v_object(w)
                pc += 1
                if is_heap(o):
                    VM_FOR_ITER_ASK()
                t = for_step(&R[I_B(ip)], &out)
                if t > 0:
                    quicken(ip, for_form(&R[I_B(ip)]))
                    reg_assign(ts, f, pc, R, I_A(ip), out)
                    pc += I_SC(ip)
                    VM_BACK(I_SC(ip))
                    VM_NEXT()
                if t == 0:
                    VM_NEXT()
                if has_parts(&R[I_B(ip)]):
                    # `for i, x in enumerate(...)` and the like: no tuple, if the body begins by unpacking it.
                    w = pc[I_SC(ip)]
                    if op_base[W_OP(w)] == OP_UNPACK_SEQUENCE and W_B(w) == I_A(ip) and I_A(ip) >= tbase and ts.fuel + I_SC(ip) >= 0:
                        VM_SYNC(ts, f, pc)
                        t = step_parts(&R[I_B(ip)], parts, W_C(w))
                        if t > 0:
                            quicken(ip, OP_FOR_ITER_PARTS)
                            unpack_pair_quicken(f, pc + I_SC(ip))
                            pc = parts_store(ts, f, pc + I_SC(ip) + 1, R, W_A(w), parts, W_C(w))
                            VM_BACK(I_SC(ip))
                            VM_NEXT()
                        if t == 0:
                            VM_NEXT()
                        if t == STEP_ERROR:
                            VM_ERROR()
                    elif ts.fuel + I_SC(ip) >= 0:
                        quicken(ip, OP_FOR_ITER_WHOLE)
                    VM_FOR_ITER_WHOLE()
                elif is_gen(o):
                    quicken(ip, OP_FOR_ITER_GEN)
                    VM_RESUME_FOR(o)
                elif iter_step_more(o, &out) > 0:
                    quicken(ip, OP_FOR_ITER_MORE)
                    reg_assign(ts, f, pc, R, I_A(ip), out)
                    pc += I_SC(ip)
                    VM_BACK(I_SC(ip))
                    VM_NEXT()
                VM_FOR_ITER_ASK()
            elif op == OP_FOR_ITER_RANGE:
                VM_LABEL(OP_FOR_ITER_RANGE)
                if not v_is_object(R[I_B(ip)]):
                    VM_RANGE_STEP()
                VM_REQUICKEN(OP_FOR_ITER)
            elif op == OP_FOR_ITER_COUNT:
                VM_FOR_ITER(OP_FOR_ITER_COUNT, is_range_iter, range_iter_step)
            elif op == OP_FOR_ITER_LIST:
                VM_FOR_OPENED(OP_FOR_ITER_LIST, PyList_CheckExact, list_step)
            elif op == OP_FOR_ITER_TUPLE:
                VM_FOR_OPENED(OP_FOR_ITER_TUPLE, PyTuple_CheckExact, tuple_step)
            elif op == OP_FOR_ITER_STR:
                VM_FOR_OPENED(OP_FOR_ITER_STR, PyUnicode_CheckExact, str_step)
            elif op == OP_FOR_ITER_TABLE:
                VM_FOR_OPENED(OP_FOR_ITER_TABLE, is_table, table_step)
            elif op == OP_FOR_ITER_LISTITER:
                VM_FOR_ITER(OP_FOR_ITER_LISTITER, is_list_iter, list_iter_step)
            elif op == OP_FOR_ITER_GEN:
                VM_LABEL(OP_FOR_ITER_GEN)
                o = v_object(R[I_B(ip)])
                if v_is_object(R[I_B(ip)]) and is_gen(o):
                    pc += 1
                    VM_RESUME_FOR(o)
                VM_REQUICKEN(OP_FOR_ITER)
            elif op == OP_FOR_ITER_MORE:
                VM_LABEL(OP_FOR_ITER_MORE)
                w = R[I_B(ip)]
                if v_is_object(w) and iter_step_more(v_object(w), &out) > 0:
                    reg_assign(ts, f, pc, R, I_A(ip), out)
                    pc += I_SC(ip) + 1
                    VM_BACK(I_SC(ip))
                    VM_NEXT()
                if v_is_object(w) and iter_has_more(Py_TYPE(v_object(w))):
                    pc += 1
                    VM_FOR_ITER_ASK()
                VM_REQUICKEN(OP_FOR_ITER)
            elif op == OP_FOR_ITER_FOREIGN:
                VM_LABEL(OP_FOR_ITER_FOREIGN)
                w = R[I_B(ip)]
                if v_is_object(w) and <Word>Py_TYPE(v_object(w)) == pc[0]:
                    pc += 1
                    VM_FOR_ITER_BY(op_for_iter_foreign)
                VM_REQUICKEN(OP_FOR_ITER)
            elif op == OP_FOR_ITER_PARTS:
                VM_LABEL(OP_FOR_ITER_PARTS)
                VM_PAIR_STEP()
                at = pair_step(ts, f, ip)
                if at != NULL:
                    pc = at
                    if at != ip + 2:
                        VM_BACK(I_SC(ip))
                    VM_NEXT()
                f.pc = pc + 1
                if parts_resume(ts, f, ip):
                    VM_ENTER_GENERATOR(ts.frame)
                    VM_NEXT()
                o = v_object(R[I_B(ip)])
                w = pc[I_SC(ip) + 1]
                # The rest of its operands does not change.
                if v_is_object(R[I_B(ip)]) and has_parts(&R[I_B(ip)]) and op_base[W_OP(w)] == OP_UNPACK_SEQUENCE and ts.fuel + I_SC(ip) >= 0:
                    pc += 1
                    VM_SYNC(ts, f, pc)
                    t = step_parts(&R[I_B(ip)], parts, W_C(w))
                    if t > 0:
                        pc = parts_store(ts, f, pc + I_SC(ip) + 1, R, W_A(w), parts, W_C(w))
                        VM_BACK(I_SC(ip))
                        VM_NEXT()
                    if t == 0:
                        VM_NEXT()
                    if t == STEP_ERROR:
                        VM_ERROR()
                    VM_FOR_ITER_ASK()
                VM_REQUICKEN(OP_FOR_ITER)
            elif op == OP_FOR_ITER_WHOLE:
                VM_LABEL(OP_FOR_ITER_WHOLE)
                if v_is_object(R[I_B(ip)]) and has_parts(&R[I_B(ip)]):
                    pc += 1
                    VM_FOR_ITER_WHOLE()
                VM_REQUICKEN(OP_FOR_ITER)
            elif op == OP_UNPACK_SEQUENCE:
                VM_LABEL(OP_UNPACK_SEQUENCE)
                if unpack_quicken(f, ip):
                    pc = ip
                    VM_NEXT()
                if unpack_fast(ts, f, pc, R, I_A(ip), I_B(ip), I_C(ip)):
                    VM_NEXT()
                if op_unpack_sequence(ts, f, pc, ip[0]) < 0:
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_UNPACK_SEQUENCE_PAIR:
                VM_LABEL(OP_UNPACK_SEQUENCE_PAIR)
                if unpack_pair(ts, f, pc, R, I_B(ip)):
                    pc += 2
                    VM_NEXT()
                VM_REQUICKEN(OP_UNPACK_SEQUENCE)
            elif op == OP_UNPACK_SEQUENCE_LOCALS:
                VM_AT_ONCE(OP_UNPACK_SEQUENCE_LOCALS, unpack_locals(ts, f, pc), OP_UNPACK_SEQUENCE)
            elif op == OP_UNPACK_EX:
                VM_OP(OP_UNPACK_EX, op_unpack_ex)

            # ---- containers
            elif op == OP_MOVE_DISPLAY or op == OP_LOAD_CONST_DISPLAY:
                VM_LABEL(OP_MOVE_DISPLAY)
                VM_LABEL(OP_LOAD_CONST_DISPLAY)
                at = display_fused(ts, f, ip)
                if at != NULL:
                    pc = at
                    VM_NEXT()
                VM_REQUICKEN(OP_MOVE_FILL if op == OP_MOVE_DISPLAY else OP_LOAD_CONST_FILL)
            elif op == OP_BUILD_TUPLE:
                VM_OP(OP_BUILD_TUPLE, op_build_tuple_first)
            elif op == OP_BUILD_TUPLE_SEEN:
                VM_OP(OP_BUILD_TUPLE_SEEN, op_build_tuple)
            elif op == OP_BUILD_LIST:
                VM_OP(OP_BUILD_LIST, op_build_list_first)
            elif op == OP_BUILD_LIST_SEEN:
                VM_OP(OP_BUILD_LIST_SEEN, op_build_list)
            elif op == OP_BUILD_SET:
                VM_OP(OP_BUILD_SET, op_build_set)
            elif op == OP_BUILD_MAP:
                VM_OP(OP_BUILD_MAP, op_build_map)
            elif op == OP_BUILD_STRING:
                VM_OP(OP_BUILD_STRING, op_build_string)
            elif op == OP_BUILD_SLICE:
                VM_LABEL(OP_BUILD_SLICE)
                at = build_slice(ts, f, ip)
                if at == NULL:
                    VM_ERROR()
                pc = at
                VM_NEXT()
            elif op == OP_LIST_APPEND:
                VM_LABEL(OP_LIST_APPEND)
                b = I_B(ip)
                v = R[b]
                if list_append_small(v_object(R[I_A(ip)]), v):
                    VM_NEXT()               # a number may stay in a temporary
                if not v_is_object(v) and I_C(ip) != I_A(ip):
                    o = iterator_box(&R[I_C(ip)], v)
                    if o != NULL:
                        v = v_from_ptr(o)
                        if list_append_value(v_object(R[I_A(ip)]), v, False):
                            VM_NEXT()
                        v = R[b]
                if list_append_value(v_object(R[I_A(ip)]), v, b >= tbase):
                    if b >= tbase:
                        R[b] = V_UNSET
                    VM_NEXT()
                if op_list_append(ts, f, pc, ip[0]) < 0:
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_SET_ADD:
                VM_LABEL(OP_SET_ADD)
                if set_store(v_object(R[I_A(ip)]), R[I_B(ip)]):         # runs no code
                    reg_drop_end(ts, f, pc, R, I_B(ip), tbase)
                    VM_NEXT()
                if op_set_add(ts, f, pc, ip[0]) < 0:
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_MAP_ADD:
                VM_LABEL(OP_MAP_ADD)
                if dict_add(v_object(R[I_A(ip)]), R[I_B(ip)], R[I_C(ip)]):       # runs no code
                    reg_drop_end(ts, f, pc, R, I_B(ip), tbase)
                    if I_C(ip) != I_B(ip):
                        reg_drop_end(ts, f, pc, R, I_C(ip), tbase)
                    VM_NEXT()
                if op_map_add(ts, f, pc, ip[0]) < 0:
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_LIST_EXTEND:
                VM_OP(OP_LIST_EXTEND, op_list_extend)
            elif op == OP_SET_UPDATE:
                VM_OP(OP_SET_UPDATE, op_set_update)
            elif op == OP_DICT_UPDATE:
                VM_OP(OP_DICT_UPDATE, op_dict_update)
            elif op == OP_DICT_MERGE:
                VM_OP(OP_DICT_MERGE, op_dict_merge)
            elif op == OP_LIST_TO_TUPLE:
                VM_OP(OP_LIST_TO_TUPLE, op_list_to_tuple)
            elif op == OP_FORMAT_VALUE:
                VM_OP(OP_FORMAT_VALUE, op_format_value)
            elif op == OP_FORMAT_SPEC:
                VM_OP(OP_FORMAT_SPEC, op_format_spec)

            # ---- attributes, subscripts
            elif op == OP_LOAD_ATTR:
                VM_LABEL(OP_LOAD_ATTR)
                b = I_B(ip)
                if v_is_heap(R[b]) and dunder_push(ts, f, ip, pc + 3, DUNDER_GETATTRIBUTE, R[b], v_from_ptr(f.code.names[I_C(ip)])):
                    VM_ERROR()
                VM_SYNC(ts, f, pc)
                v = attr_load_slow(ts, f, ip, R[b], f.code.names[I_C(ip)])
                if v == V_UNSET:
                    VM_ERROR()
                reg_drop_end(ts, f, pc, R, b, tbase)
                reg_assign(ts, f, pc, R, I_A(ip), v)
                pc += 3
                VM_NEXT()
            elif op == OP_STORE_ATTR:
                VM_LABEL(OP_STORE_ATTR)
                a = I_A(ip)
                b = I_B(ip)
                if v_is_heap(R[a]) and dunder_push_store(ts, f, ip, pc + 3, R[a], f.code.names[I_C(ip)], R[b]):
                    VM_ERROR()
                VM_SYNC(ts, f, pc)
                if attr_store_slow(ts, f, ip, R[a], f.code.names[I_C(ip)], R[b]) < 0:
                    VM_ERROR()
                reg_drop_end(ts, f, pc, R, a, tbase)
                reg_drop_end(ts, f, pc, R, b, tbase)
                pc += 3
                VM_NEXT()
            elif op == OP_LOAD_METHOD:
                VM_LABEL(OP_LOAD_METHOD)
                VM_SYNC(ts, f, pc)
                if op_load_method(ts, f, ip, ip[0]) < 0:
                    VM_ERROR()
                pc += 3
                VM_NEXT()
            elif op == OP_DELETE_ATTR:
                VM_OP(OP_DELETE_ATTR, op_delete_attr)
            elif op == OP_LOAD_ATTR_VALUES:
                VM_LOAD_ATTR(OP_LOAD_ATTR_VALUES, load_attr_values_hit)
            elif op == OP_LOAD_ATTR_VALUES_FILL:
                VM_LOAD_ATTR_FILL(OP_LOAD_ATTR_VALUES_FILL, load_attr_values_hit, OP_LOAD_ATTR_VALUES)
            elif op == OP_LOAD_ATTR_SLOT_FILL:
                VM_LOAD_ATTR_FILL(OP_LOAD_ATTR_SLOT_FILL, load_attr_slot_hit, OP_LOAD_ATTR_SLOT)
            elif op == OP_LOAD_ATTR_SUBSCR:
                VM_LABEL(OP_LOAD_ATTR_SUBSCR)
                at = ip + 4
                b = I_B(ip)
                o = attr_values_peek(ip, R[b])
                c = I_C(at)
                if o == NULL or not is_subscript(I_OP(at)):
                    VM_AS(OP_LOAD_ATTR_VALUES)
                w = v_from_int48(I_SC(at)) if I_OP(at) == OP_LOAD_SUBSCR_I else R[c]
                if not subscr_fast(v_from_ptr(o), w, &v):
                    v = subscr_any(v_from_ptr(o), w)
                    if v == V_UNSET:
                        VM_AS(OP_LOAD_ATTR_VALUES)
                    if I_OP(at) == OP_LOAD_SUBSCR:
                        reg_drop_end(ts, f, pc, R, c, tbase)
                pc = at + 2
                if b >= tbase:
                    reg_end(ts, f, pc, R, b)
                reg_assign(ts, f, pc, R, I_A(at), v)
                VM_NEXT()
            elif op == OP_LOAD_ATTR_SUBSCR_FILL:
                VM_LABEL(OP_LOAD_ATTR_SUBSCR_FILL)
                at = ip + 4
                o = attr_values_peek(ip, R[I_B(ip)])
                c = I_C(at)
                if o == NULL or I_OP(at) != OP_LOAD_SUBSCR:
                    VM_AS(OP_LOAD_ATTR_VALUES)
                if not subscr_fast(v_from_ptr(o), R[c], &v):
                    v = subscr_any(v_from_ptr(o), R[c])
                    if v == V_UNSET:
                        VM_AS(OP_LOAD_ATTR_VALUES)
                    reg_drop_end(ts, f, at + 2, R, c, tbase)
                reg_fill(R, I_A(at), v)
                pc = at + 2
                VM_NEXT()
            elif op == OP_LOAD_ATTR_UPDATE:
                VM_LABEL(OP_LOAD_ATTR_UPDATE)
                if not attr_update(ip, R):
                    VM_AS(OP_LOAD_ATTR_VALUES)
                pc = ip + 9
                VM_NEXT()
            elif op == OP_LOAD_ATTR_DICT:
                VM_LOAD_ATTR(OP_LOAD_ATTR_DICT, load_attr_dict_hit)
            elif op == OP_LOAD_ATTR_SLOT:
                VM_LOAD_ATTR(OP_LOAD_ATTR_SLOT, load_attr_slot_hit)
            elif op == OP_LOAD_ATTR_CLASS:
                VM_LOAD_ATTR(OP_LOAD_ATTR_CLASS, load_attr_class_hit)
            elif op == OP_LOAD_ATTR_TYPE:
                VM_LOAD_ATTR(OP_LOAD_ATTR_TYPE, load_attr_type_hit)
            elif op == OP_LOAD_ATTR_MODULE:
                VM_LOAD_ATTR(OP_LOAD_ATTR_MODULE, load_attr_module_hit)
            elif op == OP_LOAD_ATTR_POLY:
                VM_LOAD_ATTR_OR(OP_LOAD_ATTR_POLY, attr_load_poly, OP_LOAD_ATTR_PROPERTY)
            elif op == OP_LOAD_ATTR_TYPE_BOUND:
                VM_LOAD_ATTR_NEW(OP_LOAD_ATTR_TYPE_BOUND, load_attr_type_bound_hit, OP_LOAD_ATTR)
            elif op == OP_LOAD_ATTR_DESCR_QUIET:
                VM_LOAD_ATTR_NEW(OP_LOAD_ATTR_DESCR_QUIET, load_attr_quiet_hit, OP_LOAD_ATTR_DESCR)
            elif op == OP_LOAD_ATTR_DESCR:
                VM_LABEL(OP_LOAD_ATTR_DESCR)
                b = I_B(ip)
                VM_SYNC(ts, f, pc)
                t = load_attr_descr_hit(f, ip, R[b], &v)
                if t < 0:
                    VM_ERROR()
                if t == 0:
                    VM_SYNC(ts, f, pc)
                    v = attr_load_slow(ts, f, ip, R[b], f.code.names[I_C(ip)])
                    if v == V_UNSET:
                        VM_ERROR()
                if b >= tbase:
                    reg_end(ts, f, pc, R, b)
                reg_assign(ts, f, pc, R, I_A(ip), v)
                pc += 3
                VM_NEXT()
            elif op == OP_LOAD_ATTR_PROPERTY:
                VM_LABEL(OP_LOAD_ATTR_PROPERTY)
                b = I_B(ip)
                fn = property_getter(f, ip, R[b])
                if fn == NULL:
                    VM_SYNC(ts, f, pc)
                    v = attr_load_slow(ts, f, ip, R[b], f.code.names[I_C(ip)])
                    if v == V_UNSET:
                        VM_ERROR()
                    if b >= tbase:
                        reg_end(ts, f, pc, R, b)
                    reg_assign(ts, f, pc, R, I_A(ip), v)
                    pc += 3
                    VM_NEXT()
                pc += 3
                f.pc = pc
                nf = push_getter(ts, f, fn, b)
                if nf == NULL:
                    VM_SYNC(ts, f, pc)
                    VM_ERROR()
                nf.dst = I_A(ip)
                VM_ENTER_CALLED(nf)
                VM_NEXT()
            elif op == OP_STORE_ATTR_VALUES:
                VM_STORE_ATTR(OP_STORE_ATTR_VALUES, store_attr_values_hit)
            elif op == OP_STORE_ATTR_POLY:
                VM_STORE_ATTR(OP_STORE_ATTR_POLY, attr_store_poly)
            elif op == OP_STORE_ATTR_DICT:
                VM_STORE_ATTR(OP_STORE_ATTR_DICT, store_attr_dict_hit)
            elif op == OP_STORE_ATTR_SLOT:
                VM_STORE_ATTR(OP_STORE_ATTR_SLOT, store_attr_slot_hit)
            elif op == OP_LOAD_METHOD_APPEND:
                VM_LABEL(OP_LOAD_METHOD_APPEND)
                # `a_list.append(register)` as a statement: this word, MOVE, CALL_METHOD and KILL at once.
                b = I_B(ip)
                if is_list(R[b]) and not ts.tracing:
                    c = W_B(ip[4])
                    v = R[c]
                    if not list_append_value(v_object(R[b]), v, c >= tbase):
                        if op_list_append_value(v_object(R[b]), v) < 0:
                            VM_SYNC(ts, f, pc)
                            VM_ERROR()
                        if c >= tbase:
                            value_decref(v)
                    if c >= tbase:
                        R[c] = V_UNSET
                    if b >= tbase:
                        reg_end(ts, f, pc, R, b)
                    pc = ip + 9
                    VM_NEXT()
                VM_REQUICKEN(OP_LOAD_METHOD)
            elif op == OP_LOAD_METHOD_VALUES:
                VM_LOAD_METHOD(OP_LOAD_METHOD_VALUES, load_method_values_hit)
            elif op == OP_LOAD_METHOD_PUSH:
                VM_LOAD_PUSH(OP_LOAD_METHOD_PUSH, method_call_push, method_load_form(ip))
            elif op == OP_LOAD_METHOD_NODICT:
                VM_LOAD_METHOD(OP_LOAD_METHOD_NODICT, load_method_nodict_hit)
            elif op == OP_LOAD_METHOD_DICT:
                VM_LOAD_METHOD(OP_LOAD_METHOD_DICT, load_method_dict_hit)
            elif op == OP_LOAD_METHOD_ATTR:
                VM_LOAD_METHOD(OP_LOAD_METHOD_ATTR, load_method_attr_hit)
            elif op == OP_LOAD_METHOD_SLOT:
                VM_LOAD_METHOD(OP_LOAD_METHOD_SLOT, load_method_slot_hit)
            elif op == OP_LOAD_METHOD_BOUND:
                VM_LOAD_METHOD(OP_LOAD_METHOD_BOUND, load_method_bound_hit)
            elif op == OP_LOAD_METHOD_TYPE:
                VM_LOAD_METHOD(OP_LOAD_METHOD_TYPE, load_method_type_hit)
            elif op == OP_LOAD_METHOD_MODULE:
                VM_LOAD_METHOD(OP_LOAD_METHOD_MODULE, load_method_module_hit)
            elif op == OP_LOAD_METHOD_POLY:
                VM_LOAD_METHOD(OP_LOAD_METHOD_POLY, method_load_poly)
            elif op == OP_LOAD_METHOD_POLY_PUSH:
                VM_LABEL(OP_LOAD_METHOD_POLY_PUSH)
                VM_TRY_PUSH(method_poly_push)
                VM_AS(OP_LOAD_METHOD_POLY)
            elif op == OP_LOAD_METHOD_SUPER:
                VM_LOAD_METHOD(OP_LOAD_METHOD_SUPER, load_method_super_hit)
            elif op == OP_LOAD_SUBSCR:
                VM_LABEL(OP_LOAD_SUBSCR)
                b = I_B(ip)
                if subscr_fast(R[b], R[I_C(ip)], &v):
                    reg_drop_end(ts, f, pc, R, b, tbase)
                    reg_assign(ts, f, pc, R, I_A(ip), v)
                    pc += 1
                    VM_NEXT()
                v = subscr_any(R[b], R[I_C(ip)])
                if v != V_UNSET:
                    reg_drop_end(ts, f, pc, R, b, tbase)
                    reg_drop_end(ts, f, pc, R, I_C(ip), tbase)
                    reg_assign(ts, f, pc, R, I_A(ip), v)
                elif op_load_subscr(ts, f, pc, ip[0], R[I_C(ip)], 1) < 0:
                    VM_ERROR()
                pc += 1
                VM_NEXT()
            elif op == OP_LOAD_SUBSCR_FILL:
                VM_LABEL(OP_LOAD_SUBSCR_FILL)
                if not subscr_fast(R[I_B(ip)], R[I_C(ip)], &v):
                    v = subscr_any(R[I_B(ip)], R[I_C(ip)])
                    if v == V_UNSET:
                        VM_AS(OP_LOAD_SUBSCR)
                    reg_drop_end(ts, f, pc, R, I_C(ip), tbase)
                reg_fill(R, I_A(ip), v)
                pc += 1
                VM_NEXT()
            elif op == OP_LOAD_SUBSCR_I:
                VM_LABEL(OP_LOAD_SUBSCR_I)
                b = I_B(ip)
                if subscr_fast(R[b], v_from_int48(I_SC(ip)), &v):
                    reg_drop_end(ts, f, pc, R, b, tbase)
                    reg_assign(ts, f, pc, R, I_A(ip), v)
                    pc += 1
                    VM_NEXT()
                v = subscr_more(R[b], v_from_int48(I_SC(ip)))
                if v != V_UNSET:
                    reg_drop_end(ts, f, pc, R, b, tbase)
                    reg_assign(ts, f, pc, R, I_A(ip), v)
                elif op_load_subscr(ts, f, pc, ip[0], v_from_int48(I_SC(ip)), 0) < 0:
                    VM_ERROR()
                pc += 1
                VM_NEXT()
            elif op == OP_STORE_SUBSCR:
                VM_LABEL(OP_STORE_SUBSCR)
                a = I_A(ip)
                c = I_C(ip)
                if store_subscr_fast(ts, f, pc, R, a, I_B(ip), c, tbase):
                    reg_drop_end(ts, f, pc, R, a, tbase)
                    pc += 1
                    VM_NEXT()
                f.pc = pc
                if store_subscr_more(R[a], R[I_B(ip)], R[c]):
                    reg_drop_end(ts, f, pc, R, a, tbase)
                    reg_drop_end(ts, f, pc, R, I_B(ip), tbase)
                    reg_drop_end(ts, f, pc, R, c, tbase)
                elif op_store_subscr(ts, f, pc, ip[0]) < 0:
                    VM_ERROR()
                pc += 1
                VM_NEXT()
            elif op == OP_DELETE_SUBSCR:
                VM_OP(OP_DELETE_SUBSCR, op_delete_subscr)
            elif op == OP_LOAD_SLICE:
                VM_OP(OP_LOAD_SLICE, op_load_slice)
            elif op == OP_STORE_SLICE:
                VM_OP(OP_STORE_SLICE, op_store_slice)

            # ---- calls
            elif op == OP_CALL or op == OP_CALL_METHOD:
                VM_LABEL(OP_CALL)
                VM_LABEL(OP_CALL_METHOD)
                b = I_B(ip)
                c = I_C(ip)
                pc += 2
                if op == OP_CALL_METHOD:
                    if R[b + 1] == V_UNSET:
                        b += 1
                        R[b] = R[b - 1]
                        R[b - 1] = V_UNSET
                    else:
                        c += 1
                v = R[b]
                f.pc = pc
                if v_is_object(v) and v_is_function(v_object(v)):
                    fn = <Function *>v_object(v)
                    code = fn.code
                    if code.simple_argc == <int32_t>c and (f.flags & FRAME_GEN) == 0:
                        VM_CALL_PLAIN()
                        frame_no_room(ts)
                        VM_SYNC(ts, f, pc)
                        VM_ERROR()
                    nf = call_bound(ts, f, &R[b], c, NULL)
                    if nf != NULL:
                        nf.dst = I_A(ip)
                        VM_ENTER_CALLED(nf)
                        VM_NEXT()
                    VM_CALLED(call_function_quiet(ts, f, &R[b], c, NULL, &out))
                elif v_is_object(v) and class_call_guard(ip, v_object(v)):
                    nf = class_call_push(ts, f, ip, &R[b], c)
                    if nf != NULL:
                        nf.dst = I_A(ip)
                        VM_ENTER_CALLED(nf)
                        VM_NEXT()
                    VM_SYNC_ALLOC(ts, f, pc)
                    t = call_class(ts, f, ip, &R[b], c, NULL, &out)
                    if t != CALL_MISS:
                        VM_CALLED(t)
                elif v_is_object(v) and is_bound_method(v_object(v)):
                    t = call_method_quiet(ts, f, &R[b], c, &out)
                    if t != CALL_MISS:
                        VM_CALLED(t)
                elif v_is_object(v) and is_c_callable(v_object(v)):
                    VM_SYNC(ts, f, pc)
                    t = call_c_first(ts, f, ip, &R[b], c, &out)
                    if t != 0:
                        if t < 0:
                            VM_ERROR()
                        operands_release(ts, f, pc, &R[b], c + 1)
                        reg_assign(ts, f, pc, R, I_A(ip), out)
                        # C code may have raised a signal: it is served here, inside the `with` or `try` of the call.
                        VM_SERVE()
                        VM_NEXT()
                elif v_is_object(v) and is_callable_instance(v_object(v)):
                    t = call_instance_quiet(ts, f, &R[b], c, NULL, &out)
                    if t != CALL_MISS:
                        VM_CALLED(t)
                VM_SYNC(ts, f, pc)
                t = call_slow(ts, f, ip, &R[b], c, NULL, &out)
                if t == CALL_SUPER:
                    pc += 4
                    VM_NEXT()
                VM_CALLED(t)
            elif op == OP_CALL_INTRINSIC:
                VM_LABEL(OP_CALL_INTRINSIC)
                b = I_B(ip)
                if R[b] == ip[1]:
                    f.pc = pc + 2
                    t = call_intrinsic(ts, ip, &R[b], I_C(ip), &out)
                    if t > 0:
                        pc += 2
                        operands_release(ts, f, pc, &R[b], I_C(ip) + 1)
                        reg_assign(ts, f, pc, R, I_A(ip), out)
                        VM_SERVE()
                        VM_NEXT()
                    if t < 0:
                        VM_ERROR()
                VM_AS(OP_CALL_C)
            elif op == OP_CALL_C or op == OP_CALL_METHOD_INTRINSIC or op == OP_CALL_METHOD_C:
                VM_LABEL(OP_CALL_C)
                VM_LABEL(OP_CALL_METHOD_INTRINSIC)
                VM_LABEL(OP_CALL_METHOD_C)
                b = I_B(ip)
                c = I_C(ip)
                v = R[b]
                if op == OP_CALL_INTRINSIC or op == OP_CALL_METHOD_INTRINSIC:
                    t = v == ip[1]
                else:
                    t = v_is_object(v) and is_c_function(v_object(v))
                if t == 0:
                    call_unquicken(ip)
                    pc = ip
                    VM_NEXT()
                if op == OP_CALL_METHOD_INTRINSIC or op == OP_CALL_METHOD_C:
                    if R[b + 1] == V_UNSET:
                        b += 1
                        R[b] = v
                        R[b - 1] = V_UNSET
                    else:
                        c += 1
                pc += 2
                t = 0
                if op == OP_CALL_INTRINSIC or op == OP_CALL_METHOD_INTRINSIC:
                    f.pc = pc
                    t = call_intrinsic(ts, ip, &R[b], c, &out)
                elif ip[1]:
                    f.pc = pc
                    t = call_bound_intrinsic(ts, ip, &R[b], c, &out)
                if t == 0:
                    if c == 1 and v_is_heap(R[b + 1]) and dunder_push_call(ts, f, ip, pc, R[b], R[b + 1]):
                        VM_ERROR()
                    if may_consume(v_object(R[b]), &R[b + 1], c) and call_consumer(ts, f, ip, &R[b], c):
                        VM_ERROR()
                    VM_SYNC(ts, f, pc)
                    t = call_c(ts, &R[b], c, &out)
                if t > 0:
                    operands_release(ts, f, pc, &R[b], c + 1)
                    reg_assign(ts, f, pc, R, I_A(ip), out)
                    VM_SERVE()
                    VM_NEXT()
                if t < 0:
                    VM_ERROR()
                VM_CALLED(call_slow(ts, f, ip, &R[b], c, NULL, &out))
            elif op == OP_CALL_ITERABLE:
                VM_LABEL(OP_CALL_ITERABLE)
                at = iterable_call(ts, f, ip, &R[I_B(ip)], I_C(ip))
                if at != NULL:
                    operands_release(ts, f, pc, &R[I_B(ip)], I_C(ip) + 1)
                    pc = at
                    VM_NEXT()
                VM_REQUICKEN(OP_CALL)
            elif op == OP_LOAD_METHOD_CALL_0:
                VM_METHOD_CALL_0()
            elif op == OP_LOAD_METHOD_CALL_1:
                VM_METHOD_CALL_1()
            elif op == OP_LOAD_BUILTIN_VALUE_CALL_1:
                VM_BUILTIN_CALL_1()
            elif op == OP_LOAD_METHOD_CALL:
                VM_LABEL(OP_LOAD_METHOD_CALL)
                # The load, its arguments and the call of C code in one piece (vm/ccalls.h).
                at = NULL
                VM_FUSED_CALL(method_call_fused(ts, f, ip, &at), OP_LOAD_METHOD_NODICT)
            elif op == OP_LOAD_METHOD_VIEW:
                VM_LABEL(OP_LOAD_METHOD_VIEW)
                at = NULL
                VM_FUSED_CALL(view_call_fused(ts, f, ip, &at), OP_LOAD_METHOD_CALL)
            elif op == OP_LOAD_GLOBAL_CALL or op == OP_LOAD_BUILTIN_VALUE_CALL or op == OP_LOAD_GLOBAL_VALUE_CALL or op == OP_LOAD_METHOD_MODULE_CALL:
                VM_LABEL(OP_LOAD_GLOBAL_CALL)
                VM_LABEL(OP_LOAD_BUILTIN_VALUE_CALL)
                VM_LABEL(OP_LOAD_GLOBAL_VALUE_CALL)
                VM_LABEL(OP_LOAD_METHOD_MODULE_CALL)
                at = NULL
                VM_FUSED_CALL(function_call_fused(ts, f, ip, &at), fused_load(op))
            elif op == OP_LOAD_BUILTIN_VALUE_LEN:
                VM_AT_ONCE(OP_LOAD_BUILTIN_VALUE_LEN, len_call_fused(ts, f, ip), OP_LOAD_BUILTIN_VALUE_CALL)
            elif op == OP_LOAD_BUILTIN_VALUE_ISINSTANCE:
                VM_AT_ONCE(OP_LOAD_BUILTIN_VALUE_ISINSTANCE, isinstance_call_fused(ts, f, ip), OP_LOAD_BUILTIN_VALUE)
            elif op == OP_LOAD_BUILTIN_VALUE_SUPER:
                VM_LABEL(OP_LOAD_BUILTIN_VALUE_SUPER)
                nf = super_call_push(ts, f, R, ip, &at)
                VM_TRY_PUSHED()
                if at != NULL:
                    pc = at
                    VM_NEXT()
                VM_REQUICKEN(OP_LOAD_BUILTIN_VALUE)
            elif op == OP_CALL_METHOD_LIST_APPEND:
                VM_LABEL(OP_CALL_METHOD_LIST_APPEND)
                b = I_B(ip)
                if R[b] == v_from_ptr(intr_list_append) and is_list_or_subclass(R[b + 1]) and I_C(ip) == 1:
                    v = R[b + 2]
                    if not list_append_value(v_object(R[b + 1]), v, True):
                        if op_list_append_value(v_object(R[b + 1]), v) < 0:
                            VM_SYNC(ts, f, pc)
                            VM_ERROR()
                        value_decref(v)
                    append_ends(ts, f, pc, R, b)
                    pc += 2
                    if I_A(ip) != b or not is_kill_of(pc, b):
                        reg_assign(ts, f, pc, R, I_A(ip), V_NONE)
                        VM_NEXT()
                    pc += 1
                    VM_NEXT()
                VM_REQUICKEN(OP_CALL_METHOD)
            elif op == OP_CALL_KW or op == OP_CALL_METHOD_KW:
                VM_LABEL(OP_CALL_KW)
                VM_LABEL(OP_CALL_METHOD_KW)
                b = I_B(ip)
                c = I_C(ip)
                o = v_object(f.code.consts[<uint32_t>pc[0]])
                pc += 3
                if op == OP_CALL_METHOD_KW:
                    if R[b + 1] == V_UNSET:
                        b += 1
                        R[b] = R[b - 1]
                        R[b - 1] = V_UNSET
                    else:
                        c += 1
                v = R[b]
                if v_is_object(v) and v_is_function(v_object(v)):
                    f.pc = pc
                    nf = call_bound(ts, f, &R[b], c, o)
                    if nf != NULL:
                        nf.dst = I_A(ip)
                        VM_ENTER_CALLED(nf)
                        VM_NEXT()
                    VM_CALLED(call_function_quiet(ts, f, &R[b], c, o, &out))
                elif v_is_object(v) and class_call_guard(ip + 1, v_object(v)):
                    VM_SYNC_ALLOC(ts, f, pc)
                    t = call_class(ts, f, ip + 1, &R[b], c, o, &out)
                    if t != CALL_MISS:
                        VM_CALLED(t)
                VM_SYNC(ts, f, pc)
                VM_CALLED(call_slow(ts, f, ip + 1, &R[b], c, o, &out))
            elif op == OP_CALL_EX:
                VM_LABEL(OP_CALL_EX)
                b = I_B(ip)
                f.pc = pc
                nf = call_ex_plain(ts, f, &R[b], I_C(ip))
                if nf != NULL:
                    nf.dst = I_A(ip)
                    VM_ENTER_CALLED(nf)
                    VM_NEXT()
                VM_SYNC(ts, f, pc)
                VM_CALLED(call_ex(ts, f, &R[b], I_C(ip), &out))
            elif op == OP_CALL_COMPREHENSION:
                VM_LABEL(OP_CALL_COMPREHENSION)
                b = I_B(ip)
                o = v_object(f.code.consts[<uint32_t>pc[0]])
                pc += 1
                VM_SYNC_ALLOC(ts, f, pc)
                t = call_comprehension(ts, f, &R[b], o, I_C(ip), &out)
                VM_CALLED(t)
            elif op == OP_MAKE_FUNCTION:
                VM_OP_CACHE(OP_MAKE_FUNCTION, op_make_function, 1)
            elif op == OP_LOAD_BUILD_CLASS:
                VM_OP(OP_LOAD_BUILD_CLASS, op_load_build_class)
            elif op == OP_RETURN_CONST:
                VM_LABEL(OP_RETURN_CONST)
                v = f.code.consts[I_X(ip)]
                if likely(frame_is_plain(f), 1):
                    value_incref(v)
                    VM_RETURN_CONST(v)
                if v == V_NONE and frame_is_plain_init(f):
                    w = f.aux
                    VM_RETURN(w)
                if frame_is_resumed(f):
                    value_incref(v)
                    VM_RETURN_RESUMED()
                VM_RETURN_HIDDEN()
                value_incref(v)
                # A frame object may keep the line it returned from.
                f.pc = pc
                VM_LEAVE()
            elif op == OP_RETURN:
                VM_LABEL(OP_RETURN)
                v = R[I_A(ip)]
                if likely(frame_is_plain(f), 1):
                    R[I_A(ip)] = V_UNSET
                    VM_RETURN(v)
                if frame_is_resumed(f):
                    R[I_A(ip)] = V_UNSET
                    VM_RETURN_RESUMED()
                VM_RETURN_HIDDEN()
                if f.flags == 0:
                    R[I_A(ip)] = V_UNSET
                else:
                    # A frame object may keep the local, and the line it returned from.
                    f.pc = pc
                    value_incref(v)
                VM_LEAVE_LABEL()
                c = f.cont
                a = f.dst
                if f.flags == 0:
                    w = f.aux
                    VM_FRAME_LEAVE()
                elif f.flags & FRAME_GEN:
                    nf = f
                    f = nf.prev
                    t = nf.aux32
                    if c >= CONT_CONSUME:
                        w = nf.aux
                        nf.aux = V_UNSET
                        gen_leave(ts, GEN_OF_FRAME(nf), 1)
                        if c == CONT_PARTS:
                            value_decref(w)
                            value_decref(v)
                            VM_ENTER(f)
                            VM_NEXT()
                        ip = f.pc - 1
                        consume_end(ts, f, t, w, v)
                        VM_ERROR()
                    gen_leave(ts, GEN_OF_FRAME(nf), 1)
                    if c == CONT_FOR_ITER:
                        if v != V_NONE and ts.tracing and trace_stop(ts, f, v) < 0:
                            PyErr_Clear()               # as the host does
                        value_decref(v)
                        VM_ENTER(f)
                        VM_NEXT()
                    if c == CONT_SEND:
                        R = f.regs
                        tbase = f.code.tbase
                        pc = f.pc + t
                        if ts.tracing and trace_send_end(ts, f, nf.aux, v) < 0:
                            value_decref(v)
                            ip = f.pc - 1
                            VM_ERROR()
                        reg_assign(ts, f, pc, R, a, v)
                        VM_NEXT()
                    if c == CONT_ASEND:
                        ip = f.pc - 1
                        VM_SYNC(ts, f, f.pc)
                        asend_ended(f, GEN_OF_FRAME(nf), PYGEN_RETURN, v)
                        VM_ERROR()
                    return v
                else:
                    w = f.aux
                    nf = f
                    f = nf.prev
                    frame_pop(ts, nf)
                if c == CONT_ENTRY:
                    return v
                VM_ENTER(f)
                if c == CONT_STORE:
                    reg_assign(ts, f, pc, R, a, v)
                    VM_NEXT()
                if c == CONT_RESUME:
                    VM_RESUMED_LABEL()
                    if dunder_resume(ts, f, w, v):
                        pc = f.pc
                        VM_NEXT()
                    # The push did not publish f, and what comes now may run C code that looks at frames.
                    ip = pc - 1
                    VM_SYNC(ts, f, pc)
                    op_resume(ts, f, w, v)
                    VM_ERROR()
                if c == CONT_CLASS_BODY:
                    ip = pc - 1
                    VM_SYNC(ts, f, pc)
                    v = class_body_done(w, v)
                    if v == V_UNSET:
                        VM_ERROR()
                    reg_assign(ts, f, pc, R, a, v)
                    VM_NEXT()
                # CONT_INIT: the instance is the call's result
                ip = pc - 1
                if v != V_NONE:
                    VM_SYNC(ts, f, pc)
                    init_returned(v)
                    value_decref(w)
                    VM_ERROR()
                reg_assign(ts, f, pc, R, a, w)
                VM_NEXT()

            # ---- generators
            elif op == OP_YIELD or op == OP_YIELD_FROM:
                VM_LABEL(OP_YIELD)
                VM_LABEL(OP_YIELD_FROM)
                if op == OP_YIELD:
                    v = reg_read(R, I_B(ip), tbase)
                else:
                    v = R[I_A(ip)]
                    R[I_A(ip)] = V_UNSET
                    if ts.tracing:
                        trap_rearm()
                f.pc = pc
                if f.cont >= CONT_CONSUME:
                    if f.cont == CONT_CONSUME and consume_fast(f, v):
                        reg_assign(ts, f, pc, R, I_A(ip), V_NONE)        # what is sent
                        VM_PASS_RESUME()
                        VM_NEXT()
                    nf = f
                    t = nf.aux32
                    w = nf.aux
                    f = nf.prev
                    gen_leave(ts, GEN_OF_FRAME(nf), 0)
                    if nf.cont == CONT_PARTS:
                        ip = f.pc - 2
                        at = parts_yielded(ts, f, ip, t, w, v)
                        if at != NULL:
                            f.pc = at
                            VM_ENTER(f)
                            if at != ip + 2:
                                VM_BACK(I_SC(ip))
                            VM_NEXT()
                        if ts.frame == f:
                            VM_ERROR()
                        VM_ENTER_GENERATOR(ts.frame)
                        VM_NEXT()
                    if t >= CONSUME_NEXT:
                        consume_yielded(ts, f, v)
                        VM_ENTER(f)
                        VM_NEXT()
                    ip = f.pc - 1
                    consume_slow(ts, f, GEN_OF_FRAME(nf), t, w, v)
                    VM_ERROR()
                nf = f
                gen_leave(ts, GEN_OF_FRAME(nf), 0)
                c = nf.cont
                if c == CONT_SEND:
                    nf = gen_ascend(ts, nf)
                    c = nf.cont
                a = nf.dst
                t = nf.aux32
                if c == CONT_FOR_ITER:
                    f = ts.frame
                    VM_ENTER(f)
                    reg_assign(ts, f, pc, R, a, v)
                    pc += t
                    ip = pc - 1
                    VM_BACK(t)
                    VM_NEXT()
                if c == CONT_ENTRY:
                    return v
                f = ts.frame
                VM_ENTER(f)
                if c == CONT_ASEND:
                    out = v
                    if asend_yielded(f, GEN_OF_FRAME(nf), &out):
                        pc += t
                    reg_assign(ts, f, pc, R, a, out)
                    VM_NEXT()
                reg_assign(ts, f, pc, R, a, v)
                VM_NEXT()
            elif op == OP_SEND:
                VM_LABEL(OP_SEND)
                o = v_object(R[I_B(ip)])
                a = I_A(ip)
                if is_gen(o) or is_coro(o):
                    v = R[a]
                    R[a] = V_UNSET
                    f.pc = pc
                    nf = gen_enter(ts, <GenObject *>o, v)
                    if nf == NULL:
                        VM_SYNC(ts, f, pc)
                        if stop_value(&out) == 0:
                            reg_assign(ts, f, pc, R, a, out)
                            pc += I_SC(ip)
                            VM_NEXT()
                        VM_ERROR()
                    if ts.tracing and (v != V_NONE or is_coro(o)):
                        nf.aux = V_FALSE                # its end is reported, whatever it returns
                    nf.cont = CONT_SEND
                    nf.dst = a
                    nf.aux32 = I_SC(ip)
                    VM_ENTER_GENERATOR(nf)
                    VM_NEXT()
                if is_asend(o):
                    f.pc = pc
                    nf = asend_enter(ts, o, R[a])
                    if nf != NULL:
                        R[a] = V_UNSET
                        nf.cont = CONT_ASEND
                        nf.dst = a
                        nf.aux32 = I_SC(ip)
                        VM_ENTER_GENERATOR(nf)
                        VM_NEXT()
                t = op_send(ts, f, pc, ip[0])
                if t < 0:
                    VM_ERROR()
                if t == 0:
                    pc += I_SC(ip)
                VM_NEXT()
            elif op == OP_GET_YIELD_FROM_ITER:
                VM_OP(OP_GET_YIELD_FROM_ITER, op_get_yield_from_iter_ins)
            elif op == OP_GET_AWAITABLE:
                VM_OP(OP_GET_AWAITABLE, op_get_awaitable_ins)
            elif op == OP_GET_AITER:
                VM_OP(OP_GET_AITER, op_get_aiter_ins)
            elif op == OP_GET_ANEXT:
                VM_OP(OP_GET_ANEXT, op_get_anext_ins)
            elif op == OP_END_ASYNC_FOR:
                VM_LABEL(OP_END_ASYNC_FOR)
                t = op_end_async_for(ts, f, pc, ip[0])
                if t < 0:
                    how = UNWIND_AGAIN
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_ASYNC_GEN_WRAP:
                VM_OP(OP_ASYNC_GEN_WRAP, op_async_gen_wrap_ins)

            # ---- with
            elif op == OP_WITH_SETUP or op == OP_ASYNC_WITH_SETUP:
                VM_LABEL(OP_WITH_SETUP)
                VM_LABEL(OP_ASYNC_WITH_SETUP)
                if op_with_setup(ts, f, pc, ip[0], op == OP_ASYNC_WITH_SETUP) < 0:
                    VM_ERROR()
                VM_NEXT()
            elif op == OP_WITH_EXCEPT_START:
                VM_LABEL(OP_WITH_EXCEPT_START)
                op_with_except_start(f, ip[0])
                VM_NEXT()

            # ---- exceptions
            elif op == OP_PUSH_EXC:
                VM_LABEL(OP_PUSH_EXC)
                op_push_exc(ts, f, ip[0])
                VM_NEXT()
            elif op == OP_POP_EXC:
                VM_LABEL(OP_POP_EXC)
                op_pop_exc(ts, f, ip[0])
                VM_NEXT()
            elif op == OP_MATCH_EXC:
                VM_OP(OP_MATCH_EXC, op_match_exc)
            elif op == OP_MATCH_EXC_GROUP:
                VM_OP(OP_MATCH_EXC_GROUP, op_match_exc_group)
            elif op == OP_PREP_RERAISE_STAR:
                VM_OP(OP_PREP_RERAISE_STAR, op_prep_reraise_star)
            elif op == OP_RAISE:
                VM_LABEL(OP_RAISE)
                how = op_raise(ts, f, pc, ip[0])
                VM_ERROR()
            elif op == OP_RERAISE:
                VM_LABEL(OP_RERAISE)
                op_reraise(ts, f, pc, ip[0])
                how = UNWIND_AGAIN
                VM_ERROR()
            elif op == OP_LOAD_ASSERTION_ERROR:
                VM_LABEL(OP_LOAD_ASSERTION_ERROR)
                Py_INCREF(PyExc_AssertionError)
                reg_assign(ts, f, pc, R, I_A(ip), v_from_ptr(PyExc_AssertionError))
                VM_NEXT()

            # ---- imports, module level
            elif op == OP_IMPORT_NAME:
                VM_OP(OP_IMPORT_NAME, op_import_name)
            elif op == OP_IMPORT_FROM:
                VM_OP(OP_IMPORT_FROM, op_import_from)
            elif op == OP_IMPORT_STAR:
                VM_OP(OP_IMPORT_STAR, op_import_star)
            elif op == OP_SETUP_ANNOTATIONS:
                VM_OP(OP_SETUP_ANNOTATIONS, op_setup_annotations)
            elif op == OP_PRINT_EXPR:
                VM_OP(OP_PRINT_EXPR, op_print_expr)

            # ---- match
            elif op == OP_GET_LEN:
                VM_OP(OP_GET_LEN, op_get_len)
            elif op == OP_MATCH_MAPPING or op == OP_MATCH_SEQUENCE:
                VM_LABEL(OP_MATCH_MAPPING)
                VM_LABEL(OP_MATCH_SEQUENCE)
                reg_assign(ts, f, pc, R, I_A(ip), v_bool(match_flag(R[I_B(ip)], op == OP_MATCH_MAPPING)))
                VM_NEXT()
            elif op == OP_MATCH_KEYS:
                VM_OP(OP_MATCH_KEYS, op_match_keys)
            elif op == OP_MATCH_CLASS:
                VM_OP(OP_MATCH_CLASS, op_match_class)
            else:
                # Code objects are checked when they are made: the switch needs no test of its range.
                VM_UNREACHABLE(op)
                break

        VM_ERROR_LABEL()
        # Without an exception, or in another frame: a slow half left the instruction to a frame that it pushed, or finished it by
        # itself (vm/continue.h).
        if ts.frame != f or not error_pending(ts):
            VM_ENTER(ts.frame)
            VM_NEXT()
        # An exception is set; it happened at ip in f.
        f = vm_unwind(ts, f, entry, ip, how)
        how = UNWIND_RAISED
        if f == NULL:
            return V_UNSET
        VM_ENTER(f)


cdef Value run_normal(ThreadState *ts, Frame *entry) noexcept nogil:
    return run_loop(ts, entry, False)


cdef Value run_throw(ThreadState *ts, Frame *entry) noexcept nogil:
    if ts.tracing:
        trace_thrown(ts, ts.frame)
    return run_loop(ts, entry, True)


include "vm/guest.pxi"
include "vm/interface.pxi"
