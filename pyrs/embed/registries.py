"""What the process has once and a guest adds to as if it were its own: codecs and their error handlers, dialects of CSV, the contexts of
`decimal`, the timeout of new sockets.

The process's codec registry has one search function and one error handler per name of ours, which ask the guest that runs. So nothing in it
refers to a guest, which goes when it is dropped, and guests do not see each other's.
"""
import _codecs
import sys as host_sys

from pyrs import _vm
from pyrs.embed import blocking


def _imports_here():
    """The GuestImports of the guest that runs on this thread, or None."""
    runtime = _vm.running_guest()
    return None if runtime is None else runtime._imports


# -- codecs

_PARTS = ('encode', 'decode', 'streamreader', 'streamwriter', 'incrementalencoder', 'incrementaldecoder')


def _find_codec(imports, name):
    """What the guest's search functions say to `name`, or None; asked once."""
    if name in imports.codecs:
        return imports.codecs[name]
    for search in list(imports.codec_searches):
        found = search(name)
        if found is not None:
            if not isinstance(found, tuple) or len(found) != 4:
                raise TypeError('codec search functions must return 4-tuples')
            imports.codecs[name] = found
            return found
    return None


def _codec_here(name):
    """The running guest's codec; LookupError."""
    imports = _imports_here()
    found = None if imports is None else _find_codec(imports, name)
    if found is None:
        raise LookupError(f'unknown encoding: {name}')
    return found


def _part(name, place):
    def call(*args, **kwargs):
        found = _codec_here(name)
        return (found[place] if place < 4 else getattr(found, _PARTS[place]))(*args, **kwargs)

    return call


# The registry's entries for the codecs of guests: name -> CodecInfo whose functions ask the guest that runs.
_passed_on = {}


def _search(name):
    imports = _imports_here()
    if imports is None or not imports.codec_searches:
        return None
    found = _find_codec(imports, name)
    if found is None:
        return None
    if name not in _passed_on:
        _passed_on[name] = host_sys.modules['codecs'].CodecInfo(*[_part(name, place) for place in range(len(_PARTS))], name=name,
                                                                _is_text_encoding=getattr(found, '_is_text_encoding', None))
    return _passed_on[name]


def _forget_found():
    """Let the registry forget what was found; it does so when a search function goes."""
    _codecs.unregister(_search)
    _codecs.register(_search)


class _ErrorHandler:
    """The registry's entry for a name that guests have registered: the handler of the guest that runs, else the one before."""

    __slots__ = ('name', 'before')

    def __init__(self, name, before):
        self.name = name
        self.before = before

    def __call__(self, error):
        imports = _imports_here()
        handler = self.before if imports is None else imports.error_handlers.get(self.name, self.before)
        if handler is None:
            raise LookupError(f'unknown error handler name {self.name!r}')
        return handler(error)


def _host_handler(name):
    """What the registry has under `name`, or None."""
    try:
        return _codecs.lookup_error(name)
    except LookupError:
        return None


def codecs(imports, module):
    def register(search_function, /):
        if not callable(search_function):
            raise TypeError('argument must be callable')
        if getattr(search_function, '__module__', None) != 'encodings':     # the host's serves
            if not imports.codec_searches:
                imports.at_close.append(_forget_found)
            imports.codec_searches.append(search_function)
            _forget_found()

    def unregister(search_function, /):
        if search_function in imports.codec_searches:
            imports.codec_searches.remove(search_function)
            imports.codecs.clear()
            _forget_found()

    def lookup(encoding, /):
        found = _codecs.lookup(encoding)
        name = getattr(found, 'name', None)
        return _codec_here(name) if name in _passed_on and found is _passed_on[name] else found

    def register_error(errors, handler, /):
        if not callable(handler):
            raise TypeError('handler must be callable')
        before = _host_handler(errors)
        if type(before) is not _ErrorHandler:
            _codecs.register_error(errors, _ErrorHandler(errors, before))
        imports.error_handlers[errors] = handler

    def lookup_error(name, /):
        handler = imports.error_handlers.get(name)
        if handler is None:
            handler = _codecs.lookup_error(name)
            if type(handler) is _ErrorHandler:
                handler = handler.before
                if handler is None:
                    raise LookupError(f'unknown error handler name {name!r}')
        return handler

    vars(module).update(register=register, unregister=unregister, lookup=lookup, register_error=register_error, lookup_error=lookup_error)


# -- CSV

def csv(imports, module):
    """Names of dialects are the guest's own; C code is given the dialect."""
    dialects = {}
    host_reader, host_writer, Dialect = module.reader, module.writer, module.Dialect

    def get_dialect(name):
        try:
            return dialects[name]
        except KeyError:
            raise module.Error('unknown dialect') from None

    def unregister_dialect(name):
        get_dialect(name)
        del dialects[name]

    def register_dialect(name, *args, **parameters):
        if not isinstance(name, str):
            raise TypeError('dialect name must be a string')
        dialects[name] = Dialect(*map(known, args), **parameters)

    def list_dialects():
        return list(dialects)

    def known(dialect):
        return get_dialect(dialect) if isinstance(dialect, str) else dialect

    def with_dialect(function, args, parameters):
        if 'dialect' in parameters:
            parameters['dialect'] = known(parameters['dialect'])
        return function(*args[:1], *map(known, args[1:]), **parameters)

    def reader(*args, **parameters):
        return with_dialect(host_reader, args, parameters)

    def writer(*args, **parameters):
        return with_dialect(host_writer, args, parameters)

    for function, host in (reader, host_reader), (writer, host_writer):
        _text(function, host.__doc__)
    vars(module).update(reader=reader, writer=writer, register_dialect=register_dialect, unregister_dialect=unregister_dialect,
                        get_dialect=get_dialect, list_dialects=list_dialects, _dialects=dialects)


def _text(function, text):
    try:
        function.__doc__ = text
    except AttributeError:
        pass


# -- decimal

def decimal(imports, module):
    """C code has registered the class with the host's ABC. A context that is changed in place must not be one that the host has."""
    imports.import_module('numbers').Number.register(module.Decimal)
    for name in ('DefaultContext', 'BasicContext', 'ExtendedContext'):
        setattr(module, name, getattr(module, name).copy())
    module.setcontext(module.DefaultContext.copy())     # kept with what else the guest sets in its context


# -- sockets

def socket(imports, module):
    _vm.patch_blocking(module)
    host_socket, host_default = blocking.socket_class(module.socket), module.getdefaulttimeout
    default = [host_default()]
    limits = module.socket()        # what is no timeout, it says

    class socket(host_socket):
        __slots__ = ()

        def __init__(self, *args, **kwargs):
            host_socket.__init__(self, *args, **kwargs)
            if default[0] is not None or host_default() is not None:
                self.settimeout(default[0])

    def setdefaulttimeout(timeout, /):
        limits.settimeout(timeout)
        default[0] = limits.gettimeout()

    def getdefaulttimeout():
        return default[0]

    for name in ('__module__', '__qualname__', '__doc__'):
        setattr(socket, name, getattr(host_socket, name))
    vars(module).update(socket=socket, SocketType=socket, setdefaulttimeout=setdefaulttimeout, getdefaulttimeout=getdefaulttimeout)
