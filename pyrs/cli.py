"""The command line: one function per verb.

The process belongs to the guest from `take_over` on: `sys`, the module table and the streams are its own, and the host finalizes
what the guest leaves.
"""
import gc
import posix
import sys

import cython

from pyrs import __version__, _vm, importer, launcher, lexer, repl
from pyrs.builtins import compiling
from pyrs.cpyext import _host
from pyrs.options import HOST_HELP, USAGE, UsageError, parse

ModuleType = type(sys)
ROOT = __file__.rpartition('/')[0]


def program_name():
    """What stands before the colon in messages."""
    return sys.orig_argv[0] if sys.orig_argv else 'pyrs'


def main(argv, launched=False):
    """Run the command line `argv` (without the program's name); return the exit code.

    `launched`: by the launcher, so that is the program's name.
    """
    host = sys.executable
    executable = launcher.path(ROOT)
    if launched:
        sys.orig_argv[0] = executable
    if argv[:1] == ['dis']:
        from pyrs import disasm
        return run_tool(disasm.main, argv[1:])
    if argv[:1] == ['cpyext']:
        from pyrs.cpyext import check
        return run_tool(check.main, argv[1:])
    try:
        options = parse(argv)
    except UsageError as error:
        name = program_name()
        sys.stderr.write(f"{error.args[0]}\nusage: {name} [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
                         "Try `python -h' for more information.\n")
        return 2
    if options.given('h') or options.given('?'):
        sys.stdout.write(USAGE.format(program=program_name()))
        return 0
    for option, _ in options.values:
        if option in HOST_HELP:
            posix.execv(host, [host, option])
    if options.given('V'):
        version = sys.version if options.given('V') > 1 else sys.version.split()[0]
        sys.stdout.write(f'Python {version} (pyrs {__version__})\n')
        return 0
    return run(options, argv, executable)


def environment(name):
    """The environment variable `name`, or '' if it is unset or to be ignored."""
    if sys.flags.ignore_environment:
        return ''
    return posix.environ.get(name.encode(), b'').decode('utf-8', 'surrogateescape')


def prepare_sys(options, argv):
    """Make `sys` what CPython would have shown for this command line."""
    isolated = options.given('I')
    # The host runs under -S -P for the launcher's own reasons.
    sys.flags = _host.replace_flags(sys.flags, {
        'no_site': 1 if options.given('S') else 0,
        'safe_path': bool(isolated or options.given('P') or environment('PYTHONSAFEPATH')),
        'inspect': options.given('i') or int(bool(environment('PYTHONINSPECT'))), 'interactive': options.given('i'), 'verbose': options.given('v'),
        'quiet': options.given('q')})
    name = {'command': '-c', 'module': '-m'}.get(options.kind, options.target)
    sys.argv = [name, *options.arguments]
    sys.orig_argv = [program_name(), *argv]
    sys.version = f'{sys.version} [pyrs {__version__}]'
    sys.pyrs = type(sys.implementation)(version=__version__, executable=sys.executable)


def main_module(imports):
    """Make the guest's `__main__`, as CPython starts with it."""
    module = ModuleType('__main__')
    module.__annotations__ = {}
    module.__builtins__ = imports.builtins
    module.__loader__ = imports.importlib.BuiltinImporter
    imports.modules['__main__'] = module
    return module


def own_frames_off(error):
    """Drop the entries of pyrs' own functions from the front of `error`'s traceback."""
    here = __file__.rpartition('/')[0]
    entry = error.__traceback__
    while entry is not None and entry.tb_frame.f_code.co_filename.startswith(here):
        entry = entry.tb_next
    error.__traceback__ = entry


def exit_code(error):
    """What the SystemExit `error` makes the process exit with; what is no number is said on the way.

    The process ends when all frames below have, not here: what only they and `error` hold is finalized before."""
    try:
        code = error.code
    except BaseException:   # noqa: B036 - as the host does
        code = error
    if code is None:
        return 0
    if isinstance(code, int):
        return int.__int__(code)
    _host.print_exit_message(code)
    return 1


def report(error, inspect):
    """Print the uncaught exception `error`; return the exit code."""
    own_frames_off(error)
    if isinstance(error, SystemExit):
        if not inspect:
            return exit_code(error)
        sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
    if type(error) is KeyboardInterrupt:
        _host.print_exception(error)
        _host.die_of_sigint()
        return 0
    _host.print_exception(error)
    return 1


def run(options, argv, executable):
    """Take the process over and run what the command line names; return the exit code.

    `executable`: what `sys.executable` becomes.
    """
    _host.drop_code_pages()     # what loading the engine alone needed: the process is never as large as all of its start
    prepare_sys(options, argv)
    _host.use_huge_pages()
    imports = importer.take_over(sys.flags.optimize)
    module = main_module(imports)
    try:
        if sys.warnoptions:
            import_warnings(imports)
        if not sys.flags.no_site:
            # It looks for pyvenv.cfg near the host's executable.
            import_site(imports)
        sys.executable = executable
        start_collecting()
        _host.keep_heap()           # not before, which would leave room for what the start alone needs
        if options.given('v') and not options.given('q') and not is_prompt(options):
            sys.stderr.write(banner())
        code = run_target(options, imports, module)
    except SiteError:
        # Fatal, so `-i` opens no prompt either.
        _host.no_prompt()
        repl.flush()
        return 1
    except BaseException as error:
        # At the prompt, and in what runs before it, SystemExit is the end.
        inspect = not is_prompt(options) and (options.given('i') or environment('PYTHONINSPECT') and posix.isatty(0))
        code = report(error, inspect)
        if options.kind in ('script', 'stdin') and not is_prompt(options) and (inspect or not isinstance(error, SystemExit)):
            drop_names(module.__dict__)
    if not is_prompt(options) and (options.given('i') or not sys.flags.ignore_environment and _host.environment_has(b'PYTHONINSPECT')
                                    and posix.isatty(0)):
        code = interact(imports, module)
    _host.no_prompt()
    repl.flush()
    return code


def is_prompt(options):
    """Is the program what somebody types?"""
    return options.kind == 'stdin' and (options.given('i') or posix.isatty(0))


@cython.cclass
class SiteError(Exception):
    """`site` could not be imported, and that has been said."""


def import_site(imports):
    """Import `site`. SiteError: what it raises, which is `SystemExit` and the like, is fatal on the host."""
    try:
        imports.import_module('site')
    except BaseException as error:
        sys.stderr.write('Fatal Python error: init_import_site: Failed to import the site module\nPython runtime state: initialized\n')
        own_frames_off(error)
        # The host's C code begins at what importlib._gcd_import calls.
        error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
        sys.__excepthook__(type(error), error, error.__traceback__)
        raise SiteError from None


def import_warnings(imports):
    """Import `warnings`, which makes filters of the options; the host's own has complained of those that are wrong."""
    class Nowhere:
        """A stream for what was said before."""

        def write(self, text):
            return len(text)

    stream = sys.stderr
    sys.stderr = Nowhere()
    try:
        imports.import_module('warnings')
    finally:
        sys.stderr = stream


def start_collecting():
    """Let the collector run from here on, unless `site` has told it otherwise (pyrs/start.py); what there is counts as old."""
    if gc.get_threshold()[0] == 0 and gc.isenabled():
        _host.settle_garbage()
        gc.set_threshold(700)
        _vm.patch_collector(gc)


def run_target(options, imports, module):
    """Run the program; return the exit code. Its exceptions pass through."""
    kind = options.kind
    if kind == 'module':
        try:
            insert_path(imports, posix.getcwd())
        except OSError:     # the folder is gone
            pass
        return run_as_main(imports, options.target, True)
    if kind == 'command':
        insert_path(imports, '')
        try:
            options.target.encode()
        except UnicodeEncodeError as error:
            sys.stderr.write('Unable to decode the command from the command line:\n')
            raise error.with_traceback(None)
        run_code(compiling.compile_source(options.target + '\n', '<string>'), module.__dict__)
        return 0
    if kind == 'stdin':
        insert_path(imports, '')
        if is_prompt(options):
            if not options.given('q'):
                sys.stderr.write(banner())
            run_startup(module)
            return interact(imports, module)
        # None: the process was started without one.
        source = sys.stdin.buffer.read() if sys.stdin else b''
        namespace = module.__dict__
        namespace.update(__file__='<stdin>', __cached__=None)
        try:
            run_code(compile_script(source, '<stdin>'), namespace)
        finally:
            repl.flush()        # what it wrote goes before a traceback, as on the host, which flushes after files only
        drop_names(namespace)
        return 0
    return run_script(options, imports, module)


def run_code(code, namespace):
    """Run the program's code, which the front end may have made only now."""
    _host.drop_code_pages()
    _vm.exec_root(code, namespace, namespace)


def run_tool(tool, argv):
    """Run a verb of pyrs' own; return the exit code. Output that cannot be written ends it: in one line, or none where the reader has gone."""
    try:
        if sys.stdout is not None:
            sys.stdout.reconfigure(errors='backslashreplace')
        code = tool(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        _host.die_of_sigint()
        return 0
    except OSError as error:
        # The stream is flushed once more at the end of the process.
        posix.dup2(posix.open('/dev/null', posix.O_WRONLY), 1)
        if type(error) is not BrokenPipeError:
            sys.stderr.write(f'pyrs: {error.filename or "standard output"}: {error.strerror}\n')
        return 1


def insert_path(imports, path):
    """Put `path` in front of the guest's sys.path unless it asked for a safe one."""
    if not sys.flags.safe_path:
        sys.path.insert(0, path)


def run_as_main(imports, name, set_argv):
    """Run the module `name` as `__main__` through the library's runpy."""
    runpy = imports.import_module('runpy')
    _host.drop_code_pages()
    _vm.call_root(runpy._run_module_as_main, name, set_argv)
    return 0


def coding_comment(source):
    """(encoding, number of the line) of the coding comment of a script; (None, 0) without one. A byte order mark is one for UTF-8."""
    if source.startswith(b'\xef\xbb\xbf'):
        return 'utf-8', 1
    for number, line in enumerate(source.split(b'\n', 2)[:2], 1):
        encoding, blank = lexer.coding_in_line(line)
        if encoding is not None:
            return encoding, number
        if not blank:
            break
    return None, 0


def check_utf8(source, path):
    """SyntaxError, in CPython's words for files, where a script, or what is before its coding comment, is not UTF-8."""
    try:
        source.decode('utf-8')
    except UnicodeDecodeError as error:
        byte, line = source[error.start], source.count(b'\n', 0, error.start) + 1
        raise SyntaxError(f"Non-UTF-8 code starting with '\\x{byte:02x}' in file {path} on line {line}, but no encoding declared; "
                          "see https://peps.python.org/pep-0263/ for details") from None


def check_encoding(source, path, encoding, line):
    """Raise what CPython says of a script that the encoding of the coding comment in `line` cannot decode.

    CPython reads such a file as text, from the last byte of the comment's line on, a block of 8 KB whenever the parser wants a line of it: an error
    is at the parser's line, its position one in the block, and what is wrong before it ends in the bare UnicodeDecodeError.
    """
    lines = source.split(b'\n', line)
    rest = lines[line] if len(lines) > line else b''
    read = []
    try:
        io = sys.modules['io']
        file = io.TextIOWrapper(io.BytesIO(source[len(source) - len(rest) - 1:]), encoding)
        read.append(file.readline())
        read.extend(file)
    except (LookupError, ValueError) as error:
        if not read:
            raise SyntaxError(f'encoding problem: {encoding}') from None
        line += len(read) - 1
        if is_wrong('\n' * (line - len(read)) + ''.join(read), line):
            raise
        text = read[-1] if len(read) > 1 else lines[line - 1].decode('utf-8', 'replace') + '\n'
        kind = 'unicode' if isinstance(error, UnicodeError) else 'value'
        raise SyntaxError(f'({kind} error) {error}', (path, line, 0, text, line, -1)) from None


def is_wrong(text, lines):
    """Is there an error in the first `lines` lines of a program, whatever follows?"""
    try:
        compiling.compile_source(text, '<string>')
    except SyntaxError as error:
        return (error.lineno or 0) < lines and not error.msg.startswith('unterminated triple-quoted') and not error.msg.endswith('was never closed')
    return False


def run_script(options, imports, module):
    """Run a file, or a directory or archive with a `__main__`."""
    path = options.target
    try:
        full = path if path.startswith('/') else f'{posix.getcwd().rstrip("/")}/{"" if path == "." else path}'
    except OSError:     # the folder is gone
        full = path
    full = full.rstrip('/') if path in ('', '.') else full
    finder = imports.modules['_frozen_importlib_external'].PathFinder._path_importer_cache(full)
    if finder is not None:
        # A directory or an archive: it goes on the path even of an isolated program.
        sys.path.insert(0, full)
        options.kind = 'module'     # from here on it is one
        return run_as_main(imports, '__main__', False)
    insert_path(imports, (_host.real_path(full) or full).rpartition('/')[0] or '/')
    try:
        source = importer.read_file(full)
    except IsADirectoryError:
        sys.stderr.write(f'{program_name()}: {full!r} is a directory, cannot continue\n')
        return 1
    except OSError as error:
        sys.stderr.write(f"{program_name()}: can't open file {full!r}: [Errno {error.errno}] {error.strerror}\n")
        return 2
    if options.given('x'):
        source = b'\n' + source.partition(b'\n')[2]
    namespace = module.__dict__
    namespace['__file__'] = full
    namespace['__cached__'] = None
    external = imports.modules['_frozen_importlib_external']
    compiled = full.endswith('.pyc') or source.startswith(external.MAGIC_NUMBER)
    loader = external.SourcelessFileLoader if compiled else external.SourceFileLoader
    namespace['__loader__'] = loader('__main__', full)
    try:
        code = load_pyc(imports, source) if compiled else compile_script(source, full)
        run_code(code, namespace)
    finally:
        repl.flush()
    drop_names(namespace)
    return 0


def drop_names(namespace):
    """A file's names leave `__main__` when it has run, behind its traceback."""
    namespace.pop('__file__', None)
    namespace.pop('__cached__', None)


def compile_script(source, path):
    """The code object of a script, a file or '<stdin>'; SyntaxError, worded as for files where compile() differs."""
    encoding, line = coding_comment(source)
    # Files are read line by line: nothing is looked at behind a null byte.
    null = source.find(b'\0')
    head = source if null < 0 else source[:null]
    check_utf8(b'\n'.join(head.split(b'\n', line)[:line - 1]) if line else head, path)
    if encoding not in (None, 'utf-8'):
        check_encoding(source, path, encoding, line)
    if null >= 0:
        raise null_byte_error(head, path)
    try:
        return compiling.compile_source(source, path)
    except IndentationError as error:
        # A file that ends where a block has to begin: CPython reads files line by line, and has no column there.
        text = (error.text or '').partition('#')[0].strip()
        if error.msg.startswith('expected an indented block') and (not text or error.msg.endswith(f'on line {error.lineno}')):
            error.offset = 0
        raise error.with_traceback(None)
    except SyntaxError as error:
        if error.msg.startswith('encoding problem: '):
            raise SyntaxError(error.msg) from None
        raise error.with_traceback(None)


def null_byte_error(before, path):
    """The SyntaxError for a script with a null byte behind the bytes `before`: a file's own wording, and the line up to the byte."""
    line = before[before.rfind(b'\n') + 1:].decode('utf-8', 'replace')
    return SyntaxError('source code cannot contain null bytes', (path, before.count(b'\n') + 1, 0, line))


def load_pyc(imports, data):
    """The code object in the contents of a .pyc file; RuntimeError."""
    if not data.startswith(imports.modules['_frozen_importlib_external'].MAGIC_NUMBER):
        raise RuntimeError('Bad magic number in .pyc file')
    try:
        code = imports.modules['marshal'].loads(data[16:])
    except Exception:
        code = None
    if not _vm.is_code(code):
        raise RuntimeError('Bad code object in .pyc file')
    return code


def banner():
    """What the prompt begins with."""
    more = '' if sys.flags.no_site else 'Type "help", "copyright", "credits" or "license" for more information.\n'
    return f'Python {sys.version} on {sys.platform}\n{more}'


def run_startup(module):
    """Run the file that PYTHONSTARTUP names in `__main__`. Its errors are printed; SystemExit passes."""
    path = environment('PYTHONSTARTUP')
    if not path:
        return
    sys.audit('cpython.run_startup', path)
    namespace = module.__dict__
    try:
        source = importer.read_file(path)
    except OSError as error:
        sys.stderr.write('Could not open PYTHONSTARTUP\n')
        _host.print_exception(OSError(error.errno, error.strerror, path))
        return
    namespace.update(__file__=path, __cached__=None)
    try:
        run_code(compile_script(source, path), namespace)
    except SystemExit:
        raise
    except BaseException as error:
        own_frames_off(error)
        _host.print_exception(error)
    finally:
        drop_names(namespace)


def interact(imports, module):
    """Read, run and print until the end of input; return the exit code."""
    return repl.interact(imports, module.__dict__)
