"""What the rules of diagnose_rules.py do where they match: build the little that messages need, and raise.

An action gets the walker, the index of the rule's first token and the values of the sequence (look-aheads have none). It
returns a value, or None for "this rule matches nothing here, and no later choice of it is tried".
"""
from pyrs import parser_strings
from pyrs import tokens as kinds


class Node:
    """An expression, parameter or pattern: what it is, where, and `data` that some messages need."""
    __slots__ = ('kind', 'lineno', 'col', 'end_lineno', 'end_col', 'data')

    def __init__(self, kind, first, last, data=None):
        self.kind = kind
        self.lineno = first.lineno
        self.col = first.col
        self.end_lineno = last.end_lineno
        self.end_col = last.end_col
        self.data = data


DESCRIPTIONS = {
    'Attribute': 'attribute', 'Subscript': 'subscript', 'Starred': 'starred', 'Name': 'name', 'List': 'list', 'Tuple': 'tuple',
    'Lambda': 'lambda', 'Call': 'function call', 'BoolOp': 'expression', 'BinOp': 'expression', 'UnaryOp': 'expression',
    'GeneratorExp': 'generator expression', 'Yield': 'yield expression', 'Await': 'await expression',
    'ListComp': 'list comprehension', 'SetComp': 'set comprehension', 'DictComp': 'dict comprehension', 'Dict': 'dict literal',
    'Set': 'set display', 'JoinedStr': 'f-string expression', 'literal': 'literal', 'True': 'True', 'False': 'False', 'None': 'None',
    'ellipsis': 'ellipsis', 'Compare': 'comparison', 'IfExp': 'conditional expression', 'NamedExpr': 'named expression',
}

STORE, DELETE, LOOP = range(3)


def invalid_target(e, use):
    """The part of `e` that cannot be assigned to (or deleted, or looped over), or None."""
    kind = e.kind
    if kind == 'List' or kind == 'Tuple':
        for item in e.data:
            found = invalid_target(item, use)
            if found is not None:
                return found
        return None
    if kind == 'Starred':
        return e if use == DELETE else invalid_target(e.data, use)
    if kind == 'Compare' and use == LOOP:
        # `for x in y` was read as a comparison.
        left, is_in = e.data
        return invalid_target(left, use) if is_in else None
    if kind == 'Name' or kind == 'Subscript' or kind == 'Attribute':
        return None
    return e


def is_legacy_name(text):
    return text == 'print' or text == 'exec'


def last_of_comprehension(clause):
    iterable, conditions = clause.data
    return conditions[-1] if conditions else iterable


# -- values

def many(w, first, v):
    return w.node('Tuple', first, [v[0]] + [item[1] for item in v[1]])


def one(w, first, v):
    return w.node('Tuple', first, [v[0]])


def starred(w, first, v):
    return w.node('Starred', first, v[1])


def list_(w, first, v):
    return w.node('List', first, v[1])


def tuple_(w, first, v):
    inner = v[1]
    return w.node('Tuple', first, [inner[0], *inner[2]] if inner else [])


def compare(w, first, v):
    pair = v[1][0]
    return w.node('Compare', first, (v[0], pair[0].kind == kinds.KW_IN))


def name(w, first, v):
    return w.node('Name', first, v[0].text)


def number(w, first, v):
    token = v[0]
    text = w.lexer.data[token.start:token.end].decode('ascii')
    if w.feature_version < 6 and '_' in text:
        w.fail('Underscores in numeric literals are only supported in Python 3.6 and greater')
    try:
        value = parser_strings.number_value(text)
    except ValueError as e:
        # Without columns: nobody needs thousands of carets.
        w.fail_at(f'{e} - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.',
                  token.lineno, -1, token.end_lineno, -1)
    return w.node('literal', first, value)


def real(w, first, v):
    if isinstance(v[0].data, complex):
        w.fail_on(v[0], v[0], 'real number required in complex literal')
    return v[0]


def imaginary(w, first, v):
    if not isinstance(v[0].data, complex):
        w.fail_on(v[0], v[0], 'imaginary number required in complex literal')
    return v[0]


def join_strings(w, first, v):
    data = w.lexer.data
    formatted = False
    for token in v[0]:
        if b'f' in data[token.start:token.start + 2].lower().split(b'"')[0].split(b"'")[0]:
            formatted = True
            if w.feature_version < 6:
                w.fail('Format strings are only supported in Python 3.6 and greater')
    try:
        parser_strings.join_strings(w, v[0])
    except parser_strings.StringError as e:
        if e.token is None:
            w.fail(e.message)
        w.fail_on(e.token, e.token, e.message)
    return w.node('JoinedStr' if formatted else 'literal', first, None)


def not_equal(w, first, v):
    text = w.lexer.data[v[0].start:v[0].end]
    if w.flufl and text != b'<>':
        w.fail("with Barry as BDFL, use '<>' instead of '!='")
    if not w.flufl and text != b'!=':
        return None
    return v[0]


def comprehension(w, first, v):
    return w.node('comprehension', first, (v[3], [item[1] for item in v[4]]))


def async_comprehension(w, first, v):
    w.require(6, 'Async comprehensions are')
    return comprehension(w, first, v[1:])


def call_parts(values):
    args = [e for e in values if e.kind != 'keyword' and e.kind != 'unpacking']
    keywords = [e for e in values if e.kind == 'keyword' or e.kind == 'unpacking']
    return args, keywords


def args(w, first, v):
    return w.node('Call', first, call_parts(v[0] + (v[1][1] if v[1] else [])))


def kwargs_only(w, first, v):
    return w.node('Call', first, call_parts(v[0]))


def join(w, first, v):
    return v[0] + v[2]


def interactive_end(w, first, v):
    return None


# -- constructs with a version

def versioned(version, what, kind=None, index=None):
    def action(w, first, v):
        w.require(version, what)
        return w.node(kind, first, v) if kind else v if index is None else v[index]
    return action


# -- errors

def on(index, message, last=None):
    """Blame the value at `index` (up to the one at `last`)."""
    def action(w, first, v):
        w.fail_on(v[index], v[index if last is None else last], message)
    return action


def here(message):
    """Blame the last token read."""
    def action(w, first, v):
        w.fail(message)
    return action


def described(index, message):
    """Blame the expression at `index`, and say what it is."""
    def action(w, first, v):
        w.fail_on(v[index], v[index], message % DESCRIPTIONS[v[index].kind])
    return action


def target(index, use, message):
    """Blame the part of the expression at `index` that is no target."""
    def action(w, first, v):
        wrong = invalid_target(v[index], use)
        if wrong is None:
            return None
        w.fail_on(wrong, wrong, message % DESCRIPTIONS[wrong.kind])
    return action


def block_after(index, what):
    """An indented block is missing."""
    def action(w, first, v):
        w.fail(f'expected an indented block after {what} on line {v[index].lineno}', IndentationError)
    return action


def no_block(w, first, v):
    w.fail('expected an indented block', IndentationError)


def generator(element, clauses):
    def action(w, first, v):
        w.fail_on(v[element], last_of_comprehension(v[clauses][-1]), 'Generator expression must be parenthesized')
    return action


def generator_after_arguments(w, first, v):
    positional = v[0].data[0]
    if len(positional) <= 1:
        return None
    w.fail_on(positional[-1], last_of_comprehension(v[1][-1]), 'Generator expression must be parenthesized')


def positional_after_keyword(w, first, v):
    keywords = v[0].data[1]
    if any(e.kind == 'unpacking' for e in keywords):
        w.fail('positional argument follows keyword argument unpacking')
    w.fail('positional argument follows keyword argument')


def assign_constant(w, first, v):
    w.fail_on(v[0], v[1], f'cannot assign to {v[0].text}')


def legacy_statement(w, first, v):
    text = v[0].text
    if not is_legacy_name(text):
        return None
    w.fail_on(v[0], v[1], f"Missing parentheses in call to '{text}'. Did you mean {text}(...)?")


def forgotten_comma(w, first, v):
    if v[0].kind == 'Name' and is_legacy_name(v[0].data):
        return None
    if w.tokens[w.mark - 1].level == 0:
        return None
    w.fail_on(v[0], v[1], 'invalid syntax. Perhaps you forgot a comma?')


def bare_tuple_comprehension(w, first, v):
    w.fail_on(v[1], v[3][-1], 'did you forget parentheses around the comprehension target?')


def alternatives(w, first, v):
    # One alone is itself: a pattern in parentheses does not begin with them.
    return v[0][0] if len(v[0]) == 1 else w.node('pattern', first, v)


def positional_after_keyword_patterns(w, first, v):
    w.fail_on(v[2][0], v[2][-1], 'positional patterns follow keyword patterns')


def bare_exception_tuple(w, first, v):
    w.fail_from(v[2], 'multiple exception types must be parenthesized')


def starred_value(w, first, v):
    w.fail_from(v[2], 'cannot use a starred expression in a dictionary value')


def no_key_colon(w, first, v):
    key = v[0]
    w.fail_at("':' expected after dictionary key", key.lineno, key.end_col - 1, key.end_lineno, -1)



MAYBE_EQUALITY = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
BOTH_EXCEPTS = "cannot have both 'except' and 'except*' on the same 'try'"

ACTIONS = {
    'many': many, 'one': one, 'starred': starred, 'list': list_, 'tuple': tuple_, 'compare': compare, 'name': name, 'number': number,
    'real': real, 'imaginary': imaginary, 'join_strings': join_strings, 'not_equal': not_equal, 'comprehension': comprehension,
    'async_comprehension': async_comprehension, 'args': args, 'kwargs_only': kwargs_only, 'join': join, 'interactive_end': interactive_end,

    'annotation': versioned(6, 'Variable annotation syntax is'),
    'annotations': versioned(6, 'Variable annotations syntax is'),
    'matmult': versioned(5, "The '@' operator is"),
    'matmult_expr': versioned(5, "The '@' operator is", 'BinOp'),
    'await_expr': versioned(5, 'Await expressions are', 'Await'),
    'walrus': versioned(8, 'Assignment expressions are', 'NamedExpr'),
    'posonly': versioned(8, 'Positional-only parameters are'),
    'async_def': versioned(5, 'Async functions are'),
    'async_for': versioned(5, 'Async for loops are'),
    'async_with': versioned(5, 'Async with statements are'),
    'parenthesized_with': versioned(9, 'Parenthesized context managers are'),
    'except_star': versioned(11, 'Exception groups are'),
    'match': versioned(10, 'Pattern matching is'),

    'unpacking_after_keywords': on(2, 'iterable argument unpacking follows keyword argument unpacking'),
    'generator_not_alone': generator(0, 1),
    'generator_after_comma': generator(2, 3),
    'generator_after_arguments': generator_after_arguments,
    'maybe_equality': on(0, MAYBE_EQUALITY, 1),
    'name_equality': on(0, MAYBE_EQUALITY, 2),
    'positional_after_keyword': positional_after_keyword,
    'assign_constant': assign_constant,
    'assign_in_call': on(0, 'expression cannot contain assignment, perhaps you meant "=="?', 1),
    'legacy_statement': legacy_statement,
    'forgotten_comma': forgotten_comma,
    'if_without_else': on(0, "expected 'else' after 'if' expression", 2),
    'bad_walrus': described(0, 'cannot use assignment expressions with %s'),
    'expression_equality': described(0, "cannot assign to %s here. Maybe you meant '==' instead of '='?"),
    'annotated_display': described(0, 'only single target (not %s) can be annotated'),
    'annotated_tuple': on(0, 'only single target (not tuple) can be annotated'),
    'annotated_expression': on(0, 'illegal target for annotation'),
    'bad_star_target': target(1, STORE, 'cannot assign to %s'),
    'assigned_yield': on(1, 'assignment to yield expression not possible'),
    'bad_augmented': described(0, "'%s' is an illegal expression for augmented assignment"),
    'bad_del_target': target(1, DELETE, 'cannot delete %s'),
    'no_block': no_block,
    'starred_comprehension': on(1, 'iterable unpacking cannot be used in comprehension'),
    'bare_tuple_comprehension': bare_tuple_comprehension,
    'bare_one_tuple_comprehension': on(1, 'did you forget parentheses around the comprehension target?', 2),
    'dict_unpacking_comprehension': on(1, 'dict unpacking cannot be used in dict comprehension'),
    'default_order': on(2, 'non-default argument follows default argument'),
    'parenthesized_parameters': on(1, 'Function parameters cannot be parenthesized', 4),
    'parenthesized_lambda_parameters': on(1, 'Lambda expression parameters cannot be parenthesized', 4),
    'slash_first': on(0, 'at least one argument must precede /'),
    'slash_twice': on(2, '/ may appear only once'),
    'slash_after_star': on(5, '/ must be ahead of *'),
    'slash_star': on(2, 'expected comma between / and *'),
    'no_default': on(0, 'expected default value expression'),
    'bare_star': on(0, 'named arguments must follow bare *'),
    'bare_lambda_star': here('named arguments must follow bare *'),
    'bare_star_comment': here('bare * has associated type comment'),
    'star_default': on(2, 'var-positional argument cannot have default value'),
    'star_twice': on(3, '* argument may appear only once'),
    'double_star_default': on(2, 'var-keyword argument cannot have default value'),
    'after_double_star': on(3, 'arguments cannot follow var-keyword argument'),
    'two_type_comments': here('Cannot have two type comments on def'),
    'bad_with_target': target(2, STORE, 'cannot assign to %s'),
    'bad_loop_target': target(2, LOOP, 'cannot assign to %s'),
    'starred_group': on(1, 'cannot use starred expression here'),
    'double_starred_group': on(1, 'cannot use double starred expression here'),
    'trailing_import_comma': here('trailing comma not allowed without surrounding parentheses'),
    'no_colon': here("expected ':'"),
    'no_with_block': block_after(1, "'with' statement"),
    'no_try_block': block_after(0, "'try' statement"),
    'no_finally_block': block_after(0, "'finally' statement"),
    'no_except_block': block_after(0, "'except' statement"),
    'no_except_star_block': block_after(0, "'except*' statement"),
    'no_match_block': block_after(0, "'match' statement"),
    'no_case_block': block_after(0, "'case' statement"),
    'no_if_block': block_after(0, "'if' statement"),
    'no_elif_block': block_after(0, "'elif' statement"),
    'no_else_block': block_after(0, "'else' statement"),
    'no_while_block': block_after(0, "'while' statement"),
    'no_for_block': block_after(1, "'for' statement"),
    'no_function_block': block_after(1, 'function definition'),
    'no_class_block': block_after(0, 'class definition'),
    'no_handler': here("expected 'except' or 'finally' block"),
    'star_after_plain': on(4, BOTH_EXCEPTS, 5),
    'plain_after_star': on(4, BOTH_EXCEPTS),
    'bare_exception_tuple': bare_exception_tuple,
    'no_exception_type': here('expected one or more exception types'),
    'wildcard_target': on(2, "cannot use '_' as a target"),
    'bad_pattern_target': on(2, 'invalid pattern target'),
    'alternatives': alternatives,
    'positional_after_keyword_patterns': positional_after_keyword_patterns,
    'starred_value': starred_value,
    'no_value': on(1, "expression expected after dictionary key and ':'"),
    'no_key_colon': no_key_colon,
}
