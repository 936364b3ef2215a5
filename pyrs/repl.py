"""The interactive prompt: read a statement, run it in `__main__`, print what it shows, until the end of the input."""
import posix
import sys

from pyrs import _vm
from pyrs.builtins.compiling import ALLOW_INCOMPLETE_INPUT, FUTURE_FLAGS, INTERACTIVE, compile_any
from pyrs.cpyext import _host

FILENAME = '<stdin>'
# After so many statements in a row without memory there is no hope of more.
MAX_MEMORY_ERRORS = 16
# As often may reading fail in a row, for other reasons than what was read.
MAX_READ_ERRORS = 16


def prompt_text(name):
    """The prompt `sys.ps1` or `sys.ps2` as bytes; nothing if the program has deleted it, or it has no text."""
    try:
        return str(getattr(sys, name)).encode()
    except Exception:
        return b''


class Reader:
    """Reads statements; `flags` are the __future__ features that earlier ones have switched on."""

    def __init__(self):
        self.flags = 0

    def line(self, name, lines):
        """Read a line as text, '' at the end of the input; SyntaxError if it cannot be decoded."""
        data = _host.read_line(prompt_text(name))
        encoding = getattr(getattr(sys, 'stdin', None), 'encoding', None)
        try:
            return data.decode(encoding if isinstance(encoding, str) else 'utf-8')
        except UnicodeDecodeError as error:
            text = lines[-1].rstrip('\n') if lines else ''
            raise SyntaxError(f'(unicode error) {error}', (FILENAME, len(lines), len(text) + 1 if lines else 0, text))

    def statement(self):
        """Read lines up to a complete statement and return its code object; EOFError, SyntaxError."""
        lines = []
        while True:
            line = self.line('ps2' if lines else 'ps1', lines)
            if not line:
                if not lines:
                    raise EOFError
                # The end of the input ends the statement too, on a line of its own.
                sys.stderr.write('\n')
                return compile_any(''.join(lines), FILENAME, 'single', self.flags, -1)
            lines.append(line)
            try:
                code = compile_any(''.join(lines), FILENAME, 'single', self.flags | ALLOW_INCOMPLETE_INPUT | INTERACTIVE, -1)
            except SyntaxError as error:
                if error.msg != 'incomplete input':
                    raise
            else:
                self.flags |= code.co_flags & FUTURE_FLAGS
                return code


def interact(imports, namespace):
    """Read, run and print until the end of the input; return the exit code. SystemExit ends the process.

    `imports`: the runtime's Imports; `namespace`: the dict of `__main__`.
    """
    reader = Reader()
    _host.die_of_sigint(False)      # only an interrupt of what runs last ends the process by the signal
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
    memory_errors = read_errors = 0
    while memory_errors <= MAX_MEMORY_ERRORS and read_errors <= MAX_READ_ERRORS:
        try:
            code = _vm.call_root(reader.statement)
        except EOFError:
            try:
                sys.stderr.write('\n')
            except Exception:   # noqa: S110 - closed by the program
                pass
            return 0
        except MemoryError as error:
            memory_errors += 1
            show(error)
            continue
        except BaseException as error:
            error.__traceback__ = error.__context__ = None
            read_errors += not isinstance(error, (SyntaxError, KeyboardInterrupt))
            show(error)
            continue
        read_errors = 0
        _host.die_of_sigint(False)
        try:
            _vm.exec_root(code, namespace, namespace)
            memory_errors = 0
        except MemoryError as error:
            memory_errors += 1
            show(error)
        except BaseException as error:
            _host.die_of_sigint(type(error) is KeyboardInterrupt)
            show(error)
        # What a program wrote is seen before the next prompt.
        flush()
    return 1


def flush():
    """Flush the standard streams, each by itself: a program may have closed or replaced either."""
    for name in ('stderr', 'stdout'):
        try:
            getattr(sys, name).flush()
        except BaseException:   # noqa: B036 - the host's finalization reports what is still wrong
            pass


def show(error):
    """Print the exception `error` as uncaught (SystemExit ends the process here)."""
    if type(error) is KeyboardInterrupt and error.__traceback__ is None:
        sys.stderr.write('\nKeyboardInterrupt\n')
        return
    _host.print_exception(error)
