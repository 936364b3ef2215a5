"""Start pyrs: `python -m pyrs`, the console script, or this file run by path (then `start` is all that is compiled at each start)."""
import sys


def main():
    """Run the command line; return what the process should exit with."""
    if __package__:
        from pyrs import start
        return start.main(__file__)
    # Alone while pyrs is found there, which saves looking through the library's folders; then at the end, so that nothing beside pyrs can
    # stand in for a module of the library.
    # Its compiled form may be what runs (scripts/pyrs.c).
    folder = __file__.rpartition('/')[0].removesuffix('/__pycache__')
    path, root = sys.path[:], folder.rpartition('/')[0]
    sys.path[:] = [root]
    from pyrs import start
    sys.path[:] = [*path, root]
    return start.main(f'{folder}/__main__.py')


if __name__ == '__main__':
    _code = main()
    # After an unhandled KeyboardInterrupt the host ends the process by the signal, but only if the main module returns.
    if _code:
        raise SystemExit(_code)
