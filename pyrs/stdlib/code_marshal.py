"""The `marshal` of a guest: the host's, and code objects of pyrs.

A code object is written as a mark, the digest of the engine that compiled it, a length, and the plain tuples of _vm.code_plain in the
host's own format; functions in it are packed (_packed), since most functions of a module are never called.  A container that holds code objects is written in the same way after another mark; there a list of one item is a code
object, and each list of the program is a list of two.
"""
import marshal as host_marshal
import sys as host_sys

from pyrs import _vm
from pyrs.prebuilt import engine_digest

# Neither begins like anything of the host's.
MARK = b'\xf0pyrs'
MARK_CONTAINER = b'\xf1pyrs'
ModuleType = type(host_sys)

_dumps = host_marshal.dumps
_loads = host_marshal.loads
_load = host_marshal.load

ENGINE = engine_digest()
_ENGINE = ENGINE.to_bytes(4, 'little')
# The length of what follows, a mark at its end included, comes after the mark and _ENGINE.
HEAD_SIZE = len(MARK) + 8
MAX_DEPTH = 2000

# Of the fields of _vm.code_plain.
CONSTS, FLAGS, FILENAME = 1, 9, 14
_OPTIMIZED = 1      # CO_OPTIMIZED: a function's code


def _plain(code):
    """Nested tuples for `code`, those that _vm.make_code takes."""
    fields = _vm.code_plain(code)
    consts = fields[CONSTS]
    for value in consts:
        if _vm.is_code(value):
            consts = tuple([_nested(item, fields[FILENAME]) if _vm.is_code(item) else item for item in consts])
            return (fields[0], consts, *fields[2:])
    return fields


def _nested(code, filename):
    """The list that stands for a code object inside another one, which is of `filename`."""
    fields = _plain(code)
    return [_packed(*fields)] if fields[FLAGS] & _OPTIMIZED and fields[FILENAME] == filename else [fields]


def _packed(words, consts, names, varnames, cellvars, freevars, argcount, posonly, kwonly, flags, nregs, tbase, exctable, linetable,
            filename, name, qualname, firstlineno):
    """A function's code in the form that is read when it is first needed (vm/code.h)."""
    doc = None
    if consts and type(consts[0]) is str:
        doc = consts[0]
        consts = (None, *consts[1:])
    numbers = (len(words) // 8, len(varnames), len(cellvars), len(freevars), argcount, posonly, kwonly, flags, nregs, tbase, firstlineno)
    return (_dumps((words, consts, names, varnames, cellvars, freevars, exctable, linetable)),
            b''.join([number.to_bytes(4, 'little') for number in numbers]), name, qualname, doc)


def _holds_code(value):
    seen, pending = {}, [value]
    while pending:
        value = pending.pop()
        kind = type(value)
        if kind not in (tuple, list, set, frozenset, dict):
            if _vm.is_code(value):
                return True
        elif id(value) not in seen:
            seen[id(value)] = value
            pending += value
            if kind is dict:
                pending += value.values()
    return False


def _pack(value, depth):
    """`value` with the code objects and lists in it as the module's text says."""
    if depth > MAX_DEPTH:
        raise ValueError('object too deeply nested to marshal')
    if _vm.is_code(value):
        return [_plain(value)]
    kind = type(value)
    if kind is list:
        return [[_pack(item, depth + 1) for item in value], None]
    if kind is dict:
        # As a list of three: a packed key cannot be hashed.
        return [[_pack(item, depth + 1) for item in value.keys()], [_pack(item, depth + 1) for item in value.values()], None]
    if kind is tuple:
        return tuple([_pack(item, depth + 1) for item in value])
    if kind is set or kind is frozenset:
        return [[_pack(item, depth + 1) for item in value], None, None, kind is set]
    return value


def _unpack(value):
    kind = type(value)
    if kind is tuple:
        return tuple([_unpack(item) for item in value])
    if kind is not list:
        return value
    if len(value) == 1:
        return _vm.make_code(value[0])
    items = [_unpack(item) for item in value[0]]
    if len(value) == 2:
        return items
    if len(value) == 3:
        return dict(zip(items, [_unpack(item) for item in value[1]]))
    return set(items) if value[3] else frozenset(items)


def dump_plain(code):
    """The bytes for one code object without a head; what host_marshal.loads makes of them, _vm.make_code takes."""
    return _dumps(_plain(code))


def dumps(value, version=4, /):
    if _vm.is_code(value):
        mark, data = MARK, dump_plain(value)
    else:
        try:
            return _dumps(value, version)
        except ValueError:
            # The host takes code objects for what cannot be written.
            if not _holds_code(value):
                raise
        mark, data = MARK_CONTAINER, _dumps(_pack(value, 0))
    # The mark at the end tells a whole cache file from one whose end was never written.
    return mark + _ENGINE + (len(data) + len(MARK)).to_bytes(4, 'little') + data + MARK


def check_cached(data):
    """EOFError if `data`, what follows the head of a .pyc file, is the beginning of something that dumps() wrote, and not all of it.

    importlib compiles the source then; what marshal raises would break the import.
    """
    # Nothing of the host's begins with any of these; zeros are what a file system gives for blocks that were never written.
    if data[:1] in (b'', b'\0', MARK[:1]) and (not data.startswith(MARK) or len(data) < HEAD_SIZE
                                               or len(data) != HEAD_SIZE + int.from_bytes(data[HEAD_SIZE - 4:HEAD_SIZE], 'little')
                                               or not data.endswith(MARK)):
        raise EOFError('marshal data too short')


def _read(head, data):
    if head[len(MARK):-4] != _ENGINE:
        raise ValueError('bad marshal data (code of another engine)')
    if len(data) < int.from_bytes(head[-4:], 'little'):
        raise EOFError('marshal data too short')
    plain = _loads(data)
    return _vm.make_code(plain) if head.startswith(MARK) else _unpack(plain)


def loads(data, /):
    view = memoryview(data)
    head = bytes(view[:HEAD_SIZE])
    if not head.startswith((MARK, MARK_CONTAINER)):
        return _loads(data)
    if len(head) < HEAD_SIZE:
        raise EOFError('marshal data too short')
    return _read(head, view[HEAD_SIZE:])


def dump(value, file, version=4, /):
    file.write(dumps(value, version))


def load(file, /):
    start = file.read(len(MARK))
    if start != MARK and start != MARK_CONTAINER:
        file.seek(-len(start), 1)
        return _load(file)
    head = start + file.read(HEAD_SIZE - len(MARK))
    if len(head) < HEAD_SIZE:
        raise EOFError('marshal data too short')
    return _read(head, file.read(int.from_bytes(head[-4:], 'little')))


def module():
    """Make a runtime's `marshal` module."""
    made = ModuleType('marshal', host_marshal.__doc__)
    vars(made).update(vars(host_marshal), dumps=dumps, loads=loads, dump=dump, load=load, __loader__=None)
    return made
