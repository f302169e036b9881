"""Trains the eight models of the comparison and writes them in every form that an engine reads.

    python models.py --out work/models [--models M1,M3]

The folder gets, for each model, the PMML document (M3.pmml, by sklearn2pmml), the form that its own library reads
(M1.joblib, M3.lgb.txt, M4.xgb.ubj), the ONNX form (M3.onnx) and what the trained model itself predicts
(M3.expected.csv); beside them the rows to score: input.csv, and input_m1.csv, which has categories too. Seeds are fixed.
What is there already is not made again.

All numbers lie on a grid of 1/1024. They are exact as float32 and as float64, and they often equal a threshold of a
tree, so that an engine that rounds or mistakes < for <= is found out.
"""

import argparse
import copy
import pathlib
import time
import warnings

import joblib
import numpy as np
import pandas as pd
from lightgbm import LGBMClassifier
from onnxmltools import convert_lightgbm, convert_xgboost
from onnxmltools.convert.common.data_types import FloatTensorType as ToolsFloat
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.svm import SVR
from sklearn.tree import DecisionTreeClassifier
from sklearn2pmml import sklearn2pmml
from sklearn2pmml.pipeline import PMMLPipeline
from xgboost import XGBClassifier

ROWS = 100_000  # to train with, and as many to score
COLUMNS = [f"x{i + 1}" for i in range(28)]
# Categories of M1: the column whose quantiles they follow, how many there are, their prefix.
CATEGORIES = [(20, 5, "seg"), (21, 8, "reg"), (22, 12, "ind"), (23, 20, "prod")]


class Data:
    """The rows: to train with, and to score."""

    def __init__(self):
        x, y = make_classification(
            n_samples=2 * ROWS, n_features=28, n_informative=14, n_redundant=4, n_clusters_per_class=4,
            class_sep=0.8, flip_y=0.05, random_state=42)
        x = pd.DataFrame(np.round(x * 1024) / 1024, columns=COLUMNS)
        self.train, self.score = x[:ROWS], x[ROWS:].reset_index(drop=True)
        self.target = pd.Series(y[:ROWS], name="y")
        rng = np.random.default_rng(7)
        self.mixed_train, self.mixed_score = self.mix(self.train, rng), self.mix(self.score, rng)

    def mix(self, rows, rng):
        """Twenty of the numbers, and four categories that follow the next four, with some noise."""
        mixed = rows[COLUMNS[:20]].copy()
        for column, count, prefix in CATEGORIES:
            edges = np.quantile(self.train.iloc[:, column], np.linspace(0, 1, count + 1)[1:-1])
            codes = np.searchsorted(edges, rows.iloc[:, column] + rng.normal(0, 0.3, len(rows)))
            mixed["c_" + prefix] = np.array([f"{prefix}_{code:02d}" for code in range(count)], dtype=object)[codes]
        return mixed


def estimator(name):
    match name:
        case "M2":
            return DecisionTreeClassifier(max_depth=10, random_state=1)
        case "M3":
            return LGBMClassifier(
                n_estimators=500, num_leaves=31, learning_rate=0.05, random_state=1, n_jobs=2, verbose=-1)
        case "M4":
            return XGBClassifier(
                n_estimators=500, max_depth=6, learning_rate=0.1, random_state=1, n_jobs=2, tree_method="hist")
        case "M5":
            return RandomForestClassifier(n_estimators=200, max_depth=12, random_state=1, n_jobs=2)
        case "M6":
            return MLPClassifier(hidden_layer_sizes=(64, 32), activation="relu", max_iter=20, random_state=1)
        case "M7":
            return KMeans(n_clusters=10, n_init=3, random_state=1)
        case "M8":
            return SVR(kernel="rbf", C=1.0, epsilon=0.8, gamma=0.01)


def train(name, data):
    """The fitted pipeline, and the rows that it scores."""
    if name == "M1":
        names = list(data.mixed_train.columns)
        prepare = ColumnTransformer([
            ("num", StandardScaler(), names[:20]), ("cat", OneHotEncoder(handle_unknown="ignore"), names[20:])])
        pipe = PMMLPipeline([("prepare", prepare), ("estimator", LogisticRegression(max_iter=300))])
        return pipe.fit(data.mixed_train, data.target), data.mixed_score
    pipe = PMMLPipeline([("estimator", estimator(name))])
    if name == "M8":
        # A smooth target on few rows, with a wide tube: about 500 support vectors.
        x, sign = data.train, np.where(data.target > 0, 0.7, -0.7)
        y = x["x1"] * 0.3 + np.tanh(x["x2"]) + 0.2 * x["x3"] * x["x4"] / 3 + sign
        return pipe.fit(x[:2000], y[:2000].rename("y")), data.score
    if name == "M7":
        return pipe.fit(data.train), data.score
    return pipe.fit(data.train, data.target), data.score


def onnx(name, pipe):
    floats = [("x", FloatTensorType([None, 28]))]
    model = pipe.named_steps["estimator"]
    if name == "M3":
        return convert_lightgbm(model, initial_types=[("x", ToolsFloat([None, 28]))], zipmap=False)
    if name == "M4":
        # This converter only knows columns by the names f0, f1 ….
        model = copy.deepcopy(model)
        model.get_booster().feature_names = None
        return convert_xgboost(model, initial_types=[("x", ToolsFloat([None, 28]))])
    if name == "M1":
        # Two tensors, numbers and texts, rather than 24 inputs of one column each.
        prepare = copy.deepcopy(pipe.named_steps["prepare"])
        places = {"num": list(range(20)), "cat": list(range(20, 24))}
        prepare.transformers_ = [(key, step, places[key]) for key, step, _ in prepare.transformers_ if key in places]
        plain = Pipeline([("prepare", prepare), ("estimator", model)])
        inputs = [("num", FloatTensorType([None, 20])), ("cat", StringTensorType([None, 4]))]
        return to_onnx(plain, initial_types=inputs, options={id(model): {"zipmap": False}})
    options = {id(model): {"zipmap": False}} if hasattr(model, "predict_proba") else None
    return to_onnx(model, initial_types=floats, options=options)


def predictions(pipe, rows):
    if hasattr(pipe.named_steps["estimator"], "predict_proba"):
        return pipe.predict_proba(rows)[:, 1]
    return pipe.predict(rows)


def make(name, data, out):
    def step(what):
        print(f"{name}: {what} ({time.time() - start:.0f} s)", flush=True)

    start = time.time()
    pipe, rows = train(name, data)
    step("trained")
    model = pipe.named_steps["estimator"]
    if name == "M3":
        model.booster_.save_model(out / "M3.lgb.txt")
    elif name == "M4":
        model.get_booster().save_model(out / "M4.xgb.ubj")
    else:
        joblib.dump(Pipeline(pipe.steps), out / f"{name}.joblib")
    try:
        (out / f"{name}.onnx").write_bytes(onnx(name, pipe).SerializeToString())
        step("as ONNX")
    except Exception as error:  # the converters fail in many ways: the comparison goes on without this form
        print(f"{name}: no ONNX form: {error!r}", flush=True)
    sklearn2pmml(pipe, str(out / f"{name}.pmml"))
    step("as PMML")
    np.savetxt(out / f"{name}.expected.csv", predictions(pipe, rows), fmt="%.17g", header="pred", comments="")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--models", default="M1,M2,M3,M4,M5,M6,M7,M8")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in args.models.split(",") if not (args.out / f"{name}.expected.csv").exists()]
    inputs = args.out / "input_m1.csv"
    if not wanted and inputs.exists():
        return
    warnings.filterwarnings("ignore")
    data = Data()
    if not inputs.exists():
        data.score.to_csv(args.out / "input.csv", index=False)
        data.mixed_score.to_csv(inputs, index=False)
    for name in wanted:
        make(name, data, args.out)


if __name__ == "__main__":
    main()
