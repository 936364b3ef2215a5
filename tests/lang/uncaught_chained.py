"""Ends with a chain of tracebacks: cause, context, suppressed context, notes, a repeated frame run."""
import sys


class ConfigError(Exception):
    def __init__(self, key, why):
        super().__init__(key, why)
        self.key = key

    def __str__(self):
        return f"bad key {self.key!r}: {self.args[1]}"


class Settings:
    def __init__(self, **values):
        self.values = values

    def read(self, key):
        try:
            return self.values[key]
        except KeyError as error:
            raise ConfigError(key, "absent") from error

    def number(self, key):
        value = self.read(key)
        try:
            return int(value)
        except ValueError:
            raise ConfigError(key, "not a number") from None


def recurse(n, settings):
    if n == 0:
        return settings.number("wrong")
    return recurse(n - 1, settings)


def cleanup(settings):
    try:
        return settings.read("missing")
    finally:
        print("cleanup ran")


settings = Settings(size="10", wrong="ten")
print(settings.number("size"))
for key in ("wrong", "missing"):
    try:
        settings.number(key)
    except ConfigError as error:
        print(error, "|", error.__cause__, "|", error.__context__, "|", error.__suppress_context__)

try:
    sys.stdout.flush()
    cleanup(settings)
except ConfigError as first:
    first.add_note("a note on the first")
    first.add_note("with\ntwo lines")
    try:
        recurse(8, settings)
    except ConfigError as second:
        second.add_note("a note on the second")
        try:
            settings.values[first.key] + settings.values["size"][
                40]
        except LookupError as third:
            raise RuntimeError("the end", 42) from third
