"""The `marshal` of a guest: the host's, and code objects of pyrs.

A code object is written as a mark, the digest of the engine that compiled it, a length, and the plain tuples of _vm.code_plain in the
host's own format; functions in it are packed (_packed), since most functions of a module are never called.  A container that holds code objects is written in the same way after another mark; there a list of one item is a code
object, and each list of the program is a list of two; what the container holds twice is written once, and so read.
"""
import marshal as host_marshal
import sys as host_sys

from pyrs import _vm
from pyrs.cpyext import _host
from pyrs.prebuilt import engine_digest

# Neither begins like anything of the host's.
MARK = b'\xf0pyrs'
MARK_CONTAINER = b'\xf1pyrs'
ModuleType = type(host_sys)

_dumps = host_marshal.dumps
_loads = host_marshal.loads
_load = host_marshal.load
# As id(), which is an event for a program's audit hooks.
identity = object.__hash__

ENGINE = engine_digest()
_vm.set_engine(ENGINE)
_ENGINE = ENGINE.to_bytes(4, 'little')
# The length of what follows and its checksum come after the mark and _ENGINE.
HEAD_SIZE = len(MARK) + 16
MAX_DEPTH = 2000

# Of the fields of _vm.code_plain.
CONSTS, FLAGS, FILENAME = 1, 9, 14
_OPTIMIZED = 1      # CO_OPTIMIZED: a function's code


def _plain(code, store=None):
    """Nested tuples for `code`, those that _vm.make_code takes; `store`: as for dump_plain."""
    fields = _vm.code_plain(code)
    consts = fields[CONSTS]
    for value in consts:
        if _vm.is_code(value):
            consts = tuple([_nested(item, fields[FILENAME], store) if _vm.is_code(item) else item for item in consts])
            return (fields[0], consts, *fields[2:])
    return fields


def _nested(code, filename, store):
    """The list that stands for a code object inside another one, which is of `filename`."""
    if not code.co_flags & _OPTIMIZED or code.co_filename != filename:
        return [_plain(code, store)]
    packed = _packed(*_plain(code))
    return [(store(packed[0]), *packed[1:]) if store else packed]


def _packed(words, consts, names, varnames, cellvars, freevars, argcount, posonly, kwonly, flags, nregs, tbase, exctable, linetable,
            filename, name, qualname, firstlineno):
    """A function's code in the form that is read when it is first needed (vm/code.h)."""
    doc = None
    if consts and type(consts[0]) is str:
        doc = consts[0]
        consts = (None, *consts[1:])
    numbers = (len(words) // 8, len(varnames), len(cellvars), len(freevars), argcount, posonly, kwonly, flags, nregs, tbase, firstlineno)
    return (_dumps((_vm.shorten_words(words), consts, names, varnames, cellvars, freevars, exctable, linetable)),
            b''.join([number.to_bytes(4, 'little') for number in numbers]), name, qualname, doc)


def _holds_code(value):
    seen, pending = {}, [value]
    while pending:
        value = pending.pop()
        kind = type(value)
        if kind not in (tuple, list, set, frozenset, dict):
            if _vm.is_code(value):
                return True
        elif identity(value) not in seen:
            seen[identity(value)] = value
            pending += value
            if kind is dict:
                pending += value.values()
    return False


def _odd(code):
    """Has somebody put constants into `code`, or a function in it, that no compiler puts there?"""
    return any([type(item) in (list, set, dict) or _vm.is_code(item) and _odd(item) for item in code.co_consts])


def _pack(value, done, depth):
    """`value` with the code objects and lists in it as the module's text says; `done`: id -> (packed, value)."""
    if depth > MAX_DEPTH:
        raise ValueError('object too deeply nested to marshal')
    if identity(value) in done:
        return done[identity(value)][0]
    depth += 1
    kind = type(value)
    if kind is tuple:
        packed = tuple([_pack(item, done, depth) for item in value])
    elif kind in (list, dict, set, frozenset):
        # A list of two, three (a packed key cannot be hashed), or four. It may hold itself.
        packed = [[], None] if kind is list else [[], [], None] if kind is dict else [[], None, None, kind is set]
        done[identity(value)] = packed, value
        packed[0] += [_pack(item, done, depth) for item in value]
        if kind is dict:
            packed[1] += [_pack(item, done, depth) for item in value.values()]
    elif not _vm.is_code(value):
        return value
    elif _odd(value):
        # A list of five: the constants apart.
        fields = _vm.code_plain(value)
        consts = fields[CONSTS]
        packed = [(fields[0], (None,) * len(consts), *fields[2:]), [_pack(item, done, depth) for item in consts], None, None, None]
    else:
        packed = [_plain(value)]
    done[identity(value)] = packed, value
    return packed


def _unpack(value, done):
    kind = type(value)
    if kind is tuple:
        return tuple([_unpack(item, done) for item in value])
    if kind is not list:
        return value
    if identity(value) in done:
        return done[identity(value)]
    size = len(value)
    if size == 1:
        made = _vm.make_code(value[0])
    elif size == 5:
        made = _vm.make_code(value[0]).replace(co_consts=tuple([_unpack(item, done) for item in value[1]]))
    elif size == 4 and not value[3]:
        made = frozenset([_unpack(item, done) for item in value[0]])
    else:
        made = done[identity(value)] = [] if size == 2 else {} if size == 3 else set()
        items = [_unpack(item, done) for item in value[0]]
        if size == 2:
            made += items
        elif size == 3:
            made.update(zip(items, [_unpack(item, done) for item in value[1]]))
        else:
            made.update(items)
    done[identity(value)] = made
    return made


def dump_plain(code, store=None):
    """The bytes for one code object without a head; what host_marshal.loads makes of them, _vm.make_code takes.

    `store(data)` takes the bytes of a function, which then are in the file that _vm.make_mapped_code gets, and returns the int for their place
    (vm/code.h, code_set_packed).
    """
    return _dumps(_plain(code, store))


def _no_keywords(name, keywords):
    if keywords:
        raise TypeError(f'marshal.{name}() takes no keyword arguments')


def dumps(value, version=4, /, **keywords):
    _no_keywords('dumps', keywords)
    if _vm.is_code(value) and not _odd(value):
        mark, data = MARK, dump_plain(value)
    else:
        try:
            return _dumps(value, version)
        except ValueError:
            # The host takes code objects for what cannot be written.
            if not _holds_code(value):
                raise
        mark, data = MARK_CONTAINER, _dumps(_pack(value, {}, 0))
    return mark + _ENGINE + len(data).to_bytes(4, 'little') + _vm.checksum(data) + data


def check_cached(data):
    """EOFError if the memoryview `data`, what follows the head of a .pyc file, was written by some engine's dumps() and is not all of what
    this one's wrote.

    importlib compiles the source then; what marshal raises would break the import. What the host's marshal wrote is its to judge.
    """
    # Nothing of the host's begins with any of these; zeros are what a file system gives for blocks that were never written.
    head = bytes(data[:HEAD_SIZE])
    ours = head[:1] in (b'', b'\0', MARK[:1]) or head[1:len(MARK)] == MARK[1:]
    if ours and (not head.startswith(MARK + _ENGINE) or len(head) < HEAD_SIZE or len(data) != HEAD_SIZE + _length(head)
                 or not _is_whole(head, data[HEAD_SIZE:])):
        raise EOFError('marshal data too short')


def _length(head):
    return int.from_bytes(head[len(MARK) + 4:len(MARK) + 8], 'little')


def _is_whole(head, data):
    return _vm.checksum(data) == head[len(MARK) + 8:HEAD_SIZE]


def _read(head, data):
    if head[len(MARK):len(MARK) + 4] != _ENGINE:
        raise ValueError('bad marshal data (code of another engine)')
    if len(data) < _length(head):
        raise EOFError('marshal data too short')
    if not _is_whole(head, data[:_length(head)]):
        raise ValueError('bad marshal data (changed since it was written)')
    plain = _loads(data)
    return _vm.make_code(plain) if head.startswith(MARK) else _unpack(plain, {})


def loads(data, /, **keywords):
    _no_keywords('loads', keywords)
    view = memoryview(data)
    head = bytes(view[:HEAD_SIZE])
    if not head.startswith((MARK, MARK_CONTAINER)):
        return _loads(data)
    if len(head) < HEAD_SIZE:
        raise EOFError('marshal data too short')
    return _read(head, view[HEAD_SIZE:])


def dump(value, file, version=4, /, **keywords):
    _no_keywords('dump', keywords)
    file.write(dumps(value, version))


def load(file, /, **keywords):
    _no_keywords('load', keywords)
    start = file.read(len(MARK))
    if start != MARK and start != MARK_CONTAINER:
        file.seek(-len(start), 1)
        return _load(file)
    head = start + file.read(HEAD_SIZE - len(MARK))
    if len(head) < HEAD_SIZE:
        raise EOFError('marshal data too short')
    return _read(head, file.read(_length(head)))


for _function in (dumps, loads, dump, load):
    _host.adopt(_function, getattr(host_marshal, _function.__name__))


def module():
    """Make a runtime's `marshal` module."""
    made = ModuleType('marshal', host_marshal.__doc__)
    vars(made).update(vars(host_marshal), dumps=dumps, loads=loads, dump=dump, load=load, __loader__=None)
    return made
