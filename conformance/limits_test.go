package conformance

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// roomOfLimits is how many times the largest use in the corpus a limit lets pass
// where nobody sets another.
const roomOfLimits = 10

// limitsUsed notes the largest use of each limit, by whatever scores the corpus.
var limitsUsed = limitUse{}

type limitUse struct {
	mu    sync.Mutex
	most  evaluator.Limits
	whose map[string]string
}

// add takes what a document or record took of some limits; the others are zero.
func (u *limitUse) add(whose string, used evaluator.Limits) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.whose == nil {
		u.whose = map[string]string{}
	}
	most, v := reflect.ValueOf(&u.most).Elem(), reflect.ValueOf(used)
	for i := range v.NumField() {
		if n := v.Field(i).Int(); n > most.Field(i).Int() {
			most.Field(i).SetInt(n)
			u.whose[v.Type().Field(i).Name] = whose
		}
	}
}

// table lists the limits beside the largest uses.
func (u *limitUse) table() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "limit\tdefault\tlargest use\ttimes\tof")
	most, limits := reflect.ValueOf(u.most), reflect.ValueOf(evaluator.DefaultLimits())
	for i, name := range evaluator.LimitNames() {
		n, limit := most.Field(i).Int(), limits.Field(i).Int()
		fmt.Fprintf(w, "%s\t%d\t%d\t%.0f\t%s\n", name, limit, n, float64(limit)/float64(max(n, 1)), u.whose[most.Type().Field(i).Name])
	}
	w.Flush()
	return b.String()
}

// TestLimitsLeaveRoom reads all documents of the corpus and of the benchmarks, with
// an input each, and holds the largest use of every limit against its default.
func TestLimitsLeaveRoom(t *testing.T) {
	var paths []string
	for _, tc := range allCases(t) {
		paths = append(paths, tc.Path(tc.Model))
	}
	var bench []string
	if dir, ok := files.FindShared(t, "bench"); ok {
		var err error
		bench, err = filepath.Glob(filepath.Join(dir, "*.pmml"))
		require.NoError(t, err)
	}
	seen := map[string]bool{}
	for _, path := range append(paths, bench...) {
		if seen[path] {
			continue
		}
		seen[path] = true
		elements := int64(0)
		doc, err := pmml.ParseFile(path)
		if err != nil {
			continue
		}
		pmml.Walk(doc, func(pmml.Node) bool { elements++; return true }, nil)
		limitsUsed.add(filepath.Base(path), evaluator.Limits{Elements: elements})
		if m, err := evaluator.Compile(doc); err == nil {
			limitsUsed.add(filepath.Base(path), m.Used())
			row := m.NewRow()
			_ = row.Score()
			limitsUsed.add(filepath.Base(path), row.Used())
		}
	}
	t.Log("\n" + limitsUsed.table())
	most, limits := reflect.ValueOf(limitsUsed.most), reflect.ValueOf(evaluator.DefaultLimits())
	for i, name := range evaluator.LimitNames() {
		assert.GreaterOrEqual(t, limits.Field(i).Int(), roomOfLimits*most.Field(i).Int(), name)
	}
}
