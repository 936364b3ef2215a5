class A:
    def go(self):
        return ["A"]
class B(A):
    def go(self):
        return ["B"] + super().go()
class C(A):
    def go(self):
        return ["C"] + super().go()
class D(B, C):
    def go(self):
        return ["D"] + super().go()
print(D().go(), [k.__name__ for k in D.__mro__])
class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        cls.tag = name.lower()
        return cls
class Base(metaclass=Meta):
    pass
class Sub(Base):
    pass
print(Base.tag, Sub.tag, type(Sub).__name__)
class Hook:
    subs = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        Hook.subs.append((cls.__name__, kw))
class H1(Hook, a=1):
    pass
class H2(H1):
    pass
print(Hook.subs)
