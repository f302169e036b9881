package serve

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gopmml/gopmml/serve/wire"
)

// Deploy writes a document into the folder of models as the newest version of a name,
// and serves it. The answer comes when the version takes traffic, and the document is
// on the disk by then. A document that cannot be served leaves nothing behind.
func (r *Repository) Deploy(ctx context.Context, d wire.Deployment) (wire.Version, bool, error) {
	if !r.opts.Deploy {
		return wire.Version{}, false, wire.Errorf(wire.PermissionDenied, "models cannot be deployed here")
	}
	if err := checkName(d.Name); err != nil {
		return wire.Version{}, false, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	m := (*r.models.Load())[d.Name]
	created := m == nil
	if !created && !m.deployed {
		return wire.Version{}, false, wire.Errorf(wire.FailedPrecondition, "model %q is configured, and changes by its files only", d.Name)
	}
	if created {
		m = newModel(Source{Name: d.Name, Path: filepath.Join(r.opts.Folder, d.Name)})
		m.deployed = true
	}
	if filepath.Ext(m.source.Path) != "" && !isFolder(m.source.Path) && !created {
		return wire.Version{}, false, wire.Errorf(wire.FailedPrecondition, "model %q is the file %s, and changes by that only", d.Name, m.source.Path)
	}
	number := int64(1)
	if all, err := m.source.documents(); err == nil {
		for _, f := range all {
			number = max(number, f.number+1)
		}
	}
	for _, v := range *m.listed.Load() {
		number = max(number, v.number+1)
	}
	path := filepath.Join(m.source.Path, strconv.FormatInt(number, 10), documentName)
	if err := keep(path, d); err != nil {
		undo(path, m.source.Path)
		return wire.Version{}, false, err
	}
	f, err := look(path)
	if err != nil {
		return wire.Version{}, false, err
	}
	f.number, f.pick = number, d.Model
	v := r.newVersion(m, f)
	if _, err := v.ensure(ctx); err != nil {
		undo(path, m.source.Path)
		return wire.Version{}, false, invalidDocument(err)
	}
	list := append([]*version{v}, *m.listed.Load()...)
	m.listed.Store(&list)
	m.unloaded.Store(false)
	if created {
		models := maps.Clone(*r.models.Load())
		models[d.Name] = m
		r.models.Store(&models)
	}
	r.refresh(ctx, m)
	return v.about(), created, nil
}

// invalidDocument says of the error of a document that was sent that it is the
// sender's.
func invalidDocument(err error) error {
	e := *wire.ErrorOf(err)
	if e.Code == wire.FailedPrecondition {
		e.Code = wire.InvalidArgument
	}
	return &e
}

// checkName says whether a name can be that of a folder everywhere.
func checkName(name string) error {
	good := name != "" && len(name) <= 128
	for i, c := range []byte(name) {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
		good = good && (letter || i > 0 && (c == '-' || c == '_' || c == '.'))
	}
	if !good {
		return wire.Invalid("%q is no name for a model: it must begin with a letter or digit, and have only these, dots, - and _", name)
	}
	return nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// keep writes the files of a version: the document last, since it makes the version one.
func keep(path string, d wire.Deployment) error {
	if d.Model != "" {
		if err := write(filepath.Join(filepath.Dir(path), pickName), strings.NewReader(d.Model)); err != nil {
			return err
		}
	}
	return write(path, d.Body)
}

// write writes a file so that it is there whole or not at all, whatever happens.
func write(path string, body io.Reader) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return disk(err)
	}
	f, err := os.CreateTemp(folder, ".incoming-*")
	if err != nil {
		return disk(err)
	}
	defer os.Remove(f.Name())
	_, err = io.Copy(f, body)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		var own *wire.Error
		if errors.As(err, &own) {
			return err
		}
		return disk(err)
	}
	for _, dir := range [...]string{folder, filepath.Dir(folder), filepath.Dir(filepath.Dir(folder))} {
		if err := syncFolder(dir); err != nil {
			return disk(err)
		}
	}
	return nil
}

// syncFolder has a folder's entries on the disk.
func syncFolder(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

func disk(err error) error {
	return &wire.Error{Code: wire.Internal, Text: "the document cannot be kept: " + err.Error(), Err: err, HTTP: 507}
}

// undo takes back what a deployment wrote.
func undo(path, model string) {
	_ = os.Remove(path)
	_ = os.Remove(filepath.Join(filepath.Dir(path), pickName))
	_ = os.Remove(filepath.Dir(path)) // those that are empty
	_ = os.Remove(model)
}

// Remove ends a model that was deployed, and deletes its files.
func (r *Repository) Remove(_ context.Context, name string) error {
	if !r.opts.Deploy {
		return wire.Errorf(wire.PermissionDenied, "models cannot be removed here")
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	m, err := r.find(name)
	if err != nil {
		return err
	}
	if !m.deployed {
		return wire.Errorf(wire.FailedPrecondition, "model %q is configured, and cannot be removed", name)
	}
	// The folder goes at once under a name that nobody reads, and then piece by piece.
	gone := filepath.Join(r.opts.Folder, ".removed-"+strings.TrimSuffix(filepath.Base(m.source.Path), ".pmml"))
	if err := os.RemoveAll(gone); err != nil {
		return disk(err)
	}
	if err := os.Rename(m.source.Path, gone); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return disk(err)
	}
	if err := syncFolder(r.opts.Folder); err != nil {
		return disk(err)
	}
	models := maps.Clone(*r.models.Load())
	delete(models, name)
	r.models.Store(&models)
	for _, v := range *m.listed.Load() {
		v.retire()
	}
	if err := os.RemoveAll(gone); err != nil {
		r.opts.Log.Warn("files of a model that was removed are left", "path", gone, "error", err.Error())
	}
	return nil
}

// Load takes a model into service again, or looks at its files anew.
func (r *Repository) Load(ctx context.Context, name string) error {
	if !r.opts.Deploy {
		return wire.Errorf(wire.PermissionDenied, "models cannot be loaded here")
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	m, err := r.find(name)
	if err != nil {
		return err
	}
	m.unloaded.Store(false)
	r.refresh(ctx, m)
	v, wrong := m.pick(wire.Selector{})
	if wrong != nil {
		return invalidDocument(wrong)
	}
	_, err = v.ensure(ctx)
	m.reroute()
	return err
}

// Unload takes a model out of service, but not its files.
func (r *Repository) Unload(_ context.Context, name string) error {
	if !r.opts.Deploy {
		return wire.Errorf(wire.PermissionDenied, "models cannot be unloaded here")
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	m, err := r.find(name)
	if err != nil {
		return err
	}
	m.unloaded.Store(true)
	m.reroute()
	for _, v := range *m.listed.Load() {
		v.mu.Lock()
		v.model.Store(nil)
		if v.status.Load().err == nil {
			v.set(wire.Start, nil)
		}
		v.mu.Unlock()
	}
	return nil
}
