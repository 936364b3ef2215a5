class Shape:
    count = 0

    def __init__(self, name):
        self.name = name
        Shape.count += 1

    def area(self):
        raise NotImplementedError

    def describe(self):
        return f"{self.name} with area {self.area():.2f}"


class Rectangle(Shape):
    def __init__(self, width, height, name="rectangle"):
        super().__init__(name)
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height

    def scaled(self, factor):
        return type(self)(self.width * factor, self.height * factor)

    def __eq__(self, other):
        if not isinstance(other, Rectangle):
            return NotImplemented
        return (self.width, self.height) == (other.width, other.height)

    def __repr__(self):
        return f"{type(self).__name__}({self.width}, {self.height})"


class Square(Rectangle):
    def __init__(self, side, other=None):
        super().__init__(side, side, "square")

    @property
    def side(self):
        return self.width

    @classmethod
    def unit(cls):
        return cls(1)


class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius

    def area(self):
        return 3.141592653589793 * self.radius ** 2


for shape in [Rectangle(3, 4), Square(5), Circle(2), Square.unit()]:
    print(shape.describe(), isinstance(shape, Rectangle))
print(Square(2).scaled(3), Square(2) == Rectangle(2, 2), Square(2) != Square(3), Square(7).side)
print([c.__name__ for c in Square.__mro__], Shape.count)
try:
    Shape("nothing").describe()
except NotImplementedError as error:
    print("abstract", repr(error))
