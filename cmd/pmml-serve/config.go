package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/gopmml/gopmml/serve/config"
)

// fromFile gives flags that neither the command line nor the environment has the
// values of the file of --config.
func (f *flags) fromFile(fl *pflag.FlagSet) error {
	if f.config == "" {
		if f.checkConfig {
			return usageError("--check-config: there is no --config to check")
		}
		return nil
	}
	c, err := config.Read(f.config)
	if err != nil {
		return &failure{code: exitUsage, err: err}
	}
	set := func(flag, value string) {
		if !fl.Changed(flag) && err == nil {
			err = fl.Set(flag, value)
		}
	}
	text := func(flag, value string) {
		if value != "" {
			set(flag, value)
		}
	}
	number := func(flag string, value int64) {
		if value != 0 {
			set(flag, strconv.FormatInt(value, 10))
		}
	}
	duration := func(flag string, value config.Duration) {
		if value != 0 {
			set(flag, time.Duration(value).String())
		}
	}
	truth := func(flag string, value bool) {
		if value {
			set(flag, "true")
		}
	}
	for flag, address := range map[string]*string{"http": c.HTTP, "grpc": c.GRPC, "admin": c.Admin} {
		if address != nil && fl.Lookup(flag) != nil {
			set(flag, *address)
		}
	}
	for i := range c.Models {
		f.configured = append(f.configured, c.Models[i].Source())
	}
	text("models", c.Folder)
	truth("allow-deploy", c.AllowDeploy)
	truth("admin-only", c.AdminOnly)
	text("token-file", c.TokenFile)
	text("default-model", c.DefaultModel)
	text("metrics", strings.Join(c.Metrics, ","))
	truth("lazy", c.Lazy)
	number("memory", c.Memory)
	number("max-running", int64(c.MaxRunning))
	number("max-queued", int64(c.MaxQueued))
	number("max-model-running", int64(c.MaxModelRunning))
	number("max-body", c.MaxBody)
	number("max-plain", c.MaxPlain)
	number("max-rows", int64(c.MaxRows))
	duration("timeout", c.Timeout)
	duration("drain", c.Drain)
	text("log-format", c.Log.Format)
	text("log-level", c.Log.Level)
	if c.Sample != nil {
		text("sample", c.Sample.File)
		if c.Sample.Share != 0 {
			set("sample-share", strconv.FormatFloat(c.Sample.Share, 'g', -1, 64))
		}
	}
	if c.TLS != nil {
		text("tls-cert", c.TLS.Certificate)
		text("tls-key", c.TLS.Key)
		text("tls-client-ca", c.TLS.ClientCA)
	}
	return err
}
