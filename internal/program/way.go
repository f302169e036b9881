package program

import "fmt"

// Planned is a kernel that says in words how it scores, and why so. Parts are the
// models inside it that it runs one by one; nil for none.
type Planned interface {
	Plan() (how string, parts []*Stage)
}

// Way says how a model of a program is scored.
type Way struct {
	// Element and Name are those of the model, Depth how deep it stands in others.
	Element, Name string
	Depth         int
	// How says how, Count how many neighbours of one kind it speaks of.
	How   string
	Count int
}

// Ways says how the program's models are scored, the outermost first.
func (p *Program) Ways() []Way {
	var ways []Way
	p.addWays(&ways, p.Stage, 0)
	return ways
}

// maxWayDepth bounds how deep models inside models are described.
const maxWayDepth = 16

func (p *Program) addWays(ways *[]Way, s *Stage, depth int) {
	about := p.Abouts[s]
	w := Way{Element: about.Element, Name: about.Name, Depth: depth, How: "computed as it stands", Count: 1}
	var parts []*Stage
	if k, ok := s.Kernel.(Planned); ok {
		w.How, parts = k.Plan()
	}
	if n := len(*ways); n > 0 && len(parts) == 0 {
		if last := &(*ways)[n-1]; last.Element == w.Element && last.Depth == depth && last.How == w.How {
			last.Count++
			return
		}
	}
	*ways = append(*ways, w)
	if depth < maxWayDepth {
		for _, part := range parts {
			p.addWays(ways, part, depth+1)
		}
	}
}

// Tables says how tables are scored: by column, or why record by record.
func (p *Program) Tables() string {
	if plan, why := planBlocks(p); plan == nil {
		return "row by row, as " + why
	}
	return fmt.Sprintf("by column, %d rows at a time", BlockRows)
}
