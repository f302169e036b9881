"""What KServe's own clients can ask, over HTTP and gRPC.

The package's __init__ imports all of KServe's server and Kubernetes' client, which the
clients do not need: they are imported past it.
"""
import asyncio
import importlib.util
import os
import sys
import types

root = os.path.join(os.path.dirname(os.path.dirname(importlib.util.find_spec("httpx").origin)), "kserve")
for name, path in [("kserve", root), ("kserve.protocol", os.path.join(root, "protocol"))]:
    module = types.ModuleType(name)
    module.__path__ = [path]
    sys.modules[name] = module

import numpy as np
from kserve.errors import InvalidInput
from kserve.inference_client import InferenceGRPCClient, InferenceRESTClient, RESTConfig
from kserve.protocol.infer_type import InferInput, InferRequest, RequestedOutput

http, grpc = "http://" + sys.argv[1], sys.argv[2]


def request(name, binary=False):
    def tensor(name, values, datatype):
        t = InferInput(name=name, shape=list(values.shape), datatype=datatype)
        t.set_data_from_numpy(values, binary_data=binary)
        return t

    if name == "half_plus_two":
        inputs = [tensor("x", np.array([1.0, 2.0]), "FP64")]
    else:
        inputs = [tensor("age", np.array([35]), "INT64"), tensor("income", np.array([42000.0]), "FP64"),
                  tensor("debt", np.array([9500.0]), "FP64"), tensor("home", np.array(["rent"], dtype=np.object_), "BYTES")]
    outputs = [RequestedOutput("y", parameters={"binary_data": True})] if name == "half_plus_two" and binary else None
    return InferRequest(model_name=name, infer_inputs=inputs, request_outputs=outputs)


async def main():
    client = InferenceRESTClient(RESTConfig(protocol="v2", retries=1))
    assert await client.is_server_live(http) is True
    assert await client.is_server_ready(http) is True
    assert await client.is_model_ready(http, "loans") is True
    for binary in [False, True]:
        got = await client.infer(http, request("half_plus_two", binary), model_name="half_plus_two")
        np.testing.assert_array_equal(got.outputs[0].as_numpy(), [2.5, 3.0])
        assert got.model_name == "half_plus_two" and got.id, got
        got = await client.infer(http, request("loans", binary), model_name="loans")
        assert [o.name for o in got.outputs] == ["default", "probability(yes)", "probability(no)"]
        assert got.outputs[1].as_numpy()[0] == 0.5176266210524907
    import httpx
    try:
        await client.infer(http, request("loans"), model_name="half_plus_two")
        raise AssertionError("not refused")
    except httpx.HTTPStatusError as e:
        assert 'input \\"age\\" is none' in e.response.text or 'input "age" is none' in str(e), (e, e.response.text)
    first = InferenceRESTClient(RESTConfig(protocol="v1", retries=1))
    assert await first.is_server_live(http) is True and await first.is_model_ready(http, "loans") is True
    assert (await first.infer(http, {"instances": [1.0]}, model_name="half_plus_two")) == {"predictions": [2.5]}

    rpc = InferenceGRPCClient(grpc)
    assert await rpc.is_server_live() and await rpc.is_server_ready() and await rpc.is_model_ready("loans")
    assert not await rpc.is_model_ready("none")
    for binary in [False, True]:
        got = await rpc.infer(request("half_plus_two", binary))
        np.testing.assert_array_equal(got.outputs[0].as_numpy(), [2.5, 3.0])
        got = await rpc.infer(request("loans", binary))
        assert got.outputs[1].as_numpy()[0] == 0.5176266210524907
    await rpc.close()


asyncio.run(main())
