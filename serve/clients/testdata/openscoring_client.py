# Openscoring's own client deploys a model, scores with it in each of its ways, and
# removes it.
import os
import sys
import tempfile

import pandas
from openscoring import BatchEvaluationRequest, EvaluationRequest, Openscoring

server = Openscoring(sys.argv[1])
document = sys.argv[2]

deployed = server.deployFile("client", document)
assert deployed.id == "client" and deployed.miningFunction == "classification", deployed.__dict__
assert [f["id"] for f in deployed.schema["inputFields"]] == ["age", "income", "debt", "home"], deployed.schema
assert server.deployFile("client", document).id == "client"

record = {"age": 35, "income": 42000, "debt": 9500.0, "home": "rent"}
results = {"default": "yes", "probability(yes)": 0.5176266210524907, "probability(no)": 0.4823733789475093}
assert server.evaluate("client", record) == results
answer = server.evaluate("client", EvaluationRequest("record-1", record))
assert answer.id == "record-1" and answer.results == results
assert server.evaluate("client", {**record, "income": float("nan")}) is not None

assert server.evaluateBatch("client", [record, record]) == [results, results]
batch = server.evaluateBatch("client", BatchEvaluationRequest("batch", [
    EvaluationRequest("good", record), EvaluationRequest("bad", {**record, "home": "tent"})]))
assert batch.id == "batch" and batch.responses[0].results == results
assert batch.responses[1].id == "bad" and "tent" in batch.responses[1].message

frame = pandas.DataFrame([{"Id": i, **record} for i in range(500)])
frame.loc[3, "income"] = None
scored = server.evaluateCsv("client", frame)
assert list(scored.columns) == ["Id", "default", "probability(yes)", "probability(no)"], scored.columns
assert len(scored) == 500 and scored["Id"].tolist() == list(range(500))
assert scored["default"][0] == "yes" and scored["probability(yes)"][0] == results["probability(yes)"]

def fails(call, text):
    try:
        call()
    except ValueError as error:
        assert text in str(error), error
    else:
        raise AssertionError("no error: " + text)

fails(lambda: server.evaluateCsv("client", frame.assign(home="tent")), "tent")
fails(lambda: server.evaluate("client", {**record, "home": "tent"}), "tent")
fails(lambda: server.evaluate("nobody", record), "not found")
fails(lambda: server.deploy("client", b"<PMML/>"), "PMML")
fails(lambda: server.undeploy("nobody"), "not found")

with tempfile.TemporaryDirectory() as folder:
    rows, out = os.path.join(folder, "rows.csv"), os.path.join(folder, "out.csv")
    for separator in [",", ";", "\t"]:
        frame.to_csv(rows, sep=separator, index=False)
        server.evaluateCsvFile("client", rows, out)
        again = pandas.read_csv(out, sep=separator)
        assert again.equals(scored), separator

server.undeploy("client")
fails(lambda: server.evaluate("client", record), "not found")
