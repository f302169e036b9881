package records

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"testing"
)

// table is CSV of 24 numbers on a 1/1024 grid and 4 words a row.
func table(rows int) []byte {
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
	text := table(10_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s, _ := NewScanner(bytes.NewReader(text), Options{})
		var block Block
		for s.Next(&block) != io.EOF {
		}
	}
}

func BenchmarkScanSplitParse(b *testing.B) {
	text := table(10_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var cells [][]byte
	for b.Loop() {
		s, _ := NewScanner(bytes.NewReader(text), Options{})
		var block Block
		for s.Next(&block) != io.EOF {
			for i := range block.Len() {
				cells, _ = Split(block.Row(i), ',', cells[:0])
				for _, c := range cells[:24] {
					ParseFloat64(c)
				}
			}
		}
	}
}

func BenchmarkParseObject(b *testing.B) {
	line := []byte(`{"x0":1.0625,"x1":-3.5,"x2":0.25,"x3":null,"c1":"red","c2":"green","id":"a-17"}`)
	var p Parser
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		p.Parse(line)
	}
}
