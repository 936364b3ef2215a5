"""Classmethods read from classes and kept: the class, its metaclass and what is under the name change in mid-loop."""


class Base:
    @classmethod
    def find(cls, x):
        return cls.__name__, x

    @classmethod
    def table(cls):
        return {"find": cls.find, "again": cls.find}


class Child(Base):
    pass


class Own(Base):
    find = classmethod(lambda cls, x: ("own", cls.__name__, x))


def read(cls):
    return cls.find


def every(classes, rounds=40):
    seen = []
    for i in range(rounds):
        for cls in classes:
            seen.append(read(cls)(i % 3))
    return sorted(set(seen), key=repr)


print(every([Base]))
print(every([Base, Child, Own]))
print(read(Base) == Base.find, read(Base) is Base.find, read(Child).__self__.__name__, read(Child).__func__ is read(Base).__func__)
print({k: v(1) for k, v in Child.table().items()})


# Something else under the name.
def changing(step):
    results = []
    for i in range(60):
        if i == 30:
            step()
        try:
            results.append(read(Base)(i > 30))
        except Exception as error:
            results.append((type(error).__name__, str(error)))
    return results[28:33]


original = Base.__dict__["find"]


class Descriptor:
    def __get__(self, instance, owner=None):
        return lambda x: ("descriptor", instance, owner.__name__, x)


for what in (staticmethod(lambda x: ("static", x)), lambda x: ("plain", x), classmethod(len), classmethod(Descriptor()),
             classmethod(print), classmethod(7), 9, Descriptor()):
    Base.find = original
    print(changing(lambda: setattr(Base, "find", what)))
Base.find = original
print(changing(lambda: delattr(Base, "find")))
Base.find = original


# A metaclass that gets a say later.
class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    @classmethod
    def find(cls, x):
        return "class", x


def metaclass_steps():
    out = []
    for i in range(90):
        if i == 30:
            Meta.find = property(lambda cls: lambda x: ("meta", x))
        if i == 60:
            del Meta.find
        out.append(read(WithMeta)(0)[0])
    return [out[k] for k in (0, 29, 30, 59, 60, 89)]


print(metaclass_steps())


# The class is collected though methods of it were kept for a while; the count of references is what it was.
import gc
import sys
import weakref


def throwaway():
    class Short:
        @classmethod
        def find(cls, x):
            return x

    for i in range(50):
        kept = read(Short)
    before = sys.getrefcount(Short)
    for i in range(1000):
        read(Short)
    print(kept(5), sys.getrefcount(Short) - before)
    return weakref.ref(Short)


ref = throwaway()
gc.collect()
print(ref())
