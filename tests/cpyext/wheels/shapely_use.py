# needs: shapely
"""shapely: ufuncs over GEOS, geometry objects, a tree, errors."""
import pickle

import numpy as np
import shapely
from shapely import Point, Polygon, STRtree, wkt
from shapely.ops import transform, unary_union

square = Polygon([(0, 0), (2, 0), (2, 2), (0, 2)])
print(square.area, square.buffer(1).area.__round__(4), square.intersection(Point(1, 1).buffer(1)).area.__round__(4), square.contains(Point(1, 1)))
print(unary_union([square, Polygon([(1, 1), (3, 1), (3, 3)])]).wkt, transform(lambda x, y: (np.asarray(x) * 2, y), square).bounds)
points = shapely.points(np.random.default_rng(0).random((100, 2)) * 3)
print(shapely.contains(square, points).sum(), STRtree(points).query(square).size, pickle.loads(pickle.dumps(square)).equals(square))
for action in (lambda: wkt.loads("POINT ("), lambda: Polygon([(0, 0)]), lambda: square.intersection("x")):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
print(shapely.transform(square, lambda c: c + 1), list(square.exterior.coords)[:2], hash(square) == hash(wkt.loads(square.wkt)))
