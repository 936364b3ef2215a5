"""Plug-ins: each in a runtime of its own, with a small interface, a time limit, and no way to stop the others."""
import pyrs

PLUGINS = {
    "shout": "import app\napp.on('text', lambda text: text.upper())",
    "count": "import app, collections\nseen = collections.Counter()\ndef count(text):\n    seen.update(text.split())\n    return text\napp.on('text', count)",
    "broken": "import app\ndef fail(text):\n    return text[1000]\napp.on('text', fail)",
    "slow": "import app\ndef wait(text):\n    while True: pass\napp.on('text', wait)",
}


class Plugin:
    """One plug-in: its runtime and what it registered."""

    def __init__(self, name, source):
        self.name = name
        self.handlers = {}
        self.runtime = pyrs.Runtime(timeout=0.2, max_memory=50_000_000, imports={"collections"})
        self.runtime.module("app").add_function("on", self.handlers.__setitem__)
        self.runtime.options(timeout=5).exec(source, filename=f"{name}.py")

    def handle(self, event, value):
        """Let the plug-in change `value`; what goes wrong in it is told and passed over."""
        if event not in self.handlers:
            return value
        try:
            return self.runtime.call(self.handlers[event], value)
        except pyrs.PyrsError as error:
            print(f"  plug-in {self.name}: {type(error).__name__}: {error}")
            return value


plugins = [Plugin(name, source) for name, source in PLUGINS.items()]
for text in ("hello plug-ins", "hello again"):
    for plugin in plugins:
        text = plugin.handle("text", text)
    print(text)
print(plugins[1].runtime.get("seen", type=dict[str, int]))
