#!/usr/bin/env bash
# sklearn-pmml-model 1.0.8 (PyPI) loads a RegressionModel without a word and drops
# three things that change its result: Targets (rescaleFactor, rescaleConstant), the
# exponent of a NumericPredictor, and a MiningField's treatment of outliers. For
# x = 1, 3, 20 with outliers="asExtremeValues" up to 10, 1 + 2x² and then
# 2y + 100 the document gives 106, 138, 502.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check sklearn-pmml-model==1.0.8 scikit-learn==1.9.1 numpy==2.4.6 pandas==3.1.1
cat >"$work/regression.pmml" <<'XML'
<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
  <Header/>
  <DataDictionary>
    <DataField name="x" optype="continuous" dataType="double"/>
    <DataField name="y" optype="continuous" dataType="double"/>
  </DataDictionary>
  <RegressionModel functionName="regression">
    <MiningSchema>
      <MiningField name="y" usageType="target"/>
      <MiningField name="x" outliers="asExtremeValues" lowValue="0" highValue="10"/>
    </MiningSchema>
    <Targets><Target field="y" rescaleConstant="100" rescaleFactor="2"/></Targets>
    <RegressionTable intercept="1"><NumericPredictor name="x" coefficient="2" exponent="2"/></RegressionTable>
  </RegressionModel>
</PMML>
XML
cat >"$work/score.py" <<'PY'
import sys
import pandas as pd
from sklearn_pmml_model.linear_model import PMMLLinearRegression

model = PMMLLinearRegression(pmml=sys.argv[1])
print(*(float(y) for y in model.predict(pd.DataFrame({"x": [1.0, 3.0, 20.0]}))))
PY
got="$("$work/venv/bin/python" "$work/score.py" "$work/regression.pmml")"
echo "x = 1, 3, 20: $got (the document says: 106 138 502)"
[ "$got" = "3.0 7.0 41.0" ]
