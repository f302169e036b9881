package main

import (
	"context"
	"errors"
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

	"github.com/gopmml/gopmml/serve"
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
	// Addresses are taken before models are loaded, so that what is wrong with them is
	// known at once.
	listeners, err := f.listen()
	if err != nil {
		return err
	}
	repository, err := serve.NewRepository(ctx, serve.Options{
		Sources: sources, Folder: f.folder, Deploy: f.allowDeploy, Memory: f.memory, Lazy: f.lazy,
		Running: f.running, Queued: f.queued, Log: log, About: wire.About{Name: "gopmml", Version: version()},
	})
	if err != nil {
		for _, l := range listeners {
			_ = l.Close()
		}
		return &failure{code: exitModels, err: err}
	}
	defer repository.Close()
	handler := serve.NewHandler(repository, serve.HandlerOptions{Timeout: f.timeout, Log: log})
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: f.timeout, WriteTimeout: f.timeout + 10*time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	ended := make(chan error, len(listeners))
	for _, l := range listeners {
		go func() { ended <- server.Serve(l) }()
		if !f.quiet {
			fmt.Fprintf(stdout, "pmml-serve: %s at http://%s\n", strings.Join(names(repository), ", "), l.Addr())
		}
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
			return drain(server, repository, f.drain, log)
		}
	}
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

// drain ends the server once its requests have ended.
func drain(server *http.Server, r *serve.Repository, most time.Duration, log *slog.Logger) error {
	r.Drain()
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		log.Warn("requests were cut off", "after", most)
		return errors.Join(server.Close())
	}
	return nil
}

// listen takes the addresses.
func (f *flags) listen() ([]net.Listener, error) {
	var out []net.Listener
	for _, a := range [...]struct{ flag, address string }{{"http", f.http}, {"admin", f.admin}} {
		if a.address == "" {
			continue
		}
		l, err := net.Listen("tcp", a.address)
		if err != nil {
			for _, l := range out {
				_ = l.Close()
			}
			return nil, &failure{code: exitPort, err: fmt.Errorf("--%s %s: %w", a.flag, a.address, err), hint: fmt.Sprintf("give another address with --%s", a.flag)}
		}
		out = append(out, l)
	}
	if len(out) == 0 {
		return nil, usageError("there is no address to serve at: --http and --admin are empty")
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
