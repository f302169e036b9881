package files

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestApplyEdit(t *testing.T) {
	const base = "a\nb\nb\nc\n"
	for _, tt := range []struct{ name, base, edit, want, err string }{
		{"a line is replaced", base, "-a\n+x\n", "x\nb\nb\nc\n", ""},
		{"a line comes after one that stays", base, " c\n+x\n", base + "x\n", ""},
		{"two places", base, "-a\n@@\n-c\n+x\n", "b\nb\nx\n", ""},
		{"a line that is there twice takes another to be found", base, " a\n-b\n", "a\nb\nc\n", ""},
		{"a document without a newline at the end", base, "-c\n+x\n\\\n", "a\nb\nb\nx", ""},
		{"a whole document", "", "+x\n", "x\n", ""},
		{"an empty document", "", "", "", ""},
		{"a line that is there twice", base, "-b\n", "", "must stand in the base once"},
		{"a part of a line", "abc\n", "-b\n", "", "must stand in the base once"},
		{"no such line", base, "-x\n", "", "must stand in the base once"},
		{"no edit", base, "", "", "must stand in the base once"},
		{"places out of order", base, "-c\n@@\n-a\n", "", "before those of the edit above"},
		{"no sign", base, "a\n", "", "begins with one of"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := applyEdit(tt.base, tt.edit)
			if tt.err != "" {
				assert.ErrorContains(t, err, tt.err)
				return
			}
			assert.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
}
