"""What Triton's own client can ask over gRPC."""
import queue
import sys

import numpy as np
import tritonclient.grpc as rpc
from tritonclient.utils import InferenceServerException

client = rpc.InferenceServerClient(sys.argv[1])


def refused(call, text, status):
    try:
        call()
    except InferenceServerException as e:
        assert text in e.message() and e.status() == status, (e.message(), e.status())
        return
    raise AssertionError("not refused: " + text)


def tensor(name, values, datatype):
    t = rpc.InferInput(name, list(values.shape), datatype)
    t.set_data_from_numpy(values)
    return t


assert client.is_server_live() and client.is_server_ready()
assert client.is_model_ready("loans") and client.is_model_ready("loans", "1") and not client.is_model_ready("none")
assert client.get_server_metadata().name == "gopmml"
metadata = client.get_model_metadata("loans")
assert [i.datatype for i in metadata.inputs] == ["INT64", "FP64", "FP64", "BYTES"], metadata
config = client.get_model_config("loans", as_json=True)["config"]
assert config["input"][3]["data_type"] == "TYPE_STRING" and config["backend"] == "gopmml", config
assert {m.name for m in client.get_model_repository_index().models} == {"half_plus_two", "loans"}

for n in [4, 100000]:
    x = np.resize(np.array([1.0, 2.0, np.nan, 5.0]), n)
    for packed in [None, "gzip"]:
        got = client.infer("half_plus_two", [tensor("x", x, "FP64")], request_id="me", compression_algorithm=packed)
        np.testing.assert_array_equal(got.as_numpy("y"), x / 2 + 2)
        assert got.get_response().id == "me"
for datatype, kind in [("FP16", np.float16), ("FP32", np.float32), ("INT8", np.int8), ("INT16", np.int16), ("INT32", np.int32),
                       ("INT64", np.int64), ("UINT8", np.uint8), ("UINT16", np.uint16), ("UINT32", np.uint32), ("UINT64", np.uint64), ("BOOL", np.bool_)]:
    got = client.infer("half_plus_two", [tensor("x", np.array([[1], [0]], dtype=kind), datatype)])
    np.testing.assert_array_equal(got.as_numpy("y"), [[2.5], [2.0]])

inputs = [tensor("age", np.array([35, 35]), "INT64"), tensor("income", np.array([42000.0, 42000.0]), "FP64"),
          tensor("debt", np.array([9500.0, 9500.0]), "FP64"), tensor("home", np.array(["rent", "rent"], dtype=np.object_), "BYTES")]
got = client.infer("loans", inputs, outputs=[rpc.InferRequestedOutput("default")])
assert list(got.as_numpy("default")) == [b"yes", b"yes"] and got.as_numpy("probability(yes)") is None

answers = queue.Queue()
client.start_stream(lambda result, error: answers.put((result, error)))
client.async_stream_infer("loans", inputs, request_id="1")
client.async_stream_infer("loans", [tensor("z", np.array([1]), "INT64")], request_id="2")
client.async_stream_infer("loans", inputs, request_id="3")
got = [answers.get(timeout=20) for _ in range(3)]
client.stop_stream()
assert [e is None for _, e in got] == [True, False, True], got
np.testing.assert_array_equal(got[2][0].as_numpy("probability(yes)"), [0.5176266210524907] * 2)
assert 'input "z" is none' in got[1][1].message(), got[1][1]

stats = client.get_inference_statistics("loans").model_stats
assert stats[0].inference_count == 6 and stats[0].inference_stats.success.count == 3, stats
refused(lambda: client.infer("none", [tensor("x", np.array([1.0]), "FP64")]), 'model "none" is not known', "StatusCode.NOT_FOUND")
refused(lambda: client.infer("half_plus_two", [tensor("z", np.array([1.0]), "FP64")]), 'input "z" is none', "StatusCode.INVALID_ARGUMENT")
client.unload_model("loans")
assert not client.is_model_ready("loans")
client.load_model("loans")
assert client.is_model_ready("loans")
client.close()
