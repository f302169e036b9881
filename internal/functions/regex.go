package functions

import (
	"fmt"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/regex"
	"github.com/gopmml/gopmml/pmml"
)

// patterns gives the compiled pattern of an argument: one that is constant
// at once, others as they come.
type patterns struct {
	constant *regex.Pattern
	text     text
	dialect  regex.Dialect
	scratch  int
}

// costOfInstruction is what it costs to compile an instruction, as so many bytes of
// text that are searched by it.
const costOfInstruction = 16

// cachedPatterns is how many patterns a frame remembers for one call.
const cachedPatterns = 64

func (c *Call) patterns(i int) (patterns, error) {
	ps := patterns{text: c.text(i)}
	if c.RegexFlavour == "re" {
		ps.dialect = regex.Python
	}
	if s, ok := c.constText(&c.Args[i]); ok {
		compile := c.Pattern
		if compile == nil {
			compile = func(s string, d regex.Dialect) (*regex.Pattern, error) { return regex.Compile(s, d, nil) }
		}
		p, err := compile(s, ps.dialect)
		if err != nil {
			return ps, fmt.Errorf("function %q: %w", c.Name, err)
		}
		ps.constant = p
		return ps, nil
	}
	ps.scratch = c.NewScratch()
	return ps, nil
}

// get gives the pattern, or with a nil one the cell that stands in its place.
func (ps *patterns) get(f *program.Frame, p *place) (*regex.Pattern, float64) {
	if ps.constant != nil {
		return ps.constant, 0
	}
	s, cell, ok := ps.text.read(f)
	if !ok {
		return nil, cell
	}
	cache, _ := f.Scratch[ps.scratch].(map[string]*regex.Pattern)
	if cache == nil {
		cache = map[string]*regex.Pattern{}
		f.Scratch[ps.scratch] = cache
	}
	if found, ok := cache[s]; ok {
		return found, 0
	}
	if !f.SpendPattern(len(s), len(s), p.pos) {
		return nil, program.Missing
	}
	ended := false
	found, err := regex.Compile(s, ps.dialect, func(instructions int) error {
		if ended = !f.SpendPattern(instructions, costOfInstruction, p.pos); ended {
			return limit.ErrPattern
		}
		return nil
	})
	if ended {
		return nil, program.Missing
	}
	if err != nil {
		return nil, p.fail(f, "%v", err)
	}
	if len(cache) >= cachedPatterns {
		clear(cache)
	}
	cache[s] = found
	return found, 0
}

// buildMatches compiles matches: whether a pattern matches anywhere in a text.
func buildMatches(c *Call, _ string) (program.Typed, error) {
	ps, err := c.patterns(1)
	return typed(&matches{c.place(), c.text(0), ps}, pmml.DataTypeBoolean), err
}

type matches struct {
	c        place
	input    text
	patterns patterns
}

// Eval gives whether the pattern matches.
func (n *matches) Eval(f *program.Frame) float64 {
	s, cell, ok := n.input.read(f)
	p, other := n.patterns.get(f, &n.c)
	if !ok || p == nil {
		return specials(cell, ok, other, p != nil)
	}
	if !n.c.searches(f, p, s) {
		return program.Missing
	}
	found, err := p.Match(s, f.Room())
	if err != nil {
		return n.c.failed(f, err)
	}
	return program.Bool(found)
}

// specials gives the result where one or both of two arguments have no value.
func specials(a float64, aOK bool, b float64, bOK bool) float64 {
	switch {
	case aOK:
		return b
	case bOK:
		return a
	}
	return noNumber(a, b)
}

// buildReplace compiles replace, which replaces every match of a pattern.
func buildReplace(c *Call, _ string) (program.Typed, error) {
	ps, err := c.patterns(1)
	if err != nil {
		return program.Typed{}, err
	}
	n := &replace{c: c.place(), input: c.text(0), patterns: ps, with: c.text(2)}
	if s, ok := c.constText(&c.Args[2]); ok && ps.constant != nil {
		if n.pieces, err = ps.constant.Replacement(s); err != nil {
			return program.Typed{}, fmt.Errorf("function %q: %w", c.Name, err)
		}
		n.ready = true
	}
	return typed(n, pmml.DataTypeString), nil
}

type replace struct {
	c        place
	input    text
	patterns patterns
	with     text
	// pieces is the replacement where it is ready beforehand.
	pieces []regex.Piece
	ready  bool
}

// Eval gives the text with its matches replaced.
func (n *replace) Eval(f *program.Frame) float64 {
	s, cell, ok := n.input.read(f)
	p, other := n.patterns.get(f, &n.c)
	pieces := n.pieces
	if !n.ready {
		with, third, wok := n.with.read(f)
		switch {
		case !ok || p == nil:
			first := specials(cell, ok, other, p != nil)
			if !wok {
				return noNumber(first, third)
			}
			return first
		case !wok:
			return third
		}
		var err error
		if pieces, err = p.Replacement(with); err != nil {
			return n.c.fail(f, "%v", err)
		}
	} else if !ok || p == nil {
		return specials(cell, ok, other, p != nil)
	}
	if !n.c.searches(f, p, s) {
		return program.Missing
	}
	r, err := p.Replace(s, pieces, f.Room())
	if err != nil {
		return n.c.failed(f, err)
	}
	return n.input.code(f, &n.c, cell, s, r)
}

// searches counts a search of the pattern in s; false where it may not be.
func (p *place) searches(f *program.Frame, r *regex.Pattern, s string) bool {
	return f.SpendPattern(r.Size(), len(s), p.pos)
}

// failed gives what becomes of the error of a search: one that is without bounds
// ends the record, others make an error cell.
func (p *place) failed(f *program.Frame, err error) float64 {
	if limit.Ends(err) {
		f.NoRoom(err, p.pos)
		return program.Missing
	}
	return p.fail(f, "%v", err)
}
