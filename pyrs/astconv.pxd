# Conversion runs for each node of a tree: calls go straight to the function, small numbers are C's.

cdef enum:
    IDENTIFIER = 0
    STRING = 1
    INT = 2
    CONSTANT = 3
    NODE = 4

cdef enum:
    REQUIRED = 0
    OPTIONAL = 1
    LIST = 2

cdef dict _CLASSES, _BASES, _HOST_CLASSES, _HOST_SHARED, _SHARED, _SUMS, _FIELDS, _NAMES
cdef set _SUMS_WITH_FIELDS, _SUMS_WITH_POSITIONS
cdef object _MISSING

cdef _to_host(node, Py_ssize_t levels)
cdef _integer(value)
cdef _position(obj, owner, attribute, default)
cdef list _positions(obj, owner)
cdef _from_sum(obj, base, Py_ssize_t levels)
cdef _field(obj, name, int kind, int suffix, field, bare, Py_ssize_t levels)
cdef _value(value, int kind, bare, Py_ssize_t levels)
