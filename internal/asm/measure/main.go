// Command measure generates the vector kernels of package internal/measure.
//
// A kernel looks through blocks of the codes of 16 references, for those whose
// bound of a distance lies below a limit. A block has 32 bytes for each two
// fields: the two codes of a reference side by side, so that their terms, which
// have 16 bits, add up where the sum of the reference is.
package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
)

func main() {
	scan("scanSquares", true)
	scan("scanDifferences", false)
	Generate()
}

// scan writes a kernel for sums of squares or of differences.
func scan(name string, squares bool) {
	TEXT(name, NOSPLIT, "func(codes, query *byte, pairs, blocks int, limit uint16) (block int, mask uint32)")
	Pragma("noescape")
	codes, query := Load(Param("codes"), GP64()), Load(Param("query"), GP64())
	size, blocks := Load(Param("pairs"), GP64()), Load(Param("blocks"), GP64())
	limit := Load(Param("limit"), GP16())
	most, one, sum := YMM(), YMM(), YMM()
	DECW(limit)
	wide := GP32()
	MOVWLZX(limit, wide)
	low := XMM()
	MOVD(wide, low)
	VPBROADCASTW(low, most)
	VPCMPEQB(one, one, one)
	VPABSB(one, one)
	SHLQ(operand.Imm(5), size)
	block, at, mask := GP64(), GP64(), GP32()
	XORQ(block, block)

	Label("block")
	CMPQ(block, blocks)
	JGE(operand.LabelRef("none"))
	VPXOR(sum, sum, sum)
	XORQ(at, at)

	Label("pair")
	a, b, c, d := YMM(), YMM(), YMM(), YMM()
	VMOVDQU(operand.Mem{Base: codes, Index: at, Scale: 1}, a)
	VMOVDQU(operand.Mem{Base: query, Index: at, Scale: 1}, b)
	VPSUBUSB(b, a, c)
	VPSUBUSB(a, b, d)
	VPOR(c, d, c)
	VPSUBUSB(one, c, c)
	if squares {
		VPMADDUBSW(c, c, c)
	} else {
		VPMADDUBSW(one, c, c)
	}
	VPADDUSW(c, sum, sum)
	ADDQ(operand.Imm(32), at)
	CMPQ(at, size)
	JLT(operand.LabelRef("pair"))

	ADDQ(size, codes)
	least := YMM()
	VPMINUW(most, sum, least)
	VPCMPEQW(sum, least, least)
	VPMOVMSKB(least, mask)
	TESTL(mask, mask)
	JNZ(operand.LabelRef("found"))
	INCQ(block)
	JMP(operand.LabelRef("block"))

	Label("none")
	XORL(mask, mask)

	Label("found")
	VZEROUPPER()
	Store(block, Return("block"))
	Store(mask, Return("mask"))
	RET()
}
