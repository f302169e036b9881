package tree

import (
	"testing"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

func TestWhatANodePredicts(t *testing.T) {
	type shares = map[string]float64
	leaf := func(score string, ds ...*pmml.ScoreDistribution) *pmml.TreeNode {
		// A category that only another node names has no share.
		return nd("", &pmml.True{}, dist(nd(score, from("x", "0")), ds...), nd("c", below("x", "0")))
	}
	for _, tt := range []struct {
		name          string
		root          *pmml.TreeNode
		want          string
		probabilities shares
		confidences   shares
	}{
		{"a score alone is a vote", leaf("a"), "a", nil, nil},
		{"probabilities follow from record counts", leaf("a", count("a", 3), count("b", 1)), "a", shares{"a": .75, "b": .25, "c": 0}, shares{"a": .75, "b": .25, "c": 0}},
		{"the score wins over the majority", leaf("b", count("a", 3), count("b", 1)), "b", shares{"a": .75, "b": .25, "c": 0}, shares{"a": .75, "b": .25, "c": 0}},
		{"without a score the majority wins", leaf("", count("a", 1), count("b", 3)), "b", shares{"a": .25, "b": .75, "c": 0}, shares{"a": .25, "b": .75, "c": 0}},
		{"the first of equals wins", leaf("", count("b", 2), count("a", 2)), "b", shares{"a": .5, "b": .5, "c": 0}, shares{"a": .5, "b": .5, "c": 0}},
		{"without counts the most probable wins", leaf("", probable("a", .25), probable("b", .75)), "b", shares{"a": .25, "b": .75, "c": 0}, nil},
		{"given probabilities that do not sum to 1 are normalised", leaf("a", probable("a", .5), probable("b", .125)), "a", shares{"a": .8, "b": .2, "c": 0}, nil},
		{"given confidences stand, unlisted ones are 0", leaf("a", confident("a", 3, .5)), "a", shares{"a": 1, "b": 0, "c": 0}, shares{"a": .5, "b": 0, "c": 0}},
		{"one given confidence, one from the counts", leaf("a", confident("a", 3, .5), count("b", 1)), "a", shares{"a": .75, "b": .25, "c": 0}, shares{"a": .5, "b": .25, "c": 0}},
		{"counts that are all zero give no distribution", leaf("a", count("a", 0), count("b", 0)), "a", nil, nil},
		{"a score that no distribution names", leaf("b", count("a", 2)), "b", shares{"a": 1, "b": 0, "c": 0}, shares{"a": 1, "b": 0, "c": 0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := compiled(t, classification(tt.root, none))
			o := s.run(t, record{"x": 1.0})
			if got := s.text(o); got != tt.want {
				t.Errorf("predicted %s, want %s", got, tt.want)
			}
			if o.Category < 0 || s.target().Categories[o.Category].Cell != o.Value {
				t.Errorf("category %d does not go with value %v", o.Category, o.Value)
			}
			for _, c := range s.target().Categories { // b is not always there
				for _, m := range []shares{tt.probabilities, tt.confidences} {
					if _, ok := m[c.Text]; m != nil && !ok {
						t.Errorf("no share of %s is expected", c.Text)
					}
				}
			}
			for _, m := range []shares{tt.probabilities, tt.confidences} {
				if len(s.target().Categories) == 2 {
					delete(m, "b")
				}
			}
			same(t, "probabilities", s.shares(o.Has[program.Probabilities], o.Series[program.Probabilities]), tt.probabilities)
			same(t, "confidences", s.shares(o.Has[program.Confidences], o.Series[program.Confidences]), tt.confidences)
		})
	}
}

func TestCategoriesComeInOrderOfFirstAppearance(t *testing.T) {
	root := dist(nd("b", &pmml.True{}, dist(nd("d", below("x", "0")), count("c", 1), count("a", 1)), nd("e", from("x", "0"))), count("a", 1), count("b", 1))
	want := []string{"a", "b", "c", "d", "e"}
	for i, c := range compiled(t, classification(root, none)).target().Categories {
		if c.Text != want[i] {
			t.Errorf("category %d is %s, want %s", i, c.Text, want[i])
		}
	}
}

func TestEntities(t *testing.T) {
	named := id("root", nd("", &pmml.True{}, nd("1", below("x", "0")), id("leaf", nd("2", from("x", "0"))), nd("3", &pmml.True{})))
	s := compiled(t, regression(named, none))
	if got := s.target().EntityIDs(); len(got) != 4 || got[0] != "root" || got[1] != "2" || got[2] != "leaf" || got[3] != "4" {
		t.Errorf("entities %q: a node without an id goes by its number", got)
	}
	if o := s.run(t, record{"x": -1.0}); s.entity(o) != "2" {
		t.Errorf("entity %q, want 2", s.entity(o))
	}
}

func TestFloat32Scores(t *testing.T) {
	m := regression(nd("0.1", &pmml.True{}), none)
	m.MathContext = pmml.MathContextFloat
	if o := compiled(t, m).run(t, record{}); o.Value != float64(float32(.1)) {
		t.Errorf("score %v, want %v", o.Value, float64(float32(.1)))
	}
}

func TestEmbeddedModels(t *testing.T) {
	constantly := func(y float64) pmml.EmbeddedModel {
		return &pmml.Regression{RegressionTables: []*pmml.RegressionTable{{Intercept: y}}}
	}
	holds := func(n *pmml.TreeNode, m pmml.EmbeddedModel) *pmml.TreeNode { n.EmbeddedModel = m; return n }
	inner := &pmml.DecisionTree{Node: nd("", &pmml.True{}, nd("10", below("z", "0")), nd("20", from("z", "0")))}
	build := func(strategy pmml.MissingValueStrategy) *pmml.TreeModel {
		return regression(holds(nd("7", &pmml.True{},
			id("r", records(1, holds(nd("", below("x", "0")), constantly(3)))),
			id("t", records(1, holds(nd("", from("x", "0")), inner)))), constantly(5)), strategy)
	}
	for _, tt := range []struct {
		name   string
		model  *pmml.TreeModel
		in     record
		want   float64
		entity string
	}{
		{"a regression in a leaf", build(none), record{"x": -1.0}, 3, "r"},
		{"a tree in a leaf: the entity is the outer leaf", build(none), record{"x": 1.0, "z": 1.0}, 20, "t"},
		{"a tree in a leaf that has no prediction", build(none), record{"x": 1.0}, program.Missing, ""},
		{"a model of an inner node is its last prediction", build(lastPrediction), record{}, 5, "1"},
		{"a model of an inner node does not matter otherwise", build(none), record{}, program.Missing, ""},
		{"weightedConfidence over models", build(weightedConfidence), record{"z": -1.0}, 6.5, ""},
		{"a model without a prediction leaves the score",
			regression(holds(nd("4", &pmml.True{}), &pmml.Regression{}), none), record{}, 4, "1"},
		{"a model with neither prediction nor score",
			regression(holds(nd("", &pmml.True{}), &pmml.Regression{}), none), record{}, program.Missing, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := compiled(t, tt.model)
			o := s.run(t, tt.in)
			if o.Value != tt.want && !(program.IsMissing(o.Value) && program.IsMissing(tt.want)) || s.entity(o) != tt.entity {
				t.Errorf("value %v of entity %q, want %v of %q", o.Value, s.entity(o), tt.want, tt.entity)
			}
		})
	}
}
