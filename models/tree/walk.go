package tree

import "github.com/gopmml/gopmml/internal/program"

// walk finds the node that gives a record's result, -1 for none: no prediction,
// or an error that has been raised. levels counts what missing values cost on
// the way: default children, and predicates that a surrogate's alternative
// decided, whether that held or not.
//
// Where the tree's strategy is blend, an unknown predicate ends the walk: it
// gives the node whose child is unknown and blended is that child.
func (t *tree) walk(f *program.Frame) (at int32, levels int, blended int32) {
	if result, alternative := t.decide(f, 0); result != program.True || f.Err() != nil {
		return -1, 0, -1
	} else if alternative {
		levels++
	}
	return t.walkFrom(f, 0, levels)
}

// walkFrom is walk below a node that has been entered.
func (t *tree) walkFrom(f *program.Frame, at int32, levels int) (int32, int, int32) {
	nodes, cells := t.nodes, f.Cells
descend:
	for {
		child, end := at+1, nodes[at].end
		if child == end {
			return at, levels, -1
		}
		for child < end {
			n := &nodes[child]
			var result program.Tri
			switch n.test {
			case testLessOrEqual:
				if v := cells[n.slot]; v <= n.value {
					at = child
					continue descend
				} else if v == v {
					child = n.end
					continue
				} else {
					result = special(f, n, v)
				}
			case testLess:
				if v := cells[n.slot]; v < n.value {
					at = child
					continue descend
				} else if v == v {
					child = n.end
					continue
				} else {
					result = special(f, n, v)
				}
			case otherwise, testTrue:
				at = child
				continue descend
			case testGreater:
				if v := cells[n.slot]; v > n.value {
					at = child
					continue descend
				} else if v == v {
					child = n.end
					continue
				} else {
					result = special(f, n, v)
				}
			case testGreaterOrEqual:
				if v := cells[n.slot]; v >= n.value {
					at = child
					continue descend
				} else if v == v {
					child = n.end
					continue
				} else {
					result = special(f, n, v)
				}
			case testEqual:
				if v := cells[n.slot]; v == n.value {
					at = child
					continue descend
				} else if v == v {
					child = n.end
					continue
				} else {
					result = special(f, n, v)
				}
			case testFalse:
				child = n.end
				continue
			default:
				var alternative bool
				result, alternative = t.decide(f, child)
				if alternative {
					levels++
				}
			}
			if f.Err() != nil {
				return -1, 0, -1
			}
			switch result {
			case program.True:
				at = child
				continue descend
			case program.False:
				child = n.end
				continue
			}
			switch t.unknown {
			case skip:
				child = n.end
				// The contrary of what is unknown is unknown too.
				if child < end && nodes[child].test == otherwise {
					child = nodes[child].end
				}
			case giveUp:
				return -1, 0, -1
			case stay:
				return at, levels, -1
			case takeDefault:
				d := t.defaults[at]
				if d < 0 {
					f.Raise(t.noDefault[at])
					return -1, 0, -1
				}
				levels++
				at = d
				continue descend
			case blend:
				return at, levels, child
			}
		}
		if t.returnLast {
			return at, levels, -1
		}
		return -1, 0, -1
	}
}
