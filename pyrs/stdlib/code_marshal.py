"""The `marshal` of a guest: the host's, and code objects of pyrs.

A code object is written as a mark, the digest of the engine that compiled it, and its Proto; a code object inside a container is
not supported, as nothing in the library writes one.
"""
import marshal as host_marshal
import sys as host_sys

from pyrs import _vm
from pyrs.prebuilt import engine_digest

MARK = b'\xf0pyrs'
ModuleType = type(host_sys)

_dumps = host_marshal.dumps
_loads = host_marshal.loads
_load = host_marshal.load
_proto = _vm.code_proto

ENGINE = engine_digest()
HEAD = MARK + ENGINE.to_bytes(4, 'little')
# The length of what follows comes after HEAD.
HEAD_SIZE = len(HEAD) + 4


def _plain(code):
    """What Proto.to_plain gives for the Proto (a tuple of Proto.FIELDS, or marshal's copy of one) that `code` would have now: replace() may have changed all but the instructions."""
    proto = _proto(code)
    consts = tuple([[_plain(value)] if _vm.is_code(value) else value for value in code.co_consts])
    return (proto[0], consts, code.co_names, code.co_varnames, code.co_cellvars, code.co_freevars, code.co_argcount,
            code.co_posonlyargcount, code.co_kwonlyargcount, code.co_flags, *proto[10:13],
            code.co_linetable, code.co_filename, code.co_name, code.co_qualname, code.co_firstlineno)


def dumps(value, version=4, /):
    if _vm.is_code(value):
        data = _dumps(_plain(value))
        return HEAD + len(data).to_bytes(4, 'little') + data
    return _dumps(value, version)


def _code(head, data):
    if not head.startswith(HEAD):
        raise ValueError('bad marshal data (code of another engine)')
    if len(data) < int.from_bytes(head[len(HEAD):], 'little'):
        raise EOFError('marshal data too short')
    return _vm.make_code(_loads(data))


def loads(data, /):
    view = memoryview(data)
    head = bytes(view[:HEAD_SIZE])
    if not head.startswith(MARK):
        return _loads(data)
    return _code(head, bytes(view[HEAD_SIZE:]))


def dump(value, file, version=4, /):
    file.write(dumps(value, version))


def load(file, /):
    start = file.read(len(MARK))
    if start != MARK:
        file.seek(-len(start), 1)
        return _load(file)
    head = start + file.read(HEAD_SIZE - len(MARK))
    return _code(head, file.read(int.from_bytes(head[len(HEAD):], 'little')))


def module():
    """Make a runtime's `marshal` module."""
    made = ModuleType('marshal', host_marshal.__doc__)
    vars(made).update(vars(host_marshal), dumps=dumps, loads=loads, dump=dump, load=load, __loader__=None)
    return made
