"""The marks under an assertion whose test is decided by the compiler."""
import traceback

for source in ('assert False, message', 'assert 0', 'assert (), (1,\n message)', 'if 1: missing', 'while 1: missing', 'x = missing if True else 0', 'assert not 1, message',
               'if not 0:\n missing', 'assert None and x, message', 'assert message and 0'):
    try:
        exec(compile(source, '<s>', 'exec'), {'message': 'm'})
    except Exception as error:
        for entry in traceback.extract_tb(error.__traceback__)[1:]:
            print(source.split(chr(10)), entry.lineno, entry.end_lineno, entry.colno, entry.end_colno)


def check(message):
    assert False, message


check('said')
