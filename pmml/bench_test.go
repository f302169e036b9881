package pmml_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/require"
)

func BenchmarkParse(b *testing.B) {
	for _, name := range []string{"M1", "M3", "M4", "M8"} {
		b.Run(name, func(b *testing.B) {
			text, err := os.ReadFile(filepath.Join(sharedFolder(b), "bench", name+".pmml"))
			require.NoError(b, err)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := pmml.Parse(bytes.NewReader(text)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
