import numpy

a = numpy.array([1, 2, 3])
print(a + a)
