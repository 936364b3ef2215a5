/* layout.h - the VM's structures: code, function, frame, generator, thread.  Read this first.

   Ownership is said per field.  Rules that every file here relies on:
   1. A reference is owned in exactly one place.
   2. Frame records and register stacks never move (they are carved from reserved address space), so a
      Value* or Frame* stays valid while its frame lives.
   3. ts->frame is the running frame; it is stored at every push and pop, before anything else may run.
   4. Before control can leave for C that may look at frames, VM_SYNC(f, pc) publishes f.
   5. Registers above a frame's window hold no references. */
#ifndef PYRS_LAYOUT_H
#define PYRS_LAYOUT_H

typedef uint64_t Word;                 /* one instruction or cache word */
#define W_OP(w)  ((uint32_t)((w) & 0xFFFF))
#define W_A(w)   ((uint32_t)(((w) >> 16) & 0xFFFF))
#define W_B(w)   ((uint32_t)(((w) >> 32) & 0xFFFF))
#define W_C(w)   ((uint32_t)((w) >> 48))
#define W_SB(w)  ((int32_t)(int16_t)((w) >> 32))
#define W_SC(w)  ((int32_t)((int64_t)(w) >> 48))
#define W_X(w)   ((int32_t)((int64_t)(w) >> 32))
#define W_OP_A(w) ((uint32_t)(w))       /* opcode and first operand at once: OP_A_OF */
#define OP_A_OF(op, a) ((uint32_t)(op) | (uint32_t)(a) << 16)

/* A word's fields in memory. As fields: of `p + 4` gcc would make a variable, keep it for the slow half of a handler, and store it where registers run out. */
typedef struct __attribute__((may_alias)) {
    uint16_t op, a;
    union {
        struct { uint16_t b, c; };
        struct { int16_t sb, sc; };
        int32_t x;
    };
} Operands;
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the fields of a word are read from memory");

/* The same of the word at p: one load each, which waits for nothing but p; from the word in a register it is a shift and a mask. */
#define I_OP(p)  ((uint32_t)((const Operands *)(p))->op)
#define I_A(p)   ((uint32_t)((const Operands *)(p))->a)
#define I_B(p)   ((uint32_t)((const Operands *)(p))->b)
#define I_C(p)   ((uint32_t)((const Operands *)(p))->c)
#define I_SB(p)  ((int32_t)((const Operands *)(p))->sb)
#define I_SC(p)  ((int32_t)((const Operands *)(p))->sc)
#define I_X(p)   (((const Operands *)(p))->x)
#define is_kill_of(p, a) (I_OP(p) == OP_KILL && I_A(p) == (a))

typedef struct Frame Frame;
typedef struct Code Code;
typedef struct Function Function;
typedef struct GenObject GenObject;
typedef struct ThreadState ThreadState;
typedef struct CSegment CSegment;    /* cstack.h */
typedef struct GuestState GuestState;  /* guest.h */
typedef struct GuestRun GuestRun;

typedef struct { uint32_t start, end, handler, first_dead, exc; } ExcRow;

/* What a trace function is told of (trace.h), as bits. */
enum { TRACES_LINES = 1, TRACES_CALLS = 2, TRACES_ALL = 3 };

/* The opcode that TRACE stands for, and the events that may be due at the instruction. */
typedef struct {
    uint16_t op;
    uint8_t due;
} Trap;

/* The executable half of a code object: private to one runtime (its words are quickened in place).
   Owned by its code object (a PyrsCode, below) and freed with it. */
struct Code {
    /* What a call reads, together. */
    Word *words;               /* nwords, quickened in place; NULL until the first call (code_ready): most functions are never called */
    Value *consts;             /* nconsts, canonical register form, borrowed from co_consts; NULL as long as words is */
    intptr_t shell_bias;       /* see VM_PREV_INSTR */
    int32_t simple_argc;       /* argcount if plain positional parameters only, not generator-like, and words are there; else -1 */
    uint32_t nregs, tbase;     /* see docs/internals/bytecode-contract.md */
    uint32_t nlocals, nwords;
    uint32_t flags;            /* CO_... */

    uint32_t ncells, nfree;
    PyCodeObject *host;        /* borrowed back pointer: the PyrsCode object */
    PyObject **names;          /* the items of co_names, interned */
    uint32_t nconsts, nnames;
    uint32_t nfree_regs;       /* a comprehension's free variables: their cells are in the first pinned registers (COPY_FREE). nfree or 0 */
    uint32_t flat_free;        /* bits: of these variables the value, which is always set, not the cell */
    uint32_t argcount;         /* positional parameters, positional-only included */
    uint32_t posonly, kwonly;
    uint32_t nrows;
    ExcRow *rows;
    PyObject *varnames, *cellvars, *freevars;   /* owned tuples of str */
    Trap *traps;               /* by word; NULL if the code was never traced (trace.h) */
    const char *packed;        /* what code_unpack fills the code object from; NULL once it did (code.h, rule 5) */
    PyObject *packed_in;       /* owned: the bytes that is in; NULL for a mapped file */
    PyObject *pristine;        /* owned bytes: the words as the compiler wrote them, for what is written, compared, replaced; shortened unless `whole` (code.h) */
    uint32_t packed_size;
    uint32_t trapped;          /* 1 + traps_overwritten when all its traps were set; 0: some are not (trace.h) */
    uint32_t walked;           /* the word of an instruction (word_is_instruction) */
    uint8_t line_rows;         /* some rows are lines for tracing; known once `traps` are */
    uint8_t trap_all;          /* every instruction has a trap when the code is instrumented */
    uint8_t catches;           /* a row of them is a handler, not a line */
    uint8_t finalizer;         /* its name is `__del__` */
    uint8_t library;           /* loaded by importlib: 1; importlib itself: 2 (guest.h) */
    uint8_t whole;
};

static int tracing_threads, traced_events;      /* trace.h: threads that trace, and which events any of them is told of */
static uint32_t traps_overwritten;      /* how often, by instructions that others were rewritten to */

/* The instruction whose trap is lifted for one execution (trace.h). */
static Code *stepped_code;
static uint32_t stepped_at;

/* The opcode of the instruction at w in c, traced or not. */
#define code_op(c, w) (W_OP(*(w)) == OP_TRACE ? (uint32_t)(c)->traps[(w) - (c)->words].op : W_OP(*(w)))

/* Is the word at `at` an instruction?  A cache word may look like one, so the code is walked, for what happens once at a site: from its beginning, or from
   where it was last asked for, since code that runs once asks from top to bottom (a module's tables: 3 % of the import of pandas otherwise). */
static int word_is_instruction(Code *code, const Word *at)
{
    const Word *w = code->words + code->walked;
    if (w > at)
        w = code->words;
    for (const Word *next = w; next <= at; next = w + 1 + op_cache_words[code_op(code, w)])
        w = next;
    code->walked = (uint32_t)(w - code->words);
    return w == at;
}

/* A PyrsCode object is a host code object (co_nlocalsplus 0, one unit per word, RESUME first) whose type is
   PyrsCode_Type (tp_base PyCode_Type); its Code hangs on co_extra. */
extern PyTypeObject PyrsCode_Type, PyrsFunction_Type, PyrsFrame_Type;

/* A function: valid PyFunctionObject prefix, func_code a PyrsCode. */
struct Function {
    PyFunctionObject base;
    Code *code;                /* borrowed from base.func_code */
};

/* What happens with a frame's result (Frame.cont). */
enum {
    CONT_STORE,      /* 0: R[dst] of the caller := result */
    CONT_ENTRY,      /* the loop was entered from C for this frame: leave it */
    CONT_INIT,       /* __init__: result must be None; R[dst] := aux (the instance, owned) */
    CONT_FOR_ITER,   /* a generator resumed by FOR_ITER of the caller: value -> R[dst], jump; return -> exhausted */
    CONT_SEND,       /* a generator resumed by SEND of the caller */
    CONT_ASEND,      /* an async generator, by SEND of a caller that awaits its asend() or __anext__() (asyncgen.h) */
    CONT_CLASS_BODY, /* the body of a class statement: go on with the metaclass call */
    CONT_CONSUME,    /* a generator that a builtin called by the caller reads (consume.h); from here on aux of a generator's frame is owned */
    CONT_PARTS,      /* a generator that gives a part of what a FOR_ITER of the caller unpacks (genparts.h) */
    CONT_RESUME,     /* an instruction of the caller goes on with it: aux says which and how (continue.h) */
};

enum {
    FRAME_PUBLISHED = 1,   /* its shim is linked into tstate->cframe->current_frame's chain */
    FRAME_GEN = 2,         /* lives in a generator-like object (reached by container_of) */
    FRAME_JUMPED = 8,      /* a trace function assigned f_lineno: locals may be unset where the code does not expect it (jump.h) */
    FRAME_ENTERED = 16,    /* traced, on the way from a JUMP with a = 1 to the test of a loop (trace.h) */
    FRAME_NEAR = 32,       /* published near the limit of recursion: recursion_remaining is set for it (frameobj.h) */
    FRAME_ASKED = 64,      /* its object was asked for f_locals since the last event: what a trace function stores there goes into the frame (trace.h) */
    FRAME_SLOW = 4,        /* has shim.f_locals or another reason for frame_pop: flags == 0 means the short way out is right */
};

struct Frame {
    Value *regs;               /* window base */
    Word *pc;                  /* next instruction; valid when suspended, at a call, or after VM_SYNC */
    Code *code;                /* borrowed from func */
    Frame *prev;               /* the frame to return to (NULL at the bottom) */
    Function *func;            /* owned */
    Value *limit;              /* first register above everything this frame and its callers use on the thread's stack */
    uint16_t dst;              /* the caller's destination register */
    uint8_t cont;              /* CONT_...; it and the next are written and read at once (frame_continues, frame_ends_as) */
    uint8_t flags;             /* FRAME_... */
    uint32_t aux32;
    uint32_t traced;           /* trace.h: the word last reported on, plus one */
    uint32_t raised;           /* word where the exception of the last handler entered was raised: RERAISE goes back there */
    Value aux;                 /* continuation's data; owned if it is an object */
    _PyInterpreterFrame shim;  /* what the host sees. f_locals (owned): namespace of class bodies, modules, exec; else NULL, or the
                                  dict that f_locals/locals() made; frame_obj (owned): the frame object, if anybody asked.
                                  The rest is valid only while FRAME_PUBLISHED. f_func and f_code are borrowed while in a record. */
};

/* The flags that publishing sets and clears are stored together with `cont`, as frame_ends_as loads them: behind a store of one byte the wider load would
   wait until that is in the cache (1.8 % of the loop's samples in pandas' describe stood there). */
static inline void frame_flags_put(Frame *f, unsigned flags)
{
    uint16_t both = (uint16_t)(f->cont | flags << 8);
    memcpy(&f->cont, &both, sizeof both);
}

#define FRAME_OF_SHIM(s) ((Frame *)((char *)(s) - offsetof(Frame, shim)))

/* prev_instr of the shim from a pc: code units are 2 bytes, words 8; the unit named is that of the last word *before* pc. */
#define VM_PREV_INSTR(code, pc) ((_Py_CODEUNIT *)((((intptr_t)((pc) - 1)) >> 2) + (code)->shell_bias))

/* Publish f: store where it is, and make it (and its callers) visible to the host.  `pc` is the address
   after the current instruction word (cache words may lie behind it). */
#define VM_SYNC(ts, f, pc_)  do {                                        \
        (f)->pc = (pc_);                                                 \
        (f)->shim.prev_instr = VM_PREV_INSTR((f)->code, (pc_));          \
        if (__builtin_expect(!((f)->flags & FRAME_PUBLISHED), 0))        \
            vm_publish((ts), (f));                                       \
    } while (0)

/* The same before what can run code only by collecting garbage: containers are allocated, nothing else.  Publishing costs 6 ns a call. */
#define VM_SYNC_ALLOC(ts, f, pc_) do {                                   \
        (f)->pc = (pc_);                                                 \
        if (__builtin_expect(host_gc_near(), 0))                         \
            VM_SYNC(ts, f, pc_);                                         \
    } while (0)

typedef int __attribute__((may_alias)) BreakerWord;      /* half of an int64_t, maybe */
typedef volatile BreakerWord Breaker;

/* One per host thread that runs VM code; keyed on its PyThreadState. */
struct ThreadState {
    PyThreadState *host;
    uint64_t thread_id;        /* host->id: a later thread may get the same address */
    Frame *frame;              /* running frame or NULL */
    Frame *pool;               /* reserved array of frame records */
    Frame *pool_top;           /* next free record */
    Frame *pool_limit;         /* pool_top may not pass it: as many records ahead as frames may be pushed (depth_left) */
    Frame *pool_end;
    Value *stack, *stack_end;  /* reserved register stack */
    int64_t depth_limit;       /* sys.getrecursionlimit(); set by depth_limit_set */
    int allowance;             /* the host's recursion_remaining as the running entry into the loop set it (cstack.h) */
    char *cstack_limit;        /* entering the loop below this address goes on on another segment of the C stack (cstack.h) */
    CSegment *csegment;        /* the segment in use, NULL: the thread's own stack */
    CSegment *cspare;          /* one that is ready, or NULL */
    size_t cstack_used;        /* bytes of the segments in use */
    Breaker *eval_breaker;     /* what polls look at: the host's eval breaker, or see thread_choose_breaker */
    int64_t fuel;              /* charged by each function entry and backward jump; counts where `meter` is set */
    int tracing;               /* TRACES_...: the host's thread state has a trace or profile function */
    GuestRun *run;             /* the embedded runtime that runs on this thread, NULL: none (guest.h) */
    GuestState *meter;         /* whose instructions are counted now, NULL: nobody's */
    int64_t fuel_chunk, fuel_time;      /* how much is put into `fuel` at once, and when it last was (threads.h) */
    intptr_t near_room;        /* with less room left, in bytes, one is near the limit (frameobj.h); INTPTR_MIN: the limit is a guest's max_frames */
    Frame *root;               /* ts->frame at the entry into the running runtime: its frames end above it */
    ThreadState *next;
    const void *labels[NUM_OPCODES];    /* of the loop's handlers: reached from ts, which is in a register, by one instruction (handlers.h) */
};

enum { NEAR_LIMIT = 100 };

/* How many frames may be active: the limit of recursion, or what the pool holds, where that is less. */
static inline int64_t depth_most(const ThreadState *ts)
{
    int64_t held = ts->pool_end - ts->pool;
    return ts->depth_limit < held ? ts->depth_limit : held;
}

/* How many frames may be pushed yet.  A push moves pool_top and a resumed generator, whose frame is no record of the pool, pool_limit: so a call checks
   the limit of recursion and the room in the pool at once, and counts nothing. */
static inline int64_t depth_left(const ThreadState *ts) { return ts->pool_limit - ts->pool_top; }
#define depth_at_limit(ts) __builtin_expect((intptr_t)(ts)->pool_top >= (intptr_t)(ts)->pool_limit, 0)

/* Python frames now active. */
static inline int64_t depth_of(const ThreadState *ts) { return depth_most(ts) - depth_left(ts); }

/* Where depth_limit or pool_end has changed: so many frames are active. */
static inline void depth_put(ThreadState *ts, int64_t depth) { ts->pool_limit = ts->pool_top + (depth_most(ts) - depth); }

/* n generators (< 0: so many fewer) are resumed now. */
static inline void depth_resumed(ThreadState *ts, int64_t n) { ts->pool_limit -= n; }

/* Fewer than NEAR_LIMIT frames may be pushed yet, where that matters. */
#define depth_is_near(ts) __builtin_expect((intptr_t)(ts)->pool_limit - (intptr_t)(ts)->pool_top < (ts)->near_room, 0)

/* Limit the depth of frames; not `near`: without regard to C code that recurses. */
static inline void depth_limit_set(ThreadState *ts, int64_t limit, int near)
{
    int64_t depth = depth_of(ts);
    ts->depth_limit = limit;
    depth_put(ts, depth);
    ts->near_room = near ? NEAR_LIMIT * (intptr_t)sizeof(Frame) : INTPTR_MIN;
}

enum { GEN_GENERATOR, GEN_COROUTINE, GEN_ASYNC };
enum { GEN_CREATED, GEN_SUSPENDED, GEN_RUNNING, GEN_DONE };

/* Generator, coroutine, async generator.  Var-sized: the registers follow. */
struct GenObject {
    PyObject_VAR_HEAD
    PyObject *weakreflist;
    PyObject *name, *qualname;     /* owned */
    PyCodeObject *gi_code;         /* owned: outlives the frame */
    _PyErr_StackItem exc_state;    /* linked into tstate->exc_info while running */
    _PyErr_StackItem *outer_exc;   /* what tstate->exc_info was before; exc_state.previous_item skips empty items */
    PyObject *origin_or_finalizer; /* owned: cr_origin, or the async generator's finaliser */
    uint8_t kind, state;
    uint8_t hooks_inited, closed, running_async;
    Frame frame;                   /* frame.func == NULL once done */
    Value regs[1];
};

#define GEN_OF_FRAME(f) ((GenObject *)((char *)(f) - offsetof(GenObject, frame)))

#endif
