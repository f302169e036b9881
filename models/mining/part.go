package mining

import (
	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// compilePart compiles a segment that may be left out.
func compilePart(c *compile.Context, m *pmml.MiningModel, i int) (g *segment, err error) {
	part, err := c.Part(func() (*compile.Child, error) {
		if g, err = compileSegment(c, m, i); err != nil {
			return nil, err
		}
		return g.child, nil
	})
	if err != nil {
		return nil, err
	}
	g.part = part
	return g, nil
}

// settleParts says which segments may be left out where nobody wants what they
// give: those of a chain that only serve others, or where all have results of
// their own.
func (k *selection) settleParts(chain bool) {
	for i, g := range k.segments {
		if !chain || k.giveUp || !k.union && i >= k.passed {
			g.part.Always()
			continue
		}
		g.part.DropUnneeded(func() { g.predicate = &program.Always{Result: program.False} })
	}
}
