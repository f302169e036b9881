package clustering

import (
	"math"

	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// distributions finds the cluster in which the record is most probable.
type distributions struct {
	shared
	inputs   []input
	clusters []normal
	scratch  int
}

// normal is a normal distribution with n variables.
type normal struct {
	mean []float64
	// factor is the lower triangle L of Σ = L·Lᵀ, row by row.
	factor []float64
	// scale is the logarithm of the size less half that of |Σ|. What all clusters
	// have in common is left out.
	scale float64
}

// logarithm gives the logarithm of the density times the size, less what all
// clusters have in common. z is working memory.
func (d *normal) logarithm(x, z []float64) float64 {
	square, row := 0.0, d.factor
	for i, m := range d.mean {
		v := x[i] - m
		for j, l := range row[:i] {
			v -= float64(l * z[j])
		}
		z[i] = v / row[i]
		square += float64(z[i] * z[i])
		row = row[i+1:]
	}
	return d.scale - float64(0.5*square)
}

// Score computes the clusters' probabilities. A record of which something is
// missing has none.
func (k *distributions) Score(f *program.Frame) {
	o := &f.Outcomes[k.outcome]
	o.Clear()
	n := len(k.inputs)
	m, ok := f.Scratch[k.scratch].(*[]float64)
	if !ok {
		b := make([]float64, 2*n+len(k.clusters))
		m = &b
		f.Scratch[k.scratch] = m
	}
	x, z, density := (*m)[:n], (*m)[n:2*n], (*m)[2*n:]
	for i := range k.inputs {
		if x[i], _ = k.inputs[i].load(f); x[i] != x[i] {
			return
		}
	}
	for i := range k.clusters {
		density[i] = k.clusters[i].logarithm(x, z)
	}
	best := program.Greatest(density)
	greatest := density[best]
	if greatest != greatest || math.IsInf(greatest, 0) {
		return // an infinite value is nowhere probable
	}
	sum := 0.0
	for i, v := range density {
		density[i] = real.Exp(v - greatest)
		sum += density[i]
	}
	affinities, shares := o.Series[program.Affinities], o.Series[program.Probabilities]
	for i, v := range density {
		v /= sum
		affinities[i] = v
		shares[k.index[i]] = v
	}
	o.Has[program.Probabilities], o.Has[program.Affinities] = true, true
	k.settle(o, best, true)
}

// compileDistributions compiles a distribution-based model.
func compileDistributions(b *compiler) (program.Kernel, error) {
	c := b.c
	if err := b.densities(); err != nil {
		return nil, err
	}
	k := &distributions{shared: b.shared, inputs: b.inputs, scratch: c.NewScratch()}
	sized := 0
	for _, cluster := range b.m.Clusters {
		if cluster.Size.IsSet() {
			sized++
		}
	}
	for _, cluster := range b.m.Clusters {
		size, ok := cluster.Size.Get()
		switch {
		case sized == 0:
			size = 1 // all are as likely
		case !ok:
			return nil, c.Errorf(cluster, pmml.CodePartMissing, "size is missing, which other clusters have, and modelClass=\"distributionBased\" weighs clusters by it")
		case size < 1:
			return nil, c.Errorf(cluster, pmml.CodeOutOfRange, "size=%d was found, a positive number is needed", size)
		}
		d, err := b.normal(cluster, size)
		if err = c.Keep(err); err != nil {
			return nil, err
		}
		k.clusters = append(k.clusters, d)
	}
	return k, nil
}

// densities refuses what says how distances are measured and would change the
// result: densities have no place for it. The ComparisonMeasure itself must be
// there by the schema.
func (b *compiler) densities() error {
	if w := b.m.MissingValueWeights; w != nil {
		if err := b.c.Keep(b.c.Errorf(w, pmml.ErrInvalid, "MissingValueWeights has no meaning for modelClass=\"distributionBased\", in which nothing may be missing")); err != nil {
			return err
		}
	}
	for i := range b.inputs {
		in := &b.inputs[i]
		var err error
		switch {
		case in.levels != nil:
			err = b.c.Errorf(in.field.At, pmml.ErrInvalid, "compareFunction=\"table\" has no meaning for modelClass=\"distributionBased\", whose fields are numbers")
		case in.field.Weight != 1:
			err = b.c.Errorf(in.field.At, pmml.ErrInvalid, "fieldWeight=%v has no meaning for modelClass=\"distributionBased\", covariances say how fields weigh", in.field.Weight)
		}
		if err = b.c.Keep(err); err != nil {
			return err
		}
	}
	return nil
}

// normal compiles a cluster's distribution.
func (b *compiler) normal(cluster *pmml.Cluster, size int) (normal, error) {
	mean, err := b.center(cluster)
	if err != nil {
		return normal{}, err
	}
	if cluster.Covariances == nil {
		return normal{}, b.c.Errorf(cluster, pmml.ErrUnsupported, "Covariances is missing: modelClass=\"distributionBased\" is supported for clusters with a center and covariances")
	}
	n := len(mean)
	s, err := b.c.Matrix(cluster.Covariances.Matrix, n, cluster.Covariances)
	if err != nil {
		return normal{}, err
	}
	// The factor is dense whatever the matrix, and what it takes to find it is a
	// multiple of what it takes to hold it.
	if err := b.c.Spend(limit.Cells, int64(n)*int64(n)+int64(n)*int64(n)*int64(n)>>6, cluster.Covariances); err != nil {
		return normal{}, err
	}
	d := normal{mean: mean, factor: make([]float64, 0, n*(n+1)/2), scale: real.Log(float64(size))}
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, i+1)
		for j := 0; j <= i; j++ {
			v, mirror := s.At(i, j), s.At(j, i)
			if asymmetric(v, mirror) {
				return d, b.c.Errorf(cluster.Covariances, pmml.ErrInvalid, "the matrix has %v in row %d, column %d and %v the other way round, covariances are symmetric", v, i+1, j+1, mirror)
			}
			for l := 0; l < j; l++ {
				v -= float64(rows[i][l] * rows[j][l])
			}
			if i != j {
				rows[i][j] = v / rows[j][j]
				continue
			}
			if !(v > 0) || math.IsInf(v, 0) {
				return d, b.c.Errorf(cluster.Covariances, pmml.ErrInvalid, "the matrix is not positive definite, as covariances are")
			}
			rows[i][i] = math.Sqrt(v)
			d.scale -= real.Log(rows[i][i])
		}
		d.factor = append(d.factor, rows[i]...)
	}
	return d, nil
}

// asymmetric says whether two numbers differ by more than rounding.
func asymmetric(a, b float64) bool {
	return !(math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b)))
}
