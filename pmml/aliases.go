package pmml

import "strings"

// elementAlias gives the standard's name for an element that producers are
// known to write otherwise, or the name itself.
func elementAlias(name string) string {
	switch name {
	case "pmml": // pymc and the NIST examples
		return "PMML"
	case "header":
		return "Header"
	case "array":
		return "Array"
	case "Trend": // PMML 4.0
		return "Trend_ExpoSmooth"
	case "ARDSquaredExponentialKernelType", "AbsoluteExponentialKernelType", "GeneralizedExponentialKernelType": // the NIST examples
		return strings.TrimSuffix(name, "Type")
	}
	return name
}

// attributeAlias gives the standard's name for an attribute that producers are
// known to write otherwise, or the name itself. The x- names became part of the
// standard in PMML 4.4.
func attributeAlias(name string) string {
	switch name {
	case "opType":
		return "optype"
	case "datatype": // RapidMiner, pymc
		return "dataType"
	case "numberoffields":
		return "numberOfFields"
	case "modelname":
		return "modelName"
	case "functionname":
		return "functionName"
	case "usagetype":
		return "usageType"
	case "x-invalidValueReplacement":
		return "invalidValueReplacement"
	case "x-missingPredictionTreatment":
		return "missingPredictionTreatment"
	case "x-missingThreshold":
		return "missingThreshold"
	}
	return name
}

// isStray says whether an attribute that the standard does not know is let pass
// at an element of that name, because documents that other engines read have it.
func (d *decoder) isStray(element, attr string) bool {
	switch element {
	case "Target":
		return attr == "a"
	case "DataField": // DeepNetwork documents
		return d.vendorVersion && (attr == "height" || attr == "width" || attr == "channels" || attr == "dataType")
	}
	return false
}
