"""pyrs: a second engine for Python inside the CPython process.

Public names (loaded on first use, so that the launcher pays for none of them):
    Runtime, RuntimeConfig, Limits      an embedded interpreter and what it is made with
    run, compile, CompiledCode          a file or a text in a fresh Runtime; code that any Runtime runs
    Scope, SharedRuntime, Stats, Ok, Err, ModuleBuilder     what methods of Runtime return
    PyrsError and its subclasses        what it raises
"""
__version__ = "0.1.0"

_RUNTIME = ("Runtime", "run", "compile", "CompiledCode", "Scope", "SharedRuntime", "Stats", "Ok", "Err", "ModuleBuilder")
_CONFIG = ("Limits", "RuntimeConfig")
_ERRORS = ("PyrsError", "PythonError", "PyrsSyntaxError", "LimitExceeded", "TimeLimitExceeded", "InstructionLimitExceeded",
           "MemoryLimitExceeded", "FrameLimitExceeded", "OutputLimitExceeded", "Interrupted", "ImportDenied", "ConversionError",
           "WrongThreadError", "RuntimeClosed", "GuestExit")
__all__ = ["__version__", *_RUNTIME, *_CONFIG, *_ERRORS]


def __getattr__(name):
    if name in _RUNTIME:
        from pyrs import runtime as module
    elif name in _CONFIG:
        from pyrs.embed import config as module
    elif name in _ERRORS:
        from pyrs.embed import errors as module
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(module, name)
    return value


def __dir__():
    return sorted({*globals(), *__all__})
