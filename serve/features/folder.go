package features

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// fileEnd is how the names of files of records end.
const fileEnd = ".features"

// Folder is a [Store] of files, one for each view, which [Writer] writes. A file that
// takes the place of another is read from within two seconds on.
type Folder struct {
	path  string
	mu    sync.Mutex // for opening
	views sync.Map   // of *View: *opened
}

var _ Store = (*Folder)(nil)

// opened is the file of a view.
type opened struct {
	path string
	// reading is held while records are read, so that a file stays as long as it is read.
	reading sync.RWMutex
	file    *file
	of      []int // columns of the file
	stamp   fileStamp
	looked  time.Time
	wrong   error // of the file that was found last
}

type fileStamp struct {
	size     int64
	modified time.Time
}

// lookAfter is how long a file is read without looking whether it is another.
const lookAfter = 2 * time.Second

// NewFolder makes a store of the files in a folder.
func NewFolder(path string) *Folder { return &Folder{path: path} }

func checkViewName(name string) error {
	if name == "" || name[0] == '.' || strings.ContainsAny(name, `/\:`) {
		return fmt.Errorf("a view cannot be named %q: its file has the name", name)
	}
	return nil
}

// Open opens the file of a view.
func (d *Folder) Open(v *View) error {
	if err := checkViewName(v.Name); err != nil {
		return err
	}
	o := &opened{path: filepath.Join(d.path, v.Name+fileEnd), looked: time.Now()}
	about, err := os.Stat(o.path)
	if err != nil {
		return err
	}
	f, err := openFile(o.path)
	if err != nil {
		return err
	}
	if len(v.Columns) == 0 {
		v.Columns = f.about.Columns
	}
	of, err := matched(v, f.about.Columns)
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", o.path, err), f.close())
	}
	o.file, o.of, o.stamp = f, of, fileStamp{about.Size(), about.ModTime()}
	d.views.Store(v, o)
	return nil
}

// matched finds the columns of a view among those of a file.
func matched(v *View, have []Column) ([]int, error) {
	of := make([]int, len(v.Columns))
	file := View{Columns: have}
	for i, c := range v.Columns {
		at := file.Column(c.Name)
		if at < 0 {
			return nil, fmt.Errorf("it has no column %q, but %s", c.Name, columnNames(have))
		}
		if have[at] != c {
			return nil, fmt.Errorf("its column %q is %s, where the view has %s", c.Name, told(have[at]), told(c))
		}
		of[i] = at
	}
	return of, nil
}

func told(c Column) string {
	if c.Type == Vector {
		return fmt.Sprintf("a vector of %d", c.Size)
	}
	return "a " + string(c.Type)
}

// Get reads records.
func (d *Folder) Get(ctx context.Context, gets []Get) error {
	for _, g := range gets {
		found, ok := d.views.Load(g.View)
		if !ok {
			return fmt.Errorf("view %q is not open", g.View.Name)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.get(found.(*opened), g); err != nil {
			return fmt.Errorf("view %q: %w", g.View.Name, err)
		}
	}
	return nil
}

func (d *Folder) get(o *opened, g Get) error {
	o.reading.RLock()
	if time.Since(o.looked) > lookAfter && d.mu.TryLock() {
		o.reading.RUnlock()
		d.renew(o, g.View)
		d.mu.Unlock()
		o.reading.RLock()
	}
	defer o.reading.RUnlock()
	if o.file == nil {
		return errors.New("the store is closed")
	}
	return o.read(g)
}

// read reads records. A file that somebody has cut short while it is read is an error,
// though its memory is no longer there.
func (o *opened) read(g Get) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			if _, fault := p.(interface{ Addr() uintptr }); !fault {
				panic(p)
			}
			err = errors.New("its file was changed in place: it must be exchanged as a whole")
		}
	}()
	return o.file.get(g.Keys, g.Into, o.of)
}

// renew opens the file of a view again where it is another. One that cannot be read, or
// has not the view's columns, is left aside: the one before goes on.
func (d *Folder) renew(o *opened, v *View) {
	var next *file
	var of []int
	about, err := os.Stat(o.path)
	stamp := o.stamp // who holds mu alone writes it
	if err == nil && (about.Size() != stamp.size || !about.ModTime().Equal(stamp.modified)) {
		stamp = fileStamp{about.Size(), about.ModTime()}
		if next, err = openFile(o.path); err == nil {
			if of, err = matched(v, next.about.Columns); err != nil {
				_ = next.close()
				next = nil
			}
		}
	}
	o.reading.Lock()
	defer o.reading.Unlock()
	o.looked, o.stamp, o.wrong = time.Now(), stamp, err
	switch {
	case next == nil:
	case o.file == nil: // it was closed meanwhile
		_ = next.close()
	default:
		_ = o.file.close()
		o.file, o.of = next, of
	}
}

// Wrong says why the file of a view that was found last is not read: the one before it
// is. It is nil where nothing is wrong.
func (d *Folder) Wrong(v *View) error {
	found, ok := d.views.Load(v)
	if !ok {
		return nil
	}
	o := found.(*opened)
	o.reading.RLock()
	defer o.reading.RUnlock()
	return o.wrong
}

// Close closes all files, once nobody reads them.
func (d *Folder) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	var errs []error
	d.views.Range(func(_, found any) bool {
		o := found.(*opened)
		o.reading.Lock()
		defer o.reading.Unlock()
		if o.file != nil {
			errs = append(errs, o.file.close())
			o.file = nil
		}
		return true
	})
	return errors.Join(errs...)
}
