package table

// Limits and sizes that [Options] start from.
const (
	DefaultMaxRowBytes = 64 << 20
	DefaultBlockBytes  = 128 << 10
)

// Options says how to read. A source takes what is zero for the usual: a comma
// between cells of CSV.
type Options struct {
	Format Format

	// MaxRowBytes bounds one row, so that a stray quote does not read the
	// rest of a file into memory; 0 means [DefaultMaxRowBytes].
	MaxRowBytes int

	// BlockBytes is how much a block holds, more where a row is longer;
	// 0 means [DefaultBlockBytes].
	BlockBytes int
}

func (o Options) withDefaults() Options {
	if o.MaxRowBytes <= 0 {
		o.MaxRowBytes = DefaultMaxRowBytes
	}
	if o.BlockBytes <= 0 {
		o.BlockBytes = DefaultBlockBytes
	}
	return o
}
