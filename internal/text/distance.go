package text

// matcher measures edit distances. It keeps working memory.
type matcher struct {
	row []int32
	// meter is asked whether to go on, and ended says that it said no.
	meter *meter
	ended bool
}

// goesOn says whether to go on behind so many cells. What is found after that is of
// no use.
func (m *matcher) goesOn(cells int) bool {
	if m.meter != nil && !m.meter.goesOn(cells) {
		m.ended = true
	}
	return !m.ended
}

// distance gives the number of characters to insert, delete or replace that
// make a of b, or -1 where that is above most.
func (m *matcher) distance(a, b []rune, most int) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > most {
		return -1
	}
	if len(b) == 0 {
		return len(a)
	}
	row := m.row[:0]
	for j := range len(b) + 1 {
		row = append(row, int32(j))
	}
	m.row = row
	for i, c := range a {
		diagonal := row[0]
		row[0] = int32(i + 1)
		least := row[0]
		for j, d := range b {
			cost := diagonal
			if c != d {
				cost = min(diagonal, row[j], row[j+1]) + 1
			}
			diagonal = row[j+1]
			row[j+1] = cost
			least = min(least, cost)
		}
		if int(least) > most || !m.goesOn(len(b)) {
			return -1
		}
	}
	if d := int(row[len(b)]); d <= most {
		return d
	}
	return -1
}

// occurrences counts the places in s that differ from term by most characters
// or fewer. Ends of matches that lie side by side are one place, whose distance
// is the least among them; with best only places of the least distance count.
func (m *matcher) occurrences(s, term []rune, most int, best bool) int {
	row := m.row[:0]
	for j := range len(term) + 1 {
		row = append(row, int32(j))
	}
	m.row = row
	count, least := 0, most+1
	inside := most + 1 // the least distance of the place being read, most+1 outside
	leave := func() {
		switch {
		case inside > most:
		case !best:
			count++
		case inside < least:
			least, count = inside, 1
		case inside == least:
			count++
		}
		inside = most + 1
	}
	for _, c := range s {
		diagonal := row[0]
		for j, d := range term {
			cost := diagonal
			if c != d {
				cost = min(diagonal, row[j], row[j+1]) + 1
			}
			diagonal = row[j+1]
			row[j+1] = cost
		}
		if d := int(row[len(term)]); d <= most {
			inside = min(inside, d)
		} else {
			leave()
		}
		if !m.goesOn(len(term)) {
			return 0
		}
	}
	leave()
	return count
}
