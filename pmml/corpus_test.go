package pmml_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// corpus gives the documents of the manifest, and the tiers of their cases.
func corpus(t testing.TB) (dir string, docs map[string]map[string]bool) {
	t.Helper()
	dir = files.Shared(t, "conformance")
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	require.NoError(t, err)
	var manifest struct {
		Cases []struct{ Model, Tier string }
	}
	require.NoError(t, json.Unmarshal(text, &manifest))
	docs = map[string]map[string]bool{}
	for _, c := range manifest.Cases {
		if docs[c.Model] == nil {
			docs[c.Model] = map[string]bool{}
		}
		docs[c.Model][c.Tier] = true
	}
	return dir, docs
}

// refused are the documents of the corpus that Parse refuses, and why. All are of
// the tier that asks for a clear refusal or nothing at all.
func refused() map[string]string {
	return map[string]string{
		"evaluator-unit/pmml/BayesInputTest.pmml":                 `16:7: NaiveBayesModel/BayesInputs/Extension/BayesInput/TargetValueStats/TargetValueStat: invalid document: element of the group of distributions is missing in TargetValueStat`,
		"evaluator-unit/pmml/ModelVerificationIris.pmml":          `1:1: invalid document: the root element is "ModelVerification"; expected PMML`,
		"evaluator-unit/pmml/ModelVerificationShopping.pmml":      `1:1: invalid document: the root element is "ModelVerification"; expected PMML`,
		"goscore/pmml/tree.pmml":                                  `1:1: invalid document: the root element is "TreeModel"; expected PMML`,
		"jpmml-model/pmml/ExtensionFilterTest.pmml":               `2:1: invalid document: element DataDictionary is missing in PMML`,
		"jpmml-model/pmml/ExtensionTest.pmml":                     `2:1: invalid document: element DataDictionary is missing in PMML`,
		"jpmml-model/pmml/MiningFieldTest.pmml":                   `7:2: RegressionModel: invalid document: required attribute "functionName" is missing`,
		"jpmml-model/pmml/NodePolymorphismTest.pmml":              `5:2: TreeModel: invalid document: required attribute "functionName" is missing`,
		"jpmml-model/pmml/ScoreDistributionPolymorphismTest.pmml": `5:2: TreeModel: invalid document: required attribute "functionName" is missing`,
		"jpmml-model/pmml/SegmentationTest.pmml":                  `5:2: MiningModel: invalid document: required attribute "functionName" is missing`,
		"jpmml-model/pmml/TargetValueTest.pmml":                   `5:2: RegressionModel: invalid document: required attribute "functionName" is missing`,
		"jpmml-model/pmml/TrendExpoSmoothTest.pmml":               `5:2: TimeSeriesModel: invalid document: required attribute "functionName" is missing`,
		"jpmml-model/pmml/WeightedSegmentationTest.pmml":          `9:2: MiningModel: invalid document: required attribute "functionName" is missing`,
		"jpmml-model/pmml/WildcardTest.pmml":                      `2:1: invalid document: element DataDictionary is missing in PMML`,
		"jpmml2014-unit/pmml/AnnotationContentTest.pmml":          `2:1: invalid document: element DataDictionary is missing in PMML`,
		"pymcBN/pmml/my_pmml.pmml":                                `76:15: BayesianNetworkModel/BayesianNetworkNodes/ContinuousNode[3]/ContinuousDistribution/NormalDistributionForBN/Mean: invalid document: element "Placeholder" is not known here; expected one of Constant, FieldRef, NormContinuous, NormDiscrete, Discretize, MapValues, TextIndex, Apply, Aggregate, Lag`,
		"sklearn-pmml-model/pmml/nb-cat-pima.pmml":                `27:5: NaiveBayesModel: invalid document: element BayesOutput is missing in NaiveBayesModel`,
		"sklearn-pmml-model/pmml/tree-cat-pima.pmml":              `76:6: TreeModel/Node/Node[2]/SimpleSetPredicate/Array: invalid document: attribute n="3" does not agree with the array, which has 2 values: "(20,30]", "(60,70]"`,
		"transpiler/pmml/ConstantPredicateTest.pmml":              `8:4: MiningModel/Segmentation/Segment: invalid document: element of the group MODEL-ELEMENT is missing in Segment`,
	}
}

func TestParseCorpus(t *testing.T) {
	dir, docs := corpus(t)
	want := refused()
	for model, tiers := range docs {
		file := filepath.Join(dir, model)
		_, err := pmml.ParseFile(file)
		if text, ok := want[model]; ok {
			require.EqualError(t, err, file+":"+text)
			require.ErrorIs(t, err, pmml.ErrInvalid)
			require.Equal(t, map[string]bool{"load": true}, tiers)
			delete(want, model)
			continue
		}
		require.NoError(t, err)
	}
	require.Empty(t, want, "these are not in the corpus")
}

// TestPositionsOfCorpus checks that the places of nodes are those of their tags.
func TestPositionsOfCorpus(t *testing.T) {
	dir, docs := corpus(t)
	for model := range docs {
		text, err := os.ReadFile(filepath.Join(dir, model))
		require.NoError(t, err)
		doc, err := pmml.Parse(bytes.NewReader(text))
		if err != nil {
			continue
		}
		lines := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
		check := func(at pmml.Pos, name string) {
			line := []rune(strings.TrimPrefix(lines[at.Line-1], "\ufeff"))
			require.Regexp(t, `^<(\w+:)?`+name+`\b`, string(line[at.Column-1:]), "%s: %v", model, at)
		}
		for _, f := range doc.DataDictionary.DataFields {
			check(f.Pos, "DataField")
		}
		for _, m := range doc.Models {
			check(m.Position(), m.ElementName())
		}
	}
}
