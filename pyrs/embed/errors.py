"""The exceptions of the embedding interface, and what becomes of a guest's exception when it reaches the host.

An exception that a host function raised leaves the guest as the object that it is. One that the guest raised becomes a PythonError
that is also an instance of the same builtin class, so that `except ValueError` works on both sides.
"""
import builtins as host_builtins

from pyrs import _vm

_is_guest_code = _vm.is_code


class PyrsError(Exception):
    """Base of everything that the embedding interface raises by itself.

    >>> try:
    ...     Runtime().exec('1/0')
    ... except PyrsError as error:
    ...     print(type(error).__name__)
    PythonError[ZeroDivisionError]
    """


class PythonError(PyrsError):
    """An exception that guest code raised and did not catch; also an instance of its builtin class.

    exception  the guest's exception object
    Its traceback is the guest's, so an uncaught one prints the guest's lines below the host's.

    >>> try:
    ...     Runtime().exec('int("x")')
    ... except ValueError as error:
    ...     print(isinstance(error, PythonError), type(error.exception).__name__)
    True ValueError
    """

    exception = None
    _text = None        # of one that was pickled

    def __str__(self):
        error = self.exception
        if error is None:
            return Exception.__str__(self) if self._text is None else self._text
        kind = type(error)
        text = _text(error)
        if kind is type(self)._builtin:
            return text
        name = kind.__qualname__ if kind.__module__ in ('__main__', 'builtins') else f'{kind.__module__}.{kind.__qualname__}'
        return f'{name}: {text}' if text else name

    def format(self):
        """Return what the guest would have printed for the exception, as one str.

        >>> try:
        ...     Runtime().exec('1/0')
        ... except PythonError as error:
        ...     print(error.format().splitlines()[-1])
        ZeroDivisionError: division by zero
        """
        import traceback
        return ''.join(traceback.format_exception(self.exception))

    def __reduce__(self):
        return _rebuild, (type(self)._builtin, self.args, str(self))


PythonError._builtin = None


def _text(error):
    try:
        return str(error)
    except Exception:
        return f'<{type(error).__name__} whose str() fails>'


class PyrsSyntaxError(PyrsError, SyntaxError):
    """The source text given to `exec`, `eval` or `compile` is not Python.

    incomplete  True when more input could complete it

    >>> try:
    ...     Runtime().exec('for x in y:')
    ... except PyrsSyntaxError as error:
    ...     print(error.incomplete, error.lineno)
    True 1
    """

    incomplete = False


class LimitExceeded(PyrsError):
    """Base of the limits. Guest code may catch the first one; when the time called `grace` is over, it is unwound for good.

    hard  True when guest handlers were passed over

    >>> try:
    ...     Runtime(max_instructions=1000).exec('while True: pass')
    ... except LimitExceeded as error:
    ...     print(error)
    the instruction limit of 1000 is exceeded
    """

    hard = False


class TimeLimitExceeded(LimitExceeded):
    """`timeout` or `cpu_time` is over.

    >>> try:
    ...     Runtime(timeout=0.01).exec('while True: pass')
    ... except TimeLimitExceeded:
    ...     print('stopped')
    stopped
    """


class InstructionLimitExceeded(LimitExceeded):
    """`max_instructions` are used up: always at the same place of the same program.

    >>> try:
    ...     Runtime(max_instructions=100).exec('while True: pass')
    ... except InstructionLimitExceeded:
    ...     print('stopped')
    stopped
    """


class MemoryLimitExceeded(LimitExceeded, MemoryError):
    """The guest wanted more than `max_memory` bytes; inside it is a plain MemoryError.

    >>> try:
    ...     Runtime(max_memory=10_000_000).eval('"x" * 10**9')
    ... except MemoryLimitExceeded:
    ...     print('stopped')
    stopped
    """


class FrameLimitExceeded(LimitExceeded, RecursionError):
    """More than `max_frames` calls deep.

    >>> rt = Runtime(max_frames=50)
    >>> rt.exec('def f(): f()')
    >>> try:
    ...     rt.call('f')
    ... except FrameLimitExceeded:
    ...     print('stopped')
    stopped
    """


class OutputLimitExceeded(LimitExceeded):
    """More than `max_output` characters on stdout and stderr together.

    >>> import io
    >>> try:
    ...     Runtime(max_output=5, stdout=io.StringIO()).exec('print("too long")')
    ... except OutputLimitExceeded:
    ...     print('stopped')
    stopped
    """


class Interrupted(PyrsError):
    """`Runtime.interrupt()` was called.

    >>> rt = Runtime()
    >>> rt.set('stop', rt.interrupt)
    >>> try:
    ...     rt.exec('stop()\\nwhile True: pass')
    ... except Interrupted:
    ...     print('stopped')
    stopped
    """

    hard = False


class ImportDenied(PyrsError, ImportError):
    """The runtime's import policy refuses the module; guest code sees an ImportError.

    >>> try:
    ...     Runtime(imports='none').exec('import os')
    ... except ImportDenied as error:
    ...     print(error.name)
    os
    """


class ConversionError(PyrsError, TypeError):
    """The value does not have the type asked for by `type=`; the message names the path to the part that is wrong.

    path  a str such as `[3]["x"]`; '' for the value itself

    >>> try:
    ...     Runtime().eval('[1, "2"]', type=list[int])
    ... except ConversionError as error:
    ...     print(error.path)
    [1]
    """

    path = ''


class WrongThreadError(PyrsError):
    """A Runtime was used on another thread than the one that made it; `Runtime.shared()` is for that.

    >>> import threading
    >>> rt, seen = Runtime(), []
    >>> def use():
    ...     try:
    ...         rt.eval('1')
    ...     except WrongThreadError:
    ...         seen.append('refused')
    >>> thread = threading.Thread(target=use); thread.start(); thread.join(); seen
    ['refused']
    """


class RuntimeClosed(PyrsError, RuntimeError):
    """The Runtime is closed, or belongs to the parent of this forked process.

    >>> rt = Runtime(); rt.close()
    >>> try:
    ...     rt.eval('1')
    ... except RuntimeClosed:
    ...     print('closed')
    closed
    """


class GuestExit(PyrsError):
    """Guest code called `sys.exit` or raised SystemExit.

    code  its argument

    >>> try:
    ...     Runtime().exec('import sys; sys.exit(3)')
    ... except GuestExit as error:
    ...     print(error.code)
    3
    """

    code = None


PUBLIC = (PyrsError, PythonError, PyrsSyntaxError, LimitExceeded, TimeLimitExceeded, InstructionLimitExceeded, MemoryLimitExceeded,
          FrameLimitExceeded, OutputLimitExceeded, Interrupted, ImportDenied, ConversionError, WrongThreadError, RuntimeClosed, GuestExit)
for _class in PUBLIC:
    _class.__module__ = 'pyrs'

# In the order of the enumeration in vm/guest.h.
_vm.set_guest_errors(RuntimeClosed, WrongThreadError, Interrupted, TimeLimitExceeded, TimeLimitExceeded, InstructionLimitExceeded,
                     MemoryLimitExceeded, FrameLimitExceeded, OutputLimitExceeded)


# -- from guest to host

_BUILTIN = {value for value in vars(host_builtins).values() if isinstance(value, type) and issubclass(value, BaseException)}
_classes = {}


def python_error_class(kind):
    """The PythonError that is also an instance of the builtin exception class among the bases of `kind`."""
    for base in _mro_of(kind):
        if base in _BUILTIN:
            break
    made = _classes.get(base)
    if made is None:
        if base is Exception or base is BaseException or not issubclass(base, Exception):
            bases = (PythonError,)
        else:
            bases = (PythonError, base)
        # The constructor of a class such as UnicodeDecodeError wants what only the guest's exception has.
        made = _classes[base] = type(f'PythonError[{base.__name__}]', bases, {'__module__': 'pyrs', '_builtin': base, '__slots__': ()})
    return made


# A guest's class may have attributes of its own in place of these, and a metaclass that answers for it.
_mro_of = type.__dict__['__mro__'].__get__
_own = BaseException.__dict__
_args_of, _traceback_of, _cause_of, _context_of = (_own[name].__get__ for name in ('args', '__traceback__', '__cause__', '__context__'))


def _fields(base):
    for kind in base.__mro__:
        if kind is BaseException:
            return
        for name, value in vars(kind).items():
            if not name.startswith('_') and type(value).__name__ in ('member_descriptor', 'getset_descriptor'):
                yield name, value


def _make(base, args):
    made = python_error_class(base)
    try:
        error = made.__new__(made)
    except TypeError:
        if made.__base__ is PythonError:    # MemoryError: a constructor for its own class only
            error = Exception.__new__(made, *args)
        else:                               # exception groups
            error = made.__new__(made, *args)
    error.args = args
    return error


def _rebuild(base, args, text):
    error = _make(base, args)
    error._text = text
    return error


def python_error(exception):
    """The PythonError for the guest's `exception`, with its traceback, chain and notes."""
    error = _make(type(exception), _args_of(exception))
    base = type(error)._builtin
    error.exception = exception
    for name, field in _fields(base):
        try:
            setattr(error, name, field.__get__(exception))
        except (AttributeError, TypeError):
            pass
    try:
        notes = getattr(exception, '__notes__', None)
    except Exception:
        notes = None
    if notes:
        error.__notes__ = notes
    error.__traceback__ = _traceback_of(exception)
    error.__cause__ = _cause_of(exception)
    error.__context__ = _context_of(exception)
    error.__suppress_context__ = _own['__suppress_context__'].__get__(exception)
    return error


def raised_by_host(exception):
    """Was it raised in a frame of the host (and only passed through the guest)?"""
    entry = _traceback_of(exception)
    if entry is None:
        return False
    while entry.tb_next is not None:
        entry = entry.tb_next
    return not _is_guest_code(entry.tb_frame.f_code)


def translate(exception, guest):
    """What the host is to see for `exception`, which leaves the Guest `guest`."""
    kind = type(exception)          # isinstance() would ask the guest's `__class__` too
    if issubclass(kind, PyrsError):
        return exception
    cause = _cause_of(exception)
    if issubclass(type(cause), LimitExceeded):      # type.__new__ wraps what __set_name__ raises
        return cause
    if issubclass(kind, MemoryError) and guest._memory_tripped():
        error = MemoryLimitExceeded(f'the memory limit of {guest._limit("memory")} bytes is exceeded')
        error.__traceback__ = _traceback_of(exception)
        return error
    if raised_by_host(exception):
        return exception
    if issubclass(kind, SystemExit):
        error = GuestExit(*_args_of(exception))
        error.code = SystemExit.code.__get__(exception)
        error.__traceback__ = _traceback_of(exception)
        return error
    if kind is KeyboardInterrupt and guest._signalled():
        return exception
    return python_error(exception)


def syntax_error(exception, incomplete):
    """The PyrsSyntaxError for a SyntaxError of the front end."""
    error = PyrsSyntaxError(*exception.args)
    error.incomplete = incomplete
    return error
