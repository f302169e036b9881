// Command columns generates the vector kernels of package internal/columns.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func main() {
	move("loadAVX2", "copies n numbers, with zeros for negative zeros,", func(from, to operand.Mem, zero, v reg.VecVirtual) {
		VADDPD(from, zero, v)
		VMOVUPD(v, to)
	})
	move("roundAVX2", "rounds n numbers to float32, with zeros for negative zeros,", func(from, to operand.Mem, zero, v reg.VecVirtual) {
		half := XMM()
		VCVTPD2PSY(from, half)
		VCVTPS2PD(half, v)
		VADDPD(v, zero, v)
		VMOVUPD(v, to)
	})
	tile()
	above()
	Generate()
}

// move writes a kernel that brings a column to another place.
func move(name, does string, step func(from, to operand.Mem, zero, v reg.VecVirtual)) {
	TEXT(name, NOSPLIT, "func(to, from *float64, n int) int")
	Pragma("noescape")
	Doc(fmt.Sprintf("%s %s and tells by any but 0 that there is a NaN. n is a multiple of 4.", name, does))
	to, from, n := Load(Param("to"), GP64()), Load(Param("from"), GP64()), Load(Param("n"), GP64())
	zero, special := YMM(), YMM()
	VXORPD(zero, zero, zero)
	VXORPD(special, special, special)
	Label("next")
	TESTQ(n, n)
	JZ(operand.LabelRef("done"))
	v := YMM()
	step(operand.Mem{Base: from}, operand.Mem{Base: to}, zero, v)
	VCMPPD(operand.U8(3), v, v, v)
	VORPD(v, special, special)
	ADDQ(operand.U8(32), from)
	ADDQ(operand.U8(32), to)
	SUBQ(operand.U8(4), n)
	JMP(operand.LabelRef("next"))
	Label("done")
	finish(special)
}

// finish returns the signs of a register.
func finish(special reg.VecVirtual) {
	signs := GP32()
	VMOVMSKPD(special, signs)
	VZEROUPPER()
	Store(signs.As64(), ReturnIndex(0))
	RET()
}

// tile writes the kernel that deals a column out to tiles.
func tile() {
	TEXT("tileAVX2", NOSPLIT, "func(to *float64, stride int, from *float64, groups int) int")
	Pragma("noescape")
	Doc("tileAVX2 copies groups of 8 numbers to places that lie stride bytes apart, and tells by any but 0 that there is a NaN.")
	to, stride := Load(Param("to"), GP64()), Load(Param("stride"), GP64())
	from, n := Load(Param("from"), GP64()), Load(Param("groups"), GP64())
	special := YMM()
	VXORPD(special, special, special)
	Label("next")
	TESTQ(n, n)
	JZ(operand.LabelRef("done"))
	for i := range 2 {
		v := YMM()
		VMOVUPD(operand.Mem{Base: from, Disp: 32 * i}, v)
		VMOVUPD(v, operand.Mem{Base: to, Disp: 32 * i})
		VCMPPD(operand.U8(3), v, v, v)
		VORPD(v, special, special)
	}
	ADDQ(operand.U8(64), from)
	ADDQ(stride, to)
	DECQ(n)
	JMP(operand.LabelRef("next"))
	Label("done")
	finish(special)
}

// above writes the kernel that compares a column with bounds.
func above() {
	TEXT("aboveAVX512", NOSPLIT, "func(column, bounds *float64, n int, masks *uint64, words int)")
	Pragma("noescape")
	Doc("aboveAVX512 sets for each of n bounds the bits of the numbers at or above it, of which there are 64 a word.")
	column, bounds := Load(Param("column"), GP64()), Load(Param("bounds"), GP64())
	n, masks, words := Load(Param("n"), GP64()), Load(Param("masks"), GP64()), Load(Param("words"), GP64())
	Label("bound")
	TESTQ(n, n)
	JZ(operand.LabelRef("done"))
	b := ZMM()
	VBROADCASTSD(operand.Mem{Base: bounds}, b)
	at, left := GP64(), GP64()
	MOVQ(column, at)
	MOVQ(words, left)
	Label("word")
	for i := range 8 {
		k := K()
		// b <= number, which no NaN is.
		VCMPPD(operand.U8(2), operand.Mem{Base: at, Disp: 64 * i}, b, k)
		KMOVB(k, operand.Mem{Base: masks, Disp: i})
	}
	ADDQ(operand.U32(512), at)
	ADDQ(operand.U8(8), masks)
	DECQ(left)
	JNZ(operand.LabelRef("word"))
	ADDQ(operand.U8(8), bounds)
	DECQ(n)
	JMP(operand.LabelRef("bound"))
	Label("done")
	VZEROUPPER()
	RET()
}
