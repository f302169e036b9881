package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"

	"github.com/gopmml/gopmml/serve"
	"github.com/gopmml/gopmml/serve/features"
	"github.com/gopmml/gopmml/serve/wire"
)

// serveModels serves until ctx ends.
func serveModels(ctx context.Context, f *flags, stdout, stderr io.Writer) error {
	log, err := f.log(stderr)
	if err != nil {
		return err
	}
	sources, err := f.sources()
	if err != nil {
		return err
	}
	tokens, err := f.tokens()
	if err != nil {
		return err
	}
	// Addresses are taken before models are loaded, so that what is wrong with them is
	// known at once.
	listeners, err := f.listen()
	if err != nil {
		return err
	}
	repository, err := serve.NewRepository(ctx, serve.Options{
		Sources: sources, Folder: f.folder, Deploy: f.allowDeploy, Memory: f.memory, Lazy: f.lazy,
		Running: f.running, Queued: f.queued, ModelRunning: f.modelRunning, Log: log, Sample: serve.Sample{Path: f.sample, Share: f.sampleShare},
		About: wire.About{Name: "gopmml", Version: version()},
	})
	if err != nil {
		for _, l := range listeners {
			_ = l.Close()
		}
		return &failure{code: exitModels, err: err}
	}
	defer repository.Close()
	metrics, err := serve.NewMetrics(repository, f.metrics...)
	if err != nil {
		return usageError("--metrics: %v", err)
	}
	secrets, err := f.tls()
	if err != nil {
		return err
	}
	features.LogRedis(log)
	named, closeNamed, err := f.openFeatures(ctx, repository, metrics)
	if err != nil {
		for _, l := range listeners {
			_ = l.Close()
		}
		return err
	}
	defer closeNamed()
	servers := f.servers(repository, metrics, named, tokens, secrets, log)
	calls, err := f.calls(repository, metrics, tokens, secrets, log)
	if err != nil {
		return err
	}
	ended := make(chan error, len(listeners))
	for flag, l := range listeners {
		go func() {
			if flag == "grpc" {
				ended <- calls.Serve(l)
				return
			}
			if secrets != nil {
				ended <- servers[flag].ServeTLS(l, "", "")
				return
			}
			ended <- servers[flag].Serve(l)
		}()
	}
	if !f.quiet {
		for _, flag := range addressFlags {
			if l := listeners[flag]; l != nil {
				scheme := "http"
				switch {
				case flag == "grpc":
					scheme = "grpc"
				case secrets != nil:
					scheme = "https"
				}
				fmt.Fprintf(stdout, "pmml-serve: --%s %s://%s\n", flag, scheme, l.Addr())
			}
		}
		fmt.Fprintf(stdout, "pmml-serve: ready: %s\n", strings.Join(names(repository), ", "))
	}
	reload := make(chan os.Signal, 1)
	signal.Notify(reload, syscall.SIGHUP)
	defer signal.Stop(reload)
	for {
		select {
		case <-reload:
			log.Info("SIGHUP: all models are looked at")
			repository.Changed()
		case err := <-ended:
			return &failure{code: exitPort, err: err}
		case <-ctx.Done():
			return drain(servers, calls, repository, f.drain, log)
		}
	}
}

// openFeatures opens what --features says. The handler is nil where it is not given.
func (f *flags) openFeatures(ctx context.Context, r *serve.Repository, m *serve.Metrics) (http.Handler, func(), error) {
	if f.features == "" {
		return nil, func() {}, nil
	}
	c, err := features.ReadConfig(f.features)
	if err != nil {
		return nil, nil, usageError("--features: %v", err)
	}
	s, err := features.Open(c)
	if err != nil {
		return nil, nil, &failure{code: exitModels, err: fmt.Errorf("--features %s: %w", f.features, err)}
	}
	if err = s.Check(ctx, r); err == nil {
		err = m.Register(s)
	}
	if err != nil {
		_ = s.Close()
		return nil, nil, &failure{code: exitModels, err: fmt.Errorf("--features %s: %w", f.features, err)}
	}
	return features.NewHandler(s, r, wire.Limits{}), func() { _ = s.Close() }, nil
}

func names(r *serve.Repository) []string {
	const most = 10
	all := r.Names()
	if len(all) == 0 {
		return []string{"no models yet"}
	}
	if len(all) > most {
		return append(all[:most:most], fmt.Sprintf("and %d more", len(all)-most))
	}
	return all
}

// vertex stands for the address that Vertex AI gives its containers, which no flag has.
const vertex = "vertex"

// vertexAddress is where Vertex AI asks its containers, "" outside of one.
func vertexAddress() string {
	if port := os.Getenv("AIP_HTTP_PORT"); port != "" {
		return ":" + port
	}
	return ""
}

// tls gives the certificates that are served, nil for none.
func (f *flags) tls() (*tls.Config, error) {
	if f.tlsCert == "" && f.tlsKey == "" && f.tlsClientCA == "" {
		return nil, nil
	}
	if f.tlsCert == "" || f.tlsKey == "" {
		return nil, usageError("TLS needs --tls-cert and --tls-key")
	}
	c, err := serve.NewTLS(f.tlsCert, f.tlsKey, f.tlsClientCA)
	if err != nil {
		return nil, usageError("--tls-cert, --tls-key: %v", err)
	}
	return c, nil
}

// addressFlags are the flags of addresses, in the order in which they are told.
var addressFlags = [...]string{"http", "grpc", "admin"}

// servers makes a server for each address.
func (f *flags) servers(r *serve.Repository, m *serve.Metrics, named http.Handler, tokens func() []string, secrets *tls.Config, log *slog.Logger) map[string]*http.Server {
	out := map[string]*http.Server{}
	for _, flag := range [...]string{"http", "admin", vertex} {
		out[flag] = &http.Server{
			Handler: serve.NewHandler(r, serve.HandlerOptions{Limits: f.limits, Timeout: f.timeout, Log: log, Metrics: m, Tokens: tokens,
				DefaultModel: f.defaultModel, Features: named, VertexHealth: os.Getenv("AIP_HEALTH_ROUTE"), VertexPredict: os.Getenv("AIP_PREDICT_ROUTE"),
				ReadOnly: f.adminOnly && flag != "admin", Profiles: flag == "admin"}),
			TLSConfig: secrets, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: f.timeout, WriteTimeout: f.timeout + 10*time.Second,
			IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
			ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
		}
	}
	out["admin"].WriteTimeout = 0 // profiles take as long as they are asked to
	return out
}

// calls makes the server of gRPC.
func (f *flags) calls(r *serve.Repository, m *serve.Metrics, tokens func() []string, secrets *tls.Config, log *slog.Logger) (*grpc.Server, error) {
	opts := serve.GRPCServerOptions()
	if secrets != nil {
		opts = append(opts, grpc.Creds(credentials.NewTLS(secrets)))
	}
	s := grpc.NewServer(opts...)
	return s, serve.RegisterGRPC(s, r, serve.HandlerOptions{Limits: f.limits, Timeout: f.timeout, Log: log, Metrics: m, Tokens: tokens, ReadOnly: f.adminOnly})
}

// drain ends the servers once their requests have ended.
func drain(servers map[string]*http.Server, calls *grpc.Server, r *serve.Repository, most time.Duration, log *slog.Logger) error {
	r.Drain()
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		calls.GracefulStop()
	}()
	defer func() {
		select {
		case <-ended:
		case <-ctx.Done():
			log.Warn("requests were cut off", "address", "grpc", "after", most)
			calls.Stop()
		}
	}()
	for flag, s := range servers {
		if err := s.Shutdown(ctx); err != nil {
			log.Warn("requests were cut off", "address", flag, "after", most)
			_ = s.Close()
		}
	}
	return nil
}

// listen takes the addresses, by their flags.
func (f *flags) listen() (map[string]net.Listener, error) {
	out := map[string]net.Listener{}
	for flag, address := range map[string]string{"http": f.http, "grpc": f.grpc, "admin": f.admin, vertex: vertexAddress()} {
		if address == "" {
			continue
		}
		l, err := net.Listen("tcp", address)
		if err != nil {
			for _, l := range out {
				_ = l.Close()
			}
			if flag == vertex {
				return nil, &failure{code: exitPort, err: fmt.Errorf("AIP_HTTP_PORT: %w", err)}
			}
			return nil, &failure{code: exitPort, err: fmt.Errorf("--%s %s: %w", flag, address, err), hint: fmt.Sprintf("give another address with --%s", flag)}
		}
		out[flag] = l
	}
	if len(out) == 0 {
		return nil, usageError("there is no address to serve at: --http, --grpc and --admin are empty")
	}
	return out, nil
}

func (f *flags) log(w io.Writer) (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(f.logLevel)); err != nil {
		return nil, usageError("--log-level %q: it must be debug, info, warn or error", f.logLevel)
	}
	o := &slog.HandlerOptions{Level: level}
	switch f.logFormat {
	case "text":
		return slog.New(slog.NewTextHandler(w, o)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, o)), nil
	}
	return nil, usageError("--log-format %q: it must be text or json", f.logFormat)
}
