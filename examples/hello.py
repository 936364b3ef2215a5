"""The smallest embedding: a runtime, a function defined in it, values in and out."""
import pyrs

with pyrs.Runtime() as rt:
    rt.exec("def double(x): return x * 2")
    print(rt.call("double", 21))

    items = [1, 2, 3]
    rt.set("items", items)                      # the same list, not a copy
    rt.exec("items.append(sum(items))")
    print(items)

    print(rt.eval("{'x': [1, 2]}", type=dict[str, list[float]]))
    try:
        rt.exec("1 / 0")
    except ZeroDivisionError as error:
        print(type(error).__name__, "-", error)
