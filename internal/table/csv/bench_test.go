package csv

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/gopmml/gopmml/internal/table"
)

// rowsOf is CSV of 24 numbers on a 1/1024 grid and 4 words a row.
func rowsOf(rows int) []byte {
	rnd := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	for i := range 28 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "x%d", i)
	}
	b.WriteByte('\n')
	for range rows {
		for i := range 28 {
			if i > 0 {
				b.WriteByte(',')
			}
			if i < 24 {
				b.WriteString(strconv.FormatFloat(float64(rnd.IntN(10240)-5120)/1024, 'f', -1, 64))
			} else {
				b.WriteString([]string{"red", "green", "blue", "NA"}[rnd.IntN(4)])
			}
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

func BenchmarkScan(b *testing.B) {
	text := rowsOf(10_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s := table.NewScanner(bytes.NewReader(text), table.Options{Format: table.Format{Kind: table.CSV, Separator: ','}})
		var block table.Block
		for s.Next(&block) != io.EOF {
		}
	}
}

func BenchmarkScanSplitParse(b *testing.B) {
	text := rowsOf(10_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var cells [][]byte
	for b.Loop() {
		s := table.NewScanner(bytes.NewReader(text), table.Options{Format: table.Format{Kind: table.CSV, Separator: ','}})
		var block table.Block
		for s.Next(&block) != io.EOF {
			for i := range block.Len() {
				cells, _ = Split(block.Row(i), ',', cells[:0])
				for _, c := range cells[:24] {
					table.ParseFloat64(c)
				}
			}
		}
	}
}
