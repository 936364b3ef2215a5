import pandas as pd
import numpy as np
df = pd.DataFrame({"name": ["Alice", "Bob", "Charlie", "Alice", "Bob"], "score": [85, 92, 78, 95, 88], "grade": ["A", "A", "B", "A", "B"]})
print(df.head()); print(df.describe()); print(df.groupby("name")["score"].mean())
print(df[df["score"] > 80]); print(df.sort_values("score", ascending=False))
df["curved"] = df["score"].apply(lambda x: x + 5)
print(df)
