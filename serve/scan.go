package serve

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/gopmml/gopmml/serve/wire"
)

// documentName is the name of a version's document in its folder; pickName that of a
// text beside it with the modelName that was asked for when it was deployed.
const (
	documentName = "model.pmml"
	pickName     = "modelName"
)

// found is a document that a scan sees.
type found struct {
	number int64 // 0: the next one of a file
	path   string
	pick   string // modelName, "" for the source's
	stamp  stamp
}

// Reload looks at all files and folders, loads what is new or has changed, and ends
// what is gone. It comes back when that is done. Versions that cannot be loaded are
// no error.
func (r *Repository) Reload(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	models := maps.Clone(*r.models.Load())
	if r.opts.Folder != "" {
		sources, err := folderSources(r.opts.Folder)
		if err != nil {
			return err
		}
		for _, s := range sources {
			if models[s.Name] == nil {
				models[s.Name] = newModel(s)
				models[s.Name].deployed = true
			}
		}
		for name, m := range models {
			if m.deployed && !slices.ContainsFunc(sources, func(s Source) bool { return s.Name == name }) {
				for _, v := range *m.listed.Load() {
					v.retire()
				}
				delete(models, name)
			}
		}
		r.models.Store(&models)
	}
	// Documents are read side by side, as many as there are processors to compile them.
	var wg sync.WaitGroup
	room := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, name := range slices.Sorted(maps.Keys(models)) {
		wg.Add(1)
		room <- struct{}{}
		go func() {
			defer wg.Done()
			r.refresh(ctx, models[name])
			<-room
		}()
	}
	wg.Wait()
	return ctx.Err()
}

// folderSources gives the models that lie in a folder.
func folderSources(folder string) ([]Source, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, &wire.Error{Code: wire.FailedPrecondition, Text: "the folder of models cannot be read: " + err.Error(), Err: err}
	}
	var out []Source
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") {
			continue
		}
		path := filepath.Join(folder, name)
		info, err := os.Stat(path) // follows links
		if err != nil {
			continue // gone in the meantime
		}
		if !info.IsDir() {
			base, ok := strings.CutSuffix(strings.TrimSuffix(name, ".gz"), ".pmml")
			if !ok || base == "" {
				continue
			}
			name = base
		}
		if slices.ContainsFunc(out, func(s Source) bool { return s.Name == name }) {
			return nil, wire.Errorf(wire.FailedPrecondition, "model %q is in folder %s twice, as a file and as a folder", name, folder)
		}
		out = append(out, Source{Name: name, Path: path})
	}
	return out, nil
}

// documents gives the documents of a source: those of a folder with their numbers, the
// newest first.
func (s *Source) documents() ([]found, error) {
	info, err := os.Stat(s.Path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		f, err := look(s.Path)
		return []found{f}, err
	}
	entries, err := os.ReadDir(s.Path)
	if err != nil {
		return nil, err
	}
	var out []found
	for _, e := range entries {
		number, err := strconv.ParseInt(e.Name(), 10, 64)
		if err != nil || number < 1 || strconv.FormatInt(number, 10) != e.Name() {
			continue
		}
		for _, name := range [...]string{documentName, documentName + ".gz"} {
			f, err := look(filepath.Join(s.Path, e.Name(), name))
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if pick, err := os.ReadFile(filepath.Join(s.Path, e.Name(), pickName)); err == nil {
				f.pick = string(pick)
			}
			f.number = number
			out = append(out, f)
			break
		}
	}
	if len(out) == 0 {
		f, err := look(filepath.Join(s.Path, documentName))
		if err != nil {
			return nil, nil
		}
		return []found{f}, nil
	}
	slices.SortFunc(out, func(a, b found) int { return cmp.Compare(b.number, a.number) })
	return out, nil
}

func look(path string) (found, error) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return found{path: path}, err
	}
	info, err := os.Stat(real)
	if err != nil {
		return found{path: path}, err
	}
	return found{path: path, stamp: stamp{size: info.Size(), modified: info.ModTime(), real: real}}, nil
}

// wanted gives those of the documents that the policy serves.
func (p Policy) wanted(all []found) []found {
	switch {
	case len(p.Versions) > 0:
		return slices.DeleteFunc(all, func(f found) bool { return f.number != 0 && !slices.Contains(p.Versions, f.number) })
	case p.All:
		return all
	}
	return all[:min(len(all), max(p.Latest, 1))]
}

// refresh brings a model to what its files say. Versions that are new take traffic when
// they are loaded; those before are retired after that, and stay where none of the
// new ones can be loaded.
func (r *Repository) refresh(ctx context.Context, m *model) {
	all, err := m.source.documents()
	if err != nil {
		r.opts.Log.Error("a model's files cannot be read", "model", m.source.Name, "error", err.Error())
		return // what is served goes on
	}
	known := *m.listed.Load()
	var next []*version
	fresh := false
	for _, f := range m.including(all) {
		if v := same(known, f); v != nil {
			next = append(next, v)
			continue
		}
		if f.number == 0 {
			f.number = 1
			if len(known) > 0 {
				f.number = known[0].number + 1
			}
		}
		next = append(next, r.newVersion(m, f))
		fresh = true
	}
	before := kept(known, next)
	if !fresh && len(before) == 0 {
		m.reroute()
		return
	}
	both := append(slices.Clone(next), before...)
	slices.SortStableFunc(both, func(a, b *version) int { return cmp.Compare(b.number, a.number) })
	m.listed.Store(&both)
	m.reroute()
	if !r.opts.Lazy && !m.unloaded.Load() {
		for _, v := range next {
			if v.status.Load().state == wire.Start && v.status.Load().loaded.IsZero() {
				_, _ = v.ensure(ctx) // why not is the version's state
				m.reroute()
			}
		}
	}
	// What was served before ends once something else serves.
	if !slices.ContainsFunc(next, func(v *version) bool { return v.serves() }) && len(next) > 0 {
		list := slices.DeleteFunc(slices.Clone(both), func(v *version) bool { return !v.serves() && !slices.Contains(next, v) })
		m.listed.Store(&list)
		return
	}
	for _, v := range before {
		v.retire()
	}
	m.listed.Store(&next)
	m.reroute()
}

// including gives what the policy wants, with those versions that labels, a canary or a
// shadow name, and the one that is pinned.
func (m *model) including(all []found) []found {
	s := &m.source
	named := func(n int64) bool {
		for _, v := range *m.labels.Load() {
			if v == n {
				return true
			}
		}
		return s.Shadow == n || m.pinned.Load() == n || s.Canary != nil && s.Canary.Version == n
	}
	out := s.Policy.wanted(slices.Clone(all))
	for _, f := range all {
		if f.number != 0 && named(f.number) && !slices.ContainsFunc(out, func(o found) bool { return o.number == f.number }) {
			out = append(out, f)
		}
	}
	return out
}

// same gives the version that a document is known as: none where it has changed.
func same(known []*version, f found) *version {
	for _, v := range known {
		if v.path == f.path && v.stamp == f.stamp && (f.number == 0 || v.number == f.number) {
			return v
		}
	}
	return nil
}

// kept gives the versions that are known and not among the next ones.
func kept(known, next []*version) []*version {
	var out []*version
	for _, v := range known {
		if !slices.Contains(next, v) {
			out = append(out, v)
		}
	}
	return out
}

// retire ends a version. Requests that it has begun end on it.
func (v *version) retire() {
	v.retired.Store(true)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.model.Store(nil)
	v.set(wire.Ended, v.status.Load().err)
}
