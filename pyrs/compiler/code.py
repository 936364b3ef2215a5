"""Proto: the compiler's result."""
import marshal


class Proto:
    """An immutable code object, shared by all runtimes. Fields as in docs/internals/bytecode-contract.md.

    Equality is identity. `to_plain` and `from_plain` turn it into nested tuples that `marshal` takes, and back.
    """

    FIELDS = ('words', 'consts', 'names', 'varnames', 'cellvars', 'freevars', 'argcount', 'posonlyargcount',
              'kwonlyargcount', 'flags', 'nregs', 'tbase', 'exctable', 'linetable', 'filename', 'name', 'qualname',
              'firstlineno')
    __slots__ = FIELDS

    def __init__(self, *values):
        if len(values) != len(self.FIELDS):
            raise TypeError(f'Proto takes {len(self.FIELDS)} values, got {len(values)}')
        for field, value in zip(self.FIELDS, values):
            object.__setattr__(self, field, value)

    def __setattr__(self, name, value):
        raise AttributeError(f"Proto is immutable: cannot set '{name}'")

    __delattr__ = None

    def __repr__(self):
        return f'<Proto {self.qualname}, file "{self.filename}", line {self.firstlineno}>'

    def __reduce__(self):
        return Proto, tuple(getattr(self, field) for field in self.FIELDS)

    def to_plain(self):
        """A tuple of values that `marshal` takes; nested code is wrapped in a ('pyrs', ...) pair."""
        return tuple(tuple(_plain(value) for value in self.consts) if field == 'consts' else getattr(self, field)
                     for field in self.FIELDS)

    @classmethod
    def from_plain(cls, plain):
        values = list(plain)
        values[1] = tuple(_rebuilt(value) for value in values[1])
        return cls(*values)

    def dumps(self):
        """Serialize to bytes."""
        return marshal.dumps(self.to_plain())

    @classmethod
    def loads(cls, data):
        return cls.from_plain(marshal.loads(data))


# No constant of a program is a list, so a one-item list marks nested code without ambiguity.

def _plain(value):
    return [value.to_plain()] if isinstance(value, Proto) else value


def _rebuilt(value):
    return Proto.from_plain(value[0]) if type(value) is list else value
