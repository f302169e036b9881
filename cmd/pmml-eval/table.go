package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// page is text for a person: lines, and tables whose columns are aligned.
type page struct {
	out    bytes.Buffer
	colour bool
}

// The styles of terminals.
const (
	styleBold  = "1"
	styleFaint = "2"
	styleRed   = "31"
	styleGreen = "32"
)

func newPage(out io.Writer) *page { return &page{colour: colours(out)} }

// writeTo writes the page.
func (p *page) writeTo(w io.Writer) error {
	_, err := w.Write(p.out.Bytes())
	return written(err)
}

func (p *page) linef(format string, args ...any) { fmt.Fprintf(&p.out, format+"\n", args...) }

// heading begins a part of the page.
func (p *page) heading(text string) {
	if p.out.Len() > 0 {
		p.out.WriteByte('\n')
	}
	p.linef("%s", p.styled(styleBold, text))
}

func (p *page) styled(style, text string) string {
	if !p.colour || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// table writes rows below a header, which may be nil. Columns that are empty
// are left out.
func (p *page) table(header []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for i, name := range header {
		if widths[i] > 0 {
			widths[i] = max(widths[i], utf8.RuneCountInString(name))
		}
	}
	if header != nil {
		p.row(header, widths, styleFaint)
	}
	for _, row := range rows {
		p.row(row, widths, "")
	}
}

func (p *page) row(cells []string, widths []int, style string) {
	line := ""
	for i, cell := range cells {
		if widths[i] > 0 {
			line += "  " + cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		}
	}
	line = strings.TrimRight(line, " ")
	if style != "" {
		line = p.styled(style, line)
	}
	p.linef("%s", line)
}

// grouped writes a whole number with commas.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// plural writes a number of things.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(int64(n)) + " " + many
}
