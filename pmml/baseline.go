package pmml

// BaselineModel tests whether a stream of records has left a known
// distribution.
//
// Spec: https://dmg.org/pmml/v4-4-1/BaselineModel.html
type BaselineModel struct {
	ModelBase
	TestDistributions *TestDistributions
}

// ElementName gives "BaselineModel".
func (*BaselineModel) ElementName() string { return "BaselineModel" }

// TestDistributions is the test: its statistic, and the distributions that it
// compares.
type TestDistributions struct {
	Element
	Field               string
	TestStatistic       BaselineTestStatistic
	ResetValue          Optional[float64]
	WindowSize          Optional[int]
	WeightField         Optional[string]
	NormalizationScheme Optional[string]
	Baseline            *Baseline
	Alternate           *Alternate
}

// Baseline is the distribution that records are expected to have: a
// Distribution, or the FieldRefs of two or more fields that are expected to be
// independent.
type Baseline struct {
	Element
	Distribution BaselineDistribution
	FieldRefs    []*FieldRef
}

// Alternate is the distribution that records have after a change.
type Alternate struct {
	Element
	Distribution ContinuousDistributionType
}

// CountTable is a discrete distribution, given by counts.
type CountTable struct{ CountTableType }

// NormalizedCountTable is a discrete distribution, given by counts divided by
// their sum.
type NormalizedCountTable struct{ CountTableType }

// CountTableType (COUNT-TABLE-TYPE) is what CountTable and NormalizedCountTable
// have in common. It holds FieldValues or FieldValueCounts.
type CountTableType struct {
	Element
	Sample           Optional[float64]
	FieldValues      []*FieldValue
	FieldValueCounts []FieldValueCount
}

// FieldValue says that Field has Value in all the cells inside, which are
// FieldValues or FieldValueCounts.
type FieldValue struct {
	Element
	Field            string
	Value            string
	FieldValues      []*FieldValue
	FieldValueCounts []FieldValueCount
}

// FieldValueCount is the count of a cell of a table.
type FieldValueCount struct {
	Element
	Field string
	Value string
	Count float64
}

// BaselineDistribution is one of *AnyDistribution, *GaussianDistribution,
// *PoissonDistribution, *UniformDistribution, *CountTable and
// *NormalizedCountTable: a distribution that a Baseline may have. No other type
// can implement it.
type BaselineDistribution interface {
	Node
	baselineDistribution()
}

func (*AnyDistribution) baselineDistribution()      {}
func (*GaussianDistribution) baselineDistribution() {}
func (*PoissonDistribution) baselineDistribution()  {}
func (*UniformDistribution) baselineDistribution()  {}
func (*CountTable) baselineDistribution()           {}
func (*NormalizedCountTable) baselineDistribution() {}

func (m *BaselineModel) decode(d *decoder) {
	m.attributes(d)
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("TestDistributions"):
			one(d, &m.TestDistributions)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	if m.TestDistributions == nil {
		d.missing("TestDistributions")
	}
}

func (t *TestDistributions) decode(d *decoder) {
	d.begin(&t.Element)
	t.Field = d.needText("field")
	t.TestStatistic = needEnumeration[BaselineTestStatistic](d, "testStatistic", baselineTestStatisticNames)
	t.ResetValue = d.number("resetValue")
	t.WindowSize = d.integer("windowSize")
	t.WeightField = d.text("weightField")
	t.NormalizationScheme = d.text("normalizationScheme")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Baseline"):
			one(d, &t.Baseline)
		case d.is("Alternate"):
			one(d, &t.Alternate)
		default:
			d.unknown()
		}
	}
	if t.Baseline == nil {
		d.missing("Baseline")
	}
}

func (b *Baseline) decode(d *decoder) {
	d.begin(&b.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isBaselineDistribution():
			oneOf(d, &b.Distribution, "distribution", d.baselineDistribution)
		case d.is("FieldRef"):
			many(d, &b.FieldRefs)
		default:
			d.unknown()
		}
	}
}

func (a *Alternate) decode(d *decoder) {
	d.begin(&a.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.isContinuousDistributionType():
			oneOf(d, &a.Distribution, "distribution", d.continuousDistributionType)
		default:
			d.unknown()
		}
	}
	if a.Distribution == nil {
		d.missing("of the group of distributions")
	}
}

func (f *FieldValue) decode(d *decoder) {
	d.begin(&f.Element)
	f.Field = d.needText("field")
	f.Value = d.needText("value")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("FieldValue"):
			many(d, &f.FieldValues)
		case d.is("FieldValueCount"):
			manyValues(d, &f.FieldValueCounts)
		default:
			d.unknown()
		}
	}
}

func (f *FieldValueCount) decode(d *decoder) {
	d.begin(&f.Element)
	f.Field = d.needText("field")
	f.Value = d.needText("value")
	f.Count = d.needNumber("count")
	d.endAttributes()
	d.noChildren()
}

func (c *CountTableType) decode(d *decoder) {
	d.begin(&c.Element)
	c.Sample = d.number("sample")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("FieldValue"):
			many(d, &c.FieldValues)
		case d.is("FieldValueCount"):
			manyValues(d, &c.FieldValueCounts)
		default:
			d.unknown()
		}
	}
}

// isBaselineDistribution says whether the current child is a distribution of a Baseline.
func (d *decoder) isBaselineDistribution() bool {
	return d.isOneOf("AnyDistribution", "GaussianDistribution", "PoissonDistribution", "UniformDistribution", "CountTable", "NormalizedCountTable")
}

// baselineDistribution decodes the current child, a distribution of a Baseline.
func (d *decoder) baselineDistribution() BaselineDistribution {
	switch d.current {
	case "AnyDistribution":
		return decodeNew[AnyDistribution](d)
	case "GaussianDistribution":
		return decodeNew[GaussianDistribution](d)
	case "PoissonDistribution":
		return decodeNew[PoissonDistribution](d)
	case "UniformDistribution":
		return decodeNew[UniformDistribution](d)
	case "CountTable":
		return decodeNew[CountTable](d)
	}
	return decodeNew[NormalizedCountTable](d)
}

// BaselineTestStatistic (BASELINE-TEST-STATISTIC) is the statistic of a
// BaselineModel.
type BaselineTestStatistic uint8

// The values of BaselineTestStatistic.
const (
	BaselineTestStatisticZValue BaselineTestStatistic = iota + 1
	BaselineTestStatisticChiSquareIndependence
	BaselineTestStatisticChiSquareDistribution
	BaselineTestStatisticCUSUM
	BaselineTestStatisticScalarProduct
)

var baselineTestStatisticNames = []string{"", "zValue", "chiSquareIndependence", "chiSquareDistribution", "CUSUM", "scalarProduct"}

// String gives the word that the standard uses, "" for a value left out.
func (v BaselineTestStatistic) String() string { return enumName(baselineTestStatisticNames, uint8(v)) }
