"""ONNX Runtime behind FastAPI: python ort.py PORT NAME=PATH.onnx ..."""
import sys

import numpy
import onnxruntime
import uvicorn
from fastapi import FastAPI, Request

app = FastAPI()
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
models = {}
for argument in sys.argv[2:]:
    name, path = argument.split("=", 1)
    models[name] = onnxruntime.InferenceSession(path, options)


@app.post("/v1/models/{name}:predict")
async def predict(name: str, request: Request):
    session = models[name]
    instances = (await request.json())["instances"]
    rows = numpy.array([list(i.values()) for i in instances], dtype=numpy.float32)
    labels, probabilities = session.run(None, {session.get_inputs()[0].name: rows})[:2]
    return {"predictions": [{"label": int(l), "probability": [float(v) for v in (p.values() if isinstance(p, dict) else p)]}
                            for l, p in zip(labels, probabilities)]}


uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error", access_log=False)
