"""Tracebacks that Cython code has put entries of the host's own types into."""
import pytest

from pyrs_runs import has, same

pytestmark = pytest.mark.skipif(not has("numpy"), reason="needs NumPy")


def test_entries_are_code_and_frames():
    same('''
        import inspect, traceback, types
        import numpy.random
        def cause():
            numpy.random.default_rng().normal(size='a')
        try:
            cause()
        except TypeError as e:
            for frame, line in traceback.walk_tb(e.__traceback__):
                code = frame.f_code
                print(isinstance(code, types.CodeType), issubclass(type(code), types.CodeType), isinstance(frame, types.FrameType), inspect.iscode(code),
                      inspect.isframe(frame), inspect.getfile(code).rpartition('/')[2].startswith(('guest', 'script', '_')), code.co_name)
        print(isinstance(cause, types.FunctionType), isinstance(len, types.FunctionType), isinstance(3, types.CodeType),
              issubclass(int, types.CodeType), issubclass(types.CodeType, types.CodeType), issubclass(types.FunctionType, object),
              isinstance(types.FunctionType, type), type(types.FunctionType), types.FunctionType)
        try:
            isinstance(1, types.CodeType, 2)
        except TypeError as e:
            print(e)
        try:
            issubclass(1, types.CodeType)
        except TypeError as e:
            print(e)
    ''')
