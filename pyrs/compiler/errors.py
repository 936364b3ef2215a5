"""SyntaxErrors and SyntaxWarnings of the compiler, with CPython's attributes."""
from _warnings import warn_explicit

# As id(), which is an event for a program's audit hooks.
identity = object.__hash__


def last_piece(line):
    """What is left of a line of a file in the 1,000 bytes into which CPython reads it: its end."""
    while len(line) >= 999 and line[998] != 10:
        line = line[999:]
    return line


def program_text(filename, lineno):
    """Return line `lineno` of the file, as CPython shows it in errors found after parsing; None if it cannot be read."""
    if not isinstance(filename, str) or lineno <= 0:
        return None
    try:
        with open(filename, 'rb') as file:
            for number, line in enumerate(file, 1):
                if number == lineno:
                    return last_piece(line).decode() or None       # UnicodeDecodeError is a ValueError
    except (OSError, ValueError):
        pass
    return None


def syntax_error(message, filename, lineno, offset, end_lineno, end_offset):
    """Return (not raise) a SyntaxError; offsets are 1-based."""
    text = program_text(filename, lineno)
    return SyntaxError(message, (filename, lineno, offset, text, end_lineno, end_offset))


def located_error(message, filename, lineno, offset, end_lineno, end_offset):
    """As syntax_error, for the passes before code generation, where CPython leaves the location out of `args`."""
    error = SyntaxError(message)
    error.filename = filename
    error.lineno = lineno
    error.offset = offset
    error.end_lineno = end_lineno
    error.end_offset = end_offset
    error.text = program_text(filename, lineno)
    return error


def located_error_at(message, filename, node):
    """A located_error that spans `node`, anything with the four position attributes."""
    return located_error(message, filename, node.lineno, node.col_offset + 1, node.end_lineno, node.end_col_offset + 1)


warned = 0      # how many warnings there have been


def counted_warning(message, category, filename, lineno):
    """warnings.warn_explicit, counted."""
    global warned
    warned += 1
    warn_explicit(message, category, filename, lineno)


def syntax_warning(message, filename, lineno, offset, end_lineno, end_offset):
    """Issue a SyntaxWarning; where a filter makes it an error, raise SyntaxError in its place."""
    try:
        counted_warning(message, SyntaxWarning, filename, lineno)
    except SyntaxWarning:
        raise syntax_error(message, filename, lineno, offset, end_lineno, end_offset) from None
