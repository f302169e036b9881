package regex

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"github.com/gopmml/gopmml/internal/limit"
)

// search is a run of a machine over a text.
type search struct {
	*machine
	text string
	// slots are the ends of groups that are asked for, in the order in which a match
	// has them, and place where each lies, -1 for others. place[0], the beginning of
	// the match, is that of its thread.
	slots []int32
	place []int32

	run, next threads
	// seen holds, for each instruction, the generation in which it was added last.
	seen       []uint32
	generation uint32
	stack      []frame
	caps       []int32 // the ends of groups of the thread that is being added

	// match is where the match lies that has been found, and groups its groups' ends.
	match  Span
	groups []int32

	steps, nextLook int64
	room            *limit.Room
	any             bool // any match will do
}

// threads are the ways of matching that are alive, in the order of priority. caps
// has the ends of groups for each.
type threads struct {
	list []thread
	caps []int32
}

type thread struct {
	pc    uint32
	start int32
}

// frame is an instruction that is still to be added, or an end of a group that is
// to be as it was.
type frame struct {
	pc    uint32
	slot  int32 // -1: pc is to be added
	value int32
}

// lookEvery is how many steps of a search, of some 10 ns each, lie between two looks
// at whether anybody waits.
const lookEvery = 1 << 16

func (m *machine) newSearch() *search {
	return &search{machine: m, seen: make([]uint32, len(m.insts)), place: make([]int32, 2*(m.groups+1))}
}

// each calls found for the matches in a text from left to right, as FindAll of
// package regexp has them, at most so many, with the groups that are
// asked for. It ends with an error where it is told to stop, or found
// gives one.
func (m *machine) each(text string, groups []int, most int, room *limit.Room, found func(*search) error) error {
	if m.never {
		return nil
	}
	s := m.runs.Get().(*search)
	defer s.done()
	s.text, s.room, s.steps, s.nextLook, s.any = text, room, 0, lookEvery, false
	if !s.ask(groups) {
		return limit.ErrRoom
	}
	for pos, before := 0, int32(-1); most > 0 && pos <= len(text); {
		ok, err := s.find(pos)
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		at := s.match
		accept := true
		if int(at.End) == pos {
			// An empty match, or one that is not accepted since it lies beside another.
			accept = at.Start != before
			_, width := utf8.DecodeRuneInString(text[pos:])
			pos += max(width, 1)
		} else {
			pos = int(at.End)
		}
		before = at.End
		if accept {
			most--
			if err := found(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// matches says whether there is a match in a text.
func (m *machine) matches(text string, room *limit.Room) (bool, error) {
	if m.never {
		return false, nil
	}
	s := m.runs.Get().(*search)
	defer s.done()
	s.text, s.room, s.steps, s.nextLook, s.any = text, room, 0, lookEvery, true
	s.ask(nil)
	return s.find(0)
}

// done gives the search back.
func (s *search) done() {
	const keep = 1 << 20 // ends of groups that are kept for another search
	if cap(s.run.caps)+cap(s.next.caps) > keep {
		s.run.caps, s.next.caps = nil, nil
	}
	s.room.Pattern -= s.beyond()
	s.text, s.room = "", nil
	s.run.list, s.next.list = s.run.list[:0], s.next.list[:0]
	s.machine.runs.Put(s)
}

// maxEnds is how many ends of groups a search may note.
const maxEnds = 1 << 25

// ask has the search note where groups begin and end. It gives false where these
// are too many.
func (s *search) ask(groups []int) bool {
	for i := range s.place {
		s.place[i] = -1
	}
	s.slots = s.slots[:0]
	for _, g := range groups {
		for end := 2 * g; end < 2*g+2 && end < len(s.place); end++ {
			if g > 0 && s.place[end] < 0 {
				s.place[end] = int32(len(s.slots))
				s.slots = append(s.slots, int32(end))
			}
		}
	}
	s.caps = append(s.caps[:0], make([]int32, len(s.slots))...)
	s.groups = append(s.groups[:0], make([]int32, len(s.slots))...)
	return len(s.slots)*len(s.insts) <= maxEnds
}

// group gives the text of a group of the match, "" where it has none.
func (s *search) group(g int) string {
	at := s.match
	if g > 0 {
		if 2*g+1 >= len(s.place) || s.place[2*g] < 0 {
			return ""
		}
		if at = (Span{s.groups[s.place[2*g]], s.groups[s.place[2*g+1]]}); at.Start < 0 {
			return ""
		}
	}
	return s.text[at.Start:at.End]
}

// look asks whether to go on.
func (s *search) look() error {
	s.nextLook = s.steps + lookEvery
	if err := s.room.Look(); err != nil {
		return err
	}
	if s.beyond() > s.room.Pattern {
		return limit.ErrPattern
	}
	return nil
}

// beyond gives how many steps have been taken beyond what the search counts for:
// searches that look far beyond each match read the text again and again.
func (s *search) beyond() int64 {
	return max(s.steps-2*int64(len(s.insts))*int64(len(s.text)+1), 0)
}

// kinds of what stands beside a place: nothing, a line's end, a character of words,
// another.
const (
	nothing = iota
	newline
	wordChar
	otherChar
)

// conditions are what holds between two neighbours.
var conditions = func() (c [4][4]syntax.EmptyOp) {
	example := [4]rune{nothing: -1, newline: '\n', wordChar: 'a', otherChar: ' '}
	for i, before := range example {
		for j, after := range example {
			c[i][j] = syntax.EmptyOpContext(before, after)
		}
	}
	return c
}()

func (s *search) kind(i int) int {
	if uint(i) >= uint(len(s.text)) {
		return nothing
	}
	switch c := s.text[i]; {
	case c == '\n':
		return newline
	case isWordByte(c):
		return wordChar
	}
	return otherChar
}

// condition gives what holds at a place.
func (s *search) condition(pos int) syntax.EmptyOp {
	if !s.looks {
		return 0
	}
	return conditions[s.kind(pos-1)][s.kind(pos)]
}

// find finds the first match that begins at pos or behind.
func (s *search) find(pos int) (bool, error) {
	matched := false
	s.run.clear()
	s.newGeneration()
	for {
		if len(s.run.list) == 0 {
			if matched || s.startsText && pos != 0 {
				break
			}
			if !s.empty {
				var err error
				if pos, err = s.skip(pos); err != nil {
					return false, err
				}
				s.newGeneration()
				if pos == len(s.text) {
					break
				}
			}
		}
		if !matched && (s.empty || pos < len(s.text) && s.first[s.text[pos]]) && (pos == 0 || !s.startsText) {
			for i := range s.caps {
				s.caps[i] = -1
			}
			s.add(&s.run, s.start, pos, int32(pos), s.condition(pos))
		}
		c, width := rune(-1), 0
		if pos < len(s.text) {
			if c, width = rune(s.text[pos]), 1; c >= utf8.RuneSelf {
				c, width = utf8.DecodeRuneInString(s.text[pos:])
			}
		}
		s.newGeneration()
		if s.step(c, pos, pos+width) {
			matched = true
			if s.any {
				break
			}
		}
		if s.steps++; s.steps >= s.nextLook {
			if err := s.look(); err != nil {
				return false, err
			}
		}
		if width == 0 {
			break
		}
		pos += width
		s.run, s.next = s.next, s.run
	}
	return matched, nil
}

// newGeneration has no instruction be seen yet.
func (s *search) newGeneration() {
	if s.generation++; s.generation == 0 {
		clear(s.seen)
		s.generation = 1
	}
}

// skip goes on to the next place where a match may begin, or to the end.
func (s *search) skip(pos int) (int, error) {
	for pos < len(s.text) {
		part := s.text[pos:min(pos+lookEvery, len(s.text))]
		if len(s.prefix) > 1 {
			part = s.text[pos:min(pos+lookEvery+len(s.prefix)-1, len(s.text))]
			if i := strings.Index(part, s.prefix); i >= 0 {
				s.steps += int64(i >> 4)
				return pos + i, nil
			}
		} else {
			for i := range len(part) {
				if s.first[part[i]] {
					s.steps += int64(i >> 3)
					return pos + i, nil
				}
			}
		}
		pos = min(pos+lookEvery, len(s.text))
		if s.steps += lookEvery >> 3; s.steps >= s.nextLook {
			if err := s.look(); err != nil {
				return pos, err
			}
		}
	}
	return pos, nil
}

// step has all threads read a character, -1 at the end, and says whether there is a
// match before it. Threads of less priority than a match are given up.
func (s *search) step(c rune, pos, after int) bool {
	condition := s.condition(after)
	width := len(s.slots)
	s.next.clear()
	s.steps += int64(len(s.run.list))
	for k, t := range s.run.list {
		i := &s.insts[t.pc]
		read := false
		switch i.op {
		case syntax.InstMatch:
			s.match = Span{t.start, int32(pos)}
			copy(s.groups, s.run.caps[k*width:(k+1)*width])
			return true
		case syntax.InstRune1:
			read = c == rune(i.arg)
		case syntax.InstRune:
			read = c >= 0 && i.class.has(c)
		case syntax.InstRuneAny:
			read = c >= 0
		case syntax.InstRuneAnyNotNL:
			read = c >= 0 && c != '\n'
		}
		if read {
			if width > 0 {
				copy(s.caps, s.run.caps[k*width:(k+1)*width])
			}
			s.add(&s.next, i.out, after, t.start, condition)
		}
	}
	return false
}

func (t *threads) clear() { t.list, t.caps = t.list[:0], t.caps[:0] }

// add adds a thread for an instruction, or for each that follows it without reading
// a character.
func (s *search) add(to *threads, pc uint32, pos int, start int32, holds syntax.EmptyOp) {
	stack := s.stack[:0]
	steps := int64(0)
	for {
		for s.seen[pc] != s.generation {
			s.seen[pc] = s.generation
			steps++
			i := &s.insts[pc]
			switch i.op {
			case syntax.InstAlt:
				stack = append(stack, frame{pc: i.arg, slot: -1})
				pc = i.out
				continue
			case syntax.InstNop:
				pc = i.out
				continue
			case syntax.InstEmptyWidth:
				if syntax.EmptyOp(i.arg)&^holds == 0 {
					pc = i.out
					continue
				}
			case syntax.InstCapture:
				if at := s.place[i.arg]; at >= 0 {
					stack = append(stack, frame{slot: at, value: s.caps[at]})
					s.caps[at] = int32(pos)
				}
				pc = i.out
				continue
			case syntax.InstFail:
			default:
				to.list = append(to.list, thread{pc, start})
				if len(s.slots) > 0 {
					to.caps = append(to.caps, s.caps...)
					steps += int64(len(s.slots) >> 3)
				}
			}
			break
		}
		for {
			if len(stack) == 0 {
				s.stack, s.steps = stack, s.steps+steps
				return
			}
			last := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if last.slot < 0 {
				pc = last.pc
				break
			}
			s.caps[last.slot] = last.value
		}
	}
}
