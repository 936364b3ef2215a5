"""NumPy arrays and DataFrames from the host to the guest and back: the same objects, never a copy."""
import numpy as np
import pandas as pd

import pyrs

prices = pd.DataFrame({"item": ["tea", "milk", "salt"], "price": [3.0, 1.5, 0.5], "count": [2, 4, 1]})
weights = np.ones(3)

rt = pyrs.Runtime()
rt.set("prices", prices)
rt.set("weights", weights)
rt.exec("""
import numpy as np
import pandas as pd

prices["total"] = prices["price"] * prices["count"]
weights[:] = prices["total"] / prices["total"].sum()

def label(row):
    match row.total:
        case n if n >= 6: return "much"
        case _: return "little"

summary = pd.DataFrame({"item": prices["item"], "how": prices.apply(label, axis=1)})
""")
print(prices)
print(weights.round(3))
print(rt.get("summary", type=pd.DataFrame))
print("the same pandas on both sides:", rt.import_("pandas") is pd)
print(rt.import_("numpy").arange(15).reshape(3, 5)[-1, ::-2])
