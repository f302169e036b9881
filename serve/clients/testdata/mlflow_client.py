# MLflow's client of its scoring server asks this one.
import sys
import types

import numpy
import pandas
from mlflow.pyfunc.scoring_server.client import ScoringServerClient

# The client looks for a part of scipy, and does without it if scipy itself is there.
sys.modules.setdefault("scipy", types.ModuleType("scipy")).__path__ = []

client = ScoringServerClient(sys.argv[1], sys.argv[2])
client.wait_server_ready(timeout=10)
assert client.get_version()

frame = pandas.DataFrame({
    "home": pandas.Categorical(["rent", None, "own"]), "age": [35, 40, 50],
    "income": [42000.0, numpy.nan, 1e5], "debt": pandas.array([9500, None, 0], dtype="Int64"),
})
names = ["default", "probability(yes)", "probability(no)"]
scored = client.invoke(frame).get_predictions()
assert list(scored.columns) == names and len(scored) == 3, scored
assert scored["default"][0] == "yes" and scored["probability(yes)"][0] == 0.5176266210524907, scored
again = client.invoke(frame, params={"threshold": 1}).get_predictions()
assert again.equals(scored)
rows = [{"age": 35, "income": 42000, "debt": 9500, "home": "rent"}]
assert client.invoke(rows).get_predictions()["default"][0] == "yes"
table = numpy.array([[35, 42000, 9500, "rent"]], dtype=object)
assert client.invoke(table).get_predictions()["default"][0] == "yes"
unnamed = pandas.DataFrame([[35, 42000, 9500, "rent"]])
assert client.invoke(unnamed).get_predictions()["default"][0] == "yes"

for wrong, text in [(frame.assign(age=35.5), "age"), (frame.rename(columns={"age": "Age"}), "did you mean"), (frame.assign(income=2**53 + 1), "income")]:
    try:
        client.invoke(wrong)
    except Exception as error:
        assert "error code 400" in str(error) and text in str(error), error
    else:
        raise AssertionError("no error: " + text)
