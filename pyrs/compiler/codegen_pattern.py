"""Code for `match`.

The subject and everything unpacked from it live in pinned registers until the pattern has matched or failed; names are
stored only when the whole pattern has matched. A failing test jumps to a block that releases all of them at once
(releasing an unset register does nothing), so no test needs to know how far the match had come.
"""
import cython

from pyrs.compiler.fold import NOT_CONST

if not cython.compiled:
    from pyrs.compiler.ops import (BUILD_MAP, BUILD_TUPLE, DELETE_SUBSCR, DICT_UPDATE, GET_LEN, IS, JUMP, JUMP_IF_FALSE, JUMP_IF_NONE, JUMP_IF_NOT_EQ,
                                  JUMP_IF_NOT_EQ_I, JUMP_IF_NOT_GE, JUMP_IF_NOT_GE_I, JUMP_IF_NOT_NONE, KILL,
                                  LOAD_SUBSCR, LOAD_SUBSCR_I, MATCH_CLASS, MATCH_KEYS, MATCH_MAPPING, MATCH_SEQUENCE,
                                  MOVE, SUB_I, UNPACK_EX, UNPACK_SEQUENCE)
    from pyrs.compiler.codegen_expr import ANY, ExprCompiler, PUSH, _is_short_int
    from pyrs.compiler.unit import Block, TEMP
    from pyrs.nodes import (K_MatchValue, K_MatchSingleton, K_MatchSequence, K_MatchMapping, K_MatchClass, K_MatchStar,
                            K_MatchAs, K_MatchOr, K_Attribute, K_Store)


def is_wildcard(pattern):
    return pattern.node_kind == K_MatchAs and pattern.name is None


class PatternCompiler(ExprCompiler):
    """The part of the code generator for patterns. `stores` are the captures so far, pairs of name and register."""

    def match(self, node):
        u = self.u
        base = u.npins
        subject = self.expr(node.subject, u.pin())
        top = u.npins
        end = Block()
        last = len(node.cases) - 1
        for index, case in enumerate(node.cases):
            u.at(case.pattern)
            bound = u.bound
            fail = Block()
            stores = []
            self.pattern(case.pattern, subject, stores, fail, case.guard is not None or index == last)
            for name, reg in stores:
                self.store_name(name, reg)
            high = u.npins
            self.kill_pins(top)
            if case.guard is not None:
                self.jump_if(case.guard, fail, False)
            u.emit(KILL, subject, 0, 0)
            self.body(case.body)
            u.bound = bound
            u.nowhere()
            u.jump(JUMP, 0, 0, end)
            u.at(case.pattern)
            u.use(fail)
            u.npins = high
            self.kill_pins(top)
        u.emit(KILL, subject, 0, 0)
        u.npins = base
        u.use(end)

    def pattern(self, node, subject, stores, fail, allow_irrefutable):
        """Test `subject`, a pinned register, against a pattern; go on if it matches, else jump to `fail`."""
        u = self.u
        u.at(node)
        kind = node.node_kind
        if kind == K_MatchValue:
            self.pattern_value(node, subject, fail)
        elif kind == K_MatchSingleton:
            self.pattern_singleton(node, subject, fail)
        elif kind == K_MatchSequence:
            self.pattern_sequence(node, subject, stores, fail)
        elif kind == K_MatchMapping:
            self.pattern_mapping(node, subject, stores, fail)
        elif kind == K_MatchClass:
            self.pattern_class(node, subject, stores, fail)
        elif kind == K_MatchStar:
            self.capture(node.name, subject, stores)
        elif kind == K_MatchOr:
            self.pattern_or(node, subject, stores, fail, allow_irrefutable)
        else:
            if node.pattern is None:
                if not allow_irrefutable:
                    if node.name is not None:
                        self.error(f'name capture {node.name!r} makes remaining patterns unreachable')
                    self.error('wildcard makes remaining patterns unreachable')
            else:
                self.pattern(node.pattern, subject, stores, fail, allow_irrefutable)
            self.capture(node.name, subject, stores)

    def capture(self, name, reg, stores):
        if name is None:
            return
        self.forbid(name, K_Store)
        for other, _ in stores:
            if other == name:
                self.error(f'multiple assignments to name {name!r} in pattern')
        stores.append((name, reg))

    def jump_unless(self, reg, fail):
        self.u.jump(JUMP_IF_FALSE, reg, 0, fail)
        self.u.ntemps -= 1

    def pattern_value(self, node, subject, fail):
        u = self.u
        value = self.folder.value(node.value)
        if value is NOT_CONST and node.value.node_kind != K_Attribute:
            self.error('patterns may only match literals and attribute lookups')
        if _is_short_int(value):
            u.jump(JUMP_IF_NOT_EQ_I, subject, value, fail)
            return
        base = u.ntemps
        u.jump(JUMP_IF_NOT_EQ, subject, self.expr(node.value, ANY), fail)
        u.ntemps = base

    def pattern_singleton(self, node, subject, fail):
        u = self.u
        if node.value is None:
            u.jump(JUMP_IF_NOT_NONE, subject, 0, fail)
            return
        reg = self.load_const(node.value, PUSH)
        u.emit(IS, reg, subject, reg)
        self.jump_unless(reg, fail)

    def test_length(self, subject, op, size, fail):
        """Jump to `fail` by the fused comparison `op` (a JUMP_IF_NOT_x_I) of len(subject) and size."""
        u = self.u
        base = u.ntemps
        reg = u.push()
        u.emit(GET_LEN, reg, subject, 0)
        if size <= 32767:
            u.jump(op, reg, size, fail)
        else:
            wide = JUMP_IF_NOT_EQ if op == JUMP_IF_NOT_EQ_I else JUMP_IF_NOT_GE
            u.jump(wide, reg, self.load_const(size, PUSH), fail)
        u.ntemps = base

    def pattern_sequence(self, node, subject, stores, fail):
        u = self.u
        patterns = node.patterns
        size = len(patterns)
        star = -1
        only_wildcard = True
        star_wildcard = False
        for index, item in enumerate(patterns):
            if item.node_kind == K_MatchStar:
                if star >= 0:
                    self.error('multiple starred names in sequence pattern')
                star = index
                star_wildcard = item.name is None
                only_wildcard = only_wildcard and star_wildcard
            else:
                only_wildcard = only_wildcard and is_wildcard(item)
        reg = u.push()
        u.emit(MATCH_SEQUENCE, reg, subject, 0)
        self.jump_unless(reg, fail)
        if star < 0:
            self.test_length(subject, JUMP_IF_NOT_EQ_I, size, fail)
        elif size > 1:
            self.test_length(subject, JUMP_IF_NOT_GE_I, size - 1, fail)
        if only_wildcard:
            return
        if star_wildcard:
            self.pattern_items(patterns, star, subject, stores, fail)
            return
        first = u.pin(size)
        if star >= 0:
            if star >= 256 or size - star - 1 >= 1 << 23:
                self.error('too many expressions in star-unpacking sequence pattern')
            u.emit(UNPACK_EX, first, subject, star + (size - star - 1 << 8))
        else:
            u.emit(UNPACK_SEQUENCE, first, subject, size)
        for index, item in enumerate(patterns):
            self.pattern(item, first + index, stores, fail, True)

    def pattern_items(self, patterns, star, subject, stores, fail):
        """A sequence pattern with an unnamed star: take the wanted items by index."""
        u = self.u
        size = len(patterns)
        for index, item in enumerate(patterns):
            if index == star or is_wildcard(item):
                continue
            reg = u.pin()
            if index < star:
                u.emit(LOAD_SUBSCR_I, reg, subject, index)
            else:
                # The subject may not support negative indexes.
                position = u.push()
                u.emit(GET_LEN, position, subject, 0)
                u.emit(SUB_I, position, position, size - index)
                u.emit(LOAD_SUBSCR, reg, subject, position)
                u.ntemps -= 1
            self.pattern(item, reg, stores, fail, True)

    def pattern_mapping(self, node, subject, stores, fail):
        u = self.u
        keys = node.keys
        size = len(keys)
        reg = u.push()
        u.emit(MATCH_MAPPING, reg, subject, 0)
        self.jump_unless(reg, fail)
        if not size and node.rest is None:
            return
        if size:
            self.test_length(subject, JUMP_IF_NOT_GE_I, size, fail)
        seen = set()
        constants = []
        base = u.ntemps
        for key in keys:
            value = self.folder.value(key)
            if value is not NOT_CONST:
                if value in seen:
                    self.error(f'mapping pattern checks duplicate key ({value!r})')
                seen.add(value)
                constants.append(value)
            elif key.node_kind != K_Attribute:
                self.error('mapping pattern keys may only match literals and attribute lookups')
        names = u.pin()
        if size and len(constants) == size:
            self.load_const(tuple(constants), names)
        else:
            for key in keys:
                self.expr(key, PUSH)
            u.ntemps = base
            u.emit(BUILD_TUPLE, names, TEMP + base, size)
        values = u.pin()
        u.emit(MATCH_KEYS, values, subject, names)
        u.jump(JUMP_IF_NONE, values, 0, fail)
        if size:
            first = u.pin(size)
            u.emit(UNPACK_SEQUENCE, first, values, size)
            for index, item in enumerate(node.patterns):
                self.pattern(item, first + index, stores, fail, True)
        if node.rest is not None:
            rest = u.pin()
            u.emit(BUILD_MAP, rest, TEMP + base, 0)
            u.emit(DICT_UPDATE, rest, subject, 0)
            if size:
                first = u.reserve(size)
                u.emit(UNPACK_SEQUENCE, first, names, size)
                for index in range(size):
                    u.emit(DELETE_SUBSCR, rest, first + index, 0)
                u.ntemps = base
            self.capture(node.rest, rest, stores)

    def pattern_class(self, node, subject, stores, fail):
        u = self.u
        count = len(node.patterns)
        names = node.kwd_attrs
        for index, name in enumerate(names):
            u.at(node.kwd_patterns[index])
            self.forbid(name, K_Store)
            for other in range(index + 1, len(names)):
                if names[other] == name:
                    u.at(node.kwd_patterns[other])
                    self.error(f'attribute name repeated in class pattern: {name}')
        u.at(node)
        base = u.ntemps
        self.expr(node.cls, PUSH)
        self.load_const(tuple(names), PUSH)
        self.load_const(count, PUSH)
        u.ntemps = base
        attributes = u.pin()
        u.emit(MATCH_CLASS, attributes, subject, TEMP + base)
        u.jump(JUMP_IF_NONE, attributes, 0, fail)
        patterns = node.patterns + node.kwd_patterns
        if not patterns:
            return
        first = u.pin(len(patterns))
        u.emit(UNPACK_SEQUENCE, first, attributes, len(patterns))
        for index, item in enumerate(patterns):
            if not is_wildcard(item):
                self.pattern(item, first + index, stores, fail, True)

    def pattern_or(self, node, subject, stores, fail, allow_irrefutable):
        u = self.u
        matched = Block()
        last = len(node.patterns) - 1
        control = None
        for index, alternative in enumerate(node.patterns):
            u.at(alternative)
            following = Block()
            captured = []
            self.pattern(alternative, subject, captured, following, index == last and allow_irrefutable)
            if control is None:
                # Where each name waits, whichever alternative it came from.
                control = {name: u.pin() for name, _ in captured}
            elif len(captured) != len(control) or any([name not in control for name, _ in captured]):
                self.error('alternative patterns bind different names')
            for name, reg in captured:
                u.emit(MOVE, control[name], reg, 0)
            u.jump(JUMP, 0, 0, matched)
            u.use(following)
        u.jump(JUMP, 0, 0, fail)
        u.use(matched)
        for name, reg in control.items():
            self.capture(name, reg, stores)
