// Command mount serves models in a server of one's own, beside what else it does. From
// the project's folder:
//
//	go run ./examples/serving/mount
//	curl --data '{"instances": [{"age": 35, "home": "rent"}]}' localhost:8080/v1/models/loans:predict
//	curl localhost:8080/hello
package main

import (
	"context"
	"flag"
	"log"
	"net/http"
	"time"

	"google.golang.org/grpc"

	"github.com/gopmml/gopmml/serve"
)

func main() {
	log.SetFlags(0)
	path := flag.String("model", "testdata/logistic.pmml", "PMML document")
	address := flag.String("address", "localhost:8080", "address to listen at")
	flag.Parse()
	models, err := serve.NewRepository(context.Background(), serve.Options{Sources: []serve.Source{{Name: "loans", Path: *path}}})
	if err != nil {
		log.Fatal(err)
	}
	defer models.Close()
	handler, _, err := mount(models)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: *address, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	log.Print(server.ListenAndServe())
}

// mount puts the models beside what the server does otherwise, over HTTP and gRPC.
func mount(models *serve.Repository) (http.Handler, *grpc.Server, error) {
	metrics, err := serve.NewMetrics(models)
	if err != nil {
		return nil, nil, err
	}
	opts := serve.HandlerOptions{Metrics: metrics, Timeout: time.Second}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("hello\n")) })
	scoring := serve.NewHandler(models, opts)
	mux.Handle("/v1/", scoring)
	mux.Handle("/v2/", scoring)
	mux.Handle("GET /metrics", metrics.Handler())
	calls := grpc.NewServer(serve.GRPCServerOptions()...)
	return mux, calls, serve.RegisterGRPC(calls, models, opts)
}
