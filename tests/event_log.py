"""event_log.py PROGRAM [profile]: run PROGRAM under sys.settrace (or sys.setprofile) and print every event in its code: name, event, line, and the type
of what is returned or raised (the C function's name).  What the program prints itself goes nowhere."""
import os
import sys

LIMIT = 300_000


def main(path, profile):
    log = []

    def trace(frame, event, arg):
        if frame.f_code.co_filename != path:
            return None
        if len(log) < LIMIT:
            detail = type(arg).__name__ if event == "return" else arg[0].__name__ if event == "exception" else ""
            log.append(f"{frame.f_code.co_name} {event} {frame.f_lineno} {detail}")
        return trace

    def note(frame, event, arg):
        if frame.f_code.co_filename == path and len(log) < LIMIT and not (event.startswith("c_") and arg is sys.setprofile):
            log.append(f"{frame.f_code.co_name} {event} {frame.f_lineno} {arg.__name__ if event.startswith('c_') else ''}")

    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    out = sys.stdout
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")
    sys.argv = [path]
    namespace = {"__name__": "__main__", "__file__": path, "__builtins__": __builtins__}
    if profile:
        sys.setprofile(note)
    else:
        sys.settrace(trace)
    try:
        exec(code, namespace)
    except BaseException:
        pass
    finally:
        sys.settrace(None)
        sys.setprofile(None)
    print(*log, sep="\n", file=out)


if __name__ == "__main__":
    main(sys.argv[1], len(sys.argv) > 2)
