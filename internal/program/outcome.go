package program

// SeriesKind names a list of numbers in an outcome. What is particular of a kind
// stands in the table of kinds; outcomes are sized, cleared and copied by it, for
// records and for blocks, so that a new kind asks for nothing but who fills and
// reads it.
type SeriesKind uint8

// The kinds of series.
const (
	// Probabilities are the distribution over the target's categories, Confidences
	// those of each category; both go by the index of the category.
	Probabilities SeriesKind = iota
	Confidences
	// Affinities are the distances or similarities of the model's entities, by
	// their index.
	Affinities
	seriesKinds

	// sparse is the first kind that models fill in whole; those before it they may
	// fill in part, so that the rest has to be zero.
	sparse = Affinities
)

// kinds is the table of kinds.
var kinds = [seriesKinds]struct {
	// byCategory says that the series goes by the target's categories: it has room
	// for each, and who takes an outcome over renumbers it. Others go by entities,
	// which are the model's own.
	byCategory bool
}{
	Probabilities: {byCategory: true},
	Confidences:   {byCategory: true},
	Affinities:    {},
}

// OutcomeSize says how much room an outcome needs.
type OutcomeSize struct {
	// Series is the length of each series.
	Series [seriesKinds]int
	// Ranking is the number of the entities that the model puts in order.
	Ranking int
}

// WithCategories gives the size with room for n categories of the target in all
// series that go by them.
func (s OutcomeSize) WithCategories(n int) OutcomeSize {
	for k := range s.Series {
		if kinds[k].byCategory {
			s.Series[k] = n
		}
	}
	return s
}

// Outcome is what a model found for one target. Which parts are filled in
// follows from the model's type; the rest stays empty.
type Outcome struct {
	// Value is the predicted value: a number, or the target's category as a cell
	// of the target's type; Missing where the model has no answer.
	Value float64
	// Category is the index of the predicted category, -1 where there is none.
	Category int
	// Entity is the index of the winning entity (a node, a rule, a neuron, a
	// segment) among the model's entities, -1 for none.
	Entity int
	// Series are the lists of numbers by kind, Has says which of them hold.
	Series [seriesKinds][]float64
	Has    [seriesKinds]bool
	// Ranking holds indices of entities (neighbours, reasons, rules), the first
	// in rank first. It is empty where the model ranks nothing.
	Ranking []int32
}

func (o *Outcome) init(s OutcomeSize) {
	for k, n := range s.Series {
		o.Series[k] = make([]float64, n)
	}
	o.Ranking = make([]int32, 0, s.Ranking)
	o.Clear()
}

// Clear makes the outcome one without an answer. Probabilities and confidences
// become zero.
func (o *Outcome) Clear() {
	o.Value = Missing
	o.Category = -1
	o.Entity = -1
	o.Has = [seriesKinds]bool{}
	for k := range sparse {
		clear(o.Series[k])
	}
	o.Ranking = o.Ranking[:0]
}

// Copy makes the outcome equal to another. It uses its own room, and makes what it
// lacks.
func (o *Outcome) Copy(from *Outcome) {
	series, ranking := o.Series, o.Ranking
	*o = *from
	for k := range series {
		o.Series[k] = append(series[k][:0], from.Series[k]...)
	}
	o.Ranking = append(ranking[:0], from.Ranking...)
}

// Take takes over the series of another model's outcome into one that is cleared.
// Categories gives for each of that model's categories the index in this one's,
// ranked likewise for what it ranks; nil for nothing. Series of its entities are
// left behind.
func (o *Outcome) Take(from *Outcome, categories []int, ranked []int32) {
	for k := range o.Series {
		if !kinds[k].byCategory {
			continue
		}
		o.Has[k] = from.Has[k]
		to, values := o.Series[k], from.Series[k]
		for i, at := range categories {
			to[at] = values[i]
		}
	}
	if ranked != nil {
		for _, r := range from.Ranking {
			o.Ranking = append(o.Ranking, ranked[r])
		}
	}
}

// BlockOutcome is an [Outcome] of a block's records. Records that are not slow
// have an answer. Models that rank entities have no form for blocks.
type BlockOutcome struct {
	Value    [BlockRows]float64
	Category [BlockRows]int32
	Entity   [BlockRows]int32
	// Series are columns by category or entity.
	Series [seriesKinds][][BlockRows]float64
	Has    [seriesKinds]bool
}

func newBlockOutcome(s OutcomeSize) *BlockOutcome {
	o := &BlockOutcome{}
	for k, n := range s.Series {
		o.Series[k] = make([][BlockRows]float64, n)
	}
	return o
}

// Take is [Outcome.Take] for the first rows records. Nothing needs to be cleared.
func (o *BlockOutcome) Take(from *BlockOutcome, categories []int, rows int) {
	for k := range o.Series {
		if !kinds[k].byCategory {
			continue
		}
		o.Has[k] = from.Has[k]
		to, columns := o.Series[k], from.Series[k]
		for i := range to {
			clear(to[i][:rows])
		}
		for i, at := range categories {
			copy(to[at][:rows], columns[i][:rows])
		}
	}
}

// load gives an outcome what was found for one record.
func (o *BlockOutcome) load(row int, to *Outcome) {
	to.Value, to.Category, to.Entity = o.Value[row], int(o.Category[row]), int(o.Entity[row])
	to.Has = o.Has
	for k := range o.Series {
		values := to.Series[k]
		for i := range o.Series[k] {
			values[i] = o.Series[k][i][row]
		}
	}
}
