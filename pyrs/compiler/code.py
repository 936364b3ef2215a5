"""Proto: the compiler's result."""
import marshal


class Proto(tuple):
    """An immutable code object, shared by all runtimes. Fields as in docs/internals/bytecode-contract.md.

    A tuple of its fields, so that the VM reads it, and `marshal`'s plain tuple of the same, without a look-up by name. Equality
    is identity. `to_plain` turns it into nested tuples that `marshal` takes, of which the VM makes code objects too.
    """

    FIELDS = ('words', 'consts', 'names', 'varnames', 'cellvars', 'freevars', 'argcount', 'posonlyargcount',
              'kwonlyargcount', 'flags', 'nregs', 'tbase', 'exctable', 'linetable', 'filename', 'name', 'qualname',
              'firstlineno')
    __slots__ = ()

    def __new__(cls, *values):
        if len(values) != len(cls.FIELDS):
            raise TypeError(f'Proto takes {len(cls.FIELDS)} values, got {len(values)}')
        return tuple.__new__(cls, values)

    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__

    def __getattr__(self, name):
        try:
            return self[self.FIELDS.index(name)]
        except ValueError:
            raise AttributeError(f'Proto has no field {name!r}') from None

    def __repr__(self):
        return f'<Proto {self.qualname}, file "{self.filename}", line {self.firstlineno}>'

    def __reduce__(self):
        return Proto, tuple(self)

    def to_plain(self):
        """A tuple of values that `marshal` takes; nested code is a list of one such tuple (no constant is a list)."""
        return self[:1] + (tuple([_plain(value) for value in self[1]]),) + self[2:]

    def dumps(self):
        """Serialize to bytes; what marshal reads from them, the VM makes a code object of."""
        return marshal.dumps(self.to_plain())


def _plain(value):
    return [value.to_plain()] if isinstance(value, Proto) else value
