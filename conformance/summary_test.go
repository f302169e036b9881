package conformance

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"
)

var reportFile = flag.String("report", "", "write the outcome of every case to this file: outcome, suite/name, tier, milliseconds, number of mismatches, the first of them; separated by tabs")

// outcome is what became of a case. Each has exactly one.
type outcome int

const (
	passed  outcome = iota
	failed          // the expected result did not come out, unexpectedly
	refused         // refused by a clear error, as it should be
	known           // differs, and is listed as a known difference
	outcomes
)

func (o outcome) String() string {
	return [...]string{"passed", "failed", "refused", "known"}[o]
}

// entry is a case's outcome.
type entry struct {
	result
	id, suite, tier string
	took            time.Duration
}

// tally collects outcomes from parallel subtests.
type tally struct {
	mu      sync.Mutex
	entries []entry
}

// The outcomes of TestCorpus and TestVerification.
var corpusTally, verificationTally tally

func (t *tally) add(e entry) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.entries = append(t.entries, e)
}

// table gives suite × tier × outcome, and totals.
func (t *tally) table(title string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.entries) == 0 {
		return ""
	}
	type key struct{ suite, tier string }
	counts := map[key]*[outcomes]int{}
	add := func(k key, o outcome) {
		if counts[k] == nil {
			counts[k] = new([outcomes]int)
		}
		counts[k][o]++
	}
	for _, e := range t.entries {
		add(key{e.suite, e.tier}, e.outcome)
		add(key{"\xff", e.tier}, e.outcome) // last in order
		add(key{"\xff", "\xff"}, e.outcome)
	}
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b key) int {
		return cmp.Or(cmp.Compare(a.suite, b.suite), cmp.Compare(a.tier, b.tier))
	})
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "%s\ttier\tpassed\tfailed\trefused\tknown\ttotal\n", title)
	for _, k := range keys {
		n := counts[k]
		total := 0
		fmt.Fprintf(w, "%s\t%s", strings.ReplaceAll(k.suite, "\xff", "all"), strings.ReplaceAll(k.tier, "\xff", "all"))
		for _, v := range n {
			fmt.Fprintf(w, "\t%d", v)
			total += v
		}
		fmt.Fprintf(w, "\t%d\n", total)
	}
	w.Flush()
	return b.String()
}

// checkComplete fails the test unless every one of want cases has an outcome.
// Where -run or -skip select among them, it only says how many were left out.
func (t *tally) checkComplete(tb testing.TB, want int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	ids := map[string]bool{}
	for _, e := range t.entries {
		if ids[e.id] {
			tb.Errorf("%s was counted twice", e.id)
		}
		ids[e.id] = true
	}
	run, skip := flag.Lookup("test.run").Value.String(), flag.Lookup("test.skip").Value.String()
	switch {
	case len(ids) == want:
	case strings.Contains(run, "/") || skip != "":
		fmt.Printf("%d of %d cases were selected by -run and -skip\n", len(ids), want)
	default:
		tb.Errorf("%d cases have an outcome, the manifest lists %d", len(ids), want)
	}
}

func (t *tally) write(w *os.File) {
	for _, e := range t.entries {
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d", e.outcome, e.id, e.tier, e.took.Milliseconds(), e.mismatches)
		for _, text := range append([]string{e.detail}, e.more...) {
			fmt.Fprintf(w, "\t%s", strings.NewReplacer("\n", " ", "\t", " ").Replace(text))
		}
		fmt.Fprintln(w)
	}
}

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	fmt.Print(corpusTally.table("suite"), verificationTally.table("verification"))
	if *reportFile != "" {
		f, err := os.Create(*reportFile)
		if err == nil {
			corpusTally.write(f)
			verificationTally.write(f)
			err = f.Close()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = max(code, 1)
		}
	}
	os.Exit(code)
}
