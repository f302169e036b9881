package main

func Example() {
	main()
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
	//   <Header copyright="example" description="the limit of a card by income"/>
	//   <DataDictionary>
	//     <DataField name="income" optype="continuous" dataType="double"/>
	//     <DataField name="limit" optype="continuous" dataType="double"/>
	//   </DataDictionary>
	//   <TreeModel functionName="regression">
	//     <MiningSchema>
	//       <MiningField name="income"/>
	//       <MiningField name="limit" usageType="target"/>
	//     </MiningSchema>
	//     <Node>
	//       <True/>
	//       <Node id="low" score="1000">
	//         <SimplePredicate field="income" operator="lessThan" value="30000"/>
	//       </Node>
	//       <Node id="high" score="5000">
	//         <SimplePredicate field="income" operator="greaterOrEqual" value="30000"/>
	//       </Node>
	//     </Node>
	//   </TreeModel>
	// </PMML>
	// income 18000: limit 1000
	// income 52000: limit 5000
}
