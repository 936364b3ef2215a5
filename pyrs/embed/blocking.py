"""Calls of the library that block in the system for as long as somebody else likes: a guest waits for them in slices, so that its limits hold.

vm/guest_limits.h has those that much code calls (sleep, locks, reads, `waitpid`, `select`).
"""
import errno
import fcntl as host_fcntl
import posix
import time

from pyrs import _vm

_FIFO, _SOCKET = 0o010000, 0o140000
_PIPE_BUF = 4096        # what a pipe that has room takes without blocking
_DONTWAIT = 0x40


def until(attempt):
    """Call `attempt` until it returns something, or the guest is to stop."""
    pause = 0.0005
    while True:
        result = attempt()
        if result is not None:
            return result
        time.sleep(pause)
        _vm.check_stop()
        pause = min(2 * pause, 0.005)


def _wait_writable(fd):
    import select
    _vm.patch_blocking(select)
    poll = select.poll()
    poll.register(fd, select.POLLOUT)
    poll.poll()


def write(fd, data):
    """posix.write; a pipe or a socket is given what it has room for."""
    try:
        kind = posix.fstat(fd).st_mode & 0o170000
    except OSError:
        kind = 0
    if kind != _FIFO and kind != _SOCKET:
        return posix.write(fd, data)
    view = memoryview(data).cast('B')
    done = 0
    while True:
        _wait_writable(fd)
        try:
            done += posix.write(fd, view[done:done + _PIPE_BUF])
        except BlockingIOError:
            if not done:
                raise
            return done
        if done >= len(view):
            return done


def processes(module, environment):
    """Waiting for children. `environment` is what a child of the guest gets."""

    def wait():
        return module.waitpid(-1, 0)

    def wait3(options):
        return wait4(-1, options)

    def wait4(pid, options):
        def attempt():
            found = posix.wait4(pid, options | posix.WNOHANG)
            return found if found[0] or options & posix.WNOHANG else None

        return until(attempt)

    def waitid(idtype, id, options, /):
        if options & posix.WNOHANG:
            return posix.waitid(idtype, id, options)
        return until(lambda: posix.waitid(idtype, id, options | posix.WNOHANG))

    def system(command):
        child = posix.posix_spawn('/bin/sh', ['sh', '-c', command], environment)
        try:
            return module.waitpid(child, 0)[1]
        except BaseException:
            posix.kill(child, 9)
            posix.waitpid(child, 0)
            raise

    vars(module).update(wait=wait, wait3=wait3, wait4=wait4, waitid=waitid, system=system)


def fcntl(imports, module):
    """Locks of files."""
    waiting = {module.F_SETLKW: module.F_SETLK}
    if hasattr(module, 'F_OFD_SETLKW'):
        waiting[module.F_OFD_SETLKW] = module.F_OFD_SETLK

    def lock(function, *args):
        def attempt():
            try:
                return (function(*args),)
            except OSError as error:
                if error.errno not in (errno.EAGAIN, errno.EACCES):
                    raise

        return until(attempt)[0]

    def flock(fd, operation, /):
        if operation & (module.LOCK_NB | module.LOCK_UN):
            return host_fcntl.flock(fd, operation)
        return lock(host_fcntl.flock, fd, operation | module.LOCK_NB)

    def lockf(fd, cmd, len=0, start=0, whence=0, /):
        if cmd & (module.LOCK_NB | module.LOCK_UN):
            return host_fcntl.lockf(fd, cmd, len, start, whence)
        return lock(host_fcntl.lockf, fd, cmd | module.LOCK_NB, len, start, whence)

    def fcntl(fd, cmd, arg=0, /):
        if cmd in waiting:
            return lock(host_fcntl.fcntl, fd, waiting[cmd], arg)
        return host_fcntl.fcntl(fd, cmd, arg)

    vars(module).update(flock=flock, lockf=lockf, fcntl=fcntl)


def socket_class(host_socket):
    """A subclass of the host's socket whose calls without a timeout wait in slices."""

    class socket(host_socket):
        __slots__ = ()

        def _begin_connect(self, address):
            """Error number of a connection, which is made or refused."""
            def attempt():
                error = host_socket.connect_ex(self, address)
                return None if error == errno.EAGAIN else error         # a local server has no room

            self.setblocking(False)
            try:
                error = until(attempt)
                if error == errno.EINPROGRESS:
                    _wait_writable(self.fileno())
                    error = self.getsockopt(1, 4)                       # SOL_SOCKET, SO_ERROR
                return error
            finally:
                self.settimeout(None)

        def connect(self, address, /):
            if self.gettimeout() is not None:
                return host_socket.connect(self, address)
            error = self._begin_connect(address)
            if error:
                raise OSError(error, posix.strerror(error))

        def connect_ex(self, address, /):
            return host_socket.connect_ex(self, address) if self.gettimeout() is not None else self._begin_connect(address)

        def send(self, data, flags=0, /):
            if self.gettimeout() is not None:
                return host_socket.send(self, data, flags)

            def attempt():
                try:
                    return host_socket.send(self, data, flags | _DONTWAIT)
                except BlockingIOError:
                    return None

            return until(attempt)

        def sendall(self, data, flags=0, /):
            if self.gettimeout() is not None:
                return host_socket.sendall(self, data, flags)
            view = memoryview(data).cast('B')
            done = 0
            while done < len(view):
                done += self.send(view[done:], flags)

    for name in ('__module__', '__qualname__', '__doc__'):
        setattr(socket, name, getattr(host_socket, name))
    return socket
