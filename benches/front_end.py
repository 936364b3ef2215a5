"""Source to code object: pyrs' `compile` against the host's, over the files that `import pandas` reads.

    python -m benches.front_end [--rounds 5] [--host PYTHON] [FILE ...]

Both compile each file in turn, in one process; a file counts with its best round, in CPU time. Then the stages of
pyrs alone, and the peak memory of either while it compiles every file, in a process of its own.
"""
import argparse
import gc
import json
import subprocess
import sys
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# The Python files behind sys.modules, frozen ones included.
FIND = '''
import sys, json
{imports}
found = set()
for module in list(sys.modules.values()):
    spec = getattr(module, '__spec__', None)
    for path in (getattr(module, '__file__', None), getattr(getattr(spec, 'loader_state', None), 'filename', None)):
        if isinstance(path, str) and path.endswith('.py'):
            found.add(path)
print(json.dumps(sorted(found)))
'''


def pandas_files():
    """Paths of the files that `import pandas` runs, those of the start included."""
    done = subprocess.run([sys.executable, '-c', FIND.format(imports='import pandas')], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def host_compile(source, path):
    return compile(source, path, 'exec', dont_inherit=True, optimize=0)


def own_compile():
    from pyrs.builtins.compiling import compile_source
    return lambda source, path: compile_source(source, path, 'exec', 0, 0)


def measure(function, *arguments):
    start = time.process_time_ns()
    result = function(*arguments)
    return time.process_time_ns() - start, result


def compare(sources, rounds):
    """Sums of the best times in seconds: (host, pyrs, tokens, {stage: seconds})."""
    from pyrs.compiler.codegen import Codegen
    from pyrs.compiler.future import future_features
    from pyrs.compiler.symtable import SymbolTable, allowance
    from pyrs.lexer import Lexer, decode_source, normalize_newlines
    from pyrs.parser import parse
    engine = own_compile()
    host = pyrs = tokens = 0
    stages = dict.fromkeys(('lexer', 'lexer and parser', 'symtable', 'code generation', 'assembly'), 0)
    for path, source in sources:
        best = {}
        for _ in range(rounds):
            gc.collect()
            times = {'host': measure(host_compile, source, path)[0], 'pyrs': measure(engine, source, path)[0]}
            data, encoding = decode_source(normalize_newlines(source, True))
            times['lexer'], found = measure(Lexer(data, encoding).all_tokens)
            count = len(found)
            del found
            times['lexer and parser'], tree = measure(parse, source, path)
            features, future_line = future_features(tree, path)
            gc.disable()
            times['symtable'], table = measure(SymbolTable, tree, path, features)
            codegen = Codegen(table, path, features, 0, future_line, allowance())
            codegen.clock = time.process_time_ns
            times['code generation'], _ = measure(codegen.module, tree)
            times['assembly'] = codegen.assembling
            times['code generation'] -= codegen.assembling
            gc.enable()
            del tree, table, codegen
            for name, value in times.items():
                best[name] = min(best.get(name, value), value)
        host += best.pop('host')
        pyrs += best.pop('pyrs')
        tokens += count
        for name, value in best.items():
            stages[name] += value
    return host / 1e9, pyrs / 1e9, tokens, {name: value / 1e9 for name, value in stages.items()}


def peak(which, paths):
    """Megabytes that compiling all files one by one adds to the process at most (run in a process of its own)."""
    function = host_compile if which == 'host' else own_compile()
    warnings.simplefilter('ignore')
    function(b'x = 1\n', 'x')

    def status(name):
        with open('/proc/self/status') as file:
            return next(int(line.split()[1]) for line in file if line.startswith(name)) / 1024
    gc.collect()
    before = status('VmRSS')
    for path in paths:
        with open(path, 'rb') as file:
            function(file.read(), path)
    return status('VmHWM') - before


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--host', default=sys.executable)
    parser.add_argument('--peak', choices=('host', 'pyrs'), help=argparse.SUPPRESS)
    parser.add_argument('files', nargs='*')
    options = parser.parse_args()
    if options.host != sys.executable:
        arguments = ['--rounds', str(options.rounds), *options.files]
        return subprocess.run([options.host, '-m', 'benches.front_end', *arguments], cwd=ROOT).returncode
    if options.peak:
        print(peak(options.peak, options.files))
        return 0
    warnings.simplefilter('ignore')
    paths = options.files or pandas_files()
    sources = [(path, Path(path).read_bytes()) for path in paths]
    lines = sum(source.count(b'\n') for _, source in sources)
    host, pyrs, tokens, stages = compare(sources, options.rounds)
    print(f'{len(paths)} files, {lines} lines, {tokens} tokens')
    print(f'{"":20} {"seconds":>8} {"x host":>7} {"tokens/s":>11} {"lines/s":>11}')
    for name, seconds in [('host compile', host), ('pyrs compile', pyrs), *stages.items()]:
        print(f'{name:20} {seconds:8.3f} {seconds / host:7.2f} {tokens / seconds:11,.0f} {lines / seconds:11,.0f}')
    peaks = {which: float(subprocess.run([sys.executable, '-m', 'benches.front_end', '--peak', which, *paths], cwd=ROOT, check=True,
                                         capture_output=True, text=True).stdout) for which in ('host', 'pyrs')}
    print(f'peak memory: host {peaks["host"]:.1f} MB, pyrs {peaks["pyrs"]:.1f} MB, {peaks["pyrs"] / peaks["host"]:.2f}x')
    return 0


if __name__ == '__main__':
    sys.exit(main())
