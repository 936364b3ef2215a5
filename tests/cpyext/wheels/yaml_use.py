# needs: yaml
"""PyYAML with libyaml's loader and dumper: constructors and representers in Python, streams, errors with marks."""
import io

import yaml
from yaml import CDumper, CLoader, CSafeLoader

text = """
a: [1, 2.5, ~, yes, 2020-01-02]
b: &anchor {x: 1}
c: *anchor
d: !point {x: 3, y: 4}
e: |
  block
  text
"""


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


CSafeLoader.add_constructor("!point", lambda loader, node: Point(**loader.construct_mapping(node)))
CDumper.add_representer(Point, lambda dumper, value: dumper.represent_mapping("!point", {"x": value.x, "y": value.y}))
loaded = yaml.load(text, CSafeLoader)
print(loaded, loaded["b"] is loaded["c"])
print(yaml.dump(loaded, Dumper=CDumper, default_flow_style=False))
print(yaml.dump(loaded, Dumper=CDumper) == yaml.dump(yaml.load(yaml.dump(loaded, Dumper=CDumper), CSafeLoader), Dumper=CDumper))
for bad in ("a: [1", "a: b: c", "\t- x", "!unknown x", "a: *none"):
    try:
        yaml.load(bad, CSafeLoader)
    except yaml.YAMLError as error:
        print(type(error).__name__, str(error).replace("\n", " | "))


class Stream:
    def __init__(self, data):
        self.data = data

    def read(self, size):
        part, self.data = self.data[:7], self.data[7:]
        return part


print(list(yaml.load_all(Stream("---\n- 1\n---\n- two\n"), CSafeLoader)))


class Broken:
    def read(self, size):
        raise LookupError("in read")


try:
    yaml.load(Broken(), CSafeLoader)
except LookupError as error:
    print(error)
print([type(event).__name__ for event in yaml.parse("a: [b]", CLoader)], [type(token).__name__ for token in yaml.scan("a: b", CLoader)][:4])
print(yaml.dump_all([1, [2]], io.StringIO(), Dumper=CDumper), yaml.serialize(yaml.compose("x: {y: z}", CLoader), Dumper=CDumper))
deep = "[" * 100 + "]" * 100
print(str(yaml.load(deep, CSafeLoader)).count("["))
