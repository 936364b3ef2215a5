"""A trace function that C code unknown to the engine sets (debuggers do, by ctypes): in this thread, and in one that is running."""
import ctypes
import threading

TRACER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.py_object, ctypes.py_object, ctypes.c_int, ctypes.c_void_p)
events = []


@TRACER
def tracer(data, frame, what, arg):
    if frame.f_code.co_name in data:
        events.append((frame.f_code.co_name, what, frame.f_lineno - frame.f_code.co_firstlineno, sorted(frame.f_locals)))
    return 0


def traced(n):
    total = 0
    for i in range(n):
        total += i
    return total


api = ctypes.pythonapi
api.PyEval_SetTrace.argtypes = [ctypes.c_void_p, ctypes.py_object]
api.PyEval_SetTrace.restype = None
api.PyThreadState_Get.restype = ctypes.c_void_p
api._PyEval_SetTrace.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.py_object]

address = ctypes.cast(tracer, ctypes.c_void_p)
api.PyEval_SetTrace(address, ["traced"])
traced(2)
api.PyEval_SetTrace(None, None)
traced(2)
for event in events:
    print(*event)
events.clear()

states = []
begin, go_on = threading.Event(), threading.Event()


def elsewhere():
    states.append(api.PyThreadState_Get())
    begin.set()
    go_on.wait()
    traced(1)


thread = threading.Thread(target=elsewhere)
thread.start()
begin.wait()
api._PyEval_SetTrace(states[0], address, ["traced"])
go_on.set()
thread.join()
traced(1)
for event in events:
    print(*event)
