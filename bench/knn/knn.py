"""Nearest neighbors beside scikit-learn's brute force, on one thread each.

Run it from the module's folder, with scikit-learn installed:

    python bench/knn/knn.py [instances] [columns] [neighbors]

It trains a classifier on random numbers, writes it as PMML, lets both predict
the same records in a batch, compares the predictions and prints the times.
"""

import os
import subprocess
import sys
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

instances, columns, neighbors = (int(v) for v in (sys.argv[1:] + ["100000", "30", "5"][len(sys.argv) - 1 :])[:3])
queries, repeats = 2000, 3

random = np.random.default_rng(1)
x = random.normal(size=(instances, columns))
y = random.integers(0, 2, instances)
q = random.normal(size=(queries, columns))
names = [f"x{i}" for i in range(columns)]


def pmml():
    """The classifier as a document."""
    yield '<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>'
    for n in names:
        yield f'<DataField name="{n}" optype="continuous" dataType="double"/>'
    yield '<DataField name="y" optype="categorical" dataType="integer"><Value value="0"/><Value value="1"/></DataField>'
    yield f'</DataDictionary><NearestNeighborModel functionName="classification" numberOfNeighbors="{neighbors}"><MiningSchema>'
    for n in names:
        yield f'<MiningField name="{n}"/>'
    yield '<MiningField name="y" usageType="target"/></MiningSchema><TrainingInstances><InstanceFields>'
    for n in [*names, "y"]:
        yield f'<InstanceField field="{n}" column="{n}"/>'
    yield "</InstanceFields><InlineTable>"
    for row, label in zip(x, y):
        yield "<row>" + "".join(f"<{n}>{float(v)!r}</{n}>" for n, v in zip(names, row)) + f"<y>{label}</y></row>"
    yield '</InlineTable></TrainingInstances><ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><KNNInputs>'
    for n in names:
        yield f'<KNNInput field="{n}"/>'
    yield "</KNNInputs></NearestNeighborModel></PMML>"


model = KNeighborsClassifier(neighbors, algorithm="brute").fit(x, y)
theirs = []
for _ in range(repeats):
    start = time.perf_counter()
    want = model.predict(q)
    theirs.append((time.perf_counter() - start) / queries * 1e6)

with tempfile.TemporaryDirectory() as folder:
    document, table = os.path.join(folder, "knn.pmml"), os.path.join(folder, "queries.csv")
    with open(document, "w") as f:
        f.writelines(pmml())
    with open(table, "w") as f:
        f.write(",".join(names) + "\n")
        f.writelines(",".join(repr(float(v)) for v in row) + "\n" for row in q)
    out = subprocess.run(["go", "run", "./bench/knn", document, table], check=True, stdout=subprocess.PIPE, text=True).stdout
head, *got = out.split("\n")
ours, load = (float(v) for v in head.split())
same = sum(int(g) == w for g, w in zip(got, want))

print(f"{instances} instances, {columns} columns, {neighbors} neighbors; {queries} records in a batch, best of {repeats}")
print(f"scikit-learn, brute force  {min(theirs):8.1f} µs a record")
print(f"gopmml                     {ours:8.1f} µs a record   ({min(theirs) / ours:.1f} times as fast; loaded in {load:.1f} s)")
print(f"same prediction            {same} of {queries}")
if same != queries:
    sys.exit(1)
