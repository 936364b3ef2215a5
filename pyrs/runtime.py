"""Embedding: `Runtime`, an interpreter of its own inside the host's process.

A Runtime has its own `sys`, `builtins`, module table and import state; the heap, the C modules and the GIL are the host's, so
objects go in and out as they are.  What the guest imports, the host does not see, and the reverse.
"""
from __future__ import annotations

import sys as host_sys

from pyrs import _vm, importer
from pyrs.builtins import compiling

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

    namespace.update(print=print, input=input, breakpoint=breakpoint)
    sys.displayhook = displayhook


class Runtime:
    """An embedded interpreter.

    argv, path  the guest's `sys.argv` and `sys.path` (the host's path by default)
    stdin, stdout, stderr   its streams (the host's by default)

    Exceptions that the guest does not catch come out as they are. Raises RuntimeError after `close`.

    >>> rt = Runtime()
    >>> rt.exec('def double(x): return x * 2')
    >>> rt.call('double', 21)
    42
    """

    def __init__(self, *, argv=('',), path=None, stdin=None, stdout=None, stderr=None):
        attributes = {'argv': list(argv)}
        if path is not None:
            attributes['path'] = list(path)
        for name, stream in (('stdin', stdin), ('stdout', stdout), ('stderr', stderr)):
            if stream is not None:
                attributes[name] = attributes[f'__{name}__'] = stream
        self._imports = imports = importer.embed(attributes)
        _install_builtins(imports)
        imports.bootstrap()
        main = ModuleType('__main__')
        main.__annotations__ = {}
        main.__builtins__ = imports.builtins
        main.__loader__ = imports.importlib.BuiltinImporter
        imports.modules['__main__'] = main
        self._globals = vars(main)
        self._closed = False

    def _check(self):
        if self._closed:
            raise RuntimeError('the runtime is closed')

    def _run(self, source, filename, mode, scope):
        self._check()
        namespace = self._globals if scope is None else scope
        namespace.setdefault('__builtins__', self._imports.builtins)
        code = source
        if not _vm.is_code(code):
            code = compiling.compile_source(compiling.source_of(source, mode, 'string, bytes or code'), filename, mode)
        return _vm.exec_root(code, namespace, namespace)

    def exec(self, source, *, filename='<string>', scope=None):
        """Run statements: str, bytes or a code object of pyrs, in the guest's `__main__` or in the dict `scope`."""
        self._run(source, filename, 'exec', scope)

    def eval(self, source, *, filename='<string>', scope=None):
        """Evaluate an expression and return its value."""
        if isinstance(source, str):
            source = source.lstrip(' \t')
        return self._run(source, filename, 'eval', scope)

    def get(self, name, *, default=_MISSING):
        """Return the guest's global `name`; NameError if there is none and no default."""
        self._check()
        value = self._globals.get(name, _MISSING)
        if value is not _MISSING:
            return value
        if default is _MISSING:
            raise NameError(f'name {name!r} is not defined', name=name)
        return default

    def set(self, name, value):
        """Make `value` the guest's global `name`."""
        self._check()
        self._globals[name] = value

    def delete(self, name):
        """Remove the guest's global `name`; NameError."""
        self._check()
        if name not in self._globals:
            raise NameError(f'name {name!r} is not defined', name=name)
        del self._globals[name]

    def call(self, name, /, *args, **keywords):
        """Call the guest's global `name`, or any callable, and return its result."""
        self._check()
        function = self.get(name) if isinstance(name, str) else name
        return function(*args, **keywords)

    def import_(self, name):
        """Import the module `name` into the guest and return it."""
        self._check()
        return self._imports.import_module(name)

    @property
    def globals(self):
        """The dict of the guest's `__main__`."""
        return self._globals

    @property
    def modules(self):
        """The guest's module table."""
        return self._imports.modules

    @property
    def builtins(self):
        """The guest's builtins module."""
        return self._imports.builtins

    @property
    def closed(self):
        """True after `close`."""
        return self._closed

    def close(self):
        """Drop the guest's modules. Closing twice is allowed."""
        if self._closed:
            return
        self._closed = True
        for module in list(self._imports.modules.values()):
            if getattr(module, '__name__', None) == '__main__':
                vars(module).clear()
        self._imports.modules.clear()

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc):
        self.close()


def run(source, **options):
    """Run a source text, or the file named by a path-like, in a fresh Runtime; return its globals."""
    runtime = Runtime(**options)
    if isinstance(source, (str, bytes)):
        runtime.exec(source)
    else:
        path = compiling.file_name(source)
        runtime.exec(importer.read_file(path), filename=path)
    return runtime.globals
