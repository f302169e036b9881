package compile

import (
	"strings"

	"github.com/gopmml/gopmml/pmml"
)

// outside finds a field that a mining schema lists and the model around does not
// have: among the models further out, where there is exactly one of the name.
// unknown is the error where there is none.
func (c *Context) outside(m *pmml.MiningField, at pmml.Node, unknown error) (*Field, error) {
	var nearest *Context
	var places []string
	for p := c.parent.parent; p != nil; p = p.parent {
		if nearest == nil && (p.mining[m.Name] != nil || p.locals[m.Name] != nil || p.published[m.Name] != nil) {
			nearest = p
		}
		if d := p.locals[m.Name]; d != nil {
			places = append(places, d.Pos.String())
		}
		if f := p.published[m.Name]; f != nil {
			places = append(places, f.at.String())
		}
		if p.parent == nil && p.mining[m.Name] != nil && c.dataFields[m.Name] != nil {
			places = append(places, c.dataFields[m.Name].Pos.String())
		}
	}
	switch {
	case len(places) > 1:
		return nil, c.Errorf(m, pmml.CodeNameUnknown, "the model around does not have field %q, and several further out have one: at %s", m.Name, strings.Join(places, " and "))
	case len(places) == 0:
		return nil, unknown
	}
	f, err := nearest.field(m.Name, at)
	if err == nil {
		c.remark(true, RemarkFieldOutside, m, "the model around does not have field %q; it is taken from further out, at %s", m.Name, places[0])
		c.uses.read(f.Slot)
	}
	return f, err
}

// isResult says whether a field that the model sees is a result of a segment before,
// which may be missing where that segment did not run.
func (c *Context) isResult(name string) bool {
	for ; c != nil; c = c.parent {
		if c.published[name] != nil {
			return true
		}
	}
	return false
}
