package agree

import (
	"html"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// mentioned is what a document compares its fields with: values on and next to
// these are where a kernel takes another way than its neighbour.
type mentioned struct {
	numbers []float64
	texts   []string
}

// mentionedMost bounds how many numbers, and how many texts, are kept of a field.
const mentionedMost = 400

// mentions collects the values that a document mentions, by field. It reads the
// text of the file, with no regard for what an element means: all that stands in
// or below an element which names a field counts as that field's.
type mentions struct {
	fields map[string]*mentioned
	// users names the derived fields that are made of a field.
	users   map[string][]string
	derived string
	field   string
	random  *rand.Rand
}

func readMentions(text string) *mentions {
	m := &mentions{fields: map[string]*mentioned{}, users: map[string][]string{}, random: rand.New(rand.NewPCG(1, 2))}
	for {
		before, rest, ok := strings.Cut(text, "<")
		if !ok {
			return m
		}
		if len(before) < 1<<12 {
			m.content(before)
		}
		tag, after, _ := strings.Cut(rest, ">") // a ">" inside of an attribute costs its value only
		text = after
		switch {
		case strings.HasPrefix(tag, "/DerivedField"):
			m.derived = ""
		case tag != "" && tag[0] != '/' && tag[0] != '!' && tag[0] != '?':
			m.element(tag)
		}
	}
}

// element takes the attributes of a start tag.
func (m *mentions) element(tag string) {
	name, rest, _ := strings.Cut(tag, " ")
	if name == "Extension" || name == "OutputField" || name == "Node" || name == "Target" {
		return
	}
	var values []string
	for {
		key, after, ok := strings.Cut(rest, "=")
		if !ok {
			break
		}
		after = strings.TrimLeft(after, " \t\r\n")
		if after == "" {
			break
		}
		value, next, ok := strings.Cut(after[1:], after[:1])
		if !ok {
			break
		}
		rest = next
		switch strings.TrimSpace(key) {
		case "field", "fieldName", "predictorName", "textField":
			m.field = html.UnescapeString(value)
			m.use(m.field)
		case "name":
			switch name {
			case "DerivedField":
				m.derived = html.UnescapeString(value)
				m.field = m.derived
			case "DataField", "MiningField", "CategoricalPredictor", "NumericPredictor":
				m.field = html.UnescapeString(value)
			}
		case "value", "orig", "leftMargin", "rightMargin", "lowValue", "highValue", "missingValueReplacement":
			values = append(values, html.UnescapeString(value))
		}
	}
	for _, v := range values {
		m.add(v)
	}
}

// use notes that the derived field which is being read is made of another field.
func (m *mentions) use(field string) {
	if m.derived != "" && m.derived != field && !slices.Contains(m.users[field], m.derived) {
		m.users[field] = append(m.users[field], m.derived)
	}
}

// content takes the text between two tags: a constant, a cell or an array.
func (m *mentions) content(s string) {
	s = strings.TrimSpace(s)
	if s == "" {
		return
	}
	s = html.UnescapeString(s)
	m.add(s)
	if parts := strings.Fields(s); len(parts) > 1 {
		for _, p := range parts {
			m.add(strings.Trim(p, `"`))
		}
	}
}

func (m *mentions) add(value string) {
	if m.field == "" {
		return
	}
	of := m.fields[m.field]
	if of == nil {
		of = &mentioned{}
		m.fields[m.field] = of
	}
	if len(of.texts) < mentionedMost {
		of.texts = append(of.texts, value)
	} else {
		of.texts[m.random.IntN(mentionedMost)] = value
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return
	}
	if len(of.numbers) < mentionedMost {
		of.numbers = append(of.numbers, v)
	} else {
		of.numbers[m.random.IntN(mentionedMost)] = v
	}
}

// of gives what is mentioned of a field and of the derived fields that are made
// of it.
func (m *mentions) of(field string) mentioned {
	var all mentioned
	names := []string{field}
	for i := 0; i < len(names) && i < 64; i++ {
		if of := m.fields[names[i]]; of != nil {
			all.numbers = append(all.numbers, of.numbers...)
			all.texts = append(all.texts, of.texts...)
		}
		for _, derived := range m.users[names[i]] {
			if !slices.Contains(names, derived) {
				names = append(names, derived)
			}
		}
	}
	return all
}
