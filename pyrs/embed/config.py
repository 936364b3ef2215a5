"""What a Runtime is made with: `Limits` and `RuntimeConfig`. Values, not to be changed after they are made."""

from pyrs import _vm

_MISSING = object()


class _Record:
    """A small immutable record: fields with defaults, equality, repr, `replace`."""

    _fields = {}

    def __init__(self, **values):
        for name, default in self._fields.items():
            object.__setattr__(self, name, values.pop(name, default))
        if values:
            raise TypeError(f'{type(self).__name__}() has no field {next(iter(values))!r}')
        self._validate()

    def _validate(self):
        pass

    def __setattr__(self, name, value):
        raise AttributeError(f'{type(self).__name__} is immutable: cannot set {name!r}; use replace()')

    __delattr__ = __setattr__

    def replace(self, **changes):
        """Return a copy with the fields named by `changes` changed.

        >>> Limits(timeout=1).replace(timeout=2)
        Limits(timeout=2)
        """
        return type(self)(**{**{name: getattr(self, name) for name in self._fields}, **changes})

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self._fields)

    def __hash__(self):
        return hash(tuple(getattr(self, name) for name in self._fields))

    def __reduce__(self):
        return _rebuild, (type(self), {name: getattr(self, name) for name in self._fields})

    def __repr__(self):
        given = [f'{name}={getattr(self, name)!r}' for name, default in self._fields.items() if getattr(self, name) != default]
        return f'{type(self).__name__}({", ".join(given)})'


def _rebuild(kind, values):
    return kind(**values)


def _check_number(name, value, whole):
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        raise TypeError(f'{name} must be {"an int" if whole else "a number of seconds"} or None, not {type(value).__name__}')
    if not value >= 0:
        raise ValueError(f'{name} must not be negative')


class Limits(_Record):
    """What guest code may use in one run: one call of `exec`, `eval`, `call` and their like. None: as much as it wants.

    timeout           seconds; the clock stands still in host functions
    cpu_time          seconds of processor time of the thread, likewise
    max_instructions  charged by blocks that the compiler fixes, so that the same program stops at the same place
    max_memory        bytes that the guest's code may hold at a time, over all its runs
    max_frames        depth of calls; RecursionError inside
    max_output        characters on stdout and stderr together, over all runs
    grace             seconds between the exception that guest code may catch and the one that it may not (0.05)

    TypeError, ValueError for values that make no sense.

    >>> Limits(timeout=1.5, max_memory=100_000_000)
    Limits(timeout=1.5, max_memory=100000000)
    """

    _fields = {'timeout': None, 'cpu_time': None, 'max_instructions': None, 'max_memory': None, 'max_frames': None,
               'max_output': None, 'grace': 0.05}

    def _validate(self):
        for name in self._fields:
            _check_number(name, getattr(self, name), name.startswith('max_'))
        if self.grace is None:
            raise TypeError('grace must be a number of seconds')
        if self.max_frames is not None and self.max_frames < 1:
            raise ValueError('max_frames must be at least 1')

    def _as_numbers(self):
        def ns(value):
            return -1 if value is None else min(int(value * 1_000_000_000), 1 << 62)

        def count(value):
            return -1 if value is None else min(value, 1 << 62)

        return (ns(self.timeout), ns(self.cpu_time), count(self.max_instructions), count(self.max_memory), count(self.max_frames),
                count(self.max_output), ns(self.grace))


LIMIT_NAMES = tuple(Limits._fields)
IMPORT_POLICIES = ('all', 'stdlib', 'none')


class RuntimeConfig(_Record):
    """Everything that `Runtime()` takes; any field may also be given to `Runtime` by name, those of Limits too.

    limits    a Limits
    imports   'all', 'stdlib', 'none', a set of module names, or a callable that gets the name and says whether it may be imported
    path      the guest's `sys.path` (the host's by default)
    argv      the guest's `sys.argv`
    env       the guest's environment, a dict of str (a copy of the host's by default); changes stay inside
    cwd       working directory while guest code runs (it is the process's: other threads see it too)
    stdin, stdout, stderr   text streams (the host's by default); for output also a callable that gets each text
    builtins  a dict of names to add to the guest's builtins, or a set of the only names that it keeps (modules that it imports see them too)
    optimize  0, 1 or 2, as the command line's -O
    hash_seed the seed of str hashes that the guest relies on, or None. It belongs to the process, whose strings all share: a seed that the process
              was not started with (PYTHONHASHSEED=seed) is a ValueError

    TypeError, ValueError for values that make no sense.

    >>> config = RuntimeConfig(limits=Limits(timeout=2), imports={'math', 'json'})
    >>> Runtime(config).eval('1 + 1')
    2
    """

    _fields = {'limits': None, 'imports': 'all', 'path': None, 'argv': ('',), 'env': None, 'cwd': None, 'stdin': None,
               'stdout': None, 'stderr': None, 'builtins': None, 'optimize': None, 'hash_seed': None}

    def _validate(self):
        if self.limits is None:
            object.__setattr__(self, 'limits', Limits())
        elif not isinstance(self.limits, Limits):
            raise TypeError(f'limits must be a Limits, not {type(self.limits).__name__}')
        imports = self.imports
        if isinstance(imports, str):
            if imports not in IMPORT_POLICIES:
                raise ValueError("imports must be 'all', 'stdlib', 'none', a set of names or a callable")
        elif isinstance(imports, (set, frozenset, list, tuple)):
            object.__setattr__(self, 'imports', frozenset(imports))
        elif not callable(imports):
            raise TypeError("imports must be 'all', 'stdlib', 'none', a set of names or a callable")
        if self.optimize not in (None, 0, 1, 2):
            raise ValueError('optimize must be 0, 1 or 2')
        seed = self.hash_seed
        if seed is not None:
            if isinstance(seed, bool) or not isinstance(seed, int):
                raise TypeError(f'hash_seed must be an int or None, not {type(seed).__name__}')
            if not 0 <= seed < 1 << 32:
                raise ValueError('hash_seed must be from 0 to 4294967295')
            if seed != _vm.hash_seed():
                raise ValueError(f'the seed of str hashes belongs to the process: start it with PYTHONHASHSEED={seed}')
        for name in ('stdout', 'stderr'):
            stream = getattr(self, name)
            if stream is not None and not hasattr(stream, 'write') and not callable(stream):
                raise TypeError(f'{name} must be a text stream or a callable')
        if self.stdin is not None and not hasattr(self.stdin, 'readline'):
            raise TypeError('stdin must be a text stream')

    __hash__ = None


for _class in (Limits, RuntimeConfig):
    _class.__module__ = 'pyrs'


def make(config, overrides):
    """The RuntimeConfig from Runtime's arguments."""
    if config is None:
        config = RuntimeConfig()
    elif isinstance(config, Limits):
        config = RuntimeConfig(limits=config)
    elif not isinstance(config, RuntimeConfig):
        raise TypeError(f'a RuntimeConfig is required, not {type(config).__name__}')
    limits = {name: overrides.pop(name) for name in LIMIT_NAMES if name in overrides}
    if overrides:
        config = config.replace(**overrides)
    if limits:
        config = config.replace(limits=config.limits.replace(**limits))
    return config
