package serve

import (
	"encoding/csv"
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/pmml"
)

// tables are documents of the tree with tables of records for them.
var tables = []struct{ document, table string }{
	{"tree", "loans.csv"}, {"logistic", "loans.csv"}, {"boosted", "loans.csv"}, {"network", "loans.csv"}, {"scorecard", "loans.csv"},
	{"corpus/average", "corpus/records.csv"}, {"corpus/bayes", "corpus/records.csv"}, {"corpus/clusters", "corpus/records.csv"},
	{"corpus/general", "corpus/records.csv"}, {"corpus/machine", "corpus/records.csv"}, {"corpus/neighbors", "corpus/records.csv"},
	{"corpus/rules", "corpus/records.csv"}, {"corpus/softmax", "corpus/records.csv"},
}

// members gives a record of a table as JSON values by input; absent where the cell is
// empty.
func members(t *testing.T, m *evaluator.Model, head, row []string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for k, cell := range row {
		i, ok := m.Input(head[k])
		if !ok || cell == "" || cell == "NA" {
			continue
		}
		switch m.Inputs()[i].DataType {
		case pmml.DataTypeDouble, pmml.DataTypeFloat, pmml.DataTypeInteger:
			if _, err := strconv.ParseFloat(cell, 64); err == nil {
				out[head[k]] = cell
				continue
			}
		}
		out[head[k]] = strconv.Quote(cell)
	}
	return out
}

func inBraces(members map[string]string) string {
	var b strings.Builder
	for k, v := range members { // in any order
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(k) + ":" + v)
	}
	return "{" + b.String() + "}"
}

// TestRequestsAgree holds what is served to what the evaluator gives: for records one by
// one, many at a time, and by column.
func TestRequestsAgree(t *testing.T) {
	for _, tt := range tables {
		t.Run(tt.document, func(t *testing.T) {
			path := "../testdata/" + tt.document + ".pmml"
			r := newRepository(t, Options{Sources: []Source{{Name: "m", Path: path}}})
			s := httptest.NewServer(NewHandler(r, HandlerOptions{}))
			defer s.Close()
			m, err := evaluator.LoadFile(path)
			require.NoError(t, err)
			f, err := os.Open(filepath.Join("../testdata", tt.table))
			require.NoError(t, err)
			defer f.Close()
			all, err := csv.NewReader(f).ReadAll()
			require.NoError(t, err)
			head, rows := all[0], all[1:]
			var want, records []string
			columns := map[string][]string{}
			for _, row := range rows[:min(len(rows), 60)] {
				given := members(t, m, head, row)
				values := map[string]any{}
				for k, v := range given {
					var value any
					dec := json.NewDecoder(strings.NewReader(v))
					dec.UseNumber()
					require.NoError(t, dec.Decode(&value))
					values[k] = value
				}
				result, err := m.Evaluate(values)
				answer, body := send(t, "POST", s.URL+"/v1/models/m:predict", `{"instances":[`+inBraces(given)+`]}`)
				if err != nil {
					assert.Equal(t, 400, answer.StatusCode)
					assert.Contains(t, body, strings.Trim(strconv.Quote(err.Error()), `"`))
					continue
				}
				text, err := json.Marshal(result)
				require.NoError(t, err)
				if len(m.Results()) == 1 {
					var one map[string]json.RawMessage
					require.NoError(t, json.Unmarshal(text, &one))
					for _, v := range one {
						text = v
					}
				}
				require.JSONEq(t, `{"predictions":[`+string(text)+`]}`, body)
				want = append(want, string(text))
				records = append(records, inBraces(given))
				for _, in := range m.Inputs() {
					v, ok := given[in.Name]
					if !ok {
						v = "null"
					}
					columns[in.Name] = append(columns[in.Name], v)
				}
			}
			require.NotEmpty(t, want)
			_, body := send(t, "POST", s.URL+"/v1/models/m:predict", `{"instances":[`+strings.Join(records, ",")+`]}`)
			require.JSONEq(t, `{"predictions":[`+strings.Join(want, ",")+`]}`, body, "many records")
			lists := map[string]string{}
			for k, v := range columns {
				lists[k] = "[" + strings.Join(v, ",") + "]"
			}
			_, body = send(t, "POST", s.URL+"/v1/models/m:predict", `{"inputs":`+inBraces(lists)+`}`)
			require.JSONEq(t, byColumn(t, m, want), body, "by column")
		})
	}
}

// byColumn gives results by row as the answer to a request by column.
func byColumn(t *testing.T, m *evaluator.Model, rows []string) string {
	t.Helper()
	if len(m.Results()) == 1 {
		return `{"outputs":[` + strings.Join(rows, ",") + `]}`
	}
	columns := map[string][]json.RawMessage{}
	for _, row := range rows {
		var values map[string]json.RawMessage
		require.NoError(t, json.Unmarshal([]byte(row), &values))
		for k, v := range values {
			columns[k] = append(columns[k], v)
		}
	}
	text, err := json.Marshal(map[string]any{"outputs": columns})
	require.NoError(t, err)
	return string(text)
}
