package conformance

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// TestCodes holds the list of codes to the errors of the broken documents, and of
// those below: each has one code of the list, of its class, and none of the list
// is without an error that has it.
func TestCodes(t *testing.T) {
	seen := map[pmml.Code]bool{}
	look := func(t *testing.T, err error) pmml.Code {
		var e *pmml.Error
		require.ErrorAs(t, err, &e)
		require.Contains(t, pmml.Codes(), e.Code())
		assert.Equal(t, e.Class, e.Code().Class(), "the class of %s", e.Code())
		assert.ErrorIs(t, err, e.Code())
		seen[e.Code()] = true
		return e.Code()
	}
	for _, f := range files.Broken(t) {
		dir := t.TempDir()
		for _, c := range f.Cases {
			_, err := evaluator.LoadFile(c.Write(t, dir))
			look(t, err)
		}
	}
	tree := string(files.Read(t, "tree.pmml"))
	load := func(opts []evaluator.Option, edits ...string) error {
		_, err := evaluator.Load(strings.NewReader(strings.NewReplacer(edits...).Replace(tree)), opts...)
		return err
	}
	doc, err := pmml.Parse(strings.NewReader(tree))
	require.NoError(t, err)
	_, cannotRead := pmml.ParseFile("no such file")
	reader, writer := io.Pipe()
	require.NoError(t, reader.Close())
	for _, tt := range []struct {
		code      pmml.Code
		err       error
		got, want string
	}{
		{pmml.CodeCannotRead, cannotRead, "", ""},
		{pmml.CodeCannotWrite, pmml.Write(writer, doc), "", ""},
		{pmml.CodeInvalidOption, load([]evaluator.Option{evaluator.WithParseOptions(pmml.WithMaxDepth(0))}), "", ""},
		{pmml.CodeLimit, load([]evaluator.Option{evaluator.WithParseOptions(pmml.WithMaxDepth(2))}), "", ""},
		{pmml.CodeModelUnknown, load([]evaluator.Option{evaluator.WithModelName("other")}), "other", ""},
		{pmml.CodeUnlistedValue, load(nil, `name="home" optype="categorical"`, `name="home" optype="ordinal"`,
			`field="home" operator="equal" value="rent"`, `field="home" operator="lessThan" value="castle"`), "", ""},
		{pmml.CodeArgumentCount, load(nil, `<TreeModel`, `<TransformationDictionary><DefineFunction name="f" optype="continuous">
			<ParameterField name="x"/><FieldRef field="x"/></DefineFunction></TransformationDictionary><TreeModel`,
			`feature="entityId"/>`, `feature="transformedValue"><Apply function="f"/></OutputField>`), "0", "1"},
		{pmml.CodeValueUnknown, load(nil, `usageType="target"`, `usageType="aim"`), "aim",
			"active, predicted, target, supplementary, group, order, frequencyWeight, analysisWeight"},
		{pmml.CodeValueNotNumber, load(nil, `recordCount="600"`, `recordCount="many"`), "many", "number"},
		{pmml.CodeValueType, load(nil, `operator="greaterThan" value="7500"`, `operator="greaterThan" value="much"`), "much", "double"},
		{pmml.CodeAttributeMissing, load(nil, ` dataType="integer"`, ``), "", "dataType"},
		{pmml.CodeNameUnknown, load(nil, `field="debt"`, `field="depth"`), "depth", ""},
		{pmml.CodeNameUnknown, load(nil, `defaultChild="steady"`, `defaultChild="unsteady"`), "", ""},
		{pmml.CodeDuplicateName, load(nil, `<Node id="indebted"`, `<Node id="poor"`), "", ""},
		{pmml.CodeOutOfRange, load(nil, `missingValuePenalty="0.8"`, `missingValuePenalty="1.8"`), "", ""},
		{pmml.CodeInvalid, load(nil, `value="approve" recordCount="20"`, `value="approve" recordCount="20" probability="0.1"`), "", ""},
	} {
		assert.Equal(t, tt.code, look(t, tt.err))
		var e *pmml.Error
		require.ErrorAs(t, tt.err, &e)
		assert.Equal(t, tt.got, e.Got, "%v", tt.err)
		assert.Equal(t, tt.want, strings.Join(e.Want, ", "), "%v", tt.err)
	}
	for _, code := range pmml.Codes() {
		if !seen[code] {
			t.Errorf("no document has an error of code %s", code)
		}
	}
}
