package features

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
	"unsafe"

	"github.com/redis/go-redis/v9"
)

// Layout is how Redis has the records of a view.
type Layout string

// The values of Layout.
const (
	// Hash is a hash with a field for each column: numbers and texts as texts, vectors
	// packed (see [AppendVector]).
	Hash Layout = "hash"
	// JSON is a string: an object with a member for each column, vectors lists of numbers.
	JSON Layout = "json"
	// Packed is a string: the columns one after the other in the view's order, all of them
	// numbers and vectors of floats of 32 bits, the lowest byte first. NaN is missing.
	Packed Layout = "packed"
)

// RedisOptions say where a Redis is. Several addresses are the nodes of a cluster, or
// the sentinels that know the master.
type RedisOptions struct {
	Addresses []string `yaml:"addresses"`
	// Cluster says that it is a cluster, also where there is one address.
	Cluster bool `yaml:"cluster"`
	// Master is the name of the master that sentinels at the addresses know.
	Master   string `yaml:"master"`
	Username string `yaml:"username"`
	// PasswordFile is a file with the password, so that the configuration has none.
	PasswordFile string    `yaml:"password_file"`
	DB           int       `yaml:"db"`
	TLS          *RedisTLS `yaml:"tls"`
	// Connections is the most connections to a node, 0 for ten for each processor.
	Connections int `yaml:"connections"`
}

// RedisTLS is how connections are secured. The zero value goes by the system's
// certificates.
type RedisTLS struct {
	// CA is a file of certificates that servers' are signed with.
	CA string `yaml:"ca"`
	// Certificate and Key are files of the client's own certificate.
	Certificate string `yaml:"certificate"`
	Key         string `yaml:"key"`
	// ServerName is the name in the server's certificate, where it is not that of the address.
	ServerName string `yaml:"server_name"`
}

// Redis is a [Store] of a Redis, or what speaks its protocol.
type Redis struct {
	client  redis.UniversalClient
	cluster bool
}

var _ Store = (*Redis)(nil)

// OpenRedis makes a store of a Redis, to which connections are made when they are
// needed. timeout is how long one may take to be made, 0 for 5 s.
func OpenRedis(o RedisOptions, timeout time.Duration) (*Redis, error) {
	if len(o.Addresses) == 0 {
		return nil, errors.New("redis has no addresses")
	}
	if len(o.Addresses) > 1 && o.Master == "" && !o.Cluster {
		return nil, errors.New("redis has several addresses: say cluster: true, or the name of the master that sentinels know")
	}
	opts := &redis.UniversalOptions{Addrs: o.Addresses, IsClusterMode: o.Cluster, MasterName: o.Master, Username: o.Username, DB: o.DB,
		PoolSize: o.Connections, DialTimeout: timeout, ContextTimeoutEnabled: true, DisableIdentity: true,
		ReadBufferSize: 256 << 10, WriteBufferSize: 64 << 10, DialerRetries: 1, MaxRetries: 2, MinRetryBackoff: time.Millisecond, MaxRetryBackoff: 20 * time.Millisecond}
	if o.PasswordFile != "" {
		text, err := os.ReadFile(o.PasswordFile)
		if err != nil {
			return nil, err
		}
		opts.Password = strings.TrimRight(string(text), "\r\n")
	}
	if o.TLS != nil {
		var err error
		if opts.TLSConfig, err = o.TLS.config(); err != nil {
			return nil, err
		}
	}
	return &Redis{client: redis.NewUniversalClient(opts), cluster: o.Cluster}, nil
}

func (t *RedisTLS) config() (*tls.Config, error) {
	c := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: t.ServerName}
	if t.CA != "" {
		text, err := os.ReadFile(t.CA)
		if err != nil {
			return nil, err
		}
		c.RootCAs = x509.NewCertPool()
		if !c.RootCAs.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("%s: there is no certificate in it", t.CA)
		}
	}
	if t.Certificate != "" || t.Key != "" {
		own, err := tls.LoadX509KeyPair(t.Certificate, t.Key)
		if err != nil {
			return nil, err
		}
		c.Certificates = []tls.Certificate{own}
	}
	return c, nil
}

// Open looks whether the view can be read. No Redis is asked.
func (r *Redis) Open(v *View) error {
	if err := checkColumns(v.Columns); err != nil {
		return err
	}
	if v.Layout == "" {
		v.Layout = Hash
	}
	if v.Layout != Hash && v.Layout != JSON && v.Layout != Packed {
		return fmt.Errorf("layout %q: it must be hash, json or packed", v.Layout)
	}
	for _, c := range v.Columns {
		if v.Layout == Packed && c.Type == Text {
			return fmt.Errorf("column %q is a text, which packed records have not", c.Name)
		}
	}
	return nil
}

// together is how many keys one command asks for, so that the server answers the first
// while it looks for the next.
const together = 1000

// Get asks for all records in one round trip.
func (r *Redis) Get(ctx context.Context, gets []Get) error {
	p := r.client.Pipeline()
	asked := make([]answers, len(gets))
	for i := range gets {
		asked[i].ask(ctx, p, &gets[i], r.cluster)
	}
	if _, err := p.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return unreachable(ctx, err)
	}
	for i := range gets {
		if err := asked[i].fill(ctx, &gets[i]); err != nil {
			return err
		}
	}
	return nil
}

// UnreachableError is why a store did not answer.
type UnreachableError struct{ Err error }

// Error says why.
func (u *UnreachableError) Error() string { return u.Err.Error() }

// Unwrap gives what was wrong.
func (u *UnreachableError) Unwrap() error { return u.Err }

// unreachable tells errors of connections from those of records.
func unreachable(ctx context.Context, err error) error {
	var own redis.Error
	var network net.Error
	switch {
	case ctx.Err() != nil, errors.As(err, &network), !errors.As(err, &own):
		return &UnreachableError{err}
	case strings.HasPrefix(own.Error(), "WRONGTYPE"):
		return fmt.Errorf("a key has another type of value than the view's layout says: %w", err)
	}
	return &UnreachableError{err} // as LOADING, CLUSTERDOWN, NOAUTH, MAXCLIENTS
}

// answers are the commands of one [Get].
type answers struct {
	hashes []*redis.SliceCmd
	many   []*redis.SliceCmd
	single []*redis.StringCmd
}

func (a *answers) ask(ctx context.Context, p redis.Pipeliner, g *Get, cluster bool) {
	keys := prefixed(g.View.Prefix, g.Keys)
	switch {
	case g.View.Layout == Hash:
		fields := make([]string, len(g.View.Columns))
		for i := range fields {
			fields[i] = g.View.Columns[i].Name
		}
		a.hashes = make([]*redis.SliceCmd, len(keys))
		for i, k := range keys {
			a.hashes[i] = p.HMGet(ctx, k, fields...)
		}
	case cluster: // keys of several nodes cannot be asked for in one command
		a.single = make([]*redis.StringCmd, len(keys))
		for i, k := range keys {
			a.single[i] = p.Get(ctx, k)
		}
	default:
		for start := 0; start < len(keys); start += together {
			a.many = append(a.many, p.MGet(ctx, keys[start:min(start+together, len(keys))]...))
		}
	}
}

// prefixed gives keys with what stands before them, in one piece of memory.
func prefixed(prefix string, keys []string) []string {
	size := 0
	for _, k := range keys {
		size += len(prefix) + len(k)
	}
	text := make([]byte, 0, size)
	out := make([]string, len(keys))
	for i, k := range keys {
		start := len(text)
		text = append(append(text, prefix...), k...)
		if len(text) > start {
			out[i] = unsafe.String(&text[start], len(text)-start)
		}
	}
	return out
}

func (a *answers) fill(ctx context.Context, g *Get) error {
	for row, cmd := range a.hashes {
		fields, err := cmd.Result()
		if err != nil {
			return unreachable(ctx, err)
		}
		if err := fillHash(g, row, fields); err != nil {
			return inKey(g, row, err)
		}
	}
	row := 0
	for _, cmd := range a.many {
		values, err := cmd.Result()
		if err != nil {
			return unreachable(ctx, err)
		}
		for _, v := range values {
			if text, ok := v.(string); ok {
				if err := fillText(g, row, text); err != nil {
					return inKey(g, row, err)
				}
			}
			row++
		}
	}
	for row, cmd := range a.single {
		text, err := cmd.Result()
		if errors.Is(err, redis.Nil) {
			continue
		}
		if err != nil {
			return unreachable(ctx, err)
		}
		if err := fillText(g, row, text); err != nil {
			return inKey(g, row, err)
		}
	}
	return nil
}

func inKey(g *Get, row int, err error) error {
	return fmt.Errorf("key %q: %w", g.View.Prefix+g.Keys[row], err)
}

func fillHash(g *Get, row int, fields []any) error {
	for i, v := range fields {
		text, ok := v.(string)
		if !ok {
			continue
		}
		g.Into.Found[row] = true
		c, values := &g.View.Columns[i], &g.Into.Columns[i]
		switch c.Type {
		case Number:
			n, err := parseNumber(text)
			if err != nil {
				return fmt.Errorf("field %q: %w", c.Name, err)
			}
			values.SetNumber(row, n)
		case Text:
			values.SetText(row, text)
		case Vector:
			if len(text) != 4*c.Size {
				return fmt.Errorf("field %q has %d bytes, where a vector of %d has %d", c.Name, len(text), c.Size, 4*c.Size)
			}
			readFloats(values.Vector(row, c.Size), text)
		}
	}
	return nil
}

// fillText reads a record that is one text.
func fillText(g *Get, row int, text string) error {
	g.Into.Found[row] = true
	if g.View.Layout == JSON {
		return fillJSON(g.View, g.Into, row, []byte(text))
	}
	size := 0
	for _, c := range g.View.Columns {
		size += 4 * max(c.Size, 1)
	}
	if len(text) != size {
		return fmt.Errorf("it has %d bytes, where the columns of view %q have %d", len(text), g.View.Name, size)
	}
	for i := range g.View.Columns {
		c, values := &g.View.Columns[i], &g.Into.Columns[i]
		if c.Type == Vector {
			if v := values.Vectors[row*c.Size : (row+1)*c.Size]; true {
				readFloats(v, text[:4*c.Size])
				if !math.IsNaN(float64(v[0])) {
					values.set(row)
				}
			}
			text = text[4*c.Size:]
			continue
		}
		var one [1]float32
		readFloats(one[:], text[:4])
		values.SetNumber(row, float64(one[0]))
		text = text[4:]
	}
	return nil
}

// parseNumber reads a number as a double: whole numbers that a double does not hold are
// refused.
func parseNumber(text string) (float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no number", text)
	}
	const most = 1 << 53
	if (v >= most || v <= -most) && !strings.ContainsAny(text, ".eEnNxX") && strconv.FormatFloat(v, 'f', -1, 64) != strings.TrimPrefix(text, "+") {
		return 0, fmt.Errorf("%s is beyond 2^53, which a number does not hold: make the column a text", text)
	}
	return v, nil
}

// ParseNumber reads a number as columns of numbers take it; "" is missing, NaN.
func ParseNumber(text []byte) (float64, error) {
	if text = bytes.TrimSpace(text); len(text) == 0 {
		return math.NaN(), nil
	}
	return parseNumber(string(text))
}

// LogRedis has the Redis client write its log, which is one of the whole program, to
// another one at the level of debugging, instead of to the standard error: what is wrong
// is in the errors of requests and in the metrics as well.
func LogRedis(l *slog.Logger) { redis.SetLogger(redisLog{l}) }

type redisLog struct{ to *slog.Logger }

// Printf writes a line.
func (l redisLog) Printf(ctx context.Context, format string, v ...any) {
	l.to.DebugContext(ctx, "redis", "detail", fmt.Sprintf(format, v...))
}

// Close closes all connections.
func (r *Redis) Close() error { return r.client.Close() }
