package clustering

import (
	"strconv"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// Compile compiles a ClusteringModel.
//
// Spec: https://dmg.org/pmml/v4-4-1/ClusteringModel.html
func Compile(c *compile.Context, m *pmml.ClusteringModel) (program.Kernel, error) {
	if m.FunctionName != pmml.MiningFunctionClustering {
		return nil, c.Errorf(m, pmml.ErrInvalid, "functionName=%q was found, a clustering model needs \"clustering\"", m.FunctionName)
	}
	if m.ComparisonMeasure == nil {
		return nil, c.Errorf(m, pmml.CodePartMissing, "ComparisonMeasure is missing")
	}
	target, err := c.Target(m)
	if err != nil {
		return nil, err
	}
	b := &compiler{c: c, m: m, target: target}
	if err := b.clusters(); err != nil {
		return nil, err
	}
	if err := b.fields(); err != nil {
		return nil, err
	}
	target.Features = b.feature
	target.Size.Series[program.Affinities] = len(m.Clusters)
	switch m.ModelClass {
	case pmml.ClusteringModelClassCenterBased:
		if c.Float32() {
			return compileCenters[float32](b)
		}
		return compileCenters[float64](b)
	case pmml.ClusteringModelClassDistributionBased:
		return compileDistributions(b)
	}
	return nil, c.Errorf(m, pmml.CodePartMissing, "modelClass is missing, centerBased or distributionBased is needed")
}

// compiler is the state of compiling one model.
type compiler struct {
	c      *compile.Context
	m      *pmml.ClusteringModel
	target *compile.Target
	// inputs are the fields that records are compared by.
	inputs []input
	shared shared
}

// shared is what both kinds of model have.
type shared struct {
	outcome int
	// ids, index and cells are the clusters' ids, their indices among the
	// target's categories and their values.
	ids   []string
	names []string // "" for none
	index []int
	cells []float64
	// ranks is how many of the nearest clusters are put in order.
	ranks *int
	pos   pmml.Pos
}

// clusters gives the clusters their ids.
func (b *compiler) clusters() error {
	m, c := b.m, b.c
	if len(m.Clusters) == 0 {
		return c.Errorf(m, pmml.CodeCountMismatch, "no Cluster was found, at least one is needed")
	}
	if m.NumberOfClusters != len(m.Clusters) {
		err := c.Errorf(m, pmml.CodeCountMismatch, "numberOfClusters=%d was found, but there are %d Cluster elements", m.NumberOfClusters, len(m.Clusters))
		if err = c.Keep(err); err != nil {
			return err
		}
	}
	s := &b.shared
	s.outcome, s.pos, s.ranks = b.target.Outcome, m.Pos, new(int)
	seen := map[string]bool{}
	for i, k := range m.Clusters {
		if err := c.Next(); err != nil {
			return err
		}
		id := b.id(k, i)
		if seen[id] {
			if err := c.Keep(c.Errorf(k, pmml.CodeDuplicateName, "another cluster has the id %q already", id)); err != nil {
				return err
			}
		}
		seen[id] = true
		index, cell, err := b.target.Category(id, k)
		if err != nil {
			return err
		}
		s.ids = append(s.ids, id)
		s.names = append(s.names, k.Name.Or(""))
		s.index = append(s.index, index)
		s.cells = append(s.cells, cell)
	}
	return nil
}

// id gives a cluster's id: its own, else its place from 1 on. Before PMML 4.1 a
// cluster had no id, and its name identified it.
func (b *compiler) id(k *pmml.Cluster, i int) string {
	if id, ok := k.ID.Get(); ok {
		return id
	}
	if name, ok := k.Name.Get(); ok && b.c.Version() < pmml.V4_1 {
		return name
	}
	return strconv.Itoa(i + 1)
}
