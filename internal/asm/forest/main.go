// Command forest generates the vector kernels of package internal/forest.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func main() {
	cross("crossWords32AVX512", "uint32", 2, func(m operand.Op, v reg.VecVirtual, k reg.Register) { VPANDD(m, v, k, v) })
	cross("crossWords64AVX512", "uint64", 4, func(m operand.Op, v reg.VecVirtual, k reg.Register) { VPANDQ(m, v, k, v) })
	split()
	for _, pairs := range []int{1, 2, 4} {
		add64(pairs)
	}
	for _, pairs := range []int{1, 2} {
		add32(pairs)
	}
	Generate()
}

// cross writes the kernel that crosses out leaves for one record. A step holds a
// test of each of 32 trees: 32 bytes of inputs, 64 bytes of ranks, and the words
// of the leaves that are kept where the input's rank is above, in so many
// registers.
func cross(name, word string, registers int, and func(m operand.Op, v reg.VecVirtual, k reg.Register)) {
	TEXT(name, NOSPLIT, fmt.Sprintf("func(ranks *[64]uint16, steps *byte, counts *uint32, groups int, left *%s)", word))
	Pragma("noescape")
	Doc(name + " crosses out the leaves of groups of 32 trees, whose numbers of steps counts holds.")
	ranks := Load(Param("ranks"), GP64())
	steps := Load(Param("steps"), GP64())
	counts := Load(Param("counts"), GP64())
	groups := Load(Param("groups"), GP64())
	left := Load(Param("left"), GP64())
	low, high := ZMM(), ZMM()
	VMOVDQU64(operand.Mem{Base: ranks}, low)
	VMOVDQU64(operand.Mem{Base: ranks, Disp: 64}, high)

	Label("group")
	TESTQ(groups, groups)
	JZ(operand.LabelRef("done"))
	n := GP32()
	MOVL(operand.Mem{Base: counts}, n)
	ADDQ(operand.U8(4), counts)
	words := make([]reg.VecVirtual, registers)
	for i := range words {
		words[i] = ZMM()
		VPTERNLOGD(operand.U8(0xFF), words[i], words[i], words[i])
	}
	TESTL(n, n)
	JZ(operand.LabelRef("store"))
	Label("step")
	rank := ZMM()
	VPMOVZXBW(operand.Mem{Base: steps}, rank)
	VPERMI2W(high, low, rank)
	above := K()
	VPCMPUW(operand.U8(6), operand.Mem{Base: steps, Disp: 32}, rank, above)
	lanes := 32 / registers
	for i, w := range words {
		k := above
		if i > 0 {
			k = K()
			KSHIFTRD(operand.U8(lanes*i), above, k)
		}
		and(operand.Mem{Base: steps, Disp: 96 + 64*i}, w, k)
	}
	ADDQ(operand.U32(96+64*registers), steps)
	DECL(n)
	JNZ(operand.LabelRef("step"))
	Label("store")
	for i, w := range words {
		VMOVDQU64(w, operand.Mem{Base: left, Disp: 64 * i})
	}
	ADDQ(operand.U32(64*registers), left)
	DECQ(groups)
	JMP(operand.LabelRef("group"))
	Label("done")
	VZEROUPPER()
	RET()
}

// split writes the kernel that splits a block's records at the nodes of a tree
// and puts the planes together.
func split() {
	TEXT("splitAVX2", NOSPLIT, "func(nodes *uint64, count int, masks, reach *uint64, parts *uint16, ends *int32, planes int, out *uint64)")
	Pragma("noescape")
	Doc("splitAVX2 splits the records of reach[0] at count nodes, into reach, and makes so many planes of the parts, which end at ends.")
	nodes := Load(Param("nodes"), GP64())
	count := Load(Param("count"), GP64())
	masks := Load(Param("masks"), GP64())
	reach := Load(Param("reach"), GP64())
	to := GP64()
	LEAQ(operand.Mem{Base: reach, Disp: 32}, to)
	TESTQ(count, count)
	JZ(operand.LabelRef("planes"))
	Label("node")
	m, p := GP64(), GP64()
	MOVL(operand.Mem{Base: nodes}, m.As32())
	MOVWLZX(operand.Mem{Base: nodes, Disp: 4}, p.As32())
	SHLQ(operand.U8(5), m)
	SHLQ(operand.U8(5), p)
	from, test, yes := YMM(), YMM(), YMM()
	VMOVDQU(operand.Mem{Base: reach, Index: p, Scale: 1}, from)
	VMOVDQU(operand.Mem{Base: masks, Index: m, Scale: 1}, test)
	VPAND(from, test, yes)
	VPANDN(from, test, test)
	VMOVDQU(yes, operand.Mem{Base: to})
	VMOVDQU(test, operand.Mem{Base: to, Disp: 32})
	ADDQ(operand.U8(64), to)
	ADDQ(operand.U8(8), nodes)
	DECQ(count)
	JNZ(operand.LabelRef("node"))

	Label("planes")
	parts := Load(Param("parts"), GP64())
	ends := Load(Param("ends"), GP64())
	planes := Load(Param("planes"), GP64())
	out := Load(Param("out"), GP64())
	at := GP64()
	XORQ(at, at)
	Label("plane")
	TESTQ(planes, planes)
	JZ(operand.LabelRef("done"))
	end := GP64()
	MOVL(operand.Mem{Base: ends}, end.As32())
	ADDQ(operand.U8(4), ends)
	bits := YMM()
	VPXOR(bits, bits, bits)
	Label("part")
	CMPQ(at, end)
	JGE(operand.LabelRef("plane_done"))
	part := GP64()
	MOVWLZX(operand.Mem{Base: parts, Index: at, Scale: 2}, part.As32())
	SHLQ(operand.U8(5), part)
	VPOR(operand.Mem{Base: reach, Index: part, Scale: 1}, bits, bits)
	INCQ(at)
	JMP(operand.LabelRef("part"))
	Label("plane_done")
	VMOVDQU(bits, operand.Mem{Base: out})
	ADDQ(operand.U8(32), out)
	DECQ(planes)
	JMP(operand.LabelRef("plane"))
	Label("done")
	VZEROUPPER()
	RET()
}

// adder is a kernel that adds the leaves' values of a block's records to their
// sums: in chunks of 64 records, whose leaves' numbers are made of the planes.
type adder struct {
	planes, sums reg.Register
	tables       []reg.VecVirtual
	bits         []reg.VecVirtual // byte 1<<b in all bytes
	codes        operand.Mem
}

// newAdder loads the arguments: registers tables of values, for leaves of so
// many planes.
func newAdder(name, number string, registers, planes int) *adder {
	TEXT(name, NOSPLIT, fmt.Sprintf("func(planes *uint64, values, sums *%s)", number))
	Pragma("noescape")
	Doc(fmt.Sprintf("%s adds the values of %d leaves, of which the planes name one for each record.", name, 1<<planes))
	a := &adder{planes: Load(Param("planes"), GP64())}
	values := Load(Param("values"), GP64())
	a.sums = Load(Param("sums"), GP64())
	a.codes = AllocLocal(64)
	for i := range registers {
		t := ZMM()
		VMOVUPD(operand.Mem{Base: values, Disp: 64 * i}, t)
		a.tables = append(a.tables, t)
	}
	for b := range planes {
		one, all := GP32(), ZMM()
		MOVL(operand.U32(1<<b), one)
		VPBROADCASTB(one, all)
		a.bits = append(a.bits, all)
	}
	return a
}

// chunks writes the loop over the chunks. body adds to the records of a row of
// codes, which lie at and are count.
func (a *adder) chunks(count int, body func(at operand.Mem, sums operand.Mem)) {
	n := GP64()
	MOVQ(operand.U32(4), n)
	Label("chunk")
	code := ZMM()
	VPXORQ(code, code, code)
	for b, one := range a.bits {
		k := K()
		KMOVQ(operand.Mem{Base: a.planes, Disp: 32 * b}, k)
		VPADDB(one, code, k, code)
	}
	VMOVDQU64(code, a.codes)
	for i := range 64 / count {
		body(a.codes.Offset(i*count), operand.Mem{Base: a.sums, Disp: 64 * i})
	}
	ADDQ(operand.U8(8), a.planes)
	ADDQ(operand.U32(64*64/count), a.sums)
	DECQ(n)
	JNZ(operand.LabelRef("chunk"))
	VZEROUPPER()
	RET()
}

// add64 writes the adder of float64: a pair of registers holds 16 values.
func add64(pairs int) {
	planes := map[int]int{1: 4, 2: 5, 4: 6}[pairs]
	a := newAdder(fmt.Sprintf("add64x%dAVX512", 16*pairs), "float64", 2*pairs, planes)
	var tests []reg.VecVirtual
	for n := 1; n < pairs; n *= 2 {
		t, bit := ZMM(), GP64()
		MOVQ(operand.U32(16*n), bit)
		VPBROADCASTQ(bit, t)
		tests = append(tests, t)
	}
	a.chunks(8, func(at, sums operand.Mem) {
		index := ZMM()
		VPMOVZXBQ(at, index)
		var found []reg.VecVirtual
		for p := range pairs {
			v := ZMM()
			VMOVDQA64(index, v)
			VPERMI2PD(a.tables[2*p+1], a.tables[2*p], v)
			found = append(found, v)
		}
		for _, t := range tests {
			k := K()
			VPTESTMQ(t, index, k)
			for i := 0; 2*i < len(found); i++ {
				VMOVAPD(found[2*i+1], k, found[2*i])
				found[i] = found[2*i]
			}
			found = found[:len(found)/2]
		}
		VADDPD(sums, found[0], found[0])
		VMOVUPD(found[0], sums)
	})
}

// add32 writes the adder of float32: a pair of registers holds 32 values.
func add32(pairs int) {
	planes := map[int]int{1: 5, 2: 6}[pairs]
	a := newAdder(fmt.Sprintf("add32x%dAVX512", 32*pairs), "float32", 2*pairs, planes)
	high, bit := ZMM(), GP32()
	MOVL(operand.U32(32), bit)
	VPBROADCASTD(bit, high)
	a.chunks(16, func(at, sums operand.Mem) {
		index := ZMM()
		VPMOVZXBD(at, index)
		v := ZMM()
		VMOVDQA64(index, v)
		VPERMI2PS(a.tables[1], a.tables[0], v)
		if pairs == 2 {
			w, k := ZMM(), K()
			VPTESTMD(high, index, k)
			VMOVDQA64(index, w)
			VPERMI2PS(a.tables[3], a.tables[2], w)
			VMOVAPS(w, k, v)
		}
		VADDPS(sums, v, v)
		VMOVUPS(v, sums)
	})
}
