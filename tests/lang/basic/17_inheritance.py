class Animal:
    def __init__(self, name):
        self.name = name
    def speak(self):
        return "..."
    def describe(self):
        return self.name + " says " + self.speak()

class Dog(Animal):
    def speak(self):
        return "woof"

class Puppy(Dog):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age
    def speak(self):
        return super().speak() + "!" * self.age

for a in (Animal("it"), Dog("rex"), Puppy("bit", 3)):
    print(a.describe(), isinstance(a, Dog), type(a).__name__)
print(issubclass(Puppy, Animal), [c.__name__ for c in Puppy.__mro__])
class MyList(list):
    def total(self):
        return sum(self)
m = MyList([1, 2])
m.append(3)
print(m, m.total(), len(m), isinstance(m, list))
class MyInt(int):
    def double(self):
        return self * 2
print(MyInt(21).double(), MyInt(3) + 4, type(MyInt(1) + 1).__name__)
