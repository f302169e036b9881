package regex

import (
	"fmt"
	"regexp/syntax"
	"strings"
	"sync"
	"unicode/utf8"
)

// machine is a pattern as instructions of a machine of our own, which finds what
// package regexp finds, and can be told to stop in the midst of a search. It runs
// all ways of matching beside each other, in the order of their priority, so that a
// search takes the length of the text times the number of instructions at most.
type machine struct {
	insts  []inst
	start  uint32
	groups int
	// startsText says that matches begin at the beginning of the text only; never
	// that there are none; looks that the pattern asks what stands around a place.
	startsText, never, looks bool
	// prefix is what every match begins with. first are the bytes that a match may
	// begin with, unless it may be empty.
	prefix string
	first  [256]bool
	empty  bool

	runs sync.Pool // of *search
}

// inst is an instruction.
type inst struct {
	op       syntax.InstOp
	out, arg uint32
	class    *class // of InstRune
}

// class is a set of characters, those of ASCII as bits.
type class struct {
	ascii [2]uint64
	inst  syntax.Inst
}

func (c *class) has(r rune) bool {
	if uint32(r) < utf8.RuneSelf {
		return c.ascii[r>>6]>>(r&63)&1 != 0
	}
	return c.inst.MatchRune(r)
}

// newMachine makes the machine of a compiled pattern.
func newMachine(prog *syntax.Prog) *machine {
	m := &machine{insts: make([]inst, len(prog.Inst)), start: uint32(prog.Start), groups: prog.NumCap/2 - 1}
	switch cond := prog.StartCond(); {
	case cond == ^syntax.EmptyOp(0):
		m.never = true
	case cond&syntax.EmptyBeginText != 0:
		m.startsText = true
	}
	m.prefix, _ = prog.Prefix()
	// Copies of a repeated part share the characters of their classes.
	type key struct {
		rune *rune
		n    int
		arg  uint32
	}
	classes := map[key]*class{}
	for i := range prog.Inst {
		from, to := &prog.Inst[i], &m.insts[i]
		*to = inst{op: from.Op, out: from.Out, arg: from.Arg}
		switch from.Op {
		case syntax.InstAltMatch:
			to.op = syntax.InstAlt
		case syntax.InstEmptyWidth:
			m.looks = true
		case syntax.InstRune1:
			to.arg = uint32(from.Rune[0])
		case syntax.InstRune:
			if len(from.Rune) == 0 {
				to.op = syntax.InstFail
				continue
			}
			k := key{&from.Rune[0], len(from.Rune), from.Arg}
			c := classes[k]
			if c == nil {
				c = &class{inst: *from}
				for r := range rune(utf8.RuneSelf) {
					if from.MatchRune(r) {
						c.ascii[r>>6] |= 1 << (r & 63)
					}
				}
				classes[k] = c
			}
			to.class = c
		}
	}
	m.findFirst()
	m.runs.New = func() any { return m.newSearch() }
	return m
}

// findFirst finds the bytes that a match may begin with.
func (m *machine) findFirst() {
	seen := make([]bool, len(m.insts))
	left := []uint32{m.start}
	ascii := func(has func(rune) bool) {
		for r := range rune(utf8.RuneSelf) {
			m.first[r] = m.first[r] || has(r)
		}
	}
	other := false
	for len(left) > 0 {
		pc := left[len(left)-1]
		left = left[:len(left)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch i := &m.insts[pc]; i.op {
		case syntax.InstAlt:
			left = append(left, i.out, i.arg)
		case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
			left = append(left, i.out)
		case syntax.InstMatch:
			m.empty = true
		case syntax.InstRune1:
			if i.arg < utf8.RuneSelf {
				m.first[i.arg] = true
			} else {
				other = true
			}
		case syntax.InstRune:
			ascii(i.class.has)
			set := i.class.inst.Rune
			other = other || set[len(set)-1] >= utf8.RuneSelf || len(set) == 1
		case syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			ascii(func(r rune) bool { return r != '\n' || i.op == syntax.InstRuneAny })
			other = true
		}
	}
	for b := utf8.RuneSelf; b < len(m.first); b++ {
		m.first[b] = other
	}
}

// maxInstructions is how many instructions a pattern may have: repetitions in each
// other make many of few characters.
const maxInstructions = 1 << 17

// Budget is asked before a pattern of so many instructions is compiled. Its error
// is then that of the pattern.
type Budget func(instructions int) error

func (b Budget) spend(instructions int) error {
	if instructions > maxInstructions {
		return fmt.Errorf("it would have %d instructions, more than %d", instructions, maxInstructions)
	}
	if b == nil {
		return nil
	}
	return b(instructions)
}

// parse reads a pattern as Go's engine does.
func parse(expr string) (*syntax.Regexp, error) { return syntax.Parse(expr, syntax.Perl) }

// instructions estimates how many instructions a pattern has: not fewer, and seldom
// many more, than compiling gives.
func instructions(re *syntax.Regexp) int {
	return 2 + countInstructions(re)
}

func countInstructions(re *syntax.Regexp) int {
	n := 0
	for _, s := range re.Sub {
		n = min(n+countInstructions(s), 1<<30)
	}
	switch re.Op {
	case syntax.OpLiteral:
		return max(len(re.Rune), 1)
	case syntax.OpCapture:
		return n + 2
	case syntax.OpStar:
		return n + 2
	case syntax.OpPlus, syntax.OpQuest:
		return n + 1
	case syntax.OpAlternate:
		return n + len(re.Sub)
	case syntax.OpConcat:
		return max(n, 1)
	case syntax.OpRepeat:
		times, more := max(re.Min, 1), 2
		if re.Max > re.Min {
			times, more = max(re.Max, 1), re.Max-re.Min
		}
		return min(n*times+more, 1<<30)
	}
	return 1
}

// quote is what a pattern is called in an error: its beginning, where it is long.
func quote(pattern string) string {
	const longest = 200
	if len(pattern) <= longest {
		return fmt.Sprintf("%q", pattern)
	}
	return fmt.Sprintf("%q…", strings.ToValidUTF8(pattern[:longest], ""))
}
