// Command bare is a server that does nothing: it reads the body of a request and
// writes an answer of a given size, with net/http. It is the ceiling of what a server
// of models can reach.
//
//	bare PORT NAME=BYTES ...
package main

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("bare PORT NAME=BYTES ...")
	}
	answers := map[string][]byte{}
	for _, a := range os.Args[2:] {
		name, size, _ := strings.Cut(a, "=")
		n, err := strconv.Atoi(size)
		if err != nil {
			log.Fatal(err)
		}
		answers["/v1/models/"+name+":predict"] = bytes.Repeat([]byte{' '}, n)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(answers[r.URL.Path])
	})))
}
