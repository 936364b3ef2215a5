"""The import state of an embedded runtime: which modules it may have, which it shares with the host, and what it gets of them.

1. Every import ends in `_find_and_load` of the runtime's own importlib; that function is replaced here, so no route leads past it:
   statement, `__import__`, `importlib`, C code that calls the guest's `__import__`. C modules are asked for again where they are made.
2. A package with extension modules outside of the standard library exists once per process, as NumPy demands it: the host imports it, if it
   has not yet, and every runtime shows its guest the host's modules.
3. A C module of the library is a module object of the runtime's own, with what would act on the whole process replaced (modules.py).
"""
import sys as host_sys

import abc as _host_abc
import posix

from pyrs import _vm, importer
from pyrs.builtins import compiling, engine
from pyrs.cpyext import loader
from pyrs.embed import modules as guest_modules
from pyrs.embed.errors import ImportDenied

_STDLIB = host_sys.stdlib_module_names
# C modules that hold Python objects of the host's, or look up the guest's modules in the interpreter's table; the library has the same in Python.
_IN_PYTHON = ('_pickle', '_zoneinfo')
# Modules whose classes C code raises: a guest's have the host's.
_SHARED_CLASSES = ('asyncio.exceptions',)
# Packages whose C module imports them when it is initialised: that must not be while the guest imports them.
_HOST_FIRST = ('asyncio',)
# What C modules import by name while they run, for themselves: _sre, _json, _datetime.
_C_IMPORTS = ('re', 'json.decoder', '_strptime', 'enum', 'copyreg')
# Known answers: path of a package -> has it extension modules?
_extension_paths = {}
_SUFFIXES = tuple(suffix for suffix in importer.host_imp.extension_suffixes())


def _has_extensions(folder, depth=6):
    """Is there an extension module in the package `folder` (at most `depth` folders down)?"""
    known = _extension_paths.get(folder)
    if known is None:
        known = _extension_paths[folder] = _search_extensions(folder, depth)
    return known


def _search_extensions(folder, depth):
    below = []
    try:
        with posix.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith('.so'):
                    return True
                if depth and '.' not in entry.name and entry.name not in ('__pycache__', 'tests', 'test') and entry.is_dir():
                    below.append(entry.path)
    except OSError:
        return False
    return any(_search_extensions(path, depth - 1) for path in below)


# Modules that were compiled for one runtime, for all: (filename, length, hash, optimize) -> Proto. Where bytecode files are written they serve first.
_module_protos = {}


def _module_compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1):
    if type(source) is not bytes or type(filename) is not str or mode != 'exec' or flags:
        return engine.compile(source, filename, mode, flags, dont_inherit, optimize)
    key = (filename, len(source), hash(source), optimize)
    proto = _module_protos.get(key)
    if proto is None:
        if len(_module_protos) >= 2000:
            _module_protos.clear()
        tree = compiling.parse_file(compiling.source_of(source, 'compile', 'string, bytes or AST'), filename)
        proto = compiling.compile_tree(tree, filename, 0, optimize)
        _module_protos[key] = proto
    return _vm.make_code(proto)


class GuestImports(importer.Imports):
    """Imports of an embedded runtime."""

    def __init__(self, sys, builtins, modules, policy):
        importer.Imports.__init__(self, sys, builtins, modules, False)
        self.policy = policy
        self.added = set()          # modules that the host made for the guest
        self.shared_tops = {}       # top-level name -> is it a package that all share?
        self._allowed = {}          # top-level name -> what a callable policy said
        self.exit_functions = []
        self.codec_searches, self.codecs, self.error_handlers = [], {}, {}      # registries.py
        self.at_close = []          # functions that take back what the guest did to the process
        self._depth = 0             # allowed imports in progress: what they import is theirs
        self.extensions.customize = self._customize
        self.extensions.refuse = self._refuse_extension

    # -- the choke point

    def bootstrap(self):
        importer.Imports.bootstrap(self)
        del self.modules['_warnings']       # importlib has it; the guest's `warnings` must not (importer.py)
        external = vars(self.modules['_frozen_importlib_external'])
        external['compile'] = _module_compile
        if self.policy != 'all':
            self._trust(external)
        namespace = vars(self.importlib)
        original = namespace['_find_and_load']
        modules = self.modules

        def _find_and_load(name, import_):
            if self.policy != 'all' and not self.allows(name):
                raise denied(name)
            if name not in modules:
                if self.shares(name):
                    return self.share(name)
                if name in _HOST_FIRST:
                    _host_import(name)
                module = load(name, import_)
                self._first_imported(name, module)
                return module
            return load(name, import_)

        def load(name, import_):
            if self.policy == 'all':
                return original(name, import_)
            self._depth += 1
            try:
                return original(name, import_)
            finally:
                self._depth -= 1

        find_spec = namespace['_find_spec']

        def _find_spec(name, path, target=None):
            if self.policy != 'all' and not self.allows(name):
                raise denied(name)
            return find_spec(name, path, target)

        namespace['_find_and_load'] = _find_and_load
        namespace['_find_spec'] = _find_spec
        if self.policy != 'all':
            for function in ('_load', '_exec'):     # what `loader.load_module(name)` ends in
                namespace[function] = self._guarded(namespace[function])

    def _first_imported(self, name, module):
        """Let the guest's `module`, just made, know what of the host's it will meet."""
        if name in _SHARED_CLASSES:
            vars(module).update((key, value) for key, value in vars(_host_import(name)).items() if isinstance(value, type))
        elif name in _ABC_MODULES or name == 'copyreg':
            if _shared_names:
                self.register_shared()
        elif name == 'pickle' or name == 'copy':
            _know_host_functions(name, module)

    def _guarded(self, load):
        def guarded(spec, *args):
            if not self.allows(spec.name):
                raise denied(spec.name)
            return load(spec, *args)

        return guarded

    def _trust(self, namespace):
        """Mark the code that importlib makes: what comes from it may import what its statements name."""
        marshal = namespace['marshal']
        trusted = type(marshal)('marshal')
        vars(trusted).update(vars(marshal))
        loads = marshal.loads
        compile = namespace['compile']

        def trusting_loads(data, /):
            code = loads(data)
            if _vm.is_code(code):
                _vm.set_library(code)
            return code

        def trusting_compile(*args, **keywords):
            code = compile(*args, **keywords)
            if _vm.is_code(code):
                _vm.set_library(code)
            return code

        trusted.loads = trusting_loads
        namespace['marshal'] = trusted
        namespace['compile'] = trusting_compile

    def allows(self, name):
        """May the code that asks for it now import `name`?"""
        if self._depth or self.permits(name) or self.from_c and name in _C_IMPORTS:
            return True
        # A module that was allowed may import, at any time, what its own `import` statements name.
        return _vm.at_library_import()

    def permits(self, name):
        """Does the policy allow `name`, whoever asks?"""
        policy = self.policy
        if policy == 'all' or name in self.added or name == 'builtins' or name == '__main__':
            return True
        if policy == 'none':
            return False
        if name == '_strptime' and (self.permits('datetime') or self.permits('time')):
            return True             # their C code imports it
        top = name.partition('.')[0]
        if policy == 'stdlib':
            return top in _STDLIB
        if type(policy) is frozenset:
            return top in policy or name in policy or any(name == allowed.rpartition('.')[0] or allowed.startswith(name + '.')
                                                          for allowed in policy)
        known = self._allowed.get(name)
        if known is None:
            known = self._allowed[name] = bool(policy(name))
        return known

    def _refuse_extension(self, name):
        if name in _IN_PYTHON:
            raise ImportError(f'{name!r} is replaced by the library\'s Python code in an embedded runtime', name=name)
        if self.policy != 'all' and self.importlib is not None and not self._depth and not self.permits(name):
            raise denied(name)

    def _customize(self, name, module):
        guest_modules.customize(self, name, module)

    def host_module(self, name):
        """The host's module `name`."""
        return _host_import(name)

    # -- packages that exist once per process

    def shares(self, name):
        """Is `name` in a package that the host and all runtimes share?"""
        top = name.partition('.')[0]
        known = self.shared_tops.get(top)
        if known is None:
            known = self.shared_tops[top] = top in _SHARED_LIBRARY or top not in _STDLIB and top != '__main__' and top not in self.added and self._is_extension(top)
        return known

    def _is_extension(self, top):
        if top in _shared_names:
            return True
        module = host_sys.modules.get(top)
        if module is not None:
            folders = getattr(module, '__path__', None)
            if folders is None:
                return str(getattr(module, '__file__', '')).endswith(_SUFFIXES)
            return any(_has_extensions(folder) for folder in list(folders))
        for entry in self.sys.path:
            base = f'{entry}/{top}' if entry else top
            for suffix in _SUFFIXES:
                if _is_file(base + suffix):
                    return True
            if _is_file(f'{base}/__init__.py'):
                return _has_extensions(base)
            if _is_file(f'{base}.py'):
                return False
            if _has_extensions(base):       # a part of a namespace package
                return True
        return False

    def share(self, name):
        """Let the host import `name`; enter it and all that came with it into the guest's table and return it."""
        top = name.partition('.')[0]
        before = set(host_sys.modules)
        added = [entry for entry in self.sys.path if entry not in host_sys.path]
        host_sys.path.extend(added)
        try:
            module = _host_import(name)
        finally:
            for entry in added:
                if entry in host_sys.path:
                    host_sys.path.remove(entry)
        for other in set(host_sys.modules) - before:
            other_top = other.partition('.')[0]
            if other_top not in _STDLIB and other_top != 'pyrs':
                _shared_names.add(other_top)
        _shared_names.add(top)
        for other in _shared_names:
            _vm.share_package(other)
        for other, value in list(host_sys.modules.items()):
            if other.partition('.')[0] in _shared_names and other not in self.modules:
                self.shared_tops[other.partition('.')[0]] = True
                self.modules[other] = value
        self.register_shared()
        return module

    def register_shared(self):
        """Let the guest's ABCs and its `copyreg`, if it has imported them, know the classes of shared packages, which the host's know."""
        copyreg = self.modules.get('copyreg')
        if copyreg is not None:
            for cls, reduce in list(_host_import('copyreg').dispatch_table.items()):
                if _top_of(cls) not in _STDLIB:
                    copyreg.dispatch_table.setdefault(cls, reduce)
        for name in _ABC_MODULES:
            guest = self.modules.get(name)
            if guest is None:
                continue
            for key, abc in list(vars(_host_import(name)).items()):
                own = vars(guest).get(key)
                if type(abc) is _host_abc.ABCMeta and own is not None:
                    for cls in _subclasses(abc):
                        if _top_of(cls) in _shared_names:
                            own.register(cls)


_Function = _vm.types()[0]

# Top-level packages that are shared by the process.
_shared_names = set()

_ABC_MODULES = ('_collections_abc', 'numbers')


def _top_of(cls):
    """The top-level package that a class says it is from."""
    return str(getattr(cls, '__module__', None)).partition('.')[0]


def _know_host_functions(name, module):
    """`pickle` and `copy` go by exact types, and functions of shared packages are the host's."""
    tables = [module._Pickler.dispatch] if name == 'pickle' else [module._copy_dispatch, module._deepcopy_dispatch]
    for table in tables:
        table[_Function.__base__] = table[_Function]


def _subclasses(abc):
    """The classes that inherit from `abc` by themselves or are registered with it."""
    found = [reference() for reference in _host_abc._get_dump(abc)[0]]
    return [cls for cls in found if cls is not None] + _vm.call_root(type.__subclasses__, abc)


def _host_import(name):
    """The host's module `name`, imported with no frame of the guest below: what looks for its caller must not find one."""
    _vm.call_root(__import__, name)
    return host_sys.modules[name]


# Of the library, because its C code keeps Python classes, one set of them in the process.
_SHARED_LIBRARY = ('ctypes',)


def _is_file(path):
    try:
        return posix.stat(path).st_mode & 0o170000 == 0o100000
    except OSError:
        return False


def denied(name):
    """The ImportDenied for the module `name`."""
    error = ImportDenied(f'the import of {name!r} is denied by the policy of this runtime')
    error.name = name
    return error


# The library's modules that a runtime starts with.
_FIRST = ('_thread', '_warnings', '_weakref', '_io', 'marshal', 'posix', 'time', '_codecs', '_signal', '_abc')


def embed(sys_attributes, policy='all', environment=None, runtime=None):
    """Make the GuestImports of an embedded runtime: its own table, `sys` and `builtins`, importlib not yet run.

    sys_attributes  dict that overrides what its `sys` copies from the host's
    environment     dict of bytes: what its `posix.environ` shows
    """
    modules = {}
    sys = loader.copy_module(host_sys)
    builtins = loader.copy_module(importer.host_builtins)
    for module in (sys, builtins):
        modules[module.__name__] = module
    vars(sys).update(modules=modules, path=list(host_sys.path), argv=[''], meta_path=[], path_hooks=[],
                     path_importer_cache={}, warnoptions=list(host_sys.warnoptions))
    namespace = type(host_sys.implementation)(**vars(host_sys.implementation))
    namespace.cache_tag = importer.CACHE_TAG
    sys.implementation = namespace
    for name in ('last_type', 'last_value', 'last_traceback', 'ps1', 'ps2', '__interactivehook__'):
        vars(sys).pop(name, None)
    for name in ('excepthook', 'unraisablehook', 'breakpointhook'):     # the host may have put functions of its own there
        setattr(sys, name, getattr(sys, f'__{name}__'))
    vars(sys).update(sys_attributes)
    engine.install(builtins.__dict__)
    engine.install_sys(sys.__dict__)
    imports = GuestImports(sys, builtins, modules, policy)
    imports.runtime = runtime
    imports.environment = environment
    guest_modules.customize(imports, 'sys', sys)
    for name in _FIRST:
        imports.extensions.adopt(name)
    return imports


def undo(imports):
    """Take what the guest did to the process back, as `at_close` names it."""
    while imports.at_close:
        imports.at_close.pop()()
