package features

import (
	"github.com/prometheus/client_golang/prometheus"
)

var (
	keysTotal   = prometheus.NewDesc("gopmml_features_keys_total", "Keys by whether they had a record.", []string{"view", "result"}, nil)
	cacheTotal  = prometheus.NewDesc("gopmml_features_cache_total", "Keys by whether the cache had them.", []string{"view", "result"}, nil)
	cacheBytes  = prometheus.NewDesc("gopmml_features_cache_bytes", "About how much memory the cache takes.", []string{"store"}, nil)
	cacheKeys   = prometheus.NewDesc("gopmml_features_cache_records", "Records in the cache.", []string{"store"}, nil)
	storeGets   = prometheus.NewDesc("gopmml_features_gets_total", "How often a store was asked.", []string{"store"}, nil)
	storeFails  = prometheus.NewDesc("gopmml_features_failures_total", "How often a store did not answer, or not as it should.", []string{"store"}, nil)
	storeSpent  = prometheus.NewDesc("gopmml_features_seconds_total", "How long stores took in all.", []string{"store"}, nil)
	storeBroken = prometheus.NewDesc("gopmml_features_file_broken", "Whether the newest file of a view cannot be read, so that the one before is.", []string{"view"}, nil)
)

var _ prometheus.Collector = (*Service)(nil)

// Describe tells nothing, since what there is depends on the configuration.
func (s *Service) Describe(chan<- *prometheus.Desc) {}

// Collect tells what stores, caches and views have done.
func (s *Service) Collect(out chan<- prometheus.Metric) {
	metric := func(d *prometheus.Desc, t prometheus.ValueType, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, t, v, labels...)
	}
	for name, src := range s.stores {
		metric(storeGets, prometheus.CounterValue, float64(src.gets.Load()), name)
		metric(storeFails, prometheus.CounterValue, float64(src.failures.Load()), name)
		metric(storeSpent, prometheus.CounterValue, float64(src.spent.Load())/1e9, name)
		if src.cache != nil {
			records, bytes := src.cache.Size()
			metric(cacheKeys, prometheus.GaugeValue, float64(records), name)
			metric(cacheBytes, prometheus.GaugeValue, float64(bytes), name)
		}
	}
	for name, v := range s.views {
		metric(keysTotal, prometheus.CounterValue, float64(v.found.Load()), name, "found")
		metric(keysTotal, prometheus.CounterValue, float64(v.absent.Load()), name, "absent")
		store := v.source.store
		if c := v.source.cache; c != nil {
			hits, misses := c.Counts(v.view)
			metric(cacheTotal, prometheus.CounterValue, float64(hits), name, "hit")
			metric(cacheTotal, prometheus.CounterValue, float64(misses), name, "miss")
			store = c.store
		}
		if d, ok := store.(*Folder); ok {
			broken := 0.0
			if d.Wrong(v.view) != nil {
				broken = 1
			}
			metric(storeBroken, prometheus.GaugeValue, broken, name)
		}
	}
}
