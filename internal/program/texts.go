package program

// Texts gives every text that a document knows a code. It grows while the
// document is compiled and is read only afterwards.
type Texts struct {
	codes map[string]int32
	texts []string
	// index finds the codes of texts faster; nil while texts are still added.
	index *textIndex
}

// NewTexts makes an empty table.
func NewTexts() *Texts { return &Texts{codes: map[string]int32{}} }

// Intern gives the code of a text, adding it if it is new. Compile time only.
func (t *Texts) Intern(s string) float64 {
	if c, ok := t.codes[s]; ok {
		return float64(c)
	}
	c := int32(len(t.texts))
	t.index = nil
	t.codes[s] = c
	t.texts = append(t.texts, s)
	return float64(c)
}

// Seal makes lookups fast: no more texts will be added.
func (t *Texts) Seal() { t.index = newTextIndex(t.texts) }

// code gives the code of a text that the document knows.
func (t *Texts) code(s string) (int32, bool) {
	if t.index != nil {
		return t.index.find(s)
	}
	c, ok := t.codes[s]
	return c, ok
}

// Text gives the text of a code that Intern gave.
func (t *Texts) Text(code float64) string { return t.texts[int(code)] }

// Len gives the number of texts: codes lie below it.
func (t *Texts) Len() int { return len(t.texts) }

// localLinear is how many row-local texts are searched before a map is worth it.
const localLinear = 16

// localTexts holds the texts of one record that the document does not know.
type localTexts struct {
	texts []string
	codes map[string]int32
}

func (l *localTexts) reset() {
	if len(l.texts) > localLinear {
		clear(l.codes)
	}
	clear(l.texts)
	l.texts = l.texts[:0]
}

func (l *localTexts) index(s string) int {
	if len(l.texts) <= localLinear {
		for i, t := range l.texts {
			if t == s {
				return i
			}
		}
	} else if i, ok := l.codes[s]; ok {
		return int(i)
	}
	l.texts = append(l.texts, s)
	switch n := len(l.texts); {
	case n == localLinear+1:
		if l.codes == nil {
			l.codes = make(map[string]int32, 2*localLinear)
		}
		for i, t := range l.texts {
			l.codes[t] = int32(i)
		}
	case n > localLinear+1:
		l.codes[s] = int32(n - 1)
	}
	return len(l.texts) - 1
}
