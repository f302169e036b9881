package serve

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/gopmml/gopmml/serve/wire"
)

// Vocabularies are the names of metrics that [NewMetrics] knows: "own", and those of
// TensorFlow Serving ("tfserving"), Triton ("triton") and KServe ("kserve").
func Vocabularies() []string { return []string{"own", "tfserving", "triton", "kserve"} }

// Metrics counts what a server does, and tells it to Prometheus. Models that are not
// known have no series of their own, since their names are the callers'.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	// Those of TensorFlow Serving and KServe, nil where they are not wanted.
	tfCount   *prometheus.CounterVec
	tfLatency *prometheus.HistogramVec
	kserve    map[string]*prometheus.HistogramVec // by verb
	series    sync.Map                            // of seriesKey: *series
}

type seriesKey struct {
	model, protocol, verb string
	version               int64
	code                  wire.Code
}

// series are the metrics of one kind of request, found once.
type series struct {
	requests, tfCount       prometheus.Counter
	took, tfLatency, kserve prometheus.Observer
}

// NewMetrics makes the metrics of a repository, in some of the [Vocabularies]; none
// stands for "own".
func NewMetrics(r *Repository, vocabularies ...string) (*Metrics, error) {
	if len(vocabularies) == 0 {
		vocabularies = []string{"own"}
	}
	for _, v := range vocabularies {
		if !slices.Contains(Vocabularies(), v) {
			return nil, fmt.Errorf("there are no metrics named %q; expected some of %v", v, Vocabularies())
		}
	}
	m := &Metrics{registry: prometheus.NewRegistry()}
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	wants := func(name string) bool { return slices.Contains(vocabularies, name) }
	if wants("own") {
		m.requests = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "gopmml_requests_total", Help: "Requests by model, version, protocol and the canonical code of the answer."},
			[]string{"model", "version", "protocol", "code"})
		m.took = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "gopmml_request_duration_seconds", Help: "How long requests took, from the first byte read to the last written.",
			Buckets: prometheus.ExponentialBuckets(25e-6, 2, 20)}, []string{"model", "version", "protocol"})
		m.registry.MustRegister(m.requests, m.took)
	}
	if wants("tfserving") {
		m.tfCount = prometheus.NewCounterVec(prometheus.CounterOpts{Name: ":tensorflow:serving:request_count"}, []string{"model_name", "status"})
		m.tfLatency = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: ":tensorflow:serving:request_latency", Buckets: prometheus.ExponentialBuckets(10, 1.8, 33)},
			[]string{"model_name", "API", "entrypoint"})
		m.registry.MustRegister(m.tfCount, m.tfLatency)
	}
	if wants("kserve") {
		m.kserve = map[string]*prometheus.HistogramVec{}
		for _, verb := range [...]string{"predict", "explain"} {
			m.kserve[verb] = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "request_" + verb + "_seconds", Help: verb + " request latency"}, []string{"model_name"})
			m.registry.MustRegister(m.kserve[verb])
		}
	}
	m.registry.MustRegister(&state{r, wants("own"), wants("triton")})
	return m, nil
}

// Register adds the metrics of a part of the server.
func (m *Metrics) Register(c prometheus.Collector) error { return m.registry.Register(c) }

// Handler answers with the metrics, as text.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// none is the label of models that are not known.
const none = "none"

// observe counts a request that has its answer.
func (m *Metrics) observe(c *Call, code wire.Code, seconds float64) {
	key := seriesKey{c.Model, c.Protocol, c.Verb, c.Version, code}
	found, ok := m.series.Load(key)
	if !ok {
		found, _ = m.series.LoadOrStore(key, m.newSeries(key))
	}
	s := found.(*series)
	if s.requests != nil {
		s.requests.Inc()
		s.took.Observe(seconds)
	}
	if s.tfCount != nil {
		s.tfCount.Inc()
		if s.tfLatency != nil {
			s.tfLatency.Observe(math.Round(seconds * 1e6))
		}
	}
	if s.kserve != nil {
		s.kserve.Observe(seconds)
	}
}

func (m *Metrics) newSeries(k seriesKey) *series {
	s := &series{}
	name, version := k.model, strconv.FormatInt(k.version, 10)
	if name == "" {
		name, version = none, none
	}
	if m.requests != nil {
		s.requests = m.requests.WithLabelValues(name, version, k.protocol, k.code.String())
		s.took = m.took.WithLabelValues(name, version, k.protocol)
	}
	if m.tfCount != nil && k.verb != "" {
		s.tfCount = m.tfCount.WithLabelValues(name, k.code.String())
		if k.code == wire.OK {
			entry := "REST"
			if k.protocol == "grpc" {
				entry = "GRPC"
			}
			s.tfLatency = m.tfLatency.WithLabelValues(name, k.verb, entry)
		}
	}
	if h := m.kserve[k.verb]; h != nil && k.code == wire.OK {
		s.kserve = h.WithLabelValues(name)
	}
	return s
}

// state tells what the repository knows when it is asked.
type state struct {
	repository  *Repository
	own, triton bool
}

var (
	byVersion       = []string{"model", "version"}
	records         = prometheus.NewDesc("gopmml_records_total", "Records that were scored.", byVersion, nil)
	scoring         = prometheus.NewDesc("gopmml_scoring_seconds_total", "How long scoring took in all.", byVersion, nil)
	versions        = prometheus.NewDesc("gopmml_model_versions", "Versions of models by state.", []string{"model", "state"}, nil)
	waiting         = prometheus.NewDesc("gopmml_requests_waiting", "Requests that wait to be scored.", nil, nil)
	running         = prometheus.NewDesc("gopmml_requests_running", "Requests that are being scored.", nil, nil)
	shed            = prometheus.NewDesc("gopmml_requests_shed_total", "Requests that were refused since too many waited.", nil, nil)
	shadowRecords   = prometheus.NewDesc("gopmml_shadow_records_total", "Records that the version scored as a shadow, and that were compared.", byVersion, nil)
	shadowDiffering = prometheus.NewDesc("gopmml_shadow_records_differing_total", "Records of which a result of the shadow differs from the one that was answered.", byVersion, nil)
	shadowLargest   = prometheus.NewDesc("gopmml_shadow_largest_difference", "The largest absolute difference between a number of the shadow and the one that was answered.", byVersion, nil)
	shadowDropped   = prometheus.NewDesc("gopmml_shadow_requests_dropped_total", "Requests that the shadow left out since the server had other work.", byVersion, nil)
	shadowFailures  = prometheus.NewDesc("gopmml_shadow_requests_failed_total", "Requests that the shadow could not score.", byVersion, nil)
	sampled         = prometheus.NewDesc("gopmml_sampled_records_total", "Records that were written to the sample.", nil, nil)
	sampledDropped  = prometheus.NewDesc("gopmml_sampled_records_dropped_total", "Records of the sample that could not be written in time.", nil, nil)
	nvSuccess       = prometheus.NewDesc("nv_inference_request_success", "Number of successful inference requests, all batch sizes", byVersion, nil)
	nvFailure       = prometheus.NewDesc("nv_inference_request_failure", "Number of failed inference requests, all batch sizes", []string{"model", "version", "reason"}, nil)
	nvCount         = prometheus.NewDesc("nv_inference_count", "Number of inferences performed (does not include cached requests)", byVersion, nil)
	nvExec          = prometheus.NewDesc("nv_inference_exec_count", "Number of model executions performed (does not include cached requests)", byVersion, nil)
	nvPending       = prometheus.NewDesc("nv_inference_pending_request_count", "Instantaneous number of pending requests awaiting execution per-model", byVersion, nil)
	nvDuration      = prometheus.NewDesc("nv_inference_request_duration_us", "Cumulative inference request duration in microseconds (includes cached requests)", byVersion, nil)
	nvInfer         = prometheus.NewDesc("nv_inference_compute_infer_duration_us", "Cumulative compute inference duration in microseconds (does not include cached requests)", byVersion, nil)
)

// Describe tells nothing, since what there is depends on the models.
func (s *state) Describe(chan<- *prometheus.Desc) {}

// Collect tells what there is.
func (s *state) Collect(out chan<- prometheus.Metric) {
	metric := func(d *prometheus.Desc, t prometheus.ValueType, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, t, v, labels...)
	}
	r := s.repository
	if s.own {
		metric(waiting, prometheus.GaugeValue, float64(r.gate.waiting.Load()))
		metric(running, prometheus.GaugeValue, float64(len(r.gate.running)))
		metric(shed, prometheus.CounterValue, float64(r.gate.shed.Load()))
		if r.samples != nil {
			metric(sampled, prometheus.CounterValue, float64(r.samples.written.Load()))
			metric(sampledDropped, prometheus.CounterValue, float64(r.samples.dropped.Load()))
		}
	}
	for name, m := range *r.models.Load() {
		states := map[wire.State]int{}
		told := map[int64]bool{}
		for _, v := range *m.listed.Load() {
			states[v.status.Load().state]++
			if told[v.number] {
				continue // a version whose document is being exchanged
			}
			told[v.number] = true
			number := strconv.FormatInt(v.number, 10)
			requests, failures, rows := v.requests.Load(), v.failures.Load(), v.records.Load()
			if s.own {
				metric(records, prometheus.CounterValue, float64(rows), name, number)
				metric(scoring, prometheus.CounterValue, float64(v.spent.Load())/1e9, name, number)
				if c := v.compared.told(); c != nil {
					metric(shadowRecords, prometheus.CounterValue, float64(c.Records), name, number)
					metric(shadowDiffering, prometheus.CounterValue, float64(c.Differing), name, number)
					metric(shadowLargest, prometheus.GaugeValue, c.Largest, name, number)
					metric(shadowDropped, prometheus.CounterValue, float64(c.Dropped), name, number)
					metric(shadowFailures, prometheus.CounterValue, float64(c.Failures), name, number)
				}
			}
			if s.triton {
				us := float64(v.spent.Load()) / 1e3
				metric(nvSuccess, prometheus.CounterValue, float64(requests-failures), name, number)
				metric(nvFailure, prometheus.CounterValue, float64(failures), name, number, "OTHER")
				metric(nvCount, prometheus.CounterValue, float64(rows), name, number)
				metric(nvExec, prometheus.CounterValue, float64(requests-failures), name, number)
				metric(nvPending, prometheus.GaugeValue, float64(v.busy.Load()), name, number)
				metric(nvDuration, prometheus.CounterValue, us, name, number)
				metric(nvInfer, prometheus.CounterValue, us, name, number)
			}
		}
		if s.own {
			for st, n := range states {
				metric(versions, prometheus.GaugeValue, float64(n), name, string(st))
			}
		}
	}
}
