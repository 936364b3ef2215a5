"""From source or syntax tree to code object: what `compile`, `exec`, `eval` and the importer share."""
import posix
import sys
from marshal import loads

from _imp import source_hash
from _io import FileIO
from _warnings import warn

from pyrs import _vm
from pyrs.compiler import errors
from pyrs.compiler.passes import compile_ast
from pyrs.cpyext import _host
from pyrs.nodes import If
from pyrs.parser import parse

FUTURE_FLAGS = 0x1FE0000            # the CO_FUTURE_* bits, inherited by compile() from the calling code
OBSOLETE_FLAGS = 0x10
BARRY_AS_BDFL = 0x400000
ONLY_AST = 0x400
TYPE_COMMENTS = 0x1000
ALLOW_TOP_LEVEL_AWAIT = 0x2000
DONT_IMPLY_DEDENT = 0x200
ALLOW_INCOMPLETE_INPUT = 0x4000
INTERACTIVE = 1 << 30       # the prompt's own
MUCH_SOURCE = 4096          # characters: the front end has been everywhere
COMPILE_FLAGS = ONLY_AST | TYPE_COMMENTS | ALLOW_TOP_LEVEL_AWAIT | DONT_IMPLY_DEDENT | ALLOW_INCOMPLETE_INPUT

_syntax_trees = None


def _load_module(name):
    return __import__(name, None, None, ['*'])


def set_loader(load):
    """Let `load(name)` find modules of pyrs from now on: the host's import is the guest's."""
    global _load_module
    _load_module = load


def syntax_trees():
    """The module pyrs.astconv, loaded when it is first used: few programs compile trees, and `_ast` takes a millisecond."""
    global _syntax_trees
    if _syntax_trees is None:
        _syntax_trees = _load_module('pyrs.astconv')
    return _syntax_trees


# What `optimize=-1` stands for: set by the launcher from -O.
default_optimize = 0


def set_default_optimize(level):
    """Make `level` the optimisation level of code compiled without one."""
    global default_optimize
    default_optimize = level


def file_name(filename):
    """Return `filename` (str, bytes, buffer or path-like) as the str that a code object carries; TypeError."""
    if type(filename) is str:
        return filename
    if not isinstance(filename, (str, bytes)) and not hasattr(type(filename), '__fspath__'):
        try:
            view = memoryview(filename)
        except TypeError:
            pass
        else:
            warn(f'path should be string, bytes, or os.PathLike, not {type(filename).__name__}', DeprecationWarning)
            filename = bytes(view)
    filename = posix.fspath(filename)
    if isinstance(filename, bytes):
        filename = filename.decode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
    return filename


def source_of(source, where, what):
    """Return `source` (str, bytes or buffer) as str or bytes; TypeError and SyntaxError as CPython words them."""
    if isinstance(source, str):
        if '\0' in source:
            raise SyntaxError('source code string cannot contain null bytes')
        return source
    if not isinstance(source, bytes):
        try:
            source = bytes(memoryview(source))
        except TypeError:
            pass
        if not isinstance(source, bytes):
            raise TypeError(f'{where}() arg 1 must be a {what} object')
    if 0 in source:
        raise SyntaxError('source code string cannot contain null bytes')
    return source


def _raised_here(error, handled):
    """`error`, for `raise`, without the front end's entries in its traceback (a bare `raise` would bring them back), raised while `handled` was."""
    error.__traceback__ = None
    error.__context__ = handled
    error.__suppress_context__ = False
    return error


def parse_source(source, filename, mode, flags=0, feature_version=-1):
    """Parse str or bytes into a pyrs tree; SyntaxError without entries of the parser in its traceback."""
    handled = sys.exc_info()[1]
    try:
        if not flags and feature_version < 0:
            return parse(source, filename, mode, warn=errors.counted_warning)
        options = {'feature_version': feature_version} if feature_version >= 0 else {}
        return parse(source, filename, mode, type_comments=bool(flags & TYPE_COMMENTS), flufl=bool(flags & BARRY_AS_BDFL),
                     allow_incomplete=bool(flags & ALLOW_INCOMPLETE_INPUT),
                     imply_dedent=not flags & DONT_IMPLY_DEDENT, interactive=bool(flags & INTERACTIVE), warn=errors.counted_warning, **options)
    except (SyntaxError, MemoryError, RecursionError, UnicodeError) as error:
        raise _raised_here(error, handled)


def compile_tree(tree, filename, flags=0, optimize=-1):
    """Compile a pyrs tree into a Proto (immutable, shared by all runtimes)."""
    handled = sys.exc_info()[1]
    try:
        return compile_ast(tree, filename, flags, default_optimize if optimize < 0 else optimize)
    except (SyntaxError, MemoryError, RecursionError) as error:
        raise _raised_here(error, handled)


# What the build compiled: filename -> (length of the source, its hash, place and size of the dumped Proto), and the file, as prebuilt.load gives them.
_prebuilt = {}
_prebuilt_file = None


def use_prebuilt(entries, file):
    """Take `entries`, which are in the memoryview `file`, instead of compiling the same source again."""
    global _prebuilt_file
    _prebuilt.update(entries)
    _prebuilt_file = file


def _prebuilt_code(filename):
    """The code object of an entry."""
    _, _, place, size = _prebuilt[filename]
    return _vm.make_mapped_code(loads(_prebuilt_file[place:place + size]), _prebuilt_file)


def frozen_code(filename):
    """The code object of what the host has frozen under `filename` ('<frozen NAME>'), or None if the build did not compile it."""
    if filename not in _prebuilt or default_optimize:
        return None
    return _prebuilt_code(filename)


def _from_prebuilt(source, filename, optimize):
    length, checksum = _prebuilt[filename][:2]
    if type(source) is not bytes or (default_optimize if optimize < 0 else optimize) \
            or len(source) != length or source_hash(0, source) != checksum:
        return None
    return _prebuilt_code(filename)


# Files of the library that are bound to the host's bytecode -> the file of pyrs that is compiled at their end (filled by the importer).
tails = {}


def parse_file(source, filename, mode='exec', flags=0):
    """The tree of a source; a file's tail stands in front of the `if __name__ == '__main__'` that the file ends in."""
    if filename not in tails or type(source) is not bytes:
        return parse_source(source, filename, mode, flags)
    with FileIO(tails[filename]) as file:
        tree = parse_source(source + b'\n' + file.readall(), filename, mode, flags)
    lines = source.count(b'\n') + 1
    own = [statement for statement in tree.body if statement.lineno <= lines]
    tail = tree.body[len(own):]
    if own and type(own[-1]) is If:
        tail.append(own.pop())
    tree.body = own + tail
    return tree


# Short sources that were compiled before without a warning -> their Protos: programs call eval() in loops, and make the same classes again.  Each
# code object is a new one all the same.  Nothing of a limited runtime is kept, whose memory is counted.
_protos = {}
_compiled_once = set()          # hashes of keys: what comes once is not kept
SHORT_SOURCE = 2048             # characters
PROTOS_KEPT = 256
HASHES_KEPT = 4096


def _compile_short(source, filename, mode, flags, optimize):
    """The Proto of a short str, compiled anew at most twice."""
    key = (source, filename, mode, flags, optimize)
    proto = _protos.get(key)
    if proto is not None:
        return proto
    warned = errors.warned
    proto = compile_tree(parse_source(source, filename, mode, flags), filename, flags, optimize)
    hashed = hash(key)
    if hashed not in _compiled_once:
        if len(_compiled_once) >= HASHES_KEPT:
            _compiled_once.clear()
        _compiled_once.add(hashed)
    elif errors.warned == warned:
        if len(_protos) >= PROTOS_KEPT:
            _protos.clear()
        _protos[key] = proto
    return proto


def compile_source(source, filename, mode='exec', flags=0, optimize=-1):
    """Compile str or bytes into a code object."""
    if type(source) is str and len(source) <= SHORT_SOURCE and type(filename) is str and filename not in tails and not _vm.confined():
        return _vm.make_code(_compile_short(source, filename, mode, flags, default_optimize if optimize < 0 else optimize))
    if filename in _prebuilt and mode == 'exec' and not flags:
        code = _from_prebuilt(source, filename, optimize)
        if code is not None:
            return code
    code = _vm.make_code(compile_tree(parse_file(source, filename, mode, flags), filename, flags, optimize))
    if len(source) > MUCH_SOURCE:
        _host.trim_code_pages()
    return code


def audit_source(source, filename):
    """The event of CPython's parser, which gets the source as bytes."""
    if isinstance(source, str):
        try:
            source = source.encode()
        except UnicodeEncodeError:
            return      # So says the parser then.
    sys.audit('compile', source, filename)


def compile_any(source, filename, mode, flags, optimize, feature_version=-1):
    """What `compile()` does once its arguments are checked and the inherited flags are in `flags`."""
    if not isinstance(source, (str, bytes, bytearray, memoryview)) and isinstance(source, syntax_trees().ast.AST):
        if flags & ONLY_AST:
            return source
        sys.audit('compile', source, None)
        handled = sys.exc_info()[1]
        try:
            tree = syntax_trees().from_ast(source, mode)
        except (TypeError, ValueError, RecursionError) as error:
            raise _raised_here(error, handled)
        return _vm.make_code(compile_tree(tree, filename, flags, optimize))
    source = source_of(source, 'compile', 'string, bytes or AST')
    audit_source(source, filename)
    if flags & ONLY_AST:
        return syntax_trees().to_ast(parse_source(source, filename, mode, flags, feature_version))
    return compile_source(source, filename, mode, flags, optimize)
