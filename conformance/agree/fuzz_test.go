package agree

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gopmml/gopmml/conformance/internal/corpus"
	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/internal/pmmltest"
	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// seeds are the small documents that the fuzzers begin with: those of testdata, which
// are always here, and those of the large corpus.
type seeds struct{ small, large []string }

// seedBytes is how large a document of the large corpus may be.
const seedBytes = 12_000

func newSeeds(t testing.TB) *seeds {
	s := &seeds{}
	add := func(to *[]string, path string, most int) {
		if data, err := os.ReadFile(path); err == nil && len(data) <= most {
			*to = append(*to, string(data))
		}
	}
	for _, folder := range []string{"", "corpus"} {
		names, err := filepath.Glob(filepath.Join(files.Root(t), "testdata", folder, "*.pmml"))
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(names)
		for _, name := range names {
			add(&s.small, name, 4*seedBytes)
		}
	}
	if _, ok := files.FindShared(t, "conformance"); !ok {
		return s
	}
	seen := map[string]bool{}
	for _, tc := range corpus.Large(t) {
		if path := tc.Path(tc.Model); !seen[path] && len(tc.CustomFunctions) == 0 {
			seen[path] = true
			add(&s.large, path, seedBytes)
		}
	}
	return s
}

// document gives a document by number: an even one is of testdata, an odd one of the
// large corpus. False says that it is not here.
func (s *seeds) document(n uint16) (string, bool) {
	of := s.small
	if n&1 == 1 {
		of = s.large
	}
	if len(of) == 0 {
		return "", false
	}
	return of[int(n>>1)%len(of)], true
}

// donor gives a document for parts of one with a number: any, or a near one, which
// often has models of the same type.
func (s *seeds) donor(n uint16, random *rand.Rand) string {
	other := uint16(random.IntN(1 << 16))
	if random.IntN(2) == 0 {
		other = n + uint16(2*random.IntN(16))
	}
	if text, ok := s.document(other); ok {
		return text
	}
	text, _ := s.document(n)
	return text
}

// add gives the fuzzer inputs to begin with, of some documents.
func (s *seeds) add(f *testing.F) {
	for n := range uint16(2 * len(s.small)) {
		f.Add(binary.BigEndian.AppendUint16(nil, n*31))
		f.Add(append(binary.BigEndian.AppendUint16(nil, n), "one thing and another, many of them"...))
	}
}

// fuzzed are the limits under which documents are fuzzed: each takes little, and is
// refused where it does not. A record that takes long is an error for the same reason.
var fuzzed = evaluator.Limits{
	Bytes: 1 << 20, Depth: 500, Elements: 20_000, Token: 1 << 18,
	CompiledNodes: 50_000, CompiledCells: 1 << 18, CompiledBytes: 1 << 18,
	RecordSteps: 20_000, RecordText: 1 << 16, RecordPattern: 1 << 20,
}

// patience is how long reading a document, and scoring it, may take: the limits above
// let either take a small part of it.
const patience = time.Minute

// FuzzDocuments changes documents: attributes and elements are changed, deleted,
// doubled, moved and taken from other documents. What comes out is refused with an
// error of the document, or scored in all ways alike, and so is what is written and
// read again. The same bytes make the same document.
func FuzzDocuments(f *testing.F) {
	s := newSeeds(f)
	s.add(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 2 || len(data) > 1<<10 {
			return
		}
		n := binary.BigEndian.Uint16(data)
		text, ok := s.document(n)
		if !ok {
			return
		}
		random := newChoices(data[2:])
		changed := mutate(text, s.donor(n, random), random)
		if err := holds(changed, random); err != nil {
			t.Errorf("%v\nThe document:\n%s", err, changed)
		}
	})
}

// holds says what is wrong with how a document is dealt with.
func holds(text string, random *rand.Rand) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	model, err := evaluator.LoadContext(ctx, strings.NewReader(text), evaluator.WithLimits(fuzzed))
	if err := aboutDocument(err); err != nil {
		return fmt.Errorf("Load: %w", err)
	}
	// Without a way back the whole document lies in memory before it is compiled.
	whole, other := evaluator.LoadContext(ctx, bytes.NewBufferString(text), evaluator.WithLimits(fuzzed))
	if fmt.Sprint(err) != fmt.Sprint(other) {
		return fmt.Errorf("the error of Load is %w; of Load without a way back %w", err, other)
	}
	report, ended := evaluator.ValidateContext(ctx, strings.NewReader(text), evaluator.WithLimits(fuzzed))
	if ended != nil {
		return fmt.Errorf("Validate: %w", ended)
	}
	if err != nil && report.Errors() == 0 {
		return fmt.Errorf("Validate finds no error; Load gives %w", err)
	}
	again, written := rewritten(ctx, text)
	if written != nil {
		return written
	}
	if again != "" {
		second, secondErr := evaluator.LoadContext(ctx, strings.NewReader(again), evaluator.WithLimits(fuzzed))
		// What is written stands in the schema's order, so that another fault may be first.
		if (err == nil) != (secondErr == nil) && !errors.Is(err, pmml.ErrLimit) && !errors.Is(secondErr, pmml.ErrLimit) {
			return fmt.Errorf("the error is %w; that of the document written and read again %w", err, secondErr)
		}
		if err == nil && secondErr == nil {
			if err := sameAnswers(model, second, text, random); err != nil {
				return fmt.Errorf("written and read again: %w", err)
			}
		}
	}
	if err != nil {
		return nil
	}
	if err := sameAnswers(model, whole, text, random); err != nil {
		return fmt.Errorf("read without a way back: %w", err)
	}
	if err := scoredAlike(model, text, random, 40); err != nil {
		return err
	}
	if err := fewerResults(ctx, model, text, random); err != nil {
		return fmt.Errorf("with fewer results: %w", err)
	}
	decimals, err := evaluator.LoadContext(ctx, strings.NewReader(text), evaluator.WithLimits(fuzzed), evaluator.WithDecimalArithmetic())
	if err := aboutDocument(err); err != nil {
		return fmt.Errorf("Load for decimals: %w", err)
	}
	if err == nil {
		if err := scoredAlike(decimals, text, random, 12); err != nil {
			return fmt.Errorf("with decimals: %w", err)
		}
	}
	return nil
}

// aboutDocument gives an error that is none of a document.
func aboutDocument(err error) error {
	var fault *pmml.Error
	if err == nil || errors.As(err, &fault) && fault.Class != nil && !errors.Is(err, pmml.ErrRead) {
		return nil
	}
	return err
}

// rewritten gives what a document is when it has been read and written; "" where it
// cannot be read, or is of those that cannot be written.
func rewritten(ctx context.Context, text string) (string, error) {
	doc, err := pmml.Parse(strings.NewReader(text), append(fuzzed.ParseOptions(), pmml.WithContext(ctx))...)
	if err != nil {
		return "", nil
	}
	var out, second bytes.Buffer
	if err := pmml.Write(&out, doc); err != nil {
		if errors.Is(err, pmml.ErrUnsupported) {
			return "", nil
		}
		return "", fmt.Errorf("Write: %w", err)
	}
	doc, err = pmml.Parse(bytes.NewReader(out.Bytes()))
	if err != nil {
		return "", fmt.Errorf("what was written cannot be read: %w", err)
	}
	if err := pmml.Write(&second, doc); err != nil {
		return "", fmt.Errorf("Write of what was written: %w", err)
	}
	if !bytes.Equal(out.Bytes(), second.Bytes()) {
		return "", fmt.Errorf("what was written is written otherwise after it was read:\n%s\nand\n%s", out.Bytes(), second.Bytes())
	}
	if upgraded, err := pmml.Upgrade(doc); err == nil {
		if err := pmml.Write(&second, upgraded); err != nil {
			return "", fmt.Errorf("Write of what was upgraded: %w", err)
		}
	} else if err := aboutDocument(err); err != nil {
		return "", fmt.Errorf("Upgrade: %w", err)
	}
	return out.String(), nil
}

// sameAnswers scores some records with two models of one meaning.
func sameAnswers(first, second *evaluator.Model, text string, random *rand.Rand) error {
	a := newAgreement(first, text, random)
	a.gaps = true
	a.choose()
	for range 5 {
		values := a.record()
		record := map[string]any{}
		for i, v := range a.inputs {
			record[v.field.Name] = values[i]
		}
		want, err := first.Evaluate(record)
		got, other := second.Evaluate(record)
		if unplaced(err) != unplaced(other) {
			return fmt.Errorf("record %s: the errors are %w; %w", showRecord(values), err, other)
		}
		if err != nil {
			continue
		}
		for i, f := range want.Fields() {
			if of := got.Fields(); len(of) <= i || of[i].Name != f.Name {
				return fmt.Errorf("result %q is not there", f.Name)
			}
			x, _ := want.Value(f.Name)
			y, _ := got.Value(f.Name)
			if !pmmltest.SameBits(x, y) {
				return fmt.Errorf("record %s: %q is %s; %s", showRecord(values), f.Name, pmmltest.Show(x), pmmltest.Show(y))
			}
		}
	}
	return nil
}

// fewerResults has a model report some of its results: they are as they were, and
// where a record had no error it has none.
func fewerResults(ctx context.Context, model *evaluator.Model, text string, random *rand.Rand) error {
	var names []string
	for i, f := range model.Results() {
		if first, _ := model.ResultIndex(f.Name); first == i && f.Lacking == "" && random.IntN(2) == 0 { // what is lacking cannot be asked for
			names = append(names, f.Name)
		}
	}
	fewer, err := evaluator.LoadContext(ctx, strings.NewReader(text), evaluator.WithLimits(fuzzed), evaluator.WithResults(names...))
	if err != nil || len(names) == 0 {
		return err
	}
	a := newAgreement(model, text, random)
	a.choose()
	for range 5 {
		values := a.record()
		record := map[string]any{}
		for i, v := range a.inputs {
			record[v.field.Name] = values[i]
		}
		want, err := model.Evaluate(record)
		if err != nil {
			continue
		}
		got, err := fewer.Evaluate(record)
		if err != nil {
			return fmt.Errorf("%v, record %s: %w", names, showRecord(values), err)
		}
		for _, name := range names {
			x, _ := want.Value(name)
			if y, ok := got.Value(name); !ok || !pmmltest.SameBits(x, y) {
				return fmt.Errorf("%v, record %s: %q is %s; %s", names, showRecord(values), name, pmmltest.Show(x), pmmltest.Show(y))
			}
		}
	}
	return nil
}

// unplaced writes the error of a record without the place of the document.
func unplaced(err error) string {
	var bad *evaluator.InputError
	if !errors.As(err, &bad) {
		return fmt.Sprint(err)
	}
	e := *bad
	e.Pos = pmml.Pos{}
	return lines.ReplaceAllString(e.Error(), "line")
}

var lines = regexp.MustCompile(`line \d+`)

// scoredAlike scores a table of random records in all ways.
func scoredAlike(model *evaluator.Model, text string, random *rand.Rand, rows int) error {
	a := newAgreement(model, text, random)
	a.plain, a.gaps, a.often = random.IntN(2) == 0, random.IntN(2) == 0, true
	return a.table(rows)
}
