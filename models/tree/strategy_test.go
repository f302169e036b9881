package tree

import (
	"math"
	"testing"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

const (
	none               = pmml.MissingValueStrategyNone
	nullPrediction     = pmml.MissingValueStrategyNullPrediction
	lastPrediction     = pmml.MissingValueStrategyLastPrediction
	defaultChild       = pmml.MissingValueStrategyDefaultChild
	weightedConfidence = pmml.MissingValueStrategyWeightedConfidence
	aggregateNodes     = pmml.MissingValueStrategyAggregateNodes
)

// example is a tree of three nodes whose every strategy gives another answer.
func example(strategy pmml.MissingValueStrategy) *pmml.TreeModel {
	root := id("1", defaultTo("3", records(100, dist(nd("a", &pmml.True{},
		id("2", records(60, dist(nd("a", below("x", "1")), confident("a", 50, .8), confident("b", 10, .2)))),
		id("3", records(40, dist(nd("b", from("x", "1")), confident("a", 10, .25), confident("b", 30, .75)))),
	), count("a", 60), count("b", 40)))))
	m := classification(root, strategy)
	m.MissingValuePenalty = pmml.Some(.8)
	return m
}

func TestStrategiesOnTheSameTree(t *testing.T) {
	type shares = map[string]float64
	half := record{"x": .5}
	for _, tt := range []struct {
		name          string
		model         *pmml.TreeModel
		in            record
		want, entity  string
		probabilities shares
		confidences   shares
	}{
		{"none: no child holds, no prediction", example(none), record{}, "missing", "", nil, nil},
		{"none, returnLastPrediction: the node itself", returnLast(example(none)), record{}, "a", "1", shares{"a": .6, "b": .4}, shares{"a": .6, "b": .4}},
		{"lastPrediction: the node itself", example(lastPrediction), record{}, "a", "1", shares{"a": .6, "b": .4}, shares{"a": .6, "b": .4}},
		{"nullPrediction: no prediction", example(nullPrediction), record{}, "missing", "", nil, nil},
		{"nullPrediction overrules returnLastPrediction", returnLast(example(nullPrediction)), record{}, "missing", "", nil, nil},
		{"defaultChild: confidence is penalised, probability is not", example(defaultChild), record{}, "b", "3", shares{"a": .25, "b": .75}, shares{"a": .25 * .8, "b": .75 * .8}},
		{"weightedConfidence: the mean by record counts", example(weightedConfidence), record{}, "a", "",
			shares{"a": (50.0/60*60 + .25*40) / 100, "b": (10.0/60*60 + .75*40) / 100}, shares{"a": .58, "b": .42}},
		{"aggregateNodes: the sum of the leaves", example(aggregateNodes), record{}, "a", "", shares{"a": .6, "b": .4}, shares{"a": .6, "b": .4}},
		{"nothing missing: the leaf", example(defaultChild), half, "a", "2", shares{"a": 50.0 / 60, "b": 10.0 / 60}, shares{"a": .8, "b": .2}},
		{"nothing missing, weightedConfidence: the leaf", example(weightedConfidence), half, "a", "2", shares{"a": 50.0 / 60, "b": 10.0 / 60}, shares{"a": .8, "b": .2}},
		{"nothing missing, aggregateNodes: the leaf", example(aggregateNodes), half, "a", "2", shares{"a": 50.0 / 60, "b": 10.0 / 60}, shares{"a": .8, "b": .2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := compiled(t, tt.model)
			o := s.run(t, tt.in)
			if got := s.text(o); got != tt.want {
				t.Errorf("predicted %s, want %s", got, tt.want)
			}
			if got := s.entity(o); got != tt.entity {
				t.Errorf("entity %q, want %q", got, tt.entity)
			}
			same(t, "probabilities", s.shares(o.Has[program.Probabilities], o.Series[program.Probabilities]), tt.probabilities)
			same(t, "confidences", s.shares(o.Has[program.Confidences], o.Series[program.Confidences]), tt.confidences)
		})
	}
}

// same compares shares up to the last digits of a sum.
func same(t *testing.T, what string, got, want map[string]float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s %v, want %v", what, got, want)
		return
	}
	for k, v := range want {
		if math.Abs(got[k]-v) > 1e-15 {
			t.Errorf("%s of %s = %v, want %v", what, k, got[k], v)
		}
	}
}

// The nodes of these trees have their expected number as score.
func TestWhichNodeIsTheResult(t *testing.T) {
	always, never := &pmml.True{}, &pmml.False{}
	unknownFirst := func(strategy pmml.MissingValueStrategy) *pmml.TreeModel {
		return regression(defaultTo("d", nd("1", always,
			nd("2", below("x", "0")),
			nd("3", from("z", "0")),
			id("d", nd("4", never)))), strategy)
	}
	zOnly := record{"z": 1.0}
	for _, tt := range []struct {
		name  string
		model *pmml.TreeModel
		in    record
		want  float64
	}{
		{"a root alone is the result", regression(nd("7", always), none), record{}, 7},
		{"the root's predicate must hold", regression(nd("7", never), lastPrediction), record{}, program.Missing},
		{"an unknown root has no prediction, whatever the strategy", regression(nd("7", below("x", "0")), lastPrediction), record{}, program.Missing},
		{"the first child that holds", regression(nd("", always, nd("1", below("x", "5")), nd("2", below("x", "9"))), none), record{"x": 1.0}, 1},
		{"none: an unknown child is passed over", unknownFirst(none), zOnly, 3},
		{"lastPrediction acts at the first unknown child, though a later one holds", unknownFirst(lastPrediction), zOnly, 1},
		{"nullPrediction acts at the first unknown child, though a later one holds", unknownFirst(nullPrediction), zOnly, program.Missing},
		{"defaultChild is entered untested", unknownFirst(defaultChild), zOnly, 4},
		{"defaultChild: an earlier child that holds wins", unknownFirst(defaultChild), record{"x": -1.0}, 2},
		{"lastPrediction: a node without score has no prediction",
			regression(nd("", always, nd("2", below("x", "0"))), lastPrediction), record{}, program.Missing},
		{"returnLastPrediction: a node without score has no prediction",
			returnLast(regression(nd("", always, nd("2", below("x", "0"))), none)), record{"x": 1.0}, program.Missing},
		{"returnLastPrediction", returnLast(regression(nd("1", always, nd("2", below("x", "0"))), none)), record{"x": 1.0}, 1},
		{"returnNullPrediction", regression(nd("1", always, nd("2", below("x", "0"))), none), record{"x": 1.0}, program.Missing},
		{"the contrary of an unknown child is unknown too",
			regression(nd("1", always, nd("2", below("x", "0")), nd("3", from("x", "0")), nd("4", always)), none), record{}, 4},
		{"the contrary of a contrary is tested",
			regression(nd("1", always, nd("2", below("x", "0")), nd("3", from("x", "0")), nd("4", below("x", "0")), nd("5", always)), none), record{}, 5},
		{"an isMissing child is never unknown",
			regression(nd("1", always, nd("2", simple("x", pmml.OperatorIsMissing, "")), nd("3", simple("x", pmml.OperatorIsNotMissing, ""))), nullPrediction), record{}, 2},
		{"isNotMissing is the contrary of isMissing",
			regression(nd("1", always, nd("2", simple("x", pmml.OperatorIsMissing, "")), nd("3", simple("x", pmml.OperatorIsNotMissing, ""))), nullPrediction), record{"x": 0.0}, 3},
		{"weightedConfidence of numbers: the mean by record counts",
			regression(nd("", always, records(1, nd("2", below("x", "0"))), records(3, nd("4", from("x", "0")))), weightedConfidence), record{}, 3.5},
		{"aggregateNodes of numbers: the mean by record counts",
			regression(nd("", always, records(1, nd("2", below("x", "0"))), records(3, nd("4", from("x", "0")))), aggregateNodes), record{}, 3.5},
		{"weightedConfidence: a candidate without a prediction is none",
			regression(nd("", always, records(9, nd("", below("x", "0"), nd("1", never))), records(3, nd("4", from("x", "0")))), weightedConfidence), record{}, 4},
		{"weightedConfidence: no candidate has a prediction",
			regression(nd("", always, records(9, nd("", below("x", "0"), nd("1", never)))), weightedConfidence), record{}, program.Missing},
		{"weightedConfidence: a child that is false is no candidate, a later one that holds is",
			regression(nd("", always, records(1, nd("1", below("z", "0"))), records(1, nd("2", below("x", "0"))), records(1, nd("4", from("z", "0")))), weightedConfidence), zOnly, 3},
		{"aggregateNodes: no sibling counts after one that holds",
			regression(nd("", always, records(1, nd("2", below("x", "0"))), records(1, nd("4", from("z", "0"))), records(1, nd("9", always))), aggregateNodes), zOnly, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := compiled(t, tt.model).run(t, tt.in)
			if o.Value != tt.want && !(program.IsMissing(o.Value) && program.IsMissing(tt.want)) {
				t.Errorf("value %v, want %v", o.Value, tt.want)
			}
			if program.IsMissing(o.Value) && o.Entity != -1 {
				t.Errorf("entity %d without a prediction", o.Entity)
			}
		})
	}
}

func TestBlendsBelowBlends(t *testing.T) {
	leaf := func(n float64, p pmml.Predicate, a, b float64) *pmml.TreeNode {
		return records(n, dist(nd("", p), confident("a", a*n, a), confident("b", b*n, b)))
	}
	root := func() *pmml.TreeNode {
		return nd("", &pmml.True{},
			records(30, nd("", below("x", "0"), leaf(10, below("z", "0"), .9, .1), leaf(20, from("z", "0"), .3, .7))),
			leaf(70, from("x", "0"), .5, .5))
	}
	for _, tt := range []struct {
		name     string
		strategy pmml.MissingValueStrategy
		in       record
		want     float64 // the confidence of a
	}{
		{"weightedConfidence, both", weightedConfidence, record{}, .3*(.9*1/3+.3*2/3) + .7*.5},
		{"weightedConfidence, the inner split is known", weightedConfidence, record{"z": -1.0}, .3*.9 + .7*.5},
		{"aggregateNodes, both", aggregateNodes, record{}, (9 + 6 + 35) / 100.0},
		{"aggregateNodes, the inner split is known", aggregateNodes, record{"z": -1.0}, (9 + 35) / 80.0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := compiled(t, classification(root(), tt.strategy)).run(t, tt.in)
			if math.Abs(o.Series[program.Confidences][0]-tt.want) > 1e-15 {
				t.Errorf("confidence %v, want %v", o.Series[program.Confidences][0], tt.want)
			}
			if sum := o.Series[program.Probabilities][0] + o.Series[program.Probabilities][1]; math.Abs(sum-1) > 1e-15 {
				t.Errorf("probabilities sum to %v", sum)
			}
		})
	}
}

func TestPenaltyCountsAlternativesThatDecided(t *testing.T) {
	build := func() *pmml.TreeModel {
		m := classification(nd("", &pmml.True{},
			dist(nd("a", surrogate(below("x", "0"), below("z", "0"))), confident("a", 1, 1)),
			dist(nd("b", surrogate(from("x", "0"), from("z", "0"), &pmml.True{})), confident("b", 1, 1))), none)
		m.MissingValuePenalty = pmml.Some(.5)
		return m
	}
	for _, tt := range []struct {
		name string
		in   record
		want string
		conf float64
	}{
		{"the first part decided", record{"x": -1.0}, "a", 1},
		{"an alternative decided", record{"z": -1.0}, "a", .5},
		{"an alternative that is false costs as much as one that holds", record{"z": 1.0}, "b", .25},
		{"a constant is an alternative", record{}, "b", .5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := compiled(t, build())
			o := s.run(t, tt.in)
			if s.text(o) != tt.want || o.Series[program.Confidences][o.Category] != tt.conf || o.Series[program.Probabilities][o.Category] != 1 {
				t.Errorf("predicted %s, confidence %v, probability %v; want %s, %v, 1",
					s.text(o), o.Series[program.Confidences][o.Category], o.Series[program.Probabilities][o.Category], tt.want, tt.conf)
			}
		})
	}
}
