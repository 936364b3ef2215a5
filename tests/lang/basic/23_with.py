class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow
    def __enter__(self):
        print("enter", self.name)
        return self
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value)
        return self.swallow
with Manager("a") as m:
    print(m.name)
with Manager("b"), Manager("c") as c:
    print("body", c.name)
with Manager("d", True):
    raise ValueError("hidden")
try:
    with Manager("e"):
        raise KeyError("seen")
except KeyError as error:
    print("caught", error)
def leave():
    with Manager("f"):
        return "value"
print(leave())
for i in range(2):
    with Manager(i):
        if i == 0:
            continue
        break
