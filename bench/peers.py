"""Measures the engines that are called from Python. bench/compare starts it, one process for each engine and model.

    python peers.py ENGINE MODEL ROWS.csv RESULT

It loads the model, tells what that took, then measures whenever a line on standard input asks: bench/README.md has the
lines. An engine is a function that loads a model and gives two others: one scores a single row, one a block of rows.
Rows are in the form that the engine takes before the clock starts.
"""

import ctypes
import gc
import json
import os
import pathlib
import sys
import time
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")


def sklearn(base, frame):
    import joblib

    pipe = joblib.load(f"{base}.joblib")
    model = pipe[-1]
    if hasattr(model, "n_jobs"):
        model.n_jobs = 1
    if len(pipe) > 1:
        whole, form = pipe, frame  # M1 has texts, which only a frame can hold beside numbers
        cut = lambda a, b: form.iloc[a:b]
    else:
        whole, form = model, frame.to_numpy()
        del model.feature_names_in_  # rows come as plain arrays, without names to compare
        cut = lambda a, b: form[a:b]
    score = (lambda x: whole.predict_proba(x)[:, 1]) if hasattr(model, "predict_proba") else whole.predict
    return cut, score, score


def onnxruntime(base, frame):
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = ort.InferenceSession(f"{base}.onnx", options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    wanted = [name for name in names if name in ("probabilities", "variable", "label")][-1:]
    numbers = frame.select_dtypes("number").to_numpy("f4")
    texts = frame.select_dtypes("object").to_numpy()
    inputs = [item.name for item in session.get_inputs()]

    def cut(a, b):
        return dict(zip(inputs, (numbers[a:b], texts[a:b])))

    def score(rows):
        got = session.run(wanted, rows)[0]
        return got[:, -1] if got.ndim > 1 else got

    return cut, score, score


def lightgbm(base, frame):
    """One row at a time by the C interface, where everything but the row is settled beforehand."""
    import lightgbm as lgb

    booster = lgb.Booster(model_file=f"{base}.lgb.txt")
    lib = ctypes.CDLL(next(pathlib.Path(lgb.__file__).parent.rglob("lib_lightgbm.so")))
    fast, pointer = ctypes.c_void_p(), ctypes.c_void_p
    lib.LGBM_BoosterPredictForMatSingleRowFastInit(
        booster._handle, ctypes.c_int(0), ctypes.c_int(0), ctypes.c_int(-1), ctypes.c_int(1),
        ctypes.c_int32(frame.shape[1]), ctypes.c_char_p(b"num_threads=1"), ctypes.byref(fast))
    call = lib.LGBM_BoosterPredictForMatSingleRowFast
    call.argtypes = [pointer, pointer, pointer, pointer]
    count, out = ctypes.c_int64(), ctypes.c_double()
    count_at, out_at = ctypes.addressof(count), ctypes.addressof(out)
    x = np.ascontiguousarray(frame.to_numpy())
    start, width = x.ctypes.data, x.strides[0]

    def cut(a, b):
        return start + a * width if b == a + 1 else x[a:b]

    def single(row):
        call(fast, row, count_at, out_at)
        return out.value

    return cut, single, lambda rows: booster.predict(rows, num_threads=1)


def xgboost(base, frame):
    import xgboost as xgb

    booster = xgb.Booster({"nthread": 1}, model_file=f"{base}.xgb.ubj")
    x = frame.to_numpy("f4")
    score = lambda rows: booster.inplace_predict(rows, validate_features=False)
    return (lambda a, b: x[a:b]), score, score


def lleaves(base, frame):
    """Machine code. It is compiled once, below bench/work, and the time of that is not told: it takes up to minutes."""
    import lleaves as lib

    model = lib.Model(model_file=f"{base}.lgb.txt")
    model.compile(cache=f"{base}.lleaves.o")
    x = frame.to_numpy()
    score = lambda rows: model.predict(rows, n_jobs=1)
    return (lambda a, b: x[a:b]), score, score


ENGINES = {"scikit-learn": sklearn, "onnxruntime": onnxruntime, "lightgbm": lightgbm, "xgboost": xgboost,
           "lleaves": lleaves}
# Imported before memory is measured, so that it is the model's alone.
LIBRARIES = {"scikit-learn": ["joblib", "sklearn.ensemble", "sklearn.pipeline", "sklearn.compose"]}


def memory(key):
    """A line of /proc/self/status, in MB."""
    for line in open("/proc/self/status"):
        if line.startswith(key + ":"):
            return int(line.split()[1]) / 1024
    return 0


def tidy():
    """Gives free memory back to the system."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)


def tell(**what):
    print(json.dumps(what), flush=True)


def measure(blocks, score, limit):
    """Scores blocks until the time is over; gives the rows and the processor time of the whole process."""
    rows, start, wall = 0, time.process_time_ns(), time.perf_counter_ns()
    for i, (size, block) in enumerate(blocks):
        score(block)
        rows += size
        if (size > 1 or i % 64 == 63) and time.perf_counter_ns() - wall > limit * 1e6:
            break
    tell(rows=rows, ns=time.process_time_ns() - start, wall_ns=time.perf_counter_ns() - wall)


def main():
    engine, document, file, result = sys.argv[1:]
    base = document.removesuffix(".pmml")
    for library in LIBRARIES.get(engine, [engine]):
        __import__(library)
    frame = pd.read_csv(file)
    if engine == "lleaves" and not os.path.exists(f"{base}.lleaves.o"):
        ENGINES[engine](base, frame[:1])
    tidy()
    before = memory("VmRSS")
    try:
        open("/proc/self/clear_refs", "w").write("5")  # the peak counts from here
    except OSError:
        pass  # then the peak is that of the whole process
    start = time.process_time()
    cut, single, batch = ENGINES[engine](base, frame[:1])
    loaded = time.process_time()
    single(cut(0, 1))
    scored = time.process_time()
    tidy()
    tell(load_ms=1e3 * (loaded - start), first_ms=1e3 * (scored - loaded), peak_mb=memory("VmHWM") - before,
         held_mb=memory("VmRSS") - before)

    cut, single, batch = ENGINES[engine](base, frame)
    total = len(frame)
    blocks = {}
    for line in sys.stdin:
        match line.split():
            case ["single", count, limit]:
                if 1 not in blocks:
                    blocks[1] = [(1, cut(i, i + 1)) for i in range(min(total, 20_000))]
                measure(blocks[1][:int(count)], single, int(limit))
            case ["batch", size, _, limit]:
                size = int(size)
                if size not in blocks:
                    blocks[size] = [(min(size, total - a), cut(a, min(a + size, total))) for a in range(0, total, size)]
                measure(blocks[size], batch, int(limit))
            case ["predict", "single", count, path]:
                rows = min(int(count), 1000)
                np.array([np.ravel(single(cut(i, i + 1)))[0] for i in range(rows)], "f8").tofile(path)
                tell(rows=rows)
            case ["predict", "batch", count, path]:
                rows = min(int(count), total)
                parts = [np.ravel(batch(cut(a, min(a + 10_000, rows)))) for a in range(0, rows, 10_000)]
                np.concatenate(parts).astype("f8").tofile(path)
                tell(rows=rows)


if __name__ == "__main__":
    main()
