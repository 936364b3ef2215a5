# Layout of the rules: see diagnose_grammar.py.
import cython

cdef enum:
    TOKEN = 0
    WORD = 1
    FORCED = 2
    CUT = 3
    OPTIONAL = 4
    REPEAT = 5
    SEPARATED = 6
    LOOK = 7
    CHOICE = 8
    RULE = 9

cdef enum:
    PLAIN = 0
    REMEMBERED = 1
    LEFT_RECURSIVE = 2
    WITHOUT_MISTAKES = 3

cdef class Item:
    cdef int op, kind
    cdef bint flag
    cdef str text
    cdef object words
    cdef Item inner
    cdef Item separator
    cdef list sequences

@cython.final
cdef class Sequence:
    cdef list items
    cdef object action
    cdef str node
    cdef Py_ssize_t index
    cdef bint second_only
    cdef bytes starts

@cython.final
cdef class Rule(Item):
    cdef Grammar grammar
    cdef str name, source
    cdef int number, keeping, busy
    cdef object first
    cpdef Item body(self)

@cython.final
cdef class Grammar:
    cdef readonly dict rules
    cdef int depth, lowest
    cpdef bytes starts(self, Sequence sequence)
    @cython.locals(item=Item)
    cdef object first_of_sequence(self, Sequence sequence)
    @cython.locals(op=int, sequence=Sequence)
    cdef object first(self, Item item)
    @cython.locals(outer=int)
    cdef object first_of_rule(self, Rule rule)

@cython.locals(c=Py_UCS4)
cdef Py_ssize_t end_of_word(str text, Py_ssize_t at)

@cython.final
cdef class Reader:
    cdef Grammar grammar
    cdef str text
    cdef Py_ssize_t at
    cdef bint second_only
    cdef str next(self)
    @cython.locals(start=Py_ssize_t)
    cdef str word(self)
    cdef bint skip(self, str mark) except -1
    @cython.locals(choice=Item)
    cdef Item choice(self)
    @cython.locals(sequence=Sequence, outer=bint)
    cdef Sequence sequence(self)
    @cython.locals(item=Item, separated=Item)
    cdef Item repetition(self)
    @cython.locals(item=Item, choice=Item)
    cdef Item atom(self)
    @cython.locals(end=Py_ssize_t)
    cdef str quoted(self, str quote)

@cython.locals(item=Item)
cdef Item one_of_words(words)
