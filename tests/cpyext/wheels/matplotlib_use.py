# needs: matplotlib
"""matplotlib: figures by the Agg backend, formatters and callbacks in Python, the bytes of the PNG."""
import hashlib
import io

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import FuncFormatter

figure, axes = plt.subplots(2, 2, figsize=(6, 5))
x = np.linspace(0, 10, 200)
axes[0, 0].plot(x, np.sin(x), label="sin")
axes[0, 0].legend()
axes[0, 1].hist(np.random.default_rng(1).normal(size=500), bins=20)
axes[0, 1].yaxis.set_major_formatter(FuncFormatter(lambda value, at: f"<{value:g}>"))
axes[1, 0].imshow(np.outer(np.sin(x), np.cos(x)), cmap="viridis")
axes[1, 1].scatter(x, x ** 2, c=x, s=np.abs(np.sin(x)) * 40)
axes[1, 1].set_title(r"$\alpha^2 + \sqrt{x}$")
axes[1, 1].annotate("here", (5, 25), (2, 60), arrowprops={"arrowstyle": "->"})
seen = []
figure.canvas.mpl_connect("draw_event", lambda event: seen.append(event.name))
figure.savefig(buffer := io.BytesIO(), format="png", metadata={"Software": None})
print(buffer.getvalue()[:8], hashlib.sha256(buffer.getvalue()).hexdigest(), seen)
figure.canvas.draw()
pixels = np.asarray(figure.canvas.buffer_rgba())
print(pixels.shape, int(pixels.sum()), [tick.get_text() for tick in axes[0, 1].get_yticklabels()])
plt.close(figure)
figure, axes = plt.subplots(subplot_kw={"projection": "3d"})
axes.plot_surface(*np.meshgrid(np.arange(5.0), np.arange(5.0)), np.arange(25.0).reshape(5, 5))
figure.savefig(buffer := io.BytesIO(), format="svg", metadata={"Date": None})
print(len(buffer.getvalue()) > 5000, plt.get_fignums())
try:
    plt.plot([1, 2], [1, 2, 3])
except ValueError as error:
    print(error)
