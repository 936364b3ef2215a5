"""Embedding: `Runtime`, an interpreter of its own inside the host's process.

A Runtime has its own `sys`, `builtins`, module table and import state; the heap, the C modules and the GIL are the host's, so
objects go in and out as they are. Limits are for control, not a security boundary: a C extension can do what the process can.

The parts: embed/config.py (Limits, RuntimeConfig), errors.py, convert.py (`type=`), imports.py and modules.py (what the guest imports),
streams.py; vm/guest.h and guest_limits.h stop what runs too long.
"""
from __future__ import annotations

import sys as host_sys

import _thread
import marshal
import posix

from pyrs import _vm, importer
from pyrs.builtins import compiling
from pyrs.compiler.code import Proto
from pyrs.embed import config as configuration
from pyrs.embed import errors, imports as guest_imports, modules as guest_modules, streams
from pyrs.embed.convert import convert
from pyrs.stdlib import code_marshal

_MISSING = object()
_host_print = print
ModuleType = type(host_sys)


def _install_builtins(imports):
    """Install the builtins that look at the runtime's own `sys`."""
    sys = imports.sys
    namespace = vars(imports.builtins)

    def print(*args, sep=' ', end='\n', file=None, flush=False):
        if file is None:
            file = getattr(sys, 'stdout', _MISSING)
            if file is _MISSING:
                raise RuntimeError('lost sys.stdout')
            if file is None:
                return
        _host_print(*args, sep=sep, end=end, file=file, flush=flush)

    def input(prompt='', /):
        if sys.stdout is not None:
            sys.stdout.write(str(prompt))
            sys.stdout.flush()
        if sys.stdin is None:
            raise RuntimeError('input(): lost sys.stdin')
        line = sys.stdin.readline()
        if not line:
            raise EOFError('EOF when reading a line')
        return line.removesuffix('\n')

    def breakpoint(*args, **keywords):
        return sys.breakpointhook(*args, **keywords)

    def displayhook(value, /):
        if value is None:
            return
        namespace['_'] = None
        sys.stdout.write(repr(value) + '\n')
        namespace['_'] = value

    def exit(code=None):
        raise SystemExit(code)

    # What the host's `site` put there is the host's: its exit() closes the host's stdin.
    for name in ('copyright', 'credits', 'license', 'help', '_'):
        namespace.pop(name, None)
    namespace.update(print=print, input=input, breakpoint=breakpoint, exit=exit, quit=exit)
    sys.displayhook = sys.__displayhook__ = displayhook


def _choose_builtins(namespace, wanted):
    if wanted is None:
        return
    if hasattr(wanted, 'items'):
        namespace.update(wanted)
        return
    kept = set(wanted)
    for name in list(namespace):
        # What the language itself asks builtins for stays.
        if name not in kept and name not in ('__import__', '__build_class__', '__name__', '__doc__', '__debug__'):
            del namespace[name]


# -- code that was compiled once

class CompiledCode(_vm.Compiled):
    """Source text that was compiled once: any Runtime runs it, and it may be pickled.

    filename, mode  as they were given to `compile`

    >>> import pickle
    >>> code = Runtime().compile('x * 2', mode='eval')
    >>> again = pickle.loads(pickle.dumps(code))
    >>> rt = Runtime(); rt.set('x', 21)
    >>> rt.eval(again)
    42
    """

    def __reduce__(self):
        proto = self.proto
        return _load_compiled, (code_marshal.ENGINE, proto.dumps() if isinstance(proto, Proto) else marshal.dumps(proto), self.mode, self.filename)

    def __repr__(self):
        return f'<CompiledCode {self.mode!r} of {self.filename!r}>'


def _load_compiled(engine, data, mode, filename):
    if engine != code_marshal.ENGINE:
        raise ValueError('the code was compiled by another version of pyrs')
    return CompiledCode(marshal.loads(data), mode, filename)


def _syntax_error(error, source, filename, mode, flags):
    """The PyrsSyntaxError for `error`."""
    incomplete = False
    if isinstance(source, str) and isinstance(error, SyntaxError):
        incomplete = _is_incomplete(source, filename, mode, flags)
    return errors.syntax_error(error, incomplete)


def _is_incomplete(source, filename, mode, flags):
    """Could more input make this source, which has an error, right?"""
    try:
        compiling.parse_source(source, filename, 'single' if mode == 'single' else 'exec', flags | compiling.ALLOW_INCOMPLETE_INPUT)
    except SyntaxError as error:
        return type(error).__name__ == '_IncompleteInputError' or 'incomplete input' in str(error)
    except Exception:
        return False
    return False


def _compile(source, filename, mode, flags=0, optimize=-1):
    if mode not in ('exec', 'eval', 'single'):
        raise ValueError("mode must be 'exec', 'eval' or 'single'")
    failed = None
    try:
        source = compiling.source_of(source, mode, 'string, bytes or code')
        if mode == 'eval':
            source = source.lstrip(' \t' if isinstance(source, str) else b' \t')
        filename = compiling.file_name(filename)
        tree = compiling.parse_source(source, filename, mode, flags)
        return CompiledCode(compiling.compile_tree(tree, filename, flags, optimize), mode, filename)
    except SyntaxError as error:
        failed = error
    raise _syntax_error(failed, source, filename, mode, flags)


def compile(source, filename='<string>', mode='exec'):
    """Compile source text into a CompiledCode, which any Runtime runs. PyrsSyntaxError.

    >>> code = compile('6 * 7', mode='eval')
    >>> Runtime().eval(code)
    42
    """
    return _compile(source, filename, mode)


# -- results

class Ok:
    """What `Runtime.attempt` returns when the source ran: its value (None for statements).

    >>> match Runtime().attempt('1 + 1'):
    ...     case Ok(value): print(value)
    ...     case Err(error): print('failed', error)
    2
    """

    __slots__ = ('value',)
    __match_args__ = ('value',)
    ok = True

    def __init__(self, value):
        self.value = value

    def unwrap(self):
        """Return the value."""
        return self.value

    def __eq__(self, other):
        return type(other) is Ok and self.value == other.value

    __hash__ = None

    def __repr__(self):
        return f'Ok({self.value!r})'


class Err:
    """What `Runtime.attempt` returns when the source did not run to its end: the error, a PyrsError or a host function's exception.

    >>> Runtime().attempt('1 / 0').ok
    False
    """

    __slots__ = ('error',)
    __match_args__ = ('error',)
    ok = False

    def __init__(self, error):
        self.error = error

    def unwrap(self):
        """Raise the error."""
        raise self.error

    def __repr__(self):
        return f'Err({self.error!r})'


class Stats:
    """A runtime's counters at one moment.

    runs          calls into the guest from the host
    instructions  charged so far, counted only while `max_instructions` is set
    time, cpu_time  seconds in the guest, counted only in runs with a limit of time or memory
    memory, peak_memory   bytes that the guest's code holds and has held, counted only under `max_memory`
    output        characters written, counted only under `max_output` or by a callable stream
    soft_stops, hard_stops   limits that ran out, and of these how many had to pass over the guest's handlers

    >>> rt = Runtime(); rt.exec('x = 1'); rt.stats().runs
    1
    """

    __slots__ = ('runs', 'instructions', 'time', 'cpu_time', 'memory', 'peak_memory', 'output', 'soft_stops', 'hard_stops')

    def __init__(self, **values):
        for name in self.__slots__:
            setattr(self, name, values[name])

    def __repr__(self):
        return f'Stats({", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)})'


# -- names of a guest

class _Namespace:
    """What a Runtime and a Scope have in common. `_names` is the dict of their names."""

    __slots__ = ()

    def get(self, name, *, type=None, default=_MISSING):
        """Return the guest's global `name`; NameError if there is none and no default.

        `type` converts and checks as in `eval`; ConversionError.

        >>> rt = Runtime(); rt.set('x', 1)
        >>> rt.get('x', type=float), rt.get('y', default=None)
        (1.0, None)
        """
        self._check()
        value = self._names.get(name, _MISSING)
        if value is _MISSING:
            if default is _MISSING:
                raise NameError(f'name {name!r} is not defined', name=name)
            return default
        return value if type is None else convert(value, type)

    def set(self, name, value):
        """Make `value`, as it is, the guest's global `name`.

        >>> rt = Runtime(); rt.set('items', [1, 2]); rt.eval('sum(items)')
        3
        """
        self._check()
        if not isinstance(name, str):
            raise TypeError(f'a name is a str, not {name.__class__.__name__}')
        self._names[name] = value

    def delete(self, name):
        """Remove the guest's global `name`; NameError.

        >>> rt = Runtime(); rt.set('x', 1); rt.delete('x'); rt.get('x', default='gone')
        'gone'
        """
        self._check()
        if name not in self._names:
            raise NameError(f'name {name!r} is not defined', name=name)
        del self._names[name]


class _ScopeBuiltins(dict):
    """The builtins of a scope: the runtime's globals, then its builtins."""

    __slots__ = ('shared', 'builtins')

    def __missing__(self, name):
        value = self.shared.get(name, _MISSING)
        return self.builtins[name] if value is _MISSING else value


class Scope(_Namespace):
    """Names of its own over the globals of a Runtime: what is assigned in it stays in it, everything else is seen through.

    >>> rt = Runtime(); rt.set('rate', 2)
    >>> one, two = rt.scope(), rt.scope()
    >>> one.exec('x = 10 * rate'); two.set('x', 1)
    >>> one.get('x'), two.eval('x + rate'), rt.get('x', default=None)
    (20, 3, None)
    """

    def __init__(self, runtime):
        self._runtime = runtime
        chain = _ScopeBuiltins()
        chain.shared = runtime.globals
        chain.builtins = vars(runtime.builtins)
        self._names = {'__name__': '__main__', '__builtins__': chain}

    def _check(self):
        self._runtime._check()

    @property
    def globals(self):
        """The dict of the scope's own names."""
        return self._names

    def exec(self, source, *, filename='<string>'):
        """Run statements in the scope; as Runtime.exec."""
        self._runtime.exec(source, filename=filename, scope=self._names)

    def eval(self, source, *, type=None, filename='<string>'):
        """Evaluate an expression in the scope; as Runtime.eval."""
        return self._runtime.eval(source, type=type, filename=filename, scope=self._names)

    def call(self, function, /, *args, **kwargs):
        """Call what the scope or the runtime calls `function`; as Runtime.call."""
        if isinstance(function, str):
            found = self._names.get(function, _MISSING)
            if found is not _MISSING:
                function = found
        return self._runtime.call(function, *args, **kwargs)


class ModuleBuilder:
    """A module that the host makes for the guest, by `Runtime.module`.

    >>> rt = Runtime()
    >>> tools = rt.module('tools').add('version', 2).add_function('double', lambda x: 2 * x)
    >>> rt.eval('__import__("tools").double(21)')
    42
    """

    __slots__ = ('module',)

    def __init__(self, module):
        self.module = module

    def add(self, name, value):
        """Make `value` the attribute `name`; return the builder."""
        setattr(self.module, name, value)
        return self

    def add_function(self, name, function=None):
        """Make `function` the attribute `name` (or its own name, if only it is given); return the builder. TypeError if it cannot be called."""
        if function is None:
            function, name = name, name.__name__
        if not callable(function):
            raise TypeError(f'{name!r} cannot be called')
        return self.add(name, function)

    def add_class(self, cls):
        """Add a class under its own name; return the builder."""
        if not isinstance(cls, type):
            raise TypeError(f'a class is required, not {type(cls).__name__}')
        return self.add(cls.__name__, cls)


# -- the runtime

class Runtime(_Namespace, _vm.Guest):
    """An embedded interpreter; belongs to the thread that makes it. Also a context manager, which closes it.

    config     a RuntimeConfig (or a Limits)
    overrides  its fields by name, those of Limits too: `Runtime(timeout=1, imports='stdlib', stdout=stream)`

    Its methods raise RuntimeClosed, WrongThreadError; what runs code also PythonError for what the guest raised (an instance of the same
    builtin class too), PyrsSyntaxError, LimitExceeded, Interrupted, ImportDenied, GuestExit, and what a host function raised, as it is.

    >>> with Runtime(timeout=1) as rt:
    ...     rt.exec('def double(x): return x * 2')
    ...     rt.call('double', 21)
    42
    """

    def __init__(self, config=None, **overrides):
        config = configuration.make(config, overrides)
        self._config = config
        attributes = {'argv': list(config.argv)}
        if config.path is not None:
            attributes['path'] = list(config.path)
        counted = config.limits.max_output is not None
        if config.stdin is not None:
            attributes['stdin'] = attributes['__stdin__'] = config.stdin
        for name in ('stdout', 'stderr'):
            stream = streams.output(self, getattr(config, name), getattr(host_sys, name), counted, f'<{name}>')
            attributes[name] = attributes[f'__{name}__'] = stream
        environment = None
        if config.env is not None:
            environment = {name.encode('utf-8', 'surrogateescape'): value.encode('utf-8', 'surrogateescape')
                           for name, value in config.env.items()}
        self._imports = imports = guest_imports.embed(attributes, config.imports, environment, self)
        _install_builtins(imports)
        imports.bootstrap()
        _choose_builtins(vars(imports.builtins), config.builtins)
        main = ModuleType('__main__')
        main.__annotations__ = {}
        main.__builtins__ = imports.builtins
        main.__loader__ = imports.importlib.BuiltinImporter
        imports.modules['__main__'] = main
        self._names = vars(main)
        self._cwd = None if config.cwd is None else posix.fspath(config.cwd)
        self._optimize = -1 if config.optimize is None else config.optimize
        self._open(self._names, imports.builtins, imports.sys, errors.translate)
        self._set_limits(*config.limits._as_numbers())

    # -- running code

    def _code(self, source, filename, mode):
        """The Compiled, or code object, for `source`."""
        if isinstance(source, _vm.Compiled):
            if source.mode != mode and 'eval' in (source.mode, mode):
                raise ValueError(f'the code was compiled for {source.mode!r}, not {mode!r}')
            return source
        if _vm.is_code(source):
            return source
        self._check()
        return _compile(source, filename, mode, 0, self._optimize)

    def _execute(self, code, scope):
        if self._cwd is None:
            return self._execute_here(code, scope)
        before = posix.getcwd()
        posix.chdir(self._cwd)
        try:
            return self._execute_here(code, scope)
        finally:
            posix.chdir(before)

    def _execute_here(self, code, scope):
        compiled = isinstance(code, _vm.Compiled)
        if scope is None:
            if compiled:
                return self._run_compiled(code)
            return self._run(code, self._names, self._names)
        if compiled:
            code = _vm.make_code(code.proto)
        if type(scope) is Scope:
            scope = scope.globals
        if scope.__class__ is not dict:
            return self._run(code, self._names, scope)
        return self._run(code, scope, scope)

    def exec(self, source, *, filename='<string>', scope=None):
        """Run statements in the guest's `__main__`.

        source    str, bytes, a CompiledCode, or a code object of pyrs
        filename  what tracebacks call it
        scope     a Scope or a dict whose names to use instead, or any other mapping for what the statements assign

        >>> rt = Runtime(); rt.exec('x = 1'); rt.get('x')
        1
        """
        self._execute(self._code(source, filename, 'exec'), scope)

    def eval(self, source, *, type=None, scope=None, filename='<string>'):
        """Evaluate an expression and return its value.

        type  a class or generic alias that the value is converted to and checked against: ConversionError
        The other arguments are those of `exec`.

        >>> rt = Runtime()
        >>> rt.eval('1 + 1'), rt.eval('[1, 2]', type=list[float])
        (2, [1.0, 2.0])
        """
        if scope is None and type is None and self._cwd is None and source.__class__ is CompiledCode and source.mode == 'eval':
            return self._run_compiled(source)
        value = self._execute(self._code(source, filename, 'eval'), scope)
        return value if type is None else convert(value, type)

    def exec_file(self, path, *, argv=(), run_name='__main__'):
        """Run the file `path` in the guest's `__main__` and return its globals; OSError.

        argv      what follows the path in the guest's `sys.argv`
        run_name  what `__name__` is meanwhile

        >>> import os, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = os.path.join(folder, 'script.py')
        ...     _ = open(path, 'w').write('import sys; n = len(sys.argv)')
        ...     Runtime().exec_file(path, argv=['a'])['n']
        2
        """
        self._check()
        name = compiling.file_name(path)
        code = self._code(importer.read_file(name), name, 'exec')
        self._imports.sys.argv = [name, *argv]
        names = self._names
        names['__file__'] = name
        before = names.get('__name__')
        names['__name__'] = run_name
        try:
            self._execute(code, None)
        finally:
            names['__name__'] = before
        return names

    def compile(self, source, filename='<string>', mode='exec'):
        """Compile source text into a CompiledCode, which runs in any Runtime without being parsed again. PyrsSyntaxError.

        >>> rt = Runtime(); rt.eval(rt.compile('2 + 2', mode='eval'))
        4
        """
        return _compile(source, filename, mode, 0, self._optimize)

    def is_complete(self, source):
        """True if `source` is complete, False if more lines could complete it, as a prompt needs to know. PyrsSyntaxError if it is wrong.

        >>> rt = Runtime()
        >>> rt.is_complete('x = 1'), rt.is_complete('def f():'), rt.is_complete('(1,')
        (True, False, False)
        """
        try:
            _compile(source, '<input>', 'exec')
        except errors.PyrsSyntaxError as error:
            if error.incomplete:
                return False
            raise
        return True

    def attempt(self, source, *, type=None, scope=None, filename='<string>'):
        """Evaluate an expression or run statements; return Ok(value) or Err(error) and raise nothing but KeyboardInterrupt.

        >>> rt = Runtime()
        >>> rt.attempt('6 * 7'), rt.attempt('x = 1'), rt.attempt('nosuch').ok
        (Ok(42), Ok(None), False)
        """
        try:
            if isinstance(source, (str, bytes)):
                try:
                    code = self._code(source, filename, 'eval')
                except errors.PyrsSyntaxError:
                    code = self._code(source, filename, 'exec')
            else:
                code = source
            value = self._execute(code, scope)
            return Ok(value if type is None else convert(value, type))
        except Exception as error:
            return Err(error)

    # -- asynchronous

    def aexec(self, source, *, filename='<string>', scope=None):
        """Run statements that may use `await` at their top level; to be awaited by an event loop of the host.

        Limits of time count what the guest runs, not what it waits for.

        >>> import asyncio
        >>> async def main():
        ...     rt = Runtime()
        ...     await rt.aexec('import asyncio; await asyncio.sleep(0); x = 5')
        ...     return await rt.aeval('x + 1')
        >>> asyncio.run(main())
        6
        """
        return _GuestCoroutine(self, self._start_async(source, filename, 'exec', scope), None, 'aexec')

    def aeval(self, source, *, type=None, scope=None, filename='<string>'):
        """Evaluate an expression that may use `await`; to be awaited. As `eval` and `aexec`."""
        return _GuestCoroutine(self, self._start_async(source, filename, 'eval', scope), type, 'aeval')

    def _start_async(self, source, filename, mode, scope):
        if not isinstance(source, _vm.Compiled) and not _vm.is_code(source):
            source = _compile(source, filename, mode, compiling.ALLOW_TOP_LEVEL_AWAIT, self._optimize)

        def start():
            return self._execute(source, scope)

        return start

    def acall(self, function, /, *args, **kwargs):
        """Call a function of the guest and await what it returns, if that is awaitable; to be awaited.

        >>> import asyncio
        >>> rt = Runtime(); rt.exec('async def f(x): return x + 1')
        >>> async def main(): return await rt.acall('f', 1)
        >>> asyncio.run(main())
        2
        """
        def start():
            return self.call(function, *args, **kwargs)

        return _GuestCoroutine(self, start, None, 'acall')

    # -- names and modules

    def import_(self, name):
        """Import the module `name` into the guest and return it. ImportError, ImportDenied.

        >>> Runtime().import_('math').sqrt(16)
        4.0
        """
        return self.call(self._imports.importlib._gcd_import, name)

    def module(self, name):
        """Return the builder of a module that guest code may import as `name`, whatever the import policy.

        >>> rt = Runtime()
        >>> _ = rt.module('app').add('debug', True)
        >>> rt.exec('import app'); rt.eval('app.debug')
        True
        """
        self._check()
        modules = self._imports.modules
        module = modules.get(name)
        if module is None or name not in self._imports.added:
            module = ModuleType(name)
            self._imports.added.add(name)
            modules[name] = module
            parent, _, last = name.rpartition('.')
            if parent:
                above = self.module(parent).module
                if not hasattr(above, '__path__'):
                    above.__path__ = []
                setattr(above, last, module)
        return ModuleBuilder(module)

    def scope(self):
        """Return a Scope: names of its own over these globals.

        >>> scope = Runtime().scope(); scope.exec('y = 2'); scope.get('y')
        2
        """
        self._check()
        return Scope(self)

    @property
    def globals(self):
        """The dict of the guest's `__main__`: read and write it as any mapping."""
        self._check()
        return self._names

    @property
    def modules(self):
        """The guest's module table, its `sys.modules`."""
        self._check()
        return self._imports.modules

    @property
    def builtins(self):
        """The guest's builtins module."""
        self._check()
        return self._imports.builtins

    @property
    def config(self):
        """The RuntimeConfig that the runtime was made with."""
        return self._config

    @property
    def limits(self):
        """The Limits in force."""
        return self._config.limits

    # -- control

    def interrupt(self):
        """Stop what the guest runs now, by Interrupted; from any thread. True if something ran.

        >>> Runtime().interrupt()
        False
        """
        return self._interrupt() > 0

    def stats(self):
        """Return the runtime's Stats; from any thread.

        >>> rt = Runtime(max_instructions=1000); rt.exec('x = 1'); rt.stats().instructions > 0
        True
        """
        return Stats(**self._use())

    def options(self, **limits):
        """Other limits for a while: a context manager, and an object with `exec`, `eval`, `call`, `attempt` of its own.

        >>> rt = Runtime()
        >>> rt.options(timeout=5).eval('1 + 1')
        2
        >>> with rt.options(max_instructions=10_000):
        ...     print(rt.attempt('while True: pass').ok)
        False
        """
        return Options(self, limits)

    def _use_limits(self, limits):
        before = self._config
        self._config = before.replace(limits=limits)
        self._set_limits(*limits._as_numbers())
        return before.limits

    def shared(self):
        """Return a SharedRuntime: the same runtime for any thread, one at a time.

        >>> Runtime().shared().eval('1 + 1')
        2
        """
        return SharedRuntime(self)

    @property
    def closed(self):
        """True after `close`, and in the child after a fork; from any thread."""
        return self._closed

    def close(self):
        """Run what the guest registered with `atexit`, stop its threads and drop its modules. Closing twice is allowed."""
        if self._closed:
            return
        self._check()
        imports = self._imports
        try:
            if imports.exit_functions:
                self.call(guest_modules.run_exit_functions, imports.exit_functions)
        finally:
            self._interrupt(True)
            try:
                # In a run, under the limits: finalisers run now, and no more once the runtime is closed.
                self.call(_drop_all, self._names, imports.modules)
            except BaseException as error:
                if not isinstance(error, (errors.LimitExceeded, errors.Interrupted)):
                    raise
            finally:
                self._shut()
            guest_imports.undo(imports)
            self._names.clear()
            self._names = {}
            imports.modules.clear()
            for name in ('stdin', 'stdout', 'stderr', '__stdin__', '__stdout__', '__stderr__'):
                vars(imports.sys)[name] = None

    def __reduce__(self):
        raise TypeError('a Runtime can be neither pickled nor copied')

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc):
        self.close()

    def __repr__(self):
        return f'<pyrs.Runtime{" closed" if self._closed else ""} at {id(self):#x}>'


def _drop_all(*dicts):
    """Clear the dicts, what came last first: it may need what was there before."""
    for names in dicts:
        for name in reversed(list(names)):
            names.pop(name, None)


class Options:
    """A Runtime with other limits, by `Runtime.options`."""

    def __init__(self, runtime, limits):
        self._runtime = runtime
        self._limits = limits
        self._before = []

    def __enter__(self):
        runtime = self._runtime
        self._before.append(runtime._use_limits(runtime.limits.replace(**self._limits)))
        return runtime

    def __exit__(self, *exc):
        self._runtime._use_limits(self._before.pop())

    def exec(self, source, **options):
        """As Runtime.exec."""
        with self as runtime:
            return runtime.exec(source, **options)

    def eval(self, source, **options):
        """As Runtime.eval."""
        with self as runtime:
            return runtime.eval(source, **options)

    def call(self, function, /, *args, **kwargs):
        """As Runtime.call."""
        with self as runtime:
            return runtime.call(function, *args, **kwargs)

    def attempt(self, source, **options):
        """As Runtime.attempt."""
        with self as runtime:
            return runtime.attempt(source, **options)


class SharedRuntime:
    """A Runtime for any thread: each method waits until no other thread is inside. What it returns is not guarded.

    >>> import threading
    >>> shared = Runtime().shared(); shared.exec('n = 0')
    >>> threads = [threading.Thread(target=shared.exec, args=('n += 1',)) for _ in range(4)]
    >>> for thread in threads: thread.start()
    >>> for thread in threads: thread.join()
    >>> shared.get('n')
    4
    """

    def __init__(self, runtime):
        self._runtime = runtime
        self._lock = _thread.RLock()

    def _do(self, method, args, kwargs):
        runtime = self._runtime
        with self._lock:
            before = runtime._move_here()
            try:
                return method(*args, **kwargs)
            finally:
                runtime._move_back(before)

    def exec(self, *args, **kwargs):
        """As Runtime.exec."""
        return self._do(self._runtime.exec, args, kwargs)

    def eval(self, *args, **kwargs):
        """As Runtime.eval."""
        return self._do(self._runtime.eval, args, kwargs)

    def exec_file(self, *args, **kwargs):
        """As Runtime.exec_file."""
        return self._do(self._runtime.exec_file, args, kwargs)

    def call(self, *args, **kwargs):
        """As Runtime.call."""
        return self._do(self._runtime.call, args, kwargs)

    def attempt(self, *args, **kwargs):
        """As Runtime.attempt."""
        return self._do(self._runtime.attempt, args, kwargs)

    def get(self, *args, **kwargs):
        """As Runtime.get."""
        return self._do(self._runtime.get, args, kwargs)

    def set(self, name, value):
        """As Runtime.set."""
        return self._do(self._runtime.set, (name, value), {})

    def delete(self, name):
        """As Runtime.delete."""
        return self._do(self._runtime.delete, (name,), {})

    def import_(self, name):
        """As Runtime.import_."""
        return self._do(self._runtime.import_, (name,), {})

    def compile(self, *args, **kwargs):
        """As Runtime.compile."""
        return self._runtime.compile(*args, **kwargs)

    def interrupt(self):
        """As Runtime.interrupt; does not wait."""
        return self._runtime.interrupt()

    def stats(self):
        """As Runtime.stats; does not wait."""
        return self._runtime.stats()

    @property
    def closed(self):
        """As Runtime.closed; does not wait."""
        return self._runtime.closed

    def close(self):
        """As Runtime.close."""
        return self._do(self._runtime.close, (), {})

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


def _iterator_of(value):
    """The iterator behind an awaitable of either engine, or None if the value is none."""
    kind = type(value)
    if hasattr(kind, '__await__'):
        return value.__await__()
    return None


def _is_cancellation(error):
    """Is it how asyncio ends a task? That is between the event loop and what it drives, whoever raised it."""
    asyncio = host_sys.modules.get('asyncio.exceptions')
    return asyncio is not None and isinstance(error, asyncio.CancelledError)


class _GuestCoroutine:
    """What `aexec`, `aeval` and `acall` return: starts when it is awaited, and each step is a run of the guest, whose clock stands still between steps."""

    def __init__(self, runtime, start, kind, name):
        self._runtime = runtime
        self._start = start
        self._kind = kind
        self._iterator = None
        self._left = configuration_time(runtime.limits.timeout)
        self.__name__ = name
        self.__qualname__ = f'Runtime.{name}'

    def __iter__(self):
        return self

    __await__ = __iter__

    def _begin(self):
        start, self._start = self._start, None
        if start is None:
            raise RuntimeError('cannot reuse already awaited guest code')
        value = start()
        self._iterator = iterator = self._runtime._step(_iterator_of, (value,), -1)
        if iterator is None:
            raise StopIteration(self._converted(value))

    def _converted(self, value):
        return value if self._kind is None else convert(value, self._kind)

    def _go(self, method, args):
        runtime = self._runtime
        before = runtime._use()['time']
        try:
            return runtime._step(method, args, self._left)
        except StopIteration as stop:
            value, failed = stop.value, None
        except errors.PythonError as error:
            if not _is_cancellation(error.exception):
                raise
            failed = error.exception
        finally:
            if self._left >= 0:
                self._left = max(0, self._left - int((runtime._use()['time'] - before) * 1e9))
        if failed is not None:
            raise failed
        raise StopIteration(self._converted(value))

    def send(self, value):
        if self._iterator is None:
            self._begin()
        send = getattr(self._iterator, 'send', None)
        if send is None:
            return self._go(self._iterator.__next__, ())
        return self._go(send, (value,))

    def __next__(self):
        return self.send(None)

    def throw(self, *error):
        if self._iterator is None:
            self._start = None
            raise error[0] if len(error) == 1 else error[1] or error[0]
        return self._go(self._iterator.throw, error)

    def close(self):
        self._start = None
        if self._iterator is not None:
            self._go(self._iterator.close, ())

    def __del__(self):
        if self._start is not None:
            import warnings
            warnings.warn(f'coroutine {self.__qualname__!r} was never awaited', RuntimeWarning, stacklevel=1, source=self)


def configuration_time(seconds):
    return -1 if seconds is None else int(seconds * 1_000_000_000)


for _class in (CompiledCode, Ok, Err, Stats, Scope, ModuleBuilder, Runtime, Options, SharedRuntime):
    _class.__module__ = 'pyrs'


def run(source, /, config=None, **overrides):
    """Run a source text (str, bytes, CompiledCode), or the file named by a path-like, in a fresh Runtime; return its globals.

    The other arguments are those of Runtime. The runtime stays open as long as something of it is used.

    >>> run('x = 6 * 7')['x']
    42
    """
    runtime = Runtime(config, **overrides)
    if isinstance(source, (str, bytes)) or isinstance(source, _vm.Compiled):
        runtime.exec(source)
    else:
        runtime.exec_file(source)
    return runtime.globals
