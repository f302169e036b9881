package table

// defaultMissing returns the texts that mean a missing value in CSV unless
// other ones are given: nothing, NA and N/A. In JSON Lines, which have null,
// no text does.
func defaultMissing(kind Kind) []string {
	if kind == Lines {
		return nil
	}
	return []string{"", "NA", "N/A"}
}

// Missing recognises the texts that mean a missing value.
type Missing struct {
	tokens  []string
	lengths uint64 // bit n: some token has n bytes; bit 63: 63 or more
}

// NewMissing returns the recogniser of the given texts.
func NewMissing(tokens []string) *Missing {
	m := &Missing{tokens: append([]string(nil), tokens...)}
	for _, t := range m.tokens {
		m.lengths |= 1 << min(len(t), 63)
	}
	return m
}

// Is tells whether the text means a missing value.
func (m *Missing) Is(text []byte) bool {
	if m.lengths>>min(len(text), 63)&1 == 0 {
		return false
	}
	for _, t := range m.tokens {
		if string(text) == t {
			return true
		}
	}
	return false
}
