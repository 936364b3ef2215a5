# The VM's layouts as the loop sees them; the truth and the comments are in vm/layout.h, vm/value.h and vm/api.h.
from libc.stdint cimport int16_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t

ctypedef uint64_t Value
ctypedef uint64_t Word

cdef extern from "Python.h" nogil:
    ctypedef struct PyObject:
        pass
    ctypedef struct PyTypeObject:
        pass
    int Py_LT, Py_LE, Py_EQ, Py_NE, Py_GT, Py_GE
    PyTypeObject *Py_TYPE(PyObject *) noexcept
    void Py_INCREF(PyObject *) noexcept
    void Py_DECREF(PyObject *) noexcept

cdef extern from "vm/all.h" nogil:
    ctypedef int HandlerPart     # a function that a handler macro is given by name
    ctypedef struct Code:
        Word *words
        Value *consts
        PyObject **names
        uint32_t nregs, tbase, nlocals, flags
        int32_t simple_argc
        PyObject *freevars
        PyObject *cellvars

    ctypedef struct Function:
        Code *code

    ctypedef struct Frame:
        Value *regs
        Word *pc
        Code *code
        Frame *prev
        Function *func
        Value *limit
        uint16_t dst
        uint8_t cont
        uint8_t flags
        int32_t aux32
        Value aux

    ctypedef struct ThreadState:
        Frame *frame
        int64_t depth_limit
        uint64_t thread_id
        volatile int *eval_breaker
        int64_t fuel
        int tracing

    ctypedef struct GenObject:
        Frame frame

    enum: CONT_STORE, CONT_ENTRY, CONT_INIT, CONT_FOR_ITER, CONT_SEND, CONT_ASEND, CONT_CLASS_BODY, CONT_CONSUME, CONT_PARTS, CONT_RESUME
    enum: FRAME_PUBLISHED, FRAME_GEN, FRAME_SLOW
    enum: CALL_ERROR, CALL_DONE, CALL_PUSHED, CALL_MISS, CALL_SUPER
    enum: B_ADD, B_SUB, B_MUL, B_TRUEDIV, B_FLOORDIV, B_MOD, B_POW, B_LSHIFT, B_RSHIFT, B_AND, B_OR, B_XOR, B_MATMUL

    uint32_t W_OP(Word) noexcept
    uint32_t I_OP(const Word *) noexcept
    bint is_kill_of(const Word *, uint32_t) noexcept
    uint32_t W_A(Word) noexcept
    uint32_t I_A(const Word *) noexcept
    uint32_t W_B(Word) noexcept
    uint32_t I_B(const Word *) noexcept
    uint32_t W_C(Word) noexcept
    uint32_t I_C(const Word *) noexcept
    int32_t W_SB(Word) noexcept
    int32_t I_SB(const Word *) noexcept
    int32_t W_SC(Word) noexcept
    int32_t I_SC(const Word *) noexcept
    int32_t W_X(Word) noexcept
    int32_t I_X(const Word *) noexcept

    Value V_UNSET, V_NONE, V_TRUE, V_FALSE
    bint v_is_object(Value) noexcept
    bint v_is_int(Value) noexcept
    int64_t v_int(Value) noexcept
    Value v_from_int48(int64_t) noexcept
    PyObject *v_object(Value) noexcept
    Value v_from_ptr(void *) noexcept
    Value v_bool(int) noexcept
    int v_is(Value, Value) noexcept
    int v_truth(Value) noexcept
    void value_incref(Value) noexcept
    void value_decref(Value) noexcept
    Value value_from_item(PyObject *) noexcept
    Value value_from_owned(PyObject *) noexcept

    int v_sub(Value, Value, Value *) noexcept

    void reg_assign(ThreadState *, Frame *, Word *, Value *, uint32_t, Value) noexcept
    void reg_end(ThreadState *, Frame *, Word *, Value *, uint32_t) noexcept
    void reg_drop_end(ThreadState *, Frame *, Word *, Value *, uint32_t, uint32_t) noexcept
    Value reg_read(Value *, uint32_t, uint32_t) noexcept
    void operands_release(ThreadState *, Frame *, Word *, Value *, uint32_t) noexcept
    void VM_FRAME_LEAVE() noexcept
    void frame_hide(ThreadState *, Frame *, Word *) noexcept
    bint frame_is_plain(Frame *) noexcept
    bint frame_is_plain_init(Frame *) noexcept
    bint frame_is_resumed(Frame *) noexcept
    int for_step(Value *, Value *) noexcept
    uint32_t for_form(const Value *) noexcept
    Word *iterable_call(ThreadState *, Frame *, Word *, const Value *, Py_ssize_t) noexcept
    HandlerPart is_range_iter, range_iter_step, is_list_iter, list_iter_step, list_step, tuple_step, str_step, is_table, table_step, PyList_CheckExact, PyTuple_CheckExact, PyUnicode_CheckExact
    int subscr_fast(Value, Value, Value *) noexcept
    int store_subscr_fast(ThreadState *, Frame *, Word *, Value *, uint32_t, uint32_t, uint32_t, uint32_t) noexcept
    void COUNT_OP(int, int) noexcept
    void COUNT_ENTRY() noexcept
    void DEBUG_CHECK(ThreadState *, Frame *, Word *) noexcept
    bint likely "__builtin_expect" (bint, int) noexcept

    # slow halves and whole operations: vm/ops.h, vm/operators.h, vm/calls.h, vm/attrs.h
    void VM_SYNC(ThreadState *, Frame *, Word *) noexcept
    void VM_SYNC_ALLOC(ThreadState *, Frame *, Word *) noexcept
    ThreadState *thread_state() noexcept
    int vm_poll(ThreadState *) noexcept
    bint error_pending(ThreadState *) noexcept
    void op_resume(ThreadState *, Frame *, Value, Value) noexcept
    bint v_is_heap(Value) noexcept
    enum:
        DUNDER_GETATTRIBUTE
    bint dunder_push(ThreadState *, Frame *, Word *, Word *, uint32_t, Value, Value) noexcept
    bint dunder_push_store(ThreadState *, Frame *, Word *, Word *, Value, PyObject *, Value) noexcept
    bint dunder_push_call(ThreadState *, Frame *, Word *, Word *, Value, Value) noexcept
    int dunder_resume(ThreadState *, Frame *, Value, Value) noexcept
    void set_exec_objects(PyObject *, PyObject *, PyObject *, PyObject *)
    Frame *vm_unwind(ThreadState *, Frame *, Frame *, Word *, int) noexcept
    int UNWIND_AGAIN, UNWIND_RAISED, UNWIND_LEFT
    Frame *frame_no_room(ThreadState *) noexcept
    void VM_CALL_PLAIN()
    void frame_pop(ThreadState *, Frame *) noexcept
    Frame *call_bound(ThreadState *, Frame *, Value *, Py_ssize_t, PyObject *) noexcept
    bint v_is_function "is_function" (PyObject *) noexcept
    bint is_heap(PyObject *) noexcept
    bint is_gen(PyObject *) noexcept
    bint is_coro(PyObject *) noexcept
    Frame *gen_enter(ThreadState *, GenObject *, Value) noexcept
    bint is_asend(PyObject *) noexcept
    Frame *asend_enter(ThreadState *, PyObject *, Value) noexcept
    bint asend_yielded(Frame *, GenObject *, Value *) noexcept
    void asend_ended(Frame *, GenObject *, int, Value) noexcept
    enum: PYGEN_RETURN
    void gen_leave(ThreadState *, GenObject *, int) noexcept
    Frame *gen_ascend(ThreadState *, Frame *) noexcept
    GenObject *GEN_OF_FRAME(Frame *) noexcept
    bint is_c_callable(PyObject *) noexcept
    bint is_c_function(PyObject *) noexcept
    bint is_list(Value) noexcept
    bint is_list_or_subclass(Value) noexcept
    enum: STEP_MAX_PARTS, STEP_ERROR
    bint has_parts(const Value *) noexcept
    int iter_step_more(PyObject *, Value *) noexcept
    bint iter_has_more(PyTypeObject *) noexcept
    int step_parts(Value *, Value *, uint32_t) noexcept
    Word *parts_store(ThreadState *, Frame *, Word *, Value *, uint32_t, Value *, uint32_t) noexcept
    Value subscr_any(Value, Value) noexcept
    Value subscr_more(Value, Value) noexcept
    int store_subscr_more(Value, Value, Value) noexcept
    int contains_fast(Value, Value) noexcept
    int const_equal(Value, Value) noexcept
    int global_equal(Value, Value) noexcept
    Value global_value_tested(Frame *, Word *) noexcept
    Value builtin_value_tested(Frame *, Word *) noexcept
    PyObject *attr_values_peek(Word *, Value) noexcept
    int attr_update(Word *, Value *) noexcept
    int free_update(Frame *, Value *, Word *) noexcept
    bint is_subscript(uint32_t) noexcept
    int equality_jump(uint32_t) noexcept
    bint is_contains(uint32_t) noexcept
    bint is_truth_jump(uint32_t) noexcept
    bint jumps_if_absent(uint32_t) noexcept
    bint jumps_if_contained(uint32_t) noexcept
    bint unpack_fast(ThreadState *, Frame *, Word *, Value *, uint32_t, uint32_t, uint32_t) noexcept
    bint unpack_pair(ThreadState *, Frame *, Word *, Value *, uint32_t) noexcept
    bint unpack_quicken(Frame *, Word *) noexcept
    void unpack_pair_quicken(Frame *, Word *) noexcept
    Word *unpack_locals(ThreadState *, Frame *, Word *) noexcept
    Word *display_fused(ThreadState *, Frame *, Word *) noexcept
    Word *build_slice(ThreadState *, Frame *, Word *) noexcept
    Word *pair_step(ThreadState *, Frame *, Word *) noexcept
    bint parts_resume(ThreadState *, Frame *, Word *) noexcept
    Word *parts_yielded(ThreadState *, Frame *, Word *, uint32_t, Value, Value) noexcept
    void fuse_list_append(Code *, Word *) noexcept
    bint list_append_value(PyObject *, Value, bint) noexcept
    bint list_append_small(PyObject *, Value) noexcept
    bint set_store(PyObject *, Value) noexcept
    bint dict_add(PyObject *, Value, Value) noexcept
    int op_list_append_value(PyObject *, Value) noexcept
    void append_ends(ThreadState *, Frame *, Word *, Value *, uint32_t) noexcept
    void quicken(Word *, uint32_t) noexcept
    PyObject *intr_list_append
    PyObject *iterator_box(const Value *, Value) noexcept
    bint consume_fast(Frame *, Value) noexcept
    void consume_slow(ThreadState *, Frame *, GenObject *, uint32_t, Value, Value) noexcept
    void consume_end(ThreadState *, Frame *, uint32_t, Value, Value) noexcept
    int call_c_first(ThreadState *, Frame *, Word *, Value *, Py_ssize_t, Value *) noexcept
    int call_intrinsic(ThreadState *, Word *, Value *, Py_ssize_t, Value *) noexcept
    void call_unquicken(Word *) noexcept
    Word *method_call_fused(ThreadState *, Frame *, Word *, Word **) noexcept
    Word *view_call_fused(ThreadState *, Frame *, Word *, Word **) noexcept
    Word *function_call_fused(ThreadState *, Frame *, Word *, Word **) noexcept
    uint32_t fused_load(uint32_t) noexcept
    int call_bound_intrinsic(ThreadState *, Word *, Value *, Py_ssize_t, Value *) noexcept
    Word *len_call_fused(ThreadState *, Frame *, Word *) noexcept
    Word *isinstance_call_fused(ThreadState *, Frame *, Word *) noexcept
    Frame *super_call_push(ThreadState *, Frame *, Value *, Word *, Word **) noexcept
    int call_c(ThreadState *, Value *, Py_ssize_t, Value *) noexcept
    bint class_call_guard(Word *, PyObject *) noexcept
    Frame *class_call_push(ThreadState *, Frame *, Word *, Value *, Py_ssize_t) noexcept
    int call_class(ThreadState *, Frame *, Word *, Value *, Py_ssize_t, PyObject *, Value *) noexcept
    Frame *call_ex_plain(ThreadState *, Frame *, Value *, uint32_t) noexcept
    enum: CONSUME_NEXT
    void consume_yielded(ThreadState *, Frame *, Value) noexcept
    bint may_consume(PyObject *, Value *, Py_ssize_t) noexcept
    int call_function_quiet(ThreadState *, Frame *, Value *, Py_ssize_t, PyObject *, Value *) noexcept
    bint is_bound_method(PyObject *) noexcept
    bint is_callable_instance(PyObject *) noexcept
    int call_instance_quiet(ThreadState *, Frame *, Value *, Py_ssize_t, PyObject *, Value *) noexcept
    int call_method_quiet(ThreadState *, Frame *, Value *, Py_ssize_t, Value *) noexcept
    int call_consumer(ThreadState *, Frame *, Word *, Value *, Py_ssize_t) noexcept
    int call_comprehension(ThreadState *, Frame *, Value *, PyObject *, uint32_t, Value *) noexcept
    int copy_free(Frame *) noexcept
    int call_slow(ThreadState *, Frame *, Word *, Value *, Py_ssize_t, PyObject *, Value *) noexcept
    int call_ex(ThreadState *, Frame *, Value *, uint32_t, Value *) noexcept
    PyObject *host_cell_get(PyObject *) noexcept
    PyObject *closure_cell(Frame *, uint32_t) noexcept
    int cell_store(PyObject *, Value) noexcept
    PyObject *PyTuple_GET_ITEM(PyObject *, Py_ssize_t) noexcept
    int unbound_local(Frame *, uint32_t) noexcept
    int unbound_cell(Frame *, PyObject *, int) noexcept
    Value global_load_slow(ThreadState *, Frame *, Word *, PyObject *) noexcept
    Value name_load_slow(ThreadState *, Frame *, Word *, PyObject *) noexcept
    int global_store(ThreadState *, Frame *, Word *, PyObject *, Value) noexcept
    int name_store(ThreadState *, Frame *, Word *, PyObject *, Value) noexcept
    Value attr_load_slow(ThreadState *, Frame *, Word *, Value, PyObject *) noexcept
    int attr_store_slow(ThreadState *, Frame *, Word *, Value, PyObject *, Value) noexcept
    bint v_is_double(Value) noexcept
    double v_double(Value) noexcept
    Value v_from_double_notnan(double) noexcept
    int op_unary(ThreadState *, Frame *, Word *, Word, int) noexcept
    int op_truth(ThreadState *, Frame *, Word *, uint32_t, int) noexcept
    int op_contains(ThreadState *, Frame *, Word *, Word, int) noexcept
    int op_load_subscr(ThreadState *, Frame *, Word *, Word, Value, int) noexcept
    int op_delete_cell(Frame *, PyObject *, PyObject *, int) noexcept
    int op_load_method(ThreadState *, Frame *, Word *, Word) noexcept
    int op_with_setup(ThreadState *, Frame *, Word *, Word, int) noexcept
    void op_with_except_start(Frame *, Word) noexcept
    void op_push_exc(ThreadState *, Frame *, Word) noexcept
    void op_pop_exc(ThreadState *, Frame *, Word) noexcept
    int match_flag(Value, int) noexcept
    int op_stop_iteration(ThreadState *) noexcept
    int stop_value(Value *) noexcept
    Value class_body_done(Value, Value) noexcept
    void init_returned(Value) noexcept
    void VM_UNREACHABLE(uint32_t) noexcept
    PyObject *PyExc_AssertionError
    int op_for_iter(ThreadState *, Frame *, Word *, Word) noexcept
    int op_unpack_sequence(ThreadState *, Frame *, Word *, Word) noexcept
    int op_list_append(ThreadState *, Frame *, Word *, Word) noexcept
    int op_set_add(ThreadState *, Frame *, Word *, Word) noexcept
    int op_map_add(ThreadState *, Frame *, Word *, Word) noexcept
    int op_store_subscr(ThreadState *, Frame *, Word *, Word) noexcept
    int op_send(ThreadState *, Frame *, Word *, Word) noexcept
    int op_end_async_for(ThreadState *, Frame *, Word *, Word) noexcept
    int op_raise(ThreadState *, Frame *, Word *, Word) noexcept
    int op_reraise(ThreadState *, Frame *, Word *, Word) noexcept

    int load_attr_descr_hit(Frame *, Word *, Value, Value *) noexcept
    Function *property_getter(Frame *, Word *, Value) noexcept
    Frame *push_getter(ThreadState *, Frame *, Function *, uint32_t) noexcept

    # vm/handlers.h: dispatch, and whole handlers (label, work, next instruction).  Functions are named, not called, by their arguments.
    void VM_TABLE() noexcept
    void VM_LABEL(int) noexcept
    void VM_NEXT() noexcept
    void VM_ERROR() noexcept
    void VM_ERROR_LABEL() noexcept
    void VM_ENTER(Frame *) noexcept
    void VM_ENTER_CALLED(Frame *) noexcept
    void VM_SERVE() noexcept
    void VM_RANGE_STEP() noexcept
    void VM_FOR_ITER_ASK() noexcept
    void VM_FOR_ITER_WHOLE() noexcept
    void VM_FOR_ITER_BY(HandlerPart) noexcept
    HandlerPart op_for_iter_foreign
    void VM_RESUME_FOR(PyObject *) noexcept
    void VM_SKIP_RESUME() noexcept
    void VM_BACK(int32_t) noexcept
    void VM_CALLED(int) noexcept
    void VM_RETURN(Value) noexcept
    void VM_RETURN_CONST(Value) noexcept
    void VM_PASS_KILL(uint32_t) noexcept
    void VM_PASS_RESUME() noexcept
    void VM_ENTER_GENERATOR(Frame *) noexcept
    void VM_RETURN_HIDDEN() noexcept
    void VM_LEAVE() noexcept
    void VM_RETURN_RESUMED() noexcept
    void VM_RESUMED_LABEL() noexcept
    void VM_LEAVE_LABEL() noexcept
    void VM_JUMP(int32_t) noexcept
    void VM_TRUTH_JUMP(int, Value, Value) noexcept
    void VM_CONTAINED(int) noexcept
    void VM_TEST_JUMP(int (*)(Value, Value) noexcept, int, int) noexcept
    void VM_CONTAINS_JUMP(int) noexcept
    void VM_AS(int) noexcept
    void VM_OP(int, HandlerPart) noexcept
    void VM_FOR_OPENED(int, HandlerPart, HandlerPart) noexcept
    void VM_FOR_ITER(int, HandlerPart, HandlerPart) noexcept
    void VM_LOAD_GLOBAL(int, HandlerPart) noexcept
    void VM_LOAD_NAME(int, HandlerPart) noexcept
    void VM_ARITH(int, int, HandlerPart, int) noexcept
    void VM_ARITH_I(int, int, HandlerPart, int) noexcept
    void VM_ARITH_FILL(int, HandlerPart, int) noexcept
    void VM_ARITH_I_FILL(int, HandlerPart, int) noexcept
    void VM_ARITH_MOD(int, HandlerPart, int) noexcept
    void VM_ARITH_I_MOD(int, HandlerPart, int) noexcept
    void VM_ARITH_EXCHANGE(int, HandlerPart, int) noexcept
    void VM_ARITH_K(int, int, HandlerPart, int) noexcept
    void VM_COMPARE(int, HandlerPart, int) noexcept
    void VM_COMPARE_JUMP(int, HandlerPart, int, int) noexcept
    void VM_COMPARE_JUMP_I(int, HandlerPart, int, int) noexcept
    void VM_LOAD_GLOBAL_VALUE(int, HandlerPart) noexcept
    void VM_LOAD_ATTR(int, HandlerPart) noexcept
    void VM_LOAD_ATTR_FILL(int, HandlerPart, int) noexcept
    void VM_LOAD_ATTR_OR(int, HandlerPart, int) noexcept
    void VM_LOAD_ATTR_NEW(int, HandlerPart, int) noexcept
    void reg_fill(Value *, uint32_t, Value) noexcept
    void VM_STORE_ATTR(int, HandlerPart) noexcept
    void VM_LOAD_METHOD(int, HandlerPart) noexcept
    void VM_LOAD_PUSH(int, HandlerPart, int) noexcept
    void VM_LOAD_IS(int, Value (*)(Frame *, Word *) noexcept, int) noexcept
    void VM_TRY_PUSH(HandlerPart) noexcept
    void VM_TRY_PUSHED() noexcept
    void VM_REQUICKEN(int) noexcept
    void VM_FUSED_CALL(Word *, int) noexcept
    void VM_AT_ONCE(int, Word *, int) noexcept
    void VM_METHOD_CALL_0() noexcept
    void VM_METHOD_CALL_1() noexcept
    void VM_BUILTIN_CALL_1() noexcept
    void VM_PAIR_STEP() noexcept
    HandlerPart global_call_push, global_value_push, method_call_push, method_poly_push, local_call_push, free_call_push
    bint callee_is_new(PyObject *) noexcept
    int method_load_form(Word *) noexcept
    void VM_OP_CACHE(int, HandlerPart, int) noexcept
    HandlerPart attr_load_poly, load_attr_quiet_hit, load_attr_type_bound_hit, attr_store_poly, method_load_poly, load_attr_class_hit, load_attr_dict_hit, load_attr_module_hit, load_attr_slot_hit, load_attr_type_hit, load_attr_values_hit, load_global_builtin_hit,\
        load_builtin_value_hit, load_global_module_hit, load_global_value_hit, load_method_attr_hit, load_method_slot_hit, load_method_bound_hit, load_method_dict_hit,\
        load_method_module_hit, load_method_nodict_hit, load_method_super_hit, load_method_type_hit, load_method_values_hit, load_name_builtin_hit, load_name_module_hit, num_add, num_add_fill, num_add_i, num_add_i_fill, num_sub_fill, num_mul_fill, num_sub_i_fill, num_add_mod, num_sub_mod, num_mul_mod, num_add_exchange, num_sub_exchange, num_mod_exchange, num_and,\
        num_and_i, num_floordiv, num_floordiv_i, num_lshift, num_lshift_i, num_mod, num_mod_i, num_mul, num_mul_i, num_none, num_or, num_or_i, num_pow,\
        num_rshift, num_rshift_i, num_sub, num_sub_i, num_truediv, num_xor, num_xor_i, op_async_gen_wrap_ins, op_build_list, op_build_list_first, op_build_map, op_build_set,\
        op_build_string, op_build_tuple, op_build_tuple_first, op_delete_attr, op_delete_global, op_delete_name, op_delete_subscr, op_dict_merge, op_dict_update,\
        op_format_spec, op_format_value, op_get_aiter_ins, op_get_anext_ins, op_get_awaitable_ins, op_get_iter, op_open_iter, op_get_len, op_get_yield_from_iter_ins,\
        op_import_from, op_import_name, op_import_star, op_list_extend, op_list_to_tuple, op_load_build_class, op_load_classderef, op_load_slice,\
        op_make_cell, op_make_function, op_match_class, op_match_exc, op_match_exc_group, op_match_keys, op_prep_reraise_star, op_print_expr,\
        op_set_update, op_setup_annotations, op_store_slice, op_unpack_ex, store_attr_dict_hit, store_attr_slot_hit, store_attr_values_hit, v_eq,\
        v_eq_i, v_ge, v_ge_i, v_gt, v_gt_i, v_le, v_le_i, v_lt, v_lt_i, v_ne, v_ne_i

    # vm/module.h, vm/objects.h
    PyObject *code_from_proto(PyObject *) noexcept
    PyObject *code_from_mapped(PyObject *, PyObject *) noexcept
    Code *code_of(PyObject *) noexcept
    PyObject *code_to_plain(PyObject *) noexcept
    PyObject *words_shorten(PyObject *) noexcept
    PyObject *checksum_of(PyObject *) noexcept
    void set_code_engine "code_engine = " (unsigned int) noexcept
    int guest_confined() noexcept
    PyObject *vm_lent() noexcept
    PyObject *vm_eval_code(PyObject *, PyObject *, PyObject *, PyObject *) noexcept
    void *hide_host_frames() noexcept
    void show_host_frames(void *) noexcept
    PyObject *guest_globals(Function *) noexcept
    PyObject *guest_builtins(Function *) noexcept
    PyObject *c_frame_locals(ThreadState *, Frame *) noexcept
    PyObject *guest_getframe(ThreadState *, int) noexcept
    int trace_resume(ThreadState *, Frame *, Word *) noexcept
    int trace_send_end(ThreadState *, Frame *, Value, Value) noexcept
    int trace_stop(ThreadState *, Frame *, Value) noexcept
    void trap_rearm() noexcept
    void PyErr_Clear() noexcept
    void trace_thrown(ThreadState *, Frame *) noexcept
    int op_trace(ThreadState *, Frame *, Word *) noexcept
    int TRACE_LEAVES
    PyObject *sys_settrace(PyObject *) noexcept
    PyObject *sys_setprofile(PyObject *) noexcept
    PyObject *sys_trace_changed() noexcept
    void set_depth_limit(int64_t) noexcept
    int64_t get_depth_limit() noexcept
    int64_t guest_depth(ThreadState *) noexcept
    void interp_set_importlib(PyObject *) noexcept
    int vm_init() noexcept
    PyTypeObject PyrsGen_Type, PyrsCoro_Type, PyrsAsyncGen_Type, PyrsFunction_Type, PyrsCode_Type, PyrsFrame_Type
    PyObject *build_class_object

    # vm/guest.h, vm/guest_limits.h
    ctypedef struct MemoryAccount:
        int64_t bytes, peak
    ctypedef struct GuestRun:
        int64_t deadline
        int stop, hard, reason
    ctypedef struct GuestState:
        PyObject *owner
        uint64_t thread_id
        uint32_t fork_generation
        uint8_t closed, clocked, metered, signalled
        int runs
        int64_t depth_limit
        int64_t timeout, cpu_time, grace, max_instructions, max_memory, max_frames, max_output
        int64_t budget, instructions, time_used, cpu_used, memory_trips, output, run_count, soft_stops, hard_stops
        MemoryAccount *account
    ctypedef struct GuestEntry:
        ThreadState *ts
        GuestRun *joined
        PyObject *vars
        GuestRun run
    enum: GE_CLOSED, GE_THREAD, GE_INTERRUPTED, GE_OUTPUT, GUEST_ERRORS
    PyObject *guest_errors[]
    uint32_t fork_generation
    int guest_enter(GuestState *, GuestEntry *) noexcept
    int guest_enter_as(GuestState *, GuestEntry *, int, int64_t) noexcept
    void guest_leave(GuestState *, GuestEntry *) noexcept
    PyObject *context_vars(ThreadState *) noexcept
    PyObject *context_exchange(ThreadState *, PyObject *) noexcept
    PyObject *context_of(PyObject *) except NULL
    PyObject *context_tree(PyObject *) noexcept
    void guest_leave_failed(GuestState *, GuestEntry *) noexcept
    int64_t process_hash_seed() noexcept
    int guest_refuse(GuestState *, ThreadState *) noexcept
    int guest_interrupt(GuestState *, int) noexcept
    GuestRun *guest_run_here() noexcept
    PyObject *guest_owner_here() noexcept
    int slice_check(GuestRun *) noexcept
    int run_trip(GuestRun *, int) noexcept
    int limits_install(GuestState *) noexcept
    void arrays_install() noexcept
    int signals_are_pending() noexcept
    void guest_register(GuestState *, PyObject *, PyObject *) noexcept
    void guest_forget(GuestState *) noexcept
    int64_t meter_left(GuestState *) noexcept
    void memory_account_close(MemoryAccount *) noexcept
    void block_patch_module(PyObject *, const char *) noexcept
    void limits_patch(PyObject *) noexcept
    void collector_patch(PyObject *) noexcept
    PyObject *shared_packages
    PyObject *shared_modules
    PyObject *guest_function(PyObject *, PyObject *) noexcept
    PyObject *guest_run_function(PyObject *, PyObject *) noexcept
    void code_set_library(PyObject *, int) noexcept
    int code_is_library(PyObject *) noexcept
    bint guest_import_statement() noexcept
    int lend_module(PyObject *, PyObject *) except -1
