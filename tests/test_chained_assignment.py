"""pandas' warnings about chained assignment: they hang on exact reference counts, on the caller's locals and on its instruction."""
import pytest

from pyrs_runs import has, same

pytestmark = pytest.mark.skipif(not has("pandas"), reason="needs pandas")


def test_chained_assignment():
    same('''
        import warnings, pandas as pd, numpy as np, sys
        def check(label, f):
            with warnings.catch_warnings(record=True) as w:
                warnings.simplefilter('always')
                f()
            print(label, [(x.category.__name__, x.filename.rpartition('/')[2], x.lineno) for x in w])
        def one(): df = pd.DataFrame({'a':[1,2,3],'b':[4,5,6]}); df['a'][0] = 10
        def two(): df = pd.DataFrame({'a':[1,2,3],'b':[4,5,6]}); df['a'] = 1; df.loc[0,'a'] = 3; df.iloc[0,0] = 3; df.at[0,'a'] = 1; df.iat[0,0] = 2
        def three(): df = pd.DataFrame({'a':[1,2,3],'b':[4,5,6]}); df['a'].fillna(3, inplace=True); df['a'].loc[0] = 3; df['a'].iat[0] = 2
        class H:
            def __init__(self): self.df = pd.DataFrame({'a':[1,2,3],'b':[4,5,6]})
            def four(self): self.df['c'] = 1; self.df.loc[0,'a'] = 2; self.df.fillna(1, inplace=True); self.df['a'].update(pd.Series([1])); self.df['a'].replace(1, 2, inplace=True)
        def five():
            def make(): return pd.DataFrame({'a':[1,2,3]})
            make()['b'] = 1; make().loc[0,'a'] = 2; x = [make()]; x[0]['c'] = 3; d = {'x': make()}; d['x'].loc[0,'a'] = 7; d['x']['a'][0] = 3; d['x'].fillna(1, inplace=True)
        def six():
            df = pd.DataFrame({'a':[1,2,3]})
            def inner(): df['b'] = 2; df.loc[0, 'b'] = 3; df['a'][:] = 3; df[df.a > 1]['a'] = 3
            inner(); [df.__setitem__('q', i) for i in range(2)]; df.eval('z = a + 1', inplace=True)
        def seven():
            for df in (pd.DataFrame({'a':[1,2]}) for _ in range(1)): df['a'] = 2
            with pd.option_context('display.width', 10): df['a'] = 3
            s = pd.Series([1,2,3]); s[0] = 2; s[:2][0] = 3; s[s > 1][0] = 2; s.update(pd.Series([3])); getattr(s, 'loc')[0] = 2
            (lambda q: q.loc.__setitem__(0, 3))(s); df.T['x'] = 3
            def gen():
                t = pd.Series([1,2]); t.iloc[0] = 3; yield t; t[0] = 3
            list(gen())
        for f in (one, two, three, H().four, five, six, seven): check(f.__name__, f)
        g = pd.DataFrame({'a':[1,2,3]})
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always'); g['a'][0] = 1; g['z'] = 1; g.loc[0,'a'] = 2; g.a.iloc[0] = 2
            exec('g["a"][0] = 2; g["y"] = 2')
        print([(x.category.__name__, x.lineno) for x in w])
    ''', timeout=120)
