"""pyrs: a second engine for Python inside the CPython process.

Public names (loaded on first use, so that the launcher pays for none of them):
    Runtime     an embedded interpreter: exec, eval, get, set, call
    run         run a file or a source text in a fresh Runtime
"""
__version__ = "0.1.0"
__all__ = ["Runtime", "run", "__version__"]


def __getattr__(name):
    if name in ("Runtime", "run"):
        from pyrs import runtime
        return getattr(runtime, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
