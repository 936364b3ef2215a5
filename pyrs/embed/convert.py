"""`type=`: check what comes out of a guest against a type, and convert where nothing is lost. What fits already is handed on as it is."""
from pyrs.embed.errors import ConversionError

_NoneType = type(None)
_MISSING = object()
_NUMBERS = {float: (int,), complex: (int, float)}
_SEQUENCES = (list, tuple, set, frozenset)


def convert(value, kind):
    """Return `value` as an instance of `kind`, a class or a generic alias such as `dict[str, list[int]]`; ConversionError."""
    return _convert(value, kind, '')


def _fail(value, kind, path):
    found = type(value)
    name = getattr(kind, '__qualname__', None) if isinstance(kind, type) and not hasattr(kind, '__origin__') else None
    error = ConversionError(f'{path + ": " if path else ""}{name or str(kind).replace("typing.", "")} expected, got {found.__qualname__}')
    error.path = path
    raise error


def _convert(value, kind, path):
    if kind is None or kind is _NoneType:
        return value if value is None else _fail(value, _NoneType, path)
    origin = getattr(kind, '__origin__', None)
    if origin is None and isinstance(kind, type) and type(kind).__name__ != '_TypedDictMeta':
        return _plain(value, kind, path)
    return _generic(value, kind, origin, path)


def _plain(value, kind, path):
    if type(value) is kind or kind is object or kind.__module__ == 'typing' and kind.__name__ == 'Any':
        return value
    if isinstance(value, kind):
        return value
    for number in _NUMBERS.get(kind, ()):
        if isinstance(value, number) and not isinstance(value, bool):
            return kind(value)
    if kind in (int, float, complex, bool, str, bytes) and type(value).__module__ == 'numpy' and hasattr(value, 'item'):
        item = value.item()
        if not isinstance(item, type(value)):
            return _plain(item, kind, path)
    if kind in _SEQUENCES and isinstance(value, _SEQUENCES):
        return kind(value)
    if isinstance(value, dict) and hasattr(kind, '__dataclass_fields__'):
        return _dataclass(value, kind, path)
    if type(kind).__name__ in ('EnumType', 'EnumMeta'):
        try:
            return kind(value)
        except ValueError:
            pass
    return _fail(value, kind, path)


def _dataclass(value, kind, path):
    import dataclasses
    import typing
    types = typing.get_type_hints(kind)
    arguments = {}
    fields = {field.name: field for field in dataclasses.fields(kind) if field.init}
    for name, item in value.items():
        if name not in fields:
            _item_error(f'{path}[{name!r}]', f'{kind.__qualname__} has no such field')
        arguments[name] = _convert(item, types[name], f'{path}[{_key(name)}]')
    for name, field in fields.items():
        if name not in arguments and field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            _item_error(path, f'{kind.__qualname__} wants a field {name!r}')
    return kind(**arguments)


def _item_error(path, text):
    error = ConversionError(f'{path}: {text}' if path else text)
    error.path = path
    raise error


def _key(key):
    """How a key is written in a path: strings in double quotes."""
    if isinstance(key, str):
        text = repr(key)
        return text if '"' in text else f'"{text[1:-1]}"'
    return repr(key)


def _generic(value, kind, origin, path):
    import types
    import typing
    if kind is typing.Any:
        return value
    if isinstance(kind, str):
        raise TypeError(f'{kind!r} is not a type')
    if isinstance(kind, typing.TypeVar):
        return value
    if origin is None and isinstance(kind, types.UnionType) or origin is typing.Union:
        return _union(value, kind, path)
    if origin is typing.Annotated or origin is typing.Final:
        return _convert(value, kind.__args__[0], path)
    if hasattr(kind, '__metadata__'):
        return _convert(value, kind.__origin__, path)
    if origin is typing.Literal:
        for choice in kind.__args__:
            if type(choice) is type(value) and choice == value:
                return value
        return _fail(value, kind, path)
    if origin is None and hasattr(kind, '__supertype__'):
        return _convert(value, kind.__supertype__, path)
    if type(kind).__name__ == '_TypedDictMeta':
        return _typed_dict(value, kind, path)
    if origin is None:
        raise TypeError(f'{kind!r} is not a type that can be checked')
    args = kind.__args__ if getattr(kind, '__args__', None) else ()
    if origin is tuple:
        return _tuple(value, kind, args, path)
    if issubclass(origin, type):
        return value if isinstance(value, type) else _fail(value, kind, path)
    if len(args) == 2 and hasattr(origin, 'keys'):
        return _mapping(value, origin, kind, args, path)
    if len(args) == 1 and hasattr(origin, '__iter__'):
        return _sequence(value, origin, kind, args[0], path)
    return value if isinstance(value, origin) else _fail(value, kind, path)


def _union(value, kind, path):
    for choice in kind.__args__:
        if isinstance(choice, type) and not hasattr(choice, '__origin__') and type(value) is choice:
            return value
    for choice in kind.__args__:
        try:
            return _convert(value, choice, path)
        except ConversionError as error:
            deepest = error
    if len([choice for choice in kind.__args__ if choice is not _NoneType]) == 1 and value is not None and deepest.path != path:
        raise deepest
    return _fail(value, kind, path)


def _items(values, kind, path):
    """The converted list, or None if nothing changed."""
    made = None
    for index, item in enumerate(values):
        new = _convert(item, kind, f'{path}[{index}]')
        if made is None and new is not item:
            made = list(values)
        if made is not None:
            made[index] = new
    return made


def _sequence(value, origin, kind, item_kind, path):
    concrete = origin if isinstance(origin, type) and issubclass(origin, _SEQUENCES) else None
    if isinstance(value, (str, bytes)) or not (isinstance(value, origin) or concrete and isinstance(value, _SEQUENCES)):
        return _fail(value, kind, path)
    if not hasattr(value, '__len__'):
        return value                # an iterator: it cannot be looked at without using it up
    made = _items(value, item_kind, path)
    if concrete and not isinstance(value, origin):
        return origin(value if made is None else made)
    return value if made is None else (concrete or list)(made)


def _tuple(value, kind, args, path):
    if not isinstance(value, (tuple, list)):
        return _fail(value, kind, path)
    if len(args) == 2 and args[1] is Ellipsis:
        made = _items(value, args[0], path)
    else:
        if args == ((),):
            args = ()
        if len(args) != len(value):
            _item_error(path, f'{len(args)} items expected, got {len(value)}')
        made = [_convert(item, item_kind, f'{path}[{index}]') for index, (item, item_kind) in enumerate(zip(value, args))]
        if all(new is old for new, old in zip(made, value)):
            made = None
    if made is None:
        return value if isinstance(value, tuple) else tuple(value)
    return tuple(made)


def _mapping(value, origin, kind, args, path):
    if not isinstance(value, origin):
        return _fail(value, kind, path)
    made = {}
    changed = False
    for key, item in value.items():
        new_key = _convert(key, args[0], f'{path}[{_key(key)}] (the key)')
        new = _convert(item, args[1], f'{path}[{_key(key)}]')
        changed = changed or new is not item or new_key is not key
        made[new_key] = new
    if not changed:
        return value
    return made if not issubclass(origin, dict) or origin is dict else origin(made)


def _typed_dict(value, kind, path):
    import typing
    if not isinstance(value, dict):
        return _fail(value, kind, path)
    types = typing.get_type_hints(kind)
    for name in kind.__required_keys__:
        if name not in value:
            _item_error(path, f'the key {name!r} is missing')
    made = {}
    for key, item in value.items():
        if key not in types:
            _item_error(f'{path}[{_key(key)}]', f'{kind.__qualname__} has no such key')
        made[key] = _convert(item, types[key], f'{path}[{_key(key)}]')
    return value if all(made[key] is item for key, item in value.items()) else made
