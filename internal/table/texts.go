package table

// texts gives the same string for the same bytes, so that words that occur in
// many rows are not allocated for each. Strings it gives are ordinary ones: the
// model may keep them.
type texts map[string]string

// Limits of texts: long or rare texts are not kept.
const (
	maxTextBytes = 64
	maxTexts     = 8192
)

func newTexts() texts { return make(texts) }

func (t texts) of(b []byte) string {
	if s, ok := t[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(b) <= maxTextBytes && len(t) < maxTexts {
		t[s] = s
	}
	return s
}
