package tree

import (
	"github.com/gopmml/gopmml/explain"
	"github.com/gopmml/gopmml/internal/program"
)

// part is a node with its weight in a blend.
type part struct {
	node   int32
	weight float64
}

// explainBlend lists the nodes that are blended, with their weights.
func (k *blender) explainBlend(x *program.Explaining, t path, at, child int32) {
	var parts []part
	if k.aggregate {
		parts = k.gathered(x.Frame, at, child, nil)
	} else {
		parts = k.weighed(x.Frame, at, child, 1)
	}
	total := 0.0
	for _, p := range parts {
		total += p.weight
	}
	for _, p := range parts {
		b := explain.Blended{Node: t.ids.of(p.node), Weight: explain.Number(p.weight / total)}
		if k.classify && k.leaf.results[p.node].category >= 0 {
			b.Score = x.Category(k.outcome, int(k.leaf.results[p.node].category))
		} else if !k.classify {
			b.Score = x.Predicted(k.outcome, k.values[p.node])
		}
		t.Blend = append(t.Blend, b)
	}
}

// gathered gives the nodes whose record counts gather adds up.
func (k *blender) gathered(f *program.Frame, at, child int32, parts []part) []part {
	for end := k.nodes[at].end; child < end; child = k.nodes[child].end {
		result, _ := k.decide(f, child)
		if result == program.False {
			continue
		}
		node, _, unknown := k.walkFrom(f, child, 0)
		switch {
		case node >= 0 && unknown >= 0:
			parts = k.gathered(f, node, unknown, parts)
		case node >= 0 && !program.IsMissing(k.values[node]):
			parts = append(parts, part{node, k.records(node)})
		}
		if result == program.True {
			break
		}
	}
	return parts
}

// records gives the record count of a node.
func (k *blender) records(node int32) float64 {
	if !k.classify {
		return k.counts[node]
	}
	r := &k.leaf.results[node]
	sum := 0.0
	for _, count := range k.leaf.shares.counts[r.from:][:len(k.leaf.shapes[r.shape].categories)] {
		sum += count
	}
	return sum
}

// weighed gives the nodes that weigh blends. Their weights add up to whole.
func (k *blender) weighed(f *program.Frame, at, child int32, whole float64) []part {
	type branch struct {
		node, unknown int32
		weight        float64
	}
	var branches []branch
	total := 0.0
	for end := k.nodes[at].end; child < end; child = k.nodes[child].end {
		if result, _ := k.decide(f, child); result == program.False {
			continue
		}
		node, _, unknown := k.walkFrom(f, child, 0)
		if node < 0 {
			continue
		}
		b := branch{node, unknown, k.counts[child]}
		if unknown >= 0 && len(k.weighed(f, node, unknown, 1)) == 0 {
			continue
		}
		if _, embedded := k.embedded[node]; unknown < 0 && !embedded && program.IsMissing(k.values[node]) {
			continue
		}
		branches = append(branches, b)
		total += b.weight
	}
	var parts []part
	for _, b := range branches {
		weight := whole * b.weight / total
		if b.unknown < 0 {
			parts = append(parts, part{b.node, weight})
			continue
		}
		parts = append(parts, k.weighed(f, b.node, b.unknown, weight)...)
	}
	return parts
}
