package agree

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// words are the values of attributes that a variant of a document exchanges.
var words = map[string][]string{
	"invalidValueTreatment":      {"returnInvalid", "asIs", "asMissing"},
	"missingValueTreatment":      {"asIs", "asValue", "returnInvalid"},
	"outliers":                   {"asIs", "asMissingValues", "asExtremeValues"},
	"dataType":                   {"double", "float", "integer", "string", "boolean", "double", "float"},
	"operator":                   {"equal", "notEqual", "lessThan", "lessOrEqual", "greaterThan", "greaterOrEqual", "isMissing", "isNotMissing"},
	"booleanOperator":            {"or", "and", "xor", "surrogate", "isIn", "isNotIn"},
	"missingValueStrategy":       {"lastPrediction", "nullPrediction", "defaultChild", "weightedConfidence", "aggregateNodes", "none"},
	"noTrueChildStrategy":        {"returnNullPrediction", "returnLastPrediction"},
	"multipleModelMethod":        {"majorityVote", "weightedMajorityVote", "average", "weightedAverage", "median", "weightedMedian", "max", "sum", "weightedSum", "selectFirst", "modelChain"},
	"missingPredictionTreatment": {"returnMissing", "skipSegment", "continue"},
	"normalizationMethod":        {"none", "simplemax", "softmax", "logit", "probit", "cloglog", "exp", "loglog", "cauchit"},
	"activationFunction":         {"logistic", "tanh", "identity", "exponential", "reciprocal", "square", "Gauss", "sine", "cosine", "Elliott", "arctan", "rectifier"},
	"linkFunction":               {"cloglog", "identity", "log", "logc", "logit", "loglog", "probit", "cauchit"},
	"classificationMethod":       {"OneAgainstAll", "OneAgainstOne"},
	"compareFunction":            {"absDiff", "delta", "equal"},
	"function":                   {"+", "-", "*", "/", "min", "max", "pow", "lessThan", "if", "and", "or", "floor", "exp", "ln", "threshold"},
	"closure":                    {"openOpen", "openClosed", "closedOpen", "closedClosed"},
	"x-mathContext":              {"float", "double"},
	"feature":                    {"predictedValue", "probability", "entityId", "affinity", "transformedValue", "confidence"},
	"castInteger":                {"round", "ceiling", "floor"},
	"method":                     {"indicator", "thermometer", "oneVsOne"},
	"reasonCodeAlgorithm":        {"pointsAbove", "pointsBelow"},
	"criterion":                  {"firstHit", "weightedSum", "weightedMax"},
}

// additions are attributes that a variant gives to elements.
var additions = map[string][]string{
	"<MiningField ": {
		`missingValueReplacement="0"`, `missingValueReplacement="1"`, `missingValueTreatment="returnInvalid"`,
		`invalidValueTreatment="asMissing"`, `invalidValueTreatment="asIs"`, `invalidValueTreatment="asValue" invalidValueReplacement="1"`,
		`outliers="asExtremeValues" lowValue="0" highValue="10"`, `outliers="asMissingValues" lowValue="-1" highValue="2.5"`,
	},
	"<TreeModel ":                 {`x-mathContext="float"`, `missingValueStrategy="lastPrediction"`, `noTrueChildStrategy="returnLastPrediction"`, `missingValueStrategy="none"`},
	"<MiningModel ":               {`x-mathContext="float"`},
	"<RegressionModel ":           {`x-mathContext="float"`, `normalizationMethod="softmax"`, `normalizationMethod="logit"`},
	"<GeneralRegressionModel ":    {`x-mathContext="float"`},
	"<NeuralNetwork ":             {`x-mathContext="float"`},
	"<SupportVectorMachineModel ": {`x-mathContext="float"`, `maxWins="true"`},
	"<Scorecard ":                 {`x-mathContext="float"`},
	"<ClusteringModel ":           {`x-mathContext="float"`},
	"<NaiveBayesModel ":           {`x-mathContext="float"`},
	"<NearestNeighborModel ":      {`x-mathContext="float"`},
	"<RuleSetModel ":              {`x-mathContext="float"`},
	"<Segmentation ":              {`missingPredictionTreatment="skipSegment"`, `missingPredictionTreatment="returnMissing"`, `missingThreshold="0.3"`},
	"<FieldRef ":                  {`mapMissingTo="1"`, `mapMissingTo="0.5"`},
	"<NormContinuous ":            {`outliers="asExtremeValues"`, `outliers="asMissingValues"`, `mapMissingTo="0.25"`},
	"<NormDiscrete ":              {`mapMissingTo="0.5"`},
	"<Apply ":                     {`mapMissingTo="2"`, `defaultValue="3"`, `invalidValueTreatment="asMissing"`},
	"<Segment ":                   {`weight="0.5"`, `weight="0"`, `weight="3"`},
	"<Neuron ":                    {`bias="1e30"`, `bias="-0.5"`},
	"<NumericPredictor ":          {`exponent="2"`, `exponent="0"`, `exponent="-1"`},
	"<DataField ":                 {`isCyclic="0"`},
}

// sections follow a model's schema in a variant.
var sections = []string{
	`<Targets><Target rescaleFactor="2" rescaleConstant="-1.5"/></Targets>`,
	`<Targets><Target castInteger="round"/></Targets>`,
	`<Targets><Target min="0.25" max="0.5"/></Targets>`,
	`<Targets><Target min="-3" max="1e4" rescaleFactor="1e300" castInteger="floor"/></Targets>`,
	`<Output><OutputField name="more" feature="predictedValue" dataType="float" optype="continuous"/></Output>`,
	`<Output><OutputField name="more" feature="transformedValue" dataType="double" optype="continuous"><Apply function="/"><Constant dataType="double">1</Constant><FieldRef field="more0"/></Apply></OutputField></Output>`,
	`<Output><OutputField name="more0" feature="predictedValue" dataType="double" optype="continuous"/><OutputField name="more" feature="transformedValue" dataType="double" optype="continuous"><Apply function="/"><Constant dataType="double">1</Constant><FieldRef field="more0"/></Apply></OutputField></Output>`,
}

// figures are the attributes whose numbers a variant exchanges, and strange what
// becomes of them.
var (
	figures = []string{"coefficient", "intercept", "weight", "score", "value", "recordCount", "confidence", "bias", "threshold", "gamma", "beta", "partialScore", "initialScore", "baselineScore", "norm", "orig", "count", "leftMargin", "rightMargin"}
	strange = []string{"0", "-0", "1", "-1", "1e308", "-1e308", "1e-320", "16777217", "0.1", "1e39", "1e-46", "3"}
)

// variant changes a document at random: mostly into one that means something
// else, often into one that means nothing.
func variant(text string, random *rand.Rand) string {
	for range 1 + random.IntN(4) {
		switch random.IntN(6) {
		case 0, 1:
			text = exchangeWords(text, random)
		case 2, 3:
			text = addAttributes(text, random)
		case 4:
			text = after(text, "</MiningSchema>", 3, func() string { return sections[random.IntN(len(sections))] }, random)
		default:
			attribute := figures[random.IntN(len(figures))]
			text = exchange(text, attribute, 20, func() string { return strange[random.IntN(len(strange))] }, random)
		}
	}
	return text
}

// exchangeWords changes the words of an attribute: here and there each to one of
// its own, or all to the same.
func exchangeWords(text string, random *rand.Rand) string {
	var there []string
	for attribute := range words {
		if strings.Contains(text, " "+attribute+`="`) {
			there = append(there, attribute)
		}
	}
	if len(there) == 0 {
		return text
	}
	slices.Sort(there) // the same every time
	attribute := there[random.IntN(len(there))]
	of := words[attribute]
	same, all := of[random.IntN(len(of))], random.IntN(2) == 0
	return exchange(text, attribute, 1+random.IntN(12), func() string {
		if all {
			return same
		}
		return of[random.IntN(len(of))]
	}, random)
}

func addAttributes(text string, random *rand.Rand) string {
	var there []string
	for element := range additions {
		if strings.Contains(text, element) {
			there = append(there, element)
		}
	}
	if len(there) == 0 {
		return text
	}
	slices.Sort(there)
	element := there[random.IntN(len(there))]
	of := additions[element]
	add := of[random.IntN(len(of))]
	name, _, _ := strings.Cut(add, "=")
	share := 1 + random.IntN(3)
	parts := strings.Split(text, element)
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteString(element)
			if tag, _, _ := strings.Cut(part, ">"); !strings.Contains(" "+tag, " "+name+"=") && random.IntN(share) == 0 {
				b.WriteString(add + " ")
			}
		}
		b.WriteString(part)
	}
	return b.String()
}

// exchange changes one in share of an attribute's values.
func exchange(text, attribute string, share int, with func() string, random *rand.Rand) string {
	mark := " " + attribute + `="`
	parts := strings.Split(text, mark)
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteString(mark)
			if _, rest, ok := strings.Cut(part, `"`); ok && random.IntN(share) == 0 {
				part = with() + `"` + rest
			}
		}
		b.WriteString(part)
	}
	return b.String()
}

// after puts something behind one in share of a tag.
func after(text, tag string, share int, what func() string, random *rand.Rand) string {
	parts := strings.SplitAfter(text, tag)
	for i := range parts[:len(parts)-1] {
		if random.IntN(share) == 0 {
			parts[i] += what()
		}
	}
	return strings.Join(parts, "")
}
