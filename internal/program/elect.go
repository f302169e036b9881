package program

// The election of a category. The rule is that of every model that says no other:
// the category of the greatest share wins, and of equals the first. A first share
// that is not a number is beaten by none, as any later one beats none.

// Greatest gives the place of the greatest share.
func Greatest(shares []float64) int {
	best := 0
	for i, v := range shares {
		if v > shares[best] {
			best = i
		}
	}
	return best
}

// Elect predicts the category that has the greatest share of the outcome's
// probabilities, the first of equals, and gives the candidate's place. The
// candidates are listed by index, their categories' places among the target's, nil
// for all in that order; cells are their values.
func (o *Outcome) Elect(index []int, cells []float64) int {
	best, shares := 0, o.Series[Probabilities]
	if index == nil {
		best = Greatest(shares[:len(cells)])
		o.Category = best
	} else {
		high := shares[index[0]]
		for i, c := range index {
			if v := shares[c]; v > high {
				best, high = i, v
			}
		}
		o.Category = index[best]
	}
	o.Value = cells[best]
	o.Has[Probabilities] = true
	return best
}

// ElectOf is [Outcome.Elect] of shares that are not the outcome's yet: they become
// its probabilities on the way.
func ElectOf[T float32 | float64](o *Outcome, shares []T, index []int, cells []float64) int {
	best, high, probabilities := 0, shares[0], o.Series[Probabilities]
	index = index[:len(shares)]
	for i, v := range shares {
		probabilities[index[i]] = float64(v)
		if v > high {
			best, high = i, v
		}
	}
	o.Category, o.Value = index[best], cells[best]
	o.Has[Probabilities] = true
	return best
}

// Elect is [Outcome.Elect] for the records from first on, as many as there is room
// for in places: that takes the winners' places. It may be the records' part of
// Category or Entity.
func (o *BlockOutcome) Elect(first int, places []int32, index []int, cells []float64) {
	share := func(i int) []float64 {
		if index != nil {
			i = index[i]
		}
		return o.Series[Probabilities][i][first:][:len(places)]
	}
	var room [BlockRows]float64
	high := room[:copy(room[:], share(0))]
	clear(places)
	for c := 1; c < len(cells); c++ {
		for i, v := range share(c) {
			if v > high[i] {
				high[i], places[i] = v, int32(c)
			}
		}
	}
	for i, p := range places {
		o.Value[first+i] = cells[p]
		if index != nil {
			p = int32(index[p])
		}
		o.Category[first+i] = p
	}
	o.Has[Probabilities] = true
}
