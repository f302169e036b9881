package serve

import (
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long nothing may happen to files before they are looked at, since
// documents are written piece by piece.
const settle = 100 * time.Millisecond

// watch looks at the files again whenever something happens in their folders, and now
// and then, since not every file system tells.
func (r *Repository) watch() error {
	if r.opts.Poll < 0 {
		return nil
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		r.opts.Log.Warn("changes of files are not told, folders are only looked at now and then", "error", err.Error())
	}
	r.done.Add(1)
	go func() {
		defer r.done.Done()
		var events chan fsnotify.Event
		if w != nil {
			defer w.Close()
			events = w.Events
		}
		poll := time.NewTicker(r.opts.Poll)
		defer poll.Stop()
		timer := time.NewTimer(time.Hour)
		timer.Stop()
		r.follow(w)
		for {
			select {
			case <-r.life.Done():
				return
			case <-events:
				timer.Reset(settle)
			case <-r.changed:
				timer.Reset(0)
			case <-poll.C:
				r.look(w)
			case <-timer.C:
				r.look(w)
			}
		}
	}()
	return nil
}

// Changed has the repository look at its files soon.
func (r *Repository) Changed() {
	select {
	case r.changed <- struct{}{}:
	default:
	}
}

func (r *Repository) look(w *fsnotify.Watcher) {
	if err := r.Reload(r.life); err != nil && r.life.Err() == nil {
		r.opts.Log.Error("models were not looked at", "error", err.Error())
	}
	r.follow(w)
}

// follow has the watcher tell of what happens in the folders: those that documents lie
// in, since files that are swapped or written anew are told there.
func (r *Repository) follow(w *fsnotify.Watcher) {
	if w == nil {
		return
	}
	add := func(path string) { _ = w.Add(path) } // what is gone is looked at now and then
	if r.opts.Folder != "" {
		add(r.opts.Folder)
	}
	for _, m := range *r.models.Load() {
		add(m.source.Path)
		add(filepath.Dir(m.source.Path))
		for _, v := range *m.listed.Load() {
			add(filepath.Dir(v.path))
		}
	}
}
