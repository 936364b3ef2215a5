"""Kinds of tokens.

`tokens.pxd` repeats the numbers as C constants for compiled code; a test compares the two.
The order matters: augmented assignments are contiguous (PLUSEQUAL..DOUBLESTAREQUAL), comparisons too
(EQEQUAL..GREATEREQUAL), and keywords start at KW_FALSE.
"""

ENDMARKER = 0
NAME = 1
NUMBER = 2
STRING = 3
NEWLINE = 4
INDENT = 5
DEDENT = 6
TYPE_COMMENT = 7
TYPE_IGNORE = 8
ASYNC = 9
AWAIT = 10
OP = 11
LPAR = 12
RPAR = 13
LSQB = 14
RSQB = 15
LBRACE = 16
RBRACE = 17
COLON = 18
COMMA = 19
SEMI = 20
DOT = 21
ELLIPSIS = 22
RARROW = 23
COLONEQUAL = 24
EQUAL = 25
TILDE = 26
VBAR = 27
CIRCUMFLEX = 28
AMPER = 29
LEFTSHIFT = 30
RIGHTSHIFT = 31
PLUS = 32
MINUS = 33
STAR = 34
SLASH = 35
DOUBLESLASH = 36
PERCENT = 37
AT = 38
DOUBLESTAR = 39
EQEQUAL = 40
NOTEQUAL = 41
LESS = 42
LESSEQUAL = 43
GREATER = 44
GREATEREQUAL = 45
PLUSEQUAL = 46
MINEQUAL = 47
STAREQUAL = 48
SLASHEQUAL = 49
DOUBLESLASHEQUAL = 50
PERCENTEQUAL = 51
ATEQUAL = 52
AMPEREQUAL = 53
VBAREQUAL = 54
CIRCUMFLEXEQUAL = 55
LEFTSHIFTEQUAL = 56
RIGHTSHIFTEQUAL = 57
DOUBLESTAREQUAL = 58
KW_FALSE = 64
KW_NONE = 65
KW_TRUE = 66
KW_AND = 67
KW_AS = 68
KW_ASSERT = 69
KW_BREAK = 70
KW_CLASS = 71
KW_CONTINUE = 72
KW_DEF = 73
KW_DEL = 74
KW_ELIF = 75
KW_ELSE = 76
KW_EXCEPT = 77
KW_FINALLY = 78
KW_FOR = 79
KW_FROM = 80
KW_GLOBAL = 81
KW_IF = 82
KW_IMPORT = 83
KW_IN = 84
KW_IS = 85
KW_LAMBDA = 86
KW_NONLOCAL = 87
KW_NOT = 88
KW_OR = 89
KW_PASS = 90
KW_RAISE = 91
KW_RETURN = 92
KW_TRY = 93
KW_WHILE = 94
KW_WITH = 95
KW_YIELD = 96
ERRORTOKEN = 97

OPERATORS = {
    '(': LPAR,
    ')': RPAR,
    '[': LSQB,
    ']': RSQB,
    '{': LBRACE,
    '}': RBRACE,
    ':': COLON,
    ',': COMMA,
    ';': SEMI,
    '.': DOT,
    '...': ELLIPSIS,
    '->': RARROW,
    ':=': COLONEQUAL,
    '=': EQUAL,
    '~': TILDE,
    '|': VBAR,
    '^': CIRCUMFLEX,
    '&': AMPER,
    '<<': LEFTSHIFT,
    '>>': RIGHTSHIFT,
    '+': PLUS,
    '-': MINUS,
    '*': STAR,
    '/': SLASH,
    '//': DOUBLESLASH,
    '%': PERCENT,
    '@': AT,
    '**': DOUBLESTAR,
    '==': EQEQUAL,
    '!=': NOTEQUAL,
    '<': LESS,
    '<=': LESSEQUAL,
    '>': GREATER,
    '>=': GREATEREQUAL,
    '+=': PLUSEQUAL,
    '-=': MINEQUAL,
    '*=': STAREQUAL,
    '/=': SLASHEQUAL,
    '//=': DOUBLESLASHEQUAL,
    '%=': PERCENTEQUAL,
    '@=': ATEQUAL,
    '&=': AMPEREQUAL,
    '|=': VBAREQUAL,
    '^=': CIRCUMFLEXEQUAL,
    '<<=': LEFTSHIFTEQUAL,
    '>>=': RIGHTSHIFTEQUAL,
    '**=': DOUBLESTAREQUAL,
}

KEYWORDS = {
    'False': KW_FALSE,
    'None': KW_NONE,
    'True': KW_TRUE,
    'and': KW_AND,
    'as': KW_AS,
    'assert': KW_ASSERT,
    'break': KW_BREAK,
    'class': KW_CLASS,
    'continue': KW_CONTINUE,
    'def': KW_DEF,
    'del': KW_DEL,
    'elif': KW_ELIF,
    'else': KW_ELSE,
    'except': KW_EXCEPT,
    'finally': KW_FINALLY,
    'for': KW_FOR,
    'from': KW_FROM,
    'global': KW_GLOBAL,
    'if': KW_IF,
    'import': KW_IMPORT,
    'in': KW_IN,
    'is': KW_IS,
    'lambda': KW_LAMBDA,
    'nonlocal': KW_NONLOCAL,
    'not': KW_NOT,
    'or': KW_OR,
    'pass': KW_PASS,
    'raise': KW_RAISE,
    'return': KW_RETURN,
    'try': KW_TRY,
    'while': KW_WHILE,
    'with': KW_WITH,
    'yield': KW_YIELD,
}

SOFT_KEYWORDS = ('_', 'case', 'match')
