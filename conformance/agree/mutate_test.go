package agree

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// choices is a source of random numbers that the bytes of a fuzzer decide, and once
// they are used up, a number that follows from them. So the same bytes always give
// the same document, and a byte that changes changes one choice.
type choices struct {
	data []byte
	rest *rand.PCG
}

func newChoices(data []byte) *rand.Rand {
	h := fnv.New64a()
	h.Write(data)
	return rand.New(&choices{data, rand.NewPCG(1, h.Sum64())})
}

// Uint64 gives the next choice: two bytes at the upper end of a number.
func (c *choices) Uint64() uint64 {
	n := c.rest.Uint64()
	if len(c.data) < 2 {
		return n
	}
	n = n>>16 | uint64(c.data[0])<<56 | uint64(c.data[1])<<48
	c.data = c.data[2:]
	return n
}

// extremes are values that are hardly ever meant.
var extremes = []string{
	"0", "-0", "1", "-1", "2", "0.5", "1e308", "-1e308", "1e-320", "5e-324", "16777217", "1e39", "1e-46", "NaN", "INF", "-INF", "", " ",
	"9007199254740993", "2147483648", "-2147483649", "9223372036854775808", "1000000", "1e400", "true", "false", "0x10", "x", "a b", "\u00e9", "true ",
}

// mutator changes a document.
type mutator struct {
	random *rand.Rand
	root   *element
	places []place
	// donor is a document whose parts are taken.
	donor       *element
	donorPlaces []place
}

// mutate changes a document here and there, with parts of another.
func mutate(text, donor string, random *rand.Rand) string {
	m := &mutator{random: random, root: readElement(text), donor: readElement(donor)}
	if m.root == nil || m.donor == nil {
		return text
	}
	m.donorPlaces = m.donor.places()
	for range 1 + random.IntN(4) {
		if m.places = m.root.places(); len(m.places) == 0 {
			break
		}
		m.change()
	}
	var b strings.Builder
	m.root.write(&b)
	return b.String()
}

// any gives a place, mostly of an element.
func (m *mutator) any() place { return m.places[m.random.IntN(len(m.places))] }

// like gives a place of an element of a name, of the document or of the donor.
func (m *mutator) like(name string, donor bool) (place, bool) {
	from := m.places
	if donor {
		from = m.donorPlaces
	}
	var found []place
	for _, p := range from {
		if p.element().name == name {
			found = append(found, p)
		}
	}
	if len(found) == 0 {
		return place{}, false
	}
	return found[m.random.IntN(len(found))], true
}

func (m *mutator) change() {
	at := m.any()
	e := at.element()
	switch m.random.IntN(20) {
	case 0, 1, 2, 3, 16, 17, 18:
		m.changeValue(e)
	case 4: // an attribute fewer
		if n := len(e.attributes); n > 0 {
			i := m.random.IntN(n)
			e.attributes = slices.Delete(e.attributes, i, i+1)
		}
	case 5, 6: // an attribute more, as another element of the name has it
		m.addAttribute(e)
	case 7: // an element fewer
		at.parent.children = slices.Delete(at.parent.children, at.index, at.index+1)
	case 8: // doubled
		at.parent.children = slices.Insert(at.parent.children, at.index, e.copied())
	case 9: // moved
		p := m.any().element()
		if other, ok := m.like(at.parent.name, false); ok && m.random.IntN(4) > 0 {
			p = other.element()
		}
		if p.name != "" && !e.holds(p) {
			at.parent.children = slices.Delete(at.parent.children, at.index, at.index+1)
			p.children = slices.Insert(p.children, m.random.IntN(len(p.children)+1), e)
		}
	case 10: // two change places
		other := m.any()
		if like, ok := m.like(e.name, false); ok && m.random.IntN(4) > 0 {
			other = like
		}
		if !e.holds(other.element()) && !other.element().holds(e) {
			at.parent.children[at.index], other.parent.children[other.index] = other.element(), e
		}
	case 11: // another of the name in its place
		if other, ok := m.like(e.name, m.random.IntN(2) == 0); ok {
			at.parent.children[at.index] = other.element().copied()
		}
	case 12, 13: // a child that the donor has in an element of the name
		if other, ok := m.like(e.name, true); ok && e.name != "" && len(other.element().children) > 0 {
			given := other.element().children[m.random.IntN(len(other.element().children))].copied()
			e.children = slices.Insert(e.children, m.random.IntN(len(e.children)+1), given)
		}
	case 14: // the name of one that the donor has in its place, which may mean something here
		if other, ok := m.like(at.parent.name, true); ok && e.name != "" && len(other.element().children) > 0 {
			if name := other.element().children[m.random.IntN(len(other.element().children))].name; name != "" {
				e.name = name
			}
		}
	default:
		m.section(e)
	}
	if e.name == "" && len(e.attributes)+len(e.children) > 0 {
		e.attributes, e.children = nil, nil
	}
}

// changeValue gives an attribute, or a text, another value.
func (m *mutator) changeValue(e *element) {
	if e.name == "" {
		words := strings.Fields(e.text)
		if len(words) > 0 {
			words[m.random.IntN(len(words))] = extremes[m.random.IntN(len(extremes))]
			e.text = strings.Join(words, " ")
		}
		return
	}
	if len(e.attributes) == 0 {
		return
	}
	a := &e.attributes[m.random.IntN(len(e.attributes))]
	switch of := words[a.name]; {
	case len(of) > 0 && m.random.IntN(4) > 0:
		a.value = of[m.random.IntN(len(of))]
	case m.random.IntN(3) > 0: // what the attribute, or any, has elsewhere
		var values []string
		for _, p := range m.places {
			for _, b := range p.element().attributes {
				if b.name == a.name || m.random.IntN(16) == 0 {
					values = append(values, b.value)
				}
			}
		}
		if len(values) > 0 {
			a.value = values[m.random.IntN(len(values))]
		}
	default:
		a.value = extremes[m.random.IntN(len(extremes))]
	}
}

// addAttribute gives an element an attribute that others of its name have.
func (m *mutator) addAttribute(e *element) {
	if e.name == "" {
		return
	}
	var add attribute
	if more := additions["<"+e.name+" "]; len(more) > 0 && m.random.IntN(2) == 0 {
		name, value, _ := strings.Cut(more[m.random.IntN(len(more))], "=")
		add = attribute{name, strings.Trim(value, `"`)}
		add.value, _, _ = strings.Cut(add.value, `"`)
	} else if other, ok := m.like(e.name, m.random.IntN(3) > 0); ok && len(other.element().attributes) > 0 {
		of := other.element().attributes
		add = of[m.random.IntN(len(of))]
	}
	has := func(a attribute) bool { return a.name == add.name }
	if add.name != "" && !slices.ContainsFunc(e.attributes, has) {
		e.attributes = append(e.attributes, add)
	}
}

// section puts targets or outputs behind a schema.
func (m *mutator) section(e *element) {
	for i, c := range e.children {
		if c.name == "MiningSchema" {
			more := readElement("<x>" + sections[m.random.IntN(len(sections))] + "</x>")
			e.children = slices.Insert(e.children, i+1, more.children...)
			return
		}
	}
	m.changeValue(e)
}
