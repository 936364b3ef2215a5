from pyrs.nodes cimport K_Attribute, K_Constant, K_MatchAs, K_MatchClass, K_MatchMapping, K_MatchOr
from pyrs.nodes cimport K_MatchSequence, K_MatchSingleton, K_MatchStar, K_MatchValue, K_Store
from pyrs.nodes cimport (Match, MatchClass, MatchMapping, MatchOr, MatchSequence, MatchSingleton, MatchValue,
                         match_case)
from pyrs.nodes cimport pattern as pattern_t
from pyrs.compiler.ops cimport (BUILD_MAP, BUILD_TUPLE, DELETE_SUBSCR, DICT_UPDATE, GET_LEN, IS, JUMP, JUMP_IF_FALSE, JUMP_IF_NONE,
                                   JUMP_IF_NOT_EQ, JUMP_IF_NOT_EQ_I, JUMP_IF_NOT_GE, JUMP_IF_NOT_GE_I,
                                   JUMP_IF_NOT_NONE, KILL, LOAD_SUBSCR, LOAD_SUBSCR_I, MATCH_CLASS, MATCH_KEYS,
                                   MATCH_MAPPING, MATCH_SEQUENCE, MOVE, SUB_I, UNPACK_EX, UNPACK_SEQUENCE)
from pyrs.compiler.codegen_expr cimport ANY, ExprCompiler, PUSH, _is_short_int
from pyrs.compiler.unit cimport Block, PIN, TEMP, Unit

cdef class PatternCompiler(ExprCompiler):
    cdef match(self, Match node)
    cdef pattern(self, pattern_t node, int subject, list stores, Block fail, bint allow_irrefutable)
    cdef capture(self, name, int reg, list stores)
    cdef jump_unless(self, int reg, Block fail)
    cdef pattern_value(self, MatchValue node, int subject, Block fail)
    cdef pattern_singleton(self, MatchSingleton node, int subject, Block fail)
    cdef test_length(self, int subject, int op, int size, Block fail)
    cdef pattern_sequence(self, MatchSequence node, int subject, list stores, Block fail)
    cdef pattern_items(self, list patterns, int star, int subject, list stores, Block fail)
    cdef pattern_mapping(self, MatchMapping node, int subject, list stores, Block fail)
    cdef pattern_class(self, MatchClass node, int subject, list stores, Block fail)
    cdef pattern_or(self, MatchOr node, int subject, list stores, Block fail, bint allow_irrefutable)
