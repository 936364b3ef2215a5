"""Options of `pytest benches`."""


def pytest_addoption(parser):
    group = parser.getgroup("pyrs")
    group.addoption("--rounds", type=int, default=3, help="timed runs of each program (default 3)")
    group.addoption("--only", default="", metavar="NAME,...", help="these programs and groups")
    group.addoption("--host", default=None, metavar="PY", help="the CPython to measure, and to run pyrs in (default: the running one)")
