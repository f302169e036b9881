package features

import (
	"context"
	"hash/maphash"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// CacheOptions bound a [Cache].
type CacheOptions struct {
	// Bytes is how much memory records may take, 0 for 64 MiB.
	Bytes int64 `yaml:"bytes"`
	// Age is how old a record may be, 0 for a minute. That there is none is remembered as long.
	Age time.Duration `yaml:"age"`
}

// Cache is a [Store] that remembers what another gave. What was not asked for the
// longest goes first.
type Cache struct {
	store  Store
	age    int64 // nanoseconds
	seed   maphash.Seed
	shards [shards]shard
	views  sync.Map // of *View: *cachedView
}

var _ Store = (*Cache)(nil)

const shards = 32

type cachedView struct {
	codec        *codec
	hits, misses atomic.Int64
	spare        sync.Pool // of *Frame
}

// shard is a part of the records, with a ring of them from the newest to the oldest.
type shard struct {
	mu          sync.Mutex
	records     map[cacheKey]*cached
	ring        cached // next is the newest
	bytes, most int64
}

type cacheKey struct {
	view *View
	key  string
}

type cached struct {
	cacheKey
	record     []byte // nil: there is none
	at         int64  // when it was stored
	prev, next *cached
}

// overhead is about what a record takes beside its bytes and those of its key.
const overhead = 160

// NewCache makes a cache before a store.
func NewCache(s Store, o CacheOptions) *Cache {
	if o.Bytes <= 0 {
		o.Bytes = 64 << 20
	}
	if o.Age <= 0 {
		o.Age = time.Minute
	}
	c := &Cache{store: s, age: int64(o.Age), seed: maphash.MakeSeed()}
	for i := range c.shards {
		p := &c.shards[i]
		p.records, p.most = map[cacheKey]*cached{}, o.Bytes/shards
		p.ring.prev, p.ring.next = &p.ring, &p.ring
	}
	return c
}

// Open opens the view in the store behind.
func (c *Cache) Open(v *View) error {
	if err := c.store.Open(v); err != nil {
		return err
	}
	c.views.Store(v, &cachedView{codec: newCodec(v.Columns)})
	return nil
}

// absent is what a cache asks its store for.
type absent struct {
	gets []Get
	of   []int   // which of the cache's gets
	rows [][]int // of its frame
}

// Get gives what is remembered, and asks for the rest at once.
func (c *Cache) Get(ctx context.Context, gets []Get) error {
	now := time.Now().UnixNano()
	var rest absent
	for i := range gets {
		g := &gets[i]
		found, ok := c.views.Load(g.View)
		if !ok {
			return c.store.Get(ctx, gets)
		}
		v := found.(*cachedView)
		var keys []string
		var rows []int
		for row, key := range g.Keys {
			record, ok := c.shard(key).get(cacheKey{g.View, key}, now-c.age)
			if !ok {
				keys, rows = append(keys, key), append(rows, row)
				continue
			}
			if record != nil {
				if err := v.codec.read(record, g.Into, row, nil); err != nil {
					return err
				}
			}
		}
		v.hits.Add(int64(len(g.Keys) - len(keys)))
		v.misses.Add(int64(len(keys)))
		if len(keys) > 0 {
			f, _ := v.spare.Get().(*Frame)
			if f == nil {
				f = new(Frame)
			}
			f.Reset(g.View, len(keys))
			rest.gets = append(rest.gets, Get{g.View, keys, f})
			rest.of, rest.rows = append(rest.of, i), append(rest.rows, rows)
		}
	}
	if len(rest.gets) == 0 {
		return nil
	}
	err := c.store.Get(ctx, rest.gets)
	for n, g := range rest.gets {
		if err == nil {
			err = c.keep(&gets[rest.of[n]], &g, rest.rows[n], now)
		}
	}
	return err
}

// keep remembers records, and gives them to the frame of who asked.
func (c *Cache) keep(asked, got *Get, rows []int, now int64) error {
	found, _ := c.views.Load(asked.View)
	v := found.(*cachedView)
	defer v.spare.Put(got.Into)
	for i, key := range got.Keys {
		var record []byte
		if got.Into.Found[i] {
			record = v.codec.append(make([]byte, 0, v.codec.fixed+16), got.Into, i)
			if err := v.codec.read(record, asked.Into, rows[i], nil); err != nil {
				return err
			}
		}
		c.shard(key).put(cacheKey{asked.View, strings.Clone(key)}, record, now)
	}
	return nil
}

func (c *Cache) shard(key string) *shard {
	return &c.shards[maphash.String(c.seed, key)%shards]
}

func (s *shard) get(key cacheKey, oldest int64) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.records[key]
	if r == nil {
		return nil, false
	}
	if r.at < oldest {
		s.drop(r)
		return nil, false
	}
	r.prev.next, r.next.prev = r.next, r.prev
	s.push(r)
	return r.record, true
}

func (s *shard) put(key cacheKey, record []byte, now int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.records[key]; r != nil {
		s.drop(r)
	}
	r := &cached{cacheKey: key, record: record, at: now}
	if r.size() > s.most {
		return
	}
	for s.bytes+r.size() > s.most {
		s.drop(s.ring.prev)
	}
	s.records[key] = r
	s.bytes += r.size()
	s.push(r)
}

func (s *shard) push(r *cached) {
	r.prev, r.next = &s.ring, s.ring.next
	r.prev.next, r.next.prev = r, r
}

func (s *shard) drop(r *cached) {
	r.prev.next, r.next.prev = r.next, r.prev
	delete(s.records, r.cacheKey)
	s.bytes -= r.size()
}

func (r *cached) size() int64 { return int64(len(r.key)+cap(r.record)) + overhead }

// Size is how many records the cache has, and about how many bytes they take.
func (c *Cache) Size() (records int, bytes int64) {
	for i := range c.shards {
		s := &c.shards[i]
		s.mu.Lock()
		records += len(s.records)
		bytes += s.bytes
		s.mu.Unlock()
	}
	return records, bytes
}

// Counts are how many keys of a view were remembered, and how many were asked for.
func (c *Cache) Counts(v *View) (hits, misses int64) {
	if found, ok := c.views.Load(v); ok {
		cv := found.(*cachedView)
		return cv.hits.Load(), cv.misses.Load()
	}
	return 0, 0
}

// Close closes the store behind.
func (c *Cache) Close() error { return c.store.Close() }
