package features

import (
	"strings"
	"unsafe"

	"github.com/gopmml/gopmml/serve/wire"
)

// request is what a body asks for. Texts lie in the body.
type request struct {
	members   []member
	inputs    []given
	outputs   []string // nil: all
	top       int      // 0: all, in the order of the request
	by        string
	ascending *bool
	most      int // keys of a list
}

// member is a key of a thing, or a list of them.
type member struct {
	name string
	seen bool
	list bool
	keys []key // one, where it is no list
}

// key is the key of a thing: a text, or a whole number, which is the text of its
// digits.
type key struct {
	text   string
	number bool
	null   bool // nobody
}

// given is an input that the request itself has, the same for all rows.
type given struct {
	name, text string
}

// ask makes the request one for the keys of names.
func (q *request) ask(names ...string) {
	for len(q.members) < len(names) {
		q.members = append(q.members, member{})
	}
	q.members = q.members[:len(names)]
	for i, name := range names {
		q.members[i] = member{name: name, keys: q.members[i].keys[:0]}
	}
	q.inputs, q.outputs, q.top, q.by, q.ascending = q.inputs[:0], nil, 0, "", nil
}

// member finds a member by its name, nil for none.
func (q *request) member(name string) *member {
	for i := range q.members {
		if q.members[i].name == name {
			return &q.members[i]
		}
	}
	return nil
}

// read reads a body.
func (q *request) read(body []byte) error {
	var r wire.Reader
	r.Reset(body)
	if k, err := r.Peek(); err != nil {
		return err
	} else if k != wire.Object {
		return wire.Invalid("the body must be a JSON object")
	}
	for name, err := range r.Members() {
		if err != nil {
			return err
		}
		if m := q.member(string(name)); m != nil {
			err = m.read(&r, wire.Limits{Rows: q.most})
		} else {
			err = q.other(string(name), &r)
		}
		if err != nil {
			return err
		}
	}
	if err := r.Finish(); err != nil {
		return err
	}
	for i := range q.members {
		if m := &q.members[i]; !m.seen {
			return wire.Invalid("%q is not there; it is null where there is nobody", m.name)
		}
	}
	return nil
}

func (q *request) other(name string, r *wire.Reader) error {
	switch name {
	case "inputs":
		return q.readInputs(r)
	case "outputs":
		return q.readOutputs(r)
	}
	k, err := r.Peek()
	if err != nil {
		return err
	}
	wrong := func(want string) error { return wire.Invalid("%q must be %s", name, want) }
	switch name {
	case "top":
		_, text, err := r.Scalar()
		if err != nil || k != wire.Number {
			return wrong("a whole number from 1 on")
		}
		for _, c := range text {
			if c < '0' || c > '9' || q.top > 1<<30 {
				return wrong("a whole number from 1 on")
			}
			q.top = 10*q.top + int(c-'0')
		}
		if q.top == 0 {
			return wrong("a whole number from 1 on")
		}
		return nil
	case "by":
		if k != wire.String {
			return wrong("the name of an output")
		}
		_, text, err := r.Scalar()
		q.by = string(text)
		return err
	case "ascending":
		if k != wire.True && k != wire.False {
			return wrong("true or false")
		}
		q.ascending = new(bool)
		*q.ascending = k == wire.True
		_, _, err := r.Scalar()
		return err
	}
	var names []string
	for i := range q.members {
		names = append(names, q.members[i].name)
	}
	return wire.Invalid("%q has no meaning here: a request has %s, and perhaps inputs, outputs, top, by, ascending", name, strings.Join(names, ", "))
}

// readOutputs reads the names of the outputs that are wanted.
func (q *request) readOutputs(r *wire.Reader) error {
	q.outputs = []string{}
	return list(r, "outputs", func() error {
		k, text, err := r.Scalar()
		if err == nil && k != wire.String {
			err = wire.Invalid(`"outputs" must be a list of names`)
		}
		q.outputs = append(q.outputs, string(text))
		return err
	})
}

// list reads a list.
func list(r *wire.Reader, name string, element func() error) error {
	if k, err := r.Peek(); err != nil {
		return err
	} else if k != wire.Array {
		return wire.Invalid("%q must be a list", name)
	}
	for _, err := range r.Elements() {
		if err != nil {
			return err
		}
		if err := element(); err != nil {
			return err
		}
	}
	return nil
}

// readInputs reads the inputs that the request itself has.
func (q *request) readInputs(r *wire.Reader) error {
	if k, err := r.Peek(); err != nil {
		return err
	} else if k != wire.Object {
		return wire.Invalid(`"inputs" must be an object of values that all rows share`)
	}
	for name, err := range r.Members() {
		if err != nil {
			return err
		}
		g := given{name: string(name)}
		for _, before := range q.inputs {
			if before.name == g.name {
				return wire.Invalid("input %q is given twice", g.name)
			}
		}
		if k, err := r.Peek(); err != nil {
			return err
		} else if k == wire.Array || k == wire.Object {
			return wire.Invalid("input %q takes one value, which all rows share", g.name)
		}
		k, text, err := r.Scalar()
		if err != nil {
			return err
		}
		if k == wire.Null || k == wire.Number && text[len(text)-1] == 'N' {
			continue
		}
		g.text = string(text)
		q.inputs = append(q.inputs, g)
	}
	return nil
}

func (m *member) read(r *wire.Reader, l wire.Limits) error {
	if m.seen {
		return wire.Invalid("%q is given twice", m.name)
	}
	m.seen = true
	k, err := r.Peek()
	if err != nil {
		return err
	}
	if k != wire.Array {
		return m.one(r)
	}
	m.list = true
	err = list(r, m.name, func() error {
		if err := m.one(r); err != nil {
			return err
		}
		return l.CheckRows(len(m.keys))
	})
	return err
}

// one reads a key.
func (m *member) one(r *wire.Reader) error {
	k, err := r.Peek()
	if err != nil {
		return err
	}
	if k == wire.Array || k == wire.Object || k == wire.True || k == wire.False {
		return wire.Invalid("a key in %q must be a text or a whole number", m.name)
	}
	_, text, err := r.Scalar()
	if err != nil {
		return err
	}
	switch k {
	case wire.Null:
		if m.list {
			return wire.Invalid("a key in the list %q is null", m.name)
		}
		m.keys = append(m.keys, key{null: true})
		return nil
	case wire.Number:
		for i, c := range text {
			if (c < '0' || c > '9') && (c != '-' || i > 0) {
				return wire.Invalid("a key in %q is %s: it must be a text or a whole number", m.name, text)
			}
		}
	}
	if len(text) == 0 || len(text) > maxKey {
		return wire.Invalid("a key in %q has %d bytes: it must have from 1 to %d", m.name, len(text), maxKey)
	}
	m.keys = append(m.keys, key{text: unsafe.String(&text[0], len(text)), number: k == wire.Number})
	return nil
}

// appendKey appends a key as it was given.
func appendKey(dst []byte, k key) []byte {
	switch {
	case k.null:
		return append(dst, "null"...)
	case k.number:
		return append(dst, k.text...)
	}
	return wire.AppendString(dst, k.text)
}
