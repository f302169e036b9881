package explain

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// TextOption is a choice for [Explanation.WriteText].
type TextOption func(*printer)

// Coloured writes headings and contributions with the colours of terminals. The
// default is plain text.
func Coloured() TextOption { return func(p *printer) { p.colour = true } }

// WriteText writes the explanation as indented text, for people. Contributions
// are rounded to six digits, all else is written exactly. The error is the
// writer's.
func (e *Explanation) WriteText(w io.Writer, opts ...TextOption) error {
	p := &printer{}
	for _, o := range opts {
		if o != nil {
			o(p)
		}
	}
	if e == nil {
		e = &Explanation{}
	}
	p.explanation(e)
	if w == nil {
		return errors.New("there is no writer")
	}
	_, err := w.Write(p.out.Bytes())
	return err
}

// printer writes lines. What is indented belongs to the line above.
type printer struct {
	out    bytes.Buffer
	depth  int
	colour bool
}

func (p *printer) line(format string, args ...any) {
	p.indent()
	fmt.Fprintf(&p.out, format, args...)
	p.out.WriteByte('\n')
}

func (p *printer) indent() { p.out.WriteString(strings.Repeat("  ", p.depth)) }

// inside writes what belongs to the line above.
func (p *printer) inside(write func()) {
	p.depth++
	write()
	p.depth--
}

// cell is a part of a table's line. Numbers stand at the right of their column.
type cell struct {
	text   string
	number bool
	style  string
}

// table writes lines whose cells stand below each other.
func (p *printer) table(rows [][]cell) {
	var widths []int
	for _, row := range rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], width(c.text))
		}
	}
	for _, row := range rows {
		for len(row) > 0 && row[len(row)-1].text == "" {
			row = row[:len(row)-1]
		}
		p.indent()
		for i, c := range row {
			pad := strings.Repeat(" ", widths[i]-width(c.text))
			if i > 0 {
				p.out.WriteString("  ")
			}
			if c.number {
				p.out.WriteString(pad)
			}
			p.out.WriteString(p.styled(c.style, c.text))
			if !c.number && i < len(row)-1 {
				p.out.WriteString(pad)
			}
		}
		p.out.WriteByte('\n')
	}
}

// width counts the characters of a text.
func width(s string) int { return len([]rune(s)) }

// The styles, as the numbers of terminals.
const (
	bold  = "1"
	faint = "2"
	red   = "31"
	green = "32"
)

func (p *printer) styled(style, text string) string {
	if !p.colour || style == "" || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// text writes a value; a missing one is "missing".
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return "missing"
	case string:
		if strings.TrimSpace(v) != v || v == "" || strings.ContainsAny(v, "\r\n\t") {
			return strconv.Quote(v)
		}
		return v
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case float32:
		return strconv.FormatFloat(float64(v), 'g', -1, 32)
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = text(e)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprint(v)
}

// exact writes a number as it is.
func exact(n Number) string { return digits(n, -1) }

// short writes a number with six digits.
func short(n Number) string { return digits(n, 6) }

func digits(n Number, precision int) string {
	v := float64(n)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Special(v)
	}
	return strconv.FormatFloat(v, 'g', precision, 64)
}

// signed writes a contribution: rounded, with its sign.
func signed(n *Number) cell {
	if n == nil {
		return cell{text: "missing", number: true}
	}
	c := cell{text: short(*n), number: true}
	switch {
	case *n > 0:
		c.text, c.style = "+"+c.text, green
	case *n < 0:
		c.style = red
	}
	return c
}

// fieldText writes a field's value, or why there is none.
func fieldText(f Field) string {
	if f.Error != "" {
		return "error: " + f.Error
	}
	return text(f.Value)
}
