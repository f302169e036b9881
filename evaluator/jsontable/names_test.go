package jsontable

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// TestNames: names are refused as in a record given to Evaluate, of Records row by row.
func TestNames(t *testing.T) {
	for _, tt := range []struct {
		name   string
		policy evaluator.InputNames
		shape  Shape
		in     string
		want   *Error // nil: it is scored
		code   string
	}{
		{"an unknown name", evaluator.RefuseNearNames, Records, `[{"s":"x","id":1},{"id":2}]`, nil, ""},
		{"a near name", evaluator.RefuseNearNames, Records, `[{"s":"x"},{"S ":"x","d":1}]`, &Error{Fault: FaultName, Row: 2, Field: "s"}, evaluator.InputNearName},
		{"a near name of one that is there", evaluator.RefuseNearNames, Records, `[{"S":"y","s":"x"},{"s":"x","S":"y"}]`, nil, ""},
		{"a near name that is null", evaluator.RefuseNearNames, Records, `[{"S":null}]`, &Error{Fault: FaultName, Row: 1, Field: "s"}, evaluator.InputNearName},
		{"near columns", evaluator.RefuseNearNames, Columns, `{"d":[1],"_f":[2]}`, &Error{Fault: FaultName, Field: "f"}, evaluator.InputNearName},
		{"near columns of one that is there", evaluator.RefuseNearNames, Columns, `{"F":[1],"f":[2]}`, nil, ""},
		{"near columns of split", evaluator.RefuseNearNames, Split, `{"columns":["d","F"],"data":[[1,2]]}`, &Error{Fault: FaultName, Field: "f"}, evaluator.InputNearName},
		{"near columns of split, data first", evaluator.RefuseNearNames, Split, `{"data":[[1,2]],"columns":["d","F"]}`, &Error{Fault: FaultName, Field: "f"}, evaluator.InputNearName},
		{"any", evaluator.AnyInputNames, Records, `[{"S":"x"}]`, nil, ""},
		{"exact", evaluator.ExactInputNames, Records, `[{"s":"x","d":1,"f":1,"i":1,"b":true,"t":"2024-02-29","l":[1]},{"s":null,"d":null,"f":null,"i":null,"b":null,"t":null,"l":null}]`, nil, ""},
		{"exact, all null", evaluator.ExactInputNames, Split, `{"columns":["s","d","f","i","b","t","l"],"data":[[null,null,null,null,null,null,null]]}`, nil, ""},
		{"exact, an absent one", evaluator.ExactInputNames, Records, `[{"s":null,"d":null,"f":null,"i":null,"b":null,"t":null,"l":null},{"s":"x","f":1,"i":1,"b":true,"t":"2024-02-29","l":[1]}]`,
			&Error{Fault: FaultName, Row: 2, Field: "d"}, evaluator.InputAbsent},
		{"exact, an unknown one", evaluator.ExactInputNames, Columns, `{"s":["x"],"d":[1],"f":[1],"i":[1],"b":[true],"t":["2024-02-29"],"l":[[1]],"id":[1]}`,
			&Error{Fault: FaultName}, evaluator.InputUnknownName},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := load(t, evaluator.WithInputNames(tt.policy))
			r := NewReader(m)
			for range 2 { // a reader is used again
				_, _, err := score(m, r, tt.in, tt.shape, Records)
				if tt.want == nil {
					require.NoError(t, err)
					continue
				}
				var bad *Error
				require.ErrorAs(t, err, &bad)
				var of *evaluator.InputError
				require.True(t, errors.As(err, &of))
				assert.Equal(t, tt.code, of.Code)
				assert.Equal(t, of.Detail, bad.Detail)
				got := *bad
				got.Detail, got.Err = "", nil
				assert.Equal(t, *tt.want, got)
			}
		})
	}
}
