"""Code for expressions.

`expr(node, dest)` evaluates `node` and returns the register that holds the value. `dest` is a register, or
    PUSH    a fresh temporary, the next on the stack;
    ANY     a fresh temporary, or for a plain local the local's own register;
    HOLD    as ANY, for a value that is used only after other expressions have run: a local that an assignment
            expression may rebind meanwhile is copied.
A register given as `dest` is written once, by the last instruction on each path, so it may be a local that the
expression itself reads, and keeps its value if the evaluation raises.

Locations follow CPython's compiler step by step (which instruction takes which node's position), because tracebacks
show them.
"""
import cython

from pyrs.compiler.ops import BINARY, BINARY_I, BINARY_K, COMPARE, JUMP_COMPARE, JUMP_COMPARE_I
from pyrs.compiler.errors import syntax_error, syntax_warning
from pyrs.compiler.fold import NOT_CONST
from pyrs.compiler.symtable import TOO_DEEP
from pyrs.unparse import unparse

if not cython.compiled:
    from pyrs.compiler.ops import (ASYNC_GEN_WRAP, BUILD_LIST, BUILD_MAP, BUILD_SET, BUILD_SLICE, BUILD_STRING, BUILD_TUPLE, CALL, CALL_COMPREHENSION,
                                  CALL_EX, CALL_KW, CALL_METHOD, CALL_METHOD_KW, CHECK_LOCAL, DELETE_CELL,
                                  DELETE_FREE, DELETE_GLOBAL, DELETE_LOCAL, DELETE_NAME, DICT_MERGE, DICT_UPDATE,
                                  END_ASYNC_FOR, FORMAT_SPEC, FORMAT_VALUE, FOR_ITER, GET_AITER, GET_ANEXT,
                                  GET_AWAITABLE, GET_ITER, GET_YIELD_FROM_ITER, IN, INVERT, IS, IS_NOT, JUMP,
                                  JUMP_IF_FALSE, JUMP_IF_FALSE_OR_POP, JUMP_IF_NONE, JUMP_IF_NOT_NONE, JUMP_IF_TRUE,
                                  JUMP_IF_TRUE_OR_POP, KILL, LIST_APPEND, LIST_EXTEND, LIST_TO_TUPLE, LOAD_ATTR,
                                  LOAD_CELL, LOAD_CLASSDEREF, LOAD_CLOSURE, LOAD_CONST, LOAD_FREE, LOAD_GLOBAL,
                                  LOAD_METHOD, LOAD_NAME, LOAD_SLICE, LOAD_SUBSCR, LOAD_SUBSCR_I, MAKE_FUNCTION,
                                  MAP_ADD, MOVE, NEG, NOP, NOT, NOT_IN, OPEN_ITER, POS, RESUME, RETURN, RETURN_CONST, SEND,
                                  SET_ADD, SET_UPDATE, STORE_CELL, STORE_FREE, STORE_GLOBAL, STORE_NAME, YIELD,
                                  YIELD_FROM)
    from pyrs.compiler.symtable import (CELL as SCOPE_CELL, DEF_IMPORT, FREE as SCOPE_FREE, GLOBAL_EXPLICIT,
                                        GLOBAL_IMPLICIT, LOCAL as SCOPE_LOCAL, mangle)
    from pyrs.compiler.unit import (ASYNC_COMPREHENSION, ASYNC_FUNCTION, Block, CELL, COMPREHENSION, Frame, Handler, LAMBDA,
                                    MODULE, PIN, TEMP)
    from pyrs.nodes import (
        K_BoolOp, K_NamedExpr, K_BinOp, K_UnaryOp, K_Lambda, K_IfExp, K_Dict, K_Set, K_ListComp, K_SetComp, K_DictComp,
        K_GeneratorExp, K_Await, K_Yield, K_YieldFrom, K_Compare, K_Call, K_FormattedValue, K_JoinedStr, K_Constant,
        K_Attribute, K_Subscript, K_Starred, K_Name, K_List, K_Tuple, K_Slice, K_And, K_Or, K_Not, K_USub, K_UAdd,
        K_Mod, K_Is, K_IsNot, K_In, K_NotIn, K_Load, K_Store)

    PUSH = -1
    ANY = -2
    HOLD = -3

# A constant index that fits a 16-bit operand.
MAX_OPERAND = 0xFFFF
# Longer displays are built piecewise: registers are 16-bit, and windows should stay small.
MAX_RUN = 30
# Calls with more arguments take them from a tuple and a dict.
MAX_ARGUMENTS = 1000

CO_FUTURE_ANNOTATIONS = 0x1000000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000

_CONVERSIONS = {-1: 0, 115: 1, 114: 2, 97: 3}
_TYPE_NAMES = {K_Tuple: 'tuple', K_List: 'list', K_ListComp: 'list', K_Dict: 'dict', K_DictComp: 'dict', K_Set: 'set',
               K_SetComp: 'set', K_GeneratorExp: 'generator', K_Lambda: 'function', K_JoinedStr: 'str',
               K_FormattedValue: 'str'}
_COMPREHENSION_NAMES = {K_ListComp: '<listcomp>', K_SetComp: '<setcomp>', K_DictComp: '<dictcomp>',
                        K_GeneratorExp: '<genexpr>'}


def _is_short_int(value):
    return type(value) is int and -32768 <= value <= 32767


class ExprCompiler:
    """The part of the code generator that `Codegen` inherits for expressions.

    Attributes: `u` the current Unit, `table` the SymbolTable, `folder`, `filename`, `flags` (compile flags with future
    features), `levels` what is left of the nesting allowance.
    """

    # ---- errors

    def error(self, message):
        u = self.u
        raise syntax_error(message, self.filename, u.lineno, u.col + 1, u.end_lineno, u.end_col + 1)

    def warn(self, message):
        u = self.u
        self.warned += 1
        syntax_warning(message, self.filename, u.lineno, u.col + 1, u.end_lineno, u.end_col + 1)

    def forbid(self, name, ctx):
        """SyntaxError for `__debug__` as a target."""
        if name == '__debug__':
            if ctx == K_Store:
                self.error('cannot assign to __debug__')
            elif ctx != K_Load:
                self.error('cannot delete __debug__')

    # ---- dispatch

    def expr(self, node, dest):
        u = self.u
        lineno = u.lineno
        end_lineno = u.end_lineno
        col = u.col
        end_col = u.end_col
        u.lineno = node.lineno
        u.end_lineno = node.end_lineno
        u.col = node.col_offset
        u.end_col = node.end_col_offset
        self.levels -= 1
        if self.levels <= 0:
            raise RecursionError(TOO_DEEP)
        reg = self.expr_here(node, dest)
        self.levels += 1
        u.lineno = lineno
        u.end_lineno = end_lineno
        u.col = col
        u.end_col = end_col
        return reg

    def expr_here(self, node, dest):
        kind = node.node_kind
        if kind == K_Name:
            name = node
            return self.load_name(name.id, dest)
        if kind == K_Constant:
            constant = node
            return self.load_const(constant.value, dest)
        if kind == K_Attribute:
            return self.attribute(node, dest)
        if kind == K_Call:
            return self.call(node, dest)
        if kind == K_BinOp or kind == K_UnaryOp or kind == K_Tuple or kind == K_Subscript:
            value = self.folder.value(node)
            if value is not NOT_CONST:
                return self.load_const(value, dest)
            if kind == K_BinOp:
                return self.binop(node, dest)
            if kind == K_Subscript:
                return self.subscript(node, dest)
            if kind == K_UnaryOp:
                return self.unaryop(node, dest)
            return self.display(node.elts, dest, BUILD_TUPLE)
        if kind == K_Compare:
            return self.compare(node, dest)
        if kind == K_BoolOp:
            return self.boolop(node, dest)
        if kind == K_IfExp:
            return self.ifexp(node, dest)
        if kind == K_JoinedStr:
            return self.joined_str(node, dest)
        if kind == K_FormattedValue:
            return self.formatted_value(node, dest)
        if kind == K_List:
            return self.display(node.elts, dest, BUILD_LIST)
        if kind == K_Set:
            return self.display(node.elts, dest, BUILD_SET)
        if kind == K_Dict:
            return self.dict_display(node, dest)
        if kind == K_ListComp or kind == K_SetComp or kind == K_GeneratorExp or kind == K_DictComp:
            return self.comprehension(node, dest)
        if kind == K_Lambda:
            return self.lambda_(node, dest)
        if kind == K_NamedExpr:
            return self.named(node, dest)
        if kind == K_Yield:
            return self.yield_(node, dest)
        if kind == K_YieldFrom:
            return self.yield_from(node, dest)
        if kind == K_Await:
            return self.await_(node, dest)
        if kind == K_Slice:
            return self.slice(node, dest)
        if kind == K_Starred:
            if node.ctx.node_kind == K_Store:
                self.error('starred assignment target must be in a list or tuple')
            self.error("can't use starred expression here")
        raise SystemError(f'unexpected expression {node!r}')

    def dest(self, dest):
        """The register to write: `dest`, or a fresh temporary."""
        return dest if dest >= 0 else self.u.push()

    def finish(self, reg, dest):
        """Deliver the temporary `reg`, the top of the stack, to `dest`."""
        if dest < 0 or dest == reg:
            return reg
        self.u.ntemps = reg - TEMP
        self.u.emit(MOVE, dest, reg, 0)
        return dest

    def discard(self, reg):
        """Release the value of an expression statement. Artificial, as CPython's POP_TOP is."""
        if reg >= TEMP:
            self.u.nowhere()
            self.u.emit(KILL, reg, 0, 0)

    # ---- names and constants

    def load_const(self, value, dest):
        reg = self.dest(dest)
        self.u.emit(LOAD_CONST, reg, self.u.const(value), 0)
        return reg

    def scope_of(self, name):
        return self.u.scope.scope_of(name)

    def is_local(self, node):
        """Is `node` a plain local, which can stand as an operand as it is?"""
        return (node.node_kind == K_Name and self.u.is_function
                and self.scope_of(mangle(self.u.private, node.id)) == SCOPE_LOCAL)

    def load_name(self, name, dest):
        u = self.u
        if name == '__debug__':
            return self.load_const(self.folder.debug, dest)
        if name[0] == '_':
            name = mangle(u.private, name)
        scope = u.scope.scope_of(name)
        if u.is_function:
            if scope == SCOPE_LOCAL:
                local = u.local(name)
                u.has_checks = True
                u.emit(CHECK_LOCAL, local, 0, 0)
                if dest == ANY or dest == HOLD and (u.walrus is None or name not in u.walrus):
                    return local
                reg = self.dest(dest)
                if reg != local:
                    u.emit(MOVE, reg, local, 0)
                return reg
            if scope == GLOBAL_IMPLICIT:
                reg = self.dest(dest)
                u.emit(LOAD_GLOBAL, reg, u.name_index(name), 0)
                return reg
        if name in u.flat:
            local = PIN + u.freevars[name]
            u.has_checks = True
            u.emit(CHECK_LOCAL, local, 0, 0)
            if dest == ANY or dest == HOLD:
                return local
            reg = self.dest(dest)
            u.emit(MOVE, reg, local, 0)
            return reg
        reg = self.dest(dest)
        if scope == SCOPE_FREE:
            if u.kind == COMPREHENSION:
                u.emit(LOAD_CELL, reg, PIN + u.freevars[name], 0)
            elif u.is_function:
                u.emit(LOAD_FREE, reg, u.freevars[name], 0)
            else:
                u.emit(LOAD_CLASSDEREF, reg, u.freevars[name], 0)
        elif scope == SCOPE_CELL:
            u.emit(LOAD_CELL, reg, CELL + u.cellvars[name], 0)
        elif scope == GLOBAL_EXPLICIT:
            u.emit(LOAD_GLOBAL, reg, u.name_index(name), 0)
        else:
            u.emit(LOAD_NAME, reg, u.name_index(name), 0)
        return reg

    def store_name(self, name, reg):
        """Store `reg` into a name; a temporary is consumed."""
        u = self.u
        self.forbid(name, K_Store)
        name = mangle(u.private, name)
        scope = u.scope.scope_of(name)
        if scope == SCOPE_LOCAL and u.is_function:
            local = u.local(name)
            if local != reg:
                u.emit(MOVE, local, reg, 0)
        elif scope == SCOPE_FREE and u.kind == COMPREHENSION:
            u.emit(STORE_CELL, PIN + u.freevars[name], reg, 0)
        elif scope == SCOPE_FREE:
            u.emit(STORE_FREE, u.freevars[name], reg, 0)
        elif scope == SCOPE_CELL:
            u.emit(STORE_CELL, CELL + u.cellvars[name], reg, 0)
            if name in u.scope.steady:
                u.bound = u.bound | {name}
        elif scope == GLOBAL_EXPLICIT or scope == GLOBAL_IMPLICIT and u.is_function:
            u.emit(STORE_GLOBAL, reg, u.name_index(name), 0)
        else:
            u.emit(STORE_NAME, reg, u.name_index(name), 0)

    def delete_name(self, name):
        u = self.u
        if name == '__debug__':
            self.error('cannot delete __debug__')
        name = mangle(u.private, name)
        scope = u.scope.scope_of(name)
        if scope == SCOPE_LOCAL and u.is_function:
            u.has_checks = True
            u.emit(DELETE_LOCAL, u.local(name), 0, 0)
        elif scope == SCOPE_FREE:
            u.emit(DELETE_FREE, u.freevars[name], 0, 0)
        elif scope == SCOPE_CELL:
            u.emit(DELETE_CELL, CELL + u.cellvars[name], 0, 0)
        elif scope == GLOBAL_EXPLICIT or scope == GLOBAL_IMPLICIT and u.is_function:
            u.emit(DELETE_GLOBAL, 0, u.name_index(name), 0)
        else:
            u.emit(DELETE_NAME, 0, u.name_index(name), 0)

    def local_target(self, node):
        """The register of `node` if it is a plain local as a target, else -1."""
        if self.is_local(node) and node.id != '__debug__':
            return self.u.local(mangle(self.u.private, node.id))
        return -1

    def named(self, node, dest):
        """`target := value`. The target is a Name, so it has no effect on evaluation of its own."""
        u = self.u
        local = self.local_target(node.target)
        if local >= 0:
            self.expr(node.value, local)
            if dest == ANY:
                return local
            reg = self.dest(dest)
            if reg != local:
                u.emit(MOVE, reg, local, 0)
            return reg
        # Stored from a pinned register, because the store must not consume the value.
        base = u.npins
        pin = u.pin()
        self.expr(node.value, pin)
        u.at(node.target)
        bound = u.bound
        self.store_name(node.target.id, pin)
        u.bound = bound             # the expression may not be evaluated
        reg = self.dest(dest)
        u.emit(MOVE, reg, pin, 0)
        u.emit(KILL, pin, 0, 0)
        u.npins = base
        return reg

    # ---- operators

    def binop(self, node, dest):
        u = self.u
        base = u.ntemps
        kind = node.op.node_kind
        if kind == K_Mod:
            pieces = self.folder.format_pieces(node)
            if pieces is not None:
                return self.joined_str(pieces, dest)
        left = self.expr(node.left, HOLD)
        value = self.folder.value(node.right)
        if _is_short_int(value) and kind in BINARY_I:
            u.pass_line(node.right)
            u.ntemps = base
            reg = self.dest(dest)
            u.emit(BINARY_I[kind], reg, left, value)
            return reg
        if value is not NOT_CONST and kind in BINARY_K:
            index = u.const(value)
            if index <= MAX_OPERAND:
                u.pass_line(node.right)
                u.ntemps = base
                reg = self.dest(dest)
                u.emit(BINARY_K[kind], reg, left, index)
                return reg
        right = self.expr(node.right, ANY)
        u.ntemps = base
        reg = self.dest(dest)
        u.emit(BINARY[kind], reg, left, right)
        return reg

    def unaryop(self, node, dest):
        u = self.u
        base = u.ntemps
        kind = node.op.node_kind
        operand = node.operand
        if kind == K_Not and operand.node_kind == K_Compare and len(operand.ops) == 1:
            inverse = self.inverse(operand.ops[0].node_kind)
            if inverse:
                # `not a is b` is `a is not b`, at the position of the comparison.
                u.at(operand)
                self.check_compare(operand, True)
                left = self.expr(operand.left, HOLD)
                right = self.comparand(operand, 0)
                u.ntemps = base
                reg = self.dest(dest)
                u.emit(inverse, reg, left, right)
                return reg
        source = self.expr(operand, ANY)
        u.ntemps = base
        reg = self.dest(dest)
        if kind == K_Not:
            u.emit(NOT, reg, source, 0)
        elif kind == K_USub:
            u.emit(NEG, reg, source, 0)
        elif kind == K_UAdd:
            u.emit(POS, reg, source, 0)
        else:
            u.emit(INVERT, reg, source, 0)
        return reg

    def inverse(self, kind):
        if kind == K_Is:
            return IS_NOT
        if kind == K_IsNot:
            return IS
        if kind == K_In:
            return NOT_IN
        if kind == K_NotIn:
            return IN
        return 0

    def boolop(self, node, dest):
        u = self.u
        end = Block()
        base = u.ntemps
        last = len(node.values) - 1
        for index in range(last):
            self.value_or_next(node.values[index], end, node.op.node_kind)
        u.ntemps = base
        reg = self.expr(node.values[last], PUSH)
        u.use(end)
        return self.finish(reg, dest)

    def value_or_next(self, node, end, op):
        """An operand of `op` that is not the last: jump to `end` with its value if that decides, else drop it and go on.

        An operand of an inner operation is tested once even where its value is that of the inner one: CPython's optimizer
        threads the jumps, and a program can count the calls of __bool__."""
        u = self.u
        base = u.ntemps
        value = self.folder.value(node)
        if value is not NOT_CONST:
            if bool(value) == (op == K_Or):
                self.expr(node, PUSH)
                u.jump_noline(end)
                u.ntemps = base
            return
        if node.node_kind != K_BoolOp:
            u.jump(JUMP_IF_FALSE_OR_POP if op == K_And else JUMP_IF_TRUE_OR_POP, self.expr(node, PUSH), 0, end)
            u.ntemps = base
            return
        last = len(node.values) - 1
        if node.op.node_kind == op:
            for index in range(last):
                self.value_or_next(node.values[index], end, op)
            self.value_or_next(node.values[last], end, op)
            return
        following = Block()
        for index in range(last):
            self.jump_if(node.values[index], following, op == K_And)
        self.value_or_next(node.values[last], end, op)
        u.use(following)

    def ifexp(self, node, dest):
        u = self.u
        end = Block()
        orelse = Block()
        base = u.ntemps
        self.jump_if(node.test, orelse, False)
        u.ntemps = base
        if dest < 0:
            dest = PUSH
        reg = self.expr(node.body, dest)
        u.jump_noline(end)
        u.use(orelse)
        u.ntemps = base
        self.expr(node.orelse, dest)
        u.use(end)
        return reg

    # ---- comparison

    def check_compare(self, node, inverted=False):
        left = self.is_literal(node.left)
        for op, comparand in zip(node.ops, node.comparators):
            right = self.is_literal(comparand)
            kind = op.node_kind
            if (kind == K_Is or kind == K_IsNot) and (left or right):
                self.warn('"is" with a literal. Did you mean "=="?' if (kind == K_Is) != inverted
                          else '"is not" with a literal. Did you mean "!="?')
                return
            left = right

    def is_literal(self, node):
        value = self.folder.value(node)
        return (value is not NOT_CONST and value is not None and value is not True and value is not False
                and value is not Ellipsis)

    def comparand(self, node, index):
        """Evaluate an operand on the right of a comparison. After `in`, a display of constants is one constant."""
        comparand = node.comparators[index]
        kind = node.ops[index].node_kind
        if kind == K_In or kind == K_NotIn:
            folded = self.folded_display(comparand)
            if folded is not NOT_CONST:
                u = self.u
                reg = u.push()
                instr = u.emit(LOAD_CONST, reg, u.const(folded), 0)
                instr.lineno = comparand.lineno
                instr.end_lineno = comparand.end_lineno
                instr.col = comparand.col_offset
                instr.end_col = comparand.end_col_offset
                return reg
        return self.expr(comparand, ANY)

    def folded_display(self, node):
        """The tuple or frozenset that a list or set display of constants stands for where only iteration or membership
        matters, else NOT_CONST."""
        kind = node.node_kind
        if kind != K_List and kind != K_Set:
            return NOT_CONST
        items = self.folder.items(node.elts)
        if items is NOT_CONST or kind == K_List:
            return items
        return frozenset(items)

    def compare(self, node, dest):
        self.check_compare(node)
        u = self.u
        base = u.ntemps
        last = len(node.ops) - 1
        left = self.expr(node.left, HOLD)
        if last == 0:
            right = self.comparand(node, 0)
            u.ntemps = base
            reg = self.dest(dest)
            u.emit(COMPARE[node.ops[0].node_kind], reg, left, right)
            return reg
        end = Block()
        pins = u.npins
        for index in range(last):
            # Compared twice, so it must not be a temporary.
            middle = self.link(node.comparators[index], left, pins)
            u.ntemps = base
            reg = u.push()
            u.emit(COMPARE[node.ops[index].node_kind], reg, left, middle)
            if PIN + pins <= left < TEMP:
                u.emit(KILL, left, 0, 0)
            u.jump(JUMP_IF_FALSE_OR_POP, reg, 0, end)
            u.ntemps = base
            left = middle
        right = self.comparand(node, last)
        u.ntemps = base
        reg = u.push()
        u.emit(COMPARE[node.ops[last].node_kind], reg, left, right)
        u.use(end)
        self.kill_pins(pins)
        return self.finish(reg, dest)

    def middle(self, node):
        """Evaluate an operand that is read twice: a local that stays what it is, or a pinned register."""
        if self.stays(node):
            return self.expr(node, ANY)
        return self.expr(node, self.u.pin())

    def stays(self, node):
        """Is it a local that no assignment expression changes?"""
        u = self.u
        return self.is_local(node) and (u.walrus is None or mangle(u.private, node.id) not in u.walrus)

    def link(self, node, left, pins):
        """As `middle`, for the operand between two comparisons of a chain: the pinned register is one of the two from height `pins`
        up, the one that is not `left`."""
        u = self.u
        if self.stays(node):
            return self.expr(node, ANY)
        reg = PIN + pins + 1 if left == PIN + pins else PIN + pins
        while u.npins <= reg - PIN:
            u.pin()
        return self.expr(node, reg)

    def kill_pins(self, base):
        """Release the pinned registers from height `base` up."""
        u = self.u
        for index in range(u.npins - 1, base - 1, -1):
            u.emit(KILL, PIN + index, 0, 0)
        u.npins = base

    # ---- conditions

    def jump_if(self, node, target, cond):
        """Jump to `target` if the truth of `node` is `cond`, else go on. As in CPython, a comparison's location stays
        current for the tests that follow it."""
        kind = node.node_kind
        if kind == K_BoolOp:
            self.jump_if_boolop(node, target, cond)
            return
        if kind == K_UnaryOp and node.op.node_kind == K_Not:
            operand = node.operand
            if not (operand.node_kind == K_Compare and len(operand.ops) == 1
                    and self.inverse(operand.ops[0].node_kind)):
                self.jump_if(operand, target, not cond)
                return
            self.u.at(operand)
            self.jump_if_compare(operand, target, not cond, True)
            return
        if kind == K_Compare:
            self.u.at(node)
            if len(node.ops) == 1:
                self.jump_if_compare(node, target, cond)
            else:
                self.jump_if_chain(node, target, cond)
            return
        if kind == K_IfExp:
            end = Block()
            orelse = Block()
            self.jump_if(node.test, orelse, False)
            self.jump_if(node.body, target, cond)
            self.u.jump_noline(end)
            self.u.use(orelse)
            self.jump_if(node.orelse, target, cond)
            self.u.use(end)
            return
        u = self.u
        value = self.folder.value(node)
        if value is not NOT_CONST:
            # For tracing; what follows keeps the location there is.
            instr = u.jump(JUMP, 0, 0, target) if bool(value) == cond else u.emit(NOP, 0, 0, 0)
            instr.lineno = node.lineno
            instr.end_lineno = node.end_lineno
            instr.col = node.col_offset
            instr.end_col = node.end_col_offset
            return
        base = u.ntemps
        reg = self.expr(node, ANY)
        u.ntemps = base
        u.jump(JUMP_IF_TRUE if cond else JUMP_IF_FALSE, reg, 0, target)

    def jump_if_boolop(self, node, target, cond):
        is_or = node.op.node_kind == K_Or
        skip = target if is_or == cond else Block()
        last = len(node.values) - 1
        for index in range(last):
            self.jump_if(node.values[index], skip, is_or)
        self.jump_if(node.values[last], target, cond)
        if skip is not target:
            self.u.use(skip)

    def jump_if_compare(self, node, target, cond, inverted=False):
        self.check_compare(node, inverted)
        u = self.u
        base = u.ntemps
        left = self.expr(node.left, HOLD)
        self.compare_and_jump(node, 0, left, target, cond)
        u.ntemps = base

    def compare_and_jump(self, node, index, left, target, cond):
        u = self.u
        kind = node.ops[index].node_kind
        comparand = node.comparators[index]
        value = self.folder.value(comparand)
        if kind == K_Is or kind == K_IsNot:
            if value is None:
                u.pass_line(comparand)
                u.jump(JUMP_IF_NONE if (kind == K_Is) == cond else JUMP_IF_NOT_NONE, left, 0, target)
                return
        elif _is_short_int(value) and kind in JUMP_COMPARE_I[cond]:
            u.pass_line(comparand)
            u.jump(JUMP_COMPARE_I[cond][kind], left, value, target)
            return
        base = u.ntemps
        right = self.comparand(node, index)
        if kind in JUMP_COMPARE[cond]:
            u.jump(JUMP_COMPARE[cond][kind], left, right, target)
            return
        u.ntemps = left - TEMP if left >= TEMP else base
        reg = u.push()
        u.emit(COMPARE[kind], reg, left, right)
        u.jump(JUMP_IF_TRUE if cond else JUMP_IF_FALSE, reg, 0, target)

    def jump_if_chain(self, node, target, cond):
        self.check_compare(node)
        u = self.u
        base = u.ntemps
        pins = u.npins
        cleanup = Block()
        last = len(node.ops) - 1
        left = self.expr(node.left, HOLD)
        for index in range(last):
            middle = self.link(node.comparators[index], left, pins)
            kind = node.ops[index].node_kind
            if kind in JUMP_COMPARE[False]:
                u.jump(JUMP_COMPARE[False][kind], left, middle, cleanup)
            else:
                u.ntemps = base
                reg = u.push()
                u.emit(COMPARE[kind], reg, left, middle)
                u.jump(JUMP_IF_FALSE, reg, 0, cleanup)
            if PIN + pins <= left < TEMP:
                u.emit(KILL, left, 0, 0)
            u.ntemps = base
            left = middle
        self.compare_and_jump(node, last, left, cleanup, False)
        u.ntemps = base
        top = u.npins
        self.kill_pins(pins)
        if cond:
            u.jump_noline(target)
            u.use(cleanup)
            u.npins = top
            self.kill_pins(pins)
        else:
            end = Block()
            u.jump_noline(end)
            u.use(cleanup)
            u.npins = top
            self.kill_pins(pins)
            u.jump_noline(target)
            u.use(end)

    # ---- attributes and subscripts

    def at_attribute(self, node):
        """Of an attribute that ends on another line than the current location starts: locate the name itself."""
        u = self.u
        if u.lineno != node.end_lineno:
            u.lineno = node.end_lineno
            size = len(node.attr)
            if size <= node.end_col_offset:
                u.col = node.end_col_offset - size
            else:
                u.col = -1
                u.end_col = -1
            u.end_lineno = max(u.lineno, u.end_lineno)
            if u.lineno == u.end_lineno:
                u.end_col = max(u.col, u.end_col)

    def attribute(self, node, dest):
        u = self.u
        base = u.ntemps
        value = self.expr(node.value, ANY)
        u.ntemps = base
        reg = self.dest(dest)
        self.at_attribute(node)
        u.emit(LOAD_ATTR, reg, value, u.name_index(mangle(u.private, node.attr)))
        return reg

    def type_name(self, node):
        """The name of the type that a literal or display has, or None."""
        value = self.folder.value(node)
        if value is not NOT_CONST:
            return type(value).__name__
        return _TYPE_NAMES.get(node.node_kind)

    def check_caller(self, node):
        name = self.type_name(node)
        if name is not None and node.node_kind != K_Lambda:
            self.warn(f"'{name:.200}' object is not callable; perhaps you missed a comma?")

    def check_subscripter(self, node):
        value = self.folder.value(node)
        if value is not NOT_CONST:
            if not (value is None or value is Ellipsis or isinstance(value, (int, float, complex, frozenset))):
                return
        elif node.node_kind not in (K_Set, K_SetComp, K_GeneratorExp, K_Lambda):
            return
        self.warn(f"'{self.type_name(node):.200}' object is not subscriptable; perhaps you missed a comma?")

    def check_index(self, node, index):
        name = self.type_name(index)
        if name is None or name == 'int' or name == 'bool':
            return
        value = self.folder.value(node)
        if value is not NOT_CONST:
            if not isinstance(value, (str, bytes, tuple)):
                return
        elif node.node_kind not in (K_Tuple, K_List, K_ListComp, K_JoinedStr, K_FormattedValue):
            return
        self.warn(f'{self.type_name(node):.200} indices must be integers or slices, not {name:.200}; '
                  'perhaps you missed a comma?')

    def is_plain_slice(self, node):
        return node.node_kind == K_Slice and node.step is None

    def slice_bounds(self, node):
        """Evaluate lower and upper bound into two temporaries; the first of them."""
        u = self.u
        reg = TEMP + u.ntemps
        location = u.location()
        u.at(node)
        for bound in (node.lower, node.upper):
            if bound is None:
                self.load_const(None, PUSH)
            else:
                self.expr(bound, PUSH)
        u.back_to(location)
        return reg

    def subscript(self, node, dest):
        self.check_subscripter(node.value)
        self.check_index(node.value, node.slice)
        u = self.u
        base = u.ntemps
        value = self.expr(node.value, HOLD)
        if self.is_plain_slice(node.slice):
            bounds = self.slice_bounds(node.slice)
            u.pass_line(node.slice)     # of CPython's BUILD_SLICE
            u.ntemps = base
            reg = self.dest(dest)
            u.emit(LOAD_SLICE, reg, value, bounds)
            return reg
        index = self.folder.value(node.slice)
        if _is_short_int(index):
            u.pass_line(node.slice)
            u.ntemps = base
            reg = self.dest(dest)
            u.emit(LOAD_SUBSCR_I, reg, value, index)
            return reg
        key = self.expr(node.slice, ANY)
        u.ntemps = base
        reg = self.dest(dest)
        u.emit(LOAD_SUBSCR, reg, value, key)
        return reg

    def slice(self, node, dest):
        u = self.u
        base = u.ntemps
        self.slice_bounds(node)
        count = 2
        if node.step is not None:
            self.expr(node.step, PUSH)
            count = 3
        u.ntemps = base
        reg = self.dest(dest)
        u.emit(BUILD_SLICE, reg, TEMP + base, count)
        return reg

    # ---- displays

    def has_star(self, elts):
        for elt in elts:
            if elt.node_kind == K_Starred:
                return True
        return False

    def display(self, elts, dest, build):
        """A tuple, list or set display."""
        u = self.u
        base = u.ntemps
        count = len(elts)
        if build != BUILD_TUPLE and count > 2:
            items = self.folder.items(elts)
            if items is not NOT_CONST:
                reg = self.dest(PUSH)
                u.emit(build, reg, TEMP + u.ntemps, 0)
                if build == BUILD_LIST:
                    source = self.load_const(items, PUSH)
                    u.emit(LIST_EXTEND, reg, source, 0)
                else:
                    source = self.load_const(frozenset(items), PUSH)
                    u.emit(SET_UPDATE, reg, source, 0)
                u.ntemps = base + 1
                return self.finish(reg, dest)
        if count <= MAX_RUN and not self.has_star(elts):
            for elt in elts:
                self.expr(elt, PUSH)
            u.ntemps = base
            reg = self.dest(dest)
            u.emit(build, reg, TEMP + base, count)
            return reg
        if build == BUILD_TUPLE:
            source = self.collect(elts, BUILD_LIST, base)
            u.ntemps = base
            reg = self.dest(dest)
            u.emit(LIST_TO_TUPLE, reg, source, 0)
            return reg
        return self.finish(self.collect(elts, build, base), dest)

    def collect(self, elts, build, base):
        """Build a list or set from `elts`, some starred or very many, on top of the values in the temporaries from `base`
        up; the temporary (number `base`) that holds it."""
        u = self.u
        extend = LIST_EXTEND if build == BUILD_LIST else SET_UPDATE
        add = LIST_APPEND if build == BUILD_LIST else SET_ADD
        started = False
        reg = TEMP + base
        if len(elts) + u.ntemps - base > MAX_RUN:
            u.emit(build, reg, reg, u.ntemps - base)
            u.ntemps = base
            u.push()
            started = True
        for elt in elts:
            if elt.node_kind == K_Starred:
                if not started:
                    u.emit(build, reg, reg, u.ntemps - base)
                    u.ntemps = base
                    u.push()
                    started = True
                source = self.expr(elt.value, ANY)
                u.emit(extend, reg, source, 0)
                u.ntemps = base + 1
            elif started:
                source = self.expr(elt, ANY)
                u.emit(add, reg, source, reg if add == LIST_APPEND else 0)
                u.ntemps = base + 1
            else:
                self.expr(elt, PUSH)
        if not started:
            u.emit(build, reg, reg, u.ntemps - base)
            u.ntemps = base
            u.push()
        return reg

    def dict_display(self, node, dest):
        u = self.u
        base = u.ntemps
        reg = TEMP + base
        keys = node.keys
        values = node.values
        count = len(values)
        if count * 2 <= MAX_RUN * 2 and None not in keys:
            constant = 1 < count < 16
            for key in keys:
                constant = constant and self.folder.value(key) is not NOT_CONST
            for key, value in zip(keys, values):
                if constant:            # CPython has them in one tuple, behind the values
                    location = u.location()
                    u.at(value)
                    self.load_const(self.folder.value(key), PUSH)
                    u.back_to(location)
                else:
                    self.expr(key, PUSH)
                self.expr(value, PUSH)
            u.ntemps = base
            target = self.dest(dest)
            u.emit(BUILD_MAP, target, reg, count)
            return target
        started = False
        for index in range(count):
            key = keys[index]
            if key is None:
                if not started:
                    u.emit(BUILD_MAP, reg, reg, (u.ntemps - base) // 2)
                    u.ntemps = base
                    u.push()
                    started = True
                source = self.expr(values[index], ANY)
                u.emit(DICT_UPDATE, reg, source, 0)
                u.ntemps = base + 1
            elif started:
                source = self.expr(key, HOLD)
                value = self.expr(values[index], ANY)
                u.emit(MAP_ADD, reg, source, value)
                u.ntemps = base + 1
            else:
                self.expr(key, PUSH)
                self.expr(values[index], PUSH)
                if u.ntemps - base >= MAX_RUN:
                    u.emit(BUILD_MAP, reg, reg, (u.ntemps - base) // 2)
                    u.ntemps = base
                    u.push()
                    started = True
        if not started:
            u.emit(BUILD_MAP, reg, reg, (u.ntemps - base) // 2)
            u.ntemps = base
            u.push()
        return self.finish(reg, dest)

    def joined_str(self, node, dest):
        u = self.u
        base = u.ntemps
        values = node.values
        if len(values) == 1:
            return self.expr(values[0], dest if dest >= 0 else PUSH)
        if not values:
            return self.load_const('', dest)
        count = 0
        for value in values:
            self.expr(value, PUSH)
            last = u.current.instrs[-1]
            if last.op == FORMAT_VALUE:
                last.c |= 4         # BUILD_STRING takes numbers too
            count += 1
            if count >= MAX_RUN:
                # Concatenate what there is and go on with it as the first piece.
                u.ntemps = base
                u.emit(BUILD_STRING, u.push(), TEMP + base, count)
                count = 1
        u.ntemps = base
        reg = self.dest(dest)
        u.emit(BUILD_STRING, reg, TEMP + base, count)
        return reg

    def formatted_value(self, node, dest):
        u = self.u
        base = u.ntemps
        conversion = _CONVERSIONS.get(node.conversion)
        if conversion is None:
            raise SystemError(f'Unrecognized conversion character {node.conversion}')
        if node.format_spec is None:
            source = self.expr(node.value, ANY)
            u.ntemps = base
            reg = self.dest(dest)
            u.emit(FORMAT_VALUE, reg, source, conversion)
            return reg
        self.expr(node.value, PUSH)
        self.expr(node.format_spec, PUSH)
        u.ntemps = base
        reg = self.dest(dest)
        u.emit(FORMAT_SPEC, reg, TEMP + base, conversion)
        return reg

    # ---- calls

    def validate_keywords(self, keywords):
        names = [keyword.arg for keyword in keywords if keyword.arg is not None]
        if len(set(names)) == len(names):
            for name in names:
                self.forbid(name, K_Store)
            return
        for index, keyword in enumerate(keywords):
            if keyword.arg is None:
                continue
            self.forbid(keyword.arg, K_Store)
            for other in keywords[index + 1:]:
                if other.arg == keyword.arg:
                    self.u.at(other)
                    self.error(f'keyword argument repeated: {keyword.arg}')

    def is_simple_call(self, args, keywords):
        if len(args) + len(keywords) > MAX_ARGUMENTS:
            return False
        if self.has_star(args):
            return False
        for keyword in keywords:
            if keyword.arg is None:
                return False
        return True

    def call(self, node, dest):
        u = self.u
        base = u.ntemps
        func = node.func
        args = node.args
        keywords = node.keywords
        if keywords:
            self.validate_keywords(keywords)
        if func.node_kind == K_Attribute and self.is_simple_call(args, keywords):
            value = self.expr(func.value, ANY)
            u.ntemps = base
            first = u.reserve(2)
            u.at(func)
            self.at_attribute(func)
            u.emit(LOAD_METHOD, first, value, u.name_index(mangle(u.private, func.attr)))
            for arg in args:
                self.expr(arg, PUSH)
            if keywords:
                for keyword in keywords:
                    self.expr(keyword.value, PUSH)
            # CPython treats a call of something imported as a plain one, which also takes the plain location.
            u.at(node)
            if not self.is_import(func.value) and len(args) + len(keywords) + (len(keywords) != 0) < 30:
                self.at_attribute(func)
            u.ntemps = base
            reg = self.dest(dest)
            instr = u.emit(CALL_METHOD_KW if keywords else CALL_METHOD, reg, first, len(args) + len(keywords))
            if keywords:
                instr.w = u.const(tuple([keyword.arg for keyword in keywords]))
            return reg
        self.check_caller(func)
        self.expr(func, PUSH)
        return self.call_with(base, args, keywords, dest)

    def is_import(self, node):
        return node.node_kind == K_Name and bool(self.table.top.symbols.get(node.id, 0) & DEF_IMPORT)

    def call_with(self, base, args, keywords, dest):
        """Emit the call of the callable in temporary `base`, with the values above it as first arguments."""
        u = self.u
        if not self.is_simple_call(args, keywords):
            return self.call_ex(base, args, keywords, dest)
        for arg in args:
            self.expr(arg, PUSH)
        for keyword in keywords:
            self.expr(keyword.value, PUSH)
        count = u.ntemps - base - 1
        u.ntemps = base
        reg = self.dest(dest)
        instr = u.emit(CALL_KW if keywords else CALL, reg, TEMP + base, count)
        if keywords:
            instr.w = u.const(tuple([keyword.arg for keyword in keywords]))
        return reg

    def call_ex(self, base, args, keywords, dest):
        u = self.u
        func = TEMP + base
        if u.ntemps == base + 1 and len(args) == 1 and args[0].node_kind == K_Starred:
            self.expr(args[0].value, PUSH)
        elif u.ntemps == base + 1 and not self.has_star(args):
            reg = self.display(args, PUSH, BUILD_TUPLE) if args else self.load_const((), PUSH)
        else:
            reg = self.collect(args, BUILD_LIST, base + 1)
            u.emit(LIST_TO_TUPLE, reg, reg, 0)
        forwarded = len(keywords) == 1 and keywords[0].arg is None
        if forwarded:
            # The mapping itself: a copy is made only where the callee could keep it. Where CPython makes the dict.
            u.ntemps = base + 2
            u.emit(NOP, 0, 0, 0)
            self.expr(keywords[0].value, PUSH)
        elif keywords:
            mapping = func + 2
            u.ntemps = base + 2
            started = False
            for keyword in keywords:
                if keyword.arg is not None:
                    self.load_const(keyword.arg, PUSH)
                    self.expr(keyword.value, PUSH)
                    if started:
                        u.emit(BUILD_MAP, mapping + 1, mapping + 1, 1)
                        u.emit(DICT_MERGE, mapping, mapping + 1, func)
                        u.ntemps = base + 3
                    elif u.ntemps - base > MAX_ARGUMENTS:
                        u.emit(BUILD_MAP, mapping, mapping, (u.ntemps - base - 2) // 2)
                        u.ntemps = base + 3
                        started = True
                else:
                    if not started:
                        u.emit(BUILD_MAP, mapping, mapping, (u.ntemps - base - 2) // 2)
                        u.ntemps = base + 2
                        u.push()
                        started = True
                    source = self.expr(keyword.value, ANY)
                    u.emit(DICT_MERGE, mapping, source, func)
                    u.ntemps = base + 3
            if not started:
                u.emit(BUILD_MAP, mapping, mapping, (u.ntemps - base - 2) // 2)
        u.ntemps = base
        reg = self.dest(dest)
        u.emit(CALL_EX, reg, func, 3 if forwarded else 1 if keywords else 0)
        return reg

    # ---- functions

    def check_debug_args(self, args):
        for arg in args.posonlyargs + args.args:
            self.forbid(arg.arg, K_Store)
        if args.vararg is not None:
            self.forbid(args.vararg.arg, K_Store)
        for arg in args.kwonlyargs:
            self.forbid(arg.arg, K_Store)
        if args.kwarg is not None:
            self.forbid(args.kwarg.arg, K_Store)

    def default_arguments(self, args):
        """Push the tuple of defaults and the dict of keyword-only defaults, where there are any; the flags."""
        u = self.u
        flags = 0
        if args.defaults:
            items = self.folder.items(args.defaults)
            if items is not NOT_CONST:
                for default in args.defaults:
                    u.pass_line(default)
                self.load_const(items, PUSH)
            else:
                self.display(args.defaults, PUSH, BUILD_TUPLE)
            flags |= 1
        base = u.ntemps
        count = 0
        for arg, default in zip(args.kwonlyargs, args.kw_defaults):
            if default is not None:
                # CPython loads the names afterwards, all at once: they have no line here.
                location = u.location()
                u.nowhere()
                self.load_const(mangle(u.private, arg.arg), PUSH)
                u.back_to(location)
                self.expr(default, PUSH)
                count += 1
        if count:
            u.ntemps = base
            u.emit(BUILD_MAP, u.push(), TEMP + base, count)
            flags |= 2
        return flags

    def push_cells(self, names, flat):
        """Push the cells of variables that a nested function uses, the values of those in `flat`."""
        u = self.u
        for name in names:
            reg = u.push()
            if name in flat and name not in u.flat:
                if name in u.scope.uncelled:
                    u.emit(MOVE, reg, u.local(name), 0)
                else:
                    u.emit(LOAD_CELL, reg, CELL + u.cellvars[name], 0)
            elif name in u.cellvars and (name == '__class__' or self.scope_of(name) == SCOPE_CELL):
                u.emit(MOVE, reg, CELL + u.cellvars[name], 0)
            elif u.kind == COMPREHENSION:
                u.emit(MOVE, reg, PIN + u.freevars[name], 0)
            else:
                u.emit(LOAD_CLOSURE, reg, u.freevars[name], 0)

    def make_function(self, base, proto, flags, dest):
        """Emit MAKE_FUNCTION with the operands pushed from temporary `base` up, after adding the cells of the closure."""
        u = self.u
        self.push_cells(proto.freevars, frozenset())
        u.ntemps = base
        reg = self.dest(dest)
        u.emit(MAKE_FUNCTION, reg, TEMP + base, flags).w = u.const(proto) | len(proto.freevars) << 32
        return reg

    def set_arguments(self, args):
        u = self.u
        u.argcount = len(args.posonlyargs) + len(args.args)
        u.posonlyargcount = len(args.posonlyargs)
        u.kwonlyargcount = len(args.kwonlyargs)

    def lambda_(self, node, dest):
        self.check_debug_args(node.args)
        base = self.u.ntemps
        flags = self.default_arguments(node.args)
        self.enter(node, LAMBDA, '<lambda>', node.lineno)
        u = self.u
        # The first constant is None, so that the lambda has no docstring.
        u.const(None)
        self.set_arguments(node.args)
        reg = self.expr(node.body, ANY)
        u.ntemps = 0
        u.emit(RETURN, reg, 0, 0)
        proto = self.leave()
        return self.make_function(base, proto, flags, dest)

    def return_none(self):
        u = self.u
        u.nowhere()
        u.emit(RETURN_CONST, 0, u.const(None), 0)

    # ---- comprehensions

    def is_top_level_await(self):
        return bool(self.flags & PyCF_ALLOW_TOP_LEVEL_AWAIT) and self.u.kind == MODULE

    def comprehension(self, node, dest):
        outer = self.u
        base = outer.ntemps
        kind = node.node_kind
        generators = node.generators
        outermost = generators[0]
        top_level_await = self.is_top_level_await()
        self.enter(node, COMPREHENSION, _COMPREHENSION_NAMES[kind], node.lineno)
        u = self.u
        u.at(node)
        is_async = u.scope.coroutine
        if is_async and kind != K_GeneratorExp and outer.kind != ASYNC_FUNCTION and outer.kind != COMPREHENSION \
                and not top_level_await:
            self.error('asynchronous comprehension outside of an asynchronous function')
        u.argcount = 1
        result = 0
        opens = self.opens(node)
        if kind != K_GeneratorExp:
            result = u.pin()
            build = BUILD_LIST if kind == K_ListComp else BUILD_SET if kind == K_SetComp else BUILD_MAP
            # The list that gets an item for each of the outermost iterable's has room for them from the start.
            sized = kind == K_ListComp and len(generators) == 1 and not outermost.ifs and not outermost.is_async
            u.emit(build, result, 0 if sized else TEMP, 0)
        self.generator(node, 0, result)
        if kind != K_GeneratorExp:
            u.emit(RETURN, result, 0, 0)
        else:
            self.return_none()
        flat = u.flat
        proto = self.leave()
        if top_level_await and is_async:
            outer.scope.coroutine = True
        # Where CPython makes the function.
        code = outer.const(proto)
        outer.emit(NOP, 0, 0, 0)
        iterator = outer.push()
        self.push_cells(proto.freevars, flat)
        source = self.iterable(outermost.iter)
        outer.emit(GET_AITER if outermost.is_async else GET_ITER, iterator, source, 1 if opens else 0)
        outer.ntemps = base
        reg = outer.push() if is_async and kind != K_GeneratorExp else self.dest(dest)
        marks = 0
        for symbol in flat:
            marks |= 1 << u.freevars[symbol]
        outer.emit(CALL_COMPREHENSION, reg, TEMP + base, len(proto.freevars)).w = code | marks << 32
        return self.await_value(reg, 0, dest) if is_async and kind != K_GeneratorExp else reg

    def generator(self, node, index, result):
        """Code for the `for` number `index` of a comprehension, and all that is nested in it."""
        self.levels -= 1
        if self.levels <= 0:
            raise RecursionError(TOO_DEEP)
        if node.generators[index].is_async:
            self.async_generator(node, index, result)
        else:
            self.sync_generator(node, index, result)
        self.levels += 1

    def sync_generator(self, node, index, result):
        u = self.u
        generator = node.generators[index]
        skip = Block()
        pins = u.npins
        if index:
            single = generator.iter
            if (single.node_kind == K_List or single.node_kind == K_Tuple) and len(single.elts) == 1 \
                    and single.elts[0].node_kind != K_Starred:
                # `for y in [f(x)]` is the idiom for a temporary variable.
                self.assign(generator.target, single.elts[0])
                if self.local_target(generator.target) >= 0:
                    u.pass_line(generator.target)
                self.generator_body(node, index, result, skip, result)
                u.use(skip)
                return
            iterator = self.iterate(generator.iter)
            two = self.is_zip(generator.iter)
        elif self.opens(node):
            two = self.is_zip(generator.iter)
            iterator = u.pin(3 if two else 2)
            u.emit(OPEN_ITER, iterator, 0, 3 if two else 2)
        else:
            # The iterator comes as the argument, and lives as long as the frame.
            iterator = 0
            two = False
        body = Block()
        location = u.location()
        u.jump_noline(skip)
        u.use(body)
        item = self.loop_item(generator.target)
        self.generator_body(node, index, result, skip, iterator)
        after = u.location()
        u.use(skip)
        u.back_to(location)
        self.for_iter(item, iterator, body)
        if index or node.node_kind != K_GeneratorExp:
            u.back_to(after)        # of CPython's jump to the outer loop, or return
        self.end_iteration(iterator, pins, two)

    def opens(self, node):
        """Is the outermost iteration of a comprehension in registers of its frame?  A generator expression may begin long after its iterator was made, and shows
        it; a range's iterator costs no more than its numbers in registers."""
        outermost = node.generators[0]
        return node.node_kind != K_GeneratorExp and not outermost.is_async and not self.is_call_of(outermost.iter, 'range')

    def iterable(self, node):
        """Evaluate what is only iterated over: a display is a constant or a tuple then."""
        u = self.u
        folded = self.folded_display(node)
        if folded is NOT_CONST and (node.node_kind != K_List or not node.elts or self.has_star(node.elts)):
            return self.expr(node, ANY)
        location = u.location()
        u.at(node)
        source = self.load_const(folded, PUSH) if folded is not NOT_CONST else self.display(node.elts, PUSH, BUILD_TUPLE)
        u.back_to(location)
        return source

    def iterate(self, node):
        """Evaluate an iterable and pin its iterator: two registers (GET_ITER), three where the names say that it will be a range, one reversed, or a zip of
        two."""
        u = self.u
        base = u.ntemps
        source = self.iterable(node)
        u.ntemps = base
        ranged = node.args[0] if self.is_call_of(node, 'reversed') and len(node.args) == 1 else node
        registers = 3 if self.is_call_of(ranged, 'range') or self.is_zip(node) else 2
        iterator = u.pin(registers)
        u.emit(GET_ITER, iterator, source, registers)
        return iterator

    def is_zip(self, node):
        """May the iteration over `node` keep two objects in its registers?"""
        return self.is_call_of(node, 'zip') and len(node.args) == 2

    def is_call_of(self, node, name):
        return node.node_kind == K_Call and node.func.node_kind == K_Name and node.func.id == name

    def end_iteration(self, iterator, pins, two):
        """Release the iterator, its third register too if that keeps an object, and the pinned registers from height `pins` up."""
        if two:         # zip() holds them in a tuple, which lets go of the last item first
            self.u.emit(KILL, iterator + 2, 0, 0)
        self.u.emit(KILL, iterator, 0, 0)
        self.u.npins = pins

    def loop_item(self, target):
        """At the start of a loop's body: store the item into `target`; the register FOR_ITER is to write."""
        local = self.local_target(target)
        if local >= 0:
            self.u.pass_line(target)
            return local
        item = self.u.push()
        self.store(target, item)
        return item

    def for_iter(self, item, iterator, body):
        self.u.jump(FOR_ITER, item, iterator, body)

    def generator_body(self, node, index, result, skip, iterator):
        """Conditions, inner generators and the element; `skip` is where the next item is taken, from `iterator`."""
        u = self.u
        tests = node.generators[index].ifs
        first = len(u.blocks) - 1
        for test in tests:
            self.jump_if(test, skip, False)
        if len(tests) > 1 or (tests and tests[0].node_kind == K_BoolOp):
            # CPython goes back by one jump, at the last comparison.
            for block in u.blocks[first:]:
                for instr in block.instrs:
                    if instr.target is skip and instr.lineno != u.lineno:
                        instr.lines = (instr.lines or []) + [-u.lineno]
        if index + 1 < len(node.generators):
            self.generator(node, index + 1, result)
            return
        kind = node.node_kind
        if kind == K_GeneratorExp:
            source = self.expr(node.elt, ANY)
            u.ntemps = 0
            u.emit(KILL, self.yield_value(source, PUSH), 0, 0)
        elif kind == K_DictComp:
            key = self.expr(node.key, HOLD)
            value = self.expr(node.value, ANY)
            u.emit(MAP_ADD, result, key, value)
        else:
            source = self.expr(node.elt, ANY)
            if kind == K_ListComp:
                # [x for x in y if ...]: what comes from one list goes into the next as it is.
                plain = node.elt.node_kind == K_Name and node.generators[index].target.node_kind == K_Name
                u.emit(LIST_APPEND, result, source, iterator if plain and node.elt.id == node.generators[index].target.id else result)
            else:
                u.emit(SET_ADD, result, source, 0)
        u.ntemps = 0

    def async_generator(self, node, index, result):
        u = self.u
        generator = node.generators[index]
        pins = u.npins
        if index:
            source = self.iterable(generator.iter)
            u.ntemps = 0
            iterator = u.pin()
            u.emit(GET_AITER, iterator, source, 0)
        else:
            iterator = 0
        start = Block()
        u.use(start)
        u.frames.append(Frame(ASYNC_COMPREHENSION, start, None, None, 0, u.handler))
        item, ended = self.async_next(iterator)
        self.store(generator.target, item)
        self.generator_body(node, index, result, start, result)
        u.jump(JUMP, 0, 0, start)
        u.frames.pop()
        self.end_async_for(ended)
        self.kill_pins(pins)

    def async_next(self, iterator):
        """Await the next item; (the temporary that holds it, the Handler for the end of the iteration)."""
        u = self.u
        height = u.npins
        ended = Handler(Block(), PIN + height, PIN + height)
        outer = u.handler
        u.handler = ended
        awaitable = u.pin()
        u.emit(GET_ANEXT, awaitable, iterator, 0)
        item = self.delegate(awaitable, height, PUSH)
        u.handler = outer
        return item, ended

    def end_async_for(self, ended):
        u = self.u
        u.has_handlers = True
        u.use(ended.block)
        u.emit(END_ASYNC_FOR, ended.exc, 0, 0)
        u.emit(KILL, ended.exc, 0, 0)

    # ---- yield and await

    def yield_value(self, source, dest):
        """Yield `source`; the register with the value sent."""
        u = self.u
        if u.scope.generator and u.scope.coroutine:
            wrapped = u.push()
            u.emit(ASYNC_GEN_WRAP, wrapped, source, 0)
            source = wrapped
            u.ntemps -= 1
        reg = self.dest(dest)
        u.emit(YIELD, reg, source, 0)
        u.emit(RESUME, 0, 0, 0)
        return reg

    def yield_(self, node, dest):
        u = self.u
        if not u.is_function:
            self.error("'yield' outside function")
        base = u.ntemps
        if node.value is not None:
            source = self.expr(node.value, ANY)
        else:
            source = self.load_const(None, PUSH)
        u.ntemps = base
        return self.yield_value(source, dest)

    def delegate(self, iterator, pins, dest):
        """Run the pinned `iterator` of `yield from` or `await` to its end and deliver its result; releases the pinned
        registers from height `pins` up."""
        u = self.u
        value = u.pin()
        u.emit(LOAD_CONST, value, u.const(None), 0)
        start = Block()
        done = Block()
        u.use(start)
        u.jump(SEND, value, iterator, done)
        u.jump(YIELD_FROM, value, iterator, done)
        u.jump(JUMP, 0, 0, start)
        u.use(done)
        u.emit(KILL, iterator, 0, 0)
        reg = self.dest(dest)
        u.emit(MOVE, reg, value, 0)
        u.emit(KILL, value, 0, 0)
        u.npins = pins
        return reg

    def yield_from(self, node, dest):
        u = self.u
        if not u.is_function:
            self.error("'yield' outside function")
        if u.kind == ASYNC_FUNCTION:
            self.error("'yield from' inside async function")
        base = u.ntemps
        source = self.expr(node.value, ANY)
        u.ntemps = base
        pins = u.npins
        iterator = u.pin()
        u.emit(GET_YIELD_FROM_ITER, iterator, source, 0)
        return self.delegate(iterator, pins, dest)

    def await_(self, node, dest):
        u = self.u
        if not self.is_top_level_await():
            if not u.is_function:
                self.error("'await' outside function")
            if u.kind != ASYNC_FUNCTION and u.kind != COMPREHENSION:
                self.error("'await' outside async function")
        base = u.ntemps
        source = self.expr(node.value, ANY)
        u.ntemps = base
        return self.await_value(source, 0, dest)

    def await_value(self, source, where, dest):
        """Await `source` (a consumed temporary, or another register); `where` goes into GET_AWAITABLE."""
        u = self.u
        if source >= TEMP:
            u.ntemps = source - TEMP
        pins = u.npins
        iterator = u.pin()
        u.emit(GET_AWAITABLE, iterator, source, where)
        return self.delegate(iterator, pins, dest)

    # ---- annotations

    def annotation(self, node, dest):
        """Evaluate an annotation, or load its source text under the future import."""
        if self.flags & CO_FUTURE_ANNOTATIONS:
            return self.load_const(unparse(node), dest)
        return self.expr(node, dest)
