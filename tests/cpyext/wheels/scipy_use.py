# needs: scipy
"""SciPy: Python callbacks out of Fortran, C and Cython; sparse matrices; statistics; errors out of callbacks."""
import pickle
import traceback
import warnings

import numpy as np
from scipy import fft, integrate, interpolate, linalg, ndimage, optimize, signal, sparse, spatial, special, stats
from scipy.sparse import linalg as sparse_linalg

np.set_printoptions(precision=6, suppress=True)


def rosen(x):
    return sum(100.0 * (x[1:] - x[:-1] ** 2.0) ** 2.0 + (1 - x[:-1]) ** 2.0)


for method in ("Nelder-Mead", "BFGS", "L-BFGS-B", "Powell", "COBYLA", "SLSQP", "TNC", "trust-constr"):
    result = optimize.minimize(rosen, np.array([1.3, 0.7, 0.8]), method=method, options={"maxiter": 2000})
    print(method, np.round(result.x, 2), result.nfev, result.success)
print(optimize.brentq(lambda x: x ** 3 - 2, 0, 2), optimize.newton(lambda x: np.cos(x) - x, 1.0))
print(optimize.root(lambda v: [v[0] + v[1] - 3, v[0] * v[1] - 2], [0.5, 2.5]).x)
print(np.round(optimize.curve_fit(lambda x, a, b: a * np.exp(-b * x), np.linspace(0, 4, 50), 2.5 * np.exp(-1.3 * np.linspace(0, 4, 50)))[0], 6))
print(optimize.linprog([-1, 4], A_ub=[[-3, 1], [1, 2]], b_ub=[6, 4], bounds=[(None, None), (-3, None)]).x)
print(np.round(optimize.least_squares(lambda p: [10 * (p[1] - p[0] ** 2), 1 - p[0]], [2, 2]).x, 6))
print(np.round(optimize.differential_evolution(rosen, [(-2, 2)] * 3, seed=3, maxiter=40).x, 2))


class Stop(Exception):
    pass


def failing(x, calls=[0]):
    calls[0] += 1
    if calls[0] > 5:
        raise Stop(f"after {calls[0]} calls")
    return float(x[0] ** 2)


for method in ("BFGS", "COBYLA", "SLSQP", "L-BFGS-B"):
    try:
        optimize.minimize(failing, [3.0], method=method)
    except Stop as error:
        print(method, "raised", error, [entry.name for entry in traceback.extract_tb(error.__traceback__)][-1])

print(integrate.quad(lambda x: np.exp(-x ** 2), -np.inf, np.inf))
print(round(integrate.dblquad(lambda y, x: x * y ** 2, 0, 2, lambda x: 0, lambda x: 1)[0], 9))
try:
    integrate.quad(lambda x: 1 / 0, 0, 1)
except ZeroDivisionError as error:
    print("quad", error, [entry.name for entry in traceback.extract_tb(error.__traceback__)][-1])
solution = integrate.solve_ivp(lambda t, y: [y[1], -y[0]], (0, 10), [0.0, 1.0], rtol=1e-8, events=lambda t, y: y[0])
print(solution.t_events[0].round(5), solution.nfev)
print(integrate.odeint(lambda y, t: -0.5 * y, 5.0, np.linspace(0, 4, 5)).ravel().round(6))
ode = integrate.ode(lambda t, y: [1j * 2.0 * y[0] + y[1], -y[1] ** 2]).set_integrator("zvode", method="bdf")
ode.set_initial_value([1.0j, 2.0], 0)
print(np.round(ode.integrate(1.0), 4))

spline = interpolate.CubicSpline(np.arange(6), np.sin(np.arange(6)))
print(spline(2.5).round(6), spline.derivative()(2.5).round(6))
print(interpolate.interp1d([0, 1, 2], [0, 10, 5])(0.3), interpolate.griddata(np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]]), [0, 1, 2, 3.0], [[0.5, 0.25]]))
matrix = sparse.random(40, 40, density=0.1, random_state=5, format="csr") + sparse.eye(40)
print(matrix.nnz, round(matrix.sum(), 6), (matrix @ np.ones(40)).sum().round(6), type(matrix).__name__)
print(np.round(sparse_linalg.spsolve(matrix.tocsc(), np.ones(40))[:3], 6))
print(np.round(np.abs(sparse_linalg.eigs(sparse_linalg.LinearOperator((30, 30), matvec=lambda v: np.arange(1, 31) * v.ravel(), dtype=float), k=3)[0]), 4))
print(np.round(sparse_linalg.cg(sparse_linalg.LinearOperator((20, 20), matvec=lambda v: 2 * v), np.ones(20), callback=lambda x: None)[0][:3], 6))
print(pickle.loads(pickle.dumps(matrix)).nnz, sparse.csgraph.connected_components(matrix)[0])
values = stats.norm(loc=3, scale=2).rvs(size=500, random_state=7)
print(values.mean().round(6), stats.ttest_1samp(values, 3.1), stats.kstest(values, "norm", args=(3, 2)).pvalue.round(6))
print(np.round(stats.linregress(np.arange(20), np.arange(20) * 2.5 + 1).slope, 6), stats.spearmanr([1, 2, 3, 4], [4, 1, 3, 2]).statistic)
print(stats.bootstrap((values[:50],), np.mean, n_resamples=99, random_state=1).confidence_interval)
print(stats.gaussian_kde(values)(3.0).round(6), stats.gamma.fit(np.abs(values[:80]), floc=0))


class Ramp(stats.rv_continuous):
    def _pdf(self, x):
        return 2 * x


print(Ramp(a=0, b=1, name="ramp").mean().__round__(6), Ramp(a=0, b=1).ppf(0.25).round(6))
print(special.gamma([0.5, 5]), special.jv(1, 2.0).round(6), ndimage.generic_filter(np.arange(9.0).reshape(3, 3), lambda w: w.max() - w.min(), size=3))
print(ndimage.geometric_transform(np.arange(9.0).reshape(3, 3), lambda at: (at[0] - 0.5, at[1])).round(3).tolist())
print(signal.butter(3, 0.2)[0].round(5), signal.find_peaks(np.sin(np.arange(40) / 3))[0], fft.rfft(np.arange(8.0)).round(4)[:3])
print(linalg.expm(np.array([[0, 1], [-1, 0.0]])).round(5).tolist(), linalg.schur(np.array([[1, 2], [3, 4.0]]), sort=lambda x: x > 0)[2])
tree = spatial.KDTree(np.random.default_rng(4).random((200, 3)))
print(tree.query([0.5, 0.5, 0.5], k=3)[1], len(tree.query_pairs(0.1)), spatial.distance.cdist([[0, 0.0]], [[3, 4.0]], metric=lambda u, v: abs(u - v).max()))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    integrate.quad(lambda x: np.sin(1 / x) if x else 0, 0, 1, limit=2)
    linalg.solve([[1, 2], [1, 2.0000000000000001]], [1, 1]) if False else None
print([(entry.category.__name__, entry.filename == __file__, entry.lineno) for entry in seen])
try:
    linalg.cholesky(-np.eye(2))
except linalg.LinAlgError as error:
    print(error)
