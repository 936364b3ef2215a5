import cython

from pyrs.nodes cimport K_BinOp, K_Constant, K_Load, K_Name, K_Subscript, K_Tuple, K_UnaryOp
from pyrs.nodes cimport BinOp, Constant, FormattedValue, JoinedStr, Name, Subscript, Tuple, UnaryOp
from pyrs.nodes cimport expr as expr_t

cdef class Folder:
    cdef readonly bint debug
    # id(node) -> the constant or NOT_CONST; id(node) -> JoinedStr or None
    cdef dict known, formats

    @cython.locals(constant=Constant, name=Name, kind=int)
    cdef object value(self, expr_t node)
    cdef object items(self, list elts)
    cdef object binary(self, BinOp node)
    cdef object unary(self, UnaryOp node)
    cdef object subscript(self, Subscript node)
    cdef JoinedStr format_pieces(self, BinOp node)
    cdef JoinedStr joined(self, BinOp node, str text, list args)
