// Command rank orders the 5,000 candidates of one request by their score. The
// candidates come as columns, and go through the model in one call. From the
// project's folder:
//
//	go run ./examples/rank
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"sort"

	"github.com/gopmml/gopmml/evaluator"
)

// request is a customer and the offers to rank for him.
type request struct {
	age   int64
	homes []string // the words that home's indices stand for
	// One value for each candidate.
	income []float64
	debt   []float64
	home   []int32
}

func main() {
	model, err := evaluator.LoadFile("testdata/boosted.pmml")
	if err != nil {
		log.Fatal(err)
	}
	r := &ranker{model: model}
	if err := r.rank(context.Background(), os.Stdout, candidates(5000), 3); err != nil {
		log.Fatal(err)
	}
}

// candidates makes a request with n candidates.
func candidates(n int) *request {
	r := &request{age: 41, homes: []string{"rent", "own", "mortgage"}}
	for i := range n {
		r.income = append(r.income, 15000+float64(i*7919%60000))
		r.debt = append(r.debt, float64(i*104729%25000))
		r.home = append(r.home, int32(i%3))
	}
	return r
}

// ranker scores requests, one after the other. It keeps the memory for results,
// so it belongs to one goroutine; a server has one for each, or a pool of them.
type ranker struct {
	model *evaluator.Model
	out   evaluator.ColumnResults
	order []int
	ages  []int64
}

// rank writes the best candidates, the least likely to default first.
func (r *ranker) rank(ctx context.Context, w io.Writer, q *request, best int) error {
	n := len(q.income)
	in := evaluator.NewColumns(n)
	in.AddFloat64("income", q.income, evaluator.Bitmap{})
	in.AddFloat64("debt", q.debt, evaluator.Bitmap{})
	in.AddDictionary("home", q.home, q.homes, evaluator.Bitmap{})
	r.ages = r.ages[:0]
	for range n {
		r.ages = append(r.ages, q.age)
	}
	in.AddInt64("age", r.ages, evaluator.Bitmap{})
	if err := r.model.ScoreColumns(ctx, in, &r.out); err != nil {
		return err
	}
	score := r.out.Column("probability(yes)").Float64
	r.order = r.order[:0]
	for i := range n {
		r.order = append(r.order, i)
	}
	sort.Slice(r.order, func(a, b int) bool {
		i, j := r.order[a], r.order[b]
		return score[i] < score[j] || score[i] == score[j] && i < j
	})
	for _, i := range r.order[:min(best, n)] {
		fmt.Fprintf(w, "%d %.4f\n", i, score[i])
	}
	return nil
}
