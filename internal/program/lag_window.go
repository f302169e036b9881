package program

// window is the greatest, or smallest, value of a ring's last records, kept from
// record to record: what each record costs does not depend on how many they are.
// Both are the same values whatever the order they are looked at in, which sums and
// products are not.
type window struct {
	// seen is how many of the ring's records the window knows.
	seen int64
	// places and values are those of the records that none after them beats, from
	// head on.
	places []int64
	values []float64
	head   int
	// undefined and nan are the places after the last such values.
	undefined, nan int64
}

// fewBack is how many records are looked at as fast one by one.
const fewBack = 32

// window gives the running window of the lag with a number of its own in a ring,
// and how many records it does not know yet.
func (r *ring) window(number, n int) (w *window, behind int) {
	for len(r.windows) <= number {
		r.windows = append(r.windows, nil)
	}
	w = r.windows[number]
	if w == nil {
		w = &window{}
		r.windows[number] = w
	}
	return w, int(min(r.pushed-w.seen, int64(n)))
}

// update looks at the records that the window does not know, and forgets those
// before the last n. greatest says which of two values beats the other.
func (w *window) update(r *ring, n int, greatest bool) {
	first := r.pushed - int64(n)
	for w.seen = max(w.seen, first); w.seen < r.pushed; w.seen++ {
		i, _ := r.back(int(r.pushed - w.seen))
		v := r.cells[i]
		switch {
		case v == v:
			w.push(v, greatest)
		case IsUndefined(v):
			w.undefined = w.seen + 1
		case !IsMissing(v):
			w.nan = w.seen + 1
		}
	}
	for w.head < len(w.places) && w.places[w.head] < first {
		w.head++
	}
	if w.head > len(w.places)/2 {
		w.places = append(w.places[:0], w.places[w.head:]...)
		w.values = append(w.values[:0], w.values[w.head:]...)
		w.head = 0
	}
}

func (w *window) push(v float64, greatest bool) {
	last := len(w.values)
	for last > w.head && (w.values[last-1] == v || (w.values[last-1] < v) == greatest) {
		last--
	}
	w.places, w.values = append(w.places[:last], w.seen), append(w.values[:last], v)
}

// value gives what [Lag.statistic] gives for the ring's last n records.
func (w *window) value(r *ring, n int) float64 {
	first := r.pushed - int64(n)
	switch {
	case w.undefined > first:
		return Undefined
	case w.nan > first:
		return NaN
	case w.head == len(w.values):
		return Missing
	}
	return Number(w.values[w.head])
}
