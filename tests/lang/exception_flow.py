"""try/except/else/finally in every order, with return, break, continue, reraise, nested."""


def run(body_raises, else_raises, handler_raises, finally_does):
    log = []
    for turn in range(2):
        try:
            log.append("try")
            if body_raises:
                raise ValueError("body")
        except ValueError as e:
            log.append(f"except {e}")
            if handler_raises:
                raise KeyError("handler")
        else:
            log.append("else")
            if else_raises:
                raise IndexError("else")
        finally:
            log.append("finally")
            if finally_does == "return":
                return log
            if finally_does == "break":
                break
            if finally_does == "continue":
                continue
            if finally_does == "raise":
                raise OSError("finally")
        log.append("after")
    return log


for body in (0, 1):
    for other in (0, 1):
        for last in (None, "return", "break", "continue", "raise"):
            try:
                print(body, other, last, run(body, other, other, last))
            except Exception as e:
                print(body, other, last, "raised", repr(e), "context", repr(e.__context__))


def value_of_finally(x):
    try:
        return x
    finally:
        x = "changed"


def nested_returns():
    try:
        try:
            return "inner"
        finally:
            print("first")
    finally:
        print("second")


print(value_of_finally("kept"), nested_returns())


def select(error):
    try:
        raise error
    except (KeyError, IndexError) as e:
        return "lookup", repr(e)
    except ArithmeticError:
        return "arithmetic"
    except OSError as e:
        return "os", e.errno, e.strerror
    except (): 
        return "never"
    except Exception as e:
        return "other", type(e).__name__
    except:
        return "bare"


for error in (KeyError("k"), IndexError, ZeroDivisionError(), FileNotFoundError(2, "no"), OSError(13, "x"), TypeError, KeyboardInterrupt, SystemExit(3), GeneratorExit()):
    print(select(error))
name = "before"
try:
    raise ValueError("unbinds the name")
except ValueError as name:
    print(name)
try:
    name
except NameError as error:
    print(error)


def reraise():
    try:
        1 / 0
    except ZeroDivisionError as e:
        saved = e
        try:
            raise
        except ZeroDivisionError as same:
            print(same is saved)
        raise
    finally:
        print("on the way out")


try:
    reraise()
except ZeroDivisionError as e:
    print(e)
for wrong in ("raise", "raise 5", "raise 'text'", "raise ValueError from 5", "raise int"):
    try:
        exec(wrong)
    except (RuntimeError, TypeError) as error:
        print(wrong, "->", error)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as error:
    print(error, repr(error.__context__))


class Tricky(Exception):
    def __new__(cls, *args):
        print("new", args)
        return super().__new__(cls, *args)
    def __init__(self, *args):
        print("init", args)
        super().__init__(*args[:1])
    def __str__(self):
        return "str of " + repr(self.args)


try:
    raise Tricky(1, 2)
except Tricky as e:
    print(e, repr(e), e.args)
try:
    raise Tricky
except Tricky as e:
    print(e)
i = 0
while True:
    try:
        i += 1
        if i < 3:
            continue
        if i == 5:
            break
    finally:
        print("pass", i)
def generator_in_try():
    try:
        for x in (3, 1, 0):
            yield 6 // x
    except ZeroDivisionError:
        yield "div"
    finally:
        yield "fin"
print(list(generator_in_try()))
