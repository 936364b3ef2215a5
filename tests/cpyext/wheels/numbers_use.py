# needs: numexpr, bottleneck, pywt, statsmodels.api, duckdb, gmpy2
"""More numbers: numexpr, bottleneck, PyWavelets, statsmodels, duckdb, gmpy2."""
import pickle
import threading

import bottleneck
import duckdb
import gmpy2
import numexpr
import numpy as np
import pandas as pd
import pywt
import statsmodels.api as sm
import statsmodels.formula.api as smf

numexpr.set_num_threads(2)


def expression(scale):
    a = np.arange(10_000.0)
    b = a[::-1]
    return numexpr.evaluate("scale * a + sin(b) ** 2 + where(a > b, 1, 0)").sum()       # its names come from this frame


print(round(float(expression(2)), 6), numexpr.evaluate("x > 1", local_dict={"x": np.array([0, 2])}).tolist())
df = pd.DataFrame({"a": range(20_000), "b": 1.5})
limit = 19_990
print(df.query("a > @limit and b < 2").shape, df.eval("a * b").sum())
try:
    numexpr.evaluate("nosuch + 1")
except KeyError as error:
    print("KeyError", error)

x = np.array([[1.0, np.nan, 3.0], [4.0, 5.0, np.nan]])
print(bottleneck.nansum(x, axis=1), bottleneck.move_mean(np.arange(6.0), window=2).tolist(), bottleneck.rankdata(x[1]).tolist(), bottleneck.nanargmax(x))
try:
    bottleneck.move_sum(x, window=9)
except ValueError as error:
    print(error)

coefficients = pywt.wavedec(np.sin(np.arange(64) / 5), "db2", level=3)
print([round(float(c.sum()), 6) for c in coefficients], np.allclose(pywt.waverec(coefficients, "db2"), np.sin(np.arange(64) / 5)))
print(pywt.Wavelet("haar").dec_lo, pywt.threshold(np.array([1.0, -3.0]), 2).tolist())

rng = np.random.default_rng(1)
frame = pd.DataFrame({"x": rng.normal(size=100), "g": ["a", "b"] * 50})
frame["y"] = 2 * frame["x"] + 1 + rng.normal(size=100) / 10
fit = smf.ols("y ~ x + C(g)", data=frame).fit()
print(fit.params.round(6).to_dict(), round(fit.rsquared, 6), fit.summary().tables[1].as_text().count("\n"))
print(sm.Logit((frame["y"] > 1).astype(int), sm.add_constant(frame["x"])).fit_regularized(alpha=1.0, disp=0).params.round(4).tolist())
print(round(sm.tsa.acf(np.asarray(frame["y"]), nlags=3)[1], 6))

con = duckdb.connect()
con.execute("create table t as select range as i, range % 3 as k from range(1000)")
print(con.sql("select k, sum(i) s from t group by k order by k").fetchall(), con.execute("select count(*) from t where i > ?", [990]).fetchall())
local_frame = pd.DataFrame({"a": [1, 2, 3], "s": ["x", "y", "z"]})
print(duckdb.sql("select sum(a) from local_frame").fetchall())     # found in this module's globals


def replacement():
    inside = pd.DataFrame({"v": [10, 20]})
    return duckdb.sql("select max(v) from inside").fetchall(), len(inside)


print(replacement(), con.sql("select * from t limit 3").df()["i"].tolist(), con.sql("select i from t limit 2").fetchnumpy()["i"].tolist())
con.create_function("plus_one", lambda v: v + 1, ["BIGINT"], "BIGINT")
print(con.sql("select plus_one(i) from t limit 3").fetchall())
con.create_function("fails", lambda v: 1 // v, ["BIGINT"], "BIGINT")
try:
    con.sql("select fails(0)").fetchall()
except duckdb.Error as error:
    print(type(error).__name__, "ZeroDivisionError" in str(error))
results = []


def query(n):
    with con.cursor() as cursor:
        results.append(cursor.execute("select sum(i) + ? from t", [n]).fetchall()[0][0])


threads = [threading.Thread(target=query, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results))

z = gmpy2.mpz(2) ** 200
print(z + 1, z == 2 ** 200, hash(z) == hash(2 ** 200), gmpy2.is_prime(97), gmpy2.mpq(1, 3) + gmpy2.mpz(1), int(z) >> 190, f"{gmpy2.mpfr('1.5'):.3f}", pickle.loads(pickle.dumps(z)) == z)
with gmpy2.context(gmpy2.get_context(), precision=100):
    print(gmpy2.sqrt(2))
try:
    gmpy2.mpz(1) // 0
except ZeroDivisionError as error:
    print(error)
