package program

import (
	"errors"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gopmml/gopmml/internal/real"
	"github.com/gopmml/gopmml/pmml"
)

// In decimal mode ([Program.Decimal]) numbers have exact values beside their
// cells. The cell stays the float64 nearest to the exact value, so that all that
// knows cells only (predicates, sets, normalizations, models without a decimal
// kernel) works as ever. What has no exact value of its own counts as the
// shortest decimal that reads back to its cell.

// QuotientDigits is the number of significant digits of a quotient that does
// not come out even: as many as an IEEE 754 decimal128 has.
const QuotientDigits = 34

// maxDigits bounds what exact values grow to. A sum of any two float64s has
// fewer; only long chains of products reach it, and are then rounded.
const maxDigits = 1000

// EvalDecimal gives an expression's exact value and its cell. Where the cell is
// no finite number, it alone counts.
func EvalDecimal(e Expr, f *Frame) (decimal.Decimal, float64) {
	if d, ok := e.(DecimalExpr); ok {
		return d.EvalDecimal(f)
	}
	v := e.Eval(f)
	return Decimal(v), v
}

// Finite says whether a cell is a finite number.
func Finite(v float64) bool { return v-v == 0 }

// Decimal gives the shortest decimal that reads back to v, zero where v is no
// finite number.
func Decimal(v float64) decimal.Decimal {
	switch {
	case !Finite(v):
		return decimal.Decimal{}
	case v == math.Trunc(v) && math.Abs(v) <= MaxInteger:
		return decimal.NewFromInt(int64(v))
	}
	return decimal.NewFromFloat(v)
}

// ExactDecimal makes a result of exact arithmetic one that can be kept: it gives
// the value and the nearest cell. Beyond the range of float64 the cell is
// infinite or zero, and so is the value.
func ExactDecimal(d decimal.Decimal) (decimal.Decimal, float64) {
	d = BoundDecimal(d)
	v := Nearest(d)
	if v == 0 || !Finite(v) {
		return decimal.Decimal{}, v
	}
	return d, v
}

// BoundDecimal rounds a number of very many digits.
func BoundDecimal(d decimal.Decimal) decimal.Decimal {
	if d.NumDigits() <= maxDigits {
		return d
	}
	return roundDigits(d, maxDigits)
}

// roundDigits rounds to n significant digits, halves to even.
func roundDigits(d decimal.Decimal, n int) decimal.Decimal {
	extra := d.NumDigits() - n
	if extra <= 0 {
		return d
	}
	c := d.Coefficient()
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(extra)), nil)
	q, r := new(big.Int).QuoRem(c, unit, new(big.Int))
	switch r.Abs(r).Lsh(r, 1).Cmp(unit) {
	case 0:
		if q.Bit(0) == 0 {
			break
		}
		fallthrough
	case 1:
		q.Add(q, big.NewInt(int64(c.Sign())))
	}
	return decimal.NewFromBigInt(q, d.Exponent()+int32(extra))
}

// tens are the powers of ten that a float64 holds exactly.
var tens = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// Nearest gives the float64 nearest to a decimal, whatever its exponent.
func Nearest(d decimal.Decimal) float64 {
	e := int(d.Exponent())
	c := d.Coefficient()
	if c.IsInt64() && e > -len(tens) && e < len(tens) {
		// Both parts are exact, so one operation rounds once.
		if n := c.Int64(); n >= -MaxInteger && n <= MaxInteger {
			if e < 0 {
				return float64(n) / tens[-e]
			}
			return float64(float64(n) * tens[e])
		}
	}
	v, err := strconv.ParseFloat(c.String()+"e"+strconv.Itoa(e), 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return NaN
	}
	return v + 0
}

// DivideDecimal gives a/b to [QuotientDigits] significant digits, halves to
// even. b may not be zero.
func DivideDecimal(a, b decimal.Decimal) decimal.Decimal {
	if a.IsZero() {
		return decimal.Decimal{}
	}
	num, den := a.Coefficient(), b.Coefficient()
	shift := max(0, QuotientDigits+1+b.NumDigits()-a.NumDigits())
	num.Mul(num, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(shift)), nil))
	exp := int(a.Exponent()) - int(b.Exponent()) - shift
	q, r := new(big.Int).QuoRem(num, den, new(big.Int))
	if r.Sign() != 0 {
		// One more digit, that says: a little beyond.
		q.Mul(q, big.NewInt(10))
		q.Add(q, big.NewInt(int64(num.Sign()*den.Sign())))
		exp--
	}
	return shorten(roundDigits(decimal.NewFromBigInt(q, int32(exp)), QuotientDigits))
}

// shorten drops the zeros at the end of a fraction.
func shorten(d decimal.Decimal) decimal.Decimal {
	c, e := d.Coefficient(), d.Exponent()
	ten, q, r := big.NewInt(10), new(big.Int), new(big.Int)
	for e < 0 {
		if q.QuoRem(c, ten, r); r.Sign() != 0 {
			break
		}
		c, q = q, c
		e++
	}
	return decimal.NewFromBigInt(c, e)
}

// PowerDecimal gives x^n, false where that leaves the range of float64 or has
// no value.
func PowerDecimal(x decimal.Decimal, n int64) (decimal.Decimal, bool) {
	one := decimal.NewFromInt(1)
	switch {
	case n == 0:
		return one, true
	case x.IsZero():
		return x, n > 0
	case n == math.MinInt64:
		return x, false
	}
	m, negative := n, n < 0
	if negative {
		m = -n
	}
	if r := real.Pow(math.Abs(Nearest(x)), float64(m)); !Finite(r) || r < 1e-300 {
		return x, false
	}
	y := x
	for bit := bits.Len64(uint64(m)) - 2; bit >= 0; bit-- {
		y = BoundDecimal(y.Mul(y))
		if m>>bit&1 != 0 {
			y = BoundDecimal(y.Mul(x))
		}
	}
	if negative {
		return DivideDecimal(one, y), true
	}
	return y, true
}

// ParseDecimal gives the exact value of a text that [ParseValue] has read as
// the number v.
func ParseDecimal(s string, v float64) decimal.Decimal {
	if v == 0 || !Finite(v) {
		return decimal.Decimal{}
	}
	if s = strings.Trim(s, " \t\r\n"); len(s) <= maxDigits && plainNumber(s) {
		if d, err := decimal.NewFromString(s); err == nil {
			return d
		}
	}
	return Decimal(v)
}

// DecimalText gives a decimal's text: in full, unless that would be very long.
func DecimalText(d decimal.Decimal) string {
	if e := d.Exponent(); e > maxDigits || e < -2*maxDigits {
		return d.Coefficient().String() + "e" + strconv.Itoa(int(e))
	}
	return d.String()
}

// exact is a number's exact value. It holds for the cell that it was stored
// with, in the record with this serial: whoever stores another cell beside it
// makes it void.
type exact struct {
	value  decimal.Decimal
	cell   float64
	serial uint64
}

// decimals are a frame's exact values.
type decimals struct {
	inputs, slots, outcomes []exact
}

func newDecimals(p *Program) *decimals {
	return &decimals{inputs: make([]exact, len(p.Inputs)), slots: make([]exact, p.Slots), outcomes: make([]exact, len(p.Outcomes))}
}

func (x *exact) of(v float64, serial uint64) decimal.Decimal {
	if x.serial == serial && sameBits(x.cell, v) {
		return x.value
	}
	return Decimal(v)
}

func sameBits(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }

// DecimalMode says whether numbers have exact values.
func (f *Frame) DecimalMode() bool { return f.decimals != nil }

// DecimalAt gives a slot's exact value and its cell, errors included. Where the
// cell is no finite number, it alone counts.
func (f *Frame) DecimalAt(s Slot) (decimal.Decimal, float64) {
	v := f.Cells[s]
	if f.decimals == nil {
		return Decimal(v), v
	}
	return f.decimals.slots[s].of(v, f.serial), v
}

// StoreDecimal stores a value with its cell.
func (f *Frame) StoreDecimal(s Slot, d decimal.Decimal, v float64) {
	f.Cells[s] = v
	if f.decimals != nil {
		f.decimals.slots[s] = exact{d, v, f.serial}
	}
}

// OutcomeDecimal gives the exact value of an outcome and its cell.
func (f *Frame) OutcomeDecimal(outcome int) (decimal.Decimal, float64) {
	v := f.Outcomes[outcome].Value
	if f.decimals == nil {
		return Decimal(v), v
	}
	return f.decimals.outcomes[outcome].of(v, f.serial), v
}

// SetOutcomeDecimal makes a number the value of an outcome.
func (f *Frame) SetOutcomeDecimal(outcome int, d decimal.Decimal) {
	d, v := ExactDecimal(d)
	f.storeOutcome(outcome, d, v)
}

func (f *Frame) storeOutcome(outcome int, d decimal.Decimal, v float64) {
	f.Outcomes[outcome].Value = v
	if f.decimals != nil {
		f.decimals.outcomes[outcome] = exact{d, v, f.serial}
	}
}

// CopyCell copies a slot's value, with the exact one.
func (f *Frame) CopyCell(from, to Slot) {
	f.Cells[to] = f.Cells[from]
	if f.decimals != nil {
		f.decimals.slots[to] = f.decimals.slots[from]
	}
}

// CarryOutcome gives an outcome whose value is that of another the exact value,
// too. Where the values differ, it changes nothing.
func (f *Frame) CarryOutcome(from, to int) {
	if f.decimals != nil {
		f.decimals.outcomes[to] = f.decimals.outcomes[from]
	}
}

// StoreOutcome stores an outcome's value in a slot.
func (f *Frame) StoreOutcome(s Slot, outcome int) {
	f.Cells[s] = f.Outcomes[outcome].Value
	if f.decimals != nil {
		f.decimals.slots[s] = f.decimals.outcomes[outcome]
	}
}

// SetDecimal gives input i a number.
func (f *Frame) SetDecimal(i int, d decimal.Decimal) {
	if t := f.program.Inputs[i].Type; IsTemporal(t) || t == pmml.DataTypeBoolean {
		f.SetNumber(i, Nearest(d))
		return
	}
	f.SetText(i, DecimalText(d))
}

// AddDecimal adds a number to input i's collection.
func (f *Frame) AddDecimal(i int, d decimal.Decimal) { f.AddText(i, DecimalText(d)) }

// keepText keeps the exact value of the text that input i was given.
func (f *Frame) keepText(i int, s string) {
	x := &f.decimals.inputs[i]
	*x = exact{}
	if v := f.raw[i].cell; f.program.Inputs[i].Type == pmml.DataTypeDouble && Finite(v) {
		*x = exact{value: ParseDecimal(s, v), cell: v, serial: 1}
	}
}

// keepNone says that input i was given a value without a text.
func (f *Frame) keepNone(i int) { f.decimals.inputs[i] = exact{} }

// loadDecimal keeps the exact value of the text that a column holds.
func (c *Column) loadDecimal(f *Frame, row int) {
	v := c.values
	switch c.kind {
	case columnTexts:
		f.keepText(c.input, v.Text[row])
	case columnBytes:
		f.keepText(c.input, string(v.Bytes[v.Offsets[row]:v.Offsets[row+1]]))
	case columnCodes:
		f.keepText(c.input, v.Dictionary[v.Codes[row]])
	default:
		f.keepNone(c.input)
	}
}

// prepareDecimals carries the inputs' exact values to where their cells went
// unchanged.
func (f *Frame) prepareDecimals() {
	for i := range f.program.Inputs {
		to := f.program.Inputs[i].Field.To
		if x := f.decimals.inputs[i]; to != NoSlot && x.serial != 0 && sameBits(x.cell, f.raw[i].cell) {
			x.serial = f.serial
			f.decimals.slots[to] = x
		}
	}
}

// runDecimal is run with exact values.
func (t *TargetStep) runDecimal(f *Frame) {
	if t.Number == nil {
		t.run(f)
		return
	}
	d, v := t.Number.applyDecimal(f, t.Outcome)
	f.storeOutcome(t.Outcome, d, v)
	f.StoreDecimal(t.Slot, d, v)
}

// applyDecimal is [NumberTarget.apply] on the exact value.
func (t *NumberTarget) applyDecimal(f *Frame, outcome int) (decimal.Decimal, float64) {
	d, v := f.OutcomeDecimal(outcome)
	if IsMissing(v) {
		d, v = Decimal(t.Default), t.Default
	}
	if t.Float32 || !Finite(v) || !Finite(t.Factor) || !Finite(t.Constant) {
		v = t.apply(f, v)
		return Decimal(v), v
	}
	if t.Clamp {
		d = clampDecimal(d, t.Min, t.Max)
	}
	if t.Rescale {
		d = d.Mul(Decimal(t.Factor)).Add(Decimal(t.Constant))
	}
	switch t.Cast {
	case pmml.CastIntegerRound:
		d = d.Add(Half).Floor()
	case pmml.CastIntegerCeiling:
		d = d.Ceil()
	case pmml.CastIntegerFloor:
		d = d.Floor()
	}
	if t.Type == pmml.DataTypeDouble {
		return ExactDecimal(d)
	}
	// The other types have no exact values of their own, but a fraction too small
	// for a cell to show is one.
	d, v = ExactDecimal(d)
	if t.Type != pmml.DataTypeFloat && Finite(v) && v == math.Trunc(v) && (!d.IsInteger() || math.Abs(v) == MaxInteger && !HoldsInteger(d, v)) {
		f.Raise(notOfType(t.Name, DecimalText(d), t.Type))
		return d, Missing
	}
	plain := NumberTarget{Default: Missing, Type: t.Type, Name: t.Name}
	v = plain.apply(f, v)
	return Decimal(v), v
}

// Half is 1/2.
var Half = decimal.New(5, -1)

// clampDecimal keeps a number within bounds, which may be infinite.
func clampDecimal(d decimal.Decimal, low, high float64) decimal.Decimal {
	if Finite(low) {
		d = decimal.Max(d, Decimal(low))
	}
	if Finite(high) {
		d = decimal.Min(d, Decimal(high))
	}
	return d
}

// EvalDecimal gives the value as the document writes it.
func (c *Const) EvalDecimal(*Frame) (decimal.Decimal, float64) {
	if c.Exact != nil {
		return *c.Exact, c.Value
	}
	return Decimal(c.Value), c.Value
}

// ExactConst makes the constant of a text that [ParseValue] has read as v in
// type t.
func ExactConst(text string, v float64, t pmml.DataType) *Const {
	c := &Const{Value: v}
	if t == pmml.DataTypeDouble && Finite(v) {
		d := ParseDecimal(text, v)
		c.Exact = &d
	}
	return c
}

// EvalDecimal gives the slot's exact value.
func (r *Ref) EvalDecimal(f *Frame) (decimal.Decimal, float64) { return f.DecimalAt(r.Slot) }

// EvalDecimal gives the slot's exact value, or Else.
func (r *RefOr) EvalDecimal(f *Frame) (decimal.Decimal, float64) {
	if d, v := f.DecimalAt(r.Slot); !IsMissing(v) {
		return d, v
	}
	return Decimal(r.Else), r.Else
}

// EvalDecimal reads a text exactly, and makes an integer only of what is one. Other
// casts give values whose cells are all that there is of them.
func (c *castExpr) EvalDecimal(f *Frame) (decimal.Decimal, float64) {
	if c.to == pmml.DataTypeInteger && c.from == pmml.DataTypeDouble {
		d, from := EvalDecimal(c.expr, f)
		v := f.Convert(from, c.from, c.to, c.pos)
		if Finite(v) && !d.Equal(Decimal(v)) {
			v = f.FailWith(&Fault{Pos: c.pos, Value: DecimalText(d), HasValue: true, Code: FaultConversion, Want: c.to.String(),
				Detail: "of type " + c.from.String() + " cannot become " + article(c.to) + because(BeyondIntegers(DecimalText(d), c.to))})
		}
		return Decimal(v), v
	}
	from := c.expr.Eval(f)
	v := f.Convert(from, c.from, c.to, c.pos)
	if c.from == pmml.DataTypeString && c.to == pmml.DataTypeDouble && Finite(v) {
		return ParseDecimal(f.Text(from), v), v
	}
	return Decimal(v), v
}

// EvalDecimal is Eval with exact values.
func (c *CallFunction) EvalDecimal(f *Frame) (decimal.Decimal, float64) {
	if f.decimals == nil {
		v := c.Eval(f)
		return Decimal(v), v
	}
	if fault, ok := c.allowed(f); !ok {
		return decimal.Decimal{}, fault
	}
	var few, fewSaved [4]exact
	values, saved := few[:0], fewSaved[:0]
	for _, a := range c.Args {
		d, v := EvalDecimal(a, f)
		values = append(values, exact{value: d, cell: v})
	}
	locals := c.Function.Locals
	for _, s := range locals {
		d, v := f.DecimalAt(s)
		saved = append(saved, exact{value: d, cell: v})
	}
	c.enter(f)
	for i := range values {
		f.StoreDecimal(locals[i], values[i].value, values[i].cell)
	}
	for i, e := range c.Function.Lets {
		d, v := EvalDecimal(e, f)
		f.StoreDecimal(locals[len(c.Args)+i], d, v)
	}
	d, v := EvalDecimal(c.Function.Body, f)
	c.leave(f)
	for i, s := range locals {
		f.StoreDecimal(s, saved[i].value, saved[i].cell)
	}
	return d, v
}

// EvalDecimal gives the exact difference.
func (r *Residual) EvalDecimal(f *Frame) (decimal.Decimal, float64) {
	want, w := f.DecimalAt(r.Observed)
	got, g := f.DecimalAt(r.Predicted)
	if !Finite(w) || !Finite(g) {
		return decimal.Decimal{}, r.Eval(f)
	}
	return ExactDecimal(want.Sub(got))
}

// EvalDecimal gives the exact sum or average of doubles.
func (a *Aggregate) EvalDecimal(f *Frame) (decimal.Decimal, float64) {
	average := a.Function == pmml.AggregateFunctionAverage
	if !average && a.Function != pmml.AggregateFunctionSum || a.Type == pmml.DataTypeFloat {
		v := a.Eval(f)
		return Decimal(v), v
	}
	list := a.Field.Eval(f)
	if list != list {
		return decimal.Decimal{}, list
	}
	if !f.Spend(DecimalSteps*int64(len(f.List(list))), a.Pos) {
		return decimal.Decimal{}, Missing
	}
	sum, count := decimal.Decimal{}, int64(0)
	for _, v := range f.List(list) {
		if IsMissing(v) {
			continue
		}
		if !Finite(v) {
			return decimal.Decimal{}, a.Eval(f)
		}
		sum = sum.Add(Decimal(v))
		count++
	}
	switch {
	case count == 0:
		return decimal.Decimal{}, Missing
	case average:
		sum = DivideDecimal(sum, decimal.NewFromInt(count))
	}
	d, v := ExactDecimal(sum)
	if !average {
		v = inType(v, a.Type)
	}
	return d, v
}
