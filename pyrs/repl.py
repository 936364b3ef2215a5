"""The interactive prompt: read a statement, run it in `__main__`, print what it shows, until the end of the input."""
import posix
import sys

from _io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper

from pyrs import _vm
from pyrs.builtins.compiling import FUTURE_FLAGS
from pyrs.cpyext import _host

FILENAME = '<stdin>'
# After so many statements in a row without memory there is no hope of more.
MAX_MEMORY_ERRORS = 16
# As often may reading fail in a row, for other reasons than what was read.
MAX_READ_ERRORS = 16


def prompt_text(name):
    """The prompt `sys.ps1` or `sys.ps2` as text; nothing if the program has deleted it."""
    prompt = getattr(sys, name, '')
    return prompt if isinstance(prompt, str) else str(prompt)


def read_terminal(prompt, read_input):
    """Read a line from the terminal, even if the program has closed or replaced `sys.stdin` and `sys.stdout`: the host's prompt has its own way."""
    try:
        return read_input(prompt)
    except EOFError:
        raise
    except (AttributeError, OSError, RuntimeError, ValueError):
        pass
    kept = {name: getattr(sys, name) for name in ('stdin', 'stdout') if hasattr(sys, name)}
    try:
        sys.stdin = TextIOWrapper(BufferedReader(FileIO(0, closefd=False)), 'utf-8', 'surrogateescape')
        sys.stdout = TextIOWrapper(BufferedWriter(FileIO(1, 'w', closefd=False)), 'utf-8', 'surrogateescape')
        return read_input(prompt)
    except OSError:
        raise EOFError
    finally:
        for name in ('stdin', 'stdout'):
            if name in kept:
                setattr(sys, name, kept[name])
            else:
                vars(sys).pop(name, None)


def read_line(prompt, terminal, read_input):
    """Read a line without its end; EOFError."""
    if terminal:
        return read_terminal(prompt, read_input)
    # As the host does, which leaves stdout to the program.
    sys.stderr.write(prompt)
    sys.stderr.flush()
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        raise
    except (AttributeError, OSError, ValueError):
        # A stream that was closed or taken away under the prompt has ended.
        line = ''
    if not line:
        raise EOFError
    return line.rstrip('\n')


def read_statement(compile_command, compile_whole, terminal, read_input):
    """Read lines up to a complete statement and return its code object; EOFError, SyntaxError. `compile_whole`: the builtin `compile`."""
    lines = []
    while True:
        try:
            lines.append(read_line(prompt_text('ps2' if lines else 'ps1'), terminal, read_input))
        except EOFError:
            if not lines:
                raise
            # The end of the input ends the statement too, on a line of its own.
            sys.stderr.write('\n')
            flags = compile_command.compiler.flags & FUTURE_FLAGS
            return compile_whole('\n'.join(lines) + '\n', FILENAME, 'single', flags, True)
        try:
            code = compile_command('\n'.join(lines), FILENAME)
        except SyntaxError:
            # The line's end is part of what the host's prompt compiles, and positions can be there.
            compile_command('\n'.join(lines) + '\n', FILENAME)
            raise
        if code is not None:
            return code


def interact(imports, namespace, banner):
    """Read, run and print until the end of the input; return the exit code. SystemExit ends the process.

    `imports`: the runtime's Imports; `namespace`: the dict of `__main__`; `banner` (str) is shown first.
    """
    compile_command = imports.import_module('codeop').CommandCompiler()
    terminal = posix.isatty(0) and posix.isatty(1)
    read_input = imports.builtins.input
    hook = getattr(sys, '__interactivehook__', None)
    if hook is not None and posix.isatty(0) and not sys.flags.isolated:
        try:
            _vm.call_root(hook)
        except BaseException as error:
            sys.stderr.write('Failed calling sys.__interactivehook__\n')
            show(error)
    for name, text in (('ps1', '>>> '), ('ps2', '... ')):
        if not hasattr(sys, name):
            setattr(sys, name, text)
    if banner:
        sys.stderr.write(banner + '\n')
    memory_errors = read_errors = 0
    while memory_errors <= MAX_MEMORY_ERRORS and read_errors <= MAX_READ_ERRORS:
        try:
            code = _vm.call_root(read_statement, compile_command, imports.builtins.compile, terminal, read_input)
        except EOFError:
            sys.stderr.write('\n')
            return 0
        except MemoryError as error:
            memory_errors += 1
            show(error)
            continue
        except BaseException as error:
            # The entries are codeop's.
            error.__traceback__ = error.__context__ = None
            read_errors += not isinstance(error, (SyntaxError, KeyboardInterrupt))
            show(error)
            continue
        read_errors = 0
        try:
            _vm.exec_root(code, namespace, namespace)
            memory_errors = 0
        except MemoryError as error:
            memory_errors += 1
            show(error)
        except BaseException as error:
            show(error)
        # What a program wrote is seen before the next prompt.
        try:
            sys.stdout.flush()
        except BaseException:   # noqa: B036 - a program may have closed or replaced it
            pass
    return 1


def show(error):
    """Print the exception `error` as uncaught (SystemExit ends the process here)."""
    if type(error) is KeyboardInterrupt and error.__traceback__ is None:
        sys.stderr.write('\nKeyboardInterrupt\n')
        return
    _host.print_exception(error)
