"""From the host's start to the command line: take the process over as it is, or start the host anew with other flags.

The host's own `site` has run by now, unless it was told not to.  What that leaves behind - modules, `sys.path`, `sys.prefix` - is known
and undone by the take-over, so one start is enough.  Where it did more than that (a `sitecustomize`, an import in a .pth file), where the
host was given flags of its own, or where the program's are the host's to obey (-O, -X utf8...), the process starts over as
`python -S -P [flags] .../__main__.py arguments`.
"""
import gc
import posix
import sys

from _frozen_importlib import ModuleSpec
from _imp import create_builtin, create_dynamic, exec_builtin, exec_dynamic, extension_suffixes
from _io import FileIO
from builtins import compile as _compile, exec as _exec

# -X options that tell a later stage of one start about the earlier ones.
LAUNCHED = 'pyrs-launched'      # by the file that sys.executable names (pyrs/launcher.py)
STARTED = 'pyrs-started'        # with the host's flags handed on: do not start over again

# What a host with `site` has imported when pyrs begins, by the name before the first dot: nothing there has an effect that stays.
_HARMLESS = frozenset('''
    __main__ _collections_abc _distutils_hack _frozen_importlib _frozen_importlib_external _sitebuiltins _virtualenv abc codecs encodings
    genericpath importlib io ntpath os posixpath pyrs runpy site stat zipimport
    collections contextlib copyreg enum functools keyword operator re reprlib sre_compile sre_constants sre_parse types warnings'''.split())


def stand_in_for_cython():
    """Let the pure-mode modules run uncompiled where Cython is out of reach, as it is without `site`."""
    module = type(sys)('cython')
    module.compiled = False
    module.cast = lambda kind, value, **options: value
    sys.modules['cython'] = module


def count_instructions():
    """For -X pyrs-stats: put the VM that counts in place of the other."""
    from pyrs.options import UsageError, parse
    try:
        wanted = ('X', 'pyrs-stats') in parse(sys.argv[1:]).values
    except UsageError:
        return
    if wanted:
        from pyrs import _stats
        _stats.install()


def as_it_is(host_argv, argv, imported):
    """Can the process be taken over although the host ran its `site`? `imported`: the names of the modules there were when pyrs began."""
    if host_argv[:2] != ['-m', 'pyrs'] and host_argv[:1] != sys.argv[:1] or sys.flags.inspect:
        return False
    from pyrs.options import UsageError, host_flags, parse
    try:
        if parse(argv).given('S') or host_flags((), argv):
            return False
    except UsageError:
        pass
    known = sys.builtin_module_names
    return all(name in known or name.partition('.')[0] in _HARMLESS for name in imported)


def host_file():
    """The file of the running host: PYTHONEXECUTABLE changes what it is called only."""
    return sys._base_executable if b'PYTHONEXECUTABLE' in posix.environ else sys.executable


def prepare_host(main, imported):
    """Start over at the file `main` if the host needs other flags; return whether the launcher started pyrs. `imported`: as for as_it_is."""
    # Marks of an earlier stage, not the user's: they leave the options before the program can see them.
    launched = sys._xoptions.pop(LAUNCHED, None)
    if sys._xoptions.pop(STARTED, None):
        return bool(launched)
    if not launched and not sys.flags.no_site and as_it_is(sys.orig_argv[1:], sys.argv[1:], imported):
        return False
    from pyrs.options import host_flags
    flags = host_flags(sys.orig_argv[1:], sys.argv[1:])
    if flags or not sys.flags.no_site:
        command = [sys.orig_argv[0], '-S', '-P', '-X', STARTED, *(['-X', LAUNCHED] if launched else []), *flags, main]
        if sys.stdout:
            sys.stdout.flush()
        posix.execv(host_file(), command + sys.argv[1:])
    return bool(launched)


# Compiled modules that every start needs, in an order in which each finds those it uses.
_EXTENSIONS = """
    options _vm launcher nodes lexer cpyext._host prebuilt parser_nodes parser_strings parser_expr parser_pattern parser unparse compiler.optable
    compiler.ops compiler.errors compiler.future compiler.code compiler.symtable compiler.unit compiler.peephole compiler.assemble
    compiler.fold compiler.codegen_expr compiler.codegen_pattern compiler.codegen compiler.passes builtins.compiling
    builtins.engine stdlib.code_marshal cpyext._load cpyext.loader importer repl cli"""
# The host's own that they use.
_BUILTINS = ('_functools', '_operator')
# Modules that are loaded when they are first used -> those that must be there before.  A file of their own too: the program may import pyrs, and
# one file is one module, whose classes would be the program's.
_LATE = 'astvalidate astconv errors diagnose_actions diagnose_rules diagnose_grammar diagnose'
_NEEDED = {'pyrs.astconv': ('pyrs.astvalidate',),
           'pyrs.diagnose': ('pyrs.tokens', 'pyrs.errors', 'pyrs.diagnose_actions', 'pyrs.diagnose_rules', 'pyrs.diagnose_grammar')}
_ROOT = __file__.rpartition('/')[0]
_SUFFIX = extension_suffixes()[0]
# All of _EXTENSIONS in one file, all of _LATE in another (setup.py).
_TOGETHER = f'{_ROOT}/_together{_SUFFIX}'
_TOGETHER_LATE = f'{_ROOT}/_together_late{_SUFFIX}'


def is_pure():
    """Are the front end's modules uncompiled (PYRS_PURE)?"""
    return existing(f'{_ROOT}/nodes{_SUFFIX}') is None


def load_late(name):
    """Load the compiled module `name` of pyrs, and what it needs, unless it is there. ImportError."""
    path = existing(_TOGETHER_LATE)
    for needed in (*_NEEDED.get(name, ()), name):
        if needed not in sys.modules:
            if needed == 'pyrs.tokens':
                load_plain(needed)
            else:
                load_extension(needed, path)
    return sys.modules[name]


def existing(path):
    """`path`, or None if there is no such file."""
    try:
        posix.stat(path)
    except OSError:
        return None
    return path


def new_spec(name, origin=None):
    """The spec of a module that is loaded here. Each import looks at its `_initializing`; where that is missing, an exception is made and dropped."""
    spec = ModuleSpec(name, None, origin=origin)
    spec._initializing = False
    return spec


def load_extension(name, path=None):
    """Load the compiled module `name` of pyrs as importlib would, but without looking for it. ImportError."""
    spec = new_spec(name, path or f'{_ROOT}/{name.partition(".")[2].replace(".", "/")}{_SUFFIX}')
    module = create_dynamic(spec)
    package, _, base = name.rpartition('.')
    module.__package__ = package
    module.__file__ = spec.origin
    module.__spec__ = spec
    sys.modules[name] = module
    try:
        exec_dynamic(module)
    except BaseException:
        del sys.modules[name]
        raise
    # Without it each `from package import base` would try the package's __getattr__ first.
    setattr(sys.modules[package], base, module)
    return module


def load_builtins():
    """Load the host's built-in modules that the engine uses as importlib would, but without looking for them."""
    for name in _BUILTINS:
        if name not in sys.modules and name in sys.builtin_module_names:
            module = create_builtin(new_spec(name, 'built-in'))
            exec_builtin(module)
            sys.modules[name] = module


def run_plain(path, namespace):
    """Run the file `path` of pyrs in `namespace` with the host's compiler, whose caches and import may be the program's by now. OSError."""
    with FileIO(path) as file:
        _exec(_compile(file.readall(), path, 'exec', 0, True), namespace)


def load_plain(name):
    """Load the module `name` of pyrs, one that is never compiled, without looking for it. OSError."""
    path = f'{_ROOT}/{name.partition(".")[2]}.py'
    package, _, base = name.rpartition('.')
    module = type(sys)(name)
    module.__package__ = package
    module.__file__ = path
    module.__spec__ = new_spec(name, path)
    run_plain(path, module.__dict__)
    sys.modules[name] = module
    setattr(sys.modules[package], base, module)
    return module


def make_packages():
    """Make pyrs' packages: nothing in their __init__.py is needed, and each look-up would take as long as a module."""
    for name in ('pyrs.compiler', 'pyrs.builtins', 'pyrs.cpyext', 'pyrs.stdlib'):
        package = sys.modules[name] = type(sys)(name)
        package.__path__ = [f'{_ROOT}/{name.rpartition(".")[2]}']
        package.__package__ = name
        package.__spec__ = new_spec(name)
        setattr(sys.modules['pyrs'], name.rpartition('.')[2], package)


def load_extensions(names):
    """Load the modules `names` of pyrs. What is not compiled, `import` will find."""
    path = existing(_TOGETHER)
    for name in names:
        name = f'pyrs.{name}'
        if name not in sys.modules:
            try:
                load_extension(name, path)
            except ImportError:
                return


def main(file):
    """Run the command line; return what the process should exit with. `file`: the path of pyrs/__main__.py."""
    # Until the program begins (cli.run): what is made here stays, so looking through it for garbage is in vain.
    gc.set_threshold(0)
    imported = list(sys.modules)
    make_packages()
    load_extensions(['options'])
    launched = prepare_host(file, imported)
    if any('pyrs-stats' in word or word == '--stats' for word in sys.argv):
        count_instructions()
    if is_pure():
        stand_in_for_cython()
    load_builtins()
    load_extensions(_EXTENSIONS.split())
    from pyrs import cli
    return cli.main(sys.argv[1:], launched)
