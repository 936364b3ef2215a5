"""A configuration language: Python with loops and functions, without imports or files, and with checked results."""
import dataclasses

import pyrs


@dataclasses.dataclass
class Server:
    """What the configuration describes."""

    name: str
    port: int
    workers: int = 1


BUILTINS = {"range", "len", "min", "max", "sum", "sorted", "enumerate", "zip", "int", "str", "float", "list", "dict", "True", "False", "None"}

TEXT = """
base = 8000
def server(i, **more):
    return {"name": f"web{i}", "port": base + i, **more}

servers = [server(i) for i in range(2)] + [server(9, workers=cpus)]
"""


def load(text, **given):
    """The servers that `text` describes; PyrsError with the place of what is wrong."""
    with pyrs.Runtime(imports="none", builtins=BUILTINS, max_instructions=100_000, max_memory=10_000_000) as rt:
        for name, value in given.items():
            rt.set(name, value)
        rt.exec(text, filename="servers.conf")
        return rt.get("servers", type=list[Server])


for server in load(TEXT, cpus=4):
    print(server)
for wrong in ("servers = [{'name': 'a', 'port': '80'}]", "servers = [", "while 1: pass", "open('/etc/passwd')"):
    try:
        load(wrong)
    except pyrs.PyrsError as error:
        print(f"{type(error).__name__}: {error}")
