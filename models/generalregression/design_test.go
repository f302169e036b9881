package generalregression_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/evaluator"
)

const linear = `functionName="regression" modelType="regression"`

// contrasted is the factor c with a contrast matrix.
func contrasted(categories, matrix string) string {
	if categories != "" {
		list := ""
		for _, v := range strings.Fields(categories) {
			list += `<Category value="` + v + `"/>`
		}
		categories = "<Categories>" + list + "</Categories>"
	}
	return `<Predictor name="c" contrastMatrixType="own">` + categories + matrix + `</Predictor><Predictor name="e"/>`
}

func arrays(rows ...string) string {
	out := ""
	for _, r := range rows {
		out += `<Array type="real">` + r + `</Array>`
	}
	return out
}

func TestWhatAParameterStandsFor(t *testing.T) {
	helmert := contrasted("a b d", `<Matrix nbRows="3" nbCols="2">`+arrays("0.5 0", "-0.25 1", "-0.25 -1")+`</Matrix>`)
	for _, tt := range []struct {
		name    string
		factors string
		cells   string
		betas   string
		record  record
		want    any
	}{
		{"no cells: an intercept", "", "", betas("p0 0.5"), record{}, 0.5},
		{"no betas: zero", "", "", "", record{}, 0.0},
		{"a covariate", "", cells("p1 x 1"), betas("p0 0.5", "p1 2"), record{"x": 3.0}, 6.5},
		{"a power", "", cells("p1 x 2"), betas("p1 2"), record{"x": 3.0}, 18.0},
		{"a power that is no whole number", "", cells("p1 x 0.5"), betas("p1 2"), record{"x": 9.0}, 6.0},
		{"a negative power", "", cells("p1 x -1"), betas("p1 2"), record{"x": 4.0}, 0.5},
		{"blanks around an exponent", "", `<PPCell parameterName="p1" predictorName="x" value=" 2 "/>`, betas("p1 2"), record{"x": 3.0}, 18.0},
		{"the power 0 is one", "", cells("p1 x 0"), betas("p1 2"), record{"x": 4.0}, 2.0},
		{"the power 0 of a missing value is missing", "", cells("p1 x 0"), betas("p1 2"), record{}, nil},
		{"two cells of a covariate multiply", "", cells("p1 x 1", "p1 x 2"), betas("p1 1"), record{"x": 2.0}, 8.0},
		{"a factor is 1 in its category", "", cells("p1 c a"), betas("p0 1", "p1 2"), record{"c": "a"}, 3.0},
		{"and 0 in another", "", cells("p1 c a"), betas("p0 1", "p1 2"), record{"c": "b"}, 1.0},
		{"and in one that nobody names", "", cells("p1 e a"), betas("p0 1", "p1 2"), record{"e": "new"}, 1.0},
		{"a missing factor", "", cells("p1 c a"), betas("p0 1", "p1 2"), record{}, nil},
		{"neighbours on one factor", "", cells("p1 c a", "p2 c b", "p3 c d"), betas("p1 1", "p2 2", "p3 4"), record{"c": "b"}, 2.0},
		{"one category twice", "", cells("p1 c a", "p2 c a"), betas("p1 1", "p2 2"), record{"c": "a"}, 3.0},
		{"a parameter twice", "", cells("p1 x 1"), betas("p1 1", "p1 2"), record{"x": 2.0}, 6.0},
		{"a number as a factor", `<Predictor name="n"/>`, cells("p1 n 0.5", "p2 n 1e300"), betas("p1 2", "p2 3"), record{"n": 0.5}, 2.0},
		{"whole numbers as a factor", `<Predictor name="n"/>`, cells("p1 n 1", "p2 n 2"), betas("p1 2", "p2 3"), record{"n": 2.0}, 3.0},
		{"between the categories", `<Predictor name="n"/>`, cells("p1 n 1", "p2 n 2"), betas("p1 2", "p2 3"), record{"n": 1.5}, 0.0},
		{"a field in both lists is a factor", `<Predictor name="x"/>`, cells("p1 x 3"), betas("p1 2"), record{"x": 3.0}, 2.0},
		{"an interaction", "", cells("p1 c a", "p1 x 2"), betas("p1 2"), record{"c": "a", "x": 3.0}, 18.0},
		{"an interaction of factors", "", cells("p1 c a", "p1 e u"), betas("p1 2"), record{"c": "a", "e": "u"}, 2.0},
		{"a factor that is 0 makes its covariates not matter", "", cells("p1 x 1", "p1 c a"), betas("p0 1", "p1 2"), record{"c": "b"}, 1.0},
		{"a factor that is 1 does not", "", cells("p1 c a", "p1 x 1"), betas("p1 2"), record{"c": "a"}, nil},
		{"all factors matter", "", cells("p1 c a", "p1 e u"), betas("p1 2"), record{"c": "b"}, nil},
		{"a missing value matters whatever the beta", "", cells("p1 x 1"), betas("p1 0"), record{}, nil},
		{"a contrast: row of the record, column of the cell", helmert, cells("p1 c a", "p2 c b"), betas("p1 8", "p2 100"), record{"c": "b"}, 98.0},
		{"a contrast that is 0", helmert, cells("p2 c b"), betas("p2 100"), record{"c": "a"}, 0.0},
		{"a contrast in an interaction", helmert, cells("p1 c a", "p1 x 1"), betas("p1 8"), record{"c": "d", "x": 3.0}, -6.0},
		{"a missing contrast", helmert, cells("p1 c a"), betas("p1 8"), record{}, nil},
		{"columns follow the categories' order", contrasted("d a b", `<Matrix>`+arrays("1 2", "3 4", "5 6")+`</Matrix>`),
			cells("p1 c d", "p2 c a"), betas("p1 1", "p2 10"), record{"c": "a"}, 43.0},
		{"without Categories, the field's values", contrasted("", `<Matrix>`+arrays("1 2", "3 4", "5 6")+`</Matrix>`),
			cells("p1 c a", "p2 c b"), betas("p1 1", "p2 10"), record{"c": "d"}, 65.0},
		{"a matrix of cells", contrasted("a b d", `<Matrix nbRows="3" nbCols="2" offDiagDefault="7"><MatCell row="1" col="1">1</MatCell></Matrix>`),
			cells("p1 c a", "p2 c b"), betas("p1 1", "p2 10"), record{"c": "a"}, 71.0},
		{"its diagonal", contrasted("a b d", `<Matrix nbRows="3" nbCols="2" diagDefault="7"/>`), cells("p2 c b"), betas("p2 10"), record{"c": "b"}, 70.0},
		{"a diagonal matrix", contrasted("a b d", `<Matrix kind="diagonal" offDiagDefault="5">`+arrays("1 2 3")+`</Matrix>`),
			cells("p1 c a", "p2 c b", "p3 c d"), betas("p1 1", "p2 10", "p3 100"), record{"c": "b"}, 525.0},
		{"a symmetric matrix", contrasted("a b d", `<Matrix kind="symmetric">`+arrays("1", "2 3", "4 5 6")+`</Matrix>`),
			cells("p1 c a", "p2 c b", "p3 c d"), betas("p1 1", "p2 10", "p3 100"), record{"c": "b"}, 532.0},
		{"a symmetric matrix of cells", contrasted("a b d", `<Matrix kind="symmetric" nbRows="3" nbCols="3"><MatCell row="2" col="1">9</MatCell></Matrix>`),
			cells("p2 c b"), betas("p2 1"), record{"c": "a"}, 9.0},
		{"a category that the contrasts lack", contrasted("a b", `<Matrix>`+arrays("1", "-1")+`</Matrix>`), cells("p1 c a"), betas("p1 8"), record{"c": "d"}, failed},
		{"also in an interaction that another factor makes 0", contrasted("a b", `<Matrix>`+arrays("1", "-1")+`</Matrix>`),
			cells("p1 e u", "p1 c a"), betas("p1 8"), record{"c": "d", "e": "v"}, failed},
	} {
		for _, context := range []string{"", "float"} {
			name := tt.name
			if context != "" {
				name += ", in float"
			}
			t.Run(name, func(t *testing.T) {
				m := model{attributes: linear, math: context, factors: tt.factors, cells: tt.cells, betas: tt.betas}
				requireNear(t, tt.want, score(t, m.load(t), tt.record, "y"), 1e-6)
				if context == "" {
					requireNear(t, tt.want, score(t, m.load(t, evaluator.WithDecimalArithmetic()), tt.record, "y"), 1e-12)
				}
			})
		}
	}
}

// An error names the field, the value and what was expected.
func TestTheErrorOfACategoryWithoutContrast(t *testing.T) {
	m := model{attributes: linear, factors: contrasted("a b", `<Matrix>`+arrays("1", "-1")+`</Matrix>`), cells: cells("p1 c a"), betas: betas("p1 8")}
	_, err := m.load(t).Evaluate(record{"c": "d"})
	require.ErrorContains(t, err, `field "c": value "d" is not one of the categories of the factor's contrast matrix`)
	m.factors = `<Predictor name="n"><Categories><Category value="1"/><Category value="2"/></Categories><Matrix>` + arrays("1", "-1") + `</Matrix></Predictor>`
	m.cells = cells("p1 n 1")
	_, err = m.load(t).Evaluate(record{"n": 1.5})
	require.ErrorContains(t, err, `field "n": value "1.5" is not one of the categories`)
}

// The sum is in the order of the ParamMatrix: 1 is lost beside 1e16 unless they
// come one after the other.
func TestTheOrderOfTheSum(t *testing.T) {
	m := model{attributes: linear, cells: cells("p1 x 1", "p2 c a", "p3 z 1"), betas: betas("p1 1e16", "p2 1", "p3 -1e16")}
	r := record{"x": 1.0, "z": 1.0, "c": "a"}
	requireNear(t, 0.0, score(t, m.load(t), r, "y"), 0)
	m.betas = betas("p1 1e16", "p3 -1e16", "p2 1")
	requireNear(t, 1.0, score(t, m.load(t), r, "y"), 0)
}

// With exact decimals, 0.1 and 0.2 are 0.3.
func TestExactSums(t *testing.T) {
	m := model{
		attributes: linear, cells: cells("p1 x 1", "p2 c a", "p3 c a", "p3 z 2"), betas: betas("p0 0.1", "p1 0.2", "p2 0.1", "p3 0.3"),
		factors: contrasted("a b d", `<Matrix>`+arrays("1", "0", "0.5")+`</Matrix>`),
	}
	result, err := m.load(t, evaluator.WithDecimalArithmetic()).Evaluate(record{"x": 1.0, "c": "a", "z": 0.1})
	require.NoError(t, err)
	d, ok := result.Decimal("y")
	require.True(t, ok)
	require.Equal(t, "0.403", d.String())
	m.attributes = `functionName="regression" modelType="generalizedLinear" linkFunction="log"`
	result, err = m.load(t, evaluator.WithDecimalArithmetic()).Evaluate(record{"x": 1.0, "c": "a", "z": 0.1})
	require.NoError(t, err)
	v, ok := result.Float("y")
	require.True(t, ok)
	require.InDelta(t, 1.4963069, v, 1e-7)
}
