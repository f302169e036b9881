#!/usr/bin/env bash
# sklearn-pmml-model 1.0.8 (PyPI) scores tree models whose fields are of type double
# in float32: it loads them into scikit-learn's trees, which round every input to
# float32 and compare it with a float64 threshold. So a value that equals a
# threshold which float32 does not have (0.1 becomes 0.100000001490116) fails
# "lessOrEqual" and takes the other branch, where the document says otherwise.
# A tool that scores PMML may not borrow a trainer's trees: their inputs are
# float32, PMML's are what the DataDictionary says.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check sklearn-pmml-model==1.0.8 scikit-learn==1.9.1 numpy==2.4.6 pandas==3.1.1
cat >"$work/tree.pmml" <<'XML'
<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
  <Header/>
  <DataDictionary>
    <DataField name="x" optype="continuous" dataType="double"/>
    <DataField name="c" optype="categorical" dataType="string"><Value value="low"/><Value value="high"/></DataField>
  </DataDictionary>
  <TreeModel functionName="classification" splitCharacteristic="binarySplit">
    <MiningSchema><MiningField name="c" usageType="target"/><MiningField name="x"/></MiningSchema>
    <Node id="1" score="low" recordCount="10"><True/>
      <ScoreDistribution value="low" recordCount="5"/><ScoreDistribution value="high" recordCount="5"/>
      <Node id="2" score="low" recordCount="5"><SimplePredicate field="x" operator="lessOrEqual" value="0.1"/>
        <ScoreDistribution value="low" recordCount="5"/><ScoreDistribution value="high" recordCount="0"/></Node>
      <Node id="3" score="high" recordCount="5"><SimplePredicate field="x" operator="greaterThan" value="0.1"/>
        <ScoreDistribution value="low" recordCount="0"/><ScoreDistribution value="high" recordCount="5"/></Node>
    </Node>
  </TreeModel>
</PMML>
XML
cat >"$work/score.py" <<'PY'
import sys, warnings
import pandas as pd
from sklearn_pmml_model.tree import PMMLTreeClassifier

warnings.simplefilter("ignore")
model = PMMLTreeClassifier(pmml=sys.argv[1])
print(*model.predict(pd.DataFrame({"x": [0.05, 0.1, 0.2]})))
PY
got="$("$work/venv/bin/python" "$work/score.py" "$work/tree.pmml")"
echo "x = 0.05, 0.1, 0.2: $got (the document says: low low high)"
[ "$got" = "low high high" ]
