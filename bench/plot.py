"""Draws results.csv as a picture: python plot.py results.csv results.svg

A dot for each engine and model, on a logarithmic scale. Text and lines take the colour that suits the reader's light or
dark page.
"""

import io
import sys

import matplotlib
import pandas as pd

matplotlib.use("svg")
import matplotlib.pyplot as plt

INK = "#010203"  # replaced by the page's own colour
STYLE = "<style>svg{color:#24292f}@media(prefers-color-scheme:dark){svg{color:#e6edf3}}</style>"
PANELS = {"single": "One row at a time", "batch10000": "Batches of 10,000 rows"}
COLOURS = {
    "gopmml": "#2f81f7", "jpmml": "#e5534b", "pmml4s": "#d4772c", "lightgbm": "#46954a", "xgboost": "#2ba39b",
    "onnxruntime": "#a371f7", "lleaves": "#c69026", "scikit-learn": "#8b949e"}


def draw(figures, path):
    models = sorted(figures.model.unique())
    engines = [name for name in COLOURS if name in set(figures.engine)]
    plt.rcParams.update({
        "svg.fonttype": "none", "svg.hashsalt": "gopmml", "font.family": "sans-serif", "text.color": INK,
        "axes.edgecolor": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK})
    picture, panels = plt.subplots(1, len(PANELS), figsize=(11, 4.2), sharey=True)
    for axes, (metric, title) in zip(panels, PANELS.items()):
        axes.set_yscale("log")
        rows = figures[figures.metric == metric]
        for i, engine in enumerate(engines):
            of = rows[rows.engine == engine]
            x = [models.index(model) + (i - (len(engines) - 1) / 2) * 0.1 for model in of.model]
            large, colour = 60 if engine == "gopmml" else 32, COLOURS[engine]
            for marker, wrong in (("o", False), ("x", True)):
                chosen = of.wrong == wrong
                axes.scatter([v for v, use in zip(x, chosen) if use], of.value[chosen], large, colour, marker=marker)
        for i in range(0, len(models), 2):
            axes.axvspan(i - 0.5, i + 0.5, color="#888888", alpha=0.1, linewidth=0)
        axes.yaxis.set_major_formatter(lambda v, _: f"{v:g}")
        axes.set(title=title, xticks=range(len(models)), xticklabels=models, xlim=(-0.5, len(models) - 0.5))
        axes.grid(axis="y", color="#888888", alpha=0.3)
        axes.set_axisbelow(True)
        axes.spines[["top", "right"]].set_visible(False)
    panels[0].set_ylabel("µs per row")
    marks = [plt.Line2D([], [], color=COLOURS[name], marker="o", linestyle="", label=name) for name in engines]
    marks.append(plt.Line2D([], [], color=INK, marker="x", linestyle="", label="wrong answers"))
    picture.legend(handles=marks, loc="lower center", ncol=len(marks), frameon=False, handletextpad=0.1)
    picture.tight_layout(rect=(0, 0.07, 1, 1))
    text = io.StringIO()
    picture.savefig(text, format="svg", transparent=True, metadata={"Date": None})
    svg = text.getvalue().replace(INK, "currentColor").replace("<defs>", STYLE + "<defs>", 1)
    with open(path, "w") as file:
        # No spaces at the ends of lines, which the library leaves.
        file.write("\n".join(line.rstrip() for line in svg.split("\n")))


if __name__ == "__main__":
    draw(pd.read_csv(sys.argv[1]), sys.argv[2])
