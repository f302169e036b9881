// Command real generates the vector forms of the exponential of package
// internal/real. They do to each element what the function Exp does, operation
// by operation, so that the results have the same bits; only the last step,
// the multiplication by a power of two, is done in other ways that round once
// as well.
package main

import (
	"fmt"
	"math"

	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// These are the constants of Exp in internal/real/exp.go, whose tests compare
// the results.
const (
	stepsPerUnit = 0x1.71547652b82fep+7
	stepHigh     = 0x1.62e42fee00000p-8
	stepLow      = 0x1.a39ef35793c76p-40
	toInteger    = 0x1.8p52
	highest      = 709.782712893384
	lowest       = -745.1332191019412
	lnEuler32    = 0x1.fffffe6a0fc8cp-1
)

// set is a set of instructions.
type set struct {
	name  string
	lanes int
	vec   func() reg.VecVirtual
	// half holds as many float32s as vec does float64s.
	half func() reg.VecVirtual
	wide bool // of AVX-512
}

func main() {
	for _, s := range []set{{"AVX512", 8, ZMM, YMM, true}, {"AVX2", 4, YMM, XMM, false}} {
		for _, bits := range []int{64, 32} {
			kernel(s, bits)
		}
	}
	Generate()
}

// state is a kernel that is being written.
type state struct {
	set
	bits      int
	constants map[string]operand.Op
	factor    reg.VecVirtual
	table     reg.Register
	room      operand.Mem // of a vector
}

func kernel(s set, bits int) {
	name := fmt.Sprintf("exp%d%s", bits, s.name)
	typ := fmt.Sprintf("float%d", bits)
	rest := fmt.Sprintf("n is a multiple of %d", s.lanes)
	if s.wide {
		rest = "n is any number"
	}
	TEXT(name, NOSPLIT, fmt.Sprintf("func(dst, src *%s, n int, factor %s, table *float64)", typ, typ))
	Pragma("noescape")
	Doc(fmt.Sprintf("%s computes dst[i] = e^(factor·src[i]); %s. table holds the powers and their rests.", name, rest))

	k := &state{set: s, bits: bits, constants: map[string]operand.Op{}}
	dst := Load(Param("dst"), GP64())
	src := Load(Param("src"), GP64())
	n := Load(Param("n"), GP64())
	k.table = Load(Param("table"), GP64())
	k.room = k.local()
	at, err := Param("factor").Resolve()
	if err != nil {
		panic(err)
	}
	if bits == 64 {
		k.factor = s.vec()
		VBROADCASTSD(at.Addr, k.factor)
	} else {
		k.factor = s.half()
		VBROADCASTSS(at.Addr, k.factor)
		k.constant("lnEuler", lnEuler32)
	}
	k.constant("stepsPerUnit", stepsPerUnit)
	k.constant("toInteger", toInteger)
	k.constant("stepHigh", stepHigh)
	k.constant("stepLow", stepLow)
	k.constant("c120", 1.0/120)
	k.constant("c24", 1.0/24)
	k.constant("c6", 1.0/6)
	k.constant("c2", 1.0/2)
	k.constant("step", 1.0/128)
	k.constant("highest", highest)
	k.constant("lowest", lowest)
	k.constant("infinity", math.Inf(1))
	k.constant("index", math.Float64frombits(127))
	if !s.wide {
		k.constant("exponent", toInteger+1023)
	}

	Label("loop")
	CMPQ(n, operand.U32(s.lanes))
	JLT(operand.LabelRef("rest"))
	k.save(k.exp(k.open(src)), dst)
	size := operand.U32(s.lanes * bits / 8)
	ADDQ(size, src)
	ADDQ(size, dst)
	SUBQ(operand.U32(s.lanes), n)
	JMP(operand.LabelRef("loop"))
	Label("rest")
	if s.wide {
		TESTQ(n, n)
		JZ(operand.LabelRef("done"))
		mask := k.firstLanes(n)
		k.saveSome(k.exp(k.openSome(src, mask)), dst, mask)
		Label("done")
	}
	VZEROUPPER()
	RET()
}

// local makes room for a vector on the stack, within one cache line.
func (k *state) local() operand.Mem {
	const line = 64
	at := AllocLocal(2 * line)
	p := GP64()
	LEAQ(at.Offset(line), p)
	ANDQ(operand.I32(-line), p)
	return operand.Mem{Base: p}
}

// constant makes a number that stands in every lane: in a register, or in
// memory where there are too few.
func (k *state) constant(name string, v float64) {
	data := GLOBL(fmt.Sprintf("%s%d%s", name, k.bits, k.name), RODATA|NOPTR)
	for i := range k.lanes {
		DATA(8*i, operand.U64(math.Float64bits(v)))
	}
	if !k.wide {
		k.constants[name] = data
		return
	}
	r := k.vec()
	VMOVUPD(data, r)
	k.constants[name] = r
}

// firstLanes makes the mask of the first n lanes.
func (k *state) firstLanes(n reg.Register) reg.Register {
	bits, mask := GP64(), K()
	MOVQ(operand.I32(-1), bits)
	BZHIQ(n, bits, bits)
	KMOVW(bits.As32(), mask)
	return mask
}

// open loads lanes, times the factor, as float64s.
func (k *state) open(src reg.Register) reg.VecVirtual {
	x := k.vec()
	if k.bits == 64 {
		VMULPD(operand.Mem{Base: src}, k.factor, x)
		return x
	}
	h := k.half()
	VMULPS(operand.Mem{Base: src}, k.factor, h)
	VCVTPS2PD(h, x)
	VMULPD(k.constants["lnEuler"], x, x)
	return x
}

func (k *state) openSome(src, mask reg.Register) reg.VecVirtual {
	x := k.vec()
	if k.bits == 64 {
		VMOVUPD_Z(operand.Mem{Base: src}, mask, x)
		VMULPD(x, k.factor, x)
		return x
	}
	h := k.half()
	VMOVUPS_Z(operand.Mem{Base: src}, mask, h)
	VMULPS(h, k.factor, h)
	VCVTPS2PD(h, x)
	VMULPD(k.constants["lnEuler"], x, x)
	return x
}

// save stores lanes.
func (k *state) save(y reg.VecVirtual, dst reg.Register) {
	if k.bits == 64 {
		VMOVUPD(y, operand.Mem{Base: dst})
		return
	}
	VMOVUPS(k.narrow(y), operand.Mem{Base: dst})
}

func (k *state) saveSome(y reg.VecVirtual, dst, mask reg.Register) {
	if k.bits == 64 {
		VMOVUPD(y, mask, operand.Mem{Base: dst})
		return
	}
	VMOVUPS(k.narrow(y), mask, operand.Mem{Base: dst})
}

func (k *state) narrow(y reg.VecVirtual) reg.VecVirtual {
	h := k.half()
	if k.wide {
		VCVTPD2PS(y, h)
	} else {
		VCVTPD2PSY(y, h)
	}
	return h
}

// exp computes e^x in every lane.
func (k *state) exp(x reg.VecVirtual) reg.VecVirtual {
	c := k.constants
	index, n, r, t := k.vec(), k.vec(), k.vec(), k.vec()
	VMULPD(c["stepsPerUnit"], x, n)
	VADDPD(c["toInteger"], n, n)
	k.and(c["index"], n, index)
	VPSLLQ(operand.U8(4), index, index)
	VSUBPD(c["toInteger"], n, n)
	VMULPD(c["stepHigh"], n, t)
	VSUBPD(t, x, r)
	VMULPD(c["stepLow"], n, t)
	VSUBPD(t, r, r)

	value, rest := k.look(index)
	r2, p := k.vec(), k.vec()
	VMULPD(r, r, r2)
	VMULPD(c["c120"], r, p)
	VADDPD(c["c24"], p, p)
	VMULPD(p, r, p)
	VADDPD(c["c6"], p, p)
	VMULPD(p, r, p)
	VADDPD(c["c2"], p, p)
	VMULPD(p, r2, p)
	VADDPD(p, r, p)
	VADDPD(p, rest, p)
	VMULPD(p, value, p)
	VADDPD(p, value, p)

	VMULPD(c["step"], n, n)
	k.scale(n, p)
	k.ends(x, p)
	return p
}

func (k *state) and(a operand.Op, b, out reg.VecVirtual) {
	if k.wide {
		VPANDQ(a, b, out)
		return
	}
	VPAND(a, b, out)
}

// look reads the table's pairs of a power and its rest at the lanes' offsets. A
// load for each lane is faster than the processors' own gathering, on many by
// far.
func (k *state) look(offsets reg.VecVirtual) (value, rest reg.VecVirtual) {
	VMOVUPD(offsets, k.room)
	// Even lanes' pairs lie in one register, odd lanes' in the other, so that
	// unpacking them puts the lanes in order.
	pairs := [2]reg.VecVirtual{k.vec(), k.vec()}
	for i := range k.lanes {
		at := GP64()
		MOVQ(k.room.Offset(8*i), at)
		pair := operand.Mem{Base: k.table, Index: at, Scale: 1}
		to := pairs[i%2]
		switch {
		case i < 2:
			VMOVUPD(pair, to.AsX())
		case k.wide:
			VINSERTF64X2(operand.U8(i/2), pair, to, to)
		default:
			VINSERTF128(operand.U8(i/2), pair, to, to)
		}
	}
	value, rest = k.vec(), k.vec()
	VUNPCKLPD(pairs[1], pairs[0], value)
	VUNPCKHPD(pairs[1], pairs[0], rest)
	return value, rest
}

// scale multiplies p by 2^floor(n), rounding once.
func (k *state) scale(n, p reg.VecVirtual) {
	if k.wide {
		VSCALEFPD(n, p, p)
		return
	}
	// In two steps: the first one is exact, since it stays among normal numbers.
	const down = operand.U8(1)
	c := k.constants
	half, power := k.vec(), k.vec()
	VROUNDPD(down, n, n)
	VMULPD(c["c2"], n, half)
	VROUNDPD(down, half, half)
	VSUBPD(half, n, n)
	for _, e := range []reg.VecVirtual{half, n} {
		VADDPD(c["exponent"], e, power)
		VPSLLQ(operand.U8(52), power, power)
		VMULPD(power, p, p)
	}
}

// ends puts infinity and zero where e^x is out of range.
func (k *state) ends(x, p reg.VecVirtual) {
	c := k.constants
	const (
		greater = operand.U8(14) // false for NaN
		less    = operand.U8(1)
	)
	if k.wide {
		over, under := K(), K()
		VCMPPD(greater, c["highest"], x, over)
		VMOVAPD(c["infinity"], over, p)
		VCMPPD(less, c["lowest"], x, under)
		VXORPD(p, p, under, p)
		return
	}
	mask := k.vec()
	VCMPPD(greater, c["highest"], x, mask)
	VBLENDVPD(mask, c["infinity"], p, p)
	VCMPPD(less, c["lowest"], x, mask)
	VANDNPD(p, mask, p)
}
