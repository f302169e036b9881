// Package functions holds PMML's built-in functions. Each call is compiled
// once into an expression for the types of its arguments.
//
// Spec: https://dmg.org/pmml/v4-4-1/BuiltinFunctions.html
package functions

import (
	"fmt"
	"strings"

	"github.com/gopmml/gopmml/internal/program"
	"github.com/gopmml/gopmml/internal/regex"
	"github.com/gopmml/gopmml/pmml"
)

// Call is an Apply whose arguments have been compiled.
type Call struct {
	// Name is the function's name.
	Name string
	Args []program.Typed
	// Texts codes the constants that the function brings along.
	Texts *program.Texts
	// Pos is the Apply element's place, for errors in scoring.
	Pos pmml.Pos
	// MapMissing is what a missing condition or branch of "if" becomes; its Expr
	// is nil where mapMissingTo is left out. Other functions need not look at it.
	MapMissing program.Typed
	// RegexFlavour is the dialect of regular expressions that the document asks
	// for: "" for the standard's (PCRE), "re" for Python's.
	RegexFlavour string
	// Pattern compiles a regular expression that is known beforehand.
	Pattern func(text string, d regex.Dialect) (*regex.Pattern, error)
	// NewScratch takes a place in [program.Frame.Scratch].
	NewScratch func() int
	// scratch is the number of places up to the last one that was taken.
	scratch int
	// Decimal asks for exact decimal arithmetic.
	Decimal bool
}

// many is the largest number of arguments of functions that take any number.
const many = -1

// entry is one function: how many arguments it takes and how a call of it is
// compiled. name is the function's own name, without a prefix.
type entry struct {
	min, max int
	build    func(c *Call, name string) (program.Typed, error)
	// lists says that arguments may be collections.
	lists bool
}

// table holds the functions by name. It is read only.
var table = map[string]entry{
	"+":      {min: 2, max: 2, build: buildArithmetic},
	"-":      {min: 2, max: 2, build: buildArithmetic},
	"*":      {min: 2, max: 2, build: buildArithmetic},
	"/":      {min: 2, max: 2, build: buildArithmetic},
	"modulo": {min: 2, max: 2, build: buildArithmetic},

	"min":     {min: 1, max: many, build: buildAggregate, lists: true},
	"max":     {min: 1, max: many, build: buildAggregate, lists: true},
	"sum":     {min: 1, max: many, build: buildAggregate, lists: true},
	"avg":     {min: 1, max: many, build: buildAggregate, lists: true},
	"product": {min: 1, max: many, build: buildAggregate, lists: true},
	"median":  {min: 1, max: many, build: buildMedian, lists: true},

	"log10": {min: 1, max: 1, build: buildMath},
	"ln":    {min: 1, max: 1, build: buildMath},
	"sqrt":  {min: 1, max: 1, build: buildMath},
	"exp":   {min: 1, max: 1, build: buildMath},
	"ln1p":  {min: 1, max: 1, build: buildMath},
	"expm1": {min: 1, max: 1, build: buildMath},
	"sin":   {min: 1, max: 1, build: buildMath},
	"cos":   {min: 1, max: 1, build: buildMath},
	"tan":   {min: 1, max: 1, build: buildMath},
	"asin":  {min: 1, max: 1, build: buildMath},
	"acos":  {min: 1, max: 1, build: buildMath},
	"atan":  {min: 1, max: 1, build: buildMath},
	"sinh":  {min: 1, max: 1, build: buildMath},
	"cosh":  {min: 1, max: 1, build: buildMath},
	"tanh":  {min: 1, max: 1, build: buildMath},
	"erf":   {min: 1, max: 1, build: buildMath},
	"hypot": {min: 2, max: 2, build: buildMath2},
	"atan2": {min: 2, max: 2, build: buildMath2},

	"abs":       {min: 1, max: 1, build: buildAbs},
	"rint":      {min: 1, max: 1, build: buildRint},
	"floor":     {min: 1, max: 1, build: buildRounding},
	"ceil":      {min: 1, max: 1, build: buildRounding},
	"round":     {min: 1, max: 1, build: buildRounding},
	"pow":       {min: 2, max: 2, build: buildPow},
	"threshold": {min: 2, max: 2, build: buildThreshold},

	"normalCDF":    {min: 3, max: 3, build: buildNormal},
	"normalPDF":    {min: 3, max: 3, build: buildNormal},
	"normalIDF":    {min: 3, max: 3, build: buildNormal},
	"stdNormalCDF": {min: 1, max: 1, build: buildStdNormal},
	"stdNormalPDF": {min: 1, max: 1, build: buildStdNormal},
	"stdNormalIDF": {min: 1, max: 1, build: buildStdNormal},

	"isMissing":    {min: 1, max: 1, build: buildIsMissing, lists: true},
	"isNotMissing": {min: 1, max: 1, build: buildIsMissing, lists: true},
	"isValid":      {min: 1, max: 1, build: buildIsValid},
	"isNotValid":   {min: 1, max: 1, build: buildIsValid},

	"equal":          {min: 2, max: 2, build: buildEquality},
	"notEqual":       {min: 2, max: 2, build: buildEquality},
	"lessThan":       {min: 2, max: 2, build: buildOrder},
	"lessOrEqual":    {min: 2, max: 2, build: buildOrder},
	"greaterThan":    {min: 2, max: 2, build: buildOrder},
	"greaterOrEqual": {min: 2, max: 2, build: buildOrder},
	"isIn":           {min: 2, max: many, build: buildMembership},
	"isNotIn":        {min: 2, max: many, build: buildMembership},

	"and": {min: 2, max: many, build: buildLogic},
	"or":  {min: 2, max: many, build: buildLogic},
	"not": {min: 1, max: 1, build: buildNot},
	"if":  {min: 2, max: 3, build: buildIf},

	"uppercase":    {min: 1, max: 1, build: buildTextMap},
	"lowercase":    {min: 1, max: 1, build: buildTextMap},
	"trimBlanks":   {min: 1, max: 1, build: buildTextMap},
	"stringLength": {min: 1, max: 1, build: buildStringLength},
	"substring":    {min: 3, max: 3, build: buildSubstring},
	"concat":       {min: 2, max: many, build: buildConcat},
	"matches":      {min: 2, max: 2, build: buildMatches},
	"replace":      {min: 3, max: 3, build: buildReplace},

	"formatNumber":             {min: 2, max: 2, build: buildFormatNumber},
	"formatDatetime":           {min: 2, max: 2, build: buildFormatDatetime},
	"dateDaysSinceYear":        {min: 2, max: 2, build: buildSinceYear},
	"dateSecondsSinceYear":     {min: 2, max: 2, build: buildSinceYear},
	"dateSecondsSinceMidnight": {min: 1, max: 1, build: buildSinceMidnight},

	javaPackage + "MeanFunction":              {min: 1, max: 1, build: buildMean, lists: true},
	javaPackage + "StandardDeviationFunction": {min: 1, max: 2, build: buildDeviation, lists: true},
	javaPackage + "PercentileFunction":        {min: 2, max: 2, build: buildPercentile, lists: true},
	javaPackage + "SplitFunction":             {min: 2, max: 2, build: buildSplit},
}

// javaPackage is where JPMML-Evaluator keeps functions that documents of its
// converters call by class name. They work on collections.
const javaPackage = "org.jpmml.evaluator.functions."

// lookup finds a function by its name, or by the name with the x- in front
// that converters gave it before the standard took it in.
func lookup(name string) (string, entry, bool) {
	e, ok := table[name]
	if !ok {
		name = strings.TrimPrefix(name, "x-")
		e, ok = table[name]
	}
	return name, e, ok
}

// Known says whether a name is that of a function of this package.
func Known(name string) bool {
	_, _, ok := lookup(name)
	return ok
}

// Standard says whether the PMML standard defines a function of this name.
// Names that are known beside these (atan2, x-atan2, Java class names …) are
// free for a document to define.
func Standard(name string) bool {
	_, ok := table[name]
	return ok && name != "atan2" && !strings.HasPrefix(name, javaPackage)
}

// Build compiles a call of a function. What its result is for missing, invalid
// and undefined arguments is the function's own business; mapMissingTo (but
// for "if"), defaultValue and invalidValueTreatment are the caller's.
//
// The result is [program.Missing] where the function has none because an
// argument is missing, [program.NaN] where it is invalid,
// [program.Undefined] where integer arithmetic has no result, and an error
// cell where an argument is outside of what the function is defined for. An
// argument that is itself an error or undefined is the result as it is.
func Build(c *Call) (program.Typed, error) {
	name, e, ok := lookup(c.Name)
	if !ok {
		return program.Typed{}, fmt.Errorf("function %q is not known", c.Name)
	}
	if n := len(c.Args); n < e.min || e.max != many && n > e.max {
		return program.Typed{}, fmt.Errorf("function %q takes %s, got %d", c.Name, e.arity(), n)
	}
	if !e.lists {
		for i := range c.Args {
			if c.Args[i].List {
				return program.Typed{}, c.errorf(i, "is a collection, the function takes one value")
			}
		}
	}
	if take := c.NewScratch; take != nil {
		c.NewScratch = func() int {
			i := take()
			c.scratch = i + 1
			return i
		}
	}
	t, err := e.build(c, name)
	if err != nil {
		return program.Typed{}, err
	}
	return c.fold(t), nil
}

// arity says in words how many arguments a function takes.
func (e *entry) arity() string {
	switch {
	case e.max == many:
		return fmt.Sprintf("at least %s", plural(e.min))
	case e.min == e.max:
		return plural(e.min)
	}
	return fmt.Sprintf("%d or %d arguments", e.min, e.max)
}

func plural(n int) string {
	if n == 1 {
		return "1 argument"
	}
	return fmt.Sprintf("%d arguments", n)
}

// fold computes at once what has only constant arguments. Texts are left
// alone: they need a frame.
func (c *Call) fold(t program.Typed) program.Typed {
	if t.List || t.Type == pmml.DataTypeString {
		return t
	}
	for i := range c.Args {
		a := &c.Args[i]
		if _, ok := program.AsConst(a.Expr); !ok || a.List || a.Type == pmml.DataTypeString {
			return t
		}
	}
	if m := &c.MapMissing; m.Expr != nil {
		if _, ok := program.AsConst(m.Expr); !ok || m.Type == pmml.DataTypeString {
			return t
		}
	}
	if c.Decimal {
		return c.foldDecimal(t)
	}
	// Functions may make texts of their arguments, and keep things in the frame.
	p := &program.Program{Texts: c.Texts, Scratch: c.scratch}
	if v := t.Expr.Eval(p.NewFrame()); !program.IsError(v) {
		t.Expr = &program.Const{Value: v}
	}
	return t
}
