"""Scope analysis: which scope each name of each block belongs to.

Two passes, as in CPython: the first walks the tree and records definitions and uses per block, the second decides
from the outermost block inwards which names are local, cell, free or global. The numbers (flags, scopes, block types)
are those of the host's `_symtable` module, so that its Python layer can show our tables.
"""
import sys

import cython

from pyrs.compiler.errors import identity, located_error_at
from pyrs.compiler.future import CO_FUTURE_ANNOTATIONS

if not cython.compiled:
    from pyrs.nodes import (
        K_FunctionDef, K_AsyncFunctionDef, K_ClassDef, K_Return, K_Delete, K_Assign, K_AugAssign, K_AnnAssign, K_For,
        K_AsyncFor, K_While, K_If, K_With, K_AsyncWith, K_Match, K_Raise, K_Try, K_TryStar, K_Assert, K_Import,
        K_ImportFrom, K_Global, K_Nonlocal, K_Expr, K_BoolOp, K_NamedExpr, K_BinOp, K_UnaryOp, K_Lambda, K_IfExp, K_Dict,
        K_Set, K_ListComp, K_SetComp, K_DictComp, K_GeneratorExp, K_Await, K_Yield, K_YieldFrom, K_Compare, K_Call,
        K_FormattedValue, K_JoinedStr, K_Constant, K_Attribute, K_Subscript, K_Starred, K_Name, K_List, K_Tuple, K_Slice,
        K_Load, K_Del, K_MatchValue, K_MatchSequence, K_MatchMapping, K_MatchClass, K_MatchStar, K_MatchAs, K_MatchOr,
        K_Module, K_Interactive, K_Expression)

    DEF_GLOBAL = 1
    DEF_LOCAL = 2
    DEF_PARAM = 4
    DEF_NONLOCAL = 8
    USE = 16
    DEF_FREE = 32
    DEF_FREE_CLASS = 64
    DEF_IMPORT = 128
    DEF_ANNOT = 256
    DEF_COMP_ITER = 512
    DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT
    SCOPE_OFFSET = 11
    SCOPE_MASK = 15

    LOCAL = 1
    GLOBAL_EXPLICIT = 2
    GLOBAL_IMPLICIT = 3
    FREE = 4
    CELL = 5

    FUNCTION_BLOCK = 0
    CLASS_BLOCK = 1
    MODULE_BLOCK = 2
    ANNOTATION_BLOCK = 3

# The front end counts three of its own levels for one of the interpreter's, as CPython does; but more than MAX_LEVELS
# would not fit the C stack (some 300 bytes a level), however high the limit.
LEVELS_PER_FRAME = 3
MAX_LEVELS = 12000
# How many variables COPY_FREE can mark (Scope.steady).
MAX_STEADY = 16
TOO_DEEP = 'maximum recursion depth exceeded during compilation'
_YIELD_IN = {K_ListComp: 'list comprehension', K_SetComp: 'set comprehension', K_DictComp: 'dict comprehension',
             K_GeneratorExp: 'generator expression'}


def allowance():
    """How many levels of nesting a pass may descend."""
    return min(sys.getrecursionlimit() * LEVELS_PER_FRAME, MAX_LEVELS)


def mangle(private, name):
    """Return `name` as it is known inside class `private` (str or None)."""
    if private is None or not name.startswith('__') or name.endswith('__') or '.' in name:
        return name
    stripped = private.lstrip('_')
    return f'_{stripped}{name}' if stripped else name


class Scope:
    """One block. `symbols` maps a mangled name to its flags, with the scope above SCOPE_OFFSET after analysis."""

    __slots__ = ('name', 'block', 'symbols', 'varnames', 'children', 'directives', 'nested', 'free', 'child_free',
                 'generator', 'coroutine', 'comprehension', 'varargs', 'varkeywords', 'returns_value',
                 'needs_class_closure', 'comp_iter_target', 'comp_iter_expr', 'lineno', 'col_offset', 'end_lineno',
                 'end_col_offset', 'walrus', 'deleted', 'steady', 'uncelled')

    def __init__(self, name, block, node):
        self.name = name
        self.block = block
        self.symbols = {}
        self.varnames = []
        self.children = []
        self.directives = []
        self.nested = False
        self.free = False
        self.child_free = False
        self.generator = False
        self.coroutine = False
        # K_ListComp, ... for the block of a comprehension, else 0.
        self.comprehension = 0
        self.varargs = False
        self.varkeywords = False
        self.returns_value = False
        self.needs_class_closure = False
        self.comp_iter_target = False
        self.comp_iter_expr = 0
        # Names that an assignment expression of this very block binds: the compiler must not keep them in place.
        self.walrus = None
        # Names that may be unbound again after they were bound: `del`, `except ... as`.
        self.deleted = set()
        # Cell variables that nested blocks only read, while this block waits: all of those are list, set or dict comprehensions.
        self.steady = set()
        # Those of them that are bound wherever such a comprehension begins: plain locals to this block, which need no cell.
        self.uncelled = set()
        if node is None:
            self.lineno = self.col_offset = self.end_lineno = self.end_col_offset = 0
        else:
            self.lineno = node.lineno
            self.col_offset = node.col_offset
            self.end_lineno = node.end_lineno
            self.end_col_offset = node.end_col_offset

    def scope_of(self, name):
        """The scope (LOCAL, ...) that a mangled name is compiled for; 0 if the block does not know it."""
        scope = (self.symbols.get(name, 0) >> SCOPE_OFFSET) & SCOPE_MASK
        return LOCAL if scope == CELL and name in self.uncelled else scope


class SymbolTable:
    """The blocks of one module: `top`, and `blocks`, which maps identity(node) to the Scope that the node opens."""

    def __init__(self, tree, filename, features):
        self.filename = filename
        self.annotations_are_strings = bool(features & CO_FUTURE_ANNOTATIONS)
        self.blocks = {}
        self.stack = []
        self.current = None
        self.private = None
        self.levels = allowance()
        self.top = Scope('top', MODULE_BLOCK, None)
        self.blocks[identity(tree)] = self.top
        self.global_symbols = self.top.symbols
        self.stack.append(self.top)
        self.current = self.top
        if tree.node_kind == K_Expression:
            self.visit(tree.body)
        elif tree.node_kind == K_Module or tree.node_kind == K_Interactive:
            self.body(tree.body)
        else:
            raise RuntimeError('this compiler does not handle FunctionTypes')
        self.stack.pop()
        Analysis(filename).block(self.top, None, set(), set())

    def error(self, message, node):
        raise located_error_at(message, self.filename, node)

    # ---- blocks and names

    def enter(self, name, block, node):
        """Open a block. An annotation's block (under the future import) is left out of the table."""
        scope = Scope(name, block, node)
        outer = self.current
        if outer is not None:
            scope.nested = outer.nested or outer.block == FUNCTION_BLOCK
            scope.comp_iter_expr = outer.comp_iter_expr
            if block != ANNOTATION_BLOCK:
                outer.children.append(scope)
        if block != ANNOTATION_BLOCK:
            self.blocks[identity(node)] = scope
        self.stack.append(scope)
        self.current = scope
        return scope

    def leave(self):
        self.stack.pop()
        self.current = self.stack[-1]

    def define(self, name, flag, node):
        self.define_in(self.current, name, flag, node)

    def define_in(self, scope, name, flag, node):
        name = mangle(self.private, name)
        value = scope.symbols.get(name, 0)
        if flag & DEF_PARAM and value & DEF_PARAM:
            self.error(f"duplicate argument '{name}' in function definition", node)
        value |= flag
        if scope.comp_iter_target:
            # The target of a comprehension's `for` may not be a name that an assignment expression made non-local.
            if value & (DEF_GLOBAL | DEF_NONLOCAL):
                self.error(f"comprehension inner loop cannot rebind assignment expression target '{name}'", node)
            value |= DEF_COMP_ITER
        scope.symbols[name] = value
        if flag & DEF_PARAM:
            scope.varnames.append(name)
        elif flag & DEF_GLOBAL:
            self.global_symbols[name] = self.global_symbols.get(name, 0) | flag

    def lookup(self, scope, name):
        return scope.symbols.get(mangle(self.private, name), 0)

    # ---- statements

    def body(self, stmts):
        for stmt in stmts:
            self.stmt(stmt)

    def stmt(self, node):
        self.levels -= 1
        if self.levels <= 0:
            raise RecursionError(TOO_DEEP)
        kind = node.node_kind
        if kind == K_Expr:
            self.visit(node.value)
        elif kind == K_Assign:
            self.visit_all(node.targets)
            self.visit(node.value)
        elif kind == K_If:
            self.visit(node.test)
            self.body(node.body)
            self.body(node.orelse)
        elif kind == K_Return:
            if node.value is not None:
                self.visit(node.value)
                self.current.returns_value = True
        elif kind == K_FunctionDef or kind == K_AsyncFunctionDef:
            self.function(node, kind == K_AsyncFunctionDef)
        elif kind == K_ClassDef:
            self.class_(node)
        elif kind == K_For or kind == K_AsyncFor:
            self.visit(node.target)
            self.visit(node.iter)
            self.body(node.body)
            self.body(node.orelse)
        elif kind == K_While:
            self.visit(node.test)
            self.body(node.body)
            self.body(node.orelse)
        elif kind == K_AugAssign:
            self.visit(node.target)
            self.visit(node.value)
        elif kind == K_AnnAssign:
            self.annotated(node)
        elif kind == K_Raise:
            if node.exc is not None:
                self.visit(node.exc)
                if node.cause is not None:
                    self.visit(node.cause)
        elif kind == K_Try or kind == K_TryStar:
            self.body(node.body)
            self.body(node.orelse)
            for handler in node.handlers:
                if handler.type is not None:
                    self.visit(handler.type)
                if handler.name is not None:
                    self.define(handler.name, DEF_LOCAL, handler)
                    self.current.deleted.add(mangle(self.private, handler.name))
                self.body(handler.body)
            self.body(node.finalbody)
        elif kind == K_With or kind == K_AsyncWith:
            for item in node.items:
                self.visit(item.context_expr)
                if item.optional_vars is not None:
                    self.visit(item.optional_vars)
            self.body(node.body)
        elif kind == K_Import or kind == K_ImportFrom:
            for alias in node.names:
                self.alias(alias)
        elif kind == K_Delete:
            self.visit_all(node.targets)
        elif kind == K_Assert:
            self.visit(node.test)
            if node.msg is not None:
                self.visit(node.msg)
        elif kind == K_Global:
            self.directive(node, 'global', DEF_GLOBAL)
        elif kind == K_Nonlocal:
            self.directive(node, 'nonlocal', DEF_NONLOCAL)
        elif kind == K_Match:
            self.visit(node.subject)
            for case in node.cases:
                self.pattern(case.pattern)
                if case.guard is not None:
                    self.visit(case.guard)
                self.body(case.body)
        self.levels += 1

    def function(self, node, is_async):
        self.define(node.name, DEF_LOCAL, node)
        self.defaults(node.args)
        self.annotations(node, node.args, node.returns)
        self.visit_all(node.decorator_list)
        scope = self.enter(node.name, FUNCTION_BLOCK, node)
        scope.coroutine = is_async
        self.arguments(node.args)
        self.body(node.body)
        self.leave()

    def class_(self, node):
        self.define(node.name, DEF_LOCAL, node)
        self.visit_all(node.bases)
        for keyword in node.keywords:
            self.visit(keyword.value)
        self.visit_all(node.decorator_list)
        self.enter(node.name, CLASS_BLOCK, node)
        private = self.private
        self.private = node.name
        self.body(node.body)
        self.private = private
        self.leave()

    def annotated(self, node):
        target = node.target
        if target.node_kind == K_Name:
            flags = self.lookup(self.current, target.id)
            if flags & (DEF_GLOBAL | DEF_NONLOCAL) and self.current is not self.top and node.simple:
                self.error(f"annotated name '{target.id}' can't be {'global' if flags & DEF_GLOBAL else 'nonlocal'}", node)
            if node.simple:
                self.define(target.id, DEF_ANNOT | DEF_LOCAL, target)
            elif node.value is not None:
                self.define(target.id, DEF_LOCAL, target)
        else:
            self.visit(target)
        self.annotation(node.annotation)
        if node.value is not None:
            self.visit(node.value)

    def directive(self, node, word, flag):
        for name in node.names:
            flags = self.lookup(self.current, name)
            if flags & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT):
                if flags & DEF_PARAM:
                    message = f"name '{name}' is parameter and {word}"
                elif flags & USE:
                    message = f"name '{name}' is used prior to {word} declaration"
                elif flags & DEF_ANNOT:
                    message = f"annotated name '{name}' can't be {word}"
                else:
                    message = f"name '{name}' is assigned to before {word} declaration"
                self.error(message, node)
            self.define(name, flag, node)
            self.current.directives.append((mangle(self.private, name), node))

    def alias(self, node):
        name = node.asname
        if name is None:
            name = node.name.partition('.')[0]
            if name == '*':
                if self.current.block != MODULE_BLOCK:
                    self.error('import * only allowed at module level', node)
                return
        self.define(name, DEF_IMPORT, node)

    # ---- functions

    def defaults(self, args):
        self.visit_all(args.defaults)
        for default in args.kw_defaults:
            if default is not None:
                self.visit(default)

    def arguments(self, args):
        for arg in args.posonlyargs:
            self.define(arg.arg, DEF_PARAM, arg)
        for arg in args.args:
            self.define(arg.arg, DEF_PARAM, arg)
        for arg in args.kwonlyargs:
            self.define(arg.arg, DEF_PARAM, arg)
        if args.vararg is not None:
            self.define(args.vararg.arg, DEF_PARAM, args.vararg)
            self.current.varargs = True
        if args.kwarg is not None:
            self.define(args.kwarg.arg, DEF_PARAM, args.kwarg)
            self.current.varkeywords = True

    def annotation(self, node):
        if self.annotations_are_strings:
            self.enter('_annotation', ANNOTATION_BLOCK, node)
            self.visit(node)
            self.leave()
        else:
            self.visit(node)

    def annotations(self, node, args, returns):
        if self.annotations_are_strings:
            self.enter('_annotation', ANNOTATION_BLOCK, node)
        for arg in args.posonlyargs + args.args:
            if arg.annotation is not None:
                self.visit(arg.annotation)
        if args.vararg is not None and args.vararg.annotation is not None:
            self.visit(args.vararg.annotation)
        if args.kwarg is not None and args.kwarg.annotation is not None:
            self.visit(args.kwarg.annotation)
        for arg in args.kwonlyargs:
            if arg.annotation is not None:
                self.visit(arg.annotation)
        if self.annotations_are_strings:
            self.leave()
        if returns is not None:
            self.annotation(returns)

    # ---- expressions

    def visit_all(self, items):
        for item in items:
            self.visit(item)

    def visit(self, node):
        kind = node.node_kind
        if kind == K_Name:
            name_ = node
            name = name_.id
            self.define(name, USE if name_.ctx.node_kind == K_Load else DEF_LOCAL, node)
            if name_.ctx.node_kind == K_Del:
                self.current.deleted.add(mangle(self.private, name))
            # A bare `super` makes the function a user of the class's cell.
            if name == 'super' and name_.ctx.node_kind == K_Load and self.current.block == FUNCTION_BLOCK:
                self.define('__class__', USE, node)
            return
        if kind == K_Constant:
            return
        self.levels -= 1
        if self.levels <= 0:
            raise RecursionError(TOO_DEEP)
        if kind == K_Attribute:
            attribute = node
            self.visit(attribute.value)
        elif kind == K_Call:
            call = node
            self.visit(call.func)
            self.visit_all(call.args)
            for keyword in call.keywords:
                self.visit(keyword.value)
        elif kind == K_BinOp:
            binop = node
            self.visit(binop.left)
            self.visit(binop.right)
        elif kind == K_Subscript:
            subscript = node
            self.visit(subscript.value)
            self.visit(subscript.slice)
        elif kind == K_Compare:
            compare = node
            self.visit(compare.left)
            self.visit_all(compare.comparators)
        elif kind == K_Tuple or kind == K_List or kind == K_Set:
            self.visit_all(node.elts)
        elif kind == K_BoolOp or kind == K_JoinedStr:
            self.visit_all(node.values)
        elif kind == K_UnaryOp:
            unaryop = node
            self.visit(unaryop.operand)
        elif kind == K_Dict:
            dict_ = node
            for key in dict_.keys:
                if key is not None:
                    self.visit(key)
            self.visit_all(dict_.values)
        elif kind == K_IfExp:
            ifexp = node
            self.visit(ifexp.test)
            self.visit(ifexp.body)
            self.visit(ifexp.orelse)
        elif kind == K_Lambda:
            lambda_ = node
            self.defaults(lambda_.args)
            self.enter('lambda', FUNCTION_BLOCK, node)
            self.arguments(lambda_.args)
            self.visit(lambda_.body)
            self.leave()
        elif kind == K_FormattedValue:
            formatted = node
            self.visit(formatted.value)
            if formatted.format_spec is not None:
                self.visit(formatted.format_spec)
        elif kind == K_Starred:
            starred = node
            self.visit(starred.value)
        elif kind == K_Slice:
            slice_ = node
            if slice_.lower is not None:
                self.visit(slice_.lower)
            if slice_.upper is not None:
                self.visit(slice_.upper)
            if slice_.step is not None:
                self.visit(slice_.step)
        elif kind == K_ListComp:
            self.comprehension(node, 'listcomp', node.elt, None)
        elif kind == K_SetComp:
            self.comprehension(node, 'setcomp', node.elt, None)
        elif kind == K_GeneratorExp:
            self.comprehension(node, 'genexpr', node.elt, None)
        elif kind == K_DictComp:
            self.comprehension(node, 'dictcomp', node.key, node.value)
        elif kind == K_NamedExpr:
            self.named(node)
        elif kind == K_Yield or kind == K_YieldFrom:
            self.not_in_annotation('yield expression', node)
            if node.value is not None:
                self.visit(node.value)
            self.current.generator = True
            if self.current.comprehension:
                self.error(f"'yield' inside {_YIELD_IN[self.current.comprehension]}", node)
        elif kind == K_Await:
            self.not_in_annotation('await expression', node)
            self.visit(node.value)
            self.current.coroutine = True
        self.levels += 1

    def not_in_annotation(self, what, node):
        if self.current.block == ANNOTATION_BLOCK:
            self.error(f"'{what}' can not be used within an annotation", node)

    def named(self, node):
        self.not_in_annotation('named expression', node)
        current = self.current
        if current.comp_iter_expr > 0:
            self.error('assignment expression cannot be used in a comprehension iterable expression', node)
        if current.comprehension:
            self.extend_named(node.target)
        else:
            if current.walrus is None:
                current.walrus = set()
            current.walrus.add(mangle(self.private, node.target.id))
        self.visit(node.value)
        self.visit(node.target)

    def extend_named(self, target):
        """Bind the target of an assignment expression in the block around the comprehensions it stands in."""
        name = target.id
        for scope in reversed(self.stack):
            if scope.comprehension:
                if self.lookup(scope, name) & DEF_COMP_ITER:
                    self.error(f"assignment expression cannot rebind comprehension iteration variable '{name}'", target)
                continue
            if scope.block == CLASS_BLOCK:
                self.error('assignment expression within a comprehension cannot be used in a class body', target)
            if scope.block == FUNCTION_BLOCK:
                is_global = self.lookup(scope, name) & DEF_GLOBAL
                self.define(name, DEF_GLOBAL if is_global else DEF_NONLOCAL, target)
                self.current.directives.append((mangle(self.private, name), target))
                self.define_in(scope, name, DEF_LOCAL, target)
                return
            if scope.block == MODULE_BLOCK:
                self.define(name, DEF_GLOBAL, target)
                self.current.directives.append((mangle(self.private, name), target))
                self.define_in(scope, name, DEF_GLOBAL, target)
                return

    def comprehension(self, node, name, elt, value):
        outermost = node.generators[0]
        # The outermost iterable is evaluated in the enclosing block.
        self.current.comp_iter_expr += 1
        self.visit(outermost.iter)
        self.current.comp_iter_expr -= 1
        scope = self.enter(name, FUNCTION_BLOCK, node)
        if outermost.is_async:
            scope.coroutine = True
        scope.comprehension = node.node_kind
        self.define('.0', DEF_PARAM, node)
        first = True
        for generator in node.generators:
            scope.comp_iter_target = True
            self.visit(generator.target)
            scope.comp_iter_target = False
            if not first:
                scope.comp_iter_expr += 1
                self.visit(generator.iter)
                scope.comp_iter_expr -= 1
            self.visit_all(generator.ifs)
            if generator.is_async:
                scope.coroutine = True
            first = False
        if value is not None:
            self.visit(value)
        self.visit(elt)
        scope.generator = node.node_kind == K_GeneratorExp
        self.leave()
        if scope.coroutine and not scope.generator:
            self.current.coroutine = True

    # ---- patterns

    def pattern(self, node):
        self.levels -= 1
        if self.levels <= 0:
            raise RecursionError(TOO_DEEP)
        kind = node.node_kind
        if kind == K_MatchValue:
            self.visit(node.value)
        elif kind == K_MatchSequence or kind == K_MatchOr:
            for item in node.patterns:
                self.pattern(item)
        elif kind == K_MatchStar:
            if node.name is not None:
                self.define(node.name, DEF_LOCAL, node)
        elif kind == K_MatchMapping:
            self.visit_all(node.keys)
            for item in node.patterns:
                self.pattern(item)
            if node.rest is not None:
                self.define(node.rest, DEF_LOCAL, node)
        elif kind == K_MatchClass:
            self.visit(node.cls)
            for item in node.patterns:
                self.pattern(item)
            for item in node.kwd_patterns:
                self.pattern(item)
        elif kind == K_MatchAs:
            if node.pattern is not None:
                self.pattern(node.pattern)
            if node.name is not None:
                self.define(node.name, DEF_LOCAL, node)
        self.levels += 1


class Analysis:
    """The second pass. Sets of names go inwards (bound, globals) and outwards (free)."""

    def __init__(self, filename):
        self.filename = filename

    def directive_error(self, message, scope, name):
        for directive, node in scope.directives:
            if directive == name:
                raise located_error_at(message, self.filename, node)
        raise RuntimeError('no directive for ' + name)

    def block(self, scope, bound, free, globals_):
        """Decide the scope of each name of `scope`; add to `free` what it needs from outside.

        bound: names bound in enclosing functions (None for the module); globals_: names declared global around.
        The caller passes copies.
        """
        if not scope.symbols and not scope.children:
            return
        local = set()
        scopes = {}
        new_globals = set()
        new_free = set()
        new_bound = set()
        is_class = scope.block == CLASS_BLOCK
        if is_class:
            # A class body sees what surrounds it, but its own names are invisible to its functions.
            new_globals |= globals_
            if bound is not None:
                new_bound |= bound
        for name, flags in scope.symbols.items():
            scopes[name] = self.name(scope, name, flags, bound, local, free, globals_)
        if not is_class:
            if scope.block == FUNCTION_BLOCK:
                new_bound |= local
            if bound is not None:
                new_bound |= bound
            new_globals |= globals_
        else:
            new_bound.add('__class__')
        child_free = set()
        for child in scope.children:
            needed = set(new_free)
            self.block(child, set(new_bound), needed, set(new_globals))
            child_free |= needed
            if child.free or child.child_free:
                scope.child_free = True
        new_free |= child_free
        if scope.block == FUNCTION_BLOCK:
            for name, kind in scopes.items():
                if kind == LOCAL and name in new_free:
                    scopes[name] = CELL
                    new_free.discard(name)
        elif is_class and '__class__' in new_free:
            new_free.discard('__class__')
            scope.needs_class_closure = True
        symbols = scope.symbols
        for name, kind in scopes.items():
            symbols[name] |= kind << SCOPE_OFFSET
        if scope.block == FUNCTION_BLOCK:
            for name, kind in scopes.items():
                if kind == CELL and name not in scope.deleted and self.only_read_while_waiting(scope, name):
                    scope.steady.add(name)
                    if name in scope.varnames:
                        scope.uncelled.add(name)
        for name in new_free:
            flags = symbols.get(name)
            if flags is not None:
                # Free in a method and bound in the class: the class passes the cell through.
                if is_class and flags & (DEF_BOUND | DEF_GLOBAL):
                    symbols[name] = flags | DEF_FREE_CLASS
            elif bound is None or name in bound:
                symbols[name] = FREE << SCOPE_OFFSET
        free |= new_free

    def only_read_while_waiting(self, scope, name):
        """Is `name` used in the blocks nested in `scope` only to be read, and by comprehensions that run at once?"""
        for child in scope.children:
            if child.scope_of(name) != FREE:
                if child.block == CLASS_BLOCK and name in child.symbols:
                    return False
                continue
            if child.comprehension == 0 or child.comprehension == K_GeneratorExp or child.coroutine \
                    or child.symbols[name] & (DEF_NONLOCAL | DEF_FREE_CLASS):
                return False
            free = 0
            for symbol in child.symbols:
                if child.scope_of(symbol) == FREE:
                    free += 1
            if free > MAX_STEADY or not self.only_read_while_waiting(child, name):
                return False
        return True

    def name(self, scope, name, flags, bound, local, free, globals_):
        if flags & DEF_GLOBAL:
            if flags & DEF_NONLOCAL:
                self.directive_error(f"name '{name}' is nonlocal and global", scope, name)
            globals_.add(name)
            if bound is not None:
                bound.discard(name)
            return GLOBAL_EXPLICIT
        if flags & DEF_NONLOCAL:
            if bound is None:
                self.directive_error('nonlocal declaration not allowed at module level', scope, name)
            if name not in bound:
                self.directive_error(f"no binding for nonlocal '{name}' found", scope, name)
            scope.free = True
            free.add(name)
            return FREE
        if flags & DEF_BOUND:
            local.add(name)
            globals_.discard(name)
            return LOCAL
        if bound is not None and name in bound:
            scope.free = True
            free.add(name)
            return FREE
        if name not in globals_ and scope.nested:
            scope.free = True
        return GLOBAL_IMPLICIT
