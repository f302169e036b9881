package association_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

// market is a random model: rules between itemsets of items 0 to items-1.
type market struct {
	items, sets, rules int
	itemsets           [][]int
	from, to           []int
	confidence         []float64
}

func newMarket(seed uint64, items, sets, rules, most int) *market {
	random := rand.New(rand.NewPCG(seed, 1))
	m := &market{items: items, sets: sets, rules: rules}
	for range sets {
		var set []int
		for range 1 + random.IntN(most) {
			// Small numbers are the items that everybody buys.
			if i := random.IntN(1 + random.IntN(items)); !slices.Contains(set, i) {
				set = append(set, i)
			}
		}
		m.itemsets = append(m.itemsets, set)
	}
	for range rules {
		m.from = append(m.from, random.IntN(sets))
		m.to = append(m.to, random.IntN(sets))
		m.confidence = append(m.confidence, float64(random.IntN(50))/50)
	}
	return m
}

func (m *market) document(outputs string) string {
	var items, sets, rules strings.Builder
	for i := range m.items {
		fmt.Fprintf(&items, `<Item id="%d" value="item %d"/>`, i, i)
	}
	for i, set := range m.itemsets {
		fmt.Fprintf(&sets, `<Itemset id="%d">`, i)
		for _, it := range set {
			fmt.Fprintf(&sets, `<ItemRef itemRef="%d"/>`, it)
		}
		sets.WriteString(`</Itemset>`)
	}
	for i := range m.from {
		fmt.Fprintf(&rules, `<AssociationRule antecedent="%d" consequent="%d" support="0.1" confidence="%g" lift="%g"/>`, m.from[i], m.to[i], m.confidence[i], 1-m.confidence[i])
	}
	return spec{outputs: outputs, items: items.String(), sets: sets.String(), rules: rules.String()}.document()
}

// expected looks at every rule, as its definition says.
func (m *market) expected(algorithm string, basket []int) []string {
	within := func(set int) bool {
		for _, i := range m.itemsets[set] {
			if !slices.Contains(basket, i) {
				return false
			}
		}
		return true
	}
	var rules []int
	for i := range m.from {
		if !within(m.from[i]) {
			continue
		}
		if new := !within(m.to[i]); algorithm == "recommendation" || (algorithm == "exclusiveRecommendation") == new {
			rules = append(rules, i)
		}
	}
	slices.SortStableFunc(rules, func(i, j int) int { return cmp.Compare(m.confidence[j], m.confidence[i]) })
	ids := []string{}
	for _, i := range rules {
		ids = append(ids, strconv.Itoa(i+1))
	}
	return ids
}

func (m *market) basket(random *rand.Rand, n int) (numbers []int, names []string) {
	for range n {
		i := random.IntN(1 + random.IntN(m.items+3)) // some are not known
		numbers, names = append(numbers, i), append(names, "item "+strconv.Itoa(i))
	}
	return numbers, names
}

var algorithms = []string{"recommendation", "exclusiveRecommendation", "ruleAssociation"}

// allAlgorithms asks for all rules, the first twelve and the first three.
func allAlgorithms() string {
	outputs := ""
	for _, a := range algorithms {
		outputs += ids(a, a)
	}
	return outputs + `<OutputField name="twelve" feature="ruleId" rankBasis="lift" rankOrder="ascending" rank="12" isMultiValued="1"/>` +
		`<OutputField name="three" feature="ruleId" algorithm="recommendation" rankBasis="lift" rankOrder="ascending" rank="3" isMultiValued="1"/>`
}

// The index finds what looking at every rule finds.
func TestMatchingAgreesWithTheDefinition(t *testing.T) {
	for seed := range uint64(12) {
		m := newMarket(seed, 5+int(seed)*17, 40, 300, 4)
		model := load(t, m.document(allAlgorithms()))
		row := model.NewRow()
		random := rand.New(rand.NewPCG(seed, 2))
		item, _ := model.Input("item")
		at := func(name string) []string {
			i, ok := model.ResultIndex(name)
			require.True(t, ok)
			got := []string{}
			for k := range row.Len(i) {
				got = append(got, row.TextAt(i, k))
			}
			return got
		}
		for n := range 60 {
			numbers, names := m.basket(random, n%25)
			row.SetList(item)
			for _, s := range names {
				row.AddText(item, s)
			}
			require.NoError(t, row.Score())
			for _, a := range algorithms {
				require.Equal(t, m.expected(a, numbers), at(a), "%s of %v", a, numbers)
			}
			all := m.expected("exclusiveRecommendation", numbers)
			require.Equal(t, all[:min(12, len(all))], at("twelve"))
			all = m.expected("recommendation", numbers)
			require.Equal(t, all[:min(3, len(all))], at("three"))
		}
	}
}

// Evaluate, Row and ScoreColumns take baskets alike.
func TestWaysIn(t *testing.T) {
	m := newMarket(3, 30, 30, 100, 3)
	model := load(t, m.document(allAlgorithms()+`<OutputField name="sets" feature="consequent" rank="4" isMultiValued="1"/><OutputField name="best" feature="consequent"/>`))
	random := rand.New(rand.NewPCG(4, 4))
	const rows = 3000
	offsets, all := []int32{0}, []string{}
	valid := evaluator.Bitmap{Bits: make([]byte, (rows+7)/8)}
	baskets := make([][]string, rows)
	for i := range rows {
		if i%10 != 9 {
			_, baskets[i] = m.basket(random, i%9)
			valid.Bits[i>>3] |= 1 << (i & 7)
		}
		all = append(all, baskets[i]...)
		offsets = append(offsets, int32(len(all)))
	}
	elements := evaluator.NewColumns(len(all))
	elements.AddStrings("", all, evaluator.Bitmap{})
	table := evaluator.NewColumns(rows)
	table.AddLists("item", offsets, elements, valid)
	var out evaluator.ColumnResults
	require.NoError(t, model.ScoreColumns(context.Background(), table, &out, evaluator.WithWorkers(3)))

	row := model.NewRow()
	for i, names := range baskets {
		record := map[string]any{"item": names}
		require.NoError(t, row.SetValue(1, names))
		if i%10 == 9 {
			record = nil
			row.SetMissing(1)
		} else if names == nil {
			record["item"] = list{}
			row.SetList(1)
		}
		r, err := model.Evaluate(record)
		require.NoError(t, err)
		require.NoError(t, row.Score())
		for k, f := range model.Results() {
			want, _ := r.Value(f.Name)
			require.Equal(t, want, row.Value(k), "row %d, %s", i, f.Name)
			c := out.Column(f.Name)
			if want == nil {
				require.False(t, c.Valid.Has(i), "row %d, %s", i, f.Name)
			} else {
				require.Equal(t, want, c.Lists[i], "row %d, %s", i, f.Name)
			}
		}
	}
}

// Fields of structs are baskets and results; a collection of collections is none
// that a field holds.
func TestStructs(t *testing.T) {
	type in struct {
		Items []string `pmml:"item"`
	}
	type out struct {
		Set  []string `pmml:"set"`
		Rule string   `pmml:"rule"`
	}
	model := load(t, spec{outputs: `<OutputField name="set" feature="consequent"/><OutputField name="rule" feature="rule"/><OutputField name="sets" feature="consequent" isMultiValued="1"/>`}.document())
	b, err := evaluator.Bind[in, out](model)
	require.NoError(t, err)
	var got out
	require.NoError(t, b.Score(&in{[]string{"b", "a"}}, &got))
	assert.Equal(t, out{[]string{"d", "c"}, "{a,b}->{d,c}"}, got)
	require.NoError(t, b.Score(&in{[]string{}}, &got))
	assert.Equal(t, out{}, got)
	_, err = evaluator.Bind[in, struct {
		Sets []string `pmml:"sets"`
	}](model)
	require.ErrorContains(t, err, `result "sets" is a collection of collections, which a field cannot hold; read it with Row.Value`)
}

func TestScoringAllocatesNothing(t *testing.T) {
	m := newMarket(5, 200, 200, 1000, 3)
	model := load(t, m.document(allAlgorithms()+`<OutputField name="sets" feature="consequent" rank="4" isMultiValued="1"/><OutputField name="rule" feature="rule"/>`))
	random := rand.New(rand.NewPCG(6, 6))
	var baskets [][]string
	for range 50 {
		_, names := m.basket(random, 12)
		baskets = append(baskets, names)
	}
	row := model.NewRow()
	read := 0
	pass := func() {
		for i, names := range baskets {
			if i%2 == 0 {
				row.Reset()
			}
			row.SetList(1)
			for _, s := range names {
				row.AddText(1, s)
			}
			if err := row.Score(); err != nil {
				t.Fatal(err)
			}
			read += row.Len(0) + len(row.TextAt(0, 0))
		}
	}
	pass() // collections grow to the size that they need
	pass()
	assert.Zero(t, testing.AllocsPerRun(10, pass))
	assert.NotZero(t, read)
}

func TestScoringTablesAllocatesNothingPerRow(t *testing.T) {
	m := newMarket(5, 200, 200, 1000, 3)
	model := load(t, m.document(`<OutputField name="rule" feature="rule" algorithm="recommendation"/><OutputField name="second" feature="confidence" rank="2"/>`))
	random := rand.New(rand.NewPCG(6, 6))
	allocations := func(rows int) float64 {
		offsets, all := []int32{0}, []string{}
		for range rows {
			_, names := m.basket(random, 12)
			all = append(all, names...)
			offsets = append(offsets, int32(len(all)))
		}
		elements := evaluator.NewColumns(len(all))
		elements.AddStrings("", all, evaluator.Bitmap{})
		in := evaluator.NewColumns(rows)
		in.AddLists("item", offsets, elements, evaluator.Bitmap{})
		var out evaluator.ColumnResults
		return testing.AllocsPerRun(20, func() {
			if err := model.ScoreColumns(context.Background(), in, &out, evaluator.WithWorkers(1)); err != nil {
				panic(err)
			}
		})
	}
	few, many := allocations(1000), allocations(10_000)
	assert.Less(t, (many-few)/9000, 0.05, "%v for 1,000 rows, %v for 10,000", few, many)
}

// One compiled model serves any number of goroutines.
func TestModelsAreShared(t *testing.T) {
	m := newMarket(7, 60, 60, 300, 3)
	model := load(t, m.document(allAlgorithms()))
	random := rand.New(rand.NewPCG(8, 8))
	_, names := m.basket(random, 10)
	want, err := model.Evaluate(map[string]any{"item": names})
	require.NoError(t, err)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				got, err := model.Evaluate(map[string]any{"item": names})
				if assert.NoError(t, err) {
					assert.Equal(t, want.Map(), got.Map())
				}
			}
		})
	}
	all.Wait()
}

func BenchmarkRow(b *testing.B) {
	for _, size := range []struct{ items, sets, rules int }{{100, 100, 100}, {1000, 2000, 10000}, {10000, 50000, 100000}} {
		for _, outputs := range []struct{ name, text string }{
			{"best", `<OutputField name="o" feature="consequent"/>`},
			{"ten", `<OutputField name="o" feature="ruleId" rank="10" isMultiValued="1"/>`},
			{"all", allAlgorithms()},
		} {
			b.Run(fmt.Sprintf("rules=%d/%s", size.rules, outputs.name), func(b *testing.B) {
				m := newMarket(9, size.items, size.sets, size.rules, 4)
				model := load(b, m.document(outputs.text))
				random := rand.New(rand.NewPCG(10, 10))
				var baskets [][]string
				for range 256 {
					_, names := m.basket(random, 15)
					baskets = append(baskets, names)
				}
				row := model.NewRow()
				b.ReportAllocs()
				b.ResetTimer()
				for i := range b.N {
					row.SetList(1)
					for _, s := range baskets[i&255] {
						row.AddText(1, s)
					}
					if err := row.Score(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	document := newMarket(9, 1000, 2000, 10000, 4).document(`<OutputField name="o" feature="consequent"/>`)
	b.SetBytes(int64(len(document)))
	b.ReportAllocs()
	for range b.N {
		load(b, document)
	}
}
