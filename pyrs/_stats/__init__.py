"""Holds the copy of `pyrs._vm` that counts what it executes, and puts it in place for `-X pyrs-stats`."""
import _frozen_importlib
import _frozen_importlib_external

import pyrs


def install():
    """Load the counting VM as `pyrs._vm`; ImportError if it was not built. The tables go to stderr when the process ends."""
    for suffix in _frozen_importlib_external.EXTENSION_SUFFIXES:
        path = f'{__path__[0]}/_vm{suffix}'
        try:
            open(path, 'rb').close()
        except OSError:
            continue
        loader = _frozen_importlib_external.ExtensionFileLoader('pyrs._vm', path)
        pyrs._vm = _frozen_importlib._load(_frozen_importlib.ModuleSpec('pyrs._vm', loader, origin=path))
        return
    raise ImportError('pyrs was built without the counting VM', name='pyrs._vm', path=__path__[0])
