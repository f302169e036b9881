package records

// BlankLines says what a line with nothing on it means in CSV.
type BlankLines uint8

// The values of BlankLines.
const (
	SkipBlank   BlankLines = iota // it is skipped
	StopAtBlank                   // the input ends there
)

// Limits and sizes that [Options] start from.
const (
	DefaultMaxRowBytes = 64 << 20
	DefaultBlockBytes  = 128 << 10
)

// Options says how to read. The zero value reads comma-separated CSV.
type Options struct {
	Format Format

	// Missing lists the texts that mean a missing value, compared byte by
	// byte. Nil stands for [DefaultMissing]; an empty list for none.
	Missing []string

	Blank BlankLines

	// MaxRowBytes bounds one row, so that a stray quote does not read the
	// rest of a file into memory; 0 means [DefaultMaxRowBytes].
	MaxRowBytes int

	// BlockBytes is how much a block holds, more where a row is longer;
	// 0 means [DefaultBlockBytes].
	BlockBytes int
}

func (o Options) withDefaults() Options {
	if o.Format.Kind == 0 {
		o.Format.Kind = CSV
	}
	if o.Format.Kind == CSV && o.Format.Separator == 0 {
		o.Format.Separator = ','
	}
	if o.MaxRowBytes <= 0 {
		o.MaxRowBytes = DefaultMaxRowBytes
	}
	if o.BlockBytes <= 0 {
		o.BlockBytes = DefaultBlockBytes
	}
	return o
}
