"""Start pyrs: `python -m pyrs`, the console script, or this file run by path.

The host must be without `site` (it runs on the VM, and would cost a start of its own) and without a script's directory
on its path, so anything else starts over as `python -S -P [flags] this-file arguments`.
"""
import sys

# -X options that tell a later stage of one start about the earlier ones.
LAUNCHED = 'pyrs-launched'      # by the file that sys.executable names (pyrs/launcher.py)
STARTED = 'pyrs-started'        # with the host's flags handed on: do not start over again


def stand_in_for_cython():
    """Let the pure-mode modules run uncompiled where Cython is out of reach, as it is without `site`."""
    try:
        import cython   # noqa: F401
    except ImportError:
        module = type(sys)('cython')
        module.compiled = False
        module.cast = lambda kind, value, **options: value
        sys.modules['cython'] = module


def count_instructions():
    """For -X pyrs-stats: put the VM that counts in place of the other."""
    from pyrs.options import UsageError, parse
    try:
        wanted = ('X', 'pyrs-stats') in parse(sys.argv[1:]).values
    except UsageError:
        return
    if wanted:
        from pyrs import _stats
        _stats.install()


def prepare_host():
    """Start over if the host needs other flags; return whether the launcher started pyrs."""
    from pyrs.options import host_flags
    # Marks of an earlier stage, not the user's: they leave the options before the program can see them.
    launched = sys._xoptions.pop(LAUNCHED, None)
    started = sys._xoptions.pop(STARTED, None)
    flags = [] if started else host_flags(sys.orig_argv[1:], sys.argv[1:])
    if not started and (flags or not sys.flags.no_site):
        import posix
        command = [sys.orig_argv[0], '-S', '-P', '-X', STARTED, *(['-X', LAUNCHED] if launched else []), *flags, __file__]
        sys.stdout.flush()
        posix.execv(sys.executable, command + sys.argv[1:])
    return bool(launched)


def main():
    """Run the command line; return what the process should exit with."""
    if not __package__:
        # At the end, so that nothing beside pyrs can stand in for a module of the library.
        sys.path.append(__file__.rpartition('/')[0].rpartition('/')[0])
    try:
        launched = prepare_host()
        stand_in_for_cython()
        if any('pyrs-stats' in word or word == '--stats' for word in sys.argv):
            count_instructions()
        from pyrs import cli
    finally:
        if not __package__:
            sys.path.pop()
    return cli.main(sys.argv[1:], launched)


if __name__ == '__main__':
    _code = main()
    # After an unhandled KeyboardInterrupt the host ends the process by the signal, but only if the main module returns.
    if _code:
        raise SystemExit(_code)
