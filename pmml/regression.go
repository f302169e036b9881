package pmml

// RegressionModel is a linear, polynomial or logistic regression.
//
// Spec: https://dmg.org/pmml/v4-4-1/Regression.html
type RegressionModel struct {
	ModelBase
	ModelType           RegressionModelType
	TargetFieldName     Optional[string]
	NormalizationMethod NormalizationMethod
	RegressionTables    []*RegressionTable
}

// ElementName gives "RegressionModel".
func (*RegressionModel) ElementName() string { return "RegressionModel" }

// RegressionTable is one equation. TargetCategory names the category that it
// scores in a classification.
type RegressionTable struct {
	Element
	Intercept             float64
	TargetCategory        Optional[string]
	NumericPredictors     []*NumericPredictor
	CategoricalPredictors []*CategoricalPredictor
	PredictorTerms        []*PredictorTerm
}

// NumericPredictor is the term Coefficient · Name^Exponent.
type NumericPredictor struct {
	Element
	Name        string
	Exponent    Optional[int]
	Coefficient float64
}

// CategoricalPredictor is the term Coefficient where field Name has Value.
type CategoricalPredictor struct {
	Element
	Name        string
	Value       string
	Coefficient float64
}

// PredictorTerm is the term Coefficient · product of the fields.
type PredictorTerm struct {
	Element
	Name        Optional[string]
	Coefficient float64
	FieldRefs   []*FieldRef
}

// Regression is a regression embedded in another model, deprecated since
// PMML 4.1.
type Regression struct {
	EmbeddedModelBase
	NormalizationMethod NormalizationMethod
	RegressionTables    []*RegressionTable
}

func (m *RegressionModel) decode(d *decoder) {
	m.attributes(d)
	m.ModelType = enumeration[RegressionModelType](d, "modelType", regressionModelTypeNames)
	m.TargetFieldName = d.text("targetFieldName")
	m.NormalizationMethod = enumeration[NormalizationMethod](d, "normalizationMethod", normalizationMethodNames)
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("RegressionTable"):
			many(d, &m.RegressionTables)
		default:
			d.unknown()
		}
	}
	m.finish(d)
}

// decode reads an equation. Its intercept may be left out, against the schema,
// and then is 0.
func (t *RegressionTable) decode(d *decoder) {
	d.begin(&t.Element)
	t.Intercept = d.number("intercept").Or(0)
	t.TargetCategory = d.text("targetCategory")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("NumericPredictor"):
			many(d, &t.NumericPredictors)
		case d.is("CategoricalPredictor"):
			many(d, &t.CategoricalPredictors)
		case d.is("PredictorTerm"):
			many(d, &t.PredictorTerms)
		default:
			d.unknown()
		}
	}
}

func (p *NumericPredictor) decode(d *decoder) {
	d.begin(&p.Element)
	p.Name = d.needText("name")
	p.Exponent = d.integer("exponent")
	p.Coefficient = d.needNumber("coefficient")
	d.endAttributes()
	d.noChildren()
}

func (p *CategoricalPredictor) decode(d *decoder) {
	d.begin(&p.Element)
	p.Name = d.needText("name")
	p.Value = d.needText("value")
	p.Coefficient = d.needNumber("coefficient")
	d.endAttributes()
	d.noChildren()
}

func (t *PredictorTerm) decode(d *decoder) {
	d.begin(&t.Element)
	t.Name = d.text("name")
	t.Coefficient = d.needNumber("coefficient")
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("FieldRef"):
			many(d, &t.FieldRefs)
		default:
			d.unknown()
		}
	}
}

func (r *Regression) decode(d *decoder) {
	r.attributes(d)
	r.NormalizationMethod = enumeration[NormalizationMethod](d, "normalizationMethod", normalizationMethodNames)
	d.endAttributes()
	for d.child() {
		switch {
		case r.EmbeddedModelBase.child(d):
		case d.is("RegressionTable"):
			many(d, &r.RegressionTables)
		default:
			d.unknown()
		}
	}
}
