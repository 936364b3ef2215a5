"""What the program does to its builtins does not change what a SyntaxError says."""
import builtins

kept = dict(vars(builtins))
for name in ('isinstance', 'str', 'len', 'dict', 'list', 'type', 'getattr', 'hasattr', 'enumerate', 'range', 'Exception'):
    setattr(builtins, name, 5)
del builtins.zip, builtins.sorted
messages = []
for source in ('f(x for x in y, 1)', 'print 1', 'x = (1,\n2', "f'{a b}'", 'def f(:', 'if 1:\nx', "'abc", '0777', 'x = }'):
    try:
        compile(source, '<s>', 'exec')
    except SyntaxError as error:
        messages.append((error.msg, error.lineno, error.offset))
present = 'zip' in vars(builtins), builtins.len
vars(builtins).update(kept)
print(present)
for message in messages:
    print(message)
