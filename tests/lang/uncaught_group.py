"""Ends with an exception group: nested groups, causes inside members, notes, tracebacks of members."""


def fail(kind, *args):
    raise kind(*args)


def caught(function, *args):
    try:
        function(*args)
    except Exception as error:
        return error
    return None


def chained(n):
    try:
        fail(KeyError, n)
    except KeyError as error:
        raise ValueError(f"value {n}") from error


class Task:
    def __init__(self, name, work):
        self.name, self.work = name, work

    def run(self):
        print("running", self.name)
        self.work()


def gather(label, tasks):
    errors = []
    for task in tasks:
        error = caught(task.run)
        if error is not None:
            error.add_note(f"task {task.name}")
            errors.append(error)
    if errors:
        raise ExceptionGroup(label, errors)
    print(label, "succeeded")


def inner():
    gather("inner", [Task("c", lambda: fail(OSError, 2, "missing", "file.txt")), Task("d", lambda: chained(7))])


gather("all fine", [Task("x", lambda: None), Task("y", lambda: None)])
try:
    gather("first", [Task("a", lambda: chained(1)), Task("b", lambda: None)])
except* ValueError as group:
    print("handled", group.exceptions)

print(caught(chained, 3), caught(len, []), caught(len, 5))
tasks = [
    Task("plain", lambda: fail(TypeError, "plain")),
    Task("nested", inner),
    Task("good", lambda: None),
    Task("division", lambda: 1 / 0),
]
try:
    gather("outer", tasks)
except* ZeroDivisionError as group:
    print("division handled", len(group.exceptions))
    raise
except* OSError as group:
    print("os handled", group.exceptions[0].message)
    raise LookupError("while handling") from group
print("never")
