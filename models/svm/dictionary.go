package svm

import (
	"math"
	"slices"
	"sort"

	"github.com/gopmml/gopmml/internal/compile"
	"github.com/gopmml/gopmml/internal/limit"
	"github.com/gopmml/gopmml/internal/linear"
	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/pmml"
)

// dictionary checks the vectors of the document, used or not.
func (b *compiler[T]) dictionary() error {
	c, d := b.c, b.m.VectorDictionary
	if err := b.count(d, "numberOfVectors", d.NumberOfVectors, len(d.VectorInstances), "VectorInstance elements"); err != nil {
		return err
	}
	for _, v := range d.VectorInstances {
		if err := c.Next(); err != nil {
			return err
		}
		if _, ok := b.instances[v.ID]; ok {
			if err := c.Keep(c.Errorf(v, pmml.CodeDuplicateName, "vector id %q is given twice", v.ID)); err != nil {
				return err
			}
		}
		b.instances[v.ID] = v
		if err := b.checkVector(v); err != nil {
			if err = c.Keep(err); err != nil {
				return err
			}
			b.broken = true
		}
	}
	return nil
}

// checkVector holds a vector to the number of fields.
func (b *compiler[T]) checkVector(v *pmml.VectorInstance) error {
	c, width := b.c, len(b.model.inputs)
	switch a := v.Vector.(type) {
	case *pmml.NumArray:
		if len(a.Values) != width {
			return c.Errorf(a, pmml.CodeCountMismatch, "the vector has %d numbers, VectorFields has %d fields", len(a.Values), width)
		}
		return b.finiteNumbers(a, a.Values)
	case *pmml.RealSparseArray:
		if n, ok := a.N.Get(); ok && n != width {
			return c.Errorf(a, pmml.CodeCountMismatch, "the vector has n=\"%d\" numbers, VectorFields has %d fields", n, width)
		}
		if len(a.Indices) != len(a.Entries) {
			return c.Errorf(a, pmml.CodeCountMismatch, "the sparse array has %d indices, but %d entries", len(a.Indices), len(a.Entries))
		}
		last := 0
		for _, j := range ascending(a).indices {
			switch {
			case j < 1 || j > width:
				return c.Errorf(a, pmml.CodeOutOfRange, "index %d lies outside 1 to %d, the number of fields", j, width)
			case j == last:
				return c.Errorf(a, pmml.ErrInvalid, "index %d is given twice", j)
			}
			last = j
		}
		if rest := a.DefaultValue.Or(0); !program.Finite(rest) {
			return c.Errorf(a, pmml.CodeOutOfRange, "defaultValue=%v is not a finite number", rest)
		}
		return b.finiteNumbers(a, a.Entries)
	}
	return c.Errorf(v, pmml.CodePartMissing, "the vector is missing: Array or REAL-SparseArray is needed")
}

// finiteNumbers refuses a vector with a number that is not finite.
func (b *compiler[T]) finiteNumbers(at pmml.Node, values []float64) error {
	for i, v := range values {
		if !program.Finite(v) {
			return b.c.Errorf(at, pmml.CodeOutOfRange, "number %d of the vector is %v, a finite number is needed", i+1, v)
		}
	}
	return nil
}

// entries are those of a sparse vector in the order of their indices, which is
// that of the fields, whatever the document's.
type entries struct {
	indices []int
	values  []float64
}

func (e *entries) Len() int           { return len(e.indices) }
func (e *entries) Less(i, j int) bool { return e.indices[i] < e.indices[j] }
func (e *entries) Swap(i, j int) {
	e.indices[i], e.indices[j] = e.indices[j], e.indices[i]
	e.values[i], e.values[j] = e.values[j], e.values[i]
}

// ascending gives the entries of an array. There are as many indices as values.
func ascending(a *pmml.RealSparseArray) *entries {
	if slices.IsSorted(a.Indices) {
		return &entries{a.Indices, a.Entries}
	}
	e := &entries{slices.Clone(a.Indices), slices.Clone(a.Entries)}
	sort.Sort(e)
	return e
}

// A model whose vectors would take more numbers than denseCells, and sparseness
// times what the document lists, keeps them sparse.
const (
	denseCells = 1 << 16
	sparseness = 16
)

// lay lays the used vectors out.
func (b *compiler[T]) lay() error {
	if b.broken {
		return nil // its errors are collected, and the model never runs
	}
	v, width := b.model.vectors, len(b.model.inputs)
	listed := 0
	for _, instance := range b.used {
		switch a := instance.Vector.(type) {
		case *pmml.NumArray:
			listed += len(a.Values)
		case *pmml.RealSparseArray:
			listed += len(a.Entries)
		}
	}
	cells := int64(v.padded()) * int64(width)
	if cells > denseCells && cells/sparseness > int64(listed) {
		return b.laySparse(v)
	}
	if cells > math.MaxInt32 {
		return b.c.Errorf(b.m.VectorDictionary, pmml.ErrLimit, "the support vectors have %d numbers, a model may have %d", cells, math.MaxInt32)
	}
	if err := b.c.Spend(limit.Cells, cells, b.m.VectorDictionary); err != nil {
		return err
	}
	rows := make([]T, v.n*width)
	for i, instance := range b.used {
		if err := b.c.Next(); err != nil {
			return err
		}
		row := rows[i*width : (i+1)*width]
		switch a := instance.Vector.(type) {
		case *pmml.NumArray:
			for j, x := range a.Values {
				row[j] = T(x)
			}
		case *pmml.RealSparseArray:
			if rest := T(a.DefaultValue.Or(0)); rest != 0 {
				for j := range row {
					row[j] = rest
				}
			}
			for k, j := range a.Indices {
				row[j-1] = T(a.Entries[k])
			}
		}
	}
	n, err := v.n, error(nil)
	v.dense, err = compile.Await(b.c, func() *linear.Vectors[T] {
		return linear.NewVectors(n, width, func(j, i int) T { return rows[j*width+i] })
	})
	return err
}

func (b *compiler[T]) laySparse(v *vectors[T]) error {
	s := &sparse[T]{start: []int{0}}
	for _, instance := range b.used {
		if err := b.c.Next(); err != nil {
			return err
		}
		rest := T(0)
		switch a := instance.Vector.(type) {
		case *pmml.NumArray:
			for j, x := range a.Values {
				if x != 0 {
					s.index, s.values = append(s.index, int32(j)), append(s.values, T(x))
				}
			}
		case *pmml.RealSparseArray:
			rest = T(a.DefaultValue.Or(0))
			e := ascending(a)
			for k, j := range e.indices {
				s.index, s.values = append(s.index, int32(j-1)), append(s.values, T(e.values[k]))
			}
		}
		s.start = append(s.start, len(s.index))
		s.rest = append(s.rest, rest)
	}
	v.sparse = s
	return nil
}
