"""ExceptionGroup, except*, splitting, nesting, reraising, notes, errors of the construct."""


def shape(e):
    if isinstance(e, BaseExceptionGroup):
        return f"{type(e).__name__}({e.message!r}: {', '.join(shape(x) for x in e.exceptions)})"
    return repr(e)


def raise_many(*errors):
    raise ExceptionGroup("many", list(errors))


def handle(*errors):
    log = []
    try:
        try:
            raise_many(*errors)
        except* ValueError as group:
            log.append("values " + shape(group))
        except* (KeyError, IndexError) as group:
            log.append("lookups " + shape(group))
        else:
            log.append("else")
        finally:
            log.append("finally")
    except BaseException as rest:
        log.append("rest " + shape(rest))
    return log


for errors in ([ValueError(1)], [ValueError(1), KeyError(2)], [TypeError(3)], [TypeError(3), ValueError(1), IndexError(4)],
               [ExceptionGroup("inner", [ValueError(5), TypeError(6)]), KeyError(7)]):
    print(*handle(*errors), sep="\n    ")
try:
    raise ValueError("naked")
except* ValueError as group:
    print("wrapped", shape(group), repr(group.message))
try:
    pass
except* ValueError:
    print("never")
else:
    print("nothing raised")


def raise_in_handler():
    try:
        raise_many(ValueError(1), TypeError(2))
    except* ValueError as group:
        raise KeyError("new")


try:
    raise_in_handler()
except BaseException as e:
    print(shape(e), "context", shape(e.exceptions[0].__context__))


def reraise():
    try:
        raise_many(ValueError(1), TypeError(2), ValueError(3))
    except* ValueError:
        raise


try:
    reraise()
except BaseException as e:
    print(shape(e))


def both_raise():
    try:
        raise_many(ValueError(1), TypeError(2), OSError(3))
    except* ValueError as g:
        raise RuntimeError("a") from g
    except* TypeError:
        raise


try:
    both_raise()
except BaseException as e:
    print(shape(e), [shape(x.__cause__) if x.__cause__ else None for x in e.exceptions])
group = ExceptionGroup("top", [ValueError(1), ExceptionGroup("mid", [TypeError(2), ValueError(3)]), OSError(4)])
match, rest = group.split(ValueError)
print(shape(match), "|", shape(rest))
print(shape(group.subgroup(lambda e: isinstance(e, OSError))), group.subgroup(KeyError))
print(group, repr(group))
print(shape(group.derive([KeyError(1)])))


class Mine(ExceptionGroup):
    def __new__(cls, message, errors, code):
        self = super().__new__(cls, message, errors)
        self.code = code
        return self
    def derive(self, errors):
        return Mine(self.message, errors, self.code + 1)


try:
    raise Mine("custom", [ValueError(1), KeyError(2)], 10)
except* ValueError as g:
    print(type(g).__name__, g.code, shape(g))
except* KeyError as g:
    g.add_note("noted")
    print(type(g).__name__, g.code, g.__notes__)
for wrong in (lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", [1]), lambda: ExceptionGroup(1, [ValueError()]),
              lambda: ExceptionGroup("m", [KeyboardInterrupt()]), lambda: ExceptionGroup("m")):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(shape(BaseExceptionGroup("b", [KeyboardInterrupt()])), shape(BaseExceptionGroup("b", [ValueError()])))
try:
    try:
        raise ValueError(1)
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)


def loop():
    done = []
    for i in range(4):
        try:
            raise_many(ValueError(i), KeyError(i))
        except* ValueError as g:
            done.append(i)
        except* KeyError:
            done.append(-i)
    return done


print(loop())
