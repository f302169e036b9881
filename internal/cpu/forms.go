package cpu

// Form is a form of a package's kernels: those of K for one set of instructions.
// A package lists its forms in forms_amd64.go, those with more instructions later,
// and none in forms_other.go; the portable form is no entry, but K's zero value.
type Form[K any] struct {
	Name string
	// Runs says whether the form may run in this process.
	Runs    bool
	Kernels K
}

// Last gives the last of the forms that may run: the one for a process to use.
// Without one it gives the zero value.
func Last[K any](forms []Form[K]) (kernels K) {
	for _, f := range forms {
		if f.Runs {
			kernels = f.Kernels
		}
	}
	return kernels
}

// Each runs f with every form that may run in use, the portable one first, and
// then puts back what was there. It is for tests: nothing else may change what a
// process uses.
func Each[K any](forms []Form[K], use *K, f func(name string)) {
	before := *use
	defer func() { *use = before }()
	for _, form := range append([]Form[K]{{Name: "portable", Runs: true}}, forms...) {
		if form.Runs {
			*use = form.Kernels
			f(form.Name)
		}
	}
}
