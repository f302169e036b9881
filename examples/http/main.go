// Command http serves a model: a JSON object in, a JSON object out. From the
// project's folder:
//
//	go run ./examples/http --model testdata/logistic.pmml
//	curl --data '{"age": 35, "income": 42000, "home": "rent"}' localhost:8080/score
//
// The model is loaded once and serves all requests. A field that is absent or
// null is missing. What is wrong with a request is told by its status: 400 where
// the body is no JSON object, 413 where it is too long, 422 where the model does
// not take one of its values.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"

	"github.com/gopmml/gopmml/evaluator"
)

func main() {
	log.SetFlags(0)
	path := flag.String("model", "testdata/logistic.pmml", "PMML document")
	address := flag.String("address", "localhost:8080", "address to listen at")
	flag.Parse()
	model, err := evaluator.LoadFile(*path)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{
		Addr:              *address,
		Handler:           handler(model),
		ReadHeaderTimeout: 5 * time.Second,
	}
	log.Printf("%s at http://%s/score", model.Name(), *address)
	log.Fatal(server.ListenAndServe())
}

// maxBody is the longest body that is read.
const maxBody = 1 << 20

// handler serves POST /score. Any number of requests may run at a time: a Model
// does not change.
func handler(model *evaluator.Model) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /score", func(w http.ResponseWriter, r *http.Request) {
		record, err := readRecord(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			status := http.StatusBadRequest
			var tooLong *http.MaxBytesError
			if errors.As(err, &tooLong) {
				status = http.StatusRequestEntityTooLarge
			}
			reply(w, status, problem{Error: err.Error()})
			return
		}
		result, err := model.Evaluate(record)
		var input *evaluator.InputError
		switch {
		case errors.As(err, &input):
			reply(w, http.StatusUnprocessableEntity, problem{Error: err.Error(), Field: input.Field})
		case err != nil:
			reply(w, http.StatusInternalServerError, problem{Error: err.Error()})
		default:
			reply(w, http.StatusOK, result)
		}
	})
	return mux
}

// readRecord reads one JSON object. Numbers stay as they are written, so that no
// digit is lost on the way to the field's type.
func readRecord(body io.Reader) (map[string]any, error) {
	dec := json.NewDecoder(body)
	dec.UseNumber()
	var record map[string]any
	if err := dec.Decode(&record); err != nil {
		return nil, fmt.Errorf("the body is not a JSON object: %w", err)
	}
	if record == nil {
		return nil, errors.New("the body is not a JSON object: null")
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("the body goes on after the JSON object")
	}
	return record, nil
}

// problem is the reply to a request that has no result.
type problem struct {
	Error string `json:"error"`
	Field string `json:"field,omitempty"`
}

func reply(w http.ResponseWriter, status int, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if _, err := w.Write(append(text, '\n')); err != nil {
		log.Printf("reply: %v", err) // the client has gone
	}
}
