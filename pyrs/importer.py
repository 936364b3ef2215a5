"""Imports: the standard library's own importlib, run on the VM.

`importlib._bootstrap` and `_bootstrap_external` are compiled from the host's .py files and run like any guest module; finders,
loaders, path hooks and import locks are therefore the real ones.  What they need from the engine is the module `_imp`, made here:

- frozen modules: the host's list of names, but the code comes from the library's source, compiled by pyrs under the file name
  `<frozen NAME>`, so that tracebacks read as on the host;
- built-in and dynamic modules: what the host already holds is handed back, never initialised a second time.

1. A module table of a runtime starts with C modules only: no Python function of the library may run on the host's loop.
2. The command line's runtime edits the host's own `sys` and module table in place (`take_over`); an embedded runtime has copies
   (embed/imports.py), and the host never notices.
3. Nothing in pyrs imports anything on the host once a runtime has taken over: its modules are loaded before, and hold what they need.
"""
import builtins as host_builtins
import gc
import sys as host_sys

import _codecs
import _imp as host_imp
import _io
import posix
from time import time as _now

from pyrs import _vm, parser, prebuilt, start
from pyrs.builtins import compiling, engine
from pyrs.cpyext import _host, _load, loader
from pyrs.stdlib import code_marshal

ModuleType = type(host_sys)

BOOTSTRAP = '_frozen_importlib'
# Names pyrs' own files in __pycache__.  It carries the engine's digest, so that a file of another engine is never looked at;
# the magic number inside stays the host's, which the library has in more than one place.
CACHE_TAG = f'pyrs-{host_sys.version_info[0]}{host_sys.version_info[1]}-{code_marshal.ENGINE:08x}'

compiling.use_prebuilt(*prebuilt.load(code_marshal.ENGINE))

# Code of frozen modules, shared by the embedded runtimes of the process; the command line's runs each once.
_frozen_code = {}

_pyrs_root = prebuilt.ROOT
compiling.tails[f'{host_sys._stdlib_dir}/dis.py'] = f'{_pyrs_root}/dis_tail.py'
_host_names = dict(vars(host_builtins))
_stdlib = host_sys._stdlib_dir
_host_get_frozen = host_imp.get_frozen_object
_host_find_frozen = host_imp.find_frozen


def read_file(path):
    """Return the bytes of the file `path`; OSError."""
    file = _io.FileIO(path, 'r')
    try:
        return file.readall()
    finally:
        file.close()


def _is_folder(path):
    try:
        return posix.stat(path).st_mode & 0o170000 == 0o040000
    except OSError:
        return False


def frozen_path(origin, package):
    """Return the source file of the frozen module (or package) whose original name is `origin`."""
    path = f'{_stdlib}/{origin.lstrip("<").replace(".", "/")}'
    # A package may stand for a module (__phello_alias__ for __hello__).
    return f'{path}/__init__.py' if (package or origin.startswith('<')) and _is_folder(path) else f'{path}.py'


# How many cache files of one module other engines keep: programs that take turns with two or three builds or hosts find their own again.
KEPT = 2
# A writer is dead that has not renamed its file for so many seconds.
WRITER_LIMIT = 3600


def remove_outdated(path, data):
    """Remove cache files of other engines beside the new one `path` with the content `data`, so that they do not pile up.

    Those go that were made from another state of the source, then the oldest beyond KEPT, and what a killed writer left. An engine that misses
    its file compiles the source; one that reads it has it open. Costs one listing of the folder where a file is written, nothing where one is read.
    """
    folder, _, base = path.rpartition('/')
    stem, tag, ending = base.rpartition(f'.{CACHE_TAG}')
    if not tag:
        return
    start = len(stem) + len(tag)
    begin = base[:start - 8]        # without the digest
    kept = []
    try:
        for name in posix.listdir(folder or '.'):
            if name == base or not name.startswith(begin) or not name.startswith(ending, start):
                continue
            other = f'{folder}/{name}' if folder else name
            rest = name[start + len(ending):]
            if rest:
                if rest[:1] == '.' and rest[1:].isdigit() and posix.stat(other).st_mtime < _now() - WRITER_LIMIT:
                    posix.unlink(other)
            elif _is_outdated(other, data):
                posix.unlink(other)
            else:
                kept.append((posix.stat(other).st_mtime_ns, other))
        kept.sort()
        for _, other in kept[:-KEPT]:
            posix.unlink(other)
    except Exception:
        # Somebody else tidies up here, or may and we may not, or a program's audit hook objects. It never costs the import.
        pass


def _is_outdated(path, data):
    """Was the cache file `path` made from another state of the source than the one with the content `data`? (PEP 552.)"""
    file = _io.FileIO(path, 'r')
    try:
        head = file.read(16)
    finally:
        file.close()
    # The second word's 1 says that nobody compares what follows.
    return head[:8] == data[:8] and head[4:8] != b'\1\0\0\0' and head != data[:16]


def run_code(code, namespace, builtins):
    """Run module code in `namespace` under the dict or module `builtins`."""
    namespace.setdefault('__builtins__', builtins)
    return _vm.exec_code(code, namespace, namespace, None)


class Imports:
    """The import state of one runtime: its module table, its `sys`, its `builtins` and its importlib."""

    def __init__(self, sys, builtins, modules, shared):
        """`shared`: the table and `sys` are the host's own, and C-level imports must meet this importlib."""
        self.sys = sys
        self.builtins = builtins
        self.modules = modules
        self.shared = shared
        self.importlib = None
        self.disasm = None      # the module, loaded when it is first used
        self.from_c = False         # did C code ask for the import that goes on?
        self.extensions = loader.Extensions(self)
        if not shared:
            _load.add_guest(vars(builtins), modules, vars(sys))

    def __del__(self):
        if not self.shared:
            _load.remove_guest(vars(self.builtins))

    # -- the engine's side of importlib

    def imp_module(self):
        """Make this runtime's `_imp`."""
        module = ModuleType('_imp', host_imp.__doc__)
        namespace = module.__dict__
        for name, value in vars(host_imp).items():
            if name not in ('__spec__', '__loader__'):
                namespace[name] = value
        if not self.shared:
            # Its filters are the interpreter's; without it `warnings` keeps its own, in Python.
            namespace['is_builtin'] = _is_builtin
        namespace.update(get_frozen_object=self._get_frozen_object, init_frozen=self._init_frozen,
                         create_builtin=self.extensions.create_builtin, exec_builtin=self.extensions.exec_module,
                         create_dynamic=self.extensions.create_dynamic, exec_dynamic=self.extensions.exec_module,
                         _fix_co_filename=_host.fix_filename, _code_listing=self._code_listing)
        return module

    def _get_frozen_object(self, name, data=None):
        if data is not None:
            return _host_get_frozen(name, data)
        found = _host_find_frozen(name)
        if found is None:
            raise ImportError(f'No such frozen object named {name!r}', name=name)
        # An alias without an original has no source, and is the host's to give, as is a module whose file is not installed.
        if found[2] is None:
            return _host_get_frozen(name)
        code = _frozen_code.get(found[2])
        if code is None:
            filename = f'<frozen {found[2].lstrip("<")}>'
            code = compiling.frozen_code(filename)
            if code is None:
                try:
                    source = read_file(frozen_path(found[2], found[1]))
                except FileNotFoundError:
                    return _host_get_frozen(name)
                code = compiling.compile_source(source, filename)
            if not self.shared:
                _frozen_code[found[2]] = code
            # importlib must end what it does: its locks are the runtime's.
            _vm.set_library(code, 2 if found[2].startswith('importlib._bootstrap') else 1)
        return code

    def _code_listing(self, code):
        """For the guest's `dis`: the instructions of a code object of pyrs (disasm.listing), None for any other object."""
        if not _vm.is_code(code):
            return None
        if self.disasm is None:
            from pyrs import disasm
            self.disasm = disasm
        return self.disasm.listing(_vm.code_plain(code))

    def _init_frozen(self, name):
        found = _host_find_frozen(name)
        if found is None:
            return None
        module = ModuleType(name)
        self.modules[name] = module
        if found[1]:
            module.__path__ = []
        run_code(self._get_frozen_object(name), module.__dict__, self.builtins)
        return self.modules[name]

    # -- start

    def bootstrap(self):
        """Run importlib on the VM and install its finders; then the codecs, without which nothing is read."""
        modules = self.modules
        module = ModuleType(BOOTSTRAP)
        module.__origname__ = 'importlib._bootstrap'
        modules[BOOTSTRAP] = module
        code = self._get_frozen_object(BOOTSTRAP)
        run_code(code, module.__dict__, self.builtins)
        self.importlib = module
        if self.shared:
            _host.set_importlib(module)
        imp = modules['_imp'] = self.imp_module()
        if not self.shared:
            self.builtins.__import__ = self._import_function()
        modules['marshal'] = code_marshal.module()
        module._install(self.sys, imp)
        if '_io' in modules:
            # Its __name__ is `io`, by which importlib named it; CPython imports it later, by its own name.
            modules['_io'].__spec__.name = '_io'
        module._install_external_importers()
        external = modules['_frozen_importlib_external']
        external._classify_pyc = self._classify_function(external._classify_pyc)
        external._write_atomic = self._write_function(external._write_atomic)

    def _classify_function(self, classify):
        """importlib's _classify_pyc, which also finds out that a cache file is not whole."""
        def _classify_pyc(data, name, exc_details):
            flags = classify(data, name, exc_details)
            code_marshal.check_cached(memoryview(data)[16:])
            return flags

        return _classify_pyc

    def _write_function(self, write):
        """importlib's _write_atomic (py_compile's too), which also removes what a new cache file outdates."""
        def _write_atomic(path, data, mode=0o666):
            write(path, data, mode)
            if type(path) is str:
                remove_outdated(path, data)

        return _write_atomic

    def _import_function(self):
        """Make `__import__` for a runtime whose table is not the interpreter's."""
        import_level = self.importlib.__import__
        modules = self.modules

        def __import__(name, globals=None, locals=None, fromlist=(), level=0):
            # How PyImport_Import calls it; a statement gives a tuple or None.
            self.from_c = from_c = type(fromlist) is list and globals is locals
            try:
                module = import_level(name, globals, locals, fromlist, level)
                if from_c:
                    _vm.lend(name, modules[name])
                return module
            except BaseException as error:
                error.__traceback__ = trim(error.__traceback__, isinstance(error, ImportError))
                raise error

        return __import__

    def import_module(self, name):
        """Import `name` (absolute) and return that module, not its top-level package."""
        # The host's frames below are no part of the program.
        return _vm.call_root(self.importlib._gcd_import, name)


def _is_builtin(name, /):
    return 0 if name == '_warnings' else host_imp.is_builtin(name)


_TRIMMED = ('<frozen importlib._bootstrap>', '<frozen importlib._bootstrap_external>')


def trim(traceback, always):
    """Take importlib's entries out of a traceback, as the host does.

    A run of them goes if it ends in `_call_with_frames_removed`, or in any case when `always` is true.
    """
    entries = []
    run = []
    entry = traceback
    while entry is not None:
        code = entry.tb_frame.f_code
        if code.co_filename in _TRIMMED:
            run.append(entry)
            if always or code.co_name == '_call_with_frames_removed':
                run.clear()
        else:
            entries += run
            run.clear()
            entries.append(entry)
        entry = entry.tb_next
    entries += run
    following = None
    for entry in reversed(entries):
        entry.tb_next = following
        following = entry
    return following


class OriginalBuiltins:
    """A context in which the builtins are what they were before the program began: what it does to them must not change what pyrs does."""

    def __init__(self, builtins):
        self._namespace = vars(builtins)
        self._original = dict(self._namespace)
        self._changed = []

    def __enter__(self):
        namespace = self._namespace
        changed = {key: namespace.get(key, self) for key, value in self._original.items() if namespace.get(key, self) is not value}
        self._changed.append(changed)
        for key in changed:
            namespace[key] = self._original[key]

    def __exit__(self, *error):
        for key, value in self._changed.pop().items():
            if value is self:
                self._namespace.pop(key, None)
            else:
                self._namespace[key] = value


class LateModule:
    """A module of pyrs in plain Python that is loaded when it is first used, after the host's imports became the guest's.

    What it imports from pyrs must be loaded already or be as plain; the library's modules are the guest's.
    """

    def __init__(self, name, loaded, imports, builtins):
        """`loaded`: the modules of pyrs by name, `imports`: the runtime's Imports, `builtins`: OriginalBuiltins."""
        self._name = name
        self._loaded = loaded
        self._imports = imports
        self._builtins = builtins

    def __getattr__(self, name):
        """A function of the module, to be called."""
        def call(*args, **options):
            with self._builtins:
                return getattr(self._load(self._name), name)(*args, **options)

        return call

    def _load(self, name):
        module = self._loaded.get(name)
        if module is None:
            path = f'{_pyrs_root}/{name.partition(".")[2]}.py'
            module = ModuleType(name)
            vars(module).update(__file__=path, __package__='pyrs', __builtins__={**_host_names, '__import__': self._import})
            start.run_plain(path, vars(module))
            self._loaded[name] = module
        return module

    def _import(self, name, globals=None, locals=None, fromlist=(), level=0):
        if not level and name.partition('.')[0] != 'pyrs':
            return self._imports.import_module(name)
        full = f'pyrs.{name}' if level and name else name or 'pyrs'
        if full != 'pyrs':
            return self._load(full)
        package = ModuleType('pyrs')
        for item in fromlist:
            setattr(package, item, self._load(f'pyrs.{item}'))
        return package


# What CPython has imported before `site`, as far as it is built in.
_AT_START = frozenset('sys builtins _imp _thread _warnings _weakref _io marshal posix time _codecs _signal _abc'.split())


def late_loader(ours, builtins):
    """A function that loads a compiled module of pyrs after the take-over. `ours`: pyrs' modules by name, itself included; `builtins`: OriginalBuiltins."""
    def load(name):
        with builtins:
            return load_now(name)

    def load_now(name):
        # What its initialisation imports from pyrs must be found by C code, so for that moment the table holds it, and not what the program has of pyrs.
        table = host_sys.modules
        programs = {other: table[other] for other in table if other in ours or other.startswith('pyrs.')}
        for other in programs:
            if other not in ours:
                del table[other]
        table.update(ours)
        try:
            return start.load_late(name)
        finally:
            for other in [other for other in table if other in ours or other.startswith('pyrs.')]:
                ours[other] = table[other]
                if other not in programs:
                    del table[other]
            table.update(programs)

    return load


def take_over(optimize=0):
    """Turn the host's interpreter state into the command line's runtime and return its Imports.

    The table keeps the built-in modules; everything else leaves it, pyrs' own modules included.  An extension module that
    the host had loaded comes back as the same object when it is imported again.
    """
    sys = host_sys
    modules = sys.modules
    if start.is_pure():
        # Only extensions can be loaded later.
        compiling.syntax_trees()
        parser.diagnose_module()
    ours = {name: module for name, module in modules.items() if name.partition('.')[0] == 'pyrs'}
    ours['builtins'] = host_builtins    # what C code calls so is looked up in the table too
    # What is there by now is the engine, and no garbage to be: neither the guest's collector nor the last one at exit has to look.
    gc.freeze()
    compiling.set_default_optimize(optimize)
    builtin_names = frozenset(sys.builtin_module_names)
    for name, module in list(modules.items()):
        if name not in _AT_START:
            del modules[name]
            if name in builtin_names:
                loader.stash(name, module)
        if name == 'encodings':
            _codecs.unregister(module.search_function)
        # importlib on the VM gives them specs and loaders of its own classes.
        loader.forget_loader(module)
    # The host's own `site` may have run (pyrs/start.py).
    sys.path[:], sys.prefix, sys.exec_prefix = _host.start_paths()
    for name in ('exit', 'quit', 'copyright', 'credits', 'license', 'help'):
        vars(host_builtins).pop(name, None)
    vars(sys).pop('__interactivehook__', None)
    sys.meta_path.clear()
    sys.path_hooks.clear()
    listed = dict(sys.path_importer_cache)
    sys.path_importer_cache.clear()
    sys.implementation.cache_tag = CACHE_TAG
    engine.install(host_builtins.__dict__)
    engine.install_sys(sys.__dict__)
    imports = Imports(sys, host_builtins, modules, True)
    builtins = OriginalBuiltins(host_builtins)
    load = late_loader(ours, builtins)
    compiling.set_loader(load)
    parser.load_diagnose = lambda: load('pyrs.diagnose')
    imports.disasm = LateModule('pyrs.disasm', ours, imports, builtins)
    # Until the guest has codecs of its own; in development mode every decode() looks one up, the parser's too.
    _codecs.register(_boot_codec)
    imports.bootstrap()
    imports.import_module('zipimport')
    sys.path_hooks.insert(0, modules['zipimport'].zipimporter)
    take_listings(imports, listed)
    imports.import_module('encodings')
    if sys.flags.dev_mode:
        for name in ('ascii', 'latin_1'):
            imports.import_module(f'encodings.{name}')
    imports.import_module('encodings.utf_8')
    _codecs.unregister(_boot_codec)
    imports.import_module('abc')
    imports.import_module('io')
    renew_streams(sys)
    return imports


def take_listings(imports, finders):
    """Let importlib on the VM have what the host's `finders` (path -> finder) have listed of the library; both look at the folder's time before they use it."""
    find = imports.modules['_frozen_importlib_external'].PathFinder._path_importer_cache
    for path, finder in finders.items():
        if path in host_sys.path or path.startswith(f'{_stdlib}/'):
            own = find(path)
            if type(own).__name__ == type(finder).__name__ == 'FileFinder':
                own._path_mtime, own._path_cache = finder._path_mtime, finder._path_cache


_BOOT_CODECS = {'utf_8': (_codecs.utf_8_encode, _codecs.utf_8_decode), 'ascii': (_codecs.ascii_encode, _codecs.ascii_decode),
                'latin_1': (_codecs.latin_1_encode, _codecs.latin_1_decode)}
_BOOT_NAMES = {'utf_8': 'utf_8', 'utf-8': 'utf_8', 'ascii': 'ascii', 'latin-1': 'latin_1', 'latin_1': 'latin_1', 'iso_8859_1': 'latin_1'}


def _boot_codec(name):
    found = _BOOT_NAMES.get(name)
    return None if found is None else (*_BOOT_CODECS[found], None, None)


def renew_streams(sys):
    """Give the standard streams encoders of the guest's codecs; the buffers below stay as they are."""
    for name in ('stdin', 'stdout', 'stderr'):
        old = getattr(sys, name)
        if type(old) is not _io.TextIOWrapper:
            continue
        old.flush()
        mode, line_buffering, write_through = old.mode, old.line_buffering, old.write_through
        encoding, errors = old.encoding, old.errors
        new = _io.TextIOWrapper(old.detach(), encoding, errors, '\n', line_buffering, write_through)
        new.mode = mode
        setattr(sys, name, new)
        setattr(sys, f'__{name}__', new)
