"""Code for statements, functions, classes and modules."""
import cython

from pyrs.compiler.ops import INPLACE, INPLACE_I, INPLACE_K
from pyrs.compiler.errors import identity
from pyrs.compiler.fold import NOT_CONST
from pyrs.compiler.future import CO_FUTURE_ANNOTATIONS, LATE
from pyrs.compiler.symtable import MAX_STEADY, TOO_DEEP

if not cython.compiled:
    from pyrs.compiler.ops import (ASYNC_WITH_SETUP, BUILD_LIST, BUILD_TUPLE, CALL, CALL_METHOD, COPY_FREE, DELETE_ATTR, DELETE_SUBSCR, EXCHANGE,
                                  GET_AITER, IMPORT_FROM, IMPORT_NAME, IMPORT_STAR, JUMP, JUMP_IF_FALSE, JUMP_IF_NONE,
                                  JUMP_IF_NOT_NONE, JUMP_IF_TRUE, KILL, LIST_APPEND, LOAD_ASSERTION_ERROR, LOAD_ATTR,
                                  LOAD_BUILD_CLASS, LOAD_CONST, LOAD_NAME, LOAD_SUBSCR, LOAD_SUBSCR_I, MAKE_CELL,
                                  MATCH_EXC, MATCH_EXC_GROUP, MOVE, NOP, POP_EXC, PREP_RERAISE_STAR, PRINT_EXPR,
                                  PUSH_EXC, RAISE, RERAISE, RESUME, RETURN, RETURN_CONST, SETUP_ANNOTATIONS,
                                  STORE_ATTR, STORE_SLICE, STORE_SUBSCR, UNPACK_EX, UNPACK_SEQUENCE,
                                  WITH_EXCEPT_START, WITH_SETUP)
    from pyrs.compiler.codegen_expr import ANY, HOLD, PUSH, _is_short_int
    from pyrs.compiler.fold import Folder
    from pyrs.compiler.symtable import GLOBAL_EXPLICIT, LOCAL as SCOPE_LOCAL, mangle
    from pyrs.compiler.assemble import assemble
    from pyrs.compiler.codegen_pattern import PatternCompiler
    from pyrs.compiler.unit import (
        ASYNC_FUNCTION, ASYNC_WITH, Block, CELL, CLASS, COMPREHENSION, EXCEPTION_GROUP_HANDLER, EXCEPTION_HANDLER, FINALLY_END, FINALLY_TRY,
        FOR_LOOP, FUNCTION, Frame, HANDLER_CLEANUP, Handler, LAMBDA, MAX_NESTED_BLOCKS, MODULE, NO_REGISTER, PIN, POP_VALUE, TEMP,
        TRY_EXCEPT, Unit, WHILE_LOOP, WITH)
    from pyrs.nodes import (
        K_FunctionDef, K_AsyncFunctionDef, K_ClassDef, K_Return, K_Delete, K_Assign, K_AugAssign, K_AnnAssign, K_For,
        K_AsyncFor, K_While, K_If, K_With, K_AsyncWith, K_Match, K_Raise, K_Try, K_TryStar, K_Assert, K_Import,
        K_ImportFrom, K_Expr, K_Pass, K_Break, K_Continue, K_Constant, K_Attribute, K_Subscript,
        K_BoolOp, K_Starred, K_Name, K_List, K_Tuple, K_Slice, K_Store, K_Module, K_Interactive, K_Expression, K_GeneratorExp)

_NO_FLOW_IN_GROUP = "'break', 'continue' and 'return' cannot appear in an except* block"


def docstring(body):
    """The docstring of a body, or None."""
    if body and body[0].node_kind == K_Expr:
        value = body[0].value
        if value.node_kind == K_Constant and type(value.value) is str:
            return value.value
    return None


def first_location(blocks, node):
    """Where the code in `blocks`, that of `node`, begins: line, end line, column, end column."""
    for block in blocks:
        if block.instrs:
            first = block.instrs[0]
            return first.lineno, first.end_lineno, first.col, first.end_col
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset


def has_annotation(body):
    """Does a body contain an annotated assignment, not counting nested functions and classes?"""
    for stmt in body:
        kind = stmt.node_kind
        if kind == K_AnnAssign:
            return True
        if kind == K_For or kind == K_AsyncFor or kind == K_While or kind == K_If:
            if has_annotation(stmt.body) or has_annotation(stmt.orelse):
                return True
        elif kind == K_With or kind == K_AsyncWith:
            if has_annotation(stmt.body):
                return True
        elif kind == K_Try or kind == K_TryStar:
            if has_annotation(stmt.body) or has_annotation(stmt.finalbody) or has_annotation(stmt.orelse):
                return True
            for handler in stmt.handlers:
                if has_annotation(handler.body):
                    return True
        elif kind == K_Match:
            for case in stmt.cases:
                if has_annotation(case.body):
                    return True
    return False


# Longer lists of decorators are kept in a list, not in registers.
MAX_DECORATORS = 1000


class Codegen(PatternCompiler):
    """Compiles one tree. `future_line` is the line of the last future statement, -1 without one."""

    def __init__(self, table, filename, flags, optimize, future_line, levels):
        self.table = table
        self.filename = filename
        self.flags = flags
        self.optimize = optimize
        self.future_line = future_line
        self.folder = Folder(optimize)
        self.levels = levels
        self.interactive = False
        self.warned = 0
        self.u = None
        # A benchmark sets `clock` (a function) and reads how long the assembler took of the whole.
        self.clock = None
        self.assembling = 0

    # ---- units

    def enter(self, node, kind, name, firstlineno):
        """Start the code object of the block that `node` opens."""
        parent = self.u
        scope = self.table.blocks[identity(node)]
        u = Unit(scope, kind, name, parent.private if parent is not None else None, parent, firstlineno)
        if parent is not None and parent.kind != MODULE:
            u.qualname = self.qualname(u, parent)
        self.u = u
        if kind == MODULE:
            u.lineno = 0
        start = u.emit(RESUME, 0, 0, 0)
        if scope.generator or scope.coroutine:      # what is thrown into it before it starts has this line and no columns
            start.col = start.end_col = -1
        for cell, index in u.cellvars.items():
            if cell in scope.uncelled:
                continue
            source = u.varnames.get(cell)
            u.emit(MAKE_CELL, CELL + index, NO_REGISTER if source is None else source, 0)
        if kind == COMPREHENSION and u.freevars:
            # Whoever calls it by CALL_COMPREHENSION puts the cells there, or the values.
            marks = 0
            if node.node_kind != K_GeneratorExp and not scope.coroutine and len(u.freevars) <= MAX_STEADY:
                u.flat = frozenset([symbol for symbol in u.freevars if symbol in parent.bound or symbol in parent.flat])
                for symbol in u.flat:
                    marks |= 1 << u.freevars[symbol]
            u.emit(COPY_FREE, u.pin(len(u.freevars)), len(u.freevars), marks)
        return u

    def qualname(self, u, parent):
        if u.kind == FUNCTION or u.kind == ASYNC_FUNCTION or u.kind == CLASS:
            if parent.scope.scope_of(mangle(parent.private, u.name)) == GLOBAL_EXPLICIT:
                return u.name
        if parent.kind == FUNCTION or parent.kind == ASYNC_FUNCTION or parent.kind == LAMBDA:
            return f'{parent.qualname}.<locals>.{u.name}'
        return f'{parent.qualname}.{u.name}'

    def leave(self):
        """Finish the current code object; the Proto."""
        u = self.u
        self.u = u.parent
        if self.clock is None:
            return assemble(u, self.filename, self.flags)
        start = self.clock()
        proto = assemble(u, self.filename, self.flags)
        self.assembling += self.clock() - start
        return proto

    def module(self, tree):
        """Compile a whole tree."""
        u = self.enter(tree, MODULE, '<module>', 1)
        u.lineno = 1
        kind = tree.node_kind
        if kind == K_Module:
            self.module_body(tree.body)
        elif kind == K_Interactive:
            if has_annotation(tree.body):
                u.emit(SETUP_ANNOTATIONS, 0, 0, 0)
            self.interactive = True
            self.body(tree.body)
        elif kind == K_Expression:
            u.emit(RETURN, self.expr(tree.body, PUSH), 0, 0)
            u.ntemps = 0
            return self.leave()
        else:
            raise SystemError(f'module kind {kind} should not be possible')
        self.return_none()
        return self.leave()

    def module_body(self, body):
        """The body of a module or class: annotations set up, docstring stored."""
        u = self.u
        if u.kind == MODULE and body:
            u.at(body[0])
        if has_annotation(body):
            u.emit(SETUP_ANNOTATIONS, 0, 0, 0)
        start = 0
        if self.optimize < 2:
            text = docstring(body)
            if text is not None:
                start = 1
                reg = self.expr(body[0].value, PUSH)
                u.nowhere()
                self.store_name('__doc__', reg)
                u.ntemps = 0
        for index in range(start, len(body)):
            self.stmt(body[index])

    def body(self, stmts):
        """Statements that may not run, or not to their end: what they bind counts inside them only."""
        bound = self.u.bound
        for stmt in stmts:
            self.stmt(stmt)
        self.u.bound = bound

    # ---- statements

    def stmt(self, node):
        u = self.u
        u.lineno = node.lineno
        u.end_lineno = node.end_lineno
        u.col = node.col_offset
        u.end_col = node.end_col_offset
        self.levels -= 1
        if self.levels <= 0:
            raise RecursionError(TOO_DEEP)
        kind = node.node_kind
        base = u.ntemps
        bound = u.bound
        if kind == K_Expr:
            self.expr_stmt(node.value)
        elif kind == K_Assign:
            self.assign_stmt(node)
        elif kind == K_If:
            self.if_(node)
        elif kind == K_Return:
            self.return_(node)
        elif kind == K_FunctionDef or kind == K_AsyncFunctionDef:
            self.function(node, kind == K_AsyncFunctionDef)
        elif kind == K_For:
            self.for_(node)
        elif kind == K_AugAssign:
            self.augassign(node)
        elif kind == K_Raise:
            self.raise_(node)
        elif kind == K_ClassDef:
            self.class_(node)
        elif kind == K_While:
            self.while_(node)
        elif kind == K_Try:
            if node.finalbody:
                self.try_finally(node)
            else:
                self.try_except(node)
        elif kind == K_TryStar:
            if node.finalbody:
                self.try_finally(node)
            else:
                self.try_star_except(node)
        elif kind == K_With:
            self.with_(node, 0)
        elif kind == K_Import:
            self.import_(node)
        elif kind == K_ImportFrom:
            self.import_from(node)
        elif kind == K_Assert:
            self.assert_(node)
        elif kind == K_AnnAssign:
            self.annassign(node)
        elif kind == K_Delete:
            for target in node.targets:
                self.delete(target)
        elif kind == K_Pass:
            u.emit(NOP, 0, 0, 0)
        elif kind == K_Break:
            self.break_()
        elif kind == K_Continue:
            self.continue_()
        elif kind == K_Match:
            self.match(node)
        elif kind == K_AsyncFor:
            self.async_for(node)
        elif kind == K_AsyncWith:
            self.async_with(node, 0)
        if kind == K_For or kind == K_AsyncFor or kind == K_With or kind == K_AsyncWith or kind == K_Match:
            u.bound = bound             # their targets
        u.ntemps = base
        self.levels += 1

    def expr_stmt(self, value):
        u = self.u
        if self.interactive and u.parent is None:
            u.emit(PRINT_EXPR, self.expr(value, PUSH), 0, 0)
            return
        if self.folder.value(value) is not NOT_CONST:
            u.emit(NOP, 0, 0, 0)
            return
        self.discard(self.expr(value, ANY))
        if value.node_kind == K_Name:
            u.emit(NOP, 0, 0, 0)        # the check of a local that is always set goes

    # ---- assignment

    def assign_stmt(self, node):
        targets = node.targets
        if len(targets) == 1:
            self.assign(targets[0], node.value)
            return
        u = self.u
        local = self.local_target(targets[0])
        if local >= 0 and all([self.local_target(target) >= 0 for target in targets]):
            self.expr(node.value, local)
            for target in targets[1:]:
                self.store(target, local)
            return
        pins = u.npins
        value = self.expr(node.value, u.pin())
        for target in targets:
            self.store(target, value)
        self.kill_pins(pins)

    def assign(self, target, value):
        """target = value."""
        u = self.u
        local = self.local_target(target)
        if local >= 0:
            if value.node_kind == K_BoolOp and self.folder.value(value) is NOT_CONST:
                reg = self.expr(value, PUSH)
                location = u.location()
                u.at(target)
                u.emit(MOVE, local, reg, 0)
                u.back_to(location)
                u.ntemps -= 1
                return
            self.expr(value, local)
            u.pass_behind(target, value)
            return
        kind = target.node_kind
        if (kind == K_Tuple or kind == K_List) and value.node_kind == K_Tuple \
                and len(value.elts) == len(target.elts) and len(value.elts) <= 8 \
                and not self.has_star(value.elts) and not self.has_star(target.elts):
            # The tuple need not be built.
            regs = [self.local_target(elt) for elt in target.elts]
            different = bool(regs) and min(regs) >= 0 and len(set(regs)) == len(regs)
            if different and u.walrus is None:
                self.assign_locals(target.elts, regs, value)
                return
            # The items wait in temporaries, all evaluated before the first store.
            base = u.ntemps
            for elt in value.elts:
                self.expr(elt, PUSH)
            u.pass_line(value)
            top = u.ntemps
            order = list(range(len(regs)))
            if different and self.stores_backwards(target.elts):
                order.reverse()
            for index in order:
                u.ntemps = top
                self.store_keeping(target.elts[index], TEMP + base + index)
            u.ntemps = base
            return
        base = u.ntemps
        reg = self.expr(value, HOLD if kind == K_Subscript or kind == K_Attribute else ANY)
        self.store_keeping(target, reg)
        u.ntemps = base

    def stores_backwards(self, targets):
        """Does CPython store into the last of these different locals first? It shows in the order in which their old values die."""
        return len(targets) < 4 and targets[0].lineno == targets[len(targets) - 1].lineno

    def assign_locals(self, targets, regs, node):
        """targets = the tuple `node`, one by one, where the targets are different plain locals, in the registers `regs`: as few moves as will do.

        Constants and locals among the values need not wait in temporaries: nothing that is evaluated changes them. The last of the
        others is computed where it belongs, unless a local that comes after it may turn out to be unbound.

        The old values of two or three targets die in CPython's order, the last one's first (more of them: but for one computed in its place)."""
        u = self.u
        base = u.ntemps
        values = node.elts
        count = len(values)
        sources = [self.local_target(value) for value in values]
        # CPython has one constant then, and unpacks it.
        constant = self.folder.items(values) is not NOT_CONST
        backwards = not constant and self.stores_backwards(targets)
        last = -1
        for index in range(count):
            if sources[index] < 0 and self.folder.value(values[index]) is NOT_CONST:
                last = index
        for index in range(count):
            value = values[index]
            if sources[index] >= 0:
                self.expr(value, ANY)
            elif index == last and max(sources[index:]) < 0 and (index == count - 1 or not backwards):
                local = regs[index]
                readers = [other for other in range(count) if sources[other] == local]
                if len(readers) == 1 and regs[readers[0]] not in sources:
                    # a, b = b, f(a, b): the result goes to a, which changes places with b then.
                    local = regs[readers[0]]
                    sources[index] = local
                    self.expr(value, local)
                elif readers:
                    sources[index] = self.expr(value, PUSH)
                else:
                    sources[index] = local
                    self.expr(value, local)
            elif self.folder.value(value) is NOT_CONST:
                sources[index] = self.expr(value, PUSH)
            elif not constant:
                u.pass_line(value)
        u.pass_line(node)       # of the tuple that CPython builds, or of the instruction that it makes of that
        location = u.location()
        # First what no other item is waiting for; then, in what remains, each local is waited for: circles.
        waiting = [index for index in range(count) if sources[index] != regs[index]]
        if backwards:
            waiting.reverse()
        while waiting:
            held = [sources[index] for index in waiting]
            free = [index for index in waiting if regs[index] not in held]
            if free:
                for index in free:
                    u.at(targets[index])
                    if sources[index] < 0:
                        self.load_const(self.folder.value(values[index]), regs[index])
                    else:
                        u.emit(MOVE, regs[index], sources[index], 0)
            else:
                index = [index for index in waiting if sources[index] >= 0][0]
                u.at(targets[index])
                there = regs[index]
                other = sources[index]
                u.emit(EXCHANGE, there, other, 0)
                for place in range(count):
                    if sources[place] == there:
                        sources[place] = other
                    elif sources[place] == other:
                        sources[place] = there
                free = [index]
            waiting = [index for index in waiting if index not in free and sources[index] != regs[index]]
        u.ntemps = base
        u.back_to(location)

    def store(self, target, reg):
        """Store the register `reg` into `target`; a temporary is consumed, with all above it."""
        u = self.u
        if reg >= TEMP:
            u.ntemps = reg - TEMP + 1
        self.store_keeping(target, reg)
        if reg >= TEMP:
            u.ntemps = reg - TEMP

    def store_keeping(self, target, reg):
        """Store `reg` into `target`, leaving the temporaries up to `ntemps` alone."""
        u = self.u
        location = u.location()
        u.at(target)
        base = u.ntemps
        kind = target.node_kind
        if kind == K_Name:
            self.store_name(target.id, reg)
        elif kind == K_Attribute:
            owner = self.expr(target.value, ANY)
            self.at_attribute(target)
            self.forbid(target.attr, K_Store)
            u.emit(STORE_ATTR, owner, reg, u.name_index(mangle(u.private, target.attr)))
        elif kind == K_Subscript:
            owner = self.expr(target.value, HOLD)
            if self.is_plain_slice(target.slice):
                bounds = self.slice_bounds(target.slice)
                u.pass_line(target.slice)
                u.emit(STORE_SLICE, owner, bounds, reg)
            else:
                key = self.expr(target.slice, ANY)
                u.emit(STORE_SUBSCR, owner, key, reg)
        elif kind == K_Tuple or kind == K_List:
            self.unpack(target.elts, reg)
        else:
            self.expr(target, ANY)
        u.ntemps = base
        u.back_to(location)

    def unpack(self, elts, reg):
        u = self.u
        count = len(elts)
        star = -1
        for index, elt in enumerate(elts):
            if elt.node_kind == K_Starred:
                if star >= 0:
                    self.error('multiple starred expressions in assignment')
                if index >= 256 or count - index - 1 >= 1 << 23:
                    self.error('too many expressions in star-unpacking assignment')
                star = index
        first = u.reserve(count)
        if star >= 0:
            u.emit(UNPACK_EX, first, reg, star + (count - star - 1 << 8))
        else:
            u.emit(UNPACK_SEQUENCE, first, reg, count)
        top = u.ntemps
        for index, elt in enumerate(elts):
            u.ntemps = top
            self.store_keeping(elt.value if elt.node_kind == K_Starred else elt, first + index)

    def delete(self, target):
        u = self.u
        u.at(target)
        base = u.ntemps
        kind = target.node_kind
        if kind == K_Name:
            self.delete_name(target.id)
        elif kind == K_Attribute:
            owner = self.expr(target.value, ANY)
            self.at_attribute(target)
            u.emit(DELETE_ATTR, owner, 0, u.name_index(mangle(u.private, target.attr)))
        elif kind == K_Subscript:
            owner = self.expr(target.value, HOLD)
            key = self.expr(target.slice, ANY)
            u.emit(DELETE_SUBSCR, owner, key, 0)
        elif kind == K_Tuple or kind == K_List:
            for elt in target.elts:
                self.delete(elt)
        else:
            self.expr(target, ANY)
        u.ntemps = base

    def inplace(self, node, reg, left):
        """reg := left op= value."""
        u = self.u
        base = u.ntemps
        kind = node.op.node_kind
        value = self.folder.value(node.value)
        if _is_short_int(value) and kind in INPLACE_I:
            u.pass_line(node.value)
            u.emit(INPLACE_I[kind], reg, left, value)
            return
        if value is not NOT_CONST and kind in INPLACE_K:
            index = u.const(value)
            if index <= 0xFFFF:
                u.emit(INPLACE_K[kind], reg, left, index)
                return
        right = self.expr(node.value, ANY)
        u.emit(INPLACE[kind], reg, left, right)
        u.ntemps = base

    def augassign(self, node):
        u = self.u
        target = node.target
        kind = target.node_kind
        if kind == K_Name:
            local = self.local_target(target)
            u.at(target)
            left = self.load_name(target.id, HOLD)
            u.at(node)
            if local >= 0:
                self.inplace(node, local, left)
                return
            self.inplace(node, left, left)
            u.at(target)
            self.store_name(target.id, left)
            return
        pins = u.npins
        if kind == K_Attribute:
            owner = self.middle(target.value)
            reg = u.push()
            u.at(target)
            self.at_attribute(target)
            name = u.name_index(mangle(u.private, target.attr))
            u.emit(LOAD_ATTR, reg, owner, name)
            u.at(node)
            self.inplace(node, reg, reg)
            u.at(target)
            self.at_attribute(target)
            u.emit(STORE_ATTR, owner, reg, name)
        elif kind == K_Subscript:
            owner = self.middle(target.value)
            index = self.folder.value(target.slice)
            if _is_short_int(index):
                reg = u.push()
                u.at(target)
                u.pass_line(target.slice)
                u.emit(LOAD_SUBSCR_I, reg, owner, index)
                u.at(node)
                self.inplace(node, reg, reg)
                u.at(target)
                key = self.load_const(index, PUSH)
            else:
                key = self.middle(target.slice)
                reg = u.push()
                u.at(target)
                u.emit(LOAD_SUBSCR, reg, owner, key)
                u.at(node)
                self.inplace(node, reg, reg)
                u.at(target)
            u.emit(STORE_SUBSCR, owner, key, reg)
        else:
            raise SystemError(f'invalid node type ({kind}) for augmented assignment')
        self.kill_pins(pins)

    def evaluate(self, node):
        """Evaluate for its effects only, at this node's location."""
        u = self.u
        base = u.ntemps
        reg = self.expr(node, ANY)
        if reg >= TEMP:
            u.emit(KILL, reg, 0, 0)
        u.ntemps = base

    def annassign(self, node):
        u = self.u
        target = node.target
        kind = target.node_kind
        if node.value is not None:
            self.assign(target, node.value)
        at_top = u.kind == MODULE or u.kind == CLASS
        if kind == K_Name:
            self.forbid(target.id, K_Store)
            if node.simple and at_top:
                value = self.annotation(node.annotation, HOLD)
                owner = u.push()
                u.emit(LOAD_NAME, owner, u.name_index('__annotations__'), 0)
                key = self.load_const(mangle(u.private, target.id), PUSH)
                u.emit(STORE_SUBSCR, owner, key, value)
        elif kind == K_Attribute:
            self.forbid(target.attr, K_Store)
            if node.value is None:
                self.evaluate(target.value)
        elif kind == K_Subscript:
            if node.value is None:
                self.evaluate(target.value)
                self.evaluate_slice(target.slice)
        else:
            raise SystemError(f'invalid node type ({kind}) for annotated assignment')
        if not node.simple and not self.flags & CO_FUTURE_ANNOTATIONS and at_top:
            self.evaluate(node.annotation)

    def evaluate_slice(self, node):
        if node.node_kind == K_Slice:
            for part in (node.lower, node.upper, node.step):
                if part is not None:
                    self.evaluate(part)
        elif node.node_kind == K_Tuple:
            for elt in node.elts:
                self.evaluate_slice(elt)
        else:
            self.evaluate(node)

    # ---- functions and classes

    def decorators(self, decorator_list):
        """Evaluate decorators into the temporaries from the next one up; very many go into one list."""
        u = self.u
        if len(decorator_list) <= MAX_DECORATORS:
            for decorator in decorator_list:
                self.expr(decorator, PUSH)
            return
        pin = u.pin()
        base = u.ntemps
        u.emit(BUILD_LIST, pin, TEMP, 0)
        for decorator in decorator_list:
            reg = self.expr(decorator, ANY)
            u.emit(LIST_APPEND, pin, reg, 0)
            u.ntemps = base
        u.push()
        u.emit(LOAD_CONST, TEMP + base, u.const(None), 0)

    def apply_decorators(self, decorator_list, base, reg):
        """Call the decorators in the temporaries from `base` up, the last first; the register of the result."""
        u = self.u
        location = u.location()
        many = len(decorator_list) > MAX_DECORATORS
        pin = PIN + u.npins - 1
        if many:
            u.emit(KILL, TEMP + base, 0, 0)
        for index in range(len(decorator_list) - 1, -1, -1):
            u.at(decorator_list[index])
            if many:
                # The last item of the list, taken out of it.
                u.ntemps = base + 2
                u.emit(LOAD_SUBSCR_I, TEMP + base, pin, -1)
                where = u.push()
                u.emit(LOAD_CONST, where, u.const(-1), 0)
                u.emit(DELETE_SUBSCR, pin, where, 0)
                u.emit(CALL, TEMP + base + 1 if index else TEMP + base, TEMP + base, 1)
                reg = TEMP + base
            else:
                reg = TEMP + base + index
                u.emit(CALL, reg, reg, 1)
        if many:
            self.kill_pins(u.npins - 1)
        u.back_to(location)
        return reg

    def function(self, node, is_async):
        args = node.args
        self.check_debug_args(args)
        u = self.u
        base = u.ntemps
        decorator_list = node.decorator_list
        self.decorators(decorator_list)
        firstlineno = decorator_list[0].lineno if decorator_list else node.lineno
        start = u.ntemps
        flags = self.default_arguments(args)
        if self.annotations(args, node.returns):
            flags |= 4
        inner = self.enter(node, ASYNC_FUNCTION if is_async else FUNCTION, node.name, firstlineno)
        text = docstring(node.body)
        inner.const(text if self.optimize < 2 else None)
        self.set_arguments(args)
        body = node.body
        for index in range(1 if text is not None and self.optimize < 2 else 0, len(body)):
            self.stmt(body[index])
        self.return_none()
        proto = self.leave()
        local = -1
        if not decorator_list and u.is_function and node.name != '__debug__' \
                and u.scope.scope_of(mangle(u.private, node.name)) == SCOPE_LOCAL:
            local = u.local(mangle(u.private, node.name))
        reg = self.make_function(start, proto, flags, local if local >= 0 else PUSH)
        if local >= 0:
            return
        reg = self.apply_decorators(decorator_list, base, reg)
        u.ntemps = base + 1
        self.store_name(node.name, reg)
        u.ntemps = base

    def annotations(self, args, returns):
        """Push the tuple of names and annotations; False if there are none."""
        u = self.u
        base = u.ntemps
        for arg in args.args + args.posonlyargs:
            self.arg_annotation(arg.arg, arg.annotation)
        if args.vararg is not None:
            self.arg_annotation(args.vararg.arg, args.vararg.annotation)
        for arg in args.kwonlyargs:
            self.arg_annotation(arg.arg, arg.annotation)
        if args.kwarg is not None:
            self.arg_annotation(args.kwarg.arg, args.kwarg.annotation)
        self.arg_annotation('return', returns)
        count = u.ntemps - base
        if not count:
            return False
        u.ntemps = base
        u.emit(BUILD_TUPLE, u.push(), TEMP + base, count)
        return True

    def arg_annotation(self, name, node):
        if node is None:
            return
        u = self.u
        self.load_const(mangle(u.private, name), PUSH)
        if node.node_kind == K_Starred and not self.flags & CO_FUTURE_ANNOTATIONS:
            # `*args: *Ts` annotates with the one item of `[*Ts]`.
            base = u.ntemps
            source = self.expr(node.value, ANY)
            u.ntemps = base
            u.emit(UNPACK_SEQUENCE, u.push(), source, 1)
        else:
            self.annotation(node, PUSH)

    def class_(self, node):
        u = self.u
        base = u.ntemps
        decorator_list = node.decorator_list
        self.decorators(decorator_list)
        firstlineno = decorator_list[0].lineno if decorator_list else node.lineno
        inner = self.enter(node, CLASS, node.name, firstlineno)
        inner.private = node.name
        reg = self.load_name('__name__', PUSH)
        self.store_name('__module__', reg)
        inner.emit(LOAD_CONST, TEMP, inner.const(inner.qualname), 0)
        self.store_name('__qualname__', TEMP)
        inner.ntemps = 0
        self.module_body(node.body)
        inner.nowhere()
        if inner.scope.needs_class_closure:
            cell = CELL + inner.cellvars['__class__']
            inner.emit(MOVE, TEMP, cell, 0)
            self.store_name('__classcell__', TEMP)
            inner.emit(RETURN, cell, 0, 0)
            inner.max_temps = max(inner.max_temps, 1)
        else:
            self.return_none()
        proto = self.leave()
        start = u.ntemps
        u.emit(LOAD_BUILD_CLASS, u.push(), 0, 0)
        self.make_function(u.ntemps, proto, 0, PUSH)
        self.load_const(node.name, PUSH)
        self.validate_keywords(node.keywords)
        reg = self.call_with(start, node.bases, node.keywords, PUSH)
        reg = self.apply_decorators(decorator_list, base, reg)
        u.ntemps = base + 1
        self.store_name(node.name, reg)
        u.ntemps = base

    # ---- control flow

    def if_(self, node):
        u = self.u
        end = Block()
        orelse = Block() if node.orelse else end
        self.jump_if(node.test, orelse, False)
        self.body(node.body)
        if node.orelse:
            u.jump_noline(end)
            u.use(orelse)
            self.body(node.orelse)
        u.use(end)

    def push_frame(self, kind, block, exit, datum, reg):
        u = self.u
        if len(u.frames) >= MAX_NESTED_BLOCKS:
            self.error('too many statically nested blocks')
        u.frames.append(Frame(kind, block, exit, datum, reg, u.handler))

    def while_(self, node):
        u = self.u
        test = Block()
        body = Block()
        end = Block()
        forever = self.folder.value(node.test)
        endless = forever is not NOT_CONST and forever
        self.push_frame(WHILE_LOOP, body if endless else test, end, node.test if endless else None, 0)
        entry = None
        if forever is NOT_CONST or not forever:
            entry = u.jump_noline(test)
            entry.a = 1
        else:
            u.emit(NOP, 0, 0, 0)
        # The test stands behind the body, and is compiled before it: its warnings and errors come first.
        warned = self.warned
        blocks = u.blocks
        u.blocks = []
        u.use(test)
        self.jump_if(node.test, body, True)
        tested = u.blocks
        warned = self.warned - warned
        u.blocks = blocks
        if entry is not None:
            entry.lineno, entry.end_lineno, entry.col, entry.end_col = first_location(tested, node.test)
        elif tested[0].instrs:
            # Where CPython's jump is: Ctrl-C shows no carets.
            back = tested[0].instrs[0]
            back.lineno, back.end_lineno, back.col, back.end_col = node.lineno, node.end_lineno, node.col_offset, node.end_col_offset
        u.use(body)
        self.body(node.body)
        if warned:
            # CPython compiles the test twice, before and after the body, and so warns twice.
            u.blocks = []
            u.use(Block())
            self.jump_if(node.test, body, True)
            u.blocks = blocks
        u.blocks.extend(tested)
        u.current = tested[-1]
        u.frames.pop()
        self.body(node.orelse)
        u.use(end)

    def for_(self, node):
        u = self.u
        test = Block()
        body = Block()
        end = Block()
        pins = u.npins
        iterator = self.iterate(node.iter)
        two = self.is_zip(node.iter)
        self.push_frame(FOR_LOOP, test, end, two, iterator)
        u.jump_noline(test)
        u.use(body)
        bound = u.bound
        item = self.loop_item(node.target)
        self.body(node.body)
        u.bound = bound
        u.use(test)
        u.at(node)
        self.for_iter(item, iterator, body)
        u.frames.pop()
        self.end_iteration(iterator, pins, two)
        self.body(node.orelse)
        u.use(end)

    def check_async(self, what):
        if self.is_top_level_await():
            self.u.scope.coroutine = True
        elif self.u.kind != ASYNC_FUNCTION:
            self.error(f"'async {what}' outside async function")

    def async_for(self, node):
        self.check_async('for')
        u = self.u
        start = Block()
        end = Block()
        pins = u.npins
        source = self.expr(node.iter, ANY)
        u.ntemps = 0
        iterator = u.pin()
        u.emit(GET_AITER, iterator, source, 0)
        u.use(start)
        self.push_frame(FOR_LOOP, start, end, False, iterator)
        item, ended = self.async_next(iterator)
        bound = u.bound
        self.store(node.target, item)
        self.body(node.body)
        u.bound = bound
        u.jump_noline(start)
        u.frames.pop()
        u.at(node.iter)
        self.end_async_for(ended)
        self.kill_pins(pins)
        self.body(node.orelse)
        u.use(end)

    def return_(self, node):
        u = self.u
        value = node.value
        if not u.is_function:
            self.error("'return' outside function")
        if value is not None and u.scope.coroutine and u.scope.generator:
            self.error("'return' with value in async generator")
        constant = None if value is None else self.folder.value(value)
        pins = u.npins
        reg = -1
        before = constant is not NOT_CONST      # do the lines come before what is undone on the way out?
        if not before:
            # Code of `finally` and `with` bodies may unwind to handlers of its own, which release the temporaries.
            kinds = [frame.kind for frame in u.frames]
            if FINALLY_TRY in kinds or WITH in kinds or ASYNC_WITH in kinds:
                reg = self.expr(value, u.pin())
                before = True
            else:
                reg = self.expr(value, PUSH if HANDLER_CLEANUP in kinds else ANY)
        if value is not None:
            u.at(value)
            if constant is not NOT_CONST:
                u.emit(NOP, 0, 0, 0)
        if value is None or value.lineno != node.lineno:
            u.at(node)
            if before:
                u.emit(NOP, 0, 0, 0)
        self.unwind(False, reg if reg >= PIN else -1)
        if constant is NOT_CONST:
            u.emit(RETURN, reg, 0, 0)
        else:
            u.emit(RETURN_CONST, 0, u.const(constant), 0)
        u.npins = pins
        u.use(Block())

    def unwind(self, to_loop, value=-1):
        """Undo the block statements around, innermost first, all of them or down to the innermost loop; the loop's Frame,
        or None. `value`: the register of what is to be returned. The frames stay as they were for the code that follows."""
        u = self.u
        frames = list(u.frames)
        handler = u.handler
        loop = None
        while u.frames:
            frame = u.frames[-1]
            if frame.kind == EXCEPTION_GROUP_HANDLER:
                self.error(_NO_FLOW_IN_GROUP)
            if to_loop and (frame.kind == WHILE_LOOP or frame.kind == FOR_LOOP):
                loop = frame
                break
            u.frames.pop()
            if value >= 0 and frame.kind == FINALLY_TRY:
                # A `finally` that itself leaves drops the value.
                u.frames.append(Frame(POP_VALUE, None, None, None, value, None))
                self.unwind_frame(frame)
                u.frames.pop()
            else:
                self.unwind_frame(frame)
        u.frames = frames
        if loop is None:
            u.handler = handler
        return loop

    def unwind_frame(self, frame):
        u = self.u
        kind = frame.kind
        if kind == FOR_LOOP or kind == POP_VALUE:
            if frame.datum:
                u.emit(KILL, frame.reg + 2, 0, 0)
            u.emit(KILL, frame.reg, 0, 0)
        elif kind == TRY_EXCEPT:
            u.handler = frame.handler
        elif kind == FINALLY_TRY:
            u.handler = frame.handler
            self.body(frame.datum)
            u.nowhere()
        elif kind == FINALLY_END:
            u.emit(KILL, frame.reg, 0, 0)
            u.handler = frame.handler
            u.emit(POP_EXC, frame.reg + 1, 0, 0)
        elif kind == WITH or kind == ASYNC_WITH:
            u.at(frame.datum)
            u.handler = frame.handler
            self.exit_with_nones(frame.reg, kind == ASYNC_WITH)
            u.nowhere()
        elif kind == HANDLER_CLEANUP:
            u.handler = frame.handler
            u.emit(POP_EXC, frame.reg + 1, 0, 0)
            u.emit(KILL, frame.reg, 0, 0)
            if frame.datum is not None:
                self.forget(frame.datum)

    def forget(self, name):
        """name = None; del name: at the end of a handler."""
        u = self.u
        base = u.ntemps
        self.store_name(name, self.load_const(None, PUSH))
        u.ntemps = base
        self.delete_name(name)

    def break_(self):
        u = self.u
        location = u.location()
        handler = u.handler
        u.emit(NOP, 0, 0, 0)
        loop = self.unwind(True)
        if loop is None:
            u.back_to(location)
            self.error("'break' outside loop")
        self.unwind_frame(loop)
        u.jump(JUMP, 0, 0, loop.exit)
        u.handler = handler
        u.use(Block())

    def continue_(self):
        u = self.u
        location = u.location()
        handler = u.handler
        u.emit(NOP, 0, 0, 0)
        loop = self.unwind(True)
        if loop is None:
            u.back_to(location)
            self.error("'continue' not properly in loop")
        jump = u.jump(JUMP, 0, 0, loop.block)
        if loop.kind == WHILE_LOOP and loop.datum is not None:
            jump.lines = [-loop.datum.lineno]       # CPython passes its NOP
        u.handler = handler
        u.use(Block())

    def raise_(self, node):
        u = self.u
        if node.exc is None:
            u.emit(RAISE, NO_REGISTER, NO_REGISTER, 0)
        else:
            exc = self.expr(node.exc, HOLD)
            if node.cause is None:
                u.emit(RAISE, exc, NO_REGISTER, 1)
            else:
                u.emit(RAISE, exc, self.expr(node.cause, ANY), 2)
        u.use(Block())

    def assert_(self, node):
        u = self.u
        test = node.test
        constant = self.folder.value(test)
        if test.node_kind == K_Tuple and test.elts or type(constant) is tuple and constant:
            self.warn('assertion is always true, perhaps remove parentheses?')
        if self.optimize:
            return
        end = Block()
        self.jump_if(test, end, True)
        reg = u.push()
        u.emit(LOAD_ASSERTION_ERROR, reg, 0, 0)
        if node.msg is not None:
            self.expr(node.msg, PUSH)
            u.emit(CALL, reg, reg, 1)
        u.emit(RAISE, reg, NO_REGISTER, 1)
        u.use(end)

    # ---- try

    def begin_handler(self, block, height):
        """Start a handler at `block`, reached with the pinned registers below `height` alive. Register `height` holds the
        exception, the next one the exception handled before. The Handler that covers the handler's own code."""
        u = self.u
        u.has_handlers = True
        u.use(block)
        u.npins = height
        exc = u.pin(2)
        cleanup = Handler(Block(), PIN + height + 2, PIN + height + 2)
        u.pin()
        u.npins -= 1
        u.handler = cleanup
        u.emit(PUSH_EXC, exc + 1, exc, 0)
        return cleanup

    def end_handler(self, cleanup, height, outer):
        """Code for an exception inside a handler: restore the exception handled before, and re-raise."""
        u = self.u
        u.handler = outer
        u.use(cleanup.block)
        u.nowhere()
        u.emit(POP_EXC, PIN + height + 1, 0, 0)
        u.emit(RERAISE, cleanup.exc, 1, 0)
        u.npins = height
        u.use(Block())

    def pop_exc(self, height):
        """Leave a handler the normal way."""
        u = self.u
        u.emit(POP_EXC, PIN + height + 1, 0, 0)
        u.emit(KILL, PIN + height, 0, 0)

    def try_finally(self, node):
        u = self.u
        height = u.npins
        outer = u.handler
        exit = Block()
        guard = Handler(Block(), PIN + height, PIN + height)
        u.emit(NOP, 0, 0, 0)
        body = Block()
        u.use(body)
        self.push_frame(FINALLY_TRY, body, None, node.finalbody, 0)
        u.handler = guard
        if node.node_kind == K_TryStar:
            self.try_star_except(node)
        elif node.handlers:
            self.try_except(node)
        else:
            self.body(node.body)
        u.handler = outer
        u.frames.pop()
        self.body(node.finalbody)
        u.jump_noline(exit)
        u.nowhere()
        cleanup = self.begin_handler(guard.block, height)
        u.frames.append(Frame(FINALLY_END, guard.block, None, None, PIN + height, outer))
        self.body(node.finalbody)
        u.frames.pop()
        u.emit(RERAISE, PIN + height, 0, 0)
        self.end_handler(cleanup, height, outer)
        u.use(exit)

    def try_except(self, node):
        u = self.u
        height = u.npins
        outer = u.handler
        end = Block()
        guard = Handler(Block(), PIN + height, PIN + height)
        u.emit(NOP, 0, 0, 0)
        body = Block()
        u.use(body)
        self.push_frame(TRY_EXCEPT, body, None, None, 0)
        u.handler = guard
        self.body(node.body)
        u.handler = outer
        u.frames.pop()
        self.body(node.orelse)
        u.jump_noline(end)
        u.nowhere()
        cleanup = self.begin_handler(guard.block, height)
        exc = PIN + height
        u.frames.append(Frame(EXCEPTION_HANDLER, guard.block, None, None, 0, outer))
        last = len(node.handlers) - 1
        for index, handler in enumerate(node.handlers):
            u.at(handler)
            following = Block()
            if handler.type is not None:
                base = u.ntemps
                types = self.expr(handler.type, ANY)
                u.ntemps = base
                matched = u.push()
                u.emit(MATCH_EXC, matched, exc, types)
                u.jump(JUMP_IF_FALSE, matched, 0, following)
                u.ntemps = base
            else:
                if index < last:
                    self.error("default 'except:' must be last")
                u.emit(NOP, 0, 0, 0)
            name = handler.name
            if name is not None:
                self.store_name(name, exc)
                inner = Handler(Block(), exc + 2, exc + 2)
                u.handler = inner
            u.frames.append(Frame(HANDLER_CLEANUP, None, None, name, exc, outer))
            self.body(handler.body)
            u.frames.pop()
            u.nowhere()
            u.handler = outer
            self.pop_exc(height)
            if name is not None:
                self.forget(name)
            u.jump(JUMP, 0, 0, end)
            u.handler = cleanup
            if name is not None:
                u.use(inner.block)
                self.forget(name)
                u.emit(RERAISE, inner.exc, 1, 0)
            u.use(following)
        u.nowhere()
        u.frames.pop()
        u.emit(RERAISE, exc, 0, 0)
        self.end_handler(cleanup, height, outer)
        u.use(end)

    def try_star_except(self, node):
        u = self.u
        height = u.npins
        outer = u.handler
        orelse = Block()
        end = Block()
        guard = Handler(Block(), PIN + height, PIN + height)
        u.emit(NOP, 0, 0, 0)
        body = Block()
        u.use(body)
        self.push_frame(TRY_EXCEPT, body, None, None, 0)
        u.handler = guard
        self.body(node.body)
        u.handler = outer
        u.frames.pop()
        u.jump_noline(orelse)
        u.nowhere()
        cleanup = self.begin_handler(guard.block, height)
        exc = PIN + height
        rest = u.pin()
        raised = u.pin()
        match = u.pin()
        # An exception in a handler's body arrives where the match was.
        u.frames.append(Frame(EXCEPTION_GROUP_HANDLER, None, None, None, 0, outer))
        for index, handler in enumerate(node.handlers):
            u.at(handler)
            if index == 0:
                u.emit(MOVE, rest, exc, 0)
                u.emit(BUILD_LIST, raised, TEMP, 0)
            following = Block()
            base = u.ntemps
            types = self.expr(handler.type, ANY)
            u.ntemps = base
            u.emit(MATCH_EXC_GROUP, match, rest, types)
            no_match = Block()
            u.jump(JUMP_IF_NONE, match, 0, no_match)
            name = handler.name
            if name is not None:
                self.store_name(name, match)
            u.emit(KILL, match, 0, 0)
            inner = Handler(Block(), match, match)
            u.handler = inner
            u.npins = match - PIN
            u.frames.append(Frame(HANDLER_CLEANUP, None, None, name, exc, outer))
            self.body(handler.body)
            u.frames.pop()
            u.nowhere()
            u.handler = cleanup
            if name is not None:
                self.forget(name)
            u.jump(JUMP, 0, 0, following)
            u.use(inner.block)
            u.npins = match - PIN + 1
            if name is not None:
                self.forget(name)
            u.emit(LIST_APPEND, raised, match, raised)
            u.use(no_match)
            u.emit(KILL, match, 0, 0)
            u.use(following)
        u.nowhere()
        u.frames.pop()
        u.emit(LIST_APPEND, raised, rest, raised)
        reraise = Block()
        u.emit(PREP_RERAISE_STAR, match, exc, raised)
        u.jump(JUMP_IF_NOT_NONE, match, 0, reraise)
        u.handler = outer
        for reg in (match, raised, rest):
            u.emit(KILL, reg, 0, 0)
        self.pop_exc(height)
        u.jump(JUMP, 0, 0, end)
        u.use(reraise)
        u.emit(POP_EXC, exc + 1, 0, 0)
        u.emit(RERAISE, match, 0, 0)
        self.end_handler(cleanup, height, outer)
        u.use(orelse)
        self.body(node.orelse)
        u.use(end)

    # ---- with

    def exit_with_nones(self, pair, is_async):
        """Call __exit__ of the pinned pair with (None, None, None), and release the pair."""
        u = self.u
        base = u.ntemps
        first = u.reserve(5)
        u.emit(MOVE, first, pair, 0)
        u.emit(MOVE, first + 1, pair + 1, 0)
        none = u.const(None)
        for index in range(2, 5):
            u.emit(LOAD_CONST, first + index, none, 0)
        u.ntemps = base + 1
        u.emit(CALL_METHOD, first, first, 3)
        if is_async:
            first = self.await_value(first, 2, PUSH)
        u.emit(KILL, first, 0, 0)
        u.emit(KILL, pair, 0, 0)
        u.emit(KILL, pair + 1, 0, 0)
        u.ntemps = base

    def with_(self, node, index):
        self.with_item(node, index, False)

    def async_with(self, node, index):
        self.check_async('with')
        self.with_item(node, index, True)

    def with_item(self, node, index, is_async):
        u = self.u
        base = u.ntemps
        pins = u.npins
        outer = u.handler
        exit = Block()
        item = node.items[index]
        manager = self.expr(item.context_expr, ANY)
        pair = u.pin(2)
        u.ntemps = base
        first = u.reserve(2)
        u.emit(ASYNC_WITH_SETUP if is_async else WITH_SETUP, pair, manager, first)
        u.ntemps = base + 1
        u.emit(CALL_METHOD, first, first, 0)
        if is_async:
            first = self.await_value(first, 1, PUSH)
        height = u.npins
        guard = Handler(Block(), PIN + height, PIN + height)
        body = Block()
        u.use(body)
        self.push_frame(ASYNC_WITH if is_async else WITH, body, None, node, pair)
        u.handler = guard
        if item.optional_vars is not None:
            self.store(item.optional_vars, first)
        else:
            u.emit(KILL, first, 0, 0)
        u.ntemps = base
        if index + 1 < len(node.items):
            if is_async:
                self.async_with(node, index + 1)
            else:
                self.with_(node, index + 1)
        else:
            self.body(node.body)
        u.handler = outer
        u.frames.pop()
        u.at(node)
        self.exit_with_nones(pair, is_async)
        u.jump(JUMP, 0, 0, exit)
        cleanup = self.begin_handler(guard.block, height)
        first = u.reserve(5)
        u.emit(WITH_EXCEPT_START, pair, PIN + height, first)
        u.ntemps = base + 1
        u.emit(CALL_METHOD, first, first, 3)
        if is_async:
            first = self.await_value(first, 2, PUSH)
        u.nowhere()
        u.ntemps = base
        suppressed = Block()
        u.jump(JUMP_IF_TRUE, first, 0, suppressed)
        u.emit(RERAISE, PIN + height, 1, 0)
        self.end_handler(cleanup, height, outer)
        u.use(suppressed)
        self.pop_exc(height)
        u.emit(KILL, pair, 0, 0)
        u.emit(KILL, pair + 1, 0, 0)
        u.npins = pins
        u.use(exit)

    # ---- imports

    def import_name(self, module, level, names, reg):
        u = self.u
        base = u.ntemps
        self.load_const(level, PUSH)
        self.load_const(names, PUSH)
        u.emit(IMPORT_NAME, reg, TEMP + base, u.name_index(mangle(u.private, module)))
        u.ntemps = base

    def import_(self, node):
        u = self.u
        base = u.ntemps
        for alias in node.names:
            reg = TEMP + base
            parts = alias.name.split('.')
            if alias.asname is None or len(parts) == 1:
                self.import_name(alias.name, 0, None, reg)
                u.push()
                self.store_name(parts[0] if alias.asname is None else alias.asname, reg)
                u.ntemps = base
                continue
            pins = u.npins
            module = u.pin()
            self.import_name(alias.name, 0, None, module)
            for attr in parts[1:-1]:
                u.emit(IMPORT_FROM, module, module, u.name_index(attr))
            u.emit(IMPORT_FROM, u.push(), module, u.name_index(parts[-1]))
            self.store_name(alias.asname, reg)
            u.ntemps = base
            self.kill_pins(pins)

    def import_from(self, node):
        u = self.u
        names = tuple([alias.name for alias in node.names])
        if node.lineno > self.future_line and node.module == '__future__':
            self.error(LATE)
        base = u.ntemps
        if names[0][0] == '*':
            reg = TEMP + base
            self.import_name(node.module or '', node.level, names, reg)
            u.emit(IMPORT_STAR, reg, 0, 0)
            return
        pins = u.npins
        module = u.pin()
        self.import_name(node.module or '', node.level, names, module)
        for alias in node.names:
            reg = u.push()
            u.emit(IMPORT_FROM, reg, module, u.name_index(mangle(u.private, alias.name)))
            u.ntemps = base
            self.store_name(alias.asname or alias.name, reg)
        self.kill_pins(pins)
