"""Loading C modules for a runtime: built-in ones and .so files.

A built-in module is initialised by the host, a .so file by dynload.h, each once per process whoever asks first: the host's `_imp` learns of what
was loaded for an embedded runtime.  The command line's runtime uses the host's module object itself; an embedded
runtime gets a module object of its own with a copied dict for the library's modules, so that assigning to an attribute stays inside, and
shares the host's object for every other extension (NumPy refuses a second Python layer over one C module).
"""
import sys as host_sys

import _imp as host_imp

from pyrs import _vm
from pyrs.cpyext import _host, _load
from pyrs.start import new_spec

ModuleType = type(host_sys)

_host_create_builtin = host_imp.create_builtin
_host_exec_builtin = host_imp.exec_builtin
_host_create_dynamic = host_imp.create_dynamic
_host_exec_dynamic = host_imp.exec_dynamic
# As id(), which is an event for a program's audit hooks.
identity = object.__hash__

# Extensions that cannot work, by the name they are imported by.
REFUSED = {
    'greenlet._greenlet': 'greenlet switches between copies of the C stack under CPython\'s own frames; pyrs keeps its frames elsewhere, '
                          'so a switch would leave them behind (use generators, asyncio or threads)',
    'numba._dispatcher': 'numba compiles the bytecode of CPython, which functions of pyrs do not have',
}

# Modules that the host loaded or that were loaded for a runtime: name -> module, and (name, path) -> module.
_builtin = {}
_dynamic = {}
# (name, path) of single-phase modules: the host knows how to give them again.
_single = set()
# Those whose exec phase has run; a module is in here as long as it is in one of the tables above.
_executed = set()
_dynload = f'{host_sys._stdlib_dir}/lib-dynload/' if host_sys._stdlib_dir else None


def copy_module(module):
    """Return a new module object with a copy of `module`'s dict."""
    copy = ModuleType(module.__name__, module.__doc__)
    vars(copy).update(vars(module))
    forget_loader(copy)
    return copy


# Built-in modules that the engine uses and CPython would not have imported yet: the guest's first import brings them back.
_stashed = {}


def stash(name, module):
    """Keep the built-in module `name`, which leaves the table, for the guest's first import of it."""
    _stashed[name] = module


def forget_loader(module):
    """Let the next importlib that meets the C module `module` give it a loader and a spec of its own."""
    namespace = getattr(module, '__dict__', {})
    for name in ('__loader__', '__spec__'):
        if name in namespace:
            namespace[name] = None


def _remember_host():
    """Enter what the host has loaded, so that nothing is initialised twice."""
    builtin_names = frozenset(host_sys.builtin_module_names)
    for name, module in list(host_sys.modules.items()):
        if not isinstance(module, ModuleType) or name.startswith('pyrs'):
            continue
        namespace = vars(module)        # a module's own __getattr__ is none of our business, and one that is missing costs an exception
        origin = namespace.get('__file__')
        if name in builtin_names:
            _builtin.setdefault(name, module)
        elif type(namespace.get('__loader__')).__name__ == 'ExtensionFileLoader':
            _dynamic.setdefault((name, origin), module)
            if name == 'resource':
                _vm.patch_limits(module)
        else:
            continue
        _executed.add(identity(module))


_remember_host()


def builtin_module(name):
    """Return the process's one module object of the built-in `name`, fully initialised; ImportError."""
    module = _builtin.get(name)
    if module is None:
        module = _host_create_builtin(new_spec(name, 'built-in'))
        if module is None:
            raise ImportError(f'{name!r} is not a built-in module', name=name)
        _builtin[name] = module
        _vm.call_root(_execute, module, _host_exec_builtin)
    return module


def _execute(module, run):
    if identity(module) not in _executed:
        run(module)
        _executed.add(identity(module))


def _create(spec, taken_over):
    """The module of a .so file, its exec phase still to run."""
    if not isinstance(spec.name, str) or not isinstance(spec.origin, str):
        raise TypeError('name and origin of a module spec must be str')
    key = (spec.name, spec.origin)
    if key in _single:
        return _host_create_dynamic(spec)
    module, single = _load.create(spec, spec.name, spec.origin, taken_over)
    if single:
        _single.add(key)
    return module


def _told_create_dynamic(spec, file=None):
    """The host's `_imp.create_dynamic`: a module that a runtime loaded is handed back, not initialised again."""
    module = _dynamic.get((spec.name, spec.origin))
    return _host_create_dynamic(spec) if module is None else module


def _tell_host():
    host_imp.create_dynamic = _told_create_dynamic


def refused(path):
    """Why the extension at `path` cannot work, or None."""
    base = path.replace('\\', '/').rpartition('/')[2].partition('.')[0]
    for name, reason in REFUSED.items():
        package, _, last = name.rpartition('.')
        if last == base and package in path:
            return reason
    return None


def _nothing(*args):
    pass


class Extensions:
    """The C modules of one runtime; its methods are `_imp`'s functions."""

    def __init__(self, imports):
        self.imports = imports
        # id of a runtime's own module object -> it, complete from the start: exec_module has nothing to do.
        self.complete = {}
        # An embedded runtime's: (name, module) -> changes its copy of a module; name -> raises if it must not have it.
        self.customize = self.refuse = _nothing

    def adopt(self, name):
        """Enter the built-in module `name` into an embedded runtime's table."""
        module = copy_module(builtin_module(name))
        self.complete[identity(module)] = module
        self.customize(name, module)
        self.imports.modules[name] = module
        return module

    def create_builtin(self, spec):
        """`_imp.create_builtin`: the module of spec.name, or None if there is no such built-in."""
        name = spec.name
        if name not in host_sys.builtin_module_names:
            return None
        if name in ('sys', 'builtins'):
            # The host would give them their first contents back, and so undo what the runtime installed.
            return getattr(self.imports, name)
        if self.imports.shared:
            module = _stashed.pop(name, None)
            if module is None:
                return _host_create_builtin(spec)
            self.complete[identity(module)] = module
            return module
        self.refuse(name)
        module = copy_module(builtin_module(name))
        self.customize(name, module)
        self.complete[identity(module)] = module
        return module

    def create_dynamic(self, spec, file=None):
        """`_imp.create_dynamic`: load the .so spec.origin, or hand back what was loaded from it before."""
        name, path = spec.name, spec.origin
        key = (name, path)
        if name in REFUSED:
            raise ImportError(f'{name} cannot work in pyrs: {REFUSED[name]}', name=name, path=path)
        if self.imports.shared:
            # What the host loaded before it was taken over is used once, as if it were still in the table; after that a
            # second module of the same file is made or refused as on CPython.
            module = _dynamic.pop(key, None)
            if module is None:
                return _create(spec, True)
            self.complete[identity(module)] = module
            return module
        self.refuse(spec.name)
        module = _dynamic.get(key)
        if module is None:
            module = self._from_host(key)
        if module is None:
            # What its C code imports is the host's: no frame of the guest may stand behind it.
            module = _vm.call_root(_create, spec, False)
            _vm.call_root(_execute, module, _host_exec_dynamic)
            _dynamic[key] = module
            _tell_host()
        if _dynload is not None and path.startswith(_dynload):
            module = copy_module(module)
            self.customize(spec.name, module)
        self.complete[identity(module)] = module
        return module

    def _from_host(self, key):
        name, origin = key
        module = host_sys.modules.get(name)
        if module is not None and getattr(module, '__file__', None) == origin:
            _dynamic[key] = module
            _executed.add(identity(module))
            return module
        return None

    def exec_module(self, module):
        """`_imp.exec_builtin` and `_imp.exec_dynamic`: run the exec phase unless the module has been through it."""
        result = 0
        if identity(module) not in self.complete:
            result = _host_exec_dynamic(module)
            if module.__name__ == 'resource':
                _vm.patch_limits(module)
            _host.trim_code_pages()
        if '_ARRAY_API' in module.__dict__:         # NumPy's C interface
            _host.keep_heap_for_arrays()
        return result
