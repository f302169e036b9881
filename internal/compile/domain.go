package compile

import (
	"math"
	"strings"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// domain compiles which values of a data field are valid. in, where it is not
// nil, gets the listed texts that are not of the field's type.
func (c *Context) domain(d *pmml.DataField, op pmml.OpType, in *program.Input) (*program.Domain, error) {
	var valid, invalid, missing []float64
	domain := &program.Domain{}
	for _, v := range d.Values {
		if err := c.Next(); err != nil {
			return nil, err
		}
		property := v.Property
		if property == 0 {
			property = pmml.ValuePropertyValid
		}
		cell := 0.0
		if d.DataType == pmml.DataTypeString {
			cell = c.Texts().Intern(v.Value)
		} else {
			var err error
			if cell, err = program.ParseValue(d.DataType, v.Value); err != nil {
				if property == pmml.ValuePropertyValid {
					err = found(c.Errorf(v, pmml.CodeValueType, "value %q is not of type %s, as field %q needs%s", v.Value, d.DataType, d.Name, beyond(v.Value, d.DataType)), v.Value, d.DataType.String())
					if err = c.keep(err); err != nil {
						return nil, err
					}
					continue
				}
				if in == nil {
					continue
				}
				if in.Literals == nil {
					in.Literals = map[string]program.Validity{}
				}
				in.Literals[v.Value] = program.InvalidValue
				if property == pmml.ValuePropertyMissing {
					in.Literals[v.Value] = program.MissingValue
				}
				continue
			}
		}
		switch property {
		case pmml.ValuePropertyMissing:
			missing = append(missing, cell)
			domain.NaNIsMissing = domain.NaNIsMissing || program.IsNaN(cell)
		case pmml.ValuePropertyInvalid:
			invalid = append(invalid, cell)
		default:
			valid = append(valid, cell)
		}
	}
	set := func(cells []float64) *program.CellSet {
		if len(cells) == 0 {
			return nil
		}
		return program.NewCellSet(cells)
	}
	// Values of a continuous field that lists no other property still limit it.
	domain.Valid, domain.Invalid, domain.Missing = set(valid), set(invalid), set(missing)
	if op == pmml.OpTypeContinuous {
		for _, r := range d.Intervals {
			if err := c.Next(); err != nil {
				return nil, err
			}
			rng, err := c.Range(r, d.DataType)
			if err = c.keep(err); err != nil {
				return nil, err
			}
			domain.Intervals = append(domain.Intervals, rng)
		}
	}
	domain.Allowed = allowed(d, domain)
	if domain.Valid == nil && invalid == nil && missing == nil && domain.Intervals == nil {
		return nil, nil
	}
	return domain, nil
}

// Range compiles an interval of a field of a type. Margins of a float field are
// float32, as its values are.
func (c *Context) Range(r *pmml.Interval, t pmml.DataType) (program.Range, error) {
	if !r.LeftMargin.IsSet() && !r.RightMargin.IsSet() {
		return program.Range{}, c.Errorf(r, pmml.CodePartMissing, "an interval needs a leftMargin or a rightMargin")
	}
	out := program.Range{
		Left:      r.LeftMargin.Or(math.Inf(-1)),
		Right:     r.RightMargin.Or(math.Inf(1)),
		LeftOpen:  r.Closure == pmml.ClosureOpenOpen || r.Closure == pmml.ClosureOpenClosed,
		RightOpen: r.Closure == pmml.ClosureOpenOpen || r.Closure == pmml.ClosureClosedOpen,
	}
	if r.Closure == 0 {
		return out, c.Errorf(r, pmml.CodePartMissing, "an interval needs a closure")
	}
	if t == pmml.DataTypeFloat {
		out.Left, out.Right = float64(float32(out.Left)), float64(float32(out.Right))
	}
	if out.Left > out.Right {
		return out, c.Errorf(r, pmml.CodeOutOfRange, "the interval's leftMargin %v lies above its rightMargin %v", out.Left, out.Right)
	}
	return out, c.wholeMargins(r, t, &out)
}

// wholeMargins refuses a margin of integers that decides about the last of them and
// may have been rounded to it: 2^53 + 1 reads as 2^53. Margins beyond decide about
// no integer.
func (c *Context) wholeMargins(r *pmml.Interval, t pmml.DataType, m *program.Range) error {
	if t != pmml.DataTypeInteger {
		return nil
	}
	margin := 0.0
	switch {
	case m.Left == program.MaxInteger && !m.LeftOpen, m.Left == -program.MaxInteger && m.LeftOpen:
		margin = m.Left
	case m.Right == -program.MaxInteger && !m.RightOpen, m.Right == program.MaxInteger && m.RightOpen:
		margin = m.Right
	default:
		return nil
	}
	return c.Errorf(r, pmml.CodeOutOfRange, "the margin %.0f may stand for an integer beyond ±2^53, between which integers are exact, and whether the last of them lies inside depends on it", margin)
}

// allowed says in words what values a field takes.
func allowed(d *pmml.DataField, domain *program.Domain) string {
	const most = 12
	var parts []string
	listed := validValues(d.Values)
	for i, v := range listed {
		if i == most {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, v.Value)
	}
	text := ""
	if len(parts) > 0 {
		text = "one of " + strings.Join(parts, ", ")
	}
	parts = parts[:0]
	for i := range domain.Intervals {
		if i == most {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, rangeText(&domain.Intervals[i]))
	}
	if len(parts) > 0 {
		if text != "" {
			text += " or "
		}
		text += "in " + strings.Join(parts, ", ")
	}
	if text == "" && domain.Invalid != nil {
		text = "a value that the field allows"
	}
	return text
}

func rangeText(r *program.Range) string {
	left, right := "[", "]"
	if r.LeftOpen || math.IsInf(r.Left, -1) {
		left = "("
	}
	if r.RightOpen || math.IsInf(r.Right, 1) {
		right = ")"
	}
	return left + shortNumber(r.Left) + ", " + shortNumber(r.Right) + right
}

func validValues(values []*pmml.Value) []*pmml.Value {
	var valid []*pmml.Value
	for _, v := range values {
		if v.Property == 0 || v.Property == pmml.ValuePropertyValid {
			valid = append(valid, v)
		}
	}
	return valid
}

// levels compiles the order of listed values, nil for none.
func (c *Context) levels(values []*pmml.Value, t pmml.DataType) (*program.Levels, error) {
	if len(values) == 0 {
		return nil, nil
	}
	cells := make([]float64, 0, len(values))
	for _, v := range values {
		cell, err := c.constantCell(v.Value, t, v)
		if err = c.keep(err); err != nil {
			return nil, err
		}
		cells = append(cells, cell)
	}
	return program.NewLevels(cells), nil
}
