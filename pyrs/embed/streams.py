"""Streams of a guest: what it writes is counted, and may go to a callable."""


class GuestOutput:
    """A text stream that counts what is written and hands it to `write`.

    target  the stream behind it, whose other attributes show through; None where there is only a callable
    """

    def __init__(self, guest, target, write, name):
        self._guest = guest
        self._target = target
        self._write = write
        self._name = name

    @property
    def name(self):
        return getattr(self._target, 'name', self._name)

    encoding = 'utf-8'
    errors = 'strict'
    newlines = None
    closed = False

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        self._guest._count_output(len(text))
        self._write(text)
        return len(text)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def flush(self):
        flush = getattr(self._target, 'flush', None)
        if flush is not None:
            flush()

    def close(self):
        self.flush()

    def isatty(self):
        isatty = getattr(self._target, 'isatty', None)
        return bool(isatty is not None and isatty())

    def fileno(self):
        fileno = getattr(self._target, 'fileno', None)
        if fileno is None:
            raise OSError('the stream has no file descriptor')
        return fileno()

    def readable(self):
        return False

    def writable(self):
        return True

    def seekable(self):
        return False

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    @property
    def buffer(self):
        target = self._target
        if target is None or not hasattr(target, 'buffer'):
            raise AttributeError("the stream has no attribute 'buffer'")
        return GuestBuffer(self._guest, target)

    def reconfigure(self, **options):
        pass

    def __repr__(self):
        return f'<guest stream {self.name!r}>'


class GuestBuffer:
    """The binary layer under a GuestOutput; counts bytes."""

    def __init__(self, guest, target):
        self._guest = guest
        self._text = target

    def write(self, data, /):
        size = memoryview(data).nbytes
        self._guest._count_output(size)
        self._text.flush()
        self._text.buffer.write(data)
        return size

    def flush(self):
        self._text.buffer.flush()

    def fileno(self):
        return self._text.fileno()

    def isatty(self):
        return self._text.isatty()

    def writable(self):
        return True

    def readable(self):
        return False

    def seekable(self):
        return False

    closed = False


def output(guest, stream, host_stream, counted, name):
    """The guest's stream for the option `stream` (None: the host's)."""
    if stream is None:
        stream = host_stream
    if stream is None:
        return None
    if not hasattr(stream, 'write'):
        return GuestOutput(guest, None, stream, name)
    return GuestOutput(guest, stream, stream.write, name) if counted else stream
