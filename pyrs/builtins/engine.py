"""The builtins that are bound to the engine: they compile, or look at the calling guest frame.

Compiled, these are builtin functions that leave no frame and no traceback entry.  The calling guest frame is the innermost
one that the VM has published.
"""
import builtins as host_builtins
import sys as host_sys

from pyrs import _vm
from pyrs.builtins import compiling
from pyrs.cpyext import _host

_CodeType = _host.CodeType
_CellType = _host.CellType
_audit = host_sys.audit
_host_dir = host_builtins.dir
_host_vars = host_builtins.vars
_host_exec = host_builtins.exec
_host_eval = host_builtins.eval


def _is_mapping(obj):
    return hasattr(type(obj), '__getitem__')


def _no_keyword(name, keywords):
    """TypeError for what a builtin does not take, as the host's argument parser says it."""
    for keyword in keywords:
        raise TypeError(f"'{keyword}' is an invalid keyword argument for {name}()")


def _c_int(value):
    value = _vm.as_index(value)
    if not -0x80000000 <= value <= 0x7fffffff:
        raise OverflowError('Python int too large to convert to C int')
    return value


_COMPILE = ('source', 'filename', 'mode', 'flags', 'dont_inherit', 'optimize', '_feature_version')


def compile(*args, **keywords):
    positional = len(args)
    given = positional + len(keywords)
    if given > 7:
        raise TypeError(f"compile() takes at most 7 {'' if positional else 'keyword '}arguments ({given} given)")
    if positional > 6:
        raise TypeError('compile() takes at most 6 positional arguments (7 given)')
    values = [*args, *(None, None, None, 0, False, -1, -1)[positional:]]
    for position in range(positional, 7):
        if _COMPILE[position] in keywords:
            values[position] = keywords.pop(_COMPILE[position])
        elif position < 3:
            raise TypeError(f"compile() missing required argument '{_COMPILE[position]}' (pos {position + 1})")
    for keyword in keywords:
        if keyword in _COMPILE:
            raise TypeError(f"argument for compile() given by name ('{keyword}') and position ({_COMPILE.index(keyword) + 1})")
    _no_keyword('compile', keywords)
    source, filename, mode, flags, dont_inherit, optimize, feature_version = values
    filename = compiling.file_name(filename)
    if not isinstance(mode, str):
        raise TypeError(f"compile() argument 'mode' must be str, not {type(mode).__name__}")
    flags = _c_int(flags)
    dont_inherit = _c_int(dont_inherit)
    optimize = _c_int(optimize)
    feature_version = _c_int(feature_version)
    if flags & ~(compiling.FUTURE_FLAGS | compiling.OBSOLETE_FLAGS | compiling.COMPILE_FLAGS):
        raise ValueError('compile(): unrecognised flags')
    if not -1 <= optimize <= 2:
        raise ValueError('compile(): invalid optimize value')
    if not dont_inherit:
        flags |= _vm.frame_code_flags() & compiling.FUTURE_FLAGS
    if mode not in ('exec', 'eval', 'single'):
        if not flags & compiling.ONLY_AST:
            if mode == 'func_type':
                raise ValueError("compile() mode 'func_type' requires flag PyCF_ONLY_AST")
            raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
        if mode != 'func_type':
            raise ValueError("compile() mode must be 'exec', 'eval', 'single' or 'func_type'")
    return compiling.compile_any(source, filename, mode, flags, optimize, feature_version)


def _name_spaces(globals, locals):
    if globals is None:
        globals = _vm.frame_globals()
        if globals is None:
            raise SystemError('globals and locals cannot be NULL')
        if locals is None:
            locals = _vm.frame_locals()
    elif locals is None:
        locals = globals
    if '__builtins__' not in globals:
        globals['__builtins__'] = _vm.frame_builtins()
    return globals, locals


def _check_host_code(code):
    if not _vm.is_code(code) and _vm.confined():
        raise TypeError('bytecode of the host cannot run under limits')


def prepare_exec(source, globals, locals, closure):
    """Check the arguments of exec(); return (code, globals, locals, closure) for the VM to run."""
    if globals is not None and not isinstance(globals, dict):
        raise TypeError(f'exec() globals must be a dict, not {type(globals).__name__}')
    if locals is not None and not _is_mapping(locals):
        raise TypeError(f'locals must be a mapping or None, not {type(locals).__name__}')
    globals, locals = _name_spaces(globals, locals)
    if isinstance(source, _CodeType):
        free = len(source.co_freevars)
        if not free:
            if closure is not None:
                raise TypeError('cannot use a closure with this code object')
        elif closure is None or type(closure) is not tuple or len(closure) != free \
                or not all(type(cell) is _CellType for cell in closure):
            raise TypeError(f'code object requires a closure of exactly length {free}')
        _check_host_code(source)
        _audit('exec', source)
        return source, globals, locals, closure
    if closure is not None:
        raise TypeError('closure can only be used when source is a code object')
    source = compiling.source_of(source, 'exec', 'string, bytes or code')
    compiling.audit_source(source, '<string>')
    flags = _vm.frame_code_flags() & compiling.FUTURE_FLAGS
    code = compiling.compile_source(source, '<string>', 'exec', flags)
    _audit('exec', code)
    return code, globals, locals, None


def exec(source, globals=None, locals=None, /, *, closure=None, **keywords):
    if keywords:
        _no_keyword('exec', keywords)
    code, globals, locals, closure = prepare_exec(source, globals, locals, closure)
    if not _vm.is_code(code):
        if closure is None:
            _host_exec(code, globals, locals)
        else:
            _host_exec(code, globals, locals, closure=closure)
        return None
    _vm.exec_code(code, globals, locals, closure)
    return None


def prepare_eval(source, globals, locals):
    """Check the arguments of eval(); return (code, globals, locals) for the VM to run."""
    if locals is not None and not _is_mapping(locals):
        raise TypeError('locals must be a mapping')
    if globals is not None and not isinstance(globals, dict):
        raise TypeError('globals must be a real dict; try eval(expr, {}, mapping)' if _is_mapping(globals)
                        else 'globals must be a dict')
    globals, locals = _name_spaces(globals, locals)
    if isinstance(source, _CodeType):
        _check_host_code(source)
        _audit('exec', source)
        if source.co_freevars:
            raise TypeError('code object passed to eval() may not contain free variables')
        return source, globals, locals
    source = compiling.source_of(source, 'eval', 'string, bytes or code')
    source = source.lstrip(' \t' if isinstance(source, str) else b' \t')
    compiling.audit_source(source, '<string>')
    flags = _vm.frame_code_flags() & compiling.FUTURE_FLAGS
    code = compiling.compile_source(source, '<string>', 'eval', flags)
    _audit('exec', code)
    return code, globals, locals


def _check_count(name, args, least, most):
    if not least <= len(args) <= most:
        few = len(args) < least
        limit = least if few else most
        raise TypeError(f"{name} expected at {'least' if few else 'most'} {limit} argument{'s' if limit != 1 else ''}, got {len(args)}")


def eval(*args, **keywords):
    if keywords:
        raise TypeError('eval() takes no keyword arguments')
    _check_count('eval', args, 1, 3)
    code, globals, locals = prepare_eval(args[0], args[1] if len(args) > 1 else None, args[2] if len(args) > 2 else None)
    if not _vm.is_code(code):
        return _host_eval(code, globals, locals)
    return _vm.exec_code(code, globals, locals, None)


def globals():
    return _vm.frame_globals()


def locals():
    return _vm.frame_locals()


def vars(*args, **keywords):
    if keywords:
        raise TypeError('vars() takes no keyword arguments')
    _check_count('vars', args, 0, 1)
    return _host_vars(args[0]) if args else _vm.frame_locals()


def dir(*args, **keywords):
    if keywords:
        raise TypeError('dir() takes no keyword arguments')
    _check_count('dir', args, 0, 1)
    if args:
        return _host_dir(args[0])
    names = _vm.frame_locals().keys()
    if not isinstance(names, list):
        names = list(names)
    names.sort()
    return names


# The guest's builtins of every runtime; those that look at their runtime's own sys are made by runtime.py.
FUNCTIONS = {'compile': compile, 'exec': exec, 'eval': eval, 'globals': globals, 'locals': locals, 'vars': vars, 'dir': dir}


def _adopt(functions, module):
    for name, function in functions.items():
        _host.adopt(function, getattr(module, name))
        function.__module__ = module.__name__


_adopt(FUNCTIONS, host_builtins)
_adopt(_vm.builtin_overrides, host_builtins)
_adopt(_vm.sys_overrides, host_sys)


_vm.run_exec_as_frames(exec, prepare_exec, eval, prepare_eval)


def install(namespace):
    """Put the engine's builtins into the dict of a runtime's builtins module."""
    namespace.update(FUNCTIONS)
    namespace.update(_vm.builtin_overrides)


def install_sys(namespace):
    """Put what is bound to the engine into the dict of a runtime's sys module."""
    namespace.update(_vm.sys_overrides)
