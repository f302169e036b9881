package main

// halfPlusTwo is the model of TensorFlow Serving's tutorial: y = 0.5 x + 2.
const halfPlusTwo = `<?xml version="1.0" encoding="UTF-8"?>
<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
  <Header copyright="The gopmml Authors" description="half plus two"/>
  <DataDictionary>
    <DataField name="x" optype="continuous" dataType="double"/>
    <DataField name="y" optype="continuous" dataType="double"/>
  </DataDictionary>
  <RegressionModel modelName="half_plus_two" functionName="regression">
    <MiningSchema>
      <MiningField name="x"/>
      <MiningField name="y" usageType="target"/>
    </MiningSchema>
    <RegressionTable intercept="2">
      <NumericPredictor name="x" coefficient="0.5"/>
    </RegressionTable>
  </RegressionModel>
</PMML>
`
