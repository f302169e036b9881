package program

// Categories that [CategoryShare] and [CategoryResidual] take beside indices.
const (
	// PredictedCategory stands for the category that is predicted.
	PredictedCategory = -1
	// UnknownCategory stands for one that the model never predicts.
	UnknownCategory = -2
)

// CategoryShare is the probability or confidence of a category.
type CategoryShare struct {
	Outcome  int
	Category int
	// Confidence asks for the confidence, which is the probability in models that
	// know no other.
	Confidence bool
	// Rank asks for the Rank-th best category's share where Category is
	// PredictedCategory and Rank above 1.
	Rank int
}

// Eval gives the share; missing where there is no prediction.
func (s *CategoryShare) Eval(f *Frame) float64 {
	o := &f.Outcomes[s.Outcome]
	if IsMissing(o.Value) {
		return Missing
	}
	shares := o.Series[Probabilities]
	switch {
	case s.Confidence && o.Has[Confidences]:
		shares = o.Series[Confidences]
	case !o.Has[Probabilities]:
		return Missing
	}
	i := s.Category
	if i == PredictedCategory {
		i = o.Category
		if s.Rank > 1 {
			i = ranked(o.Series[Probabilities], s.Rank, false)
		}
	}
	if i < 0 || i >= len(shares) {
		return 0
	}
	return shares[i]
}

// ranked gives the index of the n-th largest (or smallest) value, the earlier
// one first where values are equal; -1 where there are fewer.
func ranked(values []float64, n int, ascending bool) int {
	for i, v := range values {
		before := 0
		for j, w := range values {
			if w == v && j < i || !ascending && w > v || ascending && w < v {
				before++
			}
		}
		if before == n-1 {
			return i
		}
	}
	return -1
}

// RankedCategory is the Rank-th most (or least) probable category.
type RankedCategory struct {
	Outcome   int
	Rank      int
	Ascending bool
	// Cells are the categories' values by index.
	Cells []float64
}

// Eval gives the category; missing where there are fewer.
func (r *RankedCategory) Eval(f *Frame) float64 {
	o := &f.Outcomes[r.Outcome]
	if IsMissing(o.Value) || !o.Has[Probabilities] {
		return Missing
	}
	i := ranked(o.Series[Probabilities][:len(r.Cells)], r.Rank, r.Ascending)
	if i < 0 {
		return Missing
	}
	return r.Cells[i]
}

// EntityID is the id of the winning entity.
type EntityID struct {
	Outcome int
	IDs     []float64
}

// Eval gives the id; missing where no entity won.
func (e *EntityID) Eval(f *Frame) float64 {
	o := &f.Outcomes[e.Outcome]
	if o.Entity < 0 || o.Entity >= len(e.IDs) {
		return Missing
	}
	return e.IDs[o.Entity]
}

// RankedEntity is the id of the entity that stands Rank-th in the outcome's
// ranking, or with Ascending Rank-th from its end.
type RankedEntity struct {
	Outcome   int
	Rank      int
	Ascending bool
	IDs       []float64
}

// Eval gives the id; missing where fewer entities are ranked.
func (e *RankedEntity) Eval(f *Frame) float64 {
	ranking := f.Outcomes[e.Outcome].Ranking
	if e.Rank > len(ranking) {
		return Missing
	}
	i := e.Rank - 1
	if e.Ascending {
		i = len(ranking) - e.Rank
	}
	return e.IDs[ranking[i]]
}

// DisplayValue is the text that stands for a target's value.
type DisplayValue struct {
	Slot  Slot
	Texts map[float64]float64
	// Else is the value as a text, for values without a display text.
	Else Expr
}

// Eval gives the text.
func (d *DisplayValue) Eval(f *Frame) float64 {
	v := f.Cells[d.Slot]
	if t, ok := d.Texts[v]; ok {
		return t
	}
	return d.Else.Eval(f)
}

// Residual is the observed less the predicted number.
type Residual struct {
	Observed, Predicted Slot
}

// Eval gives the difference; missing where the observed or predicted value is.
func (r *Residual) Eval(f *Frame) float64 {
	want, got := f.Cells[r.Observed], f.Cells[r.Predicted]
	switch {
	case IsMissing(got), IsMissing(want):
		return Missing
	case IsError(want):
		return want
	}
	return Number(want - got)
}

// CategoryResidual is 1 or 0 for whether a category was observed, less the
// probability of the category.
type CategoryResidual struct {
	Observed Slot
	Outcome  int
	// Category is the index, Cell the value of the category; PredictedCategory
	// takes both from the prediction.
	Category int
	Cell     float64
}

// Eval gives the difference; missing where the observed or predicted value is.
func (r *CategoryResidual) Eval(f *Frame) float64 {
	o := &f.Outcomes[r.Outcome]
	want := f.Cells[r.Observed]
	switch {
	case IsMissing(o.Value), IsMissing(want), !o.Has[Probabilities]:
		return Missing
	case IsError(want):
		return want
	}
	i, cell := r.Category, r.Cell
	if i == PredictedCategory {
		i, cell = o.Category, o.Value
	}
	p := 0.0
	if i >= 0 {
		p = o.Series[Probabilities][i]
	}
	if want == cell {
		return 1 - p
	}
	return 0 - p
}
