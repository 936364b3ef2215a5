def order(kind):
    log = []
    for i in range(3):
        try:
            log.append(i)
            if kind == "break" and i == 1:
                break
            if kind == "continue":
                continue
            if kind == "return" and i == 1:
                return log
        finally:
            log.append("f%d" % i)
    else:
        log.append("else")
    return log
for kind in ("", "break", "continue", "return"):
    print(kind, order(kind))
def override():
    try:
        return "try"
    finally:
        return "finally"
print(override())
def nested():
    try:
        try:
            raise ValueError("a")
        finally:
            print("inner finally")
    except ValueError as e:
        print("caught", e)
        try:
            raise
        except ValueError as again:
            print("again", again is e)
nested()
