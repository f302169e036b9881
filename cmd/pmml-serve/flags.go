package main

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/gopmml/gopmml/serve"
	"github.com/gopmml/gopmml/serve/wire"
)

// flags are the choices of the command line.
type flags struct {
	models, labels      []string
	folder              string
	http, grpc, admin   string
	allowDeploy         bool
	adminOnly           bool
	features            string
	tokenFile           string
	defaultModel        string
	config              string
	checkConfig         bool
	tlsCert, tlsKey     string
	tlsClientCA         string
	limits              wire.Limits
	modelRunning        int
	configured          []serve.Source
	metrics             []string
	lazy                bool
	memory              int64
	timeout, drain      time.Duration
	running, queued     int
	logFormat, logLevel string
	quiet               bool
	sample              string
	sampleShare         float64
}

func rootCommand(stdout, stderr io.Writer) *cobra.Command {
	f := &flags{limits: wire.DefaultLimits()}
	cmd := &cobra.Command{
		Use:           "pmml-serve",
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       version(),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError("unexpected argument %q: models are given with --model or --models", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := fromEnvironment(cmd.Flags()); err != nil {
				return err
			}
			if err := f.fromFile(cmd.Flags()); err != nil {
				return err
			}
			if f.checkConfig {
				fmt.Fprintf(stdout, "pmml-serve: %s is right\n", f.config)
				return nil
			}
			return serveModels(cmd.Context(), f, stdout, stderr)
		},
	}
	cmd.SetOut(stdout)
	cmd.SetErr(stderr)
	cmd.SetVersionTemplate("pmml-serve {{.Version}} \n")
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError("%v", err) })
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) { printHelp(stdout, cmd.Flags()) })
	fl := cmd.Flags()
	fl.SortFlags = false
	fl.StringArrayVar(&f.models, "model", nil, "serve a model: `NAME=PATH[#modelName]`, PATH a document or a folder of versions (repeatable)")
	fl.StringVar(&f.folder, "models", "", "serve all models of a `FOLDER`: NAME/VERSION/model.pmml, NAME/model.pmml or NAME.pmml")
	fl.StringArrayVar(&f.labels, "label", nil, "name a version: `NAME:LABEL=VERSION` (repeatable)")
	fl.StringVar(&f.http, "http", "localhost:8501", "answer HTTP at this `ADDRESS`; \"\" for nowhere")
	fl.StringVar(&f.grpc, "grpc", "localhost:8500", "answer gRPC at this `ADDRESS`; \"\" for nowhere")
	fl.StringVar(&f.admin, "admin", "localhost:8502", "answer HTTP for those who run the server at this `ADDRESS`; \"\" for nowhere")
	fl.StringVar(&f.defaultModel, "default-model", "", "answer requests that name no model (/invocations, Vertex AI's) by the one of this `NAME` (default the only one)")
	fl.StringVar(&f.config, "config", "", "read a YAML `FILE`; flags and their variables come before what it says")
	fl.BoolVar(&f.checkConfig, "check-config", false, "only say whether the file of --config is right")
	fl.BoolVar(&f.allowDeploy, "allow-deploy", false, "let callers deploy, load and remove models, in the folder of --models")
	fl.BoolVar(&f.adminOnly, "admin-only", false, "let them do that at the address of --admin only")
	fl.StringVar(&f.tokenFile, "token-file", "", "want one of the bearer tokens of this `FILE`, one a line, for that")
	fl.StringSliceVar(&f.metrics, "metrics", []string{"own"}, "tell these `NAMES` of metrics at /metrics: own, tfserving, triton, kserve")
	fl.StringVar(&f.features, "features", "", "answer :rank and :lookup as this `FILE` of YAML says: where features are, and whose inputs they are")
	fl.BoolVar(&f.lazy, "lazy", false, "load models when they are first asked for")
	fl.Int64Var(&f.memory, "memory", 0, "keep no more `BYTES` of documents in memory, the least used go first (0: no bound)")
	fl.IntVar(&f.running, "max-running", 0, "score no more than `N` requests at a time (default 8 for each processor)")
	fl.IntVar(&f.queued, "max-queued", 0, "let no more than `N` requests wait; the rest gets 429 (default 1024)")
	fl.IntVar(&f.modelRunning, "max-model-running", 0, "score no more than `N` requests at a time with one model (0: no bound)")
	fl.Int64Var(&f.limits.Body, "max-body", f.limits.Body, "take requests of up to `BYTES`, as they are sent")
	fl.Int64Var(&f.limits.Plain, "max-plain", f.limits.Plain, "take requests of up to `BYTES`, as they are unpacked")
	fl.IntVar(&f.limits.Rows, "max-rows", f.limits.Rows, "take requests of up to `N` records")
	fl.DurationVar(&f.timeout, "timeout", time.Minute, "how long a request may take")
	fl.DurationVar(&f.drain, "drain", 15*time.Second, "how long requests may take to end after SIGTERM")
	fl.StringVar(&f.tlsCert, "tls-cert", "", "serve TLS with the certificate of this `FILE`, which is read again when it changes")
	fl.StringVar(&f.tlsKey, "tls-key", "", "the certificate's key, in this `FILE`")
	fl.StringVar(&f.tlsClientCA, "tls-client-ca", "", "want certificates of callers that the authorities of this `FILE` signed")
	fl.StringVar(&f.logFormat, "log-format", "text", "write logs as `FORMAT`: text or json")
	fl.StringVar(&f.logLevel, "log-level", "info", "write logs from `LEVEL` on: debug (each request), info, warn, error")
	fl.StringVar(&f.sample, "sample", "", "write some of the records that are scored, with their results, as lines of JSON to this `FILE`: it holds what callers send (off by default)")
	fl.Float64Var(&f.sampleShare, "sample-share", 0.01, "the `SHARE` of records that --sample writes, up to 1")
	fl.BoolVarP(&f.quiet, "quiet", "q", false, "do not say on start where models are served")
	cmd.CompletionOptions.DisableDefaultCmd = true
	cmd.SetHelpCommand(&cobra.Command{Use: "no-help", Hidden: true})
	cmd.AddCommand(featuresCommand(stdout, stderr))
	return cmd
}

// version is the version of the command, as it was built.
func version() string {
	v := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		v = info.Main.Version
	}
	return v
}

// fromEnvironment gives flags that were not given on the command line the values of
// their variables: PMML_SERVE_HTTP for --http, with lines for several.
func fromEnvironment(fl *pflag.FlagSet) error {
	var wrong error
	fl.VisitAll(func(f *pflag.Flag) {
		name := variable(f.Name)
		value, ok := os.LookupEnv(name)
		if !ok || f.Changed || wrong != nil || f.Name == "help" || f.Name == "version" {
			return
		}
		values := []string{value}
		if f.Value.Type() == "stringArray" {
			values = strings.FieldsFunc(value, func(r rune) bool { return r == '\n' })
		}
		for _, v := range values {
			if err := fl.Set(f.Name, v); err != nil {
				wrong = usageError("%s=%q: %v", name, value, err)
				return
			}
		}
	})
	return wrong
}

// variable is the name of a flag's environment variable.
func variable(flag string) string {
	return "PMML_SERVE_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// sources reads --model and --label.
func (f *flags) sources() ([]serve.Source, error) {
	out := slices.Clone(f.configured)
	for _, text := range f.models {
		name, path, ok := strings.Cut(text, "=")
		if !ok || name == "" || path == "" {
			return nil, usageError("--model %q: it must be NAME=PATH", text)
		}
		s := serve.Source{Name: name, Path: path}
		if _, err := os.Stat(path); err != nil { // a file may have a # in its name
			if before, pick, ok := strings.Cut(path, "#"); ok {
				s.Path, s.Model = before, pick
			}
		}
		out = append(out, s)
	}
	for _, text := range f.labels {
		left, number, ok := strings.Cut(text, "=")
		name, label, both := strings.Cut(left, ":")
		v, err := strconv.ParseInt(number, 10, 64)
		if !ok || !both || label == "" || err != nil || v < 1 {
			return nil, usageError("--label %q: it must be NAME:LABEL=VERSION", text)
		}
		found := false
		for i := range out {
			if out[i].Name == name {
				if out[i].Labels == nil {
					out[i].Labels = map[string]int64{}
				}
				out[i].Labels[label] = v
				found = true
			}
		}
		if !found {
			return nil, usageError("--label %q: no --model has the name %q", text, name)
		}
	}
	if len(out) == 0 && f.folder == "" {
		return nil, usageError("nothing to serve: give --model NAME=PATH or --models FOLDER")
	}
	return out, nil
}
