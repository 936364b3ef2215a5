/* api.h - forward declarations between the VM's files: who offers what.

   Error convention: NULL or -1 with the host's error indicator set, unless said.  Reference conventions:
   "new" = the caller owns it, "borrowed", "steals" = consumes the argument's reference. */
#ifndef PYRS_API_H
#define PYRS_API_H

/* ---- the loop (_vm.pyx) ---- */
/* Run from `entry` (already pushed, cont == CONT_ENTRY, ts->frame == entry) until it returns, yields or raises.
   Returns a register value owning one reference, or V_UNSET with the error set.  When a generator's frame
   yields, its GenObject.state is GEN_SUSPENDED afterwards; when it returned, GEN_DONE.  The frame is popped either way. */
static Value vm_run(ThreadState *ts, Frame *entry);        /* cstack.h */
static Value vm_run_throw(ThreadState *ts, Frame *entry);
/* The loop itself, set by _vm.pyx. Both start in ts->frame, which is `entry` or a frame above it, and end when `entry` is left. */
static Value (*loop_run)(ThreadState *ts, Frame *entry);
static Value (*loop_throw)(ThreadState *ts, Frame *entry);

/* ---- threads.h ---- */
static ThreadState *thread_state(void);                    /* of the calling host thread; created on first use; NULL: MemoryError */

/* ---- calls.h ---- */
/* Push a frame for fn whose nargs positional arguments already lie in regs[0..nargs) (owned there, consumed even on failure).
   Steals fn.  Binds defaults.  Returns the frame (not yet running, cont/dst for the caller to set), or NULL. */
static Frame *frame_push(ThreadState *ts, Function *fn, Value *regs, Py_ssize_t nargs);
/* As frame_push for the general case: keyword names (tuple or NULL) name the last len(kwnames) of the values at regs. */
static Frame *frame_push_kw(ThreadState *ts, Function *fn, Value *regs, Py_ssize_t nargs, PyObject *kwnames);
/* The vectorcall of PyrsFunction_Type: the entry from C. */
static PyObject *function_vectorcall(PyObject *fn, PyObject *const *args, size_t nargsf, PyObject *kwnames);
/* Run a code object (module, exec, eval, class-like) as PyEval_EvalCode does. closure: tuple of cells or NULL. New reference. */
static PyObject *vm_eval_code(PyObject *code, PyObject *globals, PyObject *locals, PyObject *closure);

/* ---- continue.h ---- */
/* Is the operation one for a special method in Python?  Then its frame is pushed, or it is done or has failed by other means: 1, and the slow
   half returns "error" (rule 1 of continue.h). 0: nothing done.  ip is the instruction's word; values are borrowed. */
static int binary_special_case(ThreadState *ts, Frame *f, Word *ip, int which, int in_place, Value x, Value y);
static int unary_special_case(ThreadState *ts, Frame *f, Word *ip, int which, Value x);
static int compare_special_case(ThreadState *ts, Frame *f, Word *ip, Value x, Value y);
static int truth_special(ThreadState *ts, Frame *f, Word *ip, Value v);
static int contains_special_case(ThreadState *ts, Frame *f, Word *ip, Value item, Value container);
static int getitem_special_case(ThreadState *ts, Frame *f, Word *ip, Value o, Value key);
static int setitem_special_case(ThreadState *ts, Frame *f, Word *ip, Value o, Value key, Value value);
static int iter_special_case(ThreadState *ts, Frame *f, Word *ip, Value o);
static int next_special_case(ThreadState *ts, Frame *f, Word *ip, Value it);
static int attr_load_special(ThreadState *ts, Frame *f, Word *ip, PyObject *o, PyObject *name);
static int attr_store_special(ThreadState *ts, Frame *f, Word *ip, PyObject *o, PyObject *name, Value v);
static int format_instruction_special(ThreadState *ts, Frame *f, Word *ip, Value o, uint32_t conversion, Value spec);
static int call_special_case(ThreadState *ts, Frame *f, Word *ip, Value *base, Py_ssize_t total, PyObject *kwnames);
static PyObject *call_method_of(PyObject *callable);      /* __call__ in Python of callable's class, or NULL; borrowed */
static int builtin_asks(PyObject *callable, Value x);     /* is it a builtin that call_special_case may run, with x as its first argument? */
static int consumes_generator(PyObject *callable, const Value *args, Py_ssize_t n);    /* consume.h: likewise */
static int op_caught(ThreadState *ts, Frame *f, Value aux);
static PyTypeObject *host_probe;       /* a class that defines every special method: its slots are the host's generic ones */
/* dunders.h: the same of what its table knows, when the instruction has done nothing yet (not even VM_SYNC); x is an instance of a heap type. */
enum { DUNDER_BINARY = 0, DUNDER_IN_PLACE = 13, DUNDER_COMPARE = 26, DUNDER_REFLECTED = 32, DUNDER_UNARY = 45, DUNDER_GETITEM = 48, DUNDER_SETITEM, DUNDER_DELITEM,
       DUNDER_CONTAINS, DUNDER_BOOL, DUNDER_ITER, DUNDER_NEXT, DUNDER_LEN, DUNDER_HASH, DUNDER_ABS, DUNDER_STR, DUNDER_REPR,
       DUNDER_GETATTRIBUTE, DUNDER_SETATTR, DUNDER_PROPERTY };
static int dunder_push(ThreadState *ts, Frame *f, Word *ip, Word *next, uint32_t operation, Value x, Value y);
static int dunder_push_3(ThreadState *ts, Frame *f, Word *ip, Word *next, uint32_t operation, Value x, Value y, Value z);
static int dunder_reflects(uint32_t which, Value left, Value right);
static void dunder_remember(uint32_t operation, Value x, Value y, PyObject *func, uint32_t stage);
static void dunder_remember_property(PyObject *o, PyObject *name, PyObject *property);
/* May a class in Python have a say?  Types that extensions make on the heap are immutable, as static ones are: array.array, re.Match. */
#define type_is_open(t) (((t)->tp_flags & (Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_IMMUTABLETYPE)) == Py_TPFLAGS_HEAPTYPE)
#define is_heap(o)   type_is_open(Py_TYPE(o))
#define v_is_heap(v) (v_is_object(v) && is_heap(v_object(v)))
static PyObject *exec_object, *eval_object;                /* the builtins */
#define error_pending(ts) ((ts)->host->curexc_type != NULL)

/* ---- pcalls.h ---- */
static void fuse_class_call(Code *code, Word *ip);      /* pcalls.h */
static int call_is_plain(Frame *f, Word *w, PyObject *fn, int method);
static int32_t call_plain_args(Frame *f, Word *w, int method);
static void code_choose_forms(Code *c, Word *words);
static void code_fuse_tests(Code *c, Word *words);      /* consttests.h */
static int test_takes(const Code *c, const Word *w, const Word *test, Value k);
static int identity_takes(const Code *c, const Word *w, const Word *test);

/* ---- bind.h ---- */
/* Complete argument binding.  values[0..nargs) are owned and consumed (also on failure); `regs` is the new window (may be the same address
   as values), of which [0, code->nlocals) is filled: parameters bound, other locals V_UNSET.  CPython's messages. 0 or -1. */
static int bind_arguments(Function *fn, Value *regs, Value *values, Py_ssize_t nargs, PyObject *kwnames);

/* ---- generators.h ---- */
static PyTypeObject PyrsGen_Type, PyrsCoro_Type, PyrsAsyncGen_Type;
/* A generator-like object for fn whose window (nlocals bound registers at regs, owned, moved out of there) is given.
   Steals fn. New reference. */
static PyObject *gen_new(ThreadState *ts, Function *fn, Code *code, Value *regs, uint32_t nset);
/* Link gen's frame on top of ts->frame, state GEN_RUNNING, exc_state pushed on tstate->exc_info.  `sent` (consumed) goes to the register the
   suspended YIELD names (ignored at the first resumption, where a value other than None is TypeError). The caller sets cont/dst and
   runs or continues the loop. NULL on error (already running: ValueError, recursion...). */
static Frame *gen_enter(ThreadState *ts, GenObject *gen, Value sent);
/* Undo the links of gen_enter after a yield (done = 0) or an end (done = 1: window released, frame.func dropped, frame object handed its locals). */
static void gen_leave(ThreadState *ts, GenObject *gen, int done);
/* A `return value` from a generator, seen by C's tp_iternext: sets StopIteration(value) (nothing for None). */
static void gen_set_stop(Value result);
static int gen_init_types(void);
#define is_gen(o) (Py_TYPE(o) == &PyrsGen_Type)
#define is_coro(o) (Py_TYPE(o) == &PyrsCoro_Type)

/* ---- objects.h: code, functions, frame objects, tracebacks, publishing ---- */
static PyObject *code_from_proto(PyObject *proto);         /* new PyrsCode */
static Code *code_of(PyObject *code_object);               /* borrowed; NULL (no error) if not a PyrsCode */
static PyObject *function_new(PyObject *code, PyObject *globals);   /* new Function; __module__, builtins, doc as CPython */
static void vm_publish(ThreadState *ts, Frame *f);         /* see VM_SYNC; never fails */
/* Release what a container, cell or instance held.  Its end may run code, which sees the running frame where its pc says: the instruction has stored it. */
#define REPLACED_DECREF(old) do { if (--(old)->ob_refcnt == 0) replaced_end(old); } while (0)
static void replaced_end(PyObject *o);
static PyFrameObject *frame_object(ThreadState *ts, Frame *f);      /* borrowed (the shim owns it); NULL: MemoryError */
static PyObject *frame_locals(ThreadState *ts, Frame *f);  /* borrowed: what locals() gives; refreshed on each call, as CPython 3.11 */
/* End of a frame from a record: hand locals to a frame object that others still hold, release window and func, unpublish,
   ts->frame = f->prev, ts->pool_top = f, depth -= 1. */
static void frame_pop(ThreadState *ts, Frame *f);
/* The hand-over alone (generators use it): frame object of f becomes self-contained. */
static void frame_hand_over(ThreadState *ts, Frame *f);
/* Add an entry for f at instruction word `at` to the pending exception's traceback. */
static int traceback_here(ThreadState *ts, Frame *f, Word *at);
static int objects_init_types(void);

/* ---- attrs.h: attribute, global and method caches ---- */
/* The slow halves of LOAD_ATTR and friends do the generic operation and quicken the instruction at `w` (its opcode word; cache
   words follow) when the facts allow.  `owner` borrowed. Results in register form, owned; V_UNSET with error set. */
static Value attr_load_slow(ThreadState *ts, Frame *f, Word *w, Value owner, PyObject *name);
static int attr_store_slow(ThreadState *ts, Frame *f, Word *w, Value owner, PyObject *name, Value v);   /* v borrowed */
/* out[0] callable, out[1] self or V_UNSET (as LOAD_METHOD); owner borrowed. */
static int method_load_slow(ThreadState *ts, Frame *f, Word *w, Value owner, PyObject *name, Value *out);
static Value global_load_slow(ThreadState *ts, Frame *f, Word *w, PyObject *name);
static Value name_load_slow(ThreadState *ts, Frame *f, Word *w, PyObject *name);
/* always_inline fast halves, one per quickened opcode: return 1 and set *out (owned) on a hit, 0 on a miss (nothing changed).
   On a miss the loop calls the slow half, which may requicken. Their names: lower-case opcode name + "_hit". */

/* ---- module.h ---- */
static PyObject *guest_sys_module(Frame *f);              /* borrowed */

/* ---- classes.h ---- */
/* builtins.__build_class__ as a C function object is replaced by this: returns the body frame to run via CONT_CLASS_BODY later;
   for now runs the body on the C stack. New reference. */
static PyObject *build_class(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames);
static PyObject *super_zero_args(ThreadState *ts, Frame *f, PyTypeObject *type);   /* super() inside f: new reference */
static int classes_init(void);     /* patches type.__new__ so that pyrs functions named __new__, __init_subclass__, __class_getitem__ are wrapped */

#endif
