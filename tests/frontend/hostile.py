"""Sources that are meant to hurt: very deep, very long, broken. Compiles and runs each with the `compile` and `exec` of the engine that
runs this file, and prints one line of outcome for each; no line and a dead process is a crash.

    python tests/frontend/hostile.py [--size N] [--thread KB] [--skip NAME ...] [NAME ...]
    python -m pyrs tests/frontend/hostile.py ...

The two outputs are to be the same; test_hostile.py compares them.
"""
import argparse
import sys
import threading
import warnings


def nest(opening, closing='', core='x'):
    return lambda n: opening * n + core + closing * n


def chain(text, operand='a'):
    return lambda n: operand + text * n


def blocks(head, depth, core='x'):
    """`head` nested `depth` times, whatever the size."""
    return lambda n: ''.join(' ' * i + head + '\n' for i in range(depth)) + ' ' * depth + core + '\n'


# Deeper than any parser goes: the size is how deep.
DEEP = {
    'parentheses': nest('(', ')'), 'lists': nest('[', ']'), 'dicts': nest('{1:', '}'), 'sets': nest('{', '}'), 'calls': nest('f(', ')'),
    'keyword calls': nest('f(a=', ')'), 'subscripts': nest('x[', ']'), 'slices': nest('x[:', ']'), 'tuples': nest('(', ',)'),
    'yields': lambda n: 'def f():\n x = ' + '(yield ' * n + ')' * n, 'comprehensions': nest('[', ' for x in y]'), 'generators': nest('(x for x in ', ')'),
    'walrus': nest('(a := ', ')'), 'stars': nest('[*', ']'), 'open parentheses': nest('(', core=''), 'closed': nest('', ')'), 'mixed': nest('(x[{1:', '}])'),
    'minus': nest('-'), 'invert': nest('~'), 'plus': nest('+', core='1'), 'not': nest('not '), 'await': lambda n: 'async def f():\n ' + 'await ' * n + 'x',
    'lambda': nest('lambda: '), 'lambda parameters': nest('lambda x, *y: '), 'lambda defaults': nest('lambda x=', ': 1'), 'ternary': nest('a if b else '),
    'ternary middle': nest('a if ', ' else b'), 'power': chain('**a'), 'power of ints': chain('**1', '1'), 'power of minus': nest('-1**', core='1'),
    'elif': lambda n: 'if a: pass\n' + 'elif b: pass\n' * n, 'sequence patterns': lambda n: 'match x:\n case ' + '[' * n + ']' * n + ': pass',
    'class patterns': lambda n: 'match x:\n case ' + 'A(' * n + ')' * n + ': pass', 'mapping patterns': lambda n: 'match x:\n case ' + '{1:' * n + 'a' + '}' * n + ': pass',
    'targets': lambda n: '(' * n + 'a,' + ')' * n + ' = x', 'for targets': lambda n: 'for ' + '(' * n + 'a,' + ')' * n + ' in x: pass', 'del targets': lambda n: 'del ' + '(' * n + 'a' + ')' * n,
    'annotation': nest('x: ', core='1'), 'minus in annotation': lambda n: 'x: ' + '-' * n + '1', 'f-string braces': lambda n: 'f"' + '{a:' * n + '}' * n + '"',
    'f-string parentheses': lambda n: 'f"{' + '(' * n + ')' * n + '}"', 'f-string minus': lambda n: 'f"{' + '-' * n + '1}"', 'f-string lambda': lambda n: 'f"{(' + 'lambda: ' * n + '1)}"',
    'print': nest('print '), 'if': nest('if '), 'return': nest('return '), 'at': nest('@'), 'star': nest('*'), 'indented ifs': lambda n: ''.join(' ' * i + 'if a:\n' for i in range(min(n, 2000))),
    'unclosed': lambda n: 'x = [\n' * min(n, 199) + '1,\n' * n, 'conditional lambdas': nest('lambda: a if b else '), 'generator arguments': nest('f(x for x in ', ')'),
    'plus of parentheses': lambda n: '(' * 150 + '+' * n + '1' + ')' * 150,
}
# As deep as the limits allow: the same for every size.
LIMIT = {
    '199 lists': lambda n: '[' * 199 + ']' * 199, '199 calls': lambda n: 'f(' * 199 + ')' * 199, '198 mixed': lambda n: ('(x[{1:' * 66) + '1' + '}])' * 66,
    '66 comprehensions': lambda n: '[' * 66 + 'x' + ' for x in y]' * 66, '99 ifs': blocks('if a:', 99), '100 ifs': blocks('if a:', 100), '99 functions': blocks('def f():', 99),
    '99 classes': blocks('class a:', 99), '19 loops': blocks('for x in y:', 19), '20 loops': blocks('for x in y:', 20), '21 loops': blocks('for x in y:', 21),
    '25 withs': blocks('with a:', 25), '2980 lambdas': lambda n: 'lambda: ' * 2980 + '1', '2900 signs': lambda n: '-' * 2900 + 'a', '199 tuples': lambda n: '(' * 199 + 'a,' + ')' * 199 + ' = x',
    '90 matches': lambda n: ''.join('  ' * i + 'match a:\n' + '  ' * i + ' case b:\n' for i in range(45)) + ' ' * 90 + 'x', '190 patterns': lambda n: 'match x:\n case ' + '[' * 190 + ']' * 190 + ': pass',
    '190 generators': lambda n: '(x for x in ' * 190 + 'y' + ')' * 190, '150 of f-string': lambda n: 'f"{' + '(' * 150 + '1' + ')' * 150 + '}"',
    'nested quotes': lambda n: "f'{f\"{f'''{f\"\"\"{a}\"\"\"}'''}\"}'", 'nested specs': lambda n: 'f"{a:{a:{a}}}"', 'folds': lambda n: '"a" * 30 * 30 * 30', 'tuple folds': lambda n: '(1,) * 250 + (1,) * 300',
    'big shift': lambda n: 'lambda: 1 << 100000000000', 'big power': lambda n: 'lambda: 10 ** 1000000000', 'big string': lambda n: 'len("a" * 2 ** 20)',
}
# Long, not deep.
LONG = {
    'add': chain('+a'), 'add ints': chain('+1', '1'), 'subtract': chain('-a'), 'multiply': chain('*a'), 'at': chain('@a'), 'or of bits': chain('|a'), 'and': chain(' and a'), 'or': chain(' or a'),
    'and or': chain(' and a or b'), 'less': chain('<a'), 'less of calls': chain('<f()', 'f()'), 'is not': chain(' is not b'), 'in': chain(' in b'), 'comparison in if': lambda n: 'if ' + 'f() < ' * n + 'a: pass',
    'attributes': chain('.a'), 'calls': chain('()', 'f'), 'subscripts': chain('[0]', 'y'), 'mixed': chain('.a()[0]', 'a'), 'decorators': lambda n: '@f\n' * n + 'def g(): pass',
    'class decorators': lambda n: '@f\n' * n + 'class g: pass', 'star arguments': lambda n: 'f(' + '*y, ' * n + ')', 'keywords': lambda n: 'f(' + ', '.join(f'a{i}=1' for i in range(n // 10)) + ')',
    'method keywords': lambda n: 'a.a(' + ', '.join(f'a{i}=1' for i in range(n // 10)) + ')', 'repeated keyword': lambda n: 'f(' + ', '.join(f'a{i}=1' for i in range(n // 100)) + ', a1=2)',
    'arguments': lambda n: 'f(' + '1, ' * n + ')', 'dict arguments': lambda n: 'f(' + '**z, ' * (n // 10) + ')', 'parameters': lambda n: 'def g(' + ', '.join(f'a{i}' for i in range(n // 2)) + '): pass',
    'targets': lambda n: 'a = ' * n + '1', 'tuple': lambda n: 'a, ' * n, 'dict': lambda n: '{' + 'a: 2, ' * n + '}', 'set': lambda n: 'x = {' + 'a, ' * n + '}', 'constant tuple': lambda n: '(' + '1, ' * n + ')',
    'in a set': lambda n: 'x in {' + '1, ' * n + '}', 'semicolons': lambda n: 'a;' * n, 'lines': lambda n: 'a\n' * n, 'names': lambda n: ''.join(f'n{i} = {i}\n' for i in range(n)),
    'attribute names': lambda n: ''.join(f'n{i} = f.a\nf.b{i} = 1\n' for i in range(n // 2)), 'functions': lambda n: 'def g(): return a\n' * (n // 10), 'withs': lambda n: 'with ' + ', '.join(['a'] * n) + ': pass',
    'parenthesized withs': lambda n: 'with (' + ', '.join(['a as b'] * n) + '): pass', 'fors': lambda n: '[x' + ' for x in y' * n + ']', 'one-item fors': lambda n: '[x' + ' for x in [a]' * n + ']',
    'ifs': lambda n: '[x for x in y' + ' if x' * n + ']', 'strings': lambda n: '"a" ' * n, 'f-strings': lambda n: 'f"{a}" ' * n, 'f-string': lambda n: 'f"' + '{a}' * n + '"', 'or patterns': lambda n: 'match x:\n case ' + ' | '.join(['1'] * n) + ': pass',
    'sequence pattern': lambda n: 'match x:\n case ' + '_, ' * n + ': pass', 'dots in pattern': lambda n: 'match x:\n case a' + '.b' * n + ': pass', 'cases': lambda n: 'match x:\n' + ' case 1: pass\n' * n,
    'import': lambda n: 'import a' + '.b' * (n // 100), 'imports': lambda n: 'import ' + ', '.join(['sys'] * n), 'relative': lambda n: 'from ' + '.' * n + ' import a', 'globals': lambda n: 'global ' + ', '.join(['q'] * n),
    'digits': lambda n: '1' * n, 'hexadecimal': lambda n: '0x' + 'f' * n, 'float': lambda n: '1.' + '1' * n, 'exponent': lambda n: '1e' + '9' * n, 'underscores': lambda n: '1_' * n + '1', 'double underscores': lambda n: '1' + '_' * n,
    'excepts': lambda n: 'try: pass\n' + 'except a: pass\n' * n, 'stacked slices': lambda n: 'f[' + '1:2, ' * n + ']', 'augmented': lambda n: 'a += ' * n + '1', 'del': lambda n: 'a = 1\n' * 2 + 'del ' + 'a, ' * n, 'dots': lambda n: '...' * n,
    'bases': lambda n: 'class A(' + 'f, ' * n + '): pass', 'backslashes': lambda n: '\\\n' * n + 'a', 'form feeds': lambda n: '\f' * n + 'a', 'tabs': lambda n: '\t' * n + 'a', 'error at the end': lambda n: 'a = 1\n' * n + 'a b\n',
    'error at the start': lambda n: 'a b\n' + 'a = 1\n' * n, 'bad dedents': lambda n: 'if a:\n' + '  b\n' * n + ' c\n', 'asserts': lambda n: 'assert a, b\n' * n, 'ands in if': lambda n: 'if ' + 'a and b or ' * n + 'a: pass',
    'long line': lambda n: 'x = "' + 'a' * (100 * n) + '"', 'long name': lambda n: 'a' * (100 * n), 'long comment': lambda n: '#' + 'a' * (100 * n), 'spaces': lambda n: 'a = ' + ' ' * (100 * n) + '1', 'long unicode': lambda n: 'é' * (10 * n) + ' = 1',
    'newlines': lambda n: '\n' * (10 * n), 'many lines': lambda n: 'a = b\n' * (10 * n), 'docstring': lambda n: '"""' + '\n' * (10 * n) + '"""', 'unterminated': lambda n: '"""' + '\n' * (10 * n), 'blank lines': lambda n: ' \t\n' * (10 * n) + 'a',
}
CASES = {**{'deep ' + k: v for k, v in DEEP.items()}, **{'limit ' + k: v for k, v in LIMIT.items()}, **{'long ' + k: v for k, v in LONG.items()}}


class Thing:
    """Takes part in whatever the sources do with `f`."""

    def __call__(self, *args, **kwargs):
        return args[0] if len(args) == 1 and callable(args[0]) else self

    def __getitem__(self, key):
        return self

    def __lt__(self, other):
        return True

    a = property(lambda self: self)


def outcome(source):
    """Text that says what became of a source."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            code = compile(source, '<hostile>', 'exec', dont_inherit=True)
        except SyntaxError as e:
            return f'{type(e).__name__} {str(e.msg)[:100]} {e.lineno} {e.offset} {e.end_lineno} {e.end_offset} {len(e.text or "")}'
        except (MemoryError, RecursionError, ValueError, OverflowError) as e:
            return f'{type(e).__name__} {str(e)[:100]}'
    warned = len(caught)
    names = {'a': 1, 'b': 2, 'x': 3, 'y': [1], 'z': {}, 'f': Thing(), '__name__': 'hostile'}
    try:
        exec(code, names)
    except BaseException as e:
        return f'{warned} ran: {type(e).__name__} {str(e)[:100]}'
    return f'{warned} ran: {len(names)} names'


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--size', type=int, default=100_000)
    parser.add_argument('--thread', type=int, metavar='KB', help='in threads with so much stack (0: the default)')
    parser.add_argument('--skip', action='append', default=[])
    parser.add_argument('names', nargs='*')
    options = parser.parse_args()
    if options.thread:
        threading.stack_size(options.thread * 1024)
    for name in options.names or CASES:
        if name in options.skip:
            continue

        def show(name=name):
            sys.stdout.write(f'{name}: ' + outcome(CASES[name](options.size)) + '\n')
            sys.stdout.flush()
        if options.thread is None:
            show()
        else:
            thread = threading.Thread(target=show)
            thread.start()
            thread.join()


if __name__ == '__main__':
    main()
