"""What Triton's own client can ask over HTTP."""
import sys

import numpy as np
import tritonclient.http as http
from tritonclient.utils import InferenceServerException

client = http.InferenceServerClient(sys.argv[1], concurrency=4)


def refused(call, text, status):
    try:
        call()
    except InferenceServerException as e:
        assert text in e.message() and e.status() == status, (e.message(), e.status())
        return
    raise AssertionError("not refused: " + text)


def tensor(name, values, datatype, binary=True):
    t = http.InferInput(name, list(values.shape), datatype)
    t.set_data_from_numpy(values, binary_data=binary)
    return t


assert client.is_server_live() and client.is_server_ready()
assert client.is_model_ready("loans") and client.is_model_ready("loans", "1")
assert not client.is_model_ready("none") and not client.is_model_ready("loans", "9")
assert "binary_tensor_data" in client.get_server_metadata()["extensions"]
metadata = client.get_model_metadata("loans")
assert [i["datatype"] for i in metadata["inputs"]] == ["INT64", "FP64", "FP64", "BYTES"], metadata
assert client.get_model_config("loans")["max_batch_size"] == 0
assert {m["name"] for m in client.get_model_repository_index()} == {"half_plus_two", "loans"}

x = np.array([1.0, 2.0, np.nan, 5.0])
for n in [4, 4000]:
    values = np.resize(x, n)
    for binary in [True, False]:
        sent = values if binary else np.nan_to_num(values)
        for out in [None, [http.InferRequestedOutput("y", binary_data=True)], [http.InferRequestedOutput("y", binary_data=False)]]:
            for packed in [None, "gzip", "deflate"]:
                got = client.infer("half_plus_two", [tensor("x", sent, "FP64", binary)], outputs=out, request_id="me",
                                   request_compression_algorithm=packed, response_compression_algorithm=packed)
                np.testing.assert_array_equal(got.as_numpy("y").astype(np.float64), sent / 2 + 2)
                assert got.get_response()["id"] == "me"
for datatype, kind in [("FP16", np.float16), ("FP32", np.float32), ("INT8", np.int8), ("INT16", np.int16), ("INT32", np.int32),
                       ("INT64", np.int64), ("UINT8", np.uint8), ("UINT16", np.uint16), ("UINT32", np.uint32), ("UINT64", np.uint64), ("BOOL", np.bool_)]:
    values = np.array([[1], [0]], dtype=kind)
    got = client.infer("half_plus_two", [tensor("x", values, datatype)])
    np.testing.assert_array_equal(got.as_numpy("y"), [[2.5], [2.0]])

for binary in [True, False]:
    inputs = [tensor("age", np.array([35, 35]), "INT64", binary), tensor("income", np.array([42000.0, 42000.0]), "FP64", binary),
              tensor("debt", np.array([9500.0, 9500.0]), "FP64", binary), tensor("home", np.array(["rent", "rent"], dtype=np.object_), "BYTES", binary)]
    got = client.infer("loans", inputs)
    assert list(got.as_numpy("default")) == [b"yes", b"yes"]
    np.testing.assert_array_equal(got.as_numpy("probability(yes)"), [0.5176266210524907] * 2)
    got = client.async_infer("loans", inputs, outputs=[http.InferRequestedOutput("default", binary_data=False)]).get_result()
    assert list(got.as_numpy("default")) == ["yes", "yes"], got.get_response()
    assert got.as_numpy("probability(yes)") is None

stats = client.get_inference_statistics("loans")["model_stats"]
assert stats[0]["inference_count"] == 8 and stats[0]["inference_stats"]["success"]["count"] == 4, stats
assert len(client.get_inference_statistics()["model_stats"]) == 2

refused(lambda: client.infer("none", [tensor("x", x, "FP64")]), 'model "none" is not known', "404")
refused(lambda: client.infer("half_plus_two", [tensor("z", x, "FP64")]), 'input "z" is none', "400")
refused(lambda: client.infer("half_plus_two", [tensor("x", np.array([2**53 + 1]), "INT64")]), "2^53", "400")

client.unload_model("loans")
assert not client.is_model_ready("loans")
client.load_model("loans")
assert client.is_model_ready("loans")
client.close()
