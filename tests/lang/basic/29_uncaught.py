def outer(n):
    return inner(n) + 1

def inner(n):
    values = {"a": n}
    return values["a"] / (n - n)

class Thing:
    def act(self):
        return outer(4)

print("before")
try:
    Thing().act()
except ZeroDivisionError as error:
    print("first", error)
Thing().act()
print("never")
