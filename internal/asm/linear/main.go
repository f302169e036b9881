// Command linear generates the vector kernels of package internal/linear.
//
// A kernel computes one number for each of a set of vectors: a scalar product
// or a squared distance. The vectors lie in blocks of 64 bytes' worth: the first
// coordinates of the block's vectors side by side, then the second ones, and so
// on. Each number has a lane, and so a sum of its own that runs over the
// coordinates in order. No product and sum are fused.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// blockBytes is the size of one row of a block.
const blockBytes = 64

// set is a set of instructions.
type set struct {
	name string
	// vectors is how many registers a row of a block takes.
	vectors int
	// blocks is how many blocks a kernel for one record sums at a time, and
	// neurons how many vectors one for columns of records does, as the registers
	// allow. The last is 1.
	blocks, neurons []int
	vec             func() reg.VecVirtual
}

// registerBytes is the size of a register.
func (s set) registerBytes() int { return blockBytes / s.vectors }

// element is the type of numbers.
type element struct {
	name  string
	bytes int
	typ   string

	broadcast, load   func(...operand.Op)
	add, sub, product func(...operand.Op)
}

func main() {
	sets := []set{
		{"AVX512", 1, []int{8, 4, 2, 1}, []int{8, 4, 2, 1}, ZMM},
		{"AVX2", 2, []int{4, 2, 1}, []int{4, 2, 1}, YMM},
	}
	elements := []element{
		{"64", 8, "float64", VBROADCASTSD, VMOVUPD, VADDPD, VSUBPD, VMULPD},
		{"32", 4, "float32", VBROADCASTSS, VMOVUPS, VADDPS, VSUBPS, VMULPS},
	}
	for _, s := range sets {
		for _, e := range elements {
			for _, distance := range []bool{false, true} {
				record(s, e, distance)
				columns(s, e, distance)
			}
			rectify(s, e)
		}
	}
	Generate()
}

// sum is what a kernel does with a coordinate.
type sum struct {
	set
	element
	distance bool
}

func (k sum) name() string {
	if k.distance {
		return "distance"
	}
	return "dot"
}

// accumulate adds x·w or (x-w)² to a sum.
func (k sum) accumulate(w operand.Op, x, total reg.VecVirtual) {
	t := k.vec()
	if k.distance {
		k.sub(w, x, t)
		k.product(t, t, t)
	} else {
		k.product(w, x, t)
	}
	k.add(t, total, total)
}

// zeros makes n sums.
func (k sum) zeros(n int) []reg.VecVirtual {
	v := make([]reg.VecVirtual, n)
	for i := range v {
		v[i] = k.vec()
		VXORPD(v[i], v[i], v[i])
	}
	return v
}

// coordinates writes a loop over dim coordinates.
func coordinates(label string, dim reg.Register, body func()) {
	left := GP64()
	MOVQ(dim, left)
	TESTQ(left, left)
	JZ(operand.LabelRef("sum" + label))
	Label("coordinate" + label)
	body()
	DECQ(left)
	JNZ(operand.LabelRef("coordinate" + label))
	Label("sum" + label)
}

// recordKernel is a kernel for one record that is being written.
type recordKernel struct {
	sum
	y, x, w, bias, blocks, dim, step reg.Register
}

// record writes a kernel for one record: lanes are vectors.
func record(s set, e element, distance bool) {
	k := &recordKernel{sum: sum{s, e, distance}}
	function := k.name() + e.name + s.name
	bias, does := ", bias", "Σ_i x[i]·w[i,j] + bias[j], nil for no bias,"
	if distance {
		bias, does = "", "Σ_i (x[i]-w[i,j])²"
	}
	TEXT(function, NOSPLIT, fmt.Sprintf("func(y, x, w%s *%s, blocks, dim int)", bias, e.typ))
	Pragma("noescape")
	Doc(fmt.Sprintf("%s computes y[j] = %s for blocks of vectors.", function, does))
	k.y = Load(Param("y"), GP64())
	k.x = Load(Param("x"), GP64())
	k.w = Load(Param("w"), GP64())
	if !distance {
		k.bias = Load(Param("bias"), GP64())
	}
	k.blocks = Load(Param("blocks"), GP64())
	k.dim = Load(Param("dim"), GP64())
	k.step = GP64()
	MOVQ(k.dim, k.step)
	SHLQ(operand.U8(6), k.step)
	for _, n := range s.blocks {
		k.group(n)
	}
	VZEROUPPER()
	RET()
}

// group sums n blocks at a time while so many are left.
func (k *recordKernel) group(n int) {
	size := fmt.Sprint(n)
	start, end := "blocks"+size, "end"+size
	Label(start)
	CMPQ(k.blocks, operand.U32(n))
	JLT(operand.LabelRef(end))

	sums := k.zeros(n * k.vectors)
	moving, at := k.pointers(n)
	x := GP64()
	MOVQ(k.x, x)
	coordinates(size, k.dim, func() {
		v := k.vec()
		k.broadcast(operand.Mem{Base: x}, v)
		for i, s := range sums {
			k.accumulate(at[i/k.vectors].Offset(i%k.vectors*k.registerBytes()), v, s)
		}
		for _, p := range moving {
			ADDQ(operand.U32(blockBytes), p)
		}
		ADDQ(operand.U32(k.bytes), x)
	})
	k.store(sums, n, size)
	ADDQ(operand.U32(n*blockBytes), k.y)
	SUBQ(operand.U32(n), k.blocks)
	LEAQ(operand.Mem{Base: k.w, Index: k.step, Scale: uint8(n)}, k.w)
	JMP(operand.LabelRef(start))
	Label(end)
}

// pointers makes pointers to n blocks that lie step bytes apart: up to four of
// them share one that moves.
func (k *recordKernel) pointers(n int) (moving []reg.Register, at []operand.Mem) {
	var triple reg.Register
	if n > 2 {
		t := GP64()
		LEAQ(operand.Mem{Base: k.step, Index: k.step, Scale: 2}, t)
		triple = t
	}
	for b := 0; b < n; b += 4 {
		m := GP64()
		if b == 0 {
			MOVQ(k.w, m)
		} else {
			LEAQ(operand.Mem{Base: moving[b/4-1], Index: k.step, Scale: 4}, m)
		}
		moving = append(moving, m)
		at = append(at, operand.Mem{Base: m},
			operand.Mem{Base: m, Index: k.step, Scale: 1},
			operand.Mem{Base: m, Index: k.step, Scale: 2},
			operand.Mem{Base: m, Index: triple, Scale: 1})
	}
	return moving, at[:n]
}

// store adds the bias, if there is one, and stores the sums.
func (k *recordKernel) store(sums []reg.VecVirtual, n int, size string) {
	if !k.distance {
		TESTQ(k.bias, k.bias)
		JZ(operand.LabelRef("store" + size))
		for i, s := range sums {
			k.add(operand.Mem{Base: k.bias, Disp: i * k.registerBytes()}, s, s)
		}
		ADDQ(operand.U32(n*blockBytes), k.bias)
		Label("store" + size)
	}
	for i, s := range sums {
		k.load(s, operand.Mem{Base: k.y, Disp: i * k.registerBytes()})
	}
}

// columnKernel is a kernel for columns of records that is being written.
type columnKernel struct {
	sum
	y, x, w, bias, dim, bytes, yStride, xStride reg.Register
}

// side is how many registers of records are summed side by side.
const side = 2

// columns writes a kernel for many records: lanes are records.
func columns(s set, e element, distance bool) {
	k := &columnKernel{sum: sum{s, e, distance}}
	function := k.name() + "Columns" + e.name + s.name
	bias, does := ", bias", "Σ_i x[i,r]·w[i,j] + bias[j], nil for no bias,"
	if distance {
		bias, does = "", "Σ_i (x[i,r]-w[i,j])²"
	}
	TEXT(function, NOSPLIT, fmt.Sprintf("func(y, x, w%s *%s, n, dim, bytes, yStride, xStride int)", bias, e.typ))
	Pragma("noescape")
	Doc(
		fmt.Sprintf("%s computes y[j,r] = %s for n vectors of a block and records r.", function, does),
		fmt.Sprintf("n is one of %v. A column of records takes bytes, a multiple of %d; columns lie yStride and xStride bytes apart.", s.neurons, side*s.registerBytes()),
	)
	k.y = Load(Param("y"), GP64())
	k.x = Load(Param("x"), GP64())
	k.w = Load(Param("w"), GP64())
	if !distance {
		k.bias = Load(Param("bias"), GP64())
	}
	n := Load(Param("n"), GP64())
	k.dim = Load(Param("dim"), GP64())
	k.bytes = Load(Param("bytes"), GP64())
	k.yStride = Load(Param("yStride"), GP64())
	k.xStride = Load(Param("xStride"), GP64())
	for i, size := range s.neurons {
		next := fmt.Sprintf("below%d", size)
		if i+1 < len(s.neurons) {
			CMPQ(n, operand.U32(size))
			JNE(operand.LabelRef(next))
		}
		k.neurons(size)
		VZEROUPPER()
		RET()
		Label(next)
	}
	RET()
}

// neurons sums n vectors for all records.
func (k *columnKernel) neurons(n int) {
	size := fmt.Sprint(n)
	start, end := "records"+size, "end"+size
	Label(start)
	CMPQ(k.bytes, operand.U32(side*k.registerBytes()))
	JLT(operand.LabelRef(end))
	sums := k.zeros(n * side)
	x, w := GP64(), GP64()
	MOVQ(k.x, x)
	MOVQ(k.w, w)
	coordinates(size, k.dim, func() {
		var records [side]reg.VecVirtual
		for r := range records {
			records[r] = k.vec()
			k.load(operand.Mem{Base: x, Disp: r * k.registerBytes()}, records[r])
		}
		for j := range n {
			v := k.vec()
			k.broadcast(operand.Mem{Base: w, Disp: j * k.element.bytes}, v)
			for r, x := range records {
				k.accumulate(v, x, sums[j*side+r])
			}
		}
		ADDQ(k.xStride, x)
		ADDQ(operand.U32(blockBytes), w)
	})
	k.store(sums, n, size)
	ADDQ(operand.U32(side*k.registerBytes()), k.x)
	ADDQ(operand.U32(side*k.registerBytes()), k.y)
	SUBQ(operand.U32(side*k.registerBytes()), k.bytes)
	JMP(operand.LabelRef(start))
	Label(end)
}

// store adds the bias, if there is one, and stores the sums.
func (k *columnKernel) store(sums []reg.VecVirtual, n int, size string) {
	if !k.distance {
		TESTQ(k.bias, k.bias)
		JZ(operand.LabelRef("store" + size))
		for j := range n {
			v := k.vec()
			k.broadcast(operand.Mem{Base: k.bias, Disp: j * k.element.bytes}, v)
			for r := range side {
				k.add(v, sums[j*side+r], sums[j*side+r])
			}
		}
		Label("store" + size)
	}
	y := GP64()
	MOVQ(k.y, y)
	for j := range n {
		for r := range side {
			k.load(sums[j*side+r], operand.Mem{Base: y, Disp: r * k.registerBytes()})
		}
		if j+1 < n {
			ADDQ(k.yStride, y)
		}
	}
}

// rectify writes max(0, z) over blocks of 64 bytes.
func rectify(s set, e element) {
	function := "rectify" + e.name + s.name
	TEXT(function, NOSPLIT, fmt.Sprintf("func(z *%s, blocks int)", e.typ))
	Pragma("noescape")
	Doc(function + " replaces what is at most 0 by 0, NaN stays.")
	z := Load(Param("z"), GP64())
	blocks := Load(Param("blocks"), GP64())
	zero := s.vec()
	VXORPD(zero, zero, zero)
	TESTQ(blocks, blocks)
	JZ(operand.LabelRef("done"))
	Label("loop")
	for i := range s.vectors {
		at := operand.Mem{Base: z, Disp: i * s.registerBytes()}
		v := s.vec()
		e.load(at, v)
		const notLessOrEqual = operand.U8(6)
		switch {
		case s.vectors == 1 && e.bytes == 8:
			keep := K()
			VCMPPD(notLessOrEqual, zero, v, keep)
			VMOVAPD_Z(v, keep, v)
		case s.vectors == 1:
			keep := K()
			VCMPPS(notLessOrEqual, zero, v, keep)
			VMOVAPS_Z(v, keep, v)
		case e.bytes == 8:
			keep := s.vec()
			VCMPPD(notLessOrEqual, zero, v, keep)
			VANDPD(keep, v, v)
		default:
			keep := s.vec()
			VCMPPS(notLessOrEqual, zero, v, keep)
			VANDPS(keep, v, v)
		}
		e.load(v, at)
	}
	ADDQ(operand.U32(blockBytes), z)
	DECQ(blocks)
	JNZ(operand.LabelRef("loop"))
	Label("done")
	VZEROUPPER()
	RET()
}
