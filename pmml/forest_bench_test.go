package pmml

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// forest gives the 100 MB forest of the shared benchmark where its script has
// made one ($GOPMML_FOREST names the file), else one of its size and shape.
func forest(b *testing.B) []byte {
	b.Helper()
	if path := os.Getenv("GOPMML_FOREST"); path != "" {
		data, err := os.ReadFile(filepath.Clean(path))
		require.NoError(b, err)
		return data
	}
	var out bytes.Buffer
	out.WriteString(`<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/><DataDictionary>`)
	for i := range 28 {
		fmt.Fprintf(&out, `<DataField name="x%d" optype="continuous" dataType="double"/>`, i+1)
	}
	out.WriteString(`</DataDictionary><MiningModel functionName="regression"><MiningSchema/><Segmentation multipleModelMethod="average">`)
	state := uint64(1)
	next := func() uint64 { state = state*6364136223846793005 + 1442695040888963407; return state >> 33 }
	var grow func(id, depth int) int
	grow = func(id, depth int) int {
		fmt.Fprintf(&out, "<Node id=\"%d\" score=\"%d\" recordCount=\"%d.0\">\n", id, next()%2, next()%100000)
		fmt.Fprintf(&out, "<SimplePredicate field=\"x%d\" operator=\"lessOrEqual\" value=\"%.16f\"/>\n", 1+next()%28, float64(next()%8192)/1024-4)
		if depth > 0 && (depth > 9 || next()%4 > 0) {
			id = grow(id+1, depth-1)
			id = grow(id+1, depth-1)
		}
		out.WriteString("</Node>\n")
		return id
	}
	for i := 0; out.Len() < 100<<20; i++ {
		fmt.Fprintf(&out, `<Segment id="%d"><True/><TreeModel functionName="regression"><MiningSchema/>`, i+1)
		grow(1, 11)
		out.WriteString("</TreeModel></Segment>")
	}
	out.WriteString("</Segmentation></MiningModel></PMML>")
	return out.Bytes()
}

// BenchmarkParseForest reads a forest of some 100 MB. It reports the heap that
// the tree holds in the end, and how much more was in use at the most.
func BenchmarkParseForest(b *testing.B) {
	data := forest(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	before := heapInUse(true)
	for b.Loop() {
		stop := make(chan struct{})
		peak := make(chan uint64)
		go func() { peak <- watchHeap(stop) }()
		doc, err := Parse(bytes.NewReader(data))
		close(stop)
		most := <-peak
		require.NoError(b, err)
		held := heapInUse(true)
		b.ReportMetric(float64(held-before)/1e6, "MB-held")
		b.ReportMetric(float64(most-before)/float64(held-before), "peak/held")
		runtime.KeepAlive(doc)
	}
}

// watchHeap gives the most heap that was in use until stop is closed.
func watchHeap(stop chan struct{}) uint64 {
	most := uint64(0)
	for {
		most = max(most, heapInUse(false))
		select {
		case <-stop:
			return most
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func heapInUse(collect bool) uint64 {
	if collect {
		runtime.GC()
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
