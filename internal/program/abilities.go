package program

import (
	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/explain"
)

// What kernels and expressions can do beside scoring. A kernel or expression has
// an ability by having its method; each package of models says in its abilities.go
// which of its kernels have which, those that they have through embedding among
// them, and a test of package arch holds both to each other. Whoever embeds a
// kernel takes its abilities over with it: one that must not be has a field.
//
// Abilities that concern compiling or forests only are compile.Finisher (a kernel
// takes its final form once outputs are known), forest.Flat and forest.Sharing (a
// tree can be a part of a forest, and read its leaves' probabilities from it).

// Explainer is a kernel that says how it came to its outcomes. Explain fills in
// the part of m that belongs to the kernel's type. It is called after Score, on
// the same frame, and leaves the outcomes as Score left them.
type Explainer interface {
	Explain(x *Explaining, m *explain.Model)
}

// BlockKernel is a kernel that can score blocks. PlanBlock gives the step for
// it, or false where it cannot after all. The planner wants to know which cells
// and outcomes it fills. The step gives every record the bits that Score gives it,
// or marks it slow.
type BlockKernel interface {
	PlanBlock(p *BlockPlanner) (BlockStep, bool)
}

// Planned is a kernel that says in words how it scores, and why so. Parts are the
// models inside it that it runs one by one; nil for none.
type Planned interface {
	Plan() (how string, parts []*Stage)
}

// Enclosing is a kernel that is nothing but another stage.
type Enclosing interface {
	Stage() *Stage
}

// BlockComputer is an expression that can compute a column at once: of each record
// the bits that Eval gives, or the record is marked slow. Others are computed
// record by record.
type BlockComputer interface {
	PlanBlockExpr(p *BlockPlanner) (BlockExpr, bool)
}

// DecimalExpr is an expression with an exact value.
type DecimalExpr interface {
	Expr
	// EvalDecimal gives the exact value and the cell. Where the cell is no finite
	// number, it alone counts.
	EvalDecimal(f *Frame) (decimal.Decimal, float64)
}

// Wrapping is an expression around another. Ordinary gives the one whose value is
// that of the whole wherever it is a number, nil for none.
type Wrapping interface {
	Ordinary() Expr
}
