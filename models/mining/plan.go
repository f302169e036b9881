package mining

import (
	"fmt"

	"github.com/gopmml/gopmml/internal/program"
)

// Plan says how the trees are scored.
func (k *flatNumbers) Plan() (string, []*program.Stage) { return k.trees.Plan(), nil }

// Plan says how the trees are scored.
func (k *flatShares) Plan() (string, []*program.Stage) { return k.trees.Plan(), nil }

// Plan says how the trees are scored.
func (k *flatVotes) Plan() (string, []*program.Stage) { return k.trees.Plan(), nil }

// Plan says that the segments are run one by one, and why.
func (e *ensemble) Plan() (string, []*program.Stage) {
	how := fmt.Sprintf("%d segments are run one by one (%s)", len(e.segments), e.method)
	if e.why != "" {
		how += ", as " + e.why
	}
	return how, stagesOf(e.segments)
}

// Plan says how many segments there are.
func (k *selection) Plan() (string, []*program.Stage) {
	return fmt.Sprintf("%d segments are run one after the other (%s)", len(k.segments), k.method), stagesOf(k.segments)
}

// Plan says how many models there are.
func (s *sequence) Plan() (string, []*program.Stage) {
	return fmt.Sprintf("%d models are run one after the other", len(s.stages)), s.stages
}

func stagesOf(segments []*segment) []*program.Stage {
	stages := make([]*program.Stage, len(segments))
	for i, s := range segments {
		stages[i] = s.stage
	}
	return stages
}
