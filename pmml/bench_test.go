package pmml_test

import (
	"bytes"
	"encoding/xml"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

func BenchmarkParse(b *testing.B) {
	for _, name := range []string{"M1", "M3", "M4", "M8"} {
		b.Run(name, func(b *testing.B) {
			text, err := os.ReadFile(filepath.Join(files.Shared(b, "bench"), name+".pmml"))
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

// BenchmarkStandardTokens reads the same documents with the standard library's
// tokenizer alone, for the ratio: Parse builds a tree besides.
func BenchmarkStandardTokens(b *testing.B) {
	for _, name := range []string{"M1", "M3", "M4"} {
		b.Run(name, func(b *testing.B) {
			data, err := os.ReadFile(filepath.Join(files.Shared(b, "bench"), name+".pmml"))
			require.NoError(b, err)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				d := xml.NewDecoder(bytes.NewReader(data))
				for {
					if _, err := d.RawToken(); err != nil {
						break
					}
				}
			}
		})
	}
}
