"""The HTML page of `benches.compare`: one file, plots as SVG inside it, nothing loaded from elsewhere."""
from __future__ import annotations

import math
import statistics
from html import escape

from benches import catalog

COLOURS = ("#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#ff8ab7", "#a463f2", "#97bbf5", "#9c6b4e", "#9498a0")
WIDTH, LEFT, RIGHT, STEP = 900, 190, 120, 22

STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; max-width: 940px; margin: 2em auto; padding: 0 1em; color: #222 }
h1 { font-size: 1.6em } h2 { font-size: 1.25em; margin-top: 2em } h3 { font-size: 1.05em }
svg { width: 100%; height: auto; font: 12px system-ui, sans-serif } svg .axis { stroke: #ddd } svg .one { stroke: #555; stroke-dasharray: 4 3 }
svg .floor { stroke: #c22; stroke-width: 2.5 } svg .dot { fill: #0005 }
table { border-collapse: collapse; font-size: 13px } td, th { padding: 2px 9px; text-align: right; border-bottom: 1px solid #eee }
td:first-child, th:first-child { text-align: left } .bad { color: #c22 } .note { color: #666; font-size: 13px }
.legend span { display: inline-block; margin-right: 1.2em } .legend i { display: inline-block; width: 11px; height: 11px; margin-right: 5px; border-radius: 2px }
"""


class Scale:
    """Values to x positions, logarithmic, over round bounds around the values."""

    def __init__(self, values):
        values = [v for v in values if v] + [1.0]
        self.low = math.log(min(values) / 1.15)
        self.high = math.log(max(values) * 1.15)

    def __call__(self, value: float) -> float:
        return LEFT + (math.log(value) - self.low) / (self.high - self.low) * (WIDTH - LEFT - RIGHT)

    def ticks(self):
        return [t for t in (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50) if self.low <= math.log(t) <= self.high]


def bars(rows, unit="x") -> str:
    """Horizontal bars from 1 outward; a row is (label, value, colour, mark or None, values of single rounds)."""
    scale = Scale([v for _, value, _, mark, dots in rows for v in (value, mark, *dots)])
    height = STEP * len(rows) + 34
    out = [f'<svg viewBox="0 0 {WIDTH} {height}" role="img">']
    for tick in scale.ticks():
        x = scale(tick)
        out.append(f'<line class="{"one" if tick == 1 else "axis"}" x1="{x:.1f}" x2="{x:.1f}" y1="4" y2="{height - 24}"/>'
                   f'<text x="{x:.1f}" y="{height - 8}" text-anchor="middle" fill="#666">{tick:g}{unit}</text>')
    for index, (label, value, colour, mark, dots) in enumerate(rows):
        y = 8 + STEP * index
        out.append(f'<text x="{LEFT - 8}" y="{y + 12}" text-anchor="end">{escape(label)}</text>')
        if value is None:
            out.append(f'<text class="bad" x="{scale(1) + 6:.1f}" y="{y + 12}" fill="#c22">failed</text>')
            continue
        start, end = sorted((scale(1), scale(value)))
        out.append(f'<rect x="{start:.1f}" y="{y}" width="{max(end - start, 1):.1f}" height="{STEP - 7}" fill="{colour}" rx="2">'
                   f'<title>{escape(label)}: {value:.3f}{unit}</title></rect>')
        out += [f'<circle class="dot" cx="{scale(d):.1f}" cy="{y + 7.5}" r="2"/>' for d in dots]
        if mark:
            out.append(f'<line class="floor" x1="{scale(mark):.1f}" x2="{scale(mark):.1f}" y1="{y - 2}" y2="{y + STEP - 5}"/>')
        right = max([end, *(scale(v) for v in (*dots, mark) if v)])
        out.append(f'<text x="{right + 7:.1f}" y="{y + 12}" font-weight="600">{value:.2f}{unit}</text>')
    return "\n".join([*out, "</svg>"])


def legend(groups) -> str:
    return '<p class="legend">' + "".join(f'<span><i style="background:{c}"></i>{escape(g)}</span>' for g, c in groups.items()) + "</p>"


def rounds(base, pyrs):
    """The ratio of each pair of rounds that ran side by side."""
    return [b / p for b, p in zip(base["run"], pyrs["run"]) if p]


def section(title: str, data: dict, groups: dict[str, str]) -> list[str]:
    """The plots and the table of one host."""
    compared, inside = data["compared"][title], f"pyrs in {title}"
    strict = title == next((h["title"] for h in data["hosts"] if h["pgo"]), None)
    speed, memory, table = [], [], []
    for name, ratios in compared["ratios"].items():
        program = data["programs"][name]
        base, pyrs = program["engines"][title], program["engines"][inside]
        colour = groups[program["group"]]
        speed.append((name, ratios["run"], colour, program["floor"] if strict else None, rounds(base, pyrs)))
        memory.append((name, ratios["memory"], colour, catalog.MEMORY, ()))

        def ms(values):
            return f"<td>{min(values) * 1e3:.1f}<td>{statistics.median(values) * 1e3:.1f}" if values else "<td>-<td>-"
        cells = "".join(f"<td>{ratios[what]:.2f}" if ratios[what] else "<td>-" for what in ("run", "full", "process", "memory"))
        table.append(f'<tr><td>{escape(name)}{ms(base["run"])}{ms(pyrs["run"])}{cells}<td class="bad">{escape(ratios["mark"])}')
    means = [(name, value, groups.get(name, "#333"), None, ()) for name, value in compared["means"].items()]
    start = data["start_up"]
    return [
        f"<h2>{escape(inside)}, against it</h2>",
        "<h3>Geometric means</h3>", bars(means),
        f'<h3>Speed of each program: CPython\'s best time over pyrs\' best</h3>{legend(groups)}', bars(speed),
        '<p class="note">A dot is one round: the two runs that stood side by side.' + (" A red line is the floor." if strict else "") + "</p>",
        "<h3>Peak memory: pyrs over CPython</h3>", bars(memory), '<p class="note">A red line is the limit.</p>',
        f'<p>Start-up: CPython {start.get(title, 0) * 1e3:.1f} ms, pyrs {start.get(inside, 0) * 1e3:.1f} ms.</p>',
        "<details><summary>All figures (ms)</summary><table><tr><th>program<th>CPython min<th>median<th>pyrs min<th>median<th>run<th>full<th>process<th>memory<th>",
        *table, "</table></details>",
    ]


def engines(data: dict) -> str:
    """Every engine's speed relative to the first one, over the programs that both ran."""
    first = data["engines"][0]
    rows = []
    for title in data["engines"]:
        pairs = [(p["engines"][first]["run"], p["engines"][title]["run"]) for p in data["programs"].values()
                 if title in p["engines"] and first in p["engines"]
                 and not p["engines"][title]["error"] and not p["engines"][first]["error"]]
        logs = [math.log(min(a) / min(b)) for a, b in pairs if a and b]
        rows.append((title.replace("CPython", "Py"), math.exp(sum(logs) / len(logs)) if logs else None,
                     "#4269d0" if title.startswith("pyrs") else "#9498a0", None, ()))
    return bars(rows)


def page(data: dict) -> str:
    """The whole page for what compare.as_json returns."""
    names = dict.fromkeys(p["group"] for p in data["programs"].values())
    groups = {name: COLOURS[index % len(COLOURS)] for index, name in enumerate(names)}
    machine = data["machine"]
    baselines = "; ".join(f'{h["title"]} at {h["python"]}' for h in data["hosts"])
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>pyrs, measured</title>",
        f"<style>{STYLE}</style><h1>pyrs, measured side by side</h1>",
        f'<p>Baselines: {escape(baselines)}. {data["rounds"]} interleaved rounds, a process each, {data["clock"]} time, best round. '
        "Higher is better, 1x is the host's own speed; scales are logarithmic.</p>",
        f'<p class="note">{escape(machine["system"])}, {machine["processors"]} processors, load {machine["load"][0]:.1f}.</p>',
        f'<h2>All engines, relative to {escape(data["engines"][0])}</h2>', engines(data),
    ]
    for host in data["hosts"]:
        if data["compared"][host["title"]]["ratios"]:
            parts += section(host["title"], data, groups)
    return "\n".join(parts)
