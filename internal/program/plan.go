package program

import "fmt"

// Plan says how a model of a program is scored.
type Plan struct {
	// Element and Name are those of the model, Depth how deep it stands in others.
	Element, Name string
	Depth         int
	// How says how, Count how many neighbours of one kind it speaks of.
	How   string
	Count int
}

// Plans says how the program's models are scored, the outermost first.
func (p *Program) Plans() []Plan {
	var plans []Plan
	p.addPlans(&plans, p.Stage, 0)
	return plans
}

// maxPlanDepth bounds how deep models inside models are described.
const maxPlanDepth = 16

func (p *Program) addPlans(plans *[]Plan, s *Stage, depth int) {
	about := p.Abouts[s]
	w := Plan{Element: about.Element, Name: about.Name, Depth: depth, How: "computed as it stands", Count: 1}
	var parts []*Stage
	if k, ok := s.Kernel.(Planned); ok {
		w.How, parts = k.Plan()
	}
	if n := len(*plans); n > 0 && len(parts) == 0 {
		if last := &(*plans)[n-1]; last.Element == w.Element && last.Depth == depth && last.How == w.How {
			last.Count++
			return
		}
	}
	*plans = append(*plans, w)
	if depth < maxPlanDepth {
		for _, part := range parts {
			p.addPlans(plans, part, depth+1)
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
