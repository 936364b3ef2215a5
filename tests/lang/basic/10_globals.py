counter = 0

def bump():
    global counter
    counter += 1
    return counter

def read():
    return counter

def shadow():
    counter = 100
    return counter

bump()
bump()
print(counter, read(), shadow())
def define():
    global created
    created = "made"
define()
print(created)
def builtin_shadow():
    len = lambda x: -1
    return len("abc")
print(builtin_shadow(), len("abc"))
len = lambda x: 42
print(len("abc"))
del len
print(len("abc"))
