"""The command line's options, as CPython 3.11 has them."""
import cython

USAGE = """usage: {program} [option] ... [-c cmd | -m mod | file | -] [arg] ...
       {program} --stats [option] ...     the same, and show what was executed, at exit
       {program} dis [-c cmd | file]      show the bytecode
Options (and corresponding environment variables):
-b     : warn about str(bytes), comparing bytes with str or int (-bb: error)
-B     : don't write bytecode files; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running the script; also PYTHONINSPECT=x
-I     : isolate from the user's environment (implies -E and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path; also PYTHONSAFEPATH
-q     : don't print version and copyright messages on interactive startup
-s     : don't add the user site directory to sys.path; also PYTHONNOUSERSITE
-S     : don't imply 'import site' on initialization
-u     : unbuffered stdout and stderr; also PYTHONUNBUFFERED=x
-v     : verbose: trace import statements; also PYTHONVERBOSE=x
-V     : print the version and exit (also --version)
-W arg : warning control; also PYTHONWARNINGS=arg
-X opt : implementation-specific option; those of pyrs begin with `pyrs-`:
         pyrs-stats  print how often each opcode, pair and cache was executed, at exit (also --stats)
file   : program read from script file
-      : program read from stdin
arg ...: arguments passed to the program in sys.argv[1:]
"""

# Options without an argument; those that the host must be started with are handed on to it.
_SIMPLE = 'bBdEhiIOPqRsStuvVx?'
_FOR_HOST = 'bBdEIOqRsu'
_WITH_ARGUMENT = 'WX'
# What the host says about itself, which holds for pyrs too.
HOST_HELP = ('--help-env', '--help-xoptions', '--help-all')


@cython.cclass
class UsageError(Exception):
    """The command line is wrong; `args[0]` is the message."""


class Options:
    """A parsed command line.

    switches    dict: letter -> how often it was given
    values      list of (option, argument) for W, X and --check-hash-based-pycs
    kind        'script', 'command', 'module' or 'stdin'
    target      path, code, module name or '-' ('' when there was none)
    arguments   what follows
    """

    def __init__(self):
        self.switches = {}
        self.values = []
        self.kind = 'stdin'
        self.target = ''
        self.arguments = []

    def given(self, letter):
        """How often the switch `letter` was given."""
        return self.switches.get(letter, 0)


def parse(argv):
    """Parse the arguments after the program's name; UsageError."""
    options = Options()
    index = 0
    while index < len(argv):
        word = argv[index]
        if word == '--':
            index += 1
            break
        if not word.startswith('-') or word == '-':
            break
        index += 1
        if word.startswith('--'):
            if word == '--help':
                options.switches['h'] = 1
            elif word == '--version':
                options.switches['V'] = 1
            elif word in HOST_HELP:
                options.values.append((word, ''))
            elif word == '--stats':
                options.values.append(('X', 'pyrs-stats'))
            elif word == '--check-hash-based-pycs':
                if index == len(argv):
                    raise UsageError(f'Argument expected for the {word} options')
                options.values.append((word, argv[index]))
                index += 1
            else:
                raise UsageError(f'unknown option {word}')
            continue
        position = 1
        while position < len(word):
            letter = word[position]
            position += 1
            if letter in _SIMPLE:
                options.switches[letter] = options.switches.get(letter, 0) + 1
                continue
            if letter not in 'cm' and letter not in _WITH_ARGUMENT:
                raise UsageError('-J is reserved for Jython' if letter == 'J' else f'Unknown option: -{letter}')
            argument = word[position:]
            if not argument:
                if index == len(argv):
                    raise UsageError(f'Argument expected for the -{letter} option')
                argument = argv[index]
                index += 1
            if letter in _WITH_ARGUMENT:
                options.values.append((letter, argument))
                break
            options.kind = 'command' if letter == 'c' else 'module'
            options.target = argument
            options.arguments = argv[index:]
            return options
    if index < len(argv):
        options.target = argv[index]
        options.kind = 'stdin' if argv[index] == '-' else 'script'
        options.arguments = argv[index + 1:]
    return options


def host_flags(host_argv, argv):
    """The flags that the host must be started with for `argv`; `host_argv` has those it was itself started with.

    A host that was started with flags (python -B -m pyrs ...) keeps them; what came from the environment comes from there again.
    """
    result = []
    for words in (host_argv, argv):
        try:
            options = parse(words)
        except UsageError:
            continue
        for letter, count in options.switches.items():
            if letter in _FOR_HOST:
                result += ['-' + letter] * count
        for option, argument in options.values:
            if option not in HOST_HELP and (option != 'X' or not argument.startswith('pyrs-')):
                result += ['-' + option if len(option) == 1 else option, argument]
    return result
