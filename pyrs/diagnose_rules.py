"""The grammar as diagnose.py walks it: ordered choice, with the rules that only wrong sources match.

Notation, one rule per paragraph:
    name = a b | c      ordered choice of sequences
    'x'  "x"            operator or keyword; a name that is a keyword only here
    NAME                a kind of token
    x? x* x+ s%x        option, repetitions, a list of x separated by s
    &x !x ~             look ahead, look ahead for the opposite, no other choice after this point
    x!!                 raise "expected x" if it is not there
    name~ name<         remember results for a position; the same for a rule that begins with itself
    @f  @:Kind          the value is f(...) of diagnose_actions; the value is a node of that kind
    -rule               only in the second pass, which looks for the reason (dict alone looks for it in both)

The order of choices is observable: it decides which message wins and how far the source was read. Choices that differ
from the parser's own way (parser.py) are here because CPython's messages depend on them.
"""

RULES = r'''
file = statements? ENDMARKER
interactive = compound_stmt NEWLINE | simple_stmts | NEWLINE | ENDMARKER @interactive_end
eval = expressions NEWLINE* ENDMARKER
func_type = '(' type_expressions? ')' '->' expression NEWLINE* ENDMARKER
fstring = star_expressions

statements = statement+
statement = compound_stmt | simple_stmts
simple_stmts = simple_stmt !';' NEWLINE | ';'%simple_stmt ';'? NEWLINE
simple_stmt~ = assignment | star_expressions @:Expr | &'return' return_stmt | &('import' | 'from') import_stmt | &'raise' raise_stmt
    | 'pass' | &'del' del_stmt | &'yield' yield_stmt | &'assert' assert_stmt | 'break' | 'continue' | &'global' global_stmt
    | &'nonlocal' nonlocal_stmt
compound_stmt = &('def' | '@' | ASYNC) function_def | &'if' if_stmt | &('class' | '@') class_def | &('with' | ASYNC) with_stmt
    | &('for' | ASYNC) for_stmt | &'try' try_stmt | &'while' while_stmt | match_stmt

assignment = NAME ':' expression ('=' annotated_rhs)? @annotation
    | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ('=' annotated_rhs)? @annotations
    | (star_targets '=')+ (yield_expr | star_expressions) !'=' TYPE_COMMENT?
    | single_target augassign ~ (yield_expr | star_expressions)
    | -bad_assignment
annotated_rhs = yield_expr | star_expressions
augassign = '+=' | '-=' | '*=' | '@=' @matmult | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
return_stmt = 'return' star_expressions?
raise_stmt = 'raise' expression ('from' expression)? | 'raise'
global_stmt = 'global' ','%NAME
nonlocal_stmt = 'nonlocal' ','%NAME
del_stmt = 'del' del_targets &(';' | NEWLINE) | -bad_del
yield_stmt = yield_expr
assert_stmt = 'assert' expression (',' expression)?

import_stmt = import_name | import_from
import_name = 'import' dotted_as_names
import_from = 'from' ('.' | '...')* dotted_name 'import' import_from_targets | 'from' ('.' | '...')+ 'import' import_from_targets
import_from_targets = '(' import_from_as_names ','? ')' | import_from_as_names !',' | '*' | -bad_import_targets
import_from_as_names = ','%import_from_as_name
import_from_as_name = NAME ('as' NAME)?
dotted_as_names = ','%dotted_as_name
dotted_as_name = dotted_name ('as' NAME)?
dotted_name< = dotted_name '.' NAME | NAME

block~ = NEWLINE INDENT statements DEDENT | simple_stmts | -bad_block
decorators = ('@' named_expression NEWLINE)+
class_def = decorators class_def_raw | class_def_raw
class_def_raw = -bad_class | 'class' NAME ('(' arguments? ')')? ':' block
function_def = decorators function_def_raw | function_def_raw
function_def_raw = -bad_def
    | 'def' NAME '('!! params? ')' ('->' expression)? ':'!! func_type_comment? block
    | ASYNC 'def' NAME '('!! params? ')' ('->' expression)? ':'!! func_type_comment? block @async_def

params = -bad_parameters | parameters
parameters = slash_no_default param_no_default* param_with_default* star_etc? @posonly
    | slash_with_default param_with_default* star_etc? @posonly
    | param_no_default+ param_with_default* star_etc?
    | param_with_default+ star_etc?
    | star_etc
slash_no_default = param_no_default+ '/' ',' | param_no_default+ '/' &')'
slash_with_default = param_no_default* param_with_default+ '/' ',' | param_no_default* param_with_default+ '/' &')'
star_etc = -bad_star_etc | '*' param_no_default param_maybe_default* kwds? | '*' param_no_default_star_annotation param_maybe_default* kwds?
    | '*' ',' param_maybe_default+ kwds? | kwds
kwds = -bad_kwds | '**' param_no_default
param_no_default = param ',' TYPE_COMMENT? @0 | param TYPE_COMMENT? &')' @0
param_no_default_star_annotation = param_star_annotation ',' TYPE_COMMENT? | param_star_annotation TYPE_COMMENT? &')'
param_with_default = param default ',' TYPE_COMMENT? | param default TYPE_COMMENT? &')'
param_maybe_default = param default? ',' TYPE_COMMENT? | param default? TYPE_COMMENT? &')'
param = NAME annotation? @:arg
param_star_annotation = NAME star_annotation
annotation = ':' expression
star_annotation = ':' star_expression
default = '=' expression | -bad_default

if_stmt = -bad_if | 'if' named_expression ':' block elif_stmt | 'if' named_expression ':' block else_block?
elif_stmt = -bad_elif | 'elif' named_expression ':' block elif_stmt | 'elif' named_expression ':' block else_block?
else_block = -bad_else | 'else' ':'!! block
while_stmt = -bad_while | 'while' named_expression ':' block else_block?
for_stmt = -bad_for
    | 'for' star_targets 'in' ~ star_expressions ':' TYPE_COMMENT? block else_block?
    | ASYNC 'for' star_targets 'in' ~ star_expressions ':' TYPE_COMMENT? block else_block? @async_for
    | -bad_for_target
with_stmt = -bad_with_indent
    | 'with' '(' ','%with_item ','? ')' ':' block @parenthesized_with
    | 'with' ','%with_item ':' TYPE_COMMENT? block
    | ASYNC 'with' '(' ','%with_item ','? ')' ':' block @async_with
    | ASYNC 'with' ','%with_item ':' TYPE_COMMENT? block @async_with
    | -bad_with
with_item = expression 'as' star_target &(',' | ')' | ':') | -bad_with_item | expression
try_stmt = -bad_try | 'try' ':'!! block finally_block | 'try' ':'!! block except_block+ else_block? finally_block?
    | 'try' ':'!! block except_star_block+ else_block? finally_block? @except_star
except_block = -bad_except_indent | 'except' expression ('as' NAME)? ':' block | 'except' ':' block | -bad_except
except_star_block = -bad_except_star_indent | 'except' '*' expression ('as' NAME)? ':' block | -bad_except
finally_block = -bad_finally | 'finally' ':'!! block

match_stmt = "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT @match | -bad_match
subject_expr = star_named_expression ',' star_named_expressions? | named_expression
case_block = -bad_case | "case" patterns guard? ':' block
guard = 'if' named_expression
patterns = open_sequence_pattern @:pattern | pattern
pattern = as_pattern | or_pattern
as_pattern = or_pattern 'as' pattern_capture_target @:pattern | -bad_as_pattern
or_pattern = '|'%closed_pattern @alternatives
closed_pattern~ = literal_pattern @:pattern | capture_pattern @:pattern | wildcard_pattern @:pattern | value_pattern @:pattern
    | group_pattern | sequence_pattern @:pattern | mapping_pattern @:pattern | class_pattern @:pattern
literal_pattern = signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
literal_expr = signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
complex_number = signed_real_number '+' imaginary_number | signed_real_number '-' imaginary_number
signed_number = number | '-' number
signed_real_number = real_number | '-' real_number
real_number = number @real
imaginary_number = number @imaginary
capture_pattern = pattern_capture_target
pattern_capture_target = !"_" NAME !('.' | '(' | '=')
wildcard_pattern = "_"
value_pattern = attr !('.' | '(' | '=')
attr< = name_or_attr '.' NAME
name_or_attr = attr | NAME
group_pattern = '(' pattern ')' @1
sequence_pattern = '[' maybe_sequence_pattern? ']' | '(' open_sequence_pattern? ')'
open_sequence_pattern = maybe_star_pattern ',' maybe_sequence_pattern?
maybe_sequence_pattern = ','%maybe_star_pattern ','?
maybe_star_pattern = star_pattern | pattern
star_pattern~ = '*' pattern_capture_target | '*' wildcard_pattern
mapping_pattern = '{' '}' | '{' double_star_pattern ','? '}' | '{' items_pattern ',' double_star_pattern ','? '}' | '{' items_pattern ','? '}'
items_pattern = ','%key_value_pattern
key_value_pattern = (literal_expr | attr) ':' pattern
double_star_pattern = '**' pattern_capture_target
class_pattern = name_or_attr '(' ')' | name_or_attr '(' positional_patterns ','? ')' | name_or_attr '(' keyword_patterns ','? ')'
    | name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')' | -bad_class_pattern
positional_patterns = ','%pattern
keyword_patterns = ','%keyword_pattern
keyword_pattern = NAME '=' pattern

expressions = expression (',' expression)+ ','? @many | expression ',' @one | expression
expression~ = -bad_expression | -bad_legacy_expression | disjunction 'if' disjunction 'else' expression @:IfExp | disjunction | lambdef
yield_expr = 'yield' 'from' expression @:Yield | 'yield' star_expressions? @:Yield
star_expressions = star_expression (',' star_expression)+ ','? @many | star_expression ',' @one | star_expression
star_expression~ = '*' bitwise_or @starred | expression
star_named_expressions = ','%star_named_expression ','? @0
star_named_expression = '*' bitwise_or @starred | named_expression
assignment_expression = NAME ':=' ~ expression @walrus
named_expression = assignment_expression | -bad_named_expression | expression !':='
disjunction~ = conjunction ('or' conjunction)+ @:BoolOp | conjunction
conjunction~ = inversion ('and' inversion)+ @:BoolOp | inversion
inversion~ = 'not' inversion @:UnaryOp | comparison
comparison = bitwise_or compare_op_bitwise_or_pair+ @compare | bitwise_or
compare_op_bitwise_or_pair = eq_bitwise_or | noteq_bitwise_or | lte_bitwise_or | lt_bitwise_or | gte_bitwise_or | gt_bitwise_or
    | notin_bitwise_or | in_bitwise_or | isnot_bitwise_or | is_bitwise_or
eq_bitwise_or = '==' bitwise_or
noteq_bitwise_or = ('!=' @not_equal) bitwise_or
lte_bitwise_or = '<=' bitwise_or
lt_bitwise_or = '<' bitwise_or
gte_bitwise_or = '>=' bitwise_or
gt_bitwise_or = '>' bitwise_or
notin_bitwise_or = 'not' 'in' bitwise_or
in_bitwise_or = 'in' bitwise_or
isnot_bitwise_or = 'is' 'not' bitwise_or
is_bitwise_or = 'is' bitwise_or
bitwise_or< = bitwise_or '|' bitwise_xor @:BinOp | bitwise_xor
bitwise_xor< = bitwise_xor '^' bitwise_and @:BinOp | bitwise_and
bitwise_and< = bitwise_and '&' shift_expr @:BinOp | shift_expr
shift_expr< = shift_expr '<<' sum @:BinOp | shift_expr '>>' sum @:BinOp | sum
sum< = sum '+' term @:BinOp | sum '-' term @:BinOp | term
term< = term '*' factor @:BinOp | term '/' factor @:BinOp | term '//' factor @:BinOp | term '%' factor @:BinOp
    | term '@' factor @matmult_expr | factor
factor~ = '+' factor @:UnaryOp | '-' factor @:UnaryOp | '~' factor @:UnaryOp | power
power = await_primary '**' factor @:BinOp | await_primary
await_primary~ = AWAIT primary @await_expr | primary
primary< = primary '.' NAME @:Attribute | primary genexp @:Call | primary '(' arguments? ')' @:Call | primary '[' slices ']' @:Subscript | atom
slices = slice !',' | ','%(slice | starred_expression) ','? @:Tuple
slice = expression? ':' expression? (':' expression?)? @:Slice | named_expression
atom = NAME @name | 'True' @:True | 'False' @:False | 'None' @:None | &STRING strings | number
    | &'(' (tuple | group | genexp) | &'[' (list | listcomp) | &'{' (dict | set | dictcomp | setcomp) | '...' @:ellipsis
group = '(' (yield_expr | named_expression) ')' @1 | -bad_group
lambdef = 'lambda' lambda_params? ':' expression @:Lambda
lambda_params = -bad_lambda_parameters | lambda_parameters
lambda_parameters = lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* lambda_star_etc? @posonly
    | lambda_slash_with_default lambda_param_with_default* lambda_star_etc? @posonly
    | lambda_param_no_default+ lambda_param_with_default* lambda_star_etc?
    | lambda_param_with_default+ lambda_star_etc?
    | lambda_star_etc
lambda_slash_no_default = lambda_param_no_default+ '/' ',' | lambda_param_no_default+ '/' &':'
lambda_slash_with_default = lambda_param_no_default* lambda_param_with_default+ '/' ',' | lambda_param_no_default* lambda_param_with_default+ '/' &':'
lambda_star_etc = -bad_lambda_star_etc | '*' lambda_param_no_default lambda_param_maybe_default* lambda_kwds?
    | '*' ',' lambda_param_maybe_default+ lambda_kwds? | lambda_kwds
lambda_kwds = -bad_lambda_kwds | '**' lambda_param_no_default
lambda_param_no_default = lambda_param ',' @0 | lambda_param &':' @0
lambda_param_with_default = lambda_param default ',' | lambda_param default &':'
lambda_param_maybe_default = lambda_param default? ',' | lambda_param default? &':'
lambda_param = NAME @:arg
strings~ = STRING+ @join_strings
number = NUMBER @number
list = '[' star_named_expressions? ']' @list
tuple = '(' (star_named_expression ',' star_named_expressions?)? ')' @tuple
set = '{' star_named_expressions '}' @:Set
dict = '{' double_starred_kvpairs? '}' @:Dict | '{' bad_double_starred_kvpairs '}'
double_starred_kvpairs = ','%double_starred_kvpair ','?
double_starred_kvpair = '**' bitwise_or | kvpair
kvpair = expression ':' expression
for_if_clauses = for_if_clause+
for_if_clause = ASYNC 'for' star_targets 'in' ~ disjunction ('if' disjunction)* @async_comprehension
    | 'for' star_targets 'in' ~ disjunction ('if' disjunction)* @comprehension | -bad_for_target
listcomp = '[' named_expression for_if_clauses ']' @:ListComp | -bad_comprehension
setcomp = '{' named_expression for_if_clauses '}' @:SetComp | -bad_comprehension
genexp = '(' (assignment_expression | expression !':=') for_if_clauses ')' @:GeneratorExp | -bad_comprehension
dictcomp = '{' kvpair for_if_clauses '}' @:DictComp | -bad_dict_comprehension

arguments~ = args ','? &')' @0 | -bad_arguments
args = ','%(starred_expression | (assignment_expression | expression !':=') !'=') (',' kwargs)? @args | kwargs @kwargs_only
kwargs = ','%kwarg_or_starred ',' ','%kwarg_or_double_starred @join | ','%kwarg_or_starred | ','%kwarg_or_double_starred
starred_expression = '*' expression @starred
kwarg_or_starred = -bad_kwarg | NAME '=' expression @:keyword | starred_expression
kwarg_or_double_starred = -bad_kwarg | NAME '=' expression @:keyword | '**' expression @:unpacking

star_targets = star_target !',' | star_target (',' star_target)* ','? @:Tuple
star_targets_list_seq = ','%star_target ','?
star_targets_tuple_seq = star_target (',' star_target)+ ','? | star_target ','
star_target~ = '*' (!'*' star_target) @:Starred | target_with_star_atom
target_with_star_atom~ = t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | star_atom
star_atom = NAME | '(' target_with_star_atom ')' | '(' star_targets_tuple_seq? ')' | '[' star_targets_list_seq? ']'
single_target = single_subscript_attribute_target | NAME | '(' single_target ')'
single_subscript_attribute_target = t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead
t_primary< = t_primary '.' NAME &t_lookahead | t_primary '[' slices ']' &t_lookahead | t_primary genexp &t_lookahead
    | t_primary '(' arguments? ')' &t_lookahead | atom &t_lookahead
t_lookahead = '(' | '[' | '.'
del_targets = ','%del_target ','?
del_target~ = t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | del_t_atom
del_t_atom = NAME | '(' del_target ')' | '(' del_targets? ')' | '[' del_targets? ']'

type_expressions = ','%expression ',' '*' expression ',' '**' expression | ','%expression ',' '*' expression
    | ','%expression ',' '**' expression | '*' expression ',' '**' expression | '*' expression | '**' expression | ','%expression
func_type_comment = NEWLINE TYPE_COMMENT &(NEWLINE INDENT) | -bad_double_type_comments | TYPE_COMMENT

bad_arguments = (','%(starred_expression | (assignment_expression | expression !':=') !'=') ',' kwargs | kwargs) ',' '*' @unpacking_after_keywords
    | expression for_if_clauses ',' (args | expression for_if_clauses)? @generator_not_alone
    | NAME '=' expression for_if_clauses @maybe_equality
    | args for_if_clauses @generator_after_arguments
    | args ',' expression for_if_clauses @generator_after_comma
    | args ',' args @positional_after_keyword
bad_kwarg = ('True' | 'False' | 'None') '=' @assign_constant
    | NAME '=' expression for_if_clauses @maybe_equality
    | !(NAME '=') expression '=' @assign_in_call
expression_without_bad = disjunction 'if' disjunction 'else' expression @:IfExp | disjunction | lambdef
bad_legacy_expression = NAME !'(' star_expressions @legacy_statement
bad_expression = !(NAME STRING | SOFT_KEYWORD) disjunction expression_without_bad @forgotten_comma
    | disjunction 'if' disjunction !('else' | ':') @if_without_else
bad_named_expression~ = expression ':=' expression @bad_walrus
    | NAME '=' bitwise_or !('=' | ':=') @name_equality
    | !(list | tuple | genexp | 'True' | 'None' | 'False') bitwise_or '=' bitwise_or !('=' | ':=') @expression_equality
bad_assignment = bad_ann_assign_target ':' expression @annotated_display
    | star_named_expression ',' star_named_expressions* ':' expression @annotated_tuple
    | expression ':' expression @annotated_expression
    | (star_targets '=')* star_expressions '=' @bad_star_target
    | (star_targets '=')* yield_expr '=' @assigned_yield
    | star_expressions augassign (yield_expr | star_expressions) @bad_augmented
bad_ann_assign_target = list | tuple | '(' bad_ann_assign_target ')' @1
bad_del = 'del' star_expressions @bad_del_target
bad_block = NEWLINE !INDENT @no_block
bad_comprehension = ('[' | '(' | '{') starred_expression for_if_clauses @starred_comprehension
    | ('[' | '{') star_named_expression ',' star_named_expressions for_if_clauses @bare_tuple_comprehension
    | ('[' | '{') star_named_expression ',' for_if_clauses @bare_one_tuple_comprehension
bad_dict_comprehension = '{' '**' bitwise_or for_if_clauses '}' @dict_unpacking_comprehension
bad_parameters = param_no_default* bad_parameters_helper param_no_default @default_order
    | param_no_default* '(' param_no_default+ ','? ')' @parenthesized_parameters
    | '/' ',' @slash_first
    | (slash_no_default | slash_with_default) param_maybe_default* '/' @slash_twice
    | (slash_no_default | slash_with_default)? param_maybe_default* '*' (',' | param_no_default) param_maybe_default* '/' @slash_after_star
    | param_maybe_default+ '/' '*' @slash_star
bad_parameters_helper = slash_with_default | param_with_default+
bad_default = '=' &(')' | ',') @no_default
bad_star_etc = '*' (')' | ',' (')' | '**')) @bare_star
    | '*' ',' TYPE_COMMENT @bare_star_comment
    | '*' param '=' @star_default
    | '*' (param_no_default | ',') param_maybe_default* '*' (param_no_default | ',') @star_twice
bad_kwds = '**' param '=' @double_star_default | '**' param ',' param @after_double_star | '**' param ',' ('*' | '**' | '/') @after_double_star
bad_lambda_parameters = lambda_param_no_default* bad_lambda_parameters_helper lambda_param_no_default @default_order
    | lambda_param_no_default* '(' ','%lambda_param ','? ')' @parenthesized_lambda_parameters
    | '/' ',' @slash_first
    | (lambda_slash_no_default | lambda_slash_with_default) lambda_param_maybe_default* '/' @slash_twice
    | (lambda_slash_no_default | lambda_slash_with_default)? lambda_param_maybe_default* '*' (',' | lambda_param_no_default)
        lambda_param_maybe_default* '/' @slash_after_star
    | lambda_param_maybe_default+ '/' '*' @slash_star
bad_lambda_parameters_helper = lambda_slash_with_default | lambda_param_with_default+
bad_lambda_star_etc = '*' (':' | ',' (':' | '**')) @bare_lambda_star
    | '*' lambda_param '=' @star_default
    | '*' (lambda_param_no_default | ',') lambda_param_maybe_default* '*' (lambda_param_no_default | ',') @star_twice
bad_lambda_kwds = '**' lambda_param '=' @double_star_default | '**' lambda_param ',' lambda_param @after_double_star
    | '**' lambda_param ',' ('*' | '**' | '/') @after_double_star
bad_double_type_comments = TYPE_COMMENT NEWLINE TYPE_COMMENT NEWLINE INDENT @two_type_comments
bad_with_item = expression 'as' expression &(',' | ')' | ':') @bad_with_target
bad_for_target = ASYNC? 'for' star_expressions @bad_loop_target
bad_group = '(' starred_expression ')' @starred_group | '(' '**' expression ')' @double_starred_group
bad_import_targets = import_from_as_names ',' NEWLINE @trailing_import_comma
bad_with = ASYNC? 'with' ','%(expression ('as' star_target)?) NEWLINE @no_colon
    | ASYNC? 'with' '(' ','%(expressions ('as' star_target)?) ','? ')' NEWLINE @no_colon
bad_with_indent = ASYNC? 'with' ','%(expression ('as' star_target)?) ':' NEWLINE !INDENT @no_with_block
    | ASYNC? 'with' '(' ','%(expressions ('as' star_target)?) ','? ')' ':' NEWLINE !INDENT @no_with_block
bad_try = 'try' ':' NEWLINE !INDENT @no_try_block
    | 'try' ':' block !('except' | 'finally') @no_handler
    | 'try' ':' block* except_block+ 'except' '*' expression ('as' NAME)? ':' @star_after_plain
    | 'try' ':' block* except_star_block+ 'except' (expression ('as' NAME)?)? ':' @plain_after_star
bad_except = 'except' '*'? expression ',' expressions ('as' NAME)? ':' @bare_exception_tuple
    | 'except' '*'? expression ('as' NAME)? NEWLINE @no_colon
    | 'except' NEWLINE @no_colon
    | 'except' '*' (NEWLINE | ':') @no_exception_type
bad_finally = 'finally' ':' NEWLINE !INDENT @no_finally_block
bad_except_indent = 'except' expression ('as' NAME)? ':' NEWLINE !INDENT @no_except_block
    | 'except' ':' NEWLINE !INDENT @no_except_block
bad_except_star_indent = 'except' '*' expression ('as' NAME)? ':' NEWLINE !INDENT @no_except_star_block
bad_match = "match" subject_expr NEWLINE @no_colon | "match" subject_expr ':' NEWLINE !INDENT @no_match_block
bad_case = "case" patterns guard? NEWLINE @no_colon | "case" patterns guard? ':' NEWLINE !INDENT @no_case_block
bad_as_pattern = or_pattern 'as' "_" @wildcard_target | or_pattern 'as' !NAME expression @bad_pattern_target
bad_class_pattern = name_or_attr '(' bad_class_argument_pattern @positional_after_keyword_patterns
bad_class_argument_pattern = (positional_patterns ',')? keyword_patterns ',' positional_patterns @3
bad_if = 'if' named_expression NEWLINE @no_colon | 'if' named_expression ':' NEWLINE !INDENT @no_if_block
bad_elif = 'elif' named_expression NEWLINE @no_colon | 'elif' named_expression ':' NEWLINE !INDENT @no_elif_block
bad_else = 'else' ':' NEWLINE !INDENT @no_else_block
bad_while = 'while' named_expression NEWLINE @no_colon | 'while' named_expression ':' NEWLINE !INDENT @no_while_block
bad_for = ASYNC? 'for' star_targets 'in' star_expressions NEWLINE @no_colon
    | ASYNC? 'for' star_targets 'in' star_expressions ':' NEWLINE !INDENT @no_for_block
bad_def = ASYNC? 'def' NAME '(' params? ')' ('->' expression)? ':' NEWLINE !INDENT @no_function_block
bad_class = 'class' NAME ('(' arguments? ')')? NEWLINE @no_colon
    | 'class' NAME ('(' arguments? ')')? ':' NEWLINE !INDENT @no_class_block
bad_double_starred_kvpairs = ','%double_starred_kvpair ',' bad_kvpair
    | expression ':' '*' bitwise_or @starred_value
    | expression ':' &('}' | ',') @no_value
bad_kvpair = expression !':' @no_key_colon
    | expression ':' '*' bitwise_or @starred_value
    | expression ':' &('}' | ',') @no_value
'''
