package serve

import (
	"log/slog"
	"time"

	"github.com/gopmml/gopmml/evaluator"
	"github.com/gopmml/gopmml/serve/wire"
)

// Source is where the versions of a model come from.
type Source struct {
	// Name is what the model is served under.
	Name string
	// Path is a document, whose versions are the states that the file has over time; or a
	// folder with a folder for each version, named by its number, in which model.pmml is.
	Path string
	// Model picks one of several models of a document by its modelName, "" for the first.
	Model string
	// Policy says which of a folder's versions are served.
	Policy Policy
	// Labels are names of versions.
	Labels map[string]int64
	// Canary sends a share of the requests without a version to another one.
	Canary *Canary
	// Shadow is a version that scores what others answer, for comparison; 0 for none.
	// ShadowShare is the share of requests that it does, from 0 to 1; 0 for all.
	Shadow      int64
	ShadowShare float64
}

// Policy says which versions are served. The zero value serves the latest one.
type Policy struct {
	// Latest is how many of the newest versions are served; All serves all of them.
	Latest int
	All    bool
	// Versions are served whatever their age; where there are any, only they are.
	Versions []int64
}

// Canary is a version that gets a share of the traffic, from 0 to 1.
type Canary struct {
	Version int64
	Share   float64
}

// Options are choices for a [Repository]. The zero value has the defaults.
type Options struct {
	// Sources are the models by name.
	Sources []Source
	// Folder holds models as NAME/VERSION/model.pmml, NAME/model.pmml or NAME.pmml. Models
	// that are deployed go there. "" for none.
	Folder string
	// Deploy allows callers to deploy and remove models.
	Deploy bool
	// Load are options for every document.
	Load []evaluator.Option
	// Memory bounds the bytes of the models in memory, as [Repository] estimates them: those that
	// were not used for the longest time are loaded anew when they are asked for. 0: none.
	Memory int64
	// Lazy loads models when they are first asked for.
	Lazy bool
	// Poll is how often folders are looked at, beside being told of changes; 0 for 30 s,
	// negative for never.
	Poll time.Duration
	// Running and Queued bound the requests that are scored and that wait, of all models;
	// ModelRunning those that are scored of one. 0 for 8 for each processor, 1,024 and no bound.
	Running, Queued, ModelRunning int
	// Sample writes some of the records that are scored, with their results, to a file.
	Sample Sample
	// Log is told what happens. nil: nobody is.
	Log *slog.Logger
	// About is who answers.
	About wire.About
}

func (o Options) withDefaults() Options {
	if o.Poll == 0 {
		o.Poll = 30 * time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.About.Name == "" {
		o.About = wire.About{Name: "gopmml", Version: "0.1.0"}
	}
	return o
}
