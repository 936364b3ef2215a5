"""What a guest gets of the library's C modules where the original would act on the whole process.

A runtime has module objects of its own for them (cpyext/loader.py); the functions below replace some of their contents. Each is here with
the reason why the host's function cannot serve.
"""
import _thread
import gc
import os
import posix
import sys as host_sys

from pyrs import _vm
from pyrs.embed import blocking, registries

ModuleType = type(host_sys)
_start_new_thread = _thread.start_new_thread


def _time(imports, module):
    _vm.patch_blocking(module)


def _thread_module(imports, module):
    """Threads of a guest are its runs too: they end at the deadline of the run that started them, and with the runtime."""
    _vm.patch_blocking(module)
    runtime = imports.runtime
    started = set()         # idents of the running threads that the guest has started

    def start_new_thread(function, args, kwargs={}, /):
        if not callable(function):
            raise TypeError('first arg must be callable')
        if type(args) is not tuple:
            raise TypeError('2nd arg must be a tuple')
        if type(kwargs) is not dict:
            raise TypeError('optional 3rd arg must be a dictionary')
        deadline = runtime._deadline()
        return _start_new_thread(_thread_body, (runtime, imports.sys, started, function, args, kwargs, deadline))

    def _set_sentinel():
        # A thread has one such lock, released when it ends.  A thread of the host's has it already, and the host's Thread.join and
        # threading._shutdown wait for it; the guest, which calls this when it imports `threading`, must not replace it.
        return _thread._set_sentinel() if _thread.get_ident() in started else _thread.allocate_lock()

    sizes = [0]

    def stack_size(size=0, /):
        if size and size < 32768:
            raise ValueError(f'size not valid: {size} bytes')
        before, sizes[0] = sizes[0], size       # a wish: threads of the process have one size
        return before

    def interrupt_main(signum=2, /):
        raise RuntimeError('an embedded runtime must not interrupt its process')

    vars(module).update(start_new_thread=start_new_thread, start_new=start_new_thread, _set_sentinel=_set_sentinel, interrupt_main=interrupt_main,
                        stack_size=stack_size)


def _thread_body(runtime, sys, started, function, args, kwargs, deadline):
    ident = _thread.get_ident()
    started.add(ident)
    try:
        runtime._call_in_thread(function, args, kwargs, deadline)
    except SystemExit:
        pass
    except BaseException as error:
        if runtime._closed or getattr(error, 'hard', False):
            return
        stderr = getattr(sys, 'stderr', None)
        if stderr is not None:
            try:
                import traceback
                stderr.write(f'Exception ignored in thread started by: {function!r}\n')
                stderr.write(''.join(traceback.format_exception(error)))
            except Exception:
                pass
    finally:
        started.discard(ident)


def _posix(imports, module):
    """The environment is a view of the runtime's own; the process is not the guest's to end."""
    _vm.patch_blocking(module)
    environment = imports.environment
    if environment is None:
        environment = dict(os.environ._data)        # posix.environ is what the process started with
    # What a child gets. `os` changes module.environ by itself, as on CPython.
    imports.child_environment = for_children = dict(environment)
    runtime = imports.runtime

    def putenv(name, value, /):
        for_children[_bytes(name)] = _bytes(value)

    def unsetenv(name, /):
        for_children.pop(_bytes(name), None)

    def _exit(status=0):
        raise SystemExit(status)

    def abort():
        raise SystemExit(134)

    def write(fd, data, /):
        if fd == 1 or fd == 2:
            runtime._count_output(memoryview(data).nbytes)
        return blocking.write(fd, data)

    def refuse(*args, **kwargs):
        raise PermissionError(1, 'an embedded runtime must not fork, replace or limit its process')

    def kill(pid, signal, /):
        if pid in (0, -1, posix.getpid(), -posix.getpgrp()):
            raise PermissionError(1, 'an embedded runtime must not send signals to its process')
        host_kill(pid, signal)

    def killpg(pgid, signal, /):
        kill(-pgid, signal)

    host_kill = posix.kill
    vars(module).update(kill=kill, killpg=killpg)
    for name in ('fork', 'forkpty', 'execv', 'execve', 'nice', 'setpriority', 'sched_setaffinity', 'sched_setparam', 'sched_setscheduler',
                 'setpgid', 'setpgrp', 'setsid', 'chroot', 'setuid', 'setgid', 'seteuid', 'setegid', 'setreuid', 'setregid', 'setresuid',
                 'setresgid', 'setgroups', 'initgroups'):
        if hasattr(module, name):
            setattr(module, name, refuse)

    def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
        """Kept nowhere: the process would hold the guest for ever, and after a fork the child's runtimes are closed."""

    blocking.processes(module, for_children)
    module.environ = environment
    vars(module).update(register_at_fork=register_at_fork, putenv=putenv, unsetenv=unsetenv, _exit=_exit, abort=abort, write=write)


def _bytes(text):
    text = posix.fspath(text)
    return text if isinstance(text, bytes) else text.encode('utf-8', 'surrogateescape')


def _posixsubprocess(imports, module):
    """A child without an environment of its own gets the guest's, not the process's."""
    host_fork_exec = module.fork_exec

    def fork_exec(*args):
        if len(args) > 5 and args[5] is None:
            environment = [name + b'=' + value for name, value in imports.child_environment.items()]
            args = (*args[:5], environment, *args[6:])
        return host_fork_exec(*args)

    module.fork_exec = fork_exec


def _signal(imports, module):
    """Signal handlers belong to the process: a guest is told what CPython tells a subinterpreter."""

    def signal(signalnum, handler, /):
        raise ValueError('signal only works in main thread of the main interpreter')

    def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
        raise ValueError('set_wakeup_fd only works in main thread of the main interpreter')

    def refuse(*args):
        raise ValueError('an embedded runtime must not change the signals of the process')

    vars(module).update(signal=signal, set_wakeup_fd=set_wakeup_fd)
    for name in ('alarm', 'setitimer', 'pthread_sigmask', 'siginterrupt', 'sigwait', 'sigwaitinfo', 'sigtimedwait', 'pause',
                 'raise_signal', 'pthread_kill', 'pidfd_send_signal'):
        if hasattr(module, name):
            setattr(module, name, refuse)


def _tracemalloc(imports, module):
    """It would follow every block of the process."""

    def refuse(*args):
        raise RuntimeError('an embedded runtime must not trace the memory of its process')

    vars(module).update(start=refuse, stop=refuse, clear_traces=refuse, _get_traces=refuse)


def _resource(imports, module):
    """Limits of the process are not the guest's to set."""

    def refuse(*args):
        raise PermissionError(1, 'an embedded runtime must not change the limits of its process')

    vars(module).update(setrlimit=refuse, prlimit=refuse)


def _gc(imports, module):
    """The collector is the process's: a guest may ask for a collection, and switch off what only it believes in."""
    state = {'enabled': gc.isenabled(), 'threshold': gc.get_threshold(), 'debug': 0}

    def enable():
        state['enabled'] = True

    def disable():
        state['enabled'] = False

    def isenabled():
        return state['enabled']

    def set_threshold(threshold0, threshold1=None, threshold2=None, /):
        old = state['threshold']
        state['threshold'] = (threshold0, old[1] if threshold1 is None else threshold1, old[2] if threshold2 is None else threshold2)

    def get_threshold():
        return state['threshold']

    def set_debug(flags, /):
        state['debug'] = flags

    def get_debug():
        return state['debug']

    def nothing():
        return None

    def refuse(*args, **kwargs):
        raise RuntimeError('an embedded runtime must not look at the objects of its process')

    vars(module).update(get_objects=refuse, get_referrers=refuse, enable=enable, disable=disable, isenabled=isenabled,
                        set_threshold=set_threshold, get_threshold=get_threshold, set_debug=set_debug, get_debug=get_debug,
                        freeze=nothing, unfreeze=nothing, callbacks=[], garbage=[])


def _atexit(imports, module):
    """What a guest registers runs when its runtime is closed."""
    registered = imports.exit_functions

    def register(func, /, *args, **kwargs):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        registered.append((func, args, kwargs))
        return func

    def unregister(func, /):
        registered[:] = [entry for entry in registered if entry[0] != func]

    def _run_exitfuncs():
        run_exit_functions(registered)

    def _clear():
        registered.clear()

    def _ncallbacks():
        return len(registered)

    vars(module).update(register=register, unregister=unregister, _run_exitfuncs=_run_exitfuncs, _clear=_clear,
                        _ncallbacks=_ncallbacks)


def run_exit_functions(registered):
    """Run the (function, args, kwargs) in `registered`, last first; raise the last error."""
    error = None
    while registered:
        function, args, kwargs = registered.pop()
        try:
            function(*args, **kwargs)
        except Exception as caught:
            error = caught
    if error is not None:
        raise error


def _sys(imports, module):
    """Settings of the process, and ways to frames that are not the guest's."""
    digits = [host_sys.get_int_max_str_digits()]

    def addaudithook(hook, /):
        raise RuntimeError('an embedded runtime must not add audit hooks: they could never be removed')

    def _current_frames():
        return {_thread.get_ident(): _vm.getframe(0)}

    def _current_exceptions():
        return {_thread.get_ident(): host_sys.exc_info()[1]}

    def setswitchinterval(interval, /):
        if interval <= 0:
            raise ValueError('switch interval must be strictly positive')

    def set_int_max_str_digits(maxdigits):
        if maxdigits and maxdigits < host_sys.int_info.str_digits_check_threshold:
            raise ValueError(f'maxdigits must be 0 or larger than {host_sys.int_info.str_digits_check_threshold}')
        digits[0] = maxdigits

    def get_int_max_str_digits():
        return digits[0]

    vars(module).update(addaudithook=addaudithook, _current_frames=_current_frames, _current_exceptions=_current_exceptions,
                        setswitchinterval=setswitchinterval, set_int_max_str_digits=set_int_max_str_digits,
                        get_int_max_str_digits=get_int_max_str_digits)

    def setdlopenflags(flags, /):
        pass

    def settrace(function, /):
        if function is not None:
            raise RuntimeError('an embedded runtime must not trace: the function would stay with the thread')

    vars(module).update(settrace=settrace, setprofile=settrace)

    module.setdlopenflags = setdlopenflags


def _sqlite3(imports, module):
    """A query may take any time inside the library, which asks a handler now and then whether to go on. Adapters and converters are the process's."""
    runtime = imports.runtime
    imports.host_module('sqlite3.dbapi2')           # registers those of the library
    host_connect, host_connection = module.connect, module.Connection
    steps = 100_000         # of its virtual machine: some milliseconds

    class Connection(host_connection):
        def __init__(self, *args, **kwargs):
            host_connection.__init__(self, *args, **kwargs)
            host_connection.set_progress_handler(self, runtime._stop_asked, steps)
            most = runtime._limit('memory')
            if most >= 0:
                host_connection.setlimit(self, module.SQLITE_LIMIT_LENGTH, min(most, 1_000_000_000))
                file = host_connection.execute(self, 'PRAGMA database_list').fetchone()[2]
                if not file:        # in memory, by the library's own malloc
                    size = host_connection.execute(self, 'PRAGMA page_size').fetchone()[0]
                    host_connection.execute(self, f'PRAGMA max_page_count = {max(2, most // size)}')

        def set_progress_handler(self, progress_handler, n):
            if progress_handler is None:
                return host_connection.set_progress_handler(self, runtime._stop_asked, steps)

            def handler():
                return runtime._stop_asked() or progress_handler()

            return host_connection.set_progress_handler(self, handler, min(n, steps))

    _pass_for(Connection, host_connection)

    def connect(database, *args, **kwargs):
        if len(args) < 5:
            kwargs.setdefault('factory', Connection)
        return host_connect(database, *args, **kwargs)

    def register(table, key, function, host_register, *args):
        if getattr(function, '__module__', None) == 'sqlite3.dbapi2' and key in table:
            return
        before = table.get(key)

        def undo():
            if table.get(key) is function:
                if before is None:
                    del table[key]
                else:
                    table[key] = before

        host_register(*args)
        imports.at_close.append(undo)

    host_adapter, host_converter = module.register_adapter, module.register_converter

    def register_adapter(type, adapter, /):
        register(module.adapters, (type, module.PrepareProtocol), adapter, host_adapter, type, adapter)

    def register_converter(typename, converter, /):
        register(module.converters, typename.upper(), converter, host_converter, typename, converter)

    vars(module).update(connect=connect, Connection=Connection, register_adapter=register_adapter, register_converter=register_converter)


def _asyncio(imports, module):
    """The loop of a thread that has none running is the policy's: the guest's, not the host's."""

    def get_event_loop():
        running = module._get_running_loop()
        return imports.modules['asyncio.events'].get_event_loop_policy().get_event_loop() if running is None else running

    module.get_event_loop = get_event_loop


def _elementtree(imports, module):
    """Its C code calls the host's `copy` and `xml.etree.ElementPath`, for the guest, and keeps the factories of one ElementTree: the host's."""
    _vm.share_package('copy')
    _vm.share_package('xml')
    host_builder = module.TreeBuilder
    factories = [None, None]

    def _set_factories(comment_factory, pi_factory, /):
        old = tuple(factories)
        factories[:] = comment_factory, pi_factory
        return old

    class TreeBuilder(host_builder):
        def __init__(self, element_factory=None, *, comment_factory=None, pi_factory=None, **options):
            host_builder.__init__(self, element_factory, comment_factory=comment_factory or factories[0], pi_factory=pi_factory or factories[1], **options)

    _pass_for(TreeBuilder, host_builder)
    vars(module).update(_set_factories=_set_factories, TreeBuilder=TreeBuilder)


def _pass_for(cls, original):
    """Give the subclass the names and the text of the class that it stands in for."""
    for name in ('__module__', '__qualname__', '__doc__'):
        setattr(cls, name, getattr(original, name))


def _array(imports, module):
    imports.import_module('_collections_abc').MutableSequence.register(module.array)


def _faulthandler(imports, module):
    """Its crashes are real, its dumps show the host, and its timer ends the process."""

    def nothing(*args, **kwargs):
        return None

    for name in ('_sigsegv', '_sigabrt', '_sigfpe', '_fatal_error_c_thread', '_read_null', '_stack_overflow', 'enable', 'disable',
                 'register', 'unregister', 'dump_traceback_later', 'cancel_dump_traceback_later'):
        if hasattr(module, name):
            setattr(module, name, nothing)


def _blocking(imports, module):
    _vm.patch_blocking(module)


def _io(imports, module):
    named = ModuleType('_io')       # its own name is 'io'
    named.FileIO = module.FileIO
    _vm.patch_blocking(named)


_CHANGES = {'time': _time, '_thread': _thread_module, 'posix': _posix, '_posixsubprocess': _posixsubprocess, '_signal': _signal, 'gc': _gc, 'resource': _resource,
            'atexit': _atexit, '_codecs': registries.codecs, 'sys': _sys, 'faulthandler': _faulthandler, '_io': _io,
            '_sqlite3': _sqlite3, '_asyncio': _asyncio, '_elementtree': _elementtree, '_decimal': registries.decimal, '_csv': registries.csv, 'array': _array,
            'fcntl': blocking.fcntl, '_queue': _blocking, 'select': _blocking, '_socket': registries.socket, '_tracemalloc': _tracemalloc, '_sre': _blocking, '_json': _blocking, 'math': _blocking, '_hashlib': _blocking}


def customize(imports, name, module):
    """Change the runtime's own copy of the C module `name`."""
    change = _CHANGES.get(name)
    if change is not None:
        change(imports, module)
