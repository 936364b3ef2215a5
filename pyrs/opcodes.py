"""The opcode table: the single source for the compiler, the VM, the disassembler and the docs.

An instruction is one 64-bit little-endian word, optionally followed by inline-cache words:

    bits  0-15  op
    bits 16-31  a
    bits 32-47  b   \\__ or one signed 32-bit operand `x`
    bits 48-63  c   /

Notation in `effect`: R[i] register, K[i] constant pool entry, N[i] name, pc the address of the next
instruction.  A register at or above `tbase` is a *temporary*: reading it consumes it (the register
layout and the other rules are in docs/internals/bytecode-contract.md).

Operand kinds (one letter per operand, in `operands`):
    d   register written                    r   register read (consumed when a temporary)
    p   register read, never consumed       m   register read and written in place (never consumed)
    s   first register of a run that is read and consumed (always temporaries)
    t   first register of a run that is written
    k   constant index      n   name index      i   signed immediate      u   unsigned count or flags
    j   signed jump offset in words, relative to the next instruction (after the cache words)
    f   free-variable index
    -   unused
`format` is "abc" (three 16-bit operands) or "ax" (a and a 32-bit operand).  Immediates and jump offsets
in c or b of an "abc" row are signed 16-bit.
"""

from __future__ import annotations

MAY_RAISE = 1     # may enter the unwinder
MAY_CALL = 2      # may push a frame or run arbitrary code
MAY_YIELD = 4     # may suspend the frame
BRANCH = 8        # has a jump operand
TERMINAL = 16     # control never falls through


class Op:
    """One row: `cache` counts the inline-cache words that follow the instruction word."""
    # Not a NamedTuple: every start loads this module, and `typing` would double its cost.
    __slots__ = ('number', 'name', 'format', 'operands', 'effect', 'flags', 'cache', 'family', 'role', 'quick')

    def __init__(self, number: int, name: str, format: str, operands: str, effect: str, flags: int, cache: int, family: str,
                 role: str, quick: bool):
        self.number = number
        self.name = name
        self.format = format
        self.operands = operands
        self.effect = effect
        self.flags = flags
        self.cache = cache
        self.family = family
        self.role = role        # the CPython opcode whose byte stands in for it in co_code
        self.quick = quick      # a quickened form: written by the VM only, never by the compiler


OPS: list[Op] = []
BY_NAME: dict[str, Op] = {}


def _op(name: str, operands: str, effect: str, flags: int = 0, cache: int = 0, *, family: str = "",
        role: str = "NOP", fmt: str | None = None, quick: bool = False) -> None:
    if fmt is None:
        fmt = "ax" if len(operands) == 2 and operands[1] in "kKnJX" else "abc"
    op = Op(len(OPS), name, fmt, operands, effect, flags, cache, family or name, role, quick)
    OPS.append(op)
    BY_NAME[name] = op


RC = MAY_RAISE | MAY_CALL

# ---- moves, constants, locals.  Upper-case operand letters are the 32-bit forms (k, n, J jump, X imm).
_op("NOP", "---", "nothing")
_op("RESUME", "---", "poll the eval breaker; the first instruction of every code object", RC, role="RESUME")
_op("MOVE", "dr-", "R[a] := R[b]", role="LOAD_FAST")
_op("EXCHANGE", "mm-", "R[a], R[b] := R[b], R[a]", role="SWAP")
_op("LOAD_CONST", "dk", "R[a] := K[x]", role="LOAD_CONST")
_op("KILL", "m--", "release R[a]; R[a] := unset", role="POP_TOP")
_op("CHECK_LOCAL", "p--", "UnboundLocalError if local R[a] is unset", MAY_RAISE, role="LOAD_FAST")
_op("DELETE_LOCAL", "m--", "UnboundLocalError if R[a] is unset; release it", MAY_RAISE, role="DELETE_FAST")

# ---- cells and free variables
_op("MAKE_CELL", "dp-", "R[a] := new cell holding the moved R[b], or an empty one if b = 0xFFFF", role="MAKE_CELL")
_op("LOAD_CELL", "dp-", "R[a] := contents of the cell R[b]; UnboundLocalError if empty", MAY_RAISE, role="LOAD_DEREF")
_op("STORE_CELL", "pr-", "contents of the cell R[a] := R[b]", role="STORE_DEREF")
_op("DELETE_CELL", "p--", "empty the cell R[a]; UnboundLocalError if empty", MAY_RAISE, role="DELETE_DEREF")
_op("LOAD_FREE", "df-", "R[a] := contents of closure[b]; NameError if empty", MAY_RAISE, role="LOAD_DEREF")
_op("STORE_FREE", "fr-", "contents of closure[a] := R[b]", role="STORE_DEREF")
_op("DELETE_FREE", "f--", "empty closure[a]; NameError if empty", MAY_RAISE, role="DELETE_DEREF")
_op("LOAD_CLOSURE", "df-", "R[a] := the cell closure[b] itself", role="LOAD_CLOSURE")
_op("COPY_FREE", "tuu", "in comprehensions: R[a..a+b-1], the first pinned registers, := the cells of the closure, or for each bit set in c the "
    "content; NameError; unless they are set already", MAY_RAISE,
    role="COPY_FREE_VARS")
_op("LOAD_CLASSDEREF", "df-", "R[a] := f_locals[name of free variable b], else contents of closure[b]", RC,
    role="LOAD_CLASSDEREF")

# ---- names
_op("LOAD_GLOBAL", "dn", "R[a] := globals[N[x]] or builtins[N[x]]; NameError", RC, 2, role="LOAD_GLOBAL")
_op("STORE_GLOBAL", "rn", "globals[N[x]] := R[a]", RC, 2, role="STORE_GLOBAL")
_op("DELETE_GLOBAL", "-n", "del globals[N[x]]", RC, role="DELETE_GLOBAL")
_op("LOAD_NAME", "dn", "R[a] := f_locals, globals or builtins [N[x]]", RC, 2, role="LOAD_NAME")
_op("STORE_NAME", "rn", "f_locals[N[x]] := R[a]", RC, 2, role="STORE_NAME")
_op("DELETE_NAME", "-n", "del f_locals[N[x]]", RC, role="DELETE_NAME")

# ---- arithmetic.  X a b c: R[a] := R[b] op R[c];  X_I: the right operand is the signed immediate c.
BINARY = ("ADD", "SUB", "MUL", "TRUEDIV", "FLOORDIV", "MOD", "POW", "LSHIFT", "RSHIFT", "AND", "OR", "XOR", "MATMUL")
IMMEDIATE = ("ADD", "SUB", "MUL", "FLOORDIV", "MOD", "LSHIFT", "RSHIFT", "AND", "OR", "XOR")
for _name in BINARY:
    _op(_name, "drr", f"R[a] := R[b] {_name} R[c]", RC, family="binary", role="BINARY_OP")
for _name in BINARY:
    _op("I" + _name, "drr", f"R[a] := R[b] in-place {_name} R[c]", RC, family="binary", role="BINARY_OP")
for _name in IMMEDIATE:
    _op(_name + "_I", "dri", f"R[a] := R[b] {_name} c", RC, family="binary_i", role="BINARY_OP")
for _name in IMMEDIATE:
    _op("I" + _name + "_I", "dri", f"R[a] := R[b] in-place {_name} c", RC, family="binary_i", role="BINARY_OP")
# The right operand is a constant.
CONSTANT = ("ADD", "SUB", "MUL", "TRUEDIV", "FLOORDIV", "MOD", "POW", "AND")
for _name in CONSTANT:
    _op(_name + "_K", "drk", f"R[a] := R[b] {_name} K[c]", RC, family="binary_k", role="BINARY_OP")
for _name in CONSTANT:
    _op("I" + _name + "_K", "drk", f"R[a] := R[b] in-place {_name} K[c]", RC, family="binary_k", role="BINARY_OP")
for _name, _role in (("NEG", "UNARY_NEGATIVE"), ("POS", "UNARY_POSITIVE"), ("INVERT", "UNARY_INVERT")):
    _op(_name, "dr-", f"R[a] := {_name} R[b]", RC, family="unary", role=_role)
_op("NOT", "dr-", "R[a] := not R[b]", RC, family="unary", role="UNARY_NOT")
_op("BOOL", "dr-", "R[a] := bool(R[b])", RC, family="unary", role="UNARY_NOT")

# ---- comparison
COMPARE = ("LT", "LE", "EQ", "NE", "GT", "GE")
for _name in COMPARE:
    _op(_name, "drr", f"R[a] := R[b] {_name} R[c]", RC, family="compare", role="COMPARE_OP")
_op("IS", "drr", "R[a] := R[b] is R[c]", role="IS_OP")
_op("IS_NOT", "drr", "R[a] := R[b] is not R[c]", role="IS_OP")
_op("IN", "drr", "R[a] := R[b] in R[c]", RC, role="CONTAINS_OP")
_op("NOT_IN", "drr", "R[a] := R[b] not in R[c]", RC, role="CONTAINS_OP")

# ---- jumps.  A taken backward jump polls the eval breaker.
_op("JUMP", "-J", "pc += x; a = 1: into a loop, for tracing", BRANCH | TERMINAL | RC, fmt="ax", role="JUMP_FORWARD")
_op("JUMP_IF_FALSE", "rJ", "if not R[a]: pc += x", RC | BRANCH, role="POP_JUMP_FORWARD_IF_FALSE")
_op("JUMP_IF_TRUE", "rJ", "if R[a]: pc += x", RC | BRANCH, role="POP_JUMP_FORWARD_IF_TRUE")
_op("JUMP_IF_FALSE_OR_POP", "mJ", "if not R[a]: pc += x, keeping R[a]; else release R[a] (for `and`)", RC | BRANCH,
    role="JUMP_IF_FALSE_OR_POP")
_op("JUMP_IF_TRUE_OR_POP", "mJ", "if R[a]: pc += x, keeping R[a]; else release R[a] (for `or`)", RC | BRANCH,
    role="JUMP_IF_TRUE_OR_POP")
_op("JUMP_IF_NONE", "rJ", "if R[a] is None: pc += x", BRANCH | RC, role="POP_JUMP_FORWARD_IF_NONE")
_op("JUMP_IF_NOT_NONE", "rJ", "if R[a] is not None: pc += x", BRANCH | RC, role="POP_JUMP_FORWARD_IF_NOT_NONE")
# Fused compare and branch; JUMP_IF_NOT_x is not the inverse comparison (NaN, user types).
for _name in COMPARE:
    _op("JUMP_IF_" + _name, "rrj", f"if R[a] {_name} R[b]: pc += c", RC | BRANCH, family="cmp_jump", role="COMPARE_OP")
for _name in COMPARE:
    _op("JUMP_IF_NOT_" + _name, "rrj", f"if not (R[a] {_name} R[b]): pc += c", RC | BRANCH, family="cmp_jump",
        role="COMPARE_OP")
for _name in COMPARE:
    _op("JUMP_IF_" + _name + "_I", "rij", f"if R[a] {_name} b: pc += c", RC | BRANCH, family="cmp_jump_i",
        role="COMPARE_OP")
for _name in COMPARE:
    _op("JUMP_IF_NOT_" + _name + "_I", "rij", f"if not (R[a] {_name} b): pc += c", RC | BRANCH, family="cmp_jump_i",
        role="COMPARE_OP")

# ---- iteration
_op("GET_ITER", "dru", "R[a] := iter(R[b]); if c = 1, of what OPEN_ITER opens: itself; if c >= 2, of a list, tuple, str, dict, its views, set: R[a], R[a+1] := itself, where it is; if c = 3, of a range "
    "of ints: R[a..a+2] := its first item, its length, its step", RC, role="GET_ITER")
_op("OPEN_ITER", "dpu", "R[a] := R[b], an iterator or what GET_ITER left as it is; of a list, tuple, str, dict, its views, set, and an iterator of one that "
    "nobody else has: as GET_ITER with c >= 2", RC, role="LOAD_FAST")
_op("FOR_ITER", "dpj", "R[a] := next(R[b]), of an iterator or of what GET_ITER put into the registers, and pc += c; on exhaustion fall through "
    "(R[b] stays)", RC | BRANCH, 1,
    role="FOR_ITER")
_op("UNPACK_SEQUENCE", "tru", "R[a..a+c-1] := the c items of R[b]", RC, role="UNPACK_SEQUENCE")
_op("UNPACK_EX", "tru", "R[a..] := (c & 255) items, a list of the middle, (c >> 8) items of R[b]", RC,
    role="UNPACK_EX")

# ---- containers
_op("BUILD_TUPLE", "dsu", "R[a] := tuple of R[b..b+c-1]", MAY_RAISE, role="BUILD_TUPLE")
_op("BUILD_LIST", "dsu", "R[a] := list of R[b..b+c-1]; c = 0: a list that will get the items of the iterator R[b], if that is no temporary", MAY_RAISE, role="BUILD_LIST")
_op("BUILD_SET", "dsu", "R[a] := set of R[b..b+c-1]", RC, role="BUILD_SET")
_op("BUILD_MAP", "dsu", "R[a] := dict of the c pairs R[b], R[b+1], ...", RC, role="BUILD_MAP")
_op("BUILD_STRING", "dsu", "R[a] := concatenation of the strings R[b..b+c-1]", MAY_RAISE, role="BUILD_STRING")
_op("BUILD_SLICE", "dsu", "R[a] := slice of R[b..b+c-1] (c = 2 or 3)", MAY_RAISE, role="BUILD_SLICE")
_op("LIST_APPEND", "prp", "append R[b] to the list R[a]; R[c]: the iterator that R[b] may be the last item of, or R[a] again", MAY_RAISE,
    role="LIST_APPEND")
_op("SET_ADD", "pr-", "add R[b] to the set R[a]", RC, role="SET_ADD")
_op("MAP_ADD", "prr", "dict R[a][R[b]] := R[c]", RC, role="MAP_ADD")
_op("LIST_EXTEND", "pr-", "extend the list R[a] by R[b] (message: Value after * must be an iterable)", RC,
    role="LIST_EXTEND")
_op("SET_UPDATE", "pr-", "update the set R[a] by R[b]", RC, role="SET_UPDATE")
_op("DICT_UPDATE", "pr-", "update the dict R[a] by the mapping R[b] (dict display)", RC, role="DICT_UPDATE")
_op("DICT_MERGE", "prp", "merge R[b] into the dict R[a], no duplicates; R[c] the callee, for messages", RC,
    role="DICT_MERGE")
_op("LIST_TO_TUPLE", "dr-", "R[a] := tuple(list R[b])", MAY_RAISE, role="LIST_TO_TUPLE")
_op("FORMAT_VALUE", "dru", "R[a] := format(conv(R[b]), ''); c = 0 none, 1 str, 2 repr, 3 ascii; "
    "+ 4: a piece for BUILD_STRING, an int or float may stay as it is", RC,
    role="FORMAT_VALUE")
_op("FORMAT_SPEC", "dsu", "R[a] := format(conv(R[b]), R[b+1]); c as FORMAT_VALUE", RC, role="FORMAT_VALUE")

# ---- attributes and subscripts
_op("LOAD_ATTR", "drn", "R[a] := R[b].N[c]", RC, 3, role="LOAD_ATTR")
_op("STORE_ATTR", "rrn", "R[a].N[c] := R[b]", RC, 3, role="STORE_ATTR")
_op("DELETE_ATTR", "r-n", "del R[a].N[c]", RC, role="DELETE_ATTR")
_op("LOAD_METHOD", "trn", "R[a], R[a+1] := callable, self of R[b].N[c]; or attribute value, unset", RC, 3,
    role="LOAD_METHOD")
_op("LOAD_SUBSCR", "drr", "R[a] := R[b][R[c]]", RC, 1, role="BINARY_SUBSCR")
_op("LOAD_SUBSCR_I", "dri", "R[a] := R[b][c]", RC, 1, role="BINARY_SUBSCR")
_op("STORE_SUBSCR", "rrr", "R[a][R[b]] := R[c]", RC, 1, role="STORE_SUBSCR")
_op("DELETE_SUBSCR", "rr-", "del R[a][R[b]]", RC, role="DELETE_SUBSCR")
_op("LOAD_SLICE", "drs", "R[a] := R[b][R[c]:R[c+1]]", RC, role="BINARY_SUBSCR")
_op("STORE_SLICE", "rsr", "R[a][R[b]:R[b+1]] := R[c]", RC, role="STORE_SUBSCR")

# ---- calls.  The callable is R[b]; all registers above the arguments are dead at a call.
_op("CALL", "dsu", "R[a] := R[b](R[b+1..b+c])", RC, 2, role="CALL")
_op("CALL_KW", "dsu", "as CALL, the last len(K[w]) of the c arguments are keywords named K[w]; "
    "w is cache word 0", RC, 3, role="CALL")
_op("CALL_METHOD", "dsu", "after LOAD_METHOD into R[b]: R[a] := R[b](R[b+1] if set, R[b+2..b+1+c])", RC, 2,
    role="CALL")
_op("CALL_METHOD_KW", "dsu", "CALL_METHOD with keyword names K[w]; w is cache word 0", RC, 3, role="CALL")
_op("CALL_EX", "dsu", "R[a] := R[b](*R[b+1], **R[b+2] if c & 1); R[b+1] any iterable, R[b+2] a dict made for the "
    "call, or if c & 2 somebody's mapping", RC,
    role="CALL_FUNCTION_EX")
_op("CALL_COMPREHENSION", "dsu", "R[a] := the comprehension with code K[w], w cache word 0, called with the iterator R[b]; R[b+1..b+c] are the "
    "cells of its free variables, or for each bit set in the upper half of the cache word the content", RC, 1, role="CALL")
_op("MAKE_FUNCTION", "dsu", "R[a] := function of code K[w], w cache word 0; for each flag set in c, in this order, one "
    "register from R[b]: 1 defaults tuple, 2 kwdefaults dict, 4 annotations tuple (name, value, ...), "
    "and the cells of its free variables, as many as the upper half of the cache word says", MAY_RAISE, 1, role="MAKE_FUNCTION")
_op("LOAD_BUILD_CLASS", "d--", "R[a] := builtins.__build_class__", RC, role="LOAD_BUILD_CLASS")
_op("RETURN", "r--", "return R[a]", TERMINAL, role="RETURN_VALUE")
_op("RETURN_CONST", "-k", "return K[x]", TERMINAL, fmt="ax", role="RETURN_VALUE")

# ---- generators and coroutines
_op("YIELD", "dr-", "suspend, yielding R[b]; on resumption R[a] := the value sent", RC | MAY_YIELD, role="YIELD_VALUE")
_op("SEND", "mpj", "send R[a] into the iterator R[b]: if it yields, R[a] := the value yielded; "
    "if it returns, R[a] := its return value and pc += c", RC | BRANCH, role="SEND")
_op("YIELD_FROM", "mpj", "suspend on behalf of the iterator R[b], yielding R[a]; on resumption R[a] := the value sent; "
    "throw() and close() are delegated to R[b], and if that ends by returning, R[a] := its value and pc += c",
    RC | MAY_YIELD | BRANCH, role="YIELD_VALUE")
_op("GET_YIELD_FROM_ITER", "dr-", "R[a] := the iterator for `yield from R[b]`", RC, role="GET_YIELD_FROM_ITER")
_op("GET_AWAITABLE", "dru", "R[a] := the iterator of awaitable R[b]; c = 0 await, 1 __aenter__, 2 __aexit__", RC,
    role="GET_AWAITABLE")
_op("GET_AITER", "dr-", "R[a] := R[b].__aiter__()", RC, role="GET_AITER")
_op("GET_ANEXT", "dp-", "R[a] := awaitable iterator of R[b].__anext__()", RC, role="GET_ANEXT")
_op("END_ASYNC_FOR", "r--", "if the exception R[a] is StopAsyncIteration drop it and go on, else re-raise it",
    MAY_RAISE, role="END_ASYNC_FOR")
_op("ASYNC_GEN_WRAP", "dr-", "R[a] := R[b] wrapped as a value yielded by an async generator", MAY_RAISE,
    role="ASYNC_GEN_WRAP")

# ---- with
_op("WITH_SETUP", "trt", "of the context manager R[b]: R[a], R[a+1] := __exit__, self; R[c], R[c+1] := __enter__, self "
    "(pairs as LOAD_METHOD makes them)", RC, role="BEFORE_WITH")
_op("ASYNC_WITH_SETUP", "trt", "WITH_SETUP with __aexit__ and __aenter__", RC, role="BEFORE_ASYNC_WITH")
_op("WITH_EXCEPT_START", "ppt", "R[c], R[c+1] := copy of the pair R[a], R[a+1]; R[c+2..c+4] := type(R[b]), R[b], "
    "R[b].__traceback__ (CALL_METHOD with 3 arguments follows)", 0, role="WITH_EXCEPT_START")

# ---- exceptions
_op("PUSH_EXC", "dp-", "R[a] := the exception being handled (or None); R[b] becomes the one being handled", 0,
    role="PUSH_EXC_INFO")
_op("POP_EXC", "m--", "the exception being handled := R[a]; R[a] := unset", 0, role="POP_EXCEPT")
_op("MATCH_EXC", "dpr", "R[a] := does exception R[b] match type or tuple R[c]; TypeError for a bad R[c]", RC,
    role="CHECK_EXC_MATCH")
_op("MATCH_EXC_GROUP", "dmr", "R[a] := the part of the exception or group R[b] that matches R[c], or None; "
    "R[b] := the rest, or None", RC, role="CHECK_EG_MATCH")
_op("PREP_RERAISE_STAR", "dpr", "R[a] := what except* must re-raise, or None: original R[b], list of raised and "
    "unhandled R[c]", RC, role="PREP_RERAISE_STAR")
_op("RAISE", "rru", "c = 0: re-raise the handled exception; 1: raise R[a]; 2: raise R[a] from R[b]", RC | TERMINAL,
    role="RAISE_VARARGS")
_op("RERAISE", "ri-", "re-raise the exception R[a] without a new traceback entry; b != 0: the frame's position "
    "becomes that of the exception that the handler caught", MAY_RAISE | TERMINAL, role="RERAISE")
_op("LOAD_ASSERTION_ERROR", "d--", "R[a] := AssertionError", role="LOAD_ASSERTION_ERROR")

# ---- imports and the module level
_op("IMPORT_NAME", "dsn", "R[a] := __import__(N[c], globals, locals, fromlist R[b+1], level R[b])", RC,
    role="IMPORT_NAME")
_op("IMPORT_FROM", "dpn", "R[a] := R[b].N[c], with the sys.modules fallback", RC, role="IMPORT_FROM")
_op("IMPORT_STAR", "r--", "copy the public names of module R[a] into f_locals", RC, role="IMPORT_STAR")
_op("SETUP_ANNOTATIONS", "---", "f_locals['__annotations__'] := {} if missing", RC, role="SETUP_ANNOTATIONS")
_op("PRINT_EXPR", "r--", "sys.displayhook(R[a])", RC, role="PRINT_EXPR")

# ---- match
_op("GET_LEN", "dp-", "R[a] := len(R[b])", RC, role="GET_LEN")
_op("MATCH_MAPPING", "dp-", "R[a] := is R[b] a mapping for patterns", role="MATCH_MAPPING")
_op("MATCH_SEQUENCE", "dp-", "R[a] := is R[b] a sequence for patterns", role="MATCH_SEQUENCE")
_op("MATCH_KEYS", "dpp", "R[a] := tuple of values of the keys (tuple R[c]) in mapping R[b], or None", RC,
    role="MATCH_KEYS")
_op("MATCH_CLASS", "dps", "class R[c], keyword names tuple R[c+1], positional count K-int R[c+2]: R[a] := tuple of "
    "attributes of R[b], or None if not an instance or one is missing", RC, role="MATCH_CLASS")

FIRST_QUICK = len(OPS)
# ---- quickened forms: same operands and cache words as the base form named in `family`.


def _quick(base: str, *names: str) -> None:
    row = BY_NAME[base]
    for name in names:
        _op(name, row.operands, row.effect, row.flags, row.cache, family=base, role=row.role, fmt=row.format,
            quick=True)


_quick("MOVE", "MOVE_FILL", "MOVE_PUSH", "MOVE_DISPLAY")
_quick("LOAD_CONST", "LOAD_CONST_FILL", "LOAD_CONST_EQ", "LOAD_CONST_IN", "LOAD_CONST_DISPLAY")
_quick("LOAD_FREE", "LOAD_FREE_PUSH", "LOAD_FREE_UPDATE", "LOAD_FREE_RETURN")
_quick("LOAD_GLOBAL", "LOAD_GLOBAL_VALUE", "LOAD_BUILTIN_VALUE", "LOAD_GLOBAL_VALUE_PUSH", "LOAD_GLOBAL_VALUE_EQ",
       "LOAD_GLOBAL_VALUE_IS", "LOAD_BUILTIN_VALUE_IS",
       "LOAD_BUILTIN_VALUE_CALL", "LOAD_BUILTIN_VALUE_CALL_1", "LOAD_BUILTIN_VALUE_LEN", "LOAD_BUILTIN_VALUE_ISINSTANCE",
       "LOAD_BUILTIN_VALUE_SUPER", "LOAD_GLOBAL_MODULE", "LOAD_GLOBAL_BUILTIN", "LOAD_GLOBAL_CALL", "LOAD_GLOBAL_VALUE_CALL", "LOAD_GLOBAL_PUSH")
_quick("LOAD_NAME", "LOAD_NAME_MODULE", "LOAD_NAME_BUILTIN")
_quick("LOAD_ATTR", "LOAD_ATTR_VALUES", "LOAD_ATTR_DICT", "LOAD_ATTR_SLOT", "LOAD_ATTR_CLASS", "LOAD_ATTR_TYPE",
       "LOAD_ATTR_TYPE_BOUND", "LOAD_ATTR_MODULE", "LOAD_ATTR_DESCR", "LOAD_ATTR_DESCR_QUIET", "LOAD_ATTR_PROPERTY", "LOAD_ATTR_POLY", "LOAD_ATTR_SUBSCR",
       "LOAD_ATTR_UPDATE", "LOAD_ATTR_VALUES_FILL", "LOAD_ATTR_SLOT_FILL", "LOAD_ATTR_SUBSCR_FILL")
_quick("IS", "IS_JUMP_IF_FALSE", "IS_JUMP_IF_TRUE")
_quick("IS_NOT", "IS_NOT_JUMP_IF_FALSE", "IS_NOT_JUMP_IF_TRUE")
_quick("IN", "IN_JUMP_IF_FALSE", "IN_JUMP_IF_TRUE")
_quick("NOT_IN", "NOT_IN_JUMP_IF_FALSE", "NOT_IN_JUMP_IF_TRUE")
for _name in ("LOAD_SUBSCR", "ADD", "SUB", "MUL", "ADD_I", "SUB_I"):
    _quick(_name, _name + "_FILL")
for _name in ("ADD", "SUB", "MUL", "ADD_I", "SUB_I"):
    _quick(_name, _name + "_MOD")
for _name in ("ADD", "SUB", "MOD"):
    _quick(_name, _name + "_EXCHANGE")
_quick("LOAD_METHOD", "LOAD_METHOD_VALUES", "LOAD_METHOD_NODICT", "LOAD_METHOD_DICT", "LOAD_METHOD_ATTR", "LOAD_METHOD_SLOT",
       "LOAD_METHOD_BOUND", "LOAD_METHOD_APPEND", "LOAD_METHOD_TYPE", "LOAD_METHOD_MODULE", "LOAD_METHOD_SUPER", "LOAD_METHOD_POLY",
       "LOAD_METHOD_POLY_PUSH", "LOAD_METHOD_CALL", "LOAD_METHOD_CALL_0", "LOAD_METHOD_CALL_1", "LOAD_METHOD_VIEW", "LOAD_METHOD_MODULE_CALL", "LOAD_METHOD_PUSH")
_quick("CALL", "CALL_INTRINSIC", "CALL_C", "CALL_ITERABLE")
_quick("CALL_METHOD", "CALL_METHOD_LIST_APPEND", "CALL_METHOD_INTRINSIC", "CALL_METHOD_C")
_quick("FOR_ITER", "FOR_ITER_RANGE", "FOR_ITER_COUNT", "FOR_ITER_LIST", "FOR_ITER_TUPLE", "FOR_ITER_STR", "FOR_ITER_LISTITER", "FOR_ITER_TABLE", "FOR_ITER_GEN", "FOR_ITER_MORE", "FOR_ITER_PARTS",
       "FOR_ITER_WHOLE", "FOR_ITER_FOREIGN")
_quick("BUILD_TUPLE", "BUILD_TUPLE_SEEN")
_quick("BUILD_LIST", "BUILD_LIST_SEEN")
_quick("UNPACK_SEQUENCE", "UNPACK_SEQUENCE_PAIR", "UNPACK_SEQUENCE_LOCALS")
_quick("STORE_ATTR", "STORE_ATTR_VALUES", "STORE_ATTR_DICT", "STORE_ATTR_SLOT", "STORE_ATTR_POLY")

_op("TRACE", "---", "stands for any instruction of code that is traced: reports its events, then lets it run (vm/trace.h)", RC, quick=True)

# How to invert a fused jump (the assembler needs it when a 16-bit offset does not reach).
INVERSE: dict[str, str] = {}
for _name in COMPARE:
    for _suffix in ("", "_I"):
        INVERSE["JUMP_IF_" + _name + _suffix] = "JUMP_IF_NOT_" + _name + _suffix
        INVERSE["JUMP_IF_NOT_" + _name + _suffix] = "JUMP_IF_" + _name + _suffix


def number(name: str) -> int:
    """The opcode number of `name`; KeyError if there is none."""
    return BY_NAME[name].number


def table_version() -> int:
    """A 32-bit digest of the table: code compiled under another table must never run."""
    from _imp import source_hash
    text = "\n".join(f"{op.name} {op.format} {op.operands} {op.cache} {op.role} {op.effect}" for op in OPS if not op.quick)
    return int.from_bytes(source_hash(0, text.encode())[:4], "little")
