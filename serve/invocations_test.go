package serve

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// frame is a document whose inputs are of all types, and come out as they went in.
const frame = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>
<DataField name="i" optype="continuous" dataType="integer"/><DataField name="d" optype="continuous" dataType="double"/>
<DataField name="f" optype="continuous" dataType="float"/><DataField name="b" optype="categorical" dataType="boolean"/>
<DataField name="s" optype="categorical" dataType="string"/><DataField name="day" optype="ordinal" dataType="date"/>
<DataField name="at" optype="ordinal" dataType="dateTime"/></DataDictionary>
<RegressionModel functionName="regression"><MiningSchema><MiningField name="i"/><MiningField name="d"/><MiningField name="f"/><MiningField name="b"/><MiningField name="s"/>
<MiningField name="day"/><MiningField name="at"/></MiningSchema><Output>` +
	`<OutputField name="I" feature="transformedValue" optype="continuous" dataType="integer"><FieldRef field="i"/></OutputField>` +
	`<OutputField name="D" feature="transformedValue" optype="continuous" dataType="double"><FieldRef field="d"/></OutputField>` +
	`<OutputField name="F" feature="transformedValue" optype="continuous" dataType="float"><FieldRef field="f"/></OutputField>` +
	`<OutputField name="B" feature="transformedValue" optype="categorical" dataType="boolean"><FieldRef field="b"/></OutputField>` +
	`<OutputField name="S" feature="transformedValue" optype="categorical" dataType="string"><FieldRef field="s"/></OutputField>` +
	`<OutputField name="Day" feature="transformedValue" optype="ordinal" dataType="date"><FieldRef field="day"/></OutputField>` +
	`<OutputField name="At" feature="transformedValue" optype="ordinal" dataType="dateTime"><FieldRef field="at"/></OutputField>` +
	`</Output><RegressionTable intercept="1"/></RegressionModel></PMML>`

func servedAs(t testing.TB, document string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "m.pmml")
	require.NoError(t, os.WriteFile(path, []byte(document), 0o600))
	s, _ := started(t, Options{Sources: []Source{{Name: "m", Path: path}}})
	return s.URL
}

// TestInvocations is what MLflow's and SageMaker's callers expect, statement by statement.
func TestInvocations(t *testing.T) {
	half, _ := started(t, Options{Sources: []Source{{Name: "half", Path: halfPlusTwo}}})
	loans, _ := started(t, Options{Sources: []Source{{Name: "loans", Path: logistic}}})
	const (
		isJSON  = "application/json"
		isCSV   = "text/csv"
		isLines = "application/jsonlines"
		scored  = `{"default": "yes", "probability(yes)": 0.5176266210524907, "probability(no)": 0.4823733789475093}`
		one     = `{"predictions": [` + scored + "]}\n"
		object  = `{"age": 35, "income": 42000, "debt": 9500, "home": "rent"}`
		list    = `[35, 42000, 9500, "rent"]`
		halves  = `{"predictions": [2.5, 3.0]}` + "\n"
		rows    = "yes,0.5176266210524907,0.4823733789475093\n"
	)
	for _, tt := range []struct {
		name, url, kind, accept, body string
		status                        int
		answered, want                string
	}{
		{"a frame as its columns and data", loans.URL, isJSON, "", `{"dataframe_split": {"index": [0], "columns": ["home", "age", "income", "debt"], "data": [["rent", 35, 42000, 9500]]}}`, 200, isJSON, one},
		{"a frame whose data come first", loans.URL, isJSON, "", `{"dataframe_split": {"data": [["rent", 35, 42000, 9500]], "columns": ["home", "age", "income", "debt"]}}`, 200, isJSON, one},
		{"a frame without names", loans.URL, isJSON, "", `{"dataframe_split": {"data": [` + list + `]}}`, 200, isJSON, one},
		{"a frame whose names are null", loans.URL, isJSON, "", `{"dataframe_split": {"columns": null, "data": [` + list + `]}}`, 200, isJSON, one},
		{"a frame whose columns are counted", loans.URL, isJSON, "", `{"dataframe_split": {"columns": [0, 1, 2, 3], "data": [` + list + `]}}`, 200, isJSON, one},
		{"a frame with an unknown column", loans.URL, isJSON, "", `{"dataframe_split": {"columns": ["Home"], "data": [["rent"]]}}`, 400, isJSON, `{"error_code": "INVALID_PARAMETER_VALUE", "message": "input \"Home\" is none of model \"loans\": did you mean \"home\"?"}`},
		{"a frame with a column twice", loans.URL, isJSON, "", `{"dataframe_split": {"columns": ["home", "home"], "data": [["rent", "own"]]}}`, 400, isJSON, `{"error_code": "INVALID_PARAMETER_VALUE", "message": "input \"home\" is given twice"}`},
		{"a frame with a short row", loans.URL, isJSON, "", `{"dataframe_split": {"columns": ["home", "age"], "data": [["rent"]]}}`, 400, isJSON, ""},
		{"a frame with a long row", loans.URL, isJSON, "", `{"dataframe_split": {"columns": ["home"], "data": [["rent", 1]]}}`, 400, isJSON, ""},
		{"a frame without data", loans.URL, isJSON, "", `{"dataframe_split": {"columns": ["home"]}}`, 400, isJSON, ""},
		{"a frame without rows", loans.URL, isJSON, "", `{"dataframe_split": {"columns": ["home"], "data": []}}`, 400, isJSON, ""},
		{"a frame with another key", loans.URL, isJSON, "", `{"dataframe_split": {"column": ["home"], "data": [["own"]]}}`, 400, isJSON, ""},
		{"a frame that is a list", loans.URL, isJSON, "", `{"dataframe_split": [1]}`, 400, isJSON, ""},
		{"a frame as records", loans.URL, isJSON, "", `{"dataframe_records": [` + object + `]}`, 200, isJSON, one},
		{"records that are no objects", loans.URL, isJSON, "", `{"dataframe_records": [` + list + `]}`, 400, isJSON, ""},
		{"records that are no list", loans.URL, isJSON, "", `{"dataframe_records": ` + object + `}`, 400, isJSON, ""},
		{"instances: objects", loans.URL, isJSON, "", `{"instances": [` + object + `]}`, 200, isJSON, one},
		{"instances: lists", loans.URL, isJSON, "", `{"instances": [` + list + `]}`, 200, isJSON, one},
		{"instances: values of the only input", half.URL, isJSON, "", `{"instances": [1, 2]}`, 200, isJSON, halves},
		{"instances: lists of the only input's value", half.URL, isJSON, "", `{"instances": [[1], [2]]}`, 200, isJSON, halves},
		{"instances: values of several inputs", loans.URL, isJSON, "", `{"instances": [1]}`, 400, isJSON, ""},
		{"instances: none", half.URL, isJSON, "", `{"instances": []}`, 400, isJSON, ""},
		{"instances: features, as SageMaker has them", loans.URL, isJSON, "", `{"instances": [{"features": ` + list + `}]}`, 200, isJSON, one},
		{"instances: features and more", loans.URL, isJSON, "", `{"instances": [{"features": ` + list + `, "age": 1}]}`, 400, isJSON, ""},
		{"inputs: columns", half.URL, isJSON, "", `{"inputs": {"x": [1, 2]}}`, 200, isJSON, halves},
		{"inputs: columns of arrays", half.URL, isJSON, "", `{"inputs": {"x": [[1], [2]]}}`, 200, isJSON, halves},
		{"inputs: a value of each", loans.URL, isJSON, "", `{"inputs": ` + object + `}`, 200, isJSON, one},
		{"inputs: an array", half.URL, isJSON, "", `{"inputs": [[1], [2]]}`, 200, isJSON, halves},
		{"inputs: a list of objects", loans.URL, isJSON, "", `{"inputs": [` + object + `]}`, 200, isJSON, one},
		{"inputs: columns of different lengths", loans.URL, isJSON, "", `{"inputs": {"age": [1], "debt": [1, 2]}}`, 400, isJSON, ""},
		{"parameters of the call are ignored", half.URL, isJSON, "", `{"params": {"a": 1}, "inputs": [1, 2]}`, 200, isJSON, halves},
		{"two forms at once", half.URL, isJSON, "", `{"instances": [1], "inputs": [1]}`, 400, isJSON, ""},
		{"no form", half.URL, isJSON, "", `{"x": 1}`, 400, isJSON, `{"error_code": "INVALID_PARAMETER_VALUE", "message": "The input must be a JSON object with exactly one of the keys dataframe_split, dataframe_records, instances and inputs"}`},
		{"mixed records", half.URL, isJSON, "", `{"instances": [1, {"x": 1}]}`, 400, isJSON, ""},
		{"an array as SageMaker writes it", loans.URL, isJSON, "", `[` + list + `]`, 200, isJSON, one},
		{"a list of values as SageMaker writes it", half.URL, isJSON, "", `[1, 2]`, 200, isJSON, halves},
		{"more after the end", half.URL, isJSON, "", `[1, 2] 3`, 400, isJSON, ""},
		{"not JSON", half.URL, isJSON, "", `{"inputs": [1`, 400, isJSON, ""},
		{"a charset", half.URL, "application/json; charset=utf-8", "", `[1, 2]`, 200, isJSON, halves},
		{"another charset", half.URL, "application/json; charset=latin1", "", `[1, 2]`, 415, isJSON, ""},
		{"no type", half.URL, "", "", `[1, 2]`, 200, isJSON, halves},
		{"a type of those who think of none", half.URL, "application/x-www-form-urlencoded", "", `[1, 2]`, 200, isJSON, halves},
		{"no type, and no JSON", half.URL, "", "", "x\n1\n", 415, isJSON, ""},
		{"a type that is not read", half.URL, "application/x-npy", "", `[1, 2]`, 415, isJSON, ""},
		{"CSV with a header", loans.URL, isCSV, "", "home,age,income,debt\nrent,35,42000,9500\n", 200, isJSON, one},
		{"CSV with an index, as pandas writes it", loans.URL, isCSV, "", ",home,age,income,debt\n0,rent,35,42000,9500\n", 200, isJSON, one},
		{"CSV without a header: values in the order of the inputs", loans.URL, isCSV, isCSV, "35,42000,9500,rent", 200, isCSV, rows},
		{"CSV without a header: whole numbers written with a point", loans.URL, isCSV, isCSV, "35.0,42000.0,9500.0,rent", 200, isCSV, rows},
		{"CSV without a header: a sign of comments is a text", loans.URL, isCSV, isCSV, "35,42000,9500,#", 400, isJSON, ""},
		{"CSV without a header: an empty cell of whole numbers is missing", loans.URL, isCSV, isCSV, ",42000,9500,rent", 200, isCSV, "no,0.4739076526092702,0.5260923473907297\n"},
		{"CSV without a header: too few values", loans.URL, isCSV, isCSV, "35,42000,9500", 400, isJSON, ""},
		{"CSV: the type says that there is a header", loans.URL, "text/csv; header=present", isCSV, "home,age,income,debt\nrent,35,42000,9500\n", 200, isCSV, rows},
		{"CSV: the type says that there is none", loans.URL, "text/csv;header=absent", isCSV, "35,42000,9500,rent\n", 200, isCSV, rows},
		{"CSV: an answer with a header", half.URL, isCSV, "text/csv; header=present", "1\n", 200, isCSV, "y\n2.5\n"},
		{"CSV: a name that is near", loans.URL, isCSV, "", "Home,age,income,debt\nrent,35,42000,9500\n", 400, isJSON, `{"error_code": "INVALID_PARAMETER_VALUE", "message": "input \"Home\" is none of model \"loans\": did you mean \"home\"?"}`},
		{"CSV: nan is missing", half.URL, isCSV, isCSV, "nan\n1.0\n", 200, isCSV, "\"\"\n2.5\n"},
		{"CSV: nothing", half.URL, isCSV, isCSV, "", 400, isJSON, ""},
		{"CSV: a header alone", half.URL, isCSV, isCSV, "x\n", 400, isJSON, ""},
		{"CSV answered as JSON", half.URL, isCSV, "*/*", "1\n2\n", 200, isJSON, halves},
		{"lines of objects", half.URL, isLines, isLines, "{\"x\": 1}\n\n{\"x\": 2}\n", 200, isLines, "2.5\n3.0\n"},
		{"lines of lists", loans.URL, isLines, isLines, list + "\r\n" + list, 200, isLines, scored + "\n" + scored + "\n"},
		{"lines of features", loans.URL, isLines, "application/json", `{"features": ` + list + `}`, 200, isJSON, one},
		{"a line that is none", half.URL, isLines, isLines, "1\n[\n", 400, isJSON, ""},
		{"no lines", half.URL, isLines, isLines, "\n", 400, isJSON, ""},
		{"JSON answered as lines", half.URL, isJSON, isLines, "[1, 2]", 200, isLines, "2.5\n3.0\n"},
		{"the first of what is accepted", half.URL, isJSON, "application/x-npy, text/csv;q=0.5", "[1, 2]", 200, isCSV, "2.5\n3\n"},
		{"nothing that is accepted", half.URL, isJSON, "application/x-npy", "[1, 2]", 406, isJSON, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer, body := send(t, "POST", tt.url+"/invocations", tt.body, "Content-Type: "+tt.kind, "Accept: "+tt.accept)
			assert.Equal(t, tt.status, answer.StatusCode, body)
			assert.Equal(t, tt.answered, answer.Header.Get("Content-Type"))
			if tt.want != "" {
				assert.Equal(t, tt.want, body)
			} else {
				t.Log(body)
			}
		})
	}
}

// Values arrive as they are, or are refused: none is cast to another.
func TestFrames(t *testing.T) {
	url := servedAs(t, frame)
	for _, tt := range []struct{ name, column, value, want string }{
		{"a whole number", "i", "35", "35"},
		{"a whole number of a column with missing ones", "i", "35.0", "35"},
		{"a whole number as text", "i", `"35"`, "35"},
		{"a fraction is no whole number", "i", "2.7", ""},
		{"a whole number beyond 32 bits does not wrap", "i", "3000000000", "3000000000"},
		{"a whole number that float64 has", "d", "9007199254740992", "9007199254740992.0"},
		{"a whole number that float64 does not have", "d", "9007199254740993", ""},
		{"a negative one", "d", "-9007199254740993", ""},
		{"a large one in the digits that tell it from others", "d", "18446744073709552000", "18446744073709552000.0"},
		{"a fraction with many digits", "d", "0.1000000000000000055511151231257827", "0.1"},
		{"a whole number beyond 2^53 of an integer", "i", "9007199254740993", ""},
		{"false as text is false", "b", `"false"`, "false"},
		{"true", "b", "true", "true"},
		{"a number is no truth value", "b", "2", ""},
		{"a word is no truth value", "b", `"yes"`, ""},
		{"a word is no number", "d", `"many"`, ""},
		{"NaN is missing", "d", "NaN", "null"},
		{"null is missing", "s", "null", "null"},
		{"infinity has no JSON", "d", "Infinity", "null"},
		{"the word None is a text", "s", `"None"`, `"None"`},
		{"NaT is a text of a text", "s", `"NaT"`, `"NaT"`},
		{"NaT is a missing date", "day", `"NaT"`, "null"},
		{"NaT is a missing time", "at", `"NaT"`, "null"},
		{"a date", "day", `"2026-02-28"`, `"2026-02-28"`},
		{"a date as midnight", "day", `"2026-02-28T00:00:00"`, `"2026-02-28"`},
		{"a date as midnight with a fraction", "day", `"2026-02-28 00:00:00.000000"`, `"2026-02-28"`},
		{"a date with an hour", "day", `"2026-02-28T01:00:00"`, ""},
		{"a date as a number", "day", "1772236800000", ""},
		{"a time", "at", `"2026-02-28T01:02:03"`, `"2026-02-28T01:02:03"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			output := strings.ToUpper(tt.column[:1]) + tt.column[1:]
			for _, body := range []string{
				`{"dataframe_split": {"columns": ["` + tt.column + `"], "data": [[` + tt.value + `]]}}`,
				`{"dataframe_split": {"columns": ["` + tt.column + `"], "data": [[null], [` + tt.value + `]]}}`,
				`{"dataframe_records": [{"` + tt.column + `": ` + tt.value + `}]}`,
				`{"inputs": {"` + tt.column + `": [` + tt.value + `]}}`,
			} {
				answer, text := send(t, "POST", url+"/invocations", body, "Content-Type: application/json")
				if tt.want == "" {
					assert.Equal(t, http.StatusBadRequest, answer.StatusCode, text)
					continue
				}
				assert.Equal(t, http.StatusOK, answer.StatusCode, text)
				assert.Contains(t, text, `"`+output+`": `+tt.want)
			}
		})
	}
}

// Tables of data frames say what their JSON says.
func TestFramesAsTables(t *testing.T) {
	url := servedAs(t, frame)
	answer, text := send(t, "POST", url+"/invocations", ",i,d,s,b,day\n0,1.0,1.5,\"a,b\",True,2026-02-28\n1,,,,,\n2,2,nan,True,FALSE,2026-02-28\n", "Content-Type: text/csv", "Accept: application/jsonlines")
	assert.Equal(t, http.StatusOK, answer.StatusCode, text)
	assert.Equal(t, `{"_target": 1.0, "I": 1, "D": 1.5, "F": null, "B": true, "S": "a,b", "Day": "2026-02-28", "At": null}
{"_target": 1.0, "I": null, "D": null, "F": null, "B": null, "S": null, "Day": null, "At": null}
{"_target": 1.0, "I": 2, "D": null, "F": null, "B": false, "S": "True", "Day": "2026-02-28", "At": null}
`, text)
	for _, rows := range []string{"i\n2.7\n", "b\nyes\n", "day\n2026-02-30\n", "d\n1,5\n", "I\n1\n"} {
		answer, text = send(t, "POST", url+"/invocations", rows, "Content-Type: text/csv; header=present")
		assert.Equal(t, http.StatusBadRequest, answer.StatusCode, text)
	}
}

// Whether a table of a model whose inputs are numbered has a header must be said.
func TestNumberedInputs(t *testing.T) {
	url := servedAs(t, strings.NewReplacer(`"x"`, `"0"`).Replace(versioned)) + "/invocations"
	answer, body := send(t, "POST", url, "0\n5\n", "Content-Type: text/csv")
	assert.Equal(t, http.StatusBadRequest, answer.StatusCode, body)
	_, body = send(t, "POST", url, "0\n5\n", "Content-Type: text/csv; header=present")
	assert.Equal(t, "{\"predictions\": [1.0]}\n", body)
	_, body = send(t, "POST", url, "5\n6\n", "Content-Type: text/csv; header=absent")
	assert.Equal(t, "{\"predictions\": [1.0, 1.0]}\n", body)
	_, body = send(t, "POST", url, "5\n6\n", "Content-Type: text/csv")
	assert.Equal(t, "{\"predictions\": [1.0, 1.0]}\n", body, "5 is no name of an input")
}

// Who asks whether the model answers, and which one is meant.
func TestDefaultModel(t *testing.T) {
	one, _ := started(t, Options{Sources: []Source{{Name: "half", Path: halfPlusTwo}}})
	for _, path := range []string{"/ping", "/health"} {
		answer, _ := send(t, "GET", one.URL+path, "")
		assert.Equal(t, http.StatusOK, answer.StatusCode)
		assert.Equal(t, "application/json", answer.Header.Get("Content-Type"))
	}
	answer, body := send(t, "GET", one.URL+"/version", "")
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	assert.Equal(t, "0.1.0", body)
	answer, _ = send(t, "GET", one.URL+"/invocations", "")
	assert.Equal(t, http.StatusMethodNotAllowed, answer.StatusCode)
	assert.Equal(t, "POST", answer.Header.Get("Allow"))

	two := []Source{{Name: "half", Path: halfPlusTwo}, {Name: "loans", Path: logistic}}
	several, r := started(t, Options{Sources: two})
	answer, body = send(t, "GET", several.URL+"/ping", "")
	assert.Equal(t, http.StatusServiceUnavailable, answer.StatusCode, body)
	answer, body = send(t, "POST", several.URL+"/invocations", "[1]")
	assert.Equal(t, http.StatusNotFound, answer.StatusCode, body)
	assert.Equal(t, `{"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "2 models are served, and none of them is the default model"}`, body)
	named := newServer(t, NewHandler(r, HandlerOptions{DefaultModel: "half"}))
	_, body = send(t, "POST", named.URL+"/invocations", "[1]")
	assert.Equal(t, "{\"predictions\": [2.5]}\n", body)
	r.Drain()
	answer, _ = send(t, "GET", named.URL+"/ping", "")
	assert.Equal(t, http.StatusServiceUnavailable, answer.StatusCode)
}

// TestVertex is what Vertex AI asks of a container, statement by statement.
func TestVertex(t *testing.T) {
	const predict = "/v1/endpoints/7/deployedModels/8:predict"
	_, r := started(t, Options{Sources: []Source{{Name: "half", Path: halfPlusTwo}}})
	s := newServer(t, NewHandler(r, HandlerOptions{VertexHealth: "/v1/endpoints/7/deployedModels/8", VertexPredict: predict}))
	answer, _ := send(t, "GET", s.URL+"/v1/endpoints/7/deployedModels/8", "")
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	for _, tt := range []struct {
		name, method, body string
		status             int
		want               string
	}{
		{"instances", "POST", `{"instances": [1, {"x": 2}]}`, 400, ""},
		{"objects", "POST", `{"instances": [{"x": 1}, {"x": 2}]}`, 200, "{\"predictions\": [2.5, 3.0]}\n"},
		{"parameters are ignored", "POST", `{"instances": [[1], [2]], "parameters": {"a": 1}}`, 200, "{\"predictions\": [2.5, 3.0]}\n"},
		{"no instances", "POST", `{"inputs": [1]}`, 400, `{"error":"The input must be a JSON object with the key instances"}`},
		{"a list", "POST", `[1]`, 400, `{"error":"The input must be a JSON object with the key instances"}`},
		{"another method", "GET", "", 405, `{"error":"Method Not Allowed"}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer, body := send(t, tt.method, s.URL+predict, tt.body, "Content-Type: application/json; charset=utf-8", "Accept: text/csv")
			assert.Equal(t, tt.status, answer.StatusCode, body)
			assert.Equal(t, "application/json", answer.Header.Get("Content-Type"))
			if tt.want != "" {
				assert.Equal(t, tt.want, body)
			}
		})
	}
	other, _ := started(t, Options{Sources: []Source{{Name: "half", Path: halfPlusTwo}}})
	answer, _ = send(t, "POST", other.URL+predict, `{"instances": [1]}`)
	assert.Equal(t, http.StatusBadRequest, answer.StatusCode, "without routes the path is TensorFlow Serving's, which has none of the kind")
}
