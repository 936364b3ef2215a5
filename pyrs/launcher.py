"""The file that `sys.executable` names: it starts pyrs again on the same host.

Subprocesses, `multiprocessing`, `pip` and the scripts it writes start `sys.executable` and mean the interpreter that they run on.  The
console script would do, but it is not there in a checkout and starts the host twice (its `site` alone costs 25 ms); so each host
that runs this copy of pyrs has a script of a few lines, written at the first start.  The host runs it: a shell between would lose
variables of the environment whose names are no identifiers, add some of its own, and turn what exec() fails with into an exit code.
"""
import posix
import sys

from _imp import source_hash
from _io import FileIO

_TEMPLATE = """#!{host} -SPXpyrs-launched
# Starts pyrs on the host that is named above.
import sys
path = sys.path[:]
sys.path[:] = [{root!a}]
from pyrs.__main__ import main
sys.path[:] = [*path, {root!a}]
code = main()
if code:
    raise SystemExit(code)
"""
# Where the kernel could not take the first line of that apart.
_SHELL_TEMPLATE = """#!/bin/sh
# Starts pyrs on the host that is named here.
exec {host} -S -P -X pyrs-launched {main} "$@"
"""
_LONGEST_FIRST_LINE = 255


def _quote(path):
    return "'" + path.replace("'", "'\\''") + "'"


def makedirs(path):
    try:
        posix.mkdir(path)
    except FileExistsError:
        pass
    except FileNotFoundError:
        makedirs(path.rpartition('/')[0])
        posix.mkdir(path)


def homes(root):
    """The folders that may hold launchers and what else is written for one host, best first."""
    yield f'{root}/__pycache__'
    cache = posix.environ.get(b'XDG_CACHE_HOME') or (posix.environ[b'HOME'] + b'/.cache' if b'HOME' in posix.environ else b'')
    if cache.startswith(b'/'):
        yield f'{cache.decode("utf-8", "surrogateescape")}/pyrs'


# The last bytes of the command that an installation writes (setup.py, scripts/pyrs.c): reading all of it would take as long as a module.
COMMAND_MARK = b'\npyrs-launched\n'


def _is_command(path):
    """Is `path` the command that the installation writes?"""
    try:
        with FileIO(path) as file:
            file.seek(-len(COMMAND_MARK), 2)
            return file.read(len(COMMAND_MARK)) == COMMAND_MARK
    except OSError:
        return False


def path(root):
    """The launcher of the pyrs in the folder `root` for the running host, or the host itself where none can be written.

    Its folder is named after its contents, so it is never one of another host or of another version.
    """
    host = sys.executable
    if not host or b'PYTHONEXECUTABLE' in posix.environ:
        return host
    # Where pyrs is installed beside the host, the command `pyrs` is that file: then pyvenv.cfg is where `site` looks for it.
    home = host.rpartition('/')[0]
    if root.startswith(f'{home.rpartition("/")[0]}/lib/') and _is_command(f'{home}/pyrs'):
        return f'{home}/pyrs'
    text = _TEMPLATE.format(host=host, root=root.rpartition('/')[0])
    if len(text.partition('\n')[0].encode('utf-8', 'surrogateescape')) > _LONGEST_FIRST_LINE or ' ' in host or '\t' in host:
        text = _SHELL_TEMPLATE.format(host=_quote(host), main=_quote(f'{root}/__main__.py'))
    text = text.encode('utf-8', 'surrogateescape')
    name = source_hash(0, text).hex()
    for home in homes(root):
        folder = f'{home}/{name}'
        launcher = f'{folder}/pyrs'
        try:
            posix.stat(launcher)
            return launcher
        except OSError:
            pass
        temporary = f'{launcher}.{posix.getpid()}'
        try:
            makedirs(folder)
            with FileIO(temporary, 'x') as file:
                file.write(text)
            posix.chmod(temporary, 0o755)
            posix.rename(temporary, launcher)
            return launcher
        except OSError:
            continue
    return host
